/*
 * The demo's reviews, by the real use-cases with the clock set back: one round that was
 * closed, one that runs with owners who are late, and petitions that make two hot spots,
 * one of them watched. All persons are invented.
 */
#include "civic/actor.h"
#include "civic/unit.h"
#include "db/db.h"
#include "modules/accounts/account.h"
#include "modules/petitions/petition.h"
#include "modules/reviews/hot.h"

enum {
    HOUR = 9,
    STARTED = 40, /* days ago, of the running round */
    LEFT = 20     /* days it still has */
};
#define HOUR_US INT64_C(3600000000)

struct desk {
    struct actor officer;
    struct actor clerk;
    struct actor leader;
    struct unit unit;
    struct civil_date today;
    struct instant then;
};

static const struct fault *seat(struct work *work, const char *login, struct actor *ret_actor)
{
    struct account account;
    const struct fault *fault = account_by_login(work, str_from_c(login), &account);
    if (!fault)
        *ret_actor =
            (struct actor){.account_id = account.id, .name = account.name, .is_system = true};
    return fault;
}

static void turn_to(struct work *work, struct desk *desk, const struct actor *who,
                    struct civil_date day)
{
    desk->then = date_start(day);
    desk->then.us += HOUR * HOUR_US;
    work->actor = who;
}

/* ---- rounds ---- */

/* columns: findings, cause, measures, outcome, paper or note */
static const struct {
    const char *findings;
    const char *cause;
    const char *measures;
    const char *outcome;
    const char *paper;
} ends[] = {
    {"backlog long",    "Hồ sơ địa chính qua nhiều lần đo đạc, số liệu không khớp.", "verify dialogue",
     "resolved",                                                                                                                             "Quyết định số 214/QĐ-UBND (minh họa)"},
    {"backlog complex", "Nguồn gốc đất không rõ, người liên quan đã chuyển đi.",         "verify consult",
     "continuing",                                                                                                                           ""                                              },
    {"long leapfrogs",  "Đã có quyết định cuối cùng nhưng vẫn tiếp tục gửi đơn.",
     "dialogue propose-end",                                                                                                  "ended",       "Thông báo số 37/TB-UBND (minh họa)"      },
    {"backlog",         "Chậm phối hợp giữa hai xã giáp ranh.",                                  "together",        "resolved",
     "Văn bản số 58/UBND-NC (minh họa)"                                                                                                                                               },
    {"complex policy",  "Thuộc thẩm quyền của cơ quan cấp tỉnh.",                             "consult",         "transferred",
     "Công văn số 91/UBND-NC (minh họa)"                                                                                                                                               },
    {"backlog long",    "Thiếu kinh phí thực hiện quyết định đã có hiệu lực.",          "enforce support",
     "continuing",                                                                                                                           ""                                              },
};

enum {
    ENDS = sizeof(ends) / sizeof(ends[0])
};

static const struct fault *assign(struct work *work, const struct actor *owner,
                                  const struct review_case *one, struct civil_date due)
{
    struct review_case typed = *one;
    typed.owner_id = owner->account_id;
    typed.due_on = due;
    return review_assign(work, &typed);
}

static const struct fault *find(struct work *work, const struct review_case *one, size_t at)
{
    struct review_case typed;
    const struct fault *fault = review_case_load(work, one->round_id, one->id, &typed);
    if (fault)
        return fault;
    typed.findings = str_from_c(ends[at % ENDS].findings);
    typed.cause = str_from_c(ends[at % ENDS].cause);
    typed.measures = str_from_c(ends[at % ENDS].measures);
    typed.plan = STR("Thống nhất tại cuộc họp rà soát (minh họa).");
    return review_find(work, &typed);
}

static const struct fault *conclude(struct work *work, const struct review_case *one, size_t at)
{
    struct review_case typed;
    const struct fault *fault = review_case_load(work, one->round_id, one->id, &typed);
    if (fault)
        return fault;
    typed.outcome = str_from_c(ends[at % ENDS].outcome);
    typed.outcome_on = clock_today(work->clock);
    typed.paper = str_from_c(ends[at % ENDS].paper);
    if (typed.paper.len == 0)
        typed.note = STR("Chờ kết quả xác minh, chuyển đợt rà soát sau (minh họa).");
    return review_conclude(work, &typed);
}

static const struct fault *begin(struct work *work, struct review_round *round,
                                 review_case_list *ret_cases)
{
    const struct fault *fault = review_create(work, round);
    if (!fault)
        fault = review_freeze(work, round->id, 1);
    return fault ? fault : review_cases(work, round->id, ret_cases);
}

/* The second quarter of 2022: every case got its outcome. */
static const struct fault *tell_closed(struct work *work, struct desk *desk, int64_t *ret_id)
{
    struct civil_date first = date_ymd(2022, 4, 1);
    struct review_round round = {.unit_id = desk->unit.id,
                                 .name = STR("Rà soát vụ việc tồn đọng quý II năm 2022 (minh họa)"),
                                 .basis = STR("Kế hoạch số 46/KH-UBND ngày 25/03/2022 (minh họa)"),
                                 .starts_on = first,
                                 .ends_on = date_ymd(2022, 6, 30),
                                 .kinds = STR("kien-nghi khieu-nai khieu-nai-2"),
                                 .opened_before = date_ymd(2022, 3, 1),
                                 .is_overdue = true};
    review_case_list cases = {0};
    const struct fault *fault;
    turn_to(work, desk, &desk->leader, first);
    fault = begin(work, &round, &cases);
    for (size_t i = 0; !fault && i < cases.count; i++) {
        turn_to(work, desk, &desk->leader, date_ymd(2022, 4, 5));
        fault = assign(work, &desk->officer, &cases.items[i], date_ymd(2022, 5, 31));
        turn_to(work, desk, &desk->officer, date_ymd(2022, 4, 20));
        if (!fault)
            fault = find(work, &cases.items[i], i);
        turn_to(work, desk, &desk->officer, date_ymd(2022, 6, 10 + (int)(i % 10)));
        if (!fault)
            fault = conclude(work, &cases.items[i], i);
    }
    turn_to(work, desk, &desk->leader, date_ymd(2022, 6, 30));
    if (!fault)
        fault = review_close(work, round.id, 2,
                             STR("Các vụ việc còn lại chuyển đợt sau; giao thanh tra theo dõi việc "
                                 "thi hành (minh họa)."));
    *ret_id = round.id;
    return fault;
}

/* Of these days: most owners are late, every fourth case has its outcome. */
static const struct fault *tell_running(struct work *work, struct desk *desk, int64_t from_id)
{
    struct civil_date first = date_add_days(desk->today, -STARTED);
    struct review_round round = {
        .unit_id = desk->unit.id,
        .name = STR("Rà soát vụ việc tồn đọng, phức tạp, kéo dài (minh họa)"),
        .basis = STR("Kế hoạch số 112/KH-UBND và chỉ đạo của Ban Chỉ đạo (minh họa)"),
        .starts_on = first,
        .ends_on = date_add_days(desk->today, LEFT),
        .kinds = STR("kien-nghi khieu-nai khieu-nai-2 to-cao"),
        .opened_before = first,
        .is_overdue = true,
        .from_id = from_id};
    review_case_list cases = {0};
    const struct fault *fault;
    turn_to(work, desk, &desk->leader, first);
    fault = begin(work, &round, &cases);
    for (size_t i = 0; !fault && i < cases.count; i++) {
        turn_to(work, desk, &desk->leader, date_add_days(first, 2));
        if (i % 5 != 4) /* one in five has nobody yet */
            fault = assign(work, i % 2 ? &desk->clerk : &desk->officer, &cases.items[i],
                           date_add_days(desk->today, i % 4 ? -LEFT / 2 : LEFT / 2));
        turn_to(work, desk, &desk->officer, date_add_days(first, 10));
        if (!fault && i % 5 != 4)
            fault = find(work, &cases.items[i], i);
        if (!fault && i % 4 == 0 && i % 5 != 4)
            fault = conclude(work, &cases.items[i], i);
    }
    return fault;
}

/* ---- hot spots ---- */

/* columns: days ago, title, sender, where they live */
static const struct {
    int days;
    const char *title;
    const char *name;
    const char *address;
} letters[] = {
    {48, "Phản đối thu hồi đất tại khu 4 để làm chợ",       "Phùng Văn Mẫn (minh họa)",   "Khu 4"       },
    {41, "Đề nghị xem lại việc thu hồi đất tại khu 4",        "Cù Thị Lụa (minh họa)",     "Khu 4"       },
    {33, "Giá bồi thường khi thu hồi đất ở khu 4 quá thấp",   "Tạ Đình Nghị (minh họa)",  "Khu 4"       },
    {21, "Thu hồi đất tại khu 4 không họp dân",                    "Hà Thị Thơm (minh họa)",     "Khu 4"       },
    {15, "Chưa nhận được tiền sau khi thu hồi đất khu 4",       "Ma Văn Tiến (minh họa)",      "Khu 4"       },
    {6,  "Thu hồi đất tại khu 4: đề nghị đối thoại",         "Quách Thị Hiền (minh họa)", "Khu 4"       },
    {30, "Trại lợn gây ô nhiễm nguồn nước ở thôn Đông",     "Lưu Văn Khải (minh họa)",    "Thôn Đông"},
    {24, "Ô nhiễm nguồn nước ở thôn Đông, giếng có mùi",     "Mai Thị Nụ (minh họa)",      "Thôn Đông"},
    {17, "Nước giếng thôn Đông ô nhiễm nguồn nước nặng",    "Kiều Văn Sáng (minh họa)",   "Thôn Đông"},
    {11, "Đề nghị kiểm tra ô nhiễm nguồn nước thôn Đông",   "Đàm Thị Duyên (minh họa)",  "Thôn Đông"},
    {4,  "Xin xử lý trại lợn ô nhiễm nguồn nước thôn Đông", "Vi Văn Lợi (minh họa)",       "Thôn Đông"},
};

static const struct fault *receive(struct work *work, struct desk *desk, size_t i)
{
    struct matter_receipt receipt;
    struct civil_date day = date_add_days(desk->today, -letters[i].days);
    struct letter letter = {
        .kind = i % 2 ? &proposal_kind : &complaint_kind,
        .unit_id = desk->unit.id,
        .source = i % 3 ? STR("web") : STR("reception"),
        .received_on = day,
        .title = str_from_c(letters[i].title),
        .content = STR("Bà con nhiều lần nêu ý kiến nhưng chưa được trả lời rõ ràng. Đề nghị xem "
                       "xét, giải quyết (minh họa)."),
        .sender = {.name = str_from_c(letters[i].name), .address = str_from_c(letters[i].address)},
        .representatives = i == 0 ? STR("Đại diện thứ hai (minh họa)\nĐại diện thứ ba (minh họa)\n"
                                        "Đại diện thứ tư (minh họa)\nĐại diện thứ năm (minh họa)")
                                  : STR(""),
        .people = i == 0 ? 7 : 1
    };
    turn_to(work, desk, &desk->clerk, day);
    return letter_receive(work, &letter, &receipt);
}

/* The largest is acknowledged three days ago and given to the officer. */
static const struct fault *watch(struct work *work, struct desk *desk)
{
    struct hot_found found;
    int64_t id;
    const struct fault *fault;
    turn_to(work, desk, &desk->leader, date_add_days(desk->today, -3));
    fault = hot_look(work, desk->unit.id, &found);
    if (fault || found.groups.count == 0)
        return fault;
    fault = hot_acknowledge(work, desk->unit.id, hot_kind_name(found.groups.items[0].kind),
                            found.groups.items[0].key,
                            STR("Giao kiểm tra, báo cáo trong tuần (minh họa)."), &id);
    if (!fault)
        fault = hot_assign(work, id, 1, desk->officer.account_id);
    turn_to(work, desk, &desk->officer, date_add_days(desk->today, -1));
    return fault
               ? fault
               : hot_write(work, id,
                           STR("Đã làm việc với khu, dự kiến đối thoại vào tuần tới (minh họa)."));
}

static const struct fault *fill(struct work *work, void *context)
{
    struct desk *desk = context;
    int64_t closed_id = 0;
    const struct fault *fault = seat(work, "canbo", &desk->officer);
    if (!fault)
        fault = seat(work, "tiepdan", &desk->clerk);
    if (!fault)
        fault = seat(work, "lanhdao", &desk->leader);
    if (!fault)
        fault = site_unit(work, &desk->unit);
    if (fault)
        return fault;
    work->clock = clock_fixed(&desk->then);
    fault = tell_closed(work, desk, &closed_id);
    if (!fault)
        fault = tell_running(work, desk, closed_id);
    for (size_t i = 0; !fault && i < sizeof(letters) / sizeof(letters[0]); i++)
        fault = receive(work, desk, i);
    return fault ? fault : watch(work, desk);
}

const struct fault *reviews_demo(struct work *work)
{
    struct clock clock = work->clock;
    const struct actor *actor = work->actor;
    struct desk desk = {.today = clock_today(work->clock)};
    const struct fault *fault = work->site->is_demo_small ? NULL : db_write(work, fill, &desk);
    work->clock = clock;
    work->actor = actor;
    return fault;
}
