/*
 * The manifest of search.
 */
#include "civic/search.h"
#include "modules/search/search.h"
#include "modules/search/search_api.h"
#include "modules/search/search_command.h"
#include "modules/search/search_web.h"

enum {
    TITLES_US = 60 * 1000000 /* nothing to do but after an earlier version */
};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* Not kept in the cache: there are as many addresses as things to type. */
static const struct route routes[] = {
    {HTTP_GET, "/tim-kiem",       search_page,        NULL, 0, NULL},
    {HTTP_GET, "/tim-kiem/goi-y", search_suggestions, NULL, 0, NULL},
};

static const struct page_kind *const pages[] = {&search_page_kind};

static const char *const *const statements[] = {search_index_statements, search_find_statements};
static const char *const *const sqlite_statements[] = {search_index_fts5_statements,
                                                       search_find_fts5_statements};
static const char *const *const postgres_statements[] = {search_index_tsvector_statements,
                                                         search_find_tsvector_statements};

static const struct nav_entry nav[] = {
    {"nav.search", "/tim-kiem", "nav.group.know", false, 90},
};

static const struct job jobs[] = {
    {"titles", TITLES_US, search_titles_job, false},
};

static const struct notice_source notices[] = {
    {"search", "notices.source.search", true, true, NULL, search_notices},
};

static const struct command commands[] = {
    {"index", "search.index.usage", search_index_command},
};

const struct module search_module = {
    .name = "search",
    .routes = routes,
    .route_count = COUNT(routes),
    .api = search_api,
    .api_count = SEARCH_API_COUNT,
    .pages = pages,
    .page_count = COUNT(pages),
    .statements = statements,
    .statement_count = COUNT(statements),
    .engine_statements = {[DB_SQLITE] = {sqlite_statements, COUNT(sqlite_statements)},
                          [DB_POSTGRES] = {postgres_statements, COUNT(postgres_statements)}},
    .nav = nav,
    .nav_count = COUNT(nav),
    .notices = notices,
    .notice_count = COUNT(notices),
    .jobs = jobs,
    .job_count = COUNT(jobs),
    .commands = commands,
    .command_count = COUNT(commands),
};
