/*
 * QR codes (mã QR, ISO/IEC 18004) with error correction M: 15 % of a code may
 * be dirty and it still reads. As a picture of its own (SVG bytes for a route),
 * as the path of an inline <svg> in a page, or as modules for a PDF.
 */
#ifndef DINH_CIVIC_QR_H
#define DINH_CIVIC_QR_H

#include "base/buf.h"
#include "base/fault.h"

enum {
    QR_QUIET = 4,      /* modules left white on every side (ISO/IEC 18004, 6.3.8) */
    QR_TEXT_MAX = 1024 /* bytes of a text that still makes a code for a phone */
};

struct qr {
    int size;               /* modules on a side, without the quiet zone: 21 … 177 */
    const uint8_t *modules; /* size × size, row by row; 1 is dark */
};

/* Encodes `text`. Faults: FAULT_INVALID "qr.text" where it is empty or longer
 * than QR_TEXT_MAX, FAULT_UNAVAILABLE "error.busy" without memory. */
const struct fault *qr_encode(struct arena *arena, struct str text, struct qr *ret_qr) FAULT_CHECK;

bool qr_is_dark(const struct qr *qr, int column, int row);
/* Modules on a side with the quiet zone: the viewBox of the path. */
int qr_side(const struct qr *qr);

/* The dark modules as path data ("M4 4h7v1h-7z…"), one run a row, placed inside
 * the quiet zone: <svg viewBox="0 0 SIDE SIDE"><path d="…"/></svg>. */
struct str qr_path(struct arena *arena, const struct qr *qr);
/* A whole SVG document, to be served as image/svg+xml: black on white, with the
 * quiet zone; `title` says to a screen reader what it leads to. */
struct str qr_svg(struct arena *arena, const struct qr *qr, struct str title);

#endif
