/*
 * The work at hand: what every use-case is given first. It gathers the things
 * that would otherwise be globals; `app/` fills it for a request, a job or a
 * command, and a test fills it by hand. Floors below `civic` read only the
 * members they know; the others are opaque to them.
 */
#ifndef DINH_BASE_WORK_H
#define DINH_BASE_WORK_H

#include "base/arena.h"
#include "base/date.h"
#include "base/fault.h"

struct db;          /* db/db.h: read-only for GET, a transaction for writes */
struct actor;       /* civic/actor.h: who asks, with what permissions */
struct site;        /* civic/site.h: settings and parts shared by all work */
struct depend;      /* db/topic.h: what the page under construction depends on */
struct inbox_query; /* modules/matters/inbox_query.h: a list of matters */

enum locale {
    LOCALE_VI, /* the source of truth */
    LOCALE_EN,
    LOCALE_COUNT
};

struct work {
    struct arena *arena;
    struct db *db;
    const struct actor *actor;
    struct clock clock;
    enum locale locale;
    struct site *site;
    struct depend *depend; /* NULL where nothing is cached */
    struct str request_id; /* for the log and the error page */
    struct str way_back;   /* path of a page that whoever asks may open, should this one be refused:
                            * the file that a step is taken in; empty: none is known */
    const struct inbox_query
        *list; /* from which the file at hand was opened; NULL: none is known */
};

/* Memory that lives as long as the work. */
#define work_alloc(work, type) ARENA_NEW((work)->arena, type)

#endif
