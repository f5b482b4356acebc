/*
 * What people may be told of: news of a category, documents, what a saved search
 * finds. Each story goes through a real mail server, and each thing reaches it once.
 */
#include "desk.h"
#include "modules/notices/notice_service.h"
#include "post.h"

#define DAY INT64_C(86400)
#define AN "an@thanhba.example"

/* Subscribes by the form as it stands, and confirms by the link of the letter. */
static void confirm(struct post *post, struct visitor *visitor)
{
    struct str front = STR("https://thanhba.example/nhan-tin/xac-nhan/");
    struct str text;
    ptrdiff_t at;
    visit_submit(visitor, "/nhan-tin", "email", AN, NULL);
    assert_leads_to(visitor, "/nhan-tin/da-gui");
    assert_int_equal(send_all(post), 1);
    text = letter_text(post, (int)letters_of(post) - 1);
    at = str_find(text, front, 0);
    assert_true(at >= 0);
    text = str_from(text, (size_t)at + STR("https://thanhba.example").len);
    text = str_cut(&text, '\n');
    visit_get(visitor, arena_c(post->arena, str_trim(text)));
    assert_status(visitor, 200);
    visit_submit(visitor, "", NULL);
    visit_follow(visitor);
    assert_page_has(visitor, "Đã xác nhận");
}

/* The plain part of the letter of that day; it is the only one. */
static struct str digest(struct post *post)
{
    site_testing_job(post->site, "notices-digest");
    assert_int_equal(send_all(post), 1);
    return letter_text(post, (int)letters_of(post) - 1);
}

static void assert_no_digest(struct post *post)
{
    site_testing_job(post->site, "notices-digest");
    assert_int_equal(send_all(post), 0);
}

/* A category, and its id. */
static const char *new_category(struct visitor *approver, const char *name)
{
    const struct xml_node *root;
    visit_get(approver, DESK "/chuyen-muc");
    visit_submit(approver, "#them", "name", name, NULL);
    visit_follow(approver);
    root = visit_tree(approver);
    /* the forms of the page: the id stands before the name */
    for (const struct xml_node *node = root, *id = NULL; node; node = xml_walk(root, node)) {
        struct str value = STR("");
        if (!xml_attribute_value(node, STR("name"), &value))
            continue;
        if (str_equal(value, STR("id")))
            id = node;
        if (str_equal(value, STR("name")) && xml_attribute_value(node, STR("value"), &value) &&
            str_equal(value, str_from_c(name)) && id &&
            xml_attribute_value(id, STR("value"), &value))
            return arena_c(approver->site->arena, value);
    }
    fail_msg("no category %s", name);
    return "";
}

static void publish_in(struct visitor *editor, struct visitor *approver, const char *category,
                       const char *title)
{
    const char *address = write_draft(editor, title);
    visit_get(editor, address);
    visit_submit(editor, "", "category", category, NULL);
    assert_status(editor, 303);
    publish(approver, address);
}

static void a_category_is_told_alone_and_once(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct post post;
        struct visitor *an = visitor_new(&site);
        struct visitor *editor = sign_in(&site, "bientap");
        struct visitor *approver = sign_in(&site, "duyet");
        const char *farming;
        const char *roads;
        const char *manage;
        struct str text;
        post_begin(&post, &site);
        farming = new_category(approver, "Nông nghiệp");
        roads = new_category(approver, "Giao thông");
        visit_get(an, "/tin-tuc?muc=nong-nghiep");
        visit_get(an, arena_c(site.arena, visit_link(an, "qua thư điện tử")));
        assert_status(an, 200);
        assert_page_has(an, "Tin tức – Giao thông");
        confirm(&post, an);
        assert_page_has(an, "Tin tức – Nông nghiệp");
        manage = arena_c(site.arena, an->path);
        site_testing_wait(&site, 3600);
        publish_in(editor, approver, farming, "Lúa trổ đều");
        publish_in(editor, approver, roads, "Đường liên thôn");
        site_testing_wait(&site, 600);
        text = digest(&post);
        assert_int_equal(times_in(text, "/tin-tuc/lua-tro-deu"), 1);
        assert_int_equal(times_in(text, "/tin-tuc/duong-lien-thon"), 0);
        assert_int_equal(times_in(text, "Tin tức – Nông nghiệp"), 1);
        site_testing_wait(&site, DAY);
        assert_no_digest(&post);
        /* a category that was taken out says so, and nothing more comes of it */
        editor = sign_in(&site, "bientap");
        approver = sign_in(&site, "duyet");
        visit_get(approver, DESK "/chuyen-muc");
        visit_post(approver, DESK "/chuyen-muc", "id", farming, "name", "Nông nghiệp", "do",
                   "remove", NULL);
        assert_status(approver, 303);
        visit_get(an, manage);
        assert_page_has(an, "Tin tức – mục không còn");
        publish_in(editor, approver, roads, "Cầu mới");
        site_testing_wait(&site, DAY);
        assert_no_digest(&post);
        post_end(&post);
    }
}

/* A document of 2 March that is put here on the 7th is news of the 7th. */
static void a_document_is_told_by_the_day_it_was_put_here_and_once(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct post post;
        struct visitor *an = visitor_new(&site);
        struct visitor *approver = sign_in(&site, "duyet");
        const char *edit;
        struct str text;
        post_begin(&post, &site);
        visit_get(an, "/van-ban");
        visit_get(an, arena_c(site.arena, visit_link(an, "qua thư điện tử")));
        confirm(&post, an);
        assert_page_has(an, "Văn bản mới");
        visit_get(an, "/nhan-tin?nguon=search&tu-khoa=dau+gia+dat");
        confirm(&post, an);
        site_testing_wait(&site, 3600);
        edit = write_document(approver, "Kết quả đấu giá đất & cho thuê");
        visit_get(approver, edit);
        visit_submit(approver, edit, "signed_on", "2/3/2022", NULL);
        write_document(approver, "Báo cáo đấu giá đất còn viết");
        visit_get(approver, edit);
        visit_submit(approver, below(approver, edit, "/dang"), NULL);
        site_testing_wait(&site, 600);
        text = digest(&post);
        assert_int_equal(times_in(text, "/van-ban/ket-qua-dau-gia-dat-cho-thue"), 1);
        assert_int_equal(times_in(text, "Báo cáo: Kết quả đấu giá đất & cho thuê"), 1);
        assert_int_equal(times_in(text, "còn viết"), 0);
        /* withdrawn and put back, it is nothing new */
        visit_get(approver, edit);
        visit_submit(approver, below(approver, edit, "/go"), NULL);
        site_testing_wait(&site, 3600);
        visit_get(approver, edit);
        visit_submit(approver, below(approver, edit, "/dang"), NULL);
        site_testing_wait(&site, DAY);
        assert_no_digest(&post);
        post_end(&post);
    }
}

static void a_saved_search_tells_of_an_old_document_that_is_new_here(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct post post;
        struct visitor *an = visitor_new(&site);
        struct visitor *approver = sign_in(&site, "duyet");
        const char *edit;
        struct str text;
        post_begin(&post, &site);
        visit_get(an, "/tim-kiem?q=ban+do+thoat+nuoc");
        visit_get(an, arena_c(site.arena, visit_link(an, "Báo cho tôi qua thư")));
        assert_field(an, "tu-khoa", "ban do thoat nuoc");
        confirm(&post, an);
        site_testing_wait(&site, 3600);
        edit = write_document(approver, "Bản đồ thoát nước");
        visit_get(approver, edit);
        visit_submit(approver, edit, "signed_on", "2/3/2019", NULL);
        visit_get(approver, edit);
        visit_submit(approver, below(approver, edit, "/dang"), NULL);
        site_testing_wait(&site, 600);
        text = digest(&post);
        assert_int_equal(times_in(text, "/van-ban/ban-do-thoat-nuoc"), 1);
        site_testing_wait(&site, DAY);
        assert_no_digest(&post);
        post_end(&post);
    }
}

/* Of many parts the first are offered, and the one whose page led here. */
static void many_categories_do_not_flood_the_form(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = visitor_new(&site);
        struct visitor *approver = sign_in(&site, "duyet");
        for (int i = 10; i < 25; i++)
            new_category(approver, arena_printf(site.arena, "Mục %d", i).ptr);
        visit_get(an, "/nhan-tin");
        assert_page_has(an, "Tin tức – Mục 21");
        assert_page_lacks(an, "Tin tức – Mục 22");
        assert_page_has(an, "Còn nhiều mục khác");
        visit_get(an, "/tin-tuc?muc=muc-24");
        visit_get(an, arena_c(site.arena, visit_link(an, "qua thư điện tử")));
        assert_page_has(an, "Tin tức – Mục 24");
        assert_page_lacks(an, "Tin tức – Mục 22");
    }
}

static void a_part_that_is_none_is_refused(void **state)
{
    static const char *const wrong[] = {"news-", "news-x", "news-999", "documents-1", "news-1-2"};
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = visitor_new(&site);
        for (size_t i = 0; i < COUNT(wrong); i++) {
            visit_get(an, "/nhan-tin");
            visit_post(an, "/nhan-tin", "email", AN, "nguon", wrong[i], NULL);
            assert_status(an, 422);
        }
    }
}

/* How many things a source has to tell somebody who asked for a unit; "": for all. */
static size_t told(struct site_testing *site, const char *name, const char *slug)
{
    const struct notice_source *source = notice_source_find(site->site, str_from_c(name));
    struct notice_asked asked = {.until = date_start(date_ymd(2100, 1, 1))};
    notice_items items;
    struct unit unit = {.id = 0};
    assert_non_null(source);
    if (*slug)
        assert_no_fault(unit_by_slug(site->work, str_from_c(slug), &unit));
    asked.unit_id = unit.id;
    assert_no_fault(source->since(site->work, &asked, &items));
    db_release(site->work);
    return items.count;
}

/* The documents and news of the demo are the district's. */
static void who_asks_for_a_unit_is_told_of_it_and_those_below(void **state)
{
    static const char *const sources[] = {"news", "documents"};
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        for (size_t i = 0; i < COUNT(sources); i++) {
            assert_true(told(&site, sources[i], "") > 0);
            assert_int_equal(told(&site, sources[i], "huyen-thanh-ba"),
                             told(&site, sources[i], ""));
            assert_int_equal(told(&site, sources[i], "tinh-phu-tho"), told(&site, sources[i], ""));
            assert_int_equal(told(&site, sources[i], "xa-dai-an"), 0);
        }
    }
}

/* More of the district than a letter names, all newer than one of a commune: who asked
 * for that commune alone misses nothing. */
static void the_news_of_a_small_unit_is_not_crowded_out(void **state)
{
    static const char script[] =
        "INSERT INTO library_document (id, unit_id, slug, kind, number, issuer, title, title_en,"
        " summary, signer, position, signed_on, day, words, status, published_at, updated_at)"
        " SELECT -id, unit_id, slug || '-2', kind, '', issuer, title, title_en, summary,"
        " signer, position, signed_on, day, words, status, published_at, updated_at"
        " FROM library_document;"
        "UPDATE library_document SET published_at = 1,"
        " unit_id = (SELECT id FROM unit WHERE slug = 'xa-ninh-dan')"
        " WHERE id = (SELECT MAX(id) FROM library_document WHERE status = 'published')";
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct str text = str_from_c(script);
        assert_no_fault(db_write(site.work, db_testing_script, &text));
        assert_int_equal(told(&site, "documents", ""), NOTICE_ITEMS_MOST + 1);
        assert_int_equal(told(&site, "documents", "xa-ninh-dan"), 1);
    }
}

/* None is made while it could not leave; the first one after that tells all. */
static void a_site_without_mail_makes_no_letters_and_forgets_nothing(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct post post;
        struct visitor *an = visitor_new(&site);
        struct visitor *editor = sign_in(&site, "bientap");
        struct visitor *approver = sign_in(&site, "duyet");
        struct str server;
        struct str text;
        post_begin(&post, &site);
        visit_get(an, "/nhan-tin?nguon=news");
        confirm(&post, an);
        site_testing_wait(&site, 3600);
        publish(approver, write_draft(editor, "Tin lúc thư bị tắt"));
        site_testing_wait(&site, 600);
        server = site.site->mail.server;
        site.site->mail.server = STR("");
        site_testing_job(&site, "notices-digest");
        site_testing_wait(&site, DAY);
        editor = sign_in(&site, "bientap");
        approver = sign_in(&site, "duyet");
        publish(approver, write_draft(editor, "Tin hôm sau"));
        site_testing_wait(&site, 600);
        site_testing_job(&site, "notices-digest");
        site.site->mail.server = server;
        text = digest(&post); /* one letter, not one of each day */
        assert_int_equal(times_in(text, "/tin-tuc/tin-luc-thu-bi-tat"), 1);
        assert_int_equal(times_in(text, "/tin-tuc/tin-hom-sau"), 1);
        post_end(&post);
    }
}

/* The search itself would put the words of a title first. */
static void a_saved_search_tells_the_newest_first(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct post post;
        struct visitor *an = visitor_new(&site);
        struct visitor *editor = sign_in(&site, "bientap");
        struct visitor *approver = sign_in(&site, "duyet");
        const char *address;
        struct str text;
        post_begin(&post, &site);
        visit_get(an, "/nhan-tin?nguon=search&tu-khoa=thuy+loi");
        confirm(&post, an);
        site_testing_wait(&site, 3600);
        publish(approver, write_draft(editor, "Đập thủy lợi"));
        site_testing_wait(&site, 60);
        address = write_draft(editor, "Họp dân");
        visit_get(editor, address);
        visit_submit(editor, "", "body", "Bàn việc thủy lợi.", NULL);
        publish(approver, address);
        site_testing_wait(&site, 600);
        text = digest(&post);
        assert_true(str_find(text, STR("/tin-tuc/hop-dan"), 0) > 0);
        assert_true(str_find(text, STR("/tin-tuc/hop-dan"), 0) <
                    str_find(text, STR("/tin-tuc/dap-thuy-loi"), 0));
        post_end(&post);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_saved_search_tells_the_newest_first),
        cmocka_unit_test(who_asks_for_a_unit_is_told_of_it_and_those_below),
        cmocka_unit_test(the_news_of_a_small_unit_is_not_crowded_out),
        cmocka_unit_test(a_site_without_mail_makes_no_letters_and_forgets_nothing),
        cmocka_unit_test(a_category_is_told_alone_and_once),
        cmocka_unit_test(a_document_is_told_by_the_day_it_was_put_here_and_once),
        cmocka_unit_test(a_saved_search_tells_of_an_old_document_that_is_new_here),
        cmocka_unit_test(many_categories_do_not_flood_the_form),
        cmocka_unit_test(a_part_that_is_none_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
