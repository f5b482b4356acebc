/*
 * The catalogue of messages: reading the files, finding a text and filling it.
 * Walking the parts of a text is in message_part.c.
 */
#include "text/message.h"

#include "base/buf.h"
#include "base/map.h"
#include "base/vec.h"
#include "text/message_part.h"
#include "text/utf8.h"

#include <string.h>

enum {
    FILE_CHARS_MAX = 4 * 1024 * 1024,
    FORMATTED_MAX = 1024 * 1024 /* bytes of a filled message */
};

struct messages {
    struct map *texts[LOCALE_COUNT]; /* key → struct entry */
};

struct entry {
    struct str text;
    struct str file;
    size_t line;
};

static const struct str locale_names[LOCALE_COUNT] = {
    [LOCALE_VI] = STR_INIT("vi"),
    [LOCALE_EN] = STR_INIT("en"),
};

struct str locale_name(enum locale locale)
{
    return locale_names[locale];
}

bool locale_from_name(struct str name, enum locale *ret_locale)
{
    for (int locale = 0; locale < LOCALE_COUNT; locale++) {
        if (str_equal(locale_names[locale], name)) {
            *ret_locale = (enum locale)locale;
            return true;
        }
    }
    return false;
}

static const struct fault *broken(struct arena *arena, struct str file, size_t line,
                                  const char *why, struct str what)
{
    struct str place = arena_printf(arena, PRISTR ":%zu", STRARG(file), line);
    struct str reason = arena_printf(arena, "%s \"" PRISTR "\"", why, STRARG(what));
    struct fault *fault = fault_new(arena, FAULT_INTERNAL, "message.broken", PRISTR ": " PRISTR,
                                    STRARG(place), STRARG(reason));
    return fault_with(fault_with(fault, "place", place), "why", reason);
}

/* Two or more words of a–z, 0–9, "_" and "-", joined by points. */
static bool is_key(struct str key)
{
    size_t words = 0;
    while (key.ptr) {
        struct str word = str_cut(&key, '.');
        if (word.len == 0)
            return false;
        for (size_t i = 0; i < word.len; i++)
            if (!strchr("abcdefghijklmnopqrstuvwxyz0123456789_-", word.ptr[i]))
                return false;
        words++;
    }
    return words >= 2;
}

/* Reads "\n" as a line break. */
static struct str unescape(struct arena *arena, struct str text)
{
    struct buf buf = buf_init(arena, text.len);
    for (;;) {
        ptrdiff_t at = str_find(text, STR("\\n"), 0);
        if (at < 0) {
            buf_add(&buf, text);
            return buf_str(&buf);
        }
        buf_add(&buf, str_slice(text, 0, (size_t)at));
        buf_add_byte(&buf, '\n');
        text = str_from(text, (size_t)at + 2);
    }
}

/* One file under its reader. */
struct reader {
    struct arena *arena;
    struct map *texts;
    struct str file;
    struct str rest;
    size_t line; /* of the line taken last */
};

static bool is_continuation(struct str line)
{
    return line.len > 0 && (line.ptr[0] == ' ' || line.ptr[0] == '\t') && str_trim(line).len > 0;
}

/* The text after "=" with the lines that continue it. */
static struct str read_text(struct reader *reader, struct str first)
{
    struct buf buf = buf_init(reader->arena, first.len + 1 + reader->rest.len);
    buf_add(&buf, str_trim(first));
    while (reader->rest.ptr) {
        struct str after = reader->rest;
        struct str line = str_cut_line(&after);
        if (!is_continuation(line))
            break;
        if (buf.len > 0)
            buf_add_byte(&buf, ' ');
        buf_add(&buf, str_trim(line));
        reader->rest = after;
        reader->line++;
    }
    return unescape(reader->arena, buf_str(&buf));
}

static const struct fault *read_entry(struct reader *reader, struct str line)
{
    struct entry *entry = ARENA_NEW(reader->arena, struct entry);
    ptrdiff_t equals = str_find_byte(line, '=', 0);
    struct str key = str_trim(str_slice(line, 0, equals < 0 ? 0 : (size_t)equals));
    const struct entry *earlier;
    const char *flaw;
    *entry = (struct entry){.file = reader->file, .line = reader->line};
    if (equals < 0)
        return broken(reader->arena, entry->file, entry->line, "not \"key = text\":", line);
    if (!is_key(key))
        return broken(reader->arena, entry->file, entry->line, "bad key", key);
    earlier = map_get(reader->texts, key);
    if (earlier)
        return broken(reader->arena, entry->file, entry->line,
                      arena_printf(reader->arena, "key already in " PRISTR ":%zu:",
                                   STRARG(earlier->file), earlier->line)
                          .ptr,
                      key);
    entry->text = read_text(reader, str_from(line, (size_t)equals + 1));
    if (entry->text.len == 0)
        return broken(reader->arena, entry->file, entry->line, "no text for", key);
    flaw = message_flaw(entry->text);
    if (flaw)
        return broken(reader->arena, entry->file, entry->line, flaw, entry->text);
    map_set(reader->texts, key, entry);
    return NULL;
}

static const struct fault *read_file(struct arena *arena, struct map *texts,
                                     const struct asset *asset)
{
    struct reader reader = {.arena = arena, .texts = texts, .file = asset->name};
    const struct fault *fault = text_normalise(arena, asset->bytes, FILE_CHARS_MAX, &reader.rest);
    if (fault) {
        int64_t line = 0;
        if (!str_to_int64(fault->args[0].value, &line))
            line = 0;
        return broken(arena, asset->name, (size_t)line, "not text:", str_from_c(fault->key));
    }
    while (reader.rest.ptr) {
        struct str line = str_cut_line(&reader.rest);
        reader.line++;
        if (line.len == 0 || line.ptr[0] == '#' || str_trim(line).len == 0)
            continue;
        fault = is_continuation(line)
                    ? broken(arena, asset->name, reader.line, "nothing to continue:", line)
                    : read_entry(&reader, line);
        if (fault)
            return fault;
    }
    return NULL;
}

/* Whether `name` is locale/LOCALE/NAME.txt. */
static bool is_locale_file(struct arena *arena, struct str name, enum locale locale)
{
    struct str folder = arena_printf(arena, "locale/" PRISTR "/", STRARG(locale_name(locale)));
    return str_starts(name, folder) && str_ends(name, STR(".txt")) &&
           str_find_byte(name, '/', folder.len) < 0;
}

static const struct fault *must_be_vietnamese(struct arena *arena, const struct messages *messages,
                                              enum locale locale)
{
    const struct map_entry *at;
    for (at = map_first(messages->texts[locale]); at; at = at->next) {
        const struct entry *entry = at->value;
        if (!map_get(messages->texts[LOCALE_VI], at->key))
            return broken(arena, entry->file, entry->line, "key missing in vi:", at->key);
    }
    return NULL;
}

const struct fault *messages_load_from(struct arena *arena, const struct asset *assets,
                                       size_t count, const struct messages **ret_messages)
{
    struct messages *messages = ARENA_NEW(arena, struct messages);
    const struct fault *fault;
    for (int locale = 0; locale < LOCALE_COUNT; locale++) {
        messages->texts[locale] = map_new(arena);
        for (size_t i = 0; i < count; i++) {
            if (!is_locale_file(arena, assets[i].name, (enum locale)locale))
                continue;
            fault = read_file(arena, messages->texts[locale], &assets[i]);
            if (fault)
                return fault;
        }
        fault = must_be_vietnamese(arena, messages, (enum locale)locale);
        if (fault)
            return fault;
    }
    *ret_messages = messages;
    return NULL;
}

const struct fault *messages_load(struct arena *arena, const struct messages **ret_messages)
{
    size_t count;
    const struct asset *assets = asset_list(&count);
    return messages_load_from(arena, assets, count, ret_messages);
}

bool message_text(const struct messages *messages, enum locale locale, struct str key,
                  struct str *ret_text)
{
    const struct entry *entry = map_get(messages->texts[locale], key);
    if (!entry)
        entry = map_get(messages->texts[LOCALE_VI], key);
    *ret_text = entry ? entry->text : STR("");
    return entry != NULL;
}

static const struct fault_arg *find_arg(const struct fault_arg *args, size_t count, struct str name)
{
    for (size_t i = 0; i < count; i++)
        if (args[i].name && str_equal(str_from_c(args[i].name), name))
            return &args[i];
    return NULL;
}

/* Calls itself for the form of a plural, which holds no further plural. */
static void add_filled(struct buf *buf, struct str text, const struct fault_arg *args, size_t count)
{
    struct message_part part;
    while (message_next(&text, &part)) {
        const struct fault_arg *arg = find_arg(args, count, part.text);
        if (part.kind == MESSAGE_TEXT)
            buf_add(buf, part.text);
        else if (part.kind == MESSAGE_PLURAL)
            add_filled(buf, arg && str_equal(arg->value, STR("1")) ? part.one : part.other, args,
                       count);
        else if (arg)
            buf_add(buf, arg->value);
        else
            buf_printf(buf, "{" PRISTR "}", STRARG(part.text));
    }
}

struct str message_format(struct arena *arena, const struct messages *messages, enum locale locale,
                          struct str key, const struct fault_arg *args, size_t count)
{
    struct buf buf = buf_init(arena, FORMATTED_MAX);
    struct str text;
    if (!message_text(messages, locale, key, &text))
        return arena_copy(arena, key);
    add_filled(&buf, text, args, count);
    return buf_str(&buf);
}

struct str message_fault(struct arena *arena, const struct messages *messages, enum locale locale,
                         const struct fault *fault)
{
    return message_format(arena, messages, locale, str_from_c(fault->key), fault->args, FAULT_ARGS);
}

/* The variables of a text, plurals and their forms included, each once. */
static struct map *variables_of(struct arena *arena, struct str text)
{
    struct map *names = map_new(arena);
    struct message_part part;
    while (message_next(&text, &part)) {
        if (part.kind == MESSAGE_TEXT)
            continue;
        map_set(names, part.text, names);
        if (part.kind == MESSAGE_PLURAL) {
            const struct map_entry *at;
            for (at = map_first(variables_of(arena, part.one)); at; at = at->next)
                map_set(names, at->key, names);
            for (at = map_first(variables_of(arena, part.other)); at; at = at->next)
                map_set(names, at->key, names);
        }
    }
    return names;
}

static bool same_variables(struct arena *arena, struct str a, struct str b)
{
    struct map *in_a = variables_of(arena, a);
    struct map *in_b = variables_of(arena, b);
    const struct map_entry *at;
    for (at = map_first(in_a); at; at = at->next)
        if (!map_get(in_b, at->key))
            return false;
    return map_count(in_a) == map_count(in_b);
}

size_t messages_check(struct arena *arena, const struct messages *messages,
                      const struct message_problem **ret_problems)
{
    VEC(struct message_problem) problems = {0};
    for (int locale = 0; locale < LOCALE_COUNT; locale++) {
        const struct map_entry *at;
        for (at = map_first(messages->texts[LOCALE_VI]); at; at = at->next) {
            const struct entry *source = at->value;
            const struct entry *entry = map_get(messages->texts[locale], at->key);
            if (entry && same_variables(arena, source->text, entry->text))
                continue;
            *VEC_PUSH(&problems, arena) = (struct message_problem){
                entry ? MESSAGE_VARIABLES : MESSAGE_MISSING, (enum locale)locale, at->key};
        }
    }
    *ret_problems = problems.items;
    return problems.count;
}
