/*
 * One table: which HTTP status (RFC 9110, section 15) each kind of fault is.
 */
#ifndef DINH_HTTP_STATUS_H
#define DINH_HTTP_STATUS_H

#include "base/fault.h"

int status_of_fault(enum fault_kind kind);
/* The phrase of a status we send, "Not Found"; "Unknown" for others. */
const char *status_reason(int status);
/* The same of a request that the server refuses by itself, whose limits have statuses of
 * their own. */
int status_of_refusal(const struct fault *fault);

#endif
