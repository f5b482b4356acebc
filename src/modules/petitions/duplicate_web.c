/*
 * The page of petitions that may be the same, and joining two.
 */
#include "civic/matter_relation.h"
#include "modules/matters/matters.h"
#include "modules/petitions/duplicate.h"
#include "modules/petitions/petition_web.h"

struct duplicate_row {
    struct str code;
    struct url url;
    struct str title;
    struct civil_date received_on;
    struct str state;
    bool has_same_name;
    int alike;
    struct url join_url;
};
static SHAPE(duplicate_row_shape, struct duplicate_row, FIELD(struct duplicate_row, code),
             FIELD(struct duplicate_row, url), FIELD(struct duplicate_row, title),
             FIELD(struct duplicate_row, received_on), FIELD(struct duplicate_row, state),
             FIELD(struct duplicate_row, has_same_name), FIELD(struct duplicate_row, alike),
             FIELD(struct duplicate_row, join_url));

struct duplicates_page {
    struct layout layout;
    struct str code;
    struct str matter_title;
    struct url back_url;
    struct url receipt_url; /* form 02/TCD, of what was just keyed in; else empty */
    bool is_received;       /* just now */
    bool takes_in;          /* may join files, and take one apart */
    struct list rows;       /* struct duplicate_row */
};
static SHAPE(duplicates_page_shape, struct duplicates_page,
             RECORD(struct duplicates_page, layout, layout_shape),
             FIELD(struct duplicates_page, code), FIELD(struct duplicates_page, matter_title),
             FIELD(struct duplicates_page, back_url), FIELD(struct duplicates_page, receipt_url),
             FIELD(struct duplicates_page, is_received), FIELD(struct duplicates_page, takes_in),
             LIST(struct duplicates_page, rows, duplicate_row_shape));
const struct page_kind petition_duplicates_kind = {"petitions/duplicates", &duplicates_page_shape};

static struct url file_url(struct work *work, struct str code)
{
    return matter_in_list(work, url_relative(work->arena, "/can-bo/viec/" PRISTR, STRARG(code)));
}

/* The matter with the code `typed`, if the actor may read it. */
static const struct fault *find(struct work *work, struct str typed, struct matter *ret_matter)
{
    struct str code = matter_code_read(work->arena, typed);
    const struct fault *fault;
    if (!code.ptr)
        return fault_new(work->arena, FAULT_NOT_FOUND, "matter.unknown", "no code");
    fault = matter_by_code(work, code, ret_matter);
    return fault ? fault : matter_must_read(work, ret_matter);
}

/* Whether the actor may take petitions in where the matter is. */
static const struct fault *takes_in(struct work *work, const struct matter *matter, bool *ret_may)
{
    const struct fault *fault = actor_must(work, PETITION_TAKERS, matter->unit_id);
    *ret_may = !fault;
    return fault && fault->kind == FAULT_FORBIDDEN ? NULL : fault;
}

const struct fault *petition_duplicates(struct work *work, const struct request *request,
                                        struct response *response)
{
    struct duplicates_page page = {0};
    struct matter matter;
    duplicate_list duplicates;
    VEC(struct duplicate_row) rows = {0};
    const struct fault *fault = matter_of_request(work, request, &matter);
    if (!fault)
        fault = duplicate_find(work, &matter, &duplicates);
    if (!fault)
        fault = page_layout(work, request, site_message(work, "duplicates.title"), &page.layout);
    if (!fault)
        fault = takes_in(work, &matter, &page.takes_in);
    if (fault)
        return fault;
    for (size_t i = 0; i < duplicates.count; i++) {
        const struct duplicate *one = &duplicates.items[i];
        struct str state = arena_printf(work->arena, PRISTR ".state." PRISTR,
                                        STRARG(one->other.kind), STRARG(one->other.state));
        *VEC_PUSH(&rows, work->arena) = (struct duplicate_row){
            .code = one->other.code,
            .url = file_url(work, one->other.code),
            .title = one->other.title,
            .received_on = one->other.received_on,
            .state = site_message(work, state.ptr),
            .has_same_name = one->has_same_name,
            .alike = one->alike,
            .join_url = matter_in_list(
                work, url_relative(work->arena, "/can-bo/viec/" PRISTR "/don-trung/" PRISTR,
                                   STRARG(matter.code), STRARG(one->other.code)))};
    }
    page.code = matter.code;
    page.matter_title = matter.title;
    page.back_url = file_url(work, matter.code);
    page.is_received = request_query(request, STR("xong")).ptr != NULL;
    if (page.is_received && petition_has_desk_receipt(&matter))
        page.receipt_url = petition_desk_receipt_url(work, &matter);
    page.rows = VEC_LIST(&rows);
    matter_crumbs(work, &page.layout, matter.code);
    page_crumb(work, &page.layout, URL(""), page.layout.title);
    if (page.is_received)
        page_flash(work, &page.layout, "duplicates.received", false);
    return page_respond(work, response, 200, &petition_duplicates_kind, &page);
}

const struct fault *petition_join(struct work *work, const struct request *request,
                                  struct response *response)
{
    struct matter matter;
    struct matter other;
    const struct fault *fault = matter_of_request(work, request, &matter);
    if (!fault)
        fault = find(work, request_param(request, STR("other")), &other);
    if (!fault && matter.id == other.id)
        fault = fault_new(work->arena, FAULT_NOT_FOUND, "matter.unknown", "joined with itself");
    if (!fault)
        fault = matter_tie(work, &(struct matter_tie){matter.id, other.id, LINK_DUPLICATE_OF});
    if (fault && fault->kind == FAULT_INVALID)
        fault = NULL; /* they are joined already */
    if (!fault)
        response_redirect(
            response,
            url_add(work->arena, file_url(work, matter.code), STR("xong"), STR("don-trung")).text);
    return fault;
}
