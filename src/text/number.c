/*
 * Numbers and sizes: the signs between digits. Dates are in number_date.c.
 */
#include "text/number.h"

#include "base/buf.h"

#include <assert.h>

enum {
    NUMBER_MAX = 64 /* bytes of any number with its signs */
};

/* Between thousands, and before decimals (CLDR, numbers of vi and en). */
static const struct {
    char group;
    char decimal;
} signs[LOCALE_COUNT] = {
    [LOCALE_VI] = {'.', ','},
    [LOCALE_EN] = {',', '.'},
};

/* Digits from the least on, into the end of `text`; returns where they begin. */
static size_t write_backwards(char text[NUMBER_MAX], uint64_t number, int decimals,
                              enum locale locale)
{
    size_t at = NUMBER_MAX;
    int digits = 0;
    for (int i = 0; i < decimals; i++) {
        text[--at] = (char)('0' + number % 10);
        number /= 10;
    }
    if (decimals > 0)
        text[--at] = signs[locale].decimal;
    do {
        if (digits > 0 && digits % 3 == 0)
            text[--at] = signs[locale].group;
        text[--at] = (char)('0' + number % 10);
        number /= 10;
        digits++;
    } while (number > 0);
    return at;
}

struct str number_text_decimal(struct arena *arena, enum locale locale, int64_t scaled,
                               int decimals)
{
    char text[NUMBER_MAX];
    uint64_t size = scaled < 0 ? UINT64_C(0) - (uint64_t)scaled : (uint64_t)scaled;
    size_t at;
    assert(decimals >= 0 && decimals <= 18);
    at = write_backwards(text, size, decimals, locale);
    if (scaled < 0)
        text[--at] = '-';
    return arena_copy(arena, (struct str){text + at, NUMBER_MAX - at});
}

struct str number_text(struct arena *arena, enum locale locale, int64_t number)
{
    return number_text_decimal(arena, locale, number, 0);
}

struct str size_text(struct arena *arena, enum locale locale, uint64_t bytes)
{
    static const char *const units[] = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};
    const size_t last = sizeof(units) / sizeof(units[0]) - 1;
    uint64_t unit = 1;
    uint64_t tenths;
    struct str number;
    size_t i = 0;
    /* 999.95 kB and more round to 1 MB, so the half of a tenth counts up. */
    while (i < last && bytes >= unit * 1000 - (i > 0 ? unit / 20 : 0)) {
        unit *= 1000;
        i++;
    }
    /* Of a byte there are no tenths; elsewhere a tenth is unit / 10. */
    tenths = i == 0 ? bytes * 10 : bytes / (unit / 10) + (bytes % (unit / 10) >= unit / 20);
    number = tenths % 10 == 0 ? number_text(arena, locale, (int64_t)(tenths / 10))
                              : number_text_decimal(arena, locale, (int64_t)tenths, 1);
    return arena_printf(arena, PRISTR " %s", STRARG(number), units[i]);
}

/* Takes a point, a space, U+00A0 or U+202F off `*rest`; 0 where there is none. */
static char take_separator(struct str *rest)
{
    static const struct {
        struct str bytes;
        char means;
    } separators[] = {
        {STR_INIT("."),            '.'},
        {STR_INIT(" "),            ' '},
        {STR_INIT("\xC2\xA0"),     ' '},
        {STR_INIT("\xE2\x80\xAF"), ' '},
    };
    for (size_t i = 0; i < sizeof(separators) / sizeof(separators[0]); i++) {
        if (str_starts(*rest, separators[i].bytes)) {
            *rest = str_from(*rest, separators[i].bytes.len);
            return separators[i].means;
        }
    }
    return 0;
}

/* Adds the digits at the front of `*rest` to `digits`; returns how many. */
static size_t take_digits(struct str *rest, struct buf *digits)
{
    size_t count = 0;
    while (count < rest->len && rest->ptr[count] >= '0' && rest->ptr[count] <= '9')
        count++;
    buf_add(digits, str_slice(*rest, 0, count));
    *rest = str_from(*rest, count);
    return count;
}

bool number_from_vi(struct str s, int64_t *ret_number)
{
    char digits[NUMBER_MAX];
    struct buf buf = {.ptr = digits, .capacity = NUMBER_MAX, .limit = NUMBER_MAX};
    struct str rest = str_trim(s);
    char separator = 0;
    size_t first;
    if (str_starts(rest, STR("-"))) {
        buf_add_byte(&buf, '-');
        rest = str_from(rest, 1);
    }
    first = take_digits(&rest, &buf);
    while (first > 0 && rest.len > 0) {
        char sign = take_separator(&rest);
        if (first > 3 || sign == 0 || (separator != 0 && sign != separator) ||
            take_digits(&rest, &buf) != 3)
            return false;
        separator = sign;
    }
    return first > 0 && !buf_overflowed(&buf) && str_to_int64(buf_str(&buf), ret_number);
}
