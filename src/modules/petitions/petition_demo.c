/*
 * Years of invented petitions up to today, and some in every state, received and handled
 * by the real use-cases with the clock set back, so that every list and figure has
 * something to show. The same every time; all persons are invented.
 */
#include "civic/actor.h"
#include "civic/unit.h"
#include "db/db.h"
#include "modules/accounts/account.h"
#include "modules/petitions/petition.h"

#include <string.h>

enum {
    DEMO_RECENT = 18, /* petitions of the last weeks */
    RECENT_STEP = 4,  /* days between those */
    PAST_STEP = 11,   /* and of the years before */
    HOUR = 9,
    UNITS_MOST = 6
};

static const int64_t HOUR_US = (int64_t)60 * 60 * 1000 * 1000;

/* columns: kind, in a sentence, what it says */
static const struct {
    const struct matter_kind *kind;
    const char *title;
    const char *content;
} letters[] = {
    {&proposal_kind,     "Mương thoát nước cạnh trường mầm non bị tắc",
     "Mùa mưa nước tràn vào sân trường, đề nghị nạo vét và làm nắp đậy."                                                                       },
    {&proposal_kind,     "Đèn đường khu 6 hỏng từ tháng trước",
     "Cả đoạn đường tối, trẻ đi học về muộn rất nguy hiểm. Đề nghị sửa."                                                                  },
    {&complaint_kind,    "Diện tích đất được bồi thường bị tính thiếu",
     "Biên bản đo ghi 318 m2 mà phương án bồi thường chỉ tính 276 m2."                                                                                   },
    {&proposal_kind,     "Xe tải chở đá làm hỏng đường liên xã",
     "Xe chạy cả ban đêm, mặt đường vỡ nhiều chỗ. Đề nghị hạn chế tải trọng."                                                             },
    {&complaint_kind,    "Không được xét hộ nghèo dù đủ điều kiện",
     "Gia đình có người khuyết tật nặng nhưng danh sách không có tên, không được giải thích."                                                   },
    {&denunciation_kind, "",                                                                "Thu tiền làm đường nhưng không ghi phiếu thu, không công khai."},
    {&proposal_kind,     "Đề nghị công khai quỹ vì người nghèo năm trước",
     "Bà con muốn biết đã thu, đã chi bao nhiêu, hộ nào được giúp."                                                                                    },
    {&proposal_kind,     "Rác ứ đọng ở chợ trung tâm",                           "Ba ngày mới thu gom một lần, mùi rất nặng."                     },
    {&complaint_kind,    "Quyết định xử phạt xây dựng không đúng người",
     "Nhà tôi không xây trên phần đất ghi trong biên bản, đề nghị xem lại."                                                                          },
};

/*
 * What happens, day by day from the day of receipt: "action:day" or
 * "action:day:facts". Steps that lie in the future have not happened yet.
 */
static const char *const proposal_paths[] = {
    "accept:3 draft:8 approve:10",
    "accept:2 draft:12 approve:14",
    "transfer:4 pass-on:18",
    "accept:5 ask:7 go-on:15 draft:19 approve:30",
    "file:6",
    "accept:4 draft:9 send-back:10 draft:12 approve:13 object:20 draft:24 approve:26",
};
static const char *const complaint_paths[] = {
    "classify:2 check:3:eligible propose:4 accept:6 verify:7 report:20 draft-decision:24:partly "
    "decide:28 send:30 in-force:62 execute:66 close:80",
    "classify:2 check:4:ineligible propose:5 refuse:8",
    "classify:3 guide:6",
    "classify:3 check:5:eligible propose:8 accept:12 verify:14 mark:16:complex report:60 "
    "draft-decision:66:unfounded decide:70 send:72 go-to-court:90",
    "classify:2 check:3:eligible propose:4 accept:6 verify:7 withdraw:12 terminate:14",
    "classify:4 check:6:eligible propose:7 accept:9 verify:10 report:30 draft-decision:33:founded "
    "decide:36 send:37 appeal:50",
    "classify:2 check:4:eligible propose:5 accept:7 verify:9",
};
/* From the day of the appeal. */
static const char second_path[] =
    "classify:2 check:4:eligible propose:5 accept:8 verify:10 report:29 invite:29 dialogue:36 "
    "draft-decision:40:unfounded decide:44 send:46 publish:50 in-force:80 close:95";
static const char *const denunciation_paths[] = {
    "register:1 summarise:2 check:4:eligible accept:6 notify:8 verify:9 report:25 "
    "draft-decision:28:founded conclude:30 send:33 act:35 publish:36 close:50",
    "register:1 check:5:ineligible refuse:6",
    "register:2 transfer:4",
    "register:1 check:4:eligible accept:6 notify:8 verify:9 mark:20:complex extend:30 report:55 "
    "draft-decision:58:partly conclude:60 send:63 act:66 publish:67 close:80",
};

/* ---- what is under way ---- */

#define TO_ACCEPTED "classify:2 check:4:eligible propose:5 accept:8"
#define TO_REPORTED TO_ACCEPTED " verify:9 report:24"
#define TO_DECIDED TO_REPORTED " draft-decision:28:partly decide:32 send:34"
#define TO_CHECKED "register:1 summarise:2 check:4:eligible accept:6 notify:8"
#define TO_CONCLUDED TO_CHECKED " verify:9 report:24 draft-decision:27:founded conclude:30 send:33"

#define APPEALED TO_REPORTED " draft-decision:28:unfounded decide:32 send:33 appeal:40"
#define AGAIN_ACCEPTED "classify:2 check:3:eligible propose:4 accept:6"
#define AGAIN_REPORTED AGAIN_ACCEPTED " verify:7 report:20"
#define AGAIN_DECIDED                                                                              \
    AGAIN_REPORTED " invite:20 dialogue:27 draft-decision:28:partly decide:29 send:31 publish:33"

/* Which of `letters`, received how many days ago, signed by how many (0: by nobody, 1: by
 * one), what happened, and what from the day of an appeal (NULL: all of second_path): each
 * state has one. */
static const struct open_case {
    size_t letter;
    int days_ago;
    int64_t people;
    const char *path;
    const char *second;
} open_cases[] = {
    {2, 1,   1,  "",                                                            NULL                                                             },
    {4, 4,   1,  "classify:2",                                                  NULL                                                             },
    {8, 7,   1,  "classify:2 check:4:eligible propose:5",                       NULL                                                             },
    {2, 12,  1,  TO_ACCEPTED,                                                   NULL                                                             },
    {4, 21,  1,  TO_ACCEPTED " verify:9",                                       NULL                                                             },
    {8, 30,  1,  TO_REPORTED,                                                   NULL                                                             },
    {2, 34,  12, TO_REPORTED " draft-decision:28:founded",                      NULL                                                             },
    {4, 37,  1,  TO_DECIDED,                                                    NULL                                                             },
    {8, 78,  1,  TO_DECIDED " in-force:76",                                     NULL                                                             },
    {2, 90,  1,  TO_DECIDED " in-force:76 execute:79",                          NULL                                                             },
    {4, 26,  1,  TO_ACCEPTED " verify:9 withdraw:20",                           NULL                                                             },
    {8, 9,   1,  "classify:1 return:3",                                         NULL                                                             },
    {2, 19,  1,  "classify:2 transfer:4 urge-body:12",                          NULL                                                             },
    {4, 40,  7,  "classify:2 urge-body:5 body-replied:21 body-replied:34",      NULL                                                             },
    {5, 2,   1,  "",                                                            NULL                                                             },
    {5, 5,   1,  "register:1",                                                  NULL                                                             },
    {5, 13,  1,  TO_CHECKED,                                                    NULL                                                             },
    {5, 20,  1,  TO_CHECKED " verify:9",                                        NULL                                                             },
    {5, 29,  1,  TO_CHECKED " verify:9 report:24",                              NULL                                                             },
    {5, 31,  1,  TO_CHECKED " verify:9 report:24 draft-decision:27:partly",     NULL                                                             },
    {5, 36,  1,  TO_CONCLUDED,                                                  NULL                                                             },
    {5, 42,  1,  TO_CONCLUDED " act:35",                                        NULL                                                             },
    {5, 27,  1,  TO_CHECKED " verify:9 suspend:20",                             NULL                                                             },
    {5, 24,  1,  TO_CHECKED " verify:9 withdraw:18",                            NULL                                                             },
    {5, 8,   1,  "register:1 take-back:6",                                      NULL                                                             },
    {5, 16,  0,  "register:1 check:4:eligible inspect:7",                       NULL                                                             },
    {5, 15,  1,  "register:1 to-party:3",                                       NULL                                                             },
    {5, 23,  1,  "register:1 transfer:4 urge-body:18",                          NULL                                                             },
    {0, 1,   1,  "",                                                            NULL                                                             },
    {1, 6,   1,  "accept:2",                                                    NULL                                                             },
    {3, 10,  1,  "accept:2 draft:8",                                            NULL                                                             },
    {6, 14,  1,  "accept:3 ask:6",                                              NULL                                                             },
    {7, 17,  1,  "transfer:4",                                                  NULL                                                             },
    {0, 33,  9,  "transfer:4 urge-body:24",                                     NULL                                                             },
    {1, 22,  1,  "accept:3 draft:9 approve:11 unclear:18",                      NULL                                                             },
    {4, 18,  1,  TO_ACCEPTED " verify:9 suspend:12",                            NULL                                                             },
    {8, 11,  1,  "classify:2 transfer:4",                                       NULL                                                             },
    {2, 25,  1,  "classify:2 file:5",                                           NULL                                                             },
    {4, 16,  1,  "classify:2 take-back:4",                                      NULL                                                             },
    {5, 48,  1,  "register:1 check:4:ineligible refuse:6 repeat:40",            NULL                                                             },
    {5, 17,  0,  "register:1 check:4:ineligible file:6",                        NULL                                                             },
    {5, 22,  1,  TO_CHECKED " refer:12",                                        NULL                                                             },
    {5, 25,  1,  "register:1 take-back:4 let-go:6",                             NULL                                                             },
    {5, 28,  1,  TO_CHECKED " verify:9 terminate:16",                           NULL                                                             },
    {6, 13,  1,  "accept:3 withdraw:8",                                         NULL                                                             },
    {2, 41,  1,  APPEALED,                                                      ""                                                               },
    {4, 44,  1,  APPEALED,                                                      "classify:2"                                                     },
    {8, 46,  1,  APPEALED,                                                      "classify:2 check:3:eligible propose:4"                          },
    {2, 48,  1,  APPEALED,                                                      AGAIN_ACCEPTED                                                   },
    {4, 52,  1,  APPEALED,                                                      AGAIN_ACCEPTED " verify:7"                                       },
    {8, 63,  1,  APPEALED,                                                      AGAIN_REPORTED                                                   },
    {2, 70,  1,  APPEALED,                                                      AGAIN_REPORTED " invite:20 dialogue:27 draft-decision:28:founded"},
    {4, 75,  1,  APPEALED,                                                      AGAIN_DECIDED                                                    },
    {8, 116, 1,  APPEALED,                                                      AGAIN_DECIDED " in-force:73"                                     },
    {2, 118, 1,  APPEALED,                                                      AGAIN_DECIDED " in-force:73 execute:75"                          },
    {4, 95,  1,  APPEALED,                                                      AGAIN_DECIDED " go-to-court:50"                                  },
    {8, 54,  1,  APPEALED,                                                      AGAIN_ACCEPTED " verify:7 withdraw:12"                           },
    {2, 57,  1,  APPEALED,                                                      AGAIN_ACCEPTED " verify:7 withdraw:12 terminate:14"              },
    {4, 45,  1,  APPEALED,                                                      "classify:2 take-back:3"                                         },
    {8, 49,  1,  APPEALED,                                                      "classify:2 check:3:ineligible propose:4 refuse:6"               },
    {2, 56,  1,  APPEALED,                                                      AGAIN_ACCEPTED " verify:7 suspend:10"                            },
    {5, 47,  1,  "register:1 check:4:ineligible refuse:6 repeat:39 give-up:43", NULL                                                             },
};

static const char *const names[] = {
    "Nguyễn Văn Tưởng", "Phạm Thị Quyển", "Đặng Hữu Khuê", "Hoàng Thị Ngoãn", "Vũ Đình Thuyết",
    "Trần Thị Nhài",    "Lê Văn Bản",     "Bùi Thị Sợi",   "Đỗ Văn Thuần",    "Ngô Thị Mận",
};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* The officials whose accounts the demo has. */
struct desk {
    struct actor clerk;
    struct actor officer;
    struct actor leader;
    unit_list units;
    struct instant now;
    struct instant then; /* the clock of what is being told */
};

static const struct fault *seat(struct work *work, const char *login, struct actor *ret_actor)
{
    struct account account;
    const struct fault *fault = account_by_login(work, str_from_c(login), &account);
    if (fault)
        return fault;
    *ret_actor = (struct actor){.account_id = account.id, .name = account.name, .is_system = true};
    return NULL;
}

static const struct fault *seat_all(struct work *work, struct desk *desk)
{
    struct unit unit;
    unit_list below;
    const struct fault *fault = seat(work, "tiepdan", &desk->clerk);
    if (!fault)
        fault = seat(work, "canbo", &desk->officer);
    if (!fault)
        fault = seat(work, "lanhdao", &desk->leader);
    if (!fault)
        fault = site_unit(work, &unit);
    if (!fault)
        fault = unit_children(work, unit.id, &below);
    if (fault)
        return fault;
    for (size_t i = 0; i < below.count && desk->units.count < UNITS_MOST; i++)
        if (below.items[i].kind == UNIT_COMMUNE)
            *VEC_PUSH(&desk->units, work->arena) = below.items[i];
    *VEC_PUSH(&desk->units, work->arena) = unit;
    return NULL;
}

/* ---- handling ---- */

static struct instant at_day(struct civil_date date)
{
    struct instant at = date_start(date);
    at.us += HOUR * HOUR_US;
    return at;
}

static const struct actor *who(const struct desk *desk, const struct lifecycle_action *action)
{
    if (action->roles & ROLE_BIT(ROLE_LEADER) && !(action->roles & ROLE_BIT(ROLE_CASE_OFFICER)) &&
        !(action->roles & ROLE_BIT(ROLE_RECEPTION_CLERK)))
        return &desk->leader;
    return action->roles & ROLE_BIT(ROLE_CASE_OFFICER) ? &desk->officer : &desk->clerk;
}

/* "check:3:eligible" */
/* Before the decree of 2026 no complaint was suspended: there it goes no further. */
static const struct fault *unless_unknown(const struct fault *fault, bool *ret_is_over)
{
    if (!fault || strcmp(fault->key, "complaint.no_suspension") != 0)
        return fault;
    *ret_is_over = true;
    return NULL;
}

static const struct fault *take(struct work *work, struct desk *desk, int64_t id,
                                struct civil_date received, struct str word, bool *ret_is_over)
{
    struct str action_name = str_cut(&word, ':');
    struct str day = str_cut(&word, ':');
    const struct lifecycle_action *action;
    struct matter matter;
    struct instant then;
    int64_t days = 0;
    const struct fault *fault = matter_load(work, id, &matter);
    if (fault)
        return fault;
    str_to_int64(day, &days);
    then = at_day(date_add_days(received, (int)days));
    *ret_is_over = then.us > desk->now.us;
    if (*ret_is_over)
        return NULL;
    action = kind_action(kind_find(work, matter.kind), action_name);
    if (!action)
        return fault_new(work->arena, FAULT_INTERNAL, "error.internal", "demo: " PRISTR,
                         STRARG(action_name));
    desk->then = then;
    work->actor = action->roles ? who(desk, action) : &actor_anonymous;
    fault = matter_apply(
        work, &(struct matter_step){.id = id,
                                    .version = matter.version,
                                    .action = action_name,
                                    .note = site_message(work, "petitions.demo.note"),
                                    .answer = site_message(work, "petitions.demo.answer"),
                                    .official_id = desk->officer.account_id,
                                    .facts = word.ptr ? word : STR(""),
                                    .happened_on = DATE_NONE,
                                    .is_by_sender = action->roles == 0});
    return unless_unknown(fault, ret_is_over);
}

static const char *path_of(const struct matter_kind *kind, size_t at)
{
    if (kind == &proposal_kind)
        return proposal_paths[at % COUNT(proposal_paths)];
    return kind == &complaint_kind ? complaint_paths[at % COUNT(complaint_paths)]
                                   : denunciation_paths[at % COUNT(denunciation_paths)];
}

/* The others who speak for a group, as many as the law lets (Luật Tiếp công dân, Điều 29). */
static struct str representatives_of(struct work *work, size_t at, int64_t people)
{
    if (people < letter_crowd(work, clock_today(work->clock)))
        return STR("");
    return arena_printf(work->arena, "%s (minh họa)", names[(at * 7 + 3) % COUNT(names)]);
}

static const struct fault *take_all(struct work *work, struct desk *desk, int64_t id,
                                    struct civil_date received, const char *path)
{
    struct str rest = str_from_c(path);
    bool is_over = false;
    const struct fault *fault = NULL;
    while (!fault && !is_over && rest.len > 0)
        fault = take(work, desk, id, received, str_cut(&rest, ' '), &is_over);
    return fault;
}

/* What an appeal opened goes its way as well, where it lies with the district: above it
 * nobody has an account. */
static const struct fault *tell_second(struct work *work, struct desk *desk, int64_t id,
                                       const char *path)
{
    int64_t district = desk->units.items[desk->units.count - 1].id;
    matter_link_list links;
    const struct fault *fault = matter_links(work, id, &links);
    for (size_t i = 0; !fault && i < links.count; i++) {
        const struct matter *other = &links.items[i].other;
        if (str_equal(other->kind, str_from_c(second_complaint_kind.name)) &&
            other->unit_id == district)
            fault = take_all(work, desk, other->id, other->received_on, path ? path : second_path);
    }
    return fault;
}

/* Received from the clerk or by the web, as number `at` of all. */
static const struct fault *handle(struct work *work, struct desk *desk, size_t at,
                                  const struct open_case *one)
{
    struct civil_date received = date_add_days(instant_date(desk->now), -one->days_ago);
    /* what the district is to decide again comes from below it; the district is the last */
    size_t units = one->second ? desk->units.count - 1 : desk->units.count;
    struct letter letter = {.kind = letters[one->letter].kind,
                            .unit_id = desk->units.items[at % units].id,
                            .source = at % 3 ? STR("web") : STR("reception"),
                            .received_on = received,
                            .title = str_from_c(letters[one->letter].title),
                            .content = str_from_c(letters[one->letter].content),
                            .people = one->people,
                            .is_anonymous = one->people == 0,
                            .is_by_sender = at % 3 != 0};
    struct matter_receipt receipt;
    const struct fault *fault;
    if (!letter.is_anonymous)
        letter.sender = (struct matter_party){
            .name = arena_printf(work->arena, "%s (minh họa)", names[(at * 7) % COUNT(names)]),
            .address = arena_printf(work->arena, "Khu %zu", at % 9 + 1)};
    desk->then = at_day(received);
    letter.representatives = representatives_of(work, at, one->people);
    work->actor = &desk->clerk;
    fault = letter_receive(work, &letter, &receipt);
    if (!fault)
        fault = take_all(work, desk, receipt.id, received, one->path);
    return fault ? fault : tell_second(work, desk, receipt.id, one->second);
}

/* Number `at` of the years. */
static const struct fault *handle_past(struct work *work, struct desk *desk, size_t at,
                                       int days_ago)
{
    size_t which = at % COUNT(letters);
    return handle(work, desk, at,
                  &(struct open_case){which, days_ago, 1,
                                      path_of(letters[which].kind, at / COUNT(letters) + at),
                                      NULL});
}

static const struct fault *fill(struct work *work, void *context)
{
    struct desk *desk = context;
    int days = instant_date(desk->now).days - date_ymd(2020, 1, 6).days;
    const struct fault *fault = seat_all(work, desk);
    work->clock = clock_fixed(&desk->then);
    for (size_t i = 0; !fault && days > (int)i * PAST_STEP; i++)
        fault = handle_past(work, desk, i, days - (int)i * PAST_STEP);
    for (size_t i = DEMO_RECENT; !fault && i > 0; i--)
        fault = handle_past(work, desk, i, (int)i * RECENT_STEP);
    for (size_t i = 0; !fault && i < COUNT(open_cases); i++)
        fault = handle(work, desk, i, &open_cases[i]);
    return fault;
}

const struct fault *petitions_demo(struct work *work)
{
    struct clock clock = work->clock;
    const struct actor *actor = work->actor;
    struct desk desk = {.now = clock_now(work->clock)};
    const struct fault *fault = work->site->is_demo_small ? NULL : db_write(work, fill, &desk);
    work->clock = clock;
    work->actor = actor;
    return fault;
}
