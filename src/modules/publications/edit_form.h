/*
 * The form of an article: its fields, what was typed, and its page. For edit_web.c,
 * which decides what to do with it.
 */
#ifndef DINH_MODULES_PUBLICATIONS_EDIT_FORM_H
#define DINH_MODULES_PUBLICATIONS_EDIT_FORM_H

#include "modules/publications/desk.h"

enum edit_field {
    EDIT_TITLE,
    EDIT_LEAD,
    EDIT_BODY,
    EDIT_BYLINE,
    EDIT_CATEGORY,
    EDIT_TAGS,
    EDIT_PINNED,
    EDIT_PICTURE,
    EDIT_PICTURE_ALT,
    EDIT_CAPTION,
    EDIT_FILE,
    EDIT_FILE_ALT,
    EDIT_FILE_CAPTION,
    EDIT_VERSION,
    EDIT_UNIT,
    EDIT_DO, /* the button that was pressed */
    EDIT_FIELD_COUNT
};
extern const struct form_field edit_fields[EDIT_FIELD_COUNT];
extern const struct form_spec edit_form_spec;

/* What is shown in the form, and what happened to it. */
struct edit_shown {
    const struct article *article; /* NULL: a new one */
    int64_t unit_id;
    int64_t version; /* the next save is made upon this one */
    struct article_edit edit;
    struct str file_alt;
    struct str file_caption;
    const struct fault *faults;
    const struct article *conflict; /* what somebody else saved meanwhile */
    bool has_preview;
};

/* Reads the form; what was refused is in the edit as typed. Faults as form_read. */
const struct fault *edit_form_read(struct work *work, const struct request *request,
                                   struct form *ret_form, struct edit_shown *ret_shown) FAULT_CHECK;
/* What a person must still do before the text can be saved: a category that is there,
 * a picture of this article with words for those who do not see it. */
const struct fault *edit_form_check(struct work *work, int64_t article_id,
                                    struct article_edit *edit) FAULT_CHECK;
/* Answers with the page of the form. */
const struct fault *edit_form_respond(struct work *work, const struct request *request,
                                      struct response *response,
                                      const struct edit_shown *shown) FAULT_CHECK;

#endif
