/*
 * News as readers, robots and feed readers meet it.
 */
#include "base/file.h"
#include "desk.h"
#include "feed.h"
#include "modules/publications/article_testing.h"

#include <string.h>

#define REAL "/tin-tuc/ban-chi-dao-thuc-hien-dan-chu-huyen-thanh-ba-trien-khai-nhiem-vu-nam-2022"

static void import_real_page(struct site_testing *site, int64_t unit)
{
    static const struct import_options options = {.format = IMPORT_SNIFF};
    struct import import;
    struct import_count count;
    struct str bytes;
    assert_no_fault(
        file_read(site->arena, "tests/fixtures/import/thanh-ba-2022.txt", 100000, &bytes));
    assert_no_fault(import_read(site->arena, bytes, &options, &import));
    assert_no_fault(article_import(site->work, unit, import.articles.items, 1, &count));
    db_release(site->work);
}

static int64_t publish_article(struct site_testing *site, int64_t unit, const char *title)
{
    struct article_text text = {str_from_c(title), STR_INIT("Sapo."), STR_INIT("Nội dung."),
                                STR_INIT("Tổ biên tập")};
    int64_t id;
    assert_no_fault(article_create(site->work, unit, &text, &id));
    assert_no_fault(article_publish(site->work, id, 1));
    db_release(site->work);
    return id;
}

/* ---- pages ---- */

static void a_stranger_reads_the_page_this_program_began_with(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_EMPTY)
    {
        struct visitor *an = visitor_new(&site);
        import_real_page(&site, article_testing_unit(site.work, "1"));
        visit_get(an, "/tin-tuc");
        assert_status(an, 200);
        assert_link(an, REAL);
        visit_get(an, REAL);
        assert_status(an, 200);
        assert_page_has(an, "Ban chỉ đạo thực hiện dân chủ huyện Thanh Ba triển khai nhiệm vụ năm "
                            "2022");
        assert_page_has(an, "Cập nhật: 06/03/2022");
        assert_page_has(an, "Lượt xem: 3.418");
        assert_page_has(an, "Đồng chí Nguyễn Trung Tình - Phó Bí thư Thường trực Huyện ủy");
        assert_page_has(an, "tiếp tục được củng cố. Về nhiệm vụ trọng tâm năm 2022");
        assert_page_has(an, "Hải Minh");
        assert_link(an, "/tin-tuc");
        visit_get(an, REAL "?lang=en");
        assert_page_has(an, "Updated: 06/03/2022");
        assert_page_has(an, "Views: 3,418");
    }
}

static void the_demo_marks_what_is_invented_and_draws_the_real_meeting(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = visitor_new(&site);
        visit_get(an, REAL);
        assert_status(an, 200);
        assert_page_has(an, "Lượt xem: 3.418");
        assert_page_has(an, "Tranh vẽ thay ảnh.");
        assert_page_lacks(an, "người, con số và việc trong bài là hư cấu");
        assert_no_dead_links(an);
        visit_get(an, "/tin-tuc");
        assert_no_dead_links(an);
        visit_get(an, arena_c(site.arena, visit_link(an, "Hai nhà chung một lối đi")));
        assert_status(an, 200);
        assert_page_has(an, "Minh họa");
        assert_page_has(an, "người, con số và việc trong bài là hư cấu");
        assert_no_dead_links(an);
    }
}

static void an_article_leads_to_its_neighbours_in_time(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_EMPTY)
    {
        struct visitor *an = visitor_new(&site);
        int64_t unit = article_testing_unit(site.work, "1");
        static const char *const titles[] = {"Một", "Hai", "Ba"};
        for (size_t i = 0; i < COUNT(titles); i++) {
            publish_article(&site, unit, titles[i]);
            site_testing_wait(&site, 60);
        }
        visit_get(an, "/tin-tuc/hai");
        assert_str(visit_link(an, "Một"), STR("/tin-tuc/mot"));
        assert_str(visit_link(an, "Ba"), STR("/tin-tuc/ba"));
        assert_page_has(an, "Một Cũ hơn");
        assert_page_has(an, "Ba Mới hơn");
        visit_get(an, "/tin-tuc/ba");
        assert_link(an, "/tin-tuc/hai");
        assert_page_lacks(an, "Mới hơn");
    }
}

/* Goes from page to page by links whose words contain `words`; how many articles
 * there were on them all. */
static int walk(struct visitor *an, const char *words)
{
    int articles = 0;
    for (int pages = 0; pages < 10; pages++) {
        struct str text = visit_text(an);
        struct str link;
        for (ptrdiff_t at = str_find(text, STR("Sapo."), 0); at >= 0;
             at = str_find(text, STR("Sapo."), (size_t)at + 1))
            articles++;
        if (str_find(text, str_from_c(words), 0) < 0)
            break;
        link = visit_link(an, words);
        visit_get(an, arena_c(an->site->arena, link));
        assert_status(an, 200);
    }
    return articles;
}

static void the_list_is_walked_page_by_page_to_its_end_and_back(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_EMPTY)
    {
        struct visitor *an = visitor_new(&site);
        int64_t unit = article_testing_unit(site.work, "1");
        for (int64_t id = 1; id <= 105; id++)
            article_testing_add(site.work, unit, id, 1000 + id / 30);
        visit_get(an, "/tin-tuc");
        assert_page_has(an, "Bài 105");
        assert_page_has(an, "Bài 56");
        assert_page_lacks(an, "Bài 55");
        assert_int_equal(walk(an, "Cũ hơn"), 105);
        assert_page_has(an, "Bài 5");
        assert_page_has(an, "Bài 1");
        /* 5 on the last page, 50 before them, and the first page, full as always */
        assert_int_equal(walk(an, "Mới hơn"), 5 + 50 + 50);
        assert_page_has(an, "Bài 105");
    }
}

static void a_wrong_address_of_a_list_page_is_refused(void **state)
{
    static const char *const targets[] = {"/tin-tuc?truoc=x", "/tin-tuc?sau=1", "/tin-tuc?truoc=1-",
                                          "/tin-tuc?truoc=1-0",
                                          "/tin-tuc?sau=99999999999999999999-1"};
    (void)state;
    ON_EACH_SITE(site, SITE_EMPTY)
    {
        struct visitor *an = visitor_new(&site);
        for (size_t i = 0; i < COUNT(targets); i++) {
            visit_get(an, targets[i]);
            assert_status(an, 400);
        }
        visit_get(an, "/tin-tuc?truoc=1-1");
        assert_status(an, 200);
        assert_page_has(an, "Ở đây chưa có tin nào.");
        assert_link(an, "/tin-tuc");
    }
}

static const struct fault *rename_article(struct work *work, void *id)
{
    return article_set_slug(work, *(int64_t *)id, STR("ten-moi"));
}

static void old_withdrawn_and_unknown_addresses_say_so(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_EMPTY)
    {
        struct visitor *an = visitor_new(&site);
        int64_t unit = article_testing_unit(site.work, "1");
        int64_t id = publish_article(&site, unit, "Tên cũ");
        article_testing_add(site.work, unit, 7, 0);
        visit_get(an, "/tin-tuc/khong-co");
        assert_status(an, 404);
        visit_get(an, "/tin-tuc/bai-7");
        assert_status(an, 404);
        assert_no_fault(db_write(site.work, rename_article, &id));
        visit_get(an, "/tin-tuc/ten-cu");
        assert_status(an, 308);
        assert_leads_to(an, "/tin-tuc/ten-moi");
        visit_follow(an);
        assert_status(an, 200);
        assert_no_fault(article_withdraw(site.work, id, 2));
        visit_get(an, "/tin-tuc/ten-moi");
        assert_status(an, 410);
        assert_page_has(an, "đã được gỡ");
        assert_page_lacks(an, "Tên cũ");
    }
}

static void what_others_wrote_stays_text(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_EMPTY)
    {
        struct visitor *an = visitor_new(&site);
        struct article_text text = {
            STR_INIT("</script><script>alert(1)</script>"),
            STR_INIT("<img src=x onerror=alert(2)>"),
            STR_INIT("<script>alert(3)</script>\n\n[x](javascript:alert(4))"),
            STR_INIT("\"><b>Minh")};
        int64_t id;
        int64_t unit = article_testing_unit(site.work, "1");
        assert_no_fault(article_create(site.work, unit, &text, &id));
        assert_no_fault(article_publish(site.work, id, 1));
        visit_get(an, "/tin-tuc/script-script-alert-1-script");
        assert_status(an, 200);
        assert_true(str_find(an->body, STR("<script>alert"), 0) < 0);
        assert_true(str_find(an->body, STR("<img src=x"), 0) < 0);
        assert_true(str_find(an->body, STR("javascript:"), 0) < 0);
        assert_true(str_find(an->body, STR("\\u003c/script>"), 0) > 0);
        assert_page_has(an, "</script><script>alert(1)</script>");
        assert_page_has(an, "\"><b>Minh");
    }
}

/* ---- the cache ---- */

static bool is_kept(struct visitor *an, const char *target)
{
    visit_get(an, target);
    assert_status(an, 200);
    return an->is_kept;
}

static void publishing_drops_the_pages_that_show_it_and_no_other(void **state)
{
    static const char *const pages[] = {"/tin-tuc", "/tin-tuc.atom", "/tin-tuc.rss", "/tin-tuc/mot",
                                        "/tin-tuc/hai"};
    (void)state;
    ON_EACH_SITE(site, SITE_EMPTY)
    {
        struct visitor *an = visitor_new(&site);
        int64_t unit = article_testing_unit(site.work, "1");
        struct article_text text = {STR_INIT("Sửa"), STR_INIT("Sapo."), STR_INIT("Mới."),
                                    STR_INIT("")};
        int64_t last;
        publish_article(&site, unit, "Một");
        site_testing_wait(&site, 60);
        publish_article(&site, unit, "Hai");
        for (size_t i = 0; i < COUNT(pages); i++)
            is_kept(an, pages[i]);
        for (size_t i = 0; i < COUNT(pages); i++)
            assert_true(is_kept(an, pages[i]));
        site_testing_wait(&site, 60);
        last = publish_article(&site, unit, "Ba");
        assert_true(is_kept(an, "/tin-tuc/mot"));
        assert_false(is_kept(an, "/tin-tuc/hai")); /* it has a newer neighbour now */
        assert_page_has(an, "Ba");
        assert_false(is_kept(an, "/tin-tuc"));
        assert_page_has(an, "Ba");
        assert_false(is_kept(an, "/tin-tuc.atom"));
        assert_false(is_kept(an, "/tin-tuc.rss"));
        is_kept(an, "/tin-tuc/ba");
        assert_true(is_kept(an, "/tin-tuc/ba"));
        assert_no_fault(article_save(site.work, last, 2, &text));
        assert_false(is_kept(an, "/tin-tuc/ba"));
        assert_page_has(an, "Mới.");
        assert_false(is_kept(an, "/tin-tuc/hai"));
        assert_page_has(an, "Sửa");
        assert_true(is_kept(an, "/tin-tuc/mot"));
    }
}

static void pages_are_kept_behind_a_proxy_that_speaks_https_for_the_site(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_EMPTY)
    {
        struct visitor *an = visitor_new(&site);
        site.site->is_behind_tls = true;
        assert_false(is_kept(an, "/tin-tuc"));
        assert_true(is_kept(an, "/tin-tuc"));
    }
}

static void people_are_counted_robots_and_reloads_are_not(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_EMPTY)
    {
        struct visitor *an = visitor_new(&site);
        struct visitor *binh = visitor_new(&site);
        struct visitor *robot = visitor_new(&site);
        int64_t id = publish_article(&site, article_testing_unit(site.work, "1"), "Một");
        binh->address = STR("203.0.113.8");
        robot->address = STR("203.0.113.9");
        robot->user_agent = "Mozilla/5.0 (compatible; Googlebot/2.1)";
        for (int i = 0; i < 3; i++) {
            visit_get(an, "/tin-tuc/mot");
            visit_get(robot, "/tin-tuc/mot");
        }
        visit_get(binh, "/tin-tuc/mot");
        assert_true(binh->is_kept);
        visit_head(robot, "/tin-tuc/mot");
        visit_with(robot, "Sec-Purpose", "prefetch");
        visit_get(robot, "/tin-tuc/mot");
        assert_no_fault(views_flush(site.work));
        assert_int_equal(article_testing_load(site.work, id).views, 2);
        visit_get(an, "/tin-tuc/mot");
        assert_page_has(an, "Lượt xem: 2");
    }
}

/* ---- feeds ---- */

/* RFC 4287: what a feed and an entry must have, ids that are addresses and
 * differ, RFC 3339 moments, the feed's own address. */
static void the_atom_feed_has_what_its_standard_asks(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_EMPTY)
    {
        struct visitor *an = visitor_new(&site);
        int64_t unit = article_testing_unit(site.work, "1");
        const struct xml_node *feed;
        const struct xml_node *first;
        const struct xml_node *link;
        struct str base;
        struct str id;
        import_real_page(&site, unit);
        publish_article(&site, unit, "Một & <hai>");
        feed = feed_of(an, "/tin-tuc.atom");
        assert_str(visit_header(an, "Content-Type"), STR("application/atom+xml; charset=utf-8"));
        assert_str(feed->name, STR("feed"));
        assert_str(feed->space, STR("http://www.w3.org/2005/Atom"));
        assert_str(child_text(an, feed, "updated"), STR("2022-03-07T08:00:00+07:00"));
        assert_true(child_text(an, feed, "title").len > 0);
        assert_true(str_starts(child_text(an, feed, "id"), STR("urn:uuid:")));
        assert_non_null(xml_child(feed, STR("author")));
        link = xml_child(feed, STR("link"));
        assert_str(attribute(link, "rel"), STR("self"));
        base = attribute(link, "href");
        assert_true(str_starts(base, STR("http")));
        assert_true(str_ends(base, STR("/tin-tuc.atom")));
        first = xml_child(feed, STR("entry"));
        assert_str(child_text(an, first, "title"), STR("Một & <hai>"));
        id = child_text(an, first, "id");
        first = xml_sibling(first, STR("entry"));
        assert_null(xml_sibling(first, STR("entry")));
        assert_true(str_starts(child_text(an, first, "id"), STR("urn:uuid:")));
        assert_false(str_equal(child_text(an, first, "id"), id));
        assert_false(str_equal(child_text(an, first, "id"), child_text(an, feed, "id")));
        assert_str(child_text(an, first, "published"), STR("2022-03-06T00:00:00+07:00"));
        assert_str(child_text(an, first, "updated"), STR("2022-03-06T00:00:00+07:00"));
        assert_true(str_starts(child_text(an, first, "summary"), STR("Ban chỉ đạo Quy chế")));
        assert_str(child_text(an, xml_child(first, STR("author")), "name"), STR("Hải Minh"));
        assert_true(str_ends(attribute(xml_child(first, STR("link")), "href"), STR(REAL)));
    }
}

static void the_rss_feed_names_the_same_articles(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_EMPTY)
    {
        struct visitor *an = visitor_new(&site);
        const struct xml_node *atom;
        const struct xml_node *rss;
        const struct xml_node *item;
        const struct xml_node *link;
        struct str id;
        import_real_page(&site, article_testing_unit(site.work, "1"));
        atom = feed_of(an, "/tin-tuc.atom");
        id = child_text(an, xml_child(atom, STR("entry")), "id");
        rss = feed_of(an, "/tin-tuc.rss");
        assert_str(visit_header(an, "Content-Type"), STR("application/rss+xml; charset=utf-8"));
        assert_str(attribute(rss, "version"), STR("2.0"));
        rss = xml_child(rss, STR("channel"));
        assert_true(child_text(an, rss, "title").len > 0);
        assert_true(child_text(an, rss, "description").len > 0);
        assert_str(child_text(an, rss, "language"), STR("vi"));
        assert_str(child_text(an, rss, "lastBuildDate"), STR("Sun, 06 Mar 2022 00:00:00 +0700"));
        link = xml_sibling(xml_child(rss, STR("link")), STR("link")); /* behind that of RSS */
        assert_str(link->space, STR("http://www.w3.org/2005/Atom"));
        assert_str(attribute(link, "rel"), STR("self"));
        item = xml_child(rss, STR("item"));
        assert_str(child_text(an, item, "guid"), id);
        assert_str(attribute(xml_child(item, STR("guid")), "isPermaLink"), STR("false"));
        assert_str(child_text(an, item, "pubDate"), STR("Sun, 06 Mar 2022 00:00:00 +0700"));
        assert_str(child_text(an, item, "creator"), STR("Hải Minh"));
        assert_true(str_ends(child_text(an, item, "link"), STR(REAL)));
    }
}

static void every_list_has_feeds_of_its_own(void **state)
{
    /* columns: list, its feeds */
    static const struct {
        const char *list;
        const char *atom;
        const char *rss;
    } lists[] = {
        {"/tin-tuc?the=duong-lang",    "/tin-tuc.atom?the=duong-lang",    "/tin-tuc.rss?the=duong-lang"},
        {"/tin-tuc?muc=nong-thon",     "/tin-tuc.atom?muc=nong-thon",     "/tin-tuc.rss?muc=nong-thon" },
        {"/don-vi/huyen-thanh-ba/tin", "/don-vi/huyen-thanh-ba/tin.atom",
         "/don-vi/huyen-thanh-ba/tin.rss"                                                              },
    };
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = visitor_new(&site);
        struct visitor *editor = sign_in(&site, "bientap");
        struct visitor *approver = sign_in(&site, "duyet");
        const char *address = write_draft(editor, "Đường làng sạch");
        struct str ids[COUNT(lists)];
        struct str category;
        visit_get(approver, DESK "/chuyen-muc");
        visit_submit(approver, "#them", "name", "Nông thôn", NULL);
        visit_follow(approver);
        category = page_value(approver, "id");
        visit_get(editor, address);
        visit_submit(editor, "", "tags", "Đường làng", "category", arena_c(site.arena, category),
                     NULL);
        publish(approver, address);
        for (size_t i = 0; i < COUNT(lists); i++) {
            const struct xml_node *feed;
            const struct xml_node *entry;
            visit_get(an, lists[i].list);
            assert_link(an, lists[i].atom);
            assert_link(an, lists[i].rss);
            assert_no_dead_links(an);
            visit_get(an, lists[i].rss);
            assert_status(an, 200);
            assert_true(str_find(an->body, STR("Đường làng sạch"), 0) > 0);
            feed = feed_of(an, lists[i].atom);
            entry = xml_child(feed, STR("entry"));
            assert_str(child_text(an, entry, "title"), STR("Đường làng sạch"));
            assert_true(str_ends(attribute(xml_child(feed, STR("link")), "href"),
                                 str_from_c(lists[i].atom)));
            ids[i] = arena_copy(site.arena, child_text(an, feed, "id"));
            for (size_t k = 0; k < i; k++)
                assert_false(str_equal(ids[i], ids[k]));
        }
        assert_null(xml_sibling(xml_child(feed_of(an, lists[0].atom), STR("entry")), STR("entry")));
        visit_get(an, "/tin-tuc.atom?the=khong-co");
        assert_status(an, 404);
        visit_get(an, "/don-vi/khong-co/tin.rss");
        assert_status(an, 404);
    }
}

static void an_imported_article_has_a_short_address_too(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_EMPTY)
    {
        struct visitor *an = visitor_new(&site);
        struct str code;
        int64_t unit = article_testing_unit(site.work, "1");
        import_real_page(&site, unit);
        visit_get(an, REAL);
        code = arena_copy(site.arena, visit_link(an, "/t/"));
        visit_get(an, arena_c(site.arena, code));
        assert_leads_to(an, REAL);
        import_real_page(&site, unit);
        visit_get(an, REAL);
        assert_str(visit_link(an, "/t/"), code);
    }
}

static void a_feed_reader_that_has_it_gets_304(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_EMPTY)
    {
        struct visitor *an = visitor_new(&site);
        struct str etag;
        import_real_page(&site, article_testing_unit(site.work, "1"));
        visit_get(an, "/tin-tuc.atom");
        visit_get(an, "/tin-tuc.atom");
        assert_true(an->is_kept);
        etag = arena_copy(site.arena, visit_header(an, "ETag"));
        assert_true(etag.len > 0);
        visit_with(an, "If-None-Match", arena_c(site.arena, etag));
        visit_get(an, "/tin-tuc.atom");
        assert_status(an, 304);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_stranger_reads_the_page_this_program_began_with),
        cmocka_unit_test(the_demo_marks_what_is_invented_and_draws_the_real_meeting),
        cmocka_unit_test(an_article_leads_to_its_neighbours_in_time),
        cmocka_unit_test(the_list_is_walked_page_by_page_to_its_end_and_back),
        cmocka_unit_test(a_wrong_address_of_a_list_page_is_refused),
        cmocka_unit_test(old_withdrawn_and_unknown_addresses_say_so),
        cmocka_unit_test(what_others_wrote_stays_text),
        cmocka_unit_test(publishing_drops_the_pages_that_show_it_and_no_other),
        cmocka_unit_test(pages_are_kept_behind_a_proxy_that_speaks_https_for_the_site),
        cmocka_unit_test(people_are_counted_robots_and_reloads_are_not),
        cmocka_unit_test(the_atom_feed_has_what_its_standard_asks),
        cmocka_unit_test(the_rss_feed_names_the_same_articles),
        cmocka_unit_test(every_list_has_feeds_of_its_own),
        cmocka_unit_test(an_imported_article_has_a_short_address_too),
        cmocka_unit_test(a_feed_reader_that_has_it_gets_304),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
