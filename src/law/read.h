/*
 * The lines of the files in law/: plain text that a lawyer can read and change.
 *
 *     # a comment
 *     word the rest of the line
 *     word | Vietnamese | English
 *
 * Text in UTF-8. Empty lines and comments are passed over. Every mistake is a fault that names
 * file, line and reason; nothing that was read is used then.
 */
#ifndef DINH_LAW_READ_H
#define DINH_LAW_READ_H

#include "base/asset.h"
#include "base/date.h"
#include "base/fault.h"

/* A text in both languages. */
struct law_text {
    struct str vi;
    struct str en;
};

/* One file under reading. */
struct law_reader {
    struct arena *arena; /* of the faults */
    struct str name;     /* "law/rules/complaint.txt" */
    struct str rest;
    int line;           /* of the words below, from 1 */
    struct str word;    /* first word of the line */
    struct str value;   /* the rest, without white space at its ends; may be empty */
    bool is_unreadable; /* the line is no UTF-8; its word is empty and means nothing */
    bool needs_end;     /* the line "end", which shows that nothing was cut off */
    bool is_cut;        /* it is missing, or more follows; the word is empty, too */
};

struct law_reader law_reader_on(struct arena *arena, const struct asset *file);
/* The same for a file that must end with the line "end". */
struct law_reader law_reader_to_end(struct arena *arena, const struct asset *file);
/* Goes to the next line that says something; false at the end. */
bool law_reader_next(struct law_reader *reader);

/* FAULT_INTERNAL `key` {place} {value}: what is wrong with the line at hand;
 * law.broken.utf8 where it cannot be read at all, law.broken.cut where the file has no
 * end. */
struct fault *law_broken(struct law_reader *reader, const char *key, struct str value);
/* The same at a line that was read before. */
struct fault *law_broken_at(struct arena *arena, struct str name, int line, const char *key,
                            struct str value);

/* "Vietnamese | English"; both must be there. Fault: law.broken.text. */
const struct fault *law_read_text(struct law_reader *reader, struct str value,
                                  struct law_text *ret_text) FAULT_CHECK;
/* "2023-07-01". Fault: law.broken.date. */
const struct fault *law_read_date(struct law_reader *reader, struct str value,
                                  struct civil_date *ret_date) FAULT_CHECK;
/* "2007-07-01..2023-06-30", "2023-07-01.." with DATE_NONE as an open end. Faults:
 * law.broken.date, law.broken.period where it ends before it begins. */
const struct fault *law_read_period(struct law_reader *reader, struct str value,
                                    struct civil_date *ret_from,
                                    struct civil_date *ret_to) FAULT_CHECK;
/* A whole number from `min` to `max`. Fault: law.broken.number. */
const struct fault *law_read_number(struct law_reader *reader, struct str value, int64_t min,
                                    int64_t max, int64_t *ret_number) FAULT_CHECK;

#endif
