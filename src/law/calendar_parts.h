/*
 * What calendar.c and calendar_read.c share; nobody else includes this.
 */
#ifndef DINH_LAW_CALENDAR_PARTS_H
#define DINH_LAW_CALENDAR_PARTS_H

#include "law/calendar.h"

enum {
    CALENDAR_FIRST_DAY = -25567, /* 1900-01-01, in days from 1970-01-01 */
    CALENDAR_DAYS = 73414,       /* to 2100-12-31 */
    CALENDAR_YEARS = CALENDAR_LAST_YEAR - CALENDAR_FIRST_YEAR + 1,
    CALENDAR_MARKS = 8192, /* about twenty a year, and the changes of an administrator */
    CHUNK_BITS = 7,
    CHUNK_DAYS = 1 << CHUNK_BITS,
    CALENDAR_CHUNKS = CALENDAR_DAYS / CHUNK_DAYS + 1,
    WEEKDAYS = 7
};

enum statute_kind {
    STATUTE_DAY,   /* a day of the solar year */
    STATUTE_LUNAR, /* a day of the lunar year */
    STATUTE_TET,   /* several days around the first of the lunar year */
    STATUTE_BESIDE /* the day before or after a day of the solar year */
};

struct statute_day {
    enum statute_kind kind;
    int month;
    int day;
    int days;                 /* TET: how many */
    int by_weekday[WEEKDAYS]; /* TET: how many before the first; BESIDE: +1 or -1 */
    struct law_text name;
    struct statute_day *next;
};

/* The holidays of the Labour Code for a span of years. */
struct statute {
    int first;
    int last;
    int line;
    struct law_text law;
    struct statute_day *days; /* in the order of the file */
    struct statute *next;
};

/* What sets a day apart from others of its weekday. */
struct day_mark {
    enum day_kind kind;
    const struct law_text *name;
    struct civil_date other;
};

/* A calendar with changes shares what it did not change: the marks of the files and the
 * chunks of days that nobody touched, for it is made anew for every piece of work. */
struct calendar {
    struct statute *statutes;                /* the last of the file first */
    struct law_text notices[CALENDAR_YEARS]; /* empty: no notice */
    int mark_count;                          /* from 1; 0 is no mark */
    int own_from;                            /* the first mark that stands in `own` */
    struct day_mark *marks;                  /* of the files */
    struct day_mark *own;                    /* of the changes */
    uint16_t *chunks[CALENDAR_CHUNKS];       /* a number for each day: its mark, and more */
};

/* An empty one. */
struct calendar *calendar_new(struct arena *arena);

/* The statute of a year, or NULL. */
const struct statute *calendar_statute(const struct calendar *calendar, int year);
/* How many holidays a statute makes in a year. */
int statute_day_count(const struct statute *statute);
/* The day that the line names: of Tết the first of the lunar year. */
struct civil_date statute_day_date(const struct statute_day *day, int year);

bool calendar_is_marked(const struct calendar *calendar, struct civil_date date);
/* Sets a day apart. `name` lives as long as the calendar. */
void calendar_mark(struct calendar *calendar, struct civil_date date, enum day_kind kind,
                   const struct law_text *name, struct civil_date other);
/* Computes a year that has no notice. */
void calendar_fill_from_statute(struct calendar *calendar, int year);

#endif
