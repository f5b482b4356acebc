/*
 * One installation of the program: what all its work shares. app/ fills it at
 * start; after that it is read by every thread and changed by none, but for the
 * word that it is to end.
 */
#ifndef DINH_CIVIC_SITE_H
#define DINH_CIVIC_SITE_H

#include "base/crypto.h"
#include "base/map.h"
#include "base/work.h"

#include <stdatomic.h>

struct db_pool;
struct messages;
struct view;
struct module;
struct papers;
struct cache;
struct kept;
struct law;
struct layout;

/* How letters leave the house; an empty server: they wait (civic/outbox.h). */
struct mail_settings {
    struct str server; /* smtp://host:port or smtps://host:port */
    struct str user;   /* its password is in keys/mail.password */
    struct str from;   /* the address that letters come from */
    int64_t per_minute;
    int64_t hour; /* of the day in Viet Nam, from which daily letters are made */
};

enum {
    SITE_JOBS = 64
};
/* How a job's last run went, as the server notes it for the overview of administrators. */
struct job_state {
    const char *_Atomic name;           /* NULL: there is no such job */
    atomic_int_least64_t failing_since; /* an instant; 0: it went well */
};

struct site {
    struct arena *arena; /* lives as long as the site */
    struct db_pool *pool;
    const struct messages *messages;
    const struct view *view;
    const struct papers *papers;         /* NULL in commands that need no pages */
    const struct layout *frames;         /* the same, by language (page_frames) */
    struct cache *cache;                 /* NULL in commands */
    const struct module *const *modules; /* ended by NULL */
    /* The law over this site's own holidays (modules/law); NULL: as its files say. */
    const struct fault *(*law_now)(struct work *work, const struct law **ret_law);
    struct map *states; /* what a module keeps in memory, by its name */
    struct str data;    /* the data folder */
    struct str unit;    /* slug of the unit whose portal this is; may be empty */
    struct map *kept;   /* values in memory until touched, by name (db/kept.h) */
    struct str name;    /* from the settings; may be empty */
    struct str tagline;
    struct str public_address; /* without a slash at the end; may be empty */
    struct str contact;
    bool is_demo;       /* its texts and persons are examples */
    bool is_demo_small; /* the demo leaves out what takes long to tell: for tests */
    bool is_behind_tls;
    bool asks_second_factor;
    struct mail_settings mail;
    int64_t session_us;           /* an unused session lives so long */
    int64_t pages_per_minute;     /* made anew for one address or account; 0: any number */
    int64_t posts_per_minute;     /* forms that one address or account may send; 0: any number */
    uint8_t key[CRYPTO_KEY_SIZE]; /* seals secrets in the database; kept beside it */
    uint8_t seal_key[CRYPTO_KEY_SIZE]; /* wraps the keys of civic/seal.h; kept beside it */
    atomic_bool is_stopping;           /* ask site_is_stopping */
    struct job_state jobs[SITE_JOBS];  /* of the server alone */
};

/* Whether the program is about to end: work that goes on for many steps ends between
 * two of them, and goes on from there after the next start. */
static inline bool site_is_stopping(const struct site *site)
{
    return atomic_load(&site->is_stopping);
}

/* What module `name` keeps in memory (module.start gave it), or NULL. */
void *site_state(const struct site *site, const char *name);

/* What keeps the value that a manifest lists as `name`; NULL where nothing does, as
 * in a test. */
struct kept *site_kept(const struct site *site, const char *name);

/* The text of a message in the work's language, with values for its {names}. */
struct str site_message(struct work *work, const char *key);
/* What a fault says to the person, in the work's language. */
struct str site_fault_message(struct work *work, const struct fault *fault);

#endif
