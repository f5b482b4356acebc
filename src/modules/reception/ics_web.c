/*
 * GET /lich-tiep-dan.ics: the calendar of a unit, or of one post in it.
 */
#include "http/etag.h"
#include "modules/reception/ics.h"
#include "modules/reception/reception_store.h"
#include "modules/reception/reception_web.h"
#include "modules/reception/recur.h"

enum {
    ICS_MOST = 4 * 1024 * 1024
};

/* The name of this site for UIDs, which must not change with its address. */
static const char HOST[] = "dinh";

static void add_line(struct buf *text, struct str line)
{
    buf_printf(text, "%s" PRISTR, buf_str(text).len > 0 ? "\n" : "", STRARG(line));
}

static struct ics_words words_of(struct work *work, const struct reception_series *series)
{
    struct buf text = buf_init(work->arena, ICS_MOST);
    struct url url = url_add(work->arena, URL("/lich-tiep-dan"), STR("don-vi"), series->unit_slug);
    if (series->is_demo)
        add_line(&text, site_message(work, "reception.demo-note"));
    if (series->content.len > 0)
        add_line(&text, reception_say(work, "reception.content-is", "content", series->content));
    if (series->attendees.len > 0)
        add_line(&text, reception_say(work, "reception.with", "who", series->attendees));
    return (struct ics_words){
        .summary = reception_say(work, "reception.receives", "title", series->title),
        .rule = pattern_words(work, series->rule),
        .description = buf_str(&text),
        .moved = site_message(work, "reception.moved-mark"),
        .vacant = site_message(work, "reception.vacant-mark"),
        .url = work->site->public_address.len > 0
                   ? url_under(work->arena, work->site->public_address, url).text
                   : STR(""),
        .host = str_from_c(HOST),
    };
}

/* Who receives next: the holder of the post, who may be another than at the beginning. */
static struct str person_of(const struct reception_series *series, const reception_day_list *days,
                            struct civil_date today)
{
    for (size_t i = 0; i < days->count; i++)
        if (days->items[i].held_on.days >= today.days)
            return days->items[i].person;
    return series->person;
}

static const struct fault *write_all(struct work *work, const struct reception_query *query,
                                     struct buf *out)
{
    struct ics ics = ics_begin(
        work->arena, out,
        arena_printf(
            work->arena, PRISTR " · " PRISTR, STRARG(site_message(work, "reception.title")),
            STRARG(query->unit.id ? query->unit.name : site_message(work, "reception.all-units"))),
        work->locale == LOCALE_EN ? STR("EN") : STR("VI"));
    reception_series_list series;
    const struct fault *fault = reception_series_published(work, &query->filter, &series);
    for (size_t i = 0; !fault && i < series.count; i++) {
        struct ics_words words;
        reception_day_list days;
        fault = days_of_series(work, series.items[i].id, &days);
        if (fault)
            break;
        series.items[i].person = person_of(&series.items[i], &days, clock_today(work->clock));
        words = words_of(work, &series.items[i]);
        fault = ics_series(&ics, &series.items[i], days.items, days.count, &words);
    }
    ics_end(&ics);
    return fault;
}

const struct fault *reception_ics_show(struct work *work, const struct request *request,
                                       struct response *response)
{
    struct buf out = buf_init(work->arena, ICS_MOST);
    struct reception_query query;
    const struct fault *fault = reception_query_read(work, request, &query);
    if (!fault)
        fault = write_all(work, &query, &out);
    if (fault)
        return fault;
    if (buf_overflowed(&out))
        return fault_new(work->arena, FAULT_TOO_LARGE, "reception.too_many", "ics");
    response_bytes(response, 200, STR("text/calendar; charset=utf-8"), buf_str(&out));
    response_inline(response, STR("lich-tiep-dan.ics"));
    response_keep(response, RESPONSE_REVALIDATE);
    response_etag(response, etag_of(work->arena, buf_str(&out)));
    return NULL;
}
