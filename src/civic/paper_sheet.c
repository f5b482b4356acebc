/*
 * Writes the markup that a template would have given.
 */
#include "civic/paper_sheet.h"

#include "civic/paper_make.h"
#include "civic/paper_text.h"
#include "civic/site.h"
#include "text/message.h"
#include "text/number.h"
#include "view/format.h"

#include <assert.h>

enum {
    CELL_LIMIT = 1024 * 1024,
    USUAL_WIDTH = 16, /* characters of a column that names no width */
    MANY_COLUMNS = 8, /* from more on letters are smaller */
    NUMBER_MM = 12    /* of the column STT */
};

static void add_part(struct buf *out, enum paper_part part, struct str text)
{
    buf_printf(out, "<x k=\"" PRISTR "\">", STRARG(paper_part_name(part)));
    html_escape_to(out, text);
    buf_add_literal(out, "</x>\n");
}

static void add_cell(struct buf *out, struct str text)
{
    buf_add_literal(out, "<c>");
    html_escape_to(out, text);
    buf_add_literal(out, "</c>");
}

static void begin_row(struct buf *out, enum paper_part part)
{
    buf_printf(out, "<x k=\"" PRISTR "\">", STRARG(paper_part_name(part)));
}

/* ---- cells ---- */

/* A member as Vietnamese write it. */
static void add_value(struct buf *cell, const struct field *field, const void *member)
{
    const struct list *list;
    switch (field->kind) {
    case FIELD_TEXT:
    case FIELD_HTML:
    case FIELD_URL:
        buf_add(cell, *(const struct str *)member);
        break;
    case FIELD_INT:
        format_grouped(cell, *(const int *)member, format_separator(LOCALE_VI));
        break;
    case FIELD_INT64:
        format_grouped(cell, *(const int64_t *)member, format_separator(LOCALE_VI));
        break;
    case FIELD_CODE:
        buf_add_int(cell, *(const int64_t *)member);
        break;
    case FIELD_BOOL:
        buf_add(cell, *(const bool *)member ? STR("x") : STR(""));
        break;
    case FIELD_DATE:
        format_date(cell, *(const struct civil_date *)member);
        break;
    case FIELD_INSTANT:
        format_instant(cell, *(const struct instant *)member);
        break;
    case FIELD_LIST:
        list = member;
        for (size_t i = 0; i < list->count; i++) {
            if (i > 0)
                buf_add_literal(cell, "; ");
            add_value(cell, &field->shape->fields[0], (const char *)list->items + i * list->size);
        }
        break;
    case FIELD_RECORD:
    case FIELD_POINTER:
        break;
    }
}

/* The letter of @columns: texts at the left, numbers at the right, the rest centred. */
static char align_of(enum field_kind kind)
{
    static const char letters[] = {
        [FIELD_TEXT] = 'l',  [FIELD_HTML] = 'l',    [FIELD_URL] = 'l',    [FIELD_INT] = 'r',
        [FIELD_INT64] = 'r', [FIELD_CODE] = 'c',    [FIELD_BOOL] = 'c',   [FIELD_DATE] = 'c',
        [FIELD_LIST] = 'l',  [FIELD_INSTANT] = 'c', [FIELD_RECORD] = 'l', [FIELD_POINTER] = 'l',
    };
    return letters[kind];
}

/* ---- the paper ---- */

struct listing {
    struct work *work; /* in Vietnamese */
    const struct sheet *sheet;
    const struct paper_head *head;
    struct buf out;
    const struct field *fields[SHEET_COLUMNS];
};

static void add_letterhead(struct listing *on, struct str summary)
{
    const struct paper_head *head = on->head;
    struct arena *arena = on->work->arena;
    struct str day = date_is_none(head->signed_on)
                         ? STR("ngày       tháng       năm           ")
                         : date_long(arena, on->work->site->messages, LOCALE_VI, head->signed_on);
    add_part(&on->out, PART_LAYOUT, STR("government"));
    add_part(&on->out, PART_PAGE, STR("landscape"));
    add_part(&on->out, PART_SUPERIOR, head->superior);
    add_part(&on->out, PART_ISSUER, head->issuer);
    add_part(&on->out, PART_NUMBER, head->number);
    add_part(&on->out, PART_PLACE,
             arena_printf(arena, PRISTR ", " PRISTR, STRARG(head->place), STRARG(day)));
    if (!date_is_none(head->signed_on))
        add_part(&on->out, PART_DATED, date_to_iso(arena, head->signed_on));
    add_part(&on->out, PART_TITLE, site_message(on->work, on->sheet->title));
    if (summary.len > 0)
        add_part(&on->out, PART_SUMMARY, summary);
}

static void add_headings(struct listing *on)
{
    const struct sheet *sheet = on->sheet;
    if (sheet->count > MANY_COLUMNS)
        add_part(&on->out, PART_CELLS, STR("10")); /* points */
    begin_row(&on->out, PART_COLUMNS);
    add_cell(&on->out, arena_printf(on->work->arena, "%d c", NUMBER_MM));
    for (size_t i = 0; i < sheet->count; i++) {
        int width = sheet->columns[i].width > 0 ? sheet->columns[i].width : USUAL_WIDTH;
        add_cell(&on->out,
                 arena_printf(on->work->arena, "%dp %c", width, align_of(on->fields[i]->kind)));
    }
    buf_add_literal(&on->out, "</x>\n");
    begin_row(&on->out, PART_HEAD);
    add_cell(&on->out, site_message(on->work, "paper.row"));
    for (size_t i = 0; i < sheet->count; i++)
        add_cell(&on->out, site_message(on->work, sheet->columns[i].heading));
    buf_add_literal(&on->out, "</x>\n");
}

static bool is_sum(const struct shape *shape, const char *row)
{
    const struct field *field = shape_field(shape, STR("is_sum"));
    return field && field->kind == FIELD_BOOL && *(const bool *)(row + field->offset);
}

static void add_rows(struct listing *on, struct list rows)
{
    size_t number = 0;
    struct buf cell = buf_init(on->work->arena, CELL_LIMIT);
    for (size_t r = 0; r < rows.count && !buf_overflowed(&on->out); r++) {
        const char *row = (const char *)rows.items + r * rows.size;
        begin_row(&on->out, PART_ROW);
        if (is_sum(on->sheet->shape, row))
            add_cell(&on->out, STR(""));
        else
            buf_printf(&on->out, "<c>%zu</c>", ++number);
        for (size_t i = 0; i < on->sheet->count; i++) {
            buf_cut(&cell, 0);
            add_value(&cell, on->fields[i], row + on->fields[i]->offset);
            add_cell(&on->out, buf_str(&cell));
        }
        buf_add_literal(&on->out, "</x>\n");
    }
}

static void add_signature(struct listing *on)
{
    add_part(&on->out, PART_SIGN, STR("right"));
    add_part(&on->out, PART_AUTHORITY, on->head->authority);
    add_part(&on->out, PART_POSITION, on->head->position);
    add_part(&on->out, PART_NAME, on->head->signer);
}

const struct fault *paper_of_sheet(struct work *work, const struct sheet *sheet,
                                   const struct paper_head *head, struct str summary,
                                   struct list rows, struct str *ret_pdf)
{
    struct work vietnamese = *work;
    struct listing on = {.work = &vietnamese, .sheet = sheet, .head = head};
    assert(sheet_is_sound(sheet));
    vietnamese.locale = LOCALE_VI;
    on.out = buf_init(work->arena, PAPER_MARKUP);
    for (size_t i = 0; i < sheet->count; i++)
        on.fields[i] = shape_field(sheet->shape, str_from_c(sheet->columns[i].member));
    buf_add_literal(&on.out, "<paper>");
    add_letterhead(&on, summary);
    add_headings(&on);
    add_rows(&on, rows);
    if (head->position.len > 0)
        add_signature(&on);
    buf_add_literal(&on.out, "</paper>");
    if (buf_overflowed(&on.out))
        return fault_new(work->arena, FAULT_TOO_LARGE, "paper.too_large", "a table over %d bytes",
                         PAPER_MARKUP);
    return paper_make(work, str_from_c(sheet->title), buf_str(&on.out), PAPER_HOLDS, ret_pdf);
}
