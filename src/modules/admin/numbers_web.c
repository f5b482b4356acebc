/*
 * /quan-tri/so-van-ban: the number series of the units that one administers, and the
 * numbers that were given on paper before the program came, behind which it goes on.
 */
#include "modules/admin/numbers_web.h"

#include "civic/series.h"
#include "civic/site.h"
#include "modules/admin/numbers_store.h"

#include <inttypes.h>

#define KEY "admin.numbers"

enum {
    BODY_LENGTH = 20, /* as the forms that take a number */
    FIRST_YEAR = 2000,
    LAST_YEAR = 9999, /* this year is the last one that is good */
    MOST_NUMBERS = 99999
};

/* columns: name, kind, min, max, required, choices */
static const struct form_field fields[] = {
    {"unit", INPUT_PICK, 1,          200,          true,  NULL},
    {"body", INPUT_LINE, 2,          BODY_LENGTH,  true,  NULL},
    {"kind", INPUT_LINE, 0,          40,           false, NULL},
    {"year", INPUT_INT,  FIRST_YEAR, LAST_YEAR,    true,  NULL},
    {"last", INPUT_INT,  0,          MOST_NUMBERS, true,  NULL},
};
enum {
    UNIT,
    BODY,
    KIND,
    YEAR,
    LAST,
    FIELDS
};
const struct form_spec admin_numbers_form = {fields, FIELDS};

/* Decree 30/2020/NĐ-CP, annex III, I: what a unit issues. Copies are counted together.
 * columns: value, letters in the number, message of its name */
static const struct {
    const char *value;
    const char *letters;
    const char *name;
} kinds[] = {
    {"cong-van",       "",     "library.kind.cong-van"      },
    {"nghi-quyet",     "NQ",   "library.kind.nghi-quyet"    },
    {"quyet-dinh",     "QĐ",  "library.kind.quyet-dinh"    },
    {"chi-thi",        "CT",   "library.kind.chi-thi"       },
    {"quy-che",        "QC",   "library.kind.quy-che"       },
    {"quy-dinh",       "QyĐ", "library.kind.quy-dinh"      },
    {"thong-cao",      "TC",   "library.kind.thong-cao"     },
    {"thong-bao",      "TB",   "library.kind.thong-bao"     },
    {"huong-dan",      "HD",   "library.kind.huong-dan"     },
    {"chuong-trinh",   "CTr",  "library.kind.chuong-trinh"  },
    {"ke-hoach",       "KH",   "library.kind.ke-hoach"      },
    {"phuong-an",      "PA",   "library.kind.phuong-an"     },
    {"de-an",          "ĐA",  "library.kind.de-an"         },
    {"du-an",          "DA",   "library.kind.du-an"         },
    {"bao-cao",        "BC",   "library.kind.bao-cao"       },
    {"bien-ban",       "BB",   "library.kind.bien-ban"      },
    {"to-trinh",       "TTr",  "library.kind.to-trinh"      },
    {"hop-dong",       "HĐ",  "library.kind.hop-dong"      },
    {"cong-dien",      "CĐ",  "library.kind.cong-dien"     },
    {"ban-ghi-nho",    "BGN",  "library.kind.ban-ghi-nho"   },
    {"ban-thoa-thuan", "BTT",  "library.kind.ban-thoa-thuan"},
    {"giay-moi",       "GM",   "library.kind.giay-moi"      },
    {"phieu-chuyen",   "PC",   KEY ".kind.phieu-chuyen"     },
    {"ket-luan",       "KL",   "library.kind.ket-luan"      },
    {"ban-sao",        "SAO",  KEY ".kind.ban-sao"          },
};
enum {
    KINDS = sizeof(kinds) / sizeof(kinds[0])
};

/* "Thông báo (TB)"; the letters alone of a kind that does not stand above. */
static struct str kind_label(struct work *work, struct str letters)
{
    for (size_t i = 0; i < KINDS; i++)
        if (str_equal(letters, str_from_c(kinds[i].letters))) {
            struct str name = site_message(work, kinds[i].name);
            return letters.len == 0 ? name
                                    : arena_printf(work->arena, PRISTR " (" PRISTR ")",
                                                   STRARG(name), STRARG(letters));
        }
    return letters;
}

/* ---- the page ---- */

struct void_row {
    struct str symbol;
    struct instant at;
};
static SHAPE(void_row_shape, struct void_row, FIELD(struct void_row, symbol),
             FIELD(struct void_row, at));

struct series_row {
    struct str unit;
    struct str body;
    struct str kind;
    struct str year; /* here and in the last number no thousands are marked */
    struct str last;
    int64_t given;
    int64_t voided;
    struct list voids; /* struct void_row */
};
static SHAPE(series_row_shape, struct series_row, FIELD(struct series_row, unit),
             FIELD(struct series_row, body), FIELD(struct series_row, kind),
             FIELD(struct series_row, year), FIELD(struct series_row, last),
             FIELD(struct series_row, given), FIELD(struct series_row, voided),
             LIST(struct series_row, voids, void_row_shape));

struct numbers_page {
    struct layout layout;
    struct field_view unit;
    struct field_view body;
    struct field_view kind;
    struct field_view year;
    struct field_view last;
    struct field_view filter;
    struct list rows; /* struct series_row */
    struct page_pager pager;
};
static SHAPE(numbers_shape, struct numbers_page, RECORD(struct numbers_page, layout, layout_shape),
             RECORD(struct numbers_page, unit, field_view_shape),
             RECORD(struct numbers_page, body, field_view_shape),
             RECORD(struct numbers_page, kind, field_view_shape),
             RECORD(struct numbers_page, year, field_view_shape),
             RECORD(struct numbers_page, last, field_view_shape),
             RECORD(struct numbers_page, filter, field_view_shape),
             LIST(struct numbers_page, rows, series_row_shape),
             RECORD(struct numbers_page, pager, page_pager_shape));
const struct page_kind admin_numbers_kind = {"admin/numbers", &numbers_shape};

/* columns: value of ?da=, what is said */
static const struct admin_done done[] = {
    {STR_INIT("ghi"), KEY ".done"      },
    {STR_INIT("huy"), "admin.void.done"},
};

static struct list kind_options(struct work *work, const struct field_view *view)
{
    VEC(struct option_view) options = {0};
    *VEC_PUSH(&options, work->arena) =
        (struct option_view){.id = view->id, .label = site_message(work, KEY ".choose")};
    for (size_t i = 0; i < KINDS; i++)
        *VEC_PUSH(&options, work->arena) =
            (struct option_view){.id = view->id,
                                 .value = str_from_c(kinds[i].value),
                                 .label = kind_label(work, str_from_c(kinds[i].letters)),
                                 .is_chosen = str_equal(view->value, str_from_c(kinds[i].value))};
    return VEC_LIST(&options);
}

/* `units` behind "all". */
static struct list filter_options(struct work *work, struct str chosen, struct list units)
{
    VEC(struct option_view) options = {0};
    const struct option_view *items = units.items;
    *VEC_PUSH(&options, work->arena) =
        (struct option_view){.label = site_message(work, KEY ".all")};
    for (size_t i = 0; i < units.count; i++) {
        struct option_view *option = VEC_PUSH(&options, work->arena);
        *option = items[i];
        option->is_chosen = str_equal(option->value, chosen);
    }
    return VEC_LIST(&options);
}

static struct str int_text(struct work *work, int64_t number)
{
    return arena_printf(work->arena, "%" PRId64, number);
}

static const struct fault *fill_fields(struct work *work, const struct form *form,
                                       const struct fault *faults, struct numbers_page *page)
{
    struct field_view *const views[FIELDS] = {&page->unit, &page->body, &page->kind, &page->year,
                                              &page->last};
    for (int i = 0; i < FIELDS; i++)
        *views[i] = field_view(work, KEY, &fields[i], form, faults);
    page->body.width = STR("w12");
    page->year.width = page->last.width = STR("w4");
    page->year.inputmode = page->last.inputmode = STR("numeric");
    if (!form)
        page->year.value = int_text(work, date_parts(clock_today(work->clock)).year);
    page->kind.options = kind_options(work, &page->kind);
    page->kind.is_required = true; /* read_kind asks for it */
    return admin_unit_options(work, page->unit.id, page->unit.value, &page->unit.options);
}

static const struct fault *fill_row(struct work *work, const struct number_series *series,
                                    struct series_row *row)
{
    VEC(struct void_row) voids = {0};
    number_void_list list = {0};
    struct str letters;
    const struct fault *fault = NULL;
    *row = (struct series_row){.unit = series->unit,
                               .year = int_text(work, series->period),
                               .last = int_text(work, series->last),
                               .given = series->given,
                               .voided = series->voided};
    series_counts_split(series->counts, &letters, &row->body);
    row->kind = kind_label(work, letters);
    if (series->voided > 0)
        fault = number_series_void(work, series->id, &list);
    for (size_t i = 0; !fault && i < list.count; i++)
        *VEC_PUSH(&voids, work->arena) = (struct void_row){list.items[i].symbol, list.items[i].at};
    row->voids = VEC_LIST(&voids);
    return fault;
}

/* The unit that the list is narrowed to; all where there is no such unit. */
static const struct fault *asked_unit(struct work *work, const struct request *request,
                                      struct unit *ret_unit)
{
    struct str slug = request_query(request, STR("don-vi"));
    const struct fault *fault = slug.len ? unit_by_slug(work, slug, ret_unit) : NULL;
    return fault && fault->kind == FAULT_NOT_FOUND ? NULL : fault;
}

static const struct fault *fill_rows(struct work *work, const struct request *request,
                                     struct numbers_page *page)
{
    VEC(struct series_row) rows = {0};
    struct unit unit = {.id = 0};
    number_series_list list;
    int64_t before;
    const struct fault *fault = asked_unit(work, request, &unit);
    if (!str_to_int64(request_query(request, STR("truoc")), &before) || before <= 0)
        before = INT64_MAX;
    if (!fault)
        fault = number_series_before(work, work->actor->account_id, unit.id, before,
                                     NUMBERS_PAGE + 1, &list);
    if (fault)
        return fault;
    for (size_t i = 0; !fault && i < list.count && i < NUMBERS_PAGE; i++)
        fault = fill_row(work, &list.items[i], VEC_PUSH(&rows, work->arena));
    page->rows = VEC_LIST(&rows);
    page->filter =
        (struct field_view){.id = STR("don-vi"),
                            .name = STR("don-vi"),
                            .label = site_message(work, KEY ".unit"),
                            .options = filter_options(work, unit.slug, page->unit.options)};
    if (list.count > NUMBERS_PAGE)
        page->pager.older_url =
            url_relative(work->arena, "/quan-tri/so-van-ban?don-vi=" PRISTR "&truoc=%" PRId64,
                         STRARG(unit.slug), list.items[NUMBERS_PAGE - 1].id);
    return fault;
}

static const struct fault *show(struct work *work, const struct request *request,
                                struct response *response, const struct form *form,
                                const struct fault *faults)
{
    struct admin_place place = {.title = site_message(work, KEY ".title"), .fields = KEY};
    struct numbers_page page = {.rows = {0}};
    const struct fault *fault = admin_layout(work, request, &place, faults, &page.layout);
    if (!fault)
        fault = fill_fields(work, form, faults, &page);
    if (!fault)
        fault = fill_rows(work, request, &page);
    if (fault)
        return fault;
    admin_flash(work, request, &page.layout, done, sizeof(done) / sizeof(done[0]));
    return page_respond_form(work, response, faults, &admin_numbers_kind, &page);
}

const struct fault *admin_numbers_show(struct work *work, const struct request *request,
                                       struct response *response)
{
    return show(work, request, response, NULL, NULL);
}

/* ---- what was given on paper ---- */

static bool is_small(char byte)
{
    return byte >= 'a' && byte <= 'z';
}

/* Letters of a body as they stand behind the "/" of a number; not a name, nor "hđnd". */
static struct fault *read_body(struct work *work, const struct form *form, struct series *series)
{
    struct str body = form_str(form, "body");
    if (body.len == 0)
        return NULL;
    if (str_equal_ascii_nocase(body, STR("UBND")))
        body = STR("UBND");
    if (str_find_byte(body, '/', 0) >= 0 || str_find_byte(body, ' ', 0) >= 0 ||
        is_small(body.ptr[0]) || str_starts(body, STR("đ")))
        return fault_field(work->arena, "body", KEY ".body-letters");
    series->issuer = body;
    return NULL;
}

static struct fault *read_kind(struct work *work, const struct form *form, struct series *series)
{
    struct str value = form_str(form, "kind");
    for (size_t i = 0; i < KINDS; i++)
        if (str_equal(value, str_from_c(kinds[i].value))) {
            series->kind = str_from_c(kinds[i].letters);
            return NULL;
        }
    return fault_field(work->arena, "kind", "form.choose");
}

/* Years ahead have no numbers yet, on paper either. */
static struct fault *read_year(struct work *work, const struct form *form, struct series *series)
{
    int this_year = date_parts(clock_today(work->clock)).year;
    series->period = (int)form_int(form, "year");
    if (series->period <= this_year)
        return NULL;
    return fault_with(fault_field(work->arena, "year", KEY ".year-ahead"), "year",
                      int_text(work, this_year));
}

struct paper_book {
    struct series series;
    int64_t last;
};

static const struct fault *go_on(struct work *work, void *context)
{
    const struct paper_book *book = context;
    const struct series *series = &book->series;
    const struct fault *fault = actor_must(work, ADMIN_ROLES, series->unit_id);
    if (!fault)
        fault = series_continue(work, series, book->last);
    if (fault)
        return fault;
    return admin_event_add(work, series->unit_id, "numbers-continued",
                           arena_printf(work->arena, PRISTR ", " PRISTR ", %d: %" PRId64,
                                        STRARG(kind_label(work, series->kind)),
                                        STRARG(series->issuer), series->period, book->last));
}

/* All that is wrong at once, behind the `faults` of the form. */
static const struct fault *read_book(struct work *work, const struct form *form,
                                     const struct fault *faults, struct paper_book *book)
{
    struct unit unit = {.id = 0};
    const struct fault *fault;
    faults = fault_join(faults, read_body(work, form, &book->series));
    faults = fault_join(faults, read_kind(work, form, &book->series));
    faults = fault_join(faults, read_year(work, form, &book->series));
    if (faults)
        return faults;
    fault = admin_unit_of(work, "unit", form_str(form, "unit"), &unit);
    if (fault)
        return fault;
    book->series.unit_id = unit.id;
    book->series.counts = series_counts(work->arena, book->series.kind, book->series.issuer);
    book->last = form_int(form, "last");
    return NULL;
}

const struct fault *admin_numbers_send(struct work *work, const struct request *request,
                                       struct response *response)
{
    struct paper_book book = {.last = 0};
    struct form form;
    const struct fault *fault = form_read(work, request, fields, FIELDS, &form);
    if (!fault || fault->kind == FAULT_INVALID)
        fault = read_book(work, &form, fault, &book);
    if (!fault)
        fault = db_write(work, go_on, &book);
    if (fault && fault->kind == FAULT_INVALID)
        return show(work, request, response, &form, fault);
    if (!fault)
        response_redirect(response, STR("/quan-tri/so-van-ban?da=ghi"));
    return fault;
}
