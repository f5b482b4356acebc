/*
 * The papers that the steps of a petition produce (giấy tờ của vụ việc): which step
 * makes which paper, filled from the case, numbered in the body's series when it is
 * issued, with the signed scan beside it. A new paper is a row here and a file
 * papers/NAME.txt. For this module alone.
 *
 * Papers of denunciations have a shape without the denouncer: a template that names
 * one does not compile.
 *
 * All faults besides those named are the database's.
 */
#ifndef DINH_MODULES_PETITIONS_CASE_PAPER_H
#define DINH_MODULES_PETITIONS_CASE_PAPER_H

#include "civic/case_file.h"
#include "civic/matter.h"
#include "civic/paper.h"
#include "civic/unit.h"

enum {
    CASE_PAPERS = 37,
    CASE_PAPER_LINE = 200, /* characters of a name, a position */
    CASE_PAPER_RECEIVERS = 2000,
    CASE_PAPER_REASON = 1000,
    CASE_PAPER_ANNEXES = 3,
    CASE_PAPER_ANNEX = 20000
};

/* What is not numbered (biên bản, phiếu đề xuất) has no abbreviation. */
#define NO_NUMBER NULL

struct case_paper {
    const char *kinds;  /* of matters, by spaces */
    const char *action; /* whose event makes it; by spaces */
    struct paper_kind kind;
    const char *abbreviation; /* in its number; "" of a công văn; or NO_NUMBER */
    bool is_for_sender;       /* the sender may see it once it is issued */
};
extern const struct case_paper case_papers[CASE_PAPERS];
/* Whether it is a công văn, which names in its number who drafted it. */
bool case_paper_is_letter(const struct case_paper *paper);
extern const struct paper_kind *const case_paper_kinds[CASE_PAPERS];

/* Phụ lục. */
struct case_paper_annex {
    struct str name; /* may be empty */
    struct str text; /* a paragraph a line */
};
typedef VEC(struct case_paper_annex) case_paper_annex_list;

/* What is filled in by hand when it is issued. */
struct case_paper_signing {
    struct civil_date signed_on;
    struct str authority; /* "TM. Ủy ban nhân dân"; may be empty */
    struct str position;
    struct str signer;
    struct str issuer;    /* abbreviation in the number: "UBND" */
    struct str receivers; /* a line each */
    struct str urgency;   /* mức độ khẩn: as in paper_head; may be empty */
    struct str drafter;   /* of a công văn: who drafted it, "VP", in the number; may be empty */
    case_paper_annex_list annexes;
};

/* ---- case_paper_signer.c ---- */

/* Whether a People's Committee issues the papers of the unit. */
bool case_paper_is_of_committee(const struct unit *unit);
/* Who mostly signs in the unit today, by the posts held there: authority, position, signer,
 * issuer. The actor where they may; else the head, or a deputy for them; without a name where
 * nobody is known. */
const struct fault *case_paper_propose(struct work *work, const struct unit *unit,
                                       struct case_paper_signing *signing) FAULT_CHECK;

struct case_paper_made {
    const struct case_paper *paper;
    struct matter_event event;
    int64_t id;        /* 0: not issued */
    struct str symbol; /* "21/TB-UBND"; may be empty */
    struct case_paper_signing signing;
    int64_t unit_id;               /* who issues it: who took over where the unit has ended */
    struct str official;           /* who is responsible */
    struct str about;              /* names of those whom the matter is about */
    struct civil_date due_on;      /* by which it was to be resolved when the step was taken */
    struct civil_date dialogue_on; /* the last dialogue before it; DATE_NONE: none */
    struct str dialogue;           /* what was written of it */
    int64_t scan_id;               /* 0: none */
    int64_t series_id;
    int64_t number;
    struct str recall_reason;   /* why it is to be recalled (thu hồi), or was */
    int64_t recall_by;          /* who asks for that; 0: nobody */
    struct instant recalled_at; /* 0: it holds */
    struct str replaces;        /* symbol of the one before it that was recalled; or empty */
};
typedef VEC(struct case_paper_made) case_paper_list;

/* All papers of a matter, by event: those that were issued and those that may be, of steps
 * that the unit took which has it now, or one that it took over from; behind them those that were
 * recalled. */
const struct fault *case_papers_of(struct work *work, const struct matter *matter,
                                   case_paper_list *ret_papers) FAULT_CHECK;
/* One of them, not recalled; FAULT_NOT_FOUND "case-paper.unknown". */
const struct fault *case_paper_find(struct work *work, const struct matter *matter, int64_t seq,
                                    struct str name, struct case_paper_made *ret_made) FAULT_CHECK;
/* One that was recalled, by its id; the same fault. */
const struct fault *case_paper_find_recalled(struct work *work, const struct matter *matter,
                                             int64_t id,
                                             struct case_paper_made *ret_made) FAULT_CHECK;
/* The PDF: of one that is not issued, a preview, with what `made->signing` says; a recalled one
 * says so. Outside db_write; the faults of paper_render. */
const struct fault *case_paper_pdf(struct work *work, const struct matter *matter,
                                   const struct case_paper_made *made,
                                   struct str *ret_pdf) FAULT_CHECK;

/*
 * Issues it: takes its number. Faults: those of actor_must (clerks, officers, leaders
 * of the unit), FAULT_CONFLICT "case-paper.issued" where it has been.
 */
const struct fault *case_paper_issue(struct work *work, const struct matter *matter,
                                     const struct case_paper_made *made,
                                     const struct case_paper_signing *signing) FAULT_CHECK;
/* Puts the signed scan beside an issued paper, in place of the one before. The same
 * faults; FAULT_CONFLICT "case-paper.not_issued", those of case_files_keep. */
const struct fault *case_paper_sign(struct work *work, const struct matter *matter,
                                    const struct case_paper_made *made,
                                    const struct case_ticket *scan) FAULT_CHECK;

/* ---- recalling: case_paper_recall.c ---- */

/*
 * Asks that an issued paper be recalled; an event says so. Faults: those of issuing,
 * FAULT_INVALID "case-paper.recall.reason" at reason, FAULT_CONFLICT
 * "case-paper.recall.asked" where somebody asked before, "case-paper.not_issued".
 */
const struct fault *case_paper_ask_recall(struct work *work, const struct matter *matter,
                                          const struct case_paper_made *made,
                                          struct str reason) FAULT_CHECK;
/*
 * Another official, a leader, agrees: the number is void and never given again, the step
 * can have another paper. Or declines, and the paper holds as before. An event each.
 * FAULT_FORBIDDEN "matter.other_eyes" for whoever asked, FAULT_CONFLICT
 * "case-paper.recall.not_asked".
 */
const struct fault *case_paper_decide_recall(struct work *work, const struct matter *matter,
                                             const struct case_paper_made *made,
                                             bool agrees) FAULT_CHECK;

/* Whether the actor may issue papers of the matter: clerks, officers, leaders of its unit
 * who may read it. */
const struct fault *case_paper_may_issue(struct work *work,
                                         const struct matter *matter) FAULT_CHECK;
/* What the paper is called: "Thông báo thụ lý …: 01/TB-UBND". */
struct str case_paper_title(struct work *work, const struct case_paper *paper, struct str symbol);

/* ---- copies: case_paper_copy.c ---- */

/* Bản sao: Decree 30/2020/NĐ-CP, articles 3 and 25. */
struct case_paper_copy {
    int64_t id;
    struct str form;                   /* "sao-y", "trich-sao", "sao-luc" */
    struct str symbol;                 /* "03/SY-UBND" */
    struct case_paper_signing signing; /* of who signs the copy */
    struct str excerpt;                /* of a trích sao: lines of the paper as they stand in it */
    int64_t unit_id;
};
typedef VEC(struct case_paper_copy) case_paper_copy_list;
extern const char *const case_paper_copy_forms[]; /* ended by NULL */

/* Those of an issued paper, the oldest first. */
const struct fault *case_paper_copies(struct work *work, int64_t paper_id,
                                      case_paper_copy_list *ret_copies) FAULT_CHECK;
/*
 * Makes a copy of an issued paper that holds: takes its number; an event says so. Faults:
 * those of issuing, FAULT_CONFLICT "case-paper.not_issued"; FAULT_INVALID at excerpt
 * "case-paper.copy.excerpt" where a line of it does not stand in the paper, at form
 * "case-paper.copy.first" for a sao lục, which is made of a sao y, without one.
 */
const struct fault *case_paper_copy(struct work *work, const struct matter *matter,
                                    const struct case_paper_made *made,
                                    const struct case_paper_copy *copy) FAULT_CHECK;
/* What the form is called in a number: "SY", "TrS", "SL". */
struct str case_paper_copy_abbreviation(struct str form);
/* What of the paper a copy can take: a line each. */
struct str case_paper_text(const struct case_paper_made *made);
/* The PDF of copies.items[at]. Outside db_write; the faults of paper_render. */
const struct fault *case_paper_copy_pdf(struct work *work, const struct matter *matter,
                                        const struct case_paper_made *made,
                                        const case_paper_copy_list *copies, size_t at,
                                        struct str *ret_pdf) FAULT_CHECK;

/* ---- case_paper_store.c ---- */

/* Where a matter lay from which event on. */
struct case_paper_place {
    int64_t seq;
    int64_t unit_id;
};
typedef VEC(struct case_paper_place) case_paper_place_list;
const struct fault *case_paper_places(struct work *work, int64_t matter_id,
                                      case_paper_place_list *ret_places) FAULT_CHECK;

const struct fault *case_paper_copy_insert(struct work *work, int64_t paper_id,
                                           const struct case_paper_copy *copy, int64_t series_id,
                                           int64_t number) FAULT_CHECK;

const struct fault *case_paper_set_recall(struct work *work,
                                          const struct case_paper_made *made) FAULT_CHECK;

const struct fault *case_paper_insert(struct work *work, const struct matter *matter,
                                      const struct case_paper_made *made, int64_t series_id,
                                      int64_t number) FAULT_CHECK;
/* The annexes of an issued paper, in their order. */
const struct fault *case_paper_annexes(struct work *work, int64_t id,
                                       case_paper_annex_list *ret_annexes) FAULT_CHECK;
const struct fault *case_paper_set_scan(struct work *work, int64_t id, int64_t scan_id) FAULT_CHECK;
/* Fills in, of those papers that were issued, what was stored. */
const struct fault *case_paper_fill_issued(struct work *work, int64_t matter_id,
                                           case_paper_list *papers) FAULT_CHECK;

extern const char *const case_paper_statements[];

#endif
