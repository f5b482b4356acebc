/*
 * Forms from elsewhere are refused: the browser says where a form stood
 * (Sec-Fetch-Site, Origin or Referer), and the forms of a signed-in person
 * carry a token that only their session's pages know.
 */
#ifndef DINH_CIVIC_CSRF_H
#define DINH_CIVIC_CSRF_H

#include "base/work.h"
#include "http/request.h"
#include "http/response.h"
#include "view/url.h"

/* The session's cookie. */
#define SESSION_COOKIE "dinh_session"
/* The hidden field of every form. */
#define CSRF_FIELD "csrf"

/* The token of the session that `request` came with; empty without one. */
struct str csrf_token(struct work *work, const struct request *request);

/*
 * A token for a form that is given back to somebody whose session has ended, so that it
 * can be sent as it is once they have signed in again, in this browser and within the
 * hour: bound to the path and to a cookie that it sets.
 */
struct str csrf_token_again(struct work *work, const struct request *request,
                            struct response *response);

/* Whether the browser says that the form stood on this site: under the name that was asked
 * for, or under the site's public address, which a proxy may have put another name for. */
bool csrf_is_from_here(const struct work *work, const struct request *request);

/* The page of this site on which the form stood, where the browser tells; otherwise the
 * path of the request, which not every form can be read at. */
struct url csrf_page_before(struct work *work, const struct request *request);

/*
 * Faults: FAULT_FORBIDDEN "error.origin" where the form stood on another site
 * or the browser does not say, "error.csrf" where the session's token is
 * missing or wrong; FAULT_UNAUTHENTICATED "error.session_ended" where the page
 * was made for a session that has ended.
 */
const struct fault *csrf_check(struct work *work, const struct request *request) FAULT_CHECK;

#endif
