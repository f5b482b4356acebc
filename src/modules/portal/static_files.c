/*
 * Pictures and papers of static pages: kept with the page, public exactly while it is.
 */
#include "modules/portal/portal_web.h"

#include "civic/site.h"

#define OWNER STR("static-page")
#define REMOVE STR("remove:") /* of a button; its file follows */

enum {
    TEXT_WIDTH = 960, /* of a picture in the text */
    THUMB_WIDTH = 480
};

SHAPE(static_file_shape, struct static_file, FIELD(struct static_file, name),
      FIELD(struct static_file, alt), FIELD(struct static_file, markdown),
      FIELD(struct static_file, url), FIELD(struct static_file, thumb_url),
      FIELD(struct static_file, remove));

/* "[Biểu mẫu](/tep/…)", "![Cuộc họp](/tep/…)" */
static struct str markdown_of(struct work *work, const struct upload *upload, struct url url)
{
    bool is_picture = upload_is_picture(upload);
    struct str words = is_picture ? upload->alt : upload->name;
    struct buf text = buf_init(work->arena, SIZE_MAX);
    buf_add(&text, is_picture ? STR("![") : STR("["));
    for (size_t i = 0; i < words.len; i++) {
        if (str_find_byte(STR("[]\\"), words.ptr[i], 0) >= 0)
            buf_add_byte(&text, '\\');
        buf_add_byte(&text, words.ptr[i]);
    }
    buf_printf(&text, "](" PRISTR ")", STRARG(url.text));
    return buf_str(&text);
}

const struct fault *static_files_of(struct work *work, int64_t page_id, struct list *ret_files)
{
    VEC(struct static_file) files = {0};
    upload_list uploads;
    const struct fault *fault = upload_list_of(work, OWNER, page_id, &uploads);
    for (size_t i = 0; !fault && i < uploads.count; i++) {
        const struct upload *upload = &uploads.items[i];
        struct url url = upload_url(work->arena, upload, upload_part_for(upload, TEXT_WIDTH));
        struct static_file *file = VEC_PUSH(&files, work->arena);
        *file = (struct static_file){.name = upload->name,
                                     .alt = upload->alt,
                                     .markdown = markdown_of(work, upload, url),
                                     .url = url,
                                     .remove = arena_printf(work->arena, PRISTR "%lld",
                                                            STRARG(REMOVE), (long long)upload->id)};
        if (upload_is_picture(upload))
            file->thumb_url = upload_url(work->arena, upload, upload_part_for(upload, THUMB_WIDTH));
    }
    if (!fault)
        *ret_files = VEC_LIST(&files);
    return fault;
}

const struct fault *static_files_receive(struct work *work, const struct form *form,
                                         struct static_sent *ret_sent)
{
    const struct form_value *value = form_value(form, "file");
    struct static_sent sent = {.alt = form_str(form, "file_alt")};
    struct str button = form_str(form, "do");
    if (str_starts(button, REMOVE))
        str_to_int64(str_from(button, REMOVE.len), &sent.remove);
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
    if (!fault && (!str_equal(upload.owner_kind, OWNER) || upload.owner_id != page_id))
        fault = fault_new(work->arena, FAULT_NOT_FOUND, "file.unknown", "another's file");
    return fault ? fault : upload_remove(work, id);
}

const struct fault *static_files_settle(struct work *work, const struct static_page *page,
                                        const struct static_sent *sent)
{
    struct upload_owner owner = {.kind = OWNER,
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
    return fault ? fault : upload_show(work, OWNER, page->id, owner.visibility);
}

const struct fault *static_file_may_see(struct work *work, const struct upload *upload,
                                        bool *ret_may)
{
    struct static_page page;
    const struct fault *fault;
    *ret_may = false;
    if (!str_equal(upload->owner_kind, OWNER))
        return NULL;
    fault = static_page_load(work, upload->owner_id, &page);
    if (!fault)
        fault = actor_must(work, PORTAL_ROLES, page.unit_id);
    if (fault && (fault->kind == FAULT_NOT_FOUND || fault->kind == FAULT_FORBIDDEN))
        return NULL;
    *ret_may = !fault;
    return fault;
}
