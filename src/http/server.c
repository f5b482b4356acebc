/*
 * The only file that knows libmicrohttpd. Each request is an `exchange`: taken
 * from a free list when its first line was read, given back when its answer
 * was sent. What the library does not check is checked in request_check.c and,
 * for what it hides (bare line ends, NUL, folded lines), in head.c; how much of a
 * body is read is decided in intake.c.
 */
#include "http/server.h"

#include <microhttpd.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "http/exchange.h"
#include "http/head.h"
#include "http/intake.h"
#include "http/listen.h"
#include "http/pool.h"
#include "http/status.h"
#include "http/watch.h"

enum {
    CONNECTION_MEMORY = REQUEST_TARGET + REQUEST_HEADERS + 8 * 1024,
    LOOP_STACK = 512 * 1024,
    HANDLER_STACK = 512 * 1024
};

struct server {
    struct server_options options;
    struct server_app app;
    struct MHD_Daemon *daemon;
    struct pool *pool;
    struct watch *watch;
    uint16_t port;
    struct exchanges *exchanges;
    atomic_uint_fast64_t refused;
    atomic_bool is_stopping; /* every answer is the last on its line */
};

/* Answers ---------------------------------------------------------------- */

/* The library copies both. Their length is bounded by whoever makes them; one that is long,
 * a Location with an address in it, is rare. */
static void add_header(struct MHD_Response *to, struct str name, struct str value)
{
    char usual[512];
    size_t size = name.len + value.len + 2;
    char *both = size <= sizeof(usual) ? usual : malloc(size);
    if (!both)
        abort();
    memcpy(both, name.ptr, name.len);
    both[name.len] = '\0';
    if (value.len)
        memcpy(both + name.len + 1, value.ptr, value.len);
    both[size - 1] = '\0';
    MHD_add_response_header(to, both, both + name.len + 1);
    if (both != usual)
        free(both);
}

static void add_headers(struct MHD_Response *to, const struct pair *headers, size_t count,
                        bool unchanged)
{
    for (size_t i = 0; i < count; i++)
        /* a 304 carries no words about a body that it does not have */
        if (!unchanged || !str_starts(headers[i].name, STR("Content-")) ||
            str_starts(headers[i].name, STR("Content-Security")))
            add_header(to, headers[i].name, headers[i].value);
}

static struct MHD_Response *response_of_bytes(struct str bytes)
{
    /* the library takes a pointer without const and only reads it */
    return MHD_create_response_from_buffer(bytes.len, (void *)(uintptr_t)bytes.ptr,
                                           MHD_RESPMEM_PERSISTENT);
}

static void *make_ready(const struct cache_variant *variant, bool unchanged)
{
    struct MHD_Response *ready = response_of_bytes(unchanged ? STR("") : variant->bytes);
    if (ready)
        add_headers(ready, variant->headers, variant->header_count, unchanged);
    return ready;
}

static void release_ready(void *ready)
{
    if (ready)
        MHD_destroy_response(ready);
}

const struct cache_maker *server_cache_maker(void)
{
    static const struct cache_maker maker = {make_ready, release_ready};
    return &maker;
}

/* Turns the exchange's response into what the library sends. */
static void prepare(struct exchange *exchange)
{
    struct response *response = &exchange->response;
    exchange->status = response->status;
    if (response->source == RESPONSE_FILE && response->descriptor >= 0) {
        exchange->sent = response->length;
        exchange->prepared = MHD_create_response_from_fd_at_offset64(
            response->length, response->descriptor, response->offset);
        if (exchange->prepared)
            response->descriptor = -1; /* closed with the library's response */
    } else {
        exchange->sent = response->body.len;
        exchange->prepared = response_of_bytes(response->body);
    }
    if (exchange->prepared)
        add_headers(exchange->prepared, response->headers, response->header_count,
                    response->status == 304);
}

static int64_t transfer_limit(const struct server *server, uint64_t bytes)
{
    uint64_t seconds = bytes / (uint64_t)server->options.bytes_per_second;
    return clock_monotonic() + server->options.transfer_us + (int64_t)seconds * 1000000;
}

static enum MHD_Result send_prepared(struct exchange *exchange)
{
    enum MHD_Result queued;
    if (!exchange->prepared)
        return MHD_NO;
    if (exchange->refused || atomic_load(&exchange->server->is_stopping))
        MHD_add_response_header(exchange->prepared, "Connection", "close");
    watch_until(exchange->watched, transfer_limit(exchange->server, exchange->sent));
    queued =
        MHD_queue_response(exchange->connection, (unsigned)exchange->status, exchange->prepared);
    MHD_destroy_response(exchange->prepared);
    exchange->prepared = NULL;
    return queued;
}

/* Sends a page of the cache; the exchange holds its entry until it is sent. */
static enum MHD_Result send_entry(struct exchange *exchange, struct cache_entry *entry)
{
    const struct cache_variant *variant = cache_choose(entry, &exchange->request);
    bool unchanged = request_has_etag(&exchange->request, variant->etag);
    struct MHD_Response *ready = unchanged ? variant->unchanged : variant->ready;
    exchange->entry = entry;
    exchange->status = unchanged ? 304 : variant->status;
    exchange->sent = unchanged ? 0 : variant->bytes.len;
    if (!ready || atomic_load(&exchange->server->is_stopping)) {
        exchange->prepared = make_ready(variant, unchanged);
        return send_prepared(exchange);
    }
    watch_until(exchange->watched, transfer_limit(exchange->server, exchange->sent));
    return MHD_queue_response(exchange->connection, (unsigned)exchange->status, ready);
}

static enum MHD_Result send_answer(struct exchange *exchange)
{
    if (exchange->response.entry)
        return send_entry(exchange, exchange->response.entry);
    if (!exchange->prepared)
        prepare(exchange);
    return send_prepared(exchange);
}

/* Answers a request that the application does not see; the connection ends. */
static void make_refusal(struct exchange *exchange, bool may_wait)
{
    struct server *server = exchange->server;
    struct response *response = &exchange->response;
    int status = status_of_refusal(exchange->refused);
    atomic_fetch_add_explicit(&server->refused, 1, memory_order_relaxed);
    if (server->app.refuse) {
        server->app.refuse(server->app.context, &exchange->request, exchange->refused, may_wait,
                           response);
        response->status = status;
    } else {
        response_text(response, status, str_from_c(status_reason(status)));
        response_finish(response, &exchange->request);
    }
    if (response->status == 503)
        response_retry_after(response, 2);
}

/* The same at once, on the thread that reads requests. */
static enum MHD_Result refuse(struct exchange *exchange, const struct fault *fault)
{
    exchange->refused = fault;
    make_refusal(exchange, false);
    return send_answer(exchange);
}

/* Requests --------------------------------------------------------------- */

/*
 * The library reads cookies by itself, into its own memory and with a grammar of its own:
 * one whose value is a single quotation mark, set by another program of the same host, it
 * refuses with a page of its own. It looks for the first header of that name. So it is given
 * one that is empty, and cookie.c reads the true one.
 */
static const char no_cookies[] = "Cookie";

static void hide_cookies(struct MHD_Connection *connection)
{
#if MHD_VERSION < 0x01000000
    /* where its memory has no room for that, it says so at the next header */
    (void)MHD_set_connection_value(connection, MHD_HEADER_KIND, no_cookies, "");
#else
    (void)connection; /* passes over what it does not understand */
#endif
}

static enum MHD_Result collect_header(void *context, enum MHD_ValueKind kind, const char *name,
                                      size_t name_len, const char *value, size_t value_len)
{
    if (kind != MHD_HEADER_KIND || name == no_cookies)
        return MHD_YES;
    return head_add(context, name, name_len, value, value_len) ? MHD_YES : MHD_NO;
}

/* Bytes of the whole head; -1 where the library reads heads strictly by itself. */
static ptrdiff_t head_size(const struct exchange *exchange)
{
#if MHD_VERSION < 0x01000000
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(exchange->connection, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);
    return info ? (ptrdiff_t)info->header_size : 0;
#else
    (void)exchange;
    return HEAD_IS_STRICT;
#endif
}

static const struct fault *collect_headers(struct exchange *exchange, const char *method,
                                           const char *version)
{
    struct head head = head_begin(exchange->arena, head_size(exchange), method,
                                  exchange->raw_target, exchange->request.target.len, version);
    MHD_get_connection_values_n(exchange->connection, MHD_HEADER_KIND, collect_header, &head);
    return head_end(&head, &exchange->request.headers);
}

static struct address peer_of(struct MHD_Connection *connection)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    return address_of_socket(info ? info->client_addr : NULL);
}

static const struct fault *fill_request(struct exchange *exchange, const char *method,
                                        const char *version)
{
    const struct server_options *options = &exchange->server->options;
    struct request *request = &exchange->request;
    const struct fault *fault;
    bool is_http11 = strcmp(version, MHD_HTTP_VERSION_1_1) == 0;
    request->method = http_method_of(str_from_c(method));
    if (!is_http11 && strcmp(version, MHD_HTTP_VERSION_1_0) != 0)
        return fault_new(exchange->arena, FAULT_MALFORMED, "request.version", "a version of HTTP");
    fault = collect_headers(exchange, method, version);
    if (!fault)
        fault = request_check_headers(request, is_http11, peer_of(exchange->connection),
                                      options->proxies, options->proxy_count);
    if (!fault)
        fault = request_set_target(request, request->target);
    return fault;
}

static void run_handler(struct exchange *exchange)
{
    const struct server_app *app = &exchange->server->app;
    watch_until(exchange->watched, INT64_MAX);
    if (exchange->refused)
        make_refusal(exchange, true);
    else
        app->handle(app->context, &exchange->request, &exchange->response);
}

/* In a handler thread: the connection sleeps until the answer is prepared. */
static void run_job(void *job)
{
    struct exchange *exchange = job;
    run_handler(exchange);
    if (exchange->response.entry)
        exchange->status = exchange->response.status;
    else
        prepare(exchange);
    MHD_resume_connection(exchange->connection);
}

static enum MHD_Result dispatch(struct exchange *exchange)
{
    const struct server *server = exchange->server;
    if (exchange_is_reading(exchange) && !exchange->limits.pool) {
        run_handler(exchange);
        return send_answer(exchange);
    }
    watch_until(exchange->watched, INT64_MAX);
    MHD_suspend_connection(exchange->connection);
    if (!pool_submit(server->pool, exchange)) {
        MHD_resume_connection(exchange->connection);
        return refuse(exchange, fault_new(exchange->arena, FAULT_UNAVAILABLE, "server.busy",
                                          "no handler thread is free"));
    }
    return MHD_YES;
}

/*
 * The head was read. Only a refusal is sent from here: to the library an answer
 * before the end of the request means that the line is to be cut after it.
 */
static enum MHD_Result begin(struct exchange *exchange, const char *method, const char *version)
{
    const struct server *server = exchange->server;
    const struct fault *fault = fill_request(exchange, method, version);
    if (!fault)
        fault = intake_begin(exchange, &server->app, server->options.folder);
    if (fault)
        return refuse(exchange, fault);
    if (!exchange_is_reading(exchange))
        watch_until(exchange->watched, transfer_limit(server, exchange->limits.body));
    return MHD_YES;
}

/* A GET or HEAD is complete. */
static enum MHD_Result read_page(struct exchange *exchange)
{
    const struct server_app *app = &exchange->server->app;
    struct cache_entry *entry = app->quick ? app->quick(app->context, &exchange->request) : NULL;
    if (entry)
        return send_entry(exchange, entry);
    intake_ask_limits(exchange, app);
    return dispatch(exchange);
}

static enum MHD_Result end_request(struct exchange *exchange)
{
    if (exchange_is_reading(exchange))
        return read_page(exchange);
    intake_end(exchange);
    return dispatch(exchange);
}

/* The library's calls ----------------------------------------------------- */

static enum MHD_Result on_request(void *context, struct MHD_Connection *connection, const char *url,
                                  const char *method, const char *version, const char *data,
                                  size_t *data_size, void **exchange_slot)
{
    struct exchange *exchange = *exchange_slot;
    const union MHD_ConnectionInfo *info;
    (void)context;
    (void)url;
    if (!exchange->begun) {
        exchange->begun = true;
        info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
        exchange->watched = info ? info->socket_context : NULL;
        return begin(exchange, method, version);
    }
    if (*data_size > 0) {
        struct str piece = {data, *data_size};
        *data_size = 0;
        intake_feed(exchange, piece);
        return MHD_YES;
    }
    return exchange->status ? send_answer(exchange) : end_request(exchange);
}

static void *on_target(void *context, const char *target, struct MHD_Connection *connection)
{
    struct exchange *exchange = exchange_take(((struct server *)context)->exchanges, context);
    char *query = strchr((char *)(uintptr_t)target, '?'); /* in memory of the connection's own */
    exchange->connection = connection;
    exchange->raw_target = target;
    exchange->request.target = arena_copy(exchange->arena, str_from_c(target));
    /* The library is about to cut it up, with a piece of memory for each parameter: of a
     * thousand it says nothing more at all. It is to find none; we read our copy. */
    if (query && query[1])
        query[1] = '\0';
    hide_cookies(connection);
    return exchange;
}

static size_t leave_escaped(void *context, struct MHD_Connection *connection, char *s)
{
    (void)context;
    (void)connection;
    return strlen(s);
}

static void on_completed(void *context, struct MHD_Connection *connection, void **exchange_slot,
                         enum MHD_RequestTerminationCode code)
{
    struct exchange *exchange = *exchange_slot;
    const struct server *server = context;
    int64_t now = clock_monotonic();
    (void)connection;
    (void)code;
    if (!exchange)
        return;
    *exchange_slot = NULL;
    watch_until(exchange->watched, now + server->options.idle_us);
    if (server->app.done && exchange->begun)
        server->app.done(server->app.context, &exchange->request, exchange->status, exchange->sent,
                         now - exchange->request.began);
    if (exchange->prepared)
        MHD_destroy_response(exchange->prepared);
    if (!exchange->entry)
        exchange->entry = exchange->response.entry;
    if (exchange->entry)
        cache_release(exchange->entry);
    exchange_give_back(exchange->server->exchanges, exchange);
}

static void on_connection(void *context, struct MHD_Connection *connection, void **socket_slot,
                          enum MHD_ConnectionNotificationCode code)
{
    const struct server *server = context;
    const union MHD_ConnectionInfo *info;
    if (code == MHD_CONNECTION_NOTIFY_CLOSED) {
        watch_remove(server->watch, *socket_slot);
        return;
    }
    info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    if (info)
        *socket_slot = watch_add(server->watch, info->connect_fd,
                                 clock_monotonic() + server->options.header_us);
}

/* Start and stop ---------------------------------------------------------- */

static struct server_options with_defaults(struct server_options options)
{
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    options.address = options.address ? options.address : "127.0.0.1";
    options.folder = options.folder ? options.folder : "/tmp";
    options.workers = options.workers ? options.workers : (unsigned)(cores > 0 ? cores : 1);
    options.handlers = options.handlers ? options.handlers : 64;
    options.queue = options.queue ? options.queue : 256;
    options.connections = options.connections ? options.connections : 4096;
    options.header_us = options.header_us ? options.header_us : 15 * 1000000;
    options.idle_us = options.idle_us ? options.idle_us : 60 * 1000000;
    options.transfer_us = options.transfer_us ? options.transfer_us : 30 * 1000000;
    options.bytes_per_second = options.bytes_per_second ? options.bytes_per_second : 8192;
    return options;
}

static struct MHD_Daemon *start_daemon(struct server *server, int listening)
{
    const struct server_options *options = &server->options;
    return MHD_start_daemon(
        MHD_USE_EPOLL_INTERNAL_THREAD | MHD_USE_SUSPEND_RESUME | MHD_USE_TURBO, server->port, NULL,
        NULL, on_request, server, MHD_OPTION_LISTEN_SOCKET, listening, MHD_OPTION_THREAD_POOL_SIZE,
        options->workers, MHD_OPTION_THREAD_STACK_SIZE, (size_t)LOOP_STACK,
        MHD_OPTION_CONNECTION_LIMIT, options->connections, MHD_OPTION_PER_IP_CONNECTION_LIMIT,
        options->connections_per_address, MHD_OPTION_CONNECTION_MEMORY_LIMIT,
        (size_t)CONNECTION_MEMORY, MHD_OPTION_CONNECTION_TIMEOUT,
        (unsigned)(options->idle_us / 1000000 + 1), MHD_OPTION_STRICT_FOR_CLIENT, 0,
        MHD_OPTION_URI_LOG_CALLBACK, on_target, server, MHD_OPTION_UNESCAPE_CALLBACK, leave_escaped,
        NULL, MHD_OPTION_NOTIFY_COMPLETED, on_completed, server, MHD_OPTION_NOTIFY_CONNECTION,
        on_connection, server, MHD_OPTION_END);
}

static void server_free(struct server *server)
{
    exchanges_free(server->exchanges);
    free(server);
}

static const struct fault *start_parts(struct arena *arena, struct server *server, int listening)
{
    const struct server_options *options = &server->options;
    const struct fault *fault = watch_new(arena, &server->watch);
    if (fault)
        return fault;
    fault =
        pool_new(arena, options->handlers, HANDLER_STACK, options->queue, run_job, &server->pool);
    if (fault) {
        watch_stop(server->watch);
        return fault;
    }
    server->daemon = start_daemon(server, listening);
    if (server->daemon)
        return NULL;
    pool_stop(server->pool);
    watch_stop(server->watch);
    return fault_new(arena, FAULT_UNAVAILABLE, "server.start", "the HTTP library did not start");
}

const struct fault *server_start(struct arena *arena, const struct server_options *options,
                                 const struct server_app *app, struct server **ret_server)
{
    struct server *server = calloc(1, sizeof(*server));
    const struct fault *fault;
    int listening = -1;
    if (!server)
        return fault_new(arena, FAULT_UNAVAILABLE, "server.start", "no memory");
    server->options = with_defaults(*options);
    server->app = *app;
    server->exchanges = exchanges_new();
    if (options->socket_path)
        fault = listen_unix(arena, options->socket_path, &listening);
    else
        fault =
            listen_tcp(arena, server->options.address, options->port, &listening, &server->port);
    if (!fault)
        fault = start_parts(arena, server, listening);
    if (fault) {
        if (listening >= 0)
            close(listening);
        server_free(server);
        return fault;
    }
    *ret_server = server;
    return NULL;
}

uint16_t server_port(const struct server *server)
{
    return server->port;
}

void server_stop(struct server *server, int64_t wait_us)
{
    int listening = MHD_quiesce_daemon(server->daemon);
    atomic_store(&server->is_stopping, true);
    if (listening >= 0)
        shutdown(listening, SHUT_RDWR); /* who comes now goes elsewhere, and waits for nobody */
    exchanges_wait(server->exchanges, watch_count(server->watch) > 0, wait_us);
    pool_stop(server->pool);
    MHD_stop_daemon(server->daemon);
    if (listening >= 0)
        close(listening);
    if (server->options.socket_path)
        unlink(server->options.socket_path);
    watch_stop(server->watch);
    server_free(server);
}

struct server_stats server_stats(struct server *server)
{
    return (struct server_stats){.connections = watch_count(server->watch),
                                 .refused = atomic_load(&server->refused),
                                 .requests = exchanges_at_work(server->exchanges)};
}
