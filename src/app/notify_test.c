/*
 * Against the words of sd_notify(3) and sd_watchdog_enabled(3).
 */
#include "app/notify.h"
#include "base/testing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

/* A socket as the service manager has one. */
static int listen_at(const char *path, size_t length)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int descriptor = socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK, 0);
    memcpy(address.sun_path, path, length);
    assert_int_equal(bind(descriptor, (struct sockaddr *)&address,
                          (socklen_t)(offsetof(struct sockaddr_un, sun_path) + length)),
                     0);
    return descriptor;
}

static void assert_heard(int descriptor, const char *words)
{
    char heard[64];
    ssize_t size = recv(descriptor, heard, sizeof(heard), 0);
    assert_true(size >= 0);
    assert_str(((struct str){heard, (size_t)size}), str_from_c(words));
}

static void a_manager_with_a_socket_in_a_folder_hears_it(void **state)
{
    struct arena *arena = arena_new();
    const char *path = arena_printf(arena, "%s/notify", testing_folder(arena)).ptr;
    int manager;
    (void)state;
    manager = listen_at(path, strlen(path));
    setenv("NOTIFY_SOCKET", path, 1);
    assert_true(notify("READY=1"));
    assert_heard(manager, "READY=1");
    close(manager);
    arena_free(arena);
    assert_false(notify("STOPPING=1"));
}

static void a_manager_with_an_abstract_socket_hears_it(void **state)
{
    char name[64];
    int manager;
    (void)state;
    snprintf(name, sizeof(name), "@dinh-test-%ld", (long)getpid());
    setenv("NOTIFY_SOCKET", name, 1);
    name[0] = '\0';
    manager = listen_at(name, strlen(name + 1) + 1);
    assert_true(notify("WATCHDOG=1"));
    assert_heard(manager, "WATCHDOG=1");
    close(manager);
}

static void without_a_manager_nothing_happens(void **state)
{
    static const char *const none[] = {"", "/", "x", "relative/path"};
    char *endless = calloc(1, 4096);
    (void)state;
    memset(endless, '/', 4095);
    unsetenv("NOTIFY_SOCKET");
    assert_false(notify("READY=1"));
    for (size_t i = 0; i < COUNT(none); i++) {
        setenv("NOTIFY_SOCKET", none[i], 1);
        assert_false(notify("READY=1"));
    }
    setenv("NOTIFY_SOCKET", endless, 1);
    assert_false(notify("READY=1"));
    free(endless);
}

static void the_watchdog_is_fed_twice_as_often_as_asked(void **state)
{
    char pid[32];
    (void)state;
    unsetenv("WATCHDOG_USEC");
    unsetenv("WATCHDOG_PID");
    assert_int_equal(notify_watchdog_every(), 0);
    setenv("WATCHDOG_USEC", "30000000", 1);
    assert_int_equal(notify_watchdog_every(), 15000000);
    snprintf(pid, sizeof(pid), "%ld", (long)getpid());
    setenv("WATCHDOG_PID", pid, 1);
    assert_int_equal(notify_watchdog_every(), 15000000);
    setenv("WATCHDOG_PID", "1", 1);
    assert_int_equal(notify_watchdog_every(), 0);
    unsetenv("WATCHDOG_PID");
    setenv("WATCHDOG_USEC", "soon", 1);
    assert_int_equal(notify_watchdog_every(), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_manager_with_a_socket_in_a_folder_hears_it),
        cmocka_unit_test(a_manager_with_an_abstract_socket_hears_it),
        cmocka_unit_test(without_a_manager_nothing_happens),
        cmocka_unit_test(the_watchdog_is_fed_twice_as_often_as_asked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
