/*
 * The house itself: what every visitor meets before there is any news.
 */
#include <pthread.h>
#include <stdatomic.h>
#include <string.h>

#include "app/open.h"
#include "civic/csrf.h"
#include "db/pool.h"
#include "desk.h"

static void the_house_says_that_it_lives(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_EMPTY)
    {
        struct visitor *monitor = visitor_new(&site);
        visit_get(monitor, "/healthz");
        assert_status(monitor, 200);
        assert_str(monitor->body, STR("ok\n"));
        visit_get(monitor, "/readyz");
        assert_status(monitor, 200);
        visit_head(monitor, "/healthz");
        assert_status(monitor, 200);
    }
}

struct hanging {
    struct site *site;
    atomic_bool has_begun;
    atomic_bool is_over;
    bool is_well;
};

static const struct fault *hangs(struct work *work, void *context)
{
    struct hanging *hanging = context;
    (void)work;
    hanging->has_begun = true;
    while (!hanging->is_over)
        usleep(1000);
    return NULL;
}

static void *write_and_hang(void *context)
{
    struct hanging *hanging = context;
    struct work *work = work_begin(hanging->site, LOCALE_VI);
    hanging->is_well = !db_write(work, hangs, hanging);
    work_end(work);
    return NULL;
}

/* Somebody's form meets a writer that hangs: it was not saved, and is there to be sent
 * again; who divides visitors among servers sends them elsewhere meanwhile. */
static void a_writer_that_hangs_is_told_to_who_writes_and_who_watches(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct hanging hanging = {.site = site.site};
        struct visitor *monitor = visitor_new(&site);
        struct visitor *minh = visitor_new(&site);
        pthread_t thread;
        visit_get(minh, "/dang-nhap");
        db_testing_hurry(site.site->pool, 200 * 1000);
        assert_int_equal(pthread_create(&thread, NULL, write_and_hang, &hanging), 0);
        assert_comes_true(hanging.has_begun);
        visit_post(minh, "/dang-nhap", "login", "congdan", "password", "mua-xuan-thanh-ba", NULL);
        assert_status(minh, 503);
        assert_page_has(minh, "Chưa lưu được");
        assert_comes_true(db_writer_silence(site.site->pool) > 200 * 1000);
        visit_get(monitor, "/readyz");
        assert_status(monitor, 503);
        visit_get(monitor, "/healthz");
        assert_status(monitor, 200);
        hanging.is_over = true;
        pthread_join(thread, NULL);
        assert_true(hanging.is_well);
        db_testing_hurry(site.site->pool, DB_PATIENCE_US);
        visit_get(monitor, "/readyz");
        assert_status(monitor, 200);
        visit_post(minh, "/dang-nhap", "login", "congdan", "password", "mua-xuan-thanh-ba", NULL);
        assert_status(minh, 303);
    }
}

struct behind {
    struct hanging hanging;
    struct visitor *visitor;
};

static void *sign_in_behind(void *context)
{
    struct behind *behind = context;
    visit_post(behind->visitor, "/dang-nhap", "login", "congdan", "password", "mua-xuan-thanh-ba",
               NULL);
    return NULL;
}

static size_t waiting_in(struct db_pool *pool)
{
    size_t waiting;
    pthread_mutex_lock(&pool->queue_lock);
    waiting = pool->waiting;
    pthread_mutex_unlock(&pool->queue_lock);
    return waiting;
}

/* What was done and is not durable in time may be so later: nobody is asked to send it
 * again before they have looked. */
static void who_cannot_know_is_not_asked_to_send_again(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct hanging first = {.site = site.site};
        struct behind minh = {.visitor = visitor_new(&site)};
        struct hanging second = {.site = site.site};
        pthread_t threads[3];
        visit_get(minh.visitor, "/dang-nhap");
        db_testing_hurry(site.site->pool, 2 * 1000 * 1000);
        assert_int_equal(pthread_create(&threads[0], NULL, write_and_hang, &first), 0);
        assert_comes_true(first.has_begun);
        assert_comes_true(db_writer_silence(site.site->pool) > 2 * (int64_t)DB_BATCH_US);
        assert_int_equal(pthread_create(&threads[1], NULL, sign_in_behind, &minh), 0);
        assert_comes_true(waiting_in(site.site->pool) == 1);
        assert_int_equal(pthread_create(&threads[2], NULL, write_and_hang, &second), 0);
        assert_comes_true(waiting_in(site.site->pool) == 2);
        first.is_over = true;
        pthread_join(threads[0], NULL);
        pthread_join(threads[1], NULL);
        assert_status(minh.visitor, 503);
        assert_page_has(minh.visitor, "Chưa biết nội dung ông/bà gửi đã được lưu hay chưa");
        assert_page_has(minh.visitor, "Chỉ gửi lại khi đã xem");
        assert_page_lacks(minh.visitor, "Xin gửi lại");
        assert_null(visit_header(minh.visitor, "Retry-After").ptr);
        second.is_over = true;
        pthread_join(threads[2], NULL);
    }
}

static void an_unknown_page_is_said_in_both_languages_with_the_request_s_name(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_EMPTY)
    {
        struct visitor *lan = visitor_new(&site);
        visit_get(lan, "/khong-co-trang-nay");
        assert_status(lan, 404);
        assert_page_has(lan, "Không tìm thấy");
        assert_true(str_find(lan->body, STR("lang=\"vi\""), 0) > 0);
        visit_get(lan, "/khong-co-trang-nay?lang=en");
        assert_status(lan, 404);
        assert_page_has(lan, "not found");
        assert_true(str_find(lan->body, STR("lang=\"en\""), 0) > 0);
        /* the language is remembered */
        visit_get(lan, "/khong-co-trang-nay");
        assert_page_has(lan, "not found");
    }
}

/* Who is signed in mistypes an address, or adds a slash to one, and stays signed in. */
static void an_unknown_page_ends_no_session(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        static const char *const targets[] = {"/khong-co/trang-nay", "/can-bo/tin/", "/giao-dien"};
        struct visitor *an = sign_in(&site, "bientap");
        for (size_t i = 0; i < sizeof(targets) / sizeof(targets[0]); i++) {
            visit_get(an, targets[i]);
            assert_true(an->status >= 300);
            visit_get(an, "/can-bo/tin");
            assert_status(an, 200);
        }
        visit_get(an, targets[0]);
        assert_page_has(an, "Biên tập viên"); /* greeted there as everywhere */
    }
}

/* A server of databases may be silent for long; what reads requests waits for none. */
static void the_threads_that_read_requests_ask_no_server(void **state)
{
    /*  what is asked for, whether it needs the database */
    static const struct {
        struct str target;
        bool asks;
    } rows[] = {
        {STR_INIT("/"),                 true },
        {STR_INIT("/khong-co"),         true },
        {STR_INIT("/readyz"),           true },
        {STR_INIT("/healthz"),          false},
        {STR_INIT("/metrics"),          false},
        {STR_INIT("/assets/style.css"), false},
    };
    (void)state;
    ON_EACH_SITE(site, SITE_EMPTY)
    {
        for (size_t i = 0; i < COUNT(rows); i++) {
            struct request *request;
            struct server_limits limits = {0};
            assert_no_fault(request_new(site.arena, HTTP_GET, rows[i].target, STR(""), &request));
            site.server.limits(site.server.context, request, &limits);
            assert_int_equal(limits.pool, rows[i].asks && engine_site == DB_POSTGRES);
        }
    }
}

/* As long as it lasts, whoever asks this database waits for a line to it. */
static struct reader *take_all_lines(struct db_pool *pool)
{
    struct reader *free_ones;
    pthread_mutex_lock(&pool->reader_lock);
    free_ones = pool->free_readers;
    pool->free_readers = NULL;
    pthread_mutex_unlock(&pool->reader_lock);
    return free_ones;
}

static void give_lines_back(struct db_pool *pool, struct reader *free_ones)
{
    pthread_mutex_lock(&pool->reader_lock);
    pool->free_readers = free_ones;
    pthread_mutex_unlock(&pool->reader_lock);
}

/* A head that is refused and a style that is not there are answered by the threads that
 * read requests, also to who is signed in, and while a server of databases is silent: with
 * a page and at once. */
static void who_is_refused_on_the_way_in_waits_for_no_server(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        const int64_t patience_us = 8 * INT64_C(1000000);
        struct fault *malformed =
            fault_new(site.arena, FAULT_MALFORMED, "request.no_length", "a body in chunks");
        struct pair cookie = {STR_INIT(SESSION_COOKIE),
                              STR_INIT("0123456789abcdef0123456789abcdef")};
        static const struct str targets[] = {STR_INIT("/gop-y"), STR_INIT("/assets/khong-co.css")};
        if (engine_site != DB_POSTGRES)
            continue;
        db_testing_hurry(site.site->pool, patience_us);
        for (size_t i = 0; i < COUNT(targets); i++) {
            int64_t began = clock_monotonic();
            struct reader *lines = take_all_lines(site.site->pool);
            struct server_limits limits = {0};
            struct request *request;
            struct response response;
            assert_no_fault(request_new(site.arena, HTTP_GET, targets[i], STR(""), &request));
            request->host = STR("dinh.example");
            request->cookies = (struct pairs){&cookie, 1};
            response_init(&response, site.arena);
            site.server.limits(site.server.context, request, &limits);
            if (limits.pool)
                site.server.refuse(site.server.context, request, malformed, false, &response);
            else
                site.server.handle(site.server.context, request, &response);
            give_lines_back(site.site->pool, lines);
            assert_int_equal(response.status, i ? 404 : 411);
            assert_true(str_find(response.body, STR("<html"), 0) > 0);
            assert_true(clock_monotonic() - began < patience_us / 4);
        }
        db_testing_hurry(site.site->pool, DB_PATIENCE_US);
    }
}

/* RFC 9457, section 3.1.2: "status" is that of the answer. */
static void a_refusal_tells_programs_its_own_status(void **state)
{
    static const struct {
        const char *key;
        enum fault_kind kind;
        const char *status;
    } rows[] = {
        {"request.no_length",        FAULT_MALFORMED, "\"status\":411"},
        {"request.target_too_long",  FAULT_TOO_LARGE, "\"status\":414"},
        {"request.headers_too_long", FAULT_TOO_LARGE, "\"status\":431"},
        {"request.header",           FAULT_MALFORMED, "\"status\":400"},
    };
    (void)state;
    ON_EACH_SITE(site, SITE_EMPTY)
    {
        for (size_t i = 0; i < COUNT(rows); i++) {
            struct fault *fault = fault_new(site.arena, rows[i].kind, rows[i].key, "refused");
            struct request *request;
            struct response response;
            assert_no_fault(
                request_new(site.arena, HTTP_POST, STR("/api/v1/search"), STR(""), &request));
            request->host = STR("dinh.example");
            response_init(&response, site.arena);
            site.server.refuse(site.server.context, request, fault, false, &response);
            assert_true(str_find(response.body, str_from_c(rows[i].status), 0) > 0);
        }
    }
}

/* A page is to be made anew and no handler is free: whoever asks next makes it. */
static void a_page_that_was_refused_is_made_by_the_next(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = visitor_new(&site);
        struct request *request;
        struct response response;
        struct fault *busy =
            fault_new(site.arena, FAULT_UNAVAILABLE, "server.busy", "no handler thread is free");
        visit_get(an, "/");
        visit_get(an, "/");
        assert_true(an->is_kept);
        db_pool_changed(site.site->pool, NULL, 0);
        assert_no_fault(request_new(site.arena, HTTP_GET, STR("/"), STR(""), &request));
        request->host = STR("dinh.example"); /* of all visitors */
        assert_null(site.server.quick(site.server.context, request));
        response_init(&response, site.arena);
        site.server.refuse(site.server.context, request, busy, false, &response);
        assert_int_equal(response.status, 503);
        visit_get(an, "/");
        assert_status(an, 200);
        assert_false(an->is_kept); /* not the old one, while nobody makes another */
    }
}

/* Style, letters and scripts are the same for everybody: who is signed in keeps them as
 * long as a stranger does, compressed, and pages about them nowhere. */
static void who_is_signed_in_keeps_the_style_too(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = visitor_new(&site);
        struct visitor *editor = sign_in(&site, "bientap");
        struct visitor *each[] = {an, editor};
        visit_get(an, "/");
        {
            const char *from = strstr(arena_c(an->jar, an->body), "/assets/style.css");
            const char *style;
            assert_non_null(from);
            style = arena_printf(an->jar, "%.*s", (int)strcspn(from, "\""), from).ptr;
            for (size_t i = 0; i < COUNT(each); i++) {
                visit_with(each[i], "Accept-Encoding", "br");
                visit_get(each[i], style);
                assert_status(each[i], 200);
                assert_str(visit_header(each[i], "Cache-Control"),
                           STR("public, max-age=31536000, immutable"));
                assert_str(visit_header(each[i], "Vary"), STR("Accept-Encoding"));
                assert_str(visit_header(each[i], "Content-Encoding"), STR("br"));
            }
            assert_true(editor->is_kept);
        }
        visit_get(editor, "/");
        assert_str(visit_header(editor, "Cache-Control"), STR("no-store"));
    }
}

static void the_theme_chosen_is_remembered(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_EMPTY)
    {
        struct visitor *minh = visitor_new(&site);
        visit_post(minh, "/giao-dien", "theme", "dark", "back", "/khong-co", NULL);
        assert_leads_to(minh, "/khong-co");
        assert_str(visit_cookie(minh, "theme"), STR("dark"));
        visit_follow(minh);
        assert_true(str_find(minh->body, STR("dark"), 0) > 0);
        visit_post(minh, "/giao-dien", "theme", "auto", "back", "/khong-co", NULL);
        assert_null(visit_cookie(minh, "theme").ptr);
    }
}

/* Results, a filter, a step: whoever makes the page dark stays where they are. */
static void a_theme_is_chosen_in_the_middle_of_a_search(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *minh = visitor_new(&site);
        visit_get(minh, "/tim-kiem?q=d%C3%A2n+ch%E1%BB%A7+%26+x&loai=news");
        visit_submit(minh, "/giao-dien", "theme", "dark", NULL);
        assert_leads_to(minh, "/tim-kiem?loai=news&q=d%C3%A2n%20ch%E1%BB%A7%20%26%20x");
        visit_follow(minh);
        assert_field(minh, "q", "dân chủ & x");
        visit_post(minh, "/giao-dien", "theme", "dark", "back", "/", "query", "//evil.example&%zz",
                   NULL);
        assert_leads_to(minh, "/");
    }
}

static void a_form_that_stood_elsewhere_is_refused(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_EMPTY)
    {
        struct visitor *minh = visitor_new(&site);
        minh->origin = "https://evil.example";
        visit_post(minh, "/giao-dien", "theme", "dark", "back", "/", NULL);
        assert_status(minh, 403);
        assert_null(visit_cookie(minh, "theme").ptr);
    }
}

/* As a proxy says the host that passes on its own port too, which browsers leave out
 * (RFC 3986, section 6.2.3). */
static void a_port_that_the_protocol_has_anyway_is_no_other_site(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_EMPTY)
    {
        struct visitor *minh = visitor_new(&site);
        visit_with(minh, "Host", "dinh.example:80");
        visit_post(minh, "/giao-dien", "theme", "dark", "back", "/", NULL);
        assert_status(minh, 303);
        visit_with(minh, "Host", "dinh.example:8080");
        visit_post(minh, "/giao-dien", "theme", "dark", "back", "/", NULL);
        assert_status(minh, 403);
        site.site->is_behind_tls = true;
        visit_with(minh, "Host", "thanhba.example:443");
        visit_get(minh, "/robots.txt");
        assert_true(str_find(minh->body, STR("https://thanhba.example/sitemap.xml"), 0) > 0);
        visit_with(minh, "Host", "thanhba.example:80");
        visit_get(minh, "/robots.txt");
        assert_true(str_find(minh->body, STR("https://thanhba.example:80/sitemap.xml"), 0) > 0);
    }
}

static void the_theme_form_never_leads_to_another_site(void **state)
{
    static const char *const hostile[] = {"https://evil.example/", "//evil.example",
                                          "/\\evil.example", "javascript:alert(1)"};
    (void)state;
    ON_EACH_SITE(site, SITE_EMPTY)
    {
        struct visitor *minh = visitor_new(&site);
        for (size_t i = 0; i < COUNT(hostile); i++) {
            struct str place;
            visit_post(minh, "/giao-dien", "theme", "dark", "back", hostile[i], NULL);
            place = visit_header(minh, "Location");
            assert_true(!place.ptr ||
                        (str_starts(place, STR("/")) && !str_starts(place, STR("//")) &&
                         !str_starts(place, STR("/\\"))));
        }
    }
}

static void a_form_that_is_too_large_is_told_the_limit(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_EMPTY)
    {
        struct visitor *minh = visitor_new(&site);
        char *words = arena_alloc(site.arena, REQUEST_BODY + 1);
        memset(words, 'a', REQUEST_BODY);
        visit_post(minh, "/giao-dien", "theme", words, NULL);
        assert_status(minh, 413);
        assert_page_has(minh, "mỗi lần gửi tối đa 1 MB");
        assert_link(minh, "/giao-dien");
        assert_link(minh, "/");
        visit_get(minh, "/?lang=en");
        visit_post(minh, "/giao-dien", "theme", words, NULL);
        assert_status(minh, 413);
        assert_page_has(minh, "at most 1 MB at one time");
    }
}

static void a_form_for_no_page_finds_no_page(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_EMPTY)
    {
        struct visitor *minh = visitor_new(&site);
        visit_post(minh, "/khong/co/gi", "a", "b", NULL);
        assert_status(minh, 404);
        visit_post(minh, "/healthz", "a", "b", NULL);
        assert_status(minh, 405); /* RFC 9110, 15.5.6: with the methods there are */
        assert_str(visit_header(minh, "Allow"), STR("GET, HEAD"));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_form_that_is_too_large_is_told_the_limit),
        cmocka_unit_test(a_form_for_no_page_finds_no_page),
        cmocka_unit_test(the_house_says_that_it_lives),
        cmocka_unit_test(a_writer_that_hangs_is_told_to_who_writes_and_who_watches),
        cmocka_unit_test(who_cannot_know_is_not_asked_to_send_again),
        cmocka_unit_test(an_unknown_page_is_said_in_both_languages_with_the_request_s_name),
        cmocka_unit_test(an_unknown_page_ends_no_session),
        cmocka_unit_test(the_theme_chosen_is_remembered),
        cmocka_unit_test(who_is_signed_in_keeps_the_style_too),
        cmocka_unit_test(a_page_that_was_refused_is_made_by_the_next),
        cmocka_unit_test(the_threads_that_read_requests_ask_no_server),
        cmocka_unit_test(a_refusal_tells_programs_its_own_status),
        cmocka_unit_test(who_is_refused_on_the_way_in_waits_for_no_server),
        cmocka_unit_test(a_theme_is_chosen_in_the_middle_of_a_search),
        cmocka_unit_test(a_form_that_stood_elsewhere_is_refused),
        cmocka_unit_test(a_port_that_the_protocol_has_anyway_is_no_other_site),
        cmocka_unit_test(the_theme_form_never_leads_to_another_site),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
