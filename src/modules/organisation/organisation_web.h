/*
 * The pages of units, for the manifest.
 */
#ifndef DINH_MODULES_ORGANISATION_ORGANISATION_WEB_H
#define DINH_MODULES_ORGANISATION_ORGANISATION_WEB_H

#include "civic/page.h"
#include "civic/unit.h"

/* units_web.c: /don-vi */
route_handler units_show;
extern const struct page_kind units_kind;

/* unit_web.c: /don-vi/{slug} */
route_handler unit_show;
extern const struct page_kind unit_kind;

/* A link to the page of a unit, with the last day of one that ended. */
struct unit_link {
    struct url url;
    struct str name;
    struct civil_date ended; /* DATE_NONE: still exists today */
    struct list below;       /* struct unit_link, in a tree */
};
struct unit_link unit_link_of(struct work *work, const struct unit *unit);

/*
 * Links to the units of one level, in `ret_links` (room for all of `units`) with
 * the ids in `ret_ids`: those that exist today before the others, by kind, in
 * their alphabet. What ended together with the unit above them, on `above_ended`
 * (DATE_NONE: it exists), is not marked once more.
 */
void unit_links_of(struct work *work, const unit_list *units, struct civil_date above_ended,
                   struct unit_link *ret_links, int64_t *ret_ids);
/* Without what lies below. */
extern const struct shape unit_link_shape;

#endif
