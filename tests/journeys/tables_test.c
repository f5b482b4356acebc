/*
 * Every public list can be had as a table.
 */
#include "desk.h"

static size_t rows_of(struct str csv)
{
    size_t rows = 0;
    for (size_t i = 0; i < csv.len; i++)
        rows += csv.ptr[i] == '\n';
    return rows - 1; /* its head */
}

static void an_address_of_the_interface_cut_short_leads_to_what_there_is(void **state)
{
    static const char *const cut[] = {"/api", "/api/v1"};
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = visitor_new(&site);
        for (size_t i = 0; i < COUNT(cut); i++) {
            visit_get(an, cut[i]);
            assert_leads_to(an, "/du-lieu-mo");
        }
    }
}

static void every_public_list_is_a_table_too(void **state)
{
    /* columns: the page that leads to it, the table, words of its head */
    static const struct {
        const char *page;
        const char *table;
        const char *head;
    } tables[] = {
        {"/van-ban",          "/van-ban.csv",       "number,issuer,title"        },
        {"/du-lieu-mo",       "/tin-tuc.csv",       "title"                      },
        {"/du-lieu-mo",       "/don-vi.csv",        "kind,code,name"             },
        {"/tinh-han/quy-tac", "/quy-tac.csv",       "rule,title,condition,value" },
        {"/tinh-han/quy-tac", "/ngay-nghi.csv",     "day,kind,name,is_off"       },
        {"/du-lieu-mo",       "/lich-tiep-dan.csv", "unit,held_on,rule_on,starts"},
    };
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = visitor_new(&site);
        for (size_t i = 0; i < COUNT(tables); i++) {
            visit_get(an, tables[i].page);
            assert_link(an, tables[i].table);
            visit_get(an, tables[i].table);
            assert_status(an, 200);
            assert_true(str_starts(visit_header(an, "Content-Type"), STR("text/csv")));
            assert_true(str_starts(an->body, STR("\xef\xbb\xbf")));
            assert_true(str_find(an->body, str_from_c(tables[i].head), 0) >= 0);
            if (rows_of(an->body) == 0)
                fail_msg("%s has no rows", tables[i].table);
        }
    }
}

/* In 2022 both 30 April and 1 May were days of a weekend: Labour Code 2019, 111.3. */
/* RFC 9457 for programs; a browser shows people a page. */
static void a_table_that_cannot_be_given_says_so_to_whom_it_concerns(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *program = visitor_new(&site);
        visit_with(program, "Accept", "text/csv, */*;q=0.1");
        visit_get(program, "/tin-tuc.csv?limit=0");
        assert_status(program, 422);
        assert_str(visit_header(program, "Content-Type"), STR("application/problem+json"));
        visit_get(program, "/tin-tuc.csv?limit=0");
        assert_status(program, 422);
        assert_str(visit_header(program, "Content-Type"), STR("text/html; charset=utf-8"));
    }
}

static void days_off_are_those_of_the_law(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = visitor_new(&site);
        visit_get(an, "/ngay-nghi.csv?from=2022-04-25&until=2022-05-06");
        assert_status(an, 200);
        assert_int_equal(rows_of(an->body), 4);
        assert_true(str_find(an->body, STR("2022-04-30,holiday,"), 0) > 0);
        assert_true(str_find(an->body, STR("2022-05-01,holiday,"), 0) > 0);
        assert_true(str_find(an->body, STR("2022-05-02,lieu,"), 0) > 0);
        assert_true(str_find(an->body, STR("2022-05-03,lieu,"), 0) > 0);
        visit_get(an, "/ngay-nghi.csv?from=1899-12-31&until=1900-01-02");
        assert_true(str_find(an->body, STR("1900-01-01,holiday,"), 0) > 0);
        visit_get(an, "/api/v1/law/days-off?from=1/1/2022&until=hom-nay");
        assert_status(an, 422);
        visit_get(an, "/ngay-nghi.csv?from=2090-01-01&until=9999-12-31");
        assert_status(an, 200);
    }
}

static void categories_are_a_table_when_there_are_some(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = visitor_new(&site);
        struct visitor *approver = sign_in(&site, "duyet");
        visit_get(an, "/chuyen-muc.csv");
        assert_status(an, 200);
        visit_get(approver, DESK "/chuyen-muc");
        visit_submit(approver, "#them", "name", "Nông thôn mới", NULL);
        visit_get(an, "/chuyen-muc.csv");
        assert_true(str_find(an->body, STR(",nong-thon-moi,Nông thôn mới,"), 0) > 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_public_list_is_a_table_too),
        cmocka_unit_test(an_address_of_the_interface_cut_short_leads_to_what_there_is),
        cmocka_unit_test(a_table_that_cannot_be_given_says_so_to_whom_it_concerns),
        cmocka_unit_test(days_off_are_those_of_the_law),
        cmocka_unit_test(categories_are_a_table_when_there_are_some),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
