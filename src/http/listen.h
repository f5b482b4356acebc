/*
 * The socket that a server listens on.
 */
#ifndef DINH_HTTP_LISTEN_H
#define DINH_HTTP_LISTEN_H

#include "base/fault.h"

/* A listening TCP socket; port 0 picks a free one, `*ret_port` says which.
 * Faults: FAULT_UNAVAILABLE server.port_busy {port}, server.port_forbidden
 * {port}, server.address {address}. */
const struct fault *listen_tcp(struct arena *arena, const char *address, uint16_t port,
                               int *ret_socket, uint16_t *ret_port) FAULT_CHECK;
/* A listening Unix socket at `path`, mode 0660. A socket that nobody listens on
 * any more is replaced. Faults: FAULT_UNAVAILABLE server.socket {path}. */
const struct fault *listen_unix(struct arena *arena, const char *path, int *ret_socket) FAULT_CHECK;

#endif
