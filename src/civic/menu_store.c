/*
 * The stored menu; what pages show of it is kept in memory until it is arranged anew.
 */
#include "civic/menu.h"
#include "civic/site.h"
#include "db/db.h"
#include "db/kept.h"
#include "db/topic.h"

static const struct str kind_names[MENU_KIND_COUNT] = {
    [MENU_GROUP] = STR_INIT("group"),
    [MENU_MODULE] = STR_INIT("module"),
    [MENU_LINK] = STR_INIT("link"),
};

static enum menu_kind kind_of(struct str name)
{
    unsigned kind = 0;
    while (kind < MENU_LINK && !str_equal(kind_names[kind], name))
        kind++;
    return (enum menu_kind)kind;
}

static const char LOAD[] = "SELECT parent_id, kind, target, label, label_en, is_hidden, is_on_roof"
                           " FROM menu_item"
                           " ORDER BY position, id"
                           " LIMIT $1";

static void read_menu_item(const struct db_rows *rows, void *item)
{
    *(struct menu_item *)item = (struct menu_item){
        .is_below = !db_is_null(rows, 0),
        .kind = kind_of(db_text(rows, 1)),
        .target = db_text(rows, 2),
        .label = db_text(rows, 3),
        .label_en = db_text(rows, 4),
        .is_hidden = db_bool(rows, 5),
        .is_on_roof = db_bool(rows, 6),
    };
}

const struct fault *menu_get(struct work *work, menu_items *ret_items)
{
    db_depends(work, topic_of("menu", 0));
    return db_list(work, LOAD, P(MENU_MOST), read_menu_item, DB_INTO(ret_items));
}

static const struct fault *load(struct work *work, void **ret_value)
{
    menu_shown_items *shown = work_alloc(work, menu_shown_items);
    menu_items items;
    const struct fault *fault = menu_get(work, &items);
    if (fault)
        return fault;
    *shown = menu_visible(work->arena, work->site, &items);
    *ret_value = shown;
    return NULL;
}

static void *copy(struct arena *arena, const void *value)
{
    const menu_shown_items *from = value;
    menu_shown_items *items = ARENA_NEW(arena, menu_shown_items);
    for (size_t i = 0; i < from->count; i++) {
        struct menu_shown *item = VEC_PUSH(items, arena);
        *item = from->items[i];
        item->url.text = arena_copy(arena, item->url.text);
        for (unsigned locale = 0; locale < LOCALE_COUNT; locale++)
            item->label[locale] = arena_copy(arena, item->label[locale]);
    }
    return items;
}

const struct fault *menu_get_shown(struct work *work, menu_shown_items *ret_items)
{
    void *value;
    const struct fault *fault =
        kept_get(site_kept(work->site, MENU_KEPT), work, load, copy, &value);
    if (!fault)
        *ret_items = *(const menu_shown_items *)value;
    return fault;
}

static const char CLEAR_BELOW[] = "DELETE FROM menu_item WHERE parent_id IS NOT NULL";
static const char CLEAR[] = "DELETE FROM menu_item";
static const char ADD[] =
    "INSERT INTO menu_item (id, parent_id, position, kind, target, label, label_en, is_hidden,"
    "                       is_on_roof)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";

const struct fault *menu_put(struct work *work, const menu_items *items)
{
    int64_t parent_id = 0;
    const struct fault *fault = db_exec(work, CLEAR_BELOW, P0, NULL);
    db_touch(work, topic_of("menu", 0));
    if (!fault)
        fault = db_exec(work, CLEAR, P0, NULL);
    for (size_t i = 0; !fault && i < items->count; i++) {
        const struct menu_item *item = &items->items[i];
        int64_t id = db_new_id(work->clock);
        if (!item->is_below)
            parent_id = id;
        fault = db_exec(work, ADD,
                        P(id, db_id_or_null(item->is_below ? parent_id : 0), (int64_t)i,
                          kind_names[item->kind], item->target, item->label, item->label_en,
                          item->is_hidden, item->is_on_roof),
                        NULL);
    }
    return fault;
}

const char *const menu_statements[] = {LOAD, CLEAR_BELOW, CLEAR, ADD, NULL};
