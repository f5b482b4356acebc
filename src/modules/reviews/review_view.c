/*
 * Rows, sums and histories as pages, sheets and papers show them.
 */
#include "modules/reviews/review_web.h"

#include "base/buf.h"
#include "modules/petitions/petition.h"
#include "text/message.h"

#include <inttypes.h>

enum {
    WORDS_BYTES = 2000
};

SHAPE(review_row_shape, struct review_row, FIELD(struct review_row, number),
      FIELD(struct review_row, code), FIELD(struct review_row, url),
      FIELD(struct review_row, title), FIELD(struct review_row, kind),
      FIELD(struct review_row, unit), FIELD(struct review_row, received_on),
      FIELD(struct review_row, owner), FIELD(struct review_row, due_on),
      FIELD(struct review_row, is_late), FIELD(struct review_row, findings),
      FIELD(struct review_row, cause), FIELD(struct review_row, measures),
      FIELD(struct review_row, plan), FIELD(struct review_row, outcome),
      FIELD(struct review_row, is_done), FIELD(struct review_row, outcome_on),
      FIELD(struct review_row, paper), FIELD(struct review_row, note),
      FIELD(struct review_row, reason), FIELD(struct review_row, is_added),
      FIELD(struct review_row, is_removed), FIELD(struct review_row, is_sealed));

SHAPE(review_sum_shape, struct review_sum, FIELD(struct review_sum, name),
      FIELD(struct review_sum, total), FIELD(struct review_sum, resolved),
      FIELD(struct review_sum, ended), FIELD(struct review_sum, transferred),
      FIELD(struct review_sum, continuing), FIELD(struct review_sum, open),
      FIELD(struct review_sum, overdue), FIELD(struct review_sum, is_sum));

SHAPE(review_step_shape, struct review_step, FIELD(struct review_step, at),
      FIELD(struct review_step, who), FIELD(struct review_step, what),
      FIELD(struct review_step, code), FIELD(struct review_step, note));

/* ---- words ---- */

static struct str word(struct work *work, const char *group, struct str name)
{
    return site_message(work, arena_printf(work->arena, "%s." PRISTR, group, STRARG(name)).ptr);
}

struct str review_words(struct work *work, const char *group, struct str names)
{
    struct buf buf = buf_init(work->arena, WORDS_BYTES);
    while (names.len > 0) {
        struct str name = str_cut(&names, ' ');
        if (name.len > 0)
            buf_printf(&buf, "%s" PRISTR, buf_str(&buf).len ? ", " : "",
                       STRARG(word(work, group, name)));
    }
    return buf_str(&buf);
}

static struct str kind_name(struct work *work, struct str kind)
{
    return site_message(work, arena_printf(work->arena, PRISTR ".name", STRARG(kind)).ptr);
}

struct review_row review_row(struct work *work, const struct review_case *one, int64_t number)
{
    bool is_sealed = one->matter.visibility == VISIBLE_SEALED;
    struct review_row row = {
        .number = number,
        .code = one->matter.code,
        .title = is_sealed ? site_message(work, "review.sealed") : one->matter.title,
        .kind = kind_name(work, one->matter.kind),
        .unit = one->unit,
        .received_on = one->matter.received_on,
        .owner = one->owner,
        .due_on = one->due_on,
        .is_late = review_is_overdue(one, clock_today(work->clock)),
        .findings = review_words(work, "review.finding", one->findings),
        .cause = one->cause,
        .measures = review_words(work, "review.measure", one->measures),
        .plan = one->plan,
        .outcome = one->outcome.len ? word(work, "review.outcome", one->outcome)
                                    : site_message(work, "review.outcome.none"),
        .is_done = one->outcome.len > 0,
        .outcome_on = one->outcome_on,
        .paper = one->paper,
        .note = one->note,
        .reason = one->reason,
        .is_added = one->is_added,
        .is_removed = one->is_removed,
        .is_sealed = is_sealed,
    };
    if (one->id)
        row.url = url_relative(work->arena, "/can-bo/ra-soat/%" PRId64 "/vu/%" PRId64,
                               one->round_id, one->id);
    return row;
}

/* ---- sums ---- */

static void put_figures(struct review_sum *sum, const struct review_figures *figures)
{
    sum->total += figures->total;
    sum->resolved += figures->resolved;
    sum->ended += figures->ended;
    sum->transferred += figures->transferred;
    sum->continuing += figures->continuing;
    sum->open += figures->open;
    sum->overdue += figures->overdue;
}

static void add_to(struct work *work, review_sum_list *sums, struct str name,
                   const struct review_case *one)
{
    struct review_figures figures = {0};
    size_t at = 0;
    review_count(&figures, one, clock_today(work->clock));
    while (at < sums->count && !str_equal(sums->items[at].name, name))
        at++;
    if (at == sums->count)
        *VEC_PUSH(sums, work->arena) = (struct review_sum){.name = name};
    put_figures(&sums->items[at], &figures);
}

/* The names of findings one by one; what has none stands under "not found yet". */
static void add_findings(struct work *work, review_sum_list *sums, const struct review_case *one)
{
    struct str rest = one->findings;
    if (rest.len == 0)
        add_to(work, sums, site_message(work, "review.finding.none"), one);
    while (rest.len > 0)
        add_to(work, sums, word(work, "review.finding", str_cut(&rest, ' ')), one);
}

void review_sums(struct work *work, const review_case_list *cases, enum review_grouping grouping,
                 review_sum_list *ret_sums)
{
    review_sum_list sums = {0};
    struct review_sum all = {.name = site_message(work, "review.sum"), .is_sum = true};
    struct review_figures figures = review_total(work, cases);
    for (size_t i = 0; i < cases->count; i++) {
        const struct review_case *one = &cases->items[i];
        if (one->is_removed)
            continue;
        if (grouping == REVIEW_BY_FINDING)
            add_findings(work, &sums, one);
        else
            add_to(work, &sums,
                   grouping == REVIEW_BY_UNIT ? one->unit : kind_name(work, one->matter.kind), one);
    }
    put_figures(&all, &figures);
    if (grouping != REVIEW_BY_FINDING)
        *VEC_PUSH(&sums, work->arena) = all;
    *ret_sums = sums;
}

struct review_figures review_total(struct work *work, const review_case_list *cases)
{
    struct review_figures figures = {0};
    for (size_t i = 0; i < cases->count; i++)
        review_count(&figures, &cases->items[i], clock_today(work->clock));
    return figures;
}

/* ---- addresses and the frame ---- */

struct url review_url(struct arena *arena, int64_t round_id)
{
    return url_relative(arena, "/can-bo/ra-soat/%" PRId64, round_id);
}

const struct fault *review_of_request(struct work *work, const struct request *request,
                                      struct review_round *ret_round)
{
    int64_t id;
    if (!str_to_int64(request_param(request, STR("round")), &id))
        return fault_new(work->arena, FAULT_NOT_FOUND, "review.unknown", "no number");
    return review_open(work, id, ret_round);
}

const struct fault *review_layout(struct work *work, const struct request *request,
                                  struct str title, const struct review_round *round,
                                  struct layout *ret_layout)
{
    const struct fault *fault = page_layout(work, request, title, ret_layout);
    if (fault)
        return fault;
    ret_layout->is_private = true;
    page_crumb(work, ret_layout, URL("/can-bo/ra-soat"), site_message(work, "review.title"));
    if (round)
        page_crumb(work, ret_layout, review_url(work->arena, round->id), round->name);
    return NULL;
}

void review_flash(struct work *work, const struct request *request, struct layout *layout)
{
    struct str done = request_query(request, STR("xong"));
    struct str key;
    struct str text;
    if (!done.ptr)
        return;
    key = arena_printf(work->arena, "review.done." PRISTR, STRARG(done));
    if (message_text(work->site->messages, work->locale, key, &text))
        page_flash(work, layout, key.ptr, false);
}

bool review_is_shown(const struct fault *fault)
{
    return fault && (fault->kind == FAULT_INVALID || fault->kind == FAULT_CONFLICT);
}

/* ---- what happened ---- */

static bool has_matter(const review_case_list *cases, int64_t matter_id)
{
    for (size_t i = 0; i < cases->count; i++)
        if (cases->items[i].matter.id == matter_id)
            return true;
    return false;
}

const struct fault *review_history(struct work *work, const struct review_round *round,
                                   int64_t case_id, const review_case_list *cases,
                                   struct list *ret_steps)
{
    review_event_list events;
    VEC(struct review_step) steps = {0};
    const struct fault *fault = review_events(work, round->id, case_id, &events);
    if (fault)
        return fault;
    for (size_t i = 0; i < events.count; i++) {
        const struct review_event *event = &events.items[i];
        if (event->matter_id && !has_matter(cases, event->matter_id))
            continue;
        *VEC_PUSH(&steps, work->arena) =
            (struct review_step){event->at, event->actor, word(work, "review.event", event->action),
                                 case_id ? STR("") : event->code, event->note};
    }
    *ret_steps = VEC_LIST(&steps);
    return NULL;
}
