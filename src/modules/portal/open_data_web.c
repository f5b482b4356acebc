/*
 * GET /du-lieu-mo, to which /api and /api/v1 lead: what of the site other programs may take, for
 * the person who looks for it: every address of the interface with its table, and the feeds. Made
 * of the rows that make the description for programs (civic/openapi.h), so nothing is left out.
 */
#include "modules/portal/portal_web.h"

#include "civic/openapi_rows.h"
#include "text/message.h"

#include <string.h>

struct data_row {
    struct str about;
    struct str path; /* as it is described: "/api/v1/news/{slug}" */
    struct url url;  /* where it can be opened as it stands, else empty */
    struct str csv;
    struct url csv_url;
};
static SHAPE(data_row_shape, struct data_row, FIELD(struct data_row, about),
             FIELD(struct data_row, path), FIELD(struct data_row, url), FIELD(struct data_row, csv),
             FIELD(struct data_row, csv_url));

struct data_page {
    struct layout layout;
    struct list rows; /* struct data_row */
};
static SHAPE(data_page_shape, struct data_page, RECORD(struct data_page, layout, layout_shape),
             LIST(struct data_page, rows, data_row_shape));
const struct page_kind open_data_kind = {"portal/open-data", &data_page_shape};

/* Whether it answers without being told anything. */
static bool opens_as_it_stands(const struct api_route *api)
{
    for (size_t i = 0; i < api->parameter_count; i++)
        if (api->parameters[i].required)
            return false;
    return !strchr(api->path, '{');
}

static struct data_row row_of(struct work *work, const struct api_route *api)
{
    struct data_row row = {.about = site_message(work, api->message),
                           .path = str_from_c(api->path)};
    if (opens_as_it_stands(api))
        row.url = url_path(work->arena, row.path);
    if (api->csv) {
        row.csv = str_from_c(api->csv);
        row.csv_url = url_path(work->arena, row.csv);
    }
    return row;
}

const struct fault *open_data_show(struct work *work, const struct request *request,
                                   struct response *response)
{
    struct data_page page = {.rows = {0}};
    struct api_place place = {0};
    VEC(struct data_row) rows = {0};
    const struct api_route *api;
    const struct fault *fault =
        page_layout(work, request, site_message(work, "portal.data.title"), &page.layout);
    if (fault)
        return fault;
    while ((api = api_next(work->site, &place)))
        *VEC_PUSH(&rows, work->arena) = row_of(work, api);
    page.rows = VEC_LIST(&rows);
    page.layout.description = site_message(work, "portal.data.lead");
    page_crumb(work, &page.layout, URL(""), page.layout.title);
    return page_respond(work, response, 200, &open_data_kind, &page);
}

/* Whoever cuts an address of the interface short finds what there is. */
const struct fault *open_data_lead(struct work *work, const struct request *request,
                                   struct response *response)
{
    (void)work;
    (void)request;
    response_redirect(response, STR("/du-lieu-mo"));
    return NULL;
}
