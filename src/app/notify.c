/*
 * The protocol is a line in a datagram; a library for that would be one too many.
 */
#include "app/notify.h"

#include "base/str.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

bool notify(const char *state)
{
    const char *path = getenv("NOTIFY_SOCKET");
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    size_t length = path ? strlen(path) : 0;
    ssize_t sent;
    int descriptor;
    if (length < 2 || length >= sizeof(address.sun_path) || (path[0] != '/' && path[0] != '@'))
        return false;
    memcpy(address.sun_path, path, length);
    if (path[0] == '@') /* a name in no file system */
        address.sun_path[0] = '\0';
    descriptor = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (descriptor < 0)
        return false;
    sent = sendto(descriptor, state, strlen(state), MSG_NOSIGNAL, (struct sockaddr *)&address,
                  (socklen_t)(offsetof(struct sockaddr_un, sun_path) + length));
    close(descriptor);
    return sent >= 0;
}

int64_t notify_watchdog_every(void)
{
    struct str usec = str_from_c(getenv("WATCHDOG_USEC"));
    struct str pid = str_from_c(getenv("WATCHDOG_PID"));
    int64_t number;
    int64_t process;
    if (!str_to_int64(usec, &number) || number <= 0)
        return 0;
    if (pid.len > 0 && (!str_to_int64(pid, &process) || process != getpid()))
        return 0;
    return number / 2;
}
