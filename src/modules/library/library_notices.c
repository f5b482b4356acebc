/*
 * What is new among documents, for the daily letter (modules/notices): by when a
 * document was published here, however old it is itself.
 */
#include "modules/library/library_service.h"
#include "modules/library/library_store.h"
#include "modules/library/library_web.h"

const struct fault *library_notices(struct work *work, const struct notice_asked *asked,
                                    notice_items *ret_items)
{
    notice_items items = {0};
    document_list list;
    const struct fault *fault = document_list_shown(work, asked, NOTICE_ITEMS_MOST + 1, &list);
    for (size_t i = 0; !fault && i < list.count; i++) {
        const struct document *document = &list.items[i];
        *VEC_PUSH(&items, work->arena) = (struct notice_item){
            .title = html_escape(
                work->arena,
                arena_printf(work->arena, PRISTR ": " PRISTR,
                             STRARG(document_name(work, document->kind, document->number)),
                             STRARG(document_title(work, document->title, document->title_en)))),
            .url = document_url(work->arena, document->slug),
            .published_at = document->published_at,
            .is_demo = document->is_demo,
        };
    }
    if (!fault)
        *ret_items = items;
    return fault;
}
