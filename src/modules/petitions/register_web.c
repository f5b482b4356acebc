/*
 * The register of petitions (sổ theo dõi đơn), on a page, as XLSX or CSV, and as a list on
 * A4. Who denounced stands in no column.
 */
#include "civic/actor.h"
#include "civic/page.h"
#include "civic/paper_sheet.h"
#include "civic/sheet.h"
#include "civic/site.h"
#include "civic/unit.h"
#include "modules/matters/matters.h"
#include "modules/petitions/figures.h"
#include "modules/petitions/petition_web.h"
#include "text/message.h"
#include "text/number.h"

#define REGISTER "/can-bo/so-don"

static const char *const kind_choices[] = {"kien-nghi", "khieu-nai", "khieu-nai-2", "to-cao", NULL};
static const char *const phase_choices[] = {"0", "1", "2", NULL};

static const struct form_field fields[] = {
    {"tu",    INPUT_DATE,   0, 0, false, NULL         },
    {"den",   INPUT_DATE,   0, 0, false, NULL         },
    {"loai",  INPUT_CHOICE, 0, 0, false, kind_choices },
    {"buoc",  INPUT_CHOICE, 0, 0, false, phase_choices},
    {"sau",   INPUT_ID,     0, 0, false, NULL         },
    {"truoc", INPUT_DATE,   0, 0, false, NULL         },
};

enum {
    FIELDS = sizeof(fields) / sizeof(fields[0]),
    SHOWN_FIELDS = 4
};

struct register_row {
    int64_t number;
    struct str code;
    struct url url; /* empty on the page: the file is not for the actor */
    struct civil_date received_on;
    struct str source;
    struct str sender;
    int64_t people;
    struct str kind;
    struct str title;
    struct str unit;
    struct str state;
    struct str direction;
    struct civil_date directed_on;
    struct str paper; /* "12/TB-UBND ngày 05/03/2022" */
    struct civil_date due_on;
    struct str official;
    struct str outcome;
    bool is_sealed;
};
static SHAPE(register_row_shape, struct register_row, FIELD(struct register_row, number),
             FIELD(struct register_row, code), FIELD(struct register_row, url),
             FIELD(struct register_row, received_on), FIELD(struct register_row, source),
             FIELD(struct register_row, sender), FIELD(struct register_row, people),
             FIELD(struct register_row, kind), FIELD(struct register_row, title),
             FIELD(struct register_row, unit), FIELD(struct register_row, state),
             FIELD(struct register_row, direction), FIELD(struct register_row, directed_on),
             FIELD(struct register_row, paper), FIELD(struct register_row, due_on),
             FIELD(struct register_row, official), FIELD(struct register_row, outcome),
             FIELD(struct register_row, is_sealed));

struct register_page {
    struct layout layout;
    bool takes_in; /* may key in what came on paper */
    struct field_view from;
    struct field_view to;
    struct field_view kind;
    struct field_view phase;
    struct list rows; /* struct register_row */
    struct url csv_url;
    struct url xlsx_url;
    struct url pdf_url;
    const struct page_pager *pager;
};
static SHAPE(register_page_shape, struct register_page,
             RECORD(struct register_page, layout, layout_shape),
             FIELD(struct register_page, takes_in),
             RECORD(struct register_page, from, field_view_shape),
             RECORD(struct register_page, to, field_view_shape),
             RECORD(struct register_page, kind, field_view_shape),
             RECORD(struct register_page, phase, field_view_shape),
             LIST(struct register_page, rows, register_row_shape),
             FIELD(struct register_page, csv_url), FIELD(struct register_page, xlsx_url),
             FIELD(struct register_page, pdf_url),
             POINTER(struct register_page, pager, page_pager_shape));
const struct page_kind petition_register_kind = {"petitions/register", &register_page_shape};

/* ---- lines ---- */

static struct str word(struct work *work, const char *format, struct str a, struct str b)
{
    struct str key = arena_printf(work->arena, PRISTR "%s" PRISTR, STRARG(a), format, STRARG(b));
    return site_message(work, key.ptr);
}

static struct str outcome_of(struct work *work, struct str facts)
{
    while (facts.len > 0) {
        struct str fact = str_cut(&facts, ' ');
        if (words_have("founded partly unfounded", fact))
            return word(work, ".", STR("petition.outcome"), fact);
    }
    return STR("");
}

static struct str paper_of(struct work *work, const struct register_line *line)
{
    struct fault_arg args[] = {
        {"symbol",               line->symbol    },
        { "day", date_text(work->arena, line->signed_on)}
    };
    return line->symbol.len ? message_format(work->arena, work->site->messages, work->locale,
                                             STR("register.paper-of"), args, 2)
                            : STR("");
}

static struct register_row row_of(struct work *work, const struct register_line *line,
                                  int64_t number)
{
    return (struct register_row){
        .number = number,
        .code = line->code,
        .url = url_relative(work->arena, "/can-bo/viec/" PRISTR, STRARG(line->code)),
        .received_on = line->received_on,
        .source = word(work, ".", STR("matter.source"), line->source),
        .sender = line->is_sealed ? site_message(work, "register.sealed") : line->sender,
        .people = line->people,
        .kind = word(work, "", line->kind, STR(".name")),
        .title = line->title,
        .unit = line->unit,
        .state = word(work, ".state.", line->kind, line->state),
        .direction =
            line->directed.len ? word(work, ".action.", line->kind, line->directed) : STR(""),
        .directed_on = line->directed_on,
        .paper = paper_of(work, line),
        .due_on = line->due_on,
        .official = line->official,
        .outcome = outcome_of(work, line->facts),
        .is_sealed = line->is_sealed,
    };
}

/* The unit whose register the actor keeps: where the first role is held that opens
 * files of petitions. */
static int64_t unit_of(const struct actor *actor)
{
    for (size_t i = 0; i < actor->grant_count; i++)
        if (complaint_kind.readers & ROLE_BIT(actor->grants[i].role))
            return actor->grants[i].unit_id;
    return 0;
}

static struct register_filter filter_of(struct work *work, const struct form *form, int limit)
{
    struct register_filter filter = {.unit_id = unit_of(work->actor),
                                     .from = form_date(form, "tu"),
                                     .to = form_date(form, "den"),
                                     .kind = form_str(form, "loai"),
                                     .phase = form_str(form, "buoc"),
                                     .before_id = form_int(form, "sau"),
                                     .before_on = form_date(form, "truoc"),
                                     .limit = limit};
    if (date_is_none(filter.from))
        filter.from = date_ymd(2000, 1, 1);
    if (date_is_none(filter.to))
        filter.to = clock_today(work->clock);
    if (date_is_none(filter.before_on))
        filter.before_id = 0;
    return filter;
}

/* ---- the page ---- */

static struct list options(struct work *work, const struct field_view *view,
                           const struct form_field *field, const char *before, const char *after)
{
    VEC(struct option_view) list = {0};
    *VEC_PUSH(&list, work->arena) =
        (struct option_view){.name = view->name, .label = site_message(work, "register.all")};
    for (size_t i = 0; field->choices[i]; i++)
        *VEC_PUSH(&list, work->arena) = (struct option_view){
            .name = view->name,
            .value = str_from_c(field->choices[i]),
            .label = site_message(
                work, arena_printf(work->arena, "%s%s%s", before, field->choices[i], after).ptr),
            .is_chosen = str_equal(view->value, str_from_c(field->choices[i]))};
    return VEC_LIST(&list);
}

static struct url with_filter(struct work *work, struct url url, const struct form *form)
{
    for (size_t i = 0; i < SHOWN_FIELDS; i++)
        if (form_given(form, fields[i].name))
            url = url_add(work->arena, url, str_from_c(fields[i].name),
                          form_typed(form, fields[i].name));
    return url;
}

static void fill_filters(struct work *work, const struct form *form, const struct fault *faults,
                         struct register_page *page)
{
    struct field_view *views[SHOWN_FIELDS] = {&page->from, &page->to, &page->kind, &page->phase};
    page->takes_in = actor_may_somewhere(work->actor, PETITION_TAKERS);
    for (size_t i = 0; i < SHOWN_FIELDS; i++)
        *views[i] = field_view(work, "register.filter", &fields[i], form, faults);
    page->kind.is_required = page->phase.is_required = true; /* "all" is an answer */
    page->from.is_required = page->to.is_required = true;
    page->kind.options = options(work, &page->kind, &fields[2], "", ".name");
    page->phase.options = options(work, &page->phase, &fields[3], "register.phase.", "");
    page->csv_url = with_filter(work, URL(REGISTER ".csv"), form);
    page->xlsx_url = with_filter(work, URL(REGISTER ".xlsx"), form);
    page->pdf_url = with_filter(work, URL(REGISTER ".pdf"), form);
}

/* Whether the file behind a line may be opened; those from which the actor keeps away have no
 * line. */
static const struct fault *may_open(struct work *work, const struct register_line *line,
                                    bool *ret_may)
{
    const struct matter matter = {
        .id = line->id, .kind = line->kind, .unit_id = line->unit_id, .is_about_nobody = true};
    return matter_may_read(work, &matter, ret_may);
}

static const struct fault *fill_rows(struct work *work, const register_line_list *lines,
                                     const struct form *form, struct register_page *page)
{
    VEC(struct register_row) rows = {0};
    size_t shown = lines->count > REGISTER_PAGE ? REGISTER_PAGE : lines->count;
    for (size_t i = 0; i < shown; i++) {
        struct register_row *row = VEC_PUSH(&rows, work->arena);
        const struct fault *fault;
        bool may;
        *row = row_of(work, &lines->items[i], (int64_t)i + 1);
        fault = may_open(work, &lines->items[i], &may);
        if (fault)
            return fault;
        if (!may)
            row->url = URL("");
    }
    page->rows = VEC_LIST(&rows);
    if (lines->count > REGISTER_PAGE) {
        const struct register_line *last = &lines->items[shown - 1];
        struct page_pager *pager = work_alloc(work, struct page_pager);
        struct url url = with_filter(work, URL(REGISTER), form);
        url = url_add(work->arena, url, STR("sau"),
                      arena_printf(work->arena, "%lld", (long long)last->id));
        pager->older_url =
            url_add(work->arena, url, STR("truoc"), date_to_iso(work->arena, last->received_on));
        page->pager = pager;
    }
    return NULL;
}

const struct fault *petition_register(struct work *work, const struct request *request,
                                      struct response *response)
{
    struct register_page page = {0};
    register_line_list lines = {0};
    struct form form;
    struct register_filter filter;
    const struct fault *faults = form_read(work, request, fields, FIELDS, &form);
    const struct fault *fault;
    if (faults && faults->kind != FAULT_INVALID)
        return faults;
    filter = filter_of(work, &form, REGISTER_PAGE);
    fault = faults ? NULL : register_lines(work, &filter, &lines);
    if (!fault)
        fault = page_layout(work, request, site_message(work, "register.title"), &page.layout);
    if (!fault)
        fault = fill_rows(work, &lines, &form, &page);
    if (fault)
        return fault;
    fill_filters(work, &form, faults, &page);
    matter_inbox_crumb(work, &page.layout);
    page_crumb(work, &page.layout, URL(""), page.layout.title);
    page_errors_of(work, &page.layout, "register.filter", faults);
    return page_respond_form(work, response, faults, &petition_register_kind, &page);
}

/* ---- to take away ---- */

/* columns: heading, member, width */
static const struct sheet_column columns[] = {
    {"register.number",    "number",      6 },
    {"register.code",      "code",        18},
    {"register.received",  "received_on", 12},
    {"register.source",    "source",      16},
    {"register.sender",    "sender",      36},
    {"register.people",    "people",      8 },
    {"register.kind",      "kind",        18},
    {"register.content",   "title",       44},
    {"register.unit",      "unit",        24},
    {"register.state",     "state",       24},
    {"register.direction", "direction",   24},
    {"register.directed",  "directed_on", 12},
    {"register.paper",     "paper",       26},
    {"register.due",       "due_on",      12},
    {"register.official",  "official",    24},
    {"register.outcome",   "outcome",     14},
};
static const struct sheet register_sheet = {.title = "register.title",
                                            .shape = &register_row_shape,
                                            .columns = columns,
                                            .count = sizeof(columns) / sizeof(columns[0])};

/* On A4 across, which numbers its rows by itself. */
static const struct sheet_column paper_columns[] = {
    {"register.code",      "code",        31},
    {"register.received",  "received_on", 20},
    {"register.sender",    "sender",      30},
    {"register.kind",      "kind",        15},
    {"register.content",   "title",       35},
    {"register.unit",      "unit",        19},
    {"register.direction", "direction",   18},
    {"register.paper",     "paper",       20},
    {"register.due",       "due_on",      20},
    {"register.state",     "state",       18},
    {"register.outcome",   "outcome",     12},
};
static const struct sheet register_list = {.title = "register.title",
                                           .shape = &register_row_shape,
                                           .columns = paper_columns,
                                           .count =
                                               sizeof(paper_columns) / sizeof(paper_columns[0])};

/* The lines asked for, all of them: a register that leaves some out says nothing of it. */
static const struct fault *read_all(struct work *work, const struct register_filter *filter,
                                    register_line_list *ret_lines)
{
    const struct fault *fault = register_lines(work, filter, ret_lines);
    if (fault || ret_lines->count <= (size_t)filter->limit)
        return fault;
    return fault_with(fault_new(work->arena, FAULT_TOO_LARGE, "register.too_many",
                                "more than %d lines", filter->limit),
                      "most", arena_printf(work->arena, "%d", filter->limit));
}

static struct str period_of(struct work *work, const struct register_filter *filter, bool is_since)
{
    struct fault_arg args[] = {
        {"from", date_text(work->arena, filter->from)},
        {"to",   date_text(work->arena, filter->to)  }
    };
    return message_format(work->arena, work->site->messages, work->locale,
                          is_since ? STR("register.period") : STR("register.until"), args, 2);
}

/* The letterhead of the unit whose register it is; whoever draws it up signs. */
static const struct fault *head_of(struct work *work, int64_t unit_id, struct paper_head *ret_head)
{
    struct unit unit;
    struct unit parent = {0};
    const struct fault *fault = unit_load(work, unit_id, &unit);
    if (!fault && unit.parent_id)
        fault = unit_load(work, unit.parent_id, &parent);
    if (fault)
        return fault;
    *ret_head = (struct paper_head){
        .superior = parent.name.ptr ? paper_body(work->arena, parent.name) : STR(""),
        .issuer = paper_body(work->arena, unit.name),
        .place = paper_place(unit.name),
        .signed_on = clock_today(work->clock),
        .position = site_message(work, "register.maker"),
        .signer = work->actor->name,
    };
    return NULL;
}

/* A paper is Vietnamese whatever the page is, and goes on as a book does: the newest last. */
static const struct fault *print(struct work *work, const struct register_filter *filter,
                                 bool is_since, struct str *ret_bytes)
{
    struct work vietnamese = *work;
    VEC(struct register_row) rows = {0};
    register_line_list lines;
    struct paper_head head;
    const struct fault *fault = read_all(work, filter, &lines);
    vietnamese.locale = LOCALE_VI;
    if (!fault)
        fault = head_of(&vietnamese, filter->unit_id, &head);
    if (fault)
        return fault;
    for (size_t i = lines.count; i > 0; i--)
        *VEC_PUSH(&rows, work->arena) =
            row_of(&vietnamese, &lines.items[i - 1], (int64_t)(lines.count - i) + 1);
    return paper_of_sheet(&vietnamese, &register_list, &head,
                          period_of(&vietnamese, filter, is_since), VEC_LIST(&rows), ret_bytes);
}

const struct fault *petition_register_paper(struct work *work, const struct request *request,
                                            struct response *response)
{
    struct form form;
    struct register_filter filter;
    struct str bytes;
    const struct fault *fault = form_read(work, request, fields, FIELDS, &form);
    if (fault)
        return fault;
    filter = filter_of(work, &form, REGISTER_PRINT);
    fault = print(work, &filter, form_given(&form, "tu"), &bytes);
    if (fault)
        return fault;
    response_bytes(response, 200, STR("application/pdf"), bytes);
    response_inline(response, STR("so-don.pdf"));
    response_keep(response, RESPONSE_NO_STORE);
    return NULL;
}

const struct fault *petition_register_file(struct work *work, const struct request *request,
                                           struct response *response)
{
    enum sheet_format format = str_ends(request->path, STR(".csv")) ? SHEET_CSV : SHEET_XLSX;
    register_line_list lines;
    struct form form;
    struct register_filter filter;
    struct sheet_out *out;
    struct str bytes;
    const struct fault *fault = form_read(work, request, fields, FIELDS, &form);
    if (fault)
        return fault;
    filter = filter_of(work, &form, REGISTER_EXPORT);
    fault = read_all(work, &filter, &lines);
    if (!fault)
        fault = sheet_begin(work, &register_sheet, format, &out);
    if (fault)
        return fault;
    for (size_t i = 0; i < lines.count; i++) {
        struct register_row row = row_of(work, &lines.items[i], (int64_t)i + 1);
        sheet_add(out, &row);
    }
    fault = sheet_end(out, &bytes);
    if (fault)
        return fault;
    response_bytes(response, 200, str_from_c(sheet_media_type(format)), bytes);
    response_attachment(response, arena_printf(work->arena, "so-don.%s", sheet_ending(format)));
    response_keep(response, RESPONSE_NO_STORE);
    return NULL;
}
