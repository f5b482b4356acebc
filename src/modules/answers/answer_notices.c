/*
 * What is new among published answers, for the daily letter (modules/notices).
 */
#include "modules/answers/answer_web.h"

const struct fault *answer_notices(struct work *work, const struct notice_asked *asked,
                                   notice_items *ret_items)
{
    notice_items items = {0};
    answer_list list;
    const struct fault *fault = answer_shown(work, asked, NOTICE_ITEMS_MOST + 1, &list);
    for (size_t i = 0; !fault && i < list.count; i++) {
        const struct answer *answer = &list.items[i];
        *VEC_PUSH(&items, work->arena) =
            (struct notice_item){.title = html_escape(work->arena, answer->title),
                                 .url = answer_url(work->arena, answer->slug),
                                 .published_at = answer->published_at,
                                 .is_demo = answer->is_demo};
    }
    if (!fault)
        *ret_items = items;
    return fault;
}
