/*
 * What cannot be read says why and where, and what was read otherwise than it stands.
 */
#include "modules/publications/import.h"

#include "base/testing.h"

static struct arena *arena;

static int setup(void **state)
{
    (void)state;
    arena = arena_new();
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    arena_free(arena);
    return 0;
}

static void what_cannot_be_read_says_why(void **state)
{
    /* bytes, kind, key */
    static const struct {
        struct str bytes;
        enum fault_kind kind;
        const char *key;
    } rows[] = {
        {STR_INIT(""),                                               FAULT_MALFORMED,   "import.fault.empty"   },
        {STR_INIT("\xEF\xBB\xBF \r\n"),                              FAULT_MALFORMED,   "import.fault.empty"   },
        {STR_INIT("<rss><channel>"),                                 FAULT_MALFORMED,   "import.fault.xml"     },
        {STR_INIT("<!DOCTYPE r [<!ENTITY a \"b\">]><rss>&a;</rss>"), FAULT_MALFORMED,
         "import.fault.entity"                                                                                 },
        {STR_INIT("<html><body/></html>"),                           FAULT_UNSUPPORTED, "import.fault.format"  },
        {STR_INIT("Ti\xEA\xCCu \xF0\xEA\xCC\n\nN\xF4\xF2i dung.\n"), FAULT_UNSUPPORTED,
         "import.fault.encoding"                                                                               },
        {STR_INIT("\xFF\xFE\x00"),                                   FAULT_UNSUPPORTED, "import.fault.encoding"},
        {STR_INIT("\xFF\xFE\x00\xD8"),                               FAULT_UNSUPPORTED, "import.fault.encoding"},
        {STR_INIT("Chỉ một dòng"),                              FAULT_MALFORMED,   "import.fault.no_title"},
        {STR_INIT("a\0b\n\nc"),                                      FAULT_UNSUPPORTED, "import.fault.format"  },
    };
    const struct import_options options = {.format = IMPORT_SNIFF, .source_url = STR("")};

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct import import;
        const struct fault *fault = import_read(arena, rows[i].bytes, &options, &import);
        assert_non_null(fault);
        assert_string_equal(fault->key, rows[i].key);
        assert_int_equal(fault->kind, rows[i].kind);
    }
}

static void broken_xml_says_on_which_line(void **state)
{
    static const struct {
        struct str bytes;
        const char *line;
    } rows[] = {
        {STR_INIT("<rss>\n<channel>\n</rss>"),                           "3"},
        {STR_INIT("\n \r\n<rss>\n<channel>\n</rss>"),                    "5"},
        {STR_INIT("\xEF\xBB\xBF\n<rss><channel>\n\nx"),                  "4"},
        {STR_INIT("\n<!DOCTYPE r [\n<!ENTITY a \"b\">]><rss>&a;</rss>"), "3"},
    };
    const struct import_options options = {.format = IMPORT_SNIFF, .source_url = STR("")};

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct import import;
        const struct fault *fault = import_read(arena, rows[i].bytes, &options, &import);
        assert_non_null(fault);
        assert_string_equal(fault->args[0].name, "line");
        assert_str(fault->args[0].value, str_from_c(rows[i].line));
    }
}

/* A date that is none is told as it stands, in every format. */
static void a_date_that_is_none_is_named(void **state)
{
    static const struct {
        struct str bytes;
        const char *key;
        const char *detail;
    } rows[] = {
        {STR_INIT("<rss><channel><item><title>A</title><pubDate>hôm "
                  "qua</pubDate></item></channel></rss>"),
         "import.warning.date",    "hôm qua"            },
        {STR_INIT("<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>A</title>"
                  "<updated>2022-02-30T00:00:00Z</updated></entry></feed>"),
         "import.warning.date",    "2022-02-30T00:00:00Z"},
        {STR_INIT("<rss xmlns:wp='http://wordpress.org/export/1.2/'><channel>"
                  "<wp:wxr_version>1.2</wp:wxr_version><item><title>A</title>"
                  "<wp:post_date_gmt>0000-00-00 00:00:00</wp:post_date_gmt>"
                  "<wp:post_date>2022-13-45 99:99:99</wp:post_date>"
                  "<wp:post_type>post</wp:post_type><wp:status>draft</wp:status></item></channel></"
                  "rss>"),
         "import.warning.date",    "2022-13-45 99:99:99" },
        {STR_INIT("<rss xmlns:wp='http://wordpress.org/export/1.2/'><channel>"
                  "<wp:wxr_version>1.2</wp:wxr_version><item><title>A</title>"
                  "<wp:post_date>0000-00-00 00:00:00</wp:post_date>"
                  "<wp:post_type>post</wp:post_type><wp:status>draft</wp:status></item></channel></"
                  "rss>"),
         "import.warning.no_date", ""                    },
    };
    const struct import_options options = {.format = IMPORT_SNIFF, .source_url = STR("")};

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct import import;
        assert_no_fault(import_read(arena, rows[i].bytes, &options, &import));
        assert_int_equal(import.articles.count, 1);
        assert_string_equal(import.articles.items[0].warnings.items[0].key, rows[i].key);
        assert_str(import.articles.items[0].warnings.items[0].detail, str_from_c(rows[i].detail));
    }
}

/* "/x" of an old page leads to a page of ours, unless it is told from the old site: from the
 * page, or where an item names none, from the site of the channel. */
static void references_without_a_page_are_told_from_the_site(void **state)
{
    static const struct str rows[] = {
        STR_INIT("<rss><channel><link>https://goc.example.vn/</link><item><title>A</title>"
                 "<description>&lt;a href='/x'>x&lt;/a></description></item></channel></rss>"),
        STR_INIT("<rss><channel><link>https://goc.example.vn/</link><item><title>A</title>"
                 "<link>/tin/c</link>"
                 "<description>&lt;a href='../x'>x&lt;/a></description></item></channel></rss>"),
        STR_INIT("<rss><channel><atom:link xmlns:atom='http://www.w3.org/2005/Atom' rel='self' "
                 "href='https://other.example/'/><link>https://goc.example.vn</link><item>"
                 "<title>A</title>"
                 "<description>&lt;a href='/x'>x&lt;/a></description></item></channel></rss>"),
        STR_INIT("<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><channel>"
                 "<link>https://goc.example.vn/</link></channel><item><title>A</title>"
                 "<description>&lt;a href='x'>x&lt;/a></description></item></rdf:RDF>"),
        STR_INIT("<feed xmlns='http://www.w3.org/2005/Atom'><link rel='self' "
                 "href='https://other.example/'/><link href='https://goc.example.vn/'/><entry>"
                 "<title>A</title><content type='html'>&lt;a href='/x'>x&lt;/a></content></entry>"
                 "</feed>"),
        STR_INIT("<rss xmlns:wp='http://wordpress.org/export/1.2/'><channel>"
                 "<wp:wxr_version>1.2</wp:wxr_version><link>https://goc.example.vn</link><item>"
                 "<title>A</title><content:encoded xmlns:content="
                 "'http://purl.org/rss/1.0/modules/content/'>&lt;a href='/x'>x&lt;/a>"
                 "</content:encoded><wp:post_type>post</wp:post_type><wp:status>draft</wp:status>"
                 "</item></channel></rss>"),
    };
    const struct import_options options = {.format = IMPORT_SNIFF, .source_url = STR("")};

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct import import;
        assert_no_fault(import_read(arena, rows[i], &options, &import));
        assert_int_equal(import.articles.count, 1);
        assert_str(str_trim(import.articles.items[0].body_markdown),
                   STR("[x](https://goc.example.vn/x)"));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_cannot_be_read_says_why),
        cmocka_unit_test(broken_xml_says_on_which_line),
        cmocka_unit_test(a_date_that_is_none_is_named),
        cmocka_unit_test(references_without_a_page_are_told_from_the_site),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
