/*
 * A table as a paper: the description that gives XLSX and CSV (sheet.h) also
 * gives a list of A4 pages across, with the letterhead, headings repeated on
 * every page, numbered rows and the signature. A row whose
 * member is_sum (a BOOL of the shape) is true is one of sums, which has no number.
 */
#ifndef DINH_CIVIC_PAPER_SHEET_H
#define DINH_CIVIC_PAPER_SHEET_H

#include "civic/paper.h"
#include "civic/sheet.h"

/* `title` and headings are the sheet's messages, in Vietnamese; `summary` stands
 * below the title ("Từ ngày … đến ngày …") and may be empty. The widths of the
 * columns are their shares of the page. Faults: those of paper_render. */
const struct fault *paper_of_sheet(struct work *work, const struct sheet *sheet,
                                   const struct paper_head *head, struct str summary,
                                   struct list rows, struct str *ret_pdf) FAULT_CHECK;

#endif
