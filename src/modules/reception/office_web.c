/*
 * The calendars that an office keeps, and one of them: what its rule says, whether it
 * can still be announced in time, its days, its end.
 */
#include "modules/reception/office_web.h"

#include "db/db.h"
#include "modules/law/law_site.h"
#include "modules/reception/plan.h"
#include "modules/reception/reception_rules.h"
#include "text/number.h"

#include <inttypes.h>

enum {
    PREVIEW = 8,
    DAYS_BACK = 31,
    REASON_MOST = 500
};

#define STORED "xong"

void office_lead(struct work *work, struct response *response, struct url url)
{
    response_redirect(response, url_add(work->arena, url, STR(STORED), STR("1")).text);
}

const struct fault *office_layout(struct work *work, const struct request *request,
                                  struct str title, struct layout *ret_layout)
{
    const struct fault *fault = page_layout(work, request, title, ret_layout);
    if (fault)
        return fault;
    ret_layout->is_private = true;
    if (request->method == HTTP_GET && request_query(request, STR(STORED)).ptr)
        page_flash(work, ret_layout, "matters.done", false);
    page_crumb(work, ret_layout, URL("/can-bo/lich-tiep-dan"),
               site_message(work, "reception.office.title"));
    return NULL;
}

/* ---- the list ---- */

struct series_row {
    struct url url;
    struct str title;
    struct str person;
    struct str unit;
    struct str pattern;
    struct str time;
    struct civil_date first;
    struct civil_date last;
    struct civil_date filled_to;
    bool is_published;
    struct str box; /* of a draft: what the ticked box sends; empty: it cannot be ticked */
    int late;       /* days of a draft that would come later than the law asks */
};
static SHAPE(series_row_shape, struct series_row, FIELD(struct series_row, url),
             FIELD(struct series_row, title), FIELD(struct series_row, person),
             FIELD(struct series_row, unit), FIELD(struct series_row, pattern),
             FIELD(struct series_row, time), FIELD(struct series_row, first),
             FIELD(struct series_row, last), FIELD(struct series_row, filled_to),
             FIELD(struct series_row, is_published), FIELD(struct series_row, box),
             FIELD(struct series_row, late));

/* A day that has become a day off. */
struct off_row {
    struct url url;
    struct str title;
    struct str day;
};
static SHAPE(off_row_shape, struct off_row, FIELD(struct off_row, url),
             FIELD(struct off_row, title), FIELD(struct off_row, day));

struct office_page {
    struct layout layout;
    bool is_at_desk; /* the visitor may see who comes */
    int off_count;
    struct list off; /* struct off_row */
    struct str office;
    struct list rows;  /* struct series_row: to be announced, then those that run */
    struct list ended; /* struct series_row */
    int ended_count;
    bool has_drafts;
};
static SHAPE(office_shape, struct office_page, RECORD(struct office_page, layout, layout_shape),
             FIELD(struct office_page, office), FIELD(struct office_page, is_at_desk),
             FIELD(struct office_page, off_count), LIST(struct office_page, off, off_row_shape),
             LIST(struct office_page, rows, series_row_shape),
             LIST(struct office_page, ended, series_row_shape),
             FIELD(struct office_page, ended_count), FIELD(struct office_page, has_drafts));
const struct page_kind office_list_kind = {"reception/office", &office_shape};

static struct series_row row_of(struct work *work, const struct reception_series *series)
{
    return (struct series_row){
        .url = url_relative(work->arena, "/can-bo/lich-tiep-dan/%" PRId64, series->id),
        .title = series->title,
        .person = series->person,
        .unit = series->unit_name,
        .pattern = pattern_words(work, series->rule),
        .time = arena_printf(work->arena, PRISTR "–" PRISTR,
                             STRARG(reception_clock(work->arena, series->starts)),
                             STRARG(reception_clock(work->arena, series->ends))),
        .first = series->first_on,
        .last = series->last_on,
        .filled_to = series->filled_to,
        .is_published = series->is_published,
    };
}

struct str office_day_off(struct work *work, const struct reception_day *day)
{
    struct explainer explainer = law_explainer(work);
    if (day->state != RECEPTION_OPEN || day->held_on.days < clock_today(work->clock).days ||
        !reception_is_holiday(explainer.law, day->held_on))
        return STR("");
    return explain_day(&explainer, day->held_on);
}

static const struct fault *fill_off(struct work *work, const struct unit *office,
                                    struct office_page *page)
{
    VEC(struct off_row) rows = {0};
    struct civil_date today = clock_today(work->clock);
    reception_day_list days;
    const struct fault *fault =
        days_of_office(work, office->id, today, date_add_days(today, RECEPTION_AHEAD), &days);
    for (size_t i = 0; !fault && i < days.count; i++) {
        const struct reception_day *day = &days.items[i];
        struct str off = office_day_off(work, day);
        if (off.len > 0)
            *VEC_PUSH(&rows, work->arena) = (struct off_row){
                url_relative(work->arena, "/can-bo/lich-tiep-dan/ngay/%" PRId64, day->id),
                day->title, off};
    }
    page->off_count = (int)rows.count;
    page->off = VEC_LIST(&rows);
    return fault;
}

/* What of the days to be announced would come later than the law asks. */
static int late_among(struct work *work, const planned_list *days)
{
    struct explainer explainer = law_explainer(work);
    int late = 0;
    for (size_t i = 0; i < days->count; i++) {
        struct law_due due;
        if (!reception_publish_due(work->arena, explainer.law, days->items[i].held_on, &due))
            late += clock_today(work->clock).days > due.due.days;
    }
    return late;
}

/* The next days that publishing today would announce. */
static const struct fault *plan_next(struct work *work, const struct reception_series *series,
                                     planned_list *ret_days)
{
    struct civil_date today = clock_today(work->clock);
    return plan_days(work->arena, law_explainer(work).law, series, today,
                     date_add_days(today, CALENDAR_LAST_YEAR), NULL, 0, PREVIEW, ret_days);
}

/* A draft can be ticked, to be announced with others. */
static const struct fault *fill_draft(struct work *work, const struct reception_series *series,
                                      struct series_row *row)
{
    planned_list days;
    const struct fault *fault = plan_next(work, series, &days);
    if (fault)
        return fault;
    row->box = arena_printf(work->arena, "%" PRId64, series->id);
    row->late = late_among(work, &days);
    return NULL;
}

/* What came of publishing several: ?cong-bo=DONE&con=LEFT. */
static void tell_published(struct work *work, const struct request *request, struct layout *layout)
{
    struct fault_arg args[] = {
        {"done", request_query(request, STR("cong-bo"))},
        {"left", request_query(request, STR("con"))    }
    };
    struct page_flash *flash = work_alloc(work, struct page_flash);
    int64_t done;
    int64_t left;
    if (!args[0].value.ptr || !args[1].value.ptr || !str_to_int64(args[0].value, &done) ||
        !str_to_int64(args[1].value, &left))
        return;
    flash->is_bad = left > 0 || done == 0;
    flash->text = message_format(work->arena, work->site->messages, work->locale,
                                 done + left == 0 ? STR("reception.office.pick-none")
                                 : left > 0       ? STR("reception.office.some-published")
                                                  : STR("reception.office.all-published"),
                                 args, 2);
    layout->flash = flash;
}

const struct fault *office_list_show(struct work *work, const struct request *request,
                                     struct response *response)
{
    struct office_page page = {0};
    VEC(struct series_row) rows = {0};
    VEC(struct series_row) ended = {0};
    struct civil_date today = clock_today(work->clock);
    reception_series_list list;
    struct unit office;
    struct str title = site_message(work, "reception.office.title");
    const struct fault *fault = reception_office_of(work, &office);
    if (!fault)
        fault = reception_series_of_office(work, office.id, &list);
    if (!fault)
        fault = fill_off(work, &office, &page);
    if (!fault)
        fault = page_layout(work, request, title, &page.layout);
    if (fault)
        return fault;
    for (int published = 0; published <= 1; published++)
        for (size_t i = 0; i < list.count; i++) {
            const struct reception_series *series = &list.items[i];
            if (series->is_published != published)
                continue;
            struct series_row row = row_of(work, series);
            bool has_ended =
                !date_is_none(series->last_on) && date_compare(series->last_on, today) < 0;
            if (!series->is_published && !has_ended) {
                fault = fill_draft(work, series, &row);
                if (fault)
                    return fault;
                page.has_drafts = true;
            }
            if (has_ended)
                *VEC_PUSH(&ended, work->arena) = row;
            else
                *VEC_PUSH(&rows, work->arena) = row;
        }
    page.ended = VEC_LIST(&ended);
    page.ended_count = (int)ended.count;
    page.office = office.name;
    page.is_at_desk = actor_may_somewhere(work->actor, RECEPTION_DESK);
    page.rows = VEC_LIST(&rows);
    page.layout.is_private = true;
    page_crumb(work, &page.layout, URL(""), title);
    tell_published(work, request, &page.layout);
    return page_respond(work, response, 200, &office_list_kind, &page);
}

/* ---- one series ---- */

static const struct form_field end_fields[] = {
    {"last_on", INPUT_DATE, 0, 0,           true, NULL},
    {"reason",  INPUT_TEXT, 0, REASON_MOST, true, NULL},
};

struct series_page {
    struct layout layout;
    struct series_row row;
    struct str place;
    struct str order; /* who is called first */
    struct str attendees;
    struct str content;
    struct list days;     /* struct reception_day_view: announced */
    struct list previews; /* struct str: what would be announced */
    struct list rooms;    /* struct str: another leader has the place at that time */
    int late;             /* of them, already too late for the law */
    struct str law; /* "công bố ít nhất 5 ngày làm việc trước (khoản 4 Điều 24 …)" */
    struct str first_due; /* the last day for the first one */
    struct url publish_url;
    struct url like_url; /* another series like this one */
    struct url end_url;
    struct field_view last_on;
    struct field_view reason;
};
static SHAPE(series_shape, struct series_page, RECORD(struct series_page, layout, layout_shape),
             RECORD(struct series_page, row, series_row_shape), FIELD(struct series_page, place),
             FIELD(struct series_page, order), FIELD(struct series_page, attendees),
             FIELD(struct series_page, content),
             LIST(struct series_page, days, reception_day_view_shape),
             LIST(struct series_page, previews, text_shape),
             LIST(struct series_page, rooms, text_shape), FIELD(struct series_page, late),
             FIELD(struct series_page, law), FIELD(struct series_page, first_due),
             FIELD(struct series_page, like_url), FIELD(struct series_page, publish_url),
             FIELD(struct series_page, end_url),
             RECORD(struct series_page, last_on, field_view_shape),
             RECORD(struct series_page, reason, field_view_shape));
const struct page_kind office_series_kind = {"reception/series", &series_shape};

/* Warns where another leader has the place on one of the dates at that time. It is no
 * refusal: a place may have several rooms. */
static const struct fault *fill_rooms(struct work *work, const struct reception_series *series,
                                      const planned_list *planned, struct series_page *page)
{
    VEC(struct str) lines = {0};
    const struct fault *fault = NULL;
    for (size_t i = 0; !fault && series->person.len > 0 && i < planned->count; i++) {
        struct reception_day day = {.held_on = planned->items[i].held_on,
                                    .place = series->place,
                                    .office_id = series->office_id,
                                    .unit_id = series->unit_id,
                                    .starts = series->starts,
                                    .ends = series->ends};
        struct fault_arg args[] = {
            {"day", reception_day_words(work, planned->items[i].held_on)},
            {"title",     STR("")                      }
        };
        bool is_taken;
        fault = day_room_taken(work, &day, &is_taken, &args[1].value);
        if (!fault && is_taken)
            *VEC_PUSH(&lines, work->arena) =
                message_format(work->arena, work->site->messages, work->locale,
                               STR("reception.room-warning"), args, 2);
    }
    page->rooms = VEC_LIST(&lines);
    return fault;
}

/* What publishing today would announce, and what of it comes too late. */
static const struct fault *fill_preview(struct work *work, const struct reception_series *series,
                                        struct series_page *page)
{
    struct explainer explainer = law_explainer(work);
    VEC(struct str) lines = {0};
    planned_list days;
    const struct fault *fault = plan_next(work, series, &days);
    for (size_t i = 0; !fault && i < days.count; i++) {
        struct civil_date held_on = days.items[i].held_on;
        struct law_due due;
        *VEC_PUSH(&lines, work->arena) = reception_day_words(work, held_on);
        if (i > 0 || reception_publish_due(work->arena, explainer.law, held_on, &due))
            continue;
        page->first_due = date_text(work->arena, due.due);
        page->law = arena_printf(work->arena, PRISTR " (" PRISTR ")",
                                 STRARG(explain_value(&explainer, due.version)),
                                 STRARG(explain_source(&explainer, due.version)));
    }
    page->previews = VEC_LIST(&lines);
    page->late = fault ? 0 : late_among(work, &days);
    return fault ? fault : fill_rooms(work, series, &days, page);
}

static struct reception_day_view office_day_view(struct work *work, const struct reception_day *day)
{
    struct reception_day_view view = reception_day_view(work, day);
    view.off = office_day_off(work, day);
    return view;
}

static const struct fault *fill_announced(struct work *work, const struct reception_series *series,
                                          struct series_page *page)
{
    VEC(struct reception_day_view) views = {0};
    int from = clock_today(work->clock).days - DAYS_BACK;
    reception_day_list days;
    const struct fault *fault = days_of_series(work, series->id, &days);
    for (size_t i = 0; !fault && i < days.count; i++)
        if (days.items[i].held_on.days >= from || days.items[i].rule_on.days >= from)
            *VEC_PUSH(&views, work->arena) = office_day_view(work, &days.items[i]);
    page->days = VEC_LIST(&views);
    return fault;
}

static const struct fault *load_series(struct work *work, const struct request *request,
                                       struct reception_series *ret_series)
{
    struct str text = request_param(request, STR("id"));
    int64_t id;
    const struct fault *fault;
    if (!str_to_int64(text, &id))
        return fault_new(work->arena, FAULT_NOT_FOUND, "record.missing", "series");
    fault = reception_series_load(work, id, ret_series);
    if (!fault)
        fault = actor_must(work, RECEPTION_CLERKS, ret_series->office_id);
    return fault;
}

static const struct fault *show_series(struct work *work, const struct request *request,
                                       struct response *response,
                                       const struct reception_series *series,
                                       const struct form *form, const struct fault *faults)
{
    struct series_page page = {.row = row_of(work, series),
                               .place = series->place,
                               .order = site_message(work, series->by_number
                                                               ? "reception.office.order-number"
                                                               : "reception.office.order-first"),
                               .attendees = series->attendees,
                               .content = series->content};
    const struct fault *fault = office_layout(work, request, series->title, &page.layout);
    if (!fault && series->is_published)
        fault = fill_announced(work, series, &page);
    if (!fault && !series->is_published)
        fault = fill_preview(work, series, &page);
    if (fault)
        return fault;
    if (series->is_published)
        page.end_url =
            url_relative(work->arena, "/can-bo/lich-tiep-dan/%" PRId64 "/ket-thuc", series->id);
    else
        page.publish_url =
            url_relative(work->arena, "/can-bo/lich-tiep-dan/%" PRId64 "/cong-bo", series->id);
    page.like_url =
        url_relative(work->arena, "/can-bo/lich-tiep-dan/moi?don-vi=" PRISTR "&nhu=%" PRId64,
                     STRARG(series->unit_slug), series->id);
    page.last_on = field_view(work, "reception.end", &end_fields[0], form, faults);
    page.reason = field_view(work, "reception.end", &end_fields[1], form, faults);
    page.reason.rows = 2;
    page_crumb(work, &page.layout, URL(""), series->title);
    page_errors_of(work, &page.layout, "reception.end", faults);
    return page_respond_form(work, response, faults, &office_series_kind, &page);
}

const struct fault *office_series_show(struct work *work, const struct request *request,
                                       struct response *response)
{
    struct reception_series series;
    const struct fault *fault = load_series(work, request, &series);
    return fault ? fault : show_series(work, request, response, &series, NULL, NULL);
}

const struct fault *office_publish(struct work *work, const struct request *request,
                                   struct response *response)
{
    struct reception_series series;
    const struct fault *fault = load_series(work, request, &series);
    if (!fault)
        fault = reception_publish(work, series.id, clock_today(work->clock));
    if (fault && fault->kind == FAULT_INVALID) {
        db_release(work);
        return show_series(work, request, response, &series, NULL, fault);
    }
    if (!fault)
        office_lead(work, response,
                    url_relative(work->arena, "/can-bo/lich-tiep-dan/%" PRId64, series.id));
    return fault;
}

/* Each by itself: one that cannot be announced keeps none of the others back. */
const struct fault *office_publish_some(struct work *work, const struct request *request,
                                        struct response *response)
{
    struct pairs pairs;
    int done = 0;
    int left = 0;
    const struct fault *fault =
        urlencoded_parse(work->arena, request->body, REQUEST_PARAMS, &pairs);
    for (size_t i = 0; !fault && i < pairs.count; i++) {
        int64_t id;
        if (!str_equal(pairs.items[i].name, STR("lich")) ||
            !str_to_int64(pairs.items[i].value, &id))
            continue;
        fault = reception_publish(work, id, clock_today(work->clock));
        done += !fault;
        left += fault != NULL;
        if (fault && (fault->kind == FAULT_INVALID || fault->kind == FAULT_CONFLICT))
            fault = NULL;
        db_release(work);
    }
    if (!fault)
        response_redirect(
            response,
            url_relative(work->arena, "/can-bo/lich-tiep-dan?cong-bo=%d&con=%d", done, left).text);
    return fault;
}

const struct fault *office_end(struct work *work, const struct request *request,
                               struct response *response)
{
    struct reception_series series;
    struct form form;
    const struct fault *fault = load_series(work, request, &series);
    const struct fault *bad = NULL;
    if (fault)
        return fault;
    bad = form_read(work, request, end_fields, 2, &form);
    if (!bad)
        bad =
            reception_end(work, series.id, form_date(&form, "last_on"), form_str(&form, "reason"));
    if (bad && bad->kind == FAULT_INVALID)
        return show_series(work, request, response, &series, &form, bad);
    if (!bad)
        office_lead(work, response,
                    url_relative(work->arena, "/can-bo/lich-tiep-dan/%" PRId64, series.id));
    return bad;
}
