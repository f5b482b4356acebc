/*
 * The only file that knows libmagic. Its handle keeps state, so there is one
 * for the process behind a lock: a look at a file takes well under a millisecond.
 */
#include "http/filetype.h"

#include "base/buf.h"
#include "text/utf8.h"

#include <magic.h>
#include <pthread.h>
#include <unistd.h>

enum {
    HEAD = 64 * 1024, /* bytes looked at */
    UTF8_MOST = 4     /* bytes of a letter */
};

static const struct filetype types[] = {
    {"application/pdf",                                                         ".pdf",  FILETYPE_PAPER  },
    {"application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx",
     FILETYPE_PAPER                                                                                      },
    {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",       ".xlsx", FILETYPE_PAPER  },
    {"application/vnd.oasis.opendocument.text",                                 ".odt",  FILETYPE_PAPER  },
    {"application/vnd.oasis.opendocument.spreadsheet",                          ".ods",  FILETYPE_PAPER  },
    {"text/plain",                                                              ".txt",  FILETYPE_PAPER  },
    {"image/jpeg",                                                              ".jpg",  FILETYPE_PICTURE},
    {"image/png",                                                               ".png",  FILETYPE_PICTURE},
    {"image/webp",                                                              ".webp", FILETYPE_PICTURE},
    {"image/gif",                                                               ".gif",  FILETYPE_PICTURE},
    {"audio/mpeg",                                                              ".mp3",  FILETYPE_SOUND  },
    {"audio/ogg",                                                               ".ogg",  FILETYPE_SOUND  },
    {"audio/x-m4a",                                                             ".m4a",  FILETYPE_SOUND  },
    {"audio/x-wav",                                                             ".wav",  FILETYPE_SOUND  },
};

const struct filetype *filetype_find(struct str mime)
{
    for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++)
        if (str_equal(str_from_c(types[i].mime), mime))
            return &types[i];
    return NULL;
}

/* What the library calls these bytes; ptr NULL where it could not be asked. */
static struct str ask_magic(struct arena *arena, struct str bytes)
{
    static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
    static magic_t magic; /* opened once, kept as long as the process */
    struct str answer = {NULL, 0};
    const char *mime = NULL;
    pthread_mutex_lock(&lock);
    if (!magic) {
        magic = magic_open(MAGIC_MIME_TYPE | MAGIC_NO_CHECK_COMPRESS | MAGIC_NO_CHECK_ELF);
        if (magic && magic_load(magic, NULL) != 0) {
            magic_close(magic);
            magic = NULL;
        }
    }
    if (magic)
        mime = magic_buffer(magic, bytes.ptr, bytes.len);
    if (mime)
        answer = arena_copy(arena, str_from_c(mime));
    pthread_mutex_unlock(&lock);
    return answer;
}

/* The library calls some bytes a text that are none: "MZ" and one byte more. A text here is
 * UTF-8, perhaps cut in its last letter, or the UTF-16 of old editors. */
static bool is_text(struct str bytes)
{
    if (str_starts(bytes, STR("\xff\xfe")) || str_starts(bytes, STR("\xfe\xff")))
        return true;
    for (size_t i = 0; i < bytes.len; i++) {
        unsigned char c = (unsigned char)bytes.ptr[i];
        if (c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f')
            return false;
    }
    for (size_t cut = 0; cut < UTF8_MOST && cut <= bytes.len; cut++)
        if (utf8_valid(str_slice(bytes, 0, bytes.len - cut)))
            return cut == 0 || bytes.len == HEAD;
    return false;
}

/* A text that an editor kept in one of the old codes of Vietnamese (TCVN3, VNI, Windows-1258):
 * nobody can tell which. */
static bool is_old_text(struct str bytes)
{
    for (size_t i = 0; i < bytes.len; i++) {
        unsigned char c = (unsigned char)bytes.ptr[i];
        if (c < ' ' && c != '\t' && c != '\n' && c != '\r')
            return false;
    }
    return bytes.len > 0 && !str_starts(bytes, STR("MZ"));
}

/* "pdf, docx, …": what a field takes. */
static struct str accepted_of(struct arena *arena, unsigned groups)
{
    struct buf words = buf_init(arena, SIZE_MAX);
    for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++)
        if (types[i].group & groups)
            buf_printf(&words, "%s%s", words.len ? ", " : "", types[i].extension + 1);
    return buf_str(&words);
}

/* What phones of Apple write unless they are asked for JPEG has advice of its own. */
static const struct fault *refused_type(struct arena *arena, struct str mime, unsigned groups)
{
    bool is_heic = (groups & FILETYPE_PICTURE) &&
                   (str_starts(mime, STR("image/heic")) || str_starts(mime, STR("image/heif")));
    struct fault *fault = fault_new(arena, FAULT_UNSUPPORTED, is_heic ? "file.heic" : "file.type",
                                    "type " PRISTR, STRARG(mime));
    if (is_heic)
        return fault;
    return fault_with(fault_with(fault, "type", mime), "accepted", accepted_of(arena, groups));
}

const struct fault *filetype_of_bytes(struct arena *arena, struct str bytes, unsigned groups,
                                      const struct filetype **ret_type)
{
    struct str head = str_slice(bytes, 0, HEAD);
    struct str mime = ask_magic(arena, head);
    const struct filetype *type;
    if (!mime.ptr)
        return fault_new(arena, FAULT_UNAVAILABLE, "file.unreadable",
                         "libmagic has no data base or failed");
    if (str_equal(mime, STR("text/plain")) && !is_text(head)) {
        if ((groups & FILETYPE_PAPER) && is_old_text(head))
            return fault_new(arena, FAULT_UNSUPPORTED, "file.not_unicode", "text, not UTF-8");
        mime = STR("application/octet-stream");
    }
    type = filetype_find(mime);
    if (!type || !(type->group & groups))
        return refused_type(arena, mime, groups);
    *ret_type = type;
    return NULL;
}

const struct fault *filetype_of_file(struct arena *arena, int descriptor, unsigned groups,
                                     const struct filetype **ret_type)
{
    char *head = arena_alloc_raw(arena, HEAD);
    ssize_t len = pread(descriptor, head, HEAD, 0);
    if (len < 0)
        return fault_new(arena, FAULT_UNAVAILABLE, "file.unreadable", "an upload cannot be read");
    return filetype_of_bytes(arena, (struct str){head, (size_t)len}, groups, ret_type);
}
