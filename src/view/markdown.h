/*
 * Text that officials write: CommonMark 0.30 made into markup that is safe
 * whoever wrote it. Raw HTML is dropped, addresses are admitted by url_check,
 * headings begin at h2 because the page's own title is h1, and leave no level out.
 */
#ifndef DINH_VIEW_MARKDOWN_H
#define DINH_VIEW_MARKDOWN_H

#include "view/html.h"

enum {
    MARKDOWN_MAX = 1 << 20,        /* bytes of source */
    MARKDOWN_MAX_BRACKETS = 10000, /* "[": the parser takes quadratic time over some */
    MARKDOWN_MAX_NESTING = 32      /* quotes and lists in each other */
};

/*
 * `source` as markup, in `arena`. Links to other sites (http, https) carry
 * rel="nofollow noopener"; a link or picture with a refused address keeps its
 * words alone. The title of a picture that stands alone is its caption. Faults: FAULT_TOO_LARGE
 * "markdown.too_large", FAULT_INVALID "markdown.too_deep".
 */
const struct fault *markdown_html(struct arena *arena, struct str source,
                                  struct html *ret_html) FAULT_CHECK;

/* One width in which a picture can be had. */
struct markdown_size {
    struct url url;
    int width; /* pixels */
    int height;
};
/* Words of a text, by their bytes, that lead somewhere. */
struct markdown_mention {
    size_t begin;
    size_t end;
    struct url url;
};
/* What a page knows and its text does not say; each function may be NULL. */
struct markdown_hooks {
    /* Asked for each picture: its sizes, narrowest first, in `*ret_sizes`; how many. 0
     * where it has but the one address. */
    size_t (*sizes)(void *context, struct url url, const struct markdown_size **ret_sizes);
    /* Asked for each run of words that stands in no link, picture or code: what is
     * mentioned in it, from its beginning on, none inside another; how many. */
    size_t (*mentions)(void *context, struct str words,
                       const struct markdown_mention **ret_mentions);
    void *context;
};
/* The same, with the sizes of pictures (srcset), so that a phone loads what it shows,
 * and mentions as links. */
const struct fault *markdown_html_with(struct arena *arena, struct str source,
                                       const struct markdown_hooks *hooks,
                                       struct html *ret_html) FAULT_CHECK;

/* The words alone, for excerpts and search: a blank between blocks, no markup, no
 * addresses. Faults as markdown_html. */
const struct fault *markdown_plain(struct arena *arena, struct str source,
                                   struct str *ret_text) FAULT_CHECK;

#endif
