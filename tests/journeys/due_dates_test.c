/*
 * One day everywhere: cases whose last day was counted by hand from the law, and every place
 * that tells it. The file of the official, the sender's page, the inbox, the calendar on the
 * phone and the page that explains it must say the same day.
 */
#include "civic/actor.h"
#include "civic/module.h"
#include "civic/unit.h"
#include "modules/accounts/account.h"
#include "modules/petitions/petition.h"
#include "people.h"
#include "text/number.h"

#include <string.h>

struct hand {
    const struct matter_kind *kind;
    const char *facts;
    const char *received;
    const char *steps; /* "action:day[:facts] …" */
    const char *rule;
    const char *due;
    const char *article;
};

#define ACCEPTED(day) "classify:" day " check:" day ":eligible propose:" day " accept:" day
#define CHECKED(day) "register:" day " check:" day ":eligible accept:" day
#define FIRST "complaint.resolve.first"
#define SECOND "complaint.resolve.second"
#define RESOLVE "denunciation.resolve"

/* clang-format off */
static const struct hand cases[] = {
    /* 28/1, then Tết: 7–11/2, 14–17/2 */
    {&complaint_kind, "first", "2022-01-27", "", "complaint.accept", "17/02/2022", "124/2020/NĐ-CP"},
    /* Đ28: 30 D from 04/01/2022 is 03/02, mồng 3; Monday 07/02 */
    {&complaint_kind, "first", "2022-01-04", ACCEPTED("2022-01-04"), FIRST, "07/02/2022", "Điều 28"},
    /* remote and complex 60 D from 03/03/2022 is 02/05, off, and 03/05 */
    {&complaint_kind, "first remote complex", "2022-03-03", ACCEPTED("2022-03-03"), FIRST, "04/05/2022", "Điều 28"},
    /* complex 45 D from 26/12/2023 is 09/02/2024, Tết until 14/02 */
    {&complaint_kind, "first complex", "2023-12-26", ACCEPTED("2023-12-26"), FIRST, "15/02/2024", "Điều 28"},
    /* remote 45 D from 16/07/2025 is Saturday 30/08; 01/09 and 02/09 off */
    {&complaint_kind, "first remote", "2025-07-16", ACCEPTED("2025-07-16"), FIRST, "03/09/2025", "Điều 28"},
    /* Đ37: 45 D from Saturday 19/07/2025 is 02/09 */
    {&second_complaint_kind, "second", "2025-07-19", ACCEPTED("2025-07-19"), SECOND, "03/09/2025", "Điều 37"},
    /* remote and complex 70 D from 21/02/2025 is 02/05, exchanged for 26/04 */
    {&second_complaint_kind, "second remote complex", "2025-02-21", ACCEPTED("2025-02-21"), SECOND, "05/05/2025", "Điều 37"},
    /* Đ50: 30 D from 28/03/2024 is Saturday 27/04; 29/04 to 01/05 off */
    {&complaint_kind, "first discipline", "2024-03-28", ACCEPTED("2024-03-28"), FIRST, "02/05/2024", "Điều 50"},
    {&second_complaint_kind, "second discipline complex", "2024-01-15", ACCEPTED("2024-01-15"), SECOND, "29/02/2024", "Điều 50"},
    /* the night of 30/06/2026: 10 W, then 7 W */
    {&complaint_kind, "first", "2026-06-30", "", "complaint.accept", "14/07/2026", "124/2020/NĐ-CP"},
    {&complaint_kind, "first", "2026-07-01", "", "complaint.accept", "10/07/2026", "155/2026/NĐ-CP"},
    /* Đ24.1: received on a worked Saturday: 28/4, 29/4, 5/5 … 9/5 */
    {&denunciation_kind, "", "2025-04-26", "", "denunciation.verify_conditions", "09/05/2025", "Điều 24"},
    /* Đ30.1: 30 D from 02/12/2025 is 01/01/2026; 02/01 exchanged for 10/01 */
    {&denunciation_kind, "", "2025-12-02", CHECKED("2025-12-02"), RESOLVE, "05/01/2026", "Điều 30"},
    /* Đ30.2: once more 30 D: 31/01/2026 is a Saturday */
    {&denunciation_kind, "", "2025-12-02", CHECKED("2025-12-02") " mark:2025-12-03:complex extend:2025-12-30", RESOLVE, "02/02/2026", "Điều 30"},
    /* Đ30.3: twice: 90 D from 10/11/2023 is 08/02/2024, Tết until 14/02 */
    {&denunciation_kind, "", "2023-11-10", CHECKED("2023-11-10") " mark:2023-11-13:specially_complex extend:2023-12-08 extend:2024-01-08", RESOLVE, "15/02/2024", "Điều 30"},
    /* Đ34.2: 30 D from 23/07/2026 is 22/08; suspended 10/08 to 20/08: 01/09, off, and 02/09 */
    {&denunciation_kind, "", "2026-07-23", CHECKED("2026-07-23") " suspend:2026-08-10 resume:2026-08-20", RESOLVE, "03/09/2026", "Điều 30"},
    /* Đ29.3: 5 W from 21/08/2026: Saturday 22/08 is worked, 31/08 is not reached */
    {&denunciation_kind, "", "2026-08-21", CHECKED("2026-08-21"), "denunciation.notify", "27/08/2026", "Điều 29"},
    /* the leap day: 10 W is 14/03, 15 W 21/03 */
    {&proposal_kind, "", "2024-02-29", "", "petition.classify", "14/03/2024", "05/2021/TT-TTCP"},
    {&proposal_kind, "", "2024-02-29", "", "feedback.resolve", "21/03/2024", ""},
    /* 24/11/2026 is off: 12, 13, 16–20, 23, 25, 26 */
    {&proposal_kind, "", "2026-11-11", "", "petition.classify", "26/11/2026", "05/2021/TT-TTCP"},
    /* Đ32: decided on Friday 21/08/2026: 3 W are 22 (worked), 24, 25 */
    {&complaint_kind, "first", "2026-08-03", ACCEPTED("2026-08-03") " verify:2026-08-03 report:2026-08-10 draft-decision:2026-08-20:partly decide:2026-08-21", "complaint.send", "25/08/2026", "Điều 32"},
    /* Đ44.2 in a remote area: 45 D from 17/07/2026 is 31/08, exchanged; 01/09, 02/09 off */
    {&complaint_kind, "first remote", "2026-07-06", ACCEPTED("2026-07-06") " verify:2026-07-06 report:2026-07-10 draft-decision:2026-07-16:founded decide:2026-07-17", "complaint.force", "03/09/2026", "Điều 44"},
    /* NĐ 155/2026: 3 W from Friday 28/08/2026: 03/09, 04/09, 07/09 */
    {&complaint_kind, "first", "2026-08-03", ACCEPTED("2026-08-03") " suspend:2026-08-28", "complaint.suspend.send", "07/09/2026", "155/2026/NĐ-CP"},
};
/* clang-format on */

static struct civil_date day_of(struct str iso)
{
    struct civil_date day;
    assert_true(date_from_iso(iso, &day));
    return day;
}

static void take(struct work *work, int64_t id, struct str typed)
{
    struct str facts = typed;
    struct str action = str_cut(&facts, ':');
    struct str day = str_cut(&facts, ':');
    struct account account;
    struct matter matter;
    struct matter_step step = {.id = id,
                               .action = action,
                               .note = STR("Theo hồ sơ."),
                               .answer = STR("Xin thông báo để ông/bà biết."),
                               .facts = facts.ptr ? facts : STR(""),
                               .happened_on = day_of(day)};
    const struct fault *fault;
    assert_no_fault(account_by_login(work, STR("lanhdao"), &account));
    assert_no_fault(matter_load(work, id, &matter));
    step.official_id = account.id;
    step.version = matter.version;
    fault = matter_apply(work, &step);
    if (fault)
        fail_msg("%s: %s", arena_c(work->arena, action), fault->key);
}

static struct matter_receipt receive(struct work *work, const struct hand *hand)
{
    struct matter_new wanted = {.kind = hand->kind,
                                .title = STR("Đơn để tính hạn"),
                                .content = STR("Nội dung"),
                                .source = STR("paper"),
                                .facts = str_from_c(hand->facts),
                                .visibility = VISIBLE_AGENCY,
                                .received_on = day_of(str_from_c(hand->received))};
    struct matter_receipt receipt;
    struct account account;
    struct unit unit;
    struct str rest = str_from_c(hand->steps);
    work->actor = &actor_system;
    assert_no_fault(site_unit(work, &unit));
    assert_no_fault(account_by_login(work, STR("lanhdao"), &account));
    wanted.unit_id = unit.id;
    wanted.official_id = account.id;
    assert_no_fault(matter_open(work, &wanted, &receipt));
    while (rest.len > 0)
        take(work, receipt.id, str_cut(&rest, ' '));
    return receipt;
}

/* The address behind "Vì sao" of the term of this rule. */
static const char *why_of(struct visitor *visitor, const char *rule)
{
    const struct xml_node *root = visit_tree(visitor);
    struct str start = arena_printf(visitor->jar, "/tinh-han?quy-tac=%s&", rule);
    for (const struct xml_node *node = root; node; node = xml_walk(root, node)) {
        struct str value;
        if (xml_is_element(node, STR("a")) && xml_attribute_value(node, STR("href"), &value) &&
            str_starts(value, start))
            return arena_c(visitor->jar, value);
    }
    fail_msg("no explanation of %s", rule);
    return NULL;
}

/* The page of the file or of the sender tells the day, and its "why" tells the same. */
static void tells(struct visitor *visitor, const struct hand *hand)
{
    const char *why;
    struct str text;
    ptrdiff_t at;
    assert_status(visitor, 200);
    assert_page_has(visitor, hand->due);
    if (hand->article[0])
        assert_page_has(visitor, hand->article);
    why = why_of(visitor, hand->rule);
    visit_get(visitor, why);
    assert_status(visitor, 200);
    text = visit_text(visitor);
    at = str_find(text, STR("Hạn: thứ"), 0);
    at = at < 0 ? str_find(text, STR("Hạn: Chủ nhật"), 0) : at;
    assert_true(at >= 0);
    if (str_find(str_slice(text, (size_t)at, 40), str_from_c(hand->due), 0) < 0)
        fail_msg("%s: %s says another day than %s", hand->rule, why, hand->due);
}

static const char *feed_of(struct visitor *official)
{
    struct str body;
    ptrdiff_t at;
    visit_get(official, "/can-bo/lich");
    visit_submit(official, "/can-bo/lich/dia-chi", NULL);
    assert_status(official, 200);
    body = official->body;
    at = str_find(body, STR("/can-bo/lich/"), 0);
    while (at >= 0 && str_find(str_slice(body, (size_t)at, 70), STR(".ics"), 0) < 0)
        at = str_find(body, STR("/can-bo/lich/"), (size_t)at + 1);
    assert_true(at >= 0);
    body = str_from(body, (size_t)at);
    return arena_c(official->jar, str_cut(&body, '"'));
}

/* The calendar on the phone has the term on that day, where it still runs. */
static void is_in_the_calendar(struct work *work, struct visitor *phone, const struct hand *hand,
                               int64_t id)
{
    matter_clock_list clocks;
    assert_no_fault(matter_clocks(work, id, &clocks));
    db_release(work);
    for (size_t i = 0; i < clocks.count; i++) {
        const struct matter_clock *clock = &clocks.items[i];
        struct date_parts p = date_parts(clock->due_on);
        struct str event = arena_printf(phone->jar, "UID:%lld@dinh", (long long)clock->id);
        struct str start =
            arena_printf(phone->jar, "DTSTART;VALUE=DATE:%02d%02d%02d", p.year, p.month, p.day);
        ptrdiff_t at = str_find(phone->body, event, 0);
        if (!str_equal(clock->rule, str_from_c(hand->rule)))
            continue;
        assert_string_equal(arena_c(phone->jar, date_text(phone->jar, clock->due_on)), hand->due);
        if (clock->closed_seq || clock->due_on.days < date_ymd(2026, 11, 25).days)
            continue;
        assert_true(at >= 0);
        assert_true(str_find(str_slice(phone->body, (size_t)at, 200), start, 0) > 0);
    }
}

static void one_day_is_told_everywhere(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *official;
        struct visitor *phone = visitor_new(&site);
        const char *feed;
        site.now.us = date_start(date_ymd(2026, 11, 25)).us + 8LL * 3600 * 1000000;
        official = visitor_new(&site);
        signs_in(official, "lanhdao");
        feed = feed_of(official);
        for (size_t i = 0; i < COUNT(cases); i++) {
            struct matter_receipt receipt = receive(site.work, &cases[i]);
            struct visitor *sender = visitor_new(&site);
            visit_get(
                official,
                arena_printf(official->jar, "/can-bo/viec/" PRISTR, STRARG(receipt.code)).ptr);
            tells(official, &cases[i]);
            site_testing_wait(&site, 60); /* looking up is limited in time */
            visit_get(sender, "/don-thu/tra-cuu");
            visit_submit(sender, "/don-thu/tra-cuu", "ma", arena_c(sender->jar, receipt.code),
                         "khoa", arena_c(sender->jar, receipt.key), NULL);
            visit_follow(sender);
            tells(sender, &cases[i]);
            visit_get(phone, feed);
            is_in_the_calendar(site.work, phone, &cases[i], receipt.id);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_day_is_told_everywhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
