/*
 * A box as text: a mark, a digest that only the key makes, the box in hex.
 */
#include "modules/reception/own_words.h"

#include "base/crypto.h"
#include "civic/site.h"

#define MARK "box:"

struct str own_words_sign(struct work *work, struct str words)
{
    const struct str key = {(const char *)work->site->key, CRYPTO_KEY_SIZE};
    uint8_t digest[CRYPTO_DIGEST_SIZE];
    if (words.len == 0)
        return words;
    crypto_digest_keyed(key, words, digest);
    return arena_printf(
        work->arena, MARK PRISTR,
        STRARG(crypto_hex(work->arena, digest, (OWN_WORDS_SIGN - (sizeof(MARK) - 1)) / 2)));
}

struct str own_words_put(struct work *work, struct str words)
{
    struct str box;
    if (words.len == 0)
        return words;
    box = crypto_seal(work->arena, work->site->key, words);
    return arena_printf(work->arena, PRISTR PRISTR, STRARG(own_words_sign(work, words)),
                        STRARG(crypto_hex(work->arena, box.ptr, box.len)));
}

struct str own_words_sign_of(struct work *work, struct str column)
{
    return str_starts(column, STR(MARK)) ? str_slice(column, 0, OWN_WORDS_SIGN)
                                         : own_words_sign(work, column);
}

struct str own_words_get(struct work *work, struct str column)
{
    struct str hex = str_from(column, OWN_WORDS_SIGN);
    struct str words;
    char *box;
    if (!str_starts(column, STR(MARK)))
        return column;
    box = arena_alloc(work->arena, hex.len / 2);
    if (!crypto_from_hex(hex, box, hex.len / 2) ||
        !crypto_unseal(work->arena, work->site->key, (struct str){box, hex.len / 2}, &words))
        return STR("");
    return words;
}
