/*
 * The settings of one installation: DATA/dinh.conf, lines `name = value`, `#`
 * comments. Every setting has a default, so an empty file is a good one; every
 * mistake is a sentence that names the line.
 */
#ifndef DINH_APP_SETTINGS_H
#define DINH_APP_SETTINGS_H

#include "base/fault.h"

struct settings {
    struct str unit;            /* slug of the unit whose portal this is; empty: the top one */
    struct str site_name;       /* empty: the name of the unit at the top */
    struct str site_tagline;    /* empty: the message site.tagline */
    struct str public_address;  /* "https://thanhba.example": in feeds, mail and QR codes */
    struct str listen_address;  /* "127.0.0.1" */
    int64_t listen_port;        /* 1 … 65535 */
    struct str database;        /* "sqlite:dinh.db" in the data folder, or "postgres:…" */
    int64_t workers;            /* threads that read requests */
    int64_t handlers;           /* threads that wait for writes and other slow work */
    int64_t readers;            /* connections for reading */
    struct str trusted_proxies; /* addresses whose X-Forwarded-… is believed, by commas */
    bool behind_tls;            /* the proxy speaks HTTPS: secure cookies and HSTS */
    bool demo;                  /* texts and persons are examples: every page says so */
    bool second_factor;         /* officials must give a one-time code */
    int64_t session_hours;      /* a session unused for so long ends */
    int64_t pages_per_minute;   /* made anew for one address, or one account; 0: any number */
    int64_t posts_per_minute;   /* forms from one address, and of one account; 0: any number */
    int64_t cache_megabytes;    /* rendered pages kept in memory */
    struct str log_level;       /* debug, info, warn, error */
    struct str mail_server;     /* smtp://host:port; empty: letters wait */
    struct str mail_user;       /* empty: without signing in */
    struct str mail_from;       /* the address that letters come from */
    int64_t mail_per_minute;    /* letters tried in a minute, by all nodes together */
    int64_t mail_hour;          /* daily letters are made from this hour on */
    struct str contact;         /* for security.txt and the error page */
};

/* The defaults alone. */
struct settings settings_default(void);
/*
 * Reads settings from the text of a file; what is not named keeps its default.
 * Faults: FAULT_INVALID "settings.…" with {line}, {name} and what was expected.
 */
const struct fault *settings_read(struct arena *arena, struct str text,
                                  struct settings *ret_settings) FAULT_CHECK;
/*
 * The text of a settings file with `name = value` in it: in place of a line that
 * sets it or documents its default, else at the end.
 */
struct str settings_with(struct arena *arena, struct str text, struct str name, struct str value);
/* A file that documents every setting with its default, each commented out. */
struct str settings_document(struct arena *arena);

#endif
