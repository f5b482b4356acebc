/*
 * What the pages of this module share; private to it.
 */
#ifndef DINH_MODULES_PORTAL_PORTAL_WEB_H
#define DINH_MODULES_PORTAL_PORTAL_WEB_H

#include "civic/admin_page.h"
#include "civic/file_store.h"
#include "civic/unit.h"
#include "modules/portal/static_page.h"

/* static_page_web.c */
route_handler static_page_show;
extern const struct page_kind static_page_kind;

/* static_edit_web.c */
route_handler static_pages_show;
route_handler static_new_show;
route_handler static_new_send;
route_handler static_edit_show;
route_handler static_edit_send;
route_handler static_preview_send;
route_handler static_edit_preview_send;
route_handler static_new_autosave;
route_handler static_edit_autosave;
route_handler static_revisions_show;
extern const struct page_kind static_pages_kind;
extern const struct page_kind static_edit_kind;
extern const struct page_kind static_preview_kind;
extern const struct page_kind static_revisions_kind;
extern const struct form_spec static_form;

/* "/quan-tri/trang/12" and what stands behind it. */
struct url static_edit_url(struct work *work, int64_t id, const char *behind);
/* The page of the address, whose unit the actor administers. */
const struct fault *static_page_of_path(struct work *work, const struct request *request,
                                        struct static_page *ret_page) FAULT_CHECK;

/* static_revisions_web.c: what changed, struct written_change (civic/writing.h). */
struct list static_changes_of(struct work *work, const struct static_text *old_text,
                              const struct static_text *new_text);

/* static_files.c: the files of a page (struct written_file, civic/writing.h). */
const struct fault *static_files_of(struct work *work, int64_t page_id,
                                    struct list *ret_files) FAULT_CHECK;
/* Looks at the files of a form, and at its button "remove:12", before anything is stored.
 * Faults at "file" and, where a picture comes without words, "file_alt". */
const struct fault *static_files_receive(struct work *work, const struct form *form,
                                         struct static_sent *ret_sent) FAULT_CHECK;
/* module.may_see_file */
const struct fault *static_file_may_see(struct work *work, const struct upload *upload,
                                        bool *ret_may) FAULT_CHECK;

/* contact_web.c: /lien-he; open_data_web.c: /du-lieu-mo */
route_handler contact_show;
route_handler open_data_show;
route_handler open_data_lead;
extern const struct page_kind contact_kind;
extern const struct page_kind open_data_kind;

/* look_web.c: /quan-tri/giao-dien */
route_handler look_show;
route_handler look_send;
extern const struct page_kind look_kind;
extern const struct form_spec look_form;

/* menu_web.c: /quan-tri/menu */
route_handler menu_show;
route_handler menu_send;
route_handler menu_add_show;
route_handler menu_add_send;
route_handler menu_edit_show;
route_handler menu_edit_send;
extern const struct page_kind menu_kind;
extern const struct page_kind menu_item_kind;
extern const struct form_spec menu_item_form;
const struct fault *static_page_offers(struct work *work, menu_offer *add,
                                       void *context) FAULT_CHECK;

/* portal_api.c */
enum {
    PORTAL_API_COUNT = 2
};
extern const struct api_route portal_api[PORTAL_API_COUNT];
const struct fault *static_page_export(struct work *work, export_add *add,
                                       void *context) FAULT_CHECK;

/* A title and text in the language of the work, or in Vietnamese where there is no
 * English. */
struct static_shown {
    struct str title;
    struct str body;
    struct str lang; /* "vi" where that is not the page's language; else empty */
};
struct static_shown static_page_shown(const struct work *work, const struct static_text *text);

/* Its text as everybody reads it; `id` 0: of one that was not saved yet. */
const struct fault *static_page_body(struct work *work, int64_t id, struct str markdown,
                                     struct html *ret_html) FAULT_CHECK;

/* "/gioi-thieu" */
struct url static_page_url(struct arena *arena, struct str slug);

/* portal_web.c */
/* The unit whose portal this is, which the actor must administer. */
const struct fault *portal_unit(struct work *work, struct unit *ret_unit) FAULT_CHECK;

#endif
