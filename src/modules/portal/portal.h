/*
 * The portal itself (cổng thông tin): its static pages (trang tĩnh), such as the
 * introduction, written by an administrator of the unit whose portal it is. The only
 * header of this module that others include.
 */
#ifndef DINH_MODULES_PORTAL_PORTAL_H
#define DINH_MODULES_PORTAL_PORTAL_H

#include "base/vec.h"
#include "civic/module.h"

enum {
    STATIC_TITLE_MOST = 200, /* characters */
    STATIC_BODY_MOST = 100 * 1000,
    STATIC_SLUG_MOST = 80, /* bytes */
    STATIC_PAGES_MOST = 500
};

/* What an administrator types; the English may be empty, then the Vietnamese is shown. */
struct static_text {
    struct str title;
    struct str title_en;
    struct str body; /* Markdown */
    struct str body_en;
};

struct static_page {
    int64_t id;
    int64_t unit_id;
    struct str slug; /* its address: /{slug} */
    struct static_text text;
    bool is_public;
    bool is_demo;                /* invented, and marked so */
    struct instant published_at; /* when it first became public; 0: never */
    struct instant updated_at;
    struct str saved_name;
    int64_t version;
};
typedef VEC(struct static_page) static_pages;

/* All of these fault with the database's faults besides those named. */

/* Public ones by title, without their bodies; `with_hidden`: all. At most STATIC_PAGES_MOST. */
const struct fault *static_page_list(struct work *work, bool with_hidden,
                                     static_pages *ret_pages) FAULT_CHECK;
/* FAULT_NOT_FOUND "portal.page.unknown"; hidden ones are found too. */
const struct fault *static_page_load(struct work *work, int64_t id,
                                     struct static_page *ret_page) FAULT_CHECK;
const struct fault *static_page_by_slug(struct work *work, struct str slug,
                                        struct static_page *ret_page) FAULT_CHECK;
/* The address to which an old one leads; FAULT_NOT_FOUND "portal.page.unknown". */
const struct fault *static_page_by_old_slug(struct work *work, struct str slug,
                                            struct str *ret_slug) FAULT_CHECK;

/* ---- writing: each a transaction of its own ---- */

struct static_sent; /* files of its form; the module's own */

struct static_edit {
    struct static_text text;
    struct str address; /* as typed; empty: made from the title until the page is public, then
                           left as it is */
    bool is_public;
    bool is_by_itself; /* saved while somebody writes: no revision, and nothing that is public */
    const struct static_sent *sent; /* NULL: no file comes or goes */
};
/* Permission portal.write in the unit. At the field "address": FAULT_INVALID
 * "portal.page.taken" where something else answers there, "portal.page.address" where
 * what was typed holds neither letter nor digit. At "title": "portal.page.many" beyond
 * STATIC_PAGES_MOST, which lists would not show. At "file": "file.many". */
const struct fault *static_page_create(struct work *work, int64_t unit_id,
                                       const struct static_edit *edit, int64_t *ret_id) FAULT_CHECK;
/* FAULT_CONFLICT "portal.page.changed" where `version` is not the stored one: somebody
 * else saved meanwhile. An address that is given up leads to the page for ever, unless the
 * page was never public: then nobody knows it, and it is free again. */
const struct fault *static_page_save(struct work *work, int64_t id, int64_t version,
                                     const struct static_edit *edit) FAULT_CHECK;

extern const struct module portal_module;

#endif
