/*
 * What every test file includes: cmocka and the assertions of our own types.
 * Only *_test.c files include this.
 */
#ifndef DINH_BASE_TESTING_H
#define DINH_BASE_TESTING_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/date.h"
#include "base/fault.h"
#include "base/file.h"

/* Fails with both texts where they differ. */
#define assert_str(got, expected) assert_str_at((got), (expected), __FILE__, __LINE__)
static inline void assert_str_at(struct str got, struct str expected, const char *file, int line)
{
    if (!str_equal(got, expected)) {
        print_error("got      \"" PRISTR "\"\nexpected \"" PRISTR "\"\n", STRARG(got),
                    STRARG(expected));
        _fail(file, line);
    }
}

/* Fails with the fault's words where there is one. */
#define assert_no_fault(fault) assert_no_fault_at((fault), __FILE__, __LINE__)
static inline void assert_no_fault_at(const struct fault *fault, const char *file, int line)
{
    if (fault) {
        print_error("fault %s (%s): " PRISTR "\n", fault_kind_name(fault->kind), fault->key,
                    STRARG(fault->detail));
        _fail(file, line);
    }
}

enum {
    TESTING_PATIENCE_S = 60 /* what another thread or process has not done by then has failed */
};

/* Asks again and again until it is so, and fails where it does not come true. */
#define assert_comes_true(condition)                                                               \
    do {                                                                                           \
        int64_t until_ = clock_monotonic() + TESTING_PATIENCE_S * INT64_C(1000000);                \
        while (!(condition)) {                                                                     \
            if (clock_monotonic() > until_)                                                        \
                fail_msg("not within %d s: %s", TESTING_PATIENCE_S, #condition);                   \
            usleep(1000);                                                                          \
        }                                                                                          \
    } while (0)

/* Where tests put what they write: TMPDIR where that is set. */
static inline const char *testing_place(void)
{
    const char *place = getenv("TMPDIR");
    return place ? place : "/tmp";
}

static inline void testing_remove(void *folder)
{
    file_remove_tree(folder);
}

/* A new folder there, which goes with the arena. */
static inline const char *testing_folder(struct arena *arena)
{
    struct str path = arena_printf(arena, "%s/dinh-test-XXXXXX", testing_place());
    assert_non_null(mkdtemp((char *)path.ptr));
    arena_cleanup(arena, testing_remove, (void *)(uintptr_t)path.ptr);
    return path.ptr;
}

/* A file of these bytes, which goes with the arena. */
static inline const char *testing_file(struct arena *arena, struct str bytes)
{
    const char *path = arena_printf(arena, "%s/file", testing_folder(arena)).ptr;
    assert_no_fault(file_write(arena, path, bytes, 0600));
    return path;
}

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

#endif
