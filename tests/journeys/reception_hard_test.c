/*
 * What happens in the middle of a series: the holder of the post leaves, the unit is
 * merged, the clock is set back, a session is held online.
 */
#include "reception_desk.h"

#include "civic/module.h"
#include "civic/unit.h"
#include "modules/organisation/organisation.h"
#include "modules/reception/reception_service.h"
#include "modules/reception/reception_store.h"

#include <inttypes.h>

static int64_t district_of(struct site_testing *site)
{
    struct unit district;
    assert_no_fault(
        unit_by_code(site->work, UNIT_DISTRICT, STR("232"), date_ymd(2022, 3, 6), &district));
    return district.id;
}

/* ---- who holds the post ---- */

struct leaving {
    int64_t unit_id;
    int64_t person_id;
    struct post post; /* of the one who leaves */
};

#define POST "Phó Chủ tịch Thường trực (minh họa)"

static const struct fault *take_office(struct work *work, void *context)
{
    struct leaving *leaving = context;
    post_list posts;
    const struct fault *fault =
        person_create(work, STR("Người Thứ Nhất (minh họa)"), true, &leaving->person_id);
    struct post post = {.person_id = leaving->person_id,
                        .unit_id = leaving->unit_id,
                        .title = STR(POST),
                        .rank = 3,
                        .valid_from = date_ymd(2021, 1, 1),
                        .valid_to = DATE_NONE,
                        .is_demo = true};
    if (!fault)
        fault = post_create(work, &post);
    if (!fault)
        fault = post_list_of(work, leaving->unit_id, date_ymd(2022, 3, 7), &posts);
    for (size_t i = 0; !fault && i < posts.count; i++)
        if (str_equal(posts.items[i].title, STR(POST)))
            leaving->post = posts.items[i];
    return fault;
}

static const struct fault *leave_office(struct work *work, void *context)
{
    struct leaving *leaving = context;
    return post_end(work, leaving->unit_id, leaving->post.id, date_ymd(2022, 3, 20));
}

static const struct fault *follow_in_office(struct work *work, void *context)
{
    struct leaving *leaving = context;
    const struct fault *fault =
        person_create(work, STR("Người Thứ Hai (minh họa)"), true, &leaving->person_id);
    struct post post = {.person_id = leaving->person_id,
                        .unit_id = leaving->unit_id,
                        .title = STR(POST),
                        .rank = 3,
                        .valid_from = date_ymd(2022, 3, 28),
                        .valid_to = DATE_NONE,
                        .is_demo = true};
    return fault ? fault : post_create(work, &post);
}

static void days_behind_a_leader_who_left_wait_for_the_next_one(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        const char *month = "/lich-tiep-dan?thang=2022-03&nguoi=pho-chu-tich-thuong-truc-minh-hoa";
        struct leaving leaving = {.unit_id = district_of(&site)};
        struct visitor *clerk;
        struct visitor *hoa = visitor_new(&site);
        const char *series;
        const char *vacant;
        const char *form = "/can-bo/lich-tiep-dan/moi?don-vi=huyen-thanh-ba";
        assert_no_fault(db_write(site.work, take_office, &leaving));
        clerk = sign_in(&site, "tiepdan");
        visit_get(clerk, form);
        visit_submit(clerk, form, "post",
                     arena_printf(clerk->jar, "%lld", (long long)leaving.post.id).ptr, "w1", "1",
                     "first_on", "14/03/2022", "place", "Phòng 3", NULL);
        assert_status(clerk, 303);
        series = arena_c(clerk->jar, visit_header(clerk, "Location"));
        visit_follow(clerk);
        visit_submit(clerk, below(clerk, series, "/cong-bo"), NULL);
        assert_stored(clerk, series);
        visit_get(hoa, month);
        assert_page_has(hoa, "Người Thứ Nhất");
        assert_page_lacks(hoa, "chưa có người tiếp");
        /* the post ends on Sunday the 20th: Mondays 21 and 28 have nobody */
        assert_no_fault(db_write(site.work, leave_office, &leaving));
        db_release(site.work);
        site_testing_wait(&site, 3600);
        visit_get(clerk, series);
        assert_page_has(clerk, "chưa có người tiếp");
        /* nobody can be booked who is not there, with the form's old address neither */
        vacant = link_of(clerk, "21/03/2022") + strlen("/can-bo/lich-tiep-dan/ngay/");
        visit_get(hoa, arena_printf(hoa->jar, "/lich-tiep-dan/%s/dang-ky", vacant).ptr);
        assert_page_has(hoa, "thôi nhận đặt giờ");
        visit_post(hoa, arena_printf(hoa->jar, "/lich-tiep-dan/%s/dang-ky", vacant).ptr, "after",
                   "0", "name", "Cụ Mẫu", "phone", "0912345678", "people", "1", "content",
                   "Hỏi về lương hưu", NULL);
        assert_status(hoa, 409);
        visit_get(hoa, month); /* the page of an hour ago is not kept */
        assert_page_has(hoa, "Người Thứ Nhất");
        assert_page_has(hoa, "chưa có người tiếp");
        assert_no_fault(db_write(site.work, follow_in_office, &leaving));
        db_release(site.work);
        visit_get(hoa, month);
        assert_page_has(hoa, "Người Thứ Hai");
        assert_page_has(hoa, "chưa có người tiếp"); /* the 21st */
        visit_get(hoa, "/lich-tiep-dan.ics?nguoi=pho-chu-tich-thuong-truc-minh-hoa");
        assert_true(str_find(hoa->body, STR("Chưa có người tiếp"), 0) > 0);
        assert_true(str_find(hoa->body, STR("Người Thứ Hai"), 0) > 0);
    }
}

/* The head of the district that has days from 7 March to the end of April 2022. */
static struct reception_head head_of_district(struct site_testing *site, int64_t unit_id)
{
    reception_head_list heads;
    assert_no_fault(
        reception_heads(site->work, date_ymd(2022, 3, 7), date_ymd(2022, 4, 30), &heads));
    for (size_t i = 0; i < heads.count; i++)
        if (heads.items[i].unit_id == unit_id && heads.items[i].title.len > 0)
            return heads.items[i];
    fail_msg("the district has no head who receives");
    return (struct reception_head){0};
}

/* Luật 42/2013, Điều 18: the head receives; a day on which nobody is head keeps no
 * promise. */
static void a_day_without_a_holder_does_not_count_as_one_of_the_head(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct leaving leaving = {.unit_id = district_of(&site)};
        struct reception_head before = head_of_district(&site, leaving.unit_id);
        struct reception_head after;
        struct str gone;
        post_list posts;
        assert_no_fault(post_list_of(site.work, leaving.unit_id, date_ymd(2022, 3, 7), &posts));
        for (size_t i = 0; i < posts.count; i++)
            if (str_equal(posts.items[i].title, before.title))
                leaving.post = posts.items[i];
        assert_true(leaving.post.id > 0);
        assert_true(before.days.count > 1);
        db_release(site.work);
        /* the series is of the post, whose last day is the 20th; the demo writes a name alone */
        gone = arena_printf(site.arena,
                            "UPDATE reception_series SET person_id = %lld"
                            " WHERE unit_id = %lld AND regime <> '';"
                            "UPDATE post SET valid_to = '2022-03-20' WHERE id = %lld",
                            (long long)leaving.post.person_id, (long long)leaving.unit_id,
                            (long long)leaving.post.id);
        assert_no_fault(db_write(site.work, db_testing_script, &gone));
        db_release(site.work);
        after = head_of_district(&site, leaving.unit_id);
        assert_true(after.days.count < before.days.count);
        for (size_t i = 0; i < after.days.count; i++)
            assert_true(date_compare(after.days.items[i], date_ymd(2022, 3, 20)) <= 0);
    }
}

static void a_place_that_another_leader_has_is_told_before_publishing(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct leaving leaving = {.unit_id = district_of(&site)};
        const char *form = "/can-bo/lich-tiep-dan/moi?don-vi=huyen-thanh-ba";
        struct visitor *clerk;
        assert_no_fault(db_write(site.work, take_office, &leaving));
        clerk = sign_in(&site, "tiepdan");
        visit_get(clerk, form);
        visit_submit(clerk, form, "post",
                     arena_printf(clerk->jar, "%lld", (long long)leaving.post.id).ptr, "repeat",
                     "month-day", "days", "24", "starts", "08:00", "ends", "10:00", "first_on",
                     "14/03/2022", "place", "TRỤ SỞ  tiếp công dân huyện", NULL);
        assert_status(clerk, 303);
        visit_follow(clerk);
        assert_page_has(clerk, "Thứ Năm 24/03/2022: nơi tiếp đã có buổi của Chủ tịch Ủy ban nhân "
                               "dân huyện cùng giờ");
    }
}

/* ---- a merger ---- */

static const struct fault *end_unit(struct work *work, void *context)
{
    struct unit commune;
    const struct fault *fault =
        unit_by_code(work, UNIT_COMMUNE, STR("08170"), date_ymd(2022, 3, 7), &commune);
    (void)context;
    return fault ? fault : unit_end(work, commune.id, date_ymd(2022, 3, 15));
}

static void a_merged_unit_receives_nobody_behind_its_last_day(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        const char *month = "/lich-tiep-dan?thang=2022-03&don-vi=xa-dong-xuan";
        struct visitor *hoa = visitor_new(&site);
        const char *ticket;
        struct str made;
        visit_get(hoa, month);
        visit_get(hoa, link_of(hoa, "ngày 23/03"));
        visit_submit(hoa, "", "after", "0", "name", "Cụ Mẫu", "content", "Hỏi về lương hưu",
                     "phone", "0912345678", NULL);
        assert_status(hoa, 303);
        ticket = arena_c(hoa->jar, visit_header(hoa, "Location"));
        assert_no_fault(db_write(site.work, end_unit, NULL));
        db_release(site.work);
        /* a demo that was made when its unit had ended goes on */
        made = arena_printf(hoa->jar, "UPDATE account SET created_at = %" PRId64,
                            date_start(date_ymd(2022, 3, 16)).us);
        assert_no_fault(db_write(site.work, db_testing_script, &made));
        db_release(site.work);
        site.site->is_demo = true;
        site_testing_job(&site, "reception-days");
        visit_get(hoa, month);
        assert_page_lacks(hoa, "Đơn vị kết thúc");
        site.site->is_demo = false;
        site_testing_job(&site, "reception-days");
        /* Wednesday the 9th stands; the 16th and later are put off, and say why */
        visit_get(hoa, month);
        assert_page_has(hoa, "Đơn vị kết thúc");
        visit_get(hoa, ticket);
        assert_page_has(hoa, "Buổi tiếp này đã hoãn");
        site_testing_wait(&site, INT64_C(40) * 86400);
        site_testing_job(&site, "reception-days");
        visit_get(hoa, "/lich-tiep-dan?thang=2022-06&don-vi=xa-dong-xuan");
        assert_page_has(hoa, "chưa có buổi tiếp nào");
    }
}

/* ---- clocks ---- */

/* Days of the series of this story. */
static int64_t days_there(struct site_testing *site)
{
    struct reception_filter all = {0, STR("ban-tiep-cong-dan")};
    reception_day_list days;
    int64_t count;
    assert_no_fault(
        reception_days(site->work, &all, date_ymd(2022, 1, 1), date_ymd(2030, 1, 1), &days));
    count = (int64_t)days.count;
    db_release(site->work);
    return count;
}

/* A calendar of the office, as a test wants it, published. */
static struct reception_series published(struct site_testing *site, struct reception_series wanted)
{
    struct reception_series series = wanted;
    series.unit_id = series.office_id = district_of(site);
    series.title = STR("Ban Tiếp công dân");
    series.place = STR("Phòng 9");
    series.person = series.attendees = series.content = STR("");
    if (!series.online_url.ptr)
        series.online_url = STR("");
    series.starts = 480;
    series.ends = 540;
    series.slot = 30;
    series.seats = 1;
    assert_no_fault(reception_create(site->work, &series));
    assert_no_fault(reception_publish(site->work, series.id, series.first_on));
    db_release(site->work);
    return series;
}

static struct reception_series mondays_until(struct site_testing *site, struct civil_date last_on)
{
    return published(site, (struct reception_series){.rule = STR("FREQ=WEEKLY;BYDAY=MO"),
                                                     .first_on = date_ymd(2022, 3, 14),
                                                     .last_on = last_on});
}

static struct reception_series of_the_fifteenth(struct site_testing *site)
{
    return published(site, (struct reception_series){.rule = STR("FREQ=MONTHLY;BYMONTHDAY=15"),
                                                     .first_on = date_ymd(2022, 3, 8),
                                                     .last_on = DATE_NONE});
}

static struct reception_series tuesdays_online(struct site_testing *site)
{
    go_to(site, date_ymd(2026, 7, 20), 8);
    return published(site, (struct reception_series){.rule = STR("FREQ=WEEKLY;BYDAY=TU"),
                                                     .first_on = date_ymd(2026, 8, 4),
                                                     .last_on = DATE_NONE,
                                                     .online_url = STR("https://hop.example/a")});
}

static void a_rule_without_end_is_announced_ahead_and_never_twice(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        int64_t there;
        (void)mondays_until(&site, DATE_NONE);
        /* Mondays from 14/03 to 07/06/2022 (92 days ahead), without 11/04 (day in lieu of
         * the Hung Kings) and 02/05 (day in lieu of Labour Day): 13 less 2 */
        assert_int_equal(days_there(&site), 11);
        site_testing_job(&site, "reception-days");
        assert_int_equal(days_there(&site), 11);
        /* 40 days on, what comes into sight is announced; set back, nothing again */
        site_testing_wait(&site, INT64_C(40) * 86400);
        site_testing_job(&site, "reception-days");
        there = days_there(&site);
        assert_true(there > 11);
        site.now.us -= INT64_C(39) * 86400 * 1000000;
        site_testing_job(&site, "reception-days");
        assert_int_equal(days_there(&site), there);
    }
}

/* The days between its end and a later one were never announced: nobody would be told of
 * them, and no page would have them. */
static void a_calendar_that_has_ended_is_not_drawn_out(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct reception_series series = mondays_until(&site, date_ymd(2022, 4, 30));
        const struct fault *fault;
        fault = reception_end(site.work, series.id, date_ymd(2022, 6, 30), STR("Tiếp thêm"));
        assert_non_null(fault);
        assert_string_equal(fault->key, "reception.end.longer");
        assert_no_fault(
            reception_end(site.work, series.id, date_ymd(2022, 4, 4), STR("Thôi việc")));
        /* Mondays 14, 21, 28 March and 4 April stand; the 18th and 25th are put off, the
         * 11th was a day off in lieu */
        assert_int_equal(days_there(&site), 6);
    }
}

/* ---- days off ---- */

/* The administrator says that Wednesday 9 March 2022 is off: the days that are announced
 * stand until the clerk, who is told, moves them with a reason and the new time (Law
 * 42/2013, article 24.4); those that are announced from now on pass over it. */
static void a_day_that_becomes_a_day_off_is_shown_to_the_clerk(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *admin = sign_in(&site, "quantri");
        struct visitor *clerk = sign_in(&site, "tiepdan");
        struct reception_series later;
        const char *day;
        visit_get(clerk, "/can-bo/lich-tiep-dan");
        assert_page_lacks(clerk, "rơi vào ngày nghỉ");
        visit_get(admin, "/quan-tri/ngay-nghi");
        visit_submit(admin, "/quan-tri/ngay-nghi", "ngay", "15/03/2022", "loai", "nghi", "ten",
                     "Nghỉ lễ của tỉnh", "ly-do", "Công văn 12/UBND ngày 07/03/2022", NULL);
        assert_leads_to(admin, "/quan-tri/ngay-nghi?da=ghi");
        /* the secretary on the 15th, the office on Tuesday the 15th */
        visit_get(clerk, "/can-bo/lich-tiep-dan");
        assert_page_has(clerk, "2 buổi đã công bố nay rơi vào ngày nghỉ");
        day = link_of(clerk, "Bí thư Huyện ủy, ");
        visit_get(clerk, day);
        assert_page_has(clerk, "Nghỉ lễ của tỉnh");
        visit_submit(clerk, below(clerk, day, "/doi"), "to", "16/03/2022", "reason",
                     "Nghỉ lễ của tỉnh", NULL);
        assert_status(clerk, 303);
        visit_get(clerk, "/can-bo/lich-tiep-dan");
        assert_page_has(clerk, "1 buổi đã công bố nay rơi vào ngày nghỉ");
        /* announced now, a rule of the 15th goes on to the 16th */
        later = of_the_fifteenth(&site);
        visit_get(clerk,
                  arena_printf(clerk->jar, "/can-bo/lich-tiep-dan/%lld", (long long)later.id).ptr);
        assert_page_has(clerk, "16/03/2022");
        assert_page_has(clerk, "Dời từ 15/03/2022");
    }
}

/* ---- a page that was left open ---- */

/* A number of yesterday's reception would be counted with yesterday's in 01/TCD. */
static void nobody_gets_a_number_of_another_day(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *clerk;
        const char *day;
        go_to(&site, date_ymd(2022, 3, 8), 8);
        clerk = sign_in(&site, "tiepdan");
        (void)arrives(clerk, "Bùi Văn Mẫu");
        day = option_of(clerk, "Ban Tiếp công dân");
        assert_string_not_equal(day, "0");
        go_to(&site, date_ymd(2022, 3, 9), 8);
        clerk = sign_in(&site, "tiepdan");
        visit_get(clerk, "/can-bo/tiep-dan");
        visit_post(clerk, "/can-bo/tiep-dan", "day", day, "name", "Cụ Mẫu", "people", "1", NULL);
        assert_status(clerk, 422);
        assert_field_error(clerk, "day", "không phải của hôm nay");
        assert_field(clerk, "name", "Cụ Mẫu");
        visit_get(clerk, "/can-bo/tiep-dan/so?tu=2022-03-01&den=2022-03-31");
        assert_page_lacks(clerk, "Cụ Mẫu");
    }
}

/* ---- online ---- */

static void an_online_session_is_of_the_law_of_its_day_and_its_link_of_who_booked(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *clerk = sign_in(&site, "tiepdan");
        struct visitor *hoa = visitor_new(&site);
        const char *form = "/can-bo/lich-tiep-dan/moi?don-vi=huyen-thanh-ba";
        const char *series;
        const char *page;
        visit_get(clerk, form);
        visit_submit(clerk, form, "post", "0", "w5", "1", "first_on", "18/03/2022", "place",
                     "Điểm cầu trung tâm", "online_url", "https://hop.example/canari", NULL);
        assert_field_error(clerk, "online_url", "154/2026");
        /* the decree holds from 1 July 2026 on */
        go_to(&site, date_ymd(2026, 8, 3), 8);
        clerk = sign_in(&site, "tiepdan");
        visit_get(clerk, form);
        visit_submit(clerk, form, "post", "0", "w5", "1", "first_on", "14/08/2026", "place",
                     "Điểm cầu trung tâm", "online_url", "http://hop.example/canari", NULL);
        assert_field_error(clerk, "online_url", "https");
        visit_submit(clerk, form, "online_url", "https://hop.example/canari", NULL);
        assert_status(clerk, 303);
        series = arena_c(clerk->jar, visit_header(clerk, "Location"));
        visit_follow(clerk);
        visit_submit(clerk, below(clerk, series, "/cong-bo"), NULL);
        assert_stored(clerk, series);
        visit_get(hoa, "/lich-tiep-dan?thang=2026-08");
        assert_page_has(hoa, "trực tuyến");
        assert_true(str_find(hoa->body, STR("canari"), 0) < 0);
        page = link_of(hoa, "Đặt giờ");
        visit_get(hoa, page);
        assert_true(str_find(hoa->body, STR("canari"), 0) < 0);
        visit_submit(hoa, page, "after", "0", "name", "Cụ Mẫu", "content", "Hỏi về lương hưu",
                     "phone", "0912345678", NULL);
        assert_field_error(hoa, "consents", "ghi âm, ghi hình");
        visit_submit(hoa, page, "consents", "1", NULL);
        assert_status(hoa, 303);
        visit_follow(hoa);
        assert_page_has(hoa, "https://hop.example/canari");
        visit_get(hoa, "/lich-tiep-dan.ics");
        assert_true(str_find(hoa->body, STR("canari"), 0) < 0);
        /* told by Friday 7 August: five working days before Friday the 14th (article 23.1) */
        visit_get(clerk, series);
        visit_get(clerk, link_of(clerk, "14/08/2026"));
        assert_page_has(clerk, "chậm nhất 07/08/2026");
        assert_page_has(clerk, "kết nối thử chậm nhất 13/08/2026");
    }
}

/* The head of an MP3 without anything behind it. */
#define SOUND "ID3\3\0\0\0\0\0\0\377\373\220\144\0\0\0\0\0\0\0\0\0\0\0\0\0\0"

/* Tuesday 4 August 2026: the online session of today, and the visit of who came to it. */
static const char *comes_online(struct site_testing *site, struct visitor **ret_clerk)
{
    struct reception_series series = tuesdays_online(site);
    go_to(site, series.first_on, 8);
    *ret_clerk = sign_in(site, "tiepdan");
    return arrives(*ret_clerk, "Canari Trực Tuyến");
}

/* Decree 154/2026, article 20.4: who asks for protection is not heard online. */
static void nobody_who_asks_for_protection_is_heard_online(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *clerk;
        const char *visit = comes_online(&site, &clerk);
        visit_get(clerk, visit);
        visit_submit(clerk, visit, "state", "received", "kind", "denunciation", "content",
                     "Thu phí ngoài quy định", "protect", "1", NULL);
        assert_field_error(clerk, "protect", "trực tiếp");
        assert_field(clerk, "content", "Thu phí ngoài quy định");
        visit_get(clerk, "/can-bo/tiep-dan");
        assert_page_has(clerk, "Đang chờ");
    }
}

static void the_record_of_an_online_session_goes_where_its_words_go(void **state)
{
    struct visit_file sound = {"file", "canari.mp3", "audio/mpeg", STR_INIT(SOUND)};
    struct visit_file page = {"file", "canari.exe", "application/octet-stream",
                              STR_INIT("MZ\220\0\3\0\0\0")};
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *clerk;
        struct visitor *an = visitor_new(&site);
        struct visitor *leader = sign_in(&site, "lanhdao");
        const char *visit = comes_online(&site, &clerk);
        const char *files;
        const char *taken;
        leader = sign_in(&site, "lanhdao");
        visit_get(clerk, visit);
        visit_submit(clerk, visit, "state", "received", "kind", "feedback", "content",
                     "Đèn đường khu 5", "answered", "1", NULL);
        assert_stored(clerk, visit);
        visit_get(clerk, visit);
        visit_upload(clerk, below(clerk, visit, "/ban-ghi"), &page, NULL);
        assert_status(clerk, 422);
        assert_field_error(clerk, "file", "canari.exe");
        visit_get(clerk, visit);
        visit_upload(clerk, below(clerk, visit, "/ban-ghi"), &sound, NULL);
        assert_stored(clerk, visit);
        visit_follow(clerk);
        assert_page_has(clerk, "canari.mp3");
        /* it was answered at the talk: the file that keeps the record is closed */
        assert_page_lacks(clerk, "chậm nhất");
        files = link_of(clerk, "Lấy bản ghi ra");
        visit_get(clerk, files);
        taken = link_of(clerk, "canari.mp3");
        visit_get(clerk, taken);
        assert_true(str_starts(clerk->body, STR("ID3")));
        visit_get(an, taken);
        assert_status(an, 303);
        /* it was a denunciation after all: the voice goes under the seal with the name */
        visit_get(clerk, visit);
        visit_submit(clerk, visit, "kind", "denunciation", NULL);
        assert_stored(clerk, visit);
        visit_get(clerk, taken);
        assert_status(clerk, 404);
        visit_get(clerk, visit);
        assert_page_lacks(clerk, "anari");
        files = link_of(clerk, "Lấy bản ghi ra");
        opens_seal(leader, files, "Nghe lại buổi tiếp trực tuyến");
        assert_page_has(leader, "Canari Trực Tuyến");
        assert_page_has(leader, "canari.mp3");
    }
}

static void who_came_in_person_has_no_record(void **state)
{
    struct visit_file sound = {"file", "a.mp3", "audio/mpeg", STR_INIT(SOUND)};
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct desk desk = desk_with(&site, "Bùi Văn Mẫu");
        assert_page_lacks(desk.clerk, "Bản ghi buổi trực tuyến");
        visit_upload(desk.clerk, below(desk.clerk, desk.visit, "/ban-ghi"), &sound, NULL);
        assert_status(desk.clerk, 409);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_behind_a_leader_who_left_wait_for_the_next_one),
        cmocka_unit_test(a_day_without_a_holder_does_not_count_as_one_of_the_head),
        cmocka_unit_test(a_place_that_another_leader_has_is_told_before_publishing),
        cmocka_unit_test(a_merged_unit_receives_nobody_behind_its_last_day),
        cmocka_unit_test(a_rule_without_end_is_announced_ahead_and_never_twice),
        cmocka_unit_test(a_calendar_that_has_ended_is_not_drawn_out),
        cmocka_unit_test(a_day_that_becomes_a_day_off_is_shown_to_the_clerk),
        cmocka_unit_test(nobody_who_asks_for_protection_is_heard_online),
        cmocka_unit_test(the_record_of_an_online_session_goes_where_its_words_go),
        cmocka_unit_test(who_came_in_person_has_no_record),
        cmocka_unit_test(nobody_gets_a_number_of_another_day),
        cmocka_unit_test(an_online_session_is_of_the_law_of_its_day_and_its_link_of_who_booked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
