/*
 * One value, an arena of its own, and what it was read from, behind a lock.
 */
#include "db/kept.h"

#include "db/pool.h"

#include <pthread.h>
#include <stdlib.h>

struct kept {
    pthread_rwlock_t lock;
    struct arena *arena; /* of the value; NULL: nothing kept */
    const void *value;
    struct depend depend;
};

static void release(void *resource)
{
    struct kept *kept = resource;
    if (kept->arena)
        arena_free(kept->arena);
    pthread_rwlock_destroy(&kept->lock);
}

struct kept *kept_new(struct arena *arena)
{
    struct kept *kept = ARENA_NEW(arena, struct kept);
    if (pthread_rwlock_init(&kept->lock, NULL) != 0)
        abort();
    arena_cleanup(arena, release, kept);
    return kept;
}

/* The page under construction shows all that the value shows. */
static void depend_too(struct work *work, const struct depend *depend)
{
    for (uint32_t i = 0; i < depend->count; i++)
        db_depends(work, (struct topic){depend->slots[i]});
    if (work->depend && depend->is_on_everything)
        work->depend->is_on_everything = true;
}

/* A page that is begun now sees every later change of what it depends on, so the
 * topics are noted before the value is judged fresh. */
static bool find(struct kept *kept, struct work *work, kept_copy *copy, void **ret_value)
{
    bool is_found;
    pthread_rwlock_rdlock(&kept->lock);
    is_found = kept->arena != NULL;
    if (is_found) {
        depend_too(work, &kept->depend);
        is_found = depend_fresh(work->db->pool, &kept->depend);
    }
    if (is_found)
        *ret_value = copy(work->arena, kept->value);
    pthread_rwlock_unlock(&kept->lock);
    return is_found;
}

static void keep(struct kept *kept, kept_copy *copy, const void *value, const struct depend *depend)
{
    struct arena *arena = arena_new();
    const void *copied = copy(arena, value);
    pthread_rwlock_wrlock(&kept->lock);
    if (kept->arena)
        arena_free(kept->arena);
    kept->arena = arena;
    kept->value = copied;
    kept->depend = *depend;
    pthread_rwlock_unlock(&kept->lock);
}

const struct fault *kept_get(struct kept *kept, struct work *work, kept_load *load, kept_copy *copy,
                             void **ret_value)
{
    struct depend *outer = work->depend;
    struct depend own = {0};
    void *value;
    const struct fault *fault;
    if (!kept || work->db->is_writer)
        return load(work, ret_value);
    if (find(kept, work, copy, ret_value))
        return NULL;
    work->depend = &own;
    fault = load(work, &value);
    work->depend = outer;
    if (fault)
        return fault;
    depend_too(work, &own);
    if (own.is_begun)
        keep(kept, copy, value, &own);
    *ret_value = value;
    return NULL;
}
