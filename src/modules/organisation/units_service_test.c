/*
 * Importing units on both engines: every form of table, in every order, twice,
 * and with mistakes. The files are in tests/fixtures/units/.
 */
#include "modules/organisation/units_testing.h"

#include "base/buf.h"
#include "modules/organisation/units_csv.h"

#include <string.h>

/* ---- the forms ---- */

static void provinces_and_communes_of_today(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        import(test.work, "provinces.csv", NULL, 2, 0, 0);
        import(test.work, "communes.csv", NULL, 3, 0, 0);
        assert_str(where(test.work, UNIT_COMMUNE, "08173", 2026),
                   STR("Tỉnh Phú Thọ > Xã Quảng Yên"));
    }
}

static void a_district_merges_into_communes_beside_it(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct units_count count;
        import(test.work, "provinces.csv", NULL, 2, 0, 0);
        assert_no_fault(import_text(test.work,
                                    STR("kind,code,name,parent_kind,parent_code\n"
                                        "district,232,Huyện Thanh Ba,province,25\n"),
                                    NULL, &count));
        /* two new communes, three former ones, a successor each */
        import(test.work, "district.csv", "huyen-thanh-ba", 5, 0, 3);
        assert_str(where(test.work, UNIT_COMMUNE, "08173", 2022),
                   STR("Tỉnh Phú Thọ > Huyện Thanh Ba > Xã Quảng Yên"));
        assert_str(where(test.work, UNIT_COMMUNE, "08173", 2026),
                   STR("Tỉnh Phú Thọ > Xã Quảng Yên"));
        assert_str(successors_of(test.work, UNIT_COMMUNE, "08156"), STR("Xã Thanh Ba"));
    }
}

static void a_province_takes_over_another_with_its_districts(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        import(test.work, "provinces.csv", NULL, 2, 0, 0);
        /* Hòa Bình; two districts; three new and four former communes. Successors:
         * Đại An has two, three others one each, Hòa Bình one. */
        import(test.work, "province.csv", "tinh-phu-tho", 10, 0, 6);
        assert_str(where(test.work, UNIT_COMMUNE, "04792", 2022),
                   STR("Tỉnh Hòa Bình > Thành phố Hòa Bình > Phường Tân Hòa"));
        assert_str(where(test.work, UNIT_COMMUNE, "04792", 2026),
                   STR("Tỉnh Phú Thọ > Phường Tân Hòa"));
        assert_str(where(test.work, UNIT_COMMUNE, "08161", 2022),
                   STR("Tỉnh Phú Thọ > Huyện Thanh Ba > Xã Đại An"));
        assert_str(successors_of(test.work, UNIT_COMMUNE, "08161"),
                   STR("Xã Quảng Yên, Xã Thanh Ba"));
        assert_str(successors_of(test.work, UNIT_PROVINCE, "tinh-hoa-binh"), STR("Tỉnh Phú Thọ"));
    }
}

static void the_general_form_may_name_children_before_parents(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        import(test.work, "general.csv", NULL, 5, 0, 1);
        assert_str(where(test.work, UNIT_VILLAGE, "08170-3", 2022),
                   STR("Tỉnh Phú Thọ > Huyện Thanh Ba > Xã Đồng Xuân > Khu 3, xã \"Đồng Xuân\""));
        assert_str(successors_of(test.work, UNIT_COMMUNE, "08170"), STR("Xã Thanh Ba"));
    }
}

/* ---- in any order ---- */

static void mergers_after_the_communes_of_today_give_them_their_first_day(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct unit unit;
        import(test.work, "provinces.csv", NULL, 2, 0, 0);
        import(test.work, "communes.csv", NULL, 3, 0, 0);
        /* the three communes of today are known and begin on 01/07/2025 */
        import(test.work, "province.csv", "tinh-phu-tho", 7, 3, 6);
        assert_no_fault(
            unit_by_code(test.work, UNIT_COMMUNE, STR("08173"), date_ymd(2026, 1, 1), &unit));
        assert_int_equal(date_compare(unit.valid_from, date_ymd(2025, 7, 1)), 0);
        assert_true(date_is_none(unit.valid_to));
        assert_str(where(test.work, UNIT_COMMUNE, "08173", 2022),
                   STR("Tỉnh Phú Thọ > Huyện Thanh Ba > Xã Quảng Yên"));
        /* and today's list changes nothing afterwards */
        import(test.work, "communes.csv", NULL, 0, 0, 0);
    }
}

static void a_commune_of_today_begins_when_the_last_with_its_code_ended(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct units_count count;
        struct unit unit;
        import(test.work, "provinces.csv", NULL, 2, 0, 0);
        assert_no_fault(import_text(test.work,
                                    STR("kind,code,name,parent_kind,parent_code,valid_to\n"
                                        "commune,08152,Thị trấn Thanh Ba,province,25,2025-06-30\n"),
                                    NULL, &count));
        import(test.work, "communes.csv", NULL, 3, 0, 0);
        assert_no_fault(
            unit_by_code(test.work, UNIT_COMMUNE, STR("08152"), date_ymd(2026, 1, 1), &unit));
        assert_str(unit.name, STR("Xã Thanh Ba"));
        assert_int_equal(date_compare(unit.valid_from, date_ymd(2025, 7, 1)), 0);
    }
}

static void an_ending_that_is_learned_later_is_recorded(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct units_count count;
        import(test.work, "provinces.csv", NULL, 2, 0, 0);
        assert_no_fault(import_text(test.work, STR("kind,code,name\ndistrict,232,Huyện Thanh Ba\n"),
                                    NULL, &count));
        assert_no_fault(import_text(
            test.work, STR("kind,code,name,valid_to\ndistrict,232,Huyện Thanh Ba,2025-06-30\n"),
            NULL, &count));
        assert_int_equal(count.ended, 1);
        assert_int_equal(count.added, 0);
    }
}

/* As a spreadsheet in Viet Nam writes it: semicolons, dates with the day first, CRLF,
 * quotes around a cell with a semicolon, and a mark of UTF-8 in front. */
static void a_table_saved_by_a_spreadsheet_is_read(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct units_count count;
        struct unit unit;
        import(test.work, "provinces.csv", NULL, 2, 0, 0);
        assert_no_fault(
            import_text(test.work,
                        STR("\xEF\xBB\xBFkind;code;name;parent_kind;valid_to\r\n"
                            "district;232;\"Huyện Thanh Ba; cũ, rộng\";;30/06/2025\r\n"),
                        NULL, &count));
        assert_int_equal(count.added, 1);
        assert_no_fault(
            unit_by_code(test.work, UNIT_DISTRICT, STR("232"), date_ymd(2025, 6, 30), &unit));
        assert_str(unit.name, STR("Huyện Thanh Ba; cũ, rộng"));
        assert_int_equal(date_compare(unit.valid_to, date_ymd(2025, 6, 30)), 0);
    }
}

/* A name that was folded in its cell, with spaces too many. */
static void a_name_stands_on_one_line(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct units_count count;
        assert_no_fault(import_text(
            test.work, STR("kind,code,name\nprovince,25,\"Tỉnh\n  Phú  Thọ\"\n"), NULL, &count));
        assert_str(where(test.work, UNIT_PROVINCE, "25", 2024), STR("Tỉnh Phú Thọ"));
    }
}

/* UAX #9: an override in a table would show the name backwards wherever it stands. */
static void a_name_says_what_it_shows(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct units_count count;
        import(test.work, "provinces.csv", NULL, 2, 0, 0);
        assert_no_fault(
            import_text(test.work, STR("kind,code,name\ndistrict,232,Huyện \u202EThanh\u200B Ba\n"),
                        NULL, &count));
        assert_str(where(test.work, UNIT_DISTRICT, "232", 2024), STR("Huyện Thanh Ba"));
    }
}

/* ---- mistakes ---- */

struct mistake {
    const char *key;
    const char *line;
};

static void assert_mistakes(const struct fault *fault, const struct mistake *expected, size_t count)
{
    for (size_t i = 0; i < count; i++, fault = fault->next) {
        assert_non_null(fault);
        assert_int_equal(fault->kind, FAULT_INVALID);
        assert_string_equal(fault->key, expected[i].key);
        assert_string_equal(fault->args[0].name, "line");
        assert_str(fault->args[0].value, str_from_c(expected[i].line));
    }
    assert_null(fault);
}

static void every_mistake_is_said_with_its_line_and_nothing_is_stored(void **state)
{
    static const struct mistake expected[] = {
        {"units.kind",    "3"},
        {"units.code",    "4"},
        {"units.name",    "5"},
        {"units.date",    "6"},
        {"units.days",    "7"},
        {"units.columns", "8"},
    };
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct units_count count;
        struct unit unit;
        const struct fault *fault =
            import_text(test.work, fixture(test.work, "mistakes.csv"), NULL, &count);
        assert_mistakes(fault, expected, COUNT(expected));
        assert_int_equal(unit_top(test.work, &unit)->kind, FAULT_NOT_FOUND);
    }
}

static void units_whose_parents_are_nowhere_are_named(void **state)
{
    static const struct mistake expected[] = {
        {"units.parent", "2"},
        {"units.parent", "3"},
        {"units.parent", "4"}
    };
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct units_count count;
        struct unit unit;
        const struct fault *fault =
            import_text(test.work, fixture(test.work, "orphans.csv"), NULL, &count);
        assert_mistakes(fault, expected, COUNT(expected));
        assert_int_equal(unit_top(test.work, &unit)->kind, FAULT_NOT_FOUND);
    }
}

static void units_that_lie_below_themselves_are_named(void **state)
{
    static const struct mistake expected[] = {
        {"units.circle", "3"},
        {"units.circle", "4"},
        {"units.parent", "5"}
    };
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct units_count count;
        const struct fault *fault = import_text(test.work,
                                                STR("kind,code,name,parent_kind,parent_code\n"
                                                    "province,1,Tỉnh Một,,\n"
                                                    "district,2,Huyện Hai,commune,3\n"
                                                    "commune,3,Xã Ba,district,2\n"
                                                    "commune,4,Xã Bốn,district,9\n"),
                                                NULL, &count);
        assert_mistakes(fault, expected, COUNT(expected));
    }
}

/* A header in capitals, and the empty rows that a spreadsheet leaves. */
static void what_a_spreadsheet_leaves_is_read_over(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct units_count count;
        assert_no_fault(import_text(
            test.work, STR("Code,Full_Name\n,\n01,Thành phố Hà Nội\n,\n,\n"), NULL, &count));
        assert_int_equal(count.added, 1);
    }
}

/* Every cell takes the room of its own text, not of all that follows: megabytes, where it
 * was gigabytes. */
static void a_large_table_in_quotes_takes_little_room(void **state)
{
    enum {
        LINES = 5000,
        MOST_PER_BYTE = 30 /* of the file: its normal form, rows, keys */
    };
    struct arena *arena = arena_new();
    struct buf csv = buf_init(arena, SIZE_MAX / 4);
    struct unit_table table;
    size_t before;
    (void)state;
    buf_add_literal(&csv, "kind,code,name\n");
    for (int i = 0; i < LINES; i++)
        buf_printf(&csv, "\"village\",\"v%d\",\"Khu %d, “Đồng”\"\n", i, i);
    before = arena_used(arena);
    assert_no_fault(units_csv_read(arena, buf_str(&csv), date_ymd(2025, 7, 1), STR(""), &table));
    assert_int_equal(table.rows.count, LINES);
    assert_in_range(arena_used(arena) - before, 0, csv.len * MOST_PER_BYTE);
    arena_free(arena);
}

static void tables_that_cannot_be_read_are_refused(void **state)
{
    static const struct {
        const char *csv;
        struct mistake mistake;
    } rows[] = {
        {"",                                                                {"units.empty", "1"}       },
        {"a,b,c\n1,2,3\n",                                                  {"units.header", "1"}      },
        {"code,full_name\n01,\"Hà Nội\n",                                {"units.quote", "2"}       },
        {"code,full_name\n01,\"Hà\" Nội\n",                              {"units.quote", "2"}       },
        {"code,full_name\n01,Hà Nội,x\n",                                {"units.columns", "2"}     },
        {"code,full_name\n\n\"01\",\"Hà\nNội\"\n02,\n",                  {"units.name", "5"}        },
        {"kind,code,name,valid_to,successor_kind,successor_code\n"
         "commune,1,Xã Một,2025-06-30,commune,2\n",             {"units.successor", "2"}   },
 /* to itself, or to one that ended as well */
        {"kind,code,name,valid_to,successor_kind,successor_code\n"
         "commune,1,Xã Một,2025-06-30,commune,1\n",             {"units.successor", "2"}   },
        {"kind,code,name,valid_to,successor_kind,successor_code\n"
         "commune,1,Xã Một,2025-06-30,commune,2\n"
         "commune,2,Xã Hai,2025-06-30,,\n",                       {"units.successor", "2"}   },
        {"kind,code,name,valid_to,successor_kind,successor_code\n"
         "commune,1,Xã Một,,commune,2\ncommune,2,Xã Hai,,,\n", {"units.no_end", "2"}      },
        {"kind,code,name,parent_kind,parent_code\n"
         "commune,1,Xã Một,commune,1\n",                        {"units.circle", "2"}      },
        {"kind,code,name,parent_kind,parent_code\ncountry,84,Việt Nam,,\n"
         "commune,1,Xã Một,,84\n",                              {"units.kind", "3"}        },
        {"code,full_name,Code\n01,Hà Nội,02\n",                          {"units.column_twice", "1"}},
        {"code,full_name\n01,H\xc3\n",                                      {"text.not_utf8", "2"}     },
    };
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        for (size_t i = 0; i < COUNT(rows); i++) {
            struct units_count count;
            assert_mistakes(import_text(test.work, str_from_c(rows[i].csv), NULL, &count),
                            &rows[i].mistake, 1);
        }
    }
}

/* Two lines with one code contradict each other; nothing is stored. */
static void a_unit_that_stands_twice_with_other_words_is_refused(void **state)
{
    static const struct {
        const char *csv;
        const char *line;
        const char *other;
    } rows[] = {
        {"code,full_name\n01,Hà Nội\n04,Cao Bằng\n01,Huế\n",                                                 "4", "2"},
        {"code,full_name\n01,Hà Nội\n1,Huế\n",                                                                 "3", "2"},
        {"kind,code,name,parent_kind,parent_code\nprovince,01,Hà Nội,,\nprovince,04,Cao Bằng,,\n"
         "commune,00004,Phường Ba Đình,province,01\ncommune,00004,Phường Ba Đình,province,04\n",
         "5",                                                                                                            "4"},
        {"kind,code,name,valid_from,valid_to\ncommune,00004,Phường Ba Đình,,2025-06-30\n"
         "commune,00004,Phường Ba Đình,2025-06-30,\n",                                                "3", "2"},
        {"old_ward_code,old_ward,new_ward_code,new_ward\n00001,Phường Phúc Xá,00008,Ngọc Hà\n"
         "00004,Phường Trúc Bạch,00008,Ngọc Khánh\n",                                             "3", "2"},
        {"old_ward_code,old_ward,new_ward_code,new_ward\n00001,Phường Phúc Xá,00008,Ngọc Hà\n"
         "00001,Phường Trúc Bạch,00008,Ngọc Hà\n",                                                "3", "2"},
    };
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        for (size_t i = 0; i < COUNT(rows); i++) {
            struct units_count count;
            struct unit unit;
            struct mistake expected = {"units.twice", rows[i].line};
            const struct fault *fault =
                import_text(test.work, str_from_c(rows[i].csv), NULL, &count);
            assert_mistakes(fault, &expected, 1);
            assert_string_equal(fault->args[1].name, "other");
            assert_str(fault->args[1].value, str_from_c(rows[i].other));
            assert_int_equal(unit_top(test.work, &unit)->kind, FAULT_NOT_FOUND);
        }
    }
}

static void a_file_full_of_mistakes_says_the_first_twenty(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct buf csv = buf_init(test.arena, 10000);
        struct units_count count;
        const struct fault *fault;
        int said = 0;
        buf_add_literal(&csv, "code,full_name\n");
        for (int i = 0; i < 100; i++)
            buf_add_literal(&csv, ",Xã không mã\n");
        fault = import_text(test.work, buf_str(&csv), NULL, &count);
        for (; fault; fault = fault->next)
            said++;
        assert_int_equal(said, 20);
    }
}

/* A chain of `levels` units, each below the one before, into `buf`. */
static struct str chain(struct arena *arena, int levels)
{
    struct buf buf = buf_init(arena, 200000);
    buf_add_literal(&buf, "kind,code,name,parent_kind,parent_code\nagency,c1,Cấp 1,,\n");
    for (int i = 2; i <= levels; i++)
        buf_printf(&buf, "agency,c%d,Cấp %d,agency,c%d\n", i, i, i - 1);
    return buf_str(&buf);
}

struct moved {
    int64_t id;
    int64_t parent_id;
};

static const struct fault *move(struct work *work, void *context)
{
    const struct moved *moved = context;
    return unit_move(work, moved->id, moved->parent_id, date_ymd(2026, 2, 1));
}

/* On SQLite alone: half a million rows are slow where every one is sent to a server, and
 * in the run that begins there. */
static void a_chain_has_as_many_levels_as_there_may_be_and_no_more(void **state)
{
    struct db_testing test;
    struct units_count count;
    struct unit last;
    struct moved moved;
    unit_list path;
    const struct fault *fault;
    (void)state;
    if (db_testing_first() != DB_SQLITE)
        return;
    assert_true(db_testing_begin(&test, DB_SQLITE, true));
    assert_no_fault(import_text(test.work, chain(test.arena, UNIT_LEVELS), NULL, &count));
    assert_int_equal(count.added, UNIT_LEVELS);
    fault = import_text(test.work,
                        STR("kind,code,name,parent_kind,parent_code\n"
                            "agency,c1023,Cấp 1023,agency,c1022\n"
                            "agency,c1025,Cấp 1025,agency,c1024\n"),
                        NULL, &count);
    assert_non_null(fault);
    assert_string_equal(fault->key, "units.too_deep");
    assert_str(fault->args[0].value, STR("3"));
    assert_no_fault(
        unit_by_code(test.work, UNIT_AGENCY, STR("c1024"), date_ymd(2026, 1, 1), &last));
    assert_no_fault(unit_path(test.work, last.id, &path));
    assert_int_equal(path.count, UNIT_LEVELS);
    assert_str(path.items[0].code, STR("c1"));
    assert_str(path.items[UNIT_LEVELS - 1].code, STR("c1024"));
    /* nor does a move make more of them */
    assert_no_fault(import_text(test.work,
                                STR("kind,code,name,parent_kind,parent_code\n"
                                    "agency,d1,Cấp 1,,\nagency,d2,Cấp 2,agency,d1\n"),
                                NULL, &count));
    moved.parent_id = path.items[UNIT_LEVELS - 2].id;
    assert_no_fault(unit_by_code(test.work, UNIT_AGENCY, STR("d1"), date_ymd(2026, 1, 1), &last));
    moved.id = last.id;
    db_release(test.work);
    fault = db_write(test.work, move, &moved);
    assert_non_null(fault);
    assert_string_equal(fault->key, "unit.too_deep");
    moved.parent_id = path.items[UNIT_LEVELS - 3].id;
    assert_no_fault(db_write(test.work, move, &moved));
    db_testing_end(&test);
}

/* A spreadsheet that counts on in a column makes such a chain. */
static void a_long_chain_is_refused_and_leaves_nothing(void **state)
{
    struct db_testing test;
    struct units_count count;
    struct unit unit;
    const struct fault *fault;
    (void)state;
    if (db_testing_first() != DB_SQLITE)
        return;
    assert_true(db_testing_begin(&test, DB_SQLITE, true));
    fault = import_text(test.work, chain(test.arena, 2000), NULL, &count);
    assert_non_null(fault);
    assert_string_equal(fault->key, "units.too_deep");
    assert_str(fault->args[0].value, STR("1026"));
    assert_null(fault->next);
    assert_int_equal(unit_top(test.work, &unit)->kind, FAULT_NOT_FOUND);
    db_testing_end(&test);
}

/* However long it is: the deepest unit stands first in the file. */
static void a_chain_below_a_unit_that_is_missing_is_no_circle(void **state)
{
    enum {
        CHAIN = 2000
    };
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct buf csv = buf_init(test.arena, SIZE_MAX / 4);
        struct units_count count;
        const struct fault *fault;
        buf_add_literal(&csv, "kind,code,name,parent_kind,parent_code\n");
        for (int i = CHAIN; i > 0; i--)
            buf_printf(&csv, "agency,c%d,Cấp %d,agency,c%d\n", i, i, i - 1);
        fault = import_text(test.work, buf_str(&csv), NULL, &count);
        assert_non_null(fault);
        assert_string_equal(fault->key, "units.parent");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(provinces_and_communes_of_today),
        cmocka_unit_test(a_district_merges_into_communes_beside_it),
        cmocka_unit_test(a_province_takes_over_another_with_its_districts),
        cmocka_unit_test(the_general_form_may_name_children_before_parents),
        cmocka_unit_test(mergers_after_the_communes_of_today_give_them_their_first_day),
        cmocka_unit_test(a_commune_of_today_begins_when_the_last_with_its_code_ended),
        cmocka_unit_test(a_table_saved_by_a_spreadsheet_is_read),
        cmocka_unit_test(a_name_stands_on_one_line),
        cmocka_unit_test(a_name_says_what_it_shows),
        cmocka_unit_test(an_ending_that_is_learned_later_is_recorded),
        cmocka_unit_test(every_mistake_is_said_with_its_line_and_nothing_is_stored),
        cmocka_unit_test(units_whose_parents_are_nowhere_are_named),
        cmocka_unit_test(units_that_lie_below_themselves_are_named),
        cmocka_unit_test(what_a_spreadsheet_leaves_is_read_over),
        cmocka_unit_test(a_large_table_in_quotes_takes_little_room),
        cmocka_unit_test(tables_that_cannot_be_read_are_refused),
        cmocka_unit_test(a_unit_that_stands_twice_with_other_words_is_refused),
        cmocka_unit_test(a_chain_has_as_many_levels_as_there_may_be_and_no_more),
        cmocka_unit_test(a_long_chain_is_refused_and_leaves_nothing),
        cmocka_unit_test(a_chain_below_a_unit_that_is_missing_is_no_circle),
        cmocka_unit_test(a_file_full_of_mistakes_says_the_first_twenty),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
