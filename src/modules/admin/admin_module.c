/*
 * The manifest of administration: all that it adds to the program.
 */
#include "modules/admin/admin_store.h"
#include "modules/admin/event_store.h"
#include "modules/admin/export_command.h"
#include "modules/admin/numbers_store.h"
#include "modules/admin/numbers_web.h"
#include "modules/admin/units_web.h"
#include "modules/admin/visits_store.h"
#include "modules/admin/visits_web.h"

/* columns: method, pattern, handler, permission, flags, form */
static const struct route routes[] = {
    {HTTP_GET,  "/quan-tri",                              admin_overview_show,         "admin.see", 0, NULL               },
    {HTTP_GET,  "/quan-tri/tai-khoan",                    admin_accounts_show,         "admin.see", 0, NULL               },
    {HTTP_GET,  "/quan-tri/tai-khoan-moi",                admin_account_new_show,      "admin.see", 0, NULL               },
    {HTTP_POST, "/quan-tri/tai-khoan-moi",                admin_account_new_send,      "admin.see", 0,
     &admin_account_new_form                                                                                              },
    {HTTP_GET,  "/quan-tri/tai-khoan/{login}",            admin_account_show,          "admin.see", 0, NULL               },
    {HTTP_GET,  "/quan-tri/tai-khoan/{login}/sua",        admin_account_edit_show,     "admin.see", 0, NULL               },
    {HTTP_POST, "/quan-tri/tai-khoan/{login}/sua",        admin_account_edit_send,     "admin.see", 0,
     &admin_account_edit_form                                                                                             },
    {HTTP_POST, "/quan-tri/tai-khoan/{login}/vai-tro",    admin_account_role_send,     "admin.see", 0,
     NULL                                                                                                                 },
    {HTTP_POST, "/quan-tri/tai-khoan/{login}/bo-vai-tro", admin_account_take_send,     "admin.see", 0,
     NULL                                                                                                                 },
    {HTTP_POST, "/quan-tri/tai-khoan/{login}/lien-ket",   admin_account_link_send,     "admin.see", 0,
     NULL                                                                                                                 },
    {HTTP_POST, "/quan-tri/tai-khoan/{login}/bo-ma",      admin_account_factor_send,   "admin.see", 0,
     NULL                                                                                                                 },
    {HTTP_POST, "/quan-tri/tai-khoan/{login}/phien",      admin_account_sessions_send, "admin.see", 0,
     NULL                                                                                                                 },
    {HTTP_POST, "/quan-tri/tai-khoan/{login}/dong",       admin_account_close_send,    "admin.see", 0, NULL               },
    {HTTP_GET,  "/quan-tri/don-vi",                       admin_units_show,            "admin.see", 0, NULL               },
    {HTTP_GET,  "/quan-tri/don-vi/{slug}",                admin_unit_show,             "admin.see", 0, NULL               },
    {HTTP_GET,  "/quan-tri/don-vi/{slug}/them",           admin_unit_add_show,         "admin.see", 0, NULL               },
    {HTTP_POST, "/quan-tri/don-vi/{slug}/them",           admin_unit_add_send,         "admin.see", 0, NULL               },
    {HTTP_GET,  "/quan-tri/don-vi/{slug}/ket-thuc",       admin_unit_end_show,         "admin.see", 0, NULL               },
    {HTTP_POST, "/quan-tri/don-vi/{slug}/ket-thuc",       admin_unit_end_send,         "admin.see", 0, NULL               },
    {HTTP_GET,  "/quan-tri/don-vi/{slug}/chuc-vu",        admin_post_show,             "admin.see", 0, NULL               },
    {HTTP_POST, "/quan-tri/don-vi/{slug}/chuc-vu",        admin_post_send,             "admin.see", 0, NULL               },
    {HTTP_GET,  "/quan-tri/don-vi/{slug}/chuc-vu/{post}", admin_post_edit_show,        "admin.see", 0,
     NULL                                                                                                                 },
    {HTTP_POST, "/quan-tri/don-vi/{slug}/chuc-vu/{post}", admin_post_edit_send,        "admin.see", 0,
     NULL                                                                                                                 },
    {HTTP_POST, "/quan-tri/don-vi/{slug}/thoi-chuc-vu",   admin_post_end_send,         "admin.see", 0, NULL               },
    {HTTP_GET,  "/quan-tri/so-van-ban",                   admin_numbers_show,          "admin.see", 0, NULL               },
    {HTTP_POST, "/quan-tri/so-van-ban",                   admin_numbers_send,          "admin.see", 0, &admin_numbers_form},
    {HTTP_GET,  "/quan-tri/so-van-ban/huy",               admin_number_void_show,      "admin.see", 0, NULL               },
    {HTTP_POST, "/quan-tri/so-van-ban/huy",               admin_number_void_send,      "admin.see", 0,
     &admin_number_void_form                                                                                              },
    {HTTP_GET,  "/quan-tri/luot-xem",                     admin_visits_show,           "admin.see", 0, NULL               },
    {HTTP_GET,  "/quan-tri/luot-xem.csv",                 admin_visits_csv,            "admin.see", 0, NULL               },
    {HTTP_GET,  "/quan-tri/nhat-ky",                      admin_events_show,           "admin.see", 0, NULL               },
    {HTTP_GET,  "/quan-tri/thiet-lap",                    admin_settings_show,         "admin.see", 0, NULL               },
};

static const struct page_kind *const pages[] = {
    &admin_overview_kind, &admin_accounts_kind,     &admin_account_new_kind,
    &admin_account_kind,  &admin_account_link_kind, &admin_units_kind,
    &admin_unit_kind,     &admin_unit_form_kind,    &admin_post_kind,
    &admin_visits_kind,   &admin_events_kind,       &admin_settings_kind,
    &admin_numbers_kind,  &admin_account_edit_kind, &admin_number_void_kind,
};

static const struct permission permissions[] = {
    {"admin.see", ADMIN_ROLES},
};

static const char *const *const statements[] = {admin_statements, admin_backup_statements,
                                                admin_event_statements, page_visit_statements,
                                                numbers_statements};
enum {
    FLUSH_US = 10 * 1000000
};

static const struct command commands[] = {
    {"export", "export.usage", export_command},
};

/* columns: message, address, permission, order */
static const struct desk_entry desk[] = {
    {"admin.title", "/quan-tri", "admin.see", 100},
};

static const struct job jobs[] = {
    {"page-visits", FLUSH_US, page_visits_flush, true},
};

static const char *const *const sqlite_statements[] = {admin_sqlite_statements};
static const char *const *const postgres_statements[] = {admin_postgres_statements};

const struct module admin_module = {
    .name = "admin",
    .routes = routes,
    .route_count = sizeof(routes) / sizeof(routes[0]),
    .pages = pages,
    .page_count = sizeof(pages) / sizeof(pages[0]),
    .permissions = permissions,
    .permission_count = sizeof(permissions) / sizeof(permissions[0]),
    .statements = statements,
    .statement_count = sizeof(statements) / sizeof(statements[0]),
    .engine_statements =
        {[DB_SQLITE] = {sqlite_statements, 1}, [DB_POSTGRES] = {postgres_statements, 1}},
    .jobs = jobs,
    .job_count = sizeof(jobs) / sizeof(jobs[0]),
    .seen = page_visits_seen,
    .start = page_visits_start,
    .stop = page_visits_stop,
    .commands = commands,
    .command_count = sizeof(commands) / sizeof(commands[0]),
    .desk = desk,
    .desk_count = sizeof(desk) / sizeof(desk[0]),
};
