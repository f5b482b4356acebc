/*
 * The use-cases of @name@: one function and one transaction each.
 */
#include "civic/unit.h"
#include "db/db.h"
#include "modules/@name@/@name@_rules.h"
#include "modules/@name@/@name@_store.h"

static const struct fault *insert(struct work *work, void *context)
{
    return @name@_insert(work, context);
}

const struct fault *@name@_create(struct work *work, struct str title)
{
    struct @name@ @name@ = {.title = title, .created_at = clock_now(work->clock)};
    struct unit unit;
    const struct fault *fault = site_unit(work, &unit);
    if (!fault)
        fault = actor_must(work, @NAME@_WRITERS, unit.id);
    if (!fault)
        fault = @name@_title_check(work->arena, title);
    if (fault)
        return fault;
    @name@.id = db_new_id(work->clock);
    @name@.unit_id = unit.id;
    return db_write(work, insert, &@name@);
}
