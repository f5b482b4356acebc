/*
 * Backlog reviews (rà soát vụ việc tồn đọng, phức tạp, kéo dài): a round over the
 * open petitions of a unit and those below it, with an owner, a term and an outcome
 * for each; and hot spots (điểm nóng).
 */
#ifndef DINH_MODULES_REVIEWS_REVIEWS_H
#define DINH_MODULES_REVIEWS_REVIEWS_H

#include "civic/module.h"

/*
 * What became of the cases of a round or of a part of it:
 *
 *     total = resolved + ended + transferred + continuing + open
 */
struct review_figures {
    int64_t total;
    int64_t resolved;    /* giải quyết dứt điểm */
    int64_t ended;       /* ra thông báo chấm dứt */
    int64_t transferred; /* chuyển cơ quan có thẩm quyền */
    int64_t continuing;  /* tiếp tục giải quyết */
    int64_t open;        /* no outcome yet */
    int64_t overdue;     /* of the open ones: the term of this round ran out */
};

/* A round as others may cite it: for reports of a unit. */
struct review_summary {
    int64_t id;
    struct str name;
    struct civil_date starts_on;
    struct civil_date ends_on;
    bool is_closed;
    struct review_figures figures;
    struct str sentence; /* one sentence with all figures, in the language of the work */
};
typedef VEC(struct review_summary) review_summary_list;

/*
 * Rounds of the unit and of those below it that ran at some time from `first` up to
 * and with `last`, the newest first, at most 50. Cases about the actor are not
 * counted. For leaders, inspectors, those who handle petitions and committee
 * secretaries of the unit; faults: those of actor_must and the database's.
 */
const struct fault *review_summaries(struct work *work, int64_t unit_id, struct civil_date first,
                                     struct civil_date last,
                                     review_summary_list *ret_summaries) FAULT_CHECK;

extern const struct module reviews_module;

#endif
