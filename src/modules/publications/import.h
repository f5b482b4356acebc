/*
 * News from elsewhere: bytes → articles. Reads
 *
 *   - WordPress exports (WXR 1.0 – 1.2, which is RSS 2.0 with its own names),
 *   - RSS 0.9x and 2.0, RSS 1.0 (RDF), Atom 1.0 (RFC 4287) and, leniently, 0.3,
 *   - the plain text of a portal page as people paste it, one article a file.
 *
 * This is the pure half of `dinh import news`: it opens no file, asks no network
 * and touches no database. Whoever stores the articles finds an article again by
 * `source_id` and sees by `import_digest` whether it changed, so that a second run
 * changes nothing.
 *
 * The display copy (title, lead, body, byline) is cleaned: normal form C, single
 * spaces, HTML as Markdown, nothing that turns the direction of reading or that nobody
 * sees (text/disguise.h). `original` is what stood in the file, byte for byte.
 * In pasted text a missing space after punctuation between words is put in
 * ("củng cố.Về" → "củng cố. Về"); no word, sign or paragraph is changed otherwise,
 * and the end sign "…/." stays.
 */
#ifndef DINH_PUBLICATIONS_IMPORT_H
#define DINH_PUBLICATIONS_IMPORT_H

#include "base/date.h"
#include "base/fault.h"
#include "base/map.h"
#include "base/vec.h"
#include "modules/publications/html_markdown.h"

enum {
    IMPORT_LIMIT = 256 * 1024 * 1024,  /* bytes of one file */
    IMPORT_PORTAL_LIMIT = 1024 * 1024, /* bytes of a pasted page */
    IMPORT_TITLE_LIMIT = 500           /* characters; what follows is cut with a warning */
};

enum import_format {
    IMPORT_SNIFF, /* look at the bytes */
    IMPORT_PORTAL,
    IMPORT_WXR,
    IMPORT_RSS,
    IMPORT_RDF,
    IMPORT_ATOM
};

/*
 * The pictures of a WordPress export that is read in pieces: an article and its picture
 * may stand in different ones. Made by import_pictures_new; while `is_complete` is false
 * import_read notes the pictures of a piece and reads no articles; afterwards it knows
 * those of all pieces.
 */
struct import_pictures {
    struct arena *arena;     /* lives as long as this is used */
    struct map *attachments; /* of import_wxr.c */
    struct map *children;
    bool is_complete;
};
struct import_pictures *import_pictures_new(struct arena *arena);

struct import_options {
    enum import_format format; /* another format than this is a fault */
    struct str source_url;     /* where a pasted page was read, or empty */
    /* of a file in pieces: the source_ids so far, and its pictures; NULL: a whole one */
    struct map *seen;
    struct import_pictures *pictures;
};

/* State of the article where it comes from. Feeds carry only published ones. */
enum import_status {
    IMPORT_PUBLISHED,
    IMPORT_SCHEDULED, /* WordPress: future */
    IMPORT_DRAFT,
    IMPORT_PENDING, /* awaits review */
    IMPORT_PRIVATE,
    IMPORT_TRASHED
};

/* A remark for the person who imports. Keys begin with "import.warning.". */
struct import_warning {
    const char *key;   /* message key */
    struct str detail; /* its {detail}: a name, an address, a number; may be empty */
};

struct import_article {
    struct str source_id; /* stable: guid, id or link; of pasted text "blake2b:" and the digest of
                             the original in hexadecimal */
    struct str title;     /* plain text on one line */
    struct str slug_hint; /* last part of the address it had, percent-decoded; may be empty */
    struct str lead;      /* plain text on one line; may be empty */
    struct str body_markdown;
    struct str byline;        /* "Hải Minh", "Theo Báo Phú Thọ"; may be empty */
    struct str original;      /* bytes, not text: the whole pasted file, or the item of the feed */
    struct str source_url;    /* http or https, or empty */
    struct instant published; /* both zero unless has_date; a bare day is its beginning */
    struct instant updated;   /* not before `published` */
    bool has_date;
    bool is_page;   /* a page of WordPress rather than news */
    bool is_pinned; /* WordPress: sticky, stands first in lists */
    int64_t views;  /* -1 where the source does not say */
    enum import_status status;
    VEC(struct str) categories;
    VEC(struct str) tags;
    VEC(struct markdown_picture) pictures; /* the featured picture first */
    VEC(struct import_warning) warnings;
};

/* Why an item of the file is no article here. */
enum import_skip {
    IMPORT_SKIP_ATTACHMENT, /* a picture or file; used where an article shows it */
    IMPORT_SKIP_TYPE,       /* menus, styles, revisions, other types of WordPress */
    IMPORT_SKIP_PASSWORD,   /* readable with a password only */
    IMPORT_SKIP_UNSAVED,    /* auto-draft: never saved by a person */
    IMPORT_SKIP_EMPTY,      /* neither title nor text */
    IMPORT_SKIP_HOSTILE,    /* markup too deep or large to be honest text */
    IMPORT_SKIP_REPEATED,   /* the same source_id stood earlier in the file */
    IMPORT_SKIP_COUNT
};
/* The message key of a reason: "import.skip.password". */
const char *import_skip_key(enum import_skip skip);

struct import {
    enum import_format format;           /* what the bytes were; never IMPORT_SNIFF */
    VEC(struct import_article) articles; /* in the order of the file */
    size_t skipped[IMPORT_SKIP_COUNT];
    size_t comments; /* of WordPress, which are left out */
};

/*
 * Reads `bytes`, which must outlive `ret_import`: originals point into it. All
 * else lives in `arena`. Comments, and whoever wrote them, are left out.
 * Faults:
 *   import.fault.empty      FAULT_MALFORMED    nothing but white space
 *   import.fault.encoding   FAULT_UNSUPPORTED  neither UTF-8 nor UTF-16 with a byte order mark
 *   import.fault.format     FAULT_UNSUPPORTED  XML that is none of the formats, or binary data
 *   import.fault.xml        FAULT_MALFORMED    XML that is not well formed, from {line} on
 *   import.fault.entity     FAULT_MALFORMED    entities declared or unknown, on {line}
 *   import.fault.no_title   FAULT_MALFORMED    pasted text without a title and a text
 *   import.fault.too_large  FAULT_TOO_LARGE    over IMPORT_PORTAL_LIMIT or the limits of text/xml.h
 */
const struct fault *import_read(struct arena *arena, struct str bytes,
                                const struct import_options *options,
                                struct import *ret_import) FAULT_CHECK;

/* Digest (hexadecimal, in `arena`) of all a reader would see of an article: equal
 * digests mean there is nothing to change. The view count, which moves by itself,
 * and the original, which holds comments and counters too, are left out. */
struct str import_digest(struct arena *arena, const struct import_article *article);

#endif
