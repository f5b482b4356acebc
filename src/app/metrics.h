/*
 * Figures for Prometheus (text format 0.0.4) at /metrics: counters that only
 * grow and a histogram of durations. Any thread.
 */
#ifndef DINH_APP_METRICS_H
#define DINH_APP_METRICS_H

#include "base/buf.h"

struct metrics;

/* All counters at 0, in the arena of the program. */
struct metrics *metrics_new(struct arena *arena);
/* A request that was answered. */
void metrics_request(struct metrics *metrics, int status, uint64_t bytes, int64_t duration_us);
/* Writes the families of this header into `out`. */
void metrics_write(const struct metrics *metrics, struct buf *out);

/* A line of a gauge or counter that somebody else counts, with its HELP and TYPE. */
void metrics_write_value(struct buf *out, const char *name, const char *type, const char *help,
                         uint64_t value);

#endif
