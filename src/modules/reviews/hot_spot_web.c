/*
 * /can-bo/diem-nong/{spot}: one hot spot that is watched: its petitions, owner, notes,
 * and its end.
 */
#include "civic/actor.h"
#include "civic/official.h"
#include "modules/reviews/hot_web.h"
#include "modules/reviews/review_web.h"

#include <inttypes.h>

#define KEY "hot.field"

static const struct form_field assign_fields[] = {
    {"version",  INPUT_INT, 1, 0, true, NULL},
    {"official", INPUT_ID,  0, 0, true, NULL},
};
static const struct form_field note_fields[] = {
    {"text", INPUT_TEXT, 3, REVIEW_TEXT_MOST, true, NULL},
};
static const struct form_field end_fields[] = {
    {"version", INPUT_INT,  1, 0,                true, NULL},
    {"why",     INPUT_TEXT, 5, REVIEW_TEXT_MOST, true, NULL},
};

struct spot_page {
    struct layout layout;
    struct str why;
    struct str unit;
    struct str owner;
    struct str acknowledged_by;
    struct instant acknowledged_at;
    struct instant ended_at;
    bool is_ended;
    struct list letters; /* struct hot_letter_row */
    struct code_number version;
    struct url assign_url; /* for leaders */
    struct field_view official;
    struct url note_url; /* while it is watched */
    struct field_view text;
    struct url end_url; /* for leaders */
    struct field_view why_field;
    struct list steps; /* struct review_step */
};
static SHAPE(spot_page_shape, struct spot_page, RECORD(struct spot_page, layout, layout_shape),
             FIELD(struct spot_page, why), FIELD(struct spot_page, unit),
             FIELD(struct spot_page, owner), FIELD(struct spot_page, acknowledged_by),
             FIELD(struct spot_page, acknowledged_at), FIELD(struct spot_page, ended_at),
             FIELD(struct spot_page, is_ended), LIST(struct spot_page, letters, hot_letter_shape),
             FIELD(struct spot_page, version), FIELD(struct spot_page, assign_url),
             RECORD(struct spot_page, official, field_view_shape),
             FIELD(struct spot_page, note_url), RECORD(struct spot_page, text, field_view_shape),
             FIELD(struct spot_page, end_url),
             RECORD(struct spot_page, why_field, field_view_shape),
             LIST(struct spot_page, steps, review_step_shape));
const struct page_kind hot_spot_kind = {"reviews/spot", &spot_page_shape};

/* Which form was refused. */
struct refused {
    const struct form_field *fields; /* NULL: none */
    const struct form *typed;
    const struct fault *faults;
};

static struct field_view field_of(struct work *work, const struct form_field *fields, size_t at,
                                  const struct refused *refused)
{
    bool is_typed = refused->fields == fields;
    return field_view(work, KEY, &fields[at], is_typed ? refused->typed : NULL,
                      is_typed ? refused->faults : NULL);
}

static const struct fault *fill_officials(struct work *work, const struct hot_spot *spot,
                                          struct field_view *view)
{
    VEC(struct option_view) options = {0};
    official_list officials;
    const struct fault *fault = official_list_of(work, spot->unit_id, REVIEW_READERS, &officials);
    if (fault)
        return fault;
    *VEC_PUSH(&options, work->arena) =
        (struct option_view){.label = site_message(work, "matters.choose")};
    for (size_t i = 0; i < officials.count; i++)
        *VEC_PUSH(&options, work->arena) = (struct option_view){
            .value = arena_printf(work->arena, "%" PRId64, officials.items[i].account_id),
            .label = officials.items[i].name,
            .is_chosen = officials.items[i].account_id == spot->owner_id};
    view->options = VEC_LIST(&options);
    return NULL;
}

static const struct fault *fill_forms(struct work *work, const struct hot_spot *spot,
                                      const struct refused *refused, struct spot_page *page)
{
    page->official = field_of(work, assign_fields, 1, refused);
    page->text = field_of(work, note_fields, 0, refused);
    page->why_field = field_of(work, end_fields, 1, refused);
    page->text.rows = 3;
    page->why_field.rows = 2;
    if (!spot->is_ended)
        page->note_url =
            url_relative(work->arena, "/can-bo/diem-nong/%" PRId64 "/ghi-chu", spot->id);
    if (!hot_may_lead(work, spot))
        return NULL;
    page->assign_url = url_relative(work->arena, "/can-bo/diem-nong/%" PRId64 "/giao", spot->id);
    page->end_url = url_relative(work->arena, "/can-bo/diem-nong/%" PRId64 "/ket-thuc", spot->id);
    return fill_officials(work, spot, &page->official);
}

static const struct fault *fill_steps(struct work *work, int64_t id, struct spot_page *page)
{
    VEC(struct review_step) steps = {0};
    hot_note_list notes;
    const struct fault *fault = hot_notes(work, id, &notes);
    for (size_t i = 0; !fault && i < notes.count; i++) {
        struct str key =
            arena_printf(work->arena, "hot.event." PRISTR, STRARG(notes.items[i].action));
        *VEC_PUSH(&steps, work->arena) =
            (struct review_step){notes.items[i].at, notes.items[i].actor,
                                 site_message(work, key.ptr), STR(""), notes.items[i].text};
    }
    page->steps = VEC_LIST(&steps);
    return fault;
}

static const struct fault *show(struct work *work, const struct request *request,
                                struct response *response, int64_t id, struct refused refused)
{
    struct spot_page page = {0};
    VEC(struct hot_letter_row) letters = {0};
    struct hot_spot spot;
    review_case_list members;
    const struct fault *fault = hot_open(work, id, &spot, &members);
    if (!fault)
        fault = review_layout(work, request, site_message(work, "hot.title"), NULL, &page.layout);
    if (!fault)
        fault = fill_forms(work, &spot, &refused, &page);
    if (!fault)
        fault = fill_steps(work, id, &page);
    if (fault)
        return fault;
    for (size_t i = 0; i < members.count; i++)
        *VEC_PUSH(&letters, work->arena) =
            hot_letter_row(work, &members.items[i].matter, members.items[i].unit);
    page.why = spot.why;
    page.unit = spot.unit;
    page.owner = spot.owner;
    page.acknowledged_by = spot.acknowledged_by;
    page.acknowledged_at = spot.acknowledged_at;
    page.ended_at = spot.ended_at;
    page.is_ended = spot.is_ended;
    page.version.value = spot.version;
    page.letters = VEC_LIST(&letters);
    page_crumb(work, &page.layout, URL("/can-bo/diem-nong"), site_message(work, "hot.title"));
    page_crumb(work, &page.layout, URL(""), spot.why);
    page_errors_of(work, &page.layout, KEY, refused.faults);
    if (!refused.faults)
        review_flash(work, request, &page.layout);
    return page_respond_form(work, response, refused.faults, &hot_spot_kind, &page);
}

static const struct fault *id_of(struct work *work, const struct request *request, int64_t *ret_id)
{
    return str_to_int64(request_param(request, STR("spot")), ret_id)
               ? NULL
               : fault_new(work->arena, FAULT_NOT_FOUND, "hot.unknown", "no number");
}

const struct fault *hot_spot_page(struct work *work, const struct request *request,
                                  struct response *response)
{
    int64_t id;
    const struct fault *fault = id_of(work, request, &id);
    return fault ? fault : show(work, request, response, id, (struct refused){0});
}

static const struct fault *answer(struct work *work, const struct request *request,
                                  struct response *response, int64_t id, struct refused refused,
                                  const char *done)
{
    if (review_is_shown(refused.faults))
        return show(work, request, response, id, refused);
    if (!refused.faults)
        response_redirect(response,
                          url_add(work->arena,
                                  url_relative(work->arena, "/can-bo/diem-nong/%" PRId64, id),
                                  STR("xong"), str_from_c(done))
                              .text);
    return refused.faults;
}

static const struct fault *assign(struct work *work, int64_t id, const struct form *form)
{
    return hot_assign(work, id, form_int(form, "version"), form_int(form, "official"));
}

static const struct fault *note(struct work *work, int64_t id, const struct form *form)
{
    return hot_write(work, id, form_str(form, "text"));
}

static const struct fault *end(struct work *work, int64_t id, const struct form *form)
{
    return hot_end(work, id, form_int(form, "version"), form_str(form, "why"));
}

/* A form of the page: its fields, what it does, and the word for it in the address. */
struct sending {
    const struct form_field *fields;
    size_t count;
    const struct fault *(*act)(struct work *work, int64_t id, const struct form *form);
    const char *done;
};

static const struct fault *send(struct work *work, const struct request *request,
                                struct response *response, const struct sending *sending)
{
    struct form form;
    int64_t id;
    const struct fault *fault = id_of(work, request, &id);
    if (fault)
        return fault;
    fault = form_read(work, request, sending->fields, sending->count, &form);
    if (!fault)
        fault = sending->act(work, id, &form);
    return answer(work, request, response, id, (struct refused){sending->fields, &form, fault},
                  sending->done);
}

const struct fault *hot_assign_send(struct work *work, const struct request *request,
                                    struct response *response)
{
    static const struct sending sending = {assign_fields, 2, assign, "hot-assign"};
    return send(work, request, response, &sending);
}

const struct fault *hot_note_send(struct work *work, const struct request *request,
                                  struct response *response)
{
    static const struct sending sending = {note_fields, 1, note, "hot-note"};
    return send(work, request, response, &sending);
}

const struct fault *hot_end_send(struct work *work, const struct request *request,
                                 struct response *response)
{
    static const struct sending sending = {end_fields, 2, end, "hot-end"};
    return send(work, request, response, &sending);
}
