/*
 * What the pages of a file share. For this module alone.
 */
#ifndef DINH_MODULES_MATTERS_FILE_PART_H
#define DINH_MODULES_MATTERS_FILE_PART_H

#include "civic/page.h"
#include "modules/matters/matters.h"

/* The matter that {code} names, if the actor may open it. Faults: FAULT_NOT_FOUND
 * "matter.unknown" and those of matter_must_read. */
const struct fault *matter_of_request(struct work *work, const struct request *request,
                                      struct matter *ret_matter) FAULT_CHECK;
/* Inbox › code. */
void matter_crumbs(struct work *work, struct layout *layout, struct str code);

#endif
