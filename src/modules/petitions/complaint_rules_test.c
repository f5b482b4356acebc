/*
 * What may follow a decision on a complaint, and when: a second complaint, court, force,
 * execution. Each day is counted by hand from the law's sentence.
 */
#include "modules/petitions/lifecycle_story.h"

/* From 01/03/2022, on which it was received, to the draft of its decision. */
static void draft(struct work *work, int64_t id)
{
    must(work, id, "classify", date_ymd(2022, 3, 1), NULL);
    must(work, id, "check", date_ymd(2022, 3, 1), "eligible");
    must(work, id, "propose", date_ymd(2022, 3, 1), NULL);
    must(work, id, "accept", date_ymd(2022, 3, 2), NULL);
    must(work, id, "verify", date_ymd(2022, 3, 2), NULL);
    must(work, id, "report", date_ymd(2022, 3, 8), NULL);
    must(work, id, "draft-decision", date_ymd(2022, 3, 9), "unfounded");
}

static void decide(struct work *work, int64_t id, struct civil_date on)
{
    draft(work, id);
    must(work, id, "decide", on, NULL);
}

/* A first complaint of 01/03/2022 that was decided on a day. */
static int64_t decided(struct work *work, const struct town *town, struct civil_date on)
{
    int64_t id = receive(work, town, &complaint_kind, "first", date_ymd(2022, 3, 1));
    decide(work, id, on);
    return id;
}

static struct str named(const struct fault *fault, const char *name)
{
    for (size_t i = 0; i < FAULT_ARGS && fault->args[i].name; i++)
        if (strcmp(fault->args[i].name, name) == 0)
            return fault->args[i].value;
    return STR("");
}

/* Received Tuesday 15/03/2022: 30 D is Thursday 14/04. The court remains (Điều 33.2). */
static void a_sender_cannot_appeal_after_thirty_days_but_an_official_may_record_it(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct town town = make_town(&test);
        struct work *work = test.work;
        const struct fault *fault;
        int64_t id = decided(work, &town, date_ymd(2022, 3, 10));
        must(work, id, "send", date_ymd(2022, 3, 14), NULL);
        must(work, id, "deliver", date_ymd(2022, 3, 15), NULL);
        fault = take(work, id, (struct taken){"appeal", date_ymd(2022, 4, 15), NULL, true, 0});
        assert_non_null(fault);
        assert_string_equal(fault->key, "complaint.appeal_late");
        assert_true(str_equal(named(fault, "last"), STR("14/04/2022")));
        assert_true(str_find(named(fault, "court"), STR("khoản 2 Điều 33"), 0) >= 0);
        must(work, id, "appeal", date_ymd(2022, 4, 15), NULL);
    }
}

/* Điều 33.1 has two beginnings: "kể từ ngày hết thời hạn giải quyết … mà khiếu nại lần đầu không
 * được giải quyết hoặc kể từ ngày nhận được quyết định". Accepted 02/03/2022: 30 D is Friday
 * 01/04; 30 D behind it is Sunday 01/05, which is off as are the two days behind, so Wednesday
 * 04/05. Decided and received on Monday 09/05: 30 D is Wednesday 08/06. */
static void whoever_was_not_answered_may_appeal_again_once_there_is_a_decision(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct town town = make_town(&test);
        struct work *work = test.work;
        const struct fault *fault;
        int64_t id = receive(work, &town, &complaint_kind, "first", date_ymd(2022, 3, 1));
        draft(work, id);
        fault = take(work, id, (struct taken){"appeal", date_ymd(2022, 5, 5), NULL, true, 0});
        assert_non_null(fault);
        assert_string_equal(fault->key, "complaint.appeal_late.undecided");
        assert_true(str_equal(named(fault, "last"), STR("04/05/2022")));
        must(work, id, "decide", date_ymd(2022, 5, 9), NULL);
        must(work, id, "deliver", date_ymd(2022, 5, 9), NULL);
        assert_no_fault(
            take(work, id, (struct taken){"appeal", date_ymd(2022, 6, 8), NULL, true, 0}));
    }
}

/* Điều 33.1: "30 ngày … kể từ ngày nhận được quyết định", which may end behind the day on
 * which the decision takes force (Điều 44.1: "sau 30 ngày, kể từ ngày ban hành"). Issued
 * Thursday 10/03: 30 D is Saturday 09/04, and Monday 11/04 is off, so 12/04. Received 15/03:
 * 30 D is Thursday 14/04. */
static void the_time_to_appeal_begins_when_the_decision_is_received(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct town town = make_town(&test);
        struct work *work = test.work;
        int64_t id = decided(work, &town, date_ymd(2022, 3, 10));
        int64_t other = decided(work, &town, date_ymd(2022, 3, 10));
        assert_day(due(work, id, "complaint.force"), 2022, 4, 12);
        must(work, id, "deliver", date_ymd(2022, 3, 15), NULL);
        must(work, id, "in-force", date_ymd(2022, 4, 13), NULL);
        assert_no_fault(
            take(work, id, (struct taken){"appeal", date_ymd(2022, 4, 14), NULL, true, 0}));
        must_have_second(work, id, date_ymd(2022, 4, 14));
        /* nobody wrote down that it was received: the time has not begun */
        assert_no_fault(
            take(work, other, (struct taken){"appeal", date_ymd(2022, 5, 30), NULL, true, 0}));
    }
}

/* Điều 44.3 lets court be gone to also from a decision in force, Điều 44.1 makes it come into
 * force when nobody complains a second time, whoever sues, and Điều 44.4 carries it out at
 * once. NĐ 124/2020, Điều 31: within 5 W from the day it is in force, not from the day on
 * which that is written down. Issued 10/03: the last of 30 days is 12/04 (above), so in force
 * on Wednesday 13/04; 5 W from it is Wednesday 20/04. */
static void a_decision_takes_force_and_is_executed_also_while_it_is_in_court(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct town town = make_town(&test);
        struct work *work = test.work;
        int64_t id = decided(work, &town, date_ymd(2022, 3, 10));
        int64_t sued = decided(work, &town, date_ymd(2022, 3, 10));
        must_not(work, id, "in-force", date_ymd(2022, 4, 12), NULL, "complaint.not_in_force");
        must(work, id, "in-force", date_ymd(2022, 4, 18), NULL);
        assert_day(due(work, id, "complaint.execute.order"), 2022, 4, 20);
        must(work, id, "go-to-court", date_ymd(2022, 4, 19), NULL);
        must_not(work, id, "take-force", date_ymd(2022, 4, 19), NULL, "complaint.is_in_force");
        must(work, id, "order", date_ymd(2022, 4, 20), NULL);
        must_not(work, id, "order", date_ymd(2022, 4, 21), NULL, "complaint.is_ordered");
        assert_state(work, id, "in_court");
        must(work, sued, "go-to-court", date_ymd(2022, 3, 20), NULL);
        must_not(work, sued, "take-force", date_ymd(2022, 4, 12), NULL, "complaint.not_in_force");
        must_not(work, sued, "order", date_ymd(2022, 4, 12), NULL, "complaint.not_in_force");
        must(work, sued, "take-force", date_ymd(2022, 4, 15), NULL);
        assert_day(due(work, sued, "complaint.execute.order"), 2022, 4, 20);
        must(work, sued, "order", date_ymd(2022, 4, 19), NULL);
        must(work, sued, "court-decided", date_ymd(2022, 9, 1), NULL);
        assert_state(work, sued, "closed");
    }
}

/* A complaint that came in a certain way, decided on a day. */
static int64_t decided_from(struct work *work, const struct town *town, const char *source,
                            struct civil_date on)
{
    struct letter letter = {.kind = &complaint_kind,
                            .unit_id = town->commune,
                            .source = str_from_c(source),
                            .received_on = date_ymd(2022, 3, 1),
                            .title = STR("Mức bồi thường cây cối"),
                            .content = STR("Mức bồi thường thấp hơn quyết định."),
                            .sender = {.name = STR("Nguyễn Văn Mẫu")}};
    struct matter_receipt receipt;
    work->actor = &actor_system;
    assert_no_fault(letter_receive(work, &letter, &receipt));
    decide(work, receipt.id, on);
    return receipt.id;
}

#define TELL_FRONT "complaint.front.result"

/* Điều 66.2: "Khiếu nại do Ủy ban Mặt trận Tổ quốc Việt Nam, các tổ chức thành viên của Mặt trận
 * chuyển đến phải được người giải quyết khiếu nại xem xét, giải quyết và trong thời hạn 07 ngày,
 * kể từ ngày có quyết định giải quyết phải thông báo bằng văn bản cho tổ chức đã chuyển đơn biết
 * kết quả giải quyết". Decided Monday 25/04/2022: 7 D is Monday 02/05, which is off as is
 * Tuesday 03/05, so Wednesday 04/05. Who complains again does not spare the agency that. */
static void the_front_is_told_the_result_of_what_it_passed_on(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct town town = make_town(&test);
        struct work *work = test.work;
        int64_t id = decided_from(work, &town, "front", date_ymd(2022, 4, 25));
        int64_t other = decided_from(work, &town, "press", date_ymd(2022, 4, 25));
        assert_true(date_is_none(due(work, other, TELL_FRONT)));
        must_not(work, other, "front-told", date_ymd(2022, 4, 26), NULL,
                 "complaint.not_from_front");
        assert_day(due(work, id, TELL_FRONT), 2022, 5, 4);
        must(work, id, "send", date_ymd(2022, 4, 26), NULL);
        must(work, id, "deliver", date_ymd(2022, 4, 27), NULL);
        assert_no_fault(
            take(work, id, (struct taken){"appeal", date_ymd(2022, 4, 28), NULL, true, 0}));
        assert_state(work, id, "appealed");
        assert_true(runs(work, id, TELL_FRONT));
        must(work, id, "front-told", date_ymd(2022, 4, 29), NULL);
        assert_state(work, id, "appealed");
        assert_false(runs(work, id, TELL_FRONT));
        must_not(work, id, "front-told", date_ymd(2022, 4, 29), NULL, "complaint.front_told");
        assert_no_fault(matter_verify(work, id));
    }
}

/* A second complaint opens from the first without a letter: that the Front passed it on is
 * marked in its file. Decided Friday 22/04/2022: 7 D is Friday 29/04. The file may be closed
 * by then. */
static void the_front_is_told_of_the_second_instance_as_well(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct town town = make_town(&test);
        struct work *work = test.work;
        int64_t id = receive(work, &town, &second_complaint_kind, "second", date_ymd(2022, 3, 7));
        must(work, id, "classify", date_ymd(2022, 3, 7), NULL);
        must(work, id, "mark", date_ymd(2022, 3, 7), "front");
        must(work, id, "check", date_ymd(2022, 3, 7), "eligible");
        must(work, id, "propose", date_ymd(2022, 3, 7), NULL);
        must(work, id, "accept", date_ymd(2022, 3, 14), NULL);
        must(work, id, "verify", date_ymd(2022, 3, 14), NULL);
        must(work, id, "report", date_ymd(2022, 4, 1), NULL);
        must(work, id, "dialogue", date_ymd(2022, 4, 5), NULL);
        must(work, id, "draft-decision", date_ymd(2022, 4, 6), "founded");
        must_not(work, id, "front-told", date_ymd(2022, 4, 6), NULL, "matter.not_from_here");
        must(work, id, "decide", date_ymd(2022, 4, 22), NULL);
        assert_day(due(work, id, TELL_FRONT), 2022, 4, 29);
        must(work, id, "go-to-court", date_ymd(2022, 4, 25), NULL);
        must(work, id, "court-decided", date_ymd(2022, 4, 26), NULL);
        assert_state(work, id, "closed");
        assert_true(runs(work, id, TELL_FRONT));
        must(work, id, "front-told", date_ymd(2022, 4, 28), NULL);
        assert_false(runs(work, id, TELL_FRONT));
    }
}

/* Received late, the decision is carried out and its file closed while the time to appeal runs
 * on: issued Thursday 10/03/2022, in force behind Tuesday 12/04; received Monday 28/03: 30 D is
 * Wednesday 27/04 (Điều 33.1). Behind it the reason that Điều 9 knows is brought to an official.
 * What the court has judged is not complained about again (Điều 11.9). */
static void a_closed_complaint_is_appealed_as_long_as_the_law_says(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct town town = make_town(&test);
        struct work *work = test.work;
        const struct taken in_time = {"appeal", date_ymd(2022, 4, 27), NULL, true, 0};
        const struct taken too_late = {"appeal", date_ymd(2022, 4, 28), NULL, true, 0};
        const struct fault *fault;
        int64_t ids[2];
        int64_t judged = decided(work, &town, date_ymd(2022, 3, 10));
        for (size_t i = 0; i < 2; i++) {
            int64_t id = ids[i] = decided(work, &town, date_ymd(2022, 3, 10));
            must(work, id, "send", date_ymd(2022, 3, 14), NULL);
            must(work, id, "deliver", date_ymd(2022, 3, 28), NULL);
            must(work, id, "in-force", date_ymd(2022, 4, 13), NULL);
            must(work, id, "execute", date_ymd(2022, 4, 14), NULL);
            must(work, id, "close", date_ymd(2022, 4, 15), NULL);
            assert_state(work, id, "closed");
        }
        assert_no_fault(take(work, ids[0], in_time));
        assert_state(work, ids[0], "appealed");
        must_have_second(work, ids[0], date_ymd(2022, 4, 27));
        fault = take(work, ids[1], too_late);
        assert_non_null(fault);
        assert_string_equal(fault->key, "complaint.appeal_late");
        assert_true(str_equal(named(fault, "last"), STR("27/04/2022")));
        must(work, ids[1], "appeal", date_ymd(2022, 4, 28), NULL);
        assert_state(work, ids[1], "appealed");
        assert_no_fault(matter_verify(work, ids[1]));
        must(work, judged, "go-to-court", date_ymd(2022, 3, 15), NULL);
        must(work, judged, "court-decided", date_ymd(2022, 4, 1), NULL);
        must_not(work, judged, "appeal", date_ymd(2022, 4, 4), NULL, "complaint.judged");
    }
}

#define ANSWER_FRONT "complaint.front.reply"

/* Điều 66.2, of the unit above: "nếu không đồng ý với kết quả giải quyết đó thì tổ chức đã chuyển
 * đơn có quyền kiến nghị cơ quan, tổ chức cấp trên trực tiếp xem xét, giải quyết; cơ quan, tổ chức
 * nhận được kiến nghị có trách nhiệm trả lời kiến nghị đó trong thời hạn 07 ngày, kể từ ngày có
 * quyết định giải quyết". Decided Saturday 23/04/2022: 7 D is Saturday 30/04, a holiday; Monday
 * and Tuesday are in lieu of it and of Sunday 01/05, so Wednesday 04/05. */
static void the_front_that_does_not_agree_is_answered_by_the_unit_above(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct town town = make_town(&test);
        struct work *work = test.work;
        const struct civil_date day = date_ymd(2022, 4, 23);
        struct letter letter = {.kind = &proposal_kind,
                                .unit_id = town.commune,
                                .source = STR("front"),
                                .received_on = date_ymd(2022, 4, 11),
                                .title = STR("Kết quả giải quyết đơn của bà Mẫu"),
                                .content = STR("Đề nghị xem xét lại mức bồi thường cây cối."),
                                .sender = {.name = STR("Ủy ban Mặt trận Tổ quốc xã")}};
        struct matter_receipt receipt;
        int64_t other;
        work->actor = &actor_system;
        assert_no_fault(letter_receive(work, &letter, &receipt));
        must(work, receipt.id, "accept", date_ymd(2022, 4, 12), NULL);
        must_not(work, receipt.id, "front-told", day, NULL, "complaint.front_told");
        must(work, receipt.id, "draft", date_ymd(2022, 4, 18), NULL);
        must(work, receipt.id, "approve", date_ymd(2022, 4, 19), NULL);
        assert_state(work, receipt.id, "answered"); /* that it is considered */
        must(work, receipt.id, "front-decided", day, NULL);
        assert_day(due(work, receipt.id, ANSWER_FRONT), 2022, 5, 4);
        must_not(work, receipt.id, "front-decided", day, NULL, "complaint.front_reply_runs");
        must(work, receipt.id, "front-told", date_ymd(2022, 5, 4), NULL);
        assert_false(runs(work, receipt.id, ANSWER_FRONT));
        assert_no_fault(matter_verify(work, receipt.id));
        other = receive(work, &town, &proposal_kind, "", date_ymd(2022, 4, 11));
        must(work, other, "accept", date_ymd(2022, 4, 12), NULL);
        must_not(work, other, "front-decided", day, NULL, "complaint.not_from_front");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_sender_cannot_appeal_after_thirty_days_but_an_official_may_record_it),
        cmocka_unit_test(the_time_to_appeal_begins_when_the_decision_is_received),
        cmocka_unit_test(a_closed_complaint_is_appealed_as_long_as_the_law_says),
        cmocka_unit_test(a_decision_takes_force_and_is_executed_also_while_it_is_in_court),
        cmocka_unit_test(whoever_was_not_answered_may_appeal_again_once_there_is_a_decision),
        cmocka_unit_test(the_front_is_told_the_result_of_what_it_passed_on),
        cmocka_unit_test(the_front_is_told_of_the_second_instance_as_well),
        cmocka_unit_test(the_front_that_does_not_agree_is_answered_by_the_unit_above),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
