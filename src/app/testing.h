/*
 * Journeys: a whole site and the people who visit it, in one process, without
 * a socket: request → pipeline → answer. Only *_test.c files include this; the
 * stories stand in tests/journeys/.
 *
 *     static void a_stranger_reads_the_news(void **state)
 *     {
 *         (void)state;
 *         ON_EACH_SITE(site, SITE_DEMO) {
 *             struct visitor *an = visitor_new(&site);
 *             visit_get(an, "/tin-tuc");
 *             assert_status(an, 200);
 *             assert_page_has(an, "Tin tức");
 *             assert_no_dead_links(an);
 *         }
 *     }
 *
 * The loop runs on SQLite and, where DINH_TEST_PG names a server (db/testing.h),
 * on PostgreSQL. What a visitor sees lives until the visitor's next request.
 */
#ifndef DINH_APP_TESTING_H
#define DINH_APP_TESTING_H

#include "app/pipeline.h"
#include "db/testing.h"
#include "text/xml.h"

/* ---- a site ---- */

enum site_testing_content {
    SITE_EMPTY, /* tables and nothing in them */
    /* the demo district as a site like any other; its accounts need no second factor */
    SITE_DEMO
};

struct site_testing {
    struct arena *arena; /* lives as long as the site */
    struct site *site;   /* its cache is on: pages are kept as in the server */
    struct pipeline *pipeline;
    struct work *work;  /* of the system, may write; its clock is `now` */
    struct instant now; /* the clock of every request; the test may move it */
    struct server_app server;
    struct db_testing database;
    const char *folder; /* its data folder */
};

/* A new site; false where the engine is not there. It begins on Monday, 7 March
 * 2022, 08:00 in Viet Nam. */
bool site_testing_begin(struct site_testing *site, enum db_engine engine,
                        enum site_testing_content content);
void site_testing_end(struct site_testing *site);

/* The loop over both engines; `name` is declared by it. Leave it only by its end. */
#define ON_EACH_SITE(name, content)                                                                \
    for (int engine_##name = (int)db_testing_first(); engine_##name <= DB_POSTGRES;                \
         engine_##name++)                                                                          \
        for (struct site_testing name,                                                             \
             *is_there_##name =                                                                    \
                 site_testing_begin(&name, (enum db_engine)engine_##name, (content)) ? &name       \
                                                                                     : NULL;       \
             is_there_##name; site_testing_end(&name), is_there_##name = NULL)

/* Moves the clock forward. */
void site_testing_wait(struct site_testing *site, int64_t seconds);

/* Runs the job of that name of a module, as the server does by and by. */
void site_testing_job(struct site_testing *site, const char *name);

/* ---- a visitor ---- */

enum {
    VISITOR_COOKIES = 20
};

/* A browser with a cookie jar, and the answer it got last. */
struct visitor {
    struct site_testing *site;
    struct arena *jar;   /* cookies */
    struct arena *arena; /* the last request and answer; emptied by the next */
    struct pair cookies[VISITOR_COOKIES];
    size_t cookie_count;
    struct str address; /* "203.0.113.7": another visitor, another address */
    const char *origin; /* of forms; NULL: this site's own */
    const char *user_agent;
    struct pairs also; /* headers for the next request alone: visit_with */
    struct str path;   /* of the last request, with its query */
    int status;
    struct pairs headers;
    struct str body;
    bool is_kept;           /* the answer came out of the cache */
    struct page_read *read; /* what was read in the page: testing_page.c */
};

/* Somebody nobody knows, without cookies; released with the site. */
struct visitor *visitor_new(struct site_testing *site);

/* Opens an address of the site ("/tin-tuc?trang=2"). Redirects are not followed. */
void visit_get(struct visitor *visitor, const char *target);
void visit_head(struct visitor *visitor, const char *target);
/* Goes where the last answer leads, and on, at most ten times. */
void visit_follow(struct visitor *visitor);
/*
 * Sends a form with the given names and values: visit_post(an, "/gop-y",
 * "content", "Đường hỏng", NULL). Origin, Sec-Fetch-Site and the hidden field
 * csrf of the last page go with it as a browser sends them; a csrf among the
 * fields is sent as given.
 */
void visit_post(struct visitor *visitor, const char *target, ...) __attribute__((sentinel));
/*
 * Fills in the form of the last page whose action is `action` ("" for one that
 * goes to the page itself), or that a button sends there (formaction), and sends it:
 * every field as the page left it, but those named here as typed. A field that the form does not
 * have fails the test, as does a form that is not there. Forms of method get work as well.
 */
void visit_submit(struct visitor *visitor, const char *action, ...) __attribute__((sentinel));
/* Sends a multipart form with one file and the given fields, csrf as above. */
struct visit_file {
    const char *field;
    const char *filename;
    const char *type;
    struct str bytes;
};
void visit_upload(struct visitor *visitor, const char *target, const struct visit_file *file, ...)
    __attribute__((sentinel));
/* A header for the next request alone. */
void visit_with(struct visitor *visitor, const char *name, const char *value);
/* A POST of any body, without csrf field: for programs and for forgers. */
void visit_send(struct visitor *visitor, const char *target, const char *type, struct str body);

/* Values of the last answer; ptr NULL when there is none. */
struct str visit_header(const struct visitor *visitor, const char *name);
struct str visit_cookie(const struct visitor *visitor, const char *name);
/* What the page says to a reader: text without markup, white space collapsed. */
struct str visit_text(const struct visitor *visitor);
/* The page as a tree; fails the test where it is not HTML. */
const struct xml_node *visit_tree(const struct visitor *visitor);
/* The first link of the last page whose words contain `words`: its address. */
struct str visit_link(const struct visitor *visitor, const char *words);

/* ---- what must be so ---- */

/* All of these show the page's words where they fail. */
/* A refusal (403) is of who asks: where the form's token alone was refused nothing was
 * asked of them, and the test says so (assert_wrong_token). */
#define assert_status(visitor, status) assert_status_at((visitor), (status), __FILE__, __LINE__)
void assert_status_at(const struct visitor *visitor, int status, const char *file, int line);
#define assert_wrong_token(visitor) assert_wrong_token_at((visitor), __FILE__, __LINE__)
void assert_wrong_token_at(const struct visitor *visitor, const char *file, int line);

/* 303, 307 or 308 to exactly this address of the site. */
#define assert_leads_to(visitor, target) assert_leads_at((visitor), (target), __FILE__, __LINE__)
void assert_leads_at(const struct visitor *visitor, const char *target, const char *file, int line);

/* The words stand in the page as a reader sees it. */
#define assert_page_has(visitor, words) assert_has_at((visitor), (words), true, __FILE__, __LINE__)
#define assert_page_lacks(visitor, words)                                                          \
    assert_has_at((visitor), (words), false, __FILE__, __LINE__)
void assert_has_at(const struct visitor *visitor, const char *words, bool is_there,
                   const char *file, int line);

/* A link of the page leads exactly there. */
#define assert_link(visitor, target) assert_link_at((visitor), (target), true, __FILE__, __LINE__)
#define assert_no_link(visitor, target)                                                            \
    assert_link_at((visitor), (target), false, __FILE__, __LINE__)
void assert_link_at(const struct visitor *visitor, const char *target, bool is_there,
                    const char *file, int line);

/* Every address of the site that the page names (links, pictures, styles,
 * scripts, forms of method get) answers this visitor with 2xx or 3xx, and every
 * link within the page has its target. The visitor's page is not changed. */
#define assert_no_dead_links(visitor) assert_no_dead_links_at((visitor), __FILE__, __LINE__)
void assert_no_dead_links_at(struct visitor *visitor, const char *file, int line);

/* The field called `name` is marked as wrong (aria-invalid), the text that
 * describes it (aria-describedby) contains `words`, and a link of the error
 * summary leads to it. */
#define assert_field_error(visitor, name, words)                                                   \
    assert_field_error_at((visitor), (name), (words), __FILE__, __LINE__)
void assert_field_error_at(const struct visitor *visitor, const char *name, const char *words,
                           const char *file, int line);

/* The field called `name` holds `value`: what was typed is not lost. */
#define assert_field(visitor, name, value)                                                         \
    assert_field_at((visitor), (name), (value), __FILE__, __LINE__)
void assert_field_at(const struct visitor *visitor, const char *name, const char *value,
                     const char *file, int line);

#endif
