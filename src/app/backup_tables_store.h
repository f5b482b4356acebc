/*
 * The tables of a database as lines of JSON, the same from both engines: one array
 * a row, in the order of the columns; numbers as numbers, bytes as base64url
 * (RFC 4648, section 5). What the search is made of is left out: it is made anew.
 */
#ifndef DINH_APP_BACKUP_TABLES_STORE_H
#define DINH_APP_BACKUP_TABLES_STORE_H

#include "base/buf.h"
#include "base/vec.h"
#include "db/db.h"
#include "view/json_read.h"

enum {
    TABLE_COLUMNS = DB_PARAMETERS
};

enum column_kind {
    COLUMN_INT,
    COLUMN_TEXT,
    COLUMN_BYTES
};

struct table_column {
    struct str name;
    enum column_kind kind;
};

struct table {
    struct str name;
    struct table_column columns[TABLE_COLUMNS];
    size_t column_count;
};
typedef VEC(struct table) table_list;

/* "int", "text", "bytes": the name of a kind in the head of a backup. */
struct str column_kind_name(enum column_kind kind);
bool column_kind_from_name(struct str name, enum column_kind *ret_kind);

/* The tables that a backup holds, by name, from the database's own catalogue. */
const struct fault *table_list_of(struct work *work, table_list *ret_tables) FAULT_CHECK;
/* The number of the last migration applied; 0 where there is none. */
const struct fault *table_migration(struct work *work, int64_t *ret_number) FAULT_CHECK;
/* Whether none of the tables has a row. */
const struct fault *table_all_empty(struct work *work, const table_list *tables,
                                    bool *ret_empty) FAULT_CHECK;

/* Told of a piece of whole lines, at most a few megabytes unless one row is larger. */
typedef const struct fault *table_piece(void *context, struct arena *scratch, struct str lines,
                                        int64_t rows);
/* Reads a table within the snapshot of the work and tells of it piece by piece. */
const struct fault *table_dump(struct work *work, const struct table *table, table_piece *piece,
                               void *context) FAULT_CHECK;

/*
 * Inside db_write, around the filling of tables: before it the tables are emptied
 * and no reference is looked at, after it every reference is checked.
 */
struct table_filling {
    VEC(struct str) constraints; /* PostgreSQL: what puts the references back */
};
const struct fault *table_fill_begin(struct work *work, const table_list *tables,
                                     struct table_filling *ret_filling) FAULT_CHECK;
/* The lines of one piece. Faults: FAULT_INVALID "backup.row" {name}. */
const struct fault *table_fill(struct work *work, const struct table *table, struct str lines,
                               int64_t *ret_rows) FAULT_CHECK;
const struct fault *table_fill_end(struct work *work,
                                   const struct table_filling *filling) FAULT_CHECK;

#endif
