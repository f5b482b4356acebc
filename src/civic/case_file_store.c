/*
 * All SQL of case files. Files and readings are only ever added.
 */
#include "civic/case_file_store.h"

#include "civic/actor.h"
#include "db/db.h"
#include "db/topic.h"

static const char STRAY_ADD[] = "INSERT INTO stray_file (digest, expires_at) VALUES ($1, $2)"
                                " ON CONFLICT (digest) DO UPDATE SET expires_at = $2";

const struct fault *stray_file_add(struct work *work, struct str digest, struct instant until)
{
    return db_exec(work, STRAY_ADD, P(digest, until), NULL);
}

static const char STRAY_REMOVE[] = "DELETE FROM stray_file WHERE digest = $1";

const struct fault *stray_file_remove(struct work *work, struct str digest)
{
    return db_exec(work, STRAY_REMOVE, P(digest), NULL);
}

static const char STRAY_ENDED[] = "SELECT digest FROM stray_file"
                                  " WHERE expires_at <= $1"
                                  " ORDER BY expires_at, digest"
                                  " LIMIT $2";

const struct fault *stray_files_ended(struct work *work, struct instant now,
                                      struct str *ret_digests, size_t *ret_count)
{
    struct db_rows *rows;
    const struct fault *fault = db_query(work, STRAY_ENDED, P(now, STRAY_AT_ONCE), &rows);
    size_t count = 0;
    if (fault)
        return fault;
    while (db_next(rows))
        ret_digests[count++] = db_text(rows, 0);
    *ret_count = count;
    return db_done(rows);
}

static const char FILE_INSERT[] =
    "INSERT INTO matter_file (id, matter_id, at, part, account_id, is_sealed, digest, size, box)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";

const struct fault *case_file_insert(struct work *work, const struct case_file_row *row)
{
    const struct case_file *file = &row->file;
    int64_t by = str_equal(file->part, STR("sender")) ? 0 : work->actor->account_id;
    db_touch(work, topic_of("matter", file->matter_id));
    return db_exec(work, FILE_INSERT,
                   P(db_new_id(work->clock), file->matter_id, clock_now(work->clock), file->part,
                     db_id_or_null(by), file->is_sealed, file->ticket.digest, file->size,
                     db_blob(row->box)),
                   NULL);
}

static const char FILE_MOVE[] =
    "UPDATE matter_file SET matter_id = $2, is_sealed = 1, box = $3 WHERE id = $1";

const struct fault *case_file_move(struct work *work, const struct case_file_row *row,
                                   int64_t matter_id)
{
    db_touch(work, topic_of("matter", row->file.matter_id));
    db_touch(work, topic_of("matter", matter_id));
    return db_exec(work, FILE_MOVE, P(row->file.id, matter_id, db_blob(row->box)), NULL);
}

static const char FILES_OF[] =
    "SELECT f.id, f.matter_id, f.at, f.part, a.name, f.is_sealed, f.digest, f.size, f.box"
    " FROM matter_file f LEFT JOIN account a ON a.id = f.account_id"
    " WHERE f.matter_id = $1"
    " ORDER BY f.id"
    " LIMIT $2";

static void read_case_file_row(const struct db_rows *rows, void *item)
{
    *(struct case_file_row *)item = (struct case_file_row){
        .file = {.id = db_int(rows, 0),
                 .matter_id = db_int(rows, 1),
                 .at = db_instant(rows, 2),
                 .part = db_text(rows, 3),
                 .by = db_text(rows, 4),
                 .is_sealed = db_bool(rows, 5),
                 .size = db_int(rows, 7),
                 .ticket = {.digest = db_text(rows, 6), .size = db_int(rows, 7)}},
        .box = db_bytes(rows, 8)
    };
}

const struct fault *case_file_rows_of(struct work *work, int64_t matter_id,
                                      case_file_rows *ret_rows)
{
    return db_list(work, FILES_OF, P(matter_id, CASE_FILES_MOST), read_case_file_row,
                   DB_INTO(ret_rows));
}

static const char FILE_COUNT[] = "SELECT COUNT(*) FROM matter_file WHERE matter_id = $1";

const struct fault *case_files_count(struct work *work, int64_t matter_id, int64_t *ret_count)
{
    struct db_rows *rows;
    const struct fault *fault = db_one(work, FILE_COUNT, P(matter_id), &rows);
    if (!fault)
        *ret_count = db_int(rows, 0);
    return fault;
}

static const char READING_ADD[] =
    "INSERT INTO matter_file_reading (id, file_id, account_id, at) VALUES ($1, $2, $3, $4)";

const struct fault *case_file_reading_add(struct work *work, int64_t file_id)
{
    return db_exec(
        work, READING_ADD,
        P(db_new_id(work->clock), file_id, work->actor->account_id, clock_now(work->clock)), NULL);
}

static const char READINGS[] = "SELECT r.file_id, a.name, r.at"
                               " FROM matter_file f"
                               " JOIN matter_file_reading r ON r.file_id = f.id"
                               " JOIN account a ON a.id = r.account_id"
                               " WHERE f.matter_id = $1"
                               " ORDER BY r.id DESC"
                               " LIMIT $2";

static void read_case_file_reading(const struct db_rows *rows, void *item)
{
    *(struct case_file_reading *)item =
        (struct case_file_reading){db_int(rows, 0), db_text(rows, 1), db_instant(rows, 2)};
}

const struct fault *case_file_readings(struct work *work, int64_t matter_id, int limit,
                                       case_file_reading_list *ret_readings)
{
    return db_list(work, READINGS, P(matter_id, limit), read_case_file_reading,
                   DB_INTO(ret_readings));
}

const char *const case_file_statements[] = {
    STRAY_ADD, STRAY_REMOVE, STRAY_ENDED, FILE_INSERT, FILE_MOVE,
    FILES_OF,  FILE_COUNT,   READING_ADD, READINGS,    NULL,
};
