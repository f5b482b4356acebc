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
    PAGE_LIMIT = 4 * 1024 * 1024, /* bytes of one page */
    PAGE_USUAL = 32 * 1024        /* reserved at once: most pages never grow beyond it */
};

/* A link with its words: menu, breadcrumbs (the last without an address), feeds,
 * lines of the error summary. */
struct page_link {
    struct url url;
    struct str label;
    struct str type; /* of a feed: its media type */
    bool is_current;
};
extern const struct shape page_link_shape;

/* A group of links in the footer, or what stands in the bar at the head: with links
 * below it, or without. */
struct page_group {
    struct str label;
    struct url url; /* empty: a heading alone */
    bool is_current;
    bool has_links;
    struct list links; /* struct page_link */
};

struct page_account {
    struct url me_url;
    struct str name;
};

/* What was just done, or could not be. */
struct page_flash {
    bool is_bad;
    struct str text;
};

enum {
    PAGE_QUERY_MOST = 2000 /* bytes that are carried to another page and back */
};

struct layout {
    struct str lang;        /* "vi", "en" */
    struct str written;     /* "vi" where that is not the page's: what people wrote is Vietnamese;
                             * else empty */
    struct str title;       /* of this page, without the unit's name; empty on the front page */
    struct str within;      /* what a page below others belongs to; page_crumb says it */
    struct str description; /* for search engines; may be empty */
    struct str unit_name;
    struct str tagline;
    struct str path;    /* decoded, for forms that come back here … */
    struct str query;   /* … with what was asked; empty where that is too long */
    struct str contact; /* of the settings file, where no address or phone is set */
    struct str address;
    struct str phone;
    struct url phone_url;
    struct str email;
    struct url email_url;
    struct str footer;
    struct str accent;      /* of the stylesheet; empty: as it is without one */
    struct str theme_light; /* colours of the browser's frame */
    struct str theme_dark;
    struct url logo_url; /* empty: the roof */
    struct str csrf;     /* empty for anonymous visitors */
    struct str request_id;
    bool is_light; /* the visitor's choice; neither: as the machine is set */
    bool is_dark;
    bool is_private; /* not for search engines */
    bool is_demo;
    struct url canonical_url; /* absolute; empty where the site does not know its address */
    struct url image_url;
    struct url search_url; /* where no module searches: empty */
    struct url other_url;  /* this page in the other language */
    struct str other_lang;
    struct str other_label;
    struct url style_url;
    struct url script_url;
    struct url icon_url;
    struct url font_url; /* regular */
    struct url font_bold_url;
    struct list nav;    /* struct page_group */
    struct list desk;   /* struct page_link: where an official works; else empty */
    struct list crumbs; /* struct page_link, from the front page to this one */
    struct list feeds;  /* struct page_link */
    struct list groups; /* struct page_group */
    struct list errors; /* struct page_link: the faults of a form, leading to its fields */
    const struct page_account *account; /* NULL: nobody signed in */
    const struct page_flash *flash;
    const struct page_lost *lost; /* with errors alone; NULL: none */
    struct html json_ld;          /* a whole script element, or empty */
    struct html crumbs_ld;        /* the same for the breadcrumbs; page_crumb makes it */
    struct str base;              /* page_base */
    const struct part *parts;     /* of the request */
};
extern const struct shape layout_shape;

/* Files that came with a form that is shown again: no browser sends them twice. */
struct page_lost {
    struct str files; /* "a.pdf, b.jpg" */
};

/* The neighbours of a list page; addresses may be empty. */
struct page_pager {
    struct url newer_url;
    struct url older_url;
};
extern const struct shape page_pager_shape;

/* The theme that a visitor chose: "light", "dark" or empty. */
struct str request_theme(const struct request *request);

/* Prepares what is around every page of the site, once for each language: to be
 * called when all else of the site is there and before its first page. */
void page_frames(struct site *site);
/*
 * Fills the layout for a page called `title` (plain text). Reads the unit of
 * the site for its name. Faults: the database's.
 */
const struct fault *page_layout(struct work *work, const struct request *request, struct str title,
                                struct layout *ret_layout) FAULT_CHECK;
/* The same without a database, for the page that says it is gone. */
void page_layout_plain(struct work *work, const struct request *request, struct str title,
                       struct layout *ret_layout);
/* Where this site is reached: its public address, else the address that the
 * visitor used. Without a slash at the end. */
struct str page_base(struct work *work, const struct request *request);
/* Adds a link to the breadcrumbs, which begin with the front page. The last is
 * this page itself, without an address: URL(""); with it they are told to search
 * engines as well (BreadcrumbList of schema.org). */
void page_crumb(struct work *work, struct layout *layout, struct url url, struct str label);
/* Whether a link to pages of that permission leads anywhere for this actor: who
 * holds it in no unit at all is shown no link. The route and the handler decide. */
bool page_may_link(const struct work *work, const char *permission);
/* Tells feed readers of a feed of this page's own, before those of the site; `type` as in
 * struct feed_entry. */
void page_feed(struct work *work, struct layout *layout, struct url url, struct str label,
               const char *type);
/* Says what was done, or (is_bad) what was not. `key` is a message. */
void page_flash(struct work *work, struct layout *layout, const char *key, bool is_bad);
/* Puts the faults of a form before it, each leading to its field. */
void page_errors(struct work *work, struct layout *layout, const struct fault *faults);
/* The same with the label of each field in front, the message KEY.NAME as in
 * field_view: for forms of more than one field. */
void page_errors_of(struct work *work, struct layout *layout, const char *key,
                    const struct fault *faults);

/* Renders the page and makes it the answer, with an ETag; FAULT_INTERNAL when
 * it is longer than PAGE_LIMIT. */
const struct fault *page_respond(struct work *work, struct response *response, int status,
                                 const struct page_kind *kind, const void *page) FAULT_CHECK;
/* The same for a page with a form: 200, or the status of the `faults` that it shows. */
const struct fault *page_respond_form(struct work *work, struct response *response,
                                      const struct fault *faults, const struct page_kind *kind,
                                      const void *page) FAULT_CHECK;

/* The address of a built-in file that changes when the file does:
 * "/assets/style.css?v=1f2e3d4c". */
struct url asset_url(struct arena *arena, const char *name);

/* ---- fields of forms ---- */

/* One way to answer a choice. */
struct option_view {
    struct str id;
    struct str name;
    struct str value;
    struct str label;
    struct str hint;
    bool is_chosen;
};
extern const struct shape option_view_shape;

/* One field as the partials ui/field-… show it. */
struct field_view {
    struct str id;
    struct str name;
    struct str label;
    struct str hint;
    struct str example;      /* of a day: how one is written; shown while the field is empty */
    struct str value;        /* what was typed; never of a password */
    struct str error;        /* its message, or empty */
    struct str width;        /* a class of the stylesheet, or empty */
    struct str type;         /* of an input; empty means text */
    struct str autocomplete; /* HTML autofill token, or empty */
    struct str inputmode;
    int max;
    int rows;
    bool is_question; /* the label is the page's heading */
    bool is_required;
    bool is_chosen;
    struct list options; /* struct option_view */
};
extern const struct shape field_view_shape;

/*
 * The field as `form` left it: label and hint are the messages KEY.NAME and
 * KEY.NAME-hint (which may be missing), the error is the first of `faults` at it.
 */
struct field_view field_view(struct work *work, const char *key, const struct form_field *field,
                             const struct form *form, const struct fault *faults);

#endif
