/*
 * Writing one XLSX file, cell by cell, row after row; for sheet.c alone.
 */
#ifndef DINH_CIVIC_SHEET_XLSX_H
#define DINH_CIVIC_SHEET_XLSX_H

#include "base/work.h"

enum {
    XLSX_CELL_MAX = 32767 /* characters of a cell */
};

struct xlsx;

/* A workbook with one sheet called `title`, made at `at`, in a temporary file
 * that goes with the arena; `widths` in characters. */
const struct fault *xlsx_begin(struct arena *arena, struct str title, struct instant at,
                               const int *widths, const struct str *headings, size_t count,
                               struct xlsx **ret_xlsx) FAULT_CHECK;
/* Row 0 is the first below the headings; rows and columns go forward only. */
void xlsx_text(struct xlsx *xlsx, size_t row, size_t column, struct str text);
void xlsx_number(struct xlsx *xlsx, size_t row, size_t column, int64_t number);
/* Days before 1900, which a spreadsheet cannot count, are ISO text. */
void xlsx_date(struct xlsx *xlsx, size_t row, size_t column, struct civil_date date);
void xlsx_instant(struct xlsx *xlsx, size_t row, size_t column, struct instant at);
/* Faults: "sheet.unavailable", "sheet.too_large" over `limit` bytes. */
const struct fault *xlsx_end(struct xlsx *xlsx, size_t rows, size_t limit,
                             struct str *ret_bytes) FAULT_CHECK;

struct grid;
/* A whole workbook of a grid (sheet_grid.h): lines above, merged headings, numbers. */
const struct fault *xlsx_grid(struct arena *arena, const struct grid *grid, struct instant at,
                              size_t limit, struct str *ret_bytes) FAULT_CHECK;

#endif
