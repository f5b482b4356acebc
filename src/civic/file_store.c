/*
 * Files in the data folder and their rows.
 */
#include "civic/file_store.h"

#include "base/crypto.h"
#include "base/file.h"
#include "civic/actor.h"
#include "civic/site.h"
#include "db/db.h"
#include "db/topic.h"
#include "text/fold.h"
#include "text/utf8.h"

#include <fcntl.h>
#include <pthread.h>
#include <string.h>
#include <unistd.h>

enum {
    FOLDER_MODE = 0700,
    FILE_MODE = 0600,
    FOLDER_NAME = 2, /* characters of a digest that name a folder */
    SLUG_MOST = 60,
    UPLOAD_AROUND = 1024 /* bytes that a box adds to what it holds */
};

bool upload_is_picture(const struct upload *upload)
{
    return str_starts(upload->type, STR("image/"));
}

struct str upload_kind(struct arena *arena, const struct upload *upload)
{
    const struct filetype *type = filetype_find(upload->type);
    const char *extension = type ? type->extension + 1 : "";
    struct buf kind = buf_init(arena, SIZE_MAX);
    for (; *extension; extension++)
        buf_add_byte(&kind, (char)(*extension >= 'a' ? *extension - 'a' + 'A' : *extension));
    return buf_str(&kind);
}

/* A name that is the same in every program: "bieu-mau-01.docx". */
struct url upload_url(struct arena *arena, const struct upload *upload,
                      const struct upload_part *part)
{
    const struct filetype *type = filetype_find(upload->type);
    size_t behind = type ? strlen(type->extension) : 0;
    struct str slug =
        text_slug(arena, str_slice(upload->name, 0, upload->name.len - behind), SLUG_MOST);
    return url_relative(arena, "/tep/" PRISTR "/" PRISTR "%s", STRARG(part->digest),
                        STRARG(slug.len ? slug : STR("tep")), type ? type->extension : "");
}

const struct upload_part *upload_part_for(const struct upload *upload, int64_t width)
{
    const struct upload_part *best = &upload->parts.items[0];
    for (size_t i = 1; i < upload->parts.count; i++)
        if (upload->parts.items[i].width <= width)
            best = &upload->parts.items[i];
    return best;
}

/* ---- the data folder ---- */

static const char *folder_of(struct work *work, struct str digest)
{
    struct str two = str_slice(digest, 0, FOLDER_NAME);
    return arena_printf(work->arena, PRISTR "/files/" PRISTR, STRARG(work->site->data), STRARG(two))
        .ptr;
}

static const char *path_of(struct work *work, struct str digest)
{
    return arena_printf(work->arena, "%s/" PRISTR, folder_of(work, digest), STRARG(digest)).ptr;
}

const struct fault *upload_put_bytes(struct work *work, struct str bytes, struct str *ret_digest)
{
    uint8_t digest[CRYPTO_DIGEST_SIZE];
    struct str name;
    const struct fault *fault = NULL;
    crypto_digest(bytes, digest);
    name = crypto_hex(work->arena, digest, sizeof(digest));
    if (file_size(path_of(work, name)) != (int64_t)bytes.len) {
        fault = file_make_folder(work->arena, folder_of(work, name), FOLDER_MODE);
        if (!fault)
            fault = file_write(work->arena, path_of(work, name), bytes, FILE_MODE);
    }
    if (!fault)
        *ret_digest = name;
    return fault;
}

const struct fault *upload_get_bytes(struct work *work, struct str digest, struct str *ret_bytes)
{
    const struct fault *fault =
        file_read(work->arena, path_of(work, digest), UPLOAD_BYTES + UPLOAD_AROUND, ret_bytes);
    return fault && fault->kind == FAULT_NOT_FOUND
               ? fault_new(work->arena, FAULT_UNAVAILABLE, "file.lost",
                           "the bytes " PRISTR " are gone", STRARG(digest))
               : fault;
}

void upload_drop_bytes(struct work *work, struct str digest)
{
    unlink(path_of(work, digest));
}

/* ---- taking ---- */

static const struct fault *bytes_of(struct work *work, const struct part *part,
                                    struct str *ret_bytes)
{
    if (part->size > UPLOAD_BYTES)
        return fault_with(fault_field(work->arena, "file", "file.large"), "megabytes",
                          arena_printf(work->arena, "%d", UPLOAD_BYTES / (1024 * 1024)));
    return part_bytes(work->arena, part, ret_bytes);
}

static const struct fault *add_part(struct work *work, struct upload_received *received,
                                    struct str bytes, struct upload_part part)
{
    const struct fault *fault = upload_put_bytes(work, bytes, &part.digest);
    part.size = (int64_t)bytes.len;
    if (!fault)
        *VEC_PUSH(&received->parts, work->arena) = part;
    return fault;
}

static const struct fault *receive_picture(struct work *work, struct str bytes,
                                           struct upload_received *received)
{
    struct picture picture;
    const struct fault *fault = picture_encode(work->arena, bytes, NULL, &picture);
    if (fault)
        return fault;
    received->type = picture.type;
    for (size_t i = 0; !fault && i < picture.variant_count; i++)
        fault = add_part(work, received, picture.variants[i].bytes,
                         (struct upload_part){.width = picture.variants[i].width,
                                              .height = picture.variants[i].height});
    return fault;
}

/* Names of devices, which no file of Windows may have, whatever stands behind a dot. */
static bool is_device(struct str name)
{
    static const struct str devices[] = {STR_INIT("con"), STR_INIT("prn"), STR_INIT("aux"),
                                         STR_INIT("nul"), STR_INIT("com"), STR_INIT("lpt")};
    struct str base = str_cut(&name, '.');
    bool has_digit = base.len == 4 && base.ptr[3] >= '0' && base.ptr[3] <= '9';
    for (size_t i = 0; i < sizeof(devices) / sizeof(devices[0]); i++) {
        bool is_port = i >= 4; /* "com1" … "lpt9" */
        if (base.len >= 3 && (is_port ? has_digit : base.len == 3) &&
            str_equal_ascii_nocase(str_slice(base, 0, 3), devices[i]))
            return true;
    }
    return false;
}

/* What was sent as "../../Biểu mẫu 01.DOC" and is a DOCX: "Biểu mẫu 01.docx". */
static struct str name_for(struct work *work, struct str sent, const struct filetype *type)
{
    struct str name = sent;
    for (size_t i = sent.len; i > 0 && sent.len - i < 6; i--)
        if (sent.ptr[i - 1] == '.') {
            name = str_slice(sent, 0, i - 1);
            break;
        }
    name = str_trim(text_cut(name, UPLOAD_NAME_MOST));
    if (name.len == 0 || str_starts(name, STR(".")))
        name = STR("tep");
    return arena_printf(work->arena, "%s" PRISTR "%s", is_device(name) ? "tep-" : "", STRARG(name),
                        type->extension);
}

/* What went wrong, beside the field of the file. */
static const struct fault *at_field(struct work *work, const struct part *part,
                                    const struct fault *fault)
{
    struct fault *own;
    if (fault->kind == FAULT_UNAVAILABLE)
        return fault;
    own = work_alloc(work, struct fault);
    *own = *fault;
    own->kind = FAULT_INVALID;
    own->field = arena_c(work->arena, part->name);
    return own;
}

/* The bytes that were sent, once they are of a type that is taken; those of a picture
 * are not harmless yet. */
static const struct fault *look(struct work *work, const struct part *part, unsigned groups,
                                const struct filetype **ret_type, struct str *ret_bytes)
{
    const struct fault *fault = bytes_of(work, part, ret_bytes);
    if (!fault && ret_bytes->len == 0)
        fault = fault_field(work->arena, "file", "file.empty");
    if (!fault)
        fault = filetype_of_bytes(work->arena, *ret_bytes, groups, ret_type);
    if (fault || (*ret_type)->group == FILETYPE_PICTURE)
        return fault;
    return upload_check(work->arena, *ret_bytes, str_from_c((*ret_type)->mime), "file");
}

static const struct fault *receive(struct work *work, const struct part *part, unsigned groups,
                                   struct upload_received *received)
{
    struct str bytes;
    const struct fault *fault = look(work, part, groups, &received->type, &bytes);
    if (fault)
        return fault;
    if (received->type->group == FILETYPE_PICTURE)
        return receive_picture(work, bytes, received);
    return add_part(work, received, bytes, (struct upload_part){.width = 0});
}

const struct fault *upload_receive(struct work *work, const struct part *part, unsigned groups,
                                   struct upload_received *ret_received)
{
    struct upload_received received = {.type = NULL};
    const struct fault *fault = receive(work, part, groups, &received);
    if (fault)
        return at_field(work, part, fault);
    received.name = name_for(work, part->filename, received.type);
    *ret_received = received;
    return NULL;
}

const struct fault *upload_look(struct work *work, const struct part *part, unsigned groups,
                                struct upload_looked *ret_looked)
{
    struct upload_looked looked = {.type = NULL};
    const struct fault *fault = look(work, part, groups, &looked.type, &looked.bytes);
    struct picture picture;
    if (!fault && looked.type->group == FILETYPE_PICTURE) {
        fault = picture_encode(work->arena, looked.bytes, NULL, &picture);
        if (!fault) {
            looked.type = picture.type;
            looked.bytes = picture.variants[picture.variant_count - 1].bytes;
        }
    }
    if (fault)
        return at_field(work, part, fault);
    looked.name = name_for(work, part->filename, looked.type);
    *ret_looked = looked;
    return NULL;
}

/* Files of a form, which threads take one by one. */
struct receiving {
    struct work *work;
    const struct part *const *parts;
    size_t count;
    unsigned groups;
    struct upload_received *received; /* their texts in the arena of the work */
    const struct fault **faults;      /* of each */
    pthread_mutex_t lock;             /* over all that follows, and that arena */
    size_t next;
};

/* What outlives the arena of a thread. */
static void keep_received(struct receiving *receiving, size_t i,
                          const struct upload_received *received, const struct fault *fault)
{
    struct arena *arena = receiving->work->arena;
    struct upload_received *own = &receiving->received[i];
    receiving->faults[i] = fault_copy(arena, fault);
    if (fault)
        return;
    *own =
        (struct upload_received){.name = arena_copy(arena, received->name), .type = received->type};
    for (size_t k = 0; k < received->parts.count; k++) {
        struct upload_part part = received->parts.items[k];
        part.digest = arena_copy(arena, part.digest);
        *VEC_PUSH(&own->parts, arena) = part;
    }
}

static void *receive_some(void *context)
{
    struct receiving *receiving = context;
    struct work own = *receiving->work;
    pthread_mutex_lock(&receiving->lock);
    while (receiving->next < receiving->count) {
        struct upload_received received;
        const struct fault *fault;
        size_t i = receiving->next++;
        pthread_mutex_unlock(&receiving->lock);
        own.arena = arena_new();
        fault = upload_receive(&own, receiving->parts[i], receiving->groups, &received);
        pthread_mutex_lock(&receiving->lock);
        keep_received(receiving, i, &received, fault);
        arena_free(own.arena);
        if (fault)
            receiving->next = receiving->count; /* nothing of the form is taken */
    }
    pthread_mutex_unlock(&receiving->lock);
    return NULL;
}

const struct fault *upload_receive_all(struct work *work, const struct part *const *parts,
                                       size_t count, unsigned groups,
                                       struct upload_received *ret_received)
{
    struct receiving receiving = {
        .work = work, .parts = parts, .count = count, .groups = groups, .received = ret_received};
    pthread_t helpers[PICTURE_WORKERS - 1];
    size_t started = 0;
    const struct fault *fault = NULL;
    receiving.faults = arena_alloc_array(work->arena, count, sizeof(*receiving.faults));
    pthread_mutex_init(&receiving.lock, NULL);
    /* where no thread can be had, this one does it all */
    while (started < PICTURE_WORKERS - 1 && started + 1 < count &&
           pthread_create(&helpers[started], NULL, receive_some, &receiving) == 0)
        started++;
    receive_some(&receiving);
    for (size_t i = 0; i < started; i++)
        pthread_join(helpers[i], NULL);
    pthread_mutex_destroy(&receiving.lock);
    for (size_t i = 0; !fault && i < count; i++)
        fault = receiving.faults[i];
    return fault;
}

/* Ids are unique whatever they name. */
static struct topic owner_topic(int64_t id)
{
    return topic_of("file-owner", id);
}

static const char FILE_COUNT[] =
    "SELECT COUNT(*) FROM file WHERE owner_kind = $1 AND owner_id = $2";
static const char FILE_ADD[] =
    "INSERT INTO file (id, owner_kind, owner_id, visibility, name, type, alt, caption,"
    "                  created_at, created_by)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
static const char FILE_PART_ADD[] =
    "INSERT INTO file_part (file_id, digest, size, width, height) VALUES ($1, $2, $3, $4, $5)";

static const struct str visibility_names[] = {
    [UPLOAD_PUBLIC] = STR_INIT("public"),
    [UPLOAD_AGENCY] = STR_INIT("agency"),
};

static const struct fault *must_have_room(struct work *work, const struct upload_owner *owner)
{
    struct db_rows *rows;
    const struct fault *fault = db_one(work, FILE_COUNT, P(owner->kind, owner->id), &rows);
    if (fault || db_int(rows, 0) < UPLOAD_OF_ONE)
        return fault;
    return fault_with(fault_field(work->arena, "file", "file.many"), "most",
                      arena_printf(work->arena, "%d", UPLOAD_OF_ONE));
}

const struct fault *upload_keep(struct work *work, const struct upload_received *received,
                                const struct upload_owner *owner, int64_t *ret_id)
{
    int64_t id = db_new_id(work->clock);
    const struct fault *fault;
    if (received->type->group == FILETYPE_PICTURE && owner->alt.len == 0)
        return fault_field(work->arena, "file_alt", "file.alt");
    fault = must_have_room(work, owner);
    if (!fault)
        fault =
            db_exec(work, FILE_ADD,
                    P(id, owner->kind, owner->id, visibility_names[owner->visibility],
                      received->name, str_from_c(received->type->mime), owner->alt, owner->caption,
                      clock_now(work->clock), db_id_or_null(work->actor->account_id)),
                    NULL);
    for (size_t i = 0; !fault && i < received->parts.count; i++) {
        const struct upload_part *part = &received->parts.items[i];
        fault = db_exec(work, FILE_PART_ADD,
                        P(id, part->digest, part->size, part->width, part->height), NULL);
    }
    db_touch(work, owner_topic(owner->id));
    if (!fault)
        *ret_id = id;
    return fault;
}

/* ---- asking ---- */

#define FILE_COLUMNS                                                                               \
    "SELECT file.id, file.owner_kind, file.owner_id, file.visibility, file.name, file.type,"       \
    "       file.alt, file.caption, file.created_at, file_part.digest, file_part.size,"            \
    "       file_part.width, file_part.height"                                                     \
    " FROM file JOIN file_part ON file_part.file_id = file.id"

static const char FILE_LOAD[] = FILE_COLUMNS " WHERE file.id = $1"
                                             " ORDER BY file_part.width"
                                             " LIMIT 20";
static const char FILE_LIST[] = FILE_COLUMNS " WHERE file.owner_kind = $1 AND file.owner_id = $2"
                                             " ORDER BY file.id, file_part.width"
                                             " LIMIT 500";
static const char FILE_PUBLIC[] =
    FILE_COLUMNS " WHERE file_part.digest = $1 AND file.visibility = 'public'"
                 " ORDER BY file.id"
                 " LIMIT 1";

static const char FILE_WITH[] = FILE_COLUMNS " WHERE file_part.digest = $1"
                                             " ORDER BY file.id"
                                             " LIMIT 100";
static const char FILE_LIST_PUBLIC[] =
    FILE_COLUMNS " WHERE file.id IN (SELECT id FROM file WHERE visibility = 'public' AND id > $1"
                 " ORDER BY id LIMIT $2)"
                 " ORDER BY file.id, file_part.width"
                 " LIMIT 1000";

static struct upload read_upload(const struct db_rows *rows)
{
    return (struct upload){
        .id = db_int(rows, 0),
        .owner_kind = db_text(rows, 1),
        .owner_id = db_int(rows, 2),
        .visibility = str_equal(db_text(rows, 3), visibility_names[UPLOAD_PUBLIC]) ? UPLOAD_PUBLIC
                                                                                   : UPLOAD_AGENCY,
        .name = db_text(rows, 4),
        .type = db_text(rows, 5),
        .alt = db_text(rows, 6),
        .caption = db_text(rows, 7),
        .created_at = db_instant(rows, 8)};
}

/* Rows of parts, those of one file one behind the other. */
static const struct fault *read_uploads(struct work *work, const char *sql, struct db_params params,
                                        upload_list *ret_uploads)
{
    struct db_rows *rows;
    upload_list found = {0};
    const struct fault *fault = db_query(work, sql, params, &rows);
    if (fault)
        return fault;
    while (db_next(rows)) {
        if (found.count == 0 || found.items[found.count - 1].id != db_int(rows, 0))
            *VEC_PUSH(&found, work->arena) = read_upload(rows);
        *VEC_PUSH(&found.items[found.count - 1].parts, work->arena) = (struct upload_part){
            db_text(rows, 9), db_int(rows, 10), db_int(rows, 11), db_int(rows, 12)};
    }
    *ret_uploads = found;
    return db_done(rows);
}

static const struct fault *unknown(struct work *work)
{
    return fault_new(work->arena, FAULT_NOT_FOUND, "file.unknown", "no such file");
}

const struct fault *upload_load(struct work *work, int64_t id, struct upload *ret_upload)
{
    upload_list found;
    const struct fault *fault = read_uploads(work, FILE_LOAD, P(id), &found);
    if (fault)
        return fault;
    if (found.count == 0)
        return unknown(work);
    *ret_upload = found.items[0];
    return NULL;
}

const struct fault *upload_list_of(struct work *work, struct str owner_kind, int64_t owner_id,
                                   upload_list *ret_uploads)
{
    db_depends(work, owner_topic(owner_id));
    return read_uploads(work, FILE_LIST, P(owner_kind, owner_id), ret_uploads);
}

const struct fault *upload_list_with(struct work *work, struct str digest, upload_list *ret_uploads)
{
    return read_uploads(work, FILE_WITH, P(digest), ret_uploads);
}

const struct fault *upload_list_public(struct work *work, int64_t after, int limit,
                                       upload_list *ret_uploads)
{
    if (limit > UPLOAD_LIST_MOST)
        limit = UPLOAD_LIST_MOST;
    return read_uploads(work, FILE_LIST_PUBLIC, P(after, limit), ret_uploads);
}

static const char FILE_SHOW[] =
    "UPDATE file SET visibility = $3 WHERE owner_kind = $1 AND owner_id = $2";

const struct fault *upload_show(struct work *work, struct str owner_kind, int64_t owner_id,
                                enum upload_visibility visibility)
{
    db_touch(work, owner_topic(owner_id));
    return db_exec(work, FILE_SHOW, P(owner_kind, owner_id, visibility_names[visibility]), NULL);
}

static const char FILE_PARTS_REMOVE[] = "DELETE FROM file_part WHERE file_id = $1";
static const char FILE_REMOVE[] = "DELETE FROM file WHERE id = $1";

const struct fault *upload_remove(struct work *work, int64_t id)
{
    struct upload upload;
    const struct fault *fault = upload_load(work, id, &upload);
    if (!fault)
        fault = db_exec(work, FILE_PARTS_REMOVE, P(id), NULL);
    if (!fault)
        fault = db_exec(work, FILE_REMOVE, P(id), NULL);
    if (!fault)
        db_touch(work, owner_topic(upload.owner_id));
    return fault;
}

/* ---- showing ---- */

const struct fault *upload_respond(struct work *work, const struct request *request,
                                   struct response *response, const struct upload *upload,
                                   const struct upload_part *part)
{
    int descriptor = open(path_of(work, part->digest), O_RDONLY | O_CLOEXEC);
    struct str type = upload->type;
    if (descriptor < 0)
        return fault_new(work->arena, FAULT_UNAVAILABLE, "file.lost",
                         "the bytes of file %lld are gone", (long long)upload->id);
    if (str_equal(type, STR("text/plain")))
        type = STR("text/plain; charset=utf-8");
    response_file(response, request, descriptor, (uint64_t)part->size, type);
    if (upload_is_picture(upload))
        response_inline(response, upload->name);
    else
        response_attachment(response, upload->name);
    response_sandbox(response);
    return NULL;
}

const struct fault *upload_read(struct work *work, const struct upload_part *part,
                                struct str *ret_bytes)
{
    return file_read(work->arena, path_of(work, part->digest), UPLOAD_BYTES, ret_bytes);
}

const struct fault *upload_public_page(struct work *work, const struct request *request,
                                       struct response *response)
{
    struct str digest = request_param(request, STR("digest"));
    upload_list found;
    const struct fault *fault;
    if (digest.len != UPLOAD_DIGEST)
        return unknown(work);
    fault = read_uploads(work, FILE_PUBLIC, P(digest), &found);
    if (fault)
        return fault;
    if (found.count == 0)
        return unknown(work);
    response_etag(response, arena_printf(work->arena, "\"" PRISTR "\"", STRARG(digest)));
    response_keep(response, RESPONSE_REVALIDATE); /* what shows it may be withdrawn */
    return upload_respond(work, request, response, &found.items[0], &found.items[0].parts.items[0]);
}

const char *const upload_statements[] = {
    FILE_COUNT,        FILE_ADD,    FILE_PART_ADD, FILE_LOAD,        FILE_LIST, FILE_PUBLIC,
    FILE_PARTS_REMOVE, FILE_REMOVE, FILE_WITH,     FILE_LIST_PUBLIC, FILE_SHOW, NULL,
};
