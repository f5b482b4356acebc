/*
 * The manifest of units and people.
 */
#include "http/cache.h"
#include "modules/organisation/organisation.h"
#include "modules/organisation/organisation_api.h"
#include "modules/organisation/organisation_store.h"
#include "modules/organisation/organisation_web.h"
#include "modules/organisation/unit_day.h"
#include "modules/organisation/units_command.h"

enum {
    SITEMAP_STEP = 500
};

static const struct fault *sitemap(struct work *work, sitemap_add *add, void *context)
{
    unit_list units = {0};
    int64_t after = 0;
    add(context, URL("/don-vi"), DATE_NONE);
    add(context, URL("/lanh-dao"), DATE_NONE);
    add(context, URL("/so-do-to-chuc"), DATE_NONE);
    do {
        const struct fault *fault = unit_list_after(work, after, SITEMAP_STEP, &units);
        if (fault)
            return fault;
        for (size_t i = 0; i < units.count; i++) {
            const struct unit *unit = &units.items[i];
            add(context, url_relative(work->arena, "/don-vi/" PRISTR, STRARG(unit->slug)),
                date_is_none(unit->valid_to) ? unit->valid_from : unit->valid_to);
            after = unit->id;
        }
    } while (units.count == SITEMAP_STEP);
    return NULL;
}

/* ---- a new day ---- */

/* Pages say who holds a post and which units exist today; nothing is written
 * when the day changes, so what is kept of them is dropped then. */
struct organisation_state {
    struct civil_date today;
};

static void *start(struct site *site)
{
    struct organisation_state *state = ARENA_NEW(site->arena, struct organisation_state);
    state->today = clock_today(clock_system());
    return state;
}

static void stop(void *state)
{
    (void)state; /* lives in the site's arena */
}

static const struct fault *begin_day(struct work *work)
{
    struct organisation_state *state = site_state(work->site, "organisation");
    struct civil_date today = clock_today(work->clock);
    if (date_compare(state->today, today) == 0)
        return NULL;
    state->today = today;
    if (work->site->cache)
        cache_clear(work->site->cache);
    return NULL;
}

static const struct job jobs[] = {
    {"new-day", INT64_C(10000000), begin_day, false}
};

static const struct route routes[] = {
    {HTTP_GET, "/don-vi",        units_show,   NULL, ROUTE_CACHE, NULL},
    {HTTP_GET, "/don-vi/{slug}", unit_show,    NULL, ROUTE_CACHE, NULL},
    {HTTP_GET, "/lanh-dao",      leaders_show, NULL, ROUTE_CACHE, NULL},
    {HTTP_GET, "/so-do-to-chuc", chart_show,   NULL, ROUTE_CACHE, NULL},
};

static const struct page_kind *const pages[] = {&units_kind, &unit_kind, &leaders_kind,
                                                &chart_kind};

static const char *const *const statements[] = {organisation_statements};

static const struct nav_entry nav[] = {
    {"unit.leaders.title", "/lanh-dao",      "nav.group.about", false, 6 },
    {"unit.chart.title",   "/so-do-to-chuc", "nav.group.about", false, 8 },
    {"nav.units",          "/don-vi",        "nav.group.about", false, 10},
};

static const struct command commands[] = {
    {"import units", "command.import-units.usage", units_command},
};

const struct module organisation_module = {
    .name = "organisation",
    .routes = routes,
    .route_count = sizeof(routes) / sizeof(routes[0]),
    .api = organisation_api,
    .api_count = ORGANISATION_API_COUNT,
    .pages = pages,
    .page_count = sizeof(pages) / sizeof(pages[0]),
    .statements = statements,
    .statement_count = sizeof(statements) / sizeof(statements[0]),
    .nav = nav,
    .nav_count = sizeof(nav) / sizeof(nav[0]),
    .jobs = jobs,
    .job_count = sizeof(jobs) / sizeof(jobs[0]),
    .commands = commands,
    .command_count = sizeof(commands) / sizeof(commands[0]),
    .sitemap = sitemap,
    .start = start,
    .stop = stop,
    .demo = organisation_demo,
};
