/*
 * Whose dates would move by another edition of the law: for dinh law diff on a site, and
 * for who is about to give a local rule another value. Nothing is changed.
 */
#include "civic/cli.h"
#include "civic/deadline.h"
#include "db/db.h"
#include "modules/law/law_data.h"
#include "modules/law/law_site.h"

struct comparing {
    const struct law *before;
    const struct law *after;
    struct str rule; /* the only one, or empty */
    struct law_listener listener;
    struct law_moved moved;
};

/* A rule that one edition does not have sets no day in it. */
static const struct fault *day_by(struct work *work, const struct law *law,
                                  const struct deadline_ask *ask, struct civil_date *ret_day)
{
    struct deadline deadline = {.due_on = DATE_NONE};
    const struct fault *fault =
        law_rule(law, ask->rule) ? deadline_find_by(work, law, ask, &deadline) : NULL;
    *ret_day = deadline.due_on;
    return fault;
}

static bool is_past(struct civil_date day, struct civil_date today)
{
    return date_is_none(day) || day.days < today.days;
}

/* Tells of the thing if the two editions end its term on different days. */
static const struct fault *compare(struct work *work, const struct module *module,
                                   const struct dated *dated, struct comparing *comparing)
{
    struct civil_date today = clock_today(work->clock);
    struct civil_date before;
    struct civil_date after;
    const struct fault *fault;
    if (comparing->rule.len > 0 && !str_equal(dated->ask.rule, comparing->rule))
        return NULL;
    fault = day_by(work, comparing->before, &dated->ask, &before);
    if (!fault)
        fault = day_by(work, comparing->after, &dated->ask, &after);
    if (fault)
        return fault;
    comparing->moved.done++;
    if (before.days == after.days ||
        (!dated->is_running && is_past(before, today) && is_past(after, today)))
        return NULL;
    comparing->listener.hear(
        comparing->listener.context,
        &(struct law_moved_day){module->name, dated->ask.rule, dated->name, before, after});
    comparing->moved.moved++;
    return NULL;
}

/* Work of its own for a few hundred things, so that memory does not grow. */
static const struct fault *compare_some(struct work *work, const struct module *module,
                                        struct comparing *comparing, int64_t *after,
                                        size_t *ret_count)
{
    struct work own = *work;
    dated_list list = {0};
    const struct fault *fault;
    own.arena = arena_new();
    fault = db_attach(work->site->pool, &own, DB_READ_ONLY);
    if (!fault)
        fault = module->dated(&own, *after, &list);
    for (size_t i = 0; !fault && i < list.count; i++) {
        fault = compare(&own, module, &list.items[i], comparing);
        *after = list.items[i].id;
    }
    *ret_count = list.count;
    if (fault)
        fault = fault_copy(work->arena, fault);
    db_release(&own);
    arena_free(own.arena);
    return fault;
}

const struct fault *law_find_moved(struct work *work, const struct law *before,
                                   const struct law *after, struct str rule,
                                   struct law_listener listener, struct law_moved *ret_moved)
{
    struct comparing comparing = {before, after, rule, listener, {0}};
    const struct fault *fault = NULL;
    db_release(work);
    for (size_t m = 0; !fault && work->site->modules[m]; m++) {
        const struct module *module = work->site->modules[m];
        int64_t place = 0;
        size_t count = module->dated ? DATED_STEP : 0;
        while (!fault && count == DATED_STEP)
            fault = compare_some(work, module, &comparing, &place, &count);
    }
    *ret_moved = comparing.moved;
    return fault;
}

/* ---- dinh law diff ---- */

struct printing {
    struct arena *arena;
    FILE *out;
};

static struct str day_text(struct arena *arena, struct civil_date day)
{
    return date_is_none(day) ? STR("-") : date_to_iso(arena, day);
}

static void print_moved(void *context, const struct law_moved_day *day)
{
    struct printing *printing = context;
    fprintf(printing->out, "! %s " PRISTR " " PRISTR " -> " PRISTR " " PRISTR "\n", day->module,
            STRARG(day->rule), STRARG(day_text(printing->arena, day->before)),
            STRARG(day_text(printing->arena, day->after)), STRARG(day->name));
    arena_reset(printing->arena);
}

const struct fault *law_say_moved(struct work *work, const struct law *before,
                                  const struct law *after, FILE *out, struct law_moved *ret_moved)
{
    struct printing printing = {arena_new(), out};
    const struct fault *fault = law_now_by(work, before, &before);
    if (!fault)
        fault = law_now_by(work, after, &after);
    if (!fault)
        fault = law_find_moved(work, before, after, STR(""),
                               (struct law_listener){print_moved, &printing}, ret_moved);
    arena_free(printing.arena);
    return fault;
}

int law_diff_command(struct work *work, int argc, char **argv)
{
    struct cli cli = {argc, argv};
    struct explainer explainer = law_explainer(work);
    struct str from = cli_word(&cli);
    struct str to = cli_word(&cli);
    const struct law *before;
    const struct law *after;
    struct law_moved moved;
    const struct fault *fault;
    if (!to.ptr)
        return cli_usage(work, "law.diff.usage");
    if (!cli_is_empty(work, &cli, "law.diff.usage"))
        return CLI_WRONG_USE;
    fault = law_data_diff(&explainer, from, to, stdout, &before, &after);
    if (!fault)
        fault = law_say_moved(work, before, after, stdout, &moved);
    if (fault)
        return cli_fault(work, fault);
    cli_say(work, "law.diff.moved",
            (struct fault_arg[]){
                {"done",  arena_printf(work->arena, "%lld", (long long)moved.done) },
                {"moved", arena_printf(work->arena, "%lld", (long long)moved.moved)}
    },
            2);
    return CLI_DONE;
}
