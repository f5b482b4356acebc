/*
 * Writing an article: /can-bo/tin/moi and /can-bo/tin/{id}. One form holds all; its
 * buttons save, show, take a file or follow a remark, and none of them loses what is
 * typed.
 */
#include "civic/writing.h"
#include "db/db.h"
#include "modules/publications/article_web.h"
#include "modules/publications/edit_form.h"

/* ---- showing ---- */

/* The unit that a new article is for: the one asked for, else the first in which the
 * actor may write. */
static const struct fault *unit_for(struct work *work, const struct request *request,
                                    int64_t *ret_unit)
{
    struct str slug = request_query(request, STR("don-vi"));
    struct unit unit;
    if (slug.len > 0) {
        const struct fault *fault = unit_by_slug(work, slug, &unit);
        if (!fault)
            fault = actor_must(work, news_writers, unit.id);
        *ret_unit = fault ? 0 : unit.id;
        return fault;
    }
    for (size_t i = 0; i < work->actor->grant_count; i++)
        if (news_writers & ROLE_BIT(work->actor->grants[i].role)) {
            *ret_unit = work->actor->grants[i].unit_id;
            return NULL;
        }
    return fault_new(work->arena, FAULT_FORBIDDEN, "error.forbidden", "no unit to write for");
}

const struct fault *edit_new_page(struct work *work, const struct request *request,
                                  struct response *response)
{
    struct edit_shown shown = {.article = NULL};
    const struct fault *fault = unit_for(work, request, &shown.unit_id);
    shown.edit.text.byline = work->actor->name;
    return fault ? fault : edit_form_respond(work, request, response, &shown);
}

const struct fault *edit_page(struct work *work, const struct request *request,
                              struct response *response)
{
    struct article article;
    struct edit_shown shown = {.article = &article};
    const struct fault *fault = desk_article(work, request, &article);
    if (fault)
        return fault;
    shown.version = article.version;
    shown.unit_id = article.unit_id;
    shown.edit = article_edit_of(&article);
    return edit_form_respond(work, request, response, &shown);
}

/* ---- files ---- */

/* The text and its files, in one transaction. */
struct filing {
    int64_t id; /* 0: a new article */
    int64_t unit_id;
    int64_t version;
    bool is_public; /* the article is published */
    struct article_edit edit;
    struct str alt;
    struct str caption;
    struct upload_received *received;
    size_t count;
    int64_t remove; /* a file to be taken out, or 0 */
};

static const struct fault *keep_files(struct work *work, struct filing *filing)
{
    struct upload_owner owner = {ARTICLE_OWNER, filing->id,
                                 filing->is_public ? UPLOAD_PUBLIC : UPLOAD_AGENCY, filing->alt,
                                 filing->caption};
    const struct fault *fault = NULL;
    for (size_t i = 0; !fault && i < filing->count; i++) {
        bool is_picture = filing->received[i].type->group == FILETYPE_PICTURE;
        int64_t id = 0;
        fault = upload_keep(work, &filing->received[i], &owner, &id);
        /* the first picture of an article stands above its text */
        if (!fault && is_picture && filing->edit.picture.len == 0) {
            filing->edit.picture = arena_printf(work->arena, "%lld", (long long)id);
            filing->edit.picture_alt = filing->alt;
            filing->edit.caption = filing->caption;
        }
    }
    return fault;
}

static const struct fault *remove_file(struct work *work, struct filing *filing)
{
    struct upload upload;
    const struct fault *fault = upload_load(work, filing->remove, &upload);
    int64_t chosen;
    if (fault)
        return fault;
    if (upload.owner_id != filing->id)
        return fault_new(work->arena, FAULT_NOT_FOUND, "file.unknown", "another's file");
    if (str_to_int64(filing->edit.picture, &chosen) && chosen == filing->remove)
        filing->edit.picture = filing->edit.picture_alt = filing->edit.caption = STR("");
    return upload_remove(work, filing->remove);
}

static const struct fault *file_away(struct work *work, void *context)
{
    struct filing copy = *(struct filing *)context; /* may run twice */
    struct filing *filing = &copy;
    const struct fault *fault = NULL;
    if (!filing->id) {
        fault = article_draft(work, filing->unit_id, &filing->edit, &filing->id);
        filing->version = 2;
        if (fault || filing->count == 0) {
            ((struct filing *)context)->id = filing->id;
            return fault;
        }
    }
    fault = keep_files(work, filing);
    if (!fault && filing->remove)
        fault = remove_file(work, filing);
    if (!fault)
        fault = article_write(work, filing->id, filing->version, &filing->edit, false);
    if (!fault)
        ((struct filing *)context)->id = filing->id;
    return fault;
}

/* Looks at every file before anything is stored. */
static const struct fault *receive_files(struct work *work, const struct form *form,
                                         struct filing *filing)
{
    const struct form_value *value = form_value(form, "file");
    const struct fault *fault;
    filing->received = arena_alloc_array(work->arena, value->file_count, sizeof(*filing->received));
    fault = upload_receive_all(work, value->files, value->file_count,
                               FILETYPE_PAPER | FILETYPE_PICTURE, filing->received);
    filing->count = value->file_count;
    return fault;
}

/* ---- saving ---- */

static bool is_at_field(const struct fault *fault)
{
    return fault && fault->kind == FAULT_INVALID && fault->field;
}

/* What was typed and what is stored, beside each other; the next save is made upon
 * what is stored. */
static const struct fault *show_conflict(struct work *work, const struct request *request,
                                         struct response *response, struct edit_shown *shown)
{
    struct article stored;
    const struct fault *fault;
    db_release(work);
    fault = article_load(work, shown->article->id, &stored);
    if (fault)
        return fault;
    shown->article = &stored;
    shown->conflict = &stored;
    shown->version = stored.version;
    return edit_form_respond(work, request, response, shown);
}

/* columns: beginning of the button's value, where it leads after the save */
static const struct {
    struct str button;
    const char *behind;
} leads[] = {
    {STR_INIT("next"),    "/dang"         },
    {STR_INIT("upload"),  "?da=tep#tep"   },
    {STR_INIT("remove:"), "?da=bo-tep#tep"},
    {STR_INIT(""),        "?da=luu"       },
};

static void lead_on(struct work *work, struct response *response, int64_t id, struct str button)
{
    size_t i = 0;
    while (!str_starts(button, leads[i].button))
        i++;
    response_redirect(
        response, arena_printf(work->arena, "/can-bo/tin/%lld%s", (long long)id, leads[i].behind));
}

static const struct fault *save(struct work *work, const struct request *request,
                                struct response *response, const struct form *form,
                                struct edit_shown *shown)
{
    struct str button = form_str(form, "do");
    struct filing filing = {.id = shown->article ? shown->article->id : 0,
                            .unit_id = shown->unit_id,
                            .version = shown->version,
                            .is_public =
                                shown->article && shown->article->status == ARTICLE_PUBLISHED,
                            .alt = shown->file_alt,
                            .caption = shown->file_caption};
    const struct fault *fault = edit_form_check(work, filing.id, &shown->edit);
    if (!fault)
        fault = receive_files(work, form, &filing);
    filing.remove = written_file_to_remove(button);
    filing.edit = shown->edit;
    if (!fault)
        fault = db_write(work, file_away, &filing);
    if (is_at_field(fault)) {
        shown->faults = fault;
        return edit_form_respond(work, request, response, shown);
    }
    if (fault && fault->kind == FAULT_CONFLICT && shown->article)
        return show_conflict(work, request, response, shown);
    if (!fault)
        lead_on(work, response, filing.id, button);
    return fault;
}

/* Does what the button says; `shown` holds what was typed. */
static const struct fault *act(struct work *work, const struct request *request,
                               struct response *response, const struct form *form,
                               struct edit_shown *shown)
{
    struct str button = form_str(form, "do");
    if (str_equal(button, STR("preview"))) {
        shown->has_preview = true;
        shown->faults = NULL;
        return edit_form_respond(work, request, response, shown);
    }
    if (str_starts(button, STR("fix:"))) {
        remark_follow(work, button, &shown->edit);
        return edit_form_respond(work, request, response, shown);
    }
    if (shown->faults)
        return edit_form_respond(work, request, response, shown);
    return save(work, request, response, form, shown);
}

const struct fault *edit_new_send(struct work *work, const struct request *request,
                                  struct response *response)
{
    struct edit_shown shown = {.article = NULL};
    struct form form;
    const struct fault *fault = edit_form_read(work, request, &form, &shown);
    if (!fault)
        fault = actor_must(work, news_writers, shown.unit_id);
    return fault ? fault : act(work, request, response, &form, &shown);
}

const struct fault *edit_send(struct work *work, const struct request *request,
                              struct response *response)
{
    struct article article;
    struct edit_shown shown = {.article = &article};
    struct form form;
    const struct fault *fault = desk_article(work, request, &article);
    if (!fault)
        fault = edit_form_read(work, request, &form, &shown);
    return fault ? fault : act(work, request, response, &form, &shown);
}

/* ---- by the page itself ---- */

static const struct fault *autosave(struct work *work, const struct request *request,
                                    struct response *response, struct edit_shown *shown)
{
    struct form form;
    int64_t id = shown->article ? shown->article->id : 0;
    int64_t version = 0;
    const struct fault *fault = edit_form_read(work, request, &form, shown);
    if (fault)
        return fault;
    fault = shown->faults;
    if (!fault)
        fault = edit_form_check(work, id, &shown->edit);
    version = shown->version + 1;
    if (!fault && !id) {
        fault = article_draft(work, shown->unit_id, &shown->edit, &id);
        version = 2; /* article_draft leaves the second version */
    } else if (!fault) {
        fault = article_write(work, id, shown->version, &shown->edit, true);
    }
    if (is_at_field(fault) || (fault && fault->kind == FAULT_CONFLICT)) {
        written_respond_unsaved(work, response, fault);
        return NULL;
    }
    if (!fault)
        written_respond_saved(work, response, desk_url(work->arena, id, ""), version);
    return fault;
}

const struct fault *edit_autosave(struct work *work, const struct request *request,
                                  struct response *response)
{
    struct article article;
    struct edit_shown shown = {.article = &article};
    const struct fault *fault = desk_article(work, request, &article);
    /* what is public changes only when a person says so */
    if (!fault && article.status != ARTICLE_DRAFT)
        fault = fault_new(work->arena, FAULT_CONFLICT, "news.changed", "no longer a draft");
    return fault ? fault : autosave(work, request, response, &shown);
}

const struct fault *edit_new_autosave(struct work *work, const struct request *request,
                                      struct response *response)
{
    struct edit_shown shown = {.article = NULL};
    return autosave(work, request, response, &shown);
}

/* ---- the preview by itself ---- */

const struct page_kind preview_kind = {"publications/preview", &preview_shape};

static const struct fault *show_preview(struct work *work, const struct request *request,
                                        struct response *response, int64_t article_id)
{
    struct edit_shown shown = {.article = NULL};
    struct form form;
    struct preview preview;
    const struct fault *fault = edit_form_read(work, request, &form, &shown);
    if (fault)
        return fault;
    preview = preview_of(work, article_id, &shown.edit);
    return page_respond(work, response, 200, &preview_kind, &preview);
}

const struct fault *edit_preview(struct work *work, const struct request *request,
                                 struct response *response)
{
    struct article article;
    const struct fault *fault = desk_article(work, request, &article);
    return fault ? fault : show_preview(work, request, response, article.id);
}

const struct fault *edit_new_preview(struct work *work, const struct request *request,
                                     struct response *response)
{
    return show_preview(work, request, response, 0);
}
