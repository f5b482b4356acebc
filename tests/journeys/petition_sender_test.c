/*
 * What a sender does from the status page reaches whoever is responsible, and the
 * figures: a word to the official and back, also without a name; "not resolved",
 * "unclear", withdrawing.
 */
#include "petition_story.h"

#include "civic/actor.h"
#include "modules/accounts/account.h"
#include "modules/petitions/petition.h"

static const char *status_of(struct visitor *visitor, struct str code, const char *action)
{
    return arena_printf(visitor->jar, "/don-thu/" PRISTR "/%s", STRARG(code), action).ptr;
}

static void say(struct visitor *sender, struct sent sent, const char *action, const char *words)
{
    look_up(sender, sent);
    visit_submit(sender, status_of(sender, sent.code, action), "note", words, NULL);
    assert_status(sender, 303);
    visit_follow(sender);
    assert_status(sender, 200);
}

static void a_word_reaches_the_official_and_the_answer_the_sender(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *farmer = visitor_new(&site);
        struct visitor *clerk = sign_in(&site, "tiepdan");
        struct visitor *leader = sign_in(&site, "lanhdao");
        struct sent sent = complain(farmer);
        const char *code = arena_c(clerk->jar, sent.code);
        visit_get(clerk, "/can-bo");
        assert_page_lacks(clerk, "Người gửi vừa viết");
        /* while nobody is responsible, everybody of the unit is told */
        say(farmer, sent, "write", "Tôi gửi thêm số điện thoại của con tôi.");
        visit_get(leader, "/can-bo");
        assert_page_has(leader, "Người gửi vừa viết");
        assert_page_has(leader, code);
        act(clerk, sent.code, "classify", NULL, NULL);
        visit_get(leader, file_of(leader, sent.code, "")); /* another's eyes do not count */
        visit_get(clerk, "/can-bo");
        assert_page_has(clerk, "Người gửi nhắn người giải quyết");
        assert_no_dead_links(clerk);
        visit_get(clerk, file_of(clerk, sent.code, ""));
        assert_page_has(clerk, "Tôi gửi thêm số điện thoại của con tôi.");
        visit_get(clerk, "/can-bo");
        assert_page_lacks(clerk, "Người gửi vừa viết");
        /* also while a proposal waits for its approval */
        visit_get(clerk, file_of(clerk, sent.code, "/check"));
        visit_submit(clerk, file_of(clerk, sent.code, "/check"), "c1", "met", "c2", "met", "c3",
                     "met", "c4", "met", "c5", "met", "c6", "met", "c7", "met", "c8", "met", "c9",
                     "met", "c10", "met", NULL);
        act(clerk, sent.code, "propose", "note", "Đủ điều kiện thụ lý.");
        act(clerk, sent.code, "reply", "answer", "Mời bà ký đơn tại nơi tiếp công dân.");
        look_up(farmer, sent);
        assert_page_has(farmer, "Mời bà ký đơn tại nơi tiếp công dân.");
        assert_page_lacks(farmer, "Cán bộ tiếp công dân (minh họa)"); /* a role, no name */
        say(farmer, sent, "take-back", "Tôi rút đơn.");
        visit_get(clerk, "/can-bo");
        assert_page_has(clerk, "Người gửi rút đơn");
    }
}

static void somebody_without_a_name_is_asked_and_answers(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *sender = visitor_new(&site);
        struct visitor *clerk = sign_in(&site, "tiepdan");
        const char *seal;
        struct sent sent;
        visit_get(sender, "/don-thu/viet/loai");
        answer(sender, "loai", "kind", "to-cao");
        answer(sender, "ve-viec", "about", "Trưởng khu 5");
        answer(sender, "noi-dung", "content", CANARY_WORDS ".");
        answer(sender, "chung-cu", "evidence", "");
        answer(sender, "giay-to", "do", "next");
        visit_submit(sender, "/don-thu/viet/nguoi-to-cao", "anonymous", "1", NULL);
        visit_follow(sender);
        answer(sender, "bao-ve", NULL, NULL);
        visit_submit(sender, "/don-thu/viet/lien-he", NULL);
        visit_follow(sender);
        sent = send(sender);
        act(clerk, sent.code, "register", NULL, NULL);
        visit_get(clerk, file_of(clerk, sent.code, "/khoa")); /* nobody can tell who asks */
        assert_status(clerk, 403);
        act(clerk, sent.code, "reply", "answer", "Xin cho biết phiếu thu nào không được ghi.");
        look_up(sender, sent);
        assert_page_has(sender, "Xin cho biết phiếu thu nào không được ghi.");
        say(sender, sent, "write", "Phiếu số 12, " CANARY_PAPER ".");
        assert_page_lacks(sender, CANARY_PAPER);
        visit_get(clerk, "/can-bo");
        assert_page_has(clerk, "Người gửi nhắn người giải quyết");
        assert_page_lacks(clerk, CANARY_PAPER);
        visit_get(clerk, file_of(clerk, sent.code, ""));
        assert_page_lacks(clerk, CANARY_PAPER);
        seal = file_of(clerk, sent.code, "/niem-phong");
        visit_get(clerk, seal);
        visit_submit(clerk, seal, "reason", "Đọc tin người tố cáo mới gửi", NULL);
        visit_follow(clerk);
        assert_page_has(clerk, CANARY_PAPER);
        search_backup(&site);
    }
}

static void what_is_not_resolved_or_unclear_is_counted(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *farmer = visitor_new(&site);
        struct visitor *clerk = sign_in(&site, "tiepdan");
        struct visitor *leader = sign_in(&site, "lanhdao");
        struct sent sent = complain(farmer);
        act(clerk, sent.code, "classify", NULL, NULL);
        look_up(farmer, sent);
        /* nothing was answered yet */
        visit_post(farmer, status_of(farmer, sent.code, "unclear"), "version", "2", "note",
                   "Không hiểu.", NULL);
        assert_status(farmer, 422);
        act(leader, sent.code, "guide", "answer", "Đơn thuộc thẩm quyền của xã Quảng Yên.");
        say(farmer, sent, "unclear", "Tôi gửi cho ai ở xã?");
        visit_get(clerk, "/so-lieu?nam=2022");
        assert_page_has(clerk, "Người gửi báo chưa giải quyết, chưa rõ 1");
        say(farmer, sent, "object", "Xã đã trả lại đơn cho tôi.");
        visit_get(clerk, "/can-bo");
        assert_page_has(clerk, "Người gửi cho biết chưa được giải quyết");
        visit_get(clerk, file_of(clerk, sent.code, ""));
        assert_page_has(clerk, "Người gửi cho biết trả lời chưa rõ");
        assert_page_has(clerk, "Tôi gửi cho ai ở xã?");
        visit_get(farmer, "/so-lieu?nam=2022");
        assert_page_has(farmer, "Người gửi báo chưa giải quyết, chưa rõ 1");
        assert_page_lacks(farmer, "Tôi gửi cho ai ở xã?");
    }
}

/* A page of the status opened before somebody acted: nothing is lost, and it says so. */
static void two_who_act_at_once_are_told(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *farmer = visitor_new(&site);
        struct visitor *clerk = sign_in(&site, "tiepdan");
        struct visitor *leader = sign_in(&site, "lanhdao");
        struct sent sent = complain(farmer);
        const char *classify = file_of(clerk, sent.code, "/classify");
        const char *guide = file_of(clerk, sent.code, "/guide");
        visit_get(clerk, classify);
        visit_get(leader, classify);
        visit_submit(clerk, classify, NULL);
        assert_status(clerk, 303);
        visit_submit(leader, classify, NULL);
        assert_status(leader, 409);
        assert_page_has(leader, "Đang kiểm tra điều kiện"); /* what it has become */
        visit_get(clerk, guide);
        visit_get(leader, guide);
        visit_submit(clerk, guide, "answer", "Gửi đến xã Quảng Yên.", NULL);
        assert_status(clerk, 303);
        visit_submit(leader, guide, "answer", "Gửi đến Sở Tài nguyên.", NULL);
        assert_status(leader, 409);
        assert_field(leader, "answer", "Gửi đến Sở Tài nguyên."); /* nothing typed is lost */
        look_up(farmer, sent);
        assert_page_has(farmer, "Gửi đến xã Quảng Yên.");
        assert_page_lacks(farmer, "Sở Tài nguyên");
    }
}

/* Asks an official for a key; they say how they knew who asked. */
static struct str new_key(struct visitor *official, struct str code)
{
    const char *page = file_of(official, code, "/khoa");
    visit_get(official, page);
    assert_status(official, 200);
    visit_submit(official, page, "reason", "Đối chiếu căn cước với họ tên trong đơn", NULL);
    assert_status(official, 200);
    assert_page_has(official, "Khóa chỉ hiện một lần này");
    assert_true(str_find(visit_header(official, "Cache-Control"), STR("no-store"), 0) >= 0);
    return word_after(official, "Khóa tra cứu ");
}

/* Whoever lost the key goes to the desk; the old one opens nothing any more, and the file
 * says who handed the new one out. */
static void a_lost_key_is_replaced_at_the_desk(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *farmer = visitor_new(&site);
        struct visitor *clerk = sign_in(&site, "tiepdan");
        struct sent sent = complain(farmer);
        struct sent renewed = sent;
        visit_get(clerk, file_of(clerk, sent.code, ""));
        visit_get(clerk, arena_c(clerk->jar, visit_link(clerk, "Cấp khóa tra cứu")));
        visit_submit(clerk, file_of(clerk, sent.code, "/khoa"), "reason", "quen", NULL);
        assert_status(clerk, 422);
        assert_field_error(clerk, "reason", "ít nhất 10");
        renewed.key = new_key(clerk, sent.code);
        visit_get(farmer, "/don-thu/tra-cuu");
        visit_submit(farmer, "/don-thu/tra-cuu", "ma", arena_c(farmer->jar, sent.code), "khoa",
                     arena_c(farmer->jar, sent.key), NULL);
        assert_status(farmer, 422);
        look_up(farmer, renewed);
        assert_page_has(farmer, "Diện tích đất được bồi thường bị tính thiếu");
        visit_get(clerk, file_of(clerk, sent.code, ""));
        assert_page_has(clerk, "Cấp khóa tra cứu mới");
        assert_page_has(clerk, "Đối chiếu căn cước với họ tên trong đơn");
        assert_page_lacks(clerk, arena_c(clerk->jar, renewed.key));
    }
}

/* A key opens the way to the handler and to a withdrawal: of a denunciation it is given by
 * those alone who may open the seal, and to nobody who gave no name. */
static void a_key_of_a_denunciation_is_given_by_who_opens_the_seal(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *sender = visitor_new(&site);
        struct visitor *clerk = sign_in(&site, "tiepdan");
        struct visitor *leader = sign_in(&site, "lanhdao");
        struct sent sent = denounce(sender, false);
        const char *page = file_of(clerk, sent.code, "/khoa");
        visit_get(clerk, page);
        assert_status(clerk, 403);
        visit_get(clerk, file_of(clerk, sent.code, ""));
        assert_page_lacks(clerk, "Cấp khóa tra cứu");
        visit_get(leader, page);
        visit_submit(leader, page, "reason", "Là bà " CANARY " ở khu 5", NULL);
        assert_status(leader, 422);
        assert_field_error(leader, "reason", "cho biết ai là người tố cáo");
        sent.key = new_key(leader, sent.code);
        look_up(sender, sent);
        search_backup(&site);
    }
}

/* Taken on the day of the site. */
struct step_taken {
    const char *action;
    const char *facts;
};

static void take_steps(struct site_testing *site, struct str code, const struct step_taken *steps,
                       size_t count)
{
    struct account account;
    struct matter matter;
    site->work->actor = &actor_system;
    assert_no_fault(account_by_login(site->work, STR("canbo"), &account));
    for (size_t i = 0; i < count; i++) {
        struct matter_step step = {.action = str_from_c(steps[i].action),
                                   .facts = str_from_c(steps[i].facts),
                                   .note = STR("Theo hồ sơ."),
                                   .answer = STR("Xin thông báo để bà biết."),
                                   .official_id = account.id,
                                   .happened_on = DATE_NONE};
        assert_no_fault(matter_by_code(site->work, code, &matter));
        step.id = matter.id;
        step.version = matter.version;
        assert_no_fault(matter_apply(site->work, &step));
    }
    db_release(site->work);
}

static void take_all(struct site_testing *site, struct str code)
{
    static const struct step_taken steps[] = {
        {"classify",       ""         },
        {"check",          "eligible" },
        {"propose",        ""         },
        {"accept",         ""         },
        {"verify",         ""         },
        {"report",         ""         },
        {"draft-decision", "unfounded"},
        {"decide",         ""         },
        {"deliver",        ""         },
    };
    take_steps(site, code, steps, sizeof(steps) / sizeof(steps[0]));
}

/* Luật Khiếu nại, Điều 33: 30 days from the day the decision was received, Monday 07/03/2022,
 * are Wednesday 06/04; "… thì có quyền khởi kiện vụ án hành chính tại Tòa án" has no such end. */
static void whoever_is_late_reads_until_when_and_what_remains(void **state)
{
    static const struct step_taken carried_out[] = {
        {"send",     ""},
        {"in-force", ""},
        {"execute",  ""},
        {"close",    ""}
    };
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *farmer = visitor_new(&site);
        struct sent sent = complain(farmer);
        take_all(&site, sent.code);
        look_up(farmer, sent);
        assert_page_has(farmer, "Vì sao ông/bà không đồng ý?");
        assert_page_lacks(farmer, "được đến hết ngày");
        site_testing_wait(&site, 31 * 24 * 3600);
        look_up(farmer, sent);
        assert_page_lacks(farmer, "Vì sao ông/bà không đồng ý?");
        assert_page_has(farmer, "Ông/bà khiếu nại lần hai được đến hết ngày 06/04/2022");
        assert_page_has(farmer, "khoản 1 Điều 33");
        assert_page_has(farmer, "Luật Tố tụng hành chính (khoản 2 Điều 33");
        /* also once the file is closed */
        take_steps(&site, sent.code, carried_out, COUNT(carried_out));
        look_up(farmer, sent);
        assert_page_has(farmer, "Đã kết thúc");
        assert_page_lacks(farmer, "Vì sao ông/bà không đồng ý?");
        assert_page_has(farmer, "Ông/bà khiếu nại lần hai được đến hết ngày 06/04/2022");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_word_reaches_the_official_and_the_answer_the_sender),
        cmocka_unit_test(somebody_without_a_name_is_asked_and_answers),
        cmocka_unit_test(what_is_not_resolved_or_unclear_is_counted),
        cmocka_unit_test(two_who_act_at_once_are_told),
        cmocka_unit_test(a_lost_key_is_replaced_at_the_desk),
        cmocka_unit_test(a_key_of_a_denunciation_is_given_by_who_opens_the_seal),
        cmocka_unit_test(whoever_is_late_reads_until_when_and_what_remains),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
