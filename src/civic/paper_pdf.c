/*
 * Reads the end of a PDF: trailer, catalogue; writes the catalogue once more.
 */
#include "civic/paper_pdf.h"

#include "base/buf.h"

#include <inttypes.h>

enum {
    UPDATE_LIMIT = 16 * 1024 /* bytes of the catalogue and the new trailer */
};

/* The trailer and the catalogue of a PDF as it stands. */
struct pdf {
    struct str bytes;
    int64_t start;        /* of the last cross-reference table */
    int64_t size;         /* objects */
    int64_t root;         /* object number of the catalogue */
    struct str info;      /* "8 0 R" */
    struct str catalogue; /* between << and >> */
};

static ptrdiff_t find_last(struct str s, struct str needle)
{
    ptrdiff_t found = -1;
    for (ptrdiff_t at = str_find(s, needle, 0); at >= 0; at = str_find(s, needle, (size_t)at + 1))
        found = at;
    return found;
}

/* The text between `from` and `to`; false where they do not follow each other. */
static bool between(struct str s, struct str from, struct str to, struct str *ret_text)
{
    ptrdiff_t start = str_find(s, from, 0);
    ptrdiff_t end;
    if (start < 0)
        return false;
    s = str_from(s, (size_t)start + from.len);
    end = str_find(s, to, 0);
    if (end < 0)
        return false;
    *ret_text = str_trim(str_slice(s, 0, (size_t)end));
    return true;
}

static bool read_trailer(struct pdf *pdf)
{
    ptrdiff_t at = find_last(pdf->bytes, STR("trailer"));
    struct str trailer;
    struct str word;
    if (at < 0)
        return false;
    trailer = str_from(pdf->bytes, (size_t)at);
    return between(trailer, STR("/Size "), STR("\n"), &word) && str_to_int64(word, &pdf->size) &&
           between(trailer, STR("/Root "), STR(" 0 R"), &word) && str_to_int64(word, &pdf->root) &&
           between(trailer, STR("/Info "), STR("\n"), &pdf->info) &&
           between(trailer, STR("startxref"), STR("%%EOF"), &word) &&
           str_to_int64(word, &pdf->start);
}

static bool read_catalogue(struct arena *arena, struct pdf *pdf)
{
    struct str head = arena_printf(arena, "\n%" PRId64 " 0 obj\n", pdf->root);
    ptrdiff_t at = find_last(pdf->bytes, head);
    struct str object;
    return at >= 0 && between(str_from(pdf->bytes, (size_t)at), head, STR("\nendobj"), &object) &&
           str_starts(object, STR("<<")) && str_ends(object, STR(">>")) &&
           (pdf->catalogue = str_slice(object, 2, object.len - 4), true);
}

const struct fault *pdf_set_language(struct arena *arena, struct str bytes, const char *language,
                                     struct str *ret_pdf)
{
    struct pdf pdf = {.bytes = bytes};
    struct buf out = buf_init(arena, bytes.len + UPDATE_LIMIT);
    size_t object;
    size_t table;
    if (!read_trailer(&pdf) || !read_catalogue(arena, &pdf))
        return fault_new(arena, FAULT_INTERNAL, "paper.not_made", "a PDF of an unknown form");
    buf_add(&out, bytes);
    object = out.len;
    buf_printf(&out, "%" PRId64 " 0 obj\n<<" PRISTR, pdf.root, STRARG(pdf.catalogue));
    buf_printf(&out,
               "\n   /Lang (%s)\n   /MarkInfo << /Marked true >>\n   /ViewerPreferences << "
               "/DisplayDocTitle true >>\n",
               language);
    buf_add_literal(&out, ">>\nendobj\n");
    table = out.len;
    buf_printf(&out, "xref\n%" PRId64 " 1\n%010zu 00000 n \n", pdf.root, object);
    buf_printf(&out,
               "trailer\n<< /Size %" PRId64 "\n   /Root %" PRId64 " 0 R\n   /Info " PRISTR
               "\n   /Prev %" PRId64 "\n>>\nstartxref\n%zu\n%%%%EOF\n",
               pdf.size, pdf.root, STRARG(pdf.info), pdf.start, table);
    if (buf_overflowed(&out))
        return fault_new(arena, FAULT_INTERNAL, "paper.not_made", "a catalogue of %zu bytes",
                         pdf.catalogue.len);
    *ret_pdf = buf_str(&out);
    return NULL;
}
