/*
 * A matter (vụ việc): a petition, a proposal, a task, an inspection. It is what
 * its events say; one function changes its state (matter_apply), and the terms,
 * the timeline, the inbox and the register follow from that.
 *
 * Events are chained: each carries the SHA-256 of itself and of the hash before
 * it, the first that of what was received, so that a row changed by hand is found
 * (matter_verify). The head of the chain, the row of the matter, the digest of its look-up
 * key and its terms lie under a digest with the site's key (bằng chứng toàn vẹn, "proof"),
 * so that who has the database but not the key cannot make all of it fit again. Links
 * and respondents are not under it, or each step would have to read them all: linking,
 * naming and freeing are events, and respondents are counted by them; a sealed party lies under its
 * own seal. No trigger keeps hands off matter_event: who may write there may drop it first, and
 * would have been told of the chain.
 *
 * All faults besides those named are the database's.
 */
#ifndef DINH_CIVIC_MATTER_H
#define DINH_CIVIC_MATTER_H

#include "base/vec.h"
#include "civic/lifecycle.h"
#include "civic/unit.h"

enum {
    MATTER_TITLE_MOST = 200, /* characters */
    MATTER_CONTENT_MOST = 20000,
    MATTER_NOTE_MOST = 5000,
    MATTER_KEY_LENGTH = 14, /* "K7QM-2RXD-9TVH" */
    MATTER_PAGE = 30,       /* rows on a page of a list */
    MATTER_COUNT_MOST = 100 /* what is more is not counted for a list */
};

/* Who may see a part of a matter. */
enum visibility {
    VISIBLE_PUBLIC, /* everybody */
    VISIBLE_AGENCY, /* the unit that handles it, and the sender */
    VISIBLE_SEALED  /* opened with a recorded reason */
};

struct matter {
    int64_t id;
    struct str code;
    struct str kind;
    int64_t unit_id;
    int64_t official_id; /* 0: nobody yet */
    int64_t superior_id; /* the unit above that was told of a term that ran out, or 0 */
    struct str state;
    enum phase phase;
    struct civil_date due_on; /* the nearest open term; DATE_NONE where none runs */
    struct str title;
    struct str content;
    struct str source;
    enum visibility visibility;
    struct str facts; /* what the law asks about, by spaces */
    struct civil_date received_on;
    struct instant opened_at;
    struct instant closed_at; /* 0: not yet */
    int64_t version;          /* how many events it has */
    struct str chain_head;
    struct str proof;      /* empty: opened before there were proofs */
    struct str key_digest; /* of the sender's look-up key; shown to nobody */
    bool is_about_nobody;  /* no person is named, so nobody has a conflict of interest; false
                            * where that was not asked */
};
typedef VEC(struct matter) matter_list;

struct matter_event {
    int64_t seq;
    struct instant at;
    struct civil_date happened_on;
    struct str actor_kind; /* official, sender, system */
    int64_t actor_id;
    struct str action;
    struct str from_state;
    struct str to_state;
    struct str note;
    struct str answer;
    struct str hash;
};
typedef VEC(struct matter_event) matter_event_list;

struct matter_clock {
    int64_t id;
    struct str rule;
    struct civil_date started_on;
    struct civil_date due_on;
    bool is_provisional;
    int64_t opened_seq;
    int64_t closed_seq;          /* 0: runs */
    struct civil_date closed_on; /* DATE_NONE: runs */
    struct civil_date suspended_on;
    struct str suspensions; /* those that ended: "2022-03-01/2022-03-10 …" */
    int extensions;         /* how often it was lengthened (gia hạn) */
};
typedef VEC(struct matter_clock) matter_clock_list;

struct matter;
/* The page of /tinh-han that shows how a term of the matter was counted; empty where it
 * would say another day (deadline_why_url). */
struct url matter_clock_why(struct work *work, const struct matter *matter,
                            const struct matter_clock *clock);

struct matter_party {
    struct str part; /* sender, representative */
    struct str name;
    struct str address;
    struct str phone;
    struct str email;
};
typedef VEC(struct matter_party) matter_party_list;

/* ---- codes ---- */

/* "TB" of "Huyện Thanh Ba": first letters of the name without the word for the
 * kind of unit; at most six, at least one. */
struct str matter_prefix(struct arena *arena, struct str unit_name);
/* "TB-2022-000123-K": prefix, year, number, and a letter that catches one wrong
 * or two exchanged characters and says nothing of the matter. */
struct str matter_code(struct arena *arena, struct str prefix, int year, int64_t number);
/* The code as it is written, from what a person typed: any case, spaces for
 * hyphens or nothing; ptr NULL where the letter does not fit. */
struct str matter_code_read(struct arena *arena, struct str typed);
/* A look-up key (mã tra cứu) that nobody guesses: 60 random bits in letters and
 * digits that are not confused with each other. */
struct str matter_key(struct arena *arena);
/* The key from what was typed, as matter_code_read; ptr NULL where it is none. */
struct str matter_key_read(struct arena *arena, struct str typed);

/* ---- opening ---- */

struct matter_new {
    const struct matter_kind *kind;
    int64_t unit_id;
    struct str title;
    struct str content;
    struct str source; /* web, paper, post, phone, reception, press, front */
    struct str facts;
    enum visibility visibility;
    struct civil_date received_on;
    const struct matter_party *parties;
    size_t party_count;
    bool is_by_sender;    /* else by the official or system at work */
    int64_t official_id;  /* responsible from the beginning; 0: nobody yet */
    const char *opens;    /* ids of rules whose terms begin besides those of the kind; or NULL */
    const char *set_rule; /* rule whose day whoever gives the task sets; NULL: none */
    struct civil_date set_on;
};

struct matter_receipt {
    int64_t id;
    struct str code;
    struct str key; /* known to nobody else from now on */
};

/* Stores a new matter with its first event, "receive", and starts the terms of
 * its kind. One write. FAULT_NOT_FOUND "unit.unknown". */
const struct fault *matter_open(struct work *work, const struct matter_new *wanted,
                                struct matter_receipt *ret_receipt) FAULT_CHECK;

/* ---- changing ---- */

struct matter_step {
    int64_t id;
    int64_t version; /* as the actor saw it */
    struct str action;
    struct str note;
    struct str answer;
    int64_t official_id;           /* of ACTION_ASSIGNS */
    int64_t unit_id;               /* of ACTION_MOVES */
    struct str facts;              /* of ACTION_SETS_FACTS: "complex -remote" */
    struct civil_date happened_on; /* DATE_NONE: today */
    bool is_by_sender;             /* the look-up key was shown */
};

/*
 * Takes an action: checks who, the state, the guard and the four eyes, changes
 * the state, appends the event, closes and opens terms. One write. Faults:
 * FAULT_CONFLICT "matter.changed" {what} when somebody acted first,
 * FAULT_INVALID "matter.not_from_here" {action} {state} {article},
 * "matter.note.missing" and "matter.note.too_long" at note, the same at answer,
 * "matter.official.missing", ".unfit" and ".conflict" at official,
 * "matter.unit.missing", ".same" and ".ended" at unit, "matter.day.future",
 * ".early" and ".before_step" {day} at day,
 * FAULT_FORBIDDEN "matter.not_yours", "matter.other_eyes", "matter.conflict",
 * the guard's, and those of actor_must.
 */
const struct fault *matter_apply(struct work *work, const struct matter_step *step) FAULT_CHECK;

/* Whether a fact is known of the matter. */
bool matter_has_fact(const struct matter *matter, const char *fact);

/* Whether the actor may take the action now; NULL or the fault that matter_apply
 * would end in. For buttons. */
const struct fault *matter_refusal(struct work *work, const struct matter *matter,
                                   const struct lifecycle_action *action,
                                   bool is_by_sender) FAULT_CHECK;
/* matter_refusal, and the guard's where it decides alone: what a page offers. */
const struct fault *matter_unoffered(struct work *work, const struct matter *matter,
                                     const struct lifecycle_action *action,
                                     bool is_by_sender) FAULT_CHECK;
/* FAULT_CONFLICT "matter.changed_to" where the matter is no longer as it was at `version`. */
const struct fault *matter_must_be_at(struct work *work, const struct matter *matter,
                                      int64_t version) FAULT_CHECK;
/* matter_refusal for an official who saw the matter at `version` (0: not known): where it has
 * changed since, FAULT_CONFLICT "matter.changed_to" for whomever the action is for at all. */
const struct fault *matter_refusal_since(struct work *work, const struct matter *matter,
                                         const struct lifecycle_action *action,
                                         int64_t version) FAULT_CHECK;

/* Whether an official may be made responsible: NULL, "matter.official.unfit" or
 * "matter.official.conflict" at official. */
const struct fault *matter_check_official(struct work *work, const struct matter_kind *kind,
                                          const struct matter *matter, int64_t unit_id,
                                          int64_t official_id) FAULT_CHECK;

struct clock_list; /* civic/matter_clock.h */

/*
 * An event that no lifecycle names: a link, a term that ran out, a hand-over. It
 * leaves the state. 0 in unit_id, official_id or superior_id leaves those.
 */
struct matter_mark {
    int64_t id;
    int64_t version;   /* with which it was read; 0: whatever it has now */
    struct str action; /* message "matter.event.ACTION" */
    struct str note;
    int64_t unit_id; /* the matter goes there, to nobody yet but official_id */
    int64_t official_id;
    int64_t superior_id;
    bool frees_official;             /* it has no responsible official any more */
    const struct clock_list *clocks; /* terms that were counted again (matter_recount.c), or NULL */
};
/* Appends it, unchecked: for use-cases that asked who may. Inside db_write or
 * alone. FAULT_CONFLICT "matter.changed_to" where the matter has another version. */
const struct fault *matter_mark(struct work *work, const struct matter_mark *mark) FAULT_CHECK;

enum matter_link_kind {
    LINK_DUPLICATE_OF,
    LINK_APPEAL_OF,
    LINK_SPLIT_FROM,
    LINK_KIND_COUNT
};
struct str matter_link_name(enum matter_link_kind kind);
/* Twice is once. Inside db_write or alone. */
const struct fault *matter_link(struct work *work, int64_t id, int64_t other_id,
                                enum matter_link_kind kind) FAULT_CHECK;
/* Lets the look-up key of one matter open another one too; inside db_write. */
const struct fault *matter_share_key(struct work *work, int64_t id, int64_t from_id) FAULT_CHECK;
/* A key in place of the one that its sender lost, which opens nothing any more; inside
 * db_write. */
const struct fault *matter_new_key(struct work *work, int64_t id, struct str *ret_key) FAULT_CHECK;
/* A person whom it is about: they and their subordinates keep away from it. */
const struct fault *matter_add_respondent(struct work *work, int64_t id,
                                          int64_t person_id) FAULT_CHECK;

/* ---- reading ---- */

/* FAULT_NOT_FOUND "matter.unknown". Nothing is checked: for use-cases. */
const struct fault *matter_load(struct work *work, int64_t id,
                                struct matter *ret_matter) FAULT_CHECK;
const struct fault *matter_by_code(struct work *work, struct str code,
                                   struct matter *ret_matter) FAULT_CHECK;
/* The sender's look: the same fault, and the same work, for a wrong code and a
 * wrong key: FAULT_NOT_FOUND "matter.no_such_pair". */
const struct fault *matter_by_key(struct work *work, struct str code, struct str key,
                                  struct matter *ret_matter) FAULT_CHECK;
/* Whether the actor may open the file: a reader's role in its unit, no conflict
 * of interest. FAULT_FORBIDDEN "matter.conflict" and those of actor_must. */
const struct fault *matter_must_read(struct work *work, const struct matter *matter) FAULT_CHECK;
/* The same as an answer. */
const struct fault *matter_may_read(struct work *work, const struct matter *matter,
                                    bool *ret_may) FAULT_CHECK;
/* The code for a page of the actor; of a file that the actor may not open, a word that there is
 * one ("matter.link.hidden"), and `*ret_may` false. */
const struct fault *matter_code_shown(struct work *work, const struct matter *matter, bool *ret_may,
                                      struct str *ret_code) FAULT_CHECK;
/* The second half alone: the actor is not one whom it is about, nor below one. Of the
 * matter id and is_about_nobody count. FAULT_FORBIDDEN "matter.conflict". */
const struct fault *matter_must_be_apart(struct work *work,
                                         const struct matter *matter) FAULT_CHECK;
/* Writes down that the actor read the file. */
const struct fault *matter_note_reading(struct work *work, int64_t id) FAULT_CHECK;

/* All that happened to a matter, oldest first. */
const struct fault *matter_events(struct work *work, int64_t id,
                                  matter_event_list *ret_events) FAULT_CHECK;
/* In the order in which they began. */
const struct fault *matter_clocks(struct work *work, int64_t id,
                                  matter_clock_list *ret_clocks) FAULT_CHECK;
/* The article of a rule, or of several by spaces, as it speaks in a matter: of the day on
 * which the last term of the first rule began in it; of today where none has. Empty where
 * the rule says nothing. */
struct str matter_article(struct work *work, const struct matter *matter, struct str rules);
/* As people read them: what runs first, of those the nearest day; of one day as they began. */
void matter_clocks_by_day(matter_clock_list *clocks);
const struct fault *matter_parties(struct work *work, int64_t id,
                                   matter_party_list *ret_parties) FAULT_CHECK;

struct matter_linked {
    enum matter_link_kind kind;
    bool is_from_here; /* this one is a duplicate of that; else the reverse */
    struct matter other;
};
typedef VEC(struct matter_linked) matter_link_list;
/* The matters it is linked with, either way. */
const struct fault *matter_links(struct work *work, int64_t id,
                                 matter_link_list *ret_links) FAULT_CHECK;

struct matter_reading {
    struct str name;
    struct instant at;
};
typedef VEC(struct matter_reading) matter_reading_list;
/* The last `limit` readings, newest first. */
const struct fault *matter_readings(struct work *work, int64_t id, int limit,
                                    matter_reading_list *ret_readings) FAULT_CHECK;

/* ---- lists ---- */

struct matter_key_place {
    struct civil_date due_on;
    int64_t id;
};
enum due_window {
    DUE_ANY,
    DUE_LATE,  /* before `today` */
    DUE_TODAY, /* on `today` */
    DUE_SOON,  /* from `today` up to and with `soon` */
    DUE_RUNS   /* some term runs: of a closed matter one that outlives it */
};
/* Of one official, or held by one unit, or passed up to one unit. */
struct matter_filter {
    int64_t official_id;
    int64_t unit_id;
    bool is_unassigned; /* held by the unit, and nobody is responsible */
    int64_t superior_id;
    enum phase phase;
    enum due_window window;
    struct civil_date today;
    struct civil_date soon;
    struct str kind;               /* ptr NULL: all */
    struct str state;              /* of that kind; ptr NULL: all */
    struct matter_key_place after; /* id 0: from the first */
    bool is_descending;            /* the last first */
};
/* By due date, the most urgent first (or last), at most MATTER_PAGE + 1; without their
 * content, which is long. */
const struct fault *matter_inbox(struct work *work, const struct matter_filter *filter,
                                 matter_list *ret_matters) FAULT_CHECK;
/* Puts two struct matter in the order of a list, for qsort: by due date, then by id. */
int matter_by_due(const void *a, const void *b);
/* From what the actor keeps away. */
struct matter_kept {
    matter_list matters; /* without their content; no more than 1,000 */
    bool is_all;         /* there are no others */
};
const struct fault *matter_kept_away(struct work *work, struct matter_kept *ret_kept) FAULT_CHECK;
/* matter_must_read of a row of a list: asks the database nothing where `kept` is all. */
const struct fault *matter_must_read_row(struct work *work, const struct matter *matter,
                                         const struct matter_kept *kept) FAULT_CHECK;
/* How many there are but for those of `kept`, counted no further than MATTER_COUNT_MOST;
 * kind, state and place play no part. */
const struct fault *matter_count(struct work *work, const struct matter_filter *filter,
                                 const struct matter_kept *kept, int64_t *ret_count) FAULT_CHECK;

/*
 * Matters in the units where the actor has a role, and below, whose title or
 * sender has all the words (accents aside), the last of them perhaps its
 * beginning alone, the newest first, at most MATTER_PAGE + 1; `before_id` 0: from
 * the newest. What is sealed is not found.
 */
const struct fault *matter_search(struct work *work, struct str words, int64_t before_id,
                                  matter_list *ret_matters) FAULT_CHECK;
/* "TB-2022-000123-K" from "tb 2022 123", with or without the letter; ptr NULL where
 * it is no code. */
struct str matter_code_guess(struct arena *arena, struct str typed);

/* Every matter by id, those behind `after`. */
const struct fault *matter_ids_after(struct work *work, int64_t after, int64_t limit,
                                     int64_t *ret_ids, size_t *ret_count) FAULT_CHECK;
const struct fault *matter_total(struct work *work, int64_t *ret_total) FAULT_CHECK;

/* ---- proof ---- */

/* Recomputes the chain and the proof: FAULT_CONFLICT "matter.chain" {code} {seq} at the
 * first event that does not fit, or where the last ones are missing; "matter.respondents"
 * {code} where more or fewer are kept away than events named; "matter.unproved"
 * {code} where there is no proof; "matter.proof" {code} where the chain fits and the
 * proof does not: the row, a term, or the whole chain was made anew; "matter.spans" {code}
 * where it did not lie open when and where its events say, so that figures are wrong. */
const struct fault *matter_verify(struct work *work, int64_t id) FAULT_CHECK;
/* Proves a matter that has no proof and whose chain fits; others are left. For the
 * command alone: it says of what stands in the database that it is right. */
const struct fault *matter_prove(struct work *work, int64_t id, bool *ret_is_new) FAULT_CHECK;
/* Whether matters were taken away whole: FAULT_CONFLICT "matter.missing" {prefix} {year}
 * {count} for the first series that has fewer than it gave numbers, "matter.series" where the
 * newest were taken away with their numbers or others are in their places,
 * "matter.series.unproved" where nothing proves that they were not. */
const struct fault *matter_verify_numbers(struct work *work) FAULT_CHECK;
/* Proves the numbers of series that have no proof and from which nothing is missing;
 * goes with matter_prove. */
const struct fault *matter_prove_numbers(struct work *work) FAULT_CHECK;

extern const char *const matter_statements[];
extern const char *const matter_write_statements[];
extern const char *const matter_inbox_statements[];
extern const char *const matter_span_statements[];

#endif
