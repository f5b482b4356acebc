/*
 * One petition of two contents taken apart; two joined by mistake and parted again; one
 * filed by mistake and taken out; a Party member's case passed to the Party.
 */
#include "petition_story.h"

static void a_matter_is_taken_out_with_its_history(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *farmer = visitor_new(&site);
        struct visitor *clerk = sign_in(&site, "tiepdan");
        struct visitor *editor = sign_in(&site, "bientap");
        struct sent sent = complain(farmer);
        struct sent part = sent;
        const char *split = file_of(clerk, sent.code, "/tach");
        visit_get(editor, split);
        assert_status(editor, 403);
        site_testing_wait(&site, 24 * 60 * 60);
        clerk = sign_in(&site, "tiepdan");
        visit_get(clerk, split);
        assert_no_dead_links(clerk);
        visit_submit(clerk, split, "kind", "kien-nghi", "title", "Đường vào khu 4 bị hỏng",
                     "content", "ngắn", "reason", "", NULL);
        assert_status(clerk, 422);
        assert_field_error(clerk, "content", "ít nhất 20");
        assert_field_error(clerk, "reason", "Xin điền");
        assert_field(clerk, "title", "Đường vào khu 4 bị hỏng");
        visit_submit(clerk, split, "content",
                     "Đường vào khu 4 hỏng từ tháng trước, xe không đi được.", "reason",
                     "Nội dung này là kiến nghị.", NULL);
        assert_status(clerk, 303);
        visit_follow(clerk);
        assert_page_has(clerk, "Được tách từ hồ sơ khác");
        assert_page_has(clerk, "Nội dung này là kiến nghị.");
        assert_page_has(clerk, "Tách từ");
        assert_page_has(clerk, "Người gửi Nguyễn Thị Thưởng");
        assert_page_has(clerk, "07/03/2022"); /* received with the first */
        part.code = str_slice(clerk->path, strlen("/can-bo/viec/"), sent.code.len);
        part.code = arena_copy(clerk->jar, part.code);
        visit_get(clerk, file_of(clerk, sent.code, ""));
        assert_page_has(clerk, "Đã tách một nội dung thành hồ sơ riêng");
        assert_link(clerk, file_of(clerk, part.code, ""));
        look_up(farmer, part); /* with the key of the first */
        assert_page_has(farmer, "Đường vào khu 4 bị hỏng");
    }
}

/* The button pressed twice, Back and send again: one file is taken out, and the words of
 * the second sending are there. */
static void what_is_sent_twice_is_taken_out_once(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *farmer = visitor_new(&site);
        struct visitor *clerk = sign_in(&site, "tiepdan");
        struct sent sent = complain(farmer);
        const char *split = file_of(clerk, sent.code, "/tach");
        for (int i = 0; i < 3; i++) {
            visit_get(clerk, split);
            visit_submit(clerk, split, "version", "1", "kind", "kien-nghi", "title",
                         "Đường vào khu 4 bị hỏng", "content",
                         "Đường vào khu 4 hỏng từ tháng trước, xe không đi được.", "reason",
                         "Nội dung này là kiến nghị.", NULL);
            assert_status(clerk, i == 0 ? 303 : 409);
        }
        assert_page_has(clerk, "Hồ sơ vừa được người khác cập nhật");
        assert_field(clerk, "title", "Đường vào khu 4 bị hỏng");
        assert_field(clerk, "reason", "Nội dung này là kiến nghị.");
        visit_get(clerk, "/can-bo?xem=don-vi&tim=duong+vao+khu+4");
        assert_true(
            str_find(str_from(clerk->body,
                              (size_t)str_find(clerk->body, STR("Đường vào khu 4 bị"), 0) + 1),
                     STR("Đường vào khu 4 bị"), 0) < 0);
    }
}

static void what_is_sealed_stays_sealed_when_it_is_taken_apart(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *sender = visitor_new(&site);
        struct visitor *clerk = sign_in(&site, "tiepdan");
        struct sent sent = denounce(sender, false);
        const char *split = file_of(clerk, sent.code, "/tach");
        const char *other;
        visit_get(clerk, split);
        visit_submit(clerk, split, "content", CANARY_WORDS ", việc thứ hai.", "reason",
                     "Bà " CANARY " nêu hai việc.", NULL);
        assert_status(clerk, 422);
        assert_field_error(clerk, "reason", "cho biết ai là người tố cáo");
        visit_submit(clerk, split, "reason", "Đơn có hai nội dung.", NULL);
        assert_status(clerk, 303);
        visit_follow(clerk);
        assert_page_has(clerk, "Đơn có hai nội dung.");
        assert_page_lacks(clerk, CANARY_WORDS);
        assert_page_lacks(clerk, CANARY);
        /* who denounces is known to the new file as well */
        other = arena_c(clerk->jar, visit_link(clerk, "Ghi tóm tắt đã che"));
        visit_get(clerk, other);
        visit_submit(clerk, other, "note", "Bà " CANARY " đã đến.", NULL);
        assert_field_error(clerk, "note", "cho biết ai là người tố cáo");
        search_backup(&site);
    }
}

static void two_joined_by_mistake_are_parted_with_their_history(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *farmer = visitor_new(&site);
        struct visitor *other = visitor_new(&site);
        struct visitor *clerk = sign_in(&site, "tiepdan");
        struct visitor *leader = sign_in(&site, "lanhdao");
        struct sent first = complain(farmer);
        struct sent second = complain(other);
        const char *join;
        const char *ties = file_of(clerk, second.code, "/lien-quan");
        struct visitor *inspector = sign_in(&site, "thanhtra");
        /* who only reads is offered neither to join nor to take apart */
        visit_get(inspector, file_of(inspector, second.code, "/don-trung"));
        assert_page_has(inspector, arena_c(inspector->jar, first.code));
        assert_null(strstr(arena_c(inspector->jar, inspector->body), "/don-trung/"));
        assert_page_lacks(inspector, "Tách nội dung thành đơn riêng");
        visit_get(clerk, file_of(clerk, second.code, "/don-trung"));
        assert_page_has(clerk, "Tách nội dung thành đơn riêng");
        join = arena_c(clerk->jar, join_action(clerk));
        visit_submit(clerk, join, NULL);
        assert_status(clerk, 303);
        act(clerk, second.code, "file", "note", "Trùng đơn.");
        look_up(other, second);
        assert_page_has(other, "Xếp lưu");
        /* it was another's petition after all */
        visit_get(clerk, ties);
        visit_submit(clerk, arena_printf(clerk->jar, "%s/bo-noi", ties).ptr, NULL);
        assert_status(clerk, 303);
        visit_get(clerk, file_of(clerk, second.code, ""));
        assert_page_has(clerk, "Nối với hồ sơ khác"); /* both stay in the history */
        assert_page_has(clerk, "Bỏ nối với hồ sơ khác");
        visit_get(clerk, ties);
        assert_page_has(clerk, "Chưa nối với hồ sơ nào.");
        visit_get(clerk, file_of(clerk, second.code, "/take-out"));
        assert_status(clerk, 403); /* a leader's decision */
        act(leader, second.code, "take-out", "note", "Không phải đơn trùng.");
        act(clerk, second.code, "classify", NULL, NULL);
        visit_get(clerk, file_of(clerk, first.code, ""));
        assert_page_has(clerk, "Bỏ nối với hồ sơ khác");
        assert_page_has(clerk, "Mới nhận"); /* the first went its own way */
    }
}

static void a_party_members_case_goes_to_the_party(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *sender = visitor_new(&site);
        struct visitor *clerk = sign_in(&site, "tiepdan");
        struct sent sent = denounce(sender, false);
        act(clerk, sent.code, "to-party", "answer",
            "Đơn được chuyển đến Ủy ban Kiểm tra Huyện ủy Thanh Ba.");
        look_up(sender, sent);
        assert_page_has(sender, "Đã chuyển cơ quan có thẩm quyền của Đảng");
        assert_page_has(sender, "Ủy ban Kiểm tra Huyện ủy Thanh Ba");
        visit_get(clerk, file_of(clerk, sent.code, "/van-ban"));
        assert_page_has(clerk, "Phiếu chuyển đơn tố cáo");
        visit_get(clerk, file_of(clerk, sent.code, "/to-party"));
        assert_status(clerk, 422); /* once; it says by which article */
        assert_page_has(clerk, "Điều 15 Thông tư 05/2021/TT-TTCP");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_matter_is_taken_out_with_its_history),
        cmocka_unit_test(what_is_sent_twice_is_taken_out_once),
        cmocka_unit_test(what_is_sealed_stays_sealed_when_it_is_taken_apart),
        cmocka_unit_test(two_joined_by_mistake_are_parted_with_their_history),
        cmocka_unit_test(a_party_members_case_goes_to_the_party),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
