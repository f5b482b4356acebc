/*
 * The columns that hold keys of the alphabet.
 */
#include "app/order.h"

#include "civic/site.h"
#include "db/db.h"
#include "db/topic.h"
#include "text/collate.h"

enum {
    PIECE = 500 /* names read at once */
};

static const char ORDER_VERSION[] = "SELECT version FROM name_order";
static const char ORDER_FORGET[] = "DELETE FROM name_order";
static const char ORDER_NOTE[] = "INSERT INTO name_order (version, built_at) VALUES ($1, $2)";

static const char UNIT_NAMES[] = "SELECT id, name FROM unit WHERE id > $1 ORDER BY id LIMIT $2";
static const char UNIT_SORT[] = "UPDATE unit SET name_sort = $2 WHERE id = $1";
static const char PERSON_NAMES[] = "SELECT id, name FROM person WHERE id > $1 ORDER BY id LIMIT $2";
static const char PERSON_SORT[] = "UPDATE person SET name_sort = $2 WHERE id = $1";

const char *const order_statements[] = {ORDER_VERSION, ORDER_FORGET, ORDER_NOTE,  UNIT_NAMES,
                                        UNIT_SORT,     PERSON_NAMES, PERSON_SORT, NULL};

/* columns: names behind an id, what sets the key of one */
static const struct {
    const char *names;
    const char *sort;
} tables[] = {
    {UNIT_NAMES,   UNIT_SORT  },
    {PERSON_NAMES, PERSON_SORT},
};

/* The next names behind `*after`; false at the end. */
static const struct fault *sort_piece(struct work *work, size_t table, int64_t *after,
                                      bool *ret_more)
{
    struct db_rows *rows;
    const struct fault *fault =
        db_query(work, tables[table].names, P(*after, (int64_t)PIECE), &rows);
    *ret_more = false;
    while (!fault && db_next(rows)) {
        *after = db_int(rows, 0);
        *ret_more = true;
        fault = db_exec(work, tables[table].sort,
                        P(*after, db_blob(text_sort_key(work->arena, db_text(rows, 1)))), NULL);
    }
    return fault ? fault : db_done(rows);
}

static const struct fault *sort_anew(struct work *work, void *context)
{
    const struct str *version = context;
    const struct fault *fault = NULL;
    for (size_t i = 0; !fault && i < sizeof(tables) / sizeof(tables[0]); i++) {
        int64_t after = INT64_MIN;
        bool is_more = true;
        while (!fault && is_more)
            fault = sort_piece(work, i, &after, &is_more);
    }
    if (!fault)
        fault = db_exec(work, ORDER_FORGET, P0, NULL);
    if (!fault)
        fault = db_exec(work, ORDER_NOTE, P(*version, clock_now(work->clock)), NULL);
    db_touch(work, topic_of("unit", 0));
    db_touch(work, topic_of("person", 0));
    return fault;
}

static const struct fault *check(struct work *work)
{
    struct str version = collate_version(work->arena);
    struct db_rows *rows;
    bool is_same;
    const struct fault *fault = db_query(work, ORDER_VERSION, P0, &rows);
    if (fault)
        return fault;
    is_same = db_next(rows) && str_equal(db_text(rows, 0), version);
    fault = db_done(rows);
    db_release(work);
    return fault || is_same ? fault : db_write(work, sort_anew, &version);
}

const struct fault *order_check(struct site *site)
{
    struct work *work = work_begin(site, LOCALE_VI);
    const struct fault *fault = collate_open(work->arena);
    fault = fault_copy(site->arena, fault ? fault : check(work));
    work_end(work);
    return fault;
}
