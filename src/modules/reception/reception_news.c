/*
 * What people are told of the calendar besides its own pages: the daily letter of who
 * subscribed to a reception calendar (module.notices), feeds, and the search.
 */
#include "modules/reception/reception_news.h"

#include "civic/feed.h"
#include "civic/search.h"
#include "civic/site.h"
#include "db/db.h"
#include "db/topic.h"
#include "modules/reception/reception_rules.h"
#include "modules/reception/recur.h"
#include "text/number.h"
#include "view/html.h"

#include <inttypes.h>

enum {
    PARTS_MOST = 300, /* calendars that a form can offer */
    PIECE = 200       /* series put into the search in one write */
};

/* ---- letters ---- */

const struct fault *reception_notice_parts(struct work *work, notice_parts *ret_parts)
{
    struct reception_filter own = {0, STR("")};
    notice_parts parts = {0};
    reception_series_list series;
    struct unit unit;
    const struct fault *fault = site_unit(work, &unit);
    if (fault) /* a site without units has no calendars */
        return fault->kind == FAULT_NOT_FOUND ? NULL : fault;
    own.unit_id = unit.id;
    fault = reception_series_published(work, &own, &series);
    if (fault)
        return fault;
    for (size_t i = 0; i < series.count && parts.count < PARTS_MOST; i++) {
        const struct reception_series *one = &series.items[i];
        if (!date_is_none(one->last_on) && one->last_on.days < clock_today(work->clock).days)
            continue;
        *VEC_PUSH(&parts, work->arena) =
            (struct notice_part){one->id, arena_printf(work->arena, PRISTR " – " PRISTR,
                                                       STRARG(one->title), STRARG(one->unit_name))};
    }
    *ret_parts = parts;
    return NULL;
}

/* "Chủ tịch … tiếp công dân Thứ Năm 10/03/2022", or that it was moved or put off. */
static struct str item_title(struct work *work, const struct reception_day *day)
{
    const char *key = "reception.news.announced";
    struct fault_arg args[] = {
        {"title", day->title              },
        {"unit",  day->unit_name          },
        {"day",   reception_day_words(work, day->held_on)},
        {"reason",       day->reason                       },
    };
    if (day->state == RECEPTION_CANCELLED)
        key = "reception.news.cancelled";
    else if (day->held_on.days != day->rule_on.days)
        key = "reception.news.moved";
    return message_format(work->arena, work->site->messages, work->locale, str_from_c(key), args,
                          sizeof(args) / sizeof(args[0]));
}

static struct url item_url(struct work *work, const struct reception_day *day)
{
    struct url url = url_add(work->arena, URL("/lich-tiep-dan"), STR("don-vi"), day->unit_slug);
    url = url_add(work->arena, url, STR("nguoi"), day->title_slug);
    return url_add(work->arena, url, STR("buoi"), arena_printf(work->arena, "%" PRId64, day->id));
}

const struct fault *reception_notices(struct work *work, const struct notice_asked *asked,
                                      notice_items *ret_items)
{
    notice_items items = {0};
    reception_day_list days;
    const struct fault *fault =
        reception_days_changed(work, asked->unit_id, asked->part_id, asked->since, asked->until,
                               NOTICE_ITEMS_MOST + 1, &days);
    for (size_t i = 0; !fault && i < days.count; i++) {
        const struct reception_day *day = &days.items[i];
        *VEC_PUSH(&items, work->arena) =
            (struct notice_item){.title = html_escape(work->arena, item_title(work, day)),
                                 .url = item_url(work, day),
                                 .published_at = day->changed_at,
                                 .is_demo = day->is_demo};
    }
    *ret_items = items;
    return fault;
}

/* ---- feeds ---- */

/* A day that is moved or put off comes again with the same id, so that a reader shows it
 * as changed. */
static struct feed_item feed_item_of(struct work *work, const struct reception_day *day)
{
    return (struct feed_item){
        .kind = "reception-day",
        .id = day->id,
        .url = item_url(work, day),
        .title = item_title(work, day),
        .is_demo = day->is_demo,
        .summary =
            arena_printf(work->arena, PRISTR "–" PRISTR ", " PRISTR,
                         STRARG(reception_clock(work->arena, day->starts)),
                         STRARG(reception_clock(work->arena, day->ends)), STRARG(day->place)),
        .author = day->unit_name,
        .published = day->changed_at,
        .updated = day->changed_at,
    };
}

const struct fault *reception_feed(struct work *work, const struct request *request,
                                   struct response *response)
{
    struct feed feed = {.kind = "reception",
                        .title = "reception.title",
                        .about = "reception.description",
                        .url = URL("/lich-tiep-dan")};
    VEC(struct feed_item) items = {0};
    reception_day_list days;
    const struct fault *fault;
    db_depends(work, topic_of("reception", 0));
    fault = reception_days_changed(work, 0, 0, (struct instant){0}, clock_now(work->clock),
                                   FEED_ENTRIES, &days);
    if (fault)
        return fault;
    for (size_t i = 0; i < days.count; i++)
        *VEC_PUSH(&items, work->arena) = feed_item_of(work, &days.items[i]);
    feed.items = VEC_LIST(&items);
    return feed_respond(work, request, &feed, response);
}

/* ---- the search ---- */

/* What is found of a series, apart enough to be read in a snippet. */
static struct str series_text(struct work *work, const struct reception_series *series)
{
    const struct str parts[] = {series->person, series->place, series->attendees, series->content,
                                series->unit_name};
    struct buf text = buf_init(work->arena, SIZE_MAX);
    for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
        if (parts[i].len == 0)
            continue;
        if (text.len > 0)
            buf_add_literal(&text, " · ");
        buf_add(&text, parts[i]);
    }
    return buf_str(&text);
}

const struct fault *reception_series_search(struct work *work,
                                            const struct reception_series *series,
                                            bool is_one_of_many)
{
    struct search_document found = {
        .kind = STR("reception"),
        .id = series->id,
        .unit_id = series->unit_id,
        .published_at = series->made_at,
        .path = arena_printf(work->arena, "/lich-tiep-dan/lich/%" PRId64, series->id),
        .title = reception_say(work, "reception.search.title", "title", series->title),
        .text = series_text(work, series),
        .is_demo = series->is_demo,
        .is_one_of_many = is_one_of_many,
    };
    return search_put(work, &found);
}

struct indexing {
    const reception_series_list *series;
    size_t from;
};

static const struct fault *index_piece(struct work *work, void *context)
{
    const struct indexing *indexing = context;
    const struct fault *fault = NULL;
    size_t to = indexing->from + PIECE;
    for (size_t i = indexing->from; !fault && i < to && i < indexing->series->count; i++)
        fault = reception_series_search(work, &indexing->series->items[i], true);
    return fault ? fault : search_settle(work);
}

const struct fault *reception_reindex(struct work *work, reindex_progress *progress, void *context)
{
    struct reception_filter all = {0, STR("")};
    reception_series_list series;
    const struct fault *fault = reception_series_published(work, &all, &series);
    for (size_t i = 0; !fault && i < series.count; i += PIECE) {
        struct indexing indexing = {&series, i};
        fault = db_write(work, index_piece, &indexing);
        if (!fault)
            progress(context, (int64_t)(series.count - i < PIECE ? series.count - i : PIECE));
    }
    return fault;
}

/* Where a hit leads: the calendar of that post. */
const struct fault *reception_series_lead(struct work *work, const struct request *request,
                                          struct response *response)
{
    struct reception_series series;
    struct url url;
    int64_t id;
    const struct fault *fault;
    if (!str_to_int64(request_param(request, STR("series")), &id))
        return fault_new(work->arena, FAULT_NOT_FOUND, "record.missing", "series");
    fault = reception_series_load(work, id, &series);
    if (!fault && !series.is_published)
        fault = fault_new(work->arena, FAULT_NOT_FOUND, "record.missing", "a draft");
    if (fault)
        return fault;
    url = url_add(work->arena, URL("/lich-tiep-dan"), STR("don-vi"), series.unit_slug);
    response_redirect(response, url_add(work->arena, url, STR("nguoi"), series.title_slug).text);
    return NULL;
}
