/*
 * Slots of topics, and what a page depends on.
 */
#include "db/topic.h"

#include "db/pool.h"

struct topic topic_of(const char *kind, int64_t id)
{
    uint64_t hash = str_hash(str_from_c(kind)) ^ (uint64_t)id * UINT64_C(0x9E3779B97F4A7C15);
    return (struct topic){(uint32_t)((hash ^ hash >> 32) % DB_SLOTS)};
}

void db_depends(struct work *work, struct topic topic)
{
    struct depend *depend = work->depend;
    if (!depend)
        return;
    db_note_snapshot(work);
    for (uint32_t i = 0; i < depend->count; i++)
        if (depend->slots[i] == topic.slot)
            return;
    if (depend->count == DEPEND_SLOTS)
        depend->is_on_everything = true;
    else
        depend->slots[depend->count++] = topic.slot;
}

void db_touch(struct work *work, struct topic topic)
{
    db_note_touched(work, topic.slot);
}

bool depend_fresh(const struct db_pool *pool, const struct depend *depend)
{
    if (!depend->is_begun) /* made of nothing that is in the database */
        return true;
    if (atomic_load_explicit(&pool->everything, memory_order_acquire) > depend->commit)
        return false;
    if (depend->is_on_everything)
        return atomic_load_explicit(&pool->last_commit, memory_order_acquire) <= depend->commit;
    for (uint32_t i = 0; i < depend->count; i++)
        if (atomic_load_explicit(&pool->slots[depend->slots[i]], memory_order_acquire) >
            depend->commit)
            return false;
    return true;
}
