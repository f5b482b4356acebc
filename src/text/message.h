/*
 * Messages: every word a person reads that is not data. They are assets
 * locale/vi/NAME.txt (the source of truth) and locale/en/NAME.txt, one file an
 * area or module:
 *
 *     # a comment
 *     news.updated = Cập nhật lúc {time}
 *     news.count = {count|{count} bài}
 *     news.empty = Chưa có tin nào.
 *         A line that begins with white space goes on, after one space.
 *
 * A key is two or more words of a–z, 0–9, "_" and "-" joined by ".". In a text,
 * {name} is a variable (a–z, 0–9, "_"); {count|one article|{count} articles} a
 * plural: its first form where the value is "1", else its last (Vietnamese has
 * one form). Forms hold text and variables. "\n" is a line break. Braces mean
 * nothing else.
 */
#ifndef DINH_TEXT_MESSAGE_H
#define DINH_TEXT_MESSAGE_H

#include "base/asset.h"
#include "base/work.h"

/* A catalogue of all locales; read by many threads once loaded. */
struct messages;

/* "vi", "en": in addresses, cookies, attributes and the names of the assets. */
struct str locale_name(enum locale locale);
/* False where `name` is no locale. */
bool locale_from_name(struct str name, enum locale *ret_locale);

/*
 * Loads the messages of the built-in assets. They live in `arena`. Faults with
 * FAULT_INTERNAL "message.broken" {place} ("locale/vi/news.txt:12") {why}: no
 * "key = text", a bad or repeated key, no text, a broken brace, text that is
 * not UTF-8, a key that Vietnamese does not have.
 */
const struct fault *messages_load(struct arena *arena,
                                  const struct messages **ret_messages) FAULT_CHECK;
/* The same from `count` given files, which must live as long; others than
 * locale/LOCALE/NAME.txt are passed over. */
const struct fault *messages_load_from(struct arena *arena, const struct asset *assets,
                                       size_t count,
                                       const struct messages **ret_messages) FAULT_CHECK;

/* The text as written, in Vietnamese where `locale` lacks it. False, and empty
 * text, where there is no such key. */
bool message_text(const struct messages *messages, enum locale locale, struct str key,
                  struct str *ret_text);

/*
 * The message with its variables filled in: plain text, which the view floor
 * escapes. A variable without a value stays as written; an unknown key gives
 * the key, so that it is seen and nothing breaks. In `arena`.
 */
struct str message_format(struct arena *arena, const struct messages *messages, enum locale locale,
                          struct str key, const struct fault_arg *args, size_t count);
/* What a fault says to the person. */
struct str message_fault(struct arena *arena, const struct messages *messages, enum locale locale,
                         const struct fault *fault);

enum message_part_kind {
    MESSAGE_TEXT,     /* text */
    MESSAGE_VARIABLE, /* text is its name */
    MESSAGE_PLURAL    /* text is the name of the number; one and other are texts
                       * to be walked in turn */
};

struct message_part {
    enum message_part_kind kind;
    struct str text;
    struct str one;   /* said where the value is "1" */
    struct str other; /* said otherwise; the same as `one` where there is one form */
};

/*
 * Walks a text: takes the first part off `*rest`; false at the end. Texts of a
 * catalogue have no broken braces.
 *     while (message_next(&rest, &part)) …
 */
bool message_next(struct str *rest, struct message_part *ret_part);

enum message_problem_kind {
    MESSAGE_MISSING,  /* the locale lacks the key; Vietnamese is shown */
    MESSAGE_VARIABLES /* the locale uses other variables than Vietnamese */
};

struct message_problem {
    enum message_problem_kind kind;
    enum locale locale;
    struct str key;
};

/* What the other locales lack against Vietnamese, in the order of the files;
 * returns how many. In `arena`. */
size_t messages_check(struct arena *arena, const struct messages *messages,
                      const struct message_problem **ret_problems);

#endif
