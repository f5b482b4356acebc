/*
 * The letterhead, the title and the body.
 */
#include "civic/paper_parts.h"

#include <math.h>

enum {
    WORDS_LIMIT = 4 * 1024 * 1024
};

#define GAP_FORM 4.0
#define GAP_RULE 3.0
#define GAP_NUMBER 6.0 /* between the names and the number */
#define GAP_ABOUT 6.0  /* Decree 30/2020/NĐ-CP, annex I, II.5.b */
#define GAP_TITLE 16.0
#define GAP_SUMMARY 2.0
#define GAP_BODY 6.0 /* below the title, besides that of the paragraph */
#define GAP_QR 12.0
#define GAP_COPY 14.0
#define QR_SIDE_MM 24.0
#define A4_WIDTH_MM 210.0
#define TO_MM 30.0 /* where "Kính gửi:" begins above a list */

/* ---- words ---- */

struct reading {
    struct buf text;
    VEC(struct pen_run) runs;
};

static void read_words(struct reading *on, const struct xml_node *parent, bool bold, bool italic)
{
    for (const struct xml_node *node = parent->children; node; node = node->next) {
        size_t from = on->text.len;
        if (xml_is_element(node, STR("br")))
            buf_add_byte(&on->text, '\n');
        else if (node->name.len > 0)
            read_words(on, node, bold || xml_is_element(node, STR("b")),
                       italic || xml_is_element(node, STR("i")));
        else
            buf_add(&on->text, node->text);
        if (node->name.len == 0 && (bold || italic) && on->text.len > from)
            *VEC_PUSH(&on->runs, on->text.arena) =
                (struct pen_run){from, on->text.len, bold, italic};
    }
}

struct words words_of(struct arena *arena, const struct xml_node *node)
{
    struct reading on = {.text = buf_init(arena, WORDS_LIMIT)};
    read_words(&on, node, false, false);
    return (struct words){buf_str(&on.text), on.runs.items, on.runs.count};
}

/* Takes the blanks beside | off both ends; runs move along. */
static struct words trimmed(struct words words)
{
    struct str text = str_trim(words.text);
    size_t cut = text.len > 0 ? (size_t)(text.ptr - words.text.ptr) : 0;
    struct pen_run *runs = (struct pen_run *)(uintptr_t)words.runs;
    for (size_t i = 0; i < words.count; i++) {
        runs[i].from = runs[i].from > cut ? runs[i].from - cut : 0;
        runs[i].to = runs[i].to > cut ? runs[i].to - cut : 0;
    }
    words.text = text;
    return words;
}

size_t cells_of(struct arena *arena, const struct xml_node *node, struct words *ret_cells,
                size_t most)
{
    size_t count = 0;
    for (node = xml_child(node, STR("c")); node && count < most; node = xml_sibling(node, STR("c")))
        ret_cells[count++] = trimmed(words_of(arena, node));
    return count;
}

struct words part_words(struct arena *arena, const element_list *parts, enum paper_part part)
{
    for (size_t i = 0; i < parts->count; i++)
        if (parts->items[i].part == part)
            return words_of(arena, parts->items[i].node);
    return (struct words){0};
}

struct pen_text *part_text(struct flow *flow, enum paper_type_name type, enum pen_align align,
                           double width, double indent, const struct words *words)
{
    return flow_text(flow, &flow->layout->types[type], align, width, indent, words->text,
                     words->runs, words->count);
}

/* ---- letterhead ---- */

struct letterhead {
    struct flow *flow;
    const element_list *parts;
    struct piece piece;
    double middle; /* where the left column ends */
};

static double height_of(const struct pen_text *text)
{
    return pen_height(text, 0, pen_lines(text));
}

/* A centred line of a column at y; returns the y below it, the same without words. */
static double add_line(struct letterhead *on, enum paper_type_name type, struct words words,
                       bool is_left, double y, struct pen_text **ret_text)
{
    double x = is_left ? 0 : on->middle;
    double width = is_left ? on->middle : on->flow->width - on->middle;
    struct pen_text *text;
    if (words.text.len == 0)
        return y;
    text = part_text(on->flow, type, PEN_CENTRE, width, 0, &words);
    piece_text(on->flow, &on->piece, text, x, y, "P");
    if (ret_text)
        *ret_text = text;
    return y + height_of(text);
}

static void add_rule(struct letterhead *on, const struct pen_text *text, double part, bool is_left,
                     double y)
{
    double centre = is_left ? on->middle / 2 : (on->flow->width + on->middle) / 2;
    double half = pen_width(text) * part / 2;
    piece_rule(on->flow, &on->piece, centre - half, y, centre + half, y);
}

static struct words plain(struct str text)
{
    return (struct words){.text = text};
}

static double add_names(struct letterhead *on, double y)
{
    struct arena *arena = on->flow->arena;
    const struct paper_layout *layout = on->flow->layout;
    struct pen_text *issuer = NULL;
    y = add_line(on, TYPE_SUPERIOR, part_words(arena, on->parts, PART_SUPERIOR), true, y, NULL);
    y = add_line(on, TYPE_ISSUER, part_words(arena, on->parts, PART_ISSUER), true, y, &issuer);
    if (issuer && layout->rule_issuer > 0) {
        y += GAP_RULE;
        add_rule(on, issuer, layout->rule_issuer, true, y);
    }
    if (issuer && layout->star.len > 0)
        y = add_line(on, TYPE_NUMBER, plain(layout->star), true, y, NULL);
    return y;
}

/* Quốc hiệu and Tiêu ngữ, or the Party's name, with the rule as long as its line. */
static double add_nation(struct letterhead *on, double y)
{
    const struct paper_layout *layout = on->flow->layout;
    struct pen_text *last;
    y = add_line(on, TYPE_NATIONAL, plain(layout->national), false, y, &last);
    y = add_line(on, TYPE_MOTTO, plain(layout->motto), false, y, &last);
    y += GAP_RULE;
    add_rule(on, last, 1, false, y);
    return y;
}

/* Box 10b: in the left column, below what stands there (annex I, III.2.b). */
static void add_urgency(struct letterhead *on, double y)
{
    const struct paper_layout *layout = on->flow->layout;
    struct words name = part_words(on->flow->arena, on->parts, PART_URGENCY);
    const struct paper_urgency *urgency = paper_urgency(layout, str_trim(name.text));
    struct mark mark = {.kind = MARK_STAMP, .y = y, .y2 = layout->urgency_height * POINTS_PER_MM};
    struct words words;
    if (!urgency)
        return;
    words = plain(urgency->word);
    mark.x2 = urgency->width * POINTS_PER_MM;
    mark.x = (on->middle - mark.x2) / 2;
    mark.text = part_text(on->flow, TYPE_URGENCY, PEN_CENTRE, mark.x2, 0, &words);
    mark.to = pen_lines(mark.text);
    *VEC_PUSH(&on->piece.marks, on->flow->arena) = mark;
    on->piece.height = fmax(on->piece.height, y + mark.y2);
}

/* Number and date stand on one line (annex I, II.4.c). */
static void add_number(struct letterhead *on, double y)
{
    struct arena *arena = on->flow->arena;
    struct words number = part_words(arena, on->parts, PART_NUMBER);
    struct words place = part_words(arena, on->parts, PART_PLACE);
    double below = y;
    if (number.text.len > 0)
        below = add_line(on, TYPE_NUMBER, number, true, y, NULL);
    add_line(on, TYPE_PLACE, place, false, y, NULL);
    below = add_line(on, TYPE_ABOUT, part_words(arena, on->parts, PART_ABOUT), true,
                     below + GAP_ABOUT, NULL);
    add_urgency(on, below + GAP_ABOUT);
}

static void draw_letterhead(struct flow *flow, const element_list *parts)
{
    double usual = (A4_WIDTH_MM - flow->layout->left - flow->layout->right);
    struct letterhead on = {.flow = flow, .parts = parts};
    struct words form = part_words(flow->arena, parts, PART_FORM);
    double y = 0;
    double names;
    double nation;
    on.middle = flow->layout->left_column / usual * flow->width;
    if (form.text.len > 0) {
        struct pen_text *text = part_text(flow, TYPE_FORM, PEN_RIGHT, flow->width, 0, &form);
        piece_text(flow, &on.piece, text, 0, 0, "P");
        y = height_of(text) + GAP_FORM;
    }
    names = add_names(&on, y);
    nation = add_nation(&on, y);
    add_number(&on, fmax(names, nation) + GAP_NUMBER);
    on.piece.keep_next = true;
    flow_add(flow, &on.piece);
}

/* The form of a copy begins below a rule across the text: whose copy it is, of what kind,
 * its number, place and day (annex I, part II, II.2). `rest` is all from "@copy" on. */
static void draw_copy(struct flow *flow, const element_list *rest)
{
    struct letterhead on = {.flow = flow, .parts = rest, .piece = {.gap = GAP_COPY}};
    double usual = A4_WIDTH_MM - flow->layout->left - flow->layout->right;
    double names;
    double kind;
    on.middle = flow->layout->left_column / usual * flow->width;
    piece_rule(flow, &on.piece, 0, 0, flow->width, 0);
    names = add_names(&on, GAP_COPY);
    kind =
        add_line(&on, TYPE_COPY, part_words(flow->arena, rest, PART_COPY), false, GAP_COPY, NULL);
    add_number(&on, fmax(names, kind) + GAP_NUMBER);
    on.piece.keep_next = true;
    flow->signed_word = STR("");
    flow_add(flow, &on.piece);
}

/* ---- annexes ---- */

/* "IV"; there are no fifty annexes. */
static struct str roman(struct arena *arena, int number)
{
    static const struct {
        int value;
        struct str letters;
    } signs[] = {
        {10, STR_INIT("X") },
        {9,  STR_INIT("IX")},
        {5,  STR_INIT("V") },
        {4,  STR_INIT("IV")},
        {1,  STR_INIT("I") }
    };
    struct buf buf = buf_init(arena, SIZE_MAX);
    for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++)
        for (; number >= signs[i].value; number -= signs[i].value)
            buf_add(&buf, signs[i].letters);
    return buf_str(&buf);
}

static int count_parts(const element_list *parts, enum paper_part part, size_t end)
{
    int count = 0;
    for (size_t i = 0; i < end; i++)
        count += parts->items[i].part == part;
    return count;
}

/* A line of the head of an annex; returns the text for the rule below. */
static struct pen_text *add_centred(struct flow *flow, struct piece *piece,
                                    enum paper_type_name type, const struct words *words,
                                    const char *tag)
{
    struct pen_text *text = part_text(flow, type, PEN_CENTRE, flow->width, 0, words);
    piece_text(flow, piece, text, 0, piece->height + (piece->height > 0 ? GAP_SUMMARY : 0), tag);
    return text;
}

/* Annexes are numbered where there are two or more (annex I, III.1). */
static void draw_annex(struct flow *flow, const element_list *parts, size_t at)
{
    struct words cells[2] = {{.text = STR("")}, {.text = STR("")}};
    int number = count_parts(parts, PART_ANNEX, at + 1);
    struct words label = plain(flow->layout->annex);
    struct piece piece = {.keep_next = true};
    struct pen_text *last;
    double half;
    if (count_parts(parts, PART_ANNEX, parts->count) > 1)
        label.text = arena_printf(flow->arena, PRISTR " " PRISTR, STRARG(label.text),
                                  STRARG(roman(flow->arena, number)));
    cells_of(flow->arena, parts->items[at].node, cells, 2);
    flow_restart(flow);
    last = add_centred(flow, &piece, TYPE_ANNEX, &label, "H1");
    if (cells[0].text.len > 0)
        last = add_centred(flow, &piece, TYPE_TITLE, &cells[0], "H2");
    if (cells[1].text.len > 0)
        last = add_centred(flow, &piece, TYPE_ANNEXED, &cells[1], "P");
    half = pen_width(last) * flow->layout->rule_annex / 2;
    if (half > 0)
        piece_rule(flow, &piece, flow->width / 2 - half, piece.height + GAP_RULE,
                   flow->width / 2 + half, piece.height + GAP_RULE);
    piece.height += GAP_BODY;
    flow_add(flow, &piece);
}

/* ---- title ---- */

static void draw_title(struct flow *flow, const element_list *parts)
{
    struct words title = part_words(flow->arena, parts, PART_TITLE);
    struct words summary = part_words(flow->arena, parts, PART_SUMMARY);
    struct piece piece = {.gap = GAP_TITLE, .keep_next = true};
    struct pen_text *last;
    if (title.text.len == 0)
        return;
    last = part_text(flow, TYPE_TITLE, PEN_CENTRE, flow->width, 0, &title);
    piece_text(flow, &piece, last, 0, 0, "H1");
    if (summary.text.len > 0) {
        last = part_text(flow, TYPE_SUMMARY, PEN_CENTRE, flow->width, 0, &summary);
        piece_text(flow, &piece, last, 0, piece.height + GAP_SUMMARY, "H2");
        if (flow->layout->rule_summary > 0) {
            double half = pen_width(last) * flow->layout->rule_summary / 2;
            double y = piece.height + GAP_RULE;
            piece_rule(flow, &piece, flow->width / 2 - half, y, flow->width / 2 + half, y);
        }
        if (flow->layout->rule.len > 0) {
            struct words rule = plain(flow->layout->rule);
            piece_text(flow, &piece, part_text(flow, TYPE_BODY, PEN_CENTRE, flow->width, 0, &rule),
                       0, piece.height, NULL);
        }
    }
    piece.height += GAP_BODY;
    flow_add(flow, &piece);
}

/* ---- Kính gửi ---- */

/* Ends a line of a list as the decree does: ";", and "." behind the last. */
static struct words punctuated(struct arena *arena, struct words words, bool is_last)
{
    char end = words.text.len > 0 ? words.text.ptr[words.text.len - 1] : ' ';
    if (end != ';' && end != '.' && end != ',' && end != ':')
        words.text = arena_printf(arena, PRISTR "%c", STRARG(words.text), is_last ? '.' : ';');
    return words;
}

/* One of several whom a paper goes to, at x of a piece or, where it may begin a page, as
 * a piece of its own. */
static void draw_one_to(struct flow *flow, const element_list *parts, size_t at, size_t end,
                        double x, struct piece *piece)
{
    struct words words =
        punctuated(flow->arena, words_of(flow->arena, parts->items[at].node), at + 1 == end);
    struct words item = plain(arena_printf(flow->arena, "- " PRISTR, STRARG(words.text)));
    struct pen_text *text = part_text(flow, TYPE_TO, PEN_LEFT, flow->width - x, 0, &item);
    struct piece own = {.keep_next = at + 2 >= end, .text = text, .x = x, .tag = "P"};
    if (piece)
        piece_text(flow, piece, text, x, piece->height, "P");
    else
        flow_add(flow, &own);
}

/* The label with the first, the others below it; the last has the room below them. */
static void draw_list_to(struct flow *flow, const element_list *parts, size_t at, size_t end)
{
    struct words label = plain(flow->layout->to);
    struct piece first = {.gap = GAP_TITLE, .keep_next = at + 2 >= end};
    struct piece last = {.keep_next = true};
    double x = TO_MM * POINTS_PER_MM;
    struct pen_text *text = part_text(flow, TYPE_TO, PEN_LEFT, flow->width - x, 0, &label);
    piece_text(flow, &first, text, x, 0, "P");
    x += pen_width(text);
    draw_one_to(flow, parts, at, end, x, &first);
    flow_add(flow, &first);
    while (++at + 1 < end)
        draw_one_to(flow, parts, at, end, x, NULL);
    draw_one_to(flow, parts, at, end, x, &last);
    last.height += GAP_BODY;
    flow_add(flow, &last);
}

static size_t draw_to(struct flow *flow, const element_list *parts, size_t at)
{
    size_t end = at;
    while (end < parts->count && parts->items[end].part == PART_TO)
        end++;
    if (end - at == 1) {
        struct piece piece = {.gap = GAP_TITLE, .keep_next = true};
        struct words one = words_of(flow->arena, parts->items[at].node);
        struct words line = plain(arena_printf(flow->arena, PRISTR " " PRISTR,
                                               STRARG(flow->layout->to), STRARG(one.text)));
        piece_text(flow, &piece, part_text(flow, TYPE_TO, PEN_CENTRE, flow->width, 0, &line), 0, 0,
                   "P");
        piece.height += GAP_BODY;
        flow_add(flow, &piece);
    } else {
        draw_list_to(flow, parts, at, end);
    }
    return end;
}

/* Each ground ends with ";", the last one with "." (annex I, II.6.a). */
static struct words ended(struct arena *arena, struct words words, bool is_last)
{
    words.text = str_trim(words.text);
    if (str_ends(words.text, STR(";")) || str_ends(words.text, STR(".")))
        words.text.len--;
    words.text = arena_printf(arena, PRISTR "%c", STRARG(words.text), is_last ? '.' : ';');
    return words;
}

static bool is_followed_by(const element_list *parts, size_t at, enum paper_part part)
{
    return at + 1 < parts->count && parts->items[at + 1].part == part;
}

/* ---- body ---- */

/* How a paragraph is set: type, alignment, whether its first line goes in. */
struct setting_of {
    enum paper_type_name type;
    enum pen_align align;
    bool is_indented;
    bool keep_next;
    const char *tag;
};

static bool setting_of(enum paper_part part, struct setting_of *ret_setting)
{
    static const struct {
        enum paper_part part;
        struct setting_of setting;
    } rows[] = {
        {PART_PARAGRAPH, {TYPE_BODY, PEN_JUSTIFY, true, false, "P"}   },
        {PART_DECIDER,   {TYPE_DECIDER, PEN_CENTRE, false, true, "P"} },
        {PART_GROUND,    {TYPE_GROUND, PEN_JUSTIFY, true, false, "P"} },
        {PART_LINE,      {TYPE_BODY, PEN_JUSTIFY, false, false, "P"}  },
        {PART_CENTRE,    {TYPE_BODY, PEN_CENTRE, false, true, "P"}    },
        {PART_HEADING,   {TYPE_HEADING, PEN_CENTRE, false, true, "H2"}},
        {PART_SMALL,     {TYPE_SMALL, PEN_JUSTIFY, false, false, "P"} },
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
        if (rows[i].part == part) {
            *ret_setting = rows[i].setting;
            return true;
        }
    return false;
}

static void draw_paragraph(struct flow *flow, const struct setting_of *setting,
                           const struct words *words, bool keep_next)
{
    double indent = setting->is_indented ? flow->layout->indent * POINTS_PER_MM : 0;
    struct piece piece = {
        .gap = flow->layout->gap_paragraph,
        .keep_next = keep_next || setting->keep_next,
        .tag = setting->tag,
    };
    piece.text = part_text(flow, setting->type, setting->align, flow->width, indent, words);
    flow_add(flow, &piece);
}

static const struct fault *draw_qr(struct flow *flow, const struct xml_node *node)
{
    struct words cells[2] = {{.text = STR("")}, {.text = STR("")}};
    double side = QR_SIDE_MM * POINTS_PER_MM;
    struct piece piece = {.gap = GAP_QR, .height = side};
    struct qr *qr = ARENA_NEW(flow->arena, struct qr);
    struct pen_text *text;
    const struct fault *fault;
    cells_of(flow->arena, node, cells, 2);
    if (cells[0].text.len == 0)
        return NULL;
    fault = qr_encode(flow->arena, cells[0].text, qr);
    if (fault)
        return fault;
    *VEC_PUSH(&piece.marks, flow->arena) = (struct mark){.kind = MARK_QR, .qr = qr, .x2 = side};
    text = part_text(flow, TYPE_SMALL, PEN_LEFT, flow->width - side - GAP_QR, 0, &cells[1]);
    piece_text(flow, &piece, text, side, fmax(0, (side - height_of(text)) / 2), "P");
    flow_add(flow, &piece);
    return NULL;
}

static const struct fault *draw_body(struct flow *flow, const element_list *parts)
{
    size_t at = 0;
    while (at < parts->count) {
        const struct paper_element *part = &parts->items[at];
        bool is_before_signature =
            at + 1 < parts->count && part_is_of_signature(parts->items[at + 1].part);
        struct setting_of setting;
        const struct fault *fault = NULL;
        if (setting_of(part->part, &setting)) {
            struct words words = words_of(flow->arena, part->node);
            if (part->part == PART_GROUND)
                words = ended(flow->arena, words, !is_followed_by(parts, at, PART_GROUND));
            draw_paragraph(flow, &setting, &words, is_before_signature);
            at++;
        } else if (part->part == PART_TO) {
            at = draw_to(flow, parts, at);
        } else if (part_is_of_signature(part->part)) {
            at = parts_sign(flow, parts, at);
        } else if (part->part == PART_COLUMNS) {
            fault = parts_table(flow, parts, at, &at);
        } else if (part->part == PART_ANNEX) {
            draw_annex(flow, parts, at);
            at++;
        } else if (part->part == PART_COPY) {
            draw_copy(flow,
                      &(element_list){.items = parts->items + at, .count = parts->count - at});
            at++;
        } else if (part->part == PART_QR) {
            fault = draw_qr(flow, part->node);
            at++;
        } else {
            at++; /* of the letterhead, drawn already */
        }
        if (fault)
            return fault;
    }
    return NULL;
}

const struct fault *parts_draw(struct flow *flow, const element_list *parts)
{
    const struct fault *fault;
    if (count_parts(parts, PART_COPY, parts->count) > 0)
        flow->signed_word = flow->layout->signed_word;
    draw_letterhead(flow, parts);
    draw_title(flow, parts);
    fault = draw_body(flow, parts);
    flow_end(flow);
    return fault;
}
