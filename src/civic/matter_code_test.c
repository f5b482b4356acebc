/*
 * Codes as people copy them.
 */
#include "base/crypto.h"
#include "base/testing.h"
#include "civic/matter.h"

static void a_prefix_is_the_first_letters_of_the_name(void **state)
{
    static const struct {
        const char *name;
        const char *prefix;
    } rows[] = {
        {"Huyện Thanh Ba",                       "TB"    },
        {"Xã Đông Thành",                      "DT"    },
        {"Thị trấn Thanh Ba",                  "TB"    },
        {"Thành phố Hồ Chí Minh",            "HCM"   },
        {"Tỉnh Phú Thọ",                      "PT"    },
        {"Ban Tiếp công dân huyện Thanh Ba", "BTCDHT"},
        {"Xã",                                    "X"     }, /* a name that is the word alone keeps it */
        {"Phường 12",                           "D"     },
        {"Huyện Ý Yên",                        "YY"    },
    };
    struct arena *arena = arena_new();
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_str(matter_prefix(arena, str_from_c(rows[i].name)), str_from_c(rows[i].prefix));
    arena_free(arena);
}

static void a_code_is_read_however_it_is_typed(void **state)
{
    struct arena *arena = arena_new();
    struct str code = matter_code(arena, STR("TB"), 2022, 123);
    struct str letter = str_from(code, code.len - 1);
    (void)state;
    assert_true(str_starts(code, STR("TB-2022-000123-")));
    assert_int_equal(code.len, 16);
    assert_str(matter_code_read(arena, code), code);
    assert_str(matter_code_read(
                   arena, arena_printf(arena, " tb 2022 000123 " PRISTR "\n", STRARG(letter))),
               code);
    assert_str(matter_code_read(arena, arena_printf(arena, "tb2022000123" PRISTR, STRARG(letter))),
               code);
    assert_null(matter_code_read(arena, STR("")).ptr);
    assert_null(matter_code_read(arena, STR("TB-2022-000123")).ptr);
    assert_null(matter_code_read(arena, STR("2022-000123-K")).ptr);
    arena_free(arena);
}

/* Every code with one digit changed or two neighbours exchanged is refused. */
static void a_slip_of_the_pen_is_noticed(void **state)
{
    struct arena *arena = arena_new();
    (void)state;
    for (int64_t number = 1; number < 1000000; number = number * 3 + 7) {
        struct str code = matter_code(arena, STR("QY"), 2025, number);
        for (size_t i = 3; i + 2 < code.len; i++) {
            char *slip = (char *)arena_copy(arena, code).ptr;
            if (slip[i] == '-')
                continue;
            slip[i] = slip[i] == '9' ? '0' : (char)(slip[i] + 1);
            assert_null(matter_code_read(arena, (struct str){slip, code.len}).ptr);
            slip = (char *)arena_copy(arena, code).ptr;
            if (slip[i + 1] == '-' || slip[i] == slip[i + 1])
                continue;
            slip[i] = code.ptr[i + 1];
            slip[i + 1] = code.ptr[i];
            assert_null(matter_code_read(arena, (struct str){slip, code.len}).ptr);
        }
    }
    arena_free(arena);
}

static void a_number_over_a_million_keeps_its_digits(void **state)
{
    struct arena *arena = arena_new();
    struct str code = matter_code(arena, STR("TB"), 2026, 1234567);
    (void)state;
    assert_true(str_starts(code, STR("TB-2026-1234567-")));
    assert_str(matter_code_read(arena, code), code);
    arena_free(arena);
}

static void a_key_survives_handwriting(void **state)
{
    struct arena *arena = arena_new();
    struct str key = matter_key(arena);
    (void)state;
    assert_int_equal(key.len, MATTER_KEY_LENGTH);
    assert_str(matter_key_read(arena, key), key);
    assert_str(matter_key_read(arena, STR("olil 0000-zzzz")), STR("0111-0000-ZZZZ"));
    assert_null(matter_key_read(arena, STR("0111-0000-ZZZ")).ptr);
    assert_false(str_equal(matter_key(arena), matter_key(arena)));
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_prefix_is_the_first_letters_of_the_name),
        cmocka_unit_test(a_code_is_read_however_it_is_typed),
        cmocka_unit_test(a_slip_of_the_pen_is_noticed),
        cmocka_unit_test(a_number_over_a_million_keeps_its_digits),
        cmocka_unit_test(a_key_survives_handwriting),
    };
    return crypto_start() ? cmocka_run_group_tests(tests, NULL, NULL) : 1;
}
