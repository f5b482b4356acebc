/*
 * What search engines are told: the sitemap, who speaks here, the way to a page.
 */
#include "app/sitemap.h"
#include "app/testing.h"
#include "modules/publications/article_testing.h"
#include "view/json_read.h"

#include <string.h>

/* ---- the sitemap ---- */

/* How often `mark` stands in the answer. */
static size_t count_of(const struct visitor *robot, const char *mark)
{
    size_t count = 0;
    for (ptrdiff_t at = str_find(robot->body, str_from_c(mark), 0); at >= 0;
         at = str_find(robot->body, str_from_c(mark), (size_t)at + 1))
        count++;
    return count;
}

static void every_address_of_the_sitemap_answers(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *robot = visitor_new(&site);
        struct visitor *reader = visitor_new(&site);
        struct str index;
        size_t addresses = 0;
        struct str mark = STR("<loc>");
        visit_get(robot, "/robots.txt");
        assert_page_has(robot, "/sitemap.xml");
        visit_get(robot, "/sitemap.xml");
        assert_status(robot, 200);
        index = arena_copy(site.arena, robot->body);
        for (ptrdiff_t at = str_find(index, mark, 0); at >= 0;
             at = str_find(index, mark, (size_t)at + 1)) {
            struct str rest = str_from(index, (size_t)at + mark.len);
            struct str piece = str_cut(&rest, '<');
            size_t host = (size_t)str_find_byte(piece, '/', sizeof("http://") - 1);
            visit_get(robot, arena_c(site.arena, str_from(piece, host)));
            assert_status(robot, 200);
            for (ptrdiff_t a = str_find(robot->body, mark, 0); a >= 0;
                 a = str_find(robot->body, mark, (size_t)a + 1)) {
                struct str address = str_from(robot->body, (size_t)a + mark.len);
                address = str_cut(&address, '<');
                visit_get(reader, arena_c(site.arena, str_from(address, host)));
                assert_status(reader, 200);
                addresses++;
            }
        }
        assert_true(addresses > 30); /* the units of the demo alone are 35 */
    }
}

static const struct fault *add_many(struct work *work, void *context)
{
    const int64_t *unit_id = context;
    for (int64_t id = 1; id <= SITEMAP_PIECE + 1; id++) {
        struct article article = {.id = id,
                                  .unit_id = *unit_id,
                                  .slug = arena_printf(work->arena, "bai-%lld", (long long)id),
                                  .title = STR_INIT("Bài"),
                                  .status = ARTICLE_PUBLISHED,
                                  .published_at = {id * 1000000},
                                  .updated_at = {id * 1000000}};
        const struct fault *fault = article_testing_insert(work, &article);
        if (fault)
            return fault;
    }
    return NULL;
}

static void a_long_sitemap_is_cut_into_pieces(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_EMPTY)
    {
        struct visitor *robot = visitor_new(&site);
        int64_t unit_id = article_testing_unit(site.work, "1");
        assert_no_fault(db_write(site.work, add_many, &unit_id));
        db_release(site.work);
        visit_get(robot, "/sitemap.xml");
        assert_int_equal(count_of(robot, "/sitemap/publications-"), 2);
        visit_get(robot, "/sitemap/publications-1.xml");
        assert_int_equal(count_of(robot, "<url>"), SITEMAP_PIECE);
        visit_get(robot, "/sitemap/publications-2.xml");
        assert_int_equal(count_of(robot, "<url>"), 2); /* and the list itself */
        assert_true(count_of(robot, "/tin-tuc/bai-1<") == 1);
        visit_get(robot, "/sitemap/publications-3.xml");
        assert_status(robot, 404);
    }
}

static void a_piece_that_is_none_is_not_found(void **state)
{
    static const char *const targets[] = {
        "/sitemap/x-1.xml", "/sitemap/publications.xml", "/sitemap/publications-0.xml",
        "/sitemap/publications--1.xml", "/sitemap/publications-99999999999999999999.xml"};
    (void)state;
    ON_EACH_SITE(site, SITE_EMPTY)
    {
        struct visitor *robot = visitor_new(&site);
        for (size_t i = 0; i < COUNT(targets); i++) {
            visit_get(robot, targets[i]);
            assert_status(robot, 404);
        }
    }
}

/* ---- JSON-LD ---- */

/* The first piece of data for search engines whose text has `mark`. */
static const struct json_value *data_with(const struct visitor *robot, const char *mark)
{
    struct str open = STR("<script type=\"application/ld+json\">");
    for (ptrdiff_t at = str_find(robot->body, open, 0); at >= 0;
         at = str_find(robot->body, open, (size_t)at + 1)) {
        struct str rest = str_from(robot->body, (size_t)at + open.len);
        struct str text = str_cut(&rest, '<');
        const struct json_value *value;
        if (str_find(text, str_from_c(mark), 0) < 0)
            continue;
        assert_no_fault(json_read(robot->arena, text, 1 << 20, &value));
        return value;
    }
    fail_msg("no data with %s", mark);
    return NULL;
}

static void the_front_page_says_who_speaks_here(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *robot = visitor_new(&site);
        const struct json_value *graph;
        struct str text;
        visit_get(robot, "/");
        graph = json_member(data_with(robot, "GovernmentOrganization"), "@graph");
        assert_true(json_get_text(json_item(graph, 0), "@type", &text));
        assert_str(text, STR("GovernmentOrganization"));
        assert_true(json_get_text(json_item(graph, 0), "name", &text));
        assert_str(text, STR("Huyện Thanh Ba"));
    }
}

static void the_way_to_a_page_is_told(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *robot = visitor_new(&site);
        const struct json_value *items;
        struct str text;
        int64_t position;
        visit_get(robot, "/don-vi/xa-dong-xuan");
        assert_status(robot, 200);
        items = json_member(data_with(robot, "BreadcrumbList"), "itemListElement");
        assert_true(json_count(items) >= 3);
        assert_true(json_get_int(json_item(items, 1), "position", &position));
        assert_int_equal(position, 2);
        assert_true(json_get_text(json_item(items, 1), "item", &text));
        assert_true(str_ends(text, STR("/don-vi")));
        assert_true(json_get_text(json_item(items, json_count(items) - 1), "item", &text));
        assert_true(str_ends(text, STR("/don-vi/xa-dong-xuan")));
        assert_true(str_starts(text, STR("http")));
    }
}

/* RFC 9116: Contact is a URI, Expires is there once and lies within a year or so. */
static void who_found_a_hole_is_told_whom_to_write_to(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = visitor_new(&site);
        visit_get(an, "/.well-known/security.txt");
        assert_status(an, 200);
        assert_str(visit_header(an, "Content-Type"), STR("text/plain; charset=utf-8"));
        /* the portal's own address (demo), in March 2022 */
        assert_str(an->body, STR("Contact: mailto:lienhe@thanhba.example\n"
                                 "Expires: 2022-12-31T00:00:00Z\n"
                                 "Preferred-Languages: vi, en\n"));
        site.site->contact = STR("https://thanhba.example/bao-loi");
        visit_get(an, "/.well-known/security.txt");
        assert_true(str_starts(an->body, STR("Contact: https://thanhba.example/bao-loi\n")));
        site.now = date_start(date_ymd(2022, 10, 1)); /* not run out in three months */
        visit_get(an, "/.well-known/security.txt");
        assert_true(str_find(an->body, STR("\nExpires: 2023-12-31T"), 0) > 0);
    }
    ON_EACH_SITE(empty, SITE_EMPTY)
    {
        struct visitor *an = visitor_new(&empty);
        visit_get(an, "/.well-known/security.txt");
        assert_status(an, 404);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_found_a_hole_is_told_whom_to_write_to),
        cmocka_unit_test(every_address_of_the_sitemap_answers),
        cmocka_unit_test(a_long_sitemap_is_cut_into_pieces),
        cmocka_unit_test(a_piece_that_is_none_is_not_found),
        cmocka_unit_test(the_front_page_says_who_speaks_here),
        cmocka_unit_test(the_way_to_a_page_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
