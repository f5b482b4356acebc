/*
 * The manifest of @name@: all that it adds to the program.
 */
#include "modules/@name@/@name@_store.h"
#include "modules/@name@/@name@_web.h"

/* columns: method, pattern, handler, permission, flags, form */
static const struct route routes[] = {
    {HTTP_GET, "/@name@", @name@_list_show, NULL, ROUTE_CACHE, NULL},
    {HTTP_GET, "/@name@/moi", @name@_new_show, "@name@.write", 0, NULL},
    {HTTP_POST, "/@name@/moi", @name@_new_send, "@name@.write", 0, NULL},
};

static const struct page_kind *const pages[] = {&@name@_list_kind, &@name@_new_kind};

static const struct permission permissions[] = {
    {"@name@.write", @NAME@_WRITERS},
};

static const char *const *const statements[] = {@name@_statements};

/* columns: message, path, group of the footer, in the menu, order */
static const struct nav_entry nav[] = {
    {"nav.@name@", "/@name@", "nav.group.know", false, 90},
};

const struct module @name@_module = {
    .name = "@name@",
    .routes = routes,
    .route_count = sizeof(routes) / sizeof(routes[0]),
    .pages = pages,
    .page_count = sizeof(pages) / sizeof(pages[0]),
    .permissions = permissions,
    .permission_count = sizeof(permissions) / sizeof(permissions[0]),
    .statements = statements,
    .statement_count = sizeof(statements) / sizeof(statements[0]),
    .nav = nav,
    .nav_count = sizeof(nav) / sizeof(nav[0]),
};
