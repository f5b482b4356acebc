/*
 * The frame of the pages on which an administrator looks after the portal.
 */
#include "modules/portal/portal_web.h"

#include "http/status.h"

const struct fault *portal_layout(struct work *work, const struct request *request,
                                  const struct portal_place *place, const struct fault *faults,
                                  struct layout *ret_layout)
{
    struct layout layout;
    const struct fault *fault = page_layout(work, request, place->title, &layout);
    if (fault)
        return fault;
    layout.is_private = true;
    page_crumb(work, &layout, URL("/quan-tri"), site_message(work, "admin.title"));
    if (place->parent)
        page_crumb(work, &layout, place->parent_url, site_message(work, place->parent));
    page_crumb(work, &layout, URL(""), place->title);
    page_errors_of(work, &layout, place->fields, faults);
    *ret_layout = layout;
    return NULL;
}

const struct fault *portal_respond(struct work *work, struct response *response,
                                   const struct fault *faults, const struct page_kind *kind,
                                   const void *page)
{
    int status = faults ? status_of_fault(faults->kind) : 200;
    const struct fault *fault = page_respond(work, response, status, kind, page);
    if (!fault)
        response_keep(response, RESPONSE_NO_STORE);
    return fault;
}

const struct fault *portal_unit(struct work *work, struct unit *ret_unit)
{
    const struct fault *fault = site_unit(work, ret_unit);
    return fault ? fault : actor_must(work, PORTAL_ROLES, ret_unit->id);
}
