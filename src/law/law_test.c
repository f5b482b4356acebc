/*
 * The nights on which the law changed, and data that must be refused.
 */
#include "law/due.h"

#include "base/file.h"
#include "law/law_fixture.h"

#include <string.h>

/* columns: rule, conditions, day of the event, due day (empty: refused), the sentence */
static const struct {
    struct str rule, given, on, due;
    const char *sentence;
} nights[] = {
  /* 30/06/2023: Ordinance 34/2007 gives way to Law 10/2022 */
    {STR_INIT("publication.due"),                STR_INIT("commune"),           STR_INIT("2023-06-30"),
     STR_INIT("2023-07-03"),                                                                                                    "2 ngày (PL 34/2007): Chủ nhật 02/07 dời sang thứ Hai"                 },
    {STR_INIT("publication.due"),                STR_INIT("commune"),           STR_INIT("2023-07-01"),
     STR_INIT("2023-07-07"),                                                                                                    "05 ngày làm việc (Luật 10/2022, Đ12.3): 3, 4, 5, 6, 7/7"                },
    {STR_INIT("publication.due"),                STR_INIT("agency"),            STR_INIT("2023-06-30"), STR_INIT(""),
     "Pháp lệnh chỉ điều chỉnh cấp xã"                                                                                                                                                             },
    {STR_INIT("decision.send"),                  STR_INIT(""),                  STR_INIT("2023-06-30"), STR_INIT(""),
     "Luật 10/2022 chưa có hiệu lực"                                                                                                                                                                    },
    {STR_INIT("decision.send"),                  STR_INIT(""),                  STR_INIT("2024-04-26"), STR_INIT("2024-05-07"),
     "05 ngày làm việc (Đ20.3): 2, 3, 4/5 (làm bù), 6, 7/5"                                                                                                                                              },
    {STR_INIT("decision.meeting.notice"),        STR_INIT(""),                  STR_INIT("2023-08-14"), STR_INIT(""),
     "NĐ 59/2023 có hiệu lực từ 15/08/2023"                                                                                                                                                             },
    {STR_INIT("decision.meeting.notice"),        STR_INIT(""),                  STR_INIT("2024-04-21"),
     STR_INIT("2024-04-19"),                                                                                                    "ít nhất 02 ngày trước khi tổ chức cuộc họp (NĐ 59/2023, Đ3.3)"},
 /* 30/06/2025: elections amended, the district level ends */
    {STR_INIT("election.dossier"),               STR_INIT(""),                  STR_INIT("2021-05-23"), STR_INIT("2021-03-14"),
     "70 ngày trước ngày bầu cử, là Chủ nhật, không dời"                                                                                                                                       },
    {STR_INIT("election.dossier"),               STR_INIT(""),                  STR_INIT("2025-06-30"), STR_INIT("2025-04-21"),
     "70 ngày (bản 2015)"                                                                                                                                                                                    },
    {STR_INIT("election.dossier"),               STR_INIT(""),                  STR_INIT("2025-07-01"), STR_INIT("2025-05-20"),
     "42 ngày (Luật 83/2025)"                                                                                                                                                                                },
    {STR_INIT("election.dossier"),               STR_INIT(""),                  STR_INIT("2026-03-15"), STR_INIT("2026-02-01"),
     "42 ngày trước 15/03/2026"                                                                                                                                                                             },
    {STR_INIT("election.results.publish"),       STR_INIT("national_assembly"), STR_INIT("2025-06-30"),
     STR_INIT("2025-07-21"),                                                                                                    "20 ngày: Chủ nhật 20/07 dời sang thứ Hai"                             },
    {STR_INIT("election.results.publish"),       STR_INIT("national_assembly"), STR_INIT("2025-07-01"),
     STR_INIT("2025-07-11"),                                                                                                    "10 ngày (Đ86.1)"                                                             },
 /* 30/06/2026: Law 136/2025 and the three decrees */
    {STR_INIT("complaint.accept"),               STR_INIT(""),                  STR_INIT("2026-06-30"), STR_INIT("2026-07-14"),
     "10 ngày làm việc (NĐ 124/2020, Đ16.1)"                                                                                                                                                              },
    {STR_INIT("complaint.accept"),               STR_INIT(""),                  STR_INIT("2026-07-01"), STR_INIT("2026-07-10"),
     "07 ngày làm việc (NĐ 155/2026, Đ10): 2, 3, 6, 7, 8, 9, 10/7"                                                                                                                                        },
    {STR_INIT("complaint.accept"),               STR_INIT(""),                  STR_INIT("2016-12-04"), STR_INIT("2016-12-14"),
     "10 ngày (Luật 02/2011, Đ27)"                                                                                                                                                                          },
    {STR_INIT("complaint.accept"),               STR_INIT(""),                  STR_INIT("2016-12-05"), STR_INIT("2016-12-19"),
     "10 ngày làm việc (TT 02/2016)"                                                                                                                                                                        },
    {STR_INIT("complaint.accept"),               STR_INIT(""),                  STR_INIT("2012-06-30"), STR_INIT(""),
     "Luật 02/2011 có hiệu lực từ 01/07/2012"                                                                                                                                                          },
    {STR_INIT("complaint.dialogue.notice"),      STR_INIT(""),                  STR_INIT("2026-06-30"), STR_INIT(""),
     "NĐ 155/2026 chưa có hiệu lực"                                                                                                                                                                      },
    {STR_INIT("complaint.dialogue.notice"),      STR_INIT(""),                  STR_INIT("2026-07-20"),
     STR_INIT("2026-07-15"),                                                                                                    "trước ngày đối thoại ít nhất 05 ngày"                             },
    {STR_INIT("village_head.interim"),           STR_INIT(""),                  STR_INIT("2026-05-25"), STR_INIT("2026-11-25"),
     "6 tháng: ngày tương ứng 25/11, sau ngày nghỉ 24/11"                                                                                                                                              },
 /* conditions */
    {STR_INIT("complaint.resolve.first"),        STR_INIT(""),                  STR_INIT("2022-03-11"),
     STR_INIT("2022-04-12"),                                                                                                    "không quá 30 ngày (Đ28): Giỗ Tổ và nghỉ bù"                        },
    {STR_INIT("complaint.resolve.first"),        STR_INIT("complex"),           STR_INIT("2022-03-11"),
     STR_INIT("2022-04-25"),                                                                                                    "vụ việc phức tạp không quá 45 ngày"                                 },
    {STR_INIT("complaint.resolve.first"),        STR_INIT("remote complex"),    STR_INIT("2022-03-11"),
     STR_INIT("2022-05-10"),                                                                                                    "vùng sâu, vùng xa và phức tạp không quá 60 ngày"                    },
    {STR_INIT("complaint.resolve.first"),        STR_INIT("remote_complex"),    STR_INIT("2022-03-11"),
     STR_INIT("2022-05-10"),                                                                                                    "như trên"                                                                    },
    {STR_INIT("publication.due"),                STR_INIT(""),                  STR_INIT("2023-08-28"), STR_INIT(""),
     "xã, cơ quan hay doanh nghiệp: phải chọn"                                                                                                                                                          },
    {STR_INIT("publication.due"),                STR_INIT("remote"),            STR_INIT("2022-01-25"), STR_INIT(""),
     "điều kiện khác không thay được"                                                                                                                                                                },
    {STR_INIT("publication.posting.min"),        STR_INIT("soe"),               STR_INIT("2024-02-02"),
     STR_INIT("2024-02-22"),                                                                                                    "doanh nghiệp nhà nước cũng là agency_soe: 20 ngày"                    },
    {STR_INIT("complaint.send"),                 STR_INIT("second"),            STR_INIT("2022-01-26"), STR_INIT("2022-02-07"),
     "07 ngày: 02/02 là mồng Hai Tết, dời sang 07/02"                                                                                                                                                   },
    {STR_INIT("denunciation.verify_conditions"), STR_INIT(""),                  STR_INIT("2022-01-26"),
     STR_INIT("2022-02-11"),                                                                                                    "07 ngày làm việc: 27, 28/1, 7, 8, 9, 10, 11/2"                             },
    {STR_INIT("reception.frequency"),            STR_INIT("commune_chair"),     STR_INIT("2022-01-26"),
     STR_INIT(""),                                                                                                              "không phải thời hạn"                                                    },
};

static struct law_facts facts_of(struct str given, struct str on)
{
    struct law_facts facts = {.on = iso(on)};
    while (given.ptr && given.len > 0)
        facts.given[facts.given_count++] = law_condition(law, str_cut(&given, ' '));
    return facts;
}

static void the_day_of_the_event_chooses_the_version(void **state)
{
    for (size_t i = 0; i < COUNT(nights); i++) {
        struct law_facts facts = facts_of(nights[i].given, nights[i].on);
        struct law_due due;
        const struct fault *fault =
            law_due(*state, law, law_rule(law, nights[i].rule), &facts, &due);
        if ((fault != NULL) != (nights[i].due.len == 0))
            print_error(PRISTR " " PRISTR ": %s\n", STRARG(nights[i].rule), STRARG(nights[i].on),
                        nights[i].sentence);
        assert_int_equal(fault != NULL, nights[i].due.len == 0);
        if (!fault)
            assert_str(date_to_iso(*state, due.due), nights[i].due);
    }
}

static void extensions_run_on_and_suspended_time_stands_still(void **state)
{
    struct suspension suspension = {iso(STR("2022-02-10")), iso(STR("2022-02-20"))};
    struct law_facts facts = facts_of(STR("complex"), STR("2022-01-20"));
    struct law_due due;
    /* 30 days end on Saturday 19/02; thirty more, from that day, on Monday 21/03 */
    facts.extensions = 1;
    assert_no_fault(law_due(*state, law, law_rule(law, STR("denunciation.resolve")), &facts, &due));
    assert_str(date_to_iso(*state, due.due), STR("2022-03-21"));
    assert_int_equal(due.counting_count, 2);
    /* ten days of suspension: 19/02 becomes 01/03 */
    facts.extensions = 0;
    facts.suspensions = &suspension;
    facts.suspension_count = 1;
    assert_no_fault(law_due(*state, law, law_rule(law, STR("denunciation.resolve")), &facts, &due));
    assert_str(date_to_iso(*state, due.due), STR("2022-03-01"));
    /* what cannot be lengthened */
    facts.extensions = 1;
    assert_string_equal(
        law_due(*state, law, law_rule(law, STR("complaint.accept")), &facts, &due)->key,
        "law.not_extended");
}

static void a_refusal_names_rule_and_day(void **state)
{
    struct law_facts facts = facts_of(STR(""), STR("2012-06-30"));
    struct law_due due;
    const struct fault *fault =
        law_due(*state, law, law_rule(law, STR("complaint.accept")), &facts, &due);
    assert_string_equal(fault->key, "law.no_version");
    assert_str(fault->args[0].value, STR("complaint.accept"));
    assert_str(fault->args[1].value, STR("30/06/2012"));
    assert_str(fault->args[2].value, STR("01/07/2012"));
    facts = facts_of(STR(""), STR("2023-08-28"));
    fault = law_due(*state, law, law_rule(law, STR("publication.due")), &facts, &due);
    assert_string_equal(fault->key, "law.choose");
    assert_str(fault->args[2].value, STR("commune, agency, soe"));
    fault = law_due(*state, law, law_rule(law, STR("publication.posting.min")),
                    &(struct law_facts){.on = date_ymd(2023, 6, 30),
                                        .given = {law_condition(law, STR("soe"))},
                                        .given_count = 1},
                    &due);
    assert_string_equal(fault->key, "law.no_version.case");
    assert_str(fault->args[2].value, STR("agency_soe"));
    assert_str(fault->args[3].value, STR("01/07/2023"));
    facts.given_count = 2; /* which of the two? */
    facts.given[0] = law_condition(law, STR("agency"));
    facts.given[1] = law_condition(law, STR("soe"));
    fault = law_due(*state, law, law_rule(law, STR("publication.due")), &facts, &due);
    assert_string_equal(fault->key, "law.choose");
    facts = facts_of(STR(""), STR("1899-12-31"));
    fault = law_due(*state, law, law_rule(law, STR("complaint.accept")), &facts, &due);
    assert_string_equal(fault->key, "law.out_of_range.rule");
    assert_str(fault->args[0].value, STR("31/12/1899"));
    assert_str(fault->args[3].value, STR("complaint.accept"));
    facts = facts_of(STR(""), STR("2023-07-01"));
    fault = law_due(*state, law, law_rule(law, STR("covenant.forward")), &facts, &due);
    assert_string_equal(fault->key, "law.no_version_left");
    assert_str(fault->args[1].value, STR("01/07/2023"));
    assert_str(fault->args[2].value, STR("30/06/2023"));
}

/* Luật Tố cáo, Điều 30.2: "có thể gia hạn giải quyết tố cáo một lần"; 30.3: "hai lần";
 * Luật Tiếp cận thông tin, Điều 29.2: "có thể gia hạn nhưng tối đa không quá 10 ngày
 * làm việc". */
static void a_term_is_lengthened_no_more_often_than_the_law_lets_it(void **state)
{
    static const struct {
        struct str rule;
        struct str given;
        int most;
    } rows[] = {
        {STR_INIT("denunciation.resolve"), STR_INIT("complex"),           1},
        {STR_INIT("denunciation.resolve"), STR_INIT("specially_complex"), 2},
        {STR_INIT("information.office"),   STR_INIT(""),                  1},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct law_facts facts = facts_of(rows[i].given, STR("2026-01-05"));
        struct law_due due;
        const struct law_rule *rule = law_rule(law, rows[i].rule);
        const struct fault *fault;
        assert_non_null(rule);
        facts.extensions = rows[i].most;
        assert_no_fault(law_due(*state, law, rule, &facts, &due));
        facts.extensions++;
        fault = law_due(*state, law, rule, &facts, &due);
        assert_non_null(fault);
        assert_string_equal(fault->key, "law.extended_enough");
        assert_str(fault->args[1].value, arena_printf(*state, "%d", rows[i].most));
        facts.extensions = 9;
        assert_string_equal(law_due(*state, law, rule, &facts, &due)->key, "law.extended_enough");
    }
}

#define WORDS                                                                                      \
    "trigger t Sự kiện | Event\ncondition a A | A\ncondition b B | B\ncondition ab AB | AB\n"  \
    "all ab a b\nbase h Hộ | Households\n"
#define INSTRUMENT "instrument L 1\nforce 2010-01-01..2020-12-31\ntitle Luật | Law\n"
#define RULE_HEAD "area x X | X\nrule x.y\ntitle Y | Y\nstarts t\n"
#define OPEN "version 2010-01-01..\n"
#define VERSION(period)                                                                            \
    "version " period "\nlimit max 5 W\nby L 1 : Đ1\ncertainty codified\nsays Câu.\n"

/* What stands in the files; how it is refused, or NULL where it is loaded. */
struct broken_law {
    const char *words, *instruments, *rules;
    const char *key;
    const char *place;
};

static void assert_broken(struct arena *arena, const struct asset *files, size_t count, size_t row,
                          const char *key, const char *place)
{
    const struct law *made = NULL;
    const struct fault *fault = law_load(arena, files, count, &made);
    if (!key) {
        assert_no_fault(fault);
        return;
    }
    if (!fault || strcmp(fault->key, key) != 0)
        print_error("row %zu: %s\n", row, fault ? fault->key : "loaded");
    assert_non_null(fault);
    assert_string_equal(fault->key, key);
    assert_str(fault->args[0].value, str_from_c(place));
    assert_null(made);
}

/* A whole file. */
static struct str ended(struct arena *arena, const char *text)
{
    return arena_printf(arena, "%send\n", text);
}

static void assert_law_broken(struct arena *arena, size_t row, const struct broken_law *broken)
{
    struct asset files[] = {
        *asset_find(STR("law/holidays/statute.txt")),
        *asset_find(STR("law/counting.txt")),
        {STR("law/instruments.txt"), ended(arena, broken->instruments)},
        {STR("law/rules/x.txt"),     ended(arena, broken->rules)      },
        {STR("law/words.txt"),       ended(arena, broken->words)      },
    };
    assert_broken(arena, files, COUNT(files), row, broken->key, broken->place);
}

/* Files of words and of instruments that are broken, or do not fit to each other. */
static void broken_words_and_instruments_are_refused(void **state)
{
    static const struct broken_law rows[] = {
        {"condition a A\n",         INSTRUMENT,                                                                          "",                                          "law.broken.text",      "law/words.txt:1"      },
        {WORDS "any ab a b\n",      INSTRUMENT,                                                                          "",                                          "law.broken.condition", "law/words.txt:7"      },
        {WORDS "trigger t T | T\n", INSTRUMENT,                                                                          "",                                          "law.broken.twice",     "law/words.txt:7"      },
        {WORDS,                     "force 2010-01-01..\n",                                                              "",                                          "law.broken.word",      "law/instruments.txt:1"},
        {WORDS,                     INSTRUMENT "replaced L 2\n",                                                         RULE_HEAD VERSION("2010-01-01..2020-12-31"),
         "law.broken.instrument",                                                                                                                                                             "law/instruments.txt:1"},
        {WORDS,                     INSTRUMENT INSTRUMENT,                                                               "",                                          "law.broken.twice",     "law/instruments.txt:4"},
        {WORDS,                     INSTRUMENT "force 2010-01-01..\n",                                                   "",                                          "law.broken.order",     "law/instruments.txt:4"},
        {WORDS,                     INSTRUMENT "kind L Luật | Law\nforce 2010-01-01..\n",                              "",                                          "law.broken.word",
         "law/instruments.txt:5"                                                                                                                                                                                     },
        {WORDS,                     INSTRUMENT "replaced L 2\ninstrument L 2\nforce 2022-01-01..\ntitle Luật | Law\n",
         RULE_HEAD VERSION("2010-01-01..2020-12-31"),                                                                                                                 "law.broken.replaced",
         "law/instruments.txt:1"                                                                                                                                                                                     },
        {WORDS,                     INSTRUMENT "replaced L 1\n",                                                         RULE_HEAD VERSION("2010-01-01..2020-12-31"),
         "law.broken.replaced",                                                                                                                                                               "law/instruments.txt:1"},
        {"\xef\xbb\xbf" WORDS,      INSTRUMENT,                                                                          RULE_HEAD VERSION("2010-01-01..2020-12-31"), NULL,                   NULL                   },
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_law_broken(*state, i, &rows[i]);
}

/* A file of rules, over words and an instrument that are good. */
struct broken_rules {
    const char *rules;
    const char *key;
    const char *place;
};

static void assert_rules_broken(struct arena *arena, const struct broken_rules *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct broken_law broken = {WORDS, INSTRUMENT, rows[i].rules, rows[i].key,
                                          rows[i].place};
        assert_law_broken(arena, i, &broken);
    }
}

static void a_broken_rule_is_refused_with_file_line_and_reason(void **state)
{
    static const struct broken_rules rows[] = {
        {RULE_HEAD VERSION("2010-01-01..2020-12-31"),                                             NULL,                    NULL                },
        {"area y Y | Y\n",                                                                        "law.broken.area",       "law/rules/x.txt:1" },
        {"area x X | X\nrule y.z\n",                                                              "law.broken.area",       "law/rules/x.txt:2" },
        {RULE_HEAD,                                                                               "law.broken.empty",      "law/rules/x.txt:2" },
        {RULE_HEAD "version 2010-13-01..\n",                                                      "law.broken.date",       "law/rules/x.txt:5" },
        {RULE_HEAD "version 2011-01-01..2010-12-31\n",                                            "law.broken.period",     "law/rules/x.txt:5" },
        {RULE_HEAD OPEN "limit max five W\n",                                                     "law.broken.number",     "law/rules/x.txt:6" },
        {RULE_HEAD OPEN "limit most 5 W\n",                                                       "law.broken.limit",      "law/rules/x.txt:6" },
        {RULE_HEAD OPEN "limit max 5/2 D\n",                                                      "law.broken.limit",      "law/rules/x.txt:6" },
        {RULE_HEAD OPEN "given c\n",                                                              "law.broken.condition",  "law/rules/x.txt:6" },
        {RULE_HEAD OPEN "by L 2 : Đ1\n",                                                         "law.broken.instrument", "law/rules/x.txt:6" },
        {RULE_HEAD "limit max 5 W\n",                                                             "law.broken.word",       "law/rules/x.txt:5" },
        {RULE_HEAD OPEN "limit max 5 W\nby L 1 : Đ1\n",                                          "law.broken.certainty",
         "law/rules/x.txt:5"                                                                                                                   },
        {RULE_HEAD OPEN "limit max 5 W\nby L 1 : Đ1\ncertainty text\n",                          "law.broken.quote",
         "law/rules/x.txt:5"                                                                                                                   },
        {RULE_HEAD OPEN "limit max 5 W\ncertainty practice\nsays Câu.\n",                        "law.broken.quote",
         "law/rules/x.txt:5"                                                                                                                   },
        {RULE_HEAD OPEN "limit min 2/3 fraction\nby L 1 : Đ1\ncertainty codified\nsays Câu.\n",
         "law.broken.base",                                                                                                "law/rules/x.txt:5" },
        {RULE_HEAD VERSION("2010-01-01.."),                                                       "law.broken.force",      "law/rules/x.txt:5" },
        {RULE_HEAD VERSION("2009-12-31..2020-12-31"),                                             "law.broken.force",      "law/rules/x.txt:5" },
        {RULE_HEAD VERSION("2010-01-01..2015-12-31") VERSION("2015-12-31..2020-12-31"),
         "law.broken.overlap",                                                                                             "law/rules/x.txt:10"},
        {RULE_HEAD VERSION("2010-01-01..2015-12-31") VERSION("2016-01-02..2020-12-31"),
         "law.broken.gap",                                                                                                 "law/rules/x.txt:10"},
        {"area x X | X\nrule x.y\ntitle Y | Y\nstarts t\nextended x.z\n" VERSION(
             "2010-01-01..2015-12-31"),
         "law.broken.extended",                                                                                            "law/rules/x.txt:2" },
    };
    assert_rules_broken(*state, rows, COUNT(rows));
}

static void a_rule_that_would_load_half_or_wrongly_is_refused(void **state)
{
    static const struct broken_rules rows[] = {
        {RULE_HEAD OPEN "limit max 30 D\nlimit max 45 D\n",                                    "law.broken.order",
         "law/rules/x.txt:7"                                                                                                             },
        {RULE_HEAD OPEN "certainty text\nlimit max 5 W\n",                                     "law.broken.order",   "law/rules/x.txt:7" },
 /* "rule x.z" was lost: its head would become part of the version above */
        {RULE_HEAD VERSION("2010-01-01..2020-12-31") "title Z | Z\n",                          "law.broken.order",
         "law/rules/x.txt:10"                                                                                                            },
 /* "version" was lost: two versions would become one */
        {RULE_HEAD VERSION("2010-01-01..2020-12-31") "given a\n",                              "law.broken.order",
         "law/rules/x.txt:10"                                                                                                            },
        {RULE_HEAD OPEN "limit max 5 W\nby L 1 : \xff\n",                                      "law.broken.utf8",    "law/rules/x.txt:7" },
        {"area x X | X\nrule x.\xc3\n",                                                        "law.broken.utf8",    "law/rules/x.txt:2" },
        {"area x X | X\nrule x.y z\n",                                                         "law.broken.area",    "law/rules/x.txt:2" },
        {RULE_HEAD OPEN "limit max 0 W\n",                                                     "law.broken.limit",   "law/rules/x.txt:6" },
        {RULE_HEAD OPEN "limit min 3/2 fraction\n",                                            "law.broken.limit",   "law/rules/x.txt:6" },
        {RULE_HEAD OPEN "limit min 110 households_pct\n",                                      "law.broken.limit",   "law/rules/x.txt:6" },
        {RULE_HEAD VERSION(
             "2010-01-01..2020-12-31") "version 2012-01-01..2020-12-31\ngiven a\nlimit max 7 W\nby "
                                       "L 1 : Đ1\ncertainty codified\nsays Câu.\n", "law.broken.overlap", "law/rules/x.txt:10"},
        {"# nothing\n",                                                                        "law.broken.empty",   "law/rules/x.txt:1" },
        {RULE_HEAD "days\n" VERSION("2010-01-01..2020-12-31"),                                 "law.broken.mark",
         "law/rules/x.txt:6"                                                                                                             },
        {RULE_HEAD "exact\nversion 2010-01-01..2020-12-31\nlimit min 1 per_week\nby L 1 : "
                   "Đ1\ncertainty codified\nsays Câu.\n",                           "law.broken.mark",    "law/rules/x.txt:6" },
    };
    assert_rules_broken(*state, rows, COUNT(rows));
}

static void an_article_is_written_as_the_program_reads_it(void **state)
{
    static const struct {
        const char *article;
        bool is_read;
    } rows[] = {
        {"12.3",                        false},
        {"Đ12.",                       false},
        {"Đ12.3 zzz",                  false},
        {"Đ12.3; ",                    false},
        {"Đ12 (NĐ 1)",                false},
        {"Đ12 (Đ1.2)",                false},
        {"Đ6",                         true },
        {"Đ29–30; Đ20.2g",          true },
        {"Đ51.2đ",                    true },
        {"Đ12 (Đ28b.1 NĐ 124/2020)", true },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        const char *rules =
            arena_printf(*state,
                         RULE_HEAD "version 2010-01-01..2020-12-31\nlimit max 5 W\nby L 1 : %s\n"
                                   "certainty codified\nsays Câu.\n",
                         rows[i].article)
                .ptr;
        const struct broken_law broken = {WORDS, INSTRUMENT, rules,
                                          rows[i].is_read ? NULL : "law.broken.article",
                                          rows[i].is_read ? NULL : "law/rules/x.txt:5"};
        assert_law_broken(*state, i, &broken);
    }
}

/* The rule x.y, a term of the law above. */
static void a_rule_that_the_program_applies_is_there_and_of_its_kind(void **state)
{
    static const struct {
        const char *applied, *key, *place;
    } rows[] = {
        {"# x\nterm x.y\n",         NULL,                 NULL               },
        {"term x.y\nterm x.gone\n", "law.broken.applied", "law/applied.txt:2"},
        {"frequency x.y\n",         "law.broken.kind",    "law/rules/x.txt:5"},
        {"count x.y\n",             "law.broken.kind",    "law/rules/x.txt:5"},
        {"terms x.y\n",             "law.broken.word",    "law/applied.txt:1"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct asset files[] = {
            {STR(LAW_APPLIED),           ended(*state, rows[i].applied)                            },
            *asset_find(STR("law/holidays/statute.txt")),
            *asset_find(STR("law/counting.txt")),
            {STR("law/instruments.txt"), ended(*state, INSTRUMENT)                                 },
            {STR("law/rules/x.txt"),     ended(*state, RULE_HEAD VERSION("2010-01-01..2020-12-31"))},
            {STR("law/words.txt"),       ended(*state, WORDS)                                      },
        };
        assert_broken(*state, files, COUNT(files), i, rows[i].key, rows[i].place);
    }
}

#define CODE(period) "counting " period "\nstart A | A\nmonth A | A\nend A | A\n"

static void articles_on_counting_leave_no_day_without_them(void **state)
{
    static const struct {
        const char *text;
        const char *key;
        const char *place;
    } rows[] = {
        {CODE("2006-01-01..2016-12-31") CODE("2017-01-01.."), NULL,                 NULL                },
        {"# nothing\n",                                       "law.broken.empty",   "law/counting.txt:1"},
        {CODE("2006-01-01..2016-12-31"),                      "law.broken.empty",   "law/counting.txt:1"},
        {CODE("2006-01-01..2016-12-31") CODE("2017-01-02.."), "law.broken.gap",
         "law/counting.txt:5"                                                                           },
        {CODE("2006-01-01..2016-12-31") CODE("2016-12-31.."), "law.broken.overlap",
         "law/counting.txt:5"                                                                           },
        {CODE("2006-01-01..") CODE("2017-01-01.."),           "law.broken.overlap", "law/counting.txt:5"},
        {"counting 2006-01-01..\nstart A | A\nend A | A\n",   "law.broken.text",
         "law/counting.txt:1"                                                                           },
        {CODE("2006-01-01..") "end B | B\n",                  "law.broken.order",   "law/counting.txt:5"},
        {"start A | A\n",                                     "law.broken.word",    "law/counting.txt:1"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct asset files[] = {
            *asset_find(STR("law/holidays/statute.txt")),
            {STR("law/counting.txt"),    ended(*state, rows[i].text)                               },
            {STR("law/instruments.txt"), ended(*state, INSTRUMENT)                                 },
            {STR("law/rules/x.txt"),     ended(*state, RULE_HEAD VERSION("2010-01-01..2020-12-31"))},
            {STR("law/words.txt"),       ended(*state, WORDS)                                      },
        };
        assert_broken(*state, files, COUNT(files), i, rows[i].key, rows[i].place);
    }
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* "C7", "D3", "10 W", "valid_from", "Đ9.3": short forms of those who wrote the rules down. */
static bool has_code(struct str note)
{
    struct str rest = note;
    bool is_after_number = false;
    while (rest.ptr) {
        struct str word = str_cut(&rest, ' ');
        while (word.len > 0 && str_find_byte(STR(";:,()"), word.ptr[0], 0) >= 0)
            word = str_from(word, 1);
        while (word.len > 0 && str_find_byte(STR(";:,()"), word.ptr[word.len - 1], 0) >= 0)
            word.len--;
        if (str_find_byte(word, '_', 0) >= 0)
            return true;
        if (word.len > 1 && word.ptr[0] >= 'A' && word.ptr[0] <= 'Z' && is_digit(word.ptr[1]))
            return true;
        if (str_starts(word, STR("Đ")) && word.len > 2 && is_digit(word.ptr[2]))
            return true;
        if (is_after_number && word.len == 1 && str_find_byte(STR("DWMYH"), word.ptr[0], 0) >= 0)
            return true;
        is_after_number = word.len > 0 && is_digit(word.ptr[word.len - 1]);
    }
    return false;
}

/* Notes stand on /tinh-han, beside the answer to a citizen's question. */
static void notes_are_words_that_everybody_reads(void **state)
{
    size_t count;
    const struct law_rule *const *rules = law_rules(law, &count);
    int notes = 0;
    (void)state;
    for (size_t i = 0; i < count; i++) {
        for (size_t v = 0; v < rules[i]->versions.count; v++) {
            const struct law_version *version = &rules[i]->versions.items[v];
            notes += version->note.vi.len > 0;
            if (has_code(version->note.vi) || has_code(version->note.en))
                print_error(PRISTR ":%d\n", STRARG(version->file), version->line);
            assert_false(has_code(version->note.vi));
            assert_false(has_code(version->note.en));
        }
    }
    assert_true(notes > 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(notes_are_words_that_everybody_reads),
        cmocka_unit_test(the_day_of_the_event_chooses_the_version),
        cmocka_unit_test(extensions_run_on_and_suspended_time_stands_still),
        cmocka_unit_test(a_refusal_names_rule_and_day),
        cmocka_unit_test(a_term_is_lengthened_no_more_often_than_the_law_lets_it),
        cmocka_unit_test(broken_words_and_instruments_are_refused),
        cmocka_unit_test(a_broken_rule_is_refused_with_file_line_and_reason),
        cmocka_unit_test(a_rule_that_would_load_half_or_wrongly_is_refused),
        cmocka_unit_test(an_article_is_written_as_the_program_reads_it),
        cmocka_unit_test(a_rule_that_the_program_applies_is_there_and_of_its_kind),
        cmocka_unit_test(articles_on_counting_leave_no_day_without_them),
    };
    return cmocka_run_group_tests(tests, law_begin, law_end);
}
