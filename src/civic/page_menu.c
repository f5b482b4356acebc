/*
 * The menu in the layout: the bar at the head of a page and the groups at its foot.
 */
#include "civic/page_menu.h"

#include "civic/menu.h"

/* "/tin-tuc" is the place of "/tin-tuc/bai-viet" too. */
static bool is_place_of(struct str own, struct str path)
{
    return own.len > 0 && str_starts(path, own) &&
           (path.len == own.len || path.ptr[own.len] == '/');
}

static struct page_link link_of(const struct work *work, const struct request *request,
                                const struct menu_shown *item)
{
    return (struct page_link){.url = item->url,
                              .label = item->label[work->locale],
                              .is_current = is_place_of(item->url.text, request->path)};
}

/* What is shown below the item of the first level at `at`. */
static struct list links_below(const struct work *work, const struct request *request,
                               const menu_shown_items *items, size_t at)
{
    VEC(struct page_link) links = {0};
    for (size_t i = at + 1; i < items->count && items->items[i].is_below; i++)
        *VEC_PUSH(&links, work->arena) = link_of(work, request, &items->items[i]);
    return VEC_LIST(&links);
}

static bool has_current(const struct page_group *group)
{
    const struct page_link *links = group->links.items;
    for (size_t i = 0; i < group->links.count; i++)
        if (links[i].is_current)
            return true;
    return group->is_current;
}

void page_menu(const struct work *work, const struct request *request,
               const menu_shown_items *items, struct layout *layout)
{
    VEC(struct page_group) groups = {0};
    VEC(struct page_group) roof = {0};
    bool is_above_on_roof = false; /* the last of the first level */
    for (size_t i = 0; i < items->count; i++) {
        const struct menu_shown *item = &items->items[i];
        struct page_link link = link_of(work, request, item);
        struct page_group group = {
            .label = link.label, .url = link.url, .is_current = link.is_current};
        if (!item->is_below) {
            group.links = links_below(work, request, items, i);
            group.has_links = group.links.count > 0;
            *VEC_PUSH(&groups, work->arena) = group;
            is_above_on_roof = item->is_on_roof;
            group.is_current = has_current(&group);
        }
        if (item->is_on_roof && !(item->is_below && is_above_on_roof))
            *VEC_PUSH(&roof, work->arena) = group;
    }
    layout->groups = VEC_LIST(&groups);
    layout->nav = VEC_LIST(&roof);
}
