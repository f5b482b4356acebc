/*
 * Dates as feeds write them: RFC 822 and ISO 8601, both loosely, because many
 * programs write them so.
 */
#include "modules/publications/import_parts.h"

#include <string.h>

enum {
    MINUTE = 60,
    HOUR = 60 * MINUTE,
    DAY = 24 * HOUR,
    VIET_NAM = 7 * HOUR
};

/* The parts of a moment while they are gathered. */
struct moment {
    struct date_parts date;
    int64_t seconds; /* of the day */
    int64_t offset;  /* seconds east of Greenwich */
};

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

/* Takes `least` to `most` digits off the head of `*s`. */
static bool take_number(struct str *s, size_t least, size_t most, int *ret_number)
{
    size_t count = 0;
    int number = 0;

    while (count < s->len && count < most && is_digit(s->ptr[count]))
        number = number * 10 + (s->ptr[count++] - '0');
    if (count < least)
        return false;
    *s = str_from(*s, count);
    *ret_number = number;
    return true;
}

static bool take_byte(struct str *s, char byte)
{
    if (s->len == 0 || s->ptr[0] != byte)
        return false;
    *s = str_from(*s, 1);
    return true;
}

/* "07:30", "07:30:15", "07:30:15.250". A leap second counts as the one before. */
static bool take_clock(struct str *s, struct moment *moment)
{
    int hour, minute, second = 0;

    if (!take_number(s, 1, 2, &hour) || !take_byte(s, ':') || !take_number(s, 2, 2, &minute))
        return false;
    if (take_byte(s, ':') && !take_number(s, 2, 2, &second))
        return false;
    if (take_byte(s, '.')) {
        while (s->len > 0 && is_digit(s->ptr[0]))
            *s = str_from(*s, 1);
    }
    if (hour > 23 || minute > 59 || second > 60)
        return false;
    moment->seconds = hour * HOUR + minute * MINUTE + (second == 60 ? 59 : second);
    return true;
}

/* "+0700", "+07:00", "+07", "Z", the names of RFC 822, "GMT+7"; nothing keeps the offset. */
static bool take_zone(struct str s, struct moment *moment)
{
    /* name, hours east of Greenwich */
    static const struct {
        const char *name;
        int hours;
    } zones[] = {
        {"Z",   0 },
        {"UT",  0 },
        {"UTC", 0 },
        {"GMT", 0 },
        {"ICT", 7 }, /* Indochina time */
        {"EST", -5},
        {"EDT", -4},
        {"CST", -6},
        {"CDT", -5},
        {"MST", -7},
        {"MDT", -6},
        {"PST", -8},
        {"PDT", -7},
    };
    int hours, minutes = 0;
    bool west;

    s = str_trim(s);
    if (s.len == 0)
        return true;
    for (size_t i = 0; i < sizeof(zones) / sizeof(zones[0]); i++) {
        if (str_equal_ascii_nocase(s, str_from_c(zones[i].name))) {
            moment->offset = zones[i].hours * HOUR;
            return true;
        }
    }
    if (str_starts(s, STR("GMT")) || str_starts(s, STR("UTC")))
        s = str_from(s, 3);
    west = take_byte(&s, '-');
    if (!west && !take_byte(&s, '+'))
        return false;
    if (!take_number(&s, 1, 2, &hours))
        return false;
    take_byte(&s, ':');
    if (s.len > 0 && !take_number(&s, 2, 2, &minutes))
        return false;
    if (s.len > 0 || hours > 14 || minutes > 59)
        return false;
    moment->offset = (hours * HOUR + minutes * MINUTE) * (west ? -1 : 1);
    return true;
}

/* "2022-03-06", then "T" or a space and the clock, then the zone. */
static bool read_iso(struct str s, struct moment *moment)
{
    if (!take_number(&s, 4, 4, &moment->date.year) || !take_byte(&s, '-') ||
        !take_number(&s, 2, 2, &moment->date.month) || !take_byte(&s, '-') ||
        !take_number(&s, 2, 2, &moment->date.day))
        return false;
    if (s.len == 0)
        return true;
    if (!take_byte(&s, 'T') && !take_byte(&s, 't') && !take_byte(&s, ' '))
        return false;
    return take_clock(&s, moment) && take_zone(s, moment);
}

static bool take_month(struct str *s, int *ret_month)
{
    static const char names[] = "JanFebMarAprMayJunJulAugSepOctNovDec";

    for (int i = 0; i < 12; i++) {
        if (str_equal_ascii_nocase(str_slice(*s, 0, 3), (struct str){names + 3 * i, 3})) {
            while (s->len > 0 && s->ptr[0] != ' ' && s->ptr[0] != '-')
                *s = str_from(*s, 1);
            *ret_month = i + 1;
            return true;
        }
    }
    return false;
}

/* A year of two digits is one of 1950 to 2049 (RFC 2822, section 4.3). */
static bool take_year(struct str *s, int *ret_year)
{
    const size_t before = s->len;

    if (!take_number(s, 2, 4, ret_year))
        return false;
    if (before - s->len == 2)
        *ret_year += *ret_year < 50 ? 2000 : 1900;
    else if (before - s->len == 3)
        *ret_year += 1900;
    return true;
}

static void take_spaces(struct str *s)
{
    while (s->len > 0 && (s->ptr[0] == ' ' || s->ptr[0] == '-'))
        *s = str_from(*s, 1);
}

/* "Sun, 06 Mar 2022 07:30:00 +0700"; the weekday is not compared. */
static bool read_rfc822(struct str s, struct moment *moment)
{
    const ptrdiff_t comma = str_find_byte(s, ',', 0);

    if (comma >= 0)
        s = str_trim(str_from(s, (size_t)comma + 1));
    if (!take_number(&s, 1, 2, &moment->date.day))
        return false;
    take_spaces(&s);
    if (!take_month(&s, &moment->date.month))
        return false;
    if (!take_byte(&s, ' ') && !take_byte(&s, '-'))
        return false;
    while (take_byte(&s, ' '))
        continue;
    if (!take_year(&s, &moment->date.year))
        return false;
    s = str_trim(s);
    if (s.len == 0)
        return true;
    return take_clock(&s, moment) && take_zone(s, moment);
}

/* "06/03/2022 07:30", as it is written in Viet Nam; time of Viet Nam where no zone stands.
 * Without a time or with "AM" it may be of elsewhere, and then be 3 June. */
static bool read_vietnamese(struct str s, struct moment *moment)
{
    const ptrdiff_t comma = str_find_byte(s, ',', 0);

    moment->offset = VIET_NAM;
    if (comma >= 0) /* "Chủ nhật, …" */
        s = str_trim(str_from(s, (size_t)comma + 1));
    if (!take_number(&s, 1, 2, &moment->date.day) || !take_byte(&s, '/') ||
        !take_number(&s, 1, 2, &moment->date.month) || !take_byte(&s, '/') ||
        !take_number(&s, 4, 4, &moment->date.year))
        return false;
    s = str_trim(s);
    return take_clock(&s, moment) && take_zone(s, moment);
}

bool import_date(struct str s, bool utc, struct instant *ret_at)
{
    struct moment moment = {.offset = utc ? 0 : VIET_NAM};
    struct civil_date date;

    s = str_trim(s);
    if (!read_iso(s, &moment)) {
        moment = (struct moment){.offset = utc ? 0 : VIET_NAM};
        if (!read_rfc822(s, &moment)) {
            moment = (struct moment){0};
            if (!read_vietnamese(s, &moment))
                return false;
        }
    }
    if (!date_from_parts(moment.date, &date))
        return false;
    ret_at->us = ((int64_t)date.days * DAY + moment.seconds - moment.offset) * 1000000;
    return true;
}
