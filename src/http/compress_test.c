/*
 * Compression read back by somebody else: gzip(1) and brotli's own decoder.
 */
#include "http/compress.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/testing.h"

/* A page-like text of `len` bytes, and one of bytes without any pattern. */
static struct str sample(struct arena *arena, size_t len, bool is_text)
{
    static const char words[] =
        "<li><a href=\"/tin-tuc/hop-dan\">Họp dân thôn Đồng Xuân</a></li>\n";
    char *bytes = arena_alloc_raw(arena, len);
    uint32_t noise = 2463534242u;
    for (size_t i = 0; i < len; i++) {
        noise ^= noise << 13, noise ^= noise >> 17, noise ^= noise << 5;
        bytes[i] = is_text ? words[i % (sizeof(words) - 1)] : (char)noise;
    }
    return (struct str){bytes, len};
}

static struct str gunzip(struct arena *arena, struct str packed)
{
    const char *in = testing_file(arena, packed);
    struct str command;
    struct buf out = buf_init(arena, 1 << 22);
    FILE *pipe;
    char piece[4096];
    size_t got;
    command = arena_printf(arena, "gzip -dc < %s", in);
    pipe = popen(command.ptr, "r");
    while ((got = fread(piece, 1, sizeof(piece), pipe)) > 0)
        buf_add(&out, (struct str){piece, got});
    assert_int_equal(pclose(pipe), 0); /* its checksum agreed (RFC 1952, 2.3.1) */
    return buf_str(&out);
}

static void pages_come_back_from_gzip(void **state)
{
    static const size_t lengths[] = {0, 1, 100, 65535, 65536, 300000};
    (void)state;
    for (size_t i = 0; i < COUNT(lengths) * 2; i++) {
        struct arena *arena = arena_new();
        struct str plain = sample(arena, lengths[i / 2], i % 2);
        struct buf packed = buf_init(arena, 1 << 22);
        buf_add_literal(&packed, "");
        assert_true(compress_gzip(plain, &packed));
        assert_str(gunzip(arena, buf_str(&packed)), plain);
        if (i % 2 && plain.len > 1000)
            assert_true(packed.len < plain.len / 20);
        arena_free(arena);
    }
}

static void pages_come_back_from_brotli(void **state)
{
    typedef int decoder(size_t, const uint8_t *, size_t *, uint8_t *);
    void *library = dlopen("libbrotlidec.so.1", RTLD_NOW);
    void *symbol = library ? dlsym(library, "BrotliDecoderDecompress") : NULL;
    decoder *decompress;
    static const size_t lengths[] = {0, 1, 100, 65536, 300000};
    (void)state;
    assert_non_null(symbol);
    memcpy(&decompress, &symbol, sizeof(symbol));
    for (size_t i = 0; i < COUNT(lengths) * 2; i++) {
        struct arena *arena = arena_new();
        struct str plain = sample(arena, lengths[i / 2], i % 2);
        struct buf packed = buf_init(arena, 1 << 22);
        size_t size = plain.len + 1;
        uint8_t *back = arena_alloc(arena, size);
        assert_true(compress_brotli(plain, &packed));
        assert_int_equal(decompress(packed.len, (const uint8_t *)packed.ptr, &size, back), 1);
        assert_str(((struct str){(const char *)back, size}), plain);
        arena_free(arena);
    }
    dlclose(library);
}

static void what_does_not_fit_leaves_the_buffer_as_it_was(void **state)
{
    struct arena *arena = arena_new();
    struct str noise = sample(arena, 10000, false);
    struct buf small = buf_init(arena, 500);
    (void)state;
    buf_add_literal(&small, "before");
    assert_false(compress_gzip(noise, &small));
    assert_false(compress_brotli(noise, &small));
    assert_str(buf_str(&small), STR("before"));
    arena_free(arena);
}

/* "dinh" in one stored block (RFC 1951, 3.2.4). Its Adler-32 by hand (RFC 1950, 9): the
 * sums are 101, 206, 316, 420: a = 420 = 0x1a4, b = 101 + 206 + 316 + 420 = 0x413. */
static void a_stream_of_others_is_read_to_its_end(void **state)
{
    static const char stream[] = "\x78\x01\x01\x04\x00\xfb\xff"
                                 "dinh\x04\x13\x01\xa4";
    struct arena *arena = arena_new();
    struct buf out = buf_init(arena, 100);
    struct buf small = buf_init(arena, 3);
    struct str packed = {stream, sizeof(stream) - 1};
    (void)state;
    assert_true(compress_inflate(packed, &out));
    assert_str(buf_str(&out), STR("dinh"));
    assert_false(compress_inflate(packed, &small));
    assert_false(compress_inflate(str_slice(packed, 0, 9), &out));
    assert_false(compress_inflate(STR("no stream at all"), &out));
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pages_come_back_from_gzip),
        cmocka_unit_test(pages_come_back_from_brotli),
        cmocka_unit_test(what_does_not_fit_leaves_the_buffer_as_it_was),
        cmocka_unit_test(a_stream_of_others_is_read_to_its_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
