/*
 * The manifest of accounts.
 */
#include "modules/accounts/account_command.h"
#include "modules/accounts/account_demo.h"
#include "modules/accounts/account_store.h"
#include "modules/accounts/accounts_state.h"
#include "modules/accounts/accounts_web.h"

/* Who must be signed in is asked by the handlers: every account may see its own
 * pages, with a role or without. */
static const struct route routes[] = {
    {HTTP_GET,  "/dang-nhap",                sign_in_show,     NULL, 0, NULL             },
    {HTTP_POST, "/dang-nhap",                sign_in_send,     NULL, 0, &sign_in_form    },
    {HTTP_GET,  "/dang-nhap/ma",             code_show,        NULL, 0, NULL             },
    {HTTP_POST, "/dang-nhap/ma",             code_send,        NULL, 0, NULL             },
    {HTTP_GET,  "/dang-nhap/thiet-lap",      enrol_show,       NULL, 0, NULL             },
    {HTTP_POST, "/dang-nhap/thiet-lap",      enrol_send,       NULL, 0, NULL             },
    {HTTP_POST, "/dang-xuat",                sign_out_send,    NULL, 0, NULL             },
    {HTTP_GET,  "/tai-khoan",                account_show,     NULL, 0, NULL             },
    {HTTP_POST, "/tai-khoan/phien",          session_send,     NULL, 0, NULL             },
    {HTTP_GET,  "/tai-khoan/mat-khau",       password_show,    NULL, 0, NULL             },
    {HTTP_POST, "/tai-khoan/mat-khau",       password_send,    NULL, 0, &password_form   },
    {HTTP_GET,  "/tai-khoan/ma-xac-thuc",    factor_show,      NULL, 0, NULL             },
    {HTTP_POST, "/tai-khoan/ma-xac-thuc",    factor_send,      NULL, 0, &factor_form     },
    {HTTP_POST, "/tai-khoan/ma-xac-thuc/bo", factor_drop_send, NULL, 0, &factor_drop_form},
    {HTTP_GET,  "/dat-lai/{token}",          link_show,        NULL, 0, NULL             },
    {HTTP_POST, "/dat-lai/{token}",          link_send,        NULL, 0, &link_form       },
};

static const struct page_kind *const pages[] = {
    &sign_in_kind, &code_kind, &enrol_kind, &account_kind, &password_kind, &factor_kind, &link_kind,
};

static const char *const *const statements[] = {account_statements, session_statements};

static const struct job jobs[] = {
    {"sessions-seen",  SEEN_JOB_US,             session_keep_alive, true },
    {"sessions-clean", INT64_C(6) * 3600000000, session_clean,      false},
};

static const struct command commands[] = {
    {"user", "command.user.usage", user_command},
};

const struct module accounts_module = {
    .name = "accounts",
    .routes = routes,
    .route_count = sizeof(routes) / sizeof(routes[0]),
    .pages = pages,
    .page_count = sizeof(pages) / sizeof(pages[0]),
    .statements = statements,
    .statement_count = sizeof(statements) / sizeof(statements[0]),
    .jobs = jobs,
    .job_count = sizeof(jobs) / sizeof(jobs[0]),
    .commands = commands,
    .command_count = sizeof(commands) / sizeof(commands[0]),
    .start = accounts_start,
    .stop = accounts_stop,
    .demo = accounts_demo,
};
