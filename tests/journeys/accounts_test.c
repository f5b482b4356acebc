/*
 * People who sign in, make mistakes, sign out, and those who try what they may not.
 */
#include "desk.h"

#include "civic/unit.h"
#include "modules/accounts/account.h"
#include "modules/accounts/account_rules.h"

#define PASSWORD ACCOUNT_DEMO_PASSWORD

/* Puts the session of another window, or of a thief, into this jar. */
static void take_session(struct visitor *visitor, struct str token)
{
    for (size_t i = 0; i < visitor->cookie_count; i++)
        if (str_equal(visitor->cookies[i].name, STR("dinh_session")))
            visitor->cookies[i].value = arena_copy(visitor->jar, token);
    if (!visit_cookie(visitor, "dinh_session").ptr)
        visitor->cookies[visitor->cookie_count++] =
            (struct pair){STR("dinh_session"), arena_copy(visitor->jar, token)};
}

static void an_editor_signs_in_and_is_greeted_by_name(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *hoa = visitor_new(&site);
        signs_in(hoa, "bientap");
        assert_leads_to(hoa, "/tai-khoan");
        visit_follow(hoa);
        assert_status(hoa, 200);
        assert_page_has(hoa, "Biên tập viên (minh họa)");
        assert_page_has(hoa, "Huyện Thanh Ba");
        assert_page_has(hoa, "Firefox, Linux");
        assert_str(visit_header(hoa, "Cache-Control"), STR("no-store"));
        assert_no_dead_links(hoa);
    }
}

static void who_wanted_a_page_is_led_back_to_it(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *hoa = visitor_new(&site);
        visit_get(hoa, "/tai-khoan/mat-khau?x=1");
        assert_leads_to(hoa, "/dang-nhap?ve=%2Ftai-khoan%2Fmat-khau%3Fx%3D1");
        visit_follow(hoa);
        visit_submit(hoa, "/dang-nhap", "login", "bientap", "password", PASSWORD, NULL);
        assert_leads_to(hoa, "/tai-khoan/mat-khau?x=1");
    }
    ON_EACH_SITE(site, SITE_DEMO)
    {
        /* an address that would be too long inside another leads to the sign-in alone */
        struct visitor *hoa = visitor_new(&site);
        struct buf far = buf_init(hoa->jar, 8000);
        buf_add_literal(&far, "/tai-khoan?x=");
        while (far.len < 7900)
            buf_add_literal(&far, "a");
        visit_get(hoa, arena_c(hoa->jar, buf_str(&far)));
        assert_leads_to(hoa, arena_printf(hoa->jar, "/dang-nhap?ve=%%2Ftai-khoan%%3Fx%%3D" PRISTR,
                                          STRARG(str_from(buf_str(&far), 13)))
                                 .ptr);
        while (far.len < 7998)
            buf_add_literal(&far, "/");
        visit_get(hoa, arena_c(hoa->jar, buf_str(&far)));
        assert_leads_to(hoa, "/dang-nhap");
    }
}

static void nobody_is_led_to_another_site(void **state)
{
    static const char *const hostile[] = {
        "https://evil.example/", "//evil.example",     "/\\evil.example",
        "javascript:alert(1)",   "/dang-xuat",         "/dang-nhap",
        "\\\\evil.example",      "https:evil.example", "",
    };
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        for (size_t i = 0; i < COUNT(hostile); i++) {
            struct visitor *hoa = visitor_new(&site);
            visit_post(hoa, "/dang-nhap", "login", "bientap", "password", PASSWORD, "ve",
                       hostile[i], NULL);
            assert_leads_to(hoa, "/tai-khoan");
        }
    }
}

static void a_wrong_password_keeps_the_login_that_was_typed(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *hoa = visitor_new(&site);
        struct str first;
        visit_get(hoa, "/dang-nhap");
        visit_submit(hoa, "/dang-nhap", "login", "bientap", "password", "không nhớ nữa", NULL);
        assert_status(hoa, 422);
        assert_field(hoa, "login", "bientap");
        assert_field(hoa, "password", "");
        assert_field_error(hoa, "password", "Tên đăng nhập hoặc mật khẩu chưa đúng");
        assert_null(visit_cookie(hoa, "dinh_session").ptr);
        first = arena_copy(site.arena, visit_text(hoa));
        /* word for word the same for a login that nobody has */
        visit_submit(hoa, "/dang-nhap", "login", "khongco", "password", "không nhớ nữa", NULL);
        assert_status(hoa, 422);
        visit_submit(hoa, "/dang-nhap", "login", "bientap", "password", "không nhớ nữa", NULL);
        assert_int_equal(visit_text(hoa).len, first.len);
        visit_submit(hoa, "/dang-nhap", "login", "", "password", "", NULL);
        assert_field_error(hoa, "login", "Xin điền mục này");
    }
}

static void too_many_guesses_are_told_how_long_to_wait(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *thief = visitor_new(&site);
        struct visitor *owner = visitor_new(&site);
        signs_in(owner, "bientap");
        visit_get(thief, "/dang-nhap");
        for (int i = 0; i < 5; i++) {
            visit_submit(thief, "/dang-nhap", "login", "bientap", "password", "đoán mò thôi", NULL);
            assert_status(thief, 422);
        }
        visit_submit(thief, "/dang-nhap", "login", "bientap", "password", "đoán mò thôi", NULL);
        assert_status(thief, 429);
        assert_str(visit_header(thief, "Retry-After"), STR("1"));
        assert_page_has(thief, "Xin chờ 1 giây");
        assert_field(thief, "login", "bientap");
        /* the owner's browser is not asked to wait */
        visit_get(owner, "/tai-khoan");
        visit_submit(owner, "/dang-xuat", NULL);
        signs_in(owner, "bientap");
        assert_leads_to(owner, "/tai-khoan");
    }
}

static void signing_out_ends_the_session_and_not_the_cookie_alone(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *hoa = visitor_new(&site);
        struct visitor *thief = visitor_new(&site);
        struct str token;
        signs_in(hoa, "bientap");
        visit_follow(hoa);
        token = arena_copy(site.arena, visit_cookie(hoa, "dinh_session"));
        visit_submit(hoa, "/dang-xuat", NULL);
        assert_leads_to(hoa, "/");
        assert_null(visit_cookie(hoa, "dinh_session").ptr);
        /* whoever kept the cookie has nothing */
        take_session(thief, token);
        visit_get(thief, "/tai-khoan");
        assert_leads_to(thief, "/dang-nhap?ve=%2Ftai-khoan");
    }
}

static void a_session_elsewhere_is_ended_from_the_list(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *at_home = visitor_new(&site);
        struct visitor *at_work = visitor_new(&site);
        at_work->user_agent =
            "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) "
            "coc_coc_browser/110.0 Chrome/104.0 Safari/537.36";
        signs_in(at_work, "bientap");
        signs_in(at_home, "bientap");
        visit_follow(at_home);
        assert_page_has(at_home, "Cốc Cốc, Windows");
        visit_submit(at_home, "/tai-khoan/phien", NULL);
        assert_leads_to(at_home, "/tai-khoan?da=phien");
        visit_follow(at_home);
        assert_page_lacks(at_home, "Cốc Cốc");
        visit_get(at_work, "/tai-khoan");
        assert_leads_to(at_work, "/dang-nhap?ve=%2Ftai-khoan");
    }
}

static void a_form_without_the_page_s_token_is_refused_and_given_back(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *hoa = visitor_new(&site);
        signs_in(hoa, "bientap");
        visit_post(hoa, "/giao-dien", "csrf", "00000000000000000000000000000000", "theme", "dark",
                   "back", "/don-vi", NULL);
        assert_wrong_token(hoa);
        assert_null(visit_cookie(hoa, "theme").ptr);
        assert_page_has(hoa, "dark /don-vi");
        /* the page has a good token: sent again it is taken */
        visit_submit(hoa, "/giao-dien", NULL);
        assert_leads_to(hoa, "/don-vi");
        assert_str(visit_cookie(hoa, "theme"), STR("dark"));
    }
}

static void a_form_from_another_site_is_refused_and_not_given_back(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *hoa = visitor_new(&site);
        signs_in(hoa, "bientap");
        visit_follow(hoa);
        hoa->origin = "https://evil.example";
        visit_post(hoa, "/tai-khoan/phien", NULL);
        assert_status(hoa, 403);
        assert_page_has(hoa, "từ một trang khác");
        assert_page_lacks(hoa, "Gửi lại");
        hoa->origin = NULL;
        visit_get(hoa, "/tai-khoan");
        assert_status(hoa, 200);
    }
}

/* The password page is sent by a browser whose session ended over lunch. */
static void what_was_typed_survives_the_end_of_the_session(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *hoa = visitor_new(&site);
        struct visitor *other_tab = visitor_new(&site);
        signs_in(hoa, "bientap");
        visit_get(hoa, "/don-vi");
        site_testing_wait(&site, INT64_C(13) * 3600);
        visit_submit(hoa, "/giao-dien", "theme", "dark", "back", "/don-vi?a=1&b=\"2\"", NULL);
        assert_status(hoa, 401);
        assert_page_has(hoa, "Nội dung đã nhập vẫn còn");
        assert_page_has(hoa, "/don-vi?a=1&b=\"2\"");
        assert_null(visit_cookie(hoa, "theme").ptr);
        /* signs in in another tab of the same browser, comes back and sends */
        signs_in(other_tab, "bientap");
        take_session(hoa, visit_cookie(other_tab, "dinh_session"));
        visit_submit(hoa, "/giao-dien", NULL);
        assert_status(hoa, 303);
        assert_str(visit_cookie(hoa, "theme"), STR("dark"));
    }
}

/* The token of a form that was given back is good in its browser and for its path. */
static void a_form_given_back_is_sent_from_its_own_browser_alone(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *hoa = visitor_new(&site);
        struct visitor *minh = visitor_new(&site);
        const char *token;
        signs_in(hoa, "bientap");
        visit_get(hoa, "/don-vi");
        site_testing_wait(&site, INT64_C(13) * 3600);
        visit_submit(hoa, "/giao-dien", "theme", "dark", NULL);
        assert_status(hoa, 401);
        token = arena_c(site.arena, page_value(hoa, "csrf"));
        signs_in(minh, "bientap");
        visit_post(minh, "/giao-dien", "csrf", token, "theme", "dark", NULL);
        assert_wrong_token(minh);
        take_session(hoa, visit_cookie(minh, "dinh_session"));
        visit_post(hoa, "/tai-khoan/mat-khau", "csrf", token, NULL);
        assert_wrong_token(hoa);
        visit_post(hoa, "/giao-dien", "csrf", token, "theme", "dark", NULL);
        assert_status(hoa, 303);
    }
}

static void passwords_are_not_given_back_with_the_rest(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *hoa = visitor_new(&site);
        signs_in(hoa, "bientap");
        visit_get(hoa, "/tai-khoan/mat-khau");
        site_testing_wait(&site, INT64_C(13) * 3600);
        visit_submit(hoa, "/tai-khoan/mat-khau", "old_password", PASSWORD, "new_password",
                     "mật khẩu còn dài hơn", NULL);
        assert_status(hoa, 401);
        assert_int_equal(str_find(hoa->body, STR(PASSWORD), 0), -1);
        assert_int_equal(str_find(hoa->body, STR("còn dài hơn"), 0), -1);
    }
}

static void a_password_is_changed_by_who_knows_it(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *hoa = visitor_new(&site);
        signs_in(hoa, "bientap");
        visit_get(hoa, "/tai-khoan/mat-khau");
        visit_submit(hoa, "/tai-khoan/mat-khau", "old_password", "không phải", "new_password",
                     "lúa chín đầu thu", NULL);
        assert_status(hoa, 422);
        assert_field_error(hoa, "old_password", "Mật khẩu chưa đúng");
        visit_submit(hoa, "/tai-khoan/mat-khau", "old_password", PASSWORD, "new_password", "ngắn",
                     NULL);
        assert_field_error(hoa, "new_password", "ít nhất 10 ký tự");
        visit_submit(hoa, "/tai-khoan/mat-khau", "old_password", PASSWORD, "new_password",
                     "lúa chín đầu thu", NULL);
        visit_follow(hoa);
        assert_page_has(hoa, "Đã đổi mật khẩu");
    }
}

/* ---- the second factor and one-time links ---- */

static struct str code_of(struct site_testing *site, const struct visitor *visitor)
{
    struct str at = str_from(visitor->body, (size_t)str_find(visitor->body, STR("otpauth://"), 0));
    struct str text = str_slice(str_from(at, (size_t)str_find(at, STR("secret="), 0) + 7), 0, 32);
    struct buf bytes = buf_init(site->arena, 64);
    unsigned bits = 0;
    int held = 0;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        bits = bits << 5 | (unsigned)(c >= 'A' ? c - 'A' : c - '2' + 26);
        held += 5;
        if (held >= 8) {
            held -= 8;
            buf_add_byte(&bytes, (char)(bits >> held & 255));
        }
    }
    return totp_code(site->arena, buf_str(&bytes), site->now);
}

/* A new official: the administrator's link, a password, a phone, and in. */
static void a_new_official_comes_in_by_a_link_and_sets_up_a_phone(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct account_new wanted = {.login = STR("can.bo.moi"),
                                     .name = STR("Cán bộ mới (minh họa)"),
                                     .email = STR(""),
                                     .password = STR("")};
        struct visitor *moi = visitor_new(&site);
        struct unit unit;
        struct str token;
        const char *link;
        int64_t id;
        assert_no_fault(account_create(site.work, &wanted, &id));
        assert_no_fault(site_unit(site.work, &unit));
        assert_no_fault(account_grant(site.work, id, ROLE_CASE_OFFICER, unit.id));
        assert_no_fault(account_reset(site.work, id, &token));
        link = arena_printf(site.arena, "/dat-lai/" PRISTR, STRARG(token)).ptr;
        visit_get(moi, link);
        assert_page_has(moi, "Cán bộ mới (minh họa)");
        visit_submit(moi, "", "password", "ngắn", NULL);
        assert_field_error(moi, "password", "ít nhất 10 ký tự");
        /* the summary calls the field as its label does */
        assert_page_has(moi, "Mật khẩu mới: Mật khẩu cần ít nhất 10 ký tự.");
        visit_submit(moi, "", "password", "lúa chín đầu thu", NULL);
        assert_leads_to(moi, "/dang-nhap?da=mat-khau");
        visit_follow(moi);
        assert_page_has(moi, "Đã đặt mật khẩu.");
        visit_submit(moi, "/dang-nhap", "login", "can.bo.moi", "password", "lúa chín đầu thu",
                     NULL);
        assert_leads_to(moi, "/dang-nhap/thiet-lap");
        /* until the phone is set up nothing else opens */
        visit_get(moi, "/tai-khoan");
        assert_leads_to(moi, "/dang-nhap/ma?ve=%2Ftai-khoan");
        visit_follow(moi);
        assert_page_has(moi, "Thiết lập mã xác thực");
        visit_submit(moi, "/dang-nhap/thiet-lap", "code", "000000", NULL);
        assert_status(moi, 422);
        assert_field_error(moi, "code", "Mã chưa đúng");
        visit_submit(moi, "/dang-nhap/thiet-lap", "code", code_of(&site, moi).ptr, NULL);
        assert_leads_to(moi, "/tai-khoan");
        visit_follow(moi);
        assert_page_has(moi, "Đang dùng");
        /* the link is used up */
        visit_get(moi, link);
        assert_status(moi, 410);
        assert_page_has(moi, "đã dùng rồi");
    }
}

static void a_citizen_sets_up_a_phone_and_does_without_again(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *dan = visitor_new(&site);
        signs_in(dan, "congdan");
        visit_get(dan, "/tai-khoan/ma-xac-thuc");
        visit_submit(dan, "/tai-khoan/ma-xac-thuc", "code", code_of(&site, dan).ptr, "password",
                     "sai mật khẩu", NULL);
        assert_field_error(dan, "password", "Mật khẩu chưa đúng");
        visit_submit(dan, "/tai-khoan/ma-xac-thuc", "code", code_of(&site, dan).ptr, "password",
                     PASSWORD, NULL);
        assert_leads_to(dan, "/tai-khoan?da=ma");
        visit_get(dan, "/tai-khoan/ma-xac-thuc");
        visit_submit(dan, "/tai-khoan/ma-xac-thuc/bo", "drop_password", PASSWORD, NULL);
        assert_leads_to(dan, "/tai-khoan?da=bo-ma");
        visit_follow(dan);
        assert_page_has(dan, "Chưa dùng");
    }
}

/* ---- too often ---- */

/* Opens a page that nothing keeps until it is refused; how often it was not. */
static int pages_until_refused(struct visitor *visitor, const char *page)
{
    int opened = 0;
    for (; opened < 100; opened++) {
        visit_get(visitor, page);
        if (visitor->status == 429)
            break;
    }
    return opened;
}

static void a_flood_of_pages_from_one_address_is_slowed_and_others_are_not(void **state)
{
    enum {
        AT_ONCE = 30
    };
    (void)state;
    ON_EACH_SITE(site, SITE_EMPTY)
    {
        struct visitor *robot = visitor_new(&site);
        struct visitor *scanner = visitor_new(&site);
        struct visitor *dan = visitor_new(&site);
        struct visitor *here = visitor_new(&site);
        assert_non_null(site.pipeline->pages); /* bounded unless somebody says otherwise */
        site.pipeline->pages = ratelimit_new(site.arena, 1000, AT_ONCE, INT64_C(3600) * 1000000);
        assert_int_equal(pages_until_refused(robot, "/tim-kiem?q=thi"), AT_ONCE);
        assert_non_null(visit_header(robot, "Retry-After").ptr);
        assert_page_has(robot, "Quá nhiều lần mở trang");
        scanner->address = STR("198.51.100.8");
        assert_int_equal(pages_until_refused(scanner, "/khong-co-trang-nay"), AT_ONCE);
        dan->address = STR("198.51.100.9");
        visit_get(dan, "/tim-kiem?q=thi");
        assert_status(dan, 200);
        here->address = STR("127.0.0.1");
        assert_int_equal(pages_until_refused(here, "/tim-kiem?q=thi"), 100);
    }
}

static void a_flood_of_forms_from_one_address_is_slowed_and_others_are_not(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_EMPTY)
    {
        struct visitor *robot = visitor_new(&site);
        struct visitor *dan = visitor_new(&site);
        int sent = 0;
        dan->address = STR("198.51.100.9");
        do {
            visit_post(robot, "/giao-dien", "theme", "dark", "back", "/", NULL);
            sent++;
        } while (robot->status == 303 && sent < 2000);
        assert_status(robot, 429);
        assert_true(sent > 100);
        assert_non_null(visit_header(robot, "Retry-After").ptr);
        visit_post(dan, "/giao-dien", "theme", "dark", "back", "/", NULL);
        assert_status(dan, 303);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_editor_signs_in_and_is_greeted_by_name),
        cmocka_unit_test(who_wanted_a_page_is_led_back_to_it),
        cmocka_unit_test(nobody_is_led_to_another_site),
        cmocka_unit_test(a_wrong_password_keeps_the_login_that_was_typed),
        cmocka_unit_test(too_many_guesses_are_told_how_long_to_wait),
        cmocka_unit_test(signing_out_ends_the_session_and_not_the_cookie_alone),
        cmocka_unit_test(a_session_elsewhere_is_ended_from_the_list),
        cmocka_unit_test(a_form_without_the_page_s_token_is_refused_and_given_back),
        cmocka_unit_test(a_form_from_another_site_is_refused_and_not_given_back),
        cmocka_unit_test(what_was_typed_survives_the_end_of_the_session),
        cmocka_unit_test(a_form_given_back_is_sent_from_its_own_browser_alone),
        cmocka_unit_test(passwords_are_not_given_back_with_the_rest),
        cmocka_unit_test(a_password_is_changed_by_who_knows_it),
        cmocka_unit_test(a_new_official_comes_in_by_a_link_and_sets_up_a_phone),
        cmocka_unit_test(a_citizen_sets_up_a_phone_and_does_without_again),
        cmocka_unit_test(a_flood_of_pages_from_one_address_is_slowed_and_others_are_not),
        cmocka_unit_test(a_flood_of_forms_from_one_address_is_slowed_and_others_are_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
