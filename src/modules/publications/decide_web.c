/*
 * /can-bo/tin/{id}/dang: an approver looks at an article as readers will see it and
 * publishes, schedules or withdraws it; its address.
 */
#include "db/db.h"
#include "modules/publications/article_web.h"
#include "modules/publications/desk.h"
#include "text/number.h"

#include <string.h>

enum {
    REMARKS_SHOWN = 30,
    MINUTE_US = 60 * 1000000
};

enum decide_field {
    DECIDE_STEP,
    DECIDE_VERSION,
    DECIDE_DAY,
    DECIDE_TIME,
    DECIDE_REASON,
    DECIDE_NOTE,
    DECIDE_REMARK,
    DECIDE_FIELD_COUNT
};

/* In the order of enum article_step. */
static const char *const step_names[] = {"publish", "schedule", "unschedule", "withdraw",
                                         "submit",  "recall",   "return",     NULL};

/* columns: name, kind, least, most, required, choices */
static const struct form_field decide_fields[DECIDE_FIELD_COUNT] = {
    [DECIDE_STEP] = {"step",    INPUT_CHOICE, 0, 0,                   true,  step_names},
    [DECIDE_VERSION] = {"version", INPUT_ID,     0, 0,                   true,  NULL      },
    [DECIDE_DAY] = {"day",     INPUT_DATE,   0, 0,                   false, NULL      },
    [DECIDE_TIME] = {"time",    INPUT_LINE,   0, 20,                  false, NULL      },
    [DECIDE_REASON] = {"reason",  INPUT_TEXT,   0, ARTICLE_REASON_MOST, false, NULL      },
    [DECIDE_NOTE] = {"note",    INPUT_TEXT,   0, ARTICLE_REASON_MOST, false, NULL      },
    [DECIDE_REMARK] = {"remark",  INPUT_TEXT,   0, ARTICLE_REASON_MOST, false, NULL      },
};

static const struct form_field rename_fields[] = {
    {"slug", INPUT_LINE, 0, ARTICLE_SLUG_MOST, true, NULL}
};

struct decide_page {
    struct layout layout;
    struct preview preview;
    struct str status;
    struct url edit_url;
    struct url public_url;
    struct url rename_url;
    struct url short_url; /* "/t/k3m7pqa" */
    struct url qr_url;
    struct code_number version;
    struct str reason_was; /* of a withdrawn one */
    struct desk_said said; /* of a draft or a pending one */
    struct instant published_at;
    struct list remarks; /* struct remark_view */
    bool may_decide;
    bool may_publish;
    bool may_schedule;
    bool may_unschedule;
    bool may_withdraw;
    bool may_submit;
    bool may_recall;
    bool may_return;
    bool is_changed; /* since the page was shown */
    struct field_view day;
    struct field_view time;
    struct field_view reason;
    struct field_view note;
    struct field_view remark;
    struct field_view slug;
};
static SHAPE(decide_shape, struct decide_page, RECORD(struct decide_page, layout, layout_shape),
             RECORD(struct decide_page, preview, preview_shape), FIELD(struct decide_page, status),
             FIELD(struct decide_page, edit_url), FIELD(struct decide_page, public_url),
             FIELD(struct decide_page, rename_url), FIELD(struct decide_page, short_url),
             FIELD(struct decide_page, qr_url), FIELD(struct decide_page, version),
             FIELD(struct decide_page, reason_was), FIELD(struct decide_page, published_at),
             RECORD(struct decide_page, said, desk_said_shape),
             FIELD(struct decide_page, may_submit), FIELD(struct decide_page, may_recall),
             FIELD(struct decide_page, may_return),
             LIST(struct decide_page, remarks, remark_view_shape),
             FIELD(struct decide_page, may_decide), FIELD(struct decide_page, may_publish),
             FIELD(struct decide_page, may_schedule), FIELD(struct decide_page, may_unschedule),
             FIELD(struct decide_page, may_withdraw), FIELD(struct decide_page, is_changed),
             RECORD(struct decide_page, day, field_view_shape),
             RECORD(struct decide_page, time, field_view_shape),
             RECORD(struct decide_page, reason, field_view_shape),
             RECORD(struct decide_page, note, field_view_shape),
             RECORD(struct decide_page, remark, field_view_shape),
             RECORD(struct decide_page, slug, field_view_shape));
const struct page_kind decide_kind = {"publications/decide", &decide_shape};

static void fill_addresses(struct work *work, const struct article *article,
                           struct decide_page *page)
{
    page->edit_url = desk_url(work->arena, article->id, "");
    page->rename_url = desk_url(work->arena, article->id, "/dia-chi");
    if (article->status == ARTICLE_PUBLISHED || article->status == ARTICLE_WITHDRAWN)
        page->public_url = article_url(work->arena, article->slug);
    if (article->code.len > 0) {
        page->short_url = url_relative(work->arena, "/t/" PRISTR, STRARG(article->code));
        page->qr_url = url_relative(work->arena, "/t/" PRISTR "/qr.svg", STRARG(article->code));
    }
}

/* What may be done now: by an approver, or by an editor, who sends and takes back. */
static void fill_steps(const struct article *article, struct decide_page *page)
{
    /* columns: step, whether it is an approver's, where it is said */
    const struct {
        enum article_step step;
        bool is_approvers;
        bool *may;
    } rows[] = {
        {STEP_PUBLISH,    true,  &page->may_publish   },
        {STEP_SCHEDULE,   true,  &page->may_schedule  },
        {STEP_UNSCHEDULE, true,  &page->may_unschedule},
        {STEP_WITHDRAW,   true,  &page->may_withdraw  },
        {STEP_RETURN,     true,  &page->may_return    },
        {STEP_SUBMIT,     false, &page->may_submit    },
        {STEP_RECALL,     false, &page->may_recall    },
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
        *rows[i].may = page->may_decide == rows[i].is_approvers &&
                       article_step_is_open(rows[i].step, article->status);
}

/* The fields of all steps. */
static void fill_fields(struct work *work, const struct form *form, const struct fault *faults,
                        struct decide_page *page)
{
    /* columns: field, where it is shown, whether it must be filled in */
    const struct {
        enum decide_field field;
        struct field_view *view;
        bool is_required;
    } rows[] = {
        {DECIDE_DAY,    &page->day,    true },
        {DECIDE_TIME,   &page->time,   true },
        {DECIDE_REASON, &page->reason, true },
        {DECIDE_NOTE,   &page->note,   false},
        {DECIDE_REMARK, &page->remark, true },
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        *rows[i].view = field_view(work, "edit.field", &decide_fields[rows[i].field], form, faults);
        rows[i].view->is_required = rows[i].is_required;
    }
    page->day.width = STR("w12");
    page->time.width = STR("w4");
}

static const struct fault *show(struct work *work, const struct request *request,
                                struct response *response, const struct article *article,
                                const struct form *form, struct str slug,
                                const struct fault *faults)
{
    struct article_edit edit = article_edit_of(article);
    struct decide_page page = {.may_decide = desk_may(work, news_publishers, article->unit_id)};
    bool is_changed = faults && faults->kind == FAULT_CONFLICT;
    const char *title = page.may_decide ? "edit.decide" : "edit.send";
    const struct fault *fault =
        desk_layout(work, request, site_message(work, title), article, &page.layout);
    if (!fault)
        fault = desk_said(work, article, &page.said);
    if (fault)
        return fault;
    page_crumb(work, &page.layout, URL(""), page.layout.title);
    if (faults)
        page_errors_of(work, &page.layout, "edit.field", faults);
    else
        desk_flash(work, request, &page.layout);
    fill_addresses(work, article, &page);
    page.preview = preview_of(work, article->id, &edit);
    page.remarks = remarks_of(work, &edit, REMARKS_SHOWN);
    page.status = site_message(work, desk_status_message(article->status));
    page.version.value = article->version;
    if (article->status == ARTICLE_WITHDRAWN)
        page.reason_was = article->reason;
    page.published_at = article->published_at;
    page.is_changed = is_changed;
    fill_steps(article, &page);
    fill_fields(work, form, faults, &page);
    page.slug = field_view(work, "edit.field", &rename_fields[0], NULL, faults);
    page.slug.value = slug;
    return page_respond_form(work, response, faults, &decide_kind, &page);
}

const struct fault *decide_page(struct work *work, const struct request *request,
                                struct response *response)
{
    struct article article;
    const struct fault *fault = desk_article(work, request, &article);
    return fault ? fault : show(work, request, response, &article, NULL, article.slug, NULL);
}

/* ---- deciding ---- */

/* columns: step, where it leads */
static const char *const leads[STEP_COUNT] = {
    [STEP_PUBLISH] = "/dang?da=dang",      [STEP_SCHEDULE] = "/dang?da=hen",
    [STEP_UNSCHEDULE] = "/dang?da=bo-hen", [STEP_WITHDRAW] = "/dang?da=go",
    [STEP_SUBMIT] = "/dang?da=gui",        [STEP_RECALL] = "?da=lay-ve",
    [STEP_RETURN] = "/dang?da=tra",
};

/* columns: step, where its words are typed */
static const char *const reasons[STEP_COUNT] = {
    [STEP_WITHDRAW] = "reason",
    [STEP_SUBMIT] = "note",
    [STEP_RETURN] = "remark",
};

static enum article_step step_of(const struct form *form)
{
    struct str name = form_str(form, "step");
    unsigned step = 0;
    while (!str_equal(str_from_c(step_names[step]), name))
        step++;
    return (enum article_step)step;
}

/* "08:00" or "8h30" on a day. */
static const struct fault *moment_of(struct work *work, const struct form *form,
                                     struct instant *ret_at)
{
    struct civil_date day = form_date(form, "day");
    struct civil_date read;
    int minute = -1;
    struct str text;
    if (date_is_none(day))
        return fault_field(work->arena, "day", "form.required");
    /* "8h" is as good as "8h00" */
    text = form_str(form, "time");
    text = arena_printf(work->arena, PRISTR "%s " PRISTR, STRARG(text),
                        str_ends(text, STR("h")) ? "00" : "", STRARG(date_text(work->arena, day)));
    if (!date_from_vi(text, &read, &minute) || minute < 0)
        return fault_field(work->arena, "time", "edit.time");
    ret_at->us = date_start(day).us + (int64_t)minute * MINUTE_US;
    return NULL;
}

const struct fault *decide_send(struct work *work, const struct request *request,
                                struct response *response)
{
    struct article_decision decision = {.step = STEP_PUBLISH};
    struct article article;
    struct form form;
    const struct fault *fault = desk_article(work, request, &article);
    const struct fault *wrong;
    if (fault)
        return fault;
    wrong = form_read(work, request, decide_fields, DECIDE_FIELD_COUNT, &form);
    if (wrong && wrong->kind != FAULT_INVALID)
        return wrong;
    if (!wrong) {
        decision.step = step_of(&form);
        if (reasons[decision.step])
            decision.reason = form_str(&form, reasons[decision.step]);
    }
    if (!wrong && decision.step == STEP_SCHEDULE)
        wrong = moment_of(work, &form, &decision.at);
    if (!wrong)
        wrong = article_decide(work, article.id, form_int(&form, "version"), &decision);
    if (wrong && (wrong->kind == FAULT_INVALID || wrong->kind == FAULT_CONFLICT)) {
        db_release(work);
        fault = article_load(work, article.id, &article);
        return fault ? fault : show(work, request, response, &article, &form, article.slug, wrong);
    }
    if (!wrong)
        response_redirect(response, arena_printf(work->arena, "/can-bo/tin/%lld%s",
                                                 (long long)article.id, leads[decision.step]));
    return wrong;
}

const struct fault *rename_send(struct work *work, const struct request *request,
                                struct response *response)
{
    struct article article;
    struct form form;
    const struct fault *fault = desk_article(work, request, &article);
    const struct fault *wrong;
    if (fault)
        return fault;
    wrong = form_read(work, request, rename_fields, 1, &form);
    if (!wrong)
        wrong = article_rename(work, article.id, form_str(&form, "slug"));
    if (wrong && wrong->kind == FAULT_INVALID)
        return show(work, request, response, &article, NULL, form_typed(&form, "slug"), wrong);
    if (!wrong)
        response_redirect(response, arena_printf(work->arena, "/can-bo/tin/%lld/dang?da=dia-chi",
                                                 (long long)article.id));
    return wrong;
}
