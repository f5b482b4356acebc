/*
 * What a password costs, in a file of its own: what is linked for tests takes
 * testing_crypto.c's in its place (see WRAPPED in the Makefile).
 */
#include "base/crypto.h"

/* OWASP's minimum of 19 MiB with one pass more than it asks. */
struct crypto_cost crypto_password_cost(void)
{
    return (struct crypto_cost){.passes = 3, .memory = 19 * 1024 * 1024};
}
