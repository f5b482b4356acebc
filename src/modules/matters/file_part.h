/*
 * What the pages of a file share. For this module alone.
 */
#ifndef DINH_MODULES_MATTERS_FILE_PART_H
#define DINH_MODULES_MATTERS_FILE_PART_H

#include "civic/page.h"
#include "modules/matters/matters.h"

/* Reads from the address of a page about a file from which list it was opened. */
void matter_list_read(struct work *work, const struct request *request);
/* The file behind `here`, a matter, in that list; an empty address where there is none. */
const struct fault *matter_next_file(struct work *work, int64_t here, struct url *ret_url,
                                     struct str *ret_code) FAULT_CHECK;

#endif
