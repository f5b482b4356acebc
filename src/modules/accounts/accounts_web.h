/*
 * What the pages of accounts share: handlers for the manifest, cookies, the way
 * back, and who may see a page.
 */
#ifndef DINH_MODULES_ACCOUNTS_ACCOUNTS_WEB_H
#define DINH_MODULES_ACCOUNTS_ACCOUNTS_WEB_H

#include "civic/page.h"
#include "modules/accounts/account.h"

/* The browser that signed in before; kept for 400 days, the most browsers allow. */
#define DEVICE_COOKIE "dinh_device"
/* The query and hidden field that say where to go back to. */
#define BACK_FIELD "ve"

enum {
    BACK_MOST = 1000 /* characters of an address to go back to */
};

/* sign_in_web.c */
route_handler sign_in_show;
route_handler sign_in_send;
route_handler code_show;
route_handler code_send;
route_handler enrol_show;
route_handler enrol_send;
route_handler sign_out_send;
extern const struct page_kind sign_in_kind;
extern const struct page_kind code_kind;
extern const struct page_kind enrol_kind;

/* account_web.c */
route_handler account_show;
route_handler session_send;
route_handler password_show;
route_handler password_send;
route_handler factor_show;
route_handler factor_send;
route_handler factor_drop_send;
extern const struct page_kind account_kind;
extern const struct page_kind password_kind;
extern const struct page_kind factor_kind;

/* link_web.c */
route_handler link_show;
route_handler link_send;
extern const struct page_kind link_kind;

/* The forms that hold passwords, so that nothing keeps what was typed there. */
extern const struct form_spec sign_in_form;
extern const struct form_spec password_form;
extern const struct form_spec factor_form;
extern const struct form_spec factor_drop_form;
extern const struct form_spec link_form;

/* FAULT_UNAUTHENTICATED where nobody is signed in, or a second factor is due. */
const struct fault *must_be_signed_in(struct work *work) FAULT_CHECK;

/* An address of this site to go back to; `otherwise` where `typed` is none, or
 * leads to signing in or out. */
struct str back_path(struct work *work, struct str typed, const char *otherwise);
/* `path` that remembers where to go back to. */
struct str path_with_back(struct work *work, struct url path, struct str back);

/* The token of a session, for as long as the browser runs (an empty one takes it away); the
 * device, for 400 days. */
void set_session_cookie(const struct request *request, struct response *response, struct str token);
void set_device_cookie(const struct request *request, struct response *response, struct str device);
struct str device_of(const struct request *request);

/* The layout of a page nobody else may keep, with its breadcrumbs under "my
 * account" where `is_below`, and `faults` before it. */
const struct fault *private_layout(struct work *work, const struct request *request,
                                   const char *title, bool is_below, const struct fault *faults,
                                   struct layout *ret_layout) FAULT_CHECK;
/* Answers with the page; the status says what `faults` are, and 429 when to come again. */
const struct fault *private_respond(struct work *work, struct response *response,
                                    const struct fault *faults, const struct page_kind *kind,
                                    const void *page) FAULT_CHECK;
/* Whether the page is shown again with these faults; others end the request. */
bool is_shown_again(const struct fault *faults);

/* Where an authenticator takes the secret from: otpauth://totp/… */
struct url otpauth_of(struct work *work, struct str login, struct str secret);
/* The same as a QR code: path data for an SVG of `ret_side` units; empty where
 * none can be made, for the key can be typed. */
struct str otpauth_qr(struct work *work, struct url otpauth, int *ret_side);

/* "Firefox, Android": what the person's own list of sessions calls a browser. */
struct str agent_name(struct arena *arena, struct str user_agent);

#endif
