/*
 * Which day a term of the law (thời hạn) ends for a matter. The law engine
 * (law/) counts; this asks it with the site's own holidays and settings.
 */
#ifndef DINH_CIVIC_DEADLINE_H
#define DINH_CIVIC_DEADLINE_H

#include "base/work.h"
#include "view/url.h"

struct deadline {
    struct civil_date due_on; /* DATE_NONE: the rule sets no day on this date */
    bool is_provisional;      /* counted through a year without its official notice */
    bool is_local;            /* by a local rule (quy định nội bộ), which is not law */
};

/* What decides it. */
struct deadline_ask {
    struct str rule;         /* id of the rule in law/ */
    struct civil_date start; /* the day of the event; the law of that day counts */
    struct str facts;        /* the conditions that hold, by spaces: "complex remote" */
    struct str suspensions;  /* "2022-03-01/2022-03-10 …": not counted */
    int extensions;          /* how often it was lengthened; DATE_NONE where it cannot be */
};

/*
 * The last day of the term. Faults: FAULT_INTERNAL for a rule that law/ does not
 * have; where the rule has no version for the day, DATE_NONE.
 */
const struct fault *deadline_find(struct work *work, const struct deadline_ask *ask,
                                  struct deadline *ret_deadline) FAULT_CHECK;

struct law; /* law/law.h */
/* The same by an edition of the law that is not (yet) the site's. */
const struct fault *deadline_find_by(struct work *work, const struct law *law,
                                     const struct deadline_ask *ask,
                                     struct deadline *ret_deadline) FAULT_CHECK;

struct module; /* civic/module.h */
/*
 * Whether an edition of the law has every condition that a kind of these modules names
 * (conditions of struct matter_kind): one that it lacks would be left out of account, and the
 * term be the ordinary one. FAULT_INTERNAL "law.broken.kind-condition" {place} {kind} {value}.
 */
const struct fault *deadline_check_conditions(struct arena *arena,
                                              const struct module *const *modules,
                                              const struct law *law) FAULT_CHECK;

/* The day `days` working days after `from`, by the calendar of the law. */
struct civil_date deadline_working_day(struct work *work, struct civil_date from, int days);
/* Whether nobody works on that day. */
bool deadline_is_off(struct work *work, struct civil_date on);

/* The article on which the rule stands on a day: "Điều 28 Luật Tiếp công dân"; of a
 * local rule, that it is one; empty where it has no version. */
struct str deadline_article(struct work *work, struct str rule, struct civil_date on);

/* The same under facts, for a rule that says different things in different cases. Of several
 * rules, by spaces, the first that the law of that day knows. */
struct str deadline_article_given(struct work *work, struct str rule, struct civil_date on,
                                  struct str facts);
/* Only the text, for a page that says by a mark of its own what is a local rule; empty where
 * no instrument says it. */
struct str deadline_citation(struct work *work, struct str rule, struct civil_date on,
                             struct str facts);
/* Whether the rule's value on a day is a local rule (quy định riêng của địa phương),
 * which a page must not show as law. */
bool deadline_is_local(struct work *work, struct str rule, struct civil_date on, struct str facts);
/* The number of a rule under facts on a day: the greatest that it allows ("at most 2
 * extensions"), or the least ("from 5 people"); 0 where it has none. */
int64_t deadline_most(struct work *work, struct str rule, struct civil_date on, struct str facts);

/* What the rule limits, in the language of the work: "Phân loại, xử lý đơn". */
struct str deadline_title(struct work *work, struct str rule, struct civil_date on);
/* The page of /tinh-han that shows how `due_on` was counted, with the case it was, how often
 * it was lengthened and the suspension. Empty where the page would say another day: the rule
 * sets none and somebody else did, the law has changed since, it was suspended twice. */
struct url deadline_why_url(struct work *work, const struct deadline_ask *ask,
                            struct civil_date due_on);

#endif
