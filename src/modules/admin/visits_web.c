/*
 * GET /quan-tri/luot-xem?tu=2022-03-01&den=2022-03-31 and the same as CSV: visits of
 * public pages, by page and by day.
 */
#include "modules/admin/visits_web.h"

#include "civic/site.h"
#include "modules/admin/visits_store.h"
#include "view/csv.h"
#include "view/format.h"

enum {
    USUAL_DAYS = 30,
    CSV_LIMIT = 32 * 1024 * 1024
};

/* columns: name, kind, min, max, required, choices */
static const struct form_field fields[] = {
    {"tu",  INPUT_DATE, 0, 0, false, NULL},
    {"den", INPUT_DATE, 0, 0, false, NULL},
};

struct path_row {
    struct url url;
    struct str path;
    int64_t visits;
};
static SHAPE(path_row_shape, struct path_row, FIELD(struct path_row, url),
             FIELD(struct path_row, path), FIELD(struct path_row, visits));

struct day_row {
    struct civil_date day;
    int64_t visits;
};
static SHAPE(day_row_shape, struct day_row, FIELD(struct day_row, day),
             FIELD(struct day_row, visits));

struct visits_page {
    struct layout layout;
    struct field_view from;
    struct field_view to;
    int64_t total;
    struct url csv_url;
    struct list paths; /* struct path_row */
    struct list days;  /* struct day_row */
};
static SHAPE(visits_shape, struct visits_page, RECORD(struct visits_page, layout, layout_shape),
             RECORD(struct visits_page, from, field_view_shape),
             RECORD(struct visits_page, to, field_view_shape), FIELD(struct visits_page, total),
             FIELD(struct visits_page, csv_url), LIST(struct visits_page, paths, path_row_shape),
             LIST(struct visits_page, days, day_row_shape));
const struct page_kind admin_visits_kind = {"admin/visits", &visits_shape};

struct span {
    struct civil_date from;
    struct civil_date to;
};

/* The days asked for; the last thirty where none are. */
static const struct fault *read_span(struct work *work, const struct request *request,
                                     struct form *form, struct span *ret_span)
{
    const struct fault *fault = form_read(work, request, fields, 2, form);
    struct span span = {form_date(form, "tu"), form_date(form, "den")};
    if (date_is_none(span.to))
        span.to = clock_today(work->clock);
    if (date_is_none(span.from))
        span.from = date_add_days(span.to, 1 - USUAL_DAYS);
    if (!fault && date_compare(span.from, span.to) > 0)
        fault = fault_field(work->arena, "den", "admin.visits.backwards");
    if (!fault && date_compare(date_add_days(span.from, VISITS_DAYS), span.to) <= 0)
        fault = fault_field(work->arena, "tu", "admin.visits.too-long");
    *ret_span = span;
    return fault;
}

static const struct fault *fill(struct work *work, struct span span, struct visits_page *page)
{
    VEC(struct path_row) paths = {0};
    VEC(struct day_row) days = {0};
    page_visit_list list;
    const struct fault *fault = page_visit_by_path(work, span.from, span.to, &list);
    if (fault)
        return fault;
    for (size_t i = 0; i < list.count; i++)
        *VEC_PUSH(&paths, work->arena) = (struct path_row){
            url_path(work->arena, list.items[i].path), list.items[i].path, list.items[i].visits};
    fault = page_visit_by_day(work, span.from, span.to, &list);
    for (size_t i = 0; !fault && i < list.count; i++) {
        *VEC_PUSH(&days, work->arena) = (struct day_row){list.items[i].day, list.items[i].visits};
        page->total += list.items[i].visits;
    }
    page->paths = VEC_LIST(&paths);
    page->days = VEC_LIST(&days);
    page->csv_url = url_relative(work->arena, "/quan-tri/luot-xem.csv?tu=" PRISTR "&den=" PRISTR,
                                 STRARG(date_to_iso(work->arena, span.from)),
                                 STRARG(date_to_iso(work->arena, span.to)));
    return fault;
}

/* As people write it: 28/10/2026. */
static struct str date_text(struct work *work, struct civil_date date)
{
    struct buf text = buf_init(work->arena, 16);
    format_date(&text, date);
    return buf_str(&text);
}

const struct fault *admin_visits_show(struct work *work, const struct request *request,
                                      struct response *response)
{
    struct admin_place place = {.title = site_message(work, "admin.visits.title"),
                                .fields = "admin.visits"};
    struct visits_page page = {.total = 0};
    struct form form;
    struct span span;
    const struct fault *faults = read_span(work, request, &form, &span);
    const struct fault *fault = NULL;
    if (faults && faults->kind != FAULT_INVALID)
        return faults;
    if (!faults)
        fault = fill(work, span, &page);
    if (!fault)
        fault = admin_layout(work, request, &place, faults, &page.layout);
    if (fault)
        return fault;
    page.from = field_view(work, "admin.visits", &fields[0], &form, faults);
    page.to = field_view(work, "admin.visits", &fields[1], &form, faults);
    page.from.is_required = true; /* they are always filled in */
    page.to.is_required = true;
    if (!faults) {
        page.from.value = date_text(work, span.from);
        page.to.value = date_text(work, span.to);
    }
    return page_respond_form(work, response, faults, &admin_visits_kind, &page);
}

struct csv_row {
    struct civil_date day;
    struct str path;
    int64_t visits;
};
static SHAPE(csv_row_shape, struct csv_row, FIELD(struct csv_row, day), FIELD(struct csv_row, path),
             FIELD(struct csv_row, visits));

const struct fault *admin_visits_csv(struct work *work, const struct request *request,
                                     struct response *response)
{
    struct buf out = buf_init(work->arena, CSV_LIMIT);
    VEC(struct csv_row) rows = {0};
    struct form form;
    struct span span;
    page_visit_list list;
    struct str headers[] = {site_message(work, "admin.visits.day"),
                            site_message(work, "admin.visits.path"),
                            site_message(work, "admin.visits.count")};
    const struct fault *fault = read_span(work, request, &form, &span);
    if (!fault)
        fault = page_visit_rows(work, span.from, span.to, &list);
    if (fault)
        return fault;
    for (size_t i = 0; i < list.count; i++)
        *VEC_PUSH(&rows, work->arena) =
            (struct csv_row){list.items[i].day, list.items[i].path, list.items[i].visits};
    csv_write_shape(&out, &csv_row_shape, VEC_LIST(&rows), headers);
    if (buf_overflowed(&out))
        return fault_new(work->arena, FAULT_TOO_LARGE, "admin.visits.too-long", "visits as CSV");
    response_bytes(response, 200, STR("text/csv; charset=utf-8"), buf_str(&out));
    response_attachment(response, STR("luot-xem.csv"));
    return NULL;
}
