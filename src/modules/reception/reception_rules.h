/*
 * The rules of reception: pure functions, without clock, database or request. Numbers
 * come from law/rules/reception.txt.
 */
#ifndef DINH_MODULES_RECEPTION_RECEPTION_RULES_H
#define DINH_MODULES_RECEPTION_RECEPTION_RULES_H

#include "law/due.h"
#include "modules/reception/reception.h"

/* 1. The schedule is posted at least the working days before the day that the law of
 *    that day asks (Law 42/2013, article 24.4): the last day on which it may be. Faults:
 *    the law's, where no version holds on `on`. */
const struct fault *reception_publish_due(struct arena *arena, const struct law *law,
                                          struct civil_date on,
                                          struct law_due *ret_due) FAULT_CHECK;

/* The same for who booked an online session (Decree 154/2026, article 23.1). */
const struct fault *reception_online_due(struct arena *arena, const struct law *law,
                                         struct civil_date on, struct law_due *ret_due) FAULT_CHECK;

/* 2. Which head this is for the rule reception.frequency: "commune_chair"; empty where
 *    the law names no frequency for the post. By the unit's kind and the post's title. */
struct str reception_regime(enum unit_kind kind, struct str title);

/*
 * 3. People who come about one content name representatives from a number on (article
 *    29): how many, at least and at most, for `people` on the day. Both 0 where none
 *    are needed.
 */
const struct fault *reception_representatives(struct arena *arena, const struct law *law,
                                              struct civil_date on, int64_t people,
                                              int64_t *ret_least, int64_t *ret_most) FAULT_CHECK;

/* A telephone number of Viet Nam as it is dialled at home, "0912345678", from any way in
 * which INPUT_PHONE takes it: +84 and 84 become 0. False where it is none: mobile
 * numbers (03, 05, 07, 08, 09) have ten digits, those of houses (02) ten or eleven. */
bool reception_phone(struct arena *arena, struct str typed, struct str *ret_phone);

/* 4. Booking is taken up to, and not with, the moment of closing. */
bool reception_is_closed(const struct reception_day *day, struct instant now);
/* Whether a seat `after` minutes behind the start of the day can still be given. */
bool reception_is_to_come(const struct reception_day *day, int64_t after, struct instant now);
/* The moment: `closes` minutes before the start of the day. */
struct instant reception_closing(struct civil_date on, int64_t starts, int64_t closes);

/* 5. Whether a day by a rule is a holiday of the law's calendar: nobody receives. A
 *    weekend is none, because some receive on Saturdays. */
bool reception_is_holiday(const struct law *law, struct civil_date on);
/* The first working day after a day off. */
struct civil_date reception_working_day(const struct law *law, struct civil_date on);

/* "08:30" of a minute; and back, also "8h30", "8:30"; false for what is no time. */
struct str reception_clock(struct arena *arena, int64_t minute);
bool reception_clock_read(struct str text, int64_t *ret_minute);

#endif
