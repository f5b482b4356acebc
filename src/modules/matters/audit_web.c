/*
 * GET /can-bo/nhat-ky: who read which file, for inspectors.
 */
#include "modules/matters/matter_view.h"
#include "modules/matters/matters_web.h"
#include "modules/matters/office_store.h"

#define KEY "matters.audit-form"

static const struct form_field fields[] = {
    {"tai-khoan", INPUT_LINE, 0, 60, false, NULL},
    {"ngay",      INPUT_DATE, 0, 0,  false, NULL},
};

struct audit_line {
    struct instant at;
    struct str name;
    struct str login;
    struct str code;
    struct str kind;
    struct url url;
};
static SHAPE(audit_line_shape, struct audit_line, FIELD(struct audit_line, at),
             FIELD(struct audit_line, name), FIELD(struct audit_line, login),
             FIELD(struct audit_line, code), FIELD(struct audit_line, kind),
             FIELD(struct audit_line, url));

struct audit_page {
    struct layout layout;
    struct field_view login;
    struct field_view day;
    struct list rows; /* struct audit_line */
    struct page_pager pager;
};
static SHAPE(audit_page_shape, struct audit_page, RECORD(struct audit_page, layout, layout_shape),
             RECORD(struct audit_page, login, field_view_shape),
             RECORD(struct audit_page, day, field_view_shape),
             LIST(struct audit_page, rows, audit_line_shape),
             RECORD(struct audit_page, pager, page_pager_shape));
const struct page_kind matter_audit_kind = {"matters/audit", &audit_page_shape};

/* "1646614800000000.8123": moment and id of the last row of the page before. */
static void read_place(const struct request *request, struct audit_filter *filter)
{
    struct str rest = request_query(request, STR("sau"));
    struct str at = str_cut(&rest, '.');
    int64_t us;
    int64_t id;
    if (!rest.ptr || !str_to_int64(at, &us) || !str_to_int64(rest, &id) || id <= 0)
        return;
    filter->before = (struct instant){us};
    filter->before_id = id;
}

/* What the inspector is kept away from is kept out of the log as well. */
static const struct fault *fill_rows(struct work *work, const audit_list *list,
                                     struct audit_page *page)
{
    VEC(struct audit_line) rows = {0};
    for (size_t i = 0; i < list->count && i < AUDIT_PAGE; i++) {
        const struct audit_row *row = &list->items[i];
        struct matter matter;
        const struct fault *fault = matter_load(work, row->matter_id, &matter);
        if (!fault)
            fault = matter_must_read(work, &matter);
        if (fault && fault->kind == FAULT_FORBIDDEN)
            continue;
        if (fault)
            return fault;
        *VEC_PUSH(&rows, work->arena) =
            (struct audit_line){row->at,
                                row->name,
                                row->login,
                                row->code,
                                matter_kind_name(work, row->kind),
                                matter_file_url(work->arena, row->code)};
    }
    page->rows = VEC_LIST(&rows);
    return NULL;
}

static struct url older(struct work *work, const struct form *form, const audit_list *list)
{
    struct url url = URL("/can-bo/nhat-ky");
    const struct audit_row *last;
    if (list->count <= AUDIT_PAGE)
        return URL("");
    last = &list->items[AUDIT_PAGE - 1];
    if (form_given(form, "tai-khoan"))
        url = url_add(work->arena, url, STR("tai-khoan"), form_str(form, "tai-khoan"));
    if (form_given(form, "ngay"))
        url = url_add(work->arena, url, STR("ngay"), form_typed(form, "ngay"));
    return url_add(
        work->arena, url, STR("sau"),
        arena_printf(work->arena, "%lld.%lld", (long long)last->at.us, (long long)last->id));
}

const struct fault *matter_audit_page(struct work *work, const struct request *request,
                                      struct response *response)
{
    struct audit_page page = {0};
    struct audit_filter filter = {.day = DATE_NONE};
    audit_list list = {0};
    struct form form;
    const struct fault *faults = form_read(work, request, fields, 2, &form);
    const struct fault *fault =
        page_layout(work, request, site_message(work, "matters.audit"), &page.layout);
    if (faults && faults->kind != FAULT_INVALID)
        return faults;
    read_place(request, &filter);
    if (form_given(&form, "tai-khoan"))
        filter.login = form_str(&form, "tai-khoan");
    filter.day = form_date(&form, "ngay");
    if (!fault && !faults)
        fault = audit_load(work, &filter, &list);
    if (!fault)
        fault = fill_rows(work, &list, &page);
    if (fault)
        return fault;
    page.login = field_view(work, KEY, &fields[0], &form, faults);
    page.day = field_view(work, KEY, &fields[1], &form, faults);
    page.pager.older_url = older(work, &form, &list);
    matter_inbox_crumb(work, &page.layout);
    page_crumb(work, &page.layout, URL(""), page.layout.title);
    page_errors_of(work, &page.layout, KEY, faults);
    return page_respond_form(work, response, faults, &matter_audit_kind, &page);
}
