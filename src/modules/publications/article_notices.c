/*
 * What is new among articles, of all or of a category, for the daily letter
 * (modules/notices).
 */
#include "modules/publications/article_service.h"
#include "modules/publications/article_web.h"
#include "modules/publications/editing.h"

#include "civic/unit.h"

enum {
    PIECE = 100 /* articles looked at together */
};

/* Whether the article's unit is the one asked for or lies below it; the same unit
 * as that of the row before is not asked for twice. */
static const struct fault *is_wanted(struct work *work, const struct notice_asked *asked,
                                     const struct article_row *row, int64_t *last_unit,
                                     bool *ret_wanted)
{
    if (row->unit_id == *last_unit)
        return NULL;
    *last_unit = row->unit_id;
    return unit_is_asked(work, row->unit_id, asked->unit_id, ret_wanted);
}

const struct fault *article_notice_parts(struct work *work, notice_parts *ret_parts)
{
    notice_parts parts = {0};
    category_list categories;
    const struct fault *fault = category_list_all(work, &categories);
    if (fault)
        return fault;
    for (size_t i = 0; i < categories.count; i++)
        *VEC_PUSH(&parts, work->arena) =
            (struct notice_part){categories.items[i].id, categories.items[i].name};
    *ret_parts = parts;
    return NULL;
}

const struct fault *article_notices(struct work *work, const struct notice_asked *asked,
                                    notice_items *ret_items)
{
    struct article_filter filter = {asked->part_id ? ARTICLE_OF_CATEGORY : ARTICLE_OF_ALL,
                                    asked->part_id, STR("")};
    struct article_key from = {{asked->until.us + 1}, INT64_MIN + 1};
    notice_items items = {0};
    article_rows rows;
    int64_t last_unit = 0;
    bool is_in = false;
    do {
        const struct fault *fault = article_entries_of(work, &filter, from, PIECE, &rows);
        for (size_t i = 0; !fault && i < rows.count; i++) {
            const struct article_row *row = &rows.items[i];
            if (row->published_at.us <= asked->since.us || items.count > NOTICE_ITEMS_MOST) {
                rows.count = 0; /* the rest is older still */
                break;
            }
            fault = is_wanted(work, asked, row, &last_unit, &is_in);
            if (!fault && is_in)
                *VEC_PUSH(&items, work->arena) =
                    (struct notice_item){.title = html_escape(work->arena, row->title),
                                         .url = article_url(work->arena, row->slug),
                                         .published_at = row->published_at,
                                         .is_demo = row->is_demo};
            from = (struct article_key){row->published_at, row->id};
        }
        if (fault)
            return fault;
    } while (rows.count == PIECE);
    *ret_items = items;
    return NULL;
}
