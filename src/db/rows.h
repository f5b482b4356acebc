/*
 * Rows that were read: private to src/db.
 */
#ifndef DINH_DB_ROWS_H
#define DINH_DB_ROWS_H

#include "db/engine.h"

struct db_rows {
    struct arena *arena;
    struct result result;
    const struct cell *row; /* the one that is read; NULL before the first */
};

size_t rows_count(const struct db_rows *rows);

#endif
