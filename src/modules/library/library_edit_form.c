/*
 * The form of a document as a page.
 */
#include "civic/file_store.h"
#include "civic/writing.h"
#include "modules/library/library_edit.h"
#include "modules/library/library_revision.h"
#include "modules/library/library_rules.h"
#include "modules/library/library_service.h"
#include "modules/library/library_store.h"
#include "text/message.h"
#include "text/number.h"

#include <inttypes.h>

enum {
    FILES_AT_ONCE = 10
};

/* ---- forms ---- */

enum {
    FIELD_KIND,
    FIELD_NUMBER,
    FIELD_TITLE,
    FIELD_ISSUER,
    FIELD_SIGNED_ON,
    FIELD_FROM,
    FIELD_TO,
    FIELD_SIGNER,
    FIELD_POSITION,
    FIELD_SUMMARY,
    FIELD_ITEM,
    SHOWN_FIELDS,
    FIELD_WHOLE = SHOWN_FIELDS, /* the fields above were sent too */
    FIELD_VERSION,
    FIELD_RELATION,
    FIELD_OTHER,
    FIELD_UNRELATE, /* a button: "amends:luat-10-2022-qh15" */
    FIELD_SYMBOL,
    FIELD_FILE,
    FIELD_REMOVE, /* a button: the id of a file */
    FIELDS
};

static const char *const relations[] = {"amends", "replaces", "guides", NULL};

static const struct form_field fields[FIELDS] = {
    [FIELD_KIND] = {"kind",          INPUT_CHOICE, 0, 0,                     true,  document_kind_names},
    [FIELD_NUMBER] = {"number",        INPUT_LINE,   0, DOCUMENT_NUMBER_MOST,  false, NULL               },
    [FIELD_TITLE] = {"title",         INPUT_LINE,   0, DOCUMENT_TITLE_MOST,   true,  NULL               },
    [FIELD_ISSUER] = {"issuer",        INPUT_LINE,   0, DOCUMENT_NAME_MOST,    true,  NULL               },
    [FIELD_SIGNED_ON] = {"signed_on",     INPUT_DATE,   0, 0,                     false, NULL               },
    [FIELD_FROM] = {"in_force_from", INPUT_DATE,   0, 0,                     false, NULL               },
    [FIELD_TO] = {"in_force_to",   INPUT_DATE,   0, 0,                     false, NULL               },
    [FIELD_SIGNER] = {"signer",        INPUT_LINE,   0, DOCUMENT_NAME_MOST,    false, NULL               },
    [FIELD_POSITION] = {"position",      INPUT_LINE,   0, DOCUMENT_NAME_MOST,    false, NULL               },
    [FIELD_SUMMARY] = {"summary",       INPUT_TEXT,   0, DOCUMENT_SUMMARY_MOST, false, NULL               },
    [FIELD_ITEM] = {"item",          INPUT_CHOICE, 0, 0,                     false, document_items     },
    [FIELD_WHOLE] = {"whole",         INPUT_BOOL,   0, 0,                     false, NULL               },
    [FIELD_VERSION] = {"version",       INPUT_ID,     0, 0,                     false, NULL               },
    [FIELD_RELATION] = {"relation",      INPUT_CHOICE, 0, 0,                     false, relations          },
    [FIELD_OTHER] = {"other",         INPUT_LINE,   0, 200,                   false, NULL               },
    [FIELD_UNRELATE] = {"unrelate",      INPUT_LINE,   0, 300,                   false, NULL               },
    [FIELD_SYMBOL] = {"symbol",        INPUT_LINE,   2, 20,                    false, NULL               },
    [FIELD_FILE] = {"file",          INPUT_FILE,   0, FILES_AT_ONCE,         false, NULL               },
    [FIELD_REMOVE] = {"remove",        INPUT_ID,     0, 0,                     false, NULL               },
};

const struct form_spec library_form = {fields, FIELDS};
const struct form_spec library_text_form = {fields, SHOWN_FIELDS};
const struct form_spec library_doing_form = {fields + SHOWN_FIELDS, FIELDS - SHOWN_FIELDS};

/* ---- what handlers share ---- */

struct str document_status_text(struct work *work, enum document_status status)
{
    return site_message(work, arena_printf(work->arena, "library.status." PRISTR,
                                           STRARG(document_status_name(status)))
                                  .ptr);
}

struct url document_edit_url(struct arena *arena, int64_t id)
{
    return url_relative(arena, LIBRARY_DESK "/%" PRId64, id);
}

struct url document_revisions_url(struct arena *arena, int64_t id)
{
    return url_relative(arena, LIBRARY_DESK "/%" PRId64 "/ban", id);
}

const struct fault *library_edit_load(struct work *work, const struct request *request,
                                      struct document *ret_document)
{
    int64_t id;
    if (!str_to_int64(request_param(request, STR("id")), &id))
        return fault_new(work->arena, FAULT_NOT_FOUND, "library.unknown", "no id");
    return document_load(work, id, ret_document);
}

void library_edit_back(struct work *work, int64_t id, const char *done, struct str symbol,
                       struct response *response)
{
    struct url url =
        url_add(work->arena, document_edit_url(work->arena, id), STR("da"), str_from_c(done));
    if (symbol.len > 0)
        url = url_add(work->arena, url, STR("symbol"), symbol);
    response_redirect(response, url.text);
}

/* ---- one document ---- */

struct link_view {
    struct str label; /* "Thay thế" */
    struct str name;
    struct url url;
    struct str unrelate; /* value of its button */
};
static SHAPE(link_view_shape, struct link_view, FIELD(struct link_view, label),
             FIELD(struct link_view, name), FIELD(struct link_view, url),
             FIELD(struct link_view, unrelate));

struct edit_page {
    struct layout layout;
    bool is_new;
    bool may_save;
    struct str status;
    bool is_draft;
    const struct written_conflict *conflict;
    struct field_view kind;
    struct field_view number;
    struct field_view title;
    struct field_view issuer;
    struct field_view signed_on;
    struct field_view in_force_from;
    struct field_view in_force_to;
    struct field_view signer;
    struct field_view position;
    struct field_view summary;
    struct field_view item;
    struct code_number version;
    struct url action_url;
    struct url revisions_url;
    struct url public_url;   /* where it is published */
    struct url publish_url;  /* where this person may, and it is not */
    struct url withdraw_url; /* where this person may, and it is */
    struct url link_url;     /* of one that is saved */
    struct url number_url;   /* of one without number, whose kind has a series */
    struct list links;       /* struct link_view: what it does to others */
    struct field_view relation;
    struct field_view other;
    struct field_view symbol;
    struct url file_url; /* where files go, of one that is saved */
    struct field_view file;
    struct list files; /* struct document_file_view */
};
static SHAPE(edit_page_shape, struct edit_page, RECORD(struct edit_page, layout, layout_shape),
             FIELD(struct edit_page, is_new), FIELD(struct edit_page, may_save),
             FIELD(struct edit_page, status), FIELD(struct edit_page, is_draft),
             POINTER(struct edit_page, conflict, written_conflict_shape),
             RECORD(struct edit_page, kind, field_view_shape),
             RECORD(struct edit_page, number, field_view_shape),
             RECORD(struct edit_page, title, field_view_shape),
             RECORD(struct edit_page, issuer, field_view_shape),
             RECORD(struct edit_page, signed_on, field_view_shape),
             RECORD(struct edit_page, in_force_from, field_view_shape),
             RECORD(struct edit_page, in_force_to, field_view_shape),
             RECORD(struct edit_page, signer, field_view_shape),
             RECORD(struct edit_page, position, field_view_shape),
             RECORD(struct edit_page, summary, field_view_shape),
             RECORD(struct edit_page, item, field_view_shape), FIELD(struct edit_page, version),
             FIELD(struct edit_page, action_url), FIELD(struct edit_page, revisions_url),
             FIELD(struct edit_page, public_url), FIELD(struct edit_page, publish_url),
             FIELD(struct edit_page, withdraw_url), FIELD(struct edit_page, link_url),
             FIELD(struct edit_page, number_url), LIST(struct edit_page, links, link_view_shape),
             RECORD(struct edit_page, relation, field_view_shape),
             RECORD(struct edit_page, other, field_view_shape),
             RECORD(struct edit_page, symbol, field_view_shape), FIELD(struct edit_page, file_url),
             RECORD(struct edit_page, file, field_view_shape),
             LIST(struct edit_page, files, document_file_view_shape));
const struct page_kind library_edit_kind = {"library/edit", &edit_page_shape};

typedef VEC(struct option_view) option_list;

static struct list options_of(struct work *work, const char *const *names, const char *group,
                              struct str chosen)
{
    option_list options = {0};
    *VEC_PUSH(&options, work->arena) =
        (struct option_view){.label = site_message(work, "library.choose")};
    for (; *names; names++)
        *VEC_PUSH(&options, work->arena) = (struct option_view){
            .value = str_from_c(*names),
            .label = site_message(work, arena_printf(work->arena, "%s.%s", group, *names).ptr),
            .is_chosen = str_equal(str_from_c(*names), chosen),
        };
    return VEC_LIST(&options);
}

/* What is stored, as the fields show it. */
static struct str stored_value(struct work *work, const struct document *document, int field)
{
    const struct civil_date dates[] = {document->signed_on, document->in_force_from,
                                       document->in_force_to};
    const struct str texts[SHOWN_FIELDS] = {
        [FIELD_KIND] = document->kind,       [FIELD_NUMBER] = document->number,
        [FIELD_TITLE] = document->title,     [FIELD_ISSUER] = document->issuer,
        [FIELD_SIGNER] = document->signer,   [FIELD_POSITION] = document->position,
        [FIELD_SUMMARY] = document->summary, [FIELD_ITEM] = document->item,
    };
    struct civil_date date;
    if (fields[field].kind != INPUT_DATE)
        return texts[field];
    date = dates[field - FIELD_SIGNED_ON];
    return date_is_none(date) ? STR("") : date_text(work->arena, date);
}

/* What is done with it is never stored: it stands there as typed. Each has a button of its
 * own, so none is called optional. */
static struct field_view doing_view(struct work *work, int field, const struct library_shown *shown)
{
    struct field_view view =
        field_view(work, "library.field", &fields[field], shown->doing, shown->faults);
    view.is_required = true;
    return view;
}

static void fill_fields(struct work *work, const struct document *document,
                        const struct library_shown *shown, struct edit_page *page)
{
    struct field_view *const views[SHOWN_FIELDS] = {
        [FIELD_KIND] = &page->kind,           [FIELD_NUMBER] = &page->number,
        [FIELD_TITLE] = &page->title,         [FIELD_ISSUER] = &page->issuer,
        [FIELD_SIGNED_ON] = &page->signed_on, [FIELD_FROM] = &page->in_force_from,
        [FIELD_TO] = &page->in_force_to,      [FIELD_SIGNER] = &page->signer,
        [FIELD_POSITION] = &page->position,   [FIELD_SUMMARY] = &page->summary,
        [FIELD_ITEM] = &page->item,
    };
    for (int i = 0; i < SHOWN_FIELDS; i++) {
        *views[i] = field_view(work, "library.field", &fields[i], shown->form, shown->faults);
        if (!shown->form)
            views[i]->value = stored_value(work, document, i);
    }
    page->kind.options = options_of(work, document_kind_names, "library.kind", page->kind.value);
    page->item.options = options_of(work, document_items, "library.item", page->item.value);
    page->signed_on.width = page->in_force_from.width = page->in_force_to.width = STR("w12");
    page->number.width = STR("w20");
    page->relation = doing_view(work, FIELD_RELATION, shown);
    page->relation.options = options_of(work, relations, "library.relation", page->relation.value);
    page->other = doing_view(work, FIELD_OTHER, shown);
    page->symbol = doing_view(work, FIELD_SYMBOL, shown);
    if (!shown->doing)
        page->symbol.value = shown->symbol;
    page->symbol.width = STR("w12");
    page->file = doing_view(work, FIELD_FILE, shown);
}

static void fill_doings(struct work *work, const struct document *document, struct edit_page *page)
{
    const struct document_kind *kind = document_kind_of(document->kind);
    struct url here = document_edit_url(work->arena, document->id);
    bool may_publish = actor_may_somewhere(work->actor, LIBRARY_PUBLISHERS);
    bool is_public = document->status == DOCUMENT_PUBLISHED;
    page->action_url = here;
    page->revisions_url = document_revisions_url(work->arena, document->id);
    page->link_url = url_relative(work->arena, LIBRARY_DESK "/%" PRId64 "/lien-quan", document->id);
    page->file_url = url_relative(work->arena, LIBRARY_DESK "/%" PRId64 "/tep", document->id);
    if (is_public)
        page->public_url = document_url(work->arena, document->slug);
    if (may_publish && is_public)
        page->withdraw_url =
            url_relative(work->arena, LIBRARY_DESK "/%" PRId64 "/go", document->id);
    if (may_publish && !is_public)
        page->publish_url =
            url_relative(work->arena, LIBRARY_DESK "/%" PRId64 "/dang", document->id);
    if (document->number.len == 0 && kind && !is_public)
        page->number_url = url_relative(work->arena, LIBRARY_DESK "/%" PRId64 "/so", document->id);
}

/* What a reader sees of a field: the name of what was chosen, else the value. */
static struct str shown_value(struct work *work, int field, struct str value)
{
    const char *group = field == FIELD_KIND ? "library.kind" : "library.item";
    if (value.len == 0 || fields[field].kind != INPUT_CHOICE)
        return value;
    return site_message(work, arena_printf(work->arena, "%s." PRISTR, group, STRARG(value)).ptr);
}

struct list library_changes_of(struct work *work, const struct document *before,
                               const struct document *after)
{
    struct written_text both[SHOWN_FIELDS];
    for (int i = 0; i < SHOWN_FIELDS; i++)
        both[i] = (struct written_text){
            .message = arena_printf(work->arena, "library.field.%s", fields[i].name).ptr,
            .before = shown_value(work, i, stored_value(work, before, i)),
            .after = shown_value(work, i, stored_value(work, after, i))};
    return written_changes(work, both, SHOWN_FIELDS);
}

/* Who left it as it is stored, and when. */
static const struct fault *say_who(struct work *work, const struct document *stored,
                                   struct str *ret_text)
{
    struct fault_arg args[] = {
        {"when", moment_text(work->arena, stored->updated_at)},
        {"who",      STR("")                        }
    };
    document_revisions last;
    const struct fault *fault = document_revision_list(work, stored->id, 1, &last);
    if (fault)
        return fault;
    if (last.count > 0)
        args[1].value = last.items[0].saved_name;
    *ret_text =
        message_format(work->arena, work->site->messages, work->locale,
                       args[1].value.len > 0 ? STR("edit.saved-by") : STR("edit.saved"), args, 2);
    return NULL;
}

/* What is stored and what is typed, beside each other; the next save is made upon what is
 * stored. */
static const struct fault *fill_conflict(struct work *work, const struct document *stored,
                                         const struct library_shown *shown, struct edit_page *page)
{
    struct written_conflict *conflict = work_alloc(work, struct written_conflict);
    struct written_text both[SHOWN_FIELDS];
    for (int i = 0; i < SHOWN_FIELDS; i++)
        both[i] = (struct written_text){
            .message = arena_printf(work->arena, "library.field.%s", fields[i].name).ptr,
            .before = shown_value(work, i, stored_value(work, stored, i)),
            .after = shown_value(work, i, form_typed(shown->form, fields[i].name))};
    conflict->changes = written_changes(work, both, SHOWN_FIELDS);
    conflict->theirs_url = document_revisions_url(work->arena, stored->id);
    page->conflict = conflict;
    return say_who(work, stored, &conflict->text);
}

static const struct fault *fill_links(struct work *work, const struct document *document,
                                      struct edit_page *page)
{
    VEC(struct link_view) links = {0};
    document_related_list related;
    const struct fault *fault = document_relations(work, document->id, &related);
    if (fault)
        return fault;
    for (size_t i = 0; i < related.count; i++) {
        const struct document_related *one = &related.items[i];
        struct str relation = document_relation_name(one->relation);
        if (one->is_passive)
            continue;
        *VEC_PUSH(&links, work->arena) = (struct link_view){
            .label = site_message(
                work, arena_printf(work->arena, "library.relation." PRISTR, STRARG(relation)).ptr),
            .name = document_name(work, one->kind, one->number),
            .url = document_url(work->arena, one->slug),
            .unrelate =
                arena_printf(work->arena, PRISTR ":" PRISTR, STRARG(relation), STRARG(one->slug)),
        };
    }
    page->links = VEC_LIST(&links);
    return NULL;
}

const struct fault *library_edit_show(struct work *work, const struct request *request,
                                      const struct document *document,
                                      const struct library_shown *shown, int status,
                                      struct response *response)
{
    struct edit_page page = {.is_new = document->id == 0,
                             .may_save = document->id == 0 || document_may_save(work, document),
                             .version = {shown->version ? shown->version : document->version},
                             .is_draft = document->status == DOCUMENT_DRAFT,
                             .action_url = URL(LIBRARY_DESK "/moi")};
    struct str title = site_message(work, page.is_new ? "library.new" : "library.edit");
    const struct fault *fault = page_layout(work, request, title, &page.layout);
    if (!fault && !page.is_new)
        fault = fill_links(work, document, &page);
    if (!fault && !page.is_new)
        fault = document_file_views(work, document, &page.files);
    if (fault)
        return fault;
    if (!page.is_new) {
        fill_doings(work, document, &page);
        page.status = document_status_text(work, document->status);
    }
    fill_fields(work, document, shown, &page);
    if (shown->is_conflict)
        fault = fill_conflict(work, document, shown, &page);
    if (fault)
        return fault;
    if (shown->flash)
        page_flash(work, &page.layout, shown->flash, shown->is_bad);
    page_errors_of(work, &page.layout, "library.field", shown->faults);
    page_crumb(work, &page.layout, URL(LIBRARY_DESK), site_message(work, "library.office"));
    page_crumb(work, &page.layout, URL(""), title);
    return page_respond(work, response, status, &library_edit_kind, &page);
}
