/*
 * The forms of one unit: one below it, its end, a post. All look alike: a title, a
 * sentence, fields, a button.
 */
#include "modules/admin/units_web.h"

#include "civic/site.h"
#include "modules/admin/units_service.h"

struct form_item {
    struct field_view field;
    bool is_select;
    bool is_check;
};
static SHAPE(form_item_shape, struct form_item, RECORD(struct form_item, field, field_view_shape),
             FIELD(struct form_item, is_select), FIELD(struct form_item, is_check));

struct unit_form_page {
    struct layout layout;
    struct str unit;
    struct str title;
    struct str lead;
    struct str button;
    struct url action;
    struct url back_url;
    struct list items;                  /* struct form_item */
    const struct unit_hanging *hanging; /* of an end */
};
static SHAPE(unit_form_shape, struct unit_form_page,
             RECORD(struct unit_form_page, layout, layout_shape),
             FIELD(struct unit_form_page, unit), FIELD(struct unit_form_page, title),
             FIELD(struct unit_form_page, lead), FIELD(struct unit_form_page, button),
             FIELD(struct unit_form_page, action), FIELD(struct unit_form_page, back_url),
             LIST(struct unit_form_page, items, form_item_shape),
             POINTER(struct unit_form_page, hanging, unit_hanging_shape));
const struct page_kind admin_unit_form_kind = {"admin/unit-form", &unit_form_shape};

static const char *const kinds[] = {"province", "district",  "commune", "village",
                                    "agency",   "committee", NULL};

/* columns: name, kind, min, max, required, choices */
static const struct form_field add_fields[] = {
    {"unit_name", INPUT_LINE,   2, 200, true,  NULL },
    {"kind",      INPUT_CHOICE, 0, 0,   true,  kinds},
    {"code",      INPUT_LINE,   1, 40,  true,  NULL },
    {"from",      INPUT_DATE,   0, 0,   true,  NULL },
    {"replaced",  INPUT_LINE,   0, 200, false, NULL },
    {"moves",     INPUT_BOOL,   0, 0,   false, NULL },
};
static const struct form_field end_fields[] = {
    {"last_day",  INPUT_DATE, 0, 0,   true,  NULL},
    {"successor", INPUT_LINE, 0, 200, false, NULL},
    {"moves",     INPUT_BOOL, 0, 0,   false, NULL},
};
static const struct form_field post_fields[] = {
    {"person",     INPUT_LINE, 2, 100,  true,  NULL},
    {"post_title", INPUT_LINE, 2, 200,  true,  NULL},
    {"rank",       INPUT_INT,  1, 1000, false, NULL},
    {"from",       INPUT_DATE, 0, 0,    true,  NULL},
};
static const struct form_field post_end_fields[] = {
    {"post", INPUT_ID, 0, 0, true, NULL},
};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* A form: where it stands and its fields. */
struct unit_form {
    const char *path; /* behind the unit's address */
    const char *key;  /* messages KEY, KEY-lead, KEY-button */
    const struct form_field *fields;
    size_t count;
};
static const struct unit_form add_form = {"them", "admin.unit.add", add_fields, COUNT(add_fields)};
static const struct unit_form end_form = {"ket-thuc", "admin.unit.end", end_fields,
                                          COUNT(end_fields)};
static const struct unit_form post_form = {"chuc-vu", "admin.post.give", post_fields,
                                           COUNT(post_fields)};

/* What mostly lies below a unit of this kind: offered first. */
static enum unit_kind kind_below(enum unit_kind kind)
{
    switch (kind) {
    case UNIT_COUNTRY:
        return UNIT_PROVINCE;
    case UNIT_PROVINCE:
    case UNIT_DISTRICT:
        return UNIT_COMMUNE;
    case UNIT_COMMUNE:
        return UNIT_VILLAGE;
    case UNIT_VILLAGE:
    case UNIT_AGENCY:
    case UNIT_COMMITTEE:
    case UNIT_KIND_COUNT:
        break;
    }
    return UNIT_AGENCY;
}

static struct list kind_options(struct work *work, const struct unit *unit, struct field_view *view)
{
    VEC(struct option_view) options = {0};
    if (view->value.len == 0)
        view->value = unit_kind_name(kind_below(unit->kind));
    for (size_t i = 0; kinds[i]; i++) {
        enum unit_kind kind = UNIT_COMMUNE;
        unit_kind_from_name(str_from_c(kinds[i]), &kind);
        *VEC_PUSH(&options, work->arena) =
            (struct option_view){.id = view->id,
                                 .value = str_from_c(kinds[i]),
                                 .label = site_message(work, unit_kind_message(kind)),
                                 .is_chosen = str_equal(view->value, str_from_c(kinds[i]))};
    }
    return VEC_LIST(&options);
}

/* "None", then the units beside this one or (of an end) those of the choice. */
static const struct fault *unit_choice(struct work *work, int64_t parent_id, int64_t except,
                                       const struct field_view *view, struct list *ret_options)
{
    VEC(struct option_view) options = {0};
    unit_list units;
    const struct fault *fault = unit_children(work, parent_id, &units);
    *VEC_PUSH(&options, work->arena) = (struct option_view){
        .id = view->id, .value = STR(""), .label = site_message(work, "admin.unit.none")};
    for (size_t i = 0; !fault && i < units.count; i++)
        if (units.items[i].id != except && date_is_none(units.items[i].valid_to))
            *VEC_PUSH(&options, work->arena) =
                (struct option_view){.id = view->id,
                                     .value = units.items[i].slug,
                                     .label = units.items[i].name,
                                     .is_chosen = str_equal(view->value, units.items[i].slug)};
    *ret_options = VEC_LIST(&options);
    return fault;
}

static const struct fault *fill_item(struct work *work, const struct unit *unit,
                                     const struct form_field *field, struct form_item *item)
{
    struct str name = str_from_c(field->name);
    item->is_check = field->kind == INPUT_BOOL;
    if (field->kind == INPUT_DATE)
        item->field.width = STR("w12");
    if (field->kind == INPUT_CHOICE) {
        item->is_select = true;
        item->field.options = kind_options(work, unit, &item->field);
    }
    item->is_select =
        item->is_select || str_equal(name, STR("replaced")) || str_equal(name, STR("successor"));
    if (str_equal(name, STR("replaced")))
        return unit_choice(work, unit->id, 0, &item->field, &item->field.options);
    if (str_equal(name, STR("successor")))
        return unit_choice(work, unit->parent_id, unit->id, &item->field, &item->field.options);
    return NULL;
}

static struct str words(struct work *work, const struct unit_form *form, const char *suffix)
{
    return site_message(work, arena_printf(work->arena, "%s%s", form->key, suffix).ptr);
}

static const struct fault *show(struct work *work, const struct request *request,
                                struct response *response, const struct unit_form *unit_form,
                                const struct form *form, const struct fault *faults)
{
    struct admin_place place = {.title = words(work, unit_form, ""),
                                .parent = "admin.units.title",
                                .parent_url = URL("/quan-tri/don-vi"),
                                .fields = "admin.field"};
    struct unit_form_page page = {.title = place.title,
                                  .lead = words(work, unit_form, "-lead"),
                                  .button = words(work, unit_form, "-button")};
    struct form_item *items = arena_alloc_array(work->arena, unit_form->count, sizeof(*items));
    struct unit_hanging *hanging = work_alloc(work, struct unit_hanging);
    struct unit unit;
    const struct fault *fault = admin_unit_of_path(work, request, &unit);
    for (size_t i = 0; !fault && i < unit_form->count; i++) {
        items[i].field = field_view(work, "admin.field", &unit_form->fields[i], form, faults);
        fault = fill_item(work, &unit, &unit_form->fields[i], &items[i]);
    }
    if (!fault && unit_form == &end_form) {
        page.hanging = hanging;
        fault = unit_hanging_of(work, &unit, hanging);
    }
    if (!fault) {
        place.within = page.unit = unit.name;
        place.within_url = page.back_url = admin_unit_url(work, &unit);
        fault = admin_layout(work, request, &place, faults, &page.layout);
    }
    if (fault)
        return fault;
    page.items = (struct list){items, unit_form->count, sizeof(*items)};
    page.action = url_relative(work->arena, "/quan-tri/don-vi/" PRISTR "/%s", STRARG(unit.slug),
                               unit_form->path);
    return page_respond_form(work, response, faults, &admin_unit_form_kind, &page);
}

const struct fault *admin_unit_add_show(struct work *work, const struct request *request,
                                        struct response *response)
{
    return show(work, request, response, &add_form, NULL, NULL);
}

const struct fault *admin_unit_end_show(struct work *work, const struct request *request,
                                        struct response *response)
{
    return show(work, request, response, &end_form, NULL, NULL);
}

const struct fault *admin_post_show(struct work *work, const struct request *request,
                                    struct response *response)
{
    return show(work, request, response, &post_form, NULL, NULL);
}

/* ---- what is sent ---- */

typedef const struct fault *do_form(struct work *work, const struct unit *unit,
                                    const struct form *form);

/* Reads the form, does what it asks for, and leads back to the unit. */
static const struct fault *send(struct work *work, const struct request *request,
                                struct response *response, const struct unit_form *unit_form,
                                do_form *act, const char *word)
{
    struct unit unit;
    struct form form;
    const struct fault *fault = admin_unit_of_path(work, request, &unit);
    if (fault)
        return fault;
    fault = form_read(work, request, unit_form->fields, unit_form->count, &form);
    if (!fault)
        fault = act(work, &unit, &form);
    if (fault && fault->kind == FAULT_INVALID)
        return show(work, request, response, unit_form, &form, fault);
    if (!fault)
        response_redirect(response, arena_printf(work->arena, "/quan-tri/don-vi/" PRISTR "?da=%s",
                                                 STRARG(unit.slug), word));
    return fault;
}

/* The id of a unit that may be left out. */
static const struct fault *unit_or_none(struct work *work, const struct form *form,
                                        const char *field, int64_t *ret_id)
{
    struct unit unit = {.id = 0};
    const struct fault *fault = NULL;
    if (form_given(form, field))
        fault = admin_unit_of(work, field, form_str(form, field), &unit);
    *ret_id = unit.id;
    return fault;
}

static const struct fault *add(struct work *work, const struct unit *unit, const struct form *form)
{
    struct unit_adding adding = {
        .parent_id = unit->id,
        .unit = {.code = form_str(form, "code"),
                 .name = form_str(form, "unit_name"),
                 .valid_from = form_date(form, "from"),
                 .valid_to = DATE_NONE},
        .moves = form_bool(form, "moves"),
    };
    const struct fault *fault = unit_or_none(work, form, "replaced", &adding.replaced_id);
    unit_kind_from_name(form_str(form, "kind"), &adding.unit.kind);
    return fault ? fault : admin_unit_add(work, &adding);
}

static const struct fault *end(struct work *work, const struct unit *unit, const struct form *form)
{
    struct unit_ending ending = {.unit_id = unit->id,
                                 .last_day = form_date(form, "last_day"),
                                 .moves = form_bool(form, "moves")};
    const struct fault *fault = unit_or_none(work, form, "successor", &ending.successor_id);
    return fault ? fault : admin_unit_end(work, &ending);
}

static const struct fault *give(struct work *work, const struct unit *unit, const struct form *form)
{
    enum {
        USUAL_RANK = 100
    };
    struct post post = {.unit_id = unit->id,
                        .person_name = form_str(form, "person"),
                        .title = form_str(form, "post_title"),
                        .rank = form_given(form, "rank") ? form_int(form, "rank") : USUAL_RANK,
                        .valid_from = form_date(form, "from"),
                        .valid_to = DATE_NONE};
    return admin_post_give(work, &post);
}

const struct fault *admin_unit_add_send(struct work *work, const struct request *request,
                                        struct response *response)
{
    return send(work, request, response, &add_form, add, "them");
}

const struct fault *admin_unit_end_send(struct work *work, const struct request *request,
                                        struct response *response)
{
    return send(work, request, response, &end_form, end, "ket-thuc");
}

const struct fault *admin_post_send(struct work *work, const struct request *request,
                                    struct response *response)
{
    return send(work, request, response, &post_form, give, "giao");
}

/* From the list: the post ends today. */
const struct fault *admin_post_end_send(struct work *work, const struct request *request,
                                        struct response *response)
{
    struct post_ending ending = {.last_day = clock_today(work->clock)};
    struct unit unit;
    struct form form;
    const struct fault *fault = admin_unit_of_path(work, request, &unit);
    if (!fault)
        fault = form_read(work, request, post_end_fields, COUNT(post_end_fields), &form);
    if (fault)
        return fault;
    ending.unit_id = unit.id;
    ending.post_id = form_int(&form, "post");
    fault = admin_post_end(work, &ending);
    if (!fault)
        response_redirect(response, arena_printf(work->arena, "/quan-tri/don-vi/" PRISTR "?da=thoi",
                                                 STRARG(unit.slug)));
    return fault;
}
