/*
 * Which stored unit a line means, on both engines: codes that go from one unit to the
 * next, what is learned later, and what is told where a table and the data differ.
 */
#include "modules/organisation/units_testing.h"

/* ---- a code that goes from one unit to the next ---- */

static void import_rows(struct work *work, const char *rows, struct units_count *ret_count)
{
    struct str csv = arena_printf(
        work->arena, "kind,code,name,parent_kind,parent_code,valid_from,valid_to\n%s", rows);
    assert_no_fault(import_text(work, csv, NULL, ret_count));
}

/* Both communes 08173 are called Quảng Yên: that of 2022 stands in the district, today's
 * under the province. Which of them was stored first does not matter, nor which row. */
static void a_code_goes_from_the_former_commune_to_todays(void **state)
{
    static const char *const todays_first = "commune,08173,Xã Quảng Yên,province,25,2025-07-01,\n"
                                            "commune,08173,Xã Quảng Yên,district,232,,2025-06-30\n"
                                            "commune,08152,Xã Thanh Ba,province,25,2025-07-01,\n"
                                            "commune,08152,Thị trấn Thanh Ba,,,,2025-06-30\n";
    static const char *const former_first = "commune,08152,Thị trấn Thanh Ba,,,,2025-06-30\n"
                                            "commune,08173,Xã Quảng Yên,district,232,,2025-06-30\n"
                                            "commune,08173,Xã Quảng Yên,province,25,2025-07-01,\n"
                                            "commune,08152,Xã Thanh Ba,province,25,2025-07-01,\n";
    static const struct {
        const char *stored;
        const char *rows;
        int64_t begun;
        int64_t ended;
    } rows[] = {
        {"commune,08173,Xã Quảng Yên,province,25,,\ncommune,08152,Xã Thanh Ba,province,25,,\n",
         todays_first,                                                                                             2, 0},
        {"commune,08173,Xã Quảng Yên,province,25,,\ncommune,08152,Xã Thanh Ba,province,25,,\n",
         former_first,                                                                                             2, 0},
        {"commune,08173,Xã Quảng Yên,district,232,,\n"
         "commune,08152,Thị trấn Thanh Ba,district,232,,\n",                            todays_first, 0, 2},
        {"commune,08173,Xã Quảng Yên,district,232,,\n"
         "commune,08152,Thị trấn Thanh Ba,district,232,,\n",                            former_first, 0, 2},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        ON_EACH_ENGINE(test, true)
        {
            struct units_count count;
            import(test.work, "provinces.csv", NULL, 2, 0, 0);
            import_rows(test.work, "district,232,Huyện Thanh Ba,province,25,,\n", &count);
            import_rows(test.work, rows[i].stored, &count);
            import_rows(test.work, rows[i].rows, &count);
            assert_int_equal(count.added, 2);
            assert_int_equal(count.begun, rows[i].begun);
            assert_int_equal(count.ended, rows[i].ended);
            assert_int_equal(count.differing, 0);
            assert_str(where(test.work, UNIT_COMMUNE, "08173", 2026),
                       STR("Tỉnh Phú Thọ > Xã Quảng Yên"));
            assert_str(where(test.work, UNIT_COMMUNE, "08152", 2026),
                       STR("Tỉnh Phú Thọ > Xã Thanh Ba"));
            assert_str(where(test.work, UNIT_COMMUNE, "08173", 2022),
                       STR("Tỉnh Phú Thọ > Huyện Thanh Ba > Xã Quảng Yên"));
            import_rows(test.work, rows[i].rows, &count);
            assert_int_equal(count.unchanged, 4);
            assert_int_equal(count.differing, 0);
        }
    }
}

/* The merger table of a district whose communes have been in the data since 2022. */
static void a_merger_ends_the_communes_that_were_stored_before(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct units_count count;
        import(test.work, "provinces.csv", NULL, 2, 0, 0);
        import_rows(test.work,
                    "district,232,Huyện Thanh Ba,province,25,,\n"
                    "commune,08152,Thị trấn Thanh Ba,district,232,,\n"
                    "commune,08173,Xã Quảng Yên,district,232,,\n",
                    &count);
        /* two new communes and Vân Lĩnh; the two stored ones end */
        import(test.work, "district.csv", "huyen-thanh-ba", 3, 2, 3);
        assert_str(where(test.work, UNIT_COMMUNE, "08173", 2022),
                   STR("Tỉnh Phú Thọ > Huyện Thanh Ba > Xã Quảng Yên"));
        assert_str(where(test.work, UNIT_COMMUNE, "08173", 2026),
                   STR("Tỉnh Phú Thọ > Xã Quảng Yên"));
        assert_str(where(test.work, UNIT_COMMUNE, "08152", 2026),
                   STR("Tỉnh Phú Thọ > Xã Thanh Ba"));
    }
}

/* A former unit alone, learned when its code is stored as that of today's. */
static void a_former_commune_does_not_end_todays(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct units_count count;
        import(test.work, "provinces.csv", NULL, 2, 0, 0);
        import(test.work, "communes.csv", NULL, 3, 0, 0);
        import_rows(test.work,
                    "district,232,Huyện Thanh Ba,province,25,,2025-06-30\n"
                    "commune,08173,Xã Quảng Yên,district,232,,2025-06-30\n",
                    &count);
        assert_int_equal(count.added, 2);
        assert_int_equal(count.begun, 1);
        assert_int_equal(count.ended, 0);
        assert_str(where(test.work, UNIT_COMMUNE, "08173", 2022),
                   STR("Tỉnh Phú Thọ > Huyện Thanh Ba > Xã Quảng Yên"));
        assert_str(where(test.work, UNIT_COMMUNE, "08173", 2026),
                   STR("Tỉnh Phú Thọ > Xã Quảng Yên"));
        /* and today's again, by the general form without days */
        import_rows(test.work, "commune,08173,Xã Quảng Yên,province,25,,\n", &count);
        assert_int_equal(count.unchanged, 1);
    }
}

static void todays_commune_in_the_general_form_follows_the_one_that_ended(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct units_count count;
        struct unit unit;
        import(test.work, "provinces.csv", NULL, 2, 0, 0);
        import_rows(test.work,
                    "district,232,Huyện Thanh Ba,province,25,,2025-06-30\n"
                    "commune,08173,Xã Quảng Yên,district,232,,2025-06-30\n",
                    &count);
        import_rows(test.work, "commune,08173,Xã Quảng Yên,province,25,,\n", &count);
        assert_int_equal(count.added, 1);
        assert_no_fault(
            unit_by_code(test.work, UNIT_COMMUNE, STR("08173"), date_ymd(2026, 1, 1), &unit));
        assert_int_equal(date_compare(unit.valid_from, date_ymd(2025, 7, 1)), 0);
        import_rows(test.work, "commune,08173,Xã Quảng Yên,province,25,,\n", &count);
        assert_int_equal(count.unchanged, 1);
    }
}

static void a_beginning_that_is_learned_later_is_recorded(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct units_count count;
        import(test.work, "provinces.csv", NULL, 2, 0, 0);
        import_rows(test.work, "district,232,Huyện Thanh Ba,province,25,,\n", &count);
        import_rows(test.work, "district,232,Huyện Thanh Ba,,,1995-10-01,2025-06-30\n", &count);
        assert_int_equal(count.begun, 1);
        assert_int_equal(count.ended, 1);
        assert_int_equal(count.differing, 0);
    }
}

/* The parent of the first row ended in the data and begins anew in the second row. */
static void a_child_that_stands_first_waits_for_its_parent_in_the_file(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct units_count count;
        import(test.work, "provinces.csv", NULL, 2, 0, 0);
        import_rows(test.work, "agency,VX,Văn phòng cũ,province,25,2020-01-01,2024-12-31\n",
                    &count);
        import_rows(test.work,
                    "agency,TC,Tổ Tổng hợp,agency,VX,2025-02-01,\n"
                    "agency,VX,Văn phòng mới,province,25,2025-01-01,\n",
                    &count);
        assert_int_equal(count.added, 2);
        assert_str(where(test.work, UNIT_AGENCY, "TC", 2026),
                   STR("Tỉnh Phú Thọ > Văn phòng mới > Tổ Tổng hợp"));
    }
}

/* A was under B, and is above it since 2021: by their codes each waits for the other. */
static void units_that_changed_places_are_stored(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct units_count count;
        import(test.work, "provinces.csv", NULL, 2, 0, 0);
        import_rows(test.work,
                    "agency,A,Phòng A,agency,B,,2020-12-31\n"
                    "agency,B,Phòng B,agency,A,2021-01-01,\n"
                    "agency,A,Phòng A,province,25,2021-01-01,\n"
                    "agency,B,Phòng B,province,25,,2020-12-31\n",
                    &count);
        assert_int_equal(count.added, 4);
        assert_str(where(test.work, UNIT_AGENCY, "A", 2020),
                   STR("Tỉnh Phú Thọ > Phòng B > Phòng A"));
        assert_str(where(test.work, UNIT_AGENCY, "B", 2022),
                   STR("Tỉnh Phú Thọ > Phòng A > Phòng B"));
    }
}

/* ---- what is told ---- */

static void what_differs_from_the_data_is_told_and_left(void **state)
{
    static const struct {
        const char *row;
        const char *key;
        const char *stored;
        const char *typed;
    } rows[] = {
        {"district,232,Huyện Thanh Bá,,,,\n",                    "units.note.name",   "Huyện Thanh Ba",
         "Huyện Thanh Bá"                                                                                                         },
        {"district,232,Huyện Thanh Ba,province,01,1995-10-01,\n", "units.note.parent",
         "Tỉnh Phú Thọ",                                                                                "Thành phố Hà Nội"},
        {"district,232,Huyện Thanh Ba,,,1995-11-01,\n",           "units.note.days",
         "01/10/1995 – 30/06/2025",                                                                        "01/11/1995 – …"    },
        {"district,232,Huyện Thanh Ba,,,,2025-07-31\n",           "units.note.days",
         "01/10/1995 – 30/06/2025",                                                                        "… – 31/07/2025"    },
    };
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct units_count count;
        import(test.work, "provinces.csv", NULL, 2, 0, 0);
        import_rows(test.work, "district,232,Huyện Thanh Ba,province,25,1995-10-01,2025-06-30\n",
                    &count);
        for (size_t i = 0; i < COUNT(rows); i++) {
            import_rows(test.work, rows[i].row, &count);
            assert_int_equal(count.unchanged, 1);
            assert_int_equal(count.differing, 1);
            assert_int_equal(count.notes.count, 1);
            assert_string_equal(count.notes.items[0].key, rows[i].key);
            assert_int_equal(count.notes.items[0].line, 2);
            assert_str(count.notes.items[0].code, STR("232"));
            assert_str(count.notes.items[0].stored, str_from_c(rows[i].stored));
            assert_str(count.notes.items[0].typed, str_from_c(rows[i].typed));
            assert_str(where(test.work, UNIT_DISTRICT, "232", 2022),
                       STR("Tỉnh Phú Thọ > Huyện Thanh Ba"));
        }
    }
}

static void of_many_differences_the_first_twenty_are_named(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct units_count count;
        struct buf csv = buf_init(test.arena, 10000);
        struct buf other = buf_init(test.arena, 10000);
        for (int i = 0; i < 25; i++) {
            buf_printf(&csv, "agency,P%d,Phòng %d,,,,\n", i, i);
            buf_printf(&other, "agency,P%d,Ban %d,,,,\n", i, i);
        }
        import_rows(test.work, arena_c(test.arena, buf_str(&csv)), &count);
        import_rows(test.work, arena_c(test.arena, buf_str(&other)), &count);
        assert_int_equal(count.differing, 25);
        assert_int_equal(count.notes.count, UNITS_NOTES);
    }
}

/* The two ways of placing a tone are no other name. */
static void a_name_in_the_other_style_of_tones_is_the_same(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct units_count count;
        import_rows(test.work,
                    "province,17,Tỉnh Hòa Bình,,,,\n"
                    "province,17,Tỉnh Hoà Bình,,,,\n",
                    &count);
        assert_int_equal(count.added, 1);
        assert_int_equal(count.differing, 0);
    }
}

/* 1 for Hà Nội, 8173 for 08173: a spreadsheet took the codes for numbers. */
static void codes_get_back_the_zeros_that_a_spreadsheet_dropped(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct units_count count;
        assert_no_fault(import_text(test.work, STR("code,full_name\n1,Hà Nội\n25,Tỉnh Phú Thọ\n"),
                                    NULL, &count));
        assert_int_equal(count.zeros, 1);
        assert_int_equal(count.zeros_line, 2);
        assert_str(count.zeros_typed, STR("1"));
        assert_str(count.zeros_code, STR("01"));
        assert_no_fault(import_text(
            test.work,
            STR("code,full_name,province_code\n8173,Xã Quảng Yên,25\n4,Phường Ba Đình,1\n"), NULL,
            &count));
        assert_int_equal(count.zeros, 3);
        assert_str(where(test.work, UNIT_COMMUNE, "00004", 2026), STR("Hà Nội > Phường Ba Đình"));
        /* the general form and a table of mergers; a village has a number of its own */
        import_rows(test.work,
                    "district,1,Quận Ba Đình,province,1,,2025-06-30\n"
                    "village,1,Khu 1,commune,8173,,\n",
                    &count);
        assert_str(where(test.work, UNIT_DISTRICT, "001", 2025), STR("Hà Nội > Quận Ba Đình"));
        assert_str(where(test.work, UNIT_VILLAGE, "1", 2026),
                   STR("Tỉnh Phú Thọ > Xã Quảng Yên > Khu 1"));
        assert_no_fault(import_text(test.work,
                                    STR("old_ward_code,old_ward,new_ward_code,new_ward\n"
                                        "1,Phường Phúc Xá,8,Phường Ngọc Hà\n"),
                                    "ha-noi", &count));
        assert_str(successors_of(test.work, UNIT_COMMUNE, "00001"), STR("Phường Ngọc Hà"));
        assert_str(where(test.work, UNIT_COMMUNE, "00008", 2026), STR("Hà Nội > Phường Ngọc Hà"));
    }
}

/* ---- who may stand below whom ---- */

/* A line that may not stand below the unit above it, in the file or stored before. */
static void assert_refused(struct work *work, const char *rows, const char *key, const char *line)
{
    struct units_count count;
    struct unit unit;
    const struct fault *fault = import_text(
        work,
        arena_printf(work->arena, "kind,code,name,parent_kind,parent_code,valid_from,valid_to\n%s",
                     rows),
        NULL, &count);
    assert_non_null(fault);
    assert_int_equal(fault->kind, FAULT_INVALID);
    assert_string_equal(fault->key, key);
    assert_string_equal(fault->args[0].name, "line");
    assert_str(fault->args[0].value, str_from_c(line));
    assert_string_equal(fault->args[1].name, "name");
    assert_str(fault->args[1].value, STR("Tỉnh Dưới"));
    assert_string_equal(fault->args[2].name, "above");
    assert_str(fault->args[2].value, STR("Xã Trên"));
    assert_null(fault->next);
    /* and nothing of the file is stored */
    assert_int_equal(
        unit_by_code(work, UNIT_PROVINCE, STR("96"), date_ymd(2025, 6, 30), &unit)->kind,
        FAULT_NOT_FOUND);
}

static void a_unit_stands_below_none_of_a_lower_level(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct units_count count;
        assert_refused(test.work,
                       "province,96,Tỉnh Dưới,commune,97001,,\ncommune,97001,Xã Trên,,,,\n",
                       "units.level", "2");
        /* an agency has no level: the unit above it counts */
        assert_refused(test.work,
                       "commune,97001,Xã Trên,,,,\nagency,a,Trạm y tế,commune,97001,,\n"
                       "committee,b,Ban,agency,a,,\nprovince,96,Tỉnh Dưới,committee,b,,\n",
                       "units.level", "5");
        /* stored by another file */
        import_rows(test.work, "commune,97001,Xã Trên,,,,\n", &count);
        assert_refused(test.work, "province,96,Tỉnh Dưới,commune,97001,,\n", "units.level", "2");
    }
}

/* Levels may be left out, repeated (a city within a city, a hamlet within a village), and
 * agencies stand anywhere, with villages of their own. */
static void levels_may_be_left_out_and_repeated(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct units_count count;
        import_rows(test.work,
                    "country,84,Việt Nam,,,,\nprovince,25,Tỉnh,country,84,,\n"
                    "commune,08152,Xã,province,25,,\nvillage,1,Thôn,commune,08152,,\n"
                    "village,2,Xóm,village,1,,\nagency,a,Sở,province,25,,\n"
                    "committee,b,Ban,agency,a,,\nagency,c,Tổ,village,2,,\n"
                    "village,3,Khu của Ban,committee,b,,\nagency,d,Nông trường,,,,\n"
                    "village,4,Đội,agency,d,,\n",
                    &count);
        assert_int_equal(count.added, 11);
    }
}

/* Days on which both exist there must be. */
static void a_unit_stands_below_none_that_was_gone_or_was_still_to_come(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct units_count count;
        assert_refused(test.work,
                       "commune,97001,Xã Trên,,,,1995-12-31\n"
                       "province,96,Tỉnh Dưới,commune,97001,1996-01-01,\n",
                       "units.parent_days", "3");
        import_rows(test.work,
                    "province,25,Tỉnh,,,,\ndistrict,232,Huyện,province,25,,2025-06-30\n"
                    "commune,08173,Xã,district,232,,2025-06-30\n"
                    "commune,08174,Xã Hai,district,232,2025-06-30,\n",
                    &count);
        assert_int_equal(count.added, 4);
    }
}

/* The unit that the import names is a unit above as any other. */
static void a_province_is_not_imported_below_a_commune(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct units_count count;
        const struct fault *fault;
        import_rows(test.work, "commune,97001,Xã Trên,,,,\n", &count);
        fault = import_text(test.work, STR("code,full_name\n96,Tỉnh Dưới\n95,Tỉnh Bên\n"),
                            "xa-tren", &count);
        assert_non_null(fault);
        assert_string_equal(fault->key, "units.level");
        assert_non_null(fault->next);
        assert_str(fault->next->args[0].value, STR("3"));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_code_goes_from_the_former_commune_to_todays),
        cmocka_unit_test(a_merger_ends_the_communes_that_were_stored_before),
        cmocka_unit_test(a_former_commune_does_not_end_todays),
        cmocka_unit_test(todays_commune_in_the_general_form_follows_the_one_that_ended),
        cmocka_unit_test(a_beginning_that_is_learned_later_is_recorded),
        cmocka_unit_test(a_child_that_stands_first_waits_for_its_parent_in_the_file),
        cmocka_unit_test(units_that_changed_places_are_stored),
        cmocka_unit_test(what_differs_from_the_data_is_told_and_left),
        cmocka_unit_test(of_many_differences_the_first_twenty_are_named),
        cmocka_unit_test(a_name_in_the_other_style_of_tones_is_the_same),
        cmocka_unit_test(codes_get_back_the_zeros_that_a_spreadsheet_dropped),
        cmocka_unit_test(a_unit_stands_below_none_of_a_lower_level),
        cmocka_unit_test(levels_may_be_left_out_and_repeated),
        cmocka_unit_test(a_unit_stands_below_none_that_was_gone_or_was_still_to_come),
        cmocka_unit_test(a_province_is_not_imported_below_a_commune),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
