/*
 * Files that people send (tệp đính kèm), of any matter: articles, petitions,
 * documents. A module receives a file, keeps it with its owner, lists and shows it.
 *
 *     fault = upload_receive(work, part, FILETYPE_PAPER | FILETYPE_PICTURE, &received);
 *     …inside db_write:
 *     fault = upload_keep(work, &received, &owner, &id);
 *
 * A file is what its content says (http/filetype.h), never what its name says.
 * Pictures are re-encoded, without anything that is no pixel, in the widths that
 * pages use (http/picture.h): the bytes that were sent are not kept. A PDF with a
 * script, a document with a macro and a file that is two things at once are refused.
 *
 * The bytes lie in DATA/files, named by their digest, durable before the row that
 * speaks of them; the same bytes lie there once. A write that fails leaves bytes
 * nobody speaks of, which are harmless. What is public is served at
 * /tep/{digest}/{name} to everybody; what is the agency's only by a handler that has
 * checked who asks (upload_respond). Files of a draft are the agency's: whoever
 * publishes or withdraws what they belong to says so (upload_show).
 */
#ifndef DINH_CIVIC_FILE_STORE_H
#define DINH_CIVIC_FILE_STORE_H

#include "base/vec.h"
#include "base/work.h"
#include "http/filetype.h"
#include "http/multipart.h"
#include "http/picture.h"
#include "http/router.h"
#include "view/url.h"

enum {
    UPLOAD_BYTES = 32 * 1024 * 1024, /* of one file */
    UPLOAD_OF_ONE = 60,              /* files of one owner */
    UPLOAD_LIST_MOST = 50,           /* of one list of public files */
    UPLOAD_NAME_MOST = 120,          /* characters of a name, without its extension */
    UPLOAD_DIGEST = 64               /* characters of a digest */
};

enum upload_visibility {
    UPLOAD_PUBLIC, /* công khai */
    UPLOAD_AGENCY  /* chỉ cơ quan */
};

/* Bytes of a file: the whole of a paper (width 0), one width of a picture. */
struct upload_part {
    struct str digest;
    int64_t size;
    int64_t width;
    int64_t height;
};
typedef VEC(struct upload_part) upload_parts;

struct upload {
    int64_t id;
    struct str owner_kind; /* "article" */
    int64_t owner_id;
    enum upload_visibility visibility;
    struct str name;    /* "Biểu mẫu 01.docx": as shown and saved */
    struct str type;    /* media type */
    struct str alt;     /* of a picture: what is to be seen on it */
    struct str caption; /* may be empty */
    struct instant created_at;
    upload_parts parts; /* narrowest first; at least one */
};
typedef VEC(struct upload) upload_list;

bool upload_is_picture(const struct upload *upload);
/* "PDF", "DOCX": what people call its type. */
struct str upload_kind(struct arena *arena, const struct upload *upload);
/* The public address of a part; of a picture in `width` or the next one there is. */
struct url upload_url(struct arena *arena, const struct upload *upload,
                      const struct upload_part *part);
/* The part to show where one width must do: the widest up to `width`. */
const struct upload_part *upload_part_for(const struct upload *upload, int64_t width);

/* ---- taking ---- */

struct upload_received {
    struct str name;
    const struct filetype *type;
    upload_parts parts;
};
/*
 * Looks at what was sent, makes it harmless and stores its bytes. On a handler
 * thread, outside db_write: pictures take tenths of a second. `groups` as in
 * filetype.h. Faults at the field of the part:
 *   file.type {type}, file.empty, file.large {megabytes}, file.script, file.macro,
 *   file.locked (a PDF that cannot be looked into), file.mixed (two kinds at once),
 *   file.packed (a document that unpacks to a multiple of what it is);
 *   those of picture_encode; FAULT_UNAVAILABLE "file.trouble" where the disk is full.
 */
const struct fault *upload_receive(struct work *work, const struct part *part, unsigned groups,
                                   struct upload_received *ret_received) FAULT_CHECK;

/*
 * The same for a file that is kept under seal (civic/case_file.h): the harmless
 * bytes in memory, nothing stored; of a picture its widest width. Faults as above.
 */
struct upload_looked {
    struct str name;
    const struct filetype *type;
    struct str bytes;
};
const struct fault *upload_look(struct work *work, const struct part *part, unsigned groups,
                                struct upload_looked *ret_looked) FAULT_CHECK;
/* Stores bytes under their digest, durable; reads them back (FAULT_UNAVAILABLE
 * "file.lost"); takes away what no row names any more. */
const struct fault *upload_put_bytes(struct work *work, struct str bytes,
                                     struct str *ret_digest) FAULT_CHECK;
const struct fault *upload_get_bytes(struct work *work, struct str digest,
                                     struct str *ret_bytes) FAULT_CHECK;
void upload_drop_bytes(struct work *work, struct str digest);

/*
 * The same for the files of one form, into `ret_received` in their order; pictures are
 * encoded several at once (PICTURE_WORKERS). The fault is that of the first one that
 * has one.
 */
const struct fault *upload_receive_all(struct work *work, const struct part *const *parts,
                                       size_t count, unsigned groups,
                                       struct upload_received *ret_received) FAULT_CHECK;

struct upload_owner {
    struct str kind;
    int64_t id;
    enum upload_visibility visibility;
    struct str alt;
    struct str caption;
};
/* Inside db_write. FAULT_INVALID "file.many" {most} at the field "file" where the
 * owner has UPLOAD_OF_ONE files; "file.alt" at the field "file_alt" where a picture
 * comes without words for those who do not see it. */
const struct fault *upload_keep(struct work *work, const struct upload_received *received,
                                const struct upload_owner *owner, int64_t *ret_id) FAULT_CHECK;

/* ---- asking, changing ---- */

/* FAULT_NOT_FOUND "file.unknown". */
const struct fault *upload_load(struct work *work, int64_t id,
                                struct upload *ret_upload) FAULT_CHECK;
/* Of one owner, in the order they came. */
const struct fault *upload_list_of(struct work *work, struct str owner_kind, int64_t owner_id,
                                   upload_list *ret_uploads) FAULT_CHECK;
/* All files that hold the bytes of this digest, each with that part alone, for a handler
 * that looks for one its visitor may see. */
const struct fault *upload_list_with(struct work *work, struct str digest,
                                     upload_list *ret_uploads) FAULT_CHECK;
/* Public files whose id lies behind `after`, by id, at most `limit` up to
 * UPLOAD_LIST_MOST. */
const struct fault *upload_list_public(struct work *work, int64_t after, int limit,
                                       upload_list *ret_uploads) FAULT_CHECK;
/* Inside db_write: all files of an owner are everybody's, or the agency's, from now on. */
const struct fault *upload_show(struct work *work, struct str owner_kind, int64_t owner_id,
                                enum upload_visibility visibility) FAULT_CHECK;
/* Inside db_write: nobody finds it any more. Its bytes stay, others may have sent
 * the same. */
const struct fault *upload_remove(struct work *work, int64_t id) FAULT_CHECK;

/* ---- showing ---- */

/* Answers with a part of a file that the caller has found the visitor may see:
 * pictures are shown, all else is saved; nothing of it runs. */
const struct fault *upload_respond(struct work *work, const struct request *request,
                                   struct response *response, const struct upload *upload,
                                   const struct upload_part *part) FAULT_CHECK;
/* The bytes of a part, as they lie in the data folder. */
const struct fault *upload_read(struct work *work, const struct upload_part *part,
                                struct str *ret_bytes) FAULT_CHECK;
/* GET /tep/{digest}/{name}: what is public, asked for again each time: its address names
 * its content, but not whether everybody may still have it. FAULT_NOT_FOUND
 * "file.unknown". */
route_handler upload_public_page;

/* Whether the bytes of this type may be kept (file_check.c); upload_receive asks. */
const struct fault *upload_check(struct arena *arena, struct str bytes, struct str mime,
                                 const char *field) FAULT_CHECK;

extern const char *const upload_statements[];

#endif
