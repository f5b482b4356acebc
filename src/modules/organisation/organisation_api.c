/*
 * Units for programs: /api/v1/units, and the list as /don-vi.csv.
 */
#include "modules/organisation/organisation_api.h"

#include "civic/page.h"
#include "modules/organisation/organisation.h"

struct unit_item {
    struct str slug;
    struct str url;
    struct str kind; /* "commune" */
    struct str code;
    struct str name;
    struct civil_date valid_from;
    struct civil_date valid_to;
};

static SHAPE(unit_item_shape, struct unit_item, FIELD(struct unit_item, slug),
             FIELD(struct unit_item, url), FIELD(struct unit_item, kind),
             FIELD(struct unit_item, code), FIELD(struct unit_item, name),
             FIELD(struct unit_item, valid_from), FIELD(struct unit_item, valid_to));

struct unit_post {
    struct str name;
    struct str title;
    struct civil_date valid_from;
    struct civil_date valid_to;
    bool is_demo;
};

static SHAPE(unit_post_shape, struct unit_post, FIELD(struct unit_post, name),
             FIELD(struct unit_post, title), FIELD(struct unit_post, valid_from),
             FIELD(struct unit_post, valid_to), FIELD(struct unit_post, is_demo));

struct unit_record {
    struct unit_item unit;
    struct list above;        /* struct unit_item, from the top down */
    struct list below;        /* struct unit_item */
    struct list predecessors; /* struct unit_item */
    struct list successors;   /* struct unit_item */
    struct list posts;        /* struct unit_post, also those that ended */
};

static SHAPE(unit_record_shape, struct unit_record,
             RECORD(struct unit_record, unit, unit_item_shape),
             LIST(struct unit_record, above, unit_item_shape),
             LIST(struct unit_record, below, unit_item_shape),
             LIST(struct unit_record, predecessors, unit_item_shape),
             LIST(struct unit_record, successors, unit_item_shape),
             LIST(struct unit_record, posts, unit_post_shape));

static struct unit_item item_of(struct work *work, struct str base, const struct unit *unit)
{
    struct url path = url_relative(work->arena, "/don-vi/" PRISTR, STRARG(unit->slug));
    return (struct unit_item){
        .slug = unit->slug,
        .url = url_under(work->arena, base, path).text,
        .kind = unit_kind_name(unit->kind),
        .code = unit->code,
        .name = unit->name,
        .valid_from = unit->valid_from,
        .valid_to = unit->valid_to,
    };
}

static struct list items_of(struct work *work, struct str base, const unit_list *units)
{
    struct unit_item *items = arena_alloc_array(work->arena, units->count, sizeof(*items));
    for (size_t i = 0; i < units->count; i++)
        items[i] = item_of(work, base, &units->items[i]);
    return (struct list){items, units->count, sizeof(*items)};
}

static const struct fault *units_all(struct work *work, const struct api_call *call,
                                     struct api_answer *ret_answer)
{
    unit_list units;
    int64_t after = 0;
    const struct fault *fault;
    if (call->after.len > 0 && !str_to_int64(call->after, &after))
        return api_bad_after(work);
    fault = unit_list_after(work, after, call->limit + 1, &units);
    if (fault)
        return fault;
    if (units.count > (size_t)call->limit) {
        units.count--;
        ret_answer->next =
            arena_printf(work->arena, "%lld", (long long)units.items[units.count - 1].id);
    }
    ret_answer->items = items_of(work, page_base(work, call->request), &units);
    return NULL;
}

static struct list posts_of(struct work *work, const post_list *posts)
{
    struct unit_post *items = arena_alloc_array(work->arena, posts->count, sizeof(*items));
    for (size_t i = 0; i < posts->count; i++)
        items[i] = (struct unit_post){posts->items[i].person_name, posts->items[i].title,
                                      posts->items[i].valid_from, posts->items[i].valid_to,
                                      posts->items[i].is_demo};
    return (struct list){items, posts->count, sizeof(*items)};
}

/* A post, in the table of all. */
struct post_item {
    struct str name;
    struct str title;
    struct str unit; /* its slug */
    struct civil_date valid_from;
    struct civil_date valid_to;
    bool is_demo;
};

static SHAPE(post_item_shape, struct post_item, FIELD(struct post_item, name),
             FIELD(struct post_item, title), FIELD(struct post_item, unit),
             FIELD(struct post_item, valid_from), FIELD(struct post_item, valid_to),
             FIELD(struct post_item, is_demo));

static const struct fault *posts_all(struct work *work, const struct api_call *call,
                                     struct api_answer *ret_answer)
{
    VEC(struct post_item) items = {0};
    post_list posts;
    int64_t after = 0;
    const struct fault *fault;
    if (call->after.len > 0 && !str_to_int64(call->after, &after))
        return api_bad_after(work);
    fault = post_list_after(work, after, call->limit + 1, &posts);
    if (fault)
        return fault;
    if (posts.count > (size_t)call->limit) {
        posts.count--;
        ret_answer->next =
            arena_printf(work->arena, "%lld", (long long)posts.items[posts.count - 1].id);
    }
    for (size_t i = 0; i < posts.count; i++) {
        const struct post *post = &posts.items[i];
        *VEC_PUSH(&items, work->arena) =
            (struct post_item){post->person_name, post->title,    post->unit_slug,
                               post->valid_from,  post->valid_to, post->is_demo};
    }
    ret_answer->items = VEC_LIST(&items);
    return NULL;
}

static const struct fault *unit_one(struct work *work, const struct api_call *call,
                                    struct api_answer *ret_answer)
{
    struct unit_record *record = work_alloc(work, struct unit_record);
    struct str base = page_base(work, call->request);
    struct unit unit = {0};
    unit_list above = {0};
    unit_list below = {0};
    unit_list before = {0};
    unit_list behind = {0};
    post_list posts = {0};
    const struct fault *fault =
        unit_by_slug(work, request_param(call->request, STR("slug")), &unit);
    if (!fault)
        fault = unit_path(work, unit.id, &above);
    if (!fault)
        fault = unit_children(work, unit.id, &below);
    if (!fault)
        fault = unit_predecessors(work, unit.id, &before);
    if (!fault)
        fault = unit_successors(work, unit.id, &behind);
    if (!fault)
        fault = post_list_of(work, unit.id, DATE_NONE, &posts);
    if (fault)
        return fault;
    above.count--; /* the last is the unit itself */
    *record = (struct unit_record){
        .unit = item_of(work, base, &unit),
        .above = items_of(work, base, &above),
        .below = items_of(work, base, &below),
        .predecessors = items_of(work, base, &before),
        .successors = items_of(work, base, &behind),
        .posts = posts_of(work, &posts),
    };
    ret_answer->item = record;
    return NULL;
}

const struct api_route organisation_api[ORGANISATION_API_COUNT] = {
    {.path = "/api/v1/units",
     .message = "api.units",
     .shape = &unit_item_shape,
     .handler = units_all,
     .is_list = true,
     .csv = "/don-vi.csv"                            },
    {.path = "/api/v1/units/{slug}",
     .message = "api.unit",
     .shape = &unit_record_shape,
     .handler = unit_one   },
    {.path = "/api/v1/posts",
     .message = "api.posts",
     .shape = &post_item_shape,
     .handler = posts_all,
     .is_list = true,
     .csv = "/lanh-dao.csv"},
};
