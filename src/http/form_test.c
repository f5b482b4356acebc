/*
 * Declared inputs: every kind, every fault, nothing typed is lost.
 */
#include "http/form.h"

#include <string.h>

#include "base/testing.h"

static const char *const choices[] = {"mot", "hai", NULL};

/* name, kind, min, max, required, choices: one field a kind */
static const struct form_field fields[] = {
    {"line",     INPUT_LINE,     2,  5,  false, NULL   },
    {"text",     INPUT_TEXT,     0,  10, false, NULL   },
    {"int",      INPUT_INT,      -3, 10, false, NULL   },
    {"date",     INPUT_DATE,     0,  0,  false, NULL   },
    {"choice",   INPUT_CHOICE,   0,  0,  false, choices},
    {"bool",     INPUT_BOOL,     0,  0,  false, NULL   },
    {"email",    INPUT_EMAIL,    0,  0,  false, NULL   },
    {"phone",    INPUT_PHONE,    0,  0,  false, NULL   },
    {"password", INPUT_PASSWORD, 3,  8,  false, NULL   },
    {"file",     INPUT_FILE,     0,  0,  false, NULL   },
    {"id",       INPUT_ID,       0,  0,  false, NULL   },
};

static const struct fault *read_body(struct arena *arena, const char *body,
                                     const struct form_field *spec, size_t count,
                                     struct form *ret_form)
{
    struct work work = {.arena = arena};
    struct request *request;
    assert_no_fault(request_new(arena, HTTP_POST, STR("/"), str_from_c(body), &request));
    return form_read(&work, request, spec, count, ret_form);
}

/* One line that somebody typed, and what is said of it. */
struct typing {
    const char *body;
    const char *field;
    const char *key;   /* of the fault; NULL: it is good */
    const char *bound; /* named in the message, or NULL */
};

static void assert_typing(struct arena *arena, const struct typing *typing)
{
    struct form form;
    const struct fault *fault = read_body(arena, typing->body, fields, COUNT(fields), &form);
    if (!fault != !typing->key)
        fail_msg("%s: %s", typing->body, fault ? fault->key : "accepted");
    assert_true(form_given(&form, typing->field));
    assert_int_equal(form_value(&form, typing->field)->good, !fault);
    if (!fault)
        return;
    assert_int_equal(fault->kind, FAULT_INVALID);
    assert_string_equal(fault->key, typing->key);
    assert_string_equal(fault->field, typing->field);
    assert_null(fault->next);
    if (typing->bound)
        assert_str(fault->args[0].value, str_from_c(typing->bound));
    assert_int_equal(form_str(&form, typing->field).len, 0);
}

static void assert_typings(const struct typing *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct arena *arena = arena_new();
        assert_typing(arena, &rows[i]);
        arena_free(arena);
    }
}

static void a_text_keeps_to_its_lines_and_lengths(void **state)
{
    static const struct typing rows[] = {
        {"line=ab",                      "line", NULL,             NULL},
        {"line=+abcde+",                 "line", NULL,             NULL}, /* spaces taken off */
        {"line=%C4%91%C3%A2t+%E1%BA%BF", "line", NULL,             NULL}, /* characters, not bytes */
        {"line=a",                       "line", "form.too_short", "2" },
        {"line=abcdef",                  "line", "form.too_long",  "5" },
        {"line=a%0Ab",                   "line", "form.one_line",  NULL},
        {"text=a%0D%0Ab",                "text", NULL,             NULL},
        {"text=0123456789a",             "text", "form.too_long",  "10"},
    };
    (void)state;
    assert_typings(rows, COUNT(rows));
}

static void a_number_is_whole_and_in_its_range(void **state)
{
    static const struct typing rows[] = {
        {"int=-3",                  "int", NULL,                NULL},
        {"int=+10",                 "int", NULL,                NULL}, /* '+' is a space */
        {"int=-4",                  "int", "form.too_small",    "-3"},
        {"int=11",                  "int", "form.too_large",    "10"},
        {"int=1.5",                 "int", "form.not_a_number", NULL},
        {"int=1e3",                 "int", "form.not_a_number", NULL},
        {"int=%2B5",                "int", "form.not_a_number", NULL},
        {"int=9223372036854775808", "int", "form.not_a_number", NULL},
    };
    (void)state;
    assert_typings(rows, COUNT(rows));
}

static void a_day_is_one_of_the_calendar(void **state)
{
    static const struct typing rows[] = {
        {"date=2025-07-01", "date", NULL,               NULL        },
        {"date=1/7/2025",   "date", NULL,               NULL        },
        {"date=01-07-2025", "date", NULL,               NULL        },
        {"date=1.7.2025",   "date", NULL,               NULL        },
        {"date=31/4/2025",  "date", "form.no_such_day", NULL        },
        {"date=29/2/2025",  "date", "form.no_such_day", NULL        },
        {"date=31/02/2022", "date", "form.no_such_day", "31/02/2022"},
        {"date=2025-02-29", "date", "form.no_such_day", "2025-02-29"},
        {"date=1/13/2025",  "date", "form.no_such_day", "1/13/2025" },
        {"date=29/2/2024",  "date", NULL,               NULL        },
        {"date=1/7/25",     "date", "form.not_a_date",  NULL        },
        {"date=1/7",        "date", "form.not_a_date",  NULL        },
        {"date=1/7/2025/1", "date", "form.not_a_date",  NULL        },
        {"date=-1/7/2025",  "date", "form.not_a_date",  NULL        },
        {"date=0/7/2025",   "date", "form.no_such_day", NULL        },
        {"date=2025-7-1",   "date", "form.not_a_date",  NULL        },
        {"date=hom+nay",    "date", "form.not_a_date",  NULL        },
    };
    (void)state;
    assert_typings(rows, COUNT(rows));
}

static void a_choice_is_one_of_those_offered(void **state)
{
    static const struct typing rows[] = {
        {"choice=hai", "choice", NULL,          NULL},
        {"choice=ba",  "choice", "form.choice", NULL},
        {"choice=MOT", "choice", "form.choice", NULL},
    };
    (void)state;
    assert_typings(rows, COUNT(rows));
}

static void an_address_is_one_that_a_letter_reaches(void **state)
{
    static const struct typing rows[] = {
        {"email=a.b%2Bc@xa.gov.vn", "email", NULL,                NULL},
        {"email=a@b",               "email", "form.not_an_email", NULL},
        {"email=a@b.",              "email", "form.not_an_email", NULL},
        {"email=@b.vn",             "email", "form.not_an_email", NULL},
        {"email=a@-b.vn",           "email", "form.not_an_email", NULL},
        {"email=a@b@c.vn",          "email", "form.not_an_email", NULL},
        {"email=a+b@c.vn",          "email", "form.not_an_email", NULL},
        {"email=%C4%91@c.vn",       "email", "form.not_an_email", NULL},
        {"email=a@b.vn%0ABcc:x",    "email", "form.not_an_email", NULL},
    };
    (void)state;
    assert_typings(rows, COUNT(rows));
}

static void a_phone_number_is_digits_of_a_likely_length(void **state)
{
    static const struct typing rows[] = {
        {"phone=0912+345.678",       "phone", NULL,               NULL},
        {"phone=%2B84+(91)-2345678", "phone", NULL,               NULL},
        {"phone=1022",               "phone", NULL,               NULL},
        {"phone=113",                "phone", "form.not_a_phone", NULL},
        {"phone=09x",                "phone", "form.not_a_phone", NULL},
        {"phone=09%2B12345",         "phone", "form.not_a_phone", NULL},
        {"phone=12345678901234567",  "phone", "form.not_a_phone", NULL},
    };
    (void)state;
    assert_typings(rows, COUNT(rows));
}

static void a_password_is_taken_as_it_was_typed(void **state)
{
    static const struct typing rows[] = {
        {"password=+ab+",      "password", NULL,             NULL},
        {"password=ab",        "password", "form.too_short", "3" },
        {"password=123456789", "password", "form.too_long",  "8" },
    };
    (void)state;
    assert_typings(rows, COUNT(rows));
}

static void an_id_is_a_number_from_one(void **state)
{
    static const struct typing rows[] = {
        {"id=9223372036854775807", "id", NULL,             NULL},
        {"id=0",                   "id", "form.not_an_id", NULL},
        {"id=-1",                  "id", "form.not_an_id", NULL},
        {"id=1+OR+1",              "id", "form.not_an_id", NULL},
    };
    (void)state;
    assert_typings(rows, COUNT(rows));
}

/* U+202E turns what follows around, U+202A and U+202C stand around copied numbers. */
static void text_keeps_nothing_that_hides(void **state)
{
    struct arena *arena = arena_new();
    struct form form;
    (void)state;
    assert_no_fault(read_body(arena,
                              "line=%E2%80%AEa%E2%80%8Bb&phone=%E2%80%AA0912+345+678%E2%80%AC"
                              "&password=%E2%80%8Babc&text=a%E2%80%AE%E2%80%8Bb%0Bc",
                              fields, COUNT(fields), &form));
    assert_str(form_str(&form, "line"), STR("ab"));
    assert_str(form_str(&form, "phone"), STR("0912345678"));
    assert_str(form_str(&form, "password"), STR("\u200Babc"));
    assert_str(form_str(&form, "text"), STR("ab\nc"));
    assert_no_fault(read_body(arena, "line=%E2%80%8B%E3%85%A4", fields, COUNT(fields), &form));
    assert_false(form_given(&form, "line"));
    arena_free(arena);
}

static void good_values_are_typed(void **state)
{
    struct arena *arena = arena_new();
    struct form form;
    (void)state;
    assert_no_fault(read_body(arena,
                              "line=+ab+&text=a%0D%0Ab&int=-3&date=1/7/2025&choice=mot&bool=on&"
                              "email=a@b.vn&phone=%2B84+91.2&password=+a+b+&id=7&la=1",
                              fields, COUNT(fields), &form));
    assert_str(form_str(&form, "line"), STR("ab"));
    assert_str(form_typed(&form, "line"), STR(" ab "));
    assert_str(form_str(&form, "text"), STR("a\nb"));
    assert_int_equal(form_int(&form, "int"), -3);
    assert_int_equal(date_compare(form_date(&form, "date"), date_ymd(2025, 7, 1)), 0);
    assert_str(form_str(&form, "choice"), STR("mot"));
    assert_true(form_bool(&form, "bool"));
    assert_str(form_str(&form, "phone"), STR("+84912"));
    assert_str(form_str(&form, "password"), STR(" a b "));
    assert_int_equal(form_int(&form, "id"), 7);
    assert_null(form_file(&form, "file"));
    arena_free(arena);
}

static void a_refused_form_keeps_what_was_typed_but_not_passwords(void **state)
{
    struct arena *arena = arena_new();
    struct form form;
    const struct fault *fault =
        read_body(arena, "line=d%C3%A0i+qu%C3%A1+l%E1%BA%AFm&int=x&password=ab", fields,
                  COUNT(fields), &form);
    (void)state;
    assert_non_null(fault);
    assert_string_equal(fault->field, "line");
    assert_string_equal(fault->next->field, "int");
    assert_string_equal(fault->next->next->field, "password");
    assert_null(fault->next->next->next);
    assert_str(form_typed(&form, "line"), STR("dài quá lắm"));
    assert_str(form_typed(&form, "int"), STR("x"));
    assert_str(form_typed(&form, "password"), STR(""));
    assert_str(form_str(&form, "password"), STR(""));
    arena_free(arena);
}

static void required_fields_ask_to_be_filled(void **state)
{
    static const enum input_kind kinds[] = {
        INPUT_LINE,  INPUT_TEXT,  INPUT_INT,      INPUT_DATE, INPUT_CHOICE, INPUT_PICK,
        INPUT_EMAIL, INPUT_PHONE, INPUT_PASSWORD, INPUT_FILE, INPUT_ID,
    };
    static const char *const bodies[] = {"x=1", "f=", "f=%20%0A"};
    struct arena *arena = arena_new();
    (void)state;
    for (size_t i = 0; i < COUNT(kinds); i++) {
        for (size_t b = 0; b < COUNT(bodies); b++) {
            const struct form_field field = {"f", kinds[i], 0, 0, true, choices};
            struct form form;
            const struct fault *fault = read_body(arena, bodies[b], &field, 1, &form);
            if (kinds[i] == INPUT_PASSWORD && b == 2)
                continue; /* spaces belong to a password */
            assert_non_null(fault);
            assert_string_equal(fault->key, kinds[i] == INPUT_CHOICE || kinds[i] == INPUT_PICK ||
                                                    kinds[i] == INPUT_ID
                                                ? "form.choose"
                                            : kinds[i] == INPUT_FILE ? "form.choose_file"
                                                                     : "form.required");
            assert_false(form_given(&form, "f"));
        }
    }
    arena_free(arena);
}

static void a_checkbox_is_on_when_sent_and_may_have_to_be(void **state)
{
    static const struct form_field must[] = {
        {"b", INPUT_BOOL, 0, 0, true, NULL}
    };
    static const struct form_field may[] = {
        {"b", INPUT_BOOL, 0, 0, false, NULL}
    };
    struct arena *arena = arena_new();
    struct form form;
    const struct fault *fault = read_body(arena, "a=1", must, 1, &form);
    (void)state;
    assert_non_null(fault);
    assert_string_equal(fault->key, "form.must_accept");
    assert_no_fault(read_body(arena, "b=1", must, 1, &form));
    assert_true(form_bool(&form, "b"));
    assert_no_fault(read_body(arena, "a=1", may, 1, &form));
    assert_false(form_bool(&form, "b"));
    arena_free(arena);
}

static void what_was_not_declared_does_not_exist(void **state)
{
    static const struct form_field one[] = {
        {"a", INPUT_LINE, 0, 0, false, NULL}
    };
    struct arena *arena = arena_new();
    struct form form;
    (void)state;
    assert_no_fault(read_body(arena, "a=1&role=admin&a=2", one, 1, &form));
    assert_int_equal(form.count, 1);
    assert_str(form_str(&form, "a"), STR("1"));
    arena_free(arena);
}

static void a_get_reads_its_query(void **state)
{
    static const struct form_field one[] = {
        {"q", INPUT_LINE, 0, 0, false, NULL}
    };
    struct arena *arena = arena_new();
    struct work work = {.arena = arena};
    struct request *request;
    struct form form;
    (void)state;
    assert_no_fault(
        request_new(arena, HTTP_GET, STR("/?q=h%E1%BB%8Dp+d%C3%A2n"), STR(""), &request));
    assert_no_fault(form_read(&work, request, one, 1, &form));
    assert_str(form_str(&form, "q"), STR("họp dân"));
    arena_free(arena);
}

static void a_body_that_is_no_form_is_refused(void **state)
{
    /*  Content-Type, body, kind of fault */
    static const struct {
        const char *type;
        const char *body;
        enum fault_kind kind;
    } rows[] = {
        {"text/plain",                        "a=1",   FAULT_UNSUPPORTED},
        {"application/json",                  "{}",    FAULT_UNSUPPORTED},
        {"",                                  "a=1",   FAULT_UNSUPPORTED},
        {"application/x-www-form-urlencoded", "a=%",   FAULT_MALFORMED  },
        {"application/x-www-form-urlencoded", "a=%FF", FAULT_MALFORMED  },
    };
    struct arena *arena = arena_new();
    struct work work = {.arena = arena};
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        const struct pair headers[] = {
            {STR_INIT("Content-Type"), str_from_c(rows[i].type)}
        };
        struct request request = {
            .arena = arena,
            .method = HTTP_POST,
            .body = str_from_c(rows[i].body),
            .headers = {headers, rows[i].type[0] ? 1 : 0}
        };
        struct form form;
        const struct fault *fault = form_read(&work, &request, fields, COUNT(fields), &form);
        assert_non_null(fault);
        assert_int_equal(fault->kind, rows[i].kind);
    }
    arena_free(arena);
}

static void files_are_counted_and_empty_ones_passed_over(void **state)
{
    static const struct pair headers[] = {
        {STR_INIT("Content-Type"), STR_INIT("multipart/form-data; boundary=x")}
    };
    static const struct part third = {
        .name = STR_INIT("f"), .is_file = true, .bytes = STR_INIT("3"), .size = 1};
    static const struct part second = {
        .name = STR_INIT("f"), .is_file = true, .size = 0, .next = &third};
    static const struct part first = {
        .name = STR_INIT("f"), .is_file = true, .bytes = STR_INIT("1"), .size = 1, .next = &second};
    static const struct part field = {
        .name = STR_INIT("line"), .bytes = STR_INIT("chữ"), .size = 4, .next = &first};
    /*  min, max, fault or NULL */
    static const struct {
        int64_t min;
        int64_t max;
        const char *key;
    } rows[] = {
        {0, 2, NULL                 },
        {0, 0, "form.too_many_files"}, /* one unless said otherwise */
        {0, 1, "form.too_many_files"},
        {3, 5, "form.too_few_files" },
    };
    struct arena *arena = arena_new();
    struct work work = {.arena = arena};
    const struct request request = {
        .arena = arena, .method = HTTP_POST, .headers = {headers, 1},
                .parts = &field
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        const struct form_field spec[] = {
            {"f",    INPUT_FILE, rows[i].min, rows[i].max, true, NULL},
            {"line", INPUT_LINE, 0,           0,           true, NULL},
        };
        struct form form;
        const struct fault *fault = form_read(&work, &request, spec, 2, &form);
        if (!fault != !rows[i].key)
            fail_msg("row %zu: %s", i, fault ? fault->key : "accepted");
        if (fault)
            assert_string_equal(fault->key, rows[i].key);
        else
            assert_ptr_equal(form_file(&form, "f"), &first);
        assert_int_equal(form_value(&form, "f")->file_count, 2);
        assert_str(form_str(&form, "line"), STR("chữ"));
    }
    arena_free(arena);
}

static void an_empty_file_that_was_chosen_is_not_passed_over(void **state)
{
    static const struct pair headers[] = {
        {STR_INIT("Content-Type"), STR_INIT("multipart/form-data; boundary=x")}
    };
    static const struct part file = {
        .name = STR_INIT("f"), .filename = STR_INIT("anh.jpg"), .is_file = true, .size = 0};
    static const struct form_field spec[] = {
        {"f", INPUT_FILE, 0, 1, false, NULL}
    };
    struct arena *arena = arena_new();
    struct work work = {.arena = arena};
    const struct request request = {
        .arena = arena, .method = HTTP_POST, .headers = {headers, 1},
                .parts = &file
    };
    struct form form;
    (void)state;
    assert_null(form_read(&work, &request, spec, 1, &form));
    assert_ptr_equal(form_file(&form, "f"), &file);
    arena_free(arena);
}

static void a_file_is_no_text_and_text_no_file(void **state)
{
    static const struct pair headers[] = {
        {STR_INIT("Content-Type"), STR_INIT("multipart/form-data; boundary=x")}
    };
    static const struct part text = {
        .name = STR_INIT("file"), .bytes = STR_INIT("/etc/passwd"), .size = 11};
    static const struct part file = {.name = STR_INIT("line"),
                                     .is_file = true,
                                     .bytes = STR_INIT("abc"),
                                     .size = 3,
                                     .next = &text};
    struct arena *arena = arena_new();
    struct work work = {.arena = arena};
    const struct request request = {
        .arena = arena, .method = HTTP_POST, .headers = {headers, 1},
                .parts = &file
    };
    struct form form;
    (void)state;
    assert_no_fault(form_read(&work, &request, fields, COUNT(fields), &form));
    assert_false(form_given(&form, "line"));
    assert_null(form_file(&form, "file"));
    arena_free(arena);
}

static void an_empty_form_shows_nothing(void **state)
{
    struct arena *arena = arena_new();
    struct form form = form_empty(arena, fields, COUNT(fields));
    (void)state;
    assert_int_equal(form.count, COUNT(fields));
    assert_str(form_typed(&form, "line"), STR(""));
    assert_true(date_is_none(form_date(&form, "date")));
    assert_false(form_bool(&form, "bool"));
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_text_keeps_to_its_lines_and_lengths),
        cmocka_unit_test(a_number_is_whole_and_in_its_range),
        cmocka_unit_test(a_day_is_one_of_the_calendar),
        cmocka_unit_test(a_choice_is_one_of_those_offered),
        cmocka_unit_test(an_address_is_one_that_a_letter_reaches),
        cmocka_unit_test(a_phone_number_is_digits_of_a_likely_length),
        cmocka_unit_test(a_password_is_taken_as_it_was_typed),
        cmocka_unit_test(an_id_is_a_number_from_one),
        cmocka_unit_test(text_keeps_nothing_that_hides),
        cmocka_unit_test(good_values_are_typed),
        cmocka_unit_test(a_refused_form_keeps_what_was_typed_but_not_passwords),
        cmocka_unit_test(required_fields_ask_to_be_filled),
        cmocka_unit_test(a_checkbox_is_on_when_sent_and_may_have_to_be),
        cmocka_unit_test(what_was_not_declared_does_not_exist),
        cmocka_unit_test(a_get_reads_its_query),
        cmocka_unit_test(a_body_that_is_no_form_is_refused),
        cmocka_unit_test(files_are_counted_and_empty_ones_passed_over),
        cmocka_unit_test(an_empty_file_that_was_chosen_is_not_passed_over),
        cmocka_unit_test(a_file_is_no_text_and_text_no_file),
        cmocka_unit_test(an_empty_form_shows_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
