/*
 * Walks the modules' addresses: once through to count them for the index, and for
 * each piece past those of the pieces before it. Both are kept in the cache until
 * something public changes.
 */
#include "app/sitemap.h"

#include "civic/module.h"
#include "civic/page.h"
#include "view/xmlout.h"

enum {
    SITEMAP_LIMIT = 24 * 1024 * 1024 /* SITEMAP_PIECE addresses of URL_MAX, and their tags */
};

#define NAMESPACE STR("http://www.sitemaps.org/schemas/sitemap/0.9")

/* ---- the index ---- */

/* What the index says of one piece. */
struct piece {
    size_t count;
    struct civil_date changed; /* the latest day; DATE_NONE: none is known */
};
struct count {
    struct arena *arena;
    VEC(struct piece) pieces;
};

static void count_address(void *context, struct url path, struct civil_date changed)
{
    struct count *count = context;
    struct piece *piece = NULL;
    (void)path;
    if (count->pieces.count > 0)
        piece = &count->pieces.items[count->pieces.count - 1];
    if (!piece || piece->count == SITEMAP_PIECE) {
        piece = VEC_PUSH(&count->pieces, count->arena);
        piece->changed = DATE_NONE;
    }
    piece->count++;
    if (!date_is_none(changed) &&
        (date_is_none(piece->changed) || date_compare(changed, piece->changed) > 0))
        piece->changed = changed;
}

static void put_day(struct xmlout *xml, struct arena *arena, struct civil_date day)
{
    if (!date_is_none(day))
        xmlout_element(xml, "lastmod", date_to_iso(arena, day));
}

static const struct fault *put_pieces(struct work *work, const struct module *module,
                                      struct str base, struct xmlout *xml)
{
    struct count count = {.arena = work->arena};
    const struct fault *fault = module->sitemap(work, count_address, &count);
    for (size_t i = 0; !fault && i < count.pieces.count; i++) {
        struct url path = url_relative(work->arena, "/sitemap/%s-%d.xml", module->name, (int)i + 1);
        xmlout_open(xml, "sitemap");
        xmlout_element(xml, "loc", url_under(work->arena, base, path).text);
        put_day(xml, work->arena, count.pieces.items[i].changed);
        xmlout_close(xml);
    }
    return fault;
}

static const struct fault *respond(struct work *work, struct response *response, struct buf *out)
{
    if (buf_overflowed(out))
        return fault_new(work->arena, FAULT_INTERNAL, "error.internal", "sitemap is too long");
    response_bytes(response, 200, STR("application/xml; charset=utf-8"), buf_str(out));
    response_keep(response, RESPONSE_REVALIDATE);
    return NULL;
}

const struct fault *sitemap_index(struct work *work, const struct request *request,
                                  struct response *response)
{
    struct buf out = buf_init(work->arena, SITEMAP_LIMIT);
    struct xmlout xml = xmlout_begin(&out);
    const struct fault *fault = NULL;
    xmlout_open(&xml, "sitemapindex");
    xmlout_attribute(&xml, "xmlns", NAMESPACE);
    for (size_t m = 0; !fault && work->site->modules[m]; m++)
        if (work->site->modules[m]->sitemap)
            fault = put_pieces(work, work->site->modules[m], page_base(work, request), &xml);
    if (fault)
        return fault;
    xmlout_close(&xml);
    xmlout_finish(&xml);
    return respond(work, response, &out);
}

/* ---- a piece ---- */

struct walk {
    struct arena *arena;
    struct str base;
    struct xmlout *xml;
    size_t first; /* of the addresses of this piece */
    size_t seen;
};

static void put_address(void *context, struct url path, struct civil_date changed)
{
    struct walk *walk = context;
    size_t at = walk->seen++;
    if (at < walk->first || at >= walk->first + SITEMAP_PIECE)
        return;
    xmlout_open(walk->xml, "url");
    xmlout_element(walk->xml, "loc", url_under(walk->arena, walk->base, path).text);
    put_day(walk->xml, walk->arena, changed);
    xmlout_close(walk->xml);
}

/* "publications-1": the module and the number of its piece, from 1. */
static const struct module *read_name(const struct site *site, struct str name, int64_t *ret_number)
{
    struct str number = name;
    struct str module = str_cut(&number, '-');
    if (!number.ptr || !str_to_int64(number, ret_number) || *ret_number < 1 ||
        *ret_number > INT32_MAX)
        return NULL;
    for (size_t m = 0; site->modules[m]; m++)
        if (site->modules[m]->sitemap && str_equal(module, str_from_c(site->modules[m]->name)))
            return site->modules[m];
    return NULL;
}

const struct fault *sitemap_piece(struct work *work, const struct request *request,
                                  struct response *response)
{
    struct buf out = buf_init(work->arena, SITEMAP_LIMIT);
    struct xmlout xml = xmlout_begin(&out);
    struct walk walk = {.arena = work->arena, .base = page_base(work, request), .xml = &xml};
    int64_t number;
    const struct module *module =
        read_name(work->site, request_param(request, STR("piece")), &number);
    const struct fault *fault = NULL;
    xmlout_open(&xml, "urlset");
    xmlout_attribute(&xml, "xmlns", NAMESPACE);
    if (module) {
        walk.first = (size_t)(number - 1) * SITEMAP_PIECE;
        fault = module->sitemap(work, put_address, &walk);
    }
    if (!fault && walk.seen <= walk.first)
        fault = fault_new(work->arena, FAULT_NOT_FOUND, "error.not_found", "no such piece");
    if (fault)
        return fault;
    xmlout_close(&xml);
    xmlout_finish(&xml);
    return respond(work, response, &out);
}
