/*
 * Each module fills in its own examples, in the order of the modules.
 */
#include "app/demo.h"

#include "app/open.h"
#include "app/settings.h"
#include "base/file.h"
#include "civic/cli.h"
#include "civic/module.h"
#include "civic/unit.h"
#include "modules/accounts/account.h"

#include <stdio.h>

enum {
    SETTINGS_LIMIT = 256 * 1024,
    SETTINGS_MODE = 0640
};

/* Address of the district's page, as demo/units.csv makes it. */
static const struct str demo_unit = STR_INIT("huyen-thanh-ba");

/* The site is the district's, and says on every page that it is an example. */
static const struct fault *write_settings(struct work *work)
{
    const char *path = arena_printf(work->arena, PRISTR "/dinh.conf", STRARG(work->site->data)).ptr;
    struct str text;
    const struct fault *fault = file_read(work->arena, path, SETTINGS_LIMIT, &text);
    if (fault)
        return fault;
    text = settings_with(work->arena, text, STR("unit"), demo_unit);
    text = settings_with(work->arena, text, STR("demo"), STR("yes"));
    return file_write(work->arena, path, text, SETTINGS_MODE);
}

static const struct fault *fill(struct work *work)
{
    const struct fault *fault = NULL;
    work->site->unit = demo_unit;
    for (size_t i = 0; !fault && work->site->modules[i]; i++)
        if (work->site->modules[i]->demo)
            fault = work->site->modules[i]->demo(work);
    return fault ? fault : write_settings(work);
}

const struct fault *demo_fill(struct site *site, enum locale locale)
{
    struct work *work = work_begin(site, locale);
    struct unit unit;
    const struct fault *fault = unit_top(work, &unit);
    if (!fault) {
        cli_say(work, "command.demo.there", NULL, 0);
    } else if (fault->kind == FAULT_NOT_FOUND) {
        fault = fill(work);
        if (!fault)
            cli_say(work, "command.demo.done", NULL, 0);
    }
    fault = fault_copy(site->arena, fault);
    work_end(work);
    return fault;
}

void demo_say_accounts(struct work *work)
{
    struct fault_arg password = {"password", STR(ACCOUNT_DEMO_PASSWORD)};
    account_list accounts;
    bool is_first = true;
    if (account_list_after(work, STR(""), 100, &accounts))
        return;
    for (size_t i = 0; i < accounts.count; i++) {
        const struct account *account = &accounts.items[i];
        if (!account->is_demo || account->is_closed)
            continue;
        if (is_first)
            cli_say(work, "command.serve.accounts", &password, 1);
        is_first = false;
        printf("  %-10.*s " PRISTR "\n", STRARG(account->login), STRARG(account->name));
    }
}
