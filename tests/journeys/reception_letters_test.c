/*
 * Who booked with an e-mail address is written to: once, in their language, and never
 * after they cancelled.
 */
#include "post.h"
#include "reception_desk.h"

#include "civic/module.h"

#define COUNCIL "/lich-tiep-dan?thang=2022-03&nguoi=chu-tich-hoi-dong-nhan-dan-huyen"

/* Sends what waits; how many letters the server has then. */
static size_t delivered(struct post *post)
{
    send_all(post);
    return letters_of(post);
}

/* Whether the plain part of a letter has the words. */
static bool letter_has(struct post *post, size_t number, const char *words)
{
    struct str bytes = letter_text(post, (int)number);
    return str_find(bytes, str_from_c(words), 0) >= 0;
}

/* The path of the link of a booking in a letter. */
static const char *link_in(struct post *post, size_t number)
{
    struct str text = letter_text(post, (int)number);
    int64_t at = str_find(text, STR("/lich-tiep-dan/hen/"), 0);
    struct str rest;
    size_t end = 0;
    assert_true(at > 0);
    rest = str_from(text, (size_t)at);
    while (end < rest.len && !strchr(" \r\n>)\"<", rest.ptr[end]))
        end++;
    return arena_c(post->arena, str_slice(rest, 0, end));
}

static const char *book_page(struct visitor *visitor)
{
    visit_get(visitor, COUNCIL);
    return link_of(visitor, "Đặt giờ");
}

static void books(struct visitor *visitor, const char *page, const char *after, const char *email)
{
    visit_get(visitor, page);
    visit_submit(visitor, page, "after", after, "name", "Canari Thị Mẫu", "email", email, "content",
                 "Việc riêng về thửa đất", NULL);
    assert_status(visitor, 303);
}

static void a_booking_is_confirmed_with_a_link_that_cancels(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *hoa = visitor_new(&site);
        struct visitor *phone = visitor_new(&site);
        struct post post;
        const char *link;
        post_begin(&post, &site);
        books(hoa, book_page(hoa), "30", "hoa@x.example");
        assert_int_equal(delivered(&post), 1);
        assert_true(letter_has(&post, 0, "14:00, Thứ Sáu 18/03/2022"));
        /* neither who they are nor why they come leaves the agency */
        assert_false(letter_has(&post, 0, "Canari"));
        assert_false(letter_has(&post, 0, "thửa đất"));
        link = link_in(&post, 0);
        visit_get(phone, link);
        assert_status(phone, 200);
        assert_page_has(phone, "Đã đặt giờ");
        visit_submit(
            phone,
            arena_printf(site.arena, "%.*s/huy%s", (int)strcspn(link, "?"), link, strchr(link, '?'))
                .ptr,
            NULL);
        visit_follow(phone);
        assert_page_has(phone, "Đã hủy");
        /* cancelled: not reminded on the day before */
        go_to(&site, date_ymd(2022, 3, 17), 8);
        site_testing_job(&site, "reception-remind");
        assert_int_equal(delivered(&post), 1);
        post_end(&post);
    }
}

static void whoever_waits_is_told_when_a_seat_is_free(void **state)
{
    static const char *const times[] = {"0", "30", "60", "90", "120", "150"};
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *hoa = visitor_new(&site);
        struct post post;
        const char *page = book_page(hoa);
        const char *link;
        post_begin(&post, &site);
        for (size_t i = 0; i < COUNT(times); i++)
            books(hoa, page, times[i], arena_printf(site.arena, "n%d@x.example", (int)i).ptr);
        books(hoa, page, "-1", "cho@x.example");
        assert_int_equal(delivered(&post), 7);
        assert_true(letter_has(&post, 6, "danh sách chờ"));
        link = link_in(&post, 2); /* 14:30 */
        visit_get(hoa, link);
        visit_submit(
            hoa,
            arena_printf(site.arena, "%.*s/huy%s", (int)strcspn(link, "?"), link, strchr(link, '?'))
                .ptr,
            NULL);
        assert_int_equal(delivered(&post), 8);
        assert_true(str_find(letter_at(&post, 7), STR("X-To: cho@x.example"), 0) > 0);
        assert_true(letter_has(&post, 7, "14:30, Thứ Sáu 18/03/2022"));
        post_end(&post);
    }
}

static void a_reminder_comes_once_on_the_day_before(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *hoa = visitor_new(&site);
        struct post post;
        post_begin(&post, &site);
        books(hoa, book_page(hoa), "30", "hoa@x.example");
        assert_int_equal(delivered(&post), 1);
        go_to(&site, date_ymd(2022, 3, 16), 8);
        site_testing_job(&site, "reception-remind");
        assert_int_equal(delivered(&post), 1);
        go_to(&site, date_ymd(2022, 3, 17), 8);
        site_testing_job(&site, "reception-remind");
        site_testing_job(&site, "reception-remind"); /* as after a restart */
        assert_int_equal(delivered(&post), 2);
        assert_true(letter_has(&post, 1, "14:00, Thứ Sáu 18/03/2022"));
        go_to(&site, date_ymd(2022, 3, 18), 7);
        site_testing_job(&site, "reception-remind");
        assert_int_equal(delivered(&post), 2);
        post_end(&post);
    }
}

static void whose_letter_comes_back_is_called(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *hoa = visitor_new(&site);
        struct visitor *clerk = sign_in(&site, "tiepdan");
        struct post post;
        post_begin(&post, &site);
        books(hoa, book_page(hoa), "30", "unknown@x.example");
        assert_int_equal(send_next(&post), ANSWER_UNKNOWN_ADDRESS);
        visit_get(clerk, "/can-bo/lich-tiep-dan");
        visit_get(clerk, link_of(clerk, "Chủ tịch Hội đồng nhân dân huyện"));
        visit_get(clerk, link_of(clerk, "18/03/2022"));
        assert_page_has(clerk, "thư không đến, xin gọi");
        post_end(&post);
    }
}

static void a_moved_day_asks_and_a_day_put_off_is_told(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *hoa = visitor_new(&site);
        struct visitor *clerk = sign_in(&site, "tiepdan");
        struct post post;
        const char *link;
        const char *day;
        post_begin(&post, &site);
        books(hoa, book_page(hoa), "30", "hoa@x.example");
        visit_get(clerk, "/can-bo/lich-tiep-dan");
        visit_get(clerk, link_of(clerk, "Chủ tịch Hội đồng nhân dân huyện"));
        day = link_of(clerk, "18/03/2022");
        visit_get(clerk, day);
        visit_submit(clerk, below(clerk, day, "/doi"), "to", "25/03/2022", "reason",
                     "Đi tiếp xúc cử tri", NULL);
        assert_stored(clerk, day);
        assert_int_equal(delivered(&post), 2);
        assert_true(letter_has(&post, 1, "14:00, Thứ Sáu 25/03/2022"));
        assert_true(letter_has(&post, 1, "Đi tiếp xúc cử tri"));
        visit_get(clerk, day);
        assert_page_has(clerk, "chưa trả lời");
        link = link_in(&post, 1);
        visit_get(hoa, link);
        assert_page_has(hoa, "Ông/bà có đến không?");
        visit_submit(hoa,
                     arena_printf(site.arena, "%.*s/dong-y%s", (int)strcspn(link, "?"), link,
                                  strchr(link, '?'))
                         .ptr,
                     NULL);
        visit_follow(hoa);
        assert_page_has(hoa, "đã trả lời sẽ đến");
        visit_get(clerk, day);
        assert_page_has(clerk, "sẽ đến");
        visit_submit(clerk, below(clerk, day, "/hoan"), "off", "Ốm đột xuất", NULL);
        assert_int_equal(delivered(&post), 3);
        assert_true(letter_has(&post, 2, "Ốm đột xuất"));
        /* put off: not reminded */
        go_to(&site, date_ymd(2022, 3, 24), 8);
        site_testing_job(&site, "reception-remind");
        assert_int_equal(delivered(&post), 3);
        post_end(&post);
    }
}

/* The id of the post of that title on the demo's day, as the form sends it. */
static const char *post_id(struct site_testing *site, const char *person)
{
    struct db_rows *rows;
    int64_t id;
    assert_no_fault(db_one(site->work,
                           "SELECT post.id FROM post JOIN person ON person.id = post.person_id"
                           " WHERE person.name = $1",
                           P(str_from_c(person)), &rows));
    id = db_int(rows, 0);
    db_release(site->work);
    return arena_printf(site->arena, "%lld", (long long)id).ptr;
}

static void a_leader_who_is_ill_is_replaced_and_who_booked_keeps_the_seat(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *hoa = visitor_new(&site);
        struct visitor *clerk = sign_in(&site, "tiepdan");
        struct post post;
        const char *deputy = post_id(&site, "Vũ Đình Mẫu");
        const char *day;
        post_begin(&post, &site);
        books(hoa, book_page(hoa), "30", "hoa@x.example");
        visit_get(clerk, "/can-bo/lich-tiep-dan");
        visit_get(clerk, link_of(clerk, "Chủ tịch Hội đồng nhân dân huyện"));
        day = link_of(clerk, "18/03/2022");
        visit_get(clerk, day);
        visit_submit(clerk, below(clerk, day, "/thay"), "substitute", deputy, "why", "Ố", NULL);
        assert_status(clerk, 422);
        assert_page_has(clerk, "Vũ Đình Mẫu"); /* nothing is lost */
        visit_get(clerk, day);
        visit_submit(clerk, below(clerk, day, "/thay"), "substitute", "1", "why", "Ốm", NULL);
        assert_status(clerk, 422); /* nobody's post */
        visit_get(clerk, day);
        visit_submit(clerk, below(clerk, day, "/thay"), "substitute", deputy, "why", "Ốm đột xuất",
                     NULL);
        assert_stored(clerk, day);
        visit_get(clerk, day);
        assert_page_has(clerk, "Buổi 18/03/2022: Vũ Đình Mẫu, Phó Chủ tịch Hội đồng nhân dân huyện"
                               " tiếp thay");
        assert_int_equal(delivered(&post), 2);
        assert_true(letter_has(&post, 1, "Vũ Đình Mẫu"));
        assert_true(letter_has(&post, 1, "14:00, Thứ Sáu 18/03/2022")); /* the same time */
        visit_get(hoa, COUNCIL);
        assert_page_has(hoa, "Vũ Đình Mẫu, Phó Chủ tịch Hội đồng nhân dân huyện");
        assert_page_has(hoa, "Cử người tiếp thay");
        assert_page_has(hoa, "Ốm đột xuất");
        visit_get(clerk, day);
        visit_submit(clerk, below(clerk, day, "/lai"), "back", "Đã khỏe lại", NULL);
        visit_get(hoa, COUNCIL);
        assert_page_lacks(hoa, "Vũ Đình Mẫu");
        post_end(&post);
    }
}

/* Subscribes by the form as it stands, and confirms by the link of the letter. */
static void subscribe(struct post *post, struct visitor *an)
{
    struct str front = STR("https://thanhba.example");
    struct str text;
    visit_submit(an, "/nhan-tin", "email", "an@x.example", NULL);
    assert_int_equal(send_all(post), 1);
    text = letter_text(post, (int)letters_of(post) - 1);
    text = str_from(text,
                    (size_t)str_find(text, STR("https://thanhba.example/nhan-tin"), 0) + front.len);
    visit_get(an, arena_c(post->arena, str_trim(str_cut(&text, '\n'))));
    visit_submit(an, "", NULL);
    visit_follow(an);
    assert_page_has(an, "Đã xác nhận");
}

static void who_follows_a_calendar_is_told_what_changes_and_finds_it(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = visitor_new(&site);
        struct visitor *clerk;
        struct post post;
        const char *day;
        struct str text;
        post_begin(&post, &site);
        visit_get(an, COUNCIL);
        visit_get(an, link_of(an, "qua thư điện tử"));
        assert_page_has(an, "Lịch tiếp công dân – Chủ tịch Hội đồng nhân dân huyện");
        subscribe(&post, an);
        /* nothing changed: no letter */
        site_testing_wait(&site, 86400);
        site_testing_job(&site, "notices-digest");
        assert_int_equal(send_all(&post), 0);
        clerk = sign_in(&site, "tiepdan");
        visit_get(clerk, "/can-bo/lich-tiep-dan");
        visit_get(clerk, link_of(clerk, "Chủ tịch Hội đồng nhân dân huyện"));
        day = link_of(clerk, "18/03/2022");
        visit_get(clerk, day);
        visit_submit(clerk, below(clerk, day, "/doi"), "to", "25/03/2022", "reason",
                     "Đi tiếp xúc cử tri", NULL);
        site_testing_wait(&site, 86400);
        site_testing_job(&site, "notices-digest");
        assert_int_equal(send_all(&post), 1);
        text = letter_text(&post, (int)letters_of(&post) - 1);
        assert_int_equal(times_in(text, "dời buổi tiếp công dân sang Thứ Sáu 25/03/2022"), 1);
        assert_true(str_find(text, STR("Đi tiếp xúc cử tri"), 0) > 0);
        /* and once more when it is put off */
        clerk = sign_in(&site, "tiepdan");
        visit_get(clerk, day);
        visit_submit(clerk, below(clerk, day, "/hoan"), "off", "Ốm đột xuất", NULL);
        assert_stored(clerk, day);
        site_testing_wait(&site, 86400);
        site_testing_job(&site, "notices-digest");
        assert_int_equal(send_all(&post), 1);
        text = letter_text(&post, (int)letters_of(&post) - 1);
        assert_int_equal(times_in(text, "hoãn buổi tiếp công dân"), 1);
        /* the calendar is found by its words and leads there */
        visit_get(an, "/tim-kiem?q=chu+tich+hoi+dong+nhan+dan+tiep+cong+dan");
        assert_page_has(an, "Mẫu · Trụ sở Tiếp công dân huyện"); /* one thing after another */
        visit_get(an, link_of(an, "Lịch tiếp công dân: Chủ tịch Hội đồng"));
        visit_follow(an);
        assert_page_has(an, "Chủ tịch Hội đồng nhân dân huyện");
        post_end(&post);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_leader_who_is_ill_is_replaced_and_who_booked_keeps_the_seat),
        cmocka_unit_test(a_booking_is_confirmed_with_a_link_that_cancels),
        cmocka_unit_test(whoever_waits_is_told_when_a_seat_is_free),
        cmocka_unit_test(a_reminder_comes_once_on_the_day_before),
        cmocka_unit_test(whose_letter_comes_back_is_called),
        cmocka_unit_test(a_moved_day_asks_and_a_day_put_off_is_told),
        cmocka_unit_test(who_follows_a_calendar_is_told_what_changes_and_finds_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
