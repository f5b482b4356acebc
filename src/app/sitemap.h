/*
 * The sitemap (sitemaps.org, protocol 0.9): an index of pieces, each with addresses
 * of one module, as the sitemap hooks of the modules give them.
 */
#ifndef DINH_APP_SITEMAP_H
#define DINH_APP_SITEMAP_H

#include "http/router.h"

enum {
    SITEMAP_PIECE = 10 * 1000 /* addresses in a piece; the protocol admits 50,000 and 50 MB */
};

/* GET /sitemap.xml */
route_handler sitemap_index;
/* GET /sitemap/{piece}.xml: "publications-1"; FAULT_NOT_FOUND where there is none. */
route_handler sitemap_piece;

#endif
