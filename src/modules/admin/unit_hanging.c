/*
 * What hangs on a unit before it ends: units below it, posts, accounts, open matters.
 */
#include "modules/admin/units_web.h"

#include "civic/matter_stats.h"
#include "civic/site.h"
#include "modules/admin/admin_store.h"
#include "modules/organisation/organisation.h"

SHAPE(unit_hanging_shape, struct unit_hanging, LIST(struct unit_hanging, children, page_link_shape),
      LIST(struct unit_hanging, posts, page_link_shape),
      LIST(struct unit_hanging, accounts, page_link_shape), FIELD(struct unit_hanging, matters));

static const struct fault *fill_children(struct work *work, const struct unit *unit,
                                         struct unit_hanging *hanging)
{
    VEC(struct page_link) links = {0};
    unit_list children;
    const struct fault *fault = unit_children(work, unit->id, &children);
    for (size_t i = 0; !fault && i < children.count; i++)
        if (date_is_none(children.items[i].valid_to))
            *VEC_PUSH(&links, work->arena) = (struct page_link){
                .url = admin_unit_url(work, &children.items[i]), .label = children.items[i].name};
    hanging->children = VEC_LIST(&links);
    return fault;
}

static const struct fault *fill_posts(struct work *work, const struct unit *unit,
                                      struct unit_hanging *hanging)
{
    VEC(struct page_link) links = {0};
    post_list posts;
    const struct fault *fault = post_list_of(work, unit->id, DATE_NONE, &posts);
    for (size_t i = 0; !fault && i < posts.count; i++)
        if (date_is_none(posts.items[i].valid_to))
            *VEC_PUSH(&links, work->arena) = (struct page_link){
                .label = arena_printf(work->arena, PRISTR ": " PRISTR, STRARG(posts.items[i].title),
                                      STRARG(posts.items[i].person_name))};
    hanging->posts = VEC_LIST(&links);
    return fault;
}

static const struct fault *fill_accounts(struct work *work, const struct unit *unit,
                                         struct unit_hanging *hanging)
{
    VEC(struct page_link) links = {0};
    admin_role_holders holders;
    const struct fault *fault = admin_role_holders_of(work, unit->id, &holders);
    for (size_t i = 0; !fault && i < holders.count; i++) {
        const struct admin_role_holder *holder = &holders.items[i];
        *VEC_PUSH(&links, work->arena) = (struct page_link){
            .url = url_relative(work->arena, "/quan-tri/tai-khoan/" PRISTR, STRARG(holder->login)),
            .label = arena_printf(work->arena, PRISTR " (" PRISTR ")", STRARG(holder->name),
                                  STRARG(site_message(work, role_message(holder->role))))};
    }
    hanging->accounts = VEC_LIST(&links);
    return fault;
}

const struct fault *unit_hanging_of(struct work *work, const struct unit *unit,
                                    struct unit_hanging *ret_hanging)
{
    struct unit_hanging hanging = {.matters = 0};
    state_count_list counts = {0};
    const struct fault *fault = fill_children(work, unit, &hanging);
    if (!fault)
        fault = fill_posts(work, unit, &hanging);
    if (!fault)
        fault = fill_accounts(work, unit, &hanging);
    if (!fault)
        fault = matter_states_now(work, unit->id, &counts);
    for (size_t i = 0; !fault && i < counts.count; i++)
        hanging.matters += counts.items[i].count;
    if (!fault)
        *ret_hanging = hanging;
    return fault;
}
