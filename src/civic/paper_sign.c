/*
 * The end of a paper: who signs, in what right, and who receives it.
 */
#include "civic/paper_parts.h"

#include <math.h>

#define GAP_SIGN 14.0
#define RECEIVERS_SHARE 0.44 /* of the width, where one person signs at the right */
#define RECEIVERS_MOST 0.7   /* of a page: what is longer goes on below */
#define RECEIVER_HANG 6.0
#define COLUMN_GAP 6.0

/* part → the layout's type */
static const struct {
    enum paper_part part;
    enum paper_type_name type;
} lines[] = {
    {PART_AUTHORITY, TYPE_AUTHORITY},
    {PART_POSITION,  TYPE_POSITION },
    {PART_NOTE,      TYPE_NOTE     },
    {PART_NAME,      TYPE_NAME     },
};

struct signing {
    struct flow *flow;
    struct piece piece;
    double middle; /* between the columns */
    double heights[2];
    double receivers_at; /* from the top of the piece */
    mark_list late;      /* the names, placed once that is known */
};

bool part_is_of_signature(enum paper_part part)
{
    return part == PART_SIGN || part == PART_RECEIVER || part == PART_AUTHORITY ||
           part == PART_POSITION || part == PART_NOTE || part == PART_NAME;
}

static bool type_of(enum paper_part part, enum paper_type_name *ret_type)
{
    for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++)
        if (lines[i].part == part) {
            *ret_type = lines[i].type;
            return true;
        }
    return false;
}

static bool is_left(const struct flow *flow, const struct xml_node *node)
{
    return str_equal(str_trim(words_of(flow->arena, node).text), STR("left"));
}

/* Whether anybody signs at the left: then the columns are halves. */
static bool has_left(const struct flow *flow, const element_list *parts, size_t at)
{
    for (; at < parts->count && part_is_of_signature(parts->items[at].part); at++)
        if (parts->items[at].part == PART_SIGN && is_left(flow, parts->items[at].node))
            return true;
    return false;
}

static void add_line(struct signing *on, const struct paper_element *part, int column)
{
    struct words words = words_of(on->flow->arena, part->node);
    double x = column == 0 ? 0 : on->middle;
    double width = column == 0 ? on->middle : on->flow->width - on->middle;
    enum paper_type_name type;
    struct pen_text *text;
    if (words.text.len == 0 || !type_of(part->part, &type))
        return;
    text = part_text(on->flow, type, PEN_CENTRE, width - COLUMN_GAP, 0, &words);
    if (part->part == PART_NAME) {
        *VEC_PUSH(&on->late, on->flow->arena) =
            (struct mark){.text = text, .x = x + COLUMN_GAP / 2};
        return;
    }
    piece_text(on->flow, &on->piece, text, x + COLUMN_GAP / 2, on->heights[column], "P");
    on->heights[column] += pen_height(text, 0, pen_lines(text));
}

/* On a copy, halfway between the post and the name (at `mark`, `below`). */
static void add_signed(struct signing *on, const struct mark *mark, double below)
{
    struct words words = {.text = on->flow->signed_word};
    double width = mark->x > on->middle ? on->flow->width - on->middle : on->middle;
    struct pen_text *text;
    double y;
    if (words.text.len == 0)
        return;
    text = part_text(on->flow, TYPE_NOTE, PEN_CENTRE, width - COLUMN_GAP, 0, &words);
    y = below -
        (on->flow->layout->gap_signature * POINTS_PER_MM + pen_height(text, 0, pen_lines(text))) /
            2;
    piece_text(on->flow, &on->piece, text, mark->x, y, "P");
}

static void add_names(struct signing *on)
{
    double y =
        fmax(on->heights[0], on->heights[1]) + on->flow->layout->gap_signature * POINTS_PER_MM;
    for (size_t i = 0; i < on->late.count; i++) {
        add_signed(on, &on->late.items[i], y);
        piece_text(on->flow, &on->piece, on->late.items[i].text, on->late.items[i].x, y, "P");
    }
    if (on->late.count == 0)
        on->piece.height = fmax(on->piece.height, y);
}

static struct str receiver_line(struct arena *arena, struct str text, bool is_last)
{
    char end = text.len > 0 ? text.ptr[text.len - 1] : ' ';
    const char *closing = end == ';' || end == '.' || end == ':' ? "" : is_last ? "." : ";";
    return arena_printf(arena, "- " PRISTR "%s", STRARG(text), closing);
}

/* One receiver at y of the left column, or as a piece of its own below all. */
static double add_receiver(struct signing *on, enum paper_type_name type, struct str line, double y,
                           bool is_below)
{
    struct words words = {.text = line};
    bool is_alone = is_below || on->receivers_at > 0;
    double width = (is_alone ? on->flow->width : on->middle) - COLUMN_GAP;
    double hang = type == TYPE_RECEIVER ? -RECEIVER_HANG : 0;
    struct pen_text *text = part_text(on->flow, type, PEN_LEFT, width, hang, &words);
    if (is_below) {
        struct piece piece = {.text = text, .tag = "P"};
        flow_add(on->flow, &piece);
        return y;
    }
    piece_text(on->flow, &on->piece, text, 0, y, "P");
    return y + pen_height(text, 0, pen_lines(text));
}

/* The receivers from `from` on that fit beside the signature, or (is_below) all
 * others; returns the first that did not fit. */
static size_t add_receivers(struct signing *on, const element_list *receivers, size_t from,
                            bool is_below)
{
    struct arena *arena = on->flow->arena;
    double most = flow_page_room(on->flow) * RECEIVERS_MOST;
    double y = on->receivers_at;
    if (from == 0 && receivers->count > 0)
        y = add_receiver(on, TYPE_RECEIVERS, on->flow->layout->receivers, y, false);
    while (from < receivers->count && (is_below || y < most)) {
        struct words words = words_of(arena, receivers->items[from].node);
        from++;
        y = add_receiver(on, TYPE_RECEIVER,
                         receiver_line(arena, words.text, from == receivers->count), y, is_below);
    }
    return from;
}

size_t parts_sign(struct flow *flow, const element_list *parts, size_t at)
{
    struct signing on = {.flow = flow, .piece = {.gap = GAP_SIGN}};
    element_list receivers = {0};
    int column = 1;
    size_t shown;
    bool has_two = has_left(flow, parts, at);
    on.middle = flow->width * (has_two ? 0.5 : RECEIVERS_SHARE);
    for (; at < parts->count && part_is_of_signature(parts->items[at].part); at++) {
        const struct paper_element *part = &parts->items[at];
        if (part->part == PART_SIGN)
            column = is_left(flow, part->node) ? 0 : 1;
        else if (part->part == PART_RECEIVER)
            *VEC_PUSH(&receivers, flow->arena) = *part;
        else
            add_line(&on, part, column);
    }
    add_names(&on);
    /* below both signatures, where somebody signs at the left */
    on.receivers_at = has_two ? on.piece.height + GAP_SIGN : 0;
    shown = add_receivers(&on, &receivers, 0, false);
    flow_add(flow, &on.piece);
    add_receivers(&on, &receivers, shown, true);
    return at;
}
