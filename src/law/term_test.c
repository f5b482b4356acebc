/*
 * Terms counted by hand on the calendar of the notices, and what must hold for any.
 */
#include "law/term.h"

#include "base/testing.h"

static const struct calendar *calendar;

static int setup(void **state)
{
    size_t count;
    const struct asset *assets = asset_list(&count);
    struct arena *arena = arena_new();
    assert_no_fault(calendar_load(arena, assets, count, &calendar));
    *state = arena;
    return 0;
}

static int teardown(void **state)
{
    arena_free(*state);
    return 0;
}

static struct civil_date iso(struct str s)
{
    struct civil_date date = DATE_NONE;
    assert_true(date_from_iso(s, &date));
    return date;
}

static struct counting counted(struct arena *arena, struct civil_date start, struct term term,
                               bool is_backward)
{
    struct term_request request = {.start = start, .term = term, .is_backward = is_backward};
    struct counting counting;
    assert_no_fault(term_count(arena, calendar, &request, &counting));
    return counting;
}

static void terms_end_where_a_calendar_on_the_wall_says(void **state)
{
    static const struct {
        struct str start;
        struct str term;
        struct str end;
        bool is_provisional;
    } rows[] = {
  /* Saturday 22/08/2026 is worked for Monday 31/08 */
        {STR_INIT("2026-08-20"), STR_INIT("7W"),  STR_INIT("2026-08-28"), false},
 /* 31/08, 01/09 and 02/09 are off */
        {STR_INIT("2026-08-28"), STR_INIT("1W"),  STR_INIT("2026-09-03"), false},
 /* across Tết 2022: 28/1, then 7–11/2, 14–17/2 */
        {STR_INIT("2022-01-27"), STR_INIT("10W"), STR_INIT("2022-02-17"), false},
 /* Saturday 04/05/2024 is worked; 29/4 to 1/5 are off */
        {STR_INIT("2024-04-26"), STR_INIT("5W"),  STR_INIT("2024-05-07"), false},
 /* the 30th day is Giỗ Tổ, a Sunday; Monday is off in lieu */
        {STR_INIT("2022-03-11"), STR_INIT("30D"), STR_INIT("2022-04-12"), false},
        {STR_INIT("2023-07-01"), STR_INIT("5W"),  STR_INIT("2023-07-07"), false},
        {STR_INIT("2023-06-30"), STR_INIT("2D"),  STR_INIT("2023-07-03"), false},
 /* ends on a Saturday that is worked */
        {STR_INIT("2026-08-15"), STR_INIT("7D"),  STR_INIT("2026-08-22"), false},
        {STR_INIT("2026-11-23"), STR_INIT("1D"),  STR_INIT("2026-11-25"), false},
        {STR_INIT("2026-11-20"), STR_INIT("2W"),  STR_INIT("2026-11-25"), false},
 /* no 31 February; 28/02/2022 is a Monday */
        {STR_INIT("2022-01-31"), STR_INIT("1M"),  STR_INIT("2022-02-28"), false},
        {STR_INIT("2024-01-31"), STR_INIT("1M"),  STR_INIT("2024-02-29"), false},
 /* 30/04/2025 is off, and so are 01 and 02/05 and the weekend */
        {STR_INIT("2025-01-30"), STR_INIT("3M"),  STR_INIT("2025-05-05"), false},
        {STR_INIT("2021-03-01"), STR_INIT("5Y"),  STR_INIT("2026-03-02"), false},
        {STR_INIT("2021-05-22"), STR_INIT("24H"), STR_INIT("2021-05-23"), false},
        {STR_INIT("2026-03-02"), STR_INIT("0D"),  STR_INIT("2026-03-02"), false},
        {STR_INIT("2026-03-01"), STR_INIT("0W"),  STR_INIT("2026-03-02"), false},
 /* into a year without a notice: the 1st is off, Saturday and Sunday follow */
        {STR_INIT("2026-12-30"), STR_INIT("2W"),  STR_INIT("2027-01-04"), true },
        {STR_INIT("2026-12-02"), STR_INIT("30D"), STR_INIT("2027-01-04"), true },
        {STR_INIT("2026-12-02"), STR_INIT("29D"), STR_INIT("2026-12-31"), false},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct term term;
        struct counting counting;
        assert_true(term_from_text(rows[i].term, &term));
        counting = counted(*state, iso(rows[i].start), term, false);
        assert_str(date_to_iso(*state, counting.end), rows[i].end);
        assert_int_equal(counting.is_provisional, rows[i].is_provisional);
    }
}

static void backwards_gives_the_latest_day_on_which_it_may_be_done(void **state)
{
    static const struct {
        struct str day;
        struct str term;
        struct str latest;
    } rows[] = {
  /* 9, 8 and 7/2, then over Tết to 28 and 27/1 */
        {STR_INIT("2022-02-10"), STR_INIT("5W"),   STR_INIT("2022-01-27")},
 /* the 2026 election: 15/03; the days of the official plan */
        {STR_INIT("2026-03-15"), STR_INIT("115D"), STR_INIT("2025-11-20")},
        {STR_INIT("2026-03-15"), STR_INIT("42D"),  STR_INIT("2026-02-01")},
 /* the 2021 election: dossiers until Sunday 14/03 */
        {STR_INIT("2021-05-23"), STR_INIT("70D"),  STR_INIT("2021-03-14")},
        {STR_INIT("2024-05-07"), STR_INIT("5W"),   STR_INIT("2024-04-26")},
        {STR_INIT("2024-03-31"), STR_INIT("1M"),   STR_INIT("2024-02-29")},
        {STR_INIT("2026-03-15"), STR_INIT("24H"),  STR_INIT("2026-03-14")},
        {STR_INIT("2026-03-15"), STR_INIT("0W"),   STR_INIT("2026-03-15")},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct term term;
        assert_true(term_from_text(rows[i].term, &term));
        assert_str(date_to_iso(*state, counted(*state, iso(rows[i].day), term, true).end),
                   rows[i].latest);
    }
}

static void time_under_suspension_is_not_counted(void **state)
{
    static const struct {
        struct str start, term, from, to, end;
    } rows[] = {
  /* ten days: 11 to 20/3 would be 21/3 (Monday) plus the 10 */
        {STR_INIT("2022-03-01"), STR_INIT("20D"), STR_INIT("2022-03-10"), STR_INIT("2022-03-20"),
         STR_INIT("2022-03-31")},
 /* two working days are counted, then the 7th to the 9th stand still */
        {STR_INIT("2022-03-02"), STR_INIT("5W"),  STR_INIT("2022-03-04"), STR_INIT("2022-03-09"),
         STR_INIT("2022-03-14")},
 /* begun on the last day of working days: nothing is left, it ends when it goes on */
        {STR_INIT("2022-03-02"), STR_INIT("2W"),  STR_INIT("2022-03-04"), STR_INIT("2022-03-09"),
         STR_INIT("2022-03-09")},
 /* the same on the last day of calendar days */
        {STR_INIT("2022-03-02"), STR_INIT("2D"),  STR_INIT("2022-03-04"), STR_INIT("2022-03-09"),
         STR_INIT("2022-03-09")},
 /* ten days end on Saturday 12/3; begun on Sunday, before the Monday to which it moves */
        {STR_INIT("2022-03-02"), STR_INIT("10D"), STR_INIT("2022-03-13"), STR_INIT("2022-03-17"),
         STR_INIT("2022-03-17")},
 /* begun on that Monday, and gone on with on a Saturday */
        {STR_INIT("2022-03-02"), STR_INIT("10D"), STR_INIT("2022-03-14"), STR_INIT("2022-03-19"),
         STR_INIT("2022-03-21")},
 /* begun on the Tuesday after: too late */
        {STR_INIT("2022-03-02"), STR_INIT("10D"), STR_INIT("2022-03-15"), STR_INIT("2022-03-19"),
         STR_INIT("2022-03-14")},
 /* after its end a suspension changes nothing */
        {STR_INIT("2022-03-02"), STR_INIT("2W"),  STR_INIT("2022-03-05"), STR_INIT("2022-03-09"),
         STR_INIT("2022-03-04")},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct suspension suspension = {iso(rows[i].from), iso(rows[i].to)};
        struct term_request request = {
            .start = iso(rows[i].start), .suspensions = &suspension, .suspension_count = 1};
        struct counting counting;
        assert_true(term_from_text(rows[i].term, &request.term));
        assert_no_fault(term_count(*state, calendar, &request, &counting));
        assert_str(date_to_iso(*state, counting.end), rows[i].end);
    }
}

/* A small generator, so that a failure can be repeated. */
static uint32_t random_next(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

static void forwards_is_monotone_and_never_ends_on_a_day_off(void **state)
{
    uint32_t seed = 20260820;
    struct arena *arena = arena_new();
    (void)state;
    for (int i = 0; i < 20000; i++) {
        struct civil_date start = {date_ymd(2000, 1, 1).days + (int)(random_next(&seed) % 30000)};
        struct term term = {(int)(random_next(&seed) % 90),
                            (enum term_unit)(random_next(&seed) % 3)};
        struct term longer = {term.count + 1, term.unit};
        struct civil_date later = date_add_days(start, 1);
        struct counting counting = counted(arena, start, term, false);
        assert_false(calendar_is_off(calendar, counting.end));
        assert_true(counting.end.days >= start.days);
        assert_true(counted(arena, start, longer, false).end.days >= counting.end.days);
        assert_true(counted(arena, later, term, false).end.days >= counting.end.days);
        arena_reset(arena);
    }
    arena_free(arena);
}

static void backwards_is_the_inverse_of_forwards(void **state)
{
    uint32_t seed = 127;
    struct arena *arena = arena_new();
    (void)state;
    for (int i = 0; i < 20000; i++) {
        struct civil_date day = {date_ymd(2000, 1, 1).days + (int)(random_next(&seed) % 30000)};
        struct term term = {(int)(random_next(&seed) % 90),
                            (enum term_unit)(random_next(&seed) % 2)};
        struct civil_date latest = counted(arena, day, term, true).end;
        if (calendar_is_off(calendar, day))
            continue;
        assert_int_equal(counted(arena, latest, term, false).end.days, day.days);
        if (term.count > 0) { /* on the next day, of which working days are counted, too late */
            latest.days++;
            while (term.unit == TERM_WORKING_DAYS && calendar_is_off(calendar, latest))
                latest.days++;
            assert_true(counted(arena, latest, term, false).end.days > day.days);
        }
        arena_reset(arena);
    }
    arena_free(arena);
}

static void the_explanation_adds_up(void **state)
{
    uint32_t seed = 421;
    struct arena *arena = arena_new();
    (void)state;
    for (int i = 0; i < 20000; i++) {
        struct civil_date start = {date_ymd(2000, 1, 1).days + (int)(random_next(&seed) % 30000)};
        struct term term = {(int)(random_next(&seed) % 60),
                            (enum term_unit)(random_next(&seed) % 2)};
        struct counting counting = counted(arena, start, term, false);
        int standing = 0;
        for (size_t d = 0; d < counting.days.count; d++) {
            struct counted_day day = counting.days.items[d];
            assert_int_equal(calendar_is_off(calendar, day.date), day.kind != COUNTED_WORKED);
            assert_true(day.date.days > start.days || day.kind == COUNTED_MOVED);
            standing += day.kind != COUNTED_WORKED;
        }
        /* every day between is either counted or named */
        assert_int_equal(counting.end.days - start.days, term.count + standing);
        arena_reset(arena);
    }
    arena_free(arena);
}

static void what_leaves_the_calendar_or_is_no_term_is_refused(void **state)
{
    static const struct str bad[] = {STR_INIT(""),
                                     STR_INIT("W"),
                                     STR_INIT("7"),
                                     STR_INIT("7X"),
                                     STR_INIT("-7W"),
                                     STR_INIT("7 W"),
                                     STR_INIT("7WW"),
                                     STR_INIT("1.5D"),
                                     STR_INIT("100000D"),
                                     STR_INIT("+7D"),
                                     STR_INIT("99999999999999999999D")};
    static const struct {
        struct str start, term;
        bool is_backward;
    } rows[] = {
        {STR_INIT("1899-12-31"), STR_INIT("1D"),     false},
        {STR_INIT("2100-12-31"), STR_INIT("1D"),     false},
        {STR_INIT("2100-12-31"), STR_INIT("99999W"), false},
        {STR_INIT("1900-01-03"), STR_INIT("9W"),     true },
        {STR_INIT("2000-01-03"), STR_INIT("99999Y"), true },
        {STR_INIT("2000-01-03"), STR_INIT("99999M"), false},
        {STR_INIT("2000-01-03"), STR_INIT("99999D"), true },
    };
    struct term term;
    assert_true(term_from_text(STR("7w"), &term));
    assert_int_equal(term.unit, TERM_WORKING_DAYS);
    for (size_t i = 0; i < COUNT(bad); i++)
        assert_false(term_from_text(bad[i], &term));
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct term_request request = {.start = iso(rows[i].start),
                                       .is_backward = rows[i].is_backward};
        struct counting counting;
        const struct fault *fault;
        assert_true(term_from_text(rows[i].term, &request.term));
        fault = term_count(*state, calendar, &request, &counting);
        assert_non_null(fault);
        assert_string_equal(fault->key, "law.out_of_range");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(terms_end_where_a_calendar_on_the_wall_says),
        cmocka_unit_test(backwards_gives_the_latest_day_on_which_it_may_be_done),
        cmocka_unit_test(time_under_suspension_is_not_counted),
        cmocka_unit_test(forwards_is_monotone_and_never_ends_on_a_day_off),
        cmocka_unit_test(backwards_is_the_inverse_of_forwards),
        cmocka_unit_test(the_explanation_adds_up),
        cmocka_unit_test(what_leaves_the_calendar_or_is_no_term_is_refused),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
