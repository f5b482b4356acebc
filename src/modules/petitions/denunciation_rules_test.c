/*
 * Terms that outlive a file, and terms that a mistake of the agency does not begin anew.
 */
#include "app/testing.h"
#include "civic/actor.h"
#include "modules/accounts/account.h"
#include "modules/petitions/petition.h"

static int64_t receive(struct site_testing *site, const struct matter_kind *kind,
                       const char *source, struct civil_date on)
{
    struct unit unit;
    struct account account;
    struct matter_receipt receipt;
    site->work->actor = &actor_system;
    assert_no_fault(site_unit(site->work, &unit));
    assert_no_fault(account_by_login(site->work, STR("canbo"), &account));
    assert_no_fault(matter_open(site->work,
                                &(struct matter_new){.kind = kind,
                                                     .unit_id = unit.id,
                                                     .title = STR("Đơn minh họa"),
                                                     .content = STR("Nội dung"),
                                                     .source = str_from_c(source),
                                                     .facts = STR(""),
                                                     .visibility = VISIBLE_AGENCY,
                                                     .received_on = on},
                                &receipt));
    return receipt.id;
}

static void must(struct site_testing *site, int64_t id, const char *action, struct civil_date on,
                 const char *facts)
{
    struct matter matter;
    struct account account;
    assert_no_fault(account_by_login(site->work, STR("canbo"), &account));
    assert_no_fault(matter_load(site->work, id, &matter));
    db_release(site->work);
    assert_no_fault(matter_apply(site->work, &(struct matter_step){.id = id,
                                                                   .version = matter.version,
                                                                   .action = str_from_c(action),
                                                                   .note = STR("Theo hồ sơ."),
                                                                   .answer = STR("Xin thông báo."),
                                                                   .official_id = account.id,
                                                                   .facts = str_from_c(facts),
                                                                   .happened_on = on}));
}

/* The last term of a rule; false: it never began. */
static bool find_clock(struct work *work, int64_t id, struct str rule, struct matter_clock *ret)
{
    matter_clock_list clocks;
    bool is_there = false;
    assert_no_fault(matter_clocks(work, id, &clocks));
    for (size_t i = 0; i < clocks.count; i++)
        if (str_equal(clocks.items[i].rule, rule)) {
            *ret = clocks.items[i];
            is_there = true;
        }
    return is_there;
}

/* Luật Tố cáo, Điều 26.2: the result of processing is told to whoever passed the
 * denunciation on within 20 days from the day it was received. Received on Monday
 * 07/03/2022, written down two days later: the last day is Sunday 27/03, so Monday 28/03.
 * Not accepting it is a result that is still to be told. */
static void a_refused_denunciation_is_still_to_be_told_to_the_press(void **state)
{
    static const struct str rule = STR_INIT("denunciation.press.reply");
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct civil_date on = date_ymd(2022, 3, 9);
        struct matter_clock clock;
        struct matter matter;
        int64_t id;
        site.now = date_start(date_ymd(2022, 3, 20));
        id = receive(&site, &denunciation_kind, "press", date_ymd(2022, 3, 7));
        must(&site, id, "press", on, "");
        assert_true(find_clock(site.work, id, rule, &clock));
        assert_int_equal(clock.started_on.days, date_ymd(2022, 3, 7).days);
        assert_int_equal(clock.due_on.days, date_ymd(2022, 3, 28).days);
        must(&site, id, "register", on, "");
        must(&site, id, "check", on, "ineligible");
        must(&site, id, "refuse", date_ymd(2022, 3, 14), "");
        assert_true(find_clock(site.work, id, STR("denunciation.verify_conditions"), &clock));
        assert_true(clock.closed_seq > 0);
        assert_true(find_clock(site.work, id, rule, &clock));
        assert_int_equal(clock.closed_seq, 0);
        must(&site, id, "press-replied", date_ymd(2022, 3, 15), "");
        assert_true(find_clock(site.work, id, rule, &clock));
        assert_int_equal(clock.closed_on.days, date_ymd(2022, 3, 15).days);
        assert_no_fault(matter_load(site.work, id, &matter));
        assert_true(str_equal(matter.state, STR("refused")));
        assert_true(date_is_none(matter.due_on));
    }
}

/* Điều 26 speaks of "cơ quan báo chí, cơ quan, tổ chức, cá nhân có thẩm quyền": the Front, which
 * receives citizens as well, is told as the press is. Received on Monday 07/03/2022: as above. */
static void the_front_is_told_as_the_press_is(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        const struct letter letter = {.kind = &denunciation_kind,
                                      .source = STR("front"),
                                      .received_on = date_ymd(2022, 3, 7),
                                      .content = STR("Nội dung do Mặt trận chuyển đến."),
                                      .is_anonymous = true};
        struct matter_receipt receipt;
        struct matter_clock clock;
        site.now = date_start(date_ymd(2022, 3, 20));
        site.work->actor = &actor_system;
        assert_no_fault(letter_receive(site.work, &letter, &receipt));
        assert_true(find_clock(site.work, receipt.id, STR("denunciation.press.reply"), &clock));
        assert_int_equal(clock.due_on.days, date_ymd(2022, 3, 28).days);
        must(&site, receipt.id, "register", date_ymd(2022, 3, 9), "");
        must(&site, receipt.id, "press-replied", date_ymd(2022, 3, 15), "");
        assert_true(find_clock(site.work, receipt.id, STR("denunciation.press.reply"), &clock));
        assert_int_equal(clock.closed_on.days, date_ymd(2022, 3, 15).days);
    }
}

/* Luật Tiếp công dân, Điều 28.1 counts from the day it was received; that somebody filed
 * it by mistake gives the agency no new term. Ten working days from Monday 07/03/2022 are
 * Monday 21/03. */
static void a_petition_taken_out_of_the_files_has_the_terms_it_had(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct matter_clock clock;
        int64_t id;
        site.now = date_start(date_ymd(2022, 3, 18));
        id = receive(&site, &complaint_kind, "paper", date_ymd(2022, 3, 7));
        must(&site, id, "file", date_ymd(2022, 3, 8), "");
        assert_no_fault(
            matter_mark(site.work, &(struct matter_mark){.id = id, .action = STR("unlink")}));
        must(&site, id, "take-out", date_ymd(2022, 3, 17), "");
        assert_true(find_clock(site.work, id, STR("petition.classify"), &clock));
        assert_int_equal(clock.closed_seq, 0);
        assert_int_equal(clock.started_on.days, date_ymd(2022, 3, 7).days);
        assert_int_equal(clock.due_on.days, date_ymd(2022, 3, 21).days);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_refused_denunciation_is_still_to_be_told_to_the_press),
        cmocka_unit_test(the_front_is_told_as_the_press_is),
        cmocka_unit_test(a_petition_taken_out_of_the_files_has_the_terms_it_had),
    };
    return crypto_start() ? cmocka_run_group_tests(tests, NULL, NULL) : 1;
}
