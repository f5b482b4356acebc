/*
 * Which unit, which period, which form: read from an address and written into it.
 */
#include "civic/actor.h"
#include "modules/reports/reports_web.h"
#include "text/number.h"

#include <inttypes.h>

enum {
    YEAR_FIRST = 2015,
    YEAR_LAST = 2100
};

static const int64_t AMOUNT_MOST = INT64_C(10000000000000); /* đồng: of a case, of a cell */

static const struct form_field fields[] = {
    {"don-vi", INPUT_ID,     0,          0,                 false, NULL        },
    {"ky",     INPUT_CHOICE, 0,          0,                 false, period_names},
    {"nam",    INPUT_INT,    YEAR_FIRST, YEAR_LAST,         false, NULL        },
    {"tu",     INPUT_DATE,   0,          0,                 false, NULL        },
    {"den",    INPUT_DATE,   0,          0,                 false, NULL        },
    {"dong",   INPUT_LINE,   0,          20,                false, NULL        },
    {"cot",    INPUT_INT,    1,          FORM_COLUMNS_MOST, false, NULL        },
    {"sau",    INPUT_INT,    0,          0,                 false, NULL        },
};

enum {
    FIELDS = sizeof(fields) / sizeof(fields[0]),
    FILTERS = 5 /* of them that choose unit and period */
};

struct str law_text_of(const struct work *work, const struct law_text *text)
{
    return work->locale == LOCALE_EN ? text->en : text->vi;
}

struct str asking_form_doubt(struct work *work, const struct form_version *form)
{
    static const char *const keys[] = {
        [CERTAINTY_SECONDARY] = "report.secondary", [CERTAINTY_PRACTICE] = "report.local"};
    const char *key =
        form->certainty < sizeof(keys) / sizeof(keys[0]) ? keys[form->certainty] : NULL;
    return key ? site_message(work, key) : STR("");
}

struct fault *amount_read(struct work *work, const struct form *typed, const char *field,
                          int64_t *ret_amount)
{
    int64_t amount;
    if (!number_from_vi(form_str(typed, field), &amount))
        return fault_field(work->arena, field, "form.not_a_number");
    if (amount < 0)
        return fault_with(fault_field(work->arena, field, "form.too_small"), "min", STR("0"));
    if (amount > AMOUNT_MOST)
        return fault_with(fault_field(work->arena, field, "form.too_large"), "max",
                          number_text(work->arena, work->locale, AMOUNT_MOST));
    *ret_amount = amount;
    return NULL;
}

/* ---- reading ---- */

/* The first unit whose reports the actor reads. */
static int64_t usual_unit(const struct actor *actor)
{
    for (size_t i = 0; i < actor->grant_count; i++)
        if (ROLE_BIT(actor->grants[i].role) & REPORT_READERS)
            return actor->grants[i].unit_id;
    return 0;
}

/* Free days need both, in order. */
static const struct fault *read_days(struct work *work, const struct form *form,
                                     struct period *period)
{
    struct civil_date first = form_date(form, "tu");
    struct civil_date last = form_date(form, "den");
    if (date_is_none(first))
        return fault_field(work->arena, "tu", "form.required");
    if (date_is_none(last))
        return fault_field(work->arena, "den", "form.required");
    if (date_compare(last, first) < 0)
        return fault_field(work->arena, "den", "report.days.order");
    *period = (struct period){
        .kind = PERIOD_FREE, .span = {first, last}
    };
    return NULL;
}

static const struct fault *read_period(struct work *work, const struct form *form,
                                       struct period *period)
{
    struct period read = *period;
    if (form_given(form, "ky"))
        (void)period_kind_from_name(form_str(form, "ky"), &read.kind);
    if (read.kind == PERIOD_FREE)
        return read_days(work, form, period);
    if (form_int(form, "nam"))
        read.year = (int)form_int(form, "nam");
    period_fix(work, &read);
    *period = read;
    return NULL;
}

static const struct fault *find_form(struct work *work, const struct request *request,
                                     struct asking *asking)
{
    struct str name = request_param(request, STR("form"));
    if (!name.ptr)
        return NULL;
    asking->form = forms_named(forms_of(work), name);
    if (asking->form && form_is_for(asking->form, asking->period.span.last))
        return NULL;
    return fault_new(work->arena, FAULT_NOT_FOUND, "report.unknown", "no form " PRISTR,
                     STRARG(name));
}

const struct fault *asking_read(struct work *work, const struct request *request,
                                struct asking *ret_asking)
{
    struct asking asking = {.period = period_quarter_of(work, clock_today(work->clock))};
    const struct fault *faults = form_read(work, request, fields, FIELDS, &asking.given);
    const struct fault *fault;
    int64_t unit_id;
    if (faults && faults->kind != FAULT_INVALID)
        return faults;
    if (!faults)
        faults = read_period(work, &asking.given, &asking.period);
    asking.faults = faults;
    unit_id = form_int(&asking.given, "don-vi");
    fault = unit_load(work, unit_id ? unit_id : usual_unit(work->actor), &asking.unit);
    if (!fault)
        fault = actor_must(work, REPORT_READERS, asking.unit.id);
    if (!fault)
        fault = find_form(work, request, &asking);
    if (!fault)
        *ret_asking = asking;
    return fault;
}

/* ---- writing ---- */

struct url asking_url(struct work *work, const struct asking *asking, struct url path)
{
    const struct period *period = &asking->period;
    struct url url = url_add(work->arena, path, STR("don-vi"),
                             arena_printf(work->arena, "%" PRId64, asking->unit.id));
    url = url_add(work->arena, url, STR("ky"), str_from_c(period_names[period->kind]));
    if (period->kind != PERIOD_FREE)
        return url_add(work->arena, url, STR("nam"), arena_printf(work->arena, "%d", period->year));
    url = url_add(work->arena, url, STR("tu"), date_to_iso(work->arena, period->span.first));
    return url_add(work->arena, url, STR("den"), date_to_iso(work->arena, period->span.last));
}

struct url asking_form_url(struct work *work, const struct asking *asking,
                           const struct form_version *form, const char *part)
{
    struct str name = form->name;
    struct url path =
        part[0] && part[0] != '.'
            ? url_relative(work->arena, "/can-bo/bao-cao/" PRISTR "/%s", STRARG(name), part)
            : url_relative(work->arena, "/can-bo/bao-cao/" PRISTR "%s", STRARG(name), part);
    return asking_url(work, asking, path);
}

SHAPE(hidden_field_shape, struct hidden_field, FIELD(struct hidden_field, name),
      FIELD(struct hidden_field, value));

struct list asking_hidden(struct work *work, const struct asking *asking)
{
    const struct period *period = &asking->period;
    VEC(struct hidden_field) hidden = {0};
    *VEC_PUSH(&hidden, work->arena) = (struct hidden_field){
        STR("don-vi"), arena_printf(work->arena, "%" PRId64, asking->unit.id)};
    *VEC_PUSH(&hidden, work->arena) =
        (struct hidden_field){STR("ky"), str_from_c(period_names[period->kind])};
    if (period->kind != PERIOD_FREE) {
        *VEC_PUSH(&hidden, work->arena) =
            (struct hidden_field){STR("nam"), arena_printf(work->arena, "%d", period->year)};
        return VEC_LIST(&hidden);
    }
    *VEC_PUSH(&hidden, work->arena) =
        (struct hidden_field){STR("tu"), date_to_iso(work->arena, period->span.first)};
    *VEC_PUSH(&hidden, work->arena) =
        (struct hidden_field){STR("den"), date_to_iso(work->arena, period->span.last)};
    return VEC_LIST(&hidden);
}

/* ---- counting ---- */

const struct fault *asking_count(struct work *work, const struct asking *asking,
                                 struct asked_report *ret_asked)
{
    struct asked_report asked = {0};
    report_cell_list cells;
    const struct fault *fault = asking->faults;
    if (!fault)
        fault =
            report_count(work, asking->form, asking->unit.id, asking->period.span, &asked.report);
    if (!fault)
        fault = report_carry(work, &asked.report, &asked.has_before, &asked.carry);
    if (!fault)
        fault = report_find_issue(work, asking->form->name, asking->unit.id, asking->period.span,
                                  &asked.issue);
    if (!fault && asked.issue.id)
        fault = report_cells(work, asked.issue.id, &cells);
    if (!fault && asked.issue.id)
        fault = report_restore(work, &cells, &asked.report, &asked.differences);
    if (!fault)
        *ret_asked = asked;
    return fault;
}

/* ---- the filter ---- */

SHAPE(filter_view_shape, struct filter_view, RECORD(struct filter_view, unit, field_view_shape),
      RECORD(struct filter_view, period, field_view_shape),
      RECORD(struct filter_view, year, field_view_shape),
      RECORD(struct filter_view, from, field_view_shape),
      RECORD(struct filter_view, to, field_view_shape));

typedef VEC(struct option_view) option_list;

static void add_unit(struct work *work, option_list *options, const struct unit *unit,
                     const struct asking *asking)
{
    struct str value = arena_printf(work->arena, "%" PRId64, unit->id);
    for (size_t i = 0; i < options->count; i++)
        if (str_equal(options->items[i].value, value))
            return;
    *VEC_PUSH(options, work->arena) =
        (struct option_view){.name = STR("don-vi"),
                             .value = value,
                             .label = unit->name,
                             .is_chosen = unit->id == asking->unit.id};
}

/* The units of the actor's roles, those right below them, and the one at hand. */
static const struct fault *unit_options(struct work *work, const struct asking *asking,
                                        option_list *options)
{
    const struct fault *fault = NULL;
    for (size_t i = 0; !fault && i < work->actor->grant_count; i++) {
        unit_list below = {0};
        struct unit unit;
        if (!(ROLE_BIT(work->actor->grants[i].role) & REPORT_READERS))
            continue;
        fault = unit_load(work, work->actor->grants[i].unit_id, &unit);
        if (!fault)
            fault = unit_children(work, unit.id, &below);
        if (fault)
            return fault;
        add_unit(work, options, &unit, asking);
        for (size_t b = 0; b < below.count; b++)
            if (report_has_row(&below.items[b]))
                add_unit(work, options, &below.items[b], asking);
    }
    if (!fault)
        add_unit(work, options, &asking->unit, asking);
    return fault;
}

static struct list period_options(struct work *work, const struct asking *asking)
{
    option_list options = {0};
    for (int i = 0; i < PERIOD_KIND_COUNT; i++)
        *VEC_PUSH(&options, work->arena) = (struct option_view){
            .name = STR("ky"),
            .value = str_from_c(period_names[i]),
            .label = site_message(
                work, arena_printf(work->arena, "report.period.%s", period_names[i]).ptr),
            .is_chosen = (int)asking->period.kind == i};
    return VEC_LIST(&options);
}

const struct fault *asking_filter(struct work *work, const struct asking *asking,
                                  struct filter_view *ret_filter)
{
    struct field_view *views[FILTERS] = {&ret_filter->unit, &ret_filter->period, &ret_filter->year,
                                         &ret_filter->from, &ret_filter->to};
    option_list units = {0};
    const struct fault *fault = unit_options(work, asking, &units);
    for (size_t i = 0; !fault && i < FILTERS; i++)
        *views[i] = field_view(work, "report.filter", &fields[i], &asking->given, asking->faults);
    if (fault)
        return fault;
    ret_filter->unit.is_required = ret_filter->period.is_required = true;
    ret_filter->year.is_required = true;
    ret_filter->unit.options = VEC_LIST(&units);
    ret_filter->period.options = period_options(work, asking);
    ret_filter->year.inputmode = STR("numeric");
    ret_filter->year.width = STR("w4");
    if (!ret_filter->year.value.len && asking->period.year)
        ret_filter->year.value = arena_printf(work->arena, "%d", asking->period.year);
    return NULL;
}
