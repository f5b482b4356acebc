/*
 * The router: which row answers, which rows contradict each other.
 */
#include "http/router.h"

#include <string.h>

#include "base/testing.h"

static const struct fault *handler(struct work *work, const struct request *request,
                                   struct response *response)
{
    (void)work;
    (void)request;
    (void)response;
    return NULL;
}

static const struct route rows[] = {
    {HTTP_GET,    "/",                          handler, NULL, 0, NULL},
    {HTTP_GET,    "/tin-tuc",                   handler, NULL, 0, NULL},
    {HTTP_GET,    "/tin-tuc/moi",               handler, NULL, 0, NULL},
    {HTTP_GET,    "/tin-tuc/{slug}",            handler, NULL, 0, NULL},
    {HTTP_GET,    "/tin-tuc/{slug}.pdf",        handler, NULL, 0, NULL},
    {HTTP_GET,    "/tin-tuc/{slug}.sao.pdf",    handler, NULL, 0, NULL},
    {HTTP_POST,   "/tin-tuc/{address}",         handler, NULL, 0, NULL},
    {HTTP_GET,    "/{unit}/tin/{slug}",         handler, NULL, 0, NULL},
    {HTTP_GET,    "/tin-tuc/moi/{page}/ngay",   handler, NULL, 0, NULL},
    {HTTP_GET,    "/{unit}/{what}/{page}/khac", handler, NULL, 0, NULL},
    {HTTP_PUT,    "/api/{id}",                  handler, NULL, 0, NULL},
    {HTTP_DELETE, "/api/{id}",                  handler, NULL, 0, NULL},
};

static struct router *sample(struct arena *arena)
{
    struct router *router = router_new(arena);
    assert_no_fault(router_add(router, arena, rows, COUNT(rows)));
    return router;
}

static void the_most_literal_row_answers(void **state)
{
    /*  path, row, its params as name=value;… */
    static const struct {
        const char *path;
        const char *pattern;
        const char *params;
    } cases[] = {
        {"/",                   "/",                          ""                             },
        {"/tin-tuc",            "/tin-tuc",                   ""                             },
        {"/tin-tuc/moi",        "/tin-tuc/moi",               ""                             },
        {"/tin-tuc/moi2",       "/tin-tuc/{slug}",            "slug=moi2;"                   },
        {"/tin-tuc/đất",     "/tin-tuc/{slug}",            "slug=đất;"                 },
        {"/tin-tuc/a.pdf",      "/tin-tuc/{slug}.pdf",        "slug=a;"                      },
        {"/tin-tuc/a.b.pdf",    "/tin-tuc/{slug}.pdf",        "slug=a.b;"                    },
        {"/tin-tuc/a.sao.pdf",  "/tin-tuc/{slug}.sao.pdf",    "slug=a;"                      },
        {"/tin-tuc/.pdf",       "/tin-tuc/{slug}",            "slug=.pdf;"                   },
        {"/tin-tuc/.sao.pdf",   "/tin-tuc/{slug}.pdf",        "slug=.sao;"                   },
        {"/ha-tu/tin/a",        "/{unit}/tin/{slug}",         "unit=ha-tu;slug=a;"           },
 /* the preferred way leads nowhere: the next is tried, without its values */
        {"/tin-tuc/tin/a",      "/{unit}/tin/{slug}",         "unit=tin-tuc;slug=a;"         },
        {"/tin-tuc/moi/2/ngay", "/tin-tuc/moi/{page}/ngay",   "page=2;"                      },
        {"/tin-tuc/moi/2/khac", "/{unit}/{what}/{page}/khac", "unit=tin-tuc;what=moi;page=2;"},
    };
    struct arena *arena = arena_new();
    struct router *router = sample(arena);
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct route_match match;
        struct buf params = buf_init(arena, 256);
        assert_int_equal(router_find(router, HTTP_GET, str_from_c(cases[i].path), &match),
                         ROUTE_FOUND);
        assert_string_equal(match.route->pattern, cases[i].pattern);
        for (size_t p = 0; p < match.param_count; p++)
            buf_printf(&params, PRISTR "=" PRISTR ";", STRARG(match.params[p].name),
                       STRARG(match.params[p].value));
        assert_str(buf_str(&params), str_from_c(cases[i].params));
    }
    arena_free(arena);
}

static void rows_of_one_address_name_their_own_params(void **state)
{
    struct arena *arena = arena_new();
    struct router *router = sample(arena);
    struct route_match match;
    (void)state;
    assert_int_equal(router_find(router, HTTP_POST, STR("/tin-tuc/a"), &match), ROUTE_FOUND);
    assert_str(match.params[0].name, STR("address"));
    arena_free(arena);
}

static void nothing_else_is_found(void **state)
{
    static const char *const paths[] = {
        "/x",         "/tin-tuc/a/b/c/d",
        "/tin",       "/tin-tuc2",
        "/TIN-TUC",   "/api",
        "/ha-tu/tin", "/1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16/17",
    };
    struct arena *arena = arena_new();
    struct router *router = sample(arena);
    struct route_match match;
    (void)state;
    for (size_t i = 0; i < COUNT(paths); i++)
        if (router_find(router, HTTP_GET, str_from_c(paths[i]), &match) != ROUTE_NOT_FOUND)
            fail_msg("%s was found", paths[i]);
    arena_free(arena);
}

static void another_method_is_told_what_is_allowed(void **state)
{
    /*  method, path, Allow; RFC 9110, sections 10.2.1 and 15.5.6 */
    static const struct {
        enum http_method method;
        const char *path;
        const char *allow;
    } cases[] = {
        {HTTP_POST,    "/",          "GET, HEAD"      },
        {HTTP_OTHER,   "/",          "GET, HEAD"      },
        {HTTP_OPTIONS, "/",          "GET, HEAD"      },
        {HTTP_DELETE,  "/tin-tuc/a", "GET, HEAD, POST"},
        {HTTP_GET,     "/api/7",     "PUT, DELETE"    },
        {HTTP_HEAD,    "/api/7",     "PUT, DELETE"    },
    };
    struct arena *arena = arena_new();
    struct router *router = sample(arena);
    struct route_match match;
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        assert_int_equal(router_find(router, cases[i].method, str_from_c(cases[i].path), &match),
                         ROUTE_WRONG_METHOD);
        assert_str(match.allow, str_from_c(cases[i].allow));
    }
    arena_free(arena);
}

static void head_finds_the_row_of_get(void **state)
{
    struct arena *arena = arena_new();
    struct router *router = sample(arena);
    struct route_match match;
    (void)state;
    assert_int_equal(router_find(router, HTTP_HEAD, STR("/tin-tuc"), &match), ROUTE_FOUND);
    assert_int_equal(match.route->method, HTTP_GET);
    arena_free(arena);
}

static void a_last_slash_is_sent_to_the_proper_address(void **state)
{
    struct arena *arena = arena_new();
    struct router *router = sample(arena);
    struct route_match match;
    (void)state;
    assert_int_equal(router_find(router, HTTP_GET, STR("/tin-tuc/"), &match), ROUTE_MOVED);
    assert_str(match.canonical, STR("/tin-tuc"));
    assert_int_equal(router_find(router, HTTP_GET, STR("/khong-co/"), &match), ROUTE_NOT_FOUND);
    arena_free(arena);
}

static void contradictions_are_found_at_the_start(void **state)
{
    static const struct route bad[] = {
        {HTTP_GET,   "",                                           handler, NULL, 0, NULL},
        {HTTP_GET,   "tin",                                        handler, NULL, 0, NULL},
        {HTTP_GET,   "/a//b",                                      handler, NULL, 0, NULL},
        {HTTP_GET,   "/a/",                                        handler, NULL, 0, NULL},
        {HTTP_GET,   "//",                                         handler, NULL, 0, NULL},
        {HTTP_GET,   "/{}",                                        handler, NULL, 0, NULL},
        {HTTP_GET,   "/{a",                                        handler, NULL, 0, NULL},
        {HTTP_GET,   "/a}",                                        handler, NULL, 0, NULL},
        {HTTP_GET,   "/x{a}",                                      handler, NULL, 0, NULL},
        {HTTP_GET,   "/{a}{b}",                                    handler, NULL, 0, NULL},
        {HTTP_GET,   "/{a{b}}",                                    handler, NULL, 0, NULL},
        {HTTP_GET,   "/a",                                         NULL,    NULL, 0, NULL},
        {HTTP_HEAD,  "/a",                                         handler, NULL, 0, NULL},
        {HTTP_OTHER, "/a",                                         handler, NULL, 0, NULL},
        {HTTP_GET,   "/tin-tuc/{khac}",                            handler, NULL, 0, NULL}, /* {slug} by another name */
        {HTTP_GET,   "/tin-tuc",                                   handler, NULL, 0, NULL},
        {HTTP_GET,   "/{a}/{b}/{c}/{d}/{e}/{f}/{g}/{h}/{i}",       handler, NULL, 0, NULL},
        {HTTP_GET,   "/1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16/17", handler, NULL, 0, NULL},
    };
    struct arena *arena = arena_new();
    (void)state;
    for (size_t i = 0; i < COUNT(bad); i++) {
        const struct fault *fault = router_add(sample(arena), arena, &bad[i], 1);
        if (!fault)
            fail_msg("%s was accepted", bad[i].pattern);
        assert_int_equal(fault->kind, FAULT_INTERNAL);
    }
    arena_free(arena);
}

static void all_rows_are_listed_in_order(void **state)
{
    struct arena *arena = arena_new();
    struct router *router = sample(arena);
    size_t count;
    const struct route *const *list = router_routes(router, &count);
    (void)state;
    assert_int_equal(count, COUNT(rows));
    for (size_t i = 0; i < count; i++)
        assert_ptr_equal(list[i], &rows[i]);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_most_literal_row_answers),
        cmocka_unit_test(rows_of_one_address_name_their_own_params),
        cmocka_unit_test(nothing_else_is_found),
        cmocka_unit_test(another_method_is_told_what_is_allowed),
        cmocka_unit_test(head_finds_the_row_of_get),
        cmocka_unit_test(a_last_slash_is_sent_to_the_proper_address),
        cmocka_unit_test(contradictions_are_found_at_the_start),
        cmocka_unit_test(all_rows_are_listed_in_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
