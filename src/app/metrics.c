/*
 * Atomic counters; reading them while they move is allowed to be a little off.
 */
#include "app/metrics.h"

#include <stdatomic.h>

/* Upper bounds of the histogram, microseconds. */
static const int64_t bounds[] = {100,   250,   500,    1000,   2500,    5000,   10000,
                                 25000, 50000, 100000, 250000, 1000000, 5000000};
enum {
    BOUND_COUNT = sizeof(bounds) / sizeof(bounds[0]),
    CLASS_COUNT = 6 /* 1xx … 5xx; 0 is unused */
};

struct metrics {
    _Atomic uint64_t answers[CLASS_COUNT];
    _Atomic uint64_t bytes;
    _Atomic uint64_t duration_us;
    _Atomic uint64_t buckets[BOUND_COUNT + 1];
};

struct metrics *metrics_new(struct arena *arena)
{
    return ARENA_NEW(arena, struct metrics);
}

static void add(_Atomic uint64_t *counter, uint64_t amount)
{
    atomic_fetch_add_explicit(counter, amount, memory_order_relaxed);
}

static uint64_t read_counter(const _Atomic uint64_t *counter)
{
    return atomic_load_explicit(counter, memory_order_relaxed);
}

void metrics_request(struct metrics *metrics, int status, uint64_t bytes, int64_t duration_us)
{
    size_t bucket = 0;
    int class = status / 100;
    if (class < 1 || class >= CLASS_COUNT)
        class = 0;
    while (bucket < BOUND_COUNT && duration_us > bounds[bucket])
        bucket++;
    add(&metrics->answers[class], 1);
    add(&metrics->bytes, bytes);
    add(&metrics->duration_us, duration_us > 0 ? (uint64_t)duration_us : 0);
    add(&metrics->buckets[bucket], 1);
}

void metrics_write_value(struct buf *out, const char *name, const char *type, const char *help,
                         uint64_t value)
{
    buf_printf(out, "# HELP %s %s\n# TYPE %s %s\n%s %llu\n", name, help, name, type, name,
               (unsigned long long)value);
}

void metrics_write(const struct metrics *metrics, struct buf *out)
{
    uint64_t total = 0;
    buf_add_literal(out, "# HELP dinh_http_requests_total Answers by class of status.\n"
                         "# TYPE dinh_http_requests_total counter\n");
    for (int class = 1; class < CLASS_COUNT; class ++)
        buf_printf(out, "dinh_http_requests_total{class=\"%dxx\"} %llu\n", class,
                   (unsigned long long)read_counter(&metrics->answers[class]));
    metrics_write_value(out, "dinh_http_sent_bytes_total", "counter", "Bytes of answers.",
                        read_counter(&metrics->bytes));
    buf_add_literal(out, "# HELP dinh_http_duration_seconds Time from request to answer.\n"
                         "# TYPE dinh_http_duration_seconds histogram\n");
    for (size_t i = 0; i < BOUND_COUNT; i++) {
        total += read_counter(&metrics->buckets[i]);
        buf_printf(out, "dinh_http_duration_seconds_bucket{le=\"%g\"} %llu\n",
                   (double)bounds[i] / 1e6, (unsigned long long)total);
    }
    total += read_counter(&metrics->buckets[BOUND_COUNT]);
    buf_printf(out,
               "dinh_http_duration_seconds_bucket{le=\"+Inf\"} %llu\n"
               "dinh_http_duration_seconds_sum %.6f\n"
               "dinh_http_duration_seconds_count %llu\n",
               (unsigned long long)total, (double)read_counter(&metrics->duration_us) / 1e6,
               (unsigned long long)total);
}
