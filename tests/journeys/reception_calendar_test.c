/*
 * What is published of a calendar, clause by clause: place, attendees, content, order,
 * lateness; the notice for the board, the next days at home, what phones are told, and who
 * receives too seldom.
 */
#include "reception_desk.h"

#include "text/number.h"

#define FORM "/can-bo/lich-tiep-dan/moi?don-vi=huyen-thanh-ba"

/* A calendar of the district's office on `day` alone, published: the address of its page. */
static const char *publishes(struct visitor *clerk, const char *weekday, const char *day,
                             const char *place)
{
    const char *series;
    visit_get(clerk, FORM);
    visit_submit(clerk, FORM, "post", "0", weekday, "1", "first_on", day, "last_on", day, "starts",
                 "14:00", "ends", "16:00", "place", place, "attendees", "Thanh tra huyện",
                 "content", "Đất đai, môi trường", NULL);
    assert_status(clerk, 303);
    series = arena_c(clerk->jar, visit_header(clerk, "Location"));
    visit_get(clerk, series);
    visit_submit(clerk, below(clerk, series, "/cong-bo"), NULL);
    assert_stored(clerk, series);
    return series;
}

/* How the words follow each other in the last page; fails where one is missing. */
static void assert_order(struct visitor *visitor, const char *const *words, size_t count)
{
    struct str text = visit_text(visitor);
    int64_t at = -1;
    for (size_t i = 0; i < count; i++) {
        int64_t next = str_find(text, str_from_c(words[i]), (size_t)(at + 1));
        if (next < 0)
            fail_msg("\"%s\" does not come %zu. in " PRISTR, words[i], i + 1, STRARG(text));
        at = next;
    }
}

/* The lines of a calendar as they were before they were folded (RFC 5545, section 3.1). */
static struct str unfold(struct visitor *phone)
{
    struct str unfolded = STR("");
    struct str rest = phone->body;
    while (rest.ptr) {
        struct str line = str_cut_line(&rest);
        bool is_more = str_starts(line, STR(" "));
        unfolded = arena_printf(phone->jar, PRISTR "%s" PRISTR, STRARG(unfolded),
                                is_more ? "" : "\r\n", STRARG(is_more ? str_from(line, 1) : line));
    }
    return unfolded;
}

/* Law 42/2013, article 24.3 and 24.4: where, when, who with, about what. */
static void the_calendar_says_where_when_with_whom_and_about_what(void **state)
{
    static const char *const pages[] = {"/lich-tiep-dan?thang=2022-03",
                                        "/lich-tiep-dan/ban-in?thang=2022-03"};
    static const char *const days[] = {"10/03/2022", "15/03/2022", "16/03/2022", "18/03/2022",
                                       "22/03/2022"};
    static const char *const dates[] = {
        "class=\"day\" datetime=\"2022-03-10\"", "class=\"day\" datetime=\"2022-03-15\"",
        "class=\"day\" datetime=\"2022-03-16\"", "class=\"day\" datetime=\"2022-03-18\""};
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *clerk = sign_in(&site, "tiepdan");
        struct visitor *hoa = visitor_new(&site);
        int64_t at = 0;
        (void)publishes(clerk, "w3", "16/03/2022", "Phòng Hoa Ban");
        for (size_t i = 0; i < COUNT(pages); i++) {
            visit_get(hoa, pages[i]);
            assert_status(hoa, 200);
            assert_page_has(hoa, "Phòng Hoa Ban");
            assert_page_has(hoa, "14:00–16:00");
            assert_page_has(hoa, "Cùng dự: Thanh tra huyện");
            assert_page_has(hoa, "Nội dung dự kiến: Đất đai, môi trường");
            /* the moved day with its reason and both dates */
            assert_page_has(hoa, "Dời từ 17/03/2022");
            assert_page_has(hoa, "Họp Hội đồng nhân dân tỉnh");
        }
        /* the notice lists the days in their order, each once */
        assert_order(hoa, days, COUNT(days));
        assert_true(str_find(hoa->body, STR("class=\"sheet poster"), 0) > 0);
        /* so does the page, one by one */
        visit_get(hoa, pages[0]);
        for (size_t i = 0; i < COUNT(dates); i++) {
            int64_t next = str_find(hoa->body, str_from_c(dates[i]), (size_t)at);
            assert_true(next > at);
            at = next;
        }
        /* a phone is told the same */
        visit_get(hoa, "/lich-tiep-dan.ics");
        assert_true(str_find(unfold(hoa), STR("LOCATION:Phòng Hoa Ban"), 0) > 0);
        assert_true(str_find(unfold(hoa), STR("Đất đai\\, môi trường"), 0) > 0);
        assert_true(str_find(unfold(hoa), STR("Cùng dự: Thanh tra huyện"), 0) > 0);
    }
}

/* Law 42/2013, article 24.4: five working days before; today is Monday 7 March 2022, so
 * Monday the 14th is the first day that is not late. */
static void what_is_announced_too_late_is_warned_of_and_marked(void **state)
{
    /* columns: weekday, day, whether it is late */
    static const struct {
        const char *weekday;
        const char *day;
        bool is_late;
    } cases[] = {
        {"w5", "11/03/2022", true },
        {"w1", "14/03/2022", false}
    };
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        for (size_t i = 0; i < COUNT(cases); i++) {
            struct visitor *clerk = sign_in(&site, "tiepdan");
            struct visitor *hoa = visitor_new(&site);
            const char *series;
            const char *span =
                cases[i].is_late ? "tu=2022-03-11&den=2022-03-11" : "tu=2022-03-14&den=2022-03-14";
            visit_get(clerk, FORM);
            visit_submit(clerk, FORM, "post", "0", cases[i].weekday, "1", "first_on", cases[i].day,
                         "last_on", cases[i].day, "place", "Phòng Muộn", NULL);
            series = arena_c(clerk->jar, visit_header(clerk, "Location"));
            visit_follow(clerk);
            if (cases[i].is_late)
                assert_page_has(clerk, "1 buổi công bố muộn hơn thời hạn");
            else
                assert_page_lacks(clerk, "muộn hơn thời hạn");
            visit_submit(clerk, below(clerk, series, "/cong-bo"), NULL);
            visit_follow(clerk);
            if (cases[i].is_late)
                assert_page_has(clerk, "công bố muộn");
            /* for everybody, and for good: announced, late */
            visit_get(hoa, below(hoa, "/lich-tiep-dan/so-lieu?", span));
            assert_page_has(hoa,
                            cases[i].is_late ? "Huyện Thanh Ba 1 1 0" : "Huyện Thanh Ba 1 0 0");
        }
    }
}

/* Why a day was another than its rule said is read after it was held, too. */
static void a_moved_day_that_was_held_still_says_from_when(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct str held =
            STR("UPDATE reception_day SET state = 'held' WHERE held_on = '2022-03-18'");
        struct visitor *hoa = visitor_new(&site);
        assert_no_fault(db_write(site.work, db_testing_script, &held));
        visit_get(hoa, "/lich-tiep-dan?thang=2022-03&nguoi=chu-tich-hoi-dong-nhan-dan-huyen");
        assert_page_has(hoa, "Đã tiếp");
        assert_page_has(hoa, "Dời từ 17/03/2022");
    }
}

/* ---- phones ---- */

static int64_t sequence_in(struct visitor *phone)
{
    struct str rest = phone->body;
    int64_t number = -1;
    int64_t at = str_find(rest, STR("SEQUENCE:"), 0);
    assert_true(at > 0);
    rest = str_from(rest, (size_t)at + strlen("SEQUENCE:"));
    assert_true(str_to_int64(str_trim(str_cut_line(&rest)), &number));
    return number;
}

/* Every second: nothing new, out of memory. */
static void polls_and_gets_nothing_new(struct visitor *phone, const char *feed, struct str tag)
{
    for (int second = 0; second < 3; second++) {
        site_testing_wait(phone->site, 1);
        visit_with(phone, "If-None-Match", arena_c(phone->jar, tag));
        visit_get(phone, feed);
        assert_status(phone, 304);
        assert_true(phone->is_kept);
    }
}

/* An exception to an exception: each is a change of its own, with a higher SEQUENCE and
 * another tag, so that a phone which polls takes it, and then gets 304 again. */
static void every_change_of_a_day_reaches_a_phone_that_polls(void **state)
{
    /* columns: what the clerk does, its day, what the phone has and has not then, its reason */
    static const struct {
        const char *act;
        const char *to;
        const char *has;
        const char *lacks;
        const char *field; /* where the reason is typed */
    } changes[] = {
        {"/doi",  "16/03/2022", "DTSTART;TZID=Asia/Ho_Chi_Minh:20220316T080000", "none",      "reason"},
        {"/doi",  "25/03/2022", "DTSTART;TZID=Asia/Ho_Chi_Minh:20220325T080000", "20220316T",
         "reason"                                                                                     },
        {"/hoan", "",           "EXDATE;TZID=Asia/Ho_Chi_Minh:20220315T080000",  "20220325T", "off"   },
        {"/doi",  "21/03/2022", "DTSTART;TZID=Asia/Ho_Chi_Minh:20220321T080000",
         "EXDATE;TZID=Asia/Ho_Chi_Minh:20220315T",                                            "reason"},
        {"/lai",  "",           "RRULE:FREQ=MONTHLY;BYMONTHDAY=15",
         "RECURRENCE-ID;TZID=Asia/Ho_Chi_Minh:20220315T",                                     "back"  },
    };
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *clerk = sign_in(&site, "tiepdan");
        struct visitor *phone = visitor_new(&site);
        const char *feed = "/lich-tiep-dan.ics?nguoi=bi-thu-huyen-uy";
        const char *day;
        int64_t sequence;
        visit_get(clerk, "/can-bo/lich-tiep-dan");
        visit_get(clerk, link_of(clerk, "Bí thư Huyện ủy"));
        day = link_of(clerk, "15/03/2022");
        visit_get(clerk, day);
        assert_page_has(clerk, "khoản 4 Điều 24"); /* who puts off is told to name a new time */
        visit_get(phone, feed);
        sequence = sequence_in(phone);
        /* Viet Nam has had +07:00 without a break since 1975 */
        assert_true(str_find(phone->body, STR("TZOFFSETTO:+0700\r\n"), 0) > 0);
        assert_true(str_find(phone->body, STR("DAYLIGHT"), 0) < 0);
        for (size_t i = 0; i < COUNT(changes); i++) {
            struct str tag = arena_copy(phone->jar, visit_header(phone, "ETag"));
            polls_and_gets_nothing_new(phone, feed, tag);
            visit_get(clerk, day);
            if (changes[i].to[0])
                visit_submit(clerk, below(clerk, day, changes[i].act), "to", changes[i].to,
                             "reason", "Họp", NULL);
            else
                visit_submit(clerk, below(clerk, day, changes[i].act), changes[i].field, "Họp",
                             NULL);
            assert_stored(clerk, day);
            visit_with(phone, "If-None-Match", arena_c(phone->jar, tag));
            visit_get(phone, feed);
            assert_status(phone, 200);
            assert_true(sequence_in(phone) > sequence);
            sequence = sequence_in(phone);
            if (str_find(phone->body, str_from_c(changes[i].has), 0) < 0 ||
                str_find(phone->body, str_from_c(changes[i].lacks), 0) >= 0)
                fail_msg("change %zu: " PRISTR, i, STRARG(phone->body));
        }
    }
}

static void a_phone_takes_one_leader_one_unit_or_all(void **state)
{
    /* columns: the address, what is in it, what is not */
    static const struct {
        const char *query;
        const char *has;
        const char *lacks;
    } feeds[] = {
        {"?nguoi=bi-thu-huyen-uy", "Bí thư Huyện ủy tiếp công dân", "Chủ tịch Ủy ban"               },
        {"?don-vi=xa-dong-xuan",   "Chủ tịch Ủy ban nhân dân xã",    "Bí thư Huyện ủy"               },
        {"",                       "Bí thư Huyện ủy",                   "Chủ tịch Ủy ban nhân dân xã"},
        {"?don-vi=tat-ca",         "Chủ tịch Ủy ban nhân dân xã",    "\r\nMETHOD"                          },
    };
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *phone = visitor_new(&site);
        for (size_t i = 0; i < COUNT(feeds); i++) {
            struct str unfolded;
            visit_get(phone, below(phone, "/lich-tiep-dan.ics", feeds[i].query));
            assert_status(phone, 200);
            assert_str(visit_header(phone, "Content-Type"), STR("text/calendar; charset=utf-8"));
            unfolded = unfold(phone);
            assert_true(str_find(unfolded, str_from_c(feeds[i].has), 0) > 0);
            assert_true(str_find(unfolded, str_from_c(feeds[i].lacks), 0) < 0);
        }
    }
}

/* ---- at home ---- */

static void the_next_days_stand_on_the_home_page(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *hoa = visitor_new(&site);
        /* Monday 7 March 2022: the office on the 8th, the chair on the 10th, the secretary
         * and the office on the 15th */
        visit_get(hoa, "/");
        assert_page_has(hoa, "Sắp tiếp công dân");
        assert_page_lacks(hoa, "huyện tiếp công dân"); /* the heading says it */
        assert_order(hoa,
                     (const char *const[]){"Sắp tiếp công dân", "Ban Tiếp công dân huyện",
                                           "Chủ tịch Ủy ban nhân dân huyện Hà Văn Mẫu",
                                           "Trụ sở Tiếp công dân huyện"},
                     4);
        visit_get(hoa, link_of(hoa, "Chủ tịch Ủy ban nhân dân huyện Hà Văn Mẫu"));
        assert_status(hoa, 200);
        assert_page_has(hoa, "10/03/2022");
    }
}

/* Who comes when the days of the month are behind is led to the next. */
static void a_month_whose_days_are_behind_leads_to_the_next(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *hoa = visitor_new(&site);
        visit_get(hoa, "/lich-tiep-dan");
        assert_page_has(hoa, "Tháng 3 năm 2022");
        assert_page_lacks(hoa, "không còn buổi nào");
        site_testing_wait(&site, (int64_t)23 * 24 * 60 * 60);
        visit_get(hoa, "/lich-tiep-dan");
        assert_page_has(hoa, "Từ hôm nay đến hết tháng không còn buổi nào.");
        visit_get(hoa, link_of(hoa, "Xem tháng sau"));
        assert_page_has(hoa, "Tháng 4 năm 2022");
        assert_page_lacks(hoa, "không còn buổi nào");
    }
}

/* ---- the office's own list ---- */

/* The chairman's form fills that of the next leader, whose day alone is typed anew. */
static void a_calendar_is_made_like_another(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *clerk = sign_in(&site, "tiepdan");
        visit_get(clerk, "/can-bo/lich-tiep-dan");
        visit_get(clerk, link_of(clerk, "Chủ tịch Ủy ban nhân dân huyện"));
        visit_get(clerk, link_of(clerk, "Thêm lịch như thế này"));
        assert_page_has(clerk, "Thêm lịch tiếp");
        assert_true(str_find(clerk->body, STR("value=\"10, 24\""), 0) > 0);
        assert_true(str_find(clerk->body, STR("value=\"08:00\""), 0) > 0);
        assert_true(str_find(clerk->body, STR("value=\"month-day\" checked"), 0) > 0);
        /* in rank the chairman of the committee is followed by the deputy of the council */
        assert_true(str_find(clerk->body, STR("selected>Phó Chủ tịch Hội đồng nhân dân huyện"), 0) >
                    0);
    }
}

/* A draft for one day; its id. */
static const char *drafts(struct visitor *clerk, const char *place, const char *weekday,
                          const char *day)
{
    struct str series;
    visit_get(clerk, FORM);
    visit_submit(clerk, FORM, "post", "0", weekday, "1", "first_on", day, "last_on", day, "starts",
                 "14:00", "ends", "16:00", "place", place, NULL);
    assert_status(clerk, 303);
    series = visit_header(clerk, "Location");
    return arena_c(clerk->jar, str_from(series, strlen("/can-bo/lich-tiep-dan/")));
}

static void several_drafts_are_published_at_once(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *clerk = sign_in(&site, "tiepdan");
        struct visitor *hoa = visitor_new(&site);
        const char *first = drafts(clerk, "Phòng Hoa Ban", "w3", "16/03/2022");
        const char *second = drafts(clerk, "Phòng Hoa Mai", "w3", "16/03/2022");
        visit_get(clerk, "/can-bo/lich-tiep-dan");
        assert_page_has(clerk, "Công bố các lịch đã chọn");
        visit_post(clerk, "/can-bo/lich-tiep-dan/cong-bo", NULL);
        visit_follow(clerk);
        assert_page_has(clerk, "Chưa chọn lịch nào");
        visit_get(hoa, "/lich-tiep-dan?thang=2022-03");
        assert_page_lacks(hoa, "Phòng Hoa Ban");
        visit_post(clerk, "/can-bo/lich-tiep-dan/cong-bo", "lich", first, "lich", second, NULL);
        assert_status(clerk, 303);
        visit_follow(clerk);
        assert_page_has(clerk, "Đã công bố 2 lịch.");
        assert_page_lacks(clerk, "Công bố các lịch đã chọn"); /* no draft is left */
        visit_get(hoa, "/lich-tiep-dan?thang=2022-03");
        assert_page_has(hoa, "Phòng Hoa Ban");
        assert_page_has(hoa, "Phòng Hoa Mai");
        /* one that is published already keeps no other back */
        second = drafts(clerk, "Phòng Hoa Sen", "w3", "16/03/2022");
        visit_get(clerk, "/can-bo/lich-tiep-dan");
        visit_post(clerk, "/can-bo/lich-tiep-dan/cong-bo", "lich", first, "lich", second, NULL);
        visit_follow(clerk);
        assert_page_has(clerk, "Đã công bố 1 lịch; 1 lịch chưa công bố được");
        visit_get(hoa, "/lich-tiep-dan?thang=2022-03");
        assert_page_has(hoa, "Phòng Hoa Sen");
        /* nobody else's are published */
        second = drafts(clerk, "Phòng Hoa Lan", "w5", "11/03/2022");
        visit_get(clerk, "/can-bo/lich-tiep-dan");
        assert_page_has(clerk, "1 buổi công bố muộn"); /* Monday the 14th is the first in time */
        visit_get(hoa, "/lich-tiep-dan");
        visit_post(hoa, "/can-bo/lich-tiep-dan/cong-bo", "lich", second, NULL);
        assert_true(hoa->status == 401 || hoa->status == 403 || hoa->status == 303);
        visit_get(hoa, "/lich-tiep-dan?thang=2022-03");
        assert_page_lacks(hoa, "Phòng Hoa Lan");
    }
}

/* Calendars that ended stand behind those that run. */
static void what_ended_no_longer_stands_among_what_runs(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *clerk = sign_in(&site, "tiepdan");
        visit_get(clerk, "/can-bo/lich-tiep-dan");
        assert_page_lacks(clerk, "Lịch đã kết thúc");
        go_to(&site, date_ymd(2022, 5, 4), 8); /* those of the demo end on 30/04/2022 */
        clerk = sign_in(&site, "tiepdan");
        visit_get(clerk, "/can-bo/lich-tiep-dan");
        assert_page_has(clerk, "Lịch đã kết thúc (");
    }
}

/* ---- frequency ---- */

/* What the secretary is shown of four weeks on the morning of a day in March 2022. */
static struct visitor *frequency_on(struct site_testing *site, int day)
{
    struct visitor *secretary;
    go_to(site, date_ymd(2022, 3, day), 8);
    secretary = sign_in(site, "thuky");
    visit_get(secretary, "/can-bo/lich-tiep-dan/tan-suat?tu=2022-03-07&den=2022-04-03");
    return secretary;
}

/* A day that was missed keeps no promise: Law 42/2013, article 15.2d. */
static void a_missed_day_does_not_count_and_a_held_one_does(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct str script = STR("UPDATE reception_day SET state = 'missed', reason = 'Họp'"
                                " WHERE held_on = '2022-03-16';"
                                "UPDATE reception_day SET state = 'held'"
                                " WHERE held_on = '2022-03-09'");
        struct visitor *secretary;
        assert_no_fault(db_write(site.work, db_testing_script, &script));
        secretary = frequency_on(&site, 17);
        assert_page_has(secretary, "3/4");
        assert_page_has(secretary, "14/03/2022–20/03/2022");
        assert_page_lacks(secretary, "07/03/2022–13/03/2022");
        /* a day that was to be and of which nobody said that it was held */
        assert_page_has(frequency_on(&site, 24), "2/4");
    }
}

/* The head receives in person: Law 42/2013, article 18.1. */
static void a_day_on_which_another_received_does_not_count_for_the_head(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct str script = STR("UPDATE reception_day SET state = 'held', substitute = 'Ai khác'"
                                " WHERE held_on = '2022-03-09';"
                                "UPDATE reception_day SET state = 'held'"
                                " WHERE held_on = '2022-03-16'");
        struct visitor *secretary;
        assert_no_fault(db_write(site.work, db_testing_script, &script));
        secretary = frequency_on(&site, 17);
        assert_page_has(secretary, "3/4");
        assert_page_has(secretary, "07/03/2022–13/03/2022");
        assert_page_lacks(secretary, "14/03/2022–20/03/2022");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_calendar_says_where_when_with_whom_and_about_what),
        cmocka_unit_test(what_is_announced_too_late_is_warned_of_and_marked),
        cmocka_unit_test(a_moved_day_that_was_held_still_says_from_when),
        cmocka_unit_test(every_change_of_a_day_reaches_a_phone_that_polls),
        cmocka_unit_test(a_phone_takes_one_leader_one_unit_or_all),
        cmocka_unit_test(the_next_days_stand_on_the_home_page),
        cmocka_unit_test(a_month_whose_days_are_behind_leads_to_the_next),
        cmocka_unit_test(a_calendar_is_made_like_another),
        cmocka_unit_test(several_drafts_are_published_at_once),
        cmocka_unit_test(what_ended_no_longer_stands_among_what_runs),
        cmocka_unit_test(a_missed_day_does_not_count_and_a_held_one_does),
        cmocka_unit_test(a_day_on_which_another_received_does_not_count_for_the_head),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
