/*
 * Lines to markup. Values never pass here: they are put in, escaped, by the
 * compiled template, so that no typed text can become a part of the paper.
 */
#include "civic/paper_text.h"

#include "base/buf.h"
#include "civic/paper_layout.h"

enum {
    MARKUP_LIMIT = 1024 * 1024
};

enum content {
    CONTENT_TEXT,
    CONTENT_CELLS /* parted by | */
};

/* name, what stands behind it */
static const struct {
    struct str name;
    enum content content;
} parts[PART_COUNT] = {
    [PART_LAYOUT] = {STR_INIT("layout"),    CONTENT_TEXT },
    [PART_PAGE] = {STR_INIT("page"),      CONTENT_TEXT },
    [PART_FORM] = {STR_INIT("form"),      CONTENT_TEXT },
    [PART_SUPERIOR] = {STR_INIT("superior"),  CONTENT_TEXT },
    [PART_ISSUER] = {STR_INIT("issuer"),    CONTENT_TEXT },
    [PART_NUMBER] = {STR_INIT("number"),    CONTENT_TEXT },
    [PART_ABOUT] = {STR_INIT("about"),     CONTENT_TEXT },
    [PART_URGENCY] = {STR_INIT("urgency"),   CONTENT_TEXT },
    [PART_PLACE] = {STR_INIT("place"),     CONTENT_TEXT },
    [PART_DATED] = {STR_INIT("dated"),     CONTENT_TEXT },
    [PART_TITLE] = {STR_INIT("title"),     CONTENT_TEXT },
    [PART_SUMMARY] = {STR_INIT("summary"),   CONTENT_TEXT },
    [PART_TO] = {STR_INIT("to"),        CONTENT_TEXT },
    [PART_DECIDER] = {STR_INIT("decider"),   CONTENT_TEXT },
    [PART_GROUND] = {STR_INIT("ground"),    CONTENT_TEXT },
    [PART_HEADING] = {STR_INIT("heading"),   CONTENT_TEXT },
    [PART_PARAGRAPH] = {STR_INIT("paragraph"), CONTENT_TEXT },
    [PART_LINE] = {STR_INIT("line"),      CONTENT_TEXT },
    [PART_CENTRE] = {STR_INIT("centre"),    CONTENT_TEXT },
    [PART_SMALL] = {STR_INIT("small"),     CONTENT_TEXT },
    [PART_CELLS] = {STR_INIT("cells"),     CONTENT_TEXT },
    [PART_COLUMNS] = {STR_INIT("columns"),   CONTENT_CELLS},
    [PART_HEAD] = {STR_INIT("head"),      CONTENT_CELLS},
    [PART_ROW] = {STR_INIT("row"),       CONTENT_CELLS},
    [PART_SIGN] = {STR_INIT("sign"),      CONTENT_TEXT },
    [PART_AUTHORITY] = {STR_INIT("authority"), CONTENT_TEXT },
    [PART_POSITION] = {STR_INIT("position"),  CONTENT_TEXT },
    [PART_NOTE] = {STR_INIT("note"),      CONTENT_TEXT },
    [PART_NAME] = {STR_INIT("name"),      CONTENT_TEXT },
    [PART_RECEIVER] = {STR_INIT("receiver"),  CONTENT_TEXT },
    [PART_ANNEX] = {STR_INIT("annex"),     CONTENT_CELLS},
    [PART_COPY] = {STR_INIT("copy"),      CONTENT_TEXT },
    [PART_QR] = {STR_INIT("qr"),        CONTENT_CELLS},
};

struct str paper_part_name(enum paper_part part)
{
    return parts[part].name;
}

bool paper_part_from_name(struct str name, enum paper_part *ret_part)
{
    for (int i = 0; i < PART_COUNT; i++)
        if (str_equal(name, parts[i].name)) {
            *ret_part = (enum paper_part)i;
            return true;
        }
    return false;
}

struct translator {
    struct buf out;
    struct str file;
    int line;
    bool is_bold;
    bool is_italic;
    bool has_cells;
    bool is_open; /* inside an element that the next line may go on */
    const struct fault *fault;
};

/* The length of a {{tag}} at `at`, or 0. */
static size_t tag_length(struct str text, size_t at)
{
    ptrdiff_t end;
    if (!str_starts(str_from(text, at), STR("{{")))
        return 0;
    end = str_find(text, STR("}}"), at);
    if (end < 0)
        return 0;
    end += 2;
    while ((size_t)end < text.len && text.ptr[end] == '}')
        end++;
    return (size_t)end - at;
}

static void toggle(struct buf *out, bool *flag, const char *opened, const char *closed)
{
    *flag = !*flag;
    buf_add(out, str_from_c(*flag ? opened : closed));
}

/* One character that means something: returns how many bytes it took, or 0. */
static size_t add_special(struct translator *on, struct str text, size_t at)
{
    struct str rest = str_from(text, at);
    if (str_starts(rest, STR("**"))) {
        toggle(&on->out, &on->is_bold, "<b>", "</b>");
        return 2;
    }
    if (str_starts(rest, STR("*"))) {
        toggle(&on->out, &on->is_italic, "<i>", "</i>");
        return 1;
    }
    if (str_starts(rest, STR("\\n"))) {
        buf_add_literal(&on->out, "<br/>");
        return 2;
    }
    if (rest.ptr[0] == '&' || rest.ptr[0] == '<') {
        buf_add(&on->out, rest.ptr[0] == '&' ? STR("&amp;") : STR("&lt;"));
        return 1;
    }
    if (rest.ptr[0] == '|' && on->has_cells) {
        buf_add_literal(&on->out, "</c><c>");
        return 1;
    }
    return 0;
}

static void add_content(struct translator *on, struct str text)
{
    for (size_t at = 0; at < text.len;) {
        size_t length = tag_length(text, at);
        if (length > 0) {
            buf_add(&on->out, str_slice(text, at, length));
        } else {
            length = add_special(on, text, at);
            if (length == 0) {
                buf_add_byte(&on->out, text.ptr[at]);
                length = 1;
            }
        }
        at += length;
    }
}

static void begin_element(struct translator *on, enum paper_part part, struct str text)
{
    on->has_cells = parts[part].content == CONTENT_CELLS;
    buf_printf(&on->out, "<x k=\"" PRISTR "\">", STRARG(parts[part].name));
    if (on->has_cells)
        buf_add_literal(&on->out, "<c>");
    on->is_open = true;
    add_content(on, text);
}

static void end_element(struct translator *on)
{
    if (on->is_bold || on->is_italic)
        on->fault = paper_broken(on->out.arena, on->file, on->line, "* is not closed");
    if (on->has_cells)
        buf_add_literal(&on->out, "</c>");
    buf_add_literal(&on->out, "</x>");
    on->is_open = false;
    on->has_cells = false;
}

/* A line that holds one section, comment or partial and nothing else. */
static bool is_tag_alone(struct str text)
{
    size_t length = tag_length(text, 0);
    return length > 2 && length == text.len &&
           str_find(STR("#^/!>"), str_slice(text, 2, 1), 0) >= 0;
}

static void add_directive(struct translator *on, struct str text)
{
    struct str rest = str_from(text, 1);
    struct str name = str_cut(&rest, ' ');
    enum paper_part part;
    if (paper_part_from_name(name, &part))
        begin_element(on, part, str_trim(rest));
    else
        on->fault = paper_broken(on->out.arena, on->file, on->line, "no part is called @" PRISTR,
                                 STRARG(name));
}

static void add_line(struct translator *on, struct str line, bool goes_on)
{
    struct str text = str_trim(line);
    bool continues = line.len > 0 && (line.ptr[0] == ' ' || line.ptr[0] == '\t');
    if (text.len == 0 || text.ptr[0] == '#') {
        /* nothing but the end of the line */
    } else if (continues && on->is_open) {
        add_content(on, text);
    } else if (is_tag_alone(text)) {
        buf_add(&on->out, text);
    } else if (text.ptr[0] == '@') {
        add_directive(on, text);
    } else {
        begin_element(on, PART_PARAGRAPH, text);
    }
    if (on->is_open && !goes_on)
        end_element(on);
}

/* Whether the next line goes on with the one before. */
static bool begins_with_space(struct str rest)
{
    struct str line = str_cut_line(&rest);
    return line.ptr && line.len > 0 && (line.ptr[0] == ' ' || line.ptr[0] == '\t') &&
           str_trim(line).len > 0;
}

const struct fault *paper_text_read(struct arena *arena, const struct asset *file,
                                    struct str *ret_markup, struct str *ret_sample,
                                    int *ret_sample_line)
{
    struct translator on = {.out = buf_init(arena, MARKUP_LIMIT), .file = file->name};
    struct str rest = file->bytes;
    bool is_part = str_starts(file->name, STR("papers/part-"));
    if (!is_part)
        buf_add_literal(&on.out, "<paper>");
    while (rest.ptr && !on.fault) {
        struct str line = str_cut_line(&rest);
        bool goes_on = begins_with_space(rest);
        on.line++;
        if (str_starts(line, STR("=====")))
            break;
        add_line(&on, line, goes_on);
        /* inside an element the end of the line is hidden in a comment */
        buf_add(&on.out, on.is_open ? STR(" {{!\n}}") : STR("\n"));
    }
    if (on.fault)
        return on.fault;
    if (!is_part)
        buf_add_literal(&on.out, "</paper>");
    if (buf_overflowed(&on.out))
        return paper_broken(arena, file->name, on.line, "too long");
    *ret_markup = buf_str(&on.out);
    *ret_sample = rest;
    *ret_sample_line = on.line + 1;
    return NULL;
}
