/*
 * LD_PRELOAD: every fsync and fdatasync takes two milliseconds longer, as on a
 * slower disk.
 */
#include <dlfcn.h>
#include <time.h>

static void wait_longer(void)
{
    struct timespec pause = {0, 2000000};
    nanosleep(&pause, NULL);
}

int fsync(int descriptor)
{
    int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, "fsync");
    wait_longer();
    return real(descriptor);
}

int fdatasync(int descriptor)
{
    int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, "fdatasync");
    wait_longer();
    return real(descriptor);
}
