/*
 * The order of the alphabet, against lists ordered by hand by the rules of CLDR
 * for "vi": letters a ă â … d đ … first, over the whole text; then tones (none,
 * huyền, hỏi, ngã, sắc, nặng), then small before capital.
 */
#include "text/collate.h"

#include "base/buf.h"
#include "base/testing.h"
#include "text/utf8.h"

#include <pthread.h>

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

static int sign(int number)
{
    return (number > 0) - (number < 0);
}

static void assert_ordered(struct arena *arena, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct str word = str_from_c(words[i]);
        for (size_t j = 0; j < count; j++) {
            struct str other = str_from_c(words[j]);
            int expected = (i > j) - (i < j);
            int by_key = str_compare(text_sort_key(arena, word), text_sort_key(arena, other));
            if (sign(by_key) != expected)
                print_error("%s, %s: not in order\n", words[i], words[j]);
            assert_int_equal(sign(by_key), expected);
        }
    }
}

static void the_alphabet_is_in_order(void **state)
{
    static const char *const words[] = {
        "a", "A", "ă", "Ă", "â", "Â", "b", "c", "d", "D", "đ", "Đ", "e", "ê",
        "f", "g", "h", "i", "j", "k", "l", "m", "n", "o", "ô", "Ô", "ơ", "Ơ",
        "p", "q", "r", "s", "t", "u", "ư", "Ư", "v", "w", "x", "y", "z",
    };
    assert_ordered(*state, words, COUNT(words));
}

static void tones_follow_huyen_hoi_nga_sac_nang(void **state)
{
    static const char *const words[] = {
        "ma",  "mà",  "mả",  "mã",  "má",  "mạ",  "măn", "mằn", "mẳn",
        "mẵn", "mắn", "mặn", "mân", "mần", "mẩn", "mẫn", "mấn", "mận",
    };
    assert_ordered(*state, words, COUNT(words));
}

/*
 * Spaces and digits stand before letters; "Đ" is a letter after "D". Primary
 * letters by hand: "Bac Lieu" < "Ban Me" < "Băc Ninh" < "Bên Tre"; "hoa binh" <
 * "hoa lư"; and only where all letters agree do tones decide: "bào" < "bão" <
 * "báo" < "bao gồm" no more than "bao" does.
 */
static void letters_count_before_tones_over_the_whole_text(void **state)
{
    static const char *const words[] = {
        "",          "10 thôn", "2",       "An Giang",  "Ân Thi",    "Bạc Liêu",
        "Ban Mê",    "bao",     "bào",     "bão",       "báo",       "bao gồm",
        "Bắc Ninh",  "Bến Tre", "Cà Mau",  "Cần Thơ",   "Chợ Mới",   "Cổ Loa",
        "Dĩ An",     "Đà Lạt",  "Đà Nẵng", "Đắk Lắk",   "Điện Biên", "Đồng Nai",
        "Đồng Xuân", "Gia Lai", "Hà Nội",  "Hải Phòng", "Hòa Bình",  "Hoa Lư",
    };
    assert_ordered(*state, words, COUNT(words));
}

static void equal_letters_in_other_normal_forms_are_equal(void **state)
{
    struct str composed = STR("Đồng Xuân");
    struct str apart = text_nfd(*state, composed);
    assert_str(text_sort_key(*state, apart), text_sort_key(*state, composed));
}

/* 400,000 marks, below and above in turn, would take minutes by exchange. */
static void a_storm_of_marks_gets_its_key_in_linear_time(void **state)
{
    enum {
        PAIRS = 200000
    };
    struct buf storm = buf_init(*state, 1 + PAIRS * 4);
    struct buf sorted = buf_init(*state, 1 + PAIRS * 4);
    buf_add_byte(&storm, 'a');
    buf_add_byte(&sorted, 'a');
    for (int i = 0; i < PAIRS; i++)
        buf_add(&storm, STR("\xCC\x81\xCC\xA3"));
    for (int i = 0; i < PAIRS; i++)
        buf_add(&sorted, STR("\xCC\xA3"));
    for (int i = 0; i < PAIRS; i++)
        buf_add(&sorted, STR("\xCC\x81"));
    assert_str(text_sort_key(*state, buf_str(&storm)), text_sort_key(*state, buf_str(&sorted)));
}

static void *make_keys(void *expected)
{
    struct arena *arena = arena_new();
    size_t wrong = 0;
    for (int i = 0; i < 2000; i++)
        if (!str_equal(text_sort_key(arena, STR("Đồng Xuân, Ba Đình")), *(struct str *)expected))
            wrong++;
    arena_free(arena);
    return (void *)wrong;
}

static void threads_share_the_order(void **state)
{
    struct str expected = text_sort_key(*state, STR("Đồng Xuân, Ba Đình"));
    pthread_t threads[4];
    for (size_t i = 0; i < COUNT(threads); i++)
        assert_int_equal(pthread_create(&threads[i], NULL, make_keys, &expected), 0);
    for (size_t i = 0; i < COUNT(threads); i++) {
        void *wrong = NULL;
        assert_int_equal(pthread_join(threads[i], &wrong), 0);
        assert_null(wrong);
    }
}

static void the_order_is_there_and_has_a_version(void **state)
{
    assert_no_fault(collate_open(*state));
    assert_true(collate_version(*state).len >= 7);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_order_is_there_and_has_a_version),
        cmocka_unit_test(the_alphabet_is_in_order),
        cmocka_unit_test(tones_follow_huyen_hoi_nga_sac_nang),
        cmocka_unit_test(letters_count_before_tones_over_the_whole_text),
        cmocka_unit_test(equal_letters_in_other_normal_forms_are_equal),
        cmocka_unit_test(a_storm_of_marks_gets_its_key_in_linear_time),
        cmocka_unit_test(threads_share_the_order),
    };
    return cmocka_run_group_tests(tests, arena_setup, arena_teardown);
}
