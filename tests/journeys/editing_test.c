/*
 * The news desk as editors and approvers work at it: a week of an editor's work, the
 * preview, who may do what, hostile words in every field.
 */
#include "civic/unit.h"
#include "desk.h"
#include "modules/publications/editing.h"

/* ---- a week ---- */

/* Monday: a draft is seen by nobody outside. */
static const char *writes_a_draft(struct visitor *editor, struct visitor *an)
{
    const char *address;
    visit_get(editor, DESK);
    assert_status(editor, 200);
    assert_page_has(editor, "Chưa có bản nháp nào.");
    assert_no_dead_links(editor);
    address = write_draft(editor, "Họp thôn Quảng Yên về đường");
    visit_follow(editor);
    assert_page_has(editor, "Đã lưu.");
    assert_field(editor, "title", "Họp thôn Quảng Yên về đường");
    assert_no_dead_links(editor);
    visit_get(editor, DESK);
    assert_link(editor, address);
    visit_get(an, "/tin-tuc/hop-thon-quang-yen-ve-duong");
    assert_status(an, 404);
    return address;
}

/* Tuesday: another save, then the difference. */
static void saves_again_and_compares(struct visitor *editor, const char *address)
{
    visit_get(editor, address);
    visit_submit(editor, "", "body", "Nội dung **mới** của bài.", "tags", "Đường làng, họp", NULL);
    visit_get(editor, below(editor, address, "/ban"));
    assert_status(editor, 200);
    assert_page_has(editor, "Từ bản 2 đến bản 3");
    assert_page_has(editor, "Nội dung [bỏ:] **bài**.");
    assert_no_dead_links(editor);
}

/* The editor cannot publish. */
static void may_not_publish(struct visitor *editor, const char *address)
{
    visit_get(editor, below(editor, address, "/dang"));
    assert_page_has(editor, "do người duyệt của đơn vị quyết định");
    visit_post(editor, below(editor, address, "/dang"), "step", "publish", "version", "3", NULL);
    assert_status(editor, 403);
}

/* Wednesday: the approver does. */
static void publishes_for_all_to_find(struct visitor *approver, struct visitor *an,
                                      const char *address)
{
    publish(approver, address);
    assert_no_dead_links(approver);
    visit_get(an, "/tin-tuc/hop-thon-quang-yen-ve-duong");
    assert_status(an, 200);
    assert_page_has(an, "Nội dung mới của bài.");
    assert_no_dead_links(an);
    visit_get(an, "/tin-tuc?the=duong-lang");
    assert_page_has(an, "Họp thôn Quảng Yên về đường");
    assert_page_lacks(an, "Hai nhà chung một lối đi");
    assert_page_has(an, "Đường làng");
    visit_get(an, "/tim-kiem?q=quang+yen+ve+duong");
    assert_link(an, "/tin-tuc/hop-thon-quang-yen-ve-duong");
    visit_get(an, "/tim-kiem?q=%22duong+lang%22"); /* a tag is read, and found */
    assert_link(an, "/tin-tuc/hop-thon-quang-yen-ve-duong");
}

/* Thursday: now the text is the approver's. */
static void may_not_change_it_any_more(struct visitor *editor, const char *address)
{
    visit_get(editor, address);
    assert_page_has(editor, "chỉ người duyệt sửa được");
    visit_post(editor, address, "title", "Khác", "version", "4", NULL);
    assert_status(editor, 403);
}

/* Its address changes; the old one leads on. */
static void gives_it_another_address(struct visitor *approver, struct visitor *an,
                                     const char *address)
{
    visit_get(approver, below(approver, address, "/dang"));
    visit_submit(approver, below(approver, address, "/dia-chi"), "slug", "Đường Quảng Yên", NULL);
    assert_status(approver, 303);
    visit_get(an, "/tin-tuc/hop-thon-quang-yen-ve-duong");
    assert_leads_to(an, "/tin-tuc/duong-quang-yen");
}

/* No address that another has, or had, and none without letters. */
static void takes_no_address_of_another(struct visitor *approver, struct visitor *editor,
                                        const char *address)
{
    const char *other = write_draft(editor, "Một bài khác");
    visit_get(approver, below(approver, address, "/dang"));
    visit_submit(approver, below(approver, address, "/dia-chi"), "slug", "!!!", NULL);
    assert_status(approver, 422);
    assert_field_error(approver, "slug", "ít nhất một chữ cái");
    visit_get(editor, below(editor, other, "/dang"));
    visit_submit(editor, below(editor, other, "/dia-chi"), "slug", "Họp thôn Quảng Yên về đường",
                 NULL);
    assert_status(editor, 422);
    assert_field_error(editor, "slug", "từng dùng");
    assert_field(editor, "slug", "Họp thôn Quảng Yên về đường");
}

/* Friday: withdrawn, with a reason. */
static void withdraws_with_a_reason(struct visitor *approver, struct visitor *an,
                                    const char *address)
{
    visit_get(approver, below(approver, address, "/dang"));
    visit_submit(approver, "#reason", "step", "withdraw", NULL);
    assert_status(approver, 422);
    assert_field_error(approver, "reason", "Xin nói lý do gỡ");
    visit_submit(approver, "#reason", "step", "withdraw", "reason", "Sai ngày họp.", NULL);
    assert_status(approver, 303);
    visit_get(an, "/tin-tuc/duong-quang-yen");
    assert_status(an, 410);
    assert_page_has(an, "Sai ngày họp.");
    assert_page_lacks(an, "Nội dung mới");
    visit_get(an, "/tin-tuc");
    assert_page_lacks(an, "Họp thôn Quảng Yên về đường");
}

static void a_week_of_an_editors_work(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = visitor_new(&site);
        struct visitor *editor = sign_in(&site, "bientap");
        struct visitor *approver = sign_in(&site, "duyet");
        const char *address;
        address = writes_a_draft(editor, an);
        saves_again_and_compares(editor, address);
        may_not_publish(editor, address);
        publishes_for_all_to_find(approver, an, address);
        may_not_change_it_any_more(editor, address);
        gives_it_another_address(approver, an, address);
        takes_no_address_of_another(approver, editor, address);
        withdraws_with_a_reason(approver, an, address);
        /* and back, put right */
        publish(approver, address);
        visit_get(an, "/tin-tuc/duong-quang-yen");
        assert_status(an, 200);
    }
}

static void a_scheduled_article_appears_at_its_time(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = visitor_new(&site);
        struct visitor *editor = sign_in(&site, "bientap");
        struct visitor *approver = sign_in(&site, "duyet");
        const char *address = write_draft(editor, "Lịch họp tuần tới");
        const char *decide = below(approver, address, "/dang");
        visit_get(approver, decide);
        visit_submit(approver, "#day", "step", "schedule", "day", "7/3/2022", "time", "07:30",
                     NULL);
        assert_status(approver, 422);
        assert_field_error(approver, "day", "Giờ này đã qua");
        assert_field(approver, "time", "07:30");
        visit_submit(approver, "#day", "step", "schedule", "day", "7/3/2022", "time", "sáng", NULL);
        assert_field_error(approver, "time", "giờ:phút");
        visit_submit(approver, "#day", "step", "schedule", "day", "7/3/2022", "time", "10h", NULL);
        assert_status(approver, 303);
        assert_no_fault(article_publish_due(site.work));
        visit_get(an, "/tin-tuc/lich-hop-tuan-toi");
        assert_status(an, 404);
        visit_get(editor, DESK "?trang-thai=hen-gio");
        assert_page_has(editor, "10:00 07/03/2022");
        site_testing_wait(&site, 2 * 3600 + 4);
        db_release(site.work);
        assert_no_fault(article_publish_due(site.work));
        db_release(site.work);
        visit_get(an, "/tin-tuc/lich-hop-tuan-toi");
        assert_status(an, 200);
        visit_get(an, "/tin-tuc.atom");
        assert_true(str_find(an->body, STR("2022-03-07T10:00:00+07:00"), 0) > 0);
    }
}

/* A letter of noon that did not name it must not be the last that could. */
static void a_site_that_was_down_says_when_it_published(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = visitor_new(&site);
        struct visitor *editor = sign_in(&site, "bientap");
        struct visitor *approver = sign_in(&site, "duyet");
        const char *address = write_draft(editor, "Lịch cắt điện");
        visit_get(approver, below(approver, address, "/dang"));
        visit_submit(approver, "#day", "step", "schedule", "day", "7/3/2022", "time", "10h", NULL);
        assert_status(approver, 303);
        site_testing_wait(&site, 5 * 3600);
        assert_no_fault(article_publish_due(site.work));
        db_release(site.work);
        visit_get(an, "/tin-tuc.atom");
        assert_true(str_find(an->body, STR("2022-03-07T13:00:00+07:00"), 0) > 0);
        assert_true(str_find(an->body, STR("2022-03-07T10:00:00+07:00"), 0) < 0);
    }
}

/* ---- preview and suggestions ---- */

static void the_preview_shows_and_saves_nothing(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *editor = sign_in(&site, "bientap");
        const char *address = write_draft(editor, "Xem trước");
        visit_get(editor, address);
        visit_submit(editor, "", "body", "Một *hai* <script>alert(1)</script>", "do", "preview",
                     NULL);
        assert_status(editor, 200);
        assert_true(str_find(editor->body, STR("<em>hai</em>"), 0) > 0);
        assert_true(str_find(editor->body, STR("<script>alert"), 0) < 0);
        assert_field(editor, "body", "Một *hai* <script>alert(1)</script>");
        visit_post(editor, DESK "/moi/xem-truoc", "title", "T", "body", "## Đầu mục", NULL);
        assert_status(editor, 200);
        assert_true(str_find(editor->body, STR("<h2>Đầu mục</h2>"), 0) > 0);
        visit_get(editor, address);
        assert_field(editor, "body", "Nội dung **bài**.");
    }
}

static void slips_of_the_hand_are_suggested_and_one_is_followed(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *editor = sign_in(&site, "bientap");
        const char *address = write_draft(editor, "Gợi ý");
        visit_get(editor, address);
        visit_submit(editor, "", "body", "được củng cố.Về nhiệm vụ;  đẩy mạnh", NULL);
        visit_follow(editor);
        assert_page_has(editor, "thiếu dấu cách sau dấu câu");
        assert_page_has(editor, "thừa dấu cách");
        assert_field(editor, "body", "được củng cố.Về nhiệm vụ;  đẩy mạnh");
        visit_submit(editor, "", "do",
                     arena_printf(site.arena, "fix:body-%zu-0", strlen("được củng cố")).ptr, NULL);
        assert_status(editor, 200);
        assert_field(editor, "body", "được củng cố. Về nhiệm vụ;  đẩy mạnh");
        assert_page_lacks(editor, "thiếu dấu cách sau dấu câu");
        visit_get(editor, address); /* nothing was saved by it */
        assert_field(editor, "body", "được củng cố.Về nhiệm vụ;  đẩy mạnh");
    }
}

/* ---- who may ---- */

static void strangers_and_other_officials_have_no_desk(void **state)
{
    static const char *const targets[] = {DESK,      DESK "/moi",   DESK "/chuyen-muc",
                                          DESK "/1", DESK "/1/ban", DESK "/1/dang"};
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = visitor_new(&site);
        struct visitor *clerk = sign_in(&site, "tiepdan");
        for (size_t i = 0; i < COUNT(targets); i++) {
            visit_get(an, targets[i]);
            assert_status(an, 303);
            assert_true(str_starts(visit_header(an, "Location"), STR("/dang-nhap?ve=")));
            visit_get(clerk, targets[i]);
            assert_status(clerk, 403);
        }
    }
}

static void who_approves_elsewhere_publishes_nothing_here(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *editor;
        struct visitor *approver = sign_in(&site, "duyet");
        const char *address = write_draft(approver, "Tin của huyện");
        struct account account;
        struct unit commune;
        assert_no_fault(account_by_login(site.work, STR("bientap"), &account));
        assert_no_fault(unit_by_slug(site.work, STR("xa-dong-xuan"), &commune));
        assert_no_fault(account_grant(site.work, account.id, ROLE_APPROVER, commune.id));
        db_release(site.work);
        editor = sign_in(&site, "bientap");
        visit_get(editor, below(editor, address, "/dang"));
        assert_page_has(editor, "do người duyệt của đơn vị quyết định");
        visit_post(editor, below(editor, address, "/dang"), "step", "publish", "version", "2",
                   NULL);
        assert_status(editor, 403);
        publish(approver, address);
        visit_get(editor, address);
        visit_post(editor, address, "title", "Khác", "version", "3", NULL);
        assert_status(editor, 403);
        visit_post(editor, below(editor, address, "/dang"), "step", "withdraw", "reason", "Sai.",
                   "version", "3", NULL);
        assert_status(editor, 403);
    }
}

static void what_is_public_does_not_save_itself(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = visitor_new(&site);
        struct visitor *approver = sign_in(&site, "duyet");
        const char *address = write_draft(approver, "Tin đã đăng");
        visit_get(approver, address);
        assert_true(str_find(approver->body, STR("data-autosave=\""), 0) > 0);
        publish(approver, address);
        visit_get(approver, address);
        /* nor as the draft of another one */
        assert_true(str_find(approver->body, STR("data-autosave="), 0) < 0);
        visit_post(approver, below(approver, address, "/tu-luu"), "title", "Tin đang sửa",
                   "version", arena_c(site.arena, page_value(approver, "version")), NULL);
        assert_status(approver, 409);
        visit_get(an, "/tin-tuc/tin-da-dang");
        assert_page_has(an, "Tin đã đăng");
        assert_page_lacks(an, "Tin đang sửa");
    }
}

/* A draft is saved while its title is being typed. */
static void an_address_follows_the_title_until_somebody_may_keep_it(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = visitor_new(&site);
        struct visitor *editor = sign_in(&site, "bientap");
        struct visitor *approver = sign_in(&site, "duyet");
        const char *address = write_draft(editor, "Họp th");
        visit_get(editor, address);
        visit_submit(editor, "", "title", "Họp thôn về chợ", NULL);
        assert_status(editor, 303);
        publish(approver, address);
        visit_get(an, "/tin-tuc/hop-thon-ve-cho");
        assert_status(an, 200);
        visit_get(an, "/tin-tuc/hop-th");
        assert_status(an, 404);
        visit_get(approver, address);
        visit_submit(approver, "", "title", "Họp thôn về chợ mới", NULL);
        visit_get(an, "/tin-tuc/hop-thon-ve-cho");
        assert_page_has(an, "Họp thôn về chợ mới");
        /* one that was chosen stays */
        address = write_draft(editor, "Bàn việc làng");
        visit_get(editor, below(editor, address, "/dang"));
        visit_submit(editor, below(editor, address, "/dia-chi"), "slug", "Chuyện kín", NULL);
        assert_status(editor, 303);
        visit_get(editor, address);
        visit_submit(editor, "", "title", "Bàn việc làng ta", NULL);
        /* and nobody hears of it by the one before, which was never public */
        visit_get(an, "/tin-tuc/ban-viec-lang");
        assert_status(an, 404);
        publish(approver, address);
        visit_get(an, "/tin-tuc/chuyen-kin");
        assert_status(an, 200);
        visit_get(an, "/tin-tuc/ban-viec-lang");
        assert_status(an, 404);
    }
}

/* Slides break lines with VT, copied papers hyphenate with a control nobody sees. */
static void what_is_pasted_along_unseen_loses_no_text(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *editor = sign_in(&site, "bientap");
        const char *address = write_draft(editor, "Họp\vthôn");
        visit_get(editor, address);
        assert_field(editor, "title", "Họp thôn");
        visit_submit(editor, "", "lead", "Nộp \u202E000.05\u202C đồng", "body",
                     "Một\vhai\f\nba\x02 b\x1Bốn", NULL);
        assert_status(editor, 303);
        visit_get(editor, address);
        assert_field(editor, "lead", "Nộp 000.05 đồng");
        assert_field(editor, "body", "Một\nhai\n\nba bốn");
    }
}

static void hostile_words_stay_words_in_every_field(void **state)
{
    static const char evil[] = "\"><script>alert(1)</script>{{title}}' OR 1=1 --";
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *editor = sign_in(&site, "bientap");
        struct visitor *approver = sign_in(&site, "duyet");
        struct visitor *an = visitor_new(&site);
        const char *address = write_draft(editor, evil);
        visit_get(editor, address);
        visit_submit(editor, "", "lead", evil, "body", evil, "byline", evil, "tags", evil,
                     "picture_alt", evil, "caption", evil, NULL);
        assert_status(editor, 303);
        visit_get(editor, address);
        assert_field(editor, "lead", evil);
        assert_field(editor, "byline", evil);
        assert_true(str_find(editor->body, STR("<script>alert"), 0) < 0);
        visit_get(editor, below(editor, address, "/ban"));
        assert_status(editor, 200);
        assert_true(str_find(editor->body, STR("<script>alert"), 0) < 0);
        publish(approver, address);
        assert_true(str_find(approver->body, STR("<script>alert"), 0) < 0);
        visit_get(an, "/tin-tuc");
        assert_page_has(an, evil);
        assert_true(str_find(an->body, STR("<script>alert"), 0) < 0);
        visit_get(approver, below(approver, address, "/dang"));
        visit_submit(approver, "#reason", "step", "withdraw", "reason", evil, NULL);
        visit_get(an, "/tin-tuc/script-alert-1-script-title-or-1-1");
        assert_status(an, 410);
        assert_page_has(an, evil);
        assert_true(str_find(an->body, STR("<script>alert"), 0) < 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_week_of_an_editors_work),
        cmocka_unit_test(a_scheduled_article_appears_at_its_time),
        cmocka_unit_test(a_site_that_was_down_says_when_it_published),
        cmocka_unit_test(the_preview_shows_and_saves_nothing),
        cmocka_unit_test(slips_of_the_hand_are_suggested_and_one_is_followed),
        cmocka_unit_test(strangers_and_other_officials_have_no_desk),
        cmocka_unit_test(who_approves_elsewhere_publishes_nothing_here),
        cmocka_unit_test(what_is_public_does_not_save_itself),
        cmocka_unit_test(an_address_follows_the_title_until_somebody_may_keep_it),
        cmocka_unit_test(what_is_pasted_along_unseen_loses_no_text),
        cmocka_unit_test(hostile_words_stay_words_in_every_field),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
