/*
 * Origin and token of a form.
 */
#include "civic/csrf.h"

#include "civic/actor.h"
#include "civic/site.h"
#include "http/form.h"

enum {
    TOKEN_BYTES = 16
};

struct str csrf_token(struct work *work, const struct request *request)
{
    struct str session = request_cookie(request, STR(SESSION_COOKIE));
    uint8_t digest[CRYPTO_DIGEST_SIZE];
    struct str text;
    if (session.len == 0)
        return STR("");
    text = arena_printf(work->arena, "csrf " PRISTR, STRARG(session));
    crypto_digest_keyed((struct str){(const char *)work->site->key, CRYPTO_KEY_SIZE}, text, digest);
    return crypto_hex(work->arena, digest, TOKEN_BYTES);
}

/* Host and port of "https://host:port/…"; ptr NULL where it is no such address. */
static struct str host_of(struct str address)
{
    ptrdiff_t at = str_find(address, STR("://"), 0);
    if (at < 0)
        return (struct str){NULL, 0};
    address = str_from(address, (size_t)at + 3);
    return str_cut(&address, '/');
}

bool csrf_is_from_here(const struct request *request)
{
    struct str fetch_site = request_header(request, STR("Sec-Fetch-Site"));
    struct str origin = request_header(request, STR("Origin"));
    if (fetch_site.ptr && !str_equal(fetch_site, STR("same-origin")) &&
        !str_equal(fetch_site, STR("none")))
        return false;
    if (!origin.ptr)
        origin = request_header(request, STR("Referer"));
    if (!origin.ptr)
        return fetch_site.ptr != NULL;
    if (request->is_secure && !str_starts(origin, STR("https://")))
        return false; /* the same name without TLS is another origin (RFC 6454, section 4) */
    return str_equal_ascii_nocase(host_of(origin), request->host) && request->host.len > 0;
}

const struct fault *csrf_check(struct work *work, const struct request *request)
{
    static const struct form_field fields[] = {
        {CSRF_FIELD, INPUT_LINE, 0, 64, false, NULL}
    };
    struct form form;
    struct str token;
    const struct fault *fault;
    if (!csrf_is_from_here(request))
        return fault_new(work->arena, FAULT_FORBIDDEN, "error.origin", "form from elsewhere");
    if (request_cookie(request, STR(SESSION_COOKIE)).len == 0)
        return NULL;
    fault = form_read(work, request, fields, 1, &form);
    if (fault)
        return fault;
    token = form_str(&form, CSRF_FIELD);
    if (!actor_is_signed_in(work->actor)) {
        if (token.len == 0)
            return NULL;
        /* Their page was made for somebody signed in: not to be taken as nobody's. */
        return fault_new(work->arena, FAULT_UNAUTHENTICATED, "error.session_ended",
                         "session ended");
    }
    if (str_equal_secret(token, csrf_token(work, request)))
        return NULL;
    return fault_new(work->arena, FAULT_FORBIDDEN, "error.csrf", "wrong form token");
}
