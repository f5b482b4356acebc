/*
 * Opening the socket, with a clear word where it cannot be had.
 */
#include "http/listen.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "http/address.h"

enum {
    BACKLOG = 1024
};

union any_address {
    struct sockaddr any;
    struct sockaddr_in v4;
    struct sockaddr_in6 v6;
};

static socklen_t fill_address(union any_address *socket_address, struct address address,
                              uint16_t port)
{
    memset(socket_address, 0, sizeof(*socket_address));
    if (address.family == ADDRESS_V4) {
        socket_address->v4.sin_family = AF_INET;
        socket_address->v4.sin_port = htons(port);
        memcpy(&socket_address->v4.sin_addr, address.bytes, 4);
        return sizeof(socket_address->v4);
    }
    socket_address->v6.sin6_family = AF_INET6;
    socket_address->v6.sin6_port = htons(port);
    memcpy(&socket_address->v6.sin6_addr, address.bytes, 16);
    return sizeof(socket_address->v6);
}

static const struct fault *port_fault(struct arena *arena, const char *address, uint16_t port)
{
    const char *key = errno == EADDRINUSE ? "server.port_busy"
                      : errno == EACCES   ? "server.port_forbidden"
                                          : "server.address";
    struct fault *fault = fault_new(arena, FAULT_UNAVAILABLE, key, "listening on %s port %u: %s",
                                    address, (unsigned)port, strerror(errno));
    fault_with(fault, "port", arena_printf(arena, "%u", (unsigned)port));
    return fault_with(fault, "address", arena_copy(arena, str_from_c(address)));
}

const struct fault *listen_tcp(struct arena *arena, const char *address, uint16_t port,
                               int *ret_socket, uint16_t *ret_port)
{
    union any_address socket_address;
    struct address parsed;
    socklen_t size;
    const struct fault *fault;
    int on = 1;
    int descriptor;
    errno = EADDRNOTAVAIL;
    if (!address_parse(str_from_c(address), &parsed) || parsed.family == ADDRESS_LOCAL)
        return port_fault(arena, address, port);
    size = fill_address(&socket_address, parsed, port);
    descriptor =
        socket(socket_address.any.sa_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (descriptor < 0)
        return port_fault(arena, address, port);
    setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
    if (bind(descriptor, &socket_address.any, size) != 0 || listen(descriptor, BACKLOG) != 0 ||
        getsockname(descriptor, &socket_address.any, &size) != 0) {
        fault = port_fault(arena, address, port);
        close(descriptor);
        return fault;
    }
    *ret_socket = descriptor;
    *ret_port = ntohs(parsed.family == ADDRESS_V4 ? socket_address.v4.sin_port
                                                  : socket_address.v6.sin6_port);
    return NULL;
}

/* Whether a socket file is left over: it is one, and nobody answers there. */
static bool is_stale(const struct sockaddr_un *address)
{
    struct stat status;
    int descriptor;
    bool refused;
    if (lstat(address->sun_path, &status) != 0 || !S_ISSOCK(status.st_mode))
        return false;
    descriptor = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (descriptor < 0)
        return false;
    refused = connect(descriptor, (const struct sockaddr *)address, sizeof(*address)) != 0 &&
              errno == ECONNREFUSED;
    close(descriptor);
    return refused;
}

static const struct fault *path_fault(struct arena *arena, const char *path)
{
    return fault_with(fault_new(arena, FAULT_UNAVAILABLE, "server.socket", "socket %s: %s", path,
                                strerror(errno)),
                      "path", arena_copy(arena, str_from_c(path)));
}

const struct fault *listen_unix(struct arena *arena, const char *path, int *ret_socket)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    const struct fault *fault;
    int descriptor;
    errno = ENAMETOOLONG;
    if (strlen(path) >= sizeof(address.sun_path))
        return path_fault(arena, path);
    memcpy(address.sun_path, path, strlen(path) + 1);
    descriptor = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (descriptor < 0)
        return path_fault(arena, path);
    if (is_stale(&address))
        unlink(path);
    if (bind(descriptor, (const struct sockaddr *)&address, sizeof(address)) != 0 ||
        chmod(path, 0660) != 0 || listen(descriptor, BACKLOG) != 0) {
        fault = path_fault(arena, path);
        close(descriptor);
        return fault;
    }
    *ret_socket = descriptor;
    return NULL;
}
