/*
 * The manifest of matters.
 */
#include "modules/matters/matters.h"
#include "modules/matters/matters_state.h"
#include "modules/matters/matters_web.h"

#include "civic/official.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define FILES "matters.handle"

/* columns: method, pattern, handler, permission, flags, form */
static const struct route routes[] = {
    {HTTP_GET,  "/can-bo",                       matter_inbox_page,    FILES, 0,             NULL},
    {HTTP_GET,  "/can-bo/viec/{code}",           matter_file_page,     FILES, ROUTE_RECORDS, NULL},
    {HTTP_GET,  "/can-bo/viec/{code}/nguoi-xem", matter_readers_page,  FILES, 0,             NULL},
    {HTTP_GET,  "/can-bo/viec/{code}/{action}",  matter_action_page,   FILES, 0,             NULL},
    {HTTP_POST, "/can-bo/viec/{code}/{action}",  matter_action_take,   FILES, 0,             NULL},
    {HTTP_GET,  "/don-thu/tra-cuu",              matter_find_page,     NULL,  0,             NULL},
    {HTTP_POST, "/don-thu/tra-cuu",              matter_find,          NULL,  0,             NULL},
    {HTTP_POST, "/don-thu/roi-di",               matter_status_forget, NULL,  0,             NULL},
    {HTTP_GET,  "/don-thu/{code}",               matter_status_page,   NULL,  0,             NULL},
    {HTTP_POST, "/don-thu/{code}/{action}",      matter_status_take,   NULL,  0,             NULL},
};

static const struct page_kind *const pages[] = {&matter_inbox_kind,  &matter_file_kind,
                                                &matter_action_kind, &matter_find_kind,
                                                &matter_status_kind, &matter_readers_kind};

static const struct permission permissions[] = {
    {FILES, ROLE_BIT(ROLE_RECEPTION_CLERK) | ROLE_BIT(ROLE_CASE_OFFICER) | ROLE_BIT(ROLE_LEADER) |
                ROLE_BIT(ROLE_INSPECTOR) | ROLE_BIT(ROLE_COMMITTEE_SECRETARY) |
                ROLE_BIT(ROLE_FRONT_OFFICER)},
};

static const char *const *const statements[] = {matter_statements, matter_write_statements,
                                                official_statements};

static const struct task_entry tasks[] = {
    {"matters.task.follow", "matters.task.follow-summary", "/don-thu/tra-cuu", "find", 20},
};

static const struct nav_entry nav[] = {
    {"matters.find", "/don-thu/tra-cuu", "nav.group.meet", false, 41},
};

static const struct desk_entry desk[] = {
    {"matters.inbox", "/can-bo", FILES, 10},
};

const struct module matters_module = {
    .name = "matters",
    .routes = routes,
    .route_count = COUNT(routes),
    .pages = pages,
    .page_count = COUNT(pages),
    .permissions = permissions,
    .permission_count = COUNT(permissions),
    .statements = statements,
    .statement_count = COUNT(statements),
    .tasks = tasks,
    .task_count = COUNT(tasks),
    .desk = desk,
    .desk_count = COUNT(desk),
    .nav = nav,
    .nav_count = COUNT(nav),
    .start = matters_start,
    .stop = matters_stop,
};
