/*
 * Petitions (đơn thư). For now the smallest kind: proposals and feedback (kiến
 * nghị, phản ánh), sent by anybody, answered, and followed with a code.
 */
#ifndef DINH_MODULES_PETITIONS_PETITION_H
#define DINH_MODULES_PETITIONS_PETITION_H

#include "civic/case_file.h"
#include "civic/matter.h"
#include "civic/module.h"

enum {
    PROPOSAL_TITLE_MOST = 150, /* characters */
    PROPOSAL_CONTENT_MOST = 10000,
    PROPOSAL_NAME_MOST = 100,
    PROPOSAL_ADDRESS_MOST = 200
};

/* kiến nghị, phản ánh: proposal_rules.c */
extern const struct matter_kind proposal_kind;
/* khiếu nại lần đầu, lần hai: complaint_rules.c. Their facts begin as "first", "second". */
extern const struct matter_kind complaint_kind;
extern const struct matter_kind second_complaint_kind;
/* An appeal opens a complaint of the second instance in the unit above, with the same
 * parties and the same look-up key, linked to the first: appeal_service.c. */
const struct fault *complaint_after(struct work *work, const struct matter *matter,
                                    const struct matter_step *step) FAULT_CHECK;
/* What is denounced again (tố cáo tiếp) goes to the direct superior (Luật Tố cáo, Điều 37), who
 * alone reviews it (guard_by_superior); a term that ran out is told there (Điều 38). */
const struct fault *denunciation_after(struct work *work, const struct matter *matter,
                                       const struct matter_step *step) FAULT_CHECK;
/* tố cáo: denunciation_rules.c */
extern const struct matter_kind denunciation_kind;

/* The fact of a petition whose sender does not want the answer in the open. */
#define PETITION_PRIVATE "keep-private"

/* What a person sends. */
struct proposal {
    struct str title;
    struct str content;
    struct str name;
    struct str address;
    struct str phone; /* or */
    struct str email; /* may both be empty */
    bool is_private;  /* the answer is never published: fact PETITION_PRIVATE */
    struct str once;  /* token of the form: sent twice, it is received once */
};

/* Receives a proposal for the unit of the site; one write. The same from the same form, within
 * a day, is the one that was received: the receipt is given again. */
const struct fault *proposal_submit(struct work *work, const struct proposal *proposal,
                                    struct matter_receipt *ret_receipt) FAULT_CHECK;

enum {
    LETTER_ABOUT_MOST = 300, /* characters */
    LETTER_REQUEST_MOST = 2000,
    LETTER_PEOPLE_MOST = 10000,
    LETTER_REPRESENTATIVES_MOST = 2000
};

/* From how many people on a petition is that of a group (đoàn đông người) on a day: rule
 * reception.group.min; INT64_MAX where the law of the day knows none. */
int64_t letter_crowd(struct work *work, struct civil_date on);

/* What an authorisation to complain looks like: notarised (công chứng), certified (chứng
 * thực), of an organisation, none of these. */
extern const char *const letter_authorisations[];
/* Who acts for a complainant (Luật Khiếu nại, Điều 12.1): by law, by authorisation,
 * a lawyer or legal aid worker. */
struct letter_agent {
    struct str part; /* legal, authorised, lawyer; empty: nobody */
    struct str name;
    struct str address;
    struct str scope; /* phạm vi ủy quyền */
    struct str paper; /* of letter_authorisations; empty: not said */
};

/* A petition of any kind as it is received, on the web or from paper. */
struct letter {
    const struct matter_kind *kind;
    int64_t unit_id; /* 0: the unit of the site */
    struct str source;
    struct civil_date received_on;
    struct str about; /* the decision complained of, or who did what */
    struct str title; /* of a denunciation not asked */
    struct str content;
    struct str request;  /* of a complaint */
    struct str evidence; /* of a denunciation */
    struct matter_party sender;
    struct str decision; /* of a complaint: administrative, discipline, dismissal; or empty */
    struct letter_agent agent;
    struct str representatives; /* a line a person; may be empty */
    int64_t people;             /* how many sign; 0: one */
    bool is_anonymous;          /* a denunciation without a name */
    bool asks_protection;       /* two officials open the seal */
    bool is_private;            /* as of a proposal */
    int64_t seal_from;          /* a matter whose sealed words say who sends it; 0: none */
    bool is_by_sender;
    const struct case_ticket *tickets; /* papers that come with it */
    size_t ticket_count;
};

/*
 * Whether a group names as many of its own as the law of the day lets speak for it
 * (Luật Tiếp công dân, Điều 29). FAULT_INVALID at representatives:
 * "letter.representatives.missing", ".too_many" {most} {article}, behind `faults`.
 */
const struct fault *letter_check_group(struct work *work, struct civil_date on, int64_t people,
                                       struct str representatives,
                                       const struct fault *faults) FAULT_CHECK;

/*
 * Whether an authorisation is such a paper as the law of the day asks for (rule
 * complaint.authorisation.notary). FAULT_INVALID at agent_paper: "form.choose",
 * "letter.authorisation.missing" {article}, behind `faults`.
 */
const struct fault *letter_check_authorisation(struct work *work, struct civil_date on,
                                               struct str paper,
                                               const struct fault *faults) FAULT_CHECK;

/*
 * Receives it, inside db_write or in one of its own: a denunciation with its sender
 * and content under seal (civic/seal.h), a complaint as one of the first instance.
 */
const struct fault *letter_receive(struct work *work, const struct letter *letter,
                                   struct matter_receipt *ret_receipt) FAULT_CHECK;

/* Fills the demo district with invented petitions of the past years. */
const struct fault *petitions_demo(struct work *work) FAULT_CHECK;

/* What their actions mean to the statistics: petition_counted.c. */
extern const struct counted_action petition_counted[];

extern const struct module petitions_module;

/* A job: who is under the seal of what was sealed before that was kept (civic/seal.h). */
const struct fault *petition_seal_past(struct work *work) FAULT_CHECK;

#endif
