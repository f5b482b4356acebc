/*
 * The device cookie: a random name for the browser, and for each of the last
 * few accounts that signed in with it a tag that only this site can make. It
 * opens nothing; it only tells the owner's own browser from a stranger's.
 */
#include "modules/accounts/account_service.h"

#include "civic/site.h"

enum {
    NAME_LENGTH = 22, /* characters: 128 bits */
    TAG_SIZE = 16,    /* bytes, twice as many characters */
    MOST_TAGS = 4
};

static struct str tag_of(struct work *work, struct str name, int64_t account_id)
{
    struct str text =
        arena_printf(work->arena, "device " PRISTR " %lld", STRARG(name), (long long)account_id);
    uint8_t digest[CRYPTO_DIGEST_SIZE];
    crypto_digest_keyed((struct str){(const char *)work->site->key, CRYPTO_KEY_SIZE}, text, digest);
    return crypto_hex(work->arena, digest, TAG_SIZE);
}

/* Letters, digits, "-" and "_": what we make, and safe to send back. */
static bool is_of_our_making(struct str part, size_t length)
{
    for (size_t i = 0; i < part.len; i++) {
        char c = part.ptr[i];
        if (!(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z') && !(c >= '0' && c <= '9') &&
            c != '-' && c != '_')
            return false;
    }
    return part.len == length;
}

bool device_is_own(struct work *work, struct str device, int64_t account_id)
{
    struct str name = str_cut(&device, '.');
    struct str tag = tag_of(work, name, account_id);
    bool is_own = false;
    for (int i = 0; device.ptr && i < MOST_TAGS; i++)
        if (str_equal_secret(str_cut(&device, '.'), tag))
            is_own = true;
    return is_own && account_id != 0;
}

struct str device_with(struct work *work, struct str device, int64_t account_id)
{
    struct str name = str_cut(&device, '.');
    struct buf buf = buf_init(work->arena, 256);
    struct str tag;
    if (!is_of_our_making(name, NAME_LENGTH))
        name = str_slice(crypto_token(work->arena), 0, NAME_LENGTH);
    tag = tag_of(work, name, account_id);
    buf_printf(&buf, PRISTR "." PRISTR, STRARG(name), STRARG(tag));
    for (int i = 1; device.ptr && i < MOST_TAGS; i++) {
        struct str other = str_cut(&device, '.');
        if (is_of_our_making(other, TAG_SIZE * 2) && !str_equal(other, tag))
            buf_printf(&buf, "." PRISTR, STRARG(other));
    }
    return buf_str(&buf);
}
