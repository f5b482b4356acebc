/*
 * /quan-tri/quy-dinh-rieng: every local rule with the value that holds today.
 * Setting one is value_web.c.
 */
#include "modules/law/law_web.h"
#include "modules/law/value_view.h"

struct rule_row {
    struct url url; /* where it is set */
    struct str title;
    struct str condition;
    struct str value;  /* today's; of a rule that ended, its last */
    struct str usual;  /* what the files say, where the site says otherwise */
    struct str bounds; /* "từ 1 đến 30" */
    struct str source;
    struct civil_date ended; /* DATE_NONE: still in force */
};
static SHAPE(rule_row_shape, struct rule_row, FIELD(struct rule_row, url),
             FIELD(struct rule_row, title), FIELD(struct rule_row, condition),
             FIELD(struct rule_row, value), FIELD(struct rule_row, usual),
             FIELD(struct rule_row, bounds), FIELD(struct rule_row, source),
             FIELD(struct rule_row, ended));

struct area_row {
    struct str id;
    struct str title;
    struct list rows; /* struct rule_row */
};
static SHAPE(area_row_shape, struct area_row, FIELD(struct area_row, id),
             FIELD(struct area_row, title), LIST(struct area_row, rows, rule_row_shape));

struct values_page {
    struct layout layout;
    struct list areas; /* struct area_row */
};
static SHAPE(values_shape, struct values_page, RECORD(struct values_page, layout, layout_shape),
             LIST(struct values_page, areas, area_row_shape));
const struct page_kind values_kind = {"law/values", &values_shape};

static struct rule_row row_of(struct work *work, const struct explainer *explainer,
                              const struct law_version *version)
{
    bool has_ended = !date_is_none(version->to) && version->to.days < clock_today(work->clock).days;
    struct rule_row row = {.url = value_url(work->arena, version),
                           .title = explain_text(explainer, version->title),
                           .value = explain_value(explainer, version),
                           .bounds = value_bounds(work, version),
                           .source = explain_citation(explainer, version),
                           .ended = has_ended ? version->to : DATE_NONE};
    if (version->given)
        row.condition = explain_text(explainer, version->given->text);
    if (version->usual)
        row.usual = explain_value(explainer, version->usual);
    return row;
}

/* Of the local versions in one condition: the last that began by `today`, else the first. */
static bool is_shown(const struct law_version *version, struct civil_date today)
{
    const struct law_version *shown = NULL;
    for (size_t i = 0; i < version->rule->versions.count; i++) {
        const struct law_version *other = &version->rule->versions.items[i];
        if (law_is_law(other) || other->given != version->given)
            continue;
        if (!shown || other->from.days <= today.days)
            shown = other;
    }
    return shown == version;
}

static struct list rows_of(struct work *work, const struct explainer *explainer,
                           const struct law_area *area)
{
    VEC(struct rule_row) rows = {0};
    struct civil_date today = clock_today(work->clock);
    size_t count;
    const struct law_rule *const *rules = law_rules(explainer->law, &count);
    for (size_t r = 0; r < count; r++)
        for (size_t i = 0; rules[r]->area == area && i < rules[r]->versions.count; i++) {
            const struct law_version *version = &rules[r]->versions.items[i];
            if (!law_is_law(version) && is_shown(version, today))
                *VEC_PUSH(&rows, work->arena) = row_of(work, explainer, version);
        }
    return VEC_LIST(&rows);
}

static struct list areas_of(struct work *work, const struct explainer *explainer)
{
    VEC(struct area_row) rows = {0};
    size_t count;
    const struct law_area *const *areas = law_areas(explainer->law, &count);
    for (size_t i = 0; i < count; i++) {
        struct list rules = rows_of(work, explainer, areas[i]);
        if (rules.count > 0)
            *VEC_PUSH(&rows, work->arena) =
                (struct area_row){areas[i]->id, explain_text(explainer, areas[i]->text), rules};
    }
    return VEC_LIST(&rows);
}

const struct fault *values_page(struct work *work, const struct request *request,
                                struct response *response)
{
    struct explainer explainer = law_explainer(work);
    struct values_page page = {.areas = {0}};
    struct str title = site_message(work, "law.values.title");
    const struct fault *fault = law_now(work, &explainer.law);
    if (!fault)
        fault = page_layout(work, request, title, &page.layout);
    if (fault)
        return fault;
    page.areas = areas_of(work, &explainer);
    page.layout.is_private = true;
    page_crumb(work, &page.layout, URL(""), title);
    if (request_query(request, STR("da")).len > 0)
        page_flash(work, &page.layout, "law.values.done", false);
    return page_respond(work, response, 200, &values_kind, &page);
}
