/*
 * The balance of every period, on histories made at random, against a recount of
 * the events by hand.
 */
#include "civic/matter_stats.h"
#include "civic/testing.h"

enum {
    MATTERS = 12,
    DAYS = 70,
    PERIOD = 7
};

/* Whether the events up to and with a day leave the matter open. */
static bool is_open_on(struct work *work, int64_t id, struct civil_date day)
{
    matter_event_list events;
    bool is_open = false;
    assert_no_fault(matter_events(work, id, &events));
    for (size_t i = 0; i < events.count; i++)
        if (date_compare(events.items[i].happened_on, day) <= 0)
            is_open = !str_equal(events.items[i].to_state, STR("done"));
    return is_open;
}

static uint32_t seed;

static uint32_t draw(uint32_t bound)
{
    seed = seed * 1664525U + 1013904223U;
    return (seed >> 8) % bound;
}

/* One random thing that may be done, or nothing: refusals are as good as rest. */
static void do_something(struct work *work, struct town *town, int64_t id)
{
    static const char *const names[] = {"draft", "approve", "pause", "resume", "reopen", "move"};
    struct matter matter;
    struct matter_step taken = {.id = id,
                                .action = str_from_c(names[draw(COUNT(names))]),
                                .note = STR("vì"),
                                .answer = STR("trả lời"),
                                .happened_on = DATE_NONE};
    const struct fault *fault;
    work->actor = &town->actors[draw(2) ? AN : CHI];
    assert_no_fault(matter_load(work, id, &matter));
    taken.version = matter.version;
    taken.unit_id = matter.unit_id == town->commune ? town->elsewhere : town->commune;
    db_release(work);
    fault = matter_apply(work, &taken);
    assert_true(!fault || fault->kind == FAULT_INVALID || fault->kind == FAULT_FORBIDDEN);
}

static void add(struct matter_stats *sum, const struct matter_stats *row)
{
    sum->opening += row->opening;
    sum->received += row->received;
    sum->reopened += row->reopened;
    sum->moved_in += row->moved_in;
    sum->closed_in_time += row->closed_in_time;
    sum->closed_late += row->closed_late;
    sum->moved_out += row->moved_out;
    sum->closing += row->closing;
    sum->overdue += row->overdue;
}

static struct matter_stats total(struct work *work, int64_t unit, struct civil_date first,
                                 struct civil_date last)
{
    struct matter_stats sum = {0};
    matter_stats_list rows;
    assert_no_fault(matter_stats(work, unit, first, last, &rows));
    for (size_t i = 0; i < rows.count; i++)
        add(&sum, &rows.items[i]);
    return sum;
}

static int64_t recount(struct work *work, const int64_t *ids, int count, struct civil_date day)
{
    int64_t open = 0;
    for (int i = 0; i < count; i++)
        open += is_open_on(work, ids[i], day);
    return open;
}

static void check_periods(struct work *work, const struct town *town, const int64_t *ids,
                          struct civil_date first)
{
    const int64_t units[] = {town->district, town->commune, town->elsewhere};
    for (size_t u = 0; u < COUNT(units); u++) {
        int64_t before = 0;
        int64_t closed = 0;
        for (int day = 0; day < DAYS; day += PERIOD) {
            struct civil_date from = date_add_days(first, day);
            struct civil_date to = date_add_days(from, PERIOD - 1);
            struct matter_stats s = total(work, units[u], from, to);
            assert_int_equal(s.opening, before);
            assert_int_equal(s.opening + s.received + s.reopened + s.moved_in,
                             s.closed_in_time + s.closed_late + s.moved_out + s.closing);
            assert_true(s.overdue <= s.closing);
            if (units[u] == town->district)
                assert_int_equal(s.closing, recount(work, ids, MATTERS, to));
            before = s.closing;
            closed += s.closed_in_time + s.closed_late;
        }
        assert_true(units[u] != town->district || closed > 0);
    }
}

/* What is overdue is counted another way on the day itself than ever after. */
static void check_overdue(struct work *work, const struct town *town, struct civil_date first,
                          struct instant *now)
{
    struct civil_date last = instant_date(*now);
    struct matter_stats today = total(work, town->district, first, last);
    struct matter_stats later;
    now->us += (int64_t)24 * 60 * 60 * 1000 * 1000;
    later = total(work, town->district, first, last);
    assert_true(today.overdue > 0);
    assert_true(today.overdue < today.closing);
    assert_int_equal(today.overdue, later.overdue);
    assert_int_equal(today.closing, later.closing);
}

static void what_one_period_ends_with_the_next_begins_with(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct town town = make_town(&test);
        struct civil_date first = date_ymd(2022, 3, 7);
        struct instant now = date_start(first);
        int64_t ids[MATTERS];
        seed = 7;
        test.work->clock = clock_fixed(&now);
        for (int i = 0; i < MATTERS; i++)
            ids[i] = receive(test.work, &town).id;
        for (int day = 0; day < DAYS; day++) {
            now = date_start(date_add_days(first, day));
            for (int i = 0; i < 4; i++)
                do_something(test.work, &town, ids[draw(MATTERS)]);
        }
        check_periods(test.work, &town, ids, first);
        check_overdue(test.work, &town, first, &now);
    }
}

/* Received on Monday 07/03/2022, due on 21/03: closed on 21/03 it is in time, on
 * 22/03 late; open on 31/03 it is overdue. */
static void late_is_from_the_day_after_the_last(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct town town = make_town(&test);
        struct instant now = date_start(date_ymd(2022, 3, 7));
        int64_t ids[3];
        struct matter_stats march;
        test.work->clock = clock_fixed(&now);
        for (int i = 0; i < 3; i++)
            ids[i] = receive(test.work, &town).id;
        now = date_start(date_ymd(2022, 3, 21));
        assert_no_fault(hand(test.work, &town.actors[CHI], ids[0], "assign", AN, 0));
        assert_no_fault(hand(test.work, &town.actors[AN], ids[0], "settle", 0, 0));
        now = date_start(date_ymd(2022, 3, 22));
        assert_no_fault(hand(test.work, &town.actors[CHI], ids[1], "assign", AN, 0));
        assert_no_fault(hand(test.work, &town.actors[AN], ids[1], "settle", 0, 0));
        march = total(test.work, town.district, date_ymd(2022, 3, 1), date_ymd(2022, 3, 31));
        assert_int_equal(march.opening, 0);
        assert_int_equal(march.received, 3);
        assert_int_equal(march.closed_in_time, 1);
        assert_int_equal(march.closed_late, 1);
        assert_int_equal(march.closing, 1);
        assert_int_equal(march.overdue, 1);
        /* told today, from the row of the matter, as it will be told of the day */
        now = date_start(date_ymd(2022, 3, 31));
        march = total(test.work, town.district, date_ymd(2022, 3, 1), date_ymd(2022, 3, 31));
        assert_int_equal(march.overdue, 1);
        now = date_start(date_ymd(2022, 4, 1));
        march = total(test.work, town.district, date_ymd(2022, 3, 1), date_ymd(2022, 3, 21));
        assert_int_equal(march.closing, 2);
        assert_int_equal(march.overdue, 0); /* the last day is still in time */
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_one_period_ends_with_the_next_begins_with),
        cmocka_unit_test(late_is_from_the_day_after_the_last),
    };
    return crypto_start() ? cmocka_run_group_tests(tests, NULL, NULL) : 1;
}
