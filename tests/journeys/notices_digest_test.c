/*
 * The daily letter: once a day for each person, with what they asked for, however many
 * servers write it.
 */
#include "modules/notices/notices.h"
#include "subscriber.h"

#include <string.h>

#define DAY INT64_C(86400)

static void a_person_gets_one_letter_on_a_day_with_news(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = visitor_new(&site);
        struct letter letter;
        turn_mail_on(&site);
        subscribe_and_confirm(an, "an@thanhba.example", "news", "", "");
        site_testing_wait(&site, 3600);
        publish(&site, "xa-dong-xuan", "Đồng Xuân họp <dân> & bàn");
        site_testing_wait(&site, 1);
        publish(&site, "xa-dong-xuan", "Tin thứ hai");
        site_testing_wait(&site, 600);
        site_testing_job(&site, "notices-digest");
        letter = take_letter(&site, ANSWER_TAKEN);
        assert_string_equal(letter.kind, "notice-digest");
        assert_str(letter.to, STR("an@thanhba.example"));
        assert_true(str_find(letter.text, STR("Đồng Xuân họp <dân> & bàn"), 0) > 0);
        assert_true(str_find(letter.html, STR("Đồng Xuân họp &lt;dân&gt; &amp; bàn"), 0) > 0);
        assert_true(str_find(letter.text, STR("Tin thứ hai"), 0) > 0);
        assert_true(str_find(letter.text, STR("Tin thứ hai"), 0) <
                    str_find(letter.text, STR("Đồng Xuân họp"), 0)); /* the newest first */
        /* once a day, whatever comes */
        publish(&site, "xa-dong-xuan", "Tin thứ ba");
        site_testing_wait(&site, 600);
        site_testing_job(&site, "notices-digest");
        assert_string_equal(take_letter(&site, ANSWER_TAKEN).kind, "");
        site_testing_wait(&site, DAY);
        site_testing_job(&site, "notices-digest");
        letter = take_letter(&site, ANSWER_TAKEN);
        assert_true(str_find(letter.text, STR("Tin thứ ba"), 0) > 0);
        assert_true(str_find(letter.text, STR("Tin thứ hai"), 0) < 0);
        /* nothing new: no letter */
        site_testing_wait(&site, DAY);
        site_testing_job(&site, "notices-digest");
        assert_string_equal(take_letter(&site, ANSWER_TAKEN).kind, "");
    }
}

static void letters_are_made_from_the_hour_that_is_set(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = visitor_new(&site);
        turn_mail_on(&site);
        subscribe_and_confirm(an, "an@thanhba.example", "news", "", "");
        site_testing_wait(&site, 3600);
        publish(&site, "xa-dong-xuan", "Tin mới");
        site_testing_wait(&site, 20 * 3600 + 1800); /* 05:30 of the next day */
        site_testing_job(&site, "notices-digest");
        assert_string_equal(take_letter(&site, ANSWER_TAKEN).kind, "");
        site_testing_wait(&site, 1800);
        site_testing_job(&site, "notices-digest");
        assert_string_equal(take_letter(&site, ANSWER_TAKEN).kind, "notice-digest");
    }
}

static void two_nodes_write_one_letter(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct arena *arena = arena_new();
        struct open_options options = {.data = site.folder, .has_pages = true};
        struct visitor *an = visitor_new(&site);
        struct opened other;
        struct work *work;
        bool ran = false;
        turn_mail_on(&site);
        subscribe_and_confirm(an, "an@thanhba.example", "news", "", "");
        site_testing_wait(&site, 3600);
        publish(&site, "xa-dong-xuan", "Tin mới");
        site_testing_wait(&site, 600);
        assert_no_fault(site_open(arena, &options, &other));
        other.site->mail = site.site->mail;
        other.site->public_address = site.site->public_address;
        work = work_begin(other.site, LOCALE_VI);
        work->clock = site.work->clock;
        site_testing_job(&site, "notices-digest");
        for (size_t i = 0; i < notices_module.job_count; i++)
            if (strcmp(notices_module.jobs[i].name, "notices-digest") == 0) {
                assert_no_fault(notices_module.jobs[i].run(work));
                ran = true;
            }
        assert_true(ran);
        work_end(work);
        arena_free(arena);
        assert_string_equal(take_letter(&site, ANSWER_TAKEN).kind, "notice-digest");
        assert_string_equal(take_letter(&site, ANSWER_TAKEN).kind, "");
    }
}

/* The other node is through with a person while this one still gathers what is new. */
static struct site_testing *meanwhile;

static const struct fault *gathered_slowly(struct work *work, const struct notice_asked *asked,
                                           notice_items *ret_items)
{
    (void)asked;
    site_testing_job(meanwhile, "notices-digest");
    *VEC_PUSH(ret_items, work->arena) =
        (struct notice_item){.title = HTML("Tin mới"), .url = URL("/tin-tuc/tin-moi")};
    return NULL;
}

static void the_slower_of_two_nodes_writes_no_second_letter(void **state)
{
    static const struct notice_source sources[] = {
        {"news", "news.title", true, false, NULL, gathered_slowly}
    };
    static const struct module slow = {.name = "slow", .notices = sources, .notice_count = 1};
    static const struct module *const slow_modules[] = {&slow, NULL};
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct arena *arena = arena_new();
        struct open_options options = {.data = site.folder, .has_pages = true};
        struct visitor *an = visitor_new(&site);
        const struct module *const *modules;
        struct opened other;
        struct work *work;
        turn_mail_on(&site);
        subscribe_and_confirm(an, "an@thanhba.example", "news", "", "");
        site_testing_wait(&site, 3600);
        publish(&site, "xa-dong-xuan", "Tin mới");
        site_testing_wait(&site, 600);
        assert_no_fault(site_open(arena, &options, &other));
        other.site->mail = site.site->mail;
        other.site->public_address = site.site->public_address;
        modules = other.site->modules;
        other.site->modules = slow_modules;
        work = work_begin(other.site, LOCALE_VI);
        work->clock = site.work->clock;
        meanwhile = &site;
        assert_no_fault(notices_digest(work));
        other.site->modules = modules;
        work_end(work);
        arena_free(arena);
        assert_string_equal(take_letter(&site, ANSWER_TAKEN).kind, "notice-digest");
        assert_string_equal(take_letter(&site, ANSWER_TAKEN).kind, "");
    }
}

static void one_damaged_row_keeps_nobody_else_from_a_letter(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = visitor_new(&site);
        struct str damage = STR("UPDATE subscriber SET address = SUBSTR(address, 2)"
                                " WHERE id = (SELECT MIN(id) FROM subscriber)");
        turn_mail_on(&site);
        subscribe_and_confirm(an, "an@thanhba.example", "news", "", "");
        subscribe_and_confirm(an, "binh@thanhba.example", "news", "", "");
        site_testing_wait(&site, 3600);
        publish(&site, "xa-dong-xuan", "Tin mới");
        assert_no_fault(db_write(site.work, db_testing_script, &damage));
        site_testing_wait(&site, 600);
        assert_non_null(notices_digest(site.work));
        assert_str(take_letter(&site, ANSWER_TAKEN).to, STR("binh@thanhba.example"));
    }
}

static void units_and_searches_narrow_what_is_told(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = visitor_new(&site);
        struct letter letter;
        ptrdiff_t first;
        turn_mail_on(&site);
        subscribe_and_confirm(an, "an@thanhba.example", "news", "xa-dong-xuan", "");
        subscribe_and_confirm(an, "an@thanhba.example", "search", "", "dat dai");
        assert_page_has(an, "Xã Đồng Xuân và các đơn vị bên dưới");
        assert_page_has(an, "“dat dai”");
        site_testing_wait(&site, 3600);
        publish(&site, "xa-dong-xuan", "Chuyện của Đồng Xuân");
        publish(&site, "xa-quang-yen", "Chuyện của Quảng Yên");
        publish(&site, "xa-quang-yen", "Đất đai ở Quảng Yên");
        publish(&site, "xa-dong-xuan", "Đất đai ở Đồng Xuân");
        site_testing_wait(&site, 600);
        site_testing_job(&site, "notices-digest");
        letter = take_letter(&site, ANSWER_TAKEN);
        assert_true(str_find(letter.text, STR("Chuyện của Đồng Xuân"), 0) > 0);
        assert_true(str_find(letter.text, STR("Chuyện của Quảng Yên"), 0) < 0);
        assert_true(str_find(letter.text, STR("Đất đai ở Quảng Yên"), 0) > 0);
        /* once, though both topics have it; the newest first */
        first = str_find(letter.text, STR("Đất đai ở Đồng Xuân"), 0);
        assert_true(first > 0);
        assert_true(str_find(letter.text, STR("Đất đai ở Đồng Xuân"), (size_t)first + 1) < 0);
        assert_true(first < str_find(letter.text, STR("Chuyện của Đồng Xuân"), 0));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_person_gets_one_letter_on_a_day_with_news),
        cmocka_unit_test(letters_are_made_from_the_hour_that_is_set),
        cmocka_unit_test(two_nodes_write_one_letter),
        cmocka_unit_test(the_slower_of_two_nodes_writes_no_second_letter),
        cmocka_unit_test(one_damaged_row_keeps_nobody_else_from_a_letter),
        cmocka_unit_test(units_and_searches_narrow_what_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
