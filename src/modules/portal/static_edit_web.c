/*
 * Writing static pages: /quan-tri/trang. One form holds all; it is shown again with what
 * was typed, beside the faults or beside what somebody else saved meanwhile.
 */
#include "modules/portal/portal_web.h"

#include "civic/site.h"
#include "civic/writing.h"
#include "modules/portal/static_remarks.h"
#include "text/message.h"
#include "text/number.h"
#include "view/markdown.h"

/* ---- all pages ---- */

struct static_row {
    struct url url;
    struct url public_url; /* empty: not public */
    struct str title;
    struct str address;
    struct str saved_name;
    struct instant updated_at;
    bool has_english;
};
static SHAPE(static_row_shape, struct static_row, FIELD(struct static_row, url),
             FIELD(struct static_row, public_url), FIELD(struct static_row, title),
             FIELD(struct static_row, address), FIELD(struct static_row, saved_name),
             FIELD(struct static_row, updated_at), FIELD(struct static_row, has_english));

struct static_list_page {
    struct layout layout;
    struct list rows; /* struct static_row */
};
static SHAPE(static_list_shape, struct static_list_page,
             RECORD(struct static_list_page, layout, layout_shape),
             LIST(struct static_list_page, rows, static_row_shape));
const struct page_kind static_pages_kind = {"portal/pages", &static_list_shape};

struct url static_edit_url(struct work *work, int64_t id, const char *behind)
{
    return url_path(work->arena,
                    arena_printf(work->arena, "/quan-tri/trang/%lld%s", (long long)id, behind));
}

const struct fault *static_pages_show(struct work *work, const struct request *request,
                                      struct response *response)
{
    struct admin_place place = {.title = site_message(work, "portal.pages.title")};
    struct static_list_page page = {
        .rows = {NULL, 0, 0}
    };
    VEC(struct static_row) rows = {0};
    struct unit unit;
    static_pages pages = {0};
    const struct fault *fault = portal_unit(work, &unit);
    if (!fault)
        fault = static_page_list(work, true, &pages);
    if (!fault)
        fault = admin_layout(work, request, &place, NULL, &page.layout);
    if (fault)
        return fault;
    for (size_t i = 0; i < pages.count; i++) {
        const struct static_page *row = &pages.items[i];
        *VEC_PUSH(&rows, work->arena) = (struct static_row){
            .url = static_edit_url(work, row->id, ""),
            .public_url = row->is_public ? static_page_url(work->arena, row->slug) : URL(""),
            .title = row->text.title,
            .address = static_page_url(work->arena, row->slug).text,
            .saved_name = row->saved_name,
            .updated_at = row->updated_at,
            .has_english = row->text.title_en.len > 0,
        };
    }
    page.rows = VEC_LIST(&rows);
    return page_respond(work, response, 200, &static_pages_kind, &page);
}

/* ---- the form ---- */

/* columns: name, kind, least, most, required, choices */
static const struct form_field fields[] = {
    {"title",    INPUT_LINE, 2, STATIC_TITLE_MOST, true,  NULL},
    {"title_en", INPUT_LINE, 0, STATIC_TITLE_MOST, false, NULL},
    {"address",  INPUT_LINE, 0, STATIC_SLUG_MOST,  false, NULL},
    {"body",     INPUT_TEXT, 0, STATIC_BODY_MOST,  false, NULL},
    {"body_en",  INPUT_TEXT, 0, STATIC_BODY_MOST,  false, NULL},
    {"public",   INPUT_BOOL, 0, 0,                 false, NULL},
    {"version",  INPUT_ID,   0, 0,                 false, NULL},
    {"do",       INPUT_LINE, 0, 40,                false, NULL},
    {"file",     INPUT_FILE, 0, 10,                false, NULL},
    {"file_alt", INPUT_LINE, 0, 400,               false, NULL},
};
enum {
    FIELD_FILE = 8 /* "file"; its words follow */
};
#define FIELD_COUNT (sizeof(fields) / sizeof(fields[0]))
const struct form_spec static_form = {fields, FIELD_COUNT};

struct static_part {
    struct str title;
    struct html body;
    struct str lang;
};
static SHAPE(static_part_shape, struct static_part, FIELD(struct static_part, title),
             FIELD(struct static_part, body), FIELD(struct static_part, lang));
struct static_preview {
    struct list parts; /* struct static_part */
    struct str fault;
};
static SHAPE(static_preview_shape, struct static_preview,
             LIST(struct static_preview, parts, static_part_shape),
             FIELD(struct static_preview, fault));
const struct page_kind static_preview_kind = {"portal/preview", &static_preview_shape};

struct static_edit_page {
    struct layout layout;
    struct str heading;
    struct url revisions_url; /* of a page that was saved before */
    struct url public_url;
    struct str saved;
    struct url autosave_url; /* of one that nobody else sees */
    bool is_typed;           /* what the fields hold is stored nowhere */
    struct url preview_url;
    const struct written_conflict *conflict;
    struct code_number version;
    struct field_view title;
    struct field_view title_en;
    struct field_view address;
    struct field_view body;
    struct field_view body_en;
    struct field_view is_public;
    const struct static_preview *preview;
    struct list remarks; /* struct static_remark */
    struct field_view file;
    struct field_view file_alt;
    struct list files; /* struct written_file */
};
static SHAPE(static_edit_shape, struct static_edit_page,
             RECORD(struct static_edit_page, layout, layout_shape),
             FIELD(struct static_edit_page, heading), FIELD(struct static_edit_page, revisions_url),
             FIELD(struct static_edit_page, public_url), FIELD(struct static_edit_page, saved),
             FIELD(struct static_edit_page, autosave_url), FIELD(struct static_edit_page, is_typed),
             FIELD(struct static_edit_page, preview_url),
             POINTER(struct static_edit_page, conflict, written_conflict_shape),
             FIELD(struct static_edit_page, version),
             RECORD(struct static_edit_page, title, field_view_shape),
             RECORD(struct static_edit_page, title_en, field_view_shape),
             RECORD(struct static_edit_page, address, field_view_shape),
             RECORD(struct static_edit_page, body, field_view_shape),
             RECORD(struct static_edit_page, body_en, field_view_shape),
             RECORD(struct static_edit_page, is_public, field_view_shape),
             POINTER(struct static_edit_page, preview, static_preview_shape),
             LIST(struct static_edit_page, remarks, static_remark_shape),
             RECORD(struct static_edit_page, file, field_view_shape),
             RECORD(struct static_edit_page, file_alt, field_view_shape),
             LIST(struct static_edit_page, files, written_file_shape));
const struct page_kind static_edit_kind = {"portal/page-edit", &static_edit_shape};

/* What the form shows. */
struct editing {
    const struct static_page *page;   /* NULL: a new one */
    const struct static_page *stored; /* what somebody else saved meanwhile, or NULL */
    struct static_edit edit;
    int64_t version;
    bool has_preview;
    const struct fault *faults;
    struct static_sent sent;
    struct str file_alt;
};

static struct static_preview preview_of(struct work *work, int64_t id,
                                        const struct static_text *text)
{
    struct static_preview preview = {.fault = STR("")};
    VEC(struct static_part) parts = {0};
    struct static_part vietnamese = {.title = text->title};
    struct static_part english = {.title = text->title_en, .lang = locale_name(LOCALE_EN)};
    const struct fault *fault = static_page_body(work, id, text->body, &vietnamese.body);
    if (!fault)
        fault = static_page_body(work, id, text->body_en, &english.body);
    if (fault)
        preview.fault = site_fault_message(work, fault);
    *VEC_PUSH(&parts, work->arena) = vietnamese;
    if (text->title_en.len > 0 || text->body_en.len > 0)
        *VEC_PUSH(&parts, work->arena) = english;
    preview.parts = VEC_LIST(&parts);
    return preview;
}

static struct str saved_text(struct work *work, const struct static_page *page)
{
    struct fault_arg args[] = {
        {"when", moment_text(work->arena, page->updated_at)},
        {"who",      page->saved_name                        }
    };
    return message_format(work->arena, work->site->messages, work->locale,
                          page->saved_name.len ? STR("edit.saved-by") : STR("edit.saved"), args, 2);
}

/* The field with the value that it has now. */
static struct field_view shown_field(struct work *work, size_t i, struct str value,
                                     const struct fault *faults)
{
    struct field_view view = field_view(work, "portal.field", &fields[i], NULL, faults);
    view.value = value;
    return view;
}

static void fill_fields(struct work *work, const struct editing *editing,
                        struct static_edit_page *page)
{
    const struct static_edit *edit = &editing->edit;
    enum {
        BODY_ROWS = 18,
        BODY_EN_ROWS = 10
    };
    page->title = shown_field(work, 0, edit->text.title, editing->faults);
    page->title_en = shown_field(work, 1, edit->text.title_en, editing->faults);
    page->address = shown_field(work, 2, edit->address, editing->faults);
    page->body = shown_field(work, 3, edit->text.body, editing->faults);
    page->body.rows = BODY_ROWS;
    page->body_en = shown_field(work, 4, edit->text.body_en, editing->faults);
    page->body_en.rows = BODY_EN_ROWS;
    page->is_public = shown_field(work, 5, STR(""), editing->faults);
    page->is_public.is_chosen = edit->is_public;
    page->file = shown_field(work, FIELD_FILE, STR(""), editing->faults);
    page->file_alt = shown_field(work, FIELD_FILE + 1, editing->file_alt, editing->faults);
}

/* What the page may do by itself: what everybody sees changes only when a person says so. */
static void fill_addresses(struct work *work, const struct static_page *page,
                           struct static_edit_page *view)
{
    if (!page) {
        view->preview_url = URL("/quan-tri/trang/moi/xem-truoc");
        view->autosave_url = URL("/quan-tri/trang/moi/tu-luu");
        return;
    }
    view->saved = saved_text(work, page);
    view->revisions_url = static_edit_url(work, page->id, "/ban");
    view->preview_url = static_edit_url(work, page->id, "/xem-truoc");
    if (page->is_public)
        view->public_url = static_page_url(work->arena, page->slug);
    else
        view->autosave_url = static_edit_url(work, page->id, "/tu-luu");
}

static void fill_conflict(struct work *work, const struct editing *editing,
                          struct static_edit_page *view)
{
    struct written_conflict *conflict = work_alloc(work, struct written_conflict);
    conflict->text = view->saved;
    conflict->changes = static_changes_of(work, &editing->stored->text, &editing->edit.text);
    conflict->theirs_url = view->revisions_url;
    view->conflict = conflict;
    view->autosave_url = URL(""); /* from here on a person decides */
}

/* columns: value of ?da=, what is said */
static const struct {
    struct str word;
    const char *message;
} done[] = {
    {STR_INIT("luu"), "portal.done.saved"},
};

static const struct fault *respond(struct work *work, const struct request *request,
                                   struct response *response, const struct editing *editing)
{
    struct admin_place place = {
        .title = site_message(work, editing->page ? "portal.page.edit" : "portal.page.new"),
        .parent = "portal.pages.title",
        .parent_url = URL("/quan-tri/trang"),
        .fields = "portal.field"};
    struct static_edit_page page = {.heading = place.title,
                                    .is_typed = request->method == HTTP_POST,
                                    .version = {editing->version}};
    struct static_preview *preview = work_alloc(work, struct static_preview);
    const struct fault *conflict =
        editing->stored ? fault_new(work->arena, FAULT_CONFLICT, "portal.page.changed", "changed")
                        : NULL;
    const struct fault *fault = admin_layout(work, request, &place, editing->faults, &page.layout);
    if (fault)
        return fault;
    for (size_t i = 0; i < sizeof(done) / sizeof(done[0]); i++)
        if (str_equal(request_query(request, STR("da")), done[i].word))
            page_flash(work, &page.layout, done[i].message, false);
    fill_fields(work, editing, &page);
    fill_addresses(work, editing->stored ? editing->stored : editing->page, &page);
    if (editing->stored)
        fill_conflict(work, editing, &page);
    if (editing->page)
        fault = static_files_of(work, editing->page->id, &page.files);
    if (fault)
        return fault;
    page.remarks = static_remarks_of(work, &editing->edit.text);
    if (editing->has_preview) {
        *preview = preview_of(work, editing->page ? editing->page->id : 0, &editing->edit.text);
        page.preview = preview;
    }
    return page_respond_form(work, response, conflict ? conflict : editing->faults,
                             &static_edit_kind, &page);
}

/* ---- reading what is sent ---- */

static struct str typed(const struct form *form, const char *name)
{
    const struct form_value *value = form_value(form, name);
    return value->good ? value->text : value->typed;
}

static const struct fault *read_form(struct work *work, const struct request *request,
                                     struct editing *editing, struct str *ret_button)
{
    struct form form;
    const struct fault *fault = form_read(work, request, fields, FIELD_COUNT, &form);
    if (fault && fault->kind != FAULT_INVALID)
        return fault;
    editing->faults = fault;
    if (!fault)
        editing->faults = static_files_receive(work, &form, &editing->sent);
    editing->version = form_int(&form, "version");
    editing->file_alt = typed(&form, "file_alt");
    editing->edit = (struct static_edit){
        .text = {typed(&form, "title"), typed(&form, "title_en"), typed(&form, "body"),
                 typed(&form, "body_en")},
        .address = typed(&form, "address"),
        .is_public = form_bool(&form, "public"),
        .sent = &editing->sent,
    };
    *ret_button = form_str(&form, "do");
    return NULL;
}

/* A text that cannot be shown is not kept. */
static const struct fault *check_markdown(struct work *work, const struct static_text *text)
{
    struct html html;
    const struct fault *fault = markdown_html(work->arena, text->body, &html);
    if (fault)
        return fault_field(work->arena, "body", fault->key);
    fault = markdown_html(work->arena, text->body_en, &html);
    return fault ? fault_field(work->arena, "body_en", fault->key) : NULL;
}

/* What was typed and what is stored, beside each other; the next save is made upon
 * what is stored. */
static const struct fault *show_conflict(struct work *work, const struct request *request,
                                         struct response *response, struct editing *editing)
{
    struct static_page stored;
    const struct fault *fault;
    db_release(work);
    fault = static_page_load(work, editing->page->id, &stored);
    if (fault)
        return fault;
    editing->stored = &stored;
    editing->version = stored.version;
    return respond(work, request, response, editing);
}

static const struct fault *act(struct work *work, const struct request *request,
                               struct response *response, struct str button,
                               struct editing *editing, int64_t unit_id)
{
    int64_t id = editing->page ? editing->page->id : 0;
    const struct fault *fault = NULL;
    if (str_equal(button, STR("preview"))) {
        editing->has_preview = true;
        editing->faults = NULL;
        return respond(work, request, response, editing);
    }
    if (str_starts(button, STR("fix:"))) {
        static_remark_follow(work, button, &editing->edit.text);
        return respond(work, request, response, editing);
    }
    if (!editing->faults)
        editing->faults = check_markdown(work, &editing->edit.text);
    if (editing->faults)
        return respond(work, request, response, editing);
    if (id)
        fault = static_page_save(work, id, editing->version, &editing->edit);
    else
        fault = static_page_create(work, unit_id, &editing->edit, &id);
    if (fault && fault->kind == FAULT_CONFLICT && editing->page)
        return show_conflict(work, request, response, editing);
    if (fault && fault->kind == FAULT_INVALID && fault->field) {
        editing->faults = fault;
        return respond(work, request, response, editing);
    }
    if (!fault)
        response_redirect(
            response,
            url_add(work->arena, static_edit_url(work, id, ""), STR("da"), STR("luu")).text);
    return fault;
}

const struct fault *static_new_show(struct work *work, const struct request *request,
                                    struct response *response)
{
    struct editing editing = {.page = NULL};
    struct unit unit;
    const struct fault *fault = portal_unit(work, &unit);
    return fault ? fault : respond(work, request, response, &editing);
}

const struct fault *static_new_send(struct work *work, const struct request *request,
                                    struct response *response)
{
    struct editing editing = {.page = NULL};
    struct str button;
    struct unit unit;
    const struct fault *fault = portal_unit(work, &unit);
    if (!fault)
        fault = read_form(work, request, &editing, &button);
    return fault ? fault : act(work, request, response, button, &editing, unit.id);
}

/* The page of the address, whose unit the actor administers. */
const struct fault *static_page_of_path(struct work *work, const struct request *request,
                                        struct static_page *ret_page)
{
    struct static_page page;
    int64_t id;
    const struct fault *fault;
    if (!str_to_int64(request_param(request, STR("id")), &id))
        return fault_new(work->arena, FAULT_NOT_FOUND, "portal.page.unknown", "no number");
    fault = static_page_load(work, id, &page);
    if (!fault)
        fault = actor_must(work, PORTAL_ROLES, page.unit_id);
    if (!fault)
        *ret_page = page;
    return fault;
}

const struct fault *static_edit_show(struct work *work, const struct request *request,
                                     struct response *response)
{
    struct static_page page;
    struct editing editing = {.page = &page};
    struct static_revision revision;
    int64_t version = 0; /* an old one, to be taken up again */
    const struct fault *fault = static_page_of_path(work, request, &page);
    str_to_int64(request_query(request, STR("ban")), &version);
    if (!fault && version)
        fault = static_revision_load(work, page.id, version, &revision);
    if (fault)
        return fault;
    editing.edit = (struct static_edit){.text = version ? revision.text : page.text,
                                        .address = page.slug,
                                        .is_public = page.is_public};
    editing.version = page.version;
    return respond(work, request, response, &editing);
}

const struct fault *static_edit_send(struct work *work, const struct request *request,
                                     struct response *response)
{
    struct static_page page;
    struct editing editing = {.page = &page};
    struct str button;
    const struct fault *fault = static_page_of_path(work, request, &page);
    if (!fault)
        fault = read_form(work, request, &editing, &button);
    return fault ? fault : act(work, request, response, button, &editing, page.unit_id);
}

/* ---- by the page itself ---- */

/* Saves what nobody else sees yet: a page that everybody reads changes only when a person
 * says so, and so it is with the box that makes it public. */
static const struct fault *autosave(struct work *work, const struct request *request,
                                    struct response *response, struct editing *editing,
                                    int64_t unit_id)
{
    struct str button;
    int64_t id = editing->page ? editing->page->id : 0;
    int64_t version = 1;
    const struct fault *fault = read_form(work, request, editing, &button);
    if (fault)
        return fault;
    editing->edit.is_public = false;
    editing->edit.is_by_itself = true;
    editing->edit.sent = NULL;
    fault = editing->faults;
    if (!fault)
        fault = check_markdown(work, &editing->edit.text);
    if (!fault && !id) {
        fault = static_page_create(work, unit_id, &editing->edit, &id);
    } else if (!fault) {
        fault = static_page_save(work, id, editing->version, &editing->edit);
        version = editing->version + 1;
    }
    if (fault &&
        ((fault->kind == FAULT_INVALID && fault->field) || fault->kind == FAULT_CONFLICT)) {
        written_respond_unsaved(work, response, fault);
        return NULL;
    }
    if (!fault)
        written_respond_saved(work, response, static_edit_url(work, id, ""), version);
    return fault;
}

const struct fault *static_new_autosave(struct work *work, const struct request *request,
                                        struct response *response)
{
    struct editing editing = {.page = NULL};
    struct unit unit;
    const struct fault *fault = portal_unit(work, &unit);
    return fault ? fault : autosave(work, request, response, &editing, unit.id);
}

const struct fault *static_edit_autosave(struct work *work, const struct request *request,
                                         struct response *response)
{
    struct static_page page;
    struct editing editing = {.page = &page};
    const struct fault *fault = static_page_of_path(work, request, &page);
    return fault ? fault : autosave(work, request, response, &editing, page.unit_id);
}

/* The preview by itself, which follows what is typed. */
static const struct fault *show_preview(struct work *work, const struct request *request,
                                        struct response *response, int64_t id)
{
    struct editing editing = {.page = NULL};
    struct static_preview preview;
    struct str button;
    const struct fault *fault = read_form(work, request, &editing, &button);
    if (fault)
        return fault;
    preview = preview_of(work, id, &editing.edit.text);
    return page_respond(work, response, 200, &static_preview_kind, &preview);
}

const struct fault *static_preview_send(struct work *work, const struct request *request,
                                        struct response *response)
{
    return show_preview(work, request, response, 0);
}

const struct fault *static_edit_preview_send(struct work *work, const struct request *request,
                                             struct response *response)
{
    struct static_page page;
    const struct fault *fault = static_page_of_path(work, request, &page);
    return fault ? fault : show_preview(work, request, response, page.id);
}
