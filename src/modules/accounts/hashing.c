/*
 * A counting gate in front of argon2id.
 */
#include "modules/accounts/hashing.h"

#include "base/wait.h"
#include "civic/site.h"
#include "db/db.h"
#include "modules/accounts/accounts_state.h"

#include <pthread.h>
#include <unistd.h>

struct hashing {
    pthread_mutex_t lock;
    pthread_cond_t is_free;
    unsigned at_once;
    unsigned running;
    unsigned waiting;
};

struct hashing *hashing_new(struct arena *arena, unsigned at_once)
{
    struct hashing *hashing = ARENA_NEW(arena, struct hashing);
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    hashing->at_once = at_once ? at_once : (unsigned)(cores > 0 ? cores : 1);
    pthread_mutex_init(&hashing->lock, NULL);
    wait_condition_init(&hashing->is_free);
    return hashing;
}

const struct fault *hashing_enter(struct work *work, struct hashing *hashing)
{
    bool is_admitted;
    pthread_mutex_lock(&hashing->lock);
    is_admitted = hashing->running < hashing->at_once ||
                  hashing->waiting < hashing->at_once * HASHING_WAITING;
    if (is_admitted) {
        hashing->waiting++;
        while (hashing->running >= hashing->at_once)
            wait_signal(&hashing->is_free, &hashing->lock);
        hashing->waiting--;
        hashing->running++;
    }
    pthread_mutex_unlock(&hashing->lock);
    if (is_admitted)
        return NULL;
    return fault_new(work->arena, FAULT_TOO_MANY, "error.busy", "too many passwords at once");
}

void hashing_leave(struct hashing *hashing)
{
    pthread_mutex_lock(&hashing->lock);
    hashing->running--;
    pthread_cond_signal(&hashing->is_free);
    pthread_mutex_unlock(&hashing->lock);
}

unsigned hashing_waiting(struct hashing *hashing)
{
    unsigned waiting;
    pthread_mutex_lock(&hashing->lock);
    waiting = hashing->waiting;
    pthread_mutex_unlock(&hashing->lock);
    return waiting;
}

const struct fault *password_hash(struct work *work, struct str password, struct str *ret_hash)
{
    struct hashing *hashing = accounts_of(work)->hashing;
    const struct fault *fault;
    db_release(work);
    fault = hashing_enter(work, hashing);
    if (fault)
        return fault;
    fault = crypto_password_hash(work->arena, password, ret_hash);
    hashing_leave(hashing);
    return fault;
}

const struct fault *password_matches(struct work *work, struct str hash, struct str password,
                                     bool *ret_matches)
{
    struct hashing *hashing = accounts_of(work)->hashing;
    struct str unused;
    const struct fault *fault;
    db_release(work);
    fault = hashing_enter(work, hashing);
    if (fault)
        return fault;
    if (hash.len > 0)
        *ret_matches = crypto_password_matches(hash, password);
    else
        fault = crypto_password_hash(work->arena, password, &unused);
    if (hash.len == 0)
        *ret_matches = false;
    hashing_leave(hashing);
    return fault;
}
