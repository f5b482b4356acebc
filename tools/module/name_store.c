/*
 * All SQL of @name@.
 */
#include "modules/@name@/@name@_store.h"

#include "db/db.h"
#include "db/topic.h"

static const char @NAME@_LIST[] = "SELECT id, unit_id, title, created_at"
                                  " FROM @name@"
                                  " WHERE unit_id = $1 AND id < $2"
                                  " ORDER BY id DESC"
                                  " LIMIT $3";

const struct fault *@name@_list_before(struct work *work, int64_t unit_id, int64_t before,
                                       int limit, @name@_list *ret_list)
{
    @name@_list list = {0};
    struct db_rows *rows;
    const struct fault *fault;
    db_depends(work, topic_of("@name@", 0));
    fault = db_query(work, @NAME@_LIST, P(unit_id, before ? before : INT64_MAX, limit),
                     &rows);
    if (fault)
        return fault;
    while (db_next(rows))
        *VEC_PUSH(&list, work->arena) = (struct @name@){
            .id = db_int(rows, 0),
            .unit_id = db_int(rows, 1),
            .title = db_text(rows, 2),
            .created_at = db_instant(rows, 3),
        };
    *ret_list = list;
    return db_done(rows);
}

static const char @NAME@_INSERT[] = "INSERT INTO @name@ (id, unit_id, title, created_at, created_by)"
                                    " VALUES ($1, $2, $3, $4, $5)";

const struct fault *@name@_insert(struct work *work, const struct @name@ *@name@)
{
    db_touch(work, topic_of("@name@", 0));
    return db_exec(work, @NAME@_INSERT,
                   P(@name@->id, @name@->unit_id, @name@->title, @name@->created_at,
                     db_id_or_null(work->actor->account_id)),
                   NULL);
}

const char *const @name@_statements[] = {@NAME@_LIST, @NAME@_INSERT, NULL};
