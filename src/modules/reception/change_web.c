/*
 * One day, as a clerk changes it: moved, given to another leader, put off, put back; with its
 * history and with the bookings that a change concerns.
 */
#include "modules/law/law_site.h"
#include "modules/reception/booking_store.h"
#include "modules/reception/office_web.h"
#include "modules/reception/reception_rules.h"
#include "text/number.h"

#include <inttypes.h>

enum {
    PLACE_MOST = 200,
    REASON_MOST = 500,
    CLOCK_MOST = 5
};

/* columns: name, kind, min, max, required, choices */
static const struct form_field fields[] = {
    {"to",       INPUT_DATE, 0, 0,           true,  NULL},
    {"starts",   INPUT_LINE, 0, CLOCK_MOST,  true,  NULL},
    {"place",    INPUT_LINE, 2, PLACE_MOST,  true,  NULL},
    {"reason",   INPUT_TEXT, 3, REASON_MOST, true,  NULL},
    {"revision", INPUT_INT,  0, INT64_MAX,   false, NULL},
};
static const struct form_field off_fields[] = {
    {"off",      INPUT_TEXT, 3, REASON_MOST, true,  NULL},
    {"revision", INPUT_INT,  0, INT64_MAX,   false, NULL},
};
static const struct form_field back_fields[] = {
    {"back",     INPUT_TEXT, 3, REASON_MOST, true,  NULL},
    {"revision", INPUT_INT,  0, INT64_MAX,   false, NULL},
};

static const struct form_field who_fields[] = {
    {"substitute", INPUT_INT,  0, INT64_MAX,   true,  NULL},
    {"why",        INPUT_TEXT, 3, REASON_MOST, true,  NULL},
    {"revision",   INPUT_INT,  0, INT64_MAX,   false, NULL},
};

/* What was sent: the page has four forms, and what is wrong stands in the one it was typed in. */
struct sent {
    const struct form_field *fields; /* NULL: nothing */
    struct form form;
    const struct fault *faults;
};

struct change_view {
    struct str what; /* "Dời từ 17/03/2022 sang 18/03/2022" */
    struct str reason;
    struct instant at;
};
static SHAPE(change_view_shape, struct change_view, FIELD(struct change_view, what),
             FIELD(struct change_view, reason), FIELD(struct change_view, at));

struct contact {
    struct str time; /* empty: waits */
    struct str name;
    struct str contact;
    bool is_bounced;   /* a letter to them came back */
    struct str answer; /* whether they come on the new day; empty: nothing is asked */
};
static SHAPE(contact_shape, struct contact, FIELD(struct contact, time),
             FIELD(struct contact, name), FIELD(struct contact, contact),
             FIELD(struct contact, answer), FIELD(struct contact, is_bounced));

struct change_page {
    struct layout layout;
    struct reception_day_view day;
    struct str day_words;
    struct code_number revision;
    bool can_change;
    bool can_restore;
    struct list changes;  /* struct change_view */
    struct list contacts; /* struct contact: whom to tell */
    struct url move_url;
    struct url cancel_url;
    struct url restore_url;
    struct str online; /* what the law asks before an online session */
    struct field_view to;
    struct field_view starts;
    struct field_view place;
    struct field_view reason;
    struct field_view off;
    struct field_view back;
    bool can_substitute;
    struct url substitute_url;
    struct field_view substitute;
    struct field_view why;
};
static SHAPE(change_shape, struct change_page, RECORD(struct change_page, layout, layout_shape),
             RECORD(struct change_page, day, reception_day_view_shape),
             FIELD(struct change_page, day_words), FIELD(struct change_page, revision),
             FIELD(struct change_page, can_change), FIELD(struct change_page, can_restore),
             LIST(struct change_page, changes, change_view_shape),
             LIST(struct change_page, contacts, contact_shape), FIELD(struct change_page, move_url),
             FIELD(struct change_page, cancel_url), FIELD(struct change_page, restore_url),
             FIELD(struct change_page, online), RECORD(struct change_page, to, field_view_shape),
             RECORD(struct change_page, starts, field_view_shape),
             RECORD(struct change_page, place, field_view_shape),
             RECORD(struct change_page, reason, field_view_shape),
             RECORD(struct change_page, off, field_view_shape),
             RECORD(struct change_page, back, field_view_shape),
             FIELD(struct change_page, can_substitute), FIELD(struct change_page, substitute_url),
             RECORD(struct change_page, substitute, field_view_shape),
             RECORD(struct change_page, why, field_view_shape));
const struct page_kind change_kind = {"reception/change", &change_shape};

static const struct fault *fill_history(struct work *work, const struct reception_day *day,
                                        struct change_page *page)
{
    VEC(struct change_view) views = {0};
    reception_change_list changes;
    const struct fault *fault = changes_of(work, day->id, &changes);
    for (size_t i = 0; !fault && i < changes.count; i++) {
        const struct reception_change *change = &changes.items[i];
        struct fault_arg args[] = {
            {"from",          date_text(work->arena, change->from_on)},
            {"to",               date_text(work->arena,                                 change->to_on)},
            {"who", change->person},
        };
        *VEC_PUSH(&views, work->arena) = (struct change_view){
            .what = message_format(
                work->arena, work->site->messages, work->locale,
                arena_printf(work->arena, "reception.change." PRISTR, STRARG(change->kind)), args,
                3),
            .reason = change->reason,
            .at = change->made_at};
    }
    page->changes = VEC_LIST(&views);
    return fault;
}

/* The day that a rule names before an online session; empty where it names none. */
static struct str due_text(struct work *work, const struct law *law, const char *rule,
                           struct civil_date on)
{
    const struct law_facts facts = {.on = on};
    struct law_due due;
    if (law_due(work->arena, law, law_rule(law, str_from_c(rule)), &facts, &due))
        return STR("");
    return date_text(work->arena, due.due);
}

/* Told, tested, connected: Decree 154/2026, article 23.1. */
static const struct fault *fill_online(struct work *work, const struct reception_day *day,
                                       struct change_page *page)
{
    struct explainer explainer = law_explainer(work);
    const struct law_version *version;
    struct fault_arg args[4];
    const struct law *law;
    const struct fault *fault;
    if (day->online_url.len == 0)
        return NULL;
    fault = law_now(work, &law);
    if (fault || law_version_on(work->arena, law_rule(law, STR("reception.online.connect")),
                                day->held_on, NULL, 0, &version))
        return fault;
    args[0] =
        (struct fault_arg){"notice", due_text(work, law, "reception.online.notice", day->held_on)};
    args[1] =
        (struct fault_arg){"test", due_text(work, law, "reception.online.test", day->held_on)};
    args[2] = (struct fault_arg){"connect", explain_term(&explainer, law_term(version))};
    args[3] = (struct fault_arg){"law", explain_citation(&explainer, version)};
    page->online = message_format(work->arena, work->site->messages, work->locale,
                                  STR("reception.online.terms"), args, 4);
    return NULL;
}

static const struct fault *fill_contacts(struct work *work, const struct reception_day *day,
                                         struct change_page *page)
{
    VEC(struct contact) contacts = {0};
    reception_booking_list bookings;
    const struct fault *fault;
    if (!actor_may_somewhere(work->actor, RECEPTION_DESK))
        return NULL;
    fault = bookings_of(work, day->id, &bookings);
    for (size_t i = 0; !fault && i < bookings.count; i++) {
        const struct reception_booking *booking = &bookings.items[i];
        *VEC_PUSH(&contacts, work->arena) = (struct contact){
            .time = booking->after < 0 ? STR("")
                                       : reception_clock(work->arena, day->starts + booking->after),
            .name = booking->name,
            .contact = booking->phone.len > 0 ? booking->phone : booking->email,
            .is_bounced = booking->is_bounced,
            .answer = booking->agreement == AGREEMENT_NOT_NEEDED
                          ? STR("")
                          : site_message(work, booking->agreement == AGREEMENT_GIVEN
                                                   ? "reception.change.agreed"
                                                   : "reception.change.asked")};
    }
    page->contacts = VEC_LIST(&contacts);
    return fault;
}

static struct field_view field_of(struct work *work, const struct sent *sent,
                                  const struct form_field *of, size_t i)
{
    bool is_sent = sent->fields == of;
    return field_view(work, "reception.change", &of[i], is_sent ? &sent->form : NULL,
                      is_sent ? sent->faults : NULL);
}

static void fill_form(struct work *work, const struct reception_day *day, const struct sent *sent,
                      struct change_page *page)
{
    page->to = field_of(work, sent, fields, 0);
    page->starts = field_of(work, sent, fields, 1);
    page->place = field_of(work, sent, fields, 2);
    page->reason = field_of(work, sent, fields, 3);
    page->off = field_of(work, sent, off_fields, 0);
    page->back = field_of(work, sent, back_fields, 0);
    page->to.width = STR("w12");
    page->starts.width = STR("w12");
    page->reason.rows = page->off.rows = page->back.rows = 2;
    if (sent->fields == fields)
        return;
    page->to.value = date_text(work->arena, day->held_on);
    page->starts.value = reception_clock(work->arena, day->starts);
    page->place.value = day->place;
}

/* Whoever else of the unit's leaders can receive on the day. */
static const struct fault *fill_substitutes(struct work *work, const struct reception_day *day,
                                            const struct sent *sent, struct change_page *page)
{
    VEC(struct option_view) options = {0};
    post_list posts;
    const struct fault *fault = reception_substitutes(work, day, &posts);
    page->substitute = field_of(work, sent, who_fields, 0);
    page->why = field_of(work, sent, who_fields, 1);
    page->why.rows = 2;
    *VEC_PUSH(&options, work->arena) =
        (struct option_view){.label = site_message(work, "reception.change.choose")};
    for (size_t i = 0; !fault && i < posts.count; i++) {
        struct str value = arena_printf(work->arena, "%" PRId64, posts.items[i].id);
        *VEC_PUSH(&options, work->arena) = (struct option_view){
            .value = value,
            .label = arena_printf(work->arena, PRISTR " – " PRISTR, STRARG(posts.items[i].title),
                                  STRARG(posts.items[i].person_name)),
            .is_chosen = str_equal(page->substitute.value, value)};
    }
    page->substitute.options = VEC_LIST(&options);
    page->can_substitute = day->state == RECEPTION_OPEN && options.count > 1;
    page->substitute_url =
        url_relative(work->arena, "/can-bo/lich-tiep-dan/ngay/%" PRId64 "/thay", day->id);
    return fault;
}

static const struct fault *load_day(struct work *work, const struct request *request,
                                    struct reception_day *ret_day)
{
    int64_t id;
    const struct fault *fault = reception_day_param(work, request, &id);
    if (!fault)
        fault = day_load(work, id, ret_day);
    if (!fault)
        fault = actor_must(work, RECEPTION_CLERKS, ret_day->office_id);
    return fault;
}

static const struct fault *show(struct work *work, const struct request *request,
                                struct response *response, const struct reception_day *day,
                                const struct sent *sent)
{
    struct change_page page = {.day = reception_day_view(work, day),
                               .day_words = reception_day_words(work, day->held_on),
                               .revision = {day->revision}};
    const struct fault *fault = office_layout(work, request, day->title, &page.layout);
    page.day.off = office_day_off(work, day);
    if (!fault)
        fault = fill_history(work, day, &page);
    if (!fault)
        fault = fill_contacts(work, day, &page);
    if (!fault)
        fault = fill_online(work, day, &page);
    if (!fault)
        fault = fill_substitutes(work, day, sent, &page);
    if (fault)
        return fault;
    page.can_change = day->state == RECEPTION_OPEN || day->state == RECEPTION_CANCELLED;
    page.can_restore =
        page.can_change && (day->state == RECEPTION_CANCELLED || day->substitute.len > 0 ||
                            day->held_on.days != day->rule_on.days);
    page.move_url =
        url_relative(work->arena, "/can-bo/lich-tiep-dan/ngay/%" PRId64 "/doi", day->id);
    page.cancel_url =
        url_relative(work->arena, "/can-bo/lich-tiep-dan/ngay/%" PRId64 "/hoan", day->id);
    page.restore_url =
        url_relative(work->arena, "/can-bo/lich-tiep-dan/ngay/%" PRId64 "/lai", day->id);
    fill_form(work, day, sent, &page);
    page_crumb(work, &page.layout,
               url_relative(work->arena, "/can-bo/lich-tiep-dan/%" PRId64, day->series_id),
               day->title);
    page_crumb(work, &page.layout, URL(""), page.day_words);
    page_errors_of(work, &page.layout, "reception.change", sent->faults);
    return page_respond_form(work, response, sent->faults, &change_kind, &page);
}

const struct fault *change_show(struct work *work, const struct request *request,
                                struct response *response)
{
    const struct sent nothing = {0};
    struct reception_day day;
    const struct fault *fault = load_day(work, request, &day);
    return fault ? fault : show(work, request, response, &day, &nothing);
}

/* Back to the day, or to the form with what is wrong with it. */
static const struct fault *answer(struct work *work, const struct request *request,
                                  struct response *response, const struct reception_day *day,
                                  const struct form_field *of, const struct form *form,
                                  const struct fault *fault)
{
    const struct sent sent = {of, *form, fault};
    if (fault && fault->kind == FAULT_INVALID)
        return show(work, request, response, day, &sent);
    if (!fault)
        office_lead(work, response,
                    url_relative(work->arena, "/can-bo/lich-tiep-dan/ngay/%" PRId64, day->id));
    return fault;
}

const struct fault *change_move(struct work *work, const struct request *request,
                                struct response *response)
{
    struct reception_move move = {0};
    struct reception_day day;
    struct form form;
    const struct fault *fault = load_day(work, request, &day);
    if (fault)
        return fault;
    fault = form_read(work, request, fields, sizeof(fields) / sizeof(fields[0]), &form);
    if (!fault && !reception_clock_read(form_str(&form, "starts"), &move.starts))
        fault = fault_field(work->arena, "starts", "reception.new.bad-clock");
    if (!fault) {
        move.day_id = day.id;
        move.revision = form_int(&form, "revision");
        move.to = form_date(&form, "to");
        move.place = form_str(&form, "place");
        move.reason = form_str(&form, "reason");
        fault = reception_day_move(work, &move);
    }
    return answer(work, request, response, &day, fields, &form, fault);
}

const struct fault *change_substitute(struct work *work, const struct request *request,
                                      struct response *response)
{
    struct reception_day day;
    struct form form;
    const struct fault *fault = load_day(work, request, &day);
    if (fault)
        return fault;
    fault = form_read(work, request, who_fields, sizeof(who_fields) / sizeof(who_fields[0]), &form);
    if (!fault)
        fault = reception_day_substitute(work, day.id, form_int(&form, "revision"),
                                         form_int(&form, "substitute"), form_str(&form, "why"));
    return answer(work, request, response, &day, who_fields, &form, fault);
}

static const struct fault *
with_reason(struct work *work, const struct request *request, struct response *response,
            const struct form_field *of,
            const struct fault *(*change)(struct work *work, int64_t day_id, int64_t revision,
                                          struct str reason))
{
    struct reception_day day;
    struct form form;
    const struct fault *fault = load_day(work, request, &day);
    if (fault)
        return fault;
    fault = form_read(work, request, of, 2, &form);
    if (!fault)
        fault = change(work, day.id, form_int(&form, "revision"), form_str(&form, of[0].name));
    return answer(work, request, response, &day, of, &form, fault);
}

const struct fault *change_cancel(struct work *work, const struct request *request,
                                  struct response *response)
{
    return with_reason(work, request, response, off_fields, reception_day_cancel);
}

const struct fault *change_restore(struct work *work, const struct request *request,
                                   struct response *response)
{
    return with_reason(work, request, response, back_fields, reception_day_restore);
}
