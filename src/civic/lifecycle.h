/*
 * How a kind of matter is handled (quy trình xử lý): its states, the actions
 * that lead from one to another, who may take them, which terms of the law begin
 * and end with them. One table a kind; from it follow the buttons, the refusals
 * with the article that forbids, the timeline, the clocks, the register and the
 * diagram in docs/states/.
 *
 *   states: name, phase
 *   actions: name, from, to, roles, flags, opens, closes, rule, guard
 *
 * Messages of a kind K: "K.name", "K.state.S", "K.action.A" (on the button),
 * "K.event.A" (in the timeline, past tense).
 */
#ifndef DINH_CIVIC_LIFECYCLE_H
#define DINH_CIVIC_LIFECYCLE_H

#include "base/work.h"
#include "civic/role.h"

enum phase {
    PHASE_OPEN,    /* the agency is at work */
    PHASE_WAITING, /* for the sender or another body; clocks may stand still */
    PHASE_CLOSED
};

struct lifecycle_state {
    const char *name;
    enum phase phase;
};

enum action_flag {
    ACTION_BY_SENDER = 1 << 0,    /* whoever holds the look-up key may */
    ACTION_BY_HOLDER = 1 << 1,    /* of the officials: the responsible one alone */
    ACTION_NEEDS_NOTE = 1 << 2,   /* a reason (lý do) for the file */
    ACTION_NEEDS_ANSWER = 1 << 3, /* words for the sender (nội dung trả lời) */
    ACTION_ASSIGNS = 1 << 4,      /* names the responsible official */
    ACTION_MOVES = 1 << 5,        /* hands the matter to another unit */
    ACTION_SUSPENDS = 1 << 6,     /* open clocks stand still, those that the kind names */
    ACTION_RESUMES = 1 << 7,      /* and go on */
    ACTION_OTHER_EYES = 1 << 8,   /* not by whoever took the action before it */
    ACTION_SETS_FACTS = 1 << 9,   /* says what the law asks about; open terms are counted anew */
    ACTION_EXTENDS = 1 << 10, /* lengthens once the open terms that the law lets be lengthened */
    ACTION_TAKES_FILES = 1 << 11,  /* the sender may add papers with it (civic/case_file.h) */
    ACTION_FROM_RECEIPT = 1 << 12, /* the terms that it opens, or the one of its rule, began when
                                      the matter was received */
    ACTION_FROM_END = 1 << 13,    /* they began on the day after the term that it ends, however late
                                   * that is written down */
    ACTION_DATED = 1 << 14,       /* the official says on which day it happened: signed yesterday,
                                   * entered today. The file shows both days */
    ACTION_GUARD_OFFERS = 1 << 15 /* the guard asks nothing of the step, so it says as well
                                   * whether the action is offered */
};

struct matter;
struct matter_step;

struct lifecycle_action {
    const char *name;
    const char *from;   /* states, by spaces */
    const char *to;     /* a state, or "" to stay */
    unsigned roles;     /* ROLE_BITs; 0: no official */
    unsigned flags;     /* enum action_flag */
    const char *opens;  /* ids of rules whose terms begin, by spaces; or "" */
    const char *closes; /* ids of rules whose terms end; "*" for all */
    const char *rule;   /* id of the rule that the action applies, cited in a refusal; behind it, by
                         * spaces, those that stood in its place before there was such a rule */
    /* Further conditions: a fault says which is not met; one that names {last}, the day until
     * which the action could be taken, is told to the sender in place of the button. Or NULL. */
    const struct fault *(*guard)(struct work *work, const struct matter *matter,
                                 const struct matter_step *step);
};

/* A term that begins, with whatever opens it, only in matters of which a fact is known. */
struct lifecycle_case {
    const char *rule;
    const char *fact;
};

struct matter_kind {
    const char *name;     /* "kien-nghi": in the database and message keys */
    const char *opens;    /* ids of rules whose terms begin when it is received */
    const char *outlives; /* ids of rules whose terms run on in a closed matter until an action
                           * names them; or NULL */
    const char *passes; /* ids of rules whose terms only pass (thời gian chờ): nobody has to do
                         * anything by their last day, so none is kept or missed; or NULL */
    const char
        *stands; /* ids of rules whose terms stand still while it is suspended; NULL: of all */
    const struct lifecycle_case *cases; /* or NULL */
    size_t case_count;
    const char *conditions; /* of its facts (struct matter) those on which terms depend, by their
                             * names in law/words.txt, by spaces; without one of them there the
                             * program does not start. NULL: none */
    bool has_papers;        /* its steps produce official papers, at …/van-ban of the file */
    unsigned readers;       /* ROLE_BITs that may open the file in its unit */
    const struct lifecycle_state *states; /* the first is the one it begins in */
    size_t state_count;
    const struct lifecycle_action *actions;
    size_t action_count;
    /* What follows from an action, in the same write: an appeal opens a matter of the
     * second instance. Or NULL. */
    const struct fault *(*after)(struct work *work, const struct matter *matter,
                                 const struct matter_step *step);
};

/* The kind called `name` among the modules of the site, or NULL. */
const struct matter_kind *kind_find(const struct work *work, struct str name);
/* Whether terms of the rule only pass in the kind. */
bool kind_passes(const struct matter_kind *kind, struct str rule);
/* Whether terms of the rule begin in the matter, where something opens them. */
bool kind_begins(const struct matter_kind *kind, struct str rule, const struct matter *matter);
/* The rules whose terms only pass in any kind of the site, between spaces: for SQL. */
struct str kinds_passing(const struct work *work);
/* NULL where the kind has none of that name. */
const struct lifecycle_state *kind_state(const struct matter_kind *kind, struct str name);
const struct lifecycle_action *kind_action(const struct matter_kind *kind, struct str name);
/* Whether the action may be taken in a state. */
bool action_is_from(const struct lifecycle_action *action, struct str state);
/* Whether `word` stands in a list of words by spaces, or the list is "*". */
bool words_have(const char *words, struct str word);

/*
 * What `dinh check` asks of a kind: every state named exists and can be reached,
 * every open state can be left, no action is named twice. Returns NULL or a
 * sentence in `arena`.
 */
const char *kind_problem(struct arena *arena, const struct matter_kind *kind);

/* The kind as a Mermaid state diagram with names in the language of `work`. */
struct str kind_diagram(struct work *work, const struct matter_kind *kind);
/* The kind as a Markdown page with its diagram, states and actions: docs/states/. */
struct str kind_page(struct work *work, const struct matter_kind *kind);

#endif
