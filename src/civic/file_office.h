/*
 * What a document of an office program would do when it is opened. For the floor itself.
 */
#ifndef DINH_CIVIC_FILE_OFFICE_H
#define DINH_CIVIC_FILE_OFFICE_H

#include "base/fault.h"

/*
 * Office Open XML (ECMA-376) and OpenDocument (ISO/IEC 26300). FAULT_INVALID at `field`:
 * file.macro (it runs something, or holds another file), file.remote (it fetches a template,
 * a picture or data from elsewhere), file.unread (a part that says so cannot be read).
 */
const struct fault *office_check(struct arena *arena, struct str bytes,
                                 const char *field) FAULT_CHECK;

#endif
