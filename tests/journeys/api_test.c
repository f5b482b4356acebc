/*
 * The interface for programs, as programs meet it.
 */
#include "base/file.h"
#include "civic/openapi.h"
#include "modules/publications/article_testing.h"
#include "people.h"
#include "view/json_read.h"

#include <string.h>

static const struct json_value *answer(const struct visitor *program)
{
    const struct json_value *value;
    assert_no_fault(json_read(program->arena, program->body, 4 << 20, &value));
    return value;
}

static const struct json_value *ask(struct visitor *program, const char *target)
{
    visit_get(program, target);
    assert_status(program, 200);
    assert_str(visit_header(program, "Content-Type"), STR("application/json"));
    assert_str(visit_header(program, "Access-Control-Allow-Origin"), STR("*"));
    return answer(program);
}

/* The address of this site within an absolute one. */
static const char *target_of(struct visitor *program, struct str url)
{
    ptrdiff_t at = str_find(url, STR("://"), 0);
    assert_true(at > 0);
    at = str_find_byte(url, '/', (size_t)at + 3);
    assert_true(at > 0);
    return arena_c(program->site->arena, str_from(url, (size_t)at));
}

/* ---- lists ---- */

static void a_program_reads_a_list_to_its_end_by_next(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_EMPTY)
    {
        struct visitor *program = visitor_new(&site);
        int64_t unit = article_testing_unit(site.work, "1");
        const char *target = "/api/v1/news?limit=20";
        size_t counts[] = {20, 20, 5};
        int expected = 45;
        for (int64_t id = 1; id <= 45; id++)
            article_testing_add(site.work, unit, id, 1000 + id / 30);
        for (size_t page = 0; page < COUNT(counts); page++) {
            const struct json_value *list = ask(program, target);
            const struct json_value *items = json_member(list, "items");
            struct str next;
            assert_int_equal(json_count(items), counts[page]);
            for (size_t i = 0; i < counts[page]; i++) {
                struct str id;
                assert_true(json_get_text(json_item(items, i), "id", &id));
                assert_str(id, arena_printf(program->arena, "%d", expected--));
            }
            if (page + 1 == COUNT(counts)) {
                assert_true(json_value_is_null(json_member(list, "next")));
                break;
            }
            assert_true(json_get_text(list, "next", &next));
            target = target_of(program, next);
        }
    }
}

static void a_table_has_every_row_and_no_formula(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_EMPTY)
    {
        struct visitor *program = visitor_new(&site);
        struct article_text text = {STR_INIT("=HYPERLINK(1)"), STR_INIT("Sapo, \"có\" dấu"),
                                    STR_INIT("Nội dung."), STR_INIT("")};
        int64_t unit = article_testing_unit(site.work, "1");
        int64_t id;
        size_t lines = 0;
        struct str rest;
        for (int64_t i = 1; i <= 450; i++)
            article_testing_add(site.work, unit, i, 1000 + i);
        assert_no_fault(article_create(site.work, unit, &text, &id));
        assert_no_fault(article_publish(site.work, id, 1));
        db_release(site.work);
        visit_get(program, "/tin-tuc.csv");
        assert_status(program, 200);
        assert_str(visit_header(program, "Content-Type"),
                   STR("text/csv; charset=utf-8; header=present"));
        assert_true(str_starts(program->body, STR("\xEF\xBB\xBFid,slug,url,title,")));
        assert_true(str_find(program->body, STR(",'=HYPERLINK(1),\"Sapo, \"\"có\"\" dấu\","), 0) >
                    0);
        rest = program->body;
        while (rest.ptr && str_cut(&rest, '\n').len > 0)
            lines++;
        assert_int_equal(lines, 1 + 451); /* the header, and more than two pages */
    }
}

/* ---- one thing ---- */

static void only_what_is_published_is_given(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_EMPTY)
    {
        struct visitor *program = visitor_new(&site);
        int64_t unit = article_testing_unit(site.work, "1");
        struct str title;
        article_testing_add(site.work, unit, 7, 1000);
        article_testing_add(site.work, unit, 8, 0); /* a draft */
        assert_true(json_get_text(ask(program, "/api/v1/news/bai-7"), "title", &title));
        assert_str(title, STR("Bài 7"));
        visit_get(program, "/api/v1/news/bai-8");
        assert_status(program, 404);
        assert_str(visit_header(program, "Content-Type"), STR("application/problem+json"));
        assert_no_fault(article_withdraw(site.work, 7, 1));
        db_release(site.work);
        visit_get(program, "/api/v1/news/bai-7");
        assert_status(program, 410);
        assert_int_equal(json_count(json_member(ask(program, "/api/v1/news"), "items")), 0);
    }
}

static void an_editor_is_told_no_more_than_a_stranger(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        static const char *const targets[] = {"/api/v1/news", "/api/v1/units",
                                              "/api/v1/search?q=dan+chu"};
        struct visitor *stranger = visitor_new(&site);
        struct visitor *editor = visitor_new(&site);
        signs_in(editor, "bientap");
        for (size_t i = 0; i < COUNT(targets); i++) {
            visit_get(stranger, targets[i]);
            assert_status(stranger, 200);
            visit_get(editor, targets[i]);
            assert_status(editor, 200);
            assert_str(editor->body, stranger->body);
        }
    }
}

static void what_is_unchanged_is_not_sent_again(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *program = visitor_new(&site);
        const char *etag;
        visit_get(program, "/api/v1/units");
        etag = arena_c(site.arena, visit_header(program, "ETag"));
        assert_true(strlen(etag) > 2);
        visit_with(program, "If-None-Match", etag);
        visit_get(program, "/api/v1/units");
        assert_status(program, 304);
    }
}

/* ---- faults ---- */

static void a_wrong_question_is_answered_with_a_problem(void **state)
{
    /* columns: address, status, parameter that is wrong, or NULL */
    static const struct {
        const char *target;
        int status;
        const char *parameter;
    } cases[] = {
        {"/api/v1/news?limit=201",             422, "limit"},
        {"/api/v1/news?limit=0",               422, "limit"},
        {"/api/v1/news?after=yesterday",       422, "after"},
        {"/api/v1/news?unit=atlantis",         422, "unit" },
        {"/api/v1/units?after=x",              422, "after"},
        {"/api/v1/search",                     422, "q"    },
        {"/api/v1/search?q=a&after=9",         422, "after"},
        {"/api/v1/search?q=a&from=2022-02-30", 422, "from" },
        {"/api/v1/news/khong-co",              404, NULL   },
        {"/api/v1/units/khong-co",             404, NULL   },
        {"/api/v1/nothing",                    404, NULL   },
        {"/api/v1/news/%FF",                   400, NULL   },
        {"/api/v1/news/%zz",                   400, NULL   },
        {"/api/v1//news",                      400, NULL   },
        {"/api/v1/news?after=%FF",             400, NULL   },
    };
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *program = visitor_new(&site);
        for (size_t i = 0; i < COUNT(cases); i++) {
            const struct json_value *problem;
            struct str parameter;
            int64_t status;
            visit_get(program, cases[i].target);
            assert_status(program, cases[i].status);
            assert_str(visit_header(program, "Content-Type"), STR("application/problem+json"));
            problem = answer(program);
            assert_true(json_get_int(problem, "status", &status));
            assert_int_equal(status, cases[i].status);
            if (!cases[i].parameter)
                continue;
            assert_true(json_get_text(json_item(json_member(problem, "errors"), 0), "parameter",
                                      &parameter));
            assert_str(parameter, str_from_c(cases[i].parameter));
        }
    }
}

/* ---- the description ---- */

/* Every "$ref" of the text leads to a component that is there. */
static void follow_references(struct visitor *program, const struct json_value *description)
{
    const struct json_value *components = json_member(description, "components");
    struct str mark = STR("\"$ref\":\"#/components/");
    size_t references = 0;
    for (ptrdiff_t at = str_find(program->body, mark, 0); at >= 0;
         at = str_find(program->body, mark, (size_t)at + 1)) {
        struct str rest = str_from(program->body, (size_t)at + mark.len);
        const char *group = arena_c(program->arena, str_cut(&rest, '/'));
        const char *name = arena_c(program->arena, str_cut(&rest, '"'));
        assert_non_null(json_member(json_member(components, group), name));
        references++;
    }
    assert_true(references > 10);
}

static void the_description_names_every_address(void **state)
{
    static const char *const faults[] = {"4XX", "5XX"};
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *program = visitor_new(&site);
        const struct json_value *paths;
        const struct json_value *description = ask(program, "/api/v1/openapi.json");
        struct str version;
        assert_true(json_get_text(description, "openapi", &version));
        assert_str(version, STR("3.1.0"));
        follow_references(program, description);
        paths = json_member(description, "paths");
        for (size_t m = 0; site.site->modules[m]; m++) {
            const struct module *module = site.site->modules[m];
            for (size_t i = 0; i < module->api_count; i++) {
                const struct json_value *path = json_member(paths, module->api[i].path);
                struct str summary;
                assert_true(json_get_text(json_member(path, "get"), "summary", &summary));
                assert_false(str_starts(summary, STR("api.")));
                for (size_t f = 0; f < COUNT(faults); f++)
                    assert_non_null(
                        json_member(json_member(json_member(path, "get"), "responses"), faults[f]));
                if (module->api[i].csv)
                    assert_non_null(json_member(paths, module->api[i].csv));
            }
        }
    }
}

/* What /cong-khai tells of a document (demo/documents/thanh-ba.txt). */
static void a_document_says_for_which_clause_it_is_public(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *program = visitor_new(&site);
        const struct json_value *record = ask(program, "/api/v1/documents/quyet-dinh-96-qd-ubnd");
        struct str item;
        assert_true(json_get_text(json_member(record, "document"), "item", &item));
        assert_str(item, STR("c13"));
    }
}

/* Whoever looks for it finds it from the front page. */
static void people_are_led_to_every_table_and_feed(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = visitor_new(&site);
        visit_get(an, "/");
        visit_get(an, arena_c(site.arena, visit_link(an, "Dữ liệu mở")));
        assert_status(an, 200);
        assert_page_has(an, "OpenAPI 3.1");
        for (size_t m = 0; site.site->modules[m]; m++) {
            const struct module *module = site.site->modules[m];
            for (size_t i = 0; i < module->api_count; i++) {
                assert_page_has(an, module->api[i].path);
                if (module->api[i].csv)
                    assert_page_has(an, module->api[i].csv);
            }
            for (size_t i = 0; i < module->feed_count; i++)
                assert_true(str_find(an->body,
                                     arena_printf(an->arena, "<a href=\"%s\" type=\"%s\">",
                                                  module->feeds[i].path, module->feeds[i].type),
                                     0) > 0);
        }
        assert_no_dead_links(an);
    }
}

static void the_page_for_people_is_in_step(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_EMPTY)
    {
        struct buf buf = buf_init(site.arena, 1 << 20);
        struct str written;
        site.work->locale = LOCALE_EN;
        openapi_write_markdown(site.work, &buf);
        assert_no_fault(file_read(site.arena, "docs/api.md", 1 << 20, &written));
        if (!str_equal(written, buf_str(&buf)))
            fail_msg("docs/api.md is old: build/dinh --lang en api > docs/api.md");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_program_reads_a_list_to_its_end_by_next),
        cmocka_unit_test(a_table_has_every_row_and_no_formula),
        cmocka_unit_test(only_what_is_published_is_given),
        cmocka_unit_test(an_editor_is_told_no_more_than_a_stranger),
        cmocka_unit_test(what_is_unchanged_is_not_sent_again),
        cmocka_unit_test(a_wrong_question_is_answered_with_a_problem),
        cmocka_unit_test(the_description_names_every_address),
        cmocka_unit_test(a_document_says_for_which_clause_it_is_public),
        cmocka_unit_test(people_are_led_to_every_table_and_feed),
        cmocka_unit_test(the_page_for_people_is_in_step),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
