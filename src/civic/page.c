/*
 * The layout's contents, and rendering.
 */
#include "civic/page.h"

#include "base/asset.h"
#include "civic/csrf.h"
#include "civic/unit.h"
#include "http/etag.h"
#include "text/message.h"

#include <stdlib.h>

SHAPE(page_link_shape, struct page_link, FIELD(struct page_link, url),
      FIELD(struct page_link, label), FIELD(struct page_link, is_current));

SHAPE(layout_shape, struct layout, FIELD(struct layout, lang), FIELD(struct layout, title),
      FIELD(struct layout, description), FIELD(struct layout, site_name),
      FIELD(struct layout, site_tagline), FIELD(struct layout, canonical),
      FIELD(struct layout, alternate), FIELD(struct layout, alternate_lang),
      FIELD(struct layout, theme), FIELD(struct layout, style), FIELD(struct layout, script),
      FIELD(struct layout, icon), FIELD(struct layout, here), FIELD(struct layout, csrf),
      LIST(struct layout, nav, page_link_shape), LIST(struct layout, crumbs, page_link_shape),
      LIST(struct layout, feeds, page_link_shape), FIELD(struct layout, account),
      FIELD(struct layout, is_official), FIELD(struct layout, is_administrator),
      FIELD(struct layout, notice), FIELD(struct layout, request_id),
      FIELD(struct layout, json_ld), FIELD(struct layout, year));

SHAPE(choice_view_shape, struct choice_view, FIELD(struct choice_view, value),
      FIELD(struct choice_view, label), FIELD(struct choice_view, checked));

SHAPE(field_view_shape, struct field_view, FIELD(struct field_view, id),
      FIELD(struct field_view, label), FIELD(struct field_view, hint),
      FIELD(struct field_view, value), FIELD(struct field_view, error),
      FIELD(struct field_view, required), FIELD(struct field_view, max),
      FIELD(struct field_view, autocomplete), FIELD(struct field_view, type),
      FIELD(struct field_view, checked), LIST(struct field_view, choices, choice_view_shape));

SHAPE(error_view_shape, struct error_view, FIELD(struct error_view, url),
      FIELD(struct error_view, message));

/* ---- the layout ---- */

struct str request_theme(const struct request *request)
{
    struct str theme = request_cookie(request, STR("theme"));
    if (str_equal(theme, STR("light")) || str_equal(theme, STR("dark")))
        return theme;
    return STR("");
}

struct url asset_url(struct arena *arena, const char *name)
{
    struct str path = arena_printf(arena, "ui/%s", name);
    const struct asset *asset = asset_find(path);
    struct str version = arena_printf(
        arena, "%08llx",
        (unsigned long long)(asset ? str_hash(asset->bytes) & UINT64_C(0xffffffff) : 0));
    /* a file in a folder keeps its slash, which a word would not */
    if (str_starts(str_from_c(name), STR("fonts/")))
        return url_relative(arena, "/assets/fonts/%s?v=%v", name + 6, version);
    return url_relative(arena, "/assets/%s?v=%v", name, version);
}

static int compare_nav(const void *a, const void *b)
{
    const struct nav_entry *left = *(const struct nav_entry *const *)a;
    const struct nav_entry *right = *(const struct nav_entry *const *)b;
    return (left->order > right->order) - (left->order < right->order);
}

static struct list nav_of(struct work *work, const struct request *request)
{
    VEC(const struct nav_entry *) entries = {0};
    VEC(struct page_link) links = {0};
    for (size_t m = 0; work->site->modules[m]; m++)
        for (size_t i = 0; i < work->site->modules[m]->nav_count; i++)
            *VEC_PUSH(&entries, work->arena) = &work->site->modules[m]->nav[i];
    if (entries.count > 1)
        qsort(entries.items, entries.count, sizeof(*entries.items), compare_nav);
    for (size_t i = 0; i < entries.count; i++) {
        struct str path = str_from_c(entries.items[i]->path);
        *VEC_PUSH(&links, work->arena) =
            (struct page_link){url_path(work->arena, path),
                               site_message(work, entries.items[i]->message),
                               str_starts(request->path, path)};
    }
    return VEC_LIST(&links);
}

static struct list feeds_of(struct work *work)
{
    VEC(struct page_link) links = {0};
    for (size_t m = 0; work->site->modules[m]; m++)
        for (size_t i = 0; i < work->site->modules[m]->feed_count; i++) {
            const struct feed_entry *feed = &work->site->modules[m]->feeds[i];
            *VEC_PUSH(&links, work->arena) =
                (struct page_link){url_path(work->arena, str_from_c(feed->path)),
                                   site_message(work, feed->title), false};
        }
    return VEC_LIST(&links);
}

/* The same address in the other language. */
static struct url in_language(struct work *work, const struct request *request, struct str lang)
{
    struct url url = url_add(work->arena, url_path(work->arena, request->path), STR("lang"), lang);
    for (size_t i = 0; i < request->query.count; i++) {
        const struct pair *pair = &request->query.items[i];
        if (!str_equal(pair->name, STR("lang")))
            url = url_add(work->arena, url, pair->name, pair->value);
    }
    return url;
}

void page_layout_plain(struct work *work, const struct request *request, struct str title,
                       struct layout *ret_layout)
{
    const struct site *site = work->site;
    enum locale other = work->locale == LOCALE_VI ? LOCALE_EN : LOCALE_VI;
    struct layout layout = {
        .lang = locale_name(work->locale),
        .title = title,
        .site_name = site->name.len ? site->name : site_message(work, "site.name"),
        .site_tagline = site->tagline.len ? site->tagline : site_message(work, "site.tagline"),
        .alternate_lang = locale_name(other),
        .theme = request_theme(request),
        .style = asset_url(work->arena, "style.css"),
        .script = asset_url(work->arena, "script.js"),
        .icon = asset_url(work->arena, "favicon.svg"),
        .request_id = work->request_id,
        .year = date_parts(clock_today(work->clock)).year,
    };
    if (request->path.ptr) {
        layout.alternate = in_language(work, request, layout.alternate_lang);
        layout.here = url_path(work->arena, request->path);
        layout.canonical = url_under(work->arena, site->public_address, layout.here);
        layout.csrf = csrf_token(work, request);
        layout.nav = nav_of(work, request);
        layout.feeds = feeds_of(work);
    }
    if (actor_is_signed_in(work->actor)) {
        layout.account = work->actor->name;
        layout.is_official = actor_is_official(work->actor);
        layout.is_administrator = actor_has_role(work->actor, ROLE_ADMINISTRATOR);
    } else {
        layout.csrf = STR("");
    }
    *ret_layout = layout;
}

const struct fault *page_layout(struct work *work, const struct request *request,
                                struct str title, struct layout *ret_layout)
{
    struct layout layout;
    struct unit unit;
    const struct fault *fault = NULL;
    page_layout_plain(work, request, title, &layout);
    if (work->site->name.len == 0) {
        fault = site_unit(work, &unit);
        if (!fault)
            layout.site_name = unit.name;
        else if (fault->kind == FAULT_NOT_FOUND)
            fault = NULL;
    }
    if (!fault)
        *ret_layout = layout;
    return fault;
}

void page_crumb(struct work *work, struct layout *layout, struct url url, struct str label)
{
    struct page_link *links =
        arena_alloc_array(work->arena, layout->crumbs.count + 1, sizeof(*links));
    const struct page_link *before = layout->crumbs.items;
    for (size_t i = 0; i < layout->crumbs.count; i++)
        links[i] = before[i];
    links[layout->crumbs.count] = (struct page_link){url, label, false};
    layout->crumbs = (struct list){links, layout->crumbs.count + 1, sizeof(*links)};
}

const struct fault *page_respond(struct work *work, struct response *response, int status,
                                 const struct page_kind *kind, const void *page)
{
    struct buf buf = buf_init(work->arena, PAGE_LIMIT);
    view_render(work->site->view, work->locale, kind, page, &buf);
    if (buf_overflowed(&buf))
        return fault_new(work->arena, FAULT_INTERNAL, "error.internal", "page %s is too long",
                         kind->name);
    response_html(response, status, buf_str(&buf));
    if (status == 200) {
        response_etag(response, etag_of(work->arena, buf_str(&buf)));
        response_keep(response, RESPONSE_REVALIDATE);
    }
    return NULL;
}

/* ---- fields ---- */

static struct str optional_message(struct work *work, const char *key, const char *name,
                                   const char *suffix)
{
    struct str full = arena_printf(work->arena, "%s.%s%s", key, name, suffix);
    struct str text;
    if (message_text(work->site->messages, work->locale, full, &text))
        return site_message(work, full.ptr);
    return STR("");
}

struct field_view field_view(struct work *work, const char *key, const char *name,
                             const struct form *form, const struct form_field *field,
                             const struct fault *faults)
{
    struct field_view view = {.id = str_from_c(name),
                              .label = optional_message(work, key, name, ""),
                              .hint = optional_message(work, key, name, ".hint"),
                              .type = STR("text")};
    if (field) {
        view.required = field->required;
        view.max = (int)field->max;
        view.type = field->kind == INPUT_PASSWORD ? STR("password")
                    : field->kind == INPUT_EMAIL  ? STR("email")
                                                  : STR("text");
    }
    if (form && field && field->kind != INPUT_PASSWORD)
        view.value = form_typed(form, name);
    for (; faults; faults = faults->next) {
        if (faults->field && str_equal(str_from_c(faults->field), view.id)) {
            view.error = site_fault_message(work, faults);
            break;
        }
    }
    return view;
}

struct list error_list(struct work *work, const struct fault *faults)
{
    VEC(struct error_view) errors = {0};
    for (; faults; faults = faults->next)
        *VEC_PUSH(&errors, work->arena) = (struct error_view){
            faults->field ? url_relative(work->arena, "#field-%s", faults->field) : URL(""),
            site_fault_message(work, faults)};
    return VEC_LIST(&errors);
}
