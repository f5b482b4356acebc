/*
 * Walks each counting once more, this time to draw it.
 */
#include "modules/law/month_view.h"

#include "text/number.h"

enum {
    DAYS_IN_WEEK = 7,
    MOST_DAYS = 800, /* longer terms are not drawn */
    MOST_WEEKS = 20, /* of more weeks only the first and the last are shown */
    SHOWN_WEEKS = 6
};

static SHAPE(day_view_shape, struct day_view, FIELD(struct day_view, day),
             FIELD(struct day_view, label), FIELD(struct day_view, spoken),
             FIELD(struct day_view, is_start), FIELD(struct day_view, is_in),
             FIELD(struct day_view, is_skip), FIELD(struct day_view, is_due),
             FIELD(struct day_view, is_now));
SHAPE(week_view_shape, struct week_view, FIELD(struct week_view, is_gap),
      LIST(struct week_view, days, day_view_shape));

/* The drawing under way: one cell a day from Monday to Sunday. */
struct drawing {
    const struct explainer *explainer;
    struct civil_date first;
    int days;
    struct day_view *cells;
};

static struct str say(const struct drawing *drawing, const char *key, const struct fault_arg *args,
                      size_t count)
{
    const struct explainer *e = drawing->explainer;
    return message_format(e->arena, e->messages, e->locale, str_from_c(key), args, count);
}

static struct day_view *cell(struct drawing *drawing, struct civil_date date)
{
    return &drawing->cells[date.days - drawing->first.days];
}

/* ---- what is written in a cell ---- */

static void write_day_off(struct drawing *drawing, struct civil_date date)
{
    static const char *const keys[] = {
        [DAY_WORKING] = "law.month.working", [DAY_WEEKEND] = "law.month.weekend",
        [DAY_HOLIDAY] = "law.month.holiday", [DAY_LIEU] = "law.month.lieu",
        [DAY_SWAPPED] = "law.month.swapped", [DAY_WORKED] = "law.month.working",
    };
    struct day_view *view = cell(drawing, date);
    enum day_kind kind = calendar_day(law_calendar(drawing->explainer->law), date).kind;
    view->is_skip = true;
    view->label = say(drawing, keys[kind], NULL, 0);
    if (kind != DAY_WEEKEND)
        view->spoken = explain_day(drawing->explainer, date);
}

static void write_counted(struct drawing *drawing, struct civil_date date, int number)
{
    struct day_view *view = cell(drawing, date);
    struct fault_arg arg = {"number", arena_printf(drawing->explainer->arena, "%d", number)};
    view->is_in = true;
    if (number > 0)
        view->label = say(drawing, "law.month.number", &arg, 1);
}

static bool is_suspended(const struct counting *counting, struct civil_date date)
{
    for (size_t i = 0; i < counting->days.count; i++)
        if (counting->days.items[i].kind == COUNTED_SUSPENDED &&
            counting->days.items[i].date.days == date.days)
            return true;
    return false;
}

static void write_suspended(struct drawing *drawing, struct civil_date date)
{
    cell(drawing, date)->is_skip = true;
    cell(drawing, date)->label = say(drawing, "law.month.suspended", NULL, 0);
}

/* Draws the days of one counting, from behind its start to its end. */
static void draw_counting(struct drawing *drawing, const struct counting *counting)
{
    const struct calendar *calendar = law_calendar(drawing->explainer->law);
    const struct term_request *request = &counting->request;
    bool in_working_days = request->term.unit == TERM_WORKING_DAYS;
    bool is_numbered = in_working_days || request->term.unit == TERM_DAYS;
    int step = request->is_backward ? -1 : 1;
    int number = 0;
    struct civil_date date = request->start;
    while (date.days != counting->nominal.days) {
        date.days += step;
        if (is_suspended(counting, date)) {
            write_suspended(drawing, date);
        } else if (in_working_days && calendar_is_off(calendar, date)) {
            write_day_off(drawing, date);
        } else {
            number++;
            write_counted(drawing, date, is_numbered ? number : 0);
        }
    }
    /* where the term would have ended: days off, or days on which it stood still */
    for (; date.days < counting->end.days; date.days++) {
        if (is_suspended(counting, date))
            write_suspended(drawing, date);
        else if (calendar_is_off(calendar, date))
            write_day_off(drawing, date);
    }
}

static void write_dates(struct drawing *drawing, struct civil_date today)
{
    for (int i = 0; i < drawing->days; i++) {
        struct civil_date date = date_add_days(drawing->first, i);
        struct date_parts p = date_parts(date);
        struct arena *arena = drawing->explainer->arena;
        drawing->cells[i].day = i == 0 || p.day == 1 ? arena_printf(arena, "%d/%d", p.day, p.month)
                                                     : arena_printf(arena, "%d", p.day);
        drawing->cells[i].is_now = date.days == today.days;
    }
}

/* ---- weeks ---- */

static struct list weeks_of(const struct drawing *drawing)
{
    VEC(struct week_view) weeks = {0};
    int count = drawing->days / DAYS_IN_WEEK;
    for (int i = 0; i < count; i++) {
        struct week_view *week = VEC_PUSH(&weeks, drawing->explainer->arena);
        week->days =
            (struct list){&drawing->cells[i * DAYS_IN_WEEK], DAYS_IN_WEEK, sizeof(*drawing->cells)};
        if (count > MOST_WEEKS && i + 1 == SHOWN_WEEKS) {
            week = VEC_PUSH(&weeks, drawing->explainer->arena);
            week->is_gap = true;
            i = count - SHOWN_WEEKS - 1;
        }
    }
    return VEC_LIST(&weeks);
}

static struct civil_date monday_before(struct civil_date date)
{
    return date_add_days(date, -((int)date_weekday(date) - 1));
}

struct list month_view(const struct explainer *explainer, enum law_ending ending,
                       const struct counting *countings, size_t count, struct civil_date today)
{
    static const char *const endings[] = {
        [ENDING_DUE] = "law.month.due",         [ENDING_AT_LEAST] = "law.month.at-least",
        [ENDING_REACHED] = "law.month.reached", [ENDING_LATEST] = "law.month.latest",
        [ENDING_BEFORE] = "law.month.before",   [ENDING_FROM] = "law.month.from",
    };
    struct civil_date start = countings[0].request.start;
    struct civil_date end = countings[count - 1].end;
    bool is_backward = end.days < start.days;
    struct drawing drawing = {.explainer = explainer,
                              .first = monday_before(is_backward ? end : start)};
    struct day_view *due;
    drawing.days =
        monday_before(is_backward ? start : end).days + DAYS_IN_WEEK - drawing.first.days;
    if (drawing.days > MOST_DAYS)
        return (struct list){0};
    drawing.cells =
        arena_alloc_array(explainer->arena, (size_t)drawing.days, sizeof(*drawing.cells));
    write_dates(&drawing, today);
    for (size_t i = 0; i < count; i++)
        draw_counting(&drawing, &countings[i]);
    cell(&drawing, start)->is_start = true;
    cell(&drawing, start)->label =
        say(&drawing, is_backward ? "law.month.event" : "law.month.start", NULL, 0);
    due = cell(&drawing, end);
    *due = (struct day_view){.day = due->day, .is_due = true, .is_now = due->is_now};
    due->label = say(&drawing, endings[ending], NULL, 0);
    return weeks_of(&drawing);
}
