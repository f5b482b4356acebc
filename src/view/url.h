/*
 * Addresses that may stand in href, src and action. A `struct url` is made by a
 * literal, from a format whose words are percent-encoded, or by checking a
 * stranger's text; so `javascript:` can never reach a page.
 */
#ifndef DINH_VIEW_URL_H
#define DINH_VIEW_URL_H

#include "base/fault.h"

struct url {
    struct str text; /* ASCII where made here; empty means none */
};

/* A literal as an address: URL("/tin-tuc"). Does not compile with a variable. */
#define URL(literal) ((struct url){STR(literal)})
/* The same for static tables. */
#define URL_INIT(literal)                                                                          \
    {                                                                                              \
        STR_INIT(literal)                                                                          \
    }

/*
 * An address inside this site, made in `arena` as printf would, from %s, PRISTR
 * with STRARG(), %d, PRId64 and %% alone; words are encoded with url_encode, so
 * that '/' or '&' in one never ends it. The format begins with '/' (not "//"),
 * '?' or '#'. Any other format is a programming mistake and is asserted.
 *     url_relative(arena, "/tin-tuc/" PRISTR "?trang=%d", STRARG(slug), 2)
 */
__attribute__((format(printf, 2, 3))) struct url url_relative(struct arena *arena,
                                                              const char *format, ...);

/* `word` with every byte that is not unreserved (RFC 3986, section 2.3) written
 * as %XX. Lives in `arena`. */
struct str url_encode(struct arena *arena, struct str word);

/* A decoded path of this site, which begins with '/': encoded but for its
 * slashes. Anything else, "//" in front too, becomes "/". */
struct url url_path(struct arena *arena, struct str path);
/* `url` with one more pair in its query, both sides percent-encoded. */
struct url url_add(struct arena *arena, struct url url, struct str name, struct str value);
/* A path of this site behind the site's own address ("https://…", no slash at
 * the end); the path alone where `base` is empty or no such address. */
struct url url_under(struct arena *arena, struct str base, struct url path);

/*
 * The address by which an authenticator takes a secret of one-time codes (SHA-1,
 * six digits, 30 seconds): otpauth://totp/ISSUER:ACCOUNT?secret=…&issuer=….
 * Every part is percent-encoded; spaces in `secret` are left out.
 */
struct url url_otpauth(struct arena *arena, struct str issuer, struct str account,
                       struct str secret);

enum url_allow {
    URL_ALLOW_HTTPS = 0, /* https:, mailto:, tel: and paths of this site */
    URL_ALLOW_HTTP = 1   /* http: as well */
};

enum {
    URL_MAX = 2048 /* bytes of an address that url_check admits */
};

/*
 * Admits a stranger's address: the schemes of `allow`, or a path, query or
 * fragment of this site. Refused with FAULT_INVALID "url.refused": any other
 * scheme (javascript:, data:), protocol-relative "//host", a backslash, white
 * space, control characters, an empty host, more than URL_MAX bytes, empty text.
 * Bytes outside ASCII are percent-encoded. The result lives in `arena`.
 */
const struct fault *url_check(struct arena *arena, struct str text, enum url_allow allow,
                              struct url *ret_url) FAULT_CHECK;

#endif
