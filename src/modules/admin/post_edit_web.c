/*
 * /quan-tri/don-vi/{slug}/chuc-vu/{post}: a post that was written down wrongly is corrected, or
 * taken out, with a reason that stays in the history.
 */
#include "modules/admin/units_web.h"

#include "civic/site.h"
#include "modules/admin/units_service.h"
#include "text/number.h"

#include <inttypes.h>

enum {
    FIELD_TITLE,
    FIELD_RANK,
    FIELD_FROM,
    FIELD_UNTIL,
    FIELD_REASON,
    FIELDS,
    REASON_LEAST = 5, /* characters */
    REASON_MOST = 500
};

/* columns: name, kind, min, max, required, choices */
static const struct form_field fields[FIELDS] = {
    [FIELD_TITLE] = {"post_title", INPUT_LINE, 2,            200,         true,  NULL},
    [FIELD_RANK] = {"rank",       INPUT_INT,  1,            1000,        false, NULL},
    [FIELD_FROM] = {"from",       INPUT_DATE, 0,            0,           true,  NULL},
    [FIELD_UNTIL] = {"until",      INPUT_DATE, 0,            0,           false, NULL},
    [FIELD_REASON] = {"reason",     INPUT_LINE, REASON_LEAST, REASON_MOST, true,  NULL},
};
static const struct form_field remove_fields[] = {
    {"remove", INPUT_BOOL, 0, 0, false, NULL},
};

struct post_page {
    struct layout layout;
    struct str unit;
    struct str person;
    struct url action;
    struct url back_url;
    struct field_view title;
    struct field_view rank;
    struct field_view from;
    struct field_view until;
    struct field_view reason;
};
static SHAPE(post_shape, struct post_page, RECORD(struct post_page, layout, layout_shape),
             FIELD(struct post_page, unit), FIELD(struct post_page, person),
             FIELD(struct post_page, action), FIELD(struct post_page, back_url),
             RECORD(struct post_page, title, field_view_shape),
             RECORD(struct post_page, rank, field_view_shape),
             RECORD(struct post_page, from, field_view_shape),
             RECORD(struct post_page, until, field_view_shape),
             RECORD(struct post_page, reason, field_view_shape));
const struct page_kind admin_post_kind = {"admin/post", &post_shape};

/* The unit and the post of the address. */
static const struct fault *load(struct work *work, const struct request *request,
                                struct unit *ret_unit, struct post *ret_post)
{
    int64_t id;
    const struct fault *fault = admin_unit_of_path(work, request, ret_unit);
    if (fault)
        return fault;
    if (!str_to_int64(request_param(request, STR("post")), &id))
        return fault_new(work->arena, FAULT_NOT_FOUND, "admin.post.unknown", "no number");
    return admin_post_load(work, ret_unit->id, id, ret_post);
}

static struct str day_text(struct work *work, struct civil_date day)
{
    return date_is_none(day) ? STR("") : date_text(work->arena, day);
}

static void fill_fields(struct work *work, const struct post *post, const struct form *form,
                        const struct fault *faults, struct post_page *page)
{
    struct field_view *const views[FIELDS] = {&page->title, &page->rank, &page->from, &page->until,
                                              &page->reason};
    for (int i = 0; i < FIELDS; i++)
        *views[i] = field_view(work, "admin.field", &fields[i], form, faults);
    page->from.width = page->until.width = STR("w12");
    if (form)
        return;
    page->title.value = post->title;
    page->rank.value = arena_printf(work->arena, "%" PRId64, post->rank);
    page->from.value = day_text(work, post->valid_from);
    page->until.value = day_text(work, post->valid_to);
}

static const struct fault *show(struct work *work, const struct request *request,
                                struct response *response, const struct form *form,
                                const struct fault *faults)
{
    struct admin_place place = {.title = site_message(work, "admin.post.correct"),
                                .parent = "admin.units.title",
                                .parent_url = URL("/quan-tri/don-vi"),
                                .fields = "admin.field"};
    struct post_page page = {.unit = STR("")};
    struct unit unit;
    struct post post;
    const struct fault *fault = load(work, request, &unit, &post);
    if (fault)
        return fault;
    place.within = page.unit = unit.name;
    place.within_url = page.back_url = admin_unit_url(work, &unit);
    fault = admin_layout(work, request, &place, faults, &page.layout);
    if (fault)
        return fault;
    page.person = post.person_name;
    page.action = url_relative(work->arena, "/quan-tri/don-vi/" PRISTR "/chuc-vu/%" PRId64,
                               STRARG(unit.slug), post.id);
    fill_fields(work, &post, form, faults, &page);
    return page_respond_form(work, response, faults, &admin_post_kind, &page);
}

const struct fault *admin_post_edit_show(struct work *work, const struct request *request,
                                         struct response *response)
{
    return show(work, request, response, NULL, NULL);
}

/* Of the faults at fields those at the reason, for who takes the post out. */
static const struct fault *at_reason(struct work *work, const struct fault *faults)
{
    const struct str reason = str_from_c(fields[FIELD_REASON].name);
    struct fault *alone = work_alloc(work, struct fault);
    while (faults && !str_equal(str_from_c(faults->field), reason))
        faults = faults->next;
    if (!faults)
        return NULL;
    *alone = *faults;
    alone->next = NULL;
    return alone;
}

const struct fault *admin_post_edit_send(struct work *work, const struct request *request,
                                         struct response *response)
{
    struct post_correction correction = {.is_removed = false};
    struct unit unit;
    struct form form;
    struct form button;
    const struct fault *fault = load(work, request, &unit, &correction.post);
    if (!fault)
        fault = form_read(work, request, remove_fields, 1, &button);
    if (fault)
        return fault;
    correction.is_removed = form_bool(&button, "remove");
    fault = form_read(work, request, fields, FIELDS, &form);
    if (fault && fault->kind == FAULT_INVALID && correction.is_removed)
        fault = at_reason(work, fault);
    if (!fault) {
        correction.reason = form_str(&form, "reason");
        correction.post.title = form_str(&form, "post_title");
        if (form_given(&form, "rank"))
            correction.post.rank = form_int(&form, "rank");
        correction.post.valid_from = form_date(&form, "from");
        correction.post.valid_to = form_date(&form, "until");
        fault = admin_post_correct(work, &correction);
    }
    if (fault && fault->kind == FAULT_INVALID)
        return show(work, request, response, &form, fault);
    if (!fault)
        response_redirect(response, arena_printf(work->arena, "/quan-tri/don-vi/" PRISTR "?da=%s",
                                                 STRARG(unit.slug),
                                                 correction.is_removed ? "bo" : "sua-chuc-vu"));
    return fault;
}
