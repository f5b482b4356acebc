/*
 * What Cairo does not write into a PDF. For civic/paper_draw.c alone.
 */
#ifndef DINH_CIVIC_PAPER_PDF_H
#define DINH_CIVIC_PAPER_PDF_H

#include "base/fault.h"

/*
 * The same PDF with the language of its text (/Lang, ISO 32000-1, 14.9.2), the
 * word that it is tagged (14.7.1) and its title in the window's bar, added as an incremental update
 * (7.5.6) so that no byte before it moves. Faults: FAULT_INTERNAL "paper.not_made" where `pdf` has
 * no classic cross-reference table with a catalogue.
 */
const struct fault *pdf_set_language(struct arena *arena, struct str pdf, const char *language,
                                     struct str *ret_pdf) FAULT_CHECK;

#endif
