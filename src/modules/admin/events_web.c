/*
 * GET /quan-tri/nhat-ky: what administrators did, newest first; and
 * GET /quan-tri/thiet-lap: the settings, which stand in a file.
 */
#include "modules/admin/admin_accounts.h"

#include "civic/site.h"
#include "modules/admin/event_store.h"
#include "modules/admin/units_web.h"

#include <inttypes.h>

struct event_row {
    struct instant at;
    struct str event;
    struct str detail;
    struct str actor;
    struct str about;
    struct url url;
};
static SHAPE(event_row_shape, struct event_row, FIELD(struct event_row, at),
             FIELD(struct event_row, event), FIELD(struct event_row, detail),
             FIELD(struct event_row, actor), FIELD(struct event_row, about),
             FIELD(struct event_row, url));

struct events_page {
    struct layout layout;
    struct list rows; /* struct event_row */
    struct page_pager pager;
};
static SHAPE(events_shape, struct events_page, RECORD(struct events_page, layout, layout_shape),
             LIST(struct events_page, rows, event_row_shape),
             RECORD(struct events_page, pager, page_pager_shape));
const struct page_kind admin_events_kind = {"admin/events", &events_shape};

static struct event_row row_of(struct work *work, const struct admin_event *event)
{
    struct event_row row = {
        .at = event->at,
        .event = site_message(
            work, arena_printf(work->arena, "admin.event." PRISTR, STRARG(event->event)).ptr),
        .detail = event->login.len > 0 ? admin_account_detail(work, event->event, event->detail)
                                       : event->detail,
        .actor = event->actor,
        .about = event->about};
    if (event->login.len > 0)
        row.url = url_relative(work->arena, "/quan-tri/tai-khoan/" PRISTR, STRARG(event->login));
    return row;
}

const struct fault *admin_events_show(struct work *work, const struct request *request,
                                      struct response *response)
{
    struct admin_place place = {.title = site_message(work, "admin.events.title")};
    struct events_page page = {
        .rows = {NULL, 0, 0}
    };
    VEC(struct event_row) rows = {0};
    admin_event_list list;
    int64_t before;
    const struct fault *fault;
    if (!str_to_int64(request_query(request, STR("truoc")), &before) || before <= 0)
        before = INT64_MAX;
    fault = admin_event_list_before(work, work->actor->account_id, before, EVENT_PAGE + 1, &list);
    if (!fault)
        fault = admin_layout(work, request, &place, NULL, &page.layout);
    if (fault)
        return fault;
    for (size_t i = 0; i < list.count && i < EVENT_PAGE; i++)
        *VEC_PUSH(&rows, work->arena) = row_of(work, &list.items[i]);
    page.rows = VEC_LIST(&rows);
    if (list.count > EVENT_PAGE)
        page.pager.older_url = url_relative(work->arena, "/quan-tri/nhat-ky?truoc=%" PRId64,
                                            list.items[EVENT_PAGE - 1].id);
    return page_respond(work, response, 200, &admin_events_kind, &page);
}

/* ---- settings ---- */

struct setting_row {
    struct str name;
    struct str title;
    struct str value; /* empty: not set */
};
static SHAPE(setting_row_shape, struct setting_row, FIELD(struct setting_row, name),
             FIELD(struct setting_row, title), FIELD(struct setting_row, value));

struct settings_page {
    struct layout layout;
    struct list rows; /* struct setting_row */
};
static SHAPE(settings_shape, struct settings_page,
             RECORD(struct settings_page, layout, layout_shape),
             LIST(struct settings_page, rows, setting_row_shape));
const struct page_kind admin_settings_kind = {"admin/settings", &settings_shape};

static struct setting_row setting(struct work *work, const char *name, struct str value)
{
    return (struct setting_row){
        .name = str_from_c(name),
        .title = site_message(work, arena_printf(work->arena, "admin.setting.%s", name).ptr),
        .value = value};
}

static struct str yes_no(struct work *work, bool yes)
{
    return site_message(work, yes ? "admin.setting.yes" : "admin.setting.no");
}

const struct fault *admin_settings_show(struct work *work, const struct request *request,
                                        struct response *response)
{
    const struct site *site = work->site;
    struct admin_place place = {.title = site_message(work, "admin.settings.title")};
    struct setting_row rows[] = {
        setting(work, "unit", site->unit),
        setting(work, "site_name", site->name),
        setting(work, "site_tagline", site->tagline),
        setting(work, "public_address", site->public_address),
        setting(work, "contact", site->contact),
        setting(work, "behind_tls", yes_no(work, site->is_behind_tls)),
        setting(work, "demo", yes_no(work, site->is_demo)),
        setting(work, "second_factor", yes_no(work, site->asks_second_factor)),
        setting(work, "session_hours",
                arena_printf(work->arena, "%lld",
                             (long long)(site->session_us / (INT64_C(3600) * 1000000)))),
        setting(work, "pages_per_minute",
                arena_printf(work->arena, "%lld", (long long)site->pages_per_minute)),
        setting(work, "posts_per_minute",
                arena_printf(work->arena, "%lld", (long long)site->posts_per_minute)),
    };
    struct settings_page page = {
        .rows = {rows, sizeof(rows) / sizeof(rows[0]), sizeof(rows[0])}
    };
    const struct fault *fault = admin_layout(work, request, &place, NULL, &page.layout);
    if (fault)
        return fault;
    return page_respond(work, response, 200, &admin_settings_kind, &page);
}
