/*
 * A lawyer's reading of complaints and denunciations: every row of the tables with
 * the sentence of the law that it applies, every step outside its guards refused,
 * and the terms of whole cases counted by hand.
 */
#include "civic/actor.h"
#include "civic/deadline.h"
#include "civic/module.h"
#include "db/testing.h"
#include "law/law.h"
#include "modules/petitions/petition.h"
#include "text/message.h"

#include <stdlib.h>
#include <string.h>

static const struct matter_kind *const kinds[] = {&complaint_kind, &second_complaint_kind,
                                                  &denunciation_kind};
static const struct module module = {.name = "test", .kinds = kinds, .kind_count = COUNT(kinds)};
static const struct module *const modules[] = {&module, NULL};

enum {
    FIRST = 1,
    SECOND = 2,
    COMPLAINT = FIRST | SECOND,
    DENUNCIATION = 4
};

struct reading {
    int kinds;
    const char *action;
    const char *from;
    const char *to;
    const char *law; /* article and sentence */
};

#define UNDER_WAY "accepted verifying reported drafted"
#define L02 "Luật Khiếu nại, "
#define L25 "Luật Tố cáo, "

/* clang-format off */
/* columns: kinds, action, from, to, the law */
static const struct reading readings[] = {
    {COMPLAINT, "classify", "received", "classified", "Luật Tiếp công dân, Điều 28: phân loại, chuyển đến người có thẩm quyền thụ lý"},
    {FIRST, "guide", "classified", "guided", "TT 07/2014, Điều 8: việc hướng dẫn chỉ thực hiện một lần"},
    {FIRST, "return", "classified", "returned", "TT 07/2014, Điều 10: trả lại giấy tờ gốc nếu không được thụ lý"},
    {FIRST, "transfer", "classified", "transferred", "TT 05/2021: chuyển đơn không thuộc thẩm quyền"},
    {FIRST, "file", "received classified", "filed", "TT 07/2014, Điều 28.1: đơn không đủ điều kiện được lưu"},
    {COMPLAINT, "check", "classified", "", L02 "Điều 11: khiếu nại thuộc một trong các trường hợp không được thụ lý"},
    {COMPLAINT, "propose", "classified", "proposed", "TT 05/2021, Điều 13: Phiếu đề xuất thụ lý (Mẫu 01)"},
    {COMPLAINT, "recheck", "proposed", "classified", L02 "Điều 27: người có thẩm quyền quyết định việc thụ lý"},
    {COMPLAINT, "accept", "proposed", "accepted", L02 "Điều 27: phải thụ lý giải quyết; thông báo bằng văn bản"},
    {COMPLAINT, "refuse", "proposed", "refused", L02 "Điều 27: không thụ lý giải quyết thì phải nêu rõ lý do"},
    {COMPLAINT, "mark", "accepted verifying reported", "", L02 "Điều 28: đối với vụ việc phức tạp thì thời hạn có thể kéo dài hơn"},
    {COMPLAINT, "verify", "accepted", "verifying", L02 "Điều 29.1b: giao người có trách nhiệm xác minh"},
    {COMPLAINT, "report", "verifying", "reported", L02 "Điều 29.4: báo cáo kết quả xác minh"},
    {COMPLAINT, "dialogue", "reported", "", L02 "Điều 30.1, Điều 39: tổ chức đối thoại"},
    {COMPLAINT, "draft-decision", "reported", "drafted", L02 "Điều 31: quyết định giải quyết phải nêu kết luận đúng, đúng một phần hoặc sai"},
    {COMPLAINT, "send-back", "drafted", "reported", L02 "Điều 31.1: người giải quyết ra quyết định bằng văn bản"},
    {COMPLAINT, "decide", "drafted", "decided", L02 "Điều 31.1, Điều 40: phải ra quyết định giải quyết khiếu nại"},
    {COMPLAINT, "send", "decided", "", L02 "Điều 32, Điều 41.1: gửi quyết định giải quyết khiếu nại"},
    {SECOND, "publish", "decided in_force", "", L02 "Điều 41.2: công khai quyết định giải quyết lần hai"},
    {FIRST, "appeal", "decided " UNDER_WAY, "appealed", L02 "Điều 33.1: hết thời hạn mà không được giải quyết, hoặc không đồng ý thì có quyền khiếu nại lần hai"},
    {COMPLAINT, "go-to-court", "decided " UNDER_WAY, "in_court", L02 "Điều 7.1: khởi kiện vụ án hành chính tại Tòa án"},
    {COMPLAINT, "court-decided", "in_court", "closed", L02 "Điều 11.9: việc khiếu nại đã được Tòa án giải quyết"},
    {COMPLAINT, "in-force", "decided", "in_force", L02 "Điều 44: có hiệu lực pháp luật sau 30 ngày, kể từ ngày ban hành"},
    {COMPLAINT, "execute", "in_force", "executing", L02 "Điều 46: thi hành quyết định có hiệu lực pháp luật"},
    {COMPLAINT, "close", "in_force executing", "closed", L02 "Điều 43: lập và lưu hồ sơ giải quyết khiếu nại"},
    {COMPLAINT, "suspend", "accepted verifying reported", "suspended", "NĐ 155/2026, Điều 12: ban hành ngay quyết định tạm đình chỉ"},
    {COMPLAINT, "resume", "suspended", "verifying", "NĐ 155/2026, Điều 12: ban hành ngay quyết định tiếp tục giải quyết"},
    {COMPLAINT, "notify", "suspended verifying", "", "NĐ 155/2026, Điều 12: gửi trong thời hạn 03 ngày làm việc"},
    {COMPLAINT, "withdraw", "suspended " UNDER_WAY, "withdrawing", L02 "Điều 10: có thể rút khiếu nại tại bất cứ thời điểm nào"},
    {COMPLAINT, "terminate", "withdrawing suspended", "terminated", L02 "Điều 10: nhận được đơn xin rút thì đình chỉ việc giải quyết và thông báo bằng văn bản"},
    {COMPLAINT, "keep-on", "withdrawing", "verifying", "NĐ 155/2026, Điều 5: những người khiếu nại khác thì tiếp tục"},
    {COMPLAINT, "take-back", "received classified proposed", "withdrawn", L02 "Điều 10: có thể rút khiếu nại tại bất cứ thời điểm nào"},
    {COMPLAINT, "assign", "classified proposed " UNDER_WAY, "", L02 "Điều 29.1b: giao người có trách nhiệm xác minh"},
    {COMPLAINT, "urge", "received classified proposed " UNDER_WAY, "", "Luật Tiếp công dân, Điều 29: đôn đốc việc giải quyết"},
    {COMPLAINT, "add", "received classified proposed suspended withdrawing decided " UNDER_WAY, "", L02 "Điều 12.1: đưa ra chứng cứ, giải trình ý kiến về chứng cứ"},
    {FIRST, "object", "guided returned transferred filed refused", "", L02 "Điều 12.1: khiếu nại việc không thụ lý"},
    {SECOND, "object", "refused", "", L02 "Điều 12.1: khiếu nại việc không thụ lý"},

    {DENUNCIATION, "register", "received", "checking", L25 "Điều 24.1: vào sổ, phân loại, xử lý ban đầu"},
    {DENUNCIATION, "summarise", "received checking " UNDER_WAY, "", L25 "Điều 56: giữ bí mật thông tin người tố cáo khi xử lý tài liệu"},
    {DENUNCIATION, "press", "received checking", "", L25 "Điều 26.1: tố cáo do cơ quan báo chí chuyển đến"},
    {DENUNCIATION, "press-replied", "checking refused transferred " UNDER_WAY, "", L25 "Điều 26.2: thông báo trong thời hạn 20 ngày"},
    {DENUNCIATION, "check", "checking", "", L25 "Điều 29.1: thụ lý khi có đủ các điều kiện"},
    {DENUNCIATION, "mark", "checking accepted verifying reported", "", L25 "Điều 30.2, 30.3; NĐ 31/2019, Điều 3: vụ việc phức tạp, đặc biệt phức tạp"},
    {DENUNCIATION, "accept", "checking", "accepted", L25 "Điều 29.1: ra quyết định thụ lý tố cáo"},
    {DENUNCIATION, "refuse", "checking", "refused", L25 "Điều 24.1: không đủ điều kiện thì không thụ lý và thông báo lý do"},
    {DENUNCIATION, "transfer", "checking", "transferred", L25 "Điều 24.2: phải chuyển đến nơi có thẩm quyền và thông báo cho người tố cáo"},
    {DENUNCIATION, "inspect", "checking", "inspected", L25 "Điều 25.2: nội dung rõ ràng thì thanh tra, kiểm tra"},
    {DENUNCIATION, "refer", "received checking " UNDER_WAY, "referred", L25 "dấu hiệu tội phạm phải chuyển ngay đến cơ quan điều tra"},
    {DENUNCIATION, "notify", "accepted verifying reported", "", L25 "Điều 29.3: thông báo trong thời hạn 05 ngày làm việc"},
    {DENUNCIATION, "verify", "accepted", "verifying", L25 "Điều 31.1: tiến hành xác minh hoặc giao xác minh"},
    {DENUNCIATION, "extend", "accepted verifying reported", "", L25 "Điều 30.4: quyết định gia hạn"},
    {DENUNCIATION, "suspend", "accepted verifying reported", "suspended", L25 "Điều 34.1: tạm đình chỉ"},
    {DENUNCIATION, "send-stop", "suspended", "", L25 "Điều 34.4: gửi trong thời hạn 05 ngày làm việc"},
    {DENUNCIATION, "resume", "suspended", "verifying", L25 "Điều 34.2: căn cứ tạm đình chỉ không còn thì tiếp tục"},
    {DENUNCIATION, "report", "verifying", "reported", "NĐ 31/2019, Điều 16: báo cáo kết quả xác minh"},
    {DENUNCIATION, "draft-decision", "reported", "drafted", L25 "Điều 35.2: kết luận đúng, đúng một phần hoặc sai"},
    {DENUNCIATION, "send-back", "drafted", "reported", L25 "Điều 35.1: người giải quyết ban hành kết luận"},
    {DENUNCIATION, "conclude", "drafted", "concluded", L25 "Điều 35.1: ban hành kết luận nội dung tố cáo"},
    {DENUNCIATION, "send", "concluded acted", "", L25 "Điều 35.3: gửi kết luận chậm nhất là 05 ngày làm việc"},
    {DENUNCIATION, "act", "concluded", "acted", L25 "Điều 36.1: xử lý chậm nhất là 07 ngày làm việc"},
    {DENUNCIATION, "publish", "concluded acted", "", L25 "Điều 40.1: công khai trong thời hạn 07 ngày làm việc"},
    {DENUNCIATION, "close", "acted", "closed", L25 "Điều 39: lập hồ sơ vụ việc tố cáo"},
    {DENUNCIATION, "take-back", "received checking", "retracting", "NĐ 31/2019, Điều 4.1: rút khi chưa ra quyết định thụ lý"},
    {DENUNCIATION, "let-go", "retracting", "withdrawn", "NĐ 31/2019, Điều 4.1b: rút toàn bộ thì không thụ lý"},
    {DENUNCIATION, "check-on", "retracting", "checking", L25 "Điều 33.3: có căn cứ vi phạm, bị đe dọa thì vẫn giải quyết"},
    {DENUNCIATION, "withdraw", "suspended " UNDER_WAY, "withdrawing", L25 "Điều 33.1: trước khi ra kết luận nội dung tố cáo"},
    {DENUNCIATION, "keep-on", "withdrawing", "verifying", L25 "Điều 33.3: tố cáo vẫn phải được giải quyết"},
    {DENUNCIATION, "terminate", "withdrawing suspended", "terminated", L25 "Điều 34.3: đình chỉ việc giải quyết"},
    {DENUNCIATION, "repeat", "refused terminated closed", "repeated", L25 "Điều 37.1: quyền tố cáo tiếp"},
    {DENUNCIATION, "uphold", "repeated", "closed", L25 "Điều 37.3: đúng pháp luật thì không giải quyết lại"},
    {DENUNCIATION, "take-up", "repeated", "accepted", L25 "Điều 37.4: giải quyết lại"},
    {DENUNCIATION, "assign", "checking " UNDER_WAY, "", L25 "Điều 31.1: giao xác minh"},
    {DENUNCIATION, "urge", "received checking concluded acted " UNDER_WAY, "", L25 "Điều 38: quá thời hạn mà chưa được giải quyết"},
    {DENUNCIATION, "add", "received checking suspended withdrawing retracting concluded acted repeated " UNDER_WAY, "", L25 "Điều 9.1: cung cấp thêm thông tin, tài liệu"},
};
/* clang-format on */

/* ---- a commune ---- */

enum {
    AN = 11, /* officer */
    CHI = 13 /* leader */
};

struct town {
    int64_t commune;
    struct actor actors[20];
};

static const struct fault *make_commune(struct work *work, void *context)
{
    struct town *town = context;
    struct unit commune = {.kind = UNIT_COMMUNE,
                           .code = STR("08170"),
                           .name = STR("Xã Đồng Xuân"),
                           .valid_from = DATE_NONE,
                           .valid_to = DATE_NONE};
    assert_no_fault(unit_create(work, &commune));
    town->commune = commune.id;
    return db_script(
        work, arena_printf(work->arena,
                           "INSERT INTO account (id, login, name, created_at) VALUES"
                           " (11, 'an', 'An', 1), (13, 'chi', 'Chi', 1);"
                           "INSERT INTO account_role (account_id, role, unit_id, granted_at) VALUES"
                           " (11, 'case-officer', %lld, 1), (13, 'leader', %lld, 1);",
                           (long long)commune.id, (long long)commune.id));
}

static void give(struct arena *arena, struct town *town, int account, enum role role)
{
    struct grant *grant = ARENA_NEW(arena, struct grant);
    *grant = (struct grant){role, town->commune};
    town->actors[account] =
        (struct actor){.account_id = account, .grants = grant, .grant_count = 1};
}

static struct town make_town(struct db_testing *test)
{
    struct town town = {0};
    struct site *site = ARENA_NEW(test->arena, struct site);
    const struct law *law;
    size_t count;
    const struct asset *files = asset_list(&count);
    site->arena = test->arena;
    site->pool = test->pool;
    site->modules = modules;
    site->states = map_new(test->arena);
    assert_no_fault(law_load(test->arena, files, count, &law));
    map_set(site->states, STR("law"), (void *)law);
    assert_no_fault(messages_load(test->arena, &site->messages));
    test->work->site = site;
    test->work->actor = &actor_system;
    assert_no_fault(db_write(test->work, make_commune, &town));
    give(test->arena, &town, AN, ROLE_CASE_OFFICER);
    give(test->arena, &town, CHI, ROLE_LEADER);
    return town;
}

static int64_t receive(struct work *work, const struct town *town, const struct matter_kind *kind,
                       const char *facts, struct civil_date on)
{
    struct matter_new wanted = {.kind = kind,
                                .unit_id = town->commune,
                                .title = STR("Mức bồi thường cây cối"),
                                .content = STR("Mức bồi thường thấp hơn quyết định."),
                                .source = STR("paper"),
                                .facts = str_from_c(facts),
                                .visibility = VISIBLE_AGENCY,
                                .received_on = on};
    struct matter_receipt receipt;
    work->actor = &actor_system;
    assert_no_fault(matter_open(work, &wanted, &receipt));
    return receipt.id;
}

struct taken {
    const char *action;
    struct civil_date on;
    const char *facts;
    bool is_by_sender;
};

/* Takes a step as the system, with every word that a step may need. */
static const struct fault *take(struct work *work, int64_t id, struct taken taken)
{
    struct matter matter;
    struct matter_step step = {.id = id,
                               .action = str_from_c(taken.action),
                               .note = STR("Theo hồ sơ."),
                               .answer = STR("Xin thông báo để ông/bà biết."),
                               .official_id = AN,
                               .facts = str_from_c(taken.facts ? taken.facts : ""),
                               .happened_on = taken.on,
                               .is_by_sender = taken.is_by_sender};
    assert_no_fault(matter_load(work, id, &matter));
    step.version = matter.version;
    db_release(work);
    return matter_apply(work, &step);
}

static void must(struct work *work, int64_t id, const char *action, struct civil_date on,
                 const char *facts)
{
    const struct fault *fault = take(work, id, (struct taken){action, on, facts, false});
    if (fault)
        print_error("%s: %s\n", action, fault->key);
    assert_no_fault(fault);
}

static void must_not(struct work *work, int64_t id, const char *action, struct civil_date on,
                     const char *facts, const char *key)
{
    const struct fault *fault = take(work, id, (struct taken){action, on, facts, false});
    assert_non_null(fault);
    assert_string_equal(fault->key, key);
}

/* The day on which the last term of a rule ends. */
static struct civil_date due(struct work *work, int64_t id, const char *rule)
{
    struct civil_date day = DATE_NONE;
    matter_clock_list clocks;
    assert_no_fault(matter_clocks(work, id, &clocks));
    for (size_t i = 0; i < clocks.count; i++)
        if (str_equal(clocks.items[i].rule, str_from_c(rule)))
            day = clocks.items[i].due_on;
    db_release(work);
    return day;
}

static void assert_day(struct civil_date got, int year, int month, int day)
{
    assert_int_equal(got.days, date_ymd(year, month, day).days);
}

static void assert_state(struct work *work, int64_t id, const char *state)
{
    struct matter matter;
    assert_no_fault(matter_load(work, id, &matter));
    assert_string_equal(arena_c(work->arena, matter.state), state);
    db_release(work);
}

/* ---- the tables ---- */

static const struct reading *reading_of(size_t kind, const char *action)
{
    const struct reading *found = NULL;
    for (size_t i = 0; i < COUNT(readings); i++)
        if ((readings[i].kinds & (1 << kind)) && strcmp(readings[i].action, action) == 0) {
            assert_null(found);
            found = &readings[i];
        }
    if (!found)
        print_error("%s: no law was read for it\n", action);
    assert_non_null(found);
    return found;
}

static void every_row_stands_on_a_sentence_of_the_law(void **state)
{
    (void)state;
    for (size_t k = 0; k < COUNT(kinds); k++) {
        size_t read = 0;
        for (size_t a = 0; a < kinds[k]->action_count; a++) {
            const struct lifecycle_action *action = &kinds[k]->actions[a];
            const struct reading *reading = reading_of(k, action->name);
            assert_true(strlen(reading->law) > 20);
            assert_string_equal(action->to, reading->to);
            for (size_t s = 0; s < kinds[k]->state_count; s++) {
                struct str name = str_from_c(kinds[k]->states[s].name);
                if (action_is_from(action, name) != words_have(reading->from, name))
                    print_error("%s %s from %s\n", kinds[k]->name, action->name,
                                kinds[k]->states[s].name);
                assert_int_equal(action_is_from(action, name), words_have(reading->from, name));
            }
        }
        for (size_t i = 0; i < COUNT(readings); i++)
            read += (readings[i].kinds & (1 << k)) != 0;
        assert_int_equal(read, kinds[k]->action_count);
    }
}

static void a_step_from_any_other_state_is_refused_with_its_article(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct town town = make_town(&test);
        for (size_t k = 0; k < COUNT(kinds); k++)
            for (size_t a = 0; a < kinds[k]->action_count; a++)
                for (size_t s = 0; s < kinds[k]->state_count; s++) {
                    const struct lifecycle_action *action = &kinds[k]->actions[a];
                    struct matter matter = {
                        .kind = str_from_c(kinds[k]->name),
                        .unit_id = town.commune,
                        .state = str_from_c(kinds[k]->states[s].name),
                        .facts = str_from_c(k == 1 ? "second complex" : "first complex")};
                    const struct fault *fault =
                        matter_refusal(test.work, &matter, action, action->roles == 0);
                    if (words_have(reading_of(k, action->name)->from, matter.state)) {
                        assert_no_fault(fault);
                        continue;
                    }
                    assert_non_null(fault);
                    assert_string_equal(fault->key, "matter.not_from_here");
                    assert_true(fault->args[2].value.len > 0);
                }
    }
}

/* ---- whole cases ---- */

/* Received Monday 07/03/2022. 10 W: 21/03. Accepted 14/03: 30 D is Wednesday 13/04, 45 D
 * Thursday 28/04. Decided 20/04: 3 W is Monday 25/04, 30 D is Friday 20/05. */
static void a_complaint_runs_under_the_terms_of_the_law(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct town town = make_town(&test);
        struct work *work = test.work;
        int64_t id = receive(work, &town, &complaint_kind, "first", date_ymd(2022, 3, 7));
        assert_day(due(work, id, "complaint.accept"), 2022, 3, 21);
        must(work, id, "classify", date_ymd(2022, 3, 8), NULL);
        must_not(work, id, "propose", date_ymd(2022, 3, 9), NULL, "petition.not_checked");
        must_not(work, id, "check", date_ymd(2022, 3, 9), NULL, "petition.check.unanswered");
        must(work, id, "check", date_ymd(2022, 3, 9), "eligible -ineligible");
        must(work, id, "propose", date_ymd(2022, 3, 9), NULL);
        must_not(work, id, "refuse", date_ymd(2022, 3, 14), NULL, "petition.is_eligible");
        must(work, id, "accept", date_ymd(2022, 3, 14), NULL);
        assert_day(due(work, id, "complaint.resolve.first"), 2022, 4, 13);
        must(work, id, "mark", date_ymd(2022, 3, 15), "complex");
        assert_day(due(work, id, "complaint.resolve.first"), 2022, 4, 28);
        must_not(work, id, "appeal", date_ymd(2022, 4, 1), NULL, "complaint.term_runs");
        must(work, id, "verify", date_ymd(2022, 3, 15), NULL);
        must_not(work, id, "suspend", date_ymd(2022, 3, 16), NULL, "complaint.no_suspension");
        must(work, id, "mark", date_ymd(2022, 3, 20), "differ");
        must(work, id, "report", date_ymd(2022, 4, 10), NULL);
        must_not(work, id, "draft-decision", date_ymd(2022, 4, 12), "partly",
                 "complaint.dialogue.missing");
        must(work, id, "dialogue", date_ymd(2022, 4, 15), NULL);
        must_not(work, id, "draft-decision", date_ymd(2022, 4, 16), NULL,
                 "petition.outcome.missing");
        must(work, id, "draft-decision", date_ymd(2022, 4, 16), "partly");
        must(work, id, "decide", date_ymd(2022, 4, 20), NULL);
        assert_day(due(work, id, "complaint.send"), 2022, 4, 25);
        assert_day(due(work, id, "complaint.force"), 2022, 5, 20);
        must(work, id, "send", date_ymd(2022, 4, 22), NULL);
        must_not(work, id, "in-force", date_ymd(2022, 5, 20), NULL, "complaint.not_in_force");
        must(work, id, "in-force", date_ymd(2022, 5, 21), NULL);
        must(work, id, "execute", date_ymd(2022, 5, 24), NULL);
        must(work, id, "close", date_ymd(2022, 6, 1), NULL);
        assert_no_fault(matter_verify(work, id));
    }
}

/* The appeal opened a complaint of the second instance, received that day. */
static void must_have_second(struct work *work, int64_t id, struct civil_date on)
{
    matter_link_list links;
    assert_no_fault(matter_links(work, id, &links));
    assert_int_equal(links.count, 1);
    assert_int_equal(links.items[0].kind, LINK_APPEAL_OF);
    assert_false(links.items[0].is_from_here);
    assert_true(str_equal(links.items[0].other.kind, STR("khieu-nai-2")));
    assert_int_equal(links.items[0].other.received_on.days, on.days);
    db_release(work);
}

/* Accepted 02/03/2022: 30 D is Friday 01/04. */
static void an_unanswered_complaint_may_be_appealed_when_the_term_is_over(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct town town = make_town(&test);
        struct work *work = test.work;
        int64_t id = receive(work, &town, &complaint_kind, "first", date_ymd(2022, 3, 1));
        must(work, id, "classify", date_ymd(2022, 3, 1), NULL);
        must(work, id, "check", date_ymd(2022, 3, 1), "eligible");
        must(work, id, "propose", date_ymd(2022, 3, 1), NULL);
        must(work, id, "accept", date_ymd(2022, 3, 2), NULL);
        must_not(work, id, "appeal", date_ymd(2022, 4, 1), NULL, "complaint.term_runs");
        must(work, id, "appeal", date_ymd(2022, 4, 2), NULL);
        assert_state(work, id, "appealed");
        must_have_second(work, id, date_ymd(2022, 4, 2));
    }
}

static void a_sender_cannot_appeal_after_thirty_days_but_an_official_may_record_it(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct town town = make_town(&test);
        struct work *work = test.work;
        const struct fault *fault;
        int64_t id = receive(work, &town, &complaint_kind, "first", date_ymd(2022, 3, 1));
        must(work, id, "classify", date_ymd(2022, 3, 1), NULL);
        must(work, id, "check", date_ymd(2022, 3, 1), "eligible");
        must(work, id, "propose", date_ymd(2022, 3, 1), NULL);
        must(work, id, "accept", date_ymd(2022, 3, 2), NULL);
        must(work, id, "verify", date_ymd(2022, 3, 2), NULL);
        must(work, id, "report", date_ymd(2022, 3, 8), NULL);
        must(work, id, "draft-decision", date_ymd(2022, 3, 9), "unfounded");
        must(work, id, "decide", date_ymd(2022, 3, 10),
             NULL); /* 30 D: Saturday → 11/04 off → 12/04 */
        fault = take(work, id, (struct taken){"appeal", date_ymd(2022, 4, 13), NULL, true});
        assert_non_null(fault);
        assert_string_equal(fault->key, "complaint.appeal_late");
        must(work, id, "appeal", date_ymd(2022, 4, 13), NULL);
    }
}

/* From 01/07/2026: acceptance within 7 W; a suspension is sent within 3 W and its days
 * do not count. Accepted Monday 06/07: 30 D is Wednesday 05/08; 10 days suspended: 15/08 is
 * a Saturday, so Monday 17/08. */
static void the_decree_of_2026_knows_suspension(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct town town = make_town(&test);
        struct work *work = test.work;
        int64_t id = receive(work, &town, &complaint_kind, "first", date_ymd(2026, 7, 1));
        assert_day(due(work, id, "complaint.accept"), 2026, 7, 10);
        must(work, id, "classify", date_ymd(2026, 7, 2), NULL);
        must(work, id, "check", date_ymd(2026, 7, 2), "eligible");
        must(work, id, "propose", date_ymd(2026, 7, 2), NULL);
        must(work, id, "accept", date_ymd(2026, 7, 6), NULL);
        assert_day(due(work, id, "complaint.resolve.first"), 2026, 8, 5);
        must(work, id, "suspend", date_ymd(2026, 7, 10), NULL);
        assert_day(due(work, id, "complaint.suspend.send"), 2026, 7, 15);
        must(work, id, "notify", date_ymd(2026, 7, 13), NULL);
        must(work, id, "resume", date_ymd(2026, 7, 20), NULL);
        assert_day(due(work, id, "complaint.resolve.first"), 2026, 8, 17);
        must(work, id, "withdraw", date_ymd(2026, 7, 21), NULL);
        must(work, id, "terminate", date_ymd(2026, 7, 22), NULL);
        assert_state(work, id, "terminated");
    }
}

/* A second decision always follows a dialogue and is published within 15 days. */
static void a_second_complaint_needs_a_dialogue_and_is_published(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct town town = make_town(&test);
        struct work *work = test.work;
        int64_t id = receive(work, &town, &second_complaint_kind, "second", date_ymd(2022, 3, 7));
        must(work, id, "classify", date_ymd(2022, 3, 7), NULL);
        must(work, id, "check", date_ymd(2022, 3, 7), "eligible");
        must(work, id, "propose", date_ymd(2022, 3, 7), NULL);
        must(work, id, "accept", date_ymd(2022, 3, 14), NULL);
        assert_day(due(work, id, "complaint.resolve.second"), 2022, 4, 28);
        must(work, id, "verify", date_ymd(2022, 3, 14), NULL);
        must(work, id, "report", date_ymd(2022, 4, 1), NULL);
        must_not(work, id, "draft-decision", date_ymd(2022, 4, 4), "founded",
                 "complaint.dialogue.missing");
        must(work, id, "dialogue", date_ymd(2022, 4, 5), NULL);
        must(work, id, "draft-decision", date_ymd(2022, 4, 6), "founded");
        must(work, id, "decide", date_ymd(2022, 4, 13), NULL);
        assert_day(due(work, id, "complaint.send"), 2022, 4, 20);    /* 7 D */
        assert_day(due(work, id, "complaint.publish"), 2022, 4, 28); /* 15 D */
        must(work, id, "publish", date_ymd(2022, 4, 25), NULL);
    }
}

/* Received Monday 07/03/2022: 7 W is 16/03, 10 W 21/03. Accepted 16/03: 30 D is Friday
 * 15/04; 60 D Sunday 15/05, so Monday 16/05; 90 D Tuesday 14/06. */
static void a_denunciation_is_extended_as_often_as_the_law_allows(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct town town = make_town(&test);
        struct work *work = test.work;
        int64_t id = receive(work, &town, &denunciation_kind, "", date_ymd(2022, 3, 7));
        assert_day(due(work, id, "denunciation.verify_conditions"), 2022, 3, 16);
        must(work, id, "register", date_ymd(2022, 3, 7), NULL);
        must(work, id, "mark", date_ymd(2022, 3, 8), "many_places");
        assert_day(due(work, id, "denunciation.verify_conditions"), 2022, 3, 21);
        must_not(work, id, "accept", date_ymd(2022, 3, 16), NULL, "petition.not_checked");
        must(work, id, "check", date_ymd(2022, 3, 16), "eligible");
        must(work, id, "accept", date_ymd(2022, 3, 16), NULL);
        assert_day(due(work, id, "denunciation.resolve"), 2022, 4, 15);
        assert_day(due(work, id, "denunciation.notify"), 2022, 3, 23);
        must(work, id, "verify", date_ymd(2022, 3, 17), NULL);
        must_not(work, id, "extend", date_ymd(2022, 4, 11), NULL, "denunciation.not_complex");
        must(work, id, "mark", date_ymd(2022, 4, 11), "complex");
        must(work, id, "extend", date_ymd(2022, 4, 12), NULL);
        assert_day(due(work, id, "denunciation.resolve"), 2022, 5, 16);
        must_not(work, id, "extend", date_ymd(2022, 5, 12), NULL, "denunciation.extended_enough");
        must(work, id, "mark", date_ymd(2022, 5, 12), "specially_complex -complex");
        must(work, id, "extend", date_ymd(2022, 5, 12), NULL);
        assert_day(due(work, id, "denunciation.resolve"), 2022, 6, 14);
        must_not(work, id, "extend", date_ymd(2022, 6, 10), NULL, "denunciation.extended_enough");
        must(work, id, "report", date_ymd(2022, 6, 10), NULL);
        must(work, id, "draft-decision", date_ymd(2022, 6, 13), "founded");
        must(work, id, "conclude", date_ymd(2022, 6, 14), NULL);
        assert_day(due(work, id, "denunciation.conclusion.send"), 2022, 6, 21);
        assert_day(due(work, id, "denunciation.handle"), 2022, 6, 23);
        must(work, id, "act", date_ymd(2022, 6, 20), NULL);
        must_not(work, id, "close", date_ymd(2022, 6, 24), NULL, "denunciation.not_published");
        must(work, id, "publish", date_ymd(2022, 6, 22), NULL);
        must(work, id, "close", date_ymd(2022, 6, 24), NULL);
    }
}

static void an_anonymous_paper_is_no_denunciation_but_may_be_inspected(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct town town = make_town(&test);
        struct work *work = test.work;
        int64_t id = receive(work, &town, &denunciation_kind, "anonymous", date_ymd(2022, 3, 7));
        int64_t named = receive(work, &town, &denunciation_kind, "", date_ymd(2022, 3, 7));
        must(work, id, "register", date_ymd(2022, 3, 7), NULL);
        must(work, id, "check", date_ymd(2022, 3, 8), "eligible");
        must_not(work, id, "accept", date_ymd(2022, 3, 9), NULL, "denunciation.is_anonymous");
        must(work, id, "inspect", date_ymd(2022, 3, 9), NULL);
        assert_state(work, id, "inspected");
        must(work, named, "register", date_ymd(2022, 3, 7), NULL);
        must_not(work, named, "inspect", date_ymd(2022, 3, 9), NULL, "denunciation.is_named");
        must_not(work, named, "press", date_ymd(2022, 3, 9), NULL, "denunciation.not_from_press");
    }
}

static void every_table_can_be_walked_from_its_first_state(void **state)
{
    struct arena *arena = arena_new();
    (void)state;
    for (size_t k = 0; k < COUNT(kinds); k++)
        assert_null(kind_problem(arena, kinds[k]));
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_row_stands_on_a_sentence_of_the_law),
        cmocka_unit_test(a_step_from_any_other_state_is_refused_with_its_article),
        cmocka_unit_test(a_complaint_runs_under_the_terms_of_the_law),
        cmocka_unit_test(an_unanswered_complaint_may_be_appealed_when_the_term_is_over),
        cmocka_unit_test(a_sender_cannot_appeal_after_thirty_days_but_an_official_may_record_it),
        cmocka_unit_test(the_decree_of_2026_knows_suspension),
        cmocka_unit_test(a_second_complaint_needs_a_dialogue_and_is_published),
        cmocka_unit_test(a_denunciation_is_extended_as_often_as_the_law_allows),
        cmocka_unit_test(an_anonymous_paper_is_no_denunciation_but_may_be_inspected),
        cmocka_unit_test(every_table_can_be_walked_from_its_first_state),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
