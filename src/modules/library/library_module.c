/*
 * The manifest of documents.
 */
#include "civic/published.h"
#include "modules/library/library_edit.h"
#include "modules/library/library_revision.h"
#include "modules/library/library_service.h"
#include "modules/library/library_store.h"
#include "modules/library/library_web.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

enum {
    SYNC_US = 5 * 1000000 /* until the first units are there, and once after a start */
};

#define WRITE "library.write"
#define PUBLISH "library.publish"

/* columns: method, pattern, handler, permission, flags, form */
static const struct route routes[] = {
    {HTTP_GET,  "/cong-khai",                      library_publication_page, NULL,    ROUTE_CACHE,  NULL         },
    {HTTP_GET,  "/van-ban",                        library_list_page,        NULL,    ROUTE_CACHE,  NULL         },
    {HTTP_GET,  "/van-ban/{slug}",                 library_document_page,    NULL,    ROUTE_CACHE,  NULL         },
    {HTTP_GET,  "/van-ban.atom",                   library_feed,             NULL,    ROUTE_CACHE,  NULL         },
    {HTTP_GET,  "/van-ban.rss",                    library_feed,             NULL,    ROUTE_CACHE,  NULL         },
    {HTTP_GET,  "/can-bo/van-ban",                 library_office_page,      WRITE,   0,            NULL         },
    {HTTP_GET,  "/can-bo/van-ban/moi",             library_new_page,         WRITE,   0,            NULL         },
    {HTTP_POST, "/can-bo/van-ban/moi",             library_new_send,         WRITE,   ROUTE_UPLOAD, &library_form},
    {HTTP_GET,  "/can-bo/van-ban/{id}",            library_edit_page,        WRITE,   0,            NULL         },
    {HTTP_POST, "/can-bo/van-ban/{id}",            library_edit_send,        WRITE,   ROUTE_UPLOAD, &library_form},
    {HTTP_POST, "/can-bo/van-ban/{id}/dang",       library_publish_send,     PUBLISH, ROUTE_UPLOAD,
     &library_form                                                                                               },
    {HTTP_POST, "/can-bo/van-ban/{id}/go",         library_withdraw_send,    PUBLISH, ROUTE_UPLOAD,
     &library_form                                                                                               },
    {HTTP_POST, "/can-bo/van-ban/{id}/lien-quan",  library_link_send,        WRITE,   ROUTE_UPLOAD,
     &library_form                                                                                               },
    {HTTP_POST, "/can-bo/van-ban/{id}/so",         library_number_send,      WRITE,   ROUTE_UPLOAD, &library_form},
    {HTTP_POST, "/can-bo/van-ban/{id}/tep",        library_file_send,        WRITE,   ROUTE_UPLOAD, &library_form},
    {HTTP_GET,  "/can-bo/van-ban/{id}/tep/{file}", library_file_page,        WRITE,   0,            NULL         },
    {HTTP_GET,  "/can-bo/van-ban/{id}/ban",        library_revisions_page,   WRITE,   0,            NULL         },
    {HTTP_POST, "/can-bo/van-ban/{id}/ban",        library_restore_send,     WRITE,   0,            NULL         },
};

static const struct page_kind *const pages[] = {&library_list_kind,      &library_document_kind,
                                                &library_withdrawn_kind, &library_publication_kind,
                                                &library_office_kind,    &library_edit_kind,
                                                &library_revisions_kind};

static const struct permission permissions[] = {
    {WRITE,   LIBRARY_WRITERS   },
    {PUBLISH, LIBRARY_PUBLISHERS},
};

static const char *const *const statements[] = {document_statements, document_write_statements,
                                                document_dated_statements,
                                                document_revision_statements};

static const struct task_entry tasks[] = {
    {"library.task", "library.task.summary", "/cong-khai", "board", 30},
};

static const struct nav_entry nav[] = {
    {"nav.library",    "/van-ban",   "nav.group.know", true,  30},
    {"library.public", "/cong-khai", "nav.group.know", false, 35},
};

/* columns: message, path, permission, order */
static const struct desk_entry desk[] = {
    {"library.office", "/can-bo/van-ban", WRITE, 40},
};

static const struct feed_entry feeds[] = {
    {"library.feed-atom", "/van-ban.atom", "application/atom+xml"},
    {"library.feed-rss",  "/van-ban.rss",  "application/rss+xml" },
};

static const struct notice_source notices[] = {
    {"documents", "notices.source.documents", true, false, NULL, library_notices},
};

static const struct job jobs[] = {
    {"library", SYNC_US, library_sync_job, false},
};

static const struct fault *list_documents(struct work *work, int64_t after, struct list *ret_items,
                                          int64_t *ret_last)
{
    document_list list;
    const struct fault *fault = document_list_by_id(work, after, PUBLISHED_STEP, &list);
    if (fault)
        return fault;
    if (list.count > 0)
        *ret_last = list.items[list.count - 1].id;
    *ret_items = VEC_LIST(&list);
    return NULL;
}

static void map_document(struct work *work, const void *item, sitemap_add *add, void *context)
{
    const struct document *document = item;
    add(context, document_url(work->arena, document->slug), instant_date(document->updated_at));
}

static const struct fault *put_document(struct work *work, const void *item)
{
    return document_index(work, item, true);
}

static const struct published documents = {list_documents, map_document, put_document};

static const struct fault *sitemap(struct work *work, sitemap_add *add, void *context)
{
    add(context, URL("/van-ban"), DATE_NONE);
    add(context, URL("/cong-khai"), DATE_NONE);
    return published_sitemap(work, &documents, add, context);
}

const struct fault *library_reindex(struct work *work, reindex_progress *progress, void *context)
{
    return published_reindex(work, &documents, progress, context);
}

const struct module library_module = {
    .name = "library",
    .routes = routes,
    .route_count = COUNT(routes),
    .api = library_api,
    .api_count = LIBRARY_API_COUNT,
    .pages = pages,
    .page_count = COUNT(pages),
    .permissions = permissions,
    .permission_count = COUNT(permissions),
    .statements = statements,
    .statement_count = COUNT(statements),
    .nav = nav,
    .nav_count = COUNT(nav),
    .tasks = tasks,
    .task_count = COUNT(tasks),
    .desk = desk,
    .desk_count = COUNT(desk),
    .feeds = feeds,
    .feed_count = COUNT(feeds),
    .notices = notices,
    .notice_count = COUNT(notices),
    .jobs = jobs,
    .job_count = COUNT(jobs),
    .sitemap = sitemap,
    .reindex = library_reindex,
    .dated = document_dated,
    .start = library_start,
    .demo = library_demo,
};
