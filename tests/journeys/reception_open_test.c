/*
 * In the open: days held, put off and missed, people received, promises kept and broken.
 * And what the desk, a ticket and a task refuse.
 */
#include "reception_desk.h"

#include "modules/reception/desk.h"
#include "text/number.h"

#define FIGURES "/lich-tiep-dan/so-lieu?tu=2022-03-08&den=2022-03-08"

/* The address with which the first day of the desk is closed. */
static const char *close_of(struct visitor *clerk)
{
    struct str rest;
    visit_get(clerk, "/can-bo/tiep-dan");
    rest = str_from(clerk->body, (size_t)str_find(clerk->body, STR("/can-bo/tiep-dan/ngay/"), 0));
    return arena_c(clerk->jar, str_cut(&rest, '"'));
}

/* The figures of the district: announced, late, held, missed, put off, visits, people,
 * promised, kept. */
static void assert_figures(struct site_testing *site, const char *expected)
{
    static int looks; /* a page that is kept says what was */
    struct visitor *hoa = visitor_new(site);
    visit_get(hoa, arena_printf(hoa->jar, FIGURES "&lan=%d", ++looks).ptr);
    assert_status(hoa, 200);
    assert_page_has(hoa, below(hoa, "Huyện Thanh Ba ", expected));
}

static void a_day_is_held_with_its_people_and_another_is_put_off(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct desk desk;
        struct visitor *hoa = visitor_new(&site);
        struct visitor *clerk = sign_in(&site, "tiepdan");
        const char *day;
        /* the 15th, before it comes: put off, no longer announced */
        visit_get(clerk, "/can-bo/lich-tiep-dan");
        visit_get(clerk, link_of(clerk, "Bí thư Huyện ủy"));
        day = link_of(clerk, "15/03/2022");
        visit_get(clerk, day);
        visit_submit(clerk, below(clerk, day, "/hoan"), "off", "Ốm đột xuất", NULL);
        assert_stored(clerk, day);
        visit_get(hoa, "/lich-tiep-dan/so-lieu?tu=2022-03-15&den=2022-03-15");
        assert_page_has(hoa, "Huyện Thanh Ba 1 0 0 0 1 0 0"); /* the office still receives */
        /* the 8th: three people in one visit, one who was refused, one who is waiting */
        desk = desk_with(&site, "Bùi Văn Mẫu");
        visit_submit(desk.clerk, desk.visit, "state", "received", "kind", "proposal", "content",
                     "Sửa mương", "people", "3", "answered", "1", NULL);
        assert_status(desk.clerk, 303);
        visit_get(desk.clerk, "/can-bo/tiep-dan");
        visit_submit(desk.clerk, "/can-bo/tiep-dan", "name", "Lò Văn Mẫu", NULL);
        assert_figures(&site, "1 0 0 0 0 1 3 0 0");
        visit_get(desk.clerk, "/can-bo/tiep-dan");
        visit_post(desk.clerk, close_of(desk.clerk), "result", "held", "revision", "0", NULL);
        assert_status(desk.clerk, 303);
        assert_figures(&site, "1 0 1 0 0 1 3 0 0");
    }
}

/* A promise counts from the day after it was due, or when it is done; done late it is not
 * kept. */
static void a_promise_is_kept_in_time_or_it_is_not_kept(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct desk desk = desk_with(&site, "Bùi Văn Mẫu");
        struct visitor *clerk = desk.clerk;
        struct visitor *officer;
        const char *owner;
        const char *task;
        visit_submit(clerk, desk.visit, "state", "received", "kind", "proposal", "content",
                     "Sửa mương", "conclusion", "Giao khảo sát", "answered", "1", NULL);
        visit_get(clerk, desk.visit);
        owner = option_of(clerk, "Cán bộ thụ lý (minh họa)");
        visit_submit(clerk, below(clerk, desk.visit, "/viec"), "owner", owner, "task",
                     "Xem mương khu 5", "due_on", "18/03/2022", NULL);
        assert_stored(clerk, desk.visit);
        visit_follow(clerk);
        assert_page_has(clerk, "Đã ghi nhận.");
        /* nobody but officials of this office: the editor, who is none */
        visit_get(clerk, desk.visit);
        visit_post(clerk, below(clerk, desk.visit, "/viec"), "owner", "1", "task", "Việc khác",
                   "due_on", "18/03/2022", NULL);
        assert_field_error(clerk, "owner", "");
        visit_get(clerk, desk.visit);
        task = link_of(clerk, "TB-2022-");
        assert_figures(&site, "1 0 0 0 0 1 1 0 0");
        go_to(&site, date_ymd(2022, 3, 18), 8);
        assert_figures(&site, "1 0 0 0 0 1 1 0 0"); /* due today: not broken yet */
        go_to(&site, date_ymd(2022, 3, 19), 8);
        assert_figures(&site, "1 0 0 0 0 1 1 1 0");
        clerk = sign_in(&site, "tiepdan");
        visit_get(clerk, desk.visit);
        assert_page_has(clerk, "quá hạn");
        officer = sign_in(&site, "canbo");
        visit_get(officer, below(officer, task, "/finish"));
        visit_submit(officer, "", "note", "Đã xem, lập dự toán xong", NULL);
        assert_status(officer, 303);
        assert_figures(&site, "1 0 0 0 0 1 1 1 0");
    }
}

static void a_number_needs_a_name_and_a_talk_outside_the_calendar_its_ground(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct desk desk = desk_with(&site, "Bùi Văn Mẫu");
        struct visitor *clerk = desk.clerk;
        visit_get(clerk, "/can-bo/tiep-dan");
        visit_submit(clerk, "/can-bo/tiep-dan", "name", "", NULL);
        assert_field_error(clerk, "name", "");
        visit_submit(clerk, "/can-bo/tiep-dan", "day", "0", "name", "Đoàn Ngoài Lịch", NULL);
        assert_field_error(clerk, "adhoc", "");
        assert_field(clerk, "name", "Đoàn Ngoài Lịch");
        visit_submit(clerk, "/can-bo/tiep-dan", "adhoc", "heated", NULL);
        assert_leads_to(clerk, "/can-bo/tiep-dan");
        visit_follow(clerk);
        visit_get(clerk, link_of(clerk, "Đoàn Ngoài Lịch"));
        /* Law 42/2013, article 18.3: with its ground, for who reads the visit */
        assert_page_has(clerk, "khoản 3 Điều 18");
    }
}

/* Law 42/2013, article 2: who comes on a working day without a session is received by the
 * clerk, and the head was not called. */
static void somebody_comes_on_a_day_without_a_session(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *clerk;
        go_to(&site, date_ymd(2022, 3, 9), 9); /* a Wednesday; nobody receives by the calendar */
        clerk = sign_in(&site, "tiepdan");
        visit_get(clerk, "/can-bo/tiep-dan");
        assert_page_has(clerk, "Hôm nay cơ quan không có buổi tiếp nào");
        visit_submit(clerk, "/can-bo/tiep-dan", "name", "Đoàn Ngoài Lịch", NULL);
        assert_leads_to(clerk, "/can-bo/tiep-dan");
        visit_follow(clerk);
        visit_get(clerk, link_of(clerk, "Đoàn Ngoài Lịch"));
        assert_page_lacks(clerk, "khoản 3 Điều 18");
    }
}

/* A clerk of a commune reads what was said in the commune, and not at the district. */
static void another_office_reads_none_of_it(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct desk desk = desk_with(&site, "Canari Huyện");
        struct unit commune;
        struct grant grant = {.role = ROLE_RECEPTION_CLERK};
        struct actor clerk = {
            .account_id = 77, .name = STR("Cán bộ xã"), .grants = &grant, .grant_count = 1};
        struct visit visit;
        struct arrival arrival = {
            .name = STR("Người Mẫu"), .people = 1, .code = STR(""), .adhoc = STR("")};
        reception_day_list days;
        visit_list visits;
        int64_t id;
        struct reception_filter office = {0, STR("ban-tiep-cong-dan-huyen")};
        assert_no_fault(
            unit_by_code(site.work, UNIT_COMMUNE, STR("08170"), date_ymd(2022, 3, 8), &commune));
        assert_no_fault(
            reception_days(site.work, &office, date_ymd(2022, 3, 8), date_ymd(2022, 3, 8), &days));
        grant.unit_id = commune.id;
        site.work->actor = &clerk;
        assert_true(str_to_int64(str_from_c(desk.visit + strlen("/can-bo/tiep-dan/luot/")), &id));
        assert_int_equal(desk_open(site.work, id, &visit)->kind, FAULT_FORBIDDEN);
        assert_no_fault(visit_load(site.work, id, &visit));
        visit.state = VISIT_RECEIVED;
        assert_int_equal(desk_record(site.work, &visit)->kind, FAULT_FORBIDDEN);
        assert_int_equal(desk_call(site.work, id, visit.version)->kind, FAULT_FORBIDDEN);
        arrival.day_id = days.items[0].id;
        assert_int_equal(desk_arrive(site.work, &arrival, &id)->kind, FAULT_FORBIDDEN);
        assert_no_fault(
            visits_of(site.work, commune.id, date_ymd(2022, 3, 8), date_ymd(2022, 3, 8), &visits));
        assert_int_equal(visits.count, 0);
        db_release(site.work);
    }
}

/* ---- the link of a booking ---- */

static const char *booked(struct visitor *hoa)
{
    visit_get(hoa, "/lich-tiep-dan?thang=2022-03&nguoi=chu-tich-hoi-dong-nhan-dan-huyen");
    visit_get(hoa, link_of(hoa, "Đặt giờ"));
    visit_submit(hoa, "", "after", "0", "name", "Canari Đặt Giờ", "phone", "0912345678", "content",
                 "Hỏi về đất", NULL);
    assert_status(hoa, 303);
    return arena_c(hoa->jar, visit_header(hoa, "Location"));
}

/* The key is 256 random bits (base/crypto.h): whoever guesses is told the same of a code
 * that is there and of one that is not, and changes nothing. */
static void guessing_a_ticket_tells_nothing_and_does_nothing(void **state)
{
    /* columns: the code (NULL: the true one), what becomes of the key */
    static const struct {
        const char *code;
        const char *key;
    } guesses[] = {
        {NULL,       ""                                           },
        {NULL,       "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"},
        {NULL,       "%27%20OR%201=1"                             },
        {"ZZZZZZZZ", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"},
        {"ZZZZZZZZ", ""                                           },
    };
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *hoa = visitor_new(&site);
        struct visitor *thief = visitor_new(&site);
        const char *ticket = booked(hoa);
        struct str code = str_from_c(ticket + strlen("/lich-tiep-dan/hen/"));
        struct str words = STR("");
        struct str text;
        struct str key = code;
        code = str_cut(&key, '?');
        key = str_from(key, strlen("khoa="));
        assert_int_equal(key.len, 43);
        for (size_t i = 0; i < COUNT(guesses); i++) {
            const char *page =
                arena_printf(thief->jar, "/lich-tiep-dan/hen/" PRISTR,
                             STRARG(guesses[i].code ? str_from_c(guesses[i].code) : code))
                    .ptr;
            const char *guess = arena_printf(thief->jar, "?khoa=%s", guesses[i].key).ptr;
            visit_get(thief, "/lich-tiep-dan");
            visit_get(thief, below(thief, page, guess));
            assert_status(thief, 404);
            assert_page_lacks(thief, "Canari");
            /* but for the number of the fault */
            text = visit_text(thief);
            text = str_slice(text, 0, (size_t)str_find(text, STR("kèm mã:"), 0));
            if (words.len == 0)
                words = arena_copy(thief->jar, text);
            assert_str(text, words);
            visit_get(thief, "/nhan-tin"); /* for the token of its form */
            visit_post(thief, below(thief, below(thief, page, "/huy"), guess), NULL);
            assert_status(thief, 404);
        }
        /* one letter of the key is another */
        visit_get(thief, arena_printf(thief->jar, "%.*s%c", (int)strlen(ticket) - 1, ticket,
                                      key.ptr[42] == 'A' ? 'Q' : 'A')
                             .ptr);
        assert_status(thief, 404);
        visit_get(hoa, ticket);
        assert_page_has(hoa, "Đã đặt giờ");
        /* no proxy and no cache on the way keeps it */
        assert_str(visit_header(hoa, "Cache-Control"), STR("no-store"));
    }
}

/* ---- times that are taken ---- */

static void a_time_that_is_taken_cannot_be_chosen(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *hoa = visitor_new(&site);
        struct visitor *an = visitor_new(&site);
        const char *page;
        (void)booked(hoa);
        visit_get(an, "/lich-tiep-dan?thang=2022-03&nguoi=chu-tich-hoi-dong-nhan-dan-huyen");
        page = link_of(an, "Đặt giờ");
        visit_get(an, page);
        assert_true(str_find(an->body, STR("value=\"0\" disabled"), 0) > 0);
        assert_true(str_find(an->body, STR("value=\"30\" disabled"), 0) < 0);
        /* somebody was faster: told so, nothing typed is lost */
        visit_post(an, page, "after", "0", "name", "Cụ Mẫu", "phone", "0912345679", "people", "1",
                   "content", "Hỏi về lương hưu", NULL);
        assert_status(an, 409);
        assert_page_has(an, "vừa có người đặt");
        assert_field(an, "content", "Hỏi về lương hưu");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_day_is_held_with_its_people_and_another_is_put_off),
        cmocka_unit_test(a_promise_is_kept_in_time_or_it_is_not_kept),
        cmocka_unit_test(a_number_needs_a_name_and_a_talk_outside_the_calendar_its_ground),
        cmocka_unit_test(somebody_comes_on_a_day_without_a_session),
        cmocka_unit_test(another_office_reads_none_of_it),
        cmocka_unit_test(guessing_a_ticket_tells_nothing_and_does_nothing),
        cmocka_unit_test(a_time_that_is_taken_cannot_be_chosen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
