/*
 * What visitors say of themselves, boxed: read again, found again, told apart; and who
 * came again is known by it.
 */
#include "app/testing.h"

#include "modules/reception/desk.h"
#include "modules/reception/own_words.h"

static void words_come_out_of_their_box_and_from_before_there_were_boxes(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_EMPTY)
    {
        struct str words = STR("Đỗ Thị Mẫu, số 025188000999");
        struct str box = own_words_put(site.work, words);
        struct str changed = own_words_put(site.work, words);
        assert_true(str_find(box, STR("Mẫu"), 0) < 0);
        assert_str(own_words_get(site.work, box), words);
        assert_str(own_words_get(site.work, words), words);
        assert_str(own_words_get(site.work, STR("An")), STR("An"));
        assert_str(own_words_get(site.work, own_words_put(site.work, STR(""))), STR(""));
        /* the same words have the same sign and another box; other words another sign */
        assert_false(str_equal(box, changed));
        assert_str(own_words_sign(site.work, words), str_slice(box, 0, OWN_WORDS_SIGN));
        assert_str(own_words_sign(site.work, words), str_slice(changed, 0, OWN_WORDS_SIGN));
        assert_false(
            str_equal(own_words_sign(site.work, words), own_words_sign(site.work, STR("An"))));
        assert_str(own_words_sign_of(site.work, changed), own_words_sign_of(site.work, words));
        assert_str(own_words_sign_of(site.work, STR("")), STR(""));
        /* a box that was cut says nothing */
        assert_str(own_words_get(site.work, str_slice(box, 0, box.len - 2)), STR(""));
    }
}

static const struct fault *come(struct work *work, void *context)
{
    return visit_insert(work, context);
}

static void who_came_again_is_known_by_boxed_words(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        const struct civil_date on = date_ymd(2024, 4, 2);
        struct str phones[] = {STR_INIT("0912000001"), STR_INIT("0912000002"),
                               STR_INIT("0912000001")};
        bool again[COUNT(phones)] = {false, false, true};
        reception_fact_list facts;
        struct unit unit;
        assert_no_fault(site_unit(site.work, &unit));
        db_release(site.work);
        for (size_t i = 0; i < COUNT(phones); i++) {
            struct visit visit = {.id = (int64_t)i + 1,
                                  .office_id = unit.id,
                                  .came_on = on,
                                  .state = VISIT_RECEIVED,
                                  .name = STR("Bùi Văn Mẫu"),
                                  .phone = phones[i],
                                  .people = 1,
                                  .id_day = DATE_NONE,
                                  .came_at = {(int64_t)i + 1}};
            assert_no_fault(db_write(site.work, come, &visit));
        }
        assert_no_fault(reception_facts(site.work, unit.id, on, on, &facts));
        assert_int_equal(facts.count, COUNT(phones));
        for (size_t i = 0; i < COUNT(phones); i++)
            assert_int_equal(facts.items[i].is_again, again[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_come_out_of_their_box_and_from_before_there_were_boxes),
        cmocka_unit_test(who_came_again_is_known_by_boxed_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
