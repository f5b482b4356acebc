/*
 * Looks at what bytes are, hands them to the reader of that format, and says when
 * two readings of an article are the same.
 */
#include "modules/publications/import.h"

#include "base/crypto.h"
#include "base/map.h"
#include "modules/publications/import_parts.h"
#include "text/utf16.h"
#include "text/xml.h"

#include <string.h>

const char *import_skip_key(enum import_skip skip)
{
    switch (skip) {
    case IMPORT_SKIP_ATTACHMENT:
        return "import.skip.attachment";
    case IMPORT_SKIP_TYPE:
        return "import.skip.type";
    case IMPORT_SKIP_PASSWORD:
        return "import.skip.password";
    case IMPORT_SKIP_UNSAVED:
        return "import.skip.unsaved";
    case IMPORT_SKIP_EMPTY:
        return "import.skip.empty";
    case IMPORT_SKIP_HOSTILE:
        return "import.skip.hostile";
    case IMPORT_SKIP_REPEATED:
        return "import.skip.repeated";
    case IMPORT_SKIP_COUNT:
        break;
    }
    return "import.skip.type";
}

/* ---- encodings ---- */

/* Without a byte order mark, and UTF-16 as UTF-8; false where it is broken. */
static bool decode(struct arena *arena, struct str bytes, struct str *ret_text)
{
    if (utf16_is_marked(bytes))
        return utf16_read(arena, bytes, ret_text);
    *ret_text = str_starts(bytes, STR("\xEF\xBB\xBF")) ? str_from(bytes, 3) : bytes;
    return true;
}

static const struct fault *check_options(struct arena *arena, const struct import_options *options,
                                         enum import_format format)
{
    if (options->format == IMPORT_SNIFF || options->format == format)
        return NULL;
    return fault_new(arena, FAULT_UNSUPPORTED, "import.fault.format",
                     "format %d was asked for, the file is format %d", (int)options->format,
                     (int)format);
}

const struct fault *import_read(struct arena *arena, struct str bytes,
                                const struct import_options *options, struct import *ret_import)
{
    struct import result = {0};
    struct import_run run = {.arena = arena,
                             .options = options,
                             .result = &result,
                             .seen = options->seen ? options->seen : map_new(arena)};
    const struct fault *fault;
    struct str text;

    if (bytes.len > XML_SIZE_MAX)
        return fault_new(arena, FAULT_TOO_LARGE, "import.fault.too_large", "%zu bytes", bytes.len);
    if (!decode(arena, bytes, &text))
        return fault_new(arena, FAULT_UNSUPPORTED, "import.fault.encoding", "broken UTF-16");
    if (str_trim(text).len == 0)
        return fault_new(arena, FAULT_MALFORMED, "import.fault.empty", "nothing to read");
    if (str_trim(text).ptr[0] == '<')
        fault = import_feed(&run, bytes, text);
    else if (text.len > IMPORT_PORTAL_LIMIT)
        fault = fault_new(arena, FAULT_TOO_LARGE, "import.fault.too_large",
                          "%zu bytes of plain text", text.len);
    else
        fault = import_portal(&run, bytes, text);
    if (!fault)
        fault = check_options(arena, options, result.format);
    if (fault)
        return fault;
    *ret_import = result;
    return NULL;
}

/* ---- digests ---- */

struct str import_original_id(struct arena *arena, struct str original)
{
    uint8_t digest[CRYPTO_DIGEST_SIZE];

    crypto_digest(original, digest);
    return arena_printf(arena, "blake2b:" PRISTR,
                        STRARG(crypto_hex(arena, digest, sizeof(digest))));
}

/* A text preceded by its length, so that no two articles write the same. */
static void digest_add(struct buf *buf, struct str s)
{
    buf_add_int(buf, (int64_t)s.len);
    buf_add_byte(buf, ':');
    buf_add(buf, s);
}

static void digest_add_int(struct buf *buf, int64_t number)
{
    buf_add_int(buf, number);
    buf_add_byte(buf, ';');
}

struct str import_digest(struct arena *arena, const struct import_article *article)
{
    const struct str texts[] = {article->source_id, article->title,  article->slug_hint,
                                article->lead,      article->byline, article->body_markdown,
                                article->source_url};
    struct buf buf = buf_init(arena, SIZE_MAX / 4);
    uint8_t digest[CRYPTO_DIGEST_SIZE];

    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
        digest_add(&buf, texts[i]);
    digest_add_int(&buf, article->published.us);
    digest_add_int(&buf, article->updated.us);
    digest_add_int(&buf, article->has_date);
    digest_add_int(&buf, article->is_page);
    digest_add_int(&buf, article->status);
    if (article->is_pinned) /* else what was imported before would look changed */
        digest_add(&buf, STR("pinned"));
    digest_add_int(&buf, (int64_t)article->categories.count);
    for (size_t i = 0; i < article->categories.count; i++)
        digest_add(&buf, article->categories.items[i]);
    digest_add_int(&buf, (int64_t)article->tags.count);
    for (size_t i = 0; i < article->tags.count; i++)
        digest_add(&buf, article->tags.items[i]);
    digest_add_int(&buf, (int64_t)article->pictures.count);
    for (size_t i = 0; i < article->pictures.count; i++) {
        digest_add(&buf, article->pictures.items[i].url);
        digest_add(&buf, article->pictures.items[i].caption);
        digest_add(&buf, article->pictures.items[i].alt);
    }
    crypto_digest(buf_str(&buf), digest);
    return crypto_hex(arena, digest, sizeof(digest));
}
