/*
 * Which reports there are for a unit and a period.
 */
#include "modules/matters/matters.h"
#include "modules/reports/reports_web.h"

struct list_item {
    struct str number;
    struct str title;
    struct str by;
    struct str doubt;
    struct url url;
};
static SHAPE(list_item_shape, struct list_item, FIELD(struct list_item, number),
             FIELD(struct list_item, title), FIELD(struct list_item, by),
             FIELD(struct list_item, doubt), FIELD(struct list_item, url));

struct issue_item {
    struct str number;
    struct str period;
    struct str signer;
    struct instant at;
    struct url url;
};
static SHAPE(issue_item_shape, struct issue_item, FIELD(struct issue_item, number),
             FIELD(struct issue_item, period), FIELD(struct issue_item, signer),
             FIELD(struct issue_item, at), FIELD(struct issue_item, url));

struct list_page {
    struct layout layout;
    struct filter_view filter;
    struct str unit_name;
    struct str period;
    struct civil_date first;
    struct civil_date last;
    bool is_local;      /* first and last, by a local rule */
    struct list forms;  /* struct list_item */
    struct list issues; /* struct issue_item */
};
static SHAPE(list_page_shape, struct list_page, RECORD(struct list_page, layout, layout_shape),
             RECORD(struct list_page, filter, filter_view_shape),
             FIELD(struct list_page, unit_name), FIELD(struct list_page, period),
             FIELD(struct list_page, first), FIELD(struct list_page, last),
             FIELD(struct list_page, is_local), LIST(struct list_page, forms, list_item_shape),
             LIST(struct list_page, issues, issue_item_shape));
const struct page_kind report_list_kind = {"reports/list", &list_page_shape};

/* As the circulars list them: reception, processing, the rest; by number in each. */
static const char *const groups[] = {"/TCD", "/XLD", ""};

static bool is_in_group(const struct form_version *form, size_t group)
{
    for (size_t i = 0; i < group; i++)
        if (str_ends(form->number, str_from_c(groups[i])))
            return false;
    return str_ends(form->number, str_from_c(groups[group]));
}

static struct list forms_for(struct work *work, const struct asking *asking)
{
    VEC(struct list_item) items = {0};
    size_t count;
    const struct form_version *const *all = forms_all(forms_of(work), &count);
    for (size_t at = 0; at < count * (sizeof(groups) / sizeof(groups[0])); at++) {
        size_t i = at % count;
        if (is_in_group(all[i], at / count) && form_is_for(all[i], asking->period.span.last))
            *VEC_PUSH(&items, work->arena) =
                (struct list_item){.number = all[i]->number,
                                   .title = law_text_of(work, &all[i]->title),
                                   .by = all[i]->by,
                                   .doubt = asking_form_doubt(work, all[i]),
                                   .url = asking_form_url(work, asking, all[i], "")};
    }
    return VEC_LIST(&items);
}

/* In an address the days of a quarter follow from the rules of today; where those were
 * others when the report was issued, its own days find it. */
static struct period period_as_it_was(struct work *work, struct period issued)
{
    struct period now = issued;
    if (issued.kind == PERIOD_FREE)
        return issued;
    period_fix(work, &now);
    if (date_compare(now.span.first, issued.span.first) ||
        date_compare(now.span.last, issued.span.last))
        issued.kind = PERIOD_FREE;
    return issued;
}

/* What the unit has issued, the newest first. */
static const struct fault *fill_issues(struct work *work, const struct asking *asking,
                                       struct list_page *page)
{
    VEC(struct issue_item) items = {0};
    report_issue_list issues;
    const struct fault *fault = report_issues(work, asking->unit.id, &issues);
    for (size_t i = 0; !fault && i < issues.count; i++) {
        const struct form_version *form = forms_named(forms_of(work), issues.items[i].form);
        struct asking then = {.unit = asking->unit,
                              .period = period_as_it_was(work, issues.items[i].period)};
        if (!form) /* its file was taken away; the numbers stay stored */
            continue;
        *VEC_PUSH(&items, work->arena) =
            (struct issue_item){.number = form->number,
                                .period = period_title(work, &issues.items[i].period),
                                .signer = issues.items[i].signer,
                                .at = issues.items[i].at,
                                .url = asking_form_url(work, &then, form, "")};
    }
    page->issues = VEC_LIST(&items);
    return fault;
}

const struct fault *report_list_show(struct work *work, const struct request *request,
                                     struct response *response)
{
    struct list_page page = {0};
    struct asking asking;
    const struct fault *fault = asking_read(work, request, &asking);
    if (!fault)
        fault = page_layout(work, request, site_message(work, "report.title"), &page.layout);
    if (!fault)
        fault = asking_filter(work, &asking, &page.filter);
    if (!fault)
        fault = fill_issues(work, &asking, &page);
    if (fault)
        return fault;
    page.unit_name = asking.unit.name;
    page.period = period_title(work, &asking.period);
    page.first = asking.period.span.first;
    page.last = asking.period.span.last;
    page.is_local = period_is_local(work, &asking.period);
    page.forms = forms_for(work, &asking);
    matter_inbox_crumb(work, &page.layout);
    page_crumb(work, &page.layout, URL(""), page.layout.title);
    page_errors_of(work, &page.layout, "report.filter", asking.faults);
    return page_respond_form(work, response, asking.faults, &report_list_kind, &page);
}
