/*
 * Messages: what a file may hold, what is refused and where, how a text is
 * filled, and that the catalogue of the program itself is whole.
 */
#include "text/message.h"

#include "base/testing.h"

static int arena_setup(void **state)
{
    *state = arena_new();
    return 0;
}

static int arena_teardown(void **state)
{
    arena_free(*state);
    return 0;
}

static const struct asset good_files[] = {
    {STR_INIT("locale/vi/news.txt"),  STR_INIT("# tin\n"
                                              "news.count = {count|{count} bài}\n"
                                              "\n"
                                              "news.long = Dòng một\n"
                                              "    dòng hai\r\n"
                                              "\tdòng ba\n"
                                              "news.lines = Một\\nHai\n"
                                              "news.by = Bởi {name}, {day}\n"
                                              "news.only-vi = Chỉ {x}")},
    {STR_INIT("locale/en/news.txt"),  STR_INIT("news.count = {count|one article|{count} articles}\n"
                                              "news.long = One line\n"
                                              "news.lines = One\\nTwo\n"
                                              "news.by = By {who}\n")    },
    {STR_INIT("locale/vi/README.md"), STR_INIT("not = read")                                                 },
    {STR_INIT("ui/style.css"),        STR_INIT("p { }")                                                      },
};

static const struct messages *load_good(struct arena *arena)
{
    const struct messages *messages = NULL;
    assert_no_fault(messages_load_from(arena, good_files, COUNT(good_files), &messages));
    return messages;
}

static void a_text_is_found_by_its_key_and_language(void **state)
{
    const struct messages *messages = load_good(*state);
    struct str text;
    assert_true(message_text(messages, LOCALE_VI, STR("news.long"), &text));
    assert_str(text, STR("Dòng một dòng hai dòng ba"));
    assert_true(message_text(messages, LOCALE_EN, STR("news.long"), &text));
    assert_str(text, STR("One line"));
    assert_true(message_text(messages, LOCALE_EN, STR("news.only-vi"), &text));
    assert_str(text, STR("Chỉ {x}"));
    assert_true(message_text(messages, LOCALE_VI, STR("news.lines"), &text));
    assert_str(text, STR("Một\nHai"));
    assert_false(message_text(messages, LOCALE_VI, STR("news.unknown"), &text));
    assert_str(text, STR(""));
}

static void variables_and_plurals_are_filled(void **state)
{
    static const struct {
        enum locale locale;
        struct str count;
        struct str said;
    } rows[] = {
        {LOCALE_VI, STR_INIT("1"),     STR_INIT("1 bài")     },
        {LOCALE_VI, STR_INIT("3.418"), STR_INIT("3.418 bài") },
        {LOCALE_EN, STR_INIT("0"),     STR_INIT("0 articles") },
        {LOCALE_EN, STR_INIT("1"),     STR_INIT("one article")},
        {LOCALE_EN, STR_INIT("2"),     STR_INIT("2 articles") },
    };
    const struct messages *messages = load_good(*state);
    const struct fault_arg name = {"name", STR("{day} <b>")};
    for (size_t i = 0; i < COUNT(rows); i++) {
        const struct fault_arg arg = {"count", rows[i].count};
        assert_str(message_format(*state, messages, rows[i].locale, STR("news.count"), &arg, 1),
                   rows[i].said);
    }
    /* A value is not read again, a variable without one stays. */
    assert_str(message_format(*state, messages, LOCALE_VI, STR("news.by"), &name, 1),
               STR("Bởi {day} <b>, {day}"));
    assert_str(message_format(*state, messages, LOCALE_VI, STR("no.such"), NULL, 0),
               STR("no.such"));
}

static void a_text_is_walked_part_by_part(void **state)
{
    struct str rest = STR("Có {count|một|{count} bài} của {name}.");
    struct message_part part;
    (void)state;
    assert_true(message_next(&rest, &part));
    assert_int_equal(part.kind, MESSAGE_TEXT);
    assert_str(part.text, STR("Có "));
    assert_true(message_next(&rest, &part));
    assert_int_equal(part.kind, MESSAGE_PLURAL);
    assert_str(part.text, STR("count"));
    assert_str(part.one, STR("một"));
    assert_str(part.other, STR("{count} bài"));
    assert_true(message_next(&rest, &part));
    assert_str(part.text, STR(" của "));
    assert_true(message_next(&rest, &part));
    assert_int_equal(part.kind, MESSAGE_VARIABLE);
    assert_str(part.text, STR("name"));
    assert_true(message_next(&rest, &part));
    assert_str(part.text, STR("."));
    assert_false(message_next(&rest, &part));
}

static void broken_files_are_refused_with_their_line(void **state)
{
    static const struct {
        struct str vi;
        struct str place;
    } rows[] = {
        {STR_INIT("a.b = x\na.b = y\n"),        STR_INIT("locale/vi/t.txt:2")},
        {STR_INIT("a.b = x\n\n# c\nA.b = y\n"), STR_INIT("locale/vi/t.txt:4")},
        {STR_INIT("single = x"),                STR_INIT("locale/vi/t.txt:1")},
        {STR_INIT("a..b = x"),                  STR_INIT("locale/vi/t.txt:1")},
        {STR_INIT("a.b"),                       STR_INIT("locale/vi/t.txt:1")},
        {STR_INIT("a.b ="),                     STR_INIT("locale/vi/t.txt:1")},
        {STR_INIT("  goes on"),                 STR_INIT("locale/vi/t.txt:1")},
        {STR_INIT("a.b = {x"),                  STR_INIT("locale/vi/t.txt:1")},
        {STR_INIT("a.c = x\n  y\na.b = x}"),    STR_INIT("locale/vi/t.txt:3")},
        {STR_INIT("a.b = }{"),                  STR_INIT("locale/vi/t.txt:1")},
        {STR_INIT("a.b = {}"),                  STR_INIT("locale/vi/t.txt:1")},
        {STR_INIT("a.b = {Tên}"),              STR_INIT("locale/vi/t.txt:1")},
        {STR_INIT("a.b = {n|a|b|c}"),           STR_INIT("locale/vi/t.txt:1")},
        {STR_INIT("a.b = {n|{m|a|b}|c}"),       STR_INIT("locale/vi/t.txt:1")},
        {STR_INIT("a.b = x\na.c = \xFF"),       STR_INIT("locale/vi/t.txt:2")},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        const struct asset file = {STR("locale/vi/t.txt"), rows[i].vi};
        const struct messages *messages = NULL;
        const struct fault *fault = messages_load_from(*state, &file, 1, &messages);
        assert_non_null(fault);
        assert_null(messages);
        assert_string_equal(fault->key, "message.broken");
        assert_str(fault->args[0].value, rows[i].place);
    }
}

static void a_key_that_vietnamese_lacks_is_refused(void **state)
{
    static const struct asset files[] = {
        {STR_INIT("locale/en/t.txt"), STR_INIT("a.b = x\na.c = y\n")},
        {STR_INIT("locale/vi/t.txt"), STR_INIT("a.b = x\n")         },
    };
    const struct messages *messages;
    const struct fault *fault = messages_load_from(*state, files, COUNT(files), &messages);
    assert_non_null(fault);
    assert_str(fault->args[0].value, STR("locale/en/t.txt:2"));
}

static void what_english_lacks_is_listed(void **state)
{
    const struct message_problem *problems = NULL;
    size_t count = messages_check(*state, load_good(*state), &problems);
    assert_int_equal(count, 2);
    assert_str(problems[0].key, STR("news.by"));
    assert_int_equal(problems[0].kind, MESSAGE_VARIABLES);
    assert_int_equal(problems[0].locale, LOCALE_EN);
    assert_str(problems[1].key, STR("news.only-vi"));
    assert_int_equal(problems[1].kind, MESSAGE_MISSING);
}

static void the_program_has_all_its_messages_in_both_languages(void **state)
{
    const struct message_problem *problems = NULL;
    const struct messages *messages = NULL;
    const struct fault *fault = fault_new(*state, FAULT_TOO_LARGE, "file.too_large", "x");
    size_t count;
    fault_with((struct fault *)fault, "path", STR("a.txt"));
    assert_no_fault(messages_load(*state, &messages));
    count = messages_check(*state, messages, &problems);
    for (size_t i = 0; i < count; i++)
        print_error("%d " PRISTR "\n", (int)problems[i].kind, STRARG(problems[i].key));
    assert_int_equal(count, 0);
    assert_str(message_fault(*state, messages, LOCALE_EN, fault),
               STR("The file a.txt is too large."));
}

static void languages_have_names(void **state)
{
    enum locale locale = LOCALE_VI;
    (void)state;
    assert_str(locale_name(LOCALE_VI), STR("vi"));
    assert_true(locale_from_name(STR("en"), &locale));
    assert_int_equal(locale, LOCALE_EN);
    assert_false(locale_from_name(STR("fr"), &locale));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_text_is_found_by_its_key_and_language),
        cmocka_unit_test(variables_and_plurals_are_filled),
        cmocka_unit_test(a_text_is_walked_part_by_part),
        cmocka_unit_test(broken_files_are_refused_with_their_line),
        cmocka_unit_test(a_key_that_vietnamese_lacks_is_refused),
        cmocka_unit_test(what_english_lacks_is_listed),
        cmocka_unit_test(the_program_has_all_its_messages_in_both_languages),
        cmocka_unit_test(languages_have_names),
    };
    return cmocka_run_group_tests(tests, arena_setup, arena_teardown);
}
