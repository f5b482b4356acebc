/*
 * Whatever is written comes back through a parser, but for what XML cannot hold.
 */
#include "view/xmlout.h"

#include "base/testing.h"
#include "text/xml.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static void text_and_attributes_come_back_as_they_were(void **state)
{
    /* columns: written, read; XML 1.0: 2.2 [2] Char, 2.4 ("]]>" in content), 2.11 (line
     * ends), 3.3.3 (spaces of attributes) */
    static const struct {
        struct str written;
        struct str read;
    } rows[] = {
        {STR_INIT("a ]]> b <![CDATA[ c"),        STR_INIT("a ]]> b <![CDATA[ c")       },
        {STR_INIT("</e><x a='\"'/><!-- &"),      STR_INIT("</e><x a='\"'/><!-- &")     },
        {STR_INIT("&amp;lt; &#0;"),              STR_INIT("&amp;lt; &#0;")             },
        {STR_INIT("a\tb\nc"),                    STR_INIT("a\tb\nc")                   },
        {STR_INIT("a\x01\x0B\x1F"
                  "b"),
         STR_INIT("ab")                                                                },
        {STR_INIT("a\xEF\xBF\xBE"
                  "b\xEF\xBF\xBF"),
         STR_INIT("ab")                                                                },
        {STR_INIT("Đò 😀 \xF4\x8F\xBF\xBD"), STR_INIT("Đò 😀 \xF4\x8F\xBF\xBD")},
        {STR_INIT("\xE2\x80\xAE turned"),        STR_INIT("\xE2\x80\xAE turned")       },
    };
    struct arena *arena = arena_new();
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct buf out = buf_init(arena, 10000);
        struct xmlout xml = xmlout_begin(&out);
        const struct xml_node *root;
        struct str value;
        xmlout_open(&xml, "e");
        xmlout_attribute(&xml, "a", rows[i].written);
        xmlout_text(&xml, rows[i].written);
        xmlout_close(&xml);
        xmlout_finish(&xml);
        assert_no_fault(xml_read(arena, buf_str(&out), &root));
        assert_str(xml_text(arena, root), rows[i].read);
        assert_true(xml_attribute_value(root, STR("a"), &value));
        assert_str(value, rows[i].read);
    }
    arena_free(arena);
}

/* 2.11: a parser would make LF of a CR that is not a reference; 3.3.3: and a space of
 * every line end of an attribute. */
static void line_ends_are_references_where_a_parser_would_change_them(void **state)
{
    struct arena *arena = arena_new();
    struct buf out = buf_init(arena, 1000);
    struct xmlout xml = xmlout_begin(&out);
    (void)state;
    xmlout_open(&xml, "e");
    xmlout_attribute(&xml, "a", STR("1\r\n2\t3"));
    xmlout_text(&xml, STR("1\r\n2\t3"));
    xmlout_close(&xml);
    xmlout_finish(&xml);
    assert_str(buf_str(&out), STR("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                                  "<e a=\"1&#13;&#10;2&#9;3\">1&#13;\n2\t3</e>\n"));
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_and_attributes_come_back_as_they_were),
        cmocka_unit_test(line_ends_are_references_where_a_parser_would_change_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
