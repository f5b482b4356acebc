/*
 * Opening the seal of a denunciation: the reason is asked and kept, a second
 * official agrees where two are required, every opening stands in the log.
 */
#include "civic/actor.h"
#include "civic/page.h"
#include "civic/seal.h"
#include "modules/matters/matters.h"
#include "modules/petitions/petition_web.h"
#include "text/number.h"

#include <inttypes.h>

static const struct form_field fields[] = {
    {"reason", INPUT_TEXT, SEAL_REASON_LEAST, SEAL_REASON_MOST, true, NULL},
};

struct opening_row {
    struct instant at;
    struct str name;
    struct str reason;
    struct str second;
    struct url agree_url; /* where the reader may agree to it */
    struct url read_url;  /* where the reader may read */
    bool is_waiting;      /* for the second */
};
static SHAPE(opening_row_shape, struct opening_row, FIELD(struct opening_row, at),
             FIELD(struct opening_row, name), FIELD(struct opening_row, reason),
             FIELD(struct opening_row, second), FIELD(struct opening_row, agree_url),
             FIELD(struct opening_row, read_url), FIELD(struct opening_row, is_waiting));

struct sealed_row {
    struct instant at;
    struct str text;
};
static SHAPE(sealed_row_shape, struct sealed_row, FIELD(struct sealed_row, at),
             FIELD(struct sealed_row, text));

struct sealed_file {
    struct url url;
    struct str name;
    struct str size;
    struct instant at;
};
static SHAPE(sealed_file_shape, struct sealed_file, FIELD(struct sealed_file, url),
             FIELD(struct sealed_file, name), FIELD(struct sealed_file, size),
             FIELD(struct sealed_file, at));

struct seal_page {
    struct layout layout;
    struct str code;
    bool needs_two;
    bool may_open;
    struct url action_url;
    struct url back_url;
    struct field_view reason;
    struct list texts;    /* struct sealed_row: when it is open */
    struct list files;    /* struct sealed_file: the same */
    struct list openings; /* struct opening_row */
    struct list slips;    /* struct seal_slip */
};
static SHAPE(seal_slip_shape, struct seal_slip, FIELD(struct seal_slip, at),
             FIELD(struct seal_slip, name));
static SHAPE(seal_page_shape, struct seal_page, RECORD(struct seal_page, layout, layout_shape),
             FIELD(struct seal_page, code), FIELD(struct seal_page, needs_two),
             FIELD(struct seal_page, may_open), FIELD(struct seal_page, action_url),
             FIELD(struct seal_page, back_url), RECORD(struct seal_page, reason, field_view_shape),
             LIST(struct seal_page, texts, sealed_row_shape),
             LIST(struct seal_page, files, sealed_file_shape),
             LIST(struct seal_page, openings, opening_row_shape),
             LIST(struct seal_page, slips, seal_slip_shape));
const struct page_kind petition_seal_kind = {"petitions/seal", &seal_page_shape};

static struct url seal_url(struct work *work, const struct matter *matter)
{
    return matter_in_list(work, url_relative(work->arena, "/can-bo/viec/" PRISTR "/niem-phong",
                                             STRARG(matter->code)));
}

static struct str id_text(struct work *work, int64_t id)
{
    return arena_printf(work->arena, "%lld", (long long)id);
}

/* The sealed matter that the address names, if the actor may read its file. */
static const struct fault *find(struct work *work, const struct request *request,
                                struct matter *ret_matter, bool *ret_needs_two)
{
    bool is_sealed;
    const struct fault *fault = matter_of_request(work, request, ret_matter);
    if (!fault)
        fault = seal_state(work, ret_matter->id, &is_sealed, ret_needs_two);
    if (!fault && !is_sealed)
        fault = fault_new(work->arena, FAULT_NOT_FOUND, "error.not_found", "no seal");
    return fault;
}

/* ---- the page ---- */

static const struct fault *fill_log(struct work *work, const struct matter *matter,
                                    struct seal_page *page)
{
    VEC(struct opening_row) rows = {0};
    seal_opening_list openings;
    seal_slip_list slips;
    const struct fault *fault = seal_log(work, matter->id, &openings);
    if (!fault)
        fault = seal_slips(work, matter->id, &slips);
    if (fault)
        return fault;
    for (size_t i = 0; i < openings.count; i++) {
        const struct seal_opening *opening = &openings.items[i];
        bool is_own = opening->account_id == work->actor->account_id;
        struct str id = id_text(work, opening->id);
        struct opening_row *row = VEC_PUSH(&rows, work->arena);
        *row = (struct opening_row){opening->at,
                                    opening->name,
                                    opening->reason,
                                    opening->second_name,
                                    URL(""),
                                    URL(""),
                                    page->needs_two && !opening->second_id};
        if (page->needs_two && !opening->second_id && !is_own && page->may_open)
            row->agree_url = matter_in_list(
                work, url_relative(work->arena, "/can-bo/viec/" PRISTR "/niem-phong/" PRISTR,
                                   STRARG(matter->code), STRARG(id)));
        if (is_own && (!page->needs_two || opening->second_id))
            row->read_url = url_add(work->arena, seal_url(work, matter), STR("mo"), id);
    }
    page->openings = VEC_LIST(&rows);
    page->slips = VEC_LIST(&slips);
    return NULL;
}

static const struct fault *fill_files(struct work *work, const struct matter *matter,
                                      int64_t opening, struct seal_page *page)
{
    VEC(struct sealed_file) rows = {0};
    case_file_list files;
    const struct fault *fault = case_files_opened(work, matter, opening, &files);
    if (fault)
        return fault;
    for (size_t i = 0; i < files.count; i++)
        if (files.items[i].is_sealed)
            *VEC_PUSH(&rows, work->arena) = (struct sealed_file){
                url_relative(work->arena, "/can-bo/viec/" PRISTR "/niem-phong/%" PRId64 "/%" PRId64,
                             STRARG(matter->code), opening, files.items[i].id),
                files.items[i].ticket.name,
                size_text(work->arena, work->locale, (uint64_t)files.items[i].size),
                files.items[i].at};
    page->files = VEC_LIST(&rows);
    return NULL;
}

static const struct fault *fill_texts(struct work *work, const struct request *request,
                                      const struct matter *matter, struct seal_page *page)
{
    VEC(struct sealed_row) rows = {0};
    sealed_text_list texts;
    int64_t opening;
    const struct fault *fault;
    if (!str_to_int64(request_query(request, STR("mo")), &opening))
        return NULL;
    fault = seal_read(work, matter, opening, &texts);
    if (fault)
        return fault;
    for (size_t i = 0; i < texts.count; i++)
        *VEC_PUSH(&rows, work->arena) = (struct sealed_row){texts.items[i].at, texts.items[i].text};
    page->texts = VEC_LIST(&rows);
    return fill_files(work, matter, opening, page);
}

/* What was done where two open: ?da=. */
static void tell_done(struct work *work, const struct request *request, struct seal_page *page)
{
    struct str done = request_query(request, STR("da"));
    if (str_equal(done, STR("xin")))
        page_flash(work, &page->layout, "seal.asked", false);
    if (str_equal(done, STR("dong-y")))
        page_flash(work, &page->layout, "seal.agreed", false);
}

static const struct fault *show(struct work *work, const struct request *request,
                                struct response *response, const struct matter *matter,
                                bool needs_two, const struct form *form, const struct fault *faults)
{
    struct seal_page page = {
        .code = matter->code,
        .needs_two = needs_two,
        .action_url = seal_url(work, matter),
        .back_url = matter_in_list(
            work, url_relative(work->arena, "/can-bo/viec/" PRISTR, STRARG(matter->code)))};
    const struct fault *fault = seal_must_open(work, matter);
    if (fault && fault->kind != FAULT_FORBIDDEN)
        return fault;
    page.may_open = !fault;
    fault = page_layout(work, request, site_message(work, "seal.title"), &page.layout);
    if (!fault)
        fault = fill_log(work, matter, &page);
    if (!fault)
        fault = fill_texts(work, request, matter, &page);
    if (fault)
        return fault;
    page.reason = field_view(work, "seal.form", &fields[0], form, faults);
    page.reason.rows = 3;
    matter_crumbs(work, &page.layout, matter->code);
    page_crumb(work, &page.layout, URL(""), page.layout.title);
    page_errors(work, &page.layout, faults);
    tell_done(work, request, &page);
    fault = page_respond_form(work, response, faults, &petition_seal_kind, &page);
    response_keep(response, RESPONSE_NO_STORE);
    return fault;
}

const struct fault *petition_seal_page(struct work *work, const struct request *request,
                                       struct response *response)
{
    struct matter matter;
    bool needs_two;
    struct form form = form_empty(work->arena, fields, 1);
    const struct fault *fault = find(work, request, &matter, &needs_two);
    return fault ? fault : show(work, request, response, &matter, needs_two, &form, NULL);
}

/* ---- opening ---- */

const struct fault *petition_seal_ask(struct work *work, const struct request *request,
                                      struct response *response)
{
    struct matter matter;
    struct form form;
    struct url url;
    bool needs_two;
    int64_t opening;
    const struct fault *fault = find(work, request, &matter, &needs_two);
    if (fault)
        return fault;
    fault = form_read(work, request, fields, 1, &form);
    if (!fault)
        fault = seal_ask(work, &matter, form_str(&form, "reason"), &opening);
    if (fault && fault->kind == FAULT_INVALID)
        return show(work, request, response, &matter, needs_two, &form, fault);
    if (fault)
        return fault;
    url = seal_url(work, &matter);
    url = needs_two ? url_add(work->arena, url, STR("da"), STR("xin"))
                    : url_add(work->arena, url, STR("mo"), id_text(work, opening));
    response_redirect(response, url.text);
    return NULL;
}

const struct fault *petition_seal_agree(struct work *work, const struct request *request,
                                        struct response *response)
{
    struct matter matter;
    bool needs_two;
    int64_t opening;
    const struct fault *fault = find(work, request, &matter, &needs_two);
    if (fault)
        return fault;
    if (!str_to_int64(request_param(request, STR("opening")), &opening))
        return fault_new(work->arena, FAULT_NOT_FOUND, "seal.no_opening", "no number");
    fault = seal_agree(work, &matter, opening);
    if (!fault)
        response_redirect(
            response, url_add(work->arena, seal_url(work, &matter), STR("da"), STR("dong-y")).text);
    return fault;
}

const struct fault *petition_seal_file(struct work *work, const struct request *request,
                                       struct response *response)
{
    struct matter matter;
    case_file_list files;
    bool needs_two;
    int64_t opening;
    int64_t id;
    const struct fault *fault = find(work, request, &matter, &needs_two);
    if (fault)
        return fault;
    if (!str_to_int64(request_param(request, STR("opening")), &opening) ||
        !str_to_int64(request_param(request, STR("file")), &id))
        return fault_new(work->arena, FAULT_NOT_FOUND, "file.unknown", "no number");
    fault = case_files_opened(work, &matter, opening, &files);
    return fault ? fault : case_file_respond(work, response, &files, id);
}
