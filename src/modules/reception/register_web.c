/*
 * The register (sổ tiếp công dân): on the screen, as XLSX and CSV, and as the paper
 * Mẫu 03/TCD. Before Decree 154/2026 three columns have other headings (Circular
 * 04/2021).
 */
#include "civic/paper_kinds.h"
#include "civic/sheet.h"
#include "modules/law/law_site.h"
#include "modules/reception/desk_web.h"
#include "modules/reception/follow.h"
#include "modules/reception/visit_paper.h"
#include "text/number.h"

#include <inttypes.h>

enum {
    SHOWN_MOST = 500
};

struct register_row {
    int64_t number;
    struct civil_date day;
    struct str person;
    struct str id_number;
    struct str content;
    struct str kind;
    int64_t people;
    struct str decided_by;
    struct str competent; /* "x" */
    struct str guided_to;
    struct str handled_by;
    struct str outcome;
    struct str note;
    struct url url;
};
static SHAPE(register_row_shape, struct register_row, FIELD(struct register_row, number),
             FIELD(struct register_row, day), FIELD(struct register_row, person),
             FIELD(struct register_row, id_number), FIELD(struct register_row, content),
             FIELD(struct register_row, kind), FIELD(struct register_row, people),
             FIELD(struct register_row, decided_by), FIELD(struct register_row, competent),
             FIELD(struct register_row, guided_to), FIELD(struct register_row, handled_by),
             FIELD(struct register_row, outcome), FIELD(struct register_row, note),
             FIELD(struct register_row, url));
typedef VEC(struct register_row) register_rows;

#define COLUMNS(kind_key, people_key, competent_key, guided_key, handled_key)                      \
    {                                                                                              \
        {"reception.col.number", "number", 6}, {"reception.col.day", "day", 12},                   \
            {"reception.col.person", "person", 34}, {"reception.col.id", "id_number", 16},         \
            {"reception.col.content", "content", 44}, {kind_key, "kind", 12},                      \
            {people_key, "people", 10}, {"reception.col.decided", "decided_by", 20},               \
            {competent_key, "competent", 10}, {guided_key, "guided_to", 22},                       \
            {handled_key, "handled_by", 22}, {"reception.col.outcome", "outcome", 24},             \
            {"reception.col.note", "note", 18},                                                    \
    }
static const struct sheet_column columns_2026[] =
    COLUMNS("reception.col.kind", "reception.col.same-people", "reception.col.competent",
            "reception.col.guided", "reception.col.handled");
static const struct sheet_column columns_2021[] =
    COLUMNS("reception.col.sorted", "reception.col.people", "reception.col.accepted",
            "reception.col.returned", "reception.col.passed");
static const struct sheet sheets[] = {
    {"reception.register.title", &register_row_shape, columns_2021,
     sizeof(columns_2021) / sizeof(columns_2021[0])},
    {"reception.register.title", &register_row_shape, columns_2026,
     sizeof(columns_2026) / sizeof(columns_2026[0])},
};

struct register_page {
    struct layout layout;
    struct str office;
    struct str typed_from;
    struct str typed_to;
    struct str form;      /* which form the headings are of */
    bool is_mixed;        /* the days are of two forms */
    struct list headings; /* struct str */
    struct list rows;     /* struct register_row */
    bool is_cut;
    struct url xlsx_url;
    struct url csv_url;
    struct url pdf_url;
};
static SHAPE(register_shape, struct register_page,
             RECORD(struct register_page, layout, layout_shape),
             FIELD(struct register_page, office), FIELD(struct register_page, typed_from),
             FIELD(struct register_page, typed_to), FIELD(struct register_page, form),
             FIELD(struct register_page, is_mixed),
             LIST(struct register_page, headings, text_shape),
             LIST(struct register_page, rows, register_row_shape),
             FIELD(struct register_page, is_cut), FIELD(struct register_page, xlsx_url),
             FIELD(struct register_page, csv_url), FIELD(struct register_page, pdf_url));
const struct page_kind register_kind = {"reception/register", &register_shape};

void span_default(struct work *work, struct civil_date *from, struct civil_date *to)
{
    struct civil_date today = clock_today(work->clock);
    struct civil_date month = date_add_days(today, 1 - date_parts(today).day);
    if (date_is_none(*from))
        *from = month;
    if (date_is_none(*to))
        *to = date_add_days(date_add_months(month, 1), -1);
}

void span_read(struct work *work, const struct request *request, struct civil_date *ret_from,
               struct civil_date *ret_to)
{
    struct str from = request_query(request, STR("tu"));
    struct str to = request_query(request, STR("den"));
    int minute;
    if (!from.ptr || (!date_from_iso(from, ret_from) && !date_from_vi(from, ret_from, &minute)))
        *ret_from = DATE_NONE;
    if (!to.ptr || (!date_from_iso(to, ret_to) && !date_from_vi(to, ret_to, &minute)))
        *ret_to = DATE_NONE;
    span_default(work, ret_from, ret_to);
}

static struct str joined(struct work *work, struct str a, struct str b)
{
    if (a.len == 0 || b.len == 0)
        return a.len > 0 ? a : b;
    return arena_printf(work->arena, PRISTR ", " PRISTR, STRARG(a), STRARG(b));
}

static struct str refusal_words(struct work *work, const struct visit *visit)
{
    struct refusal_ground ground;
    if (!refusal_ground_find(work, visit->came_on, visit->refusal, &ground))
        return visit->refusal;
    return arena_printf(work->arena, PRISTR " (" PRISTR ")", STRARG(ground.title),
                        STRARG(ground.citation));
}

/* "Bùi Văn Mẫu (đại diện: A, B)" of a group. */
static struct str who_came(struct work *work, const struct visit *visit)
{
    struct str names = STR("");
    struct str rest = visit->representatives;
    while (rest.ptr)
        names = joined(work, names, str_trim(str_cut_line(&rest)));
    if (names.len == 0)
        return visit->name;
    return arena_printf(
        work->arena, PRISTR " (" PRISTR ")", STRARG(visit->name),
        STRARG(reception_say(work, "reception.register.represented", "names", names)));
}

static struct register_row row_of(struct work *work, const struct visit *visit, int64_t number)
{
    struct register_row row = {
        .number = number,
        .day = visit->came_on,
        .person = visit->is_sealed ? visit_name(work, visit)
                                   : joined(work, who_came(work, visit), visit->address),
        .id_number = visit->id_number,
        .content = visit->content,
        .people = visit->people,
        .decided_by = visit->decided_by,
        .competent = visit->is_competent ? STR("x") : STR(""),
        .guided_to = visit->guided_to,
        .handled_by = visit->handled_by,
        .outcome = visit->outcome,
        .note = visit->note,
    };
    if (visit->kind.len > 0)
        row.kind = site_message(
            work, arena_printf(work->arena, "reception.kind." PRISTR, STRARG(visit->kind)).ptr);
    if (visit->state == VISIT_REFUSED)
        row.note = joined(work, refusal_words(work, visit), visit->note);
    row.outcome = joined(work, visit->petition_code, row.outcome);
    row.url = url_relative(work->arena, "/can-bo/tiep-dan/luot/%" PRId64, visit->id);
    return row;
}

/* Who was received or refused; whoever left is not in the register. */
static const struct fault *load_rows(struct work *work, const struct unit *office,
                                     struct civil_date from, struct civil_date to,
                                     register_rows *ret_rows)
{
    register_rows rows = {0};
    visit_list visits;
    const struct fault *fault = visits_of(work, office->id, from, to, &visits);
    if (!fault && visits.count == VISITS_MOST) /* no register is cut where nobody sees it */
        fault = fault_with(fault_new(work->arena, FAULT_TOO_LARGE, "reception.register.too-many",
                                     "from %d to %d", from.days, to.days),
                           "most", number_text(work->arena, work->locale, VISITS_MOST));
    for (size_t i = 0; !fault && i < visits.count; i++) {
        const struct visit *visit = &visits.items[i];
        int64_t number = (int64_t)rows.count + 1;
        if (visit->state == VISIT_RECEIVED || visit->state == VISIT_REFUSED)
            *VEC_PUSH(&rows, work->arena) = row_of(work, visit, number);
    }
    *ret_rows = rows;
    return fault;
}

/* Whether the register of a day is that of the decree, and not of the circular. */
static bool is_of_decree(struct work *work, struct civil_date on)
{
    const struct law_instrument *decree =
        law_instrument(law_of_site(work), STR("NĐ 154/2026/NĐ-CP"));
    return decree && on.days >= decree->from.days;
}

static const struct sheet *sheet_on(struct work *work, struct civil_date on)
{
    return &sheets[is_of_decree(work, on)];
}

static struct url with_span(struct work *work, struct url url, const struct register_page *page)
{
    url = url_add(work->arena, url, STR("tu"), page->typed_from);
    return url_add(work->arena, url, STR("den"), page->typed_to);
}

const struct fault *register_show(struct work *work, const struct request *request,
                                  struct response *response)
{
    struct register_page page = {0};
    VEC(struct str) headings = {0};
    struct str title = site_message(work, "reception.register.title");
    struct civil_date from;
    struct civil_date to;
    struct unit office;
    register_rows rows;
    const struct sheet *sheet;
    const struct fault *fault = reception_office_of(work, &office);
    span_read(work, request, &from, &to);
    if (!fault)
        fault = load_rows(work, &office, from, to, &rows);
    if (!fault)
        fault = office_layout(work, request, title, &page.layout);
    if (fault)
        return fault;
    sheet = sheet_on(work, to);
    for (size_t i = 0; i < sheet->count; i++)
        *VEC_PUSH(&headings, work->arena) = site_message(work, sheet->columns[i].heading);
    page.headings = VEC_LIST(&headings);
    page.form = site_message(work, is_of_decree(work, to) ? "reception.register.decree"
                                                          : "reception.register.circular");
    page.is_mixed = is_of_decree(work, to) != is_of_decree(work, from);
    page.is_cut = rows.count > SHOWN_MOST;
    if (page.is_cut)
        rows.count = SHOWN_MOST;
    page.rows = VEC_LIST(&rows);
    page.office = office.name;
    page.typed_from = date_text(work->arena, from);
    page.typed_to = date_text(work->arena, to);
    page.xlsx_url = with_span(work, URL("/can-bo/tiep-dan/so.xlsx"), &page);
    page.csv_url = with_span(work, URL("/can-bo/tiep-dan/so.csv"), &page);
    page.pdf_url = with_span(work, URL("/can-bo/tiep-dan/so.pdf"), &page);
    page_crumb(work, &page.layout, URL("/can-bo/tiep-dan"),
               site_message(work, "reception.desk.title"));
    page_crumb(work, &page.layout, URL(""), title);
    return page_respond(work, response, 200, &register_kind, &page);
}

static const struct fault *send_sheet(struct work *work, const struct request *request,
                                      struct response *response, enum sheet_format format)
{
    struct civil_date from;
    struct civil_date to;
    struct unit office;
    register_rows rows;
    struct str bytes;
    const struct fault *fault = reception_office_of(work, &office);
    span_read(work, request, &from, &to);
    if (!fault)
        fault = load_rows(work, &office, from, to, &rows);
    if (!fault)
        fault = sheet_write(work, sheet_on(work, to), format, VEC_LIST(&rows), &bytes);
    if (fault)
        return fault;
    response_bytes(response, 200, str_from_c(sheet_media_type(format)), bytes);
    response_attachment(response,
                        arena_printf(work->arena, "so-tiep-cong-dan-" PRISTR ".%s",
                                     STRARG(date_to_iso(work->arena, from)), sheet_ending(format)));
    return NULL;
}

const struct fault *register_xlsx(struct work *work, const struct request *request,
                                  struct response *response)
{
    return send_sheet(work, request, response, SHEET_XLSX);
}

const struct fault *register_csv(struct work *work, const struct request *request,
                                 struct response *response)
{
    return send_sheet(work, request, response, SHEET_CSV);
}

const struct fault *register_pdf(struct work *work, const struct request *request,
                                 struct response *response)
{
    struct paper_register paper = {0};
    VEC(struct paper_register_row) list = {0};
    struct unit office;
    register_rows rows;
    struct str pdf;
    const struct fault *fault = reception_office_of(work, &office);
    span_read(work, request, &paper.from, &paper.to);
    if (!fault)
        fault = load_rows(work, &office, paper.from, paper.to, &rows);
    if (!fault)
        fault = office_paper_head(work, office.id, &paper.head);
    if (fault)
        return fault;
    for (size_t i = 0; i < rows.count; i++)
        *VEC_PUSH(&list, work->arena) =
            (struct paper_register_row){rows.items[i].day,        rows.items[i].person,
                                        rows.items[i].id_number,  rows.items[i].content,
                                        rows.items[i].kind,       rows.items[i].people,
                                        rows.items[i].decided_by, rows.items[i].competent.len > 0,
                                        rows.items[i].guided_to,  rows.items[i].handled_by,
                                        rows.items[i].outcome,    rows.items[i].note};
    paper.rows = VEC_LIST(&list);
    paper.is_of_circular = !is_of_decree(work, paper.to);
    paper.head.signed_on = clock_today(work->clock);
    paper.head.position = site_message(work, "reception.register.maker");
    paper.head.signer = work->actor->name;
    fault = paper_render(work, &paper_register_kind, &paper, &pdf);
    if (fault)
        return fault;
    response_bytes(response, 200, STR("application/pdf"), pdf);
    response_inline(response, STR("so-tiep-cong-dan.pdf"));
    return NULL;
}
