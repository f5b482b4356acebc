/*
 * What the two pages of local rules share. Private to this module.
 */
#ifndef DINH_MODULES_LAW_VALUE_VIEW_H
#define DINH_MODULES_LAW_VALUE_VIEW_H

#include "civic/page.h"
#include "law/local.h"

/* Where the value of the version is set: /quan-tri/quy-dinh-rieng/RULE?truong-hop=…. */
struct url value_url(struct arena *arena, const struct law_version *version);
/* The bounds in words: "từ 1 đến 30". */
struct str value_bounds(struct work *work, const struct law_version *version);

#endif
