/*
 * The server's side: starts a worker, waits for it with a clock in hand, and
 * believes nothing that it says without looking.
 */
#include "http/picture.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/pidfd.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/date.h"
#include "base/wait.h"
#include "http/picture_job.h"

enum {
    SPARE = 10 /* descriptors from here on cannot be in the way of the worker's */
};

static const struct fault *no_worker(struct arena *arena, const char *what)
{
    return fault_new(arena, FAULT_UNAVAILABLE, "picture.worker", "%s: %s", what, strerror(errno));
}

static const struct fault *broken(struct arena *arena, const char *why)
{
    return fault_new(arena, FAULT_INVALID, "picture.broken", "picture: %s", why);
}

static const struct fault *too_large(struct arena *arena, uint64_t pixels)
{
    struct fault *fault =
        fault_new(arena, FAULT_INVALID, "picture.too_large", "picture: too large");
    fault_with(fault, "megapixels",
               arena_printf(arena, "%llu", (unsigned long long)(pixels / 1000000)));
    return fault_with(fault, "side", arena_printf(arena, "%d", PICTURE_SIDE));
}

/* A turn at one of the places for workers ----------------------------------- */

static pthread_mutex_t turn_lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t turn_free;
static pthread_once_t turn_once = PTHREAD_ONCE_INIT;
static unsigned turns_taken;

static void turn_begin(void)
{
    wait_condition_init(&turn_free);
}

static void turn_take(void)
{
    pthread_once(&turn_once, turn_begin);
    pthread_mutex_lock(&turn_lock);
    while (turns_taken == PICTURE_WORKERS)
        wait_signal(&turn_free, &turn_lock);
    turns_taken++;
    pthread_mutex_unlock(&turn_lock);
}

static void turn_give_back(void)
{
    pthread_mutex_lock(&turn_lock);
    turns_taken--;
    pthread_cond_signal(&turn_free);
    pthread_mutex_unlock(&turn_lock);
}

/* The worker's process ------------------------------------------------------- */

static int spawn_with(const posix_spawn_file_actions_t *actions, char *const argv[], pid_t *ret_pid)
{
    /* one heap and one thread of work; no plug-ins of libvips, which it would
     * look for under this folder */
    static char heap[] = "MALLOC_ARENA_MAX=1";
    static char threads[] = "VIPS_CONCURRENCY=1";
    static char home[] = "VIPSHOME=/nonexistent";
    static char vector[] = "VIPS_NOVECTOR=1"; /* would write machine code as it runs */
    static char *const environment[] = {heap, threads, home, vector, NULL};
    posix_spawnattr_t attributes;
    sigset_t none;
    sigset_t all;
    int error;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &all);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    error = posix_spawn(ret_pid, "/proc/self/exe", actions, &attributes, argv, environment);
    posix_spawnattr_destroy(&attributes);
    return error;
}

/* Starts a worker that has `input` and `output` and no other descriptor. */
static const struct fault *worker_start(struct arena *arena, int input, int output,
                                        const struct filetype *type, uint64_t pixels,
                                        pid_t *ret_pid)
{
    posix_spawn_file_actions_t actions;
    char *argv[] = {(char[]){"dinh"}, (char[]){JOB_WORD}, NULL, NULL, NULL};
    char limit[24];
    int error;
    snprintf(limit, sizeof(limit), "%llu", (unsigned long long)pixels);
    argv[2] = (char *)(uintptr_t)arena_c(arena, str_from_c(type->mime));
    argv[3] = limit;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, input, JOB_INPUT);
    posix_spawn_file_actions_adddup2(&actions, output, JOB_OUTPUT);
    posix_spawn_file_actions_addclosefrom_np(&actions, JOB_OUTPUT + 1);
    error = spawn_with(&actions, argv, ret_pid);
    posix_spawn_file_actions_destroy(&actions);
    errno = error;
    return error ? no_worker(arena, "starting a worker for a picture") : NULL;
}

/* Whether the process ended before `by_us`. */
static bool ended_in_time(int process, int64_t by_us)
{
    struct pollfd event = {.fd = process, .events = POLLIN};
    for (;;) {
        int64_t left = by_us - clock_monotonic();
        int ready = poll(&event, 1, left > 0 ? (int)(left / 1000) + 1 : 0);
        if (ready > 0)
            return true;
        if (left <= 0 || (ready < 0 && errno != EINTR))
            return false;
    }
}

static const struct fault *worker_wait(struct arena *arena, pid_t pid, int64_t by_us)
{
    int process = pidfd_open(pid, 0);
    bool ended = process >= 0 && ended_in_time(process, by_us);
    int status = 0;
    if (!ended)
        kill(pid, SIGKILL);
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
        continue;
    if (process < 0)
        return no_worker(arena, "watching a worker");
    close(process);
    if (!ended || (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU))
        return fault_new(arena, FAULT_INVALID, "picture.too_slow", "picture: no end in time");
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
        return broken(arena, "the worker died");
    return NULL;
}

/* The answer ------------------------------------------------------------------ */

static const struct fault *reply_fault(struct arena *arena, uint32_t answer, uint64_t pixels)
{
    if (answer == PICTURE_DONE)
        return NULL;
    if (answer == PICTURE_TOO_LARGE)
        return too_large(arena, pixels);
    if (answer == PICTURE_NO_WORKER)
        return fault_new(arena, FAULT_UNAVAILABLE, "picture.worker",
                         "libvips is missing or the worker cannot be confined");
    return broken(arena, "not decoded");
}

static bool is_size(uint32_t width, uint32_t height)
{
    return width >= 1 && width <= PICTURE_SIDE && height >= 1 && height <= PICTURE_SIDE;
}

/* Reads what the worker left at `output`; it may have been taken over. */
static const struct fault *reply_read(struct arena *arena, int output, uint64_t pixels,
                                      struct picture *ret_picture)
{
    struct picture_reply reply;
    struct picture picture = {0};
    struct stat status;
    uint64_t at = sizeof(reply);
    const struct fault *fault;
    if (fstat(output, &status) != 0 || pread(output, &reply, sizeof(reply), 0) != sizeof(reply))
        return broken(arena, "the worker said nothing");
    fault = reply_fault(arena, reply.answer, pixels);
    if (fault)
        return fault;
    if (reply.count < 1 || reply.count > PICTURE_VARIANTS || !is_size(reply.width, reply.height))
        return broken(arena, "the worker said nonsense");
    for (size_t i = 0; i < reply.count; i++) {
        struct picture_variant *variant = &picture.variants[i];
        uint64_t length = reply.variants[i].length;
        char *bytes;
        if (!is_size(reply.variants[i].width, reply.variants[i].height) || length == 0 ||
            length > (uint64_t)status.st_size - at)
            return broken(arena, "the worker said nonsense");
        bytes = arena_alloc_raw(arena, length);
        if (pread(output, bytes, length, (off_t)at) != (ssize_t)length)
            return broken(arena, "the worker's answer cannot be read");
        at += length;
        variant->width = reply.variants[i].width;
        variant->height = reply.variants[i].height;
        variant->bytes = (struct str){bytes, length};
    }
    picture.type = filetype_find(reply.is_png ? STR("image/png") : STR("image/webp"));
    picture.width = reply.width;
    picture.height = reply.height;
    picture.variant_count = reply.count;
    *ret_picture = picture;
    return NULL;
}

static const struct fault *run_worker(struct arena *arena, int input, const struct filetype *type,
                                      const struct picture_limits *limits,
                                      struct picture *ret_picture)
{
    uint64_t pixels = limits && limits->pixels ? limits->pixels : PICTURE_PIXELS;
    int64_t time_us = limits && limits->time_us ? limits->time_us : PICTURE_TIME_US;
    int made = memfd_create("picture", MFD_CLOEXEC);
    int output = made >= 0 ? fcntl(made, F_DUPFD_CLOEXEC, SPARE) : -1;
    int source = fcntl(input, F_DUPFD_CLOEXEC, SPARE);
    const struct fault *fault = NULL;
    pid_t pid;
    if (output < 0 || source < 0)
        fault = no_worker(arena, "memory for a picture");
    if (!fault) {
        turn_take();
        fault = worker_start(arena, source, output, type, pixels, &pid);
        if (!fault)
            fault = worker_wait(arena, pid, clock_monotonic() + time_us);
        turn_give_back();
    }
    if (!fault)
        fault = reply_read(arena, output, pixels, ret_picture);
    close(made);
    close(output);
    close(source);
    return fault;
}

const struct fault *picture_encode_file(struct arena *arena, int descriptor,
                                        const struct picture_limits *limits,
                                        struct picture *ret_picture)
{
    const struct filetype *type;
    const struct fault *fault;
    struct stat status;
    if (fstat(descriptor, &status) != 0)
        return no_worker(arena, "looking at an upload");
    if (status.st_size > PICTURE_BYTES)
        return fault_with(fault_new(arena, FAULT_TOO_LARGE, "picture.too_many_bytes",
                                    "picture: %lld bytes", (long long)status.st_size),
                          "megabytes", arena_printf(arena, "%d", PICTURE_BYTES / 1024 / 1024));
    fault = filetype_of_file(arena, descriptor, FILETYPE_PICTURE, &type);
    if (fault && fault->kind == FAULT_UNSUPPORTED)
        return fault_with(
            fault_new(arena, FAULT_INVALID, "picture.type", PRISTR, STRARG(fault->detail)), "type",
            fault->args[0].value);
    return fault ? fault : run_worker(arena, descriptor, type, limits, ret_picture);
}

const struct fault *picture_encode(struct arena *arena, struct str bytes,
                                   const struct picture_limits *limits, struct picture *ret_picture)
{
    int descriptor = memfd_create("upload", MFD_CLOEXEC);
    const struct fault *fault = NULL;
    while (descriptor >= 0 && bytes.len > 0) {
        ssize_t written = write(descriptor, bytes.ptr, bytes.len);
        if (written < 0 && errno != EINTR)
            break;
        bytes = str_from(bytes, written > 0 ? (size_t)written : 0);
    }
    if (descriptor < 0 || bytes.len > 0)
        fault = no_worker(arena, "memory for a picture");
    else
        fault = picture_encode_file(arena, descriptor, limits, ret_picture);
    if (descriptor >= 0)
        close(descriptor);
    return fault;
}

bool picture_is_worker(int argc, char **argv)
{
    return argc == 4 && strcmp(argv[1], JOB_WORD) == 0;
}
