/*
 * Roles, and assertions of cmocka that know in which thread they are: the linker puts
 * each __wrap_… in the place of the function of that name (see the Makefile).
 */
#include "base/testing_process.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    MOST_WORDS = 8
};

static const char ROLE[] = "--role";

/* ---- processes ---- */

bool testing_is_role(int argc)
{
    return argc > 2;
}

/* Without what is registered for the end of the program: threads may still be at work. */
void testing_play(const struct testing_role *roles, size_t count, char **argv)
{
    int code = 64;
    for (size_t i = 0; i < count; i++)
        if (strcmp(argv[1], ROLE) == 0 && strcmp(argv[2], roles[i].name) == 0)
            code = roles[i].play(argv + 3);
    fflush(NULL);
    _exit(code);
}

pid_t testing_process_start(const char *const words[], int input, int output)
{
    posix_spawn_file_actions_t actions;
    char *argv[MOST_WORDS + 3] = {(char[]){"test"}, (char *)(uintptr_t)ROLE};
    pid_t process;
    int error;
    for (size_t i = 0; words[i]; i++) {
        assert_true(i < MOST_WORDS);
        argv[i + 2] = (char *)(uintptr_t)words[i];
    }
    posix_spawn_file_actions_init(&actions);
    if (input >= 0)
        posix_spawn_file_actions_adddup2(&actions, input, 0);
    else
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
    if (output >= 0)
        posix_spawn_file_actions_adddup2(&actions, output, 1);
    error = posix_spawn(&process, "/proc/self/exe", &actions, NULL, argv, environ);
    posix_spawn_file_actions_destroy(&actions);
    assert_int_equal(error, 0);
    return process;
}

/* Whether there is something to read, or an end, before patience is over. */
static bool is_there_in_time(int descriptor)
{
    struct pollfd event = {.fd = descriptor, .events = POLLIN};
    int ready;
    do
        ready = poll(&event, 1, TESTING_PATIENCE_S * 1000);
    while (ready < 0 && errno == EINTR);
    return ready > 0;
}

void testing_process_kill(pid_t process)
{
    kill(process, SIGKILL);
    while (waitpid(process, NULL, 0) < 0 && errno == EINTR)
        continue;
}

void testing_process_end(pid_t process)
{
    int descriptor = pidfd_open(process, 0);
    int status = -1;
    bool is_ended;
    assert_true(descriptor >= 0);
    is_ended = is_there_in_time(descriptor);
    close(descriptor);
    if (!is_ended) {
        testing_process_kill(process);
        fail_msg("a process did not end within %d s", TESTING_PATIENCE_S);
    }
    while (waitpid(process, &status, 0) < 0 && errno == EINTR)
        continue;
    assert_int_equal(status, 0);
}

void testing_pipe(int ret_ends[2])
{
    assert_int_equal(pipe2(ret_ends, O_CLOEXEC), 0);
}

bool testing_read(int descriptor, void *ret_bytes, size_t size)
{
    for (size_t done = 0; done < size;) {
        ssize_t got;
        if (!is_there_in_time(descriptor))
            fail_msg("nothing came for %d s", TESTING_PATIENCE_S);
        got = read(descriptor, (char *)ret_bytes + done, size - done);
        if (got == 0)
            return false;
        if (got > 0)
            done += (size_t)got;
        else
            assert_int_equal(errno, EINTR);
    }
    return true;
}

/* ---- assertions in other threads ---- */

/* cmocka would call exit in the middle of everything, and keep its words to itself. */
#define WRAPPED(type, name, ...)                                                                   \
    type __real_##name(__VA_ARGS__);                                                               \
    type __wrap_##name(__VA_ARGS__);                                                               \
    type __wrap_##name(__VA_ARGS__)

/* Asked of the kernel once in a thread: some tests assert millions of times. */
static bool is_main_thread(void)
{
    static _Thread_local enum {
        NOT_ASKED,
        MAIN,
        OTHER
    } which;
    if (which == NOT_ASKED)
        which = gettid() == getpid() ? MAIN : OTHER;
    return which == MAIN;
}

static void require(bool is_true, const char *what, const char *file, int line)
{
    if (is_true)
        return;
    fprintf(stdout, "[  FAILED  ] in a thread of its own: %s\n%s:%d: error: Failure!\n", what, file,
            line);
    fflush(stdout);
    _exit(1);
}

WRAPPED(void, print_error, const char *const format, ...)
{
    va_list words;
    va_start(words, format);
    if (is_main_thread())
        vprint_error(format, words);
    else
        vfprintf(stdout, format, words);
    va_end(words);
}

WRAPPED(void, _fail, const char *const file, const int line)
{
    if (!is_main_thread())
        require(false, "fail", file, line);
    __real__fail(file, line);
}

WRAPPED(void, _assert_true, const LargestIntegralType result, const char *const expression,
        const char *const file, const int line)
{
    if (!is_main_thread())
        require(result != 0, expression, file, line);
    __real__assert_true(result, expression, file, line);
}

WRAPPED(void, _assert_int_equal, const LargestIntegralType a, const LargestIntegralType b,
        const char *const file, const int line)
{
    if (!is_main_thread())
        require(a == b, "two numbers differ", file, line);
    __real__assert_int_equal(a, b, file, line);
}

WRAPPED(void, _assert_int_not_equal, const LargestIntegralType a, const LargestIntegralType b,
        const char *const file, const int line)
{
    if (!is_main_thread())
        require(a != b, "two numbers are the same", file, line);
    __real__assert_int_not_equal(a, b, file, line);
}

WRAPPED(void, _assert_string_equal, const char *const a, const char *const b,
        const char *const file, const int line)
{
    if (!is_main_thread())
        require(strcmp(a, b) == 0, "two texts differ", file, line);
    __real__assert_string_equal(a, b, file, line);
}

WRAPPED(void, _assert_memory_equal, const void *const a, const void *const b, const size_t size,
        const char *const file, const int line)
{
    if (!is_main_thread())
        require(memcmp(a, b, size) == 0, "bytes differ", file, line);
    __real__assert_memory_equal(a, b, size, file, line);
}

WRAPPED(void, _assert_in_range, const LargestIntegralType value, const LargestIntegralType least,
        const LargestIntegralType most, const char *const file, const int line)
{
    if (!is_main_thread())
        require(value >= least && value <= most, "a number is out of its range", file, line);
    __real__assert_in_range(value, least, most, file, line);
}
