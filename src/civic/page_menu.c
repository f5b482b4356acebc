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

static struct page_link link_of(struct work *work, const struct request *request,
                                const struct menu_item *item)
{
    struct url url = menu_url(work->arena, item);
    return (struct page_link){.url = url,
                              .label = menu_label(work, item),
                              .is_current = is_place_of(url.text, request->path)};
}

/* What is shown below the item of the first level at `at`. */
static struct list links_below(struct work *work, const struct request *request,
                               const menu_items *items, size_t at)
{
    VEC(struct page_link) links = {0};
    for (size_t i = at + 1; i < items->count && items->items[i].is_below; i++)
        if (!items->items[i].is_hidden)
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

void page_menu(struct work *work, const struct request *request, const menu_items *stored,
               struct layout *layout)
{
    menu_items items = menu_arrange(work->arena, work->site, stored);
    VEC(struct page_group) groups = {0};
    VEC(struct page_group) roof = {0};
    const struct page_group *above = NULL; /* the shown one of the first level */
    bool is_above_on_roof = false;
    for (size_t i = 0; i < items.count; i++) {
        const struct menu_item *item = &items.items[i];
        struct page_link link;
        if (item->is_hidden && !item->is_below)
            above = NULL;
        if (item->is_hidden || (item->is_below && !above))
            continue;
        link = link_of(work, request, item);
        if (!item->is_below) {
            struct page_group *group = VEC_PUSH(&groups, work->arena);
            *group = (struct page_group){.label = link.label,
                                         .url = link.url,
                                         .is_current = link.is_current,
                                         .links = links_below(work, request, &items, i)};
            group->has_links = group->links.count > 0;
            above = group;
            is_above_on_roof = item->is_on_roof;
            if (is_above_on_roof && (group->links.count > 0 || link.url.text.len > 0)) {
                struct page_group *bar = VEC_PUSH(&roof, work->arena);
                *bar = *group;
                bar->is_current = has_current(group);
            }
            if (group->links.count == 0 && link.url.text.len == 0)
                groups.count--; /* a heading over nothing */
        } else if (item->is_on_roof && !is_above_on_roof) {
            *VEC_PUSH(&roof, work->arena) = (struct page_group){
                .label = link.label, .url = link.url, .is_current = link.is_current};
        }
    }
    layout->groups = VEC_LIST(&groups);
    layout->nav = VEC_LIST(&roof);
}
