/*
 * /can-bo/van-ban: officials write documents, relate them, number them, publish and
 * withdraw them. A form that is refused comes back with what was typed.
 */
#include "modules/library/library_rules.h"
#include "modules/library/library_service.h"
#include "modules/library/library_store.h"
#include "modules/library/library_web.h"

#include "civic/unit.h"
#include "text/number.h"

#include <inttypes.h>
#include <string.h>

#define PATH "/can-bo/van-ban"

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
    FIELD_VERSION = SHOWN_FIELDS,
    FIELDS
};

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
    [FIELD_VERSION] = {"version",       INPUT_ID,     0, 0,                     false, NULL               },
};

static const struct form_field version_field[] = {
    {"version", INPUT_ID, 0, 0, true, NULL},
};

static const char *const relations[] = {"amends", "replaces", "guides", NULL};
static const struct form_field link_fields[] = {
    {"relation", INPUT_CHOICE, 0, 0,   true,  relations},
    {"other",    INPUT_LINE,   0, 200, true,  NULL     },
    {"remove",   INPUT_BOOL,   0, 0,   false, NULL     },
};
static const struct form_field number_fields[] = {
    {"symbol",  INPUT_LINE, 2, 20, true, NULL},
    {"version", INPUT_ID,   0, 0,  true, NULL},
};

/* ---- the list ---- */

struct office_row {
    struct url url;
    struct str name;
    struct str title;
    struct str status;
    bool is_draft;
    bool is_withdrawn;
    struct civil_date updated;
};
static SHAPE(office_row_shape, struct office_row, FIELD(struct office_row, url),
             FIELD(struct office_row, name), FIELD(struct office_row, title),
             FIELD(struct office_row, status), FIELD(struct office_row, is_draft),
             FIELD(struct office_row, is_withdrawn), FIELD(struct office_row, updated));

struct office_page {
    struct layout layout;
    struct list rows; /* struct office_row */
    struct url older_url;
};
static SHAPE(office_page_shape, struct office_page,
             RECORD(struct office_page, layout, layout_shape),
             LIST(struct office_page, rows, office_row_shape),
             FIELD(struct office_page, older_url));
const struct page_kind library_office_kind = {"library/office", &office_page_shape};

static struct str status_text(struct work *work, enum document_status status)
{
    return site_message(work, arena_printf(work->arena, "library.status." PRISTR,
                                           STRARG(document_status_name(status)))
                                  .ptr);
}

static struct url edit_url(struct arena *arena, int64_t id)
{
    return url_relative(arena, PATH "/%" PRId64, id);
}

/* "1646499600000000-81234": the last change and id of the last one shown. */
static bool read_place(struct str text, struct instant *ret_updated, int64_t *ret_id)
{
    struct str rest = text;
    struct str moment = str_cut(&rest, '-');
    return rest.ptr && str_to_int64(moment, &ret_updated->us) && str_to_int64(rest, ret_id) &&
           *ret_id > 0;
}

static void fill_rows(struct work *work, document_list *list, struct office_page *page)
{
    struct office_row *rows = arena_alloc_array(work->arena, list->count, sizeof(*rows));
    if (list->count > DOCUMENT_PAGE) {
        const struct document *last = &list->items[--list->count - 1];
        page->older_url =
            url_add(work->arena, URL(PATH), STR("truoc"),
                    arena_printf(work->arena, "%lld-%lld", (long long)last->updated_at.us,
                                 (long long)last->id));
    }
    for (size_t i = 0; i < list->count; i++) {
        const struct document *document = &list->items[i];
        rows[i] = (struct office_row){
            .url = edit_url(work->arena, document->id),
            .name = document_name(work, document->kind, document->number),
            .title = document->title,
            .status = status_text(work, document->status),
            .is_draft = document->status == DOCUMENT_DRAFT,
            .is_withdrawn = document->status == DOCUMENT_WITHDRAWN,
            .updated = instant_date(document->updated_at),
        };
    }
    page->rows = (struct list){rows, list->count, sizeof(*rows)};
}

const struct fault *library_office_page(struct work *work, const struct request *request,
                                        struct response *response)
{
    struct office_page page = {.rows = {0}};
    struct str place = request_query(request, STR("truoc"));
    struct instant updated = {0};
    document_list list;
    int64_t id = 0;
    const struct fault *fault;
    if (place.ptr && !read_place(place, &updated, &id))
        return fault_new(work->arena, FAULT_MALFORMED, "library.key", "bad place");
    fault = document_list_edited(work, updated, id, DOCUMENT_PAGE + 1, &list);
    if (!fault)
        fault = page_layout(work, request, site_message(work, "library.office"), &page.layout);
    if (fault)
        return fault;
    fill_rows(work, &list, &page);
    page_crumb(work, &page.layout, URL("/van-ban"), site_message(work, "library.title"));
    page_crumb(work, &page.layout, URL(""), page.layout.title);
    return page_respond(work, response, 200, &library_office_kind, &page);
}

/* ---- one document ---- */

struct link_view {
    struct str label; /* "Thay thế" */
    struct str name;
    struct url url;
    struct str relation;
    struct str other;
};
static SHAPE(link_view_shape, struct link_view, FIELD(struct link_view, label),
             FIELD(struct link_view, name), FIELD(struct link_view, url),
             FIELD(struct link_view, relation), FIELD(struct link_view, other));

struct edit_page {
    struct layout layout;
    bool is_new;
    struct str status;
    bool is_draft;
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
    struct url public_url;   /* where it is published */
    struct url publish_url;  /* where this person may, and it is not */
    struct url withdraw_url; /* where this person may, and it is */
    struct url link_url;     /* of one that is saved */
    struct url number_url;   /* of one without number, whose kind has a series */
    struct list links;       /* struct link_view: what it does to others */
    struct field_view relation;
    struct field_view other;
    struct field_view symbol;
};
static SHAPE(edit_page_shape, struct edit_page, RECORD(struct edit_page, layout, layout_shape),
             FIELD(struct edit_page, is_new), FIELD(struct edit_page, status),
             FIELD(struct edit_page, is_draft), RECORD(struct edit_page, kind, field_view_shape),
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
             FIELD(struct edit_page, action_url), FIELD(struct edit_page, public_url),
             FIELD(struct edit_page, publish_url), FIELD(struct edit_page, withdraw_url),
             FIELD(struct edit_page, link_url), FIELD(struct edit_page, number_url),
             LIST(struct edit_page, links, link_view_shape),
             RECORD(struct edit_page, relation, field_view_shape),
             RECORD(struct edit_page, other, field_view_shape),
             RECORD(struct edit_page, symbol, field_view_shape));
const struct page_kind library_edit_kind = {"library/edit", &edit_page_shape};

/* What a page shows besides the stored document. */
struct shown {
    const struct form *form;        /* of the document as typed; NULL: as stored */
    const struct form *link_form;   /* or NULL */
    const struct form *number_form; /* or NULL */
    const struct fault *faults;
    const char *flash; /* message, or NULL */
    bool is_bad;
};

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

static void fill_fields(struct work *work, const struct document *document,
                        const struct shown *shown, struct edit_page *page)
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
    page->relation =
        field_view(work, "library.field", &link_fields[0], shown->link_form, shown->faults);
    page->relation.options = options_of(work, relations, "library.relation", page->relation.value);
    page->other =
        field_view(work, "library.field", &link_fields[1], shown->link_form, shown->faults);
    page->symbol =
        field_view(work, "library.field", &number_fields[0], shown->number_form, shown->faults);
    page->symbol.width = STR("w12");
}

static void fill_doings(struct work *work, const struct document *document, struct edit_page *page)
{
    const struct document_kind *kind = document_kind_of(document->kind);
    struct url here = edit_url(work->arena, document->id);
    bool may_publish = actor_may_somewhere(work->actor, LIBRARY_PUBLISHERS);
    bool is_public = document->status == DOCUMENT_PUBLISHED;
    page->action_url = here;
    page->link_url = url_relative(work->arena, PATH "/%" PRId64 "/lien-quan", document->id);
    if (is_public)
        page->public_url = document_url(work->arena, document->slug);
    if (may_publish && is_public)
        page->withdraw_url = url_relative(work->arena, PATH "/%" PRId64 "/go", document->id);
    if (may_publish && !is_public)
        page->publish_url = url_relative(work->arena, PATH "/%" PRId64 "/dang", document->id);
    if (document->number.len == 0 && kind && !is_public)
        page->number_url = url_relative(work->arena, PATH "/%" PRId64 "/so", document->id);
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
            .relation = relation,
            .other = one->slug,
        };
    }
    page->links = VEC_LIST(&links);
    return NULL;
}

/* `document` with id 0 is one that is not stored yet. */
static const struct fault *show(struct work *work, const struct request *request,
                                const struct document *document, const struct shown *shown,
                                int status, struct response *response)
{
    struct edit_page page = {.is_new = document->id == 0,
                             .version = {document->version},
                             .is_draft = document->status == DOCUMENT_DRAFT,
                             .action_url = URL(PATH "/moi")};
    struct str title = site_message(work, page.is_new ? "library.new" : "library.edit");
    const struct fault *fault = page_layout(work, request, title, &page.layout);
    if (!fault && !page.is_new)
        fault = fill_links(work, document, &page);
    if (fault)
        return fault;
    if (!page.is_new) {
        fill_doings(work, document, &page);
        page.status = status_text(work, document->status);
    }
    fill_fields(work, document, shown, &page);
    if (shown->flash)
        page_flash(work, &page.layout, shown->flash, shown->is_bad);
    page_errors_of(work, &page.layout, "library.field", shown->faults);
    page_crumb(work, &page.layout, URL(PATH), site_message(work, "library.office"));
    page_crumb(work, &page.layout, URL(""), title);
    return page_respond(work, response, status, &library_edit_kind, &page);
}

/* ---- reading forms ---- */

static struct document typed_document(const struct form *form)
{
    return (struct document){
        .kind = form_str(form, "kind"),
        .number = form_str(form, "number"),
        .title = form_str(form, "title"),
        .issuer = form_str(form, "issuer"),
        .signer = form_str(form, "signer"),
        .position = form_str(form, "position"),
        .summary = form_str(form, "summary"),
        .item = form_str(form, "item"),
        .signed_on = form_date(form, "signed_on"),
        .in_force_from = form_date(form, "in_force_from"),
        .in_force_to = form_date(form, "in_force_to"),
        .version = form_int(form, "version"),
    };
}

static const struct fault *load(struct work *work, const struct request *request,
                                struct document *ret_document)
{
    int64_t id;
    if (!str_to_int64(request_param(request, STR("id")), &id))
        return fault_new(work->arena, FAULT_NOT_FOUND, "library.unknown", "no id");
    return document_load(work, id, ret_document);
}

/* Goes back to the document and says there what was done: ?da=WORD. */
static void go_back(struct work *work, int64_t id, const char *done, struct response *response)
{
    struct url url = url_add(work->arena, edit_url(work->arena, id), STR("da"), str_from_c(done));
    response_redirect(response, url.text);
}

/* Shows the document again with faults at fields; any other fault goes on. */
static const struct fault *refuse(struct work *work, const struct request *request,
                                  const struct document *document, struct shown shown,
                                  const struct fault *fault, struct response *response)
{
    if (fault->kind == FAULT_INVALID) {
        shown.faults = fault;
        return show(work, request, document, &shown, 422, response);
    }
    if (fault->kind == FAULT_CONFLICT) {
        shown.flash = fault->key;
        shown.is_bad = true;
        return show(work, request, document, &shown, 409, response);
    }
    return fault;
}

/* ---- handlers ---- */

const struct fault *library_new_page(struct work *work, const struct request *request,
                                     struct response *response)
{
    struct document document = {
        .signed_on = DATE_NONE, .in_force_from = DATE_NONE, .in_force_to = DATE_NONE};
    struct unit unit;
    const struct fault *fault = site_unit(work, &unit);
    if (fault)
        return fault;
    document.issuer = unit.name;
    return show(work, request, &document, &(struct shown){.form = NULL}, 200, response);
}

const struct fault *library_new_send(struct work *work, const struct request *request,
                                     struct response *response)
{
    struct form form;
    struct document document = {.id = 0};
    int64_t id;
    const struct fault *fault = form_read(work, request, fields, FIELDS, &form);
    if (!fault) {
        document = typed_document(&form);
        fault = document_create(work, &document, &id);
    }
    document.version = 0;
    if (fault)
        return refuse(work, request, &document, (struct shown){.form = &form}, fault, response);
    go_back(work, id, "luu", response);
    return NULL;
}

const struct fault *library_edit_page(struct work *work, const struct request *request,
                                      struct response *response)
{
    /* columns: ?da=, message */
    static const struct {
        struct str word;
        const char *message;
    } done[] = {
        {STR_INIT("luu"),       "library.done.saved"    },
        {STR_INIT("dang"),      "library.done.published"},
        {STR_INIT("go"),        "library.done.withdrawn"},
        {STR_INIT("lien-quan"), "library.done.related"  },
        {STR_INIT("so"),        "library.done.numbered" },
    };
    struct document document;
    struct shown shown = {.form = NULL};
    const struct fault *fault = load(work, request, &document);
    if (fault)
        return fault;
    for (size_t i = 0; i < sizeof(done) / sizeof(done[0]); i++)
        if (str_equal(request_query(request, STR("da")), done[i].word))
            shown.flash = done[i].message;
    return show(work, request, &document, &shown, 200, response);
}

const struct fault *library_edit_send(struct work *work, const struct request *request,
                                      struct response *response)
{
    struct form form;
    struct document stored;
    struct document typed;
    const struct fault *fault = load(work, request, &stored);
    if (fault)
        return fault;
    fault = form_read(work, request, fields, FIELDS, &form);
    if (!fault) {
        typed = typed_document(&form);
        typed.id = stored.id;
        fault = document_save(work, &typed);
    }
    if (fault)
        return refuse(work, request, &stored, (struct shown){.form = &form}, fault, response);
    go_back(work, stored.id, "luu", response);
    return NULL;
}

typedef const struct fault *change_of(struct work *work, int64_t id, int64_t version);

static const struct fault *change(struct work *work, const struct request *request,
                                  change_of *change_it, const char *done, struct response *response)
{
    struct form form;
    struct document document;
    const struct fault *fault = load(work, request, &document);
    if (!fault)
        fault = form_read(work, request, version_field, 1, &form);
    if (fault)
        return fault;
    fault = change_it(work, document.id, form_int(&form, "version"));
    if (fault)
        return refuse(work, request, &document, (struct shown){.form = NULL}, fault, response);
    go_back(work, document.id, done, response);
    return NULL;
}

const struct fault *library_publish_send(struct work *work, const struct request *request,
                                         struct response *response)
{
    return change(work, request, document_publish, "dang", response);
}

const struct fault *library_withdraw_send(struct work *work, const struct request *request,
                                          struct response *response)
{
    return change(work, request, document_withdraw, "go", response);
}

const struct fault *library_link_send(struct work *work, const struct request *request,
                                      struct response *response)
{
    struct form form;
    struct document document;
    enum document_relation relation;
    const struct fault *fault = load(work, request, &document);
    if (fault)
        return fault;
    fault = form_read(work, request, link_fields, 3, &form);
    if (!fault && document_relation_from_name(form_str(&form, "relation"), &relation))
        fault = document_link(work, document.id, relation, form_str(&form, "other"),
                              form_bool(&form, "remove"));
    if (fault)
        return refuse(work, request, &document, (struct shown){.link_form = &form}, fault,
                      response);
    go_back(work, document.id, "lien-quan", response);
    return NULL;
}

const struct fault *library_number_send(struct work *work, const struct request *request,
                                        struct response *response)
{
    struct form form;
    struct document document;
    const struct fault *fault = load(work, request, &document);
    if (fault)
        return fault;
    fault = form_read(work, request, number_fields, 2, &form);
    if (!fault)
        fault = document_take_number(work, document.id, form_int(&form, "version"),
                                     form_str(&form, "symbol"));
    if (fault)
        return refuse(work, request, &document, (struct shown){.number_form = &form}, fault,
                      response);
    go_back(work, document.id, "so", response);
    return NULL;
}
