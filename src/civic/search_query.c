/*
 * Reading a query and writing expressions. Expressions are made of quoted tokens
 * (search_tokens.h) and of operators written here; nothing typed is an operator.
 */
#include "civic/search_query.h"

#include "civic/search_tokens.h"
#include "text/utf8.h"

enum {
    EXPRESSION = 64 * 1024 /* bytes; 16 words of 64 bytes in six sets need less */
};

/* ---- reading ---- */

/* The bytes of a quotation mark at the beginning of `s`, or 0. */
static size_t quote_length(struct str s)
{
    static const struct str quotes[] = {STR_INIT("\""), STR_INIT("“"), STR_INIT("”"),
                                        STR_INIT("„")};
    for (size_t i = 0; i < sizeof(quotes) / sizeof(quotes[0]); i++)
        if (str_starts(s, quotes[i]))
            return quotes[i].len;
    return 0;
}

/* The text up to the next quotation mark, which is taken away with it. */
static struct str cut_at_quote(struct str *rest)
{
    struct str part = *rest;
    for (size_t at = 0; at < part.len; at++) {
        size_t quote = quote_length(str_from(part, at));
        if (quote > 0) {
            *rest = str_from(part, at + quote);
            return str_slice(part, 0, at);
        }
    }
    rest->len = 0;
    return part;
}

static void add_words(struct arena *arena, struct str part, bool is_quoted,
                      struct search_query *query)
{
    struct search_walk walk = {.arena = arena, .text = part};
    struct search_word word;
    size_t first = query->count;
    while (search_walk_next(&walk, &word)) {
        if (query->count == SEARCH_QUERY_WORDS) {
            query->is_cut = true;
            return;
        }
        query->follows[query->count] = is_quoted && query->count > first;
        query->words[query->count++] = word;
    }
    query->has_long_phrase |= is_quoted && query->count - first > 2;
}

struct search_query search_query_parse(struct arena *arena, struct str typed)
{
    struct search_query query = {.count = 0};
    struct str rest = text_cut(typed, SEARCH_QUERY_MOST);
    query.is_cut = rest.len < typed.len;
    for (bool is_quoted = false; rest.len > 0; is_quoted = !is_quoted)
        add_words(arena, cut_at_quote(&rest), is_quoted, &query);
    query.title = search_title_of(arena, text_cut(typed, SEARCH_QUERY_MOST));
    query.is_plain = search_title_is_plain(&query.title);
    return query;
}

bool search_tier_is_exact(int tier)
{
    return tier < SEARCH_TIER_FOLDED && tier != SEARCH_TIER_TITLE_FOLDED;
}

/* ---- expressions ---- */

/* columns: quotation mark, and, or, begins a group, but not */
static const struct syntax {
    char quote;
    const char *conjunction;
    const char *disjunction;
    const char *negation;
} syntaxes[] = {
    [DB_SQLITE] = {'"',  " AND ", " OR ", " NOT ("},
    [DB_POSTGRES] = {'\'', " & ",   " | ",  " & !(" },
};

struct expression {
    struct buf buf;
    const struct syntax *syntax;
    bool is_begun; /* the group has a token already */
};

static struct expression expression_begin(struct arena *arena, enum db_engine engine)
{
    struct expression expression = {.buf = buf_init(arena, EXPRESSION),
                                    .syntax = &syntaxes[engine]};
    buf_add_byte(&expression.buf, '(');
    return expression;
}

static void add_quoted(struct expression *expression, const char *mark, struct str a, struct str b)
{
    struct buf *buf = &expression->buf;
    buf_add_byte(buf, expression->syntax->quote);
    buf_add(buf, str_from_c(mark));
    buf_add(buf, a);
    if (b.len > 0) {
        buf_add_byte(buf, '_');
        buf_add(buf, b);
    }
    buf_add_byte(buf, expression->syntax->quote);
}

static void begin_token(struct expression *expression)
{
    if (expression->is_begun)
        buf_add(&expression->buf, str_from_c(expression->syntax->conjunction));
    expression->is_begun = true;
}

static void add_token(struct expression *expression, const char *mark, struct str token)
{
    begin_token(expression);
    add_quoted(expression, mark, token, STR(""));
}

/* A folded word, or a pair of them, in whichever way each is written. */
static void add_folded(struct expression *expression, const char *mark, struct str a, struct str b)
{
    const struct str first[] = {a, search_word_twin(a)};
    const struct str second[] = {b, search_word_twin(b)};
    bool is_one = first[1].len == 0 && second[1].len == 0;
    bool is_alternative = false;
    begin_token(expression);
    if (!is_one)
        buf_add_byte(&expression->buf, '(');
    for (size_t i = 0; i < 2; i++) {
        for (size_t j = 0; j < 2; j++) {
            if ((i > 0 && first[i].len == 0) || (j > 0 && second[j].len == 0))
                continue;
            if (is_alternative)
                buf_add(&expression->buf, str_from_c(expression->syntax->disjunction));
            is_alternative = true;
            add_quoted(expression, mark, first[i], second[j]);
        }
    }
    if (!is_one)
        buf_add_byte(&expression->buf, ')');
}

/* All words of the query under one mark. */
static void add_all(struct expression *expression, const struct search_query *query,
                    const char *mark, bool is_exact)
{
    for (size_t i = 0; i < query->count; i++) {
        if (is_exact)
            add_token(expression, mark, query->words[i].exact);
        else
            add_folded(expression, mark, query->words[i].fold, STR(""));
    }
}

/* The pairs that stand in a row: all, or those in quotes. */
static void add_pairs(struct expression *expression, const struct search_query *query,
                      bool is_quoted)
{
    for (size_t i = 1; i < query->count; i++)
        if (!is_quoted || query->follows[i])
            add_folded(expression, "", query->words[i - 1].fold, query->words[i].fold);
}

static void begin_exception(struct expression *expression)
{
    buf_add_byte(&expression->buf, ')');
    buf_add(&expression->buf, str_from_c(expression->syntax->negation));
    expression->is_begun = false;
}

static struct str expression_end(struct expression *expression)
{
    buf_add_byte(&expression->buf, ')');
    return buf_str(&expression->buf);
}

/* What earlier tiers took. */
enum taken {
    TAKEN_TITLE_EXACT = 1 << 0,
    TAKEN_EXACT = 1 << 1,
    TAKEN_TITLE = 1 << 2,
    TAKEN_ROW = 1 << 3
};

/* columns: mark of the words, as written, each pair in a row, but not */
static const struct tier {
    const char *mark;
    bool is_exact;
    bool is_row;
    unsigned taken;
} tiers[SEARCH_TIERS - SEARCH_TIER_INDEX] = {
    {"^=", true,  false, 0                                    },
    {"=",  true,  true,  TAKEN_TITLE_EXACT                    },
    {"=",  true,  false, TAKEN_TITLE_EXACT | TAKEN_ROW        },
    {"^",  false, false, TAKEN_EXACT                          },
    {"",   false, true,  TAKEN_EXACT | TAKEN_TITLE            },
    {"",   false, false, TAKEN_EXACT | TAKEN_TITLE | TAKEN_ROW},
};

static void add_exceptions(struct expression *expression, const struct search_query *query,
                           unsigned taken)
{
    /* columns: what, mark, as written */
    static const struct {
        enum taken taken;
        const char *mark;
        bool is_exact;
    } words[] = {
        {TAKEN_TITLE_EXACT, "^=", true },
        {TAKEN_EXACT,       "=",  true },
        {TAKEN_TITLE,       "^",  false},
    };
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
        if (!(taken & (unsigned)words[i].taken))
            continue;
        begin_exception(expression);
        add_all(expression, query, words[i].mark, words[i].is_exact);
    }
    if (taken & TAKEN_ROW) {
        begin_exception(expression);
        add_pairs(expression, query, false);
    }
}

/* Whether standing in a row says nothing: one word, or all in one phrase. */
static bool is_row_anyway(const struct search_query *query)
{
    for (size_t i = 1; i < query->count; i++)
        if (!query->follows[i])
            return false;
    return true;
}

struct str search_query_tier(struct arena *arena, enum db_engine engine,
                             const struct search_query *query, const struct search_filter *filter,
                             int number)
{
    const struct tier *tier = &tiers[number - SEARCH_TIER_INDEX];
    struct expression expression = expression_begin(arena, engine);
    if (query->count == 0 || ((tier->taken & TAKEN_ROW) && is_row_anyway(query)))
        return STR("");
    /* rare tokens first: FTS5 leaps through the others by them */
    add_pairs(&expression, query, !tier->is_row);
    add_all(&expression, query, tier->mark, tier->is_exact);
    if (filter->kind.len > 0)
        add_token(&expression, "#", filter->kind);
    if (filter->unit_id)
        add_token(&expression, "@", arena_printf(arena, "%lld", (long long)filter->unit_id));
    add_exceptions(&expression, query, tier->taken);
    return expression_end(&expression);
}

struct str search_query_begun(struct arena *arena, enum db_engine engine,
                              const struct search_query *query)
{
    struct expression expression = expression_begin(arena, engine);
    if (query->count == 0)
        return STR("");
    for (size_t i = 0; i + 1 < query->count; i++)
        add_folded(&expression, "^", query->words[i].fold, STR(""));
    add_folded(&expression, "%", text_cut(query->words[query->count - 1].fold, SEARCH_BEGINNING),
               STR(""));
    return expression_end(&expression);
}

/* ---- phrases ---- */

typedef VEC(struct str) word_list;

static word_list folded_words(struct arena *arena, struct str text)
{
    struct search_walk walk = {.arena = arena, .text = text};
    struct search_word word;
    word_list words = {0};
    while (search_walk_next(&walk, &word))
        *VEC_PUSH(&words, arena) = word.fold;
    return words;
}

/* Whether words [from, to) of the query stand in `words` in a row. */
static bool has_run(const struct search_query *query, size_t from, size_t to,
                    const word_list *words)
{
    for (size_t at = 0; at + (to - from) <= words->count; at++) {
        size_t i = from;
        while (i < to && search_word_is(query->words[i].fold, words->items[at + i - from]))
            i++;
        if (i == to)
            return true;
    }
    return false;
}

bool search_query_has_phrases(const struct search_query *query, struct str title, struct str text)
{
    struct arena *arena = arena_new();
    word_list in_title = folded_words(arena, title);
    word_list in_text = folded_words(arena, text);
    bool has_all = true;
    size_t from = 0;
    for (size_t i = 1; i <= query->count && has_all; i++) {
        if (i < query->count && query->follows[i])
            continue;
        has_all =
            i - from < 2 || has_run(query, from, i, &in_title) || has_run(query, from, i, &in_text);
        from = i;
    }
    arena_free(arena);
    return has_all;
}
