/*
 * A server with an application that says back what it was asked, and a client of
 * raw bytes. Only server tests include this.
 */
#ifndef DINH_HTTP_TESTING_H
#define DINH_HTTP_TESTING_H

#include "http/server.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#include "base/testing.h"
#include "http/router.h"

enum {
    UPLOAD = 256 * 1024,
    LARGE_UPLOAD = 8 * 1024 * 1024 /* for /upload alone */
};

#define HOST "Host: a.vn\r\n"
#define LAST "Host: a.vn\r\nConnection: close\r\n\r\n"

/* The application under the server: it says back what it was asked. */
struct site {
    struct arena *arena;
    struct server *server;
    uint16_t port; /* known also while the server goes */
    struct cache *cache;
    sem_t entered;
    sem_t leave;
    atomic_int done;
};

static inline struct site *site_of(void *context)
{
    return context;
}

static inline void say_back(const struct request *request, struct response *response)
{
    struct buf text = buf_init(response->arena, 1 << 21);
    size_t parts = 0;
    for (const struct part *part = request->parts; part; part = part->next)
        parts++;
    buf_printf(&text, PRISTR " " PRISTR "?" PRISTR " [", STRARG(http_method_name(request->method)),
               STRARG(request->path),
               STRARG(urlencoded_canonical(response->arena, request->query)));
    buf_add(&text, request->body);
    buf_printf(&text, "] %zu", parts);
    for (const struct part *part = request->parts; part; part = part->next)
        if (!part->is_file && part->size < 100)
            buf_printf(&text, "%s(" PRISTR ")", part == request->parts ? " " : "",
                       STRARG(part->bytes));
    response_text(response, 200, buf_str(&text));
}

/* False where nobody posts. */
static inline bool await(sem_t *semaphore)
{
    const struct timespec until = {clock_monotonic() / 1000000 + TESTING_PATIENCE_S, 0};
    int code;
    do
        code = sem_clockwait(semaphore, CLOCK_MONOTONIC, &until);
    while (code != 0 && errno == EINTR);
    return code == 0;
}

/* An address as long as one may be. */
static inline struct str far_place(struct arena *arena)
{
    char *place = arena_alloc(arena, REQUEST_TARGET);
    memset(place, 'a', REQUEST_TARGET);
    place[0] = '/';
    return (struct str){place, REQUEST_TARGET};
}

static inline void handle(void *context, struct request *request, struct response *response)
{
    struct site *site = site_of(context);
    if (str_equal(request->path, STR("/slow"))) {
        sem_post(&site->entered);
        await(&site->leave);
    }
    if (str_equal(request->path, STR("/file"))) {
        FILE *file = tmpfile();
        fputs("0123456789", file);
        fflush(file);
        response_file(response, request, dup(fileno(file)), 10, STR("application/pdf"));
        fclose(file);
    } else if (str_equal(request->path, STR("/far"))) {
        response_redirect(response, far_place(response->arena));
    } else if (str_equal(request->path, STR("/large"))) {
        size_t size = 4 << 20;
        char *bytes = arena_alloc(response->arena, size);
        response_text(response, 200, (struct str){bytes, size});
    } else {
        say_back(request, response);
    }
    response_finish(response, request);
}

static inline void limits(void *context, struct request *request, struct server_limits *ret_limits)
{
    (void)context;
    ret_limits->pool = str_equal(request->path, STR("/slow"));
    ret_limits->takes_files = str_equal(request->path, STR("/upload"));
    ret_limits->body = str_equal(request->path, STR("/upload")) ? LARGE_UPLOAD : UPLOAD;
}

static inline void refuse(void *context, struct request *request, const struct fault *fault,
                          bool may_wait, struct response *response)
{
    (void)context;
    response_add_header(response, STR("X-May-Wait"), may_wait ? STR("yes") : STR("no"));
    response_text(response, 400, str_from_c(fault->key));
    response_finish(response, request);
}

static inline struct cache_entry *quick(void *context, struct request *request)
{
    struct cache_entry *entry = NULL;
    if (str_equal(request->path, STR("/kept")) &&
        cache_find(site_of(context)->cache, STR("/kept"), clock_monotonic(), &entry) != CACHE_HIT)
        return NULL;
    return entry;
}

static inline void done(void *context, const struct request *request, int status, uint64_t bytes,
                        int64_t duration_us)
{
    (void)request;
    (void)status;
    (void)bytes;
    (void)duration_us;
    atomic_fetch_add(&site_of(context)->done, 1);
}

static inline struct site *site_start(struct server_options options)
{
    struct arena *arena = arena_new();
    struct site *site = ARENA_NEW(arena, struct site);
    const struct server_app app = {.context = site,
                                   .quick = quick,
                                   .limits = limits,
                                   .handle = handle,
                                   .refuse = refuse,
                                   .done = done};
    site->arena = arena;
    site->cache = cache_new(1 << 20, (struct cache_freshness){0}, server_cache_maker());
    sem_init(&site->entered, 0, 0);
    sem_init(&site->leave, 0, 0);
    options.workers = 1;
    options.handlers = options.handlers ? options.handlers : 4;
    assert_no_fault(server_start(arena, &options, &app, &site->server));
    site->port = server_port(site->server);
    return site;
}

static inline void site_free(struct site *site)
{
    cache_free(site->cache);
    sem_destroy(&site->entered);
    sem_destroy(&site->leave);
    arena_free(site->arena);
}

static inline void site_stop(struct site *site)
{
    server_stop(site->server, 1000000);
    site_free(site);
}

/* The client --------------------------------------------------------------- */

/* A line whose receiver holds `room` bytes; 0 for as many as usual. */
static inline int dial_with_room(const struct site *site, int room)
{
    const struct sockaddr_in address = {.sin_family = AF_INET,
                                        .sin_port = htons(site->port),
                                        .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    const struct timeval patience = {.tv_sec = TESTING_PATIENCE_S};
    int line = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (room > 0)
        setsockopt(line, SOL_SOCKET, SO_RCVBUF, &room, sizeof(room));
    assert_int_equal(connect(line, (const struct sockaddr *)&address, sizeof(address)), 0);
    setsockopt(line, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
    setsockopt(line, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof(patience));
    return line;
}

static inline int dial(const struct site *site)
{
    return dial_with_room(site, 0);
}

static inline void say(int line, struct str bytes)
{
    while (bytes.len > 0) {
        ssize_t sent = send(line, bytes.ptr, bytes.len, MSG_NOSIGNAL);
        if (sent <= 0)
            return; /* cut off: what was answered will show */
        bytes = str_from(bytes, (size_t)sent);
    }
}

/* What comes until the line is cut, or until `until` was heard. */
static inline struct str hear(struct arena *arena, int line, const char *until)
{
    struct buf heard = buf_init(arena, 16 << 20);
    char piece[16384];
    for (;;) {
        ssize_t got = recv(line, piece, sizeof(piece), 0);
        if (got < 0 && errno == ECONNRESET)
            return buf_str(&heard);
        if (got < 0)
            fail_msg("nothing came for %d s after " PRISTR, TESTING_PATIENCE_S,
                     STRARG(buf_str(&heard)));
        if (got == 0)
            return buf_str(&heard);
        buf_add(&heard, (struct str){piece, (size_t)got});
        if (until && str_find(buf_str(&heard), str_from_c(until), 0) >= 0)
            return buf_str(&heard);
    }
}

static inline struct str talk(struct arena *arena, const struct site *site, struct str bytes)
{
    int line = dial(site);
    struct str heard;
    say(line, bytes);
    heard = hear(arena, line, NULL);
    close(line);
    return heard;
}

static inline size_t count_of(struct str s, const char *needle)
{
    size_t count = 0;
    ptrdiff_t at = -1;
    while ((at = str_find(s, str_from_c(needle), (size_t)(at + 1))) >= 0)
        count++;
    return count;
}

static inline int status_of(struct str answer)
{
    int64_t status;
    return str_starts(answer, STR("HTTP/1.1 ")) && str_to_int64(str_slice(answer, 9, 3), &status)
               ? (int)status
               : 0;
}

#endif
