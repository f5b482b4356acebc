/*
 * The layout's contents, and rendering.
 */
#include "civic/page.h"

#include "base/asset.h"
#include "civic/appearance.h"
#include "civic/csrf.h"
#include "civic/page_menu.h"
#include "civic/unit.h"
#include "http/etag.h"
#include "http/status.h"
#include "http/urlencoded.h"
#include "text/message.h"
#include "view/json.h"

#include <stdlib.h>
#include <string.h>

enum {
    CRUMBS_LIMIT = 16 * 1024
};

SHAPE(page_link_shape, struct page_link, FIELD(struct page_link, url),
      FIELD(struct page_link, label), FIELD(struct page_link, type),
      FIELD(struct page_link, is_current));

static SHAPE(page_group_shape, struct page_group, FIELD(struct page_group, label),
             FIELD(struct page_group, url), FIELD(struct page_group, is_current),
             FIELD(struct page_group, has_links), LIST(struct page_group, links, page_link_shape));

static SHAPE(page_account_shape, struct page_account, FIELD(struct page_account, me_url),
             FIELD(struct page_account, name));

static SHAPE(page_flash_shape, struct page_flash, FIELD(struct page_flash, is_bad),
             FIELD(struct page_flash, text));

static SHAPE(page_lost_shape, struct page_lost, FIELD(struct page_lost, files));

SHAPE(page_pager_shape, struct page_pager, FIELD(struct page_pager, newer_url),
      FIELD(struct page_pager, older_url));

SHAPE(layout_shape, struct layout, FIELD(struct layout, lang), FIELD(struct layout, written),
      FIELD(struct layout, title), FIELD(struct layout, within), FIELD(struct layout, description),
      FIELD(struct layout, unit_name), FIELD(struct layout, tagline), FIELD(struct layout, path),
      FIELD(struct layout, query), FIELD(struct layout, contact), FIELD(struct layout, address),
      FIELD(struct layout, phone), FIELD(struct layout, phone_url), FIELD(struct layout, email),
      FIELD(struct layout, email_url), FIELD(struct layout, footer), FIELD(struct layout, accent),
      FIELD(struct layout, theme_light), FIELD(struct layout, theme_dark),
      FIELD(struct layout, logo_url), FIELD(struct layout, csrf), FIELD(struct layout, request_id),
      FIELD(struct layout, is_light), FIELD(struct layout, is_dark),
      FIELD(struct layout, is_private), FIELD(struct layout, is_demo),
      FIELD(struct layout, canonical_url), FIELD(struct layout, image_url),
      FIELD(struct layout, search_url), FIELD(struct layout, other_url),
      FIELD(struct layout, other_lang), FIELD(struct layout, other_label),
      FIELD(struct layout, style_url), FIELD(struct layout, script_url),
      FIELD(struct layout, icon_url), FIELD(struct layout, font_url),
      FIELD(struct layout, font_bold_url), LIST(struct layout, nav, page_group_shape),
      LIST(struct layout, desk, page_link_shape), LIST(struct layout, crumbs, page_link_shape),
      LIST(struct layout, feeds, page_link_shape), LIST(struct layout, groups, page_group_shape),
      LIST(struct layout, errors, page_link_shape),
      POINTER(struct layout, account, page_account_shape),
      POINTER(struct layout, flash, page_flash_shape),
      POINTER(struct layout, lost, page_lost_shape), FIELD(struct layout, json_ld),
      FIELD(struct layout, crumbs_ld));

SHAPE(option_view_shape, struct option_view, FIELD(struct option_view, id),
      FIELD(struct option_view, name), FIELD(struct option_view, value),
      FIELD(struct option_view, label), FIELD(struct option_view, hint),
      FIELD(struct option_view, is_chosen));

SHAPE(field_view_shape, struct field_view, FIELD(struct field_view, id),
      FIELD(struct field_view, name), FIELD(struct field_view, label),
      FIELD(struct field_view, hint), FIELD(struct field_view, example),
      FIELD(struct field_view, value), FIELD(struct field_view, error),
      FIELD(struct field_view, width), FIELD(struct field_view, type),
      FIELD(struct field_view, autocomplete), FIELD(struct field_view, inputmode),
      FIELD(struct field_view, max), FIELD(struct field_view, rows),
      FIELD(struct field_view, is_question), FIELD(struct field_view, is_required),
      FIELD(struct field_view, is_chosen), LIST(struct field_view, options, option_view_shape));

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
    struct str version = asset ? asset_version(asset) : STR("0");
    /* a file in a folder keeps its slash, which a word would not */
    if (str_starts(str_from_c(name), STR("fonts/")))
        return url_relative(arena, "/assets/fonts/%s?v=" PRISTR, name + 6, STRARG(version));
    return url_relative(arena, "/assets/%s?v=" PRISTR, name, STRARG(version));
}

static struct page_link link_in(const struct site *site, struct arena *arena, enum locale locale,
                                const char *path, const char *message)
{
    return (struct page_link){
        .url = url_path(arena, str_from_c(path)),
        .label = message_format(arena, site->messages, locale, str_from_c(message), NULL, 0)};
}

static struct page_link link_of(struct work *work, const char *path, const char *message)
{
    return link_in(work->site, work->arena, work->locale, path, message);
}

/* The roles that carry a permission; none where no module declares it. */
static unsigned roles_of(const struct site *site, const char *permission)
{
    for (size_t m = 0; site->modules[m]; m++)
        for (size_t i = 0; i < site->modules[m]->permission_count; i++)
            if (strcmp(site->modules[m]->permissions[i].name, permission) == 0)
                return site->modules[m]->permissions[i].roles;
    return 0;
}

bool page_may_link(const struct work *work, const char *permission)
{
    return actor_may_somewhere(work->actor, roles_of(work->site, permission));
}

static int compare_desk(const void *a, const void *b)
{
    const struct desk_entry *left = *(const struct desk_entry *const *)a;
    const struct desk_entry *right = *(const struct desk_entry *const *)b;
    return (left->order > right->order) - (left->order < right->order);
}

/* The entry whose path is the longest beginning of this page's: "/can-bo/tin" is
 * not "/can-bo". */
static void mark_current(struct page_link *links, size_t count, struct str path)
{
    size_t longest = 0;
    size_t at = count;
    for (size_t i = 0; i < count; i++) {
        struct str own = links[i].url.text;
        if (str_starts(path, own) && own.len > longest &&
            (path.len == own.len || path.ptr[own.len] == '/')) {
            longest = own.len;
            at = i;
        }
    }
    if (at < count)
        links[at].is_current = true;
}

/* Where the actor works; nothing for anybody else. */
static struct list desk_of(struct work *work, const struct request *request)
{
    VEC(const struct desk_entry *) entries = {0};
    VEC(struct page_link) links = {0};
    if (!actor_is_signed_in(work->actor))
        return (struct list){0};
    for (size_t m = 0; work->site->modules[m]; m++)
        for (size_t i = 0; i < work->site->modules[m]->desk_count; i++) {
            const struct desk_entry *entry = &work->site->modules[m]->desk[i];
            if (page_may_link(work, entry->permission))
                *VEC_PUSH(&entries, work->arena) = entry;
        }
    if (entries.count > 1)
        qsort(entries.items, entries.count, sizeof(*entries.items), compare_desk);
    for (size_t i = 0; i < entries.count; i++)
        *VEC_PUSH(&links, work->arena) =
            link_of(work, entries.items[i]->path, entries.items[i]->message);
    mark_current(links.items, links.count, request->path);
    return VEC_LIST(&links);
}

static struct list feeds_of(const struct site *site, enum locale locale)
{
    VEC(struct page_link) links = {0};
    for (size_t m = 0; site->modules[m]; m++)
        for (size_t i = 0; i < site->modules[m]->feed_count; i++) {
            const struct feed_entry *feed = &site->modules[m]->feeds[i];
            struct page_link link = link_in(site, site->arena, locale, feed->path, feed->title);
            link.type = str_from_c(feed->type);
            *VEC_PUSH(&links, site->arena) = link;
        }
    return VEC_LIST(&links);
}

void page_feed(struct work *work, struct layout *layout, struct url url, struct str label,
               const char *type)
{
    size_t count = layout->feeds.count;
    struct page_link *links = arena_alloc_array(work->arena, count + 1, sizeof(*links));
    links[0] = (struct page_link){.url = url, .label = label, .type = str_from_c(type)};
    if (count > 0)
        memcpy(links + 1, layout->feeds.items, count * sizeof(*links));
    layout->feeds = (struct list){links, count + 1, sizeof(*links)};
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

static struct str frame_word(const struct site *site, enum locale locale, const char *key)
{
    return message_format(site->arena, site->messages, locale, str_from_c(key), NULL, 0);
}

/* The page that searches, where the menu or the footer of some module names it. */
static struct url search_of(const struct site *site)
{
    for (size_t m = 0; site->modules[m]; m++)
        for (size_t i = 0; i < site->modules[m]->nav_count; i++)
            if (strcmp(site->modules[m]->nav[i].path, "/tim-kiem") == 0)
                return URL("/tim-kiem");
    return URL("");
}

static const struct page_account *account_of(struct work *work)
{
    struct page_account *account;
    if (!actor_is_signed_in(work->actor))
        return NULL;
    account = work_alloc(work, struct page_account);
    account->me_url = URL("/tai-khoan");
    account->name = work->actor->name;
    return account;
}

struct str page_base(struct work *work, const struct request *request)
{
    if (work->site->public_address.len > 0)
        return work->site->public_address;
    return arena_printf(work->arena, "%s://" PRISTR, request->is_secure ? "https" : "http",
                        STRARG(request->host));
}

/* What every page has around it in one language, whoever asks for it and where. */
static struct layout frame_of(const struct site *site, enum locale locale)
{
    const enum locale other = locale == LOCALE_VI ? LOCALE_EN : LOCALE_VI;
    struct arena *arena = site->arena;
    return (struct layout){
        .lang = locale_name(locale),
        .written = locale == LOCALE_VI ? STR("") : locale_name(LOCALE_VI),
        .unit_name = site->name.len ? site->name : frame_word(site, locale, "site.name"),
        .tagline = site->tagline.len ? site->tagline : frame_word(site, locale, "site.tagline"),
        .theme_light = accent_roof(ACCENT_LACQUER, false),
        .theme_dark = accent_roof(ACCENT_LACQUER, true),
        .other_lang = locale_name(other),
        .other_label = frame_word(site, locale, "site.other-language"),
        .search_url = search_of(site),
        .feeds = feeds_of(site, locale),
        .style_url = asset_url(arena, "style.css"),
        .script_url = asset_url(arena, "script.js"),
        .icon_url = asset_url(arena, "favicon.svg"),
        .font_url = asset_url(arena, "fonts/be-vietnam-pro-400.woff2"),
        .font_bold_url = asset_url(arena, "fonts/be-vietnam-pro-600.woff2"),
    };
}

void page_frames(struct site *site)
{
    struct layout *frames = arena_alloc_array(site->arena, LOCALE_COUNT, sizeof(*frames));
    for (int locale = 0; locale < LOCALE_COUNT; locale++)
        frames[locale] = frame_of(site, (enum locale)locale);
    site->frames = frames;
}

/* What depends on where the visitor is; nothing of it where that is not known. */
static void fill_place(struct work *work, const struct request *request, struct layout *layout)
{
    layout->path = request->path;
    layout->query = urlencoded_canonical(work->arena, request->query);
    if (layout->query.len > PAGE_QUERY_MOST)
        layout->query = STR("");
    layout->base = page_base(work, request);
    layout->other_url = in_language(work, request, layout->other_lang);
    if (work->site->public_address.len > 0)
        layout->canonical_url = url_under(work->arena, work->site->public_address,
                                          url_path(work->arena, request->path));
    layout->desk = desk_of(work, request);
}

/* All but the menu. */
static struct layout layout_of(struct work *work, const struct request *request, struct str title)
{
    struct str theme = request_theme(request);
    struct layout layout = work->site->frames[work->locale];
    layout.title = title;
    layout.contact = work->site->contact;
    layout.is_demo = work->site->is_demo;
    layout.request_id = work->request_id;
    layout.is_light = str_equal(theme, STR("light"));
    layout.is_dark = str_equal(theme, STR("dark"));
    layout.is_private = actor_is_signed_in(work->actor);
    layout.csrf = layout.is_private ? csrf_token(work, request) : STR("");
    layout.account = account_of(work);
    if (request->path.ptr)
        fill_place(work, request, &layout);
    layout.parts = request->parts;
    return layout;
}

void page_layout_plain(struct work *work, const struct request *request, struct str title,
                       struct layout *ret_layout)
{
    menu_items none = {0};
    menu_shown_items shown;
    *ret_layout = layout_of(work, request, title);
    if (!request->path.ptr)
        return;
    shown = menu_visible(work->arena, work->site, &none);
    page_menu(work, request, &shown, ret_layout);
}

static void put_on(struct str *text, struct str over)
{
    if (over.len > 0)
        *text = over;
}

/* What an administrator set stands before the settings file. */
static const struct fault *fill_appearance(struct work *work, struct layout *layout,
                                           bool *ret_has_name)
{
    struct appearance appearance;
    struct appearance_words words;
    const struct fault *fault = appearance_get(work, &appearance);
    if (fault)
        return fault;
    words = appearance_words_of(work, &appearance);
    put_on(&layout->unit_name, words.name);
    put_on(&layout->tagline, words.tagline);
    layout->footer = words.footer;
    layout->address = words.address;
    layout->phone = appearance.phone;
    layout->phone_url = appearance_phone_url(work->arena, &appearance);
    layout->email = appearance.email;
    layout->email_url = appearance_email_url(work->arena, &appearance);
    layout->logo_url = appearance.logo_url;
    if (words.address.len > 0 || appearance.phone.len > 0 || appearance.email.len > 0)
        layout->contact = STR("");
    if (appearance.accent != ACCENT_LACQUER)
        layout->accent = accent_name(appearance.accent);
    layout->theme_light = accent_roof(appearance.accent, false);
    layout->theme_dark = accent_roof(appearance.accent, true);
    *ret_has_name = words.name.len > 0 || work->site->name.len > 0;
    return NULL;
}

const struct fault *page_layout(struct work *work, const struct request *request, struct str title,
                                struct layout *ret_layout)
{
    struct layout layout = layout_of(work, request, title);
    struct unit unit;
    menu_shown_items menu;
    bool has_name = false;
    const struct fault *fault = fill_appearance(work, &layout, &has_name);
    if (!fault)
        fault = menu_get_shown(work, &menu);
    if (!fault)
        page_menu(work, request, &menu, &layout);
    if (!fault && !has_name) {
        fault = site_unit(work, &unit);
        if (!fault)
            layout.unit_name = unit.name;
        else if (fault->kind == FAULT_NOT_FOUND)
            fault = NULL;
    }
    if (!fault)
        *ret_layout = layout;
    return fault;
}

static void add_link(struct work *work, struct list *list, struct page_link link)
{
    struct page_link *links = arena_alloc_array(work->arena, list->count + 1, sizeof(*links));
    const struct page_link *before = list->items;
    for (size_t i = 0; i < list->count; i++)
        links[i] = before[i];
    links[list->count] = link;
    *list = (struct list){links, list->count + 1, sizeof(*links)};
}

/* BreadcrumbList: the way from the front page, with absolute addresses. */
static struct html crumbs_ld(struct work *work, const struct layout *layout)
{
    struct buf buf = buf_init(work->arena, CRUMBS_LIMIT);
    struct json json = json_begin(&buf);
    json_begin_object(&json);
    json_pair_text(&json, "@context", STR("https://schema.org"));
    json_pair_text(&json, "@type", STR("BreadcrumbList"));
    json_key(&json, STR("itemListElement"));
    json_begin_array(&json);
    for (size_t i = 0; i < layout->crumbs.count; i++) {
        const struct page_link *link = (const struct page_link *)layout->crumbs.items + i;
        struct url path = link->url.text.len > 0 ? link->url : url_path(work->arena, layout->path);
        json_begin_object(&json);
        json_pair_text(&json, "@type", STR("ListItem"));
        json_pair_int(&json, "position", (int64_t)i + 1);
        json_pair_text(&json, "name", link->label);
        json_pair_text(&json, "item", url_under(work->arena, layout->base, path).text);
        json_end_object(&json);
    }
    json_end_array(&json);
    json_end_object(&json);
    return buf_overflowed(&buf) ? HTML("") : json_ld_html(work->arena, &json);
}

void page_crumb(struct work *work, struct layout *layout, struct url url, struct str label)
{
    if (layout->crumbs.count == 0)
        add_link(work, &layout->crumbs, link_of(work, "/", "nav.home"));
    else if (url.text.len == 0 && layout->crumbs.count > (layout->is_private ? 1 : 2))
        layout->within =
            ((const struct page_link *)layout->crumbs.items)[layout->crumbs.count - 1].label;
    add_link(work, &layout->crumbs, (struct page_link){.url = url, .label = label});
    if (url.text.len == 0 && !layout->is_private)
        layout->crumbs_ld = crumbs_ld(work, layout);
}

void page_flash(struct work *work, struct layout *layout, const char *key, bool is_bad)
{
    struct page_flash *flash = work_alloc(work, struct page_flash);
    flash->is_bad = is_bad;
    flash->text = site_message(work, key);
    layout->flash = flash;
}

void page_errors(struct work *work, struct layout *layout, const struct fault *faults)
{
    page_errors_of(work, layout, NULL, faults);
}

/* The message KEY.NAMEsuffix, or nothing where there is none. */
static struct str optional_message(struct work *work, const char *key, const char *name,
                                   const char *suffix)
{
    struct str full = arena_printf(work->arena, "%s.%s%s", key, name, suffix);
    struct str text;
    if (message_text(work->site->messages, work->locale, full, &text))
        return site_message(work, full.ptr);
    return STR("");
}

/* A label without a message is its key, which nobody overlooks. */
static struct str label_of(struct work *work, const char *key, const char *name)
{
    struct str label = optional_message(work, key, name, "");
    return label.len > 0 ? label : arena_printf(work->arena, "%s.%s", key, name);
}

/* Whether the fault is the file's own, so that another is to be chosen. */
static bool is_at_part(const struct fault *faults, const struct part *part)
{
    for (; faults; faults = faults->next)
        if (faults->field && str_equal(str_from_c(faults->field), part->name))
            return true;
    return false;
}

static const struct page_lost *lost_of(struct work *work, const struct part *parts,
                                       const struct fault *faults)
{
    struct page_lost *lost = work_alloc(work, struct page_lost);
    int count = 0;
    bool is_own = false;
    for (const struct part *part = parts; part; part = part->next) {
        if (!part->is_file || part->filename.len == 0)
            continue;
        lost->files = count == 0 ? part->filename
                                 : arena_printf(work->arena, PRISTR ", " PRISTR,
                                                STRARG(lost->files), STRARG(part->filename));
        is_own = is_own || is_at_part(faults, part);
        count++;
    }
    return count > (is_own ? 1 : 0) ? lost : NULL;
}

void page_errors_of(struct work *work, struct layout *layout, const char *key,
                    const struct fault *faults)
{
    if (faults)
        layout->lost = lost_of(work, layout->parts, faults);
    for (; faults; faults = faults->next) {
        struct page_link link = {.label = site_fault_message(work, faults)};
        struct str field = STR("");
        if (faults->field)
            link.url = url_relative(work->arena, "#%s", faults->field);
        if (faults->field && key)
            field = optional_message(work, key, faults->field, "");
        /* a label that asks ends in its own mark */
        if (field.len > 0)
            link.label =
                arena_printf(work->arena, PRISTR "%s" PRISTR, STRARG(field),
                             field.ptr[field.len - 1] == '?' ? " " : ": ", STRARG(link.label));
        add_link(work, &layout->errors, link);
    }
}

const struct fault *page_respond(struct work *work, struct response *response, int status,
                                 const struct page_kind *kind, const void *page)
{
    struct buf buf = buf_init(work->arena, PAGE_LIMIT);
    buf_reserve(&buf, PAGE_USUAL);
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

const struct fault *page_respond_form(struct work *work, struct response *response,
                                      const struct fault *faults, const struct page_kind *kind,
                                      const void *page)
{
    return page_respond(work, response, faults ? status_of_fault(faults->kind) : 200, kind, page);
}

/* ---- fields ---- */

/* columns: kind of field, type of the input, inputmode */
static const struct {
    enum input_kind kind;
    struct str type;
    struct str inputmode;
} inputs[] = {
    {INPUT_EMAIL,    STR_INIT("email"),    STR_INIT("email")  },
    {INPUT_PHONE,    STR_INIT("tel"),      STR_INIT("tel")    },
    {INPUT_INT,      STR_INIT("text"),     STR_INIT("numeric")},
    {INPUT_PASSWORD, STR_INIT("password"), STR_INIT("")       },
};

struct field_view field_view(struct work *work, const char *key, const struct form_field *field,
                             const struct form *form, const struct fault *faults)
{
    struct str name = str_from_c(field->name);
    struct field_view view = {.id = name,
                              .name = name,
                              .label = label_of(work, key, field->name),
                              .hint = optional_message(work, key, field->name, "-hint"),
                              .is_required = field->required,
                              .max = (int)field->max,
                              .rows = field->kind == INPUT_TEXT ? 6 : 0};
    for (size_t i = 0; i < sizeof(inputs) / sizeof(inputs[0]); i++) {
        if (inputs[i].kind == field->kind) {
            view.type = inputs[i].type;
            view.inputmode = inputs[i].inputmode;
        }
    }
    if (form && field->kind != INPUT_PASSWORD)
        view.value = form_typed(form, field->name);
    if (field->kind == INPUT_DATE)
        view.example = site_message(work, "form.a-date");
    if (form && field->kind == INPUT_BOOL)
        view.is_chosen = form_bool(form, field->name);
    for (; faults && view.error.len == 0; faults = faults->next)
        if (faults->field && str_equal(str_from_c(faults->field), name))
            view.error = site_fault_message(work, faults);
    return view;
}
