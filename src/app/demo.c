/*
 * Each module fills in its own examples, in the order of the modules.
 */
#include "app/demo.h"

#include "app/open.h"
#include "civic/cli.h"
#include "civic/module.h"
#include "civic/unit.h"
#include "modules/accounts/account.h"

#include <stdio.h>

const struct fault *demo_fill(struct site *site, enum locale locale)
{
    struct work *work = work_begin(site, locale);
    struct unit unit;
    const struct fault *fault = unit_top(work, &unit);
    if (!fault) {
        cli_say(work, "command.demo.there", NULL, 0);
    } else if (fault->kind == FAULT_NOT_FOUND) {
        fault = NULL;
        for (size_t i = 0; !fault && site->modules[i]; i++)
            if (site->modules[i]->demo)
                fault = site->modules[i]->demo(work);
        if (!fault)
            cli_say(work, "command.demo.done", NULL, 0);
    }
    fault = fault_copy(site->arena, fault);
    work_end(work);
    return fault;
}

void demo_say_accounts(struct work *work)
{
    account_list accounts;
    bool is_first = true;
    if (account_list_after(work, STR(""), 100, &accounts))
        return;
    for (size_t i = 0; i < accounts.count; i++) {
        const struct account *account = &accounts.items[i];
        if (!account->is_demo || account->is_closed)
            continue;
        if (is_first)
            cli_say(work, "command.serve.accounts", NULL, 0);
        is_first = false;
        printf("  %-10.*s " PRISTR "\n", STRARG(account->login), STRARG(account->name));
    }
}
