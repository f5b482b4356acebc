/*
 * What others write stays words in a feed: well-formed, read back as it was written.
 */
#include "desk.h"
#include "feed.h"
#include "view/html.h"

static const char *const titles[] = {
    "Cắt ]]> đoạn <![CDATA[ x",
    "<!--",
    "</title></entry><script>alert(1)</script>",
    "&amp; &#0; &nbsp; &la; %s%n {{x}}",
    "Cảm xúc 😀👨\u200D👩\u200D👧 \U0010FFFD",
    "' onmouseover=\"alert(1)\"",
};

/* Of the feed's newest, as long as there are `titles`. */
static void assert_entries(struct visitor *an, const struct xml_node *parent, const char *entry,
                           const char *summary, bool is_markup)
{
    const struct xml_node *item = xml_child(parent, str_from_c(entry));
    for (size_t i = 0; i < COUNT(titles); i++) {
        struct str title = str_from_c(titles[COUNT(titles) - 1 - i]);
        struct str said;
        assert_non_null(item);
        assert_str(child_text(an, item, "title"), title);
        said = child_text(an, item, summary);
        /* RSS 2.0, description: entity-encoded HTML; RFC 4287, 3.1.1: text is text */
        assert_str(said, is_markup ? html_escape(an->site->arena, title).markup : title);
        item = xml_sibling(item, str_from_c(entry));
    }
}

static void hostile_words_are_read_back_as_they_were_written(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = visitor_new(&site);
        struct visitor *editor = signed_in(&site, "bientap");
        struct visitor *approver = signed_in(&site, "duyet");
        for (size_t i = 0; i < COUNT(titles); i++) {
            const char *address = write_draft(editor, titles[i]);
            visit_get(editor, address);
            visit_submit(editor, "", "lead", titles[i], "byline", titles[i], NULL);
            publish(approver, address);
            site_testing_wait(&site, 1);
        }
        assert_entries(an, feed_of(an, "/tin-tuc.atom"), "entry", "summary", false);
        assert_entries(an, xml_child(feed_of(an, "/tin-tuc.rss"), STR("channel")), "item",
                       "description", true);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hostile_words_are_read_back_as_they_were_written),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
