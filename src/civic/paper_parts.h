/*
 * From the parts of a rendered paper to pieces on pages. For civic/paper_*.c
 * alone: paper_parts.c has the letterhead and the body, paper_sign.c what stands
 * at the end, paper_table.c tables.
 */
#ifndef DINH_CIVIC_PAPER_PARTS_H
#define DINH_CIVIC_PAPER_PARTS_H

#include "civic/paper_flow.h"
#include "civic/paper_text.h"
#include "text/xml.h"

/* Text with its bold and italic runs. */
struct words {
    struct str text;
    const struct pen_run *runs;
    size_t count;
};

struct paper_element {
    enum paper_part part;
    const struct xml_node *node;
};

typedef VEC(struct paper_element) element_list;

/* The words of an element without its cells; of one cell. In `arena`. */
struct words words_of(struct arena *arena, const struct xml_node *node);
/* The cells of an element, in order; returns how many, at most `most`. */
size_t cells_of(struct arena *arena, const struct xml_node *node, struct words *ret_cells,
                size_t most);
/* The words of the first part of this kind; empty without one. */
struct words part_words(struct arena *arena, const element_list *parts, enum paper_part part);
struct pen_text *part_text(struct flow *flow, enum paper_type_name type, enum pen_align align,
                           double width, double indent, const struct words *words);

/* Draws all parts. Faults: "paper.broken" for columns that are none, "qr.text". */
const struct fault *parts_draw(struct flow *flow, const element_list *parts) FAULT_CHECK;

/* Signatures, receivers: draws the parts from `at` on that belong to them;
 * returns the first that does not. */
size_t parts_sign(struct flow *flow, const element_list *parts, size_t at);
/* Whether the part is one of those. */
bool part_is_of_signature(enum paper_part part);

/* A table: its parts from `at` on. */
const struct fault *parts_table(struct flow *flow, const element_list *parts, size_t at,
                                size_t *ret_at) FAULT_CHECK;

#endif
