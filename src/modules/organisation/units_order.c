/*
 * The order of a tree: rows without a parent in the file first, then whatever waited
 * for them.
 */
#include "modules/organisation/units_order.h"

#include "base/map.h"

/* The group of a code; NULL where no row of the file has it. */
static struct unit_group *group_of(struct arena *arena, const struct map *groups,
                                   enum unit_kind kind, struct str code)
{
    return map_get(groups, unit_row_key(arena, kind, code));
}

static struct unit_group **group_rows(struct arena *arena, const unit_rows *rows,
                                      struct map *groups)
{
    struct unit_group **list =
        arena_alloc_array(arena, rows->count + 1, sizeof(struct unit_group *));
    for (size_t i = 0; i < rows->count; i++) {
        const struct unit_row *row = &rows->items[i];
        list[i] = group_of(arena, groups, row->kind, row->code);
        if (!list[i]) {
            list[i] = ARENA_NEW(arena, struct unit_group);
            map_set(groups, unit_row_key(arena, row->kind, row->code), list[i]);
        }
        *VEC_PUSH(&list[i]->rows, arena) = i;
        list[i]->open++;
    }
    return list;
}

struct unit_order units_order(struct arena *arena, const unit_rows *rows)
{
    struct map *groups = map_new(arena);
    struct unit_order order = {arena_alloc_array(arena, rows->count + 1, sizeof(size_t)),
                               group_rows(arena, rows, groups)};
    bool *is_placed = arena_alloc_array(arena, rows->count + 1, sizeof(bool));
    size_t count = 0;
    for (size_t i = 0; i < rows->count; i++) {
        const struct unit_row *row = &rows->items[i];
        struct unit_group *above = row->parent_code.len > 0
                                       ? group_of(arena, groups, row->parent_kind, row->parent_code)
                                       : NULL;
        if (above)
            *VEC_PUSH(&above->waiting, arena) = i;
        else
            order.rows[count++] = i;
    }
    for (size_t next = 0; next < count; next++) {
        struct unit_group *group = order.groups[order.rows[next]];
        is_placed[order.rows[next]] = true;
        if (--group->open > 0)
            continue;
        for (size_t w = 0; w < group->waiting.count; w++)
            order.rows[count++] = group->waiting.items[w];
    }
    for (size_t i = 0; i < rows->count; i++)
        if (!is_placed[i])
            order.rows[count++] = i;
    return order;
}
