/*
 * The list from which a file was opened: its address goes with every page about the
 * file, so that the way back leads to it and the next file is the one behind. What the
 * address says is read and written anew (inbox_query.h): it leads nowhere else.
 */
#include "modules/matters/file_part.h"
#include "modules/matters/inbox_query.h"
#include "modules/matters/matter_view.h"

void matter_list_read(struct work *work, const struct request *request)
{
    struct inbox_query *query = work_alloc(work, struct inbox_query);
    inbox_query_read(work, request, query);
    work->list = query->row.id ? query : NULL;
}

struct url matter_in_list(struct work *work, struct url url)
{
    return work->list && url.text.len > 0 ? inbox_file_url(work, url, work->list, work->list->row)
                                          : url;
}

struct url matter_list_url(struct work *work)
{
    return work->list ? inbox_page_url(work, URL("/can-bo"), work->list) : URL("/can-bo");
}

bool matter_reads_files(const struct work *work)
{
    int64_t unit;
    return inbox_units(work, &unit, 1) > 0;
}

void matter_inbox_crumb(struct work *work, struct layout *layout)
{
    if (matter_reads_files(work))
        page_crumb(work, layout, matter_list_url(work), site_message(work, "matters.inbox"));
}

void matter_crumbs(struct work *work, struct layout *layout, struct str code)
{
    matter_inbox_crumb(work, layout);
    page_crumb(work, layout, matter_in_list(work, matter_file_url(work->arena, code)), code);
}

const struct fault *matter_next_file(struct work *work, int64_t here, struct url *ret_url,
                                     struct str *ret_code)
{
    struct matter_kept kept;
    struct inbox_query query;
    const struct fault *fault;
    *ret_url = URL("");
    *ret_code = STR("");
    if (!work->list)
        return NULL;
    fault = matter_kept_away(work, &kept);
    if (!fault)
        fault = inbox_next(work, work->list, here, &kept, ret_code, &query);
    if (!fault && ret_code->len > 0)
        *ret_url = inbox_file_url(work, matter_file_url(work->arena, *ret_code), &query, query.row);
    return fault;
}
