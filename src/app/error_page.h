/*
 * What a person sees when something went wrong, and what a program sees: a page
 * with the request's id, or RFC 9457 problem details under /api/.
 */
#ifndef DINH_APP_ERROR_PAGE_H
#define DINH_APP_ERROR_PAGE_H

#include "civic/page.h"

extern const struct page_kind error_page_kind;

/*
 * Answers a request that ended in `fault`, and logs the operator's side of it
 * where it is the program's or the machine's. Somebody who must sign in first is
 * led there and back. A form that came at the wrong moment (the session ended,
 * the database is gone) is given back on the page, to be sent again. Without a database
 * (`work->db` NULL) the page has around it what needs none.
 */
void error_respond(struct work *work, const struct request *request, struct response *response,
                   const struct fault *fault);
/* The same for a request that was refused before it was read whole. */
void error_respond_plainly(struct work *work, const struct fault *fault, struct response *response);

#endif
