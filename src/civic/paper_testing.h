/*
 * A desk that makes papers, and reading them back with poppler's programs. Only
 * *_test.c files include this.
 */
#ifndef DINH_CIVIC_PAPER_TESTING_H
#define DINH_CIVIC_PAPER_TESTING_H

#include "base/testing.h"
#include "civic/built_in_fixture.h"
#include "civic/paper_kinds.h"
#include "civic/site.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct paper_desk {
    struct arena *arena;
    struct site site;
    struct work work;
    struct instant now;
};

static inline struct paper_desk *paper_desk_new(void)
{
    struct arena *arena = arena_new();
    struct paper_desk *desk = ARENA_NEW(arena, struct paper_desk);
    size_t count;
    const struct asset *assets = asset_list(&count);
    struct papers *papers;
    desk->arena = arena;
    desk->now = date_start(date_ymd(2022, 3, 7));
    desk->site.arena = arena;
    desk->site.messages = built_in_messages();
    assert_no_fault(papers_open_from(arena, desk->site.messages, assets, count,
                                     paper_standard_kinds, PAPER_STANDARD_COUNT, &papers));
    desk->site.papers = papers;
    desk->work =
        (struct work){.arena = arena, .clock = clock_fixed(&desk->now), .site = &desk->site};
    return desk;
}

/* What `command` (with %s for the path) prints about the PDF. */
static inline struct str paper_asked(struct paper_desk *desk, struct str pdf, const char *command)
{
    const char *path = testing_file(desk->arena, pdf);
    char bytes[16384];
    struct buf out = buf_init(desk->arena, 16 * 1024 * 1024);
    struct buf line = buf_init(desk->arena, 1000);
    ptrdiff_t place = str_find(str_from_c(command), STR("%s"), 0);
    FILE *pipe;
    size_t got;
    assert_true(place >= 0);
    buf_add(&line, str_slice(str_from_c(command), 0, (size_t)place));
    buf_add(&line, str_from_c(path));
    buf_add(&line, str_from(str_from_c(command), (size_t)place + 2));
    pipe = popen(arena_c(desk->arena, buf_str(&line)), "r");
    assert_non_null(pipe);
    while ((got = fread(bytes, 1, sizeof(bytes), pipe)) > 0)
        buf_add(&out, (struct str){bytes, got});
    assert_int_equal(pclose(pipe), 0);
    return buf_str(&out);
}

/* What `command` says of the words of a PDF, with single blanks between them. */
static inline struct str paper_words_by(struct paper_desk *desk, struct str pdf,
                                        const char *command)
{
    struct str text = paper_asked(desk, pdf, command);
    struct buf words = buf_init(desk->arena, text.len + 1);
    bool is_blank = true;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        bool is_space = c == ' ' || c == '\n' || c == '\f' || c == '\r';
        if (is_space && is_blank)
            continue;
        buf_add_byte(&words, is_space ? ' ' : c);
        is_blank = is_space;
    }
    return buf_str(&words);
}

static inline struct str paper_words(struct paper_desk *desk, struct str pdf)
{
    return paper_words_by(desk, pdf, "pdftotext -enc UTF-8 %s -");
}

/* In the order in which they were drawn: a cell of a table after the other. */
static inline struct str paper_cells(struct paper_desk *desk, struct str pdf)
{
    return paper_words_by(desk, pdf, "pdftotext -raw -enc UTF-8 %s -");
}

static inline struct str paper_of_sample(struct paper_desk *desk, const struct paper_kind *kind)
{
    const void *data;
    struct str pdf;
    assert_no_fault(paper_sample(desk->arena, desk->site.papers, kind, &data));
    assert_no_fault(paper_render(&desk->work, kind, data, &pdf));
    return pdf;
}

/* The sample of the letter, to be changed by a test. */
static inline struct paper_letter paper_letter_sample(struct paper_desk *desk)
{
    const void *data;
    assert_no_fault(paper_sample(desk->arena, desk->site.papers, &paper_letter_kind, &data));
    return *(const struct paper_letter *)data;
}

static inline struct str paper_letter_pdf(struct paper_desk *desk,
                                          const struct paper_letter *letter)
{
    struct str pdf;
    assert_no_fault(paper_render(&desk->work, &paper_letter_kind, letter, &pdf));
    return pdf;
}

#define assert_has(text, needle) assert_words_at((text), STR(needle), __FILE__, __LINE__)
static inline void assert_words_at(struct str text, struct str needle, const char *file, int line)
{
    if (str_find(text, needle, 0) < 0) {
        print_error("no \"" PRISTR "\" in\n" PRISTR "\n", STRARG(needle), STRARG(text));
        _fail(file, line);
    }
}

#define assert_lacks(text, needle) assert_true(str_find((text), STR(needle), 0) < 0)

#endif
