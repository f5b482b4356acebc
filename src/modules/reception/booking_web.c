/*
 * Booking a talk: the times of a day, and who comes.
 */
#include "civic/outbox.h"
#include "db/db.h"
#include "modules/reception/booking_store.h"
#include "modules/reception/reception_rules.h"
#include "modules/reception/reception_store.h"
#include "modules/reception/reception_web.h"
#include "text/number.h"

#include <inttypes.h>
#include <string.h>

enum {
    NAME_MOST = 120,
    CONTENT_MOST = 2000,
    NAMES_MOST = 600
};

/* columns: name, kind, min, max, required, choices */
static const struct form_field fields[] = {
    {"after",           INPUT_INT,   RECEPTION_WAITING, RECEPTION_MINUTES,     true,  NULL},
    {"name",            INPUT_LINE,  2,                 NAME_MOST,             true,  NULL},
    {"phone",           INPUT_PHONE, 0,                 0,                     false, NULL},
    {"email",           INPUT_EMAIL, 0,                 0,                     false, NULL},
    {"people",          INPUT_INT,   1,                 RECEPTION_PEOPLE_MOST, true,  NULL},
    {"representatives", INPUT_TEXT,  0,                 NAMES_MOST,            false, NULL},
    {"content",         INPUT_TEXT,  5,                 CONTENT_MOST,          true,  NULL},
    {"consents",        INPUT_BOOL,  0,                 0,                     false, NULL},
};
enum {
    FIELDS = sizeof(fields) / sizeof(fields[0])
};

/* A time that can be chosen. */
struct slot_view {
    struct str value;
    struct str label;
    bool is_full;
    bool is_chosen;
};
static SHAPE(slot_view_shape, struct slot_view, FIELD(struct slot_view, value),
             FIELD(struct slot_view, label), FIELD(struct slot_view, is_full),
             FIELD(struct slot_view, is_chosen));

struct book_page {
    struct layout layout;
    struct reception_day_view day;
    struct str day_words;
    struct str closes; /* "07:00 10/03/2022" */
    struct url action;
    struct str after_error;
    bool is_closed;
    bool is_full;
    struct list slots; /* struct slot_view */
    struct field_view name;
    struct field_view phone;
    struct field_view email;
    struct field_view people;
    struct field_view representatives;
    struct field_view content;
    struct field_view consents; /* to being recorded, where it is online */
};
static SHAPE(book_shape, struct book_page, RECORD(struct book_page, layout, layout_shape),
             RECORD(struct book_page, day, reception_day_view_shape),
             FIELD(struct book_page, day_words), FIELD(struct book_page, closes),
             FIELD(struct book_page, action), FIELD(struct book_page, after_error),
             FIELD(struct book_page, is_closed), FIELD(struct book_page, is_full),
             LIST(struct book_page, slots, slot_view_shape),
             RECORD(struct book_page, name, field_view_shape),
             RECORD(struct book_page, phone, field_view_shape),
             RECORD(struct book_page, email, field_view_shape),
             RECORD(struct book_page, people, field_view_shape),
             RECORD(struct book_page, representatives, field_view_shape),
             RECORD(struct book_page, content, field_view_shape),
             RECORD(struct book_page, consents, field_view_shape));
const struct page_kind reception_book_kind = {"reception/book", &book_shape};

static struct list slots_view(struct work *work, const struct reception_day *day,
                              const reception_time_list *times, const struct form *form)
{
    VEC(struct slot_view) slots = {0};
    struct str typed = form ? form_typed(form, "after") : STR("");
    bool has_free = false;
    for (size_t i = 0; i < times->count; i++) {
        struct slot_view *slot = VEC_PUSH(&slots, work->arena);
        slot->value = arena_printf(work->arena, "%" PRId64, times->items[i].after);
        slot->label = reception_clock(work->arena, day->starts + times->items[i].after);
        slot->is_full = times->items[i].free == 0;
        slot->is_chosen = !slot->is_full && str_equal(typed, slot->value);
        has_free |= !slot->is_full;
    }
    if (!has_free)
        *VEC_PUSH(&slots, work->arena) =
            (struct slot_view){.value = arena_printf(work->arena, "%d", RECEPTION_WAITING),
                               .label = site_message(work, "reception.book.wait"),
                               .is_chosen = true};
    return VEC_LIST(&slots);
}

static struct field_view known_view(struct work *work, const struct form *form,
                                    const struct fault *faults, size_t index, const char *fill)
{
    struct field_view view = field_view(work, "reception.book", &fields[index], form, faults);
    view.autocomplete = str_from_c(fill);
    return view;
}

static void fill_fields(struct work *work, const struct form *form, const struct fault *faults,
                        struct book_page *page)
{
    page->name = known_view(work, form, faults, 1, "name");
    page->phone = known_view(work, form, faults, 2, "tel");
    page->phone.is_required = true; /* one of the two; not marked as optional */
    page->email = known_view(work, form, faults, 3, "email");
    page->people = field_view(work, "reception.book", &fields[4], form, faults);
    page->people.width = STR("w4");
    if (!form)
        page->people.value = STR("1");
    page->representatives = field_view(work, "reception.book", &fields[5], form, faults);
    page->representatives.rows = 2;
    page->content = field_view(work, "reception.book", &fields[6], form, faults);
    page->content.rows = 4;
    page->consents = field_view(work, "reception.book", &fields[7], form, faults);
    page->consents.is_required = true;
    for (; faults; faults = faults->next)
        if (faults->field && strcmp(faults->field, "after") == 0)
            page->after_error = site_fault_message(work, faults);
}

/* The form as it was typed, with what is wrong with it. */
static const struct fault *show_form(struct work *work, const struct request *request,
                                     struct response *response, const struct form *form,
                                     const struct fault *faults, int status)
{
    struct book_page page = {0};
    struct reception_day day;
    reception_time_list times;
    struct str title = site_message(work, "reception.book.title");
    int64_t id;
    const struct fault *fault = reception_day_param(work, request, &id);
    if (!fault)
        fault = day_load(work, id, &day);
    if (!fault)
        fault = slots_of(work, id, &times);
    if (!fault)
        fault = page_layout(work, request, title, &page.layout);
    if (fault)
        return fault;
    page.day = reception_day_view(work, &day);
    page.day_words = reception_day_words(work, day.held_on);
    page.closes = moment_text(work->arena, day.closes_at);
    page.action = url_relative(work->arena, "/lich-tiep-dan/%" PRId64 "/dang-ky", id);
    page.is_closed = reception_is_closed(&day, clock_now(work->clock));
    page.is_full = day.free == 0;
    page.slots = slots_view(work, &day, &times, form);
    fill_fields(work, form, faults, &page);
    page.layout.is_private = true;
    page_crumb(work, &page.layout, URL("/lich-tiep-dan"), site_message(work, "reception.title"));
    page_crumb(work, &page.layout, URL(""), title);
    page_errors_of(work, &page.layout, "reception.book", faults);
    return page_respond(work, response, status, &reception_book_kind, &page);
}

const struct fault *reception_book_show(struct work *work, const struct request *request,
                                        struct response *response)
{
    return show_form(work, request, response, NULL, NULL, 200);
}

const struct fault *reception_book_send(struct work *work, const struct request *request,
                                        struct response *response)
{
    struct reception_wish wish = {0};
    struct reception_ticket ticket;
    struct form form;
    const struct fault *fault = reception_day_param(work, request, &wish.day_id);
    if (!fault)
        fault = form_read(work, request, fields, FIELDS, &form);
    if (!fault) {
        wish.after = form_int(&form, "after");
        wish.name = form_str(&form, "name");
        wish.phone = form_str(&form, "phone");
        wish.email = form_str(&form, "email");
        wish.people = form_int(&form, "people");
        wish.representatives = form_str(&form, "representatives");
        wish.content = form_str(&form, "content");
        wish.consents = form_bool(&form, "consents");
        if (wish.phone.len > 0 && !reception_phone(work->arena, wish.phone, &wish.phone))
            fault = fault_field(work->arena, "phone", "reception.book.bad-phone");
        /* what no letter can be sent to is said now, not found out by the clerk */
        if (wish.email.len > 0 && !mail_address_read(work->arena, wish.email, &wish.email))
            fault = fault_join(fault, fault_field(work->arena, "email", "form.not_an_email"));
    }
    if (!fault)
        fault = reception_book(work, &wish, &ticket);
    if (fault && fault->kind == FAULT_INVALID)
        return show_form(work, request, response, &form, fault, 422);
    if (fault && fault->kind == FAULT_CONFLICT) {
        /* somebody was faster, or time is up: nothing typed is lost */
        db_release(work);
        return show_form(work, request, response, &form,
                         fault_field(work->arena, "after", fault->key), 409);
    }
    if (fault)
        return fault;
    response_redirect(response,
                      url_relative(work->arena, "/lich-tiep-dan/hen/" PRISTR "?khoa=" PRISTR,
                                   STRARG(ticket.code), STRARG(ticket.key))
                          .text);
    return NULL;
}
