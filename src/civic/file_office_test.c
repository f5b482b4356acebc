/*
 * Documents of office programs that fetch something from elsewhere, run something or hold
 * another file, and those that do not.
 */
#include "base/buf.h"
#include "base/testing.h"
#include "civic/file_office.h"

#include <string.h>

#define RELS(inner)                                                                                \
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" inner \
    "</Relationships>"
#define REL(type, rest)                                                                            \
    "<Relationship Id=\"r1\" "                                                                     \
    "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/" type "\" " rest  \
    "/>"
#define ODF(inner)                                                                                 \
    "<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\""   \
    " xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\""                               \
    " xmlns:draw=\"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0\""                            \
    " xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\""                             \
    " xmlns:script=\"urn:oasis:names:tc:opendocument:xmlns:script:1.0\""                           \
    " xmlns:xlink=\"http://www.w3.org/1999/xlink\">" inner "</office:document-content>"
#define SETTINGS "word/_rels/settings.xml.rels"
#define DOCUMENT "word/_rels/document.xml.rels"

/* columns: name of the part, what it holds, fault (NULL: taken) */
static const struct {
    const char *name;
    const char *bytes;
    const char *key;
} parts[] = {
  /* a template: from elsewhere it brings macros along */
    {SETTINGS,
     RELS(REL("attachedTemplate",                                                                                         "Target=\"https://a.example/t.dotm\" TargetMode=\"External\"")),
     "file.remote"},
    {SETTINGS,                                                                   RELS(REL("attachedTemplate",                                                                                                          "TargetMode='external' Target='HTTP://a.example/t'")),
     "file.remote"},
    {SETTINGS,
     RELS(
         REL("attachedTemplate",                                                                                                     "Target=\"&#104;ttp://a.example/t\" TargetMode=\"&#69;xternal\"")),
     "file.remote"},
    {SETTINGS,
     RELS(REL("attachedTemplate",                                                                                                       "Target=\"\\\\a.example\\t.dotm\" TargetMode=\"External\"")),
     "file.remote"},
    {SETTINGS,
     RELS(REL("attachedTemplate","Target=\"file://a.example/t.dotm\" TargetMode=\"External\"")),
     "file.remote"},
    {SETTINGS,
     RELS(REL("attachedTemplate",
     "Target=\"file:///\\\\a.example\\t.dotm\" TargetMode=\"External\"")),
     "file.remote"},
    {"WORD/_RELS/SETTINGS.XML.RELS",
     RELS(REL("attachedTemplate",                                                                                                          "Target=\"http://a.example/t\" TargetMode=\"External\"")),
     "file.remote"},
 /* the one on the disk of whoever wrote it, as programs note it */
    {SETTINGS,
     RELS(REL("attachedTemplate",
     "Target=\"file:///C:\\Users\\An\\CongVan.dotx\" TargetMode=\"External\"")),
     NULL},
    {SETTINGS,          RELS(REL("attachedTemplate",                                                                                                       "Target=\"CongVan.dotx\" TargetMode=\"External\"")),
     NULL},
 /* pictures, frames and tables that are fetched; a link that a reader presses */
    {DOCUMENT,                                         RELS(REL("image",                                          "Target=\"http://a.example/seen.png\" TargetMode=\"External\"")),
     "file.remote"},
    {DOCUMENT,                                                            RELS(REL("frame",                                                                      "Target=\"http://a.example/f.html\" TargetMode=\"External\"")),
     "file.remote"},
    {"xl/externalLinks/_rels/externalLink1.xml.rels",
     RELS(REL("externalLinkPath",                                                                                                          "Target=\"http://a.example/b.xlsx\" TargetMode=\"External\"")),
     "file.remote"},
    {"xl/externalLinks/_rels/externalLink1.xml.rels",
     RELS(REL("externalLinkPath",                                                                                                     "Target=\"So2021.xlsx\" TargetMode=\"External\"")),NULL},
    {DOCUMENT,     RELS(REL("hyperlink",                                                                                                       "Target=\"https://thanhba.example\" TargetMode=\"External\"")),
     NULL},
    {DOCUMENT,                                         RELS(REL("image","Target=\"media/image1.png\"")),NULL},
 /* programs and other files, whatever their parts are called */
    {DOCUMENT,
     RELS("<Relationship Id=\"r1\" "
          "Type=\"http://schemas.microsoft.com/office/2006/relationships/vbaProject\" "
          "Target=\"harmless.xml\"/>"),
     "file.macro"},
    {DOCUMENT,                                                                   RELS(REL("oleObject",                                                                                                          "Target=\"media/x.png\"")),"file.macro"},
    {DOCUMENT,                                                                RELS(REL("aFChunk",                                                                                                              "Target=\"media/x.html\"")),"file.macro"},
    {"[Content_Types].xml",
     "<Types><Override "
     "ContentType=\"application/vnd.ms-word.document.macroEnabled.main+xml\"/></Types>",                                                                                                                                                               "file.macro"                                                      },
    {"[Content_Types].xml",
     "<Types><Override "
     "ContentType=\"application/"
     "vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>",                                                                                                        NULL                                                                                                                                                                     },
    {"xl/macrosheets/sheet1.xml","<x/>","file.macro"},
    {"Scripts/python/a.py",                                                            "print()",                         "file.macro"},
 /* OpenDocument */
    {"content.xml",                                                                   ODF("<office:scripts/><draw:image xlink:href=\"Pictures/a.png\"/>"),                                                                                             NULL},
    {"content.xml",                                                                   ODF("<text:a xlink:href=\"https://thanhba.example\">Cổng</text:a>"),                                                                                             NULL},
    {"content.xml",                                                                   ODF("<draw:image xlink:href=\"http://a.example/seen.png\"/>"),                                                                                       "file.remote"},
    {"Object 1/content.xml",                                                                   ODF("<draw:object xlink:href=\"//a.example/o\"/>"),                                                                                             "file.remote"                                                                },
    {"content.xml",                                                                   ODF("<text:section-source xlink:href=\"file://a.example/s.odt\"/>"),
     "file.remote"                                                                               },
    {"content.xml",                                                                   ODF("<table:table-source xlink:href=\"https://a.example/t.ods\"/>"),
     "file.remote"},
    {"content.xml",
     ODF("<office:event-listeners><script:event-listener "
         "xlink:href=\"x\"/></office:event-listeners>"),
     "file.macro"},
    {"content.xml",                                                                   ODF("<office:scripts><office:script script:language=\"x\"/></office:scripts>"),
     "file.macro"                                        },
 /* what cannot be read may say anything */
    {SETTINGS,                                                                   "<Relationships>",                                                                                                     "file.unread"},
    {"word/document.xml",                                                                   "<not read",                                                                                                     NULL},
};

static void add_number(struct buf *buf, uint64_t number, int size)
{
    for (int i = 0; i < size; i++, number >>= 8)
        buf_add_byte(buf, (char)(number & 0xff));
}

/* APPNOTE.TXT 4.3: a header with the bytes, the directory, the record at the end. */
static struct str archive_of(struct arena *arena, struct str name, struct str bytes,
                             unsigned method)
{
    struct buf buf = buf_init(arena, 1024 * 1024);
    size_t size = bytes.len + (method ? 5 : 0);
    size_t directory;
    buf_add(&buf, STR("PK\3\4\24\0\0\0"));
    add_number(&buf, method, 2);
    add_number(&buf, 0, 8); /* time, day, check sum */
    add_number(&buf, size, 4);
    add_number(&buf, bytes.len, 4);
    add_number(&buf, name.len, 2);
    add_number(&buf, 0, 2);
    buf_add(&buf, name);
    if (method) { /* one stored block of Deflate (RFC 1951, 3.2.4) */
        buf_add_byte(&buf, 1);
        add_number(&buf, bytes.len, 2);
        add_number(&buf, ~(uint64_t)bytes.len, 2);
    }
    buf_add(&buf, bytes);
    directory = buf_str(&buf).len;
    buf_add(&buf, STR("PK\1\2\24\0\24\0\0\0"));
    add_number(&buf, method, 2);
    add_number(&buf, 0, 8);
    add_number(&buf, size, 4);
    add_number(&buf, bytes.len, 4);
    add_number(&buf, name.len, 2);
    add_number(&buf, 0, 16); /* no extra, no comment, disk, attributes; the header stands first */
    buf_add(&buf, name);
    size = buf_str(&buf).len - directory;
    buf_add(&buf, STR("PK\5\6\0\0\0\0\1\0\1\0"));
    add_number(&buf, size, 4);
    add_number(&buf, directory, 4);
    add_number(&buf, 0, 2);
    return buf_str(&buf);
}

static void what_documents_would_fetch_or_run_is_refused(void **state)
{
    static const unsigned methods[] = {0, 8};
    (void)state;
    for (size_t i = 0; i < 2 * sizeof(parts) / sizeof(parts[0]); i++) {
        struct arena *arena = arena_new();
        const char *key = parts[i / 2].key;
        struct str bytes = archive_of(arena, str_from_c(parts[i / 2].name),
                                      str_from_c(parts[i / 2].bytes), methods[i % 2]);
        const struct fault *fault = office_check(arena, bytes, "file");
        if (!key != !fault || (fault && strcmp(fault->key, key) != 0))
            fail_msg("row %zu: %s", i / 2, fault ? fault->key : "taken");
        arena_free(arena);
    }
}

/* Whatever is cut off or damaged, nothing is read outside of the bytes. */
static void a_damaged_archive_is_no_danger(void **state)
{
    struct arena *arena = arena_new();
    struct str whole = archive_of(arena, STR(SETTINGS), STR(RELS("")), 8);
    (void)state;
    for (size_t at = 0; at < whole.len; at++) {
        for (int value = 0; value < 256; value += 85) {
            struct str copy = arena_copy(arena, whole);
            char *bytes = arena_alloc_array(arena, whole.len, 1);
            memcpy(bytes, copy.ptr, whole.len);
            bytes[at] = (char)value;
            const struct fault *fault = office_check(arena, (struct str){bytes, whole.len}, "file");
            assert_true(!fault || fault->kind == FAULT_INVALID);
        }
    }
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_documents_would_fetch_or_run_is_refused),
        cmocka_unit_test(a_damaged_archive_is_no_danger),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
