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
        struct visitor *editor = sign_in(&site, "bientap");
        struct visitor *approver = sign_in(&site, "duyet");
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

static struct str first_title(struct visitor *an, const char *target)
{
    const struct xml_node *root = feed_of(an, target);
    const struct xml_node *channel = xml_child(root, STR("channel"));
    const struct xml_node *entry =
        channel ? xml_child(channel, STR("item")) : xml_child(root, STR("entry"));
    assert_non_null(entry);
    return child_text(an, entry, "title");
}

/* Its own day is long past, and the list of documents goes by that. */
static void an_old_document_is_news_when_it_is_put_here(void **state)
{
    static const char *const feeds[] = {"/van-ban.atom", "/van-ban.rss"};
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = visitor_new(&site);
        struct visitor *approver = sign_in(&site, "duyet");
        const char *edit = write_document(approver, "Bản đồ thoát nước");
        feed_of(an, feeds[0]);
        visit_get(approver, edit);
        visit_submit(approver, edit, "signed_on", "2/3/1999", NULL);
        visit_get(approver, edit);
        visit_submit(approver, below(approver, edit, "/dang"), NULL);
        for (size_t i = 0; i < COUNT(feeds); i++)
            assert_str(first_title(an, feeds[i]), STR("Báo cáo: Bản đồ thoát nước"));
    }
}

/* Who follows the calendar by a feed hears of a change, as a change of what they know. */
static void a_reception_that_is_moved_comes_again_as_the_same(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = visitor_new(&site);
        struct visitor *clerk = sign_in(&site, "tiepdan");
        const struct xml_node *entry;
        struct str id;
        struct str link;
        const char *day;
        visit_get(clerk, "/can-bo/lich-tiep-dan");
        visit_get(clerk, arena_c(site.arena, visit_link(clerk, "Bí thư Huyện ủy")));
        day = arena_c(site.arena, visit_link(clerk, "15/03/2022"));
        for (entry = xml_child(feed_of(an, "/lich-tiep-dan.atom"), STR("entry")); entry;
             entry = xml_sibling(entry, STR("entry")))
            if (str_find(child_text(an, entry, "title"), STR("15/03/2022"), 0) >= 0 &&
                str_starts(child_text(an, entry, "title"), STR("Bí thư Huyện ủy")))
                break;
        assert_non_null(entry);
        id = child_text(an, entry, "id");
        site_testing_wait(&site, 60);
        visit_get(clerk, day);
        visit_submit(clerk, below(clerk, day, "/doi"), "to", "25/03/2022", "reason", "Họp", NULL);
        assert_status(clerk, 303);
        entry = xml_child(feed_of(an, "/lich-tiep-dan.atom"), STR("entry"));
        assert_str(child_text(an, entry, "id"), id);
        assert_true(
            str_find(child_text(an, entry, "title"), STR("sang Thứ Sáu 25/03/2022: Họp"), 0) > 0);
        link = attribute(xml_child(entry, STR("link")), "href");
        link = str_from(link, (size_t)str_find(link, STR("/lich-tiep-dan"), 0));
        visit_get(an, arena_c(site.arena, link));
        assert_status(an, 200);
        assert_page_has(an, "25/03/2022");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hostile_words_are_read_back_as_they_were_written),
        cmocka_unit_test(an_old_document_is_news_when_it_is_put_here),
        cmocka_unit_test(a_reception_that_is_moved_comes_again_as_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
