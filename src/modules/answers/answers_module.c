/*
 * The manifest of published answers.
 */
#include "civic/published.h"
#include "modules/answers/answer_web.h"
#include "modules/answers/answers.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define WRITE "answers.write"

/* columns: method, pattern, handler, permission, flags, form */
static const struct route routes[] = {
    {HTTP_GET,  "/don-thu/tra-loi",            answer_list_page, NULL,  ROUTE_CACHE, NULL},
    {HTTP_GET,  "/don-thu/tra-loi/{slug}",     answer_page,      NULL,  ROUTE_CACHE, NULL},
    {HTTP_GET,  "/don-thu/tra-loi.atom",       answer_feed,      NULL,  ROUTE_CACHE, NULL},
    {HTTP_GET,  "/don-thu/tra-loi.rss",        answer_feed,      NULL,  ROUTE_CACHE, NULL},
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

static const struct fault *list_answers(struct work *work, int64_t after, struct list *ret_items,
                                        int64_t *ret_last)
{
    answer_list list;
    const struct fault *fault = answer_public_by_id(work, after, PUBLISHED_STEP, &list);
    if (fault)
        return fault;
    if (list.count > 0)
        *ret_last = list.items[list.count - 1].id;
    *ret_items = VEC_LIST(&list);
    return NULL;
}

static void map_answer(struct work *work, const void *item, sitemap_add *add, void *context)
{
    const struct answer *answer = item;
    add(context, answer_url(work->arena, answer->slug), instant_date(answer->updated_at));
}

static const struct fault *put_answer(struct work *work, const void *item)
{
    return answer_index(work, item, true);
}

static const struct published answers = {list_answers, map_answer, put_answer};

static const struct fault *sitemap(struct work *work, sitemap_add *add, void *context)
{
    add(context, URL("/don-thu/tra-loi"), DATE_NONE);
    return published_sitemap(work, &answers, add, context);
}

static const struct fault *reindex(struct work *work, reindex_progress *progress, void *context)
{
    return published_reindex(work, &answers, progress, context);
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
