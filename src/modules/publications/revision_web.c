/*
 * /can-bo/tin/{id}/ban: what an article was after each save, and the difference
 * between two of them (?tu=3&den=5; the last two where none are named). The older of
 * the two can be taken back: it is saved again as the newest.
 */
#include "db/db.h"
#include "http/status.h"
#include "modules/publications/desk.h"

struct revisions_page {
    struct layout layout;
    struct list revisions; /* struct written_revision */
    struct list changes;   /* struct written_change */
    bool is_compared;
    struct code_number old_version;
    struct code_number new_version;
    struct code_number version; /* of the article, where the older one can be taken back */
    bool is_public;             /* and readers see it at once */
};
static SHAPE(revisions_shape, struct revisions_page,
             RECORD(struct revisions_page, layout, layout_shape),
             LIST(struct revisions_page, revisions, written_revision_shape),
             LIST(struct revisions_page, changes, written_change_shape),
             FIELD(struct revisions_page, is_compared), FIELD(struct revisions_page, old_version),
             FIELD(struct revisions_page, new_version), FIELD(struct revisions_page, version),
             FIELD(struct revisions_page, is_public));
const struct page_kind revisions_kind = {"publications/revisions", &revisions_shape};

static struct article_edit edit_of(const struct revision *revision)
{
    return (struct article_edit){.text = revision->text,
                                 .tags = revision->tags,
                                 .picture_alt = revision->picture_alt,
                                 .caption = revision->caption};
}

static const struct fault *compare(struct work *work, int64_t id, struct revisions_page *page)
{
    struct revision old_revision;
    struct revision new_revision;
    struct article_edit old_edit;
    struct article_edit new_edit;
    const struct fault *fault = revision_load(work, id, page->old_version.value, &old_revision);
    if (!fault)
        fault = revision_load(work, id, page->new_version.value, &new_revision);
    if (fault)
        return fault;
    old_edit = edit_of(&old_revision);
    new_edit = edit_of(&new_revision);
    page->changes = edit_changes_of(work, &old_edit, &new_edit, NULL, 0);
    page->is_compared = true;
    return NULL;
}

/* All that are kept, the two chosen ones marked. */
static void fill_list(struct work *work, const struct request *request,
                      const revision_list *revisions, struct revisions_page *page)
{
    VEC(struct written_revision) views = {0};
    for (size_t i = 0; i < revisions->count; i++) {
        const struct revision *revision = &revisions->items[i];
        *VEC_PUSH(&views, work->arena) = (struct written_revision){
            .version = {revision->version},
            .status = site_message(work, desk_status_message(revision->status)),
            .saved_name = revision->saved_name,
            .reason = revision->reason,
            .saved_at = revision->saved_at,
            .is_auto = revision->is_auto};
    }
    written_choose(request, views.items, views.count, &page->old_version.value,
                   &page->new_version.value);
    page->revisions = VEC_LIST(&views);
}

/* `refused` is a message, or NULL. */
static const struct fault *show(struct work *work, const struct request *request,
                                struct response *response, const struct article *article,
                                const char *refused)
{
    struct revisions_page page = {.is_public = article->status == ARTICLE_PUBLISHED};
    revision_list revisions;
    const struct fault *fault = revision_list_of(work, article->id, &revisions);
    if (!fault)
        fault =
            desk_layout(work, request, site_message(work, "edit.revisions"), article, &page.layout);
    if (fault)
        return fault;
    fill_list(work, request, &revisions, &page);
    if (page.old_version.value != page.new_version.value)
        fault = compare(work, article->id, &page);
    if (fault)
        return fault;
    if (page.is_compared && article_may_be_saved(work, article))
        page.version.value = article->version;
    page_crumb(work, &page.layout, URL(""), page.layout.title);
    if (refused)
        page_flash(work, &page.layout, refused, true);
    return page_respond(work, response, refused ? status_of_fault(FAULT_CONFLICT) : 200,
                        &revisions_kind, &page);
}

const struct fault *revisions_page(struct work *work, const struct request *request,
                                   struct response *response)
{
    struct article article;
    const struct fault *fault = desk_article(work, request, &article);
    return fault ? fault : show(work, request, response, &article, NULL);
}

/* ---- taking back ---- */

static const struct form_field fields[] = {
    {"version",  INPUT_ID, 0, 0, true, NULL},
    {"revision", INPUT_ID, 0, 0, true, NULL},
};

const struct fault *revision_restore_send(struct work *work, const struct request *request,
                                          struct response *response)
{
    struct article article;
    struct form form;
    const struct fault *fault = desk_article(work, request, &article);
    if (!fault)
        fault = form_read(work, request, fields, sizeof(fields) / sizeof(fields[0]), &form);
    if (!fault)
        fault = article_restore(work, article.id, form_int(&form, "version"),
                                form_int(&form, "revision"));
    if (fault && fault->kind == FAULT_CONFLICT) {
        db_release(work);
        fault = desk_article(work, request, &article);
        return fault ? fault : show(work, request, response, &article, "edit.restore-conflict");
    }
    if (!fault)
        response_redirect(response, url_add(work->arena, desk_url(work->arena, article.id, ""),
                                            STR("da"), STR("lay-lai"))
                                        .text);
    return fault;
}
