/*
 * The only file that knows libqrencode.
 */
#include "civic/qr.h"

#include "view/xmlout.h"

#include <errno.h>
#include <qrencode.h>

enum {
    MOST_MODULES = 177 * 177,
    PATH_LIMIT = MOST_MODULES * 16, /* bytes of a run at most */
    SVG_LIMIT = PATH_LIMIT + 4096
};

static void release(void *code)
{
    QRcode_free(code);
}

const struct fault *qr_encode(struct arena *arena, struct str text, struct qr *ret_qr)
{
    QRcode *code;
    uint8_t *modules;
    size_t count;
    if (text.len == 0 || text.len > QR_TEXT_MAX)
        return fault_new(arena, FAULT_INVALID, "qr.text", "%zu bytes for a code", text.len);
    code = QRcode_encodeData((int)text.len, (const unsigned char *)text.ptr, 0, QR_ECLEVEL_M);
    if (!code)
        return fault_new(arena, FAULT_UNAVAILABLE, "error.busy", "qrencode: errno %d", errno);
    arena_cleanup(arena, release, code);
    count = (size_t)code->width * (size_t)code->width;
    modules = arena_alloc_raw(arena, count);
    for (size_t i = 0; i < count; i++)
        modules[i] = code->data[i] & 1;
    *ret_qr = (struct qr){code->width, modules};
    return NULL;
}

bool qr_is_dark(const struct qr *qr, int column, int row)
{
    return qr->modules[row * qr->size + column] == 1;
}

int qr_side(const struct qr *qr)
{
    return qr->size + 2 * QR_QUIET;
}

struct str qr_path(struct arena *arena, const struct qr *qr)
{
    struct buf path = buf_init(arena, PATH_LIMIT);
    for (int row = 0; row < qr->size; row++) {
        for (int from = 0; from < qr->size; from++) {
            int to = from;
            while (to < qr->size && qr_is_dark(qr, to, row))
                to++;
            if (to > from)
                buf_printf(&path, "M%d %dh%dv1h-%dz", from + QR_QUIET, row + QR_QUIET, to - from,
                           to - from);
            from = to;
        }
    }
    return buf_str(&path);
}

static void attribute(struct xmlout *svg, const char *name, const char *value)
{
    xmlout_attribute(svg, name, str_from_c(value));
}

struct str qr_svg(struct arena *arena, const struct qr *qr, struct str title)
{
    struct buf out = buf_init(arena, SVG_LIMIT);
    struct xmlout svg = xmlout_begin(&out);
    int side = qr_side(qr);
    xmlout_open(&svg, "svg");
    attribute(&svg, "xmlns", "http://www.w3.org/2000/svg");
    xmlout_attribute(&svg, "viewBox", arena_printf(arena, "0 0 %d %d", side, side));
    attribute(&svg, "shape-rendering", "crispEdges");
    attribute(&svg, "role", "img");
    xmlout_element(&svg, "title", title);
    xmlout_open(&svg, "path");
    attribute(&svg, "fill", "#fff");
    xmlout_attribute(&svg, "d", arena_printf(arena, "M0 0h%dv%dh-%dz", side, side, side));
    xmlout_close(&svg);
    xmlout_open(&svg, "path");
    xmlout_attribute(&svg, "d", qr_path(arena, qr));
    xmlout_close(&svg);
    xmlout_close(&svg);
    xmlout_finish(&svg);
    return buf_str(&out);
}
