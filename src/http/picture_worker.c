/*
 * The worker's side, and the only file that knows libvips. The library brings
 * sixty others with it; they are loaded here, after the process was started to
 * be a worker, so that the server neither waits for them nor carries them.
 */
#include <dlfcn.h>
#include <errno.h>
#include <string.h>
#include <unistd.h>
#include <vips/vips.h>

#include "http/confine.h"
#include "http/picture_job.h"

enum {
    WORKER_MEMORY = 768 * 1024 * 1024, /* bytes; a picture of 12 megapixels takes a tenth */
    WORKER_CPU = 20,                   /* seconds; the parent's clock is the narrower limit */
    WEBP_QUALITY = 78,
    WEBP_EFFORT = 2, /* 0 fast … 6 small; beyond 2 the time doubles for one per cent */
    PNG_EFFORT = 6   /* 0 … 9 */
};

/* The functions of libvips that we use, with the types of its headers. */
struct library {
    __typeof__(&vips_init) init;
    __typeof__(&vips_concurrency_set) concurrency_set;
    __typeof__(&vips_cache_set_max) cache_set_max;
    __typeof__(&vips_operation_block_set) operation_block_set;
    __typeof__(&vips_thumbnail_buffer) thumbnail_buffer;
    __typeof__(&vips_thumbnail_image) thumbnail_image;
    __typeof__(&vips_colourspace) colourspace;
    __typeof__(&vips_image_write_to_memory) write_to_memory;
    __typeof__(&vips_image_new_from_memory) new_from_memory;
    __typeof__(&vips_copy) copy;
    __typeof__(&vips_image_new_from_buffer) new_from_buffer;
    __typeof__(&vips_image_get_width) width;
    __typeof__(&vips_image_get_height) height;
    __typeof__(&vips_image_get_bands) bands;
    __typeof__(&vips_image_get_orientation_swap) is_lying;
    __typeof__(&vips_webpsave_buffer) webpsave;
    __typeof__(&vips_pngsave_buffer) pngsave;
};

/* One picture under way. */
struct job {
    struct library vips;
    const char *type;
    uint64_t pixels;
    void *bytes;
    size_t length;
    struct picture_reply reply;
    void *variants[PICTURE_VARIANTS];
};

static bool library_load(struct library *vips)
{
    const struct {
        const char *name;
        void *place;
    } rows[] = {
        {"vips_init",                       &vips->init               },
        {"vips_concurrency_set",            &vips->concurrency_set    },
        {"vips_cache_set_max",              &vips->cache_set_max      },
        {"vips_operation_block_set",        &vips->operation_block_set},
        {"vips_thumbnail_buffer",           &vips->thumbnail_buffer   },
        {"vips_thumbnail_image",            &vips->thumbnail_image    },
        {"vips_colourspace",                &vips->colourspace        },
        {"vips_image_write_to_memory",      &vips->write_to_memory    },
        {"vips_image_new_from_memory",      &vips->new_from_memory    },
        {"vips_copy",                       &vips->copy               },
        {"vips_image_new_from_buffer",      &vips->new_from_buffer    },
        {"vips_image_get_width",            &vips->width              },
        {"vips_image_get_height",           &vips->height             },
        {"vips_image_get_bands",            &vips->bands              },
        {"vips_image_get_orientation_swap", &vips->is_lying           },
        {"vips_webpsave_buffer",            &vips->webpsave           },
        {"vips_pngsave_buffer",             &vips->pngsave            },
    };
    void *library = dlopen("libvips.so.42", RTLD_NOW | RTLD_LOCAL);
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        void *symbol = library ? dlsym(library, rows[i].name) : NULL;
        if (!symbol)
            return false;
        memcpy(rows[i].place, &symbol, sizeof(symbol)); /* POSIX: functions fit in void * */
    }
    return true;
}

/* Starts the library with one decoder and no other. */
static bool library_start(const struct job *job)
{
    static const char *const loaders[][2] = {
        {"image/jpeg", "VipsForeignLoadJpeg" },
        {"image/png",  "VipsForeignLoadPng"  },
        {"image/webp", "VipsForeignLoadWebp" },
        {"image/gif",  "VipsForeignLoadNsgif"},
    };
    if (job->vips.init("dinh") != 0)
        return false;
    job->vips.concurrency_set(1);
    job->vips.cache_set_max(0);
    job->vips.operation_block_set("VipsForeignLoad", TRUE);
    for (size_t i = 0; i < sizeof(loaders) / sizeof(loaders[0]); i++) {
        if (strcmp(loaders[i][0], job->type) == 0) {
            job->vips.operation_block_set(loaders[i][1], FALSE);
            return true;
        }
    }
    return false;
}

static bool read_input(struct job *job)
{
    off_t size = lseek(JOB_INPUT, 0, SEEK_END);
    if (size <= 0 || size > PICTURE_BYTES)
        return false;
    job->bytes = malloc((size_t)size);
    while (job->bytes && job->length < (size_t)size) {
        ssize_t got = pread(JOB_INPUT, (char *)job->bytes + job->length, (size_t)size - job->length,
                            (off_t)job->length);
        if (got <= 0)
            return false;
        job->length += (size_t)got;
    }
    return job->bytes != NULL;
}

/*
 * Whether the picture has its end: the last scan of a JPEG (ITU-T T.81, B.1.1:
 * 0xff within a scan is followed by zero or a restart, so neither marker is found
 * in one), the IEND of a PNG. libvips 8.14 paints what is missing, whatever
 * "fail_on" says.
 */
static bool is_whole(const struct job *job)
{
    static const char scan[] = "\xff\xda";
    static const char end[] = "\xff\xd9";
    const char *at = job->bytes;
    const char *stop = at + job->length;
    const char *ended = NULL;
    if (strcmp(job->type, "image/png") == 0)
        return memmem(at, job->length, "IEND", 4) != NULL;
    if (strcmp(job->type, "image/jpeg") != 0)
        return true;
    while ((at = memmem(at, (size_t)(stop - at), scan, 2)) != NULL) {
        ended = memmem(at, (size_t)(stop - at), end, 2);
        at += 2;
    }
    return ended != NULL;
}

/* Looks at the header alone: how large would it be? */
static enum picture_answer measure(struct job *job)
{
    VipsImage *header = job->vips.new_from_buffer(job->bytes, job->length, "", "access",
                                                  VIPS_ACCESS_SEQUENTIAL, NULL);
    int width;
    int height;
    if (!header)
        return PICTURE_BROKEN;
    width = job->vips.width(header);
    height = job->vips.height(header);
    if (width < 1 || height < 1)
        return PICTURE_BROKEN;
    if (width > PICTURE_SIDE || height > PICTURE_SIDE ||
        (uint64_t)width * (uint64_t)height > job->pixels)
        return PICTURE_TOO_LARGE;
    if (job->vips.is_lying(header)) {
        int side = width;
        width = height;
        height = side;
    }
    job->reply.width = (uint32_t)width;
    job->reply.height = (uint32_t)height;
    return PICTURE_DONE;
}

/* A new image of the pixels alone, 8-bit grey or sRGB, with or without
 * transparency: nothing that the file said beside them comes along. */
static VipsImage *settle(const struct job *job, VipsImage *image)
{
    VipsImage *plain = NULL;
    VipsImage *bare;
    VipsInterpretation space =
        job->vips.bands(image) < 3 ? VIPS_INTERPRETATION_B_W : VIPS_INTERPRETATION_sRGB;
    size_t length;
    void *pixels;
    if (job->vips.colourspace(image, &plain, space, NULL) != 0)
        return NULL;
    pixels = job->vips.write_to_memory(plain, &length);
    if (!pixels)
        return NULL;
    bare =
        job->vips.new_from_memory(pixels, length, job->vips.width(plain), job->vips.height(plain),
                                  job->vips.bands(plain), VIPS_FORMAT_UCHAR);
    if (!bare || job->vips.copy(bare, &plain, "interpretation", space, NULL) != 0)
        return NULL;
    return plain;
}

static VipsImage *decode(const struct job *job, int width)
{
    VipsImage *image = NULL;
    /* turns it upright and, where it has a profile, brings it into sRGB */
    if (job->vips.thumbnail_buffer(job->bytes, job->length, &image, width, "height",
                                   10 * PICTURE_SIDE, "size", VIPS_SIZE_DOWN, "export_profile",
                                   "srgb", "fail_on", VIPS_FAIL_ON_ERROR, NULL) != 0)
        return NULL;
    return settle(job, image);
}

/*
 * Leaves of a WebP (RFC 9649, section 2.7) the chunks that hold pixels and
 * returns its new length. libvips 8.14 adds Exif of its own making, "strip" or not.
 */
static size_t keep_pixels(unsigned char *webp, size_t length)
{
    enum {
        FILE_HEAD = 12,
        CHUNK_HEAD = 8,
        HAS_ALPHA = 0x10
    };
    size_t kept = FILE_HEAD;
    size_t at = FILE_HEAD;
    while (at + CHUNK_HEAD <= length) {
        const unsigned char *size = webp + at + 4;
        size_t whole = CHUNK_HEAD + ((size_t)size[0] | (size_t)size[1] << 8 |
                                     (size_t)size[2] << 16 | (size_t)size[3] << 24);
        whole += whole & 1;
        if (whole > length - at)
            break;
        if (memcmp(webp + at, "VP8", 3) == 0 || memcmp(webp + at, "ALPH", 4) == 0) {
            memmove(webp + kept, webp + at, whole);
            if (memcmp(webp + kept, "VP8X", 4) == 0)
                webp[kept + CHUNK_HEAD] &= HAS_ALPHA;
            kept += whole;
        }
        at += whole;
    }
    for (size_t i = 0; i < 4; i++)
        webp[4 + i] = (unsigned char)((kept - CHUNK_HEAD) >> (8 * i));
    return kept;
}

static bool encode(struct job *job, VipsImage *image, size_t at)
{
    size_t length = 0;
    int failed;
    if (job->reply.is_png)
        failed = job->vips.pngsave(image, &job->variants[at], &length, "compression", PNG_EFFORT,
                                   "bitdepth", 8, "strip", TRUE, NULL);
    else
        failed = job->vips.webpsave(image, &job->variants[at], &length, "Q", WEBP_QUALITY, "effort",
                                    WEBP_EFFORT, NULL);
    if (!failed && !job->reply.is_png)
        length = keep_pixels(job->variants[at], length);
    job->reply.variants[at].width = (uint32_t)job->vips.width(image);
    job->reply.variants[at].height = (uint32_t)job->vips.height(image);
    job->reply.variants[at].length = length;
    return !failed && length > 0;
}

/* Whether the narrowest variant as PNG shows that this is a photograph. */
static bool is_photograph(const struct job *job)
{
    uint64_t pixels = (uint64_t)job->reply.variants[0].width * job->reply.variants[0].height;
    return job->reply.variants[0].length >= pixels && pixels >= 10000;
}

static enum picture_answer make_variants(struct job *job)
{
    static const uint32_t widths[PICTURE_VARIANTS] = {480, 960, 1600};
    uint32_t count = 0;
    VipsImage *widest;
    while (count + 1 < PICTURE_VARIANTS && widths[count] < job->reply.width)
        count++;
    job->reply.count = count + 1;
    widest = decode(job, (int)widths[count]);
    if (!widest)
        return PICTURE_BROKEN;
    job->reply.is_png = strcmp(job->type, "image/png") == 0 || strcmp(job->type, "image/gif") == 0;
    for (size_t i = 0; i <= count; i++) {
        VipsImage *image = widest;
        if (i < count && job->vips.thumbnail_image(widest, &image, (int)widths[i], "height",
                                                   10 * PICTURE_SIDE, NULL) != 0)
            return PICTURE_BROKEN;
        if (!encode(job, image, i))
            return PICTURE_BROKEN;
        if (i == 0 && job->reply.is_png && is_photograph(job)) {
            job->reply.is_png = 0;
            if (!encode(job, image, i))
                return PICTURE_BROKEN;
        }
    }
    return PICTURE_DONE;
}

static bool write_bytes(const void *bytes, size_t length)
{
    while (length > 0) {
        ssize_t written = write(JOB_OUTPUT, bytes, length);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        bytes = (const char *)bytes + written;
        length -= (size_t)written;
    }
    return true;
}

static bool write_reply(const struct job *job)
{
    bool good = write_bytes(&job->reply, sizeof(job->reply));
    for (size_t i = 0; good && i < job->reply.count; i++)
        good = write_bytes(job->variants[i], job->reply.variants[i].length);
    return good;
}

static enum picture_answer work(struct job *job)
{
    static const struct confine_limits limits = {
        .memory = WORKER_MEMORY, .file = PICTURE_BYTES, .cpu_seconds = WORKER_CPU};
    enum picture_answer answer;
    if (!library_load(&job->vips) || !library_start(job) || !confine_self(&limits))
        return PICTURE_NO_WORKER;
    if (!read_input(job) || !is_whole(job))
        return PICTURE_BROKEN;
    answer = measure(job);
    return answer == PICTURE_DONE ? make_variants(job) : answer;
}

/* argv: the program's name, JOB_WORD, the type, the limit of pixels. */
_Noreturn void picture_work(char **argv)
{
    struct job job = {.type = argv[2]};
    int64_t pixels;
    job.pixels = str_to_int64(str_from_c(argv[3]), &pixels) ? (uint64_t)pixels : 0;
    job.reply.answer = work(&job);
    if (job.reply.answer != PICTURE_DONE)
        job.reply.count = 0;
    _exit(write_reply(&job) ? 0 : 1);
}
