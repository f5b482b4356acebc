/*
 * JSON written and read, and tables for spreadsheets, over the fixture's page.
 */
#include "view/csv.h"
#include "view/json.h"
#include "view/json_read.h"
#include "view/template_fixture.h"

static void json_writes_a_shape_with_all_its_kinds(void **state)
{
    struct arena *arena = arena_new();
    struct buf out = buf_init(arena, 4096);
    struct sample page = sample_page();
    (void)state;
    json_write_shape(&out, &sample_shape, &page);
    assert_str(
        buf_str(&out),
        STR("{\"title\":\"\\u003c\\\"Đình\\\" & 'làng'>\",\"empty\":\"\","
            "\"body\":\"\\u003cb>đậm\\u003c/b>\",\"link\":\"/tin?a=1&b=2\",\"one\":1,"
            "\"count\":3418,\"big\":-1234567,\"id\":\"20261124\",\"yes\":true,\"no\":false,"
            "\"day\":\"2022-03-06\",\"no_day\":null,\"at\":\"2022-03-06T00:30:00Z\","
            "\"rows\":[{\"title\":\"Một\",\"votes\":1,\"tags\":[\"a\",\"b\\u003c\"]},"
            "{\"title\":\"Hai\",\"votes\":1200,\"tags\":[]}],\"nothing\":[],"
            "\"words\":[\"a\",\"b\\u003c\"],"
            "\"author\":{\"name\":\"Nam\",\"home\":\"/nam\",\"phones\":[]},"
            "\"editor\":{\"name\":\"Lan\",\"home\":\"/lan\",\"phones\":[\"a\",\"b\\u003c\"]},"
            "\"nobody\":null}"));
    arena_free(arena);
}

static void json_escapes_controls_and_line_separators(void **state)
{
    struct arena *arena = arena_new();
    struct buf out = buf_init(arena, 4096);
    struct json json = json_begin(&out);
    (void)state;
    json_put_text(&json, STR("\\ \n\r\t\x01\x7F\xE2\x80\xA8\xE2\x80\xA9\xE2\x80\xA7/"));
    json_finish(&json);
    assert_str(buf_str(&out), STR("\"\\\\ \\n\\r\\t\\u0001\\u007f\\u2028\\u2029\xE2\x80\xA7/\""));
    arena_free(arena);
}

static void json_in_a_script_element_cannot_end_it(void **state)
{
    struct arena *arena = arena_new();
    struct buf out = buf_init(arena, 4096);
    struct json json = json_begin(&out);
    (void)state;
    json_begin_object(&json);
    json_pair_text(&json, "a", STR("</script><!--"));
    json_end_object(&json);
    assert_str(json_ld_html(arena, &json).markup,
               STR("<script type=\"application/ld+json\">"
                   "{\"a\":\"\\u003c/script>\\u003c!--\"}</script>"));
    arena_free(arena);
}

static void json_sets_commas_by_itself(void **state)
{
    struct arena *arena = arena_new();
    struct buf out = buf_init(arena, 4096);
    struct json json = json_begin(&out);
    (void)state;
    json_begin_array(&json);
    json_begin_object(&json);
    json_pair_int(&json, "a", -1);
    json_pair_bool(&json, "b", false);
    json_key(&json, STR("c"));
    json_begin_array(&json);
    json_end_array(&json);
    json_pair_text(&json, "d", STR("e"));
    json_end_object(&json);
    json_put_null(&json);
    json_put_int(&json, 2);
    json_end_array(&json);
    json_finish(&json);
    assert_str(buf_str(&out), STR("[{\"a\":-1,\"b\":false,\"c\":[],\"d\":\"e\"},null,2]"));
    arena_free(arena);
}

static void write_schema(struct buf *out, const struct shape *shape)
{
    struct json json = json_begin(out);
    json_schema(&json, shape);
    json_finish(&json);
}

static void json_describes_a_shape_as_a_schema(void **state)
{
    struct arena *arena = arena_new();
    struct buf out = buf_init(arena, 8192);
    (void)state;
    write_schema(&out, &row_shape);
    assert_str(buf_str(&out),
               STR("{\"type\":\"object\",\"properties\":{\"title\":{\"type\":\"string\"},"
                   "\"votes\":{\"type\":\"integer\",\"format\":\"int32\"},"
                   "\"tags\":{\"type\":\"array\",\"items\":{\"type\":\"string\"}}},"
                   "\"required\":[\"title\",\"votes\",\"tags\"]}"));
    out = buf_init(arena, 8192);
    write_schema(&out, &sample_shape);
    assert_true(str_find(buf_str(&out),
                         STR("\"no_day\":{\"type\":[\"string\",\"null\"],\"format\":\"date\"}"),
                         0) > 0);
    assert_true(str_find(buf_str(&out), STR("\"nobody\":{\"type\":[\"object\",\"null\"]"), 0) > 0);
    arena_free(arena);
}

static void json_reads_values_by_name_and_kind(void **state)
{
    struct arena *arena = arena_new();
    const struct json_value *value;
    const struct json_value *list;
    struct str text;
    int64_t number;
    (void)state;
    assert_no_fault(json_read(arena,
                              STR("{\"a\":\"\\u0111\",\"b\":-9223372036854775808,\"c\":true,"
                                  "\"d\":[1,null],\"e\":1.5}"),
                              1000, &value));
    assert_true(json_get_text(value, "a", &text));
    assert_str(text, STR("đ"));
    assert_true(json_get_int(value, "b", &number));
    assert_true(number == INT64_MIN);
    assert_false(json_get_int(value, "c", &number));
    list = json_member(value, "d");
    assert_int_equal(json_count(list), 2);
    assert_true(json_as_int(json_item(list, 0), &number) && number == 1);
    assert_true(json_value_is_null(json_item(list, 1)));
    assert_null(json_item(list, 2));
    assert_false(json_get_int(value, "a", &number));
    assert_false(json_get_int(value, "e", &number));
    assert_false(json_get_text(value, "missing", &text));
    assert_null(json_member(NULL, "a"));
    assert_int_equal(json_count(value), 0);
    arena_free(arena);
}

static void json_refuses_what_is_malformed_deep_or_large(void **state)
{
    static const char *const malformed[] = {
        "",   "{",   "{\"a\":1,\"a\":2}", "[1,]", "[1] x", "{a:1}", "\"\xFF\"", "[\"\n\"]", "NaN",
        "01", "'a'",
    };
    struct arena *arena = arena_new();
    const struct json_value *value;
    struct buf deep = buf_init(arena, 1000);
    (void)state;
    for (size_t i = 0; i < COUNT(malformed); i++) {
        const struct fault *fault = json_read(arena, str_from_c(malformed[i]), 100, &value);
        assert_non_null(fault);
        assert_string_equal(fault->key, "json.malformed");
    }
    for (int i = 0; i < JSON_READ_DEPTH; i++)
        buf_add_byte(&deep, '[');
    for (int i = 0; i < JSON_READ_DEPTH; i++)
        buf_add_byte(&deep, ']');
    assert_no_fault(json_read(arena, buf_str(&deep), 1000, &value));
    assert_non_null(json_read(arena, arena_printf(arena, "[" PRISTR "]", STRARG(buf_str(&deep))),
                              1000, &value));
    assert_no_fault(json_read(arena, STR("[\"[[[[\"]"), 8, &value));
    assert_string_equal(json_read(arena, STR("[\"[[[[\"]"), 7, &value)->key, "json.too_large");
    arena_free(arena);
}

static void csv_writes_a_table_of_a_shape(void **state)
{
    struct arena *arena = arena_new();
    struct buf out = buf_init(arena, 4096);
    struct sample page = sample_page();
    static const struct str headers[] = {STR_INIT("Tên"), STR_INIT("Số phiếu"), STR_INIT("Nhãn")};
    (void)state;
    csv_write_shape(&out, &row_shape, page.rows, headers);
    assert_str(buf_str(&out), STR("\xEF\xBB\xBFTên,Số phiếu,Nhãn\r\nMột,1,a; b<\r\nHai,1200,\r\n"));
    out = buf_init(arena, 4096);
    csv_write_shape(&out, &sample_shape, (struct list){&page, 1, sizeof(page)}, NULL);
    assert_str(buf_str(&out),
               STR("\xEF\xBB\xBFtitle,empty,body,link,one,count,big,id,yes,no,day,no_day,at,rows,"
                   "nothing,words\r\n\"<\"\"Đình\"\" & 'làng'>\",,<b>đậm</b>,/tin?a=1&b=2,1,3418,"
                   "-1234567,20261124,1,0,2022-03-06,,2022-03-06T00:30:00Z,Một; Hai,,a; b<\r\n"));
    arena_free(arena);
}

/* cell, as it is written */
static const struct {
    const char *text;
    const char *expected;
} cells[] = {
    {"a",                      "a"                         },
    {"a,b",                    "\"a,b\""                   },
    {"a\nb",                   "\"a\nb\""                  },
    {"say \"a\"",              "\"say \"\"a\"\"\""         },
    {"=1+1",                   "'=1+1"                     },
    {"+cmd|' /C x",            "'+cmd|' /C x"              },
    {"-2+3",                   "'-2+3"                     },
    {"@SUM(A1)",               "'@SUM(A1)"                 },
    {"\t=1",                   "'\t'=1"                    },
    {"\r=1",                   "\"'\r'=1\""                },
    {"\n=1",                   "\"'\n'=1\""                },
    {"\nb",                    "\"'\nb\""                  },
    {" =1+1",                  "' =1+1"                    },
    {"＝1+1",                 "'＝1+1"                   },
    {"＋1+1",                 "'＋1+1"                   },
    {"－1+1",                 "'－1+1"                   },
    {"＠SUM(A1)",             "'＠SUM(A1)"               },
    {"a;=1+1",                 "a;'=1+1"                   },
    {"a\t@B1",                 "a\t'@B1"                   },
    {"a\n=1+1",                "\"a\n'=1+1\""              },
    {"a;\"=1+1",               "\"a;'\"\"=1+1\""           },
    {"1; -5; a",               "1; -5; a"                  },
    {"Gồm:\n- một\n- hai", "\"Gồm:\n- một\n- hai\""},
    {"=A1,\"b\"",              "\"'=A1,\"\"b\"\"\""        },
    {"-5",                     "-5"                        },
    {"+84912345678",           "+84912345678"              },
    {"-3.5",                   "-3.5"                      },
    {"-",                      "'-"                        },
    {"a=b",                    "a=b"                       },
};

static void csv_makes_formulas_harmless(void **state)
{
    struct arena *arena = arena_new();
    (void)state;
    for (size_t i = 0; i < COUNT(cells); i++) {
        struct buf out = buf_init(arena, 100);
        csv_cell(&out, str_from_c(cells[i].text), true);
        assert_str(buf_str(&out), str_from_c(cells[i].expected));
    }
    arena_free(arena);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(json_writes_a_shape_with_all_its_kinds),
        cmocka_unit_test(json_escapes_controls_and_line_separators),
        cmocka_unit_test(json_in_a_script_element_cannot_end_it),
        cmocka_unit_test(json_sets_commas_by_itself),
        cmocka_unit_test(json_describes_a_shape_as_a_schema),
        cmocka_unit_test(json_reads_values_by_name_and_kind),
        cmocka_unit_test(json_refuses_what_is_malformed_deep_or_large),
        cmocka_unit_test(csv_writes_a_table_of_a_shape),
        cmocka_unit_test(csv_makes_formulas_harmless),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
