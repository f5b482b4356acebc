/*
 * Rounds and their cases: rows, what the rules say, the use-cases. For this module
 * alone.
 */
#ifndef DINH_MODULES_REVIEWS_REVIEW_H
#define DINH_MODULES_REVIEWS_REVIEW_H

#include "civic/matter.h"
#include "modules/reviews/reviews.h"

enum {
    REVIEW_NAME_MOST = 200, /* characters */
    REVIEW_BASIS_MOST = 500,
    REVIEW_TEXT_MOST = 2000,
    REVIEW_PAPER_MOST = 200,
    REVIEW_ROUNDS = 100, /* of one list */
    REVIEW_CASES = 2000, /* of one round */
    REVIEW_WORDS = 8     /* most findings, and most measures */
};

/* Who sees rounds and their cases; who also leads them; who sees figures alone. */
#define REVIEW_LEADERS (ROLE_BIT(ROLE_LEADER) | ROLE_BIT(ROLE_INSPECTOR))
#define REVIEW_READERS                                                                             \
    (REVIEW_LEADERS | ROLE_BIT(ROLE_CASE_OFFICER) | ROLE_BIT(ROLE_RECEPTION_CLERK))
#define REVIEW_COUNTERS (REVIEW_READERS | ROLE_BIT(ROLE_COMMITTEE_SECRETARY))

/* ---- words: review_rules.c ---- */

enum review_state {
    REVIEW_DRAFT,   /* the list can be seen, and is not fixed */
    REVIEW_RUNNING, /* fixed: owners work on it */
    REVIEW_CLOSED   /* nothing changes any more */
};
struct str review_state_name(enum review_state state);
/* What is not known is closed. */
enum review_state review_state_from(struct str name);

/* Names by which outcomes are kept, ended by NULL: messages "review.outcome.NAME". */
extern const char *const review_outcomes[];

/* ---- rows ---- */

struct review_round {
    int64_t id;
    int64_t unit_id;
    struct str unit; /* its name */
    struct str name;
    struct str basis;
    struct civil_date starts_on;
    struct civil_date ends_on;
    struct str kinds;
    struct civil_date opened_before; /* DATE_NONE: any day */
    bool is_overdue;
    bool is_crowd;
    bool is_second;
    bool is_complex;
    enum review_state state;
    int64_t from_id;
    struct str creator;
    struct instant created_at;
    struct instant frozen_at;
    struct instant closed_at;
    struct str conclusion;
    int64_t version;
};
typedef VEC(struct review_round) review_round_list;

struct review_case {
    int64_t id; /* 0: a candidate of a draft, not kept yet */
    int64_t round_id;
    struct matter matter; /* without content, source, chain and times */
    int64_t unit_id;
    struct str unit;
    int64_t owner_id;
    struct str owner;
    struct civil_date due_on;
    struct str findings;
    struct str cause;
    struct str measures;
    struct str plan;
    struct str outcome;
    struct civil_date outcome_on;
    struct str paper;
    struct str note;
    bool is_added;
    bool is_removed;
    struct str reason;
    struct str state_then;
    int64_t version;
};
typedef VEC(struct review_case) review_case_list;

struct review_event {
    struct instant at;
    struct str actor;
    struct str action;
    struct str code; /* of the matter, where it is about one */
    struct str note;
    int64_t matter_id; /* 0: about the round itself */
};
typedef VEC(struct review_event) review_event_list;

/*
 * What became of the cases of a round or of a part of it:
 *
 *     total = resolved + ended + transferred + continuing + open
 */
struct review_figures {
    int64_t total;
    int64_t resolved;    /* giải quyết dứt điểm */
    int64_t ended;       /* ra thông báo chấm dứt */
    int64_t transferred; /* chuyển cơ quan có thẩm quyền */
    int64_t continuing;  /* tiếp tục giải quyết */
    int64_t open;        /* no outcome yet */
    int64_t overdue;     /* of the open ones: the term of this round ran out */
};

/* An outcome that was not written down in time, or will not be. */
bool review_is_overdue(const struct review_case *one, struct civil_date today);
/* Counts a case that is in the list; removed ones do not count. */
void review_count(struct review_figures *figures, const struct review_case *one,
                  struct civil_date today);
/* FAULT_INVALID at fields: "review.outcome.missing", "review.day.missing",
 * "review.day.future", "review.paper.missing" (of every outcome but continuing),
 * "review.note.missing" (of continuing: why, and until when). */
const struct fault *review_check_outcome(struct arena *arena, const struct review_case *one,
                                         struct civil_date today) FAULT_CHECK;
/* FAULT_INVALID at fields: "review.kinds.missing", "review.ends.before". */
const struct fault *review_check_round(struct arena *arena,
                                       const struct review_round *round) FAULT_CHECK;

/* ---- reading: review_store.c ---- */

/* FAULT_NOT_FOUND "review.unknown". Nothing is checked. */
const struct fault *review_load(struct work *work, int64_t id,
                                struct review_round *ret_round) FAULT_CHECK;
/* Whether the actor holds one of REVIEW_COUNTERS in the round's unit, above or below. */
const struct fault *review_is_in_reach(struct work *work, const struct review_round *round,
                                       bool *ret_is) FAULT_CHECK;
/* Rounds in the actor's reach, the newest first, at most REVIEW_ROUNDS. */
const struct fault *review_rounds(struct work *work, review_round_list *ret_rounds) FAULT_CHECK;
/* Open matters that the criteria of the round meet and that it does not have yet, the
 * oldest first, at most REVIEW_CASES. Nothing is checked. */
const struct fault *review_candidates(struct work *work, const struct review_round *round,
                                      review_case_list *ret_cases) FAULT_CHECK;
/* The cases kept, removed ones too, the oldest first. Nothing is checked. */
const struct fault *review_cases(struct work *work, int64_t round_id,
                                 review_case_list *ret_cases) FAULT_CHECK;
/* FAULT_NOT_FOUND "review.case.unknown". */
const struct fault *review_case_load(struct work *work, int64_t round_id, int64_t id,
                                     struct review_case *ret_case) FAULT_CHECK;
/* Cases of running rounds without an outcome: of the owner, or with a term before
 * today in units where the actor is a leader or inspector; by term. At most 200. */
const struct fault *review_owned(struct work *work, review_case_list *ret_cases) FAULT_CHECK;
const struct fault *review_overdue(struct work *work, review_case_list *ret_cases) FAULT_CHECK;
/* What happened, the newest first; `case_id` 0: of the whole round. At most 500. */
const struct fault *review_events(struct work *work, int64_t round_id, int64_t case_id,
                                  review_event_list *ret_events) FAULT_CHECK;

/* ---- writing: review_write_store.c, inside db_write ---- */

const struct fault *review_insert(struct work *work, const struct review_round *round) FAULT_CHECK;
/* State, times and conclusion; FAULT_CONFLICT "review.changed". */
const struct fault *review_update(struct work *work, const struct review_round *round) FAULT_CHECK;
const struct fault *review_case_insert(struct work *work,
                                       const struct review_case *one) FAULT_CHECK;
/* All but round and matter; FAULT_CONFLICT "review.changed". */
const struct fault *review_case_update(struct work *work,
                                       const struct review_case *one) FAULT_CHECK;
const struct fault *review_note_event(struct work *work, int64_t round_id, int64_t case_id,
                                      struct str action, struct str note) FAULT_CHECK;

/* Says so in the history of the file as well, in Vietnamese: "matter.event.ACTION" and a
 * message of its own or "". For officials; nobody who sent it sees it. */
const struct fault *review_mark(struct work *work, int64_t matter_id, const char *action,
                                struct str note) FAULT_CHECK;

/* ---- use-cases: review_service.c ---- */

/* The round, for those who may see it: FAULT_NOT_FOUND "review.unknown". */
const struct fault *review_open(struct work *work, int64_t id,
                                struct review_round *ret_round) FAULT_CHECK;
/* Leaves in the list what the actor may read; what is about the actor never is. With
 * `is_for_counting`, whoever may count in the round's unit keeps the rest too. */
const struct fault *review_keep_readable(struct work *work, const struct review_round *round,
                                         bool is_for_counting, review_case_list *cases) FAULT_CHECK;
/* The list of a draft: its rows and the candidates, as the actor may read them. */
const struct fault *review_list(struct work *work, const struct review_round *round,
                                bool is_for_counting, review_case_list *ret_cases) FAULT_CHECK;
/* The case, for those who may read its matter. */
const struct fault *review_open_case(struct work *work, const struct review_round *round,
                                     int64_t id, struct review_case *ret_case) FAULT_CHECK;
/* Whether the actor may lead the round, or write into a case of it. */
bool review_may_lead(struct work *work, const struct review_round *round);
bool review_may_write(struct work *work, const struct review_round *round,
                      const struct review_case *one);

/* One write each; all fault with FAULT_CONFLICT "review.changed" where somebody was
 * faster, FAULT_INVALID "review.closed" where the round is closed, and those of
 * actor_must. */
const struct fault *review_create(struct work *work, struct review_round *round) FAULT_CHECK;
/* FAULT_INVALID at code "review.code.unknown", "review.code.twice", "review.code.outside". */
const struct fault *review_add(struct work *work, int64_t round_id, struct str code,
                               struct str reason) FAULT_CHECK;
/* FAULT_INVALID at out "review.code.unknown", "review.code.none". */
const struct fault *review_remove(struct work *work, int64_t round_id, struct str code,
                                  struct str reason) FAULT_CHECK;
/* Fixes the list. FAULT_INVALID "review.empty", "review.too_many" {most}. */
const struct fault *review_freeze(struct work *work, int64_t round_id, int64_t version) FAULT_CHECK;
/* Who answers for it: unit, owner, due_on. FAULT_INVALID at fields: those of
 * matter_check_official at official, "review.due.outside", "matter.unit.missing". */
const struct fault *review_assign(struct work *work, const struct review_case *typed) FAULT_CHECK;
/* What was found and agreed: findings, cause, measures, plan. */
const struct fault *review_find(struct work *work, const struct review_case *typed) FAULT_CHECK;
/* The outcome; review_check_outcome. */
const struct fault *review_conclude(struct work *work, const struct review_case *typed) FAULT_CHECK;
/* Ends the round, for leaders. FAULT_INVALID "review.close.open" {count} while a case
 * has no outcome. */
const struct fault *review_close(struct work *work, int64_t round_id, int64_t version,
                                 struct str conclusion) FAULT_CHECK;

/* One sentence with all figures, for reports. */
struct str review_sentence(struct work *work, const struct review_round *round,
                           const struct review_figures *figures);

/* Rounds and hot spots of the demo. */
const struct fault *reviews_demo(struct work *work) FAULT_CHECK;

extern const char *const review_statements[];
extern const char *const review_write_statements[];

#endif
