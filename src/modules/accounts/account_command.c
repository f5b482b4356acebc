/*
 * `dinh user add|role|reset|totp|close|list`.
 */
#include "modules/accounts/account_command.h"

#include "civic/cli.h"
#include "civic/outbox.h"
#include "civic/site.h"
#include "civic/unit.h"
#include "modules/accounts/account.h"
#include "modules/accounts/account_rules.h"
#include "text/disguise.h"
#include "text/utf8.h"

#include <stdio.h>
#include <string.h>

#define USAGE "command.user.usage"

enum {
    NAME_MOST = 100 /* characters */
};

/* "commune:08170", a slug, or nothing for the unit of the site. */
static const struct fault *find_unit(struct work *work, struct str name, struct unit *ret_unit)
{
    struct str kind_name;
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

/* Whatever was typed: what is no login is nobody's. */
static const struct fault *find_account(struct work *work, struct str typed,
                                        struct account *ret_account)
{
    struct str login = STR("");
    (void)login_read(work->arena, typed, &login);
    return account_by_login(work, login, ret_account);
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

/* What was typed about a person, as a form would take it. */
static const struct fault *read_person(struct work *work, struct account_new *person)
{
    const struct fault *fault = text_normalise(work->arena, person->name, NAME_MOST, &person->name);
    if (fault)
        return fault;
    person->name = text_excerpt(work->arena, text_line(work->arena, person->name), SIZE_MAX);
    if (person->name.len == 0)
        person->name = person->login;
    if (person->email.len > 0 && !mail_address_read(work->arena, person->email, &person->email))
        return fault_new(work->arena, FAULT_INVALID, "form.not_an_email", "no address");
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
    const struct fault *fault;
    int64_t id;
    wanted.login = cli_word(cli);
    if (!wanted.login.ptr || (unit.ptr && !role.ptr))
        return cli_usage(work, USAGE);
    if (!cli_is_empty(work, cli, USAGE))
        return CLI_WRONG_USE;
    fault = read_person(work, &wanted);
    /* before the account is made: one with a mistyped role would be in the way of the next try */
    if (!fault && role.ptr)
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
    struct str login = cli_word(cli);
    struct str role = cli_word(cli);
    struct account account;
    struct role_in_unit given;
    const struct fault *fault;
    if (!role.ptr)
        return cli_usage(work, USAGE);
    if (!cli_is_empty(work, cli, USAGE))
        return CLI_WRONG_USE;
    fault = find_account(work, login, &account);
    if (!fault)
        fault = read_role(work, role, unit, &given);
    if (!fault)
        fault = give_role(work, account.id, account.login, &given, !is_taken);
    return fault ? cli_fault(work, fault) : CLI_DONE;
}

static int user_reset(struct work *work, const struct account *account)
{
    const struct fault *fault = print_link(work, account->id);
    return fault ? cli_fault(work, fault) : CLI_DONE;
}

/* Removes a lost second factor; the person sets up a new one when they sign in. */
static int user_totp(struct work *work, const struct account *account)
{
    const struct fault *fault = account_totp_remove(work, account->id);
    if (fault)
        return cli_fault(work, fault);
    cli_say(work, "command.user.totp", NULL, 0);
    return CLI_DONE;
}

static int user_close(struct work *work, const struct account *account)
{
    struct fault_arg login = {"login", account->login};
    const struct fault *fault = account_close(work, account->id);
    if (fault)
        return cli_fault(work, fault);
    cli_say(work, "command.user.closed", &login, 1);
    return CLI_DONE;
}

static int user_list(struct work *work, struct cli *cli)
{
    struct str after = STR("");
    struct str closed = site_message(work, "account.closed-mark");
    if (!cli_is_empty(work, cli, USAGE))
        return CLI_WRONG_USE;
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

/* A verb about one account, which is the only word behind it. */
static int run_for_account(struct work *work, struct cli *cli,
                           int (*run)(struct work *work, const struct account *account))
{
    struct str login = cli_word(cli);
    struct account account;
    const struct fault *fault;
    if (!login.ptr)
        return cli_usage(work, USAGE);
    if (!cli_is_empty(work, cli, USAGE))
        return CLI_WRONG_USE;
    fault = find_account(work, login, &account);
    return fault ? cli_fault(work, fault) : run(work, &account);
}

/* columns: word, what runs it with the words behind, or for the account they name */
static const struct {
    const char *name;
    int (*run)(struct work *work, struct cli *cli);
    int (*run_for)(struct work *work, const struct account *account);
} verbs[] = {
    {"add",   user_add,  NULL      },
    {"role",  user_role, NULL      },
    {"reset", NULL,      user_reset},
    {"totp",  NULL,      user_totp },
    {"close", NULL,      user_close},
    {"list",  user_list, NULL      },
};

int user_command(struct work *work, int argc, char **argv)
{
    struct cli cli = {argc, argv};
    struct str verb = cli_word(&cli);
    for (size_t i = 0; i < sizeof(verbs) / sizeof(verbs[0]); i++) {
        if (!str_equal(verb, str_from_c(verbs[i].name)))
            continue;
        if (verbs[i].run)
            return verbs[i].run(work, &cli);
        return run_for_account(work, &cli, verbs[i].run_for);
    }
    return cli_usage(work, USAGE);
}
