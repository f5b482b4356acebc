/*
 * Processes of a test end in time and with what they came to; an assertion that fails
 * beside the test's own thread fails the program and says where.
 */
#include "base/testing_process.h"

#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static int say_words(char *const words[])
{
    return words[0] && !words[1] && write(1, words[0], strlen(words[0])) > 0 ? 0 : 1;
}

static void *assert_what_is_not_so(void *context)
{
    assert_string_equal(context, "otherwise");
    return NULL;
}

static int assert_in_a_thread(char *const words[])
{
    pthread_t thread;
    if (pthread_create(&thread, NULL, assert_what_is_not_so, words[0]) != 0)
        return 64;
    pthread_join(thread, NULL);
    return 0;
}

static const struct testing_role roles[] = {
    {"say",    say_words         },
    {"assert", assert_in_a_thread},
};

static void a_process_has_its_words_and_says_something(void **state)
{
    static const char *const words[] = {"say", "Đình", NULL};
    int ends[2];
    char heard[sizeof("Đình")] = {0};
    pid_t process;
    (void)state;
    testing_pipe(ends);
    process = testing_process_start(words, -1, ends[1]);
    close(ends[1]);
    assert_true(testing_read(ends[0], heard, strlen("Đình")));
    assert_string_equal(heard, "Đình");
    assert_false(testing_read(ends[0], heard, 1));
    close(ends[0]);
    testing_process_end(process);
}

/* What a process that fails wrote first. */
static void assert_says(const char *const words[], const char *expected)
{
    int ends[2];
    char heard[256] = {0};
    int status = 0;
    pid_t process;
    testing_pipe(ends);
    process = testing_process_start(words, -1, ends[1]);
    close(ends[1]);
    testing_read(ends[0], heard, sizeof(heard) - 1);
    close(ends[0]);
    assert_int_equal(strncmp(heard, expected, strlen(expected)), 0);
    assert_non_null(strstr(heard, "testing_process_test.c:"));
    assert_int_equal(waitpid(process, &status, 0), process);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 1);
}

static void an_assertion_in_another_thread_fails_the_program_and_says_where(void **state)
{
    static const char *const fails[] = {"assert", "so", NULL};
    static const char *const holds[] = {"assert", "otherwise", NULL};
    (void)state;
    assert_says(fails, "[  FAILED  ] in a thread of its own: two texts differ");
    testing_process_end(testing_process_start(holds, -1, -1));
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_process_has_its_words_and_says_something),
        cmocka_unit_test(an_assertion_in_another_thread_fails_the_program_and_says_where),
    };
    if (testing_is_role(argc))
        testing_play(roles, COUNT(roles), argv);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
