/*
 * The use-cases of reception, private to this module. Each is a transaction of its own
 * unless it says otherwise; who may is asked first (RECEPTION_CLERKS in the office).
 */
#ifndef DINH_MODULES_RECEPTION_RECEPTION_SERVICE_H
#define DINH_MODULES_RECEPTION_RECEPTION_SERVICE_H

#include "modules/organisation/organisation.h"
#include "modules/reception/reception_store.h"

enum {
    RECEPTION_AHEAD = 92,  /* days that are announced ahead */
    RECEPTION_REFILL = 60, /* fewer than these are filled up again */
    RECEPTION_FILL_MOST = 400
};

/* Who sits at the desk and reads who came and who booked (permission reception.desk): the
 * names of visitors are no matter of who runs the program. */
#define RECEPTION_DESK (ROLE_BIT(ROLE_RECEPTION_CLERK) | ROLE_BIT(ROLE_LEADER))
/* Who keeps a calendar (permission reception.work). */
#define RECEPTION_CLERKS                                                                           \
    (ROLE_BIT(ROLE_RECEPTION_CLERK) | ROLE_BIT(ROLE_LEADER) | ROLE_BIT(ROLE_ADMINISTRATOR))

/* The unit in which the actor keeps calendars: that of the first role that may. Faults:
 * FAULT_FORBIDDEN "error.forbidden". */
const struct fault *reception_office_of(struct work *work, struct unit *ret_office) FAULT_CHECK;

/* ---- the calendar: calendar_service.c ---- */

/* Makes a draft. Fills in id, title_slug, regime, made_at. Faults, FAULT_INVALID at
 * "ends" reception.ends (not after the start), at "slot" reception.slot (not one talk),
 * at "last_on" reception.last; reception.rule. */
const struct fault *reception_create(struct work *work,
                                     struct reception_series *series) FAULT_CHECK;
/* Publishes a draft: announces its days from `from` (today for people) to RECEPTION_AHEAD
 * days ahead. FAULT_INVALID reception.no_day where the rule gives none. */
const struct fault *reception_publish(struct work *work, int64_t series_id,
                                      struct civil_date from) FAULT_CHECK;
/* A job: announces what comes into sight. */
const struct fault *reception_refill(struct work *work) FAULT_CHECK;
/* Its last day; open days behind it are cancelled with `reason`. FAULT_INVALID at
 * "last_on" reception.last, at "reason" form.required. */
const struct fault *reception_end(struct work *work, int64_t series_id, struct civil_date last_on,
                                  struct str reason) FAULT_CHECK;

/* What a clerk asks to change about a day. */
struct reception_move {
    int64_t day_id;
    int64_t revision; /* that the clerk saw */
    struct civil_date to;
    int64_t starts;
    struct str place;
    struct str reason;
};
/* Moves a day, also one that was moved or cancelled before. FAULT_INVALID at "to":
 * reception.move.past, reception.move.same, reception.move.off {day}; at "place"
 * reception.room {title}; FAULT_CONFLICT reception.changed, reception.over (it was held). */
const struct fault *reception_day_move(struct work *work,
                                       const struct reception_move *move) FAULT_CHECK;
const struct fault *reception_day_cancel(struct work *work, int64_t day_id, int64_t revision,
                                         struct str reason) FAULT_CHECK;
/* Another of the unit's leaders, the holder of `post_id` on the day, receives in the place of
 * the one whose day it is; whoever booked is told. For the law it is no day of the head
 * (Law on Citizen Reception, article 18). FAULT_INVALID at "substitute". */
const struct fault *reception_day_substitute(struct work *work, int64_t day_id, int64_t revision,
                                             int64_t post_id, struct str reason) FAULT_CHECK;
/* Whose posts can be named there, by rank. */
const struct fault *reception_substitutes(struct work *work, const struct reception_day *day,
                                          post_list *ret_posts) FAULT_CHECK;
/* Puts a day back to where the rule gave it, and whose it is. */
const struct fault *reception_day_restore(struct work *work, int64_t day_id, int64_t revision,
                                          struct str reason) FAULT_CHECK;
/* Whether it was held or, with its reason, not; on its day or later. */
const struct fault *reception_day_close(struct work *work, int64_t day_id, int64_t revision,
                                        bool is_held, struct str reason) FAULT_CHECK;

#endif
