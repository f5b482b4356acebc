/*
 * The language of templates, and its compiler; pages use it through view.h.
 *
 * Mustache as in its specification (core modules and inheritance):
 *     {{name}}            the member, escaped as its C type says (shape.h)
 *     {{{name}}} {{&name}} the same, admitted only where it is struct html
 *     {{a.b}}             a member of a record or pointer; nothing where a is NULL
 *     {{.}}               the item of a list of scalars, or the scalar of the section
 *     {{#name}}…{{/name}} section, {{^name}}…{{/name}} where it would not be shown
 *     {{! comment }}
 *     {{> ui/icon}}       a partial, compiled in place, in the scope of the caller
 *     {{< ui/layout}}{{$main}}…{{/main}}{{/ ui/layout}}   a parent with its blocks
 *     {{$main}}…{{/main}} a block with what it holds where nobody fills it
 * A tag other than a variable that stands alone on its line takes the line with
 * it; a partial or parent alone on its line is indented like its tag. There are
 * no lambdas and no change of delimiters. A name is sought in the innermost
 * section first and then outwards.
 *
 * Ours:
 *     {{t.news.updated}}  the message "news.updated", escaped; its {placeholders}
 *                         are names in the same scope, its plurals numbers there
 *     {{date.iso}}        2022-03-06, or 2022-03-06T07:30:00Z of an instant
 *     {{date.long}}       ngày 06 tháng 3 năm 2022 (the message "date.long")
 *     {{count.plain}}     digits without grouping, for attributes that machines read
 *     @first @last @index inside a list: bool, bool, and the number of the item from 1
 *
 * Where a value may stand: in text; in a quoted attribute; in an attribute that
 * holds an address (href, src, srcset, action, formaction, poster, cite, data …)
 * only struct url, at its beginning (anywhere in srcset), and after a literal
 * beginning plain numbers and ISO dates. struct html stands in text alone, and
 * not in title or textarea. Nothing stands in script, style, comments, names,
 * unquoted values, on…, style or srcdoc attributes. A section must leave the
 * page where it found it: it may hold whole attributes, not half of one.
 *
 * Faults, all FAULT_INTERNAL, with "template:line: …" as detail:
 *     template.tag        a tag is not closed, empty, or of an unknown sort
 *     template.section    a section is not closed, or closed by another name; a
 *                         parent holds something outside its blocks
 *     template.name       no such member here
 *     template.kind       a member that cannot be shown, or used so
 *     template.place      a value or section where none may stand
 *     template.partial    no such template
 *     template.message    no such message in this language, or not well formed
 *     template.depth      more than TEMPLATE_DEPTH templates or sections in each other
 *     template.end        the page ends inside a tag, attribute, comment or script
 */
#ifndef DINH_VIEW_TEMPLATE_H
#define DINH_VIEW_TEMPLATE_H

#include "view/view.h"

enum {
    TEMPLATE_DEPTH = 16 /* partials and parents in each other; lists and pointers as well */
};

struct program; /* a template compiled for one language and one shape */

/* Where the compiler finds partials, parents and messages. */
struct template_library {
    /* The template called `name`, or NULL. */
    const struct view_source *(*find)(const void *context, struct str name);
    const void *context;
    const struct messages *messages;
};

/* Only checks that `source` can be read: tags and sections. */
const struct fault *template_check(struct arena *arena,
                                   const struct view_source *source) FAULT_CHECK;

/* Compiles `source` and all it includes; the program lives in `arena` and points
 * into the texts of the library. */
const struct fault *template_compile(struct arena *arena, const struct template_library *library,
                                     const struct view_source *source, const struct shape *shape,
                                     enum locale locale,
                                     const struct program **ret_program) FAULT_CHECK;

/* Runs the program over a struct of its shape. */
void template_run(const struct program *program, const void *page, struct buf *out);

#endif
