/*
 * Hot spots (điểm nóng): many people behind one petition, one that needed a reception outside
 * the calendar, or many petitions on one subject, place or person within some time. Found by
 * counting, shown to leaders with the why; acknowledged, owned and ended by people alone. For this
 * module alone.
 */
#ifndef DINH_MODULES_REVIEWS_HOT_H
#define DINH_MODULES_REVIEWS_HOT_H

#include "civic/matter.h"
#include "modules/reviews/review.h"

enum {
    HOT_LETTERS = 3000, /* looked at together */
    HOT_SPOTS = 200,    /* kept ones of one list */
    HOT_GROUPS = 100    /* found ones */
};

/* ---- finding: hot_rules.c, pure ---- */

/* A petition of the time looked at. */
struct hot_letter {
    struct matter matter; /* without content, source, chain and times */
    struct str unit;
    struct str text; /* where a place may stand; empty where sealed */
    bool is_crowd;   /* of the law's many people, whoever is named */
    bool is_adhoc; /* it came of a reception outside the calendar (tiếp công dân đột xuất:
                    * Luật Tiếp công dân, Điều 18.3) */
    struct list names; /* struct str: folded names of those who sent it */
    struct list about; /* int64_t: persons whom it is about */
};
typedef VEC(struct hot_letter) hot_letter_list;

/* From how many on, within how many days: local rules, and the law's group. */
struct hot_limits {
    int64_t days;
    int64_t letters;
    int64_t people;
    int64_t crowd;
};

enum hot_kind {
    HOT_SUBJECT, /* one subject, perhaps in one place */
    HOT_PLACE,
    HOT_PERSON,
    HOT_CROWD, /* one petition of many people */
    HOT_ADHOC, /* one petition of an ad hoc reception */
    HOT_KIND_COUNT
};
struct str hot_kind_name(enum hot_kind kind);
/* False where `name` is none. */
bool hot_kind_from_name(struct str name, enum hot_kind *ret_kind);

struct hot_group {
    enum hot_kind kind;
    struct str key;      /* the same group has the same: "thu hoi dat|khu 4" */
    struct str subject;  /* as first written; of HOT_SUBJECT and of one petition */
    struct str place;    /* the same; may be empty */
    int64_t person_id;   /* of HOT_PERSON */
    VEC(size_t) members; /* places in the list of letters */
    int64_t people;      /* different names, or the law's group where fewer are named */
};
typedef VEC(struct hot_group) hot_group_list;

/* Groups that reach the limits, the largest first, at most HOT_GROUPS. */
void hot_find(struct arena *arena, const hot_letter_list *letters, const struct hot_limits *limits,
              hot_group_list *ret_groups);

/* ---- kept ones ---- */

struct hot_spot {
    int64_t id;
    int64_t unit_id; /* for which it was found: it and all below */
    struct str unit;
    enum hot_kind kind;
    struct str key;
    struct str subject;
    struct str place;
    int64_t person_id;
    struct str why; /* the sentence when it was acknowledged */
    bool is_ended;
    int64_t owner_id;
    struct str owner;
    struct str acknowledged_by;
    struct instant acknowledged_at;
    struct instant ended_at;
    int64_t version;
};
typedef VEC(struct hot_spot) hot_spot_list;

struct hot_note {
    struct instant at;
    struct str actor;
    struct str action; /* message "hot.event.ACTION" */
    struct str text;
};
typedef VEC(struct hot_note) hot_note_list;

/* hot_store.c */
/* Petitions received on `since` or later in the unit and below, the newest first.
 * Nothing is checked. */
const struct fault *hot_letters(struct work *work, int64_t unit_id, struct civil_date since,
                                hot_letter_list *ret_letters) FAULT_CHECK;
/* FAULT_NOT_FOUND "hot.unknown". Nothing is checked. */
const struct fault *hot_load(struct work *work, int64_t id, struct hot_spot *ret_spot) FAULT_CHECK;
/* In units of the actor, above and below as leader or inspector, or owned; open ones
 * first. Nothing else is checked. */
const struct fault *hot_spots(struct work *work, hot_spot_list *ret_spots) FAULT_CHECK;
/* Petitions of a kept one, the newest first. */
const struct fault *hot_members(struct work *work, int64_t spot_id,
                                review_case_list *ret_members) FAULT_CHECK;
const struct fault *hot_notes(struct work *work, int64_t spot_id,
                              hot_note_list *ret_notes) FAULT_CHECK;
/* Inside db_write. */
const struct fault *hot_insert(struct work *work, const struct hot_spot *spot) FAULT_CHECK;
/* Owner and end; FAULT_CONFLICT "review.changed". */
const struct fault *hot_update(struct work *work, const struct hot_spot *spot) FAULT_CHECK;
/* Twice is once. */
const struct fault *hot_add_member(struct work *work, int64_t spot_id,
                                   int64_t matter_id) FAULT_CHECK;
const struct fault *hot_note(struct work *work, int64_t spot_id, struct str action,
                             struct str text) FAULT_CHECK;
extern const char *const hot_statements[];

/* ---- use-cases: hot_service.c ---- */

/* What is found for a unit now, as the actor may know it. */
struct hot_found {
    int64_t unit_id;
    struct hot_limits limits;
    hot_letter_list letters;
    hot_group_list groups;
};
const struct fault *hot_look(struct work *work, int64_t unit_id,
                             struct hot_found *ret_found) FAULT_CHECK;
/* "7 đơn của 23 người về thu hồi đất tại khu 4 trong 60 ngày". */
const struct fault *hot_why(struct work *work, const struct hot_found *found,
                            const struct hot_group *group, struct str *ret_why) FAULT_CHECK;
/* Kept ones of a unit with all their petitions, for comparing alone. */
struct hot_kept {
    struct hot_spot spot;
    review_case_list members;
};
typedef VEC(struct hot_kept) hot_kept_list;
const struct fault *hot_kept_of(struct work *work, int64_t unit_id,
                                hot_kept_list *ret_kept) FAULT_CHECK;
/* The kept one that is this group: the same key or half of its petitions; open, or ended
 * with nothing new since. NULL: none. */
const struct hot_spot *hot_same(const struct hot_found *found, const struct hot_group *group,
                                const hot_kept_list *kept);
/* A kept one with its petitions, for those who may see all of it: FAULT_NOT_FOUND
 * "hot.unknown" also where one of them is about the actor. */
const struct fault *hot_open(struct work *work, int64_t id, struct hot_spot *ret_spot,
                             review_case_list *ret_members) FAULT_CHECK;
bool hot_may_lead(struct work *work, const struct hot_spot *spot);

/* One write each. FAULT_CONFLICT "hot.gone" where the group is no longer there. */
const struct fault *hot_acknowledge(struct work *work, int64_t unit_id, struct str kind,
                                    struct str key, struct str text, int64_t *ret_id) FAULT_CHECK;
/* FAULT_INVALID "matter.official.unfit" at official. */
const struct fault *hot_assign(struct work *work, int64_t id, int64_t version,
                               int64_t official_id) FAULT_CHECK;
const struct fault *hot_write(struct work *work, int64_t id, struct str text) FAULT_CHECK;
const struct fault *hot_end(struct work *work, int64_t id, int64_t version,
                            struct str why) FAULT_CHECK;

#endif
