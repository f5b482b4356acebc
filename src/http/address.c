/*
 * Reading and masking of addresses; the grammar is the C library's (inet_pton).
 */
#include "http/address.h"

#include "base/vec.h"

#include <arpa/inet.h>
#include <string.h>

static unsigned family_bits(enum address_family family)
{
    static const unsigned bits[] = {
        [ADDRESS_NONE] = 0, [ADDRESS_V4] = 32, [ADDRESS_V6] = 128, [ADDRESS_LOCAL] = 0};
    return bits[family];
}

/* The address of IPv4 that one of IPv6 carries, or that one itself. */
static struct address address_carried(struct address six)
{
    static const uint8_t mapped[12] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
    struct address four = {.family = ADDRESS_V4};
    if (memcmp(six.bytes, mapped, sizeof(mapped)) != 0)
        return six;
    memcpy(four.bytes, six.bytes + sizeof(mapped), 4);
    return four;
}

bool address_parse(struct str s, struct address *ret_address)
{
    struct address address = {0};
    char text[INET6_ADDRSTRLEN];
    if (s.len == 0 || s.len >= sizeof(text) || str_find_byte(s, '\0', 0) >= 0)
        return false;
    memcpy(text, s.ptr, s.len);
    text[s.len] = '\0';
    if (str_equal(s, STR("local"))) {
        address.family = ADDRESS_LOCAL;
    } else if (inet_pton(AF_INET, text, address.bytes) == 1) {
        address.family = ADDRESS_V4;
    } else {
        if (inet_pton(AF_INET6, text, address.bytes) != 1)
            return false;
        address.family = ADDRESS_V6;
        address = address_carried(address);
    }
    *ret_address = address;
    return true;
}

/* The address with all bits after the first `bits` cleared. */
static struct address address_mask(struct address address, unsigned bits)
{
    for (unsigned i = 0; i < sizeof(address.bytes); i++) {
        unsigned kept = bits > i * 8 ? bits - i * 8 : 0;
        if (kept < 8)
            address.bytes[i] &= (uint8_t)(0xff00u >> kept);
    }
    return address;
}

static bool address_equal(struct address a, struct address b)
{
    return a.family == b.family && memcmp(a.bytes, b.bytes, sizeof(a.bytes)) == 0;
}

const struct fault *address_network_parse(struct arena *arena, struct str s,
                                          struct address_network *ret_network)
{
    struct address_network network;
    struct str rest = s;
    struct str head = str_cut(&rest, '/');
    int64_t bits;
    if (!address_parse(head, &network.address))
        goto bad;
    network.bits = family_bits(network.address.family);
    if (rest.ptr) {
        if (network.address.family == ADDRESS_LOCAL || !str_to_int64(rest, &bits) || bits < 0 ||
            bits > (int64_t)network.bits)
            goto bad;
        network.bits = (unsigned)bits;
    }
    if (!address_equal(address_mask(network.address, network.bits), network.address))
        goto bad;
    *ret_network = network;
    return NULL;
bad:
    return fault_with(
        fault_new(arena, FAULT_INVALID, "address.network", "no network: " PRISTR, STRARG(s)),
        "value", s);
}

const struct fault *address_networks_parse(struct arena *arena, struct str list,
                                           struct address_network **ret_networks, size_t *ret_count)
{
    VEC(struct address_network) networks = {0};
    while (list.ptr) {
        struct str one = str_trim(str_cut(&list, ','));
        struct address_network network;
        const struct fault *fault;
        if (one.len == 0)
            continue;
        fault = address_network_parse(arena, one, &network);
        if (fault)
            return fault;
        *VEC_PUSH(&networks, arena) = network;
    }
    *ret_networks = networks.items;
    *ret_count = networks.count;
    return NULL;
}

struct address address_of_socket(const struct sockaddr *socket)
{
    struct address address = {0};
    if (!socket)
        return address;
    if (socket->sa_family == AF_INET) {
        const struct sockaddr_in *v4 = (const void *)socket;
        address.family = ADDRESS_V4;
        memcpy(address.bytes, &v4->sin_addr, 4);
    } else if (socket->sa_family == AF_INET6) {
        const struct sockaddr_in6 *v6 = (const void *)socket;
        address.family = ADDRESS_V6;
        memcpy(address.bytes, &v6->sin6_addr, 16);
        address = address_carried(address);
    } else if (socket->sa_family == AF_UNIX) {
        address.family = ADDRESS_LOCAL;
    }
    return address;
}

bool address_is_loopback(struct address address)
{
    static const uint8_t six[16] = {[15] = 1};
    return address.family == ADDRESS_V4
               ? address.bytes[0] == 127
               : address.family == ADDRESS_V6 && memcmp(address.bytes, six, sizeof(six)) == 0;
}

bool address_in_network(struct address address, struct address_network network)
{
    return address.family == network.address.family && address.family != ADDRESS_NONE &&
           address_equal(address_mask(address, network.bits), network.address);
}

struct str address_text(struct arena *arena, struct address address)
{
    char text[INET6_ADDRSTRLEN];
    if (address.family == ADDRESS_NONE)
        return STR("-");
    if (address.family == ADDRESS_LOCAL)
        return STR("local");
    inet_ntop(address.family == ADDRESS_V4 ? AF_INET : AF_INET6, address.bytes, text, sizeof(text));
    return arena_copy(arena, str_from_c(text));
}

struct address address_group(struct address address)
{
    return address_mask(address, address.family == ADDRESS_V6 ? 64 : 32);
}
