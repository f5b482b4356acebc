/*
 * RSS 0.9x and 2.0, RSS 1.0 (RDF), Atom 1.0 and 0.3: finds the items of a
 * document and reads each. Items of WordPress go on to import_wxr.c.
 */
#include "base/map.h"
#include "modules/publications/html_address.h"
#include "modules/publications/import_parts.h"
#include "modules/publications/markdown_writer.h"
#include "text/disguise.h"
#include "text/utf8.h"
#include "text/xml.h"

#include <string.h>

/* ---- what readers of feeds share ---- */

struct str import_child_text(struct arena *arena, const struct xml_node *node, const char *space,
                             const char *name)
{
    const struct str wanted = str_from_c(name);

    for (const struct xml_node *child = xml_child(node, wanted); child;
         child = xml_sibling(child, wanted)) {
        if (!*space || str_find(child->space, str_from_c(space), 0) >= 0)
            return str_trim(xml_text(arena, child));
    }
    return STR("");
}

void import_skip(struct import_run *run, enum import_skip skip)
{
    run->result->skipped[skip]++;
}

void import_warn(struct import_run *run, struct import_article *article, const char *key,
                 struct str detail)
{
    *VEC_PUSH(&article->warnings, run->arena) = (struct import_warning){key, detail};
}

void import_warn_date(struct import_run *run, struct import_article *article, struct str text)
{
    import_warn(run, article, text.len > 0 ? "import.warning.date" : "import.warning.no_date",
                text);
}

/* What stands on one line says what it shows (text/disguise.h). */
static void undisguise(struct arena *arena, struct str *line)
{
    *line = str_trim(text_line(arena, *line));
}

static void undisguise_all(struct arena *arena, struct import_article *article)
{
    struct str *lines[] = {&article->title, &article->lead, &article->byline};
    for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++)
        undisguise(arena, lines[i]);
    for (size_t i = 0; i < article->categories.count; i++)
        undisguise(arena, &article->categories.items[i]);
    for (size_t i = 0; i < article->tags.count; i++)
        undisguise(arena, &article->tags.items[i]);
    for (size_t i = 0; i < article->pictures.count; i++) {
        undisguise(arena, &article->pictures.items[i].caption);
        undisguise(arena, &article->pictures.items[i].alt);
    }
}

void import_add(struct import_run *run, struct import_article *article)
{
    undisguise_all(run->arena, article);
    if (article->title.len == 0 && article->lead.len == 0 && article->body_markdown.len == 0) {
        import_skip(run, IMPORT_SKIP_EMPTY);
        return;
    }
    if (article->source_id.len == 0)
        article->source_id = import_original_id(run->arena, article->original);
    if (map_set(run->seen, article->source_id, run)) {
        import_skip(run, IMPORT_SKIP_REPEATED);
        return;
    }
    if (article->title.len == 0) {
        article->title =
            text_excerpt(run->arena, article->lead.len > 0 ? article->lead : article->body_markdown,
                         IMPORT_TITLE_LIMIT / 5);
        import_warn(run, article, "import.warning.no_title", STR(""));
    } else if (utf8_count(article->title) > IMPORT_TITLE_LIMIT) {
        article->title = text_excerpt(run->arena, article->title, IMPORT_TITLE_LIMIT);
        import_warn(run, article, "import.warning.long_title", STR(""));
    }
    if (article->updated.us < article->published.us)
        article->updated = article->published;
    *VEC_PUSH(&run->result->articles, run->arena) = *article;
}

void import_add_picture(struct import_run *run, struct import_article *article,
                        const struct markdown_picture *picture, bool first)
{
    const struct str url = markdown_url(run->arena, picture->url);
    struct markdown_picture *items;

    if (url.len == 0 || str_starts(url, STR("mailto:")) ||
        article->pictures.count == MARKDOWN_PICTURES)
        return;
    for (size_t i = 0; i < article->pictures.count; i++) {
        if (str_equal(article->pictures.items[i].url, url))
            return;
    }
    *VEC_PUSH(&article->pictures, run->arena) = *picture;
    items = article->pictures.items;
    if (first) {
        memmove(items + 1, items, (article->pictures.count - 1) * sizeof(*items));
        items[0] = *picture;
    }
    items[first ? 0 : article->pictures.count - 1].url = url;
}

/* Takes over what became of the text. */
static void take_markdown(struct import_run *run, struct import_article *article,
                          const struct markdown *markdown)
{
    article->body_markdown = markdown->text;
    for (size_t i = 0; i < markdown->pictures.count; i++)
        import_add_picture(run, article, &markdown->pictures.items[i], false);
    if (markdown->dropped_links > 0)
        import_warn(run, article, "import.warning.links",
                    arena_printf(run->arena, "%zu", markdown->dropped_links));
}

bool import_body(struct import_run *run, struct import_article *article, struct str html,
                 bool newlines_are_breaks)
{
    struct markdown markdown;

    if (str_trim(html).len == 0)
        return true;
    if (html_markdown(run->arena, html, run->base, newlines_are_breaks, &markdown))
        return false;
    take_markdown(run, article, &markdown);
    return true;
}

struct str import_plain(struct import_run *run, struct str html)
{
    struct str text = STR("");

    if (str_trim(html).len == 0 || html_plain(run->arena, html, &text))
        return STR("");
    return text;
}

/* ---- addresses ---- */

static int hex_value(char byte)
{
    if (byte >= '0' && byte <= '9')
        return byte - '0';
    if (byte >= 'a' && byte <= 'f')
        return byte - 'a' + 10;
    return byte >= 'A' && byte <= 'F' ? byte - 'A' + 10 : -1;
}

struct str import_percent_decode(struct arena *arena, struct str s)
{
    struct buf out = buf_init(arena, s.len + 1);

    for (size_t i = 0; i < s.len; i++) {
        const int high = i + 2 < s.len ? hex_value(s.ptr[i + 1]) : -1;
        const int low = high >= 0 ? hex_value(s.ptr[i + 2]) : -1;
        if (s.ptr[i] != '%' || low < 0) {
            buf_add_byte(&out, s.ptr[i]);
            continue;
        }
        buf_add_byte(&out, (char)(high * 16 + low));
        i += 2;
    }
    return text_repair(arena, buf_str(&out));
}

struct str import_slug_hint(struct arena *arena, struct str url)
{
    static const struct str endings[] = {STR_INIT(".html"), STR_INIT(".htm"), STR_INIT(".aspx"),
                                         STR_INIT(".php"), STR_INIT(".jsp")};
    const ptrdiff_t scheme = str_find(url, STR("://"), 0);
    struct str path = scheme >= 0 ? str_from(url, (size_t)scheme + 3) : url;
    struct str last = STR("");
    bool host = scheme >= 0;

    for (size_t i = 0; i < path.len; i++) {
        if (strchr("?#", path.ptr[i]))
            path.len = i;
    }
    while (path.ptr) {
        const struct str part = str_cut(&path, '/');
        if (part.len > 0 && !host)
            last = part;
        host = false;
    }
    for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++) {
        if (str_ends(last, endings[i]))
            last.len -= endings[i].len;
    }
    return import_percent_decode(arena, last);
}

struct str import_base(struct arena *arena, const struct xml_node *node, struct str page)
{
    struct str base = page;
    struct str own = STR("");

    if (node->parent)
        base = import_base(arena, node->parent, page);
    for (const struct xml_attribute *at = node->attributes; at; at = at->next)
        if (str_equal(at->name, STR("base")) &&
            str_equal(at->space, STR("http://www.w3.org/XML/1998/namespace")))
            own = at->value;
    return own.len > 0 ? html_address(arena, base, own) : base;
}

/* The first link among the children of a channel or feed that is an address of the web. */
static struct str web_link(struct arena *arena, const struct xml_node *channel)
{
    for (const struct xml_node *link = xml_child(channel, STR("link")); link;
         link = xml_sibling(link, STR("link"))) {
        struct str address = str_trim(xml_text(arena, link));
        struct str rel = STR("alternate");
        (void)xml_attribute_value(link, STR("rel"), &rel);
        if (address.len == 0 && str_equal(rel.len > 0 ? rel : STR("alternate"), STR("alternate")))
            (void)xml_attribute_value(link, STR("href"), &address);
        if (str_starts(address, STR("http://")) || str_starts(address, STR("https://")))
            return address;
    }
    return STR("");
}

struct str import_site(struct arena *arena, const struct xml_node *item)
{
    for (const struct xml_node *around = item->parent; around; around = around->parent) {
        const struct xml_node *channel = xml_child(around, STR("channel")); /* of RSS 1.0 */
        struct str link = web_link(arena, channel ? channel : around);
        if (link.len > 0)
            return link;
    }
    return STR("");
}

static void set_source_url(struct import_run *run, struct import_article *article, struct str url)
{
    if (!str_starts(url, STR("http://")) && !str_starts(url, STR("https://")))
        return;
    article->source_url = markdown_url(run->arena, url);
    if (article->slug_hint.len == 0)
        article->slug_hint = import_slug_hint(run->arena, article->source_url);
}

/* ---- RSS ---- */

/* "toasoan@example.vn (Hải Minh)" is Hải Minh; an address alone is nobody. */
static struct str rss_author(struct str author)
{
    const ptrdiff_t open = str_find_byte(author, '(', 0);

    if (str_find_byte(author, '@', 0) < 0)
        return author;
    if (open < 0 || !str_ends(author, STR(")")))
        return STR("");
    return str_trim(str_slice(author, (size_t)open + 1, author.len - (size_t)open - 2));
}

/* Pictures beside the text: enclosures and Media RSS. */
static void add_enclosures(struct import_run *run, struct import_article *article,
                           const struct xml_node *item)
{
    for (const struct xml_node *child = item->children; child; child = child->next) {
        const bool enclosure = xml_is_element(child, STR("enclosure"));
        struct markdown_picture picture = {.caption = STR(""), .alt = STR("")};
        struct str type = STR("");
        if (!enclosure && str_find(child->space, STR("search.yahoo.com/mrss"), 0) < 0)
            continue;
        (void)xml_attribute_value(child, STR("type"), &type);
        if (!xml_attribute_value(child, STR("url"), &picture.url))
            continue;
        if (str_starts(type, STR("image/")) || xml_is_element(child, STR("thumbnail")))
            import_add_picture(run, article, &picture, false);
    }
}

static void add_categories(struct import_run *run, struct import_article *article,
                           const struct xml_node *item)
{
    struct str name;

    for (const struct xml_node *child = item->children; child; child = child->next) {
        if (xml_is_element(child, STR("category")))
            name = import_plain(run, xml_text(run->arena, child));
        else if (xml_is_element(child, STR("subject")))
            name = str_trim(xml_text(run->arena, child));
        else
            continue;
        if (name.len > 0)
            *VEC_PUSH(&article->categories, run->arena) = name;
    }
}

static void set_rss_date(struct import_run *run, struct import_article *article,
                         const struct xml_node *item)
{
    struct str text = import_child_text(run->arena, item, "", "pubDate");

    if (text.len == 0)
        text = import_child_text(run->arena, item, "", "date");
    article->has_date = import_date(text, true, &article->published);
    article->updated = article->published;
    if (!article->has_date)
        import_warn_date(run, article, text);
}

static struct str first_of(struct str a, struct str b)
{
    return a.len > 0 ? a : b;
}

/* The text, and what stands for it in short. */
static bool set_rss_text(struct import_run *run, struct import_article *article,
                         const struct xml_node *item)
{
    const struct str content = import_child_text(run->arena, item, "/content/", "encoded");
    const struct str summary = import_child_text(run->arena, item, "", "description");

    if (content.len == 0) {
        if (summary.len > 0)
            import_warn(run, article, "import.warning.summary", STR(""));
        return import_body(run, article, summary, false);
    }
    article->lead = import_plain(run, summary);
    return import_body(run, article, content, false);
}

static void read_rss_item(struct import_run *run, const struct xml_node *item, struct str original)
{
    struct arena *arena = run->arena;
    struct import_article article = {.views = -1, .original = original};
    const struct str guid = import_child_text(arena, item, "", "guid");
    const struct str site = import_site(arena, item);
    const struct str link = html_address(arena, site, import_child_text(arena, item, "", "link"));
    struct str about = STR("");

    (void)xml_attribute_value(item, STR("about"), &about);
    article.source_id = first_of(first_of(guid, about), link);
    article.title = import_plain(run, import_child_text(arena, item, "", "title"));
    article.byline = import_plain(run, import_child_text(arena, item, "", "creator"));
    if (article.byline.len == 0)
        article.byline = rss_author(import_child_text(arena, item, "", "author"));
    set_source_url(run, &article, first_of(link, guid));
    run->base = import_base(arena, item, first_of(article.source_url, site));
    set_rss_date(run, &article, item);
    add_categories(run, &article, item);
    if (!set_rss_text(run, &article, item)) {
        import_skip(run, IMPORT_SKIP_HOSTILE);
        return;
    }
    add_enclosures(run, &article, item);
    import_add(run, &article);
}

/* ---- Atom ---- */

static struct str atom_type(const struct xml_node *node)
{
    struct str type = STR("text");

    if (!xml_attribute_value(node, STR("type"), &type))
        (void)xml_attribute_value(node, STR("mode"), &type); /* Atom 0.3 */
    return type;
}

static bool atom_is_html(struct str type)
{
    return str_equal(type, STR("html")) || str_equal(type, STR("text/html")) ||
           str_equal(type, STR("escaped"));
}

/* A text construct (RFC 4287, section 3.1) on one line. */
static struct str atom_plain(struct import_run *run, const struct xml_node *node)
{
    if (!node)
        return STR("");
    if (atom_is_html(atom_type(node)))
        return import_plain(run, xml_text(run->arena, node));
    return text_excerpt(run->arena, str_trim(xml_text(run->arena, node)), SIZE_MAX);
}

/* Plain text as HTML that shows it. */
static struct str text_as_html(struct arena *arena, struct str text)
{
    struct buf out = buf_init(arena, text.len * 5 + 1);

    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '<')
            buf_add_literal(&out, "&lt;");
        else if (text.ptr[i] == '&')
            buf_add_literal(&out, "&amp;");
        else
            buf_add_byte(&out, text.ptr[i]);
    }
    return buf_str(&out);
}

static bool set_atom_body(struct import_run *run, struct import_article *article,
                          const struct xml_node *content)
{
    const struct str type = atom_type(content);
    struct markdown markdown;

    if (atom_is_html(type))
        return import_body(run, article, xml_text(run->arena, content), false);
    if (str_equal(type, STR("text")) || str_equal(type, STR("text/plain")))
        return import_body(run, article, text_as_html(run->arena, xml_text(run->arena, content)),
                           true);
    if (html_markdown_tree(run->arena, content, run->base, false, &markdown))
        return false;
    take_markdown(run, article, &markdown);
    return true;
}

/* The address of the page itself, not of comments or enclosures. */
static struct str atom_link(const struct xml_node *entry)
{
    struct str rel, href;

    for (const struct xml_node *link = xml_child(entry, STR("link")); link;
         link = xml_sibling(link, STR("link"))) {
        if (xml_attribute_value(link, STR("rel"), &rel) && !str_equal(rel, STR("alternate")))
            continue;
        if (xml_attribute_value(link, STR("href"), &href))
            return href;
    }
    return STR("");
}

static void set_atom_dates(struct import_run *run, struct import_article *article,
                           const struct xml_node *entry)
{
    const struct str published = first_of(import_child_text(run->arena, entry, "", "published"),
                                          import_child_text(run->arena, entry, "", "issued"));
    const struct str updated = first_of(import_child_text(run->arena, entry, "", "updated"),
                                        import_child_text(run->arena, entry, "", "modified"));
    const bool has_published = import_date(published, true, &article->published);
    const bool has_updated = import_date(updated, true, &article->updated);

    article->has_date = has_published || has_updated;
    if (!has_published)
        article->published = article->updated;
    if (!article->has_date)
        import_warn_date(run, article, first_of(published, updated));
}

static void add_atom_categories(struct import_run *run, struct import_article *article,
                                const struct xml_node *entry)
{
    struct str name;

    for (const struct xml_node *child = xml_child(entry, STR("category")); child;
         child = xml_sibling(child, STR("category"))) {
        if (xml_attribute_value(child, STR("label"), &name) ||
            xml_attribute_value(child, STR("term"), &name))
            *VEC_PUSH(&article->categories, run->arena) = name;
    }
}

static void read_atom_entry(struct import_run *run, const struct xml_node *entry,
                            struct str original)
{
    struct arena *arena = run->arena;
    struct import_article article = {.views = -1, .original = original};
    const struct xml_node *content = xml_child(entry, STR("content"));
    const struct xml_node *summary = xml_child(entry, STR("summary"));
    const struct xml_node *author = xml_child(entry, STR("author"));
    const struct str link =
        html_address(arena, import_base(arena, entry, import_site(arena, entry)), atom_link(entry));
    struct str id = import_child_text(arena, entry, "", "id");

    article.source_id = first_of(id, link);
    article.title = atom_plain(run, xml_child(entry, STR("title")));
    article.byline = author ? import_child_text(arena, author, "", "name") : STR("");
    set_source_url(run, &article, link);
    set_atom_dates(run, &article, entry);
    add_atom_categories(run, &article, entry);
    if (content)
        article.lead = atom_plain(run, summary);
    else if (summary)
        import_warn(run, &article, "import.warning.summary", STR(""));
    if (!content)
        content = summary;
    run->base = import_base(arena, content ? content : entry,
                            first_of(article.source_url, import_site(arena, entry)));
    if (content && !set_atom_body(run, &article, content)) {
        import_skip(run, IMPORT_SKIP_HOSTILE);
        return;
    }
    import_add(run, &article);
}

/* ---- documents ---- */

/* The items of a document in order, each with its bytes. */
struct items {
    const struct str *originals;
    size_t count;
    size_t next;
};

static struct str take_original(struct items *items)
{
    return items->next < items->count ? items->originals[items->next++] : STR("");
}

static void read_items(struct import_run *run, const struct xml_node *parent, struct str name,
                       struct items *items)
{
    struct import_wxr *wxr = run->result->format == IMPORT_WXR ? import_wxr_new(run, parent) : NULL;

    if (run->options->pictures && !run->options->pictures->is_complete)
        return;
    for (const struct xml_node *item = xml_child(parent, name); item;
         item = xml_sibling(item, name)) {
        const struct str original = take_original(items);
        if (wxr)
            import_wxr_item(wxr, item, original);
        else if (run->result->format == IMPORT_ATOM)
            read_atom_entry(run, item, original);
        else
            read_rss_item(run, item, original);
    }
}

/* root element, what it means, its items and how many elements stand around them */
static const struct document {
    struct str root;
    enum import_format format;
    struct str item;
    size_t depth;
} documents[] = {
    {STR_INIT("rss"),  IMPORT_RSS,  STR_INIT("item"),  2},
    {STR_INIT("RDF"),  IMPORT_RDF,  STR_INIT("item"),  1},
    {STR_INIT("feed"), IMPORT_ATOM, STR_INIT("entry"), 1},
};

static void read_document(struct import_run *run, const struct document *document,
                          const struct xml_node *root, struct str text)
{
    struct items items = {0};
    struct str *originals;

    import_source_find(run->arena, text, document->item, document->depth, &originals, &items.count);
    items.originals = originals;
    run->result->format = document->format;
    if (document->depth == 1) {
        read_items(run, root, document->item, &items);
        return;
    }
    for (const struct xml_node *channel = xml_child(root, STR("channel")); channel;
         channel = xml_sibling(channel, STR("channel"))) {
        if (import_is_wxr(channel))
            run->result->format = IMPORT_WXR;
        read_items(run, channel, document->item, &items);
    }
}

const struct fault *import_feed(struct import_run *run, struct str original, struct str text)
{
    const struct xml_node *root;
    const struct fault *fault;

    fault = import_xml(run->arena, original, &root);
    if (fault)
        return fault;
    for (size_t i = 0; i < sizeof(documents) / sizeof(documents[0]); i++) {
        if (xml_is_element(root, documents[i].root)) {
            read_document(run, &documents[i], root, text);
            return NULL;
        }
    }
    return fault_new(run->arena, FAULT_UNSUPPORTED, "import.fault.format",
                     "the root element is " PRISTR, STRARG(root->name));
}
