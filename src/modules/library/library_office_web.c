/*
 * /can-bo/van-ban: the list of a unit's own library, drafts and withdrawn documents
 * too, for those who edit.
 */
#include "modules/library/library_edit.h"
#include "modules/library/library_service.h"
#include "modules/library/library_store.h"

#include <inttypes.h>

struct office_row {
    struct url url;
    struct str name;
    struct str title;
    struct str status;
    bool is_draft;
    bool is_withdrawn;
    struct civil_date updated;
};
static SHAPE(office_row_shape, struct office_row, FIELD(struct office_row, url),
             FIELD(struct office_row, name), FIELD(struct office_row, title),
             FIELD(struct office_row, status), FIELD(struct office_row, is_draft),
             FIELD(struct office_row, is_withdrawn), FIELD(struct office_row, updated));

struct office_page {
    struct layout layout;
    struct list rows; /* struct office_row */
    struct url older_url;
};
static SHAPE(office_page_shape, struct office_page,
             RECORD(struct office_page, layout, layout_shape),
             LIST(struct office_page, rows, office_row_shape),
             FIELD(struct office_page, older_url));
const struct page_kind library_office_kind = {"library/office", &office_page_shape};

/* "1646499600000000-81234": the last change and id of the last one shown. */
static bool read_place(struct str text, struct instant *ret_updated, int64_t *ret_id)
{
    struct str rest = text;
    struct str moment = str_cut(&rest, '-');
    return rest.ptr && str_to_int64(moment, &ret_updated->us) && str_to_int64(rest, ret_id) &&
           *ret_id > 0;
}

static void fill_rows(struct work *work, document_list *list, struct office_page *page)
{
    struct office_row *rows = arena_alloc_array(work->arena, list->count, sizeof(*rows));
    if (list->count > DOCUMENT_PAGE) {
        const struct document *last = &list->items[--list->count - 1];
        page->older_url =
            url_add(work->arena, URL(LIBRARY_DESK), STR("truoc"),
                    arena_printf(work->arena, "%lld-%lld", (long long)last->updated_at.us,
                                 (long long)last->id));
    }
    for (size_t i = 0; i < list->count; i++) {
        const struct document *document = &list->items[i];
        rows[i] = (struct office_row){
            .url = document_edit_url(work->arena, document->id),
            .name = document_name(work, document->kind, document->number),
            .title = document->title,
            .status = document_status_text(work, document->status),
            .is_draft = document->status == DOCUMENT_DRAFT,
            .is_withdrawn = document->status == DOCUMENT_WITHDRAWN,
            .updated = instant_date(document->updated_at),
        };
    }
    page->rows = (struct list){rows, list->count, sizeof(*rows)};
}

const struct fault *library_office_page(struct work *work, const struct request *request,
                                        struct response *response)
{
    struct office_page page = {.rows = {0}};
    struct str place = request_query(request, STR("truoc"));
    struct instant updated = {0};
    document_list list;
    int64_t id = 0;
    const struct fault *fault;
    if (place.ptr && !read_place(place, &updated, &id))
        return fault_new(work->arena, FAULT_MALFORMED, "library.key", "bad place");
    fault = document_list_edited(work, updated, id, DOCUMENT_PAGE + 1, &list);
    if (!fault)
        fault = page_layout(work, request, site_message(work, "library.office"), &page.layout);
    if (fault)
        return fault;
    fill_rows(work, &list, &page);
    page_crumb(work, &page.layout, URL("/van-ban"), site_message(work, "library.title"));
    page_crumb(work, &page.layout, URL(""), page.layout.title);
    return page_respond(work, response, 200, &library_office_kind, &page);
}
