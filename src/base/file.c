/*
 * Whole files, durably.
 */
#include "base/file.h"

#include "base/buf.h"
#include "base/vec.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* columns: what the system says, kind, message */
static const struct {
    int number;
    enum fault_kind kind;
    const char *key;
} troubles[] = {
    {ENOENT, FAULT_NOT_FOUND,   "file.missing"  },
    {EACCES, FAULT_UNAVAILABLE, "file.denied"   },
    {EPERM,  FAULT_UNAVAILABLE, "file.denied"   },
    {ENOSPC, FAULT_UNAVAILABLE, "file.full"     },
    {EDQUOT, FAULT_UNAVAILABLE, "file.full"     },
    {EROFS,  FAULT_UNAVAILABLE, "file.read_only"},
    {0,      FAULT_UNAVAILABLE, "file.trouble"  }, /* any other */
};

static const struct fault *system_fault(struct arena *arena, const char *what, const char *path)
{
    int number = errno;
    struct fault *fault;
    size_t i = 0;
    while (troubles[i].number != 0 && troubles[i].number != number)
        i++;
    fault = fault_new(arena, troubles[i].kind, troubles[i].key, "%s %s: %s", what, path,
                      strerror(number));
    fault_with(fault, "path", arena_copy(arena, str_from_c(path)));
    return fault_with(fault, "why", arena_copy(arena, str_from_c(strerror(number))));
}

static const struct fault *read_all(struct arena *arena, int descriptor, const char *path,
                                    struct buf *buf)
{
    for (;;) {
        char *place = buf_reserve(buf, 1);
        size_t room = buf->capacity < buf->limit ? buf->capacity : buf->limit;
        ssize_t got;
        if (!place)
            return fault_with(fault_new(arena, FAULT_TOO_LARGE, "file.too_large", "%s", path),
                              "path", arena_copy(arena, str_from_c(path)));
        got = read(descriptor, place, room - buf->len);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return system_fault(arena, "read", path);
        if (got == 0)
            return NULL;
        buf->len += (size_t)got;
    }
}

const struct fault *file_read(struct arena *arena, const char *path, size_t limit,
                              struct str *ret_bytes)
{
    bool is_input = strcmp(path, "-") == 0;
    int descriptor = is_input ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    struct buf buf = buf_init(arena, limit + 1);
    const struct fault *fault;
    if (descriptor < 0)
        return system_fault(arena, "open", path);
    fault = read_all(arena, descriptor, path, &buf);
    if (!is_input)
        close(descriptor);
    if (fault)
        return fault;
    *ret_bytes = buf_str(&buf);
    return NULL;
}

static bool write_bytes(int descriptor, struct str bytes)
{
    while (bytes.len > 0) {
        ssize_t wrote = write(descriptor, bytes.ptr, bytes.len);
        if (wrote < 0 && errno == EINTR)
            continue;
        if (wrote < 0)
            return false;
        bytes = str_from(bytes, (size_t)wrote);
    }
    return true;
}

/* The new name is not durable before the folder that holds it is synced. */
static bool sync_folder_of(struct arena *arena, const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *folder =
        slash ? arena_c(arena, (struct str){path, (size_t)(slash - path) + 1}) : ".";
    int descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool synced;
    if (descriptor < 0)
        return false;
    synced = fsync(descriptor) == 0;
    close(descriptor);
    return synced;
}

const struct fault *file_write(struct arena *arena, const char *path, struct str bytes,
                               unsigned mode)
{
    /* a name of its own for each writer, so that two never mix their bytes */
    char *temporary = (char *)(uintptr_t)arena_printf(arena, "%s.new-XXXXXX", path).ptr;
    int descriptor = mkostemp(temporary, O_CLOEXEC);
    const struct fault *fault = NULL;
    if (descriptor < 0)
        return system_fault(arena, "create", temporary);
    if (fchmod(descriptor, mode) != 0 || !write_bytes(descriptor, bytes) || fsync(descriptor) != 0)
        fault = system_fault(arena, "write", temporary);
    if (close(descriptor) != 0 && !fault)
        fault = system_fault(arena, "close", temporary);
    if (!fault && rename(temporary, path) != 0)
        fault = system_fault(arena, "rename", path);
    if (fault) {
        unlink(temporary);
        return fault;
    }
    if (!sync_folder_of(arena, path))
        return system_fault(arena, "sync", path);
    return NULL;
}

const struct fault *file_make_folder(struct arena *arena, const char *path, unsigned mode)
{
    char *partial = (char *)arena_alloc(arena, strlen(path) + 1);
    size_t length = strlen(path);
    for (size_t i = 0; i <= length; i++) {
        if (i > 0 && (path[i] == '/' || path[i] == '\0')) {
            struct stat status;
            if (mkdir(partial, mode) != 0 && errno != EEXIST)
                return system_fault(arena, "mkdir", partial);
            if (path[i] == '\0' && (stat(partial, &status) != 0 || !S_ISDIR(status.st_mode))) {
                errno = ENOTDIR;
                return system_fault(arena, "mkdir", partial);
            }
        }
        partial[i] = path[i];
    }
    return NULL;
}

enum {
    OPEN_FOLDERS = 16
};

static int remove_entry(const char *path, const struct stat *status, int kind, struct FTW *walk)
{
    (void)status;
    (void)kind;
    (void)walk;
    remove(path); /* what stays is found by whoever looks */
    return 0;
}

void file_remove_tree(const char *path)
{
    nftw(path, remove_entry, OPEN_FOLDERS, FTW_DEPTH | FTW_PHYS);
}

bool file_exists(const char *path)
{
    return access(path, F_OK) == 0;
}

int64_t file_size(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 ? (int64_t)status.st_size : 0;
}

static int compare_names(const void *a, const void *b)
{
    return str_compare(*(const struct str *)a, *(const struct str *)b);
}

const struct fault *file_list(struct arena *arena, const char *path, struct str **ret_names,
                              size_t *ret_count)
{
    VEC(struct str) names = {0};
    DIR *folder = opendir(path);
    struct dirent *entry;
    if (!folder)
        return system_fault(arena, "open folder", path);
    while ((entry = readdir(folder)) != NULL) {
        struct str name = str_from_c(entry->d_name);
        if (!str_equal(name, STR(".")) && !str_equal(name, STR("..")))
            *VEC_PUSH(&names, arena) = arena_copy(arena, name);
    }
    closedir(folder);
    if (names.count > 0)
        qsort(names.items, names.count, sizeof(*names.items), compare_names);
    *ret_names = names.items;
    *ret_count = names.count;
    return NULL;
}
