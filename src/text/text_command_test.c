/*
 * The filter `dinh text`, over files in memory.
 */
#include "text/text_command.h"

#include "base/buf.h"
#include "base/testing.h"

#include <stdlib.h>
#include <string.h>

static int arena_setup(void **state)
{
    *state = arena_new();
    return 0;
}

static int arena_teardown(void **state)
{
    arena_free(*state);
    return 0;
}

struct outcome {
    int code;
    struct str out;
    struct str err;
};

/* Runs `dinh text what` with `input`; what it wrote lives in `arena`. */
static struct outcome run(struct arena *arena, const char *what, struct str input)
{
    char *words[] = {(char *)(uintptr_t)what, NULL};
    char *out_bytes = NULL;
    char *err_bytes = NULL;
    size_t out_size;
    size_t err_size;
    FILE *in = tmpfile();
    FILE *out = open_memstream(&out_bytes, &out_size);
    FILE *err = open_memstream(&err_bytes, &err_size);
    struct text_streams streams = {in, out, err, NULL, LOCALE_EN};
    struct outcome outcome;
    assert_true(in && out && err);
    assert_no_fault(messages_load(arena, &streams.messages));
    assert_int_equal(fwrite(input.ptr, 1, input.len, in), input.len);
    rewind(in);
    outcome.code = text_command(1, words, &streams);
    fclose(in);
    fclose(out);
    fclose(err);
    outcome.out = arena_copy(arena, (struct str){out_bytes, out_size});
    outcome.err = arena_copy(arena, (struct str){err_bytes, err_size});
    free(out_bytes);
    free(err_bytes);
    return outcome;
}

static void each_filter_goes_line_by_line(void **state)
{
    static const struct {
        const char *what;
        struct str in;
        struct str out;
    } rows[] = {
        {"slug", STR_INIT("Đồng Xuân\n\nHòa Bình"),         STR_INIT("dong-xuan\n\nhoa-binh\n")        },
        {"fold", STR_INIT("Nghị định 59\r\n"),               STR_INIT("nghi dinh 59\n")                 },
        {"nfc",  STR_INIT("Vie\xCC\x82\xCC\xA3t\n"),              STR_INIT("Việt\n")                       },
        {"nfc",  STR_INIT(""),                                    STR_INIT("")                               },
        {"nfc",  STR_INIT("\n"),                                  STR_INIT("\n")                             },
 /* a line may hold any character, NUL and a CR in the middle too */
        {"slug", STR_INIT("a\0b\n"),                              STR_INIT("a-b\n")                          },
        {"fold", STR_INIT("a\0b\n"),                              STR_INIT("a b\n")                          },
        {"sort", STR_INIT("te\u0302\u0301b\nt\u1ebfa\n"),         STR_INIT("t\u1ebfa\nte\u0302\u0301b\n")    },
        {"nfc",  STR_INIT("a\0b\rc\n"),                           STR_INIT("a\0b\rc\n")                      },
        {"sort",
         STR_INIT("\xEF\xBB\xBF"
                  "b\na\n"),
         STR_INIT("a\nb\n")                                                                                  },
        {"nfc",
         STR_INIT("a\n\xEF\xBB\xBF"
                  "b\n"),
         STR_INIT("a\n\xEF\xBB\xBF"
                  "b\n")                                                                                     },
        {"sort", STR_INIT("ê\nđ\nd\n\nâ\nă\na"),              STR_INIT("\na\nă\nâ\nd\nđ\nê\n")       },
        {"sort", STR_INIT("má\nma\nmạ\nmã\nmà\nmả\n"),     STR_INIT("ma\nmà\nmả\nmã\nmá\nmạ\n")},
 /* equal in the order: NFD and NFC stay as they came */
        {"sort", STR_INIT("b\na\xCC\x81\n\xC3\xA1\na\xCC\x81\n"),
         STR_INIT("a\xCC\x81\n\xC3\xA1\na\xCC\x81\nb\n")                                                     },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct outcome outcome = run(*state, rows[i].what, rows[i].in);
        assert_int_equal(outcome.code, 0);
        assert_str(outcome.out, rows[i].out);
        assert_str(outcome.err, STR(""));
    }
}

static void a_bad_line_is_named_and_the_others_are_done(void **state)
{
    struct outcome outcome = run(*state, "fold", STR("Một\n\xFF\nBa\n\xED\xA0\x80"));
    assert_int_equal(outcome.code, 1);
    assert_str(outcome.out, STR("mot\nba\n"));
    assert_true(str_find(outcome.err, STR("line 2 "), 0) >= 0);
    assert_true(str_find(outcome.err, STR("line 4 "), 0) >= 0);
    assert_true(str_find(outcome.err, STR("line 1 "), 0) < 0);
    outcome = run(*state, "sort", STR("b\n\xC0\xAF\na\n"));
    assert_int_equal(outcome.code, 1);
    assert_str(outcome.out, STR("a\nb\n"));
}

static struct str line_of(struct arena *arena, size_t length, struct str end)
{
    char *bytes = arena_alloc_raw(arena, length + end.len);
    memset(bytes, 'x', length);
    memcpy(bytes + length, end.ptr, end.len);
    return (struct str){bytes, length + end.len};
}

static void a_line_may_have_one_mebibyte_and_no_more(void **state)
{
    struct str longest = line_of(*state, TEXT_LINE_MAX, STR("\n"));
    struct outcome outcome = run(*state, "nfc", longest);
    assert_int_equal(outcome.code, 0);
    assert_str(outcome.out, longest);
    outcome = run(*state, "slug", line_of(*state, TEXT_LINE_MAX, STR("\r\n")));
    assert_int_equal(outcome.code, 0);
    assert_str(outcome.out, longest);
    outcome = run(*state, "nfc", line_of(*state, TEXT_LINE_MAX + 1, STR("\nsau\n")));
    assert_int_equal(outcome.code, 1);
    assert_str(outcome.out, STR("sau\n"));
    assert_true(str_find(outcome.err, STR("line 1 "), 0) >= 0);
}

static void an_unknown_word_shows_the_usage(void **state)
{
    struct outcome outcome = run(*state, "upper", STR("a\n"));
    assert_int_equal(outcome.code, 2);
    assert_str(outcome.out, STR(""));
    assert_true(str_starts(outcome.err, STR("dinh text: usage: ")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_filter_goes_line_by_line),
        cmocka_unit_test(a_bad_line_is_named_and_the_others_are_done),
        cmocka_unit_test(a_line_may_have_one_mebibyte_and_no_more),
        cmocka_unit_test(an_unknown_word_shows_the_usage),
    };
    return cmocka_run_group_tests(tests, arena_setup, arena_teardown);
}
