/*
 * Whole pieces lie in the file one behind the other, each with its tag; the
 * bytes that do not fill a piece yet stay in memory. The number of a piece is
 * its nonce: the key is used for this file alone.
 */
#include "http/spool.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/crypto.h"

enum {
    BOX = SPOOL_PIECE + CRYPTO_PIECE_TAG
};

struct spool {
    struct arena *arena;
    int descriptor;
    uint8_t key[CRYPTO_KEY_SIZE];
    uint64_t pieces; /* in the file */
    size_t len;      /* bytes of `plain` */
    uint8_t plain[SPOOL_PIECE];
    uint8_t box[BOX];
};

static void forget(void *resource)
{
    struct spool *spool = resource;
    close(spool->descriptor);
    crypto_wipe(spool->key, sizeof(spool->key));
    crypto_wipe(spool->plain, sizeof(spool->plain));
}

static int open_without_name(struct arena *arena, const char *folder)
{
    int descriptor = open(folder, O_TMPFILE | O_EXCL | O_RDWR | O_CLOEXEC, 0600);
    if (descriptor < 0) {
        char *path = arena_alloc(arena, strlen(folder) + sizeof("/dinh-XXXXXX"));
        snprintf(path, strlen(folder) + sizeof("/dinh-XXXXXX"), "%s/dinh-XXXXXX", folder);
        descriptor = mkostemp(path, O_CLOEXEC); /* a file system without O_TMPFILE */
        if (descriptor >= 0)
            unlink(path);
    }
    return descriptor;
}

const struct fault *spool_new(struct arena *arena, const char *folder, struct spool **ret_spool)
{
    struct spool *spool;
    int descriptor = open_without_name(arena, folder);
    if (descriptor < 0)
        return fault_new(arena, FAULT_UNAVAILABLE, "request.no_room", "a temporary file in %s: %s",
                         folder, strerror(errno));
    spool = ARENA_NEW(arena, struct spool);
    spool->arena = arena;
    spool->descriptor = descriptor;
    crypto_random(spool->key, sizeof(spool->key));
    arena_cleanup(arena, forget, spool);
    *ret_spool = spool;
    return NULL;
}

static const struct fault *write_piece(struct spool *spool)
{
    size_t done = 0;
    crypto_seal_piece(spool->key, spool->pieces, (struct str){(char *)spool->plain, SPOOL_PIECE},
                      spool->box);
    while (done < BOX) {
        ssize_t written = pwrite(spool->descriptor, spool->box + done, BOX - done,
                                 (off_t)(spool->pieces * BOX + done));
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return fault_new(spool->arena, FAULT_UNAVAILABLE, "request.no_room",
                             "writing an upload: %s", strerror(errno));
        done += (size_t)written;
    }
    spool->pieces++;
    spool->len = 0;
    return NULL;
}

const struct fault *spool_add(struct spool *spool, struct str bytes)
{
    const struct fault *fault = NULL;
    while (!fault && bytes.len > 0) {
        size_t room = SPOOL_PIECE - spool->len;
        size_t added = bytes.len < room ? bytes.len : room;
        memcpy(spool->plain + spool->len, bytes.ptr, added);
        spool->len += added;
        bytes = str_from(bytes, added);
        if (spool->len == SPOOL_PIECE)
            fault = write_piece(spool);
    }
    return fault;
}

/* Reads one piece of the file into `ret_box`. */
static bool read_box(const struct spool *spool, uint64_t number, uint8_t ret_box[BOX])
{
    size_t done = 0;
    while (done < BOX) {
        ssize_t got =
            pread(spool->descriptor, ret_box + done, BOX - done, (off_t)(number * BOX + done));
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return false;
        done += (size_t)got;
    }
    return true;
}

const struct fault *spool_read(const struct spool *spool, struct arena *arena,
                               struct str *ret_bytes)
{
    size_t whole = (size_t)spool->pieces * SPOOL_PIECE;
    char *bytes = arena_alloc_raw(arena, whole + spool->len);
    uint8_t *box = arena_alloc_raw(arena, BOX);
    for (uint64_t i = 0; i < spool->pieces; i++)
        if (!read_box(spool, i, box) ||
            !crypto_unseal_piece(spool->key, i, (struct str){(char *)box, BOX},
                                 bytes + i * SPOOL_PIECE))
            return fault_new(arena, FAULT_UNAVAILABLE, "file.unreadable",
                             "an upload cannot be read back");
    memcpy(bytes + whole, spool->plain, spool->len);
    *ret_bytes = (struct str){bytes, whole + spool->len};
    return NULL;
}
