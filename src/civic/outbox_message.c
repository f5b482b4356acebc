/*
 * A letter on the wire: headers, and the two parts in base64 (RFC 2045), which
 * leaves no byte of theirs to be read as anything else. Every header value is made
 * of ASCII without line ends here, whatever came in.
 */
#include "civic/outbox_parts.h"

#include "base/buf.h"
#include "text/message.h"
#include "text/utf8.h"

enum {
    LINE_GROUPS = 19, /* groups of four characters in a line: 76 (RFC 2045, 6.8) */
    WORD_BYTES = 45,  /* bytes of text in one word: 60 characters of 75 (RFC 2047, 2) */
    WORD_EXTRA = 12,  /* "=?utf-8?B?" and "?=" */
    HEADER_LINE = 76,
    HEADER_MOST = 16 * 1024,
    MESSAGE_MOST = 3 * LETTER_PART_MOST + 64 * 1024
};

static void add_base64(struct buf *out, struct str bytes, bool is_in_lines)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t i = 0, group = 1; i < bytes.len; i += 3, group++) {
        size_t left = bytes.len - i;
        uint32_t three = (uint32_t)(unsigned char)bytes.ptr[i] << 16;
        if (left > 1)
            three |= (uint32_t)(unsigned char)bytes.ptr[i + 1] << 8;
        if (left > 2)
            three |= (uint32_t)(unsigned char)bytes.ptr[i + 2];
        buf_add_byte(out, digits[three >> 18 & 63]);
        buf_add_byte(out, digits[three >> 12 & 63]);
        buf_add_byte(out, left > 1 ? digits[three >> 6 & 63] : '=');
        buf_add_byte(out, left > 2 ? digits[three & 63] : '=');
        if (is_in_lines && (group % LINE_GROUPS == 0 || left <= 3))
            buf_add_literal(out, "\r\n");
    }
}

/* Controls, line ends and tabs become spaces. */
static struct str without_controls(struct arena *arena, struct str text)
{
    struct buf buf = buf_init(arena, text.len);
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        buf_add_byte(&buf, c < 0x20 || c == 0x7f ? ' ' : text.ptr[i]);
    }
    return str_trim(buf_str(&buf));
}

static bool is_plain(struct str text)
{
    for (size_t i = 0; i < text.len; i++)
        if ((unsigned char)text.ptr[i] >= 0x7f)
            return false;
    return str_find(text, STR("=?"), 0) < 0;
}

/* Takes the next word off `*rest`: whole characters, at most `most` bytes. */
static struct str next_word(struct str *rest, size_t most)
{
    struct str left = *rest;
    struct str word;
    uint32_t code;
    size_t len = 0;
    while (utf8_next(&left, &code) && rest->len - left.len <= most)
        len = rest->len - left.len;
    word = str_slice(*rest, 0, len);
    *rest = str_from(*rest, len);
    return word;
}

/* RFC 2047 words on lines of at most HEADER_LINE characters. */
static struct str encoded(struct arena *arena, struct str text, size_t used)
{
    struct buf buf = buf_init(arena, HEADER_MOST);
    struct str rest = text;
    while (rest.len > 0) {
        size_t most = (HEADER_LINE - used - WORD_EXTRA) / 4 * 3;
        struct str word = next_word(&rest, most < WORD_BYTES ? most : WORD_BYTES);
        if (word.len == 0)
            break;
        if (buf.len > 0)
            buf_add_literal(&buf, "\r\n ");
        buf_add_literal(&buf, "=?utf-8?B?");
        add_base64(&buf, word, false);
        buf_add_literal(&buf, "?=");
        used = 1;
    }
    return buf_str(&buf);
}

struct str mail_words(struct arena *arena, struct str text, size_t used)
{
    struct str clean = without_controls(arena, text);
    if (is_plain(clean) && used + clean.len <= HEADER_LINE)
        return clean;
    return encoded(arena, clean, used);
}

/* "Mon, 07 Mar 2022 08:00:00 +0700" (RFC 5322, 3.3), the clock of Viet Nam. */
static void add_date(struct buf *out, struct instant at)
{
    static const char days[][4] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    static const char months[][4] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    struct civil_date date = instant_date(at);
    struct date_parts parts = date_parts(date);
    int hour;
    int minute;
    instant_clock_time(at, &hour, &minute);
    buf_printf(out, "Date: %s, %02d %s %04d %02d:%02d:%02d +0700\r\n", days[date_weekday(date) - 1],
               parts.day, months[parts.month - 1], parts.year, hour, minute,
               (int)(at.us / 1000000 % 60));
}

static void add_part(struct buf *out, struct str boundary, struct str type, struct str content)
{
    buf_printf(out,
               "--" PRISTR "\r\nContent-Type: " PRISTR "; charset=utf-8\r\n"
               "Content-Transfer-Encoding: base64\r\n\r\n",
               STRARG(boundary), STRARG(type));
    add_base64(out, content, true);
}

static void add_headers(struct arena *arena, struct buf *out, const struct letter *letter,
                        const struct mail_sender *sender)
{
    struct str name = without_controls(arena, sender->name);
    if (name.len > 0) /* always as words: a name as it is could hold a comma or a quote */
        buf_printf(out, "From: " PRISTR "\r\n <" PRISTR ">\r\n",
                   STRARG(encoded(arena, name, sizeof("From: ") - 1)), STRARG(sender->address));
    else
        buf_printf(out, "From: " PRISTR "\r\n", STRARG(sender->address));
    buf_printf(out, "To: " PRISTR "\r\n", STRARG(letter->to));
    buf_printf(out, "Subject: " PRISTR "\r\n",
               STRARG(mail_words(arena, letter->subject, sizeof("Subject: ") - 1)));
    buf_printf(out,
               "MIME-Version: 1.0\r\n"
               "Content-Language: " PRISTR "\r\n"
               "Auto-Submitted: auto-generated\r\n" /* RFC 3834, 5 */
               "X-Auto-Response-Suppress: All\r\n",
               STRARG(locale_name(letter->locale)));
    if (letter->unsubscribe.text.len > 0)
        buf_printf(out,
                   "List-Unsubscribe: <" PRISTR ">\r\n"
                   "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n", /* RFC 8058, 3.1 */
                   STRARG(letter->unsubscribe.text));
}

struct str mail_message(struct arena *arena, const struct letter *letter,
                        const struct mail_sender *sender, int64_t id, struct instant created_at)
{
    struct buf buf = buf_init(arena, MESSAGE_MOST);
    struct str domain = sender->address;
    /* "=_" stands in no base64, so no part can hold the boundary (RFC 2045, 6.7) */
    struct str boundary = arena_printf(arena, "=_%016llx", (unsigned long long)id);
    str_cut(&domain, '@');
    add_date(&buf, created_at);
    buf_printf(&buf, "Message-ID: <%016llx@" PRISTR ">\r\n", (unsigned long long)id,
               STRARG(domain));
    add_headers(arena, &buf, letter, sender);
    if (letter->html.len == 0) {
        buf_add_literal(&buf, "Content-Type: text/plain; charset=utf-8\r\n"
                              "Content-Transfer-Encoding: base64\r\n\r\n");
        add_base64(&buf, letter->text, true);
        return buf_str(&buf);
    }
    buf_printf(&buf, "Content-Type: multipart/alternative;\r\n boundary=\"" PRISTR "\"\r\n\r\n",
               STRARG(boundary));
    add_part(&buf, boundary, STR("text/plain"), letter->text);
    add_part(&buf, boundary, STR("text/html"), letter->html);
    buf_printf(&buf, "--" PRISTR "--\r\n", STRARG(boundary));
    return buf_str(&buf);
}
