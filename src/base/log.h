/*
 * One line of logfmt for each thing an operator should know, on standard error:
 *     time=2026-11-24T08:00:00Z level=info event=request id=… status=200
 * Lines are written whole. Library code does not log; the edges do (app/, the
 * writer thread, jobs). Nothing sealed and no personal content goes in.
 */
#ifndef DINH_BASE_LOG_H
#define DINH_BASE_LOG_H

#include "base/date.h"

enum log_level {
    LOG_DEBUG,
    LOG_INFO,
    LOG_WARN,
    LOG_ERROR
};

/* A pair of the line. Values are quoted and escaped where they need it. */
struct log_pair {
    const char *key;
    struct str text; /* used where text.ptr is not NULL */
    int64_t number;  /* used otherwise */
};
/* clang-format off */
#define LOG_TEXT(name, value) ((struct log_pair){(name), (value), 0})
#define LOG_NUMBER(name, value) ((struct log_pair){(name), {NULL, 0}, (int64_t)(value)})
/* clang-format on */

/* Lines below this level are dropped; LOG_INFO unless set. */
void log_set_level(enum log_level least);
/* Where lines go; 2 (standard error) unless set. */
void log_set_file(int descriptor);

/* One line: the moment, the level, `event`, the pairs. Any thread; log_event is its short form. */
void log_pairs(enum log_level level, const char *event, const struct log_pair *pairs, size_t count);
/* log_event(LOG_INFO, "listening", LOG_TEXT("address", address), LOG_NUMBER("port", port)); */
#define log_event(level, event, ...)                                                               \
    log_pairs((level), (event), (const struct log_pair[]){__VA_ARGS__},                            \
              sizeof((const struct log_pair[]){__VA_ARGS__}) / sizeof(struct log_pair))

/*
 * The request line is written a hundred thousand times a second, so lines are
 * gathered in memory and written by log_flush; app/ calls it from a thread of
 * its own every few milliseconds. Lines of LOG_WARN and above flush at once.
 */
void log_flush(void);
void log_set_gathering(bool gathering);

#endif
