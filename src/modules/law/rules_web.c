/*
 * GET /tinh-han/quy-tac and …/{area}: every rule with its versions and articles, for
 * those who want to check the law against the program.
 */
#include "modules/law/law_web.h"

struct area_view {
    struct url url;
    struct str label;
    int rules;
    int versions;
};
static SHAPE(area_view_shape, struct area_view, FIELD(struct area_view, url),
             FIELD(struct area_view, label), FIELD(struct area_view, rules),
             FIELD(struct area_view, versions));

struct instrument_view {
    struct str number;
    struct str title;
    struct civil_date from;
    struct civil_date to;
    struct str replaced_by;
};
static SHAPE(instrument_view_shape, struct instrument_view, FIELD(struct instrument_view, number),
             FIELD(struct instrument_view, title), FIELD(struct instrument_view, from),
             FIELD(struct instrument_view, to), FIELD(struct instrument_view, replaced_by));

struct rules_page {
    struct layout layout;
    struct list areas;       /* struct area_view */
    struct list instruments; /* struct instrument_view */
};
static SHAPE(rules_shape, struct rules_page, RECORD(struct rules_page, layout, layout_shape),
             LIST(struct rules_page, areas, area_view_shape),
             LIST(struct rules_page, instruments, instrument_view_shape));
const struct page_kind rules_kind = {"law/rules", &rules_shape};

struct version_view {
    struct civil_date from;
    struct civil_date to;
    struct str title; /* where it differs from the rule's */
    struct str condition;
    struct str value;
    struct str starts;
    struct str citation;
    struct str says;
    struct str note;
    struct str form;
    bool is_local;
};
static SHAPE(version_view_shape, struct version_view, FIELD(struct version_view, from),
             FIELD(struct version_view, to), FIELD(struct version_view, title),
             FIELD(struct version_view, condition), FIELD(struct version_view, value),
             FIELD(struct version_view, starts), FIELD(struct version_view, citation),
             FIELD(struct version_view, says), FIELD(struct version_view, note),
             FIELD(struct version_view, form), FIELD(struct version_view, is_local));

struct rule_view {
    struct str id;
    struct str title;
    struct url compute_url; /* empty where it sets no term */
    struct list versions;   /* struct version_view */
};
static SHAPE(rule_view_shape, struct rule_view, FIELD(struct rule_view, id),
             FIELD(struct rule_view, title), FIELD(struct rule_view, compute_url),
             LIST(struct rule_view, versions, version_view_shape));

struct area_page {
    struct layout layout;
    struct str title;
    struct list rules; /* struct rule_view */
};
static SHAPE(area_shape, struct area_page, RECORD(struct area_page, layout, layout_shape),
             FIELD(struct area_page, title), LIST(struct area_page, rules, rule_view_shape));
const struct page_kind area_kind = {"law/area", &area_shape};

/* ---- all areas ---- */

static struct list areas_of(const struct explainer *explainer)
{
    VEC(struct area_view) views = {0};
    size_t area_count;
    size_t rule_count;
    const struct law_area *const *areas = law_areas(explainer->law, &area_count);
    const struct law_rule *const *rules = law_rules(explainer->law, &rule_count);
    for (size_t a = 0; a < area_count; a++) {
        struct area_view *view = VEC_PUSH(&views, explainer->arena);
        view->url =
            url_relative(explainer->arena, "/tinh-han/quy-tac/" PRISTR, STRARG(areas[a]->id));
        view->label = explain_text(explainer, areas[a]->text);
        for (size_t r = 0; r < rule_count; r++) {
            if (rules[r]->area != areas[a])
                continue;
            view->rules++;
            view->versions += (int)rules[r]->versions.count;
        }
    }
    return VEC_LIST(&views);
}

static struct list instruments_of(const struct explainer *explainer)
{
    VEC(struct instrument_view) views = {0};
    size_t count;
    const struct law_instrument *const *instruments = law_instruments(explainer->law, &count);
    for (size_t i = 0; i < count; i++) {
        const struct law_instrument *instrument = instruments[i];
        struct instrument_view *view = VEC_PUSH(&views, explainer->arena);
        *view = (struct instrument_view){.number = explain_text(explainer, instrument->full_number),
                                         .title = explain_text(explainer, instrument->title),
                                         .from = instrument->from,
                                         .to = instrument->to};
        if (instrument->replaced_by)
            view->replaced_by = explain_text(explainer, instrument->replaced_by->full_number);
    }
    return VEC_LIST(&views);
}

const struct fault *rules_page(struct work *work, const struct request *request,
                               struct response *response)
{
    struct explainer explainer = law_explainer(work);
    struct str title = site_message(work, "law.rules.title");
    struct rules_page page = {.areas = areas_of(&explainer),
                              .instruments = instruments_of(&explainer)};
    const struct fault *fault = page_layout(work, request, title, &page.layout);
    if (fault)
        return fault;
    page.layout.description = site_message(work, "law.rules.lead");
    page_crumb(work, &page.layout, URL("/tinh-han"), site_message(work, "law.calculator.title"));
    page_crumb(work, &page.layout, URL(""), title);
    return page_respond(work, response, 200, &rules_kind, &page);
}

/* ---- one area ---- */

static struct version_view version_of(const struct explainer *explainer,
                                      const struct law_version *version)
{
    struct version_view view = {.from = version->from,
                                .to = version->to,
                                .value = explain_value(explainer, version),
                                .starts = explain_text(explainer, version->starts->text),
                                .citation = explain_citation(explainer, version),
                                .says = version->says,
                                .note = explain_text(explainer, version->note),
                                .form = version->form,
                                .is_local = !law_is_law(version)};
    if (!str_equal(version->title.vi, version->rule->title.vi))
        view.title = explain_text(explainer, version->title);
    if (version->given)
        view.condition = explain_text(explainer, version->given->text);
    return view;
}

static struct rule_view rule_of(const struct explainer *explainer, const struct law_rule *rule)
{
    VEC(struct version_view) versions = {0};
    struct rule_view view = {.id = rule->id, .title = explain_text(explainer, rule->title)};
    for (size_t i = 0; i < rule->versions.count; i++) {
        const struct law_version *version = &rule->versions.items[i];
        *VEC_PUSH(&versions, explainer->arena) = version_of(explainer, version);
        if (law_is_term(version))
            view.compute_url =
                url_relative(explainer->arena, "/tinh-han?quy-tac=" PRISTR, STRARG(rule->id));
    }
    view.versions = VEC_LIST(&versions);
    return view;
}

const struct fault *area_page(struct work *work, const struct request *request,
                              struct response *response)
{
    struct explainer explainer = law_explainer(work);
    struct str id = request_param(request, STR("area"));
    struct area_page page = {.title = STR("")};
    VEC(struct rule_view) rules = {0};
    size_t count;
    const struct law_rule *const *all = law_rules(explainer.law, &count);
    const struct fault *fault;
    for (size_t i = 0; i < count; i++) {
        if (!str_equal(all[i]->area->id, id))
            continue;
        page.title = explain_text(&explainer, all[i]->area->text);
        *VEC_PUSH(&rules, work->arena) = rule_of(&explainer, all[i]);
    }
    if (rules.count == 0)
        return fault_new(work->arena, FAULT_NOT_FOUND, "error.not_found", "no area " PRISTR,
                         STRARG(id));
    page.rules = VEC_LIST(&rules);
    fault = page_layout(work, request, page.title, &page.layout);
    if (fault)
        return fault;
    page_crumb(work, &page.layout, URL("/tinh-han"), site_message(work, "law.calculator.title"));
    page_crumb(work, &page.layout, URL("/tinh-han/quy-tac"), site_message(work, "law.rules.title"));
    page_crumb(work, &page.layout, URL(""), page.title);
    return page_respond(work, response, 200, &area_kind, &page);
}
