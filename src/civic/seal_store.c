/*
 * All SQL of what is under seal. Openings are only ever added.
 */
#include "civic/seal_store.h"

#include "civic/actor.h"
#include "db/db.h"
#include "db/topic.h"

static const char SEALED_CASE[] =
    "SELECT wrapped_key, needs_two FROM sealed_case WHERE matter_id = $1";

const struct fault *sealed_case_load(struct work *work, int64_t matter_id, struct str *ret_wrapped,
                                     bool *ret_needs_two)
{
    struct db_rows *rows;
    const struct fault *fault = db_query(work, SEALED_CASE, P(matter_id), &rows);
    if (fault)
        return fault;
    *ret_wrapped = STR("");
    *ret_needs_two = false;
    if (db_next(rows)) {
        *ret_wrapped = db_bytes(rows, 0);
        *ret_needs_two = db_bool(rows, 1);
    }
    return db_done(rows);
}

static const char SEALED_CASE_INSERT[] =
    "INSERT INTO sealed_case (matter_id, wrapped_key, needs_two) VALUES ($1, $2, $3)";

const struct fault *sealed_case_insert(struct work *work, int64_t matter_id, struct str wrapped,
                                       bool needs_two)
{
    return db_exec(work, SEALED_CASE_INSERT, P(matter_id, db_blob(wrapped), needs_two), NULL);
}

static const char SEALED_CASE_NEED_TWO[] =
    "UPDATE sealed_case SET needs_two = 1 WHERE matter_id = $1";

const struct fault *sealed_case_need_two(struct work *work, int64_t matter_id)
{
    return db_exec(work, SEALED_CASE_NEED_TWO, P(matter_id), NULL);
}

static const char SEALED_TEXT_INSERT[] =
    "INSERT INTO sealed_text (id, matter_id, at, box) VALUES ($1, $2, $3, $4)";

const struct fault *sealed_text_insert(struct work *work, int64_t matter_id, struct str box)
{
    return db_exec(work, SEALED_TEXT_INSERT,
                   P(db_new_id(work->clock), matter_id, clock_now(work->clock), db_blob(box)),
                   NULL);
}

static const char SEALED_TEXTS[] = "SELECT at, box FROM sealed_text"
                                   " WHERE matter_id = $1"
                                   " ORDER BY id"
                                   " LIMIT 1000";

static void read_sealed_text(const struct db_rows *rows, void *item)
{
    *(struct sealed_text *)item = (struct sealed_text){db_instant(rows, 0), db_bytes(rows, 1)};
}

const struct fault *sealed_text_list_of(struct work *work, int64_t matter_id,
                                        sealed_text_list *ret_boxes)
{
    return db_list(work, SEALED_TEXTS, P(matter_id), read_sealed_text, DB_INTO(ret_boxes));
}

static const char SEALED_PEOPLE_INSERT[] =
    "INSERT INTO sealed_people (id, matter_id, at, box) VALUES ($1, $2, $3, $4)";

const struct fault *sealed_people_insert(struct work *work, int64_t matter_id, struct str box)
{
    return db_exec(work, SEALED_PEOPLE_INSERT,
                   P(db_new_id(work->clock), matter_id, clock_now(work->clock), db_blob(box)),
                   NULL);
}

static const char SEALED_PEOPLE[] = "SELECT at, box FROM sealed_people"
                                    " WHERE matter_id = $1"
                                    " ORDER BY id"
                                    " LIMIT 1000";

const struct fault *sealed_people_list_of(struct work *work, int64_t matter_id,
                                          sealed_text_list *ret_boxes)
{
    return db_list(work, SEALED_PEOPLE, P(matter_id), read_sealed_text, DB_INTO(ret_boxes));
}

static const char WITHOUT_PEOPLE[] =
    "SELECT c.matter_id FROM sealed_case c"
    " WHERE c.matter_id > $1"
    "   AND NOT EXISTS (SELECT 1 FROM sealed_people p WHERE p.matter_id = c.matter_id)"
    " ORDER BY c.matter_id"
    " LIMIT $2";

const struct fault *sealed_without_people(struct work *work, int64_t after, int64_t *ret_ids,
                                          size_t most, size_t *ret_count)
{
    struct db_rows *rows;
    const struct fault *fault = db_query(work, WITHOUT_PEOPLE, P(after, (int64_t)most), &rows);
    *ret_count = 0;
    if (fault)
        return fault;
    while (db_next(rows))
        ret_ids[(*ret_count)++] = db_int(rows, 0);
    return db_done(rows);
}

static const char SEAL_SLIP_INSERT[] =
    "INSERT INTO sealed_slip (id, matter_id, account_id, at) VALUES ($1, $2, $3, $4)";

const struct fault *seal_slip_insert(struct work *work, int64_t matter_id)
{
    return db_exec(
        work, SEAL_SLIP_INSERT,
        P(db_new_id(work->clock), matter_id, work->actor->account_id, clock_now(work->clock)),
        NULL);
}

static const char SEAL_SLIPS[] = "SELECT a.name, s.at"
                                 " FROM sealed_slip s"
                                 " JOIN account a ON a.id = s.account_id"
                                 " WHERE s.matter_id = $1"
                                 " ORDER BY s.id DESC"
                                 " LIMIT 1000";

static void read_seal_slip(const struct db_rows *rows, void *item)
{
    *(struct seal_slip *)item = (struct seal_slip){db_text(rows, 0), db_instant(rows, 1)};
}

const struct fault *seal_slips(struct work *work, int64_t matter_id, seal_slip_list *ret_slips)
{
    return db_list(work, SEAL_SLIPS, P(matter_id), read_seal_slip, DB_INTO(ret_slips));
}

static const char SEAL_OPENING_INSERT[] =
    "INSERT INTO sealed_opening (id, matter_id, account_id, reason, at)"
    " VALUES ($1, $2, $3, $4, $5)";

const struct fault *seal_opening_insert(struct work *work, const struct matter *matter,
                                        struct str reason, int64_t *ret_id)
{
    int64_t id = db_new_id(work->clock);
    db_touch(work, topic_of("matter", matter->id));
    *ret_id = id;
    return db_exec(work, SEAL_OPENING_INSERT,
                   P(id, matter->id, work->actor->account_id, reason, clock_now(work->clock)),
                   NULL);
}

static const char SEAL_SECOND_INSERT[] =
    "INSERT INTO sealed_second (opening_id, account_id, at) VALUES ($1, $2, $3)"
    " ON CONFLICT DO NOTHING";

const struct fault *seal_second_insert(struct work *work, int64_t opening)
{
    return db_exec(work, SEAL_SECOND_INSERT,
                   P(opening, work->actor->account_id, clock_now(work->clock)), NULL);
}

static const char SEAL_LOG[] =
    "SELECT o.id, o.matter_id, o.account_id, a.name, o.reason, o.at, s.account_id, b.name, s.at"
    " FROM sealed_opening o"
    " JOIN account a ON a.id = o.account_id"
    " LEFT JOIN sealed_second s ON s.opening_id = o.id"
    " LEFT JOIN account b ON b.id = s.account_id"
    " WHERE o.matter_id = $1"
    " ORDER BY o.id DESC"
    " LIMIT 1000";

static void read_seal_opening(const struct db_rows *rows, void *item)
{
    *(struct seal_opening *)item = (struct seal_opening){
        .id = db_int(rows, 0),
        .matter_id = db_int(rows, 1),
        .account_id = db_int(rows, 2),
        .name = db_text(rows, 3),
        .reason = db_text(rows, 4),
        .at = db_instant(rows, 5),
        .second_id = db_int(rows, 6),
        .second_name = db_text(rows, 7),
        .second_at = db_instant(rows, 8),
    };
}

const struct fault *seal_log(struct work *work, int64_t matter_id, seal_opening_list *ret_openings)
{
    return db_list(work, SEAL_LOG, P(matter_id), read_seal_opening, DB_INTO(ret_openings));
}

const char *const seal_statements[] = {
    SEALED_CASE,
    SEALED_CASE_NEED_TWO,
    SEALED_CASE_INSERT,
    SEALED_TEXT_INSERT,
    SEALED_TEXTS,
    SEALED_PEOPLE_INSERT,
    SEALED_PEOPLE,
    WITHOUT_PEOPLE,
    SEAL_SLIP_INSERT,
    SEAL_SLIPS,
    SEAL_OPENING_INSERT,
    SEAL_SECOND_INSERT,
    SEAL_LOG,
    NULL,
};
