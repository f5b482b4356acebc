/*
 * The desk (bàn tiếp dân): who comes, gets a number, is called, is heard, and what was
 * told to whom. Each row is one of the register (sổ tiếp công dân, Mẫu 03/TCD).
 *
 * Names are for the agency alone; those of who makes a denunciation are sealed (Law on
 * Denunciations 25/2018, articles 8 and 56) and no list shows them.
 */
#ifndef DINH_MODULES_RECEPTION_DESK_H
#define DINH_MODULES_RECEPTION_DESK_H

#include "civic/official.h"
#include "modules/reception/reception_service.h"

enum visit_state {
    VISIT_WAITING,  /* đang chờ */
    VISIT_SERVING,  /* đang tiếp */
    VISIT_RECEIVED, /* đã tiếp */
    VISIT_REFUSED,  /* từ chối tiếp */
    VISIT_LEFT,     /* không chờ */
    VISIT_STATE_COUNT
};
struct str visit_state_name(enum visit_state state);

struct visit {
    int64_t id;
    int64_t office_id;
    int64_t day_id; /* 0: outside the calendar */
    int64_t booking_id;
    struct civil_date came_on;
    int64_t number;
    enum visit_state state;
    bool is_first;
    struct str adhoc;
    struct str name;
    struct str address;
    struct str id_number;
    struct civil_date id_day; /* when the card was issued; DATE_NONE: not said */
    struct str id_place;
    struct str phone;
    bool is_sealed;
    int64_t people;
    struct str representatives; /* of a group, one a line */
    struct str kind;            /* complaint, denunciation, proposal, feedback, or empty */
    struct str content;
    struct str decided_by;
    bool is_competent;
    struct str guided_to;
    struct str handled_by;
    struct str outcome;
    struct str note;
    struct str refusal;
    struct str conclusion;
    struct instant came_at;
    struct instant called_at;
    struct instant ended_at;
    int64_t version;
    int64_t matter_id;        /* its file (follow.h), or 0 */
    int64_t petition_id;      /* opened out of it, or 0 */
    struct str recording;     /* where the record of an online session lies */
    struct str title;         /* of the series, read with it */
    struct str person;        /* who receives */
    struct str place;         /* of the day */
    struct str petition_code; /* or empty */
    bool is_online;
    bool is_answered;     /* said with the record: the answer was given at the talk */
    bool asks_protection; /* said with it: two officials open the seal */
};
typedef VEC(struct visit) visit_list;

struct visit_task {
    int64_t id;
    int64_t visit_id;
    int64_t official_id; /* whose desk it lands on */
    struct str owner;    /* their name */
    struct str content;
    struct civil_date due_on;
    struct civil_date done_on; /* DATE_NONE: not yet */
    int64_t matter_id;
    struct str code; /* of its file */
    struct instant made_at;
};
typedef VEC(struct visit_task) visit_task_list;

/* What somebody at the desk says of who comes. */
struct arrival {
    int64_t day_id;  /* 0: outside the calendar; then adhoc names the ground */
    struct str code; /* of a booking, or empty */
    struct str name;
    int64_t people;
    bool is_first;
    struct str adhoc; /* heated, grave */
};

/*
 * Somebody is here: a number for them, the next of the day. With a code: who booked, on
 * the day that they booked, whatever `day_id` says. Faults: FAULT_INVALID at "code"
 * reception.desk.no_code, reception.desk.code_day {day} (another day than today),
 * reception.desk.came (they have a number); at "name" form.required; at "day"
 * reception.desk.not_today for a day that is another's, was called off or not held.
 */
const struct fault *desk_arrive(struct work *work, const struct arrival *arrival,
                                int64_t *ret_id) FAULT_CHECK;
/* Calls a number; FAULT_CONFLICT reception.changed where it is not waiting. */
const struct fault *desk_call(struct work *work, int64_t visit_id, int64_t version) FAULT_CHECK;
/*
 * Writes the record: all that the register has, with the state it ends in. Faults:
 * FAULT_INVALID at "content" form.required, "kind" form.choose (received), at "representatives"
 * reception.representatives {least} {most} (a group was received), at "refusal"
 * form.choose (refused); FAULT_CONFLICT reception.changed.
 */
const struct fault *desk_record(struct work *work, const struct visit *visit) FAULT_CHECK;
/* A task out of the conclusion: a file on the desk of `official_id`. FAULT_INVALID at
 * "due_on" reception.desk.due (in the past), at "owner" matter.official.unfit. */
const struct fault *desk_task_add(struct work *work, const struct visit_task *task) FAULT_CHECK;
/* Officials who may be given a task. */
const struct fault *desk_owners(struct work *work, official_list *ret_officials) FAULT_CHECK;
/* The visit, where the actor's office keeps it. */
const struct fault *desk_open(struct work *work, int64_t id, struct visit *ret_visit) FAULT_CHECK;
/* Takes out who it was: the name lies under a seal. */
void visit_hide(struct visit *visit);
/* ---- the store: visit_store.c ---- */

const struct fault *visit_insert(struct work *work, const struct visit *visit) FAULT_CHECK;
const struct fault *visit_load(struct work *work, int64_t id, struct visit *ret_visit) FAULT_CHECK;
/* Compare-and-set on the version. */
const struct fault *visit_update(struct work *work, const struct visit *visit) FAULT_CHECK;
enum {
    VISITS_MOST = 20000 /* of a register at once */
};
/* Of an office and its agencies, in the order in which they came: one register; at most
 * VISITS_MOST. */
const struct fault *visits_of(struct work *work, int64_t office_id, struct civil_date from,
                              struct civil_date to, visit_list *ret_visits) FAULT_CHECK;
/* The same of one day as the desk calls them: who is being heard, who waits, the next one
 * first, then who was heard. */
const struct fault *visits_at_desk(struct work *work, int64_t office_id, struct civil_date on,
                                   visit_list *ret_visits) FAULT_CHECK;
/* The next number of a day. */
const struct fault *day_next_number(struct work *work, int64_t day_id,
                                    int64_t *ret_number) FAULT_CHECK;
const struct fault *visit_task_insert(struct work *work, const struct visit_task *task) FAULT_CHECK;
const struct fault *visit_tasks(struct work *work, int64_t visit_id,
                                visit_task_list *ret_tasks) FAULT_CHECK;
/* Numbers alone, for the page in the waiting room: of days held today, of a unit
 * (0: all). */
struct queue_row {
    struct str title;
    struct str unit_name;
    struct str place;
    int64_t starts;
    struct str serving; /* "3, 5" */
    struct str next;    /* "4, 6, 7", as the desk calls them */
    int64_t waiting;
    bool by_number; /* nobody is called before others */
};
typedef VEC(struct queue_row) queue_list;
const struct fault *queue_of(struct work *work, struct civil_date on, int64_t unit_id,
                             queue_list *ret_rows) FAULT_CHECK;

#endif
