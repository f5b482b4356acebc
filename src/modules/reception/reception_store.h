/*
 * The SQL of reception, for its use-cases, its pages and its manifest. Functions that
 * write run inside db_write. All fault with the database's faults.
 */
#ifndef DINH_MODULES_RECEPTION_RECEPTION_STORE_H
#define DINH_MODULES_RECEPTION_RECEPTION_STORE_H

#include "modules/reception/reception.h"

/* ---- series ---- */

const struct fault *reception_series_insert(struct work *work,
                                            const struct reception_series *series) FAULT_CHECK;
/* FAULT_NOT_FOUND "record.missing". */
const struct fault *reception_series_load(struct work *work, int64_t id,
                                          struct reception_series *ret_series) FAULT_CHECK;
/* Published series of a unit (0: all) and a post (empty: all), or those that an office
 * and all below it keep, drafts too; at most RECEPTION_SERIES_MOST. */
enum {
    RECEPTION_SERIES_MOST = 1000
};
const struct fault *reception_series_published(struct work *work,
                                               const struct reception_filter *filter,
                                               reception_series_list *ret_list) FAULT_CHECK;
const struct fault *reception_series_of_office(struct work *work, int64_t office_id,
                                               reception_series_list *ret_list) FAULT_CHECK;
/* Published series that are announced only up to `day` or less, and go on. */
const struct fault *reception_series_to_fill(struct work *work, struct civil_date day,
                                             reception_series_list *ret_list) FAULT_CHECK;
/* Published, announced up to `filled_to`, one revision on; compare-and-set on the
 * revision, FAULT_CONFLICT "reception.changed". */
const struct fault *reception_series_set_filled(struct work *work,
                                                const struct reception_series *series,
                                                struct civil_date filled_to) FAULT_CHECK;
/* Its last day, one revision on. */
const struct fault *reception_series_set_last(struct work *work,
                                              const struct reception_series *series,
                                              struct civil_date last_on) FAULT_CHECK;
/* One revision on, because a day of it changed. */
const struct fault *reception_series_revise(struct work *work, int64_t id) FAULT_CHECK;

/* ---- days ---- */

/* A day as the grid of a month shows it. */
struct reception_mark {
    int64_t id;
    struct civil_date rule_on;
    struct civil_date held_on;
    int64_t starts;
    struct str title;
    enum reception_day_state state;
    bool is_office;
};
typedef VEC(struct reception_mark) reception_mark_list;
/* Those of reception_days, in the same order but for units of the same hour. */
const struct fault *reception_marks(struct work *work, const struct reception_filter *filter,
                                    struct civil_date from, struct civil_date to,
                                    reception_mark_list *ret_marks) FAULT_CHECK;
/* Days from today on that were announced, moved or put off after `since` and up to
 * `until`, in a unit and below it (0: all), of one series (0: all); the newest first. */
const struct fault *reception_days_changed(struct work *work, int64_t unit_id, int64_t series_id,
                                           struct instant since, struct instant until, int most,
                                           reception_day_list *ret_days) FAULT_CHECK;
/* A page of days, in the order of the day and the id, behind a place. */
struct reception_span {
    int64_t unit_id; /* 0: all */
    struct civil_date from;
    struct civil_date to;
    struct civil_date after_on; /* the last day of the page before, or one before `from` */
    int64_t after_id;
    int64_t most;
};
const struct fault *reception_days_after(struct work *work, const struct reception_span *span,
                                         reception_day_list *ret_days) FAULT_CHECK;
/* Published series that go on behind the last day of their unit; `ret_series` has that
 * day as last_on. */
const struct fault *reception_series_orphaned(struct work *work,
                                              reception_series_list *ret_list) FAULT_CHECK;
const struct fault *day_insert(struct work *work, const struct reception_day *day) FAULT_CHECK;
const struct fault *day_load(struct work *work, int64_t id,
                             struct reception_day *ret_day) FAULT_CHECK;
/* All days of a series by rule_on, at most RECEPTION_DAYS_MOST. */
const struct fault *days_of_series(struct work *work, int64_t series_id,
                                   reception_day_list *ret_days) FAULT_CHECK;
/* Days that an office and its agencies keep, from `from` to `to`. */
const struct fault *days_of_office(struct work *work, int64_t office_id, struct civil_date from,
                                   struct civil_date to, reception_day_list *ret_days) FAULT_CHECK;
/* Writes state, held_on, times, place, reason, closes_at, one revision on;
 * compare-and-set on the revision, FAULT_CONFLICT "reception.changed". */
const struct fault *day_update(struct work *work, const struct reception_day *day) FAULT_CHECK;
/* Whether another open day of this office or unit has this place at this time; `ret_title` says
 * whose. */
const struct fault *day_room_taken(struct work *work, const struct reception_day *day,
                                   bool *ret_taken, struct str *ret_title) FAULT_CHECK;

/* What was changed about a day. */
struct reception_change {
    int64_t number;
    struct str kind;
    struct civil_date from_on;
    struct civil_date to_on;
    struct str reason;
    struct instant made_at;
    struct str person; /* of "substituted" */
};
typedef VEC(struct reception_change) reception_change_list;
const struct fault *change_insert(struct work *work, int64_t day_id,
                                  const struct reception_change *change) FAULT_CHECK;
const struct fault *changes_of(struct work *work, int64_t day_id,
                               reception_change_list *ret_changes) FAULT_CHECK;

/* A head for whom the law names a frequency, with the days on which they received or,
 * from today on, are announced to. */
struct reception_head {
    int64_t unit_id;
    struct str regime;
    struct str title;
    VEC(struct civil_date) days; /* in order */
};
typedef VEC(struct reception_head) reception_head_list;
const struct fault *reception_heads(struct work *work, struct civil_date from, struct civil_date to,
                                    reception_head_list *ret_heads) FAULT_CHECK;

/* Units and posts that have a published calendar, for the filters. */
struct reception_choice {
    struct str slug;
    struct str name;
};
typedef VEC(struct reception_choice) reception_choice_list;
const struct fault *reception_units(struct work *work,
                                    reception_choice_list *ret_units) FAULT_CHECK;
const struct fault *reception_posts(struct work *work, int64_t unit_id,
                                    reception_choice_list *ret_posts) FAULT_CHECK;

/* Figures of a span of days: announced (not cancelled), held, missed, people. */
struct reception_figures {
    int64_t unit_id;
    struct str unit_name;
    int64_t announced;
    int64_t late;
    int64_t held;
    int64_t missed;
    int64_t cancelled;
    int64_t visits;
    int64_t people;
    int64_t promised; /* tasks of conclusions that fell due */
    int64_t kept;     /* of them done by their day */
};
typedef VEC(struct reception_figures) reception_figures_list;
const struct fault *reception_figures_of(struct work *work, struct civil_date from,
                                         struct civil_date to,
                                         reception_figures_list *ret_list) FAULT_CHECK;

extern const char *const reception_series_statements[];
extern const char *const reception_day_statements[];
extern const char *const reception_booking_statements[];
/* module.dated; dated_store.c */
const struct fault *days_dated(struct work *work, int64_t after, dated_list *ret_dated) FAULT_CHECK;

extern const char *const reception_dated_statements[];
extern const char *const reception_visit_statements[];

#endif
