/*
 * From a grid to bytes. XLSX is written in sheet_xlsx.c; the paper is the markup that a
 * template would have given.
 */
#include "civic/sheet_grid.h"

#include "civic/paper_make.h"
#include "civic/paper_text.h"
#include "civic/sheet_xlsx.h"
#include "civic/site.h"
#include "text/message.h"
#include "text/number.h"
#include "view/csv.h"
#include "view/html.h"

#include <inttypes.h>

enum {
    HEADING_LIMIT = 4000,
    MANY = 30 /* columns, beside which the first takes less */
};

/* ---- CSV ---- */

static bool covers(const struct grid_heading *heading, size_t column)
{
    return column >= heading->column && column < heading->column + heading->columns;
}

/* "Kết quả xử lý đơn: Đơn thuộc thẩm quyền: Tổng số". */
static struct str heading_of(struct arena *arena, const struct grid *grid, size_t column)
{
    struct buf text = buf_init(arena, HEADING_LIMIT);
    for (size_t i = 0; i < grid->heading_count; i++)
        if (covers(&grid->headings[i], column)) {
            if (text.len > 0)
                buf_add_literal(&text, ": ");
            buf_add(&text, grid->headings[i].text);
        }
    return buf_str(&text);
}

/* As a program reads it: "12.5". */
static struct str plain_number(struct arena *arena, const struct grid_cell *cell)
{
    int64_t number = cell->number;
    int decimals = cell->decimals;
    int64_t unit = 1;
    int64_t rest;
    for (; decimals > 0 && number % 10 == 0; decimals--)
        number /= 10;
    if (decimals == 0)
        return arena_printf(arena, "%" PRId64, number);
    for (int i = 0; i < decimals; i++)
        unit *= 10;
    rest = number % unit;
    return arena_printf(arena, "%s%" PRId64 ".%0*" PRId64, number < 0 && number > -unit ? "-" : "",
                        number / unit, decimals, rest < 0 ? -rest : rest);
}

static void add_plain(struct buf *out, struct arena *arena, const struct grid_cell *cell,
                      bool is_first)
{
    csv_cell(out, cell->is_number ? plain_number(arena, cell) : cell->text, is_first);
}

static const struct fault *write_csv(struct work *work, const struct grid *grid,
                                     struct str *ret_bytes)
{
    struct buf out = buf_init(work->arena, SHEET_BYTES);
    csv_begin(&out);
    for (size_t c = 0; c < grid->columns; c++)
        csv_cell(&out, heading_of(work->arena, grid, c), c == 0);
    csv_end_row(&out);
    for (size_t r = 0; r < grid->rows; r++) {
        for (size_t c = 0; c < grid->columns; c++)
            add_plain(&out, work->arena, &grid->cells[r * grid->columns + c], c == 0);
        csv_end_row(&out);
    }
    if (grid->remark.len > 0) {
        csv_cell(&out, grid->remark, true);
        csv_end_row(&out);
    }
    if (buf_overflowed(&out))
        return fault_new(work->arena, FAULT_TOO_LARGE, "sheet.too_large", "csv over %d bytes",
                         SHEET_BYTES);
    *ret_bytes = buf_str(&out);
    return NULL;
}

const struct fault *grid_sheet(struct work *work, const struct grid *grid, enum sheet_format format,
                               struct str *ret_bytes)
{
    if (format == SHEET_CSV)
        return write_csv(work, grid, ret_bytes);
    return xlsx_grid(work->arena, grid, clock_now(work->clock), SHEET_BYTES, ret_bytes);
}

/* ---- paper ---- */

static void add_part(struct buf *out, enum paper_part part, struct str text)
{
    if (text.len == 0)
        return;
    buf_printf(out, "<x k=\"" PRISTR "\">", STRARG(paper_part_name(part)));
    html_escape_to(out, text);
    buf_add_literal(out, "</x>\n");
}

static void begin_row(struct buf *out, enum paper_part part)
{
    buf_printf(out, "<x k=\"" PRISTR "\">", STRARG(paper_part_name(part)));
}

static struct str summary_of(struct arena *arena, const struct grid *grid)
{
    if (!grid->summary.len || !grid->remark.len)
        return grid->summary.len ? grid->summary : grid->remark;
    return arena_printf(arena, PRISTR ". " PRISTR, STRARG(grid->summary), STRARG(grid->remark));
}

static void add_letterhead(struct work *work, struct buf *out, const struct grid *grid,
                           const struct paper_head *head)
{
    struct str day = date_is_none(head->signed_on)
                         ? STR("ngày       tháng       năm           ")
                         : date_long(work->arena, work->site->messages, LOCALE_VI, head->signed_on);
    add_part(out, PART_LAYOUT, STR("government"));
    add_part(out, PART_PAGE, STR("landscape"));
    add_part(out, PART_FORM, grid->form);
    add_part(out, PART_SUPERIOR, head->superior);
    add_part(out, PART_ISSUER, head->issuer);
    add_part(out, PART_NUMBER, head->number);
    add_part(out, PART_PLACE,
             arena_printf(work->arena, PRISTR ", " PRISTR, STRARG(head->place), STRARG(day)));
    if (!date_is_none(head->signed_on))
        add_part(out, PART_DATED, date_to_iso(work->arena, head->signed_on));
    add_part(out, PART_TITLE, grid->title);
    add_part(out, PART_SUMMARY, summary_of(work->arena, grid));
    add_part(out, PART_CELLS, grid->columns > 24 ? STR("6") : STR("8"));
}

static void add_columns(struct buf *out, const struct grid *grid)
{
    begin_row(out, PART_COLUMNS);
    buf_add(out, grid->columns > MANY ? STR("<c>2p l</c>") : STR("<c>3p l</c>"));
    for (size_t c = 1; c < grid->columns; c++)
        buf_add_literal(out, "<c>1p r</c>");
    buf_add_literal(out, "</x>\n");
}

/* A row of the markup for each row of the head; a cell says what it spans. */
static void add_head(struct buf *out, const struct grid *grid)
{
    size_t at = 0;
    for (size_t row = 0; row < grid->head_rows; row++) {
        begin_row(out, PART_HEAD);
        for (; at < grid->heading_count && grid->headings[at].row == row; at++) {
            const struct grid_heading *heading = &grid->headings[at];
            buf_printf(out, "<c at=\"%zu\" w=\"%zu\" h=\"%zu\">", heading->column, heading->columns,
                       heading->rows);
            html_escape_to(out, heading->text);
            buf_add_literal(out, "</c>");
        }
        buf_add_literal(out, "</x>\n");
    }
}

static void add_rows(struct buf *out, const struct grid *grid)
{
    for (size_t r = 0; r < grid->rows; r++) {
        bool is_total = grid->has_total && r + 1 == grid->rows;
        begin_row(out, PART_ROW);
        for (size_t c = 0; c < grid->columns; c++) {
            buf_add(out, is_total ? STR("<c><b>") : STR("<c>"));
            html_escape_to(out, grid->cells[r * grid->columns + c].text);
            buf_add(out, is_total ? STR("</b></c>") : STR("</c>"));
        }
        buf_add_literal(out, "</x>\n");
    }
}

const struct fault *grid_paper(struct work *work, const struct grid *grid,
                               const struct paper_head *head, struct str *ret_pdf)
{
    struct buf out = buf_init(work->arena, PAPER_MARKUP);
    buf_add_literal(&out, "<paper>");
    add_letterhead(work, &out, grid, head);
    add_columns(&out, grid);
    add_head(&out, grid);
    add_rows(&out, grid);
    if (head->position.len > 0) {
        add_part(&out, PART_SIGN, STR("right"));
        add_part(&out, PART_AUTHORITY, head->authority);
        add_part(&out, PART_POSITION, head->position);
        add_part(&out, PART_NAME, head->signer);
    }
    buf_add_literal(&out, "</paper>");
    if (buf_overflowed(&out))
        return fault_new(work->arena, FAULT_TOO_LARGE, "paper.too_large", "a table over %d bytes",
                         PAPER_MARKUP);
    return paper_make(work, grid->title, buf_str(&out), PAPER_HOLDS, ret_pdf);
}
