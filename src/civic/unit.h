/*
 * Units (đơn vị): provinces, districts, communes, villages, agencies and
 * committees in one tree, each with the days on which it exists. A unit that
 * ended keeps its row and names its successors; nothing is renamed in place.
 */
#ifndef DINH_CIVIC_UNIT_H
#define DINH_CIVIC_UNIT_H

#include "base/vec.h"
#include "base/work.h"

enum unit_kind {
    UNIT_COUNTRY,   /* cả nước */
    UNIT_PROVINCE,  /* tỉnh, thành phố */
    UNIT_DISTRICT,  /* huyện, quận, thị xã (until 30/06/2025) */
    UNIT_COMMUNE,   /* xã, phường, thị trấn, đặc khu */
    UNIT_VILLAGE,   /* thôn, tổ dân phố */
    UNIT_AGENCY,    /* cơ quan, đơn vị */
    UNIT_COMMITTEE, /* ban chỉ đạo, ban chấp hành */
    UNIT_KIND_COUNT
};

struct str unit_kind_name(enum unit_kind kind);
bool unit_kind_from_name(struct str name, enum unit_kind *ret_kind);
/* "unit.kind.commune": its message. */
const char *unit_kind_message(enum unit_kind kind);

struct unit {
    int64_t id;
    int64_t parent_id; /* 0 at the top */
    enum unit_kind kind;
    struct str code; /* official code, or the unit's own */
    struct str slug; /* in the address of its page */
    struct str name;
    struct civil_date valid_from; /* DATE_NONE: always existed */
    struct civil_date valid_to;   /* the last day; DATE_NONE: still exists */
};

typedef VEC(struct unit) unit_list;

/* All of these fault with the database's faults besides those named. */

/* FAULT_NOT_FOUND "unit.unknown" where there is none. */
const struct fault *unit_load(struct work *work, int64_t id, struct unit *ret_unit) FAULT_CHECK;
const struct fault *unit_by_slug(struct work *work, struct str slug,
                                 struct unit *ret_unit) FAULT_CHECK;
/* The unit with this kind and code that exists on `on` (or the last one that
 * did); FAULT_NOT_FOUND "unit.unknown" where there is none. */
const struct fault *unit_by_code(struct work *work, enum unit_kind kind, struct str code,
                                 struct civil_date on, struct unit *ret_unit) FAULT_CHECK;
/* The unit at the top; FAULT_NOT_FOUND "unit.unknown" in an empty site. */
const struct fault *unit_top(struct work *work, struct unit *ret_unit) FAULT_CHECK;
/* The name under which the portal's own unit is kept in memory. */
#define SITE_UNIT_KEPT "site-unit"
/* Whose portal this is: the unit that the setting `unit` names, else the one at
 * the top. */
const struct fault *site_unit(struct work *work, struct unit *ret_unit) FAULT_CHECK;

/* Units directly below `parent_id` (0: at the top), in the alphabet's order. At most 5,000. */
const struct fault *unit_children(struct work *work, int64_t parent_id,
                                  unit_list *ret_units) FAULT_CHECK;
/* From the top down to the unit itself. */
const struct fault *unit_path(struct work *work, int64_t id, unit_list *ret_units) FAULT_CHECK;

enum {
    /* Of one path, the top and the unit itself counted; so many rows of unit_ancestor a unit
     * may have. Real trees have 4 to 6. */
    UNIT_LEVELS = 1024,
    UNIT_BELOW_MOST = 2000
};
/*
 * `ancestor_id` and what lay below it on a day, the higher ones first, then by the
 * alphabet: at most UNIT_BELOW_MOST of `levels` levels. Each parent_id is that of the
 * day, for units that have moved since.
 */
const struct fault *unit_list_below(struct work *work, int64_t ancestor_id, struct civil_date on,
                                    int levels, unit_list *ret_units) FAULT_CHECK;
/* A unit and one that took over from it. */
struct unit_succession {
    int64_t unit_id;
    struct unit successor;
};
typedef VEC(struct unit_succession) unit_successions;
/* Of `ancestor_id` and all that lies below it; at most UNIT_BELOW_MOST. */
const struct fault *unit_successions_below(struct work *work, int64_t ancestor_id,
                                           unit_successions *ret_list) FAULT_CHECK;

/* The units that took over from one that ended; those from which one took over. */
const struct fault *unit_successors(struct work *work, int64_t id,
                                    unit_list *ret_units) FAULT_CHECK;
const struct fault *unit_predecessors(struct work *work, int64_t id,
                                      unit_list *ret_units) FAULT_CHECK;

/* All units by id, those behind `after` (0: from the first); for sitemaps and exports. */
const struct fault *unit_list_after(struct work *work, int64_t after, int limit,
                                    unit_list *ret_units) FAULT_CHECK;

/* Whether `unit_id` is `ancestor_id` or lies below it. */
const struct fault *unit_lies_within(struct work *work, int64_t unit_id, int64_t ancestor_id,
                                     bool *ret_within) FAULT_CHECK;
/* The same for a list that may be asked for one unit: of `asked_id` 0 every unit is. */
const struct fault *unit_is_asked(struct work *work, int64_t unit_id, int64_t asked_id,
                                  bool *ret_is_asked) FAULT_CHECK;
/* Whether the unit exists on a day. */
bool unit_exists_on(const struct unit *unit, struct civil_date on);

/*
 * Makes a unit inside db_write: fills in id, and the slug from the name where
 * it is empty (with a number behind it where that is taken). Faults:
 * FAULT_CONFLICT "record.exists" for a kind, code and first day that are there,
 * FAULT_INVALID "unit.too_deep" {most} for one below more than UNIT_LEVELS - 1 others.
 */
const struct fault *unit_create(struct work *work, struct unit *unit) FAULT_CHECK;
/* Ends a unit with `last_day`; inside db_write. Ending it twice on the same day changes nothing. */
const struct fault *unit_end(struct work *work, int64_t id, struct civil_date last_day) FAULT_CHECK;
/* The first day of which the end of a unit has consequences for what it has under way:
 * any day. In a demo, whose district ended before it was made, the day that it was made. */
const struct fault *unit_ends_followed(struct work *work, struct civil_date *ret_day) FAULT_CHECK;
/* Says since when a unit exists that was stored without a first day; inside db_write. */
const struct fault *unit_begin(struct work *work, int64_t id,
                               struct civil_date first_day) FAULT_CHECK;
/* Records that `successor_id` took over from `from_date`; twice is once.
 * `ret_is_new` (may be NULL) says whether it was not known. */
const struct fault *unit_add_successor(struct work *work, int64_t id, int64_t successor_id,
                                       struct civil_date from_date, bool *ret_is_new) FAULT_CHECK;

/*
 * The unit and all below it belong under `parent_id` from `first_day` on, and its rights
 * at once; inside db_write. The tree of earlier days (unit_list_below) shows where it
 * belonged. `parent_id` must not lie below the unit. Fault: "unit.too_deep" as above.
 */
const struct fault *unit_move(struct work *work, int64_t id, int64_t parent_id,
                              struct civil_date first_day) FAULT_CHECK;

/* The fault "unit.too_deep". */
const struct fault *unit_too_deep(struct work *work);

extern const char *const unit_statements[];
extern const char *const unit_tree_statements[];

#endif
