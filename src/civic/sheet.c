/*
 * From rows with a shape to cells. CSV is written here; XLSX in sheet_xlsx.c.
 */
#include "civic/sheet.h"

#include "civic/sheet_xlsx.h"
#include "civic/site.h"
#include "view/csv.h"
#include "view/format.h"

#include <assert.h>

enum {
    CELL_LIMIT = 1024 * 1024 /* bytes of one cell */
};

struct sheet_out {
    struct work *work;
    const struct sheet *sheet;
    enum sheet_format format;
    size_t rows;
    struct buf cell; /* the cell under construction */
    struct buf csv;
    struct xlsx *xlsx;
    const struct field *fields[SHEET_COLUMNS];
};

struct format_entry {
    const char *ending;
    const char *media_type;
};

/* ending, media type (IANA) */
static const struct format_entry formats[SHEET_FORMAT_COUNT] = {
    [SHEET_XLSX] = {"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
    [SHEET_CSV] = {"csv",  "text/csv; charset=utf-8"                                          },
};

const char *sheet_media_type(enum sheet_format format)
{
    return formats[format].media_type;
}

const char *sheet_ending(enum sheet_format format)
{
    return formats[format].ending;
}

/* Whether a member can be one cell. */
static bool is_cell(const struct field *field)
{
    if (!field || field->kind == FIELD_RECORD || field->kind == FIELD_POINTER ||
        field->kind == FIELD_HTML)
        return false;
    return field->kind != FIELD_LIST || shape_is_scalar(field->shape);
}

bool sheet_is_sound(const struct sheet *sheet)
{
    if (sheet->count == 0 || sheet->count > SHEET_COLUMNS)
        return false;
    for (size_t i = 0; i < sheet->count; i++)
        if (!is_cell(shape_field(sheet->shape, str_from_c(sheet->columns[i].member))))
            return false;
    return true;
}

/* The text of a member as CSV has it; what is so is marked x, as on paper. */
static void add_text(struct buf *cell, const struct field *field, const void *member)
{
    if (field->kind == FIELD_BOOL)
        buf_add(cell, *(const bool *)member ? STR("x") : STR(""));
    else
        csv_add_value(cell, field, member);
}

static struct str cell_text(struct sheet_out *out, const struct field *field, const void *member)
{
    buf_cut(&out->cell, 0);
    add_text(&out->cell, field, member);
    return buf_str(&out->cell);
}

static void add_xlsx_cell(struct sheet_out *out, size_t column, const void *member)
{
    const struct field *field = out->fields[column];
    switch (field->kind) {
    case FIELD_INT:
        xlsx_number(out->xlsx, out->rows, column, *(const int *)member);
        break;
    case FIELD_INT64:
        xlsx_number(out->xlsx, out->rows, column, *(const int64_t *)member);
        break;
    case FIELD_DATE:
        xlsx_date(out->xlsx, out->rows, column, *(const struct civil_date *)member);
        break;
    case FIELD_INSTANT:
        xlsx_instant(out->xlsx, out->rows, column, *(const struct instant *)member);
        break;
    case FIELD_TEXT:
    case FIELD_HTML:
    case FIELD_URL:
    case FIELD_CODE:
    case FIELD_BOOL:
    case FIELD_LIST:
    case FIELD_RECORD:
    case FIELD_POINTER:
        xlsx_text(out->xlsx, out->rows, column, cell_text(out, field, member));
        break;
    }
}

const struct fault *sheet_begin(struct work *work, const struct sheet *sheet,
                                enum sheet_format format, struct sheet_out **ret_out)
{
    struct sheet_out *out = work_alloc(work, struct sheet_out);
    struct str headings[SHEET_COLUMNS];
    int widths[SHEET_COLUMNS];
    assert(sheet_is_sound(sheet));
    *out = (struct sheet_out){.work = work, .sheet = sheet, .format = format};
    out->cell = buf_init(work->arena, CELL_LIMIT);
    for (size_t i = 0; i < sheet->count; i++) {
        out->fields[i] = shape_field(sheet->shape, str_from_c(sheet->columns[i].member));
        headings[i] = site_message(work, sheet->columns[i].heading);
        widths[i] = sheet->columns[i].width;
    }
    *ret_out = out;
    if (format == SHEET_XLSX)
        return xlsx_begin(work->arena, site_message(work, sheet->title), clock_now(work->clock),
                          widths, headings, sheet->count, &out->xlsx);
    out->csv = buf_init(work->arena, SHEET_BYTES);
    csv_begin(&out->csv);
    for (size_t i = 0; i < sheet->count; i++)
        csv_cell(&out->csv, headings[i], i == 0);
    csv_end_row(&out->csv);
    return NULL;
}

void sheet_add(struct sheet_out *out, const void *row)
{
    if (out->rows < SHEET_ROWS) {
        for (size_t i = 0; i < out->sheet->count; i++) {
            const char *member = (const char *)row + out->fields[i]->offset;
            if (out->format == SHEET_XLSX)
                add_xlsx_cell(out, i, member);
            else
                csv_cell(&out->csv, cell_text(out, out->fields[i], member), i == 0);
        }
        if (out->format == SHEET_CSV)
            csv_end_row(&out->csv);
    }
    out->rows++;
}

const struct fault *sheet_end(struct sheet_out *out, struct str *ret_bytes)
{
    struct arena *arena = out->work->arena;
    if (out->rows > SHEET_ROWS)
        return fault_new(arena, FAULT_TOO_LARGE, "sheet.too_large", "%zu rows", out->rows);
    if (out->format == SHEET_XLSX)
        return xlsx_end(out->xlsx, out->rows, SHEET_BYTES, ret_bytes);
    if (buf_overflowed(&out->csv))
        return fault_new(arena, FAULT_TOO_LARGE, "sheet.too_large", "csv over %d bytes",
                         SHEET_BYTES);
    *ret_bytes = buf_str(&out->csv);
    return NULL;
}

const struct fault *sheet_write(struct work *work, const struct sheet *sheet,
                                enum sheet_format format, struct list rows, struct str *ret_bytes)
{
    struct sheet_out *out;
    const struct fault *fault = sheet_begin(work, sheet, format, &out);
    if (fault)
        return fault;
    for (size_t i = 0; i < rows.count; i++)
        sheet_add(out, (const char *)rows.items + i * rows.size);
    return sheet_end(out, ret_bytes);
}
