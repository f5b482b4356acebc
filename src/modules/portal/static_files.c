/*
 * Pictures and papers of static pages: kept with the page, public exactly while it is.
 */
#include "modules/portal/portal_web.h"

#include "civic/site.h"
#include "civic/writing.h"

const struct fault *static_files_of(struct work *work, int64_t page_id, struct list *ret_files)
{
    VEC(struct written_file) files = {0};
    upload_list uploads;
    const struct fault *fault = upload_list_of(work, STATIC_OWNER, page_id, &uploads);
    for (size_t i = 0; !fault && i < uploads.count; i++)
        *VEC_PUSH(&files, work->arena) = written_file_of(work, &uploads.items[i]);
    if (!fault)
        *ret_files = VEC_LIST(&files);
    return fault;
}

const struct fault *static_files_receive(struct work *work, const struct form *form,
                                         struct static_sent *ret_sent)
{
    const struct form_value *value = form_value(form, "file");
    struct static_sent sent = {.alt = form_str(form, "file_alt"),
                               .remove = written_file_to_remove(form_str(form, "do"))};
    sent.received = arena_alloc_array(work->arena, value->file_count + 1, sizeof(*sent.received));
    for (size_t i = 0; i < value->file_count; i++) {
        const struct fault *fault = upload_receive(
            work, value->files[i], FILETYPE_PAPER | FILETYPE_PICTURE, &sent.received[i]);
        if (fault)
            return fault;
        if (sent.received[i].type->group == FILETYPE_PICTURE && sent.alt.len == 0)
            return fault_field(work->arena, "file_alt", "file.alt");
        sent.count++;
    }
    *ret_sent = sent;
    return NULL;
}

static const struct fault *take_out(struct work *work, int64_t page_id, int64_t id)
{
    struct upload upload;
    const struct fault *fault = upload_load(work, id, &upload);
    if (!fault && (!str_equal(upload.owner_kind, STATIC_OWNER) || upload.owner_id != page_id))
        fault = fault_new(work->arena, FAULT_NOT_FOUND, "file.unknown", "another's file");
    return fault ? fault : upload_remove(work, id);
}

const struct fault *static_files_settle(struct work *work, const struct static_page *page,
                                        const struct static_sent *sent)
{
    struct upload_owner owner = {.kind = STATIC_OWNER,
                                 .id = page->id,
                                 .visibility = page->is_public ? UPLOAD_PUBLIC : UPLOAD_AGENCY};
    const struct fault *fault = NULL;
    if (sent) {
        owner.alt = sent->alt;
        for (size_t i = 0; !fault && i < sent->count; i++) {
            int64_t id;
            fault = upload_keep(work, &sent->received[i], &owner, &id);
        }
        if (!fault && sent->remove)
            fault = take_out(work, page->id, sent->remove);
    }
    return fault ? fault : upload_show(work, STATIC_OWNER, page->id, owner.visibility);
}

const struct fault *static_file_may_see(struct work *work, const struct upload *upload,
                                        bool *ret_may)
{
    struct static_page page;
    const struct fault *fault;
    *ret_may = false;
    if (!str_equal(upload->owner_kind, STATIC_OWNER))
        return NULL;
    fault = static_page_load(work, upload->owner_id, &page);
    if (!fault)
        fault = actor_must(work, PORTAL_ROLES, page.unit_id);
    if (fault && (fault->kind == FAULT_NOT_FOUND || fault->kind == FAULT_FORBIDDEN))
        return NULL;
    *ret_may = !fault;
    return fault;
}
