/*
 * Broken forms are refused with file, line and reason; good ones print their head as
 * the circular does.
 */
#include "base/buf.h"
#include "base/crypto.h"
#include "base/testing.h"
#include "civic/built_in_fixture.h"
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
    size_t count;
    const struct asset *assets = asset_list(&count);
    (void)state;
    assert_no_fault(forms_read(arena, assets, count, &forms));
    assert_no_fault(forms_prove(arena, forms, built_in_law()));
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
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        const struct forms *forms;
        const struct fault *fault;
        struct str text = arena_printf(arena, "form 01/XLD\n%scertainty secondary\ntitle A | A\n%s",
                                       rows[i].head, COLUMN);
        assert_no_fault(read_one(arena, text.ptr, &forms));
        fault = forms_prove(arena, forms, built_in_law());
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

/* "1 = 2 + 3" without its spaces, each line of the kind behind the one before. */
static struct str sums_of(struct arena *arena, struct str text, struct str word)
{
    struct buf sums = buf_init(arena, 1000);
    while (text.ptr) {
        struct str line = str_cut_line(&text);
        if (!str_starts(line, word))
            continue;
        if (sums.len > 0)
            buf_add_literal(&sums, "; ");
        line = str_from(line, word.len);
        for (size_t i = 0; i < line.len; i++)
            if (line.ptr[i] != ' ')
                buf_add_byte(&sums, line.ptr[i]);
    }
    return buf_str(&sums);
}

static size_t columns_of(struct str text)
{
    size_t columns = 0;
    while (text.ptr)
        columns += str_starts(str_cut_line(&text), STR("column "));
    return columns;
}

/* The sums that a form prints under its column numbers, as the notes of the circulars have
 * them, what is carried over, when it is in force and how many columns it has. */
static const struct {
    const char *name;
    const char *version;
    size_t columns;
    const char *must;
    const char *carry;
} printed[] = {
    {"01-kqgq-2021",   "2021-05-10..2024-01-19", 27, "1=2+3; 5=20+21+22+23+24; 5=25+26",                     ""         },
    {"01-kqgq-2024",   "2024-01-20..2025-09-29", 26, "1=2+3; 5=20+21+22+23+24; 5=25+26",                     ""         },
    {"01-tcd-2021",    "2021-05-10..2024-01-19", 30, "1=4+13+22; 2=5+14+23; 3=6+7+15+16+24+25",              ""         },
    {"01-tcd-2024",    "2024-01-20..2025-09-29", 29, "1=4+13+22; 2=5+14+23; 3=6+7+15+16+24+25",              ""         },
    {"01-tcd-2025",    "2025-09-30..",           29, "1=4+13+22; 2=5+14+23; 3=6+7+15+16+24+25",              ""         },
    {"01-xld-2021",    "2021-05-10..2024-01-19", 27,
     "1=2+3+4+5+6+7; 9=11+12+13; 9=14+15+16+17; 9=18+22; 18=19+20+21; 22=23+24+25",                          "2+3+4=1-8"},
    {"01-xld-2024",    "2024-01-20..2025-09-29", 22,
     "1=2+3; 1=4+5; 6=8+9+10; 6=11+12+13; 6=14+18; 14=15+16+17; 18=19+20+21",                                "2=5"      },
    {"02-kqgq-2021",   "2021-05-10..2024-01-19", 20, "",                                                     ""         },
    {"02-kqgq-2024",   "2024-01-20..2025-09-29", 19, "",                                                     ""         },
    {"02-tcd-2021",    "2021-05-10..2024-01-19", 17, "1=3+5+7; 1=9+11; 2=4+6+8; 2=10+12; 12=13+14+15",
     ""                                                                                                                 },
    {"02-xld-2021",    "2021-05-10..2024-01-19", 31,
     "1=2+3+4+5; 6=7+8; 10=11+15+16+17; 10=18+19+20+21+22; 10=23+26; 11=12+13+14; 23=24+25; "
     "26=27+28+29",                                                                                          "2+3=1-6"  },
    {"02-xld-2024",    "2024-01-20..2025-09-29", 26,
     "1=2+3; 4=5+6; 8=9+13+14+15; 8=16+17+18+19; 8=20+23; 9=10+11+12; 20=21+22; 23=24+25",                   "2=1-4"    },
    {"02-xld-2025",    "2025-09-30..",           22,
     "1=2+3; 1=4+5; 6=8+9+10; 6=11+12+13; 6=14+18; 14=15+16+17; 18=19+20+21",                                "2=5"      },
    {"03-gqkn-2025",   "2025-09-30..",           26, "1=2+3; 5=20+21+22+23+24; 5=25+26",                     ""         },
    {"03-kqgq-2021",   "2021-05-10..2024-01-19", 32,
     "1=2+3; 6=7+8+9+10; 6=30+31; 7+8=24+26+28; 8=25+27+29",                                                 ""         },
    {"03-xld-2021",    "2021-05-10..2024-01-19", 34,
     "1=2+3+4+5+6+7; 8=9+10; 12=13+18+19+20+21; 12=22+23+24+25; 12=26+29; 13=14+15+16+17; "
     "26=27+28; 29=30+31+32",                                                                                "2+3+4=1-8"},
    {"03-xld-2024",    "2024-01-20..2025-09-29", 27,
     "1=2+3; 4=5+6; 8=9+14+15+16+17; 8=18+19+20; 8=21+24; 9=10+11+12+13; 21=22+23; 24=25+26",                "2=1-4"    },
    {"04-gqtc-2025",   "2025-09-30..",           31, "1=2+3; 6=7+8+9+10; 6=30+31; 7+8=24+26+28; 8=25+27+29",
     ""                                                                                                                 },
    {"04-kqgq-2021",   "2021-05-10..2024-01-19", 25, "",                                                     ""         },
    {"04-xld-2021",    "2021-05-10..2024-01-19", 25,
     "1=2+3+4+5+6+7; 8=9+10; 12=13+14+15+16; 12=17+18+19; 12=20+21; 21=22+23",                               "2+3+4=1-8"},
    {"04-xld-2024",    "2024-01-20..2025-09-29", 20,
     "1=2+3; 4=5+6; 8=9+10+11+12; 8=13+14; 8=15+16; 15=19+20; 16=17+18",                                     "2=1-4"    },
    {"05-kqth-2025",   "2025-09-30..",           23, "1=2+3; 4=5+6",                                         ""         },
    {"06-qlkntc-2025", "2025-09-30..",           11, "",                                                     ""         },
};

static void every_form_proves_the_sums_that_it_prints(void **state)
{
    struct arena *arena = arena_new();
    size_t files = 0;
    size_t count;
    const struct asset *assets = asset_list(&count);
    (void)state;
    for (size_t i = 0; i < count; i++)
        files +=
            str_starts(assets[i].name, STR("law/forms/")) && str_ends(assets[i].name, STR(".txt"));
    assert_int_equal(files, COUNT(printed));
    for (size_t i = 0; i < COUNT(printed); i++) {
        const struct asset *file =
            asset_find(arena_printf(arena, "law/forms/%s.txt", printed[i].name));
        assert_non_null(file);
        assert_str(sums_of(arena, file->bytes, STR("version ")), str_from_c(printed[i].version));
        assert_str(sums_of(arena, file->bytes, STR("must ")), str_from_c(printed[i].must));
        assert_str(sums_of(arena, file->bytes, STR("carry ")), str_from_c(printed[i].carry));
        assert_int_equal(columns_of(file->bytes), printed[i].columns);
    }
    arena_free(arena);
}

/* What each column counts, without its title. */
static struct str counts_of(struct arena *arena, const char *name)
{
    const struct asset *file = asset_find(arena_printf(arena, "law/forms/%s.txt", name));
    struct buf counts = buf_init(arena, 10000);
    struct str text;
    assert_non_null(file);
    text = file->bytes;
    while (text.ptr) {
        struct str line = str_cut_line(&text);
        if (str_starts(line, STR("count ")) || str_starts(line, STR("sum ")) ||
            str_starts(line, STR("when ")))
            buf_printf(&counts, PRISTR "\n", STRARG(line));
    }
    return buf_str(&counts);
}

/* Where a circular is not known to count otherwise, its form counts as the one before; the
 * forms of 2021 have a column for notes behind the others. */
static void a_form_counts_as_the_one_that_it_follows(void **state)
{
    static const struct {
        const char *before;
        const char *after;
    } rows[] = {
        {"01-tcd-2021",  "01-tcd-2024" },
        {"01-tcd-2024",  "01-tcd-2025" },
        {"01-xld-2024",  "02-xld-2025" },
        {"01-kqgq-2021", "01-kqgq-2024"},
        {"01-kqgq-2024", "03-gqkn-2025"},
        {"03-kqgq-2021", "04-gqtc-2025"},
    };
    struct arena *arena = arena_new();
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct str before = counts_of(arena, rows[i].before);
        struct str after = counts_of(arena, rows[i].after);
        if (!str_starts(before, after))
            print_error("%s, %s\n", rows[i].before, rows[i].after);
        assert_true(str_starts(before, after));
        assert_true(before.len == after.len ||
                    str_equal(str_from(before, after.len), STR("count words\n")));
    }
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(broken_forms_are_refused_with_file_line_and_reason),
        cmocka_unit_test(two_versions_of_a_form_do_not_overlap),
        cmocka_unit_test(the_built_in_forms_are_sound),
        cmocka_unit_test(every_form_proves_the_sums_that_it_prints),
        cmocka_unit_test(a_form_counts_as_the_one_that_it_follows),
        cmocka_unit_test(a_form_lies_within_the_time_of_its_circular),
        cmocka_unit_test(the_head_spans_as_printed),
        cmocka_unit_test(money_is_shown_in_millions),
    };
    return crypto_start() ? cmocka_run_group_tests(tests, NULL, NULL) : 1;
}
