/*
 * Papers that would do something when they are opened, and files that are two things
 * at once or a multiple of themselves. A PDF (ISO 32000-1) is read
 * as far as names go: outside of streams, where names may be written "/#4aS", and
 * inside object streams, which are compressed. Documents of office programs are looked
 * into by file_office.c.
 */
#include "civic/file_store.h"

#include "civic/file_archive.h"
#include "civic/file_office.h"
#include "http/compress.h"

enum {
    OBJECTS_MOST = 8 * 1024 * 1024, /* bytes that one object stream may hold */
    NAME_MOST = 64,                 /* bytes of a name of a PDF */
    LONG_NAME = 6                   /* bytes of one that chance does not write */
};

static const struct fault *refuse(struct arena *arena, const char *field, const char *key)
{
    return fault_field(arena, field, key);
}

/* ---- PDF ---- */

static bool ends_name(char c)
{
    return (unsigned char)c <= ' ' || str_find_byte(STR("()<>[]{}/%"), c, 0) >= 0;
}

static int hex_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

/* The name behind the '/' at `at`, "#4a" decoded, into `name`. */
static struct str read_name(struct str bytes, size_t at, char name[NAME_MOST])
{
    size_t len = 0;
    for (at++; at < bytes.len && !ends_name(bytes.ptr[at]) && len < NAME_MOST; at++) {
        char c = bytes.ptr[at];
        if (c == '#' && at + 2 < bytes.len && hex_value(bytes.ptr[at + 1]) >= 0 &&
            hex_value(bytes.ptr[at + 2]) >= 0) {
            c = (char)(hex_value(bytes.ptr[at + 1]) * 16 + hex_value(bytes.ptr[at + 2]));
            at += 2;
        }
        name[len++] = c;
    }
    return (struct str){name, len};
}

/* What a paper has no need of: scripts, programs, forms that compute, players. */
static const struct str active_names[] = {
    STR_INIT("JavaScript"),    STR_INIT("JS"),
    STR_INIT("Launch"),        STR_INIT("XFA"),
    STR_INIT("RichMedia"),     STR_INIT("EmbeddedFile"),
    STR_INIT("EmbeddedFiles"), STR_INIT("FileAttachment"),
};

struct pdf {
    struct arena *arena;
    bool is_active;
    bool is_locked;
    bool has_objects; /* the dictionary last read is of an object stream */
    bool is_altered;  /* and its bytes are changed once more behind their coding (7.4.4.4) */
};

static void look_at_name(struct pdf *pdf, struct str name)
{
    for (size_t i = 0; i < sizeof(active_names) / sizeof(active_names[0]); i++)
        pdf->is_active = pdf->is_active || str_equal(name, active_names[i]);
    pdf->is_locked = pdf->is_locked || str_equal(name, STR("Encrypt"));
    pdf->has_objects = pdf->has_objects || str_equal(name, STR("ObjStm"));
    pdf->is_altered = pdf->is_altered || str_equal(name, STR("DecodeParms"));
}

static void look_at_names(struct pdf *pdf, struct str bytes)
{
    char name[NAME_MOST];
    for (ptrdiff_t at = 0; (at = str_find_byte(bytes, '/', (size_t)at)) >= 0; at++)
        look_at_name(pdf, read_name(bytes, (size_t)at, name));
}

/* What only seems to be a stream, because a text says "stream", may hide names. Pixels hold
 * a short one by chance; no long one. */
static void look_for_long_names(struct pdf *pdf, struct str bytes)
{
    char name[NAME_MOST];
    struct pdf found = {.arena = pdf->arena};
    for (ptrdiff_t at = 0; (at = str_find_byte(bytes, '/', (size_t)at)) >= 0; at++) {
        struct str one = read_name(bytes, (size_t)at, name);
        if (one.len >= LONG_NAME)
            look_at_name(&found, one);
    }
    pdf->is_active = pdf->is_active || found.is_active;
}

/* An object stream in a coding other than plain Flate cannot be looked into. */
static void look_into_objects(struct pdf *pdf, struct str stream)
{
    struct buf plain = buf_init(pdf->arena, OBJECTS_MOST);
    if (!pdf->is_altered && compress_inflate(stream, &plain))
        look_at_names(pdf, buf_str(&plain));
    else
        pdf->is_locked = true;
}

/* The stream that begins after the keyword at `at`; the place behind it. */
static size_t look_at_stream(struct pdf *pdf, struct str bytes, size_t at)
{
    ptrdiff_t end;
    at += STR("stream").len;
    if (at < bytes.len && bytes.ptr[at] == '\r')
        at++;
    if (at < bytes.len && bytes.ptr[at] == '\n')
        at++;
    end = str_find(bytes, STR("endstream"), at);
    if (end < 0)
        end = (ptrdiff_t)bytes.len;
    if (pdf->has_objects)
        look_into_objects(pdf, str_slice(bytes, at, (size_t)end - at));
    else
        look_for_long_names(pdf, str_slice(bytes, at, (size_t)end - at));
    pdf->has_objects = pdf->is_altered = false;
    return (size_t)end + STR("endstream").len;
}

/* ---- archives ---- */

enum {
    HEAD_LOOKED_AT = 1024, /* where programs look for the head of a PDF */
    UNPACKED_MOST = 256 * 1024 * 1024,
    UNPACKED_FREE = 8 * 1024 * 1024, /* up to here the rate does not matter */
    UNPACKED_RATE = 100
};

/* Whether its directory promises far more bytes than it has. */
static bool is_bomb(struct str bytes)
{
    struct archive_walk walk = archive_begin(bytes);
    struct archive_part part;
    uint64_t unpacked = 0;
    while (archive_next(&walk, &part))
        unpacked += part.size;
    return unpacked > UNPACKED_MOST ||
           (unpacked > UNPACKED_FREE && unpacked / UNPACKED_RATE > bytes.len);
}

/* Sound and plain text that are a PDF or an archive as well. */
static const struct fault *check_single(struct arena *arena, struct str bytes, const char *field)
{
    bool is_mixed = archive_end(bytes) >= 0 ||
                    str_find(str_slice(bytes, 0, HEAD_LOOKED_AT), STR("%PDF-"), 0) >= 0;
    return is_mixed ? refuse(arena, field, "file.mixed") : NULL;
}

static const struct fault *check_pdf(struct arena *arena, struct str bytes, const char *field)
{
    struct pdf pdf = {.arena = arena};
    size_t at = 0;
    if (!str_starts(bytes, STR("%PDF-")) || archive_end(bytes) >= 0)
        return refuse(arena, field, "file.mixed");
    while (at < bytes.len) {
        ptrdiff_t stream = str_find(bytes, STR("stream"), at);
        size_t end = stream < 0 ? bytes.len : (size_t)stream;
        look_at_names(&pdf, str_slice(bytes, at, end - at));
        at = stream < 0 ? bytes.len : look_at_stream(&pdf, bytes, end);
    }
    if (pdf.is_active)
        return refuse(arena, field, "file.script");
    return pdf.is_locked ? refuse(arena, field, "file.locked") : NULL;
}

/* ---- documents of office programs ---- */

static const struct fault *check_zip(struct arena *arena, struct str bytes, const char *field)
{
    static const struct str parts[] = {STR_INIT("vbaProject.bin"), STR_INIT("Basic/script-lb.xml"),
                                       STR_INIT("/activeX/"), STR_INIT("/embeddings/")};
    if (!str_starts(bytes, STR("PK\3\4")))
        return refuse(arena, field, "file.mixed");
    for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
        if (str_find(bytes, parts[i], 0) >= 0)
            return refuse(arena, field, "file.macro");
    return is_bomb(bytes) ? refuse(arena, field, "file.packed") : office_check(arena, bytes, field);
}

const struct fault *upload_check(struct arena *arena, struct str bytes, struct str mime,
                                 const char *field)
{
    if (bytes.len == 0)
        return refuse(arena, field, "file.empty");
    if (str_equal(mime, STR("application/pdf")))
        return check_pdf(arena, bytes, field);
    if (str_starts(mime, STR("application/vnd.")))
        return check_zip(arena, bytes, field);
    return check_single(arena, bytes, field);
}
