/*
 * A text as everybody reads it: its pictures come in several widths, and the documents
 * that it names lead into the library.
 */
#include "modules/library/library.h"

#include "civic/file_store.h"
#include "view/markdown.h"

#include <string.h>

/* What a text is read with. */
struct body {
    struct work *work;
    upload_list uploads;       /* of its owner    */
    const struct fault *fault; /* the first one met while it was read */
};

static const struct upload *upload_at(const upload_list *uploads, struct str path)
{
    for (size_t i = 0; i < uploads->count; i++)
        for (size_t k = 0; k < uploads->items[i].parts.count; k++)
            if (str_equal(str_slice(path, strlen("/tep/"), UPLOAD_DIGEST),
                          uploads->items[i].parts.items[k].digest))
                return &uploads->items[i];
    return NULL;
}

/* The sizes of a picture in the text, where it is one of the owner's own. */
static size_t body_sizes(void *context, struct url url, const struct markdown_size **ret_sizes)
{
    const struct body *body = context;
    struct arena *arena = body->work->arena;
    const struct upload *upload = NULL;
    struct markdown_size *sizes;
    if (str_starts(url.text, STR("/tep/")))
        upload = upload_at(&body->uploads, url.text);
    if (!upload || !upload_is_picture(upload))
        return 0;
    sizes = arena_alloc_array(arena, upload->parts.count, sizeof(*sizes));
    for (size_t i = 0; i < upload->parts.count; i++) {
        const struct upload_part *part = &upload->parts.items[i];
        sizes[i] = (struct markdown_size){upload_url(arena, upload, part), (int)part->width,
                                          (int)part->height};
    }
    *ret_sizes = sizes;
    return upload->parts.count;
}

/* Documents that the library knows. */
static size_t body_mentions(void *context, struct str words,
                            const struct markdown_mention **ret_mentions)
{
    struct body *body = context;
    struct markdown_mention *found;
    document_mentions mentions;
    if (body->fault)
        return 0;
    body->fault = document_mentions_in(body->work, words, &mentions);
    if (body->fault)
        return 0;
    found = arena_alloc_array(body->work->arena, mentions.count, sizeof(*found));
    for (size_t i = 0; i < mentions.count; i++)
        found[i] = (struct markdown_mention){mentions.items[i].begin, mentions.items[i].end,
                                             mentions.items[i].url};
    *ret_mentions = found;
    return mentions.count;
}

const struct fault *library_text_html(struct work *work, struct str owner_kind, int64_t owner_id,
                                      struct str markdown, struct html *ret_html)
{
    struct body body = {.work = work};
    struct markdown_hooks hooks = {body_sizes, body_mentions, &body};
    const struct fault *fault = NULL;
    if (owner_id && str_find(markdown, STR("/tep/"), 0) >= 0)
        fault = upload_list_of(work, owner_kind, owner_id, &body.uploads);
    if (!fault)
        fault = markdown_html_with(work->arena, markdown, &hooks, ret_html);
    return fault ? fault : body.fault;
}
