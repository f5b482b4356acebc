/*
 * Petitions in the open (/so-lieu): how many came, how many were answered in time,
 * by kind, month and unit. What is open and overdue counts as not in time.
 */
#include "civic/page.h"
#include "civic/sheet.h"
#include "modules/petitions/figures_kept.h"
#include "modules/petitions/petition_web.h"
#include "text/message.h"
#include "text/number.h"

#include <string.h>

enum {
    KINDS = 3, /* shown: second complaints count as complaints */
    MONTHS = 12,
    CHART_WIDTH = 360,
    CHART_LEFT = 26,
    CHART_TOP = 8,
    CHART_FLOOR = 140,
    BAR = 20,
    BAR_STEP = 28,
    YEAR_LENGTH = 4
};

static const char *const kinds[KINDS] = {"kien-nghi", "khieu-nai", "to-cao"};
static const char *const colours[KINDS] = {"c-indigo", "c-gold", "c-jade"};

/* ---- what is shown ---- */

struct piece {
    struct str path;
    struct str colour;
};
static SHAPE(piece_shape, struct piece, FIELD(struct piece, path), FIELD(struct piece, colour));

struct label {
    struct str x;
    struct str text;
};
static SHAPE(label_shape, struct label, FIELD(struct label, x), FIELD(struct label, text));

struct month_row {
    struct str month;
    int64_t proposals;
    int64_t complaints;
    int64_t denunciations;
    int64_t total;
};
static SHAPE(month_row_shape, struct month_row, FIELD(struct month_row, month),
             FIELD(struct month_row, proposals), FIELD(struct month_row, complaints),
             FIELD(struct month_row, denunciations), FIELD(struct month_row, total));

struct figure_row {
    struct str name;
    int64_t received;
    int64_t in_time;
    int64_t late;
    int64_t open_overdue;
    int64_t objected;
    struct str rate; /* "94,7 %"; empty where nothing was due */
};
static SHAPE(figure_row_shape, struct figure_row, FIELD(struct figure_row, name),
             FIELD(struct figure_row, received), FIELD(struct figure_row, in_time),
             FIELD(struct figure_row, late), FIELD(struct figure_row, open_overdue),
             FIELD(struct figure_row, objected), FIELD(struct figure_row, rate));

struct figures_page {
    struct layout layout;
    struct str year;
    bool is_demo;
    struct list years; /* struct page_link */
    struct figure_row all;
    struct list kinds;  /* struct figure_row */
    struct list units;  /* struct figure_row */
    struct list months; /* struct month_row */
    struct list bars;   /* struct piece */
    struct list labels; /* struct label */
    struct str top;     /* of the scale */
    struct url csv_url;
    struct url xlsx_url;
};
static SHAPE(figures_page_shape, struct figures_page,
             RECORD(struct figures_page, layout, layout_shape), FIELD(struct figures_page, year),
             FIELD(struct figures_page, is_demo), LIST(struct figures_page, years, page_link_shape),
             RECORD(struct figures_page, all, figure_row_shape),
             LIST(struct figures_page, kinds, figure_row_shape),
             LIST(struct figures_page, units, figure_row_shape),
             LIST(struct figures_page, months, month_row_shape),
             LIST(struct figures_page, bars, piece_shape),
             LIST(struct figures_page, labels, label_shape), FIELD(struct figures_page, top),
             FIELD(struct figures_page, csv_url), FIELD(struct figures_page, xlsx_url));
const struct page_kind petition_figures_kind = {"petitions/figures", &figures_page_shape};

/* ---- adding up ---- */

static size_t place_of(struct str kind)
{
    for (size_t i = 0; i < KINDS; i++)
        if (str_starts(kind, str_from_c(kinds[i])))
            return i;
    return 0;
}

struct str figures_kind_shown(struct str kind)
{
    return str_from_c(kinds[place_of(kind)]);
}

static void add(struct figure_row *row, const struct petition_figure *figure)
{
    row->received += figure->received;
    row->in_time += figure->in_time;
    row->late += figure->late;
    row->open_overdue += figure->open_overdue;
    row->objected += figure->objected;
}

/* In time of all that were answered or should have been, with one decimal. */
static void rate(struct work *work, struct figure_row *row)
{
    int64_t due = row->in_time + row->late + row->open_overdue;
    int64_t tenths;
    if (due == 0)
        return;
    tenths = (row->in_time * 2000 + due) / (2 * due); /* rounded half up */
    row->rate = arena_printf(work->arena, "%lld%s%lld%%", (long long)(tenths / 10),
                             work->locale == LOCALE_VI ? "," : ".", (long long)(tenths % 10));
}

static void sum_up(struct work *work, const petition_figure_list *figures,
                   struct figures_page *page)
{
    struct figure_row *by_kind = arena_alloc_array(work->arena, KINDS, sizeof(*by_kind));
    VEC(struct figure_row) units = {0};
    for (size_t i = 0; i < KINDS; i++)
        by_kind[i].name = site_message(work, arena_printf(work->arena, "%s.name", kinds[i]).ptr);
    for (size_t i = 0; i < figures->count; i++) {
        const struct petition_figure *figure = &figures->items[i];
        add(&page->all, figure);
        add(&by_kind[place_of(figure->kind)], figure);
        if (units.count == 0 || !str_equal(units.items[units.count - 1].name, figure->unit))
            *VEC_PUSH(&units, work->arena) = (struct figure_row){.name = figure->unit};
        add(&units.items[units.count - 1], figure);
    }
    for (size_t i = 0; i < KINDS; i++)
        rate(work, &by_kind[i]);
    for (size_t i = 0; i < units.count; i++)
        rate(work, &units.items[i]);
    rate(work, &page->all);
    page->kinds = (struct list){by_kind, KINDS, sizeof(*by_kind)};
    page->units = VEC_LIST(&units);
}

/* ---- the chart ---- */

static int month_of(struct str month)
{
    int64_t number = 0;
    str_to_int64(str_from(month, YEAR_LENGTH + 1), &number);
    return (int)number;
}

static void draw(struct work *work, const struct month_row *rows, struct figures_page *page)
{
    VEC(struct piece) bars = {0};
    VEC(struct label) labels = {0};
    int64_t most = 1;
    for (int m = 0; m < MONTHS; m++)
        most = rows[m].total > most ? rows[m].total : most;
    for (int m = 0; m < MONTHS; m++) {
        const int64_t counts[KINDS] = {rows[m].proposals, rows[m].complaints,
                                       rows[m].denunciations};
        int x = CHART_LEFT + m * BAR_STEP;
        int64_t floor = CHART_FLOOR;
        for (size_t k = 0; k < KINDS; k++) {
            int64_t height = counts[k] * (CHART_FLOOR - CHART_TOP) / most;
            floor -= height;
            if (height > 0)
                *VEC_PUSH(&bars, work->arena) =
                    (struct piece){arena_printf(work->arena, "M%d %lldh%dv%lldh-%dz", x,
                                                (long long)floor, BAR, (long long)height, BAR),
                                   str_from_c(colours[k])};
        }
        *VEC_PUSH(&labels, work->arena) = (struct label){
            arena_printf(work->arena, "%d", x + BAR / 2), arena_printf(work->arena, "%d", m + 1)};
    }
    page->bars = VEC_LIST(&bars);
    page->labels = VEC_LIST(&labels);
    page->top = arena_printf(work->arena, "%lld", (long long)most);
}

static void fill_months(struct work *work, const petition_month_list *months,
                        struct figures_page *page)
{
    struct month_row *rows = arena_alloc_array(work->arena, MONTHS, sizeof(*rows));
    for (int m = 0; m < MONTHS; m++)
        rows[m].month = arena_printf(work->arena, "%02d/" PRISTR, m + 1, STRARG(page->year));
    for (size_t i = 0; i < months->count; i++) {
        const struct petition_month *month = &months->items[i];
        int at = month_of(month->month) - 1;
        int64_t *const columns[KINDS] = {&rows[at].proposals, &rows[at].complaints,
                                         &rows[at].denunciations};
        *columns[place_of(month->kind)] += month->received;
        rows[at].total += month->received;
    }
    page->months = (struct list){rows, MONTHS, sizeof(*rows)};
    draw(work, rows, page);
}

/* ---- pages ---- */

static const struct fault *fill(struct work *work, const struct request *request,
                                struct figures_page *page)
{
    struct figures figures;
    VEC(struct page_link) links = {0};
    const struct fault *fault = figures_said(work, request_query(request, STR("nam")), &figures);
    if (fault)
        return fault;
    page->year = figures.year;
    for (size_t i = 0; i < figures.years.count; i++)
        *VEC_PUSH(&links, work->arena) = (struct page_link){
            .url = url_add(work->arena, URL("/so-lieu"), STR("nam"), figures.years.items[i]),
            .label = figures.years.items[i],
            .is_current = str_equal(figures.years.items[i], page->year)};
    page->years = VEC_LIST(&links);
    sum_up(work, &figures.of_year, page);
    fill_months(work, &figures.by_month, page);
    page->csv_url = url_add(work->arena, URL("/so-lieu.csv"), STR("nam"), page->year);
    page->xlsx_url = url_add(work->arena, URL("/so-lieu.xlsx"), STR("nam"), page->year);
    return NULL;
}

const struct fault *petition_figures(struct work *work, const struct request *request,
                                     struct response *response)
{
    struct figures_page page = {.is_demo = work->site->is_demo};
    const struct fault *fault =
        page_layout(work, request, site_message(work, "figures.title"), &page.layout);
    if (!fault)
        fault = fill(work, request, &page);
    if (fault)
        return fault;
    page.layout.title =
        arena_printf(work->arena, PRISTR " " PRISTR, STRARG(page.layout.title), STRARG(page.year));
    page_crumb(work, &page.layout, URL(""), page.layout.title);
    return page_respond(work, response, 200, &petition_figures_kind, &page);
}

const struct fault *petition_figures_home(struct work *work, struct home_section *ret_section)
{
    struct figures figures;
    struct figure_row all = {0};
    VEC(struct home_figure) shown = {0};
    const struct fault *fault = figures_shown(work, &figures);
    if (fault || figures.of_year.count == 0)
        return fault;
    for (size_t i = 0; i < figures.of_year.count; i++)
        add(&all, &figures.of_year.items[i]);
    rate(work, &all);
    *VEC_PUSH(&shown, work->arena) = (struct home_figure){
        .label = site_message(work, "figures.received"),
        .value = number_text(work->arena, work->locale, all.received),
        .note = work->site->is_demo ? site_message(work, "figures.demo") : STR("")};
    if (all.rate.len > 0)
        *VEC_PUSH(&shown, work->arena) =
            (struct home_figure){.label = site_message(work, "figures.rate"),
                                 .value = all.rate,
                                 .note = site_message(work, "figures.rate-note")};
    *VEC_PUSH(&shown, work->arena) =
        (struct home_figure){.label = site_message(work, "figures.overdue"),
                             .value = number_text(work->arena, work->locale, all.open_overdue),
                             .is_bad = all.open_overdue > 0};
    *VEC_PUSH(&shown, work->arena) =
        (struct home_figure){.label = site_message(work, "figures.objected"),
                             .value = number_text(work->arena, work->locale, all.objected)};
    ret_section->title =
        message_format(work->arena, work->site->messages, work->locale, STR("figures.home"),
                       &(struct fault_arg){"year", figures.year}, 1);
    ret_section->all = site_message(work, "figures.home-all");
    ret_section->url = URL("/so-lieu");
    ret_section->figures = VEC_LIST(&shown);
    return NULL;
}

/* columns: heading, member, width */
static const struct sheet_column columns[] = {
    {"figures.unit",     "name",         30},
    {"figures.received", "received",     12},
    {"figures.in-time",  "in_time",      12},
    {"figures.late",     "late",         12},
    {"figures.overdue",  "open_overdue", 12},
    {"figures.rate",     "rate",         12},
    {"figures.objected", "objected",     12},
};
static const struct sheet figures_sheet = {.title = "figures.title",
                                           .shape = &figure_row_shape,
                                           .columns = columns,
                                           .count = sizeof(columns) / sizeof(columns[0])};

const struct fault *petition_figures_file(struct work *work, const struct request *request,
                                          struct response *response)
{
    enum sheet_format format = str_ends(request->path, STR(".csv")) ? SHEET_CSV : SHEET_XLSX;
    struct figures_page page = {0};
    struct str bytes;
    const struct fault *fault = fill(work, request, &page);
    if (!fault)
        fault = sheet_write(work, &figures_sheet, format, page.units, &bytes);
    if (fault)
        return fault;
    response_bytes(response, 200, str_from_c(sheet_media_type(format)), bytes);
    response_attachment(response, arena_printf(work->arena, "so-lieu-" PRISTR ".%s",
                                               STRARG(page.year), sheet_ending(format)));
    return NULL;
}
