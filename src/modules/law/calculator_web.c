/*
 * GET /tinh-han: asks a rule or a plain term for its day, and shows how it was
 * counted. Two forms, both by GET, so that an answer has an address.
 */
#include "law/lunar.h"
#include "modules/law/law_web.h"
#include "modules/law/month_view.h"
#include "text/number.h"

enum {
    NAME_LENGTH = 80,
    MOST_CONDITIONS = 16
};

/*  name      kind         min max required choices */
static const struct form_field rule_fields[] = {
    {"quy-tac",      INPUT_PICK, 0, NAME_LENGTH,    true,  NULL},
    {"ngay",         INPUT_DATE, 0, 0,              true,  NULL},
    {"dieu-kien",    INPUT_LINE, 0, NAME_LENGTH,    false, NULL},
    {"gia-han",      INPUT_INT,  0, DUE_EXTENSIONS, false, NULL},
    {"dinh-chi-tu",  INPUT_DATE, 0, 0,              false, NULL},
    {"dinh-chi-den", INPUT_DATE, 0, 0,              false, NULL},
};
enum {
    FIELD_RULE,
    FIELD_DAY,
    FIELD_CONDITION,
    FIELD_EXTENSIONS,
    FIELD_SUSPENDED,
    FIELD_RESUMED,
    RULE_FIELDS
};

/* in the order of unit_terms below */
static const char *const units[] = {"ngay", "lam-viec", "thang", NULL};
static const enum term_unit unit_terms[] = {TERM_DAYS, TERM_WORKING_DAYS, TERM_MONTHS};
static const char *const directions[] = {"sau", "truoc", NULL};
static const struct form_field free_fields[] = {
    {"tu-ngay", INPUT_DATE,   0, 0,         true, NULL      },
    {"so",      INPUT_INT,    0, TERM_MOST, true, NULL      },
    {"don-vi",  INPUT_CHOICE, 0, 0,         true, units     },
    {"chieu",   INPUT_CHOICE, 0, 0,         true, directions},
};
enum {
    FIELD_FROM,
    FIELD_COUNT,
    FIELD_UNIT,
    FIELD_DIRECTION,
    FREE_FIELDS
};

struct rule_group {
    struct str label;
    struct list options; /* struct option_view */
};
static SHAPE(rule_group_shape, struct rule_group, FIELD(struct rule_group, label),
             LIST(struct rule_group, options, option_view_shape));

struct result_view {
    struct str heading; /* "Hạn", "Chậm nhất" */
    struct civil_date date;
    struct str weekday;
    struct str lunar; /* "12 tháng 3 âm lịch"; with the leap mark */
    struct str area;
    struct str title; /* of the rule; empty of a plain term */
    struct str value;
    struct str period; /* of the version: "từ 01/07/2026" */
    struct url rule_url;
    struct str condition;
    struct str citation;
    struct str says;
    struct str note;
    struct str form;
    bool is_local;
    bool is_provisional;
    bool is_day_off;
    struct list lines; /* struct str */
    struct list weeks; /* struct week_view */
};
static SHAPE(result_shape, struct result_view, FIELD(struct result_view, heading),
             FIELD(struct result_view, date), FIELD(struct result_view, weekday),
             FIELD(struct result_view, lunar), FIELD(struct result_view, area),
             FIELD(struct result_view, title), FIELD(struct result_view, value),
             FIELD(struct result_view, period), FIELD(struct result_view, rule_url),
             FIELD(struct result_view, condition), FIELD(struct result_view, citation),
             FIELD(struct result_view, says), FIELD(struct result_view, note),
             FIELD(struct result_view, form), FIELD(struct result_view, is_local),
             FIELD(struct result_view, is_provisional), FIELD(struct result_view, is_day_off),
             LIST(struct result_view, lines, text_shape),
             LIST(struct result_view, weeks, week_view_shape));

struct calculator {
    struct layout layout;
    const struct result_view *result;
    struct list groups; /* struct rule_group */
    struct field_view rule;
    struct field_view day;
    struct field_view condition; /* shown where it has options */
    bool has_conditions;
    bool has_more; /* extension or suspension is filled in */
    struct field_view extensions;
    struct field_view suspended;
    struct field_view resumed;
    struct field_view from;
    struct field_view count;
    struct field_view unit;
    struct field_view direction;
};
static SHAPE(calculator_shape, struct calculator, RECORD(struct calculator, layout, layout_shape),
             POINTER(struct calculator, result, result_shape),
             LIST(struct calculator, groups, rule_group_shape),
             RECORD(struct calculator, rule, field_view_shape),
             RECORD(struct calculator, day, field_view_shape),
             RECORD(struct calculator, condition, field_view_shape),
             FIELD(struct calculator, has_conditions), FIELD(struct calculator, has_more),
             RECORD(struct calculator, extensions, field_view_shape),
             RECORD(struct calculator, suspended, field_view_shape),
             RECORD(struct calculator, resumed, field_view_shape),
             RECORD(struct calculator, from, field_view_shape),
             RECORD(struct calculator, count, field_view_shape),
             RECORD(struct calculator, unit, field_view_shape),
             RECORD(struct calculator, direction, field_view_shape));
const struct page_kind calculator_kind = {"law/calculator", &calculator_shape};

/* One request under way. */
struct asking {
    struct work *work;
    struct explainer explainer;
    struct calculator *page;
    struct form rule_form;
    struct form free_form;
    const struct law_rule *rule; /* chosen, or NULL */
    const struct fault *faults;
};

/* The fault again, at the field where the person can mend it. */
static const struct fault *at_field(struct work *work, const struct fault *fault, const char *field,
                                    const char *key)
{
    struct fault *own = work_alloc(work, struct fault);
    *own = *fault;
    own->next = NULL;
    own->field = field;
    if (key)
        own->key = key;
    return own;
}

/* ---- what to choose from ---- */

/* Whether a rule ever sets a term: the others have nothing to compute. */
static bool sets_a_term(const struct law_rule *rule)
{
    for (size_t i = 0; i < rule->versions.count; i++)
        if (law_is_term(&rule->versions.items[i]))
            return true;
    return false;
}

static struct list rules_of_area(const struct asking *asking, const struct law_area *area)
{
    VEC(struct option_view) options = {0};
    size_t count;
    const struct law_rule *const *rules = law_rules(asking->explainer.law, &count);
    for (size_t i = 0; i < count; i++) {
        if (rules[i]->area != area || !sets_a_term(rules[i]))
            continue;
        *VEC_PUSH(&options, asking->work->arena) =
            (struct option_view){.value = rules[i]->id,
                                 .label = explain_text(&asking->explainer, rules[i]->title),
                                 .is_chosen = rules[i] == asking->rule};
    }
    return VEC_LIST(&options);
}

static struct list rule_groups(const struct asking *asking)
{
    VEC(struct rule_group) groups = {0};
    size_t count;
    const struct law_area *const *areas = law_areas(asking->explainer.law, &count);
    for (size_t i = 0; i < count; i++) {
        struct rule_group group = {explain_text(&asking->explainer, areas[i]->text),
                                   rules_of_area(asking, areas[i])};
        if (group.options.count > 0)
            *VEC_PUSH(&groups, asking->work->arena) = group;
    }
    return VEC_LIST(&groups);
}

typedef VEC(struct option_view) option_list;

/* Adds the conditions under which `rule` has a term on the day; all of them where no day
 * is given yet. */
static void add_conditions(const struct asking *asking, const struct law_rule *rule,
                           struct civil_date day, struct str chosen, option_list *options)
{
    for (size_t i = 0; i < rule->versions.count; i++) {
        const struct law_version *version = &rule->versions.items[i];
        bool is_known = !version->given || !law_is_term(version);
        if (!date_is_none(day) && !law_is_in_force(version, day))
            continue;
        for (size_t k = 0; !is_known && k < options->count; k++)
            is_known = str_equal(options->items[k].value, version->given->id);
        if (is_known || options->count == MOST_CONDITIONS)
            continue;
        *VEC_PUSH(options, asking->work->arena) = (struct option_view){
            .id = arena_printf(asking->work->arena, "dieu-kien-%zu", options->count),
            .name = STR("dieu-kien"),
            .value = version->given->id,
            .label = explain_text(&asking->explainer, version->given->text),
            .is_chosen = chosen.len > 0 ? str_equal(chosen, version->given->id)
                                        : version->given->is_ordinary};
    }
}

/* Of the chosen rule, and where its term is to be lengthened also of the rule that does. */
static struct list condition_options(const struct asking *asking, struct civil_date day,
                                     struct str chosen)
{
    option_list options = {0};
    if (asking->rule)
        add_conditions(asking, asking->rule, day, chosen, &options);
    if (asking->rule && asking->rule->extended && form_int(&asking->rule_form, "gia-han") > 0)
        add_conditions(asking, asking->rule->extended, day, chosen, &options);
    return VEC_LIST(&options);
}

static bool has_condition(const struct law_rule *rule, const struct law_condition *condition)
{
    size_t i = 0;
    while (i < rule->versions.count && rule->versions.items[i].given != condition)
        i++;
    return i < rule->versions.count;
}

/* Whether the chosen rule ever asks for it; else it was left over from another rule. */
static bool is_asked(const struct asking *asking, const struct law_condition *condition)
{
    return has_condition(asking->rule, condition) ||
           (asking->rule->extended && has_condition(asking->rule->extended, condition));
}

static struct list choices_of(struct work *work, const struct form_field *field, struct str chosen,
                              const char *fallback)
{
    VEC(struct option_view) options = {0};
    struct str wanted = chosen.len > 0 ? chosen : str_from_c(fallback);
    for (size_t i = 0; field->choices[i]; i++) {
        struct str key =
            arena_printf(work->arena, "law.form.%s.%s", field->name, field->choices[i]);
        *VEC_PUSH(&options, work->arena) = (struct option_view){
            .id = arena_printf(work->arena, "%s-%s", field->name, field->choices[i]),
            .name = str_from_c(field->name),
            .value = str_from_c(field->choices[i]),
            .label = site_message(work, key.ptr),
            .is_chosen = str_equal(wanted, str_from_c(field->choices[i]))};
    }
    return VEC_LIST(&options);
}

/* ---- the answer ---- */

static struct str lunar_text(struct work *work, struct civil_date date)
{
    struct lunar_date lunar;
    struct fault_arg args[3];
    if (!lunar_from_solar(date, &lunar))
        return STR("");
    args[0] = (struct fault_arg){"day", arena_printf(work->arena, "%d", lunar.day)};
    args[1] = (struct fault_arg){"month", arena_printf(work->arena, "%d", lunar.month)};
    args[2] = (struct fault_arg){"year", arena_printf(work->arena, "%d", lunar.year)};
    return message_format(work->arena, work->site->messages, work->locale,
                          lunar.is_leap ? STR("law.lunar.leap") : STR("law.lunar"), args, 3);
}

static void fill_answer(const struct asking *asking, struct result_view *view,
                        enum law_ending ending, const struct counting *countings, size_t count,
                        const struct explanation *explanation)
{
    static const char *const endings[] = {
        [ENDING_DUE] = "law.result.due",         [ENDING_AT_LEAST] = "law.result.at-least",
        [ENDING_REACHED] = "law.result.reached", [ENDING_LATEST] = "law.result.latest",
        [ENDING_BEFORE] = "law.result.before",   [ENDING_FROM] = "law.result.from",
    };
    const struct counting *last = &countings[count - 1];
    struct work *work = asking->work;
    view->heading = site_message(work, endings[ending]);
    view->date = last->end;
    view->weekday = site_message(
        work, arena_printf(work->arena, "law.weekday-%d", (int)date_weekday(last->end)).ptr);
    view->lunar = lunar_text(work, last->end);
    view->is_day_off = last->request.is_backward &&
                       calendar_is_off(law_calendar(asking->explainer.law), last->end);
    view->lines = VEC_LIST(&explanation->lines);
    view->weeks =
        month_view(&asking->explainer, ending, countings, count, clock_today(work->clock));
    asking->page->result = view;
}

static void show_due(struct asking *asking, const struct law_due *due)
{
    struct result_view *view = work_alloc(asking->work, struct result_view);
    const struct explainer *explainer = &asking->explainer;
    const struct law_version *version = due->version;
    struct explanation explanation = {0};
    explain_steps(explainer, due, &explanation);
    view->area = explain_text(explainer, version->rule->area->text);
    view->title = explain_text(explainer, version->title);
    view->value = explain_value(explainer, version);
    view->period = explain_period(explainer, version);
    view->rule_url = url_relative(asking->work->arena, "/tinh-han/quy-tac/" PRISTR "#" PRISTR,
                                  STRARG(version->rule->area->id), STRARG(version->rule->id));
    if (version->given)
        view->condition = explain_text(explainer, version->given->text);
    else if (due->extension && due->extension->given)
        view->condition = explain_text(explainer, due->extension->given->text);
    view->citation = explain_citation(explainer, version);
    view->says = version->says;
    view->note = explain_text(explainer, version->note);
    view->form = version->form;
    view->is_local = due->is_local;
    view->is_provisional = due->is_provisional;
    fill_answer(asking, view, law_ending(version), due->countings, due->counting_count,
                &explanation);
}

static void show_counting(struct asking *asking, const struct counting *counting)
{
    struct result_view *view = work_alloc(asking->work, struct result_view);
    struct explanation explanation = {0};
    explain_counting(&asking->explainer, counting, &explanation);
    view->value = explain_term(&asking->explainer, counting->request.term);
    view->is_provisional = counting->is_provisional;
    fill_answer(asking, view, counting->request.is_backward ? ENDING_LATEST : ENDING_DUE, counting,
                1, &explanation);
}

/* ---- the rule form ---- */

/* Reads the facts out of the form; false where a field was refused. */
static bool read_facts(struct asking *asking, struct law_facts *facts,
                       struct suspension *suspension)
{
    struct work *work = asking->work;
    struct str condition = form_str(&asking->rule_form, "dieu-kien");
    facts->on = form_date(&asking->rule_form, "ngay");
    facts->extensions = (int)form_int(&asking->rule_form, "gia-han");
    if (condition.len > 0) {
        facts->given[0] = law_condition(asking->explainer.law, condition);
        if (!facts->given[0])
            asking->faults = fault_with(
                fault_field(work->arena, "dieu-kien", "law.unknown_condition"), "value", condition);
        else
            facts->given_count = is_asked(asking, facts->given[0]);
    }
    suspension->from = form_date(&asking->rule_form, "dinh-chi-tu");
    suspension->to = form_date(&asking->rule_form, "dinh-chi-den");
    if (date_is_none(suspension->from) && date_is_none(suspension->to))
        return !asking->faults;
    if (date_is_none(suspension->from) || date_is_none(suspension->to) ||
        suspension->to.days < suspension->from.days)
        asking->faults = fault_field(work->arena, "dinh-chi-den", "law.form.suspension");
    facts->suspensions = suspension;
    facts->suspension_count = 1;
    return !asking->faults;
}

/* The fault with the title of its rule before its name, which is for programs. */
static const struct fault *with_title(const struct asking *asking, const struct fault *fault)
{
    const struct explainer *explainer = &asking->explainer;
    struct fault *own = work_alloc(asking->work, struct fault);
    *own = *fault;
    for (size_t i = 0; i < FAULT_ARGS && own->args[i].name; i++) {
        const struct law_rule *rule = law_rule(explainer->law, own->args[i].value);
        if (rule && str_equal(str_from_c(own->args[i].name), STR("rule")))
            own->args[i].value = arena_printf(
                asking->work->arena, "“" PRISTR "” (" PRISTR ")",
                STRARG(explain_text(explainer, rule->versions.items[0].title)), STRARG(rule->id));
    }
    return own;
}

static void answer_rule(struct asking *asking)
{
    struct work *work = asking->work;
    struct law_facts facts = {0};
    struct suspension suspension;
    struct law_due due;
    const struct fault *fault;
    bool is_choice;
    if (!asking->rule) {
        asking->faults = fault_with(fault_field(work->arena, "quy-tac", "law.unknown_rule"),
                                    "value", form_str(&asking->rule_form, "quy-tac"));
        return;
    }
    if (!read_facts(asking, &facts, &suspension))
        return;
    fault = law_due(work->arena, asking->explainer.law, asking->rule, &facts, &due);
    if (!fault) {
        show_due(asking, &due);
        return;
    }
    fault = with_title(asking, explain_refusal(&asking->explainer, asking->rule, &facts, fault));
    is_choice = str_equal(str_from_c(fault->key), STR("law.choose"));
    if (str_equal(str_from_c(fault->key), STR("law.not_extended")) ||
        str_equal(str_from_c(fault->key), STR("law.extended_enough")))
        asking->faults = at_field(work, fault, "gia-han", NULL);
    else if (str_equal(str_from_c(fault->key), STR("law.not_a_term")))
        asking->faults = at_field(work, fault, "quy-tac", NULL);
    else
        asking->faults = at_field(work, fault, is_choice ? "dieu-kien" : "ngay",
                                  is_choice ? "law.form.choose" : NULL);
}

/* ---- the free form ---- */

static void answer_term(struct asking *asking)
{
    struct work *work = asking->work;
    struct term_request request = {
        .start = form_date(&asking->free_form, "tu-ngay"),
        .is_backward = str_equal(form_str(&asking->free_form, "chieu"), STR("truoc")),
    };
    struct counting counting;
    const struct fault *fault;
    size_t unit = 0;
    while (!str_equal(form_str(&asking->free_form, "don-vi"), str_from_c(units[unit])))
        unit++;
    request.term = (struct term){(int)form_int(&asking->free_form, "so"), unit_terms[unit]};
    fault = term_count(work->arena, law_calendar(asking->explainer.law), &request, &counting);
    if (fault)
        asking->faults = at_field(work, fault, "tu-ngay", NULL);
    else
        show_counting(asking, &counting);
}

/* ---- the page ---- */

static struct field_view field_of(const struct asking *asking, const struct form_field *field,
                                  const struct form *form)
{
    struct field_view view = field_view(asking->work, "law.form", field, form, asking->faults);
    if (field->kind == INPUT_DATE)
        view.width = STR("w12");
    if (field->kind == INPUT_INT)
        view.width = STR("w4");
    return view;
}

static void fill_rule_form(struct asking *asking, struct str condition)
{
    struct calculator *page = asking->page;
    const struct form *form = &asking->rule_form;
    page->groups = rule_groups(asking);
    page->rule = field_of(asking, &rule_fields[FIELD_RULE], form);
    page->day = field_of(asking, &rule_fields[FIELD_DAY], form);
    page->condition = field_of(asking, &rule_fields[FIELD_CONDITION], form);
    page->condition.is_required = true;
    page->condition.options = condition_options(asking, form_date(form, "ngay"), condition);
    page->has_conditions = page->condition.options.count > 1 || page->condition.error.len > 0;
    page->extensions = field_of(asking, &rule_fields[FIELD_EXTENSIONS], form);
    page->suspended = field_of(asking, &rule_fields[FIELD_SUSPENDED], form);
    page->resumed = field_of(asking, &rule_fields[FIELD_RESUMED], form);
    page->has_more = page->extensions.value.len > 0 || page->suspended.value.len > 0 ||
                     page->resumed.value.len > 0;
}

static void fill_free_form(struct asking *asking)
{
    struct calculator *page = asking->page;
    const struct form *form = &asking->free_form;
    page->from = field_of(asking, &free_fields[FIELD_FROM], form);
    page->count = field_of(asking, &free_fields[FIELD_COUNT], form);
    page->unit = field_of(asking, &free_fields[FIELD_UNIT], form);
    page->unit.options =
        choices_of(asking->work, &free_fields[FIELD_UNIT], form_typed(form, "don-vi"), "lam-viec");
    page->direction = field_of(asking, &free_fields[FIELD_DIRECTION], form);
    page->direction.options =
        choices_of(asking->work, &free_fields[FIELD_DIRECTION], form_typed(form, "chieu"), "sau");
}

/* Reads the form that was sent, if one was, and answers it. */
static const struct fault *answer(struct asking *asking, const struct request *request)
{
    struct work *work = asking->work;
    asking->rule_form = form_empty(work->arena, rule_fields, RULE_FIELDS);
    asking->free_form = form_empty(work->arena, free_fields, FREE_FIELDS);
    asking->rule = law_rule(asking->explainer.law, request_query(request, STR("quy-tac")));
    if (request_query(request, STR("ngay")).ptr) {
        asking->faults = form_read(work, request, rule_fields, RULE_FIELDS, &asking->rule_form);
        if (!asking->faults)
            answer_rule(asking);
    } else if (request_query(request, STR("tu-ngay")).ptr) {
        asking->faults = form_read(work, request, free_fields, FREE_FIELDS, &asking->free_form);
        if (!asking->faults)
            answer_term(asking);
    }
    return asking->faults && asking->faults->kind != FAULT_INVALID ? asking->faults : NULL;
}

const struct fault *calculator_page(struct work *work, const struct request *request,
                                    struct response *response)
{
    struct calculator page = {.result = NULL};
    struct asking asking = {.work = work, .explainer = law_explainer(work), .page = &page};
    struct str today = date_text(work->arena, clock_today(work->clock));
    struct str title = site_message(work, "law.calculator.title");
    const struct fault *fault = page_layout(work, request, title, &page.layout);
    if (!fault)
        fault = law_now(work, &asking.explainer.law);
    if (!fault)
        fault = answer(&asking, request);
    if (fault)
        return fault;
    page.layout.description = site_message(work, "law.calculator.lead");
    page_crumb(work, &page.layout, URL(""), title);
    page_errors(work, &page.layout, asking.faults);
    fill_rule_form(&asking, request_query(request, STR("dieu-kien")));
    fill_free_form(&asking);
    if (!request_query(request, STR("ngay")).ptr)
        page.day.value = today;
    if (!request_query(request, STR("tu-ngay")).ptr)
        page.from.value = today;
    return page_respond_form(work, response, asking.faults, &calculator_kind, &page);
}
