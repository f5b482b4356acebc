/*
 * Number series (hệ thống số văn bản). Each body (unit) numbers its papers from
 * 1 within a year, by kind or all kinds together as its head decides (Decree
 * 30/2020/NĐ-CP, article 15 and annex I, II.3). An advisory body (Ban, Hội đồng,
 * Tổ) has a series of its own: it is a unit of its own here. Committees of the
 * Party number by kind within a term (nhiệm kỳ).
 *
 * Numbers have no gaps: a number is taken in the transaction that uses it and
 * goes back with it. One that must not be used is voided with a reason and
 * stays on record; it is never given again.
 */
#ifndef DINH_CIVIC_SERIES_H
#define DINH_CIVIC_SERIES_H

#include "base/work.h"

enum series_style {
    SERIES_GOVERNMENT, /* Số: 05/BC-UBND */
    SERIES_PARTY,      /* Số 05-BC/BCĐ */
    SERIES_STYLE_COUNT
};

/* Which series, and how its symbols are written. */
struct series {
    int64_t unit_id;
    int period;        /* the year; for the Party the first year of the term */
    struct str counts; /* kind that has numbers of its own ("TB"); empty: all kinds share them */
    enum series_style style;
    struct str kind;    /* chữ viết tắt tên loại, in the symbol; empty for a công văn */
    struct str issuer;  /* chữ viết tắt tên cơ quan: "UBND" */
    struct str drafter; /* đơn vị soạn thảo, of a công văn: "VP"; may be empty */
};

struct series_number {
    int64_t series_id;
    int64_t number;
    struct str symbol; /* "05/BC-UBND", "05-BC/BCĐ" */
    struct str purpose;
    struct instant taken_at;
    int64_t taken_by; /* account; 0: the program */
};

/* ---- symbols; pure ---- */

/* "05/BC-UBND", "12/UBND-VX" (công văn), "05-BC/BCĐ", "05-CV/HU": a number
 * below 10 has a 0 in front. In `arena`. */
struct str series_symbol(struct arena *arena, const struct series *series, int64_t number);
/* What stands on the paper: "Số: 05/BC-UBND"; "Số 05-BC/BCĐ" for the Party. */
struct str series_line(struct arena *arena, enum series_style style, struct str symbol);

/* What counts the numbers of `kind` that `issuer` gives: the committee of a unit (UBND)
 * counts by kind alone; every other body that the unit writes for (HĐND, BCĐ) begins at 01
 * of its own (Decree 30/2020/NĐ-CP, article 15). In `arena`. */
struct str series_counts(struct arena *arena, struct str kind, struct str issuer);
/* The other way round: "TB-HĐND" is TB of HĐND, "TB" is TB of UBND. Slices. */
void series_counts_split(struct str counts, struct str *ret_kind, struct str *ret_issuer);

/* ---- taking; inside db_write ---- */

/*
 * Takes the next number and records what it is for (`purpose`, one line). Faults:
 * the database's; FAULT_CONFLICT "record.in_use" for a unit that does not exist.
 */
const struct fault *series_issue(struct work *work, const struct series *series, struct str purpose,
                                 struct series_number *ret_number) FAULT_CHECK;
/* Voids a number; FAULT_INVALID "series.reason" at "reason"
 * without a reason, FAULT_CONFLICT "series.changed" where it is void already. */
const struct fault *series_void(struct work *work, int64_t series_id, int64_t number,
                                struct str reason) FAULT_CHECK;
/*
 * Says that `last` numbers were given on paper before the program came; the next will be
 * last + 1. What was said before may be said again otherwise, until the program has given
 * a number as high: FAULT_INVALID "series.begun" {last} at "last".
 */
const struct fault *series_continue(struct work *work, const struct series *series,
                                    int64_t last) FAULT_CHECK;

extern const char *const series_statements[];

#endif
