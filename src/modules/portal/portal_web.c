/*
 * Whose portal it is, and who looks after it.
 */
#include "modules/portal/portal_web.h"

const struct fault *portal_unit(struct work *work, struct unit *ret_unit)
{
    const struct fault *fault = site_unit(work, ret_unit);
    return fault ? fault : actor_must(work, PORTAL_ROLES, ret_unit->id);
}
