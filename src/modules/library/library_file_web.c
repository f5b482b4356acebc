/*
 * Files of documents: listed on pages, and shown at the desk before. What is
 * published is served at /tep/ to everybody, a draft's file only to those who write.
 */
#include "modules/library/library_edit.h"
#include "modules/library/library_service.h"
#include "text/number.h"

#include <inttypes.h>

/* ---- lists ---- */

SHAPE(document_file_view_shape, struct document_file_view, FIELD(struct document_file_view, url),
      FIELD(struct document_file_view, name), FIELD(struct document_file_view, kind),
      FIELD(struct document_file_view, size), FIELD(struct document_file_view, id));

static struct url url_of(struct arena *arena, const struct document *document,
                         const struct upload *upload)
{
    if (document->status == DOCUMENT_PUBLISHED)
        return upload_url(arena, upload, &upload->parts.items[0]);
    return url_relative(arena, LIBRARY_DESK "/%" PRId64 "/tep/%" PRId64, document->id, upload->id);
}

const struct fault *document_file_views(struct work *work, const struct document *document,
                                        struct list *ret_views)
{
    VEC(struct document_file_view) views = {0};
    upload_list uploads;
    const struct fault *fault = upload_list_of(work, DOCUMENT_OWNER, document->id, &uploads);
    if (fault)
        return fault;
    for (size_t i = 0; i < uploads.count; i++) {
        const struct upload *upload = &uploads.items[i];
        uint64_t size = (uint64_t)upload->parts.items[0].size;
        *VEC_PUSH(&views, work->arena) =
            (struct document_file_view){.url = url_of(work->arena, document, upload),
                                        .name = upload->name,
                                        .kind = upload_kind(work->arena, upload),
                                        .size = size_text(work->arena, work->locale, size),
                                        .id = {upload->id}};
    }
    *ret_views = VEC_LIST(&views);
    return NULL;
}

/* ---- the desk ---- */

/* Any file of a document, for those who write in its unit. */
const struct fault *library_file_page(struct work *work, const struct request *request,
                                      struct response *response)
{
    struct document document;
    struct upload upload;
    int64_t id;
    const struct fault *fault = library_edit_load(work, request, &document);
    if (!fault)
        fault = actor_must(work, LIBRARY_WRITERS, document.unit_id);
    if (fault)
        return fault;
    if (!str_to_int64(request_param(request, STR("file")), &id))
        return fault_new(work->arena, FAULT_NOT_FOUND, "file.unknown", "no number");
    fault = document_file(work, document.id, id, &upload);
    return fault ? fault : upload_respond(work, request, response, &upload, &upload.parts.items[0]);
}
