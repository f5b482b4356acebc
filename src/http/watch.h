/*
 * Time limits of connections that no silence betrays: a sender who drips one
 * byte now and then, a reader who takes one now and then (slow loris). Each
 * connection has a moment by which it must have got further; a thread shuts
 * down those that have not.
 */
#ifndef DINH_HTTP_WATCH_H
#define DINH_HTTP_WATCH_H

#include "base/fault.h"

struct watch;
struct watched;

/* Faults: FAULT_UNAVAILABLE pool.no_thread. */
const struct fault *watch_new(struct arena *arena, struct watch **ret_watch) FAULT_CHECK;
/* Ends the thread and frees itself; nothing may be watched any more. */
void watch_stop(struct watch *watch);

/* Begins to watch an open socket; `by_us` is clock_monotonic. NULL where
 * memory is short: then it is not watched. */
struct watched *watch_add(struct watch *watch, int socket, int64_t by_us);
/* Another moment; INT64_MAX while the program itself is at work. Cheap. */
void watch_until(struct watched *watched, int64_t by_us);
/* Before the socket is closed. */
void watch_remove(struct watch *watch, struct watched *watched);
/* Sockets watched now. */
size_t watch_count(struct watch *watch);

#endif
