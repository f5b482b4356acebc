/*
 * The server over real sockets, spoken to in raw bytes: what RFC 9112 allows is
 * answered, what two programs could read in two ways is refused and the line cut.
 */
#include "base/crypto.h"
#include "http/testing.h"

static void what_is_well_said_is_answered(void **state)
{
    /*  request, status, what the answer holds */
    static const struct {
        struct str request;
        int status;
        const char *holds;
    } rows[] = {
        {STR_INIT("GET / HTTP/1.1\r\n" LAST),                                200, "\r\n\r\nGET /? [] 0"   },
        {STR_INIT("GET / HTTP/1.0\r\n\r\n"),                                 200, "\r\n\r\nGET /? [] 0"   },
        {STR_INIT("GET /a+b?c=d+e&f HTTP/1.1\r\n" LAST),                     200, "GET /a+b?c=d%20e&f= []"},
        {STR_INIT("GET /%C4%91 HTTP/1.1\r\n" LAST),                          200, "GET /\xc4\x91? []"     },
        {STR_INIT("GET / HTTP/1.1\r\nX:\r\nY: a b \r\n" LAST),               200, "GET /"                 },
        {STR_INIT("DELETE /a HTTP/1.1\r\n" LAST),                            200, "DELETE /a?"            },
        {STR_INIT("BREW /a HTTP/1.1\r\n" LAST),                              200, "OTHER /a?"             },
        {STR_INIT("POST /a HTTP/1.1\r\nContent-Length: 5\r\n" LAST "hello"), 200, "[hello]"               },
        {STR_INIT("POST /a HTTP/1.1\r\nContent-Length: 0\r\n" LAST),         200, "[]"                    },
        {STR_INIT("POST /a HTTP/1.1\r\n" LAST),                              200, "[]"                    },
        {STR_INIT("POST /a HTTP/1.1\r\nContent-Length: 79\r\n"
                  "Content-Type: multipart/form-data; boundary=B\r\n" LAST
                  "--B\r\nContent-Disposition: form-data; name=\"a\"; "
                  "filename=\"b\"\r\n\r\n0123456\r\n--B--\r\n"),
         200,                                                                     "[] 1"                  },
        {STR_INIT("GET /file HTTP/1.1\r\n" LAST),                            200, "\r\n\r\n0123456789"    },
        {STR_INIT("GET /file HTTP/1.1\r\nRange: bytes=2-4\r\n" LAST),        206, "\r\n\r\n234"           },
        {STR_INIT("GET /file HTTP/1.1\r\nRange: bytes=10-\r\n" LAST),        416, "bytes */10"            },
    };
    struct site *site = site_start((struct server_options){0});
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct str answer = talk(site->arena, site, rows[i].request);
        if (status_of(answer) != rows[i].status || count_of(answer, rows[i].holds) != 1)
            fail_msg("row %zu: " PRISTR, i, STRARG(answer));
        if (count_of(answer, "Server:") || count_of(answer, "icrohttpd"))
            fail_msg("row %zu says what serves: " PRISTR, i, STRARG(answer));
    }
    site_stop(site);
}

/* Each is followed by a request that a fooled server would answer as well. */
static const struct str two_readings[] = {
    /* RFC 9112, section 2.2: lines end with CR LF; a bare CR is invalid */
    STR_INIT("GET / HTTP/1.1\nHost: a.vn\n\n"),
    STR_INIT("GET / HTTP/1.1\r\nHost: a.vn\nX: 1\r\n\r\n"),
    STR_INIT("GET / HTTP/1.1\nHost: a.vn\r\n\r\n"),
    STR_INIT("GET / HTTP/1.1\r\nHost: a.vn\r\nX: 1\n\r\n"),
    STR_INIT("GET / HTTP/1.1\rHost: a.vn\r\n\r\n"),
    STR_INIT("GET / HTTP/1.1\r\nHost: a.vn\r\nX: a\rb\r\n\r\n"),
    STR_INIT("GET / HTTP/1.1\r\nHost: a.vn\r\nX: 1\r\r\n\r\n"),
    /* section 3: method SP target SP version */
    STR_INIT("GET  / HTTP/1.1\r\n" HOST "\r\n"),
    STR_INIT("GET /  HTTP/1.1\r\n" HOST "\r\n"),
    STR_INIT("GET / HTTP/1.1 \r\n" HOST "\r\n"),
    STR_INIT(" GET / HTTP/1.1\r\n" HOST "\r\n"),
    STR_INIT("GET\t/\tHTTP/1.1\r\n" HOST "\r\n"),
    STR_INIT("GET / x HTTP/1.1\r\n" HOST "\r\n"),
    STR_INIT("GET /\r\n" HOST "\r\n"),
    STR_INIT("GET\r\n" HOST "\r\n"),
    STR_INIT("GET / http/1.1\r\n" HOST "\r\n"),
    STR_INIT("GET / HTTP/1.2\r\n" HOST "\r\n"),
    STR_INIT("GET / HTTP/2.0\r\n" HOST "\r\n"),
    STR_INIT("GET / HTTP/1.1x\r\n" HOST "\r\n"),
    STR_INIT("GET / HTTP/01.1\r\n" HOST "\r\n"),
    STR_INIT("G@T / HTTP/1.1\r\n" HOST "\r\n"),
    STR_INIT("GE\0T / HTTP/1.1\r\n" HOST "\r\n"),
    STR_INIT("GET /\0 HTTP/1.1\r\n" HOST "\r\n"),
    /* section 3.2: only the origin-form is for us */
    STR_INIT("GET http://a.vn/ HTTP/1.1\r\n" HOST "\r\n"),
    STR_INIT("OPTIONS * HTTP/1.1\r\n" HOST "\r\n"),
    STR_INIT("CONNECT a.vn:80 HTTP/1.1\r\n" HOST "\r\n"),
    STR_INIT("GET /../etc/passwd HTTP/1.1\r\n" HOST "\r\n"),
    STR_INIT("GET /%2e%2e/a HTTP/1.1\r\n" HOST "\r\n"),
    STR_INIT("GET /a%2fb HTTP/1.1\r\n" HOST "\r\n"),
    STR_INIT("GET /a%00 HTTP/1.1\r\n" HOST "\r\n"),
    STR_INIT("GET //a.vn/ HTTP/1.1\r\n" HOST "\r\n"),
    STR_INIT("GET /a#b HTTP/1.1\r\n" HOST "\r\n"),
    STR_INIT("GET /?a=%zz HTTP/1.1\r\n" HOST "\r\n"),
    /* section 3.2: exactly one Host */
    STR_INIT("GET / HTTP/1.1\r\nX: 1\r\n\r\n"),
    STR_INIT("GET / HTTP/1.1\r\n" HOST HOST "\r\n"),
    STR_INIT("GET / HTTP/1.1\r\nHost: a/b\r\n\r\n"),
    STR_INIT("GET / HTTP/1.1\r\nHost:\r\n\r\n"),
    /* section 5.1: no space before the colon; 5.2: no folded lines */
    STR_INIT("GET / HTTP/1.1\r\nHost : a.vn\r\n\r\n"),
    STR_INIT("GET / HTTP/1.1\r\n" HOST "X : 1\r\n\r\n"),
    STR_INIT("GET / HTTP/1.1\r\n" HOST "X: 1\r\n 2\r\n\r\n"),
    STR_INIT("GET / HTTP/1.1\r\n" HOST "X: 1\r\n\tY: 2\r\n\r\n"),
    STR_INIT("GET / HTTP/1.1\r\n X: 1\r\n" HOST "\r\n"),
    STR_INIT("GET / HTTP/1.1\r\n" HOST "X\r\n\r\n"),
    STR_INIT("GET / HTTP/1.1\r\n" HOST ": 1\r\n\r\n"),
    STR_INIT("GET / HTTP/1.1\r\n" HOST "X(y): 1\r\n\r\n"),
    STR_INIT("GET / HTTP/1.1\r\n" HOST "X: a\0b\r\n\r\n"),
    STR_INIT("GET / HTTP/1.1\r\n" HOST "X\0: a\r\n\r\n"),
    STR_INIT("GET / HTTP/1.1\r\n" HOST "X: a\x01\r\n\r\n"),
    /* section 6: one length, said once */
    STR_INIT("POST / HTTP/1.1\r\n" HOST "Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello"),
    STR_INIT("POST / HTTP/1.1\r\n" HOST "Content-Length: 5\r\nContent-Length: 0\r\n\r\nhello"),
    STR_INIT("POST / HTTP/1.1\r\n" HOST "Content-Length: 5, 5\r\n\r\nhello"),
    STR_INIT("POST / HTTP/1.1\r\n" HOST "Content-Length: +5\r\n\r\nhello"),
    STR_INIT("POST / HTTP/1.1\r\n" HOST "Content-Length: 0x5\r\n\r\nhello"),
    STR_INIT("POST / HTTP/1.1\r\n" HOST "Content-Length: -1\r\n\r\nhello"),
    STR_INIT("POST / HTTP/1.1\r\n" HOST "Content-Length: 5 \r\nContent-Length:6\r\n\r\nhello"),
    STR_INIT("POST / HTTP/1.1\r\n" HOST "Content-Length: 99999999999999999999\r\n\r\nhello"),
    STR_INIT("POST / HTTP/1.1\r\n" HOST
             "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
    STR_INIT("POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"),
    STR_INIT("POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n"),
    STR_INIT("POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: identity\r\n\r\n0\r\n\r\n"),
    STR_INIT("POST / HTTP/1.1\r\n" HOST "Transfer-Encoding:\x0b"
             "chunked\r\n\r\n0\r\n\r\n"),
    STR_INIT("POST / HTTP/1.1\r\n" HOST "Transfer-Encoding\r\n : chunked\r\n\r\n0\r\n\r\n"),
    STR_INIT("POST / HTTP/1.1\r\n" HOST
             "Transfer-Encoding: chunked\r\nTransfer-Encoding: cow\r\n\r\n0\r\n\r\n"),
    STR_INIT("POST / HTTP/1.0\r\n" HOST
             "Connection: keep-alive\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
    STR_INIT("GET / HTTP/1.1\r\n" HOST "Content-Length: 5\r\n\r\nhello"),
    /* section 7.1: chunks */
    STR_INIT("POST / HTTP/1.1\r\n" HOST
             "Transfer-Encoding: chunked\r\n\r\nx\r\nhello\r\n0\r\n\r\n"),
    STR_INIT("POST / HTTP/1.1\r\n" HOST
             "Transfer-Encoding: chunked\r\n\r\n-5\r\nhello\r\n0\r\n\r\n"),
    STR_INIT("POST / HTTP/1.1\r\n" HOST
             "Transfer-Encoding: chunked\r\n\r\n5\r\nhelloX\r\n0\r\n\r\n"),
    STR_INIT("POST / HTTP/1.1\r\n" HOST
             "Transfer-Encoding: chunked\r\n\r\n0x5\r\nhello\r\n0\r\n\r\n"),
    STR_INIT("POST / HTTP/1.1\r\n" HOST
             "Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\nhello\r\n0\r\n\r\n"),
    /* RFC 6265, section 5.4 */
    STR_INIT("GET / HTTP/1.1\r\n" HOST "Cookie: a=1\r\nCookie: b=2\r\n\r\n"),
};

static void what_could_be_read_in_two_ways_is_refused(void **state)
{
    struct site *site = site_start((struct server_options){0});
    (void)state;
    for (size_t i = 0; i < COUNT(two_readings); i++) {
        struct buf both = buf_init(site->arena, 4096);
        struct str answer;
        buf_add(&both, two_readings[i]);
        buf_add_literal(&both, "GET /smuggled HTTP/1.1\r\n" LAST);
        answer = talk(site->arena, site, buf_str(&both));
        /* a refusal, or the line cut without a word; never another answer. (The
         * library says the head of its own refusals twice before it cuts the line.) */
        if ((answer.len > 0 && (status_of(answer) < 400 || status_of(answer) >= 600)) ||
            count_of(answer, "HTTP/1.1 2") || count_of(answer, "/smuggled") ||
            (count_of(answer, "HTTP/1.1 ") > 1 && !count_of(answer, "<html>")))
            fail_msg("row %zu: " PRISTR "\ngot: " PRISTR, i, STRARG(two_readings[i]),
                     STRARG(answer));
        if (count_of(answer, "Server:") || count_of(answer, "icrohttpd"))
            fail_msg("row %zu says what serves: " PRISTR, i, STRARG(answer));
    }
    site_stop(site);
}

static void a_long_address_is_led_to_whole(void **state)
{
    struct site *site = site_start((struct server_options){0});
    struct str place = far_place(site->arena);
    struct str answer = talk(site->arena, site, STR("GET /far HTTP/1.1\r\n" LAST));
    (void)state;
    assert_int_equal(status_of(answer), 303);
    assert_true(str_find(answer,
                         arena_printf(site->arena, "\r\nLocation: " PRISTR "\r\n", STRARG(place)),
                         0) > 0);
    site_stop(site);
}

static void one_line_carries_many_requests_in_order(void **state)
{
    struct site *site = site_start((struct server_options){0});
    int line = dial(site);
    struct str heard;
    (void)state;
    for (int i = 0; i < 5; i++) {
        say(line, STR("GET /a HTTP/1.1\r\n" HOST "\r\n"));
        heard = hear(site->arena, line, "GET /a? [] 0");
        assert_int_equal(status_of(heard), 200);
    }
    /* pipelined (RFC 9112, section 9.3.2), through handler threads and not */
    say(line, STR("GET /1 HTTP/1.1\r\n" HOST "\r\n"
                  "POST /2 HTTP/1.1\r\n" HOST "Content-Length: 3\r\n\r\nabc"
                  "GET /3 HTTP/1.1\r\n" HOST "\r\n"
                  "POST /4 HTTP/1.1\r\n" HOST "Content-Length: 0\r\n\r\n"
                  "GET /5 HTTP/1.1\r\n" LAST));
    heard = hear(site->arena, line, NULL);
    assert_int_equal(count_of(heard, "HTTP/1.1 200"), 5);
    for (int i = 1; i < 5; i++) {
        struct str path = arena_printf(site->arena, " /%d?", i);
        struct str next = arena_printf(site->arena, " /%d?", i + 1);
        assert_true(str_find(heard, path, 0) < str_find(heard, next, 0));
    }
    close(line);
    site_stop(site);
}

static void head_is_get_without_the_body(void **state)
{
    struct site *site = site_start((struct server_options){0});
    struct str get = talk(site->arena, site, STR("GET /kepT HTTP/1.1\r\n" LAST));
    struct str head = talk(site->arena, site, STR("HEAD /kepT HTTP/1.1\r\n" LAST));
    (void)state;
    assert_int_equal(status_of(head), 200);
    assert_true(str_ends(head, STR("\r\n\r\n")));
    assert_int_equal(count_of(get, "Content-Length: 15\r\n"), 1);  /* "GET /kepT? [] 0" */
    assert_int_equal(count_of(head, "Content-Length: 16\r\n"), 1); /* "HEAD /kepT? [] 0" */
    site_stop(site);
}

static void a_kept_page_is_sent_in_the_encoding_asked_for(void **state)
{
    struct site *site = site_start((struct server_options){0});
    struct response response;
    struct str etag;
    struct str answer;
    char *page = arena_alloc(site->arena, 5000);
    (void)state;
    memset(page, 'k', 5000);
    response_init(&response, site->arena);
    response_html(&response, 200, (struct str){page, 5000});
    response_keep(&response, RESPONSE_REVALIDATE);
    response_finish(&response, &(struct request){.arena = site->arena});
    cache_release(cache_put(site->cache, STR("/kept"), &response, NULL));
    answer = talk(site->arena, site, STR("GET /kept HTTP/1.1\r\n" LAST));
    assert_true(str_ends(answer, (struct str){page, 5000}));
    assert_int_equal(count_of(answer, "Content-Encoding"), 0);
    answer = talk(site->arena, site, STR("GET /kept HTTP/1.1\r\nAccept-Encoding: gzip\r\n" LAST));
    assert_int_equal(count_of(answer, "Content-Encoding: gzip\r\n"), 1);
    assert_int_equal(count_of(answer, "Vary: Accept-Encoding"), 1);
    etag = str_from(answer, (size_t)str_find(answer, STR("ETag: "), 0) + 6);
    etag = str_cut_line(&etag);
    answer = talk(site->arena, site,
                  arena_printf(site->arena,
                               "GET /kept HTTP/1.1\r\nAccept-Encoding: gzip\r\n"
                               "If-None-Match: " PRISTR "\r\n" LAST,
                               STRARG(etag)));
    assert_int_equal(status_of(answer), 304);
    assert_true(str_ends(answer, STR("\r\n\r\n")));
    assert_int_equal(count_of(answer, "Content-Encoding"), 0);
    assert_int_equal(count_of(answer, "Content-Security-Policy"), 1);
    site_stop(site);
}

static void too_much_is_refused_by_its_own_status(void **state)
{
    struct site *site = site_start((struct server_options){0});
    struct buf many = buf_init(site->arena, 1 << 20);
    char *filler = arena_alloc(site->arena, 200001);
    (void)state;
    memset(filler, 'a', 200000);
    /* RFC 9110, 15.5.15; RFC 6585, 5; RFC 9110, 15.5.14 */
    assert_int_equal(status_of(talk(site->arena, site,
                                    arena_printf(site->arena, "GET /%.*s HTTP/1.1\r\n" LAST,
                                                 REQUEST_TARGET, filler))),
                     414);
    assert_int_equal(status_of(talk(site->arena, site,
                                    arena_printf(site->arena, "GET / HTTP/1.1\r\nX: %.*s\r\n" LAST,
                                                 REQUEST_HEADERS, filler))),
                     431);
    assert_int_equal(
        status_of(talk(site->arena, site,
                       arena_printf(site->arena, "GET /%s HTTP/1.1\r\n" LAST, filler))),
        414);
    assert_int_equal(
        status_of(talk(site->arena, site,
                       arena_printf(site->arena, "GET / HTTP/1.1\r\nX: %s\r\n" LAST, filler))),
        431);
    buf_add_literal(&many, "GET / HTTP/1.1\r\n");
    for (int i = 0; i <= REQUEST_HEADER_COUNT; i++)
        buf_printf(&many, "X%d: 1\r\n", i);
    buf_add_literal(&many, LAST);
    assert_int_equal(status_of(talk(site->arena, site, buf_str(&many))), 431);
    assert_int_equal(status_of(talk(site->arena, site,
                                    STR("POST / HTTP/1.1\r\nContent-Length: 104857600\r\n" LAST))),
                     413);
    site_stop(site);
}

static void a_unix_socket_serves_and_a_stale_one_is_replaced(void **state)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    struct arena *arena = arena_new();
    struct site *site;
    int line;
    (void)state;
    snprintf(address.sun_path, sizeof(address.sun_path), "%s/socket", testing_folder(arena));
    line = socket(AF_UNIX, SOCK_STREAM, 0);
    assert_int_equal(bind(line, (const struct sockaddr *)&address, sizeof(address)), 0);
    close(line); /* left over: nobody listens there */
    site = site_start((struct server_options){.socket_path = address.sun_path});
    assert_int_equal(server_port(site->server), 0);
    line = socket(AF_UNIX, SOCK_STREAM, 0);
    assert_int_equal(connect(line, (const struct sockaddr *)&address, sizeof(address)), 0);
    say(line, STR("GET / HTTP/1.1\r\n" LAST));
    assert_int_equal(status_of(hear(site->arena, line, NULL)), 200);
    close(line);
    site_stop(site);
    assert_int_equal(access(address.sun_path, F_OK), -1);
    arena_free(arena);
}

static void a_busy_port_is_said_to_be_busy(void **state)
{
    struct site *site = site_start((struct server_options){0});
    const struct server_options options = {.port = server_port(site->server)};
    const struct server_app app = {.handle = handle};
    struct server *second;
    const struct fault *fault = server_start(site->arena, &options, &app, &second);
    (void)state;
    assert_non_null(fault);
    assert_string_equal(fault->key, "server.port_busy");
    site_stop(site);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_well_said_is_answered),
        cmocka_unit_test(what_could_be_read_in_two_ways_is_refused),
        cmocka_unit_test(a_long_address_is_led_to_whole),
        cmocka_unit_test(one_line_carries_many_requests_in_order),
        cmocka_unit_test(head_is_get_without_the_body),
        cmocka_unit_test(a_kept_page_is_sent_in_the_encoding_asked_for),
        cmocka_unit_test(too_much_is_refused_by_its_own_status),
        cmocka_unit_test(a_unix_socket_serves_and_a_stale_one_is_replaced),
        cmocka_unit_test(a_busy_port_is_said_to_be_busy),
    };
    return crypto_start() ? cmocka_run_group_tests(tests, NULL, NULL) : 1;
}
