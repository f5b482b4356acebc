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

static void read_@name@(const struct db_rows *rows, void *item)
{
    *(struct @name@ *)item = (struct @name@){
        .id = db_int(rows, 0),
        .unit_id = db_int(rows, 1),
        .title = db_text(rows, 2),
        .created_at = db_instant(rows, 3),
    };
}

const struct fault *@name@_list_before(struct work *work, int64_t unit_id, int64_t before,
                                       int limit, @name@_list *ret_list)
{
    db_depends(work, topic_of("@name@", 0));
    return db_list(work, @NAME@_LIST, P(unit_id, before ? before : INT64_MAX, limit),
                   read_@name@, DB_INTO(ret_list));
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
