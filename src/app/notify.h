/*
 * Telling the service manager how we are (sd_notify(3), a datagram to the socket
 * that NOTIFY_SOCKET names). Without one nothing happens, so that a program started
 * by hand behaves the same.
 */
#ifndef DINH_APP_NOTIFY_H
#define DINH_APP_NOTIFY_H

#include <stdbool.h>
#include <stdint.h>

/* Sends "READY=1" or "STOPPING=1"; false where nobody listens. */
bool notify(const char *state);
/* How often the manager wants to hear "WATCHDOG=1", in microseconds: half of what it
 * allows (WATCHDOG_USEC, for this process); 0 where it does not watch. */
int64_t notify_watchdog_every(void);

#endif
