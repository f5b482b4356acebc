/*
 * What the pages of a petition's papers share: case_paper_web.c has the lists and the PDF,
 * case_paper_issue_web.c issuing and signing, case_paper_recall_web.c recalling,
 * case_paper_copy_web.c copies. For those alone.
 */
#ifndef DINH_MODULES_PETITIONS_CASE_PAPER_WEB_H
#define DINH_MODULES_PETITIONS_CASE_PAPER_WEB_H

#include "civic/page.h"
#include "modules/matters/matters.h"
#include "modules/petitions/case_paper.h"

#define KEY "case-paper.form"
#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* The paper that {seq} and {paper} name, or one that was recalled: ?thu-hoi=ID. */
const struct fault *petition_paper_of_request(struct work *work, const struct request *request,
                                              const struct matter *matter,
                                              struct case_paper_made *ret_made) FAULT_CHECK;
struct str petition_paper_name(struct work *work, const struct case_paper *paper);
/* "/can-bo/viec/CODE/van-ban/SEQ/NAME" or, of the sender's, "/don-thu/CODE/…"; `behind`
 * follows. */
struct url petition_paper_url(struct work *work, const struct matter *matter,
                              const struct case_paper_made *made, bool is_for_sender,
                              const char *behind);
/* The list of the papers of the petition. */
struct url petition_papers_url(struct work *work, const struct matter *matter);
/* FAULT_INVALID "seal.names" at each field of text that names who is under the seal of the
 * matter (civic/seal.h). */
const struct fault *petition_must_not_name(struct work *work, const struct matter *matter,
                                           const struct form *form) FAULT_CHECK;
/* Goes there once something was done. */
const struct fault *petition_see_papers(struct work *work, struct response *response,
                                        const struct matter *matter) FAULT_CHECK;
/* The crumbs of a page about one paper, whose title the layout has: inbox, file, papers, it. */
void petition_paper_crumbs(struct work *work, struct layout *layout, const struct matter *matter);
/* The message with {day} and {what}. */
struct str petition_paper_say(struct work *work, const char *key, struct str day, struct str what);
/* Answers with the PDF, which nobody keeps. */
const struct fault *petition_respond_paper(struct work *work, struct response *response,
                                           const struct matter *matter,
                                           const struct case_paper_made *made) FAULT_CHECK;

#endif
