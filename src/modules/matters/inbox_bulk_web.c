/*
 * What an inbox sends: several matters given to one official, each taken or
 * refused by itself; filters saved and dropped.
 */
#include "modules/matters/inbox_query.h"
#include "modules/matters/matter_view.h"
#include "modules/matters/matters_web.h"
#include "modules/matters/office_store.h"

#include "civic/matter_watch.h"
#include "civic/official.h"

static const struct form_field give_fields[] = {
    {"official", INPUT_ID,   0, 0, true,  NULL},
    {"ban-giao", INPUT_BOOL, 0, 0, false, NULL},
};

struct given_row {
    struct url url;
    struct str code;
    struct str title;
    struct str words; /* what was done, or why not */
    bool is_refused;
};
static SHAPE(given_row_shape, struct given_row, FIELD(struct given_row, url),
             FIELD(struct given_row, code), FIELD(struct given_row, title),
             FIELD(struct given_row, words), FIELD(struct given_row, is_refused));

struct given_page {
    struct layout layout;
    struct str official;
    int64_t done;
    int64_t refused;
    struct list rows; /* struct given_row */
    struct url back_url;
};
static SHAPE(given_page_shape, struct given_page, RECORD(struct given_page, layout, layout_shape),
             FIELD(struct given_page, official), FIELD(struct given_page, done),
             FIELD(struct given_page, refused), LIST(struct given_page, rows, given_row_shape),
             FIELD(struct given_page, back_url));
const struct page_kind matter_given_kind = {"matters/given", &given_page_shape};

/*
 * The action that gives a matter to somebody as it stands: one that stays in the
 * state, else one that leads on (accepting); without further words to be typed.
 * The fault of the last that could not be taken, where none can.
 */
static const struct fault *find_giving(struct work *work, const struct matter *matter,
                                       const struct lifecycle_action **ret_action)
{
    const struct matter_kind *kind = kind_find(work, matter->kind);
    const struct fault *why =
        fault_new(work->arena, FAULT_INVALID, "matters.give.none", "no action gives it out");
    bool is_said = false;
    *ret_action = NULL;
    for (size_t i = 0; kind && i < kind->action_count; i++) {
        const struct lifecycle_action *action = &kind->actions[i];
        const struct fault *fault;
        if (!(action->flags & ACTION_ASSIGNS) ||
            (action->flags & (ACTION_NEEDS_NOTE | ACTION_NEEDS_ANSWER)) || action->roles == 0)
            continue;
        fault = matter_refusal(work, matter, action, false);
        if (fault && (!is_said || fault->kind == FAULT_INVALID)) {
            why = fault; /* what stands in the way says more than who may not */
            is_said = true;
        }
        if (!fault && (!*ret_action || !action->to[0]))
            *ret_action = action;
    }
    return *ret_action ? NULL : why;
}

/* Gives one matter; the row says what came of it. A fault only where the database
 * is gone. */
static const struct fault *give_one(struct work *work, struct str box, int64_t official_id,
                                    bool is_hand_over, struct given_row *row)
{
    struct str version = box;
    struct str code = matter_code_read(work->arena, str_cut(&version, '.'));
    const struct lifecycle_action *action = NULL;
    struct matter_step step = {.official_id = official_id, .happened_on = DATE_NONE};
    struct matter matter;
    const struct fault *fault;
    if (!code.ptr || !version.ptr || !str_to_int64(version, &step.version))
        return fault_new(work->arena, FAULT_NOT_FOUND, "matter.unknown", "no code");
    row->code = code;
    row->url = matter_file_url(work->arena, code);
    fault = matter_by_code(work, code, &matter);
    if (!fault)
        fault = matter_must_read(work, &matter);
    if (fault)
        return fault;
    row->title = matter.title;
    if (is_hand_over) {
        db_release(work);
        row->words = site_message(work, "matter.event.hand-over");
        return matter_hand_over(work, matter.id, step.version, official_id);
    }
    fault = find_giving(work, &matter, &action);
    if (fault)
        return fault;
    step.id = matter.id;
    step.action = str_from_c(action->name);
    db_release(work);
    fault = matter_apply(work, &step);
    if (!fault)
        row->words = matter_word(work, matter.kind, "event", step.action);
    return fault;
}

static const struct fault *give_all(struct work *work, const struct pairs *pairs,
                                    int64_t official_id, bool is_hand_over, struct given_page *page)
{
    VEC(struct given_row) rows = {0};
    for (size_t i = 0; i < pairs->count; i++) {
        struct given_row row = {0};
        const struct fault *fault;
        if (!str_equal(pairs->items[i].name, STR("viec")))
            continue;
        fault = give_one(work, pairs->items[i].value, official_id, is_hand_over, &row);
        if (fault && (fault->kind == FAULT_UNAVAILABLE || fault->kind == FAULT_INTERNAL))
            return fault;
        if (fault) {
            row.is_refused = true;
            row.words = fault->kind == FAULT_CONFLICT ? site_message(work, "matters.give.changed")
                                                      : site_fault_message(work, fault);
        }
        page->done += fault ? 0 : 1;
        page->refused += fault ? 1 : 0;
        *VEC_PUSH(&rows, work->arena) = row;
    }
    page->rows = VEC_LIST(&rows);
    return NULL;
}

const struct fault *matter_give(struct work *work, const struct request *request,
                                struct response *response)
{
    struct given_page page = {0};
    struct inbox_query query;
    struct form form;
    struct pairs pairs;
    const struct fault *missing = form_read(work, request, give_fields, 2, &form);
    const struct fault *fault =
        page_layout(work, request, site_message(work, "matters.give"), &page.layout);
    if (missing && missing->kind != FAULT_INVALID)
        return missing;
    if (!fault)
        fault = urlencoded_parse(work->arena, request->body, REQUEST_PARAMS, &pairs);
    if (!fault && !missing)
        fault = official_name(work, form_int(&form, "official"), &page.official);
    if (!fault && !missing)
        fault = give_all(work, &pairs, form_int(&form, "official"), form_bool(&form, "ban-giao"),
                         &page);
    if (fault)
        return fault;
    if (page.rows.count == 0)
        page_flash(work, &page.layout, missing ? "matter.official.missing" : "matters.give.nothing",
                   true);
    inbox_query_read(work, request, &query);
    page.back_url = inbox_page_url(work, URL("/can-bo"), &query);
    page_crumb(work, &page.layout, page.back_url, site_message(work, "matters.inbox"));
    page_crumb(work, &page.layout, URL(""), page.layout.title);
    return page_respond(work, response, page.rows.count == 0 ? 422 : 200, &matter_given_kind,
                        &page);
}

/* ---- filters ---- */

static const struct form_field save_fields[] = {
    {"ten",   INPUT_LINE, 1, FILTER_NAME_MOST, true, NULL},
    {"query", INPUT_LINE, 0, 0,                true, NULL},
};

/* The part of a query that a filter keeps: no place, nothing unknown. */
static const struct fault *clean_query(struct work *work, struct str text, struct str *ret_query)
{
    static const struct str names[] = {STR_INIT("xem"), STR_INIT("han"), STR_INIT("loc"),
                                       STR_INIT("giu"), STR_INIT("tim")};
    struct pairs pairs;
    struct url url = URL("/can-bo");
    const struct fault *fault = urlencoded_parse(work->arena, text, REQUEST_PARAMS, &pairs);
    if (fault)
        return fault;
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        struct str value = pairs_get(pairs, names[i]);
        if (value.ptr)
            url = url_add(work->arena, url, names[i], value);
    }
    *ret_query =
        url.text.len > sizeof("/can-bo") ? str_from(url.text, sizeof("/can-bo?") - 1) : STR("");
    return NULL;
}

const struct fault *matter_filter_save(struct work *work, const struct request *request,
                                       struct response *response)
{
    struct form form;
    struct str query = STR("");
    const struct fault *fault = form_read(work, request, save_fields, 2, &form);
    if (!fault)
        fault = clean_query(work, form_str(&form, "query"), &query);
    if (!fault)
        fault = filter_save(work, form_str(&form, "ten"), query);
    if (fault)
        return fault;
    response_redirect(response, arena_printf(work->arena, "/can-bo?" PRISTR "%sxong=bo-loc",
                                             STRARG(query), query.len ? "&" : ""));
    return NULL;
}

static const struct form_field drop_fields[] = {
    {"id", INPUT_ID, 0, 0, true, NULL},
};

const struct fault *matter_filter_drop(struct work *work, const struct request *request,
                                       struct response *response)
{
    struct form form;
    const struct fault *fault = form_read(work, request, drop_fields, 1, &form);
    if (!fault)
        fault = filter_drop(work, form_int(&form, "id"));
    if (!fault)
        response_redirect(response, STR("/can-bo?xong=bo-loc"));
    return fault;
}
