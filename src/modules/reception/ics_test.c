/*
 * Our calendars as another program reads them: libical parses what we wrote and must
 * come to the days that we announced.
 */
#include "modules/reception/ics.h"

#include "base/testing.h"
#include "modules/reception/recur.h"

#include <libical/ical.h>
#include <stdlib.h>
#include <string.h>

enum {
    ROUNDS = 300,
    SPAN = 200
};

static const struct ics_words words = {
    .summary = STR_INIT("Chủ tịch Ủy ban nhân dân xã; tiếp công dân, buổi sáng"),
    .description = STR_INIT("Dòng một\nDòng hai: \\ dấu chéo ngược và một câu dài hơn bảy mươi lăm "
                            "chữ để phải gấp dòng giữa những chữ có dấu"),
    .moved = STR_INIT("[Dời lịch]"),
    .vacant = STR_INIT("[Chưa có người tiếp]"),
    .host = STR_INIT("dinh"),
};

static struct reception_series series_of(const char *rule)
{
    return (struct reception_series){.id = 77,
                                     .rule = str_from_c(rule),
                                     .first_on = date_ymd(2022, 1, 3),
                                     .last_on = DATE_NONE,
                                     .filled_to = date_ymd(2022, 7, 1),
                                     .starts = 480,
                                     .ends = 690,
                                     .place = STR("Trụ sở"),
                                     .revision = 4,
                                     .made_at = {1641171600000000},
                                     .changed_at = {1641171600000000}};
}

static int day_of(struct icaltimetype time)
{
    return date_ymd(time.year, time.month, time.day).days;
}

/* Counts a day in or out of those a calendar program would show. */
static void mark(int *shown, struct civil_date first, int day, int by)
{
    int index = day - first.days;
    assert_in_range(index, 0, 2 * SPAN - 1);
    shown[index] += by;
}

/* Whether another event stands in for this day of the rule of `uid`. */
static bool is_replaced(icalcomponent *calendar, const char *uid, int day)
{
    for (icalcomponent *event = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT);
         event; event = icalcomponent_get_next_component(calendar, ICAL_VEVENT_COMPONENT)) {
        icalproperty *id = icalcomponent_get_first_property(event, ICAL_RECURRENCEID_PROPERTY);
        if (id && strcmp(icalcomponent_get_uid(event), uid) == 0 &&
            day_of(icalproperty_get_recurrenceid(id)) == day)
            return true;
    }
    return false;
}

static bool is_left_out(icalcomponent *event, int day)
{
    for (icalproperty *except = icalcomponent_get_first_property(event, ICAL_EXDATE_PROPERTY);
         except; except = icalcomponent_get_next_property(event, ICAL_EXDATE_PROPERTY))
        if (day_of(icalproperty_get_exdate(except)) == day)
            return true;
    return false;
}

/* [MS-OXCICAL], section 2.1.3.2.2: a month has one day or one weekday; an event of any
 * other rule is left out of the calendar. */
static void assert_outlook_knows(const struct icalrecurrencetype *rule)
{
    if (rule->freq != ICAL_MONTHLY_RECURRENCE)
        return;
    assert_true(rule->by_day[0] == ICAL_RECURRENCE_ARRAY_MAX ||
                rule->by_day[1] == ICAL_RECURRENCE_ARRAY_MAX);
    assert_true(rule->by_month_day[0] == ICAL_RECURRENCE_ARRAY_MAX ||
                rule->by_month_day[1] == ICAL_RECURRENCE_ARRAY_MAX);
}

static void show_rule(icalcomponent *calendar, icalcomponent *event, int *shown,
                      struct civil_date first)
{
    icalproperty *rule = icalcomponent_get_first_property(event, ICAL_RRULE_PROPERTY);
    struct icalrecurrencetype recurrence = icalproperty_get_rrule(rule);
    struct icaltimetype start = icalcomponent_get_dtstart(event);
    icalrecur_iterator *walk = icalrecur_iterator_new(recurrence, start);
    int days[2 * SPAN];
    size_t count = 0;
    assert_non_null(walk);
    assert_outlook_knows(&recurrence);
    for (;;) {
        struct icaltimetype next = icalrecur_iterator_next(walk);
        if (icaltime_is_null_time(next))
            break;
        assert_in_range(count, 0, 2 * SPAN - 1);
        days[count++] = day_of(next);
    }
    icalrecur_iterator_free(walk);
    for (size_t i = 0; i < count; i++)
        if (!is_left_out(event, days[i]) &&
            !is_replaced(calendar, icalcomponent_get_uid(event), days[i]))
            mark(shown, first, days[i], 1);
}

/* The days that a calendar program shows. */
static void read_calendar(struct str text, int *shown, struct civil_date first)
{
    char *copy = strndup(text.ptr, text.len);
    icalcomponent *calendar = icalparser_parse_string(copy);
    icalcomponent *masters[8];
    size_t count = 0;
    assert_non_null(calendar);
    assert_int_equal(icalcomponent_count_errors(calendar), 0);
    assert_true(icalrestriction_check(calendar));
    for (icalcomponent *event = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT);
         event; event = icalcomponent_get_next_component(calendar, ICAL_VEVENT_COMPONENT)) {
        assert_memory_equal(icalcomponent_get_uid(event), "tiep-dan-77", strlen("tiep-dan-77"));
        assert_int_equal(icalcomponent_get_sequence(event), 4);
        if (icalcomponent_get_first_property(event, ICAL_RECURRENCEID_PROPERTY))
            mark(shown, first, day_of(icalcomponent_get_dtstart(event)), 1);
        else
            masters[count++] = event;
        assert_in_range(count, 0, 7);
    }
    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; k < i; k++)
            assert_string_not_equal(icalcomponent_get_uid(masters[i]),
                                    icalcomponent_get_uid(masters[k]));
        show_rule(calendar, masters[i], shown, first);
    }
    icalcomponent_free(calendar);
    free(copy);
}

static void another_program_comes_to_the_announced_days(void **state)
{
    static const char *const rules[] = {
        "FREQ=WEEKLY;BYDAY=TH",          "FREQ=MONTHLY;BYMONTHDAY=10,24,31",
        "FREQ=MONTHLY;BYDAY=1WE,-1FR",   "FREQ=WEEKLY;BYDAY=MO,SA",
        "FREQ=MONTHLY;BYMONTHDAY=28,-1", "FREQ=MONTHLY;BYDAY=4WE,-1WE"};
    (void)state;
    srand(20220310);
    for (int round = 0; round < ROUNDS; round++) {
        struct arena *arena = arena_new();
        struct reception_series series = series_of(rules[round % 6]);
        struct buf out = buf_init(arena, 1024 * 1024);
        struct ics ics = ics_begin(arena, &out, STR("Lịch"), STR("VI"));
        int expected[2 * SPAN] = {0};
        int shown[2 * SPAN] = {0};
        reception_day_list days = {0};
        date_list dates;
        assert_no_fault(recur_dates(arena, series.rule, series.first_on, DATE_NONE, series.first_on,
                                    series.filled_to, 400, &dates));
        if (round % 3 == 0) /* ended while it ran */
            series.last_on = date_add_days(series.first_on, 30 + rand() % 100);
        for (size_t i = 0; i < dates.count; i++) {
            struct reception_day *day;
            int fate = rand() % 6; /* 0: not announced, 1: cancelled, 2: moved, 3: other time */
            if (fate == 0)
                continue;
            day = VEC_PUSH(&days, arena);
            *day = (struct reception_day){.rule_on = dates.items[i],
                                          .held_on = dates.items[i],
                                          .starts = series.starts,
                                          .ends = series.ends,
                                          .place = series.place};
            if (fate == 1)
                day->state = RECEPTION_CANCELLED;
            if (fate == 2)
                day->held_on.days += rand() % 19 - 9;
            if (fate == 3)
                day->starts += 30;
            if (fate == 4)
                day->is_vacant = true;
            if (!date_is_none(series.last_on) && day->held_on.days > series.last_on.days)
                day->state = RECEPTION_CANCELLED; /* as reception_end does */
            if (day->held_on.days < series.first_on.days)
                day->held_on = day->rule_on;
            if (day->state != RECEPTION_CANCELLED)
                mark(expected, series.first_on, day->held_on.days, 1);
        }
        assert_no_fault(ics_series(&ics, &series, days.items, days.count, &words));
        ics_end(&ics);
        if (days.count > 0)
            read_calendar(buf_str(&out), shown, series.first_on);
        assert_memory_equal(shown, expected, sizeof(shown));
        arena_free(arena);
    }
}

/* Whoever has a calendar of one rule keeps it under the UID that it had. */
static void a_series_of_one_day_is_one_event_and_of_two_is_two(void **state)
{
    /* columns: rule, the UIDs */
    static const struct {
        const char *rule;
        const char *uids[2];
    } cases[] = {
        {"FREQ=WEEKLY;BYDAY=TU,TH",       {"UID:tiep-dan-77@dinh\r", NULL}                        },
        {"FREQ=MONTHLY;BYMONTHDAY=10",    {"UID:tiep-dan-77@dinh\r", NULL}                        },
        {"FREQ=MONTHLY;BYMONTHDAY=10,24", {"UID:tiep-dan-77-1@dinh\r", "UID:tiep-dan-77-2@dinh\r"}},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct arena *arena = arena_new();
        struct reception_series series = series_of(cases[i].rule);
        struct reception_day days[2] = {
            {.rule_on = date_ymd(2022, 3, 10),
             .held_on = date_ymd(2022, 3, 10),
             .starts = 480,
             .ends = 690,
             .place = series.place},
            {.rule_on = date_ymd(2022, 3, 24),
             .held_on = date_ymd(2022, 3, 24),
             .starts = 480,
             .ends = 690,
             .place = series.place}
        };
        struct buf out = buf_init(arena, 1024 * 1024);
        struct ics ics = ics_begin(arena, &out, STR("Lịch"), STR("VI"));
        assert_no_fault(ics_series(&ics, &series, days, 2, &words));
        ics_end(&ics);
        for (size_t k = 0; k < 2 && cases[i].uids[k]; k++)
            assert_true(str_find(buf_str(&out), str_from_c(cases[i].uids[k]), 0) > 0);
        arena_free(arena);
    }
}

/* Nothing is told of a series whose days were all put off. */
static void a_series_without_a_day_is_no_event(void **state)
{
    struct arena *arena = arena_new();
    struct reception_series series = series_of("FREQ=WEEKLY;BYDAY=TH");
    struct reception_day day = {.rule_on = date_ymd(2022, 3, 10),
                                .held_on = date_ymd(2022, 3, 10),
                                .state = RECEPTION_CANCELLED};
    struct buf out = buf_init(arena, 1024 * 1024);
    struct ics ics = ics_begin(arena, &out, STR("Lịch"), STR("VI"));
    (void)state;
    assert_no_fault(ics_series(&ics, &series, &day, 1, &words));
    ics_end(&ics);
    assert_true(str_find(buf_str(&out), STR("VEVENT"), 0) < 0);
    arena_free(arena);
}

/* A promise in a phone that nobody keeps is worse than none. */
static void a_day_of_another_holder_or_of_nobody_says_so(void **state)
{
    struct arena *arena = arena_new();
    struct reception_series series = series_of("FREQ=WEEKLY;BYDAY=TH");
    struct reception_day days[4];
    struct buf out = buf_init(arena, 1024 * 1024);
    struct ics ics = ics_begin(arena, &out, STR("Lịch"), STR("VI"));
    (void)state;
    series.person = STR("Người Thứ Nhất");
    for (int i = 0; i < 4; i++)
        days[i] = (struct reception_day){.rule_on = date_ymd(2022, 3, 3 + 7 * i),
                                         .held_on = date_ymd(2022, 3, 3 + 7 * i),
                                         .starts = series.starts,
                                         .ends = series.ends,
                                         .place = series.place,
                                         .person = series.person};
    days[0].person = STR("Người Trước Nữa"); /* over: not told again */
    days[0].state = RECEPTION_HELD;
    days[2].person = STR("");
    days[2].is_vacant = true;
    days[3].person = STR("Người Thứ Hai");
    assert_no_fault(ics_series(&ics, &series, days, 4, &words));
    ics_end(&ics);
    assert_true(str_find(buf_str(&out), STR("Người Trước Nữa"), 0) < 0);
    assert_true(str_find(buf_str(&out), STR("RECURRENCE-ID;TZID=Asia/Ho_Chi_Minh:20220303"), 0) <
                0);
    assert_true(str_find(buf_str(&out), STR("RECURRENCE-ID;TZID=Asia/Ho_Chi_Minh:20220310"), 0) <
                0);
    assert_true(str_find(buf_str(&out), STR("RECURRENCE-ID;TZID=Asia/Ho_Chi_Minh:20220317"), 0) >
                0);
    assert_true(str_find(buf_str(&out), STR("SUMMARY:[Chưa có người tiếp] Chủ tịch"), 0) > 0);
    assert_true(str_find(buf_str(&out), STR("DESCRIPTION:Người Thứ Hai\\n"), 0) > 0);
    arena_free(arena);
}

static void lines_are_folded_between_letters_and_come_back_whole(void **state)
{
    struct arena *arena = arena_new();
    struct reception_series series = series_of("FREQ=WEEKLY;BYDAY=TH");
    struct reception_day day = {.rule_on = date_ymd(2022, 3, 10),
                                .held_on = date_ymd(2022, 3, 10),
                                .starts = 480,
                                .ends = 690,
                                .place = series.place};
    struct buf out = buf_init(arena, 1024 * 1024);
    struct ics ics = ics_begin(arena, &out, STR("Lịch"), STR("VI"));
    struct str rest;
    icalcomponent *calendar;
    icalcomponent *event;
    (void)state;
    assert_no_fault(ics_series(&ics, &series, &day, 1, &words));
    ics_end(&ics);
    rest = buf_str(&out);
    while (rest.ptr) {
        struct str line = str_cut_line(&rest);
        assert_in_range(line.len, 0, 75);
        /* RFC 5545, section 3.1: never within a letter */
        assert_false(line.len > 1 && line.ptr[0] == ' ' &&
                     ((unsigned char)line.ptr[1] & 0xC0) == 0x80);
    }
    calendar = icalparser_parse_string(arena_c(arena, buf_str(&out)));
    event = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT);
    assert_str(str_from_c(icalcomponent_get_summary(event)), words.summary);
    assert_str(str_from_c(icalcomponent_get_description(event)), words.description);
    icalcomponent_free(calendar);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(another_program_comes_to_the_announced_days),
        cmocka_unit_test(a_series_of_one_day_is_one_event_and_of_two_is_two),
        cmocka_unit_test(a_series_without_a_day_is_no_event),
        cmocka_unit_test(a_day_of_another_holder_or_of_nobody_says_so),
        cmocka_unit_test(lines_are_folded_between_letters_and_come_back_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
