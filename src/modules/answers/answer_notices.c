/*
 * What is new among published answers, for the daily letter (modules/notices).
 */
#include "civic/unit.h"
#include "modules/answers/answer_web.h"

const struct fault *answer_notices(struct work *work, const struct notice_asked *asked,
                                   notice_items *ret_items)
{
    notice_items items = {0};
    answer_list list;
    const struct fault *fault = answer_shown(work, asked->since, asked->until, &list);
    for (size_t i = 0; !fault && i < list.count && items.count <= NOTICE_ITEMS_MOST; i++) {
        const struct answer *answer = &list.items[i];
        bool is_wanted;
        fault = unit_is_asked(work, answer->unit_id, asked->unit_id, &is_wanted);
        if (fault || !is_wanted)
            continue;
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
