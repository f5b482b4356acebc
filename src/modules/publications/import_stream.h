/*
 * A file of news in pieces that import_read can take, so that an export of any
 * size needs little memory. A small file is one piece. A large RSS document or
 * WordPress export is cut between its items, and each piece is given the head
 * and the end of the document; an attachment is then found only from the items
 * of its own piece.
 */
#ifndef DINH_MODULES_PUBLICATIONS_IMPORT_STREAM_H
#define DINH_MODULES_PUBLICATIONS_IMPORT_STREAM_H

#include "base/fault.h"

enum {
    IMPORT_PIECE = 2 * 1024 * 1024,      /* bytes; a file up to here is one piece */
    IMPORT_PIECE_MOST = 16 * 1024 * 1024 /* for the sake of one large item */
};

struct import_stream;

/* Opens the file at `path`, closed with `arena`. `piece` is IMPORT_PIECE, or less
 * in a test. Faults: FAULT_NOT_FOUND "file.missing" {path}, FAULT_UNAVAILABLE
 * "file.trouble" {path} {why}. */
const struct fault *import_stream_open(struct arena *arena, const char *path, size_t piece,
                                       struct import_stream **ret_stream) FAULT_CHECK;

/*
 * The next piece, in `arena`; false in `*ret_more` after the last. Faults: the
 * same, FAULT_UNSUPPORTED "import.fault.format" for binary data, FAULT_TOO_LARGE
 * "import.fault.too_large" for a large file that cannot be cut: no RSS, or one
 * item over IMPORT_PIECE_MOST.
 */
const struct fault *import_stream_next(struct import_stream *stream, struct arena *arena,
                                       struct str *ret_piece, bool *ret_more) FAULT_CHECK;

/* A fault of import_read about the last piece, its {line} counted from the beginning of the
 * file; NULL stays NULL. */
const struct fault *import_stream_fault(const struct import_stream *stream, struct arena *arena,
                                        const struct fault *fault);

#endif
