/*
 * Publishing everything again in the search, in pieces with memory of their own.
 */
#include "modules/publications/article_service.h"

#include "civic/search.h"
#include "civic/site.h"
#include "db/db.h"

enum {
    PIECE = 200 /* articles in one write */
};

static const struct fault *index_rows(struct work *work, void *context)
{
    const article_rows *rows = context;
    for (size_t i = 0; i < rows->count; i++) {
        struct article article;
        const struct fault *fault = article_load(work, rows->items[i].id, &article);
        if (!fault)
            fault = article_index_one_of_many(work, &article);
        if (fault)
            return fault;
    }
    return search_settle(work);
}

/* The next articles older than `*from`, which moves on. */
static const struct fault *index_piece(struct work *work, struct article_key *from,
                                       size_t *ret_count)
{
    article_rows rows;
    const struct fault *fault = article_list_addresses(work, *from, PIECE, &rows);
    db_release(work);
    if (!fault && rows.count > 0)
        fault = db_write(work, index_rows, &rows);
    if (fault)
        return fault;
    if (rows.count > 0) {
        const struct article_row *last = &rows.items[rows.count - 1];
        *from = (struct article_key){last->published_at, last->id};
    }
    *ret_count = rows.count;
    return NULL;
}

const struct fault *article_reindex(struct work *work, reindex_progress *progress, void *context)
{
    struct arena *arena = arena_new();
    struct article_key from = {0};
    size_t count = PIECE;
    const struct fault *fault = NULL;
    while (!fault && count == PIECE) {
        struct work piece = {.arena = arena,
                             .actor = work->actor,
                             .clock = work->clock,
                             .locale = work->locale,
                             .site = work->site};
        fault = db_attach(work->site->pool, &piece, DB_MAY_WRITE);
        if (!fault)
            fault = index_piece(&piece, &from, &count);
        if (!fault)
            progress(context, (int64_t)count);
        fault = fault_copy(work->arena, fault);
        arena_reset(arena);
    }
    arena_free(arena);
    return fault;
}
