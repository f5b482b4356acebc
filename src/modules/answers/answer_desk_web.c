/*
 * /can-bo/tra-loi: what waits for approval, drafts, what is in the open and what was
 * withdrawn, as the officer may read the files.
 */
#include "modules/answers/answer_web.h"
#include "modules/matters/matters.h"

#include <inttypes.h>

struct desk_row {
    struct url url;
    struct str title;
    struct str unit;
    struct str kind;
    struct str who;
    struct instant updated_at;
    struct str said;
};
static SHAPE(desk_row_shape, struct desk_row, FIELD(struct desk_row, url),
             FIELD(struct desk_row, title), FIELD(struct desk_row, unit),
             FIELD(struct desk_row, kind), FIELD(struct desk_row, who),
             FIELD(struct desk_row, updated_at), FIELD(struct desk_row, said));

struct desk_group {
    struct str id;
    struct str title;
    struct list rows; /* struct desk_row */
};
static SHAPE(desk_group_shape, struct desk_group, FIELD(struct desk_group, id),
             FIELD(struct desk_group, title), LIST(struct desk_group, rows, desk_row_shape));

struct desk_page {
    struct layout layout;
    struct list groups; /* struct desk_group */
};
static SHAPE(desk_page_shape, struct desk_page, RECORD(struct desk_page, layout, layout_shape),
             LIST(struct desk_page, groups, desk_group_shape));
const struct page_kind answer_desk_kind = {"answers/desk", &desk_page_shape};

/* columns: status, id of its heading */
static const struct {
    enum answer_status status;
    const char *id;
} groups[] = {
    {ANSWER_PROPOSED,  "cho-duyet"   },
    {ANSWER_DRAFT,     "dang-soan"   },
    {ANSWER_PUBLISHED, "da-cong-khai"},
    {ANSWER_WITHDRAWN, "da-go"       },
};

static struct desk_row row_of(struct work *work, const struct answer *answer)
{
    return (struct desk_row){
        .url = url_relative(work->arena, "/can-bo/tra-loi/%" PRId64, answer->id),
        .title = answer->title,
        .unit = answer->unit,
        .kind = answer_kind_name(work, answer->kind),
        .who = answer->proposer.len ? answer->proposer : answer->drafter,
        .updated_at = answer->updated_at,
        .said = answer->said,
    };
}

static const struct fault *fill_group(struct work *work, size_t at, struct desk_group *ret_group)
{
    VEC(struct desk_row) rows = {0};
    answer_list list;
    struct str key = arena_printf(work->arena, "answers.status." PRISTR,
                                  STRARG(answer_status_name(groups[at].status)));
    const struct fault *fault = answer_desk(work, groups[at].status, &list);
    for (size_t i = 0; !fault && i < list.count; i++) {
        struct answer readable;
        fault = answer_open(work, list.items[i].id, &readable);
        if (fault && fault->kind == FAULT_NOT_FOUND) {
            fault = NULL;
            continue;
        }
        *VEC_PUSH(&rows, work->arena) = row_of(work, &list.items[i]);
    }
    *ret_group = (struct desk_group){str_from_c(groups[at].id), site_message(work, key.ptr),
                                     VEC_LIST(&rows)};
    return fault;
}

const struct fault *answer_desk_page(struct work *work, const struct request *request,
                                     struct response *response)
{
    struct desk_page page = {0};
    VEC(struct desk_group) list = {0};
    const struct fault *fault =
        page_layout(work, request, site_message(work, "answers.desk"), &page.layout);
    for (size_t i = 0; !fault && i < sizeof(groups) / sizeof(groups[0]); i++)
        fault = fill_group(work, i, VEC_PUSH(&list, work->arena));
    if (fault)
        return fault;
    page.layout.is_private = true;
    page.groups = VEC_LIST(&list);
    matter_inbox_crumb(work, &page.layout);
    page_crumb(work, &page.layout, URL(""), page.layout.title);
    return page_respond(work, response, 200, &answer_desk_kind, &page);
}
