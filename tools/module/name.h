/*
 * @Name@: NEEDSWORK: what it is, with its Vietnamese term, in one or two
 * sentences. The only header of this module that others include.
 */
#ifndef DINH_MODULES_@NAME@_@NAME@_H
#define DINH_MODULES_@NAME@_@NAME@_H

#include "civic/module.h"

enum {
    @NAME@_TITLE_MOST = 200, /* characters */
    @NAME@_PAGE = 20         /* on one list page */
};

struct @name@ {
    int64_t id;
    int64_t unit_id;
    struct str title;
    struct instant created_at;
};
typedef VEC(struct @name@) @name@_list;

/* The newest of a unit whose id lies below `before` (0: the newest of all), at
 * most `limit`. Who wants to know whether there are more asks for one more than it
 * shows. Faults: the database's. */
const struct fault *@name@_list_before(struct work *work, int64_t unit_id, int64_t before,
                                       int limit, @name@_list *ret_list) FAULT_CHECK;
/* Makes one in the unit of the site, in a write of its own. Faults:
 * FAULT_FORBIDDEN "error.forbidden" for who may not, FAULT_INVALID at "title"
 * (@name@_rules.h), and the database's. */
const struct fault *@name@_create(struct work *work, struct str title) FAULT_CHECK;

/* Who may make one (permission @name@.write). */
#define @NAME@_WRITERS (ROLE_BIT(ROLE_EDITOR) | ROLE_BIT(ROLE_ADMINISTRATOR))

extern const struct module @name@_module;

#endif
