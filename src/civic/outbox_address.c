/*
 * E-mail addresses: read strictly, found by digest, shown masked.
 */
#include "civic/outbox_parts.h"

#include "base/buf.h"

#include <idn2.h>

enum {
    NAME_MOST = 64, /* RFC 5321, 4.5.3.1.1 */
    LABEL_MOST = 63 /* RFC 1035, 2.3.4 */
};

static bool is_letter_or_digit(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/* RFC 5322, 3.2.3: atext. */
static bool is_atext(char c)
{
    return is_letter_or_digit(c) || str_find_byte(STR("!#$%&'*+-/=?^_`{|}~"), c, 0) >= 0;
}

/* RFC 5322, 3.2.3: dot-atom. */
static bool is_name(struct str name)
{
    if (name.len == 0 || name.len > NAME_MOST)
        return false;
    for (size_t i = 0; i < name.len; i++) {
        bool is_inner_dot =
            name.ptr[i] == '.' && i > 0 && i + 1 < name.len && name.ptr[i - 1] != '.';
        if (!is_atext(name.ptr[i]) && !is_inner_dot)
            return false;
    }
    return true;
}

static bool is_label(struct str label)
{
    if (label.len == 0 || label.len > LABEL_MOST || label.ptr[0] == '-' ||
        label.ptr[label.len - 1] == '-')
        return false;
    for (size_t i = 0; i < label.len; i++)
        if (!is_letter_or_digit(label.ptr[i]) && label.ptr[i] != '-')
            return false;
    return true;
}

static bool is_domain(struct str domain)
{
    struct str rest = domain;
    struct str last = STR("");
    size_t labels = 0;
    int64_t number;
    while (rest.ptr) {
        last = str_cut(&rest, '.');
        if (!is_label(last))
            return false;
        labels++;
    }
    return labels >= 2 && !str_to_int64(last, &number); /* no IP address */
}

/* Whether the domain holds nothing but letters of some script, digits, '-' and '.'. */
static bool may_be_converted(struct str domain)
{
    for (size_t i = 0; i < domain.len; i++)
        if ((unsigned char)domain.ptr[i] < 0x80 && !is_letter_or_digit(domain.ptr[i]) &&
            domain.ptr[i] != '-' && domain.ptr[i] != '.')
            return false;
    return domain.len > 0;
}

static bool is_ascii(struct str s)
{
    for (size_t i = 0; i < s.len; i++)
        if ((unsigned char)s.ptr[i] >= 0x80)
            return false;
    return true;
}

static struct str lower_ascii(struct arena *arena, struct str s)
{
    struct buf buf = buf_init(arena, s.len);
    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];
        buf_add_byte(&buf, c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c);
    }
    return buf_str(&buf);
}

/* The ASCII form of a domain in other letters (RFC 5891); false where it has none. */
static bool to_ascii(struct arena *arena, struct str domain, struct str *ret_domain)
{
    uint8_t *ascii = NULL;
    int code = idn2_lookup_u8((const uint8_t *)arena_c(arena, domain), &ascii,
                              IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL);
    if (code == IDN2_OK)
        *ret_domain = arena_copy(arena, str_from_c((const char *)ascii));
    idn2_free(ascii);
    return code == IDN2_OK;
}

bool mail_address_read(struct arena *arena, struct str typed, struct str *ret_address)
{
    struct str domain = str_trim(typed);
    struct str name = str_cut(&domain, '@');
    struct str address;
    if (!domain.ptr || !is_name(name) || domain.len > 4 * LETTER_ADDRESS_MOST)
        return false;
    if (!is_ascii(domain) && (!may_be_converted(domain) || !to_ascii(arena, domain, &domain)))
        return false;
    if (!is_domain(domain))
        return false;
    address =
        arena_printf(arena, PRISTR "@" PRISTR, STRARG(name), STRARG(lower_ascii(arena, domain)));
    if (address.len > LETTER_ADDRESS_MOST)
        return false;
    *ret_address = address;
    return true;
}

struct str mail_address_digest(struct work *work, struct str address)
{
    uint8_t digest[CRYPTO_DIGEST_SIZE];
    struct str text =
        arena_printf(work->arena, "mail " PRISTR, STRARG(lower_ascii(work->arena, address)));
    crypto_digest_keyed((struct str){(const char *)work->site->key, CRYPTO_KEY_SIZE}, text, digest);
    return crypto_hex(work->arena, digest, sizeof(digest));
}

struct str mail_address_mask(struct arena *arena, struct str address)
{
    struct str domain = address;
    struct str name = str_cut(&domain, '@');
    return arena_printf(arena, PRISTR "***@" PRISTR, STRARG(str_slice(name, 0, 1)), STRARG(domain));
}
