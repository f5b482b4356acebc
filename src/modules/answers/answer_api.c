/*
 * Published answers for programs: /api/v1/answers, and the list as /don-thu/tra-loi.csv.
 */
#include "modules/answers/answer_web.h"

enum {
    FIRST_YEAR = 1945,
    LAST_YEAR = 2200
};

struct answer_item {
    struct code_number id;
    struct str slug;
    struct str url;
    struct str unit;
    struct str kind;
    struct str title;
    struct str question;
    struct str answer;
    struct str basis;
    struct str paper;
    struct civil_date received_on;
    struct civil_date answered_on;
    struct civil_date due_on;
    int days;
    int days_late;
    bool is_contested;
    struct instant published_at;
    struct instant updated_at;
    bool is_demo;
};
static SHAPE(answer_item_shape, struct answer_item, FIELD(struct answer_item, id),
             FIELD(struct answer_item, slug), FIELD(struct answer_item, url),
             FIELD(struct answer_item, unit), FIELD(struct answer_item, kind),
             FIELD(struct answer_item, title), FIELD(struct answer_item, question),
             FIELD(struct answer_item, answer), FIELD(struct answer_item, basis),
             FIELD(struct answer_item, paper), FIELD(struct answer_item, received_on),
             FIELD(struct answer_item, answered_on), FIELD(struct answer_item, due_on),
             FIELD(struct answer_item, days), FIELD(struct answer_item, days_late),
             FIELD(struct answer_item, is_contested), FIELD(struct answer_item, published_at),
             FIELD(struct answer_item, updated_at), FIELD(struct answer_item, is_demo));

static const struct form_field parameters[] = {
    {"unit",  INPUT_LINE,   1,          100,       false, NULL        },
    {"kind",  INPUT_CHOICE, 0,          0,         false, answer_kinds},
    {"year",  INPUT_INT,    FIRST_YEAR, LAST_YEAR, false, NULL        },
    {"words", INPUT_LINE,   1,          200,       false, NULL        },
};

static struct answer_item item_of(struct work *work, struct str base, const struct answer *answer)
{
    return (struct answer_item){
        .id = {answer->id},
        .slug = answer->slug,
        .url = url_under(work->arena, base, answer_url(work->arena, answer->slug)).text,
        .unit = answer->unit_slug,
        .kind = answer->kind,
        .title = answer->title,
        .question = answer->question,
        .answer = answer->answer,
        .basis = answer->basis,
        .paper = answer->paper,
        .received_on = answer->received_on,
        .answered_on = answer->answered_on,
        .due_on = answer->due_on,
        .days = answer_days(answer),
        .days_late = answer_days_late(answer),
        .is_contested = answer->said.len > 0,
        .published_at = answer->published_at,
        .updated_at = answer->updated_at,
        .is_demo = answer->is_demo,
    };
}

static const struct fault *answers_all(struct work *work, const struct api_call *call,
                                       struct api_answer *ret_answer)
{
    struct answer_filter filter = {form_str(call->form, "words"), form_str(call->form, "unit"),
                                   form_str(call->form, "kind"), (int)form_int(call->form, "year")};
    struct answer_key after = {.id = 0};
    struct answer_item *items;
    answer_list list;
    const struct fault *fault;
    if (call->after.len > 0 && !answer_key_read(call->after, &after))
        return api_bad_after(work);
    fault = answer_public(work, &filter, after, call->limit + 1, &list);
    if (fault)
        return fault;
    if (list.count > (size_t)call->limit) {
        list.count--;
        ret_answer->next = answer_key_text(work->arena, &list.items[list.count - 1]);
    }
    items = arena_alloc_array(work->arena, list.count, sizeof(*items));
    for (size_t i = 0; i < list.count; i++)
        items[i] = item_of(work, page_base(work, call->request), &list.items[i]);
    ret_answer->items = (struct list){items, list.count, sizeof(*items)};
    return NULL;
}

static const struct fault *answer_one(struct work *work, const struct api_call *call,
                                      struct api_answer *ret_answer)
{
    struct answer_item *item = work_alloc(work, struct answer_item);
    struct answer answer;
    const struct fault *fault =
        answer_by_slug(work, request_param(call->request, STR("slug")), &answer);
    if (!fault && answer.status != ANSWER_PUBLISHED && answer.published_at.us)
        return fault_new(work->arena, FAULT_GONE, "answers.withdrawn-text-api", "withdrawn");
    if (!fault && answer.status != ANSWER_PUBLISHED)
        return fault_new(work->arena, FAULT_NOT_FOUND, "answers.unknown", "not in the open");
    if (fault)
        return fault;
    *item = item_of(work, page_base(work, call->request), &answer);
    ret_answer->item = item;
    return NULL;
}

const struct api_route answer_api[ANSWER_API_COUNT] = {
    {.path = "/api/v1/answers",
     .message = "api.answers",
     .shape = &answer_item_shape,
     .handler = answers_all,
     .is_list = true,
     .parameters = parameters,
     .parameter_count = sizeof(parameters) / sizeof(parameters[0]),
     .csv = "/don-thu/tra-loi.csv"},
    {.path = "/api/v1/answers/{slug}",
     .message = "api.one-answer",
     .shape = &answer_item_shape,
     .handler = answer_one},
};
