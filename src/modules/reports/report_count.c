/*
 * Counting: each fact once, in its row, in every column whose conditions it has. Then
 * what was corrected by hand is added, and every identity is asked of every row.
 */
#include "modules/reports/report.h"

enum {
    CODES_MOST = 20 /* named of a breach */
};

/* ---- rows ---- */

/* Units whose figures stand in a row of their own; the others count with theirs. */
bool report_has_row(const struct unit *unit)
{
    return unit->kind == UNIT_PROVINCE || unit->kind == UNIT_DISTRICT ||
           unit->kind == UNIT_COMMUNE || unit->kind == UNIT_AGENCY;
}

static const struct fault *add_rows(struct work *work, struct report *report)
{
    unit_list children;
    struct report_row *own = VEC_PUSH(&report->rows, work->arena);
    const struct fault *fault = unit_children(work, report->unit.id, &children);
    *own = (struct report_row){.unit = report->unit, .is_own = true};
    for (size_t i = 0; !fault && i < children.count; i++)
        if (report_has_row(&children.items[i]) && report->rows.count < REPORT_ROWS_MOST)
            *VEC_PUSH(&report->rows, work->arena) = (struct report_row){.unit = children.items[i]};
    return fault;
}

static size_t find_row(const struct report *report, int64_t unit_id)
{
    for (size_t i = 1; i < report->rows.count; i++)
        if (report->rows.items[i].unit.id == unit_id)
            return i;
    return 0;
}

/* unit_rows is by unit. */
static size_t row_of_unit(const struct report *report, const unit_row_list *units, int64_t unit_id)
{
    size_t low = 0;
    size_t high = units->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (units->items[middle].unit_id < unit_id)
            low = middle + 1;
        else
            high = middle;
    }
    if (low < units->count && units->items[low].unit_id == unit_id)
        return find_row(report, units->items[low].row_unit_id);
    return 0;
}

/* ---- facts ---- */

/* The first detail of a matter, or details.count. */
static size_t find_details(const detail_list *details, int64_t matter_id)
{
    size_t low = 0;
    size_t high = details->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (details->items[middle].matter_id < matter_id)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static const struct detail *find_detail(const detail_list *details, int64_t matter_id,
                                        struct str name)
{
    for (size_t i = find_details(details, matter_id);
         i < details->count && details->items[i].matter_id == matter_id; i++)
        if (str_equal(details->items[i].name, name))
            return &details->items[i];
    return NULL;
}

static bool counts(const struct form_version *form, bool of_reception)
{
    for (size_t i = 0; i < form->columns.count; i++) {
        enum form_measure measure = form->columns.items[i].measure;
        bool is_of_reception =
            measure == MEASURE_VISITS || measure == MEASURE_PEOPLE || measure == MEASURE_DAYS;
        if (measure != MEASURE_NONE && is_of_reception == of_reception)
            return true;
    }
    return false;
}

static const struct fault *load_petitions(struct work *work, struct report *report)
{
    int64_t unit_id = report->unit.id;
    struct span span = report->span;
    const struct fault *fault =
        fact_petitions(work, unit_id, span.first, span.last, &report->facts);
    if (!fault)
        fault = detail_amounts(work, unit_id, span.first, span.last, &report->details);
    for (size_t i = 0; !fault && report->details.count && i < report->facts.count; i++) {
        struct fact *fact = &report->facts.items[i];
        const struct detail *field = find_detail(&report->details, fact->matter_id, STR("field"));
        if (field)
            fact->field = field->word;
    }
    return fault;
}

static const struct fault *load_facts(struct work *work, struct report *report)
{
    const struct fault *fault = NULL;
    if (counts(report->form, false))
        fault = load_petitions(work, report);
    if (!fault && counts(report->form, true))
        fault = fact_receptions(work, report->unit.id, report->span.first, report->span.last,
                                &report->facts);
    return fault;
}

static const struct fault *place_facts(struct work *work, struct report *report)
{
    uint64_t *bits = arena_alloc_array(work->arena, report->facts.count + 1, sizeof(*bits));
    size_t *row_of = arena_alloc_array(work->arena, report->facts.count + 1, sizeof(*row_of));
    unit_row_list units;
    const struct fault *fault = report_unit_rows(work, report->unit.id, &units);
    if (fault)
        return fault;
    for (size_t i = 0; i < report->facts.count; i++) {
        bits[i] = condition_bits(&report->facts.items[i], &report->span);
        row_of[i] = row_of_unit(report, &units, report->facts.items[i].unit_id);
    }
    report->bits = bits;
    report->row_of = row_of;
    return NULL;
}

/* A petition that is a duplicate on the last day is no case of its own. */
static bool leads(const struct fact *fact)
{
    return fact->sort == FACT_PETITION && date_is_none(fact->joined_on);
}

int64_t report_adds(const struct report *report, size_t at, const struct form_column *column)
{
    const struct fact *fact = &report->facts.items[at];
    const struct detail *detail;
    if ((report->bits[at] & column->when) != column->when)
        return 0;
    switch (column->measure) {
    case MEASURE_PETITIONS:
        return fact->sort == FACT_PETITION;
    case MEASURE_CASES:
        return leads(fact);
    case MEASURE_VISITS:
        return fact->sort == FACT_VISIT;
    case MEASURE_PEOPLE:
        return fact->sort == FACT_VISIT ? fact->people : 0;
    case MEASURE_DAYS:
        return fact->sort == FACT_DAY;
    case MEASURE_REPLIES:
        return condition_replies(fact, &report->span);
    case MEASURE_DETAIL:
        detail = find_detail(&report->details, fact->matter_id, column->detail);
        return detail && leads(fact) ? detail->amount : 0;
    case MEASURE_NONE:
        return 0;
    }
    return 0;
}

static void count_facts(struct report *report)
{
    const struct form_version *form = report->form;
    for (size_t i = 0; i < report->facts.count; i++) {
        struct report_row *row = &report->rows.items[report->row_of[i]];
        for (size_t c = 0; c < form->columns.count; c++)
            row->amounts[c] += report_adds(report, i, &form->columns.items[c]);
    }
}

static const struct fault *adjust(struct work *work, struct report *report)
{
    const struct fault *fault = report_adjustments(work, report->form->name, report->unit.id,
                                                   report->span, &report->adjustments);
    unit_row_list units;
    if (fault || !report->adjustments.count)
        return fault;
    fault = report_unit_rows(work, report->unit.id, &units);
    for (size_t i = 0; !fault && i < report->adjustments.count; i++) {
        const struct report_adjustment *one = &report->adjustments.items[i];
        struct report_row *row = &report->rows.items[row_of_unit(report, &units, one->unit_id)];
        size_t index;
        if (!form_column(report->form, one->number, &index))
            continue;
        row->amounts[index] += one->amount;
        row->is_adjusted[index] = true;
    }
    return fault;
}

/* ---- rows that say nothing ---- */

static bool is_empty(const struct report *report, const struct report_row *row)
{
    for (size_t c = 0; c < report->form->columns.count; c++)
        if (row->amounts[c] || row->is_adjusted[c])
            return false;
    return true;
}

static bool exists_within(const struct unit *unit, const struct span *span)
{
    bool is_before =
        date_is_none(unit->valid_from) || date_compare(unit->valid_from, span->last) <= 0;
    return is_before &&
           (date_is_none(unit->valid_to) || date_compare(unit->valid_to, span->first) >= 0);
}

/* A unit that did not exist in the period has no row, unless something is counted. */
static void drop_rows(struct report *report)
{
    size_t kept = 1;
    for (size_t i = 1; i < report->rows.count; i++) {
        struct report_row *row = &report->rows.items[i];
        if (is_empty(report, row) && !exists_within(&row->unit, &report->span))
            continue;
        for (size_t f = 0; kept != i && f < report->facts.count; f++)
            if (report->row_of[f] == i)
                report->row_of[f] = kept;
        report->rows.items[kept++] = *row;
    }
    report->rows.count = kept;
}

static void add_up(struct report *report)
{
    report->total.unit = report->unit;
    for (size_t i = 0; i < report->rows.count; i++)
        for (size_t c = 0; c < report->form->columns.count; c++) {
            report->total.amounts[c] += report->rows.items[i].amounts[c];
            report->total.is_adjusted[c] |= report->rows.items[i].is_adjusted[c];
        }
}

/* ---- identities ---- */

static int64_t side_of(const struct report *report, size_t fact, const struct form_sum *sum)
{
    int64_t side = 0;
    for (size_t i = 0; i < sum->count; i++)
        side += sum->signs[i] *
                report_adds(report, fact, form_column(report->form, sum->numbers[i], NULL));
    return side;
}

/* The petitions that stand on one side of an identity alone. */
static void name_odd(struct work *work, const struct report *report, struct report_breach *breach)
{
    for (size_t i = 0; i < report->facts.count && breach->ids.count < CODES_MOST; i++)
        if ((breach->row == report->rows.count || report->row_of[i] == breach->row) &&
            side_of(report, i, &breach->identity->left) !=
                side_of(report, i, &breach->identity->right))
            *VEC_PUSH(&breach->ids, work->arena) = report->facts.items[i].matter_id;
}

static void prove_row(struct work *work, struct report *report, size_t at)
{
    const struct report_row *row =
        at < report->rows.count ? &report->rows.items[at] : &report->total;
    for (size_t i = 0; i < report->form->musts.count; i++) {
        const struct form_identity *must = &report->form->musts.items[i];
        int64_t left = form_sum_of(report->form, &must->left, row->amounts);
        int64_t right = form_sum_of(report->form, &must->right, row->amounts);
        struct report_breach *breach;
        if (left == right)
            continue;
        breach = VEC_PUSH(&report->breaches, work->arena);
        *breach = (struct report_breach){.identity = must, .row = at, .left = left, .right = right};
        name_odd(work, report, breach);
    }
}

const struct fault *report_count(struct work *work, const struct form_version *form,
                                 int64_t unit_id, struct span span, struct report *ret_report)
{
    struct report report = {.form = form, .span = span};
    const struct fault *fault = unit_load(work, unit_id, &report.unit);
    if (!fault)
        fault = add_rows(work, &report);
    if (!fault)
        fault = load_facts(work, &report);
    if (!fault)
        fault = place_facts(work, &report);
    if (fault)
        return fault;
    count_facts(&report);
    fault = adjust(work, &report);
    if (fault)
        return fault;
    drop_rows(&report);
    add_up(&report);
    for (size_t i = 0; i <= report.rows.count; i++)
        prove_row(work, &report, i);
    *ret_report = report;
    return NULL;
}
