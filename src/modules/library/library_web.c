/*
 * /van-ban: the list, narrowed down by its form.
 */
#include "modules/library/library_web.h"

#include "modules/library/library_rules.h"
#include "modules/library/library_service.h"
#include "modules/library/library_store.h"
#include "text/message.h"
#include "text/number.h"

#define PATH "/van-ban"

enum {
    FIELD_Q = 0,
    FIELD_KIND,
    FIELD_ISSUER,
    FIELD_YEAR,
    FIELD_FORCE,
    FIELD_ON,
    FIELD_AFTER,
    FIELDS,
    FIRST_YEAR = 1945,
    LAST_YEAR = 2200,
    LONG_NUMBER = 24 /* bytes */
};

static const char *const forces[] = {"chua", "con", "het", NULL};

static const struct form_field fields[FIELDS] = {
    [FIELD_Q] = {"q",          INPUT_LINE,   0,          200,                false, NULL               },
    [FIELD_KIND] = {"loai",       INPUT_CHOICE, 0,          0,                  false, document_kind_names},
    [FIELD_ISSUER] = {"co-quan",    INPUT_LINE,   0,          DOCUMENT_NAME_MOST, false, NULL               },
    [FIELD_YEAR] = {"nam",        INPUT_INT,    FIRST_YEAR, LAST_YEAR,          false, NULL               },
    [FIELD_FORCE] = {"tinh-trang", INPUT_CHOICE, 0,          0,                  false, forces             },
    [FIELD_ON] = {"ngay",       INPUT_DATE,   0,          0,                  false, NULL               },
    [FIELD_AFTER] = {"truoc",      INPUT_LINE,   0,          60,                 false, NULL               },
};

/* ---- addresses ---- */

struct url document_url(struct arena *arena, struct str slug)
{
    return url_relative(arena, PATH "/" PRISTR, STRARG(slug));
}

struct str document_key_text(struct arena *arena, const struct document *document)
{
    struct document_key key = document_key_of(document);
    return arena_printf(arena, PRISTR "-%lld", STRARG(date_to_iso(arena, key.day)),
                        (long long)key.id);
}

bool document_key_read(struct str text, struct document_key *ret_key)
{
    enum {
        ISO_DATE = 10
    };
    struct document_key key;
    if (text.len < ISO_DATE + 2 || text.ptr[ISO_DATE] != '-' ||
        !date_from_iso(str_slice(text, 0, ISO_DATE), &key.day) ||
        !str_to_int64(str_from(text, ISO_DATE + 1), &key.id) || key.id <= 0)
        return false;
    *ret_key = key;
    return true;
}

/* ---- in force ---- */

SHAPE(force_view_shape, struct force_view, FIELD(struct force_view, text),
      FIELD(struct force_view, is_pending), FIELD(struct force_view, holds),
      FIELD(struct force_view, is_ended));

struct force_view force_view_of(struct work *work, const struct document *document,
                                struct civil_date on)
{
    enum document_force force = document_force_on(document, on);
    struct force_view view = {.is_pending = force == FORCE_PENDING,
                              .holds = force == FORCE_HOLDS,
                              .is_ended = force == FORCE_ENDED};
    if (force != FORCE_NONE)
        view.text = site_message(work, arena_printf(work->arena, "library.force." PRISTR,
                                                    STRARG(document_force_name(force)))
                                           .ptr);
    return view;
}

/* ---- the page ---- */

struct document_row {
    struct url url;
    struct str kind;
    struct str number;      /* kept in one piece */
    struct str long_number; /* what is too long for that */
    struct str title;
    struct str written; /* the title's language where it is not the page's */
    struct str issuer;
    struct civil_date signed_on;
    struct civil_date from;
    struct civil_date to;
    struct force_view force;
    bool is_demo;
};

static SHAPE(document_row_shape, struct document_row, FIELD(struct document_row, url),
             FIELD(struct document_row, kind), FIELD(struct document_row, number),
             FIELD(struct document_row, long_number), FIELD(struct document_row, title),
             FIELD(struct document_row, written), FIELD(struct document_row, issuer),
             FIELD(struct document_row, signed_on), FIELD(struct document_row, from),
             FIELD(struct document_row, to), RECORD(struct document_row, force, force_view_shape),
             FIELD(struct document_row, is_demo));

struct list_page {
    struct layout layout;
    struct field_view query;
    struct field_view kind;
    struct field_view issuer;
    struct field_view year;
    struct field_view force;
    struct field_view on;
    bool is_narrowed;
    bool is_read;          /* no filter was refused */
    struct civil_date day; /* on which force is shown; DATE_NONE: today */
    struct list rows;      /* struct document_row */
    struct url first_url;  /* where this is not the first page */
    struct url older_url;
    struct url all_url; /* without filters, where there are some */
    struct url csv_url;
    struct url office_url; /* for those who write */
};

static SHAPE(list_page_shape, struct list_page, RECORD(struct list_page, layout, layout_shape),
             RECORD(struct list_page, query, field_view_shape),
             RECORD(struct list_page, kind, field_view_shape),
             RECORD(struct list_page, issuer, field_view_shape),
             RECORD(struct list_page, year, field_view_shape),
             RECORD(struct list_page, force, field_view_shape),
             RECORD(struct list_page, on, field_view_shape), FIELD(struct list_page, is_narrowed),
             FIELD(struct list_page, is_read), FIELD(struct list_page, day),
             LIST(struct list_page, rows, document_row_shape), FIELD(struct list_page, first_url),
             FIELD(struct list_page, older_url), FIELD(struct list_page, all_url),
             FIELD(struct list_page, csv_url), FIELD(struct list_page, office_url));

const struct page_kind library_list_kind = {"library/list", &list_page_shape};

/* ---- what was asked ---- */

struct asked {
    struct form form;
    const struct fault *faults; /* at fields */
    struct document_filter filter;
    struct document_key after;
};

static enum document_force force_asked(struct str name)
{
    static const enum document_force values[] = {FORCE_PENDING, FORCE_HOLDS, FORCE_ENDED};
    for (size_t i = 0; forces[i]; i++)
        if (str_equal(name, str_from_c(forces[i])))
            return values[i];
    return FORCE_NONE;
}

static const struct fault *read_asked(struct work *work, const struct request *request,
                                      struct asked *ret_asked)
{
    struct asked asked = {.faults = form_read(work, request, fields, FIELDS, &asked.form)};
    struct str after;
    if (asked.faults && asked.faults->kind != FAULT_INVALID)
        return asked.faults;
    after = form_str(&asked.form, fields[FIELD_AFTER].name);
    if (after.len > 0 && !document_key_read(after, &asked.after))
        return fault_new(work->arena, FAULT_MALFORMED, "library.key", "bad key");
    asked.filter = (struct document_filter){
        .kind = form_str(&asked.form, fields[FIELD_KIND].name),
        .issuer = form_str(&asked.form, fields[FIELD_ISSUER].name),
        .year = (int)form_int(&asked.form, fields[FIELD_YEAR].name),
        .force = force_asked(form_str(&asked.form, fields[FIELD_FORCE].name)),
        .on = form_date(&asked.form, fields[FIELD_ON].name),
        .words = form_str(&asked.form, fields[FIELD_Q].name),
    };
    *ret_asked = asked;
    return NULL;
}

/* ---- fields ---- */

typedef VEC(struct option_view) option_list;

static void add_option(struct work *work, option_list *options, struct str value, struct str label,
                       struct str chosen)
{
    *VEC_PUSH(options, work->arena) =
        (struct option_view){.value = value, .label = label, .is_chosen = str_equal(value, chosen)};
}

struct list library_options(struct work *work, const document_words *words, const char *any,
                            const char *group, struct str chosen)
{
    option_list options = {0};
    add_option(work, &options, STR(""), site_message(work, any), STR("-"));
    for (size_t i = 0; i < words->count; i++) {
        struct str word = words->items[i];
        struct str label = word;
        if (group)
            label = site_message(work,
                                 arena_printf(work->arena, "%s." PRISTR, group, STRARG(word)).ptr);
        add_option(work, &options, word, label, chosen);
    }
    return VEC_LIST(&options);
}

static struct list force_options(struct work *work, struct str chosen)
{
    static const char *const messages[] = {"library.force.pending", "library.force.holds",
                                           "library.force.ended"};
    option_list options = {0};
    add_option(work, &options, STR(""), site_message(work, "library.any-force"), STR("-"));
    for (size_t i = 0; forces[i]; i++)
        add_option(work, &options, str_from_c(forces[i]), site_message(work, messages[i]), chosen);
    return VEC_LIST(&options);
}

static const struct fault *fill_fields(struct work *work, const struct asked *asked,
                                       struct list_page *page)
{
    struct field_view *const views[] = {&page->query, &page->kind,  &page->issuer,
                                        &page->year,  &page->force, &page->on};
    struct document_choices choices;
    const struct fault *fault = document_choices_of(work, true, &choices);
    if (fault)
        return fault;
    for (int i = FIELD_Q; i <= FIELD_ON; i++) {
        *views[i] = field_view(work, "library.filter", &fields[i], &asked->form, asked->faults);
        page->is_narrowed |= i != FIELD_Q && form_given(&asked->form, fields[i].name);
    }
    page->kind.options = library_options(work, &choices.kinds, "library.any-kind", "library.kind",
                                         form_typed(&asked->form, fields[FIELD_KIND].name));
    page->issuer.options = library_options(work, &choices.issuers, "library.any-issuer", NULL,
                                           form_typed(&asked->form, fields[FIELD_ISSUER].name));
    page->year.options = library_options(work, &choices.years, "library.any-year", NULL,
                                         form_typed(&asked->form, fields[FIELD_YEAR].name));
    page->force.options = force_options(work, form_typed(&asked->form, fields[FIELD_FORCE].name));
    return NULL;
}

/* ---- rows ---- */

/* The address of this list, without the place where it goes on. */
static struct url address_of(struct work *work, const struct asked *asked)
{
    struct url url = URL(PATH);
    for (int i = FIELD_Q; i < FIELD_AFTER; i++)
        if (form_given(&asked->form, fields[i].name))
            url = url_add(work->arena, url, str_from_c(fields[i].name),
                          form_typed(&asked->form, fields[i].name));
    return url;
}

static void fill_rows(struct work *work, const struct asked *asked, document_list *list,
                      struct list_page *page)
{
    struct civil_date on =
        date_is_none(asked->filter.on) ? clock_today(work->clock) : asked->filter.on;
    struct document_row *rows = arena_alloc_array(work->arena, list->count, sizeof(*rows));
    if (list->count > DOCUMENT_PAGE) {
        list->count--;
        page->older_url =
            url_add(work->arena, address_of(work, asked), str_from_c(fields[FIELD_AFTER].name),
                    document_key_text(work->arena, &list->items[list->count - 1]));
    }
    for (size_t i = 0; i < list->count; i++) {
        const struct document *document = &list->items[i];
        rows[i] = (struct document_row){
            .url = document_url(work->arena, document->slug),
            .kind = document_name(work, document->kind, STR("")),
            .number = document->number,
            .title = document_title(work, document->title, document->title_en),
            .written = document_title_written(work, document->title_en),
            .issuer = document->issuer,
            .signed_on = document->signed_on,
            .from = document->in_force_from,
            .to = document->in_force_to,
            .force = force_view_of(work, document, on),
            .is_demo = document->is_demo,
        };
        if (document->number.len > LONG_NUMBER) {
            rows[i].number = STR("");
            rows[i].long_number = document->number;
        }
    }
    page->rows = (struct list){rows, list->count, sizeof(*rows)};
}

const struct fault *library_list_page(struct work *work, const struct request *request,
                                      struct response *response)
{
    struct list_page page = {.csv_url = URL("/van-ban.csv")};
    struct asked asked;
    document_list list = {0};
    const struct fault *fault = read_asked(work, request, &asked);
    if (!fault)
        fault = page_layout(work, request, site_message(work, "library.title"), &page.layout);
    if (!fault)
        fault = fill_fields(work, &asked, &page);
    if (!fault && !asked.faults)
        fault = document_list_after(work, &asked.filter, asked.after, DOCUMENT_PAGE + 1, &list);
    if (fault)
        return fault;
    fill_rows(work, &asked, &list, &page);
    page.is_read = !asked.faults;
    page.day = asked.filter.on;
    if (actor_may_somewhere(work->actor, LIBRARY_WRITERS))
        page.office_url = URL("/can-bo/van-ban");
    if (asked.after.id)
        page.first_url = address_of(work, &asked);
    if (page.is_narrowed || form_given(&asked.form, "q"))
        page.all_url = URL(PATH);
    page.layout.description = site_message(work, "library.description");
    page_errors_of(work, &page.layout, "library.filter", asked.faults);
    page_crumb(work, &page.layout, URL(""), page.layout.title);
    return page_respond_form(work, response, asked.faults, &library_list_kind, &page);
}
