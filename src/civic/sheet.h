/*
 * Tables to take away (bảng tính): one description gives an XLSX workbook
 * (ISO/IEC 29500) and a CSV file. Rows are structs with a shape; the C type of a
 * member is the kind of its cells, so a date becomes a real date and a code
 * stays text. Text is never a formula: XLSX stores it as text, and in CSV
 * view/csv.h puts an apostrophe before = + - @, tab and CR.
 *
 *     static const struct sheet_column columns[] = {
 *         {"register.col.day", "day", 12},
 *         {"register.col.name", "name", 30},
 *     };
 *     static const struct sheet register_sheet = {
 *         .title = "register.title", .shape = &row_shape, .columns = columns, .count = 2};
 *     fault = sheet_begin(work, &register_sheet, SHEET_XLSX, &out);
 *     … sheet_add(out, &row) for each row …
 *     fault = sheet_end(out, &bytes);
 */
#ifndef DINH_CIVIC_SHEET_H
#define DINH_CIVIC_SHEET_H

#include "base/work.h"
#include "view/shape.h"

enum sheet_format {
    SHEET_XLSX,
    SHEET_CSV,
    SHEET_FORMAT_COUNT
};

enum {
    SHEET_COLUMNS = 60,             /* most columns */
    SHEET_ROWS = 1000 * 1000,       /* most rows; XLSX ends at 1,048,576 */
    SHEET_BYTES = 128 * 1024 * 1024 /* most bytes of the file */
};

/* heading: message; member: of the shape, a scalar or a list of scalars (its
 * items joined by "; "); width: characters of the column, 0 for a usual one. */
struct sheet_column {
    const char *heading;
    const char *member;
    int width;
};

struct sheet {
    const char *title; /* message: the name of the table, printed above every page */
    const struct shape *shape;
    const struct sheet_column *columns;
    size_t count;
};

struct sheet_out; /* a table being written; lives in the work's arena */

/* "text/csv; charset=utf-8", …; "xlsx", "csv": for the answer's headers. */
const char *sheet_media_type(enum sheet_format format);
const char *sheet_ending(enum sheet_format format);

/* Whether every column names a member that can be a cell; asserted by
 * sheet_begin, so a test of the module asks. */
bool sheet_is_sound(const struct sheet *sheet);

/*
 * Begins a table with its headings in the work's language. An XLSX is written
 * to a temporary file in constant memory: A4 across, headings repeated on every
 * page and fixed on the screen, page numbers. Faults: FAULT_UNAVAILABLE
 * "sheet.unavailable" where there is no room for it.
 */
const struct fault *sheet_begin(struct work *work, const struct sheet *sheet,
                                enum sheet_format format, struct sheet_out **ret_out) FAULT_CHECK;
/* Adds a row: a struct of the sheet's shape. What is too much is told by sheet_end. */
void sheet_add(struct sheet_out *out, const void *row);
/* Ends the table; the bytes live in the work's arena. Faults: FAULT_TOO_LARGE
 * "sheet.too_large" over SHEET_ROWS or SHEET_BYTES, "sheet.unavailable". */
const struct fault *sheet_end(struct sheet_out *out, struct str *ret_bytes) FAULT_CHECK;

/* All in one: every item of `rows`. */
const struct fault *sheet_write(struct work *work, const struct sheet *sheet,
                                enum sheet_format format, struct list rows,
                                struct str *ret_bytes) FAULT_CHECK;

#endif
