/*
 * The form of a document: its fields, its page, and what its handlers share. For the
 * desk of this module alone.
 */
#ifndef DINH_MODULES_LIBRARY_LIBRARY_EDIT_H
#define DINH_MODULES_LIBRARY_LIBRARY_EDIT_H

#include "modules/library/library_web.h"

#define LIBRARY_DESK "/can-bo/van-ban"

/* All that the form holds: the document, then what is done with it (a relation, a number,
 * files), each with its own button. */
extern const struct form_spec library_form;
/* The parts of it, for reading. */
extern const struct form_spec library_text_form;
extern const struct form_spec library_doing_form;

/* What a page shows besides the stored document. */
struct library_shown {
    const struct form *form;  /* of the document as typed; NULL: as stored */
    const struct form *doing; /* or NULL */
    struct str symbol;        /* typed for a number that was not taken yet; may be empty */
    int64_t version;          /* the next save is made upon this one; 0: the stored one */
    bool is_conflict;         /* somebody else saved what is stored meanwhile */
    const struct fault *faults;
    const char *flash; /* message, or NULL */
    bool is_bad;
};

struct str document_status_text(struct work *work, enum document_status status);
struct url document_edit_url(struct arena *arena, int64_t id);
struct url document_revisions_url(struct arena *arena, int64_t id);

/* The fields that differ between two states of a document: struct written_change. */
struct list library_changes_of(struct work *work, const struct document *before,
                               const struct document *after);

/* The document that the address names; FAULT_NOT_FOUND "library.unknown". */
const struct fault *library_edit_load(struct work *work, const struct request *request,
                                      struct document *ret_document) FAULT_CHECK;
/* Answers with the page of the form. `document` with id 0 is one that is not stored yet. */
const struct fault *library_edit_show(struct work *work, const struct request *request,
                                      const struct document *document,
                                      const struct library_shown *shown, int status,
                                      struct response *response) FAULT_CHECK;
/* Goes back to the document and says there what was done: ?da=WORD. What was typed for a
 * number, and not used, goes along. */
void library_edit_back(struct work *work, int64_t id, const char *done, struct str symbol,
                       struct response *response);

#endif
