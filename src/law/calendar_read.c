/*
 * Reads law/holidays/ and proves it: statutes cover every year once; an official
 * year has exactly the holidays of its statute; a holiday on a weekend is made good on
 * the next working day; a swap takes a weekday off and works a weekend day nearby.
 */
#include "law/calendar_parts.h"

#include <stdlib.h>
#include <string.h>

#define HOLIDAYS "law/holidays/"

enum {
    COMMON_YEAR = 2001,     /* a year without 29 February */
    SHORT_LUNAR_MONTH = 29, /* days that every lunar month has */
    SWAP_REACH = 60         /* days between the two days of a swap; more is a slip of the pen */
};

/* A year file under reading. */
struct year_file {
    struct law_reader reader;
    struct calendar *calendar;
    int year;
    int line;      /* of the word "year" */
    int holidays;  /* lines "holiday" */
    int lieu_owed; /* holidays on a weekend, less lines "lieu" */
    bool has_notice;
};

/* ---- statute.txt ---- */

/* A day that comes in every year: 29 February does not, nor does the 30th of a lunar
 * month. The day beside a day is one of the same year. */
static bool is_yearly(const struct statute_day *day)
{
    struct civil_date date;
    if (day->kind == STATUTE_LUNAR)
        return day->day <= SHORT_LUNAR_MONTH;
    if (!date_from_parts((struct date_parts){COMMON_YEAR, day->month, day->day}, &date))
        return false;
    return day->kind != STATUTE_BESIDE || (date_parts(date_add_days(date, 1)).year == COMMON_YEAR &&
                                           date_parts(date_add_days(date, -1)).year == COMMON_YEAR);
}

static bool is_same_day(const struct statute_day *a, const struct statute_day *b)
{
    return a->kind == b->kind && a->month == b->month && a->day == b->day;
}

static const struct fault *read_month_day(struct law_reader *reader, struct str value, int *month,
                                          int *day)
{
    int64_t numbers[2];
    struct str rest = value;
    struct str first = str_cut(&rest, '-');
    const struct fault *fault = law_read_number(reader, first, 1, 12, &numbers[0]);
    if (!fault)
        fault = law_read_number(reader, rest, 1, 31, &numbers[1]);
    if (fault)
        return fault;
    *month = (int)numbers[0];
    *day = (int)numbers[1];
    return NULL;
}

/* Seven numbers, or seven signs + and -, one for each weekday. */
static const struct fault *read_weekdays(struct law_reader *reader, struct str *rest,
                                         struct statute_day *day)
{
    for (int i = 0; i < WEEKDAYS; i++) {
        struct str word = str_cut(rest, ' ');
        int64_t number = str_equal(word, STR("+")) ? 1 : -1;
        const struct fault *fault = NULL;
        if (day->kind == STATUTE_TET)
            fault = law_read_number(reader, word, 0, day->days, &number);
        else if (!str_equal(word, STR("+")) && !str_equal(word, STR("-")))
            return law_broken(reader, "law.broken.number", word);
        if (fault)
            return fault;
        day->by_weekday[i] = (int)number;
    }
    return NULL;
}

static const struct fault *read_statute_day(struct law_reader *reader, enum statute_kind kind,
                                            struct statute *statute)
{
    struct statute_day *day = ARENA_NEW(reader->arena, struct statute_day);
    struct statute_day **end = &statute->days;
    struct str rest = reader->value;
    struct str first = str_cut(&rest, ' ');
    int64_t days = 1;
    const struct fault *fault;
    day->kind = kind;
    if (kind == STATUTE_TET)
        fault = law_read_number(reader, first, 1, 10, &days);
    else
        fault = read_month_day(reader, first, &day->month, &day->day);
    if (!fault && kind != STATUTE_TET && !is_yearly(day))
        fault = law_broken(reader, "law.broken.day", first);
    day->days = (int)days;
    if (!fault && (kind == STATUTE_TET || kind == STATUTE_BESIDE))
        fault = read_weekdays(reader, &rest, day);
    if (!fault)
        fault = law_read_text(reader, rest, &day->name);
    if (fault)
        return fault;
    for (; *end; end = &(*end)->next)
        if (is_same_day(*end, day))
            return law_broken(reader, "law.broken.twice", first);
    *end = day;
    return NULL;
}

static const struct fault *begin_statute(struct law_reader *reader, struct calendar *calendar)
{
    struct statute *statute = ARENA_NEW(reader->arena, struct statute);
    ptrdiff_t dots = str_find(reader->value, STR(".."), 0);
    struct str first = str_slice(reader->value, 0, dots < 0 ? 0 : (size_t)dots);
    struct str last = str_from(reader->value, dots < 0 ? 0 : (size_t)dots + 2);
    int64_t from;
    int64_t to = CALENDAR_LAST_YEAR;
    const struct fault *fault =
        law_read_number(reader, first, CALENDAR_FIRST_YEAR, CALENDAR_LAST_YEAR, &from);
    if (!fault && last.len > 0)
        fault = law_read_number(reader, last, from, CALENDAR_LAST_YEAR, &to);
    if (fault)
        return fault;
    for (int year = (int)from; year <= (int)to; year++)
        if (calendar_statute(calendar, year))
            return law_broken(reader, "law.broken.twice", reader->value);
    *statute = (struct statute){
        .first = (int)from, .last = (int)to, .line = reader->line, .next = calendar->statutes};
    calendar->statutes = statute;
    return NULL;
}

static const struct fault *read_statutes(struct arena *arena, const struct asset *file,
                                         struct calendar *calendar)
{
    static const struct {
        struct str word;
        enum statute_kind kind;
    } kinds[] = {
        {STR_INIT("day"),    STATUTE_DAY   },
        {STR_INIT("lunar"),  STATUTE_LUNAR },
        {STR_INIT("tet"),    STATUTE_TET   },
        {STR_INIT("beside"), STATUTE_BESIDE},
    };
    struct law_reader reader = law_reader_to_end(arena, file);
    const struct fault *fault = NULL;
    while (!fault && law_reader_next(&reader)) {
        struct statute *statute = calendar->statutes;
        size_t kind = 0;
        while (kind < 4 && !str_equal(reader.word, kinds[kind].word))
            kind++;
        if (str_equal(reader.word, STR("years")))
            fault = begin_statute(&reader, calendar);
        else if (statute && !statute->law.vi.len && str_equal(reader.word, STR("law")))
            fault = law_read_text(&reader, reader.value, &statute->law);
        else if (statute && kind < 4)
            fault = read_statute_day(&reader, kinds[kind].kind, statute);
        else
            fault = law_broken(&reader, "law.broken.word", reader.word);
    }
    for (int year = CALENDAR_FIRST_YEAR; !fault && year <= CALENDAR_LAST_YEAR; year++) {
        const struct statute *statute = calendar_statute(calendar, year);
        if (!statute || !statute->law.vi.len)
            fault = law_broken(&reader, "law.broken.year", arena_printf(arena, "%d", year));
    }
    return fault;
}

/* ---- a year ---- */

static bool is_weekend(struct civil_date date)
{
    return date_weekday(date) >= SATURDAY;
}

/* A day of the calendar that no line has set yet. */
static const struct fault *read_free_day(struct year_file *file, struct str value,
                                         struct civil_date *ret_date)
{
    struct civil_date date;
    const struct fault *fault = law_read_date(&file->reader, value, &date);
    if (fault)
        return fault;
    if (!calendar_holds(date) || (file->has_notice && calendar_is_marked(file->calendar, date)))
        return law_broken(&file->reader, "law.broken.twice", value);
    *ret_date = date;
    return NULL;
}

/* Whether the statute can make that day a holiday: of Tết and of the day beside another
 * the notice chooses. */
static bool is_of_statute(const struct year_file *file, struct civil_date date)
{
    const struct statute_day *day = calendar_statute(file->calendar, file->year)->days;
    for (; day; day = day->next) {
        int distance = date.days - statute_day_date(day, file->year).days;
        int reach = day->kind == STATUTE_TET ? day->days - 1 : day->kind == STATUTE_BESIDE;
        if (distance >= -reach && distance <= reach)
            return true;
    }
    return false;
}

static const struct fault *read_holiday(struct year_file *file)
{
    struct law_reader *reader = &file->reader;
    struct str rest = reader->value;
    struct str day = str_cut(&rest, ' ');
    struct law_text *name = ARENA_NEW(reader->arena, struct law_text);
    struct civil_date date;
    const struct fault *fault = read_free_day(file, day, &date);
    if (!fault)
        fault = law_read_text(reader, rest, name);
    if (fault)
        return fault;
    if (!file->has_notice || date_parts(date).year != file->year)
        return law_broken(reader, "law.broken.year", day);
    if (!is_of_statute(file, date))
        return law_broken(reader, "law.broken.no_holiday", day);
    calendar_mark(file->calendar, date, DAY_HOLIDAY, name, DATE_NONE);
    file->holidays++;
    file->lieu_owed += is_weekend(date);
    return NULL;
}

/* The next working day behind the holiday, which no other day stands for. */
static bool is_in_lieu(const struct calendar *calendar, struct civil_date off,
                       struct civil_date holiday)
{
    struct civil_date date = date_add_days(holiday, 1);
    for (; date.days < off.days; date.days++) {
        struct calendar_day day;
        if (!calendar_holds(date) || !calendar_is_off(calendar, date))
            return false;
        day = calendar_day(calendar, date);
        if (day.kind == DAY_LIEU && day.other.days == holiday.days)
            return false;
    }
    return date.days == off.days;
}

/* lieu OFF HOLIDAY: the holiday is on a weekend and stands above. */
static const struct fault *read_lieu(struct year_file *file)
{
    struct law_reader *reader = &file->reader;
    struct str rest = reader->value;
    struct civil_date off;
    struct civil_date holiday;
    const struct fault *fault = read_free_day(file, str_cut(&rest, ' '), &off);
    if (!fault)
        fault = law_read_date(reader, str_trim(rest), &holiday);
    if (fault)
        return fault;
    if (!file->has_notice || is_weekend(off) || !is_weekend(holiday) || !calendar_holds(holiday) ||
        calendar_day(file->calendar, holiday).kind != DAY_HOLIDAY ||
        !is_in_lieu(file->calendar, off, holiday))
        return law_broken(reader, "law.broken.lieu", reader->value);
    calendar_mark(file->calendar, off, DAY_LIEU, calendar_day(file->calendar, holiday).name,
                  holiday);
    file->lieu_owed--;
    return NULL;
}

/* swap OFF WORKED */
static const struct fault *read_swap(struct year_file *file)
{
    struct law_reader *reader = &file->reader;
    struct str rest = reader->value;
    struct civil_date off;
    struct civil_date worked;
    const struct fault *fault = read_free_day(file, str_cut(&rest, ' '), &off);
    if (!fault)
        fault = read_free_day(file, str_trim(rest), &worked);
    if (fault)
        return fault;
    if (is_weekend(off) || !is_weekend(worked) || calendar_is_marked(file->calendar, off) ||
        calendar_is_marked(file->calendar, worked) || date_parts(off).year != file->year ||
        abs(off.days - worked.days) > SWAP_REACH)
        return law_broken(reader, "law.broken.swap", reader->value);
    calendar_mark(file->calendar, off, DAY_SWAPPED, NULL, worked);
    calendar_mark(file->calendar, worked, DAY_WORKED, NULL, off);
    return NULL;
}

static const struct fault *read_notice(struct year_file *file)
{
    if (file->has_notice)
        return law_broken(&file->reader, "law.broken.twice", file->reader.word);
    file->has_notice = true;
    return law_read_text(&file->reader, file->reader.value,
                         &file->calendar->notices[file->year - CALENDAR_FIRST_YEAR]);
}

/* The year of the file stands in its first line and in its name. */
static const struct fault *read_year(struct year_file *file)
{
    struct law_reader *reader = &file->reader;
    struct str name = arena_printf(reader->arena, HOLIDAYS PRISTR ".txt", STRARG(reader->value));
    int64_t year;
    const struct fault *fault =
        law_read_number(reader, reader->value, CALENDAR_FIRST_YEAR, CALENDAR_LAST_YEAR, &year);
    if (fault)
        return fault;
    if (file->year || !str_equal(name, reader->name))
        return law_broken(reader, "law.broken.year", reader->value);
    file->year = (int)year;
    file->line = reader->line;
    return NULL;
}

/* How many holidays stand in a row with the first of the lunar year. */
static int tet_length(const struct calendar *calendar, struct civil_date first)
{
    struct civil_date date = first;
    int length = 0;
    while (calendar_day(calendar, date_add_days(date, -1)).kind == DAY_HOLIDAY)
        date.days--;
    for (; calendar_day(calendar, date).kind == DAY_HOLIDAY; date.days++)
        length++;
    return length;
}

/* An official year has the holidays of its statute, each one on a weekend made good. */
static const struct fault *prove_year(const struct year_file *file, struct arena *arena)
{
    const struct statute *statute = calendar_statute(file->calendar, file->year);
    struct str name = file->reader.name;
    for (const struct statute_day *day = statute->days; day; day = day->next) {
        struct civil_date date = statute_day_date(day, file->year);
        bool is_whole = calendar_day(file->calendar, date).kind == DAY_HOLIDAY &&
                        (day->kind != STATUTE_TET || tet_length(file->calendar, date) == day->days);
        if (!is_whole)
            return law_broken_at(arena, name, file->line, "law.broken.holiday", day->name.vi);
    }
    if (file->holidays != statute_day_count(statute))
        return law_broken_at(arena, name, file->line, "law.broken.holiday_count",
                             arena_printf(arena, "%d", statute_day_count(statute)));
    if (file->lieu_owed != 0)
        return law_broken_at(arena, name, file->line, "law.broken.lieu", STR("nghỉ bù"));
    return NULL;
}

/* columns: word, what reads its line */
static const struct {
    struct str word;
    const struct fault *(*read)(struct year_file *file);
} year_words[] = {
    {STR_INIT("year"),    read_year   },
    {STR_INIT("notice"),  read_notice },
    {STR_INIT("holiday"), read_holiday},
    {STR_INIT("lieu"),    read_lieu   },
    {STR_INIT("swap"),    read_swap   },
};

enum {
    YEAR_WORDS = sizeof(year_words) / sizeof(year_words[0])
};

/* Reads the lines of a year; those with a notice first, the others when all years
 * without one have been computed. */
static const struct fault *read_year_file(struct arena *arena, const struct asset *asset,
                                          struct calendar *calendar, bool with_notice)
{
    struct year_file file = {.reader = law_reader_to_end(arena, asset), .calendar = calendar};
    bool has_notice = str_find(asset->bytes, STR("\nnotice "), 0) >= 0;
    const struct fault *fault = NULL;
    if (has_notice != with_notice)
        return NULL;
    while (!fault && law_reader_next(&file.reader)) {
        size_t i = 0;
        while (i < YEAR_WORDS && !str_equal(file.reader.word, year_words[i].word))
            i++;
        if (i == YEAR_WORDS || (i > 0 && !file.year))
            return law_broken(&file.reader, "law.broken.word", file.reader.word);
        fault = year_words[i].read(&file);
    }
    if (!fault && !file.year)
        return law_broken(&file.reader, "law.broken.year", asset->name);
    if (!fault && file.has_notice)
        fault = prove_year(&file, arena);
    return fault;
}

static const struct fault *read_years(struct arena *arena, const struct asset *files, size_t count,
                                      struct calendar *calendar, bool with_notice)
{
    const struct fault *fault = NULL;
    for (size_t i = 0; !fault && i < count; i++)
        if (str_starts(files[i].name, STR(HOLIDAYS)) &&
            !str_equal(files[i].name, STR(HOLIDAYS "statute.txt")))
            fault = read_year_file(arena, &files[i], calendar, with_notice);
    return fault;
}

const struct fault *calendar_load(struct arena *arena, const struct asset *files, size_t count,
                                  const struct calendar **ret_calendar)
{
    struct calendar *calendar = calendar_new(arena);
    struct asset statute = {STR(HOLIDAYS "statute.txt"), STR("")};
    const struct fault *fault;
    for (size_t i = 0; i < count; i++)
        if (str_equal(files[i].name, statute.name))
            statute = files[i];
    fault = read_statutes(arena, &statute, calendar);
    if (!fault)
        fault = read_years(arena, files, count, calendar, true);
    for (int year = CALENDAR_FIRST_YEAR; !fault && year <= CALENDAR_LAST_YEAR; year++)
        if (!calendar_notice(calendar, year))
            calendar_fill_from_statute(calendar, year);
    if (!fault)
        fault = read_years(arena, files, count, calendar, false);
    if (fault)
        return fault;
    *ret_calendar = calendar;
    return NULL;
}
