/*
 * The form of an article as a page.
 */
#include "modules/publications/edit_form.h"

#include "http/status.h"
#include "modules/publications/article_web.h"
#include "text/number.h"

enum {
    REMARKS_SHOWN = 30,
    FILES_AT_ONCE = 10
};

/* columns: name, kind, least, most, required, choices */
const struct form_field edit_fields[EDIT_FIELD_COUNT] = {
    [EDIT_TITLE] = {"title",        INPUT_LINE, 0, ARTICLE_TITLE_MOST,  true,  NULL},
    [EDIT_LEAD] = {"lead",         INPUT_TEXT, 0, ARTICLE_LEAD_MOST,   false, NULL},
    [EDIT_BODY] = {"body",         INPUT_TEXT, 0, ARTICLE_BODY_MOST,   false, NULL},
    [EDIT_BYLINE] = {"byline",       INPUT_LINE, 0, ARTICLE_BYLINE_MOST, false, NULL},
    [EDIT_CATEGORY] = {"category",     INPUT_ID,   0, 0,                   false, NULL},
    [EDIT_TAGS] = {"tags",         INPUT_LINE, 0, 1000,                false, NULL},
    [EDIT_PINNED] = {"pinned",       INPUT_BOOL, 0, 0,                   false, NULL},
    [EDIT_PICTURE] = {"picture",      INPUT_LINE, 0, 200,                 false, NULL},
    [EDIT_PICTURE_ALT] = {"picture_alt",  INPUT_LINE, 0, 400,                 false, NULL},
    [EDIT_CAPTION] = {"caption",      INPUT_LINE, 0, 400,                 false, NULL},
    [EDIT_FILE] = {"file",         INPUT_FILE, 0, FILES_AT_ONCE,       false, NULL},
    [EDIT_FILE_ALT] = {"file_alt",     INPUT_LINE, 0, 400,                 false, NULL},
    [EDIT_FILE_CAPTION] = {"file_caption", INPUT_LINE, 0, 400,                 false, NULL},
    [EDIT_VERSION] = {"version",      INPUT_ID,   0, 0,                   false, NULL},
    [EDIT_UNIT] = {"unit",         INPUT_ID,   0, 0,                   false, NULL},
    [EDIT_DO] = {"do",           INPUT_LINE, 0, 100,                 false, NULL},
};
const struct form_spec edit_form_spec = {edit_fields, EDIT_FIELD_COUNT};

/* ---- reading ---- */

static struct str text_of(const struct form *form, enum edit_field field)
{
    const struct form_value *value = &form->values[field];
    return value->good ? value->text : value->typed;
}

const struct fault *edit_form_read(struct work *work, const struct request *request,
                                   struct form *ret_form, struct edit_shown *ret_shown)
{
    struct form form;
    const struct fault *fault = form_read(work, request, edit_fields, EDIT_FIELD_COUNT, &form);
    if (fault && fault->kind != FAULT_INVALID)
        return fault;
    ret_shown->faults = fault;
    ret_shown->version = form_int(&form, "version");
    ret_shown->unit_id = form_int(&form, "unit");
    if (!ret_shown->unit_id && ret_shown->article)
        ret_shown->unit_id = ret_shown->article->unit_id;
    ret_shown->edit = (struct article_edit){
        .unit_id = form_int(&form, "unit"),
        .text = {text_of(&form, EDIT_TITLE), text_of(&form, EDIT_LEAD), text_of(&form, EDIT_BODY),
                 text_of(&form, EDIT_BYLINE)},
        .category_id = form_int(&form, "category"),
        .tags = text_of(&form, EDIT_TAGS),
        .is_pinned = form_bool(&form, "pinned"),
        .picture = text_of(&form, EDIT_PICTURE),
        .picture_alt = text_of(&form, EDIT_PICTURE_ALT),
        .caption = text_of(&form, EDIT_CAPTION)
    };
    ret_shown->file_alt = text_of(&form, EDIT_FILE_ALT);
    ret_shown->file_caption = text_of(&form, EDIT_FILE_CAPTION);
    *ret_form = form;
    return NULL;
}

/* ---- checking ---- */

/* The picture must be one of the article's own; its words are taken from where it was
 * sent, unless others are typed. */
static const struct fault *check_picture(struct work *work, int64_t article_id,
                                         struct article_edit *edit)
{
    struct upload upload;
    const struct fault *fault;
    int64_t id;
    if (edit->picture.len == 0)
        return NULL;
    if (str_to_int64(edit->picture, &id)) {
        fault = upload_load(work, id, &upload);
        if (fault && fault->kind != FAULT_NOT_FOUND)
            return fault;
        if (fault || upload.owner_id != article_id || !upload_is_picture(&upload))
            return fault_field(work->arena, "picture", "form.choice");
        if (edit->picture_alt.len == 0)
            edit->picture_alt = upload.alt;
        if (edit->caption.len == 0)
            edit->caption = upload.caption;
    } else if (!article_picture_is_asset(work->arena, edit->picture)) {
        return fault_field(work->arena, "picture", "form.choice");
    }
    if (edit->picture_alt.len == 0)
        return fault_field(work->arena, "picture_alt", "file.alt");
    return NULL;
}

const struct fault *edit_form_check(struct work *work, int64_t article_id,
                                    struct article_edit *edit)
{
    article_tags tags;
    struct category category;
    const struct fault *fault = article_tags_read(work->arena, edit->tags, &tags);
    if (!fault && edit->category_id) {
        fault = category_load(work, edit->category_id, &category);
        if (fault && fault->kind == FAULT_NOT_FOUND)
            fault = fault_field(work->arena, "category", "form.choice");
    }
    return fault ? fault : check_picture(work, article_id, edit);
}

/* ---- the page ---- */

struct edit_page {
    struct layout layout;
    struct str heading;
    struct str status;
    struct str saved; /* "Lưu lúc 14:05 06/03/2022, Minh" */
    struct url public_url;
    struct url revisions_url;
    struct url decide_url;
    struct url autosave_url; /* of a draft */
    bool is_typed;           /* what the fields hold is stored nowhere */
    struct url preview_url;
    bool may_save;
    struct field_view title;
    struct field_view lead;
    struct field_view body;
    struct field_view byline;
    struct field_view category;
    struct field_view tags;
    struct field_view pinned;
    struct field_view picture;
    struct field_view picture_alt;
    struct field_view caption;
    struct field_view file;
    struct field_view file_alt;
    struct field_view file_caption;
    struct code_number version;
    struct field_view unit; /* of a draft */
    bool has_units;         /* more than one to choose from */
    struct desk_said said;
    struct str locked;     /* why it cannot be saved */
    struct url recall_url; /* where that can be ended */
    bool is_new;
    bool may_decide;
    struct list files;   /* struct written_file */
    struct list remarks; /* struct remark_view */
    const struct preview *preview;
    const struct written_conflict *conflict;
};
static SHAPE(edit_shape, struct edit_page, RECORD(struct edit_page, layout, layout_shape),
             FIELD(struct edit_page, heading), FIELD(struct edit_page, status),
             FIELD(struct edit_page, saved), FIELD(struct edit_page, public_url),
             FIELD(struct edit_page, revisions_url), FIELD(struct edit_page, decide_url),
             FIELD(struct edit_page, autosave_url), FIELD(struct edit_page, is_typed),
             FIELD(struct edit_page, preview_url), FIELD(struct edit_page, may_save),
             RECORD(struct edit_page, title, field_view_shape),
             RECORD(struct edit_page, lead, field_view_shape),
             RECORD(struct edit_page, body, field_view_shape),
             RECORD(struct edit_page, byline, field_view_shape),
             RECORD(struct edit_page, category, field_view_shape),
             RECORD(struct edit_page, tags, field_view_shape),
             RECORD(struct edit_page, pinned, field_view_shape),
             RECORD(struct edit_page, picture, field_view_shape),
             RECORD(struct edit_page, picture_alt, field_view_shape),
             RECORD(struct edit_page, caption, field_view_shape),
             RECORD(struct edit_page, file, field_view_shape),
             RECORD(struct edit_page, file_alt, field_view_shape),
             RECORD(struct edit_page, file_caption, field_view_shape),
             FIELD(struct edit_page, version), RECORD(struct edit_page, unit, field_view_shape),
             FIELD(struct edit_page, has_units), RECORD(struct edit_page, said, desk_said_shape),
             FIELD(struct edit_page, locked), FIELD(struct edit_page, recall_url),
             FIELD(struct edit_page, may_decide), FIELD(struct edit_page, is_new),
             LIST(struct edit_page, files, written_file_shape),
             LIST(struct edit_page, remarks, remark_view_shape),
             POINTER(struct edit_page, preview, preview_shape),
             POINTER(struct edit_page, conflict, written_conflict_shape));
const struct page_kind edit_kind = {"publications/edit", &edit_shape};

static struct field_view field_of(struct work *work, const struct edit_shown *shown,
                                  enum edit_field field, struct str value)
{
    struct field_view view =
        field_view(work, "edit.field", &edit_fields[field], NULL, shown->faults);
    view.value = value;
    return view;
}

static void fill_fields(struct work *work, const struct edit_shown *shown, struct edit_page *page)
{
    const struct article_edit *edit = &shown->edit;
    page->title = field_of(work, shown, EDIT_TITLE, edit->text.title);
    page->lead = field_of(work, shown, EDIT_LEAD, edit->text.lead);
    page->body = field_of(work, shown, EDIT_BODY, edit->text.body);
    page->byline = field_of(work, shown, EDIT_BYLINE, edit->text.byline);
    page->category = field_of(work, shown, EDIT_CATEGORY, STR(""));
    page->tags = field_of(work, shown, EDIT_TAGS, edit->tags);
    page->pinned = field_of(work, shown, EDIT_PINNED, STR(""));
    page->picture = field_of(work, shown, EDIT_PICTURE, STR(""));
    page->picture_alt = field_of(work, shown, EDIT_PICTURE_ALT, edit->picture_alt);
    page->caption = field_of(work, shown, EDIT_CAPTION, edit->caption);
    page->file = field_of(work, shown, EDIT_FILE, STR(""));
    page->file_alt = field_of(work, shown, EDIT_FILE_ALT, shown->file_alt);
    page->file_caption = field_of(work, shown, EDIT_FILE_CAPTION, shown->file_caption);
    page->file_alt.is_required = true; /* of pictures: the hint says so */
    page->lead.rows = 3;
    page->body.rows = 22;
    page->pinned.is_chosen = edit->is_pinned;
    page->byline.width = STR("w20");
}

static struct option_view option(struct str value, struct str label, bool is_chosen)
{
    return (struct option_view){.value = value, .label = label, .is_chosen = is_chosen};
}

static struct str number_value(struct work *work, int64_t number)
{
    return number ? arena_printf(work->arena, "%lld", (long long)number) : STR("");
}

/* For which unit, as long as that may change. */
static const struct fault *fill_units(struct work *work, const struct edit_shown *shown,
                                      struct edit_page *page)
{
    VEC(struct option_view) options = {0};
    desk_units units;
    const struct fault *fault;
    if (shown->article && shown->article->status != ARTICLE_DRAFT)
        return NULL;
    page->unit = field_of(work, shown, EDIT_UNIT, number_value(work, shown->unit_id));
    page->unit.is_required = true;
    fault = desk_units_of_actor(work, &units);
    for (size_t i = 0; !fault && units.count > 1 && i < units.count; i++) {
        int64_t id = units.items[i].unit.id;
        *VEC_PUSH(&options, work->arena) =
            option(number_value(work, id), units.items[i].label, id == shown->unit_id);
    }
    page->unit.options = VEC_LIST(&options);
    page->has_units = options.count > 0;
    return fault;
}

static const struct fault *fill_categories(struct work *work, const struct edit_shown *shown,
                                           struct edit_page *page)
{
    VEC(struct option_view) options = {0};
    category_list categories;
    const struct fault *fault = category_list_all(work, &categories);
    if (fault)
        return fault;
    *VEC_PUSH(&options, work->arena) =
        option(STR(""), site_message(work, "edit.no-category"), shown->edit.category_id == 0);
    for (size_t i = 0; i < categories.count; i++) {
        const struct category *category = &categories.items[i];
        *VEC_PUSH(&options, work->arena) =
            option(arena_printf(work->arena, "%lld", (long long)category->id), category->name,
                   category->id == shown->edit.category_id);
    }
    page->category.options = VEC_LIST(&options);
    return NULL;
}

static const struct fault *fill_files(struct work *work, const struct edit_shown *shown,
                                      struct edit_page *page)
{
    VEC(struct written_file) files = {0};
    VEC(struct option_view) options = {0};
    upload_list uploads = {0};
    struct str chosen = shown->edit.picture;
    const struct fault *fault = NULL;
    if (shown->article)
        fault = upload_list_of(work, ARTICLE_OWNER, shown->article->id, &uploads);
    if (fault)
        return fault;
    *VEC_PUSH(&options, work->arena) =
        option(STR(""), site_message(work, "edit.no-picture"), chosen.len == 0);
    if (article_picture_is_asset(work->arena, chosen))
        *VEC_PUSH(&options, work->arena) = option(chosen, chosen, true);
    for (size_t i = 0; i < uploads.count; i++) {
        const struct upload *upload = &uploads.items[i];
        struct str id = arena_printf(work->arena, "%lld", (long long)upload->id);
        *VEC_PUSH(&files, work->arena) = written_file_of(work, upload);
        if (upload_is_picture(upload))
            *VEC_PUSH(&options, work->arena) =
                option(id,
                       arena_printf(work->arena, PRISTR " (" PRISTR ")", STRARG(upload->alt),
                                    STRARG(upload->name)),
                       str_equal(id, chosen));
    }
    page->files = VEC_LIST(&files);
    page->picture.options = VEC_LIST(&options);
    return NULL;
}

static struct str saved_text(struct work *work, const struct article *article)
{
    struct fault_arg args[] = {
        {"when", moment_text(work->arena, article->updated_at)},
        {"who",      article->saved_name                        }
    };
    return message_format(work->arena, work->site->messages, work->locale,
                          article->saved_name.len ? STR("edit.saved-by") : STR("edit.saved"), args,
                          2);
}

/* What an option is called. */
static struct str label_of(const struct list *options, struct str value)
{
    const struct option_view *items = options->items;
    for (size_t i = 0; i < options->count; i++)
        if (str_equal(items[i].value, value))
            return items[i].label;
    return value;
}

static struct str category_value(struct work *work, const struct article_edit *edit)
{
    return number_value(work, edit->category_id);
}

static struct str pin_text(struct work *work, const struct article_edit *edit)
{
    return site_message(work, edit->is_pinned ? "edit.pinned" : "edit.not-pinned");
}

/* Everything that the two chose differently: words, and what is ticked and picked. */
static void fill_conflict(struct work *work, const struct edit_shown *shown, struct edit_page *page)
{
    struct written_conflict *view = work_alloc(work, struct written_conflict);
    struct article_edit theirs = article_edit_of(shown->conflict);
    const struct list *categories = &page->category.options;
    const struct list *pictures = &page->picture.options;
    struct written_text chosen[] = {
        {.message = "edit.field.category"},
        {.message = "edit.field.picture"},
        {.message = "edit.field.pinned"},
    };
    chosen[0].before = label_of(categories, category_value(work, &theirs));
    chosen[0].after = label_of(categories, category_value(work, &shown->edit));
    chosen[1].before = label_of(pictures, theirs.picture);
    chosen[1].after = label_of(pictures, shown->edit.picture);
    chosen[2].before = pin_text(work, &theirs);
    chosen[2].after = pin_text(work, &shown->edit);
    view->text = saved_text(work, shown->conflict);
    view->changes =
        edit_changes_of(work, &theirs, &shown->edit, chosen, sizeof(chosen) / sizeof(chosen[0]));
    view->theirs_url = desk_url(work->arena, shown->conflict->id, "/ban");
    page->conflict = view;
    page->autosave_url = URL(""); /* from here on a person decides */
}

static void fill_article(struct work *work, const struct article *article, struct edit_page *page)
{
    page->heading = site_message(work, "edit.title");
    page->status = site_message(work, desk_status_message(article->status));
    page->saved = saved_text(work, article);
    page->revisions_url = desk_url(work->arena, article->id, "/ban");
    page->decide_url = desk_url(work->arena, article->id, "/dang");
    page->preview_url = desk_url(work->arena, article->id, "/xem-truoc");
    if (article->status == ARTICLE_PUBLISHED || article->status == ARTICLE_WITHDRAWN)
        page->public_url = article_url(work->arena, article->slug);
    if (article->status == ARTICLE_DRAFT)
        page->autosave_url = desk_url(work->arena, article->id, "/tu-luu");
    page->may_save = article_may_be_saved(work, article);
    page->may_decide = desk_may(work, news_publishers, article->unit_id);
    if (article->status == ARTICLE_PENDING)
        page->recall_url = page->decide_url;
    page->locked = site_message(work, article->status == ARTICLE_PENDING ? "edit.pending-locked"
                                                                         : "edit.approver-only");
}

static void fill_new(struct work *work, const struct edit_shown *shown, struct edit_page *page)
{
    page->may_decide = desk_may(work, news_publishers, shown->unit_id);
    page->heading = site_message(work, "edit.new");
    page->autosave_url = URL("/can-bo/tin/moi/tu-luu");
    page->preview_url = URL("/can-bo/tin/moi/xem-truoc");
}

static int status_of(const struct edit_shown *shown)
{
    if (shown->conflict)
        return status_of_fault(FAULT_CONFLICT);
    return shown->faults ? status_of_fault(shown->faults->kind) : 200;
}

const struct fault *edit_form_respond(struct work *work, const struct request *request,
                                      struct response *response, const struct edit_shown *shown)
{
    struct edit_page page = {
        .is_new = !shown->article, .is_typed = request->method == HTTP_POST, .may_save = true};
    struct preview *preview = work_alloc(work, struct preview);
    const struct fault *fault;
    if (shown->article)
        fill_article(work, shown->article, &page);
    else
        fill_new(work, shown, &page);
    fault = desk_layout(work, request, page.heading, NULL, &page.layout);
    if (!fault && shown->article)
        fault = desk_said(work, shown->article, &page.said);
    if (fault)
        return fault;
    page_crumb(work, &page.layout, URL(""), shown->article ? shown->article->title : page.heading);
    page_errors_of(work, &page.layout, "edit.field", shown->faults);
    if (!shown->faults && !shown->conflict)
        desk_flash(work, request, &page.layout);
    fill_fields(work, shown, &page);
    fault = fill_units(work, shown, &page);
    if (!fault)
        fault = fill_categories(work, shown, &page);
    if (!fault)
        fault = fill_files(work, shown, &page);
    if (fault)
        return fault;
    if (shown->conflict)
        fill_conflict(work, shown, &page);
    if (shown->has_preview || !page.may_save) {
        *preview = preview_of(work, shown->article ? shown->article->id : 0, &shown->edit);
        page.preview = preview;
    }
    page.remarks = remarks_of(work, &shown->edit, REMARKS_SHOWN);
    page.version.value = shown->version;
    return page_respond(work, response, status_of(shown), &edit_kind, &page);
}
