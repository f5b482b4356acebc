/*
 * The forms of numbers and dates, written from their last digit to the first.
 */
#include "view/format.h"

#include <string.h>

/* Writes a number below 100 in two digits. */
static void write_pair(char *place, int number)
{
    static const char pairs[] = "00010203040506070809101112131415161718192021222324"
                                "25262728293031323334353637383940414243444546474849"
                                "50515253545556575859606162636465666768697071727374"
                                "75767778798081828384858687888990919293949596979899";
    memcpy(place, pairs + 2 * (size_t)number, 2);
}

static void write_year(char *place, int year)
{
    write_pair(place, year / 100);
    write_pair(place + 2, year % 100);
}

char format_separator(enum locale locale)
{
    return locale == LOCALE_VI ? '.' : ',';
}

void format_grouped(struct buf *out, int64_t number, char separator)
{
    char digits[27]; /* 19 digits, 6 separators, sign */
    size_t at = sizeof(digits);
    int written = 0;
    uint64_t rest = number < 0 ? UINT64_C(0) - (uint64_t)number : (uint64_t)number;
    do {
        if (written > 0 && written % 3 == 0)
            digits[--at] = separator;
        digits[--at] = (char)('0' + rest % 10);
        rest /= 10;
        written++;
    } while (rest);
    if (number < 0)
        digits[--at] = '-';
    buf_add(out, (struct str){digits + at, sizeof(digits) - at});
}

void format_date(struct buf *out, struct civil_date date)
{
    char text[] = "00/00/0000";
    struct date_parts parts;
    if (date_is_none(date))
        return;
    parts = date_parts(date);
    write_pair(text, parts.day);
    write_pair(text + 3, parts.month);
    write_year(text + 6, parts.year);
    buf_add(out, (struct str){text, sizeof(text) - 1});
}

void format_date_iso(struct buf *out, struct civil_date date)
{
    char text[] = "0000-00-00";
    struct date_parts parts;
    if (date_is_none(date))
        return;
    parts = date_parts(date);
    write_year(text, parts.year);
    write_pair(text + 5, parts.month);
    write_pair(text + 8, parts.day);
    buf_add(out, (struct str){text, sizeof(text) - 1});
}

void format_instant(struct buf *out, struct instant at)
{
    char text[] = "00:00 ";
    int hour;
    int minute;
    if (at.us == 0)
        return;
    instant_clock_time(at, &hour, &minute);
    write_pair(text, hour);
    write_pair(text + 3, minute);
    buf_add(out, (struct str){text, sizeof(text) - 1});
    format_date(out, instant_date(at));
}

void format_instant_iso(struct buf *out, struct instant at)
{
    enum {
        SECONDS_PER_DAY = 86400
    };
    char text[] = "T00:00:00Z";
    int64_t seconds = at.us / 1000000 - (at.us % 1000000 < 0);
    int64_t day = seconds / SECONDS_PER_DAY - (seconds % SECONDS_PER_DAY < 0);
    int rest = (int)(seconds - day * SECONDS_PER_DAY);
    if (at.us == 0)
        return;
    format_date_iso(out, (struct civil_date){(int32_t)day});
    write_pair(text + 1, rest / 3600);
    write_pair(text + 4, rest / 60 % 60);
    write_pair(text + 7, rest % 60);
    buf_add(out, (struct str){text, sizeof(text) - 1});
}
