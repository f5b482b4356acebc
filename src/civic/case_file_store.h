/*
 * Rows of case files, for case_file.c alone.
 */
#ifndef DINH_CIVIC_CASE_FILE_STORE_H
#define DINH_CIVIC_CASE_FILE_STORE_H

#include "civic/case_file.h"

struct case_file_row {
    struct case_file file;
    struct str box;
};
typedef VEC(struct case_file_row) case_file_rows;

/* Inside db_write, all that change something. */
const struct fault *stray_file_add(struct work *work, struct str digest,
                                   struct instant until) FAULT_CHECK;
const struct fault *stray_file_remove(struct work *work, struct str digest) FAULT_CHECK;
/* At most 200 that ended before `now`. */
const struct fault *stray_files_ended(struct work *work, struct instant now,
                                      struct str *ret_digests, size_t *ret_count) FAULT_CHECK;
const struct fault *case_file_insert(struct work *work,
                                     const struct case_file_row *row) FAULT_CHECK;
/* To another matter, in another box: sealed. */
const struct fault *case_file_move(struct work *work, const struct case_file_row *row,
                                   int64_t matter_id) FAULT_CHECK;
const struct fault *case_file_rows_of(struct work *work, int64_t matter_id,
                                      case_file_rows *ret_rows) FAULT_CHECK;
const struct fault *case_file_reading_add(struct work *work, int64_t file_id) FAULT_CHECK;

enum {
    STRAY_AT_ONCE = 200
};

#endif
