/*
 * Rate limits, addresses and types of files.
 */
#include "http/ratelimit.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/testing.h"
#include "http/address.h"
#include "http/filetype.h"

static void a_bucket_gives_its_burst_and_then_one_at_a_time(void **state)
{
    struct arena *arena = arena_new();
    struct ratelimit *limit = ratelimit_new(arena, 10, 3, 1000);
    int64_t wait = 0;
    (void)state;
    for (int i = 0; i < 3; i++)
        assert_true(ratelimit_take(limit, STR("a"), 5000, &wait));
    assert_false(ratelimit_take(limit, STR("a"), 5000, &wait));
    assert_int_equal(wait, 1000);
    assert_false(ratelimit_take(limit, STR("a"), 5400, &wait));
    assert_int_equal(wait, 600);
    assert_true(ratelimit_take(limit, STR("b"), 5400, &wait)); /* another key, another bucket */
    assert_true(ratelimit_take(limit, STR("a"), 6000, &wait));
    assert_false(ratelimit_take(limit, STR("a"), 6000, &wait));
    /* full again, and never fuller than its burst */
    for (int i = 0; i < 3; i++)
        assert_true(ratelimit_take(limit, STR("a"), 1000000, &wait));
    assert_false(ratelimit_take(limit, STR("a"), 1000000, &wait));
    arena_free(arena);
}

static void a_flood_of_keys_does_not_grow_the_table(void **state)
{
    struct arena *arena = arena_new();
    struct ratelimit *limit = ratelimit_new(arena, 100, 1, 1000);
    size_t used = arena_used(arena);
    int64_t wait;
    (void)state;
    for (int i = 0; i < 10000; i++) {
        char key[16];
        snprintf(key, sizeof(key), "%d", i);
        assert_true(ratelimit_take(limit, str_from_c(key), 5000 + i, &wait));
    }
    assert_int_equal(arena_used(arena), used);
    arena_free(arena);
}

static void as_many_keys_as_promised_are_remembered(void **state)
{
    enum {
        KEYS = 64
    };
    struct arena *arena = arena_new();
    struct ratelimit *limit = ratelimit_new(arena, KEYS * 8, 1, 1000000);
    int64_t wait;
    size_t forgotten = 0;
    char key[16];
    (void)state;
    for (int i = 0; i < KEYS; i++) {
        snprintf(key, sizeof(key), "%d", i);
        assert_true(ratelimit_take(limit, str_from_c(key), 1, &wait));
    }
    for (int i = 0; i < KEYS; i++) {
        snprintf(key, sizeof(key), "%d", i);
        forgotten += ratelimit_take(limit, str_from_c(key), 1, &wait);
    }
    assert_int_equal(forgotten, 0);
    arena_free(arena);
}

static void addresses_are_read_and_written_canonically(void **state)
{
    /*  text, canonical text (RFC 5952), group; NULL: no address */
    static const struct {
        const char *text;
        const char *canonical;
        const char *group;
    } rows[] = {
        {"203.0.113.7",          "203.0.113.7",          "203.0.113.7"   },
        {"::ffff:203.0.113.7",   "203.0.113.7",          "203.0.113.7"   },
        {"2001:DB8:0:0:1:0:0:1", "2001:db8::1:0:0:1",    "2001:db8::"    },
        {"2001:db8:1:2:3:4:5:6", "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"},
        {"::1",                  "::1",                  "::"            },
        {"local",                "local",                "local"         },
        {"",                     NULL,                   NULL            },
        {"203.0.113",            NULL,                   NULL            },
        {"203.0.113.256",        NULL,                   NULL            },
        {"203.0.113.07",         NULL,                   NULL            },
        {"203.0.113.7:80",       NULL,                   NULL            },
        {"[::1]",                NULL,                   NULL            },
        {"fe80::1%eth0",         NULL,                   NULL            },
        {" 203.0.113.7",         NULL,                   NULL            },
        {"unknown",              NULL,                   NULL            },
        {"0x7f.1",               NULL,                   NULL            },
    };
    struct arena *arena = arena_new();
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct address address;
        bool good = address_parse(str_from_c(rows[i].text), &address);
        if (good != (rows[i].canonical != NULL))
            fail_msg("%s", rows[i].text);
        if (!good)
            continue;
        assert_str(address_text(arena, address), str_from_c(rows[i].canonical));
        assert_str(address_text(arena, address_group(address)), str_from_c(rows[i].group));
    }
    assert_false(address_parse(STR("203.0.113.7\0"), &(struct address){0}));
    arena_free(arena);
}

static void a_visitor_on_this_machine_is_known(void **state)
{
    /* RFC 6890: 127.0.0.0/8 and ::1 */
    static const struct {
        const char *address;
        bool is_loopback;
    } rows[] = {
        {"127.0.0.1",        true },
        {"127.255.255.254",  true },
        {"128.0.0.1",        false},
        {"126.255.255.255",  false},
        {"::1",              true },
        {"::2",              false},
        {"::ffff:127.0.0.1", true },
        {"2001:db8::1",      false},
        {"local",            false},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct address address;
        assert_true(address_parse(str_from_c(rows[i].address), &address));
        assert_int_equal(address_is_loopback(address), rows[i].is_loopback);
    }
}

/* A socket that listens on "::" says of whoever comes by IPv4 that it is ::ffff:a.b.c.d
 * (RFC 3493, section 3.7). */
static void who_comes_by_ipv4_to_a_socket_of_ipv6_has_an_address_of_ipv4(void **state)
{
    static const struct {
        const char *of_socket;
        const char *address;
    } rows[] = {
        {"::ffff:203.0.113.7", "203.0.113.7"},
        {"::ffff:127.0.0.1",   "127.0.0.1"  },
        {"2001:db8::1",        "2001:db8::1"},
        {"::1",                "::1"        },
    };
    struct arena *arena = arena_new();
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct sockaddr_in6 socket = {.sin6_family = AF_INET6};
        assert_int_equal(inet_pton(AF_INET6, rows[i].of_socket, &socket.sin6_addr), 1);
        assert_str(address_text(arena, address_of_socket((const struct sockaddr *)&socket)),
                   str_from_c(rows[i].address));
    }
    arena_free(arena);
}

static void a_network_holds_the_addresses_of_its_prefix(void **state)
{
    /*  network, address, inside; NULL: no network (RFC 4632, RFC 4291) */
    static const struct {
        const char *network;
        const char *address;
        bool inside;
    } rows[] = {
        {"10.0.0.0/8",         "10.255.255.255",  true },
        {"10.0.0.0/8",         "11.0.0.0",        false},
        {"10.0.0.0/8",         "::ffff:10.1.2.3", true },
        {"172.16.0.0/12",      "172.31.255.255",  true },
        {"172.16.0.0/12",      "172.32.0.0",      false},
        {"203.0.113.7",        "203.0.113.7",     true },
        {"203.0.113.7",        "203.0.113.8",     false},
        {"0.0.0.0/0",          "203.0.113.7",     true },
        {"0.0.0.0/0",          "::1",             false},
        {"fd00::/8",           "fdff::1",         true },
        {"fd00::/8",           "fe00::1",         false},
        {"::1/128",            "::1",             true },
        {"2001:db8:8000::/33", "2001:db8:ffff::", true },
        {"2001:db8:8000::/33", "2001:db8:7fff::", false},
        {"local",              "local",           true },
        {"local",              "127.0.0.1",       false},
        {"10.0.0.1/8",         NULL,              false}, /* bits after the prefix */
        {"10.0.0.0/33",        NULL,              false},
        {"10.0.0.0/-1",        NULL,              false},
        {"10.0.0.0/",          NULL,              false},
        {"10.0.0.0/8/8",       NULL,              false},
        {"::/129",             NULL,              false},
        {"local/0",            NULL,              false},
        {"example.vn",         NULL,              false},
        {"",                   NULL,              false},
    };
    struct arena *arena = arena_new();
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct address_network network;
        struct address address;
        const struct fault *fault =
            address_network_parse(arena, str_from_c(rows[i].network), &network);
        if (!fault != (rows[i].address != NULL))
            fail_msg("%s", rows[i].network);
        if (fault)
            continue;
        assert_true(address_parse(str_from_c(rows[i].address), &address));
        if (address_in_network(address, network) != rows[i].inside)
            fail_msg("%s in %s", rows[i].address, rows[i].network);
    }
    arena_free(arena);
}

/* "Tổ dân phố" as TCVN3 and "đường" as Windows-1258 write it: said clearly, for nobody can
 * tell the codes apart. */
static void a_text_in_an_old_code_is_told_to_become_unicode(void **state)
{
    static const struct str texts[] = {STR_INIT("T\xe6 d\xa9n ph\xe8\r\n"),
                                       STR_INIT("\xf0\xfd\xf5ng\n")};
    struct arena *arena = arena_new();
    (void)state;
    for (size_t i = 0; i < COUNT(texts); i++) {
        const struct filetype *type = NULL;
        const struct fault *fault = filetype_of_bytes(arena, texts[i], FILETYPE_PAPER, &type);
        assert_non_null(fault);
        assert_string_equal(fault->key, "file.not_unicode");
        fault = filetype_of_bytes(arena, texts[i], FILETYPE_PICTURE, &type);
        assert_non_null(fault);
        assert_string_equal(fault->key, "file.type");
    }
    arena_free(arena);
}

static void a_file_is_what_it_contains(void **state)
{
    /*  bytes, groups, type or NULL */
    static const struct {
        struct str bytes;
        unsigned groups;
        const char *mime;
    } rows[] = {
        {STR_INIT("%PDF-1.4\n1 0 obj\n"),                                       FILETYPE_PAPER,                    "application/pdf"},
        {STR_INIT("%PDF-1.4\n1 0 obj\n"),                                       FILETYPE_PICTURE,                  NULL             },
        {STR_INIT("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\2\0\0\0"), FILETYPE_PICTURE,
         "image/png"                                                                                                                },
        {STR_INIT("GIF89a\1\0\1\0"),                                            FILETYPE_PICTURE,                  "image/gif"      },
        {STR_INIT("\xff\xd8\xff\xe0\0\x10JFIF\0"),                              FILETYPE_PICTURE,                  "image/jpeg"     },
        {STR_INIT("RIFF\x24\0\0\0WEBPVP8 "),                                    FILETYPE_PICTURE,                  "image/webp"     },
        {STR_INIT("Kính gửi Ủy ban nhân dân xã\n"),                     FILETYPE_PAPER,                    "text/plain"     },
        {STR_INIT("<html><script>alert(1)</script></html>"),                    FILETYPE_PAPER,                    NULL             },
        {STR_INIT("<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),               FILETYPE_PAPER | FILETYPE_PICTURE,
         NULL                                                                                                                       },
        {STR_INIT("MZ\x90\0\3\0\0\0\4\0\0\0\xff\xff"),                          FILETYPE_PAPER,                    NULL             },
        {STR_INIT("\x7f"
                  "ELF\2\1\1\0"),
         FILETYPE_PAPER,                                                                                           NULL             },
        {STR_INIT("MZ\x90"),                                                    FILETYPE_PAPER,                    NULL             },
        {STR_INIT("Kính gửi\x1b[2J"),                                        FILETYPE_PAPER,                    NULL             },
        {STR_INIT("#!/bin/sh\nrm x\n"),                                         FILETYPE_PAPER,                    NULL             },
        {STR_INIT(""),                                                          FILETYPE_PAPER,                    NULL             },
    };
    struct arena *arena = arena_new();
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        const struct filetype *type = NULL;
        const struct fault *fault = filetype_of_bytes(arena, rows[i].bytes, rows[i].groups, &type);
        if (!fault != (rows[i].mime != NULL))
            fail_msg("row %zu: %s", i, fault ? arena_c(arena, fault->detail) : type->mime);
        if (fault)
            assert_int_equal(fault->kind, FAULT_UNSUPPORTED);
        else
            assert_string_equal(type->mime, rows[i].mime);
    }
    arena_free(arena);
}

static void a_type_is_found_by_its_name(void **state)
{
    (void)state;
    assert_string_equal(filetype_find(STR("application/pdf"))->extension, ".pdf");
    assert_null(filetype_find(STR("image/svg+xml")));
    assert_null(filetype_find(STR("text/html")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_bucket_gives_its_burst_and_then_one_at_a_time),
        cmocka_unit_test(a_flood_of_keys_does_not_grow_the_table),
        cmocka_unit_test(as_many_keys_as_promised_are_remembered),
        cmocka_unit_test(addresses_are_read_and_written_canonically),
        cmocka_unit_test(a_visitor_on_this_machine_is_known),
        cmocka_unit_test(who_comes_by_ipv4_to_a_socket_of_ipv6_has_an_address_of_ipv4),
        cmocka_unit_test(a_network_holds_the_addresses_of_its_prefix),
        cmocka_unit_test(a_text_in_an_old_code_is_told_to_become_unicode),
        cmocka_unit_test(a_file_is_what_it_contains),
        cmocka_unit_test(a_type_is_found_by_its_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
