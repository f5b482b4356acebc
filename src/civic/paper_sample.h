/*
 * Samples: a struct of any shape, filled from lines of text. For civic/paper.c
 * alone.
 *
 *     head.issuer = Ủy ban nhân dân xã Đồng Xuân
 *     paragraphs = one item of a list of texts
 *     paragraphs = the next
 *     [rows]            a new item of the list `rows`; names below are its members
 *     name = …
 *     []                back at the top
 */
#ifndef DINH_CIVIC_PAPER_SAMPLE_H
#define DINH_CIVIC_PAPER_SAMPLE_H

#include "base/fault.h"
#include "view/shape.h"

/* Fills a new struct in `arena`. `file` and `line` (of the first line) are for
 * faults: "paper.broken". Members not named are empty, days DATE_NONE. */
const struct fault *sample_read(struct arena *arena, struct str file, int line, struct str text,
                                const struct shape *shape, void **ret_data) FAULT_CHECK;

#endif
