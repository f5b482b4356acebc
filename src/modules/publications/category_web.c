/*
 * /can-bo/tin/chuyen-muc: an approver names and arranges the categories of news.
 */
#include "db/db.h"
#include "modules/publications/desk.h"
#include "text/fold.h"

enum {
    NAME_MOST = 80,
    POSITION_MOST = 999,
    STEP = 10 /* between two positions, so that one fits in */
};

enum category_field {
    CATEGORY_ID,
    CATEGORY_NAME,
    CATEGORY_POSITION,
    CATEGORY_DO,
    CATEGORY_FIELD_COUNT
};
/* columns: name, kind, least, most, required, choices */
static const struct form_field fields[CATEGORY_FIELD_COUNT] = {
    [CATEGORY_ID] = {"id",       INPUT_ID,   0, 0,             false, NULL},
    [CATEGORY_NAME] = {"name",     INPUT_LINE, 0, NAME_MOST,     true,  NULL},
    [CATEGORY_POSITION] = {"position", INPUT_INT,  0, POSITION_MOST, false, NULL},
    [CATEGORY_DO] = {"do",       INPUT_LINE, 0, 20,            false, NULL},
};

struct category_view {
    struct code_number id;
    struct str name;
    struct code_number position;
    struct url url;
    struct str name_id; /* ids of the fields of this row */
    struct str position_id;
};
static SHAPE(category_view_shape, struct category_view, FIELD(struct category_view, id),
             FIELD(struct category_view, name), FIELD(struct category_view, position),
             FIELD(struct category_view, url), FIELD(struct category_view, name_id),
             FIELD(struct category_view, position_id));

struct categories_page {
    struct layout layout;
    struct list categories; /* struct category_view */
    struct field_view name;
    struct code_number next_position;
};
static SHAPE(categories_shape, struct categories_page,
             RECORD(struct categories_page, layout, layout_shape),
             LIST(struct categories_page, categories, category_view_shape),
             RECORD(struct categories_page, name, field_view_shape),
             FIELD(struct categories_page, next_position));
const struct page_kind categories_kind = {"publications/categories", &categories_shape};

static const struct fault *show(struct work *work, const struct request *request,
                                struct response *response, const struct form *form,
                                const struct fault *faults)
{
    struct categories_page page = {.next_position = {STEP}};
    VEC(struct category_view) views = {0};
    category_list categories;
    const struct fault *fault = category_list_all(work, &categories);
    if (!fault)
        fault =
            desk_layout(work, request, site_message(work, "edit.categories"), NULL, &page.layout);
    if (fault)
        return fault;
    for (size_t i = 0; i < categories.count; i++) {
        const struct category *category = &categories.items[i];
        *VEC_PUSH(&views, work->arena) = (struct category_view){
            .id = {category->id},
            .name = category->name,
            .position = {category->position},
            .url = url_add(work->arena, URL("/tin-tuc"), STR("muc"), category->slug),
            .name_id = arena_printf(work->arena, "name-%zu", i),
            .position_id = arena_printf(work->arena, "position-%zu", i)};
        page.next_position.value = category->position + STEP;
    }
    page.categories = VEC_LIST(&views);
    page.name = field_view(work, "edit.category", &fields[CATEGORY_NAME], form, faults);
    page.name.width = STR("w20");
    page_crumb(work, &page.layout, URL(""), page.layout.title);
    page_errors_of(work, &page.layout, "edit.category", faults);
    if (request_query(request, STR("da")).ptr)
        page_flash(work, &page.layout, "edit.done.categories", false);
    return page_respond_form(work, response, faults, &categories_kind, &page);
}

const struct fault *categories_page(struct work *work, const struct request *request,
                                    struct response *response)
{
    return show(work, request, response, NULL, NULL);
}

struct change {
    struct category category;
    bool is_removed;
};

static const struct fault *change(struct work *work, void *context)
{
    struct change copy = *(struct change *)context;
    return copy.is_removed ? category_remove(work, copy.category.id)
                           : category_put(work, &copy.category);
}

/* Categories belong to the whole portal. */
static const struct fault *must_arrange(struct work *work)
{
    struct unit unit;
    const struct fault *fault = site_unit(work, &unit);
    return fault ? fault
                 : actor_must(work, news_publishers | ROLE_BIT(ROLE_ADMINISTRATOR), unit.id);
}

const struct fault *categories_send(struct work *work, const struct request *request,
                                    struct response *response)
{
    struct change wanted = {.is_removed = false};
    struct form form;
    const struct fault *fault = must_arrange(work);
    const struct fault *wrong;
    if (fault)
        return fault;
    wrong = form_read(work, request, fields, CATEGORY_FIELD_COUNT, &form);
    if (wrong && wrong->kind != FAULT_INVALID)
        return wrong;
    wanted.category = (struct category){form_int(&form, "id"), STR(""), form_str(&form, "name"),
                                        form_int(&form, "position")};
    wanted.is_removed = wanted.category.id && str_equal(form_str(&form, "do"), STR("remove"));
    if (!wrong && text_slug(work->arena, wanted.category.name, NAME_MOST).len == 0)
        wrong = fault_field(work->arena, "name", "form.required");
    if (!wrong)
        wrong = db_write(work, change, &wanted);
    if (wrong && wrong->kind == FAULT_CONFLICT)
        wrong = fault_field(work->arena, "name", "edit.category.exists");
    if (wrong && wrong->kind == FAULT_INVALID)
        return show(work, request, response, wanted.category.id ? NULL : &form, wrong);
    if (!wrong)
        response_redirect(response, STR("/can-bo/tin/chuyen-muc?da=luu"));
    return wrong;
}
