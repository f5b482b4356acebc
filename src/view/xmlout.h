/*
 * Writing small XML documents: Atom, RSS, sitemaps. Text and attributes are
 * escaped, characters that XML 1.0 forbids (production [2] Char) are dropped,
 * what is begun must be ended in order.
 *
 *     struct xml xml = xml_begin(&out);
 *     xml_open(&xml, "urlset");
 *     xml_attribute(&xml, "xmlns", STR("http://www.sitemaps.org/schemas/sitemap/0.9"));
 *     xml_element(&xml, "loc", address);
 *     xml_close(&xml);
 *     xml_finish(&xml);
 */
#ifndef DINH_VIEW_XMLOUT_H
#define DINH_VIEW_XMLOUT_H

#include "base/buf.h"

enum {
    XML_DEPTH = 16 /* elements in each other */
};

struct xml {
    struct buf *out;
    const char *open[XML_DEPTH];
    int depth;
    bool in_tag; /* the start tag is still open for attributes */
};

/* Writes the XML declaration (UTF-8). */
struct xml xml_begin(struct buf *out);
/* Asserts that every element was closed. */
void xml_finish(const struct xml *xml);

/* `name` is a literal or lives until xml_close. */
void xml_open(struct xml *xml, const char *name);
/* Only before the content of the element just opened. */
void xml_attribute(struct xml *xml, const char *name, struct str value);
void xml_text(struct xml *xml, struct str text);
void xml_close(struct xml *xml);
/* An element that holds text alone. */
void xml_element(struct xml *xml, const char *name, struct str text);

#endif
