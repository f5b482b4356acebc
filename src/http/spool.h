/*
 * What is too large to be kept in memory and must not be read on the disk: a
 * temporary file without a name whose bytes are encrypted under a key of its
 * own. The key is in memory alone and is forgotten with the arena, so what the
 * disk still holds of the file afterwards says nothing to anybody.
 */
#ifndef DINH_HTTP_SPOOL_H
#define DINH_HTTP_SPOOL_H

#include "base/fault.h"

enum {
    SPOOL_PIECE = 64 * 1024 /* bytes encrypted at one time; as many wait in memory */
};

struct spool;

/* An empty one in `folder`, which lives as long as the arena. FAULT_UNAVAILABLE
 * request.no_room where no file can be made there. */
const struct fault *spool_new(struct arena *arena, const char *folder,
                              struct spool **ret_spool) FAULT_CHECK;
/* Adds bytes at the end. FAULT_UNAVAILABLE request.no_room where the disk is full. */
const struct fault *spool_add(struct spool *spool, struct str bytes) FAULT_CHECK;
/* All that was added, in `arena`. FAULT_UNAVAILABLE file.unreadable where the
 * disk does not give back what was written. */
const struct fault *spool_read(const struct spool *spool, struct arena *arena,
                               struct str *ret_bytes) FAULT_CHECK;

#endif
