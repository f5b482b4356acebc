/*
 * Administrators at work, and those who try what they may not.
 */
#include "people.h"

#include "civic/outbox.h"
#include "civic/unit.h"
#include "modules/accounts/account.h"
#include "modules/admin/admin.h"
#include "text/message.h"

static const struct fault *put_letter(struct work *work, void *letter)
{
    return outbox_put(work, letter);
}

static void the_overview_says_what_wants_looking_after(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = sign_in(&site, "quantri");
        visit_follow(an);
        assert_link(an, "/quan-tri");
        visit_get(an, "/quan-tri");
        assert_status(an, 200);
        assert_page_has(an, "Chưa sao lưu lần nào.");
        assert_page_has(an, "Chưa đặt địa chỉ công khai.");
        assert_page_has(an, "Đã có địa chỉ liên hệ kỹ thuật."); /* the portal's own (demo) */
        assert_str(visit_header(an, "Cache-Control"), STR("no-store"));
        assert_link(an, "/can-bo/thu");
        assert_no_dead_links(an);
        assert_no_fault(admin_backup_made(
            site.work, &(struct admin_backup){.name = STR("dem-qua.tar.zst"), .bytes = 1}));
        visit_get(an, "/quan-tri");
        assert_page_has(an, "Đã sao lưu trong hai ngày gần đây.");
        assert_page_has(an, "dem-qua.tar.zst");
        assert_page_has(an, "Cổng chưa gửi được thư điện tử.");
        assert_page_has(an, "Chưa khai máy chủ thư");
        visit_get(an, "/quan-tri?lang=en");
        assert_page_has(an, "No public address is set.");
    }
}

/* Every job has a name that people understand, and the overview tells which one fails. */
static void a_job_that_fails_is_told_by_what_it_does(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = sign_in(&site, "quantri");
        struct str said;
        size_t count = 0;
        for (size_t m = 0; site.site->modules[m]; m++)
            for (size_t i = 0; i < site.site->modules[m]->job_count; i++) {
                const char *name = site.site->modules[m]->jobs[i].name;
                struct str key = arena_printf(site.arena, "admin.job.%s", name);
                for (enum locale locale = LOCALE_VI; locale < LOCALE_COUNT; locale++)
                    assert_true(message_text(site.site->messages, locale, key, &said));
                atomic_store(&site.site->jobs[count++].name, name);
            }
        visit_get(an, "/quan-tri");
        assert_page_has(an, "Các việc chạy nền đều trôi chảy.");
        atomic_store(&site.site->jobs[0].name, "outbox");
        atomic_store(&site.site->jobs[0].failing_since, site.now.us);
        visit_get(an, "/quan-tri");
        assert_page_has(an, "Có việc chạy nền đang bị lỗi: gửi thư.");
    }
}

/* A letter that is put off for long is told with what the mail server said. */
static void letters_that_do_not_leave_are_told(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = sign_in(&site, "quantri");
        struct letter letter = {.kind = "confirm",
                                .to = STR("an@thanhba.example"),
                                .subject = STR("Thư"),
                                .text = STR("Chữ")};
        struct str put_off = STR("UPDATE outbox SET attempts = 3, answer = 'sign-in'");
        struct str failed = STR("UPDATE outbox SET state = 'failed', tried_at = 1646614800000000");
        assert_no_fault(db_write(site.work, put_letter, &letter));
        visit_get(an, "/quan-tri");
        assert_page_has(an, "Cổng chưa gửi được thư điện tử; 1 thư đang nằm chờ.");
        site.site->mail = (struct mail_settings){.server = STR("smtp://127.0.0.1:1"),
                                                 .from = STR("thu@thanhba.example")};
        site.site->public_address = STR("https://thanhba.example");
        visit_get(an, "/quan-tri");
        assert_page_has(an, "Thư gửi đi bình thường.");
        assert_no_fault(db_write(site.work, db_testing_script, &put_off));
        visit_get(an, "/quan-tri");
        assert_page_has(an, "Thư gửi đi bình thường.");
        site_testing_wait(&site, 3601);
        visit_get(an, "/quan-tri");
        assert_page_has(an, "Thư không gửi đi được: 1 thư bị hoãn hơn một giờ.");
        assert_page_has(an, "Sai tên hoặc mật khẩu máy chủ thư");
        assert_link(an, "/can-bo/thu");
        assert_no_fault(db_write(site.work, db_testing_script, &failed));
        visit_get(an, "/quan-tri");
        assert_page_has(an, "Trong bảy ngày qua có 1 thư không tới được người nhận.");
    }
}

static void nobody_else_sees_administration(void **state)
{
    static const char *const paths[] = {"/quan-tri", "/quan-tri/tai-khoan",
                                        "/quan-tri/tai-khoan/quantri", "/quan-tri/tai-khoan-moi"};
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *stranger = visitor_new(&site);
        struct visitor *hoa = sign_in(&site, "bientap");
        for (size_t i = 0; i < COUNT(paths); i++) {
            visit_get(stranger, paths[i]);
            assert_int_equal(stranger->status, 303);
            visit_get(hoa, paths[i]);
            assert_status(hoa, 403);
        }
        visit_get(hoa, "/tai-khoan");
        visit_post(hoa, "/quan-tri/tai-khoan/quantri/dong", NULL);
        assert_status(hoa, 403);
    }
}

static void an_account_is_added_and_its_owner_sets_a_password(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = sign_in(&site, "quantri");
        struct visitor *binh = visitor_new(&site);
        struct str path;
        visit_get(an, "/quan-tri/tai-khoan");
        assert_no_dead_links(an);
        visit_get(an, "/quan-tri/tai-khoan-moi");
        visit_submit(an, "/quan-tri/tai-khoan-moi", "name", "Trần Thị Bình", "login", "Binh.TT",
                     "email", "", "role", "editor", "unit", "huyen-thanh-ba", NULL);
        assert_status(an, 200);
        assert_page_has(an, "http://");
        assert_str(visit_header(an, "Cache-Control"), STR("no-store"));
        path = str_from(visit_text(an), (size_t)str_find(visit_text(an), STR("/dat-lai/"), 0));
        path = arena_copy(site.arena, str_cut(&path, ' '));
        visit_get(binh, path.ptr);
        assert_status(binh, 200);
        visit_submit(binh, "", "password", "mật khẩu của riêng Bình", NULL);
        visit_get(binh, "/dang-nhap");
        visit_submit(binh, "/dang-nhap", "login", "binh.tt", "password", "mật khẩu của riêng Bình",
                     NULL);
        assert_status(binh, 303);
        visit_get(an, "/quan-tri/tai-khoan/binh.tt");
        assert_page_has(an, "Trần Thị Bình");
        assert_page_has(an, "Biên tập viên");
        assert_page_has(an, "Lập liên kết đặt mật khẩu");
        assert_no_dead_links(an);
    }
}

/* Demo accounts never need one, and the overview does not count them. */
static void who_needs_no_second_factor_is_not_said_to_lack_it(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = sign_in(&site, "quantri");
        visit_get(an, "/quan-tri/tai-khoan");
        assert_page_has(an, "Không cần mã xác thực");
        assert_page_lacks(an, "Chưa có mã xác thực");
        visit_get(an, "/quan-tri/tai-khoan/congdan");
        assert_page_has(an, "Không cần mã xác thực");
        visit_get(an, "/quan-tri/tai-khoan-moi");
        visit_submit(an, "/quan-tri/tai-khoan-moi", "name", "Trần Thị Bình", "login", "binh.tt",
                     "email", "", "role", "editor", "unit", "huyen-thanh-ba", NULL);
        visit_get(an, "/quan-tri/tai-khoan/binh.tt");
        assert_page_has(an, "Chưa có mã xác thực");
    }
}

static void a_mistake_is_said_at_its_field_and_nothing_is_lost(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = sign_in(&site, "quantri");
        visit_get(an, "/quan-tri/tai-khoan-moi");
        /* no role is chosen for who chose none, and each says what it does */
        assert_page_has(an, "Duyệt, đăng và gỡ tin, bài, văn bản.");
        visit_submit(an, "/quan-tri/tai-khoan-moi", "name", "Bình", "login", "binh", "email", "",
                     "unit", "huyen-thanh-ba", NULL);
        assert_status(an, 422);
        assert_field_error(an, "role", "Xin chọn một mục");
        visit_submit(an, "/quan-tri/tai-khoan-moi", "name", "Bình", "login", "binh", "email", "",
                     "role", "editor", "unit", "", NULL);
        assert_field_error(an, "unit", "Xin chọn một mục");
        visit_submit(an, "/quan-tri/tai-khoan-moi", "name", "<b>Bình</b>", "login", "QuanTri",
                     "email", "khong-phai-thu", "role", "editor", "unit", "huyen-thanh-ba", NULL);
        assert_status(an, 422);
        assert_field_error(an, "email", "");
        assert_field(an, "name", "<b>Bình</b>");
        /* all that is wrong is told at once */
        visit_submit(an, "/quan-tri/tai-khoan-moi", "name", "B", "login", "Bình Minh", "email", "",
                     "role", "editor", "unit", "huyen-thanh-ba", NULL);
        assert_field_error(an, "name", "");
        assert_field_error(an, "login", "không dấu");
        visit_submit(an, "/quan-tri/tai-khoan-moi", "name", "Bình", "login", "QuanTri", "email", "",
                     "role", "editor", "unit", "huyen-thanh-ba", NULL);
        assert_status(an, 422);
        assert_field_error(an, "login", "");
        assert_field(an, "login", "QuanTri");
        visit_post(an, "/quan-tri/tai-khoan-moi", "name", "Bình", "login", "binh", "role",
                   "emperor", "unit", "khong-co", NULL);
        assert_status(an, 422);
        visit_get(an, "/quan-tri/tai-khoan/binh");
        assert_status(an, 404);
    }
}

static void an_administrator_of_a_commune_acts_in_the_commune_alone(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an;
        struct account tam;
        struct unit commune;
        unit_list communes;
        struct unit district;
        assert_no_fault(unit_by_slug(site.work, STR("huyen-thanh-ba"), &district));
        assert_no_fault(unit_children(site.work, district.id, &communes));
        commune = communes.items[0];
        assert_no_fault(account_by_login(site.work, STR("congdan"), &tam));
        assert_no_fault(account_grant(site.work, tam.id, ROLE_ADMINISTRATOR, commune.id));
        an = sign_in(&site, "congdan");
        visit_get(an, "/quan-tri/tai-khoan");
        assert_status(an, 200);
        assert_page_lacks(an, "bientap");
        visit_get(an, "/quan-tri/tai-khoan/bientap");
        assert_status(an, 404);
        visit_get(an, "/quan-tri/tai-khoan-moi");
        assert_page_lacks(an, "Huyện Thanh Ba |");
        visit_post(an, "/quan-tri/tai-khoan-moi", "name", "Bình", "login", "binh", "role",
                   "administrator", "unit", "huyen-thanh-ba", NULL);
        assert_status(an, 403);
        visit_post(an, "/quan-tri/tai-khoan/bientap/vai-tro", "role", "administrator", "unit",
                   "huyen-thanh-ba", NULL);
        assert_status(an, 403);
        visit_post(an, "/quan-tri/tai-khoan/quantri/lien-ket", NULL);
        assert_status(an, 403);
        visit_post(an, "/quan-tri/tai-khoan/quantri/dong", NULL);
        assert_status(an, 403);
        visit_post(an, "/quan-tri/tai-khoan/quantri/phien", NULL);
        assert_status(an, 403);
        visit_get(an, "/quan-tri/tai-khoan/bientap/sua");
        assert_status(an, 404);
        visit_post(an, "/quan-tri/tai-khoan/bientap/sua", "name", "Ai khác", "email", "", NULL);
        assert_status(an, 404);
        visit_get(an, "/quan-tri/tai-khoan-moi");
        visit_post(an, "/quan-tri/tai-khoan-moi", "name", "Bình", "login", "binh", "role", "editor",
                   "unit", arena_c(site.arena, commune.slug), NULL);
        assert_status(an, 200);
        visit_get(an, "/quan-tri/tai-khoan");
        assert_page_has(an, "binh");
    }
}

static void roles_are_given_and_taken_and_the_history_says_so(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = sign_in(&site, "quantri");
        struct visitor *hoa = sign_in(&site, "bientap");
        visit_get(an, "/quan-tri/tai-khoan/bientap");
        visit_submit(an, "/quan-tri/tai-khoan/bientap/vai-tro", "role", "approver", "unit",
                     "huyen-thanh-ba", NULL);
        assert_leads_to(an, "/quan-tri/tai-khoan/bientap?da=vai-tro");
        visit_follow(an);
        assert_page_has(an, "Đã giao vai trò.");
        assert_page_has(an, "Người duyệt · Huyện Thanh Ba");
        visit_post(an, "/quan-tri/tai-khoan/bientap/bo-vai-tro", "role", "approver", "unit",
                   "huyen-thanh-ba", NULL);
        visit_follow(an);
        assert_page_has(an, "Đã bỏ vai trò.");
        visit_post(an, "/quan-tri/tai-khoan/bientap/phien", NULL);
        assert_leads_to(an, "/quan-tri/tai-khoan/bientap?da=phien");
        visit_get(hoa, "/tai-khoan");
        assert_int_equal(hoa->status, 303);
        visit_get(an, "/quan-tri/tai-khoan/bientap");
        visit_post(an, "/quan-tri/tai-khoan/bientap/dong", NULL);
        visit_follow(an);
        assert_page_has(an, "Đã đóng");
        visit_post(an, "/quan-tri/tai-khoan/bientap/lien-ket", NULL);
        assert_status(an, 409);
    }
}

static void nobody_locks_themselves_out(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = sign_in(&site, "quantri");
        visit_get(an, "/quan-tri/tai-khoan/quantri");
        /* what would be refused is not offered */
        assert_int_equal(str_find(an->body, STR("/quan-tri/tai-khoan/quantri/bo-vai-tro"), 0), -1);
        assert_int_equal(str_find(an->body, STR("/quan-tri/tai-khoan/quantri/dong"), 0), -1);
        /* who signed in is whoever it was, not the program */
        assert_true(str_find(an->body, STR("Quản trị viên (minh họa)</td>"), 0) > 0);
        visit_post(an, "/quan-tri/tai-khoan/quantri/dong", NULL);
        assert_status(an, 409);
        visit_get(an, "/quan-tri/tai-khoan/quantri");
        visit_post(an, "/quan-tri/tai-khoan/quantri/bo-vai-tro", "role", "administrator", "unit",
                   "huyen-thanh-ba", NULL);
        assert_status(an, 409);
        visit_get(an, "/quan-tri");
        assert_status(an, 200);
    }
}

/* A login is used once and a closed account stays closed: a slip of the pen must mend. */
static void a_name_written_wrongly_is_corrected_and_the_history_keeps_it(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = sign_in(&site, "quantri");
        visit_get(an, "/quan-tri/tai-khoan/bientap");
        assert_link(an, "/quan-tri/tai-khoan/bientap/sua");
        visit_get(an, "/quan-tri/tai-khoan/bientap/sua");
        assert_field(an, "name", "Biên tập viên (minh họa)");
        visit_submit(an, "/quan-tri/tai-khoan/bientap/sua", "name", "B", "email", "khong-phai-thu",
                     NULL);
        assert_status(an, 422);
        assert_field_error(an, "name", "");
        assert_field_error(an, "email", "");
        assert_field(an, "email", "khong-phai-thu");
        visit_submit(an, "/quan-tri/tai-khoan/bientap/sua", "name", "Hà Thị Hoa", "email",
                     "hoa@example.vn", NULL);
        assert_leads_to(an, "/quan-tri/tai-khoan/bientap?da=sua");
        visit_follow(an);
        assert_page_has(an, "Đã lưu tên và thư điện tử.");
        assert_page_has(an, "Hà Thị Hoa");
        assert_page_has(an, "hoa@example.vn");
        assert_page_has(an, "Sửa tên Trước đây: Biên tập viên (minh họa)");
        visit_get(an, "/quan-tri/nhat-ky");
        assert_page_has(an, "Trước đây: Biên tập viên (minh họa)");
        assert_page_has(an, "Sửa thư điện tử");
        /* saved again as it is, there is nothing to tell */
        visit_get(an, "/quan-tri/tai-khoan/bientap/sua");
        visit_submit(an, "/quan-tri/tai-khoan/bientap/sua", NULL);
        visit_get(an, "/quan-tri/nhat-ky");
        assert_page_lacks(an, "Trước đây: Hà Thị Hoa");
        visit_post(an, "/quan-tri/tai-khoan/bientap/dong", NULL);
        visit_follow(an);
        assert_no_link(an, "/quan-tri/tai-khoan/bientap/sua");
        visit_post(an, "/quan-tri/tai-khoan/bientap/sua", "name", "Ai khác", "email", "", NULL);
        assert_status(an, 409);
    }
}

static void a_name_is_found_without_diacritics(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = sign_in(&site, "quantri");
        visit_get(an, "/quan-tri/tai-khoan?tim=bien%20tap");
        assert_page_has(an, "bientap");
        assert_page_lacks(an, "thanhtra");
        visit_get(an, "/quan-tri/tai-khoan?tim=%3Cscript%3Ekhong%20co");
        assert_status(an, 200);
        assert_page_has(an, "Không có tài khoản nào như vậy.");
        assert_field(an, "tim", "<script>khong co");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_overview_says_what_wants_looking_after),
        cmocka_unit_test(a_job_that_fails_is_told_by_what_it_does),
        cmocka_unit_test(letters_that_do_not_leave_are_told),
        cmocka_unit_test(nobody_else_sees_administration),
        cmocka_unit_test(an_account_is_added_and_its_owner_sets_a_password),
        cmocka_unit_test(who_needs_no_second_factor_is_not_said_to_lack_it),
        cmocka_unit_test(a_mistake_is_said_at_its_field_and_nothing_is_lost),
        cmocka_unit_test(an_administrator_of_a_commune_acts_in_the_commune_alone),
        cmocka_unit_test(roles_are_given_and_taken_and_the_history_says_so),
        cmocka_unit_test(nobody_locks_themselves_out),
        cmocka_unit_test(a_name_written_wrongly_is_corrected_and_the_history_keeps_it),
        cmocka_unit_test(a_name_is_found_without_diacritics),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
