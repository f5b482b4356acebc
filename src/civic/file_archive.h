/*
 * ZIP archives (APPNOTE.TXT 4.3), as far as they have to be looked into before a document of
 * an office program is taken. For the floor itself.
 */
#ifndef DINH_CIVIC_FILE_ARCHIVE_H
#define DINH_CIVIC_FILE_ARCHIVE_H

#include "base/arena.h"

/* Where the record that ends an archive stands; -1 where the bytes do not end in one. */
ptrdiff_t archive_end(struct str bytes);

/* A part, as the directory of the archive names it. */
struct archive_part {
    struct str name;
    uint64_t size; /* unpacked, as promised */
    unsigned method;
    struct str packed;
};
struct archive_walk {
    struct str bytes;
    size_t at;
};
/* A walk over the directory; of what is no archive it has no parts. */
struct archive_walk archive_begin(struct str bytes);
bool archive_next(struct archive_walk *walk, struct archive_part *ret_part);

/* The bytes of a part, in `arena`; false where it is damaged, encrypted, packed in another way
 * than Deflate, or longer than `most`. */
bool archive_unpack(struct arena *arena, const struct archive_part *part, size_t most,
                    struct str *ret_bytes);

#endif
