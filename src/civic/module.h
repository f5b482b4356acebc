/*
 * The manifest of a module: one table that says all it adds to the program.
 * app/modules.c lists the modules; `dinh check` walks the tables and proves
 * that they agree.
 */
#ifndef DINH_CIVIC_MODULE_H
#define DINH_CIVIC_MODULE_H

#include "base/vec.h"
#include "civic/actor.h"
#include "civic/api.h"
#include "civic/deadline.h"
#include "civic/lifecycle.h"
#include "civic/matter.h"
#include "civic/paper.h"
#include "civic/site.h"
#include "db/db.h"
#include "http/router.h"
#include "view/template.h"

#include <stdio.h>

struct upload;

/* A place in the menu and the footer. message: "nav.news"; path: "/tin-tuc". */
struct nav_entry {
    const char *message;
    const char *path;
    const char *group; /* of the footer: "nav.group.know", ".meet" or ".about" */
    bool is_in_menu;
    int order; /* smaller stands first */
};

/* A place that officials work at, in the bar over their pages: shown to whoever
 * holds the permission of its route. message: "matters.inbox"; path: "/can-bo". */
struct desk_entry {
    const char *message;
    const char *path;
    const char *permission;
    int order; /* smaller stands first */
};

/* Something a person comes to do, on the home page. */
struct task_entry {
    const char *title;   /* message */
    const char *summary; /* message */
    const char *path;
    const char *icon; /* symbol of ui/icons, without "i-" */
    int order;
};

/* A field on the home page that leads on: sent with GET to `path` as `name`. */
struct home_question {
    const char *title; /* message */
    const char *label; /* message */
    const char *hint;  /* message */
    const char *go;    /* message: the button */
    const char *path;
    const char *name;
};

/* A day that is coming, on the home page. */
struct home_line {
    struct civil_date day;
    struct str weekday;
    struct code_number number; /* of the day in its month */
    struct str month;
    struct str title;
    struct str person; /* or empty */
    struct str mark;   /* what is unusual about it; or empty */
    struct str note;
    struct str offer; /* what is left: "còn 3 chỗ"; with the next two or not at all */
    struct str go;    /* "Đặt giờ" */
    struct url go_url;
};

/* A number on the home page. */
struct home_figure {
    struct str label;
    struct str value;
    struct str note; /* or empty */
    bool is_bad;
};

/* What a module shows on the home page: days to come, or figures. Not shown without. */
struct home_section {
    struct str title;
    struct str all; /* words of the link to the rest */
    struct url url;
    struct list lines;   /* struct home_line */
    struct list figures; /* struct home_figure */
};

/* What runs by itself, in a write or with a reader of its own, and so long after it last
 * ended. One that goes on for many steps asks site_is_stopping between them. */
struct job {
    const char *name; /* a–z and "-"; the message admin.job.NAME says it to administrators */
    int64_t every_us;
    const struct fault *(*run)(struct work *work);
    bool at_stop; /* once more when the program stops: it writes what memory gathered */
};

/* A word of the command line: dinh NAME …; the rest is its own to read. */
struct command {
    const char *name;
    const char *usage; /* message with one line an option */
    /* Runs with an open database; returns the exit code. */
    int (*run)(struct work *work, int argc, char **argv);
};

/* A feed that a page may announce: /tin-tuc.atom. */
struct feed_entry {
    const char *title; /* message */
    const char *path;
    const char *type; /* "application/atom+xml" */
};

/* Paths for the sitemap: calls add(context, path, day) for every public page. */
typedef void sitemap_add(void *context, struct url path, struct civil_date changed);

/* Told what an administrator should look at, in the language of the work. */
typedef void module_warn(void *context, struct str words);

/* Addresses of its own that an administrator may put into the menu besides its entries
 * (a category): calls offer(context, address, name, name in English or empty). */
typedef void menu_offer(void *context, struct url url, struct str label, struct str label_en);

/* Takes a file of the export: "pages/gioi-thieu.md", at most one folder deep. */
typedef const struct fault *export_add(void *context, struct str name, struct str bytes);

/* Told how many more documents were published again. */
typedef void reindex_progress(void *context, int64_t count);

/* ---- what people are told by letter ---- */

enum {
    NOTICE_ITEMS_MOST = 50 /* of one source in one letter */
};

/* What somebody wants to hear of. */
struct notice_asked {
    int64_t unit_id;      /* this unit and all below it; 0: every unit */
    int64_t part_id;      /* of the source; 0: all of it */
    struct str words;     /* of a search; empty for sources that take none */
    struct instant since; /* published after this moment … */
    struct instant until; /* … and not after this one */
};
struct notice_item {
    struct html title;
    struct url url; /* a path of this site; the same thing has the same everywhere */
    struct instant published_at;
    bool is_demo;
};
typedef VEC(struct notice_item) notice_items;

/* A part of a source that can be had alone: a category of news. */
struct notice_part {
    int64_t id;
    struct str name;
};
typedef VEC(struct notice_part) notice_parts;

/* A sort of news that a person may subscribe to; /nhan-tin offers every one. */
struct notice_source {
    const char *name;  /* "news", of a–z: kept with subscriptions, so it never changes */
    const char *title; /* message */
    bool takes_unit;
    bool takes_words; /* and needs them */
    /* Its parts in the order they are offered; NULL where there is only the whole. */
    const struct fault *(*parts)(struct work *work, notice_parts *ret_parts);
    /* The newest first, at most NOTICE_ITEMS_MOST and one, by which the letter knows
     * that there are more. Runs in a job, with a reader of its own. */
    const struct fault *(*since)(struct work *work, const struct notice_asked *asked,
                                 notice_items *ret_items);
};

struct matter; /* civic/matter.h */

/* Another page about a matter: the visit out of which it came. */
struct file_link {
    struct str words; /* what it is: "Lượt tiếp công dân" */
    struct str name;  /* "số 3, 08/03/2022" */
    struct url url;
};
typedef VEC(struct file_link) file_link_list;

/* A letter that will not be delivered (civic/outbox.h). */
struct letter_bounce {
    struct str kind;
    int64_t about;
    bool is_unknown_address; /* the server knows no such address */
};

/* Something kept whose last day the law counts (thời hạn): a term of a matter, how long a
 * publication stays posted. `dinh law diff` says whose day a new edition would move. */
struct dated {
    int64_t id;      /* its place in the list */
    struct str name; /* as people find it: a code, an address */
    struct deadline_ask ask;
    bool is_running; /* until somebody ends it, however late; else over after its day */
};
typedef VEC(struct dated) dated_list;
enum {
    DATED_STEP = 200 /* in one list */
};

/*
 * What an action means to the statistics (báo cáo thống kê), whatever module the kind
 * is of. kinds, actions, from: by spaces, "*" for all. means: accept (thụ lý), guide
 * (hướng dẫn), transfer (chuyển), urge (đôn đốc), unfit (không đủ điều kiện, lưu),
 * solve (giải quyết), withdraw (rút), stop (đình chỉ), judge (bản án), reply (phúc
 * đáp), force (có hiệu lực), execute (thi hành xong), again (tiếp), anew (lấy lại đơn xếp
 * lưu nhầm). The first row that fits holds; an action without one means nothing.
 */
struct counted_action {
    const char *kinds;
    const char *actions;
    const char *from; /* states */
    const char *means;
};

/* Lists of SQL that one engine alone understands (full-text search). */
struct engine_statements {
    const char *const *const *lists;
    size_t count;
};

struct module {
    const char *name; /* the folder under src/modules/ */

    const struct route *routes; /* http/router.h; the permission by name */
    size_t route_count;
    const struct api_route *api; /* civic/api.h */
    size_t api_count;
    const struct page_kind *const *pages; /* view/template.h */
    size_t page_count;
    const struct paper_kind *const *papers; /* civic/paper.h */
    size_t paper_count;
    const struct permission *permissions;
    size_t permission_count;
    const char *const *const *statements; /* lists of SQL, each ended by NULL */
    size_t statement_count;
    struct engine_statements engine_statements[DB_POSTGRES + 1]; /* by enum db_engine */

    const struct nav_entry *nav;
    size_t nav_count;
    const struct desk_entry *desk;
    size_t desk_count;
    const struct task_entry *tasks;
    size_t task_count;
    const struct job *jobs;
    size_t job_count;
    const struct command *commands;
    size_t command_count;
    const struct matter_kind *const *kinds; /* civic/lifecycle.h */
    size_t kind_count;
    const struct counted_action *counted; /* ended by a row without kinds */
    /* Told of every event of a matter of any module, in the write that makes it, after
     * its terms were stored; `matter` is as the event leaves it. */
    const struct fault *(*happened)(struct work *work, const struct matter *matter,
                                    const struct matter_event *event);
    const struct feed_entry *feeds;
    size_t feed_count;
    const struct fault *(*sitemap)(struct work *work, sitemap_add *add, void *context);
    /* Whether the visitor may see a file that is not public (civic/file_store.h), where it
     * belongs to this module: a picture in a draft. NULL where there is none. */
    const struct fault *(*may_see_file)(struct work *work, const struct upload *upload,
                                        bool *ret_may);
    /* Texts that are public and stand in no table, for `dinh export`. */
    const struct fault *(*export)(struct work *work, export_add *add, void *context);
    const struct fault *(*offers)(struct work *work, menu_offer *offer, void *context);
    /* Says what is not in order in what the module keeps, although nothing is broken: for
     * `dinh check`, and for the log when the site starts. NULL where nothing can be. */
    const struct fault *(*warns)(struct work *work, module_warn *warn, void *context);
    /* Puts all that the module has public into the search again (civic/search.h), in
     * writes of its own of a few hundred each; NULL where it publishes nothing. */
    const struct fault *(*reindex)(struct work *work, reindex_progress *progress, void *context);
    /* What the module keeps whose day the law counts and that is not over, by id, those
     * behind `after`, at most DATED_STEP. NULL where it keeps nothing. */
    const struct fault *(*dated)(struct work *work, int64_t after, dated_list *ret_dated);
    const struct notice_source *notices;
    size_t notice_count;
    /* Adds where else the module has something about a matter (struct file_link), for the
     * page of its file; NULL where it has nothing. */
    const struct fault *(*file_links)(struct work *work, const struct matter *matter,
                                      file_link_list *ret_links);
    /* Told, in the write that notes it, of a letter of any module that came back;
     * looks at the kind first. */
    const struct fault *(*bounced)(struct work *work, const struct letter_bounce *bounce);
    /* Told of every reading of a page whose route has ROUTE_COUNTED, also those
     * answered from the cache. Any thread, at once. */
    void (*visited)(struct site *site, const struct request *request);
    /* Told of every reading of a page that everybody may read (ROUTE_CACHE), of whatever
     * module, also of those answered from the cache. Any thread, at once. */
    void (*seen)(struct site *site, const struct request *request);
    /* Names of values that every page needs and that are kept in memory until what
     * they show is touched (site_kept), ended by NULL. */
    const char *const *kept;
    /* Loads what the module cannot do without and keeps in memory (site_state), before
     * any module starts; a fault stops the start. NULL where there is nothing. It is the
     * same for every site, which has no database or data folder yet. */
    const struct fault *(*load)(struct site *site, void **ret_state);
    /* Makes what the module keeps in memory (site_state); NULL where it keeps nothing.
     * A module that loads does not also start. */
    void *(*start)(struct site *site);
    void (*stop)(void *state);
    const struct home_question *question; /* or NULL */
    /* Fills the module's part of the home page, and says what it depends on. */
    const struct fault *(*home)(struct work *work, struct home_section *ret_section);
    /* Fills the demo district with this module's own examples; inside db_write. */
    const struct fault *(*demo)(struct work *work);
};

#endif
