/*
 * Secrets: random bytes, digests, passwords, boxes. All of it is libsodium's;
 * no algorithm is ours. crypto_start must have succeeded before anything else.
 */
#ifndef DINH_BASE_CRYPTO_H
#define DINH_BASE_CRYPTO_H

#include "base/fault.h"

enum {
    CRYPTO_DIGEST_SIZE = 32,   /* bytes of crypto_digest */
    CRYPTO_KEY_SIZE = 32,      /* bytes of a box key */
    CRYPTO_PIECE_TAG = 16,     /* bytes that a sealed piece is longer than what it holds */
    CRYPTO_TOKEN_LENGTH = 43,  /* characters of crypto_token: 256 bits */
    CRYPTO_PASSWORD_HASH = 128 /* bytes that hold a password hash with its NUL */
};

/* Prepares the library; false where the machine has no usable randomness. */
bool crypto_start(void);

/* `size` random bytes, fit for keys. */
void crypto_random(void *ret_bytes, size_t size);
/* Uniform in 0 … bound-1; bound must not be 0. */
uint32_t crypto_random_below(uint32_t bound);
/* 256 random bits as URL-safe base64 without padding. */
struct str crypto_token(struct arena *arena);

/* BLAKE2b-256 of `s` (RFC 7693). With a key, a message authentication code. */
void crypto_digest(struct str s, uint8_t ret_digest[CRYPTO_DIGEST_SIZE]);
void crypto_digest_keyed(struct str key, struct str s, uint8_t ret_digest[CRYPTO_DIGEST_SIZE]);
/* SHA-256 (FIPS 180-4), where a standard asks for it. */
void crypto_sha256(struct str s, uint8_t ret_digest[CRYPTO_DIGEST_SIZE]);
/* HMAC-SHA-1 (RFC 2104) is in liboath, for one-time codes alone. */

/* Lower-case hexadecimal, two digits a byte. */
struct str crypto_hex(struct arena *arena, const void *bytes, size_t size);
/* False where `hex` is not exactly `size` bytes in digits of either case. */
bool crypto_from_hex(struct str hex, void *ret_bytes, size_t size);
/* URL-safe base64 without padding (RFC 4648, section 5). */
struct str crypto_base64url(struct arena *arena, const void *bytes, size_t size);
/* False where `s` is no base64url or does not decode to exactly `size` bytes. */
bool crypto_from_base64url(struct str s, void *ret_bytes, size_t size);

/* What hashing a password takes: passes over so much memory (bytes). */
struct crypto_cost {
    unsigned passes;
    size_t memory;
};
struct crypto_cost crypto_password_cost(void);

/*
 * argon2id (RFC 9106), 3 passes over 19 MiB: about 15 ms of one core. Call it
 * in a bounded pool, never on a request loop. The result is text with its salt
 * and parameters. Faults where the memory cannot be had.
 */
const struct fault *crypto_password_hash(struct arena *arena, struct str password,
                                         struct str *ret_hash) FAULT_CHECK;
bool crypto_password_matches(struct str hash, struct str password);
/* Whether the hash was made with other parameters than today's. */
bool crypto_password_outdated(struct str hash);

/* XSalsa20-Poly1305 with a random nonce in front. */
struct str crypto_seal(struct arena *arena, const uint8_t key[CRYPTO_KEY_SIZE], struct str plain);
/* False where the box was changed or the key is another. */
bool crypto_unseal(struct arena *arena, const uint8_t key[CRYPTO_KEY_SIZE], struct str box,
                   struct str *ret_plain);

/*
 * One piece of something too large to be sealed at once, in place of an arena's
 * memory: the number stands for the nonce, so a key may seal each number once and
 * must serve nothing else. `ret_box` has plain.len + CRYPTO_PIECE_TAG bytes.
 */
void crypto_seal_piece(const uint8_t key[CRYPTO_KEY_SIZE], uint64_t number, struct str plain,
                       uint8_t *ret_box);
/* False where the piece was changed, or its key or number is another. `ret_plain` has
 * box.len - CRYPTO_PIECE_TAG bytes. */
bool crypto_unseal_piece(const uint8_t key[CRYPTO_KEY_SIZE], uint64_t number, struct str box,
                         void *ret_plain);

/* Overwrites memory that held a secret, in a way the compiler keeps. */
void crypto_wipe(void *bytes, size_t size);

#endif
