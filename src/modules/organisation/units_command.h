/*
 * The command line and the demo of units, for the manifest.
 */
#ifndef DINH_MODULES_ORGANISATION_UNITS_COMMAND_H
#define DINH_MODULES_ORGANISATION_UNITS_COMMAND_H

#include "base/work.h"

/* `dinh import units FILE [--below SLUG] [--merged-on DATE]`; the exit code. */
int units_command(struct work *work, int argc, char **argv);

/* Units and people of the demo district, from demo/. */
const struct fault *organisation_demo(struct work *work) FAULT_CHECK;

#endif
