/*
 * The inside of a paragraph as CommonMark 0.30: escapes, emphasis that a reader
 * will recognise (section 6.2, "left-flanking", "right-flanking"), code, links.
 * Also says which addresses a link may have.
 */
#include "modules/publications/markdown_inline.h"

#include "base/vec.h"

#include <string.h>

/* From `start` to the next run the text has this style and link. */
struct run {
    size_t start;
    unsigned styles; /* bit per enum markdown_style */
    struct str url;  /* empty for none */
};

struct inline_text {
    struct arena *arena;
    size_t limit;
    struct buf text;
    bool overflowed; /* a rendered paragraph did not fit */
    VEC(struct run) runs;
    int holds[MARKDOWN_STYLE_COUNT];
    struct str url;
};

struct inline_text *inline_new(struct arena *arena, size_t limit)
{
    struct inline_text *paragraph = ARENA_NEW(arena, struct inline_text);

    paragraph->arena = arena;
    paragraph->limit = limit;
    paragraph->text = buf_init(arena, limit);
    return paragraph;
}

bool inline_overflowed(const struct inline_text *paragraph)
{
    return paragraph->overflowed || buf_overflowed(&paragraph->text);
}

void inline_clear(struct inline_text *paragraph)
{
    buf_cut(&paragraph->text, 0);
    paragraph->runs.count = 0;
}

void inline_style(struct inline_text *paragraph, enum markdown_style style, int change)
{
    if (paragraph->holds[style] + change >= 0)
        paragraph->holds[style] += change;
}

void inline_link(struct inline_text *paragraph, struct str url)
{
    paragraph->url = url;
}

static struct str paragraph_text(const struct inline_text *paragraph)
{
    return str_trim(buf_str(&paragraph->text));
}

bool inline_is_empty(const struct inline_text *paragraph)
{
    return paragraph_text(paragraph).len == 0;
}

/* Begins a new run where style or link are others than those of the last. */
static void mark_run(struct inline_text *paragraph)
{
    const struct run *last =
        paragraph->runs.count > 0 ? &paragraph->runs.items[paragraph->runs.count - 1] : NULL;
    unsigned styles = 0;

    for (int i = 0; i < MARKDOWN_STYLE_COUNT; i++) {
        if (paragraph->holds[i] > 0)
            styles |= 1U << i;
    }
    if (last && last->styles == styles && str_equal(last->url, paragraph->url))
        return;
    *VEC_PUSH(&paragraph->runs, paragraph->arena) =
        (struct run){paragraph->text.len, styles, paragraph->url};
}

/* The last byte so far, or a space at the beginning. */
static char last_byte(const struct inline_text *paragraph)
{
    return paragraph->text.len > 0 ? paragraph->text.ptr[paragraph->text.len - 1] : ' ';
}

/* What a sequence at the head of `s` is to a reader. */
enum sign {
    SIGN_VISIBLE,
    SIGN_SPACE,
    SIGN_NOTHING
};

struct sign_row {
    const char *bytes; /* UTF-8 */
    enum sign sign;
};

/* The spaces of Unicode (general category Z) and what has no width. U+2000 to
 * U+200A are by the first two bytes and a range. */
static const struct sign_row sign_rows[] = {
    {"\xC2\xA0",     SIGN_SPACE  }, /* no-break space */
    {"\xC2\xAD",     SIGN_NOTHING}, /* soft hyphen */
    {"\xE2\x80\x8B", SIGN_NOTHING}, /* zero-width space */
    {"\xE2\x80\xA8", SIGN_SPACE  }, /* line separator */
    {"\xE2\x80\xA9", SIGN_SPACE  }, /* paragraph separator */
    {"\xE2\x80\xAF", SIGN_SPACE  }, /* narrow no-break space */
    {"\xE2\x81\x9F", SIGN_SPACE  }, /* medium mathematical space */
    {"\xE3\x80\x80", SIGN_SPACE  }, /* ideographic space */
    {"\xEF\xBB\xBF", SIGN_NOTHING}, /* byte order mark */
};

static size_t sequence_length(unsigned char first)
{
    if (first < 0xC0)
        return 1;
    if (first < 0xE0)
        return 2;
    return first < 0xF0 ? 3 : 4;
}

static enum sign sign_of(struct str s)
{
    const unsigned char first = (unsigned char)s.ptr[0];

    if (first < 0x80) {
        if (first == ' ' || (first >= '\t' && first <= '\r'))
            return SIGN_SPACE;
        return first < ' ' || first == 0x7F ? SIGN_NOTHING : SIGN_VISIBLE;
    }
    for (size_t i = 0; i < sizeof(sign_rows) / sizeof(sign_rows[0]); i++) {
        if (str_equal(s, str_from_c(sign_rows[i].bytes)))
            return sign_rows[i].sign;
    }
    if (s.len == 3 && memcmp(s.ptr, "\xE2\x80", 2) == 0 && (unsigned char)s.ptr[2] <= 0x8A)
        return SIGN_SPACE;
    return SIGN_VISIBLE;
}

void inline_add(struct inline_text *paragraph, struct str text)
{
    bool marked = false;

    for (size_t i = 0, step = 1; i < text.len; i += step) {
        const struct str one = str_slice(text, i, sequence_length((unsigned char)text.ptr[i]));
        const enum sign sign = sign_of(one);
        step = one.len;
        if (sign == SIGN_NOTHING)
            continue;
        if (sign == SIGN_SPACE && (last_byte(paragraph) == ' ' || last_byte(paragraph) == '\n'))
            continue;
        if (!marked)
            mark_run(paragraph);
        marked = true;
        if (sign == SIGN_SPACE)
            buf_add_byte(&paragraph->text, ' ');
        else
            buf_add(&paragraph->text, one);
    }
}

bool inline_break(struct inline_text *paragraph)
{
    if (inline_is_empty(paragraph))
        return true;
    if (last_byte(paragraph) == '\n')
        return false;
    if (last_byte(paragraph) == ' ')
        buf_cut(&paragraph->text, paragraph->text.len - 1);
    mark_run(paragraph);
    buf_add_byte(&paragraph->text, '\n');
    return true;
}

struct str inline_plain(const struct inline_text *paragraph)
{
    const struct str text = paragraph_text(paragraph);
    struct buf plain = buf_init(paragraph->arena, text.len);

    for (size_t i = 0; i < text.len; i++)
        buf_add_byte(&plain, text.ptr[i] == '\n' ? ' ' : text.ptr[i]);
    return buf_str(&plain);
}

/* ---- rendering ---- */

struct render {
    struct buf out;
    struct str text; /* the whole paragraph, trimmed at the end */
    bool heading;
    bool glued; /* the last byte out closes an emphasis */
};

static bool is_space(char byte)
{
    return byte == ' ' || byte == '\n';
}

static bool is_ascii_word(char byte)
{
    return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') ||
           (byte >= 'A' && byte <= 'Z');
}

static bool is_ascii_punctuation(char byte)
{
    return byte > ' ' && byte < 0x7F && !is_ascii_word(byte);
}

/* Surely a letter or digit to every reader of CommonMark: ASCII, Latin with the
 * Vietnamese letters (U+00C0–U+024F, U+1E00–U+1EFF), combining marks, CJK. For
 * all else we act as if it were punctuation, which is always safe. */
static bool is_word_at(struct str text, size_t at)
{
    const unsigned char first = (unsigned char)text.ptr[at];
    const unsigned char second = at + 1 < text.len ? (unsigned char)text.ptr[at + 1] : 0;

    if (first < 0x80)
        return is_ascii_word((char)first);
    return (first >= 0xC3 && first <= 0xC9) || first == 0xCC ||
           (first == 0xE1 && second >= 0xB8 && second <= 0xBB) || (first >= 0xE4 && first <= 0xE9);
}

static size_t previous_start(struct str text, size_t at)
{
    do
        at--;
    while (at > 0 && ((unsigned char)text.ptr[at] & 0xC0) == 0x80);
    return at;
}

/* Whether an emphasis may open before `at`: what follows is no space, and either
 * a word, or stands after a space or sign. */
static bool can_open(struct str text, size_t at)
{
    if (is_space(text.ptr[at]))
        return false;
    return is_word_at(text, at) || at == 0 || is_space(text.ptr[at - 1]) ||
           is_ascii_punctuation(text.ptr[at - 1]);
}

/* Whether an emphasis may close before `at`, the mirror image. */
static bool can_close(struct str text, size_t at)
{
    if (is_space(text.ptr[at - 1]))
        return false;
    return is_word_at(text, previous_start(text, at)) || at == text.len || is_space(text.ptr[at]) ||
           is_ascii_punctuation(text.ptr[at]);
}

/* Whether the sign at `at` could mean something to a reader of CommonMark. At
 * `from` and `to` this piece ends and other markup may stand. */
static bool must_escape(struct str text, size_t at, size_t from, size_t to)
{
    const char next = at + 1 < text.len ? text.ptr[at + 1] : '\0';

    switch (text.ptr[at]) {
    case '\\':
    case '`':
    case '*':
    case '[':
    case ']':
        return true;
    case '_':
        return at == from || at + 1 == to || !is_ascii_word(text.ptr[at - 1]) ||
               !is_ascii_word(next);
    case '<':
        return is_ascii_word(next) || next == '/' || next == '!' || next == '?';
    case '&':
        return is_ascii_word(next) || next == '#';
    case '!':
        return at + 1 == to;
    default:
        return false;
    }
}

static void render_text(struct render *render, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        const char byte = render->text.ptr[i];
        if (byte == '\n' && render->heading) {
            buf_add_byte(&render->out, ' ');
            continue;
        }
        if (byte == '\n' || must_escape(render->text, i, from, to))
            buf_add_byte(&render->out, '\\');
        buf_add_byte(&render->out, byte);
    }
    if (from < to)
        render->glued = false;
}

static void render_code(struct render *render, size_t from, size_t to)
{
    const bool pad = render->text.ptr[from] == '`' || render->text.ptr[to - 1] == '`';
    size_t fence = 1, run = 0;

    for (size_t i = from; i < to; i++) {
        run = render->text.ptr[i] == '`' ? run + 1 : 0;
        fence = run >= fence ? run + 1 : fence;
    }
    for (size_t i = 0; i < fence; i++)
        buf_add_byte(&render->out, '`');
    if (pad)
        buf_add_byte(&render->out, ' ');
    for (size_t i = from; i < to; i++)
        buf_add_byte(&render->out, render->text.ptr[i] == '\n' ? ' ' : render->text.ptr[i]);
    if (pad)
        buf_add_byte(&render->out, ' ');
    for (size_t i = 0; i < fence; i++)
        buf_add_byte(&render->out, '`');
    render->glued = true;
}

/* A piece of one style. White space and signs at its edges move outside where the
 * emphasis would not be recognised otherwise. */
static void render_styled(struct render *render, unsigned styles, size_t from, size_t to)
{
    const bool code = styles & (1U << MARKDOWN_CODE);
    const struct str marks = str_slice(STR("***"), 0,
                                       (styles & (1U << MARKDOWN_STRONG) ? 2U : 0U) +
                                           (styles & (1U << MARKDOWN_EMPHASIS) ? 1U : 0U));
    const bool glued = render->glued;
    size_t start = from, end = to;

    while (start < end &&
           (code ? is_space(render->text.ptr[start]) : !can_open(render->text, start)))
        start++;
    while (end > start &&
           (code ? is_space(render->text.ptr[end - 1]) : !can_close(render->text, end)))
        end = code ? end - 1 : previous_start(render->text, end);
    if (start >= end || styles == 0 || (glued && start == from)) {
        render_text(render, from, to);
        return;
    }
    render_text(render, from, start);
    if (code) {
        render_code(render, start, end);
    } else {
        buf_add(&render->out, marks);
        render_text(render, start, end);
        buf_add(&render->out, marks);
        render->glued = true;
    }
    render_text(render, end, to);
}

static size_t run_end(const struct inline_text *paragraph, size_t run, size_t length)
{
    size_t end = length;

    if (run + 1 < paragraph->runs.count)
        end = paragraph->runs.items[run + 1].start;
    return end < length ? end : length;
}

/* The runs [first, last) within the bytes [from, to). */
static void render_runs(struct render *render, const struct inline_text *paragraph, size_t first,
                        size_t last, size_t from, size_t to)
{
    for (size_t i = first; i < last; i++) {
        const struct run *run = &paragraph->runs.items[i];
        size_t start = run->start > from ? run->start : from;
        size_t end = run_end(paragraph, i, render->text.len);
        end = end < to ? end : to;
        if (start < end)
            render_styled(render, run->styles, start, end);
    }
}

/* "&copy=1" in an address must not be read as an entity. */
static void render_url(struct render *render, struct str url)
{
    for (size_t i = 0; i < url.len; i++) {
        if (url.ptr[i] == '&')
            buf_add_byte(&render->out, '\\');
        buf_add_byte(&render->out, url.ptr[i]);
    }
}

static void render_link(struct render *render, const struct inline_text *paragraph, size_t first,
                        size_t last)
{
    size_t from = paragraph->runs.items[first].start;
    size_t to = run_end(paragraph, last - 1, render->text.len);
    size_t start = from, end = to;

    while (start < end && is_space(render->text.ptr[start]))
        start++;
    while (end > start && is_space(render->text.ptr[end - 1]))
        end--;
    if (start == end) {
        render_text(render, from, to);
        return;
    }
    render_text(render, from, start);
    buf_add_byte(&render->out, '[');
    render->glued = false;
    render_runs(render, paragraph, first, last, start, end);
    buf_add_literal(&render->out, "](");
    render_url(render, paragraph->runs.items[first].url);
    buf_add_byte(&render->out, ')');
    render->glued = false;
    render_text(render, end, to);
}

/* Position of the sign that would make `line` a block of another kind, or -1. */
static ptrdiff_t block_sign(struct str line)
{
    size_t digits = 0;

    if (line.len == 0)
        return -1;
    switch (line.ptr[0]) {
    case '#':
    case '>':
    case '=':
    case '~':
        return 0;
    case '-':
    case '+':
        return line.len == 1 || line.ptr[1] == ' ' || line.ptr[1] == '-' ? 0 : -1;
    default:
        break;
    }
    while (digits < line.len && line.ptr[digits] >= '0' && line.ptr[digits] <= '9')
        digits++;
    if (digits == 0 || digits == line.len || (line.ptr[digits] != '.' && line.ptr[digits] != ')'))
        return -1;
    return digits + 1 == line.len || line.ptr[digits + 1] == ' ' ? (ptrdiff_t)digits : -1;
}

/* Escapes what would make a line of the paragraph another kind of block. */
static struct str protect_lines(struct arena *arena, struct str text)
{
    struct buf out = buf_init(arena, text.len * 2 + 1);
    bool first = true;

    while (text.ptr) {
        const struct str line = str_cut(&text, '\n');
        const ptrdiff_t sign = block_sign(line);
        const size_t before = sign < 0 ? 0 : (size_t)sign;
        if (!first)
            buf_add_byte(&out, '\n');
        first = false;
        buf_add(&out, str_slice(line, 0, before));
        if (sign >= 0)
            buf_add_byte(&out, '\\');
        buf_add(&out, str_from(line, before));
    }
    return buf_str(&out);
}

/* A heading may not end in number signs: they would be taken for its closing. */
static struct str protect_heading(struct arena *arena, struct str text)
{
    if (!str_ends(text, STR("#")))
        return text;
    return arena_printf(arena, PRISTR "\\#", STRARG(str_slice(text, 0, text.len - 1)));
}

struct str inline_render(struct inline_text *paragraph, bool heading)
{
    struct str whole = buf_str(&paragraph->text);
    struct render render = {.out = buf_init(paragraph->arena, paragraph->limit * 2),
                            .heading = heading};
    size_t last;

    while (whole.len > 0 && is_space(whole.ptr[whole.len - 1]))
        whole.len--;
    render.text = whole;
    for (size_t first = 0; first < paragraph->runs.count; first = last) {
        const struct run *run = &paragraph->runs.items[first];
        last = first + 1;
        while (last < paragraph->runs.count && str_equal(paragraph->runs.items[last].url, run->url))
            last++;
        if (run->start >= whole.len)
            break;
        if (run->url.len > 0)
            render_link(&render, paragraph, first, last);
        else
            render_runs(&render, paragraph, first, last, 0, whole.len);
    }
    paragraph->overflowed = paragraph->overflowed || buf_overflowed(&render.out);
    if (heading)
        return protect_heading(paragraph->arena, buf_str(&render.out));
    return protect_lines(paragraph->arena, buf_str(&render.out));
}

/* ---- addresses ---- */

/* Bytes that would end the address in "[text](address)". */
static const char *percent(char byte)
{
    switch (byte) {
    case ' ':
        return "%20";
    case '(':
        return "%28";
    case ')':
        return "%29";
    case '<':
        return "%3C";
    case '>':
        return "%3E";
    case '\\':
        return "%5C";
    case '`':
        return "%60";
    default:
        return NULL;
    }
}

static bool scheme_is_allowed(struct str url)
{
    static const struct str schemes[] = {STR_INIT("http"), STR_INIT("https"), STR_INIT("mailto")};
    size_t colon = 0;

    while (colon < url.len && !strchr(":/?#", url.ptr[colon]))
        colon++;
    if (colon == url.len || url.ptr[colon] != ':')
        return true; /* relative */
    for (size_t i = 0; i < sizeof(schemes) / sizeof(schemes[0]); i++) {
        if (str_equal_ascii_nocase(str_slice(url, 0, colon), schemes[i]))
            return true;
    }
    return false;
}

struct str markdown_url(struct arena *arena, struct str url)
{
    struct buf out = buf_init(arena, 3 * (url.len + 1));

    url = str_trim(url);
    for (size_t i = 0; i < url.len; i++) {
        const unsigned char byte = (unsigned char)url.ptr[i];
        const char *escaped = percent(url.ptr[i]);
        if (byte < ' ' || byte == 0x7F)
            continue;
        if (escaped)
            buf_add(&out, str_from_c(escaped));
        else
            buf_add_byte(&out, url.ptr[i]);
    }
    url = buf_str(&out);
    return url.len > 0 && scheme_is_allowed(url) ? url : STR("");
}
