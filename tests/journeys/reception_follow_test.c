/*
 * What follows from a visit: a petition, a sealed name, papers, tasks on desks, the
 * answer within its term.
 */
#include "reception_desk.h"

#include "base/file.h"

#include <unistd.h>

static void a_visit_becomes_a_petition_in_one_step(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct desk desk = desk_with(&site, "Bùi Văn Mẫu");
        struct visitor *clerk = desk.clerk;
        const char *visit = desk.visit;
        struct visitor *hoa = visitor_new(&site);
        const char *letter;
        const char *file;
        struct str rest;
        struct str code;
        struct str key;
        visit_submit(clerk, visit, "state", "serving", "address", "Khu 5, xã Đồng Xuân", "phone",
                     "0912345678", "kind", "complaint", NULL);
        visit_get(clerk, visit);
        letter = below(clerk, visit, "/don-thu");
        visit_get(clerk, letter);
        assert_status(clerk, 200);
        /* what the visit has is filled in */
        assert_field(clerk, "name", "Bùi Văn Mẫu");
        assert_field(clerk, "address", "Khu 5, xã Đồng Xuân");
        assert_field(clerk, "phone", "0912345678");
        visit_submit(clerk, letter, "content", "Chưa đồng ý với mức bồi thường cây trồng.", NULL);
        assert_status(clerk, 422);
        assert_field_error(clerk, "title", "");
        visit_submit(clerk, letter, "title", "Mức bồi thường cây trồng", "about",
                     "Quyết định số 12/QĐ-UBND", "request", "Xem xét lại mức bồi thường", NULL);
        assert_status(clerk, 200);
        assert_page_has(clerk, "Đã mở hồ sơ đơn");
        file = link_of(clerk, "Mở hồ sơ");
        /* the visitor follows it with the two codes of the slip */
        code = arena_copy(clerk->jar, str_from(str_from_c(file), strlen("/can-bo/viec/")));
        rest = str_from(visit_text(clerk),
                        (size_t)str_find(visit_text(clerk), STR("Khóa tra cứu "), 0) +
                            strlen("Khóa tra cứu "));
        key = arena_copy(clerk->jar, str_cut(&rest, ' '));
        visit_get(hoa, "/don-thu/tra-cuu");
        visit_submit(hoa, "/don-thu/tra-cuu", "ma", arena_c(hoa->jar, code), "khoa",
                     arena_c(hoa->jar, key), NULL);
        assert_status(hoa, 303);
        /* linked both ways */
        visit_get(clerk, file);
        assert_page_has(clerk, "Bùi Văn Mẫu");
        assert_page_has(clerk, "tại nơi tiếp công dân");
        assert_link(clerk, visit);
        visit_get(clerk, visit);
        assert_link(clerk, file);
        assert_page_has(clerk, arena_c(clerk->jar, code));
        /* sent twice: there is one */
        visit_get(clerk, letter);
        assert_leads_to(clerk, visit);
        visit_get(clerk, visit);
        visit_post(clerk, letter, "kind", "kien-nghi", "title", "Một đơn nữa", "content",
                   "Nội dung dài hơn hai mươi chữ.", "name", "Bùi Văn Mẫu", "version", "1", NULL);
        assert_leads_to(clerk, visit);
        visit_get(clerk, "/can-bo/tiep-dan/so?tu=2022-03-08&den=2022-03-08");
        assert_page_has(clerk, arena_c(clerk->jar, code));
    }
}

enum {
    DISK_MOST = 1024 * 1024 * 1024
};

/* A database keeps in its log and in pages it uses again what was taken out of it, so what
 * was ever there in the clear is in a copy of the disk. Of a file alone: the server's files
 * are not ours to read. */
static void assert_not_on_disk(struct site_testing *site, const char *name)
{
    const char *const files[] = {"dinh.db", "dinh.db-wal"};
    for (size_t i = 0; i < COUNT(files); i++) {
        const char *path = arena_printf(site->arena, "%s/%s", site->folder, files[i]).ptr;
        struct str bytes;
        if (access(path, R_OK) != 0)
            continue;
        assert_no_fault(file_read(site->arena, path, DISK_MOST, &bytes));
        assert_true(str_find(bytes, str_from_c(name), 0) < 0);
    }
}

/* Every table that a name may reach, as one text. */
static void assert_nowhere(struct site_testing *site, const char *name)
{
    static const char *const queries[] = {
        "SELECT name FROM reception_visit WHERE name LIKE $1 OR address LIKE $1 OR phone LIKE $1"
        " OR id_number LIKE $1 OR content LIKE $1",
        "SELECT id_place FROM reception_identity WHERE id_place LIKE $1 OR representatives LIKE $1",
        "SELECT name FROM reception_booking WHERE name LIKE $1 OR content LIKE $1"
        " OR representatives LIKE $1 OR email LIKE $1",
        "SELECT title FROM matter WHERE title LIKE $1 OR content LIKE $1",
        "SELECT name FROM matter_party WHERE name LIKE $1 OR address LIKE $1",
        "SELECT note FROM matter_event WHERE note LIKE $1 OR answer LIKE $1",
    };
    for (size_t i = 0; i < COUNT(queries); i++) {
        struct str like = arena_printf(site->arena, "%%%s%%", name);
        struct db_rows *rows;
        assert_no_fault(db_query(site->work, queries[i], P(like), &rows));
        assert_false(db_next(rows));
        assert_no_fault(db_done(rows));
    }
    db_release(site->work);
    assert_not_on_disk(site, name);
}

static void a_record_does_not_tell_who_denounces(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct desk desk = desk_with(&site, "Canari Tố Cáo");
        struct visitor *clerk = desk.clerk;
        const char *visit = desk.visit;
        visit_submit(clerk, visit, "state", "received", "kind", "denunciation", "content",
                     "Bà CANARI TO CAO nói về phí chợ", "note", "CCCD 025 190 001234", "id_number",
                     "025190001234", NULL);
        assert_status(clerk, 422);
        assert_field_error(clerk, "content", "cho biết ai đến tố cáo");
        assert_field_error(clerk, "note", "cho biết ai đến tố cáo");
        visit_submit(clerk, visit, "content", "Thu phí ngoài quy định", "note", "", NULL);
        assert_stored(clerk, visit);
        /* what is sealed already is not on the form, and is known all the same */
        visit_get(clerk, visit);
        visit_submit(clerk, visit, "conclusion", "Hẹn chị Canari Tố Cáo", "note", "025190001234",
                     NULL);
        assert_status(clerk, 422);
        assert_field_error(clerk, "conclusion", "cho biết ai là người tố cáo");
        assert_field_error(clerk, "note", "cho biết ai là người tố cáo");
        visit_submit(clerk, visit, "conclusion", "Hẹn người tố cáo tuần sau", "note", "", NULL);
        assert_stored(clerk, visit);
        visit_get(clerk, visit);
        visit_submit(clerk, below(clerk, visit, "/viec"), "owner",
                     option_of(clerk, "Cán bộ thụ lý (minh họa)"), "task",
                     "Trả lời chị Canari Tố Cáo", "due_on", "1/4/2022", NULL);
        assert_status(clerk, 422);
        assert_field_error(clerk, "task", "cho biết ai là người tố cáo");
        assert_nowhere(&site, "025190001234");
        assert_nowhere(&site, "Canari");
    }
}

static void who_denounces_goes_from_the_desk_to_the_seal_unread(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct desk desk = desk_with(&site, "Canari Tố Cáo");
        struct visitor *clerk = desk.clerk;
        struct visitor *leader = desk.leader;
        const char *visit = desk.visit;
        const char *letter;
        const char *seal;
        const char *file;
        visit_submit(clerk, visit, "state", "received", "kind", "denunciation", "content",
                     "Thu phí ngoài quy định", "address", "Khu Canari", "id_place",
                     "Công an Canari", "people", "5", "representatives", "Canari Đại Diện", NULL);
        assert_stored(clerk, visit);
        assert_nowhere(&site, "Canari");
        visit_get(clerk, visit);
        assert_page_lacks(clerk, "Canari");
        seal = link_of(clerk, "Mở niêm phong");
        /* whoever wrote it down may not thereby open it */
        visit_get(clerk, seal);
        assert_status(clerk, 200);
        visit_post(clerk, seal, "reason", "Muốn xem lại họ tên", NULL);
        assert_status(clerk, 403);
        /* the petition takes the name over; nobody sees it on the way */
        letter = below(clerk, visit, "/don-thu");
        visit_get(clerk, letter);
        assert_page_lacks(clerk, "Canari");
        visit_submit(clerk, letter, "kind", "kien-nghi", "title", "Không phải tố cáo", "content",
                     "Nội dung dài hơn hai mươi chữ.", NULL);
        assert_field_error(clerk, "kind", "tố cáo");
        visit_submit(clerk, letter, "kind", "to-cao", "about", "Ban quản lý chợ", NULL);
        assert_status(clerk, 200);
        file = link_of(clerk, "Mở hồ sơ");
        assert_nowhere(&site, "Canari");
        opens_seal(leader, below(leader, file, "/niem-phong"), "Xác minh điều kiện thụ lý tố cáo");
        assert_page_has(leader, "Canari Tố Cáo");
        assert_page_has(leader, "Khu Canari");
        assert_page_has(leader, "Công an Canari");
        assert_page_has(leader, "Canari Đại Diện");
        assert_page_has(leader, "Ban quản lý chợ");
        /* and at reception by its own seal, logged with the reason */
        opens_seal(leader, seal, "Liên hệ người được tiếp hôm nay");
        assert_page_has(leader, "Canari Tố Cáo");
        visit_get(leader, seal);
        assert_page_lacks(leader, "Canari");
        assert_page_has(leader, "Liên hệ người được tiếp hôm nay");
    }
}

static void who_booked_and_denounces_is_nowhere_but_under_the_seal(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *hoa = visitor_new(&site);
        struct visitor *clerk;
        struct visitor *leader;
        const char *page;
        const char *visit;
        const char *letter;
        const char *file;
        struct str words;
        visit_get(hoa, "/lich-tiep-dan?thang=2022-03&nguoi=ban-tiep-cong-dan-huyen");
        page = link_of(hoa, "ngày 08/03");
        visit_get(hoa, page);
        visit_submit(hoa, page, "after", "0", "name", "Canari Đặt Giờ", "phone", "0912345678",
                     "email", "canari@x.example", "content", "Tôi là Canari, xin tố cáo", NULL);
        visit_follow(hoa);
        words = visit_text(hoa);
        words = str_from(words, (size_t)str_find(words, STR("Mã hẹn "), 0) + strlen("Mã hẹn "));
        words = arena_copy(hoa->jar, str_slice(words, 0, strlen("K7M4 P2QX")));
        go_to(&site, date_ymd(2022, 3, 8), 8);
        clerk = sign_in(&site, "tiepdan");
        leader = sign_in(&site, "lanhdao");
        visit_get(clerk, "/can-bo/tiep-dan");
        /* the code says which reception it is, whatever the form has chosen */
        visit_submit(clerk, "/can-bo/tiep-dan", "day", "0", "adhoc", "heated", "code",
                     arena_c(clerk->jar, words), NULL);
        visit_follow(clerk);
        visit = link_of(clerk, "1");
        visit_get(clerk, visit);
        visit_submit(clerk, visit, "state", "serving", "id_number", "025canari", NULL);
        /* the petition in one step: all that is known goes under its seal */
        letter = below(clerk, visit, "/don-thu");
        visit_get(clerk, letter);
        visit_submit(clerk, letter, "kind", "to-cao", "about", "Ban quản lý chợ", "content",
                     "Thu phí ngoài quy định ở chợ trung tâm.", NULL);
        assert_status(clerk, 200);
        file = link_of(clerk, "Mở hồ sơ");
        assert_nowhere(&site, "Canari");
        assert_nowhere(&site, "canari");
        opens_seal(leader, below(leader, file, "/niem-phong"), "Xác minh điều kiện thụ lý tố cáo");
        assert_page_has(leader, "Canari Đặt Giờ");
        assert_page_has(leader, "025canari");
        assert_page_has(leader, "canari@x.example");
        assert_page_has(leader, "Tôi là Canari, xin tố cáo");
    }
}

static void two_open_the_seal_of_who_asked_for_protection(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct desk desk = desk_with(&site, "Canari Bảo Vệ");
        struct visitor *clerk = desk.clerk;
        struct visitor *leader = desk.leader;
        const char *visit = desk.visit;
        const char *seal;
        visit_submit(clerk, visit, "state", "received", "kind", "denunciation", "content",
                     "Thu phí ngoài quy định", "protect", "1", NULL);
        visit_get(clerk, visit);
        seal = link_of(clerk, "Mở niêm phong");
        opens_seal(leader, seal, "Liên hệ người được tiếp");
        assert_page_lacks(leader, "Canari");
    }
}

static void protection_asked_for_later_and_a_denouncer_found_later_are_kept_as_well(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct desk desk = desk_with(&site, "Canari Về Sau");
        struct visitor *clerk = desk.clerk;
        struct visitor *leader = desk.leader;
        const char *visit = desk.visit;
        const char *seal;
        const char *file;
        visit_submit(clerk, visit, "state", "received", "kind", "feedback", "content",
                     "Phản ánh ở chợ", NULL);
        /* the clerk is responsible for the answer … */
        visit_get(clerk, visit);
        file = link_of(clerk, "Hồ sơ, thời hạn");
        visit_submit(clerk, visit, "kind", "denunciation", NULL);
        assert_stored(clerk, visit);
        assert_nowhere(&site, "Canari");
        visit_get(clerk, visit);
        seal = link_of(clerk, "Mở niêm phong");
        assert_null(strstr(seal, file)); /* … of another file than the sealed one */
        visit_get(clerk, seal);
        visit_post(clerk, seal, "reason", "Muốn xem lại họ tên", NULL);
        assert_status(clerk, 403);
        /* nor can the clerk become responsible for it */
        visit_get(clerk, arena_printf(clerk->jar, "%.*s/assign",
                                      (int)(strlen(seal) - strlen("/niem-phong")), seal)
                             .ptr);
        assert_status(clerk, 403);
        visit_get(clerk, visit);
        visit_submit(clerk, visit, "protect", "1", NULL);
        opens_seal(leader, seal, "Liên hệ người được tiếp");
        assert_page_lacks(leader, "Canari");
    }
}

static void gives_a_task(struct visitor *clerk, const char *visit)
{
    const char *owner = option_of(clerk, "Cán bộ thụ lý (minh họa)");
    visit_submit(clerk, below(clerk, visit, "/viec"), "owner", owner, "task", "Xem mương khu 5",
                 "due_on", "07/03/2022", NULL);
    assert_field_error(clerk, "due_on", "từ hôm nay");
    visit_submit(clerk, below(clerk, visit, "/viec"), "due_on", "18/03/2022", NULL);
    assert_stored(clerk, visit);
    visit_follow(clerk);
    assert_page_has(clerk, "Xem mương khu 5");
}

/* A promise kept, for everybody to see: announced, late, held, missed, put off,
 * visits, people, promised, kept. */
static void counts_as_a_promise_kept(struct visitor *an)
{
    visit_get(an, "/lich-tiep-dan/so-lieu?tu=2022-03-08&den=2022-03-08");
    assert_page_has(an, "Huyện Thanh Ba 1 0 0 0 0 1 1 1 1");
    visit_get(an, arena_c(an->jar, visit_link(an, "CSV")));
    assert_page_has(an, "Huyện Thanh Ba,2022-03-08,2022-03-08,1,0,0,0,0,1,1,1,1");
}

/* The conclusion as a paper, with its number. */
static void issues_the_conclusion_that_was_seen(struct visitor *clerk, struct visitor *leader,
                                                const char *visit)
{
    const char *papers = below(clerk, visit, "/giay-to");
    visit_get(clerk, papers);
    assert_page_has(clerk, "Thông báo kết luận");
    /* the head changes the conclusion while the page is open: not issued unseen */
    visit_get(leader, visit);
    visit_submit(leader, visit, "conclusion", "Sửa ngay trong tháng 3", NULL);
    assert_stored(leader, visit);
    visit_submit(clerk, below(clerk, papers, "/conclusion"), "post", "Chủ tịch", "signer",
                 "Hà Văn Mẫu", NULL);
    assert_status(clerk, 409);
    visit_get(clerk, papers);
    visit_submit(clerk, below(clerk, papers, "/conclusion"), "signer", "", NULL);
    assert_field_error(clerk, "signer", "");
    visit_submit(clerk, below(clerk, papers, "/conclusion"), "post", "Chủ tịch", "signer",
                 "Hà Văn Mẫu", NULL);
    assert_stored(clerk, papers);
    visit_follow(clerk);
    assert_no_dead_links(clerk);
    assert_page_has(clerk, "01/TB-BTCD");
    visit_get(clerk, below(clerk, papers, "/conclusion.pdf"));
    assert_true(str_starts(clerk->body, STR("%PDF")));
    visit_get(clerk, papers);
    visit_post(clerk, below(clerk, papers, "/conclusion"), "post", "Chủ tịch", "signer",
               "Hà Văn Mẫu", NULL);
    assert_status(clerk, 409);
}

static void a_task_of_the_conclusion_lands_on_its_owners_desk(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct desk desk = desk_with(&site, "Bùi Văn Mẫu");
        struct visitor *clerk = desk.clerk;
        struct visitor *officer = sign_in(&site, "canbo");
        const char *visit = desk.visit;
        const char *task;
        visit_submit(clerk, visit, "state", "received", "kind", "proposal", "content",
                     "Kiến nghị sửa mương khu 5", "conclusion", "Sửa trước mùa mưa", "answered",
                     "1", NULL);
        visit_get(clerk, visit);
        gives_a_task(clerk, visit);
        visit_get(officer, "/can-bo");
        assert_page_has(officer, "Xem mương khu 5");
        visit_get(clerk, visit);
        task = link_of(clerk, "TB-2022-");
        visit_get(officer, task);
        assert_page_has(officer, "18/03/2022");
        assert_no_dead_links(officer);
        visit_get(officer, below(officer, task, "/finish"));
        visit_submit(officer, "", "note", "Đã xem, lập dự toán xong", NULL);
        assert_status(officer, 303);
        visit_get(clerk, visit);
        assert_page_has(clerk, "08/03/2022");
        counts_as_a_promise_kept(officer);
        assert_no_dead_links(clerk);
        issues_the_conclusion_that_was_seen(clerk, desk.leader, visit);
    }
}

static void an_answer_is_due_on_a_desk_until_the_notice_is_issued(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct desk desk = desk_with(&site, "Bùi Văn Mẫu");
        struct visitor *clerk = desk.clerk;
        const char *visit = desk.visit;
        const char *file;
        const char *papers;
        const char *result;
        visit_submit(clerk, visit, "state", "received", "kind", "proposal", "content",
                     "Kiến nghị sửa mương khu 5", NULL);
        visit_get(clerk, visit);
        /* ten working days from Tuesday 8 March 2022: Tuesday the 22nd (article 28.1) */
        assert_page_has(clerk, "chậm nhất ngày 22/03/2022");
        visit_get(clerk, "/can-bo");
        assert_page_has(clerk, "Trả lời công dân được tiếp ngày 08/03/2022");
        assert_page_has(clerk, "22/03");
        /* the file does not claim a petition that nobody opened */
        visit_get(clerk, visit);
        file = link_of(clerk, "Hồ sơ, thời hạn");
        visit_get(clerk, file);
        assert_link(clerk, visit);
        visit_get(clerk, below(clerk, file, "/petition"));
        visit_submit(clerk, "", NULL);
        assert_status(clerk, 422);
        assert_page_has(clerk, "làm ở trang lượt tiếp");
        papers = below(clerk, visit, "/giay-to");
        result = below(clerk, papers, "/result");
        visit_get(clerk, papers);
        visit_submit(clerk, result, "words", "", "post", "Trưởng ban", "signer", "Đỗ Văn Mẫu",
                     NULL);
        assert_field_error(clerk, "words", "");
        visit_submit(clerk, result, "words", "Xã đã tiếp nhận, sẽ sửa xong trong tháng 4.", NULL);
        assert_stored(clerk, papers);
        visit_get(clerk, visit);
        assert_page_lacks(clerk, "chậm nhất ngày 22/03/2022");
        visit_get(clerk, "/can-bo");
        assert_page_lacks(clerk, "Trả lời công dân được tiếp ngày 08/03/2022");
        visit_get(clerk, below(clerk, result, ".pdf"));
        assert_true(str_starts(clerk->body, STR("%PDF")));
    }
}

static void a_record_that_is_put_right_leaves_no_term_behind(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *clerk;
        const char *visit;
        go_to(&site, date_ymd(2026, 8, 4), 8); /* the decree gives three working days */
        clerk = sign_in(&site, "tiepdan");
        visit_get(clerk, "/can-bo/tiep-dan");
        visit_submit(clerk, "/can-bo/tiep-dan", "name", "Lò Văn Mẫu", "day", "0", "adhoc", "grave",
                     NULL);
        visit_follow(clerk);
        visit = link_of(clerk, "Lò Văn Mẫu");
        visit_get(clerk, visit);
        visit_submit(clerk, visit, "state", "refused", "refusal", "refusal_answered", NULL);
        visit_get(clerk, visit);
        /* Friday 7 August, three working days from Tuesday the 4th (article 4.3) */
        assert_page_has(clerk, "chậm nhất ngày 07/08/2026");
        visit_get(clerk, "/can-bo");
        assert_page_has(clerk, "Thông báo từ chối tiếp công dân");
        /* it was no refusal after all: received, to be answered; then answered */
        visit_get(clerk, visit);
        visit_submit(clerk, visit, "state", "received", "kind", "feedback", "content",
                     "Phản ánh đèn đường", NULL);
        visit_get(clerk, visit);
        /* Tuesday 18 August, ten working days (article 28.1) */
        assert_page_has(clerk, "chậm nhất ngày 18/08/2026");
        visit_get(clerk, "/can-bo");
        assert_page_lacks(clerk, "Thông báo từ chối tiếp công dân");
        /* outside the calendar is received too: no day, one visit, one person */
        visit_get(clerk, "/lich-tiep-dan/so-lieu?tu=2026-08-04&den=2026-08-04");
        assert_page_has(clerk, "Huyện Thanh Ba 0 0 0 0 0 1 1 0 0");
        visit_get(clerk, visit);
        visit_submit(clerk, visit, "state", "refused", "refusal", "refusal_threat", NULL);
        assert_stored(clerk, visit);
        visit_get(clerk, "/can-bo");
        assert_page_lacks(clerk, "Trả lời công dân được tiếp");
    }
}

/* Said to be answered by mistake, or refused and then received: the term of article 28.1
 * runs all the same, and once. */
static void a_term_that_was_ended_by_mistake_runs_again(void **state)
{
    /* columns: what was said by mistake */
    static const struct {
        const char *state;
        const char *refusal;
        const char *answered;
    } mistakes[] = {
        {"received", "",               "1"},
        {"refused",  "refusal_threat", "" },
    };
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct desk desk = desk_with(&site, "Bùi Văn Mẫu");
        struct visitor *clerk = desk.clerk;
        visit_submit(clerk, desk.visit, "state", "received", "kind", "proposal", "content",
                     "Kiến nghị sửa mương khu 5", NULL);
        for (size_t i = 0; i < COUNT(mistakes); i++) {
            visit_get(clerk, desk.visit);
            assert_page_has(clerk, "chậm nhất ngày 22/03/2022");
            visit_submit(clerk, desk.visit, "state", mistakes[i].state, "refusal",
                         mistakes[i].refusal, "answered", mistakes[i].answered, NULL);
            assert_stored(clerk, desk.visit);
            visit_get(clerk, desk.visit);
            assert_page_lacks(clerk, "chậm nhất ngày 22/03/2022");
            visit_get(clerk, "/can-bo");
            assert_page_lacks(clerk, "Trả lời công dân được tiếp");
            visit_get(clerk, desk.visit);
            visit_submit(clerk, desk.visit, "state", "received", "answered", "", NULL);
            assert_stored(clerk, desk.visit);
            visit_get(clerk, "/can-bo");
            assert_page_has(clerk, "Trả lời công dân được tiếp");
        }
        /* the notice can still be issued, and ends it */
        visit_get(clerk, below(clerk, desk.visit, "/giay-to"));
        visit_submit(clerk, below(clerk, desk.visit, "/giay-to/result"), "words",
                     "Xã sẽ sửa trong tháng 4.", "post", "Trưởng ban", "signer", "Đỗ Văn Mẫu",
                     NULL);
        assert_status(clerk, 303);
        visit_get(clerk, "/can-bo");
        assert_page_lacks(clerk, "Trả lời công dân được tiếp");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_visit_becomes_a_petition_in_one_step),
        cmocka_unit_test(a_record_does_not_tell_who_denounces),
        cmocka_unit_test(who_denounces_goes_from_the_desk_to_the_seal_unread),
        cmocka_unit_test(who_booked_and_denounces_is_nowhere_but_under_the_seal),
        cmocka_unit_test(two_open_the_seal_of_who_asked_for_protection),
        cmocka_unit_test(protection_asked_for_later_and_a_denouncer_found_later_are_kept_as_well),
        cmocka_unit_test(a_task_of_the_conclusion_lands_on_its_owners_desk),
        cmocka_unit_test(an_answer_is_due_on_a_desk_until_the_notice_is_issued),
        cmocka_unit_test(a_record_that_is_put_right_leaves_no_term_behind),
        cmocka_unit_test(a_term_that_was_ended_by_mistake_runs_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
