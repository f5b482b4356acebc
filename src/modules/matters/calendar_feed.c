/*
 * Writing iCalendar by hand: five properties an event do not need a library.
 */
#include "modules/matters/calendar_feed.h"

#include "base/buf.h"

enum {
    FEED_BYTES = 4 * 1024 * 1024,
    LINE_OCTETS = 75
};

/* RFC 5545, 3.3.11: backslash, semicolon, comma and line break. */
static struct str escaped(struct arena *arena, struct str text)
{
    struct buf buf = buf_init(arena, FEED_BYTES);
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (c == '\\' || c == ';' || c == ',')
            buf_add_byte(&buf, '\\');
        if (c == '\n')
            buf_add(&buf, STR("\\n"));
        else if (c != '\r')
            buf_add_byte(&buf, c);
    }
    return buf_str(&buf);
}

/* RFC 5545, 3.1: a line has at most 75 octets; what follows begins with a space. */
static void add_line(struct buf *buf, struct str line)
{
    size_t room = LINE_OCTETS;
    while (line.len > room) {
        size_t end = room;
        while (((unsigned char)line.ptr[end] & 0xC0) == 0x80)
            end--; /* not inside a character */
        buf_add(buf, str_slice(line, 0, end));
        buf_add(buf, STR("\r\n "));
        line = str_from(line, end);
        room = LINE_OCTETS - 1;
    }
    buf_add(buf, line);
    buf_add(buf, STR("\r\n"));
}

static void add_text(struct arena *arena, struct buf *buf, const char *name, struct str text)
{
    struct str value = escaped(arena, text);
    add_line(buf, arena_printf(arena, "%s:" PRISTR, name, STRARG(value)));
}

static void add_day(struct arena *arena, struct buf *buf, const char *name, struct civil_date day)
{
    struct date_parts p = date_parts(day);
    add_line(buf, arena_printf(arena, "%s;VALUE=DATE:%04d%02d%02d", name, p.year, p.month, p.day));
}

/* 20220307T010000Z */
static struct str stamp(struct arena *arena, struct instant at)
{
    struct str iso = instant_to_iso(arena, at);
    struct buf buf = buf_init(arena, sizeof("20220307T010000Z"));
    for (size_t i = 0; i < iso.len; i++)
        if (iso.ptr[i] != '-' && iso.ptr[i] != ':')
            buf_add_byte(&buf, iso.ptr[i]);
    return buf_str(&buf);
}

struct str feed_write(struct work *work, struct str name, struct list events)
{
    struct arena *arena = work->arena;
    struct buf buf = buf_init(arena, FEED_BYTES);
    struct str now = stamp(arena, clock_now(work->clock));
    add_line(&buf, STR("BEGIN:VCALENDAR"));
    add_line(&buf, STR("VERSION:2.0"));
    add_line(&buf, STR("PRODID:-//Dinh//Lich han//VI"));
    add_text(arena, &buf, "X-WR-CALNAME", name);
    for (size_t i = 0; i < events.count; i++) {
        const struct feed_event *event = (const struct feed_event *)events.items + i;
        add_line(&buf, STR("BEGIN:VEVENT"));
        add_line(&buf, arena_printf(arena, "UID:" PRISTR "@dinh", STRARG(event->uid)));
        add_line(&buf, arena_printf(arena, "DTSTAMP:" PRISTR, STRARG(now)));
        add_day(arena, &buf, "DTSTART", event->on);
        add_day(arena, &buf, "DTEND", date_add_days(event->on, 1));
        add_text(arena, &buf, "SUMMARY", event->summary);
        add_text(arena, &buf, "DESCRIPTION", event->description);
        add_line(&buf, arena_printf(arena, "URL:" PRISTR, STRARG(event->url)));
        add_line(&buf, STR("TRANSP:TRANSPARENT"));
        add_line(&buf, STR("END:VEVENT"));
    }
    add_line(&buf, STR("END:VCALENDAR"));
    return buf_str(&buf);
}
