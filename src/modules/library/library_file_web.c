/*
 * Files of documents: sent and taken out at the desk, listed on pages. What is
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

/* Looks at every file before any is kept. */
static const struct fault *attach(struct work *work, int64_t id, const struct form *form)
{
    const struct form_value *value = form_value(form, "file");
    struct upload_received *received =
        arena_alloc_array(work->arena, value->file_count, sizeof(*received));
    const struct fault *fault;
    if (value->file_count == 0)
        return fault_field(work->arena, "file", "library.file-missing");
    fault = upload_receive_all(work, value->files, value->file_count, FILETYPE_PAPER, received);
    return fault ? fault : document_attach(work, id, received, value->file_count);
}

const struct fault *library_file_send(struct work *work, const struct request *request,
                                      struct response *response)
{
    struct form form;
    struct document document;
    bool is_removed = false;
    const struct fault *fault = library_edit_load(work, request, &document);
    if (fault)
        return fault;
    fault = form_read(work, request, library_file_form.fields, library_file_form.count, &form);
    if (!fault) {
        is_removed = form_given(&form, "remove");
        fault = is_removed ? document_detach(work, document.id, form_int(&form, "remove"))
                           : attach(work, document.id, &form);
    }
    if (fault)
        return library_edit_refuse(work, request, &document, (struct library_shown){.form = NULL},
                                   fault, response);
    library_edit_back(work, document.id, is_removed ? "bo-tep" : "tep", response);
    return NULL;
}

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
