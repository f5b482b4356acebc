/*
 * The newest articles as Atom (RFC 4287) and RSS 2.0. Both carry the same ids,
 * made from the article's own number, so that neither a new address of the site
 * nor a new title of an article makes a reader show it twice.
 */
#include "modules/publications/article_web.h"

#include "base/crypto.h"
#include "civic/unit.h"
#include "text/message.h"
#include "view/xmlout.h"

enum {
    FEED_LIMIT = 1024 * 1024,
    FEED_ENTRIES = ARTICLE_PAGE,
    UUID_BYTES = 16
};

/* What both forms say. */
struct feed {
    struct str base;
    struct str title;
    struct str subtitle;
    struct str lang;
    struct str id;
    struct str unit_name;
    struct instant updated;
    article_rows rows;
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

static const struct fault *feed_load(struct work *work, const struct request *request,
                                     struct feed *ret_feed)
{
    struct feed feed = {.base = page_base(work, request), .lang = locale_name(work->locale)};
    struct layout layout;
    struct unit unit = {0};
    const struct fault *fault =
        article_list_older(work, 0, (struct article_key){0}, FEED_ENTRIES, &feed.rows);
    if (!fault)
        fault = page_layout(work, request, STR(""), &layout);
    if (!fault)
        fault = site_unit(work, &unit);
    if (fault && fault->kind != FAULT_NOT_FOUND)
        return fault;
    feed.unit_name = layout.unit_name;
    feed.id = urn_of(work->arena, "news of unit", unit.id);
    feed.title = arena_printf(work->arena, PRISTR " · " PRISTR,
                              STRARG(site_message(work, "news.title")), STRARG(layout.unit_name));
    feed.subtitle = site_message(work, "news.description");
    for (size_t i = 0; i < feed.rows.count; i++)
        if (feed.rows.items[i].updated_at.us > feed.updated.us)
            feed.updated = feed.rows.items[i].updated_at;
    if (feed.rows.count == 0)
        feed.updated = clock_now(work->clock);
    *ret_feed = feed;
    return NULL;
}

static struct str absolute(struct work *work, const struct feed *feed, struct url path)
{
    return url_under(work->arena, feed->base, path).text;
}

static struct str address_of(struct work *work, const struct feed *feed,
                             const struct article_row *row)
{
    return absolute(work, feed, article_url(work->arena, row->slug));
}

/* An invented example says so in the title, where every reader shows it. */
static struct str title_of(struct work *work, const struct article_row *row)
{
    if (!row->is_demo)
        return row->title;
    return arena_printf(work->arena, PRISTR " (" PRISTR ")", STRARG(row->title),
                        STRARG(site_message(work, "news.demo")));
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

/* ---- Atom ---- */

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

static void atom_entry(struct xmlout *xml, struct work *work, const struct feed *feed,
                       const struct article_row *row)
{
    xmlout_open(xml, "entry");
    xmlout_element(xml, "id", urn_of(work->arena, "article", row->id));
    xmlout_element(xml, "title", title_of(work, row));
    atom_link(xml, "alternate", "text/html", address_of(work, feed, row));
    xmlout_element(xml, "published", article_moment(work->arena, row->published_at));
    xmlout_element(xml, "updated", article_moment(work->arena, row->updated_at));
    if (row->byline.len > 0)
        atom_author(xml, row->byline);
    /* RFC 4287, 4.1.1.1: an entry without content is good with its title alone */
    if (row->lead.len > 0)
        xmlout_element(xml, "summary", row->lead);
    xmlout_close(xml);
}

const struct fault *article_feed_atom(struct work *work, const struct request *request,
                                      struct response *response)
{
    struct buf out = buf_init(work->arena, FEED_LIMIT);
    struct xmlout xml;
    struct feed feed;
    const struct fault *fault = feed_load(work, request, &feed);
    if (fault)
        return fault;
    xml = xmlout_begin(&out);
    xmlout_open(&xml, "feed");
    xmlout_attribute(&xml, "xmlns", STR("http://www.w3.org/2005/Atom"));
    xmlout_attribute(&xml, "xml:lang", feed.lang);
    xmlout_element(&xml, "id", feed.id);
    xmlout_element(&xml, "title", feed.title);
    xmlout_element(&xml, "subtitle", feed.subtitle);
    xmlout_element(&xml, "updated", article_moment(work->arena, feed.updated));
    atom_author(&xml, feed.unit_name);
    atom_link(&xml, "self", "application/atom+xml", absolute(work, &feed, URL("/tin-tuc.atom")));
    atom_link(&xml, "alternate", "text/html", absolute(work, &feed, URL("/tin-tuc")));
    for (size_t i = 0; i < feed.rows.count; i++)
        atom_entry(&xml, work, &feed, &feed.rows.items[i]);
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

static void rss_item(struct xmlout *xml, struct work *work, const struct feed *feed,
                     const struct article_row *row)
{
    xmlout_open(xml, "item");
    xmlout_element(xml, "title", title_of(work, row));
    xmlout_element(xml, "link", address_of(work, feed, row));
    xmlout_open(xml, "guid");
    xmlout_attribute(xml, "isPermaLink", STR("false"));
    xmlout_text(xml, urn_of(work->arena, "article", row->id));
    xmlout_close(xml);
    xmlout_element(xml, "pubDate", rss_moment(work->arena, row->published_at));
    /* RSS's own author is an address for mail; a name stands in Dublin Core */
    if (row->byline.len > 0)
        xmlout_element(xml, "dc:creator", row->byline);
    if (row->lead.len > 0)
        xmlout_element(xml, "description", row->lead);
    xmlout_close(xml);
}

const struct fault *article_feed_rss(struct work *work, const struct request *request,
                                     struct response *response)
{
    struct buf out = buf_init(work->arena, FEED_LIMIT);
    struct xmlout xml;
    struct feed feed;
    const struct fault *fault = feed_load(work, request, &feed);
    if (fault)
        return fault;
    xml = xmlout_begin(&out);
    xmlout_open(&xml, "rss");
    xmlout_attribute(&xml, "version", STR("2.0"));
    xmlout_attribute(&xml, "xmlns:atom", STR("http://www.w3.org/2005/Atom"));
    xmlout_attribute(&xml, "xmlns:dc", STR("http://purl.org/dc/elements/1.1/"));
    xmlout_open(&xml, "channel");
    xmlout_element(&xml, "title", feed.title);
    xmlout_element(&xml, "link", absolute(work, &feed, URL("/tin-tuc")));
    xmlout_element(&xml, "description", feed.subtitle);
    xmlout_element(&xml, "language", feed.lang);
    xmlout_element(&xml, "lastBuildDate", rss_moment(work->arena, feed.updated));
    xmlout_open(&xml, "atom:link");
    xmlout_attribute(&xml, "rel", STR("self"));
    xmlout_attribute(&xml, "type", STR("application/rss+xml"));
    xmlout_attribute(&xml, "href", absolute(work, &feed, URL("/tin-tuc.rss")));
    xmlout_close(&xml);
    for (size_t i = 0; i < feed.rows.count; i++)
        rss_item(&xml, work, &feed, &feed.rows.items[i]);
    xmlout_close(&xml);
    xmlout_close(&xml);
    xmlout_finish(&xml);
    return send(work, response, &out, STR("application/rss+xml; charset=utf-8"));
}
