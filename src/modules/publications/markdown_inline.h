/*
 * One paragraph under construction, for markdown_writer.c alone: text with styles
 * and links, rendered as CommonMark once it is complete, because whether a sign
 * must be escaped or an emphasis can be said depends on what follows.
 */
#ifndef DINH_PUBLICATIONS_MARKDOWN_INLINE_H
#define DINH_PUBLICATIONS_MARKDOWN_INLINE_H

#include "modules/publications/markdown_writer.h"

struct inline_text;

struct inline_text *inline_new(struct arena *arena, size_t limit);

/* Adds text, white space collapsed. */
void inline_add(struct inline_text *paragraph, struct str text);
/* Adds a line break; false where one stands there already, which ends the paragraph. */
bool inline_break(struct inline_text *paragraph);
/* Changes how many times `style` holds by `change`, 1 or -1; never below 0. */
void inline_style(struct inline_text *paragraph, enum markdown_style style, int change);
/* The link for what follows; empty for none. */
void inline_link(struct inline_text *paragraph, struct str url);

bool inline_is_empty(const struct inline_text *paragraph);
/* The paragraph as CommonMark without a line feed at the end; line breaks are a
 * backslash and a line feed, in a heading a space. */
struct str inline_render(struct inline_text *paragraph, bool heading);
/* The paragraph without styles, line breaks as spaces. */
struct str inline_plain(const struct inline_text *paragraph);
/* Forgets the text; styles and links that hold go on holding. */
void inline_clear(struct inline_text *paragraph);
bool inline_overflowed(const struct inline_text *paragraph);

#endif
