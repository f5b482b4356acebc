/*
 * What a manifest says is kept comes out of memory the second time, in every set-up: new
 * pages are walked as soon as they stand in a manifest.
 */
#include "app/testing.h"
#include "civic/api.h"
#include "civic/module.h"

#include <string.h>

/* Whoever asks second has it out of memory; what asks for more than an address passes. */
static void must_be_kept(struct visitor *an, const char *path)
{
    if (strchr(path, '{'))
        return;
    visit_get(an, path);
    if (an->status != 200)
        return;
    visit_get(an, path);
    if (!an->is_kept)
        fail_msg("%s is made anew for each who asks", path);
    assert_true(visit_header(an, "ETag").len > 0);
}

static void walk(struct site_testing *site)
{
    struct visitor *an = visitor_new(site);
    for (size_t m = 0; site->site->modules[m]; m++) {
        const struct module *module = site->site->modules[m];
        for (size_t i = 0; i < module->route_count; i++)
            if (module->routes[i].method == HTTP_GET && module->routes[i].flags & ROUTE_CACHE)
                must_be_kept(an, module->routes[i].pattern);
        for (size_t i = 0; i < module->api_count; i++)
            if (!module->api[i].is_not_kept)
                must_be_kept(an, module->api[i].path);
    }
}

static void what_is_to_be_kept_is_kept(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        walk(&site);
        site.site->is_behind_tls = true;
        walk(&site);
        site.site->public_address = STR("https://thanhba.example");
        walk(&site);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_to_be_kept_is_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
