/*
 * Rows under seal, for civic/seal.c alone. Writing functions run inside db_write.
 */
#ifndef DINH_CIVIC_SEAL_STORE_H
#define DINH_CIVIC_SEAL_STORE_H

#include "civic/seal.h"

/* `*ret_wrapped` is empty where the matter has no seal. */
const struct fault *sealed_case_load(struct work *work, int64_t matter_id, struct str *ret_wrapped,
                                     bool *ret_needs_two) FAULT_CHECK;
const struct fault *sealed_case_insert(struct work *work, int64_t matter_id, struct str wrapped,
                                       bool needs_two) FAULT_CHECK;
const struct fault *sealed_case_need_two(struct work *work, int64_t matter_id) FAULT_CHECK;
const struct fault *sealed_text_insert(struct work *work, int64_t matter_id,
                                       struct str box) FAULT_CHECK;
/* The boxes, still closed. */
const struct fault *sealed_text_list_of(struct work *work, int64_t matter_id,
                                        sealed_text_list *ret_boxes) FAULT_CHECK;
const struct fault *sealed_people_insert(struct work *work, int64_t matter_id,
                                         struct str box) FAULT_CHECK;
/* The boxes of people, still closed. */
const struct fault *sealed_people_list_of(struct work *work, int64_t matter_id,
                                          sealed_text_list *ret_boxes) FAULT_CHECK;
/* Matters with a seal and no people, by id, those behind `after`, at most `most`. */
const struct fault *sealed_without_people(struct work *work, int64_t after, int64_t *ret_ids,
                                          size_t most, size_t *ret_count) FAULT_CHECK;
const struct fault *seal_slip_insert(struct work *work, int64_t matter_id) FAULT_CHECK;
const struct fault *seal_opening_insert(struct work *work, const struct matter *matter,
                                        struct str reason, int64_t *ret_id) FAULT_CHECK;
const struct fault *seal_second_insert(struct work *work, int64_t opening) FAULT_CHECK;

#endif
