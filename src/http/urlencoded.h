/*
 * Names and values: percent encoding (RFC 3986, section 2.1) and
 * application/x-www-form-urlencoded (WHATWG URL, section 5), read strictly.
 *
 * Every name and value leaves here as valid UTF-8 in normal form C without
 * control characters other than TAB and LF; a name that cannot is FAULT_MALFORMED, and
 * a value where it is no UTF-8 or holds NUL.
 */
#ifndef DINH_HTTP_URLENCODED_H
#define DINH_HTTP_URLENCODED_H

#include "base/buf.h"
#include "base/fault.h"

struct pair {
    struct str name;
    struct str value;
};

/* In the order in which they were sent. */
struct pairs {
    const struct pair *items;
    size_t count;
};

/* The value of the first pair called `name`; text whose ptr is NULL when there
 * is none. The first one counts wherever a name may come once only. */
struct str pairs_get(struct pairs pairs, struct str name);

/*
 * Brings text from outside into the form of the program. Plain printable ASCII
 * is returned as it is; the rest is a copy in `arena`.
 * Faults: FAULT_MALFORMED request.text where it is no text.
 */
const struct fault *edge_text(struct arena *arena, struct str raw,
                              struct str *ret_text) FAULT_CHECK;

/* The same for a value that a person typed or pasted: unseen controls are left out
 * (text_typed), so that nobody loses a page of writing for what a slide left between it. */
const struct fault *edge_typed(struct arena *arena, struct str raw,
                               struct str *ret_text) FAULT_CHECK;

/* Percent decoding alone, bytes unchecked. False for '%' without two hex
 * digits. `plus_is_space` as in forms. The result is `s` itself or a copy. */
bool percent_decode(struct arena *arena, struct str s, bool plus_is_space, struct str *ret_bytes);
/* Encodes all bytes but the unreserved ones (RFC 3986, section 2.3) and those in `keep`. */
void percent_encode(struct buf *buf, struct str s, struct str keep);

/*
 * Pairs of a query or a form body: name=value joined by '&'; empty pieces are
 * passed over, a piece without '=' has an empty value.
 * Faults: FAULT_MALFORMED request.encoding (a broken escape), request.text,
 * FAULT_TOO_LARGE request.too_many_fields with more than `limit` pairs.
 */
const struct fault *urlencoded_parse(struct arena *arena, struct str s, size_t limit,
                                     struct pairs *ret_pairs) FAULT_CHECK;
/* The other way, for links and cache keys: sorted by name, then by value. */
struct str urlencoded_canonical(struct arena *arena, struct pairs pairs);

#endif
