/*
 * Use-cases of documents: each one transaction. What a search finds and what a
 * page shows follow from the same write.
 */
#ifndef DINH_MODULES_LIBRARY_LIBRARY_SERVICE_H
#define DINH_MODULES_LIBRARY_LIBRARY_SERVICE_H

#include "civic/file_store.h"
#include "modules/library/library.h"

/* Files of a document belong to owners of this kind: the agency's while it is a draft or
 * withdrawn, everybody's while it is published. */
#define DOCUMENT_OWNER STR("document")

/* Who writes, and who makes it public. */
#define LIBRARY_PUBLISHERS (ROLE_BIT(ROLE_APPROVER) | ROLE_BIT(ROLE_COMMITTEE_SECRETARY))
#define LIBRARY_WRITERS (LIBRARY_PUBLISHERS | ROLE_BIT(ROLE_EDITOR))

/* "Nghị định 59/2023/NĐ-CP", "Decree 59/2023/NĐ-CP"; the kind alone without a number. */
struct str document_name(struct work *work, struct str kind, struct str number);
/* The title in the language of the work. */
struct str document_title(const struct work *work, struct str title, struct str title_en);
/* The language of that title where it is not the work's; else empty. */
struct str document_title_written(const struct work *work, struct str title_en);

/*
 * A new draft in the unit of the site, out of what an editor typed; `ret_id` is its
 * number. Faults: FAULT_FORBIDDEN; FAULT_INVALID at fields (library_rules.h).
 */
const struct fault *document_create(struct work *work, const struct document *typed,
                                    int64_t *ret_id) FAULT_CHECK;
/* Replaces what an editor types; `typed` says id and version. A published document is
 * changed by those who publish alone. FAULT_CONFLICT "library.changed" when somebody
 * saved meanwhile. */
const struct fault *document_save(struct work *work, const struct document *typed) FAULT_CHECK;
/* Whether the actor may save it as it is now. */
bool document_may_save(struct work *work, const struct document *document);
/* draft or withdrawn → published; published → withdrawn. FAULT_CONFLICT
 * "library.changed" otherwise. */
const struct fault *document_publish(struct work *work, int64_t id, int64_t version) FAULT_CHECK;
const struct fault *document_withdraw(struct work *work, int64_t id, int64_t version) FAULT_CHECK;
/* Says that `id` amends, replaces or guides the document called `other` (its number
 * in full, "Luật 10/2022/QH15", or its address), or (is_removed) that it does not.
 * FAULT_INVALID at "other", "library.other-unknown" or "library.other-itself". */
const struct fault *document_link(struct work *work, int64_t id, enum document_relation relation,
                                  struct str other, bool is_removed) FAULT_CHECK;
/* Gives the draft the next number of a series of the site's unit (civic/series.h): the
 * year is that of signing, or this one. FAULT_CONFLICT "library.numbered" where it has
 * a number. */
const struct fault *document_take_number(struct work *work, int64_t id, int64_t version,
                                         struct str issuer) FAULT_CHECK;

/* Keeps files that upload_receive took, at the field "file", in the order they were sent;
 * who may save the document may. */
const struct fault *document_attach(struct work *work, int64_t id,
                                    const struct upload_received *received,
                                    size_t count) FAULT_CHECK;
/* FAULT_NOT_FOUND "file.unknown" where it is no file of this document. */
const struct fault *document_detach(struct work *work, int64_t id, int64_t upload_id) FAULT_CHECK;
/* The file of a document with this id; FAULT_NOT_FOUND "file.unknown". */
const struct fault *document_file(struct work *work, int64_t id, int64_t upload_id,
                                  struct upload *ret_upload) FAULT_CHECK;

/* Tells the search; inside db_write. `is_one_of_many`: search.h. */
const struct fault *document_index(struct work *work, const struct document *document,
                                   bool is_one_of_many) FAULT_CHECK;
const struct fault *library_reindex(struct work *work, reindex_progress *progress, void *context);

/* ---- what comes in by itself ---- */

/* Instruments of the law and those of src/modules/library/instruments.txt, as far as
 * they are new or changed there; what officials added stays. Nothing happens on a
 * site without units. `ret_is_done` says whether there was one. */
const struct fault *library_sync(struct work *work, bool *ret_is_done) FAULT_CHECK;
/* A job: library_sync until it is done once. */
const struct fault *library_sync_job(struct work *work);
void *library_start(struct site *site);
/* The documents of the demo district. */
const struct fault *library_demo(struct work *work);

#endif
