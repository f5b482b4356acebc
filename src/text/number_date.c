/*
 * Dates in figures and words, and dates as people write them. The words come
 * from the messages date.*; the few words that are read are known here in their
 * folded form.
 */
#include "text/number.h"

#include "text/fold.h"

#include <stdio.h>

struct str date_text(struct arena *arena, struct civil_date date)
{
    struct date_parts parts = date_parts(date);
    return arena_printf(arena, "%02d/%02d/%04d", parts.day, parts.month, parts.year);
}

struct str time_text(struct arena *arena, struct instant at)
{
    int hour;
    int minute;
    instant_clock_time(at, &hour, &minute);
    return arena_printf(arena, "%02d:%02d", hour, minute);
}

struct str moment_text(struct arena *arena, struct instant at)
{
    return arena_printf(arena, PRISTR " " PRISTR, STRARG(time_text(arena, at)),
                        STRARG(date_text(arena, instant_date(at))));
}

/* Fills the pattern `key` with {weekday}, {day}, {month} and {year}. */
static struct str fill_date(struct arena *arena, const struct messages *messages,
                            enum locale locale, struct str key, struct civil_date date)
{
    struct date_parts parts = date_parts(date);
    struct str month_key = arena_printf(arena, "date.month-%d", parts.month);
    struct str weekday_key = arena_printf(arena, "date.weekday-%d", (int)date_weekday(date));
    struct str day = arena_printf(arena, locale == LOCALE_VI ? "%02d" : "%d", parts.day);
    struct str month = message_format(arena, messages, locale, month_key, NULL, 0);
    struct str year = arena_printf(arena, "%d", parts.year);
    struct str weekday = message_format(arena, messages, locale, weekday_key, NULL, 0);
    const struct fault_arg args[] = {
        {"day",     day    },
        {"month",   month  },
        {"year",    year   },
        {"weekday", weekday}
    };
    return message_format(arena, messages, locale, key, args, sizeof(args) / sizeof(args[0]));
}

struct str date_long(struct arena *arena, const struct messages *messages, enum locale locale,
                     struct civil_date date)
{
    return fill_date(arena, messages, locale, STR("date.long"), date);
}

struct str date_words(struct arena *arena, const struct messages *messages, enum locale locale,
                      struct civil_date date)
{
    return fill_date(arena, messages, locale, STR("date.words"), date);
}

/*
 * Reading. The text is cut into tokens: numbers, words (folded), single signs.
 * Small parsers take tokens from the front; each leaves the place alone where
 * it does not find what it reads.
 */
enum {
    TOKENS_MAX = 24,
    TEXT_MAX = 128 /* bytes of a date with its weekday and time */
};

struct token {
    char kind;       /* '0' a number, 'a' a word, otherwise the sign itself */
    int value;       /* of a number */
    size_t digits;   /* of a number */
    struct str word; /* of a word */
};

struct tokens {
    struct token items[TOKENS_MAX];
    size_t count;
    size_t at;
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_word_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

/* The token at the front of `*s`, which is not empty and begins with no space. */
static struct token next_token(struct arena *arena, struct str *s)
{
    struct token token = {.kind = s->ptr[0]};
    size_t length = 1;
    if (is_digit(token.kind)) {
        token.kind = '0';
        for (length = 0; length < s->len && is_digit(s->ptr[length]); length++)
            if (length < 9)
                token.value = token.value * 10 + (s->ptr[length] - '0');
        token.digits = length;
    } else if (is_word_byte(token.kind)) {
        token.kind = 'a';
        while (length < s->len && is_word_byte(s->ptr[length]))
            length++;
        token.word = text_fold(arena, str_slice(*s, 0, length));
    }
    *s = str_from(*s, length);
    return token;
}

static bool read_tokens(struct arena *arena, struct str s, struct tokens *tokens)
{
    s = str_trim(s);
    while (s.len > 0) {
        if (tokens->count == TOKENS_MAX)
            return false;
        tokens->items[tokens->count++] = next_token(arena, &s);
        s = str_trim(s);
    }
    return true;
}

/* What stands `ahead` of the place; a token of kind 0 behind the end. */
static struct token peek(const struct tokens *tokens, size_t ahead)
{
    static const struct token none = {0};
    return tokens->at + ahead < tokens->count ? tokens->items[tokens->at + ahead] : none;
}

static bool is_word(struct token token, const char *word)
{
    return token.kind == 'a' && str_equal(token.word, str_from_c(word));
}

static bool take_word(struct tokens *tokens, const char *word)
{
    if (!is_word(peek(tokens, 0), word))
        return false;
    tokens->at++;
    return true;
}

static bool take_sign(struct tokens *tokens, char sign)
{
    if (peek(tokens, 0).kind != sign)
        return false;
    tokens->at++;
    return true;
}

static void skip_weekday(struct tokens *tokens)
{
    static const char *const days[] = {"hai", "ba", "tu", "nam", "sau", "bay"};
    struct token day = peek(tokens, 1);
    bool is_day = is_word(peek(tokens, 0), "chu") && is_word(day, "nhat");
    if (is_word(peek(tokens, 0), "thu")) {
        is_day = day.kind == '0' && day.value >= 2 && day.value <= 7;
        for (size_t i = 0; i < sizeof(days) / sizeof(days[0]); i++)
            is_day = is_day || is_word(day, days[i]);
    }
    if (is_day)
        tokens->at += 2;
}

/* Between weekday, date and time people set a comma, a dash, a stroke. */
static void skip_between(struct tokens *tokens)
{
    if (!take_sign(tokens, ',') && !take_sign(tokens, '-'))
        take_sign(tokens, '|');
}

/* "07:30", "07:30:15", "7h30", "7h", "7 giờ 30 phút", "7 giờ". */
static void take_time(struct tokens *tokens, int *minute)
{
    struct token hours = peek(tokens, 0);
    struct token mark = peek(tokens, 1);
    struct token minutes = peek(tokens, 2);
    bool is_spoken = is_word(mark, "h") || is_word(mark, "gio");
    if (hours.kind != '0' || hours.value > 23 || hours.digits > 2 || *minute >= 0)
        return;
    if (minutes.kind == '0' && (minutes.digits != 2 || minutes.value > 59))
        return;
    if (mark.kind == ':' && minutes.kind == '0') {
        tokens->at += 3;
        if (peek(tokens, 0).kind == ':' && peek(tokens, 1).kind == '0' &&
            peek(tokens, 1).digits == 2 && peek(tokens, 1).value <= 59)
            tokens->at += 2;
    } else if (is_spoken && minutes.kind == '0') {
        tokens->at += 3;
        take_word(tokens, "phut");
    } else if (is_spoken) {
        tokens->at += 2;
        minutes.value = 0;
    } else {
        return;
    }
    *minute = hours.value * 60 + minutes.value;
}

/* "6/3/2022" with one sign throughout, or "6 tháng 3 năm 2022", "6 tháng 3, 2022". */
static bool take_date(struct tokens *tokens, struct civil_date *ret_date)
{
    struct token day = peek(tokens, 0);
    struct token first = peek(tokens, 1);
    struct token month = peek(tokens, 2);
    struct token second = peek(tokens, 3);
    struct token year = peek(tokens, 4);
    bool is_figures =
        (first.kind == '/' || first.kind == '-' || first.kind == '.') && second.kind == first.kind;
    bool is_words = is_word(first, "thang") && (is_word(second, "nam") || second.kind == ',');
    if (day.kind != '0' || month.kind != '0' || year.kind != '0' || day.digits > 2 ||
        month.digits > 2 || year.digits != 4 || (!is_figures && !is_words))
        return false;
    tokens->at += 5;
    return date_from_parts((struct date_parts){year.value, month.value, day.value}, ret_date);
}

static bool read_date(struct tokens *tokens, struct civil_date *ret_date, int *minute)
{
    take_time(tokens, minute);
    skip_between(tokens);
    skip_weekday(tokens);
    skip_between(tokens);
    take_word(tokens, "ngay");
    if (!take_date(tokens, ret_date))
        return false;
    skip_between(tokens);
    take_word(tokens, "luc");
    take_time(tokens, minute);
    return tokens->at == tokens->count;
}

bool date_from_vi(struct str s, struct civil_date *ret_date, int *ret_minute)
{
    struct tokens tokens = {0};
    struct civil_date date;
    struct arena *arena;
    int minute = -1;
    bool is_date;
    if (s.len > TEXT_MAX)
        return false;
    arena = arena_new();
    is_date = read_tokens(arena, s, &tokens) && read_date(&tokens, &date, &minute);
    arena_free(arena);
    if (is_date) {
        *ret_date = date;
        *ret_minute = minute;
    }
    return is_date;
}
