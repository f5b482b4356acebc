/*
 * Rows of matters, for civic/ alone. Writing functions run inside db_write.
 */
#ifndef DINH_CIVIC_MATTER_STORE_H
#define DINH_CIVIC_MATTER_STORE_H

#include "civic/matter.h"
#include "db/db.h"

/* Sorts behind every day. */
#define MATTER_NO_DUE "9999-12-31"
#define MATTER_LAST_DUE "9999-12-30"

enum {
    MATTER_COLUMN_COUNT = 22 /* what follows them in a row has this index */
};
/* What matter_read reads from `matter m`. (PostgreSQL would gather all respondents first
 * for an EXISTS among the columns.) */
#define MATTER_COLUMNS                                                                             \
    MATTER_COLUMNS_WITH("m.content", "COALESCE((SELECT 0 FROM matter_respondent q"                 \
                                     " WHERE q.matter_id = m.id LIMIT 1), 1)")
/* Of a list, without the content, and without asking row by row whether a person is named:
 * they count as naming one (matter_must_read_row). */
#define MATTER_LIST_COLUMNS MATTER_COLUMNS_WITH("''", "0")
#define MATTER_COLUMNS_WITH(content, is_about_nobody)                                              \
    "m.id, m.code, m.kind, m.unit_id, m.official_id, m.state, m.phase, m.due_on, m.title,"         \
    " " content ", m.source, m.visibility, m.facts, m.received_on, m.opened_at, m.closed_at,"      \
    " m.event_count, m.chain_head, m.superior_id, " is_about_nobody ", m.proof,"                   \
    " m.key_digest"

/* Fills a struct matter from a row that begins with MATTER_COLUMNS or MATTER_LIST_COLUMNS. */
void matter_read(const struct db_rows *rows, void *item);

struct str visibility_name(enum visibility visibility);

/* The numbers of a prefix in a year. */
struct matter_series {
    struct str prefix;
    int64_t year;
    int64_t last;
    struct str proof; /* of all of them; empty: given before there were proofs */
    int64_t count;    /* matters that there are; of matter_all_series alone */
};
typedef VEC(struct matter_series) matter_series_list;
/* Takes the next number of prefix and year, without gaps: last, with the proof of those
 * before it. Inside db_write. */
const struct fault *matter_next_number(struct work *work, struct matter_series *series) FAULT_CHECK;
/* Puts the proof. */
const struct fault *matter_put_series_proof(struct work *work,
                                            const struct matter_series *series) FAULT_CHECK;
/* The ids of its matters in the order of their numbers, in column 0. */
const struct fault *matter_series_ids(struct work *work, const struct matter_series *series,
                                      struct db_rows **ret_rows) FAULT_CHECK;
/* By prefix and year. */
const struct fault *matter_all_series(struct work *work,
                                      matter_series_list *ret_series) FAULT_CHECK;
const struct fault *matter_insert(struct work *work, const struct matter *matter) FAULT_CHECK;
/* Puts the digest of the look-up key, and the proof with it. */
const struct fault *matter_put_key(struct work *work, const struct matter *matter) FAULT_CHECK;
/* Puts the proof of a matter that has none, if it still has its number of events. */
const struct fault *matter_put_proof(struct work *work, const struct matter *matter) FAULT_CHECK;
/* Stores what an event changed, if the matter still has `version` events. */
const struct fault *matter_update(struct work *work, const struct matter *matter,
                                  int64_t version) FAULT_CHECK;
const struct fault *matter_insert_event(struct work *work, int64_t id,
                                        const struct matter_event *event) FAULT_CHECK;
const struct fault *matter_insert_party(struct work *work, int64_t id, int64_t ordinal,
                                        const struct matter_party *party) FAULT_CHECK;
const struct fault *matter_insert_clock(struct work *work, int64_t id,
                                        const struct matter_clock *clock) FAULT_CHECK;
const struct fault *matter_update_clock(struct work *work,
                                        const struct matter_clock *clock) FAULT_CHECK;
/* The digest of a matter's look-up key; empty where there is no such code. */
const struct fault *matter_key_digest(struct work *work, struct str code,
                                      struct str *ret_digest) FAULT_CHECK;
/* Whether the account's person is one whom the matter is about, or holds a post
 * below one of theirs on a day, or has roles in units below theirs alone. */
const struct fault *matter_is_about(struct work *work, int64_t id, int64_t account_id,
                                    struct civil_date on, bool *ret_is) FAULT_CHECK;

/* ---- words to be found by: matter_inbox_store.c ---- */

/* Puts the words of title and parties; nothing where the matter is sealed. */
const struct fault *matter_put_words(struct work *work, const struct matter *matter,
                                     const struct matter_party *parties, size_t count) FAULT_CHECK;

/* ---- spans: matter_span_store.c ---- */

/* The matter lies open at its unit from a day on; `by`: received, reopened, moved. */
const struct fault *span_begin(struct work *work, const struct matter *matter, int64_t seq,
                               struct str by, struct civil_date on) FAULT_CHECK;
/* And no longer, or not there; `by`: closed, moved. */
const struct fault *span_end(struct work *work, int64_t id, struct str by, struct civil_date on,
                             bool is_late) FAULT_CHECK;
/* A time in which a matter lay open at a unit. */
struct matter_span {
    int64_t seq; /* of the event that began it */
    int64_t unit_id;
    struct civil_date began_on;
    struct str began_by;
    struct civil_date ended_on; /* DATE_NONE: it lies open */
    struct str ended_by;
    bool is_late;
};
typedef VEC(struct matter_span) matter_span_list;
/* In their order. */
const struct fault *spans_load(struct work *work, int64_t id,
                               matter_span_list *ret_spans) FAULT_CHECK;
/* The last event that a term or a span of the matter names. */
const struct fault *span_last_seq(struct work *work, int64_t id, int64_t *ret_seq) FAULT_CHECK;

#endif
