/*
 * /cong-khai: what the law obliges a commune to make public (Law 10/2022/QH15,
 * article 11), clause by clause, with the documents that were published for it.
 */
#include "modules/library/library_rules.h"
#include "modules/library/library_service.h"
#include "modules/library/library_store.h"
#include "modules/library/library_web.h"

struct publication_view {
    struct url url;
    struct str name;
    struct str title;
    struct civil_date day;
    bool is_demo;
};
static SHAPE(publication_view_shape, struct publication_view, FIELD(struct publication_view, url),
             FIELD(struct publication_view, name), FIELD(struct publication_view, title),
             FIELD(struct publication_view, day), FIELD(struct publication_view, is_demo));

struct item_view {
    struct str id;
    struct str title;
    struct list documents; /* struct publication_view */
};
static SHAPE(item_view_shape, struct item_view, FIELD(struct item_view, id),
             FIELD(struct item_view, title),
             LIST(struct item_view, documents, publication_view_shape));

struct publication_page {
    struct layout layout;
    struct list items; /* struct item_view */
};
static SHAPE(publication_page_shape, struct publication_page,
             RECORD(struct publication_page, layout, layout_shape),
             LIST(struct publication_page, items, item_view_shape));
const struct page_kind library_publication_kind = {"library/publication", &publication_page_shape};

static struct list documents_of(struct work *work, const document_list *list, struct str item)
{
    VEC(struct publication_view) views = {0};
    for (size_t i = 0; i < list->count; i++) {
        const struct document *document = &list->items[i];
        if (!str_equal(document->item, item))
            continue;
        *VEC_PUSH(&views, work->arena) = (struct publication_view){
            .url = document_url(work->arena, document->slug),
            .name = document_name(work, document->kind, document->number),
            .title = document_title(work, document->title, document->title_en),
            .day = document_key_of(document).day,
            .is_demo = document->is_demo,
        };
    }
    return VEC_LIST(&views);
}

const struct fault *library_publication_page(struct work *work, const struct request *request,
                                             struct response *response)
{
    struct publication_page page = {.items = {0}};
    VEC(struct item_view) items = {0};
    document_list list;
    const struct fault *fault = document_list_publications(work, &list);
    if (!fault)
        fault = page_layout(work, request, site_message(work, "library.public"), &page.layout);
    if (fault)
        return fault;
    for (const char *const *item = document_items; *item; item++)
        *VEC_PUSH(&items, work->arena) = (struct item_view){
            .id = str_from_c(*item),
            .title = site_message(work, arena_printf(work->arena, "library.item.%s", *item).ptr),
            .documents = documents_of(work, &list, str_from_c(*item)),
        };
    page.items = VEC_LIST(&items);
    page.layout.description = site_message(work, "library.public-lead");
    page_crumb(work, &page.layout, URL(""), page.layout.title);
    return page_respond(work, response, 200, &library_publication_kind, &page);
}
