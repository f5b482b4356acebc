/*
 * Pages. A template is Mustache (spec core, parents and blocks); it is compiled
 * once for each language into a flat list of steps bound to the members of a C
 * struct, and every name, kind and place is checked then. template.h describes
 * the language.
 *
 *     static const struct page_kind article_page = {"publications/article", &article_shape};
 *     fault = view_open(arena, messages, sources, count, &view);
 *     fault = view_add_page(view, &article_page);
 *     view_render(view, LOCALE_VI, &article_page, &article, &out);
 *
 * Filling a view belongs to one thread; afterwards any number may render.
 */
#ifndef DINH_VIEW_VIEW_H
#define DINH_VIEW_VIEW_H

#include "base/asset.h"
#include "base/work.h"
#include "view/shape.h"

struct messages; /* text/message.h */
struct view;

/* The text of a template and the name by which pages and partials call it. */
struct view_source {
    struct str name; /* "ui/layout", "publications/article" */
    struct str text;
};

/* A page: which template, filled from which struct. Lives as long as the view. */
struct page_kind {
    const char *name;          /* of the template */
    const struct shape *shape; /* of the struct handed to view_render */
};

/* The templates among `count` assets (all of asset_list, or a test's own):
 * ui/x.html is called "ui/x", src/modules/m/pages/x.html "m/x"; others are passed
 * over. The table lives in `arena`. */
void view_sources(struct arena *arena, const struct asset *assets, size_t count,
                  const struct view_source **ret_sources, size_t *ret_count);

/*
 * Takes `count` sources, whose text must live as long as `arena`, and reads them
 * all. `messages` must outlive the view. The view lives in `arena`. Faults as
 * listed in template.h; "template.twice" where two sources share a name.
 */
const struct fault *view_open(struct arena *arena, const struct messages *messages,
                              const struct view_source *sources, size_t count,
                              struct view **ret_view) FAULT_CHECK;

/* Compiles `kind` for all languages. Faults as listed in template.h; adding a
 * kind twice does nothing. */
const struct fault *view_add_page(struct view *view, const struct page_kind *kind) FAULT_CHECK;

/* The same for who shows few of many pages, and has them proved elsewhere (a test; `dinh
 * check` proves all): a language of it is compiled by its first render, whose thread
 * waits; a fault ends the program then. "template.partial" where there is no template. */
const struct fault *view_add_page_late(struct view *view, const struct page_kind *kind) FAULT_CHECK;

/*
 * Writes the page into `out`. `page` points to a struct of the kind's shape.
 * Allocates nothing but what `out` grows by, and long dates; too long a page shows
 * in buf_overflowed(out). The kind must have been added.
 */
void view_render(const struct view *view, enum locale locale, const struct page_kind *kind,
                 const void *page, struct buf *out);
/* The same as markup in `arena`, of at most `limit` bytes; false where it is
 * longer. For a piece of a page made by itself (a letter, a card). */
bool view_render_html(const struct view *view, enum locale locale, const struct page_kind *kind,
                      const void *page, struct arena *arena, size_t limit, struct html *ret_html);

#endif
