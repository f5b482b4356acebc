/*
 * Cookies (RFC 6265): the Cookie header read, one Set-Cookie line made.
 */
#ifndef DINH_HTTP_COOKIE_H
#define DINH_HTTP_COOKIE_H

#include "http/urlencoded.h"

enum {
    COOKIE_COUNT = 64 /* read from one request */
};

enum cookie_same_site {
    COOKIE_LAX, /* sent when a link leads here, not with foreign forms */
    COOKIE_STRICT
};

/* A cookie to set. HttpOnly always: no script of ours reads cookies. */
struct cookie {
    struct str name;  /* a token (RFC 9110, section 5.6.2) */
    struct str value; /* cookie-octets: printable ASCII without space " , ; \ */
    struct str path;  /* empty means "/" */
    int64_t max_age;  /* seconds; 0 forgets it at once, -1 when the browser closes */
    enum cookie_same_site same_site;
    bool secure; /* over TLS alone; on wherever the site is */
};

/*
 * Pairs of a Cookie header. Values are printable ASCII without ';'; quotes
 * around a value are taken off. Names are tokens. The first of a name counts. A cookie
 * with other bytes in its value is another program's of the same host and left out.
 * Faults: FAULT_MALFORMED request.cookie; FAULT_TOO_LARGE
 * request.headers_too_long over COOKIE_COUNT.
 */
const struct fault *cookie_parse(struct arena *arena, struct str header,
                                 struct pairs *ret_cookies) FAULT_CHECK;
/* The value of Set-Cookie. A name or value outside the grammar is asserted. */
struct str cookie_line(struct arena *arena, const struct cookie *cookie);

/* Whether `s` is a token, the shape of header names, methods and cookie names. */
bool is_token(struct str s);

#endif
