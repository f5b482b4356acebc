/*
 * Entity tags and their lists.
 */
#include "http/etag.h"

#include "base/crypto.h"

enum {
    ETAG_BYTES = 12 /* of the hash: 96 bits */
};

struct str etag_of(struct arena *arena, struct str bytes)
{
    unsigned char digest[STR_DIGEST];
    str_digest(bytes, digest);
    return arena_printf(arena, "\"" PRISTR "\"",
                        STRARG(crypto_base64url(arena, digest, ETAG_BYTES)));
}

/* Takes one entity-tag (without W/, with its quotes) off `*rest`. */
static bool next_tag(struct str *rest, struct str *ret_tag)
{
    ptrdiff_t end;
    *rest = str_trim(*rest);
    if (str_starts(*rest, STR("W/")))
        *rest = str_from(*rest, 2);
    if (rest->len == 0 || rest->ptr[0] != '"')
        return false;
    end = str_find_byte(*rest, '"', 1);
    if (end < 0)
        return false;
    *ret_tag = str_slice(*rest, 0, (size_t)end + 1);
    *rest = str_trim(str_from(*rest, (size_t)end + 1));
    if (rest->len > 0) {
        if (rest->ptr[0] != ',')
            return false;
        *rest = str_from(*rest, 1);
    }
    return true;
}

bool etag_matches(struct str if_none_match, struct str etag)
{
    struct str rest = str_trim(if_none_match);
    struct str tag;
    bool found = false;
    if (etag.len == 0 || rest.len == 0)
        return false;
    if (str_equal(rest, STR("*")))
        return true;
    while (rest.len > 0) {
        if (!next_tag(&rest, &tag))
            return false;
        found = found || str_equal(tag, etag);
    }
    return found;
}
