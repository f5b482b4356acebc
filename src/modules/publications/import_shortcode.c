/*
 * Shortcodes: "[gallery ids="3,5"]" in the text of a WordPress post. Those that
 * WordPress itself has become what they show. Those of plug-ins and themes, which are
 * not here, go; the words between them stay. What merely stands in brackets ("[1]",
 * "[sic]", "[số 12/2022]") is text.
 */
#include "base/map.h"
#include "modules/publications/import_parts.h"

#include <string.h>

enum {
    NAME_MOST = 40,
    TAG_MOST = 4096 /* bytes looked through for the end of a tag */
};

/* A run over one content. */
struct codes {
    struct import_run *run;
    struct import_wxr *wxr;
    struct import_article *article;
    struct str post_id;
    struct map *closed; /* name → anything: "[/name]" stands somewhere */
    struct map *open;   /* name → anything: none stands any more */
    struct buf *out;
    size_t left_out; /* of plug-ins */
};

/* A tag in brackets at the head of a text. */
struct tag {
    struct str name;
    struct str code; /* "[gallery ids=…" without its "]" */
    size_t len;      /* with it */
    bool is_end;     /* "[/name]" */
};

static bool is_name_byte(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9') || byte == '_' || byte == '-';
}

/* Reads the tag at the head of `rest`, a "[". */
static bool read_tag(struct str rest, struct tag *ret_tag)
{
    struct tag tag = {.is_end = rest.len > 1 && rest.ptr[1] == '/'};
    const size_t from = tag.is_end ? 2 : 1;
    size_t to = from;
    ptrdiff_t end;

    while (to < rest.len && to - from <= NAME_MOST && is_name_byte(rest.ptr[to]))
        to++;
    if (to == from || to - from > NAME_MOST || to == rest.len || !strchr(" ]/=\n\t", rest.ptr[to]))
        return false;
    end = str_find_byte(str_slice(rest, 0, TAG_MOST), ']', to);
    if (end < 0 || (tag.is_end && (size_t)end != to))
        return false;
    tag.name = str_slice(rest, from, to - from);
    tag.code = str_slice(rest, 0, (size_t)end);
    tag.len = (size_t)end + 1;
    *ret_tag = tag;
    return true;
}

/* Attribute of a shortcode: ids="3,5", src='…', or without quotes. */
static struct str attribute(struct str code, struct str name)
{
    for (ptrdiff_t at = str_find(code, name, 0); at >= 0;
         at = str_find(code, name, (size_t)at + 1)) {
        struct str rest = str_from(code, (size_t)at + name.len);
        if (at == 0 || code.ptr[at - 1] != ' ' || !str_starts(rest, STR("=")))
            continue;
        rest = str_from(rest, 1);
        if (rest.len > 0 && (rest.ptr[0] == '"' || rest.ptr[0] == '\'')) {
            const char quote = rest.ptr[0];
            rest = str_from(rest, 1);
            return str_cut(&rest, quote);
        }
        return str_cut(&rest, ' ');
    }
    return STR("");
}

/* ---- what WordPress has ---- */

/* Behind the ">" of the tag at `from`; one in quotes is part of a value. 0: no end. */
static size_t behind_element(struct str s, size_t from)
{
    char quote = '\0';

    for (size_t i = from; i < s.len; i++) {
        if (quote)
            quote = s.ptr[i] == quote ? '\0' : quote;
        else if (s.ptr[i] == '"' || s.ptr[i] == '\'')
            quote = s.ptr[i];
        else if (s.ptr[i] == '>')
            return i + 1;
    }
    return 0;
}

/* "<img …> words" of [caption] as a figure with the words for its caption. */
static void write_caption(struct buf *out, struct str code, struct str inside)
{
    const ptrdiff_t picture = str_find(inside, STR("<img"), 0);
    size_t end = picture < 0 ? 0 : behind_element(inside, (size_t)picture);

    if (str_starts(str_trim(str_from(inside, end)), STR("</a>")))
        end = (size_t)str_find(inside, STR("</a>"), end) + 4;
    buf_add_literal(out, "<figure>");
    buf_add(out, str_slice(inside, 0, end));
    buf_add_literal(out, "<figcaption>");
    buf_add(out, str_from(inside, end));
    buf_add(out, attribute(code, STR("caption"))); /* before WordPress 3.4 */
    buf_add_literal(out, "</figcaption></figure>");
}

static void write_embed(struct buf *out, struct str url)
{
    buf_add_literal(out, "\n\n");
    buf_add(out, str_trim(url));
    buf_add_literal(out, "\n\n");
}

/* The address in src="…" and the like, or the first word: "[audio https://…]",
 * "[youtube=https://…]". */
static struct str media_url(const struct tag *tag)
{
    static const struct str names[] = {STR_INIT("src"),  STR_INIT("mp4"), STR_INIT("m4v"),
                                       STR_INIT("webm"), STR_INIT("mp3"), STR_INIT("ogg"),
                                       STR_INIT("url")};
    struct str url = STR("");
    struct str rest = str_from(tag->code, 1 + tag->name.len);

    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]) && url.len == 0; i++)
        url = attribute(tag->code, names[i]);
    if (url.len > 0 || rest.len == 0)
        return url;
    rest = str_trim(str_from(rest, 1));
    url = str_cut(&rest, ' ');
    return str_starts(url, STR("http://")) || str_starts(url, STR("https://")) ? url : STR("");
}

enum shortcode {
    SHORTCODE_CAPTION,
    SHORTCODE_EMBED,
    SHORTCODE_GALLERY,
    SHORTCODE_MEDIA,
    SHORTCODE_NOTHING
};

/* name, what it is, whether it is read up to its [/name] */
static const struct row {
    struct str name;
    enum shortcode shortcode;
    bool is_read_on;
} rows[] = {
    {STR_INIT("caption"),    SHORTCODE_CAPTION, true },
    {STR_INIT("wp_caption"), SHORTCODE_CAPTION, true },
    {STR_INIT("embed"),      SHORTCODE_EMBED,   true },
    {STR_INIT("gallery"),    SHORTCODE_GALLERY, false},
    {STR_INIT("playlist"),   SHORTCODE_GALLERY, false},
    {STR_INIT("video"),      SHORTCODE_MEDIA,   false},
    {STR_INIT("audio"),      SHORTCODE_MEDIA,   false},
    {STR_INIT("youtube"),    SHORTCODE_MEDIA,   false}, /* of WordPress.com */
    {STR_INIT("vimeo"),      SHORTCODE_MEDIA,   false},
    {STR_INIT("toc"),        SHORTCODE_NOTHING, false}, /* tables of contents */
    {STR_INIT("ez-toc"),     SHORTCODE_NOTHING, false},
};

static const struct row *row_of(struct str name)
{
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
        if (str_equal(rows[i].name, name))
            return &rows[i];
    return NULL;
}

/* Where "[/name]" begins, or -1; one that was not found is not looked for again. */
static ptrdiff_t find_end(struct codes *codes, struct str name, struct str end, struct str rest)
{
    ptrdiff_t at = map_get(codes->open, name) ? -1 : str_find(rest, end, 0);

    if (at < 0)
        map_set(codes->open, name, codes);
    return at;
}

/* Writes what a code of WordPress shows; how many bytes of `rest` it was. */
static size_t write_code(struct codes *codes, const struct row *row, const struct tag *tag,
                         struct str rest)
{
    struct str inside = STR("");
    size_t len = tag->len;

    if (row->is_read_on) {
        const struct str end = arena_printf(codes->run->arena, "[/" PRISTR "]", STRARG(row->name));
        const ptrdiff_t at = find_end(codes, row->name, end, rest);
        if (at < 0)
            return len;
        inside = str_slice(rest, len, (size_t)at - len);
        len = (size_t)at + end.len;
    }
    switch (row->shortcode) {
    case SHORTCODE_CAPTION:
        write_caption(codes->out, tag->code, inside);
        break;
    case SHORTCODE_EMBED:
        write_embed(codes->out, inside);
        break;
    case SHORTCODE_GALLERY:
        import_wxr_gallery(codes->wxr, codes->article, codes->post_id,
                           attribute(tag->code, STR("ids")));
        break;
    case SHORTCODE_MEDIA:
        write_embed(codes->out, media_url(tag));
        break;
    case SHORTCODE_NOTHING:
        break;
    }
    return len;
}

/* ---- what plug-ins had ---- */

/* Whether a tag that WordPress does not have is one all the same: it has an end somewhere,
 * attributes, or a name with "_" in it. */
static bool is_of_plug_in(const struct codes *codes, const struct tag *tag)
{
    const struct str after = str_from(tag->code, 1 + tag->name.len);
    const ptrdiff_t equal = str_find_byte(after, '=', 0);

    if (tag->is_end || map_get(codes->closed, tag->name) || str_find_byte(tag->name, '_', 0) >= 0)
        return true;
    return equal > 1 && after.ptr[0] == ' ' && is_name_byte(after.ptr[equal - 1]);
}

/* Which names have an end, found once, so that many tags cost no more than one. */
static void find_ends(struct codes *codes, struct str content)
{
    struct tag tag;

    for (ptrdiff_t at = str_find(content, STR("[/"), 0); at >= 0;
         at = str_find(content, STR("[/"), (size_t)at + 1))
        if (read_tag(str_from(content, (size_t)at), &tag))
            map_set(codes->closed, tag.name, codes);
}

/* "[[gallery]]" is how one writes about "[gallery]". */
static size_t write_quoted(struct codes *codes, struct str rest)
{
    struct tag tag;

    if (rest.len < 2 || rest.ptr[1] != '[' || !read_tag(str_from(rest, 1), &tag) ||
        rest.len < tag.len + 2 || rest.ptr[tag.len + 1] != ']' ||
        !(row_of(tag.name) || is_of_plug_in(codes, &tag)))
        return 0;
    buf_add(codes->out, str_slice(rest, 1, tag.len));
    return tag.len + 2;
}

/* Writes what stands for the tag at the head of `rest`; how many bytes that was, 0 where
 * it is text. */
static size_t replace(struct codes *codes, struct str rest)
{
    const size_t quoted = write_quoted(codes, rest);
    const struct row *row;
    struct tag tag;

    if (quoted > 0)
        return quoted;
    if (!read_tag(rest, &tag))
        return 0;
    row = row_of(tag.name);
    if (row && tag.is_end)
        return tag.len;
    if (row)
        return write_code(codes, row, &tag, rest);
    if (!is_of_plug_in(codes, &tag))
        return 0;
    codes->left_out++;
    return tag.len;
}

struct str import_shortcodes(struct import_run *run, struct import_wxr *wxr,
                             struct import_article *article, struct str post_id, struct str content)
{
    struct buf out = buf_init(run->arena, SIZE_MAX / 4);
    struct codes codes = {run,  wxr, article, post_id, map_new(run->arena), map_new(run->arena),
                          &out, 0};
    size_t from = 0;

    find_ends(&codes, content);
    for (ptrdiff_t at = str_find_byte(content, '[', 0); at >= 0;
         at = str_find_byte(content, '[', from)) {
        size_t length;
        buf_add(&out, str_slice(content, from, (size_t)at - from));
        from = (size_t)at;
        length = replace(&codes, str_from(content, from));
        if (length == 0) {
            buf_add_byte(&out, '[');
            length = 1;
        }
        from += length;
    }
    buf_add(&out, str_from(content, from));
    if (codes.left_out > 0)
        import_warn(run, article, "import.warning.shortcodes",
                    arena_printf(run->arena, "%zu", codes.left_out));
    return buf_str(&out);
}
