/*
 * The only file that knows libseccomp.
 */
#include "http/confine.h"

#include <errno.h>
#include <sched.h>
#include <seccomp.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

enum {
    DESCRIPTORS = 16
};

/* The address sanitizers reserve terabytes of address space that they never use. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define IS_SANITIZED true
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define IS_SANITIZED true
#endif
#endif
#ifndef IS_SANITIZED
#define IS_SANITIZED false
#endif

static bool limit(__rlimit_resource_t resource, rlim_t most)
{
    const struct rlimit both = {most, most};
    return setrlimit(resource, &both) == 0;
}

/* Allowed whatever their arguments. */
static const int calls[] = {
    SCMP_SYS(read),
    SCMP_SYS(write),
    SCMP_SYS(pread64),
    SCMP_SYS(pwrite64),
    SCMP_SYS(lseek),
    SCMP_SYS(close),
    SCMP_SYS(fstat),
    SCMP_SYS(munmap),
    SCMP_SYS(mremap),
    SCMP_SYS(madvise),
    SCMP_SYS(brk),
    SCMP_SYS(futex),
    SCMP_SYS(set_robust_list),
    SCMP_SYS(rseq),
    SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(rt_sigreturn),
    SCMP_SYS(rt_sigaction),
    SCMP_SYS(sigaltstack),
    SCMP_SYS(exit),
    SCMP_SYS(exit_group),
    SCMP_SYS(sched_yield),
    SCMP_SYS(sched_getaffinity),
    SCMP_SYS(getpid),
    SCMP_SYS(gettid),
    SCMP_SYS(clock_gettime),
    SCMP_SYS(clock_nanosleep),
    SCMP_SYS(nanosleep),
    SCMP_SYS(gettimeofday),
    SCMP_SYS(getrandom),
    SCMP_SYS(restart_syscall),
};

/* call, which argument, its bits looked at, what they must be */
struct conditional {
    int call;
    unsigned argument;
    scmp_datum_t mask;
    scmp_datum_t value;
};

static bool allow_all(scmp_filter_ctx filter)
{
    const struct conditional conditionals[] = {
        {SCMP_SYS(mmap),     2, PROT_EXEC,        0                     },
        {SCMP_SYS(mprotect), 2, PROT_EXEC,        0                     },
        {SCMP_SYS(clone),    0, CLONE_THREAD,     CLONE_THREAD          },
        {SCMP_SYS(tgkill),   0, ~(scmp_datum_t)0, (scmp_datum_t)getpid()}, /* abort() */
    };
    /* the C library falls back to clone, whose flags can be looked at */
    bool good = seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0) == 0;
    for (size_t i = 0; i < sizeof(calls) / sizeof(calls[0]); i++)
        good = good && seccomp_rule_add(filter, SCMP_ACT_ALLOW, calls[i], 0) == 0;
    for (size_t i = 0; i < sizeof(conditionals) / sizeof(conditionals[0]); i++) {
        const struct conditional *row = &conditionals[i];
        const struct scmp_arg_cmp comparison = {row->argument, SCMP_CMP_MASKED_EQ, row->mask,
                                                row->value};
        good =
            good && seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, row->call, 1, &comparison) == 0;
    }
    return good;
}

bool confine_self(const struct confine_limits *limits)
{
    scmp_filter_ctx filter;
    bool good = limit(RLIMIT_CORE, 0) && limit(RLIMIT_NOFILE, DESCRIPTORS) &&
                limit(RLIMIT_CPU, limits->cpu_seconds) && limit(RLIMIT_FSIZE, limits->file) &&
                (IS_SANITIZED || limit(RLIMIT_AS, limits->memory)) &&
                prctl(PR_SET_DUMPABLE, 0L, 0L, 0L, 0L) == 0;
    if (!good)
        return false;
    filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
    if (!filter)
        return false;
    good = seccomp_attr_set(filter, SCMP_FLTATR_CTL_TSYNC, 1) == 0 && allow_all(filter) &&
           seccomp_load(filter) == 0;
    seccomp_release(filter);
    return good;
}
