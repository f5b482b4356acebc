/*
 * Cells, rows and tables.
 */
#include "view/csv.h"

#include "view/format.h"

void csv_begin(struct buf *out)
{
    buf_add_literal(out, "\xEF\xBB\xBF");
}

void csv_end_row(struct buf *out)
{
    buf_add_literal(out, "\r\n");
}

/* "-5", "+84", "-3.5", "-3,5": a sign and digits, which no program runs. */
static bool is_signed_number(struct str text)
{
    bool digit = false;
    for (size_t i = 1; i < text.len; i++) {
        char c = text.ptr[i];
        if (c >= '0' && c <= '9')
            digit = true;
        else if (!digit || i + 1 == text.len || (c != '.' && c != ','))
            return false;
    }
    return digit && (text.ptr[0] == '-' || text.ptr[0] == '+');
}

/* What ends a cell or a row for programs of other settings: with a decimal comma, as in
 * Viet Nam, they part columns at semicolons and see quotes at the start of those alone. */
static bool is_end(char c)
{
    return c == ';' || c == '\t' || c == '\n' || c == '\r';
}

/* With what a formula begins (OWASP, CSV injection): also the wide forms of the signs,
 * and signs behind spaces or quotes, which programs take off. */
static bool is_formula(struct str text)
{
    static const struct str signs[] = {STR_INIT("="),  STR_INIT("+"),  STR_INIT("-"),
                                       STR_INIT("@"),  STR_INIT("＝"), STR_INIT("＋"),
                                       STR_INIT("－"), STR_INIT("＠")};
    size_t end = 0;
    while (text.len > 0 && (text.ptr[0] == ' ' || text.ptr[0] == '"' || text.ptr[0] == '\''))
        text = str_from(text, 1);
    while (end < text.len && !is_end(text.ptr[end]))
        end++;
    text = str_slice(text, 0, end);
    for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++)
        if (str_starts(text, signs[i]))
            return !is_signed_number(text);
    return false;
}

/* Whether a program could begin to reckon at byte `at`. The hyphen of a list in a text of
 * several lines is none. */
static bool begins_formula(struct str text, size_t at)
{
    if (at == 0)
        return text.len > 0 && (is_formula(text) || is_end(text.ptr[0]));
    return is_end(text.ptr[at - 1]) && is_formula(str_from(text, at)) &&
           (text.ptr[at - 1] != '\n' || text.ptr[at] != '-');
}

static bool needs_quotes(struct str text)
{
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '"' || text.ptr[i] == ',' || text.ptr[i] == '\r' || text.ptr[i] == '\n')
            return true;
    }
    return false;
}

void csv_cell(struct buf *out, struct str text, bool first)
{
    bool quoted = needs_quotes(text);
    if (!first)
        buf_add_byte(out, ',');
    if (quoted)
        buf_add_byte(out, '"');
    for (size_t i = 0; i < text.len; i++) {
        if (begins_formula(text, i))
            buf_add_byte(out, '\'');
        if (text.ptr[i] == '"')
            buf_add_byte(out, '"');
        buf_add_byte(out, text.ptr[i]);
    }
    if (quoted)
        buf_add_byte(out, '"');
}

static bool has_column(const struct field *field)
{
    return field->kind != FIELD_RECORD && field->kind != FIELD_POINTER;
}

void csv_add_value(struct buf *cell, const struct field *field, const void *member)
{
    const struct list *list;
    switch (field->kind) {
    case FIELD_TEXT:
    case FIELD_HTML:
    case FIELD_URL:
        buf_add(cell, *(const struct str *)member);
        break;
    case FIELD_INT:
        buf_add_int(cell, *(const int *)member);
        break;
    case FIELD_INT64:
    case FIELD_CODE:
        buf_add_int(cell, *(const int64_t *)member);
        break;
    case FIELD_BOOL:
        buf_add_byte(cell, *(const bool *)member ? '1' : '0');
        break;
    case FIELD_DATE:
        format_date_iso(cell, *(const struct civil_date *)member);
        break;
    case FIELD_INSTANT:
        format_instant_iso(cell, *(const struct instant *)member);
        break;
    case FIELD_LIST:
        list = member;
        for (size_t i = 0; i < list->count; i++) {
            const struct field *first = &field->shape->fields[0];
            if (i > 0)
                buf_add_literal(cell, "; ");
            csv_add_value(cell, first, (const char *)list->items + i * list->size + first->offset);
        }
        break;
    case FIELD_RECORD:
    case FIELD_POINTER:
        break;
    }
}

static void add_header(struct buf *out, const struct shape *shape, const struct str *headers)
{
    bool first = true;
    for (size_t i = 0; i < shape->count; i++) {
        if (!has_column(&shape->fields[i]))
            continue;
        csv_cell(out, headers ? headers[i] : str_from_c(shape->fields[i].name), first);
        first = false;
    }
    csv_end_row(out);
}

static void add_row(struct buf *out, struct buf *cell, const struct shape *shape, const char *item)
{
    bool first = true;
    for (size_t i = 0; i < shape->count; i++) {
        const struct field *field = &shape->fields[i];
        if (!has_column(field))
            continue;
        buf_cut(cell, 0);
        csv_add_value(cell, field, item + field->offset);
        csv_cell(out, buf_str(cell), first);
        first = false;
    }
    csv_end_row(out);
}

void csv_write_shape(struct buf *out, const struct shape *shape, struct list rows,
                     const struct str *headers)
{
    struct buf cell = buf_init(out->arena, SIZE_MAX);
    csv_begin(out);
    add_header(out, shape, headers);
    for (size_t i = 0; i < rows.count; i++)
        add_row(out, &cell, shape, (const char *)rows.items + i * rows.size);
}
