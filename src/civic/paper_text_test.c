/*
 * The formats of papers/: what is read, and what is refused with file and line.
 */
#include "civic/paper_layout.h"
#include "civic/paper_pdf.h"
#include "civic/paper_sample.h"
#include "civic/paper_testing.h"
#include "civic/paper_text.h"

static struct str markup_of(struct arena *arena, const char *text)
{
    struct asset file = {STR("papers/x.txt"), str_from_c(text)};
    struct str markup;
    struct str sample;
    int line;
    assert_no_fault(paper_text_read(arena, &file, &markup, &sample, &line));
    return markup;
}

static void lines_become_parts_and_keep_their_places(void **state)
{
    /* columns: text, markup between <paper> and </paper> */
    static const struct {
        const char *text;
        struct str markup;
    } rows[] = {
        {"@title THÔNG BÁO",                         STR_INIT("<x k=\"title\">THÔNG BÁO</x>\n")                         },
        {"Một đoạn.",                             STR_INIT("<x k=\"paragraph\">Một đoạn.</x>\n")                  },
        {"# lời dặn\n\nMột.",                    STR_INIT("\n\n<x k=\"paragraph\">Một.</x>\n")                      },
        {"Một\n  hai.",                              STR_INIT("<x k=\"paragraph\">Một {{!\n}}hai.</x>\n")               },
        {"A & B < C",                                  STR_INIT("<x k=\"paragraph\">A &amp; B &lt; C</x>\n")                },
        {"**Điều 1.** *a*\\nb",                     STR_INIT("<x k=\"paragraph\"><b>Điều 1.</b> <i>a</i><br/>b</x>\n")},
        {"{{#rows}}\n@row {{a}} | {{b.c}}\n{{/rows}}",
         STR_INIT("{{#rows}}\n<x k=\"row\"><c>{{a}} </c><c> {{b.c}}</c></x>\n{{/rows}}\n")                                  },
    };
    struct arena *arena = arena_new();
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_str(markup_of(arena, rows[i].text),
                   arena_printf(arena, "<paper>" PRISTR "</paper>", STRARG(rows[i].markup)));
    arena_free(arena);
}

static void the_sample_is_kept_apart(void **state)
{
    struct arena *arena = arena_new();
    struct asset file = {STR("papers/x.txt"), STR("Một.\n===== minh họa\na = 1\n")};
    struct str markup;
    struct str sample;
    int line;
    (void)state;
    assert_no_fault(paper_text_read(arena, &file, &markup, &sample, &line));
    assert_str(sample, STR("a = 1\n"));
    assert_int_equal(line, 3);
    arena_free(arena);
}

static void assert_broken(const struct fault *fault, const char *begin)
{
    assert_non_null(fault);
    if (!str_starts(fault->detail, str_from_c(begin)))
        print_error("%s: " PRISTR "\n", fault->key, STRARG(fault->detail));
    assert_true(str_starts(fault->detail, str_from_c(begin)));
}

/* Opens papers with the built-in files and one more, for a kind of that file. */
static const struct fault *open_with(struct paper_desk *desk, const char *text,
                                     const struct paper_kind *kind)
{
    size_t count;
    const struct asset *assets = asset_list(&count);
    struct asset *all = arena_alloc_array(desk->arena, count + 1, sizeof(struct asset));
    struct papers *papers;
    const struct fault *fault;
    memcpy(all, assets, count * sizeof(*assets));
    all[count] = (struct asset){STR("papers/x.txt"), str_from_c(text)};
    fault = papers_open_from(desk->arena, desk->site.messages, all, count + 1, &kind, 1, &papers);
    if (!fault)
        desk->site.papers = papers;
    return fault;
}

static const struct paper_kind x_kind = {"x", &paper_notice_shape};

/* columns: a file that must fail, how the fault's detail begins */
static const struct {
    const char *text;
    const char *begin;
} must_fail[] = {
    {"@tittle THÔNG BÁO",                        "papers/x.txt:1: no part is called @tittle"},
    {"Một.\n\n**Hai",                            "papers/x.txt:3: * is not closed"          },
    {"Một {{ngay}}",                             "x:1: "                                    },
    {"Một.\nHai {{head.ngay}}.",                 "x:2: "                                    },
    {"{{#grounds}}\n@ground {{.}}\n",              "x:1: "                                    },
    {"Một\n  {{summary}} và\n  {{không có}}", "x:3: "                                    },
    {"{{> part-xyz}}",                             "x:1: "                                    },
    {"Một {{head}}",                             "x:1: "                                    },
};

static void a_broken_file_stops_the_start_with_file_line_and_reason(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(must_fail); i++) {
        struct paper_desk *desk = paper_desk_new();
        assert_broken(open_with(desk, must_fail[i].text, &x_kind), must_fail[i].begin);
        arena_free(desk->arena);
    }
}

static void a_kind_without_a_file_stops_the_start(void **state)
{
    static const struct paper_kind nobody = {"nobody", &paper_notice_shape};
    struct paper_desk *desk = paper_desk_new();
    (void)state;
    assert_broken(open_with(desk, "", &nobody), "nobody:0: no file in papers/");
    arena_free(desk->arena);
}

static void layouts_and_columns_that_are_none_are_faults_of_the_paper(void **state)
{
    static const struct {
        const char *text;
        const char *begin;
    } rows[] = {
        {"@layout council\nMột.",                            "papers/x.txt:0: no layout council"},
        {"@layout government\n@columns 10 | 5x\n@row a | b",   "papers/x.txt:0: no column: 5x"    },
        {"@layout government\n@columns 100 | 100\n@row a | b",
         "papers/x.txt:0: columns wider than the page"                                            },
    };
    static const struct paper_notice notice = {.head = {.signed_on = {INT32_MIN}}};
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct paper_desk *desk = paper_desk_new();
        struct str pdf;
        assert_no_fault(open_with(desk, rows[i].text, &x_kind));
        assert_broken(paper_render(&desk->work, &x_kind, &notice, &pdf), rows[i].begin);
        arena_free(desk->arena);
    }
}

/* ---- layouts ---- */

static const struct paper_layout *layout_of(struct arena *arena, const char *name)
{
    const struct asset *file = asset_find(str_from_c(name));
    const struct paper_layout *layout;
    assert_non_null(file);
    assert_no_fault(paper_layout_read(arena, file, &layout));
    return layout;
}

/* Decree 30/2020/NĐ-CP, annex I, part I: what each type's size may be. */
static void every_size_of_the_government_layout_lies_in_the_decrees_range(void **state)
{
    static const struct {
        enum paper_type_name type;
        double least;
        double most;
        bool bold;
        bool italic;
    } rows[] = {
        {TYPE_PAGE,      13, 14, false, false},
        {TYPE_NATIONAL,  12, 13, true,  false},
        {TYPE_MOTTO,     13, 14, true,  false},
        {TYPE_SUPERIOR,  12, 13, false, false},
        {TYPE_ISSUER,    12, 13, true,  false},
        {TYPE_NUMBER,    13, 13, false, false},
        {TYPE_PLACE,     13, 14, false, true },
        {TYPE_ABOUT,     12, 13, false, false},
        {TYPE_TITLE,     13, 14, true,  false},
        {TYPE_SUMMARY,   13, 14, true,  false},
        {TYPE_GROUND,    13, 14, false, true },
        {TYPE_BODY,      13, 14, false, false},
        {TYPE_HEADING,   13, 14, true,  false},
        {TYPE_AUTHORITY, 13, 14, true,  false},
        {TYPE_POSITION,  13, 14, true,  false},
        {TYPE_NAME,      13, 14, true,  false},
        {TYPE_TO,        13, 14, false, false},
        {TYPE_RECEIVERS, 12, 12, true,  true },
        {TYPE_RECEIVER,  11, 11, false, false},
    };
    struct arena *arena = arena_new();
    const struct paper_layout *layout = layout_of(arena, "papers/layout-government.txt");
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        const struct paper_type *type = &layout->types[rows[i].type];
        assert_true(type->size >= rows[i].least && type->size <= rows[i].most);
        assert_int_equal(type->bold, rows[i].bold);
        assert_int_equal(type->italic, rows[i].italic);
    }
    assert_true(layout->top >= 20 && layout->top <= 25);
    assert_true(layout->bottom >= 20 && layout->bottom <= 25);
    assert_true(layout->left >= 30 && layout->left <= 35);
    assert_true(layout->right >= 15 && layout->right <= 20);
    assert_true(layout->gap_paragraph >= 6);
    assert_true(layout->line >= 1 && layout->line <= 1.5);
    assert_true(layout->rule_issuer >= 1.0 / 3 && layout->rule_issuer <= 0.5);
    assert_true(layout->rule_summary >= 1.0 / 3 && layout->rule_summary <= 0.5);
    arena_free(arena);
}

/* HD 36-HD/VPTW, annex 3: sizes 15, 14, 14, 14, 15–16, 14–15, 14–15, 12. */
static void the_party_layout_has_the_sizes_of_the_guide(void **state)
{
    struct arena *arena = arena_new();
    const struct paper_layout *layout = layout_of(arena, "papers/layout-party.txt");
    (void)state;
    assert_true(layout->types[TYPE_NATIONAL].size == 15);
    assert_true(layout->types[TYPE_ISSUER].size == 14 && layout->types[TYPE_ISSUER].bold);
    assert_true(layout->types[TYPE_NUMBER].size == 14);
    assert_true(layout->types[TYPE_PLACE].size == 14 && layout->types[TYPE_PLACE].italic);
    assert_true(layout->types[TYPE_TITLE].size >= 15 && layout->types[TYPE_TITLE].size <= 16);
    assert_true(layout->types[TYPE_ABOUT].size == 12 && layout->types[TYPE_ABOUT].italic);
    assert_str(layout->star, STR("*"));
    assert_int_equal(layout->motto.len, 0);
    arena_free(arena);
}

static void a_broken_layout_is_named_with_its_line(void **state)
{
    static const struct {
        struct str text;
        const char *begin;
    } rows[] = {
        {STR_INIT("margin.top = 20\nmargin.tpo = 3"),
         "papers/layout-x.txt:2: no setting margin.tpo"                                                 },
        {STR_INIT("margin.top = hai mươi"),          "papers/layout-x.txt:1: no value for margin.top" },
        {STR_INIT("margin.top = 20\nmargin.top = 21"),
         "papers/layout-x.txt:2: a second margin.top"                                                   },
        {STR_INIT("type.body = 14 fat"),               "papers/layout-x.txt:1: no value for type.body"  },
        {STR_INIT("type.body = 99"),                   "papers/layout-x.txt:1: no value for type.body"  },
        {STR_INIT("margin.top = 20"),                  "papers/layout-x.txt:0: margin.bottom is missing"},
    };
    struct arena *arena = arena_new();
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct asset file = {STR("papers/layout-x.txt"), rows[i].text};
        const struct paper_layout *layout;
        assert_broken(paper_layout_read(arena, &file, &layout), rows[i].begin);
    }
    arena_free(arena);
}

/* ---- samples ---- */

static void a_sample_fills_texts_dates_lists_and_records(void **state)
{
    struct arena *arena = arena_new();
    const struct paper_register *paper;
    const struct paper_register_row *rows;
    void *data;
    (void)state;
    assert_no_fault(sample_read(arena, STR("x"), 1,
                                STR("from = 2022-03-06\n# lời dặn\nhead.issuer = Ban A\\nB\n\n"
                                    "[rows]\npeople = 3\nis_competent = 1\n[rows]\n"
                                    "day = 2022-02-01\n[]\nhead.place = Thanh Ba\n"),
                                &paper_register_shape, &data));
    paper = data;
    rows = paper->rows.items;
    assert_int_equal(date_compare(paper->from, date_ymd(2022, 3, 6)), 0);
    assert_true(date_is_none(paper->to));
    assert_str(paper->head.issuer, STR("Ban A\nB"));
    assert_str(paper->head.place, STR("Thanh Ba"));
    assert_int_equal(paper->rows.count, 2);
    assert_int_equal(rows[0].people, 3);
    assert_true(rows[0].is_competent);
    assert_true(date_is_none(rows[0].day));
    assert_int_equal(date_compare(rows[1].day, date_ymd(2022, 2, 1)), 0);
    arena_free(arena);
}

static void a_sample_that_names_nothing_is_refused_with_its_line(void **state)
{
    static const struct {
        struct str text;
        const char *begin;
    } rows[] = {
        {STR_INIT("to = 2022-03-06\nnobody = 1"),   "x:8: no member nobody"          },
        {STR_INIT("from = 31/02/2022"),             "x:7: no value of from"          },
        {STR_INIT("[columns]"),                     "x:7: no list of records columns"},
        {STR_INIT("head = 1"),                      "x:7: no value of head"          },
        {STR_INIT("from.day = 1"),                  "x:7: no member from.day"        },
        {STR_INIT("lời không có dấu bằng"), "x:7: no name = value"           },
    };
    struct arena *arena = arena_new();
    void *data;
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_broken(sample_read(arena, STR("x"), 7, rows[i].text, &paper_register_shape, &data),
                      rows[i].begin);
    arena_free(arena);
}

/* ---- the end of a PDF ---- */

static void a_pdf_of_an_unknown_form_is_a_fault(void **state)
{
    struct arena *arena = arena_new();
    struct str pdf;
    (void)state;
    assert_non_null(pdf_set_language(arena, STR(""), "vi", &pdf));
    assert_non_null(pdf_set_language(arena, STR("%PDF-1.5\ntrailer\n<< /Size 3\n>>"), "vi", &pdf));
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_become_parts_and_keep_their_places),
        cmocka_unit_test(the_sample_is_kept_apart),
        cmocka_unit_test(a_broken_file_stops_the_start_with_file_line_and_reason),
        cmocka_unit_test(a_kind_without_a_file_stops_the_start),
        cmocka_unit_test(layouts_and_columns_that_are_none_are_faults_of_the_paper),
        cmocka_unit_test(every_size_of_the_government_layout_lies_in_the_decrees_range),
        cmocka_unit_test(the_party_layout_has_the_sizes_of_the_guide),
        cmocka_unit_test(a_broken_layout_is_named_with_its_line),
        cmocka_unit_test(a_sample_fills_texts_dates_lists_and_records),
        cmocka_unit_test(a_sample_that_names_nothing_is_refused_with_its_line),
        cmocka_unit_test(a_pdf_of_an_unknown_form_is_a_fault),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
