/*
 * Origin and token of a form.
 */
#include "civic/csrf.h"

#include "civic/actor.h"
#include "civic/site.h"
#include "http/form.h"

#define AGAIN_COOKIE "dinh_again"

enum {
    TOKEN_BYTES = 16,
    AGAIN_SECONDS = 3600 /* to sign in and send again */
};

/* What nobody makes without the key of the site. */
static struct str token_of(struct work *work, struct str text)
{
    uint8_t digest[CRYPTO_DIGEST_SIZE];
    crypto_digest_keyed((struct str){(const char *)work->site->key, CRYPTO_KEY_SIZE}, text, digest);
    return crypto_hex(work->arena, digest, TOKEN_BYTES);
}

struct str csrf_token(struct work *work, const struct request *request)
{
    struct str session = request_cookie(request, STR(SESSION_COOKIE));
    if (session.len == 0)
        return STR("");
    return token_of(work, arena_printf(work->arena, "csrf " PRISTR, STRARG(session)));
}

/* Of the browser that holds `again`, for this form alone. */
static struct str token_again(struct work *work, const struct request *request, struct str again)
{
    return token_of(work, arena_printf(work->arena, "again " PRISTR " " PRISTR, STRARG(again),
                                       STRARG(request->path)));
}

struct str csrf_token_again(struct work *work, const struct request *request,
                            struct response *response)
{
    struct cookie cookie = {.name = STR(AGAIN_COOKIE),
                            .value = request_cookie(request, STR(AGAIN_COOKIE)),
                            .max_age = AGAIN_SECONDS,
                            .same_site = COOKIE_STRICT,
                            .secure = request->is_secure};
    uint8_t bytes[TOKEN_BYTES];
    if (cookie.value.len != sizeof(bytes) * 2) { /* another tab keeps its own form */
        crypto_random(bytes, sizeof(bytes));
        cookie.value = crypto_hex(work->arena, bytes, sizeof(bytes));
    }
    response_cookie(response, &cookie);
    return token_again(work, request, cookie.value);
}

static bool is_sent_again(struct work *work, const struct request *request, struct str token)
{
    struct str again = request_cookie(request, STR(AGAIN_COOKIE));
    return again.len == TOKEN_BYTES * 2 &&
           str_equal_secret(token, token_again(work, request, again));
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

/* The address without what stands behind its host; empty where it is no such address. */
static struct str origin_of(struct str address)
{
    struct str host = host_of(address);
    return host.len > 0 ? str_slice(address, 0, (size_t)(host.ptr + host.len - address.ptr))
                        : STR("");
}

/* Whether a page at this address is one of the site's own. */
static bool is_here(const struct work *work, const struct request *request, struct str address)
{
    struct str public_origin = origin_of(work->site->public_address);
    if (public_origin.len > 0 && str_equal_ascii_nocase(origin_of(address), public_origin))
        return true;
    return request->host.len > 0 && str_equal_ascii_nocase(host_of(address), request->host);
}

bool csrf_is_from_here(const struct work *work, const struct request *request)
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
    return is_here(work, request, origin);
}

struct url csrf_page_before(struct work *work, const struct request *request)
{
    struct str page = request_header(request, STR("Referer"));
    struct str host = host_of(page);
    struct url url;
    if (host.len > 0 && is_here(work, request, page) &&
        !url_check(work->arena, str_from(page, (size_t)(host.ptr + host.len - page.ptr)),
                   URL_ALLOW_HTTPS, &url))
        return url;
    return url_path(work->arena, request->path);
}

const struct fault *csrf_check(struct work *work, const struct request *request)
{
    static const struct form_field fields[] = {
        {CSRF_FIELD, INPUT_LINE, 0, 64, false, NULL}
    };
    struct form form;
    struct str token;
    const struct fault *fault;
    if (!csrf_is_from_here(work, request))
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
    if (str_equal_secret(token, csrf_token(work, request)) || is_sent_again(work, request, token))
        return NULL;
    return fault_new(work->arena, FAULT_FORBIDDEN, "error.csrf", "wrong form token");
}
