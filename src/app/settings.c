/*
 * One table of settings: from it come the defaults, the reader, its sentences
 * and the documented file.
 */
#include "app/settings.h"

#include "base/buf.h"
#include "civic/outbox.h"
#include "http/address.h"
#include "text/utf8.h"
#include "view/url.h"

#include <string.h>

enum setting_kind {
    SETTING_TEXT,
    SETTING_NUMBER,
    SETTING_YES_NO,
    SETTING_CHOICE
};

struct setting {
    const char *name;
    enum setting_kind kind;
    size_t offset;
    const char *standard; /* the default, as it would be written */
    int64_t least;        /* numbers: the range */
    int64_t most;
    const char *choices; /* choices, by spaces */
    const char *about;   /* for the documented file */
};

#define AT(member) offsetof(struct settings, member)

/* clang-format off */
/* columns: name, kind, where, default, least, most, choices, about */
static const struct setting table[] = {
    {"unit", SETTING_TEXT, AT(unit), "", 0, 80, NULL,
     "Whose portal this is: the last part of the address of the unit's page, e.g.\n"
     "# huyen-thanh-ba. Empty: the unit at the top."},
    {"site_name", SETTING_TEXT, AT(site_name), "", 0, 200, NULL,
     "Name in the header of every page. Empty: the name of the unit at the top."},
    {"site_tagline", SETTING_TEXT, AT(site_tagline), "", 0, 200, NULL,
     "The line under the name. Empty: the one that comes with the program."},
    {"public_address", SETTING_TEXT, AT(public_address), "", 0, 200, NULL,
     "Address under which people reach the site, e.g. https://thanhba.example."},
    {"listen_address", SETTING_TEXT, AT(listen_address), "127.0.0.1", 0, 60, NULL,
     "Address to listen on. Keep 127.0.0.1 behind a proxy on the same machine."},
    {"listen_port", SETTING_NUMBER, AT(listen_port), "8080", 1, 65535, NULL, "Port to listen on."},
    {"database", SETTING_TEXT, AT(database), "sqlite:dinh.db", 0, 500, NULL,
     "sqlite:FILE in the data folder, or postgres:CONNECTION for a PostgreSQL server."},
    {"workers", SETTING_NUMBER, AT(workers), "2", 1, 64, NULL,
     "Threads that read requests and answer pages; as many as cores."},
    {"handlers", SETTING_NUMBER, AT(handlers), "64", 1, 512, NULL,
     "Threads that wait for writes to be durable."},
    {"readers", SETTING_NUMBER, AT(readers), "4", 1, 256, NULL,
     "Connections that read the database; twice the cores."},
    {"trusted_proxies", SETTING_TEXT, AT(trusted_proxies), "", 0, 500, NULL,
     "Addresses, by commas, whose X-Forwarded-For and -Proto are believed."},
    {"behind_tls", SETTING_YES_NO, AT(behind_tls), "no", 0, 0, NULL,
     "yes where a proxy speaks HTTPS for the site: secure cookies and HSTS."},
    {"demo", SETTING_YES_NO, AT(demo), "no", 0, 0, NULL,
     "yes where texts and persons are examples: every page says so."},
    {"second_factor", SETTING_YES_NO, AT(second_factor), "yes", 0, 0, NULL,
     "Officials must give a one-time code when they sign in (demo accounts never)."},
    {"session_hours", SETTING_NUMBER, AT(session_hours), "12", 1, 720, NULL,
     "A session that was not used for so many hours ends."},
    {"posts_per_minute", SETTING_NUMBER, AT(posts_per_minute), "120", 0, 1000000, NULL,
     "Forms that one address, and one account, may send in a minute; 0: any number.\n"
     "# Behind a proxy this needs trusted_proxies, or all visitors share one address."},
    {"pages_per_minute", SETTING_NUMBER, AT(pages_per_minute), "1200", 0, 1000000, NULL,
     "Pages made anew (searches above all) for one address, or for one account that is\n"
     "# signed in, in a minute; 0: any number. What lies ready in memory is not counted,\n"
     "# nor is who is on this machine itself."},
    {"cache_megabytes", SETTING_NUMBER, AT(cache_megabytes), "24", 0, 4096, NULL,
     "Memory for rendered pages; 0 renders every page anew."},
    {"log_level", SETTING_CHOICE, AT(log_level), "info", 0, 0, "debug info warn error",
     "How much is written to the log."},
    {"mail_server", SETTING_TEXT, AT(mail_server), "", 0, 200, NULL,
     "Server that takes letters, e.g. smtps://mail.example:465 or smtp://mail.example:587\n"
     "# (which must offer STARTTLS unless it is on this machine). Empty: letters wait."},
    {"mail_user", SETTING_TEXT, AT(mail_user), "", 0, 200, NULL,
     "Name to sign in there; the password stands in keys/mail.password."},
    {"mail_from", SETTING_TEXT, AT(mail_from), "", 0, 254, NULL,
     "Address that letters come from; answers and returned letters go there."},
    {"mail_per_minute", SETTING_NUMBER, AT(mail_per_minute), "60", 1, 100000, NULL,
     "Letters that may be tried in a minute, by all nodes of the site together."},
    {"mail_hour", SETTING_NUMBER, AT(mail_hour), "6", 0, 23, NULL,
     "The hour of the day in Viet Nam from which the daily letters are made."},
    {"contact", SETTING_TEXT, AT(contact), "", 0, 200, NULL,
     "mailto: or https: address for security.txt."},
};
/* clang-format on */

enum {
    SETTING_COUNT = sizeof(table) / sizeof(table[0])
};

static struct fault *at_line(struct arena *arena, int line, const char *key, struct str name)
{
    struct fault *fault =
        fault_new(arena, FAULT_INVALID, key, "settings line %d: " PRISTR, line, STRARG(name));
    fault_with(fault, "line", arena_printf(arena, "%d", line));
    return fault_with(fault, "name", name);
}

static bool is_choice(const char *choices, struct str value)
{
    struct str rest = str_from_c(choices);
    while (rest.ptr)
        if (str_equal(str_cut(&rest, ' '), value))
            return true;
    return false;
}

/* ---- texts that must have a shape ---- */

/* The pages stand right below it, so nothing but a "/" is behind the name. */
static bool is_site_address(struct arena *arena, struct str value)
{
    struct url url;
    int64_t scheme = str_find(value, STR("://"), 0);
    struct str name = scheme > 0 ? str_from(value, (size_t)scheme + 3) : STR("");
    while (str_ends(name, STR("/")))
        name.len--;
    return str_starts(value, STR("http")) && name.len > 0 && str_find_byte(name, '/', 0) < 0 &&
           str_find_byte(name, '?', 0) < 0 && str_find_byte(name, '#', 0) < 0 &&
           !url_check(arena, value, URL_ALLOW_HTTP, &url);
}

static bool is_machine_address(struct arena *arena, struct str value)
{
    struct address address;
    (void)arena;
    return address_parse(value, &address) && address.family != ADDRESS_LOCAL;
}

static bool is_database(struct arena *arena, struct str value)
{
    (void)arena;
    return (str_starts(value, STR("sqlite:")) && value.len > strlen("sqlite:")) ||
           str_starts(value, STR("postgres:"));
}

static bool are_networks(struct arena *arena, struct str value)
{
    struct address_network *networks;
    size_t count;
    return !address_networks_parse(arena, value, &networks, &count);
}

static bool is_mail_server(struct arena *arena, struct str value)
{
    (void)arena;
    return (str_starts(value, STR("smtp://")) && value.len > strlen("smtp://")) ||
           (str_starts(value, STR("smtps://")) && value.len > strlen("smtps://"));
}

static bool is_mail_address(struct arena *arena, struct str value)
{
    struct str address;
    return mail_address_read(arena, value, &address);
}

static bool is_contact(struct arena *arena, struct str value)
{
    struct url url;
    return (str_starts(value, STR("mailto:")) || str_starts(value, STR("https:"))) &&
           !url_check(arena, value, URL_ALLOW_HTTPS, &url);
}

/* columns: setting, whether a value (not empty) is one, how one looks */
static const struct {
    const char *name;
    bool (*is_one)(struct arena *arena, struct str value);
    const char *example;
} shapes[] = {
    {"public_address",  is_site_address,    "https://thanhba.example"      },
    {"listen_address",  is_machine_address, "127.0.0.1"                    },
    {"database",        is_database,        "sqlite:dinh.db"               },
    {"trusted_proxies", are_networks,       "127.0.0.1, 10.0.0.0/8"        },
    {"mail_server",     is_mail_server,     "smtps://mail.example:465"     },
    {"mail_from",       is_mail_address,    "thu@thanhba.example"          },
    {"contact",         is_contact,         "mailto:vanthu@thanhba.example"},
};

static const struct fault *check_shape(struct arena *arena, const struct setting *setting,
                                       struct str value, int line)
{
    for (size_t i = 0; i < sizeof(shapes) / sizeof(shapes[0]); i++) {
        if (strcmp(shapes[i].name, setting->name) != 0)
            continue;
        /* empty only where that is the default */
        if (value.len == 0 ? setting->standard[0] == '\0' : shapes[i].is_one(arena, value))
            return NULL;
        return fault_with(at_line(arena, line, "settings.shape", str_from_c(setting->name)),
                          "example", str_from_c(shapes[i].example));
    }
    return NULL;
}

/* A comment has a line of its own, and no value stands in quotes: both would be part of a
 * text, and seen on every page. */
static const struct fault *check_signs(struct arena *arena, const struct setting *setting,
                                       struct str value, int line)
{
    bool has_comment = str_find(value, STR(" # "), 0) >= 0 || str_ends(value, STR(" #")) ||
                       (setting->kind != SETTING_TEXT && str_find_byte(value, '#', 0) >= 0);
    bool is_quoted = value.len >= 2 && (value.ptr[0] == '"' || value.ptr[0] == '\'') &&
                     value.ptr[value.len - 1] == value.ptr[0];
    if (!has_comment && !is_quoted)
        return NULL;
    return at_line(arena, line, has_comment ? "settings.comment" : "settings.quotes",
                   str_from_c(setting->name));
}

/* Puts one value in its place; NULL or what is wrong with it. */
static const struct fault *set(struct arena *arena, struct settings *settings,
                               const struct setting *setting, struct str value, int line)
{
    void *place = (char *)settings + setting->offset;
    struct str name = str_from_c(setting->name);
    int64_t number;
    switch (setting->kind) {
    case SETTING_TEXT:
        if (value.len > (size_t)setting->most)
            return fault_with(at_line(arena, line, "settings.too_long", name), "most",
                              arena_printf(arena, "%lld", (long long)setting->most));
        *(struct str *)place = value;
        return NULL;
    case SETTING_NUMBER:
        if (!str_to_int64(value, &number) || number < setting->least || number > setting->most)
            return fault_with(at_line(arena, line, "settings.not_in_range", name), "range",
                              arena_printf(arena, "%lld … %lld", (long long)setting->least,
                                           (long long)setting->most));
        *(int64_t *)place = number;
        return NULL;
    case SETTING_YES_NO:
        if (!str_equal(value, STR("yes")) && !str_equal(value, STR("no")))
            return at_line(arena, line, "settings.not_yes_no", name);
        *(bool *)place = str_equal(value, STR("yes"));
        return NULL;
    case SETTING_CHOICE:
        if (!is_choice(setting->choices, value))
            return fault_with(at_line(arena, line, "settings.not_a_choice", name), "choices",
                              str_from_c(setting->choices));
        *(struct str *)place = value;
        return NULL;
    }
    return NULL;
}

struct settings settings_default(void)
{
    struct settings settings;
    memset(&settings, 0, sizeof(settings));
    for (size_t i = 0; i < SETTING_COUNT; i++) {
        const struct fault *fault =
            set(NULL, &settings, &table[i], str_from_c(table[i].standard), 0);
        (void)fault; /* every default lies in its own range: settings_test.c */
    }
    return settings;
}

static const struct setting *find(struct str name)
{
    for (size_t i = 0; i < SETTING_COUNT; i++)
        if (str_equal(str_from_c(table[i].name), name))
            return &table[i];
    return NULL;
}

const struct fault *settings_read(struct arena *arena, struct str text,
                                  struct settings *ret_settings)
{
    struct settings settings = settings_default();
    bool given[SETTING_COUNT] = {false};
    struct str rest = text;
    if (str_starts(rest, STR("\xEF\xBB\xBF"))) /* as Notepad begins a file */
        rest = str_from(rest, 3);
    for (int line = 1; rest.ptr; line++) {
        struct str row = str_trim(str_cut_line(&rest));
        const struct setting *setting;
        const struct fault *fault;
        struct str name;
        if (row.len == 0 || row.ptr[0] == '#')
            continue;
        if (text_normalise(arena, row, row.len, &row))
            return at_line(arena, line, "settings.text", STR(""));
        if (str_find_byte(row, '=', 0) < 0)
            return at_line(arena, line, "settings.no_equals", row);
        name = str_trim(str_cut(&row, '='));
        setting = find(name);
        if (!setting)
            return at_line(arena, line, "settings.unknown", name);
        if (given[setting - table])
            return at_line(arena, line, "settings.twice", name);
        given[setting - table] = true;
        row = arena_copy(arena, str_trim(row));
        fault = check_signs(arena, setting, row, line);
        if (!fault)
            fault = set(arena, &settings, setting, row, line);
        if (!fault)
            fault = check_shape(arena, setting, row, line);
        if (fault)
            return fault;
    }
    *ret_settings = settings;
    return NULL;
}

/* Whether `row` is "name = …", written out or as a comment. */
static bool is_about(struct str row, struct str name)
{
    struct str before;
    row = str_trim(row);
    while (str_starts(row, STR("#")))
        row = str_trim(str_from(row, 1));
    before = str_trim(str_cut(&row, '='));
    return row.ptr && str_equal(before, name);
}

struct str settings_with(struct arena *arena, struct str text, struct str name, struct str value)
{
    struct buf buf = buf_init(arena, text.len + name.len + value.len + 64);
    struct str rest = text;
    bool is_set = false;
    while (rest.len > 0) {
        struct str row = str_cut_line(&rest);
        if (!is_about(row, name))
            buf_printf(&buf, PRISTR "\n", STRARG(row));
        else if (!is_set)
            buf_printf(&buf, PRISTR " = " PRISTR "\n", STRARG(name), STRARG(value));
        is_set = is_set || is_about(row, name);
    }
    if (!is_set)
        buf_printf(&buf, PRISTR " = " PRISTR "\n", STRARG(name), STRARG(value));
    return buf_str(&buf);
}

struct str settings_document(struct arena *arena)
{
    struct buf buf = buf_init(arena, 64 * 1024);
    buf_add_literal(&buf, "# Settings of this site. A line is `name = value`; remove the # in\n"
                          "# front of one to change it; what is explained has a line of its\n"
                          "# own. docs/operations.md says more.\n");
    for (size_t i = 0; i < SETTING_COUNT; i++)
        buf_printf(&buf, "\n# %s\n# %s = %s\n", table[i].about, table[i].name, table[i].standard);
    return buf_str(&buf);
}
