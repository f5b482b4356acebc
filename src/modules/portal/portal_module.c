/*
 * The manifest of the portal: all that it adds to the program.
 */
#include "modules/portal/portal_web.h"

/* columns: method, pattern, handler, permission, flags, form */
static const struct route routes[] = {
    {HTTP_GET,  "/{slug}",                        static_page_show,         NULL,         ROUTE_CACHE,  NULL           },
    {HTTP_GET,  "/lien-he",                       contact_show,             NULL,         ROUTE_CACHE,  NULL           },
    {HTTP_GET,  "/du-lieu-mo",                    open_data_show,           NULL,         ROUTE_CACHE,  NULL           },
    {HTTP_GET,  "/api",                           open_data_lead,           NULL,         0,            NULL           },
    {HTTP_GET,  "/api/v1",                        open_data_lead,           NULL,         0,            NULL           },
    {HTTP_GET,  "/quan-tri/giao-dien",            look_show,                PORTAL_WRITE, 0,            NULL           },
    {HTTP_POST, "/quan-tri/giao-dien",            look_send,                PORTAL_WRITE, ROUTE_UPLOAD, &look_form     },
    {HTTP_GET,  "/quan-tri/menu",                 menu_show,                PORTAL_WRITE, 0,            NULL           },
    {HTTP_POST, "/quan-tri/menu",                 menu_send,                PORTAL_WRITE, 0,            NULL           },
    {HTTP_GET,  "/quan-tri/menu/them",            menu_add_show,            PORTAL_WRITE, 0,            NULL           },
    {HTTP_POST, "/quan-tri/menu/them",            menu_add_send,            PORTAL_WRITE, 0,            &menu_item_form},
    {HTTP_GET,  "/quan-tri/menu/sua",             menu_edit_show,           PORTAL_WRITE, 0,            NULL           },
    {HTTP_POST, "/quan-tri/menu/sua",             menu_edit_send,           PORTAL_WRITE, 0,            &menu_item_form},
    {HTTP_GET,  "/quan-tri/trang",                static_pages_show,        PORTAL_WRITE, 0,            NULL           },
    {HTTP_GET,  "/quan-tri/trang/moi",            static_new_show,          PORTAL_WRITE, 0,            NULL           },
    {HTTP_POST, "/quan-tri/trang/moi",            static_new_send,          PORTAL_WRITE, ROUTE_UPLOAD, &static_form   },
    {HTTP_POST, "/quan-tri/trang/moi/xem-truoc",  static_preview_send,      PORTAL_WRITE, 0,
     &static_form                                                                                                      },
    {HTTP_POST, "/quan-tri/trang/moi/tu-luu",     static_new_autosave,      PORTAL_WRITE, 0,            &static_form   },
    {HTTP_POST, "/quan-tri/trang/{id}/xem-truoc", static_edit_preview_send, PORTAL_WRITE, 0,
     &static_form                                                                                                      },
    {HTTP_POST, "/quan-tri/trang/{id}/tu-luu",    static_edit_autosave,     PORTAL_WRITE, 0,            &static_form   },
    {HTTP_GET,  "/quan-tri/trang/{id}",           static_edit_show,         PORTAL_WRITE, 0,            NULL           },
    {HTTP_POST, "/quan-tri/trang/{id}",           static_edit_send,         PORTAL_WRITE, ROUTE_UPLOAD, &static_form   },
    {HTTP_GET,  "/quan-tri/trang/{id}/ban",       static_revisions_show,    PORTAL_WRITE, 0,            NULL           },
};

static const struct page_kind *const pages[] = {
    &static_page_kind,      &static_pages_kind, &static_edit_kind, &static_preview_kind,
    &static_revisions_kind, &contact_kind,      &look_kind,        &menu_kind,
    &menu_item_kind,        &open_data_kind};

static const struct nav_entry nav[] = {
    {"portal.contact.title", "/lien-he",    "nav.group.about", false, 20},
    {"portal.data.title",    "/du-lieu-mo", "nav.group.about", false, 90},
};

static const struct permission permissions[] = {
    {PORTAL_WRITE, PORTAL_ROLES},
};

static const char *const *const statements[] = {static_page_statements};

static const struct fault *sitemap(struct work *work, sitemap_add *add, void *context)
{
    static_pages list;
    const struct fault *fault = static_page_list(work, false, &list);
    for (size_t i = 0; !fault && i < list.count; i++)
        if (!str_equal(list.items[i].slug, STR("lien-he")))
            add(context, static_page_url(work->arena, list.items[i].slug),
                instant_date(list.items[i].updated_at));
    add(context, URL("/lien-he"), DATE_NONE);
    add(context, URL("/du-lieu-mo"), DATE_NONE);
    return fault;
}

const struct module portal_module = {
    .name = "portal",
    .routes = routes,
    .route_count = sizeof(routes) / sizeof(routes[0]),
    .api = portal_api,
    .api_count = PORTAL_API_COUNT,
    .pages = pages,
    .page_count = sizeof(pages) / sizeof(pages[0]),
    .permissions = permissions,
    .permission_count = sizeof(permissions) / sizeof(permissions[0]),
    .statements = statements,
    .statement_count = sizeof(statements) / sizeof(statements[0]),
    .nav = nav,
    .nav_count = sizeof(nav) / sizeof(nav[0]),
    .may_see_file = static_file_may_see,
    .sitemap = sitemap,
    .export = static_page_export,
    .offers = static_page_offers,
    .warns = static_page_warn,
    .reindex = static_page_reindex,
    .demo = portal_demo,
};
