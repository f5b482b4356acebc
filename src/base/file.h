/*
 * Files by path: read whole up to a limit, written so that a crash leaves
 * either the old or the new one, folders made as needed.
 */
#ifndef DINH_BASE_FILE_H
#define DINH_BASE_FILE_H

#include "base/fault.h"

/* Reads all of `path` ("-" is standard input). Faults: FAULT_NOT_FOUND,
 * FAULT_TOO_LARGE over `limit` bytes, FAULT_UNAVAILABLE otherwise. */
const struct fault *file_read(struct arena *arena, const char *path, size_t limit,
                              struct str *ret_bytes) FAULT_CHECK;
/* Writes a new file beside `path`, syncs it, renames it into place and syncs
 * the folder. `mode` is the permission bits. */
const struct fault *file_write(struct arena *arena, const char *path, struct str bytes,
                               unsigned mode) FAULT_CHECK;
/* Makes `path` and the folders above it; those that exist are left alone. */
const struct fault *file_make_folder(struct arena *arena, const char *path,
                                     unsigned mode) FAULT_CHECK;
/* Removes `path` with all that lies in it; links are not followed. What cannot be
 * removed stays. */
void file_remove_tree(const char *path);
bool file_exists(const char *path);
/* Bytes of a file; 0 where there is none. */
int64_t file_size(const char *path);

/* Names in a folder, sorted by bytes, without "." and "..". */
const struct fault *file_list(struct arena *arena, const char *path, struct str **ret_names,
                              size_t *ret_count) FAULT_CHECK;

#endif
