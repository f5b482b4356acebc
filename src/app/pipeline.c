/*
 * The steps of a request, in order: cache, language, session, origin, route,
 * permission, handler, fault, headers. Each is a small function; a step that
 * ends the request fills the response and says so.
 */
#include "app/pipeline.h"

#include "app/error_page.h"
#include "app/request_id.h"
#include "base/log.h"
#include "civic/api.h"
#include "civic/csrf.h"
#include "civic/page.h"
#include "db/db.h"
#include "db/topic.h"
#include "http/form.h"
#include "modules/accounts/account.h"
#include "text/message.h"

#include <stdlib.h>
#include <string.h>

#define MINUTE_US INT64_C(60000000)

enum {
    RATE_KEYS = 20000 /* addresses and accounts whose forms are counted */
};

/* ---- compiling the tables ---- */

static const struct fault *add_module(struct arena *arena, struct pipeline *pipeline,
                                      const struct module *module)
{
    const struct fault *fault;
    for (size_t i = 0; i < module->permission_count; i++)
        map_set(pipeline->permissions, str_from_c(module->permissions[i].name),
                (void *)&module->permissions[i]);
    fault = router_add(pipeline->router, arena, module->routes, module->route_count);
    return fault ? fault : api_mount(pipeline->router, arena, module);
}

static const struct fault *check_permissions(struct arena *arena, const struct pipeline *pipeline)
{
    size_t count;
    const struct route *const *routes = router_routes(pipeline->router, &count);
    for (size_t i = 0; i < count; i++)
        if (routes[i]->permission &&
            !map_get(pipeline->permissions, str_from_c(routes[i]->permission)))
            return fault_new(arena, FAULT_INTERNAL, "error.internal",
                             "route %s needs the permission %s, which no module declares",
                             routes[i]->pattern, routes[i]->permission);
    return NULL;
}

static struct ratelimit *limit_of(struct arena *arena, int64_t per_minute)
{
    if (per_minute == 0)
        return NULL;
    return ratelimit_new(arena, RATE_KEYS, (unsigned)per_minute, MINUTE_US / per_minute);
}

const struct fault *pipeline_new(struct arena *arena, struct site *site,
                                 struct pipeline **ret_pipeline)
{
    struct pipeline *pipeline = ARENA_NEW(arena, struct pipeline);
    const struct fault *fault = NULL;
    pipeline->site = site;
    pipeline->router = router_new(arena);
    pipeline->permissions = map_new(arena);
    pipeline->metrics = site_state(site, "system");
    pipeline->clock = clock_system();
    pipeline->pages = limit_of(arena, site->pages_per_minute);
    pipeline->posts = limit_of(arena, site->posts_per_minute);
    for (size_t i = 0; !fault && site->modules[i]; i++)
        fault = add_module(arena, pipeline, site->modules[i]);
    if (!fault)
        fault = check_permissions(arena, pipeline);
    if (!fault)
        *ret_pipeline = pipeline;
    return fault;
}

/* ---- who asks, in which language ---- */

/* The language asked for, else the one remembered, else Vietnamese. */
static enum locale locale_of(const struct request *request)
{
    enum locale locale = LOCALE_VI;
    if (locale_from_name(request_query(request, STR("lang")), &locale))
        return locale;
    if (locale_from_name(request_cookie(request, STR("lang")), &locale))
        return locale;
    return LOCALE_VI;
}

static bool is_anonymous(const struct request *request)
{
    return request_cookie(request, STR(SESSION_COOKIE)).len == 0;
}

static bool is_safe(const struct request *request)
{
    return request->method == HTTP_GET || request->method == HTTP_HEAD;
}

static bool may_write(const struct request *request)
{
    return !is_safe(request) || (request->route && (request->route->flags & ROUTE_RECORDS));
}

static bool is_built_in(const struct request *request)
{
    return request->route && (request->route->flags & ROUTE_BUILT_IN);
}

/* Whether what is answered is the same for everybody who asks like that. */
static bool is_for_all(const struct request *request)
{
    return is_anonymous(request) || is_built_in(request);
}

/* The module whose route this is. */
static const struct module *module_of(const struct site *site, const struct route *route)
{
    for (size_t i = 0; site->modules[i]; i++) {
        const struct module *module = site->modules[i];
        if (route >= module->routes && route < module->routes + module->route_count)
            return module;
    }
    return NULL;
}

/* Whether it is a page for people: feeds, files and tables have a name with a dot, and
 * programs ask below API_ROOT. */
static bool is_page(const struct request *request)
{
    return (request->route->flags & ROUTE_CACHE) && str_find_byte(request->path, '.', 0) < 0 &&
           !str_starts(request->path, STR(API_ROOT));
}

static void count_visit(struct site *site, const struct request *request)
{
    const struct module *module;
    if (!request->route || request->method != HTTP_GET)
        return;
    for (size_t i = 0; is_page(request) && site->modules[i]; i++)
        if (site->modules[i]->seen)
            site->modules[i]->seen(site, request);
    if (!(request->route->flags & ROUTE_COUNTED))
        return;
    module = module_of(site, request->route);
    if (module && module->visited)
        module->visited(site, request);
}

/* ---- the cache ---- */

/* What tells pages of one address apart besides its language: the theme and the day. */
static struct str look_of(const struct pipeline *pipeline, const struct request *request)
{
    struct buf look = buf_init(request->arena, 64);
    buf_add(&look, request_theme(request));
    buf_add_int(&look, clock_today(pipeline->clock).days);
    return buf_str(&look);
}

/* The key of a page that may be kept, or ptr NULL. A page in a language or
 * theme just chosen carries a cookie and is made anew. No page outlives its day: which
 * days are to come, who holds a post and what is in force changes at midnight. */
static struct str key_of(const struct pipeline *pipeline, const struct request *request)
{
    struct str none = {NULL, 0};
    if (!pipeline->site->cache || !request->route || !(request->route->flags & ROUTE_CACHE) ||
        !is_safe(request) || !is_for_all(request) || request_query(request, STR("lang")).ptr)
        return none;
    return cache_key(request->arena, request, locale_of(request), look_of(pipeline, request));
}

static bool find_route(const struct pipeline *pipeline, struct request *request,
                       struct route_match *ret_match, enum route_answer *ret_answer)
{
    struct pair *params;
    *ret_answer = router_find(pipeline->router, request->method, request->path, ret_match);
    if (*ret_answer != ROUTE_FOUND)
        return false;
    request->route = ret_match->route;
    params = arena_alloc_raw(request->arena, sizeof(ret_match->params));
    memcpy(params, ret_match->params, sizeof(ret_match->params));
    request->params = (struct pairs){params, ret_match->param_count};
    return true;
}

/* Where a proxy speaks HTTPS for the site, no visitor comes without. A port that the protocol
 * has anyway is no part of the name (RFC 3986, section 6.2.3): no browser writes it into the
 * Origin of a form. */
static void note_place(const struct pipeline *pipeline, struct request *request)
{
    struct str port;
    request->is_secure = request->is_secure || pipeline->site->is_behind_tls;
    port = request->is_secure ? STR(":443") : STR(":80");
    if (request->host.len > port.len && str_ends(request->host, port))
        request->host.len -= port.len;
}

/* The page asked for, where it is kept. From here on it has one name, whatever o'clock it
 * is when it is made. */
static struct cache_entry *quick(void *context, struct request *request)
{
    struct pipeline *pipeline = context;
    struct route_match match;
    enum route_answer answer;
    struct cache_entry *entry;
    note_place(pipeline, request);
    if (!is_safe(request) || !find_route(pipeline, request, &match, &answer))
        return NULL;
    request->kept_as = key_of(pipeline, request);
    if (!request->kept_as.ptr ||
        cache_find(pipeline->site->cache, request->kept_as, clock_monotonic(), &entry) != CACHE_HIT)
        return NULL;
    count_visit(pipeline->site, request);
    return entry;
}

/* Whoever had the page made gets it as those after do, compressed. */
static void send_as_kept(struct cache_entry *entry, const struct request *request,
                         struct response *response)
{
    const struct cache_variant *variant = cache_choose(entry, request);
    response->body = arena_copy(request->arena, variant->bytes);
    response_set_header(response, STR("ETag"), arena_copy(request->arena, variant->etag));
    if (variant->encoding != ENCODING_IDENTITY)
        response_set_header(response, STR("Content-Encoding"), encoding_name(variant->encoding));
}

/* What the page was made of goes with it; an unfinished one makes room. */
static void keep_page(struct pipeline *pipeline, const struct request *request,
                      struct response *response, const struct depend *depend)
{
    struct str key = request->kept_as;
    struct depend *kept;
    struct cache_entry *entry;
    if (!key.ptr)
        return;
    if (response->status != 200) {
        cache_abandon(pipeline->site->cache, key);
        return;
    }
    kept = malloc(sizeof(*kept));
    if (!kept)
        abort();
    *kept = *depend;
    entry = cache_put(pipeline->site->cache, key, response, kept);
    if (!entry)
        return;
    send_as_kept(entry, request, response);
    cache_release(entry);
}

/* ---- permission ---- */

static const struct fault *must_be_permitted(struct work *work, const struct pipeline *pipeline,
                                             const struct route *route)
{
    const struct permission *permission;
    if (!route->permission)
        return NULL;
    if (!actor_is_signed_in(work->actor))
        return fault_new(work->arena, FAULT_UNAUTHENTICATED, "error.sign_in", "not signed in");
    if (work->actor->awaits_second_factor)
        return fault_new(work->arena, FAULT_UNAUTHENTICATED, "error.second_factor",
                         "second factor is due");
    permission = map_get(pipeline->permissions, str_from_c(route->permission));
    if (actor_may_somewhere(work->actor, permission->roles))
        return NULL;
    return fault_new(work->arena, FAULT_FORBIDDEN, "error.forbidden", "no %s", route->permission);
}

/* ---- how often ---- */

static const struct fault *take_turn(struct work *work, struct ratelimit *limit, const char *key,
                                     struct str who)
{
    int64_t wait_us;
    struct fault *fault;
    if (ratelimit_take(limit, who, clock_monotonic(), &wait_us))
        return NULL;
    fault = fault_new(work->arena, FAULT_TOO_MANY, key, "too many requests");
    return fault_with(fault, "seconds",
                      arena_printf(work->arena, "%lld", (long long)(wait_us / 1000000 + 1)));
}

static struct str account_key(struct work *work)
{
    return arena_printf(work->arena, "account %lld", (long long)work->actor->account_id);
}

/* A visitor whose address is not known (a Unix socket) is not counted with all
 * the others. */
static bool has_address(const struct request *request)
{
    return request->peer.family == ADDRESS_V4 || request->peer.family == ADDRESS_V6;
}

static struct str address_key(struct work *work, const struct request *request)
{
    return address_text(work->arena, address_group(request->peer));
}

/* Forms are counted by address and by account. */
static const struct fault *must_not_hurry(struct work *work, const struct pipeline *pipeline,
                                          const struct request *request)
{
    const struct fault *fault = NULL;
    if (!pipeline->posts)
        return NULL;
    if (has_address(request))
        fault = take_turn(work, pipeline->posts, "error.too_many", address_key(work, request));
    if (!fault && actor_is_signed_in(work->actor))
        fault = take_turn(work, pipeline->posts, "error.too_many", account_key(work));
    return fault;
}

/* Pages made anew are counted by account, so that officials behind one address do
 * not wait for each other, and by address for everybody else. So is a page that
 * cannot be shown for `fault`, which is returned where there is room. */
static const struct fault *must_not_flood(struct work *work, const struct pipeline *pipeline,
                                          const struct request *request, const struct fault *fault)
{
    const struct fault *flood;
    if (!pipeline->pages || !has_address(request) || address_is_loopback(request->peer))
        return fault;
    flood =
        take_turn(work, pipeline->pages, "error.too_many_pages",
                  actor_is_signed_in(work->actor) ? account_key(work) : address_key(work, request));
    return flood ? flood : fault;
}

/* ---- one request ---- */

/* Who asks, and whether that is a session that has ended. */
struct asking {
    struct actor actor;
    bool has_ended;
};

static const struct fault *find_actor(struct work *work, const struct request *request,
                                      struct asking *asking)
{
    const struct fault *fault = NULL;
    if (is_anonymous(request))
        return NULL;
    fault = session_actor(work, request_cookie(request, STR(SESSION_COOKIE)), &asking->actor);
    if (fault)
        return fault;
    work->actor = &asking->actor;
    asking->has_ended = !actor_is_signed_in(work->actor);
    return NULL;
}

static const struct fault *no_route(struct work *work, enum route_answer answer)
{
    return answer == ROUTE_WRONG_METHOD
               ? fault_new(work->arena, FAULT_METHOD, "error.method", "no such method here")
               : fault_new(work->arena, FAULT_NOT_FOUND, "error.not_found", "no route");
}

static const struct fault *run(struct work *work, struct pipeline *pipeline,
                               struct request *request, struct response *response,
                               struct asking *asking)
{
    struct route_match match;
    enum route_answer answer = ROUTE_FOUND;
    bool is_found = request->route || find_route(pipeline, request, &match, &answer);
    const struct fault *fault =
        db_attach(pipeline->site->pool, work, may_write(request) ? DB_MAY_WRITE : DB_READ_ONLY);
    if (!fault && !is_found && answer == ROUTE_MOVED && is_safe(request)) {
        response_moved(response, match.canonical);
        return NULL;
    }
    if (!fault && !(is_found && request->route->flags & (ROUTE_FROM_ANYWHERE | ROUTE_BUILT_IN)))
        fault = find_actor(work, request, asking);
    if (answer == ROUTE_WRONG_METHOD)
        response_add_header(response, STR("Allow"), match.allow);
    if (!fault && !is_found)
        fault = no_route(work, answer);
    if (!fault && !is_safe(request) && !(request->route->flags & ROUTE_FROM_ANYWHERE))
        fault = csrf_check(work, request);
    if (!fault && !is_safe(request))
        fault = must_not_hurry(work, pipeline, request);
    if (is_safe(request))
        fault = must_not_flood(work, pipeline, request, fault);
    if (!fault)
        fault = must_be_permitted(work, pipeline, request->route);
    if (!fault)
        fault = request->route->handler(work, request, response);
    return fault;
}

/* A language asked for in the address is remembered for a year. */
static void remember_language(const struct work *work, const struct request *request,
                              struct response *response)
{
    enum locale locale;
    struct cookie cookie = {.name = STR("lang"),
                            .value = locale_name(work->locale),
                            .max_age = INT64_C(365) * 24 * 3600,
                            .secure = request->is_secure};
    if (locale_from_name(request_query(request, STR("lang")), &locale))
        response_cookie(response, &cookie);
}

/* A session that has ended is not asked for at every page from here on. */
static void forget_session(const struct asking *asking, const struct request *request,
                           struct response *response)
{
    struct cookie cookie = {.name = STR(SESSION_COOKIE), .secure = request->is_secure};
    if (is_safe(request) && asking->has_ended && response->status < 500)
        response_cookie(response, &cookie);
}

/* The work for somebody not known yet. */
static struct work work_for(const struct pipeline *pipeline, struct request *request)
{
    note_place(pipeline, request);
    return (struct work){.arena = request->arena,
                         .actor = &actor_anonymous,
                         .clock = pipeline->clock,
                         .locale = locale_of(request),
                         .site = pipeline->site,
                         .depend = ARENA_NEW(request->arena, struct depend),
                         .request_id = request_id_of(request)};
}

void pipeline_handle(void *context, struct request *request, struct response *response)
{
    struct pipeline *pipeline = context;
    struct asking *asking = ARENA_NEW(request->arena, struct asking);
    struct work work = work_for(pipeline, request);
    const struct fault *fault;
    fault = run(&work, pipeline, request, response, asking);
    if (fault && is_built_in(request))
        work.db = NULL; /* answered by what reads requests, which waits for no database */
    if (fault)
        error_respond(&work, request, response, fault);
    else if (response->status == 200 || response->status == 304)
        count_visit(pipeline->site, request);
    db_release(&work); /* not held while a slow visitor takes the answer */
    remember_language(&work, request, response);
    forget_session(asking, request, response);
    response_set_header(response, STR("Vary"),
                        is_built_in(request) ? STR("Accept-Encoding")
                                             : STR("Cookie, Accept-Encoding"));
    if (!is_for_all(request))
        response_keep(response, RESPONSE_NO_STORE);
    response_finish(response, request);
    keep_page(pipeline, request, response, work.depend);
}

/* ---- the server's questions ---- */

static void limits(void *context, struct request *request, struct server_limits *limits)
{
    struct pipeline *pipeline = context;
    struct route_match match;
    enum route_answer answer;
    limits->body = REQUEST_BODY;
    /* the threads that read requests never wait for a server of databases */
    limits->pool = !is_safe(request) || db_pool_engine(pipeline->site->pool) == DB_POSTGRES;
    if (!request->route && !find_route(pipeline, request, &match, &answer))
        return;
    limits->takes_files = request->route->flags & ROUTE_UPLOAD;
    if (limits->takes_files)
        limits->body = REQUEST_UPLOAD;
    limits->pool = limits->pool || (request->route->flags & (ROUTE_POOL | ROUTE_RECORDS));
    if (is_built_in(request))
        limits->pool = false;
}

/* Where the address alone was not understood, whoever asked has come from somewhere: the
 * answer is that of the site, or of its API. */
static struct request from_there(const struct request *request, const struct fault *fault)
{
    struct request there = *request;
    if (!there.path.ptr && str_equal(str_from_c(fault->key), STR("request.target")))
        there.path = str_starts(there.target, STR("/api/")) ? STR("/api/") : STR("/");
    return there;
}

/* A page for whoever can be answered as a person, a line for anything else. What reads
 * requests never waits for a server of databases: from there, and where no handler is free
 * (it may be why), the page is that of a stranger. */
static void refuse(void *context, struct request *request, const struct fault *fault, bool may_wait,
                   struct response *response)
{
    struct pipeline *pipeline = context;
    struct asking *asking = ARENA_NEW(request->arena, struct asking);
    struct work work = work_for(pipeline, request);
    struct request there = from_there(request, fault);
    bool may_ask = fault->kind != FAULT_UNAVAILABLE &&
                   (may_wait || db_pool_engine(pipeline->site->pool) != DB_POSTGRES);
    bool is_read = there.path.ptr && !must_not_flood(&work, pipeline, request, NULL) &&
                   (!may_ask || (!db_attach(pipeline->site->pool, &work, DB_READ_ONLY) &&
                                 !find_actor(&work, request, asking)));
    if (request->kept_as.ptr) /* whoever asks next makes the page that this one was to make */
        cache_abandon(pipeline->site->cache, request->kept_as);
    if (is_read)
        error_respond(&work, &there, response, fault);
    else
        error_respond_plainly(&work, fault, response);
    db_release(&work);
    if (!is_anonymous(request))
        response_keep(response, RESPONSE_NO_STORE);
    response_finish(response, request);
}

/* The pattern with a {token} that a path fits, for whichever method and with a slash too
 * many; ptr NULL where there is none. */
static struct str secret_pattern(const struct pipeline *pipeline, struct str path)
{
    static const enum http_method methods[] = {HTTP_GET, HTTP_POST};
    struct route_match match;
    if (path.len > 1 && str_ends(path, STR("/")))
        path = str_slice(path, 0, path.len - 1);
    for (size_t i = 0; i < sizeof(methods) / sizeof(methods[0]); i++)
        if (router_find(pipeline->router, methods[i], path, &match) == ROUTE_FOUND &&
            match.param_count > 0 && str_equal(match.params[0].name, STR("token")))
            return str_from_c(match.route->pattern);
    return (struct str){NULL, 0};
}

/* A path for the log; what opens something by itself stays out of it, also where the
 * request was refused before its route was found. */
static struct str path_for_log(const struct pipeline *pipeline, const struct request *request)
{
    struct str pattern = {NULL, 0};
    if (!request->path.ptr)
        return STR("");
    if (!request->route)
        pattern = secret_pattern(pipeline, request->path);
    else if (request_param(request, STR("token")).ptr)
        pattern = str_from_c(request->route->pattern);
    return pattern.ptr ? pattern : request->path;
}

static void done(void *context, const struct request *request, int status, uint64_t bytes,
                 int64_t duration_us)
{
    struct pipeline *pipeline = context;
    metrics_request(pipeline->metrics, status, bytes, duration_us);
    log_event(LOG_INFO, "request", LOG_TEXT("id", request_id_of(request)),
              LOG_TEXT("method", http_method_name(request->method)),
              LOG_TEXT("path", path_for_log(pipeline, request)), LOG_NUMBER("status", status),
              LOG_NUMBER("bytes", bytes), LOG_NUMBER("us", duration_us));
}

struct server_app pipeline_app(struct pipeline *pipeline)
{
    return (struct server_app){.context = pipeline,
                               .quick = quick,
                               .limits = limits,
                               .handle = pipeline_handle,
                               .refuse = refuse,
                               .done = done};
}
