/*
 * Writing JSON (RFC 8259) into a buffer, by hand or from a shape. Whatever is
 * called in whatever order, commas are set; what is begun must be ended, which
 * json_finish asserts. Values are "put" because jansson owns json_null and the like.
 */
#ifndef DINH_VIEW_JSON_H
#define DINH_VIEW_JSON_H

#include "view/shape.h"

enum {
    JSON_WRITE_DEPTH = 32 /* objects and arrays in each other */
};

/* A writer on `out`; make it with json_begin. */
struct json {
    struct buf *out;
    int depth;
    bool filled[JSON_WRITE_DEPTH + 1]; /* whether a comma is due, by depth */
    bool after_key;
};

/* A writer at the end of `out`, which the caller keeps. */
struct json json_begin(struct buf *out);
/* Asserts that every object and array was ended. */
void json_finish(const struct json *json);

/* Asserts that no more than JSON_WRITE_DEPTH are open in each other. */
void json_begin_object(struct json *json);
void json_end_object(struct json *json);
void json_begin_array(struct json *json);
void json_end_array(struct json *json);
/* The name of the next value; only inside an object. */
void json_key(struct json *json, struct str name);

/* A value, where one is due: in an array, after a key, or as the document. */
void json_put_null(struct json *json);
void json_put_bool(struct json *json, bool value);
void json_put_int(struct json *json, int64_t value);
/* Text; control characters, U+2028 and U+2029 and "<" are escaped, so that the
 * result may also stand in a script element. */
void json_put_text(struct json *json, struct str value);

/*
 * The finished document as a script element that holds data for search engines
 * (JSON-LD 1.1, section 7); browsers do not run it. Every "<" is escaped, so that
 * nothing in the document ends the element (HTML Living Standard 4.12.1.3).
 */
struct html json_ld_html(struct arena *arena, const struct json *json);

/* json_key and a value in one. */
void json_pair_text(struct json *json, const char *name, struct str value);
void json_pair_int(struct json *json, const char *name, int64_t value);
void json_pair_bool(struct json *json, const char *name, bool value);

/*
 * A struct as its shape says, every member: text, html, url and code_number as
 * strings; int and int64_t as numbers; dates "2022-03-06", instants
 * "2022-03-06T07:30:00Z", both null where not set; lists as arrays, records as
 * objects, pointers as objects or null. A scalar shape writes the scalar.
 */
void json_write_shape(struct buf *out, const struct shape *shape, const void *data);
/* The same as the next value of a document under construction. */
void json_put_shape(struct json *json, const struct shape *shape, const void *data);

/* The JSON Schema (2020-12) of what json_write_shape writes, for OpenAPI 3.1.
 * Shapes within shapes are written in place, to a depth of 8; deeper ones as
 * any value. */
void json_schema(struct json *json, const struct shape *shape);

#endif
