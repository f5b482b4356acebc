/*
 * A day at the office: the inbox with its views, filters and search, giving matters
 * out, the calendar, who read what.
 */
#include "base/file.h"
#include "civic/matter.h"
#include "modules/matters/matter_command.h"
#include "office_story.h"

static const char *account_id(struct site_testing *site, const char *login)
{
    struct db_rows *rows;
    int64_t id;
    assert_no_fault(
        db_one(site->work, "SELECT id FROM account WHERE login = $1", P(str_from_c(login)), &rows));
    id = db_int(rows, 0);
    db_release(site->work);
    return arena_printf(site->arena, "%lld", (long long)id).ptr;
}

static void a_matter_is_found_by_code_title_and_sender(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *farmer = visitor_new(&site);
        struct visitor *clerk;
        struct str ditch = send(farmer, "Mương khu 5 bị tắc", "Trần Văn Ất");
        struct str light = send(farmer, "Đèn đường không sáng", "Đỗ Thị Bính");
        clerk = sign_in(&site, "tiepdan");
        visit_get(clerk, "/can-bo?tim=muong+tac");
        assert_page_has(clerk, arena_c(clerk->jar, ditch));
        assert_page_lacks(clerk, arena_c(clerk->jar, light));
        assert_page_has(clerk, "Trần Văn Ất"); /* whose it is, of several with such a title */
        visit_get(clerk, "/can-bo?tim=do+thi+binh");
        assert_page_has(clerk, arena_c(clerk->jar, light));
        assert_page_has(clerk, "Đỗ Thị Bính");
        visit_get(clerk, "/can-bo?tim=do+thi+bi"); /* half a name */
        assert_page_has(clerk, arena_c(clerk->jar, light));
        assert_page_lacks(clerk, arena_c(clerk->jar, ditch));
        visit_get(clerk, "/can-bo?tim=do+thi+b"); /* one letter begins too much */
        assert_page_lacks(clerk, arena_c(clerk->jar, light));
        visit_get(clerk, "/can-bo?tim=kh%C3%B4ng+c%C3%B3+g%C3%AC");
        assert_page_has(clerk, "Không có việc nào");
        visit_get(clerk, arena_printf(clerk->jar, "/can-bo?tim=" PRISTR,
                                      STRARG(str_slice(ditch, 0, ditch.len - 2)))
                             .ptr);
        assert_page_has(clerk, "Mương khu 5");
        assert_page_lacks(clerk, "Đèn đường");
    }
}

static void views_show_what_is_late_and_soon_and_how_much(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *farmer = visitor_new(&site);
        struct visitor *clerk;
        struct visitor *officer;
        send(farmer, "Mương khu 5 bị tắc", "Trần Văn Ất");
        send(farmer, "Đèn đường không sáng", "Đỗ Thị Bính");
        clerk = sign_in(&site, "tiepdan");
        visit_get(clerk, "/can-bo?xem=don-vi");
        assert_page_has(clerk, "Của đơn vị 2");
        assert_page_has(clerk, "Quá hạn 0");
        /* received on Monday 07/03/2022: classified within 10 working days, by 21/03 */
        site_testing_wait(&site, 10 * 86400); /* Thursday 17/03: two working days are left */
        clerk = sign_in(&site, "tiepdan");
        visit_get(clerk, "/can-bo?xem=sap-han");
        assert_page_has(clerk, "Trong 3 ngày làm việc 2");
        assert_page_has(clerk, "Đèn đường");
        site_testing_wait(&site, 5 * 86400); /* Tuesday 22/03 */
        clerk = sign_in(&site, "tiepdan");
        visit_get(clerk, "/can-bo?xem=qua-han");
        assert_page_has(clerk, "Quá hạn 2");
        assert_page_has(clerk, "quá 1 ngày");
        visit_get(clerk, "/can-bo?xem=cua-toi"); /* nothing of one's own: the unit's comes first */
        assert_page_lacks(clerk, "Đèn đường");
        visit_get(clerk, "/can-bo");
        assert_page_has(clerk, "Đèn đường");
        visit_get(clerk, "/can-bo?xem=don-vi&loc=kien-nghi.received");
        assert_page_has(clerk, "Đèn đường");
        visit_get(clerk, "/can-bo?xem=don-vi&loc=kien-nghi.accepted");
        assert_page_lacks(clerk, "Đèn đường");
        assert_no_dead_links(clerk);
        officer = sign_in(&site, "congdan");
        visit_get(officer, "/can-bo");
        assert_status(officer, 403);
    }
}

/* Received on Monday 07/03/2022, to be classified within 10 working days: by Monday 21/03. */
static void what_is_due_today_stands_by_itself_with_what_is_to_be_done(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *farmer = visitor_new(&site);
        struct visitor *clerk;
        send(farmer, "Mương khu 5 bị tắc", "Trần Văn Ất");
        clerk = sign_in(&site, "tiepdan");
        visit_get(clerk, "/can-bo?xem=don-vi&han=hom-nay");
        assert_page_has(clerk, "Hôm nay 0");
        assert_page_has(clerk, "Hôm nay không có việc nào đến hạn");
        site_testing_wait(&site, 14 * 86400);
        clerk = sign_in(&site, "tiepdan");
        send(farmer, "Đèn đường không sáng", "Đỗ Thị Bính");
        visit_get(clerk, "/can-bo?xem=don-vi");
        assert_page_has(clerk, "Hôm nay 1");
        assert_page_has(clerk, "Đèn đường");
        visit_get(clerk, "/can-bo?xem=don-vi&han=hom-nay");
        assert_page_has(clerk, "Mương khu 5");
        assert_page_has(clerk, "Phân loại, xử lý đơn");
        assert_page_lacks(clerk, "Đèn đường");
    }
}

static void whoever_gives_out_sees_what_nobody_has_and_what_one_has(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *farmer = visitor_new(&site);
        struct visitor *leader;
        struct visitor *officer;
        struct str ditch = send(farmer, "Mương khu 5 bị tắc", "Trần Văn Ất");
        const char *canbo = account_id(&site, "canbo");
        const char *his;
        send(farmer, "Đèn đường không sáng", "Đỗ Thị Bính");
        leader = sign_in(&site, "lanhdao");
        visit_get(leader, "/can-bo?xem=don-vi");
        visit_post(leader, "/can-bo/giao", "official", canbo, "viec", box(leader, ditch, 1), NULL);
        visit_get(leader, "/can-bo?xem=don-vi&giu=chua-giao");
        assert_page_has(leader, "Đèn đường");
        assert_page_lacks(leader, "Mương khu 5");
        his = arena_printf(leader->jar, "/can-bo?xem=don-vi&giu=%s", canbo).ptr;
        visit_get(leader, his);
        assert_page_has(leader, "Mương khu 5");
        assert_page_lacks(leader, "Đèn đường");
        visit_submit(leader, "/can-bo/bo-loc", "ten", "Của cán bộ thụ lý", NULL);
        visit_get(leader, "/can-bo");
        assert_link(leader, his); /* the filter keeps whose */
        officer = sign_in(&site, "canbo");
        visit_get(officer, "/can-bo?xem=don-vi");
        assert_page_lacks(officer, "Người giữ Mọi người"); /* gives nothing out */
    }
}

static void several_are_given_out_and_each_refusal_is_told(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *farmer = visitor_new(&site);
        struct visitor *clerk;
        struct visitor *officer;
        struct str first = send(farmer, "Mương khu 5 bị tắc", "Trần Văn Ất");
        struct str second = send(farmer, "Đèn đường không sáng", "Đỗ Thị Bính");
        struct str third = send(farmer, "Biển báo bị đổ", "Đỗ Thị Bính");
        const char *canbo = account_id(&site, "canbo");
        const char *editor = account_id(&site, "bientap");
        clerk = sign_in(&site, "tiepdan");
        visit_get(clerk, file_of(clerk, third, "/file"));
        visit_submit(clerk, file_of(clerk, third, "/file"), "note", "Trùng.", NULL);
        visit_get(clerk, "/can-bo?xem=don-vi");
        visit_post(clerk, "/can-bo/giao", "official", canbo, "viec", box(clerk, first, 1), "viec",
                   box(clerk, second, 7), "viec", box(clerk, third, 2), NULL);
        assert_status(clerk, 200);
        assert_page_has(clerk, "Đã giao 1 việc");
        assert_page_has(clerk, "2 việc chưa giao được");
        assert_page_has(clerk, "cập nhật");              /* the second was seen in another state */
        assert_page_has(clerk, "khi hồ sơ ở bước “Lưu"); /* the third is closed */
        visit_get(clerk, "/can-bo?xem=don-vi");
        visit_post(clerk, "/can-bo/giao", "official", editor, "viec", box(clerk, second, 1), NULL);
        assert_page_has(clerk, "không có vai trò xử lý");
        visit_get(clerk, "/can-bo?xem=don-vi");
        visit_post(clerk, "/can-bo/giao?xem=don-vi&han=sap-han", "official", canbo, NULL);
        assert_link(clerk, "/can-bo?xem=don-vi&han=sap-han"); /* back to the list as it was */
        assert_status(clerk, 422);
        assert_page_has(clerk, "Chưa chọn việc nào");
        officer = sign_in(&site, "canbo");
        visit_get(officer, "/can-bo");
        assert_page_has(officer, "Của tôi 1");
        assert_page_has(officer, "Mương khu 5");
    }
}

/* Both were once reached by whoever knew the address alone. */
static void what_a_clerk_does_every_day_stands_in_the_bar(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *clerk = sign_in(&site, "tiepdan");
        struct visitor *inspector = sign_in(&site, "thanhtra");
        visit_get(clerk, "/can-bo");
        assert_link(clerk, "/can-bo/don-thu/nhap");
        assert_link(clerk, "/can-bo/so-don");
        visit_get(inspector, "/can-bo");
        assert_link(inspector, "/can-bo/so-don");
        assert_page_lacks(inspector, "Nhập đơn");
    }
}

static void a_filter_is_kept_under_a_name(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *clerk = sign_in(&site, "tiepdan");
        struct visitor *officer = sign_in(&site, "canbo");
        visit_get(clerk, "/can-bo?xem=cho&loc=kien-nghi");
        visit_submit(clerk, "/can-bo/bo-loc", "ten", "Chờ nơi khác, kiến nghị", NULL);
        assert_leads_to(clerk, "/can-bo?xem=cho&loc=kien-nghi&xong=bo-loc");
        visit_get(clerk, "/can-bo");
        assert_page_has(clerk, "Chờ nơi khác, kiến nghị");
        assert_link(clerk, "/can-bo?xem=cho&loc=kien-nghi");
        visit_get(officer, "/can-bo");
        assert_page_lacks(officer, "Chờ nơi khác, kiến nghị");
        visit_get(clerk, "/can-bo");
        visit_submit(clerk, "/can-bo/bo-loc/xoa", NULL);
        visit_get(clerk, "/can-bo");
        assert_page_lacks(clerk, "Chờ nơi khác, kiến nghị");
    }
}

static void pages_lead_both_ways(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *farmer = visitor_new(&site);
        struct visitor *clerk;
        const char *next;
        for (int i = 0; i < MATTER_PAGE + 2; i++) {
            farmer->address = arena_printf(farmer->jar, "203.0.113.%d", i + 1);
            send(farmer, i == 0 ? "Việc gửi đầu tiên" : "Việc gửi sau đó", "Trần Văn Ất");
        }
        clerk = sign_in(&site, "tiepdan");
        visit_get(clerk, "/can-bo?xem=don-vi");
        assert_page_has(clerk, "Việc gửi đầu tiên");
        next = arena_c(clerk->jar, visit_link(clerk, "Trang sau"));
        visit_get(clerk, next);
        assert_page_lacks(clerk, "Việc gửi đầu tiên");
        visit_get(clerk, arena_c(clerk->jar, visit_link(clerk, "Trang trước")));
        assert_page_has(clerk, "Việc gửi đầu tiên");
        assert_no_dead_links(clerk);
    }
}

static void due_dates_stand_in_a_calendar_and_on_the_phone(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *farmer = visitor_new(&site);
        struct visitor *phone = visitor_new(&site);
        struct visitor *clerk;
        struct str code =
            send(farmer, "Mương, cống; khu 5 — nước tràn ra đường mỗi khi mưa to, trẻ em phải lội",
                 "Trần Văn Ất");
        struct str body;
        ptrdiff_t at;
        const char *feed;
        clerk = sign_in(&site, "tiepdan");
        visit_get(clerk, file_of(clerk, code, "/accept"));
        visit_submit(clerk, file_of(clerk, code, "/accept"), NULL);
        visit_get(clerk, "/can-bo/lich?thang=2022-04");
        assert_page_has(clerk, "Tháng 4 năm 2022");
        assert_no_dead_links(clerk);
        visit_submit(clerk, "/can-bo/lich/dia-chi", NULL);
        assert_status(clerk, 200);
        body = clerk->body;
        at = str_find(body, STR("/can-bo/lich/"), 0);
        while (at >= 0 && str_find(str_slice(body, (size_t)at, 70), STR(".ics"), 0) < 0)
            at = str_find(body, STR("/can-bo/lich/"), (size_t)at + 1);
        assert_true(at >= 0);
        body = str_from(body, (size_t)at);
        feed = arena_c(phone->jar, str_cut(&body, '"'));
        visit_get(phone, feed);
        assert_status(phone, 200);
        assert_true(str_find(phone->body, STR("BEGIN:VEVENT\r\n"), 0) > 0);
        assert_true(str_find(phone->body, STR("Mương\\, cống\\; khu 5"), 0) > 0);
        visit_get(clerk, "/can-bo/lich");
        visit_submit(clerk, "/can-bo/lich/dia-chi/huy", NULL);
        visit_get(phone, feed);
        assert_status(phone, 404);
    }
}

static void an_inspector_sees_who_read_what(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *farmer = visitor_new(&site);
        struct visitor *clerk;
        struct visitor *inspector;
        struct str code = send(farmer, "Mương khu 5 bị tắc", "Trần Văn Ất");
        struct str about = STR("INSERT INTO person (id, name, name_fold, name_sort) VALUES"
                               " (79, 'Lò Văn Tra', 'lo van tra', '');"
                               "UPDATE account SET person_id = 79 WHERE login = 'thanhtra';"
                               "INSERT INTO matter_respondent (matter_id, person_id)"
                               " SELECT id, 79 FROM matter WHERE title = 'Mương khu 5 bị tắc'");
        clerk = sign_in(&site, "tiepdan");
        visit_get(clerk, file_of(clerk, code, ""));
        visit_get(clerk, "/can-bo/nhat-ky");
        assert_status(clerk, 403);
        inspector = sign_in(&site, "thanhtra");
        visit_get(inspector, "/can-bo/nhat-ky");
        assert_page_has(inspector, "Cán bộ tiếp công dân");
        assert_page_has(inspector, arena_c(inspector->jar, code));
        visit_get(inspector, "/can-bo/nhat-ky?tai-khoan=canbo");
        assert_page_lacks(inspector, arena_c(inspector->jar, code));
        visit_get(inspector, "/can-bo/nhat-ky?tai-khoan=tiepdan&ngay=2022-03-07");
        assert_page_has(inspector, arena_c(inspector->jar, code));
        visit_get(inspector, "/can-bo/nhat-ky?ngay=2022-03-08");
        assert_page_lacks(inspector, arena_c(inspector->jar, code));
        visit_get(inspector, "/can-bo/nhat-ky?ngay=32/13/2022");
        assert_field_error(inspector, "ngay", "");
        /* nor who read the file that is about the inspector */
        assert_no_fault(db_write(site.work, db_testing_script, &about));
        visit_get(inspector, "/can-bo/nhat-ky");
        assert_page_lacks(inspector, arena_c(inspector->jar, code));
    }
}

static void a_chain_changed_by_hand_is_told_by_the_command(void **state)
{
    static char *words[] = {NULL};
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *farmer = visitor_new(&site);
        struct str hand = STR("UPDATE matter_event SET note = 'khác' WHERE seq = 1");
        struct str older = STR("UPDATE matter SET proof = NULL");
        struct str code = send(farmer, "Mương khu 5 bị tắc", "Trần Văn Ất");
        char *one[] = {(char *)arena_c(farmer->jar, code), NULL};
        char *wrong[] = {one[0], one[0], NULL};
        assert_int_equal(matter_verify_command(site.work, 0, words), 0);
        assert_int_equal(matter_verify_command(site.work, 1, one), 0);
        assert_int_equal(matter_verify_command(site.work, 2, wrong), 2);
        assert_int_equal(matter_prove_command(site.work, 1, one), 2);
        assert_no_fault(db_write(site.work, db_testing_script, &older));
        assert_int_equal(matter_verify_command(site.work, 0, words), 1);
        assert_int_equal(matter_prove_command(site.work, 0, words), 0);
        assert_int_equal(matter_verify_command(site.work, 0, words), 0);
        db_release(site.work);
        assert_no_fault(db_write(site.work, db_testing_script, &hand));
        assert_int_equal(matter_verify_command(site.work, 0, words), 1);
        assert_int_equal(matter_verify_command(site.work, 1, one), 1);
    }
}

static void duplicates_are_linked_and_the_link_taken_back(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *farmer = visitor_new(&site);
        struct visitor *clerk;
        struct str first = send(farmer, "Mương khu 5 bị tắc", "Trần Văn Ất");
        struct str second = send(farmer, "Mương khu 5 vẫn tắc", "Trần Văn Ất");
        const char *page;
        clerk = sign_in(&site, "tiepdan");
        page = file_of(clerk, second, "/lien-quan");
        visit_get(clerk, page);
        assert_no_dead_links(clerk);
        visit_submit(clerk, file_of(clerk, second, "/lien-quan/noi"), "code",
                     arena_c(clerk->jar, second), NULL);
        assert_field_error(clerk, "code", "chính hồ sơ này");
        visit_submit(clerk, file_of(clerk, second, "/lien-quan/noi"), "code", "TB-2022-999999",
                     NULL);
        assert_field_error(clerk, "code", "Không có hồ sơ");
        visit_submit(clerk, file_of(clerk, second, "/lien-quan/noi"), "code",
                     arena_c(clerk->jar, first), NULL);
        assert_leads_to(clerk, page);
        visit_get(clerk, file_of(clerk, first, ""));
        assert_page_has(clerk, "Có đơn trùng");
        visit_get(clerk, page);
        visit_submit(clerk, file_of(clerk, second, "/lien-quan/bo-noi"), NULL);
        visit_get(clerk, file_of(clerk, first, ""));
        assert_page_has(clerk, "Bỏ nối với hồ sơ khác"); /* the history stays */
        assert_no_link(clerk, file_of(clerk, second, ""));
    }
}

static const char *names_the_leader(struct visitor *clerk, struct str code)
{
    const char *page = file_of(clerk, code, "/lien-quan");
    visit_get(clerk, arena_printf(clerk->jar, "%s?nguoi=hoang+thi+ly", page).ptr);
    assert_page_has(clerk, "Hoàng Thị Lý");
    visit_submit(clerk, file_of(clerk, code, "/lien-quan/nguoi"), NULL);
    assert_leads_to(clerk, page);
    return page;
}

/* What the sender adds is no news to them. */
static void hears_no_news_of_it(struct site_testing *site, struct visitor *clerk,
                                struct visitor *leader)
{
    struct str news = STR("INSERT INTO matter_unseen (matter_id, seq, at)"
                          " SELECT matter_id, seq, at FROM matter_event WHERE seq = 1"
                          " ON CONFLICT (matter_id) DO NOTHING");
    assert_no_fault(db_write(site->work, db_testing_script, &news));
    visit_get(clerk, "/can-bo?xem=don-vi");
    assert_page_has(clerk, "Người gửi vừa");
    visit_get(leader, "/can-bo?xem=don-vi");
    assert_page_lacks(leader, "Lãnh đạo không tiếp dân");
}

/* An official of whom they are the head sees nothing of it, until that ends. */
static void sees_nothing_while_below(struct site_testing *site, struct visitor *clerk,
                                     struct str code)
{
    struct str below = STR("INSERT INTO person (id, name, name_fold, name_sort)"
                           " VALUES (78, 'Phạm Văn Dưới', 'pham van duoi', '');"
                           "UPDATE account SET person_id = 78 WHERE login = 'tiepdan';"
                           "INSERT INTO post (id, unit_id, person_id, title, rank)"
                           " SELECT 771, g.unit_id, 77, 'Chủ tịch', 1 FROM account_role g"
                           " JOIN account a ON a.id = g.account_id WHERE a.login = 'tiepdan';"
                           "INSERT INTO post (id, unit_id, person_id, title, rank)"
                           " SELECT 781, unit_id, 78, 'Chuyên viên', 9 FROM post WHERE id = 771");
    struct str apart = STR("DELETE FROM post WHERE id IN (771, 781)");
    assert_no_fault(db_write(site->work, db_testing_script, &below));
    visit_get(clerk, "/can-bo/lich");
    assert_page_lacks(clerk, arena_c(clerk->jar, code));
    visit_get(clerk, "/can-bo?xem=don-vi");
    assert_page_lacks(clerk, "Lãnh đạo không tiếp dân");
    assert_page_has(clerk, "Của đơn vị 0");
    assert_no_fault(db_write(site->work, db_testing_script, &apart));
}

/* The leader who is complained about is named, and is kept out from then on. */
static void whom_it_is_about_is_named_and_kept_out(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *farmer = visitor_new(&site);
        struct visitor *clerk;
        struct visitor *leader;
        struct str code = send(farmer, "Lãnh đạo không tiếp dân", "Trần Văn Ất");
        struct str person = STR("INSERT INTO person (id, name, name_fold, name_sort) VALUES"
                                " (77, 'Hoàng Thị Lý', 'hoang thi ly', '');"
                                "UPDATE account SET person_id = 77 WHERE login = 'lanhdao'");
        const char *page;
        assert_no_fault(db_write(site.work, db_testing_script, &person));
        clerk = sign_in(&site, "tiepdan");
        leader = sign_in(&site, "lanhdao");
        visit_get(leader, file_of(leader, code, ""));
        assert_status(leader, 200);
        page = names_the_leader(clerk, code);
        visit_get(leader, file_of(leader, code, ""));
        assert_status(leader, 403);
        visit_get(leader, "/can-bo?xem=don-vi");
        assert_page_lacks(leader, arena_c(leader->jar, code));
        assert_page_has(leader, "Của đơn vị 0"); /* nor is it counted */
        visit_get(clerk, "/can-bo?xem=don-vi");
        assert_page_has(clerk, "Của đơn vị 1");
        visit_post(leader, "/can-bo/giao", "official", account_id(&site, "canbo"), "viec",
                   box(leader, code, 2), NULL);
        assert_page_has(leader, "1 việc chưa giao được");
        assert_page_lacks(leader, "Lãnh đạo không tiếp dân");
        visit_get(leader, "/can-bo?tim=khong+tiep+dan");
        assert_page_lacks(leader, arena_c(leader->jar, code));
        hears_no_news_of_it(&site, clerk, leader);
        visit_get(clerk, file_of(clerk, code, "/accept"));
        visit_submit(clerk, file_of(clerk, code, "/accept"), NULL);
        assert_status(clerk, 303);
        visit_get(clerk, "/can-bo/lich");
        assert_page_has(clerk, arena_c(clerk->jar, code));
        sees_nothing_while_below(&site, clerk, code);
        visit_get(clerk, page); /* a clerk names, and does not take back */
        visit_submit(clerk, file_of(clerk, code, "/lien-quan/bo-nguoi"), "note", "Nhầm.", NULL);
        assert_status(clerk, 403);
    }
}

static void figures_add_up_and_are_taken_away(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *farmer = visitor_new(&site);
        struct visitor *leader, *front;
        struct str code = send(farmer, "Mương khu 5 bị tắc", "Trần Văn Ất");
        send(farmer, "Đèn đường không sáng", "Đỗ Thị Bính");
        leader = sign_in(&site, "lanhdao");
        visit_get(leader, file_of(leader, code, "/file"));
        visit_submit(leader, file_of(leader, code, "/file"), "note", "Trùng.", NULL);
        visit_get(leader, "/can-bo/so-lieu?tu=2022-03-01&den=2022-03-31");
        assert_page_has(leader, "Kiến nghị, phản ánh 0 2 0 1 0 0 1 0");
        assert_no_dead_links(leader);
        site_testing_wait(&site, 54 * 86400); /* 30/04 */
        leader = sign_in(&site, "lanhdao");
        visit_get(leader, "/can-bo/so-lieu?tu=2022-04-01&den=2022-04-30");
        assert_page_has(leader, "Kiến nghị, phản ánh 1 0 0 0 0 0 1 1");
        visit_get(leader, "/can-bo/so-lieu.csv?tu=2022-03-01&den=2022-03-31");
        assert_status(leader, 200);
        assert_true(str_find(leader->body, STR(",0,2,0,1,0,0,1,1"), 0) > 0);
        visit_get(leader, "/can-bo/so-lieu?tu=2022-04-01&den=2022-03-30");
        assert_field_error(leader, "den", "Ngày cuối");
        /* the steps stand as the work goes on, not by the alphabet */
        code = send(farmer, "Cầu treo khu 3 lung lay", "Lò Văn Đinh");
        visit_get(leader, file_of(leader, code, "/accept"));
        visit_submit(leader, file_of(leader, code, "/accept"), NULL);
        visit_get(leader, "/can-bo/so-lieu");
        assert_page_has(leader,
                        "Kiến nghị, phản ánh Mới nhận 1 Kiến nghị, phản ánh Đang giải quyết 1");
        front = sign_in(&site, "mattran"); /* whose role reads no file */
        visit_get(front, "/can-bo/so-lieu");
        assert_status(front, 200);
        assert_page_lacks(front, "Hộp việc"); /* which would be empty for ever */
        assert_no_dead_links(front);
        visit_get(front, "/can-bo");
        assert_status(front, 403);
    }
}

/* Changed a lifecycle? `dinh matter states docs/states` writes them again. */
static void the_diagrams_in_the_docs_are_in_step(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_EMPTY)
    {
        size_t count = 0;
        for (size_t m = 0; site.site->modules[m]; m++)
            for (size_t k = 0; k < site.site->modules[m]->kind_count; k++, count++) {
                const struct matter_kind *kind = site.site->modules[m]->kinds[k];
                struct str path = arena_printf(site.arena, "docs/states/%s.md", kind->name);
                struct str page;
                assert_no_fault(file_read(site.arena, path.ptr, 1024 * 1024, &page));
                assert_str(kind_page(site.work, kind), page);
            }
        assert_true(count > 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_matter_is_found_by_code_title_and_sender),
        cmocka_unit_test(views_show_what_is_late_and_soon_and_how_much),
        cmocka_unit_test(what_is_due_today_stands_by_itself_with_what_is_to_be_done),
        cmocka_unit_test(whoever_gives_out_sees_what_nobody_has_and_what_one_has),
        cmocka_unit_test(several_are_given_out_and_each_refusal_is_told),
        cmocka_unit_test(what_a_clerk_does_every_day_stands_in_the_bar),
        cmocka_unit_test(a_filter_is_kept_under_a_name),
        cmocka_unit_test(pages_lead_both_ways),
        cmocka_unit_test(due_dates_stand_in_a_calendar_and_on_the_phone),
        cmocka_unit_test(an_inspector_sees_who_read_what),
        cmocka_unit_test(a_chain_changed_by_hand_is_told_by_the_command),
        cmocka_unit_test(duplicates_are_linked_and_the_link_taken_back),
        cmocka_unit_test(whom_it_is_about_is_named_and_kept_out),
        cmocka_unit_test(figures_add_up_and_are_taken_away),
        cmocka_unit_test(the_diagrams_in_the_docs_are_in_step),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
