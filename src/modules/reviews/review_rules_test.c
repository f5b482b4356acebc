/*
 * How cases are counted and what an outcome must bring: every row by hand.
 */
#include "base/testing.h"
#include "modules/reviews/review.h"

static struct review_case with(const char *outcome, int day)
{
    return (struct review_case){.outcome = str_from_c(outcome),
                                .due_on = day ? date_ymd(2022, 3, day) : DATE_NONE,
                                .outcome_on = DATE_NONE};
}

/* On 7 March: the term of the 6th is over, that of the 7th is not; an outcome ends it. */
static void figures_add_up_to_the_total(void **state)
{
    const struct review_case cases[] = {
        with("", 6),           with("", 7),         with("", 0),
        with("resolved", 1),   with("ended", 1),    with("transferred", 1),
        with("continuing", 1), with("resolved", 0),
    };
    struct review_case removed = with("resolved", 1);
    struct review_figures figures = {0};
    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
        review_count(&figures, &cases[i], date_ymd(2022, 3, 7));
    removed.is_removed = true;
    review_count(&figures, &removed, date_ymd(2022, 3, 7));
    assert_int_equal(figures.total, 8);
    assert_int_equal(figures.resolved, 2);
    assert_int_equal(figures.ended, 1);
    assert_int_equal(figures.transferred, 1);
    assert_int_equal(figures.continuing, 1);
    assert_int_equal(figures.open, 3);
    assert_int_equal(figures.overdue, 1);
    assert_int_equal(figures.total, figures.resolved + figures.ended + figures.transferred +
                                        figures.continuing + figures.open);
}

/* columns: outcome, day of March (0: none), paper, note, field of the first fault */
static const struct {
    const char *outcome;
    int day;
    const char *paper;
    const char *note;
    const char *field;
} outcomes[] = {
    {"resolved",    7, "Quyết định số 1", "",                 NULL     },
    {"resolved",    7, "",                       "",                 "paper"  },
    {"ended",       7, "",                       "Đã thông báo", "paper"  },
    {"transferred", 7, "Công văn số 2",      "",                 NULL     },
    {"continuing",  7, "",                       "Đến tháng 6",  NULL     },
    {"continuing",  7, "Công văn số 2",      "",                 "note"   },
    {"resolved",    8, "Quyết định số 1", "",                 "on"     },
    {"resolved",    0, "Quyết định số 1", "",                 "on"     },
    {"",            7, "",                       "",                 "outcome"},
};

static void an_outcome_brings_its_paper_or_its_reason(void **state)
{
    struct arena *arena = arena_new();
    (void)state;
    for (size_t i = 0; i < sizeof(outcomes) / sizeof(outcomes[0]); i++) {
        struct review_case one = with(outcomes[i].outcome, 1);
        const struct fault *fault;
        one.outcome_on = outcomes[i].day ? date_ymd(2022, 3, outcomes[i].day) : DATE_NONE;
        one.paper = str_from_c(outcomes[i].paper);
        one.note = str_from_c(outcomes[i].note);
        fault = review_check_outcome(arena, &one, date_ymd(2022, 3, 7));
        if (!outcomes[i].field != !fault)
            fail_msg("row %zu: %s", i, fault ? fault->key : "no fault");
        if (fault)
            assert_str(str_from_c(fault->field), str_from_c(outcomes[i].field));
    }
    arena_free(arena);
}

static void a_round_has_kinds_and_ends_after_it_begins(void **state)
{
    struct arena *arena = arena_new();
    struct review_round round = {.kinds = STR("khieu-nai"),
                                 .starts_on = date_ymd(2022, 3, 1),
                                 .ends_on = date_ymd(2022, 3, 1)};
    (void)state;
    assert_null(review_check_round(arena, &round));
    round.ends_on = date_ymd(2022, 2, 28);
    assert_str(str_from_c(review_check_round(arena, &round)->field), STR("ends_on"));
    round.kinds = STR("");
    assert_non_null(review_check_round(arena, &round)->next);
    arena_free(arena);
}

/* A state that nobody knows changes nothing any more. */
static void states_are_read_back(void **state)
{
    (void)state;
    for (int i = REVIEW_DRAFT; i <= REVIEW_CLOSED; i++)
        assert_int_equal(review_state_from(review_state_name((enum review_state)i)), i);
    assert_int_equal(review_state_from(STR("x")), REVIEW_CLOSED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(figures_add_up_to_the_total),
        cmocka_unit_test(an_outcome_brings_its_paper_or_its_reason),
        cmocka_unit_test(a_round_has_kinds_and_ends_after_it_begins),
        cmocka_unit_test(states_are_read_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
