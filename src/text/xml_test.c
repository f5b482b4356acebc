/*
 * Reading XML and HTML from outside, friendly and hostile.
 */
#include "text/xml.h"

#include "base/buf.h"
#include "base/testing.h"
#include "text/xml_storm.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

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

static void a_feed_becomes_a_tree(void **state)
{
    const struct xml_node *root = NULL;
    const struct xml_node *item;
    struct str value;
    assert_no_fault(xml_read(*state,
                             STR("<?xml version=\"1.0\"?>\n"
                                 "<rss xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n"
                                 "<!-- ghi ch\xC3\xBA --><item id=\"a&amp;b\"><title>Ti"
                                 "\xC3\xAA\xCC\x81p <![CDATA[<d\xC3\xA2n>]]></title>"
                                 "<title>hai</title><dc:creator>An</dc:creator></item></rss>"),
                             &root));
    assert_true(xml_is_element(root, STR("rss")));
    assert_null(root->parent);
    item = xml_child(root, STR("item"));
    assert_non_null(item);
    assert_int_equal(item->line, 3);
    assert_ptr_equal(item->parent, root);
    assert_true(xml_attribute_value(item, STR("id"), &value));
    assert_str(value, STR("a&b"));
    assert_false(xml_attribute_value(item, STR("class"), &value));
    assert_str(value, STR(""));
    /* ê + acute is composed */
    assert_str(xml_text(*state, xml_child(item, STR("title"))), STR("Tiếp <dân>"));
    assert_str(xml_text(*state, xml_sibling(xml_child(item, STR("title")), STR("title"))),
               STR("hai"));
    assert_str(xml_child(item, STR("title"))->space, STR(""));
    assert_str(xml_child(item, STR("creator"))->space, STR("http://purl.org/dc/elements/1.1/"));
    assert_str(xml_text(*state, xml_child(item, STR("creator"))), STR("An"));
    assert_null(xml_child(item, STR("none")));
}

static void a_walk_stays_within_its_top(void **state)
{
    const struct xml_node *root = NULL;
    const struct xml_node *top;
    struct buf names = buf_init(*state, 100);
    assert_no_fault(xml_read(*state, STR("<a><b><c/><d><e/></d></b><f/></a>"), &root));
    for (const struct xml_node *at = root; at; at = xml_walk(root, at))
        buf_add(&names, at->name);
    assert_str(buf_str(&names), STR("abcdef"));
    buf_cut(&names, 0);
    top = xml_child(root, STR("b"));
    for (const struct xml_node *at = top; at; at = xml_walk(top, at))
        buf_add(&names, at->name);
    assert_str(buf_str(&names), STR("bcde"));
}

static void declared_encodings_are_converted(void **state)
{
    const struct xml_node *root = NULL;
    assert_no_fault(
        xml_read(*state, STR("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a>xã</a>"), &root));
    assert_str(xml_text(*state, root), STR("x\xC3\x83\xC2\xA3"));
    assert_no_fault(xml_read(
        *state, STR("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a>x\xE3</a>"), &root));
    assert_str(xml_text(*state, root), STR("xã"));
    /* Windows-1258: e-circumflex 0xEA, then the dot below 0xF2 */
    assert_no_fault(xml_read(
        *state, STR("<?xml version=\"1.0\" encoding=\"windows-1258\"?><a>Vi\xEA\xF2t</a>"), &root));
    assert_str(xml_text(*state, root), STR("Việt"));
}

static void hostile_xml_is_refused(void **state)
{
    static const struct {
        struct str bytes;
        const char *key;
        const char *line;
    } rows[] = {
        {STR_INIT(""),                                                                        "xml.malformed", NULL},
        {STR_INIT("text"),                                                                    "xml.malformed", "1" },
        {STR_INIT("<a>\n<b></a>"),                                                            "xml.malformed", "2" },
        {STR_INIT("<a>\n\n\xFF</a>"),                                                         "xml.malformed", "3" },
        {STR_INIT("<a>\x01</a>"),                                                             "xml.malformed", "1" },
        {STR_INIT("<!DOCTYPE a [\n<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>"),
         "xml.entity",                                                                                         "2" },
        {STR_INIT("<!DOCTYPE a [<!ENTITY x \"ha\"><!ENTITY y \"&x;&x;&x;&x;\">]><a>&y;</a>"),
         "xml.entity",                                                                                         "1" },
        {STR_INIT("<!DOCTYPE a [<!ENTITY x \"ha\">]><a b=\"&x;\"/>"),                         "xml.entity",    "1" },
        {STR_INIT("<!DOCTYPE a [<!ENTITY % x SYSTEM \"http://localhost/x.dtd\"> %x;]><a/>"),
         "xml.entity",                                                                                         "1" },
        {STR_INIT("<!DOCTYPE a SYSTEM \"x.dtd\"><a>&unknown;</a>"),                           "xml.entity",    "1" },
        {STR_INIT("<!DOCTYPE a [\n<!ATTLIST a b (c|d) 'c'>]><a/>"),                           "xml.entity",    "2" },
        {STR_INIT("<a>&unknown;</a>"),                                                        "xml.entity",    "1" },
        {STR_INIT("<a>1 & 2</a>"),                                                            "xml.malformed", "1" },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        const struct xml_node *root = NULL;
        const struct fault *fault = xml_read(*state, rows[i].bytes, &root);
        if (!fault || strcmp(fault->key, rows[i].key) != 0)
            print_error("row %zu: %s\n", i, fault ? fault->key : "no fault");
        assert_non_null(fault);
        assert_null(root);
        assert_int_equal(fault->kind, FAULT_MALFORMED);
        assert_string_equal(fault->key, rows[i].key);
        if (rows[i].line)
            assert_str(fault->args[0].value, str_from_c(rows[i].line));
    }
}

/* Bytes that are none of the encoding that a document declares. */
static void the_library_says_nothing_by_itself(void **state)
{
    static const struct str rows[] = {
        STR_INIT("<?xml version=\"1.0\" encoding=\"windows-1258\"?><a>\x8A\x8D</a>"),
        STR_INIT("<?xml version=\"1.0\" encoding=\"EUC-KR\"?><a>\xFF\xFF</a>"),
    };
    const struct xml_node *root = NULL;
    const struct fault *faults[COUNT(rows)];
    FILE *said = tmpfile();
    int own;
    assert_non_null(said);
    fflush(stderr);
    own = dup(STDERR_FILENO);
    dup2(fileno(said), STDERR_FILENO);
    for (size_t i = 0; i < COUNT(rows); i++)
        faults[i] = xml_read(*state, rows[i], &root);
    fflush(stderr);
    dup2(own, STDERR_FILENO);
    close(own);
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_string_equal(faults[i]->key, "xml.malformed");
    assert_int_equal(lseek(fileno(said), 0, SEEK_END), 0);
    fclose(said);
}

static void the_known_characters_of_xhtml_are_read(void **state)
{
    const struct xml_node *root = NULL;
    assert_no_fault(xml_read(*state,
                             STR("<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Strict//EN\" "
                                 "\"http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd\">"
                                 "<html>a&nbsp;&eacute;</html>"),
                             &root));
    assert_str(xml_text(*state, root), STR("a\xC2\xA0é"));
    /* as feeds have them, without a document type */
    assert_no_fault(xml_read(*state, STR("<a>a&nbsp;&eacute;</a>"), &root));
    assert_str(xml_text(*state, root), STR("a\xC2\xA0é"));
    assert_no_fault(xml_read(
        *state, STR("<?xml version=\"1.0\" standalone=\"yes\"?><a>&mdash;&amp;</a>"), &root));
    assert_str(xml_text(*state, root), STR("—&"));
}

static struct str nested(struct arena *arena, size_t depth)
{
    struct buf buf = buf_init(arena, depth * 16);
    for (size_t i = 0; i < depth; i++)
        buf_add_literal(&buf, "<b>");
    for (size_t i = 0; i < depth; i++)
        buf_add_literal(&buf, "</b>");
    return buf_str(&buf);
}

static void depth_and_number_are_limited(void **state)
{
    const struct xml_node *root = NULL;
    const struct fault *fault;
    struct buf many = buf_init(*state, XML_SIZE_MAX);
    assert_no_fault(xml_read(*state, nested(*state, XML_DEPTH_MAX), &root));
    fault = xml_read(*state, nested(*state, XML_DEPTH_MAX + 1), &root);
    assert_non_null(fault);
    assert_string_equal(fault->key, "xml.too_large");
    fault = xml_read(*state, nested(*state, 100000), &root);
    assert_non_null(fault);
    assert_string_equal(fault->key, "xml.too_large");
    fault = xml_read_html(*state, nested(*state, XML_DEPTH_MAX + 1), &root);
    assert_non_null(fault);
    assert_string_equal(fault->key, "xml.too_large");
    buf_add_literal(&many, "<a>");
    for (size_t i = 0; i <= XML_NODES_MAX; i++)
        buf_add_literal(&many, "<b/>");
    buf_add_literal(&many, "</a>");
    fault = xml_read(*state, buf_str(&many), &root);
    assert_non_null(fault);
    assert_string_equal(fault->key, "xml.too_large");
    fault = xml_read(*state, (struct str){"", (size_t)XML_SIZE_MAX + 1}, &root);
    assert_non_null(fault);
    assert_int_equal(fault->kind, FAULT_TOO_LARGE);
}

/* "<a a0='' a1='' …" with `count` attributes. */
static struct str with_attributes(struct arena *arena, const char *head, size_t count,
                                  const char *tail)
{
    struct buf buf = buf_init(arena, XML_SIZE_MAX);
    buf_add(&buf, str_from_c(head));
    for (size_t i = 0; i < count; i++)
        buf_printf(&buf, " a%zu=\"x > y\"", i);
    buf_add(&buf, str_from_c(tail));
    return buf_str(&buf);
}

static struct str utf16(struct arena *arena, struct str ascii)
{
    struct buf buf = buf_init(arena, XML_SIZE_MAX);
    buf_add_literal(&buf, "\xFF\xFE");
    for (size_t i = 0; i < ascii.len; i++) {
        buf_add_byte(&buf, ascii.ptr[i]);
        buf_add_byte(&buf, '\0');
    }
    return buf_str(&buf);
}

/* 200,000 attributes of one element would take minutes, four million hours. */
static void a_storm_of_attributes_is_refused_at_once(void **state)
{
    enum {
        STORM = 200000
    };
    const struct str storms[] = {
        with_attributes(*state, "<a", STORM, "/>"),
        with_attributes(*state, "<a", XML_ATTRIBUTES_MAX + 1, "/>"),
        with_attributes(*state, "<?xml version='1.0'?><!-- <b --><a><![CDATA[\"<b ]]><b", STORM,
                        "/></a>"),
        with_attributes(*state, "<?xml version='1.0' encoding='ISO-8859-1'?><a", STORM, "/>"),
        utf16(*state, with_attributes(*state, "<a", STORM, "/>")),
        STR("<?xml version='1.0' encoding='UTF-7'?><a/>"),
        STR("\x4C\x6F\xA7\x94\x93"),
        STR("<\0\0\0a\0\0\0/\0\0\0>\0\0\0"),
    };
    const struct str calm[] = {
        with_attributes(*state, "<a", XML_ATTRIBUTES_MAX, "/>"),
        with_attributes(*state, "<a><!-- <b", STORM, "--></a>"),
        with_attributes(*state, "<a><![CDATA[<b", STORM, ">]]></a>"),
        with_attributes(*state, "<a><?b <b", STORM, "?></a>"),
        utf16(*state, with_attributes(*state, "<a", XML_ATTRIBUTES_MAX, "/>")),
    };
    const struct xml_node *root = NULL;
    for (size_t i = 0; i < COUNT(storms); i++) {
        const struct fault *fault = xml_read(*state, storms[i], &root);
        if (!fault)
            print_error("row %zu\n", i);
        assert_non_null(fault);
        assert_string_equal(fault->key, "xml.too_large");
    }
    for (size_t i = 0; i < COUNT(calm); i++)
        assert_no_fault(xml_read(*state, calm[i], &root));
    assert_string_equal(
        xml_read_html(*state, with_attributes(*state, "<p>1 < 2 <p", STORM, ">x"), &root)->key,
        "xml.too_large");
    assert_no_fault(
        xml_read_html(*state, with_attributes(*state, "<script>i<n;", STORM, "</script>x"), &root));
    assert_no_fault(
        xml_read_html(*state, with_attributes(*state, "<p>2 < 3", XML_ATTRIBUTES_MAX, "x"), &root));
}

/* 400 namespaces at each of 100 levels: every prefix would be sought among all. */
static void a_storm_of_namespaces_is_refused_at_once(void **state)
{
    const struct xml_node *root = NULL;
    struct buf buf = buf_init(*state, XML_SIZE_MAX);
    for (int level = 0; level < 100; level++) {
        buf_add_literal(&buf, "<a");
        for (int i = 0; i < 400; i++)
            buf_printf(&buf, " xmlns:n%d-%d=\"u\"", level, i);
        buf_add_literal(&buf, ">");
    }
    for (int level = 0; level < 100; level++)
        buf_add_literal(&buf, "</a>");
    assert_string_equal(xml_read(*state, buf_str(&buf), &root)->key, "xml.too_large");
}

static void html_is_read_leniently(void **state)
{
    const struct xml_node *root = NULL;
    const struct xml_node *body;
    struct str value;
    assert_no_fault(xml_read_html(*state,
                                  STR("<P Class=tin>Tiếp <b>dân<br>&nbsp;&copy; Thua\xCC\xA3"
                                      "<p>Hai\0<img src=\"a.jpg\">\xC2\x85"),
                                  &root));
    assert_true(xml_is_element(root, STR("html")));
    body = xml_child(root, STR("body"));
    assert_non_null(body);
    assert_true(xml_attribute_value(xml_child(body, STR("p")), STR("class"), &value));
    assert_str(value, STR("tin"));
    assert_str(xml_text(*state, root), STR("Tiếp dân\xC2\xA0© ThuạHai"));
}

static void html_in_utf8_is_read_so_whatever_it_declares(void **state)
{
    const struct xml_node *root = NULL;
    assert_no_fault(xml_read_html(*state, STR("<meta charset=iso-8859-1><p>Đồng Xuân</p>"), &root));
    assert_str(xml_text(*state, root), STR("Đồng Xuân"));
    assert_no_fault(xml_read_html(
        *state, STR("<html><head><meta charset=\"windows-1258\"></head><p>Vi\xEA\xF2t</p>"),
        &root));
    assert_str(xml_text(*state, root), STR("Việt"));
}

static void nothing_is_no_html(void **state)
{
    const struct xml_node *root = NULL;
    const struct fault *fault = xml_read_html(*state, STR(""), &root);
    assert_non_null(fault);
    assert_string_equal(fault->key, "xml.malformed");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_feed_becomes_a_tree),
        cmocka_unit_test(a_walk_stays_within_its_top),
        cmocka_unit_test(declared_encodings_are_converted),
        cmocka_unit_test(hostile_xml_is_refused),
        cmocka_unit_test(the_library_says_nothing_by_itself),
        cmocka_unit_test(the_known_characters_of_xhtml_are_read),
        cmocka_unit_test(depth_and_number_are_limited),
        cmocka_unit_test(a_storm_of_attributes_is_refused_at_once),
        cmocka_unit_test(a_storm_of_namespaces_is_refused_at_once),
        cmocka_unit_test(html_is_read_leniently),
        cmocka_unit_test(html_in_utf8_is_read_so_whatever_it_declares),
        cmocka_unit_test(nothing_is_no_html),
    };
    return cmocka_run_group_tests(tests, arena_setup, arena_teardown);
}
