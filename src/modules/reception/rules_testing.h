/*
 * The law as delivered, for tests of rules.
 */
#ifndef DINH_MODULES_RECEPTION_RULES_TESTING_H
#define DINH_MODULES_RECEPTION_RULES_TESTING_H

#include "base/asset.h"
#include "base/testing.h"
#include "law/law.h"

static inline const struct law *law_under_test(struct arena *arena)
{
    const struct law *law;
    size_t count;
    const struct asset *assets = asset_list(&count);
    assert_no_fault(law_load(arena, assets, count, &law));
    return law;
}

#endif
