/*
 * Tables for spreadsheets: RFC 4180 with a UTF-8 byte order mark, so that the
 * usual programs show Vietnamese. A cell of text that a spreadsheet would run as
 * a formula (beginning with = + - @ or their wide forms ＝ ＋ － ＠, a tab or a line
 * end) gets an apostrophe in front, also behind a semicolon, tab or line end within
 * it, where another setting of the program begins a cell; plain numbers such as -5
 * or +84 stay as they are (OWASP, CSV Injection).
 */
#ifndef DINH_VIEW_CSV_H
#define DINH_VIEW_CSV_H

#include "view/shape.h"

/* The byte order mark; first of all. */
void csv_begin(struct buf *out);
/* One cell; `first` where it begins a row. */
void csv_cell(struct buf *out, struct str text, bool first);
void csv_end_row(struct buf *out);

/* The member of a shape as the text of a cell, before quoting: as csv_write_shape
 * writes it; nothing for a record or pointer. */
void csv_add_value(struct buf *cell, const struct field *field, const void *member);

/*
 * A whole table: mark, header, a row an item of `rows`, which have `shape`.
 * `headers` name the columns in the order of the shape's fields, as many as it
 * has; NULL writes the members' names. Numbers are plain digits, bools "1" or
 * "0", dates and instants ISO; lists are cells of their items' first field
 * joined by "; "; members of records and pointers have no column.
 */
void csv_write_shape(struct buf *out, const struct shape *shape, struct list rows,
                     const struct str *headers);

#endif
