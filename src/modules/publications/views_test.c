/*
 * Counting readers: people rather than robots and reloads, kept over a restart,
 * and shown without making a page anew at every count.
 */
#include "modules/publications/article_testing.h"

#define BROWSER_TEXT "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"
#define BROWSER STR(BROWSER_TEXT)

enum {
    NOON = 12 * 3600,
    HALF_AN_HOUR = 30 * 60
};

/* A site that keeps the counter, as app/open.c makes it. */
static void open_site(struct db_testing *test, struct site *site)
{
    *site = (struct site){.arena = test->arena, .states = map_new(test->arena)};
    map_set(site->states, STR("publications"), views_start(site));
    test->work->site = site;
}

static void *views_of(const struct site *site)
{
    return site_state(site, "publications");
}

static int64_t flushed(struct work *work, int64_t id)
{
    assert_no_fault(views_flush(work));
    return article_testing_load(work, id).views;
}

static void a_reload_within_half_an_hour_is_the_same_reading(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct site site;
        struct str an = STR("203.0.113.7");
        struct str binh = STR("203.0.113.8");
        article_testing_add(test.work, article_testing_unit(test.work, "1"), 1, 100);
        article_testing_add(test.work, article_testing_unit(test.work, "2"), 2, 100);
        open_site(&test, &site);
        views_count(views_of(&site), STR("bai-1"), an, BROWSER, NOON);
        views_count(views_of(&site), STR("bai-1"), an, BROWSER, NOON + 1);
        views_count(views_of(&site), STR("bai-1"), an, BROWSER, NOON + HALF_AN_HOUR - 1);
        assert_int_equal(flushed(test.work, 1), 1);
        views_count(views_of(&site), STR("bai-1"), binh, BROWSER, NOON);
        views_count(views_of(&site), STR("bai-1"), an, STR("Opera/9.80"), NOON);
        views_count(views_of(&site), STR("bai-2"), an, BROWSER, NOON);
        assert_int_equal(flushed(test.work, 1), 3);
        assert_int_equal(flushed(test.work, 2), 1);
        views_count(views_of(&site), STR("bai-1"), an, BROWSER, NOON + HALF_AN_HOUR);
        assert_int_equal(flushed(test.work, 1), 4);
        views_stop(views_of(&site));
    }
}

static void robots_and_programs_do_not_count(void **state)
{
    static const struct str agents[] = {
        STR_INIT(""),
        STR_INIT("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"),
        STR_INIT(
            "Mozilla/5.0 (compatible; coccocbot-web/1.0; +http://help.coccoc.com/searchengine)"),
        STR_INIT("Mozilla/5.0 (compatible; bingbot/2.0)"),
        STR_INIT("Mozilla/5.0 (compatible; Yahoo! Slurp)"),
        STR_INIT("curl/8.5.0"),
        STR_INIT("Wget/1.21"),
        STR_INIT("python-requests/2.31"),
        STR_INIT("Java/17.0.2"),
        STR_INIT("axios/1.6.8"),
        STR_INIT("libwww-perl/6.67"),
        STR_INIT("PostmanRuntime/7.36.3"),
        STR_INIT("WhatsApp/2.23.20.0"),
        STR_INIT("facebookexternalhit/1.1"),
        STR_INIT("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) "
                 "HeadlessChrome/120.0.0.0 Safari/537.36"),
        STR_INIT("Mozilla/5.0 (Linux; Android 11; moto g power) AppleWebKit/537.36 (KHTML, like "
                 "Gecko) Chrome/119.0.0.0 Mobile Safari/537.36 Chrome-Lighthouse"),
    };
    static const struct str browsers[] = {
        STR_INIT(BROWSER_TEXT),
        STR_INIT("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
                 "coc_coc_browser/120.0.148 Chrome/114.0.5735.148 Safari/537.36"),
        STR_INIT("Mozilla/5.0 (iPhone; CPU iPhone OS 16_5 like Mac OS X) AppleWebKit/605.1.15 "
                 "(KHTML, like Gecko) Mobile/15E148 Zalo iOS/494"),
        STR_INIT("Opera/9.80 (Android; Opera Mini/36.2/119.132; U; vi) Presto/2.12.423 "
                 "Version/12.16"),
    };
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct site site;
        article_testing_add(test.work, article_testing_unit(test.work, "1"), 1, 100);
        open_site(&test, &site);
        for (size_t i = 0; i < COUNT(agents); i++)
            views_count(views_of(&site), STR("bai-1"), STR("203.0.113.7"), agents[i], NOON);
        assert_int_equal(flushed(test.work, 1), 0);
        for (size_t i = 0; i < COUNT(browsers); i++)
            views_count(views_of(&site), STR("bai-1"), STR("203.0.113.7"), browsers[i], NOON);
        assert_int_equal(flushed(test.work, 1), COUNT(browsers));
        views_stop(views_of(&site));
    }
}

static void counts_survive_a_restart(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct site site;
        article_testing_add(test.work, article_testing_unit(test.work, "1"), 1, 100);
        open_site(&test, &site);
        views_count(views_of(&site), STR("bai-1"), STR("203.0.113.7"), BROWSER, NOON);
        assert_no_fault(views_flush(test.work)); /* what the last run of the jobs does at stop */
        views_stop(views_of(&site));
        open_site(&test, &site);
        assert_int_equal(article_testing_load(test.work, 1).views, 1);
        views_count(views_of(&site), STR("bai-1"), STR("203.0.113.8"), BROWSER, NOON);
        assert_int_equal(flushed(test.work, 1), 2);
        views_stop(views_of(&site));
    }
}

static void readings_of_what_is_not_there_are_dropped(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct site site;
        article_testing_add(test.work, article_testing_unit(test.work, "1"), 1, 0);
        open_site(&test, &site);
        views_count(views_of(&site), STR("khong-co"), STR("203.0.113.7"), BROWSER, NOON);
        views_count(views_of(&site), STR("bai-1"), STR("203.0.113.7"), BROWSER, NOON);
        assert_int_equal(flushed(test.work, 1), 0);
        views_stop(views_of(&site));
    }
}

static struct depend page_of(struct work *work, int64_t id)
{
    struct depend depend = {0};
    struct article article;
    db_release(work);
    work->depend = &depend;
    assert_no_fault(article_load(work, id, &article));
    work->depend = NULL;
    db_release(work);
    return depend;
}

/* The first flush shows at once; those within the next minute keep the page. */
static void a_page_is_made_anew_for_its_count_once_a_minute_at_most(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct site site;
        struct depend page;
        article_testing_add(test.work, article_testing_unit(test.work, "1"), 1, 100);
        open_site(&test, &site);
        page = page_of(test.work, 1);
        views_count(views_of(&site), STR("bai-1"), STR("203.0.113.1"), BROWSER, NOON);
        assert_int_equal(flushed(test.work, 1), 1);
        assert_false(depend_fresh(test.pool, &page));
        page = page_of(test.work, 1);
        views_count(views_of(&site), STR("bai-1"), STR("203.0.113.2"), BROWSER, NOON);
        assert_int_equal(flushed(test.work, 1), 2);
        assert_true(depend_fresh(test.pool, &page));
        views_stop(views_of(&site));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_reload_within_half_an_hour_is_the_same_reading),
        cmocka_unit_test(robots_and_programs_do_not_count),
        cmocka_unit_test(counts_survive_a_restart),
        cmocka_unit_test(readings_of_what_is_not_there_are_dropped),
        cmocka_unit_test(a_page_is_made_anew_for_its_count_once_a_minute_at_most),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
