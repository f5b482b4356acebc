/*
 * demo/reception.txt: the calendars of two months around March 2022, and of these weeks,
 * so that the page is never empty. Each is published by a clock of its own, early enough
 * for the law. All people are invented and marked so.
 */
#include "modules/reception/reception_demo.h"

#include "base/asset.h"
#include "modules/law/law_site.h"
#include "modules/reception/desk.h"
#include "modules/reception/reception_rules.h"

enum {
    DAYS_BACK = 45,
    HOUR_OF_WORK = 8,
    CLOSES_BEFORE = 60,
    SLOT_MINUTES = 30
};
#define HOUR_US INT64_C(3600000000)

/* A line under way. */
struct line {
    struct work *work;
    struct str rest;
};

/* The last ones of a line may be left out. */
static struct str next(struct line *line)
{
    return line->rest.ptr ? str_trim(str_cut(&line->rest, '|')) : STR("");
}

static int64_t next_number(struct line *line)
{
    int64_t number = 0;
    return str_to_int64(next(line), &number) ? number : 0;
}

static const struct fault *next_unit(struct line *line, struct civil_date on, int64_t *ret_id)
{
    struct str name = next(line);
    struct str code = next(line);
    enum unit_kind kind;
    struct unit unit;
    const struct fault *fault;
    if (!unit_kind_from_name(name, &kind))
        return fault_new(line->work->arena, FAULT_INTERNAL, "error.internal",
                         "demo/reception.txt: unit " PRISTR, STRARG(name));
    fault = unit_by_code(line->work, kind, code, on, &unit);
    if (!fault)
        *ret_id = unit.id;
    return fault;
}

/* Morning at work of a day. */
static struct instant morning(struct civil_date day)
{
    struct instant at = date_start(day);
    at.us += HOUR_OF_WORK * HOUR_US;
    return at;
}

static const struct fault *make_series(struct work *work, struct str text)
{
    struct line line = {work, text};
    bool is_past = str_equal(next(&line), STR("2022"));
    struct civil_date today = clock_today(work->clock);
    struct civil_date begin = is_past ? date_ymd(2022, 1, 20) : date_add_days(today, -DAYS_BACK);
    struct instant at = morning(begin);
    struct work then = *work;
    struct law_due due;
    struct reception_series series = {.slot = SLOT_MINUTES, .closes = CLOSES_BEFORE};
    const struct fault *fault;
    then.clock = clock_fixed(&at);
    series.is_demo = true;
    series.last_on = is_past ? date_ymd(2022, 4, 30) : DATE_NONE;
    series.first_on = is_past ? date_ymd(2022, 2, 7) : begin;
    fault = next_unit(&line, is_past ? date_ymd(2022, 3, 6) : today, &series.unit_id);
    if (!fault)
        fault = next_unit(&line, is_past ? date_ymd(2022, 3, 6) : today, &series.office_id);
    if (fault)
        return fault;
    series.title = next(&line);
    series.person = next(&line);
    series.place = next(&line);
    series.attendees = next(&line);
    series.content = next(&line);
    series.rule = next(&line);
    series.starts = next_number(&line);
    series.ends = next_number(&line);
    series.seats = next_number(&line);
    series.online_url = next(&line);
    /* where the clock stands before the decree on online sessions, it is held in the room */
    if (reception_online_due(work->arena, law_of_site(work), series.first_on, &due))
        series.online_url = STR("");
    fault = reception_create(&then, &series);
    return fault ? fault : reception_publish(&then, series.id, series.first_on);
}

/* The council meets on the third Thursday of March 2022: its chair receives a day later. */
static const struct fault *move_one(struct work *work)
{
    struct instant at = morning(date_ymd(2022, 3, 3));
    struct work then = *work;
    struct reception_filter filter = {0, STR("chu-tich-hoi-dong-nhan-dan-huyen")};
    reception_day_list days;
    struct reception_move move = {.to = date_ymd(2022, 3, 18),
                                  .reason = STR("Họp Hội đồng nhân dân tỉnh")};
    const struct fault *fault =
        reception_days(work, &filter, date_ymd(2022, 3, 17), date_ymd(2022, 3, 17), &days);
    then.clock = clock_fixed(&at);
    if (fault || days.count == 0)
        return fault;
    move.day_id = days.items[0].id;
    move.revision = days.items[0].revision;
    move.starts = days.items[0].starts;
    move.place = days.items[0].place;
    return reception_day_move(&then, &move);
}

/* ---- days that were ---- */

/* columns: name, address, people, kind, content, within our authority, handled by */
static const struct {
    struct str name;
    struct str address;
    int64_t people;
    struct str kind;
    struct str content;
    bool is_competent;
    struct str handled_by;
} people[] = {
    {STR_INIT("Hoàng Văn Mẫu (minh họa)"),  STR_INIT("khu 5, xã Đồng Xuân"),     1, STR_INIT("proposal"),
     STR_INIT("Đề nghị nạo vét mương thoát nước ở khu 5."),                                                                                                                                  true,
     STR_INIT("Ủy ban nhân dân xã Đồng Xuân") },
    {STR_INIT("Phùng Thị Mẫu (minh họa)"), STR_INIT("khu 2, thị trấn Thanh Ba"), 3,
     STR_INIT("complaint"),                                                                                          STR_INIT("Chưa đồng ý với mức hỗ trợ cây trồng khi thu hồi đất."), true,
     STR_INIT("Phòng Tài nguyên và Môi trường")},
    {STR_INIT("Đinh Công Mẫu (minh họa)"),  STR_INIT("xã Quảng Yên"),             1, STR_INIT("feedback"),
     STR_INIT("Xe quá tải chạy qua đường liên thôn vào giờ học sinh tan trường."),                                                                                                        false,
     STR_INIT("")                                      },
    {STR_INIT("Lý Thị Mẫu (minh họa)"),    STR_INIT("xã Đông Thành"),            6, STR_INIT("proposal"),
     STR_INIT("Đề nghị công khai danh sách đóng góp làm nhà văn hóa thôn."),                                                                                                                  true,
     STR_INIT("Ủy ban nhân dân xã Đông Thành") },
};

enum {
    TASK_DAYS = 21
};

/* The head concludes, and somebody is to do it: of these weeks, so that desks have work. */
static const struct fault *conclude(struct work *work, int64_t visit_id)
{
    struct visit_task task = {.visit_id = visit_id,
                              .content = STR("Kiểm tra thực địa, báo cáo kết quả"),
                              .due_on = date_add_days(clock_today(work->clock), TASK_DAYS)};
    official_list owners;
    const struct fault *fault = desk_owners(work, &owners);
    if (fault || owners.count == 0)
        return fault;
    task.official_id = owners.items[0].account_id;
    return desk_task_add(work, &task);
}

static const struct fault *receive(struct work *work, const struct reception_day *day, size_t index)
{
    bool is_concluded = !work->site->is_demo_small && !day->is_office &&
                        day->held_on.days > date_ymd(2022, 4, 30).days;
    size_t i = index % (sizeof(people) / sizeof(people[0]));
    struct arrival arrival = {.day_id = day->id,
                              .name = people[i].name,
                              .people = people[i].people,
                              .code = STR(""),
                              .adhoc = STR("")};
    struct visit visit;
    int64_t id;
    const struct fault *fault = desk_arrive(work, &arrival, &id);
    if (!fault)
        fault = desk_open(work, id, &visit);
    if (fault)
        return fault;
    visit.state = VISIT_RECEIVED;
    visit.is_answered = true;
    visit.address = people[i].address;
    visit.kind = people[i].kind;
    visit.content = people[i].content;
    visit.is_competent = people[i].is_competent;
    visit.handled_by = people[i].handled_by;
    if (visit.people > 1)
        visit.representatives = people[i].name;
    if (is_concluded)
        visit.conclusion = STR("Giao cơ quan chuyên môn kiểm tra thực địa và trả lời công dân "
                               "bằng văn bản.");
    fault = desk_record(work, &visit);
    return fault || !is_concluded ? fault : conclude(work, id);
}

/* Days before today were held, but for one, and somebody came. Those behind 6 March 2022,
 * the day of the demo's own news, are still to come for who begins there. */
static const struct fault *live_through(struct work *work)
{
    struct civil_date today = clock_today(work->clock);
    struct reception_filter all = {0, STR("")};
    reception_day_list days;
    const struct fault *fault =
        reception_days(work, &all, date_ymd(2022, 2, 1), date_add_days(today, -1), &days);
    for (size_t i = 0; !fault && i < days.count; i++) {
        const struct reception_day *day = &days.items[i];
        bool is_missed = day->held_on.days == date_ymd(2022, 2, 22).days;
        struct instant at = morning(day->held_on);
        struct work then = *work;
        if (day->held_on.days >= today.days || (day->rule_on.days > date_ymd(2022, 3, 6).days &&
                                                day->rule_on.days <= date_ymd(2022, 4, 30).days))
            continue;
        then.clock = clock_fixed(&at);
        if (!is_missed)
            fault = receive(&then, day, i);
        if (!fault)
            fault = reception_day_close(&then, day->id, day->revision, !is_missed,
                                        STR("Mất điện cả khu trụ sở"));
    }
    return fault;
}

const struct fault *reception_demo(struct work *work)
{
    const struct asset *asset = asset_find(STR("demo/reception.txt"));
    struct str rest = asset ? asset->bytes : STR("");
    const struct fault *fault = NULL;
    struct civil_date begin = date_add_days(clock_today(work->clock), -DAYS_BACK);
    bool is_later = begin.days > date_ymd(2022, 4, 30).days;
    while (rest.ptr && !fault) {
        struct str line = str_trim(str_cut_line(&rest));
        if (line.len == 0 || line.ptr[0] == '#' || (str_starts(line, STR("now")) && !is_later))
            continue;
        fault = make_series(work, line);
    }
    if (!fault)
        fault = move_one(work);
    return fault ? fault : live_through(work);
}
