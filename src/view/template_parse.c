/*
 * Reading a template: literals and tags, nested by their sections. Standalone
 * tags are recognised here (Mustache specification, "Standalone").
 */
#include "view/template_parse.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum {
    NESTING = 64 /* sections in each other: bounds the recursion, not the writer */
};

/* Where the reading stands. */
struct parser {
    struct arena *arena;
    const struct view_source *source; /* for the faults */
    struct str text;
    size_t at;
    int line;
    int nesting;
};

/* One tag, as found. */
struct tag {
    char sigil; /* one of "#^/!><$&{", or 0 for a plain variable */
    struct str name;
    size_t start; /* where it begins, or the line that it has to itself */
    size_t end;   /* where reading goes on */
    struct str indent;
    int line;
};

const struct fault *template_fault(struct arena *arena, const struct view_source *source, int line,
                                   const char *key, const char *detail, ...)
{
    char text[256];
    va_list arguments;
    va_start(arguments, detail);
    vsnprintf(text, sizeof(text), detail, arguments);
    va_end(arguments);
    return fault_new(arena, FAULT_INTERNAL, key, PRISTR ":%d: %s", STRARG(source->name), line,
                     text);
}

static const struct fault *tag_fault(const struct parser *parser, const char *why)
{
    return template_fault(parser->arena, parser->source, parser->line, "template.tag", "%s", why);
}

static bool is_name(struct str name)
{
    for (size_t i = 0; i < name.len; i++) {
        char c = name.ptr[i];
        if (!(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z') && !(c >= '0' && c <= '9') &&
            (c == '\0' || !strchr("_-./@", c)))
            return false;
    }
    return name.len > 0;
}

static int count_lines(struct str text)
{
    int lines = 0;
    for (size_t i = 0; i < text.len; i++)
        lines += text.ptr[i] == '\n';
    return lines;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

/* Where the tag has its line to itself, takes the whole line for it. */
static void take_line(struct str text, struct tag *tag)
{
    size_t start = tag->start;
    size_t end = tag->end;
    while (start > 0 && is_blank(text.ptr[start - 1]))
        start--;
    if (start > 0 && text.ptr[start - 1] != '\n')
        return;
    while (end < text.len && is_blank(text.ptr[end]))
        end++;
    if (end + 1 < text.len && text.ptr[end] == '\r' && text.ptr[end + 1] == '\n')
        end++;
    if (end < text.len && text.ptr[end] != '\n')
        return;
    tag->indent = str_slice(text, start, tag->start - start);
    tag->start = start;
    tag->end = end < text.len ? end + 1 : end;
}

/* Reads the tag that begins with "{{" at `start`. */
static const struct fault *read_tag(const struct parser *parser, size_t start, struct tag *ret_tag)
{
    struct tag tag = {.start = start, .line = parser->line};
    size_t from = start + 2;
    struct str closing = STR("}}");
    ptrdiff_t end;
    if (from < parser->text.len && strchr("#^/!><$&{=", parser->text.ptr[from]) &&
        parser->text.ptr[from] != '\0')
        tag.sigil = parser->text.ptr[from++];
    if (tag.sigil == '=')
        return tag_fault(parser, "delimiters cannot be changed");
    if (tag.sigil == '{')
        closing = STR("}}}");
    end = str_find(parser->text, closing, from);
    if (end < 0)
        return tag_fault(parser, "a tag is not closed");
    tag.name = str_trim(str_slice(parser->text, from, (size_t)end - from));
    tag.end = (size_t)end + closing.len;
    if (tag.sigil != '!' && !is_name(tag.name))
        return tag_fault(parser, "a tag holds no name");
    if (tag.sigil != 0 && strchr("#^/!><$", tag.sigil))
        take_line(parser->text, &tag);
    *ret_tag = tag;
    return NULL;
}

/* Adds a node behind `*tail` and moves the tail to it. */
static struct node *add_node(struct parser *parser, const struct node ***tail, enum node_kind kind,
                             struct str text, int line)
{
    struct node *node = ARENA_NEW(parser->arena, struct node);
    node->kind = kind;
    node->text = text;
    node->line = line;
    **tail = node;
    *tail = &node->next;
    return node;
}

static enum node_kind kind_of(char sigil)
{
    switch (sigil) {
    case '#':
        return NODE_SECTION;
    case '^':
        return NODE_INVERTED;
    case '>':
        return NODE_PARTIAL;
    case '<':
        return NODE_PARENT;
    case '$':
        return NODE_BLOCK;
    case '&':
    case '{':
        return NODE_MARKUP;
    default:
        return NODE_VALUE;
    }
}

/* Adds the literal before the tag, if any, and moves the reading behind the tag. */
static void pass_tag(struct parser *parser, const struct tag *tag, const struct node ***tail)
{
    struct str literal = {0};
    if (tag->start > parser->at)
        literal = str_slice(parser->text, parser->at, tag->start - parser->at);
    if (literal.len > 0)
        add_node(parser, tail, NODE_LITERAL, literal, tag->line - count_lines(literal));
    parser->line += count_lines(str_slice(parser->text, tag->start, tag->end - tag->start));
    parser->at = tag->end;
}

/* Finds the next tag and counts the lines before it; false at the end of text. */
static bool find_tag(struct parser *parser, size_t *ret_start)
{
    ptrdiff_t start = str_find(parser->text, STR("{{"), parser->at);
    if (start < 0)
        return false;
    parser->line += count_lines(str_slice(parser->text, parser->at, (size_t)start - parser->at));
    *ret_start = (size_t)start;
    return true;
}

/* Reads nodes up to the tag that closes `opened`, or to the end where it is NULL. */
static const struct fault *read_nodes(struct parser *parser, const struct node *opened,
                                      const struct node **ret_nodes)
{
    const struct node *first = NULL;
    const struct node **tail = &first;
    const struct fault *fault;
    size_t start;
    if (parser->nesting++ >= NESTING)
        return template_fault(parser->arena, parser->source, parser->line, "template.depth",
                              "more than %d sections in each other", NESTING);
    while (find_tag(parser, &start)) {
        struct tag tag = {0};
        struct node *node;
        fault = read_tag(parser, start, &tag);
        if (fault)
            return fault;
        pass_tag(parser, &tag, &tail);
        if (tag.sigil == '!')
            continue;
        if (tag.sigil == '/') {
            parser->nesting--;
            *ret_nodes = first;
            if (opened && str_equal(opened->text, tag.name))
                return NULL;
            return template_fault(parser->arena, parser->source, tag.line, "template.section",
                                  PRISTR " is closed and was not opened here", STRARG(tag.name));
        }
        node = add_node(parser, &tail, kind_of(tag.sigil), tag.name, tag.line);
        node->indent = tag.indent;
        if (tag.sigil != 0 && strchr("#^<$", tag.sigil)) {
            fault = read_nodes(parser, node, &node->children);
            if (fault)
                return fault;
        }
    }
    if (opened)
        return template_fault(parser->arena, parser->source, opened->line, "template.section",
                              PRISTR " is not closed", STRARG(opened->text));
    if (parser->at < parser->text.len)
        add_node(parser, &tail, NODE_LITERAL, str_from(parser->text, parser->at), parser->line);
    *ret_nodes = first;
    return NULL;
}

/* `text` with `indent` in front of each line. */
static struct str indented(struct arena *arena, struct str text, struct str indent)
{
    struct buf out = buf_init(arena, SIZE_MAX);
    while (text.len > 0) {
        ptrdiff_t end = str_find_byte(text, '\n', 0);
        size_t len = end < 0 ? text.len : (size_t)end + 1;
        buf_add(&out, indent);
        buf_add(&out, str_slice(text, 0, len));
        text = str_from(text, len);
    }
    return buf_str(&out);
}

const struct fault *template_parse(struct arena *arena, const struct view_source *source,
                                   struct str indent, const struct node **ret_nodes)
{
    struct parser parser = {.arena = arena, .source = source, .text = source->text, .line = 1};
    if (indent.len > 0)
        parser.text = indented(arena, source->text, indent);
    return read_nodes(&parser, NULL, ret_nodes);
}
