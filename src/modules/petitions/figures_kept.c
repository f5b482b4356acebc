/*
 * A few years, each in an arena of its own. Readers copy under the lock, so that an
 * arena can go as soon as a newer one is there.
 */
#include "modules/petitions/figures_kept.h"

#include "civic/site.h"
#include "db/db.h"
#include "db/topic.h"

#include <pthread.h>
#include <stdlib.h>

enum {
    YEARS_KEPT = 8
};

struct kept {
    struct arena *arena; /* NULL: free */
    struct instant at;
    struct figures figures;
};

/* All units and kinds of a year together. */
struct sum {
    bool is_there;
    struct petition_figure all;
};

struct state {
    pthread_mutex_t lock;
    struct kept years[YEARS_KEPT];
    struct sum shown; /* by figures_shown, last; none since the pages were dropped */
    bool is_mixed;    /* pages that are kept may tell another */
};

void *figures_start(struct site *site)
{
    struct state *state = ARENA_NEW(site->arena, struct state);
    pthread_mutex_init(&state->lock, NULL);
    return state;
}

void figures_stop(void *of_site)
{
    struct state *state = of_site;
    for (size_t i = 0; i < YEARS_KEPT; i++)
        if (state->years[i].arena)
            arena_free(state->years[i].arena);
    pthread_mutex_destroy(&state->lock);
}

static struct figures copy(struct arena *arena, const struct figures *from)
{
    struct figures to = {.year = arena_copy(arena, from->year)};
    for (size_t i = 0; i < from->years.count; i++)
        *VEC_PUSH(&to.years, arena) = arena_copy(arena, from->years.items[i]);
    for (size_t i = 0; i < from->of_year.count; i++) {
        struct petition_figure *figure = VEC_PUSH(&to.of_year, arena);
        *figure = from->of_year.items[i];
        figure->kind = arena_copy(arena, figure->kind);
        figure->unit = arena_copy(arena, figure->unit);
    }
    for (size_t i = 0; i < from->by_month.count; i++) {
        struct petition_month *month = VEC_PUSH(&to.by_month, arena);
        *month = from->by_month.items[i];
        month->month = arena_copy(arena, month->month);
        month->kind = arena_copy(arena, month->kind);
    }
    return to;
}

static bool is_new(const struct kept *kept, struct instant now)
{
    int64_t age = now.us - kept->at.us;
    return kept->arena && age >= 0 && age < (int64_t)FIGURES_KEPT_SECONDS * 1000 * 1000 &&
           instant_date(kept->at).days == instant_date(now).days;
}

/* What is kept and new enough: of that year, or of whichever is the newest where it is
 * not among the years. */
static bool find_kept(struct work *work, struct state *state, struct str asked,
                      struct figures *ret_figures)
{
    struct instant now = clock_now(work->clock);
    const struct kept *found = NULL;
    bool is_year = false;
    pthread_mutex_lock(&state->lock);
    for (size_t i = 0; i < YEARS_KEPT; i++) {
        const struct kept *kept = &state->years[i];
        const year_list *years = &kept->figures.years;
        if (!is_new(kept, now))
            continue;
        for (size_t k = 0; k < years->count; k++)
            is_year = is_year || str_equal(years->items[k], asked);
        if (str_equal(kept->figures.year, asked) ||
            (!found && str_equal(kept->figures.year, years->items[0])))
            found = kept;
    }
    if (found && is_year && !str_equal(found->figures.year, asked))
        found = NULL;
    if (found)
        *ret_figures = copy(work->arena, &found->figures);
    pthread_mutex_unlock(&state->lock);
    return found != NULL;
}

/* In place of the same year, else of the oldest. */
static void keep(struct work *work, struct state *state, const struct figures *figures)
{
    struct kept fresh = {.arena = arena_new(), .at = clock_now(work->clock)};
    struct kept *place = &state->years[0];
    struct arena *old;
    fresh.figures = copy(fresh.arena, figures);
    pthread_mutex_lock(&state->lock);
    for (size_t i = 0; i < YEARS_KEPT; i++) {
        struct kept *kept = &state->years[i];
        if (kept->arena && str_equal(kept->figures.year, figures->year)) {
            place = kept;
            break;
        }
        if (kept->at.us < place->at.us)
            place = kept;
    }
    old = place->arena;
    *place = fresh;
    pthread_mutex_unlock(&state->lock);
    if (old)
        arena_free(old);
}

static struct str year_of(struct work *work, struct str asked, const year_list *years)
{
    for (size_t i = 0; i < years->count; i++)
        if (str_equal(years->items[i], asked))
            return asked;
    return years->count
               ? years->items[0]
               : arena_printf(work->arena, "%d", date_parts(clock_today(work->clock)).year);
}

const struct fault *figures_said(struct work *work, struct str asked, struct figures *ret_figures)
{
    struct state *state = site_state(work->site, "petitions");
    struct figures figures = {0};
    int64_t received = 0;
    const struct fault *fault;
    if (state && find_kept(work, state, asked, ret_figures))
        return NULL;
    fault = figures_years(work, &figures.years);
    if (fault)
        return fault;
    figures.year = year_of(work, asked, &figures.years);
    fault = figures_of_year(work, figures.year, &figures.of_year);
    if (!fault)
        fault = figures_by_month(work, figures.year, &figures.by_month);
    if (fault)
        return fault;
    for (size_t i = 0; i < figures.of_year.count; i++)
        received += figures.of_year.items[i].received;
    if (state && received >= FIGURES_KEPT_FROM)
        keep(work, state, &figures);
    *ret_figures = figures;
    return NULL;
}

/* ---- for a page that is kept ---- */

static struct sum sum_of(const struct figures *figures)
{
    struct sum sum = {.is_there = true};
    for (size_t i = 0; i < figures->of_year.count; i++) {
        const struct petition_figure *figure = &figures->of_year.items[i];
        sum.all.received += figure->received;
        sum.all.in_time += figure->in_time;
        sum.all.late += figure->late;
        sum.all.open_overdue += figure->open_overdue;
        sum.all.objected += figure->objected;
    }
    return sum;
}

static bool is_same(const struct petition_figure *a, const struct petition_figure *b)
{
    return a->received == b->received && a->in_time == b->in_time && a->late == b->late &&
           a->open_overdue == b->open_overdue && a->objected == b->objected;
}

static struct topic topic_shown(void)
{
    return topic_of("petition-figures", 0);
}

const struct fault *figures_shown(struct work *work, struct figures *ret_figures)
{
    struct state *state = site_state(work->site, "petitions");
    struct depend *depend = work->depend;
    const struct fault *fault;
    struct sum now;
    work->depend = NULL;
    fault = figures_said(work, STR(""), ret_figures);
    work->depend = depend;
    db_depends(work, topic_shown());
    if (fault || !state)
        return fault;
    now = sum_of(ret_figures);
    pthread_mutex_lock(&state->lock);
    state->is_mixed =
        state->is_mixed || (state->shown.is_there && !is_same(&state->shown.all, &now.all));
    state->shown = now;
    pthread_mutex_unlock(&state->lock);
    return NULL;
}

static const struct fault *touch_shown(struct work *work, void *context)
{
    (void)context;
    db_touch(work, topic_shown());
    return NULL;
}

const struct fault *figures_refresh(struct work *work)
{
    struct state *state = site_state(work->site, "petitions");
    struct figures figures;
    struct sum now;
    bool is_old;
    const struct fault *fault = figures_said(work, STR(""), &figures);
    if (fault)
        return fault;
    now = sum_of(&figures);
    pthread_mutex_lock(&state->lock);
    is_old = state->is_mixed || (state->shown.is_there && !is_same(&state->shown.all, &now.all));
    if (is_old) {
        state->shown.is_there = false;
        state->is_mixed = false;
    }
    pthread_mutex_unlock(&state->lock);
    if (is_old)
        fault = db_write(work, touch_shown, NULL);
    if (fault) {
        pthread_mutex_lock(&state->lock);
        state->is_mixed = true;
        pthread_mutex_unlock(&state->lock);
    }
    return fault;
}
