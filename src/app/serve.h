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

/* Serves until it is told to stop. Says on standard output where, with which
 * demo accounts, and how to stop. Faults as server_start. */
const struct fault *serve(struct arena *arena, struct opened *opened,
                          enum locale locale) FAULT_CHECK;

#endif
