/*
 * The table of built-in files, searched by halves.
 */
#include "base/asset.h"

#include <stdio.h>

/* Made by tools/embed.sh: names and bounds, sorted by name. */
extern const struct {
    const char *name;
    const char *start;
    const char *end;
} dinh_embedded[];
extern const size_t dinh_embedded_count;

enum {
    MOST_ASSETS = 2048,
    VERSION_DIGITS = 8
};

static struct asset assets[MOST_ASSETS];
static char versions[MOST_ASSETS][VERSION_DIGITS + 1];
static size_t asset_count;

__attribute__((constructor)) static void read_table(void)
{
    asset_count = dinh_embedded_count < MOST_ASSETS ? dinh_embedded_count : MOST_ASSETS;
    for (size_t i = 0; i < asset_count; i++) {
        assets[i].name = str_from_c(dinh_embedded[i].name);
        assets[i].bytes = (struct str){dinh_embedded[i].start,
                                       (size_t)(dinh_embedded[i].end - dinh_embedded[i].start)};
        snprintf(versions[i], sizeof(versions[i]), "%08x",
                 (unsigned)(str_hash(assets[i].bytes) & UINT64_C(0xffffffff)));
    }
}

const struct asset *asset_list(size_t *ret_count)
{
    *ret_count = asset_count;
    return assets;
}

struct str asset_version(const struct asset *asset)
{
    return (struct str){versions[asset - assets], VERSION_DIGITS};
}

const struct asset *asset_find(struct str name)
{
    size_t low = 0;
    size_t high = asset_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = str_compare(name, assets[middle].name);
        if (order == 0)
            return &assets[middle];
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}
