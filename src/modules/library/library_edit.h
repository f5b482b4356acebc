/*
 * The form of a document: its fields, its page, and what its handlers share. For the
 * desk of this module alone.
 */
#ifndef DINH_MODULES_LIBRARY_LIBRARY_EDIT_H
#define DINH_MODULES_LIBRARY_LIBRARY_EDIT_H

#include "modules/library/library_web.h"

#define LIBRARY_DESK "/can-bo/van-ban"

/* The document; what it does to another; the number it takes; its files. */
extern const struct form_spec library_form;
extern const struct form_spec library_link_form;
extern const struct form_spec library_number_form;
extern const struct form_spec library_file_form;

/* What a page shows besides the stored document. */
struct library_shown {
    const struct form *form;        /* of the document as typed; NULL: as stored */
    const struct form *link_form;   /* or NULL */
    const struct form *number_form; /* or NULL */
    const struct fault *faults;
    const char *flash; /* message, or NULL */
    bool is_bad;
};

struct str document_status_text(struct work *work, enum document_status status);
struct url document_edit_url(struct arena *arena, int64_t id);

/* The document that the address names; FAULT_NOT_FOUND "library.unknown". */
const struct fault *library_edit_load(struct work *work, const struct request *request,
                                      struct document *ret_document) FAULT_CHECK;
/* Answers with the page of the form. `document` with id 0 is one that is not stored yet. */
const struct fault *library_edit_show(struct work *work, const struct request *request,
                                      const struct document *document,
                                      const struct library_shown *shown, int status,
                                      struct response *response) FAULT_CHECK;
/* Shows the document again with faults at fields; any other fault goes on. */
const struct fault *library_edit_refuse(struct work *work, const struct request *request,
                                        const struct document *document, struct library_shown shown,
                                        const struct fault *fault,
                                        struct response *response) FAULT_CHECK;
/* Goes back to the document and says there what was done: ?da=WORD. */
void library_edit_back(struct work *work, int64_t id, const char *done, struct response *response);

#endif
