/*
 * Filling the papers of a visit.
 */
#include "modules/reception/visit_paper.h"

#include "civic/paper_kinds.h"
#include "civic/series.h"
#include "civic/site.h"
#include "db/db.h"
#include "modules/law/law_site.h"
#include "modules/reception/desk_web.h"

#include <inttypes.h>

/* papers/reception-refusal.txt: Mẫu số 01/TCD of Decree 154/2026/NĐ-CP. */
struct refusal_paper {
    struct paper_head head;
    struct str to;
    struct civil_date came_on;
    struct str name; /* empty where sealed: dots */
    struct str id_number;
    struct civil_date id_day;
    struct str id_place;
    struct str address;
    struct str at;
    struct str what;    /* khiếu nại */
    struct str content; /* about what */
    struct str ground;  /* "khoản 3 Điều 9 Luật Tiếp công dân" */
};
static SHAPE(refusal_shape, struct refusal_paper,
             RECORD(struct refusal_paper, head, paper_head_shape), FIELD(struct refusal_paper, to),
             FIELD(struct refusal_paper, came_on), FIELD(struct refusal_paper, name),
             FIELD(struct refusal_paper, id_number), FIELD(struct refusal_paper, id_day),
             FIELD(struct refusal_paper, id_place), FIELD(struct refusal_paper, address),
             FIELD(struct refusal_paper, at), FIELD(struct refusal_paper, what),
             FIELD(struct refusal_paper, content), FIELD(struct refusal_paper, ground));
const struct paper_kind visit_refusal_paper = {"reception-refusal", &refusal_shape};

struct task_line {
    struct str owner;
    struct str content;
    struct civil_date due;
};
static SHAPE(task_line_shape, struct task_line, FIELD(struct task_line, owner),
             FIELD(struct task_line, content), FIELD(struct task_line, due));

/* papers/reception-conclusion.txt and papers/reception-result.txt */
struct follow_paper {
    struct paper_head head;
    struct civil_date came_on;
    struct str receiver; /* who received: the post */
    struct str name;
    struct str address;
    struct str content;
    struct list paragraphs; /* struct str: the conclusion, the answer */
    struct list tasks;      /* struct task_line */
    struct str code;        /* of the petition, or empty */
    struct str ground;      /* the article on the term, or empty */
};
static SHAPE(follow_shape, struct follow_paper, RECORD(struct follow_paper, head, paper_head_shape),
             FIELD(struct follow_paper, came_on), FIELD(struct follow_paper, receiver),
             FIELD(struct follow_paper, name), FIELD(struct follow_paper, address),
             FIELD(struct follow_paper, content), LIST(struct follow_paper, paragraphs, text_shape),
             LIST(struct follow_paper, tasks, task_line_shape), FIELD(struct follow_paper, code),
             FIELD(struct follow_paper, ground));
const struct paper_kind visit_conclusion_paper = {"reception-conclusion", &follow_shape};
const struct paper_kind visit_result_paper = {"reception-result", &follow_shape};

struct list lines_of(struct arena *arena, struct str text)
{
    VEC(struct str) lines = {0};
    struct str rest = text;
    while (rest.ptr) {
        struct str line = str_trim(str_cut_line(&rest));
        if (line.len > 0)
            *VEC_PUSH(&lines, arena) = line;
    }
    return VEC_LIST(&lines);
}

const struct fault *office_paper_head(struct work *work, int64_t office_id,
                                      struct paper_head *ret_head)
{
    struct unit office;
    struct unit parent = {0};
    const struct fault *fault = unit_load(work, office_id, &office);
    if (!fault && office.parent_id)
        fault = unit_load(work, office.parent_id, &parent);
    if (fault)
        return fault;
    *ret_head = (struct paper_head){
        .superior = parent.id ? paper_body(work->arena, parent.name) : STR(""),
        .issuer = paper_body(work->arena, office.name),
        .number = STR(""),
        .place = paper_place(parent.id && office.kind == UNIT_AGENCY ? parent.name : office.name),
        .signed_on = DATE_NONE,
        .authority = STR(""),
        .position = STR(""),
        .signer = STR(""),
    };
    return NULL;
}

/* Papers are Vietnamese whatever the reader's language. */
static struct str vietnamese(struct work *work, const char *key)
{
    return message_format(work->arena, work->site->messages, LOCALE_VI, str_from_c(key), NULL, 0);
}

static void add_annex(struct work *work, const struct visit_paper *paper, struct paper_head *head)
{
    struct paper_annex *annex = ARENA_NEW(work->arena, struct paper_annex);
    *annex = (struct paper_annex){.name = paper->annex_name,
                                  .symbol = paper->symbol,
                                  .signed_on = paper->issued_on,
                                  .issuer = head->issuer,
                                  .lines = lines_of(work->arena, paper->annex_text)};
    head->annexes = (struct list){annex, 1, sizeof(*annex)};
}

static void sign(struct work *work, const struct visit_paper *paper, struct paper_head *head)
{
    head->urgency = paper->urgency;
    if (paper->annex_text.len > 0)
        add_annex(work, paper, head);
    head->position = paper->post;
    head->signer = paper->signer;
    head->signed_on = paper->issued_on;
    if (paper->symbol.len > 0)
        head->number = series_line(work->arena, SERIES_GOVERNMENT, paper->symbol);
}

/* What the talk was about: as it was when the paper was issued. */
static struct str content_of(const struct visit *visit, const struct visit_paper *paper)
{
    return paper->content.len > 0 ? paper->content : visit->content;
}

static const struct fault *draw(struct work *work, const struct visit_paper *paper,
                                const struct paper_kind *kind, const void *data,
                                struct str *ret_pdf)
{
    return paper->symbol.len > 0 ? paper_render(work, kind, data, ret_pdf)
                                 : paper_preview(work, kind, data, ret_pdf);
}

static const struct fault *make_refusal(struct work *work, const struct visit *visit,
                                        const struct visit_paper *paper, struct str *ret_pdf)
{
    struct work in_vietnamese = *work;
    struct refusal_ground ground = {0};
    struct refusal_paper filled = {.came_on = visit->came_on,
                                   .to = visit->name,
                                   .name = visit->name,
                                   .id_number = visit->id_number,
                                   .id_day = visit->id_day,
                                   .id_place = visit->id_place,
                                   .address = visit->address,
                                   .content = content_of(visit, paper)};
    const struct fault *fault = office_paper_head(work, visit->office_id, &filled.head);
    if (fault)
        return fault;
    in_vietnamese.locale = LOCALE_VI;
    (void)refusal_ground_find(&in_vietnamese, visit->came_on, visit->refusal, &ground);
    filled.ground = paper->symbol.len > 0 ? paper->words : ground.citation;
    filled.at = visit->place.len > 0 ? visit->place : filled.head.issuer;
    filled.what = vietnamese(
        work, visit->kind.len > 0
                  ? arena_printf(work->arena, "reception.kind." PRISTR, STRARG(visit->kind)).ptr
                  : "reception.papers.any-kind");
    sign(work, paper, &filled.head);
    return draw(work, paper, &visit_refusal_paper, &filled, ret_pdf);
}

/* Tasks given up to the issue of the notice; before that all. */
static const struct fault *tasks_of(struct work *work, const struct visit *visit,
                                    const struct visit_paper *paper, struct list *ret_tasks)
{
    VEC(struct task_line) lines = {0};
    visit_task_list tasks;
    const struct fault *fault = visit_tasks(work, visit->id, &tasks);
    for (size_t i = 0; !fault && i < tasks.count; i++)
        if (paper->symbol.len == 0 || tasks.items[i].made_at.us <= paper->made_at.us)
            *VEC_PUSH(&lines, work->arena) = (struct task_line){
                tasks.items[i].owner, tasks.items[i].content, tasks.items[i].due_on};
    *ret_tasks = VEC_LIST(&lines);
    return fault;
}

static const struct fault *make_follow(struct work *work, const struct visit *visit,
                                       const struct visit_paper *paper, struct str *ret_pdf)
{
    struct explainer explainer = law_explainer(work);
    bool is_result = paper->kind == VISIT_PAPER_RESULT;
    struct follow_paper filled = {.came_on = visit->came_on,
                                  .name = visit->name,
                                  .address = visit->address,
                                  .content = content_of(visit, paper),
                                  .code = visit->petition_code,
                                  .ground = STR("")};
    const struct law_rule *rule = law_rule(explainer.law, is_result ? STR("reception.result.notify")
                                                                    : STR("reception.conclusion"));
    const struct law_version *version;
    const struct fault *fault = office_paper_head(work, visit->office_id, &filled.head);
    if (!fault)
        fault = tasks_of(work, visit, paper, &filled.tasks);
    if (fault)
        return fault;
    explainer.locale = LOCALE_VI;
    if (!law_version_on(work->arena, rule, visit->came_on, NULL, 0, &version))
        filled.ground = explain_citation(&explainer, version);
    filled.receiver = visit->title.len > 0 ? visit->title : filled.head.issuer;
    filled.paragraphs =
        lines_of(work->arena, paper->words.len > 0 || is_result ? paper->words : visit->conclusion);
    sign(work, paper, &filled.head);
    return draw(work, paper, is_result ? &visit_result_paper : &visit_conclusion_paper, &filled,
                ret_pdf);
}

const struct fault *visit_paper_make(struct work *work, const struct visit *visit,
                                     enum visit_paper_kind kind, struct str *ret_pdf)
{
    struct visit_paper paper;
    const struct fault *fault = visit_paper_load(work, visit->id, kind, &paper);
    if (!fault && paper.symbol.len == 0 && !visit_paper_is_due(work, visit, kind))
        fault = fault_new(work->arena, FAULT_NOT_FOUND, "record.missing", "no paper");
    if (fault)
        return fault;
    return kind == VISIT_PAPER_REFUSAL ? make_refusal(work, visit, &paper, ret_pdf)
                                       : make_follow(work, visit, &paper, ret_pdf);
}

const struct fault *visit_receipt_make(struct work *work, const struct visit *visit, int64_t id,
                                       struct str *ret_pdf)
{
    struct paper_receipt paper = {.giver = visit->name,
                                  .id_number = visit->id_number,
                                  .id_day = visit->id_day,
                                  .id_place = visit->id_place};
    const struct visit_receipt *found = NULL;
    visit_receipt_list receipts;
    const struct fault *fault = visit_receipts(work, visit->id, &receipts);
    for (size_t i = 0; !fault && i < receipts.count; i++)
        if (receipts.items[i].id == id)
            found = &receipts.items[i];
    if (!fault && !found)
        fault = fault_new(work->arena, FAULT_NOT_FOUND, "record.missing", "receipt");
    if (!fault)
        fault = office_paper_head(work, visit->office_id, &paper.head);
    if (fault)
        return fault;
    paper.day = instant_date(found->made_at);
    paper.clock = paper_clock(work, found->made_at);
    paper.at = visit->place.len > 0 ? visit->place : paper.head.issuer;
    paper.items = lines_of(work->arena, found->items);
    paper.copies = arena_printf(work->arena, "%02d", (int)found->copies);
    paper.code = visit->petition_code;
    paper.head.signed_on = paper.day;
    paper.head.position = vietnamese(work, "reception.papers.receiver");
    paper.head.signer = found->official;
    if (visit->petition_code.len > 0 && work->site->public_address.len > 0)
        paper.url = url_under(work->arena, work->site->public_address,
                              url_add(work->arena, URL("/don-thu/tra-cuu"), STR("ma"),
                                      visit->petition_code))
                        .text;
    else
        paper.url = STR("");
    return paper_render(work, &paper_receipt_kind, &paper, ret_pdf);
}
