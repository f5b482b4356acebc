/*
 * Finding the remarks of a text, and following one.
 */
#include "modules/portal/static_remarks.h"

#include "text/message.h"
#include "text/typography.h"

#include <stddef.h>

enum {
    AROUND = 40, /* bytes of text shown on each side */
    MOST = 30    /* shown at once */
};

SHAPE(static_remark_shape, struct static_remark, FIELD(struct static_remark, field),
      FIELD(struct static_remark, rule), FIELD(struct static_remark, before),
      FIELD(struct static_remark, found), FIELD(struct static_remark, after),
      FIELD(struct static_remark, fix));

/* columns: name, message of the label, where it is. English has no tone marks to check. */
static const struct {
    const char *name;
    const char *message;
    size_t offset;
} texts[] = {
    {"title", "portal.field.title", offsetof(struct static_text, title)},
    {"body",  "portal.field.body",  offsetof(struct static_text, body) },
};

static const char *const rules[TYPOGRAPHY_RULE_COUNT] = {
    [TYPOGRAPHY_NO_SPACE_AFTER] = "edit.rule.no-space-after",
    [TYPOGRAPHY_SPACES] = "edit.rule.spaces",
    [TYPOGRAPHY_SPACE_BEFORE] = "edit.rule.space-before",
    [TYPOGRAPHY_TONE] = "edit.rule.tone",
};

static bool is_inside_letter(struct str text, size_t at)
{
    return at < text.len && ((unsigned char)text.ptr[at] & 0xc0) == 0x80;
}

/* From `from` up to `to`, on one line. */
static struct str line_of(struct arena *arena, struct str text, size_t from, size_t to)
{
    struct buf line = buf_init(arena, to - from);
    for (size_t i = from; i < to; i++)
        buf_add_byte(&line, text.ptr[i] == '\n' ? ' ' : text.ptr[i]);
    return buf_str(&line);
}

static struct str fix_of(struct arena *arena, size_t field, const struct typography_remark *remark)
{
    return arena_printf(arena, "fix:%s-%zu-%d", texts[field].name, remark->at, (int)remark->rule);
}

static struct static_remark remark_of(struct work *work, size_t field, struct str text,
                                      const struct typography_remark *remark)
{
    size_t end = remark->at + remark->len;
    size_t from = remark->at > AROUND ? remark->at - AROUND : 0;
    size_t to = text.len - end > AROUND ? end + AROUND : text.len;
    struct fault_arg args[] = {
        {"instead", remark->instead}
    };
    while (is_inside_letter(text, from))
        from++;
    while (is_inside_letter(text, to))
        to++;
    return (struct static_remark){
        .field = site_message(work, texts[field].message),
        .rule = message_format(work->arena, work->site->messages, work->locale,
                               str_from_c(rules[remark->rule]), args,
                               remark->rule == TYPOGRAPHY_TONE ? 1 : 0),
        .before = line_of(work->arena, text, from, remark->at),
        .found = str_slice(text, remark->at, remark->len),
        .after = line_of(work->arena, text, end, to),
        .fix = fix_of(work->arena, field, remark),
    };
}

struct list static_remarks_of(struct work *work, const struct static_text *text)
{
    VEC(struct static_remark) views = {0};
    for (size_t f = 0; f < sizeof(texts) / sizeof(texts[0]); f++) {
        struct str own = *(const struct str *)((const char *)text + texts[f].offset);
        typography_remarks found = typography_check(work->arena, own);
        for (size_t i = 0; i < found.count && views.count < MOST; i++)
            *VEC_PUSH(&views, work->arena) = remark_of(work, f, own, &found.items[i]);
    }
    return VEC_LIST(&views);
}

void static_remark_follow(struct work *work, struct str button, struct static_text *text)
{
    for (size_t f = 0; f < sizeof(texts) / sizeof(texts[0]); f++) {
        struct str *own = (struct str *)((char *)text + texts[f].offset);
        typography_remarks found = typography_check(work->arena, *own);
        for (size_t i = 0; i < found.count; i++)
            if (str_equal(fix_of(work->arena, f, &found.items[i]), button)) {
                *own = typography_apply(work->arena, *own, &found.items[i]);
                return;
            }
    }
}
