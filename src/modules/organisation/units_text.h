/*
 * The text of a table of units, whichever way a spreadsheet saved it.
 */
#ifndef DINH_MODULES_ORGANISATION_UNITS_TEXT_H
#define DINH_MODULES_ORGANISATION_UNITS_TEXT_H

#include "base/fault.h"

/*
 * `bytes` as the program keeps text (text_normalise): they are UTF-8, or UTF-16 with a byte
 * order mark as in "Unicode Text". Faults, FAULT_INVALID with {line}: "units.workbook" (an
 * .xlsx, .ods or .xls), "units.empty", and those of text_normalise.
 */
const struct fault *units_text(struct arena *arena, struct str bytes,
                               struct str *ret_text) FAULT_CHECK;

#endif
