/*
 * Commands about matters. For the manifest and tests alone.
 *
 *     dinh matter verify [CODE]   recomputes chains and proofs: 0 all fit, 1 one does not
 *     dinh matter prove           proves what was opened before there were proofs
 *     dinh matter states FOLDER   writes docs/states/: a page for every kind
 */
#ifndef DINH_MODULES_MATTERS_MATTER_COMMAND_H
#define DINH_MODULES_MATTERS_MATTER_COMMAND_H

#include "modules/matters/matters.h"

int matter_verify_command(struct work *work, int argc, char **argv);
int matter_prove_command(struct work *work, int argc, char **argv);
int matter_states_command(struct work *work, int argc, char **argv);

#endif
