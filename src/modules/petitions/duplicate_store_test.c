/*
 * Who is found among many: a petition of the same words under another name, though
 * hundreds came between.
 */
#include "app/testing.h"
#include "civic/actor.h"
#include "modules/petitions/duplicate.h"
#include "modules/petitions/petition.h"

#define WORDS "Mương thoát nước cạnh trường mầm non bị tắc từ tháng trước, nước tràn vào sân trường"

static int64_t receive(struct site_testing *site, const char *name, const char *words,
                       struct civil_date on)
{
    struct letter letter = {
        .kind = &proposal_kind,
        .source = STR("paper"),
        .received_on = on,
        .title = STR("Đề nghị của bà con khu 5"),
        .content = str_from_c(words),
        .sender = {.name = str_from_c(name), .address = STR("Khu 5")}
    };
    struct matter_receipt receipt;
    assert_no_fault(letter_receive(site->work, &letter, &receipt));
    db_release(site->work);
    return receipt.id;
}

/* 400 of other words, each received after `like`. */
static void fill_between(struct site_testing *site, int64_t like)
{
    struct str script = arena_printf(
        site->arena,
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 400)"
        " INSERT INTO matter (id, code, key_digest, kind, unit_id, state, phase, due_on, title,"
        " content, source, visibility, facts, received_on, opened_at, event_count, chain_head)"
        " SELECT n.i, 'TB-2021-' || n.i, m.key_digest, m.kind, m.unit_id, m.state, 0,"
        " '2022-01-10', 'Việc khác', 'Đèn đường hỏng', m.source, 'agency', '', '2022-02-01',"
        " m.opened_at, m.event_count, m.chain_head FROM n JOIN matter m ON m.id = %lld",
        (long long)like);
    assert_no_fault(db_write(site->work, db_testing_script, &script));
    db_release(site->work);
}

static void the_same_words_are_found_behind_hundreds(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        duplicate_list found;
        struct matter matter;
        int64_t first;
        int64_t second;
        site.work->actor = &actor_system;
        first = receive(&site, "Trần Văn Ất", WORDS ".", date_ymd(2022, 1, 4));
        fill_between(&site, first);
        second = receive(&site, "Lý Thị Mận", WORDS ", rất bẩn.", date_ymd(2022, 3, 4));
        assert_no_fault(matter_load(site.work, second, &matter));
        assert_no_fault(duplicate_find(site.work, &matter, &found));
        assert_int_equal(found.count, 1);
        assert_int_equal(found.items[0].other.id, first);
        assert_false(found.items[0].has_same_name);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_words_are_found_behind_hundreds),
    };
    return crypto_start() ? cmocka_run_group_tests(tests, NULL, NULL) : 1;
}
