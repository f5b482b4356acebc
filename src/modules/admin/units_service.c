/*
 * What may be done to units and posts.
 */
#include "modules/admin/units_service.h"

#include "civic/actor.h"
#include "db/db.h"
#include "modules/admin/admin.h"
#include "modules/admin/admin_store.h"
#include "modules/admin/event_store.h"
#include "text/message.h"
#include "text/number.h"

static const struct fault *must_administer(struct work *work, int64_t unit_id)
{
    return actor_must(work, ROLE_BIT(ROLE_ADMINISTRATOR), unit_id);
}

/* ---- units ---- */

/* Whether something below the unit exists on the day. */
static const struct fault *has_below(struct work *work, int64_t unit_id, struct civil_date on,
                                     bool *ret_has)
{
    unit_list below;
    const struct fault *fault = admin_units_below(work, unit_id, on, &below);
    *ret_has = false;
    for (size_t i = 0; !fault && i < below.count; i++)
        *ret_has = *ret_has || below.items[i].id != unit_id;
    return fault;
}

/* What belongs to the unit right after its last day belongs to its heir then. */
static const struct fault *move_children(struct work *work, int64_t unit_id, int64_t heir_id,
                                         struct civil_date first_day)
{
    unit_list children;
    const struct fault *fault = unit_children(work, unit_id, &children);
    for (size_t i = 0; !fault && i < children.count; i++) {
        const struct unit *child = &children.items[i];
        bool is_over =
            !date_is_none(child->valid_to) && date_compare(child->valid_to, first_day) < 0;
        if (!is_over && child->id != heir_id)
            fault = unit_move(work, child->id, heir_id, first_day);
    }
    return fault;
}

/* Posts end with their unit; with an heir (not 0) they go on there. */
static const struct fault *end_posts(struct work *work, int64_t unit_id, int64_t heir_id,
                                     struct civil_date last_day)
{
    post_list posts;
    const struct fault *fault = post_list_of(work, unit_id, DATE_NONE, &posts);
    for (size_t i = 0; !fault && i < posts.count; i++) {
        struct post post = posts.items[i];
        if (!date_is_none(post.valid_to))
            continue;
        fault = post_end(work, unit_id, post.id, last_day);
        post.unit_id = heir_id;
        post.valid_from = date_add_days(last_day, 1);
        if (!fault && heir_id)
            fault = post_create(work, &post);
    }
    return fault;
}

static const struct fault *replace(struct work *work, const struct unit_adding *adding)
{
    struct civil_date first = adding->unit.valid_from;
    struct civil_date last = date_add_days(first, -1);
    struct unit old;
    bool has = false;
    const struct fault *fault = unit_load(work, adding->replaced_id, &old);
    if (fault)
        return fault;
    if (old.parent_id != adding->parent_id || !unit_exists_on(&old, last))
        return fault_field(work->arena, "replaced", "admin.unit.not-beside");
    fault = adding->moves ? move_children(work, old.id, adding->unit.id, first)
                          : has_below(work, old.id, first, &has);
    if (!fault && has)
        fault = fault_field(work->arena, "replaced", "admin.unit.has-below");
    if (!fault)
        fault = end_posts(work, old.id, adding->moves ? adding->unit.id : 0, last);
    if (!fault)
        fault = unit_end(work, old.id, last);
    if (!fault)
        fault = unit_add_successor(work, old.id, adding->unit.id, first, NULL);
    if (!fault)
        fault = admin_event_add(work, old.id, "unit-replaced", adding->unit.name);
    return fault;
}

/* Nothing begins in a unit that is over; what was there before may be written down. */
static const struct fault *must_exist_on(struct work *work, int64_t unit_id, struct civil_date day)
{
    struct unit unit;
    const struct fault *fault = unit_load(work, unit_id, &unit);
    if (fault)
        return fault;
    if (!date_is_none(unit.valid_to) && date_compare(day, unit.valid_to) > 0)
        return fault_with(fault_field(work->arena, "from", "admin.unit.over"), "last",
                          date_text(work->arena, unit.valid_to));
    return NULL;
}

static const struct fault *add(struct work *work, void *context)
{
    struct unit_adding *adding = context;
    const struct fault *fault = must_administer(work, adding->parent_id);
    if (!fault)
        fault = must_exist_on(work, adding->parent_id, adding->unit.valid_from);
    /* a second run makes it anew */
    adding->unit.id = 0;
    adding->unit.slug = STR("");
    adding->unit.parent_id = adding->parent_id;
    if (!fault)
        fault = unit_create(work, &adding->unit);
    if (!fault && adding->replaced_id)
        fault = replace(work, adding);
    if (!fault)
        fault = admin_event_add(work, adding->unit.id, "unit-added", adding->unit.name);
    return fault;
}

const struct fault *admin_unit_add(struct work *work, struct unit_adding *adding)
{
    const struct fault *fault = db_write(work, add, adding);
    if (fault && fault->kind == FAULT_CONFLICT)
        return fault_field(work->arena, "code", "admin.unit.taken");
    return fault;
}

/* Who takes over: another unit, that does not go away with this one. */
static const struct fault *check_heir(struct work *work, const struct unit_ending *ending)
{
    bool is_below = false;
    const struct fault *fault = NULL;
    if (ending->successor_id == ending->unit_id)
        return fault_field(work->arena, "successor", "admin.unit.own-successor");
    if (!ending->moves)
        return NULL;
    if (ending->successor_id)
        fault = unit_lies_within(work, ending->successor_id, ending->unit_id, &is_below);
    if (!fault && (is_below || !ending->successor_id))
        fault = fault_field(work->arena, "successor", "admin.unit.no-heir");
    return fault;
}

static const struct fault *check_end(struct work *work, const struct unit_ending *ending,
                                     const struct unit *unit)
{
    bool has = false;
    const struct fault *fault;
    if (!date_is_none(unit->valid_to))
        return fault_field(work->arena, "last_day", "admin.unit.ended");
    if (!date_is_none(unit->valid_from) && date_compare(ending->last_day, unit->valid_from) < 0)
        return fault_field(work->arena, "last_day", "admin.unit.before-begin");
    fault = check_heir(work, ending);
    if (!fault && !ending->moves)
        fault = has_below(work, unit->id, date_add_days(ending->last_day, 1), &has);
    if (!fault && has)
        fault = fault_field(work->arena, "last_day", "admin.unit.has-below");
    return fault;
}

static const struct fault *end(struct work *work, void *context)
{
    const struct unit_ending *ending = context;
    struct civil_date first = date_add_days(ending->last_day, 1);
    struct unit unit;
    const struct fault *fault = must_administer(work, ending->unit_id);
    if (!fault)
        fault = unit_load(work, ending->unit_id, &unit);
    if (!fault && ending->moves && ending->successor_id)
        fault = must_administer(work, ending->successor_id);
    if (!fault)
        fault = check_end(work, ending, &unit);
    if (!fault && ending->moves)
        fault = move_children(work, unit.id, ending->successor_id, first);
    if (!fault)
        fault =
            end_posts(work, unit.id, ending->moves ? ending->successor_id : 0, ending->last_day);
    if (!fault)
        fault = unit_end(work, unit.id, ending->last_day);
    if (!fault && ending->successor_id)
        fault = unit_add_successor(work, unit.id, ending->successor_id, first, NULL);
    if (!fault)
        fault = admin_event_add(work, unit.id, "unit-ended",
                                date_to_iso(work->arena, ending->last_day));
    return fault;
}

const struct fault *admin_unit_end(struct work *work, struct unit_ending *ending)
{
    return db_write(work, end, ending);
}

/* ---- posts ---- */

static const struct fault *find_person(struct work *work, const struct post *post, int64_t *ret_id)
{
    post_list posts;
    const struct fault *fault = post_list_of(work, post->unit_id, DATE_NONE, &posts);
    *ret_id = 0;
    for (size_t i = 0; !fault && i < posts.count; i++)
        if (str_equal(posts.items[i].person_name, post->person_name))
            *ret_id = posts.items[i].person_id;
    return fault;
}

static const struct fault *give(struct work *work, void *context)
{
    struct post *post = context;
    const struct fault *fault = must_administer(work, post->unit_id);
    if (!fault)
        fault = must_exist_on(work, post->unit_id, post->valid_from);
    if (!fault)
        fault = find_person(work, post, &post->person_id);
    if (!fault && post->person_id == 0)
        fault = person_create(work, post->person_name, false, &post->person_id);
    if (!fault)
        fault = post_create(work, post);
    if (fault)
        return fault;
    return admin_event_add(work, post->unit_id, "post-given",
                           arena_printf(work->arena, PRISTR ": " PRISTR, STRARG(post->title),
                                        STRARG(post->person_name)));
}

const struct fault *admin_post_give(struct work *work, struct post *post)
{
    return db_write(work, give, post);
}

const struct fault *admin_post_load(struct work *work, int64_t unit_id, int64_t post_id,
                                    struct post *ret_post)
{
    post_list posts;
    const struct fault *fault = post_list_of(work, unit_id, DATE_NONE, &posts);
    if (fault)
        return fault;
    for (size_t i = 0; i < posts.count; i++) {
        if (posts.items[i].id == post_id) {
            *ret_post = posts.items[i];
            return NULL;
        }
    }
    return fault_new(work->arena, FAULT_NOT_FOUND, "admin.post.unknown", "no such post");
}

static const struct fault *end_post(struct work *work, void *context)
{
    const struct post_ending *ending = context;
    struct post found;
    bool is_begun;
    const struct fault *fault = must_administer(work, ending->unit_id);
    if (!fault)
        fault = admin_post_load(work, ending->unit_id, ending->post_id, &found);
    if (!fault && !date_is_none(found.valid_to))
        fault = fault_new(work->arena, FAULT_NOT_FOUND, "admin.post.unknown", "it has ended");
    if (fault)
        return fault;
    is_begun =
        date_is_none(found.valid_from) || date_compare(found.valid_from, ending->last_day) <= 0;
    fault = is_begun ? post_end(work, ending->unit_id, ending->post_id, ending->last_day)
                     : post_withdraw(work, ending->unit_id, ending->post_id);
    if (fault)
        return fault;
    return admin_event_add(work, ending->unit_id, is_begun ? "post-ended" : "post-withdrawn",
                           arena_printf(work->arena, PRISTR ": " PRISTR, STRARG(found.title),
                                        STRARG(found.person_name)));
}

const struct fault *admin_post_end(struct work *work, struct post_ending *ending)
{
    return db_write(work, end_post, ending);
}

/* "Trưởng phòng: Lê Thị Na, 01/02/2020 – 31/01/2022"; of one still held "…, 01/02/2020 –" */
static struct str post_said(struct arena *arena, const struct post *post)
{
    struct str from = date_is_none(post->valid_from) ? STR("") : date_text(arena, post->valid_from);
    struct str to = STR("");
    if (!date_is_none(post->valid_to))
        to = arena_printf(arena, " " PRISTR, STRARG(date_text(arena, post->valid_to)));
    return arena_printf(arena, PRISTR ": " PRISTR ", " PRISTR " –" PRISTR, STRARG(post->title),
                        STRARG(post->person_name), STRARG(from), STRARG(to));
}

/* Nobody holds a post before it begins, or in a unit that is over. */
static const struct fault *check_days(struct work *work, const struct post *post)
{
    struct unit unit;
    const struct fault *fault = must_exist_on(work, post->unit_id, post->valid_from);
    if (!fault)
        fault = unit_load(work, post->unit_id, &unit);
    if (fault)
        return fault;
    if (!date_is_none(post->valid_to) && date_compare(post->valid_to, post->valid_from) < 0)
        return fault_field(work->arena, "until", "admin.post.until-before");
    if (!date_is_none(unit.valid_to) &&
        (date_is_none(post->valid_to) || date_compare(post->valid_to, unit.valid_to) > 0))
        return fault_with(fault_field(work->arena, "until", "admin.unit.over"), "last",
                          date_text(work->arena, unit.valid_to));
    return NULL;
}

static const struct fault *correct(struct work *work, void *context)
{
    struct post_correction *correction = context;
    struct post *post = &correction->post;
    struct fault_arg args[] = {
        {"before", STR("")           },
        {"after",  STR("")           },
        {"reason", correction->reason}
    };
    struct post before;
    struct str said;
    const struct fault *fault = must_administer(work, post->unit_id);
    if (!fault)
        fault = admin_post_load(work, post->unit_id, post->id, &before);
    if (!fault && !correction->is_removed)
        fault = check_days(work, post);
    if (!fault)
        fault = correction->is_removed ? post_withdraw(work, post->unit_id, post->id)
                                       : post_correct(work, post);
    if (fault)
        return fault;
    post->person_name = before.person_name;
    args[0].value = post_said(work->arena, &before);
    args[1].value = post_said(work->arena, post);
    said = message_format(
        work->arena, work->site->messages, LOCALE_VI,
        correction->is_removed ? STR("admin.post.removed") : STR("admin.post.corrected"), args, 3);
    return admin_event_add(work, post->unit_id,
                           correction->is_removed ? "post-removed" : "post-corrected", said);
}

const struct fault *admin_post_correct(struct work *work, struct post_correction *correction)
{
    return db_write(work, correct, correction);
}
