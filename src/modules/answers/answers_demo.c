/*
 * A dozen published answers of the demo, from its answered petitions, by the real
 * use-cases with the clock set back; one is withdrawn and one waits. All invented.
 */
#include "civic/actor.h"
#include "civic/unit.h"
#include "db/db.h"
#include "modules/accounts/account.h"
#include "modules/answers/answer.h"

enum {
    DEMO_ANSWERS = 14,
    WITHDRAWN = 3, /* which one */
    HOUR = 10
};
#define HOUR_US INT64_C(3600000000)

/* columns: how the title begins, the answer, its basis */
static const struct {
    const char *title;
    const char *answer;
    const char *basis;
} texts[] = {
    {"Mương thoát nước",
     "Xã đã khảo sát và giao tổ quản lý thủy lợi nạo vét toàn tuyến, làm nắp đậy đoạn qua cổng "
     "trường trước mùa mưa. Bà con thấy chỗ nào còn tắc xin báo qua mục kiến nghị của cổng này.",
     "Luật Thủy lợi năm 2017"                                                                                                                                                                        },
    {"Đèn đường",
     "Đơn vị vận hành đã thay bóng và dây của cả đoạn. Từ nay đèn hỏng được sửa trong ba ngày làm "
     "việc kể từ khi có người báo.",                                                                                "Nghị định số 79/2009/NĐ-CP về quản lý chiếu sáng đô thị"},
    {"Xe tải chở đá",
     "Huyện đã cắm biển hạn chế tải trọng 10 tấn, cấm xe tải từ 22 giờ đến 5 giờ và yêu cầu đơn vị "
     "khai thác bù đắp phần mặt đường bị hỏng.",                                                              "Luật Giao thông đường bộ năm 2008"                                },
    {"Đề nghị công khai quỹ",
     "Bảng thu, chi quỹ năm trước và danh sách số hộ được giúp theo từng khu đã niêm yết tại nhà "
     "văn "
     "hóa và đăng ở mục công khai của cổng này.",                                                                "Pháp lệnh số 34/2007/PL-UBTVQH11, Điều 5"                           },
    {"Rác ứ đọng",
     "Từ tháng này rác ở chợ được thu gom mỗi ngày một lần, thêm hai điểm tập kết có mái che. Lịch "
     "thu gom niêm yết tại cổng chợ.",                                                                                "Luật Bảo vệ môi trường năm 2014"                                 },
    {"Diện tích đất",
     "Kết quả đo lại cho thấy phần đất nằm trong chỉ giới thu hồi bị tính thiếu; phương án bồi "
     "thường "
     "đã được điều chỉnh theo diện tích đo thực tế và niêm yết lại.",                                 "Luật Đất đai năm 2013, Điều 74"                                   },
    {"Không được xét hộ nghèo",
     "Hội đồng xét duyệt đã họp lại có đại diện khu dân cư, chấm lại phiếu và bổ sung danh sách. "
     "Kết "
     "quả niêm yết bảy ngày tại nhà văn hóa.",                                                                    "Thông tư số 17/2016/TT-BLĐTBXH"                                        },
};

enum {
    TEXTS = sizeof(texts) / sizeof(texts[0])
};

struct desk {
    struct actor clerk;
    struct actor leader;
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

static size_t text_at(struct str title)
{
    size_t i = 0;
    while (i < TEXTS && !str_starts(title, str_from_c(texts[i].title)))
        i++;
    return i;
}

static struct instant at_day(struct civil_date day)
{
    struct instant at = date_start(day);
    at.us += HOUR * HOUR_US;
    return at;
}

static const struct fault *write_words(struct work *work, int64_t id, size_t at, size_t number)
{
    struct answer answer;
    const struct fault *fault = answer_load(work, id, &answer);
    if (fault)
        return fault;
    answer.title = arena_printf(work->arena, PRISTR " (" PRISTR ")", STRARG(answer.title),
                                STRARG(answer.unit));
    answer.answer = str_from_c(texts[at].answer);
    answer.basis = str_from_c(texts[at].basis);
    answer.paper = arena_printf(work->arena, "Văn bản số %zu/UBND-TD (minh họa)", 20 + number * 7);
    return answer_save(work, &answer);
}

/* Proposed on the third day, approved on the fourth, a few withdrawn later; one is still
 * being written. */
static const struct fault *publish(struct work *work, struct desk *desk, int64_t id, size_t number)
{
    struct answer answer;
    const struct fault *fault = answer_load(work, id, &answer);
    if (number + 2 == DEMO_ANSWERS)
        return fault;
    if (!fault)
        fault = answer_propose(work, id, answer.version);
    if (fault || number + 1 == DEMO_ANSWERS)
        return fault; /* the last one waits */
    work->actor = &desk->leader;
    desk->then = at_day(date_add_days(instant_date(desk->then), 1));
    fault = answer_approve(work, id, answer.version + 1);
    if (!fault && number == WITHDRAWN)
        fault = answer_withdraw(work, id, answer.version + 2, STR("Trùng với câu trả lời khác"));
    return fault;
}

static const struct fault *tell(struct work *work, struct desk *desk, const struct matter *matter,
                                size_t number)
{
    struct answer_source source;
    int64_t id;
    size_t at = text_at(matter->title);
    const struct fault *fault;
    desk->then = at_day(date_add_days(matter->received_on, 1));
    work->actor = &desk->clerk;
    fault = answer_source_of(work, matter->code, &source);
    if (fault)
        return fault;
    desk->then = at_day(date_add_days(source.answered_on, 3));
    fault = answer_draft(work, matter->code, source.matter.content, source.answer, &id);
    if (!fault)
        fault = write_words(work, id, at, number);
    return fault ? fault : publish(work, desk, id, number);
}

static const struct fault *fill(struct work *work, void *context)
{
    struct desk *desk = context;
    struct instant now = clock_now(work->clock);
    matter_list matters;
    size_t told = 0;
    const struct fault *fault = seat(work, "tiepdan", &desk->clerk);
    if (!fault)
        fault = seat(work, "lanhdao", &desk->leader);
    if (fault)
        return fault;
    work->actor = &desk->clerk;
    fault = answer_offers(work, &matters);
    work->clock = clock_fixed(&desk->then);
    for (size_t i = matters.count; !fault && i > 0 && told < DEMO_ANSWERS; i--) {
        const struct matter *matter = &matters.items[i - 1];
        desk->then = now;
        if (text_at(matter->title) < TEXTS)
            fault = tell(work, desk, matter, told++);
    }
    return fault;
}

const struct fault *answers_demo(struct work *work)
{
    struct clock clock = work->clock;
    const struct actor *actor = work->actor;
    bool is_demo = work->site->is_demo;
    struct desk desk = {0};
    const struct fault *fault;
    work->site->is_demo = true; /* the settings say so when all is there */
    fault = work->site->is_demo_small ? NULL : db_write(work, fill, &desk);
    work->site->is_demo = is_demo;
    work->clock = clock;
    work->actor = actor;
    return fault;
}
