/*
 * The only file that knows Pango and Cairo.
 */
#include "civic/paper_draw.h"

#include "base/wait.h"
#include "civic/paper_pdf.h"

#include <assert.h>
#include <cairo-pdf.h>
#include <math.h>
#include <pango/pangocairo.h>
#include <pthread.h>
#include <string.h>

#define FAMILIES PEN_FONT ",Times New Roman,Tinos,serif"
#define WATERMARK_GREY 0.88
enum {
    WHOLE_BYTES = 40 /* longest word with "-" or "/" that is never broken */
};

#define STAMP_RED 0.89 /* đỏ tươi */
#define STAMP_LINE 1.2
#define WATERMARK_SIZE 60.0

struct font_map {
    PangoFontMap *map;
    PangoContext *context;
    bool has_font; /* one was found */
    struct font_map *next;
};

struct pens {
    pthread_mutex_t lock;
    pthread_cond_t returned;
    struct font_map *free;
};

struct pen_text {
    struct pen *pen;
    PangoLayout *layout; /* NULL once it is dropped */
    size_t lines;
    double *tops; /* lines + 1 */
    double *baselines;
    double width;
    double shift; /* of a balanced text inside its column */
    struct pen_text *next;
    struct pen_text *previous;
};

struct pen {
    struct arena *arena;
    struct pens *pens;
    struct font_map *fonts; /* NULL once it is given back */
    cairo_surface_t *surface;
    cairo_t *cairo;
    struct buf bytes;
    struct pen_text *texts;
    double page_width;
    double page_height;
    int pages;
    int max_pages;
};

/* ---- font maps ---- */

static void release_pens(void *context)
{
    struct pens *pens = context;
    for (struct font_map *fonts = pens->free; fonts; fonts = fonts->next) {
        if (fonts->context)
            g_object_unref(fonts->context);
        if (fonts->map)
            g_object_unref(fonts->map);
    }
    pthread_cond_destroy(&pens->returned);
    pthread_mutex_destroy(&pens->lock);
}

struct pens *pens_open(struct arena *arena, unsigned count)
{
    struct pens *pens = ARENA_NEW(arena, struct pens);
    pthread_mutex_init(&pens->lock, NULL);
    wait_condition_init(&pens->returned);
    for (unsigned i = 0; i < count; i++) {
        struct font_map *fonts = ARENA_NEW(arena, struct font_map);
        fonts->next = pens->free;
        pens->free = fonts;
    }
    arena_cleanup(arena, release_pens, pens);
    return pens;
}

/* Letters stand where the design wants them, not on whole pixels: otherwise the
 * spacing of a printed line is visibly uneven. */
static PangoContext *new_context(PangoFontMap *map)
{
    PangoContext *context = pango_font_map_create_context(map);
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    pango_cairo_context_set_font_options(context, options);
    pango_cairo_context_set_resolution(context, 72.0);
    pango_context_set_round_glyph_positions(context, FALSE);
    pango_context_set_language(context, pango_language_from_string("vi"));
    cairo_font_options_destroy(options);
    return context;
}

static struct font_map *take_fonts(struct pens *pens)
{
    struct font_map *fonts;
    pthread_mutex_lock(&pens->lock);
    while (!pens->free)
        wait_signal(&pens->returned, &pens->lock);
    fonts = pens->free;
    pens->free = fonts->next;
    pthread_mutex_unlock(&pens->lock);
    if (!fonts->map) {
        fonts->map = pango_cairo_font_map_new();
        fonts->context = new_context(fonts->map);
    }
    return fonts;
}

static void give_fonts(struct pens *pens, struct font_map *fonts)
{
    pthread_mutex_lock(&pens->lock);
    fonts->next = pens->free;
    pens->free = fonts;
    pthread_cond_signal(&pens->returned);
    pthread_mutex_unlock(&pens->lock);
}

/* The family that a map has for PEN_FONT; empty where it has no font at all. */
static struct str family_of(struct arena *arena, const struct font_map *fonts)
{
    PangoFontDescription *wanted = pango_font_description_from_string(FAMILIES);
    PangoFont *font = pango_font_map_load_font(fonts->map, fonts->context, wanted);
    struct str family = STR("");
    if (font) {
        PangoFontDescription *found = pango_font_describe(font);
        family = arena_copy(arena, str_from_c(pango_font_description_get_family(found)));
        pango_font_description_free(found);
        g_object_unref(font);
    }
    pango_font_description_free(wanted);
    return family;
}

struct str pens_family(struct arena *arena, struct pens *pens)
{
    struct font_map *fonts = take_fonts(pens);
    struct str family = family_of(arena, fonts);
    give_fonts(pens, fonts);
    return family;
}

/* A map without fonts is forgotten, so that they are looked for again next time. */
static void forget_fonts(struct font_map *fonts)
{
    g_object_unref(fonts->context);
    g_object_unref(fonts->map);
    fonts->context = NULL;
    fonts->map = NULL;
}

/* ---- one PDF ---- */

static cairo_status_t add_bytes(void *context, const unsigned char *data, unsigned length)
{
    struct buf *bytes = context;
    buf_add(bytes, (struct str){(const char *)data, length});
    return buf_overflowed(bytes) ? CAIRO_STATUS_WRITE_ERROR : CAIRO_STATUS_SUCCESS;
}

/* Frees everything but the bytes, and gives the font map back; twice is once. */
static void release_pen(void *context)
{
    struct pen *pen = context;
    if (!pen->fonts)
        return;
    while (pen->texts)
        pen_drop(pen, pen->texts);
    cairo_destroy(pen->cairo);
    cairo_surface_destroy(pen->surface);
    give_fonts(pen->pens, pen->fonts);
    pen->fonts = NULL;
}

static void set_metadata(struct pen *pen, const struct pen_paper *paper)
{
    struct str day = date_to_iso(pen->arena, paper->created);
    const char *moment = arena_printf(pen->arena, PRISTR "T00:00:00+07:00", STRARG(day)).ptr;
    cairo_surface_t *surface = pen->surface;
    cairo_pdf_surface_restrict_to_version(surface, CAIRO_PDF_VERSION_1_5);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE,
                                   arena_c(pen->arena, paper->title));
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_AUTHOR,
                                   arena_c(pen->arena, paper->author));
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "Đình");
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, moment);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_MOD_DATE, moment);
}

const struct fault *pen_begin(struct arena *arena, struct pens *pens, const struct pen_paper *paper,
                              struct pen **ret_pen)
{
    struct pen *pen = ARENA_NEW(arena, struct pen);
    *pen = (struct pen){
        .arena = arena,
        .pens = pens,
        .bytes = buf_init(arena, PEN_BYTES),
        .page_width = paper->width,
        .page_height = paper->height,
        .pages = 1,
    };
    pen->fonts = take_fonts(pens);
    /* Pango would draw empty boxes, and nobody would learn of it */
    if (!pen->fonts->has_font && family_of(arena, pen->fonts).len == 0) {
        forget_fonts(pen->fonts);
        give_fonts(pens, pen->fonts);
        return fault_new(arena, FAULT_UNAVAILABLE, "paper.not_made", "no font at all");
    }
    pen->fonts->has_font = true;
    pen->surface =
        cairo_pdf_surface_create_for_stream(add_bytes, &pen->bytes, paper->width, paper->height);
    pen->cairo = cairo_create(pen->surface);
    arena_cleanup(arena, release_pen, pen);
    if (cairo_status(pen->cairo) != CAIRO_STATUS_SUCCESS)
        return fault_new(arena, FAULT_UNAVAILABLE, "paper.not_made", "cairo: %s",
                         cairo_status_to_string(cairo_status(pen->cairo)));
    set_metadata(pen, paper);
    *ret_pen = pen;
    return NULL;
}

void pen_page(struct pen *pen)
{
    if (pen->pages < PEN_PAGES)
        cairo_show_page(pen->cairo);
    pen->pages++;
}

const struct fault *pen_end(struct pen *pen, struct str *ret_pdf)
{
    struct arena *arena = pen->arena;
    cairo_status_t status;
    int pages = pen->pages;
    cairo_show_page(pen->cairo);
    cairo_surface_finish(pen->surface);
    status = cairo_status(pen->cairo);
    if (status == CAIRO_STATUS_SUCCESS)
        status = cairo_surface_status(pen->surface);
    release_pen(pen);
    if (pages > PEN_PAGES || buf_overflowed(&pen->bytes))
        return fault_new(arena, FAULT_TOO_LARGE, "paper.too_large", "%d pages, %zu bytes", pages,
                         pen->bytes.len);
    if (status != CAIRO_STATUS_SUCCESS)
        return fault_new(arena, FAULT_UNAVAILABLE, "paper.not_made", "cairo: %s",
                         cairo_status_to_string(status));
    return pdf_set_language(arena, buf_str(&pen->bytes), "vi", ret_pdf);
}

void pen_abandon(struct pen *pen)
{
    release_pen(pen);
}

/* ---- text ---- */

static void add_run(PangoAttrList *list, const struct pen_run *run, PangoAttribute *attribute)
{
    attribute->start_index = (guint)run->from;
    attribute->end_index = (guint)run->to;
    pango_attr_list_insert(list, attribute);
}

static PangoAttrList *attributes_of(const struct pen_style *style, const struct pen_run *runs,
                                    size_t count)
{
    PangoAttrList *list = pango_attr_list_new();
    if (style->underline)
        pango_attr_list_insert(list, pango_attr_underline_new(PANGO_UNDERLINE_SINGLE));
    pango_attr_list_insert(list, pango_attr_insert_hyphens_new(FALSE));
    for (size_t i = 0; i < count; i++) {
        if (runs[i].bold)
            add_run(list, &runs[i], pango_attr_weight_new(PANGO_WEIGHT_BOLD));
        if (runs[i].italic)
            add_run(list, &runs[i], pango_attr_style_new(PANGO_STYLE_ITALIC));
    }
    return list;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\n' || c == '\t';
}

/* Keeps words that hold "-" or "/" in one line, unless they are as long as an address. */
static void keep_whole(PangoAttrList *list, struct str text)
{
    size_t at = 0;
    while (at < text.len) {
        struct pen_run run = {.from = at};
        bool is_parted = false;
        while (at < text.len && !is_blank(text.ptr[at])) {
            is_parted = is_parted || text.ptr[at] == '-' || text.ptr[at] == '/';
            at++;
        }
        run.to = at;
        if (is_parted && run.to - run.from <= WHOLE_BYTES)
            add_run(list, &run, pango_attr_allow_breaks_new(FALSE));
        at++;
    }
}

static void set_style(PangoLayout *layout, const struct pen_style *style)
{
    static const PangoAlignment alignments[] = {
        [PEN_LEFT] = PANGO_ALIGN_LEFT,
        [PEN_CENTRE] = PANGO_ALIGN_CENTER,
        [PEN_RIGHT] = PANGO_ALIGN_RIGHT,
        [PEN_JUSTIFY] = PANGO_ALIGN_LEFT,
    };
    PangoFontDescription *font = pango_font_description_from_string(FAMILIES);
    pango_font_description_set_size(font, (int)lround(style->size * PANGO_SCALE));
    pango_font_description_set_weight(font, style->bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_font_description_set_style(font, style->italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
    pango_layout_set_font_description(layout, font);
    pango_font_description_free(font);
    pango_layout_set_alignment(layout, alignments[style->align]);
    pango_layout_set_justify(layout, style->align == PEN_JUSTIFY);
    pango_layout_set_auto_dir(layout, FALSE);
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_width(layout, (int)lround(style->width * PANGO_SCALE));
    pango_layout_set_indent(layout, (int)lround(style->indent * PANGO_SCALE));
    pango_layout_set_line_spacing(layout, (float)style->line);
}

static void measure(struct pen_text *text, struct arena *arena)
{
    PangoLayoutIter *at = pango_layout_get_iter(text->layout);
    size_t line = 0;
    text->lines = (size_t)pango_layout_get_line_count(text->layout);
    text->tops = arena_alloc_array(arena, text->lines + 1, sizeof(double));
    text->baselines = arena_alloc_array(arena, text->lines, sizeof(double));
    do {
        PangoRectangle logical;
        int top;
        int bottom;
        pango_layout_iter_get_line_yrange(at, &top, &bottom);
        pango_layout_iter_get_line_extents(at, NULL, &logical);
        text->tops[line] = (double)top / PANGO_SCALE;
        text->tops[line + 1] = (double)bottom / PANGO_SCALE;
        text->baselines[line] = (double)pango_layout_iter_get_baseline(at) / PANGO_SCALE;
        text->width = fmax(text->width, (double)logical.width / PANGO_SCALE);
        line++;
    } while (line < text->lines && pango_layout_iter_next_line(at));
    pango_layout_iter_free(at);
}

static bool is_too_wide(PangoLayout *layout)
{
    int widest;
    pango_layout_get_size(layout, &widest, NULL);
    return widest > pango_layout_get_width(layout);
}

/* Whether the text needs more lines in a column, or a word is longer than it. */
static bool is_narrow(PangoLayout *layout, int width, int lines)
{
    pango_layout_set_width(layout, width);
    return pango_layout_get_line_count(layout) > lines || is_too_wide(layout);
}

/* Sets a centred text of several lines in the narrowest column that needs no
 * more lines and breaks no word, so that no single word is left for the last one. */
static void balance(struct pen_text *text, double width)
{
    int lines = pango_layout_get_line_count(text->layout);
    int low = (int)(width * PANGO_SCALE) / lines;
    int high = (int)(width * PANGO_SCALE);
    pango_layout_set_wrap(text->layout, PANGO_WRAP_WORD);
    while (high - low > PANGO_SCALE) {
        int middle = low + (high - low) / 2;
        if (is_narrow(text->layout, middle, lines))
            low = middle;
        else
            high = middle;
    }
    pango_layout_set_wrap(text->layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_width(text->layout, high);
    text->shift = (width - (double)high / PANGO_SCALE) / 2;
}

/* The text as it is set: in capitals where the style says so. */
static void set_text(PangoLayout *layout, const struct pen_style *style, struct str text)
{
    char *upper;
    if (!style->caps || text.len == 0) {
        pango_layout_set_text(layout, text.ptr ? text.ptr : "", (int)text.len);
        return;
    }
    upper = g_utf8_strup(text.ptr, (gssize)text.len);
    pango_layout_set_text(layout, upper, -1);
    g_free(upper);
}

struct pen_text *pen_text(struct pen *pen, const struct pen_style *style, struct str text,
                          const struct pen_run *runs, size_t count)
{
    struct pen_text *made = ARENA_NEW(pen->arena, struct pen_text);
    /* capitals may have other lengths, so runs mean nothing there */
    PangoAttrList *attributes = attributes_of(style, runs, style->caps ? 0 : count);
    made->pen = pen;
    made->layout = pango_layout_new(pen->fonts->context);
    set_style(made->layout, style);
    set_text(made->layout, style, text);
    keep_whole(attributes, str_from_c(pango_layout_get_text(made->layout)));
    pango_layout_set_attributes(made->layout, attributes);
    pango_attr_list_unref(attributes);
    if (is_too_wide(made->layout)) { /* a word kept whole that is longer than its cell */
        attributes = attributes_of(style, runs, style->caps ? 0 : count);
        pango_layout_set_attributes(made->layout, attributes);
        pango_attr_list_unref(attributes);
    }
    if (style->align == PEN_CENTRE && pango_layout_get_line_count(made->layout) > 1)
        balance(made, style->width);
    measure(made, pen->arena);
    made->next = pen->texts;
    if (made->next)
        made->next->previous = made;
    pen->texts = made;
    return made;
}

void pen_drop(struct pen *pen, struct pen_text *text)
{
    if (!text->layout)
        return;
    g_object_unref(text->layout);
    text->layout = NULL;
    if (text->previous)
        text->previous->next = text->next;
    else
        pen->texts = text->next;
    if (text->next)
        text->next->previous = text->previous;
}

size_t pen_lines(const struct pen_text *text)
{
    return text->lines;
}

double pen_height(const struct pen_text *text, size_t from, size_t to)
{
    assert(from <= to && to <= text->lines);
    return text->tops[to] - text->tops[from];
}

double pen_width(const struct pen_text *text)
{
    return text->width;
}

/* ---- marks on the page ---- */

static bool is_over(const struct pen *pen)
{
    return pen->pages > PEN_PAGES;
}

/* Lines [from, to) in the colour that is set. */
static void show_lines(struct pen *pen, const struct pen_text *text, size_t from, size_t to,
                       double x, double y)
{
    PangoLayoutIter *at = pango_layout_get_iter(text->layout);
    size_t line = 0;
    do {
        PangoRectangle logical;
        if (line >= from && line < to) {
            pango_layout_iter_get_line_extents(at, NULL, &logical);
            cairo_move_to(pen->cairo, x + text->shift + (double)logical.x / PANGO_SCALE,
                          y + text->baselines[line] - text->tops[from]);
            pango_cairo_show_layout_line(pen->cairo, pango_layout_iter_get_line_readonly(at));
        }
        line++;
    } while (line < to && pango_layout_iter_next_line(at));
    pango_layout_iter_free(at);
}

void pen_write(struct pen *pen, const struct pen_text *text, size_t from, size_t to, double x,
               double y, const char *tag)
{
    if (is_over(pen) || from >= to)
        return;
    if (tag)
        cairo_tag_begin(pen->cairo, tag, NULL);
    cairo_set_source_rgb(pen->cairo, 0, 0, 0);
    show_lines(pen, text, from, to, x, y);
    if (tag)
        cairo_tag_end(pen->cairo, tag);
}

void pen_stamp(struct pen *pen, const struct pen_text *text, double x, double y, double width,
               double height)
{
    if (is_over(pen))
        return;
    cairo_tag_begin(pen->cairo, "P", NULL);
    cairo_set_source_rgb(pen->cairo, STAMP_RED, 0, 0);
    cairo_set_line_width(pen->cairo, STAMP_LINE);
    cairo_rectangle(pen->cairo, x, y, width, height);
    cairo_stroke(pen->cairo);
    show_lines(pen, text, 0, text->lines, x, y + (height - pen_height(text, 0, text->lines)) / 2);
    cairo_tag_end(pen->cairo, "P");
}

void pen_rule(struct pen *pen, double x1, double y1, double x2, double y2, double thickness)
{
    if (is_over(pen))
        return;
    cairo_set_source_rgb(pen->cairo, 0, 0, 0);
    cairo_set_line_width(pen->cairo, thickness);
    cairo_move_to(pen->cairo, x1, y1);
    cairo_line_to(pen->cairo, x2, y2);
    cairo_stroke(pen->cairo);
}

void pen_qr(struct pen *pen, const struct qr *qr, double x, double y, double side)
{
    double module = side / qr_side(qr);
    if (is_over(pen))
        return;
    cairo_set_source_rgb(pen->cairo, 0, 0, 0);
    for (int row = 0; row < qr->size; row++) {
        for (int from = 0; from < qr->size; from++) {
            int to = from;
            while (to < qr->size && qr_is_dark(qr, to, row))
                to++;
            if (to > from)
                cairo_rectangle(pen->cairo, x + (from + QR_QUIET) * module,
                                y + (row + QR_QUIET) * module, (to - from) * module, module);
            from = to;
        }
    }
    cairo_fill(pen->cairo);
}

void pen_watermark(struct pen *pen, struct str words)
{
    struct pen_style style = {.size = WATERMARK_SIZE,
                              .bold = true,
                              .align = PEN_CENTRE,
                              .width = hypot(pen->page_width, pen->page_height),
                              .line = 1};
    struct pen_text *text;
    if (is_over(pen))
        return;
    text = pen_text(pen, &style, words, NULL, 0);
    cairo_save(pen->cairo);
    cairo_translate(pen->cairo, pen->page_width / 2, pen->page_height / 2);
    cairo_rotate(pen->cairo, -atan2(pen->page_height, pen->page_width));
    cairo_set_source_rgb(pen->cairo, WATERMARK_GREY, WATERMARK_GREY, WATERMARK_GREY);
    cairo_move_to(pen->cairo, -style.width / 2, -pen_height(text, 0, text->lines) / 2);
    pango_cairo_show_layout(pen->cairo, text->layout);
    cairo_restore(pen->cairo);
    pen_drop(pen, text);
}
