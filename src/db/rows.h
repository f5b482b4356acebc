/*
 * Rows that were read: private to src/db.
 */
#ifndef DINH_DB_ROWS_H
#define DINH_DB_ROWS_H

#include "db/engine.h"

struct db_rows {
    struct arena *arena;
    struct result result;
    size_t at;
    bool is_begun;
};

size_t rows_count(const struct db_rows *rows);

#endif
