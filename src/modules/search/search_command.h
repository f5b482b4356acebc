/*
 * The index built anew from what the modules have published.
 */
#ifndef DINH_MODULES_SEARCH_SEARCH_COMMAND_H
#define DINH_MODULES_SEARCH_SEARCH_COMMAND_H

#include "base/work.h"

/* Empties the index and has every module publish again; searches find less
 * while it runs. `*ret_count` is how many documents were published. */
const struct fault *search_rebuild(struct work *work, int64_t *ret_count) FAULT_CHECK;

/* dinh index */
int search_index_command(struct work *work, int argc, char **argv);

#endif
