/*
 * /quan-tri/ngay-nghi: an administrator says that a day is off or worked, or that the
 * days of a year are those of its notice, with the reason; every date computed from then
 * on follows.
 */
#include "db/db.h"
#include "modules/law/law_day_store.h"
#include "modules/law/law_web.h"
#include "text/number.h"

enum {
    NAME_LENGTH = 120,
    REASON_LENGTH = 1000,
    LEAST_REASON = 5
};

static const char *const choices[] = {"nghi", "lam", "nam", "bo", NULL};

/*  name     kind          min           max            required choices */
static const struct form_field fields[] = {
    {"ngay",  INPUT_DATE,   0,            0,             true, NULL   },
    {"loai",  INPUT_CHOICE, 0,            0,             true, choices},
    {"ten",   INPUT_LINE,   0,            NAME_LENGTH,   true, NULL   },
    {"ly-do", INPUT_TEXT,   LEAST_REASON, REASON_LENGTH, true, NULL   },
};
enum {
    FIELD_DAY,
    FIELD_CHOICE,
    FIELD_NAME,
    FIELD_REASON,
    FIELDS
};
const struct form_spec days_form = {fields, FIELDS};

struct day_row {
    struct civil_date day;
    struct str choice;
    struct str name;
    struct str reason;
    struct str account_name;
    struct instant decided_at;
};
static SHAPE(day_row_shape, struct day_row, FIELD(struct day_row, day),
             FIELD(struct day_row, choice), FIELD(struct day_row, name),
             FIELD(struct day_row, reason), FIELD(struct day_row, account_name),
             FIELD(struct day_row, decided_at));

struct days_page {
    struct layout layout;
    struct list rows; /* struct day_row, newest first */
    struct field_view day;
    struct field_view choice;
    struct field_view name;
    struct field_view reason;
};
static SHAPE(days_shape, struct days_page, RECORD(struct days_page, layout, layout_shape),
             LIST(struct days_page, rows, day_row_shape),
             RECORD(struct days_page, day, field_view_shape),
             RECORD(struct days_page, choice, field_view_shape),
             RECORD(struct days_page, name, field_view_shape),
             RECORD(struct days_page, reason, field_view_shape));
const struct page_kind days_kind = {"law/days", &days_shape};

static struct str choice_text(struct work *work, struct str choice)
{
    return site_message(work,
                        arena_printf(work->arena, "law.days.loai." PRISTR, STRARG(choice)).ptr);
}

static const struct fault *fill_rows(struct work *work, struct days_page *page)
{
    VEC(struct day_row) rows = {0};
    law_day_list days;
    const struct fault *fault = law_day_load(work, &days);
    if (fault)
        return fault;
    for (size_t i = days.count; i > 0; i--) {
        const struct law_day *day = &days.items[i - 1];
        *VEC_PUSH(&rows, work->arena) = (struct day_row){.day = day->day,
                                                         .choice = choice_text(work, day->choice),
                                                         .name = day->name,
                                                         .reason = day->reason,
                                                         .account_name = day->account_name,
                                                         .decided_at = day->decided_at};
    }
    page->rows = VEC_LIST(&rows);
    return NULL;
}

static bool is_year(struct str choice)
{
    return str_equal(choice, STR("nam"));
}

static struct list choice_options(struct work *work, struct str chosen)
{
    VEC(struct option_view) options = {0};
    for (size_t i = 0; choices[i]; i++)
        *VEC_PUSH(&options, work->arena) = (struct option_view){
            .id = arena_printf(work->arena, "loai-%s", choices[i]),
            .name = STR("loai"),
            .value = str_from_c(choices[i]),
            .label = choice_text(work, str_from_c(choices[i])),
            .hint = is_year(str_from_c(choices[i])) ? site_message(work, "law.days.loai.nam-hint")
                                                    : STR(""),
            .is_chosen = str_equal(chosen, str_from_c(choices[i]))};
    return VEC_LIST(&options);
}

static const struct fault *show(struct work *work, const struct request *request,
                                const struct form *form, const struct fault *faults,
                                struct response *response)
{
    struct days_page page = {.rows = {0}};
    struct str title = site_message(work, "law.days.title");
    const struct fault *fault = page_layout(work, request, title, &page.layout);
    if (!fault)
        fault = fill_rows(work, &page);
    if (fault)
        return fault;
    page.layout.is_private = true;
    page_crumb(work, &page.layout, URL(""), title);
    page_errors_of(work, &page.layout, "law.days", faults);
    if (request_query(request, STR("da")).len > 0)
        page_flash(work, &page.layout, "law.days.done", false);
    page.day = field_view(work, "law.days", &fields[FIELD_DAY], form, faults);
    page.day.width = STR("w12");
    page.choice = field_view(work, "law.days", &fields[FIELD_CHOICE], form, faults);
    page.choice.options = choice_options(work, form_typed(form, "loai"));
    page.name = field_view(work, "law.days", &fields[FIELD_NAME], form, faults);
    page.reason = field_view(work, "law.days", &fields[FIELD_REASON], form, faults);
    return page_respond_form(work, response, faults, &days_kind, &page);
}

const struct fault *days_page(struct work *work, const struct request *request,
                              struct response *response)
{
    struct form form = form_empty(work->arena, fields, FIELDS);
    return show(work, request, &form, NULL, response);
}

/* Whether a decision about the day still holds. */
static const struct fault *is_decided(struct work *work, struct civil_date date, bool *ret_is)
{
    law_day_list days;
    const struct fault *fault = law_day_load(work, &days);
    *ret_is = false;
    for (size_t i = 0; !fault && i < days.count; i++)
        *ret_is |= days.items[i].day.days == date.days &&
                   !str_equal(days.items[i].choice, STR("bo")) && !law_day_is_superseded(&days, i);
    return fault;
}

static struct fault *without_effect(struct work *work, const char *key, const char *name,
                                    struct str value)
{
    return fault_with(fault_field(work->arena, "loai", key), name, value);
}

/* A decision that would change nothing is a slip of the hand: of the year, or of the day. */
static const struct fault *prove_effect(struct work *work, const struct form *form)
{
    struct explainer explainer = law_explainer(work);
    const struct calendar *calendar = law_calendar(explainer.law);
    struct civil_date date = form_date(form, "ngay");
    struct str choice = form_str(form, "loai");
    bool is_off = str_equal(choice, STR("nghi"));
    bool is_decision;
    const struct fault *fault;
    if (!calendar_holds(date)) {
        struct fault *outside = law_out_of_range_on(work->arena, date);
        outside->field = "ngay";
        return outside;
    }
    fault = is_decided(work, date, &is_decision);
    if (fault)
        return fault;
    if (is_year(choice))
        return calendar_notice(calendar, date_parts(date).year)
                   ? without_effect(work, "law.days.official", "year",
                                    arena_printf(work->arena, "%d", date_parts(date).year))
                   : NULL;
    if (str_equal(choice, STR("bo")))
        return is_decision ? NULL
                           : without_effect(work, "law.days.undecided", "date",
                                            date_text(work->arena, date));
    if (is_decision || calendar_is_off(calendar, date) != is_off)
        return NULL;
    return fault_with(without_effect(work, "law.days.same", "date", date_text(work->arena, date)),
                      "reason", explain_day(&explainer, date));
}

static const struct fault *keep(struct work *work, void *context)
{
    return law_day_add(work, context);
}

const struct fault *days_send(struct work *work, const struct request *request,
                              struct response *response)
{
    struct form form;
    struct law_day day;
    const struct fault *fault = form_read(work, request, fields, FIELDS, &form);
    if (!fault)
        fault = prove_effect(work, &form);
    if (fault && fault->kind == FAULT_INVALID)
        return show(work, request, &form, fault, response);
    if (fault)
        return fault;
    day = (struct law_day){.day = form_date(&form, "ngay"),
                           .choice = form_str(&form, "loai"),
                           .name = form_str(&form, "ten"),
                           .reason = form_str(&form, "ly-do"),
                           .account_name = work->actor->name};
    fault = db_write(work, keep, &day);
    if (!fault)
        response_redirect(response, STR("/quan-tri/ngay-nghi?da=ghi"));
    return fault;
}
