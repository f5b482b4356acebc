/*
 * What may be known of a document without asking anybody: its kind, who issues
 * such numbers, what its title does to others, whether it is in force. Pure.
 */
#ifndef DINH_MODULES_LIBRARY_LIBRARY_RULES_H
#define DINH_MODULES_LIBRARY_LIBRARY_RULES_H

#include "modules/library/library.h"

/* Loại văn bản. */
struct document_kind {
    const char *name;         /* "nghi-dinh": in addresses; its message "library.kind.NAME" */
    const char *abbreviation; /* in the number: "NĐ"; "" where it has none */
};
/* Those of the law, then those of Decree 30/2020/NĐ-CP, annex III, in its order. */
extern const struct document_kind document_kinds[];
extern const size_t document_kind_count;
/* Their names, ended by NULL: the choices of a form. */
extern const char *const document_kind_names[];
/* What must be made public (Law 10/2022/QH15, article 11), by clause: "c1" … "c14",
 * ended by NULL; messages "library.item.NAME". */
extern const char *const document_items[];
/* NULL where there is none. */
const struct document_kind *document_kind_of(struct str name);

/*
 * Takes "Nghị định 59/2023/NĐ-CP" apart: the name of its kind, and the number
 * behind it. False where the words before the number name no kind.
 */
bool document_number_split(struct arena *arena, struct str full_number, struct str *ret_kind,
                           struct str *ret_number);

/* A number as people type it, without what stands before it on paper: "Số: 30-CT/TW" and
 * "Chỉ thị số 30-CT/TW" are "30-CT/TW". */
struct str document_number_typed(struct arena *arena, struct str typed);

/* Who issues documents with such a number ("…/NĐ-CP": the Government), as
 * "library.issuer.NAME"; NULL where the number does not say. */
const char *document_issuer_message(struct str number);

/*
 * Whether a document with this title amends or guides `other`, by the words that
 * Vietnamese titles use: "sửa đổi, bổ sung …" amends, "quy định chi tiết …" and
 * "hướng dẫn …" guide what they name behind these words by its number, or by its
 * whole title where that is a law or an ordinance. Two documents of one title
 * cannot be told apart by it: the caller asks only about those that can.
 */
bool document_title_relates(struct str title, const struct document *other,
                            enum document_relation *ret_relation);

enum document_force document_force_on(const struct document *document, struct civil_date on);
/* "pending", "holds", "ended"; "" for FORCE_NONE. Its message is "library.force.NAME". */
struct str document_force_name(enum document_force force);

/* FAULT_INVALID at "in_force_to" where it ends before it begins, at
 * "in_force_from" where it would hold before it was signed, or ends without
 * having begun; chained. */
const struct fault *document_dates_check(struct arena *arena, struct civil_date signed_on,
                                         struct civil_date from, struct civil_date to) FAULT_CHECK;

#endif
