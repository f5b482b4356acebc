/*
 * Records of a CSV file (RFC 4180, also with semicolons or tabs): cells with or without quotes,
 * each record with the line on which it begins. Lines end with LF or CRLF; empty ones are
 * passed over.
 */
#ifndef DINH_MODULES_ORGANISATION_CSV_READ_H
#define DINH_MODULES_ORGANISATION_CSV_READ_H

#include "base/fault.h"

enum {
    CSV_CELLS = 32 /* in one record */
};

struct csv_record {
    int line;
    size_t count;
    struct str cells[CSV_CELLS]; /* without white space at both ends */
};

struct csv_reader {
    struct arena *arena;
    struct str rest; /* text that is still to be read */
    int line;        /* 1 to begin with */
    char separator;  /* between cells: csv_separator */
};

/* What stands between the cells of the first line: a comma, the semicolon that spreadsheets
 * write where the comma divides numbers, as in Viet Nam, or the tab of "Unicode Text". */
char csv_separator(struct str csv);

/* The next record; count 0 at the end. Faults, FAULT_INVALID with {line}:
 * "units.columns" (too many cells), "units.quote" (a quote is not closed, or
 * something stands behind it); reading can go on no further. */
struct fault *csv_next(struct csv_reader *reader, struct csv_record *ret_record) FAULT_CHECK;

/* A mistake on a line. */
struct fault *csv_mistake(struct arena *arena, int line, const char *key);

#endif
