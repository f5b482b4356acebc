/*
 * Broken forms are refused with file, line and reason; good ones print their head as
 * the circular does.
 */
#include "base/crypto.h"
#include "base/testing.h"
#include "law/law.h"
#include "modules/reports/form.h"

#include <string.h>

#define HEAD                                                                                       \
    "form 01/XLD\nversion 2024-01-20..\nby TT 01/2024/TT-TTCP\ncertainty secondary\n"              \
    "title Tổng hợp | Summary\n"
#define COLUMN "column 1 Tổng số | Total\ncount petitions\nwhen carried\n"

struct broken {
    const char *text;
    const char *key;
    const char *place;
};

/* text, what is said, where */
static const struct broken brokens[] = {
    {HEAD "column 2 Tổng số | Total\n",                  "report.broken.column",    "law/forms/x.txt:6"},
    {HEAD "column 1 A | A\ncount petitions\nwhen never\n",   "report.broken.condition",
     "law/forms/x.txt:8"                                                                                   },
    {HEAD "column 1 Tổng số | Total\ncount petitions\n", "report.broken.condition",
     "law/forms/x.txt:6"                                                                                   },
    {HEAD "column 1 Tổng số | Total\ncount sheep\n",     "report.broken.measure",   "law/forms/x.txt:7"},
    {HEAD "column 1 A > B | A\ncount none\n",                "report.broken.levels",    "law/forms/x.txt:6"},
    {HEAD "must 1 = 2 + 3\n" COLUMN,                         "report.broken.column",    "law/forms/x.txt:6"},
    {HEAD "must 1\n" COLUMN,                                 "report.broken.sum",       "law/forms/x.txt:6"},
    {HEAD "must 1 = two\n" COLUMN,                           "report.broken.sum",       "law/forms/x.txt:6"},
    {HEAD "carry 1 = 1\ncarry 1 = 1\n" COLUMN,               "law.broken.twice",        "law/forms/x.txt:7"},
    {HEAD "carry 1 = 1\nafter 01-x\n" COLUMN,                "report.broken.after",     "law/forms/x.txt:7"},
    {HEAD "after 01-x\n" COLUMN,                             "report.broken.after",     "law/forms/x.txt:6"},
    {HEAD "after 01-x\nafter 01-x\n" COLUMN,                 "law.broken.twice",        "law/forms/x.txt:7"},
    {HEAD "colour red\n" COLUMN,                             "law.broken.word",         "law/forms/x.txt:6"},
    {"form 01/XLD\ncertainty maybe\n" COLUMN,                "law.broken.certainty",    "law/forms/x.txt:2"},
    {HEAD "by TT 02/2021/TT-TTCP\n" COLUMN,                  "law.broken.twice",        "law/forms/x.txt:6"},
    {HEAD COLUMN "title Khác | Other\n",                    "law.broken.word",         "law/forms/x.txt:9"},
    {HEAD "count petitions\n" COLUMN,                        "law.broken.word",         "law/forms/x.txt:6"},
    {HEAD COLUMN "when carried\n",                           "law.broken.twice",        "law/forms/x.txt:9"},
    {HEAD COLUMN "sum blamed\n",                             "law.broken.twice",        "law/forms/x.txt:9"},
    {HEAD "column 1 Tiền | Money\nsum mony\n",             "report.broken.measure",   "law/forms/x.txt:7"},
    {HEAD "column 1 Tiền | Money\nwhen carried\n"
          "column 2 Đất | Land\ncount none\n",       "report.broken.measure",   "law/forms/x.txt:6"},
    {HEAD COLUMN "column 2 Đất | Land\n",                 "report.broken.measure",   "law/forms/x.txt:9"},
    {"form 01/XLD\nversion 2024-02-01..2024-01-01\n",        "law.broken.period",       "law/forms/x.txt:2"},
    {HEAD,                                                   "law.broken.empty",        "law/forms/x.txt:1"},
};

static const struct fault *read_one(struct arena *arena, const char *text,
                                    const struct forms **ret_forms)
{
    struct asset file = {.name = STR("law/forms/x.txt"),
                         .bytes = arena_printf(arena, "%send\n", text)};
    return forms_read(arena, &file, 1, ret_forms);
}

static void broken_forms_are_refused_with_file_line_and_reason(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(brokens); i++) {
        struct arena *arena = arena_new();
        const struct forms *forms;
        const struct fault *fault = read_one(arena, brokens[i].text, &forms);
        assert_non_null(fault);
        assert_string_equal(fault->key, brokens[i].key);
        assert_true(str_equal(fault->args[0].value, str_from_c(brokens[i].place)));
        arena_free(arena);
    }
}

static void two_versions_of_a_form_do_not_overlap(void **state)
{
    struct arena *arena = arena_new();
    struct asset files[] = {
        {.name = STR("law/forms/a.txt"), .bytes = STR(HEAD COLUMN "end\n")},
        {.name = STR("law/forms/b.txt"), .bytes = STR(HEAD COLUMN "end\n")}
    };
    const struct forms *forms;
    const struct fault *fault = forms_read(arena, files, 2, &forms);
    (void)state;
    assert_non_null(fault);
    assert_string_equal(fault->key, "law.broken.overlap");
    arena_free(arena);
}

static void the_built_in_forms_are_sound(void **state)
{
    struct arena *arena = arena_new();
    const struct forms *forms;
    const struct law *law;
    size_t count;
    const struct asset *assets = asset_list(&count);
    (void)state;
    assert_no_fault(law_load(arena, assets, count, &law));
    assert_no_fault(forms_read(arena, assets, count, &forms));
    assert_no_fault(forms_prove(arena, forms, law));
    forms_all(forms, &count);
    assert_int_equal(count, 23); /* ten of 2021, seven of 2024, six of 2025 */
    /* 01/TCD of 2021 has 29 columns of numbers and the note (law/rules/statistics.txt) */
    assert_int_equal(forms_named(forms, STR("01-tcd-2021"))->columns.count, 30);
    assert_int_equal(forms_named(forms, STR("01-tcd-2024"))->columns.count, 29);
    assert_int_equal(forms_named(forms, STR("02-xld-2021"))->columns.count, 31);
    assert_int_equal(forms_named(forms, STR("03-xld-2021"))->columns.count, 34);
    assert_int_equal(forms_named(forms, STR("03-xld-2024"))->columns.count, 27);
    arena_free(arena);
}

/* TT 01/2024 was in force from 20/01/2024 to 29/09/2025. */
static void a_form_lies_within_the_time_of_its_circular(void **state)
{
    static const struct {
        const char *head;
        const char *key; /* NULL: it is one */
    } rows[] = {
        {"version 2024-01-20..2025-09-29\nby TT 01/2024/TT-TTCP\n", NULL                   },
        {"version 2024-01-19..2025-09-29\nby TT 01/2024/TT-TTCP\n", "law.broken.force"     },
        {"version 2024-01-20..2025-09-30\nby TT 01/2024/TT-TTCP\n", "law.broken.force"     },
        {"version 2024-01-20..\nby TT 01/2024/TT-TTCP\n",           "law.broken.force"     },
        {"version 2025-09-30..\nby TT 06/2025/TT-TTCP\n",           NULL                   },
        {"version 2024-01-20..2025-09-29\nby TT 01/2042/TT-TTCP\n", "law.broken.instrument"},
    };
    struct arena *arena = arena_new();
    const struct law *law;
    size_t count;
    const struct asset *assets = asset_list(&count);
    (void)state;
    assert_no_fault(law_load(arena, assets, count, &law));
    for (size_t i = 0; i < COUNT(rows); i++) {
        const struct forms *forms;
        const struct fault *fault;
        struct str text = arena_printf(arena, "form 01/XLD\n%scertainty secondary\ntitle A | A\n%s",
                                       rows[i].head, COLUMN);
        assert_no_fault(read_one(arena, text.ptr, &forms));
        fault = forms_prove(arena, forms, law);
        if (!rows[i].key) {
            assert_no_fault(fault);
            continue;
        }
        assert_non_null(fault);
        assert_string_equal(fault->key, rows[i].key);
        assert_str(fault->args[0].value, STR("law/forms/x.txt:3"));
    }
    arena_free(arena);
}

static void the_head_spans_as_printed(void **state)
{
    struct arena *arena = arena_new();
    const struct forms *forms;
    const struct form_version *form;
    form_heading_list headings;
    size_t count;
    size_t places = 0;
    const struct asset *assets = asset_list(&count);
    (void)state;
    assert_no_fault(forms_read(arena, assets, count, &forms));
    form = forms_named(forms, STR("01-xld-2024"));
    form_headings(arena, form, &headings);
    assert_int_equal(form->levels, 3);
    /* "Tổng số đơn phải xử lý" stands over columns 1 to 3, the fourth over three rows */
    assert_int_equal(headings.items[0].columns, 3);
    assert_int_equal(headings.items[0].rows, 1);
    assert_int_equal(headings.items[1].columns, 1);
    assert_int_equal(headings.items[1].rows, 3);
    for (size_t i = 0; i < headings.count; i++)
        places += headings.items[i].rows * headings.items[i].columns;
    assert_int_equal(places, form->levels * form->columns.count);
    assert_true(str_equal(form_number_text(arena, form, &form->columns.items[5]),
                          STR("6 = 8+9+10 = 11+12+13 = 14+18")));
    form = forms_named(forms, STR("01-xld-2021"));
    assert_true(
        str_equal(form_number_text(arena, form, &form->columns.items[0]), STR("1 = 2+…+7")));
    arena_free(arena);
}

static void money_is_shown_in_millions(void **state)
{
    struct arena *arena = arena_new();
    struct form_column column = {.measure = MEASURE_DETAIL, .is_millions = true};
    (void)state;
    assert_true(str_equal(form_amount_text(arena, LOCALE_VI, &column, 12500000), STR("12,5")));
    assert_true(str_equal(form_amount_text(arena, LOCALE_VI, &column, 3000000), STR("3")));
    assert_true(
        str_equal(form_amount_text(arena, LOCALE_EN, &column, 1234567890), STR("1,234.56789")));
    assert_true(str_equal(form_amount_text(arena, LOCALE_VI, &column, 0), STR("0")));
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(broken_forms_are_refused_with_file_line_and_reason),
        cmocka_unit_test(two_versions_of_a_form_do_not_overlap),
        cmocka_unit_test(the_built_in_forms_are_sound),
        cmocka_unit_test(a_form_lies_within_the_time_of_its_circular),
        cmocka_unit_test(the_head_spans_as_printed),
        cmocka_unit_test(money_is_shown_in_millions),
    };
    return crypto_start() ? cmocka_run_group_tests(tests, NULL, NULL) : 1;
}
