/*
 * XML and HTML by libxml2, copied at once into our own tree, so that nothing
 * else knows the library. Entity declarations stop the parser before they can
 * be used; nothing is loaded from anywhere.
 */
#include "text/xml.h"

#include "base/buf.h"
#include "text/utf8.h"
#include "text/xml_storm.h"

#include <libxml/HTMLparser.h>
#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <pthread.h>

enum {
    XML_SPACES_MAX = 500 /* namespaces declared for one place of a document */
};

static pthread_once_t once = PTHREAD_ONCE_INIT;

/* What is wrong is told by a fault, in the words of who asks. */
static void say_nothing(void *context, const char *format, ...)
{
    (void)context;
    (void)format;
}

/* Also where the library does not ask the parser's options: of bytes that are none of
 * the encoding that a document declares. */
static void start_library(void)
{
    xmlInitParser();
    xmlSetGenericErrorFunc(NULL, say_nothing);
    xmlThrDefSetGenericErrorFunc(NULL, say_nothing);
}

/* One document being copied. */
struct copier {
    struct arena *arena;
    size_t nodes;
    const struct fault *fault;
};

static const struct fault *too_large(struct arena *arena, const char *what)
{
    return fault_new(arena, FAULT_TOO_LARGE, "xml.too_large", "%s", what);
}

static const struct fault *malformed(struct arena *arena, const char *key, int line,
                                     struct str detail)
{
    struct fault *fault =
        fault_new(arena, FAULT_MALFORMED, key, "line %d: " PRISTR, line, STRARG(detail));
    return fault_with(fault, "line", arena_printf(arena, "%d", line));
}

static struct str copy_text(struct copier *copier, const xmlChar *text)
{
    return text_repair(copier->arena, str_from_c((const char *)text));
}

static struct str copy_space(struct copier *copier, const xmlNs *space)
{
    return space && space->href ? copy_text(copier, space->href) : STR("");
}

/* Counts one more node; false where the document has too many. */
static bool count_node(struct copier *copier)
{
    if (++copier->nodes > XML_NODES_MAX && !copier->fault)
        copier->fault = too_large(copier->arena, "too many nodes");
    return !copier->fault;
}

/* The character of an HTML entity ("&nbsp;"); other entities are refused. */
static void add_entity(struct copier *copier, struct buf *buf, const xmlNode *from)
{
    const htmlEntityDesc *entity = htmlEntityLookup(from->name);
    if (entity)
        utf8_add(buf, entity->value);
    else if (!copier->fault)
        copier->fault = malformed(copier->arena, "xml.entity", (int)xmlGetLineNo(from),
                                  STR("an unknown entity"));
}

static struct str copy_value(struct copier *copier, const xmlAttr *from)
{
    struct buf buf = buf_init(copier->arena, XML_SIZE_MAX);
    if (from->children && !from->children->next)
        return copy_text(copier, from->children->content);
    for (const xmlNode *part = from->children; part; part = part->next)
        if (part->type == XML_TEXT_NODE)
            buf_add(&buf, str_from_c((const char *)part->content));
    return text_repair(copier->arena, buf_str(&buf));
}

static const struct xml_attribute *copy_attributes(struct copier *copier, const xmlNode *from)
{
    const struct xml_attribute *first = NULL;
    const struct xml_attribute **end = &first;
    for (const xmlAttr *at = from->properties; at && count_node(copier); at = at->next) {
        struct xml_attribute *attribute = ARENA_NEW(copier->arena, struct xml_attribute);
        attribute->name = copy_text(copier, at->name);
        attribute->space = copy_space(copier, at->ns);
        attribute->value = copy_value(copier, at);
        *end = attribute;
        end = &attribute->next;
    }
    return first;
}

static struct xml_node *copy_node(struct copier *copier, const xmlNode *from)
{
    struct xml_node *node = ARENA_NEW(copier->arena, struct xml_node);
    struct buf buf = buf_init(copier->arena, 8);
    long line = xmlGetLineNo(from);
    node->line = line > 0 ? (size_t)line : 0;
    if (from->type == XML_ELEMENT_NODE) {
        node->name = copy_text(copier, from->name);
        node->space = copy_space(copier, from->ns);
        node->attributes = copy_attributes(copier, from);
        return node;
    }
    if (from->type == XML_TEXT_NODE || from->type == XML_CDATA_SECTION_NODE) {
        node->text = copy_text(copier, from->content);
        return node;
    }
    if (from->type == XML_ENTITY_REF_NODE) {
        add_entity(copier, &buf, from);
        node->text = buf_str(&buf);
        return node;
    }
    return NULL; /* a comment, an instruction, a declaration */
}

/* Calls itself for the children, at most XML_DEPTH_MAX deep. */
static const struct xml_node *copy_children(struct copier *copier, const xmlNode *from,
                                            const struct xml_node *parent, size_t depth)
{
    const struct xml_node *first = NULL;
    const struct xml_node **end = &first;
    for (; from && !copier->fault; from = from->next) {
        struct xml_node *node = count_node(copier) ? copy_node(copier, from) : NULL;
        if (from->type == XML_ELEMENT_NODE && depth > XML_DEPTH_MAX && !copier->fault)
            copier->fault = too_large(copier->arena, "too deep");
        if (!node)
            continue;
        node->parent = parent;
        if (from->type == XML_ELEMENT_NODE)
            node->children = copy_children(copier, from->children, node, depth + 1);
        *end = node;
        end = &node->next;
    }
    return first;
}

static const struct fault *copy_document(struct arena *arena, const xmlDoc *document,
                                         const struct xml_node **ret_root)
{
    struct copier copier = {.arena = arena};
    const xmlNode *from = xmlDocGetRootElement(document);
    struct xml_node *root;
    if (!from)
        return malformed(arena, "xml.malformed", 1, STR("no root element"));
    root = copy_node(&copier, from);
    root->children = copy_children(&copier, from->children, root, 2);
    if (copier.fault)
        return copier.fault;
    *ret_root = root;
    return NULL;
}

static void free_document(void *document)
{
    xmlFreeDoc(document);
}

static void free_xml(void *parser)
{
    xmlFreeParserCtxt(parser);
}

static void free_html(void *parser)
{
    htmlFreeParserCtxt(parser);
}

/* What the parser carries: why it was stopped. */
struct watch {
    int entity_line; /* where an entity is declared; else 0 */
    size_t nodes;
    bool is_too_large;
};

/* Takes the place of the library's handler: a declaration ends the reading. */
static void refuse_entity(void *context, const xmlChar *name, int type, const xmlChar *public_id,
                          const xmlChar *system_id, xmlChar *content)
{
    xmlParserCtxt *parser = context;
    (void)name;
    (void)type;
    (void)public_id;
    (void)system_id;
    (void)content;
    ((struct watch *)parser->_private)->entity_line = parser->input ? parser->input->line : 1;
    xmlStopParser(parser);
}

/* Defaults are sought among all attributes of each element. */
static void refuse_attributes(void *context, const xmlChar *element, const xmlChar *name, int type,
                              int fallback, const xmlChar *value, xmlEnumeration *values)
{
    xmlFreeEnumeration(values);
    (void)fallback;
    refuse_entity(context, element, type, name, value, NULL);
}

/* Before the library keeps an element: not more than are copied, and not more prefixes
 * than are looked through for each. */
static void begin_element(void *context, const xmlChar *name, const xmlChar *prefix,
                          const xmlChar *space, int spaces, const xmlChar **space_list,
                          int attributes, int defaulted, const xmlChar **attribute_list)
{
    xmlParserCtxt *parser = context;
    struct watch *watch = parser->_private;
    watch->nodes += 1 + (size_t)attributes;
    if (watch->nodes > XML_NODES_MAX || parser->nsNr > 2 * XML_SPACES_MAX) {
        watch->is_too_large = true;
        xmlStopParser(parser);
        return;
    }
    xmlSAX2StartElementNs(context, name, prefix, space, spaces, space_list, attributes, defaulted,
                          attribute_list);
}

/* Feeds say "&nbsp;" without a document type that knows it. The library reads on past an
 * entity it does not know where a declaration might stand elsewhere, and add_entity says
 * which are known. */
static void begin_document(void *context)
{
    xmlParserCtxt *parser = context;
    xmlSAX2StartDocument(context);
    parser->hasExternalSubset = 1;
    parser->standalone = 0;
}

const struct fault *xml_read(struct arena *arena, struct str bytes,
                             const struct xml_node **ret_root)
{
    const int options = XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING;
    struct watch watch = {0};
    xmlParserCtxt *parser;
    xmlDoc *document;
    if (bytes.len > XML_SIZE_MAX)
        return too_large(arena, "too many bytes");
    if (xml_has_storm(arena, bytes))
        return too_large(arena, "too many attributes, or an encoding that hides them");
    pthread_once(&once, start_library);
    parser = xmlNewParserCtxt();
    if (!parser)
        return fault_new(arena, FAULT_UNAVAILABLE, "error.busy", "libxml2: no memory");
    arena_cleanup(arena, free_xml, parser);
    parser->sax->entityDecl = refuse_entity;
    parser->sax->startDocument = begin_document;
    parser->sax->attributeDecl = refuse_attributes;
    parser->sax->startElementNs = begin_element;
    parser->_private = &watch;
    document =
        xmlCtxtReadMemory(parser, bytes.len ? bytes.ptr : "", (int)bytes.len, NULL, NULL, options);
    if (document)
        arena_cleanup(arena, free_document, document);
    if (watch.entity_line > 0)
        return malformed(arena, "xml.entity", watch.entity_line, STR("an entity is declared"));
    if (watch.is_too_large)
        return too_large(arena, "too many elements or prefixes");
    if (parser->lastError.code == XML_ERR_INTERNAL_ERROR)
        return too_large(arena, "a limit of the parser");
    if (!document)
        return malformed(arena, "xml.malformed", parser->lastError.line,
                         str_trim(str_from_c(parser->lastError.message)));
    return copy_document(arena, document, ret_root);
}

const struct fault *xml_read_html(struct arena *arena, struct str bytes,
                                  const struct xml_node **ret_root)
{
    const int options =
        HTML_PARSE_NONET | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_RECOVER;
    bool is_utf8 = utf8_valid(bytes);
    struct str text;
    htmlParserCtxt *parser;
    xmlDoc *document;
    if (bytes.len > XML_SIZE_MAX)
        return too_large(arena, "too many bytes");
    text = is_utf8 ? text_repair(arena, bytes) : bytes;
    if (xml_html_has_storm(text))
        return too_large(arena, "too many attributes");
    pthread_once(&once, start_library);
    parser = htmlNewParserCtxt();
    if (!parser)
        return fault_new(arena, FAULT_UNAVAILABLE, "error.busy", "libxml2: no memory");
    arena_cleanup(arena, free_html, parser);
    document = htmlCtxtReadMemory(parser, text.len ? text.ptr : "", (int)text.len, NULL,
                                  is_utf8 ? "UTF-8" : NULL, options);
    if (document)
        arena_cleanup(arena, free_document, document);
    if (!document)
        return malformed(arena, "xml.malformed", 1, STR("nothing to read"));
    return copy_document(arena, document, ret_root);
}

bool xml_is_element(const struct xml_node *node, struct str name)
{
    return node->name.len > 0 && str_equal(node->name, name);
}

static const struct xml_node *first_called(const struct xml_node *node, struct str name)
{
    while (node && !xml_is_element(node, name))
        node = node->next;
    return node;
}

const struct xml_node *xml_child(const struct xml_node *node, struct str name)
{
    return first_called(node->children, name);
}

const struct xml_node *xml_sibling(const struct xml_node *node, struct str name)
{
    return first_called(node->next, name);
}

const struct xml_node *xml_walk(const struct xml_node *top, const struct xml_node *node)
{
    if (node->children)
        return node->children;
    while (node != top && !node->next)
        node = node->parent;
    return node == top ? NULL : node->next;
}

bool xml_attribute_value(const struct xml_node *node, struct str name, struct str *ret_value)
{
    for (const struct xml_attribute *at = node->attributes; at; at = at->next) {
        if (str_equal(at->name, name)) {
            *ret_value = at->value;
            return true;
        }
    }
    *ret_value = STR("");
    return false;
}

struct str xml_text(struct arena *arena, const struct xml_node *node)
{
    struct buf buf = buf_init(arena, XML_SIZE_MAX);
    for (const struct xml_node *at = node; at; at = xml_walk(node, at))
        buf_add(&buf, at->text);
    return text_nfc(arena, buf_str(&buf));
}
