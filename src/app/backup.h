/*
 * Backups (sao lưu): the tables of a database in one snapshot, the settings and the
 * files of the data folder, in one file (app/backup_archive.h) that either engine
 * takes back (app/restore.h):
 *
 *     backup.json                       what it is: struct backup_head
 *     settings/dinh.conf
 *     tables/NAME/000001.jsonl, …       app/backup_tables_store.h
 *     files/…                           DATA/files
 *     checksums.txt
 *
 * Keys are not in it: without the site's key its secrets stay sealed. The head says
 * which key it needs.
 */
#ifndef DINH_APP_BACKUP_H
#define DINH_APP_BACKUP_H

#include "app/backup_archive.h"
#include "app/backup_tables_store.h"
#include "civic/site.h"

enum {
    BACKUP_FORMAT = 1,
    BACKUP_KEY_LENGTH = 16 /* characters of a key's fingerprint */
};

#define BACKUP_HEAD "backup.json"
#define BACKUP_SETTINGS "settings/dinh.conf"
#define BACKUP_TABLES "tables/"
#define BACKUP_FILES "files/"
#define BACKUP_KEYS "keys/"

/* The first member. */
struct backup_head {
    int64_t format;
    int64_t migration; /* the last one that the database had */
    struct str key;    /* fingerprint of the site's key */
    struct str engine; /* "sqlite", "postgres": for the reader; either takes it back */
    struct instant made_at;
    table_list tables;
};

/* What a backup holds. */
struct backup_sum {
    int64_t rows;
    int64_t files;
    int64_t bytes; /* before compression */
};

/* Told how many bytes are done. */
typedef void backup_progress(void *context, int64_t bytes);

/*
 * Writes a backup of the site to `path`. Other programs go on reading and writing;
 * what they write meanwhile is not in it. Faults: those of app/backup_archive.h, the
 * database's and, of files, the disk's.
 */
const struct fault *backup_make(struct work *work, const char *path, backup_progress *progress,
                                void *context, struct backup_sum *ret_sum) FAULT_CHECK;
/* Writes the keys of a data folder to a file of their own, of the same form. */
const struct fault *backup_make_keys(struct arena *arena, const char *data, const char *path,
                                     struct instant at) FAULT_CHECK;

/* Reads the whole file and compares every checksum. */
const struct fault *backup_verify(struct arena *arena, const char *path, backup_progress *progress,
                                  void *context, struct backup_head *ret_head,
                                  struct backup_sum *ret_sum) FAULT_CHECK;

/* Reads the first member. Faults: FAULT_INVALID "backup.damaged", "backup.format". */
const struct fault *backup_read_head(struct arena *arena, const char *path,
                                     const struct backup_member *member,
                                     struct backup_head *ret_head) FAULT_CHECK;
/* Tells keys apart without telling anything of them. */
struct str backup_key_fingerprint(struct arena *arena, const uint8_t key[CRYPTO_KEY_SIZE]);

#endif
