/*
 * Revisions of a document (các bản đã lưu): what it was after each change, and by whom. For
 * this module alone.
 *
 * A change is what one press of a button does, be it several use-cases: whoever runs them in
 * one transaction calls document_keep before the first and after the last. All faults are the
 * database's besides those named.
 */
#ifndef DINH_MODULES_LIBRARY_LIBRARY_REVISION_H
#define DINH_MODULES_LIBRARY_LIBRARY_REVISION_H

#include "modules/library/library.h"

enum {
    DOCUMENT_REVISIONS = 200 /* shown of one document, the newest */
};

struct document_revision {
    int64_t number;           /* counts from 1 within the document */
    struct document document; /* what an editor types, and its state */
    struct str files;         /* their names, a line each */
    struct str relations;     /* "amends Luật 10/2022/QH15", a line each */
    struct instant saved_at;
    struct str saved_name; /* empty: not known, or the program itself */
};
typedef VEC(struct document_revision) document_revisions;

/* Keeps the document as it is now, unless that is what was kept last; inside db_write.
 * `is_before`: it is about to be changed, so it is not the actor who left it so. */
const struct fault *document_keep(struct work *work, int64_t id, bool is_before) FAULT_CHECK;

/* The newest first. */
const struct fault *document_revision_list(struct work *work, int64_t document_id, int most,
                                           document_revisions *ret_list) FAULT_CHECK;
/* FAULT_NOT_FOUND "edit.revision.unknown". */
const struct fault *document_revision_load(struct work *work, int64_t document_id, int64_t number,
                                           struct document_revision *ret_revision) FAULT_CHECK;
/* The fields of an old revision are saved again as the newest; files, relations and state stay.
 * Faults as document_save, and FAULT_NOT_FOUND "edit.revision.unknown". */
const struct fault *document_restore(struct work *work, int64_t id, int64_t version,
                                     int64_t number) FAULT_CHECK;

/* Whether two documents hold the same in all that an editor types. */
bool document_is_same(const struct document *one, const struct document *other);

/* Inside db_write. */
const struct fault *document_revision_add(struct work *work, int64_t document_id, int64_t saved_by,
                                          const struct document_revision *revision) FAULT_CHECK;
extern const char *const document_revision_statements[];

#endif
