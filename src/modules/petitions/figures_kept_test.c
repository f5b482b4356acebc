/*
 * Many petitions are counted once a minute, few each time.
 */
#include "app/testing.h"
#include "civic/actor.h"
#include "modules/petitions/figures_kept.h"
#include "modules/petitions/petition.h"

static int64_t receive(struct site_testing *site, struct civil_date on)
{
    struct letter letter = {
        .kind = &proposal_kind,
        .source = STR("paper"),
        .received_on = on,
        .title = STR("Đề nghị của bà con khu 5"),
        .content = STR("Mương thoát nước cạnh trường mầm non bị tắc."),
        .sender = {.name = STR("Trần Văn Ất"), .address = STR("Khu 5")}
    };
    struct matter_receipt receipt;
    assert_no_fault(letter_receive(site->work, &letter, &receipt));
    db_release(site->work);
    return receipt.id;
}

/* So many more of the year before. */
static void fill(struct site_testing *site, int64_t like, int64_t from, int64_t count)
{
    struct str script = arena_printf(
        site->arena,
        "INSERT INTO matter (id, code, key_digest, kind, unit_id, state, phase, due_on, title,"
        " content, source, visibility, facts, received_on, opened_at, event_count, chain_head)"
        " WITH RECURSIVE n(i) AS (SELECT %lld UNION ALL SELECT i + 1 FROM n WHERE i < %lld)"
        " SELECT n.i, 'TB-2021-' || CAST(n.i AS TEXT), m.key_digest, m.kind, m.unit_id, m.state,"
        " 0, '2022-01-10', 'Việc khác', 'Đèn đường hỏng', m.source, 'agency', '', '2021-05-05',"
        " m.opened_at, m.event_count, m.chain_head FROM n JOIN matter m ON m.id = %lld",
        (long long)from, (long long)(from + count - 1), (long long)like);
    assert_no_fault(db_write(site->work, db_testing_script, &script));
    db_release(site->work);
}

static int64_t said(struct site_testing *site, const char *year)
{
    struct figures figures;
    int64_t received = 0;
    assert_no_fault(figures_said(site->work, str_from_c(year), &figures));
    for (size_t i = 0; i < figures.of_year.count; i++)
        received += figures.of_year.items[i].received;
    db_release(site->work);
    return received;
}

static void a_year_of_many_is_counted_once_a_minute(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        int64_t first = receive(&site, date_ymd(2022, 3, 1));
        fill(&site, first, 1, FIGURES_KEPT_FROM);
        assert_int_equal(said(&site, "2021"), FIGURES_KEPT_FROM);
        fill(&site, first, FIGURES_KEPT_FROM + 1, 1);
        assert_int_equal(said(&site, "2021"), FIGURES_KEPT_FROM);
        /* a year of few, and one in which there were none: the newest */
        assert_int_equal(said(&site, "2022"), 1);
        receive(&site, date_ymd(2022, 3, 2));
        assert_int_equal(said(&site, "2022"), 2);
        assert_int_equal(said(&site, "1999"), 2);
        site_testing_wait(&site, FIGURES_KEPT_SECONDS);
        assert_int_equal(said(&site, "2021"), FIGURES_KEPT_FROM + 1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_year_of_many_is_counted_once_a_minute),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
