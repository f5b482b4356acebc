/*
 * Codes and look-up keys: what people copy from paper.
 */
#include "civic/matter.h"

#include "base/buf.h"
#include "base/crypto.h"
#include "text/fold.h"

#include <string.h>

enum {
    PREFIX_MOST = 6,
    CODE_MOST = 32,
    KEY_SYMBOLS = 12,
    KEY_GROUP = 4,
    NUMBER_MOST = 999999999
};

/* 23 letters, a prime number: without I, O and Q, which look like 1, 0 and O. */
static const char check_letters[] = "ABCDEFGHJKLMNPRSTUVWXYZ";
/* 32 symbols: no I, L, O, U (Crockford's base 32). */
static const char key_symbols[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/* Words for a kind of unit, folded, longest first. */
static const char *const kind_words[] = {"thanh pho", "thi tran", "thi xa", "dac khu", "phuong",
                                         "huyen",     "quan",     "tinh",   "xa"};

struct str matter_prefix(struct arena *arena, struct str unit_name)
{
    struct str name = text_fold(arena, unit_name);
    struct buf buf = buf_init(arena, PREFIX_MOST);
    for (size_t i = 0; i < sizeof(kind_words) / sizeof(kind_words[0]); i++) {
        struct str word = str_from_c(kind_words[i]);
        if (str_starts(name, word) && name.len > word.len && name.ptr[word.len] == ' ') {
            name = str_from(name, word.len + 1);
            break;
        }
    }
    for (size_t i = 0; i < name.len; i++)
        if (name.ptr[i] >= 'a' && name.ptr[i] <= 'z' && (i == 0 || name.ptr[i - 1] == ' '))
            buf_add_byte(&buf, (char)(name.ptr[i] - 'a' + 'A'));
    return buf.len > 0 ? buf_str(&buf) : STR("D");
}

/* The value of a character in the weighted sum; hyphens do not count. */
static int value_of(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'A' && c <= 'Z')
        return c - 'A' + 10;
    return -1;
}

/* Weights 1, 2, 3 … modulo a prime: a changed character changes the sum unless it
 * moves by 23, and two neighbours exchanged change it unless they are alike. */
static char check_letter(struct str code)
{
    int sum = 0;
    int weight = 1;
    for (size_t i = 0; i < code.len; i++) {
        int value = value_of(code.ptr[i]);
        if (value < 0)
            continue;
        sum = (sum + value * weight) % 23;
        weight = weight % 22 + 1;
    }
    return check_letters[sum];
}

struct str matter_code(struct arena *arena, struct str prefix, int year, int64_t number)
{
    struct str code =
        arena_printf(arena, PRISTR "-%04d-%06lld", STRARG(prefix), year, (long long)number);
    return arena_printf(arena, PRISTR "-%c", STRARG(code), check_letter(code));
}

/* What was typed, in upper case, without anything but letters and digits. */
static struct str squeeze(struct arena *arena, struct str typed)
{
    struct buf buf = buf_init(arena, CODE_MOST);
    for (size_t i = 0; i < typed.len; i++) {
        char c = typed.ptr[i];
        if (c >= 'a' && c <= 'z')
            c = (char)(c - 'a' + 'A');
        if (value_of(c) >= 0)
            buf_add_byte(&buf, c);
    }
    return buf_overflowed(&buf) ? (struct str){NULL, 0} : buf_str(&buf);
}

struct str matter_code_read(struct arena *arena, struct str typed)
{
    struct str none = {NULL, 0};
    struct str plain = squeeze(arena, typed);
    struct str code;
    size_t letters = 0;
    while (letters < plain.len && plain.ptr[letters] >= 'A')
        letters++;
    if (letters == 0 || letters > PREFIX_MOST || plain.len < letters + 4 + 6 + 1)
        return none;
    for (size_t i = letters; i + 1 < plain.len; i++)
        if (plain.ptr[i] > '9')
            return none;
    code = arena_printf(arena, PRISTR "-" PRISTR "-" PRISTR, STRARG(str_slice(plain, 0, letters)),
                        STRARG(str_slice(plain, letters, 4)),
                        STRARG(str_slice(plain, letters + 4, plain.len - letters - 5)));
    if (plain.ptr[plain.len - 1] != check_letter(code))
        return none;
    return arena_printf(arena, PRISTR "-%c", STRARG(code), plain.ptr[plain.len - 1]);
}

struct str matter_code_guess(struct arena *arena, struct str typed)
{
    struct str code = matter_code_read(arena, typed);
    struct str plain = squeeze(arena, typed);
    size_t letters = 0;
    int64_t year;
    int64_t number;
    if (code.ptr)
        return code;
    while (letters < plain.len && plain.ptr[letters] >= 'A')
        letters++;
    if (letters == 0 || letters > PREFIX_MOST || plain.len < letters + 4 + 1 ||
        !str_to_int64(str_slice(plain, letters, 4), &year) ||
        !str_to_int64(str_from(plain, letters + 4), &number) || number < 1 || number > NUMBER_MOST)
        return (struct str){NULL, 0};
    return matter_code(arena, str_slice(plain, 0, letters), (int)year, number);
}

struct str matter_key(struct arena *arena)
{
    char key[MATTER_KEY_LENGTH + 1];
    size_t at = 0;
    for (size_t i = 0; i < KEY_SYMBOLS; i++) {
        if (i > 0 && i % KEY_GROUP == 0)
            key[at++] = '-';
        key[at++] = key_symbols[crypto_random_below(32)];
    }
    return arena_copy(arena, (struct str){key, at});
}

struct str matter_key_read(struct arena *arena, struct str typed)
{
    struct str plain = squeeze(arena, typed);
    struct buf buf = buf_init(arena, MATTER_KEY_LENGTH);
    if (plain.len != KEY_SYMBOLS)
        return (struct str){NULL, 0};
    for (size_t i = 0; i < plain.len; i++) {
        char c = plain.ptr[i];
        /* what a hand writes for another: Crockford's decoding */
        c = c == 'O' ? '0' : c == 'I' || c == 'L' ? '1' : c == 'U' ? 'V' : c;
        if (i > 0 && i % KEY_GROUP == 0)
            buf_add_byte(&buf, '-');
        buf_add_byte(&buf, c);
    }
    return buf_str(&buf);
}
