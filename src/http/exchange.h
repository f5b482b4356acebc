/*
 * A request under way and its answer, with an arena that lives as long: taken
 * when the first line was read, given back when the answer was sent. For
 * server.c and intake.c; the pointers of the HTTP library are opaque here.
 */
#ifndef DINH_HTTP_EXCHANGE_H
#define DINH_HTTP_EXCHANGE_H

#include "http/server.h"

struct MHD_Connection;
struct MHD_Response;
struct watched; /* watch.h */
struct multipart;

struct exchange {
    struct exchange *next; /* in the free list */
    struct server *server;
    struct MHD_Connection *connection;
    struct watched *watched;
    struct arena *arena;
    struct request request;
    struct response response;
    struct server_limits limits;
    struct cache_entry *entry;
    struct MHD_Response *prepared; /* made by a handler thread */
    const struct fault *refused;
    const char *raw_target; /* where the library keeps it; not to be read */
    struct buf body;
    struct multipart *multipart;
    uint64_t sent;
    int status; /* 0 until an answer is prepared */
    bool begun;
};

/* It is a GET or HEAD: nothing follows its head that anybody reads. */
bool exchange_is_reading(const struct exchange *exchange);

/* Those at work, and some kept for the next. Any thread. */
struct exchanges;

struct exchanges *exchanges_new(void);
/* All of them must have been given back. */
void exchanges_free(struct exchanges *exchanges);

/* An empty one for `server`; give it back. */
struct exchange *exchange_take(struct exchanges *exchanges, struct server *server);
/* Empties its arena and keeps or frees it. */
void exchange_give_back(struct exchanges *exchanges, struct exchange *exchange);

/* Waits until none is at work, at most `wait_us` microseconds. With `lingers` there are
 * open lines, and a moment is left to whoever is about to ask on one. */
void exchanges_wait(struct exchanges *exchanges, bool lingers, int64_t wait_us);
uint64_t exchanges_at_work(struct exchanges *exchanges);

#endif
