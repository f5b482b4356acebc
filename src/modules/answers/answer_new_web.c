/*
 * Beginning a published answer: which file, and which of its paragraphs. They are
 * written anew without anybody's name (answer_draft).
 */
#include "base/buf.h"
#include "modules/answers/answer_web.h"

#include <inttypes.h>

#define KEY "answers.new"
#define PART(n)                                                                                    \
    {                                                                                              \
        "p" #n, INPUT_BOOL, 0, 0, false, NULL                                                      \
    }

static const struct form_field fields[] = {
    {"code", INPUT_LINE, 0, 40, true, NULL},
    PART(1),
    PART(2),
    PART(3),
    PART(4),
    PART(5),
    PART(6),
    PART(7),
    PART(8),
    PART(9),
    PART(10),
    PART(11),
    PART(12),
    PART(13),
    PART(14),
    PART(15),
    PART(16),
    PART(17),
    PART(18),
    PART(19),
    PART(20),
    PART(21),
    PART(22),
    PART(23),
    PART(24),
    PART(25),
    PART(26),
    PART(27),
    PART(28),
    PART(29),
    PART(30),
    PART(31),
    PART(32),
    PART(33),
    PART(34),
    PART(35),
    PART(36),
    PART(37),
    PART(38),
    PART(39),
    PART(40),
};

enum {
    FIELDS = sizeof(fields) / sizeof(fields[0]),
    OF_ONE = ANSWER_PARTS / 2, /* paragraphs of the question, and of the answer */
    JOINED_MOST = 64 * 1024
};
_Static_assert(FIELDS == ANSWER_PARTS + 1, "a field a paragraph");

struct part_view {
    struct str name;
    struct str text;
    bool is_chosen;
};
static SHAPE(part_view_shape, struct part_view, FIELD(struct part_view, name),
             FIELD(struct part_view, text), FIELD(struct part_view, is_chosen));

/* A file that could be published from. */
struct offer_row {
    struct url url;
    struct str code;
    struct str title;
    struct str kind;
    struct civil_date received_on;
};
static SHAPE(offer_row_shape, struct offer_row, FIELD(struct offer_row, url),
             FIELD(struct offer_row, code), FIELD(struct offer_row, title),
             FIELD(struct offer_row, kind), FIELD(struct offer_row, received_on));

struct new_page {
    struct layout layout;
    struct field_view code;
    struct list offers;    /* struct offer_row */
    struct str of;         /* the code, where it may be published from */
    struct str title;      /* of the file */
    struct list questions; /* struct part_view */
    struct list answers;   /* the same */
};
static SHAPE(new_page_shape, struct new_page, RECORD(struct new_page, layout, layout_shape),
             RECORD(struct new_page, code, field_view_shape),
             LIST(struct new_page, offers, offer_row_shape), FIELD(struct new_page, of),
             FIELD(struct new_page, title), LIST(struct new_page, questions, part_view_shape),
             LIST(struct new_page, answers, part_view_shape));
const struct page_kind answer_new_kind = {"answers/new", &new_page_shape};

typedef VEC(struct part_view) part_list;

/* The paragraphs of a text; what is beyond the most stands in the last. */
static part_list parts_of(struct work *work, struct str text, size_t first)
{
    part_list parts = {0};
    while (text.len > 0) {
        struct str line = parts.count + 1 < OF_ONE ? str_cut(&text, '\n') : text;
        if (parts.count + 1 >= OF_ONE)
            text = STR("");
        line = str_trim(line);
        if (line.len == 0)
            continue;
        *VEC_PUSH(&parts, work->arena) =
            (struct part_view){str_from_c(fields[first + parts.count].name), line, true};
    }
    return parts;
}

static const struct fault *fill_offers(struct work *work, struct new_page *page)
{
    VEC(struct offer_row) rows = {0};
    matter_list matters;
    const struct fault *fault = answer_offers(work, &matters);
    for (size_t i = 0; !fault && i < matters.count; i++) {
        const struct matter *matter = &matters.items[i];
        const struct fault *refusal = matter_must_read(work, matter);
        if (refusal && refusal->kind == FAULT_FORBIDDEN)
            continue;
        fault = refusal;
        *VEC_PUSH(&rows, work->arena) = (struct offer_row){
            url_add(work->arena, URL("/can-bo/tra-loi/moi"), STR("code"), matter->code),
            matter->code, matter->title, answer_kind_name(work, matter->kind), matter->received_on};
    }
    page->offers = VEC_LIST(&rows);
    return fault;
}

static const struct fault *show(struct work *work, const struct request *request,
                                struct response *response, const struct form *form,
                                const struct fault *faults)
{
    struct new_page page = {0};
    struct answer_source source;
    const struct fault *refused = faults;
    const struct fault *fault =
        page_layout(work, request, site_message(work, "answers.new"), &page.layout);
    if (!fault && form_given(form, "code") && !refused)
        refused = answer_source_of(work, form_str(form, "code"), &source);
    if (!fault && refused && refused->kind != FAULT_INVALID && refused->kind != FAULT_NOT_FOUND &&
        refused->kind != FAULT_FORBIDDEN)
        return refused;
    if (fault)
        return fault;
    if (refused && refused->kind != FAULT_INVALID) /* not there, or not for this reader */
        refused = fault_field(work->arena, "code", "answers.code.unknown");
    if (form_given(form, "code") && !refused) {
        part_list questions = parts_of(work, source.matter.content, 1);
        part_list answers = parts_of(work, source.answer, 1 + OF_ONE);
        page.of = source.matter.code;
        page.title = source.matter.title;
        page.questions = VEC_LIST(&questions);
        page.answers = VEC_LIST(&answers);
    }
    if (!page.of.len)
        fault = fill_offers(work, &page);
    if (fault)
        return fault;
    page.code = field_view(work, KEY, &fields[0], form, refused);
    page.layout.is_private = true;
    page_crumb(work, &page.layout, URL("/can-bo/tra-loi"), site_message(work, "answers.desk"));
    page_crumb(work, &page.layout, URL(""), page.layout.title);
    page_errors_of(work, &page.layout, KEY, refused);
    return page_respond(work, response, refused ? 422 : 200, &answer_new_kind, &page);
}

const struct fault *answer_new_page(struct work *work, const struct request *request,
                                    struct response *response)
{
    struct form form = form_empty(work->arena, fields, FIELDS);
    const struct fault *fault = NULL;
    if (request_query(request, STR("code")).ptr)
        fault = form_read(work, request, fields, FIELDS, &form);
    if (fault && fault->kind != FAULT_INVALID)
        return fault;
    return show(work, request, response, &form, fault);
}

/* The chosen paragraphs, an empty line between them. */
static struct str chosen(struct work *work, const part_list *parts, const struct form *form)
{
    struct buf buf = buf_init(work->arena, JOINED_MOST);
    for (size_t i = 0; i < parts->count; i++)
        if (form_bool(form, arena_c(work->arena, parts->items[i].name)))
            buf_printf(&buf, "%s" PRISTR, buf_str(&buf).len ? "\n\n" : "",
                       STRARG(parts->items[i].text));
    return buf_str(&buf);
}

const struct fault *answer_new_send(struct work *work, const struct request *request,
                                    struct response *response)
{
    struct form form;
    struct answer_source source;
    part_list questions;
    part_list answers;
    struct str question;
    struct str text;
    int64_t id = 0;
    const struct fault *fault = form_read(work, request, fields, FIELDS, &form);
    if (!fault)
        fault = answer_source_of(work, form_str(&form, "code"), &source);
    if (!fault) {
        questions = parts_of(work, source.matter.content, 1);
        answers = parts_of(work, source.answer, 1 + OF_ONE);
        question = chosen(work, &questions, &form);
        text = chosen(work, &answers, &form);
        fault = question.len > 0 && text.len > 0
                    ? answer_draft(work, form_str(&form, "code"), question, text, &id)
                    : fault_field(work->arena, "code", "answers.nothing_chosen");
    }
    if (fault && (fault->kind == FAULT_INVALID || fault->kind == FAULT_NOT_FOUND ||
                  fault->kind == FAULT_FORBIDDEN))
        return show(work, request, response, &form, fault);
    if (!fault)
        response_redirect(response, url_relative(work->arena, "/can-bo/tra-loi/%" PRId64, id).text);
    return fault;
}
