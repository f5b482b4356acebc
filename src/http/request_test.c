/*
 * Targets and headers: what RFC 3986, RFC 9110 and RFC 9112 allow, and what two
 * programs could read in two ways.
 */
#include "http/request.h"

#include <string.h>

#include "base/testing.h"

static void a_target_becomes_a_path_and_a_query(void **state)
{
    /*  target, path, query in canonical form */
    static const struct {
        const char *target;
        const char *path;
        const char *query;
    } rows[] = {
        {"/",                     "/",           ""                },
        {"/a",                    "/a",          ""                },
        {"/a/",                   "/a/",         ""                },
        {"/a?",                   "/a",          ""                },
        {"/a?b=1&c",              "/a",          "b=1&c="          },
        {"/a?b=?/..//",           "/a",          "b=%3F%2F..%2F%2F"},
        {"/a+b",                  "/a+b",        ""                }, /* '+' is itself in a path */
        {"/a?q=a+b",              "/a",          "q=a%20b"         },
        {"/%41%2Dx",              "/A-x",        ""                }, /* RFC 3986, 6.2.2.2 */
        {"/tin/%C4%91%E1%BA%A5t", "/tin/đất", ""                },
        {"/tin/\xC4\x91",         "/tin/đ",     ""                },
        {"/e%CC%81",              "/é",         ""                }, /* normal form C */
        {"/...",                  "/...",        ""                },
        {"/.a/b..",               "/.a/b..",     ""                },
        {"/a;b=1",                "/a;b=1",      ""                },
        {"/%252e%252e",           "/%2e%2e",     ""                }, /* decoded once */
    };
    struct arena *arena = arena_new();
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct request *request;
        assert_no_fault(
            request_new(arena, HTTP_GET, str_from_c(rows[i].target), STR(""), &request));
        assert_str(request->path, str_from_c(rows[i].path));
        assert_str(urlencoded_canonical(arena, request->query), str_from_c(rows[i].query));
    }
    arena_free(arena);
}

static void assert_targets_refused(const struct str rows[], size_t count)
{
    struct arena *arena = arena_new();
    for (size_t i = 0; i < count; i++) {
        struct request *request;
        const struct fault *fault = request_new(arena, HTTP_GET, rows[i], STR(""), &request);
        if (!fault)
            fail_msg("\"" PRISTR "\" was accepted", STRARG(rows[i]));
        assert_int_equal(fault->kind, FAULT_MALFORMED);
    }
    arena_free(arena);
}

static void a_target_that_is_no_path_of_this_site_is_refused(void **state)
{
    static const struct str rows[] = {
        STR_INIT(""),
        STR_INIT("a"),
        STR_INIT("*"),                 /* asterisk-form, RFC 9112, 3.2.4 */
        STR_INIT("http://localhost/"), /* absolute-form, for proxies, 3.2.2 */
        STR_INIT("localhost:80"),      /* authority-form, for CONNECT, 3.2.3 */
        STR_INIT("?a"),
        STR_INIT("//"),
        STR_INIT("//localhost/"),
    };
    (void)state;
    assert_targets_refused(rows, COUNT(rows));
}

static void a_path_with_empty_or_dotted_segments_is_refused(void **state)
{
    static const struct str rows[] = {
        STR_INIT("/a//b"),          STR_INIT("/a//"),    STR_INIT("/."),    STR_INIT("/.."),
        STR_INIT("/../etc/passwd"), STR_INIT("/a/./b"),  STR_INIT("/a/.."), STR_INIT("/a/../"),
        STR_INIT("/%2e"), /* encoded dots are dots, RFC 3986, 6.2.2.3 */
        STR_INIT("/%2E%2e/a"),      STR_INIT("/.%2e/a"),
    };
    (void)state;
    assert_targets_refused(rows, COUNT(rows));
}

static void a_path_with_a_hidden_slash_is_refused(void **state)
{
    static const struct str rows[] = {
        STR_INIT("/a%2Fb"), STR_INIT("/a%2fb"), STR_INIT("/%2F"),
        STR_INIT("/a%5Cb"), STR_INIT("/a\\b"),
    };
    (void)state;
    assert_targets_refused(rows, COUNT(rows));
}

static void a_target_with_controls_spaces_or_a_fragment_is_refused(void **state)
{
    static const struct str rows[] = {
        STR_INIT("/a%00"), STR_INIT("/a\0b"), STR_INIT("/a%0A"),    STR_INIT("/a%0D%0AX:1"),
        STR_INIT("/a%09"), STR_INIT("/a%7F"), STR_INIT("/a%C2%80"), STR_INIT("/a b"),
        STR_INIT("/a\tb"), STR_INIT("/a#b"),  STR_INIT("/a?b#c"),   STR_INIT("/a?b c"),
    };
    (void)state;
    assert_targets_refused(rows, COUNT(rows));
}

static void a_target_badly_encoded_is_refused(void **state)
{
    static const struct str rows[] = {
        STR_INIT("/%"),
        STR_INIT("/%4"),
        STR_INIT("/%zz"),
        STR_INIT("/%C0%AE%C0%AE/"), /* overlong dots, RFC 3629, section 10 */
        STR_INIT("/%C0%AF"),        /* overlong slash */
        STR_INIT("/%E0%80%AF"),
        STR_INIT("/\xc0\xaf"),
        STR_INIT("/%ED%A0%80"),
        STR_INIT("/%FF"),
        STR_INIT("/a?b=%"),
        STR_INIT("/a?b=%FF"),
        STR_INIT("/a?b=%00"),
    };
    (void)state;
    assert_targets_refused(rows, COUNT(rows));
}

static void an_endless_target_or_query_is_refused(void **state)
{
    struct arena *arena = arena_new();
    char *target = arena_alloc(arena, REQUEST_TARGET + 1);
    struct buf query = buf_init(arena, 1024);
    struct request *request;
    const struct fault *fault;
    (void)state;
    memset(target, 'a', REQUEST_TARGET + 1);
    target[0] = '/';
    assert_no_fault(
        request_new(arena, HTTP_GET, (struct str){target, REQUEST_TARGET}, STR(""), &request));
    fault =
        request_new(arena, HTTP_GET, (struct str){target, REQUEST_TARGET + 1}, STR(""), &request);
    assert_non_null(fault);
    assert_string_equal(fault->key, "request.target_too_long");
    buf_add_literal(&query, "/?");
    for (int i = 0; i <= REQUEST_PARAMS; i++)
        buf_add_literal(&query, "a&");
    fault = request_new(arena, HTTP_GET, buf_str(&query), STR(""), &request);
    assert_non_null(fault);
    assert_string_equal(fault->key, "request.too_many_fields");
    arena_free(arena);
}

/* Headers as "Name: value" lines for a table. */
static const struct fault *check(struct arena *arena, enum http_method method, const char *lines,
                                 bool is_http11, struct request **ret_request)
{
    struct request *request = ARENA_NEW(arena, struct request);
    struct pair *headers = arena_alloc_array(arena, 10, sizeof(*headers));
    const struct address peer = {
        ADDRESS_V4, {203, 0, 113, 7}
    };
    struct str rest = str_from_c(lines);
    request->arena = arena;
    request->method = method;
    request->headers.items = headers;
    while (rest.len > 0) {
        struct str value = str_cut(&rest, '|');
        headers[request->headers.count].name = str_cut(&value, ':');
        headers[request->headers.count++].value = value;
    }
    *ret_request = request;
    return request_check_headers(request, is_http11, peer, NULL, 0);
}

/* The headers of one request, and what is said of them. */
struct headers_case {
    enum http_method method;
    bool is_http11;
    const char *headers;
    const char *key; /* of the fault; NULL: they are good */
};

static void assert_headers(const struct headers_case rows[], size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct arena *arena = arena_new();
        struct request *request;
        const struct fault *fault =
            check(arena, rows[i].method, rows[i].headers, rows[i].is_http11, &request);
        if (!fault != !rows[i].key)
            fail_msg("%s: %s", rows[i].headers, fault ? fault->key : "accepted");
        if (fault)
            assert_string_equal(fault->key, rows[i].key);
        arena_free(arena);
    }
}

/* RFC 9112, section 3.2: exactly one Host in HTTP/1.1 */
static void a_request_names_one_host(void **state)
{
    static const struct headers_case rows[] = {
        {HTTP_GET, true,  "Host:a.vn",        NULL          },
        {HTTP_GET, true,  "hOST: a.vn:8080 ", NULL          },
        {HTTP_GET, true,  "Host:[::1]:80",    NULL          },
        {HTTP_GET, false, "",                 NULL          },
        {HTTP_GET, true,  "",                 "request.host"},
        {HTTP_GET, true,  "Host:a|Host:a",    "request.host"},
        {HTTP_GET, false, "Host:a|host:b",    "request.host"},
        {HTTP_GET, true,  "Host:",            "request.host"},
        {HTTP_GET, true,  "Host:a/b",         "request.host"},
        {HTTP_GET, true,  "Host:a@b",         "request.host"},
        {HTTP_GET, true,  "Host:a b",         "request.host"},
        {HTTP_GET, true,  "Host:a,b",         "request.host"},
        {HTTP_GET, true,  "Host:\xc4\x91.vn", "request.host"},
    };
    (void)state;
    assert_headers(rows, COUNT(rows));
}

/* RFC 9112, section 5.1: no space before the colon; RFC 9110, 5.6.2: a token */
static void a_header_has_a_name_that_is_a_token(void **state)
{
    static const struct headers_case rows[] = {
        {HTTP_GET, true, "Host:a|X :1",        "request.header"},
        {HTTP_GET, true, "Host:a| X:1",        "request.header"},
        {HTTP_GET, true, "Host:a|:1",          "request.header"},
        {HTTP_GET, true, "Host:a|X\x01:1",     "request.header"},
        {HTTP_GET, true, "Host:a|X(:1",        "request.header"},
        {HTTP_GET, true, "Host:a|X\xc4\x91:1", "request.header"},
    };
    (void)state;
    assert_headers(rows, COUNT(rows));
}

/* RFC 9110, section 5.5: no CR, LF, NUL or other control in a value */
static void a_header_value_holds_no_control(void **state)
{
    static const struct headers_case rows[] = {
        {HTTP_GET, true, "Host:a|X:\t1\t",    NULL            },
        {HTTP_GET, true, "Host:a|X:\xc4\x91", NULL            },
        {HTTP_GET, true, "Host:a|X:1\r2",     "request.header"},
        {HTTP_GET, true, "Host:a|X:1\n2",     "request.header"},
        {HTTP_GET, true, "Host:a|X:1\x0b",    "request.header"},
        {HTTP_GET, true, "Host:a|X:1\x7f",    "request.header"},
    };
    (void)state;
    assert_headers(rows, COUNT(rows));
}

/* RFC 9112, sections 6.1 and 6.3: one length, said once */
static void a_request_has_one_length_said_once(void **state)
{
    static const struct headers_case rows[] = {
        {HTTP_POST, true,  "Host:a|Content-Length:5",                                    NULL             },
        {HTTP_POST, true,  "Host:a|Content-Length:0",                                    NULL             },
        {HTTP_POST, true,  "Host:a|Transfer-Encoding:chunked",                           NULL             },
        {HTTP_POST, true,  "Host:a|Transfer-Encoding: Chunked ",                         NULL             },
        {HTTP_POST, true,  "Host:a|Content-Length:5|Transfer-Encoding:chunked",          "request.framing"},
        {HTTP_POST, true,  "Host:a|Content-Length:5|Content-Length:5",                   "request.framing"},
        {HTTP_POST, true,  "Host:a|Content-Length:5|Content-Length:6",                   "request.framing"},
        {HTTP_POST, true,  "Host:a|Content-Length:5, 5",                                 "request.framing"},
        {HTTP_POST, true,  "Host:a|Content-Length:+5",                                   "request.framing"},
        {HTTP_POST, true,  "Host:a|Content-Length:-1",                                   "request.framing"},
        {HTTP_POST, true,  "Host:a|Content-Length:0x5",                                  "request.framing"},
        {HTTP_POST, true,  "Host:a|Content-Length:5 5",                                  "request.framing"},
        {HTTP_POST, true,  "Host:a|Content-Length:",                                     "request.framing"},
        {HTTP_POST, true,  "Host:a|Content-Length:9223372036854775808",                  "request.framing"},
        {HTTP_POST, true,  "Host:a|Transfer-Encoding:chunked|Transfer-Encoding:chunked",
         "request.framing"                                                                                },
        {HTTP_POST, true,  "Host:a|Transfer-Encoding:gzip, chunked",                     "request.framing"},
        {HTTP_POST, true,  "Host:a|Transfer-Encoding:chunked, identity",                 "request.framing"},
        {HTTP_POST, true,  "Host:a|Transfer-Encoding:identity",                          "request.framing"},
        {HTTP_POST, true,  "Host:a|Transfer-Encoding:xchunked",                          "request.framing"},
        {HTTP_POST, true,
         "Host:a|Transfer-Encoding:\x0b"
         "chunked",                                                                      "request.header" },
        {HTTP_POST, true,  "Host:a|Transfer-Encoding:",                                  "request.framing"},
 /* section 6.1: Transfer-Encoding in HTTP/1.0 is faulty framing */
        {HTTP_POST, false, "Host:a|Transfer-Encoding:chunked",                           "request.framing"},
    };
    (void)state;
    assert_headers(rows, COUNT(rows));
}

/* RFC 9110, section 9.3.1: content in a GET has no meaning */
static void a_get_has_no_content(void **state)
{
    static const struct headers_case rows[] = {
        {HTTP_GET,  true, "Host:a|Content-Length:0",          NULL             },
        {HTTP_GET,  true, "Host:a|Content-Length:5",          "request.framing"},
        {HTTP_HEAD, true, "Host:a|Transfer-Encoding:chunked", "request.framing"},
    };
    (void)state;
    assert_headers(rows, COUNT(rows));
}

/* RFC 6265, section 5.4: one Cookie header */
static void a_request_has_one_cookie_header(void **state)
{
    static const struct headers_case rows[] = {
        {HTTP_GET, true, "Host:a|Cookie:a=1",            NULL            },
        {HTTP_GET, true, "Host:a|Cookie:a=1|Cookie:b=1", "request.cookie"},
        {HTTP_GET, true, "Host:a|Cookie:a",              "request.cookie"},
    };
    (void)state;
    assert_headers(rows, COUNT(rows));
}

static void a_nul_in_a_header_is_refused(void **state)
{
    static const struct pair headers[] = {
        {STR_INIT("Host"), STR_INIT("a")                    },
        {STR_INIT("X"),    STR_INIT("1\0"
                                 "2")},
    };
    static const struct pair named[] = {
        {STR_INIT("Host"), STR_INIT("a")},
        {STR_INIT("X\0"),  STR_INIT("1")},
    };
    struct arena *arena = arena_new();
    struct request request = {
        .arena = arena, .headers = {headers, 2}
    };
    const struct address peer = {.family = ADDRESS_LOCAL};
    (void)state;
    assert_non_null(request_check_headers(&request, true, peer, NULL, 0));
    request.headers.items = named;
    assert_non_null(request_check_headers(&request, true, peer, NULL, 0));
    arena_free(arena);
}

static void headers_over_the_limit_are_refused(void **state)
{
    struct arena *arena = arena_new();
    char *filler = arena_alloc(arena, REQUEST_HEADERS);
    const struct pair headers[] = {
        {STR_INIT("Host"), STR_INIT("a")            },
        {STR_INIT("X"),    {filler, REQUEST_HEADERS}},
    };
    struct request request = {
        .arena = arena, .headers = {headers, 2}
    };
    const struct fault *fault;
    (void)state;
    memset(filler, 'x', REQUEST_HEADERS);
    fault = request_check_headers(&request, true, (struct address){0}, NULL, 0);
    assert_non_null(fault);
    assert_string_equal(fault->key, "request.headers_too_long");
    arena_free(arena);
}

static void the_host_is_lower_case_with_its_port(void **state)
{
    struct arena *arena = arena_new();
    struct request *request;
    (void)state;
    assert_no_fault(
        check(arena, HTTP_GET, "Host: ThanhBa.VN:8443 |Cookie: a=1; b=2", true, &request));
    assert_str(request->host, STR("thanhba.vn:8443"));
    assert_str(request_cookie(request, STR("b")), STR("2"));
    assert_false(request->is_secure);
    arena_free(arena);
}

static void only_a_trusted_proxy_is_believed(void **state)
{
    /*  who connected, X-Forwarded-For, -Proto, visitor, over TLS */
    static const struct {
        const char *peer;
        const char *chain;
        const char *proto;
        const char *visitor;
        bool is_secure;
    } rows[] = {
        {"203.0.113.7", "198.51.100.1",                    "https",       "203.0.113.7",  false},
        {"10.0.0.1",    "198.51.100.1",                    "https",       "198.51.100.1", true },
        {"10.0.0.1",    "198.51.100.1",                    "HTTPS",       "198.51.100.1", true },
        {"10.0.0.1",    "198.51.100.1",                    "http",        "198.51.100.1", false},
        {"10.0.0.1",    "198.51.100.1",                    "http, https", "198.51.100.1", false},
        {"10.0.0.1",    "6.6.6.6, 198.51.100.1",           "https",       "198.51.100.1", true },
        {"10.0.0.1",    "6.6.6.6, 198.51.100.1, 10.0.0.9", "https",       "198.51.100.1", true },
        {"10.0.0.1",    "10.0.0.8 ,10.0.0.9",              "https",       "10.0.0.8",     true },
        {"10.0.0.1",    "",                                "https",       "10.0.0.1",     true },
        {"10.0.0.1",    "nonsense",                        "https",       "10.0.0.1",     true },
        {"10.0.0.1",    "198.51.100.1, nonsense",          "https",       "10.0.0.1",     true },
        {"10.0.0.1",    "2001:db8::1",                     "https",       "2001:db8::1",  true },
        {"10.0.0.1",    "198.51.100.1:4711",               "https",       "198.51.100.1", true },
        {"10.0.0.1",    "[2001:db8::1]:4711",              "https",       "2001:db8::1",  true },
        {"10.0.0.1",    "[2001:db8::1]",                   "https",       "2001:db8::1",  true },
        {"10.0.0.1",    "[]:4711",                         "https",       "10.0.0.1",     true },
        {"10.0.0.1",    ":4711",                           "https",       "10.0.0.1",     true },
        {"local",       "198.51.100.1",                    "https",       "local",        false},
    };
    struct arena *arena = arena_new();
    struct address_network *proxies;
    struct buf list = buf_init(arena, 4096);
    size_t count;
    (void)state;
    for (int i = 1; i <= 60; i++)
        buf_printf(&list, "192.0.2.%d, ", i);
    buf_add_literal(&list, ", 10.0.0.0/8");
    assert_no_fault(address_networks_parse(arena, buf_str(&list), &proxies, &count));
    assert_int_equal(count, 61);
    for (size_t i = 0; i < COUNT(rows); i++) {
        const struct pair headers[] = {
            {STR_INIT("Host"),              STR_INIT("a")            },
            {STR_INIT("X-Forwarded-For"),   str_from_c(rows[i].chain)},
            {STR_INIT("X-Forwarded-Proto"), str_from_c(rows[i].proto)},
        };
        struct request request = {
            .arena = arena, .headers = {headers, 3}
        };
        struct address peer;
        assert_true(address_parse(str_from_c(rows[i].peer), &peer));
        assert_no_fault(request_check_headers(&request, true, peer, proxies, count));
        assert_str(address_text(arena, request.peer), str_from_c(rows[i].visitor));
        assert_int_equal(request.is_secure, rows[i].is_secure);
    }
    arena_free(arena);
}

static void methods_are_known_by_their_exact_names(void **state)
{
    (void)state;
    assert_int_equal(http_method_of(STR("GET")), HTTP_GET);
    assert_int_equal(http_method_of(STR("DELETE")), HTTP_DELETE);
    assert_int_equal(http_method_of(STR("get")), HTTP_OTHER); /* RFC 9110, 9.1: case matters */
    assert_int_equal(http_method_of(STR("TRACE")), HTTP_OTHER);
    assert_int_equal(http_method_of(STR("")), HTTP_OTHER);
    assert_str(http_method_name(HTTP_POST), STR("POST"));
    assert_str(http_method_name(HTTP_OTHER), STR("OTHER"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_target_becomes_a_path_and_a_query),
        cmocka_unit_test(a_target_that_is_no_path_of_this_site_is_refused),
        cmocka_unit_test(a_path_with_empty_or_dotted_segments_is_refused),
        cmocka_unit_test(a_path_with_a_hidden_slash_is_refused),
        cmocka_unit_test(a_target_with_controls_spaces_or_a_fragment_is_refused),
        cmocka_unit_test(a_target_badly_encoded_is_refused),
        cmocka_unit_test(an_endless_target_or_query_is_refused),
        cmocka_unit_test(a_request_names_one_host),
        cmocka_unit_test(a_header_has_a_name_that_is_a_token),
        cmocka_unit_test(a_header_value_holds_no_control),
        cmocka_unit_test(a_request_has_one_length_said_once),
        cmocka_unit_test(a_get_has_no_content),
        cmocka_unit_test(a_request_has_one_cookie_header),
        cmocka_unit_test(a_nul_in_a_header_is_refused),
        cmocka_unit_test(headers_over_the_limit_are_refused),
        cmocka_unit_test(the_host_is_lower_case_with_its_port),
        cmocka_unit_test(only_a_trusted_proxy_is_believed),
        cmocka_unit_test(methods_are_known_by_their_exact_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
