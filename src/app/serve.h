/*
 * `dinh serve`: listens, runs the jobs, and stops gracefully on SIGINT and SIGTERM.
 */
#ifndef DINH_APP_SERVE_H
#define DINH_APP_SERVE_H

#include "app/open.h"

/* Serves until it is told to stop. Says on standard output where, with which
 * demo accounts, and how to stop. Faults as server_start. */
const struct fault *serve(struct arena *arena, struct opened *opened,
                          enum locale locale) FAULT_CHECK;

#endif
