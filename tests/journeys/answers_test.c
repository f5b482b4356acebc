/*
 * Published answers: from the file of a farmer to the public page, by two officers, with
 * nobody's name in it; and what is never published.
 */
#include "app/testing.h"
#include "civic/actor.h"
#include "civic/matter_relation.h"
#include "civic/search.h"
#include "modules/answers/answers.h"
#include "modules/petitions/petition.h"
#include "people.h"

#include <string.h>

#define DESK "/can-bo/tra-loi"
#define PUBLIC "/don-thu/tra-loi"
#define CODE_HERE "?code="

static void take(struct site_testing *site, int64_t id, const char *action, const char *answer)
{
    struct matter matter;
    struct account officer;
    assert_no_fault(matter_load(site->work, id, &matter));
    assert_no_fault(account_by_login(site->work, STR("canbo"), &officer));
    assert_no_fault(matter_apply(site->work, &(struct matter_step){.id = id,
                                                                   .version = matter.version,
                                                                   .action = str_from_c(action),
                                                                   .answer = str_from_c(answer),
                                                                   .note = STR("Đã xem xét."),
                                                                   .official_id = officer.id,
                                                                   .happened_on = DATE_NONE}));
    db_release(site->work);
}

static struct matter_receipt receive(struct site_testing *site, const struct matter_kind *kind)
{
    struct matter_receipt receipt;
    struct letter letter = {
        .kind = kind,
        .source = STR("paper"),
        .received_on = date_ymd(2022, 3, 1),
        .title = STR("Mương thoát nước ở khu 5 bị tắc"),
        .content = STR("Tôi là Trần Văn Ất, ở Khu 5, xã Quảng Yên, điện thoại 0912 345 678.\n\n"
                       "Mương thoát nước bị tắc từ tháng trước, nước tràn ra đường.\n\n"
                       "Chuyện riêng của nhà tôi thì không cần nói."),
        .sender = {.name = STR("Trần Văn Ất"),
                   .address = STR("Khu 5, xã Quảng Yên"),
                   .phone = STR("0912345678")}
    };
    assert_no_fault(letter_receive(site->work, &letter, &receipt));
    db_release(site->work);
    return receipt;
}

/* How many answers the daily letter tells of that were published since a moment. */
static size_t told_since(struct site_testing *site, struct civil_date day)
{
    struct notice_asked asked = {.since = date_start(day), .until = site->now};
    struct notice_asked elsewhere = asked;
    notice_items items;
    assert_int_equal(answers_module.notice_count, 1);
    elsewhere.unit_id = INT64_MAX; /* who asked for another unit is told of none */
    assert_no_fault(answers_module.notices[0].since(site->work, &elsewhere, &items));
    assert_int_equal(items.count, 0);
    assert_no_fault(answers_module.notices[0].since(site->work, &asked, &items));
    db_release(site->work);
    return items.count;
}

/* Received on 1 March, answered on 7 March 2022. */
static struct matter_receipt answered(struct site_testing *site)
{
    struct matter_receipt receipt = receive(site, &proposal_kind);
    take(site, receipt.id, "accept", "");
    take(site, receipt.id, "draft", "Kính gửi ông Ất. Xã sẽ nạo vét mương trước ngày 30/03/2022.");
    take(site, receipt.id, "approve", "");
    return receipt;
}

/* Chooses paragraphs 1 and 2 of the question; the address of the draft. */
static const char *draft(struct visitor *officer, struct str code)
{
    visit_get(officer, arena_printf(officer->jar, DESK "/moi" CODE_HERE PRISTR, STRARG(code)).ptr);
    assert_status(officer, 200);
    assert_page_has(officer, "Trần Văn Ất"); /* the officer sees the file as it is */
    visit_submit(officer, DESK "/moi", "p3", "", NULL);
    assert_status(officer, 303);
    return led_to(officer);
}

static void fill_in(struct visitor *officer, const char *address)
{
    visit_get(officer, address);
    visit_submit(officer, address, "question",
                 "Mương thoát nước ở khu dân cư bị tắc, nước tràn ra đường.", "basis",
                 "Điều 12 Luật Thủy lợi", "paper", "Văn bản số 45/UBND-NC ngày 07/03/2022", NULL);
    assert_status(officer, 303);
}

/* Drafted and proposed by the officer, approved by the leader. */
static struct visitor *publish(struct site_testing *site, struct str code, const char *basis)
{
    struct visitor *officer = sign_in(site, "canbo");
    struct visitor *leader = sign_in(site, "lanhdao");
    const char *address = draft(officer, code);
    fill_in(officer, address);
    visit_get(officer, address);
    visit_submit(officer, address, "basis", basis, NULL);
    assert_status(officer, 303);
    visit_get(officer, address);
    visit_submit(officer, below(officer, address, "/de-nghi"), NULL);
    assert_status(officer, 303);
    visit_get(leader, address);
    visit_submit(leader, below(leader, address, "/duyet"), NULL);
    assert_status(leader, 303);
    return leader;
}

/* With its days, its paper and its ground; without anybody of the file. */
static void assert_reads(struct visitor *reader, const char *page,
                         const struct matter_receipt *receipt)
{
    visit_get(reader, page);
    /* 1 March to 7 March: 6 days; the term of 15 working days ended later */
    assert_page_has(reader, "sau 6 ngày");
    assert_page_has(reader, "đúng hạn");
    assert_page_has(reader, "Văn bản số 45/UBND-NC ngày 07/03/2022");
    assert_page_has(reader, "Điều 12 Luật Thủy lợi");
    assert_page_has(reader, "Xã sẽ nạo vét mương");
    assert_page_lacks(reader, "Ất");
    assert_page_lacks(reader, "0912");
    assert_page_lacks(reader, arena_c(reader->jar, receipt->code));
    assert_no_dead_links(reader);
}

/* Search, feed, API, table, map of the site and the letter of that day know of it. */
static void assert_told_everywhere(struct site_testing *site, struct visitor *reader)
{
    visit_get(reader, "/tim-kiem?q=nao+vet+muong");
    assert_page_has(reader, "Mương thoát nước ở khu 5 bị tắc");
    visit_get(reader, PUBLIC ".atom");
    assert_true(str_find(reader->body, STR("Mương thoát nước"), 0) > 0);
    visit_get(reader, "/api/v1/answers");
    assert_true(str_find(reader->body, STR("\"days\":6,\"days_late\":0"), 0) > 0);
    visit_get(reader, PUBLIC ".csv");
    assert_true(str_find(reader->body, STR("Mương thoát nước"), 0) > 0);
    visit_get(reader, "/sitemap.xml");
    assert_int_equal(told_since(site, date_ymd(2022, 3, 7)), 1);
    assert_int_equal(told_since(site, date_ymd(2022, 3, 8)), 0);
}

/* With a reason; whoever comes to its address reads that it was withdrawn. */
static void withdraw(struct visitor *leader, const char *address, struct visitor *reader,
                     const char *page)
{
    visit_get(leader, address);
    visit_submit(leader, below(leader, address, "/go"), "why", "", NULL);
    assert_field_error(leader, "why", "Xin điền");
    visit_submit(leader, below(leader, address, "/go"), "why", "Số liệu sai", NULL);
    assert_status(leader, 303);
    visit_get(reader, page);
    assert_status(reader, 410);
    assert_page_has(reader, "đã gỡ câu trả lời này");
    visit_get(reader, PUBLIC);
    assert_page_has(reader, "Chưa có câu trả lời nào");
    visit_get(reader, "/tim-kiem?q=nao+vet+muong");
    assert_page_lacks(reader, "Mương thoát nước ở khu 5 bị tắc");
    visit_get(reader, below(reader, "/api/v1/answers", strrchr(page, '/')));
    assert_status(reader, 410);
}

static void an_answer_goes_into_the_open_by_two_people(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct matter_receipt receipt = answered(&site);
        struct visitor *officer = sign_in(&site, "canbo");
        struct visitor *leader = sign_in(&site, "lanhdao");
        struct visitor *reader = visitor_new(&site);
        const char *address = draft(officer, receipt.code);
        const char *page;
        visit_get(reader, PUBLIC);
        assert_page_has(reader, "Chưa có câu trả lời nào");
        visit_get(officer, address);
        assert_field(officer, "answer",
                     "Kính gửi [tên người]. Xã sẽ nạo vét mương trước ngày 30/03/2022.");
        assert_no_dead_links(officer);
        fill_in(officer, address);
        visit_get(officer, address);
        visit_submit(officer, below(officer, address, "/de-nghi"), NULL);
        assert_status(officer, 303);
        visit_get(reader, PUBLIC "/muong-thoat-nuoc-o-khu-5-bi-tac");
        assert_status(reader, 404);
        visit_get(officer, address);
        assert_page_lacks(officer, "Duyệt và công khai"); /* no leader */
        visit_get(leader, DESK);
        assert_page_has(leader, "Mương thoát nước ở khu 5 bị tắc");
        visit_get(leader, address);
        visit_submit(leader, below(leader, address, "/duyet"), NULL);
        assert_status(leader, 303);
        /* the list that was kept is read anew */
        visit_get(reader, PUBLIC);
        assert_page_has(reader, "Mương thoát nước ở khu 5 bị tắc");
        assert_no_dead_links(reader);
        page = arena_c(reader->jar, visit_link(reader, "Mương thoát nước"));
        assert_reads(reader, page, &receipt);
        assert_told_everywhere(&site, reader);
        visit_get(reader, PUBLIC "?q=khong+co+gi");
        assert_page_has(reader, "Chưa có câu trả lời nào");
        withdraw(leader, address, reader, page);
    }
}

/* The machine reads every field before it is kept, proposed and approved. */
static void whoever_is_named_is_found_with_the_place(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct matter_receipt receipt = answered(&site);
        struct visitor *officer = sign_in(&site, "canbo");
        struct visitor *leader = sign_in(&site, "lanhdao");
        const char *address = draft(officer, receipt.code);
        struct str party = arena_printf(
            site.arena,
            "INSERT INTO matter_party (matter_id, part, ordinal, name, name_fold, address, phone,"
            " email) VALUES (%lld, 'representative', 1, 'Luật Thủy', 'x', '', '', '')",
            (long long)receipt.id);
        visit_get(officer, address);
        visit_submit(officer, address, "title", "Ong Tran Van At hoi ve muong", "question",
                     "Mương bị tắc từ lâu.\n\nXin gọi 0912.345.678 để hỏi thêm.", "answer",
                     "Xã sẽ nạo vét. Xem ở KHU 5 – XÃ QUẢNG YÊN.", "basis", "Theo bà Nguyễn",
                     "paper", "Số 45", NULL);
        assert_status(officer, 422);
        assert_field_error(officer, "title", "Đoạn 1 có tên người trong hồ sơ: “Tran Van At”");
        assert_field_error(officer, "question", "Đoạn 2 có số điện thoại: “0912.345.678”");
        assert_field_error(officer, "answer", "địa chỉ của người trong hồ sơ");
        assert_field(officer, "basis", "Theo bà Nguyễn"); /* nothing typed is lost */
        fill_in(officer, address);
        visit_get(officer, address);
        visit_submit(officer, below(officer, address, "/de-nghi"), NULL);
        assert_status(officer, 303);
        /* somebody joins the file meanwhile, whose name it holds */
        assert_no_fault(db_write(site.work, db_testing_script, &party));
        db_release(site.work);
        visit_get(leader, address);
        visit_submit(leader, below(leader, address, "/duyet"), NULL);
        assert_status(leader, 422);
        assert_field_error(leader, "basis", "“Luật Thủy”");
        visit_get(leader, PUBLIC);
        assert_page_has(leader, "Chưa có câu trả lời nào");
    }
}

/* Whom a file that is joined to it is about stands in no answer either. */
static void people_of_joined_files_are_found(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct matter_receipt receipt = answered(&site);
        struct matter_receipt other = receive(&site, &proposal_kind);
        struct visitor *officer = sign_in(&site, "canbo");
        const char *address = draft(officer, receipt.code);
        struct str person = STR("INSERT INTO person (id, name, name_fold, name_sort) VALUES"
                                " (77, 'Đỗ Thị Sáu', 'do thi sau', 'do thi sau')");
        assert_no_fault(db_write(site.work, db_testing_script, &person));
        assert_no_fault(matter_add_respondent(site.work, other.id, 77));
        assert_no_fault(matter_link(site.work, other.id, receipt.id, LINK_DUPLICATE_OF));
        db_release(site.work);
        visit_get(officer, address);
        visit_submit(officer, address, "question", "Mương bị tắc.", "basis", "Theo bà Đỗ Thị Sáu",
                     "paper", "Số 45", NULL);
        assert_status(officer, 422);
        assert_field_error(officer, "basis", "“Đỗ Thị Sáu”");
    }
}

/* What stands in the open is read again when another file joins: nobody is shown who was
 * unknown when it was approved. */
static void an_answer_that_names_a_joiner_is_taken_out_at_once(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct matter_receipt receipt = answered(&site);
        struct matter_receipt other = receive(&site, &proposal_kind);
        struct matter_receipt third = receive(&site, &proposal_kind);
        struct visitor *leader = publish(&site, receipt.code, "Theo bà Đỗ Thị Sáu");
        struct visitor *reader = visitor_new(&site);
        struct account officer;
        struct actor actor;
        struct str person = STR("INSERT INTO person (id, name, name_fold, name_sort) VALUES"
                                " (77, 'Đỗ Thị Sáu', 'do thi sau', 'do thi sau')");
        assert_no_fault(account_by_login(site.work, STR("canbo"), &officer));
        actor = (struct actor){.account_id = officer.id, .is_system = true};
        assert_no_fault(db_write(site.work, db_testing_script, &person));
        assert_no_fault(matter_add_respondent(site.work, other.id, 77));
        site.work->actor = &actor;
        assert_no_fault(matter_tie(site.work, &(struct matter_tie){.id = third.id,
                                                                   .other_id = receipt.id,
                                                                   .kind = LINK_DUPLICATE_OF}));
        db_release(site.work);
        visit_get(reader, PUBLIC); /* the one that names nobody of it stays */
        assert_page_has(reader, "Mương thoát nước ở khu 5 bị tắc");
        assert_no_fault(matter_tie(site.work, &(struct matter_tie){.id = other.id,
                                                                   .other_id = receipt.id,
                                                                   .kind = LINK_DUPLICATE_OF}));
        db_release(site.work);
        visit_get(reader, PUBLIC);
        assert_page_has(reader, "Chưa có câu trả lời nào");
        visit_get(reader, "/tim-kiem?q=do+thi+sau");
        assert_page_lacks(reader, "Sáu");
        visit_get(leader, DESK);
        assert_page_has(leader, "tạm gỡ để kiểm tra lại");
    }
}

/* The sender presses "not resolved" on the status page. */
static void object(struct visitor *sender, struct matter_receipt receipt)
{
    const char *action =
        arena_printf(sender->jar, "/don-thu/" PRISTR "/object", STRARG(receipt.code)).ptr;
    visit_get(sender, "/don-thu/tra-cuu");
    visit_submit(sender, "/don-thu/tra-cuu", "ma", arena_c(sender->jar, receipt.code), "khoa",
                 arena_c(sender->jar, receipt.key), NULL);
    visit_follow(sender);
    visit_submit(sender, action, "note", "Mương vẫn tắc.", NULL);
    assert_status(sender, 303);
}

/* It stays in the open and says so, until a leader has looked at it. */
static int occurrences(struct str text, const char *words)
{
    int count = 0;
    for (ptrdiff_t at = str_find(text, str_from_c(words), 0); at >= 0;
         at = str_find(text, str_from_c(words), (size_t)at + 1))
        count++;
    return count;
}

static void an_answer_says_that_its_sender_does_not_accept_it(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct matter_receipt receipt = answered(&site);
        struct visitor *leader = publish(&site, receipt.code, "Điều 12 Luật Thủy lợi");
        struct visitor *reader = visitor_new(&site);
        const char *address;
        const char *public;
        visit_get(reader, PUBLIC);
        public = arena_c(reader->jar, visit_link(reader, "Mương thoát nước"));
        visit_get(reader, public);
        assert_page_lacks(reader, "chưa đồng ý");
        visit_get(leader, DESK);
        assert_page_lacks(leader, "chưa được giải quyết");
        address = arena_c(leader->jar, visit_link(leader, "Mương thoát nước"));
        visit_get(leader, address);
        assert_page_lacks(leader, "Đã xem lại, giữ nguyên"); /* nobody contests it */
        visit_get(reader, "/api/v1/answers?words=thoat");
        assert_int_equal(occurrences(reader->body, "\"is_contested\":true"), 0);
        object(visitor_new(&site), receipt);
        visit_get(reader, "/api/v1/answers?words=thoat"); /* for programs as well */
        assert_int_equal(occurrences(reader->body, "\"is_contested\":true"), 1);
        visit_get(reader, public);
        assert_status(reader, 200);
        assert_page_has(reader, "người gửi cho biết chưa đồng ý");
        assert_page_lacks(reader, "Mương vẫn tắc"); /* what the sender wrote is for the file */
        visit_get(leader, DESK);
        assert_page_has(leader, "chưa được giải quyết");
        visit_get(leader, address);
        assert_page_has(leader, "chưa được giải quyết");
        visit_submit(leader, below(leader, address, "/giu"), NULL);
        assert_status(leader, 303);
        visit_get(reader, public);
        assert_page_lacks(reader, "chưa đồng ý");
        visit_get(leader, DESK);
        assert_page_lacks(leader, "chưa được giải quyết");
        visit_get(leader, address); /* what was looked at stays in its history */
        assert_page_has(leader, "chưa được giải quyết");
    }
}

static void what_may_never_be_published_is_refused(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct matter_receipt sealed = receive(&site, &denunciation_kind);
        struct matter_receipt open = receive(&site, &proposal_kind);
        struct matter_receipt done = answered(&site);
        struct visitor *officer = sign_in(&site, "canbo");
        struct visitor *editor = sign_in(&site, "bientap");
        struct visitor *nobody = visitor_new(&site);
        visit_get(nobody, DESK);
        assert_status(nobody, 303);
        visit_get(editor, DESK);
        assert_status(editor, 403);
        visit_get(officer, DESK "/moi");
        visit_submit(officer, DESK "/moi", "code", arena_c(officer->jar, sealed.code), NULL);
        assert_field_error(officer, "code", "không bao giờ được công khai");
        assert_field_error(officer, "code", "khoản 1 Điều 40 Luật 25/2018/QH14");
        visit_post(officer, DESK "/moi", "code", arena_c(officer->jar, sealed.code), "p1", "1",
                   "p21", "1", NULL);
        assert_status(officer, 422);
        visit_get(officer, DESK "/moi");
        visit_submit(officer, DESK "/moi", "code", arena_c(officer->jar, open.code), NULL);
        assert_field_error(officer, "code", "chưa có câu trả lời đã được duyệt");
        visit_get(officer, DESK "/moi");
        visit_submit(officer, DESK "/moi", "code", "TB-2022-000999-A", NULL);
        assert_field_error(officer, "code", "Không có vụ việc với mã này");
        draft(officer, done.code);
        visit_get(officer,
                  arena_printf(officer->jar, DESK "/moi" CODE_HERE PRISTR, STRARG(done.code)).ptr);
        assert_status(officer, 422);
        assert_field_error(officer, "code", "đã có câu trả lời công khai");
        visit_get(officer, DESK "/99");
        assert_status(officer, 404);
    }
}

/* Whoever ticks it in either form is asked no more: the answer stays theirs. */
static void the_wish_of_the_sender_is_kept(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *farmer = visitor_new(&site);
        struct visitor *officer = sign_in(&site, "canbo");
        struct matter matter;
        struct str text;
        struct str code;
        visit_get(farmer, "/don-thu/gui");
        visit_submit(farmer, "/don-thu/gui", "title", "Mương thoát nước bị tắc", "content",
                     "Mương tắc từ tháng trước, nước tràn ra đường.", "name", "Trần Văn Ất",
                     "address", "Khu 5, xã Quảng Yên", "private", "1", NULL);
        assert_status(farmer, 200);
        text = visit_text(farmer);
        text = str_from(text, (size_t)str_find(text, STR("Mã đơn "), 0) + strlen("Mã đơn "));
        code = arena_copy(site.arena, str_cut(&text, ' '));
        assert_no_fault(matter_by_code(site.work, code, &matter));
        db_release(site.work);
        take(&site, matter.id, "accept", "");
        take(&site, matter.id, "draft", "Xã sẽ nạo vét.");
        take(&site, matter.id, "approve", "");
        visit_get(officer, DESK "/moi");
        assert_page_lacks(officer, arena_c(officer->jar, code)); /* not offered */
        visit_submit(officer, DESK "/moi", "code", arena_c(officer->jar, code), NULL);
        assert_field_error(officer, "code", "đã đề nghị không công khai");
    }
}

/* A leader who writes and proposes does not approve. */
static void four_eyes_approve(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct matter_receipt receipt = answered(&site);
        struct visitor *leader = sign_in(&site, "lanhdao");
        struct visitor *officer = sign_in(&site, "canbo");
        const char *address = draft(leader, receipt.code);
        fill_in(leader, address);
        visit_get(leader, address);
        visit_submit(leader, below(leader, address, "/de-nghi"), NULL);
        visit_get(leader, address);
        visit_submit(leader, below(leader, address, "/duyet"), NULL);
        assert_status(leader, 403);
        assert_page_has(leader, "cần một người khác");
        visit_get(officer, address);
        visit_post(officer, below(officer, address, "/duyet"), "version", "3", NULL);
        assert_status(officer, 403);
        /* sent back with the reason, which the writer reads */
        visit_get(leader, address);
        visit_submit(leader, below(leader, address, "/tra-lai"), "why", "Nêu rõ hơn thời hạn",
                     NULL);
        assert_status(leader, 303);
        visit_get(officer, address);
        assert_page_has(officer, "Nêu rõ hơn thời hạn");
        /* two at once: the second is told */
        visit_get(leader, address);
        fill_in(officer, address);
        visit_submit(leader, address, "title", "Tiêu đề khác hẳn", NULL);
        assert_status(leader, 409);
        assert_field(leader, "title", "Tiêu đề khác hẳn");
    }
}

/* Whom the file is about sees no draft of its answer, and cannot begin one. */
static void a_conflict_of_interest_hides_the_draft(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct matter_receipt receipt = answered(&site);
        struct visitor *officer = sign_in(&site, "canbo");
        struct visitor *leader = sign_in(&site, "lanhdao");
        struct str person = STR("INSERT INTO person (id, name, name_fold, name_sort) VALUES"
                                " (77, 'Ông Chủ', 'ong chu', 'ong chu');"
                                "UPDATE account SET person_id = 77 WHERE login = 'lanhdao'");
        const char *address = draft(officer, receipt.code);
        assert_no_fault(db_write(site.work, db_testing_script, &person));
        assert_no_fault(matter_add_respondent(site.work, receipt.id, 77));
        db_release(site.work);
        visit_get(leader, DESK);
        assert_page_lacks(leader, "Mương thoát nước");
        visit_get(leader, address);
        assert_status(leader, 404);
        visit_post(leader, below(leader, address, "/duyet"), "version", "1", NULL);
        assert_status(leader, 404);
        visit_get(
            leader,
            arena_printf(leader->jar, DESK "/moi" CODE_HERE PRISTR, STRARG(receipt.code)).ptr);
        assert_page_has(leader, "Không có vụ việc với mã này");
        assert_page_lacks(leader, "Trần Văn Ất");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_answer_goes_into_the_open_by_two_people),
        cmocka_unit_test(whoever_is_named_is_found_with_the_place),
        cmocka_unit_test(people_of_joined_files_are_found),
        cmocka_unit_test(an_answer_that_names_a_joiner_is_taken_out_at_once),
        cmocka_unit_test(an_answer_says_that_its_sender_does_not_accept_it),
        cmocka_unit_test(what_may_never_be_published_is_refused),
        cmocka_unit_test(the_wish_of_the_sender_is_kept),
        cmocka_unit_test(four_eyes_approve),
        cmocka_unit_test(a_conflict_of_interest_hides_the_draft),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
