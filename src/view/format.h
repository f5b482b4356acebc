/*
 * Numbers and dates written straight into a buffer, in the forms of
 * text/number.h, for pages and writers that must not allocate. Used inside the
 * view floor.
 */
#ifndef DINH_VIEW_FORMAT_H
#define DINH_VIEW_FORMAT_H

#include "base/buf.h"
#include "base/date.h"
#include "base/work.h"

/* What stands between groups of three digits. */
char format_separator(enum locale locale);
/* 3418 with '.': "3.418". */
void format_grouped(struct buf *out, int64_t number, char separator);
/* "06/03/2022"; nothing for DATE_NONE. */
void format_date(struct buf *out, struct civil_date date);
/* "2022-03-06"; nothing for DATE_NONE. */
void format_date_iso(struct buf *out, struct civil_date date);
/* "07:30 06/03/2022", the clock of Viet Nam; nothing for 0, which means not set. */
void format_instant(struct buf *out, struct instant at);
/* "2022-03-06T00:30:00Z"; nothing for 0. */
void format_instant_iso(struct buf *out, struct instant at);

#endif
