/*
 * Hot spots: found by counting, shown with the why, handled by people, hidden from
 * whom they are about.
 */
#include "app/testing.h"
#include "modules/petitions/petition.h"
#include "people.h"

#include <string.h>

#define HOT "/can-bo/diem-nong"

static struct matter_receipt receive(struct site_testing *site, const struct matter_kind *kind,
                                     const char *title, const char *name, struct civil_date on)
{
    struct matter_receipt receipt;
    struct letter letter = {
        .kind = kind,
        .source = STR("paper"),
        .received_on = on,
        .title = str_from_c(title),
        .content = STR("Nội dung dài hơn hai mươi chữ để hồ sơ có gì mà đọc."),
        .sender = {.name = str_from_c(name), .address = STR("Khu 5")}
    };
    assert_no_fault(letter_receive(site->work, &letter, &receipt));
    db_release(site->work);
    return receipt;
}

/* Five petitions of five people about the taking of land in khu 4 in the last 60 days, and
 * one of January, before them (7 March 2022 less 60 days is 6 January). */
static void fill(struct site_testing *site)
{
    receive(site, &complaint_kind, "Thu hồi đất tại khu 4 không đúng", "An", date_ymd(2022, 1, 5));
    receive(site, &complaint_kind, "Phản đối thu hồi đất tại khu 4", "Bính", date_ymd(2022, 1, 6));
    receive(site, &complaint_kind, "Về thu hồi đất ở Khu 4", "Cúc", date_ymd(2022, 2, 1));
    receive(site, &proposal_kind, "De nghi xem viec thu hoi dat o khu 4", "Dần",
            date_ymd(2022, 2, 10));
    receive(site, &proposal_kind, "Thu hồi đất tại khu 4: bồi thường thấp", "Em",
            date_ymd(2022, 3, 1));
    receive(site, &proposal_kind, "Đèn đường hỏng", "Giáp", date_ymd(2022, 3, 2));
}

static const char *account_id(struct site_testing *site, struct visitor *visitor, const char *login)
{
    struct account account;
    assert_no_fault(account_by_login(site->work, str_from_c(login), &account));
    db_release(site->work);
    return arena_printf(visitor->jar, "%lld", (long long)account.id).ptr;
}

static void a_hot_spot_is_shown_with_the_why_and_handled(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *leader;
        struct visitor *officer;
        const char *spot;
        fill(&site);
        leader = sign_in(&site, "lanhdao");
        officer = sign_in(&site, "canbo");
        visit_get(leader, HOT);
        assert_page_lacks(leader, "đơn của"); /* four in the time are fewer than five */
        receive(&site, &complaint_kind, "THU HỒI ĐẤT, KHU 4", "Hợi", date_ymd(2022, 3, 7));
        visit_get(leader, HOT);
        assert_page_has(leader, "5 đơn của 5 người về thu hồi đất tại khu 4 trong 60 ngày");
        assert_page_has(leader, "thiết lập của địa phương, không phải quy định của pháp luật");
        assert_page_lacks(leader, "Đèn đường hỏng");
        assert_no_dead_links(leader);
        visit_submit(leader, HOT, "text", "Giao kiểm tra ngay", NULL);
        assert_status(leader, 303);
        spot = led_to(leader);
        visit_get(leader, spot);
        assert_page_has(leader, "Giao kiểm tra ngay");
        assert_no_dead_links(leader);
        visit_submit(leader, below(leader, spot, "/giao"), "official",
                     account_id(&site, leader, "canbo"), NULL);
        assert_status(leader, 303);
        /* whoever is in charge sees it and writes; nothing is found for them */
        visit_get(officer, HOT);
        assert_page_has(officer, "về thu hồi đất tại khu 4");
        assert_page_lacks(officer, "Mới phát hiện");
        visit_get(officer, spot);
        visit_submit(officer, below(officer, spot, "/ghi-chu"), "text", "Đã họp với bà con", NULL);
        assert_status(officer, 303);
        visit_follow(officer);
        assert_page_has(officer, "Đã họp với bà con");
        assert_page_lacks(officer, "Kết thúc theo dõi");
        visit_get(officer, spot);
        visit_post(officer, below(officer, spot, "/ket-thuc"), "version", "2", "why", "Xong rồi",
                   NULL);
        assert_status(officer, 403);
        /* watched, it is not found again; one more petition belongs to it */
        receive(&site, &complaint_kind, "Thu hồi đất khu 4", "Ích", date_ymd(2022, 3, 7));
        visit_get(leader, HOT);
        assert_page_has(leader, "Không có nơi nào đạt ngưỡng");
        visit_get(leader, spot);
        assert_page_has(leader, "Đã họp với bà con");
        visit_submit(leader, below(leader, spot, "/ket-thuc"), "why", "", NULL);
        assert_field_error(leader, "why", "Xin điền");
        visit_submit(leader, below(leader, spot, "/ket-thuc"), "why", "Bà con đã đồng thuận", NULL);
        assert_status(leader, 303);
        /* the new petition makes it new: the machine ends nothing, and forgets nothing */
        visit_get(leader, HOT);
        assert_page_has(leader, "6 đơn của 6 người về thu hồi đất tại khu 4 trong 60 ngày");
        assert_page_has(leader, "Đã kết thúc theo dõi");
    }
}

/* Sixteen on one subject: the page names the ten newest and says how many are left. */
static void a_large_group_is_named_in_part(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *leader = sign_in(&site, "lanhdao");
        for (int i = 1; i <= 16; i++)
            receive(&site, &proposal_kind,
                    arena_printf(site.arena, "Thu hồi đất tại khu 4, lần thứ %d", i).ptr, "An",
                    date_ymd(2022, 2, i));
        visit_get(leader, HOT);
        assert_page_has(leader, "16 đơn của 1 người về thu hồi đất tại khu 4");
        assert_page_has(leader, "lần thứ 16 Huyện");
        assert_page_has(leader, "lần thứ 7 Huyện");
        assert_page_lacks(leader, "lần thứ 6 Huyện");
        assert_page_has(leader, "Và 6 đơn nữa");
        visit_submit(leader, HOT, NULL);
        visit_get(leader, led_to(leader));
        assert_page_has(leader, "lần thứ 16");
        assert_page_has(leader, "lần thứ 1 Huyện");
    }
}

static void nobody_else_sees_it(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *nobody = visitor_new(&site);
        struct visitor *editor;
        struct visitor *clerk;
        struct visitor *leader;
        struct visitor *second;
        const char *spot;
        fill(&site);
        receive(&site, &complaint_kind, "Thu hồi đất, khu 4", "Hợi", date_ymd(2022, 3, 7));
        editor = sign_in(&site, "bientap");
        clerk = sign_in(&site, "tiepdan");
        leader = sign_in(&site, "lanhdao");
        second = sign_in(&site, "lanhdao");
        visit_get(nobody, HOT);
        assert_status(nobody, 303);
        visit_get(editor, HOT);
        assert_status(editor, 403);
        visit_get(clerk, HOT);
        assert_page_lacks(clerk, "thu hồi đất");
        visit_get(leader, HOT);
        visit_get(second, HOT);
        visit_submit(leader, HOT, NULL);
        assert_status(leader, 303);
        spot = led_to(leader);
        visit_submit(second, HOT, NULL); /* somebody was faster */
        assert_status(second, 409);
        visit_get(clerk, spot);
        assert_status(clerk, 404);
        visit_get(leader, HOT "/99");
        assert_status(leader, 404);
    }
}

/* Whom five petitions are about: the inspector reads the name, they themselves nothing. */
static void whom_it_is_about_never_sees_it(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        static const char *const names[] = {"An", "Bính", "Cúc", "Dần", "Em"};
        struct visitor *leader = sign_in(&site, "lanhdao");
        struct visitor *inspector = sign_in(&site, "thanhtra");
        struct str person = STR("INSERT INTO person (id, name, name_fold, name_sort) VALUES"
                                " (77, 'Ông Chủ', 'ong chu', 'ong chu');"
                                "UPDATE account SET person_id = 77 WHERE login = 'lanhdao'");
        const char *spot;
        assert_no_fault(db_write(site.work, db_testing_script, &person));
        for (size_t i = 0; i < 5; i++) {
            struct matter_receipt receipt =
                receive(&site, i % 2 ? &denunciation_kind : &complaint_kind,
                        arena_printf(site.arena, "Việc thứ %zu của tôi", i).ptr, names[i],
                        date_ymd(2022, 3, 1));
            assert_no_fault(matter_add_respondent(site.work, receipt.id, 77));
            db_release(site.work);
        }
        visit_get(leader, HOT);
        assert_page_lacks(leader, "Ông Chủ");
        assert_page_has(leader, "Không có nơi nào đạt ngưỡng");
        visit_get(inspector, HOT);
        assert_page_has(inspector, "5 đơn của 5 người về Ông Chủ trong 60 ngày");
        assert_page_has(inspector, "Nội dung niêm phong");
        visit_submit(inspector, HOT, NULL);
        spot = led_to(inspector);
        visit_get(leader, HOT);
        assert_page_lacks(leader, "Ông Chủ");
        visit_get(leader, spot);
        assert_status(leader, 404);
        visit_post(leader, below(leader, spot, "/ket-thuc"), "version", "1", "why",
                   "Không có gì đâu", NULL);
        assert_status(leader, 404);
    }
}

/* Seven sign one petition: a crowd, by the law's five. */
static void a_crowd_is_a_hot_spot_by_itself(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct matter_receipt receipt;
        struct visitor *leader;
        struct letter letter = {
            .kind = &complaint_kind,
            .source = STR("reception"),
            .received_on = date_ymd(2022, 3, 1),
            .title = STR("Đường vào khu 2 bị chiếm"),
            .content = STR("Bảy hộ cùng ký tên đề nghị giải quyết sớm."),
            .sender = {.name = STR("Trần Văn Ất"), .address = STR("Khu 2")},
            .representatives = STR("Bính\nCúc\nDần\nEm\nGiáp\nHợi"),
            .people = 7
        };
        assert_no_fault(letter_receive(site.work, &letter, &receipt));
        db_release(site.work);
        leader = sign_in(&site, "lanhdao");
        visit_get(leader, HOT);
        assert_page_has(leader,
                        "Đơn đông người tại khu 2, ít nhất 7 người: Đường vào khu 2 bị chiếm");
    }
}

static const struct fault *came_adhoc(struct work *work, void *context)
{
    const struct matter_receipt *receipt = context;
    struct unit unit;
    const struct fault *fault = site_unit(work, &unit);
    return fault ? fault
                 : db_script(work,
                             arena_printf(work->arena,
                                          "INSERT INTO reception_visit (id, office_id, came_on,"
                                          " number, state, is_first, adhoc, name, address,"
                                          " id_number, phone, people, kind, content, decided_by,"
                                          " is_competent, guided_to, handled_by, outcome, note,"
                                          " refusal, conclusion, came_at, version, petition_id)"
                                          " VALUES (77, %lld, '2022-03-04', 0, 'received', 0,"
                                          " 'grave', 'Mùi', '', '', '', 2, '', '', '', 0, '', '',"
                                          " '', '', '', '', 1, 0, %lld);",
                                          (long long)unit.id, (long long)receipt->id));
}

/* Luật Tiếp công dân, Điều 18.3: who must be received at once is a sign by itself. */
static void an_ad_hoc_reception_is_a_hot_spot_by_itself(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *leader;
        struct matter_receipt receipt =
            receive(&site, &complaint_kind, "Kè sông sạt vào nhà dân", "Mùi", date_ymd(2022, 3, 4));
        leader = sign_in(&site, "lanhdao");
        visit_get(leader, HOT);
        assert_page_lacks(leader, "Phải tiếp công dân đột xuất");
        assert_no_fault(db_write(site.work, came_adhoc, &receipt));
        visit_get(leader, HOT);
        assert_page_has(leader, "Phải tiếp công dân đột xuất");
        assert_page_has(leader, "Kè sông sạt vào nhà dân");
        visit_submit(leader, HOT, "text", "Cử người xuống ngay", NULL);
        assert_status(leader, 303);
        visit_get(leader, led_to(leader));
        assert_page_has(leader, "Cử người xuống ngay");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_hot_spot_is_shown_with_the_why_and_handled),
        cmocka_unit_test(a_large_group_is_named_in_part),
        cmocka_unit_test(nobody_else_sees_it),
        cmocka_unit_test(whom_it_is_about_never_sees_it),
        cmocka_unit_test(a_crowd_is_a_hot_spot_by_itself),
        cmocka_unit_test(an_ad_hoc_reception_is_a_hot_spot_by_itself),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
