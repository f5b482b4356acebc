/*
 * How alike texts are, counted by hand.
 */
#include "base/testing.h"
#include "modules/petitions/duplicate.h"

static int alike(const char *a, const char *b)
{
    struct arena *arena = arena_new();
    int result = duplicate_likeness(arena, str_from_c(a), str_from_c(b));
    arena_free(arena);
    return result;
}

static void the_same_words_without_diacritics_are_the_same(void **state)
{
    (void)state;
    assert_int_equal(alike("Mương thoát nước bị tắc", "MUONG THOAT NUOC BI TAC"), 100);
    assert_int_equal(alike("Đường hỏng, đường hỏng!", "duong hong"), 100);
}

/* muong thoat nuoc bi tac | muong nuoc sach bi tac: 4 of 6 */
static void words_in_common_are_counted_once(void **state)
{
    (void)state;
    assert_int_equal(alike("mương thoát nước bị tắc", "mương nước sạch bị tắc"), 66);
    assert_int_equal(alike("đất đai", "đường sá"), 0);
    assert_int_equal(alike("", ""), 0);
    assert_int_equal(alike("!!! ...", "?"), 0);
}

static void a_long_text_is_compared_by_its_beginning(void **state)
{
    struct arena *arena = arena_new();
    char *text = arena_alloc(arena, 40001);
    (void)state;
    for (size_t i = 0; i < 40000; i += 4)
        text[i] = 'd', text[i + 1] = 'o', text[i + 2] = 'n', text[i + 3] = ' ';
    assert_int_equal(duplicate_likeness(arena, str_from_c(text), STR("đơn")), 100);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_words_without_diacritics_are_the_same),
        cmocka_unit_test(words_in_common_are_counted_once),
        cmocka_unit_test(a_long_text_is_compared_by_its_beginning),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
