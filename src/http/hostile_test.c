/*
 * The lists of those who try doors: targets, lines, headers, cookies and chunks that no
 * browser sends. Each is refused with a word of its own or cut off, none is read in two
 * ways, none leaves memory behind, and whoever comes after is served as before.
 */
#include "base/crypto.h"
#include "http/testing.h"

enum {
    CUT = 0,     /* the line ends without a word */
    BARE = 1000, /* and a status: a page of the library's own (docs/security.md lists them) */
    ROUNDS = 4,  /* of everything */
    LARGE = 100000
};

struct hostile {
    struct str bytes;
    int status;
};

/* RFC 3986, RFC 9112 section 3.2, Unicode 3.9 (ill-formed UTF-8): "GET %s HTTP/1.1" */
static const struct hostile targets[] = {
    {STR_INIT("/%"),                     400},
    {STR_INIT("/%4"),                    400},
    {STR_INIT("/%zz"),                   400},
    {STR_INIT("/%u002e"),                400},
    {STR_INIT("/%00"),                   400},
    {STR_INIT("/a%0d%0aSet-Cookie:x=1"), 400},
    {STR_INIT("/%0a"),                   400},
    {STR_INIT("/%7f"),                   400},
    {STR_INIT("/%1b[31m"),               400},
    {STR_INIT("/%c0%af"),                400}, /* an overlong "/" */
    {STR_INIT("/%c0%ae%c0%ae/"),         400},
    {STR_INIT("/%e0%80%af"),             400},
    {STR_INIT("/%f0%80%80%af"),          400},
    {STR_INIT("/%ff"),                   400},
    {STR_INIT("/%fe%ff"),                400},
    {STR_INIT("/%c3"),                   400}, /* cut short */
    {STR_INIT("/%c3%28"),                400},
    {STR_INIT("/%ed%a0%80"),             400}, /* a surrogate */
    {STR_INIT("/%f4%90%80%80"),          400}, /* over U+10FFFF */
    {STR_INIT("/%f8%88%80%80%80"),       400},
    {STR_INIT("/\x80"),                  400},
    {STR_INIT("/\xff\xfe"),              400},
    {STR_INIT("/.."),                    400},
    {STR_INIT("/../"),                   400},
    {STR_INIT("/a/../b"),                400},
    {STR_INIT("/a/./b"),                 400},
    {STR_INIT("/%2e%2e/"),               400},
    {STR_INIT("/.%2e/x"),                400},
    {STR_INIT("/%2e/x"),                 400},
    {STR_INIT("/a//b"),                  400},
    {STR_INIT("//"),                     400},
    {STR_INIT("///etc/passwd"),          400},
    {STR_INIT("/..\\..\\x"),             400},
    {STR_INIT("/%5c..%5cx"),             400},
    {STR_INIT("/a%2fb"),                 400},
    {STR_INIT("/a%2Fb"),                 400},
    {STR_INIT("/assets/..%2f..%2fx"),    400},
    {STR_INIT("/a\tb"),                  400},
    {STR_INIT("/a\x01"),                 400},
    {STR_INIT("/a\x7f"),                 400},
    {STR_INIT("/#x"),                    400},
    {STR_INIT("/a?b#c"),                 400},
    {STR_INIT("/?a=%"),                  400},
    {STR_INIT("/?a=%g0"),                400},
    {STR_INIT("/?a=%00"),                400},
    {STR_INIT("/?%ff=1"),                400},
    {STR_INIT("/?a=%c0%af"),             400},
    {STR_INIT("/?a=%1b"),                200}, /* controls are left out of fields (text/utf8.h) */
    {STR_INIT("*"),                      400},
    {STR_INIT("?"),                      400},
    {STR_INIT("a"),                      400},
    {STR_INIT("a.vn:80"),                400},
    {STR_INIT("http://a.vn/"),           400},
    {STR_INIT("https://evil.example/"),  400},
    {STR_INIT("file:///etc/passwd"),     400},
    {STR_INIT("javascript:alert(1)"),    400},
    {STR_INIT("/<script>alert(1)<'\">"), 200}, /* a path like any other; the page escapes */
    {STR_INIT("/%25%32%65%25%32%65/x"),  200}, /* "%2e%2e", decoded once */
    {STR_INIT("/..;/x"),                 200},
};

/* RFC 9112, section 3: whole first lines */
static const struct hostile lines[] = {
    {STR_INIT("GET / HTTP/0.9"),             BARE + 505},
    {STR_INIT("GET / HTTP/1.9"),             400       },
    {STR_INIT("GET / HTTP/3.0"),             BARE + 505},
    {STR_INIT("GET / HTTP/1.1.1"),           BARE + 400},
    {STR_INIT("GET / HTTP/-1.1"),            BARE + 400},
    {STR_INIT("GET / HTTPS/1.1"),            BARE + 400},
    {STR_INIT("GET / HTTP 1.1"),             BARE + 400},
    {STR_INIT("PRI * HTTP/2.0"),             BARE + 505}, /* RFC 9113, 3.4 */
    {STR_INIT("CONNECT a.vn:443 HTTP/1.1"),  400       },
    {STR_INIT("OPTIONS * HTTP/1.1"),         400       },
    {STR_INIT("GET"),                        CUT       },
    {STR_INIT("SSH-2.0-OpenSSH_9.2"),        CUT       },
    {STR_INIT("\x16\x03\x01\x02"),           CUT       }, /* TLS to a door without */
    {STR_INIT("\xef\xbb\xbfGET / HTTP/1.1"), 400       },
    {STR_INIT("G(T / HTTP/1.1"),             400       },
    {STR_INIT("GET\x0b/ HTTP/1.1"),          BARE + 400},
};

/* RFC 9110, section 5, and RFC 9112, sections 5 and 6: one header more */
static const struct hostile headers[] = {
    {STR_INIT("X : 1"),                                    400       },
    {STR_INIT("X\t: 1"),                                   400       },
    {STR_INIT("X y: 1"),                                   400       },
    {STR_INIT("\"X\": 1"),                                 400       },
    {STR_INIT("X[y]: 1"),                                  400       },
    {STR_INIT("\xc3\xa9: 1"),                              400       },
    {STR_INIT("X"),                                        BARE + 400},
    {STR_INIT("X: 1\r\nY"),                                BARE + 400},
    {STR_INIT("X: \x7f"),                                  400       },
    {STR_INIT("X: \x1b[31m"),                              400       },
    {STR_INIT("X: a\r\n b"),                               400       },
    {STR_INIT("X: a\r\n\tb"),                              400       },
    {STR_INIT("X: a\rY: b"),                               400       },
    {STR_INIT("Host: b.vn"),                               400       },
    {STR_INIT("Content-Length: 1e1"),                      BARE + 400},
    {STR_INIT("Content-Length: -0"),                       BARE + 400},
    {STR_INIT("Content-Length:"),                          BARE + 400},
    {STR_INIT("Content-Length: 99999999999999999999"),     BARE + 413},
    {STR_INIT("Content-Length: 0\r\nContent-Length: 0"),   400       },
    {STR_INIT("Content-Length: 0000000000000000000"),      400       },
    {STR_INIT("Transfer-Encoding: chunked"),               400       }, /* of a GET */
    {STR_INIT("Transfer-Encoding: chunked, chunked"),      400       },
    {STR_INIT("Transfer-Encoding: chunked;q=1"),           400       },
    {STR_INIT("Transfer-Encoding:\r\n chunked"),           400       },
    {STR_INIT("Transfer-Encoding:"),                       400       },
    {STR_INIT("Cookie: a"),                                400       }, /* RFC 6265, 4.2.1 */
    {STR_INIT("Cookie: =1"),                               400       },
    {STR_INIT("Cookie: a(b=1"),                            400       },
    {STR_INIT("Cookie: a=1\r\nCookie: b=1"),               400       },
    {STR_INIT("Cookie: a=\x80; b=\"c"),                    200       }, /* of another program */
    {STR_INIT("Cookie: a=\""),                             200       }, /* as it, and no text of ours */
    {STR_INIT("Cookie: a=1; b=\""),                        200       },
    {STR_INIT("Cookie: ;;;;"),                             200       },
    {STR_INIT("Cookie: $Version=1; a=1"),                  200       },
    {STR_INIT("Range: bytes=0-0,2-3"),                     200       }, /* RFC 9110, 14.2 */
    {STR_INIT("Range: bytes=5-2"),                         200       },
    {STR_INIT("Range: bytes=-99999999999999999999"),       200       },
    {STR_INIT("Range: seconds=1-2"),                       200       },
    {STR_INIT("If-None-Match: \"open"),                    200       },
    {STR_INIT("Accept-Encoding: gzip;q=nan, br;q=1e9"),    200       },
    {STR_INIT("Upgrade: h2c\r\nHTTP2-Settings: AAMAAABk"), 200       },
    {STR_INIT("Connection: Host, Content-Length"),         200       },
    {STR_INIT("Expect: 200-ok"),                           200       },
};

/* RFC 3986, section 3.2.2 */
static const struct hostile hosts[] = {
    {STR_INIT(""),           400},
    {STR_INIT("a b"),        400},
    {STR_INIT("a/b"),        400},
    {STR_INIT("a@b"),        400},
    {STR_INIT("a\\b"),       400},
    {STR_INIT("a.vn?x"),     400},
    {STR_INIT("a.vn#x"),     400},
    {STR_INIT("<script>"),   400},
    {STR_INIT("a.vn, b.vn"), 400},
    {STR_INIT("a%2fb"),      400},
    {STR_INIT("\xff.vn"),    400},
};

/* RFC 9112, section 7.1: what stands after the head of a POST with chunks. None is read:
 * a body says its length first. */
static const struct hostile chunks[] = {
    {STR_INIT("5\r\nhello\r\n0\r\n\r\n"),           411},
    {STR_INIT("5;a=b\r\nhello\r\n0\r\n\r\n"),       411},
    {STR_INIT("g\r\n"),                             411},
    {STR_INIT("0x5\r\nhello\r\n0\r\n\r\n"),         411},
    {STR_INIT("+5\r\nhello\r\n0\r\n\r\n"),          411},
    {STR_INIT(" 5\r\nhello\r\n0\r\n\r\n"),          411},
    {STR_INIT("5\nhello\n0\n\n"),                   411},
    {STR_INIT("5\r\nhelloo\r\n0\r\n\r\n"),          411},
    {STR_INIT("5\r\nhello0\r\n\r\n"),               411},
    {STR_INIT("\r\n0\r\n\r\n"),                     411},
    {STR_INIT("0\r\nContent-Length: 9\r\n\r\n"),    411}, /* a trailer */
    {STR_INIT("ffffffffffffffff\r\nx"),             411},
    {STR_INIT("10000000000000000\r\nx"),            411},
    {STR_INIT("5\r\nhel"),                          411},
    {STR_INIT("0\r\n\r\nGET /b HTTP/1.1\r\n" LAST), 411}, /* the line ends with the answer */
};

struct list {
    const char *name;
    const char *before;
    const struct hostile *rows;
    size_t count;
    const char *after;
};

/* columns: name, what is said before a row, the rows, what is said after it */
static const struct list lists[] = {
    {"targets", "GET ",                                                    targets, COUNT(targets), " HTTP/1.1\r\n" LAST           },
    {"lines",   "",                                                        lines,   COUNT(lines),   "\r\n" LAST                    },
    {"headers", "GET /a HTTP/1.1\r\n",                                     headers, COUNT(headers), "\r\n" LAST                    },
    {"hosts",   "GET /a HTTP/1.1\r\nHost: ",                               hosts,   COUNT(hosts),   "\r\nConnection: close\r\n\r\n"},
    {"chunks",  "POST /a HTTP/1.1\r\nTransfer-Encoding: chunked\r\n" LAST, chunks,  COUNT(chunks),
     ""                                                                                                                            },
};

/* What the program holds: of the machine's memory, or, where a sanitizer keeps what was
 * given back to see who touches it, of its own. */
#if defined(__SANITIZE_ADDRESS__)
size_t __sanitizer_get_current_allocated_bytes(void); /* of libasan, whose header is apart */

static long bytes_held(void)
{
    return (long)__sanitizer_get_current_allocated_bytes();
}
#else
static long bytes_held(void)
{
    FILE *file = fopen("/proc/self/statm", "r");
    long all;
    long resident;
    assert_int_equal(fscanf(file, "%ld %ld", &all, &resident), 2);
    fclose(file);
    return resident * sysconf(_SC_PAGESIZE);
}
#endif

/* All that is said, and then the line is half closed. */
static struct str try(struct arena *arena, const struct site *site, struct str bytes)
{
    int line = dial(site);
    struct str heard;
    say(line, bytes);
    shutdown(line, SHUT_WR);
    heard = hear(arena, line, NULL);
    close(line);
    return heard;
}

static void try_row(struct arena *arena, const struct site *site, const struct list *list,
                    size_t row)
{
    struct buf said = buf_init(arena, 64 * 1024);
    struct str answer;
    buf_add(&said, str_from_c(list->before));
    buf_add(&said, list->rows[row].bytes);
    buf_add(&said, str_from_c(list->after));
    answer = try(arena, site, buf_str(&said));
    if (status_of(answer) != list->rows[row].status % BARE)
        fail_msg("%s %zu: " PRISTR "\ngot: " PRISTR, list->name, row, STRARG(list->rows[row].bytes),
                 STRARG(answer));
    if (answer.len && !count_of(answer, "nosniff") != (list->rows[row].status > BARE))
        fail_msg("%s %zu is not answered by whom it should be: " PRISTR, list->name, row,
                 STRARG(answer));
    if (count_of(answer, "Server:") || count_of(answer, "icrohttpd") ||
        count_of(answer, "\r\nSet-Cookie"))
        fail_msg("%s %zu says too much: " PRISTR, list->name, row, STRARG(answer));
}

static void whoever_tries_doors_is_refused_and_leaves_nothing_behind(void **state)
{
    struct site *site = site_start(
        (struct server_options){.transfer_us = 1000000, .bytes_per_second = INT64_C(1) << 40});
    long after_first = 0;
    (void)state;
    for (int round = 0; round < ROUNDS; round++) {
        for (size_t i = 0; i < COUNT(lists); i++)
            for (size_t row = 0; row < lists[i].count; row++) {
                struct arena *arena = arena_new();
                try_row(arena, site, &lists[i], row);
                arena_free(arena);
            }
        if (round == 0)
            after_first = bytes_held();
    }
    assert_comes_true(server_stats(site->server).requests == 0);
    assert_comes_true(server_stats(site->server).connections == 0);
    assert_true(bytes_held() - after_first < 4 << 20);
    assert_int_equal(status_of(talk(site->arena, site, STR("GET /a HTTP/1.1\r\n" LAST))), 200);
    site_stop(site);
}

/* `piece` again and again, `size` bytes of it. */
static struct str many(struct arena *arena, const char *before, const char *piece, size_t size,
                       const char *after)
{
    struct buf all = buf_init(arena, size + 4096);
    buf_add(&all, str_from_c(before));
    for (size_t at = 0; at + strlen(piece) <= size; at += strlen(piece))
        buf_add(&all, str_from_c(piece));
    buf_add(&all, str_from_c(after));
    return buf_str(&all);
}

static void of_everything_there_may_be_too_much(void **state)
{
    static const char get[] = "GET /a HTTP/1.1\r\n";
    static const char chunked[] = "POST /a HTTP/1.1\r\nTransfer-Encoding: chunked\r\n" LAST "1;";
    /*  before, what comes again and again, how many bytes of it, after, status */
    static const struct {
        const char *before;
        const char *piece;
        size_t size;
        const char *after;
        int status;
    } rows[] = {
        {"GET /?",                               "a=1&",         400,   " HTTP/1.1\r\n" LAST, 200}, /* 100 */
        {"GET /?",                               "a=1&",         404,   " HTTP/1.1\r\n" LAST, 413},
        {"GET /?",                               "a=1&",         8000,  " HTTP/1.1\r\n" LAST, 413},
        {"GET /?",                               "a&",           8000,  " HTTP/1.1\r\n" LAST, 413},
        {"GET /?",                               "&",            8000,  " HTTP/1.1\r\n" LAST, 200},
        {"GET /",                                "a/",           8000,  " HTTP/1.1\r\n" LAST, 200},
        {"GET /?q=",                             "%F0%9F%98%80", 6000,  " HTTP/1.1\r\n" LAST, 200},
        {"GET /",                                "a",            9000,  " HTTP/1.1\r\n" LAST, 414},
        {"GET /",                                "a",            LARGE, " HTTP/1.1\r\n" LAST, 414},
        {get,                                    "X: 1\r\n",     LARGE, LAST,                 431},
        {"GET /a HTTP/1.1\r\nCookie: ",          "a=1; ",        5000,  "\r\n" LAST,          431},
        {"GET /a HTTP/1.1\r\nCookie: a=",        "b",            8000,  "\r\n" LAST,          200},
        {"GET /a HTTP/1.1\r\nX: ",               "b",            LARGE, "\r\n" LAST,          431},
        {"GET /a HTTP/1.1\r\n",                  "X",            LARGE, ": 1\r\n" LAST,       431},
        {"GET /a HTTP/1.1\r\nRange: bytes=",     "0-1,",         8000,  "\r\n" LAST,          200},
        {"GET /a HTTP/1.1\r\nIf-None-Match: ",   "\"a\",",       8000,  "\r\n" LAST,          200},
        {"GET /a HTTP/1.1\r\nAccept-Encoding: ", "gzip;q=0.5,",  8000,  "\r\n" LAST,          200},
        {chunked,                                "a",            LARGE, "\r\nx\r\n0\r\n\r\n", 411},
    };
    struct site *site = site_start((struct server_options){0});
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct str answer =
            talk(site->arena, site,
                 many(site->arena, rows[i].before, rows[i].piece, rows[i].size, rows[i].after));
        if (status_of(answer) != rows[i].status)
            fail_msg("row %zu: " PRISTR, i, STRARG(answer));
    }
    site_stop(site);
}

/* The bound of all headers is ours and has our answer; over the memory of a line the library
 * answers, and where a head leaves it no room for an answer it cuts the line. */
static void a_head_of_any_size_is_answered_or_cut(void **state)
{
    enum {
        STEP = 256,
        BOUND = REQUEST_HEADERS,   /* with the other headers, which have less than a step */
        ROOMY = BOUND + 12 * 1024, /* and still room for an answer */
        MEMORY = BOUND + 20 * 1024 /* more than a line may have */
    };
    static const char *const begins[] = {"GET /a HTTP/1.1\r\nX: ",
                                         "POST /a HTTP/1.1\r\nContent-Length: 5\r\nX: "};
    static const char *const ends[] = {"\r\n" LAST, "\r\n" LAST "hello"};
    struct site *site = site_start((struct server_options){0});
    (void)state;
    for (size_t i = 0; i < COUNT(begins); i++)
        for (size_t size = BOUND - 4 * STEP; size <= MEMORY; size += STEP) {
            struct arena *arena = arena_new();
            struct str answer = talk(arena, site, many(arena, begins[i], "b", size, ends[i]));
            int expected = size < BOUND ? 200 : 431;
            if (status_of(answer) != expected && !(size > ROOMY && answer.len == 0))
                fail_msg("%s %zu bytes: " PRISTR, begins[i], size, STRARG(answer));
            if (size <= ROOMY && !count_of(answer, "X-Content-Type-Options: nosniff"))
                fail_msg("%s %zu bytes, not ours: " PRISTR, begins[i], size, STRARG(answer));
            arena_free(arena);
        }
    site_stop(site);
}

/* Bytes that are no HTTP at all: the line is cut when the time for a head is over. */
static void who_speaks_no_http_is_cut_off(void **state)
{
    static const struct str rows[] = {STR_INIT("\r\n"), STR_INIT("\0"), STR_INIT(" "),
                                      STR_INIT("\xff")};
    struct site *site = site_start((struct server_options){.header_us = 200000});
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct buf all = buf_init(site->arena, 8192);
        while (all.len < 5000)
            buf_add(&all, rows[i]);
        assert_int_equal(status_of(talk(site->arena, site, buf_str(&all))), CUT);
    }
    assert_comes_true(server_stats(site->server).connections == 0);
    site_stop(site);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whoever_tries_doors_is_refused_and_leaves_nothing_behind),
        cmocka_unit_test(of_everything_there_may_be_too_much),
        cmocka_unit_test(a_head_of_any_size_is_answered_or_cut),
        cmocka_unit_test(who_speaks_no_http_is_cut_off),
    };
    return crypto_start() ? cmocka_run_group_tests(tests, NULL, NULL) : 1;
}
