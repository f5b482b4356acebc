/*
 * What the pages of a file share. For this module alone.
 */
#ifndef DINH_MODULES_MATTERS_FILE_PART_H
#define DINH_MODULES_MATTERS_FILE_PART_H

#include "civic/page.h"
#include "modules/matters/matters.h"

/* Inbox › code. */
void matter_crumbs(struct work *work, struct layout *layout, struct str code);

#endif
