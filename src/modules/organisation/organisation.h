/*
 * Units and people as pages and commands: the tree of units, who holds which
 * post (chức vụ), and `dinh import units`. Units themselves are civic/unit.h.
 */
#ifndef DINH_MODULES_ORGANISATION_ORGANISATION_H
#define DINH_MODULES_ORGANISATION_ORGANISATION_H

#include "civic/module.h"
#include "civic/unit.h"

/* A post that a person holds in a unit, both days included. */
struct post {
    int64_t id;
    int64_t person_id;
    int64_t unit_id;
    struct str person_name;
    struct str unit_slug;         /* filled by post_list_after alone */
    struct str title;             /* "Chủ tịch Ủy ban nhân dân huyện" */
    int64_t rank;                 /* smaller stands first */
    struct civil_date valid_from; /* DATE_NONE: not known */
    struct civil_date valid_to;   /* DATE_NONE: still */
    bool is_demo;                 /* an invented person, marked so */
};
typedef VEC(struct post) post_list;

/* Posts in a unit on a day, by rank; all of them, ended ones too, for DATE_NONE. */
const struct fault *post_list_of(struct work *work, int64_t unit_id, struct civil_date on,
                                 post_list *ret_posts) FAULT_CHECK;

/* Posts held on a day in the unit and in all that lay below it, by rank. */
const struct fault *post_list_below(struct work *work, int64_t unit_id, struct civil_date on,
                                    post_list *ret_posts) FAULT_CHECK;
/* All posts by id, those behind `after`; for programs. */
const struct fault *post_list_after(struct work *work, int64_t after, int limit,
                                    post_list *ret_posts) FAULT_CHECK;

/* Inside db_write: a person, and a post for them. */
const struct fault *person_create(struct work *work, struct str name, bool is_demo,
                                  int64_t *ret_id) FAULT_CHECK;
const struct fault *post_create(struct work *work, const struct post *post) FAULT_CHECK;
/* Inside db_write: the post, which somebody holds in the unit, ends with `last_day`. */
const struct fault *post_end(struct work *work, int64_t unit_id, int64_t id,
                             struct civil_date last_day) FAULT_CHECK;
/* Inside db_write: the post, which nobody has begun to hold or which was written down by
 * mistake, is as if never given. */
const struct fault *post_withdraw(struct work *work, int64_t unit_id, int64_t id) FAULT_CHECK;
/* Inside db_write: title, rank and days become those of `post`, which its id and unit name. */
const struct fault *post_correct(struct work *work, const struct post *post) FAULT_CHECK;

/*
 * Reads units from CSV (RFC 4180, a header row; also with semicolons or tabs, and UTF-16) and
 * stores them. Three
 * forms are known by their headers:
 *   code,full_name[,province_code]             provinces or communes as they are
 *   old_ward_code,old_ward,new_ward_code,new_ward[,…]    one district's mergers
 *   old_province,old_district_code,old_district,old_ward_code,old_ward,divided,…  a province's
 * and the general one:
 *   kind,code,name,parent_kind,parent_code,valid_from,valid_to,successor_kind,successor_code
 * Importing the same file again changes nothing, and the order of several files
 * does not matter. Nothing that is stored is renamed or moved: where a line differs,
 * that is told. Faults: FAULT_INVALID "units.…" with {line}, several in a
 * chain; nothing of a file with a mistake is stored.
 */
struct units_options {
    int64_t below;               /* unit under which those without a parent stand; 0: the top */
    struct civil_date merged_on; /* first day of the new units in the merger forms */
    /* Told how far it is, from the thread that writes; NULL: nobody is. */
    void (*progress)(void *context, int64_t done, int64_t total);
    void *progress_context;
};
enum {
    UNITS_NOTES = 20 /* differences that are named one by one */
};
/* A stored unit that was left as it is, though a line says otherwise. */
struct units_difference {
    const char *key; /* units.note.name, .parent or .days: {line} {code} {stored} {typed} */
    int line;
    struct str code;
    struct str stored;
    struct str typed;
};
struct units_count {
    int64_t added;
    int64_t begun; /* stored before without their first day */
    int64_t ended;
    int64_t successors;
    int64_t unchanged;
    int64_t differing; /* the notes are the first of them */
    VEC(struct units_difference) notes;
    int64_t zeros;  /* codes that got back the zeros which a spreadsheet had dropped, … */
    int zeros_line; /* … the first of them on this line */
    struct str zeros_typed;
    struct str zeros_code;
    struct str unread; /* columns of the general form that were not read, one after the other */
};
const struct fault *units_import(struct work *work, struct str csv,
                                 const struct units_options *options,
                                 struct units_count *ret_count) FAULT_CHECK;

extern const struct module organisation_module;

#endif
