/*
 * A request as the program sees it: checked, decoded and bounded. server.c
 * fills it from the wire; tests fill it with request_new.
 *
 * What breaks a limit or a grammar is refused before any handler runs. The
 * texts live as long as the request's arena.
 */
#ifndef DINH_HTTP_REQUEST_H
#define DINH_HTTP_REQUEST_H

#include "base/work.h"
#include "http/address.h"
#include "http/multipart.h"
#include "http/negotiate.h"
#include "http/urlencoded.h"

enum http_method {
    HTTP_GET,
    HTTP_HEAD, /* routed as GET; the server leaves the body out */
    HTTP_POST,
    HTTP_PUT,
    HTTP_DELETE,
    HTTP_OPTIONS,
    HTTP_OTHER
};

enum {
    REQUEST_TARGET = 8 * 1024,         /* bytes of path and query: else 414 */
    REQUEST_HEADERS = 32 * 1024,       /* bytes of all headers: else 431 */
    REQUEST_HEADER_COUNT = 100,        /* headers: else 431 */
    REQUEST_PARAMS = 100,              /* pairs of a query or form: else 413 */
    REQUEST_BODY = 1024 * 1024,        /* bytes of a body: else 413 */
    REQUEST_UPLOAD = 64 * 1024 * 1024, /* bytes of a body on a ROUTE_UPLOAD */
    REQUEST_ROUTE_PARAMS = 8           /* {names} in one pattern */
};

struct route; /* router.h */

struct request {
    struct arena *arena;
    enum http_method method;
    struct str target;    /* as sent: "/tin-tuc?q=%C4%91" */
    struct str path;      /* decoded, normalised: begins with '/', no "//", "." or ".." */
    struct str raw_query; /* after '?', as sent */
    struct pairs query;
    struct pairs headers; /* in order; look up with request_header */
    struct pairs cookies;
    struct pairs params;       /* of the route: {slug} */
    const struct route *route; /* set by whoever routes */
    struct str host;           /* of the Host header, lower case, with its port */
    struct address peer;       /* the visitor; the proxy's word where it is trusted */
    bool is_secure;            /* it came over TLS, here or at the trusted proxy */
    struct str body;           /* of a body that is not multipart */
    const struct part *parts;  /* of a multipart body */
    int64_t began;             /* clock_monotonic when its first line was read */
    struct str kept_as;        /* the key of its page, set by whoever keeps pages (cache.h) */
};

/* A request for tests and for work without a socket: method, target and, for a
 * form, a body that is urlencoded. Faults as request_set_target. */
const struct fault *request_new(struct arena *arena, enum http_method method, struct str target,
                                struct str body, struct request **ret_request) FAULT_CHECK;

/*
 * Sets target, path, raw_query and query. Faults: FAULT_MALFORMED
 * request.target where the target is not an absolute path without fragment,
 * has an empty, "." or ".." segment, plain or encoded, an encoded slash,
 * backslash, NUL or control, a broken escape or no UTF-8; FAULT_TOO_LARGE
 * request.target_too_long.
 */
const struct fault *request_set_target(struct request *request, struct str target) FAULT_CHECK;
/*
 * Checks all headers and sets host, cookies, peer and is_secure. `peer` is who
 * connected; X-Forwarded-For (its last address that is no proxy) and
 * X-Forwarded-Proto are believed when it is in `proxies`. `is_http11` asks for
 * exactly one Host (RFC 9112, section 3.2).
 * Faults: FAULT_MALFORMED request.header, request.host, request.cookie,
 * request.framing (both or several Content-Length and Transfer-Encoding, a
 * length that is no number, a coding other than chunked; RFC 9112, section 6).
 */
const struct fault *request_check_headers(struct request *request, bool is_http11,
                                          struct address peer,
                                          const struct address_network *proxies,
                                          size_t proxy_count) FAULT_CHECK;

/* FAULT_TOO_LARGE request.too_large {megabytes}: a body of more than `limit` bytes. */
const struct fault *request_too_large(struct arena *arena, uint64_t limit);

/* The method's name, "GET"; "OTHER" for those we do not know. */
struct str http_method_name(enum http_method method);
enum http_method http_method_of(struct str name);

/* The first header of this name, ASCII case aside; ptr NULL when there is none. */
struct str request_header(const struct request *request, struct str name);
/* First value of the query, a cookie, the route's {name}; ptr NULL when none. */
struct str request_query(const struct request *request, struct str name);
struct str request_cookie(const struct request *request, struct str name);
struct str request_param(const struct request *request, struct str name);
/* The media type of the body without parameters, lower case: "text/plain". */
struct str request_type(const struct request *request);
/* Bytes announced by Content-Length; -1 when it is absent (chunked or none). */
int64_t request_length(const struct request *request);
/* Whether a body follows: chunked, or a length over 0. */
bool request_has_body(const struct request *request);
enum encoding request_encoding(const struct request *request);
/* Whether If-None-Match names `etag`. */
bool request_has_etag(const struct request *request, struct str etag);

#endif
