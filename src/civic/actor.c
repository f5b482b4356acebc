/*
 * Permission questions. Units below a unit are read from the closure table that
 * unit_store.c keeps.
 */
#include "civic/actor.h"

#include "civic/unit.h"

const struct actor actor_anonymous = {0};
const struct actor actor_system = {.is_system = true};

bool actor_is_signed_in(const struct actor *actor)
{
    return actor->account_id != 0;
}

bool actor_has_role(const struct actor *actor, enum role role)
{
    return actor_may_somewhere(actor, ROLE_BIT(role));
}

bool actor_is_official(const struct actor *actor)
{
    for (size_t i = 0; i < actor->grant_count; i++)
        if (role_is_official(actor->grants[i].role))
            return true;
    return false;
}

bool actor_may_somewhere(const struct actor *actor, unsigned roles)
{
    if (actor->is_system)
        return true;
    for (size_t i = 0; i < actor->grant_count; i++)
        if (roles & ROLE_BIT(actor->grants[i].role))
            return true;
    return false;
}

size_t actor_units(const struct actor *actor, unsigned roles, int64_t *ret_ids, size_t most)
{
    size_t count = 0;
    for (size_t i = 0; i < actor->grant_count && count < most; i++) {
        bool is_known = !(roles & ROLE_BIT(actor->grants[i].role));
        for (size_t k = 0; k < count; k++)
            is_known = is_known || ret_ids[k] == actor->grants[i].unit_id;
        if (!is_known)
            ret_ids[count++] = actor->grants[i].unit_id;
    }
    return count;
}

const struct fault *actor_must(struct work *work, unsigned roles, int64_t unit_id)
{
    const struct actor *actor = work->actor;
    const struct fault *fault;
    bool within = actor->is_system;
    for (size_t i = 0; i < actor->grant_count && !within; i++) {
        if (!(roles & ROLE_BIT(actor->grants[i].role)))
            continue;
        if (actor->grants[i].unit_id == unit_id) {
            within = true; /* the common case, without asking the database */
            continue;
        }
        fault = unit_lies_within(work, unit_id, actor->grants[i].unit_id, &within);
        if (fault)
            return fault;
    }
    if (within)
        return NULL;
    if (!actor_is_signed_in(actor))
        return fault_new(work->arena, FAULT_UNAUTHENTICATED, "error.sign_in", "nobody signed in");
    if (actor->awaits_second_factor)
        return fault_new(work->arena, FAULT_UNAUTHENTICATED, "error.second_factor",
                         "account %lld has yet to give its code", (long long)actor->account_id);
    return fault_new(work->arena, FAULT_FORBIDDEN, "error.forbidden",
                     "account %lld holds none of roles %#x in unit %lld",
                     (long long)actor->account_id, roles, (long long)unit_id);
}
