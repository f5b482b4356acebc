/*
 * Pages of hot spots, for the manifest of this module alone.
 */
#ifndef DINH_MODULES_REVIEWS_HOT_WEB_H
#define DINH_MODULES_REVIEWS_HOT_WEB_H

#include "civic/page.h"
#include "modules/reviews/hot.h"

/* A petition of a hot spot. */
struct hot_letter_row {
    struct url url;
    struct str code;
    struct str title; /* of sealed ones: that they are */
    struct str unit;
    struct civil_date received_on;
};
extern const struct shape hot_letter_shape;
struct hot_letter_row hot_letter_row(struct work *work, const struct matter *matter,
                                     struct str unit);

route_handler hot_list_page, hot_acknowledge_send, hot_spot_page, hot_assign_send, hot_note_send,
    hot_end_send;
extern const struct page_kind hot_list_kind;
extern const struct page_kind hot_spot_kind;

#endif
