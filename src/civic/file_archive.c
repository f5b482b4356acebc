/*
 * Numbers of an archive are little-endian; every place that it names is checked against its
 * length.
 */
#include "civic/file_archive.h"

#include "base/buf.h"
#include "http/compress.h"

enum {
    END_SIZE = 22,
    ENTRY_SIZE = 46,
    LOCAL_SIZE = 30,
    COMMENT_MOST = 65535,
    METHOD_STORED = 0,
    METHOD_DEFLATE = 8,
    METHOD_UNREADABLE = 0xffff,
    FLAG_ENCRYPTED = 1
};

static uint64_t little(struct str bytes, size_t at, size_t size)
{
    uint64_t number = 0;
    for (size_t i = size; i > 0; i--)
        number = number << 8 | (unsigned char)bytes.ptr[at + i - 1];
    return number;
}

ptrdiff_t archive_end(struct str bytes)
{
    size_t last = bytes.len >= END_SIZE ? bytes.len - END_SIZE : 0;
    size_t first = last > COMMENT_MOST ? last - COMMENT_MOST : 0;
    for (size_t at = last + 1; bytes.len >= END_SIZE && at > first; at--)
        if (str_starts(str_from(bytes, at - 1), STR("PK\5\6")) &&
            at - 1 + END_SIZE + little(bytes, at - 1 + 20, 2) == bytes.len)
            return (ptrdiff_t)at - 1;
    return -1;
}

struct archive_walk archive_begin(struct str bytes)
{
    ptrdiff_t end = archive_end(bytes);
    return (struct archive_walk){bytes, end < 0 ? bytes.len : little(bytes, (size_t)end + 16, 4)};
}

/* What the part's own header leads to; nothing where it leads out of the archive. */
static void find_packed(struct str bytes, size_t local, uint64_t size, struct archive_part *part)
{
    uint64_t at = local;
    if (at + LOCAL_SIZE <= bytes.len && str_starts(str_from(bytes, local), STR("PK\3\4"))) {
        at += LOCAL_SIZE + little(bytes, local + 26, 2) + little(bytes, local + 28, 2);
        if (at <= bytes.len && size <= bytes.len - at) {
            part->packed = str_slice(bytes, (size_t)at, (size_t)size);
            return;
        }
    }
    part->method = METHOD_UNREADABLE;
}

bool archive_next(struct archive_walk *walk, struct archive_part *ret_part)
{
    struct str bytes = walk->bytes;
    size_t at = walk->at;
    size_t name;
    struct archive_part part;
    if (at > bytes.len || bytes.len - at < ENTRY_SIZE ||
        !str_starts(str_from(bytes, at), STR("PK\1\2")))
        return false;
    name = little(bytes, at + 28, 2);
    if (bytes.len - at - ENTRY_SIZE < name)
        return false;
    part = (struct archive_part){
        .name = str_slice(bytes, at + ENTRY_SIZE, name),
        .size = little(bytes, at + 24, 4),
        .method = (unsigned)little(bytes, at + 10, 2),
    };
    if (little(bytes, at + 8, 2) & FLAG_ENCRYPTED)
        part.method = METHOD_UNREADABLE;
    else
        find_packed(bytes, little(bytes, at + 42, 4), little(bytes, at + 20, 4), &part);
    walk->at = at + ENTRY_SIZE + name + little(bytes, at + 30, 2) + little(bytes, at + 32, 2);
    *ret_part = part;
    return true;
}

bool archive_unpack(struct arena *arena, const struct archive_part *part, size_t most,
                    struct str *ret_bytes)
{
    struct buf plain = buf_init(arena, most);
    if (part->method == METHOD_STORED && part->packed.len <= most) {
        *ret_bytes = part->packed;
        return true;
    }
    if (part->method != METHOD_DEFLATE || !compress_inflate_raw(part->packed, &plain))
        return false;
    *ret_bytes = buf_str(&plain);
    return true;
}
