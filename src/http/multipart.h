/*
 * multipart/form-data (RFC 7578) read as it arrives, in pieces cut anywhere.
 * Ours, because a parser that meets every stranger's bytes must be small
 * enough to read: strict CRLF, bounded everything, no guessing.
 *
 * Fields are kept in memory; a file moves to an encrypted spool (spool.h) once it
 * is larger than MULTIPART_MEMORY. Both live as long as the arena.
 */
#ifndef DINH_HTTP_MULTIPART_H
#define DINH_HTTP_MULTIPART_H

#include "base/buf.h"
#include "base/fault.h"

enum {
    MULTIPART_PARTS = 100,         /* fields of one form, and files kept of it */
    MULTIPART_HEADER = 4 * 1024,   /* bytes of one part's headers */
    MULTIPART_NAME = 100,          /* characters of a field's name */
    MULTIPART_FILENAME = 200,      /* characters kept of a file's name */
    MULTIPART_FIELD = 1024 * 1024, /* bytes of all fields that are no files */
    MULTIPART_MEMORY = 256 * 1024  /* bytes of a file kept in memory */
};

struct spool;

struct part {
    struct str name;
    bool is_file;                /* it came with a filename, even an empty one */
    struct str filename;         /* last path component, normalised; for showing only */
    struct str type;             /* what the sender claims; see filetype.h for the truth */
    struct str bytes;            /* of a field: normalised text. Of a file: ask part_bytes */
    struct spool *spool;         /* the content of a large file; NULL: it is in `bytes` */
    const struct fault *refused; /* why the content of a file was not kept; NULL: it was */
    uint64_t size;
    const struct part *next;
};

struct multipart;

/* The boundary of a Content-Type; text whose ptr is NULL where it is not
 * multipart/form-data with a boundary of 1 … 70 characters (RFC 2046, 5.1.1). */
struct str multipart_boundary(struct str content_type);

/* A parser in `arena`; temporary files go to `folder` ("/tmp" or better). */
struct multipart *multipart_new(struct arena *arena, struct str boundary, const char *folder);
/*
 * The next bytes. Faults: FAULT_MALFORMED request.multipart, request.text;
 * FAULT_TOO_LARGE request.too_many_fields, request.text_too_large {megabytes}. After a
 * fault the parser takes no more. A file for which the disk has no room is refused
 * (FAULT_UNAVAILABLE request.no_room) with those behind it; the fields are read on.
 * Files beyond MULTIPART_PARTS are left out: no form takes so many, so form_read refuses
 * them at their field and what was typed beside them is kept.
 */
const struct fault *multipart_feed(struct multipart *parser, struct str bytes) FAULT_CHECK;
/* From here on files are counted and not kept: part_bytes of them says `fault`. What
 * was typed beside them is not lost with them. */
void multipart_refuse_files(struct multipart *parser, const struct fault *fault);
/* To be called at the end. FAULT_MALFORMED where the last boundary is missing.
 * The parts in the order sent; NULL when there are none. */
const struct fault *multipart_end(struct multipart *parser,
                                  const struct part **ret_parts) FAULT_CHECK;

/* The whole content of a part, wherever it lies; of a large file a copy in `arena`.
 * Faults: why it was refused; FAULT_UNAVAILABLE file.unreadable. */
const struct fault *part_bytes(struct arena *arena, const struct part *part,
                               struct str *ret_bytes) FAULT_CHECK;

#endif
