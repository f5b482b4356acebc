/*
 * What the server does before it opens anything: its memory, which holds for a moment what
 * is under seal, gets into no core file, of the kernel's or of root's; and there are files
 * for all connections and the database beside them.
 */
#include "base/testing_process.h"

#include "app/serve.h"

#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>

/* In a process of its own: none of it is taken back. */
static int prepare(char *const words[])
{
    struct rlimit limit;
    char mask[32] = "";
    FILE *file;
    (void)words;
    serve_prepare();
    if (getrlimit(RLIMIT_CORE, &limit) || limit.rlim_cur != 0 || limit.rlim_max != 0)
        return 1;
    if (prctl(PR_GET_DUMPABLE) != 0)
        return 2;
    /* the file is root's as long as nobody may look */
    if (prctl(PR_SET_DUMPABLE, 1, 0, 0, 0))
        return 3;
    file = fopen("/proc/self/coredump_filter", "r");
    if (!file || !fgets(mask, sizeof(mask), file) || strspn(mask, "0\n") != strlen(mask))
        return 4;
    fclose(file);
    return 0;
}

/* As a service of systemd begins: 1024, which may be raised (systemd.exec(5), LimitNOFILE). */
static int prepare_as_service(char *const words[])
{
    struct rlimit limit;
    (void)words;
    if (getrlimit(RLIMIT_NOFILE, &limit))
        return 1;
    limit.rlim_cur = limit.rlim_max < 1024 ? limit.rlim_max : 1024;
    if (setrlimit(RLIMIT_NOFILE, &limit))
        return 2;
    serve_prepare();
    if (getrlimit(RLIMIT_NOFILE, &limit))
        return 3;
    /* 4096 connections (http/server.h), 256 readers with three files each */
    return limit.rlim_cur > 4096 + 256 * 3 || limit.rlim_cur == limit.rlim_max ? 0 : 4;
}

static const struct testing_role roles[] = {
    {"prepare",            prepare           },
    {"prepare_as_service", prepare_as_service},
};

static void no_memory_gets_into_core_files(void **state)
{
    static const char *const words[] = {"prepare", NULL};
    (void)state;
    testing_process_end(testing_process_start(words, -1, -1));
}

static void connections_leave_the_database_its_files(void **state)
{
    static const char *const words[] = {"prepare_as_service", NULL};
    (void)state;
    testing_process_end(testing_process_start(words, -1, -1));
}

static void the_address_said_can_be_opened(void **state)
{
    static const struct {
        const char *listen;
        const char *url;
    } rows[] = {
        {"127.0.0.1", "http://127.0.0.1:8080"},
        {"::1",       "http://[::1]:8080"    },
        {"::",        "http://[::]:8080"     },
    };
    struct arena *arena = arena_new();
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_str(serve_address(arena, str_from_c(rows[i].listen), 8080), str_from_c(rows[i].url));
    arena_free(arena);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_memory_gets_into_core_files),
        cmocka_unit_test(connections_leave_the_database_its_files),
        cmocka_unit_test(the_address_said_can_be_opened),
    };
    if (testing_is_role(argc))
        testing_play(roles, COUNT(roles), argv);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
