/*
 * Reading JSON that a stranger sent: within limits, strictly (no duplicate
 * names, valid UTF-8, nothing behind the value). Everything read lives in the
 * arena. Asking for what is not there, or is of another kind, gives false.
 */
#ifndef DINH_VIEW_JSON_READ_H
#define DINH_VIEW_JSON_READ_H

#include "base/fault.h"

struct json_value;

enum {
    JSON_READ_DEPTH = 32 /* objects and arrays in each other */
};

/* Reads one value from at most `limit` bytes. Faults: FAULT_TOO_LARGE
 * "json.too_large", FAULT_MALFORMED "json.malformed" (also too deep). */
const struct fault *json_read(struct arena *arena, struct str text, size_t limit,
                              const struct json_value **ret_value) FAULT_CHECK;

bool json_value_is_null(const struct json_value *value);

/* The member called `name`, or NULL; NULL as well where `value` is NULL or no object. */
const struct json_value *json_member(const struct json_value *value, const char *name);
/* The number of items; 0 where `value` is NULL or no array. */
size_t json_count(const struct json_value *value);
/* Item `index` from 0, or NULL. */
const struct json_value *json_item(const struct json_value *value, size_t index);

/* The value itself; false where it is NULL or of another kind. */
bool json_as_text(const struct json_value *value, struct str *ret_text);
/* A number without fraction or exponent, within int64_t. */
bool json_as_int(const struct json_value *value, int64_t *ret_number);

/* The same of a member: json_get_text(body, "title", &title). */
bool json_get_text(const struct json_value *value, const char *name, struct str *ret_text);
bool json_get_int(const struct json_value *value, const char *name, int64_t *ret_number);

#endif
