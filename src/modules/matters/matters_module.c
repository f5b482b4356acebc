/*
 * The manifest of matters.
 */
#include "modules/matters/matter_command.h"
#include "modules/matters/matters.h"
#include "modules/matters/matters_state.h"
#include "modules/matters/matters_web.h"
#include "modules/matters/office_store.h"

#include "civic/case_file.h"
#include "civic/matter_relation.h"
#include "civic/matter_seat.h"
#include "civic/matter_stats.h"
#include "civic/matter_watch.h"
#include "civic/official.h"
#include "modules/law/law_site.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define FILES "matters.handle"
#define COUNT_THEM "matters.count"
#define AUDIT "matters.audit"
#define DIVIDE "matters.divide"
#define TAKES_OUT (ROUTE_RECORDS | ROUTE_POOL)

/* columns: method, pattern, handler, permission, flags, form */
static const struct route routes[] = {
    {HTTP_GET,  "/can-bo",                                matter_inbox_page,      FILES,      0,             NULL},
    {HTTP_POST, "/can-bo/giao",                           matter_give,            FILES,      0,             NULL},
    {HTTP_POST, "/can-bo/bo-loc",                         matter_filter_save,     FILES,      0,             NULL},
    {HTTP_POST, "/can-bo/bo-loc/xoa",                     matter_filter_drop,     FILES,      0,             NULL},
    {HTTP_GET,  "/can-bo/lich",                           matter_calendar_page,   FILES,      0,             NULL},
    {HTTP_POST, "/can-bo/lich/dia-chi",                   matter_feed_make,       FILES,      0,             NULL},
    {HTTP_POST, "/can-bo/lich/dia-chi/huy",               matter_feed_end,        FILES,      0,             NULL},
    {HTTP_GET,  "/can-bo/lich/{token}.ics",               matter_feed_read,       NULL,       0,             NULL},
    {HTTP_GET,  "/can-bo/so-lieu",                        matter_stats_page,      COUNT_THEM, ROUTE_POOL,    NULL},
    {HTTP_GET,  "/can-bo/so-lieu.csv",                    matter_stats_csv,       COUNT_THEM, ROUTE_POOL,    NULL},
    {HTTP_GET,  "/can-bo/so-lieu.xlsx",                   matter_stats_xlsx,      COUNT_THEM, ROUTE_POOL,    NULL},
    {HTTP_GET,  "/can-bo/nhat-ky",                        matter_audit_page,      AUDIT,      0,             NULL},
    {HTTP_GET,  "/can-bo/viec/{code}",                    matter_file_page,       FILES,      ROUTE_RECORDS, NULL},
    {HTTP_GET,  "/can-bo/viec/{code}/nguoi-xem",          matter_readers_page,    FILES,      0,             NULL},
    {HTTP_GET,  "/can-bo/viec/{code}/lien-quan",          matter_relation_page,   FILES,      0,             NULL},
    {HTTP_POST, "/can-bo/viec/{code}/lien-quan/noi",      matter_relation_link,   FILES,      0,             NULL},
    {HTTP_POST, "/can-bo/viec/{code}/lien-quan/bo-noi",   matter_relation_unlink, FILES,      0,             NULL},
    {HTTP_POST, "/can-bo/viec/{code}/lien-quan/nguoi",    matter_relation_name,   FILES,      0,             NULL},
    {HTTP_POST, "/can-bo/viec/{code}/lien-quan/bo-nguoi", matter_relation_free,   FILES,      0,             NULL},
    {HTTP_GET,  "/can-bo/viec/{code}/tai-lieu",           matter_files_page,      FILES,      0,             NULL},
    {HTTP_POST, "/can-bo/viec/{code}/tai-lieu",           matter_files_add,       FILES,      ROUTE_UPLOAD,  NULL},
    {HTTP_GET,  "/can-bo/viec/{code}/tai-lieu/{file}",    matter_file_take,       FILES,      TAKES_OUT,     NULL},
    {HTTP_GET,  "/can-bo/viec/{code}/{action}",           matter_action_page,     FILES,      0,             NULL},
    {HTTP_POST, "/can-bo/viec/{code}/{action}",           matter_action_take,     FILES,      0,             NULL},
    {HTTP_GET,  "/quan-tri/chia-don-vi",                  matter_divided_page,    DIVIDE,     0,             NULL},
    {HTTP_POST, "/quan-tri/chia-don-vi",                  matter_divided_send,    DIVIDE,     0,             NULL},
    {HTTP_GET,  "/don-thu/tra-cuu",                       matter_find_page,       NULL,       0,             NULL},
    {HTTP_POST, "/don-thu/tra-cuu",                       matter_find,            NULL,       0,             NULL},
    {HTTP_POST, "/don-thu/roi-di",                        matter_status_forget,   NULL,       0,             NULL},
    {HTTP_GET,  "/don-thu/{code}",                        matter_status_page,     NULL,       0,             NULL},
    {HTTP_GET,  "/don-thu/{code}/tai-lieu/{file}",        matter_status_file,     NULL,       TAKES_OUT,     NULL},
    {HTTP_POST, "/don-thu/{code}/{action}",               matter_status_take,     NULL,       ROUTE_UPLOAD,  NULL},
};

static const struct page_kind *const pages[] = {
    &matter_inbox_kind,   &matter_given_kind,   &matter_calendar_kind, &matter_audit_kind,
    &matter_file_kind,    &matter_action_kind,  &matter_find_kind,     &matter_status_kind,
    &matter_readers_kind, &matter_divided_kind, &matter_relation_kind, &matter_stats_kind,
    &matter_files_kind};

static const struct permission permissions[] = {
    {FILES,      MATTERS_HANDLERS                                    },
    {COUNT_THEM, MATTERS_COUNTERS                                    },
    {AUDIT,      ROLE_BIT(ROLE_INSPECTOR)                            },
    {DIVIDE,     ROLE_BIT(ROLE_LEADER) | ROLE_BIT(ROLE_ADMINISTRATOR)},
};

static const char *const *const statements[] = {
    matter_statements,       matter_write_statements, matter_inbox_statements,
    matter_span_statements,  official_statements,     office_statements,
    matter_watch_statements, matter_seat_statements,  matter_relation_statements,
    matter_stats_statements, case_file_statements,
};

/* ---- what runs by itself ---- */

enum {
    WATCH_EVERY_US = 15 * 60 * 1000 * 1000,
    LAW_EVERY_US = 60 * 1000 * 1000
};

static const struct fault *watch_terms(struct work *work)
{
    int count;
    return matter_escalate(work, &count);
}

static const struct fault *watch_units(struct work *work)
{
    int count;
    return matter_follow_units(work, &count);
}

/* A changed day, a local rule or a new edition of the law: the running terms follow. */
static const struct fault *follow_law(struct work *work)
{
    struct str edition;
    int count;
    const struct fault *fault = law_edition(work, &edition);
    return fault ? fault : matter_recount(work, edition, &count);
}

/* Terms that run, for `dinh law diff`. */
static const struct fault *dated(struct work *work, int64_t after, dated_list *ret_dated)
{
    dated_list list = {0};
    running_term_list terms;
    const struct fault *fault = matter_running_terms(work, after, &terms);
    for (size_t i = 0; !fault && i < terms.count; i++) {
        const struct running_term *term = &terms.items[i];
        *VEC_PUSH(&list, work->arena) = (struct dated){
            .id = term->clock_id,
            .name = term->code,
            .ask = {.rule = term->rule,
                    .start = term->started_on,
                    .facts = term->facts,
                    .suspensions = term->suspensions,
                    .extensions = term->extensions},
            .is_running = true
        };
    }
    *ret_dated = list;
    return fault;
}

/* ---- what a sender does reaches the inbox ---- */

static const struct fault *happened(struct work *work, const struct matter *matter,
                                    const struct matter_event *event)
{
    if (event->seq == 1 || !str_equal(event->actor_kind, STR("sender")))
        return NULL;
    return unseen_mark(work, matter->id, event->seq);
}

static const struct job jobs[] = {
    {"matters.escalate", WATCH_EVERY_US, watch_terms,       false},
    {"matters.units",    WATCH_EVERY_US, watch_units,       false},
    {"matters.files",    WATCH_EVERY_US, case_files_expire, false},
    {"matters.recount",  LAW_EVERY_US,   follow_law,        false},
};

static const struct command commands[] = {
    {"matter verify", "matters.verify.usage", matter_verify_command},
    {"matter prove",  "matters.prove.usage",  matter_prove_command },
    {"matter states", "matters.states.usage", matter_states_command},
};

static const struct home_question question = {
    .title = "matters.where",
    .label = "matters.find-form.ma",
    .hint = "matters.find-form.ma-hint",
    .go = "matters.find-go",
    .path = "/don-thu/tra-cuu",
    .name = "ma",
};

static const struct nav_entry nav[] = {
    {"matters.find", "/don-thu/tra-cuu", "nav.group.meet", false, 41},
};

static const struct desk_entry desk[] = {
    {"matters.inbox",    "/can-bo",         FILES,      10},
    {"matters.calendar", "/can-bo/lich",    FILES,      12},
    {"matters.stats",    "/can-bo/so-lieu", COUNT_THEM, 60},
    {"matters.audit",    "/can-bo/nhat-ky", AUDIT,      70},
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
    .question = &question,
    .desk = desk,
    .desk_count = COUNT(desk),
    .nav = nav,
    .nav_count = COUNT(nav),
    .jobs = jobs,
    .job_count = COUNT(jobs),
    .commands = commands,
    .command_count = COUNT(commands),
    .dated = dated,
    .happened = happened,
    .start = matters_start,
    .stop = matters_stop,
};
