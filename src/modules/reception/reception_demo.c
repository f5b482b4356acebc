/*
 * demo/reception.txt: the calendars of two months around March 2022, and of these weeks,
 * so that the page is never empty. Each is published by a clock of its own, early enough
 * for the law. All people are invented and marked so.
 */
#include "modules/reception/reception_demo.h"

#include "base/asset.h"
#include "modules/reception/reception_service.h"

enum {
    DAYS_BACK = 45,
    HOUR_OF_WORK = 8,
    CLOSES_BEFORE = 60,
    SLOT_MINUTES = 30
};
#define HOUR_US INT64_C(3600000000)

/* A line under way. */
struct line {
    struct work *work;
    struct str rest;
};

static struct str next(struct line *line)
{
    return str_trim(str_cut(&line->rest, '|'));
}

static int64_t next_number(struct line *line)
{
    int64_t number = 0;
    return str_to_int64(next(line), &number) ? number : 0;
}

static const struct fault *next_unit(struct line *line, struct civil_date on, int64_t *ret_id)
{
    struct str name = next(line);
    struct str code = next(line);
    enum unit_kind kind;
    struct unit unit;
    const struct fault *fault;
    if (!unit_kind_from_name(name, &kind))
        return fault_new(line->work->arena, FAULT_INTERNAL, "error.internal",
                         "demo/reception.txt: unit " PRISTR, STRARG(name));
    fault = unit_by_code(line->work, kind, code, on, &unit);
    if (!fault)
        *ret_id = unit.id;
    return fault;
}

/* Morning at work of a day. */
static struct instant morning(struct civil_date day)
{
    struct instant at = date_start(day);
    at.us += HOUR_OF_WORK * HOUR_US;
    return at;
}

static const struct fault *make_series(struct work *work, struct str text)
{
    struct line line = {work, text};
    bool is_past = str_equal(next(&line), STR("2022"));
    struct civil_date today = clock_today(work->clock);
    struct civil_date begin = is_past ? date_ymd(2022, 1, 20) : date_add_days(today, -DAYS_BACK);
    struct instant at = morning(begin);
    struct work then = *work;
    struct reception_series series = {.slot = SLOT_MINUTES, .closes = CLOSES_BEFORE};
    const struct fault *fault;
    then.clock = clock_fixed(&at);
    series.is_demo = true;
    series.last_on = is_past ? date_ymd(2022, 4, 30) : DATE_NONE;
    series.first_on = is_past ? date_ymd(2022, 2, 7) : begin;
    fault = next_unit(&line, is_past ? date_ymd(2022, 3, 6) : today, &series.unit_id);
    if (!fault)
        fault = next_unit(&line, is_past ? date_ymd(2022, 3, 6) : today, &series.office_id);
    if (fault)
        return fault;
    series.title = next(&line);
    series.person = next(&line);
    series.place = next(&line);
    series.attendees = next(&line);
    series.content = next(&line);
    series.rule = next(&line);
    series.starts = next_number(&line);
    series.ends = next_number(&line);
    series.seats = next_number(&line);
    fault = reception_create(&then, &series);
    return fault ? fault : reception_publish(&then, series.id, series.first_on);
}

/* The council meets on the third Thursday of March 2022: its chair receives a day later. */
static const struct fault *move_one(struct work *work)
{
    struct instant at = morning(date_ymd(2022, 3, 3));
    struct work then = *work;
    struct reception_filter filter = {0, STR("chu-tich-hoi-dong-nhan-dan-huyen")};
    reception_day_list days;
    struct reception_move move = {.to = date_ymd(2022, 3, 18),
                                  .reason = STR("Họp Hội đồng nhân dân tỉnh")};
    const struct fault *fault =
        reception_days(work, &filter, date_ymd(2022, 3, 17), date_ymd(2022, 3, 17), &days);
    then.clock = clock_fixed(&at);
    if (fault || days.count == 0)
        return fault;
    move.day_id = days.items[0].id;
    move.revision = days.items[0].revision;
    move.starts = days.items[0].starts;
    move.place = days.items[0].place;
    return reception_day_move(&then, &move);
}

const struct fault *reception_demo(struct work *work)
{
    const struct asset *asset = asset_find(STR("demo/reception.txt"));
    struct str rest = asset ? asset->bytes : STR("");
    const struct fault *fault = NULL;
    struct civil_date begin = date_add_days(clock_today(work->clock), -DAYS_BACK);
    bool is_later = begin.days > date_ymd(2022, 4, 30).days;
    while (rest.ptr && !fault) {
        struct str line = str_trim(str_cut_line(&rest));
        if (line.len == 0 || line.ptr[0] == '#' || (str_starts(line, STR("now")) && !is_later))
            continue;
        fault = make_series(work, line);
    }
    return fault ? fault : move_one(work);
}
