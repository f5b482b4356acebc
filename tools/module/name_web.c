/*
 * The pages of @name@: the list that everybody reads, and the form behind it.
 * A handler loads, decides, acts, responds.
 */
#include "modules/@name@/@name@_web.h"

#include "civic/unit.h"
#include "modules/@name@/@name@.h"

#include <inttypes.h>

/* ---- the list ---- */

struct @name@_row {
    struct str title;
    struct civil_date day; /* on which it was made */
};
static SHAPE(row_shape, struct @name@_row, FIELD(struct @name@_row, title),
             FIELD(struct @name@_row, day));

struct @name@_list_page {
    struct layout layout;
    struct list rows; /* struct @name@_row */
    struct url older_url;
    struct url new_url; /* empty for who may not */
};
static SHAPE(list_shape, struct @name@_list_page,
             RECORD(struct @name@_list_page, layout, layout_shape),
             LIST(struct @name@_list_page, rows, row_shape),
             FIELD(struct @name@_list_page, older_url), FIELD(struct @name@_list_page, new_url));
const struct page_kind @name@_list_kind = {"@name@/list", &list_shape};

static void fill(struct work *work, const @name@_list *list, struct @name@_list_page *page)
{
    size_t shown = list->count > @NAME@_PAGE ? @NAME@_PAGE : list->count;
    struct @name@_row *rows = arena_alloc_array(work->arena, shown, sizeof(*rows));
    for (size_t i = 0; i < shown; i++)
        rows[i] = (struct @name@_row){.title = list->items[i].title,
                                      .day = instant_date(list->items[i].created_at)};
    page->rows = (struct list){rows, shown, sizeof(*rows)};
    if (list->count > shown)
        page->older_url = url_relative(work->arena, "/@name@?truoc=%" PRId64,
                                       list->items[shown - 1].id);
    if (actor_may_somewhere(work->actor, @NAME@_WRITERS))
        page->new_url = URL("/@name@/moi");
}

const struct fault *@name@_list_show(struct work *work, const struct request *request,
                                     struct response *response)
{
    struct @name@_list_page page = {0};
    struct str title = site_message(work, "@name@.list");
    int64_t before = 0;
    struct unit unit;
    @name@_list list;
    const struct fault *fault = site_unit(work, &unit);
    if (!str_to_int64(request_query(request, STR("truoc")), &before) || before < 0)
        before = 0;
    if (!fault)
        fault = @name@_list_before(work, unit.id, before, @NAME@_PAGE + 1, &list);
    if (!fault)
        fault = page_layout(work, request, title, &page.layout);
    if (fault)
        return fault;
    page_crumb(work, &page.layout, URL(""), title);
    fill(work, &list, &page);
    return page_respond(work, response, 200, &@name@_list_kind, &page);
}

/* ---- the form ---- */

/* columns: name, kind, min, max, required, choices */
static const struct form_field fields[] = {
    {"title", INPUT_LINE, 0, @NAME@_TITLE_MOST, true, NULL},
};
enum {
    FIELD_COUNT = sizeof(fields) / sizeof(fields[0])
};

struct @name@_new_page {
    struct layout layout;
    struct field_view title;
};
static SHAPE(new_shape, struct @name@_new_page,
             RECORD(struct @name@_new_page, layout, layout_shape),
             RECORD(struct @name@_new_page, title, field_view_shape));
const struct page_kind @name@_new_kind = {"@name@/new", &new_shape};

/* The form as it was typed, with what is wrong with it. */
static const struct fault *show_form(struct work *work, const struct request *request,
                                     struct response *response, const struct form *form,
                                     const struct fault *faults)
{
    struct @name@_new_page page = {
        .title = field_view(work, "@name@.field", &fields[0], form, faults),
    };
    struct str title = site_message(work, "@name@.new");
    const struct fault *fault = page_layout(work, request, title, &page.layout);
    if (fault)
        return fault;
    page.layout.is_private = true;
    page_crumb(work, &page.layout, URL("/@name@"), site_message(work, "@name@.list"));
    page_crumb(work, &page.layout, URL(""), title);
    page_errors_of(work, &page.layout, "@name@.field", faults);
    return page_respond_form(work, response, faults, &@name@_new_kind, &page);
}

const struct fault *@name@_new_show(struct work *work, const struct request *request,
                                    struct response *response)
{
    return show_form(work, request, response, NULL, NULL);
}

const struct fault *@name@_new_send(struct work *work, const struct request *request,
                                    struct response *response)
{
    struct form form;
    const struct fault *fault = form_read(work, request, fields, FIELD_COUNT, &form);
    if (!fault)
        fault = @name@_create(work, form_str(&form, "title"));
    if (fault && fault->kind == FAULT_INVALID)
        return show_form(work, request, response, &form, fault);
    if (!fault)
        response_redirect(response, STR("/@name@"));
    return fault;
}
