/*
 * `dinh serve`: listens, runs the jobs, and stops gracefully on SIGINT and SIGTERM.
 */
#ifndef DINH_APP_SERVE_H
#define DINH_APP_SERVE_H

#include "app/open.h"

/* Takes the ending signals away from all threads made after it, so that one
 * thread waits for them, and sees to it that enough files may be open; call it before
 * site_open. */
void serve_prepare(void);

/* "http://127.0.0.1:8080", an address of IPv6 in brackets (RFC 3986, section 3.2.2); in
 * `arena`. */
struct str serve_address(struct arena *arena, struct str address, int64_t port);

/* Serves until it is told to stop. Says on standard output where, with which
 * demo accounts, and how to stop. Faults as server_start. */
const struct fault *serve(struct arena *arena, struct opened *opened,
                          enum locale locale) FAULT_CHECK;

#endif
