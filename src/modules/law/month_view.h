/*
 * A term drawn on the calendar, week by week: the day it starts, the days counted,
 * the days off, the day it ends.
 */
#ifndef DINH_MODULES_LAW_MONTH_VIEW_H
#define DINH_MODULES_LAW_MONTH_VIEW_H

#include "law/explain.h"
#include "view/shape.h"

struct day_view {
    struct str day;    /* "7/3" at the beginning of a month or of the drawing, else "8" */
    struct str label;  /* "ngày 5", "nghỉ bù"; may be empty */
    struct str spoken; /* the whole reason, for those who hear the page; may be empty */
    bool is_start;
    bool is_in; /* counted */
    bool is_skip;
    bool is_due;
    bool is_now;
};

struct week_view {
    bool is_gap;      /* weeks are left out here */
    struct list days; /* struct day_view, seven from Monday; none of a gap */
};
extern const struct shape week_view_shape;

/*
 * The weeks from the start of the first counting to the end of the last (or back).
 * Empty where they are more than about two years. `ending` is what the last day means;
 * `today` may be DATE_NONE.
 */
struct list month_view(const struct explainer *explainer, enum law_ending ending,
                       const struct counting *countings, size_t count, struct civil_date today);

#endif
