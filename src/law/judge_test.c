/*
 * Thresholds and frequencies, worked out by hand, and the words of articles.
 */
#include "law/judge.h"

#include "base/testing.h"
#include "law/diff.h"
#include "law/explain.h"

static const struct law *law;
static const struct messages *messages;

static int setup(void **state)
{
    size_t count;
    const struct asset *assets = asset_list(&count);
    struct arena *arena = arena_new();
    assert_no_fault(law_load(arena, assets, count, &law));
    assert_no_fault(messages_load(arena, &messages));
    *state = arena;
    return 0;
}

static int teardown(void **state)
{
    arena_free(*state);
    return 0;
}

static const struct law_version *version_of(struct arena *arena, struct str rule, struct str given,
                                            struct civil_date on)
{
    const struct law_condition *condition = law_condition(law, given);
    const struct law_version *version = NULL;
    assert_no_fault(
        law_version_on(arena, law_rule(law, rule), on, &condition, condition != NULL, &version));
    return version;
}

static void thresholds_are_met_by_whole_households(void **state)
{
    static const struct {
        struct str rule, given;
        int base;
        int least; /* the smallest part that meets it */
    } rows[] = {
  /* 3 × 124 = 372 = 2 × 186 */
        {STR_INIT("decision.threshold.contributions"), STR_INIT("village"), 186,  124 },
        {STR_INIT("decision.threshold.contributions"), STR_INIT("village"), 187,  125 },
        {STR_INIT("decision.threshold.contributions"), STR_INIT("commune"), 10,   7   },
 /* half is not more than half */
        {STR_INIT("decision.threshold.other"),         STR_INIT("village"), 186,  94  },
        {STR_INIT("decision.threshold.other"),         STR_INIT("village"), 187,  94  },
        {STR_INIT("decision.online.consent"),          STR_INIT("D6"),      200,  101 },
        {STR_INIT("decision.initiative.support"),      STR_INIT(""),        186,  19  },
        {STR_INIT("decision.initiative.support"),      STR_INIT(""),        190,  19  },
        {STR_INIT("conference.staff.quorum"),          STR_INIT("agency"),  100,  67  },
        {STR_INIT("conference.staff.request"),         STR_INIT("agency"),  100,  34  },
        {STR_INIT("election.win"),                     STR_INIT(""),        2001, 1001},
        {STR_INIT("election.supplement.shortage"),     STR_INIT("council"), 30,   11  },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        const struct law_version *version =
            version_of(*state, rows[i].rule, rows[i].given, date_ymd(2024, 3, 1));
        assert_int_equal(law_part_needed(version, rows[i].base), rows[i].least);
        assert_true(law_part_meets(version, rows[i].least, rows[i].base));
        assert_false(law_part_meets(version, rows[i].least - 1, rows[i].base));
    }
}

static void counts_have_a_least_and_a_most(void **state)
{
    struct civil_date on = date_ymd(2024, 3, 1);
    const struct law_version *least = version_of(*state, STR("decision.tellers.min"), STR(""), on);
    const struct law_version *most = version_of(*state, STR("decision.tellers.max"), STR(""), on);
    const struct law_version *under =
        version_of(*state, STR("election.extra.threshold"), STR("council"), on);
    assert_false(law_part_meets(least, 2, 0));
    assert_true(law_part_meets(least, 3, 0));
    assert_true(law_part_meets(most, 5, 0));
    assert_false(law_part_meets(most, 6, 0));
    /* fewer than two thirds of 5 seats: 3 elected are, 4 are not */
    assert_true(law_part_meets(under, 3, 5));
    assert_false(law_part_meets(under, 4, 5));
    assert_int_equal(law_part_needed(under, 5), 3);
    /* none of none is neither two thirds nor fewer */
    assert_false(law_part_meets(
        version_of(*state, STR("decision.threshold.contributions"), STR("village"), on), 0, 0));
    assert_false(law_part_meets(under, 0, 0));
}

static void a_chair_receives_each_week_and_later_twice_a_month(void **state)
{
    /* Wednesdays of March 2026, but for the 18th */
    const struct civil_date days[] = {date_ymd(2026, 3, 4), date_ymd(2026, 3, 11),
                                      date_ymd(2026, 3, 11), date_ymd(2026, 3, 25)};
    const struct law_version *weekly =
        version_of(*state, STR("reception.frequency"), STR("commune_chair"), date_ymd(2026, 3, 1));
    const struct law_version *monthly =
        version_of(*state, STR("reception.frequency"), STR("commune_chair"), date_ymd(2026, 7, 1));
    struct law_frequency frequency = law_frequency_judge(*state, weekly, date_ymd(2026, 3, 1),
                                                         date_ymd(2026, 3, 31), days, COUNT(days));
    /* whole weeks: 2–8, 9–15, 16–22, 23–29 March */
    assert_int_equal(frequency.periods.count, 4);
    assert_int_equal(frequency.periods.items[0].from.days, date_ymd(2026, 3, 2).days);
    assert_int_equal(frequency.periods.items[1].count, 1);
    assert_true(frequency.periods.items[1].is_met);
    assert_false(frequency.periods.items[2].is_met);
    assert_true(frequency.periods.items[3].is_met);
    assert_false(frequency.is_met);
    frequency = law_frequency_judge(*state, monthly, date_ymd(2026, 3, 1), date_ymd(2026, 4, 29),
                                    days, COUNT(days));
    assert_int_equal(frequency.periods.count, 1);
    assert_int_equal(frequency.periods.items[0].count, 3);
    assert_true(frequency.is_met);
}

static void quarters_and_years_are_whole(void **state)
{
    const struct civil_date days[] = {date_ymd(2024, 2, 10), date_ymd(2024, 6, 30),
                                      date_ymd(2024, 10, 1)};
    const struct law_version *quarterly =
        version_of(*state, STR("publication.list.update"), STR("commune"), date_ymd(2024, 1, 1));
    const struct law_version *yearly =
        version_of(*state, STR("dialogue.commune"), STR("commune"), date_ymd(2024, 1, 1));
    struct law_frequency frequency = law_frequency_judge(*state, quarterly, date_ymd(2024, 1, 1),
                                                         date_ymd(2024, 12, 31), days, COUNT(days));
    assert_int_equal(frequency.periods.count, 4);
    assert_true(frequency.periods.items[0].is_met);
    assert_true(frequency.periods.items[1].is_met);
    assert_false(frequency.periods.items[2].is_met);
    assert_true(frequency.periods.items[3].is_met);
    frequency = law_frequency_judge(*state, yearly, date_ymd(2023, 7, 1), date_ymd(2024, 12, 31),
                                    days, COUNT(days));
    assert_int_equal(frequency.periods.count, 1);
    assert_true(frequency.is_met);
}

/* 9999-12-31 is a Friday. A stranger may type it; once the months did not end there. */
static void periods_end_with_the_last_year_there_is(void **state)
{
    const struct civil_date last = date_ymd(9999, 12, 31);
    const struct law_version *weekly =
        version_of(*state, STR("reception.frequency"), STR("commune_chair"), date_ymd(2026, 3, 1));
    const struct law_version *monthly =
        version_of(*state, STR("reception.frequency"), STR("commune_chair"), date_ymd(2026, 7, 1));
    const struct law_version *quarterly =
        version_of(*state, STR("publication.list.update"), STR("commune"), date_ymd(2024, 1, 1));
    const struct law_version *yearly =
        version_of(*state, STR("dialogue.commune"), STR("commune"), date_ymd(2024, 1, 1));
    /*  version, from, how many periods are whole */
    const struct {
        const struct law_version *version;
        struct civil_date from;
        size_t count;
    } rows[] = {
        {weekly,    date_ymd(9999, 12, 13), 2}, /* Mondays: 13, 20; the week of the 27th is not */
        {monthly,   date_ymd(9999, 10, 2),  2},
        {monthly,   date_ymd(9999, 12, 1),  1},
        {quarterly, date_ymd(9999, 7,  1),  2},
        {yearly,    date_ymd(9998, 1,  1),  2},
        {yearly,    date_ymd(9999, 1,  2),  0},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct law_frequency frequency =
            law_frequency_judge(*state, rows[i].version, rows[i].from, last, NULL, 0);
        assert_int_equal(frequency.periods.count, rows[i].count);
        if (rows[i].count > 0 && rows[i].version != weekly)
            assert_int_equal(frequency.periods.items[rows[i].count - 1].to.days, last.days);
    }
}

static void articles_and_values_are_said_in_both_languages(void **state)
{
    static const struct {
        struct str article, vi, en;
    } articles[] = {
        {STR_INIT("Đ12.3"),                      STR_INIT("khoản 3 Điều 12"),                            STR_INIT("article 12.3")    },
        {STR_INIT("Đ6.1a"),                      STR_INIT("điểm a khoản 1 Điều 6"),                   STR_INIT("article 6.1(a)")  },
        {STR_INIT("Đ51.2đ"),                    STR_INIT("điểm đ khoản 2 Điều 51"),                 STR_INIT("article 51.2(đ)")},
        {STR_INIT("Đ29–30"),                   STR_INIT("Điều 29–30"),                                 STR_INIT("article 29–30") },
        {STR_INIT("Đ24.1–2"),                  STR_INIT("khoản 1–2 Điều 24"),                        STR_INIT("article 24.1–2")},
        {STR_INIT("Đ51.1; Đ69.1"),              STR_INIT("khoản 1 Điều 51; khoản 1 Điều 69"),
         STR_INIT("article 51.1; article 69.1")                                                                                            },
        {STR_INIT("Đ12 (Đ28b.1 NĐ 124/2020)"), STR_INIT("Điều 12 (khoản 1 Điều 28b NĐ 124/2020)"),
         STR_INIT("article 12 (article 28b.1 NĐ 124/2020)")                                                                               },
    };
    struct explainer vi = {*state, messages, LOCALE_VI, law};
    struct explainer en = {*state, messages, LOCALE_EN, law};
    struct civil_date on = date_ymd(2024, 3, 1);
    for (size_t i = 0; i < COUNT(articles); i++) {
        assert_str(explain_article(&vi, articles[i].article), articles[i].vi);
        assert_str(explain_article(&en, articles[i].article), articles[i].en);
    }
    assert_str(explain_value(&vi, version_of(*state, STR("publication.due"), STR("commune"), on)),
               STR("không quá 5 ngày làm việc"));
    assert_str(
        explain_value(&en, version_of(*state, STR("reception.schedule.publish"), STR(""), on)),
        STR("at least 5 working days before"));
    assert_str(explain_value(&vi, version_of(*state, STR("decision.threshold.contributions"),
                                             STR("village"), on)),
               STR("ít nhất 2/3 tổng số hộ gia đình của thôn, tổ dân phố"));
    assert_str(explain_value(
                   &en, version_of(*state, STR("reception.frequency"), STR("province_chair"), on)),
               STR("at least 1 day a month"));
    assert_str(explain_value(&vi, version_of(*state, STR("reception.frequency"),
                                             STR("commune_chair"), date_ymd(2026, 7, 1))),
               STR("ít nhất 2 ngày trong một tháng"));
    assert_str(explain_value(&vi, version_of(*state, STR("dialogue.commune"), STR("commune"), on)),
               STR("ít nhất 1 lần trong một năm"));
    assert_str(explain_citation(&vi, version_of(*state, STR("election.dossier"), STR(""),
                                                date_ymd(2026, 3, 15))),
               STR("khoản 1 Điều 35 Luật 85/2015/QH13, sửa đổi bởi Luật 83/2025/QH15"));
    /* NĐ 155/2026, Điều 10: "Sửa đổi khoản 1 Điều 16"; Điều 21.1: from 01/07/2026 */
    assert_str(explain_citation(&vi, version_of(*state, STR("complaint.accept"), STR(""),
                                                date_ymd(2026, 6, 30))),
               STR("khoản 1 Điều 16 Nghị định 124/2020/NĐ-CP"));
    assert_str(explain_citation(
                   &vi, version_of(*state, STR("complaint.accept"), STR(""), date_ymd(2026, 7, 1))),
               STR("khoản 1 Điều 16 Nghị định 124/2020/NĐ-CP, sửa đổi, bổ sung bởi Điều 10 "
                   "Nghị định 155/2026/NĐ-CP"));
    assert_str(explain_citation(
                   &en, version_of(*state, STR("complaint.accept"), STR(""), date_ymd(2026, 7, 1))),
               STR("article 16.1, Decree 124/2020/NĐ-CP, as amended by article 10, "
                   "Decree 155/2026/NĐ-CP"));
    assert_str(explain_own_article(&vi, STR("Đ12 (Đ28b.1 NĐ 124/2020/NĐ-CP)")), STR("Điều 12"));
}

static void an_explanation_names_each_day_and_its_reason(void **state)
{
    static const char *const expected[] = {
        "Bắt đầu: thứ Sáu 22/04/2022. Ngày này không tính (Bộ luật Dân sự 2015, Điều 147 khoản 2, "
        "3).",
        "Không tính thứ Bảy 23/04/2022: ngày nghỉ cuối tuần.",
        "Không tính Chủ nhật 24/04/2022: ngày nghỉ cuối tuần.",
        "Không tính thứ Bảy 30/04/2022: Ngày Chiến thắng.",
        "Không tính Chủ nhật 01/05/2022: Ngày Quốc tế Lao động.",
        "Không tính thứ Hai 02/05/2022: nghỉ bù Ngày Chiến thắng (30/04/2022).",
        "Không tính thứ Ba 03/05/2022: nghỉ bù Ngày Quốc tế Lao động (01/05/2022).",
        "Đủ 6 ngày làm việc vào thứ Tư 04/05/2022.",
    };
    struct explainer explainer = {*state, messages, LOCALE_VI, law};
    struct term_request request = {
        .start = date_ymd(2022, 4, 22), .term = {6, TERM_WORKING_DAYS}
    };
    struct counting counting;
    struct explanation explanation = {0};
    assert_no_fault(term_count(*state, law_calendar(law), &request, &counting));
    explain_counting(&explainer, &counting, &explanation);
    assert_int_equal(explanation.lines.count, COUNT(expected));
    for (size_t i = 0; i < COUNT(expected); i++)
        assert_str(explanation.lines.items[i], str_from_c(expected[i]));
}

/* Each day by the law's own word for it. */
static void a_day_is_called_by_what_it_means(void **state)
{
    static const struct {
        struct str rule, given, on, due;
        const char *line; /* the last of the explanation */
    } rows[] = {
  /* 04/03/2022 is a Friday; at the latest, at least, more than, from, reached */
        {STR_INIT("complaint.send"),                STR_INIT("first"),   STR_INIT("2022-03-01"),
         STR_INIT("2022-03-04"),                                                                                         "Hạn: thứ Sáu 04/03/2022."                                          },
        {STR_INIT("publication.posting.min"),       STR_INIT("commune"), STR_INIT("2026-02-10"),
         STR_INIT("2026-03-12"),                                                                                         "Ít nhất đến hết thứ Năm 12/03/2026."                         },
        {STR_INIT("reception.schedule.publish"),    STR_INIT(""),        STR_INIT("2022-03-16"),
         STR_INIT("2022-03-09"),                                                                                         "Chậm nhất: thứ Tư 09/03/2022."                                   },
        {STR_INIT("election.supplement.term_left"), STR_INIT("council"), STR_INIT("2026-06-30"),
         STR_INIT("2024-12-30"),                                                                                         "Trước thứ Hai 30/12/2024: chính ngày ấy thì không còn hơn."},
        {STR_INIT("election.notice"),               STR_INIT(""),        STR_INIT("2026-03-15"), STR_INIT("2026-03-05"),
         "Từ thứ Năm 05/03/2026 cho đến ngày ấy."                                                                                                                                      },
 /* born long before the decree, and of age on a Saturday */
        {STR_INIT("village_head.age"),              STR_INIT(""),        STR_INIT("2005-09-05"), STR_INIT("2026-09-05"),
         "Đủ vào thứ Bảy 05/09/2026."                                                                                                                                                     },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct explainer explainer = {*state, messages, LOCALE_VI, law};
        struct law_facts facts = {.given = {law_condition(law, rows[i].given)}};
        struct explanation explanation = {0};
        struct law_due due;
        assert_true(date_from_iso(rows[i].on, &facts.on));
        facts.given_count = facts.given[0] != NULL;
        assert_no_fault(law_due(*state, law, law_rule(law, rows[i].rule), &facts, &due));
        assert_str(date_to_iso(*state, due.due), rows[i].due);
        explain_due(&explainer, &due, &explanation);
        assert_str(explanation.lines.items[explanation.lines.count - 1], str_from_c(rows[i].line));
    }
}

static void a_changed_edition_is_told_from_the_old(void **state)
{
    size_t count;
    const struct asset *assets = asset_list(&count);
    struct asset *changed = arena_alloc_array(*state, count, sizeof(*changed));
    const struct law *other;
    struct law_changes changes;
    struct str old_words = STR("limit max 7 W\nform Mẫu 03");
    struct str new_words = STR("limit max 6 W\nform Mẫu 03");
    for (size_t i = 0; i < count; i++) {
        ptrdiff_t at = str_find(assets[i].bytes, old_words, 0);
        changed[i] = assets[i];
        if (str_equal(assets[i].name, STR("law/rules/complaint.txt"))) {
            assert_true(at >= 0);
            changed[i].bytes = arena_printf(
                *state, PRISTR PRISTR PRISTR, STRARG(str_slice(assets[i].bytes, 0, (size_t)at)),
                STRARG(new_words), STRARG(str_from(assets[i].bytes, (size_t)at + old_words.len)));
        }
    }
    assert_no_fault(law_load(*state, changed, count, &other));
    assert_int_equal(law_diff(*state, law, law).items.count, 0);
    changes = law_diff(*state, law, other);
    assert_int_equal(changes.items.count, 1);
    assert_int_equal(changes.items.items[0].kind, CHANGE_VALUE);
    assert_str(changes.items.items[0].new_version->rule->id, STR("complaint.accept"));
    assert_int_equal(changes.items.items[0].old_version->number, 7);
    assert_int_equal(changes.items.items[0].new_version->number, 6);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(thresholds_are_met_by_whole_households),
        cmocka_unit_test(counts_have_a_least_and_a_most),
        cmocka_unit_test(a_chair_receives_each_week_and_later_twice_a_month),
        cmocka_unit_test(quarters_and_years_are_whole),
        cmocka_unit_test(periods_end_with_the_last_year_there_is),
        cmocka_unit_test(articles_and_values_are_said_in_both_languages),
        cmocka_unit_test(an_explanation_names_each_day_and_its_reason),
        cmocka_unit_test(a_day_is_called_by_what_it_means),
        cmocka_unit_test(a_changed_edition_is_told_from_the_old),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
