/*
 * The blocks of CommonMark: paragraphs, headings, lists, quotes, code, and the
 * prefixes and blank lines between them. What stands inside a paragraph is
 * markdown_inline.c's.
 */
#include "modules/publications/markdown_writer.h"

#include "base/vec.h"
#include "modules/publications/markdown_inline.h"

#include <string.h>

enum {
    FRAMES = 16,          /* quotes, lists and items within each other; deeper ones are flat */
    START_MAX = 100000000 /* CommonMark allows nine digits; leaves room to count on */
};

enum frame_kind {
    FRAME_QUOTE,
    FRAME_LIST,
    FRAME_ITEM
};

struct frame {
    enum frame_kind kind;
    bool fresh;     /* nothing was written in it yet */
    bool ordered;   /* of a list */
    bool alternate; /* of a list: the other sign, because a list ended just before */
    int number;     /* of a list: the next item's; of an item: its own */
    size_t width;   /* of an item: columns of its marker */
};

struct markdown_writer {
    struct arena *arena;
    struct buf out;
    struct inline_text *paragraph;
    int heading; /* level of the paragraph under construction, or 0 */
    struct frame frames[FRAMES];
    size_t depth;    /* frames in use */
    size_t too_deep; /* frames begun beyond FRAMES and not ended */
    bool after_list; /* the last thing done was the end of a list */
    bool alternate;  /* which sign that list had */
};

struct markdown_writer *markdown_writer_new(struct arena *arena, size_t limit)
{
    struct markdown_writer *writer = ARENA_NEW(arena, struct markdown_writer);

    writer->arena = arena;
    writer->out = buf_init(arena, limit);
    writer->paragraph = inline_new(arena, limit);
    return writer;
}

bool markdown_overflowed(const struct markdown_writer *writer)
{
    return buf_overflowed(&writer->out) || inline_overflowed(writer->paragraph);
}

/* What stands at the left of a line inside frame `frame`. */
static void write_frame(struct markdown_writer *writer, struct frame *frame,
                        const struct frame *list)
{
    static const char signs[2][2] = {
        {'-', '*'},
        {'.', ')'}
    };
    size_t before = writer->out.len;

    switch (frame->kind) {
    case FRAME_LIST:
        break;
    case FRAME_QUOTE:
        buf_add_literal(&writer->out, "> ");
        break;
    case FRAME_ITEM:
        if (!frame->fresh) {
            for (size_t i = 0; i < frame->width; i++)
                buf_add_byte(&writer->out, ' ');
            break;
        }
        if (list->ordered)
            buf_add_int(&writer->out, frame->number);
        buf_add_byte(&writer->out, signs[list->ordered][list->alternate]);
        buf_add_byte(&writer->out, ' ');
        frame->width = writer->out.len - before;
        break;
    }
}

/* The left of one line, up to the first frame in which nothing stands yet. */
static void write_blank_line(struct markdown_writer *writer)
{
    for (size_t i = 0; i < writer->depth && !writer->frames[i].fresh; i++)
        write_frame(writer, &writer->frames[i], NULL);
    while (writer->out.len > 0 && writer->out.ptr[writer->out.len - 1] == ' ')
        buf_cut(&writer->out, writer->out.len - 1);
    buf_add_byte(&writer->out, '\n');
}

/* Whether the next block follows without an empty line: the next item of a list,
 * or a list right under the text of the item it stands in. */
static bool is_tight(const struct markdown_writer *writer)
{
    size_t i = 0;

    while (i < writer->depth && !writer->frames[i].fresh)
        i++;
    if (i == writer->depth)
        return false;
    if (writer->frames[i].kind == FRAME_ITEM)
        return true;
    /* Only a list that begins with 1 may interrupt a paragraph. */
    return writer->frames[i].kind == FRAME_LIST && i > 0 &&
           writer->frames[i - 1].kind == FRAME_ITEM &&
           (!writer->frames[i].ordered || writer->frames[i].number == 2);
}

static void begin_line(struct markdown_writer *writer)
{
    for (size_t i = 0; i < writer->depth; i++) {
        write_frame(writer, &writer->frames[i], i > 0 ? &writer->frames[i - 1] : NULL);
        writer->frames[i].fresh = false;
    }
}

static void begin_block(struct markdown_writer *writer)
{
    if (writer->out.len > 0 && !is_tight(writer))
        write_blank_line(writer);
    writer->after_list = false;
    begin_line(writer);
}

static void write_lines(struct markdown_writer *writer, struct str text)
{
    bool first = true;

    while (text.ptr) {
        struct str line = str_cut(&text, '\n');
        if (!first)
            begin_line(writer);
        first = false;
        buf_add(&writer->out, line);
        buf_add_byte(&writer->out, '\n');
    }
}

void markdown_block_end(struct markdown_writer *writer)
{
    const int heading = writer->heading;
    struct str text;

    writer->heading = 0;
    if (inline_is_empty(writer->paragraph)) {
        inline_clear(writer->paragraph);
        return;
    }
    text = inline_render(writer->paragraph, heading > 0);
    inline_clear(writer->paragraph);
    begin_block(writer);
    for (int i = 0; i < heading; i++)
        buf_add_byte(&writer->out, '#');
    if (heading > 0)
        buf_add_byte(&writer->out, ' ');
    write_lines(writer, text);
}

void markdown_text(struct markdown_writer *writer, struct str text)
{
    inline_add(writer->paragraph, text);
}

void markdown_break(struct markdown_writer *writer)
{
    if (inline_break(writer->paragraph))
        return;
    markdown_block_end(writer);
}

void markdown_style_begin(struct markdown_writer *writer, enum markdown_style style)
{
    inline_style(writer->paragraph, style, 1);
}

void markdown_style_end(struct markdown_writer *writer, enum markdown_style style)
{
    inline_style(writer->paragraph, style, -1);
}

void markdown_link_begin(struct markdown_writer *writer, struct str url)
{
    inline_link(writer->paragraph, url);
}

void markdown_link_end(struct markdown_writer *writer)
{
    inline_link(writer->paragraph, (struct str){NULL, 0});
}

void markdown_heading(struct markdown_writer *writer, int level)
{
    markdown_block_end(writer);
    writer->heading = level;
}

void markdown_code_block(struct markdown_writer *writer, struct str code)
{
    size_t longest = 2, run = 0;

    markdown_block_end(writer);
    while (code.len > 0 && code.ptr[code.len - 1] == '\n')
        code.len--;
    if (str_trim(code).len == 0)
        return;
    for (size_t i = 0; i < code.len; i++) {
        run = code.ptr[i] == '`' ? run + 1 : 0;
        longest = run > longest ? run : longest;
    }
    begin_block(writer);
    for (size_t i = 0; i <= longest; i++)
        buf_add_byte(&writer->out, '`');
    buf_add_byte(&writer->out, '\n');
    begin_line(writer);
    write_lines(writer, code);
    begin_line(writer);
    for (size_t i = 0; i <= longest; i++)
        buf_add_byte(&writer->out, '`');
    buf_add_byte(&writer->out, '\n');
}

void markdown_rule(struct markdown_writer *writer)
{
    markdown_block_end(writer);
    /* "* ***" would itself be a rule, and a rule in an item says nothing. */
    for (size_t i = 0; i < writer->depth; i++) {
        if (writer->frames[i].kind == FRAME_ITEM)
            return;
    }
    begin_block(writer);
    buf_add_literal(&writer->out, "***\n");
}

/* A frame on top of the others, or NULL where they are too deep already. */
static struct frame *push(struct markdown_writer *writer, enum frame_kind kind)
{
    struct frame *frame;

    if (writer->too_deep > 0 || writer->depth == FRAMES) {
        writer->too_deep++;
        return NULL;
    }
    frame = &writer->frames[writer->depth++];
    memset(frame, 0, sizeof(*frame));
    frame->kind = kind;
    frame->fresh = true;
    return frame;
}

/* Ends the frame on top, or one of those too deep, where it is of this kind. */
static void pop(struct markdown_writer *writer, enum frame_kind kind)
{
    if (writer->too_deep > 0)
        writer->too_deep--;
    else if (writer->depth > 0 && writer->frames[writer->depth - 1].kind == kind)
        writer->depth--;
}

void markdown_quote_begin(struct markdown_writer *writer)
{
    markdown_block_end(writer);
    push(writer, FRAME_QUOTE);
}

void markdown_quote_end(struct markdown_writer *writer)
{
    markdown_block_end(writer);
    pop(writer, FRAME_QUOTE);
}

void markdown_list_begin(struct markdown_writer *writer, int start)
{
    struct frame *list;
    bool alternate;

    markdown_block_end(writer);
    alternate = writer->after_list && !writer->alternate;
    list = push(writer, FRAME_LIST);
    if (!list)
        return;
    list->ordered = start >= 0;
    list->number = start > START_MAX ? START_MAX : start;
    list->alternate = alternate;
}

void markdown_list_end(struct markdown_writer *writer)
{
    markdown_block_end(writer);
    if (writer->too_deep == 0 && writer->depth > 0) {
        const struct frame *list = &writer->frames[writer->depth - 1];
        if (list->kind == FRAME_LIST && !list->fresh) {
            writer->after_list = true;
            writer->alternate = list->alternate;
        }
    }
    pop(writer, FRAME_LIST);
}

void markdown_item_begin(struct markdown_writer *writer)
{
    struct frame *list, *item;

    markdown_block_end(writer);
    list = writer->depth > 0 ? &writer->frames[writer->depth - 1] : NULL;
    if (!list || list->kind != FRAME_LIST) {
        writer->too_deep++;
        return;
    }
    item = push(writer, FRAME_ITEM);
    if (item)
        item->number = list->number++;
}

void markdown_item_end(struct markdown_writer *writer)
{
    markdown_block_end(writer);
    pop(writer, FRAME_ITEM);
}

struct str markdown_take_plain(struct markdown_writer *writer)
{
    struct str plain = inline_plain(writer->paragraph);

    inline_clear(writer->paragraph);
    return plain;
}

struct str markdown_finish(struct markdown_writer *writer)
{
    markdown_block_end(writer);
    writer->depth = 0;
    writer->too_deep = 0;
    return buf_str(&writer->out);
}
