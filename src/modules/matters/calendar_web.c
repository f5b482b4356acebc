/*
 * GET /can-bo/lich: the days on which an official's terms end, a month at a time;
 * and the secret address under which a calendar program reads the same.
 */
#include "modules/matters/calendar_feed.h"
#include "modules/matters/matter_view.h"
#include "modules/matters/matters_web.h"
#include "modules/matters/office_store.h"

#include "base/crypto.h"
#include "civic/actor.h"
#include "civic/deadline.h"
#include "modules/accounts/account.h"

#define PATH "/can-bo/lich"

enum {
    DAYS_IN_WEEK = 7,
    FEED_BACK_DAYS = 92, /* what is long overdue no longer fills the calendar */
    FEED_AHEAD_DAYS = 400
};

struct due_item {
    struct url url;
    struct str title;
    struct str code;
    struct str term;
    struct due_view due;
};
static SHAPE(due_item_shape, struct due_item, FIELD(struct due_item, url),
             FIELD(struct due_item, title), FIELD(struct due_item, code),
             FIELD(struct due_item, term), RECORD(struct due_item, due, due_view_shape));

struct month_day {
    int day;
    int count; /* terms that end on it */
    struct url url;
    bool is_out; /* of another month */
    bool is_off;
    bool is_today;
};
static SHAPE(month_day_shape, struct month_day, FIELD(struct month_day, day),
             FIELD(struct month_day, count), FIELD(struct month_day, url),
             FIELD(struct month_day, is_out), FIELD(struct month_day, is_off),
             FIELD(struct month_day, is_today));

struct month_week {
    struct list days; /* struct month_day */
};
static SHAPE(month_week_shape, struct month_week, LIST(struct month_week, days, month_day_shape));

struct calendar_page {
    struct layout layout;
    struct code_number month;
    struct code_number year;
    struct url before_url;
    struct url after_url;
    struct list weeks;   /* struct month_week */
    struct list dues;    /* struct due_item, of the month */
    struct url feed_url; /* shown once, when it was made */
    struct instant feed_since;
};
static SHAPE(calendar_page_shape, struct calendar_page,
             RECORD(struct calendar_page, layout, layout_shape), FIELD(struct calendar_page, month),
             FIELD(struct calendar_page, year), FIELD(struct calendar_page, before_url),
             FIELD(struct calendar_page, after_url),
             LIST(struct calendar_page, weeks, month_week_shape),
             LIST(struct calendar_page, dues, due_item_shape),
             FIELD(struct calendar_page, feed_url), FIELD(struct calendar_page, feed_since));
const struct page_kind matter_calendar_kind = {"matters/calendar", &calendar_page_shape};

/* ---- the month ---- */

/* ?thang=2022-03; this month where nothing fits. */
static struct civil_date first_of(struct work *work, const struct request *request)
{
    struct date_parts parts = date_parts(clock_today(work->clock));
    struct str month = request_query(request, STR("thang"));
    struct civil_date first;
    if (month.ptr && date_from_iso(arena_printf(work->arena, PRISTR "-01", STRARG(month)), &first))
        return first;
    parts.day = 1;
    return date_ymd(parts.year, parts.month, 1);
}

static struct url month_url(struct work *work, struct civil_date first)
{
    return url_add(work->arena, URL(PATH), STR("thang"),
                   str_slice(date_to_iso(work->arena, first), 0, sizeof("2022-03") - 1));
}

static int count_on(const due_list *dues, struct civil_date day)
{
    int count = 0;
    for (size_t i = 0; i < dues->count; i++)
        count += dues->items[i].due_on.days == day.days;
    return count;
}

static void fill_weeks(struct work *work, struct civil_date first, const due_list *dues,
                       struct calendar_page *page)
{
    struct date_parts parts = date_parts(first);
    struct civil_date day = date_add_days(first, 1 - (int)date_weekday(first));
    struct civil_date end = date_add_days(first, date_days_in_month(parts.year, parts.month));
    struct civil_date today = clock_today(work->clock);
    VEC(struct month_week) weeks = {0};
    while (date_compare(day, end) < 0) {
        struct month_day *days = arena_alloc_array(work->arena, DAYS_IN_WEEK, sizeof(*days));
        for (int i = 0; i < DAYS_IN_WEEK; i++, day = date_add_days(day, 1)) {
            days[i] = (struct month_day){.day = date_parts(day).day,
                                         .count = count_on(dues, day),
                                         .is_out = date_compare(day, first) < 0 ||
                                                   date_compare(day, end) >= 0,
                                         .is_off = deadline_is_off(work, day),
                                         .is_today = day.days == today.days};
            days[i].url = (struct url){arena_printf(work->arena, "#d%d", days[i].day)};
        }
        VEC_PUSH(&weeks, work->arena)->days = (struct list){days, DAYS_IN_WEEK, sizeof(*days)};
    }
    page->weeks = VEC_LIST(&weeks);
}

static void fill_dues(struct work *work, const due_list *dues, struct calendar_page *page)
{
    struct civil_date today = clock_today(work->clock);
    struct civil_date soon = matter_soon(work);
    VEC(struct due_item) items = {0};
    for (size_t i = 0; i < dues->count; i++)
        *VEC_PUSH(&items, work->arena) =
            (struct due_item){matter_file_url(work->arena, dues->items[i].code),
                              dues->items[i].title, dues->items[i].code,
                              deadline_title(work, dues->items[i].rule, dues->items[i].started_on),
                              due_view(dues->items[i].due_on, today, soon)};
    page->dues = VEC_LIST(&items);
}

static const struct fault *show(struct work *work, const struct request *request,
                                struct response *response, struct url feed_url)
{
    struct calendar_page page = {.feed_url = feed_url};
    struct civil_date first = first_of(work, request);
    struct date_parts parts = date_parts(first);
    struct civil_date last = date_add_days(first, date_days_in_month(parts.year, parts.month) - 1);
    due_list dues;
    const struct fault *fault =
        page_layout(work, request, site_message(work, "matters.calendar"), &page.layout);
    if (!fault)
        fault = due_between(work, first, last, &dues);
    if (!fault)
        fault = feed_since(work, &page.feed_since);
    if (fault)
        return fault;
    page.month.value = parts.month;
    page.year.value = parts.year;
    page.before_url = month_url(work, date_add_months(first, -1));
    page.after_url = month_url(work, date_add_months(first, 1));
    fill_weeks(work, first, &dues, &page);
    fill_dues(work, &dues, &page);
    matter_inbox_crumb(work, &page.layout);
    page_crumb(work, &page.layout, URL(""), page.layout.title);
    fault = page_respond(work, response, 200, &matter_calendar_kind, &page);
    response_keep(response, RESPONSE_NO_STORE);
    return fault;
}

const struct fault *matter_calendar_page(struct work *work, const struct request *request,
                                         struct response *response)
{
    return show(work, request, response, URL(""));
}

/* ---- the secret address ---- */

static struct str digest_of(struct work *work, struct str token)
{
    uint8_t digest[CRYPTO_DIGEST_SIZE];
    struct str text = arena_printf(work->arena, "calendar feed " PRISTR, STRARG(token));
    crypto_digest(text, digest);
    return arena_copy(work->arena, (struct str){(const char *)digest, sizeof(digest)});
}

const struct fault *matter_feed_make(struct work *work, const struct request *request,
                                     struct response *response)
{
    struct str token = crypto_token(work->arena);
    const struct fault *fault = feed_store(work, digest_of(work, token));
    struct url path = url_relative(work->arena, "/can-bo/lich/" PRISTR ".ics", STRARG(token));
    if (fault)
        return fault;
    return show(work, request, response, url_under(work->arena, page_base(work, request), path));
}

const struct fault *matter_feed_end(struct work *work, const struct request *request,
                                    struct response *response)
{
    const struct fault *fault = feed_store(work, STR(""));
    (void)request;
    if (!fault)
        response_redirect(response, STR(PATH));
    return fault;
}

/* Whoever made the feed, with the roles that they have today; nobody where they have
 * none that reads files. */
static const struct fault *feed_actor(struct work *work, struct str token, struct actor *ret_actor)
{
    struct actor actor = {0};
    grant_list grants;
    const struct fault *fault = feed_owner(work, digest_of(work, token), &actor.account_id);
    if (!fault && actor.account_id)
        fault = account_grants(work, actor.account_id, &grants);
    if (!fault && actor.account_id) {
        actor.grants = grants.items;
        actor.grant_count = grants.count;
    }
    if (!fault && !actor_may_somewhere(&actor, MATTERS_HANDLERS))
        fault = fault_new(work->arena, FAULT_NOT_FOUND, "error.not_found", "no such feed");
    *ret_actor = actor;
    return fault;
}

/* For a calendar program, which has the token and nothing else. Titles of sealed
 * files stay in the house. */
const struct fault *matter_feed_read(struct work *work, const struct request *request,
                                     struct response *response)
{
    struct civil_date today = clock_today(work->clock);
    struct str base = page_base(work, request);
    VEC(struct feed_event) events = {0};
    due_list dues;
    struct actor *owner = work_alloc(work, struct actor);
    const struct fault *fault = feed_actor(work, request_param(request, STR("token")), owner);
    if (fault)
        return fault;
    work->actor = owner;
    fault = due_between(work, date_add_days(today, -FEED_BACK_DAYS),
                        date_add_days(today, FEED_AHEAD_DAYS), &dues);
    if (fault)
        return fault;
    for (size_t i = 0; i < dues.count; i++) {
        const struct due_entry *due = &dues.items[i];
        struct url url = url_under(work->arena, base, matter_file_url(work->arena, due->code));
        bool is_sealed = str_equal(due->visibility, STR("sealed"));
        struct str title = is_sealed ? matter_kind_name(work, due->kind) : due->title;
        *VEC_PUSH(&events, work->arena) =
            (struct feed_event){.uid = arena_printf(work->arena, "%lld", (long long)due->clock_id),
                                .on = due->due_on,
                                .summary = arena_printf(work->arena, PRISTR ": " PRISTR,
                                                        STRARG(due->code), STRARG(title)),
                                .description = deadline_title(work, due->rule, due->started_on),
                                .url = url.text};
    }
    response_bytes(response, 200, STR("text/calendar; charset=utf-8"),
                   feed_write(work, site_message(work, "matters.calendar"), VEC_LIST(&events)));
    response_keep(response, RESPONSE_NO_STORE);
    return NULL;
}
