/*
 * WordPress exports (WXR 1.0 – 1.2): an item is a post, a page, an attachment or
 * something of WordPress's own. Reads authors and attachments of a channel first,
 * then each item. Comments are never looked at.
 */
#include "base/map.h"
#include "modules/publications/import_parts.h"
#include "modules/publications/markdown_writer.h"
#include "text/xml.h"

#include <string.h>

/* A part of the namespace addresses, which name the version of WXR in between. */
static const char wp[] = "wordpress.org/export/";

struct attachment {
    struct markdown_picture picture;
    const struct attachment *sibling; /* the next of the same parent */
};

struct import_wxr {
    struct import_run *run;
    struct map *authors; /* login → struct str, the name to show */
    /* attachments: post id → struct attachment; children: id of the parent → the last of it */
    struct import_pictures *pictures;
};

struct import_pictures *import_pictures_new(struct arena *arena)
{
    struct import_pictures *pictures = ARENA_NEW(arena, struct import_pictures);

    *pictures = (struct import_pictures){arena, map_new(arena), map_new(arena), false};
    return pictures;
}

static struct str wp_text(struct arena *arena, const struct xml_node *item, const char *name)
{
    return import_child_text(arena, item, wp, name);
}

bool import_is_wxr(const struct xml_node *channel)
{
    const struct xml_node *version = xml_child(channel, STR("wxr_version"));

    return version && str_find(version->space, str_from_c(wp), 0) >= 0;
}

/* The value of a custom field, empty where there is none. */
static struct str meta_value(struct arena *arena, const struct xml_node *item, struct str key)
{
    for (const struct xml_node *meta = xml_child(item, STR("postmeta")); meta;
         meta = xml_sibling(meta, STR("postmeta"))) {
        if (str_equal(wp_text(arena, meta, "meta_key"), key))
            return wp_text(arena, meta, "meta_value");
    }
    return STR("");
}

/* ---- authors and attachments ---- */

static void add_author(struct import_wxr *wxr, const struct xml_node *author)
{
    struct arena *arena = wxr->run->arena;
    struct str *name = ARENA_NEW(arena, struct str);

    *name = wp_text(arena, author, "author_display_name");
    if (name->len > 0)
        map_set(wxr->authors, wp_text(arena, author, "author_login"), name);
}

static bool is_picture_file(struct str url)
{
    static const struct str endings[] = {STR_INIT(".jpg"), STR_INIT(".jpeg"), STR_INIT(".png"),
                                         STR_INIT(".gif"), STR_INIT(".webp"), STR_INIT(".avif")};

    for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++) {
        if (url.len > endings[i].len &&
            str_equal_ascii_nocase(str_from(url, url.len - endings[i].len), endings[i]))
            return true;
    }
    return false;
}

static void add_attachment(struct import_wxr *wxr, const struct xml_node *item)
{
    struct arena *arena = wxr->run->arena;
    struct arena *kept = wxr->pictures->arena;
    const struct str url = wp_text(arena, item, "attachment_url");
    const struct str parent = wp_text(arena, item, "post_parent");
    const struct str caption =
        import_plain(wxr->run, import_child_text(arena, item, "/excerpt/", "encoded"));
    struct attachment *attachment;

    if (!is_picture_file(url))
        return;
    attachment = ARENA_NEW(kept, struct attachment);
    attachment->picture.url = arena_copy(kept, url);
    attachment->picture.caption = arena_copy(kept, caption);
    attachment->picture.alt =
        arena_copy(kept, meta_value(arena, item, STR("_wp_attachment_image_alt")));
    map_set(wxr->pictures->attachments, wp_text(arena, item, "post_id"), attachment);
    if (parent.len > 0 && !str_equal(parent, STR("0"))) /* "0": of no article */
        attachment->sibling = map_set(wxr->pictures->children, parent, attachment);
}

struct import_wxr *import_wxr_new(struct import_run *run, const struct xml_node *channel)
{
    struct import_wxr *wxr = ARENA_NEW(run->arena, struct import_wxr);

    wxr->run = run;
    wxr->authors = map_new(run->arena);
    wxr->pictures = run->options->pictures;
    if (!wxr->pictures)
        wxr->pictures = import_pictures_new(run->arena);
    for (const struct xml_node *author = xml_child(channel, STR("author")); author;
         author = xml_sibling(author, STR("author")))
        add_author(wxr, author);
    if (wxr->pictures->is_complete)
        return wxr;
    for (const struct xml_node *item = xml_child(channel, STR("item")); item;
         item = xml_sibling(item, STR("item"))) {
        if (str_equal(wp_text(run->arena, item, "post_type"), STR("attachment")))
            add_attachment(wxr, item);
    }
    return wxr;
}

/* ---- galleries ---- */

void import_wxr_gallery(struct import_wxr *wxr, struct import_article *article, struct str post_id,
                        struct str ids)
{
    const struct attachment *attachment;

    if (ids.len == 0) {
        for (attachment = map_get(wxr->pictures->children, post_id); attachment;
             attachment = attachment->sibling)
            import_add_picture(wxr->run, article, &attachment->picture, false);
        return;
    }
    while (ids.ptr) {
        attachment = map_get(wxr->pictures->attachments, str_trim(str_cut(&ids, ',')));
        if (attachment)
            import_add_picture(wxr->run, article, &attachment->picture, false);
    }
}

/* ---- items ---- */

/* status of WordPress, ours */
static const struct {
    struct str name;
    enum import_status status;
} statuses[] = {
    {STR_INIT("publish"), IMPORT_PUBLISHED},
    {STR_INIT("future"),  IMPORT_SCHEDULED},
    {STR_INIT("draft"),   IMPORT_DRAFT    },
    {STR_INIT("pending"), IMPORT_PENDING  },
    {STR_INIT("private"), IMPORT_PRIVATE  },
    {STR_INIT("trash"),   IMPORT_TRASHED  },
};

/* What WordPress says of a post; a state it does not know itself is a draft. */
static enum import_status status_of(struct str name)
{
    for (size_t i = 0; i < sizeof(statuses) / sizeof(statuses[0]); i++) {
        if (str_equal(statuses[i].name, name))
            return statuses[i].status;
    }
    return IMPORT_DRAFT;
}

/* Why an item is no article, or IMPORT_SKIP_COUNT where it is one. */
static enum import_skip skip_of(struct arena *arena, const struct xml_node *item)
{
    const struct str type = wp_text(arena, item, "post_type");

    if (str_equal(type, STR("attachment")))
        return IMPORT_SKIP_ATTACHMENT;
    if (type.len > 0 && !str_equal(type, STR("post")) && !str_equal(type, STR("page")))
        return IMPORT_SKIP_TYPE;
    if (wp_text(arena, item, "post_password").len > 0)
        return IMPORT_SKIP_PASSWORD;
    if (str_equal(wp_text(arena, item, "status"), STR("auto-draft")))
        return IMPORT_SKIP_UNSAVED;
    return IMPORT_SKIP_COUNT;
}

/* The first of a moment in UTC, the same in local time, the date of RSS. */
static bool wxr_date(struct arena *arena, const struct xml_node *item, const char *gmt,
                     const char *local, struct instant *ret_at)
{
    return import_date(wp_text(arena, item, gmt), true, ret_at) ||
           import_date(wp_text(arena, item, local), false, ret_at);
}

/* The date that is no day, as it stands; empty where there is none or WordPress has none:
 * "0000-00-00 00:00:00". */
static struct str date_text(struct arena *arena, const struct xml_node *item, struct str rss)
{
    const struct str texts[] = {wp_text(arena, item, "post_date_gmt"),
                                wp_text(arena, item, "post_date"), rss};

    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        if (texts[i].len > 0 && !str_starts(texts[i], STR("0000-00-00")))
            return texts[i];
    }
    return STR("");
}

static void set_dates(struct import_wxr *wxr, struct import_article *article,
                      const struct xml_node *item)
{
    struct arena *arena = wxr->run->arena;
    const struct str rss = import_child_text(arena, item, "", "pubDate");

    article->has_date = wxr_date(arena, item, "post_date_gmt", "post_date", &article->published) ||
                        import_date(rss, true, &article->published);
    if (!wxr_date(arena, item, "post_modified_gmt", "post_modified", &article->updated))
        article->updated = article->published;
    else if (!article->has_date)
        article->published = article->updated;
    article->has_date = article->has_date || article->updated.us != 0;
    if (!article->has_date)
        import_warn_date(wxr->run, article, date_text(arena, item, rss));
}

/* Counted by WP-PostViews and by many themes. */
static int64_t views_of(struct arena *arena, const struct xml_node *item)
{
    static const struct str keys[] = {STR_INIT("views"), STR_INIT("post_views_count")};
    int64_t views;

    for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
        if (str_to_int64(meta_value(arena, item, keys[i]), &views) && views >= 0)
            return views;
    }
    return -1;
}

static struct str byline_of(struct import_wxr *wxr, const struct xml_node *item)
{
    const struct str login = import_child_text(wxr->run->arena, item, "", "creator");
    const struct str *name = map_get(wxr->authors, login);

    return name ? *name : login;
}

static void add_terms(struct import_wxr *wxr, struct import_article *article,
                      const struct xml_node *item)
{
    struct arena *arena = wxr->run->arena;
    struct str domain;

    for (const struct xml_node *child = xml_child(item, STR("category")); child;
         child = xml_sibling(child, STR("category"))) {
        const struct str name = import_plain(wxr->run, xml_text(arena, child));
        /* "uncategorized" is WordPress's word for no category */
        if (name.len == 0 || str_equal_ascii_nocase(name, STR("uncategorized")))
            continue;
        if (!xml_attribute_value(child, STR("domain"), &domain))
            domain = STR("category");
        if (str_equal(domain, STR("category")))
            *VEC_PUSH(&article->categories, arena) = name;
        else if (str_equal(domain, STR("post_tag")) || str_equal(domain, STR("tag")))
            *VEC_PUSH(&article->tags, arena) = name;
    }
}

/* The featured picture in front; the attached ones where there is no other. */
static void add_attached(struct import_wxr *wxr, struct import_article *article,
                         const struct xml_node *item, struct str post_id)
{
    const struct str featured = meta_value(wxr->run->arena, item, STR("_thumbnail_id"));
    const struct attachment *attachment = map_get(wxr->pictures->attachments, featured);

    if (attachment)
        import_add_picture(wxr->run, article, &attachment->picture, true);
    if (article->pictures.count == 0)
        import_wxr_gallery(wxr, article, post_id, STR(""));
}

/* Where the item has neither guid nor link, its number in that WordPress. */
static struct str source_id_of(struct arena *arena, const struct xml_node *item, struct str post_id)
{
    const struct str guid = import_child_text(arena, item, "", "guid");
    const struct str link = import_child_text(arena, item, "", "link");

    if (guid.len > 0)
        return guid;
    if (link.len > 0)
        return link;
    return post_id.len > 0 ? arena_printf(arena, "wordpress:" PRISTR, STRARG(post_id)) : STR("");
}

void import_wxr_item(struct import_wxr *wxr, const struct xml_node *item, struct str original)
{
    struct arena *arena = wxr->run->arena;
    struct import_article article = {.original = original};
    const enum import_skip skip = skip_of(arena, item);
    const struct str post_id = wp_text(arena, item, "post_id");
    struct str content = import_child_text(arena, item, "/content/", "encoded");
    const struct str link = import_child_text(arena, item, "", "link");
    const bool blocks = str_find(content, STR("<!-- wp:"), 0) >= 0;

    for (const struct xml_node *comment = xml_child(item, STR("comment")); comment;
         comment = xml_sibling(comment, STR("comment")))
        wxr->run->result->comments++;
    if (skip != IMPORT_SKIP_COUNT) {
        import_skip(wxr->run, skip);
        return;
    }
    article.source_id = source_id_of(arena, item, post_id);
    article.title = import_plain(wxr->run, import_child_text(arena, item, "", "title"));
    article.lead = import_plain(wxr->run, import_child_text(arena, item, "/excerpt/", "encoded"));
    article.byline = byline_of(wxr, item);
    article.slug_hint = import_percent_decode(arena, wp_text(arena, item, "post_name"));
    article.status = status_of(wp_text(arena, item, "status"));
    article.is_page = str_equal(wp_text(arena, item, "post_type"), STR("page"));
    article.is_pinned = str_equal(wp_text(arena, item, "is_sticky"), STR("1"));
    article.views = views_of(arena, item);
    if (str_starts(link, STR("http")))
        article.source_url = markdown_url(arena, link);
    wxr->run->base = article.source_url.len > 0 ? article.source_url : import_site(arena, item);
    set_dates(wxr, &article, item);
    add_terms(wxr, &article, item);
    content = import_shortcodes(wxr->run, wxr, &article, post_id, content);
    if (!import_body(wxr->run, &article, content, !blocks)) {
        import_skip(wxr->run, IMPORT_SKIP_HOSTILE);
        return;
    }
    add_attached(wxr, &article, item, post_id);
    import_add(wxr->run, &article);
}
