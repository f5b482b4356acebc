/*
 * A password costs next to nothing in a test, where thousands are hashed. The
 * program itself has no such door: this is linked into tests alone.
 */
#include "base/crypto.h"

struct crypto_cost __wrap_crypto_password_cost(void);

struct crypto_cost __wrap_crypto_password_cost(void)
{
    return (struct crypto_cost){.passes = 2, .memory = 16 * 1024};
}
