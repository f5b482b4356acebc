/*
 * Arranging the menu. Lists in memory alone: nothing here reads a database.
 */
#include "civic/menu.h"

#include "civic/module.h"
#include "text/message.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* Groups that modules put their entries in, in the order of an unarranged menu. */
static const char *const groups[] = {"nav.group.know", "nav.group.meet", "nav.group.about"};
enum {
    GROUPS = sizeof(groups) / sizeof(groups[0])
};

/* ---- what modules bring ---- */

typedef VEC(const struct nav_entry *) entry_list;

static int compare_entries(const void *a, const void *b)
{
    const struct nav_entry *left = *(const struct nav_entry *const *)a;
    const struct nav_entry *right = *(const struct nav_entry *const *)b;
    return (left->order > right->order) - (left->order < right->order);
}

/* The entries of all modules in their order. */
static entry_list entries_of(struct arena *arena, const struct site *site)
{
    entry_list entries = {0};
    for (size_t m = 0; site->modules[m]; m++)
        for (size_t i = 0; i < site->modules[m]->nav_count; i++)
            *VEC_PUSH(&entries, arena) = &site->modules[m]->nav[i];
    if (entries.count > 1)
        qsort(entries.items, entries.count, sizeof(*entries.items), compare_entries);
    return entries;
}

static bool is_entry(const entry_list *entries, struct str path)
{
    for (size_t i = 0; i < entries->count; i++)
        if (str_equal(str_from_c(entries->items[i]->path), path))
            return true;
    return false;
}

static struct menu_item item_of_entry(const struct nav_entry *entry)
{
    return (struct menu_item){.kind = MENU_MODULE,
                              .is_below = true,
                              .target = str_from_c(entry->path),
                              .is_on_roof = entry->is_in_menu};
}

/* Entries of the group `name` that are not among the stored items. */
static void add_new(struct arena *arena, const entry_list *entries, const menu_items *stored,
                    struct str name, menu_items *items)
{
    for (size_t i = 0; i < entries->count; i++) {
        const struct nav_entry *entry = entries->items[i];
        if (str_equal(str_from_c(entry->group), name) &&
            menu_find(stored, str_from_c(entry->path)) == stored->count)
            *VEC_PUSH(items, arena) = item_of_entry(entry);
    }
}

menu_items menu_arrange(struct arena *arena, const struct site *site, const menu_items *stored)
{
    entry_list entries = entries_of(arena, site);
    menu_items items = {0};
    struct str group = STR(""); /* the one that is being filled */
    for (size_t i = 0; i < stored->count; i++) {
        const struct menu_item *item = &stored->items[i];
        if (!item->is_below) {
            add_new(arena, &entries, stored, group, &items);
            group = item->kind == MENU_GROUP ? item->target : STR("");
        }
        /* a module that is gone leaves no dead link */
        if (item->kind == MENU_MODULE && !is_entry(&entries, item->target))
            continue;
        *VEC_PUSH(&items, arena) = *item;
        if (items.count == 1)
            items.items[0].is_below = false;
    }
    add_new(arena, &entries, stored, group, &items);
    for (size_t g = 0; g < GROUPS; g++) {
        struct str name = str_from_c(groups[g]);
        if (menu_find(stored, name) < stored->count)
            continue;
        *VEC_PUSH(&items, arena) = (struct menu_item){.kind = MENU_GROUP, .target = name};
        add_new(arena, &entries, stored, name, &items);
    }
    return items;
}

/* ---- words and addresses ---- */

/* The message of what a module or the program brings; NULL: a word of the administrator's. */
static const char *message_of(const struct site *site, const struct menu_item *item)
{
    for (size_t g = 0; item->kind == MENU_GROUP && g < GROUPS; g++)
        if (str_equal(str_from_c(groups[g]), item->target))
            return groups[g];
    for (size_t m = 0; item->kind == MENU_MODULE && site->modules[m]; m++)
        for (size_t i = 0; i < site->modules[m]->nav_count; i++)
            if (str_equal(str_from_c(site->modules[m]->nav[i].path), item->target))
                return site->modules[m]->nav[i].message;
    return NULL;
}

static struct str label_in(const struct site *site, enum locale locale,
                           const struct menu_item *item)
{
    struct str own = locale == LOCALE_VI ? item->label : item->label_en;
    struct str other = locale == LOCALE_VI ? item->label_en : item->label;
    const char *message;
    struct str text;
    if (own.len > 0)
        return own;
    message = message_of(site, item);
    if (message && message_text(site->messages, locale, str_from_c(message), &text))
        return text;
    return other.len > 0 ? other : item->target;
}

struct str menu_label(struct work *work, const struct menu_item *item)
{
    return label_in(work->site, work->locale, item);
}

struct url menu_url(struct arena *arena, const struct menu_item *item)
{
    struct url url;
    if (item->kind == MENU_GROUP || url_check(arena, item->target, URL_ALLOW_HTTPS, &url))
        return URL("");
    return url;
}

/* Whether something can be seen below the item of the first level at `at`. */
static bool has_below(const menu_items *items, size_t at)
{
    for (size_t i = at + 1; i < items->count && items->items[i].is_below; i++)
        if (!items->items[i].is_hidden)
            return true;
    return false;
}

menu_shown_items menu_visible(struct arena *arena, const struct site *site,
                              const menu_items *stored)
{
    menu_items items = menu_arrange(arena, site, stored);
    menu_shown_items shown = {0};
    bool is_above_shown = false; /* the last of the first level */
    for (size_t i = 0; i < items.count; i++) {
        const struct menu_item *item = &items.items[i];
        struct menu_shown one = {.url = menu_url(arena, item),
                                 .is_below = item->is_below,
                                 .is_on_roof = item->is_on_roof};
        bool is_shown = !item->is_hidden && (!item->is_below || is_above_shown);
        if (!item->is_below)
            is_above_shown = is_shown = is_shown && (one.url.text.len > 0 || has_below(&items, i));
        if (!is_shown)
            continue;
        for (unsigned locale = 0; locale < LOCALE_COUNT; locale++)
            one.label[locale] = label_in(site, (enum locale)locale, item);
        *VEC_PUSH(&shown, arena) = one;
    }
    return shown;
}

size_t menu_find(const menu_items *items, struct str target)
{
    size_t i = 0;
    while (i < items->count && !str_equal(items->items[i].target, target))
        i++;
    return i;
}

/* ---- acts ---- */

static const struct str act_names[MENU_ACT_COUNT] = {
    [MENU_UP] = STR_INIT("up"),         [MENU_DOWN] = STR_INIT("down"),
    [MENU_NEST] = STR_INIT("nest"),     [MENU_UNNEST] = STR_INIT("unnest"),
    [MENU_HIDE] = STR_INIT("hide"),     [MENU_SHOW] = STR_INIT("show"),
    [MENU_ROOF] = STR_INIT("roof"),     [MENU_UNROOF] = STR_INIT("unroof"),
    [MENU_REMOVE] = STR_INIT("remove"),
};

struct str menu_act_name(enum menu_act act)
{
    return act_names[act];
}

bool menu_act_from_name(struct str name, enum menu_act *ret_act)
{
    for (unsigned i = 0; i < MENU_ACT_COUNT; i++)
        if (str_equal(act_names[i], name)) {
            *ret_act = (enum menu_act)i;
            return true;
        }
    return false;
}

/* How many items move with this one: itself, and what stands below it. */
static size_t block_of(const menu_items *items, size_t at)
{
    size_t count = 1;
    while (!items->items[at].is_below && at + count < items->count &&
           items->items[at + count].is_below)
        count++;
    return count;
}

/* The sibling before, or items->count. */
static size_t before(const menu_items *items, size_t at)
{
    bool is_below = items->items[at].is_below;
    for (size_t i = at; i-- > 0;) {
        if (items->items[i].is_below == is_below)
            return i;
        if (is_below)
            break;
    }
    return items->count;
}

/* The sibling behind, or items->count. */
static size_t behind(const menu_items *items, size_t at)
{
    size_t next = at + block_of(items, at);
    return next < items->count && items->items[next].is_below == items->items[at].is_below
               ? next
               : items->count;
}

bool menu_can(const menu_items *items, size_t at, enum menu_act act)
{
    const struct menu_item *item = &items->items[at];
    switch (act) {
    case MENU_UP:
        return before(items, at) < items->count;
    case MENU_DOWN:
        return behind(items, at) < items->count;
    case MENU_NEST:
        return !item->is_below && item->kind != MENU_GROUP && block_of(items, at) == 1 &&
               before(items, at) < items->count;
    case MENU_UNNEST:
        return item->is_below;
    case MENU_HIDE:
        return !item->is_hidden;
    case MENU_SHOW:
        return item->is_hidden;
    case MENU_ROOF:
        return !item->is_on_roof;
    case MENU_UNROOF:
        return item->is_on_roof;
    case MENU_REMOVE:
        return item->kind == MENU_LINK ? block_of(items, at) == 1
                                       : item->kind == MENU_GROUP && block_of(items, at) == 1 &&
                                             !str_starts(item->target, STR("nav.group."));
    case MENU_ACT_COUNT:
        break;
    }
    return false;
}

/* Two blocks that stand beside each other change places: `first` items from `at` on, and
 * the `second` behind them. */
static void swap_blocks(struct arena *arena, menu_items *items, size_t at, size_t first,
                        size_t second)
{
    struct menu_item *copy = arena_alloc_array(arena, first, sizeof(*copy));
    memcpy(copy, items->items + at, first * sizeof(*copy));
    memmove(items->items + at, items->items + at + first, second * sizeof(*copy));
    memcpy(items->items + at + second, copy, first * sizeof(*copy));
}

static void unnest(struct arena *arena, menu_items *items, size_t at)
{
    size_t behind_it = 0;
    while (at + 1 + behind_it < items->count && items->items[at + 1 + behind_it].is_below)
        behind_it++;
    items->items[at].is_below = false;
    swap_blocks(arena, items, at, 1, behind_it);
}

void menu_do(struct arena *arena, menu_items *items, size_t at, enum menu_act act)
{
    size_t other;
    assert(menu_can(items, at, act));
    switch (act) {
    case MENU_UP:
        other = before(items, at);
        swap_blocks(arena, items, other, at - other, block_of(items, at));
        break;
    case MENU_DOWN:
        other = behind(items, at);
        swap_blocks(arena, items, at, other - at, block_of(items, other));
        break;
    case MENU_NEST:
        items->items[at].is_below = true;
        break;
    case MENU_UNNEST:
        unnest(arena, items, at);
        break;
    case MENU_HIDE:
    case MENU_SHOW:
        items->items[at].is_hidden = act == MENU_HIDE;
        break;
    case MENU_ROOF:
    case MENU_UNROOF:
        items->items[at].is_on_roof = act == MENU_ROOF;
        break;
    case MENU_REMOVE:
        memmove(items->items + at, items->items + at + 1,
                (items->count - at - 1) * sizeof(*items->items));
        items->count--;
        break;
    case MENU_ACT_COUNT:
        break;
    }
}

void menu_add(struct arena *arena, menu_items *items, const struct menu_item *item, size_t below)
{
    size_t at = items->count;
    if (below < items->count)
        at = below + block_of(items, below);
    *VEC_PUSH(items, arena) = *item;
    items->items[items->count - 1].is_below = below < items->count - 1;
    swap_blocks(arena, items, at, items->count - 1 - at, 1);
}
