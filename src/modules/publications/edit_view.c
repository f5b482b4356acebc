/*
 * What the pages of the desk show of a text: how readers will see it, slips of the
 * hand with their buttons, and the difference between two texts.
 */
#include "modules/publications/desk.h"

#include "modules/publications/article_web.h"
#include "text/typography.h"
#include "text/utf8.h"

#include <string.h>

enum {
    AROUND = 40 /* bytes of text shown on each side of a remark */
};

/* ---- preview ---- */

SHAPE(preview_shape, struct preview, FIELD(struct preview, title), FIELD(struct preview, lead),
      FIELD(struct preview, body), FIELD(struct preview, byline),
      RECORD(struct preview, picture, article_picture_shape), FIELD(struct preview, picture_alt),
      FIELD(struct preview, caption), FIELD(struct preview, fault));

struct preview preview_of(struct work *work, int64_t article_id, const struct article_edit *edit)
{
    struct article article = {.picture = edit->picture};
    struct preview preview = {.title = edit->text.title,
                              .lead = edit->text.lead,
                              .byline = edit->text.byline,
                              .picture = article_picture_of(work, &article),
                              .picture_alt = edit->picture_alt,
                              .caption = edit->caption};
    const struct fault *fault = article_body(work, article_id, edit->text.body, &preview.body);
    if (fault)
        preview.fault = site_fault_message(work, fault);
    return preview;
}

/* ---- remarks ---- */

SHAPE(remark_view_shape, struct remark_view, FIELD(struct remark_view, field),
      FIELD(struct remark_view, rule), FIELD(struct remark_view, before),
      FIELD(struct remark_view, found), FIELD(struct remark_view, after),
      FIELD(struct remark_view, fix));

/* columns: name of the field, its message, where it is */
static const struct {
    const char *name;
    const char *message;
    size_t offset;
} texts[] = {
    {"title",   "edit.field.title",   offsetof(struct article_edit, text.title)},
    {"lead",    "edit.field.lead",    offsetof(struct article_edit, text.lead) },
    {"body",    "edit.field.body",    offsetof(struct article_edit, text.body) },
    {"caption", "edit.field.caption", offsetof(struct article_edit, caption)   },
};

static const char *const rule_messages[TYPOGRAPHY_RULE_COUNT] = {
    [TYPOGRAPHY_NO_SPACE_AFTER] = "edit.rule.no-space-after",
    [TYPOGRAPHY_SPACES] = "edit.rule.spaces",
    [TYPOGRAPHY_SPACE_BEFORE] = "edit.rule.space-before",
    [TYPOGRAPHY_TONE] = "edit.rule.tone",
};

static struct str text_of(const struct article_edit *edit, size_t i)
{
    return *(const struct str *)((const char *)edit + texts[i].offset);
}

static bool is_inside_letter(struct str text, size_t at)
{
    return at < text.len && ((unsigned char)text.ptr[at] & 0xc0) == 0x80;
}

/* Words around a remark stand on one line. */
static struct str on_one_line(struct work *work, struct str text)
{
    struct buf line = buf_init(work->arena, text.len);
    for (size_t i = 0; i < text.len; i++)
        buf_add_byte(&line, text.ptr[i] == '\n' ? ' ' : text.ptr[i]);
    return buf_str(&line);
}

static struct remark_view view_of(struct work *work, size_t field, struct str text,
                                  const struct typography_remark *remark)
{
    size_t begin = remark->at > AROUND ? remark->at - AROUND : 0;
    size_t end = remark->at + remark->len + AROUND;
    while (is_inside_letter(text, begin))
        begin++;
    while (is_inside_letter(text, end))
        end++;
    return (struct remark_view){
        .field = site_message(work, texts[field].message),
        .rule = remark->rule == TYPOGRAPHY_TONE
                    ? desk_message(work, rule_messages[remark->rule], "instead", remark->instead)
                    : site_message(work, rule_messages[remark->rule]),
        .before = on_one_line(work, str_slice(text, begin, remark->at - begin)),
        .found = str_slice(text, remark->at, remark->len),
        .after = on_one_line(
            work, str_slice(text, remark->at + remark->len, end - remark->at - remark->len)),
        .fix = arena_printf(work->arena, "fix:%s-%zu-%d", texts[field].name, remark->at,
                            (int)remark->rule)};
}

struct list remarks_of(struct work *work, const struct article_edit *edit, int most)
{
    VEC(struct remark_view) views = {0};
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        struct str text = text_of(edit, i);
        typography_remarks remarks = typography_check(work->arena, text);
        for (size_t k = 0; k < remarks.count && views.count < (size_t)most; k++)
            *VEC_PUSH(&views, work->arena) = view_of(work, i, text, &remarks.items[k]);
    }
    return VEC_LIST(&views);
}

bool remark_follow(struct work *work, struct str button, struct article_edit *edit)
{
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        struct str *text = (struct str *)((char *)edit + texts[i].offset);
        typography_remarks remarks = typography_check(work->arena, *text);
        for (size_t k = 0; k < remarks.count; k++) {
            struct remark_view view = view_of(work, i, *text, &remarks.items[k]);
            if (!str_equal(view.fix, button))
                continue;
            *text = typography_apply(work->arena, *text, &remarks.items[k]);
            return true;
        }
    }
    return false;
}

/* ---- differences ---- */

/* columns: message of the field, where it is */
static const struct {
    const char *message;
    size_t offset;
} compared[] = {
    {"edit.field.title",       offsetof(struct article_edit, text.title) },
    {"edit.field.lead",        offsetof(struct article_edit, text.lead)  },
    {"edit.field.body",        offsetof(struct article_edit, text.body)  },
    {"edit.field.byline",      offsetof(struct article_edit, text.byline)},
    {"edit.field.tags",        offsetof(struct article_edit, tags)       },
    {"edit.field.picture_alt", offsetof(struct article_edit, picture_alt)},
    {"edit.field.caption",     offsetof(struct article_edit, caption)    },
};

struct list edit_changes_of(struct work *work, const struct article_edit *old_edit,
                            const struct article_edit *new_edit, const struct written_text *more,
                            size_t more_count)
{
    enum {
        COMPARED = sizeof(compared) / sizeof(compared[0])
    };
    struct written_text *both =
        arena_alloc_array(work->arena, COMPARED + more_count, sizeof(*both));
    for (size_t i = 0; i < COMPARED; i++)
        both[i] = (struct written_text){
            compared[i].message, *(const struct str *)((const char *)old_edit + compared[i].offset),
            *(const struct str *)((const char *)new_edit + compared[i].offset)};
    for (size_t i = 0; i < more_count; i++)
        both[COMPARED + i] = more[i];
    return written_changes(work, both, COMPARED + more_count);
}
