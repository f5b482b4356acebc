/*
 * Pieces of a paper put one below the other on pages. A piece of text may be
 * broken between lines (never one line alone); a piece of marks stays together.
 * For civic/paper_*.c alone.
 */
#ifndef DINH_CIVIC_PAPER_FLOW_H
#define DINH_CIVIC_PAPER_FLOW_H

#include "base/vec.h"
#include "civic/paper_draw.h"
#include "civic/paper_layout.h"

enum mark_kind {
    MARK_TEXT, /* lines [from, to) of text with the top left corner at x, y */
    MARK_RULE, /* a line from x, y to x2, y2 */
    MARK_QR,   /* a square of x2 at x, y */
    MARK_STAMP /* a frame of x2 by y2 at x, y with text in it */
};

/* Something at a place inside a piece: x from the left margin, y from its top. */
struct mark {
    enum mark_kind kind;
    double x;
    double y;
    double x2;
    double y2;
    struct pen_text *text;
    size_t from;
    size_t to;
    const struct qr *qr;
    const char *tag;
};

typedef VEC(struct mark) mark_list;

struct piece {
    double gap; /* above it, unless it stands at the top of a page */
    double height;
    bool keep_next; /* not the last thing on a page */
    /* A paragraph: the text and the structure element; no marks. */
    struct pen_text *text;
    double x;
    const char *tag;
    mark_list marks;
    /* Repeated above this piece where it begins a page: the head of its table. */
    const struct piece *head;
    bool is_kept; /* its texts are needed again: it is such a head */
};

/* Where the pen stands. */
struct flow {
    struct arena *arena;
    struct pen *pen;
    const struct paper_layout *layout;
    struct str file;        /* of the paper, for faults */
    struct str signed_word; /* stands where somebody signed the original of a copy */
    struct str across;      /* words across every page; empty: none */
    double page_width;      /* points, as all here */
    double page_height;
    double left;
    double width; /* of the text */
    double top;
    double bottom;
    double y;
    int page;
    bool is_fresh; /* nothing stands on this page yet */
    VEC(struct piece) waiting;
};

/* Places the first page; margins from the layout. */
void flow_begin(struct flow *flow);
/* Adds a piece. It is drawn once it is known what follows it. */
void flow_add(struct flow *flow, const struct piece *piece);
/* Draws what waits. */
void flow_end(struct flow *flow);
/* Begins a page that is numbered as a first one: of an annex. */
void flow_restart(struct flow *flow);
/* The height between the margins. */
double flow_page_room(const struct flow *flow);

/* Text in one of the layout's types. */
struct pen_text *flow_text(struct flow *flow, const struct paper_type *type, enum pen_align align,
                           double width, double indent, struct str text, const struct pen_run *runs,
                           size_t count);

/* The same kinds of marks, added to a piece. */
void piece_text(struct flow *flow, struct piece *piece, struct pen_text *text, double x, double y,
                const char *tag);
void piece_rule(struct flow *flow, struct piece *piece, double x1, double y1, double x2, double y2);

#endif
