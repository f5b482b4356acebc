/*
 * /can-bo/van-ban: the library for those who edit it, drafts and withdrawn documents too,
 * found by words, state, kind, issuer and year.
 */
#include "modules/library/library_edit.h"
#include "modules/library/library_rules.h"
#include "modules/library/library_service.h"

#include <inttypes.h>

enum {
    FIELD_Q,
    FIELD_STATE,
    FIELD_KIND,
    FIELD_ISSUER,
    FIELD_YEAR,
    FIELDS,
    FIRST_YEAR = 1945,
    LAST_YEAR = 2200,
    MOST_TYPED = 200 /* characters */
};

/* ?tinh-trang=: the names of states as addresses have them. */
static const char *const state_words[DOCUMENT_STATUS_COUNT + 1] = {
    [DOCUMENT_DRAFT] = "nhap",
    [DOCUMENT_PUBLISHED] = "da-dang",
    [DOCUMENT_WITHDRAWN] = "da-go",
};

static const struct form_field fields[FIELDS] = {
    [FIELD_Q] = {"q",          INPUT_LINE,   0,          MOST_TYPED,         false, NULL               },
    [FIELD_STATE] = {"tinh-trang", INPUT_CHOICE, 0,          0,                  false, state_words        },
    [FIELD_KIND] = {"loai",       INPUT_CHOICE, 0,          0,                  false, document_kind_names},
    [FIELD_ISSUER] = {"co-quan",    INPUT_LINE,   0,          DOCUMENT_NAME_MOST, false, NULL               },
    [FIELD_YEAR] = {"nam",        INPUT_INT,    FIRST_YEAR, LAST_YEAR,          false, NULL               },
};

/* ---- the page ---- */

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
    struct field_view query;
    struct field_view state;
    struct field_view kind;
    struct field_view issuer;
    struct field_view year;
    bool is_narrowed;
    bool is_read;       /* no filter was refused */
    struct url all_url; /* without filters, where there are some */
    struct list rows;   /* struct office_row */
    struct page_pager pager;
};
static SHAPE(office_page_shape, struct office_page,
             RECORD(struct office_page, layout, layout_shape),
             RECORD(struct office_page, query, field_view_shape),
             RECORD(struct office_page, state, field_view_shape),
             RECORD(struct office_page, kind, field_view_shape),
             RECORD(struct office_page, issuer, field_view_shape),
             RECORD(struct office_page, year, field_view_shape),
             FIELD(struct office_page, is_narrowed), FIELD(struct office_page, is_read),
             FIELD(struct office_page, all_url), LIST(struct office_page, rows, office_row_shape),
             RECORD(struct office_page, pager, page_pager_shape));
const struct page_kind library_office_kind = {"library/office", &office_page_shape};

/* ---- what was asked ---- */

struct asked {
    struct form form;
    const struct fault *faults; /* at fields */
    struct document_edited edited;
};

/* "1646499600000000-81234": the last change and id of the last one shown. */
static bool read_place(struct str text, struct document_edited *edited)
{
    struct str rest = text;
    struct str moment = str_cut(&rest, '-');
    return rest.ptr && str_to_int64(moment, &edited->updated_at.us) &&
           str_to_int64(rest, &edited->id) && edited->id > 0;
}

static struct str status_asked(const struct form *form)
{
    struct str word = form_str(form, fields[FIELD_STATE].name);
    for (unsigned i = 0; i < DOCUMENT_STATUS_COUNT; i++)
        if (str_equal(str_from_c(state_words[i]), word))
            return document_status_name((enum document_status)i);
    return STR("");
}

static const struct fault *read_asked(struct work *work, const struct request *request,
                                      struct asked *ret_asked)
{
    struct asked asked = {.faults = form_read(work, request, fields, FIELDS, &asked.form)};
    struct str older = request_query(request, STR("truoc"));
    struct str newer = request_query(request, STR("sau"));
    if (asked.faults && asked.faults->kind != FAULT_INVALID)
        return asked.faults;
    asked.edited = (struct document_edited){
        .filter = {.kind = form_str(&asked.form, fields[FIELD_KIND].name),
                   .issuer = form_str(&asked.form, fields[FIELD_ISSUER].name),
                   .year = (int)form_int(&asked.form, fields[FIELD_YEAR].name),
                   .words = form_str(&asked.form, fields[FIELD_Q].name)},
        .status = status_asked(&asked.form),
        .is_newer = !older.ptr && newer.ptr,
    };
    if ((older.ptr || newer.ptr) && !read_place(older.ptr ? older : newer, &asked.edited))
        return fault_new(work->arena, FAULT_MALFORMED, "library.key", "bad place");
    *ret_asked = asked;
    return NULL;
}

/* The address of this list, without the place where it goes on. */
static struct url address_of(struct work *work, const struct asked *asked)
{
    struct url url = URL(LIBRARY_DESK);
    for (int i = 0; i < FIELDS; i++)
        if (form_given(&asked->form, fields[i].name))
            url = url_add(work->arena, url, str_from_c(fields[i].name),
                          form_typed(&asked->form, fields[i].name));
    return url;
}

/* ---- fields ---- */

static struct list state_options(struct work *work, struct str chosen)
{
    struct option_view *options =
        arena_alloc_array(work->arena, DOCUMENT_STATUS_COUNT + 1, sizeof(*options));
    options[0] = (struct option_view){.label = site_message(work, "library.any-status")};
    for (unsigned i = 0; i < DOCUMENT_STATUS_COUNT; i++) {
        struct str word = str_from_c(state_words[i]);
        options[i + 1] = (struct option_view){
            .value = word,
            .label = document_status_text(work, (enum document_status)i),
            .is_chosen = str_equal(word, chosen),
        };
    }
    return (struct list){options, DOCUMENT_STATUS_COUNT + 1, sizeof(*options)};
}

static const struct fault *fill_fields(struct work *work, const struct asked *asked,
                                       struct office_page *page)
{
    struct field_view *const views[FIELDS] = {&page->query, &page->state, &page->kind,
                                              &page->issuer, &page->year};
    const struct form *form = &asked->form;
    struct document_choices choices;
    const struct fault *fault = document_choices_of(work, false, &choices);
    if (fault)
        return fault;
    for (int i = 0; i < FIELDS; i++) {
        *views[i] = field_view(work, "library.desk", &fields[i], form, asked->faults);
        page->is_narrowed |= i != FIELD_Q && form_given(form, fields[i].name);
    }
    page->state.options = state_options(work, form_typed(form, fields[FIELD_STATE].name));
    page->kind.options = library_options(work, &choices.kinds, "library.any-kind", "library.kind",
                                         form_typed(form, fields[FIELD_KIND].name));
    page->issuer.options = library_options(work, &choices.issuers, "library.any-issuer", NULL,
                                           form_typed(form, fields[FIELD_ISSUER].name));
    page->year.options = library_options(work, &choices.years, "library.any-year", NULL,
                                         form_typed(form, fields[FIELD_YEAR].name));
    if (page->is_narrowed || form_given(form, fields[FIELD_Q].name))
        page->all_url = URL(LIBRARY_DESK);
    return NULL;
}

/* ---- rows ---- */

static struct url beyond(struct work *work, const struct asked *asked, const char *name,
                         const struct document *document)
{
    return url_add(work->arena, address_of(work, asked), str_from_c(name),
                   arena_printf(work->arena, "%lld-%lld", (long long)document->updated_at.us,
                                (long long)document->id));
}

static struct office_row row_of(struct work *work, const struct document *document)
{
    return (struct office_row){
        .url = document_edit_url(work->arena, document->id),
        .name = document_name(work, document->kind, document->number),
        .title = document->title,
        .status = document_status_text(work, document->status),
        .is_draft = document->status == DOCUMENT_DRAFT,
        .is_withdrawn = document->status == DOCUMENT_WITHDRAWN,
        .updated = instant_date(document->updated_at),
    };
}

/* One page of rows and whether there are more on either side. */
static const struct fault *fill_rows(struct work *work, const struct asked *asked,
                                     struct office_page *page)
{
    const struct document_edited *edited = &asked->edited;
    VEC(struct office_row) rows = {0};
    document_list list;
    const struct fault *fault = document_list_edited(work, edited, DOCUMENT_PAGE + 1, &list);
    bool has_more;
    size_t first;
    size_t end;
    if (fault)
        return fault;
    has_more = list.count > DOCUMENT_PAGE;
    first = has_more && edited->is_newer ? 1 : 0;
    end = has_more && !edited->is_newer ? DOCUMENT_PAGE : list.count;
    for (size_t i = first; i < end; i++)
        *VEC_PUSH(&rows, work->arena) = row_of(work, &list.items[i]);
    page->rows = VEC_LIST(&rows);
    if (first < end && (edited->is_newer ? has_more : edited->id != 0))
        page->pager.newer_url = beyond(work, asked, "sau", &list.items[first]);
    if (first < end && (edited->is_newer || has_more))
        page->pager.older_url = beyond(work, asked, "truoc", &list.items[end - 1]);
    return NULL;
}

const struct fault *library_office_page(struct work *work, const struct request *request,
                                        struct response *response)
{
    struct office_page page = {.rows = {0}};
    struct asked asked;
    const struct fault *fault = read_asked(work, request, &asked);
    if (!fault && !asked.faults)
        fault = fill_rows(work, &asked, &page);
    if (!fault)
        fault = page_layout(work, request, site_message(work, "library.office"), &page.layout);
    if (!fault)
        fault = fill_fields(work, &asked, &page);
    if (fault)
        return fault;
    page.is_read = !asked.faults;
    page_errors_of(work, &page.layout, "library.desk", asked.faults);
    page_crumb(work, &page.layout, URL("/van-ban"), site_message(work, "library.title"));
    page_crumb(work, &page.layout, URL(""), page.layout.title);
    return page_respond_form(work, response, asked.faults, &library_office_kind, &page);
}
