/*
 * Addresses in a text that was written for another site: "anh/a.jpg" leads nowhere from
 * here, so it is told from where it stood.
 */
#ifndef DINH_PUBLICATIONS_HTML_ADDRESS_H
#define DINH_PUBLICATIONS_HTML_ADDRESS_H

#include "base/arena.h"

/*
 * `reference` as seen from `base` (RFC 3986, section 5.2), in `arena`. It stays as it is
 * where `base` is no address of the web ("https://mau.example/tin/bai"), where it has a
 * scheme of its own, and where it is empty or leads to another place of the same page
 * ("#chan").
 */
struct str html_address(struct arena *arena, struct str base, struct str reference);

#endif
