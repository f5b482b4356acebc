/*
 * A unit on a day, as an address asks for it (?don-vi=…&ngay=…): what the organisation
 * chart and the page of leaders share. Private to the module.
 */
#ifndef DINH_MODULES_ORGANISATION_UNIT_DAY_H
#define DINH_MODULES_ORGANISATION_UNIT_DAY_H

#include "civic/page.h"
#include "civic/unit.h"
#include "modules/organisation/organisation.h"
#include "modules/organisation/organisation_web.h"

struct unit_day {
    struct unit unit; /* the one asked for, else the site's own */
    struct civil_date on;
    bool is_own;   /* the site's own unit */
    bool is_there; /* it exists on the day */
    bool is_last;  /* nobody asked for a day and it has ended: its last one */
    struct field_view field;
    const struct fault *faults; /* of the day that was asked for */
};
/* FAULT_NOT_FOUND "unit.unknown". */
const struct fault *unit_day_read(struct work *work, const struct request *request,
                                  struct unit_day *ret_day) FAULT_CHECK;

/* What is said above the page: which day it shows, and who took over. */
struct unit_day_view {
    struct str unit;
    struct url unit_url;
    struct str unit_slug; /* for the form; empty: the site's own */
    struct civil_date on;
    struct civil_date ended; /* of a unit that is over by today */
    bool is_there;
    bool is_last;
    struct list successors; /* struct unit_link */
    struct field_view field;
};
extern const struct shape unit_day_shape;
/* The layout of a page of that day: its title and description are the messages KEY.title and
 * KEY.description ("unit.chart"). */
const struct fault *unit_day_layout(struct work *work, const struct request *request,
                                    const struct unit_day *day, const char *key,
                                    struct layout *ret_layout) FAULT_CHECK;
const struct fault *unit_day_view_of(struct work *work, const struct unit_day *day,
                                     struct unit_day_view *ret_view) FAULT_CHECK;

/* Somebody who holds a post. */
struct holder {
    struct str name;
    struct str title;
    struct civil_date from;
    struct civil_date to;
    bool is_demo;
    struct str unit; /* said with the post, in lists of many units; else empty */
    struct url unit_url;
};
extern const struct shape holder_shape;
struct holder holder_of(const struct post *post);

/* The posts of one unit among those of many, as struct holder. */
struct list holders_of(struct work *work, const post_list *posts, int64_t unit_id);

/* leaders_web.c: /lanh-dao; chart_web.c: /so-do-to-chuc */
route_handler leaders_show;
route_handler chart_show;
extern const struct page_kind leaders_kind;
extern const struct page_kind chart_kind;

#endif
