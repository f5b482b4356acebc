/*
 * A letter's markup read as plain text. The markup is this program's own, whole
 * and well-formed; the only references in it are those that view/html.c writes
 * and "&nbsp;".
 */
#include "civic/outbox_parts.h"

#include "base/buf.h"

/* What a tag does to the lines around it. columns: tag, empty lines, prefix, hidden */
static const struct tag {
    struct str name;
    bool is_block;
    bool is_item;
    bool is_hidden; /* its contents are not for readers */
} tags[] = {
    {STR_INIT("p"),     true,  false, false},
    {STR_INIT("div"),   true,  false, false},
    {STR_INIT("h1"),    true,  false, false},
    {STR_INIT("h2"),    true,  false, false},
    {STR_INIT("h3"),    true,  false, false},
    {STR_INIT("ul"),    true,  false, false},
    {STR_INIT("ol"),    true,  false, false},
    {STR_INIT("table"), true,  false, false},
    {STR_INIT("tr"),    true,  false, false},
    {STR_INIT("hr"),    true,  false, false},
    {STR_INIT("li"),    false, true,  false},
    {STR_INIT("style"), false, false, true },
    {STR_INIT("title"), false, false, true },
};

static const struct {
    struct str reference;
    char byte;
} references[] = {
    {STR_INIT("&amp;"),  '&' },
    {STR_INIT("&lt;"),   '<' },
    {STR_INIT("&gt;"),   '>' },
    {STR_INIT("&quot;"), '"' },
    {STR_INIT("&#39;"),  '\''},
    {STR_INIT("&nbsp;"), ' ' },
};

struct reader {
    struct arena *arena;
    struct buf out;
    bool needs_space;  /* white space was read since the last word */
    bool needs_break;  /* an empty line is due before the next word */
    struct str hidden; /* the element that hides what is read; or empty */
    struct str href;   /* of the link being read */
    size_t link_from;  /* where its words begin in `out` */
};

static void add_byte(struct reader *reader, char c)
{
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
        reader->needs_space = true;
        return;
    }
    if (reader->needs_break && reader->out.len > 0)
        buf_add_literal(&reader->out, "\n\n");
    else if (reader->needs_space && reader->out.len > 0 &&
             reader->out.ptr[reader->out.len - 1] != '\n' &&
             !str_ends(buf_str(&reader->out), STR("\n- ")))
        buf_add_byte(&reader->out, ' ');
    reader->needs_break = false;
    reader->needs_space = false;
    buf_add_byte(&reader->out, c);
}

/* Adds the byte at the beginning of `text`, or what its reference stands for;
 * returns the bytes read. */
static size_t read_character(struct reader *reader, struct str text)
{
    for (size_t i = 0; text.ptr[0] == '&' && i < sizeof(references) / sizeof(references[0]); i++) {
        if (str_starts(text, references[i].reference)) {
            add_byte(reader, references[i].byte);
            return references[i].reference.len;
        }
    }
    add_byte(reader, text.ptr[0]);
    return 1;
}

static struct str decoded(struct reader *reader, struct str text)
{
    struct reader inner = {.arena = reader->arena, .out = buf_init(reader->arena, text.len)};
    while (text.len > 0)
        text = str_from(text, read_character(&inner, text));
    return buf_str(&inner.out);
}

/* The value of href="…" within a tag. */
static struct str href_of(struct reader *reader, struct str tag)
{
    ptrdiff_t at = str_find(tag, STR(" href=\""), 0);
    struct str value;
    if (at < 0)
        return STR("");
    value = str_from(tag, (size_t)at + sizeof(" href=\"") - 1);
    return decoded(reader, str_cut(&value, '"'));
}

static void end_link(struct reader *reader)
{
    struct str words = str_trim(str_from(buf_str(&reader->out), reader->link_from));
    struct str href = reader->href;
    reader->href = STR("");
    if (href.len == 0 || href.ptr[0] == '#' || str_equal(words, href))
        return;
    reader->needs_space = true;
    for (size_t i = 0; i < href.len; i++)
        add_byte(reader, href.ptr[i]);
}

static void begin_item(struct reader *reader)
{
    buf_add_literal(&reader->out, "\n- ");
    if (reader->needs_break && reader->out.len > 3) {
        buf_cut(&reader->out, reader->out.len - 3);
        buf_add_literal(&reader->out, "\n\n- ");
    }
    reader->needs_break = false;
    reader->needs_space = false;
}

/* `tag` stands between < and >. */
static void read_tag(struct reader *reader, struct str tag)
{
    bool is_end = str_starts(tag, STR("/"));
    struct str rest = is_end ? str_from(tag, 1) : tag;
    struct str name = str_trim(str_cut(&rest, ' '));
    if (reader->hidden.len > 0) {
        if (is_end && str_equal(name, reader->hidden))
            reader->hidden = STR("");
        return;
    }
    if (str_equal(name, STR("a"))) {
        if (is_end) {
            end_link(reader);
        } else {
            reader->href = href_of(reader, tag);
            reader->link_from = reader->out.len;
        }
    }
    if (str_equal(name, STR("br"))) {
        buf_add_byte(&reader->out, '\n');
        reader->needs_space = false;
    }
    for (size_t i = 0; i < sizeof(tags) / sizeof(tags[0]); i++) {
        if (!str_equal(tags[i].name, name))
            continue;
        reader->needs_break = reader->needs_break || tags[i].is_block;
        if (tags[i].is_item && !is_end)
            begin_item(reader);
        if (tags[i].is_hidden && !is_end)
            reader->hidden = tags[i].name;
    }
}

struct str letter_plain(struct arena *arena, struct str markup)
{
    struct reader reader = {.arena = arena, .out = buf_init(arena, 2 * LETTER_PART_MOST)};
    struct str rest = markup;
    while (rest.len > 0) {
        if (rest.ptr[0] == '<') {
            struct str tag;
            rest = str_from(rest, 1);
            tag = str_cut(&rest, '>');
            read_tag(&reader, tag);
            rest = rest.ptr ? rest : STR("");
        } else if (reader.hidden.len > 0) {
            rest = str_from(rest, 1);
        } else {
            rest = str_from(rest, read_character(&reader, rest));
        }
    }
    buf_add_byte(&reader.out, '\n');
    return buf_str(&reader.out);
}

void letter_complete(struct arena *arena, struct str base, struct letter *letter)
{
    /* quotes in words are written as references, so this is an attribute of ours */
    static const struct str mark = STR_INIT(" href=\"/");
    struct buf out = buf_init(arena, 2 * LETTER_PART_MOST);
    struct str rest = letter->html;
    ptrdiff_t at = str_find(rest, mark, 0);
    if (str_starts(letter->unsubscribe.text, STR("/")))
        letter->unsubscribe = url_under(arena, base, letter->unsubscribe);
    if (at < 0)
        return;
    for (; at >= 0; at = str_find(rest, mark, 0)) {
        buf_add(&out, str_slice(rest, 0, (size_t)at + mark.len - 1));
        html_escape_to(&out, base);
        rest = str_from(rest, (size_t)at + mark.len - 1);
    }
    buf_add(&out, rest);
    letter->html = buf_str(&out);
    letter->text = letter_plain(arena, letter->html);
}
