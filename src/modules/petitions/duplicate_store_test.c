/*
 * Who is found among many: a petition of the same words under another name, though
 * hundreds came between.
 */
#include "app/testing.h"
#include "civic/actor.h"
#include "civic/unit.h"
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

/* A letter of a unit, by somebody who can be reached. */
static int64_t receive_of(struct site_testing *site, int64_t unit_id, const char *name,
                          const char *phone, const char *email)
{
    struct letter letter = {
        .kind = &proposal_kind,
        .unit_id = unit_id,
        .source = STR("paper"),
        .received_on = date_ymd(2022, 3, 4),
        .title = STR("Mương khu 5 bị tắc"),
        .content = str_from_c(WORDS "."),
        .sender = {.name = str_from_c(name),
                   .address = STR("Khu 5"),
                   .phone = str_from_c(phone),
                   .email = str_from_c(email)}
    };
    struct matter_receipt receipt;
    assert_no_fault(letter_receive(site->work, &letter, &receipt));
    db_release(site->work);
    return receipt.id;
}

static bool finds(const duplicate_list *found, int64_t id, bool *ret_has_same_name)
{
    for (size_t i = 0; i < found->count; i++)
        if (found->items[i].other.id == id) {
            *ret_has_same_name = found->items[i].has_same_name;
            return true;
        }
    return false;
}

/* Three in one commune: the telephone of the one, the e-mail of the other; and one of the
 * same person in a commune whose files the clerk may not read. */
static void who_can_be_reached_the_same_way_is_found_where_it_may_be_read(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        int64_t communes[2] = {0};
        size_t count = 0;
        duplicate_list found;
        struct matter matter;
        struct unit district;
        unit_list below;
        int64_t by_phone;
        int64_t by_email;
        int64_t elsewhere;
        bool is_named = false;
        site.work->actor = &actor_system;
        assert_no_fault(site_unit(site.work, &district));
        assert_no_fault(unit_children(site.work, district.id, &below));
        for (size_t i = 0; i < below.count && count < COUNT(communes); i++)
            if (below.items[i].kind == UNIT_COMMUNE)
                communes[count++] = below.items[i].id;
        by_phone = receive_of(&site, communes[0], "Lò Văn Tám", "0912345678", "");
        by_email = receive_of(&site, communes[0], "Quàng Thị Chín", "", "muoi@vi-du.example");
        elsewhere = receive_of(&site, communes[1], "Cà Văn Mười", "0912345678", "");
        assert_no_fault(matter_load(
            site.work,
            receive_of(&site, communes[0], "Cà Văn Mười", "0912345678", "muoi@vi-du.example"),
            &matter));
        assert_no_fault(duplicate_find(site.work, &matter, &found));
        assert_true(finds(&found, elsewhere, &is_named));
        db_release(site.work);
        {
            const struct grant grant = {ROLE_RECEPTION_CLERK, communes[0]};
            const struct actor clerk = {.account_id = 11, .grants = &grant, .grant_count = 1};
            site.work->actor = &clerk;
            assert_no_fault(duplicate_find(site.work, &matter, &found));
            assert_true(finds(&found, by_phone, &is_named) && is_named);
            assert_true(finds(&found, by_email, &is_named) && is_named);
            assert_false(finds(&found, elsewhere, &is_named));
            site.work->actor = &actor_system;
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_words_are_found_behind_hundreds),
        cmocka_unit_test(who_can_be_reached_the_same_way_is_found_where_it_may_be_read),
    };
    return crypto_start() ? cmocka_run_group_tests(tests, NULL, NULL) : 1;
}
