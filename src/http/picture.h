/*
 * Uploaded pictures made harmless and small: decoded, turned upright, stripped
 * of everything that is no pixel (place, camera, name, profile), scaled to the
 * widths that pages use and encoded anew. The bytes that a stranger sent are
 * never shown to another visitor.
 *
 * Decoders are large and their input is hostile, so they run in a process of
 * their own: this program, started again with a hidden word. Whatever has
 * threads cannot fork safely and go on; starting anew can (posix_spawn). The
 * worker loads libvips, which the server itself never does, gives up files,
 * network and programs (confine.h), reads one picture from one descriptor,
 * writes the answer to another and ends. If it crashes, hangs or runs out of
 * memory, the picture is refused and nothing else happens.
 *
 * A program that uses this begins its main with
 *     if (picture_is_worker(argc, argv))
 *         picture_work(argv);
 */
#ifndef DINH_HTTP_PICTURE_H
#define DINH_HTTP_PICTURE_H

#include "http/filetype.h"

enum {
    PICTURE_VARIANTS = 3,              /* 480, 960 and 1600 pixels wide */
    PICTURE_PIXELS = 50 * 1000 * 1000, /* of the original */
    PICTURE_SIDE = 16000,              /* pixels; WebP ends at 16383 */
    PICTURE_BYTES = 32 * 1024 * 1024,  /* of the original */
    PICTURE_TIME_US = 10 * 1000000,    /* for one picture */
    PICTURE_WORKERS = 2                /* at one time; others wait their turn */
};

/* One size of a picture. */
struct picture_variant {
    unsigned width;
    unsigned height;
    struct str bytes;
};

struct picture {
    const struct filetype *type; /* of all variants: image/webp, or image/png of a drawing */
    unsigned width;              /* of the original, upright */
    unsigned height;
    struct picture_variant variants[PICTURE_VARIANTS]; /* narrowest first; at least one */
    size_t variant_count;
};

struct picture_limits {
    uint64_t pixels; /* 0 means PICTURE_PIXELS */
    int64_t time_us; /* 0 means PICTURE_TIME_US */
};

/*
 * Re-encodes a JPEG, PNG, WebP or GIF (its first picture), found by content.
 * Variants are never wider than the original: one of 700 pixels gives 480 and
 * 700. Photographs become WebP; PNG and GIF stay PNG, without loss, unless they
 * turn out to be photographs (a byte or more for each pixel). CMYK and 16-bit
 * pictures become 8-bit sRGB. Takes tenths of a second, so call it on a handler
 * thread. `limits` may be NULL. Safe for threads. The bytes are in `arena`.
 *
 * Faults: FAULT_INVALID picture.type {type} (SVG among them), picture.too_large
 * {megapixels} {side}, picture.broken (also truncated), picture.too_slow;
 * FAULT_TOO_LARGE picture.too_many_bytes {megabytes}; FAULT_UNAVAILABLE
 * picture.worker where no worker can be started or confined.
 */
const struct fault *picture_encode(struct arena *arena, struct str bytes,
                                   const struct picture_limits *limits,
                                   struct picture *ret_picture) FAULT_CHECK;
/* The same for a file open for reading, whose position is not moved. */
const struct fault *picture_encode_file(struct arena *arena, int descriptor,
                                        const struct picture_limits *limits,
                                        struct picture *ret_picture) FAULT_CHECK;

/* Whether this process was started to be a worker. */
bool picture_is_worker(int argc, char **argv);
/* Works and ends the process. */
_Noreturn void picture_work(char **argv);

#endif
