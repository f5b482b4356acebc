/*
 * Petitions that are sent, keyed in or handled a second time, and what is still to be done
 * for a file that is closed.
 */
#include "petition_story.h"

#include "civic/actor.h"
#include "modules/petitions/petition.h"

#define KEY_IN "/can-bo/don-thu/nhap"

static struct visit_file scan_of(void)
{
    return (struct visit_file){"file", "don-quet.pdf", "application/pdf",
                               STR("%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF\n")};
}

/* Keys a complaint in, as it lies on the desk. */
static void key_complaint(struct visitor *clerk)
{
    struct visit_file scan = scan_of();
    visit_get(clerk, KEY_IN);
    visit_upload(clerk, KEY_IN, &scan, "kind", "khieu-nai", "source", "post", "received_on",
                 "4/3/2022", "title", "Mức bồi thường cây cối", "content",
                 "Mức bồi thường thấp hơn quyết định.", "name", "Phạm Thị Quyển", NULL);
}

/* The code of the file that the letter was led to. */
static struct str keyed_code(struct visitor *clerk)
{
    struct str rest = visit_header(clerk, "Location");
    assert_status(clerk, 303);
    assert_true(str_starts(rest, STR("/can-bo/viec/")));
    rest = str_from(rest, strlen("/can-bo/viec/"));
    rest = str_cut(&rest, '?');
    return arena_copy(clerk->jar, str_cut(&rest, '/'));
}

static int files_keyed(struct visitor *clerk, const char *words)
{
    visit_get(clerk, "/can-bo/so-don");
    return times(clerk, words);
}

static void the_same_letter_is_keyed_twice_only_knowingly(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *clerk = sign_in(&site, "tiepdan");
        struct visitor *other = sign_in(&site, "canbo");
        int before = files_keyed(clerk, "Phạm Thị Quyển");
        struct str code;
        key_complaint(clerk);
        code = keyed_code(clerk);
        key_complaint(other); /* the same letter on two desks */
        assert_status(other, 422);
        assert_page_has(other, arena_c(other->jar, code));
        assert_field_error(other, "apart", "có thể đã được nhập");
        assert_field(other, "content", "Mức bồi thường thấp hơn quyết định.");
        assert_page_has(other, "don-quet.pdf"); /* nothing is chosen twice */
        assert_no_dead_links(other);
        assert_int_equal(files_keyed(clerk, "Phạm Thị Quyển"), before + 1);
        visit_submit(other, KEY_IN, "apart", "1", NULL);
        assert_status(other, 303);
        visit_get(other, "/can-bo/so-don");
        assert_int_equal(files_keyed(clerk, "Phạm Thị Quyển"), before + 2);
        visit_get(clerk, arena_c(clerk->jar, visit_link(clerk, "TB-2022-")));
        assert_page_has(clerk, "don-quet.pdf"); /* the newest has the scan */
        /* a box that was tampered with brings no file, and nothing else goes wrong */
        visit_get(clerk, KEY_IN);
        visit_post(clerk, KEY_IN, "kind", "kien-nghi", "source", "post", "received_on", "4/3/2022",
                   "title", "Đèn đường hỏng", "content", "Đèn đường ở khu 7 hỏng đã lâu.", "name",
                   "Lê Thị Mít", "kept", "00ff00ff", NULL);
        assert_status(clerk, 303);
    }
}

static void key_denunciation(struct visitor *clerk)
{
    visit_get(clerk, KEY_IN);
    visit_submit(clerk, KEY_IN, "kind", "to-cao", "source", "post", "content",
                 CANARY_WORDS ", theo lời " CANARY ".", "name", CANARY, NULL);
}

/* What is sealed is not compared; that the same official has just keyed one in is known. */
static void a_denunciation_keyed_again_at_once_is_asked_about(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *clerk = sign_in(&site, "tiepdan");
        key_denunciation(clerk);
        assert_status(clerk, 303);
        key_denunciation(clerk);
        assert_status(clerk, 422);
        assert_field_error(clerk, "apart", "có thể đã được nhập");
        site_testing_wait(&site, 11 * 60);
        key_denunciation(clerk);
        assert_status(clerk, 303);
        search_folder(site.folder);
    }
}

static bool are_several(struct site_testing *site, int64_t people)
{
    const struct letter letter = {.kind = &complaint_kind,
                                  .source = STR("paper"),
                                  .received_on = date_ymd(2022, 3, 4),
                                  .title = STR("Mức bồi thường cây cối"),
                                  .content = STR("Mức bồi thường thấp hơn quyết định."),
                                  .sender = {.name = STR("Phạm Thị Quyển")},
                                  .people = people};
    struct matter_receipt receipt;
    struct matter matter;
    site->work->actor = &actor_system;
    assert_no_fault(letter_receive(site->work, &letter, &receipt));
    assert_no_fault(matter_load(site->work, receipt.id, &matter));
    db_release(site->work);
    return matter_has_fact(&matter, "several");
}

/* Two are no group that names representatives, and still one does not withdraw for both. */
static void two_who_complain_together_are_several(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        assert_false(are_several(&site, 0));
        assert_false(are_several(&site, 1));
        assert_true(are_several(&site, 2));
    }
}

/* From the press on Monday 07/03/2022: 20 D are Sunday 27/03, so Monday 28/03. */
static void a_closed_file_says_what_is_still_to_be_sent(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *clerk = sign_in(&site, "tiepdan");
        struct visitor *leader = sign_in(&site, "lanhdao");
        struct str code;
        visit_get(clerk, KEY_IN);
        visit_submit(clerk, KEY_IN, "kind", "to-cao", "source", "press", "content",
                     CANARY_WORDS ", báo chuyển đến.", "name", CANARY, NULL);
        code = keyed_code(clerk);
        visit_get(clerk, "/can-bo");
        assert_page_lacks(clerk, "Đã xong, còn việc phải gửi");
        act(leader, code, "register", NULL, NULL);
        visit_get(leader, file_of(leader, code, "/check"));
        visit_submit(leader, file_of(leader, code, "/check"), "c1", "unmet", "r1",
                     "Đơn không có chữ ký.", "c2", "met", "c3", "met", "c4", "met", "c5", "met",
                     NULL);
        act(leader, code, "file", "note", "Đơn không đủ điều kiện thụ lý.");
        visit_get(clerk, "/can-bo?xem=con-han");
        assert_page_has(clerk, "Đã xong, còn việc phải gửi");
        assert_page_has(clerk, arena_c(clerk->jar, code));
        assert_page_has(clerk, "28/03/2022");
        visit_get(clerk, "/can-bo?xem=don-vi"); /* nor is it hidden among what is at work */
        assert_page_has(clerk, arena_c(clerk->jar, code));
        visit_get(clerk, "/can-bo?xem=don-vi&han=qua-han");
        assert_page_lacks(clerk, arena_c(clerk->jar, code));
        site_testing_wait(&site, 22 * 24 * 3600); /* Tuesday, 29/03 */
        site_testing_job(&site, "matters.escalate");
        clerk = sign_in(&site, "tiepdan");
        visit_get(clerk, "/can-bo?xem=don-vi&han=qua-han");
        assert_page_has(clerk, arena_c(clerk->jar, code));
        visit_get(clerk, file_of(clerk, code, ""));
        act(clerk, code, "press-replied", "note", "Công văn trả lời ngày 29/03/2022.");
        visit_get(clerk, "/can-bo");
        assert_page_lacks(clerk, "Đã xong, còn việc phải gửi");
    }
}

/* What is known of a case stands ticked on the page that says what it is, and is still known
 * when the page is sent: that the decision is a disciplinary one, and that the Front passed the
 * complaint on. */
static void what_a_letter_said_of_the_case_is_not_dropped_when_more_is_marked(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *clerk = sign_in(&site, "tiepdan");
        struct visitor *leader = sign_in(&site, "lanhdao");
        struct matter matter;
        struct str code;
        visit_get(clerk, KEY_IN);
        visit_submit(clerk, KEY_IN, "kind", "khieu-nai", "source", "front", "title",
                     "Quyết định cảnh cáo cán bộ khuyến nông", "content",
                     "Quyết định cảnh cáo không nêu lý do nào.", "name", "Phạm Thị Quyển",
                     "decision", "discipline", NULL);
        code = keyed_code(clerk);
        visit_get(clerk, file_of(clerk, code, ""));
        assert_page_has(clerk, "do Mặt trận, tổ chức thành viên chuyển đến");
        act(leader, code, "classify", NULL, NULL);
        visit_get(clerk, file_of(clerk, code, "/mark"));
        visit_submit(clerk, file_of(clerk, code, "/mark"), "complex", "1", "note",
                     "Phải xác minh tại nhiều nơi.", NULL);
        assert_status(clerk, 303);
        assert_no_fault(matter_by_code(site.work, code, &matter));
        db_release(site.work);
        assert_true(matter_has_fact(&matter, "complex"));
        assert_true(matter_has_fact(&matter, "discipline"));
        assert_true(matter_has_fact(&matter, "front"));
        assert_false(matter_has_fact(&matter, "remote"));
    }
}

/* Whoever may open the file is led back to it, whatever is refused in it; others are not told
 * more than that. */
static void a_step_that_is_refused_leads_back_to_the_file(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *clerk = sign_in(&site, "tiepdan");
        struct visitor *leader = sign_in(&site, "lanhdao");
        struct visitor *editor = sign_in(&site, "bientap");
        const char *file;
        struct str code;
        key_complaint(clerk);
        code = keyed_code(clerk);
        file = arena_printf(clerk->jar, "href=\"/can-bo/viec/" PRISTR "\"", STRARG(code)).ptr;
        visit_get(clerk, file_of(clerk, code, "/accept")); /* a leader's, by a form of matters */
        assert_status(clerk, 403);
        assert_true(str_find(clerk->body, str_from_c(file), 0) > 0);
        visit_get(clerk, file_of(clerk, code, "/check")); /* not from here, by a form of its own */
        assert_status(clerk, 422);
        assert_true(str_find(clerk->body, str_from_c(file), 0) > 0);
        act(leader, code, "classify", NULL, NULL);
        visit_get(leader, file_of(leader, code, "/classify")); /* from another window */
        assert_status(leader, 422);
        assert_true(str_find(leader->body, str_from_c(file), 0) > 0);
        key_denunciation(clerk);
        code = keyed_code(clerk);
        file = arena_printf(clerk->jar, "href=\"/can-bo/viec/" PRISTR "\"", STRARG(code)).ptr;
        visit_get(clerk, file_of(clerk, code, "/khoa")); /* theirs alone who open the seal */
        assert_status(clerk, 403);
        assert_true(str_find(clerk->body, str_from_c(file), 0) > 0);
        visit_get(editor, file_of(editor, code, "/check"));
        assert_status(editor, 403);
        assert_true(str_find(editor->body, str_from_c(file), 0) < 0);
    }
}

/* The law counts a specially complex case in place of a complex one (Luật Tố cáo, Điều 30). */
static void a_case_that_proves_specially_complex_is_complex_no_more(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *clerk = sign_in(&site, "tiepdan");
        struct visitor *leader = sign_in(&site, "lanhdao");
        struct matter matter;
        const char *page;
        struct str code;
        key_denunciation(clerk);
        code = keyed_code(clerk);
        act(leader, code, "register", NULL, NULL);
        page = file_of(leader, code, "/mark");
        visit_get(leader, page);
        visit_submit(leader, page, "complex", "1", "note", "Nhiều người liên quan.", NULL);
        assert_status(leader, 303);
        visit_get(leader, page);
        visit_submit(leader, page, "specially_complex", "1", "note", "Hai tiêu chí.", NULL);
        assert_status(leader, 303);
        assert_no_fault(matter_by_code(site.work, code, &matter));
        db_release(site.work);
        assert_true(matter_has_fact(&matter, "specially_complex"));
        assert_false(matter_has_fact(&matter, "complex"));
    }
}

/* A denunciation of a commune, accepted on 07/03/2022: 30 D is 06/04. */
static struct str overdue_below(struct site_testing *site)
{
    static const char *const steps[] = {"register", "check", "accept"};
    struct matter_new wanted = {.kind = &denunciation_kind,
                                .title = STR("Tố cáo"),
                                .content = STR("Nội dung"),
                                .source = STR("paper"),
                                .visibility = VISIBLE_SEALED,
                                .received_on = date_ymd(2022, 3, 7)};
    struct matter_receipt receipt;
    struct account officer;
    struct unit district;
    unit_list below;
    site->work->actor = &actor_system;
    assert_no_fault(site_unit(site->work, &district));
    assert_no_fault(unit_children(site->work, district.id, &below));
    wanted.unit_id = below.items[0].id;
    assert_no_fault(account_by_login(site->work, STR("canbo"), &officer));
    assert_no_fault(matter_open(site->work, &wanted, &receipt));
    for (int64_t i = 0; i < 3; i++) {
        struct matter_step step = {.id = receipt.id,
                                   .version = i + 1,
                                   .action = str_from_c(steps[i]),
                                   .note = STR("lý do"),
                                   .answer = STR("trả lời"),
                                   .facts = i == 1 ? STR("eligible") : STR(""),
                                   .official_id = officer.id,
                                   .happened_on = date_ymd(2022, 3, 7)};
        db_release(site->work);
        assert_no_fault(matter_apply(site->work, &step));
    }
    db_release(site->work);
    return receipt.code;
}

/* Luật Tố cáo, Điều 38.5: the superior takes it, so no other unit is offered to take it. */
static void only_the_superior_is_offered_what_is_overdue(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *leader;
        const char *url;
        struct str code = overdue_below(&site);
        site.now = date_start(date_ymd(2022, 4, 12));
        leader = sign_in(&site, "lanhdao");
        url = file_of(leader, code, "/take-over");
        visit_get(leader, url);
        assert_status(leader, 200);
        assert_page_has(leader, "Huyện Thanh Ba");
        assert_true(str_find(leader->body, STR("<option"), 0) > 0);
        assert_int_equal(times(leader, "Xã "), 0);
        visit_submit(leader, url, "unit", "", "answer", "Lấy lên giải quyết.", NULL);
        assert_field_error(leader, "unit", "Xin chọn");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_letter_is_keyed_twice_only_knowingly),
        cmocka_unit_test(a_denunciation_keyed_again_at_once_is_asked_about),
        cmocka_unit_test(two_who_complain_together_are_several),
        cmocka_unit_test(only_the_superior_is_offered_what_is_overdue),
        cmocka_unit_test(a_closed_file_says_what_is_still_to_be_sent),
        cmocka_unit_test(what_a_letter_said_of_the_case_is_not_dropped_when_more_is_marked),
        cmocka_unit_test(a_case_that_proves_specially_complex_is_complex_no_more),
        cmocka_unit_test(a_step_that_is_refused_leads_back_to_the_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
