/*
 * Pages of the desk (bàn biên tập), /can-bo/tin…, for the manifest, and what they
 * share. Everybody here holds news.write somewhere; each page asks again for the
 * unit of its article.
 */
#ifndef DINH_MODULES_PUBLICATIONS_DESK_H
#define DINH_MODULES_PUBLICATIONS_DESK_H

#include "civic/file_store.h"
#include "civic/page.h"
#include "civic/writing.h"
#include "modules/publications/article_web.h"
#include "modules/publications/editing.h"
#include "text/difference.h"

/* desk_web.c */
route_handler news_desk_page;
extern const struct page_kind news_desk_kind;

/* edit_web.c */
route_handler edit_new_page;
route_handler edit_new_send;
route_handler edit_page;
route_handler edit_send;
route_handler edit_autosave;     /* JSON: {version, said, address} */
route_handler edit_new_autosave; /* the same; makes the draft */
route_handler edit_preview;      /* a piece of a page */
route_handler edit_new_preview;
extern const struct page_kind edit_kind;
extern const struct page_kind preview_kind;

/* decide_web.c */
route_handler decide_page;
route_handler decide_send;
route_handler rename_send;
extern const struct page_kind decide_kind;

/* revision_web.c */
route_handler revisions_page;
route_handler revision_restore_send;
extern const struct page_kind revisions_kind;

/* category_web.c */
route_handler categories_page;
route_handler categories_send;
extern const struct page_kind categories_kind;

/* ---- shared ---- */

/* The article of the route's {id}, which the actor may write. */
const struct fault *desk_article(struct work *work, const struct request *request,
                                 struct article *ret_article) FAULT_CHECK;
/* Whether the actor holds one of the roles in the unit; faults are "no". */
bool desk_may(struct work *work, unsigned roles, int64_t unit_id);
/* A draft by whoever writes in its unit, what is public by its approvers. */
bool article_may_be_saved(struct work *work, const struct article *article);
/* "/can-bo/tin/{id}" with what is behind it: "", "/dang". */
struct url desk_url(struct arena *arena, int64_t id, const char *behind);
/* The layout of an office page with its breadcrumbs: the desk, and (id not 0) the
 * article before this page. */
const struct fault *desk_layout(struct work *work, const struct request *request, struct str title,
                                const struct article *article,
                                struct layout *ret_layout) FAULT_CHECK;
/* Says what was done, from the query ?da=. */
void desk_flash(struct work *work, const struct request *request, struct layout *layout);
/* What the approver asks to be changed in a draft, or an editor told the approver. */
struct desk_said {
    struct str heading; /* who, and when */
    struct str words;   /* empty where nothing was said */
};
extern const struct shape desk_said_shape;
const struct fault *desk_said(struct work *work, const struct article *article,
                              struct desk_said *ret_said) FAULT_CHECK;
/* desk_units.c: the units in which the actor holds news.write, each once; FAULT_FORBIDDEN
 * without any. */
const struct fault *desk_own_units(struct work *work, unit_list *ret_units) FAULT_CHECK;
/* A unit to choose. */
struct desk_unit {
    struct unit unit;
    struct str label; /* its name, with that of the unit above it where it lies deeper */
};
typedef VEC(struct desk_unit) desk_units;
/* `top`, then what lies below it today, or did on the last day of `top`. */
const struct fault *desk_units_below(struct work *work, const struct unit *top,
                                     desk_units *ret_units) FAULT_CHECK;
/* All for which the actor may write. */
const struct fault *desk_units_of_actor(struct work *work, desk_units *ret_units) FAULT_CHECK;
/* "edit.status.draft": the message of a state. */
const char *desk_status_message(enum article_status status);
/* The message with one value. */
struct str desk_message(struct work *work, const char *key, const char *name, struct str value);

/* ---- shown ---- */

/* How the text will look to readers. */
struct preview {
    struct str title;
    struct str lead;
    struct html body;
    struct str byline;
    struct article_picture picture;
    struct str picture_alt;
    struct str caption;
    struct str fault; /* why the body cannot be shown, or empty */
};
extern const struct shape preview_shape;
/* article_id 0: of one that is not stored. */
struct preview preview_of(struct work *work, int64_t article_id, const struct article_edit *edit);

/* One slip of the hand, with its button. */
struct remark_view {
    struct str field; /* its label */
    struct str rule;
    struct str before; /* words around it */
    struct str found;
    struct str after;
    struct str fix; /* value of the button: "fix:body-120-1" */
};
extern const struct shape remark_view_shape;
struct list remarks_of(struct work *work, const struct article_edit *edit, int most);
/* Follows the remark that a button names, in `edit`; false where there is none. */
bool remark_follow(struct work *work, struct str button, struct article_edit *edit);

/* The texts that differ between two edits, and of `more` (what a form offers to choose,
 * by its names) those that do: struct written_change. */
struct list edit_changes_of(struct work *work, const struct article_edit *old_edit,
                            const struct article_edit *new_edit, const struct written_text *more,
                            size_t more_count);

#endif
