/*
 * logfmt lines, gathered under a lock and written whole.
 */
#include "base/log.h"

#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum {
    LINE_SIZE = 4096,
    VALUE_SIZE = 1024, /* of one value; a longer one ends with "…", and what follows it stays */
    GATHER_SIZE = 256 * 1024
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static char gathered[GATHER_SIZE];
static size_t gathered_length;
static enum log_level least_level = LOG_INFO;
static int file = STDERR_FILENO;
static bool is_gathering;

/* A line under construction; what does not fit is cut, the newline always fits. */
struct line {
    char text[LINE_SIZE];
    size_t len;
};

static void add(struct line *line, const char *text, size_t len)
{
    size_t room = LINE_SIZE - 1 - line->len;
    if (len > room)
        len = room;
    memcpy(line->text + line->len, text, len);
    line->len += len;
}

static void add_c(struct line *line, const char *text)
{
    add(line, text, strlen(text));
}

static void add_number(struct line *line, int64_t number)
{
    char digits[24];
    int length = snprintf(digits, sizeof(digits), "%lld", (long long)number);
    add(line, digits, (size_t)length);
}

/* Where a control character of Unicode begins that ends a line or turns its direction
 * (C1, U+2028 to U+202E, U+2066 to U+2069): its bytes, else 0. */
static size_t control_at(struct str text, size_t i)
{
    const unsigned char *c = (const unsigned char *)text.ptr + i;
    size_t left = text.len - i;
    if (left >= 2 && c[0] == 0xc2 && c[1] >= 0x80 && c[1] <= 0x9f)
        return 2;
    if (left >= 3 && c[0] == 0xe2 &&
        ((c[1] == 0x80 && c[2] >= 0xa8 && c[2] <= 0xae) ||
         (c[1] == 0x81 && c[2] >= 0xa6 && c[2] <= 0xa9)))
        return 3;
    return 0;
}

static bool is_plain(struct str text)
{
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        if (c <= ' ' || c == '"' || c == '=' || c == '\\' || c == 0x7f || control_at(text, i) > 0)
            return false;
    }
    return text.len > 0;
}

static void add_text(struct line *line, struct str text)
{
    const size_t end = line->len + VALUE_SIZE;
    size_t shown = 0; /* up to where bytes are shown as numbers */
    if (is_plain(text) && text.len <= VALUE_SIZE) {
        add(line, text.ptr, text.len);
        return;
    }
    add_c(line, "\"");
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        char escaped[8];
        if (line->len >= end && (c & 0xc0) != 0x80) { /* at the beginning of a character */
            add_c(line, "…");
            break;
        }
        if (control_at(text, i) > 0)
            shown = i + control_at(text, i);
        if (c == '"' || c == '\\')
            snprintf(escaped, sizeof(escaped), "\\%c", c);
        else if (c < ' ' || c == 0x7f || i < shown)
            snprintf(escaped, sizeof(escaped), "\\x%02x", c);
        else
            snprintf(escaped, sizeof(escaped), "%c", c);
        add_c(line, escaped);
    }
    add_c(line, "\"");
}

/* The time of a second is formatted once and reused by all lines in it. */
static void add_time(struct line *line)
{
    static _Thread_local int64_t second = INT64_MIN;
    static _Thread_local char text[32];
    int64_t now = clock_now(clock_system()).us / 1000000;
    if (now != second) {
        struct civil_date day = {(int32_t)(now / 86400)};
        struct date_parts p = date_parts(day);
        int rest = (int)(now % 86400);
        snprintf(text, sizeof(text), "%04d-%02d-%02dT%02d:%02d:%02dZ", p.year % 10000, p.month,
                 p.day, rest / 3600, rest / 60 % 60, rest % 60);
        second = now;
    }
    add_c(line, text);
}

static void write_all(const char *text, size_t len)
{
    while (len > 0) {
        ssize_t wrote = write(file, text, len);
        if (wrote < 0 && errno == EINTR)
            continue;
        if (wrote <= 0)
            return; /* the log's disk is full: there is nobody left to tell */
        text += wrote;
        len -= (size_t)wrote;
    }
}

static void flush_locked(void)
{
    write_all(gathered, gathered_length);
    gathered_length = 0;
}

void log_set_level(enum log_level least)
{
    least_level = least;
}

void log_set_file(int descriptor)
{
    file = descriptor;
}

void log_set_gathering(bool gathering)
{
    is_gathering = gathering;
}

void log_flush(void)
{
    pthread_mutex_lock(&lock);
    flush_locked();
    pthread_mutex_unlock(&lock);
}

void log_pairs(enum log_level level, const char *event, const struct log_pair *pairs, size_t count)
{
    static const char *const names[] = {"debug", "info", "warn", "error"};
    struct line line;
    if (level < least_level)
        return;
    line.len = 0;
    add_c(&line, "time=");
    add_time(&line);
    add_c(&line, " level=");
    add_c(&line, names[level]);
    add_c(&line, " event=");
    add_c(&line, event);
    for (size_t i = 0; i < count; i++) {
        add_c(&line, " ");
        add_c(&line, pairs[i].key);
        add_c(&line, "=");
        if (pairs[i].text.ptr)
            add_text(&line, pairs[i].text);
        else
            add_number(&line, pairs[i].number);
    }
    line.text[line.len++] = '\n';
    pthread_mutex_lock(&lock);
    if (line.len > GATHER_SIZE - gathered_length)
        flush_locked();
    memcpy(gathered + gathered_length, line.text, line.len);
    gathered_length += line.len;
    if (!is_gathering || level >= LOG_WARN)
        flush_locked();
    pthread_mutex_unlock(&lock);
}
