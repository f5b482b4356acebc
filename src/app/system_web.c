/*
 * Addresses of the program itself: health, metrics, built-in files, the
 * visitor's theme, robots and security.txt.
 */
#include "app/system.h"

#include "app/error_page.h"
#include "app/metrics.h"
#include "app/order.h"
#include "app/sitemap.h"
#include "base/asset.h"
#include "civic/appearance.h"
#include "civic/menu.h"
#include "civic/openapi.h"
#include "civic/page.h"
#include "civic/paper_kinds.h"
#include "civic/series.h"
#include "civic/unit.h"
#include "db/db.h"
#include "http/cache.h"
#include "http/etag.h"
#include "http/urlencoded.h"

/* ---- health ---- */

static const struct fault *healthz(struct work *work, const struct request *request,
                                   struct response *response)
{
    (void)work;
    (void)request;
    response_text(response, 200, STR("ok\n"));
    return NULL;
}

static const char READY[] = "SELECT 1";

static const struct fault *readyz(struct work *work, const struct request *request,
                                  struct response *response)
{
    struct db_rows *rows;
    const struct db_pool *pool = work->site->pool;
    const struct fault *fault = db_one(work, READY, P0, &rows);
    (void)request;
    if (fault)
        response_text(response, 503, STR("database\n"));
    else if (db_writer_silence(pool) > db_patience(pool)) /* who wants to write is refused */
        response_text(response, 503, STR("writer\n"));
    else
        response_text(response, 200, STR("ok\n"));
    return NULL;
}

static const struct fault *metrics(struct work *work, const struct request *request,
                                   struct response *response)
{
    const struct metrics *metrics = site_state(work->site, "system");
    struct buf buf = buf_init(work->arena, 256 * 1024);
    struct db_stats db = db_stats(work->site->pool);
    (void)request;
    metrics_write(metrics, &buf);
    metrics_write_value(&buf, "dinh_db_use_cases_total", "counter", "Use-cases run by the writer.",
                        (uint64_t)db.use_cases);
    metrics_write_value(&buf, "dinh_db_commits_total", "counter", "Durable transactions.",
                        (uint64_t)db.commits);
    if (work->site->cache) {
        struct cache_stats cache = cache_stats(work->site->cache);
        metrics_write_value(&buf, "dinh_cache_hits_total", "counter", "Pages sent as they lay.",
                            cache.hits);
        metrics_write_value(&buf, "dinh_cache_renders_total", "counter", "Pages made anew.",
                            cache.renders);
        metrics_write_value(&buf, "dinh_cache_bytes", "gauge", "Memory of kept pages.",
                            cache.bytes);
    }
    response_bytes(response, 200, STR("text/plain; version=0.0.4; charset=utf-8"), buf_str(&buf));
    return NULL;
}

/* ---- built-in files ---- */

/* columns: ending, media type */
static const struct {
    struct str ending;
    struct str type;
} types[] = {
    {STR_INIT(".css"),   STR_INIT("text/css; charset=utf-8")       },
    {STR_INIT(".js"),    STR_INIT("text/javascript; charset=utf-8")},
    {STR_INIT(".svg"),   STR_INIT("image/svg+xml")                 },
    {STR_INIT(".woff2"), STR_INIT("font/woff2")                    },
    {STR_INIT(".png"),   STR_INIT("image/png")                     },
    {STR_INIT(".jpg"),   STR_INIT("image/jpeg")                    },
    {STR_INIT(".webp"),  STR_INIT("image/webp")                    },
    {STR_INIT(".txt"),   STR_INIT("text/plain; charset=utf-8")     },
};

static const struct fault *send_asset(struct work *work, const struct request *request,
                                      struct response *response, struct str name)
{
    const struct asset *asset = asset_find(name);
    for (size_t i = 0; asset && i < sizeof(types) / sizeof(types[0]); i++) {
        if (!str_ends(name, types[i].ending))
            continue;
        response_bytes(response, 200, types[i].type, asset->bytes);
        response_etag(response, etag_of(work->arena, asset->bytes));
        response_keep(response, request_query(request, STR("v")).len ? RESPONSE_IMMUTABLE
                                                                     : RESPONSE_REVALIDATE);
        return NULL;
    }
    return fault_new(work->arena, FAULT_NOT_FOUND, "error.not_found", "no asset");
}

static const struct fault *file(struct work *work, const struct request *request,
                                struct response *response)
{
    struct str name = request_param(request, STR("name"));
    return send_asset(work, request, response,
                      arena_printf(work->arena, "ui/" PRISTR, STRARG(name)));
}

static const struct fault *font(struct work *work, const struct request *request,
                                struct response *response)
{
    struct str name = request_param(request, STR("name"));
    return send_asset(work, request, response,
                      arena_printf(work->arena, "ui/fonts/" PRISTR, STRARG(name)));
}

static const struct fault *favicon(struct work *work, const struct request *request,
                                   struct response *response)
{
    return send_asset(work, request, response, STR("ui/favicon.svg"));
}

/* ---- the visitor's choices ---- */

static const char *const theme_choices[] = {"auto", "light", "dark", NULL};
static const struct form_field theme_fields[] = {
    {"theme", INPUT_CHOICE, 0, 0,               true,  theme_choices},
    {"back",  INPUT_LINE,   0, 2000,            false, NULL         },
    {"query", INPUT_LINE,   0, PAGE_QUERY_MOST, false, NULL         },
};

/* Where the visitor was, and what was asked there: read and written anew, so that it is
 * an address of this site whatever somebody sends. */
static struct str way_back(struct work *work, const struct form *form)
{
    struct url url = url_path(work->arena, form_str(form, "back"));
    struct pairs pairs = {.count = 0};
    const struct fault *fault =
        urlencoded_parse(work->arena, form_str(form, "query"), PAGE_QUERY_MOST, &pairs);
    for (size_t i = 0; !fault && i < pairs.count; i++)
        url = url_add(work->arena, url, pairs.items[i].name, pairs.items[i].value);
    return url.text;
}

/* Remembers the theme for a year and goes back to where the visitor was. */
static const struct fault *theme(struct work *work, const struct request *request,
                                 struct response *response)
{
    struct form form;
    struct cookie cookie = {
        .name = STR("theme"), .max_age = INT64_C(365) * 24 * 3600, .secure = request->is_secure};
    const struct fault *fault = form_read(work, request, theme_fields, 3, &form);
    if (fault)
        return fault;
    cookie.value = form_str(&form, "theme");
    if (str_equal(cookie.value, STR("auto")))
        cookie.max_age = 0;
    response_redirect(response, way_back(work, &form));
    response_cookie(response, &cookie);
    return NULL;
}

/* ---- for machines ---- */

static const struct fault *robots(struct work *work, const struct request *request,
                                  struct response *response)
{
    struct url map = url_under(work->arena, page_base(work, request), URL("/sitemap.xml"));
    response_text(response, 200,
                  arena_printf(work->arena,
                               "User-agent: *\nDisallow: /can-bo/\nDisallow: /quan-tri/\n"
                               "Disallow: /dang-nhap\n\nSitemap: " PRISTR "\n",
                               STRARG(map.text)));
    response_keep(response, RESPONSE_REVALIDATE);
    return NULL;
}

/* RFC 9116. Who told no address for it in the settings is written to where everybody
 * writes; without either there is none. */
static const struct fault *security(struct work *work, const struct request *request,
                                    struct response *response)
{
    struct date_parts today = date_parts(clock_today(work->clock));
    struct str contact = work->site->contact;
    struct appearance appearance;
    const struct fault *fault = appearance_get(work, &appearance);
    (void)request;
    if (fault)
        return fault;
    if (contact.len == 0)
        contact = appearance_email_url(work->arena, &appearance).text;
    if (contact.len == 0)
        return fault_new(work->arena, FAULT_NOT_FOUND, "error.not_found", "no contact set");
    response_text(response, 200,
                  arena_printf(work->arena,
                               "Contact: " PRISTR "\nExpires: %04d-12-31T00:00:00Z\n"
                               "Preferred-Languages: vi, en\n",
                               STRARG(contact), today.year + (today.month > 9)));
    response_keep(response, RESPONSE_REVALIDATE);
    return NULL;
}

static const struct fault *openapi(struct work *work, const struct request *request,
                                   struct response *response)
{
    struct buf buf = buf_init(work->arena, API_BYTES);
    openapi_write(work, page_base(work, request), &buf);
    api_respond(work, response, buf_str(&buf));
    return NULL;
}

static const struct route routes[] = {
    {HTTP_GET,  "/healthz",                  healthz,       NULL, ROUTE_BUILT_IN,               NULL},
    {HTTP_GET,  "/readyz",                   readyz,        NULL, 0,                            NULL},
    {HTTP_GET,  "/metrics",                  metrics,       NULL, ROUTE_BUILT_IN,               NULL},
    {HTTP_GET,  "/assets/{name}",            file,          NULL, ROUTE_CACHE | ROUTE_BUILT_IN, NULL},
    {HTTP_GET,  "/assets/fonts/{name}",      font,          NULL, ROUTE_CACHE | ROUTE_BUILT_IN, NULL},
    {HTTP_GET,  "/favicon.ico",              favicon,       NULL, ROUTE_CACHE | ROUTE_BUILT_IN, NULL},
    {HTTP_GET,  "/robots.txt",               robots,        NULL, ROUTE_CACHE,                  NULL},
    {HTTP_GET,  API_ROOT "openapi.json",     openapi,       NULL, ROUTE_CACHE,                  NULL},
    {HTTP_GET,  "/sitemap.xml",              sitemap_index, NULL, ROUTE_CACHE | ROUTE_POOL,     NULL},
    {HTTP_GET,  "/sitemap/{piece}.xml",      sitemap_piece, NULL, ROUTE_CACHE | ROUTE_POOL,     NULL},
    {HTTP_GET,  "/.well-known/security.txt", security,      NULL, 0,                            NULL},
    {HTTP_POST, "/giao-dien",                theme,         NULL, 0,                            NULL},
};

static const struct page_kind *const pages[] = {&error_page_kind};
static const char *const own_statements[] = {READY, NULL};
static const char *const *const statements[] = {
    order_statements,      own_statements,  unit_statements,  unit_tree_statements,
    appearance_statements, menu_statements, series_statements};

static void *start(struct site *site)
{
    return metrics_new(site->arena);
}

static void stop(void *state)
{
    (void)state; /* lives in the site's arena */
}

static const char *const kept[] = {SITE_UNIT_KEPT, APPEARANCE_KEPT, MENU_KEPT, NULL};

const struct module system_module = {
    .kept = kept,
    .name = "system",
    .routes = routes,
    .route_count = sizeof(routes) / sizeof(routes[0]),
    .pages = pages,
    .page_count = sizeof(pages) / sizeof(pages[0]),
    .papers = paper_standard_kinds,
    .paper_count = PAPER_STANDARD_COUNT,
    .statements = statements,
    .statement_count = sizeof(statements) / sizeof(statements[0]),
    .start = start,
    .stop = stop,
};
