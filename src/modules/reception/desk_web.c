/*
 * The desk today: who is booked, who is here, who is next; and whether the day was held.
 */
#include "modules/reception/desk_web.h"
#include "modules/reception/booking_store.h"
#include "modules/reception/reception_rules.h"

#include <inttypes.h>

enum {
    NAME_MOST = 120,
    CODE_MOST = 12,
    REASON_MOST = 500
};

/* How somebody is received outside the calendar: by whoever receives on working days (Law on
 * Citizen Reception, article 2), or by the head at once, with the ground (article 18.3). */
#define REGULAR "regular"
static const char *const grounds[] = {REGULAR, "heated", "grave", NULL};
static const char *const results[] = {"held", "missed", NULL};

/* columns: name, kind, min, max, required, choices */
static const struct form_field fields[] = {
    {"day",    INPUT_INT,    0, INT64_MAX,             true,  NULL   },
    {"code",   INPUT_LINE,   0, CODE_MOST,             false, NULL   },
    {"name",   INPUT_LINE,   0, NAME_MOST,             false, NULL   },
    {"people", INPUT_INT,    1, RECEPTION_PEOPLE_MOST, true,  NULL   },
    {"first",  INPUT_BOOL,   0, 0,                     false, NULL   },
    {"adhoc",  INPUT_CHOICE, 0, 0,                     false, grounds},
};
static const struct form_field day_fields[] = {
    {"result",   INPUT_CHOICE, 0, 0,           true,  results},
    {"reason",   INPUT_LINE,   0, REASON_MOST, false, NULL   },
    {"revision", INPUT_INT,    0, INT64_MAX,   false, NULL   },
};
static const struct form_field call_fields[] = {
    {"version", INPUT_INT, 0, INT64_MAX, false, NULL},
};

struct booked_view {
    struct str code;
    struct str time;
    struct str name;
    struct str state;
    int64_t people;
    bool is_asked; /* the day was moved, and they have not said that they come */
};
static SHAPE(booked_view_shape, struct booked_view, FIELD(struct booked_view, code),
             FIELD(struct booked_view, time), FIELD(struct booked_view, name),
             FIELD(struct booked_view, state), FIELD(struct booked_view, people),
             FIELD(struct booked_view, is_asked));

struct here_view {
    struct url url;
    struct url call_url;
    struct code_number number;
    struct code_number version;
    struct str name;
    struct str state;
    int64_t people;
    bool is_first;
    bool is_waiting;
    bool is_next; /* of those who wait */
    bool is_serving;
};
static SHAPE(here_view_shape, struct here_view, FIELD(struct here_view, url),
             FIELD(struct here_view, call_url), FIELD(struct here_view, number),
             FIELD(struct here_view, version), FIELD(struct here_view, name),
             FIELD(struct here_view, state), FIELD(struct here_view, people),
             FIELD(struct here_view, is_first), FIELD(struct here_view, is_waiting),
             FIELD(struct here_view, is_next), FIELD(struct here_view, is_serving));

struct desk_day {
    struct reception_day_view day;
    struct code_number revision;
    struct url close_url;
    bool is_open;
    struct list booked; /* struct booked_view */
    struct list here;   /* struct here_view */
};
static SHAPE(desk_day_shape, struct desk_day,
             RECORD(struct desk_day, day, reception_day_view_shape),
             FIELD(struct desk_day, revision), FIELD(struct desk_day, close_url),
             FIELD(struct desk_day, is_open), LIST(struct desk_day, booked, booked_view_shape),
             LIST(struct desk_day, here, here_view_shape));

struct desk_page {
    struct layout layout;
    struct str today;
    struct list days;    /* struct desk_day */
    struct list outside; /* struct here_view: without a day */
    struct field_view day;
    struct field_view code;
    struct field_view name;
    struct field_view people;
    struct field_view first;
    struct field_view adhoc;
};
static SHAPE(desk_shape, struct desk_page, RECORD(struct desk_page, layout, layout_shape),
             FIELD(struct desk_page, today), LIST(struct desk_page, days, desk_day_shape),
             LIST(struct desk_page, outside, here_view_shape),
             RECORD(struct desk_page, day, field_view_shape),
             RECORD(struct desk_page, code, field_view_shape),
             RECORD(struct desk_page, name, field_view_shape),
             RECORD(struct desk_page, people, field_view_shape),
             RECORD(struct desk_page, first, field_view_shape),
             RECORD(struct desk_page, adhoc, field_view_shape));
const struct page_kind desk_kind = {"reception/desk", &desk_shape};

struct str visit_name(struct work *work, const struct visit *visit)
{
    return visit->is_sealed ? site_message(work, "reception.sealed") : visit->name;
}

const struct fault *visit_param(struct work *work, const struct request *request, int64_t *ret_id)
{
    if (str_to_int64(request_param(request, STR("id")), ret_id) && *ret_id > 0)
        return NULL;
    return fault_new(work->arena, FAULT_NOT_FOUND, "record.missing", "visit");
}

/* ---- filling ---- */

static struct list here_of(struct work *work, const visit_list *visits, int64_t day_id)
{
    VEC(struct here_view) here = {0};
    bool is_next = true;
    for (size_t i = 0; i < visits->count; i++) {
        const struct visit *visit = &visits->items[i];
        if (visit->day_id != day_id)
            continue;
        *VEC_PUSH(&here, work->arena) = (struct here_view){
            .url = url_relative(work->arena, "/can-bo/tiep-dan/luot/%" PRId64, visit->id),
            .call_url =
                url_relative(work->arena, "/can-bo/tiep-dan/luot/%" PRId64 "/goi", visit->id),
            .number = {visit->number},
            .version = {visit->version},
            .name = visit_name(work, visit),
            .state = site_message(work, arena_printf(work->arena, "reception.visit." PRISTR,
                                                     STRARG(visit_state_name(visit->state)))
                                            .ptr),
            .people = visit->people,
            .is_first = visit->is_first,
            .is_waiting = visit->state == VISIT_WAITING,
            .is_next = visit->state == VISIT_WAITING && is_next,
            .is_serving = visit->state == VISIT_SERVING,
        };
        is_next = is_next && visit->state != VISIT_WAITING;
    }
    return VEC_LIST(&here);
}

static const struct fault *booked_of(struct work *work, const struct reception_day *day,
                                     struct list *ret_list)
{
    VEC(struct booked_view) booked = {0};
    reception_booking_list bookings;
    const struct fault *fault = bookings_of(work, day->id, &bookings);
    for (size_t i = 0; !fault && i < bookings.count; i++) {
        const struct reception_booking *b = &bookings.items[i];
        if (str_equal(b->state, STR("arrived")))
            continue;
        *VEC_PUSH(&booked, work->arena) = (struct booked_view){
            .code = b->code,
            .time = b->after < 0 ? STR("") : reception_clock(work->arena, day->starts + b->after),
            .name = b->name,
            .people = b->people,
            .is_asked = b->agreement == AGREEMENT_ASKED};
    }
    *ret_list = VEC_LIST(&booked);
    return fault;
}

static const struct fault *fill_days(struct work *work, const reception_day_list *days,
                                     const visit_list *visits, struct desk_page *page)
{
    VEC(struct desk_day) views = {0};
    const struct fault *fault = NULL;
    for (size_t i = 0; !fault && i < days->count; i++) {
        const struct reception_day *day = &days->items[i];
        struct desk_day *view = VEC_PUSH(&views, work->arena);
        view->day = reception_day_view(work, day);
        view->revision.value = day->revision;
        view->is_open = day->state == RECEPTION_OPEN;
        view->close_url = url_relative(work->arena, "/can-bo/tiep-dan/ngay/%" PRId64, day->id);
        view->here = here_of(work, visits, day->id);
        fault = booked_of(work, day, &view->booked);
    }
    page->days = VEC_LIST(&views);
    page->outside = here_of(work, visits, 0);
    return fault;
}

static struct option_view option(struct work *work, const char *name, struct str value,
                                 struct str label, struct str typed)
{
    return (struct option_view){.id = arena_printf(work->arena, "%s-" PRISTR, name, STRARG(value)),
                                .name = str_from_c(name),
                                .value = value,
                                .label = label,
                                .is_chosen = str_equal(value, typed)};
}

static void fill_form(struct work *work, const reception_day_list *days, const struct form *form,
                      const struct fault *faults, struct desk_page *page)
{
    VEC(struct option_view) options = {0};
    VEC(struct option_view) reasons = {0};
    page->day = field_view(work, "reception.desk", &fields[0], form, faults);
    page->code = field_view(work, "reception.desk", &fields[1], form, faults);
    page->name = field_view(work, "reception.desk", &fields[2], form, faults);
    page->people = field_view(work, "reception.desk", &fields[3], form, faults);
    page->first = field_view(work, "reception.desk", &fields[4], form, faults);
    page->adhoc = field_view(work, "reception.desk", &fields[5], form, faults);
    page->people.width = STR("w4");
    page->name.is_required = true; /* but for who has a code, as its hint says */
    page->adhoc.is_required = days->count == 0;
    if (!form && days->count == 0)
        page->adhoc.value = STR(REGULAR);
    if (!form)
        page->people.value = STR("1");
    for (size_t i = 0; i < days->count; i++)
        if (days->items[i].state != RECEPTION_CANCELLED && days->items[i].state != RECEPTION_MISSED)
            *VEC_PUSH(&options, work->arena) =
                option(work, "day", arena_printf(work->arena, "%" PRId64, days->items[i].id),
                       arena_printf(work->arena, PRISTR " · " PRISTR, STRARG(days->items[i].title),
                                    STRARG(days->items[i].unit_name)),
                       page->day.value);
    *VEC_PUSH(&options, work->arena) = option(
        work, "day", STR("0"), site_message(work, "reception.desk.outside"), page->day.value);
    *VEC_PUSH(&reasons, work->arena) = option(
        work, "adhoc", STR(""), site_message(work, "reception.desk.no-adhoc"), page->adhoc.value);
    for (size_t i = 0; grounds[i]; i++)
        *VEC_PUSH(&reasons, work->arena) = option(
            work, "adhoc", str_from_c(grounds[i]),
            site_message(work, arena_printf(work->arena, "reception.adhoc.%s", grounds[i]).ptr),
            page->adhoc.value);
    page->day.options = VEC_LIST(&options);
    page->adhoc.options = VEC_LIST(&reasons);
}

static const struct fault *show(struct work *work, const struct request *request,
                                struct response *response, const struct form *form,
                                const struct fault *faults)
{
    struct desk_page page = {0};
    struct civil_date today = clock_today(work->clock);
    struct str title = site_message(work, "reception.desk.title");
    reception_day_list days;
    visit_list visits;
    struct unit office;
    const struct fault *fault = reception_office_of(work, &office);
    if (!fault)
        fault = days_of_office(work, office.id, today, today, &days);
    if (!fault)
        fault = visits_at_desk(work, office.id, today, &visits);
    if (!fault)
        fault = office_layout(work, request, title, &page.layout);
    if (!fault)
        fault = fill_days(work, &days, &visits, &page);
    if (fault)
        return fault;
    page.today = reception_day_words(work, today);
    fill_form(work, &days, form, faults, &page);
    page_crumb(work, &page.layout, URL(""), title);
    page_errors_of(work, &page.layout, "reception.desk", faults);
    return page_respond_form(work, response, faults, &desk_kind, &page);
}

const struct fault *desk_show(struct work *work, const struct request *request,
                              struct response *response)
{
    return show(work, request, response, NULL, NULL);
}

/* ---- acting ---- */

/* A code as it was read aloud: any case, spaces between. */
static struct str code_of(struct arena *arena, struct str typed)
{
    char *code = arena_alloc(arena, typed.len + 1);
    size_t length = 0;
    for (size_t i = 0; i < typed.len; i++) {
        char byte = typed.ptr[i];
        if (byte >= 'a' && byte <= 'z')
            byte = (char)(byte - 'a' + 'A');
        if (byte != ' ' && byte != '-')
            code[length++] = byte;
    }
    return (struct str){code, length};
}

const struct fault *desk_send(struct work *work, const struct request *request,
                              struct response *response)
{
    struct arrival arrival = {0};
    struct form form;
    int64_t id;
    const struct fault *fault =
        form_read(work, request, fields, sizeof(fields) / sizeof(fields[0]), &form);
    if (!fault) {
        arrival.day_id = form_int(&form, "day");
        arrival.code = code_of(work->arena, form_str(&form, "code"));
        arrival.name = form_str(&form, "name");
        arrival.people = form_int(&form, "people");
        arrival.is_first = form_bool(&form, "first");
        arrival.adhoc = form_str(&form, "adhoc");
        if (arrival.day_id == 0 && arrival.code.len == 0 && arrival.adhoc.len == 0)
            fault = fault_field(work->arena, "adhoc", "form.choose");
        if (str_equal(arrival.adhoc, STR(REGULAR)))
            arrival.adhoc = STR("");
    }
    if (!fault)
        fault = desk_arrive(work, &arrival, &id);
    if (fault && fault->kind == FAULT_INVALID)
        return show(work, request, response, &form, fault);
    if (!fault)
        response_redirect(response, STR("/can-bo/tiep-dan"));
    return fault;
}

const struct fault *desk_call_send(struct work *work, const struct request *request,
                                   struct response *response)
{
    struct form form;
    int64_t id;
    const struct fault *fault = visit_param(work, request, &id);
    if (!fault)
        fault = form_read(work, request, call_fields, 1, &form);
    if (!fault)
        fault = desk_call(work, id, form_int(&form, "version"));
    if (!fault)
        response_redirect(response,
                          url_relative(work->arena, "/can-bo/tiep-dan/luot/%" PRId64, id).text);
    return fault;
}

const struct fault *desk_day_send(struct work *work, const struct request *request,
                                  struct response *response)
{
    struct form form;
    int64_t id;
    const struct fault *fault = reception_day_param(work, request, &id);
    if (!fault)
        fault = form_read(work, request, day_fields, 3, &form);
    if (!fault)
        fault = reception_day_close(work, id, form_int(&form, "revision"),
                                    str_equal(form_str(&form, "result"), STR("held")),
                                    form_str(&form, "reason"));
    if (fault && fault->kind == FAULT_INVALID)
        return show(work, request, response, NULL, fault);
    if (!fault)
        response_redirect(response, STR("/can-bo/tiep-dan"));
    return fault;
}
