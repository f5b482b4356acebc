/*
 * Calendars for phones and mail programs: iCalendar (RFC 5545). A series is one event
 * with its rule, or one for each day of the month that its rule has (pattern_parts); days
 * off and cancelled days are EXDATEs, a moved day is an event with the same UID and its
 * RECURRENCE-ID. SEQUENCE grows with every change, so a program
 * that has the calendar replaces what it has.
 *
 * Only announced days are told: the rule ends (UNTIL) with the last of them. There is no
 * METHOD: it would have to stand in the Content-Type too (RFC 5545, section 3.7.2), needs
 * an organizer (RFC 5546), and Outlook reads none as PUBLISH ([MS-STANOICAL], V0078).
 */
#ifndef DINH_MODULES_RECEPTION_ICS_H
#define DINH_MODULES_RECEPTION_ICS_H

#include "base/buf.h"
#include "modules/reception/reception.h"

struct ics {
    struct buf *out;
    struct arena *arena;
};

/* Begins a calendar called `name`, with the time zone of Viet Nam. */
struct ics ics_begin(struct arena *arena, struct buf *out, struct str name, struct str language);
/* What is said of an event, in the reader's language. */
struct ics_words {
    struct str summary;
    struct str rule;        /* in words; above the name of who receives */
    struct str description; /* below it; may be empty */
    struct str moved;       /* put before the summary of a moved day: "[Dời lịch]" */
    struct str vacant; /* the same where nobody holds the post: "[Chưa có người tiếp]" */
    struct str url;    /* absolute, or empty */
    struct str host;   /* behind @ in the UID */
};
/*
 * Adds a series with all its days, in order of rule_on. An open day on which somebody
 * else than `series->person` receives, or nobody, is an event of its own. Faults:
 * reception.rule.
 */
const struct fault *ics_series(struct ics *ics, const struct reception_series *series,
                               const struct reception_day *days, size_t count,
                               const struct ics_words *words) FAULT_CHECK;
void ics_end(struct ics *ics);

#endif
