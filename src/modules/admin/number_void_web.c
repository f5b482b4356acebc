/*
 * /quan-tri/so-van-ban/huy: a number that was given and stands on no paper any more is
 * made void, with the reason. A paper of a case is recalled where it was issued, which
 * voids its number there.
 */
#include "modules/admin/numbers_web.h"

#include "civic/series.h"
#include "civic/site.h"
#include "modules/admin/numbers_store.h"

#define KEY "admin.void"

enum {
    FIRST_YEAR = 2000,
    LAST_YEAR = 9999,
    SYMBOL_LENGTH = 80,
    REASON_LEAST = 5,
    REASON_LENGTH = 1000
};

/* columns: name, kind, min, max, required, choices */
static const struct form_field fields[] = {
    {"unit",   INPUT_PICK, 1,            200,           true, NULL},
    {"year",   INPUT_INT,  FIRST_YEAR,   LAST_YEAR,     true, NULL},
    {"symbol", INPUT_LINE, 1,            SYMBOL_LENGTH, true, NULL},
    {"reason", INPUT_TEXT, REASON_LEAST, REASON_LENGTH, true, NULL},
};
enum {
    UNIT,
    YEAR,
    SYMBOL,
    REASON,
    FIELDS
};
const struct form_spec admin_number_void_form = {fields, FIELDS};

struct void_page {
    struct layout layout;
    struct field_view unit;
    struct field_view year;
    struct field_view symbol;
    struct field_view reason;
};
static SHAPE(void_shape, struct void_page, RECORD(struct void_page, layout, layout_shape),
             RECORD(struct void_page, unit, field_view_shape),
             RECORD(struct void_page, year, field_view_shape),
             RECORD(struct void_page, symbol, field_view_shape),
             RECORD(struct void_page, reason, field_view_shape));
const struct page_kind admin_number_void_kind = {"admin/number-void", &void_shape};

static const struct fault *show(struct work *work, const struct request *request,
                                struct response *response, const struct form *form,
                                const struct fault *faults)
{
    struct admin_place place = {.title = site_message(work, KEY ".title"),
                                .parent = "admin.numbers.title",
                                .parent_url = URL("/quan-tri/so-van-ban"),
                                .fields = KEY};
    struct void_page page = {
        .unit = field_view(work, KEY, &fields[UNIT], form, faults),
        .year = field_view(work, KEY, &fields[YEAR], form, faults),
        .symbol = field_view(work, KEY, &fields[SYMBOL], form, faults),
        .reason = field_view(work, KEY, &fields[REASON], form, faults),
    };
    const struct fault *fault = admin_layout(work, request, &place, faults, &page.layout);
    page.year.width = STR("w4");
    page.year.inputmode = STR("numeric");
    page.symbol.width = STR("w20");
    if (!form)
        page.year.value =
            arena_printf(work->arena, "%d", date_parts(clock_today(work->clock)).year);
    if (!fault)
        fault = admin_unit_options(work, page.unit.id, page.unit.value, &page.unit.options);
    if (fault)
        return fault;
    return page_respond_form(work, response, faults, &admin_number_void_kind, &page);
}

const struct fault *admin_number_void_show(struct work *work, const struct request *request,
                                           struct response *response)
{
    return show(work, request, response, NULL, NULL);
}

struct voiding {
    int64_t unit_id;
    int period;
    struct str symbol;
    struct str reason;
};

static const struct fault *make_void(struct work *work, void *context)
{
    const struct voiding *voiding = context;
    struct number_given given;
    const struct fault *fault = actor_must(work, ADMIN_ROLES, voiding->unit_id);
    if (!fault)
        fault = number_find(work, voiding->unit_id, voiding->period, voiding->symbol, &given);
    if (fault)
        return fault;
    if (given.is_void)
        return fault_field(work->arena, "symbol", KEY ".already");
    if (given.is_borne)
        return fault_field(work->arena, "symbol", KEY ".borne");
    fault = series_void(work, given.series_id, given.number, voiding->reason);
    if (fault)
        return fault;
    return admin_event_add(work, voiding->unit_id, "number-voided",
                           arena_printf(work->arena, PRISTR " (%d): " PRISTR,
                                        STRARG(voiding->symbol), voiding->period,
                                        STRARG(voiding->reason)));
}

const struct fault *admin_number_void_send(struct work *work, const struct request *request,
                                           struct response *response)
{
    struct voiding voiding;
    struct unit unit;
    struct form form;
    const struct fault *fault = form_read(work, request, fields, FIELDS, &form);
    if (!fault)
        fault = admin_unit_of(work, "unit", form_str(&form, "unit"), &unit);
    if (!fault) {
        voiding = (struct voiding){.unit_id = unit.id,
                                   .period = (int)form_int(&form, "year"),
                                   .symbol = form_str(&form, "symbol"),
                                   .reason = form_str(&form, "reason")};
        fault = db_write(work, make_void, &voiding);
        /* PostgreSQL may know only at the end that somebody else was first */
        if (fault && fault->kind == FAULT_CONFLICT)
            fault = fault_field(work->arena, "symbol", KEY ".already");
    }
    if (fault && fault->kind == FAULT_INVALID)
        return show(work, request, response, &form, fault);
    if (!fault)
        response_redirect(response, STR("/quan-tri/so-van-ban?da=huy"));
    return fault;
}
