/*
 * Files built into the program: pages, messages, styles, fonts, migrations, the
 * law, the demo. tools/embed.sh lists them at build time.
 */
#ifndef DINH_BASE_ASSET_H
#define DINH_BASE_ASSET_H

#include "base/str.h"

struct asset {
    struct str name; /* path in the checkout, e.g. "ui/style.css" */
    struct str bytes;
};

/* The asset called `name`, or NULL. */
const struct asset *asset_find(struct str name);
/* Eight hexadecimal digits that change with the bytes of an asset that asset_find or
 * asset_list gave. */
struct str asset_version(const struct asset *asset);
/* All assets, sorted by name. */
const struct asset *asset_list(size_t *ret_count);

#endif
