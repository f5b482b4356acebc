/*
 * Walks a tree of HTML and tells markdown_writer.c what stands there. What
 * each element means is in html_element.c.
 */
#include "modules/publications/html_markdown.h"

#include "modules/publications/html_address.h"
#include "modules/publications/html_element.h"
#include "modules/publications/markdown_writer.h"
#include "text/disguise.h"
#include "text/utf8.h"
#include "text/xml.h"

#include <string.h>

/* What is known of an open element while the walk is inside it. */
struct level {
    const struct html_element *element; /* NULL for a transparent one */
    size_t cells;                       /* of a row: cells begun so far */
    bool single;   /* of a row: it has one cell, so it is layout, not a table */
    bool flattens; /* it began a place where blocks are not parted */
    bool captures; /* its text becomes the caption of a picture */
    bool closes;   /* it began a place where line feeds are mere space */
};

struct walk {
    struct arena *arena;
    struct markdown_writer *writer;
    struct markdown *result;
    struct str base; /* where the text stood */
    struct level levels[XML_DEPTH_MAX + 1];
    size_t depth;  /* of the element under the walk; the top is 0 */
    size_t flat;   /* > 0: in a cell, heading or caption, blocks are parted by a space */
    size_t closed; /* > 0: line feeds are white space */
    size_t figure; /* pictures there were when the last figure began */
    bool in_link;
    bool after_break; /* nothing but white space since the last br */
};

static struct str attribute(const struct xml_node *node, struct str name)
{
    struct str value = STR("");

    (void)xml_attribute_value(node, name, &value);
    return value;
}

/* Text nobody is meant to see: hidden spam, Word's remarks to itself; the second link of
 * WordPress to a file, on a button. */
static bool is_hidden(const struct xml_node *node)
{
    struct str ignored, style = attribute(node, STR("style"));

    if (xml_attribute_value(node, STR("hidden"), &ignored) ||
        str_find(attribute(node, STR("class")), STR("wp-block-file__button"), 0) >= 0)
        return true;
    for (ptrdiff_t at = str_find(style, STR("display"), 0); at >= 0;) {
        struct str rest = str_trim(str_from(style, (size_t)at + strlen("display")));
        if (str_starts(rest, STR(":")) && str_starts(str_trim(str_from(rest, 1)), STR("none")))
            return true;
        at = str_find(style, STR("display"), (size_t)at + 1);
    }
    return str_find(style, STR("mso-hide:all"), 0) >= 0;
}

/* An address of the text as it is reached from here; empty where it is not allowed. */
static struct str address_of(const struct walk *walk, struct str reference)
{
    return markdown_url(walk->arena, html_address(walk->arena, walk->base, reference));
}

/* ---- text ---- */

static bool is_bare_url(struct str text)
{
    text = str_trim(text);
    if (!str_starts(text, STR("http://")) && !str_starts(text, STR("https://")))
        return false;
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] <= ' ' && text.ptr[i] >= 0)
            return false;
    }
    return true;
}

/* An address as a link to itself. */
static void write_url(struct walk *walk, struct str url)
{
    markdown_link_begin(walk->writer, url);
    markdown_text(walk->writer, url);
    markdown_link_end(walk->writer);
}

/* An address that stands alone is how WordPress embeds; it becomes a link. */
static void write_piece(struct walk *walk, struct str text)
{
    if (!walk->in_link && is_bare_url(text))
        write_url(walk, markdown_url(walk->arena, text));
    else
        markdown_text(walk->writer, text);
}

/* Text in which line feeds break lines, unless a br has just done so. */
static void write_broken_text(struct walk *walk, struct str text)
{
    bool first = true;

    while (text.ptr) {
        const struct str line = str_cut(&text, '\n');
        if (!first && !walk->after_break)
            markdown_break(walk->writer);
        if (!first || str_trim(line).len > 0)
            walk->after_break = false;
        first = false;
        write_piece(walk, line);
    }
}

/* Digits above and below the line, "m<sup>2</sup>", as signs of their own: beside the
 * others they would be another number. */
static struct str raised(struct arena *arena, const struct xml_node *node, struct str text)
{
    static const uint32_t above[] = {0x2070, 0xB9,   0xB2,   0xB3,   0x2074,
                                     0x2075, 0x2076, 0x2077, 0x2078, 0x2079};
    const uint32_t below = 0x2080; /* the others follow */
    const struct xml_node *around = node->parent;
    struct buf buf = buf_init(arena, text.len * 3 + 1);
    bool is_above = around && xml_is_element(around, STR("sup"));

    if (!is_above && !(around && xml_is_element(around, STR("sub"))))
        return text;
    for (size_t i = 0; i < text.len; i++) {
        const unsigned digit = (unsigned char)text.ptr[i] - (unsigned)'0';
        if (digit > 9)
            return text;
        utf8_add(&buf, is_above ? above[digit] : below + digit);
    }
    return buf_str(&buf);
}

static void write_text(struct walk *walk, struct str text)
{
    if (walk->closed == 0)
        write_broken_text(walk, text);
    else
        write_piece(walk, text);
}

static void part_blocks(struct walk *walk)
{
    if (walk->flat > 0)
        markdown_text(walk->writer, STR(" "));
    else
        markdown_block_end(walk->writer);
}

/* ---- pictures and frames ---- */

/* Where a picture comes from; pages that load late keep the true address aside. */
static struct str picture_url(const struct xml_node *node)
{
    static const char *const names[] = {"data-src", "data-lazy-src", "data-original", "src"};

    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        const struct str url = attribute(node, str_from_c(names[i]));
        if (url.len > 0 && !str_starts(url, STR("data:")) && !str_starts(url, STR("mailto:")))
            return url;
    }
    return STR("");
}

static void add_picture(struct walk *walk, const struct xml_node *node)
{
    const struct str class = attribute(node, STR("class"));
    const struct str url = address_of(walk, picture_url(node));
    struct markdown_picture *picture;

    if (str_find(class, STR("emoji"), 0) >= 0 || str_find(class, STR("wp-smiley"), 0) >= 0) {
        markdown_text(walk->writer, attribute(node, STR("alt")));
        return;
    }
    /* a picture of one dot counts readers */
    if (url.len == 0 || str_equal(attribute(node, STR("width")), STR("1")) ||
        walk->result->pictures.count == MARKDOWN_PICTURES)
        return;
    for (size_t i = 0; i < walk->result->pictures.count; i++) {
        if (str_equal(walk->result->pictures.items[i].url, url))
            return;
    }
    picture = VEC_PUSH(&walk->result->pictures, walk->arena);
    picture->url = url;
    picture->alt = attribute(node, STR("alt"));
    picture->caption = STR("");
}

static void add_frame(struct walk *walk, const struct xml_node *node)
{
    const struct xml_node *source = xml_child(node, STR("source"));
    struct str url = attribute(node, STR("src"));

    if (url.len == 0)
        url = attribute(node, STR("data"));
    if (url.len == 0 && source)
        url = attribute(source, STR("src"));
    if (str_starts(url, STR("//")))
        url = arena_printf(walk->arena, "https:" PRISTR, STRARG(url));
    url = address_of(walk, url);
    if (url.len == 0)
        return;
    part_blocks(walk);
    write_url(walk, url);
    part_blocks(walk);
}

/* The text since the caption began goes to the picture of the same figure; where
 * there is none, it is a paragraph. */
static void end_caption(struct walk *walk)
{
    struct markdown *result = walk->result;
    struct markdown_picture *last = result->pictures.count > walk->figure
                                        ? &result->pictures.items[result->pictures.count - 1]
                                        : NULL;

    if (last && last->caption.len == 0)
        last->caption = markdown_take_plain(walk->writer);
    else
        markdown_block_end(walk->writer);
}

/* ---- elements ---- */

static void begin_row(struct walk *walk, const struct xml_node *node, struct level *level)
{
    size_t cells = 0;

    for (const struct xml_node *child = node->children; child && cells < 2; child = child->next)
        cells += xml_is_element(child, STR("td")) || xml_is_element(child, STR("th"));
    level->single = cells < 2;
    part_blocks(walk);
}

static void begin_cell(struct walk *walk, struct level *level)
{
    struct level *row = &walk->levels[walk->depth - 1];

    if (!row->element || row->element->meaning != HTML_ROW || row->single) {
        part_blocks(walk);
        return;
    }
    if (row->cells++ > 0)
        markdown_text(walk->writer, STR(" | "));
    level->flattens = true;
}

static void begin_link(struct walk *walk, const struct xml_node *node)
{
    const struct str address = attribute(node, STR("href"));
    const struct str url = address_of(walk, address);

    if (address.len > 0 && url.len == 0)
        walk->result->dropped_links++;
    markdown_link_begin(walk->writer, url);
    walk->in_link = true;
}

static int list_start(const struct xml_node *node)
{
    int64_t start = 1;

    if (!str_to_int64(attribute(node, STR("start")), &start) || start < 0 || start > INT32_MAX)
        start = 1;
    return (int)start;
}

/* What begins where blocks are parted. */
static void begin_block(struct walk *walk, const struct xml_node *node, struct level *level)
{
    switch (level->element->meaning) {
    case HTML_HEADING:
        markdown_heading(walk->writer, level->element->level);
        level->flattens = true;
        break;
    case HTML_QUOTE:
        markdown_quote_begin(walk->writer);
        break;
    case HTML_BULLETS:
        markdown_list_begin(walk->writer, -1);
        break;
    case HTML_NUMBERS:
        markdown_list_begin(walk->writer, list_start(node));
        break;
    case HTML_ITEM:
        markdown_item_begin(walk->writer);
        break;
    case HTML_CAPTION:
        markdown_block_end(walk->writer);
        level->flattens = true;
        level->captures = true;
        break;
    case HTML_FIGURE:
        walk->figure = walk->result->pictures.count;
        markdown_block_end(walk->writer);
        break;
    case HTML_TRANSPARENT:
    case HTML_DROPPED:
    case HTML_BLOCK:
    case HTML_STRONG:
    case HTML_EMPHASIS:
    case HTML_CODE:
    case HTML_LINK:
    case HTML_IMAGE:
    case HTML_FRAME:
    case HTML_BREAK:
    case HTML_RULE:
    case HTML_PREFORMATTED:
    case HTML_ROW:
    case HTML_CELL:
        markdown_block_end(walk->writer);
        break;
    }
}

/* A style that holds, or -1. */
static int style_of(enum html_meaning meaning)
{
    if (meaning == HTML_STRONG)
        return MARKDOWN_STRONG;
    if (meaning == HTML_EMPHASIS)
        return MARKDOWN_EMPHASIS;
    return meaning == HTML_CODE ? MARKDOWN_CODE : -1;
}

/* Preformatted text, false where it holds blocks and so is no code. */
static bool write_code_block(struct walk *walk, const struct xml_node *top)
{
    struct buf code = buf_init(walk->arena, MARKDOWN_LIMIT);

    for (const struct xml_node *node = xml_walk(top, top); node; node = xml_walk(top, node)) {
        const struct html_element *element = html_element_find(node->name);
        if (node->name.len == 0)
            buf_add(&code, node->text);
        else if (element && element->meaning == HTML_BREAK)
            buf_add_byte(&code, '\n');
        else if (element && style_of(element->meaning) < 0 && element->meaning != HTML_LINK)
            return false;
    }
    markdown_code_block(walk->writer, text_lines(walk->arena, buf_str(&code)));
    return true;
}

/* Elements without anything inside that concerns us; true when it was one. */
static bool write_leaf(struct walk *walk, const struct xml_node *node, enum html_meaning meaning)
{
    if (meaning == HTML_IMAGE) {
        add_picture(walk, node);
    } else if (meaning == HTML_FRAME) {
        add_frame(walk, node);
    } else if (meaning == HTML_PREFORMATTED && walk->flat == 0) {
        return write_code_block(walk, node);
    } else if (meaning == HTML_BREAK && walk->flat == 0) {
        markdown_break(walk->writer);
        walk->after_break = true;
    } else if (meaning == HTML_BREAK) {
        markdown_text(walk->writer, STR(" "));
    } else if (meaning == HTML_RULE && walk->flat == 0) {
        markdown_rule(walk->writer);
    } else {
        return meaning == HTML_DROPPED;
    }
    return true;
}

/* Begins an element; false when the walk is not to go inside. */
static bool begin(struct walk *walk, const struct xml_node *node)
{
    struct level *level = &walk->levels[walk->depth];
    const enum html_meaning meaning = level->element ? level->element->meaning : HTML_TRANSPARENT;

    if (is_hidden(node) || write_leaf(walk, node, meaning))
        return false;
    if (meaning == HTML_TRANSPARENT)
        return true;
    if (style_of(meaning) >= 0) {
        markdown_style_begin(walk->writer, (enum markdown_style)style_of(meaning));
    } else if (meaning == HTML_LINK) {
        begin_link(walk, node);
    } else if (meaning == HTML_CELL) {
        begin_cell(walk, level);
    } else if (meaning == HTML_ROW) {
        begin_row(walk, node, level);
    } else if (walk->flat > 0) {
        part_blocks(walk);
    } else {
        begin_block(walk, node, level);
    }
    level->closes = meaning == HTML_ITEM || meaning == HTML_CELL || meaning == HTML_HEADING ||
                    meaning == HTML_CAPTION || str_equal(node->name, STR("p")) ||
                    str_equal(node->name, STR("table"));
    walk->flat += level->flattens;
    walk->closed += level->closes;
    return true;
}

/* What ends where blocks are parted. */
static void end_block(struct walk *walk, enum html_meaning meaning)
{
    if (meaning == HTML_QUOTE)
        markdown_quote_end(walk->writer);
    else if (meaning == HTML_BULLETS || meaning == HTML_NUMBERS)
        markdown_list_end(walk->writer);
    else if (meaning == HTML_ITEM)
        markdown_item_end(walk->writer);
    else
        markdown_block_end(walk->writer);
    if (meaning == HTML_FIGURE) /* a caption from here on is of a figure around this one */
        walk->figure = walk->result->pictures.count;
}

static void end(struct walk *walk)
{
    const struct level *level = &walk->levels[walk->depth];
    const enum html_meaning meaning = level->element ? level->element->meaning : HTML_TRANSPARENT;

    walk->flat -= level->flattens;
    walk->closed -= level->closes;
    if (meaning == HTML_TRANSPARENT)
        return;
    if (style_of(meaning) >= 0) {
        markdown_style_end(walk->writer, (enum markdown_style)style_of(meaning));
    } else if (meaning == HTML_LINK) {
        markdown_link_end(walk->writer);
        walk->in_link = false;
    } else if (level->captures) {
        end_caption(walk);
    } else if (meaning == HTML_CELL && level->flattens) {
        return; /* the row goes on */
    } else if (walk->flat > 0) {
        part_blocks(walk);
    } else {
        end_block(walk, meaning);
    }
}

static bool enter(struct walk *walk, const struct xml_node *node)
{
    if (node->name.len == 0) {
        write_text(walk, raised(walk->arena, node, text_lines(walk->arena, node->text)));
        return false;
    }
    if (walk->depth == XML_DEPTH_MAX)
        return false;
    walk->depth++;
    memset(&walk->levels[walk->depth], 0, sizeof(walk->levels[0]));
    walk->levels[walk->depth].element = html_element_find(node->name);
    if (begin(walk, node))
        return true;
    walk->depth--;
    return false;
}

static void walk_inside(struct walk *walk, const struct xml_node *top)
{
    const struct xml_node *node = top->children;

    while (node) {
        if (enter(walk, node)) {
            if (node->children) {
                node = node->children;
                continue;
            }
            end(walk);
            walk->depth--;
        }
        while (!node->next && node->parent != top) {
            node = node->parent;
            end(walk);
            walk->depth--;
        }
        node = node->next;
    }
}

static struct walk walk_new(struct arena *arena, struct str base, struct markdown *result)
{
    return (struct walk){.arena = arena,
                         .base = base,
                         .writer = markdown_writer_new(arena, MARKDOWN_LIMIT),
                         .result = result};
}

const struct fault *html_markdown_tree(struct arena *arena, const struct xml_node *top,
                                       struct str base, bool newlines_are_breaks,
                                       struct markdown *ret_markdown)
{
    struct markdown result = {0};
    struct walk walk = walk_new(arena, base, &result);

    walk.closed = newlines_are_breaks ? 0 : 1;
    walk_inside(&walk, top);
    result.text = markdown_finish(walk.writer);
    if (markdown_overflowed(walk.writer))
        return fault_new(arena, FAULT_TOO_LARGE, "import.fault.too_large",
                         "a text of more than %d bytes of Markdown", MARKDOWN_LIMIT);
    *ret_markdown = result;
    return NULL;
}

/* The tree of a fragment. The body keeps the parser from wrapping the first bare
 * text in a paragraph that is not there. */
static const struct fault *read_fragment(struct arena *arena, struct str html,
                                         const struct xml_node **ret_top)
{
    return xml_read_html(arena, arena_printf(arena, "<html><body>" PRISTR, STRARG(html)), ret_top);
}

const struct fault *html_markdown(struct arena *arena, struct str html, struct str base,
                                  bool newlines_are_breaks, struct markdown *ret_markdown)
{
    const struct xml_node *top;
    const struct fault *fault;

    fault = read_fragment(arena, html, &top);
    if (fault)
        return fault;
    return html_markdown_tree(arena, top, base, newlines_are_breaks, ret_markdown);
}

const struct fault *html_plain(struct arena *arena, struct str html, struct str *ret_text)
{
    struct markdown ignored = {0};
    struct walk walk = walk_new(arena, STR(""), &ignored);
    const struct xml_node *top;
    const struct fault *fault;

    fault = read_fragment(arena, html, &top);
    if (fault)
        return fault;
    walk.flat = 1;
    walk.closed = 1;
    walk_inside(&walk, top);
    *ret_text = markdown_take_plain(walk.writer);
    return NULL;
}
