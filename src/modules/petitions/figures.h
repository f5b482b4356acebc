/*
 * Petitions counted and listed: the public figures and the register (sổ theo dõi
 * đơn). For this module alone.
 */
#ifndef DINH_MODULES_PETITIONS_FIGURES_H
#define DINH_MODULES_PETITIONS_FIGURES_H

#include "civic/matter.h"

enum {
    REGISTER_PAGE = 50,
    REGISTER_EXPORT = 20000,
    REGISTER_PRINT = 5000 /* about four hundred sheets */
};

/* Petitions of one kind in one unit, received within a year. */
struct petition_figure {
    struct str kind;
    struct str unit;
    int64_t received;
    int64_t in_time;      /* closed, and no term was missed */
    int64_t late;         /* closed, and a term was missed */
    int64_t open_overdue; /* open, and a term has run out */
    int64_t unit_id;
    int64_t objected; /* the sender said that it is not resolved, or the answer unclear */
};
typedef VEC(struct petition_figure) petition_figure_list;

/* Received in one month, by kind. */
struct petition_month {
    struct str month; /* "2022-03" */
    struct str kind;
    int64_t received;
};
typedef VEC(struct petition_month) petition_month_list;

typedef VEC(struct str) year_list;

/* The kind under which the public figures count one: a second complaint is a complaint. */
struct str figures_kind_shown(struct str kind);

/* The years in which petitions were received, newest first: "2022". */
const struct fault *figures_years(struct work *work, year_list *ret_years) FAULT_CHECK;
/* By unit and kind. */
const struct fault *figures_of_year(struct work *work, struct str year,
                                    petition_figure_list *ret_figures) FAULT_CHECK;
const struct fault *figures_by_month(struct work *work, struct str year,
                                     petition_month_list *ret_months) FAULT_CHECK;

/* Keeps how many people stand behind a petition; inside db_write. */
const struct fault *figures_keep_people(struct work *work, int64_t matter_id,
                                        int64_t people) FAULT_CHECK;

/* One line of the register. */
struct register_line {
    int64_t id;
    struct str code;
    struct civil_date received_on;
    struct str source;
    struct str sender; /* name and address; empty where sealed */
    int64_t people;
    struct str kind;
    struct str title;
    struct str unit;
    int64_t unit_id; /* perhaps one to which it was handed on, whose files the actor may not open */
    struct str state;
    struct civil_date due_on;
    struct str official;
    struct str facts;
    struct str directed; /* the step that gave it its direction (hướng xử lý); or empty */
    struct civil_date directed_on;
    struct str symbol; /* of the last paper that was issued and holds; or empty */
    struct civil_date signed_on;
    bool is_sealed;
};
typedef VEC(struct register_line) register_line_list;

struct register_filter {
    int64_t unit_id; /* and the units below it */
    struct civil_date from;
    struct civil_date to;
    struct str kind;   /* empty: all */
    struct str phase;  /* "0", "1", "2"; empty: all */
    int64_t before_id; /* the next page: older than this line, 0 from the newest */
    struct civil_date before_on;
    int limit;
};

/* By the day it was received, newest first; without those that the actor's conflict
 * of interest keeps away. At most `limit` + 1. */
const struct fault *register_lines(struct work *work, const struct register_filter *filter,
                                   register_line_list *ret_lines) FAULT_CHECK;

/* In SQL, the kinds that are counted and listed. */
#define PETITION_KINDS "('kien-nghi', 'khieu-nai', 'khieu-nai-2', 'to-cao')"
/* The same, a row each. */
#define PETITION_KIND_ROWS                                                                         \
    "(SELECT 'kien-nghi' AS kind UNION ALL SELECT 'khieu-nai' UNION ALL SELECT 'khieu-nai-2'"      \
    " UNION ALL SELECT 'to-cao')"

extern const char *const figures_statements[];
extern const char *const register_statements[];

#endif
