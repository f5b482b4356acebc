/*
 * What is known of the backups that were made.
 */
#include "modules/admin/admin.h"
#include "modules/admin/admin_store.h"

#include "db/topic.h"

static const char BACKUP_INSERT[] =
    "INSERT INTO backup_made (id, made_at, name, bytes, row_count, file_count, took_us)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7)";

static const struct fault *insert(struct work *work, void *context)
{
    const struct admin_backup *backup = context;
    return db_exec(work, BACKUP_INSERT,
                   P(db_new_id(work->clock), clock_now(work->clock), backup->name, backup->bytes,
                     backup->row_count, backup->file_count, backup->took_us),
                   NULL);
}

const struct fault *admin_backup_made(struct work *work, const struct admin_backup *backup)
{
    struct admin_backup copy = *backup;
    return db_write(work, insert, &copy);
}

static const char BACKUP_LAST[] = "SELECT made_at, name, bytes, row_count, file_count, took_us"
                                  " FROM backup_made ORDER BY made_at DESC, id DESC LIMIT 1";

const struct fault *admin_backup_last(struct work *work, struct admin_backup *ret_backup)
{
    struct db_rows *rows;
    const struct fault *fault = db_one(work, BACKUP_LAST, P0, &rows);
    if (fault)
        return fault;
    *ret_backup = (struct admin_backup){
        .made_at = db_instant(rows, 0),
        .name = db_text(rows, 1),
        .bytes = db_int(rows, 2),
        .row_count = db_int(rows, 3),
        .file_count = db_int(rows, 4),
        .took_us = db_int(rows, 5),
    };
    return NULL;
}

const char *const admin_backup_statements[] = {BACKUP_INSERT, BACKUP_LAST, NULL};
