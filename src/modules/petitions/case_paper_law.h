/*
 * What the law of a day puts into the grounds of a paper. For this module alone.
 */
#ifndef DINH_MODULES_PETITIONS_CASE_PAPER_LAW_H
#define DINH_MODULES_PETITIONS_CASE_PAPER_LAW_H

#include "civic/matter.h"
#include "view/shape.h"

struct case_paper_law {
    bool is_amended;         /* by the law of 2025 and the decree of 2026, of one day in force */
    struct str organisation; /* "Luật Tổ chức chính quyền địa phương số 72/2025/QH15" */
};
extern const struct shape case_paper_law_shape;

const struct fault *case_paper_law_on(struct work *work, const struct matter *matter,
                                      struct civil_date on,
                                      struct case_paper_law *ret_law) FAULT_CHECK;

#endif
