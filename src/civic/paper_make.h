/*
 * From markup to PDF; for civic/paper*.c alone.
 */
#ifndef DINH_CIVIC_PAPER_MAKE_H
#define DINH_CIVIC_PAPER_MAKE_H

#include "base/work.h"

enum {
    PAPER_MARKUP = 32 * 1024 * 1024 /* most bytes of the markup of one paper */
};

enum paper_standing {
    PAPER_HOLDS,
    PAPER_DRAFT,
    PAPER_RECALLED
};

/* Draws the markup that paper_text.h describes, its values filled in. `file` is
 * named in faults, which are those of paper_render. */
const struct fault *paper_make(struct work *work, struct str file, struct str markup,
                               enum paper_standing standing, struct str *ret_pdf) FAULT_CHECK;

#endif
