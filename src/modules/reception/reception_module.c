/*
 * The manifest of reception: all that it adds to the program.
 */
#include "modules/reception/booking_letter.h"
#include "modules/reception/desk_web.h"
#include "modules/reception/follow.h"
#include "modules/reception/office_web.h"
#include "modules/reception/reception_api.h"
#include "modules/reception/reception_demo.h"
#include "modules/reception/reception_news.h"
#include "modules/reception/reception_service.h"
#include "modules/reception/reception_store.h"
#include "modules/reception/reception_web.h"
#include "text/number.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* columns: method, pattern, handler, permission, flags, form */
/* clang-format off */
static const struct route routes[] = {
    {HTTP_GET,  "/lich-tiep-dan",                         reception_calendar_show, NULL,              ROUTE_CACHE, NULL},
    {HTTP_GET,  "/lich-tiep-dan.ics",                     reception_ics_show,      NULL,              ROUTE_CACHE, NULL},
    {HTTP_GET,  "/lich-tiep-dan.atom",                    reception_feed,          NULL,              ROUTE_CACHE, NULL},
    {HTTP_GET,  "/lich-tiep-dan.rss",                     reception_feed,          NULL,              ROUTE_CACHE, NULL},
    {HTTP_GET,  "/lich-tiep-dan/ban-in",                  reception_notice_show,   NULL,              ROUTE_CACHE, NULL},
    {HTTP_GET,  "/lich-tiep-dan/lich/{series}",           reception_series_lead,   NULL,              0,           NULL},
    {HTTP_GET,  "/lich-tiep-dan/{day}/dang-ky",           reception_book_show,     NULL,              0,           NULL},
    {HTTP_POST, "/lich-tiep-dan/{day}/dang-ky",           reception_book_send,     NULL,              0,           NULL},
    {HTTP_GET,  "/lich-tiep-dan/hen/{code}",              reception_ticket_show,   NULL,              0,           NULL},
    {HTTP_POST, "/lich-tiep-dan/hen/{code}/huy",          reception_ticket_cancel, NULL,              0,           NULL},
    {HTTP_POST, "/lich-tiep-dan/hen/{code}/dong-y",       reception_ticket_agree,  NULL,              0,           NULL},
    {HTTP_GET,  "/can-bo/lich-tiep-dan",                  office_list_show,        "reception.work",  0,           NULL},
    {HTTP_GET,  "/can-bo/lich-tiep-dan/moi",              office_new_show,         "reception.work",  0,           NULL},
    {HTTP_POST, "/can-bo/lich-tiep-dan/moi",              office_new_send,         "reception.work",  0,           NULL},
    {HTTP_GET,  "/can-bo/lich-tiep-dan/tan-suat",         frequency_show,          "reception.watch", 0,           NULL},
    {HTTP_POST, "/can-bo/lich-tiep-dan/cong-bo",          office_publish_some,     "reception.work",  0,           NULL},
    {HTTP_GET,  "/can-bo/lich-tiep-dan/{id}",             office_series_show,      "reception.work",  0,           NULL},
    {HTTP_POST, "/can-bo/lich-tiep-dan/{id}/cong-bo",     office_publish,          "reception.work",  0,           NULL},
    {HTTP_POST, "/can-bo/lich-tiep-dan/{id}/ket-thuc",    office_end,              "reception.work",  0,           NULL},
    {HTTP_GET,  "/can-bo/lich-tiep-dan/ngay/{day}",       change_show,             "reception.work",  0,           NULL},
    {HTTP_POST, "/can-bo/lich-tiep-dan/ngay/{day}/doi",   change_move,             "reception.work",  0,           NULL},
    {HTTP_POST, "/can-bo/lich-tiep-dan/ngay/{day}/hoan",  change_cancel,           "reception.work",  0,           NULL},
    {HTTP_POST, "/can-bo/lich-tiep-dan/ngay/{day}/thay",  change_substitute,       "reception.work",  0,           NULL},
    {HTTP_POST, "/can-bo/lich-tiep-dan/ngay/{day}/lai",   change_restore,          "reception.work",  0,           NULL},
    {HTTP_GET,  "/can-bo/tiep-dan",                       desk_show,               "reception.desk",  0,           NULL},
    {HTTP_POST, "/can-bo/tiep-dan",                       desk_send,               "reception.desk",  0,           NULL},
    {HTTP_POST, "/can-bo/tiep-dan/ngay/{day}",            desk_day_send,           "reception.desk",  0,           NULL},
    {HTTP_GET,  "/can-bo/tiep-dan/luot/{id}",             visit_page_show,         "reception.desk",  0,           NULL},
    {HTTP_POST, "/can-bo/tiep-dan/luot/{id}",             visit_page_send,         "reception.desk",  0,           NULL},
    {HTTP_POST, "/can-bo/tiep-dan/luot/{id}/goi",         desk_call_send,          "reception.desk",  0,           NULL},
    {HTTP_POST, "/can-bo/tiep-dan/luot/{id}/viec",        visit_page_task,         "reception.desk",  0,           NULL},
    {HTTP_POST, "/can-bo/tiep-dan/luot/{id}/ban-ghi",     visit_page_recording,    "reception.desk",  ROUTE_UPLOAD, NULL},
    {HTTP_GET,  "/can-bo/tiep-dan/luot/{id}/don-thu",     visit_letter_show,       "reception.desk",  0,           NULL},
    {HTTP_POST, "/can-bo/tiep-dan/luot/{id}/don-thu",     visit_letter_send,       "reception.desk",  0,           NULL},
    {HTTP_GET,  "/can-bo/tiep-dan/luot/{id}/giay-to",     visit_papers_show,       "reception.desk",  0,           NULL},
    {HTTP_POST, "/can-bo/tiep-dan/luot/{id}/giay-to/{kind}", visit_paper_send,     "reception.desk",  0,           NULL},
    {HTTP_GET,  "/can-bo/tiep-dan/luot/{id}/giay-to/{kind}.pdf", visit_paper_pdf,  "reception.desk",  ROUTE_POOL,  NULL},
    {HTTP_POST, "/can-bo/tiep-dan/luot/{id}/bien-nhan",   visit_receipt_send,      "reception.desk",  0,           NULL},
    {HTTP_GET,  "/can-bo/tiep-dan/luot/{id}/bien-nhan/{receipt}.pdf", visit_receipt_pdf, "reception.desk", ROUTE_POOL, NULL},
    {HTTP_GET,  "/can-bo/tiep-dan/so",                    register_show,           "reception.desk",  0,           NULL},
    {HTTP_GET,  "/can-bo/tiep-dan/so.xlsx",               register_xlsx,           "reception.desk",  0,           NULL},
    {HTTP_GET,  "/can-bo/tiep-dan/so.csv",                register_csv,            "reception.desk",  0,           NULL},
    {HTTP_GET,  "/can-bo/tiep-dan/so.pdf",                register_pdf,            "reception.desk",  0,           NULL},
    {HTTP_GET,  "/lich-tiep-dan/so-thu-tu",               queue_show,              NULL,              0,           NULL},
    {HTTP_GET,  "/lich-tiep-dan/so-lieu",                 figures_show,            NULL,              ROUTE_CACHE, NULL},
};
/* clang-format on */

static const struct feed_entry feeds[] = {
    {"reception.feed-atom", "/lich-tiep-dan.atom", "application/atom+xml"},
    {"reception.feed-rss",  "/lich-tiep-dan.rss",  "application/rss+xml" },
};

static const struct page_kind *const pages[] = {&reception_calendar_kind,
                                                &reception_notice_kind,
                                                &reception_book_kind,
                                                &reception_ticket_kind,
                                                &office_list_kind,
                                                &office_series_kind,
                                                &office_new_kind,
                                                &change_kind,
                                                &frequency_kind,
                                                &desk_kind,
                                                &visit_kind,
                                                &register_kind,
                                                &queue_kind,
                                                &figures_kind,
                                                &visit_letter_page_kind,
                                                &visit_slip_kind,
                                                &visit_papers_kind,
                                                &reception_booking_letter};

static const struct paper_kind *const papers[] = {&visit_refusal_paper, &visit_conclusion_paper,
                                                  &visit_result_paper};

static const struct matter_kind *const kinds[] = {&visit_file_kind, &visit_refusal_kind,
                                                  &visit_task_kind};

static const struct permission permissions[] = {
    {"reception.desk",  RECEPTION_DESK                                                                    },
    {"reception.work",  RECEPTION_CLERKS                                                                  },
    {"reception.watch", RECEPTION_CLERKS | ROLE_BIT(ROLE_COMMITTEE_SECRETARY) |
                            ROLE_BIT(ROLE_INSPECTOR) | ROLE_BIT(ROLE_FRONT_OFFICER)},
};

static const char *const *const statements[] = {
    reception_series_statements, reception_day_statements,  reception_booking_statements,
    reception_visit_statements,  reception_fact_statements, reception_dated_statements,
    reception_follow_statements};

/* columns: message, path, group of the footer, in the menu, order */
static const struct nav_entry nav[] = {
    {"nav.reception", "/lich-tiep-dan", "nav.group.meet", true, 30},
};

/* columns: message, path, permission, order */
static const struct desk_entry desk[] = {
    {"nav.reception.desk",   "/can-bo/tiep-dan",               "reception.desk",  20},
    {"nav.reception.office", "/can-bo/lich-tiep-dan",          "reception.work",  21},
    {"nav.reception.watch",  "/can-bo/lich-tiep-dan/tan-suat", "reception.watch", 22},
};

/* columns: title, summary, path, icon, order */
static const struct task_entry tasks[] = {
    {"reception.task", "reception.task.summary", "/lich-tiep-dan", "people", 20},
};

/* columns: name, title, takes a unit, takes words, its parts, what is new */
static const struct notice_source notices[] = {
    {"reception", "reception.notices", true, false, reception_notice_parts, reception_notices},
};

#define HOUR_US INT64_C(3600000000)
static const struct job jobs[] = {
    {"reception-days",   HOUR_US,                    reception_refill, false},
    {"reception-remind", INT64_C(15) * 60 * 1000000, reception_remind, false},
};

static const struct fault *sitemap(struct work *work, sitemap_add *add, void *context)
{
    (void)work;
    add(context, URL("/lich-tiep-dan"), DATE_NONE);
    add(context, URL("/lich-tiep-dan/so-lieu"), DATE_NONE);
    return NULL;
}

/* The visit behind a file, a petition or a task. */
static const struct fault *file_links(struct work *work, const struct matter *matter,
                                      file_link_list *ret_links)
{
    int64_t visit_id;
    int64_t number;
    struct civil_date came_on;
    const struct fault *fault;
    if (!actor_may_somewhere(work->actor, RECEPTION_DESK))
        return NULL;
    fault = visit_of_matter(work, matter->id, &visit_id, &number, &came_on);
    if (!fault && visit_id)
        *VEC_PUSH(ret_links, work->arena) = (struct file_link){
            site_message(work, "reception.follow.visit"),
            arena_printf(work->arena, PRISTR " · %lld", STRARG(date_text(work->arena, came_on)),
                         (long long)number),
            visit_url(work, visit_id, "")};
    return fault;
}

enum {
    HOME_DAYS = 4
};

static struct str free_places(struct work *work, int64_t free)
{
    return reception_say(work, "reception.free", "free",
                         arena_printf(work->arena, "%lld", (long long)free));
}

static const struct fault *home(struct work *work, struct home_section *ret_section)
{
    VEC(struct home_line) lines = {0};
    reception_day_list days;
    struct unit unit;
    const struct fault *fault = site_unit(work, &unit);
    if (fault) /* a site without units has no days */
        return fault->kind == FAULT_NOT_FOUND ? NULL : fault;
    fault = reception_next_days(work, unit.id, clock_today(work->clock), HOME_DAYS, &days);
    for (size_t i = 0; !fault && i < days.count; i++) {
        struct reception_day_view view = reception_day_view(work, &days.items[i]);
        *VEC_PUSH(&lines, work->arena) = (struct home_line){
            .day = view.day,
            .weekday = view.weekday,
            .number = view.number,
            .month = view.month,
            .title = view.title,
            .person = view.person,
            .mark = view.moved,
            .note = arena_printf(work->arena, PRISTR ", " PRISTR, STRARG(view.time),
                                 STRARG(view.place)),
            .offer =
                view.is_full ? site_message(work, "reception.full") : free_places(work, view.free),
            .go = site_message(work, view.is_full ? "reception.wait" : "reception.book"),
            .go_url = view.book_url};
    }
    *ret_section = (struct home_section){.title = site_message(work, "reception.home"),
                                         .all = site_message(work, "reception.home.all"),
                                         .url = URL("/lich-tiep-dan"),
                                         .lines = VEC_LIST(&lines)};
    return fault;
}

const struct module reception_module = {
    .name = "reception",
    .routes = routes,
    .route_count = COUNT(routes),
    .api = reception_api,
    .api_count = RECEPTION_API_COUNT,
    .pages = pages,
    .page_count = COUNT(pages),
    .papers = papers,
    .paper_count = COUNT(papers),
    .kinds = kinds,
    .kind_count = COUNT(kinds),
    .file_links = file_links,
    .permissions = permissions,
    .permission_count = COUNT(permissions),
    .statements = statements,
    .statement_count = COUNT(statements),
    .nav = nav,
    .nav_count = COUNT(nav),
    .desk = desk,
    .desk_count = COUNT(desk),
    .tasks = tasks,
    .task_count = COUNT(tasks),
    .jobs = jobs,
    .job_count = COUNT(jobs),
    .sitemap = sitemap,
    .reindex = reception_reindex,
    .bounced = reception_bounced,
    .notices = notices,
    .notice_count = COUNT(notices),
    .dated = days_dated,
    .feeds = feeds,
    .feed_count = COUNT(feeds),
    .home = home,
    .demo = reception_demo,
};
