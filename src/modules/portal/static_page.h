/*
 * What the files of static pages share; private to the module.
 */
#ifndef DINH_MODULES_PORTAL_STATIC_PAGE_H
#define DINH_MODULES_PORTAL_STATIC_PAGE_H

#include "civic/file_store.h"
#include "db/db.h"
#include "db/topic.h"
#include "modules/portal/portal.h"

#define PORTAL_ROLES ROLE_BIT(ROLE_ADMINISTRATOR)
#define PORTAL_WRITE "portal.write"
#define STATIC_OWNER STR("static-page") /* of files */

/* ---- static_page_store.c: inside db_write ---- */

/* FAULT_INVALID "portal.page.many" at "title" where there are STATIC_PAGES_MOST already. */
const struct fault *static_page_must_have_room(struct work *work) FAULT_CHECK;
const struct fault *static_page_insert(struct work *work,
                                       const struct static_page *page) FAULT_CHECK;
/* Compare-and-set on page->version, which is then one more. */
const struct fault *static_page_update(struct work *work,
                                       const struct static_page *page) FAULT_CHECK;
/* The stored page becomes a revision of its version. */
const struct fault *static_page_keep(struct work *work, int64_t id) FAULT_CHECK;
/* The old address leads to the page from now on, or (`is_back`) is its own again. */
const struct fault *static_page_set_old_slug(struct work *work, int64_t id, struct str slug,
                                             bool is_back) FAULT_CHECK;
const struct fault *static_page_mark_demo(struct work *work, int64_t id) FAULT_CHECK;

struct static_revision {
    int64_t version;
    struct static_text text;
    struct instant saved_at;
    struct str saved_name;
};
typedef VEC(struct static_revision) static_revisions;
/* The newest first, without bodies; at most 200. */
const struct fault *static_revision_list(struct work *work, int64_t page_id,
                                         static_revisions *ret_list) FAULT_CHECK;
/* FAULT_NOT_FOUND "edit.revision.unknown". */
const struct fault *static_revision_load(struct work *work, int64_t page_id, int64_t version,
                                         struct static_revision *ret_revision) FAULT_CHECK;

extern const char *const static_page_statements[];

/* ---- static_page_service.c ---- */

/* The search learns what the page is now; inside db_write. */
const struct fault *static_page_index(struct work *work,
                                      const struct static_page *page) FAULT_CHECK;
const struct fault *static_page_reindex(struct work *work, reindex_progress *progress,
                                        void *context) FAULT_CHECK;

/* module.warns: pages at whose address a module answers since an update. */
const struct fault *static_page_warn(struct work *work, module_warn *warn,
                                     void *context) FAULT_CHECK;

/* ---- static_files.c ---- */

/* What the form does with the files of its page. */
struct static_sent {
    struct upload_received *received;
    size_t count;
    struct str alt;
    int64_t remove; /* a file to be taken out, or 0 */
};
/* Inside db_write: keeps what was sent (NULL: nothing) and takes out what is not wanted;
 * then the page's files are everybody's exactly while the page is. FAULT_INVALID
 * "file.many"; FAULT_NOT_FOUND "file.unknown" where the file is not the page's. */
const struct fault *static_files_settle(struct work *work, const struct static_page *page,
                                        const struct static_sent *sent) FAULT_CHECK;

/* ---- static_page_demo.c ---- */

const struct fault *portal_demo(struct work *work) FAULT_CHECK;

#endif
