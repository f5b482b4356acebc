/*
 * An OOXML document says in parts called ….rels what belongs to it, and what of that lies
 * elsewhere (ECMA-376 part 2, 6.5); an OpenDocument has links in its content. A link that a
 * reader presses is nobody's harm; what a program fetches by itself tells somebody who opened
 * the document, and may bring macros with it.
 */
#include "civic/file_office.h"

#include "civic/file_archive.h"
#include "text/xml.h"

enum {
    PART_MOST = 24 * 1024 * 1024 /* bytes of a part that is looked into */
};

/* ---- comparing without regard to case (part names and modes: ASCII) ---- */

static bool is_like(struct str s, struct str lower)
{
    if (s.len != lower.len)
        return false;
    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];
        if (c >= 'A' && c <= 'Z')
            c = (char)(c - 'A' + 'a');
        if (c != lower.ptr[i])
            return false;
    }
    return true;
}

static bool ends_like(struct str s, struct str lower)
{
    return s.len >= lower.len && is_like(str_from(s, s.len - lower.len), lower);
}

static bool starts_like(struct str s, struct str lower)
{
    return s.len >= lower.len && is_like(str_slice(s, 0, lower.len), lower);
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* ---- addresses ---- */

/* Whether a program that opens it asks another machine: "https://…", "\\server\…",
 * "file://server/…"; not a place in the document, beside it or on one's own disk. */
static bool is_elsewhere(struct str target)
{
    size_t scheme = 0;
    while (scheme < target.len && (is_letter(target.ptr[scheme]) || target.ptr[scheme] == '+'))
        scheme++;
    if (scheme < 2 || scheme == target.len || target.ptr[scheme] != ':')
        return starts_like(target, STR("//")) || starts_like(target, STR("\\\\")) ||
               starts_like(target, STR("/\\")) || starts_like(target, STR("\\/"));
    if (starts_like(target, STR("data:")))
        return false;
    /* "file:///C:/…" */
    return !(starts_like(target, STR("file:///")) && target.len > STR("file:///").len + 1 &&
             is_letter(target.ptr[STR("file:///").len]) &&
             target.ptr[STR("file:///").len + 1] == ':');
}

/* ---- Office Open XML ---- */

/* Relations that run something or hold another file; their last words. */
static const struct str running[] = {
    STR_INIT("/vbaproject"),       STR_INIT("/control"), STR_INIT("/activexcontrolbinary"),
    STR_INIT("/oleobject"),        STR_INIT("/package"), STR_INIT("/xlmacrosheet"),
    STR_INIT("/xlintlmacrosheet"), STR_INIT("/afchunk"), STR_INIT("/attachedtoolbars"),
};

static const char *check_relation(const struct xml_node *relation)
{
    struct str type;
    struct str mode;
    struct str target;
    xml_attribute_value(relation, STR("Type"), &type);
    xml_attribute_value(relation, STR("TargetMode"), &mode);
    xml_attribute_value(relation, STR("Target"), &target);
    for (size_t i = 0; i < sizeof(running) / sizeof(running[0]); i++)
        if (ends_like(type, running[i]))
            return "file.macro";
    if (ends_like(type, STR("/hyperlink")))
        return NULL;
    return is_like(mode, STR("external")) && is_elsewhere(target) ? "file.remote" : NULL;
}

static const char *check_relations(const struct xml_node *root)
{
    const char *key = NULL;
    for (const struct xml_node *node = root; node && !key; node = xml_walk(root, node))
        if (xml_is_element(node, STR("Relationship")))
            key = check_relation(node);
    return key;
}

/* "application/vnd.ms-word.document.macroEnabled.main+xml" under the name of a plain document */
static const char *check_types(const struct xml_node *root)
{
    for (const struct xml_node *node = root; node; node = xml_walk(root, node)) {
        struct str type;
        if (!xml_attribute_value(node, STR("ContentType"), &type))
            continue;
        for (size_t at = 0; at < type.len; at++)
            if (starts_like(str_from(type, at), STR("macroenabled")) ||
                starts_like(str_from(type, at), STR("vbaproject")))
                return "file.macro";
    }
    return NULL;
}

/* ---- OpenDocument ---- */

#define XLINK STR("http://www.w3.org/1999/xlink")
#define ODF_SCRIPT STR("urn:oasis:names:tc:opendocument:xmlns:script:1.0")

/* What a reader presses, and where the document says that it was made from a template. */
static bool is_pressed(const struct xml_node *node)
{
    return xml_is_element(node, STR("a")) || xml_is_element(node, STR("button")) ||
           xml_is_element(node, STR("form")) || xml_is_element(node, STR("template"));
}

static const char *check_content(const struct xml_node *root)
{
    for (const struct xml_node *node = root; node; node = xml_walk(root, node)) {
        const struct xml_node *script = node->parent;
        if (str_equal(node->space, ODF_SCRIPT) && node->name.len > 0)
            return "file.macro";
        if (xml_is_element(node, STR("script")) && script && xml_is_element(script, STR("scripts")))
            return "file.macro";
        for (const struct xml_attribute *one = node->attributes; one; one = one->next)
            if (str_equal(one->space, XLINK) && str_equal(one->name, STR("href")) &&
                is_elsewhere(one->value) && !is_pressed(node))
                return "file.remote";
    }
    return NULL;
}

/* ---- parts ---- */

typedef const char *check_part(const struct xml_node *root);

/* columns: end of the name of a part, what is looked for in it */
static const struct {
    struct str name;
    check_part *check;
} looked_into[] = {
    {STR_INIT(".rels"),               check_relations},
    {STR_INIT("[content_types].xml"), check_types    },
    {STR_INIT("content.xml"),         check_content  },
    {STR_INIT("styles.xml"),          check_content  },
};

/* Folders and parts that hold programs. */
static bool is_program(struct str name)
{
    return starts_like(name, STR("basic/")) || starts_like(name, STR("scripts/")) ||
           ends_like(name, STR("vbaproject.bin")) || starts_like(name, STR("xl/macrosheets/"));
}

static const char *look_into(struct arena *arena, const struct archive_part *part,
                             check_part *check)
{
    const struct xml_node *root;
    struct str bytes;
    if (!archive_unpack(arena, part, PART_MOST, &bytes) || xml_read(arena, bytes, &root))
        return "file.unread";
    return check(root);
}

const struct fault *office_check(struct arena *arena, struct str bytes, const char *field)
{
    struct archive_walk walk = archive_begin(bytes);
    struct arena *parts = arena_new();
    struct archive_part part;
    const char *key = NULL;
    while (!key && archive_next(&walk, &part)) {
        if (is_program(part.name))
            key = "file.macro";
        for (size_t i = 0; !key && i < sizeof(looked_into) / sizeof(looked_into[0]); i++)
            if (ends_like(part.name, looked_into[i].name))
                key = look_into(parts, &part, looked_into[i].check);
        arena_reset(parts);
    }
    arena_free(parts);
    return key ? fault_field(arena, field, key) : NULL;
}
