/*
 * /don-thu/tra-loi: published answers, narrowed down by the form above them.
 */
#include "modules/answers/answer_web.h"

#include "base/buf.h"
#include "text/utf8.h"

#include <inttypes.h>

#define PATH "/don-thu/tra-loi"

enum {
    AT_Q = 0,
    AT_UNIT,
    AT_KIND,
    AT_YEAR,
    AT_AFTER,
    FIELDS,
    FIRST_YEAR = 1945,
    LAST_YEAR = 2200,
    EXCERPT = 220 /* characters of the question */
};

const char *const answer_kinds[] = {"kien-nghi", "khieu-nai", "khieu-nai-2", NULL};

static const struct form_field fields[FIELDS] = {
    [AT_Q] = {"q",      INPUT_LINE,   0,          200,       false, NULL        },
    [AT_UNIT] = {"don-vi", INPUT_LINE,   0,          100,       false, NULL        },
    [AT_KIND] = {"loai",   INPUT_CHOICE, 0,          0,         false, answer_kinds},
    [AT_YEAR] = {"nam",    INPUT_INT,    FIRST_YEAR, LAST_YEAR, false, NULL        },
    [AT_AFTER] = {"truoc",  INPUT_LINE,   0,          60,        false, NULL        },
};

/* ---- addresses and words ---- */

struct url answer_url(struct arena *arena, struct str slug)
{
    return url_relative(arena, PATH "/" PRISTR, STRARG(slug));
}

struct str answer_key_text(struct arena *arena, const struct answer *answer)
{
    return arena_printf(arena, "%" PRId64 "-%" PRId64, answer->published_at.us, answer->id);
}

bool answer_key_read(struct str text, struct answer_key *ret_key)
{
    struct answer_key key;
    struct str at = str_cut(&text, '-');
    if (!text.ptr || !str_to_int64(at, &key.at.us) || !str_to_int64(text, &key.id) || key.id <= 0)
        return false;
    *ret_key = key;
    return true;
}

struct str answer_kind_name(struct work *work, struct str kind)
{
    return site_message(work, arena_printf(work->arena, PRISTR ".name", STRARG(kind)).ptr);
}

struct list answer_paragraphs(struct work *work, struct str text)
{
    VEC(struct str) paragraphs = {0};
    while (text.len > 0) {
        struct str line = str_trim(str_cut(&text, '\n'));
        if (line.len > 0)
            *VEC_PUSH(&paragraphs, work->arena) = line;
    }
    return VEC_LIST(&paragraphs);
}

/* ---- the page ---- */

struct answer_row {
    struct url url;
    struct str title;
    struct str excerpt;
    struct str kind;
    struct str unit;
    struct civil_date answered_on;
    int days;
    int late;
    bool is_demo;
};
static SHAPE(answer_row_shape, struct answer_row, FIELD(struct answer_row, url),
             FIELD(struct answer_row, title), FIELD(struct answer_row, excerpt),
             FIELD(struct answer_row, kind), FIELD(struct answer_row, unit),
             FIELD(struct answer_row, answered_on), FIELD(struct answer_row, days),
             FIELD(struct answer_row, late), FIELD(struct answer_row, is_demo));

struct list_page {
    struct layout layout;
    struct field_view query;
    struct field_view unit;
    struct field_view kind;
    struct field_view year;
    bool is_narrowed;
    struct list rows; /* struct answer_row */
    struct url first_url;
    struct url older_url;
    struct url all_url;
    struct url desk_url; /* for those who write */
};
static SHAPE(list_page_shape, struct list_page, RECORD(struct list_page, layout, layout_shape),
             RECORD(struct list_page, query, field_view_shape),
             RECORD(struct list_page, unit, field_view_shape),
             RECORD(struct list_page, kind, field_view_shape),
             RECORD(struct list_page, year, field_view_shape), FIELD(struct list_page, is_narrowed),
             LIST(struct list_page, rows, answer_row_shape), FIELD(struct list_page, first_url),
             FIELD(struct list_page, older_url), FIELD(struct list_page, all_url),
             FIELD(struct list_page, desk_url));
const struct page_kind answer_list_kind = {"answers/list", &list_page_shape};

typedef VEC(struct option_view) option_list;

static void add_option(struct work *work, option_list *options, struct str value, struct str label,
                       struct str chosen)
{
    *VEC_PUSH(options, work->arena) =
        (struct option_view){.value = value, .label = label, .is_chosen = str_equal(value, chosen)};
}

static const struct fault *fill_unit(struct work *work, struct field_view *view)
{
    option_list options = {0};
    answer_words pairs;
    const struct fault *fault = answer_units(work, &pairs);
    if (fault)
        return fault;
    add_option(work, &options, STR(""), site_message(work, "answers.any-unit"), STR("-"));
    for (size_t i = 0; i + 1 < pairs.count; i += 2)
        add_option(work, &options, pairs.items[i], pairs.items[i + 1], view->value);
    view->options = VEC_LIST(&options);
    return NULL;
}

static const struct fault *fill_year(struct work *work, struct field_view *view)
{
    option_list options = {0};
    answer_words years;
    const struct fault *fault = answer_years(work, &years);
    if (fault)
        return fault;
    add_option(work, &options, STR(""), site_message(work, "answers.any-year"), STR("-"));
    for (size_t i = 0; i < years.count; i++)
        add_option(work, &options, years.items[i], years.items[i], view->value);
    view->options = VEC_LIST(&options);
    return NULL;
}

static const struct fault *fill_fields(struct work *work, const struct form *form,
                                       const struct fault *faults, struct list_page *page)
{
    struct field_view *const views[] = {&page->query, &page->unit, &page->kind, &page->year};
    option_list kinds = {0};
    const struct fault *fault;
    for (int i = AT_Q; i <= AT_YEAR; i++) {
        *views[i] = field_view(work, "answers.filter", &fields[i], form, faults);
        page->is_narrowed = page->is_narrowed || (i != AT_Q && form_given(form, fields[i].name));
    }
    add_option(work, &kinds, STR(""), site_message(work, "answers.any-kind"), STR("-"));
    for (size_t i = 0; answer_kinds[i]; i++)
        add_option(work, &kinds, str_from_c(answer_kinds[i]),
                   answer_kind_name(work, str_from_c(answer_kinds[i])), page->kind.value);
    page->kind.options = VEC_LIST(&kinds);
    fault = fill_unit(work, &page->unit);
    return fault ? fault : fill_year(work, &page->year);
}

/* The address of this list, without the place where it goes on. */
static struct url address_of(struct work *work, const struct form *form)
{
    struct url url = URL(PATH);
    for (int i = AT_Q; i < AT_AFTER; i++)
        if (form_given(form, fields[i].name))
            url = url_add(work->arena, url, str_from_c(fields[i].name),
                          form_typed(form, fields[i].name));
    return url;
}

static void fill_rows(struct work *work, const struct form *form, answer_list *list,
                      struct list_page *page)
{
    VEC(struct answer_row) rows = {0};
    if (list->count > ANSWER_PAGE) {
        list->count = ANSWER_PAGE;
        page->older_url =
            url_add(work->arena, address_of(work, form), str_from_c(fields[AT_AFTER].name),
                    answer_key_text(work->arena, &list->items[ANSWER_PAGE - 1]));
    }
    for (size_t i = 0; i < list->count; i++) {
        const struct answer *answer = &list->items[i];
        *VEC_PUSH(&rows, work->arena) =
            (struct answer_row){.url = answer_url(work->arena, answer->slug),
                                .title = answer->title,
                                .excerpt = text_excerpt(work->arena, answer->question, EXCERPT),
                                .kind = answer_kind_name(work, answer->kind),
                                .unit = answer->unit,
                                .answered_on = answer->answered_on,
                                .days = answer_days(answer),
                                .late = answer_days_late(answer),
                                .is_demo = answer->is_demo};
    }
    page->rows = VEC_LIST(&rows);
}

const struct fault *answer_list_page(struct work *work, const struct request *request,
                                     struct response *response)
{
    struct list_page page = {0};
    struct form form;
    struct answer_key after = {.id = 0};
    struct answer_filter filter;
    answer_list list = {0};
    const struct fault *faults = form_read(work, request, fields, FIELDS, &form);
    const struct fault *fault = faults && faults->kind != FAULT_INVALID ? faults : NULL;
    if (fault)
        return fault;
    if (form_given(&form, "truoc") && !answer_key_read(form_str(&form, "truoc"), &after))
        return fault_new(work->arena, FAULT_MALFORMED, "answers.key", "bad key");
    filter = (struct answer_filter){form_str(&form, "q"), form_str(&form, "don-vi"),
                                    form_str(&form, "loai"), (int)form_int(&form, "nam")};
    fault = page_layout(work, request, site_message(work, "answers.title"), &page.layout);
    if (!fault)
        fault = fill_fields(work, &form, faults, &page);
    if (!fault && !faults)
        fault = answer_public(work, &filter, after, ANSWER_PAGE + 1, &list);
    if (fault)
        return fault;
    fill_rows(work, &form, &list, &page);
    if (after.id)
        page.first_url = address_of(work, &form);
    if (page.is_narrowed || form_given(&form, "q"))
        page.all_url = URL(PATH);
    if (actor_may_somewhere(work->actor, ANSWER_WRITERS))
        page.desk_url = URL("/can-bo/tra-loi");
    page.layout.description = site_message(work, "answers.lead");
    page_errors_of(work, &page.layout, "answers.filter", faults);
    page_crumb(work, &page.layout, URL("/don-thu"), site_message(work, "matters.petitions"));
    page_crumb(work, &page.layout, URL(""), page.layout.title);
    return page_respond_form(work, response, faults, &answer_list_kind, &page);
}
