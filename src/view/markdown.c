/*
 * The only file that knows cmark. The tree is put in order before it is written:
 * headings are moved down, raw HTML is taken out, addresses are checked, and
 * links to other sites are written by us, because they carry rel.
 */
#include "view/markdown.h"

#include <cmark.h>
#include <stdlib.h>

#include "base/vec.h"
#include "text/disguise.h"

static void release_root(void *root)
{
    cmark_node_free(root);
}

static void release_text(void *text)
{
    free(text);
}

/* How deep quotes and lists are in each other. */
static int nesting(cmark_node *root)
{
    cmark_iter *walk = cmark_iter_new(root);
    cmark_event_type event;
    int depth = 0;
    int deepest = 0;
    while ((event = cmark_iter_next(walk)) != CMARK_EVENT_DONE) {
        cmark_node_type type = cmark_node_get_type(cmark_iter_get_node(walk));
        if (type != CMARK_NODE_BLOCK_QUOTE && type != CMARK_NODE_LIST)
            continue;
        depth += event == CMARK_EVENT_ENTER ? 1 : -1;
        if (depth > deepest)
            deepest = depth;
    }
    cmark_iter_free(walk);
    return deepest;
}

static size_t count_brackets(struct str source)
{
    size_t count = 0;
    for (size_t i = 0; i < source.len; i++)
        count += source.ptr[i] == '[';
    return count;
}

/* What a source cannot hold (text/disguise.h) may stand in it by name ("&#8238;"): the
 * words say what they show here too. */
static void undisguise(struct arena *arena, cmark_node *root)
{
    cmark_iter *walk = cmark_iter_new(root);
    cmark_event_type event;
    while ((event = cmark_iter_next(walk)) != CMARK_EVENT_DONE) {
        cmark_node *node = cmark_iter_get_node(walk);
        cmark_node_type type = cmark_node_get_type(node);
        if (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE || type == CMARK_NODE_CODE_BLOCK) {
            struct str words = str_from_c(cmark_node_get_literal(node));
            struct str shown = text_lines(arena, words);
            if (shown.len != words.len)
                cmark_node_set_literal(node, arena_c(arena, shown));
        }
    }
    cmark_iter_free(walk);
}

/* Reads `source` into a tree that dies with the arena. */
static const struct fault *parse(struct arena *arena, struct str source, cmark_node **ret_root)
{
    cmark_node *root;
    if (source.len > MARKDOWN_MAX)
        return fault_new(arena, FAULT_TOO_LARGE, "markdown.too_large", "%zu bytes", source.len);
    if (count_brackets(source) > MARKDOWN_MAX_BRACKETS)
        return fault_new(arena, FAULT_INVALID, "markdown.too_deep", "too many brackets");
    root = cmark_parse_document(source.ptr ? source.ptr : "", source.len, CMARK_OPT_VALIDATE_UTF8);
    arena_cleanup(arena, release_root, root);
    if (nesting(root) > MARKDOWN_MAX_NESTING)
        return fault_new(arena, FAULT_INVALID, "markdown.too_deep", "too many quotes or lists");
    cmark_consolidate_text_nodes(root);
    undisguise(arena, root);
    *ret_root = root;
    return NULL;
}

/* Puts an inline of our own in the place of a link or picture, around its words. */
static void replace(cmark_node *node, const char *before, const char *after)
{
    cmark_node *own = cmark_node_new(CMARK_NODE_CUSTOM_INLINE);
    cmark_node *child;
    cmark_node_set_on_enter(own, before);
    cmark_node_set_on_exit(own, after);
    while ((child = cmark_node_first_child(node)) != NULL)
        cmark_node_append_child(own, child);
    cmark_node_replace(node, own);
    cmark_node_free(node);
}

static bool leads_elsewhere(struct url url)
{
    return str_starts(url.text, STR("http")) && str_find(url.text, STR("://"), 0) > 0;
}

static void add_plain(struct buf *out, cmark_node *node);

/* The words of a picture, for those who do not see it. */
static struct str words_of(struct arena *arena, cmark_node *node)
{
    struct buf words = buf_init(arena, MARKDOWN_MAX + 1);
    cmark_iter *walk = cmark_iter_new(node);
    cmark_event_type event;
    while ((event = cmark_iter_next(walk)) != CMARK_EVENT_DONE)
        if (event == CMARK_EVENT_ENTER)
            add_plain(&words, cmark_iter_get_node(walk));
    cmark_iter_free(walk);
    return buf_str(&words);
}

/* Whether a paragraph is pictures and nothing else, and one of them has a title. */
static bool is_pictures(cmark_node *paragraph)
{
    bool has_title = false;
    for (cmark_node *node = cmark_node_first_child(paragraph); node; node = cmark_node_next(node)) {
        cmark_node_type type = cmark_node_get_type(node);
        if (type == CMARK_NODE_IMAGE)
            has_title |= cmark_node_get_title(node)[0] != 0;
        else if (type != CMARK_NODE_SOFTBREAK && type != CMARK_NODE_LINEBREAK)
            return false;
    }
    return has_title;
}

/* The picture before `place`, in a paragraph of its own, its title below it. */
static void insert_picture(struct arena *arena, cmark_node *place, cmark_node *picture)
{
    struct str title = str_trim(text_lines(arena, str_from_c(cmark_node_get_title(picture))));
    cmark_node *paragraph = cmark_node_new(CMARK_NODE_PARAGRAPH);
    struct buf after = buf_init(arena, SIZE_MAX);
    cmark_node *figure;
    if (title.len == 0) {
        cmark_node_insert_before(place, paragraph);
        cmark_node_append_child(paragraph, picture);
        return;
    }
    buf_add_literal(&after, "<figcaption>");
    html_escape_to(&after, title);
    buf_add_literal(&after, "</figcaption></figure>");
    figure = cmark_node_new(CMARK_NODE_CUSTOM_BLOCK);
    cmark_node_set_on_enter(figure, "<figure class=\"figure\">");
    cmark_node_set_on_exit(figure, arena_c(arena, buf_str(&after)));
    cmark_node_insert_before(place, figure);
    cmark_node_append_child(figure, paragraph);
    cmark_node_append_child(paragraph, picture);
}

/* Pictures that stand apart from words, each with its title, ![words](address "title").
 * Asked with the first of them alone, so that a long paragraph is walked through once. */
static void order_captions(struct arena *arena, cmark_node *first)
{
    cmark_node *paragraph = cmark_node_parent(first);
    cmark_node *next;
    if (cmark_node_get_type(paragraph) != CMARK_NODE_PARAGRAPH || cmark_node_previous(first) ||
        cmark_node_get_type(cmark_node_parent(paragraph)) == CMARK_NODE_CUSTOM_BLOCK ||
        !is_pictures(paragraph))
        return;
    for (cmark_node *node = cmark_node_first_child(paragraph); node; node = next) {
        next = cmark_node_next(node);
        if (cmark_node_get_type(node) == CMARK_NODE_IMAGE)
            insert_picture(arena, paragraph, node);
    }
    /* its breaks are still to be walked over; they die with the arena */
    cmark_node_unlink(paragraph);
    arena_cleanup(arena, release_root, paragraph);
}

/* A picture that can be had in several widths is written by us. */
static void order_picture(struct arena *arena, cmark_node *node, struct url url,
                          const struct markdown_hooks *hooks)
{
    const struct markdown_size *sizes = NULL;
    size_t count = hooks && hooks->sizes ? hooks->sizes(hooks->context, url, &sizes) : 0;
    struct buf markup = buf_init(arena, SIZE_MAX);
    cmark_node *rest;
    cmark_node *child;
    if (count == 0)
        return;
    buf_add_literal(&markup, "<img loading=\"lazy\" src=\"");
    html_escape_to(&markup, url.text);
    buf_add_literal(&markup, "\" srcset=\"");
    for (size_t i = 0; i < count; i++) {
        html_escape_to(&markup, sizes[i].url.text);
        buf_printf(&markup, " %dw%s", sizes[i].width, i + 1 < count ? ", " : "");
    }
    buf_printf(&markup,
               "\" sizes=\"(min-width: 48em) 41rem, 100vw\" width=\"%d\" height=\"%d\" alt=\"",
               sizes[count - 1].width, sizes[count - 1].height);
    html_escape_to(&markup, words_of(arena, node));
    buf_add_literal(&markup, "\">");
    /* its words are still to be walked over; they die with the arena */
    rest = cmark_node_new(CMARK_NODE_PARAGRAPH);
    arena_cleanup(arena, release_root, rest);
    while ((child = cmark_node_first_child(node)) != NULL)
        cmark_node_append_child(rest, child);
    replace(node, arena_c(arena, buf_str(&markup)), "");
}

static void order_link(struct arena *arena, cmark_node *node, const struct markdown_hooks *hooks)
{
    struct url url;
    struct buf before = buf_init(arena, SIZE_MAX);
    if (url_check(arena, str_from_c(cmark_node_get_url(node)), URL_ALLOW_HTTP, &url)) {
        replace(node, "", "");
        return;
    }
    if (cmark_node_get_type(node) == CMARK_NODE_IMAGE) {
        order_captions(arena, node);
        order_picture(arena, node, url, hooks);
        return;
    }
    if (!leads_elsewhere(url))
        return;
    buf_add_literal(&before, "<a rel=\"nofollow noopener\" href=\"");
    html_escape_to(&before, url.text);
    buf_add_literal(&before, "\">");
    replace(node, arena_c(arena, buf_str(&before)), "</a>");
}

/* A link to another site is already an inline of our own. */
static bool is_in_link(cmark_node *node)
{
    while ((node = cmark_node_parent(node)) != NULL) {
        cmark_node_type type = cmark_node_get_type(node);
        if (type == CMARK_NODE_LINK || type == CMARK_NODE_IMAGE || type == CMARK_NODE_CUSTOM_INLINE)
            return true;
    }
    return false;
}

static cmark_node *text_node(struct arena *arena, struct str text)
{
    cmark_node *own = cmark_node_new(CMARK_NODE_TEXT);
    cmark_node_set_literal(own, arena_c(arena, text));
    return own;
}

static void insert_link(struct arena *arena, cmark_node *before, struct str words, struct url url)
{
    cmark_node *link = cmark_node_new(CMARK_NODE_LINK);
    cmark_node_set_url(link, arena_c(arena, url.text));
    cmark_node_append_child(link, text_node(arena, words));
    cmark_node_insert_before(before, link);
}

/* Cuts words apart around what is mentioned in them. */
static void order_words(struct arena *arena, cmark_node *node, const struct markdown_hooks *hooks)
{
    const struct markdown_mention *mentions = NULL;
    struct str words = str_from_c(cmark_node_get_literal(node));
    size_t count = 0;
    size_t at = 0;
    if (hooks && hooks->mentions && !is_in_link(node))
        count = hooks->mentions(hooks->context, words, &mentions);
    if (count == 0)
        return;
    for (size_t i = 0; i < count; i++) {
        const struct markdown_mention *one = &mentions[i];
        cmark_node_insert_before(node, text_node(arena, str_slice(words, at, one->begin - at)));
        insert_link(arena, node, str_slice(words, one->begin, one->end - one->begin), one->url);
        at = one->end;
    }
    cmark_node_insert_before(node, text_node(arena, str_from(words, at)));
    cmark_node_unlink(node);
    cmark_node_free(node);
}

/* The headings that a place stands under, outermost first, by the level in the source. */
struct outline {
    int levels[6];
    int depth;
};

/* Headings follow each other without a gap, whatever their signs: under the page's own
 * title the first is h2, and the one below any is the next deeper (WCAG 2.2, 1.3.1). */
static void order_heading(cmark_node *node, struct outline *outline)
{
    const int level = cmark_node_get_heading_level(node);
    while (outline->depth > 0 && outline->levels[outline->depth - 1] >= level)
        outline->depth--;
    outline->levels[outline->depth++] = level;
    cmark_node_set_heading_level(node, outline->depth < 6 ? outline->depth + 1 : 6);
}

static void order_node(struct arena *arena, cmark_node *node, const struct markdown_hooks *hooks,
                       struct outline *outline)
{
    switch ((int)cmark_node_get_type(node)) {
    case CMARK_NODE_HEADING:
        order_heading(node, outline);
        break;
    case CMARK_NODE_HTML_BLOCK:
    case CMARK_NODE_HTML_INLINE:
        cmark_node_free(node);
        break;
    case CMARK_NODE_LINK:
    case CMARK_NODE_IMAGE:
        order_link(arena, node, hooks);
        break;
    case CMARK_NODE_TEXT:
        order_words(arena, node, hooks);
        break;
    default:
        break;
    }
}

/* The nodes are gathered first, because putting them in order moves them. A node
 * that is freed has no children among them: raw HTML holds none, and a link hands
 * on its own. */
static void order(struct arena *arena, cmark_node *root, const struct markdown_hooks *hooks)
{
    VEC(cmark_node *) nodes = {0};
    struct outline outline = {0};
    cmark_iter *walk = cmark_iter_new(root);
    cmark_event_type event;
    while ((event = cmark_iter_next(walk)) != CMARK_EVENT_DONE) {
        if (event == CMARK_EVENT_ENTER)
            *VEC_PUSH(&nodes, arena) = cmark_iter_get_node(walk);
    }
    cmark_iter_free(walk);
    for (size_t i = 0; i < nodes.count; i++)
        order_node(arena, nodes.items[i], hooks, &outline);
}

const struct fault *markdown_html(struct arena *arena, struct str source, struct html *ret_html)
{
    return markdown_html_with(arena, source, NULL, ret_html);
}

const struct fault *markdown_html_with(struct arena *arena, struct str source,
                                       const struct markdown_hooks *hooks, struct html *ret_html)
{
    cmark_node *root;
    char *markup;
    const struct fault *fault = parse(arena, source, &root);
    if (fault)
        return fault;
    order(arena, root, hooks);
    markup = cmark_render_html(root, CMARK_OPT_DEFAULT);
    arena_cleanup(arena, release_text, markup);
    ret_html->markup = str_from_c(markup);
    return NULL;
}

/* Adds words with single blanks between them. */
static void add_words(struct buf *out, const char *text)
{
    for (; text && *text; text++) {
        bool white = *text == ' ' || *text == '\n' || *text == '\t';
        if (!white)
            buf_add_byte(out, *text);
        else if (out->len > 0 && out->ptr[out->len - 1] != ' ')
            buf_add_byte(out, ' ');
    }
}

static void add_plain(struct buf *out, cmark_node *node)
{
    switch ((int)cmark_node_get_type(node)) {
    case CMARK_NODE_TEXT:
    case CMARK_NODE_CODE:
        add_words(out, cmark_node_get_literal(node));
        break;
    case CMARK_NODE_CODE_BLOCK:
        add_words(out, " ");
        add_words(out, cmark_node_get_literal(node));
        break;
    case CMARK_NODE_PARAGRAPH:
    case CMARK_NODE_HEADING:
    case CMARK_NODE_SOFTBREAK:
    case CMARK_NODE_LINEBREAK:
        add_words(out, " ");
        break;
    default:
        break;
    }
}

const struct fault *markdown_plain(struct arena *arena, struct str source, struct str *ret_text)
{
    struct buf out = buf_init(arena, MARKDOWN_MAX + 1);
    cmark_node *root;
    cmark_iter *walk;
    cmark_event_type event;
    const struct fault *fault = parse(arena, source, &root);
    if (fault)
        return fault;
    walk = cmark_iter_new(root);
    while ((event = cmark_iter_next(walk)) != CMARK_EVENT_DONE) {
        if (event == CMARK_EVENT_ENTER)
            add_plain(&out, cmark_iter_get_node(walk));
    }
    cmark_iter_free(walk);
    *ret_text = str_trim(buf_str(&out));
    return NULL;
}
