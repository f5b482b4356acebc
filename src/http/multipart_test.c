/*
 * multipart/form-data against RFC 7578 and RFC 2046, whole and cut anywhere.
 */
#include "http/multipart.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/crypto.h"
#include "base/testing.h"

#define HEAD(name) "--B\r\nContent-Disposition: form-data; name=\"" name "\"\r\n\r\n"

static const struct fault *parse(struct arena *arena, struct str body, size_t piece,
                                 const struct part **ret_parts)
{
    struct multipart *parser = multipart_new(arena, STR("B"), testing_place());
    for (size_t at = 0; at < body.len; at += piece) {
        const struct fault *fault = multipart_feed(parser, str_slice(body, at, piece));
        if (fault)
            return fault;
    }
    return multipart_end(parser, ret_parts);
}

static void a_boundary_is_read_from_the_content_type(void **state)
{
    /*  Content-Type, boundary or NULL; RFC 2046, section 5.1.1 */
    static const struct {
        const char *type;
        const char *boundary;
    } rows[] = {
        {"multipart/form-data; boundary=abc",                                                "abc"                                                                   },
        {"Multipart/Form-Data; BOUNDARY=abc",                                                "abc"                                                                   },
        {"multipart/form-data;boundary=\"a b\"",                                             NULL                                                                    }, /* we take no spaces */
        {"multipart/form-data; boundary=\"a:b=c?\"",                                         "a:b=c?"                                                                },
        {"multipart/form-data; charset=utf-8; boundary=----x'()",                            "----x'()"                                                              },
        {"multipart/form-data; boundary=",                                                   NULL                                                                    },
        {"multipart/form-data; boundary=\"\"",                                               NULL                                                                    },
        {"multipart/form-data",                                                              NULL                                                                    },
        {"multipart/mixed; boundary=abc",                                                    NULL                                                                    },
        {"application/x-www-form-urlencoded; boundary=abc",                                  NULL                                                                    },
        {"multipart/form-data; boundary=a\"b",                                               NULL                                                                    },
        {"",                                                                                 NULL                                                                    },
        {"multipart/form-data; boundary="
         "0123456789012345678901234567890123456789012345678901234567890123456789",  "0123456789012345678901234567890123456789012345678901234567890123456789"},
        {"multipart/form-data; boundary="
         "01234567890123456789012345678901234567890123456789012345678901234567890", NULL                                                                    },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct str got = multipart_boundary(str_from_c(rows[i].type));
        if (!got.ptr != !rows[i].boundary)
            fail_msg("boundary of %s", rows[i].type);
        assert_str(got, str_from_c(rows[i].boundary));
    }
}

static void a_form_reads_the_same_wherever_it_was_cut(void **state)
{
    static const struct str body = STR_INIT(HEAD(
        "ten") "Nguyễn\x02 Văn A\r\n" /* unseen, from a copied paper */
               "--B\r\nContent-Disposition: form-data; name=\"f\"; filename=\"C:\\a\\Đơn.PDF\"\r\n"
               "Content-Type: application/pdf\r\n\r\n%PDF\r\n--\r\n--A\0\r\r\n\r\n"
               "--B\r\nContent-Disposition: form-data; name=rong\r\n\r\n\r\n"
               "--B--\r\n");
    (void)state;
    for (size_t piece = 1; piece <= body.len; piece++) {
        struct arena *arena = arena_new();
        const struct part *part = NULL;
        assert_no_fault(parse(arena, body, piece, &part));
        assert_str(part->name, STR("ten"));
        assert_str(part->bytes, STR("Nguyễn Văn A"));
        assert_false(part->is_file);
        part = part->next;
        assert_true(part->is_file);
        assert_str(part->filename, STR("Đơn.PDF"));
        assert_str(part->type, STR("application/pdf"));
        assert_str(part->bytes, STR("%PDF\r\n--\r\n--A\0\r\r\n"));
        assert_int_equal(part->size, 17);
        assert_null(part->spool);
        part = part->next;
        assert_str(part->name, STR("rong"));
        assert_int_equal(part->bytes.len, 0);
        assert_null(part->next);
        arena_free(arena);
    }
}

static void names_of_files_keep_their_last_component(void **state)
{
    /*  parameter, name kept; RFC 7578, section 4.2 */
    static const struct {
        const char *parameter;
        const char *name;
    } rows[] = {
        {"filename=\"a.pdf\"",                      "a.pdf"    },
        {"filename=a.pdf",                          "a.pdf"    },
        {"filename=\"\"",                           ""         },
        {"filename=\"../../etc/passwd\"",           "passwd"   },
        {"filename=\"..\"",                         ""         },
        {"filename=\"a/..\"",                       ""         },
        {"filename=\"C:\\x\\y.doc\"",               "y.doc"    },
        {"filename=\"a;b=c.txt\"",                  "a;b=c.txt"},
        {"filename=\"tr\u202Egnp.exe\"",            "trgnp.exe"}, /* UAX #9: not "trexe.png" */
        {"filename=\"\u2066.\u2069.\u200B\"",       ""         },
        {"filename=\"a%22b.txt\"",                  "a%22b.txt"}, /* WHATWG's escape is kept */
        {"filename=\"a\"; filename*=UTF-8''%C4%91", "a"        }, /* must not be used (4.2) */
    };
    struct arena *arena = arena_new();
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        const struct part *part = NULL;
        struct str body = arena_printf(arena,
                                       "--B\r\nContent-Disposition: form-data; name=f; %s\r\n\r\n"
                                       "x\r\n--B--\r\n",
                                       rows[i].parameter);
        const struct fault *fault = parse(arena, body, body.len, &part);
        assert_no_fault(fault);
        assert_true(part->is_file);
        assert_str(part->filename, str_from_c(rows[i].name));
    }
    arena_free(arena);
}

/* A backslash escapes nothing: the quote behind it is the closing one. */
static void text_after_the_closing_quote_of_a_name_is_refused(void **state)
{
    struct arena *arena = arena_new();
    const struct part *part = NULL;
    struct str body = STR("--B\r\nContent-Disposition: form-data; name=f; filename=\"a\\\".txt\r\n"
                          "\r\nx\r\n--B--\r\n");
    (void)state;
    assert_non_null(parse(arena, body, body.len, &part));
    arena_free(arena);
}

static void a_body_outside_the_grammar_is_refused(void **state)
{
    /*  body, kind of fault */
    static const struct {
        struct str body;
        enum fault_kind kind;
    } rows[] = {
        {STR_INIT(""),                                                                            FAULT_MALFORMED},
        {STR_INIT("--B"),                                                                         FAULT_MALFORMED},
        {STR_INIT("--B\r\n"),                                                                     FAULT_MALFORMED},
        {STR_INIT("--C\r\n"),                                                                     FAULT_MALFORMED},
        {STR_INIT("preamble\r\n--B--\r\n"),                                                       FAULT_MALFORMED},
        {STR_INIT(HEAD("a") "x"),                                                                 FAULT_MALFORMED},
        {STR_INIT(HEAD("a") "x\r\n--B"),                                                          FAULT_MALFORMED},
        {STR_INIT(HEAD("a") "x\r\n--B-"),                                                         FAULT_MALFORMED},
        {STR_INIT(HEAD("a") "x\r\n--B  \r\n"),                                                    FAULT_MALFORMED},
        {STR_INIT(HEAD("a") "x\r\n--B--\r\nepilogue"),                                            FAULT_MALFORMED},
        {STR_INIT(HEAD("a") "\xff\r\n--B--\r\n"),                                                 FAULT_MALFORMED},
        {STR_INIT(HEAD("a") "\xc0\xaf\r\n--B--\r\n"),                                             FAULT_MALFORMED},
        {STR_INIT(HEAD("a\x01") "x\r\n--B--\r\n"),                                                FAULT_MALFORMED},
        {STR_INIT(HEAD("") "x\r\n--B--\r\n"),                                                     FAULT_MALFORMED},
        {STR_INIT("--B\nContent-Disposition: form-data; name=a\n\nx\n--B--\n"),                   FAULT_MALFORMED},
        {STR_INIT("--B\r\n\r\nx\r\n--B--\r\n"),                                                   FAULT_MALFORMED},
        {STR_INIT("--B\r\nContent-Type: text/plain\r\n\r\nx\r\n--B--\r\n"),                       FAULT_MALFORMED},
        {STR_INIT("--B\r\nContent-Disposition: attachment; name=a\r\n\r\nx\r\n--B--\r\n"),
         FAULT_MALFORMED                                                                                         },
        {STR_INIT("--B\r\nContent-Disposition: form-data\r\n\r\nx\r\n--B--\r\n"),                 FAULT_MALFORMED},
        {STR_INIT("--B\r\nContent-Disposition: form-data; name=a; name=b\r\n\r\nx\r\n--B--\r\n"),
         FAULT_MALFORMED                                                                                         },
        {STR_INIT("--B\r\nContent-Disposition: form-data; name=\"a\r\n\r\nx\r\n--B--\r\n"),
         FAULT_MALFORMED                                                                                         },
        {STR_INIT("--B\r\nContent-Disposition : form-data; name=a\r\n\r\nx\r\n--B--\r\n"),
         FAULT_MALFORMED                                                                                         },
        {STR_INIT("--B\r\nContent-Disposition: form-data;\r\n name=a\r\n\r\nx\r\n--B--\r\n"),
         FAULT_MALFORMED                                                                                         },
        {STR_INIT("--B\r\nContent-Disposition: form-data; name=\"a\0b\"\r\n\r\nx\r\n--B--\r\n"),
         FAULT_MALFORMED                                                                                         },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        for (size_t piece = 1; piece <= rows[i].body.len + 1; piece += 7) {
            struct arena *arena = arena_new();
            const struct part *parts = NULL;
            const struct fault *fault = parse(arena, rows[i].body, piece, &parts);
            if (!fault)
                fail_msg("row %zu in pieces of %zu was accepted", i, piece);
            assert_int_equal(fault->kind, rows[i].kind);
            assert_null(parts);
            arena_free(arena);
        }
    }
}

static void a_form_of_no_parts_is_a_form(void **state)
{
    struct arena *arena = arena_new();
    const struct part *parts = NULL;
    (void)state;
    assert_no_fault(parse(arena, STR("--B--\r\n"), 1, &parts));
    assert_null(parts);
    arena_free(arena);
}

static void too_much_is_refused_and_nothing_taken_afterwards(void **state)
{
    struct arena *arena = arena_new();
    struct multipart *parser = multipart_new(arena, STR("B"), testing_place());
    const struct fault *fault = NULL;
    const struct part *parts = NULL;
    struct str field = STR(HEAD("a") "x\r\n");
    int fed = 0;
    (void)state;
    for (; fed < 10000 && !fault; fed++)
        fault = multipart_feed(parser, field);
    assert_int_equal(fed, MULTIPART_PARTS + 1);
    assert_int_equal(fault->kind, FAULT_TOO_LARGE);
    assert_string_equal(fault->key, "request.too_many_fields");
    assert_non_null(multipart_feed(parser, field));
    assert_non_null(multipart_end(parser, &parts));
    arena_free(arena);
}

/* No form takes a hundred files, so the form says so at their field; what was typed before
 * and behind them is there. */
static void ten_thousand_files_do_not_cost_the_fields(void **state)
{
    struct arena *arena = arena_new();
    struct multipart *parser = multipart_new(arena, STR("B"), testing_place());
    const struct part *parts = NULL;
    struct str file = STR("--B\r\nContent-Disposition: form-data; name=\"f\"; "
                          "filename=\"a.txt\"\r\n\r\nbytes\r\n");
    size_t files = 0;
    size_t before;
    (void)state;
    assert_no_fault(multipart_feed(parser, STR(HEAD("a") "one\r\n")));
    for (int i = 0; i < MULTIPART_PARTS; i++)
        assert_no_fault(multipart_feed(parser, file));
    before = arena_used(arena);
    for (int i = MULTIPART_PARTS; i < 10000; i++)
        assert_no_fault(multipart_feed(parser, file));
    assert_int_equal(arena_used(arena), before);
    assert_no_fault(multipart_feed(parser, STR(HEAD("z") "two\r\n--B--\r\n")));
    assert_no_fault(multipart_end(parser, &parts));
    assert_str(parts->name, STR("a"));
    assert_str(parts->bytes, STR("one"));
    for (parts = parts->next; parts->is_file; parts = parts->next)
        files++;
    assert_int_equal(files, MULTIPART_PARTS);
    assert_str(parts->name, STR("z"));
    assert_str(parts->bytes, STR("two"));
    assert_null(parts->next);
    arena_free(arena);
}

static void endless_headers_and_endless_fields_are_refused(void **state)
{
    struct arena *arena = arena_new();
    char *filler = arena_alloc(arena, MULTIPART_FIELD + 1);
    const struct part *parts = NULL;
    const struct fault *fault;
    struct str body;
    (void)state;
    memset(filler, 'h', MULTIPART_FIELD + 1);
    body = arena_printf(arena, "--B\r\nX: %.*s\r\n\r\n", MULTIPART_HEADER, filler);
    fault = parse(arena, body, 100, &parts);
    assert_non_null(fault);
    assert_int_equal(fault->kind, FAULT_MALFORMED);
    body = arena_printf(arena, HEAD("a") "%.*s\r\n--B--\r\n", MULTIPART_FIELD, filler);
    assert_no_fault(parse(arena, body, 65536, &parts));
    assert_int_equal(parts->size, MULTIPART_FIELD);
    body = arena_printf(arena, HEAD("a") "%.*s\r\n--B--\r\n", MULTIPART_FIELD + 1, filler);
    fault = parse(arena, body, 65536, &parts);
    assert_non_null(fault);
    assert_string_equal(fault->key, "request.text_too_large");
    arena_free(arena);
}

static void a_large_file_is_read_like_a_small_one(void **state)
{
    enum {
        SIZE = 3 * MULTIPART_MEMORY + 17
    };
    struct arena *arena = arena_new();
    struct buf body = buf_init(arena, SIZE + 1024);
    const struct part *part = NULL;
    struct str back;
    (void)state;
    buf_add_literal(&body, "--B\r\nContent-Disposition: form-data; name=f; filename=x\r\n\r\n");
    for (int i = 0; i < SIZE; i++)
        buf_add_byte(&body, "\r\n--A\0"[i % 6]);
    buf_add_literal(&body, "\r\n--B--\r\n");
    assert_no_fault(parse(arena, buf_str(&body), 1000, &part));
    assert_int_equal(part->size, SIZE);
    assert_non_null(part->spool);
    assert_true(arena_used(arena) < (size_t)SIZE * 4);
    assert_no_fault(part_bytes(arena, part, &back));
    assert_int_equal(back.len, SIZE);
    for (size_t i = 0; i < SIZE; i++)
        assert_int_equal(back.ptr[i], "\r\n--A\0"[i % 6]);
    arena_free(arena);
}

/* A file of `size` bytes with a field before it, behind it a small file and a field. */
static struct str form_around_a_file(struct arena *arena, size_t size)
{
    struct buf body = buf_init(arena, size + 1024);
    buf_add_literal(&body, HEAD("truoc") "Nguyễn Văn A\r\n");
    buf_add_literal(&body, "--B\r\nContent-Disposition: form-data; name=f; filename=x\r\n\r\n");
    for (size_t i = 0; i < size; i++)
        buf_add_byte(&body, 'a');
    buf_add_literal(&body,
                    "\r\n--B\r\nContent-Disposition: form-data; name=g; filename=y\r\n\r\nb");
    buf_add_literal(&body, "\r\n" HEAD("sau") "Đường hỏng\r\n--B--\r\n");
    return buf_str(&body);
}

static void assert_files_are_refused(struct arena *arena, struct multipart *parser, size_t size,
                                     const char *key)
{
    const struct part *part = NULL;
    struct str bytes;
    assert_no_fault(multipart_feed(parser, form_around_a_file(arena, size)));
    assert_no_fault(multipart_end(parser, &part));
    assert_str(part->bytes, STR("Nguyễn Văn A"));
    part = part->next;
    assert_int_equal(part->size, size);
    assert_string_equal(part_bytes(arena, part, &bytes)->key, key);
    part = part->next;
    assert_string_equal(part_bytes(arena, part, &bytes)->key, key);
    part = part->next;
    assert_str(part->bytes, STR("Đường hỏng"));
    assert_null(part->next);
}

static void a_folder_that_cannot_be_written_costs_the_files_alone(void **state)
{
    struct arena *arena = arena_new();
    (void)state;
    assert_files_are_refused(arena, multipart_new(arena, STR("B"), "/proc/nowhere"),
                             MULTIPART_MEMORY + 1, "request.no_room");
    arena_free(arena);
}

static void refused_files_are_counted_and_not_kept(void **state)
{
    struct arena *arena = arena_new();
    struct multipart *parser = multipart_new(arena, STR("B"), "/proc/nowhere");
    const struct fault *fault = fault_new(arena, FAULT_TOO_LARGE, "request.too_large", "x");
    (void)state;
    multipart_refuse_files(parser, fault);
    assert_files_are_refused(arena, parser, MULTIPART_MEMORY + 1, "request.too_large");
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_boundary_is_read_from_the_content_type),
        cmocka_unit_test(a_form_reads_the_same_wherever_it_was_cut),
        cmocka_unit_test(names_of_files_keep_their_last_component),
        cmocka_unit_test(text_after_the_closing_quote_of_a_name_is_refused),
        cmocka_unit_test(a_body_outside_the_grammar_is_refused),
        cmocka_unit_test(a_form_of_no_parts_is_a_form),
        cmocka_unit_test(too_much_is_refused_and_nothing_taken_afterwards),
        cmocka_unit_test(ten_thousand_files_do_not_cost_the_fields),
        cmocka_unit_test(endless_headers_and_endless_fields_are_refused),
        cmocka_unit_test(a_large_file_is_read_like_a_small_one),
        cmocka_unit_test(a_folder_that_cannot_be_written_costs_the_files_alone),
        cmocka_unit_test(refused_files_are_counted_and_not_kept),
    };
    return crypto_start() ? cmocka_run_group_tests(tests, NULL, NULL) : 1;
}
