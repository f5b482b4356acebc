/*
 * XML and HTML from outside as a small read-only tree in an arena: feeds,
 * exports of other systems, old pages. Nothing is ever fetched, entities that a
 * document declares are refused, and size, depth and number of nodes and of
 * the attributes of an element (xml_storm.h) have limits. Any encoding that is declared is
 * converted; text, attribute values and names are NFC (text_repair in utf8.h).
 */
#ifndef DINH_TEXT_XML_H
#define DINH_TEXT_XML_H

#include "base/fault.h"

enum {
    XML_SIZE_MAX = 64 * 1024 * 1024, /* bytes of a document */
    XML_DEPTH_MAX = 200,             /* elements inside each other */
    XML_NODES_MAX = 1000 * 1000      /* elements, texts and attributes */
};

struct xml_attribute {
    struct str name;
    struct str space; /* namespace URI, or empty */
    struct str value;
    const struct xml_attribute *next;
};

/* An element, or a text where `name` is empty. Comments and processing
 * instructions are not kept; CDATA is text. */
struct xml_node {
    struct str name;  /* without its prefix; HTML in lower case */
    struct str space; /* namespace URI, or empty */
    struct str text;  /* of a text */
    const struct xml_attribute *attributes;
    const struct xml_node *children; /* the first */
    const struct xml_node *next;     /* the next sibling */
    const struct xml_node *parent;   /* NULL at the root */
    size_t line;                     /* from 1; 0 where not known */
};

/*
 * Reads a well-formed XML document (XML 1.0); the root element, in `arena`.
 * The entities of HTML are known in text ("&nbsp;"), declared or not; in attribute
 * values they are left out. Faults: FAULT_MALFORMED "xml.malformed"
 * {line}, FAULT_MALFORMED "xml.entity" {line} (a declared or unknown entity),
 * FAULT_TOO_LARGE "xml.too_large" where one of the limits is passed,
 * FAULT_UNAVAILABLE "error.busy" without memory.
 */
const struct fault *xml_read(struct arena *arena, struct str bytes,
                             const struct xml_node **ret_root) FAULT_CHECK;
/*
 * Reads HTML as leniently as browsers of old; always with an html root. Bytes
 * that are valid UTF-8 are taken so whatever they declare; otherwise the
 * declared encoding counts. Faults: FAULT_MALFORMED "xml.malformed" where there
 * is nothing at all, FAULT_TOO_LARGE "xml.too_large".
 */
const struct fault *xml_read_html(struct arena *arena, struct str bytes,
                                  const struct xml_node **ret_root) FAULT_CHECK;

bool xml_is_element(const struct xml_node *node, struct str name);
/* The first child element called `name`, and the next sibling so called; NULL
 * when there is none. Namespaces are not compared: look at `space`. */
const struct xml_node *xml_child(const struct xml_node *node, struct str name);
const struct xml_node *xml_sibling(const struct xml_node *node, struct str name);
/* The node after `node` in reading order within `top`; NULL at the end. A walk
 * over everything: for (node = top; node; node = xml_walk(top, node)) */
const struct xml_node *xml_walk(const struct xml_node *top, const struct xml_node *node);

/* False, and empty text, where the element has no such attribute. */
bool xml_attribute_value(const struct xml_node *node, struct str name, struct str *ret_value);
/* All text inside `node`, in order, with white space as it stands; in `arena`. */
struct str xml_text(struct arena *arena, const struct xml_node *node);

#endif
