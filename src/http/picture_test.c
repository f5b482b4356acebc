/*
 * Pictures: what comes out is small, upright and silent; what is hostile is
 * refused and hurts nobody. The fixtures are drawn by a program; the place and
 * the camera in turned.jpg are invented.
 */
#include "http/picture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/testing.h"
#include "http/picture_job.h"

static struct str fixture(struct arena *arena, const char *name)
{
    struct str bytes;
    struct str path = arena_printf(arena, "tests/fixtures/picture/%s", name);
    assert_no_fault(file_read(arena, path.ptr, 1 << 20, &bytes));
    return bytes;
}

/* Which mischief the next worker of this test does instead of its work. */
static const char *mischief_path(struct arena *arena, long of)
{
    return arena_printf(arena, "/tmp/dinh-picture-test-%ld", of).ptr;
}

static void set_mischief(struct arena *arena, struct str what)
{
    assert_no_fault(file_write(arena, mischief_path(arena, getpid()), what, 0600));
}

static uint32_t read_24(const char *at)
{
    const unsigned char *b = (const unsigned char *)at;
    return (uint32_t)(b[0] | b[1] << 8 | b[2] << 16);
}

/* The sizes in the header of a WebP (RFC 9649, section 2.5 to 2.7), and that it
 * has no chunk but pixels: no EXIF, XMP or profile. */
static void assert_bare_webp(struct picture_variant variant)
{
    const char *b = variant.bytes.ptr;
    unsigned width = 0;
    unsigned height = 0;
    size_t at = 12;
    assert_true(variant.bytes.len > 30);
    assert_memory_equal(b, "RIFF", 4);
    assert_memory_equal(b + 8, "WEBP", 4);
    while (at + 8 <= variant.bytes.len) {
        uint32_t size = read_24(b + at + 4);
        if (memcmp(b + at, "VP8 ", 4) == 0) {
            width = read_24(b + at + 14) & 0x3fff;
            height = read_24(b + at + 16) & 0x3fff;
        } else if (memcmp(b + at, "VP8X", 4) != 0 && memcmp(b + at, "ALPH", 4) != 0) {
            fail_msg("a chunk %.4s", b + at);
        }
        at += 8 + size + (size & 1);
    }
    assert_int_equal(width, variant.width);
    assert_int_equal(height, variant.height);
}

static void a_photograph_comes_out_upright_and_says_nothing(void **state)
{
    struct arena *arena = arena_new();
    struct str bytes = fixture(arena, "turned.jpg");
    struct picture picture;
    (void)state;
    assert_true(str_find(bytes, STR("Exif"), 0) > 0);
    assert_true(str_find(bytes, STR("Minh hoa"), 0) > 0);
    assert_no_fault(picture_encode(arena, bytes, NULL, &picture));
    /* 64 × 48 with orientation 6 is 48 × 64 when upright (Exif 2.32, 4.6.4) */
    assert_int_equal(picture.width, 48);
    assert_int_equal(picture.height, 64);
    assert_string_equal(picture.type->mime, "image/webp");
    assert_int_equal(picture.variant_count, 1); /* never enlarged */
    assert_int_equal(picture.variants[0].width, 48);
    assert_int_equal(picture.variants[0].height, 64);
    assert_bare_webp(picture.variants[0]);
    assert_true(str_find(picture.variants[0].bytes, STR("Minh hoa"), 0) < 0);
    arena_free(arena);
}

static void every_accepted_kind_is_read(void **state)
{
    /*  fixture, type given out, size */
    static const struct {
        const char *name;
        const char *mime;
        unsigned width;
        unsigned height;
    } rows[] = {
        {"cmyk.jpg",   "image/webp", 64, 48},
        {"deep.png",   "image/png",  32, 24},
        {"moving.gif", "image/png",  20, 10}, /* its first picture */
        {"small.webp", "image/webp", 64, 48},
    };
    struct arena *arena = arena_new();
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct picture picture;
        const char *b;
        assert_no_fault(picture_encode(arena, fixture(arena, rows[i].name), NULL, &picture));
        assert_string_equal(picture.type->mime, rows[i].mime);
        assert_int_equal(picture.width, rows[i].width);
        assert_int_equal(picture.height, rows[i].height);
        b = picture.variants[0].bytes.ptr;
        if (strcmp(rows[i].mime, "image/png") == 0)
            assert_int_equal(b[24], 8); /* bits of a sample (PNG 3rd edition, 11.2.1) */
        else
            assert_bare_webp(picture.variants[0]);
    }
    arena_free(arena);
}

static void a_drawing_stays_png_in_each_width(void **state)
{
    struct arena *arena = arena_new();
    struct picture picture;
    (void)state;
    assert_no_fault(picture_encode(arena, fixture(arena, "drawing.png"), NULL, &picture));
    assert_string_equal(picture.type->mime, "image/png");
    assert_int_equal(picture.variant_count, 2);
    assert_int_equal(picture.variants[0].width, 480);
    assert_int_equal(picture.variants[0].height, 206); /* 300 · 480 / 700 = 205.7 */
    assert_int_equal(picture.variants[1].width, 700);
    assert_int_equal(picture.variants[1].height, 300);
    for (size_t i = 0; i < 2; i++) {
        const char *b = picture.variants[i].bytes.ptr;
        assert_memory_equal(b, "\x89PNG\r\n\x1a\n", 8);
        assert_int_equal((unsigned char)b[18] << 8 | (unsigned char)b[19],
                         picture.variants[i].width);
        assert_int_equal(b[25], 6); /* colour with transparency */
    }
    arena_free(arena);
}

static void a_file_is_read_where_it_lies(void **state)
{
    struct arena *arena = arena_new();
    struct str bytes = fixture(arena, "turned.jpg");
    struct picture picture;
    FILE *file = tmpfile();
    (void)state;
    assert_int_equal(fwrite(bytes.ptr, 1, bytes.len, file), bytes.len);
    fflush(file);
    assert_no_fault(picture_encode_file(arena, fileno(file), NULL, &picture));
    assert_int_equal(picture.width, 48);
    assert_int_equal(ftell(file), bytes.len);
    fclose(file);
    arena_free(arena);
}

static void what_is_hostile_is_refused(void **state)
{
    struct arena *arena = arena_new();
    struct str jpeg = fixture(arena, "turned.jpg");
    struct str png = fixture(arena, "drawing.png");
    const struct {
        struct str bytes;
        const char *key;
    } rows[] = {
        {STR("<svg xmlns=\"http://www.w3.org/2000/svg\"><script>1</script></svg>"), "picture.type"},
        {STR("<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\"/>"), "picture.type"},
        {STR("%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"),                                      "picture.type"},
        {STR("MZ nothing"),                                                         "picture.type"},
        {STR(""),                                                                   "picture.type"},
        {fixture(arena,                                                             "bomb.png"),    "picture.too_large"}, /* 225 MP, 400 bytes */
        {fixture(arena,                                                                         "ribbon.png"),                                                                           "picture.too_large"},
        {str_slice(jpeg,                                                      0,jpeg.len / 2), "picture.broken"},
        {str_slice(jpeg,                   0,                           jpeg.len - 20), "picture.broken"},
        {str_slice(jpeg,                                                                         0,                                                                          20), "picture.broken"},
        {str_slice(png,                                                           0,                               png.len / 2), "picture.broken"},
        {str_slice(png,                                                            0, 40), "picture.broken"},
        {STR("\xff\xd8\xff\xe0 no picture at all"),                                                         "picture.broken"                                                                      },
        {STR("GIF89a"),              "picture.broken"},
        {STR("RIFF\x10\0\0\0WEBPVP8 \0\0\0\0"),                                                                         "picture.broken"                                                                          },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct picture picture;
        const struct fault *fault = picture_encode(arena, rows[i].bytes, NULL, &picture);
        if (!fault)
            fail_msg("row %zu was accepted", i);
        assert_int_equal(fault->kind, FAULT_INVALID);
        if (strcmp(fault->key, rows[i].key) != 0)
            fail_msg("row %zu: %s", i, fault->key);
    }
    arena_free(arena);
}

static void the_limit_of_pixels_is_the_callers(void **state)
{
    struct arena *arena = arena_new();
    const struct picture_limits narrow = {.pixels = 64 * 48 - 1};
    const struct picture_limits wide = {.pixels = 64 * 48};
    struct picture picture;
    const struct fault *fault =
        picture_encode(arena, fixture(arena, "turned.jpg"), &narrow, &picture);
    (void)state;
    assert_non_null(fault);
    assert_string_equal(fault->key, "picture.too_large");
    assert_no_fault(picture_encode(arena, fixture(arena, "turned.jpg"), &wide, &picture));
    arena_free(arena);
}

static void what_hangs_behind_a_picture_is_left_out(void **state)
{
    struct arena *arena = arena_new();
    struct str page = STR("<html><script>alert(1)</script>PK\x03\x04");
    struct buf polyglot = buf_init(arena, 1 << 20);
    struct picture picture;
    (void)state;
    buf_add(&polyglot, fixture(arena, "turned.jpg"));
    buf_add(&polyglot, page);
    assert_no_fault(picture_encode(arena, buf_str(&polyglot), NULL, &picture));
    assert_true(str_find(picture.variants[0].bytes, STR("script"), 0) < 0);
    assert_bare_webp(picture.variants[0]);
    arena_free(arena);
}

static void a_worker_that_misbehaves_costs_the_picture_alone(void **state)
{
    enum {
        SOON = 300000 /* microseconds; only what never ends is not given its time */
    };
    /*  what it does, message key, the time that it has */
    static const struct {
        struct str mischief;
        const char *key;
        int64_t time_us;
    } rows[] = {
        {STR_INIT("crash"),    "picture.broken",   0   },
        {STR_INIT("hang"),     "picture.too_slow", SOON},
        {STR_INIT("silence"),  "picture.broken",   0   },
        {STR_INIT("failure"),  "picture.broken",   0   },
        {STR_INIT("nonsense"), "picture.broken",   0   },
        {STR_INIT("lie"),      "picture.broken",   0   },
    };
    struct arena *arena = arena_new();
    struct picture picture;
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        const struct picture_limits limits = {.time_us = rows[i].time_us};
        const struct fault *fault;
        set_mischief(arena, rows[i].mischief);
        fault = picture_encode(arena, fixture(arena, "turned.jpg"), &limits, &picture);
        unlink(mischief_path(arena, getpid()));
        if (!fault || strcmp(fault->key, rows[i].key) != 0)
            fail_msg("%s: %s", rows[i].mischief.ptr, fault ? fault->key : "accepted");
    }
    assert_no_fault(picture_encode(arena, fixture(arena, "turned.jpg"), NULL, &picture));
    arena_free(arena);
}

/* In the worker's place: what its parent must survive. */
static void misbehave(struct str how)
{
    struct picture_reply reply = {.answer = PICTURE_DONE, .width = 10, .height = 10, .count = 9};
    if (str_equal(how, STR("crash")))
        abort();
    while (str_equal(how, STR("hang")))
        pause();
    if (str_equal(how, STR("silence")))
        _exit(0);
    if (str_equal(how, STR("failure")))
        _exit(3);
    if (str_equal(how, STR("lie"))) {
        reply.count = 1;
        reply.variants[0].width = reply.variants[0].height = 10;
        reply.variants[0].length = UINT64_MAX;
    }
    _exit(write(JOB_OUTPUT, &reply, sizeof(reply)) == sizeof(reply) ? 0 : 1);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_photograph_comes_out_upright_and_says_nothing),
        cmocka_unit_test(every_accepted_kind_is_read),
        cmocka_unit_test(a_drawing_stays_png_in_each_width),
        cmocka_unit_test(a_file_is_read_where_it_lies),
        cmocka_unit_test(what_is_hostile_is_refused),
        cmocka_unit_test(the_limit_of_pixels_is_the_callers),
        cmocka_unit_test(what_hangs_behind_a_picture_is_left_out),
        cmocka_unit_test(a_worker_that_misbehaves_costs_the_picture_alone),
    };
    if (picture_is_worker(argc, argv)) {
        struct arena *arena = arena_new();
        struct str mischief;
        if (!file_read(arena, mischief_path(arena, getppid()), 100, &mischief))
            misbehave(mischief);
        picture_work(argv);
    }
#ifdef __SANITIZE_THREAD__
    (void)tests;
    return 0; /* that sanitizer needs what the worker gives up */
#else
    return cmocka_run_group_tests(tests, NULL, NULL);
#endif
}
