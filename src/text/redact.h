/*
 * Finding people in a text that is to be published (làm mờ thông tin cá nhân): their
 * names, numbers, addresses, in whatever letters they were typed. Pure.
 *
 * A name is found with or without diacritics, capitals, hyphens, spaces between its
 * letters or none between its words ("Trần Văn Ất", "TRAN-VAN-AT", "T r ầ n Văn Ất"),
 * in letters of other scripts that look the same and with characters between that
 * nobody sees; so are two words of it ("Trần Ất") and its last one behind a form of
 * address ("ông Ất"). Numbers are found with spaces, points and hyphens in them; those
 * that are known, and mobile numbers evenly parted, whatever stands in them, and as they
 * are called from abroad; those behind a word for an identity paper, a passport or an account,
 * whatever stands in them; and passports by their form.
 */
#ifndef DINH_TEXT_REDACT_H
#define DINH_TEXT_REDACT_H

#include "base/arena.h"
#include "base/vec.h"

/* Somebody in a file; what is not known is empty. */
struct redact_person {
    struct str name;
    struct str address;
    struct str phone;
    struct str email;
};
typedef VEC(struct redact_person) redact_people;

enum redact_kind {
    REDACT_NAME,
    REDACT_PHONE,   /* a person's, or any mobile number */
    REDACT_ADDRESS, /* whole, or its part with a house number or a street */
    REDACT_ID,      /* any 9 or 12 digits that are no amount; a passport, an account */
    REDACT_EMAIL,   /* a person's, or any but an authority's (.gov.vn) */
    REDACT_KIND_COUNT
};
/* "name", "phone" …: messages "redact.kind.NAME", "redact.instead.NAME". */
const char *redact_kind_name(enum redact_kind kind);

struct redact_hit {
    enum redact_kind kind;
    size_t start; /* bytes of the text */
    size_t len;
    int paragraph; /* from 1: a paragraph a line with words */
};

/* The first place at or behind `from` (bytes) that names somebody; false: none. */
bool redact_find(struct arena *arena, struct str text, const redact_people *people, size_t from,
                 struct redact_hit *ret_hit);

/* Whether the text names one of them: by the whole name or two words of it, the address,
 * the telephone or the mail. Of what redact_find finds, that which is theirs for certain:
 * no number of others, and a given name behind a form of address ("ông Ất") only where
 * the name is of one word. */
bool redact_names(struct arena *arena, struct str text, const redact_people *people);

/* The text with every such place replaced by `instead[kind]`. */
struct str redact_text(struct arena *arena, struct str text, const redact_people *people,
                       const struct str instead[REDACT_KIND_COUNT]);

#endif
