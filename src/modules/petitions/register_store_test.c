/*
 * The register over several units: its order, its pages, what is narrowed and kept away.
 */
#include "civic/testing.h"

#include "http/router.h"
#include "modules/petitions/figures.h"
#include "modules/petitions/petition.h"

enum {
    LETTERS = 26,
    PAGE = 5
};

struct letter_known {
    int64_t id;
    struct civil_date day;
    int64_t unit;
};

static int newest_first(const void *a, const void *b)
{
    const struct letter_known *left = a;
    const struct letter_known *right = b;
    if (left->day.days != right->day.days)
        return right->day.days - left->day.days;
    return left->id < right->id ? 1 : -1;
}

/* In both communes and in the district itself, several on one day. */
static void receive_all(struct db_testing *test, const struct town *town,
                        struct letter_known letters[LETTERS])
{
    const int64_t units[] = {town->commune, town->elsewhere, town->district};
    for (int i = 0; i < LETTERS; i++) {
        struct matter_receipt receipt;
        struct matter_new wanted = {.kind = &kind,
                                    .unit_id = units[i % 3],
                                    .title = STR("Mương tắc"),
                                    .content = STR("Mương khu 5 tắc từ tháng trước."),
                                    .source = STR("web"),
                                    .visibility = VISIBLE_AGENCY,
                                    .received_on = date_ymd(2022, 3, 1 + i * 7 % 9)};
        assert_no_fault(matter_open(test->work, &wanted, &receipt));
        letters[i] = (struct letter_known){receipt.id, wanted.received_on, wanted.unit_id};
    }
    db_release(test->work);
    qsort(letters, LETTERS, sizeof(letters[0]), newest_first);
}

static struct register_filter filter_of(int64_t unit_id)
{
    return (struct register_filter){.unit_id = unit_id,
                                    .from = date_ymd(2000, 1, 1),
                                    .to = date_ymd(2022, 12, 31),
                                    .kind = STR(""),
                                    .phase = STR(""),
                                    .before_on = DATE_NONE,
                                    .limit = PAGE};
}

/* Turns the pages to the end; they say all of `letters` that are of the unit (0: of any),
 * and not older than the filter lets, in their order. Returns how many. */
static size_t turn_pages(struct db_testing *test, struct register_filter filter,
                         const struct letter_known *letters, int64_t unit, int64_t but)
{
    size_t at = 0;
    size_t count = 0;
    register_line_list lines;
    do {
        assert_no_fault(register_lines(test->work, &filter, &lines));
        assert_true(lines.count <= PAGE + 1);
        for (size_t i = 0; i < lines.count && i < PAGE; i++, at++, count++) {
            while (at < LETTERS && ((unit && letters[at].unit != unit) || letters[at].id == but ||
                                    letters[at].day.days > filter.to.days))
                at++;
            assert_true(at < LETTERS);
            assert_int_equal(lines.items[i].id, letters[at].id);
            assert_int_equal(lines.items[i].received_on.days, letters[at].day.days);
            filter.before_id = lines.items[i].id;
            filter.before_on = lines.items[i].received_on;
        }
    } while (lines.count > PAGE);
    return count;
}

static void the_newest_of_all_units_stand_first_and_pages_leave_nothing_out(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct town town = make_town(&test);
        struct letter_known letters[LETTERS];
        struct register_filter filter;
        register_line_list lines;
        receive_all(&test, &town, letters);
        test.work->actor = &town.actors[CHI];
        assert_int_equal(turn_pages(&test, filter_of(town.district), letters, 0, 0), LETTERS);
        assert_int_equal(turn_pages(&test, filter_of(town.commune), letters, town.commune, 0), 9);
        filter = filter_of(town.district);
        filter.to = date_ymd(2022, 3, 4); /* days 1 to 4 of nine */
        filter.kind = STR("kien-nghi");
        assert_true(turn_pages(&test, filter, letters, 0, 0) > PAGE);
        filter.kind = STR("");
        filter.to = date_ymd(9999, 12, 31); /* somebody may type it */
        assert_int_equal(turn_pages(&test, filter, letters, 0, 0), LETTERS);
        filter.kind = STR("to-cao");
        assert_no_fault(register_lines(test.work, &filter, &lines));
        assert_int_equal(lines.count, 0);
        filter.kind = STR("");
        filter.phase = STR("2");
        assert_no_fault(register_lines(test.work, &filter, &lines));
        assert_int_equal(lines.count, 0);
        filter.phase = STR("0");
        assert_int_equal(turn_pages(&test, filter, letters, 0, 0), LETTERS);
        filter.from = date_ymd(2022, 3, 10); /* the last day of all */
        assert_no_fault(register_lines(test.work, &filter, &lines));
        assert_int_equal(lines.count, 0);
    }
}

/* A book keeps what was entered into it: a petition that went to another unit stands in both,
 * once in that of the unit above both. */
static void what_was_handed_on_stays_in_the_register(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct town town = make_town(&test);
        struct letter_known letters[LETTERS];
        struct register_filter filter = filter_of(town.commune);
        register_line_list lines;
        int64_t moved = 0;
        receive_all(&test, &town, letters);
        for (int i = 0; i < LETTERS && !moved; i++)
            if (letters[i].unit == town.commune)
                moved = letters[i].id;
        assert_no_fault(matter_mark(test.work, &(struct matter_mark){.id = moved,
                                                                     .action = STR("unit-ended"),
                                                                     .unit_id = town.elsewhere}));
        test.work->actor = &town.actors[CHI];
        assert_int_equal(turn_pages(&test, filter, letters, town.commune, 0), 9);
        assert_int_equal(turn_pages(&test, filter_of(town.district), letters, 0, 0), LETTERS);
        filter.kind = STR("to-cao");
        assert_no_fault(register_lines(test.work, &filter, &lines));
        assert_int_equal(lines.count, 0);
        filter.kind = STR("");
        filter.phase = STR("2");
        assert_no_fault(register_lines(test.work, &filter, &lines));
        assert_int_equal(lines.count, 0);
        db_release(test.work);
        test.work->actor = &actor_system;
        assert_no_fault(matter_add_respondent(test.work, moved, 103));
        db_release(test.work);
        test.work->actor = &town.actors[CHI];
        filter.phase = STR("");
        assert_int_equal(turn_pages(&test, filter, letters, town.commune, moved), 8);
    }
}

static void whom_a_petition_is_about_does_not_see_its_line(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct town town = make_town(&test);
        struct letter_known letters[LETTERS];
        receive_all(&test, &town, letters);
        assert_no_fault(matter_add_respondent(test.work, letters[3].id, 103));
        db_release(test.work);
        test.work->actor = &town.actors[CHI];
        assert_int_equal(turn_pages(&test, filter_of(town.district), letters, 0, letters[3].id),
                         LETTERS - 1);
    }
}

/* Many more than are told one by one (matter_kept_away), newer than the others. */
static const char MANY_ABOUT_CHI[] =
    "INSERT INTO matter (id, code, key_digest, kind, unit_id, state, phase, due_on, title, content,"
    " source, visibility, facts, received_on, opened_at, event_count, chain_head)"
    " WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1200)"
    " SELECT n.i, 'TB-' || CAST(n.i AS TEXT), '', 'kien-nghi', %lld, 'received', 0, '9999-12-31',"
    " 'A', 'A', 'web', 'agency', '', '2022-04-01', 1, 1, '' FROM n;"
    "INSERT INTO matter_respondent (matter_id, person_id)"
    " SELECT id, 103 FROM matter WHERE id <= 1200;";

static const struct fault *insert_many(struct work *work, void *context)
{
    const struct town *town = context;
    return db_script(work, arena_printf(work->arena, MANY_ABOUT_CHI, (long long)town->commune));
}

static void whom_very_many_are_about_sees_the_others_alone(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct town town = make_town(&test);
        struct letter_known letters[LETTERS];
        struct register_filter filter = filter_of(town.district);
        const char *const kinds_asked[] = {"", "kien-nghi"};
        const char *const phases_asked[] = {"", "0"};
        receive_all(&test, &town, letters);
        assert_no_fault(db_write(test.work, insert_many, &town));
        db_release(test.work);
        test.work->actor = &town.actors[CHI];
        for (int i = 0; i < 4; i++) {
            filter.kind = str_from_c(kinds_asked[i / 2]);
            filter.phase = str_from_c(phases_asked[i % 2]);
            assert_int_equal(turn_pages(&test, filter, letters, 0, 0), LETTERS);
        }
    }
}

/* All petitions of a year are counted: no thread of the network waits for that. */
static void what_counts_a_year_is_left_to_the_handlers(void **state)
{
    size_t found = 0;
    (void)state;
    for (size_t i = 0; i < petitions_module.route_count; i++) {
        const struct route *route = &petitions_module.routes[i];
        if (strncmp(route->pattern, "/so-lieu", strlen("/so-lieu")) != 0)
            continue;
        assert_true(route->flags & ROUTE_POOL);
        found++;
    }
    assert_int_equal(found, 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_newest_of_all_units_stand_first_and_pages_leave_nothing_out),
        cmocka_unit_test(what_was_handed_on_stays_in_the_register),
        cmocka_unit_test(whom_a_petition_is_about_does_not_see_its_line),
        cmocka_unit_test(whom_very_many_are_about_sees_the_others_alone),
        cmocka_unit_test(what_counts_a_year_is_left_to_the_handlers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
