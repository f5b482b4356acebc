#include "http/spool.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/crypto.h"
#include "base/testing.h"

enum {
    SIZE = 3 * SPOOL_PIECE + 17
};

/* Bytes in which no two pieces are alike and the same line stands everywhere. */
static struct str story(struct arena *arena)
{
    static const char line[] = "Người tố cáo là Nguyễn Văn A. ";
    char *bytes = arena_alloc(arena, SIZE);
    for (size_t i = 0; i < SIZE; i++)
        bytes[i] = line[i % (sizeof(line) - 1)];
    return (struct str){bytes, SIZE};
}

static void what_was_added_comes_back_however_it_was_cut(void **state)
{
    static const size_t cuts[] = {1, 1000, SPOOL_PIECE - 1, SPOOL_PIECE, SPOOL_PIECE + 1, SIZE};
    (void)state;
    for (size_t i = 0; i < COUNT(cuts); i++) {
        struct arena *arena = arena_new();
        struct str told = story(arena);
        struct str back;
        struct spool *spool;
        assert_no_fault(spool_new(arena, testing_place(), &spool));
        for (size_t at = 0; at < told.len; at += cuts[i])
            assert_no_fault(spool_add(spool, str_slice(told, at, cuts[i])));
        assert_no_fault(spool_read(spool, arena, &back));
        assert_true(str_equal(back, told));
        arena_free(arena);
    }
}

static void an_empty_one_and_a_small_one_are_read(void **state)
{
    struct arena *arena = arena_new();
    struct spool *spool;
    struct str back;
    (void)state;
    assert_no_fault(spool_new(arena, testing_place(), &spool));
    assert_no_fault(spool_read(spool, arena, &back));
    assert_int_equal(back.len, 0);
    assert_no_fault(spool_add(spool, STR("a")));
    assert_no_fault(spool_add(spool, STR("b")));
    assert_no_fault(spool_read(spool, arena, &back));
    assert_str(back, STR("ab"));
    arena_free(arena);
}

/* The descriptor that opening a file would get now. */
static int next_descriptor(void)
{
    int descriptor = open("/dev/null", O_RDONLY | O_CLOEXEC);
    close(descriptor);
    return descriptor;
}

static void the_file_says_nothing_and_what_was_changed_is_refused(void **state)
{
    struct arena *arena = arena_new();
    struct str told = story(arena);
    struct spool *spool;
    struct stat status;
    struct str back;
    char *raw = arena_alloc(arena, 2 * SIZE);
    int descriptor = next_descriptor();
    ssize_t len;
    const struct fault *fault;
    (void)state;
    assert_no_fault(spool_new(arena, testing_place(), &spool));
    assert_no_fault(spool_add(spool, told));
    assert_int_equal(fstat(descriptor, &status), 0);
    assert_int_equal(status.st_nlink, 0); /* it has no name */
    len = pread(descriptor, raw, 2 * SIZE, 0);
    assert_true(len > 3 * SPOOL_PIECE);
    assert_true(str_find((struct str){raw, (size_t)len}, STR("Nguy"), 0) < 0);
    assert_true(str_find((struct str){raw, (size_t)len}, STR("cáo"), 0) < 0);
    /* two pieces in each other's place are as wrong as a bit */
    assert_int_equal(
        pwrite(descriptor, raw, SPOOL_PIECE + CRYPTO_PIECE_TAG, SPOOL_PIECE + CRYPTO_PIECE_TAG),
        SPOOL_PIECE + CRYPTO_PIECE_TAG);
    fault = spool_read(spool, arena, &back);
    assert_non_null(fault);
    assert_string_equal(fault->key, "file.unreadable");
    arena_free(arena);
    assert_int_equal(close(descriptor), -1); /* closed with the arena */
}

static void a_folder_that_cannot_be_written_is_said(void **state)
{
    struct arena *arena = arena_new();
    struct spool *spool;
    const struct fault *fault = spool_new(arena, "/proc/nowhere", &spool);
    (void)state;
    assert_non_null(fault);
    assert_int_equal(fault->kind, FAULT_UNAVAILABLE);
    assert_string_equal(fault->key, "request.no_room");
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_added_comes_back_however_it_was_cut),
        cmocka_unit_test(an_empty_one_and_a_small_one_are_read),
        cmocka_unit_test(the_file_says_nothing_and_what_was_changed_is_refused),
        cmocka_unit_test(a_folder_that_cannot_be_written_is_said),
    };
    return crypto_start() ? cmocka_run_group_tests(tests, NULL, NULL) : 1;
}
