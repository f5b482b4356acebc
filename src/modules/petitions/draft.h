/*
 * A petition being written (đơn đang viết): the answers so far, kept at the server
 * under a token in the writer's cookie, encrypted so that nobody without that cookie
 * reads them. After sending it holds the receipt for a day, so that a lost line
 * loses nothing. For this module alone.
 */
#ifndef DINH_MODULES_PETITIONS_DRAFT_H
#define DINH_MODULES_PETITIONS_DRAFT_H

#include "civic/case_file.h"
#include "http/form.h"
#include "http/request.h"
#include "http/response.h"

enum {
    DRAFT_DAYS = 7,
    DRAFT_RECEIPT_DAYS = 1,
    DRAFT_FIELDS = 40,
    DRAFT_FILES = 10
};

struct draft {
    struct str token; /* empty: none yet */
    struct pairs answers;
};

/* The draft of the visitor's cookie; empty where there is none or it expired. */
const struct fault *draft_load(struct work *work, const struct request *request,
                               struct draft *ret_draft) FAULT_CHECK;
/* The draft under a token that is in no cookie: of a form on one page. */
const struct fault *draft_of(struct work *work, struct str token,
                             struct draft *ret_draft) FAULT_CHECK;
/* The answer to a field; empty where it was not given. */
struct str draft_get(const struct draft *draft, const char *name);
/* Sets an answer in memory. */
void draft_set(struct work *work, struct draft *draft, const char *name, struct str value);
/* The papers that lie with it, in order. */
void draft_tickets(struct work *work, const struct draft *draft, case_ticket_list *ret_tickets);
/* Puts these in their place, in memory. */
void draft_set_tickets(struct work *work, struct draft *draft, const case_ticket_list *tickets);
/* Stores it for some days and hands the visitor its cookie; makes the token where it
 * has none. One write. */
const struct fault *draft_save(struct work *work, const struct request *request,
                               struct response *response, struct draft *draft,
                               int days) FAULT_CHECK;
/* The same inside db_write, without the cookie. */
const struct fault *draft_store(struct work *work, const struct draft *draft, int days) FAULT_CHECK;
/* Inside db_write, before what was typed is sent: the draft of a token as it is now, empty
 * where there is none yet. Whoever else claims it, on any server, waits until this write is
 * over, and then reads the receipt: a button pressed twice sends one petition. */
const struct fault *draft_claim(struct work *work, struct str token,
                                struct draft *ret_draft) FAULT_CHECK;
/* The token of a form that has no draft: the same for the same words in the same page
 * (`once`), so that whoever sends it twice finds its receipt. */
struct str draft_token_of(struct work *work, struct str once, const struct form *form);
/* Forgets it and its papers, here and in the browser. */
const struct fault *draft_forget(struct work *work, const struct request *request,
                                 struct response *response) FAULT_CHECK;
/* A job: deletes those that expired. */
const struct fault *draft_expire(struct work *work) FAULT_CHECK;

extern const char *const draft_statements[];

#endif
