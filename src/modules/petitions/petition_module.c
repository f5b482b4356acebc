/*
 * The manifest of petitions.
 */
#include "modules/petitions/petition_web.h"

#define FILES "petitions.handle"
#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* columns: method, pattern, handler, permission, flags, form */
static const struct route routes[] = {
    {HTTP_GET,  "/don-thu",                           petition_start,     NULL,  ROUTE_CACHE, NULL},
    {HTTP_GET,  "/don-thu/gui",                       proposal_form,      NULL,  ROUTE_CACHE, NULL},
    {HTTP_POST, "/don-thu/gui",                       proposal_send,      NULL,  0,           NULL},
    {HTTP_GET,  "/can-bo/viec/{code}/check",          petition_step_page, FILES, 0,           NULL},
    {HTTP_POST, "/can-bo/viec/{code}/check",          petition_step_take, FILES, 0,           NULL},
    {HTTP_GET,  "/can-bo/viec/{code}/mark",           petition_step_page, FILES, 0,           NULL},
    {HTTP_POST, "/can-bo/viec/{code}/mark",           petition_step_take, FILES, 0,           NULL},
    {HTTP_GET,  "/can-bo/viec/{code}/draft-decision", petition_step_page, FILES, 0,           NULL},
    {HTTP_POST, "/can-bo/viec/{code}/draft-decision", petition_step_take, FILES, 0,           NULL},
};

static const struct page_kind *const pages[] = {&petition_start_kind, &proposal_form_kind,
                                                &proposal_done_kind, &petition_step_kind};

static const struct permission permissions[] = {
    {FILES, ROLE_BIT(ROLE_RECEPTION_CLERK) | ROLE_BIT(ROLE_CASE_OFFICER) | ROLE_BIT(ROLE_LEADER) |
                ROLE_BIT(ROLE_INSPECTOR)},
};

static const struct nav_entry nav[] = {
    {"petitions.title", "/don-thu", "nav.group.meet", true, 40},
};

static const struct task_entry tasks[] = {
    {"petitions.task.send", "petitions.task.send-summary", "/don-thu/gui", "letter", 10},
};

static const struct matter_kind *const kinds[] = {&proposal_kind, &complaint_kind,
                                                  &second_complaint_kind, &denunciation_kind};

static const struct command commands[] = {
    {"states", "petitions.states.usage", states_command},
};

const struct module petitions_module = {
    .name = "petitions",
    .routes = routes,
    .route_count = COUNT(routes),
    .pages = pages,
    .page_count = COUNT(pages),
    .permissions = permissions,
    .permission_count = COUNT(permissions),
    .nav = nav,
    .nav_count = COUNT(nav),
    .tasks = tasks,
    .task_count = COUNT(tasks),
    .commands = commands,
    .command_count = COUNT(commands),
    .kinds = kinds,
    .kind_count = COUNT(kinds),
};
