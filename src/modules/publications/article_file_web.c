/*
 * /tep/{digest}/{name}: files of what is published, to everybody; those of drafts
 * and of withdrawn articles to who writes in their unit, so that the preview shows
 * them. Other modules say so of theirs (module.may_see_file).
 */
#include "modules/publications/article_web.h"
#include "modules/publications/desk.h"

const struct fault *article_file_may_see(struct work *work, const struct upload *upload,
                                         bool *ret_may)
{
    struct article article;
    const struct fault *fault;
    *ret_may = false;
    if (!str_equal(upload->owner_kind, ARTICLE_OWNER))
        return NULL;
    fault = article_load(work, upload->owner_id, &article);
    if (fault)
        return fault->kind == FAULT_NOT_FOUND ? NULL : fault;
    *ret_may = desk_may(work, news_writers, article.unit_id);
    return NULL;
}

/* The first of them that its module shows to the visitor; NULL where none does. */
static const struct fault *find_own(struct work *work, const upload_list *uploads,
                                    const struct upload **ret_upload)
{
    for (size_t i = 0; i < uploads->count; i++)
        for (size_t m = 0; work->site->modules[m]; m++) {
            bool may = false;
            const struct fault *fault = NULL;
            if (work->site->modules[m]->may_see_file)
                fault = work->site->modules[m]->may_see_file(work, &uploads->items[i], &may);
            if (fault)
                return fault;
            if (may) {
                *ret_upload = &uploads->items[i];
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
    if (!unknown || unknown->kind != FAULT_NOT_FOUND || !actor_is_official(work->actor))
        return unknown;
    fault = upload_list_with(work, request_param(request, STR("digest")), &uploads);
    if (!fault)
        fault = find_own(work, &uploads, &own);
    if (fault)
        return fault;
    return own ? upload_respond(work, request, response, own, &own->parts.items[0]) : unknown;
}
