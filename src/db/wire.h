/*
 * What goes over the line to a PostgreSQL server: parameters in its form, and what its
 * codes of errors mean to us. Private to src/db.
 */
#ifndef DINH_DB_WIRE_H
#define DINH_DB_WIRE_H

#include "db/db.h"

/* Numbers of types (pg_type.oid). */
enum {
    WIRE_BYTEA = 17,
    WIRE_INT8 = 20,
    WIRE_TEXT = 25
};

/* The arrays that libpq takes. */
struct wire_values {
    const char *values[DB_PARAMETERS];
    int lengths[DB_PARAMETERS];
    int formats[DB_PARAMETERS];
    unsigned types[DB_PARAMETERS];
};
void wire_values(struct arena *arena, struct db_params params, struct wire_values *ret_values);

enum {
    WIRE_OPTIONS = 7
};
/*
 * What the settings name (`address`), with an end to all waiting for a server that went
 * without a word (its power, its network): half a minute, where the kernel alone would
 * wait for a quarter of an hour with a statement and two hours with nothing, and we would
 * show old pages as long. The settings may say otherwise. For PQconnectdbParams.
 */
void wire_options(const char *address, const char *ret_names[WIRE_OPTIONS],
                  const char *ret_values[WIRE_OPTIONS]);

/* What libpq says in lines, as one. */
struct str wire_words(struct arena *arena, const char *words);

/* The fault of an SQLSTATE (PostgreSQL manual, appendix A) with the server's own words. */
const struct fault *wire_fault(struct arena *arena, const char *state, const char *why,
                               bool is_writing);

#endif
