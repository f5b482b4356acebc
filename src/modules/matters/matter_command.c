/*
 * Words in, exit codes out.
 */
#include "modules/matters/matter_command.h"

#include "base/file.h"
#include "civic/cli.h"
#include "civic/site.h"
#include "db/db.h"

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

/* What is done with each matter: counts in `told` what is to be told at the end. */
typedef const struct fault *each_matter(struct work *work, int64_t id, int64_t *told);

static const struct fault *verify_one(struct work *work, int64_t id, int64_t *told)
{
    const struct fault *fault = matter_verify(work, id);
    if (!fault || fault->kind != FAULT_CONFLICT)
        return fault;
    say(work, fault);
    ++*told;
    return NULL;
}

/* What does not fit is for `matter verify` to tell. */
static const struct fault *prove_one(struct work *work, int64_t id, int64_t *told)
{
    bool is_new = false;
    const struct fault *fault;
    db_release(work);
    fault = matter_prove(work, id, &is_new);
    *told += is_new;
    return fault && fault->kind == FAULT_CONFLICT ? NULL : fault;
}

/* Work of its own for a few hundred matters, so that memory does not grow. */
static const struct fault *do_some(struct work *work, each_matter *each, int64_t *after,
                                   size_t *ret_count, int64_t *told)
{
    struct work own = *work;
    int64_t ids[STEP];
    size_t count = 0;
    const struct fault *fault;
    own.arena = arena_new();
    fault = db_attach(work->site->pool, &own, each == prove_one ? DB_MAY_WRITE : DB_READ_ONLY);
    if (!fault)
        fault = matter_ids_after(&own, *after, STEP, ids, &count);
    for (size_t i = 0; !fault && i < count; i++) {
        fault = each(&own, ids[i], told);
        *after = ids[i];
    }
    *ret_count = count;
    if (fault)
        fault = fault_copy(work->arena, fault);
    db_release(&own);
    arena_free(own.arena);
    return fault;
}

/* Every matter, with a line of how far it came; says at the end how many were done, and
 * how many are told of. */
static const struct fault *do_all(struct work *work, each_matter *each, const char *said,
                                  int64_t *ret_told)
{
    struct cli_progress progress = {.work = work, .what = "matters.verify.progress"};
    int64_t after = 0;
    int64_t done = 0;
    size_t count = STEP;
    const struct fault *fault = matter_total(work, &progress.total);
    db_release(work);
    *ret_told = 0;
    while (!fault && count == STEP) {
        fault = do_some(work, each, &after, &count, ret_told);
        done += (int64_t)count;
        cli_progress_show(&progress, done);
    }
    cli_progress_end(&progress);
    if (!fault)
        cli_say(work, said,
                (struct fault_arg[]){
                    {"done", arena_printf(work->arena, "%lld", (long long)done)     },
                    {"told", arena_printf(work->arena, "%lld", (long long)*ret_told)}
        },
                2);
    return fault;
}

static int verify_all(struct work *work)
{
    int64_t broken;
    const struct fault *fault = do_all(work, verify_one, "matters.verify.done", &broken);
    if (!fault)
        fault = matter_verify_numbers(work);
    if (fault)
        return cli_fault(work, fault);
    return broken ? CLI_FAILED : CLI_DONE;
}

/* ---- matter prove ---- */

int matter_prove_command(struct work *work, int argc, char **argv)
{
    struct cli cli = {argc, argv};
    int64_t count;
    const struct fault *fault;
    if (!cli_is_empty(work, &cli, "matters.prove.usage"))
        return CLI_WRONG_USE;
    fault = do_all(work, prove_one, "matters.prove.done", &count);
    if (!fault)
        fault = matter_prove_numbers(work);
    return fault ? cli_fault(work, fault) : CLI_DONE;
}

/* ---- one matter ---- */

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
