/*
 * The menu (trình đơn): what stands at the foot of every page and in the bar at its head.
 * Modules bring their entries in groups; an administrator may rename, move, nest and hide
 * them and add headings and links. At most two levels.
 *
 * A list of items is in the order of the page: each of the first level, followed by what
 * stands below it.
 */
#ifndef DINH_CIVIC_MENU_H
#define DINH_CIVIC_MENU_H

#include "base/vec.h"
#include "base/work.h"
#include "view/url.h"

struct site;
struct nav_entry;

/* The name under which what is shown is kept in memory. */
#define MENU_KEPT "menu"

enum {
    MENU_MOST = 200,      /* items */
    MENU_LABEL_MOST = 60, /* characters */
    MENU_TARGET_MOST = 500
};

enum menu_kind {
    MENU_GROUP,  /* a heading without an address */
    MENU_MODULE, /* what a module brings: it cannot be removed, but hidden */
    MENU_LINK,   /* an address here or elsewhere */
    MENU_KIND_COUNT
};

struct menu_item {
    enum menu_kind kind;
    bool is_below;     /* of the second level, below the last of the first */
    struct str target; /* unique: an address; of a group its message "nav.group.know" or name */
    struct str label;  /* in Vietnamese; empty: as the module says */
    struct str label_en;
    bool is_hidden;
    bool is_on_roof; /* also in the bar at the head of every page */
};
typedef VEC(struct menu_item) menu_items;

/* An item as pages show it, in every language. */
struct menu_shown {
    struct str label[LOCALE_COUNT];
    struct url url; /* none of a heading */
    bool is_below;
    bool is_on_roof;
};
typedef VEC(struct menu_shown) menu_shown_items;

/* The stored items, read; none: nothing was ever arranged. Faults: the database's. */
const struct fault *menu_get(struct work *work, menu_items *ret_items) FAULT_CHECK;
/* What pages show of them, out of memory or read. Faults: the database's. */
const struct fault *menu_get_shown(struct work *work, menu_shown_items *ret_items) FAULT_CHECK;
/* Inside db_write: these and no others from now on. */
const struct fault *menu_put(struct work *work, const menu_items *items) FAULT_CHECK;

/* What is shown: the stored items that still lead somewhere, and at the end of their
 * groups the entries of modules that are not among them. Pure. */
menu_items menu_arrange(struct arena *arena, const struct site *site, const menu_items *stored);

/* The same without what is hidden, what stands below it, and headings over nothing. Pure. */
menu_shown_items menu_visible(struct arena *arena, const struct site *site,
                              const menu_items *stored);

/* The words of an item in the language of the work. */
struct str menu_label(struct work *work, const struct menu_item *item);
/* Its address; none of a group. */
struct url menu_url(struct arena *arena, const struct menu_item *item);
/* The item with this target; items->count where there is none. */
size_t menu_find(const menu_items *items, struct str target);

/* What an administrator does to one item. */
enum menu_act {
    MENU_UP,
    MENU_DOWN,
    MENU_NEST,   /* below the one of the first level before it */
    MENU_UNNEST, /* to the first level, behind the one it stood below */
    MENU_HIDE,
    MENU_SHOW,
    MENU_ROOF,
    MENU_UNROOF,
    MENU_REMOVE, /* a link, or a heading of one's own with nothing below */
    MENU_ACT_COUNT
};
/* "up", "down", …: values of buttons. */
struct str menu_act_name(enum menu_act act);
bool menu_act_from_name(struct str name, enum menu_act *ret_act);
bool menu_can(const menu_items *items, size_t at, enum menu_act act);
/* Changes the list in place; what menu_can refuses is asserted. */
void menu_do(struct arena *arena, menu_items *items, size_t at, enum menu_act act);
/* Puts a new item at the end of the list, or (`below` < count) at the end of what stands
 * below that item of the first level. */
void menu_add(struct arena *arena, menu_items *items, const struct menu_item *item, size_t below);

extern const char *const menu_statements[];

#endif
