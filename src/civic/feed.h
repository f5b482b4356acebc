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
    const char *about;  /* message */
    struct url url;     /* of the list it belongs to: "/tin-tuc" */
    struct url own_url; /* of the feed, with what chooses a part; empty: the path asked for */
    struct list items;  /* struct feed_item, the newest first */
};

/*
 * Answers with the feed in the form that the address asked for ends with: one handler
 * serves "/tin-tuc.atom" and "/tin-tuc.rss". Faults: the database's, FAULT_INTERNAL where
 * it is longer than a feed may be.
 */
const struct fault *feed_respond(struct work *work, const struct request *request,
                                 const struct feed *feed, struct response *response) FAULT_CHECK;

/* Which of the two forms is asked for. */
bool feed_is_atom(const struct request *request);

/* "2022-03-06T07:30:00+07:00" (RFC 3339): the clock of Viet Nam. */
struct str feed_moment(struct arena *arena, struct instant at);

#endif
