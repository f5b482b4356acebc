/*
 * Days of terms as an iCalendar file (RFC 5545), for calendar programs. For this
 * module alone.
 */
#ifndef DINH_MODULES_MATTERS_CALENDAR_FEED_H
#define DINH_MODULES_MATTERS_CALENDAR_FEED_H

#include "base/vec.h"
#include "base/work.h"

/* A whole day. */
struct feed_event {
    struct str uid; /* unique in this site */
    struct civil_date on;
    struct str summary;
    struct str description;
    struct str url;
};

/* The file called `name`, of struct feed_event: CRLF, text escaped (section 3.3.11),
 * lines folded at 75 octets and never inside a character (section 3.1). */
struct str feed_write(struct work *work, struct str name, struct list events);

#endif
