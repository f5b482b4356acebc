/*
 * Days and numbers at the ends of what can be written, in every address: each page answers
 * in words, and none goes on for ever. A page that asked how often leaders receive until
 * 31/12/9999 once took all memory of the machine.
 */
#include "people.h"

#include "app/pipeline.h"
#include "civic/module.h"
#include "http/urlencoded.h"

#include <sys/resource.h>

enum {
    MEMORY = 2 * 1024 * 1024 /* KiB that this program may take: a loop without end dies early */
};

/* What pages read behind "?": days, months, years, numbers, places in a list. */
static const char *const names[] = {"tu",    "den",   "ngay", "thang", "nam",     "quy", "ky",
                                    "trang", "truoc", "sau",  "so",    "tu-ngay", "on",  "from",
                                    "to",    "year",  "page", "limit", "after",   "date"};

static const char *const values[] = {"9999-12-31",
                                     "31/12/9999",
                                     "9999-12",
                                     "12/9999",
                                     "9999",
                                     "0001-01-01",
                                     "01/01/0001",
                                     "0001-01",
                                     "1",
                                     "0",
                                     "-1",
                                     "2147483647",
                                     "9223372036854775807",
                                     "-9223372036854775808",
                                     "99999999999999999999"};

static const char *path_with(struct visitor *visitor, const char *pattern, const char *value)
{
    struct buf path = buf_init(visitor->arena, 8192);
    struct str rest = str_from_c(pattern);
    while (rest.ptr) {
        struct str part = str_cut(&rest, '{');
        buf_add(&path, part);
        if (!rest.ptr)
            break;
        percent_encode(&path, str_from_c(value), STR(""));
        str_cut(&rest, '}');
    }
    for (size_t i = 0; i < COUNT(names); i++)
        buf_printf(&path, "%c%s=%s", i == 0 ? '?' : '&', names[i], value);
    return arena_c(visitor->arena, buf_str(&path));
}

static int ask_all(struct site_testing *site, struct visitor *visitor, const char *login)
{
    int count = 0;
    for (size_t m = 0; site->site->modules[m]; m++) {
        const struct module *module = site->site->modules[m];
        for (size_t r = 0; r < module->route_count; r++)
            for (size_t i = 0; module->routes[r].method == HTTP_GET && i < COUNT(values); i++) {
                visit_get(visitor, path_with(visitor, module->routes[r].pattern, values[i]));
                if (visitor->status < 200 || visitor->status >= 500)
                    fail_msg("%s, %s: %s gives %d", login, module->routes[r].pattern, values[i],
                             visitor->status);
                count++;
            }
    }
    return count;
}

static void every_page_answers_the_first_and_the_last_day_there_is(void **state)
{
    static const char *const logins[] = {"quantri", "lanhdao", "tiepdan", "thanhtra"};
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        int count;
        site.pipeline->pages = NULL; /* who asks for all of them is not slowed down */
        count = ask_all(&site, visitor_new(&site), "a stranger");
        for (size_t i = 0; i < COUNT(logins); i++)
            count += ask_all(&site, sign_in(&site, logins[i]), logins[i]);
        assert_true(count > 5 * 100 * (int)COUNT(values)); /* a hundred pages at least */
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_page_answers_the_first_and_the_last_day_there_is),
    };
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
    const struct rlimit most = {(rlim_t)MEMORY * 1024, (rlim_t)MEMORY * 1024};
    if (setrlimit(RLIMIT_AS, &most) != 0)
        return 1;
#endif
    return cmocka_run_group_tests(tests, NULL, NULL);
}
