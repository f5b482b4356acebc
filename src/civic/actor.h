/*
 * Who asks (người thực hiện): an account with the roles it holds, or nobody in
 * particular. The pipeline makes one for each request; commands and jobs act as
 * the system.
 */
#ifndef DINH_CIVIC_ACTOR_H
#define DINH_CIVIC_ACTOR_H

#include "base/work.h"
#include "civic/role.h"

/* A role held in a unit, and so in all units below it. */
struct grant {
    enum role role;
    int64_t unit_id;
};

struct actor {
    int64_t account_id; /* 0: nobody signed in */
    int64_t session_id; /* the session it came with, or 0 */
    struct instant session_seen_at;
    struct str name; /* as shown to others */
    const struct grant *grants;
    size_t grant_count;
    bool is_system; /* a command or a job: may do everything */
    /* Signed in by password alone where a second factor is due: such an actor
     * has no grants until the code is given. */
    bool awaits_second_factor;
};

/* Nobody in particular; what a visitor is. */
extern const struct actor actor_anonymous;
/* The program itself, for commands and jobs. */
extern const struct actor actor_system;

bool actor_is_signed_in(const struct actor *actor);
bool actor_has_role(const struct actor *actor, enum role role);
bool actor_is_official(const struct actor *actor);

/* Whether any of the actor's roles is in `roles` (ROLE_BIT sets), in any unit. */
bool actor_may_somewhere(const struct actor *actor, unsigned roles);
/* The units in which one of `roles` is held, each once, in the order of the grants; how
 * many, at most `most`. What lies below them is not listed. */
size_t actor_units(const struct actor *actor, unsigned roles, int64_t *ret_ids, size_t most);

/*
 * Whether one of `roles` is held in `unit_id` or above it. Faults:
 * FAULT_FORBIDDEN "error.forbidden" when not, FAULT_UNAUTHENTICATED
 * "error.sign_in" when nobody is signed in, "error.second_factor" before the
 * code is given, and the database's.
 */
const struct fault *actor_must(struct work *work, unsigned roles, int64_t unit_id) FAULT_CHECK;

#endif
