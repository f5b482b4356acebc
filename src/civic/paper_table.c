/*
 * Tables: the head is repeated on every page, a row stays together unless it is
 * longer than a page.
 */
#include "civic/paper_parts.h"

#include <math.h>
#include <string.h>

enum {
    MOST_COLUMNS = 40
};

#define PAD_X 3.0
#define PAD_Y 2.0
#define PAD_HEAD 0.8 /* of a head with many narrow columns */
#define GAP_TABLE 8.0
/* A row that is longer than this part of a page is broken. */
#define ROW_MOST 0.9
#define SLACK 0.01

struct table {
    struct flow *flow;
    size_t columns;
    double lefts[MOST_COLUMNS + 1];
    enum pen_align aligns[MOST_COLUMNS];
    struct paper_type head_type;
    struct paper_type cell_type;
    struct piece *head; /* NULL without one */
    bool is_begun;
};

/* "18 c", "2p r": millimetres or a share (phần) of what is left, and l, c, r or j. */
static bool read_column(struct table *table, struct str text, double *ret_mm, double *ret_share)
{
    static const char letters[] = "lcrj";
    struct str width = str_cut(&text, ' ');
    struct str align = str_trim(text);
    int64_t number = 1;
    const char *at = align.len == 1 ? strchr(letters, align.ptr[0]) : letters;
    if (!at || align.len > 1)
        return false;
    table->aligns[table->columns] = (enum pen_align)(at - letters);
    *ret_mm = *ret_share = 0;
    if (str_ends(width, STR("p"))) {
        width.len--;
        if (!str_to_int64(width, &number) || number < 1)
            return false;
        *ret_share = (double)number;
        return true;
    }
    if (!str_to_int64(width, &number) || number < 1)
        return false;
    *ret_mm = (double)number;
    return true;
}

static const struct fault *read_columns(struct table *table, const struct xml_node *node)
{
    struct flow *flow = table->flow;
    struct words cells[MOST_COLUMNS];
    double widths[MOST_COLUMNS];
    double shares[MOST_COLUMNS];
    size_t count = cells_of(flow->arena, node, cells, MOST_COLUMNS);
    double fixed = 0;
    double share = 0;
    for (; table->columns < count; table->columns++) {
        size_t i = table->columns;
        if (!read_column(table, cells[i].text, &widths[i], &shares[i]))
            return paper_broken(flow->arena, flow->file, 0, "no column: " PRISTR,
                                STRARG(cells[i].text));
        widths[i] *= POINTS_PER_MM;
        fixed += widths[i];
        share += shares[i];
    }
    if (fixed > flow->width || (share > 0 && fixed + share * POINTS_PER_MM > flow->width))
        return paper_broken(flow->arena, flow->file, 0, "columns wider than the page");
    for (size_t i = 0; i < count; i++)
        table->lefts[i + 1] =
            table->lefts[i] +
            (shares[i] > 0 ? (flow->width - fixed) * shares[i] / share : widths[i]);
    return NULL;
}

/* ---- rows ---- */

struct row {
    struct pen_text *texts[MOST_COLUMNS]; /* NULL where the cell is empty */
    size_t from[MOST_COLUMNS];            /* the first line not yet drawn */
    double height;                        /* of what is left, with padding */
};

static double width_of(const struct table *table, size_t column)
{
    return table->lefts[column + 1] - table->lefts[column];
}

static struct row read_row(struct table *table, const struct xml_node *node, bool is_head)
{
    struct flow *flow = table->flow;
    struct words cells[MOST_COLUMNS];
    size_t count = cells_of(flow->arena, node, cells, table->columns);
    const struct paper_type *type = is_head ? &table->head_type : &table->cell_type;
    struct row row = {.height = type->size * 1.2 + 2 * PAD_Y};
    for (size_t i = 0; i < count; i++) {
        enum pen_align align = is_head ? PEN_CENTRE : table->aligns[i];
        if (cells[i].text.len == 0)
            continue;
        row.texts[i] = flow_text(flow, type, align, width_of(table, i) - 2 * PAD_X, 0,
                                 cells[i].text, cells[i].runs, cells[i].count);
        row.height =
            fmax(row.height, pen_height(row.texts[i], 0, pen_lines(row.texts[i])) + 2 * PAD_Y);
    }
    return row;
}

/* The lines of a cell from `from` on that stand in `room`; at least one. */
static size_t lines_in(const struct pen_text *text, size_t from, double room)
{
    size_t to = from + 1;
    while (to < pen_lines(text) && pen_height(text, from, to + 1) <= room + SLACK)
        to++;
    return to;
}

static void add_borders(struct table *table, struct piece *piece)
{
    for (size_t i = 0; i <= table->columns; i++)
        piece_rule(table->flow, piece, table->lefts[i], 0, table->lefts[i], piece->height);
    piece_rule(table->flow, piece, 0, 0, table->lefts[table->columns], 0);
    piece_rule(table->flow, piece, 0, piece->height, table->lefts[table->columns], piece->height);
}

/* As much of the row as stands in `room`, as a piece; true while some is left. */
static bool take_piece(struct table *table, struct row *row, double room, bool is_head,
                       struct piece *ret_piece)
{
    struct piece piece = {.height = fmin(row->height, room)};
    bool is_left = false;
    for (size_t i = 0; i < table->columns; i++) {
        struct pen_text *text = row->texts[i];
        size_t from = row->from[i];
        double y = PAD_Y;
        size_t to;
        if (!text || from == pen_lines(text))
            continue;
        to = lines_in(text, from, room - 2 * PAD_Y);
        if (is_head)
            y = (row->height - pen_height(text, from, to)) / 2;
        *VEC_PUSH(&piece.marks, table->flow->arena) = (struct mark){.kind = MARK_TEXT,
                                                                    .text = text,
                                                                    .from = from,
                                                                    .to = to,
                                                                    .x = table->lefts[i] + PAD_X,
                                                                    .y = y,
                                                                    .tag = is_head ? "TH" : "TD"};
        row->from[i] = to;
        is_left = is_left || to < pen_lines(text);
    }
    add_borders(table, &piece);
    *ret_piece = piece;
    return is_left;
}

static double height_left(const struct table *table, const struct row *row)
{
    double height = 0;
    for (size_t i = 0; i < table->columns; i++)
        if (row->texts[i])
            height =
                fmax(height, pen_height(row->texts[i], row->from[i], pen_lines(row->texts[i])));
    return height + 2 * PAD_Y;
}

static void draw_row(struct table *table, const struct xml_node *node, bool keep_next)
{
    struct row row = read_row(table, node, false);
    double room = flow_page_room(table->flow) * ROW_MOST;
    bool is_left = true;
    if (table->head)
        room -= table->head->height;
    while (is_left) {
        struct piece piece;
        is_left = take_piece(table, &row, room, false, &piece);
        row.height = height_left(table, &row);
        piece.head = table->head;
        piece.gap = table->is_begun ? 0 : GAP_TABLE;
        piece.keep_next = keep_next && !is_left;
        table->is_begun = true;
        flow_add(table->flow, &piece);
    }
}

static void begin_head(struct table *table)
{
    table->head = ARENA_NEW(table->flow->arena, struct piece);
    table->head->is_kept = true;
    table->head->keep_next = true;
    table->head->gap = GAP_TABLE;
}

/* All head rows are one piece, so that they are repeated together. */
static void add_head(struct table *table, const struct xml_node *node)
{
    struct row row = read_row(table, node, true);
    struct piece piece;
    double y = 0;
    (void)take_piece(table, &row, row.height, true, &piece);
    if (!table->head)
        begin_head(table);
    y = table->head->height;
    for (size_t i = 0; i < piece.marks.count; i++) {
        struct mark mark = piece.marks.items[i];
        mark.y += y;
        mark.y2 += y;
        *VEC_PUSH(&table->head->marks, table->flow->arena) = mark;
    }
    table->head->height += piece.height;
}

/* ---- heads whose cells span rows and columns: <c at="1" w="3" h="2"> ---- */

enum {
    HEAD_ROWS = 8,
    HEAD_CELLS = HEAD_ROWS * MOST_COLUMNS
};

struct head_cell {
    struct pen_text *text;
    size_t row;
    size_t rows;
    double left;
    double right;
    double height;
};

struct head {
    struct head_cell cells[HEAD_CELLS];
    size_t count;
    double tops[HEAD_ROWS + 1]; /* of the rows; first their heights */
    size_t rows;
};

static bool read_size(const struct xml_node *node, struct str name, size_t most, size_t *ret_size)
{
    struct str text;
    int64_t number;
    if (!xml_attribute_value(node, name, &text) || !str_to_int64(text, &number) || number < 0 ||
        number > (int64_t)most)
        return false;
    *ret_size = (size_t)number;
    return true;
}

/* False where the cell does not say what it spans, or spans what is not there. */
static bool read_head_cell(struct table *table, struct head *head, const struct xml_node *node)
{
    struct head_cell *cell = &head->cells[head->count];
    struct words words = words_of(table->flow->arena, node);
    size_t at;
    size_t width;
    if (head->count == HEAD_CELLS || !read_size(node, STR("at"), table->columns, &at) ||
        !read_size(node, STR("w"), table->columns - at, &width) ||
        !read_size(node, STR("h"), HEAD_ROWS - head->rows, &cell->rows) || !width || !cell->rows)
        return false;
    cell->row = head->rows;
    cell->left = table->lefts[at];
    cell->right = table->lefts[at + width];
    cell->text =
        flow_text(table->flow, &table->head_type, PEN_CENTRE,
                  cell->right - cell->left - 2 * PAD_HEAD, 0, words.text, words.runs, words.count);
    cell->height = pen_height(cell->text, 0, pen_lines(cell->text)) + 2 * PAD_Y;
    head->count++;
    return true;
}

/* Rows are as high as their own cells; what spans several stretches the last of them. */
static void place_head(struct head *head)
{
    double heights[HEAD_ROWS] = {0};
    for (size_t i = 0; i < head->count; i++)
        if (head->cells[i].rows == 1)
            heights[head->cells[i].row] = fmax(heights[head->cells[i].row], head->cells[i].height);
    for (size_t i = 0; i < head->count; i++) {
        const struct head_cell *cell = &head->cells[i];
        double height = 0;
        for (size_t r = cell->row; r < cell->row + cell->rows; r++)
            height += heights[r];
        heights[cell->row + cell->rows - 1] += fmax(0, cell->height - height);
    }
    for (size_t r = 0; r < HEAD_ROWS; r++)
        head->tops[r + 1] = head->tops[r] + heights[r];
}

static void draw_head(struct table *table, const struct head *head)
{
    struct piece *piece = table->head;
    for (size_t i = 0; i < head->count; i++) {
        const struct head_cell *cell = &head->cells[i];
        double top = head->tops[cell->row];
        double bottom = head->tops[cell->row + cell->rows];
        double y = top + (bottom - top - cell->height) / 2 + PAD_Y;
        *VEC_PUSH(&piece->marks, table->flow->arena) = (struct mark){.kind = MARK_TEXT,
                                                                     .text = cell->text,
                                                                     .to = pen_lines(cell->text),
                                                                     .x = cell->left + PAD_HEAD,
                                                                     .y = y,
                                                                     .tag = "TH"};
        piece_rule(table->flow, piece, cell->left, top, cell->right, top);
        piece_rule(table->flow, piece, cell->left, bottom, cell->right, bottom);
        piece_rule(table->flow, piece, cell->left, top, cell->left, bottom);
        piece_rule(table->flow, piece, cell->right, top, cell->right, bottom);
    }
    piece->height = head->tops[head->rows];
}

/* Whether the first cell of a head says what it spans. */
static bool is_spanning(const struct xml_node *node)
{
    struct str at;
    const struct xml_node *cell = xml_child(node, STR("c"));
    return cell && xml_attribute_value(cell, STR("at"), &at);
}

static const struct fault *add_spanning_head(struct table *table, const element_list *parts,
                                             size_t *at)
{
    struct head *head = ARENA_NEW(table->flow->arena, struct head);
    for (; *at < parts->count && parts->items[*at].part == PART_HEAD; (*at)++) {
        const struct xml_node *node = xml_child(parts->items[*at].node, STR("c"));
        if (head->rows == HEAD_ROWS)
            return paper_broken(table->flow->arena, table->flow->file, 0, "too many head rows");
        for (; node; node = xml_sibling(node, STR("c")))
            if (!read_head_cell(table, head, node))
                return paper_broken(table->flow->arena, table->flow->file, 0,
                                    "a heading that spans what is not there");
        head->rows++;
    }
    begin_head(table);
    place_head(head);
    draw_head(table, head);
    return NULL;
}

const struct fault *parts_table(struct flow *flow, const element_list *parts, size_t at,
                                size_t *ret_at)
{
    struct table table = {.flow = flow};
    struct str size = str_trim(part_words(flow->arena, parts, PART_CELLS).text);
    int64_t points;
    const struct fault *fault = read_columns(&table, parts->items[at].node);
    if (fault)
        return fault;
    table.head_type = flow->layout->types[TYPE_TABLE_HEAD];
    table.cell_type = flow->layout->types[TYPE_TABLE_CELL];
    if (str_to_int64(size, &points) && points > 5 && points < 20)
        table.head_type.size = table.cell_type.size = (double)points;
    at++;
    if (at < parts->count && parts->items[at].part == PART_HEAD &&
        is_spanning(parts->items[at].node))
        fault = add_spanning_head(&table, parts, &at);
    if (fault)
        return fault;
    for (; at < parts->count && parts->items[at].part == PART_HEAD; at++)
        add_head(&table, parts->items[at].node);
    if (table.head) {
        table.is_begun = true;
        flow_add(flow, table.head);
    }
    for (; at < parts->count && parts->items[at].part == PART_ROW; at++) {
        bool is_last = at + 1 < parts->count && part_is_of_signature(parts->items[at + 1].part);
        draw_row(&table, parts->items[at].node, is_last);
    }
    *ret_at = at;
    return NULL;
}
