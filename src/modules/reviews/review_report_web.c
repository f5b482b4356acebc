/*
 * The report of a round: the sentence, the sums and the list, on a page, as XLSX, CSV
 * and as a paper.
 */
#include "civic/actor.h"
#include "civic/paper_sheet.h"
#include "civic/unit.h"
#include "modules/reviews/review_web.h"
#include "text/number.h"

#include <inttypes.h>

/* One table of sums. */
struct sum_group {
    struct str id; /* of its heading */
    struct str title;
    struct str note;
    struct list sums; /* struct review_sum */
};
static SHAPE(sum_group_shape, struct sum_group, FIELD(struct sum_group, id),
             FIELD(struct sum_group, title), FIELD(struct sum_group, note),
             LIST(struct sum_group, sums, review_sum_shape));

struct report_page {
    struct layout layout;
    struct str name;
    struct str unit;
    struct str basis;
    struct civil_date starts_on;
    struct civil_date ends_on;
    struct str sentence;
    struct str conclusion;
    struct list groups;   /* struct sum_group */
    struct list rows;     /* struct review_row; none for those who see figures alone */
    struct url cases_csv; /* the same */
    struct url cases_xlsx;
    struct url cases_pdf;
    struct url sums_csv;
    struct url sums_xlsx;
    struct url sums_pdf;
};
static SHAPE(report_page_shape, struct report_page,
             RECORD(struct report_page, layout, layout_shape), FIELD(struct report_page, name),
             FIELD(struct report_page, unit), FIELD(struct report_page, basis),
             FIELD(struct report_page, starts_on), FIELD(struct report_page, ends_on),
             FIELD(struct report_page, sentence), FIELD(struct report_page, conclusion),
             LIST(struct report_page, groups, sum_group_shape),
             LIST(struct report_page, rows, review_row_shape), FIELD(struct report_page, cases_csv),
             FIELD(struct report_page, cases_xlsx), FIELD(struct report_page, cases_pdf),
             FIELD(struct report_page, sums_csv), FIELD(struct report_page, sums_xlsx),
             FIELD(struct report_page, sums_pdf));
const struct page_kind review_report_kind = {"reviews/report", &report_page_shape};

/* columns: heading, member, width */
static const struct sheet_column case_columns[] = {
    {"review.col.number",   "number",      6 },
    {"review.col.code",     "code",        18},
    {"review.col.kind",     "kind",        16},
    {"review.col.title",    "title",       36},
    {"review.col.received", "received_on", 12},
    {"review.col.unit",     "unit",        20},
    {"review.col.findings", "findings",    18},
    {"review.col.cause",    "cause",       28},
    {"review.col.measures", "measures",    22},
    {"review.col.owner",    "owner",       20},
    {"review.col.due",      "due_on",      12},
    {"review.col.outcome",  "outcome",     18},
    {"review.col.on",       "outcome_on",  12},
    {"review.col.paper",    "paper",       18},
};
static const struct sheet case_sheet = {"review.report.cases", &review_row_shape, case_columns,
                                        sizeof(case_columns) / sizeof(case_columns[0])};

/* The same on A4 across, which numbers its rows by itself. */
static const struct sheet_column paper_columns[] = {
    {"review.col.code",     "code",     15},
    {"review.col.title",    "title",    26},
    {"review.col.unit",     "unit",     16},
    {"review.col.findings", "findings", 14},
    {"review.col.cause",    "cause",    22},
    {"review.col.measures", "measures", 20},
    {"review.col.owner",    "owner",    16},
    {"review.col.due",      "due_on",   18},
    {"review.col.outcome",  "outcome",  16},
    {"review.col.paper",    "paper",    18},
};
static const struct sheet paper_sheet = {"review.report.cases", &review_row_shape, paper_columns,
                                         sizeof(paper_columns) / sizeof(paper_columns[0])};

static const struct sheet_column sum_columns[] = {
    {"review.col.unit",            "name",        34},
    {"review.sum.total",           "total",       12},
    {"review.outcome.resolved",    "resolved",    14},
    {"review.outcome.ended",       "ended",       14},
    {"review.outcome.transferred", "transferred", 14},
    {"review.outcome.continuing",  "continuing",  14},
    {"review.outcome.none",        "open",        14},
    {"review.sum.overdue",         "overdue",     12},
};
static const struct sheet sum_sheet = {"review.report.sums", &review_sum_shape, sum_columns,
                                       sizeof(sum_columns) / sizeof(sum_columns[0])};

/* What stays in the list, as rows. */
static struct list rows_of(struct work *work, const review_case_list *cases)
{
    VEC(struct review_row) rows = {0};
    int64_t number = 0;
    for (size_t i = 0; i < cases->count; i++)
        if (!cases->items[i].is_removed)
            *VEC_PUSH(&rows, work->arena) = review_row(work, &cases->items[i], ++number);
    return VEC_LIST(&rows);
}

static struct list sums_of(struct work *work, const review_case_list *cases,
                           enum review_grouping grouping)
{
    review_sum_list sums;
    review_sums(work, cases, grouping, &sums);
    return VEC_LIST(&sums);
}

/* columns: id, title, note, by what */
static const struct {
    const char *id;
    const char *title;
    const char *note;
    enum review_grouping grouping;
} groups[] = {
    {"theo-don-vi",  "review.by-unit",    NULL,                     REVIEW_BY_UNIT   },
    {"theo-loai",    "review.by-kind",    NULL,                     REVIEW_BY_KIND   },
    {"theo-ra-soat", "review.by-finding", "review.by-finding-note", REVIEW_BY_FINDING},
};

static struct list groups_of(struct work *work, const review_case_list *cases)
{
    VEC(struct sum_group) list = {0};
    for (size_t i = 0; i < sizeof(groups) / sizeof(groups[0]); i++)
        *VEC_PUSH(&list, work->arena) =
            (struct sum_group){str_from_c(groups[i].id), site_message(work, groups[i].title),
                               groups[i].note ? site_message(work, groups[i].note) : STR(""),
                               sums_of(work, cases, groups[i].grouping)};
    return VEC_LIST(&list);
}

static void fill_files(struct work *work, const struct review_round *round,
                       struct report_page *page)
{
    const struct {
        struct url *url;
        struct str ending;
        bool needs_rows;
    } files[] = {
        {&page->cases_csv,  STR("danh-sach.csv"),  true },
        {&page->cases_xlsx, STR("danh-sach.xlsx"), true },
        {&page->cases_pdf,  STR("danh-sach.pdf"),  true },
        {&page->sums_csv,   STR("tong-hop.csv"),   false},
        {&page->sums_xlsx,  STR("tong-hop.xlsx"),  false},
        {&page->sums_pdf,   STR("tong-hop.pdf"),   false},
    };
    for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++)
        if (!files[i].needs_rows || page->rows.count > 0)
            *files[i].url = url_relative(work->arena, "/can-bo/ra-soat/%" PRId64 "/" PRISTR,
                                         round->id, STRARG(files[i].ending));
}

/* A draft has no report. */
static const struct fault *reported_of(struct work *work, const struct request *request,
                                       struct review_round *ret_round)
{
    const struct fault *fault = review_of_request(work, request, ret_round);
    if (!fault && ret_round->state == REVIEW_DRAFT)
        fault = fault_new(work->arena, FAULT_NOT_FOUND, "review.no_report", "a draft");
    return fault;
}

const struct fault *review_report_page(struct work *work, const struct request *request,
                                       struct response *response)
{
    struct report_page page = {0};
    struct review_round round;
    struct review_figures figures;
    review_case_list cases;
    review_case_list counted;
    const struct fault *fault = reported_of(work, request, &round);
    if (!fault)
        fault = review_list(work, &round, false, &cases);
    if (!fault)
        fault = review_list(work, &round, true, &counted);
    if (!fault)
        fault =
            review_layout(work, request, site_message(work, "review.report"), &round, &page.layout);
    if (fault)
        return fault;
    figures = review_total(work, &counted);
    page.name = round.name;
    page.unit = round.unit;
    page.basis = round.basis;
    page.starts_on = round.starts_on;
    page.ends_on = round.ends_on;
    page.conclusion = round.conclusion;
    page.sentence = review_sentence(work, &round, &figures);
    page.groups = groups_of(work, &counted);
    page.rows = rows_of(work, &cases);
    fill_files(work, &round, &page);
    page_crumb(work, &page.layout, URL(""), page.layout.title);
    return page_respond(work, response, 200, &review_report_kind, &page);
}

/* ---- to take away ---- */

/* The letterhead of the round's unit; the officer who draws it up signs. */
static const struct fault *head_of(struct work *work, const struct review_round *round,
                                   struct paper_head *ret_head)
{
    struct unit unit;
    struct unit parent = {0};
    const struct fault *fault = unit_load(work, round->unit_id, &unit);
    if (!fault && unit.parent_id)
        fault = unit_load(work, unit.parent_id, &parent);
    if (fault)
        return fault;
    *ret_head = (struct paper_head){
        .superior = parent.name.ptr ? paper_body(work->arena, parent.name) : STR(""),
        .issuer = paper_body(work->arena, unit.name),
        .number = STR(""),
        .place = paper_place(unit.name),
        .signed_on = round->state == REVIEW_CLOSED ? instant_date(round->closed_at)
                                                   : clock_today(work->clock),
        .authority = STR(""),
        .position = site_message(work, "review.report.maker"),
        .signer = work->actor->name,
    };
    return NULL;
}

/* The rows as the ending of the address asks. */
static const struct fault *respond(struct work *work, const struct request *request,
                                   struct response *response, const struct review_round *round,
                                   const struct sheet *sheet, struct list rows, struct str summary,
                                   const char *name)
{
    struct str path = request->path;
    struct paper_head head;
    struct str bytes;
    const struct fault *fault;
    response_keep(response, RESPONSE_NO_STORE);
    if (str_ends(path, STR(".pdf"))) {
        fault = head_of(work, round, &head);
        if (!fault)
            fault = paper_of_sheet(work, sheet, &head, summary, rows, &bytes);
        if (fault)
            return fault;
        response_bytes(response, 200, STR("application/pdf"), bytes);
        response_inline(response, arena_printf(work->arena, "%s.pdf", name));
    } else {
        enum sheet_format format = str_ends(path, STR(".csv")) ? SHEET_CSV : SHEET_XLSX;
        fault = sheet_write(work, sheet, format, rows, &bytes);
        if (fault)
            return fault;
        response_bytes(response, 200, str_from_c(sheet_media_type(format)), bytes);
        response_attachment(response,
                            arena_printf(work->arena, "%s.%s", name, sheet_ending(format)));
    }
    response_keep(response, RESPONSE_NO_STORE);
    return NULL;
}

const struct fault *review_cases_file(struct work *work, const struct request *request,
                                      struct response *response)
{
    struct review_round round;
    review_case_list cases;
    const struct fault *fault = reported_of(work, request, &round);
    if (!fault)
        fault = review_list(work, &round, false, &cases);
    if (fault)
        return fault;
    return respond(work, request, response, &round,
                   str_ends(request->path, STR(".pdf")) ? &paper_sheet : &case_sheet,
                   rows_of(work, &cases), round.name, "ra-soat-danh-sach");
}

const struct fault *review_sums_file(struct work *work, const struct request *request,
                                     struct response *response)
{
    struct review_round round;
    struct review_figures figures;
    struct work vietnamese = *work;
    review_case_list counted;
    const struct fault *fault = reported_of(work, request, &round);
    if (!fault)
        fault = review_list(work, &round, true, &counted);
    if (fault)
        return fault;
    vietnamese.locale = LOCALE_VI; /* a paper is Vietnamese whatever the page is */
    figures = review_total(work, &counted);
    return respond(work, request, response, &round, &sum_sheet,
                   sums_of(str_ends(request->path, STR(".pdf")) ? &vietnamese : work, &counted,
                           REVIEW_BY_UNIT),
                   review_sentence(&vietnamese, &round, &figures), "ra-soat-tong-hop");
}
