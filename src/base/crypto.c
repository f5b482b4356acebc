/*
 * The one file that knows libsodium.
 */
#include "base/crypto.h"

#include <assert.h>
#include <sodium.h>
#include <string.h>

static_assert(CRYPTO_PIECE_TAG == crypto_secretbox_MACBYTES, "a piece has a tag");
static_assert(CRYPTO_PASSWORD_HASH >= crypto_pwhash_STRBYTES, "room for a hash");

bool crypto_start(void)
{
    return sodium_init() >= 0;
}

void crypto_random(void *ret_bytes, size_t size)
{
    randombytes_buf(ret_bytes, size);
}

uint32_t crypto_random_below(uint32_t bound)
{
    assert(bound > 0);
    return randombytes_uniform(bound);
}

struct str crypto_token(struct arena *arena)
{
    uint8_t bits[32];
    struct str token;
    randombytes_buf(bits, sizeof(bits));
    token = crypto_base64url(arena, bits, sizeof(bits));
    sodium_memzero(bits, sizeof(bits));
    return token;
}

void crypto_digest(struct str s, uint8_t ret_digest[CRYPTO_DIGEST_SIZE])
{
    crypto_digest_keyed((struct str){NULL, 0}, s, ret_digest);
}

void crypto_digest_keyed(struct str key, struct str s, uint8_t ret_digest[CRYPTO_DIGEST_SIZE])
{
    int failed = crypto_generichash(ret_digest, CRYPTO_DIGEST_SIZE, (const uint8_t *)s.ptr, s.len,
                                    (const uint8_t *)key.ptr, key.len);
    assert(!failed);
    (void)failed;
}

void crypto_sha256(struct str s, uint8_t ret_digest[CRYPTO_DIGEST_SIZE])
{
    crypto_hash_sha256(ret_digest, (const uint8_t *)s.ptr, s.len);
}

struct str crypto_hex(struct arena *arena, const void *bytes, size_t size)
{
    char *hex = arena_alloc_raw(arena, size * 2 + 1);
    sodium_bin2hex(hex, size * 2 + 1, bytes, size);
    return (struct str){hex, size * 2};
}

bool crypto_from_hex(struct str hex, void *ret_bytes, size_t size)
{
    size_t length = 0;
    return hex.len == size * 2 &&
           sodium_hex2bin(ret_bytes, size, hex.ptr, hex.len, NULL, &length, NULL) == 0 &&
           length == size;
}

struct str crypto_base64url(struct arena *arena, const void *bytes, size_t size)
{
    size_t room = sodium_base64_encoded_len(size, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    char *text = arena_alloc_raw(arena, room);
    sodium_bin2base64(text, room, bytes, size, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    return (struct str){text, room - 1};
}

bool crypto_from_base64url(struct str s, void *ret_bytes, size_t size)
{
    size_t length = 0;
    return sodium_base642bin(ret_bytes, size, s.ptr, s.len, NULL, &length, NULL,
                             sodium_base64_VARIANT_URLSAFE_NO_PADDING) == 0 &&
           length == size;
}

const struct fault *crypto_password_hash(struct arena *arena, struct str password,
                                         struct str *ret_hash)
{
    char *hash = arena_alloc(arena, crypto_pwhash_STRBYTES);
    struct crypto_cost cost = crypto_password_cost();
    if (crypto_pwhash_str_alg(hash, password.ptr, password.len, cost.passes, cost.memory,
                              crypto_pwhash_ALG_ARGON2ID13) != 0)
        return fault_new(arena, FAULT_UNAVAILABLE, "error.busy", "argon2id: no memory");
    *ret_hash = str_from_c(hash);
    return NULL;
}

/* libsodium wants its own fixed, terminated array. */
static bool hash_as_c(struct str hash, char ret_c[crypto_pwhash_STRBYTES])
{
    if (hash.len >= crypto_pwhash_STRBYTES)
        return false;
    memset(ret_c, 0, crypto_pwhash_STRBYTES);
    memcpy(ret_c, hash.ptr, hash.len);
    return true;
}

bool crypto_password_matches(struct str hash, struct str password)
{
    char c[crypto_pwhash_STRBYTES];
    return hash_as_c(hash, c) && crypto_pwhash_str_verify(c, password.ptr, password.len) == 0;
}

bool crypto_password_outdated(struct str hash)
{
    char c[crypto_pwhash_STRBYTES];
    struct crypto_cost cost = crypto_password_cost();
    return !hash_as_c(hash, c) || crypto_pwhash_str_needs_rehash(c, cost.passes, cost.memory) != 0;
}

struct str crypto_seal(struct arena *arena, const uint8_t key[CRYPTO_KEY_SIZE], struct str plain)
{
    size_t size = crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES + plain.len;
    uint8_t *box = arena_alloc_raw(arena, size);
    randombytes_buf(box, crypto_secretbox_NONCEBYTES);
    crypto_secretbox_easy(box + crypto_secretbox_NONCEBYTES, (const uint8_t *)plain.ptr, plain.len,
                          box, key);
    return (struct str){(const char *)box, size};
}

bool crypto_unseal(struct arena *arena, const uint8_t key[CRYPTO_KEY_SIZE], struct str box,
                   struct str *ret_plain)
{
    size_t overhead = crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES;
    const uint8_t *bytes = (const uint8_t *)box.ptr;
    uint8_t *plain;
    if (box.len < overhead)
        return false;
    plain = arena_alloc_raw(arena, box.len - overhead);
    if (crypto_secretbox_open_easy(plain, bytes + crypto_secretbox_NONCEBYTES,
                                   box.len - crypto_secretbox_NONCEBYTES, bytes, key) != 0)
        return false;
    *ret_plain = (struct str){(const char *)plain, box.len - overhead};
    return true;
}

static void nonce_of(uint64_t number, uint8_t ret_nonce[crypto_secretbox_NONCEBYTES])
{
    memset(ret_nonce, 0, crypto_secretbox_NONCEBYTES);
    memcpy(ret_nonce, &number, sizeof(number));
}

void crypto_seal_piece(const uint8_t key[CRYPTO_KEY_SIZE], uint64_t number, struct str plain,
                       uint8_t *ret_box)
{
    uint8_t nonce[crypto_secretbox_NONCEBYTES];
    nonce_of(number, nonce);
    crypto_secretbox_easy(ret_box, (const uint8_t *)plain.ptr, plain.len, nonce, key);
}

bool crypto_unseal_piece(const uint8_t key[CRYPTO_KEY_SIZE], uint64_t number, struct str box,
                         void *ret_plain)
{
    uint8_t nonce[crypto_secretbox_NONCEBYTES];
    nonce_of(number, nonce);
    return crypto_secretbox_open_easy(ret_plain, (const uint8_t *)box.ptr, box.len, nonce, key) ==
           0;
}

void crypto_wipe(void *bytes, size_t size)
{
    sodium_memzero(bytes, size);
}
