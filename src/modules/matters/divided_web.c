/*
 * /quan-tri/chia-don-vi: matters of units that were divided, passed on to the units that
 * took over, many at once. Leaders above see what they are about; an administrator, who
 * reads no file, sees codes and kinds alone.
 */
#include "modules/matters/inbox_query.h"
#include "modules/matters/matter_view.h"
#include "modules/matters/matters_web.h"

#include "civic/matter_watch.h"
#include "text/number.h"

#define PATH "/quan-tri/chia-don-vi"

static const struct form_field fields[] = {
    {"unit", INPUT_ID, 0, 0, true, NULL},
};

struct divided_row {
    struct str box; /* "CODE.VERSION": what the ticked box sends */
    struct str code;
    struct str title; /* empty where the reader may not see it */
    struct str kind;
    struct str state;
    struct str unit; /* that ended */
    struct civil_date due;
    struct str refused; /* why it was not passed on, after a try */
};
static SHAPE(divided_row_shape, struct divided_row, FIELD(struct divided_row, box),
             FIELD(struct divided_row, code), FIELD(struct divided_row, title),
             FIELD(struct divided_row, kind), FIELD(struct divided_row, state),
             FIELD(struct divided_row, unit), FIELD(struct divided_row, due),
             FIELD(struct divided_row, refused));

struct divided_page {
    struct layout layout;
    struct list rows;  /* struct divided_row */
    struct list units; /* struct option_view: those that took over */
    struct page_pager pager;
};
static SHAPE(divided_page_shape, struct divided_page,
             RECORD(struct divided_page, layout, layout_shape),
             LIST(struct divided_page, rows, divided_row_shape),
             LIST(struct divided_page, units, option_view_shape),
             RECORD(struct divided_page, pager, page_pager_shape));
const struct page_kind matter_divided_kind = {"matters/divided", &divided_page_shape};

/* One try to pass several on. */
struct outcome {
    int64_t done;
    int64_t refused;
    struct map *why; /* code → struct str */
};

/* ---- the list ---- */

typedef VEC(struct option_view) options;

/* The units that took over from `unit`, after those of others. */
static const struct fault *add_heirs(struct work *work, const struct unit *unit, options *list)
{
    unit_list heirs;
    const struct fault *fault = matter_heirs(work, unit, &heirs);
    for (size_t i = 0; !fault && i < heirs.count; i++) {
        struct str value = arena_printf(work->arena, "%lld", (long long)heirs.items[i].id);
        bool is_there = false;
        for (size_t k = 0; k < list->count; k++)
            is_there = is_there || str_equal(list->items[k].value, value);
        if (!is_there)
            *VEC_PUSH(list, work->arena) =
                (struct option_view){.value = value, .label = heirs.items[i].name};
    }
    return fault;
}

static const struct fault *row_of(struct work *work, const struct matter *matter,
                                  const struct unit *unit, const struct outcome *outcome,
                                  struct divided_row *ret_row)
{
    const struct str *why = outcome->why ? map_get(outcome->why, matter->code) : NULL;
    const struct fault *fault = matter_must_read(work, matter);
    *ret_row = (struct divided_row){
        .box = arena_printf(work->arena, PRISTR ".%lld", STRARG(matter->code),
                            (long long)matter->version),
        .code = matter->code,
        .kind = matter_kind_name(work, matter->kind),
        .state = matter_word(work, matter->kind, "state", matter->state),
        .unit = unit->name,
        .due = matter->due_on,
        .refused = why ? *why : STR(""),
    };
    if (!fault && matter->visibility != VISIBLE_SEALED)
        ret_row->title = matter->title;
    return fault && fault->kind != FAULT_FORBIDDEN ? fault : NULL;
}

static const struct fault *fill(struct work *work, const matter_list *matters,
                                const struct outcome *outcome, struct divided_page *page)
{
    VEC(struct divided_row) rows = {0};
    options units = {0};
    struct unit unit = {0};
    for (size_t i = 0; i < matters->count && i < MATTER_PAGE; i++) {
        const struct matter *matter = &matters->items[i];
        bool is_known = unit.id == matter->unit_id;
        const struct fault *fault = is_known ? NULL : unit_load(work, matter->unit_id, &unit);
        if (!fault && !is_known)
            fault = add_heirs(work, &unit, &units);
        if (!fault)
            fault = row_of(work, matter, &unit, outcome, VEC_PUSH(&rows, work->arena));
        if (fault)
            return fault;
    }
    page->rows = VEC_LIST(&rows);
    page->units = VEC_LIST(&units);
    return NULL;
}

static void fill_pager(struct work *work, const matter_list *matters, struct divided_page *page)
{
    const struct matter *last;
    struct str day;
    if (matters->count <= MATTER_PAGE)
        return;
    last = &matters->items[MATTER_PAGE - 1];
    day = date_is_none(last->due_on) ? STR("") : date_to_iso(work->arena, last->due_on);
    page->pager.older_url =
        url_add(work->arena, URL(PATH), STR("sau"),
                arena_printf(work->arena, PRISTR ".%lld", STRARG(day), (long long)last->id));
}

static const struct fault *show(struct work *work, const struct request *request,
                                const struct outcome *outcome, struct response *response)
{
    struct divided_page page = {.rows = {0}};
    struct matter_key_place place = {DATE_NONE, 0};
    struct str title = site_message(work, "matters.divided");
    matter_list matters;
    const struct fault *fault = page_layout(work, request, title, &page.layout);
    (void)inbox_place_read(request_query(request, STR("sau")), &place);
    if (!fault)
        fault = matter_divided(work, place, &matters);
    if (!fault)
        fault = fill(work, &matters, outcome, &page);
    if (fault)
        return fault;
    fill_pager(work, &matters, &page);
    page.layout.is_private = true;
    page_crumb(work, &page.layout, URL(""), title);
    if (outcome->done > 0)
        page_flash(work, &page.layout, "matters.divided.done", false);
    else if (outcome->why)
        page_flash(work, &page.layout,
                   outcome->refused ? "matters.divided.refused" : "matters.divided.nothing", true);
    return page_respond(work, response, outcome->why && !outcome->done ? 422 : 200,
                        &matter_divided_kind, &page);
}

const struct fault *matter_divided_page(struct work *work, const struct request *request,
                                        struct response *response)
{
    struct outcome none = {.why = NULL};
    return show(work, request, &none, response);
}

/* ---- passing on ---- */

/* A fault only where the database is gone. */
static const struct fault *pass_one(struct work *work, struct str box, int64_t unit_id,
                                    struct outcome *outcome)
{
    struct str version = box;
    struct str code = matter_code_read(work->arena, str_cut(&version, '.'));
    struct matter matter;
    struct str *why;
    int64_t number;
    const struct fault *fault;
    if (!code.ptr || !version.ptr || !str_to_int64(version, &number))
        return NULL;
    fault = matter_by_code(work, code, &matter);
    db_release(work);
    if (!fault)
        fault = matter_pass_on(work, matter.id, number, unit_id);
    if (fault && (fault->kind == FAULT_UNAVAILABLE || fault->kind == FAULT_INTERNAL))
        return fault;
    outcome->done += fault ? 0 : 1;
    outcome->refused += fault ? 1 : 0;
    if (!fault)
        return NULL;
    why = work_alloc(work, struct str);
    *why = fault->kind == FAULT_CONFLICT ? site_message(work, "matters.give.changed")
                                         : site_fault_message(work, fault);
    map_set(outcome->why, code, why);
    return NULL;
}

const struct fault *matter_divided_send(struct work *work, const struct request *request,
                                        struct response *response)
{
    struct outcome outcome = {.why = map_new(work->arena)};
    struct form form;
    struct pairs pairs;
    const struct fault *missing = form_read(work, request, fields, 1, &form);
    const struct fault *fault = NULL;
    if (missing && missing->kind != FAULT_INVALID)
        return missing;
    fault = urlencoded_parse(work->arena, request->body, REQUEST_PARAMS, &pairs);
    for (size_t i = 0; !fault && !missing && i < pairs.count; i++)
        if (str_equal(pairs.items[i].name, STR("viec")))
            fault = pass_one(work, pairs.items[i].value, form_int(&form, "unit"), &outcome);
    return fault ? fault : show(work, request, &outcome, response);
}
