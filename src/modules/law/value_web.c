/*
 * /quan-tri/quy-dinh-rieng/{rule}: an administrator gives a local rule another value
 * from a day on, with the reason; every date computed from then on follows, and the
 * terms that run are counted again (modules/matters). Before it is set, the page says
 * whose dates it would move. Law is shown and refused.
 */
#include "db/db.h"
#include "modules/law/law_value_store.h"
#include "modules/law/law_web.h"
#include "modules/law/value_view.h"
#include "text/number.h"

enum {
    VALUE_LENGTH = 11,
    CONDITION_LENGTH = 100,
    REASON_LENGTH = 1000,
    LEAST_REASON = 5,
    MOST_MOVED = 100 /* shown by name */
};

/*  name          kind        min           max               required choices */
static const struct form_field fields[] = {
    {"gia-tri",    INPUT_LINE, 1,            VALUE_LENGTH,     true,  NULL},
    {"tu-ngay",    INPUT_DATE, 0,            0,                true,  NULL},
    {"ly-do",      INPUT_TEXT, LEAST_REASON, REASON_LENGTH,    true,  NULL},
    {"truong-hop", INPUT_LINE, 0,            CONDITION_LENGTH, false, NULL},
    {"viec",       INPUT_LINE, 0,            VALUE_LENGTH,     false, NULL},
};
enum {
    FIELD_VALUE,
    FIELD_DAY,
    FIELD_REASON,
    FIELD_CONDITION,
    FIELD_ONLY_LOOK, /* "xem": say what would move, set nothing */
    FIELDS
};
const struct form_spec value_form = {fields, FIELDS};

struct value_row {
    struct civil_date from;
    struct str value;
    struct str reason;
    struct str account_name;
    struct instant decided_at;
};
static SHAPE(value_row_shape, struct value_row, FIELD(struct value_row, from),
             FIELD(struct value_row, value), FIELD(struct value_row, reason),
             FIELD(struct value_row, account_name), FIELD(struct value_row, decided_at));

/* A date that the value would move. */
struct value_moved {
    struct str name;
    struct civil_date before;
    struct civil_date after;
};
static SHAPE(value_moved_shape, struct value_moved, FIELD(struct value_moved, name),
             FIELD(struct value_moved, before), FIELD(struct value_moved, after));

struct value_page {
    struct layout layout;
    struct str title;
    struct str condition; /* in words */
    struct str given;     /* its id */
    struct str now;       /* "không quá 15 ngày làm việc" */
    struct str usual;     /* where the site says otherwise than the files */
    struct str source;
    struct str note;
    struct url action;
    struct url rule_url;
    struct field_view value;
    struct field_view day;
    struct field_view reason;
    struct str moved_count; /* in words, where it was asked for */
    struct str moved_more;  /* where not all are shown */
    struct list moved;      /* struct value_moved */
    struct list rows;       /* struct value_row, newest first */
};
static SHAPE(value_shape, struct value_page, RECORD(struct value_page, layout, layout_shape),
             FIELD(struct value_page, title), FIELD(struct value_page, condition),
             FIELD(struct value_page, given), FIELD(struct value_page, now),
             FIELD(struct value_page, usual), FIELD(struct value_page, source),
             FIELD(struct value_page, note), FIELD(struct value_page, action),
             FIELD(struct value_page, rule_url), RECORD(struct value_page, value, field_view_shape),
             RECORD(struct value_page, day, field_view_shape),
             RECORD(struct value_page, reason, field_view_shape),
             FIELD(struct value_page, moved_count), FIELD(struct value_page, moved_more),
             LIST(struct value_page, moved, value_moved_shape),
             LIST(struct value_page, rows, value_row_shape));
const struct page_kind value_kind = {"law/value", &value_shape};

static struct str given_of(const struct law_version *version)
{
    return version->given ? version->given->id : STR("");
}

struct url value_url(struct arena *arena, const struct law_version *version)
{
    struct url url =
        url_relative(arena, "/quan-tri/quy-dinh-rieng/" PRISTR, STRARG(version->rule->id));
    return version->given ? url_add(arena, url, STR("truong-hop"), version->given->id) : url;
}

static struct str with_bounds(struct work *work, const char *key, const struct law_version *version)
{
    const struct fault_arg args[] = {
        {"least", law_value_text(work->arena, version->least)},
        {"most",  law_value_text(work->arena, version->most) },
    };
    return message_format(work->arena, work->site->messages, work->locale, str_from_c(key), args,
                          sizeof(args) / sizeof(args[0]));
}

struct str value_bounds(struct work *work, const struct law_version *version)
{
    return with_bounds(work, "law.values.bounds", version);
}

/* ---- which version ---- */

/* A local version of the rule in that condition, the last that began by today; a rule
 * that has none is law. */
static const struct fault *find_local(struct work *work, const struct law *law, struct str id,
                                      struct str given, const struct law_version **ret_version)
{
    struct explainer explainer = {work->arena, work->site->messages, work->locale, law};
    const struct law_rule *rule = law_rule(law, id);
    const struct law_version *other = NULL;
    const struct law_version *found = NULL;
    struct fault *fault;
    for (size_t i = 0; rule && i < rule->versions.count; i++) {
        const struct law_version *version = &rule->versions.items[i];
        if (law_is_law(version) && !other)
            other = version;
        if (law_is_law(version) || !str_equal(given_of(version), given))
            continue;
        if (!found || version->from.days <= clock_today(work->clock).days)
            found = version;
    }
    *ret_version = found;
    if (found)
        return NULL;
    if (!other)
        return fault_new(work->arena, FAULT_NOT_FOUND, "error.not_found", "no rule " PRISTR,
                         STRARG(id));
    fault = fault_new(work->arena, FAULT_FORBIDDEN, "law.values.is_law", "rule " PRISTR " is law",
                      STRARG(id));
    return fault_with(fault, "cite", explain_citation(&explainer, other));
}

/* ---- the page ---- */

static const struct fault *fill_rows(struct work *work, const struct law_version *version,
                                     struct value_page *page)
{
    VEC(struct value_row) rows = {0};
    law_value_list values;
    const struct fault *fault = law_value_load(work, &values);
    if (fault)
        return fault;
    for (size_t i = values.count; i > 0; i--) {
        const struct law_value_row *row = &values.items[i - 1];
        if (str_equal(row->setting.rule, version->rule->id) &&
            str_equal(row->setting.given, given_of(version)))
            *VEC_PUSH(&rows, work->arena) =
                (struct value_row){.from = row->setting.from,
                                   .value = law_value_text(work->arena, row->setting.value),
                                   .reason = row->setting.reason,
                                   .account_name = row->account_name,
                                   .decided_at = row->decided_at};
    }
    page->rows = VEC_LIST(&rows);
    return NULL;
}

static void fill_rule(struct work *work, const struct law *law, const struct law_version *version,
                      struct value_page *page)
{
    struct explainer explainer = {work->arena, work->site->messages, work->locale, law};
    page->title = explain_text(&explainer, version->title);
    page->given = given_of(version);
    if (version->given)
        page->condition = explain_text(&explainer, version->given->text);
    page->now = explain_value(&explainer, version);
    if (version->usual)
        page->usual = explain_value(&explainer, version->usual);
    page->source = explain_citation(&explainer, version);
    page->note = explain_text(&explainer, version->note);
    page->action =
        url_relative(work->arena, "/quan-tri/quy-dinh-rieng/" PRISTR, STRARG(version->rule->id));
    page->rule_url = url_relative(work->arena, "/tinh-han/quy-tac/" PRISTR "#" PRISTR,
                                  STRARG(version->rule->area->id), STRARG(version->rule->id));
}

static void fill_form(struct work *work, const struct law_version *version, const struct form *form,
                      const struct fault *faults, struct value_page *page)
{
    page->value = field_view(work, "law.values", &fields[FIELD_VALUE], form, faults);
    page->value.hint = with_bounds(work, "law.values.bounds-hint", version);
    page->value.width = STR("w4");
    page->day = field_view(work, "law.values", &fields[FIELD_DAY], form, faults);
    page->day.width = STR("w12");
    page->reason = field_view(work, "law.values", &fields[FIELD_REASON], form, faults);
    if (faults || page->moved_count.len > 0)
        return;
    page->value.value = law_value_text(
        work->arena, (struct law_value){version->number, law_value_divisor(version)});
    page->day.value = date_text(work->arena, clock_today(work->clock));
}

/* Whose dates the setting would move. */
struct moving {
    struct work *work;
    VEC(struct value_moved) items;
};

static void hear_moved(void *context, const struct law_moved_day *day)
{
    struct moving *moving = context;
    if (moving->items.count < MOST_MOVED)
        *VEC_PUSH(&moving->items, moving->work->arena) = (struct value_moved){
            arena_copy(moving->work->arena, day->name), day->before, day->after};
}

static const struct fault *fill_moved(struct work *work, const struct law_setting *setting,
                                      struct value_page *page)
{
    struct moving moving = {.work = work};
    struct law_moved moved;
    struct fault_arg args[2];
    const struct law *before;
    const struct law *after;
    const struct fault *fault = law_now(work, &before);
    if (!fault)
        fault = law_now_with(work, setting, &after);
    if (!fault)
        fault = law_find_moved(work, before, after, setting->rule,
                               (struct law_listener){hear_moved, &moving}, &moved);
    if (fault)
        return fault;
    args[0] = (struct fault_arg){"moved", number_text(work->arena, work->locale, moved.moved)};
    args[1] = (struct fault_arg){"done", number_text(work->arena, work->locale, moved.done)};
    page->moved_count = message_format(work->arena, work->site->messages, work->locale,
                                       STR("law.values.moved.count"), args, 2);
    if (moved.moved > MOST_MOVED)
        page->moved_more = site_message(work, "law.values.moved.more");
    page->moved = VEC_LIST(&moving.items);
    return NULL;
}

/* `setting` is what is about to be set, where its effect is asked for; else NULL. */
static const struct fault *show(struct work *work, const struct request *request,
                                const struct law *law, const struct law_version *version,
                                const struct form *form, const struct fault *faults,
                                const struct law_setting *setting, struct response *response)
{
    struct value_page page = {.rows = {0}};
    const struct fault *fault;
    fill_rule(work, law, version, &page);
    fault = page_layout(work, request, page.title, &page.layout);
    if (!fault)
        fault = fill_rows(work, version, &page);
    if (!fault && setting)
        fault = fill_moved(work, setting, &page);
    if (fault)
        return fault;
    fill_form(work, version, form, faults, &page);
    page.layout.is_private = true;
    page_crumb(work, &page.layout, URL("/quan-tri/quy-dinh-rieng"),
               site_message(work, "law.values.title"));
    page_crumb(work, &page.layout, URL(""), page.title);
    page_errors_of(work, &page.layout, "law.values", faults);
    return page_respond_form(work, response, faults, &value_kind, &page);
}

const struct fault *value_page(struct work *work, const struct request *request,
                               struct response *response)
{
    struct form form = form_empty(work->arena, fields, FIELDS);
    const struct law *law;
    const struct law_version *version;
    const struct fault *fault = law_now(work, &law);
    if (!fault)
        fault = find_local(work, law, request_param(request, STR("rule")),
                           request_query(request, STR("truong-hop")), &version);
    return fault ? fault : show(work, request, law, version, &form, NULL, NULL, response);
}

/* ---- setting it ---- */

/* The version that holds on the day the value begins: local, and the value within its
 * bounds. Faults at the fields. */
static const struct fault *check(struct work *work, const struct law *law, const struct form *form,
                                 struct law_setting *setting)
{
    struct explainer explainer = {work->arena, work->site->messages, work->locale, law};
    const struct law_version *version =
        law_version_set(law, setting->rule, setting->given, setting->from);
    struct fault *fault;
    if (!version)
        return fault_field(work->arena, "tu-ngay", "law.values.no_version");
    if (law_is_law(version))
        return fault_with(fault_field(work->arena, "tu-ngay", "law.values.is_law"), "cite",
                          explain_citation(&explainer, version));
    if (law_value_read(version, form_str(form, "gia-tri"), &setting->value) &&
        law_value_fits(version, setting->value))
        return NULL;
    fault = fault_field(work->arena, "gia-tri", "law.values.out_of_bounds");
    fault_with(fault, "least", law_value_text(work->arena, version->least));
    return fault_with(fault, "most", law_value_text(work->arena, version->most));
}

static const struct fault *keep(struct work *work, void *context)
{
    return law_value_add(work, context);
}

const struct fault *value_send(struct work *work, const struct request *request,
                               struct response *response)
{
    struct form form;
    struct law_setting setting;
    const struct law *law;
    const struct law_version *version;
    const struct fault *wrong = form_read(work, request, fields, FIELDS, &form);
    const struct fault *fault;
    if (wrong && wrong->kind != FAULT_INVALID)
        return wrong;
    setting = (struct law_setting){.rule = request_param(request, STR("rule")),
                                   .given = form_str(&form, "truong-hop"),
                                   .from = form_date(&form, "tu-ngay"),
                                   .reason = form_str(&form, "ly-do")};
    fault = law_now(work, &law);
    if (!fault)
        fault = find_local(work, law, setting.rule, setting.given, &version);
    if (fault)
        return fault;
    if (!wrong)
        wrong = check(work, law_of_files(work), &form, &setting);
    if (wrong)
        return show(work, request, law, version, &form, wrong, NULL, response);
    if (str_equal(form_str(&form, "viec"), STR("xem")))
        return show(work, request, law, version, &form, NULL, &setting, response);
    fault = db_write(work, keep, &setting);
    if (!fault)
        response_redirect(response, STR("/quan-tri/quy-dinh-rieng?da=dat"));
    return fault;
}
