/*
 * Reads the form, asks civic/search.h, shows. The form is sent with GET, so that
 * a search has an address; search engines are asked not to walk through them.
 */
#include "modules/search/search_web.h"

#include "civic/search.h"
#include "civic/unit.h"
#include "text/message.h"
#include "text/utf8.h"
#include "view/json.h"

#include <string.h>

#define PATH "/tim-kiem"

enum {
    SUGGESTIONS_BYTES = 64 * 1024,
    UNITS_OFFERED = 300,
    SAVED_MOST = 100, /* characters of a search that a person can be told of */
    FIELD_Q = 0,
    FIELD_KIND,
    FIELD_UNIT,
    FIELD_FROM,
    FIELD_UNTIL,
    FIELD_AFTER,
    FIELDS
};

/* A query that is too long is cut and said to be, not refused. */
static const struct form_field fields[FIELDS] = {
    [FIELD_Q] = {"q",      INPUT_LINE, 0, REQUEST_TARGET, false, NULL},
    [FIELD_KIND] = {"loai",   INPUT_LINE, 0, 0,              false, NULL},
    [FIELD_UNIT] = {"don-vi", INPUT_LINE, 0, 0,              false, NULL},
    [FIELD_FROM] = {"tu",     INPUT_DATE, 0, 0,              false, NULL},
    [FIELD_UNTIL] = {"den",    INPUT_DATE, 0, 0,              false, NULL},
    [FIELD_AFTER] = {"tiep",   INPUT_LINE, 0, 0,              false, NULL},
};

/* ---- what the page shows ---- */

struct search_row {
    struct url url;
    struct html title;
    struct html snippet;
    struct str kind;
    struct str unit;
    struct civil_date day;
    bool is_demo;
};

static SHAPE(search_row_shape, struct search_row, FIELD(struct search_row, url),
             FIELD(struct search_row, title), FIELD(struct search_row, snippet),
             FIELD(struct search_row, kind), FIELD(struct search_row, unit),
             FIELD(struct search_row, day), FIELD(struct search_row, is_demo));

struct search_page {
    struct layout layout;
    struct field_view query;
    struct field_view kind;
    struct field_view unit;
    struct field_view from;
    struct field_view until;
    bool is_narrowed; /* a filter is set */
    bool is_asked;    /* there were words to look for */
    bool is_read;     /* no field was refused */
    bool is_cut;
    struct str asked;
    struct list rows;        /* struct search_row */
    struct list suggestions; /* struct page_link: where nothing was found */
    struct url first_url;    /* where this is not the first page */
    struct url next_url;
    struct url wider_url;  /* the same words without filters */
    struct url notice_url; /* to be told by e-mail of what comes to be found */
};

static SHAPE(search_page_shape, struct search_page,
             RECORD(struct search_page, layout, layout_shape),
             RECORD(struct search_page, query, field_view_shape),
             RECORD(struct search_page, kind, field_view_shape),
             RECORD(struct search_page, unit, field_view_shape),
             RECORD(struct search_page, from, field_view_shape),
             RECORD(struct search_page, until, field_view_shape),
             FIELD(struct search_page, is_narrowed), FIELD(struct search_page, is_asked),
             FIELD(struct search_page, is_read), FIELD(struct search_page, is_cut),
             FIELD(struct search_page, asked), LIST(struct search_page, rows, search_row_shape),
             LIST(struct search_page, suggestions, page_link_shape),
             FIELD(struct search_page, first_url), FIELD(struct search_page, next_url),
             FIELD(struct search_page, wider_url), FIELD(struct search_page, notice_url));

const struct page_kind search_page_kind = {"search/search", &search_page_shape};

/* ---- what was asked ---- */

struct asked {
    struct form form;
    struct str text;
    struct search_filter filter;
    struct search_place after;
    struct unit unit; /* of the filter; id 0: none */
    search_kind_list kinds;
    const struct fault *faults; /* at fields */
};

struct str search_place_text(struct arena *arena, struct search_place place)
{
    return arena_printf(arena, "%d-%lld", place.tier, (long long)place.key);
}

bool search_place_read(struct str text, struct search_place *ret_place)
{
    struct str rest = text;
    struct str tier = str_cut(&rest, '-');
    struct search_place place;
    int64_t number;
    if (!rest.ptr || tier.len != 1 || !str_to_int64(tier, &number) ||
        !str_to_int64(rest, &place.key))
        return false;
    place.tier = (int)number;
    *ret_place = place;
    return true;
}

static void refuse(struct work *work, struct asked *asked, int field, const char *key)
{
    asked->faults = fault_join(asked->faults, fault_field(work->arena, fields[field].name, key));
}

static void read_kind(struct work *work, struct asked *asked)
{
    struct str kind = form_str(&asked->form, fields[FIELD_KIND].name);
    for (size_t i = 0; i < asked->kinds.count; i++)
        if (str_equal(asked->kinds.items[i], kind))
            asked->filter.kind = kind;
    if (kind.len > 0 && asked->filter.kind.len == 0)
        refuse(work, asked, FIELD_KIND, "form.choice");
}

static const struct fault *read_unit(struct work *work, struct asked *asked)
{
    struct str slug = form_str(&asked->form, fields[FIELD_UNIT].name);
    const struct fault *fault;
    if (slug.len == 0)
        return NULL;
    fault = unit_by_slug(work, slug, &asked->unit);
    if (fault && fault->kind == FAULT_NOT_FOUND) {
        refuse(work, asked, FIELD_UNIT, "unit.unknown");
        return NULL;
    }
    asked->filter.unit_id = asked->unit.id;
    return fault;
}

static const struct fault *read_asked(struct work *work, const struct request *request,
                                      struct asked *ret_asked)
{
    struct asked asked = {.faults = NULL};
    const struct fault *fault;
    asked.faults = form_read(work, request, fields, FIELDS, &asked.form);
    if (asked.faults && asked.faults->kind != FAULT_INVALID)
        return asked.faults;
    fault = search_kinds(work, &asked.kinds);
    if (!fault)
        fault = read_unit(work, &asked);
    if (fault)
        return fault;
    read_kind(work, &asked);
    asked.text = form_str(&asked.form, fields[FIELD_Q].name);
    asked.filter.from = form_date(&asked.form, fields[FIELD_FROM].name);
    asked.filter.until = form_date(&asked.form, fields[FIELD_UNTIL].name);
    if (!date_is_none(asked.filter.from) && !date_is_none(asked.filter.until) &&
        date_compare(asked.filter.from, asked.filter.until) > 0)
        refuse(work, &asked, FIELD_UNTIL, "search.until-before");
    if (form_given(&asked.form, fields[FIELD_AFTER].name) &&
        !search_place_read(form_str(&asked.form, fields[FIELD_AFTER].name), &asked.after))
        return fault_new(work->arena, FAULT_MALFORMED, "search.place", "bad place");
    *ret_asked = asked;
    return NULL;
}

/* The address of this search, its fields from `first` to before `end`. */
static struct url address_of(struct work *work, const struct asked *asked, int end)
{
    struct url url = URL(PATH);
    for (int i = 0; i < end; i++)
        if (form_given(&asked->form, fields[i].name))
            url = url_add(work->arena, url, str_from_c(fields[i].name),
                          form_typed(&asked->form, fields[i].name));
    return url;
}

/* ---- fields ---- */

/* The name of a kind; empty where its module has no word for it. */
static struct str kind_name(struct work *work, struct str kind)
{
    struct str text = STR("");
    struct str key = arena_printf(work->arena, "search.kind." PRISTR, STRARG(kind));
    message_text(work->site->messages, work->locale, key, &text);
    return text;
}

typedef VEC(struct option_view) option_list;

static void add_option(struct work *work, option_list *options, struct str value, struct str label,
                       struct str chosen)
{
    *VEC_PUSH(options, work->arena) =
        (struct option_view){.value = value, .label = label, .is_chosen = str_equal(value, chosen)};
}

static struct list kind_options(struct work *work, const struct asked *asked)
{
    option_list options = {0};
    add_option(work, &options, STR(""), site_message(work, "search.every-kind"), STR("-"));
    for (size_t i = 0; i < asked->kinds.count; i++) {
        struct str name = kind_name(work, asked->kinds.items[i]);
        add_option(work, &options, asked->kinds.items[i],
                   name.len > 0 ? name : asked->kinds.items[i], asked->filter.kind);
    }
    return VEC_LIST(&options);
}

/* The units below that of the site; a unit from elsewhere only where it is chosen. */
static const struct fault *unit_options(struct work *work, const struct asked *asked,
                                        struct list *ret_options)
{
    option_list options = {0};
    unit_list children = {0};
    struct unit top;
    bool is_there = asked->unit.id == 0;
    const struct fault *fault = site_unit(work, &top);
    if (!fault)
        fault = unit_children(work, top.id, &children);
    if (fault && fault->kind != FAULT_NOT_FOUND)
        return fault;
    add_option(work, &options, STR(""), site_message(work, "search.every-unit"), STR("-"));
    for (size_t i = 0; i < children.count && i < UNITS_OFFERED; i++) {
        add_option(work, &options, children.items[i].slug, children.items[i].name,
                   asked->unit.slug);
        is_there |= children.items[i].id == asked->unit.id;
    }
    if (!is_there)
        add_option(work, &options, asked->unit.slug, asked->unit.name, asked->unit.slug);
    *ret_options = VEC_LIST(&options);
    return NULL;
}

static const struct fault *fill_fields(struct work *work, const struct asked *asked,
                                       struct search_page *page)
{
    struct field_view *const views[] = {&page->query, &page->kind, &page->unit, &page->from,
                                        &page->until};
    for (int i = FIELD_Q; i <= FIELD_UNTIL; i++) {
        *views[i] = field_view(work, "search", &fields[i], &asked->form, asked->faults);
        page->is_narrowed |= i != FIELD_Q && form_given(&asked->form, fields[i].name);
    }
    page->kind.options = kind_options(work, asked);
    return unit_options(work, asked, &page->unit.options);
}

/* ---- results ---- */

/* The name of a hit's unit; the same unit as that of the row before is not asked
 * for twice. */
static const struct fault *unit_name(struct work *work, const search_hit_list *hits, size_t i,
                                     const struct search_row *rows, struct str *ret_name)
{
    struct unit unit = {.name = STR("")};
    const struct fault *fault;
    for (size_t before = 0; before < i; before++) {
        if (hits->items[before].unit_id == hits->items[i].unit_id) {
            *ret_name = rows[before].unit;
            return NULL;
        }
    }
    fault = unit_load(work, hits->items[i].unit_id, &unit);
    if (fault && fault->kind != FAULT_NOT_FOUND)
        return fault;
    *ret_name = unit.name;
    return NULL;
}

static const struct fault *fill_rows(struct work *work, const struct search_result *result,
                                     struct search_page *page)
{
    const search_hit_list *hits = &result->hits;
    struct search_row *rows = arena_alloc_array(work->arena, hits->count, sizeof(*rows));
    for (size_t i = 0; i < hits->count; i++) {
        const struct search_hit *hit = &hits->items[i];
        const struct fault *fault;
        rows[i] = (struct search_row){.url = hit->url,
                                      .title = hit->title,
                                      .snippet = hit->snippet,
                                      .kind = kind_name(work, hit->kind),
                                      .day = instant_date(hit->published_at),
                                      .is_demo = hit->is_demo};
        fault = unit_name(work, hits, i, rows, &rows[i].unit);
        if (fault)
            return fault;
    }
    page->rows = (struct list){rows, hits->count, sizeof(*rows)};
    return NULL;
}

/* Where nothing was found: titles that begin with what was typed. */
static const struct fault *fill_suggestions(struct work *work, struct str typed,
                                            struct search_page *page)
{
    search_suggestion_list found;
    VEC(struct page_link) links = {0};
    const struct fault *fault = search_suggest(work, typed, &found);
    if (fault)
        return fault;
    for (size_t i = 0; i < found.count; i++)
        *VEC_PUSH(&links, work->arena) =
            (struct page_link){.url = found.items[i].url, .label = found.items[i].title};
    page->suggestions = VEC_LIST(&links);
    return NULL;
}

/* A saved search takes words and a unit; longer words than it keeps are not offered. */
static struct url notice_url_of(struct work *work, const struct asked *asked)
{
    struct url url = url_add(work->arena, URL("/nhan-tin"), STR("nguon"), STR("search"));
    if (utf8_count(asked->text) > SAVED_MOST)
        return URL("");
    url = url_add(work->arena, url, STR("tu-khoa"), asked->text);
    if (asked->unit.slug.len > 0)
        url = url_add(work->arena, url, STR("don-vi"), asked->unit.slug);
    return url;
}

static const struct fault *fill_results(struct work *work, const struct asked *asked,
                                        struct search_page *page)
{
    struct search_result result;
    const struct fault *fault =
        search_find(work, asked->text, &asked->filter, asked->after, &result);
    if (!fault)
        fault = fill_rows(work, &result, page);
    if (!fault && result.hits.count == 0)
        fault = fill_suggestions(work, asked->text, page);
    if (fault)
        return fault;
    page->is_asked = !result.is_empty;
    page->is_cut = result.is_cut;
    page->asked = asked->text;
    if (page->is_asked)
        page->notice_url = notice_url_of(work, asked);
    if (asked->after.key != 0)
        page->first_url = address_of(work, asked, FIELD_AFTER);
    if (page->is_narrowed)
        page->wider_url = address_of(work, asked, FIELD_KIND);
    if (result.has_more)
        page->next_url = url_add(work->arena, address_of(work, asked, FIELD_AFTER),
                                 str_from_c(fields[FIELD_AFTER].name),
                                 search_place_text(work->arena, result.last));
    return NULL;
}

static struct str title_of(struct work *work, const struct asked *asked)
{
    struct fault_arg arg = {"query", asked->text};
    if (asked->text.len == 0)
        return site_message(work, "search.title");
    return message_format(work->arena, work->site->messages, work->locale, STR("search.title-of"),
                          &arg, 1);
}

const struct fault *search_page(struct work *work, const struct request *request,
                                struct response *response)
{
    struct search_page page = {.is_narrowed = false};
    struct asked asked;
    const struct fault *fault = read_asked(work, request, &asked);
    if (!fault)
        fault = page_layout(work, request, title_of(work, &asked), &page.layout);
    if (!fault)
        fault = fill_fields(work, &asked, &page);
    if (!fault && !asked.faults)
        fault = fill_results(work, &asked, &page);
    if (fault)
        return fault;
    page.layout.is_private = true;
    page.is_read = !asked.faults;
    page_errors(work, &page.layout, asked.faults);
    page_crumb(work, &page.layout, URL(""), site_message(work, "search.title"));
    fault = page_respond_form(work, response, asked.faults, &search_page_kind, &page);
    response_set_header(response, STR("X-Robots-Tag"), STR("noindex"));
    return fault;
}

/* ---- suggestions ---- */

const struct fault *search_suggestions(struct work *work, const struct request *request,
                                       struct response *response)
{
    struct buf buf = buf_init(work->arena, SUGGESTIONS_BYTES);
    struct json json = json_begin(&buf);
    search_suggestion_list list;
    struct form form;
    const struct fault *fault = form_read(work, request, &fields[FIELD_Q], 1, &form);
    if (!fault)
        fault = search_suggest(work, form_str(&form, fields[FIELD_Q].name), &list);
    if (fault)
        return fault;
    json_begin_array(&json);
    for (size_t i = 0; i < list.count; i++) {
        json_begin_object(&json);
        json_pair_text(&json, "title", list.items[i].title);
        json_pair_text(&json, "url", list.items[i].url.text);
        json_end_object(&json);
    }
    json_end_array(&json);
    json_finish(&json);
    response_json(response, 200, buf_str(&buf));
    response_set_header(response, STR("X-Robots-Tag"), STR("noindex"));
    return NULL;
}
