/*
 * How much of a body is read, without a socket: the numbers of RFC 9110 and of request.h.
 */
#include "http/intake.h"

#include "base/crypto.h"
#include "base/testing.h"

enum {
    MIB = 1024 * 1024,
    UPLOAD = 8 * MIB
};

#define FORM "multipart/form-data; boundary=b"

/* An exchange whose head was understood. */
static struct exchange *heard(struct exchanges *exchanges, enum http_method method,
                              const char *type, const char *length, const char *expect)
{
    struct exchange *exchange = exchange_take(exchanges, NULL);
    struct pair *headers = arena_alloc(exchange->arena, 3 * sizeof(*headers));
    size_t count = 0;
    exchange->request.method = method;
    headers[count++] = (struct pair){STR("Content-Type"), str_from_c(type)};
    if (length)
        headers[count++] = (struct pair){STR("Content-Length"), str_from_c(length)};
    else
        headers[count++] = (struct pair){STR("Transfer-Encoding"), STR("chunked")};
    if (expect)
        headers[count++] = (struct pair){STR("Expect"), str_from_c(expect)};
    exchange->request.headers = (struct pairs){headers, count};
    return exchange;
}

static void take_files(void *context, struct request *request, struct server_limits *limits)
{
    (void)context;
    (void)request;
    *limits = (struct server_limits){.body = UPLOAD, .takes_files = true};
}

static const char *key_of(const struct fault *fault)
{
    return fault ? fault->key : "";
}

static void a_body_is_bounded_before_it_is_read(void **state)
{
    static const char text[] = "application/x-www-form-urlencoded";
    /*  method, type, length, Expect; a fault at once; a fault when it was heard out */
    static const struct {
        enum http_method method;
        const char *type;
        const char *length;
        const char *expect;
        const char *at_once;
        const char *at_last;
    } rows[] = {
        {HTTP_POST, text, "5",         NULL,           "",                  ""                 },
        {HTTP_POST, text, "1048576",   NULL,           "",                  ""                 },
        {HTTP_POST, text, "1048577",   NULL,           "",                  "request.too_large"}, /* 1 MiB and 1 */
        {HTTP_POST, text, "1048577",   "100-continue", "request.too_large", ""                 },
        {HTTP_POST, text, "9437184",   NULL,           "",                  "request.too_large"}, /* 1 + 8 MiB */
        {HTTP_POST, text, "9437185",   NULL,           "request.too_large", ""                 },
        {HTTP_POST, text, NULL,        NULL,           "request.no_length", ""                 },
        {HTTP_GET,  text, NULL,        NULL,           "request.no_length", ""                 },
        {HTTP_POST, FORM, "8388609",   NULL,           "",                  ""                 }, /* its files alone */
        {HTTP_POST, FORM, "536870912", NULL,           "",                  ""                 },
        {HTTP_POST, FORM, "536870913", NULL,           "request.too_large", ""                 },
    };
    const struct server_app app = {.limits = take_files};
    struct exchanges *exchanges = exchanges_new();
    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct exchange *exchange =
            heard(exchanges, rows[i].method, rows[i].type, rows[i].length, rows[i].expect);
        const char *at_once = key_of(intake_begin(exchange, &app, testing_place()));
        const char *at_last = key_of(exchange->refused);
        if (strcmp(at_once, rows[i].at_once) != 0 || strcmp(at_last, rows[i].at_last) != 0)
            fail_msg("row %zu: \"%s\" at once, \"%s\" at last", i, at_once, at_last);
        exchange_give_back(exchanges, exchange);
    }
    exchanges_free(exchanges);
}

static void who_sends_too_much_is_told_how_much_is_taken(void **state)
{
    const struct server_app app = {.limits = take_files};
    struct exchanges *exchanges = exchanges_new();
    struct exchange *text = heard(exchanges, HTTP_POST, "text/plain", "9437185", NULL);
    struct exchange *form = heard(exchanges, HTTP_POST, FORM, "536870913", NULL);
    const struct fault *of_text = intake_begin(text, &app, testing_place());
    const struct fault *of_form = intake_begin(form, &app, testing_place());
    (void)state;
    assert_str(of_text->args[0].value, STR("1"));
    assert_str(of_form->args[0].value, STR("8"));
    exchange_give_back(exchanges, text);
    exchange_give_back(exchanges, form);
    exchanges_free(exchanges);
}

static void a_body_that_is_not_kept_leaves_no_word_behind(void **state)
{
    const struct server_app app = {.limits = take_files};
    struct exchanges *exchanges = exchanges_new();
    struct exchange *kept = heard(exchanges, HTTP_POST, "text/plain", "4", NULL);
    struct exchange *dropped = heard(exchanges, HTTP_POST, "text/plain", "2097152", NULL);
    (void)state;
    assert_no_fault(intake_begin(kept, &app, testing_place()));
    intake_feed(kept, STR("a="));
    intake_feed(kept, STR("1"));
    intake_feed(kept, STR("2"));
    intake_end(kept);
    assert_str(kept->request.body, STR("a=12"));
    assert_no_fault(intake_begin(dropped, &app, testing_place()));
    intake_feed(dropped, STR("a=12"));
    intake_end(dropped);
    assert_string_equal(key_of(dropped->refused), "request.too_large");
    assert_int_equal(dropped->request.body.len, 0);
    exchange_give_back(exchanges, kept);
    exchange_give_back(exchanges, dropped);
    exchanges_free(exchanges);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_body_is_bounded_before_it_is_read),
        cmocka_unit_test(who_sends_too_much_is_told_how_much_is_taken),
        cmocka_unit_test(a_body_that_is_not_kept_leaves_no_word_behind),
    };
    return crypto_start() ? cmocka_run_group_tests(tests, NULL, NULL) : 1;
}
