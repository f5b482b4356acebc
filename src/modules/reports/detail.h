/*
 * Details (số liệu của vụ việc): what no step of a case records but a form asks for,
 * noted by the officials of the case. For this module alone.
 *
 * All faults besides those named are the database's.
 */
#ifndef DINH_MODULES_REPORTS_DETAIL_H
#define DINH_MODULES_REPORTS_DETAIL_H

#include "civic/matter.h"

enum detail_unit {
    DETAIL_DONG,
    DETAIL_SQUARE_METRES,
    DETAIL_NUMBER /* of people, organisations, cases */
};

struct detail_kind {
    const char *name; /* in law/forms/ and the database */
    enum detail_unit unit;
    bool is_execution; /* of carrying out, not of the decision */
};
/* By index; NULL behind the last. */
const struct detail_kind *detail_kind(size_t index);
/* lĩnh vực: "land", …; by index, NULL behind the last. */
const char *detail_field(size_t index);

struct detail {
    int64_t matter_id;
    struct str name;
    struct str word;
    int64_t amount;
};
typedef VEC(struct detail) detail_list;

/* The last of each name of one matter. */
const struct fault *detail_of(struct work *work, int64_t matter_id,
                              detail_list *ret_details) FAULT_CHECK;
/* Adds a row; inside db_write. */
const struct fault *detail_add(struct work *work, const struct detail *detail) FAULT_CHECK;
/* Of all petitions in the unit and below that concern a period, by matter and name; of
 * each the last. */
const struct fault *detail_amounts(struct work *work, int64_t unit_id, struct civil_date first,
                                   struct civil_date last, detail_list *ret_details) FAULT_CHECK;

extern const char *const detail_statements[];

#endif
