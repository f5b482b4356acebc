/*
 * The figures of petitions and of reception as programs read them: year after year, and
 * no more than the pages tell.
 */
#include "app/testing.h"
#include "civic/actor.h"
#include "modules/petitions/petition.h"
#include "view/json_read.h"

static void receive(struct site_testing *site, const struct matter_kind *kind, struct civil_date on)
{
    struct letter letter = {
        .kind = kind,
        .source = STR("paper"),
        .received_on = on,
        .title = STR("Đề nghị của bà con khu 5"),
        .content = STR("Mương thoát nước cạnh trường mầm non bị tắc."),
        .sender = {.name = STR("Trần Văn Ất"), .address = STR("Khu 5")}
    };
    struct matter_receipt receipt;
    assert_no_fault(letter_receive(site->work, &letter, &receipt));
    db_release(site->work);
}

/* "2022 unit 2, 2022 kind 1, …": the rows of a page of the list; and where the next is. */
static struct str rows_of(struct visitor *program, const char *target, const char **ret_next)
{
    struct buf buf = buf_init(program->site->arena, 4096);
    const struct json_value *list;
    const struct json_value *items;
    struct str next;
    visit_get(program, target);
    assert_status(program, 200);
    assert_no_fault(json_read(program->arena, program->body, 1 << 20, &list));
    items = json_member(list, "items");
    for (size_t i = 0; i < json_count(items); i++) {
        static const char *const members[] = {"year", "month", "group", "kind", "name"};
        const struct json_value *item = json_item(items, i);
        struct str text;
        int64_t received;
        for (size_t m = 0; m < COUNT(members); m++)
            if (json_get_text(item, members[m], &text))
                buf_printf(&buf, PRISTR " ", STRARG(text));
        assert_true(json_get_int(item, "received", &received));
        buf_printf(&buf, "%lld; ", (long long)received);
    }
    *ret_next = NULL;
    if (json_get_text(list, "next", &next))
        *ret_next =
            arena_c(program->site->arena, str_from(next, (size_t)str_find(next, STR("/api"), 0)));
    return buf_str(&buf);
}

static void figures_are_read_year_after_year(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *program = visitor_new(&site);
        const char *next;
        receive(&site, &proposal_kind, date_ymd(2022, 3, 1));
        receive(&site, &proposal_kind, date_ymd(2022, 2, 3));
        receive(&site, &complaint_kind, date_ymd(2022, 3, 2));
        receive(&site, &second_complaint_kind, date_ymd(2022, 3, 3));
        receive(&site, &proposal_kind, date_ymd(2020, 12, 31));
        assert_str(
            rows_of(program, "/api/v1/petition-figures", &next),
            STR("2022 unit Huyện Thanh Ba 4; 2022 kind khieu-nai 2; 2022 kind kien-nghi 2; "));
        assert_non_null(next);
        assert_str(rows_of(program, next, &next),
                   STR("2020 unit Huyện Thanh Ba 1; 2020 kind kien-nghi 1; "));
        assert_null(next);
        assert_str(rows_of(program, "/api/v1/petition-months", &next),
                   STR("2022-02 kien-nghi 1; 2022-03 khieu-nai 2; 2022-03 kien-nghi 1; "));
        assert_str(rows_of(program, next, &next), STR("2020-12 kien-nghi 1; "));
        visit_get(program, "/api/v1/petition-figures?after=2021");
        assert_status(program, 422);
        /* the table holds all years, and what came meanwhile */
        receive(&site, &proposal_kind, date_ymd(2019, 5, 5));
        visit_get(program, "/don-thu/so-lieu.csv");
        assert_page_has(program, "2022,unit,Huyện Thanh Ba,4,");
        assert_page_has(program, "2019,kind,kien-nghi,1,");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(figures_are_read_year_after_year),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
