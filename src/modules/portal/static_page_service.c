/*
 * What may be done to static pages: each use-case one transaction. A page answers right
 * below the front page, so its address must be nobody else's: no module's, no other
 * page's, and none that another page had before.
 */
#include "modules/portal/static_page.h"

#include "civic/menu.h"
#include "civic/search.h"
#include "modules/admin/admin.h"
#include "text/fold.h"
#include "text/message.h"
#include "view/markdown.h"

#include <string.h>

#define KIND STR("page")

enum {
    SLUG_NUMBERS_MOST = 100
};

/* ---- addresses ---- */

/* Whether an address of a module begins with this word; those of this module give way. */
static bool is_of_a_module(const struct site *site, struct str slug)
{
    for (size_t m = 0; site->modules[m]; m++)
        for (size_t i = 0; i < site->modules[m]->route_count; i++) {
            struct str rest = str_from(str_from_c(site->modules[m]->routes[i].pattern), 1);
            if (site->modules[m] != &portal_module && str_equal(str_cut(&rest, '/'), slug))
                return true;
        }
    return false;
}

const struct fault *static_page_warn(struct work *work, module_warn *warn, void *context)
{
    static_pages pages = {0};
    const struct fault *fault = static_page_list(work, true, &pages);
    for (size_t i = 0; !fault && i < pages.count; i++) {
        const struct static_page *page = &pages.items[i];
        struct fault_arg args[] = {
            {"title",     page->text.title   },
            { "address", arena_printf(work->arena, "/" PRISTR, STRARG(page->slug))}
        };
        if (is_of_a_module(work->site, page->slug))
            warn(context, message_format(work->arena, work->site->messages, work->locale,
                                         STR("portal.page.shadowed"), args, 2));
    }
    return fault;
}

/* Whether the page (0: a new one) may answer there. */
static const struct fault *is_free(struct work *work, int64_t id, struct str slug, bool *ret_free)
{
    struct static_page other = {.id = 0};
    struct str owner;
    const struct fault *fault = static_page_by_slug(work, slug, &other);
    *ret_free = false;
    if (!fault) {
        *ret_free = other.id == id && !is_of_a_module(work->site, slug);
        return NULL;
    }
    if (fault->kind != FAULT_NOT_FOUND)
        return fault;
    fault = static_page_by_old_slug(work, slug, &owner);
    if (!fault)
        fault = static_page_by_slug(work, owner, &other);
    if (fault && fault->kind != FAULT_NOT_FOUND)
        return fault;
    *ret_free = (fault || other.id == id) && !is_of_a_module(work->site, slug);
    return NULL;
}

/* The address of a page: as typed, or made from its title with a number behind it where
 * that is taken. */
static const struct fault *choose_slug(struct work *work, int64_t id,
                                       const struct static_edit *edit, struct str *ret_slug)
{
    struct str wanted = edit->address.len > 0 ? edit->address : edit->text.title;
    struct str base = text_slug(work->arena, wanted, STATIC_SLUG_MOST);
    if (base.len == 0 && edit->address.len > 0)
        return fault_field(work->arena, "address", "portal.page.address");
    if (base.len == 0)
        base = STR("trang");
    for (int number = 1; number <= SLUG_NUMBERS_MOST; number++) {
        struct str slug =
            number == 1 ? base : arena_printf(work->arena, PRISTR "-%d", STRARG(base), number);
        bool free = false;
        const struct fault *fault = is_free(work, id, slug, &free);
        if (fault)
            return fault;
        if (free) {
            *ret_slug = slug;
            return NULL;
        }
        if (edit->address.len > 0)
            break;
    }
    return fault_field(work->arena, "address", "portal.page.taken");
}

/* ---- the search ---- */

/* Text too deep to be shown is found by its title all the same. */
static struct str plain(struct work *work, struct str markdown)
{
    struct str text;
    if (markdown_plain(work->arena, markdown, &text))
        return STR("");
    return text;
}

const struct fault *static_page_index(struct work *work, const struct static_page *page)
{
    struct search_document document = {
        .kind = KIND,
        .id = page->id,
        .unit_id = page->unit_id,
        .published_at = page->published_at,
        .path = arena_printf(work->arena, "/" PRISTR, STRARG(page->slug)),
        .title = page->text.title,
        .is_demo = page->is_demo,
    };
    if (!page->is_public)
        return search_remove(work, KIND, page->id);
    document.text = arena_printf(work->arena, PRISTR "\n" PRISTR "\n" PRISTR,
                                 STRARG(plain(work, page->text.body)), STRARG(page->text.title_en),
                                 STRARG(plain(work, page->text.body_en)));
    return search_put(work, &document);
}

static const struct fault *index_all(struct work *work, void *context)
{
    const static_pages *pages = context;
    const struct fault *fault = NULL;
    for (size_t i = 0; !fault && i < pages->count; i++) {
        struct static_page page;
        fault = static_page_load(work, pages->items[i].id, &page);
        if (!fault)
            fault = static_page_index(work, &page);
    }
    return fault;
}

const struct fault *static_page_reindex(struct work *work, reindex_progress *progress,
                                        void *context)
{
    static_pages pages;
    const struct fault *fault = static_page_list(work, false, &pages);
    if (!fault)
        fault = db_write(work, index_all, &pages);
    if (!fault)
        progress(context, (int64_t)pages.count);
    return fault;
}

/* ---- use-cases ---- */

struct saving {
    int64_t id;
    int64_t unit_id;
    int64_t version;
    const struct static_edit *edit;
};

/* What was typed, put on the page; its first public moment is kept. */
static void apply(struct work *work, const struct static_edit *edit, struct static_page *page)
{
    page->text = edit->text;
    page->is_public = edit->is_public;
    page->updated_at = clock_now(work->clock);
    page->saved_name = work->actor->name;
    if (page->is_public && page->published_at.us == 0)
        page->published_at = page->updated_at;
}

static const struct fault *finish(struct work *work, const struct static_edit *edit,
                                  struct static_page *page)
{
    const struct fault *fault = NULL;
    if (!edit->is_by_itself)
        fault = static_page_keep(work, page->id);
    if (!fault)
        fault = static_files_settle(work, page, edit->sent);
    if (!fault)
        fault = static_page_index(work, page);
    if (fault || edit->is_by_itself || work->actor->is_system) /* the demo is nobody's doing */
        return fault;
    return admin_event_add(work, page->unit_id, "page-saved", page->text.title);
}

static const struct fault *create(struct work *work, void *context)
{
    struct saving *saving = context;
    struct static_page page = {.id = db_new_id(work->clock), .unit_id = saving->unit_id};
    const struct fault *fault = actor_must(work, PORTAL_ROLES, page.unit_id);
    apply(work, saving->edit, &page);
    if (!fault)
        fault = static_page_must_have_room(work);
    if (!fault)
        fault = choose_slug(work, 0, saving->edit, &page.slug);
    if (!fault)
        fault = static_page_insert(work, &page);
    saving->id = page.id;
    return fault ? fault : finish(work, saving->edit, &page);
}

const struct fault *static_page_create(struct work *work, int64_t unit_id,
                                       const struct static_edit *edit, int64_t *ret_id)
{
    struct saving saving = {.unit_id = unit_id, .edit = edit};
    const struct fault *fault = db_write(work, create, &saving);
    if (!fault)
        *ret_id = saving.id;
    return fault;
}

static const struct fault *rename_page(struct work *work, const struct static_edit *edit,
                                       struct static_page *page)
{
    struct str old_slug = page->slug;
    const struct fault *fault = NULL;
    /* an address that a module took with an update is not kept by saving */
    if ((str_equal(edit->address, old_slug) && !is_of_a_module(work->site, old_slug)) ||
        (edit->address.len == 0 && page->published_at.us != 0))
        return NULL;
    fault = choose_slug(work, page->id, edit, &page->slug);
    if (fault || str_equal(page->slug, old_slug) || page->published_at.us == 0)
        return fault; /* an address that was never public leads nowhere */
    fault = static_page_set_old_slug(work, page->id, page->slug, true);
    return fault ? fault : static_page_set_old_slug(work, page->id, old_slug, false);
}

/* The menu leads to the new address, and hides a page that was put away. */
static const struct fault *follow_in_menu(struct work *work, struct str old_slug,
                                          const struct static_page *page)
{
    menu_items items;
    size_t at;
    const struct fault *fault = menu_get(work, &items);
    if (fault)
        return fault;
    at = menu_find(&items, arena_printf(work->arena, "/" PRISTR, STRARG(old_slug)));
    if (at == items.count || (page->is_public && str_equal(page->slug, old_slug)))
        return NULL;
    items.items[at].target = arena_printf(work->arena, "/" PRISTR, STRARG(page->slug));
    items.items[at].is_hidden = items.items[at].is_hidden || !page->is_public;
    return menu_put(work, &items);
}

static const struct fault *save(struct work *work, void *context)
{
    const struct saving *saving = context;
    struct static_page page;
    struct str old_slug;
    const struct fault *fault = static_page_load(work, saving->id, &page);
    if (!fault)
        fault = actor_must(work, PORTAL_ROLES, page.unit_id);
    if (!fault && page.version != saving->version)
        fault =
            fault_new(work->arena, FAULT_CONFLICT, "portal.page.changed", "version %lld, not %lld",
                      (long long)page.version, (long long)saving->version);
    if (!fault && saving->edit->is_by_itself && page.is_public)
        fault = fault_new(work->arena, FAULT_CONFLICT, "portal.page.changed", "public meanwhile");
    if (fault)
        return fault;
    old_slug = page.slug;
    fault = rename_page(work, saving->edit, &page);
    if (fault)
        return fault;
    apply(work, saving->edit, &page);
    fault = static_page_update(work, &page);
    if (!fault)
        fault = follow_in_menu(work, old_slug, &page);
    return fault ? fault : finish(work, saving->edit, &page);
}

const struct fault *static_page_save(struct work *work, int64_t id, int64_t version,
                                     const struct static_edit *edit)
{
    struct saving saving = {.id = id, .version = version, .edit = edit};
    return db_write(work, save, &saving);
}
