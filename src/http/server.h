/*
 * The server: sockets, threads and time limits around an application that sees
 * requests and responses alone. An adapter over libmicrohttpd, stricter than
 * it: what two programs could read in two ways (RFC 9112, section 11.2) is refused,
 * and a body in chunks asked for its length (411).
 *
 * GET and HEAD run on the loop thread that read them. Other methods, and routes
 * that say so, run in a pool of handler threads, so that many writers can wait
 * for one commit; when its queue is full the answer is 503 with Retry-After.
 */
#ifndef DINH_HTTP_SERVER_H
#define DINH_HTTP_SERVER_H

#include "http/cache.h"

struct server_options {
    const char *address;                   /* "127.0.0.1", "::1"; NULL means 127.0.0.1 */
    uint16_t port;                         /* 0 picks a free one: server_port */
    const char *socket_path;               /* a Unix socket instead of address and port */
    const char *folder;                    /* for temporary files of uploads; NULL means /tmp */
    unsigned workers;                      /* loop threads; 0 means one per core */
    unsigned handlers;                     /* handler threads; 0 means 64 */
    unsigned queue;                        /* requests waiting for one; 0 means 256 */
    unsigned connections;                  /* at one time; 0 means 4096 */
    unsigned connections_per_address;      /* 0 means no bound, as behind a proxy */
    int64_t header_us;                     /* for the headers of a request, 0 means 15 s */
    int64_t idle_us;                       /* between two requests, 0 means 60 s */
    int64_t transfer_us;                   /* for a body or an answer: this (0 means 30 s) … */
    int64_t bytes_per_second;              /* … and its size at this rate (0 means 8 KiB/s) */
    const struct address_network *proxies; /* whose X-Forwarded-… is believed */
    size_t proxy_count;
};

/* What a route allows, asked before the body is read. */
struct server_limits {
    uint64_t body;    /* bytes */
    bool pool;        /* run by a handler thread */
    bool takes_files; /* where a form is larger than `body`, its files alone are refused */
};

/* The application. Called from many threads at once. */
struct server_app {
    void *context;
    /* A page that is ready: an entry of the cache (the server releases it), or
     * NULL. On the loop thread; must not wait. May be NULL. */
    struct cache_entry *(*quick)(void *context, struct request *request);
    /* Limits for this method and path; may set request->route and params. NULL:
     * REQUEST_BODY, and the pool for all but GET and HEAD. */
    void (*limits)(void *context, struct request *request, struct server_limits *limits);
    /* Fills `response` and finishes it (response_finish). `request->arena` may
     * be used for both and is emptied after the answer was sent. */
    void (*handle)(void *context, struct request *request, struct response *response);
    /* Answers a request refused by the server itself; NULL: a line of text. Its path
     * is not set where its head was not understood. `may_wait` is false on the thread
     * that reads requests: for a head, and where no handler is free. */
    void (*refuse)(void *context, struct request *request, const struct fault *fault, bool may_wait,
                   struct response *response);
    /* After the answer: for the access log and figures. `request` may be
     * incomplete where it was refused. May be NULL. */
    void (*done)(void *context, const struct request *request, int status, uint64_t bytes,
                 int64_t duration_us);
};

struct server;

/*
 * Listens and serves until server_stop. Faults: FAULT_UNAVAILABLE
 * server.port_busy {port}, server.port_forbidden {port}, server.socket {path},
 * server.address {address}, server.start.
 */
const struct fault *server_start(struct arena *arena, const struct server_options *options,
                                 const struct server_app *app,
                                 struct server **ret_server) FAULT_CHECK;
/* The port it listens on; 0 for a Unix socket. */
uint16_t server_port(const struct server *server);
/* Accepts no more, waits up to `wait_us` for requests at work (those in a
 * handler are always waited for), closes all connections. */
void server_stop(struct server *server, int64_t wait_us);

/* For cache_new: prepares pages in the form that this server sends. */
const struct cache_maker *server_cache_maker(void);

struct server_stats {
    uint64_t connections; /* open now */
    uint64_t requests;    /* at work now */
    uint64_t refused;     /* since start, by the server itself */
};
struct server_stats server_stats(struct server *server);

#endif
