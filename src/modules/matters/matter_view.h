/*
 * What the pages of matters share: due dates in words, rows, the timeline. For
 * this module alone.
 */
#ifndef DINH_MODULES_MATTERS_MATTER_VIEW_H
#define DINH_MODULES_MATTERS_MATTER_VIEW_H

#include "civic/page.h"
#include "modules/matters/matters.h"

/* A due date with what remains; exactly one of the four is true where a term runs. */
struct due_view {
    struct civil_date date; /* DATE_NONE: nothing is due */
    int days;               /* left, or past (is_late) */
    bool is_late;
    bool is_today;
    bool is_soon; /* within three working days */
    bool is_later;
};
extern const struct shape due_view_shape;

/* `soon`: the last day that counts as soon, matter_soon. */
struct due_view due_view(struct civil_date due, struct civil_date today, struct civil_date soon);
struct civil_date matter_soon(struct work *work);

/* One term of the law in a file. */
struct clock_view {
    struct str title; /* of the rule */
    struct str article;
    struct due_view due;
    struct url why_url; /* how the day was counted */
    struct civil_date closed_on;
    bool is_closed;
    bool is_kept; /* closed in time */
    bool is_suspended;
    bool is_provisional;
    bool is_local; /* by a local rule, which is not law */
    bool is_set;   /* whoever gave the task set the day */
};
extern const struct shape clock_view_shape;

/* One event in a timeline. */
struct event_view {
    struct instant at;
    struct civil_date day; /* on which it happened */
    bool is_entered_later; /* than on that day */
    struct str title;
    struct str who;
    struct str note; /* empty where the reader may not see it */
    struct str answer;
    bool is_last;
};
extern const struct shape event_view_shape;

/* "kien-nghi.state.received" and its like. */
struct str matter_word(struct work *work, struct str kind, const char *sort, struct str name);
struct str matter_kind_name(struct work *work, struct str kind);

/* The events as the official (or, without notes and names, the sender) sees them. */
const struct fault *matter_timeline(struct work *work, const struct matter *matter,
                                    bool is_for_sender, struct list *ret_events) FAULT_CHECK;
const struct fault *matter_clock_views(struct work *work, const struct matter *matter,
                                       struct list *ret_clocks) FAULT_CHECK;

/* The term of a rule that began when the matter was received, though no clock of it runs: one
 * that binds whoever takes a certain step. Its date is DATE_NONE where the rule sets no day. */
struct clock_view matter_term_view(struct work *work, const struct matter *matter, struct str rule);

struct url matter_file_url(struct arena *arena, struct str code);

#endif
