/*
 * The published calendar: a month and its days one by one, and the same as a notice to
 * be printed on A4 and pinned to the board.
 */
#include "modules/law/law_site.h"
#include "modules/reception/reception_rules.h"
#include "modules/reception/reception_store.h"
#include "modules/reception/reception_web.h"
#include "text/number.h"

#include <inttypes.h>

enum {
    DAYS_IN_WEEK = 7,
    AGENDA_MOST = 120, /* days one by one; of more a unit has to be chosen */
    NOTES_MOST = 6,
    MONTHS_AROUND = 12
};

struct cell {
    struct code_number number; /* 0: outside the month */
    struct url url;            /* to the first day one by one, or empty */
    struct str what;
    struct str off; /* the holiday, in words */
    int more;       /* days besides the one named */
    bool is_off;
    bool is_today;
    bool is_moved;
};
static SHAPE(cell_shape, struct cell, FIELD(struct cell, number), FIELD(struct cell, url),
             FIELD(struct cell, what), FIELD(struct cell, off), FIELD(struct cell, more),
             FIELD(struct cell, is_off), FIELD(struct cell, is_today),
             FIELD(struct cell, is_moved));

struct week {
    struct list cells;
};
static SHAPE(week_shape, struct week, LIST(struct week, cells, cell_shape));

struct weekday_name {
    struct str brief;
    struct str full;
};
static SHAPE(weekday_name_shape, struct weekday_name, FIELD(struct weekday_name, brief),
             FIELD(struct weekday_name, full));

struct calendar_page {
    struct layout layout;
    struct str caption; /* "Tháng 3 năm 2022" */
    struct list months; /* struct option_view: a year to both sides */
    struct list units;  /* struct option_view */
    struct list posts;
    struct list weekdays;
    struct list weeks;
    struct list days;  /* struct reception_day_view */
    struct list notes; /* struct str: what the law asks of whom */
    struct str unit_name;
    struct civil_date announced;
    bool is_cut;
    bool is_behind; /* days of this month, and none from today on */
    bool has_demo;
    struct url before_url;
    struct str before;
    struct url after_url;
    struct str after;
    struct url ics_url;
    struct url print_url;
    struct url follow_url; /* to be told by e-mail */
    struct url csv_url;
    struct url back_url;
};
static SHAPE(calendar_shape, struct calendar_page,
             RECORD(struct calendar_page, layout, layout_shape),
             FIELD(struct calendar_page, caption),
             LIST(struct calendar_page, months, option_view_shape),
             LIST(struct calendar_page, units, option_view_shape),
             LIST(struct calendar_page, posts, option_view_shape),
             LIST(struct calendar_page, weekdays, weekday_name_shape),
             LIST(struct calendar_page, weeks, week_shape),
             LIST(struct calendar_page, days, reception_day_view_shape),
             LIST(struct calendar_page, notes, text_shape), FIELD(struct calendar_page, unit_name),
             FIELD(struct calendar_page, announced), FIELD(struct calendar_page, is_cut),
             FIELD(struct calendar_page, is_behind), FIELD(struct calendar_page, has_demo),
             FIELD(struct calendar_page, before_url), FIELD(struct calendar_page, before),
             FIELD(struct calendar_page, after_url), FIELD(struct calendar_page, after),
             FIELD(struct calendar_page, ics_url), FIELD(struct calendar_page, print_url),
             FIELD(struct calendar_page, follow_url), FIELD(struct calendar_page, csv_url),
             FIELD(struct calendar_page, back_url));
const struct page_kind reception_calendar_kind = {"reception/calendar", &calendar_shape};
const struct page_kind reception_notice_kind = {"reception/notice", &calendar_shape};

/* ---- the month ---- */

/* Whether a cell names its first day now; every other one is only counted. */
static bool is_first(struct cell *cell)
{
    if (!cell || cell->what.len == 0)
        return cell != NULL;
    cell->more++;
    return false;
}

static void name_day(struct work *work, struct cell *cell, const struct reception_mark *mark,
                     struct str what, bool is_moved)
{
    cell->url = url_relative(work->arena, "#n%" PRId64, mark->id);
    cell->what = what;
    cell->is_moved = is_moved;
}

/* The cell of a date of the month, or NULL. */
static struct cell *cell_of(struct cell *cells, struct civil_date first, int days,
                            struct civil_date date)
{
    int index = date.days - first.days;
    return index >= 0 && index < days ? &cells[index] : NULL;
}

/* Leaders are named before the office, which receives every week. */
static void write_days(struct work *work, const reception_mark_list *marks, struct civil_date first,
                       int count, struct cell *cells, bool is_office)
{
    for (size_t i = 0; i < marks->count; i++) {
        const struct reception_mark *mark = &marks->items[i];
        struct cell *from = cell_of(cells, first, count, mark->rule_on);
        struct cell *to = cell_of(cells, first, count, mark->held_on);
        bool is_moved = mark->held_on.days != mark->rule_on.days;
        if (mark->is_office != is_office)
            continue;
        if (mark->state == RECEPTION_CANCELLED) {
            if (is_first(from))
                name_day(work, from, mark, site_message(work, "reception.state.cancelled"), true);
            continue;
        }
        if (is_moved && is_first(from))
            name_day(work, from, mark,
                     reception_say(
                         work, "reception.moved-to", "date",
                         str_slice(date_text(work->arena, mark->held_on), 0, sizeof("17/03") - 1)),
                     true);
        if (is_first(to))
            name_day(work, to, mark, mark->title, false);
    }
}

static void write_calendar(struct work *work, struct civil_date first, int count,
                           struct cell *cells)
{
    struct explainer explainer = law_explainer(work);
    const struct calendar *calendar = law_calendar(explainer.law);
    struct civil_date today = clock_today(work->clock);
    for (int i = 0; i < count; i++) {
        struct civil_date date = date_add_days(first, i);
        cells[i].number.value = date_parts(date).day;
        cells[i].is_today = date.days == today.days;
        if (!calendar_holds(date))
            continue;
        cells[i].is_off = calendar_is_off(calendar, date);
        if (reception_is_holiday(explainer.law, date))
            cells[i].off = explain_day(&explainer, date);
    }
}

static struct list weeks_of(struct work *work, struct civil_date first,
                            const reception_mark_list *marks)
{
    struct date_parts parts = date_parts(first);
    int count = date_days_in_month(parts.year, parts.month);
    int lead = (int)date_weekday(first) - 1;
    int rows = (lead + count + DAYS_IN_WEEK - 1) / DAYS_IN_WEEK;
    struct cell *cells =
        arena_alloc_array(work->arena, (size_t)(rows * DAYS_IN_WEEK), sizeof(*cells));
    struct week *weeks = arena_alloc_array(work->arena, (size_t)rows, sizeof(*weeks));
    write_calendar(work, first, count, cells + lead);
    write_days(work, marks, first, count, cells + lead, false);
    write_days(work, marks, first, count, cells + lead, true);
    for (int i = 0; i < rows; i++)
        weeks[i].cells = (struct list){&cells[i * DAYS_IN_WEEK], DAYS_IN_WEEK, sizeof(*cells)};
    return (struct list){weeks, (size_t)rows, sizeof(*weeks)};
}

static struct list weekdays_of(struct work *work)
{
    struct weekday_name *days = arena_alloc_array(work->arena, DAYS_IN_WEEK, sizeof(*days));
    for (int i = 0; i < DAYS_IN_WEEK; i++) {
        days[i].brief =
            site_message(work, arena_printf(work->arena, "reception.weekday-short.%d", i + 1).ptr);
        days[i].full = site_message(work, arena_printf(work->arena, "date.weekday-%d", i + 1).ptr);
    }
    return (struct list){days, DAYS_IN_WEEK, sizeof(*days)};
}

static struct str month_name(struct work *work, const char *key, struct civil_date month)
{
    struct date_parts parts = date_parts(month);
    struct fault_arg args[] = {
        {"month",                   reception_month_said(work, parts.month)},
        { "year", arena_printf(work->arena,                      "%d",  parts.year)},
    };
    return message_format(work->arena, work->site->messages, work->locale, str_from_c(key), args,
                          2);
}

/* ---- one by one ---- */

static void fill_days(struct work *work, const struct reception_query *query,
                      const reception_day_list *days, struct calendar_page *page)
{
    VEC(struct reception_day_view) views = {0};
    page->announced = DATE_NONE;
    for (size_t i = 0; i < days->count; i++) {
        const struct reception_day *day = &days->items[i];
        struct civil_date announced = instant_date(day->announced_at);
        struct reception_day_view *view;
        if (views.count == AGENDA_MOST) {
            page->is_cut = true;
            break;
        }
        view = VEC_PUSH(&views, work->arena);
        *view = reception_day_view(work, day);
        view->unit = query->unit.id ? STR("") : day->unit_name;
        page->has_demo |= day->is_demo;
        if (date_is_none(page->announced) || announced.days > page->announced.days)
            page->announced = announced;
    }
    page->days = VEC_LIST(&views);
}

/* Whether who comes today finds nobody until the month ends. */
static bool is_behind(struct work *work, struct civil_date month, const reception_mark_list *marks)
{
    struct civil_date today = clock_today(work->clock);
    if (today.days < month.days || today.days >= date_add_months(month, 1).days)
        return false;
    for (size_t i = 0; i < marks->count; i++)
        if (marks->items[i].state != RECEPTION_CANCELLED &&
            marks->items[i].held_on.days >= today.days)
            return false;
    return marks->count > 0;
}

/* ---- what the law asks ---- */

static const struct fault *fill_notes(struct work *work, const struct reception_query *query,
                                      struct calendar_page *page)
{
    struct explainer explainer = law_explainer(work);
    VEC(struct str) notes = {0};
    reception_series_list series;
    const struct fault *fault;
    if (!query->unit.id)
        return NULL;
    fault = reception_series_published(work, &query->filter, &series);
    if (fault)
        return fault;
    for (size_t i = 0; i < series.count && notes.count < NOTES_MOST; i++) {
        const struct reception_series *one = &series.items[i];
        const struct law_condition *given = law_condition(explainer.law, one->regime);
        const struct law_version *version;
        struct fault_arg args[3] = {
            {"title", one->title}
        };
        bool is_told = !given;
        for (size_t k = 0; k < i; k++)
            is_told = is_told || str_equal(series.items[k].regime, one->regime);
        if (is_told ||
            law_version_on(work->arena, law_rule(explainer.law, STR("reception.frequency")),
                           query->month, &given, 1, &version))
            continue;
        args[1] = (struct fault_arg){"value", explain_value(&explainer, version)};
        args[2] = (struct fault_arg){"law", explain_source(&explainer, version)};
        *VEC_PUSH(&notes, work->arena) = message_format(
            work->arena, work->site->messages, work->locale, STR("reception.law-note"), args, 3);
    }
    page->notes = VEC_LIST(&notes);
    return NULL;
}

/* ---- filters ---- */

static struct option_view option(const char *name, struct str value, struct str label,
                                 bool is_chosen)
{
    return (struct option_view){
        .name = str_from_c(name), .value = value, .label = label, .is_chosen = is_chosen};
}

static const struct fault *fill_filters(struct work *work, const struct reception_query *query,
                                        struct calendar_page *page)
{
    VEC(struct option_view) units = {0};
    VEC(struct option_view) posts = {0};
    reception_choice_list list;
    bool is_there = query->unit.id == 0;
    const struct fault *fault = reception_units(work, &list);
    for (size_t i = 0; !fault && i < list.count; i++) {
        bool is_chosen = str_equal(list.items[i].slug, query->unit.slug);
        is_there = is_there || is_chosen;
        *VEC_PUSH(&units, work->arena) =
            option("don-vi", list.items[i].slug, list.items[i].name, is_chosen);
    }
    if (!fault && !is_there)
        *VEC_PUSH(&units, work->arena) = option("don-vi", query->unit.slug, query->unit.name, true);
    *VEC_PUSH(&units, work->arena) = option(
        "don-vi", STR("tat-ca"), site_message(work, "reception.all-units"), query->unit.id == 0);
    *VEC_PUSH(&posts, work->arena) =
        option("nguoi", STR(""), site_message(work, "reception.all-posts"),
               query->filter.title_slug.len == 0);
    if (!fault)
        fault = reception_posts(work, query->unit.id, &list);
    for (size_t i = 0; !fault && i < list.count; i++)
        *VEC_PUSH(&posts, work->arena) =
            option("nguoi", list.items[i].slug, list.items[i].name,
                   str_equal(list.items[i].slug, query->filter.title_slug));
    page->units = VEC_LIST(&units);
    page->posts = VEC_LIST(&posts);
    return fault;
}

/* A year to both sides of the month shown; the browser's own field of a month speaks
 * the browser's language, or is plain text. */
static struct list months_around(struct work *work, struct civil_date month)
{
    VEC(struct option_view) months = {0};
    for (int i = -MONTHS_AROUND; i <= MONTHS_AROUND; i++) {
        struct civil_date other = date_add_months(month, i);
        *VEC_PUSH(&months, work->arena) =
            option("thang", reception_month_word(work->arena, other),
                   month_name(work, "reception.month", other), i == 0);
    }
    return VEC_LIST(&months);
}

static void fill_links(struct work *work, const struct reception_query *query,
                       struct calendar_page *page)
{
    struct arena *arena = work->arena;
    struct civil_date before = date_add_months(query->month, -1);
    struct civil_date after = date_add_months(query->month, 1);
    page->before_url = reception_url(arena, URL("/lich-tiep-dan"), query, before);
    page->before = month_name(work, "reception.month-nav", before);
    page->after_url = reception_url(arena, URL("/lich-tiep-dan"), query, after);
    page->after = month_name(work, "reception.month-nav", after);
    page->ics_url = reception_url(arena, URL("/lich-tiep-dan.ics"), query, DATE_NONE);
    page->print_url = reception_url(arena, URL("/lich-tiep-dan/ban-in"), query, query->month);
    page->follow_url = URL("/nhan-tin?nguon=reception");
    page->csv_url = URL("/lich-tiep-dan.csv");
    if (query->unit.id)
        page->csv_url = url_add(arena, page->csv_url, STR("unit"), query->unit.slug);
    if (query->unit.id)
        page->follow_url = url_add(arena, page->follow_url, STR("don-vi"), query->unit.slug);
    page->back_url = reception_url(arena, URL("/lich-tiep-dan"), query, query->month);
}

/* The days one by one: of a whole province only the first of the month, in full. */
static const struct fault *load_agenda(struct work *work, const struct reception_query *query,
                                       const reception_mark_list *marks,
                                       reception_day_list *ret_days)
{
    struct civil_date to = date_add_days(date_add_months(query->month, 1), -1);
    if (marks->count > AGENDA_MOST && marks->items[AGENDA_MOST].held_on.days < to.days)
        to = marks->items[AGENDA_MOST].held_on;
    if (to.days < query->month.days)
        to = query->month;
    return reception_days(work, &query->filter, query->month, to, ret_days);
}

static const struct fault *show(struct work *work, const struct request *request,
                                struct response *response, const struct page_kind *kind,
                                bool is_notice)
{
    struct calendar_page page = {0};
    struct reception_query query;
    reception_mark_list marks;
    reception_day_list days;
    struct str title = site_message(work, "reception.title");
    const struct fault *fault = reception_query_read(work, request, &query);
    if (!fault)
        fault = reception_marks(work, &query.filter, query.month,
                                date_add_days(date_add_months(query.month, 1), -1), &marks);
    if (!fault)
        fault = load_agenda(work, &query, &marks, &days);
    if (!fault)
        fault = page_layout(work, request, title, &page.layout);
    if (!fault)
        fault = fill_filters(work, &query, &page);
    if (!fault)
        fault = fill_notes(work, &query, &page);
    if (fault)
        return fault;
    page.caption = month_name(work, "reception.month", query.month);
    page.months = months_around(work, query.month);
    page.unit_name = query.unit.id ? query.unit.name : site_message(work, "reception.all-units");
    page.weekdays = weekdays_of(work);
    page.weeks = weeks_of(work, query.month, &marks);
    fill_days(work, &query, &days, &page);
    page.is_cut = page.is_cut || marks.count > days.count;
    page.is_behind = is_behind(work, query.month, &marks);
    fill_links(work, &query, &page);
    page.layout.description = site_message(work, "reception.description");
    page_crumb(work, &page.layout, is_notice ? page.back_url : URL(""), title);
    if (is_notice) {
        page.layout.is_private = true;
        page_crumb(work, &page.layout, URL(""), site_message(work, "reception.print"));
    }
    return page_respond(work, response, 200, kind, &page);
}

const struct fault *reception_calendar_show(struct work *work, const struct request *request,
                                            struct response *response)
{
    return show(work, request, response, &reception_calendar_kind, false);
}

const struct fault *reception_notice_show(struct work *work, const struct request *request,
                                          struct response *response)
{
    return show(work, request, response, &reception_notice_kind, true);
}
