/*
 * GET /lien-he: where the unit is reached and where people are received, out of the
 * appearance; below it the static page of that address, where an administrator wrote one.
 */
#include "modules/portal/portal_web.h"

#include "civic/appearance.h"
#include "civic/site.h"
#include "view/json.h"

enum {
    JSON_LIMIT = 16 * 1024
};

struct contact_page {
    struct layout layout;
    struct str title;
    struct str unit;
    struct url unit_url;
    struct str reception;
    struct str hours;
    struct html body; /* of the static page */
    struct str lang;
    bool is_demo;
    bool has_data;
};
static SHAPE(contact_shape, struct contact_page, RECORD(struct contact_page, layout, layout_shape),
             FIELD(struct contact_page, title), FIELD(struct contact_page, unit),
             FIELD(struct contact_page, unit_url), FIELD(struct contact_page, reception),
             FIELD(struct contact_page, hours), FIELD(struct contact_page, body),
             FIELD(struct contact_page, lang), FIELD(struct contact_page, is_demo),
             FIELD(struct contact_page, has_data));
const struct page_kind contact_kind = {"portal/contact", &contact_shape};

static void pair(struct json *json, const char *name, struct str value)
{
    if (value.len > 0)
        json_pair_text(json, name, value);
}

/* ContactPage of schema.org, about the unit. */
static struct html json_ld(struct work *work, const struct contact_page *page)
{
    const struct layout *layout = &page->layout;
    struct buf out = buf_init(work->arena, JSON_LIMIT);
    struct json json = json_begin(&out);
    struct str url = url_under(work->arena, layout->base, URL("/lien-he")).text;
    json_begin_object(&json);
    json_pair_text(&json, "@context", STR("https://schema.org"));
    json_pair_text(&json, "@type", STR("ContactPage"));
    json_pair_text(&json, "name", page->title);
    json_pair_text(&json, "url", url);
    json_key(&json, STR("about"));
    json_begin_object(&json);
    json_pair_text(&json, "@type", STR("GovernmentOrganization"));
    json_pair_text(&json, "name", page->unit.len ? page->unit : layout->unit_name);
    pair(&json, "address", layout->address);
    pair(&json, "telephone", layout->phone);
    pair(&json, "email", layout->email);
    json_end_object(&json);
    json_end_object(&json);
    return buf_overflowed(&out) ? HTML("") : json_ld_html(work->arena, &json);
}

/* The text below the data; nothing where nobody wrote one. */
static const struct fault *fill_text(struct work *work, struct contact_page *page)
{
    struct static_page text;
    struct static_shown shown;
    const struct fault *fault = static_page_by_slug(work, STR("lien-he"), &text);
    if (fault)
        return fault->kind == FAULT_NOT_FOUND ? NULL : fault;
    if (!text.is_public)
        return NULL;
    shown = static_page_shown(work, &text.text);
    page->title = shown.title;
    page->lang = shown.lang;
    page->is_demo = text.is_demo;
    return static_page_body(work, text.id, shown.body, &page->body);
}

static const struct fault *fill_unit(struct work *work, struct contact_page *page)
{
    struct unit unit;
    const struct fault *fault = site_unit(work, &unit);
    if (fault)
        return fault->kind == FAULT_NOT_FOUND ? NULL : fault;
    page->unit = unit.name;
    page->unit_url = url_relative(work->arena, "/don-vi/" PRISTR, STRARG(unit.slug));
    return NULL;
}

const struct fault *contact_show(struct work *work, const struct request *request,
                                 struct response *response)
{
    struct contact_page page = {.title = site_message(work, "portal.contact.title")};
    struct appearance appearance;
    struct appearance_words words;
    const struct fault *fault = appearance_get(work, &appearance);
    if (!fault)
        fault = page_layout(work, request, page.title, &page.layout);
    if (!fault)
        fault = fill_unit(work, &page);
    if (!fault)
        fault = fill_text(work, &page);
    if (fault)
        return fault;
    words = appearance_words_of(work, &appearance);
    page.reception = words.reception;
    page.hours = words.hours;
    page.has_data = page.layout.address.len + page.layout.phone.len + page.layout.email.len +
                        page.layout.contact.len >
                    0;
    page.layout.title = page.title;
    page.layout.description = site_message(work, "portal.contact.description");
    page_crumb(work, &page.layout, URL(""), page.title);
    page.layout.json_ld = json_ld(work, &page);
    return page_respond(work, response, 200, &contact_kind, &page);
}
