/*
 * One page with a member of every kind, some partials and messages, for the
 * tests of the template language. Only tests include this.
 */
#ifndef DINH_VIEW_TEMPLATE_FIXTURE_H
#define DINH_VIEW_TEMPLATE_FIXTURE_H

#include <string.h>

#include "base/testing.h"
#include "text/message.h"
#include "view/view.h"

struct person {
    struct str name;
    struct url home;
    struct list phones; /* of struct str */
};

struct row {
    struct str title;
    int votes;
    struct list tags; /* of struct str */
};

struct sample {
    struct str title;
    struct str empty;
    struct html body;
    struct url link;
    int one;
    int count;
    int64_t big;
    struct code_number id;
    bool yes;
    bool no;
    struct civil_date day;
    struct civil_date no_day;
    struct instant at;
    struct list rows;    /* of struct row */
    struct list nothing; /* of struct row */
    struct list words;   /* of struct str */
    struct person author;
    const struct person *editor;
    const struct person *nobody;
};

static SHAPE(person_shape, struct person, FIELD(struct person, name), FIELD(struct person, home),
             LIST(struct person, phones, text_shape));
static SHAPE(row_shape, struct row, FIELD(struct row, title), FIELD(struct row, votes),
             LIST(struct row, tags, text_shape));
static SHAPE(sample_shape, struct sample, FIELD(struct sample, title), FIELD(struct sample, empty),
             FIELD(struct sample, body), FIELD(struct sample, link), FIELD(struct sample, one),
             FIELD(struct sample, count), FIELD(struct sample, big), FIELD(struct sample, id),
             FIELD(struct sample, yes), FIELD(struct sample, no), FIELD(struct sample, day),
             FIELD(struct sample, no_day), FIELD(struct sample, at),
             LIST(struct sample, rows, row_shape), LIST(struct sample, nothing, row_shape),
             LIST(struct sample, words, text_shape), RECORD(struct sample, author, person_shape),
             POINTER(struct sample, editor, person_shape),
             POINTER(struct sample, nobody, person_shape));

/* The page that the cases speak of. */
static inline struct sample sample_page(void)
{
    static const struct str words[] = {STR_INIT("a"), STR_INIT("b<")};
    static const struct row rows[] = {
        {STR_INIT("Một"), 1,    {words, 2, sizeof(words[0])}},
        {STR_INIT("Hai"),   1200, {NULL, 0, sizeof(words[0])} },
    };
    static const struct person editor = {
        STR_INIT("Lan"), {STR_INIT("/lan") },
         { words, 2, sizeof(words[0])}
    };
    return (struct sample){
        .title = STR("<\"Đình\" & 'làng'>"),
        .body = HTML("<b>đậm</b>"),
        .link = URL("/tin?a=1&b=2"),
        .one = 1,
        .count = 3418,
        .big = -1234567,
        .id = {20261124               },
        .yes = true,
        .day = date_ymd(2022, 3, 6),
        .no_day = DATE_NONE,
        .at = {                 INT64_C(1646526600) * 1000000                      }, /* 2022-03-06T00:30:00Z */
        .rows = {              rows,        2, sizeof(rows[0])},
        .words = {                        words,                      2, sizeof(words[0])},
        .author = { .name = STR_INIT("Nam"), .home = URL_INIT("/nam")},
        .editor = &editor,
    };
}

static const struct asset sample_assets[] = {
    {STR_INIT("locale/vi/test.txt"), STR_INIT("date.long = ngày {day} tháng {month} năm {year}\n"
                                              "date.month-3 = 3\n"
                                              "say.plain = Chào & mừng\n"
                                              "say.by = Của {title} và {body}\n"
                                              "say.votes = {one|một phiếu|{count} phiếu}\n"
                                              "say.day = Ngày {day}\n"
                                              "say.wrong = {missing}\n"
                                              "say.uncountable = {title|một|nhiều}\n")   },
    {STR_INIT("locale/en/test.txt"), STR_INIT("date.long = {day} {month} {year}\n"
                                              "say.plain = Welcome & hello\n"
                                              "say.votes = {count|one vote|{count} votes}\n")},
};

/* Templates that the cases include. */
static const struct view_source sample_sources[] = {
    {STR_INIT("ui/name"),   STR_INIT("[{{name}}]")                             },
    {STR_INIT("ui/title"),  STR_INIT("({{title}})")                            },
    {STR_INIT("ui/lines"),  STR_INIT("|\n{{#yes}}\n{{count}}\n{{/yes}}\n|\n")  },
    {STR_INIT("ui/layout"),
     STR_INIT("<h1>{{$heading}}none{{/heading}}</h1>{{$main}}nothing{{/main}}")},
    {STR_INIT("ui/column"),
     STR_INIT("{{< ui/layout}}{{$heading}}column{{/heading}}{{$main}}<p>{{$text}}-{{/text}}</p>"
              "{{/main}}{{/ ui/layout}}")                                      },
    {STR_INIT("ui/rows"),   STR_INIT("{{#rows}}{{$row}}{{/row}};{{/rows}}")    },
    {STR_INIT("ui/self"),   STR_INIT("{{> ui/self}}")                          },
    {STR_INIT("page"),      STR_INIT("")                                       }, /* replaced by the case */
};

/* Makes a view of the fixture's templates and of "page", whose text is `text`. */
static inline const struct fault *sample_view(struct arena *arena, const char *text,
                                              const struct page_kind *kind, struct view **ret_view)
{
    struct view_source sources[COUNT(sample_sources)];
    const struct messages *messages;
    const struct fault *fault =
        messages_load_from(arena, sample_assets, COUNT(sample_assets), &messages);
    assert_no_fault(fault);
    memcpy(sources, sample_sources, sizeof(sources));
    sources[COUNT(sources) - 1] = (struct view_source){STR("page"), str_from_c(text)};
    fault = view_open(arena, messages, sources, COUNT(sources), ret_view);
    return fault ? fault : view_add_page(*ret_view, kind);
}

#endif
