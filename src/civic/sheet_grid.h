/*
 * Tables whose head is data: several rows of headings that span rows and columns, as
 * statistical forms have them. One description gives an XLSX workbook, a CSV file (each
 * column with the headings above it) and a paper of A4 across.
 */
#ifndef DINH_CIVIC_SHEET_GRID_H
#define DINH_CIVIC_SHEET_GRID_H

#include "civic/paper.h"
#include "civic/sheet.h"

enum {
    GRID_COLUMNS = 40, /* most columns */
    GRID_HEAD_ROWS = 8
};

/* A heading and what it spans; rows and columns from 0. The headings of a row stand in
 * order, and together cover every place of the head once. */
struct grid_heading {
    struct str text;
    size_t row;
    size_t column;
    size_t rows;
    size_t columns;
};

/* A number times ten to the power `decimals`, or words. */
struct grid_cell {
    struct str text; /* as people read it; of a number too */
    int64_t number;
    int decimals;
    bool is_number;
};

struct grid {
    struct str title;
    struct str form;    /* "Biểu số: 01/XLD"; at the top right; may be empty */
    struct str summary; /* below the title; may be empty */
    struct str remark;  /* what must be known of the numbers: behind the summary, in CSV
                           the last row; may be empty */
    const struct grid_heading *headings;
    size_t heading_count;
    size_t head_rows;
    size_t columns;
    const struct grid_cell *cells; /* row by row */
    size_t rows;
    bool has_total; /* the last row is the sum */
};

/* The bytes live in the work's arena. Faults: those of sheet_end. */
const struct fault *grid_sheet(struct work *work, const struct grid *grid, enum sheet_format format,
                               struct str *ret_bytes) FAULT_CHECK;
/* A PDF, A4 across; the first column is as wide as two or three others. Faults: those of
 * paper_render. */
const struct fault *grid_paper(struct work *work, const struct grid *grid,
                               const struct paper_head *head, struct str *ret_pdf) FAULT_CHECK;

#endif
