/*
 * How often each head receives, beside what the law asks of them: for the unit itself,
 * for the committee and for whoever inspects.
 */
#include "modules/law/law_site.h"
#include "modules/reception/frequency.h"
#include "modules/reception/office_web.h"
#include "text/number.h"

enum {
    MONTHS_BACK = 2,
    GAPS_SHOWN = 6
};

/* A head and the time under one version of the law. */
struct duty_row {
    struct str unit;
    struct str title;
    struct str value; /* "ít nhất 1 ngày trong một tuần" */
    struct str law;
    struct str span; /* "01/01/2022 – 31/03/2022" */
    int met;
    int periods;
    struct str gaps; /* "07/03–13/03, 14/03–20/03" */
    bool is_met;
    bool is_local; /* by a local rule, which is not law */
};
static SHAPE(duty_row_shape, struct duty_row, FIELD(struct duty_row, unit),
             FIELD(struct duty_row, title), FIELD(struct duty_row, value),
             FIELD(struct duty_row, law), FIELD(struct duty_row, span), FIELD(struct duty_row, met),
             FIELD(struct duty_row, periods), FIELD(struct duty_row, gaps),
             FIELD(struct duty_row, is_met), FIELD(struct duty_row, is_local));

struct frequency_page {
    struct layout layout;
    struct civil_date from;
    struct civil_date to;
    struct list rows; /* struct duty_row */
    struct str typed_from;
    struct str typed_to;
};
static SHAPE(frequency_shape, struct frequency_page,
             RECORD(struct frequency_page, layout, layout_shape),
             FIELD(struct frequency_page, from), FIELD(struct frequency_page, to),
             LIST(struct frequency_page, rows, duty_row_shape),
             FIELD(struct frequency_page, typed_from), FIELD(struct frequency_page, typed_to));
const struct page_kind frequency_kind = {"reception/frequency", &frequency_shape};

typedef VEC(struct duty_row) row_list;

static struct str span_of(struct work *work, struct civil_date from, struct civil_date to)
{
    return arena_printf(work->arena, PRISTR "–" PRISTR, STRARG(date_text(work->arena, from)),
                        STRARG(date_text(work->arena, to)));
}

static struct str gaps_of(struct work *work, const struct law_frequency *frequency)
{
    struct buf out = buf_init(work->arena, 1000);
    int shown = 0;
    for (size_t i = 0; i < frequency->periods.count; i++) {
        const struct law_period *period = &frequency->periods.items[i];
        if (period->is_met)
            continue;
        if (shown == GAPS_SHOWN) {
            buf_add_literal(&out, ", …");
            break;
        }
        buf_printf(&out, "%s" PRISTR, shown ? ", " : "",
                   STRARG(span_of(work, period->from, period->to)));
        shown++;
    }
    return buf_str(&out);
}

static void add_rows(struct work *work, const struct reception_head *head, const struct unit *unit,
                     struct civil_date from, struct civil_date to, row_list *rows)
{
    struct explainer explainer = law_explainer(work);
    duty_list duties = duty_judge(work->arena, explainer.law, head->regime, unit, from, to,
                                  head->days.items, head->days.count);
    for (size_t i = 0; i < duties.count; i++) {
        const struct duty *duty = &duties.items[i];
        struct duty_row *row = VEC_PUSH(rows, work->arena);
        *row = (struct duty_row){
            .unit = unit->name,
            .title = head->title,
            .value = explain_value(&explainer, duty->version),
            .law = explain_citation(&explainer, duty->version),
            .span = span_of(work, from, to),
            .periods = (int)duty->frequency.periods.count,
            .gaps = gaps_of(work, &duty->frequency),
            .is_met = duty->frequency.is_met,
            .is_local = !law_is_law(duty->version),
        };
        for (size_t k = 0; k < duty->frequency.periods.count; k++)
            row->met += duty->frequency.periods.items[k].is_met;
    }
}

/* The dates asked for; two months back to the end of this one where none are. */
static void read_span(struct work *work, const struct request *request, struct civil_date *ret_from,
                      struct civil_date *ret_to)
{
    struct civil_date today = clock_today(work->clock);
    struct civil_date month = date_add_days(today, 1 - date_parts(today).day);
    int minute;
    struct str from = request_query(request, STR("tu"));
    struct str to = request_query(request, STR("den"));
    if (!from.ptr || (!date_from_iso(from, ret_from) && !date_from_vi(from, ret_from, &minute)))
        *ret_from = date_add_months(month, -MONTHS_BACK);
    if (!to.ptr || (!date_from_iso(to, ret_to) && !date_from_vi(to, ret_to, &minute)))
        *ret_to = date_add_days(date_add_months(month, 1), -1);
}

const struct fault *frequency_show(struct work *work, const struct request *request,
                                   struct response *response)
{
    struct frequency_page page = {0};
    row_list rows = {0};
    reception_head_list heads;
    struct str title = site_message(work, "reception.frequency.title");
    const struct fault *fault;
    read_span(work, request, &page.from, &page.to);
    fault = reception_heads(work, page.from, page.to, &heads);
    for (size_t i = 0; !fault && i < heads.count; i++) {
        struct unit unit;
        fault = unit_load(work, heads.items[i].unit_id, &unit);
        if (!fault)
            add_rows(work, &heads.items[i], &unit, page.from, page.to, &rows);
    }
    if (!fault)
        fault = page_layout(work, request, title, &page.layout);
    if (fault)
        return fault;
    page.layout.is_private = true;
    page.rows = VEC_LIST(&rows);
    page.typed_from = date_text(work->arena, page.from);
    page.typed_to = date_text(work->arena, page.to);
    if (page_may_link(work, "reception.work"))
        page_crumb(work, &page.layout, URL("/can-bo/lich-tiep-dan"),
                   site_message(work, "reception.office.title"));
    page_crumb(work, &page.layout, URL(""), title);
    return page_respond(work, response, 200, &frequency_kind, &page);
}
