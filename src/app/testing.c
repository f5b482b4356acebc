/*
 * Sites and visitors for journeys: bringing a site up on an engine, and asking
 * it as a browser does. What a page says is read in testing_page.c.
 */
#include "app/testing.h"

#include "app/demo.h"
#include "app/settings.h"
#include "app/testing_page.h"
#include "base/file.h"
#include "base/log.h"
#include "db/topic.h"

#include <string.h>

enum {
    MOST_REDIRECTS = 10,
    CACHE_BYTES = 8 * 1024 * 1024,
    BODY_LIMIT = 80 * 1024 * 1024,
    SETTINGS_LIMIT = 256 * 1024
};

#define HOST "dinh.example"

/* ---- a site ---- */

static bool is_fresh(void *context, const void *depend)
{
    return depend_fresh(context, depend);
}

static void free_cache(void *cache)
{
    cache_free(cache);
}

/* Pages are compiled once in a test program. */
static const struct site *compiled_site(void)
{
    static struct arena *arena;
    static const struct site *site;
    if (!arena) {
        arena = arena_new();
        assert_no_fault(site_compile(arena, &site));
    }
    return site;
}

static struct site *open_site(struct arena *arena, const char *folder)
{
    struct open_options options = {
        .data = folder, .like = compiled_site(), .is_created = true, .has_pages = true};
    struct opened opened;
    assert_no_fault(site_open(arena, &options, &opened));
    return opened.site;
}

static void make_empty(struct arena *arena, const char *folder, struct str url)
{
    struct str text = STR("second_factor = yes\n");
    struct arena *own = arena_new();
    if (!str_starts(url, STR("sqlite:")))
        text = arena_printf(arena, PRISTR "readers = 2\ndatabase = " PRISTR "\n", STRARG(text),
                            STRARG(url));
    assert_no_fault(file_write(arena, arena_printf(arena, "%s/dinh.conf", folder).ptr, text, 0600));
    open_site(own, folder);
    arena_free(own);
}

/* One setting of a site that is closed. */
static void change_setting(struct arena *arena, const char *folder, struct str name,
                           struct str value)
{
    const char *path = arena_printf(arena, "%s/dinh.conf", folder).ptr;
    struct str text;
    assert_no_fault(file_read(arena, path, SETTINGS_LIMIT, &text));
    text = settings_with(arena, text, name, value);
    assert_no_fault(file_write(arena, path, text, 0600));
}

/* The district of the demo, but treated as any other: it is no example to itself. */
static void make_demo(struct arena *arena, const char *folder, struct str url)
{
    struct arena *own = arena_new();
    struct site *site;
    make_empty(arena, folder, url);
    site = open_site(own, folder);
    site->is_demo_small = true;
    assert_no_fault(demo_fill(site, LOCALE_VI));
    arena_free(own);
    change_setting(arena, folder, STR("demo"), STR("no"));
}

static void start_site(struct site_testing *site)
{
    struct cache_freshness freshness = {is_fresh, free, NULL};
    site->site = open_site(site->arena, site->folder);
    site->site->is_demo_small = true;
    freshness.context = site->site->pool;
    site->site->cache = cache_new(CACHE_BYTES, freshness, NULL);
    arena_cleanup(site->arena, free_cache, site->site->cache);
    assert_no_fault(pipeline_new(site->arena, site->site, &site->pipeline));
    site->pipeline->clock = clock_fixed(&site->now);
    site->server = pipeline_app(site->pipeline);
    site->work = work_begin(site->site, LOCALE_VI);
    site->work->clock = site->pipeline->clock;
}

bool site_testing_begin(struct site_testing *site, enum db_engine engine,
                        enum site_testing_content content)
{
    static const struct db_testing_template templates[] = {
        [SITE_EMPTY] = {"site", make_empty},
        [SITE_DEMO] = {"demo", make_demo },
    };
    *site = (struct site_testing){.database.arena = arena_new()};
    assert_true(instant_from_iso(STR("2022-03-07T01:00:00Z"), &site->now));
    log_set_level(LOG_ERROR);
    if (!db_testing_place(&site->database, engine, templates[content])) {
        arena_free(site->database.arena);
        return false;
    }
    site->arena = arena_new();
    site->folder = site->database.folder;
    if (site->database.database.len > 0)
        change_setting(site->arena, site->folder, STR("database"), site->database.url);
    start_site(site);
    return true;
}

void site_testing_end(struct site_testing *site)
{
    work_end(site->work);
    arena_free(site->arena);
    db_testing_drop(&site->database);
    arena_free(site->database.arena);
}

void site_testing_wait(struct site_testing *site, int64_t seconds)
{
    site->now.us += seconds * 1000000;
}

void site_testing_job(struct site_testing *site, const char *name)
{
    for (size_t m = 0; site->site->modules[m]; m++)
        for (size_t i = 0; i < site->site->modules[m]->job_count; i++)
            if (strcmp(site->site->modules[m]->jobs[i].name, name) == 0) {
                assert_no_fault(site->site->modules[m]->jobs[i].run(site->work));
                db_release(site->work);
                return;
            }
    fail_msg("no job %s", name);
}

/* ---- a visitor ---- */

static void free_arena(void *arena)
{
    arena_free(arena);
}

struct visitor *visitor_new(struct site_testing *site)
{
    struct visitor *visitor = ARENA_NEW(site->arena, struct visitor);
    visitor->site = site;
    visitor->jar = arena_new();
    visitor->arena = arena_new();
    visitor->read = ARENA_NEW(site->arena, struct page_read);
    visitor->address = STR("203.0.113.7");
    visitor->user_agent = "Mozilla/5.0 (X11; Linux x86_64; rv:102.0) Gecko/20100101 Firefox/102.0";
    arena_cleanup(site->arena, free_arena, visitor->jar);
    arena_cleanup(site->arena, free_arena, visitor->arena);
    return visitor;
}

/* Percent-encodes what no browser sends as it is. */
static struct str encode_target(struct arena *arena, struct str target)
{
    struct buf buf = buf_init(arena, 64 * 1024);
    for (size_t i = 0; i < target.len; i++) {
        unsigned char byte = (unsigned char)target.ptr[i];
        if (byte > 0x20 && byte < 0x7f)
            buf_add_byte(&buf, (char)byte);
        else
            buf_printf(&buf, "%%%02X", byte);
    }
    return buf_str(&buf);
}

/* ---- the jar ---- */

static void keep_cookie(struct visitor *visitor, struct str line)
{
    struct str rest = line;
    struct str value = str_cut(&rest, ';');
    struct str name = str_cut(&value, '=');
    size_t at = 0;
    while (at < visitor->cookie_count && !str_equal(visitor->cookies[at].name, name))
        at++;
    if (str_find(rest, STR("Max-Age=0"), 0) >= 0) {
        if (at < visitor->cookie_count)
            visitor->cookies[at] = visitor->cookies[--visitor->cookie_count];
        return;
    }
    assert_true(at < VISITOR_COOKIES);
    visitor->cookies[at] =
        (struct pair){arena_copy(visitor->jar, name), arena_copy(visitor->jar, value)};
    if (at == visitor->cookie_count)
        visitor->cookie_count++;
}

static void keep_cookies(struct visitor *visitor)
{
    for (size_t i = 0; i < visitor->headers.count; i++)
        if (str_equal_ascii_nocase(visitor->headers.items[i].name, STR("Set-Cookie")))
            keep_cookie(visitor, visitor->headers.items[i].value);
}

static struct str cookie_header(const struct visitor *visitor)
{
    struct buf buf = buf_init(visitor->arena, 16 * 1024);
    for (size_t i = 0; i < visitor->cookie_count; i++)
        buf_printf(&buf, "%s" PRISTR "=" PRISTR, i ? "; " : "", STRARG(visitor->cookies[i].name),
                   STRARG(visitor->cookies[i].value));
    return buf_str(&buf);
}

/* ---- one request ---- */

/* What a visit sends; type and body for POST alone. */
struct sending {
    enum http_method method;
    struct str target;
    struct str type;
    struct str body;
};

static void add_header(struct visitor *visitor, struct pair *headers, size_t *count,
                       const char *name, struct str value)
{
    if (value.len > 0)
        headers[(*count)++] = (struct pair){str_from_c(name), arena_copy(visitor->arena, value)};
}

static void add_headers(struct visitor *visitor, struct request *request,
                        const struct sending *sending)
{
    struct pair *headers =
        arena_alloc_array(visitor->arena, 12 + visitor->also.count, sizeof(struct pair));
    size_t count = 0;
    const char *origin = visitor->origin ? visitor->origin : "http://" HOST;
    if (!pairs_get(visitor->also, STR("Host")).ptr)
        add_header(visitor, headers, &count, "Host", STR(HOST));
    add_header(visitor, headers, &count, "User-Agent", str_from_c(visitor->user_agent));
    if (!pairs_get(visitor->also, STR("Accept")).ptr)
        add_header(visitor, headers, &count, "Accept", STR("text/html,*/*;q=0.8"));
    add_header(visitor, headers, &count, "X-Forwarded-For", visitor->address);
    add_header(visitor, headers, &count, "Cookie", cookie_header(visitor));
    if (sending->method == HTTP_POST) {
        add_header(visitor, headers, &count, "Origin", str_from_c(origin));
        add_header(visitor, headers, &count, "Sec-Fetch-Site",
                   visitor->origin ? STR("cross-site") : STR("same-origin"));
        add_header(visitor, headers, &count, "Content-Type", sending->type);
        add_header(visitor, headers, &count, "Content-Length",
                   arena_printf(visitor->arena, "%zu", sending->body.len));
    }
    for (size_t i = 0; i < visitor->also.count; i++)
        headers[count++] = visitor->also.items[i];
    visitor->also = (struct pairs){NULL, 0};
    request->headers = (struct pairs){headers, count};
}

static const struct fault *read_parts(struct request *request, const struct sending *sending,
                                      const struct server_limits *limits)
{
    struct str boundary = multipart_boundary(sending->type);
    struct multipart *parser;
    const struct fault *fault;
    bool is_large = sending->body.len > limits->body;
    if (is_large && !(limits->takes_files && boundary.ptr))
        return request_too_large(request->arena, limits->body);
    if (!boundary.ptr) {
        request->body = sending->body;
        return NULL;
    }
    parser = multipart_new(request->arena, boundary, testing_place());
    if (is_large)
        multipart_refuse_files(parser, request_too_large(request->arena, limits->body));
    fault = multipart_feed(parser, sending->body);
    return fault ? fault : multipart_end(parser, &request->parts);
}

/* As the server reads it: headers, target, limits of the route, body. */
static const struct fault *read_request(struct visitor *visitor, const struct sending *sending,
                                        struct request *request)
{
    static const struct address local = {.family = ADDRESS_LOCAL};
    static const struct address_network proxies = {{.family = ADDRESS_LOCAL}, 0};
    struct server_limits limits = {0};
    const struct fault *fault;
    request->target = sending->target;
    add_headers(visitor, request, sending);
    fault = request_check_headers(request, true, local, &proxies, 1);
    if (!fault)
        fault = request_set_target(request, sending->target);
    if (fault)
        return fault;
    visitor->site->server.limits(visitor->site->server.context, request, &limits);
    return read_parts(request, sending, &limits);
}

/* What was sent, in the visitor's own memory: the request's is given back as
 * soon as it is answered, with the database reader it borrowed. */
static void take(struct visitor *visitor, int status, const struct pair *headers, size_t count,
                 struct str body)
{
    struct pair *own = arena_alloc_array(visitor->arena, count, sizeof(struct pair));
    for (size_t i = 0; i < count; i++)
        own[i] = (struct pair){arena_copy(visitor->arena, headers[i].name),
                               arena_copy(visitor->arena, headers[i].value)};
    visitor->status = status;
    visitor->headers = (struct pairs){own, count};
    visitor->body = arena_copy(visitor->arena, body);
}

static void take_answer(struct visitor *visitor, const struct response *response)
{
    struct str body = response->body;
    if (response->source == RESPONSE_FILE) {
        char *bytes = arena_alloc_raw(visitor->arena, response->length + 1);
        ssize_t length =
            pread(response->descriptor, bytes, response->length, (off_t)response->offset);
        assert_int_equal(length, response->length);
        close(response->descriptor);
        body = (struct str){bytes, response->length};
    }
    take(visitor, response->status, response->headers, response->header_count, body);
}

static void take_kept(struct visitor *visitor, const struct request *request,
                      struct cache_entry *entry)
{
    const struct cache_variant *variant = cache_choose(entry, request);
    bool is_known = request_has_etag(request, variant->etag);
    take(visitor, is_known ? 304 : variant->status, variant->headers, variant->header_count,
         is_known ? STR("") : variant->bytes);
    visitor->is_kept = true;
    cache_release(entry);
}

static void answer(struct visitor *visitor, struct request *request, const struct sending *sending)
{
    const struct server_app *server = &visitor->site->server;
    struct response *response = ARENA_NEW(request->arena, struct response);
    struct cache_entry *entry = NULL;
    const struct fault *fault;
    response_init(response, request->arena);
    fault = read_request(visitor, sending, request);
    visitor->is_kept = false;
    if (!fault)
        entry = server->quick(server->context, request);
    if (entry) {
        take_kept(visitor, request, entry);
        return;
    }
    if (fault)
        server->refuse(server->context, request, fault, request->path.ptr != NULL, response);
    else
        server->handle(server->context, request, response);
    if (response->entry)
        take_kept(visitor, request, response->entry);
    else
        take_answer(visitor, response);
}

static void visit(struct visitor *visitor, struct sending sending)
{
    struct arena *arena = arena_new();
    struct request *request = ARENA_NEW(arena, struct request);
    sending.target = encode_target(arena, sending.target);
    sending.type = arena_copy(arena, sending.type);
    sending.body = arena_copy(arena, sending.body);
    request->arena = arena;
    request->method = sending.method;
    request->began = clock_monotonic();
    arena_reset(visitor->arena); /* the words of the last page end here */
    *visitor->read = (struct page_read){0};
    visitor->path = arena_copy(visitor->arena, sending.target);
    answer(visitor, request, &sending);
    keep_cookies(visitor);
    arena_free(arena);
}

void visit_get(struct visitor *visitor, const char *target)
{
    visit(visitor, (struct sending){.method = HTTP_GET, .target = str_from_c(target)});
}

void visit_head(struct visitor *visitor, const char *target)
{
    visit(visitor, (struct sending){.method = HTTP_HEAD, .target = str_from_c(target)});
}

void visit_follow(struct visitor *visitor)
{
    for (int i = 0; i < MOST_REDIRECTS; i++) {
        struct str place = visit_header(visitor, "Location");
        if (visitor->status < 300 || visitor->status > 399 || !place.ptr)
            return;
        visit(visitor, (struct sending){.method = HTTP_GET, .target = page_target(visitor, place)});
    }
    fail_msg("more than %d redirects, the last to " PRISTR, MOST_REDIRECTS, STRARG(visitor->path));
}

void visit_with(struct visitor *visitor, const char *name, const char *value)
{
    struct pair *headers =
        arena_alloc_array(visitor->jar, visitor->also.count + 1, sizeof(struct pair));
    if (visitor->also.count)
        memcpy(headers, visitor->also.items, visitor->also.count * sizeof(struct pair));
    headers[visitor->also.count] = (struct pair){arena_copy(visitor->jar, str_from_c(name)),
                                                 arena_copy(visitor->jar, str_from_c(value))};
    visitor->also = (struct pairs){headers, visitor->also.count + 1};
}

/* ---- forms ---- */

static void collect(struct visitor *visitor, va_list words, page_fields *fields)
{
    const char *name;
    while ((name = va_arg(words, const char *)) != NULL) {
        const char *value = va_arg(words, const char *);
        assert_non_null(value);
        *VEC_PUSH(fields, visitor->arena) = (struct pair){str_from_c(name), str_from_c(value)};
    }
}

static void add_csrf(struct visitor *visitor, page_fields *fields)
{
    struct str token = page_csrf(visitor);
    for (size_t i = 0; i < fields->count; i++)
        if (str_equal(fields->items[i].name, STR("csrf")))
            return;
    if (token.len > 0)
        *VEC_PUSH(fields, visitor->arena) = (struct pair){STR("csrf"), token};
}

static struct str encode_fields(struct arena *arena, const page_fields *fields)
{
    struct buf buf = buf_init(arena, BODY_LIMIT);
    for (size_t i = 0; i < fields->count; i++) {
        if (i > 0)
            buf_add_byte(&buf, '&');
        percent_encode(&buf, fields->items[i].name, STR(""));
        buf_add_byte(&buf, '=');
        percent_encode(&buf, fields->items[i].value, STR(""));
    }
    return buf_str(&buf);
}

static struct sending posting(struct visitor *visitor, struct str target, const page_fields *fields)
{
    return (struct sending){HTTP_POST, target, STR("application/x-www-form-urlencoded"),
                            encode_fields(visitor->arena, fields)};
}

void visit_post(struct visitor *visitor, const char *target, ...)
{
    page_fields fields = {0};
    va_list words;
    va_start(words, target);
    collect(visitor, words, &fields);
    va_end(words);
    add_csrf(visitor, &fields);
    visit(visitor, posting(visitor, str_from_c(target), &fields));
}

void visit_submit(struct visitor *visitor, const char *action, ...)
{
    page_fields typed = {0};
    page_fields fields = {0};
    struct str target;
    va_list words;
    bool is_post;
    va_start(words, action);
    collect(visitor, words, &typed);
    va_end(words);
    is_post = page_fill(visitor, action, &typed, &fields, &target);
    if (is_post) {
        visit(visitor, posting(visitor, target, &fields));
        return;
    }
    target = arena_printf(visitor->arena, PRISTR "?" PRISTR, STRARG(target),
                          STRARG(encode_fields(visitor->arena, &fields)));
    visit(visitor, (struct sending){.method = HTTP_GET, .target = target});
}

void visit_upload(struct visitor *visitor, const char *target, const struct visit_file *file, ...)
{
    static const char boundary[] = "----DinhBoundary7MA4YWxkTrZu0gW";
    struct buf body = buf_init(visitor->arena, BODY_LIMIT);
    page_fields fields = {0};
    va_list words;
    va_start(words, file);
    collect(visitor, words, &fields);
    va_end(words);
    add_csrf(visitor, &fields);
    for (size_t i = 0; i < fields.count; i++)
        buf_printf(&body,
                   "--%s\r\nContent-Disposition: form-data; name=\"" PRISTR "\"\r\n\r\n" PRISTR
                   "\r\n",
                   boundary, STRARG(fields.items[i].name), STRARG(fields.items[i].value));
    buf_printf(&body,
               "--%s\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\n"
               "Content-Type: %s\r\n\r\n",
               boundary, file->field, file->filename, file->type);
    buf_add(&body, file->bytes);
    buf_printf(&body, "\r\n--%s--\r\n", boundary);
    visit(visitor, (struct sending){
                       HTTP_POST, str_from_c(target),
                       arena_printf(visitor->arena, "multipart/form-data; boundary=%s", boundary),
                       buf_str(&body)});
}

void visit_send(struct visitor *visitor, const char *target, const char *type, struct str body)
{
    visit(visitor, (struct sending){HTTP_POST, str_from_c(target), str_from_c(type), body});
}

/* ---- values of the answer ---- */

struct str visit_header(const struct visitor *visitor, const char *name)
{
    for (size_t i = 0; i < visitor->headers.count; i++)
        if (str_equal_ascii_nocase(visitor->headers.items[i].name, str_from_c(name)))
            return visitor->headers.items[i].value;
    return (struct str){NULL, 0};
}

struct str visit_cookie(const struct visitor *visitor, const char *name)
{
    return pairs_get((struct pairs){visitor->cookies, visitor->cookie_count}, str_from_c(name));
}
