/*
 * How a text is set (trình bày): slips of the hand that a reader sees and a writer
 * does not. Suggestions, each with its place; nothing is changed unless asked.
 * The text may be Markdown: indentation, hard line breaks, code between backticks
 * and addresses are left alone.
 */
#ifndef DINH_TEXT_TYPOGRAPHY_H
#define DINH_TEXT_TYPOGRAPHY_H

#include "base/str.h"
#include "base/vec.h"

enum typography_rule {
    TYPOGRAPHY_NO_SPACE_AFTER, /* "củng cố.Về", "một,hai": a space is missing */
    TYPOGRAPHY_SPACES,         /* ";  đẩy": more than one space */
    TYPOGRAPHY_SPACE_BEFORE,   /* "Thanh Ba ,": a space too many */
    TYPOGRAPHY_TONE,           /* "hòa" beside "hoà": two ways in one text */
    TYPOGRAPHY_RULE_COUNT
};

enum {
    TYPOGRAPHY_MOST = 200 /* suggestions for one text */
};

struct typography_remark {
    enum typography_rule rule;
    size_t at; /* byte where the text to be replaced begins */
    size_t len;
    struct str instead; /* literal, or in the arena */
};
typedef VEC(struct typography_remark) typography_remarks;

/* In the order of the text; at most TYPOGRAPHY_MOST. Tone marks are remarked upon
 * where both ways occur: those of the rarer way, of equals the later to appear. */
typography_remarks typography_check(struct arena *arena, struct str text);

/* The text with one remark followed, in `arena`. */
struct str typography_apply(struct arena *arena, struct str text,
                            const struct typography_remark *remark);

#endif
