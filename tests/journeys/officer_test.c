/*
 * Officials at one file at the same time, and what they may no longer do: the second
 * loses nothing that was typed, a step sent twice is taken once, links never run in a
 * circle, and whoever has no role any more sees no terms.
 */
#include "petition_story.h"

#include "civic/matter.h"
#include "civic/matter_relation.h"
#include "modules/petitions/petition.h"

static void run_script(struct site_testing *site, const char *sql)
{
    struct str script = str_from_c(sql);
    assert_no_fault(db_write(site->work, db_testing_script, &script));
    db_release(site->work);
}

static int64_t number_of(struct site_testing *site, const char *sql)
{
    struct db_rows *rows;
    int64_t number;
    assert_no_fault(db_one(site->work, sql, P(1), &rows));
    number = db_int(rows, 0);
    db_release(site->work);
    return number;
}

static struct matter_receipt receive(struct site_testing *site, const char *title)
{
    struct matter_receipt receipt;
    struct letter letter = {
        .kind = &proposal_kind,
        .source = STR("paper"),
        .received_on = date_ymd(2022, 3, 1),
        .title = str_from_c(title),
        .content = STR("Nước tràn ra đường mỗi khi mưa to."),
        .sender = {.name = STR("Trần Văn Ất"), .address = STR("Khu 5")}
    };
    assert_no_fault(letter_receive(site->work, &letter, &receipt));
    db_release(site->work);
    return receipt;
}

/* ---- two at one file ---- */

/* While the clerk answers ten questions the leader leads the sender elsewhere. */
static void what_was_answered_stays_when_another_was_faster(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *farmer = visitor_new(&site);
        struct visitor *clerk = sign_in(&site, "tiepdan");
        struct visitor *leader = sign_in(&site, "lanhdao");
        struct visitor *inspector = sign_in(&site, "thanhtra");
        struct sent sent = complain(farmer);
        const char *check = file_of(clerk, sent.code, "/check");
        act(clerk, sent.code, "classify", NULL, NULL);
        visit_get(clerk, check);
        act(leader, sent.code, "guide", "answer", "Thuộc thẩm quyền của huyện bên.");
        visit_submit(clerk, check, "c1", "met", "r5", "Đã ký tại nơi tiếp công dân", NULL);
        assert_status(clerk, 409);
        assert_page_has(clerk, "Hồ sơ vừa được người khác cập nhật");
        assert_field(clerk, "r5", "Đã ký tại nơi tiếp công dân");
        /* sent once more: the step is not of this state, and that is said with the words kept */
        visit_submit(clerk, check, NULL);
        assert_status(clerk, 422);
        assert_page_has(clerk, "Không thể");
        assert_field(clerk, "r5", "Đã ký tại nơi tiếp công dân");
        /* whom the step is not for at all gets no form, whatever they saw before */
        visit_get(inspector, file_of(inspector, sent.code, ""));
        assert_status(inspector, 200);
        visit_post(inspector, check, "version", "1", "r5", "Thử", NULL);
        assert_status(inspector, 403);
        assert_page_lacks(inspector, "Thử");
        visit_get(inspector, file_of(inspector, sent.code, ""));
        visit_post(inspector, check, "r5", "Thử", NULL);
        assert_status(inspector, 403);
    }
}

/* The same button pressed twice, and Back and send again: taken once. */
static void a_step_sent_twice_is_taken_once(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct matter_receipt receipt = receive(&site, "Mương khu 5 bị tắc");
        struct visitor *clerk = sign_in(&site, "tiepdan");
        const char *file = file_of(clerk, receipt.code, "/file");
        for (int i = 0; i < 3; i++) {
            visit_get(clerk, file_of(clerk, receipt.code, ""));
            visit_post(clerk, file, "version", "1", "note", "Trùng đơn khác.", NULL);
            assert_status(clerk, i == 0 ? 303 : 409);
        }
        assert_field(clerk, "note", "Trùng đơn khác.");
        assert_int_equal(
            number_of(&site, "SELECT COUNT(*) FROM matter_event WHERE action = 'file' AND note ="
                             " 'Trùng đơn khác.' AND CAST($1 AS INTEGER) = 1"),
            1);
    }
}

/* The sender takes a proposal back while an official puts it aside. */
static void what_a_sender_typed_too_late_is_shown_again(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *farmer = visitor_new(&site);
        struct visitor *clerk = sign_in(&site, "tiepdan");
        struct matter_receipt receipt = receive(&site, "Mương khu 5 bị tắc");
        const char *status =
            arena_printf(farmer->jar, "/don-thu/" PRISTR, STRARG(receipt.code)).ptr;
        struct str body;
        const char *action;
        look_up(farmer, (struct sent){receipt.code, receipt.key});
        body = farmer->body;
        action = arena_printf(farmer->jar, "%s/withdraw", status).ptr;
        assert_true(str_find(body, str_from_c(action), 0) > 0);
        act(clerk, receipt.code, "file", "note", "Trùng đơn khác.");
        visit_submit(farmer, action, "note", "Tôi đã tự khơi mương với hàng xóm.", NULL);
        assert_status(farmer, 409);
        assert_page_has(farmer, "Hồ sơ vừa được người khác cập nhật");
        assert_field(farmer, "note", "Tôi đã tự khơi mương với hàng xóm.");
    }
}

/* ---- links ---- */

static void join(struct visitor *clerk, struct str from, struct str to)
{
    visit_get(clerk, file_of(clerk, from, "/lien-quan"));
    visit_submit(clerk, file_of(clerk, from, "/lien-quan/noi"), "kind", "duplicate-of", "code",
                 arena_c(clerk->jar, to), NULL);
}

#define HIDDEN "(hồ sơ ông/bà không được xem)"

/* Whom a file is about, and who has no role where it lies, reads elsewhere that there is one. */
static void a_linked_file_is_named_to_those_who_may_open_it(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *clerk = sign_in(&site, "tiepdan");
        struct visitor *leader;
        struct matter_receipt one = receive(&site, "Mương khu 5 bị tắc");
        struct matter_receipt other = receive(&site, "Trưởng phòng không tiếp dân");
        const char *code;
        run_script(&site, "INSERT INTO person (id, name, name_fold, name_sort) VALUES"
                          " (77, 'Hoàng Thị Lý', 'hoang thi ly', '');"
                          "UPDATE account SET person_id = 77 WHERE login = 'lanhdao'");
        leader = sign_in(&site, "lanhdao");
        code = arena_c(site.arena, other.code);
        join(clerk, one.code, other.code);
        assert_status(clerk, 303);
        visit_get(leader, file_of(leader, one.code, ""));
        assert_page_has(leader, code);
        assert_link(leader, file_of(leader, other.code, ""));
        assert_no_fault(matter_add_respondent(site.work, other.id, 77));
        db_release(site.work);
        visit_get(leader, file_of(leader, one.code, ""));
        assert_status(leader, 200);
        assert_page_has(leader, "Trùng với " HIDDEN); /* among the links, and in the history */
        assert_true(str_find(leader->body, str_from_c(code), 0) < 0);
        visit_get(leader, file_of(leader, one.code, "/lien-quan"));
        assert_page_has(leader, "Trùng với " HIDDEN);
        assert_true(str_find(leader->body, str_from_c(code), 0) < 0);
        visit_get(clerk, file_of(clerk, one.code, "/lien-quan"));
        assert_link(clerk, file_of(clerk, other.code, ""));
        assert_page_lacks(clerk, HIDDEN);
    }
}

/* The book keeps a line of what was handed to a unit in which the clerk has no role; the file
 * is that unit's. */
static void a_line_of_the_register_leads_only_to_a_file_that_opens(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *clerk = sign_in(&site, "tiepdan");
        struct matter_receipt kept = receive(&site, "Mương khu 5 bị tắc");
        struct matter_receipt moved = receive(&site, "Cống khu 6 bị sập");
        run_script(&site, "INSERT INTO unit (id, kind, code, slug, name, name_fold, name_sort)"
                          " VALUES (7700, 'district', '7700', 'noi-khac', 'Nơi khác',"
                          "         'noi khac', '');"
                          "INSERT INTO unit_ancestor (unit_id, ancestor_id, depth)"
                          " VALUES (7700, 7700, 0)");
        assert_no_fault(matter_mark(
            site.work,
            &(struct matter_mark){.id = moved.id, .action = STR("unit-ended"), .unit_id = 7700}));
        db_release(site.work);
        visit_get(clerk, file_of(clerk, moved.code, ""));
        assert_status(clerk, 403);
        visit_get(clerk, "/can-bo/so-don");
        assert_link(clerk, file_of(clerk, kept.code, ""));
        assert_page_has(clerk, arena_c(clerk->jar, moved.code));
        assert_no_link(clerk, file_of(clerk, moved.code, ""));
    }
}

static void links_never_run_in_a_circle(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *clerk = sign_in(&site, "tiepdan");
        struct visitor *other = sign_in(&site, "lanhdao");
        struct str codes[4];
        for (size_t i = 0; i < COUNT(codes); i++)
            codes[i] =
                receive(&site, arena_printf(site.arena, "Mương tắc, đơn thứ %zu", i).ptr).code;
        for (size_t i = 0; i + 1 < COUNT(codes); i++) {
            join(clerk, codes[i], codes[i + 1]); /* a duplicate of a duplicate */
            assert_status(clerk, 303);
        }
        for (size_t i = 1; i < COUNT(codes); i++) {
            join(clerk, codes[i], codes[0]);
            assert_status(clerk, 422);
            assert_field_error(clerk, "code", "nối ngược lại");
            assert_field(clerk, "code", arena_c(clerk->jar, codes[0]));
        }
        /* taken back by two at once: the second is told, on the page itself */
        visit_get(clerk, file_of(clerk, codes[0], "/lien-quan"));
        visit_get(other, file_of(other, codes[0], "/lien-quan"));
        visit_submit(clerk, file_of(clerk, codes[0], "/lien-quan/bo-noi"), NULL);
        assert_status(clerk, 303);
        visit_submit(other, file_of(other, codes[0], "/lien-quan/bo-noi"), NULL);
        assert_status(other, 422);
        assert_page_has(other, "không được nối như vậy");
        assert_page_has(other, "Mương tắc, đơn thứ 0");
        join(clerk, codes[3], codes[0]); /* and now there is no circle */
        assert_status(clerk, 303);
    }
}

static void a_person_named_twice_is_written_down_once(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct matter_receipt receipt = receive(&site, "Cán bộ không tiếp dân");
        int64_t before = number_of(&site, "SELECT COUNT(*) FROM matter_event WHERE action ="
                                          " 'respondent' AND CAST($1 AS INTEGER) = 1");
        run_script(&site, "INSERT INTO person (id, name, name_fold, name_sort) VALUES"
                          " (77, 'Ông Chủ', 'ong chu', 'ong chu')");
        for (int i = 0; i < 2; i++)
            assert_no_fault(matter_name_respondent(site.work, receipt.id, 77));
        assert_int_equal(number_of(&site, "SELECT COUNT(*) FROM matter_event WHERE action ="
                                          " 'respondent' AND CAST($1 AS INTEGER) = 1"),
                         before + 1);
        for (int i = 0; i < 2; i++)
            assert_no_fault(matter_free_respondent(site.work, receipt.id, 77, STR("Nhầm.")));
        assert_int_equal(number_of(&site, "SELECT COUNT(*) FROM matter_event WHERE action ="
                                          " 'not-respondent' AND CAST($1 AS INTEGER) = 1"),
                         1);
    }
}

/* ---- who has no role any more ---- */

/* Moved to another commune: what lies in the old one is in no list of theirs, though
 * nobody else was made responsible yet; without any role the address is dead. */
static void terms_are_seen_by_whom_the_files_are_open_to(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *clerk = sign_in(&site, "tiepdan");
        struct visitor *phone = visitor_new(&site);
        struct matter_receipt receipt = receive(&site, "Mương khu 5 bị tắc");
        const char *feed;
        act(clerk, receipt.code, "accept", NULL, NULL);
        visit_get(clerk, "/can-bo/lich?thang=2022-04");
        visit_submit(clerk, "/can-bo/lich/dia-chi", NULL);
        feed = quoted(clerk,
                      str_from(clerk->body, (size_t)str_find(clerk->body, STR(".ics"), 0) -
                                                strlen("https://dinh.example/can-bo/lich/") - 60),
                      "value=\"");
        feed = strstr(feed, "/can-bo/lich/");
        assert_non_null(feed);
        visit_get(phone, feed);
        assert_page_has(phone, "Mương khu 5");
        run_script(&site, "UPDATE account_role SET unit_id = (SELECT id FROM unit WHERE slug ="
                          " 'xa-dong-xuan') WHERE account_id = (SELECT id FROM account WHERE"
                          " login = 'tiepdan')");
        visit_get(phone, feed);
        assert_status(phone, 200);
        assert_page_lacks(phone, "Mương khu 5");
        assert_page_lacks(phone, arena_c(phone->jar, receipt.code));
        for (int month = 3; month < 6; month++) {
            visit_get(clerk, arena_printf(clerk->jar, "/can-bo/lich?thang=2022-0%d", month).ptr);
            assert_status(clerk, 200);
            assert_page_lacks(clerk, "Mương khu 5");
        }
        run_script(&site, "DELETE FROM account_role WHERE account_id = (SELECT id FROM account"
                          " WHERE login = 'tiepdan')");
        visit_get(phone, feed);
        assert_status(phone, 404);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_answered_stays_when_another_was_faster),
        cmocka_unit_test(a_step_sent_twice_is_taken_once),
        cmocka_unit_test(what_a_sender_typed_too_late_is_shown_again),
        cmocka_unit_test(a_linked_file_is_named_to_those_who_may_open_it),
        cmocka_unit_test(a_line_of_the_register_leads_only_to_a_file_that_opens),
        cmocka_unit_test(links_never_run_in_a_circle),
        cmocka_unit_test(a_person_named_twice_is_written_down_once),
        cmocka_unit_test(terms_are_seen_by_whom_the_files_are_open_to),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
