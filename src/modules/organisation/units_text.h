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

/*
 * Whether a name holds a sign that no name of Viet Nam has, of whichever people, but that
 * stands there when the letters of an old font (TCVN3, VNI) or another encoding were taken
 * for Unicode: "TØnh Phó Thä", "Huyá»‡n", "Huy?n". `ret_sign`: the first, a slice of `name`.
 */
bool units_name_is_garbled(struct str name, struct str *ret_sign);

#endif
