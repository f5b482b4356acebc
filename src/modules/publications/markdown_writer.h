/*
 * Writes CommonMark 0.30 so that reading it gives back the text that went in.
 * The caller says what comes (text, emphasis, links, items, quotes); the writer
 * decides on white space, escapes and blank lines. It knows nothing of HTML.
 *
 *     struct markdown_writer *writer = markdown_writer_new(arena, limit);
 *     markdown_text(writer, STR("Tiếp công dân"));
 *     markdown_block_end(writer);
 *     struct str text = markdown_finish(writer);
 */
#ifndef DINH_PUBLICATIONS_MARKDOWN_WRITER_H
#define DINH_PUBLICATIONS_MARKDOWN_WRITER_H

#include "base/buf.h"

enum markdown_style {
    MARKDOWN_STRONG,
    MARKDOWN_EMPHASIS,
    MARKDOWN_CODE,
    MARKDOWN_STYLE_COUNT
};

struct markdown_writer;

/* A writer whose result and working memory live in `arena`. */
struct markdown_writer *markdown_writer_new(struct arena *arena, size_t limit);

/* Adds to the paragraph under construction. White space of any kind and length
 * becomes one space; none stays at the edges of a paragraph. Invisible signs
 * (zero-width space, soft hyphen, control characters) are left out. */
void markdown_text(struct markdown_writer *writer, struct str text);
/* A line break; two in a row part paragraphs. */
void markdown_break(struct markdown_writer *writer);

/* Styles may nest and overlap in any way; begin and end are counted. Where
 * CommonMark has no way to say it (half a word that ends in a sign), the
 * emphasis shrinks or goes; the text stays. */
void markdown_style_begin(struct markdown_writer *writer, enum markdown_style style);
void markdown_style_end(struct markdown_writer *writer, enum markdown_style style);
/* `url` as made by markdown_url; empty for none. A link inside a link replaces it. */
void markdown_link_begin(struct markdown_writer *writer, struct str url);
void markdown_link_end(struct markdown_writer *writer);

/* Ends the paragraph under construction, if there is any. All functions below do
 * so too before anything else. */
void markdown_block_end(struct markdown_writer *writer);
/* Makes what follows until the next block end a heading of level 1 … 6. */
void markdown_heading(struct markdown_writer *writer, int level);
/* A block of code; its lines and white space are kept. */
void markdown_code_block(struct markdown_writer *writer, struct str code);
void markdown_rule(struct markdown_writer *writer);
void markdown_quote_begin(struct markdown_writer *writer);
void markdown_quote_end(struct markdown_writer *writer);
/* A list numbered from `start`, or bulleted where start is negative. */
void markdown_list_begin(struct markdown_writer *writer, int start);
void markdown_list_end(struct markdown_writer *writer);
/* Outside of any list an item is a paragraph. */
void markdown_item_begin(struct markdown_writer *writer);
void markdown_item_end(struct markdown_writer *writer);

/* Takes the paragraph under construction out again, as plain text on one line. */
struct str markdown_take_plain(struct markdown_writer *writer);

/* Ends everything. The text ends with a line feed unless it is empty. */
struct str markdown_finish(struct markdown_writer *writer);
/* Whether the limit cut something off. */
bool markdown_overflowed(const struct markdown_writer *writer);

/* The address as it may stand in a link: http, https, mailto or relative, without
 * white space around and control characters inside; empty where it is not
 * allowed. Browsers ignore line feeds and tabs in addresses, so do we. */
struct str markdown_url(struct arena *arena, struct str url);

#endif
