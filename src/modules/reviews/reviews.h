/*
 * Backlog reviews (rà soát vụ việc tồn đọng, phức tạp, kéo dài): a round over the
 * open petitions of a unit and those below it, with an owner, a term and an outcome
 * for each; and hot spots (điểm nóng).
 */
#ifndef DINH_MODULES_REVIEWS_REVIEWS_H
#define DINH_MODULES_REVIEWS_REVIEWS_H

#include "civic/module.h"

extern const struct module reviews_module;

#endif
