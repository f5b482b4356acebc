/*
 * Reading the address and merging the lists of several units.
 */
#include "modules/matters/inbox_query.h"

#include "civic/actor.h"
#include "civic/matter_seat.h"
#include "civic/matter_watch.h"
#include "civic/module.h"
#include "civic/site.h"
#include "modules/matters/matter_view.h"
#include "text/number.h"

#include <stdlib.h>

enum {
    UNITS_MOST = 20,
    ENDED_MOST = 20,  /* units that ended, of which theirs took over */
    SIGNED_MOST = 16, /* steps of all kinds that wait for a leader's eyes */
    FILTERS_MOST = UNITS_MOST * SIGNED_MOST + ENDED_MOST,
    STEPS_MOST = 10 /* pages that are looked through for one */
};

/* columns: ?xem=, whose, phase, days, newest first, alarming, to sign */
const struct inbox_view inbox_views[INBOX_VIEWS] = {
    {STR_INIT("cua-toi"),  SCOPE_MINE,  PHASE_OPEN,    DUE_ANY,  false, false, false},
    {STR_INIT("don-vi"),   SCOPE_UNITS, PHASE_OPEN,    DUE_ANY,  false, false, false},
    {STR_INIT("cho-ky"),   SCOPE_UNITS, PHASE_OPEN,    DUE_ANY,  false, false, true },
    {STR_INIT("cho"),      SCOPE_UNITS, PHASE_WAITING, DUE_ANY,  false, false, false},
    {STR_INIT("xong"),     SCOPE_UNITS, PHASE_CLOSED,  DUE_ANY,  true,  false, false},
    {STR_INIT("con-han"),  SCOPE_UNITS, PHASE_CLOSED,  DUE_RUNS, false, true,  false},
    {STR_INIT("cap-duoi"), SCOPE_BELOW, PHASE_OPEN,    DUE_LATE, false, true,  false},
    {STR_INIT("ban-giao"), SCOPE_LEFT,  PHASE_OPEN,    DUE_ANY,  false, true,  false},
};

/* columns: ?han=, days, alarming */
const struct inbox_due inbox_dues[INBOX_DUES] = {
    {STR_INIT(""),        DUE_ANY,   false},
    {STR_INIT("qua-han"), DUE_LATE,  true },
    {STR_INIT("hom-nay"), DUE_TODAY, false},
    {STR_INIT("sap-han"), DUE_SOON,  false},
};

bool inbox_has_dues(const struct inbox_view *view)
{
    return view->phase == PHASE_OPEN && view->scope <= SCOPE_UNITS && !view->is_to_sign;
}

const struct inbox_view *inbox_view_of(enum inbox_scope scope)
{
    const struct inbox_view *view = inbox_views;
    while (view->scope != scope)
        view++;
    return view;
}

/* ---- the address ---- */

bool inbox_place_read(struct str rest, struct matter_key_place *ret_place)
{
    struct str day = str_cut(&rest, '.');
    struct matter_key_place place = {DATE_NONE, 0};
    if (!rest.ptr || !str_to_int64(rest, &place.id) || place.id <= 0 ||
        (day.len > 0 && !date_from_iso(day, &place.due_on)))
        return false;
    *ret_place = place;
    return true;
}

static void read_narrowing(struct work *work, struct str loc, struct inbox_query *query)
{
    struct str state = loc;
    struct str name = str_cut(&state, '.');
    const struct matter_kind *kind = kind_find(work, name);
    if (!kind || (state.ptr && !kind_state(kind, state)))
        return;
    query->loc = loc;
    query->kind = name;
    query->state = state;
}

/* A name of ?han= as ?xem= is the unit's of those days, as bookmarks have it. */
static void read_view(struct str name, struct str due, struct inbox_query *query)
{
    for (size_t i = 0; name.ptr && i < INBOX_VIEWS; i++)
        if (str_equal(inbox_views[i].name, name))
            query->view = &inbox_views[i];
    for (size_t i = 1; i < INBOX_DUES; i++) {
        if (name.ptr && str_equal(inbox_dues[i].name, name)) {
            query->view = inbox_view_of(SCOPE_UNITS);
            query->due = &inbox_dues[i];
        }
        if (due.ptr && str_equal(inbox_dues[i].name, due) && inbox_has_dues(query->view))
            query->due = &inbox_dues[i];
    }
}

static void read_holder(struct str holder, struct inbox_query *query)
{
    if (!holder.ptr || query->view->scope != SCOPE_UNITS || !inbox_has_dues(query->view))
        return;
    query->is_unassigned = str_equal(holder, STR(INBOX_NOBODY));
    if (!query->is_unassigned && (!str_to_int64(holder, &query->holder_id) || query->holder_id < 0))
        query->holder_id = 0;
}

void inbox_query_read(struct work *work, const struct request *request,
                      struct inbox_query *ret_query)
{
    struct inbox_query query = {
        .view = &inbox_views[0], .due = &inbox_dues[0], .place = {DATE_NONE, 0}
    };
    struct str loc = request_query(request, STR("loc"));
    struct str words = request_query(request, STR("tim"));
    read_view(request_query(request, STR("xem")), request_query(request, STR("han")), &query);
    read_holder(request_query(request, STR("giu")), &query);
    if (loc.ptr)
        read_narrowing(work, loc, &query);
    if (words.ptr)
        query.words = str_trim(words);
    if (!inbox_place_read(request_query(request, STR("sau")), &query.place))
        query.is_backward = inbox_place_read(request_query(request, STR("truoc")), &query.place);
    if (!inbox_place_read(request_query(request, STR("cho")), &query.row))
        query.row.id = 0;
    *ret_query = query;
}

static struct url add_narrowing(struct work *work, struct url url, const struct inbox_query *query)
{
    if (query->words.len > 0)
        return url_add(work->arena, url, STR("tim"), query->words);
    url = url_add(work->arena, url, STR("xem"), query->view->name);
    if (query->due->name.len > 0)
        url = url_add(work->arena, url, STR("han"), query->due->name);
    if (query->loc.len > 0)
        url = url_add(work->arena, url, STR("loc"), query->loc);
    if (query->is_unassigned)
        url = url_add(work->arena, url, STR("giu"), STR(INBOX_NOBODY));
    if (query->holder_id)
        url = url_add(work->arena, url, STR("giu"),
                      arena_printf(work->arena, "%lld", (long long)query->holder_id));
    return url;
}

static struct url add_place(struct work *work, struct url url, struct str name,
                            struct matter_key_place place)
{
    struct str day = date_is_none(place.due_on) ? STR("") : date_to_iso(work->arena, place.due_on);
    return url_add(work->arena, url, name,
                   arena_printf(work->arena, PRISTR ".%lld", STRARG(day), (long long)place.id));
}

struct url inbox_page_url(struct work *work, struct url url, const struct inbox_query *query)
{
    url = add_narrowing(work, url, query);
    if (query->place.id)
        url = add_place(work, url, query->is_backward ? STR("truoc") : STR("sau"), query->place);
    return url;
}

struct url inbox_query_url(struct work *work, const struct inbox_query *query)
{
    return add_narrowing(work, URL("/can-bo"), query);
}

struct url inbox_file_url(struct work *work, struct url url, const struct inbox_query *query,
                          struct matter_key_place row)
{
    return add_place(work, inbox_page_url(work, url, query), STR("cho"), row);
}

/* ---- finding ---- */

/* Whoever may open the files of any kind. */
static unsigned readers(const struct work *work)
{
    unsigned roles = 0;
    for (size_t m = 0; work->site->modules[m]; m++)
        for (size_t k = 0; k < work->site->modules[m]->kind_count; k++)
            roles |= work->site->modules[m]->kinds[k]->readers;
    return roles;
}

size_t inbox_units(const struct work *work, int64_t *ret_ids, size_t most)
{
    return actor_units(work->actor, readers(work), ret_ids, most);
}

static int compare_down(const void *a, const void *b)
{
    return matter_by_due(b, a);
}

/* Whether what stands at that step waits for the eyes of a leader. */
static bool is_to_sign(const struct matter_kind *kind, struct str state)
{
    for (size_t i = 0; i < kind->action_count; i++)
        if ((kind->actions[i].flags & ACTION_OTHER_EYES) &&
            (kind->actions[i].roles & ROLE_BIT(ROLE_LEADER)) &&
            action_is_from(&kind->actions[i], state))
            return true;
    return false;
}

/* One filter for each step that waits to be signed, of the kinds that the query shows. */
static size_t steps_to_sign(struct work *work, const struct inbox_query *query,
                            struct matter_filter base, struct matter_filter *ret_filters)
{
    size_t count = 0;
    for (size_t m = 0; work->site->modules[m]; m++)
        for (size_t k = 0; k < work->site->modules[m]->kind_count; k++) {
            const struct matter_kind *kind = work->site->modules[m]->kinds[k];
            base.kind = str_from_c(kind->name);
            if (query->kind.ptr && !str_equal(query->kind, base.kind))
                continue;
            for (size_t s = 0; s < kind->state_count && count < SIGNED_MOST; s++) {
                base.state = str_from_c(kind->states[s].name);
                base.phase = kind->states[s].phase;
                if (is_to_sign(kind, base.state) &&
                    (!query->state.ptr || str_equal(query->state, base.state)))
                    ret_filters[count++] = base;
            }
        }
    return count;
}

/* One filter for each phase that the query shows: of a view that can be narrowed by days
 * also what waits or is closed while a term runs; of one step, that step's alone. */
static size_t phases_of(struct work *work, const struct inbox_query *query,
                        struct matter_filter base, struct matter_filter *ret_filters)
{
    const struct matter_kind *kind = query->state.ptr ? kind_find(work, query->kind) : NULL;
    size_t count = 0;
    base.phase = query->view->phase;
    base.window = query->view->window;
    if (query->view->is_to_sign)
        return steps_to_sign(work, query, base, ret_filters);
    if (!inbox_has_dues(query->view)) {
        ret_filters[0] = base;
        return 1;
    }
    base.window = query->due->window;
    if (kind)
        base.phase = kind_state(kind, query->state)->phase;
    ret_filters[count++] = base;
    if (kind)
        return count;
    if (base.window == DUE_ANY)
        base.window = DUE_RUNS;
    base.phase = PHASE_WAITING;
    ret_filters[count++] = base;
    base.phase = PHASE_CLOSED;
    ret_filters[count++] = base;
    return count;
}

/* Whether the filter asks for closed files in which a term runs on: they keep their unit when
 * it ends, and are looked for there. */
static bool looks_at_ended(const struct matter_filter *filter)
{
    return filter->phase == PHASE_CLOSED && filter->window != DUE_ANY;
}

/* The filters to run: for each phase one for each unit of the official, or one for the
 * official. */
static const struct fault *filters_of(struct work *work, const struct inbox_query *query,
                                      struct matter_filter base, struct matter_filter *ret_filters,
                                      size_t *ret_count)
{
    bool is_of_one = query->view->scope == SCOPE_MINE || query->holder_id;
    struct matter_filter phases[SIGNED_MOST];
    int64_t units[UNITS_MOST + ENDED_MOST];
    size_t unit_count = inbox_units(work, units, UNITS_MOST);
    size_t ended = 0;
    size_t phase_count;
    size_t count = 0;
    const struct fault *fault = NULL;
    base.today = clock_today(work->clock);
    base.soon = matter_soon(work);
    base.is_unassigned = query->is_unassigned;
    if (is_of_one)
        base.official_id = query->holder_id ? query->holder_id : work->actor->account_id;
    phase_count = phases_of(work, query, base, phases);
    if (!is_of_one && phase_count > 0 && looks_at_ended(&phases[phase_count - 1]))
        fault = matter_seats(work, units, unit_count, units + unit_count, ENDED_MOST, &ended);
    for (size_t p = 0; p < phase_count; p++) {
        size_t seats = is_of_one ? 1 : unit_count + (looks_at_ended(&phases[p]) ? ended : 0);
        for (size_t i = 0; i < seats; i++) {
            ret_filters[count] = phases[p];
            if (!is_of_one && query->view->scope == SCOPE_UNITS)
                ret_filters[count].unit_id = units[i];
            else if (!is_of_one)
                ret_filters[count].superior_id = units[i];
            count++;
        }
    }
    *ret_count = count;
    return fault;
}

static void reverse(matter_list *list)
{
    for (size_t i = 0; i < list->count / 2; i++) {
        struct matter matter = list->items[i];
        list->items[i] = list->items[list->count - 1 - i];
        list->items[list->count - 1 - i] = matter;
    }
}

struct matter_key_place inbox_place_of(const struct matter *matter)
{
    return (struct matter_key_place){matter->due_on, matter->id};
}

static const struct fault *find_words(struct work *work, const struct inbox_query *query,
                                      struct matter_key_place place, matter_list *found)
{
    struct str code = matter_code_guess(work->arena, query->words);
    struct matter matter;
    const struct fault *fault;
    if (!code.ptr)
        return matter_search(work, query->words, place.id, found);
    fault = matter_by_code(work, code, &matter);
    if (fault && fault->kind == FAULT_NOT_FOUND)
        return NULL;
    if (!fault)
        *VEC_PUSH(found, work->arena) = matter;
    return fault;
}

/* The next ones behind a place, at most MATTER_PAGE + 1, whoever may open them; the last
 * first where the query goes backwards. */
static const struct fault *find_some(struct work *work, const struct inbox_query *query,
                                     struct matter_key_place place, matter_list *ret_matters)
{
    struct matter_filter *filters = arena_alloc_array(work->arena, FILTERS_MOST, sizeof(*filters));
    struct matter_filter base = {.kind = query->kind,
                                 .state = query->state,
                                 .after = place,
                                 .is_descending =
                                     query->view->is_newest_first != query->is_backward};
    matter_list found = {0};
    const struct fault *fault;
    size_t count;
    *ret_matters = found;
    if (query->words.len > 0)
        return find_words(work, query, place, ret_matters);
    if (query->view->scope == SCOPE_LEFT)
        return matter_left_behind(work, place, ret_matters);
    fault = filters_of(work, query, base, filters, &count);
    for (size_t i = 0; !fault && i < count; i++) {
        matter_list part;
        fault = matter_inbox(work, &filters[i], &part);
        for (size_t k = 0; !fault && k < part.count; k++)
            *VEC_PUSH(&found, work->arena) = part.items[k];
    }
    if (fault)
        return fault;
    if (count > 1 && found.count > 1)
        qsort(found.items, found.count, sizeof(*found.items),
              base.is_descending ? compare_down : matter_by_due);
    if (found.count > MATTER_PAGE + 1)
        found.count = MATTER_PAGE + 1;
    *ret_matters = found;
    return NULL;
}

/* Whether it lies in one of the units of the official. */
static bool is_of_units(const struct work *work, const struct matter *matter)
{
    int64_t units[UNITS_MOST];
    size_t count = inbox_units(work, units, UNITS_MOST);
    bool is = false;
    for (size_t i = 0; i < count; i++)
        is = is || units[i] == matter->unit_id;
    return is;
}

/* Of those the ones that the actor may open, until there is one more than a page. */
static const struct fault *keep_readable(struct work *work, const struct inbox_query *query,
                                         const matter_list *part, const struct matter_kept *kept,
                                         matter_list *matters)
{
    for (size_t i = 0; i < part->count && matters->count <= MATTER_PAGE; i++) {
        const struct fault *fault = matter_must_read_row(work, &part->items[i], kept);
        if (query->holder_id && !is_of_units(work, &part->items[i]))
            continue;
        if (fault && fault->kind != FAULT_FORBIDDEN)
            return fault;
        if (!fault)
            *VEC_PUSH(matters, work->arena) = part->items[i];
    }
    return NULL;
}

/* Where the list goes on behind what was found; id 0 where it does not. `last` is how far
 * the look went, id 0: to the end. */
static struct matter_key_place cut(matter_list *matters, struct matter_key_place last)
{
    if (matters->count <= MATTER_PAGE)
        return last;
    matters->count = MATTER_PAGE;
    return inbox_place_of(&matters->items[MATTER_PAGE - 1]);
}

const struct fault *inbox_find(struct work *work, const struct inbox_query *query,
                               const struct matter_kept *kept, struct inbox_found *ret_found)
{
    bool is_one_way = query->words.len > 0 || query->view->scope == SCOPE_LEFT;
    struct matter_key_place place = query->place;
    struct matter_key_place ahead;
    struct matter_key_place behind = {DATE_NONE, 0};
    struct inbox_found found = {0};
    bool has_more = true;
    for (int step = 0; has_more && step < STEPS_MOST && found.matters.count <= MATTER_PAGE;
         step++) {
        matter_list part;
        const struct fault *fault = find_some(work, query, place, &part);
        if (!fault)
            fault = keep_readable(work, query, &part, kept, &found.matters);
        if (fault)
            return fault;
        has_more = part.count > MATTER_PAGE;
        place = has_more ? inbox_place_of(&part.items[part.count - 1])
                         : (struct matter_key_place){DATE_NONE, 0};
    }
    ahead = cut(&found.matters, place);
    if (query->place.id && !is_one_way)
        behind = found.matters.count > 0 ? inbox_place_of(&found.matters.items[0]) : query->place;
    if (query->is_backward)
        reverse(&found.matters);
    found.older = query->is_backward ? behind : ahead;
    found.newer = query->is_backward ? ahead : behind;
    *ret_found = found;
    return NULL;
}

static size_t place_in(const matter_list *matters, int64_t id)
{
    size_t i = 0;
    while (i < matters->count && matters->items[i].id != id)
        i++;
    return i;
}

/* A file whose term ends later by now may come again behind its place. */
static const struct matter *other_than(int64_t here, const struct matter *matter)
{
    return matter->id == here ? NULL : matter;
}

/* The page that was seen tells most: only its last row, and a file that left it, have to be
 * asked for what comes behind. */
const struct fault *inbox_next(struct work *work, const struct inbox_query *query, int64_t here,
                               const struct matter_kept *kept, struct str *ret_code,
                               struct inbox_query *ret_query)
{
    struct inbox_query behind = *query;
    struct inbox_found page;
    struct inbox_found found;
    const struct matter *next = NULL;
    const struct fault *fault = inbox_find(work, query, kept, &page);
    size_t at = fault ? 0 : place_in(&page.matters, query->row.id);
    behind.place = query->row;
    behind.is_backward = false;
    *ret_code = STR("");
    if (fault)
        return fault;
    if (at < page.matters.count &&
        date_compare(page.matters.items[at].due_on, query->row.due_on) != 0)
        at = page.matters.count; /* it has moved in the list */
    for (size_t i = at + 1; !next && i < page.matters.count; i++)
        next = other_than(here, &page.matters.items[i]);
    if (!next)
        fault = inbox_find(work, &behind, kept, &found);
    for (size_t i = 0; !fault && !next && i < found.matters.count; i++)
        next = other_than(here, &found.matters.items[i]);
    if (fault)
        return fault;
    if (!next)
        return NULL;
    *ret_query = place_in(&page.matters, next->id) < page.matters.count ? *query : behind;
    ret_query->row = inbox_place_of(next);
    *ret_code = next->code;
    return NULL;
}

static const struct fault *count_left(struct work *work, int64_t *ret_count)
{
    matter_list left;
    const struct fault *fault;
    *ret_count = 0;
    if (!actor_has_role(work->actor, ROLE_LEADER))
        return NULL;
    fault = matter_left_behind(work, (struct matter_key_place){DATE_NONE, 0}, &left);
    if (!fault)
        *ret_count = (int64_t)left.count;
    return fault;
}

const struct fault *inbox_count(struct work *work, const struct inbox_view *view,
                                const struct inbox_due *due, const struct matter_kept *kept,
                                int64_t *ret_count)
{
    const struct inbox_query query = {.view = view, .due = due};
    const struct matter_filter base = {
        .after = {DATE_NONE, 0}
    };
    struct matter_filter *filters = arena_alloc_array(work->arena, FILTERS_MOST, sizeof(*filters));
    size_t count;
    const struct fault *fault;
    *ret_count = 0;
    if (view->scope == SCOPE_LEFT)
        return count_left(work, ret_count);
    fault = filters_of(work, &query, base, filters, &count);
    for (size_t i = 0; !fault && i < count; i++) {
        int64_t part = 0;
        fault = matter_count(work, &filters[i], kept, &part);
        *ret_count += part;
    }
    return fault;
}
