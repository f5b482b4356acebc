/*
 * dinh paper: looking at the kinds of papers without a site.
 */
#ifndef DINH_CIVIC_PAPER_COMMAND_H
#define DINH_CIVIC_PAPER_COMMAND_H

#include "base/work.h"

/* Without words: lists the kinds. KIND --out FILE [--preview]: makes one from
 * its sample. Returns the exit code. Opens the papers of work->site. */
int paper_command(struct work *work, int argc, char **argv);

#endif
