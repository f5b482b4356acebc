/*
 * dinh index: every module publishes anew.
 */
#include "modules/search/search_command.h"

#include "civic/cli.h"
#include "civic/module.h"
#include "civic/search.h"
#include "db/db.h"

struct indexing {
    struct cli_progress progress;
    int64_t count;
};

static void add_count(void *context, int64_t count)
{
    struct indexing *indexing = context;
    indexing->count += count;
    cli_progress_show(&indexing->progress, indexing->count);
}

static const struct fault *clear(struct work *work, void *context)
{
    (void)context;
    return search_clear(work);
}

const struct fault *search_rebuild(struct work *work, int64_t *ret_count)
{
    struct indexing indexing = {
        .progress = {.work = work, .what = "search.index.progress"}
    };
    const struct fault *fault = db_write(work, clear, NULL);
    for (size_t i = 0; !fault && work->site->modules[i]; i++)
        if (work->site->modules[i]->reindex)
            fault = work->site->modules[i]->reindex(work, add_count, &indexing);
    cli_progress_end(&indexing.progress);
    if (fault)
        return fault;
    *ret_count = indexing.count;
    return NULL;
}

int search_index_command(struct work *work, int argc, char **argv)
{
    struct cli cli = {argc, argv};
    struct fault_arg said = {.name = "count"};
    int64_t count;
    const struct fault *fault;
    if (!cli_is_empty(work, &cli, "search.index.usage"))
        return CLI_WRONG_USE;
    fault = search_rebuild(work, &count);
    if (fault)
        return cli_fault(work, fault);
    said.value = arena_printf(work->arena, "%lld", (long long)count);
    cli_say(work, "search.index.done", &said, 1);
    return CLI_DONE;
}
