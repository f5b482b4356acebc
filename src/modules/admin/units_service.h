/*
 * Use-cases on units and posts: each one transaction, by an administrator of the unit
 * or above it, with a line in the history. Nothing is renamed in place: a unit with a
 * new name is a new unit that takes over from the old one.
 */
#ifndef DINH_MODULES_ADMIN_UNITS_SERVICE_H
#define DINH_MODULES_ADMIN_UNITS_SERVICE_H

#include "civic/unit.h"
#include "modules/organisation/organisation.h"

/* A unit under `parent`, from `unit.valid_from` on. With `replaced` (0: none), a unit
 * beside it, that one ends the day before and names the new one as its successor. */
struct unit_adding {
    int64_t parent_id;
    struct unit unit;
    int64_t replaced_id;
    bool moves; /* what belongs to the replaced unit, and its posts, go to the new one */
};
/* Faults at fields: "admin.unit.taken" at code, "admin.unit.not-beside" and (without
 * `moves`) "admin.unit.has-below" at replaced. */
const struct fault *admin_unit_add(struct work *work, struct unit_adding *adding) FAULT_CHECK;

struct unit_ending {
    int64_t unit_id;
    struct civil_date last_day;
    int64_t successor_id; /* 0: none */
    bool moves;           /* what belongs to it, and its posts, go to the successor the day after */
};
/* Posts in the unit end with it. Faults at fields: "admin.unit.before-begin",
 * "admin.unit.has-below" (without `moves`), "admin.unit.ended" at last_day,
 * "admin.unit.own-successor" and (a successor below the unit, or none where something is
 * to be moved) "admin.unit.no-heir" at successor. */
const struct fault *admin_unit_end(struct work *work, struct unit_ending *ending) FAULT_CHECK;

/* A post for a person of this name: the one who holds or held a post in the unit by
 * exactly this name, else a new person. */
const struct fault *admin_post_give(struct work *work, struct post *post) FAULT_CHECK;
/* The post ends with `last_day`. FAULT_NOT_FOUND "admin.post.unknown". */
struct post_ending {
    int64_t unit_id;
    int64_t post_id;
    struct civil_date last_day;
};
const struct fault *admin_post_end(struct work *work, struct post_ending *ending) FAULT_CHECK;

/* A post that was written down wrongly: corrected, or (is_removed) as if never given; the
 * history keeps what it was and why. Faults: FAULT_NOT_FOUND "admin.post.unknown"; at fields:
 * "admin.unit.over" at from and until, "admin.post.until-before" at until. */
struct post_correction {
    struct post post; /* its id and unit; title, rank and days as they should be */
    bool is_removed;
    struct str reason;
};
const struct fault *admin_post_correct(struct work *work,
                                       struct post_correction *correction) FAULT_CHECK;
/* One post of the unit, ended ones too; FAULT_NOT_FOUND "admin.post.unknown". */
const struct fault *admin_post_load(struct work *work, int64_t unit_id, int64_t post_id,
                                    struct post *ret_post) FAULT_CHECK;

#endif
