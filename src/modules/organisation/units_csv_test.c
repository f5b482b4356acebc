/*
 * Tables as offices save them from spreadsheets, read into rows in memory.
 */
#include "modules/organisation/units_csv.h"

#include "base/buf.h"
#include "base/testing.h"
#include "text/utf8.h"

static int arena_setup(void **state)
{
    *state = arena_new();
    return 0;
}

static int arena_teardown(void **state)
{
    arena_free(*state);
    return 0;
}

static const struct fault *read_table(struct arena *arena, struct str csv,
                                      struct unit_table *ret_table)
{
    return units_csv_read(arena, csv, date_ymd(2025, 7, 1), STR(""), ret_table);
}

/* Phú Thọ and, until 30/06/2025, Thanh Ba below it: what all tables of this file say. */
static void assert_thanh_ba(struct arena *arena, struct str csv)
{
    struct unit_table table;
    const struct unit_row *rows;
    assert_no_fault(read_table(arena, csv, &table));
    assert_int_equal(table.rows.count, 2);
    rows = table.rows.items;
    assert_int_equal(rows[0].kind, UNIT_PROVINCE);
    assert_str(rows[0].code, STR("25"));
    assert_str(rows[0].name, STR("Tỉnh Phú Thọ"));
    assert_int_equal(rows[0].parent_code.len, 0);
    assert_int_equal(rows[1].kind, UNIT_DISTRICT);
    assert_str(rows[1].code, STR("232"));
    assert_str(rows[1].name, STR("Huyện Thanh Ba"));
    assert_int_equal(rows[1].parent_kind, UNIT_PROVINCE);
    assert_str(rows[1].parent_code, STR("25"));
    assert_true(date_is_none(rows[1].valid_from));
    assert_int_equal(date_compare(rows[1].valid_to, date_ymd(2025, 6, 30)), 0);
}

static void assert_mistake(struct arena *arena, struct str csv, const char *key, const char *line)
{
    struct unit_table table;
    const struct fault *fault = read_table(arena, csv, &table);
    assert_non_null(fault);
    assert_int_equal(fault->kind, FAULT_INVALID);
    assert_string_equal(fault->key, key);
    assert_string_equal(fault->args[0].name, "line");
    assert_str(fault->args[0].value, str_from_c(line));
    assert_null(fault->next);
}

/* ---- how spreadsheets save ---- */

/* Commas, the semicolons of Viet Nam, the tabs of "Text (Tab delimited)". */
static void cells_are_parted_by_commas_semicolons_or_tabs(void **state)
{
    assert_thanh_ba(*state, STR("kind,code,name,parent_kind,parent_code,valid_to\n"
                                "province,25,Tỉnh Phú Thọ,,,\n"
                                "district,232,Huyện Thanh Ba,province,25,2025-06-30\n"));
    assert_thanh_ba(*state, STR("\xEF\xBB\xBFkind;code;name;parent_kind;parent_code;valid_to\r\n"
                                "province;25;Tỉnh Phú Thọ;;;\r\n"
                                "district;232;Huyện Thanh Ba;province;25;30/06/2025\r\n"));
    assert_thanh_ba(*state, STR("kind\tcode\tname\tparent_kind\tparent_code\tvalid_to\r\n"
                                "province\t25\tTỉnh Phú Thọ\t\t\t\r\n"
                                "district\t232\t\"Huyện\r\nThanh Ba\"\tprovince\t25\t30/6/2025"));
}

/* UTF-16 with a byte order mark (RFC 2781). */
static struct str utf16(struct arena *arena, const char *text, bool big_endian)
{
    struct str rest = str_from_c(text);
    struct buf buf = buf_init(arena, 2 * rest.len + 2);
    uint32_t code = 0xFEFF;
    do {
        unsigned char high = (unsigned char)(code >> 8), low = (unsigned char)code;
        buf_add_byte(&buf, (char)(big_endian ? high : low));
        buf_add_byte(&buf, (char)(big_endian ? low : high));
    } while (utf8_next(&rest, &code));
    return buf_str(&buf);
}

/* "Unicode Text" of Excel: UTF-16 with tabs. */
static void unicode_text_of_a_spreadsheet_is_read(void **state)
{
    static const char *const text = "kind\tcode\tname\tparent_kind\tparent_code\tvalid_to\r\n"
                                    "province\t25\tTỉnh Phú Thọ\t\t\t\r\n"
                                    "district\t232\tHuyện Thanh Ba\tprovince\t25\t30/06/2025\r\n";
    struct str whole = utf16(*state, text, false);
    assert_thanh_ba(*state, whole);
    assert_thanh_ba(*state, utf16(*state, text, true));
    /* cut off in the middle of a letter, in the last line */
    assert_mistake(*state, str_slice(whole, 0, whole.len - 5), "text.not_utf8", "3");
}

/* ---- how people write ---- */

/* Columns in other letters, with spaces, in Vietnamese; kinds too. */
static void columns_and_kinds_are_known_by_their_words(void **state)
{
    assert_thanh_ba(*state, STR("Kind , CODE,Name,Parent Kind,parent-code,Valid to\n"
                                "Province,25,Tỉnh Phú Thọ,,,\n"
                                "DISTRICT,232,Huyện Thanh Ba,province,25,2025-06-30\n"));
    assert_thanh_ba(*state, STR("Loại;Mã;Tên;Loại cấp trên;Mã cấp trên;Ngày kết thúc\n"
                                "Tỉnh;25;Tỉnh Phú Thọ;;;\n"
                                "Huyện;232;Huyện Thanh Ba;tỉnh;25;30/06/2025\n"));
    assert_thanh_ba(*state, STR("Cấp;Mã đơn vị;Tên đơn vị;Cấp của cấp trên;Mã cấp trên;Đến ngày\n"
                                "Thành phố trực thuộc trung ương;25;Tỉnh Phú Thọ;;;\n"
                                "Thị xã;232;Huyện Thanh Ba;TỈNH;25;30/06/2025\n"));
}

/* "Bản" is a village, "Ban" a committee; "Thành phố" may be a province or a district. */
static void words_for_kinds_are_read_with_their_marks(void **state)
{
    struct unit_table table;
    assert_no_fault(
        read_table(*state, STR("Loại,Mã,Tên\nBản,1,Bản Mé\nBan,2,Ban Chỉ đạo\n"), &table));
    assert_int_equal(table.rows.items[0].kind, UNIT_VILLAGE);
    assert_int_equal(table.rows.items[1].kind, UNIT_COMMITTEE);
    assert_mistake(*state, STR("Loại,Mã,Tên\nThành phố,1,Thành phố Việt Trì\n"), "units.kind", "2");
}

static void a_column_may_not_stand_twice_under_two_words(void **state)
{
    assert_mistake(*state, STR("code,full_name,Mã\n25,Tỉnh Phú Thọ,26\n"), "units.column_twice",
                   "1");
}

/* Not read, and told: a slip in the name of a column would cost all its cells. */
static void columns_that_are_not_read_are_told(void **state)
{
    struct unit_table table;
    assert_no_fault(read_table(
        *state, STR("kind,code,name,Ghi chú,parent_cod,,valid_to\ncommune,1,Xã Một,x,2,,\n"),
        &table));
    assert_str(table.unread, STR("Ghi chú, parent_cod"));
    /* the other forms are extracts of larger tables */
    assert_no_fault(
        read_table(*state, STR("code,full_name,commune_count\n25,Tỉnh Phú Thọ,148\n"), &table));
    assert_str(table.unread, STR(""));
}

/* What stands around a table: empty lines above and below it, empty cells beside it, the line
 * that tells a spreadsheet the separator, a last line without an end. */
static void empty_cells_around_a_table_say_nothing(void **state)
{
    assert_thanh_ba(*state, STR("\n,,,,,,\nkind,code,name,parent_kind,parent_code,valid_to,\n"
                                "province,25,Tỉnh Phú Thọ,,,,,,\n"
                                "district,232,Huyện Thanh Ba,province,25,2025-06-30,,\n,,\n"));
    assert_thanh_ba(*state, STR("sep=;\nkind;code;name;parent_kind;parent_code;valid_to\n"
                                "province;25;Tỉnh Phú Thọ;;;\n"
                                "district;232;Huyện Thanh Ba;province;25;30/06/2025"));
    assert_thanh_ba(*state, STR("parent_kind,parent_code,valid_to,kind,code,name,valid_from\n"
                                ",,,province,25,Tỉnh Phú Thọ,\n"
                                "province,25,2025-06-30,district,232,Huyện Thanh Ba,"));
    assert_mistake(*state, STR("code,full_name\n25,Tỉnh Phú Thọ,,x\n"), "units.columns", "2");
}

/* A kind without its code would put the unit at the top without a word. */
static void a_unit_above_that_has_no_code_is_refused(void **state)
{
    assert_mistake(*state, STR("kind,code,name,parent_kind\ndistrict,232,Huyện,province\n"),
                   "units.no_code", "2");
    assert_mistake(*state,
                   STR("kind,code,name,valid_to,successor_kind,successor_code\n"
                       "district,232,Huyện,2025-06-30,province,\n"),
                   "units.no_code", "2");
}

/* A day that the calendar has not, and forms of a day that nobody can be sure of. */
static void a_day_that_is_none_is_said(void **state)
{
    static const char *const days[] = {
        "31/02/2025", "2025-02-30", "29/02/2025", "2025-13-01", "07/13/2025", "01/07/25", "45839",
    };
    struct unit_table table;
    for (size_t i = 0; i < COUNT(days); i++) {
        struct str csv = arena_printf(
            *state, "kind,code,name,valid_to\ncommune,1,Xã Một,\ncommune,2,Xã Hai,%s\n", days[i]);
        const struct fault *fault = read_table(*state, csv, &table);
        assert_mistake(*state, csv, "units.date", "3");
        assert_string_equal(fault->args[1].name, "value");
        assert_str(fault->args[1].value, str_from_c(days[i]));
    }
    assert_no_fault(read_table(*state,
                               STR("kind,code,name,valid_from,valid_to\n"
                                   "commune,1,Xã Một,01/07/2025,29/2/2028\n"),
                               &table));
    assert_int_equal(date_compare(table.rows.items[0].valid_from, date_ymd(2025, 7, 1)), 0);
    assert_int_equal(date_compare(table.rows.items[0].valid_to, date_ymd(2028, 2, 29)), 0);
}

/* The workbook itself (.xlsx is a ZIP, .xls a compound file), and a file with nothing in it. */
static void what_is_no_table_is_named(void **state)
{
    assert_mistake(*state, STR("PK\x03\x04\x14\0\6\0"), "units.workbook", "1");
    assert_mistake(*state, STR("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), "units.workbook", "1");
    assert_mistake(*state, STR(""), "units.empty", "1");
    assert_mistake(*state, STR("\xEF\xBB\xBF\r\n\r\n"), "units.empty", "1");
    assert_mistake(*state, STR("\xFF\xFE"), "units.empty", "1");
}

/* As spreadsheets write TCVN3, VNI and Windows-1258: bytes that are no UTF-8. */
static void old_codes_of_vietnamese_are_refused(void **state)
{
    assert_mistake(*state, STR("code,full_name\n25,T\xD8nh Ph\xF3 Th\xE4\n"), "text.not_utf8", "2");
    assert_mistake(*state, STR("code,full_name\n25,T\xE6nh Phu\xF9 Tho\xEF\n"), "text.not_utf8",
                   "2");
    assert_mistake(*state, STR("code,full_name\n25,Ti\xD2nh Ph\xFA Tho\xF2\n"), "text.not_utf8",
                   "2");
}

/* "CSV UTF-8" of a table typed in an old font: the letters of the font's places in Latin-1.
 * And UTF-8 read as Windows-1252, and what a code page without the letter leaves of it. */
static void names_in_garbled_letters_are_refused(void **state)
{
    static const struct {
        const char *name;
        const char *sign;
    } rows[] = {
        {"TØnh Phó Thä",      "Ø"    }, /* TCVN3 */
        {"X· Thanh Ba",         "·"    },
        {"HuyÖn Thanh Ba",      "Ö"    },
        {"X· §ång Xu©n",     "·"    },
        {"Tænh Phuù Thoï",    "æ"    }, /* VNI */
        {"Huyeän Thanh Ba",     "ä"    },
        {"Phöôøng Noâng",    "ö"    },
        {"Xaõ Quang Minh",
         "õ"                            }, /* VNI with letters of Vietnamese, in places that they never have */
        {"Ñoâng Anh",          "â"    },
        {"Soùc",                "ù"    },
        {"XAÕ KIM ANH",         "Õ"    },
        {"Tá»‰nh Phú",      "‰"   }, /* UTF-8 as Windows-1252 */
        {"XÃ£ Thanh Ba",       "£"    },
        {"Huy?n Thanh Ba",       "?"     },
        {"Xã Đ\uFFFDng Xuân", "\uFFFD"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct str csv =
            arena_printf(*state, "kind,code,name\ncommune,1,Xã Một\ncommune,2,%s\n", rows[i].name);
        struct unit_table table;
        const struct fault *fault = read_table(*state, csv, &table);
        assert_mistake(*state, csv, "units.garbled", "3");
        assert_string_equal(fault->args[1].name, "name");
        assert_str(fault->args[1].value, str_from_c(rows[i].name));
        assert_string_equal(fault->args[2].name, "sign");
        assert_str(fault->args[2].value, str_from_c(rows[i].sign));
    }
}

/* Names that are written so: of the Ede, Jrai and M'Nông, with quotes, numbers and marks. */
static void names_of_all_peoples_are_taken(void **state)
{
    static const char *const names[] = {
        "Xã Ea H'leo",       "Xã Chư Păh",    "Xã Čư M’gar",
        "Xã Ia Ơ",           "Buôn Êa Mñông", "Thôn «Đông» số 1",
        "Khu 3 · Đồng Xuân", "Ðồng Nai",      "Thôn Goòng, Quân Khoái",
        "Tổ 5/2 (cũ)",
    };
    for (size_t i = 0; i < COUNT(names); i++) {
        struct unit_table table;
        assert_no_fault(read_table(
            *state, arena_printf(*state, "kind,code,name\nvillage,2,\"%s\"\n", names[i]), &table));
        assert_str(table.rows.items[0].name, str_from_c(names[i]));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_are_parted_by_commas_semicolons_or_tabs),
        cmocka_unit_test(unicode_text_of_a_spreadsheet_is_read),
        cmocka_unit_test(columns_and_kinds_are_known_by_their_words),
        cmocka_unit_test(words_for_kinds_are_read_with_their_marks),
        cmocka_unit_test(a_column_may_not_stand_twice_under_two_words),
        cmocka_unit_test(columns_that_are_not_read_are_told),
        cmocka_unit_test(empty_cells_around_a_table_say_nothing),
        cmocka_unit_test(a_unit_above_that_has_no_code_is_refused),
        cmocka_unit_test(names_in_garbled_letters_are_refused),
        cmocka_unit_test(names_of_all_peoples_are_taken),
        cmocka_unit_test(a_day_that_is_none_is_said),
        cmocka_unit_test(what_is_no_table_is_named),
        cmocka_unit_test(old_codes_of_vietnamese_are_refused),
    };
    return cmocka_run_group_tests(tests, arena_setup, arena_teardown);
}
