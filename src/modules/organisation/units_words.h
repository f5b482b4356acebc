/*
 * The words by which tables call their columns and the kinds of unit.
 */
#ifndef DINH_MODULES_ORGANISATION_UNITS_WORDS_H
#define DINH_MODULES_ORGANISATION_UNITS_WORDS_H

#include "civic/unit.h"

/* "parent_code" for "Parent code", "PARENT-CODE" and "Mã cấp trên"; a column of another name is
 * written that way too: "ghi_chu". */
struct str units_column_from_word(struct arena *arena, struct str typed);

/* "commune", "Xã", "thị trấn"; false for other words, and for "thành phố", which is a province
 * or a district. */
bool units_kind_from_word(struct arena *arena, struct str typed, enum unit_kind *ret_kind);

#endif
