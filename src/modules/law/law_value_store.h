/*
 * The values that an administrator gave local rules, each with its reason; nothing is
 * ever taken away. Private to this module.
 */
#ifndef DINH_MODULES_LAW_LAW_VALUE_STORE_H
#define DINH_MODULES_LAW_LAW_VALUE_STORE_H

#include "base/work.h"
#include "law/local.h"

struct law_value_row {
    int64_t id;
    struct law_setting setting;
    struct str account_name;
    struct instant decided_at;
};
typedef VEC(struct law_value_row) law_value_list;

/* All decisions, oldest first. */
const struct fault *law_value_load(struct work *work, law_value_list *ret_values) FAULT_CHECK;
/* Adds a decision by the actor at work; inside db_write. */
const struct fault *law_value_add(struct work *work, const struct law_setting *setting) FAULT_CHECK;

extern const char *const law_value_statements[];

#endif
