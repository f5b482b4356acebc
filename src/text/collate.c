/*
 * Alphabetical order by ICU's collation for "vi". No other file knows ICU.
 */
#include "text/collate.h"

#include "text/utf8.h"

#include <assert.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <unicode/ucol.h>
#include <unicode/ustring.h>

enum {
    SMALL = 256 /* UTF-16 units converted on the stack */
};

/* Written once under `once`, then only read. It ends with the process. */
static pthread_once_t once = PTHREAD_ONCE_INIT;
static UCollator *order;
static UErrorCode order_status = U_ZERO_ERROR;

static void open_order(void)
{
    order = ucol_open("vi", &order_status);
    /* ICU falls back to the root order where it has no data for "vi". */
    if (order_status == U_USING_DEFAULT_WARNING)
        order_status = U_MISSING_RESOURCE_ERROR;
}

static const UCollator *vietnamese(void)
{
    pthread_once(&once, open_order);
    if (U_FAILURE(order_status)) {
        fprintf(stderr, "dinh: no Vietnamese order in ICU: %s\n", u_errorName(order_status));
        abort();
    }
    return order;
}

const struct fault *collate_open(struct arena *arena)
{
    pthread_once(&once, open_order);
    if (U_FAILURE(order_status))
        return fault_new(arena, FAULT_UNAVAILABLE, "text.no_order", "ICU, vi: %s",
                         u_errorName(order_status));
    return NULL;
}

struct str text_sort_key(struct arena *arena, struct str s)
{
    const UCollator *collator = vietnamese();
    UErrorCode status = U_ZERO_ERROR;
    UChar small[SMALL];
    UChar *units = small;
    int32_t length = 0;
    int32_t size;
    char *key;
    assert(s.len <= 64 * 1024 * 1024);
    if (s.len > SMALL) {
        /* ICU sorts marks by exchange: a megabyte of them in disorder takes minutes */
        s = text_nfd(arena, s);
        /* UTF-16 never has more units than UTF-8 has bytes. */
        units = arena_alloc_raw(arena, s.len * sizeof(UChar));
    }
    if (s.len > 0)
        u_strFromUTF8(units, (int32_t)s.len, &length, s.ptr, (int32_t)s.len, &status);
    assert(U_SUCCESS(status));
    size = ucol_getSortKey(collator, units, length, NULL, 0);
    assert(size > 0);
    key = arena_alloc_raw(arena, (size_t)size);
    ucol_getSortKey(collator, units, length, (uint8_t *)key, size);
    /* The closing zero adds nothing where lengths are known. */
    return (struct str){key, (size_t)size - 1};
}

struct str collate_version(struct arena *arena)
{
    UVersionInfo version;
    ucol_getVersion(vietnamese(), version);
    return arena_printf(arena, "%d.%d.%d.%d", version[0], version[1], version[2], version[3]);
}
