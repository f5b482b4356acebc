/*
 * A process that gives up what it does not need before it touches a stranger's
 * bytes: no files but the ones already open, no network, no other programs, and
 * bounded memory and time. For worker processes alone; there is no way back.
 */
#ifndef DINH_HTTP_CONFINE_H
#define DINH_HTTP_CONFINE_H

#include <stdbool.h>
#include <stddef.h>

struct confine_limits {
    size_t memory;        /* bytes of address space */
    size_t file;          /* bytes of any file written */
    unsigned cpu_seconds; /* of all threads together */
};

/*
 * Applies the limits and a system call filter to every thread of this process.
 * What is left: reading, writing and closing open descriptors, memory that is
 * never executable, threads, clocks, randomness, ending. Everything else fails
 * with EPERM. False where the kernel refuses: then do not go on.
 */
bool confine_self(const struct confine_limits *limits);

#endif
