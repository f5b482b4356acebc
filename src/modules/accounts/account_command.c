/*
 * `dinh user add|role|reset|totp|close|list`.
 */
#include "modules/accounts/account_command.h"

#include "civic/cli.h"
#include "civic/site.h"
#include "civic/unit.h"
#include "modules/accounts/account.h"

#include <stdio.h>
#include <string.h>

#define USAGE "command.user.usage"

/* "commune:08170", a slug, or nothing for the unit of the site. */
static const struct fault *find_unit(struct work *work, struct str name, struct unit *ret_unit)
{
    struct str kind_name = name;
    struct str code;
    enum unit_kind kind;
    if (!name.ptr)
        return site_unit(work, ret_unit);
    code = name;
    kind_name = str_cut(&code, ':');
    if (code.ptr && unit_kind_from_name(kind_name, &kind))
        return unit_by_code(work, kind, code, clock_today(work->clock), ret_unit);
    return unit_by_slug(work, name, ret_unit);
}

static const struct fault *find_account(struct work *work, struct cli *cli,
                                        struct account *ret_account)
{
    struct str login = cli_word(cli);
    return account_by_login(work, login.ptr ? login : STR(""), ret_account);
}

/* A role of the command line in the unit of --unit. */
struct role_in_unit {
    enum role role;
    struct unit unit;
};

static const struct fault *read_role(struct work *work, struct str role_text, struct str unit_text,
                                     struct role_in_unit *ret_role)
{
    if (!role_from_name(role_text, &ret_role->role))
        return fault_with(fault_new(work->arena, FAULT_INVALID, "role.unknown", "unknown role"),
                          "name", role_text);
    return find_unit(work, unit_text, &ret_role->unit);
}

static const struct fault *give_role(struct work *work, int64_t id, struct str login,
                                     const struct role_in_unit *given, bool is_given)
{
    struct fault_arg args[3] = {
        {"login", login            },
        {"role",  site_message(work, role_message(given->role))},
        {"unit",       given->unit.name                  }
    };
    const struct fault *fault = is_given ? account_grant(work, id, given->role, given->unit.id)
                                         : account_revoke(work, id, given->role, given->unit.id);
    if (fault)
        return fault;
    cli_say(work, is_given ? "command.user.role-given" : "command.user.role-taken", args, 3);
    return NULL;
}

/* The one-time link, as an address where the site knows its own. */
static const struct fault *print_link(struct work *work, int64_t id)
{
    struct str token;
    const struct fault *fault = account_reset(work, id, &token);
    if (fault)
        return fault;
    cli_say(work, "command.user.link", NULL, 0);
    printf(PRISTR "/dat-lai/" PRISTR "\n", STRARG(work->site->public_address), STRARG(token));
    return NULL;
}

static int user_add(struct work *work, struct cli *cli)
{
    struct account_new wanted = {.name = cli_option(cli, "--name"),
                                 .email = cli_option(cli, "--email"),
                                 .password = STR("")};
    struct str role = cli_option(cli, "--role");
    struct str unit = cli_option(cli, "--unit");
    struct role_in_unit given;
    const struct fault *fault = NULL;
    int64_t id;
    wanted.login = cli_word(cli);
    if (!wanted.login.ptr || !cli_is_empty(work, cli, USAGE))
        return cli_usage(work, USAGE);
    if (!wanted.name.ptr)
        wanted.name = wanted.login;
    if (!wanted.email.ptr)
        wanted.email = STR("");
    /* before the account is made: one with a mistyped role would be in the way of the next try */
    if (role.ptr)
        fault = read_role(work, role, unit, &given);
    if (!fault)
        fault = account_create(work, &wanted, &id);
    if (!fault && role.ptr)
        fault = give_role(work, id, wanted.login, &given, true);
    if (!fault)
        fault = print_link(work, id);
    return fault ? cli_fault(work, fault) : CLI_DONE;
}

static int user_role(struct work *work, struct cli *cli)
{
    struct str unit = cli_option(cli, "--unit");
    bool is_taken = cli_flag(cli, "--remove");
    struct account account;
    struct role_in_unit given;
    struct str role;
    const struct fault *fault = find_account(work, cli, &account);
    role = cli_word(cli);
    if (!role.ptr)
        return cli_usage(work, USAGE);
    if (!fault)
        fault = read_role(work, role, unit, &given);
    if (!fault)
        fault = give_role(work, account.id, account.login, &given, !is_taken);
    return fault ? cli_fault(work, fault) : CLI_DONE;
}

static int user_reset(struct work *work, struct cli *cli)
{
    struct account account;
    const struct fault *fault = find_account(work, cli, &account);
    if (!fault)
        fault = print_link(work, account.id);
    return fault ? cli_fault(work, fault) : CLI_DONE;
}

/* Removes a lost second factor; the person sets up a new one when they sign in. */
static int user_totp(struct work *work, struct cli *cli)
{
    struct account account;
    const struct fault *fault = find_account(work, cli, &account);
    if (!fault)
        fault = account_totp_remove(work, account.id);
    if (fault)
        return cli_fault(work, fault);
    cli_say(work, "command.user.totp", NULL, 0);
    return CLI_DONE;
}

static int user_close(struct work *work, struct cli *cli)
{
    struct account account;
    const struct fault *fault = find_account(work, cli, &account);
    if (!fault)
        fault = account_close(work, account.id);
    if (fault)
        return cli_fault(work, fault);
    cli_say(work, "command.user.closed",
            (struct fault_arg[]){
                {"login", account.login}
    },
            1);
    return CLI_DONE;
}

static int user_list(struct work *work, struct cli *cli)
{
    struct str after = STR("");
    struct str closed = site_message(work, "account.closed-mark");
    (void)cli;
    for (;;) {
        account_list accounts;
        const struct fault *fault = account_list_after(work, after, 100, &accounts);
        if (fault)
            return cli_fault(work, fault);
        for (size_t i = 0; i < accounts.count; i++)
            printf(PRISTR "\t" PRISTR "\t" PRISTR "\n", STRARG(accounts.items[i].login),
                   STRARG(accounts.items[i].name),
                   STRARG(accounts.items[i].is_closed ? closed : STR("")));
        if (accounts.count < 100)
            return CLI_DONE;
        after = accounts.items[accounts.count - 1].login;
    }
}

/* columns: word, what runs it */
static const struct {
    const char *name;
    int (*run)(struct work *work, struct cli *cli);
} verbs[] = {
    {"add",   user_add  },
    {"role",  user_role },
    {"reset", user_reset},
    {"totp",  user_totp },
    {"close", user_close},
    {"list",  user_list },
};

int user_command(struct work *work, int argc, char **argv)
{
    struct cli cli = {argc, argv};
    struct str verb = cli_word(&cli);
    for (size_t i = 0; i < sizeof(verbs) / sizeof(verbs[0]); i++)
        if (str_equal(verb, str_from_c(verbs[i].name)))
            return verbs[i].run(work, &cli);
    return cli_usage(work, USAGE);
}
