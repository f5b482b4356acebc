/*
 * Kinds of papers: compiled at the start, rendered by the view floor into
 * markup, read as XML, drawn by paper_parts.c.
 */
#include "civic/paper.h"

#include "base/map.h"
#include "civic/module.h"
#include "civic/paper_make.h"
#include "civic/paper_parts.h"
#include "civic/paper_sample.h"
#include "civic/site.h"
#include "text/message.h"
#include "view/view.h"

#include <assert.h>

enum {
    TITLE_LIMIT = 2000
};

#define A4_SHORT_MM 210.0
#define A4_LONG_MM 297.0

static SHAPE(annex_shape, struct paper_annex, FIELD(struct paper_annex, name),
             FIELD(struct paper_annex, symbol), FIELD(struct paper_annex, signed_on),
             FIELD(struct paper_annex, issuer), LIST(struct paper_annex, lines, text_shape));

static SHAPE(copy_shape, struct paper_copy, FIELD(struct paper_copy, form),
             FIELD(struct paper_copy, issuer), FIELD(struct paper_copy, number),
             FIELD(struct paper_copy, place), FIELD(struct paper_copy, made_on),
             FIELD(struct paper_copy, authority), FIELD(struct paper_copy, position),
             FIELD(struct paper_copy, signer), LIST(struct paper_copy, receivers, text_shape),
             FIELD(struct paper_copy, filed));

SHAPE(paper_head_shape, struct paper_head, FIELD(struct paper_head, superior),
      FIELD(struct paper_head, issuer), FIELD(struct paper_head, number),
      FIELD(struct paper_head, place), FIELD(struct paper_head, signed_on),
      FIELD(struct paper_head, authority), FIELD(struct paper_head, position),
      FIELD(struct paper_head, signer), FIELD(struct paper_head, urgency),
      FIELD(struct paper_head, replaces), LIST(struct paper_head, annexes, annex_shape),
      LIST(struct paper_head, copies, copy_shape));

struct compiled {
    const struct paper_kind *kind;
    struct page_kind page;
    const struct asset *file;
    struct str sample;
    int sample_line;
};

struct papers {
    struct arena *arena;
    struct view *view;
    struct pens *pens;
    struct map *layouts; /* name → struct paper_layout */
    struct map *files;   /* name → struct compiled, the kind still missing */
    VEC(const struct paper_kind *) kinds;
};

/* ---- opening ---- */

struct opening {
    struct papers *papers;
    VEC(struct view_source) sources;
};

static bool is_layout(struct str name)
{
    return str_starts(name, STR("papers/layout-"));
}

/* "papers/part-place.txt" → "part-place". */
static struct str stem(struct str file)
{
    size_t folder = sizeof("papers/") - 1;
    return str_slice(file, folder, file.len - folder - (sizeof(".txt") - 1));
}

static const struct fault *read_file(struct opening *on, const struct asset *file)
{
    struct arena *arena = on->papers->arena;
    const struct paper_layout *layout;
    struct compiled *compiled;
    struct view_source source = {.name = stem(file->name)};
    const struct fault *fault;
    if (is_layout(file->name)) {
        fault = paper_layout_read(arena, file, &layout);
        if (!fault)
            map_set(on->papers->layouts, layout->name, (void *)(uintptr_t)layout);
        return fault;
    }
    compiled = ARENA_NEW(arena, struct compiled);
    compiled->file = file;
    fault = paper_text_read(arena, file, &source.text, &compiled->sample, &compiled->sample_line);
    if (fault)
        return fault;
    *VEC_PUSH(&on->sources, arena) = source;
    map_set(on->papers->files, source.name, compiled);
    return NULL;
}

static const struct fault *compile(struct papers *papers, const struct paper_kind *kind)
{
    struct compiled *compiled = map_get(papers->files, str_from_c(kind->name));
    if (!compiled)
        return paper_broken(papers->arena, str_from_c(kind->name), 0, "no file in papers/");
    compiled->kind = kind;
    compiled->page = (struct page_kind){kind->name, kind->shape};
    *VEC_PUSH(&papers->kinds, papers->arena) = kind;
    return view_add_page(papers->view, &compiled->page);
}

const struct fault *papers_open_from(struct arena *arena, const struct messages *messages,
                                     const struct asset *assets, size_t asset_count,
                                     const struct paper_kind *const *kinds, size_t count,
                                     struct papers **ret_papers)
{
    struct papers *papers = ARENA_NEW(arena, struct papers);
    struct opening on = {.papers = papers};
    const struct fault *fault = NULL;
    *papers = (struct papers){.arena = arena, .layouts = map_new(arena), .files = map_new(arena)};
    for (size_t i = 0; i < asset_count && !fault; i++)
        if (str_starts(assets[i].name, STR("papers/")) && str_ends(assets[i].name, STR(".txt")))
            fault = read_file(&on, &assets[i]);
    if (!fault)
        fault = view_open(arena, messages, on.sources.items, on.sources.count, &papers->view);
    for (size_t i = 0; i < count && !fault; i++)
        fault = compile(papers, kinds[i]);
    if (fault)
        return fault;
    papers->pens = pens_open(arena, PAPER_MAKERS);
    *ret_papers = papers;
    return NULL;
}

const struct fault *papers_open(struct site *site)
{
    VEC(const struct paper_kind *) kinds = {0};
    struct papers *papers;
    size_t count;
    const struct asset *assets = asset_list(&count);
    const struct fault *fault;
    for (size_t m = 0; site->modules[m]; m++)
        for (size_t i = 0; i < site->modules[m]->paper_count; i++)
            *VEC_PUSH(&kinds, site->arena) = site->modules[m]->papers[i];
    fault = papers_open_from(site->arena, site->messages, assets, count, kinds.items, kinds.count,
                             &papers);
    if (!fault)
        site->papers = papers;
    return fault;
}

/* ---- rendering ---- */

static const struct fault *read_parts(struct work *work, struct str file, struct str markup,
                                      element_list *ret_parts)
{
    const struct xml_node *root;
    element_list parts = {0};
    const struct fault *fault = xml_read(work->arena, markup, &root);
    if (fault && fault->kind == FAULT_TOO_LARGE)
        return fault_new(work->arena, FAULT_TOO_LARGE, "paper.too_large", PRISTR ": " PRISTR,
                         STRARG(file), STRARG(fault->detail));
    if (fault)
        return fault_new(work->arena, FAULT_INTERNAL, "paper.not_made", PRISTR ": " PRISTR,
                         STRARG(file), STRARG(fault->detail));
    for (const struct xml_node *node = xml_child(root, STR("x")); node;
         node = xml_sibling(node, STR("x"))) {
        struct paper_element *part = VEC_PUSH(&parts, work->arena);
        struct str name;
        bool is_known =
            xml_attribute_value(node, STR("k"), &name) && paper_part_from_name(name, &part->part);
        assert(is_known);
        (void)is_known;
        part->node = node;
    }
    *ret_parts = parts;
    return NULL;
}

static struct str first_line(struct arena *arena, const element_list *parts, enum paper_part part)
{
    struct str text = part_words(arena, parts, part).text;
    struct buf line = buf_init(arena, TITLE_LIMIT);
    for (size_t i = 0; i < text.len; i++)
        buf_add_byte(&line, text.ptr[i] == '\n' ? ' ' : text.ptr[i]);
    return str_trim(buf_str(&line));
}

/* "THÔNG BÁO Về việc …", or what a công văn is about. */
static struct str title_of(struct arena *arena, const element_list *parts)
{
    struct str title = first_line(arena, parts, PART_TITLE);
    struct str summary = first_line(arena, parts, PART_SUMMARY);
    if (title.len == 0)
        return first_line(arena, parts, PART_ABOUT);
    return summary.len == 0
               ? title
               : arena_printf(arena, PRISTR " " PRISTR, STRARG(title), STRARG(summary));
}

static struct pen_paper describe(struct work *work, const element_list *parts)
{
    struct pen_paper paper = {
        .width = A4_SHORT_MM * POINTS_PER_MM,
        .height = A4_LONG_MM * POINTS_PER_MM,
        .title = title_of(work->arena, parts),
        .author = first_line(work->arena, parts, PART_ISSUER),
    };
    struct str dated = first_line(work->arena, parts, PART_DATED);
    if (str_equal(first_line(work->arena, parts, PART_PAGE), STR("landscape"))) {
        paper.width = A4_LONG_MM * POINTS_PER_MM;
        paper.height = A4_SHORT_MM * POINTS_PER_MM;
    }
    if (!date_from_iso(dated, &paper.created))
        paper.created = clock_today(work->clock);
    return paper;
}

static struct str words_across(const struct paper_layout *layout, enum paper_standing standing)
{
    switch (standing) {
    case PAPER_HOLDS:
        return STR("");
    case PAPER_DRAFT:
        return layout->draft;
    case PAPER_RECALLED:
        return layout->recalled;
    }
    return STR("");
}

const struct fault *paper_make(struct work *work, struct str file, struct str markup,
                               enum paper_standing standing, struct str *ret_pdf)
{
    const struct papers *papers = work->site->papers;
    struct flow flow = {.arena = work->arena, .file = file};
    struct pen_paper paper;
    element_list parts;
    struct str layout;
    const struct fault *fault = read_parts(work, file, markup, &parts);
    if (fault)
        return fault;
    layout = first_line(work->arena, &parts, PART_LAYOUT);
    flow.layout = map_get(papers->layouts, layout);
    if (!flow.layout)
        return paper_broken(work->arena, file, 0, "no layout " PRISTR, STRARG(layout));
    flow.across = words_across(flow.layout, standing);
    paper = describe(work, &parts);
    flow.page_width = paper.width;
    flow.page_height = paper.height;
    fault = pen_begin(work->arena, papers->pens, &paper, &flow.pen);
    if (fault)
        return fault;
    flow_begin(&flow);
    fault = parts_draw(&flow, &parts);
    if (!fault)
        return pen_end(flow.pen, ret_pdf);
    pen_abandon(flow.pen);
    return fault;
}

static const struct fault *draw(struct work *work, const struct paper_kind *kind, const void *data,
                                enum paper_standing standing, struct str *ret_pdf)
{
    const struct papers *papers = work->site->papers;
    const struct compiled *compiled = map_get(papers->files, str_from_c(kind->name));
    struct buf markup = buf_init(work->arena, PAPER_MARKUP);
    view_render(papers->view, LOCALE_VI, &compiled->page, data, &markup);
    if (buf_overflowed(&markup))
        return fault_new(work->arena, FAULT_TOO_LARGE, "paper.too_large", "%s over %d bytes",
                         kind->name, PAPER_MARKUP);
    return paper_make(work, compiled->file->name, buf_str(&markup), standing, ret_pdf);
}

const struct fault *paper_render(struct work *work, const struct paper_kind *kind, const void *data,
                                 struct str *ret_pdf)
{
    return draw(work, kind, data, PAPER_HOLDS, ret_pdf);
}

const struct fault *paper_preview(struct work *work, const struct paper_kind *kind,
                                  const void *data, struct str *ret_pdf)
{
    return draw(work, kind, data, PAPER_DRAFT, ret_pdf);
}

const struct fault *paper_recalled(struct work *work, const struct paper_kind *kind,
                                   const void *data, struct str *ret_pdf)
{
    return draw(work, kind, data, PAPER_RECALLED, ret_pdf);
}

/* ---- looking ---- */

const struct paper_kind *paper_find(const struct papers *papers, struct str name)
{
    const struct compiled *compiled = map_get(papers->files, name);
    return compiled ? compiled->kind : NULL;
}

const struct paper_kind *const *paper_kinds(const struct papers *papers, size_t *ret_count)
{
    *ret_count = papers->kinds.count;
    return papers->kinds.items;
}

const struct fault *paper_sample(struct arena *arena, const struct papers *papers,
                                 const struct paper_kind *kind, const void **ret_data)
{
    const struct compiled *compiled = map_get(papers->files, str_from_c(kind->name));
    void *data;
    const struct fault *fault = sample_read(arena, compiled->file->name, compiled->sample_line,
                                            compiled->sample, kind->shape, &data);
    if (!fault)
        *ret_data = data;
    return fault;
}

struct str paper_clock(struct work *work, struct instant at)
{
    int hour;
    int minute;
    instant_clock_time(at, &hour, &minute);
    const struct fault_arg args[] = {
        {"hour",   arena_printf(work->arena, "%02d", hour)  },
        {"minute", arena_printf(work->arena, "%02d", minute)}
    };
    return message_format(work->arena, work->site->messages, LOCALE_VI, STR("paper.clock"), args,
                          sizeof(args) / sizeof(args[0]));
}

/* The font family that papers are really set in: "Liberation Serif". */
static struct str font_of(struct arena *arena, const struct papers *papers)
{
    return pens_family(arena, papers->pens);
}

const struct fault *papers_check(struct work *work, size_t *ret_count)
{
    const struct papers *papers = work->site->papers;
    struct str family = font_of(work->arena, papers);
    for (size_t i = 0; i < papers->kinds.count; i++) {
        const void *data;
        struct str pdf;
        const struct fault *fault =
            paper_sample(work->arena, papers, papers->kinds.items[i], &data);
        if (!fault)
            fault = paper_render(work, papers->kinds.items[i], data, &pdf);
        if (fault)
            return fault;
    }
    *ret_count = papers->kinds.count;
    if (str_equal(family, STR(PEN_FONT)))
        return NULL;
    return fault_with(fault_new(work->arena, FAULT_UNAVAILABLE, "paper.font",
                                "no " PEN_FONT ", but " PRISTR, STRARG(family)),
                      "font", STR(PEN_FONT));
}
