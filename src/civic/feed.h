/*
 * Feeds (Atom, RFC 4287; RSS 2.0): the newest of a list for feed readers. A module
 * fills a struct feed; both forms say the same. Ids are made from the number of the
 * thing, so that neither a new address of the site nor a new title makes a reader
 * show it twice.
 */
#ifndef DINH_CIVIC_FEED_H
#define DINH_CIVIC_FEED_H

#include "base/vec.h"
#include "http/response.h"
#include "view/url.h"

enum {
    FEED_ENTRIES = 20 /* of a usual feed */
};

struct feed_item {
    const char *kind; /* "article": the id is made of it and `id` */
    int64_t id;
    struct url url; /* of this site */
    struct str title;
    bool is_demo; /* the title says so, where every reader shows it */
    struct str summary;
    struct str author;
    struct instant published;
    struct instant updated;
};

struct feed {
    const char *kind;  /* "news": what the feed's own id is made of */
    const char *title; /* message; the site's name is put behind it */
    struct str part; /* of a part of the list, "the-hoa-giai": its id is made of it too; or empty */
    struct str name; /* and what it is called instead: "hòa giải" */
    const char *about; /* message */
    struct url url;    /* of the list it belongs to: "/tin-tuc" */
    struct list items; /* struct feed_item, the newest first */
};

/* Answers with the feed; `path` is the feed's own address ("/tin-tuc.atom"). Faults:
 * the database's, FAULT_INTERNAL where it is longer than a feed may be. */
const struct fault *feed_respond_atom(struct work *work, const struct request *request,
                                      const struct feed *feed, struct url path,
                                      struct response *response) FAULT_CHECK;
const struct fault *feed_respond_rss(struct work *work, const struct request *request,
                                     const struct feed *feed, struct url path,
                                     struct response *response) FAULT_CHECK;

/* "2022-03-06T07:30:00+07:00" (RFC 3339): the clock of Viet Nam. */
struct str feed_moment(struct arena *arena, struct instant at);

#endif
