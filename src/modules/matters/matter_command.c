/*
 * Words in, exit codes out.
 */
#include "modules/matters/matter_command.h"

#include "base/file.h"
#include "civic/cli.h"
#include "civic/deadline.h"
#include "civic/matter_watch.h"
#include "civic/site.h"
#include "db/db.h"
#include "modules/law/law_site.h"

#include <stdio.h>

enum {
    STEP = 500,
    PAGE_MODE = 0644,
    FOLDER_MODE = 0755
};

/* ---- matter verify ---- */

static void say(struct work *work, const struct fault *fault)
{
    struct str text = site_fault_message(work, fault);
    fprintf(stderr, PRISTR "\n", STRARG(text));
}

/* Work of its own for a few hundred matters, so that memory does not grow. */
static const struct fault *verify_some(struct work *work, int64_t *after, size_t *ret_count,
                                       int64_t *broken)
{
    struct work own = *work;
    int64_t ids[STEP];
    size_t count = 0;
    const struct fault *fault;
    own.arena = arena_new();
    fault = db_attach(work->site->pool, &own, DB_READ_ONLY);
    if (!fault)
        fault = matter_ids_after(&own, *after, STEP, ids, &count);
    for (size_t i = 0; !fault && i < count; i++) {
        fault = matter_verify(&own, ids[i]);
        if (fault && fault->kind == FAULT_CONFLICT) {
            say(&own, fault);
            ++*broken;
            fault = NULL;
        }
        *after = ids[i];
    }
    *ret_count = count;
    if (fault)
        fault = fault_copy(work->arena, fault);
    db_release(&own);
    arena_free(own.arena);
    return fault;
}

static int verify_all(struct work *work)
{
    struct cli_progress progress = {.work = work, .what = "matters.verify.progress"};
    int64_t after = 0;
    int64_t done = 0;
    int64_t broken = 0;
    size_t count = STEP;
    const struct fault *fault = matter_total(work, &progress.total);
    db_release(work);
    while (!fault && count == STEP) {
        fault = verify_some(work, &after, &count, &broken);
        done += (int64_t)count;
        cli_progress_show(&progress, done);
    }
    cli_progress_end(&progress);
    if (fault)
        return cli_fault(work, fault);
    cli_say(work, "matters.verify.done",
            (struct fault_arg[]){
                {"done",   arena_printf(work->arena, "%lld", (long long)done)  },
                {"broken", arena_printf(work->arena, "%lld", (long long)broken)}
    },
            2);
    return broken ? CLI_FAILED : CLI_DONE;
}

int matter_verify_command(struct work *work, int argc, char **argv)
{
    struct cli cli = {argc, argv};
    struct str typed = cli_word(&cli);
    struct str code;
    struct matter matter;
    const struct fault *fault;
    if (!cli_is_empty(work, &cli, "matters.verify.usage"))
        return CLI_WRONG_USE;
    if (!typed.ptr)
        return verify_all(work);
    code = matter_code_read(work->arena, typed);
    fault = code.ptr ? matter_by_code(work, code, &matter)
                     : fault_new(work->arena, FAULT_NOT_FOUND, "matter.unknown", "no code");
    if (!fault)
        fault = matter_verify(work, matter.id);
    if (fault)
        return cli_fault(work, fault);
    cli_say(work, "matters.verify.good",
            (struct fault_arg[]){
                {"code", code}
    },
            1);
    return CLI_DONE;
}

/* ---- diff ---- */

struct editions {
    const struct law *before;
    const struct law *after;
    int64_t moved;
    int64_t done;
};

/* Says the term if the two editions end it on different days. */
static const struct fault *compare(struct work *work, struct editions *editions,
                                   const struct running_term *term)
{
    struct deadline_ask ask = {.rule = term->rule,
                               .start = term->started_on,
                               .facts = term->facts,
                               .suspensions = term->suspensions,
                               .extensions = term->extensions};
    struct deadline before;
    struct deadline after;
    struct str from;
    struct str to;
    const struct fault *fault = deadline_find_by(work, editions->before, &ask, &before);
    if (!fault)
        fault = deadline_find_by(work, editions->after, &ask, &after);
    if (fault || before.due_on.days == after.due_on.days)
        return fault;
    from = date_is_none(before.due_on) ? STR("-") : date_to_iso(work->arena, before.due_on);
    to = date_is_none(after.due_on) ? STR("-") : date_to_iso(work->arena, after.due_on);
    printf(PRISTR " " PRISTR " " PRISTR " -> " PRISTR "\n", STRARG(term->code), STRARG(term->rule),
           STRARG(from), STRARG(to));
    editions->moved++;
    return NULL;
}

static const struct fault *compare_some(struct work *work, struct editions *editions,
                                        int64_t *after, size_t *ret_count)
{
    struct work own = *work;
    running_term_list terms = {0};
    const struct fault *fault;
    own.arena = arena_new();
    fault = db_attach(work->site->pool, &own, DB_READ_ONLY);
    if (!fault)
        fault = matter_running_terms(&own, *after, &terms);
    for (size_t i = 0; !fault && i < terms.count; i++) {
        fault = compare(&own, editions, &terms.items[i]);
        *after = terms.items[i].clock_id;
    }
    *ret_count = terms.count;
    editions->done += (int64_t)terms.count;
    if (fault)
        fault = fault_copy(work->arena, fault);
    db_release(&own);
    arena_free(own.arena);
    return fault;
}

int matter_diff_command(struct work *work, int argc, char **argv)
{
    struct cli cli = {argc, argv};
    struct str before = cli_word(&cli);
    struct str after = cli_word(&cli);
    struct editions editions = {0};
    int64_t place = 0;
    size_t count = WATCH_STEP;
    const struct fault *fault;
    if (!after.ptr)
        return cli_usage(work, "matters.diff.usage");
    if (!cli_is_empty(work, &cli, "matters.diff.usage"))
        return CLI_WRONG_USE;
    fault = law_data_folder(work->arena, before, &editions.before);
    if (!fault)
        fault = law_data_folder(work->arena, after, &editions.after);
    while (!fault && count == WATCH_STEP)
        fault = compare_some(work, &editions, &place, &count);
    if (fault)
        return cli_fault(work, fault);
    cli_say(work, "matters.diff.done",
            (struct fault_arg[]){
                {"done",  arena_printf(work->arena, "%lld", (long long)editions.done) },
                {"moved", arena_printf(work->arena, "%lld", (long long)editions.moved)}
    },
            2);
    return CLI_DONE;
}

/* ---- states ---- */

int matter_states_command(struct work *work, int argc, char **argv)
{
    struct cli cli = {argc, argv};
    struct str folder = cli_word(&cli);
    const struct fault *fault;
    if (!folder.ptr)
        return cli_usage(work, "matters.states.usage");
    if (!cli_is_empty(work, &cli, "matters.states.usage"))
        return CLI_WRONG_USE;
    work->locale = LOCALE_VI;
    fault = file_make_folder(work->arena, arena_c(work->arena, folder), FOLDER_MODE);
    for (size_t m = 0; !fault && work->site->modules[m]; m++)
        for (size_t k = 0; !fault && k < work->site->modules[m]->kind_count; k++) {
            const struct matter_kind *kind = work->site->modules[m]->kinds[k];
            struct str path =
                arena_printf(work->arena, PRISTR "/%s.md", STRARG(folder), kind->name);
            fault = file_write(work->arena, path.ptr, kind_page(work, kind), PAGE_MODE);
        }
    return fault ? cli_fault(work, fault) : CLI_DONE;
}
