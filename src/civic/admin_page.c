/*
 * Crumbs and faults of pages under /quan-tri.
 */
#include "civic/admin_page.h"

#include "civic/site.h"

const struct fault *admin_layout(struct work *work, const struct request *request,
                                 const struct admin_place *place, const struct fault *faults,
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
    if (place->within.len > 0)
        page_crumb(work, &layout, place->within_url, place->within);
    page_crumb(work, &layout, URL(""), place->title);
    if (place->fields)
        page_errors_of(work, &layout, place->fields, faults);
    else
        page_errors(work, &layout, faults);
    *ret_layout = layout;
    return NULL;
}
