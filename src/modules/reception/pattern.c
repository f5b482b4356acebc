/*
 * Patterns: the rules that the form of a series can make, and how they are said.
 */
#include "base/buf.h"
#include "civic/site.h"
#include "modules/reception/recur.h"
#include "text/message.h"

enum {
    RULE_BYTES = 160,
    WORDS_BYTES = 600,
    MONTH_DAYS = 31
};

static const char *const ical_days[] = {"", "MO", "TU", "WE", "TH", "FR", "SA", "SU"};

static void add_part(struct buf *out, bool *is_first, const char *text)
{
    if (!*is_first)
        buf_add_byte(out, ',');
    *is_first = false;
    buf_printf(out, "%s", text);
}

static void add_weekdays(struct buf *out, const struct pattern *pattern)
{
    bool is_first = true;
    for (unsigned nth = 1; nth <= PATTERN_LAST; nth++) {
        if (pattern->kind == PATTERN_NTH && !(pattern->ordinals & 1U << nth))
            continue;
        for (unsigned day = MONDAY; day <= SUNDAY; day++) {
            if (!(pattern->weekdays & 1U << day))
                continue;
            if (pattern->kind == PATTERN_NTH)
                add_part(out, &is_first,
                         arena_printf(out->arena, "%d%s", nth == PATTERN_LAST ? -1 : (int)nth,
                                      ical_days[day])
                             .ptr);
            else
                add_part(out, &is_first, ical_days[day]);
        }
        if (pattern->kind != PATTERN_NTH)
            return;
    }
}

struct str pattern_rule(struct arena *arena, const struct pattern *pattern)
{
    struct buf out = buf_init(arena, RULE_BYTES);
    bool is_first = true;
    switch (pattern->kind) {
    case PATTERN_WEEKLY:
        buf_add_literal(&out, "FREQ=WEEKLY;BYDAY=");
        add_weekdays(&out, pattern);
        break;
    case PATTERN_MONTH_DAY:
        buf_add_literal(&out, "FREQ=MONTHLY;BYMONTHDAY=");
        for (size_t i = 0; i < pattern->day_count; i++)
            add_part(&out, &is_first, arena_printf(arena, "%d", pattern->days[i]).ptr);
        break;
    case PATTERN_NTH:
        buf_add_literal(&out, "FREQ=MONTHLY;BYDAY=");
        add_weekdays(&out, pattern);
        break;
    }
    return buf_str(&out);
}

/* ---- reading ---- */

static bool read_weekday(struct str word, struct pattern *pattern)
{
    for (unsigned day = MONDAY; day <= SUNDAY; day++)
        if (str_equal(word, str_from_c(ical_days[day]))) {
            pattern->weekdays |= 1U << day;
            return true;
        }
    return false;
}

static bool read_nth(struct str word, struct pattern *pattern)
{
    int64_t nth;
    if (word.len < 3 || !str_to_int64(str_slice(word, 0, word.len - 2), &nth))
        return false;
    if (nth == -1)
        nth = PATTERN_LAST;
    if (nth < 1 || nth > PATTERN_LAST)
        return false;
    pattern->ordinals |= 1U << nth;
    return read_weekday(str_from(word, word.len - 2), pattern);
}

static bool read_month_day(struct str word, struct pattern *pattern)
{
    int64_t day;
    if (!str_to_int64(str_trim(word), &day) || day < PATTERN_LAST_DAY || day == 0 ||
        day > MONTH_DAYS || pattern->day_count == PATTERN_DAYS)
        return false;
    for (size_t i = 0; i < pattern->day_count; i++)
        if (pattern->days[i] == day)
            return false;
    pattern->days[pattern->day_count++] = (int)day;
    return true;
}

bool pattern_days(struct str text, struct pattern *pattern)
{
    struct str rest = text;
    pattern->day_count = 0;
    while (rest.ptr)
        if (!read_month_day(str_cut(&rest, ','), pattern))
            return false;
    for (size_t i = 0; i < pattern->day_count; i++) {
        if (pattern->days[i] == PATTERN_LAST_DAY)
            return false;
        if (pattern->days[i] == MONTH_DAYS)
            pattern->days[i] = PATTERN_LAST_DAY;
    }
    return pattern->day_count > 0;
}

bool pattern_from_rule(struct str rule, struct pattern *ret_pattern)
{
    /* columns: how it begins, what it is, how a part is read */
    static const struct {
        struct str begin;
        enum pattern_kind kind;
        bool (*read)(struct str word, struct pattern *pattern);
    } forms[] = {
        {STR_INIT("FREQ=WEEKLY;BYDAY="),       PATTERN_WEEKLY,    read_weekday  },
        {STR_INIT("FREQ=MONTHLY;BYMONTHDAY="), PATTERN_MONTH_DAY, read_month_day},
        {STR_INIT("FREQ=MONTHLY;BYDAY="),      PATTERN_NTH,       read_nth      },
    };
    for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
        struct pattern pattern = {.kind = forms[i].kind};
        struct str rest;
        if (!str_starts(rule, forms[i].begin))
            continue;
        rest = str_from(rule, forms[i].begin.len);
        while (rest.ptr)
            if (!forms[i].read(str_cut(&rest, ','), &pattern))
                return false;
        *ret_pattern = pattern;
        return true;
    }
    return false;
}

/* ---- in parts ---- */

static void add_weekday_parts(struct arena *arena, const struct pattern *whole, rule_list *parts)
{
    for (unsigned nth = 1; nth <= PATTERN_LAST; nth++)
        for (unsigned day = MONDAY; day <= SUNDAY; day++) {
            struct pattern part = {
                .kind = PATTERN_NTH, .weekdays = 1U << day, .ordinals = 1U << nth};
            if ((whole->ordinals & 1U << nth) && (whole->weekdays & 1U << day))
                *VEC_PUSH(parts, arena) = pattern_rule(arena, &part);
        }
}

rule_list pattern_parts(struct arena *arena, struct str rule)
{
    struct pattern whole;
    rule_list parts = {0};
    if (!pattern_from_rule(rule, &whole) || whole.kind == PATTERN_WEEKLY) {
        *VEC_PUSH(&parts, arena) = rule;
        return parts;
    }
    if (whole.kind == PATTERN_NTH)
        add_weekday_parts(arena, &whole, &parts);
    for (size_t i = 0; i < whole.day_count; i++) {
        struct pattern part = {.kind = PATTERN_MONTH_DAY, .days = {whole.days[i]}, .day_count = 1};
        *VEC_PUSH(&parts, arena) = pattern_rule(arena, &part);
    }
    return parts;
}

/* ---- saying ---- */

static void say_part(struct work *work, struct buf *out, bool *is_first, struct str words)
{
    if (!*is_first)
        buf_printf(out, " " PRISTR " ", STRARG(site_message(work, "reception.pattern.and")));
    *is_first = false;
    buf_add(out, words);
}

static struct str say_bits(struct work *work, unsigned bits, unsigned last, const char *key)
{
    struct buf out = buf_init(work->arena, WORDS_BYTES);
    bool is_first = true;
    for (unsigned i = 1; i <= last; i++)
        if (bits & 1U << i)
            say_part(work, &out, &is_first,
                     site_message(work, arena_printf(work->arena, "%s.%u", key, i).ptr));
    return buf_str(&out);
}

static struct str say_days(struct work *work, const struct pattern *pattern)
{
    struct buf out = buf_init(work->arena, WORDS_BYTES);
    bool is_first = true;
    for (size_t i = 0; i < pattern->day_count; i++)
        say_part(work, &out, &is_first,
                 pattern->days[i] == PATTERN_LAST_DAY
                     ? site_message(work, "reception.pattern.last-day")
                     : arena_printf(work->arena, "%d", pattern->days[i]));
    return buf_str(&out);
}

struct str pattern_words(struct work *work, struct str rule)
{
    static const char *const keys[] = {
        [PATTERN_WEEKLY] = "reception.pattern.weekly",
        [PATTERN_MONTH_DAY] = "reception.pattern.month-day",
        [PATTERN_NTH] = "reception.pattern.nth",
    };
    struct fault_arg args[] = {
        {"weekdays", STR_INIT("")},
        {"ordinals", STR_INIT("")},
        {"days",     STR_INIT("")},
    };
    struct pattern pattern;
    if (!pattern_from_rule(rule, &pattern))
        return rule;
    args[0].value = say_bits(work, pattern.weekdays, SUNDAY, "reception.weekday");
    args[1].value = say_bits(work, pattern.ordinals, PATTERN_LAST, "reception.ordinal");
    args[2].value = say_days(work, &pattern);
    return message_format(work->arena, work->site->messages, work->locale,
                          str_from_c(keys[pattern.kind]), args, sizeof(args) / sizeof(args[0]));
}
