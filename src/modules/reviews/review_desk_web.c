/*
 * /can-bo/ra-soat: what the official has to do in running rounds, whose terms ran out
 * (for leaders), and the rounds.
 */
#include "civic/actor.h"
#include "modules/reviews/review_web.h"

struct round_row {
    struct url url;
    struct str name;
    struct str unit;
    struct civil_date starts_on;
    struct civil_date ends_on;
    struct str state;
    bool is_running;
    bool is_closed;
};
static SHAPE(round_row_shape, struct round_row, FIELD(struct round_row, url),
             FIELD(struct round_row, name), FIELD(struct round_row, unit),
             FIELD(struct round_row, starts_on), FIELD(struct round_row, ends_on),
             FIELD(struct round_row, state), FIELD(struct round_row, is_running),
             FIELD(struct round_row, is_closed));

/* An owner with terms that ran out. */
struct owner_row {
    int64_t owner_id;
    struct str owner;
    int64_t count;
    struct civil_date oldest_on;
    int64_t days;      /* since then */
    struct list cases; /* struct review_row */
};
static SHAPE(owner_row_shape, struct owner_row, FIELD(struct owner_row, owner),
             FIELD(struct owner_row, count), FIELD(struct owner_row, oldest_on),
             FIELD(struct owner_row, days), LIST(struct owner_row, cases, review_row_shape));

struct desk_page {
    struct layout layout;
    struct list mine;   /* struct review_row */
    struct list owners; /* struct owner_row */
    struct list rounds; /* struct round_row */
    struct url new_url; /* for those who lead */
};
static SHAPE(desk_page_shape, struct desk_page, RECORD(struct desk_page, layout, layout_shape),
             LIST(struct desk_page, mine, review_row_shape),
             LIST(struct desk_page, owners, owner_row_shape),
             LIST(struct desk_page, rounds, round_row_shape), FIELD(struct desk_page, new_url));
const struct page_kind review_desk_kind = {"reviews/desk", &desk_page_shape};

static struct list rows_of(struct work *work, const review_case_list *cases)
{
    VEC(struct review_row) rows = {0};
    for (size_t i = 0; i < cases->count; i++)
        *VEC_PUSH(&rows, work->arena) = review_row(work, &cases->items[i], (int64_t)i + 1);
    return VEC_LIST(&rows);
}

/* The cases of one owner among those that are overdue. */
static struct owner_row owner_of(struct work *work, const review_case_list *cases, size_t first)
{
    const struct review_case *oldest = &cases->items[first];
    review_case_list own = {0};
    for (size_t i = first; i < cases->count; i++)
        if (cases->items[i].owner_id == oldest->owner_id)
            *VEC_PUSH(&own, work->arena) = cases->items[i];
    return (struct owner_row){oldest->owner_id,
                              oldest->owner,
                              (int64_t)own.count,
                              oldest->due_on,
                              clock_today(work->clock).days - oldest->due_on.days,
                              rows_of(work, &own)};
}

static struct list owners_of(struct work *work, const review_case_list *cases)
{
    VEC(struct owner_row) owners = {0};
    for (size_t i = 0; i < cases->count; i++) {
        bool is_known = false;
        for (size_t k = 0; k < owners.count; k++)
            is_known = is_known || owners.items[k].owner_id == cases->items[i].owner_id;
        if (!is_known)
            *VEC_PUSH(&owners, work->arena) = owner_of(work, cases, i);
    }
    return VEC_LIST(&owners);
}

static struct list rounds_of(struct work *work, const review_round_list *rounds)
{
    VEC(struct round_row) rows = {0};
    for (size_t i = 0; i < rounds->count; i++) {
        const struct review_round *round = &rounds->items[i];
        struct str key = arena_printf(work->arena, "review.state." PRISTR,
                                      STRARG(review_state_name(round->state)));
        *VEC_PUSH(&rows, work->arena) = (struct round_row){review_url(work->arena, round->id),
                                                           round->name,
                                                           round->unit,
                                                           round->starts_on,
                                                           round->ends_on,
                                                           site_message(work, key.ptr),
                                                           round->state == REVIEW_RUNNING,
                                                           round->state == REVIEW_CLOSED};
    }
    return VEC_LIST(&rows);
}

const struct fault *review_desk_page(struct work *work, const struct request *request,
                                     struct response *response)
{
    struct desk_page page = {0};
    review_case_list mine;
    review_case_list overdue;
    review_round_list rounds;
    const struct fault *fault = review_owned(work, &mine);
    if (!fault)
        fault = review_keep_readable(work, NULL, false, &mine);
    if (!fault)
        fault = review_overdue(work, &overdue);
    if (!fault)
        fault = review_keep_readable(work, NULL, false, &overdue);
    if (!fault)
        fault = review_rounds(work, &rounds);
    if (!fault)
        fault = page_layout(work, request, site_message(work, "review.title"), &page.layout);
    if (fault)
        return fault;
    page.layout.is_private = true;
    page.mine = rows_of(work, &mine);
    page.owners = owners_of(work, &overdue);
    page.rounds = rounds_of(work, &rounds);
    if (actor_may_somewhere(work->actor, REVIEW_LEADERS))
        page.new_url = URL("/can-bo/ra-soat/moi");
    page_crumb(work, &page.layout, URL(""), page.layout.title);
    review_flash(work, request, &page.layout);
    return page_respond(work, response, 200, &review_desk_kind, &page);
}
