/*
 * The manifest of published answers.
 */
#include "civic/search.h"
#include "db/db.h"
#include "modules/answers/answer_web.h"
#include "modules/answers/answers.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define WRITE "answers.write"

enum {
    STEP = 200 /* answers read at once */
};

/* columns: method, pattern, handler, permission, flags, form */
static const struct route routes[] = {
    {HTTP_GET,  "/don-thu/tra-loi",            answer_list_page, NULL,  ROUTE_CACHE, NULL},
    {HTTP_GET,  "/don-thu/tra-loi/{slug}",     answer_page,      NULL,  ROUTE_CACHE, NULL},
    {HTTP_GET,  "/don-thu/tra-loi.atom",       answer_feed_atom, NULL,  ROUTE_CACHE, NULL},
    {HTTP_GET,  "/don-thu/tra-loi.rss",        answer_feed_rss,  NULL,  ROUTE_CACHE, NULL},
    {HTTP_GET,  "/can-bo/tra-loi",             answer_desk_page, WRITE, 0,           NULL},
    {HTTP_GET,  "/can-bo/tra-loi/moi",         answer_new_page,  WRITE, 0,           NULL},
    {HTTP_POST, "/can-bo/tra-loi/moi",         answer_new_send,  WRITE, 0,           NULL},
    {HTTP_GET,  "/can-bo/tra-loi/{id}",        answer_edit_page, WRITE, 0,           NULL},
    {HTTP_POST, "/can-bo/tra-loi/{id}",        answer_edit_send, WRITE, 0,           NULL},
    {HTTP_POST, "/can-bo/tra-loi/{id}/{step}", answer_step_send, WRITE, 0,           NULL},
};

static const struct page_kind *const pages[] = {&answer_list_kind,      &answer_page_kind,
                                                &answer_withdrawn_kind, &answer_desk_kind,
                                                &answer_new_kind,       &answer_edit_kind};

static const struct permission permissions[] = {
    {WRITE, ANSWER_WRITERS},
};

static const char *const *const statements[] = {answer_statements, answer_write_statements};

/* columns: message, path, group of the footer, in the menu, order */
static const struct nav_entry nav[] = {
    {"answers.nav", "/don-thu/tra-loi", "nav.group.know", false, 61},
};

/* columns: message, path, permission, order */
static const struct desk_entry desk[] = {
    {"answers.desk", "/can-bo/tra-loi", WRITE, 34},
};

static const struct feed_entry feeds[] = {
    {"answers.feed-atom", "/don-thu/tra-loi.atom", "application/atom+xml"},
    {"answers.feed-rss",  "/don-thu/tra-loi.rss",  "application/rss+xml" },
};

/* columns: name, title, by unit, by words, parts, what is new */
static const struct notice_source notices[] = {
    {"answers", "answers.title", true, false, NULL, answer_notices},
};

static const struct fault *sitemap(struct work *work, sitemap_add *add, void *context)
{
    answer_list list;
    int64_t after = 0;
    add(context, URL("/don-thu/tra-loi"), DATE_NONE);
    do {
        const struct fault *fault = answer_public_by_id(work, after, STEP, &list);
        if (fault)
            return fault;
        for (size_t i = 0; i < list.count; i++) {
            add(context, answer_url(work->arena, list.items[i].slug),
                instant_date(list.items[i].updated_at));
            after = list.items[i].id;
        }
    } while (list.count == STEP);
    return NULL;
}

static const struct fault *index_all(struct work *work, void *context)
{
    const answer_list *list = context;
    for (size_t i = 0; i < list->count; i++) {
        const struct fault *fault = answer_index(work, &list->items[i], true);
        if (fault)
            return fault;
    }
    return search_settle(work);
}

static const struct fault *reindex(struct work *work, reindex_progress *progress, void *context)
{
    answer_list list;
    int64_t after = 0;
    do {
        const struct fault *fault = answer_public_by_id(work, after, STEP, &list);
        db_release(work);
        if (!fault && list.count > 0)
            fault = db_write(work, index_all, &list);
        if (fault)
            return fault;
        if (list.count > 0)
            after = list.items[list.count - 1].id;
        progress(context, (int64_t)list.count);
    } while (list.count == STEP);
    return NULL;
}

const struct module answers_module = {
    .name = "answers",
    .routes = routes,
    .route_count = COUNT(routes),
    .api = answer_api,
    .api_count = ANSWER_API_COUNT,
    .pages = pages,
    .page_count = COUNT(pages),
    .permissions = permissions,
    .permission_count = COUNT(permissions),
    .statements = statements,
    .statement_count = COUNT(statements),
    .nav = nav,
    .nav_count = COUNT(nav),
    .desk = desk,
    .desk_count = COUNT(desk),
    .feeds = feeds,
    .feed_count = COUNT(feeds),
    .notices = notices,
    .notice_count = COUNT(notices),
    .sitemap = sitemap,
    .reindex = reindex,
    .happened = answer_happened,
    .demo = answers_demo,
};
