/*
 * /tep/{digest}/{name}: files of what is published, to everybody; those of drafts
 * and of withdrawn articles to who writes in their unit, so that the preview shows
 * them.
 */
#include "modules/publications/article_web.h"
#include "modules/publications/desk.h"

/* The first of them that belongs to an article of the visitor's own desk; NULL where
 * none does. */
static const struct fault *find_own(struct work *work, const upload_list *uploads,
                                    const struct upload **ret_upload)
{
    for (size_t i = 0; i < uploads->count; i++) {
        const struct upload *upload = &uploads->items[i];
        struct article article;
        const struct fault *fault;
        if (!str_equal(upload->owner_kind, ARTICLE_OWNER))
            continue;
        fault = article_load(work, upload->owner_id, &article);
        if (fault && fault->kind != FAULT_NOT_FOUND)
            return fault;
        if (!fault && desk_may(work, news_writers, article.unit_id)) {
            *ret_upload = upload;
            return NULL;
        }
    }
    return NULL;
}

const struct fault *article_file_page(struct work *work, const struct request *request,
                                      struct response *response)
{
    const struct fault *unknown = upload_public_page(work, request, response);
    const struct upload *own = NULL;
    upload_list uploads;
    const struct fault *fault;
    if (!unknown || unknown->kind != FAULT_NOT_FOUND ||
        !actor_may_somewhere(work->actor, news_writers))
        return unknown;
    fault = upload_list_with(work, request_param(request, STR("digest")), &uploads);
    if (!fault)
        fault = find_own(work, &uploads, &own);
    if (fault)
        return fault;
    return own ? upload_respond(work, request, response, own, &own->parts.items[0]) : unknown;
}
