/*
 * The page around a page: what the layout shows on every page, and how a filled
 * page struct becomes an answer. Every page struct begins with
 *     struct layout layout;
 * and its shape with RECORD(struct x_page, layout, layout_shape).
 */
#ifndef DINH_CIVIC_PAGE_H
#define DINH_CIVIC_PAGE_H

#include "civic/module.h"
#include "http/form.h"
#include "view/shape.h"
#include "view/view.h"

enum {
    PAGE_LIMIT = 4 * 1024 * 1024 /* bytes of one page */
};

/* A link with its words: menu entries, breadcrumbs, feeds. */
struct page_link {
    struct url url;
    struct str label;
    bool is_current;
};
extern const struct shape page_link_shape;

struct layout {
    struct str lang;        /* "vi", "en" */
    struct str title;       /* of this page, without the site's name */
    struct str description; /* for search engines; may be empty */
    struct str site_name;
    struct str site_tagline;
    struct url canonical; /* absolute where the site knows its own address */
    struct url alternate; /* the same page in the other language */
    struct str alternate_lang;
    struct str theme; /* "", "light", "dark": the visitor's choice */
    struct url style;
    struct url script;
    struct url icon;
    struct url here;      /* path and query of this page, for forms that come back */
    struct str csrf;      /* empty for anonymous visitors */
    struct list nav;      /* struct page_link */
    struct list crumbs;   /* struct page_link, from the front page */
    struct list feeds;    /* struct page_link: url, label */
    struct str account;   /* name of who is signed in; empty for nobody */
    bool is_official;
    bool is_administrator;
    struct str notice;    /* what was just done; may be empty */
    struct str request_id;
    struct html json_ld;  /* a whole script element, or empty */
    int year;
};
extern const struct shape layout_shape;

/* The theme that a visitor chose: "light", "dark" or empty. */
struct str request_theme(const struct request *request);

/*
 * Fills the layout for a page called `title` (plain text). Reads the unit of
 * the site for its name. Faults: the database's.
 */
const struct fault *page_layout(struct work *work, const struct request *request,
                                struct str title, struct layout *ret_layout) FAULT_CHECK;
/* The same without a database, for the page that says it is gone. */
void page_layout_plain(struct work *work, const struct request *request, struct str title,
                       struct layout *ret_layout);
/* Puts a link before this page into the breadcrumbs. */
void page_crumb(struct work *work, struct layout *layout, struct url url, struct str label);

/* Renders the page and makes it the answer, with an ETag; FAULT_INTERNAL when
 * it is longer than PAGE_LIMIT. */
const struct fault *page_respond(struct work *work, struct response *response, int status,
                                 const struct page_kind *kind, const void *page) FAULT_CHECK;

/* The address of a built-in file that changes when the file does:
 * "/assets/style.css?v=1f2e3d4c". */
struct url asset_url(struct arena *arena, const char *name);

/* ---- fields of forms ---- */

/* One field as the partials ui/field-… show it. */
struct field_view {
    struct str id; /* also its name in the form */
    struct str label;
    struct str hint;
    struct str value; /* what was typed */
    struct str error; /* its message, or empty */
    bool required;
    int max;
    struct str autocomplete; /* HTML autofill token, or empty */
    struct str type;         /* text, password, email, tel, date, search */
    bool checked;
    struct list choices; /* struct choice_view */
};
extern const struct shape field_view_shape;

struct choice_view {
    struct str value;
    struct str label;
    bool checked;
};
extern const struct shape choice_view_shape;

/* A line of the error summary, leading to its field. */
struct error_view {
    struct url url; /* "#field-title" */
    struct str message;
};
extern const struct shape error_view_shape;

/* The field called `name` with its label "KEY.NAME" and hint "KEY.NAME.hint"
 * (where there is one), what was typed and the first fault at it. `form` may be NULL. */
struct field_view field_view(struct work *work, const char *key, const char *name,
                             const struct form *form, const struct form_field *field,
                             const struct fault *faults);
/* All faults of a form for its summary; a list of struct error_view. */
struct list error_list(struct work *work, const struct fault *faults);

#endif
