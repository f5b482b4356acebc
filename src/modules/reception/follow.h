/*
 * What follows from a visit (sau buổi tiếp): the answer within its term, the petition
 * opened out of it, the tasks of the head's conclusion, the papers.
 *
 * A visit that is not answered at the talk gets a file (civic/matter.h) whose term is
 * that of Law 42/2013, article 28.1; so it stands on a desk and is escalated like every
 * other. A refusal that the law wants in writing gets one with the term of Decree
 * 154/2026, article 4.3. A file names nobody; where somebody denounced, their name lies
 * under its seal (civic/seal.h), or under that of the petition.
 */
#ifndef DINH_MODULES_RECEPTION_FOLLOW_H
#define DINH_MODULES_RECEPTION_FOLLOW_H

#include "civic/case_file.h"
#include "modules/petitions/petition.h"
#include "modules/reception/booking.h"
#include "modules/reception/desk.h"
#include "text/redact.h"

/* follow_rules.c: what is to be answered, what is to be refused in writing, and a task
 * of a conclusion. */
extern const struct matter_kind visit_file_kind;
extern const struct matter_kind visit_refusal_kind;
extern const struct matter_kind visit_task_kind;

/*
 * Keeps the file of a visit as the record says: opens it, closes it where the answer was
 * given at the talk, puts `identity` (may be empty) under its seal. Inside the write of
 * the record, after it; `visit` gets its matter_id.
 */
const struct fault *follow_record(struct work *work, struct visit *visit,
                                  struct str identity) FAULT_CHECK;
/* Who a visitor is, as it goes under the seal: a line for each that is known. */
struct str visit_identity(struct work *work, const struct visit *visit,
                          const struct reception_booking *booking);
/* The same people, so that nobody names them outside the seal (civic/seal.h). */
redact_people visit_people(struct work *work, const struct visit *visit,
                           const struct reception_booking *booking);

/* ---- grounds of refusal ---- */

struct refusal_ground {
    struct str id;    /* condition of the rule reception.refusal.ground */
    struct str title; /* in the language of the work */
    struct str citation;
    bool is_written; /* the law wants it in writing: Mẫu 01/TCD */
};
typedef VEC(struct refusal_ground) refusal_ground_list;
/* Those in force on a day, in the order of the law. */
refusal_ground_list refusal_grounds(struct work *work, struct civil_date on);
/* False where there is no such ground on that day. */
bool refusal_ground_find(struct work *work, struct civil_date on, struct str id,
                         struct refusal_ground *ret_ground);

/* ---- a petition out of a visit: visit_letter.c ---- */

struct visit_letter {
    int64_t visit_id;
    int64_t version; /* of the visit, as the clerk saw it */
    struct letter letter;
};
/*
 * Opens the petition, ends the visit as received, and links both; one write. The letter's
 * unit, source and day are filled in; where the visitor is sealed already, their name
 * goes from that seal under the petition's, and nobody reads it. Faults: FAULT_CONFLICT
 * reception.letter.there (it has one), reception.letter.state (refused, or gone),
 * reception.changed; FAULT_INVALID at "kind" reception.letter.sealed (only a
 * denunciation has a sealed sender); those of letter_receive.
 */
const struct fault *visit_letter_open(struct work *work, const struct visit_letter *wanted,
                                      struct matter_receipt *ret_receipt) FAULT_CHECK;

/* ---- the record of an online session: recording.c ---- */

/*
 * Keeps sound or pictures of an online session (Decree 154/2026, articles 20 to 24) with
 * the visit's file, which is opened for them where it has none: encrypted, under its seal
 * where who was heard is sealed. FAULT_CONFLICT reception.recording.here for a visit that
 * was not online; those of case_files_keep.
 */
const struct fault *visit_recording_keep(struct work *work, int64_t visit_id,
                                         const case_ticket_list *tickets) FAULT_CHECK;
/* The file of a visit; opens one where there is none, closed where nothing is due any
 * more. Inside db_write. */
const struct fault *follow_file(struct work *work, struct visit *visit,
                                struct matter *ret_matter) FAULT_CHECK;

/* ---- papers ---- */

enum visit_paper_kind {
    VISIT_PAPER_REFUSAL,    /* thông báo từ chối tiếp công dân, Mẫu 01/TCD */
    VISIT_PAPER_CONCLUSION, /* thông báo kết luận việc tiếp công dân */
    VISIT_PAPER_RESULT,     /* thông báo kết quả xử lý */
    VISIT_PAPER_COUNT
};
struct str visit_paper_name(enum visit_paper_kind kind);
bool visit_paper_from_name(struct str name, enum visit_paper_kind *ret_kind);

struct visit_paper {
    enum visit_paper_kind kind;
    struct str symbol; /* "05/TB-BTCD"; empty: not issued */
    struct civil_date issued_on;
    struct str words;
    struct str content; /* of the talk, as it was recorded when the paper was issued */
    struct str post;
    struct str signer;
    struct str urgency;    /* mức độ khẩn: as in paper_head; may be empty */
    struct str annex_name; /* phụ lục; may be empty */
    struct str annex_text; /* a paragraph a line; empty: no annex */
    struct instant made_at;
    int64_t version; /* of the visit, as who issues it saw the record */
};
/*
 * Takes a number and issues it; once. `words` is the answer of a result; the others say
 * what the record says. Faults: FAULT_CONFLICT reception.paper.there,
 * reception.paper.not_due (nothing to refuse in writing, to conclude, to answer),
 * reception.changed (the record is another than who issues it saw);
 * FAULT_INVALID at "words", "post", "signer", at "annex_text" of a named annex,
 * form.required. What was issued stays as it was, however the record is put right.
 */
const struct fault *visit_paper_issue(struct work *work, int64_t visit_id,
                                      const struct visit_paper *paper) FAULT_CHECK;
/* Whether such a paper is due out of the visit. */
bool visit_paper_is_due(struct work *work, const struct visit *visit, enum visit_paper_kind kind);

struct visit_receipt {
    int64_t id;
    int64_t visit_id;
    struct str items; /* one a line */
    int64_t copies;
    struct str official;
    struct instant made_at;
};
typedef VEC(struct visit_receipt) visit_receipt_list;
/* Papers were handed over. FAULT_INVALID at "items" form.required. */
const struct fault *visit_receipt_add(struct work *work, int64_t visit_id, struct str items,
                                      int64_t copies, int64_t *ret_id) FAULT_CHECK;

/* ---- the store: follow_store.c ---- */

const struct fault *visit_set_matter(struct work *work, int64_t visit_id,
                                     int64_t matter_id) FAULT_CHECK;
const struct fault *visit_set_petition(struct work *work, int64_t visit_id,
                                       int64_t petition_id) FAULT_CHECK;
/* The visit that a matter came from: its file, its petition or one of its tasks; id 0
 * where there is none. */
const struct fault *visit_of_matter(struct work *work, int64_t matter_id, int64_t *ret_visit_id,
                                    int64_t *ret_number,
                                    struct civil_date *ret_came_on) FAULT_CHECK;
const struct fault *visit_paper_insert(struct work *work, int64_t visit_id,
                                       const struct visit_paper *paper) FAULT_CHECK;
/* Takes out what papers of a visit say of the talk: it names who denounces. They say what
 * the record says from then on. */
const struct fault *visit_papers_forget(struct work *work, int64_t visit_id) FAULT_CHECK;
/* `symbol` is empty where it was not issued. */
const struct fault *visit_paper_load(struct work *work, int64_t visit_id,
                                     enum visit_paper_kind kind,
                                     struct visit_paper *ret_paper) FAULT_CHECK;
const struct fault *visit_receipt_insert(struct work *work,
                                         const struct visit_receipt *receipt) FAULT_CHECK;
const struct fault *visit_receipts(struct work *work, int64_t visit_id,
                                   visit_receipt_list *ret_receipts) FAULT_CHECK;

extern const char *const reception_follow_statements[];

#endif
