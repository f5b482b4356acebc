/*
 * Opening and closing a site: data folder, settings, keys, database, messages,
 * pages and modules, in this order. Commands and the server share it.
 */
#ifndef DINH_APP_OPEN_H
#define DINH_APP_OPEN_H

#include "app/settings.h"
#include "civic/module.h"

struct open_options {
    const char *data;                /* the data folder */
    const struct messages *messages; /* loaded already; NULL: they are loaded */
    /* Takes messages, pages, papers and what modules load from this one, which must
     * outlive it. */
    const struct site *like;
    bool is_created;   /* make the folder, its settings and its key where missing */
    bool has_pages;    /* compile pages: the server and `dinh check` */
    bool is_as_it_is;  /* no migration and no module: another program may be serving it */
    bool accepts_keys; /* the keys of the folder are the site's from now on (keys.h) */
    int64_t port;      /* overrides the setting; 0 keeps it */
};

struct opened {
    struct settings settings;
    struct site *site;
};

/*
 * Opens the site; all of it lives in `arena` and is closed with it. Faults:
 * "site.no_data" {path} where the folder is no site (run `dinh init`),
 * "settings.…" with the line, "site.key_missing" or "site.key_damaged" {path}, and those of
 * db_open, the migrations and keys_check.
 */
const struct fault *site_open(struct arena *arena, const struct open_options *options,
                              struct opened *ret_opened) FAULT_CHECK;

/* Messages, pages, papers and what modules load, without a data folder, for who opens
 * many sites: a page is compiled when it is first shown (view_add_page_late). */
const struct fault *site_compile(struct arena *arena, const struct site **ret_site) FAULT_CHECK;

/* Work of the system on a site, with its own arena: free it with work_end. */
struct work *work_begin(struct site *site, enum locale locale);
void work_end(struct work *work);

#endif
