/*
 * The one file that knows xxHash.
 */
#include "base/str.h"

#ifdef __x86_64__
#include <xxh_x86dispatch.h> /* with the widest registers that the processor has */
#else
#include <xxhash.h>
#endif

#include <string.h>

uint64_t str_hash(struct str s)
{
    return XXH3_64bits(s.ptr, s.len);
}

void str_digest(struct str s, unsigned char ret_digest[STR_DIGEST])
{
    XXH128_canonical_t digest;
    XXH128_canonicalFromHash(&digest, XXH3_128bits(s.ptr, s.len));
    memcpy(ret_digest, digest.digest, STR_DIGEST);
}
