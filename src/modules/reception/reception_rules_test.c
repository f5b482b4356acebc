/*
 * The rules, against the law's own words.
 */
#include "civic/built_in_fixture.h"
#include "modules/reception/reception_rules.h"

static void a_schedule_is_posted_five_working_days_before(void **state)
{
    /* Thursday 10/03/2022: Wednesday, Tuesday, Monday, Friday, Thursday the 3rd.
     * 05/05/2022: over 30/04 to 03/05, which were off: 04/05, 29, 28, 27, 26/04. */
    static const struct {
        const char *on;
        const char *due;
    } cases[] = {
        {"2022-03-10", "2022-03-03"},
        {"2022-05-05", "2022-04-26"},
    };
    struct arena *arena = arena_new();
    const struct law *law = built_in_law();
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct civil_date on;
        struct law_due due;
        assert_true(date_from_iso(str_from_c(cases[i].on), &on));
        assert_no_fault(reception_publish_due(arena, law, on, &due));
        assert_str(date_to_iso(arena, due.due), str_from_c(cases[i].due));
    }
    arena_free(arena);
}

static void posts_are_the_heads_that_the_law_names(void **state)
{
    static const struct {
        enum unit_kind kind;
        const char *title;
        const char *regime;
    } cases[] = {
        {UNIT_COMMUNE,  "Chủ tịch Ủy ban nhân dân xã",      "commune_chair"   },
        {UNIT_COMMUNE,  "Chủ tịch UBND phường",               "commune_chair"   },
        {UNIT_COMMUNE,  "Bí thư Đảng ủy xã",                 "party_commune"   },
        {UNIT_COMMUNE,  "Phó Chủ tịch Ủy ban nhân dân xã", ""                },
        {UNIT_COMMUNE,  "Chủ tịch Hội đồng nhân dân xã", ""                },
        {UNIT_DISTRICT, "Chủ tịch Uỷ ban nhân dân huyện",  "district_chair"  },
        {UNIT_DISTRICT, "Bí thư Huyện ủy",                     "party_district"  },
        {UNIT_PROVINCE, "Chủ tịch Ủy ban nhân dân tỉnh",   "province_chair"  },
        {UNIT_PROVINCE, "Bí thư Tỉnh ủy",                      "party_province"  },
        {UNIT_AGENCY,   "Giám đốc Sở Xây dựng",             "agency_head"     },
        {UNIT_AGENCY,   "Hiệu trưởng Trường Tiểu học",   "public_unit_head"},
        {UNIT_AGENCY,   "Phó Giám đốc Sở Xây dựng",        ""                },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_str(reception_regime(cases[i].kind, str_from_c(cases[i].title)),
                   str_from_c(cases[i].regime));
}

/* Law 42/2013, article 29: five to ten name one or two, more at most five. */
static void groups_name_representatives_as_article_29_says(void **state)
{
    static const struct {
        int people;
        int least;
        int most;
    } cases[] = {
        {1,   0, 0},
        {4,   0, 0},
        {5,   1, 2},
        {10,  1, 2},
        {11,  1, 5},
        {300, 1, 5},
    };
    struct arena *arena = arena_new();
    const struct law *law = built_in_law();
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        int64_t least;
        int64_t most;
        assert_no_fault(reception_representatives(arena, law, date_ymd(2022, 3, 10),
                                                  cases[i].people, &least, &most));
        assert_int_equal(least, cases[i].least);
        assert_int_equal(most, cases[i].most);
    }
    arena_free(arena);
}

static void times_are_read_as_people_write_them(void **state)
{
    static const struct {
        const char *text;
        int minute; /* -1: none */
    } cases[] = {
        {"08:30",      510 },
        {"8:30",       510 },
        {"8h30",       510 },
        {"8h",         480 },
        {"00:00",      0   },
        {"23:59",      1439},
        {"24:00",      -1  },
        {"8:60",       -1  },
        {"8",          -1  },
        {"8:",         -1  },
        {"",           -1  },
        {"tám giờ", -1  },
        {"8:3",        -1  },
        {"-1:00",      -1  },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        int64_t minute = -1;
        bool is_good = reception_clock_read(str_from_c(cases[i].text), &minute);
        assert_int_equal(is_good, cases[i].minute >= 0);
        assert_int_equal(minute, cases[i].minute);
    }
}

static void a_telephone_number_is_one_however_it_is_dialled(void **state)
{
    /* columns: as it was typed, without spaces; as it is kept, NULL: none */
    static const struct {
        const char *typed;
        const char *kept;
    } cases[] = {
        {"0912345678",    "0912345678" },
        {"+84912345678",  "0912345678" },
        {"84912345678",   "0912345678" },
        {"02103885111",   "02103885111"},
        {"0210388511",    "0210388511" },
        {"09123456789",   NULL         },
        {"091234567",     NULL         },
        {"0112345678",    NULL         },
        {"1912345678",    NULL         },
        {"+840912345678", NULL         },
        {"113",           NULL         },
        {"",              NULL         },
    };
    struct arena *arena = arena_new();
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct str kept;
        bool is_good = reception_phone(arena, str_from_c(cases[i].typed), &kept);
        assert_int_equal(is_good, cases[i].kept != NULL);
        if (is_good)
            assert_str(kept, str_from_c(cases[i].kept));
    }
    arena_free(arena);
}

static void holidays_are_off_and_weekends_are_not_holidays(void **state)
{
    struct arena *arena = arena_new();
    const struct law *law = built_in_law();
    (void)state;
    assert_true(reception_is_holiday(law, date_ymd(2022, 5, 2)));
    assert_false(reception_is_holiday(law, date_ymd(2022, 3, 12)));
    assert_false(reception_is_holiday(law, date_ymd(2022, 3, 10)));
    /* Sunday 10/04/2022, Hung Kings' Day, made good on the Monday */
    assert_int_equal(reception_working_day(law, date_ymd(2022, 4, 10)).days,
                     date_ymd(2022, 4, 12).days);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_schedule_is_posted_five_working_days_before),
        cmocka_unit_test(posts_are_the_heads_that_the_law_names),
        cmocka_unit_test(groups_name_representatives_as_article_29_says),
        cmocka_unit_test(times_are_read_as_people_write_them),
        cmocka_unit_test(a_telephone_number_is_one_however_it_is_dialled),
        cmocka_unit_test(holidays_are_off_and_weekends_are_not_holidays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
