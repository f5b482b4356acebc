/*
 * Number series: how they are written, and that racing writers get 1, 2, 3 …
 */
#include "civic/series.h"

#include "base/testing.h"
#include "db/testing.h"

#include <pthread.h>

enum {
    WRITERS = 8,
    NUMBERS_EACH = 10
};

static struct series reports(int64_t unit_id)
{
    return (struct series){
        .unit_id = unit_id,
        .period = 2022,
        .counts = STR("BC"),
        .style = SERIES_GOVERNMENT,
        .kind = STR("BC"),
        .issuer = STR("UBND"),
    };
}

/* Decree 30/2020/NĐ-CP, annex I, V.3, gives "Số: 15/QĐ-BNV", "05/BNV-VP" and
 * "12/UBND-VX"; the Party's guide "Số 127-QĐ/TW". */
static void symbols_are_written_as_the_decree_and_the_party_say(void **state)
{
    static const struct {
        struct series series;
        int64_t number;
        struct str line;
    } rows[] = {
        {{.kind = STR_INIT("QĐ"), .issuer = STR_INIT("BNV")},                        15,  STR_INIT("Số: 15/QĐ-BNV")},
        {{.issuer = STR_INIT("BNV"), .drafter = STR_INIT("VP")},                      5,   STR_INIT("Số: 05/BNV-VP") },
        {{.issuer = STR_INIT("UBND"), .drafter = STR_INIT("VX")},                     12,  STR_INIT("Số: 12/UBND-VX")},
        {{.issuer = STR_INIT("UBND")},                                                100, STR_INIT("Số: 100/UBND")  },
        {{.style = SERIES_PARTY, .kind = STR_INIT("QĐ"), .issuer = STR_INIT("TW")},
         127,                                                                              STR_INIT("Số 127-QĐ/TW") },
        {{.style = SERIES_PARTY, .kind = STR_INIT("BC"), .issuer = STR_INIT("BCĐ")},
         5,                                                                                STR_INIT("Số 05-BC/BCĐ") },
        {{.style = SERIES_PARTY, .issuer = STR_INIT("HU")},                           9,   STR_INIT("Số 09-CV/HU")   },
    };
    struct arena *arena = arena_new();
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_str(series_line(arena, rows[i].series.style,
                               series_symbol(arena, &rows[i].series, rows[i].number)),
                   rows[i].line);
    arena_free(arena);
}

static const char NEW_UNIT[] =
    "INSERT INTO unit (id, kind, code, slug, name, name_fold, name_sort) "
    "VALUES ($1, 'committee', $2, $3, 'Ban Chỉ đạo (minh họa)', 'ban chi dao', $4)";

static const struct fault *make_unit(struct work *work, void *context)
{
    int64_t id = *(int64_t *)context;
    struct str code = arena_printf(work->arena, "%lld", (long long)id);
    return db_exec(work, NEW_UNIT, P(id, code, code, db_blob(code)), NULL);
}

static int64_t new_unit(struct db_testing *test)
{
    int64_t id = db_new_id(clock_system());
    assert_no_fault(db_write(test->work, make_unit, &id));
    return id;
}

struct order {
    struct series series;
    bool is_refused; /* the use-case fails after it took its number */
    struct series_number taken;
};

static const struct fault *issue(struct work *work, void *context)
{
    struct order *order = context;
    const struct fault *fault =
        series_issue(work, &order->series, STR("Báo cáo quý (minh họa)"), &order->taken);
    if (!fault && order->is_refused)
        return fault_new(work->arena, FAULT_CONFLICT, "record.exists", "as the test wants");
    return fault;
}

struct writer {
    struct db_pool *pool;
    int64_t unit_id;
    int first; /* every second writer has a use-case undone before each number */
    int64_t numbers[NUMBERS_EACH];
    bool failed;
};

static void *take_many(void *context)
{
    struct writer *writer = context;
    struct arena *arena = arena_new();
    struct work work = {.arena = arena, .clock = clock_system(), .request_id = STR("test")};
    writer->failed = db_attach(writer->pool, &work, DB_MAY_WRITE) != NULL;
    for (int i = 0; i < NUMBERS_EACH; i++) {
        struct order order = {.series = reports(writer->unit_id), .is_refused = true};
        if (writer->first && !db_write(&work, issue, &order))
            writer->failed = true;
        order.is_refused = false;
        if (db_write(&work, issue, &order))
            writer->failed = true;
        writer->numbers[i] = order.taken.number;
    }
    db_release(&work);
    arena_free(arena);
    return NULL;
}

/* Every number from 1 on is there once, whoever got it. */
static void assert_no_gaps(const struct writer *writers, size_t count)
{
    bool seen[WRITERS * NUMBERS_EACH + 1] = {false};
    for (size_t w = 0; w < count; w++) {
        assert_false(writers[w].failed);
        for (int i = 0; i < NUMBERS_EACH; i++) {
            int64_t number = writers[w].numbers[i];
            assert_in_range(number, 1, count * NUMBERS_EACH);
            assert_false(seen[number]);
            seen[number] = true;
        }
    }
}

static void race(struct db_pool *const pools[2], int64_t unit_id)
{
    struct writer writers[WRITERS];
    pthread_t threads[WRITERS];
    for (int i = 0; i < WRITERS; i++) {
        writers[i] = (struct writer){.pool = pools[i % 2], .unit_id = unit_id, .first = i / 2 % 2};
        assert_int_equal(pthread_create(&threads[i], NULL, take_many, &writers[i]), 0);
    }
    for (int i = 0; i < WRITERS; i++)
        assert_int_equal(pthread_join(threads[i], NULL), 0);
    assert_no_gaps(writers, WRITERS);
}

static void racing_writers_leave_no_gap_though_others_are_undone(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct db_pool *const pools[2] = {test.pool, test.pool};
        race(pools, new_unit(&test));
    }
}

/* Two nodes of a province share one PostgreSQL. */
static void writers_of_two_programs_leave_no_gap(void **state)
{
    struct db_testing test;
    struct db_pool *second;
    (void)state;
    if (!db_testing_begin(&test, DB_POSTGRES, true))
        skip();
    assert_no_fault(
        db_open(test.arena, (struct db_options){.url = test.url, .readers = 2}, &second));
    race((struct db_pool *const[2]){test.pool, second}, new_unit(&test));
    db_close(second);
    db_testing_end(&test);
}

static int64_t next_of(struct db_testing *test, struct series series)
{
    struct order order = {.series = series};
    assert_no_fault(db_write(test->work, issue, &order));
    return order.taken.number;
}

static void each_body_kind_and_year_begins_at_one(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct series series = reports(new_unit(&test));
        assert_int_equal(next_of(&test, series), 1);
        assert_int_equal(next_of(&test, series), 2);
        series.counts = STR("TB");
        assert_int_equal(next_of(&test, series), 1);
        series.period = 2023;
        assert_int_equal(next_of(&test, series), 1);
        series.unit_id = new_unit(&test);
        assert_int_equal(next_of(&test, series), 1);
    }
}

struct change {
    int64_t series_id;
    int64_t number;
    struct str reason;
};

static const struct fault *void_it(struct work *work, void *context)
{
    const struct change *change = context;
    return series_void(work, change->series_id, change->number, change->reason);
}

static void assert_refused(const struct fault *fault, const char *key)
{
    assert_non_null(fault);
    assert_string_equal(fault->key, key);
}

static const char ON_RECORD[] = "SELECT state, reason, purpose FROM number_taken "
                                "WHERE series_id = $1 AND number = $2";

static void a_void_number_stays_on_record_and_is_not_given_again(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct order order = {.series = reports(new_unit(&test))};
        struct change change = {.number = 1};
        struct db_rows *rows;
        assert_no_fault(db_write(test.work, issue, &order));
        assert_str(order.taken.symbol, STR("01/BC-UBND"));
        change.series_id = order.taken.series_id;
        assert_refused(db_write(test.work, void_it, &change), "series.reason");
        change.reason = STR(" Ghi nhầm trích yếu ");
        assert_no_fault(db_write(test.work, void_it, &change));
        assert_refused(db_write(test.work, void_it, &change), "series.changed");
        db_release(test.work);
        assert_no_fault(db_one(test.work, ON_RECORD, P(change.series_id, 1), &rows));
        assert_str(db_text(rows, 0), STR("void"));
        assert_str(db_text(rows, 1), STR("Ghi nhầm trích yếu"));
        assert_str(db_text(rows, 2), STR("Báo cáo quý (minh họa)"));
        db_release(test.work);
        assert_int_equal(next_of(&test, order.series), 2);
    }
}

static const struct fault *go_on_from(struct work *work, void *context)
{
    const struct order *order = context;
    return series_continue(work, &order->series, order->taken.number);
}

static void a_series_goes_on_behind_the_paper_book(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct order order = {.series = reports(new_unit(&test)), .taken = {.number = 41}};
        assert_no_fault(db_write(test.work, go_on_from, &order));
        assert_int_equal(next_of(&test, order.series), 42);
        assert_int_equal(next_of(&test, order.series), 43);
        assert_refused(db_write(test.work, go_on_from, &order), "series.begun");
    }
}

static void what_was_said_of_the_paper_book_can_be_mended(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct order order = {.series = reports(new_unit(&test)), .taken = {.number = 410}};
        assert_no_fault(db_write(test.work, go_on_from, &order));
        order.taken.number = 41; /* a slip of the hand, before any number was given */
        assert_no_fault(db_write(test.work, go_on_from, &order));
        assert_int_equal(next_of(&test, order.series), 42);
        order.taken.number = 42; /* given by the program: no paper has it */
        assert_refused(db_write(test.work, go_on_from, &order), "series.begun");
        order.taken.number = 50;
        assert_no_fault(db_write(test.work, go_on_from, &order));
        order.taken.number = 45;
        assert_no_fault(db_write(test.work, go_on_from, &order));
        assert_int_equal(next_of(&test, order.series), 46);
    }
}

/* columns: what counts, kind, body */
static void what_counts_is_told_apart_into_kind_and_body(void **state)
{
    static const struct {
        struct str counts;
        struct str kind;
        struct str issuer;
    } rows[] = {
        {STR_INIT("TB"),        STR_INIT("TB"), STR_INIT("UBND")  },
        {STR_INIT("TB-HĐND"),  STR_INIT("TB"), STR_INIT("HĐND") },
        {STR_INIT(""),          STR_INIT(""),   STR_INIT("UBND")  },
        {STR_INIT("-HĐND"),    STR_INIT(""),   STR_INIT("HĐND") },
        {STR_INIT("BC-BCĐ-1"), STR_INIT("BC"), STR_INIT("BCĐ-1")},
    };
    struct arena *arena = arena_new();
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct str kind;
        struct str issuer;
        series_counts_split(rows[i].counts, &kind, &issuer);
        assert_str(kind, rows[i].kind);
        assert_str(issuer, rows[i].issuer);
        assert_str(series_counts(arena, kind, issuer), rows[i].counts);
    }
    arena_free(arena);
}

static void a_series_of_no_unit_or_of_less_than_nothing_is_refused(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct order nobody = {.series = reports(42)};
        struct order less = {.series = reports(new_unit(&test)), .taken = {.number = -1}};
        assert_refused(db_write(test.work, issue, &nobody), "record.in_use");
        assert_refused(db_write(test.work, go_on_from, &less), "series.begun");
        assert_int_equal(next_of(&test, less.series), 1);
    }
}

static void every_statement_prepares_on_both_engines(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        for (size_t i = 0; series_statements[i]; i++)
            assert_no_fault(db_prepare(test.work, series_statements[i]));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(symbols_are_written_as_the_decree_and_the_party_say),
        cmocka_unit_test(racing_writers_leave_no_gap_though_others_are_undone),
        cmocka_unit_test(writers_of_two_programs_leave_no_gap),
        cmocka_unit_test(each_body_kind_and_year_begins_at_one),
        cmocka_unit_test(a_void_number_stays_on_record_and_is_not_given_again),
        cmocka_unit_test(a_series_goes_on_behind_the_paper_book),
        cmocka_unit_test(what_was_said_of_the_paper_book_can_be_mended),
        cmocka_unit_test(what_counts_is_told_apart_into_kind_and_body),
        cmocka_unit_test(a_series_of_no_unit_or_of_less_than_nothing_is_refused),
        cmocka_unit_test(every_statement_prepares_on_both_engines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
