/*
 * What an uploaded file is, by its content (libmagic) and not by its name,
 * against the list of types that the site accepts.
 */
#ifndef DINH_HTTP_FILETYPE_H
#define DINH_HTTP_FILETYPE_H

#include "base/fault.h"

enum filetype_group {
    FILETYPE_PAPER = 1 << 0,   /* pdf, docx, xlsx, odt, ods, txt */
    FILETYPE_PICTURE = 1 << 1, /* jpeg, png, webp, gif */
    FILETYPE_SOUND = 1 << 2    /* mp3, ogg, m4a, wav */
};

struct filetype {
    const char *mime;      /* as sent in Content-Type */
    const char *extension; /* with its dot */
    enum filetype_group group;
};

/* The accepted type with this MIME name, or NULL. */
const struct filetype *filetype_find(struct str mime);

/*
 * The type of the file open at `descriptor`, whose position does not matter
 * and is not moved, among those of `groups`. Safe for threads.
 * Faults: FAULT_UNSUPPORTED file.type {type} {accepted}, file.heic, file.not_unicode (a text in an
 * old code); FAULT_UNAVAILABLE file.unreadable.
 */
const struct fault *filetype_of_file(struct arena *arena, int descriptor, unsigned groups,
                                     const struct filetype **ret_type) FAULT_CHECK;
/* The same for bytes in memory. */
const struct fault *filetype_of_bytes(struct arena *arena, struct str bytes, unsigned groups,
                                      const struct filetype **ret_type) FAULT_CHECK;

#endif
