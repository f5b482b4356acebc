/*
 * /can-bo/van-ban/{id}/ban: what a document was after each change, who made it, and the
 * difference between two (?tu=3&den=5; the last two where none are named). The fields of the
 * older one can be taken back.
 */
#include "civic/writing.h"
#include "db/db.h"
#include "http/status.h"
#include "modules/library/library_edit.h"
#include "modules/library/library_revision.h"
#include "modules/library/library_service.h"

struct revisions_page {
    struct layout layout;
    struct str name;
    struct url edit_url;
    struct list revisions; /* struct written_revision */
    struct list beside;    /* the same, of what is not typed */
    struct list changes;   /* struct written_change */
    bool is_compared;
    bool is_same;
    struct code_number old_version;
    struct code_number new_version;
    struct code_number version; /* of the document, where the older one can be taken back */
    bool is_public;             /* and readers see it at once */
};
static SHAPE(revisions_shape, struct revisions_page,
             RECORD(struct revisions_page, layout, layout_shape),
             FIELD(struct revisions_page, name), FIELD(struct revisions_page, edit_url),
             LIST(struct revisions_page, revisions, written_revision_shape),
             LIST(struct revisions_page, changes, written_change_shape),
             LIST(struct revisions_page, beside, written_change_shape),
             FIELD(struct revisions_page, is_compared), FIELD(struct revisions_page, is_same),
             FIELD(struct revisions_page, old_version), FIELD(struct revisions_page, new_version),
             FIELD(struct revisions_page, version), FIELD(struct revisions_page, is_public));
const struct page_kind library_revisions_kind = {"library/revisions", &revisions_shape};

/* "Thay thế Luật 10/2022/QH15", a line each. */
static struct str relations_said(struct work *work, struct str lines)
{
    struct buf said = buf_init(work->arena, SIZE_MAX);
    struct str rest = lines;
    while (rest.len > 0) {
        struct str name = str_cut(&rest, '\n');
        struct str relation = str_cut(&name, ' ');
        buf_add(
            &said,
            site_message(
                work, arena_printf(work->arena, "library.relation." PRISTR, STRARG(relation)).ptr));
        buf_add_byte(&said, ' ');
        buf_add(&said, name);
        buf_add_byte(&said, '\n');
    }
    return buf_str(&said);
}

/* What is not typed: state, files, relations. */
static struct list changes_beside(struct work *work, const struct document_revision *one,
                                  const struct document_revision *other)
{
    const struct written_text texts[] = {
        {"library.column.status", document_status_text(work, one->document.status),
         document_status_text(work,                                                   other->document.status)},
        {"library.files",         one->files,                other->files         },
        {"library.relations",        relations_said(work,                                one->relations),
         relations_said(work, other->relations)     },
    };
    return written_changes(work, texts, sizeof(texts) / sizeof(texts[0]));
}

static const struct fault *compare(struct work *work, int64_t id, struct revisions_page *page)
{
    struct document_revision one;
    struct document_revision other;
    const struct fault *fault = document_revision_load(work, id, page->old_version.value, &one);
    if (!fault)
        fault = document_revision_load(work, id, page->new_version.value, &other);
    if (fault)
        return fault;
    page->changes = library_changes_of(work, &one.document, &other.document);
    page->beside = changes_beside(work, &one, &other);
    page->is_same = page->changes.count + page->beside.count == 0;
    page->is_compared = true;
    return NULL;
}

static const struct fault *fill_list(struct work *work, const struct request *request, int64_t id,
                                     struct revisions_page *page)
{
    VEC(struct written_revision) views = {0};
    document_revisions list;
    const struct fault *fault = document_revision_list(work, id, DOCUMENT_REVISIONS, &list);
    if (fault)
        return fault;
    for (size_t i = 0; i < list.count; i++)
        *VEC_PUSH(&views, work->arena) = (struct written_revision){
            .version = {list.items[i].number},
            .status = document_status_text(work, list.items[i].document.status),
            .saved_name = list.items[i].saved_name,
            .saved_at = list.items[i].saved_at};
    written_choose(request, views.items, views.count, &page->old_version.value,
                   &page->new_version.value);
    page->revisions = VEC_LIST(&views);
    return NULL;
}

/* `refused` is a message, or NULL. */
static const struct fault *show(struct work *work, const struct request *request,
                                struct response *response, const struct document *document,
                                const char *refused)
{
    struct revisions_page page = {
        .is_public = document->status == DOCUMENT_PUBLISHED,
        .name = document->title,
        .edit_url = document_edit_url(work->arena, document->id),
    };
    const struct fault *fault = fill_list(work, request, document->id, &page);
    if (!fault && page.old_version.value != page.new_version.value)
        fault = compare(work, document->id, &page);
    if (!fault)
        fault = page_layout(work, request, site_message(work, "edit.revisions"), &page.layout);
    if (fault)
        return fault;
    if (page.is_compared && document_may_save(work, document))
        page.version.value = document->version;
    page.layout.is_private = true;
    page_crumb(work, &page.layout, URL(LIBRARY_DESK), site_message(work, "library.office"));
    page_crumb(work, &page.layout, page.edit_url, document->title);
    page_crumb(work, &page.layout, URL(""), page.layout.title);
    if (refused)
        page_flash(work, &page.layout, refused, true);
    return page_respond(work, response, refused ? status_of_fault(FAULT_CONFLICT) : 200,
                        &library_revisions_kind, &page);
}

const struct fault *library_revisions_page(struct work *work, const struct request *request,
                                           struct response *response)
{
    struct document document;
    const struct fault *fault = library_edit_load(work, request, &document);
    return fault ? fault : show(work, request, response, &document, NULL);
}

/* ---- taking back ---- */

static const struct form_field fields[] = {
    {"version",  INPUT_ID, 0, 0, true, NULL},
    {"revision", INPUT_ID, 0, 0, true, NULL},
};

const struct fault *library_restore_send(struct work *work, const struct request *request,
                                         struct response *response)
{
    struct document document;
    struct form form;
    const struct fault *fault = library_edit_load(work, request, &document);
    if (!fault)
        fault = form_read(work, request, fields, sizeof(fields) / sizeof(fields[0]), &form);
    if (!fault)
        fault = document_restore(work, document.id, form_int(&form, "version"),
                                 form_int(&form, "revision"));
    if (fault && fault->kind == FAULT_CONFLICT) {
        db_release(work);
        fault = library_edit_load(work, request, &document);
        return fault ? fault : show(work, request, response, &document, "library.restore-conflict");
    }
    if (!fault)
        library_edit_back(work, document.id, "lay-lai", STR(""), response);
    return fault;
}
