/*
 * The PDF of a visit's papers, for its pages: papers/reception-….txt and the receipt
 * that all services share.
 */
#ifndef DINH_MODULES_RECEPTION_VISIT_PAPER_H
#define DINH_MODULES_RECEPTION_VISIT_PAPER_H

#include "civic/paper.h"
#include "modules/reception/follow.h"

/* The paper as it was issued; before that a preview. FAULT_NOT_FOUND "record.missing"
 * where it is not due; those of paper_render. */
const struct fault *visit_paper_make(struct work *work, const struct visit *visit,
                                     enum visit_paper_kind kind, struct str *ret_pdf) FAULT_CHECK;
/* A receipt (Mẫu 02/TCD). FAULT_NOT_FOUND "record.missing"; those of paper_render. */
const struct fault *visit_receipt_make(struct work *work, const struct visit *visit, int64_t id,
                                       struct str *ret_pdf) FAULT_CHECK;
/* The lines of a text that are not empty: struct str. */
struct list lines_of(struct arena *arena, struct str text);
/* What stands at the head of an office's paper. */
const struct fault *office_paper_head(struct work *work, int64_t office_id,
                                      struct paper_head *ret_head) FAULT_CHECK;

#endif
