/*
 * The XML of a feed, with what programs write into it by mistake, and its faults in the
 * words of the import.
 */
#include "modules/publications/import_parts.h"
#include "text/xml.h"

#include "base/buf.h"

#include <string.h>

/* What programs write by mistake and XML has no place for: empty lines before the
 * declaration, controls pasted from slides. In bytes, of which those of UTF-16 hold NUL. */
static struct str without_mistakes(struct arena *arena, struct str document)
{
    const struct str mark = STR("\xEF\xBB\xBF");
    struct buf buf;

    if (document.len > 0 && memchr(document.ptr, '\0', document.len))
        return document;
    if (str_starts(document, mark))
        document = str_from(document, mark.len);
    document = str_trim(document);
    buf = buf_init(arena, document.len + 1);
    for (size_t i = 0, from = 0; i <= document.len; i++) {
        const unsigned char byte = i < document.len ? (unsigned char)document.ptr[i] : 0;
        if (byte >= 0x20 || byte == '\t' || byte == '\n' || byte == '\r')
            continue;
        buf_add(&buf, str_slice(document, from, i - from));
        from = i + 1;
    }
    return buf_str(&buf);
}

/* Of the lines that without_mistakes left out. */
static int64_t empty_lines_before(struct str document)
{
    int64_t lines = 0;

    if (str_starts(document, STR("\xEF\xBB\xBF")))
        document = str_from(document, 3);
    for (size_t i = 0; i < document.len && strchr(" \t\r\n\f\v", document.ptr[i]); i++)
        lines += document.ptr[i] == '\n';
    return lines;
}

/* The fault of xml_read in the words of the import, with its {line}. */
static const struct fault *unreadable(struct arena *arena, struct str document,
                                      const struct fault *fault)
{
    const bool is_entity = str_equal(str_from_c(fault->key), STR("xml.entity"));
    struct fault *own;
    int64_t line = 1;

    if (fault->kind == FAULT_TOO_LARGE)
        return fault_new(arena, fault->kind, "import.fault.too_large", "%s: " PRISTR, fault->key,
                         STRARG(fault->detail));
    (void)str_to_int64(fault->args[0].value, &line);
    own = fault_new(arena, fault->kind, is_entity ? "import.fault.entity" : "import.fault.xml",
                    "%s: " PRISTR, fault->key, STRARG(fault->detail));
    return fault_with(
        own, "line", arena_printf(arena, "%lld", (long long)(line + empty_lines_before(document))));
}

const struct fault *import_xml(struct arena *arena, struct str document,
                               const struct xml_node **ret_root)
{
    const struct fault *fault = xml_read(arena, without_mistakes(arena, document), ret_root);

    return fault ? unreadable(arena, document, fault) : NULL;
}
