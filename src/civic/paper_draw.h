/*
 * The pen that writes papers: text set by Pango, pages by Cairo, into PDF bytes.
 * For civic/paper_*.c alone. Lengths are points (1/72 inch), y grows downwards.
 *
 * A font map belongs to one thread at a time, so there is a small number of
 * them and a renderer waits for one: that also bounds how many papers are made
 * at once.
 */
#ifndef DINH_CIVIC_PAPER_DRAW_H
#define DINH_CIVIC_PAPER_DRAW_H

#include "base/buf.h"
#include "base/date.h"
#include "base/fault.h"
#include "civic/qr.h"

/* Metric-compatible with Times New Roman (Decree 30/2020/NĐ-CP, annex I, I.4);
 * the others stand in where it is not installed. */
#define PEN_FONT "Liberation Serif"

enum {
    PEN_PAGES = 3000,            /* most pages of one paper */
    PEN_BYTES = 64 * 1024 * 1024 /* most bytes of one PDF */
};

#define POINTS_PER_MM (72.0 / 25.4)

struct pens; /* the font maps */
struct pen;  /* one PDF under construction */

/* `count` font maps, made when they are first used; released with the arena. */
struct pens *pens_open(struct arena *arena, unsigned count);
/* The family that is really used for PEN_FONT on this machine. */
struct str pens_family(struct arena *arena, struct pens *pens);

/* What a PDF says about itself. */
struct pen_paper {
    double width; /* of the page */
    double height;
    struct str title;
    struct str author;
    struct civil_date created; /* the same bytes for the same input need a given day */
};

/* Takes a font map (waiting for one) and begins the first page. */
const struct fault *pen_begin(struct arena *arena, struct pens *pens, const struct pen_paper *paper,
                              struct pen **ret_pen) FAULT_CHECK;
/* Ends the current page and begins the next. */
void pen_page(struct pen *pen);
/*
 * Ends the PDF and gives the font map back (as the arena does where nobody ends
 * it). The bytes live in the arena. Faults: FAULT_UNAVAILABLE "paper.not_made",
 * FAULT_TOO_LARGE "paper.too_large" over PEN_PAGES or PEN_BYTES.
 */
const struct fault *pen_end(struct pen *pen, struct str *ret_pdf) FAULT_CHECK;

/* Gives the font map back without a PDF, for who stops in the middle: the next
 * paper of the same work would wait for it until the arena is freed. */
void pen_abandon(struct pen *pen);

enum pen_align {
    PEN_LEFT,
    PEN_CENTRE,
    PEN_RIGHT,
    PEN_JUSTIFY
};

struct pen_style {
    double size; /* points */
    bool bold;
    bool italic;
    bool underline;
    bool caps; /* in capitals, however it is typed */
    enum pen_align align;
    double width;  /* of the column */
    double indent; /* of the first line; negative: of the others */
    double line;   /* 1 is single */
};

/* Bytes [from, to) that are bold or italic besides what the style says. */
struct pen_run {
    size_t from;
    size_t to;
    bool bold;
    bool italic;
};

/* A paragraph broken into lines; "\n" in the text is a line break. A number with its
 * symbol, a code of a matter ("21/QĐ-UBND") is not broken. */
struct pen_text;

struct pen_text *pen_text(struct pen *pen, const struct pen_style *style, struct str text,
                          const struct pen_run *runs, size_t count);
/* Frees what a text holds before the end of the paper. */
void pen_drop(struct pen *pen, struct pen_text *text);
size_t pen_lines(const struct pen_text *text);
/* The height of lines [from, to). */
double pen_height(const struct pen_text *text, size_t from, size_t to);
/* The width of the widest line. */
double pen_width(const struct pen_text *text);

/* Draws lines [from, to) with the top left corner at x, y; `tag` is the
 * structure element ("P", "H1", "TD", …), NULL for what readers pass over. */
void pen_write(struct pen *pen, const struct pen_text *text, size_t from, size_t to, double x,
               double y, const char *tag);
/* A straight line. */
void pen_rule(struct pen *pen, double x1, double y1, double x2, double y2, double thickness);
/* The frame of a stamp (dấu) with its words in the middle, in red. */
void pen_stamp(struct pen *pen, const struct pen_text *text, double x, double y, double width,
               double height);
/* A QR code with its quiet zone in a square of `side`. */
void pen_qr(struct pen *pen, const struct qr *qr, double x, double y, double side);
/* Large pale words across the page, under what is written on it: a draft. */
void pen_watermark(struct pen *pen, struct str words);

#endif
