/*
 * /can-bo/diem-nong: what is found now with the why, what is watched, what was ended.
 */
#include "modules/reviews/hot_web.h"
#include "civic/actor.h"
#include "modules/reviews/hot.h"
#include "modules/reviews/review_web.h"
#include "text/number.h"

#include <inttypes.h>

#define KEY "hot.field"

static const struct form_field fields[] = {
    {"unit", INPUT_ID,   0, 0,                true,  NULL},
    {"kind", INPUT_LINE, 1, 20,               true,  NULL},
    {"key",  INPUT_LINE, 1, 300,              true,  NULL},
    {"text", INPUT_TEXT, 0, REVIEW_TEXT_MOST, false, NULL},
};

enum {
    FIELDS = sizeof(fields) / sizeof(fields[0]),
    UNITS_MOST = 10,
    LETTERS_SHOWN = 10 /* of a group: all stand on its own page once it is watched */
};

SHAPE(hot_letter_shape, struct hot_letter_row, FIELD(struct hot_letter_row, url),
      FIELD(struct hot_letter_row, code), FIELD(struct hot_letter_row, title),
      FIELD(struct hot_letter_row, unit), FIELD(struct hot_letter_row, received_on));

/* A group that was found and nobody watches yet. */
struct group_row {
    struct str why;
    struct str id; /* of its field */
    struct str kind;
    struct str kind_name;
    struct str key;
    struct code_number unit;
    struct str unit_name;
    struct list letters; /* struct hot_letter_row, the newest */
    int64_t more;        /* that it has besides */
};
static SHAPE(group_row_shape, struct group_row, FIELD(struct group_row, why),
             FIELD(struct group_row, id), FIELD(struct group_row, kind),
             FIELD(struct group_row, kind_name), FIELD(struct group_row, key),
             FIELD(struct group_row, unit), FIELD(struct group_row, unit_name),
             LIST(struct group_row, letters, hot_letter_shape), FIELD(struct group_row, more));

struct spot_row {
    struct url url;
    struct str why;
    struct str unit;
    struct str owner;
    struct instant acknowledged_at;
    struct instant ended_at;
};
static SHAPE(spot_row_shape, struct spot_row, FIELD(struct spot_row, url),
             FIELD(struct spot_row, why), FIELD(struct spot_row, unit),
             FIELD(struct spot_row, owner), FIELD(struct spot_row, acknowledged_at),
             FIELD(struct spot_row, ended_at));

struct hot_page {
    struct layout layout;
    struct list groups;  /* struct group_row */
    struct list watched; /* struct spot_row */
    struct list ended;   /* the same */
    bool is_leader;
    int64_t days;
    int64_t letters;
    int64_t people;
    int64_t crowd;
};
static SHAPE(hot_page_shape, struct hot_page, RECORD(struct hot_page, layout, layout_shape),
             LIST(struct hot_page, groups, group_row_shape),
             LIST(struct hot_page, watched, spot_row_shape),
             LIST(struct hot_page, ended, spot_row_shape), FIELD(struct hot_page, is_leader),
             FIELD(struct hot_page, days), FIELD(struct hot_page, letters),
             FIELD(struct hot_page, people), FIELD(struct hot_page, crowd));
const struct page_kind hot_list_kind = {"reviews/hot", &hot_page_shape};

typedef VEC(struct group_row) group_rows;

struct hot_letter_row hot_letter_row(struct work *work, const struct matter *matter,
                                     struct str unit)
{
    return (struct hot_letter_row){
        url_relative(work->arena, "/can-bo/viec/" PRISTR, STRARG(matter->code)), matter->code,
        matter->visibility == VISIBLE_SEALED ? site_message(work, "review.sealed") : matter->title,
        unit, matter->received_on};
}

static const struct fault *group_row(struct work *work, const struct hot_found *found,
                                     const struct hot_group *group, struct str unit_name,
                                     struct group_row *ret_row)
{
    VEC(struct hot_letter_row) letters = {0};
    struct str kind = hot_kind_name(group->kind);
    struct str key = arena_printf(work->arena, "hot.kind." PRISTR, STRARG(kind));
    const struct fault *fault = hot_why(work, found, group, &ret_row->why);
    size_t shown = group->members.count < LETTERS_SHOWN ? group->members.count : LETTERS_SHOWN;
    for (size_t i = 0; i < shown; i++) {
        const struct hot_letter *letter = &found->letters.items[group->members.items[i]];
        *VEC_PUSH(&letters, work->arena) = hot_letter_row(work, &letter->matter, letter->unit);
    }
    ret_row->kind = kind;
    ret_row->kind_name = site_message(work, key.ptr);
    ret_row->key = group->key;
    ret_row->unit.value = found->unit_id;
    ret_row->unit_name = unit_name;
    ret_row->letters = VEC_LIST(&letters);
    ret_row->more = (int64_t)(group->members.count - shown);
    return fault;
}

/* What is found for one unit, without what is watched. */
static const struct fault *add_groups(struct work *work, int64_t unit_id, group_rows *rows,
                                      struct hot_page *page)
{
    struct hot_found found;
    hot_kept_list kept;
    struct unit unit;
    const struct fault *fault = unit_load(work, unit_id, &unit);
    if (!fault)
        fault = hot_look(work, unit_id, &found);
    if (!fault)
        fault = hot_kept_of(work, unit_id, &kept);
    for (size_t i = 0; !fault && i < found.groups.count; i++) {
        struct group_row row = {0};
        if (hot_same(&found, &found.groups.items[i], &kept))
            continue;
        fault = group_row(work, &found, &found.groups.items[i], unit.name, &row);
        row.id = arena_printf(work->arena, "text-%zu", rows->count + 1);
        *VEC_PUSH(rows, work->arena) = row;
    }
    if (fault)
        return fault;
    page->days = found.limits.days;
    page->letters = found.limits.letters;
    page->people = found.limits.people;
    page->crowd = found.limits.crowd;
    return NULL;
}

/* The units in which the actor leads. */
static size_t units_of(const struct actor *actor, int64_t *ret_ids)
{
    size_t count = 0;
    for (size_t i = 0; i < actor->grant_count && count < UNITS_MOST; i++) {
        bool is_known = !(REVIEW_LEADERS & ROLE_BIT(actor->grants[i].role));
        for (size_t k = 0; k < count; k++)
            is_known = is_known || ret_ids[k] == actor->grants[i].unit_id;
        if (!is_known)
            ret_ids[count++] = actor->grants[i].unit_id;
    }
    return count;
}

static const struct fault *fill_spots(struct work *work, const hot_spot_list *spots,
                                      struct hot_page *page)
{
    VEC(struct spot_row) watched = {0};
    VEC(struct spot_row) ended = {0};
    for (size_t i = 0; i < spots->count; i++) {
        struct hot_spot spot;
        review_case_list members;
        struct spot_row row;
        const struct fault *fault = hot_open(work, spots->items[i].id, &spot, &members);
        if (fault && fault->kind == FAULT_NOT_FOUND)
            continue;
        if (fault)
            return fault;
        row = (struct spot_row){url_relative(work->arena, "/can-bo/diem-nong/%" PRId64, spot.id),
                                spot.why,
                                spot.unit,
                                spot.owner,
                                spot.acknowledged_at,
                                spot.ended_at};
        if (spot.is_ended)
            *VEC_PUSH(&ended, work->arena) = row;
        else
            *VEC_PUSH(&watched, work->arena) = row;
    }
    page->watched = VEC_LIST(&watched);
    page->ended = VEC_LIST(&ended);
    return NULL;
}

const struct fault *hot_list_page(struct work *work, const struct request *request,
                                  struct response *response)
{
    struct hot_page page = {0};
    int64_t units[UNITS_MOST];
    size_t count = units_of(work->actor, units);
    group_rows rows = {0};
    hot_spot_list spots;
    const struct fault *fault = hot_spots(work, &spots);
    for (size_t i = 0; !fault && i < count; i++)
        fault = add_groups(work, units[i], &rows, &page);
    if (!fault)
        fault = fill_spots(work, &spots, &page);
    if (!fault)
        fault = review_layout(work, request, site_message(work, "hot.title"), NULL, &page.layout);
    if (fault)
        return fault;
    page.is_leader = count > 0;
    page.groups = VEC_LIST(&rows);
    page_crumb(work, &page.layout, URL(""), page.layout.title);
    return page_respond(work, response, 200, &hot_list_kind, &page);
}

const struct fault *hot_acknowledge_send(struct work *work, const struct request *request,
                                         struct response *response)
{
    struct form form;
    int64_t id;
    const struct fault *fault = form_read(work, request, fields, FIELDS, &form);
    if (!fault)
        fault = hot_acknowledge(work, form_int(&form, "unit"), form_str(&form, "kind"),
                                form_str(&form, "key"), form_str(&form, "text"), &id);
    if (!fault)
        response_redirect(
            response,
            url_relative(work->arena, "/can-bo/diem-nong/%" PRId64 "?xong=hot-acknowledge", id)
                .text);
    return fault;
}
