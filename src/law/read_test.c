/*
 * Lines of a file, and files that were cut off on their way.
 */
#include "law/law.h"

#include "base/testing.h"

static void a_file_ends_with_its_last_line(void **state)
{
    static const struct {
        struct str text;
        size_t lines; /* read before the end, or before the fault */
        int cut;      /* the line at which it is refused; 0: it is whole */
    } rows[] = {
        {STR_INIT("a b\nend\n"),          1, 0},
        {STR_INIT("a b\r\n\r\nend"),      1, 0},
        {STR_INIT("a\nend\n# words\n\n"), 1, 0},
        {STR_INIT("end\n"),               0, 0},
        {STR_INIT("a b\nc d\n"),          2, 2},
        {STR_INIT("a b\nen"),             2, 2},
        {STR_INIT("a b\nend of it\n"),    2, 2},
        {STR_INIT("a b\nend\nc d\n"),     1, 3},
        {STR_INIT(""),                    0, 1},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct asset file = {STR("law/x.txt"), rows[i].text};
        struct law_reader reader = law_reader_to_end(*state, &file);
        size_t lines = 0;
        while (law_reader_next(&reader) && reader.word.len > 0)
            lines++;
        assert_int_equal(lines, rows[i].lines);
        assert_int_equal(reader.is_cut, rows[i].cut > 0);
        if (rows[i].cut) {
            struct fault *fault = law_broken(&reader, "law.broken.word", STR(""));
            assert_string_equal(fault->key, "law.broken.cut");
            assert_str(fault->args[0].value, arena_printf(*state, "law/x.txt:%d", rows[i].cut));
        }
    }
}

/* Half of any file of the law, on whatever byte the copy broke off, is no law. */
static void no_part_of_a_file_of_the_law_is_law(void **state)
{
    static const int parts[] = {0, 130, 333, 500, 777, 990};
    struct arena *arena = arena_new();
    size_t count;
    const struct asset *assets = asset_list(&count);
    struct asset *files = arena_alloc_array(*state, count, sizeof(*files));
    size_t cut = 0;
    for (size_t i = 0; i < count; i++)
        files[i] = assets[i];
    for (size_t i = 0; i < count; i++) {
        if (!str_starts(assets[i].name, STR("law/")) ||
            str_starts(assets[i].name, STR("law/forms/")))
            continue;
        for (size_t p = 0; p < COUNT(parts); p++) {
            const struct law *law = NULL;
            const struct fault *fault;
            files[i].bytes =
                str_slice(assets[i].bytes, 0, assets[i].bytes.len * (size_t)parts[p] / 1000);
            fault = law_load(arena, files, count, &law);
            if (!fault)
                print_error(PRISTR " cut at %d of 1000 is loaded\n", STRARG(assets[i].name),
                            parts[p]);
            assert_non_null(fault);
            assert_null(law);
            assert_true(str_starts(fault->args[0].value, assets[i].name));
            arena_reset(arena);
            cut++;
        }
        files[i] = assets[i];
    }
    assert_true(cut > 40 * COUNT(parts)); /* rules, years, words, … */
    arena_free(arena);
}

static int setup(void **state)
{
    *state = arena_new();
    return 0;
}

static int teardown(void **state)
{
    arena_free(*state);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_ends_with_its_last_line),
        cmocka_unit_test(no_part_of_a_file_of_the_law_is_law),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
