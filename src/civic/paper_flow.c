/*
 * Breaking papers into pages.
 */
#include "civic/paper_flow.h"

#include <math.h>

#define RULE_THICKNESS 0.7
/* Lines of a paragraph that stay together at the foot and the head of a page. */
#define KEPT_LINES ((size_t)2)
/* Rounding of lengths must not push a line that fits. */
#define SLACK 0.01

static void draw_page_number(struct flow *flow)
{
    struct str number = arena_printf(flow->arena, "%d", flow->page);
    struct pen_text *text = flow_text(flow, &flow->layout->types[TYPE_PAGE], PEN_CENTRE,
                                      flow->width, 0, number, NULL, 0);
    double y = (flow->top - pen_height(text, 0, pen_lines(text))) / 2;
    pen_write(flow->pen, text, 0, pen_lines(text), flow->left, y, NULL);
    pen_drop(flow->pen, text);
}

/* What every page has besides its text. The first shows no number (Decree
 * 30/2020/NĐ-CP, annex I, I.7). */
static void furnish_page(struct flow *flow)
{
    if (flow->across.len > 0)
        pen_watermark(flow->pen, flow->across);
    if (flow->page > 1)
        draw_page_number(flow);
}

void flow_begin(struct flow *flow)
{
    const struct paper_layout *layout = flow->layout;
    flow->left = layout->left * POINTS_PER_MM;
    flow->width = flow->page_width - flow->left - layout->right * POINTS_PER_MM;
    flow->top = layout->top * POINTS_PER_MM;
    flow->bottom = flow->page_height - layout->bottom * POINTS_PER_MM;
    flow->y = flow->top;
    flow->page = 1;
    flow->is_fresh = true;
    furnish_page(flow);
}

double flow_page_room(const struct flow *flow)
{
    return flow->bottom - flow->top;
}

struct pen_text *flow_text(struct flow *flow, const struct paper_type *type, enum pen_align align,
                           double width, double indent, struct str text, const struct pen_run *runs,
                           size_t count)
{
    struct pen_style style = {
        .size = type->size,
        .bold = type->bold,
        .italic = type->italic,
        .underline = type->underline,
        .caps = type->caps,
        .align = align,
        .width = width,
        .indent = indent,
        .line = align == PEN_JUSTIFY ? flow->layout->line : 1,
    };
    return pen_text(flow->pen, &style, text, runs, count);
}

void piece_text(struct flow *flow, struct piece *piece, struct pen_text *text, double x, double y,
                const char *tag)
{
    size_t lines = pen_lines(text);
    *VEC_PUSH(&piece->marks, flow->arena) =
        (struct mark){.kind = MARK_TEXT, .text = text, .to = lines, .x = x, .y = y, .tag = tag};
    piece->height = fmax(piece->height, y + pen_height(text, 0, lines));
}

void piece_rule(struct flow *flow, struct piece *piece, double x1, double y1, double x2, double y2)
{
    *VEC_PUSH(&piece->marks, flow->arena) =
        (struct mark){.kind = MARK_RULE, .x = x1, .y = y1, .x2 = x2, .y2 = y2};
    piece->height = fmax(piece->height, fmax(y1, y2));
}

/* ---- drawing ---- */

static void draw_mark(struct flow *flow, const struct mark *mark)
{
    double x = flow->left + mark->x;
    double y = flow->y + mark->y;
    switch (mark->kind) {
    case MARK_TEXT:
        pen_write(flow->pen, mark->text, mark->from, mark->to, x, y, mark->tag);
        break;
    case MARK_RULE:
        pen_rule(flow->pen, x, y, flow->left + mark->x2, flow->y + mark->y2, RULE_THICKNESS);
        break;
    case MARK_QR:
        pen_qr(flow->pen, mark->qr, x, y, mark->x2);
        break;
    case MARK_STAMP:
        pen_stamp(flow->pen, mark->text, x, y, mark->x2, mark->y2);
        break;
    }
}

static void draw_marks(struct flow *flow, const struct piece *piece)
{
    for (size_t i = 0; i < piece->marks.count; i++)
        draw_mark(flow, &piece->marks.items[i]);
    flow->y += piece->height;
    flow->is_fresh = false;
}

static void drop(struct flow *flow, const struct piece *piece)
{
    if (piece->is_kept)
        return;
    if (piece->text)
        pen_drop(flow->pen, piece->text);
    for (size_t i = 0; i < piece->marks.count; i++) {
        const struct mark *mark = &piece->marks.items[i];
        if (mark->kind == MARK_TEXT && mark->to == pen_lines(mark->text))
            pen_drop(flow->pen, mark->text);
    }
}

static void next_page(struct flow *flow, const struct piece *head)
{
    pen_page(flow->pen);
    flow->page++;
    flow->y = flow->top;
    flow->is_fresh = true;
    furnish_page(flow);
    if (head)
        draw_marks(flow, head);
}

void flow_restart(struct flow *flow)
{
    flow_end(flow);
    flow->page = 0;
    next_page(flow, NULL);
}

/* ---- placing ---- */

/* The least of a piece that may stand at the foot of a page. */
static double least_height(const struct piece *piece)
{
    size_t lines;
    if (!piece->text)
        return piece->height;
    lines = pen_lines(piece->text);
    return pen_height(piece->text, 0, lines <= KEPT_LINES + 1 ? lines : KEPT_LINES);
}

/* What must fit behind `piece` on its page. */
static double room_behind(const struct piece *piece, const struct piece *next)
{
    return piece->keep_next && next ? next->gap + least_height(next) : 0;
}

/* How many lines from `from` on stand in `room`; where all of them do but what
 * must follow does not, the last lines go along with it. */
static size_t lines_in(const struct piece *piece, size_t from, double room, double behind)
{
    size_t lines = pen_lines(piece->text);
    size_t to = from;
    if (pen_height(piece->text, from, lines) + behind <= room + SLACK)
        return lines;
    while (to < lines && pen_height(piece->text, from, to + 1) <= room + SLACK)
        to++;
    if (lines - to < KEPT_LINES)
        to = lines > KEPT_LINES ? lines - KEPT_LINES : 0;
    return to < from + KEPT_LINES ? from : to;
}

static void place_text(struct flow *flow, const struct piece *piece, double behind)
{
    size_t lines = pen_lines(piece->text);
    size_t from = 0;
    if (!flow->is_fresh)
        flow->y += piece->gap;
    while (from < lines) {
        size_t to = lines_in(piece, from, flow->bottom - flow->y, behind);
        if (to <= from && flow->is_fresh)
            to = lines_in(piece, from, flow->bottom - flow->y, 0);
        if (to <= from && flow->is_fresh)
            to = lines; /* nothing could ever fit: rather over the margin than never */
        if (to > from) {
            pen_write(flow->pen, piece->text, from, to, flow->left + piece->x, flow->y, piece->tag);
            flow->y += pen_height(piece->text, from, to);
            flow->is_fresh = false;
            from = to;
        }
        if (from < lines)
            next_page(flow, piece->head);
    }
}

static void place(struct flow *flow, const struct piece *piece, const struct piece *next)
{
    double behind = room_behind(piece, next);
    if (piece->text) {
        place_text(flow, piece, behind);
    } else {
        double gap = flow->is_fresh ? 0 : piece->gap;
        if (!flow->is_fresh && flow->y + gap + piece->height + behind > flow->bottom + SLACK) {
            next_page(flow, piece->head);
            gap = 0;
        }
        flow->y += gap;
        draw_marks(flow, piece);
    }
    drop(flow, piece);
}

void flow_add(struct flow *flow, const struct piece *piece)
{
    *VEC_PUSH(&flow->waiting, flow->arena) = *piece;
    if (!piece->keep_next)
        flow_end(flow);
}

void flow_end(struct flow *flow)
{
    for (size_t i = 0; i < flow->waiting.count; i++)
        place(flow, &flow->waiting.items[i],
              i + 1 < flow->waiting.count ? &flow->waiting.items[i + 1] : NULL);
    flow->waiting.count = 0;
}
