/*
 * /don-thu/tra-loi/{slug}: one question and its answer. What was withdrawn says so.
 */
#include "modules/answers/answer_web.h"

#include "text/utf8.h"

#include <inttypes.h>

enum {
    DESCRIPTION = 160 /* characters, for search engines */
};

struct answer_page_view {
    struct layout layout;
    struct str title;
    struct list question; /* struct str */
    struct list answer;   /* struct str */
    struct str basis;
    struct str paper;
    struct str kind;
    struct str unit;
    struct url unit_url;
    struct civil_date received_on;
    struct civil_date answered_on;
    struct civil_date due_on;
    int days;
    int late;
    bool is_in_time;
    bool is_demo;
    bool is_contested;
    struct instant published_at;
    struct url edit_url; /* for those who write */
};
static SHAPE(
    page_shape, struct answer_page_view, RECORD(struct answer_page_view, layout, layout_shape),
    FIELD(struct answer_page_view, title), LIST(struct answer_page_view, question, text_shape),
    LIST(struct answer_page_view, answer, text_shape), FIELD(struct answer_page_view, basis),
    FIELD(struct answer_page_view, paper), FIELD(struct answer_page_view, kind),
    FIELD(struct answer_page_view, unit), FIELD(struct answer_page_view, unit_url),
    FIELD(struct answer_page_view, received_on), FIELD(struct answer_page_view, answered_on),
    FIELD(struct answer_page_view, due_on), FIELD(struct answer_page_view, days),
    FIELD(struct answer_page_view, late), FIELD(struct answer_page_view, is_in_time),
    FIELD(struct answer_page_view, is_demo), FIELD(struct answer_page_view, is_contested),
    FIELD(struct answer_page_view, published_at), FIELD(struct answer_page_view, edit_url));
const struct page_kind answer_page_kind = {"answers/answer", &page_shape};

struct withdrawn_page {
    struct layout layout;
    struct civil_date day;
};
static SHAPE(withdrawn_shape, struct withdrawn_page,
             RECORD(struct withdrawn_page, layout, layout_shape),
             FIELD(struct withdrawn_page, day));
const struct page_kind answer_withdrawn_kind = {"answers/withdrawn", &withdrawn_shape};

static void crumbs(struct work *work, struct layout *layout, struct str last)
{
    page_crumb(work, layout, URL("/don-thu"), site_message(work, "matters.petitions"));
    page_crumb(work, layout, URL("/don-thu/tra-loi"), site_message(work, "answers.title"));
    page_crumb(work, layout, URL(""), last);
}

static const struct fault *show_withdrawn(struct work *work, const struct request *request,
                                          struct response *response, const struct answer *answer)
{
    struct withdrawn_page page = {.day = instant_date(answer->updated_at)};
    const struct fault *fault =
        page_layout(work, request, site_message(work, "answers.withdrawn"), &page.layout);
    if (fault)
        return fault;
    page.layout.is_private = true;
    crumbs(work, &page.layout, page.layout.title);
    return page_respond(work, response, 410, &answer_withdrawn_kind, &page);
}

static const struct fault *show(struct work *work, const struct request *request,
                                struct response *response, const struct answer *answer)
{
    struct answer_page_view page = {
        .title = answer->title,
        .question = answer_paragraphs(work, answer->question),
        .answer = answer_paragraphs(work, answer->answer),
        .basis = answer->basis,
        .paper = answer->paper,
        .kind = answer_kind_name(work, answer->kind),
        .unit = answer->unit,
        .unit_url = url_relative(work->arena, "/don-vi/" PRISTR, STRARG(answer->unit_slug)),
        .received_on = answer->received_on,
        .answered_on = answer->answered_on,
        .due_on = answer->due_on,
        .days = answer_days(answer),
        .late = answer_days_late(answer),
        .is_in_time = !date_is_none(answer->due_on) && answer_days_late(answer) == 0,
        .is_demo = answer->is_demo,
        .is_contested = answer->said.len > 0,
        .published_at = answer->published_at,
    };
    const struct fault *fault = page_layout(work, request, answer->title, &page.layout);
    if (fault)
        return fault;
    page.layout.description = text_excerpt(work->arena, answer->question, DESCRIPTION);
    if (actor_may_somewhere(work->actor, ANSWER_WRITERS))
        page.edit_url = url_relative(work->arena, "/can-bo/tra-loi/%" PRId64, answer->id);
    crumbs(work, &page.layout, answer->title);
    return page_respond(work, response, 200, &answer_page_kind, &page);
}

const struct fault *answer_page(struct work *work, const struct request *request,
                                struct response *response)
{
    struct answer answer;
    const struct fault *fault = answer_by_slug(work, request_param(request, STR("slug")), &answer);
    if (!fault && answer.status != ANSWER_PUBLISHED && answer.published_at.us == 0)
        fault = fault_new(work->arena, FAULT_NOT_FOUND, "answers.unknown", "not in the open");
    if (fault)
        return fault;
    return answer.status == ANSWER_PUBLISHED ? show(work, request, response, &answer)
                                             : show_withdrawn(work, request, response, &answer);
}
