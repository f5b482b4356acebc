/*
 * Every form against an independent recount (recount_testing.h): petitions whose
 * histories are made at random are walked event by event, with plain loops; every
 * column, every row, twelve periods and the whole.
 */
#include "modules/reports/recount_forms_testing.h"
#include "modules/reports/report.h"
#include "modules/reports/reports_web.h"

/* ---- comparing ---- */

static void compare_row(const char *name, const struct report_row *row, const int64_t *n,
                        size_t columns)
{
    for (size_t c = 1; c <= columns; c++)
        if (n[c] >= 0 && row->amounts[c - 1] != n[c])
            fail_msg("%s, column %zu: counted %lld, recounted %lld", name, c,
                     (long long)row->amounts[c - 1], (long long)n[c]);
}

/* A second instance may lie above the units of the report. */
static bool has_unit(const struct report *report, int64_t unit_id)
{
    for (size_t r = 0; r < report->rows.count; r++)
        if (report->rows.items[r].unit.id == unit_id)
            return true;
    return false;
}

/* Adds what the total has to `sums`. */
static void compare(struct village *v, size_t which, struct span span, const known_list *all,
                    int64_t *sums)
{
    const struct form_version *form =
        forms_named(forms_of(v->site->work), str_from_c(recounts[which].name));
    struct report report;
    assert_non_null(form);
    assert_no_fault(report_count(v->site->work, form, v->units.items[0].id, span, &report));
    assert_int_equal(report.breaches.count, 0);
    for (size_t r = 0; r <= report.rows.count; r++) {
        const struct report_row *row =
            r < report.rows.count ? &report.rows.items[r] : &report.total;
        int64_t n[FORM_COLUMNS_MOST + 1] = {0};
        for (size_t i = 0; i < all->count; i++) {
            struct seen seen = look(&all->items[i], span);
            int64_t unit_id = all->items[i].unit_id;
            if (r < report.rows.count ? unit_id == row->unit.id : has_unit(&report, unit_id))
                recounts[which].count(&all->items[i], &seen, n);
        }
        compare_row(recounts[which].name, row, n, form->columns.count);
    }
    for (size_t c = 0; c < form->columns.count; c++)
        sums[c] += report.total.amounts[c];
}

static void compare_all(struct village *v, struct span span, int64_t sums[][FORM_COLUMNS_MOST])
{
    known_list all = recount(v, span.last);
    for (size_t i = 0; i < COUNT(recounts); i++)
        compare(v, i, span, &all, sums[i]);
}

/* Adds what the reports of a history say to `sums`. */
static void agree(uint32_t history, int64_t sums[][FORM_COLUMNS_MOST])
{
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct village v;
        struct civil_date first = date_ymd(2024, 2, 1);
        site.now = date_start(date_ymd(2025, 2, 1));
        seed = history;
        settle(&v, &site);
        tell_histories(&v, first, date_ymd(2025, 1, 31));
        tell_details(&v, date_ymd(2024, 8, 15));
        tell_parted(&v, date_ymd(2024, 11, 20));
        site.now = date_start(date_ymd(2025, 2, 1));
        find_all(&v);
        for (int month = 0; month < 12; month++)
            compare_all(&v,
                        (struct span){date_add_months(first, month),
                                      date_add_days(date_add_months(first, month + 1), -1)},
                        sums);
        compare_all(&v, (struct span){first, date_ymd(2025, 1, 31)}, sums);
    }
}

static void forms_agree_with_a_recount_by_hand(void **state)
{
    int64_t sums[COUNT(recounts)][FORM_COLUMNS_MOST] = {0};
    (void)state;
    agree(3, sums);
    agree(5, sums);
    agree(13, sums);
    /* the histories were rich enough to say something in these columns */
    for (size_t c = 0; c < 22; c++)
        assert_true(sums[0][c] > 0);
    for (size_t i = 0; i < COUNT(recounts); i++)
        for (size_t c = 0; strcmp(recounts[i].name, "01-kqgq-2021") == 0 && c < 5; c++)
            assert_true(sums[i][c] > 0);
}

/* What one period leaves unprocessed the next begins with: every form that says so, twelve
 * times, over all rows: what moved between them is carried over where it lies. */
static void carry_on(struct village *v, const struct form_version *form, struct civil_date first)
{
    int64_t left = 0;
    int64_t most = 0;
    for (int month = 0; month < 12; month++) {
        struct span span = {date_add_months(first, month),
                            date_add_days(date_add_months(first, month + 1), -1)};
        struct report report;
        assert_no_fault(report_count(v->site->work, form, v->units.items[0].id, span, &report));
        assert_int_equal(form_sum_of(form, &form->carry.left, report.total.amounts), left);
        left = form_sum_of(form, &form->carry.right, report.total.amounts);
        most = left > most ? left : most;
    }
    assert_true(most > 0);
}

static void what_a_period_leaves_the_next_begins_with(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct village v;
        struct civil_date first = date_ymd(2024, 2, 1);
        const struct form_version *const *forms;
        size_t count;
        size_t carrying = 0;
        site.now = date_start(date_ymd(2025, 2, 1));
        seed = 12;
        settle(&v, &site);
        tell_histories(&v, first, date_ymd(2025, 1, 31));
        forms = forms_all(forms_of(site.work), &count);
        for (size_t i = 0; i < count; i++)
            if (forms[i]->has_carry) {
                carry_on(&v, forms[i], first);
                carrying++;
            }
        assert_int_equal(carrying, 9); /* XLD: four of 2021, four of 2024, one of 2025 */
    }
}

/* ---- a petition that moves to another unit ---- */

static struct report count_form(struct site_testing *site, const char *name, int64_t unit_id,
                                struct civil_date first, struct civil_date last)
{
    struct report report;
    assert_no_fault(report_count(site->work, forms_named(forms_of(site->work), str_from_c(name)),
                                 unit_id, (struct span){first, last}, &report));
    assert_int_equal(report.breaches.count, 0);
    return report;
}

/* Received on 5 March by one commune, handed over to another on 10 May: until then it is
 * the one's, from then on the other's, carried over, and the district received it once.
 * All say so again after a rebuild. */
static void a_petition_that_moves_is_counted_where_it_lies(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct village v;
        int64_t district;
        int64_t once;
        int64_t count;
        int64_t id;
        site.now = date_start(date_ymd(2024, 5, 10));
        seed = 3;
        settle(&v, &site);
        district = v.units.items[0].id;
        once =
            count_form(&site, "01-xld-2024", district, date_ymd(2024, 3, 1), date_ymd(2024, 5, 31))
                .total.amounts[2] +
            1;
        v.units.items[0] = v.units.items[1]; /* all of them for this commune */
        v.units.count = 1;
        id = receive(&v, date_ymd(2024, 3, 5));
        assert_no_fault(matter_mark(
            site.work, &(struct matter_mark){
                           .id = id, .action = STR("move"), .unit_id = v.units.items[2].id}));
        for (int i = 0; i < 2; i++) {
            int64_t old = v.units.items[0].id;
            int64_t new = v.units.items[2].id;
            struct report r =
                count_form(&site, "01-xld-2024", old, date_ymd(2024, 3, 1), date_ymd(2024, 3, 31));
            assert_int_equal(r.total.amounts[2], 1); /* received */
            assert_int_equal(r.total.amounts[4], 1); /* not yet processed */
            r = count_form(&site, "01-xld-2024", old, date_ymd(2024, 5, 1), date_ymd(2024, 5, 31));
            assert_int_equal(r.total.amounts[0], 0); /* gone with all that it is */
            r = count_form(&site, "01-xld-2024", new, date_ymd(2024, 5, 1), date_ymd(2024, 5, 31));
            assert_int_equal(r.total.amounts[1], 1); /* carried over: it was received in March */
            assert_int_equal(r.total.amounts[2], 0);
            assert_int_equal(r.total.amounts[4], 1);
            r = count_form(&site, "01-xld-2024", district, date_ymd(2024, 3, 1),
                           date_ymd(2024, 5, 31));
            assert_int_equal(r.total.amounts[2], once); /* one petition, received once */
            db_release(site.work);
            assert_no_fault(fact_rebuild(site.work, &count));
        }
    }
}

/* Facts that are made again from the events are those that were kept. */
static void facts_made_again_are_the_same(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct village v;
        struct span span = {date_ymd(2024, 2, 1), date_ymd(2025, 1, 31)};
        fact_list before;
        fact_list after;
        int64_t count;
        site.now = date_start(date_ymd(2025, 2, 1));
        seed = 13;
        settle(&v, &site);
        tell_histories(&v, span.first, span.last);
        assert_no_fault(
            fact_petitions(site.work, v.units.items[0].id, span.first, span.last, &before));
        db_release(site.work);
        assert_no_fault(fact_rebuild(site.work, &count));
        assert_true(count >= MATTERS);
        assert_no_fault(
            fact_petitions(site.work, v.units.items[0].id, span.first, span.last, &after));
        assert_int_equal(before.count, after.count);
        for (size_t i = 0; i < before.count; i++) {
            const struct fact *a = &before.items[i];
            const struct fact *b = &after.items[i];
            assert_int_equal(a->matter_id, b->matter_id);
            assert_int_equal(a->processed_on.days, b->processed_on.days);
            assert_true(str_equal(a->direction, b->direction));
            assert_int_equal(a->ended_on.days, b->ended_on.days);
            assert_true(str_equal(a->outcome, b->outcome));
            assert_int_equal(a->is_late, b->is_late);
            assert_int_equal(a->executed_on.days, b->executed_on.days);
        }
    }
}

/* A kind of petition whose new action ends it without a meaning would never leave the
 * figures. */
static void every_step_that_ends_a_petition_has_a_meaning(void **state)
{
    static const struct matter_kind *const kinds[] = {&complaint_kind, &second_complaint_kind,
                                                      &denunciation_kind, &proposal_kind};
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        for (size_t k = 0; k < COUNT(kinds); k++)
            for (size_t a = 0; a < kinds[k]->action_count; a++) {
                const struct lifecycle_action *action = &kinds[k]->actions[a];
                const struct lifecycle_state *to = kind_state(kinds[k], str_from_c(action->to));
                struct str from = str_from_c(action->from);
                if (!to || to->phase != PHASE_CLOSED)
                    continue;
                while (from.len > 0)
                    if (!fact_meaning(site.site, str_from_c(kinds[k]->name),
                                      str_from_c(action->name), str_cut(&from, ' '))
                             .len)
                        fail_msg("%s of %s means nothing", action->name, kinds[k]->name);
            }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(forms_agree_with_a_recount_by_hand),
        cmocka_unit_test(what_a_period_leaves_the_next_begins_with),
        cmocka_unit_test(a_petition_that_moves_is_counted_where_it_lies),
        cmocka_unit_test(facts_made_again_are_the_same),
        cmocka_unit_test(every_step_that_ends_a_petition_has_a_meaning),
    };
    return crypto_start() ? cmocka_run_group_tests(tests, NULL, NULL) : 1;
}
