/*
 * Atom and RSS out of one struct.
 */
#include "civic/feed.h"

#include "base/crypto.h"
#include "civic/page.h"
#include "civic/site.h"
#include "civic/unit.h"
#include "text/message.h"
#include "view/html.h"
#include "view/xmlout.h"

enum {
    FEED_LIMIT = 1024 * 1024,
    UUID_BYTES = 16
};

/* What is the same for both forms. */
struct head {
    const struct feed *feed;
    struct str base;
    struct str title;
    struct str about;
    struct str lang;
    struct str id;
    struct str unit_name;
    struct instant updated;
};

/* "urn:uuid:…" (RFC 9562, version 8: the bits are ours) from a kind and a number. */
static struct str urn_of(struct arena *arena, const char *kind, int64_t id)
{
    uint8_t digest[CRYPTO_DIGEST_SIZE];
    struct str hex;
    crypto_digest(arena_printf(arena, "dinh %s %lld", kind, (long long)id), digest);
    digest[6] = (uint8_t)((digest[6] & 0x0F) | 0x80);
    digest[8] = (uint8_t)((digest[8] & 0x3F) | 0x80);
    hex = crypto_hex(arena, digest, UUID_BYTES);
    return arena_printf(arena, "urn:uuid:%.8s-%.4s-%.4s-%.4s-%.12s", hex.ptr, hex.ptr + 8,
                        hex.ptr + 12, hex.ptr + 16, hex.ptr + 20);
}

static const struct feed_item *item_at(const struct feed *feed, size_t index)
{
    const void *item = (const char *)feed->items.items + index * feed->items.size;
    return item;
}

static const struct fault *head_fill(struct work *work, const struct request *request,
                                     const struct feed *feed, struct head *ret_head)
{
    struct head head = {.feed = feed,
                        .base = page_base(work, request),
                        .lang = locale_name(work->locale),
                        .about = site_message(work, feed->about)};
    struct layout layout;
    struct unit unit = {0};
    const struct fault *fault = page_layout(work, request, STR(""), &layout);
    if (!fault)
        fault = site_unit(work, &unit);
    if (fault && fault->kind != FAULT_NOT_FOUND)
        return fault;
    head.unit_name = layout.unit_name;
    head.id = urn_of(work->arena,
                     arena_printf(work->arena, "%s%s" PRISTR " of unit", feed->kind,
                                  feed->part.len > 0 ? " " : "", STRARG(feed->part))
                         .ptr,
                     unit.id);
    head.title =
        arena_printf(work->arena, PRISTR " · " PRISTR,
                     STRARG(feed->part.len > 0 ? feed->name : site_message(work, feed->title)),
                     STRARG(layout.unit_name));
    for (size_t i = 0; i < feed->items.count; i++)
        if (item_at(feed, i)->updated.us > head.updated.us)
            head.updated = item_at(feed, i)->updated;
    if (feed->items.count == 0)
        head.updated = clock_now(work->clock);
    *ret_head = head;
    return NULL;
}

static struct str absolute(struct work *work, const struct head *head, struct url path)
{
    return url_under(work->arena, head->base, path).text;
}

static struct str title_of(struct work *work, const struct feed_item *item)
{
    if (!item->is_demo)
        return item->title;
    return arena_printf(work->arena, PRISTR " (" PRISTR ")", STRARG(item->title),
                        STRARG(site_message(work, "feed.demo")));
}

static const struct fault *send(struct work *work, struct response *response, const struct buf *out,
                                struct str type)
{
    if (buf_overflowed(out))
        return fault_new(work->arena, FAULT_INTERNAL, "error.internal", "feed is too long");
    response_bytes(response, 200, type, buf_str(out));
    response_keep(response, RESPONSE_REVALIDATE);
    return NULL;
}

bool feed_is_atom(const struct request *request)
{
    return str_ends(request->path, STR(".atom"));
}

/* ---- Atom ---- */

struct str feed_moment(struct arena *arena, struct instant at)
{
    int hour;
    int minute;
    struct str date = date_to_iso(arena, instant_date(at));
    /* the offset of Viet Nam is whole hours, so seconds are those of UTC */
    int second = (int)((at.us / 1000000 % 60 + 60) % 60);
    instant_clock_time(at, &hour, &minute);
    return arena_printf(arena, PRISTR "T%02d:%02d:%02d+07:00", STRARG(date), hour, minute, second);
}

static void atom_link(struct xmlout *xml, const char *rel, const char *type, struct str href)
{
    xmlout_open(xml, "link");
    xmlout_attribute(xml, "rel", str_from_c(rel));
    xmlout_attribute(xml, "type", str_from_c(type));
    xmlout_attribute(xml, "href", href);
    xmlout_close(xml);
}

static void atom_author(struct xmlout *xml, struct str name)
{
    xmlout_open(xml, "author");
    xmlout_element(xml, "name", name);
    xmlout_close(xml);
}

static void atom_entry(struct xmlout *xml, struct work *work, const struct head *head,
                       const struct feed_item *item)
{
    xmlout_open(xml, "entry");
    xmlout_element(xml, "id", urn_of(work->arena, item->kind, item->id));
    xmlout_element(xml, "title", title_of(work, item));
    atom_link(xml, "alternate", "text/html", absolute(work, head, item->url));
    xmlout_element(xml, "published", feed_moment(work->arena, item->published));
    xmlout_element(xml, "updated", feed_moment(work->arena, item->updated));
    if (item->author.len > 0)
        atom_author(xml, item->author);
    /* RFC 4287, 4.1.1.1: an entry without content is good with its title alone */
    if (item->summary.len > 0)
        xmlout_element(xml, "summary", item->summary);
    xmlout_close(xml);
}

static const struct fault *respond_atom(struct work *work, const struct request *request,
                                        const struct feed *feed, struct url path,
                                        struct response *response)
{
    struct buf out = buf_init(work->arena, FEED_LIMIT);
    struct xmlout xml;
    struct head head;
    const struct fault *fault = head_fill(work, request, feed, &head);
    if (fault)
        return fault;
    xml = xmlout_begin(&out);
    xmlout_open(&xml, "feed");
    xmlout_attribute(&xml, "xmlns", STR("http://www.w3.org/2005/Atom"));
    xmlout_attribute(&xml, "xml:lang", head.lang);
    xmlout_element(&xml, "id", head.id);
    xmlout_element(&xml, "title", head.title);
    xmlout_element(&xml, "subtitle", head.about);
    xmlout_element(&xml, "updated", feed_moment(work->arena, head.updated));
    atom_author(&xml, head.unit_name);
    atom_link(&xml, "self", "application/atom+xml", absolute(work, &head, path));
    atom_link(&xml, "alternate", "text/html", absolute(work, &head, feed->url));
    for (size_t i = 0; i < feed->items.count; i++)
        atom_entry(&xml, work, &head, item_at(feed, i));
    xmlout_close(&xml);
    xmlout_finish(&xml);
    return send(work, response, &out, STR("application/atom+xml; charset=utf-8"));
}

/* ---- RSS ---- */

/* "Sun, 06 Mar 2022 07:30:00 +0700" (RFC 822 with four digits of the year). */
static struct str rss_moment(struct arena *arena, struct instant at)
{
    static const char *const days[] = {"", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    static const char *const months[] = {"",    "Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    struct civil_date date = instant_date(at);
    struct date_parts parts = date_parts(date);
    int second = (int)((at.us / 1000000 % 60 + 60) % 60);
    int hour;
    int minute;
    instant_clock_time(at, &hour, &minute);
    return arena_printf(arena, "%s, %02d %s %04d %02d:%02d:%02d +0700", days[date_weekday(date)],
                        parts.day, months[parts.month], parts.year, hour, minute, second);
}

static void rss_item(struct xmlout *xml, struct work *work, const struct head *head,
                     const struct feed_item *item)
{
    xmlout_open(xml, "item");
    xmlout_element(xml, "title", title_of(work, item));
    xmlout_element(xml, "link", absolute(work, head, item->url));
    xmlout_open(xml, "guid");
    xmlout_attribute(xml, "isPermaLink", STR("false"));
    xmlout_text(xml, urn_of(work->arena, item->kind, item->id));
    xmlout_close(xml);
    xmlout_element(xml, "pubDate", rss_moment(work->arena, item->published));
    /* RSS's own author is an address for mail; a name stands in Dublin Core */
    if (item->author.len > 0)
        xmlout_element(xml, "dc:creator", item->author);
    /* RSS 2.0: readers take it for HTML, so that "<!--" would hide the rest */
    if (item->summary.len > 0)
        xmlout_element(xml, "description", html_escape(work->arena, item->summary).markup);
    xmlout_close(xml);
}

static const struct fault *respond_rss(struct work *work, const struct request *request,
                                       const struct feed *feed, struct url path,
                                       struct response *response)
{
    struct buf out = buf_init(work->arena, FEED_LIMIT);
    struct xmlout xml;
    struct head head;
    const struct fault *fault = head_fill(work, request, feed, &head);
    if (fault)
        return fault;
    xml = xmlout_begin(&out);
    xmlout_open(&xml, "rss");
    xmlout_attribute(&xml, "version", STR("2.0"));
    xmlout_attribute(&xml, "xmlns:atom", STR("http://www.w3.org/2005/Atom"));
    xmlout_attribute(&xml, "xmlns:dc", STR("http://purl.org/dc/elements/1.1/"));
    xmlout_open(&xml, "channel");
    xmlout_element(&xml, "title", head.title);
    xmlout_element(&xml, "link", absolute(work, &head, feed->url));
    xmlout_element(&xml, "description", head.about);
    xmlout_element(&xml, "language", head.lang);
    xmlout_element(&xml, "lastBuildDate", rss_moment(work->arena, head.updated));
    xmlout_open(&xml, "atom:link");
    xmlout_attribute(&xml, "rel", STR("self"));
    xmlout_attribute(&xml, "type", STR("application/rss+xml"));
    xmlout_attribute(&xml, "href", absolute(work, &head, path));
    xmlout_close(&xml);
    for (size_t i = 0; i < feed->items.count; i++)
        rss_item(&xml, work, &head, item_at(feed, i));
    xmlout_close(&xml);
    xmlout_close(&xml);
    xmlout_finish(&xml);
    return send(work, response, &out, STR("application/rss+xml; charset=utf-8"));
}

const struct fault *feed_respond(struct work *work, const struct request *request,
                                 const struct feed *feed, struct response *response)
{
    struct url own =
        feed->own_url.text.len > 0 ? feed->own_url : url_path(work->arena, request->path);
    return feed_is_atom(request) ? respond_atom(work, request, feed, own, response)
                                 : respond_rss(work, request, feed, own, response);
}
