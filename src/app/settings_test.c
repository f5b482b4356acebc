/*
 * Settings: defaults in range, mistakes named by line.
 */
#include "app/settings.h"

#include "base/testing.h"

static void an_empty_file_gives_the_defaults(void **state)
{
    struct arena *arena = arena_new();
    struct settings settings;
    (void)state;
    assert_no_fault(settings_read(arena, STR(""), &settings));
    assert_int_equal(settings.listen_port, 8080);
    assert_str(settings.database, STR("sqlite:dinh.db"));
    assert_true(settings.second_factor);
    assert_false(settings.behind_tls);
    arena_free(arena);
}

static void the_documented_file_uncommented_is_the_defaults(void **state)
{
    struct arena *arena = arena_new();
    struct str text = settings_document(arena);
    struct settings settings;
    char *bytes = (char *)arena_copy(arena, text).ptr;
    size_t rows = 0;
    (void)state;
    /* "# name = value" becomes "  name = value"; prose has no " = ". */
    for (size_t i = 0; i < text.len; i++) {
        struct str line = str_slice(text, i, text.len);
        line = str_cut(&line, '\n');
        if ((i == 0 || text.ptr[i - 1] == '\n') && str_find(line, STR(" = "), 0) > 0 &&
            str_find_byte(line, '`', 0) < 0) {
            bytes[i] = ' ';
            rows++;
        }
    }
    assert_true(rows > 10);
    assert_no_fault(settings_read(arena, (struct str){bytes, text.len}, &settings));
    assert_int_equal(settings.handlers, settings_default().handlers);
    arena_free(arena);
}

static void every_mistake_names_its_line(void **state)
{
    static const struct {
        const char *text;
        const char *key;
        const char *line;
    } rows[] = {
        {"# fine\nlisten_port = 80x\n",              "settings.not_in_range", "2"},
        {"listen_port = 0",                          "settings.not_in_range", "1"},
        {"listen_port = 65536",                      "settings.not_in_range", "1"},
        {"\n\nlisten_prot = 80",                     "settings.unknown",      "3"},
        {"behind_tls = true",                        "settings.not_yes_no",   "1"},
        {"log_level = loud",                         "settings.not_a_choice", "1"},
        {"public_address = javascript:alert(1)",     "settings.shape",        "1"},
        {"public_address = thanhba.example",         "settings.shape",        "1"},
        {"public_address = https://",                "settings.shape",        "1"},
        {"public_address = https://a.example/cong",  "settings.shape",        "1"},
        {"public_address = https://a.example?b=1",   "settings.shape",        "1"},
        {"listen_port = \"8081\"",                   "settings.quotes",       "1"},
        {"site_name = \"Xã Thanh Ba\"",             "settings.quotes",       "1"},
        {"\nsite_name = 'Xã Thanh Ba'",             "settings.quotes",       "2"},
        {"listen_port = 8081 # the port",            "settings.comment",      "1"},
        {"behind_tls = yes #proxy",                  "settings.comment",      "1"},
        {"\nsite_name = Xã Thanh Ba # name",        "settings.comment",      "2"},
        {"\nlisten_address = localhost",             "settings.shape",        "2"},
        {"listen_address =",                         "settings.shape",        "1"},
        {"database = mysql:thanhba",                 "settings.shape",        "1"},
        {"database = sqlite:",                       "settings.shape",        "1"},
        {"trusted_proxies = 127.0.0.1, 10.0.0.0/33", "settings.shape",        "1"},
        {"mail_server = mail.example",               "settings.shape",        "1"},
        {"mail_from = Văn thư",                    "settings.shape",        "1"},
        {"contact = vanthu@thanhba.example",         "settings.shape",        "1"},
        {"workers 4",                                "settings.no_equals",    "1"},
        {"workers = 4\nworkers = 5",                 "settings.twice",        "2"},
        {"\nsite_name = Thanh Ba \xff",              "settings.text",         "2"},
        {"site_name = Thanh\aBa",                    "settings.text",         "1"},
    };
    struct arena *arena = arena_new();
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct settings settings;
        const struct fault *fault = settings_read(arena, str_from_c(rows[i].text), &settings);
        assert_non_null(fault);
        assert_string_equal(fault->key, rows[i].key);
        assert_str(fault->args[0].value, str_from_c(rows[i].line));
    }
    arena_free(arena);
}

static void what_has_its_shape_is_taken(void **state)
{
    static const char *const rows[] = {
        "public_address = https://thanhba.example",
        "public_address = http://127.0.0.1:8080/",
        "public_address =",
        "site_tagline = Xã số #1 của \"huyện\"",
        "listen_address = ::",
        "listen_address = 0.0.0.0",
        "database = postgres:host=/run/postgresql dbname=dinh",
        "database = postgres:",
        "database = sqlite:/srv/dinh.db",
        "trusted_proxies = 127.0.0.1, fd00::/8, local",
        "trusted_proxies =",
        "mail_server = smtp://mail.example:587",
        "mail_from = thu@thanhba.example",
        "contact = mailto:vanthu@thanhba.example",
        "contact = https://thanhba.example/lien-he",
    };
    struct arena *arena = arena_new();
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct settings settings;
        assert_no_fault(settings_read(arena, str_from_c(rows[i]), &settings));
    }
    arena_free(arena);
}

/* As Notepad on Windows writes them. */
static void marks_of_other_editors_are_no_part_of_it(void **state)
{
    struct arena *arena = arena_new();
    struct settings settings;
    (void)state;
    assert_no_fault(
        settings_read(arena, STR("\xEF\xBB\xBFunit = xa-dong-xuan\r\nworkers = 3\r\n"), &settings));
    assert_str(settings.unit, STR("xa-dong-xuan"));
    assert_int_equal(settings.workers, 3);
    /* marks apart from their letters, as another system types them (UAX #15) */
    assert_no_fault(settings_read(arena, STR("site_name = Hoa\xCC\x80\n"), &settings));
    assert_str(settings.site_name, STR("Ho\xC3\xA0"));
    arena_free(arena);
}

static void a_setting_is_written_where_it_is_documented(void **state)
{
    struct arena *arena = arena_new();
    struct str text = settings_document(arena);
    struct settings settings;
    (void)state;
    text = settings_with(arena, text, STR("unit"), STR("xa-dong-xuan"));
    text = settings_with(arena, text, STR("unit"), STR("huyen-thanh-ba"));
    text = settings_with(arena, text, STR("demo"), STR("yes"));
    assert_no_fault(settings_read(arena, text, &settings));
    assert_str(settings.unit, STR("huyen-thanh-ba"));
    assert_true(settings.demo);
    assert_str(settings_with(arena, STR("workers = 4"), STR("demo"), STR("no")),
               STR("workers = 4\ndemo = no\n"));
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_file_gives_the_defaults),
        cmocka_unit_test(the_documented_file_uncommented_is_the_defaults),
        cmocka_unit_test(every_mistake_names_its_line),
        cmocka_unit_test(what_has_its_shape_is_taken),
        cmocka_unit_test(marks_of_other_editors_are_no_part_of_it),
        cmocka_unit_test(a_setting_is_written_where_it_is_documented),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
