/*
 * What a test with threads or processes needs. Only *_test.c files include this.
 *
 * A test never forks: its database has threads, and what one of them had locked at that
 * moment (the memory of SQLite, say) stays locked in the child for ever. Another process
 * is the test's own program, begun anew in a role:
 *
 *     static int write_one(char *const words[])
 *     {
 *         …
 *         return 0;
 *     }
 *     static const struct testing_role roles[] = {{"write-one", write_one}};
 *
 *     int main(int argc, char **argv)
 *     {
 *         if (testing_is_role(argc))
 *             testing_play(roles, COUNT(roles), argv);
 *         …
 *     }
 *
 * An assertion that fails in another thread than the test's, in a use-case for instance,
 * cannot go on with the next test: it says where it stands and ends the program, failed.
 */
#ifndef DINH_BASE_TESTING_PROCESS_H
#define DINH_BASE_TESTING_PROCESS_H

#include "base/testing.h"

#include <sys/types.h>

struct testing_role {
    const char *name;
    int (*play)(char *const words[]); /* the exit code; the words behind the name, then NULL */
};

bool testing_is_role(int argc);
/* Plays the role and ends the process. */
_Noreturn void testing_play(const struct testing_role *roles, size_t count, char **argv);

/* Begins a process in the role words[0]. `input` and `output` become its standard input
 * and output; -1 is nothing to read, and the test's own output. */
pid_t testing_process_start(const char *const words[], int input, int output);
/* Waits for its end; fails where that is not 0 or does not come. */
void testing_process_end(pid_t process);
/* Ends it with SIGKILL. */
void testing_process_kill(pid_t process);

/* Two ends, to read from and to write to, that no other process has. */
void testing_pipe(int ret_ends[2]);
/* Reads exactly `size` bytes; false at the end of what there is, fails where nothing comes. */
bool testing_read(int descriptor, void *ret_bytes, size_t size);

#endif
