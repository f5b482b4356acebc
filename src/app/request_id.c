/*
 * The name of a request in the log and on the error page.
 */
#include "app/request_id.h"

#include "base/crypto.h"

#include <pthread.h>

static uint64_t salt;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void make_salt(void)
{
    crypto_random(&salt, sizeof(salt));
}

struct str request_id_of(const struct request *request)
{
    char digits[12];
    uint64_t mixed;
    pthread_once(&once, make_salt);
    mixed = (salt ^ (uint64_t)request->began) * UINT64_C(0x9E3779B97F4A7C15);
    mixed = (mixed ^ mixed >> 31 ^ (uint64_t)(uintptr_t)request) * UINT64_C(0xBF58476D1CE4E5B9);
    for (size_t i = sizeof(digits); i-- > 0; mixed >>= 4)
        digits[i] = "0123456789abcdef"[mixed >> 16 & 15];
    return arena_copy(request->arena, (struct str){digits, sizeof(digits)});
}
