/*
 * Files and the log: whole or not at all, one line a thing.
 */
#include "base/file.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/log.h"
#include "base/testing.h"

static const char *folder;

static const char *path_of(struct arena *arena, const char *name)
{
    return arena_printf(arena, "%s/%s", folder, name).ptr;
}

static void a_file_replaces_another_with_its_own_mode(void **state)
{
    struct arena *arena = arena_new();
    const char *path = path_of(arena, "a");
    struct stat status;
    struct str bytes;
    (void)state;
    assert_no_fault(file_write(arena, path, STR("cũ, và dài hơn"), 0644));
    assert_no_fault(file_write(arena, path, STR("mới"), 0600));
    assert_no_fault(file_read(arena, path, 100, &bytes));
    assert_str(bytes, STR("mới"));
    assert_int_equal(stat(path, &status), 0);
    assert_int_equal(status.st_mode & 07777, 0600);
    assert_int_equal(file_size(path), 5);
    assert_true(file_exists(path));
    unlink(path);
    assert_int_equal(file_size(path), 0);
    assert_false(file_exists(path));
    arena_free(arena);
}

static void a_write_that_fails_leaves_nothing_behind(void **state)
{
    struct arena *arena = arena_new();
    struct str *names;
    size_t count;
    (void)state;
    assert_no_fault(file_make_folder(arena, path_of(arena, "taken"), 0700));
    /* a folder stands where the file should go */
    assert_non_null(file_write(arena, path_of(arena, "taken"), STR("x"), 0600));
    assert_non_null(file_write(arena, path_of(arena, "no/such/folder"), STR("x"), 0600));
    assert_no_fault(file_list(arena, folder, &names, &count));
    assert_int_equal(count, 1);
    assert_str(names[0], STR("taken"));
    rmdir(path_of(arena, "taken"));
    arena_free(arena);
}

enum {
    WRITERS = 4,
    TIMES = 40,
    LENGTH = 20000
};

static void *write_often(void *letter)
{
    struct arena *arena = arena_new();
    char *bytes = arena_alloc(arena, LENGTH);
    memset(bytes, *(const char *)letter, LENGTH);
    for (int i = 0; i < TIMES; i++)
        if (file_write(arena, path_of(arena, "shared"), (struct str){bytes, LENGTH}, 0600))
            abort();
    arena_free(arena);
    return NULL;
}

static void writers_of_one_file_never_mix_their_bytes(void **state)
{
    static const char letters[WRITERS] = {'a', 'b', 'c', 'd'};
    struct arena *arena = arena_new();
    pthread_t threads[WRITERS];
    struct str bytes;
    (void)state;
    for (int i = 0; i < WRITERS; i++)
        assert_int_equal(
            pthread_create(&threads[i], NULL, write_often, (void *)(uintptr_t)&letters[i]), 0);
    for (int i = 0; i < WRITERS; i++)
        pthread_join(threads[i], NULL);
    assert_no_fault(file_read(arena, path_of(arena, "shared"), LENGTH, &bytes));
    assert_int_equal(bytes.len, LENGTH);
    for (size_t i = 0; i < bytes.len; i++)
        assert_int_equal(bytes.ptr[i], bytes.ptr[0]);
    unlink(path_of(arena, "shared"));
    arena_free(arena);
}

static void names_in_a_folder_are_sorted_by_bytes(void **state)
{
    static const char *const names[] = {"b", "B", "đ", "a", ".x"};
    static const char *const sorted[] = {".x", "B", "a", "b", "đ"};
    struct arena *arena = arena_new();
    struct str *found;
    size_t count;
    (void)state;
    for (size_t i = 0; i < COUNT(names); i++)
        assert_no_fault(file_write(arena, path_of(arena, names[i]), STR(""), 0600));
    assert_no_fault(file_list(arena, folder, &found, &count));
    assert_int_equal(count, COUNT(sorted));
    for (size_t i = 0; i < count; i++) {
        assert_str(found[i], str_from_c(sorted[i]));
        unlink(path_of(arena, sorted[i]));
    }
    assert_non_null(file_list(arena, path_of(arena, "none"), &found, &count));
    arena_free(arena);
}

static void a_file_of_just_the_limit_is_read(void **state)
{
    struct arena *arena = arena_new();
    const char *path = path_of(arena, "a");
    struct str bytes;
    (void)state;
    assert_no_fault(file_write(arena, path, STR("12345"), 0600));
    assert_no_fault(file_read(arena, path, 5, &bytes));
    assert_int_equal(bytes.len, 5);
    assert_non_null(file_read(arena, path, 4, &bytes));
    unlink(path);
    arena_free(arena);
}

static void a_folder_is_not_made_over_a_file(void **state)
{
    struct arena *arena = arena_new();
    (void)state;
    assert_no_fault(file_write(arena, path_of(arena, "a"), STR(""), 0600));
    assert_non_null(file_make_folder(arena, path_of(arena, "a"), 0700));
    assert_non_null(file_make_folder(arena, path_of(arena, "a/b"), 0700));
    unlink(path_of(arena, "a"));
    arena_free(arena);
}

static void a_log_line_cannot_begin_another(void **state)
{
    struct arena *arena = arena_new();
    int ends[2];
    char line[4096];
    ssize_t length;
    struct str text;
    (void)state;
    assert_int_equal(pipe(ends), 0);
    log_set_file(ends[1]);
    log_event(LOG_INFO, "request", LOG_TEXT("path", STR("/a b\n\"x\"=\x1b\\")),
              LOG_TEXT("plain", STR("đất")),
              LOG_TEXT("lines", STR("a\u2028b\xc2\x85"
                                    "c\u202e")),
              LOG_TEXT("empty", STR("")), LOG_NUMBER("n", -7));
    log_event(LOG_DEBUG, "dropped", LOG_NUMBER("n", 1));
    log_set_file(STDERR_FILENO);
    length = read(ends[0], line, sizeof(line));
    assert_true(length > 0);
    text = (struct str){line, (size_t)length};
    assert_true(str_starts(text, STR("time=2")));
    assert_true(str_ends(
        text,
        STR("Z level=info event=request path=\"/a b\\x0a\\\"x\\\"=\\x1b\\\\\" "
            "plain=đất lines=\"a\\xe2\\x80\\xa8b\\xc2\\x85c\\xe2\\x80\\xae\" empty=\"\" n=-7\n")));
    assert_int_equal(str_find_byte(text, '\n', 0), length - 1);
    close(ends[0]);
    close(ends[1]);
    arena_free(arena);
}

/* Between two characters, and what stands behind it stays: who looks for 404s finds it. */
static void an_endless_value_is_cut_and_the_line_goes_on(void **state)
{
    enum {
        MANY = 2000
    };
    static char filler[MANY * 3 + 1];
    int ends[2];
    char line[8192];
    struct str text;
    (void)state;
    for (int i = 0; i < MANY; i++)
        memcpy(filler + i * 3, i % 100 ? "ế" : "\"\"\"", 3);
    assert_int_equal(pipe(ends), 0);
    log_set_file(ends[1]);
    log_event(LOG_INFO, "request", LOG_TEXT("path", str_from_c(filler)), LOG_NUMBER("status", 404));
    log_set_file(STDERR_FILENO);
    text = (struct str){line, (size_t)read(ends[0], line, sizeof(line))};
    assert_true(text.len > 1000 && text.len < 1200);
    assert_true(str_ends(text, STR("ế…\" status=404\n")));
    close(ends[0]);
    close(ends[1]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_replaces_another_with_its_own_mode),
        cmocka_unit_test(a_write_that_fails_leaves_nothing_behind),
        cmocka_unit_test(writers_of_one_file_never_mix_their_bytes),
        cmocka_unit_test(names_in_a_folder_are_sorted_by_bytes),
        cmocka_unit_test(a_file_of_just_the_limit_is_read),
        cmocka_unit_test(a_folder_is_not_made_over_a_file),
        cmocka_unit_test(a_log_line_cannot_begin_another),
        cmocka_unit_test(an_endless_value_is_cut_and_the_line_goes_on),
    };
    struct arena *arena = arena_new();
    int failed;
    folder = testing_folder(arena);
    failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_free(arena);
    return failed;
}
