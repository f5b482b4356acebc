/*
 * The plain text of a portal page as people paste it: a title, lines that say
 * when it was updated and how often it was read, the text, a byline. Only what is
 * wholly such a line is taken for one, so that no sentence of the text is lost.
 */
#include "modules/publications/import_parts.h"
#include "modules/publications/markdown_writer.h"
#include "text/disguise.h"
#include "text/fold.h"
#include "text/number.h"
#include "text/utf8.h"

#include <string.h>

enum {
    BYLINE_LIMIT = 80, /* characters of a byline without a label */
    BYLINE_WORDS = 12,
    REMARK_LIMIT = 120 /* characters of a line about the article */
};

/* A line that is not empty. */
struct line {
    struct str raw;  /* as it stands */
    struct str text; /* on one line of single spaces, without its list sign */
    bool item;       /* it had a list sign */
};

struct page {
    struct import_run *run;
    struct arena *arena;
    struct import_article *article;
    struct markdown_writer *writer; /* for tidying lines */
    VEC(struct line) lines;
    size_t first, last; /* what is left of the lines: [first, last) */
    bool has_published, has_updated;
    int64_t spaces; /* how many were put in or taken out beside signs */
};

/* ---- words of remark lines, folded ---- */

enum remark {
    REMARK_NONE,
    REMARK_UPDATED,
    REMARK_PUBLISHED,
    REMARK_VIEWS,
    REMARK_AUTHOR,
    REMARK_SOURCE
};

/* label, what it says; a longer label stands before its beginning */
static const struct label {
    struct str words;
    enum remark remark;
} labels[] = {
    {STR_INIT("lan cap nhat cuoi"),  REMARK_UPDATED  },
    {STR_INIT("thoi gian cap nhat"), REMARK_UPDATED  },
    {STR_INIT("ngay cap nhat"),      REMARK_UPDATED  },
    {STR_INIT("cap nhat"),           REMARK_UPDATED  },
    {STR_INIT("ngay xuat ban"),      REMARK_PUBLISHED},
    {STR_INIT("xuat ban"),           REMARK_PUBLISHED},
    {STR_INIT("thoi gian dang"),     REMARK_PUBLISHED},
    {STR_INIT("ngay dang"),          REMARK_PUBLISHED},
    {STR_INIT("dang"),               REMARK_PUBLISHED},
    {STR_INIT("so luot xem"),        REMARK_VIEWS    },
    {STR_INIT("so luot doc"),        REMARK_VIEWS    },
    {STR_INIT("so lan xem"),         REMARK_VIEWS    },
    {STR_INIT("luot xem"),           REMARK_VIEWS    },
    {STR_INIT("luot doc"),           REMARK_VIEWS    },
    {STR_INIT("lan xem"),            REMARK_VIEWS    },
    {STR_INIT("da xem"),             REMARK_VIEWS    },
    {STR_INIT("tac gia"),            REMARK_AUTHOR   },
    {STR_INIT("nguoi viet"),         REMARK_AUTHOR   },
    {STR_INIT("nguoi dang"),         REMARK_AUTHOR   },
    {STR_INIT("nguon"),              REMARK_SOURCE   },
};

/* Words that may stand around a date, and around a number of views, and say
 * nothing by themselves. */
static const struct str date_words_around[] = {
    STR_INIT("ngay"), STR_INIT("luc"),  STR_INIT("vao"),  STR_INIT("thang"), STR_INIT("nam"),
    STR_INIT("gio"),  STR_INIT("phut"), STR_INIT("thu"),  STR_INIT("hai"),   STR_INIT("ba"),
    STR_INIT("tu"),   STR_INIT("sau"),  STR_INIT("bay"),  STR_INIT("chu"),   STR_INIT("nhat"),
    STR_INIT("gmt"),  STR_INIT("utc"),  STR_INIT("h"),    STR_INIT("hom"),   STR_INIT("nay"),
    STR_INIT("am"),   STR_INIT("pm"),   STR_INIT("sang"), STR_INIT("toi"),   STR_INIT("chieu")};
static const struct str view_words_around[] = {STR_INIT("luot"), STR_INIT("xem"), STR_INIT("doc"),
                                               STR_INIT("lan"),  STR_INIT("so"),  STR_INIT("da"),
                                               STR_INIT("co")};

static bool has_digit(struct str s)
{
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] >= '0' && s.ptr[i] <= '9')
            return true;
    }
    return false;
}

/* Whether a folded text is nothing but numbers ("7h30" too) and such words. */
static bool is_filling(struct str folded, bool views)
{
    const struct str *words = views ? view_words_around : date_words_around;
    const size_t count = views ? sizeof(view_words_around) / sizeof(view_words_around[0])
                               : sizeof(date_words_around) / sizeof(date_words_around[0]);

    while (folded.ptr) {
        const struct str word = str_cut(&folded, ' ');
        bool known = word.len == 0 || has_digit(word);
        for (size_t i = 0; i < count && !known; i++)
            known = str_equal(word, words[i]);
        if (!known)
            return false;
    }
    return true;
}

/* Whether `words` are the first words of `folded`; what follows in `*ret_rest`. */
static bool begins_with(struct str folded, struct str words, struct str *ret_rest)
{
    if (!str_starts(folded, words) || (folded.len > words.len && folded.ptr[words.len] != ' '))
        return false;
    *ret_rest = str_trim(str_from(folded, words.len));
    return true;
}

/* ---- tidying ---- */

/* The line on one line, with single spaces, without invisible signs. */
static struct str tidy(struct page *page, struct str raw)
{
    markdown_text(page->writer, raw);
    return markdown_take_plain(page->writer);
}

/* A letter, and whether it is a capital. */
static bool is_letter(struct arena *arena, struct str one, bool *ret_capital)
{
    const struct str folded = text_fold(arena, one);

    if (folded.len == 0 || has_digit(folded))
        return false;
    *ret_capital = !str_equal(text_exact(arena, one), one);
    return true;
}

/* The letter that ends at `at`, the one that begins there. */
static struct str letter_before(struct str s, size_t at)
{
    size_t start = at;

    while (start > 0 && ((unsigned char)s.ptr[start - 1] & 0xC0) == 0x80)
        start--;
    return start > 0 ? str_slice(s, start - 1, at - start + 1) : STR("");
}

static struct str letter_after(struct str s, size_t at)
{
    struct str rest = str_from(s, at);
    uint32_t code;

    if (!utf8_next(&rest, &code))
        return STR("");
    return str_slice(s, at, s.len - at - rest.len);
}

/* Length of a sign at `at` after which a space belongs when a word follows. */
static size_t sign_at(struct str word, size_t at)
{
    if (str_starts(str_from(word, at), STR("…")))
        return STR("…").len;
    return strchr(".!?,;:", word.ptr[at]) ? 1 : 0;
}

/* Whether the space between a word, a sign and a word has been forgotten: after
 * "," ";" ":" between letters, after the end of a sentence where a capital
 * follows a small letter ("củng cố.Về", but not "TP.HCM" nor "baophutho.vn"). */
static bool lacks_space(struct arena *arena, struct str word, size_t at, size_t sign)
{
    bool before, after;

    if (at == 0 || !is_letter(arena, letter_before(word, at), &before) ||
        !is_letter(arena, letter_after(word, at + sign), &after))
        return false;
    return strchr(",;:", word.ptr[at]) || (!before && after);
}

static bool is_address(struct str word)
{
    return str_find(word, STR("://"), 0) >= 0 || str_find_byte(word, '@', 0) >= 0 ||
           str_find(word, STR("www."), 0) >= 0;
}

static void lint_word(struct page *page, struct buf *out, struct str word)
{
    const bool address = is_address(word);
    size_t sign;

    for (size_t i = 0; i<word.len; i += sign> 0 ? sign : 1) {
        sign = sign_at(word, i);
        buf_add(out, str_slice(word, i, sign > 0 ? sign : 1));
        if (sign > 0 && !address && lacks_space(page->arena, word, i, sign)) {
            buf_add_byte(out, ' ');
            page->spaces++;
        }
    }
}

/* Spaces where Vietnamese typography has them: none before a sign that stands
 * alone, one after a sign between words. Nothing else is touched. */
static struct str lint(struct page *page, struct str line)
{
    struct buf out = buf_init(page->arena, line.len * 2 + 1);
    bool first = true;

    while (line.ptr) {
        const struct str word = str_cut(&line, ' ');
        const bool alone = word.len == 1 && strchr(".,;:!?", word.ptr[0]);
        if (!first && alone)
            page->spaces++;
        else if (!first)
            buf_add_byte(&out, ' ');
        first = false;
        lint_word(page, &out, word);
    }
    return buf_str(&out);
}

/* Length of a list sign and the white space after it at the head of a line. */
static size_t list_sign(struct str line)
{
    /* sign, whether it needs a space after it */
    static const struct {
        const char *sign;
        bool spaced;
    } signs[] = {
        {"•",          false},
        {"●",          false},
        {"▪",          false},
        {"■",          false},
        {"◦",          false},
        {"·",           false},
        {"\xEF\x82\xB7", false},
        {"-",            true },
        {"–",          true },
        {"*",            true },
        {"+",            true },
    };

    for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++) {
        const struct str sign = str_from_c(signs[i].sign);
        if (str_starts(line, sign) &&
            (!signs[i].spaced || line.len == sign.len || line.ptr[sign.len] == ' '))
            return sign.len;
    }
    return 0;
}

static void read_lines(struct page *page, struct str text)
{
    while (text.ptr) {
        const struct str raw = str_cut(&text, '\n');
        struct str line = tidy(page, raw);
        const size_t sign = list_sign(line);
        line = str_trim(str_from(line, sign));
        if (line.len > 0)
            *VEC_PUSH(&page->lines, page->arena) = (struct line){raw, line, sign > 0};
    }
    page->last = page->lines.count;
}

/* ---- remarks ---- */

static bool read_views(struct str text, int64_t *ret_views)
{
    char digits[32];
    size_t start = 0, end = 0;

    while (start < text.len && !has_digit(str_slice(text, start, 1)))
        start++;
    for (size_t i = start; i < text.len && strchr("0123456789., ", text.ptr[i]); i++)
        end = has_digit(str_slice(text, i, 1)) ? i + 1 : end;
    if (end <= start || end - start >= sizeof(digits) || has_digit(str_from(text, end)))
        return false;
    for (size_t i = start; i < end; i++)
        digits[i - start] = text.ptr[i] == ',' ? '.' : text.ptr[i];
    return number_from_vi((struct str){digits, end - start}, ret_views);
}

/* The same date without what people put between its parts. */
static struct str plain_date(struct arena *arena, struct str text)
{
    static const struct str noise[] = {
        STR_INIT("(GMT+7)"), STR_INIT("GMT+7"), STR_INIT("(UTC+7)"), STR_INIT("ngày "),
        STR_INIT("Ngày "),   STR_INIT("lúc "),  STR_INIT(", "),      STR_INIT(" - "),
        STR_INIT(" | "),     STR_INIT("vào "),
    };
    struct buf out = buf_init(arena, text.len + 1);

    for (size_t i = 0; i < text.len;) {
        size_t skip = 0;
        for (size_t j = 0; j < sizeof(noise) / sizeof(noise[0]) && skip == 0; j++)
            skip = str_starts(str_from(text, i), noise[j]) ? noise[j].len : 0;
        if (skip == 0)
            buf_add_byte(&out, text.ptr[i]);
        else if (out.len > 0 && out.ptr[out.len - 1] != ' ')
            buf_add_byte(&out, ' ');
        i += skip > 0 ? skip : 1;
    }
    return str_trim(buf_str(&out));
}

/* The date that stands at the end of a line, whatever words stand before it. */
static bool read_date(struct arena *arena, struct str text, struct instant *ret_at)
{
    struct civil_date date;
    int minute = -1;

    for (struct str rest = text; rest.ptr; str_cut(&rest, ' ')) {
        const struct str value = str_trim(rest);
        if (!has_digit(value))
            return false;
        if (date_from_vi(value, &date, &minute) ||
            date_from_vi(plain_date(arena, value), &date, &minute)) {
            *ret_at = date_start(date);
            ret_at->us += (int64_t)(minute > 0 ? minute : 0) * 60 * 1000000;
            return true;
        }
    }
    return false;
}

static void note_date(struct page *page, enum remark remark, struct instant at)
{
    if (remark == REMARK_UPDATED && !page->has_updated) {
        page->article->updated = at;
        page->has_updated = true;
    } else if (remark != REMARK_UPDATED && !page->has_published) {
        page->article->published = at;
        page->has_published = true;
    }
}

/* What stands behind the colon, or nothing. */
static struct str behind_colon(struct str text)
{
    const ptrdiff_t colon = str_find_byte(text, ':', 0);

    return colon < 0 ? STR("") : str_trim(str_from(text, (size_t)colon + 1));
}

static void note_credit(struct page *page, enum remark remark, struct str text)
{
    struct import_article *article = page->article;

    if (article->byline.len == 0)
        article->byline = remark == REMARK_AUTHOR ? behind_colon(text) : text;
    else if (remark == REMARK_AUTHOR)
        article->byline = arena_printf(page->arena, PRISTR " (" PRISTR ")",
                                       STRARG(behind_colon(text)), STRARG(article->byline));
}

/* Notes a number of views or a date; false where `text` is not wholly one. */
static bool note_value(struct page *page, enum remark remark, struct str text, bool labelled)
{
    struct instant at;
    int64_t views;

    if (remark == REMARK_VIEWS) {
        if (read_views(text, &views)) {
            if (page->article->views < 0)
                page->article->views = views;
        } else if (has_digit(text)) {
            import_warn(page->run, page->article, "import.warning.views", text);
        }
        return true;
    }
    if (read_date(page->arena, text, &at))
        note_date(page, remark, at);
    else if (labelled && has_digit(text))
        import_warn(page->run, page->article, "import.warning.date", text);
    else
        return labelled;
    return true;
}

/* Takes a remark ("Cập nhật: 06/03/2022"); false where `text` is something else. */
static bool note_remark(struct page *page, struct str text)
{
    const struct str folded = text_fold(page->arena, text);
    struct str rest;

    if (utf8_count(text) > REMARK_LIMIT)
        return false;
    for (size_t i = 0; i < sizeof(labels) / sizeof(labels[0]); i++) {
        const enum remark remark = labels[i].remark;
        if (!begins_with(folded, labels[i].words, &rest))
            continue;
        if (remark == REMARK_AUTHOR || remark == REMARK_SOURCE) {
            if (behind_colon(text).len == 0 || utf8_count(text) > BYLINE_LIMIT)
                return false;
            note_credit(page, remark, text);
            return true;
        }
        return is_filling(rest, remark == REMARK_VIEWS) && note_value(page, remark, text, true);
    }
    /* "3,418 lượt xem" and "06/03/2022 07:30" stand without a label */
    if (!has_digit(folded))
        return false;
    if (is_filling(folded, false))
        return note_value(page, REMARK_PUBLISHED, text, false);
    if (str_find(folded, STR("xem"), 0) < 0 && str_find(folded, STR("doc"), 0) < 0)
        return false;
    return is_filling(folded, true) && note_value(page, REMARK_VIEWS, text, false);
}

/* Takes a line of one or more remarks that stand apart from each other, by tabs,
 * bars and, where `gaps`, by several spaces. False, with nothing noted, where one
 * of them is something else. */
static bool note_remarks(struct page *page, struct str raw, bool gaps)
{
    const struct import_article before = *page->article;
    const bool had_published = page->has_published, had_updated = page->has_updated;
    struct buf parts = buf_init(page->arena, raw.len + 1);
    struct str rest;

    for (size_t i = 0; i < raw.len; i++) {
        const bool gap = gaps && str_starts(str_from(raw, i), STR("  "));
        buf_add_byte(&parts, gap || strchr("\t|", raw.ptr[i]) ? '\n' : raw.ptr[i]);
    }
    rest = buf_str(&parts);
    while (rest.ptr) {
        struct str part = tidy(page, str_cut(&rest, '\n'));
        part = str_trim(str_from(part, list_sign(part)));
        if (part.len > 0 && !note_remark(page, part)) {
            *page->article = before;
            page->has_published = had_published;
            page->has_updated = had_updated;
            return false;
        }
    }
    return true;
}

static bool take_remark(struct page *page, const struct line *line)
{
    if (utf8_count(line->text) > REMARK_LIMIT)
        return false;
    /* whole at last: a bar may stand between a day and its time */
    return note_remarks(page, line->raw, false) || note_remarks(page, line->raw, true) ||
           note_remark(page, line->text);
}

/* ---- title and byline ---- */

/* "Trang chủ > Tin tức > Tin huyện": where the page stood. */
static bool is_trail(struct page *page, struct str text)
{
    struct str rest;

    if (!begins_with(text_fold(page->arena, text), STR("trang chu"), &rest))
        return false;
    return rest.len == 0 || str_find(text, STR(">"), 0) >= 0 || str_find(text, STR("/"), 0) >= 0 ||
           str_find(text, STR("»"), 0) >= 0 || str_find(text, STR("›"), 0) >= 0;
}

/* The title and the remarks around it, above the text. */
static void take_head(struct page *page)
{
    struct import_article *article = page->article;

    for (; page->first < page->last; page->first++) {
        const struct line *line = &page->lines.items[page->first];
        if (take_remark(page, line))
            continue;
        if (article->title.len > 0)
            return;
        if (is_trail(page, line->text))
            continue;
        article->title = lint(page, line->text);
    }
}

/* Without the brackets of "(Nguồn: …)." */
static struct str unbracketed(struct str text)
{
    if (!str_starts(text, STR("(")))
        return text;
    if (str_ends(text, STR(".")))
        text = str_slice(text, 0, text.len - 1);
    if (!str_ends(text, STR(")")))
        return text;
    return str_trim(str_slice(text, 1, text.len - 2));
}

/* A short line that begins with a capital and does not end as a sentence does. */
static bool is_byline(struct page *page, const struct line *line, struct str text)
{
    bool capital = false;
    size_t words = 1;

    for (size_t i = 0; i < text.len; i++)
        words += text.ptr[i] == ' ';
    return !line->item && words <= BYLINE_WORDS && utf8_count(text) <= BYLINE_LIMIT &&
           !strchr(".!?,;:/", text.ptr[text.len - 1]) && !str_ends(text, STR("…")) &&
           is_letter(page->arena, letter_after(text, 0), &capital) && capital;
}

/* The remarks and the byline below the text; at least one line of text stays. */
static void take_foot(struct page *page)
{
    while (page->last > page->first + 1) {
        const struct line *line = &page->lines.items[page->last - 1];
        const struct str text = unbracketed(line->text);
        if (text.len == 0)
            return;
        if (!note_remark(page, text) && !take_remark(page, line)) {
            if (is_byline(page, line, text) && page->article->byline.len == 0) {
                page->article->byline = text;
                page->last--;
            } else if (is_byline(page, line, text) &&
                       str_starts(page->article->byline, STR("Nguồn"))) {
                page->article->byline = arena_printf(page->arena, PRISTR " (" PRISTR ")",
                                                     STRARG(text), STRARG(page->article->byline));
                page->last--;
            }
            return;
        }
        page->last--;
    }
}

/* ---- the article ---- */

static void write_body(struct page *page)
{
    struct markdown_writer *writer = markdown_writer_new(page->arena, MARKDOWN_LIMIT);
    bool in_list = false;

    for (size_t i = page->first; i < page->last; i++) {
        const struct line *line = &page->lines.items[i];
        if (line->item && !in_list)
            markdown_list_begin(writer, -1);
        if (!line->item && in_list)
            markdown_list_end(writer);
        in_list = line->item;
        if (line->item)
            markdown_item_begin(writer);
        markdown_text(writer, lint(page, line->text));
        if (line->item)
            markdown_item_end(writer);
        else
            markdown_block_end(writer);
    }
    page->article->body_markdown = markdown_finish(writer);
}

static void finish_dates(struct page *page)
{
    struct import_article *article = page->article;

    article->has_date = page->has_published || page->has_updated;
    if (!article->has_date)
        import_warn(page->run, article, "import.warning.no_date", STR(""));
    if (!page->has_published)
        article->published = article->updated;
    if (!page->has_updated)
        article->updated = article->published;
}

const struct fault *import_portal(struct import_run *run, struct str original, struct str text)
{
    struct arena *arena = run->arena;
    struct import_article article = {.views = -1, .original = original};
    struct page page = {.run = run, .arena = arena, .article = &article};

    run->result->format = IMPORT_PORTAL;
    if (!utf8_valid(text))
        return fault_new(arena, FAULT_UNSUPPORTED, "import.fault.encoding", "not UTF-8");
    if (memchr(text.ptr, '\0', text.len))
        return fault_new(arena, FAULT_UNSUPPORTED, "import.fault.format", "a NUL in plain text");
    page.writer = markdown_writer_new(arena, text.len + 1);
    read_lines(&page, text_lines(arena, text_repair(arena, text)));
    take_head(&page);
    take_foot(&page);
    if (article.title.len == 0 || page.first == page.last)
        return fault_new(arena, FAULT_MALFORMED, "import.fault.no_title",
                         "%zu lines, no title with a text", page.lines.count);
    if (!page.lines.items[page.first].item)
        article.lead = lint(&page, page.lines.items[page.first++].text);
    write_body(&page);
    finish_dates(&page);
    if (page.spaces > 0)
        import_warn(run, &article, "import.warning.spaces",
                    arena_printf(arena, "%lld", (long long)page.spaces));
    article.source_id = import_original_id(arena, original);
    article.source_url = markdown_url(arena, run->options->source_url);
    import_add(run, &article);
    return NULL;
}
