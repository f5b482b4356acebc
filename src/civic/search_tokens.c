/*
 * Writing tokens. Words hold no ASCII but letters and digits, so no token can
 * end a quotation or be read as an operator.
 */
#include "civic/search_tokens.h"

#include "civic/search_words.h"

struct writer {
    struct buf buf;
    bool is_quoted;
    size_t bytes; /* of tokens, counted alike on both engines */
    bool is_full; /* and stays so: what comes later is not found */
};

static void add(struct writer *writer, const char *mark, struct str a, struct str b)
{
    size_t len = str_from_c(mark).len + a.len + (b.len > 0 ? b.len + 1 : 0);
    writer->is_full |= writer->bytes + len > SEARCH_TOKENS;
    if (writer->is_full)
        return;
    writer->bytes += len;
    if (writer->is_quoted)
        buf_add_byte(&writer->buf, '\'');
    buf_add(&writer->buf, str_from_c(mark));
    buf_add(&writer->buf, a);
    if (b.len > 0) {
        buf_add_byte(&writer->buf, '_');
        buf_add(&writer->buf, b);
    }
    if (writer->is_quoted)
        buf_add_byte(&writer->buf, '\'');
    buf_add_byte(&writer->buf, ' ');
}

static void add_beginnings(struct writer *writer, struct str fold)
{
    size_t end = 0;
    for (int characters = 0; characters < SEARCH_BEGINNING && end < fold.len; characters++) {
        do
            end++;
        while (end < fold.len && ((unsigned char)fold.ptr[end] & 0xC0) == 0x80);
        add(writer, "%", str_slice(fold, 0, end), STR(""));
    }
}

static void add_words(struct writer *writer, struct arena *arena, struct str text, bool is_title)
{
    struct search_walk walk = {.arena = arena, .text = text};
    struct search_word before = {.from = 0};
    struct search_word word;
    while (!writer->is_full && search_walk_next(&walk, &word)) {
        add(writer, "", word.fold, STR(""));
        add(writer, "=", word.exact, STR(""));
        if (before.fold.len > 0)
            add(writer, "", before.fold, word.fold);
        if (is_title) {
            add(writer, "^", word.fold, STR(""));
            add(writer, "^=", word.exact, STR(""));
            add_beginnings(writer, word.fold);
        }
        before = word;
    }
}

struct str search_tokens(struct arena *arena, enum db_engine engine, struct str kind,
                         struct str title, struct str text)
{
    struct arena *words = arena_new();
    /* quotes and a space around tokens of at least one byte */
    struct writer writer = {.buf = buf_init(arena, 5 * (size_t)SEARCH_TOKENS),
                            .is_quoted = engine == DB_POSTGRES};
    add(&writer, "#", kind, STR(""));
    add_words(&writer, words, title, true);
    add_words(&writer, words, text, false);
    arena_free(words);
    return buf_str(&writer.buf);
}
