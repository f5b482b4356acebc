/*
 * Numbers by which people are known: telephones, identity papers.
 */
#include "text/redact_words.h"

#include <ctype.h>
#include <string.h>

enum {
    GAP_MOST = 3, /* bytes between two groups of one number */
    DIGITS_MOST = 32,
    MOBILE = 10,
    MOBILE_ONCE = 11,   /* 01x numbers, until 2018 */
    MOBILE_ABROAD = 14, /* most digits of one that is called from elsewhere: 0084 0 … */
    ID_OLD = 9,
    ID_NEW = 12,
    TAIL = 8,        /* last digits by which two phone numbers are the same */
    LEAD = 4,        /* digits that may stand apart before them: "0084", "091" */
    NAMED = 6,       /* least digits of what a word before names */
    NAMED_WORDS = 5, /* how far before it that word may stand */
    PASSPORT = 7,    /* digits behind the letter of a passport, or one more */
    AMOUNT_GROUP = 3
};

/* Digits that belong together, and the words in which they stand. */
struct number {
    char digits[DIGITS_MOST];
    size_t count;
    size_t first;
    size_t last;
    bool is_grouped; /* 1.234.567 */
    bool has_year;   /* 1900 … 2099 as a group behind the first */
};

/* Whether what stands between two groups of digits keeps them one number. */
typedef bool joins(struct str gap, struct str gap_before);

static bool joins_closely(struct str gap, struct str gap_before)
{
    (void)gap_before;
    if (gap.len > GAP_MOST)
        return false;
    for (size_t i = 0; i < gap.len; i++)
        if (strchr("/,;:\n", gap.ptr[i]))
            return false;
    return true;
}

/* "0912/345/678", "0912,345,678": whatever it is, the same every time. */
static bool joins_evenly(struct str gap, struct str gap_before)
{
    return gap.len <= GAP_MOST && (!gap_before.ptr || str_equal(gap, gap_before));
}

/* A number that is known is found whatever stands in it. */
static bool joins_anyhow(struct str gap, struct str gap_before)
{
    (void)gap_before;
    return gap.len <= GAP_MOST;
}

static void take_digits(const struct reading *reading, size_t word, struct number *number)
{
    struct str letters = redact_letters(reading, word);
    for (size_t i = 0; i < letters.len && number->count < DIGITS_MOST; i++)
        number->digits[number->count++] = letters.ptr[i];
}

static bool is_year(struct str group)
{
    return group.len == 4 && (str_starts(group, STR("19")) || str_starts(group, STR("20")));
}

static struct number number_at(const struct reading *reading, size_t first, joins *is_one)
{
    struct number number = {.first = first, .last = first};
    const struct word *words = reading->words.items;
    struct str before = {NULL, 0};
    take_digits(reading, first, &number);
    number.is_grouped = number.count <= AMOUNT_GROUP;
    while (number.last + 1 < reading->words.count && words[number.last + 1].is_digits &&
           number.count < DIGITS_MOST) {
        struct str gap = redact_gap(reading, number.last);
        if (!is_one(gap, before))
            break;
        before = gap;
        number.last++;
        number.is_grouped = number.is_grouped && str_equal(gap, STR(".")) &&
                            words[number.last].letters == AMOUNT_GROUP;
        number.has_year = number.has_year || is_year(redact_letters(reading, number.last));
        take_digits(reading, number.last, &number);
    }
    return number;
}

/* "100.000.000 đồng": what follows says that it is counted. */
static bool is_amount(const struct reading *reading, const struct number *number)
{
    static const char *const units[] = {"dong", "d",  "vnd", "m",     "ha",
                                        "ho",   "ty", "usd", "nguoi", NULL};
    size_t next = number->last + 1;
    if (!number->is_grouped || number->first == number->last || next >= reading->words.count)
        return false;
    for (size_t i = 0; units[i]; i++)
        if (str_equal(redact_letters(reading, next), str_from_c(units[i])))
            return true;
    return false;
}

/* 0912345678, 84912345678, 0084912345678, 84 (0)912345678; 01612345678 of before 2018. */
static bool is_mobile(const struct number *number)
{
    struct str digits = {number->digits, number->count};
    if (str_starts(digits, STR("00")))
        digits = str_from(digits, 2);
    if (str_starts(digits, STR("84")) && digits.len > MOBILE)
        digits = str_from(digits, 2);
    else if (digits.len < number->count)
        return false;
    if (digits.len == MOBILE - 1 && digits.len < number->count)
        return strchr("35789", digits.ptr[0]) != NULL;
    if (digits.len == MOBILE_ONCE)
        return digits.ptr[0] == '0' && digits.ptr[1] == '1' &&
               strchr("2689", digits.ptr[2]) != NULL;
    return digits.len == MOBILE && digits.ptr[0] == '0' && strchr("35789", digits.ptr[1]) != NULL;
}

static bool is_id(const struct number *number)
{
    return number->count == ID_OLD || number->count == ID_NEW;
}

/* A mobile number, or an ID number in one word, among digits that stand beside others:
 * two phones in a row, a phone behind a year. */
static bool number_within(const struct reading *reading, const struct number *whole,
                          struct number *ret_part)
{
    for (size_t first = whole->first; first <= whole->last; first++) {
        struct number part = {.first = first, .is_grouped = false};
        for (size_t last = first; last <= whole->last && part.count < MOBILE_ABROAD; last++) {
            part.last = last;
            take_digits(reading, last, &part);
            if (!is_mobile(&part) && (first < last || !is_id(&part)))
                continue;
            *ret_part = part;
            return true;
        }
    }
    return false;
}

/* Digits of a phone number, without what leads to the country. */
static struct str tail_of(struct arena *arena, struct str phone)
{
    struct buf buf = buf_init(arena, phone.len + 1);
    struct str digits;
    for (size_t i = 0; i < phone.len; i++)
        if (isdigit((unsigned char)phone.ptr[i]))
            buf_add_byte(&buf, phone.ptr[i]);
    digits = buf_str(&buf);
    return digits.len < TAIL ? STR("") : str_from(digits, digits.len - TAIL);
}

/* The fewest words of a run of digits that hold the tail, and what leads to them. */
static bool phone_within(const struct reading *reading, const struct number *run, struct str tail,
                         struct number *ret_phone)
{
    for (size_t last = run->first; last <= run->last; last++)
        for (size_t first = last + 1; first-- > run->first;) {
            struct number part = {.first = first, .last = last};
            for (size_t i = first; i <= last; i++)
                take_digits(reading, i, &part);
            if (str_find((struct str){part.digits, part.count}, tail, 0) < 0)
                continue;
            while (part.first > run->first) {
                struct str lead = redact_letters(reading, part.first - 1);
                if (lead.len > LEAD || (lead.ptr[0] != '0' && !str_equal(lead, STR("84"))))
                    break;
                part.first--;
            }
            *ret_phone = part;
            return true;
        }
    return false;
}

/* The phone of somebody who is known, in the run of digits that begins at a word. */
static bool known_at(const struct reading *reading, const redact_people *people, size_t word,
                     struct number *ret_phone)
{
    struct number run = number_at(reading, word, joins_anyhow);
    for (size_t i = 0; i < people->count; i++) {
        struct str tail = tail_of(reading->arena, people->items[i].phone);
        if (tail.len > 0 && phone_within(reading, &run, tail, ret_phone))
            return true;
    }
    return false;
}

/* A mobile number or a new ID number, its groups parted evenly by anything; no date. */
static bool is_parted(const struct number *number)
{
    return number->first < number->last && !number->has_year &&
           (is_mobile(number) || (number->count == ID_NEW && number->digits[0] == '0'));
}

/* The words by which people say whose number follows; the second may be missing. */
static bool names_a_number(const struct reading *reading, size_t word)
{
    static const struct {
        const char *first;
        const char *second;
    } names[] = {
        {"cccd",     NULL   },
        {"cmnd",     NULL   },
        {"cmt",      NULL   },
        {"cmtnd",    NULL   },
        {"can",      "cuoc" },
        {"chung",    "minh" },
        {"ho",       "chieu"},
        {"passport", NULL   },
        {"tai",      "khoan"},
        {"stk",      NULL   },
        {"tk",       NULL   },
    };
    struct str letters = redact_letters(reading, word);
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
        if (str_equal(letters, str_from_c(names[i].first)) &&
            (!names[i].second ||
             (word + 1 < reading->words.count &&
              str_equal(redact_letters(reading, word + 1), str_from_c(names[i].second)))))
            return true;
    return false;
}

/* "CMND số 131/234/567", "tài khoản của tôi: 1903…"; no day and no year of it. */
static bool is_named(const struct reading *reading, const struct number *number)
{
    size_t word = number->first;
    if (number->count < NAMED || number->has_year || is_amount(reading, number))
        return false;
    for (int i = 0; i < NAMED_WORDS && word > 0; i++)
        if (names_a_number(reading, --word))
            return true;
        else if (reading->words.items[word].is_digits)
            break;
    return false;
}

/* "B1234567": one capital and seven or eight digits in one word. */
static bool is_passport(const struct reading *reading, size_t word)
{
    const struct word *words = reading->words.items;
    return word > 0 && words[word].is_joined && words[word - 1].letters == 1 &&
           words[word - 1].has_capital && !words[word - 1].is_joined &&
           (words[word].letters == PASSPORT || words[word].letters == PASSPORT + 1) &&
           !(word + 1 < reading->words.count && words[word + 1].is_joined);
}

static bool follows_closely(const struct reading *reading, size_t word)
{
    return word > 0 && reading->words.items[word - 1].is_digits &&
           joins_closely(redact_gap(reading, word - 1), STR(""));
}

/* The number that begins at a word of digits, if it is anybody's. */
static bool number_of_somebody(const struct reading *reading, const redact_people *people,
                               size_t word, struct redact_hit *ret_hit)
{
    struct number number;
    bool is_phone = known_at(reading, people, word, &number);
    bool is_found = is_phone;
    if (!is_found) {
        number = number_at(reading, word, joins_evenly);
        is_found = is_parted(&number);
        is_phone = is_mobile(&number);
    }
    if (!is_found && is_passport(reading, word)) {
        number = (struct number){.first = word - 1, .last = word};
        is_found = true;
    }
    if (!is_found && !follows_closely(reading, word)) {
        number = number_at(reading, word, joins_closely);
        is_found = number_within(reading, &number, &number) ||
                   (is_id(&number) && !is_amount(reading, &number));
        is_phone = is_mobile(&number);
    }
    if (!is_found) {
        struct number named = number_at(reading, word, joins_anyhow);
        is_found = is_named(reading, &named);
        number = is_found ? named : number;
    }
    if (is_found)
        *ret_hit =
            redact_hit_of(reading, is_phone ? REDACT_PHONE : REDACT_ID, number.first, number.last);
    return is_found;
}

void redact_find_number(const struct reading *reading, const redact_people *people, size_t from,
                        struct redact_hit *best)
{
    struct redact_hit hit;
    for (size_t i = 0; i < reading->words.count; i++)
        if (reading->words.items[i].is_digits && reading->words.items[i].start >= from &&
            number_of_somebody(reading, people, i, &hit)) {
            redact_keep(best, hit);
            return;
        }
}

void redact_find_phone(const struct reading *reading, const redact_people *people, size_t from,
                       struct redact_hit *best)
{
    struct number number;
    for (size_t i = 0; i < reading->words.count; i++)
        if (reading->words.items[i].is_digits && reading->words.items[i].start >= from &&
            known_at(reading, people, i, &number)) {
            redact_keep(best, redact_hit_of(reading, REDACT_PHONE, number.first, number.last));
            return;
        }
}
