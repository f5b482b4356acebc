/*
 * /can-bo/tin: the articles of an editor's units, by state, unit, category, year and words.
 * Whoever looks for words looks through all states first.
 */
#include "modules/publications/article_web.h"
#include "modules/publications/desk.h"
#include "text/number.h"

enum {
    FIELD_Q,
    FIELD_STATE,
    FIELD_UNIT,
    FIELD_CATEGORY,
    FIELD_YEAR,
    FIELDS,
    FIRST_YEAR = 1945,
    LAST_YEAR = 2200,
    YEARS_OFFERED = 60,
    MOST_TYPED = 200 /* characters */
};

/* ?trang-thai=: the names of states as addresses have them; the last: all. */
static const char *const state_words[ARTICLE_STATUS_COUNT + 2] = {
    [ARTICLE_DRAFT] = "nhap",        [ARTICLE_PENDING] = "cho-duyet",
    [ARTICLE_SCHEDULED] = "hen-gio", [ARTICLE_PUBLISHED] = "da-dang",
    [ARTICLE_WITHDRAWN] = "da-go",   [ARTICLE_STATUS_COUNT] = "tat-ca",
};

static const struct form_field fields[FIELDS] = {
    [FIELD_Q] = {"q",          INPUT_LINE,   0,          MOST_TYPED, false, NULL       },
    [FIELD_STATE] = {"trang-thai", INPUT_CHOICE, 0,          0,          false, state_words},
    [FIELD_UNIT] = {"don-vi",     INPUT_LINE,   0,          0,          false, NULL       },
    [FIELD_CATEGORY] = {"muc",        INPUT_LINE,   0,          0,          false, NULL       },
    [FIELD_YEAR] = {"nam",        INPUT_INT,    FIRST_YEAR, LAST_YEAR,  false, NULL       },
};

/* ---- the page ---- */

struct chip {
    struct url url;
    struct str label;
    bool is_current;
};
static SHAPE(chip_shape, struct chip, FIELD(struct chip, url), FIELD(struct chip, label),
             FIELD(struct chip, is_current));

struct row_view {
    struct url url;
    struct str title;
    struct str status;
    struct str remark; /* with which it was returned */
    struct str saved_name;
    struct instant updated_at;
    struct instant published_at;
    bool is_draft;
    bool is_pinned;
};
static SHAPE(row_view_shape, struct row_view, FIELD(struct row_view, url),
             FIELD(struct row_view, title), FIELD(struct row_view, status),
             FIELD(struct row_view, remark), FIELD(struct row_view, saved_name),
             FIELD(struct row_view, updated_at), FIELD(struct row_view, published_at),
             FIELD(struct row_view, is_draft), FIELD(struct row_view, is_pinned));

struct news_desk_page {
    struct layout layout;
    struct str unit;
    struct url new_url;
    struct url categories_url; /* for approvers */
    struct list units;         /* struct chip; where there are several */
    struct list states;        /* struct chip */
    struct list rows;          /* struct row_view */
    struct field_view query;
    struct field_view category;
    struct field_view year;
    struct field_view within; /* the unit and those below it */
    struct str state;         /* what the form asks for */
    struct str empty;
    struct url every_url; /* the same in all states, where nothing was found */
    struct url all_url;   /* without any condition */
    bool has_below;       /* units, to choose from */
    bool is_narrowed;
    bool is_asked; /* by words, or narrowed down */
    bool is_every; /* all states */
    bool is_scheduled;
    bool is_published;
    struct page_pager pager;
};
static SHAPE(desk_shape, struct news_desk_page, RECORD(struct news_desk_page, layout, layout_shape),
             FIELD(struct news_desk_page, unit), FIELD(struct news_desk_page, new_url),
             FIELD(struct news_desk_page, categories_url),
             LIST(struct news_desk_page, units, chip_shape),
             LIST(struct news_desk_page, states, chip_shape),
             LIST(struct news_desk_page, rows, row_view_shape),
             RECORD(struct news_desk_page, query, field_view_shape),
             RECORD(struct news_desk_page, category, field_view_shape),
             RECORD(struct news_desk_page, year, field_view_shape),
             RECORD(struct news_desk_page, within, field_view_shape),
             FIELD(struct news_desk_page, state), FIELD(struct news_desk_page, empty),
             FIELD(struct news_desk_page, every_url), FIELD(struct news_desk_page, all_url),
             FIELD(struct news_desk_page, has_below), FIELD(struct news_desk_page, is_narrowed),
             FIELD(struct news_desk_page, is_asked), FIELD(struct news_desk_page, is_every),
             FIELD(struct news_desk_page, is_scheduled), FIELD(struct news_desk_page, is_published),
             RECORD(struct news_desk_page, pager, page_pager_shape));
const struct page_kind news_desk_kind = {"publications/desk", &desk_shape};

/* ---- what was asked ---- */

struct view {
    struct form form;
    const struct fault *faults; /* at fields */
    struct unit own;            /* the unit in which the actor writes */
    struct unit unit;           /* that one, or one below it */
    struct category category;   /* id 0: any */
    unsigned state;             /* ARTICLE_STATUS_COUNT: all */
    int64_t pending;            /* articles that wait for an approver */
    struct article_key from;
    bool is_newer;
};

/* One of the actor's own, or one below it; another is as if none were named. */
static const struct fault *read_unit(struct work *work, const unit_list *units, struct str slug,
                                     struct view *view)
{
    struct unit unit;
    const struct fault *fault;
    view->own = view->unit = units->items[0];
    if (slug.len == 0)
        return NULL;
    fault = unit_by_slug(work, slug, &unit);
    if (fault)
        return fault->kind == FAULT_NOT_FOUND ? NULL : fault;
    for (size_t i = 0; i < units->count; i++) {
        bool is_within = units->items[i].id == unit.id;
        if (!is_within)
            fault = unit_lies_within(work, unit.id, units->items[i].id, &is_within);
        if (fault)
            return fault;
        if (is_within) {
            view->own = units->items[i];
            view->unit = unit;
            break;
        }
    }
    return NULL;
}

static const struct fault *read_category(struct work *work, struct view *view)
{
    struct str slug = form_str(&view->form, fields[FIELD_CATEGORY].name);
    const struct fault *fault;
    if (slug.len == 0)
        return NULL;
    fault = category_by_slug(work, slug, &view->category);
    if (!fault || fault->kind != FAULT_NOT_FOUND)
        return fault;
    view->faults = fault_join(view->faults,
                              fault_field(work->arena, fields[FIELD_CATEGORY].name, "form.choice"));
    return NULL;
}

static bool is_given(const struct view *view, int field)
{
    return form_given(&view->form, fields[field].name);
}

/* Where none is asked for: what waits for whoever approves, or else the drafts. */
static unsigned read_state(struct work *work, const struct view *view)
{
    bool is_awaited = view->pending > 0 && desk_may(work, news_publishers, view->unit.id);
    struct str word = form_str(&view->form, fields[FIELD_STATE].name);
    for (unsigned i = 0; i <= ARTICLE_STATUS_COUNT; i++)
        if (str_equal(str_from_c(state_words[i]), word))
            return i;
    if (is_given(view, FIELD_Q))
        return ARTICLE_STATUS_COUNT;
    return is_awaited ? ARTICLE_PENDING : ARTICLE_DRAFT;
}

static const struct fault *read_view(struct work *work, const struct request *request,
                                     const unit_list *units, struct view *ret_view)
{
    struct str older = request_query(request, STR("truoc"));
    struct str newer = request_query(request, STR("sau"));
    struct str key = older.ptr ? older : newer;
    struct view view = {.is_newer = !older.ptr && newer.ptr};
    const struct fault *fault;
    view.faults = form_read(work, request, fields, FIELDS, &view.form);
    if (view.faults && view.faults->kind != FAULT_INVALID)
        return view.faults;
    fault = read_unit(work, units, form_str(&view.form, fields[FIELD_UNIT].name), &view);
    if (!fault)
        fault = read_category(work, &view);
    if (!fault)
        fault = desk_pending(work, view.unit.id, &view.pending);
    if (fault)
        return fault;
    view.state = read_state(work, &view);
    if (key.ptr && !article_key_read(key, &view.from))
        return fault_new(work->arena, FAULT_MALFORMED, "news.key", "bad key");
    *ret_view = view;
    return NULL;
}

/* The address of a view in another state, with all else that was asked. */
static struct url state_url(struct arena *arena, const struct view *view, unsigned state)
{
    static const int kept[] = {FIELD_Q, FIELD_CATEGORY, FIELD_YEAR};
    struct url url = url_add(arena, URL("/can-bo/tin"), str_from_c(fields[FIELD_STATE].name),
                             str_from_c(state_words[state]));
    url = url_add(arena, url, str_from_c(fields[FIELD_UNIT].name), view->unit.slug);
    for (size_t i = 0; i < sizeof(kept) / sizeof(kept[0]); i++)
        if (is_given(view, kept[i]))
            url = url_add(arena, url, str_from_c(fields[kept[i]].name),
                          form_typed(&view->form, fields[kept[i]].name));
    return url;
}

/* ---- above the list ---- */

static const char *state_message(unsigned state)
{
    return state == ARTICLE_STATUS_COUNT ? "edit.status.every"
                                         : desk_status_message((enum article_status)state);
}

/* Its name; how many wait is told beside it. */
static struct str state_label(struct work *work, const struct view *view, unsigned state)
{
    if (state == ARTICLE_PENDING && view->pending > 0)
        return desk_message(work, "edit.status.pending-count", "count",
                            number_text(work->arena, work->locale, view->pending));
    return site_message(work, state_message(state));
}

static void fill_chips(struct work *work, const struct view *view, const unit_list *units,
                       struct news_desk_page *page)
{
    VEC(struct chip) states = {0};
    VEC(struct chip) chips = {0};
    for (unsigned i = 0; i <= ARTICLE_STATUS_COUNT; i++)
        *VEC_PUSH(&states, work->arena) = (struct chip){
            state_url(work->arena, view, i), state_label(work, view, i), i == view->state};
    for (size_t i = 0; units->count > 1 && i < units->count; i++) {
        struct view other = *view;
        other.unit = units->items[i];
        *VEC_PUSH(&chips, work->arena) =
            (struct chip){state_url(work->arena, &other, view->state), other.unit.name,
                          other.unit.id == view->own.id};
    }
    page->states = VEC_LIST(&states);
    page->units = VEC_LIST(&chips);
}

typedef VEC(struct option_view) option_list;

static void add_option(struct work *work, option_list *options, struct str value, struct str label,
                       struct str chosen)
{
    *VEC_PUSH(options, work->arena) =
        (struct option_view){.value = value, .label = label, .is_chosen = str_equal(value, chosen)};
}

static const struct fault *category_options(struct work *work, const struct view *view,
                                            struct list *ret_options)
{
    option_list options = {0};
    category_list categories;
    const struct fault *fault = category_list_all(work, &categories);
    if (fault)
        return fault;
    add_option(work, &options, STR(""), site_message(work, "edit.any-category"), STR("-"));
    for (size_t i = 0; i < categories.count; i++)
        add_option(work, &options, categories.items[i].slug, categories.items[i].name,
                   view->category.slug);
    *ret_options = VEC_LIST(&options);
    return NULL;
}

/* From this year back to that of the oldest article. */
static const struct fault *year_options(struct work *work, const struct view *view,
                                        struct list *ret_options)
{
    option_list options = {0};
    int this_year = date_parts(clock_today(work->clock)).year;
    struct str chosen = form_typed(&view->form, fields[FIELD_YEAR].name);
    int first;
    const struct fault *fault = desk_first_year(work, &first);
    if (fault)
        return fault;
    if (first == 0 || first > this_year)
        first = this_year;
    if (first < this_year - YEARS_OFFERED)
        first = this_year - YEARS_OFFERED;
    add_option(work, &options, STR(""), site_message(work, "edit.any-year"), STR("-"));
    for (int year = this_year; year >= first; year--) {
        struct str text = arena_printf(work->arena, "%d", year);
        add_option(work, &options, text, text, chosen);
    }
    *ret_options = VEC_LIST(&options);
    return NULL;
}

/* The actor's unit with all below it, and each of those; none where none is. */
static const struct fault *within_options(struct work *work, const struct view *view,
                                          struct list *ret_options)
{
    option_list options = {0};
    desk_units units;
    bool is_there = false;
    const struct fault *fault = desk_units_below(work, &view->own, &units);
    if (fault || units.count == 1)
        return fault;
    add_option(work, &options, view->own.slug,
               desk_message(work, "edit.unit-whole", "unit", view->own.name), view->unit.slug);
    for (size_t i = 1; i < units.count; i++)
        add_option(work, &options, units.items[i].unit.slug, units.items[i].label, view->unit.slug);
    for (size_t i = 0; i < units.count; i++)
        is_there |= units.items[i].unit.id == view->unit.id;
    if (!is_there) /* it has ended */
        add_option(work, &options, view->unit.slug, view->unit.name, view->unit.slug);
    *ret_options = VEC_LIST(&options);
    return NULL;
}

static const struct fault *fill_fields(struct work *work, const struct view *view,
                                       struct news_desk_page *page)
{
    /* columns: field, where it is shown */
    const struct {
        int field;
        struct field_view *view;
    } shown[] = {
        {FIELD_Q,        &page->query   },
        {FIELD_CATEGORY, &page->category},
        {FIELD_YEAR,     &page->year    },
        {FIELD_UNIT,     &page->within  },
    };
    const struct fault *fault;
    for (size_t i = 0; i < sizeof(shown) / sizeof(shown[0]); i++)
        *shown[i].view =
            field_view(work, "edit.find", &fields[shown[i].field], &view->form, view->faults);
    fault = category_options(work, view, &page->category.options);
    if (!fault)
        fault = year_options(work, view, &page->year.options);
    if (!fault)
        fault = within_options(work, view, &page->within.options);
    page->has_below = page->within.options.count > 0;
    page->is_narrowed = is_given(view, FIELD_CATEGORY) || is_given(view, FIELD_YEAR) ||
                        view->unit.id != view->own.id;
    page->is_asked = page->is_narrowed || is_given(view, FIELD_Q);
    if (is_given(view, FIELD_STATE))
        page->state = str_from_c(state_words[view->state]);
    return fault;
}

/* ---- the rows ---- */

/* The page behind a row: rows of the desk are ordered by when they were saved. */
static struct url beyond(struct arena *arena, const struct view *view, const char *name,
                         const struct desk_row *row)
{
    struct article_row place = {.id = row->id, .published_at = row->updated_at};
    return url_add(arena, state_url(arena, view, view->state), str_from_c(name),
                   article_key_text(arena, &place));
}

static struct row_view view_of_row(struct work *work, const struct desk_row *row)
{
    return (struct row_view){.url = desk_url(work->arena, row->id, ""),
                             .title = row->title,
                             .status = site_message(work, desk_status_message(row->status)),
                             .saved_name = row->saved_name,
                             .updated_at = row->updated_at,
                             .published_at = row->published_at,
                             .is_draft = row->status == ARTICLE_DRAFT,
                             .remark = row->status == ARTICLE_DRAFT ? row->reason : STR(""),
                             .is_pinned = row->is_pinned};
}

/* One page of rows and whether there are more on either side. */
static const struct fault *fill_rows(struct work *work, const struct view *view,
                                     struct news_desk_page *page)
{
    const struct desk_filter filter = {
        .unit_id = view->unit.id,
        .status = (enum article_status)view->state,
        .category_id = view->category.id,
        .year = (int)form_int(&view->form, fields[FIELD_YEAR].name),
        .words = form_str(&view->form, fields[FIELD_Q].name),
    };
    VEC(struct row_view) rows = {0};
    desk_rows found;
    const struct fault *fault =
        desk_list(work, &filter, view->is_newer, view->from, DESK_PAGE + 1, &found);
    size_t first = 0;
    size_t end;
    bool has_more;
    if (fault)
        return fault;
    has_more = found.count > DESK_PAGE;
    end = found.count;
    if (has_more && view->is_newer)
        first = 1;
    else if (has_more)
        end = DESK_PAGE;
    for (size_t i = first; i < end; i++)
        *VEC_PUSH(&rows, work->arena) = view_of_row(work, &found.items[i]);
    page->rows = VEC_LIST(&rows);
    if (first < end && (view->is_newer ? has_more : view->from.id != 0))
        page->pager.newer_url = beyond(work->arena, view, "sau", &found.items[first]);
    if (first < end && (view->is_newer || has_more))
        page->pager.older_url = beyond(work->arena, view, "truoc", &found.items[end - 1]);
    return NULL;
}

/* What is said where no row is. */
static void fill_empty(struct work *work, const struct view *view, struct news_desk_page *page)
{
    static const char *const empty[ARTICLE_STATUS_COUNT + 1] = {
        [ARTICLE_DRAFT] = "edit.empty.draft",         [ARTICLE_PENDING] = "edit.empty.pending",
        [ARTICLE_SCHEDULED] = "edit.empty.scheduled", [ARTICLE_PUBLISHED] = "edit.empty.published",
        [ARTICLE_WITHDRAWN] = "edit.empty.withdrawn", [ARTICLE_STATUS_COUNT] = "edit.empty.every",
    };
    if (view->faults)
        return;
    page->all_url = url_add(work->arena, URL("/can-bo/tin"), STR("don-vi"), view->own.slug);
    page->empty = site_message(work, page->is_asked ? "edit.empty.found" : empty[view->state]);
    if (page->is_asked && view->state != ARTICLE_STATUS_COUNT)
        page->every_url = state_url(work->arena, view, ARTICLE_STATUS_COUNT);
}

const struct fault *news_desk_page(struct work *work, const struct request *request,
                                   struct response *response)
{
    struct news_desk_page page = {
        .pager = {URL(""), URL("")}
    };
    unit_list units;
    struct view view;
    const struct fault *fault = desk_own_units(work, &units);
    if (!fault)
        fault = read_view(work, request, &units, &view);
    if (!fault && !view.faults)
        fault = fill_rows(work, &view, &page);
    if (!fault)
        fault = page_layout(work, request, site_message(work, "edit.desk"), &page.layout);
    if (!fault)
        fault = fill_fields(work, &view, &page);
    if (fault)
        return fault;
    page.layout.is_private = true;
    page_crumb(work, &page.layout, URL(""), page.layout.title);
    page_errors_of(work, &page.layout, "edit.find", view.faults);
    desk_flash(work, request, &page.layout);
    fill_chips(work, &view, &units, &page);
    fill_empty(work, &view, &page);
    page.unit = view.unit.name;
    page.is_every = view.state == ARTICLE_STATUS_COUNT;
    page.is_scheduled = view.state == ARTICLE_SCHEDULED;
    page.is_published = view.state == ARTICLE_PUBLISHED;
    page.new_url = url_add(work->arena, URL("/can-bo/tin/moi"), STR("don-vi"), view.unit.slug);
    if (actor_may_somewhere(work->actor, news_publishers))
        page.categories_url = URL("/can-bo/tin/chuyen-muc");
    return page_respond_form(work, response, view.faults, &news_desk_kind, &page);
}
