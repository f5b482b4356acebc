/*
 * The manifest of news.
 */
#include "modules/publications/article_api.h"
#include "modules/publications/article_service.h"
#include "modules/publications/article_web.h"
#include "modules/publications/edit_form.h"
#include "modules/publications/news_command.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

enum {
    FLUSH_US = 5 * 1000000, /* how much counting a crash may lose */
    DUE_US = 5 * 1000000,   /* how late a scheduled article may be */
    WORDS_US = 5 * 1000000, /* once after a start */
    SITEMAP_STEP = 1000
};

#define DESK "news.write"
#define DECIDE "news.publish"

/* columns: method, pattern, handler, permission, flags, form */
static const struct route routes[] = {
    {HTTP_GET,  "/tin-tuc",                   article_list_page,     NULL,           ROUTE_CACHE,                 NULL           },
    {HTTP_GET,  "/tin-tuc/{slug}",            article_page,          NULL,           ROUTE_CACHE | ROUTE_COUNTED, NULL           },
    {HTTP_GET,  "/tin-tuc.atom",              article_feed,          NULL,           ROUTE_CACHE,                 NULL           },
    {HTTP_GET,  "/tin-tuc.rss",               article_feed,          NULL,           ROUTE_CACHE,                 NULL           },
    {HTTP_GET,  "/don-vi/{slug}/tin",         article_unit_page,     NULL,           ROUTE_CACHE,                 NULL           },
    {HTTP_GET,  "/don-vi/{slug}/tin.atom",    article_unit_feed,     NULL,           ROUTE_CACHE,                 NULL           },
    {HTTP_GET,  "/don-vi/{slug}/tin.rss",     article_unit_feed,     NULL,           ROUTE_CACHE,                 NULL           },
    {HTTP_GET,  "/t/{code}",                  article_short_page,    NULL,           0,                           NULL           },
    {HTTP_GET,  "/t/{code}/qr.svg",           article_qr_page,       NULL,           0,                           NULL           },
    {HTTP_GET,  "/tep/{digest}/{name}",       article_file_page,     NULL,           0,                           NULL           },
    {HTTP_GET,  "/can-bo/tin",                news_desk_page,        DESK,           0,                           NULL           },
    {HTTP_GET,  "/can-bo/tin/moi",            edit_new_page,         DESK,           0,                           NULL           },
    {HTTP_POST, "/can-bo/tin/moi",            edit_new_send,         DESK,           ROUTE_UPLOAD,                &edit_form_spec},
    {HTTP_POST, "/can-bo/tin/moi/tu-luu",     edit_new_autosave,     DESK,           0,                           &edit_form_spec},
    {HTTP_POST, "/can-bo/tin/moi/xem-truoc",  edit_new_preview,      DESK,           0,                           &edit_form_spec},
    {HTTP_POST, "/can-bo/tin/{id}/xem-truoc", edit_preview,          DESK,           0,                           &edit_form_spec},
    {HTTP_GET,  "/can-bo/tin/chuyen-muc",     categories_page,       "news.arrange", 0,                           NULL           },
    {HTTP_POST, "/can-bo/tin/chuyen-muc",     categories_send,       "news.arrange", 0,                           NULL           },
    {HTTP_GET,  "/can-bo/tin/{id}",           edit_page,             DESK,           0,                           NULL           },
    {HTTP_POST, "/can-bo/tin/{id}",           edit_send,             DESK,           ROUTE_UPLOAD,                &edit_form_spec},
    {HTTP_POST, "/can-bo/tin/{id}/tu-luu",    edit_autosave,         DESK,           0,                           &edit_form_spec},
    {HTTP_GET,  "/can-bo/tin/{id}/ban",       revisions_page,        DESK,           0,                           NULL           },
    {HTTP_POST, "/can-bo/tin/{id}/ban",       revision_restore_send, DESK,           0,                           NULL           },
    {HTTP_GET,  "/can-bo/tin/{id}/dang",      decide_page,           DESK,           0,                           NULL           },
    {HTTP_POST, "/can-bo/tin/{id}/dang",      decide_send,           DESK,           0,                           NULL           },
    {HTTP_POST, "/can-bo/tin/{id}/dia-chi",   rename_send,           DESK,           0,                           NULL           },
};

static const struct page_kind *const pages[] = {
    &article_list_kind, &article_kind, &article_withdrawn_kind, &news_desk_kind, &edit_kind,
    &preview_kind,      &decide_kind,  &revisions_kind,         &categories_kind};

static const struct permission permissions[] = {
    {"news.write",   ROLE_BIT(ROLE_EDITOR) | ROLE_BIT(ROLE_APPROVER)       },
    {"news.publish", ROLE_BIT(ROLE_APPROVER)                               },
    {"news.arrange", ROLE_BIT(ROLE_APPROVER) | ROLE_BIT(ROLE_ADMINISTRATOR)},
};

static const char *const *const statements[] = {
    article_statements, article_list_statements, article_write_statements, editing_statements,
    reading_statements, desk_statements,         upload_statements};

static const struct nav_entry nav[] = {
    {"nav.news", "/tin-tuc", "nav.group.know", true, 10},
};

static const struct desk_entry desk[] = {
    {"edit.desk", "/can-bo/tin", DESK, 20},
};

static const struct feed_entry feeds[] = {
    {"news.feed-atom", "/tin-tuc.atom", "application/atom+xml"},
    {"news.feed-rss",  "/tin-tuc.rss",  "application/rss+xml" },
};

/* Categories may stand in the menu. */
static const struct fault *offers(struct work *work, menu_offer *offer, void *context)
{
    category_list list;
    const struct fault *fault = category_list_all(work, &list);
    for (size_t i = 0; !fault && i < list.count; i++)
        offer(context, url_add(work->arena, URL("/tin-tuc"), STR("muc"), list.items[i].slug),
              list.items[i].name, STR(""));
    return fault;
}

static const struct notice_source notices[] = {
    {"news", "notices.source.news", true, false, article_notice_parts, article_notices},
};

static const struct job jobs[] = {
    {"views",   FLUSH_US, views_flush,         true },
    {"publish", DUE_US,   article_publish_due, false},
    {"desk",    WORDS_US, desk_words_job,      false},
};

static const struct command commands[] = {
    {"import news", "news.import.usage", news_import_command},
};

/* Somebody read an article; programs that fetch ahead of a person say so. */
static void visited(struct site *site, const struct request *request)
{
    struct str purpose = request_header(request, STR("Sec-Purpose"));
    struct address visitor = request->peer;
    if (purpose.len == 0)
        purpose = request_header(request, STR("Purpose"));
    if (str_starts(purpose, STR("prefetch")))
        return;
    article_count_view(site, request_param(request, STR("slug")),
                       (struct str){(const char *)visitor.bytes, sizeof(visitor.bytes)},
                       request_header(request, STR("User-Agent")));
}

static const struct fault *sitemap(struct work *work, sitemap_add *add, void *context)
{
    struct article_key from = {0};
    article_rows rows;
    add(context, URL("/tin-tuc"), DATE_NONE);
    do {
        const struct fault *fault = article_list_addresses(work, from, SITEMAP_STEP, &rows);
        if (fault)
            return fault;
        for (size_t i = 0; i < rows.count; i++) {
            const struct article_row *row = &rows.items[i];
            add(context, article_url(work->arena, row->slug), instant_date(row->updated_at));
            from = (struct article_key){row->published_at, row->id};
        }
    } while (rows.count == SITEMAP_STEP);
    return NULL;
}

static const char *const kept[] = {CATEGORIES_KEPT, NULL};

const struct module publications_module = {
    .kept = kept,
    .name = "publications",
    .routes = routes,
    .route_count = COUNT(routes),
    .api = article_api,
    .api_count = ARTICLE_API_COUNT,
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
    .jobs = jobs,
    .job_count = COUNT(jobs),
    .commands = commands,
    .command_count = COUNT(commands),
    .sitemap = sitemap,
    .offers = offers,
    .may_see_file = article_file_may_see,
    .notices = notices,
    .notice_count = COUNT(notices),
    .reindex = article_reindex,
    .visited = visited,
    .start = views_start,
    .stop = views_stop,
    .demo = news_demo,
};
