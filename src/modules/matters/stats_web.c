/*
 * /can-bo/so-lieu: what came in, what was done in time, what lies open; on the
 * screen with a chart, and as a table to take away.
 */
#include "modules/matters/matter_view.h"
#include "modules/matters/matters_web.h"

#include "civic/actor.h"
#include "civic/matter_stats.h"
#include "civic/sheet.h"
#include "text/number.h"

#define KEY "matters.stats-form"

enum {
    UNITS_MOST = 20,
    BAR_HEIGHT = 34, /* of the chart, with its words */
    CHART_WIDTH = 360
};

static const struct form_field fields[] = {
    {"tu",     INPUT_DATE, 0, 0, false, NULL},
    {"den",    INPUT_DATE, 0, 0, false, NULL},
    {"don-vi", INPUT_ID,   0, 0, false, NULL},
};

enum {
    FIELDS = sizeof(fields) / sizeof(fields[0])
};

struct stats_row {
    struct str unit;
    struct str kind;
    int64_t opening;
    int64_t received;
    int64_t other_in; /* opened again, or from another unit */
    int64_t closed_in_time;
    int64_t closed_late;
    int64_t moved_out;
    int64_t closing;
    int64_t overdue;
};
static SHAPE(stats_row_shape, struct stats_row, FIELD(struct stats_row, unit),
             FIELD(struct stats_row, kind), FIELD(struct stats_row, opening),
             FIELD(struct stats_row, received), FIELD(struct stats_row, other_in),
             FIELD(struct stats_row, closed_in_time), FIELD(struct stats_row, closed_late),
             FIELD(struct stats_row, moved_out), FIELD(struct stats_row, closing),
             FIELD(struct stats_row, overdue));

static const struct sheet_column columns[] = {
    {"matters.stats.unit",     "unit",           28},
    {"matters.stats.kind",     "kind",           28},
    {"matters.stats.opening",  "opening",        12},
    {"matters.stats.received", "received",       12},
    {"matters.stats.other-in", "other_in",       12},
    {"matters.stats.in-time",  "closed_in_time", 12},
    {"matters.stats.late",     "closed_late",    12},
    {"matters.stats.out",      "moved_out",      12},
    {"matters.stats.closing",  "closing",        12},
    {"matters.stats.overdue",  "overdue",        12},
};
static const struct sheet stats_sheet = {.title = "matters.stats",
                                         .shape = &stats_row_shape,
                                         .columns = columns,
                                         .count = sizeof(columns) / sizeof(columns[0])};

/* One piece of a bar, as the path of a rectangle. */
struct chart_bar {
    struct str fill; /* class of the stylesheet */
    struct str path;
};
static SHAPE(chart_bar_shape, struct chart_bar, FIELD(struct chart_bar, fill),
             FIELD(struct chart_bar, path));

struct chart_line {
    struct str label;
    struct code_number y;
    struct list bars; /* struct chart_bar */
};
static SHAPE(chart_line_shape, struct chart_line, FIELD(struct chart_line, label),
             FIELD(struct chart_line, y), LIST(struct chart_line, bars, chart_bar_shape));

struct state_row {
    struct str kind;
    struct str state;
    int64_t count;
};
static SHAPE(state_row_shape, struct state_row, FIELD(struct state_row, kind),
             FIELD(struct state_row, state), FIELD(struct state_row, count));

struct stats_page {
    struct layout layout;
    struct field_view first;
    struct field_view last;
    struct field_view unit;
    struct url csv_url;
    struct url xlsx_url;
    struct str view_box;
    struct list chart;  /* struct chart_line */
    struct list totals; /* struct stats_row, a kind each */
    struct list rows;   /* struct stats_row, a unit and kind each; more units than one */
    struct list states; /* struct state_row */
};
static SHAPE(stats_page_shape, struct stats_page, RECORD(struct stats_page, layout, layout_shape),
             RECORD(struct stats_page, first, field_view_shape),
             RECORD(struct stats_page, last, field_view_shape),
             RECORD(struct stats_page, unit, field_view_shape), FIELD(struct stats_page, csv_url),
             FIELD(struct stats_page, xlsx_url), FIELD(struct stats_page, view_box),
             LIST(struct stats_page, chart, chart_line_shape),
             LIST(struct stats_page, totals, stats_row_shape),
             LIST(struct stats_page, rows, stats_row_shape),
             LIST(struct stats_page, states, state_row_shape));
const struct page_kind matter_stats_kind = {"matters/stats", &stats_page_shape};

/* ---- what is asked ---- */

struct stats_query {
    struct civil_date first;
    struct civil_date last;
    int64_t unit_id;
};

/* This month up to today, of the first unit in which the official works. */
static const struct fault *read_query(struct work *work, const struct form *form,
                                      struct stats_query *query)
{
    struct civil_date today = clock_today(work->clock);
    struct date_parts parts = date_parts(today);
    int64_t units[UNITS_MOST];
    size_t count = actor_units(work->actor, MATTERS_COUNTERS, units, UNITS_MOST);
    query->first =
        form_given(form, "tu") ? form_date(form, "tu") : date_ymd(parts.year, parts.month, 1);
    query->last = form_given(form, "den") ? form_date(form, "den") : today;
    query->unit_id = form_int(form, "don-vi");
    if (query->unit_id == 0 && count > 0)
        query->unit_id = units[0];
    if (date_is_none(query->first) || date_is_none(query->last))
        return NULL; /* told at the fields */
    if (date_compare(query->last, query->first) < 0)
        return fault_field(work->arena, "den", "matters.stats.backwards");
    return actor_must(work, MATTERS_COUNTERS, query->unit_id);
}

static void add_row(const struct matter_stats *stats, struct stats_row *row)
{
    row->opening += stats->opening;
    row->received += stats->received;
    row->other_in += stats->reopened + stats->moved_in;
    row->closed_in_time += stats->closed_in_time;
    row->closed_late += stats->closed_late;
    row->moved_out += stats->moved_out;
    row->closing += stats->closing;
    row->overdue += stats->overdue;
}

/* Rows by unit and kind, with names. */
static const struct fault *rows_of(struct work *work, const matter_stats_list *stats,
                                   struct list *ret_rows)
{
    VEC(struct stats_row) rows = {0};
    for (size_t i = 0; i < stats->count; i++) {
        struct stats_row *row = VEC_PUSH(&rows, work->arena);
        struct unit unit;
        const struct fault *fault = unit_load(work, stats->items[i].unit_id, &unit);
        if (fault)
            return fault;
        row->unit = unit.name;
        row->kind = matter_kind_name(work, stats->items[i].kind);
        add_row(&stats->items[i], row);
    }
    *ret_rows = VEC_LIST(&rows);
    return NULL;
}

/* A row a kind; the list is in the order of kinds. */
static struct list totals_of(struct work *work, const matter_stats_list *stats)
{
    VEC(struct stats_row) rows = {0};
    for (size_t i = 0; i < stats->count; i++) {
        if (i == 0 || !str_equal(stats->items[i].kind, stats->items[i - 1].kind))
            VEC_PUSH(&rows, work->arena)->kind = matter_kind_name(work, stats->items[i].kind);
        add_row(&stats->items[i], &rows.items[rows.count - 1]);
    }
    return VEC_LIST(&rows);
}

/* ---- the chart ---- */

static void fill_chart(struct work *work, struct stats_page *page)
{
    const struct stats_row *rows = page->totals.items;
    VEC(struct chart_line) lines = {0};
    int64_t most = 1;
    for (size_t i = 0; i < page->totals.count; i++) {
        int64_t all = rows[i].closed_in_time + rows[i].closed_late + rows[i].closing;
        most = all > most ? all : most;
    }
    for (size_t i = 0; i < page->totals.count; i++) {
        const struct {
            const char *fill;
            int64_t count;
        } parts[] = {
            {"c-jade",   rows[i].closed_in_time           },
            {"c-gold",   rows[i].closed_late              },
            {"c-indigo", rows[i].closing - rows[i].overdue},
            {"c-red",    rows[i].overdue                  },
        };
        struct chart_line *line = VEC_PUSH(&lines, work->arena);
        int top = (int)i * BAR_HEIGHT;
        int64_t x = 0;
        VEC(struct chart_bar) bars = {0};
        line->label = rows[i].kind;
        line->y.value = top + 12;
        for (size_t p = 0; p < sizeof(parts) / sizeof(parts[0]); p++) {
            int64_t width = parts[p].count * CHART_WIDTH / most;
            if (parts[p].count > 0)
                *VEC_PUSH(&bars, work->arena) = (struct chart_bar){
                    str_from_c(parts[p].fill),
                    arena_printf(work->arena, "M%lld %dh%lldv10h-%lldz", (long long)x, top + 17,
                                 (long long)width, (long long)width)};
            x += width;
        }
        line->bars = VEC_LIST(&bars);
    }
    page->chart = VEC_LIST(&lines);
    page->view_box = arena_printf(work->arena, "0 0 %d %d", CHART_WIDTH,
                                  (int)page->totals.count * BAR_HEIGHT + 4);
}

/* ---- answers ---- */

static const struct fault *fill_units(struct work *work, int64_t chosen, struct field_view *view)
{
    int64_t units[UNITS_MOST];
    size_t count = actor_units(work->actor, MATTERS_COUNTERS, units, UNITS_MOST);
    VEC(struct option_view) options = {0};
    for (size_t i = 0; i < count; i++) {
        struct unit unit;
        const struct fault *fault = unit_load(work, units[i], &unit);
        if (fault)
            return fault;
        *VEC_PUSH(&options, work->arena) =
            (struct option_view){.value = arena_printf(work->arena, "%lld", (long long)unit.id),
                                 .label = unit.name,
                                 .is_chosen = unit.id == chosen};
    }
    view->options = VEC_LIST(&options);
    return NULL;
}

/* Where a state stands in its kind: as the work goes on. */
static ptrdiff_t order_of(const struct work *work, const struct state_count *count)
{
    const struct matter_kind *kind = kind_find(work, count->kind);
    const struct lifecycle_state *state = kind ? kind_state(kind, count->state) : NULL;
    return state ? state - kind->states : 0;
}

/* Those of one kind stand together; within it they are put in the order of its work. */
static void put_in_order(const struct work *work, state_count_list *counts)
{
    for (size_t i = 1; i < counts->count; i++)
        for (size_t k = i;
             k > 0 && str_equal(counts->items[k].kind, counts->items[k - 1].kind) &&
             order_of(work, &counts->items[k]) < order_of(work, &counts->items[k - 1]);
             k--) {
            struct state_count before = counts->items[k - 1];
            counts->items[k - 1] = counts->items[k];
            counts->items[k] = before;
        }
}

static const struct fault *fill_states(struct work *work, int64_t unit_id, struct list *ret_rows)
{
    state_count_list counts;
    VEC(struct state_row) rows = {0};
    const struct fault *fault = matter_states_now(work, unit_id, &counts);
    if (!fault)
        put_in_order(work, &counts);
    for (size_t i = 0; !fault && i < counts.count; i++)
        *VEC_PUSH(&rows, work->arena) = (struct state_row){
            matter_kind_name(work, counts.items[i].kind),
            matter_word(work, counts.items[i].kind, "state", counts.items[i].state),
            counts.items[i].count};
    *ret_rows = VEC_LIST(&rows);
    return fault;
}

static struct url table_url(struct work *work, const struct stats_query *query, const char *ending)
{
    struct url url = url_relative(work->arena, "/can-bo/so-lieu.%s", ending);
    url = url_add(work->arena, url, STR("tu"), date_to_iso(work->arena, query->first));
    url = url_add(work->arena, url, STR("den"), date_to_iso(work->arena, query->last));
    return url_add(work->arena, url, STR("don-vi"),
                   arena_printf(work->arena, "%lld", (long long)query->unit_id));
}

static const struct fault *fill(struct work *work, const struct stats_query *query,
                                struct stats_page *page)
{
    matter_stats_list stats;
    bool has_more = false;
    const struct fault *fault =
        matter_stats(work, query->unit_id, query->first, query->last, &stats);
    for (size_t i = 1; !fault && i < stats.count; i++)
        has_more = has_more || stats.items[i].unit_id != stats.items[0].unit_id;
    if (!fault && has_more)
        fault = rows_of(work, &stats, &page->rows);
    if (!fault)
        fault = fill_states(work, query->unit_id, &page->states);
    if (fault)
        return fault;
    page->totals = totals_of(work, &stats);
    fill_chart(work, page);
    page->csv_url = table_url(work, query, "csv");
    page->xlsx_url = table_url(work, query, "xlsx");
    return NULL;
}

const struct fault *matter_stats_page(struct work *work, const struct request *request,
                                      struct response *response)
{
    struct stats_page page = {0};
    struct stats_query query = {0};
    struct form form;
    const struct fault *faults = form_read(work, request, fields, FIELDS, &form);
    const struct fault *fault =
        page_layout(work, request, site_message(work, "matters.stats"), &page.layout);
    if (faults && faults->kind != FAULT_INVALID)
        return faults;
    if (!faults)
        faults = read_query(work, &form, &query);
    if (faults && faults->kind != FAULT_INVALID)
        return faults;
    if (!fault && !faults)
        fault = fill(work, &query, &page);
    page.first = field_view(work, KEY, &fields[0], &form, faults);
    page.last = field_view(work, KEY, &fields[1], &form, faults);
    page.unit = field_view(work, KEY, &fields[2], &form, faults);
    if (!fault)
        fault = fill_units(work, query.unit_id, &page.unit);
    if (fault)
        return fault;
    if (!faults && page.first.value.len == 0)
        page.first.value = date_text(work->arena, query.first);
    if (!faults && page.last.value.len == 0)
        page.last.value = date_text(work->arena, query.last);
    page.first.is_required = page.last.is_required = page.unit.is_required = true;
    matter_inbox_crumb(work, &page.layout);
    page_crumb(work, &page.layout, URL(""), page.layout.title);
    page_errors_of(work, &page.layout, KEY, faults);
    return page_respond_form(work, response, faults, &matter_stats_kind, &page);
}

static const struct fault *send_table(struct work *work, const struct request *request,
                                      struct response *response, enum sheet_format format)
{
    struct stats_query query = {0};
    struct form form;
    matter_stats_list stats;
    struct list rows;
    struct str bytes;
    const struct fault *fault = form_read(work, request, fields, FIELDS, &form);
    if (!fault)
        fault = read_query(work, &form, &query);
    if (!fault)
        fault = matter_stats(work, query.unit_id, query.first, query.last, &stats);
    if (!fault)
        fault = rows_of(work, &stats, &rows);
    if (!fault)
        fault = sheet_write(work, &stats_sheet, format, rows, &bytes);
    if (fault)
        return fault;
    response_bytes(response, 200, str_from_c(sheet_media_type(format)), bytes);
    response_keep(response, RESPONSE_NO_STORE);
    return NULL;
}

const struct fault *matter_stats_csv(struct work *work, const struct request *request,
                                     struct response *response)
{
    return send_table(work, request, response, SHEET_CSV);
}

const struct fault *matter_stats_xlsx(struct work *work, const struct request *request,
                                      struct response *response)
{
    return send_table(work, request, response, SHEET_XLSX);
}
