/*
 * The one file that knows libarchive. Checksums are gathered while members are
 * written or read and compared at the end.
 */
#include "app/backup_archive.h"

#include "base/buf.h"
#include "base/crypto.h"
#include "base/map.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    MEMBER_MODE = 0600,
    BLOCK = 64 * 1024,
    SYNC_BYTES = 4 * 1024 * 1024,
    CHECKSUMS_LIMIT = 256 * 1024 * 1024
};

static const struct str checksums_name = STR_INIT("checksums.txt");

struct backup_writer {
    struct arena *arena;
    struct archive *archive;
    const char *path;
    char *temporary; /* NULL once the file has its name */
    int descriptor;
    size_t unsynced;
    struct buf checksums;
};

struct backup_reader {
    struct arena *arena;
    struct archive *archive;
    const char *path;
    struct map *digests; /* name → hex digest of what was read */
    bool is_checked;
};

static const struct fault *cannot_write(struct backup_writer *writer, const char *why)
{
    return fault_with(
        fault_new(writer->arena, FAULT_UNAVAILABLE, "backup.write", "%s: %s", writer->path, why),
        "path", str_from_c(writer->path));
}

static struct str digest_of(struct arena *arena, struct str bytes)
{
    uint8_t digest[CRYPTO_DIGEST_SIZE];
    crypto_digest(bytes, digest);
    return crypto_hex(arena, digest, sizeof(digest));
}

/* ---- writing ---- */

static la_ssize_t write_block(struct archive *archive, void *context, const void *bytes,
                              size_t size)
{
    struct backup_writer *writer = context;
    ssize_t wrote;
    do
        wrote = write(writer->descriptor, bytes, size);
    while (wrote < 0 && errno == EINTR);
    if (wrote < 0) {
        archive_set_error(archive, errno, "%s", strerror(errno));
        return -1;
    }
    writer->unsynced += (size_t)wrote;
    if (writer->unsynced >= SYNC_BYTES) {
        writer->unsynced = 0;
        fdatasync(writer->descriptor);
    }
    return wrote;
}

static void drop_writer(void *resource)
{
    struct backup_writer *writer = resource;
    if (writer->archive)
        archive_write_free(writer->archive);
    if (writer->descriptor >= 0)
        close(writer->descriptor);
    if (writer->temporary)
        unlink(writer->temporary);
}

const struct fault *backup_begin(struct arena *arena, const char *path,
                                 struct backup_writer **ret_writer)
{
    struct backup_writer *writer = ARENA_NEW(arena, struct backup_writer);
    char *temporary = (char *)(uintptr_t)arena_printf(arena, "%s.new-XXXXXX", path).ptr;
    writer->arena = arena;
    writer->path = arena_c(arena, str_from_c(path));
    writer->checksums = buf_init(arena, CHECKSUMS_LIMIT);
    writer->descriptor = mkostemp(temporary, O_CLOEXEC);
    if (writer->descriptor < 0)
        return cannot_write(writer, strerror(errno));
    writer->temporary = temporary;
    arena_cleanup(arena, drop_writer, writer);
    writer->archive = archive_write_new();
    if (!writer->archive || archive_write_set_format_pax_restricted(writer->archive) ||
        archive_write_add_filter_zstd(writer->archive) ||
        archive_write_set_filter_option(writer->archive, "zstd", "compression-level", "1") ||
        archive_write_set_bytes_per_block(writer->archive, BLOCK) ||
        archive_write_set_bytes_in_last_block(writer->archive, 1) || /* nothing behind the frame */
        archive_write_open(writer->archive, writer, NULL, write_block, NULL))
        return cannot_write(writer, writer->archive ? archive_error_string(writer->archive)
                                                    : strerror(ENOMEM));
    *ret_writer = writer;
    return NULL;
}

static const struct fault *write_member(struct backup_writer *writer, struct arena *scratch,
                                        struct str name, struct str bytes, struct instant at)
{
    struct archive_entry *entry = archive_entry_new();
    bool is_good;
    if (!entry)
        return cannot_write(writer, strerror(ENOMEM));
    archive_entry_set_pathname(entry, arena_c(scratch, name));
    archive_entry_set_size(entry, (la_int64_t)bytes.len);
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, MEMBER_MODE);
    archive_entry_set_mtime(entry, (time_t)(at.us / 1000000), 0);
    is_good = archive_write_header(writer->archive, entry) == ARCHIVE_OK;
    archive_entry_free(entry);
    while (is_good && bytes.len > 0) {
        la_ssize_t wrote = archive_write_data(writer->archive, bytes.ptr, bytes.len);
        is_good = wrote > 0;
        if (is_good)
            bytes = str_from(bytes, (size_t)wrote);
    }
    return is_good ? NULL : cannot_write(writer, archive_error_string(writer->archive));
}

const struct fault *backup_add(struct backup_writer *writer, struct arena *scratch, struct str name,
                               struct str bytes, struct instant at)
{
    struct str digest = digest_of(scratch, bytes);
    buf_printf(&writer->checksums, PRISTR "  " PRISTR "\n", STRARG(digest), STRARG(name));
    if (name.len > BACKUP_NAME || bytes.len > BACKUP_MEMBER || buf_overflowed(&writer->checksums))
        return cannot_write(writer, "a member is too large");
    return write_member(writer, scratch, name, bytes, at);
}

/* A new name is durable when its folder is. */
static bool sync_folder(struct arena *arena, const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *folder =
        slash ? arena_c(arena, (struct str){path, (size_t)(slash - path) + 1}) : ".";
    int descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool is_synced = descriptor >= 0 && fsync(descriptor) == 0;
    if (descriptor >= 0)
        close(descriptor);
    return is_synced;
}

const struct fault *backup_finish(struct backup_writer *writer, struct instant at)
{
    const struct fault *fault =
        write_member(writer, writer->arena, checksums_name, buf_str(&writer->checksums), at);
    if (fault)
        return fault;
    if (archive_write_close(writer->archive))
        return cannot_write(writer, archive_error_string(writer->archive));
    if (fsync(writer->descriptor) != 0 || rename(writer->temporary, writer->path) != 0)
        return cannot_write(writer, strerror(errno));
    writer->temporary = NULL;
    if (!sync_folder(writer->arena, writer->path))
        return cannot_write(writer, strerror(errno));
    return NULL;
}

/* ---- reading ---- */

static const struct fault *damaged(struct backup_reader *reader, const char *why)
{
    return fault_with(fault_new(reader->arena, FAULT_INVALID, "backup.damaged", "%s: %s",
                                reader->path, why ? why : "cannot be read"),
                      "path", str_from_c(reader->path));
}

static void drop_reader(void *resource)
{
    archive_read_free(resource);
}

const struct fault *backup_open(struct arena *arena, const char *path,
                                struct backup_reader **ret_reader)
{
    struct backup_reader *reader = ARENA_NEW(arena, struct backup_reader);
    reader->arena = arena;
    reader->path = arena_c(arena, str_from_c(path));
    reader->digests = map_new(arena);
    if (access(path, R_OK) != 0)
        return fault_with(
            fault_new(arena, FAULT_NOT_FOUND, "backup.missing", "%s: %s", path, strerror(errno)),
            "path", str_from_c(reader->path));
    reader->archive = archive_read_new();
    if (!reader->archive)
        return damaged(reader, strerror(ENOMEM));
    arena_cleanup(arena, drop_reader, reader->archive);
    if (archive_read_support_format_tar(reader->archive) ||
        archive_read_support_filter_zstd(reader->archive) ||
        archive_read_open_filename(reader->archive, path, BLOCK))
        return damaged(reader, archive_error_string(reader->archive));
    *ret_reader = reader;
    return NULL;
}

/* Parts of letters, digits, '-', '_' and '.', none of them hidden. */
static bool is_safe_name(struct str name)
{
    bool is_start = true;
    for (size_t i = 0; i < name.len; i++) {
        char c = name.ptr[i];
        bool is_word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '-' || c == '_';
        if (!is_word && (is_start || (c != '.' && c != '/')))
            return false;
        is_start = c == '/';
    }
    return name.len > 0 && name.len <= BACKUP_NAME && !is_start;
}

static const struct fault *read_bytes(struct backup_reader *reader, struct arena *scratch,
                                      struct archive_entry *entry, struct str *ret_bytes)
{
    la_int64_t size = archive_entry_size(entry);
    char *bytes;
    size_t length = 0;
    if (archive_entry_filetype(entry) != AE_IFREG || !archive_entry_size_is_set(entry) ||
        size < 0 || size > BACKUP_MEMBER)
        return damaged(reader, "a member that no backup has");
    bytes = arena_alloc_raw(scratch, (size_t)size + 1);
    while (length < (size_t)size) {
        la_ssize_t got = archive_read_data(reader->archive, bytes + length, (size_t)size - length);
        if (got <= 0)
            return damaged(reader, archive_error_string(reader->archive));
        length += (size_t)got;
    }
    *ret_bytes = (struct str){bytes, length};
    return NULL;
}

/* Every line of checksums.txt names a member that was read, and no other was. */
static const struct fault *compare(struct backup_reader *reader, struct str list)
{
    size_t count = 0;
    while (list.len > 0) {
        struct str line = str_cut_line(&list);
        struct str digest = str_slice(line, 0, (size_t)2 * CRYPTO_DIGEST_SIZE);
        struct str name = str_from(line, (size_t)2 * CRYPTO_DIGEST_SIZE + 2);
        const char *ours = map_get(reader->digests, name);
        if (!ours || !str_equal(digest, str_from_c(ours)))
            return damaged(reader, "a checksum does not match");
        count++;
    }
    reader->is_checked = true;
    return count == map_count(reader->digests) ? NULL : damaged(reader, "a member has no checksum");
}

const struct fault *backup_next(struct backup_reader *reader, struct arena *scratch,
                                struct backup_member *ret_member)
{
    struct archive_entry *entry;
    struct backup_member member = {.name = STR("")};
    const struct fault *fault;
    int code = archive_read_next_header(reader->archive, &entry);
    if (code == ARCHIVE_EOF && reader->is_checked) {
        *ret_member = member;
        return NULL;
    }
    if (code != ARCHIVE_OK || reader->is_checked)
        return damaged(reader, code == ARCHIVE_EOF ? "it is cut off"
                                                   : archive_error_string(reader->archive));
    member.name = arena_copy(scratch, str_from_c(archive_entry_pathname(entry)));
    if (!is_safe_name(member.name) || map_get(reader->digests, member.name))
        return damaged(reader, "a name that no backup has");
    fault = read_bytes(reader, scratch, entry, &member.bytes);
    if (fault)
        return fault;
    if (str_equal(member.name, checksums_name)) {
        fault = compare(reader, member.bytes);
        return fault ? fault : backup_next(reader, scratch, ret_member);
    }
    map_set(reader->digests, member.name,
            (void *)(uintptr_t)digest_of(reader->arena, member.bytes).ptr);
    *ret_member = member;
    return NULL;
}
