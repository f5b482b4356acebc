/*
 * Published answers: rows and use-cases. For this module alone.
 */
#ifndef DINH_MODULES_ANSWERS_ANSWER_H
#define DINH_MODULES_ANSWERS_ANSWER_H

#include "civic/matter.h"
#include "civic/module.h"
#include "text/redact.h"

enum {
    ANSWER_TITLE_MOST = 200, /* characters */
    ANSWER_TEXT_MOST = 10000,
    ANSWER_LINE_MOST = 300,
    ANSWER_SLUG_MOST = 80, /* bytes */
    ANSWER_PAGE = 20,
    ANSWER_OFFERS = 60,
    ANSWER_PARTS = 40 /* paragraphs of a file that can be chosen */
};

/* Who proposes and who approves; each must also be able to read the file. */
#define ANSWER_WRITERS                                                                             \
    (ROLE_BIT(ROLE_RECEPTION_CLERK) | ROLE_BIT(ROLE_CASE_OFFICER) | ROLE_BIT(ROLE_LEADER))
#define ANSWER_APPROVERS ROLE_BIT(ROLE_LEADER)

enum answer_status {
    ANSWER_DRAFT,     /* đang soạn */
    ANSWER_PROPOSED,  /* đề nghị công khai, chờ duyệt */
    ANSWER_PUBLISHED, /* đã công khai */
    ANSWER_WITHDRAWN, /* đã gỡ */
    ANSWER_STATUS_COUNT
};
struct str answer_status_name(enum answer_status status);

struct answer {
    int64_t id;
    int64_t matter_id;
    int64_t unit_id;
    struct str unit;
    struct str unit_slug;
    struct str slug;
    struct str kind;
    struct str title;
    struct str question;
    struct str answer;
    struct str basis;
    struct str paper;
    struct civil_date received_on;
    struct civil_date answered_on;
    struct civil_date due_on; /* DATE_NONE: no term ran */
    enum answer_status status;
    int64_t drafter_id;
    struct str drafter;
    int64_t proposer_id;
    struct str proposer;
    int64_t approver_id;
    struct str approver;
    struct str said; /* why it went back; of one in the open: why its sender contests it */
    struct instant published_at; /* 0: never */
    struct instant updated_at;
    bool is_demo;
    int64_t version;
};
typedef VEC(struct answer) answer_list;

/* Days from receipt to answer, and by how many it was late (0: in time). */
int answer_days(const struct answer *answer);
int answer_days_late(const struct answer *answer);

struct answer_event {
    struct instant at;
    struct str actor;
    struct str action;
    struct str note;
};
typedef VEC(struct answer_event) answer_event_list;

/* Narrows the public list; zeroes for all. */
struct answer_filter {
    struct str words; /* all of them, accents aside */
    struct str unit;  /* slug */
    struct str kind;
    int year; /* of the answer */
};
struct answer_key {
    struct instant at; /* published */
    int64_t id;        /* 0: from the newest */
};
typedef VEC(struct str) answer_words;

/* ---- reading: answer_store.c ---- */

struct topic answer_topic(void);

/* FAULT_NOT_FOUND "answers.unknown". */
const struct fault *answer_load(struct work *work, int64_t id,
                                struct answer *ret_answer) FAULT_CHECK;
const struct fault *answer_by_slug(struct work *work, struct str slug,
                                   struct answer *ret_answer) FAULT_CHECK;
/* id 0 where there is none. */
const struct fault *answer_of_matter(struct work *work, int64_t matter_id,
                                     struct answer *ret_answer) FAULT_CHECK;
/* Published ones behind a place, the newest first. */
const struct fault *answer_public(struct work *work, const struct answer_filter *filter,
                                  struct answer_key after, int limit,
                                  answer_list *ret_list) FAULT_CHECK;
/* Published ones by id, behind `after`: for sitemap and search. */
const struct fault *answer_public_by_id(struct work *work, int64_t after, int limit,
                                        answer_list *ret_list) FAULT_CHECK;
/* Published within what is asked for, by its unit and those below, the newest first. */
const struct fault *answer_shown(struct work *work, const struct notice_asked *asked, int limit,
                                 answer_list *ret_list) FAULT_CHECK;
/* Units (slug and name in turn) and years of published ones. */
const struct fault *answer_units(struct work *work, answer_words *ret_pairs) FAULT_CHECK;
const struct fault *answer_years(struct work *work, answer_words *ret_years) FAULT_CHECK;
/* Of one status in units of the actor and below, the last changed first; at most 200.
 * Nothing is checked. */
const struct fault *answer_desk(struct work *work, enum answer_status status,
                                answer_list *ret_list) FAULT_CHECK;
/* Answered files in units of the actor and below of which nothing is published yet, the
 * newest first, at most ANSWER_OFFERS: code, title, kind, unit. Nothing else is checked. */
const struct fault *answer_offers(struct work *work, matter_list *ret_matters) FAULT_CHECK;
const struct fault *answer_events(struct work *work, int64_t id,
                                  answer_event_list *ret_events) FAULT_CHECK;

/* ---- writing: answer_write_store.c, inside db_write ---- */

/* Fills in a slug that is free. */
const struct fault *answer_choose_slug(struct work *work, struct answer *answer) FAULT_CHECK;
const struct fault *answer_insert(struct work *work, const struct answer *answer) FAULT_CHECK;
/* Words, state and persons; FAULT_CONFLICT "answers.changed". */
const struct fault *answer_update(struct work *work, const struct answer *answer) FAULT_CHECK;
const struct fault *answer_note_event(struct work *work, int64_t id, struct str action,
                                      struct str note) FAULT_CHECK;

/* ---- use-cases: answer_service.c, answer_source.c ---- */

/* What a file offers to be published. */
struct answer_source {
    struct matter matter;
    struct str answer; /* the approved one */
    struct civil_date answered_on;
    struct civil_date due_on;
};
/*
 * The file with this code, if it may be published from. Faults: those of
 * matter_must_read, FAULT_NOT_FOUND "matter.unknown", FAULT_INVALID at code
 * "answers.never" (a denunciation, a sealed file) {article}, "answers.not_answered",
 * "answers.not_wished" (the sender asked that it be kept), "answers.there" {state}.
 */
const struct fault *answer_source_of(struct work *work, struct str code,
                                     struct answer_source *ret_source) FAULT_CHECK;
/* The same for an answer that is there: asked again before each step. */
const struct fault *answer_source_again(struct work *work, const struct answer *answer,
                                        struct answer_source *ret_source) FAULT_CHECK;
/* Everybody named in the file and in those joined with it. */
const struct fault *answer_people(struct work *work, int64_t matter_id,
                                  redact_people *ret_people) FAULT_CHECK;
/* The words of a file without anybody. */
struct str answer_redacted(struct work *work, struct str text, const redact_people *people);
/* FAULT_INVALID "redact.found" {kind} {paragraph} {words} at each field of the answer that
 * names somebody. */
const struct fault *answer_check(struct work *work, const struct answer *answer,
                                 const redact_people *people) FAULT_CHECK;

/* The answer, for those who may read its file. */
const struct fault *answer_open(struct work *work, int64_t id,
                                struct answer *ret_answer) FAULT_CHECK;

/* One write each. Those that change one fault with FAULT_CONFLICT "answers.changed". */
/* A draft from chosen paragraphs of the file, without anybody's name. */
const struct fault *answer_draft(struct work *work, struct str code, struct str question,
                                 struct str text, int64_t *ret_id) FAULT_CHECK;
/* New words: of a draft, or of a proposal that goes back to draft. answer_check. */
const struct fault *answer_save(struct work *work, const struct answer *typed) FAULT_CHECK;
const struct fault *answer_propose(struct work *work, int64_t id, int64_t version) FAULT_CHECK;
/* Faults: FAULT_FORBIDDEN "answers.other_eyes" for who wrote or proposed it. */
const struct fault *answer_approve(struct work *work, int64_t id, int64_t version) FAULT_CHECK;
/* Back to its writer, or out of the public; with the reason. */
const struct fault *answer_return(struct work *work, int64_t id, int64_t version,
                                  struct str why) FAULT_CHECK;
const struct fault *answer_withdraw(struct work *work, int64_t id, int64_t version,
                                    struct str why) FAULT_CHECK;
/* One in the open that its sender contests was looked at again, and stays. */
const struct fault *answer_uphold(struct work *work, int64_t id, int64_t version) FAULT_CHECK;
/* A withdrawn one becomes a draft again. */
const struct fault *answer_reopen(struct work *work, int64_t id, int64_t version) FAULT_CHECK;

/*
 * The manifest's `happened`: reads what is in the open again when a file is joined with
 * others or somebody is noted in it, and takes out at once what now names anybody; says at
 * it that its sender does not accept it, appeals or sues. Inside the write of the event.
 */
const struct fault *answer_happened(struct work *work, const struct matter *matter,
                                    const struct matter_event *event) FAULT_CHECK;

/* Puts it into the search, or takes it out; inside db_write. */
const struct fault *answer_index(struct work *work, const struct answer *answer,
                                 bool is_one_of_many) FAULT_CHECK;

const struct fault *answers_demo(struct work *work) FAULT_CHECK;

extern const char *const answer_statements[];
extern const char *const answer_write_statements[];

#endif
