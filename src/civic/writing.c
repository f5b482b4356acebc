/*
 * Files of what is being written, answers to forms that save by themselves, and the
 * difference between two texts.
 */
#include "civic/writing.h"

#include "http/status.h"
#include "text/difference.h"
#include "text/message.h"
#include "text/number.h"
#include "text/utf8.h"
#include "view/json.h"

#define REMOVE STR("remove:")

enum {
    TEXT_WIDTH = 960, /* of a picture in the text */
    THUMB_WIDTH = 480,
    JSON_MOST = 8 * 1024,
    SAME_MOST = 360, /* characters of unchanged text shown between changes */
    SAME_END = 140   /* of them at either end */
};

SHAPE(written_file_shape, struct written_file, FIELD(struct written_file, name),
      FIELD(struct written_file, size), FIELD(struct written_file, alt),
      FIELD(struct written_file, markdown), FIELD(struct written_file, url),
      FIELD(struct written_file, thumb_url), FIELD(struct written_file, remove));

static void add_escaped(struct buf *text, struct str words, struct str signs)
{
    for (size_t i = 0; i < words.len; i++) {
        if (str_find_byte(signs, words.ptr[i], 0) >= 0)
            buf_add_byte(text, '\\');
        buf_add_byte(text, words.ptr[i]);
    }
}

/* ![what is to be seen](address "caption") */
static struct str markdown_of(struct work *work, const struct upload *upload, struct url url)
{
    bool is_picture = upload_is_picture(upload);
    struct str words = is_picture ? upload->alt : upload->name;
    struct buf text = buf_init(work->arena, SIZE_MAX);
    buf_add(&text, is_picture ? STR("![") : STR("["));
    add_escaped(&text, words, STR("[]\\"));
    buf_printf(&text, "](" PRISTR, STRARG(url.text));
    if (is_picture && upload->caption.len > 0) {
        buf_add_literal(&text, " \"");
        add_escaped(&text, upload->caption, STR("\"\\"));
        buf_add_byte(&text, '"');
    }
    buf_add_byte(&text, ')');
    return buf_str(&text);
}

struct written_file written_file_of(struct work *work, const struct upload *upload)
{
    const struct upload_part *part = upload_part_for(upload, TEXT_WIDTH);
    struct url url = upload_url(work->arena, upload, part);
    struct written_file file = {
        .name = upload->name,
        .size = size_text(work->arena, work->locale, (uint64_t)part->size),
        .alt = upload->alt,
        .markdown = markdown_of(work, upload, url),
        .url = url,
        .remove = arena_printf(work->arena, PRISTR "%lld", STRARG(REMOVE), (long long)upload->id)};
    if (upload_is_picture(upload))
        file.thumb_url = upload_url(work->arena, upload, upload_part_for(upload, THUMB_WIDTH));
    return file;
}

int64_t written_file_to_remove(struct str button)
{
    int64_t id = 0;
    if (str_starts(button, REMOVE))
        str_to_int64(str_from(button, REMOVE.len), &id);
    return id;
}

static struct str said(struct work *work, const char *key, const char *name, struct str value)
{
    struct fault_arg args[] = {
        {name, value}
    };
    return message_format(work->arena, work->site->messages, work->locale, str_from_c(key), args,
                          1);
}

void written_respond_saved(struct work *work, struct response *response, struct url address,
                           int64_t version)
{
    struct buf buf = buf_init(work->arena, JSON_MOST);
    struct json json = json_begin(&buf);
    json_begin_object(&json);
    json_pair_text(&json, "version", arena_printf(work->arena, "%lld", (long long)version));
    json_pair_text(
        &json, "said",
        said(work, "edit.autosaved", "when", time_text(work->arena, clock_now(work->clock))));
    json_pair_text(&json, "address", address.text);
    json_end_object(&json);
    json_finish(&json);
    response_json(response, 200, buf_str(&buf));
}

void written_respond_unsaved(struct work *work, struct response *response,
                             const struct fault *fault)
{
    struct buf buf = buf_init(work->arena, JSON_MOST);
    struct json json = json_begin(&buf);
    json_begin_object(&json);
    json_pair_text(&json, "said",
                   fault->kind == FAULT_CONFLICT
                       ? site_message(work, "edit.autosave-conflict")
                       : said(work, "edit.not-autosaved", "why", site_fault_message(work, fault)));
    json_end_object(&json);
    json_finish(&json);
    response_json(response, status_of_fault(fault->kind), buf_str(&buf));
}

/* ---- what differs ---- */

struct piece_view {
    struct str text;
    bool is_gone;
    bool is_new;
};
static SHAPE(piece_view_shape, struct piece_view, FIELD(struct piece_view, text),
             FIELD(struct piece_view, is_gone), FIELD(struct piece_view, is_new));
SHAPE(written_change_shape, struct written_change, FIELD(struct written_change, label),
      LIST(struct written_change, pieces, piece_view_shape));
SHAPE(written_conflict_shape, struct written_conflict, FIELD(struct written_conflict, text),
      LIST(struct written_conflict, changes, written_change_shape),
      FIELD(struct written_conflict, theirs_url));

/* A long unchanged piece shows its ends. */
static struct str shortened(struct work *work, struct str text)
{
    size_t end_at;
    if (utf8_count(text) <= SAME_MOST)
        return text;
    end_at = text.len - SAME_END;
    while (end_at < text.len && ((unsigned char)text.ptr[end_at] & 0xc0) == 0x80)
        end_at++;
    return arena_printf(work->arena, PRISTR " […] " PRISTR, STRARG(text_cut(text, SAME_END)),
                        STRARG(str_from(text, end_at)));
}

static struct list pieces_of(struct work *work, const difference *pieces)
{
    VEC(struct piece_view) views = {0};
    for (size_t i = 0; i < pieces->count; i++) {
        const struct difference_piece *piece = &pieces->items[i];
        *VEC_PUSH(&views, work->arena) = (struct piece_view){
            piece->kind == DIFFERENCE_SAME ? shortened(work, piece->text) : piece->text,
            piece->kind == DIFFERENCE_GONE, piece->kind == DIFFERENCE_NEW};
    }
    return VEC_LIST(&views);
}

struct list written_changes(struct work *work, const struct written_text *texts, size_t count)
{
    VEC(struct written_change) views = {0};
    for (size_t i = 0; i < count; i++) {
        difference pieces = text_difference(work->arena, texts[i].before, texts[i].after);
        if (!difference_is_empty(&pieces))
            *VEC_PUSH(&views, work->arena) = (struct written_change){
                site_message(work, texts[i].message), pieces_of(work, &pieces)};
    }
    return VEC_LIST(&views);
}

/* ---- revisions ---- */

SHAPE(written_revision_shape, struct written_revision, FIELD(struct written_revision, version),
      FIELD(struct written_revision, status), FIELD(struct written_revision, saved_name),
      FIELD(struct written_revision, reason), FIELD(struct written_revision, saved_at),
      FIELD(struct written_revision, is_auto), FIELD(struct written_revision, is_old),
      FIELD(struct written_revision, is_new));

void written_choose(const struct request *request, struct written_revision *revisions, size_t count,
                    int64_t *ret_old, int64_t *ret_new)
{
    int64_t one = count >= 2 ? revisions[1].version.value : 0;
    int64_t other = count >= 2 ? revisions[0].version.value : 0;
    str_to_int64(request_query(request, STR("tu")), &one);
    str_to_int64(request_query(request, STR("den")), &other);
    *ret_old = one < other ? one : other;
    *ret_new = one < other ? other : one;
    for (size_t i = 0; i < count; i++) {
        revisions[i].is_old = revisions[i].version.value == *ret_old;
        revisions[i].is_new = revisions[i].version.value == *ret_new;
    }
}
