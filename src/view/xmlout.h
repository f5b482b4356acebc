/*
 * Writing small XML documents: Atom, RSS, sitemaps. Text and attributes are
 * escaped, characters that XML 1.0 forbids (production [2] Char) are dropped,
 * what is begun must be ended in order.
 *
 *     struct xmlout feed = xmlout_begin(&out);
 *     xmlout_open(&feed, "urlset");
 *     xmlout_attribute(&feed, "xmlns", STR("http://www.sitemaps.org/schemas/sitemap/0.9"));
 *     xmlout_element(&feed, "loc", address);
 *     xmlout_close(&feed);
 *     xmlout_finish(&feed);
 */
#ifndef DINH_VIEW_XMLOUT_H
#define DINH_VIEW_XMLOUT_H

#include "base/buf.h"

enum {
    XMLOUT_DEPTH = 16 /* elements in each other */
};

struct xmlout {
    struct buf *out;
    const char *open[XMLOUT_DEPTH];
    int depth;
    bool in_tag; /* the start tag is still open for attributes */
};

/* Writes the XML declaration (UTF-8). */
struct xmlout xmlout_begin(struct buf *out);
/* Ends the document; asserts that every element was closed. */
void xmlout_finish(const struct xmlout *xml);

/* `name` is a literal or lives until xmlout_close. */
void xmlout_open(struct xmlout *xml, const char *name);
/* Only before the content of the element just opened. */
void xmlout_attribute(struct xmlout *xml, const char *name, struct str value);
void xmlout_text(struct xmlout *xml, struct str text);
void xmlout_close(struct xmlout *xml);
/* An element that holds text alone. */
void xmlout_element(struct xmlout *xml, const char *name, struct str text);

#endif
