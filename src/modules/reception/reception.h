/*
 * Citizen reception (tiếp công dân): who receives, when and where, who comes, and
 * what was said. What other modules and app/ may include of it.
 *
 * A series is a rule by which a leader or the reception office receives; a day is one
 * announced day of it. A day is known by the date that the rule gave it, whatever it
 * was moved to since; what was changed about it is kept in order and the last change
 * holds, so a moved day can be moved again, cancelled, and put back.
 */
#ifndef DINH_MODULES_RECEPTION_RECEPTION_H
#define DINH_MODULES_RECEPTION_RECEPTION_H

#include "civic/module.h"
#include "civic/unit.h"

enum {
    RECEPTION_DAYS_MOST = 5000, /* of one month of a whole province */
    RECEPTION_SLOTS_MOST = 200, /* seats of one day */
    RECEPTION_MINUTES = 24 * 60 /* of a day */
};

/* Lịch: a rule. Times are minutes of the day in Viet Nam. */
struct reception_series {
    int64_t id;
    int64_t unit_id;   /* whose head or office receives */
    int64_t office_id; /* which keeps the calendar: the same, or its reception office */
    int64_t person_id; /* 0: the reception office */
    struct str regime; /* condition of the rule reception.frequency; empty: none */
    struct str title;  /* "Chủ tịch Ủy ban nhân dân huyện" */
    struct str title_slug;
    struct str person; /* empty for the office */
    struct str place;
    struct str attendees;  /* may be empty */
    struct str content;    /* planned; may be empty */
    struct str rule;       /* RRULE, RFC 5545 */
    struct str online_url; /* where an online session is, for who booked alone; or empty */
    struct civil_date first_on;
    struct civil_date last_on;   /* DATE_NONE: until it is ended */
    struct civil_date filled_to; /* announced up to here; DATE_NONE: nothing yet */
    int64_t starts;
    int64_t ends;
    int64_t slot;   /* minutes of one talk */
    int64_t seats;  /* talks at the same time */
    int64_t closes; /* minutes before the start at which booking ends */
    bool by_number; /* the house rules call nobody before others */
    bool is_published;
    bool is_demo;
    int64_t revision;
    struct instant made_at;
    struct instant changed_at;
    struct str unit_name; /* read with it */
    struct str unit_slug;
};
typedef VEC(struct reception_series) reception_series_list;

enum reception_day_state {
    RECEPTION_OPEN,
    RECEPTION_CANCELLED, /* hoãn, chưa có ngày mới */
    RECEPTION_HELD,      /* đã tiếp */
    RECEPTION_MISSED,    /* không tổ chức */
    RECEPTION_DAY_STATE_COUNT
};
struct str reception_day_state_name(enum reception_day_state state);

/* Buổi tiếp: one announced day. */
struct reception_day {
    int64_t id;
    int64_t series_id;
    int64_t unit_id;
    int64_t office_id;
    struct civil_date rule_on; /* by the rule */
    struct civil_date held_on;
    int64_t starts;
    int64_t ends;
    struct str place;
    enum reception_day_state state;
    struct str reason;
    int64_t revision;
    struct instant announced_at;
    bool is_late; /* announced later than the law asks */
    struct instant closes_at;
    int64_t free;
    int64_t last_number;
    struct instant changed_at;
    struct str title; /* read with it, of its series */
    struct str title_slug;
    struct str person;
    struct str substitute; /* who receives in the leader's place, also in `person`; or empty */
    struct str attendees;
    struct str content;
    struct str unit_name;
    struct str unit_slug;
    bool is_demo;
    bool is_office;        /* the reception office, no leader */
    bool is_vacant;        /* the leader left and nobody holds the post on that day */
    struct str online_url; /* of an online session, for who booked alone; or empty */
};
typedef VEC(struct reception_day) reception_day_list;

/* Which days: of a unit (0: all), of a post (empty: all). */
struct reception_filter {
    int64_t unit_id;
    struct str title_slug;
};

/*
 * Days that are, or by the rule were, from `from` to `to`, in order of the day on
 * which they are; at most RECEPTION_DAYS_MOST. Faults: the database's.
 */
const struct fault *reception_days(struct work *work, const struct reception_filter *filter,
                                   struct civil_date from, struct civil_date to,
                                   reception_day_list *ret_days) FAULT_CHECK;
/* The next open days from `from` on, at most `most`. */
const struct fault *reception_next_days(struct work *work, int64_t unit_id, struct civil_date from,
                                        int most, reception_day_list *ret_days) FAULT_CHECK;

/* ---- what statistics count: fact_store.c ---- */

enum reception_receiver {
    RECEIVED_BY_OFFICE, /* tiếp thường xuyên */
    RECEIVED_BY_HEAD,   /* Thủ trưởng tiếp, định kỳ hoặc đột xuất */
    RECEIVED_BY_DEPUTY  /* ủy quyền tiếp */
};

/* Somebody who was received, or a day that was held. */
struct reception_fact {
    bool is_day;
    int64_t id; /* of the visit, of the day */
    int64_t unit_id;
    int64_t office_id;
    struct civil_date on;
    int64_t people; /* of a visit */
    enum reception_receiver receiver;
    bool is_again; /* the same person was received before by the same office */
};
typedef VEC(struct reception_fact) reception_fact_list;

/* From `first` up to and with `last`, of the unit and below: visits in the order in
 * which they came, then days. No names. */
const struct fault *reception_facts(struct work *work, int64_t unit_id, struct civil_date first,
                                    struct civil_date last,
                                    reception_fact_list *ret_facts) FAULT_CHECK;
extern const char *const reception_fact_statements[];

extern const struct module reception_module;

#endif
