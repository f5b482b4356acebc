/*
 * Facts (dữ kiện): what statistics count. A fact is one petition at one unit, one
 * visit to a reception, or one day of reception, with its dates. Facts of petitions
 * follow from the events of matters by the meanings that modules give their actions
 * (struct counted_action); they are kept as rows, so that a year of a hundred
 * thousand cases is counted without its history. For this module alone.
 *
 * All faults besides those named are the database's.
 */
#ifndef DINH_MODULES_REPORTS_FACT_H
#define DINH_MODULES_REPORTS_FACT_H

#include "civic/module.h"

enum fact_sort {
    FACT_PETITION,
    FACT_VISIT, /* lượt tiếp */
    FACT_DAY    /* kỳ tiếp: a day of reception that was held */
};

struct fact {
    enum fact_sort sort;
    int64_t matter_id; /* of a visit its id, of a day its id */
    int64_t round;
    int64_t unit_id;
    struct str kind;
    struct str source;
    struct str marks; /* by spaces */
    struct civil_date received_on;
    struct civil_date processed_on;
    struct str direction;
    struct civil_date ended_on;
    struct str ending;
    struct str outcome;
    bool is_late;
    struct civil_date due_on;
    struct civil_date replied_on; /* the first of the replies */
    struct str replies; /* days of written replies (văn bản phúc đáp), by spaces, one each */
    struct civil_date forced_on;
    struct civil_date executed_on;
    struct civil_date came_on; /* from another unit, which had it until then */
    struct civil_date left_on; /* to another unit, which goes on with it */
    int64_t seq;
    struct str field;            /* lĩnh vực, of the details; empty: not said */
    struct civil_date joined_on; /* since when it is a duplicate of another one, on the last day
                                  * of the period that was asked for */
    int64_t people;              /* of a visit */
    int64_t office_id;           /* of a visit or day */
};
typedef VEC(struct fact) fact_list;

/* What happened to a matter, as far as it counts. */
struct fact_step {
    int64_t matter_id;
    struct str means; /* of struct counted_action; empty: nothing */
    struct civil_date on;
    int64_t seq;
    int64_t unit_id; /* where it lies after it */
    struct str kind;
    struct str source;
    struct str facts;         /* words of the matter */
    struct civil_date due_on; /* the last day of the longest term that runs; or DATE_NONE */
    bool is_late;             /* a term that this ended had run out */
};

/* What the modules of the site say that an action means; empty: nothing. */
struct str fact_meaning(const struct site *site, struct str kind, struct str action,
                        struct str from);

/*
 * The rounds of a matter after one more step; the last is the one that goes on. What is
 * open when it moves to another unit goes on there as it is: at the old unit it counts
 * for no period that ends later, at the new one for none that ends before. So it is
 * counted once in every period, also in sums over both units.
 * Pure: a step that was taken in before (its seq) changes nothing.
 */
void fact_fold(struct arena *arena, fact_list *rounds, const struct fact_step *step);
/* The last day of a period that is concerned; DATE_NONE: no end yet. */
struct civil_date fact_live_until(const struct fact *fact);

/* ---- following events: fact_follow.c ---- */

/* The manifest's `happened`: takes an event in. */
const struct fault *fact_happened(struct work *work, const struct matter *matter,
                                  const struct matter_event *event) FAULT_CHECK;
/* A job: makes the facts of matters that were there before this module, some hundred
 * a write. */
const struct fault *fact_fill(struct work *work) FAULT_CHECK;
/* Makes all facts again from the events; how many matters. In writes of its own. */
const struct fault *fact_rebuild(struct work *work, int64_t *ret_count) FAULT_CHECK;

/* ---- rows: fact_store.c ---- */

/* The rounds of a matter, the first first. */
const struct fault *fact_rounds(struct work *work, int64_t matter_id,
                                fact_list *ret_rounds) FAULT_CHECK;
/* Writes one round; inside db_write. */
const struct fault *fact_store(struct work *work, const struct fact *fact) FAULT_CHECK;
const struct fault *fact_forget(struct work *work, int64_t matter_id) FAULT_CHECK;
/* Where a matter lay from which event on: first the unit that received it. */
struct fact_place {
    int64_t seq;
    int64_t unit_id;
};
typedef VEC(struct fact_place) fact_place_list;
const struct fault *fact_places(struct work *work, int64_t matter_id,
                                fact_place_list *ret_places) FAULT_CHECK;
const struct fault *fact_cursor(struct work *work, int64_t *ret_at) FAULT_CHECK;
const struct fault *fact_set_cursor(struct work *work, int64_t at) FAULT_CHECK;

/* Facts of petitions in the unit and below that concern a period, each where it lies on
 * its last day, by id. */
const struct fault *fact_petitions(struct work *work, int64_t unit_id, struct civil_date first,
                                   struct civil_date last, fact_list *ret_facts) FAULT_CHECK;

/* Adds what reception says of the period: visits and days held. */
const struct fault *fact_receptions(struct work *work, int64_t unit_id, struct civil_date first,
                                    struct civil_date last, fact_list *facts) FAULT_CHECK;

extern const char *const fact_statements[];

#endif
