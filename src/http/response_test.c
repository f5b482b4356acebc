/*
 * Responses: the guards of every answer, keeping, files and their ranges.
 */
#include "http/response.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/crypto.h"
#include "base/testing.h"
#include "http/etag.h"
#include "http/status.h"

static struct request *ask(struct arena *arena, enum http_method method, const char *name,
                           const char *value)
{
    struct request *request = ARENA_NEW(arena, struct request);
    struct pair *headers = arena_alloc_array(arena, 2, sizeof(*headers));
    headers[0] = (struct pair){str_from_c(name), str_from_c(value)};
    request->arena = arena;
    request->method = method;
    request->headers = (struct pairs){headers, name ? 1 : 0};
    return request;
}

static void every_answer_is_guarded(void **state)
{
    /*  header, its value */
    static const struct {
        const char *name;
        const char *value;
    } rows[] = {
        {"X-Content-Type-Options",       "nosniff"    }, /* Fetch, 3.6 */
        {"Referrer-Policy",              "same-origin"},
        {"Cross-Origin-Opener-Policy",   "same-origin"},
        {"Cross-Origin-Resource-Policy", "same-origin"},
        {"Cache-Control",                "no-store"   }, /* personal unless said otherwise */
    };
    /* Content Security Policy Level 3, 6.1 to 6.4: what must be said, what must not */
    static const char *const must[] = {
        "default-src 'none'", "style-src 'self'", "script-src 'self'",
        "form-action 'self'", "base-uri 'none'",  "frame-ancestors 'none'",
    };
    static const char *const must_not[] = {"unsafe-inline", "unsafe-eval", "data:", "*", "http:"};
    static const int statuses[] = {200, 303, 404, 500};
    (void)state;
    for (size_t s = 0; s < COUNT(statuses); s++) {
        struct arena *arena = arena_new();
        struct response response;
        struct str policy;
        response_init(&response, arena);
        response_html(&response, statuses[s], STR("x"));
        response_finish(&response, ask(arena, HTTP_GET, NULL, NULL));
        for (size_t i = 0; i < COUNT(rows); i++)
            assert_str(response_header(&response, str_from_c(rows[i].name)),
                       str_from_c(rows[i].value));
        policy = response_header(&response, STR("Content-Security-Policy"));
        for (size_t i = 0; i < COUNT(must); i++)
            if (str_find(policy, str_from_c(must[i]), 0) < 0)
                fail_msg("no %s", must[i]);
        for (size_t i = 0; i < COUNT(must_not); i++)
            if (str_find(policy, str_from_c(must_not[i]), 0) >= 0)
                fail_msg("%s", must_not[i]);
        policy = response_header(&response, STR("Permissions-Policy"));
        assert_true(str_find(policy, STR("camera=()"), 0) >= 0);
        assert_true(str_find(policy, STR("geolocation=()"), 0) >= 0);
        assert_null(response_header(&response, STR("Server")).ptr);
        assert_null(response_header(&response, STR("X-Powered-By")).ptr);
        assert_null(response_header(&response, STR("Strict-Transport-Security")).ptr);
        arena_free(arena);
    }
}

static void a_handler_cannot_loosen_the_guards(void **state)
{
    struct arena *arena = arena_new();
    struct response response;
    size_t policies = 0;
    (void)state;
    response_init(&response, arena);
    response_add_header(&response, STR("content-security-policy"), STR("default-src *"));
    response_finish(&response, ask(arena, HTTP_GET, NULL, NULL));
    for (size_t i = 0; i < response.header_count; i++)
        if (str_equal_ascii_nocase(response.headers[i].name, STR("Content-Security-Policy")))
            policies++;
    assert_int_equal(policies, 1);
    assert_true(str_starts(response_header(&response, STR("Content-Security-Policy")),
                           STR("default-src 'none'")));
    arena_free(arena);
}

static void what_others_sent_is_shown_in_a_sandbox(void **state)
{
    struct arena *arena = arena_new();
    struct request *request;
    struct response response;
    (void)state;
    assert_no_fault(request_new(arena, HTTP_GET, STR("/tep/x"), STR(""), &request));
    response_init(&response, arena);
    response_sandbox(&response);
    response_finish(&response, request);
    assert_true(str_starts(response_header(&response, STR("Content-Security-Policy")),
                           STR("sandbox; default-src 'none'")));
    arena_free(arena);
}

static void hsts_is_sent_over_tls_alone(void **state)
{
    struct arena *arena = arena_new();
    struct request *request = ask(arena, HTTP_GET, NULL, NULL);
    struct response response;
    (void)state;
    request->is_secure = true; /* RFC 6797, section 7.2: not over plain HTTP */
    response_init(&response, arena);
    response_finish(&response, request);
    assert_true(str_starts(response_header(&response, STR("Strict-Transport-Security")),
                           STR("max-age=31536000")));
    arena_free(arena);
}

static void a_header_cannot_begin_another(void **state)
{
    struct arena *arena = arena_new();
    struct response response;
    (void)state;
    response_init(&response, arena);
    response_add_header(&response, STR("X"), STR("a\r\nSet-Cookie: b=1\0c\x7f"));
    assert_str(response_header(&response, STR("X")), STR("a  Set-Cookie: b=1 c "));
    response_redirect(&response, STR("/a\r\nX: 1"));
    assert_str(response_header(&response, STR("Location")), STR("/a%0D%0AX:%201"));
    response_attachment(&response, STR("a\"\r\nb;.pdf"));
    assert_true(str_find(response_header(&response, STR("Content-Disposition")), STR("\n"), 0) < 0);
    arena_free(arena);
}

static void a_redirect_is_a_path_in_ascii(void **state)
{
    struct arena *arena = arena_new();
    struct response response;
    (void)state;
    response_init(&response, arena);
    response_redirect(&response, STR("/tìm?q=đất#a"));
    assert_int_equal(response.status, 303); /* RFC 9110, 15.4.4: after a form */
    assert_str(response_header(&response, STR("Location")), STR("/t%C3%ACm?q=%C4%91%E1%BA%A5t#a"));
    response_moved(&response, STR("/a%20b"));
    assert_int_equal(response.status, 308); /* 15.4.9: keeps the method */
    assert_str(response_header(&response, STR("Location")), STR("/a%20b"));
    arena_free(arena);
}

static void names_of_files_come_in_both_forms(void **state)
{
    /*  name, header; RFC 6266, section 4.3; RFC 8187, section 3.2 */
    static const struct {
        const char *name;
        const char *header;
    } rows[] = {
        {"Báo cáo quý 1.pdf", "attachment; filename=\"bao-cao-quy-1.pdf\"; "
                              "filename*=UTF-8''B%C3%A1o%20c%C3%A1o%20qu%C3%BD%201.pdf"},
        {"a\"b.txt",             "attachment; filename=\"a-b.txt\"; filename*=UTF-8''a%22b.txt"                        },
        {"...",                  "attachment; filename=\"file\"; filename*=UTF-8''..."                                 },
        {"không đuôi",
         "attachment; filename=\"khong-duoi\"; filename*=UTF-8''kh%C3%B4ng%20%C4%91u%C3%B4i"                           },
    };
    struct arena *arena = arena_new();
    struct response response;
    (void)state;
    response_init(&response, arena);
    for (size_t i = 0; i < COUNT(rows); i++) {
        response_attachment(&response, str_from_c(rows[i].name));
        assert_str(response_header(&response, STR("Content-Disposition")),
                   str_from_c(rows[i].header));
    }
    response_inline(&response, STR("a.pdf"));
    assert_str(response_header(&response, STR("Content-Disposition")),
               STR("inline; filename=\"a.pdf\"; filename*=UTF-8''a.pdf"));
    arena_free(arena);
}

static void a_page_that_the_visitor_has_is_not_sent_again(void **state)
{
    /*  method, status, If-None-Match, status sent; RFC 9110, section 13.1.2 */
    static const struct {
        enum http_method method;
        int status;
        const char *condition;
        int sent;
    } rows[] = {
        {HTTP_GET,  200, "\"a\"",   304},
        {HTTP_HEAD, 200, "\"a\"",   304},
        {HTTP_GET,  200, "W/\"a\"", 304},
        {HTTP_GET,  200, "*",       304},
        {HTTP_GET,  200, "\"b\"",   200},
        {HTTP_POST, 200, "\"a\"",   200},
        {HTTP_GET,  404, "\"a\"",   404},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct arena *arena = arena_new();
        struct response response;
        response_init(&response, arena);
        response_html(&response, rows[i].status, STR("page"));
        response_etag(&response, STR("\"a\""));
        response_keep(&response, RESPONSE_REVALIDATE);
        response_finish(&response, ask(arena, rows[i].method, "If-None-Match", rows[i].condition));
        assert_int_equal(response.status, rows[i].sent);
        assert_int_equal(response.body.len, rows[i].sent == 304 ? 0 : 4);
        assert_str(response_header(&response, STR("ETag")), STR("\"a\"")); /* 15.4.5 */
        assert_str(response_header(&response, STR("Cache-Control")),
                   STR("public, max-age=0, stale-while-revalidate=30"));
        arena_free(arena);
    }
}

static void a_file_is_sent_whole_or_in_the_part_asked_for(void **state)
{
    /*  Range, If-Range, status, offset, length, Content-Range; RFC 9110, 14.4 and 13.1.5 */
    static const struct {
        const char *range;
        const char *condition;
        int status;
        unsigned offset;
        unsigned length;
        const char *content_range;
    } rows[] = {
        {NULL,            NULL,                            200, 0, 10, NULL          },
        {"bytes=2-4",     NULL,                            206, 2, 3,  "bytes 2-4/10"},
        {"bytes=-3",      NULL,                            206, 7, 3,  "bytes 7-9/10"},
        {"bytes=10-",     NULL,                            416, 0, 0,  "bytes */10"  },
        {"bytes=0-1,3-4", NULL,                            200, 0, 10, NULL          },
        {"bytes=2-4",     "\"a\"",                         206, 2, 3,  "bytes 2-4/10"},
        {"bytes=2-4",     "\"b\"",                         200, 0, 10, NULL          },
        {"bytes=2-4",     "W/\"a\"",                       200, 0, 10, NULL          }, /* compared strongly */
        {"bytes=2-4",     "Sun, 06 Nov 1994 08:49:37 GMT", 200, 0, 10, NULL          },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct arena *arena = arena_new();
        struct pair headers[2];
        struct request request = {
            .arena = arena, .method = HTTP_GET, .headers = {headers, 0}
        };
        struct response response;
        int ends[2];
        assert_int_equal(pipe(ends), 0);
        if (rows[i].range)
            headers[request.headers.count++] =
                (struct pair){STR("Range"), str_from_c(rows[i].range)};
        if (rows[i].condition)
            headers[request.headers.count++] =
                (struct pair){STR("If-Range"), str_from_c(rows[i].condition)};
        response_init(&response, arena);
        response_etag(&response, STR("\"a\""));
        response_file(&response, &request, ends[0], 10, STR("application/pdf"));
        response_keep(&response, RESPONSE_IMMUTABLE);
        response_finish(&response, &request);
        assert_int_equal(response.status, rows[i].status);
        /* a cache that kept the refusal of a part would refuse the whole for a year */
        assert_str(response_header(&response, STR("Cache-Control")),
                   rows[i].status == 416 ? STR("no-store")
                                         : STR("public, max-age=31536000, immutable"));
        assert_int_equal(response.offset, rows[i].offset);
        assert_str(response_header(&response, STR("Content-Range")),
                   str_from_c(rows[i].content_range));
        if (rows[i].status != 416) {
            assert_int_equal(response.length, rows[i].length);
            assert_int_equal(response.descriptor, ends[0]);
        }
        response_reset(&response);
        assert_int_equal(close(ends[0]), -1); /* closed in every case */
        close(ends[1]);
        arena_free(arena);
    }
}

static void more_headers_than_there_is_room_are_left_out(void **state)
{
    struct arena *arena = arena_new();
    struct response response;
    (void)state;
    response_init(&response, arena);
    for (int i = 0; i < 100; i++)
        response_add_header(&response, STR("X"), STR("1"));
    assert_int_equal(response.header_count, RESPONSE_HEADERS);
    arena_free(arena);
}

static void every_fault_has_its_status(void **state)
{
    /* the statuses that base/fault.h names */
    static const int statuses[] = {
        [FAULT_MALFORMED] = 400, [FAULT_UNAUTHENTICATED] = 401, [FAULT_FORBIDDEN] = 403,
        [FAULT_NOT_FOUND] = 404, [FAULT_METHOD] = 405,          [FAULT_CONFLICT] = 409,
        [FAULT_GONE] = 410,      [FAULT_TOO_LARGE] = 413,       [FAULT_UNSUPPORTED] = 415,
        [FAULT_INVALID] = 422,   [FAULT_TOO_MANY] = 429,        [FAULT_UNAVAILABLE] = 503,
        [FAULT_INTERNAL] = 500,
    };
    (void)state;
    for (size_t i = 0; i < COUNT(statuses); i++) {
        assert_int_equal(status_of_fault((enum fault_kind)i), statuses[i]);
        assert_string_not_equal(status_reason(statuses[i]), "Unknown");
    }
    assert_string_equal(status_reason(799), "Unknown");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_answer_is_guarded),
        cmocka_unit_test(a_handler_cannot_loosen_the_guards),
        cmocka_unit_test(what_others_sent_is_shown_in_a_sandbox),
        cmocka_unit_test(hsts_is_sent_over_tls_alone),
        cmocka_unit_test(a_header_cannot_begin_another),
        cmocka_unit_test(a_redirect_is_a_path_in_ascii),
        cmocka_unit_test(names_of_files_come_in_both_forms),
        cmocka_unit_test(a_page_that_the_visitor_has_is_not_sent_again),
        cmocka_unit_test(a_file_is_sent_whole_or_in_the_part_asked_for),
        cmocka_unit_test(more_headers_than_there_is_room_are_left_out),
        cmocka_unit_test(every_fault_has_its_status),
    };
    return crypto_start() ? cmocka_run_group_tests(tests, NULL, NULL) : 1;
}
