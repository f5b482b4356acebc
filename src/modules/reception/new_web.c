/*
 * A new series, in plain words: who, where, when; no rule is ever typed.
 */
#include "modules/organisation/organisation.h"
#include "modules/reception/office_web.h"
#include "modules/reception/reception_rules.h"
#include "modules/reception/recur.h"
#include "text/number.h"

#include <inttypes.h>

enum {
    LINE_MOST = 200,
    TEXT_MOST = 500,
    CLOCK_MOST = 5,
    SLOT_LEAST = 5,
    SLOT_MOST = 240,
    SEATS_MOST = 20,
    HOURS_MOST = 240,
    MINUTES_OF_HOUR = 60,
    DAYS_IN_WEEK = 7,
    LAST_OF_MONTH = 31 /* as it is typed */
};

static const char *const repeats[] = {"weekly", "month-day", "nth", NULL};

/* columns: name, kind, min, max, required, choices */
static const struct form_field fields[] = {
    {"post",       INPUT_INT,    0,          INT64_MAX,  true,  NULL   },
    {"repeat",     INPUT_CHOICE, 0,          0,          true,  repeats},
    {"w1",         INPUT_BOOL,   0,          0,          false, NULL   },
    {"w2",         INPUT_BOOL,   0,          0,          false, NULL   },
    {"w3",         INPUT_BOOL,   0,          0,          false, NULL   },
    {"w4",         INPUT_BOOL,   0,          0,          false, NULL   },
    {"w5",         INPUT_BOOL,   0,          0,          false, NULL   },
    {"w6",         INPUT_BOOL,   0,          0,          false, NULL   },
    {"w7",         INPUT_BOOL,   0,          0,          false, NULL   },
    {"o1",         INPUT_BOOL,   0,          0,          false, NULL   },
    {"o2",         INPUT_BOOL,   0,          0,          false, NULL   },
    {"o3",         INPUT_BOOL,   0,          0,          false, NULL   },
    {"o4",         INPUT_BOOL,   0,          0,          false, NULL   },
    {"o5",         INPUT_BOOL,   0,          0,          false, NULL   },
    {"days",       INPUT_LINE,   0,          LINE_MOST,  false, NULL   },
    {"first_on",   INPUT_DATE,   0,          0,          true,  NULL   },
    {"last_on",    INPUT_DATE,   0,          0,          false, NULL   },
    {"starts",     INPUT_LINE,   0,          CLOCK_MOST, true,  NULL   },
    {"ends",       INPUT_LINE,   0,          CLOCK_MOST, true,  NULL   },
    {"slot",       INPUT_INT,    SLOT_LEAST, SLOT_MOST,  true,  NULL   },
    {"seats",      INPUT_INT,    1,          SEATS_MOST, true,  NULL   },
    {"closes",     INPUT_INT,    0,          HOURS_MOST, true,  NULL   },
    {"place",      INPUT_LINE,   2,          LINE_MOST,  true,  NULL   },
    {"online_url", INPUT_LINE,   0,          LINE_MOST,  false, NULL   },
    {"attendees",  INPUT_LINE,   0,          TEXT_MOST,  false, NULL   },
    {"content",    INPUT_LINE,   0,          TEXT_MOST,  false, NULL   },
    {"first",      INPUT_BOOL,   0,          0,          false, NULL   },
};
enum {
    FIELDS = sizeof(fields) / sizeof(fields[0]),
    FIELD_FIRST = FIELDS - 1,
    FIRST_WEEKDAY = 2,
    FIRST_ORDINAL = 9,
    FIRST_PLAIN = 14, /* from here on one field a line */
    PLAIN = FIELD_FIRST - FIRST_PLAIN
};

struct unit_choice {
    struct url url;
    struct str name;
    bool is_chosen;
};
static SHAPE(unit_choice_shape, struct unit_choice, FIELD(struct unit_choice, url),
             FIELD(struct unit_choice, name), FIELD(struct unit_choice, is_chosen));

struct new_page {
    struct layout layout;
    struct url action;
    struct str unit_name;
    struct list units; /* struct unit_choice: other units of this office */
    struct field_view post;
    struct field_view repeat;
    struct str weekdays_error;
    struct str ordinals_error;
    struct list weekdays; /* struct option_view */
    struct list ordinals;
    struct field_view days;
    struct list plain;       /* struct field_view */
    struct field_view first; /* who is called before others */
};
static SHAPE(new_shape, struct new_page, RECORD(struct new_page, layout, layout_shape),
             FIELD(struct new_page, action), FIELD(struct new_page, unit_name),
             LIST(struct new_page, units, unit_choice_shape),
             RECORD(struct new_page, post, field_view_shape),
             RECORD(struct new_page, repeat, field_view_shape),
             FIELD(struct new_page, weekdays_error), FIELD(struct new_page, ordinals_error),
             LIST(struct new_page, weekdays, option_view_shape),
             LIST(struct new_page, ordinals, option_view_shape),
             RECORD(struct new_page, days, field_view_shape),
             LIST(struct new_page, plain, field_view_shape),
             RECORD(struct new_page, first, field_view_shape));
const struct page_kind office_new_kind = {"reception/new", &new_shape};

/* ---- whose calendar ---- */

/* The units whose calendars the office keeps: its own, that above an agency, those below. */
static const struct fault *units_of(struct work *work, const struct unit *office,
                                    unit_list *ret_units)
{
    struct civil_date today = clock_today(work->clock);
    unit_list units = {0};
    unit_list below;
    struct unit parent;
    const struct fault *fault = unit_children(work, office->id, &below);
    *VEC_PUSH(&units, work->arena) = *office;
    if (!fault && office->kind == UNIT_AGENCY && office->parent_id) {
        fault = unit_load(work, office->parent_id, &parent);
        if (!fault)
            *VEC_PUSH(&units, work->arena) = parent;
    }
    for (size_t i = 0; !fault && i < below.count; i++)
        if (unit_exists_on(&below.items[i], today))
            *VEC_PUSH(&units, work->arena) = below.items[i];
    *ret_units = units;
    return fault;
}

/* The unit that the address names among them; without one, that above an agency. */
static const struct fault *choose_unit(struct work *work, const struct request *request,
                                       const unit_list *units, struct unit *ret_unit)
{
    struct str slug = request_query(request, STR("don-vi"));
    if (slug.len == 0) {
        *ret_unit = units->items[units->count > 1 && units->items[0].kind == UNIT_AGENCY ? 1 : 0];
        return NULL;
    }
    for (size_t i = 0; i < units->count; i++)
        if (str_equal(units->items[i].slug, slug)) {
            *ret_unit = units->items[i];
            return NULL;
        }
    return fault_new(work->arena, FAULT_NOT_FOUND, "unit.unknown", "unit " PRISTR, STRARG(slug));
}

/* Who can receive in the unit: holders of posts today, or on its last day. */
static const struct fault *posts_of(struct work *work, const struct unit *unit,
                                    post_list *ret_posts)
{
    struct civil_date on = clock_today(work->clock);
    if (!date_is_none(unit->valid_to) && unit->valid_to.days < on.days)
        on = unit->valid_to;
    return post_list_of(work, unit->id, on, ret_posts);
}

/* ---- like another ---- */

/* What a form is filled with before anything is typed: another series of the office, whose
 * days, hours and place most leaders share. */
struct model {
    bool is_given;
    struct reception_series series;
    struct pattern pattern;
};

static const struct fault *load_model(struct work *work, const struct request *request,
                                      struct model *ret_model)
{
    struct str like = request_query(request, STR("nhu"));
    struct model model = {0};
    int64_t id;
    const struct fault *fault;
    *ret_model = model;
    if (!like.ptr || !str_to_int64(like, &id))
        return NULL;
    fault = reception_series_load(work, id, &model.series);
    if (!fault)
        fault = actor_must(work, RECEPTION_CLERKS, model.series.office_id);
    if (fault)
        return fault;
    model.is_given = pattern_from_rule(model.series.rule, &model.pattern);
    *ret_model = model;
    return NULL;
}

static struct str days_typed(struct work *work, const struct pattern *pattern)
{
    struct buf out = buf_init(work->arena, LINE_MOST);
    for (size_t i = 0; i < pattern->day_count; i++)
        buf_printf(&out, "%s%d", i ? ", " : "",
                   pattern->days[i] > 0 ? pattern->days[i] : LAST_OF_MONTH);
    return buf_str(&out);
}

static struct str ahead(struct work *work, struct civil_date day)
{
    bool is = !date_is_none(day) && day.days >= clock_today(work->clock).days;
    return is ? date_text(work->arena, day) : STR("");
}

/* ---- the form ---- */

static struct option_view option(struct work *work, const char *name, struct str value,
                                 struct str label, bool is_chosen)
{
    return (struct option_view){.id = arena_printf(work->arena, "%s-" PRISTR, name, STRARG(value)),
                                .name = str_from_c(name),
                                .value = value,
                                .label = label,
                                .is_chosen = is_chosen};
}

static void fill_choices(struct work *work, const struct form *form, const struct model *model,
                         const post_list *posts, struct new_page *page)
{
    VEC(struct option_view) people = {0};
    VEC(struct option_view) kinds = {0};
    size_t kind = model->is_given ? (size_t)model->pattern.kind : 0;
    /* after one leader the next in rank */
    for (size_t i = 0; !form && model->is_given && i + 1 < posts->count; i++)
        if (str_equal(posts->items[i].title, model->series.title) &&
            str_equal(posts->items[i].person_name, model->series.person))
            page->post.value = arena_printf(work->arena, "%" PRId64, posts->items[i + 1].id);
    for (size_t i = 0; i < posts->count; i++) {
        struct str value = arena_printf(work->arena, "%" PRId64, posts->items[i].id);
        *VEC_PUSH(&people, work->arena) =
            option(work, "post", value,
                   arena_printf(work->arena, PRISTR " – " PRISTR, STRARG(posts->items[i].title),
                                STRARG(posts->items[i].person_name)),
                   str_equal(page->post.value, value));
    }
    *VEC_PUSH(&people, work->arena) =
        option(work, "post", STR("0"), site_message(work, "reception.new.office"),
               str_equal(page->post.value, STR("0")) || posts->count == 0);
    for (size_t i = 0; repeats[i]; i++) {
        struct str value = str_from_c(repeats[i]);
        *VEC_PUSH(&kinds, work->arena) =
            option(work, "repeat", value,
                   site_message(
                       work, arena_printf(work->arena, "reception.new.repeat-%s", repeats[i]).ptr),
                   form ? str_equal(page->repeat.value, value) : i == kind);
    }
    page->post.options = VEC_LIST(&people);
    page->repeat.options = VEC_LIST(&kinds);
}

static struct list checks(struct work *work, const struct form *form, unsigned bits, size_t first,
                          int count, const char *key)
{
    struct option_view *options = arena_alloc_array(work->arena, (size_t)count, sizeof(*options));
    for (int i = 0; i < count; i++) {
        const struct form_field *field = &fields[first + (size_t)i];
        options[i] = (struct option_view){
            .id = str_from_c(field->name),
            .name = str_from_c(field->name),
            .value = STR("1"),
            .label = site_message(work, arena_printf(work->arena, "%s.%d", key, i + 1).ptr),
            .is_chosen = form ? form_bool(form, field->name) : (bits & (1U << (i + 1))) != 0};
    }
    return (struct list){options, (size_t)count, sizeof(*options)};
}

static struct str error_at(struct work *work, const struct fault *faults, const char *name)
{
    for (; faults; faults = faults->next)
        if (faults->field && str_equal(str_from_c(faults->field), str_from_c(name)))
            return site_fault_message(work, faults);
    return STR("");
}

/* The field `i` of those one a line, as in another series. */
static struct str plain_like(struct work *work, const struct reception_series *series, size_t i)
{
    const struct str values[PLAIN] = {
        [1] = ahead(work, series->first_on),
        [2] = ahead(work, series->last_on),
        [3] = reception_clock(work->arena, series->starts),
        [4] = reception_clock(work->arena, series->ends),
        [5] = arena_printf(work->arena, "%" PRId64, series->slot),
        [6] = arena_printf(work->arena, "%" PRId64, series->seats),
        [7] = arena_printf(work->arena, "%" PRId64, series->closes / MINUTES_OF_HOUR),
        [8] = series->place,
        [9] = series->online_url,
        [10] = series->attendees,
        [11] = series->content,
    };
    return values[i];
}

static void fill_plain(struct work *work, const struct form *form, const struct model *model,
                       const struct fault *faults, struct new_page *page)
{
    /* what most calendars have, where nothing was typed */
    static const struct str usual[PLAIN] = {[3] = STR_INIT("07:30"),
                                            [4] = STR_INIT("11:30"),
                                            [5] = STR_INIT("30"),
                                            [6] = STR_INIT("1"),
                                            [7] = STR_INIT("1")};
    struct field_view *views = arena_alloc_array(work->arena, PLAIN - 1, sizeof(*views));
    for (size_t i = 1; i < PLAIN; i++) {
        struct field_view *view = &views[i - 1];
        *view = field_view(work, "reception.new", &fields[FIRST_PLAIN + i], form, faults);
        if (!form)
            view->value = model->is_given ? plain_like(work, &model->series, i) : usual[i];
        if (i < 8)
            view->width = STR("w12");
    }
    page->plain = (struct list){views, PLAIN - 1, sizeof(*views)};
    page->first = field_view(work, "reception.new", &fields[FIELD_FIRST], form, faults);
    page->first.is_chosen |= !form && !(model->is_given && model->series.by_number);
    if (!form && model->is_given)
        page->days.value = days_typed(work, &model->pattern);
}

static const struct fault *show_form(struct work *work, const struct request *request,
                                     struct response *response, const struct form *form,
                                     const struct fault *faults)
{
    struct new_page page = {0};
    VEC(struct unit_choice) choices = {0};
    struct str title = site_message(work, "reception.new.title");
    struct unit office;
    struct unit unit;
    struct model model;
    unit_list units;
    post_list posts;
    const struct fault *fault = reception_office_of(work, &office);
    if (!fault)
        fault = load_model(work, request, &model);
    if (!fault)
        fault = units_of(work, &office, &units);
    if (!fault)
        fault = choose_unit(work, request, &units, &unit);
    if (!fault)
        fault = posts_of(work, &unit, &posts);
    if (!fault)
        fault = office_layout(work, request, title, &page.layout);
    if (fault)
        return fault;
    for (size_t i = 0; i < units.count; i++)
        *VEC_PUSH(&choices, work->arena) = (struct unit_choice){
            url_relative(work->arena, "/can-bo/lich-tiep-dan/moi?don-vi=" PRISTR,
                         STRARG(units.items[i].slug)),
            units.items[i].name, units.items[i].id == unit.id};
    page.units = VEC_LIST(&choices);
    page.unit_name = unit.name;
    page.action =
        url_relative(work->arena, "/can-bo/lich-tiep-dan/moi?don-vi=" PRISTR, STRARG(unit.slug));
    page.post = field_view(work, "reception.new", &fields[0], form, faults);
    page.repeat = field_view(work, "reception.new", &fields[1], form, faults);
    fill_choices(work, form, &model, &posts, &page);
    page.weekdays = checks(work, form, model.pattern.weekdays, FIRST_WEEKDAY, DAYS_IN_WEEK,
                           "reception.weekday");
    page.ordinals = checks(work, form, model.pattern.ordinals, FIRST_ORDINAL, PATTERN_LAST,
                           "reception.ordinal");
    page.weekdays_error = error_at(work, faults, "w1");
    page.ordinals_error = error_at(work, faults, "o1");
    page.days = field_view(work, "reception.new", &fields[FIRST_PLAIN], form, faults);
    fill_plain(work, form, &model, faults, &page);
    page_crumb(work, &page.layout, URL(""), title);
    page_errors_of(work, &page.layout, "reception.new", faults);
    return page_respond_form(work, response, faults, &office_new_kind, &page);
}

const struct fault *office_new_show(struct work *work, const struct request *request,
                                    struct response *response)
{
    return show_form(work, request, response, NULL, NULL);
}

/* ---- what was typed ---- */

static const struct fault *read_pattern(struct work *work, const struct form *form,
                                        struct str *ret_rule)
{
    struct str repeat = form_str(form, "repeat");
    struct pattern pattern = {.kind = PATTERN_WEEKLY};
    for (size_t i = 0; i < DAYS_IN_WEEK; i++)
        if (form_bool(form, fields[FIRST_WEEKDAY + i].name))
            pattern.weekdays |= 1U << (i + 1);
    for (size_t i = 0; i < PATTERN_LAST; i++)
        if (form_bool(form, fields[FIRST_ORDINAL + i].name))
            pattern.ordinals |= 1U << (i + 1);
    if (str_equal(repeat, STR("month-day"))) {
        pattern.kind = PATTERN_MONTH_DAY;
        if (!pattern_days(form_str(form, "days"), &pattern))
            return fault_field(work->arena, "days", "reception.new.bad-days");
    } else if (pattern.weekdays == 0) {
        return fault_field(work->arena, "w1", "reception.new.no-weekday");
    }
    if (str_equal(repeat, STR("nth"))) {
        pattern.kind = PATTERN_NTH;
        if (pattern.ordinals == 0)
            return fault_field(work->arena, "o1", "reception.new.no-ordinal");
    }
    *ret_rule = pattern_rule(work->arena, &pattern);
    return NULL;
}

static const struct fault *read_clock(struct work *work, const struct form *form, const char *name,
                                      int64_t *ret_minute)
{
    if (reception_clock_read(form_str(form, name), ret_minute))
        return NULL;
    return fault_field(work->arena, name, "reception.new.bad-clock");
}

static const struct fault *read_post(struct work *work, const struct unit *unit, int64_t post_id,
                                     struct reception_series *series)
{
    post_list posts;
    const struct fault *fault = posts_of(work, unit, &posts);
    series->title = unit->kind == UNIT_AGENCY
                        ? unit->name
                        : reception_say(work, "reception.new.office-of", "unit", unit->name);
    series->person = STR("");
    for (size_t i = 0; !fault && post_id && i < posts.count; i++) {
        if (posts.items[i].id != post_id)
            continue;
        series->title = posts.items[i].title;
        series->person = posts.items[i].person_name;
        series->person_id = posts.items[i].person_id;
        series->is_demo = posts.items[i].is_demo;
        return NULL;
    }
    if (!fault && post_id)
        return fault_field(work->arena, "post", "form.choice");
    return fault;
}

static const struct fault *read_series(struct work *work, const struct form *form,
                                       const struct unit *unit, struct reception_series *series)
{
    const struct fault *fault = read_post(work, unit, form_int(form, "post"), series);
    if (!fault)
        fault = read_pattern(work, form, &series->rule);
    if (!fault)
        fault = read_clock(work, form, "starts", &series->starts);
    if (!fault)
        fault = read_clock(work, form, "ends", &series->ends);
    if (fault)
        return fault;
    series->first_on = form_date(form, "first_on");
    series->last_on = form_given(form, "last_on") ? form_date(form, "last_on") : DATE_NONE;
    series->filled_to = DATE_NONE;
    series->slot = form_int(form, "slot");
    series->seats = form_int(form, "seats");
    series->closes = form_int(form, "closes") * MINUTES_OF_HOUR;
    series->place = form_str(form, "place");
    series->online_url = form_str(form, "online_url");
    series->attendees = form_str(form, "attendees");
    series->content = form_str(form, "content");
    series->by_number = !form_bool(form, "first");
    return NULL;
}

const struct fault *office_new_send(struct work *work, const struct request *request,
                                    struct response *response)
{
    struct reception_series series = {0};
    struct form form;
    struct unit office;
    struct unit unit;
    unit_list units;
    const struct fault *fault = reception_office_of(work, &office);
    if (!fault)
        fault = units_of(work, &office, &units);
    if (!fault)
        fault = choose_unit(work, request, &units, &unit);
    if (fault)
        return fault;
    series.office_id = office.id;
    series.unit_id = unit.id;
    fault = form_read(work, request, fields, FIELDS, &form);
    if (!fault)
        fault = read_series(work, &form, &unit, &series);
    if (!fault)
        fault = reception_create(work, &series);
    if (fault && fault->kind == FAULT_INVALID)
        return show_form(work, request, response, &form, fault);
    if (!fault)
        response_redirect(
            response, url_relative(work->arena, "/can-bo/lich-tiep-dan/%" PRId64, series.id).text);
    return fault;
}
