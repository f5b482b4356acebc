/*
 * The forms of numbers and dates, written from their last digit to the first.
 */
#include "view/format.h"

/* Writes `number` in exactly `count` digits at `place`. */
static void write_digits(char *place, int count, int number)
{
    while (count > 0) {
        place[--count] = (char)('0' + number % 10);
        number /= 10;
    }
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
    write_digits(text, 2, parts.day);
    write_digits(text + 3, 2, parts.month);
    write_digits(text + 6, 4, parts.year);
    buf_add(out, (struct str){text, sizeof(text) - 1});
}

void format_date_iso(struct buf *out, struct civil_date date)
{
    char text[] = "0000-00-00";
    struct date_parts parts;
    if (date_is_none(date))
        return;
    parts = date_parts(date);
    write_digits(text, 4, parts.year);
    write_digits(text + 5, 2, parts.month);
    write_digits(text + 8, 2, parts.day);
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
    write_digits(text, 2, hour);
    write_digits(text + 3, 2, minute);
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
    write_digits(text + 1, 2, rest / 3600);
    write_digits(text + 4, 2, rest / 60 % 60);
    write_digits(text + 7, 2, rest % 60);
    buf_add(out, (struct str){text, sizeof(text) - 1});
}
