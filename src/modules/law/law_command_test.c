/*
 * dinh law, over files in memory.
 */
#include "modules/law/law_site.h"

#include "base/testing.h"
#include "civic/site.h"

#include <stdlib.h>
#include <string.h>

static const struct messages *messages;

static int setup(void **state)
{
    struct arena *arena = arena_new();
    assert_no_fault(messages_load(arena, &messages));
    *state = arena;
    return 0;
}

static int teardown(void **state)
{
    arena_free(*state);
    return 0;
}

struct outcome {
    int code;
    struct str out;
    struct str err;
};

/* Stands for the module that reads the forms: counts them, and refuses one called "bad". */
static const struct fault *count_forms(struct arena *arena, const struct law *law,
                                       const struct asset *files, size_t count, size_t *ret_forms)
{
    assert_non_null(law_instrument(law, STR("TT 01/2024/TT-TTCP")));
    *ret_forms = 0;
    for (size_t i = 0; i < count; i++) {
        if (str_equal(files[i].bytes, STR("bad\n")))
            return fault_with(fault_new(arena, FAULT_INTERNAL, "law.broken.word", "bad"), "place",
                              files[i].name);
        *ret_forms += str_starts(files[i].name, STR("law/forms/"));
    }
    return NULL;
}

/* Runs the words of `line` with `input` on standard input. */
static struct outcome run(struct arena *arena, const char *line, struct str input)
{
    char *words[32];
    int count = 0;
    char *out_bytes = NULL;
    char *err_bytes = NULL;
    size_t out_size;
    size_t err_size;
    struct str rest = str_from_c(line);
    struct law_streams streams = {tmpfile(), open_memstream(&out_bytes, &out_size),
                                  open_memstream(&err_bytes, &err_size), count_forms};
    struct outcome outcome;
    assert_true(streams.in && streams.out && streams.err);
    fwrite(input.ptr, 1, input.len, streams.in);
    rewind(streams.in);
    while (rest.ptr)
        words[count++] = (char *)(uintptr_t)arena_c(arena, str_cut(&rest, ' '));
    outcome.code = law_command(arena, messages, LOCALE_EN, count, words, streams);
    fclose(streams.in);
    fclose(streams.out);
    fclose(streams.err);
    outcome.out = arena_copy(arena, (struct str){out_bytes, out_size});
    outcome.err = arena_copy(arena, (struct str){err_bytes, err_size});
    free(out_bytes);
    free(err_bytes);
    return outcome;
}

static void words_are_answered_with_a_line(void **state)
{
    static const struct {
        const char *words;
        struct str out;
    } rows[] = {
        {"add 2026-08-20 7W",                                                           STR_INIT("2026-08-28\n")    },
        {"add 20/08/2026 7W",                                                           STR_INIT("2026-08-28\n")    },
        {"add 2024-01-31 1M",                                                           STR_INIT("2024-02-29\n")    },
        {"add 2026-08-23 0D",                                                           STR_INIT("2026-08-24\n")    },
        {"add 2026-08-22 0W",                                                           STR_INIT("2026-08-22\n")    },
        {"lunar 1900-01-01",                                                            STR_INIT("1 12 1899\n")     },
        {"lunar 2033-12-22",                                                            STR_INIT("1 11 2033 leap\n")},
        {"lunar 2100-12-31",                                                            STR_INIT("1 12 2100\n")     },
        {"add 2022-01-31 1M",                                                           STR_INIT("2022-02-28\n")    },
        {"before 2022-02-10 5W",                                                        STR_INIT("2022-01-27\n")    },
        {"lunar 2030-02-02",                                                            STR_INIT("1 1 2030\n")      },
        {"lunar 1985-01-21",                                                            STR_INIT("1 1 1985\n")      },
        {"lunar 2025-07-25",                                                            STR_INIT("1 6 2025 leap\n") },
        {"solar 1 1 2030",                                                              STR_INIT("2030-02-02\n")    },
        {"solar 1 6 2025 leap",                                                         STR_INIT("2025-07-25\n")    },
        {"due complaint.accept --on 2026-07-01",                                        STR_INIT("2026-07-10\n")    },
        {"due complaint.resolve.first --on 2022-03-11 --given remote --given complex",
         STR_INIT("2022-05-10\n")                                                                                   },
        {"due denunciation.resolve --on 2022-01-20 --given complex --extended 1",
         STR_INIT("2022-03-21\n")                                                                                   },
        {"due denunciation.resolve --on 2022-01-20 --suspended 2022-02-10..2022-02-20",
         STR_INIT("2022-03-01\n")                                                                                   },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct outcome outcome = run(*state, rows[i].words, STR(""));
        assert_str(outcome.err, STR(""));
        assert_str(outcome.out, rows[i].out);
        assert_int_equal(outcome.code, 0);
    }
}

static void the_reasons_follow_indented(void **state)
{
    struct outcome outcome = run(*state, "add 2026-08-20 7W --explain", STR(""));
    assert_str(outcome.out,
               STR("2026-08-28\n"
                   "  Start: Thursday 20/08/2026. This day is not counted (Civil Code 2015, "
                   "article 147.2, 147.3).\n"
                   "  Counted, Saturday 22/08/2026: worked for 31/08/2026.\n"
                   "  Not counted, Sunday 23/08/2026: weekend.\n"
                   "  7 working days are complete on Friday 28/08/2026.\n"));
    outcome = run(*state, "due dialogue.notice --on 2027-05-10 --explain", STR(""));
    assert_true(str_find(outcome.out, STR("A local rule"), 0) >= 0);
    outcome = run(*state, "due complaint.accept --on 2027-01-04 --explain", STR(""));
    assert_true(str_find(outcome.out, STR("Provisional"), 0) >= 0);
}

/* Civil Code 2015, article 147.3: "Khi thời hạn bắt đầu bằng một sự kiện thì ngày xảy ra sự
 * kiện không được tính"; 148.3: "nếu tháng kết thúc thời hạn không có ngày tương ứng thì
 * thời hạn kết thúc vào ngày cuối cùng của tháng đó"; 148.5: "kết thúc tại thời điểm kết thúc
 * ngày làm việc tiếp theo ngày nghỉ đó". Until 31/12/2016 the articles of the Code of 2005. */
static void each_step_names_the_article_of_its_time(void **state)
{
    static const struct {
        const char *words;
        struct str says;
    } rows[] = {
        {"add 2018-01-31 1M --explain",
         STR_INIT("  Start: Wednesday 31/01/2018. This day is not counted (Civil Code 2015, "
                  "article 147.2, 147.3).\n"
                  "  1 month is complete on Wednesday 28/02/2018.\n"
                  "  That month has no such day, so its last day is taken (Civil Code 2015, "
                  "article 148).\n")                                                                                },
        {"add 2024-05-03 1D --explain",                    STR_INIT("  1 day is complete on Saturday 04/05/2024.\n")},
        {"add 2024-05-10 2D --explain",
         STR_INIT("  2 days are complete on Sunday 12/05/2024.\n"
                  "  The last day is a day off: Sunday 12/05/2024, weekend.\n"
                  "  The term ends with the next working day, Monday 13/05/2024 (Civil Code "
                  "2015, article 148.5).\n")                                                                        },
        {"add 2016-12-30 1D --explain",
         STR_INIT("  Start: Friday 30/12/2016. This day is not counted (Civil Code 2005, article "
                  "152).\n")                                                                                        },
        {"add 2016-12-30 1D --explain",
         STR_INIT("Tuesday 03/01/2017 (Civil Code 2005, article 153).\n")                                           },
        {"add 2015-01-31 1M --explain",
         STR_INIT("so its last day is taken (Civil Code 2005, article 153).\n")                                     },
        {"due complaint.accept --on 2026-07-01 --explain",
         STR_INIT("  Start, day the complaint was received: Wednesday 01/07/2026. This day is "
                  "not counted (Civil Code 2015, article 147.2, 147.3).\n")                                         },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct outcome outcome = run(*state, rows[i].words, STR(""));
        if (str_find(outcome.out, rows[i].says, 0) < 0)
            print_error("row %zu: " PRISTR, i, STRARG(outcome.out));
        assert_true(str_find(outcome.out, rows[i].says, 0) >= 0);
    }
}

static void time_that_stands_still_is_told_where_it_lies(void **state)
{
    /* twice, with days between that count: 20/01 and 30 days, and 4 and 2 more */
    struct outcome outcome =
        run(*state,
            "due denunciation.resolve --on 2022-01-20 --suspended 2022-02-02..2022-02-06"
            " --suspended 2022-02-10..2022-02-12 --explain",
            STR(""));
    assert_true(str_starts(outcome.out, STR("2022-02-25\n")));
    assert_true(str_find(outcome.out,
                         STR("  Not counted, from 03/02/2022 to 06/02/2022: suspended.\n"
                             "  Not counted, from 11/02/2022 to 12/02/2022: suspended.\n"
                             "  30 days are complete on Friday 25/02/2022.\n"),
                         0) > 0);
    /* 30 days end on Saturday 19/02; suspended on the Sunday, before Monday ends it */
    outcome = run(*state,
                  "due denunciation.resolve --on 2022-01-20 --suspended 2022-02-20..2022-02-24"
                  " --explain",
                  STR(""));
    assert_true(str_starts(outcome.out, STR("2022-02-24\n")));
    assert_true(str_find(outcome.out,
                         STR("  30 days are complete on Saturday 19/02/2022.\n"
                             "  The last day is a day off: Saturday 19/02/2022, weekend.\n"
                             "  Not counted, from 21/02/2022 to 24/02/2022: suspended.\n"
                             "  A term does not end while it stands still; it ends when it goes "
                             "on: Thursday 24/02/2022.\n"),
                         0) > 0);
}

static void lines_are_answered_one_by_one_and_bad_ones_named(void **state)
{
    struct outcome outcome = run(*state, "add",
                                 STR("2026-08-20 7W\r\n2026-08-20\t 7X\n"
                                     "2022-01-27  10W\n\xFF\n2024-04-26 5W"));
    assert_int_equal(outcome.code, 1);
    assert_str(outcome.out, STR("2026-08-28\n\n2022-02-17\n\n2024-05-07\n"));
    assert_true(str_starts(outcome.err, STR("dinh law: 2: ")));
    assert_true(str_find(outcome.err, STR("dinh law: 4: "), 0) > 0);
    /* blank lines are no mistake, and keep their place */
    outcome = run(*state, "add", STR("\r\n2026-08-20 7W\r\n  \t\r\n\n2026-08-20 0D"));
    assert_int_equal(outcome.code, 0);
    assert_str(outcome.err, STR(""));
    assert_str(outcome.out, STR("\n2026-08-28\n\n\n2026-08-20\n"));
    /* nor is the mark with which some editors begin a file, there and nowhere else */
    outcome = run(*state, "add",
                  STR("\xEF\xBB\xBF"
                      "2026-08-20 7W\n\xEF\xBB\xBF"
                      "2026-08-20 7W\n"));
    assert_int_equal(outcome.code, 1);
    assert_str(outcome.out, STR("2026-08-28\n\n"));
    assert_true(str_starts(outcome.err, STR("dinh law: 2: ")));
    outcome = run(*state, "due",
                  STR("complaint.accept --on 2026-06-30\n"
                      "publication.due --on 2023-07-01 --given agency\n"));
    assert_int_equal(outcome.code, 0);
    assert_str(outcome.out, STR("2026-07-14\n2023-07-07\n"));
    outcome = run(*state, "solar", STR("1 1 2007\n15 8 2025\n"));
    assert_str(outcome.out, STR("2007-02-17\n2025-10-06\n"));
}

/* Two thirds of 186 households are 124, more than half of them 94 (Law 10/2022/QH15). */
static void a_part_is_asked_for_and_judged(void **state)
{
    struct outcome outcome =
        run(*state, "part",
            STR("decision.threshold.contributions 186 --on 2024-03-01 --given village\n"
                "decision.threshold.contributions 186 124 --on 2024-03-01 --given village\n"
                "decision.threshold.contributions 186 123 --on 2024-03-01 --given village\n"
                "decision.threshold.other 186 --on 2024-03-01 --given village\n"
                "decision.threshold.other 186 93 --on 2024-03-01 --given village\n"
                "decision.threshold.other --on 2024-03-01 --given village 1000000000\n"));
    assert_str(outcome.err, STR(""));
    assert_str(outcome.out, STR("124\nyes\nno\n94\nno\n500000001\n"));
    assert_int_equal(outcome.code, 0);
    outcome = run(*state, "part",
                  STR("decision.threshold.other --on 2024-03-01 --given village\n"
                      "decision.threshold.other 1 2 3 --on 2024-03-01 --given village\n"
                      "decision.threshold.other 1000000001 --on 2024-03-01 --given village\n"
                      "decision.threshold.other -1 --on 2024-03-01 --given village\n"
                      "complaint.accept 10 --on 2024-03-01\n"
                      "no.such.rule 10 --on 2024-03-01\n"));
    assert_int_equal(outcome.code, 1);
    assert_str(outcome.out, STR("\n\n\n\n\n\n"));
    assert_true(str_find(outcome.err, STR("dinh law: 5: "), 0) > 0);
}

/* Words, and the sentence with which they are refused. */
struct refusal {
    const char *words;
    struct str err;
};

static void assert_refusals(struct arena *arena, const struct refusal rows[], size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct outcome outcome = run(arena, rows[i].words, STR(""));
        assert_str(outcome.err, rows[i].err);
        assert_str(outcome.out, STR(""));
        assert_int_equal(outcome.code, 1);
    }
}

/* A day, a term or a period that is none, and words too few or too many. */
static void what_is_not_written_so_is_refused(void **state)
{
    static const struct refusal rows[] = {
        {"due denunciation.resolve --on 2022-01-20 --suspended 2022-02-10",
         STR_INIT("dinh law: “2022-02-10” is no period; please write it like "
                  "2026-08-20..2026-08-25, at most 8 of them.\n")                                    },
        {"add 2026-02-30 5D",
         STR_INIT("dinh law: “2026-02-30” is no date; please write it like 2026-08-20.\n")       },
        {"add 2026-01-01",
         STR_INIT("dinh law: “2026-01-01”: too few or too many words; see “dinh law”.\n")    },
        {"due complaint.accept complaint.send",
         STR_INIT("dinh law: “complaint.accept complaint.send”: too few or too many words; see "
                  "“dinh law”.\n")                                                               },
        {"add 2026-01-01 -5D",
         STR_INIT("dinh law: “-5D” is no term; please write it like 30D, 7W, 3M.\n")             },
        {"add 2026-01-01 99999999999999999999D",
         STR_INIT(
             "dinh law: “99999999999999999999D” is no term; please write it like 30D, 7W, 3M.\n")},
    };
    assert_refusals(*state, rows, COUNT(rows));
}

static void what_lies_outside_the_calendar_is_refused(void **state)
{
    static const struct refusal rows[] = {
        {"add 1899-12-31 5D",
         STR_INIT("dinh law: 31/12/1899 lies outside the calendar of this program, which runs from "
                  "01/01/1900 to 31/12/2100.\n")     },
        {"add 2026-01-05 99999M",
         STR_INIT("dinh law: 01/01/2101 lies outside the calendar of this program, which runs from "
                  "01/01/1900 to 31/12/2100.\n")     },
        {"before 2026-01-05 9999Y",
         STR_INIT("dinh law: 31/12/1899 lies outside the calendar of this program, which runs from "
                  "01/01/1900 to 31/12/2100.\n")     },
        {"solar 2 12 2100",
         STR_INIT(
             "dinh law: There is no lunar day 2/12/2100 in the calendar of this program, which "
             "runs from 01/01/1900 to 31/12/2100.\n")},
        {"add 2100-12-31 1D",
         STR_INIT("dinh law: 01/01/2101 lies outside the calendar of this program, which runs from "
                  "01/01/1900 to 31/12/2100.\n")     },
        {"before 1900-01-05 5D",
         STR_INIT("dinh law: 31/12/1899 lies outside the calendar of this program, which runs from "
                  "01/01/1900 to 31/12/2100.\n")     },
        {"solar 1 1 2030 leap",
         STR_INIT(
             "dinh law: There is no lunar day 1/1/2030 leap in the calendar of this program, which "
             "runs from 01/01/1900 to 31/12/2100.\n")},
        {"solar 30 2 2025",
         STR_INIT(
             "dinh law: There is no lunar day 30/2/2025 in the calendar of this program, which "
             "runs from 01/01/1900 to 31/12/2100.\n")},
        {"lunar 1899-12-31",
         STR_INIT("dinh law: 31/12/1899 lies outside the calendar of this program, which runs from "
                  "01/01/1900 to 31/12/2100.\n")     },
    };
    assert_refusals(*state, rows, COUNT(rows));
}

static void what_no_rule_answers_is_refused(void **state)
{
    static const struct refusal rows[] = {
        {"due complaint.accept --on 2010-01-05",
         STR_INIT("dinh law: Rule complaint.accept has no version for 05/01/2010; its first is in "
                  "force from 01/07/2012.\n")                                                  },
        {"due decision.threshold.other --on 2026-01-05",
         STR_INIT("dinh law: Rule decision.threshold.other sets no term, so it gives no date. Pass "
                  "other matters: more than 1/2 of all households of the village (article 21.1, "
                  "Law 10/2022/QH15).\n")                                                      },
        {"due publication.plan --on 2026-01-05",
         STR_INIT("dinh law: Rule publication.plan sets no term, so it gives no date. Publication "
                  "plan: at least once a year (a local rule, with regard to: article 14.1, Law "
                  "10/2022/QH15).\n")                                                          },
        {"due reception.frequency --on 2014-07-01",
         STR_INIT("dinh law: Rule reception.frequency on 01/07/2014 depends on a condition; please "
                  "choose one of: commune_chair (Chair of the commune), district_chair (Chair of "
                  "the district), province_chair (Chair of the province), agency_head (Head of an "
                  "agency).\n")                                                                },
        {"due reception.frequency --on 2025-07-01 --given district_chair",
         STR_INIT(
             "dinh law: Rule reception.frequency, case “Chair of the district”, has no version "
             "for 01/07/2025; its last was in force until 30/06/2025.\n")                      },
 /* the case is one of the rule by which the term is lengthened */
        {"due denunciation.resolve --on 2024-01-02 --extended 1",
         STR_INIT("dinh law: Rule denunciation.extend on 02/01/2024 depends on a condition; please "
                  "choose one of: complex (Complex), specially_complex (Specially complex).\n")},
        {"due complaint.acept --on 2026-01-05",
         STR_INIT("dinh law: There is no rule “complaint.acept”.\n")                       },
        {"due complaint.accept --on 2026-01-05 --given weird",
         STR_INIT("dinh law: There is no condition “weird”.\n")                            },
    };
    assert_refusals(*state, rows, COUNT(rows));
}

static void words_that_are_no_command_get_the_code_of_a_wrong_use(void **state)
{
    assert_int_equal(run(*state, "subtract 1", STR("")).code, 2);
    assert_int_equal(run(*state, "add 2026-01-01", STR("")).code, 1);
    assert_int_equal(run(*state, "due --on", STR("")).code, 1);
}

/* "355 dated versions", as many as the rules of the folder have. */
static struct str versions_of_folder(struct arena *arena)
{
    const struct law *law;
    const struct law_rule *const *rules;
    size_t versions = 0;
    size_t count;
    assert_no_fault(law_data_folder(arena, STR("law"), &law));
    rules = law_rules(law, &count);
    for (size_t i = 0; i < count; i++)
        versions += rules[i]->versions.count;
    return arena_printf(arena, "%zu dated versions", versions);
}

static void the_data_in_a_folder_is_proved_and_compared(void **state)
{
    struct arena *arena = arena_new();
    struct str form;
    struct outcome outcome = run(*state, "check", STR(""));
    assert_int_equal(outcome.code, 0);
    assert_true(str_find(outcome.out, versions_of_folder(arena), 0) >= 0);
    arena_free(arena);
    outcome = run(*state, "check law", STR(""));
    assert_int_equal(outcome.code, 0);
    /* the forms of the folder are handed to who can read them */
    assert_true(str_find(outcome.out, STR("\n23 statistical forms\n"), 0) > 0);
    outcome = run(*state, "diff law law", STR(""));
    assert_int_equal(outcome.code, 0);
    assert_str(outcome.out, STR("0 changes\n"));
    /* as when the rule by which the program counts was renamed */
    form = arena_printf(*state, "%s/feedback.txt", testing_folder(*state));
    assert_no_fault(file_write(*state, form.ptr,
                               STR("area feedback A | A\nrule feedback.resolved\ntitle A | A\n"
                                   "starts petition_received\nversion 2014-07-01..\n"
                                   "limit max 15 W\nbounds 1..30\ncertainty practice\nend\n"),
                               0600));
    outcome = run(*state, arena_printf(*state, "check " PRISTR, STRARG(form)).ptr, STR(""));
    assert_int_equal(outcome.code, 1);
    assert_true(str_find(outcome.err, STR("the program applies rule “feedback.resolve”"), 0) > 0);
    outcome = run(*state, "check no-such-folder", STR(""));
    assert_int_equal(outcome.code, 1);
    form = arena_printf(*state, "%s/01-xld-2024.txt", testing_folder(*state));
    assert_no_fault(file_write(*state, form.ptr, STR("bad\n"), 0600));
    outcome = run(*state, arena_printf(*state, "check " PRISTR, STRARG(form)).ptr, STR(""));
    assert_int_equal(outcome.code, 1);
    assert_true(str_find(outcome.err, STR("law/forms/01-xld-2024.txt"), 0) > 0);
}

/* As when a condition was renamed in law/words.txt and in its rules. */
static void a_condition_that_a_kind_names_and_the_law_lacks_stops_the_start(void **state)
{
    static struct matter_kind kind = {.name = "khieu-nai", .conditions = "remote complex"};
    static const struct matter_kind *const kinds[] = {&kind};
    static const struct module module = {.name = "x", .kinds = kinds, .kind_count = 1};
    static const struct module *const modules[] = {&module, NULL};
    struct site site = {.arena = *state, .messages = messages, .modules = modules};
    const struct fault *fault;
    void *law = NULL;
    assert_no_fault(law_module.load(&site, &law));
    assert_non_null(law);
    kind.conditions = "remote complicated";
    fault = law_module.load(&site, &law);
    assert_non_null(fault);
    assert_string_equal(fault->key, "law.broken.kind-condition");
    assert_str(message_fault(*state, messages, LOCALE_EN, fault),
               STR("law/words.txt: the program’s kind of matter “khieu-nai” counts terms by the "
                   "condition “complicated”, which this file does not have; it may not be renamed "
                   "or taken out."));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_answered_with_a_line),
        cmocka_unit_test(the_reasons_follow_indented),
        cmocka_unit_test(each_step_names_the_article_of_its_time),
        cmocka_unit_test(time_that_stands_still_is_told_where_it_lies),
        cmocka_unit_test(lines_are_answered_one_by_one_and_bad_ones_named),
        cmocka_unit_test(what_is_not_written_so_is_refused),
        cmocka_unit_test(what_lies_outside_the_calendar_is_refused),
        cmocka_unit_test(what_no_rule_answers_is_refused),
        cmocka_unit_test(a_part_is_asked_for_and_judged),
        cmocka_unit_test(words_that_are_no_command_get_the_code_of_a_wrong_use),
        cmocka_unit_test(the_data_in_a_folder_is_proved_and_compared),
        cmocka_unit_test(a_condition_that_a_kind_names_and_the_law_lacks_stops_the_start),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
