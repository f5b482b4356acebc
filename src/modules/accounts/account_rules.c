/*
 * Logins, passwords and one-time codes; the one file that knows liboath.
 */
#include "modules/accounts/account_rules.h"

#include "modules/accounts/account.h"
#include "text/utf8.h"

#include <oath.h>
#include <string.h>

enum {
    LOGIN_LEAST = 3,
    LOGIN_MOST = 40
};

bool login_read(struct arena *arena, struct str typed, struct str *ret_login)
{
    char *login;
    typed = str_trim(typed);
    if (typed.len < LOGIN_LEAST || typed.len > LOGIN_MOST)
        return false;
    login = (char *)arena_copy(arena, typed).ptr;
    for (size_t i = 0; i < typed.len; i++) {
        char c = login[i];
        bool is_letter;
        if (c >= 'A' && c <= 'Z')
            c = (char)(c + 'a' - 'A');
        is_letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (!is_letter && (i == 0 || (c != '.' && c != '_' && c != '-')))
            return false;
        login[i] = c;
    }
    *ret_login = (struct str){login, typed.len};
    return true;
}

static bool is_one_character(struct str password)
{
    for (size_t i = 1; i < password.len; i++)
        if (password.ptr[i] != password.ptr[0])
            return false;
    return true;
}

const char *password_weakness(struct str password, struct str login)
{
    size_t characters = utf8_count(password);
    if (characters < ACCOUNT_PASSWORD_LEAST)
        return "account.password.short";
    if (characters > ACCOUNT_PASSWORD_MOST)
        return "account.password.long";
    if (is_one_character(password) || str_equal_ascii_nocase(password, login) ||
        str_find(STR("1234567890123456789012345678901234567890"), password, 0) >= 0 ||
        str_equal_ascii_nocase(password, STR("password123")) ||
        str_equal_ascii_nocase(password, STR("matkhau123")))
        return "account.password.common";
    return NULL;
}

struct str totp_secret_text(struct arena *arena, const uint8_t secret[TOTP_SECRET_SIZE])
{
    static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    char *text = arena_alloc(arena, 40);
    size_t at = 0;
    unsigned bits = 0;
    unsigned held = 0;
    size_t letters = 0;
    for (size_t i = 0; i < TOTP_SECRET_SIZE; i++) {
        bits = bits << 8 | secret[i];
        held += 8;
        while (held >= 5) {
            if (letters > 0 && letters % 4 == 0)
                text[at++] = ' ';
            text[at++] = alphabet[bits >> (held - 5) & 31];
            held -= 5;
            letters++;
        }
    }
    return (struct str){text, at};
}

static void code_of_step(struct str secret, int64_t step, char ret_code[ACCOUNT_CODE_DIGITS + 1])
{
    if (oath_hotp_generate(secret.ptr, secret.len, (uint64_t)step, ACCOUNT_CODE_DIGITS, false,
                           OATH_HOTP_DYNAMIC_TRUNCATION, ret_code) != OATH_OK)
        memset(ret_code, 0, ACCOUNT_CODE_DIGITS + 1);
}

static int64_t step_of(struct instant at)
{
    return at.us / 1000000 / ACCOUNT_CODE_SECONDS;
}

struct str totp_code(struct arena *arena, struct str secret, struct instant at)
{
    char code[ACCOUNT_CODE_DIGITS + 1];
    code_of_step(secret, step_of(at), code);
    return arena_copy(arena, (struct str){code, ACCOUNT_CODE_DIGITS});
}

/* The digits of what was typed; false for anything but six digits and spaces. */
static bool read_code(struct str typed, char ret_digits[ACCOUNT_CODE_DIGITS])
{
    size_t count = 0;
    for (size_t i = 0; i < typed.len; i++) {
        if (typed.ptr[i] == ' ')
            continue;
        if (typed.ptr[i] < '0' || typed.ptr[i] > '9' || count == ACCOUNT_CODE_DIGITS)
            return false;
        ret_digits[count++] = typed.ptr[i];
    }
    return count == ACCOUNT_CODE_DIGITS;
}

bool totp_matches(struct str secret, struct str code, struct instant now, int64_t last_step,
                  int64_t *ret_step)
{
    char digits[ACCOUNT_CODE_DIGITS];
    int64_t current = step_of(now);
    if (!read_code(code, digits))
        return false;
    for (int64_t step = current - 1; step <= current + 1; step++) {
        char expected[ACCOUNT_CODE_DIGITS + 1];
        code_of_step(secret, step, expected);
        if (step > last_step && str_equal_secret((struct str){digits, ACCOUNT_CODE_DIGITS},
                                                 (struct str){expected, ACCOUNT_CODE_DIGITS})) {
            *ret_step = step;
            return true;
        }
    }
    return false;
}
