/*
 * A look at a document before libxml2 reads it. The library compares every attribute of
 * an element with all before it: a tag of some megabytes, which a small archive holds,
 * would keep it busy for hours.
 */
#ifndef DINH_TEXT_XML_STORM_H
#define DINH_TEXT_XML_STORM_H

#include "base/arena.h"

enum {
    XML_ATTRIBUTES_MAX = 500 /* of one element */
};

/*
 * Whether a tag of an XML document has more attributes than that. Comments, instructions
 * and CDATA are passed over. True as well where that cannot be seen: in encodings that
 * write "<", "=" and quotes otherwise than ASCII and UTF-16 do (UTF-7, EBCDIC, UCS-4).
 */
bool xml_has_storm(struct arena *arena, struct str bytes);

/* The same for HTML, where scripts and styles are passed over too. */
bool xml_html_has_storm(struct str bytes);

#endif
