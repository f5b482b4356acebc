/*
 * LD_PRELOAD: the wall clock of a program goes DINH_TEST_SHIFT seconds ahead (behind,
 * where it is negative), so that a day is played at the same hour whenever it is run.
 */
#include <dlfcn.h>
#include <stdlib.h>
#include <time.h>

int clock_gettime(clockid_t clock, struct timespec *now)
{
    int (*real)(clockid_t, struct timespec *) =
        (int (*)(clockid_t, struct timespec *))dlsym(RTLD_NEXT, "clock_gettime");
    const char *shift = getenv("DINH_TEST_SHIFT");
    int code = real(clock, now);
    if (clock == CLOCK_REALTIME && shift)
        now->tv_sec += strtol(shift, NULL, 10);
    return code;
}
