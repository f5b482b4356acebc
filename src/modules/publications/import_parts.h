/*
 * What the files of the import share with each other; not for others.
 *   import.c         looks at the bytes and hands them on; digests
 *   import_portal.c  pasted text
 *   import_feed.c    RSS, RDF and Atom
 *   import_wxr.c     WordPress, on top of RSS
 *   import_shortcode.c  its shortcodes, and those of its plug-ins
 *   import_source.c  the bytes of each item in a feed
 *   import_date.c    dates of feeds
 */
#ifndef DINH_PUBLICATIONS_IMPORT_PARTS_H
#define DINH_PUBLICATIONS_IMPORT_PARTS_H

#include "modules/publications/import.h"

struct xml_node; /* text/xml.h */

/* An import being made. */
struct import_run {
    struct arena *arena;
    const struct import_options *options;
    struct import *result;
    struct map *seen; /* source_id → anything */
    struct str base;  /* where the text of the item under way stood, or empty */
};

/* The article of a pasted page. `text` is `original` as valid UTF-8. */
const struct fault *import_portal(struct import_run *run, struct str original,
                                  struct str text) FAULT_CHECK;
/* The articles of an XML document; sets the format. `text` is `original` with
 * ASCII signs in single bytes (UTF-16 converted), for finding items. */
const struct fault *import_feed(struct import_run *run, struct str original,
                                struct str text) FAULT_CHECK;

/* ---- shared by feeds and WordPress (import_feed.c) ---- */

/* The text of a child in a namespace whose address contains `space`; empty `space`
 * for any. Trimmed; empty where there is no such child. */
struct str import_child_text(struct arena *arena, const struct xml_node *node, const char *space,
                             const char *name);
/* The source_id of what has no name of its own: "blake2b:" and the digest of its bytes. */
struct str import_original_id(struct arena *arena, struct str original);
/* Adds an article unless it is empty or its source_id was there before; counts
 * it as skipped then. Fills in what follows from the rest (source_id, title). */
void import_add(struct import_run *run, struct import_article *article);
void import_skip(struct import_run *run, enum import_skip skip);
void import_warn(struct import_run *run, struct import_article *article, const char *key,
                 struct str detail);
/* Reads XML; the faults import.fault.xml, entity and too_large of import.h. */
const struct fault *import_xml(struct arena *arena, struct str document,
                               const struct xml_node **ret_root) FAULT_CHECK;
/* That the article has no date, or none that is understood: `text`, where there is one. */
void import_warn_date(struct import_run *run, struct import_article *article, struct str text);
/* Adds a picture unless its address is empty, not allowed, or there already. */
void import_add_picture(struct import_run *run, struct import_article *article,
                        const struct markdown_picture *picture, bool first);
/* The address from which references in `node` are told: xml:base there and around it (XML
 * Base), else `page`, where the item is read. */
struct str import_base(struct arena *arena, const struct xml_node *node, struct str page);
/* The address of the site that the document around an item names, or empty: references of
 * an item without an address of its own are told from there. */
struct str import_site(struct arena *arena, const struct xml_node *item);
/* A piece of HTML as body and pictures of the article. False, with nothing
 * changed, where it is too large or too deep to be honest text. */
bool import_body(struct import_run *run, struct import_article *article, struct str html,
                 bool newlines_are_breaks);
/* What a reader sees of a piece of HTML, on one line; empty where it is hostile. */
struct str import_plain(struct import_run *run, struct str html);
/* Last part of an address, percent-decoded, without ".html" and the like. */
struct str import_slug_hint(struct arena *arena, struct str url);
/* "%C4%91" decoded, as valid UTF-8 in NFC. */
struct str import_percent_decode(struct arena *arena, struct str s);

/* ---- WordPress (import_wxr.c) ---- */

struct import_wxr;
/* Whether a channel is an export of WordPress. */
bool import_is_wxr(const struct xml_node *channel);
/* What one channel says of its authors and attachments, read first. */
struct import_wxr *import_wxr_new(struct import_run *run, const struct xml_node *channel);
void import_wxr_item(struct import_wxr *wxr, const struct xml_node *item, struct str original);

/* Adds the pictures with these numbers ("3,5"), or all that belong to the post. */
void import_wxr_gallery(struct import_wxr *wxr, struct import_article *article, struct str post_id,
                        struct str ids);

/* ---- shortcodes (import_shortcode.c) ---- */

/* The content of a post with its shortcodes turned into HTML, and with those of plug-ins
 * left out: nobody reads "[su_button url=…]". What they stand around stays. */
struct str import_shortcodes(struct import_run *run, struct import_wxr *wxr,
                             struct import_article *article, struct str post_id,
                             struct str content);

/* ---- bytes of items (import_source.c) ---- */

/* The elements called `name` (whatever their prefix) with `depth` elements around
 * them, as they stand in a well-formed document. */
void import_source_find(struct arena *arena, struct str document, struct str name, size_t depth,
                        struct str **ret_items, size_t *ret_count);

/* ---- dates (import_date.c) ---- */

/*
 * A moment as feeds and WordPress write it: RFC 822 with the years of RFC 2822
 * ("Sun, 06 Mar 2022 07:30:00 +0700"), RFC 3339 and its shorter and laxer forms
 * ("2022-03-06", "2022-03-06 07:30:00"), and as in Viet Nam ("06/03/2022 07:30"; a bare
 * day, or one with "AM", may be written as elsewhere and is not read). Without a zone it is the
 * time of Viet Nam or, where `utc`, UTC. False for anything else, and for the year 0 and before.
 */
bool import_date(struct str s, bool utc, struct instant *ret_at);

#endif
