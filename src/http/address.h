/*
 * Network addresses of visitors: read, written, grouped for limits, made
 * anonymous for keeping, and compared with the networks of trusted proxies.
 *
 * IPv4 addresses inside IPv6 (::ffff:a.b.c.d, RFC 4291 section 2.5.5.2) are
 * the IPv4 address they carry, so that one visitor has one address.
 */
#ifndef DINH_HTTP_ADDRESS_H
#define DINH_HTTP_ADDRESS_H

#include "base/fault.h"

enum address_family {
    ADDRESS_NONE, /* not known */
    ADDRESS_V4,
    ADDRESS_V6,
    ADDRESS_LOCAL /* a socket on this machine's file system */
};

struct address {
    enum address_family family;
    uint8_t bytes[16]; /* network order; 4 used by ADDRESS_V4, none by LOCAL */
};

/* All addresses whose first `bits` bits are those of `address`. */
struct address_network {
    struct address address;
    unsigned bits; /* 0 … 32 or 0 … 128 */
};

/* "203.0.113.7", "2001:db8::1" or "local"; false for anything else (no port, no zone). */
bool address_parse(struct str s, struct address *ret_address);
/* "10.0.0.0/8", "fd00::/8", one address alone, or "local". Bits after the
 * prefix must be zero. Faults: FAULT_INVALID address.network {value}. */
const struct fault *address_network_parse(struct arena *arena, struct str s,
                                          struct address_network *ret_network) FAULT_CHECK;
/* A list of those with commas between them; the same fault for the first that is none. */
const struct fault *address_networks_parse(struct arena *arena, struct str list,
                                           struct address_network **ret_networks,
                                           size_t *ret_count) FAULT_CHECK;

/* Of a connected socket; family 0 ("-") for NULL and other families. */
struct sockaddr;
struct address address_of_socket(const struct sockaddr *socket);

/* On this machine itself: 127.0.0.0/8 or ::1 (RFC 6890). */
bool address_is_loopback(struct address address);
bool address_in_network(struct address address, struct address_network network);

/* The canonical text (RFC 5952 for IPv6), "local" or "-". */
struct str address_text(struct arena *arena, struct address address);
/* One visitor for rate limits: the IPv4 address, the /64 of an IPv6 address
 * (RFC 6177: what one subscriber is given at least). */
struct address address_group(struct address address);

#endif
