/*
 * A template as a tree, before anything is known of languages and structs.
 * Comments are gone and lines that held one tag alone are taken away. Used
 * inside the view floor.
 */
#ifndef DINH_VIEW_TEMPLATE_PARSE_H
#define DINH_VIEW_TEMPLATE_PARSE_H

#include "view/view.h"

enum node_kind {
    NODE_LITERAL,  /* text as it stands */
    NODE_VALUE,    /* {{name}} */
    NODE_MARKUP,   /* {{{name}}} and {{&name}} */
    NODE_SECTION,  /* {{#name}} */
    NODE_INVERTED, /* {{^name}} */
    NODE_PARTIAL,  /* {{>name}} */
    NODE_PARENT,   /* {{<name}} */
    NODE_BLOCK     /* {{$name}} */
};

struct node {
    enum node_kind kind;
    struct str text;   /* of a literal; else the name */
    struct str indent; /* of a partial or parent alone on its line */
    int line;          /* from 1 */
    const struct node *children;
    const struct node *next;
};

/* Reads `source`, each line with `indent` in front. The tree lives in `arena`
 * and points into the source. Faults: "template.tag", "template.section",
 * "template.depth". */
const struct fault *template_parse(struct arena *arena, const struct view_source *source,
                                   struct str indent, const struct node **ret_nodes) FAULT_CHECK;

/* A fault at a line of a template: "ui/layout:12: …". */
__attribute__((format(printf, 5, 6))) const struct fault *
template_fault(struct arena *arena, const struct view_source *source, int line, const char *key,
               const char *detail, ...);

#endif
