/*
 * The only file that knows libxlsxwriter. It writes to a path, so the workbook is a file
 * in memory until it is read back, and its scratch files, which have no names, lie in
 * memory too: what stands in a register does not come to a disk.
 */
#include "civic/sheet_xlsx.h"

#include "base/buf.h"
#include "base/file.h"
#include "civic/sheet_grid.h"
#include "text/number.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "base/banned.h" /* behind the header above, whose macros use what it bans */

enum {
    PAPER_A4 = 9,
    SHEET_NAME_MAX = 31,
    HEADER_MAX = 200, /* characters of the title above a printed page */
    FIRST_YEAR = 1900,
    USUAL_WIDTH = 16,
    FONT_SIZE = 12,
    HEADING_GREY = 0xF0EFEA
};

#define FONT "Times New Roman"
#define SCRATCH "/dev/shm" /* in memory; where there is none, the library looks on */
/* Whole numbers beyond this lose digits in a spreadsheet's doubles (2^53). */
#define NUMBER_MAX (INT64_C(1) << 53)

struct xlsx {
    struct arena *arena;
    struct arena *scratch; /* for the cell being written */
    int file;              /* in memory */
    const char *path;      /* its name for this process */
    lxw_workbook *book;    /* NULL once it is closed */
    lxw_worksheet *sheet;
    lxw_format *text;
    lxw_format *number;
    lxw_format *date;
    lxw_format *moment;
    size_t columns;
    lxw_error error;
};

static void release(void *context)
{
    struct xlsx *xlsx = context;
    if (xlsx->book)
        (void)workbook_close(xlsx->book);
    close(xlsx->file);
    arena_free(xlsx->scratch);
}

static void note(struct xlsx *xlsx, lxw_error error)
{
    if (error != LXW_NO_ERROR && xlsx->error == LXW_NO_ERROR)
        xlsx->error = error;
}

/* [ ] : * ? / \ may not stand in the name of a sheet. */
static const char *sheet_name(struct arena *arena, struct str title)
{
    struct buf name = buf_init(arena, SHEET_NAME_MAX * 4);
    struct str cut = text_cut(title, SHEET_NAME_MAX);
    for (size_t i = 0; i < cut.len; i++)
        buf_add_byte(&name, strchr("[]:*?/\\'", cut.ptr[i]) ? ' ' : cut.ptr[i]);
    return arena_c(arena, buf_str(&name));
}

/* The title above every printed page; & begins a command there. */
static const char *page_header(struct arena *arena, struct str title)
{
    struct buf header = buf_init(arena, HEADER_MAX * 8);
    struct str cut = text_excerpt(arena, title, HEADER_MAX);
    buf_add_literal(&header, "&C&\"" FONT ",Bold\"&14");
    for (size_t i = 0; i < cut.len; i++) {
        if (cut.ptr[i] == '&')
            buf_add_byte(&header, '&');
        buf_add_byte(&header, cut.ptr[i]);
    }
    return arena_c(arena, buf_str(&header));
}

static lxw_format *new_format(struct xlsx *xlsx, const char *number)
{
    lxw_format *format = workbook_add_format(xlsx->book);
    format_set_font_name(format, FONT);
    format_set_font_size(format, FONT_SIZE);
    format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    format_set_border(format, LXW_BORDER_THIN);
    if (number)
        format_set_num_format(format, number);
    else
        format_set_text_wrap(format);
    return format;
}

static lxw_format *heading_format(struct xlsx *xlsx)
{
    lxw_format *format = new_format(xlsx, NULL);
    format_set_bold(format);
    format_set_align(format, LXW_ALIGN_CENTER);
    format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
    format_set_bg_color(format, HEADING_GREY);
    return format;
}

static void write_headings(struct xlsx *xlsx, const int *widths, const struct str *headings)
{
    lxw_format *format = heading_format(xlsx);
    for (size_t i = 0; i < xlsx->columns; i++) {
        double width = widths[i] > 0 ? widths[i] : USUAL_WIDTH;
        note(xlsx, worksheet_set_column(xlsx->sheet, (lxw_col_t)i, (lxw_col_t)i, width, NULL));
        note(xlsx, worksheet_write_string(xlsx->sheet, 0, (lxw_col_t)i,
                                          arena_c(xlsx->arena, headings[i]), format));
    }
}

static void set_up_page(struct xlsx *xlsx, struct str title)
{
    worksheet_set_landscape(xlsx->sheet);
    worksheet_set_paper(xlsx->sheet, PAPER_A4);
    worksheet_fit_to_pages(xlsx->sheet, 1, 0);
    worksheet_set_margins(xlsx->sheet, 0.8, 0.6, 0.8, 0.6);
    worksheet_freeze_panes(xlsx->sheet, 1, 0);
    note(xlsx, worksheet_repeat_rows(xlsx->sheet, 0, 0));
    note(xlsx, worksheet_set_header(xlsx->sheet, page_header(xlsx->arena, title)));
    note(xlsx, worksheet_set_footer(xlsx->sheet, "&C&P/&N"));
}

/* An empty workbook with one sheet; in constant memory rows go forward only. */
static const struct fault *open_book(struct arena *arena, struct str title, struct instant at,
                                     bool is_constant, struct xlsx **ret_xlsx)
{
    lxw_workbook_options options = {.constant_memory = is_constant,
                                    .tmpdir = (char *)(uintptr_t)SCRATCH};
    struct xlsx *xlsx = ARENA_NEW(arena, struct xlsx);
    lxw_doc_properties properties = {
        .title = (char *)(uintptr_t)arena_c(arena, title),
        .created = (time_t)(at.us / 1000000),
    };
    *xlsx = (struct xlsx){.arena = arena, .file = memfd_create("sheet", MFD_CLOEXEC)};
    if (xlsx->file < 0)
        return fault_new(arena, FAULT_UNAVAILABLE, "sheet.unavailable", "no file in memory");
    xlsx->path = arena_printf(arena, "/proc/self/fd/%d", xlsx->file).ptr;
    xlsx->scratch = arena_new();
    xlsx->book = workbook_new_opt(xlsx->path, &options);
    arena_cleanup(arena, release, xlsx);
    if (!xlsx->book)
        return fault_new(arena, FAULT_UNAVAILABLE, "sheet.unavailable", "no workbook");
    xlsx->sheet = workbook_add_worksheet(xlsx->book, sheet_name(arena, title));
    if (!xlsx->sheet)
        return fault_new(arena, FAULT_UNAVAILABLE, "sheet.unavailable", "no worksheet");
    note(xlsx, workbook_set_properties(xlsx->book, &properties));
    *ret_xlsx = xlsx;
    return NULL;
}

const struct fault *xlsx_begin(struct arena *arena, struct str title, struct instant at,
                               const int *widths, const struct str *headings, size_t count,
                               struct xlsx **ret_xlsx)
{
    struct xlsx *xlsx;
    const struct fault *fault = open_book(arena, title, at, true, &xlsx);
    if (fault)
        return fault;
    xlsx->columns = count;
    xlsx->text = new_format(xlsx, NULL);
    xlsx->number = new_format(xlsx, "#,##0");
    xlsx->date = new_format(xlsx, "dd/mm/yyyy");
    xlsx->moment = new_format(xlsx, "hh:mm dd/mm/yyyy");
    set_up_page(xlsx, title);
    write_headings(xlsx, widths, headings);
    *ret_xlsx = xlsx;
    return NULL;
}

void xlsx_text(struct xlsx *xlsx, size_t row, size_t column, struct str text)
{
    const char *cut = arena_c(xlsx->scratch, text_cut(text, XLSX_CELL_MAX));
    note(xlsx, worksheet_write_string(xlsx->sheet, (lxw_row_t)(row + 1), (lxw_col_t)column, cut,
                                      xlsx->text));
    arena_reset(xlsx->scratch);
}

void xlsx_number(struct xlsx *xlsx, size_t row, size_t column, int64_t number)
{
    if (number <= NUMBER_MAX && number >= -NUMBER_MAX) {
        note(xlsx, worksheet_write_number(xlsx->sheet, (lxw_row_t)(row + 1), (lxw_col_t)column,
                                          (double)number, xlsx->number));
        return;
    }
    xlsx_text(xlsx, row, column, arena_printf(xlsx->scratch, "%lld", (long long)number));
}

static void write_moment(struct xlsx *xlsx, size_t row, size_t column, lxw_datetime *moment,
                         lxw_format *format)
{
    note(xlsx, worksheet_write_datetime(xlsx->sheet, (lxw_row_t)(row + 1), (lxw_col_t)column,
                                        moment, format));
}

void xlsx_date(struct xlsx *xlsx, size_t row, size_t column, struct civil_date date)
{
    struct date_parts parts;
    lxw_datetime day;
    if (date_is_none(date)) {
        xlsx_text(xlsx, row, column, STR(""));
        return;
    }
    parts = date_parts(date);
    if (parts.year < FIRST_YEAR) {
        xlsx_text(xlsx, row, column, date_to_iso(xlsx->scratch, date));
        return;
    }
    day = (lxw_datetime){.year = parts.year, .month = parts.month, .day = parts.day};
    write_moment(xlsx, row, column, &day, xlsx->date);
}

void xlsx_instant(struct xlsx *xlsx, size_t row, size_t column, struct instant at)
{
    struct date_parts parts;
    lxw_datetime moment;
    if (at.us <= 0) {
        xlsx_text(xlsx, row, column, STR(""));
        return;
    }
    parts = date_parts(instant_date(at));
    moment = (lxw_datetime){.year = parts.year, .month = parts.month, .day = parts.day};
    instant_clock_time(at, &moment.hour, &moment.min);
    write_moment(xlsx, row, column, &moment, xlsx->moment);
}

/* Closes the workbook and reads it back. */
static const struct fault *close_book(struct xlsx *xlsx, size_t limit, struct str *ret_bytes)
{
    lxw_error closed = workbook_close(xlsx->book);
    xlsx->book = NULL;
    note(xlsx, closed);
    if (xlsx->error != LXW_NO_ERROR)
        return fault_new(xlsx->arena, FAULT_UNAVAILABLE, "sheet.unavailable", "xlsx: %s",
                         lxw_strerror(xlsx->error));
    if (file_size(xlsx->path) > (int64_t)limit)
        return fault_new(xlsx->arena, FAULT_TOO_LARGE, "sheet.too_large", "xlsx over %zu bytes",
                         limit);
    return file_read(xlsx->arena, xlsx->path, limit, ret_bytes);
}

const struct fault *xlsx_end(struct xlsx *xlsx, size_t rows, size_t limit, struct str *ret_bytes)
{
    if (rows > 0)
        note(xlsx, worksheet_autofilter(xlsx->sheet, 0, 0, (lxw_row_t)rows,
                                        (lxw_col_t)(xlsx->columns - 1)));
    return close_book(xlsx, limit, ret_bytes);
}

/* ---- grids ---- */

enum {
    GRID_FIRST_WIDTH = 28,
    GRID_WIDTH = 10,
    GRID_TOP = 4 /* rows above the head: form, title, summary, remark or nothing */
};

static void write_top(struct xlsx *xlsx, const struct grid *grid)
{
    const struct str lines[] = {grid->form, grid->title, grid->summary, grid->remark};
    lxw_format *format = workbook_add_format(xlsx->book);
    format_set_font_name(format, FONT);
    format_set_font_size(format, FONT_SIZE);
    for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++)
        if (lines[i].len > 0)
            note(xlsx, worksheet_write_string(xlsx->sheet, (lxw_row_t)i, 0,
                                              arena_c(xlsx->arena, lines[i]), format));
}

static void write_grid_head(struct xlsx *xlsx, const struct grid *grid)
{
    lxw_format *format = heading_format(xlsx);
    for (size_t i = 0; i < grid->heading_count; i++) {
        const struct grid_heading *heading = &grid->headings[i];
        lxw_row_t row = (lxw_row_t)(GRID_TOP + heading->row);
        lxw_col_t column = (lxw_col_t)heading->column;
        const char *text = arena_c(xlsx->arena, heading->text);
        if (heading->rows * heading->columns == 1)
            note(xlsx, worksheet_write_string(xlsx->sheet, row, column, text, format));
        else
            note(xlsx, worksheet_merge_range(
                           xlsx->sheet, row, column, (lxw_row_t)(row + heading->rows - 1),
                           (lxw_col_t)(column + heading->columns - 1), text, format));
    }
}

static void write_grid_cell(struct xlsx *xlsx, const struct grid_cell *cell, lxw_row_t row,
                            lxw_col_t column)
{
    double number = (double)cell->number;
    for (int i = 0; i < cell->decimals; i++)
        number /= 10;
    if (cell->is_number)
        note(xlsx, worksheet_write_number(xlsx->sheet, row, column, number, xlsx->number));
    else
        note(xlsx, worksheet_write_string(xlsx->sheet, row, column,
                                          arena_c(xlsx->arena, cell->text), xlsx->text));
}

const struct fault *xlsx_grid(struct arena *arena, const struct grid *grid, struct instant at,
                              size_t limit, struct str *ret_bytes)
{
    lxw_row_t top = (lxw_row_t)(GRID_TOP + grid->head_rows);
    struct xlsx *xlsx;
    const struct fault *fault = open_book(arena, grid->title, at, false, &xlsx);
    if (fault)
        return fault;
    xlsx->text = new_format(xlsx, NULL);
    xlsx->number = new_format(xlsx, "#,##0.######");
    worksheet_set_landscape(xlsx->sheet);
    worksheet_set_paper(xlsx->sheet, PAPER_A4);
    worksheet_fit_to_pages(xlsx->sheet, 1, 0);
    worksheet_freeze_panes(xlsx->sheet, top, 1);
    note(xlsx, worksheet_repeat_rows(xlsx->sheet, GRID_TOP, top - 1));
    note(xlsx, worksheet_set_footer(xlsx->sheet, "&C&P/&N"));
    note(xlsx, worksheet_set_column(xlsx->sheet, 0, 0, GRID_FIRST_WIDTH, NULL));
    note(xlsx,
         worksheet_set_column(xlsx->sheet, 1, (lxw_col_t)(grid->columns - 1), GRID_WIDTH, NULL));
    write_top(xlsx, grid);
    write_grid_head(xlsx, grid);
    for (size_t r = 0; r < grid->rows; r++)
        for (size_t c = 0; c < grid->columns; c++)
            write_grid_cell(xlsx, &grid->cells[r * grid->columns + c], top + (lxw_row_t)r,
                            (lxw_col_t)c);
    return close_book(xlsx, limit, ret_bytes);
}
