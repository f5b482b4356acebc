/*
 * The container of a backup: a POSIX tar (IEEE 1003.1, pax) compressed with
 * Zstandard (RFC 8878), which `tar --zstd -xf FILE` unpacks on any machine. Every
 * member is short enough to be held in memory. The last member, checksums.txt, has
 * a line "DIGEST  NAME" for each of the others, as `b2sum -l 256 -c` reads them.
 */
#ifndef DINH_APP_BACKUP_ARCHIVE_H
#define DINH_APP_BACKUP_ARCHIVE_H

#include "base/date.h"
#include "base/fault.h"

enum {
    BACKUP_MEMBER = 512 * 1024 * 1024, /* bytes of one member */
    BACKUP_NAME = 200                  /* bytes of its name */
};

/* ---- writing ---- */

struct backup_writer;

/*
 * Begins FILE beside its name, readable by its owner alone; the file gets its name
 * with backup_finish and vanishes with the arena otherwise. What was written is
 * handed to the disk every few megabytes, so that the syncs of others do not wait
 * for it. Faults: FAULT_UNAVAILABLE "backup.write" {path}.
 */
const struct fault *backup_begin(struct arena *arena, const char *path,
                                 struct backup_writer **ret_writer) FAULT_CHECK;
/* One member; `at` is the day it bears. `scratch` is used for a moment. */
const struct fault *backup_add(struct backup_writer *writer, struct arena *scratch, struct str name,
                               struct str bytes, struct instant at) FAULT_CHECK;
/* Writes the checksums, syncs the file, gives it its name and syncs the folder. */
const struct fault *backup_finish(struct backup_writer *writer, struct instant at) FAULT_CHECK;

/* ---- reading ---- */

struct backup_reader;

struct backup_member {
    struct str name; /* "" behind the last */
    struct str bytes;
};

/* Faults: FAULT_NOT_FOUND "backup.missing" {path}, FAULT_INVALID "backup.damaged" {path}. */
const struct fault *backup_open(struct arena *arena, const char *path,
                                struct backup_reader **ret_reader) FAULT_CHECK;
/*
 * The next member, in `scratch`. Names that a path could misuse are refused. Behind
 * the last one, all checksums have been compared. Faults: FAULT_INVALID
 * "backup.damaged" {path}.
 */
const struct fault *backup_next(struct backup_reader *reader, struct arena *scratch,
                                struct backup_member *ret_member) FAULT_CHECK;

#endif
