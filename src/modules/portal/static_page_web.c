/*
 * A static page as everybody reads it: /gioi-thieu. It answers right below the front
 * page, where no module does.
 */
#include "modules/portal/portal_web.h"

#include "civic/feed.h"
#include "civic/site.h"
#include "modules/library/library.h"
#include "text/message.h"
#include "text/utf8.h"
#include "view/json.h"
#include "view/markdown.h"

enum {
    JSON_LIMIT = 16 * 1024,
    DESCRIPTION_MOST = 160 /* characters */
};

struct static_view {
    struct layout layout;
    struct str title;
    struct html body;
    struct str lang; /* of title and body, where it is not the page's */
    struct civil_date updated;
    struct str unit;
    struct url unit_url;
    bool is_demo;
    struct list beside; /* struct page_link: the group of the menu that it stands in */
    struct str beside_label;
};
static SHAPE(static_view_shape, struct static_view,
             RECORD(struct static_view, layout, layout_shape), FIELD(struct static_view, title),
             FIELD(struct static_view, body), FIELD(struct static_view, lang),
             FIELD(struct static_view, updated), FIELD(struct static_view, unit),
             FIELD(struct static_view, unit_url), FIELD(struct static_view, is_demo),
             LIST(struct static_view, beside, page_link_shape),
             FIELD(struct static_view, beside_label));
const struct page_kind static_page_kind = {"portal/page", &static_view_shape};

struct url static_page_url(struct arena *arena, struct str slug)
{
    return url_relative(arena, "/" PRISTR, STRARG(slug));
}

struct static_shown static_page_shown(const struct work *work, const struct static_text *text)
{
    struct static_shown shown = {.title = text->title, .body = text->body};
    if (work->locale == LOCALE_VI)
        return shown;
    if (text->title_en.len == 0 || (text->body_en.len == 0 && text->body.len > 0)) {
        shown.lang = locale_name(LOCALE_VI);
        return shown;
    }
    return (struct static_shown){.title = text->title_en, .body = text->body_en};
}

const struct fault *static_page_body(struct work *work, int64_t id, struct str markdown,
                                     struct html *ret_html)
{
    return library_text_html(work, STATIC_OWNER, id, markdown, ret_html);
}

/* The links beside which this page stands in the menu. */
static void fill_beside(struct static_view *view)
{
    const struct page_group *groups = view->layout.groups.items;
    for (size_t g = 0; g < view->layout.groups.count; g++) {
        const struct page_link *links = groups[g].links.items;
        for (size_t i = 0; i < groups[g].links.count; i++)
            if (links[i].is_current) {
                view->beside = groups[g].links;
                view->beside_label = groups[g].label;
                return;
            }
    }
}

/* WebPage of schema.org. */
static struct html json_ld(struct work *work, const struct static_view *view,
                           const struct static_page *page)
{
    struct buf out = buf_init(work->arena, JSON_LIMIT);
    struct json json = json_begin(&out);
    json_begin_object(&json);
    json_pair_text(&json, "@context", STR("https://schema.org"));
    json_pair_text(&json, "@type", STR("WebPage"));
    json_pair_text(&json, "name", view->title);
    json_pair_text(
        &json, "url",
        url_under(work->arena, view->layout.base, static_page_url(work->arena, page->slug)).text);
    json_pair_text(&json, "inLanguage", view->lang.len ? view->lang : view->layout.lang);
    json_pair_text(&json, "datePublished", feed_moment(work->arena, page->published_at));
    json_pair_text(&json, "dateModified", feed_moment(work->arena, page->updated_at));
    json_key(&json, STR("publisher"));
    json_begin_object(&json);
    json_pair_text(&json, "@type", STR("GovernmentOrganization"));
    json_pair_text(&json, "name", view->unit);
    json_end_object(&json);
    json_end_object(&json);
    return buf_overflowed(&out) ? HTML("") : json_ld_html(work->arena, &json);
}

static const struct fault *fill_body(struct work *work, const struct static_page *page,
                                     struct static_view *view)
{
    struct static_shown shown = static_page_shown(work, &page->text);
    struct str plain;
    const struct fault *fault = static_page_body(work, page->id, shown.body, &view->body);
    if (!fault)
        fault = markdown_plain(work->arena, shown.body, &plain);
    if (fault)
        return fault;
    view->title = shown.title;
    view->lang = shown.lang;
    view->layout.title = shown.title;
    view->layout.description = text_cut(plain, DESCRIPTION_MOST);
    return NULL;
}

static const struct fault *show(struct work *work, const struct request *request,
                                struct response *response, const struct static_page *page)
{
    struct static_view view = {.is_demo = page->is_demo, .updated = instant_date(page->updated_at)};
    struct unit unit;
    const struct fault *fault = page_layout(work, request, page->text.title, &view.layout);
    if (!fault)
        fault = unit_load(work, page->unit_id, &unit);
    if (!fault)
        fault = fill_body(work, page, &view);
    if (fault)
        return fault;
    view.unit = unit.name;
    view.unit_url = url_relative(work->arena, "/don-vi/" PRISTR, STRARG(unit.slug));
    fill_beside(&view);
    page_crumb(work, &view.layout, URL(""), view.title);
    view.layout.json_ld = json_ld(work, &view, page);
    return page_respond(work, response, 200, &static_page_kind, &view);
}

/* An address that a page had before leads to it; all else is not there. */
static const struct fault *move_on(struct work *work, struct str slug, struct response *response)
{
    struct str now;
    const struct fault *fault = static_page_by_old_slug(work, slug, &now);
    if (fault && fault->kind == FAULT_NOT_FOUND)
        return fault_new(work->arena, FAULT_NOT_FOUND, "error.not_found", "no such page");
    if (!fault)
        response_moved(response, static_page_url(work->arena, now).text);
    return fault;
}

const struct fault *static_page_show(struct work *work, const struct request *request,
                                     struct response *response)
{
    struct str slug = request_param(request, STR("slug"));
    struct static_page page;
    const struct fault *fault = static_page_by_slug(work, slug, &page);
    if (fault && fault->kind == FAULT_NOT_FOUND)
        return move_on(work, slug, response);
    if (fault)
        return fault;
    if (!page.is_public && page.published_at.us != 0)
        return fault_new(work->arena, FAULT_GONE, "portal.page.gone", "a page that was withdrawn");
    if (!page.is_public)
        return fault_new(work->arena, FAULT_NOT_FOUND, "error.not_found", "not public yet");
    return show(work, request, response, &page);
}
