/*
 * Putting a backup (app/backup.h) back. All of it is made in a folder beside the
 * data folder and takes its place at the end in one step, so that whatever happens
 * before leaves things as they were. A database on PostgreSQL is filled in one
 * transaction.
 */
#ifndef DINH_APP_RESTORE_H
#define DINH_APP_RESTORE_H

#include "app/backup.h"
#include "text/message.h"

struct restore {
    const char *file;
    const char *data;    /* the data folder to be */
    const char *keys;    /* file of backup_make_keys; NULL: the key stands in DATA/keys */
    struct str database; /* the setting to be; empty: as in the backup, SQLite in the folder */
    bool is_replaced;    /* a folder with something in it is moved aside */
    enum locale locale;
    backup_progress *progress;
    void *context;
};

struct restored {
    struct backup_sum sum;
    int64_t indexed;       /* documents put into the search */
    const char *set_aside; /* where the old folder is; NULL where there was none */
};

/*
 * Faults, FAULT_INVALID or FAULT_CONFLICT, all before anything is touched:
 * those of backup_verify; "restore.newer" {number} (made by a newer program),
 * "restore.columns" {name} (a table is another), "restore.no_key" {path} {key},
 * "restore.other_key" {key}, "restore.there" {path} (the folder has something in
 * it), "restore.database_there" (PostgreSQL: the database has); later
 * FAULT_UNAVAILABLE "restore.write" {path} and the database's.
 */
const struct fault *restore_run(struct arena *arena, const struct restore *restore,
                                struct restored *ret_restored) FAULT_CHECK;

#endif
