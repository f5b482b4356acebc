/*
 * What an exchange is, the free list of them, and how many are at work.
 */
#include "http/exchange.h"

#include "base/date.h"
#include "base/wait.h"

#include <stdlib.h>
#include <string.h>

enum {
    KEPT_EXCHANGES = 256,
    LINGER_US = 300 * 1000
};

struct exchanges {
    pthread_mutex_t lock;
    pthread_cond_t idle; /* none is at work */
    struct exchange *kept;
    size_t kept_count;
    uint64_t at_work;
};

bool exchange_is_reading(const struct exchange *exchange)
{
    return exchange->request.method == HTTP_GET || exchange->request.method == HTTP_HEAD;
}

struct exchanges *exchanges_new(void)
{
    struct exchanges *exchanges = calloc(1, sizeof(*exchanges));
    if (!exchanges)
        abort();
    pthread_mutex_init(&exchanges->lock, NULL);
    wait_condition_init(&exchanges->idle);
    return exchanges;
}

static void exchange_free(struct exchange *exchange)
{
    arena_free(exchange->arena);
    free(exchange);
}

void exchanges_free(struct exchanges *exchanges)
{
    while (exchanges->kept) {
        struct exchange *exchange = exchanges->kept;
        exchanges->kept = exchange->next;
        exchange_free(exchange);
    }
    pthread_cond_destroy(&exchanges->idle);
    pthread_mutex_destroy(&exchanges->lock);
    free(exchanges);
}

struct exchange *exchange_take(struct exchanges *exchanges, struct server *server)
{
    struct exchange *exchange;
    pthread_mutex_lock(&exchanges->lock);
    exchanges->at_work++;
    exchange = exchanges->kept;
    if (exchange) {
        exchanges->kept = exchange->next;
        exchanges->kept_count--;
    }
    pthread_mutex_unlock(&exchanges->lock);
    if (!exchange) {
        exchange = calloc(1, sizeof(*exchange));
        if (!exchange)
            abort();
        exchange->arena = arena_new();
    }
    exchange->next = NULL;
    exchange->server = server;
    exchange->request.arena = exchange->arena;
    exchange->request.began = clock_monotonic();
    response_init(&exchange->response, exchange->arena);
    return exchange;
}

void exchange_give_back(struct exchanges *exchanges, struct exchange *exchange)
{
    struct arena *arena = exchange->arena;
    response_reset(&exchange->response);
    arena_reset(arena);
    memset(exchange, 0, sizeof(*exchange));
    exchange->arena = arena;
    pthread_mutex_lock(&exchanges->lock);
    if (--exchanges->at_work == 0)
        pthread_cond_broadcast(&exchanges->idle);
    if (exchanges->kept_count < KEPT_EXCHANGES) {
        exchange->next = exchanges->kept;
        exchanges->kept = exchange;
        exchanges->kept_count++;
        exchange = NULL;
    }
    pthread_mutex_unlock(&exchanges->lock);
    if (exchange)
        exchange_free(exchange);
}

void exchanges_wait(struct exchanges *exchanges, bool lingers, int64_t wait_us)
{
    const int64_t until = clock_monotonic() + wait_us;
    const int64_t first = clock_monotonic() + (lingers ? LINGER_US : 0);
    pthread_mutex_lock(&exchanges->lock);
    while (clock_monotonic() < first)
        wait_until(&exchanges->idle, &exchanges->lock, first);
    while (exchanges->at_work > 0 && wait_until(&exchanges->idle, &exchanges->lock, until))
        continue;
    pthread_mutex_unlock(&exchanges->lock);
}

uint64_t exchanges_at_work(struct exchanges *exchanges)
{
    uint64_t at_work;
    pthread_mutex_lock(&exchanges->lock);
    at_work = exchanges->at_work;
    pthread_mutex_unlock(&exchanges->lock);
    return at_work;
}
