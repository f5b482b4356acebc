/*
 * The news desk as editors and approvers work at it: a week of an editor's work, two
 * people at one text, a session that ends, hostile words in every field.
 */
#include "civic/unit.h"
#include "desk.h"
#include "modules/publications/editing.h"

/* ---- a week ---- */

static void a_week_of_an_editors_work(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = visitor_new(&site);
        struct visitor *editor = signed_in(&site, "bientap");
        struct visitor *approver = signed_in(&site, "duyet");
        const char *address;
        /* Monday: a draft is seen by nobody outside */
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
        /* Tuesday: another save, then the difference */
        visit_get(editor, address);
        visit_submit(editor, "", "body", "Nội dung **mới** của bài.", "tags", "Đường làng, họp",
                     NULL);
        visit_get(editor, below(editor, address, "/ban"));
        assert_status(editor, 200);
        assert_page_has(editor, "Từ bản 2 đến bản 3");
        assert_page_has(editor, "Nội dung [bỏ:] **bài**.");
        assert_no_dead_links(editor);
        /* the editor cannot publish */
        visit_get(editor, below(editor, address, "/dang"));
        assert_page_has(editor, "do người duyệt của đơn vị quyết định");
        visit_post(editor, below(editor, address, "/dang"), "step", "publish", "version", "3",
                   NULL);
        assert_status(editor, 403);
        /* Wednesday: the approver does */
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
        /* Thursday: now the text is the approver's */
        visit_get(editor, address);
        assert_page_has(editor, "chỉ người duyệt sửa được");
        visit_post(editor, address, "title", "Khác", "version", "4", NULL);
        assert_status(editor, 403);
        /* its address changes; the old one leads on */
        visit_get(approver, below(approver, address, "/dang"));
        visit_submit(approver, below(approver, address, "/dia-chi"), "slug", "Đường Quảng Yên",
                     NULL);
        assert_status(approver, 303);
        visit_get(an, "/tin-tuc/hop-thon-quang-yen-ve-duong");
        assert_leads_to(an, "/tin-tuc/duong-quang-yen");
        /* no address that another has, or had, and none without letters */
        visit_get(approver, below(approver, address, "/dang"));
        visit_submit(approver, below(approver, address, "/dia-chi"), "slug", "!!!", NULL);
        assert_status(approver, 422);
        assert_field_error(approver, "slug", "ít nhất một chữ cái");
        {
            const char *other = write_draft(editor, "Một bài khác");
            visit_get(editor, below(editor, other, "/dang"));
            visit_submit(editor, below(editor, other, "/dia-chi"), "slug",
                         "Họp thôn Quảng Yên về đường", NULL);
            assert_status(editor, 422);
            assert_field_error(editor, "slug", "từng dùng");
            assert_field(editor, "slug", "Họp thôn Quảng Yên về đường");
        }
        /* Friday: withdrawn, with a reason */
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
        struct visitor *editor = signed_in(&site, "bientap");
        struct visitor *approver = signed_in(&site, "duyet");
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
        struct visitor *editor = signed_in(&site, "bientap");
        struct visitor *approver = signed_in(&site, "duyet");
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

/* ---- nothing typed is lost ---- */

static void two_editors_of_one_text_lose_nothing(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *first = signed_in(&site, "bientap");
        struct visitor *second = signed_in(&site, "duyet");
        const char *address = write_draft(first, "Một bài hai người sửa");
        visit_get(first, address);
        visit_get(second, address);
        visit_submit(first, "", "body", "Họp lúc tám giờ.", NULL);
        assert_status(first, 303);
        visit_submit(second, "", "body", "Họp lúc chín giờ.", "lead", "Tóm tắt của tôi", NULL);
        assert_status(second, 409);
        assert_page_has(second, "Người khác đã lưu bài này trong lúc ông/bà viết");
        assert_true(str_find(second->body, STR("data-autosave="), 0) < 0);
        assert_page_has(second, "Họp lúc [bỏ:] tám [hết phần bỏ]");
        assert_field(second, "body", "Họp lúc chín giờ.");
        assert_field(second, "lead", "Tóm tắt của tôi");
        assert_no_dead_links(second);
        visit_submit(second, "", NULL);
        assert_status(second, 303);
        visit_get(second, below(second, address, "/ban?tu=3&den=4"));
        assert_page_has(second, "tám");
        assert_page_has(second, "chín");
    }
}

/* Neither may undo unseen what the other chose without typing. */
static void two_editors_are_told_what_was_chosen_too(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *first = signed_in(&site, "bientap");
        struct visitor *second = signed_in(&site, "duyet");
        const char *address = write_draft(first, "Một bài hai người xếp");
        visit_get(first, address);
        visit_get(second, address);
        visit_submit(first, "", "pinned", "1", NULL);
        assert_status(first, 303);
        visit_submit(second, "", "body", "Thêm một câu.", NULL);
        assert_status(second, 409);
        assert_page_has(second, "Ghim lên đầu danh sách [bỏ:] Có [hết phần bỏ] [thêm:] Không");
        /* nothing of it is stored before the second says so */
        visit_get(first, address);
        assert_page_lacks(first, "Thêm một câu.");
    }
}

/* Version 2 is the draft as written, 3 another text, 4 the first one again. */
static void an_old_version_is_taken_back_as_a_new_one(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = visitor_new(&site);
        struct visitor *editor = signed_in(&site, "bientap");
        struct visitor *approver = signed_in(&site, "duyet");
        const char *address = write_draft(editor, "Bài có hai bản");
        visit_get(editor, address);
        visit_submit(editor, "", "title", "Bài đổi tên", "body", "Chữ khác.", "tags", "đường",
                     NULL);
        visit_get(editor, below(editor, address, "/ban"));
        assert_page_has(editor, "Lấy lại bản 2");
        assert_page_has(editor, "Chữ khác.");
        visit_get(approver, below(approver, address, "/ban"));
        visit_submit(editor, "#khac-nhau", "revision", "2", NULL);
        assert_status(editor, 303);
        visit_follow(editor);
        assert_page_has(editor, "Đã lấy lại bản cũ");
        assert_field(editor, "title", "Bài có hai bản");
        assert_field(editor, "body", "Nội dung **bài**.");
        assert_field(editor, "tags", "");
        visit_get(editor, below(editor, address, "/ban?tu=3&den=4"));
        assert_status(editor, 200);
        assert_page_has(editor, "Chữ khác.");
        visit_get(editor, below(editor, address, "/ban?tu=2&den=4"));
        assert_page_has(editor, "Hai bản không khác nhau.");
        /* who looked at an older state is told so, and nothing happens */
        visit_submit(approver, "#khac-nhau", NULL);
        assert_status(approver, 409);
        assert_page_has(approver, "Có người vừa lưu bài này");
        assert_page_has(approver, "Từ bản 3 đến bản 4");
        visit_submit(approver, "#khac-nhau", "revision", "999", NULL);
        assert_status(approver, 404);

        /* what is public is taken back by an approver, for everybody at once */
        publish(approver, address);
        visit_get(an, "/tin-tuc/bai-co-hai-ban");
        assert_page_has(an, "Bài có hai bản");
        visit_get(editor, below(editor, address, "/ban?tu=3&den=5"));
        assert_page_lacks(editor, "Lấy lại bản 3");
        visit_post(editor, below(editor, address, "/ban"), "version", "5", "revision", "3", NULL);
        assert_status(editor, 403);
        visit_get(approver, below(approver, address, "/ban?tu=3&den=5"));
        assert_page_has(approver, "Bài đang đăng nên người đọc thấy bản này ngay.");
        visit_submit(approver, "#khac-nhau", NULL);
        assert_status(approver, 303);
        visit_get(an, "/tin-tuc/bai-co-hai-ban");
        assert_page_has(an, "Bài đổi tên");
        assert_page_has(an, "Chữ khác.");
    }
}

static void a_session_that_ended_gives_the_text_back(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *editor = signed_in(&site, "bientap");
        const char *address = write_draft(editor, "Bài viết lâu");
        struct visitor *kept;
        visit_get(editor, address);
        site_testing_wait(&site, 365 * 24 * 3600);
        visit_submit(editor, "", "body", "Chữ gõ suốt buổi sáng.", NULL);
        assert_status(editor, 401);
        assert_page_has(editor, "Nội dung đã nhập vẫn còn ở trang này.");
        assert_page_has(editor, "Chữ gõ suốt buổi sáng.");
        assert_page_has(editor, "Xem nội dung đã nhập Bài viết lâu Sapo. Biên tập viên (minh họa) "
                                "Chữ gõ suốt buổi sáng. Khi báo lỗi");
        kept = signed_in(&site, "bientap");
        visit_post(kept, address, "title", arena_c(site.arena, page_value(editor, "title")), "body",
                   arena_c(site.arena, page_value(editor, "body")), "version",
                   arena_c(site.arena, page_value(editor, "version")), NULL);
        assert_wrong_token(kept); /* the page was of the old session: once more */
        assert_page_has(kept, "Chữ gõ suốt buổi sáng.");
        visit_submit(kept, address, NULL);
        assert_status(kept, 303);
        visit_follow(kept);
        assert_field(kept, "body", "Chữ gõ suốt buổi sáng.");
    }
}

static void wrong_fields_say_so_and_keep_the_rest(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *editor = signed_in(&site, "bientap");
        visit_get(editor, DESK "/moi");
        visit_submit(editor, "", "title", "", "body", "Chữ ở dưới", NULL);
        assert_status(editor, 422);
        assert_field_error(editor, "title", "Xin điền");
        assert_field(editor, "body", "Chữ ở dưới");
        visit_submit(editor, "", "title", "Có tên", "tags", "a,b,c,d,e,f,g,h,i,k,l", NULL);
        assert_field_error(editor, "tags", "Tối đa 10 thẻ");
        assert_field(editor, "body", "Chữ ở dưới");
        visit_submit(editor, "", "tags", "", "picture", "", "category", "", NULL);
        assert_status(editor, 303);
        visit_follow(editor);
        visit_post(editor, arena_c(site.arena, editor->path), "title", "x", "category", "77",
                   "version", "2", NULL);
        assert_status(editor, 422);
        visit_post(editor, DESK "/moi", "title", "x", "unit", "1", NULL);
        assert_true(editor->status == 403 || editor->status == 404);
    }
}

static void a_draft_saves_itself_and_leaves_one_version(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *editor = signed_in(&site, "bientap");
        const char *address = write_draft(editor, "Tự lưu");
        const char *self = below(editor, address, "/tu-luu");
        visit_get(editor, address);
        visit_post(editor, self, "title", "Tự lưu", "body", "Một.", "version", "2", NULL);
        assert_status(editor, 200);
        assert_true(str_find(editor->body, STR("\"version\":\"3\""), 0) > 0);
        assert_true(str_find(editor->body, STR("Đã tự lưu lúc 08:00"), 0) > 0);
        visit_get(editor, address);
        visit_post(editor, self, "title", "Tự lưu", "body", "Một hai.", "version", "3", NULL);
        visit_get(editor, address);
        visit_post(editor, self, "title", "Tự lưu", "body", "Cũ.", "version", "3", NULL);
        assert_status(editor, 409);
        visit_get(editor, address);
        visit_post(editor, self, "title", "", "body", "Không tên.", "version", "4", NULL);
        assert_status(editor, 422);
        visit_get(editor, below(editor, address, "/ban"));
        assert_page_has(editor, "Từ bản 2 đến bản 4"); /* version 3 gave way to 4 */
        visit_get(editor, DESK "/moi");
        visit_post(editor, DESK "/moi/tu-luu", "title", "Mới gõ", "unit",
                   arena_c(site.arena, page_value(editor, "unit")), NULL);
        assert_status(editor, 200);
        assert_true(str_find(editor->body, STR("\"address\":\"/can-bo/tin/"), 0) > 0);
    }
}

/* ---- preview and suggestions ---- */

static void the_preview_shows_and_saves_nothing(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *editor = signed_in(&site, "bientap");
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
        assert_true(str_find(editor->body, STR("<h3>Đầu mục</h3>"), 0) > 0);
        visit_get(editor, address);
        assert_field(editor, "body", "Nội dung **bài**.");
    }
}

static void slips_of_the_hand_are_suggested_and_one_is_followed(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *editor = signed_in(&site, "bientap");
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
        struct visitor *clerk = signed_in(&site, "tiepdan");
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
        struct visitor *approver = signed_in(&site, "duyet");
        const char *address = write_draft(approver, "Tin của huyện");
        struct account account;
        struct unit commune;
        assert_no_fault(account_by_login(site.work, STR("bientap"), &account));
        assert_no_fault(unit_by_slug(site.work, STR("xa-dong-xuan"), &commune));
        assert_no_fault(account_grant(site.work, account.id, ROLE_APPROVER, commune.id));
        db_release(site.work);
        editor = signed_in(&site, "bientap");
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
        struct visitor *approver = signed_in(&site, "duyet");
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
        struct visitor *editor = signed_in(&site, "bientap");
        struct visitor *approver = signed_in(&site, "duyet");
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
        struct visitor *editor = signed_in(&site, "bientap");
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
        struct visitor *editor = signed_in(&site, "bientap");
        struct visitor *approver = signed_in(&site, "duyet");
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
        cmocka_unit_test(two_editors_of_one_text_lose_nothing),
        cmocka_unit_test(two_editors_are_told_what_was_chosen_too),
        cmocka_unit_test(an_old_version_is_taken_back_as_a_new_one),
        cmocka_unit_test(a_session_that_ended_gives_the_text_back),
        cmocka_unit_test(wrong_fields_say_so_and_keep_the_rest),
        cmocka_unit_test(a_draft_saves_itself_and_leaves_one_version),
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
