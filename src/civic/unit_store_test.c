/*
 * The tree of units on both engines: paths, what lies within what, days of
 * validity, successors, the alphabet, addresses.
 */
#include "civic/actor.h"
#include "civic/site.h"
#include "civic/unit.h"
#include "db/testing.h"
#include "db/topic.h"

/* ---- making ---- */

static const struct fault *create(struct work *work, void *unit)
{
    return unit_create(work, unit);
}

static struct unit add(struct work *work, int64_t parent_id, enum unit_kind kind, const char *code,
                       const char *name)
{
    struct unit unit = {.parent_id = parent_id,
                        .kind = kind,
                        .code = str_from_c(code),
                        .name = str_from_c(name),
                        .valid_from = DATE_NONE,
                        .valid_to = DATE_NONE};
    assert_no_fault(db_write(work, create, &unit));
    db_release(work);
    return unit;
}

/* Phú Thọ > Thanh Ba > Đồng Xuân, Đại An; and Lâm Thao beside Thanh Ba. */
struct district {
    struct unit province;
    struct unit thanh_ba;
    struct unit lam_thao;
    struct unit dong_xuan;
    struct unit dai_an;
    struct unit village;
};

static struct district fill(struct work *work)
{
    struct district d;
    work->actor = &actor_system;
    d.province = add(work, 0, UNIT_PROVINCE, "25", "Tỉnh Phú Thọ");
    d.thanh_ba = add(work, d.province.id, UNIT_DISTRICT, "232", "Huyện Thanh Ba");
    d.lam_thao = add(work, d.province.id, UNIT_DISTRICT, "237", "Huyện Lâm Thao");
    d.dong_xuan = add(work, d.thanh_ba.id, UNIT_COMMUNE, "08170", "Xã Đồng Xuân");
    d.dai_an = add(work, d.thanh_ba.id, UNIT_COMMUNE, "08161", "Xã Đại An");
    d.village = add(work, d.dong_xuan.id, UNIT_VILLAGE, "08170-3", "Khu 3");
    return d;
}

static struct str names_of(struct work *work, const unit_list *units)
{
    struct str text = STR("");
    for (size_t i = 0; i < units->count; i++)
        text = arena_printf(work->arena, PRISTR "%s" PRISTR, STRARG(text), i ? ", " : "",
                            STRARG(units->items[i].name));
    return text;
}

/* ---- the tree ---- */

static void a_path_leads_from_the_top_to_the_unit(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct district d = fill(test.work);
        unit_list path;
        assert_no_fault(unit_path(test.work, d.village.id, &path));
        assert_str(names_of(test.work, &path),
                   STR("Tỉnh Phú Thọ, Huyện Thanh Ba, Xã Đồng Xuân, Khu 3"));
        assert_no_fault(unit_path(test.work, d.province.id, &path));
        assert_str(names_of(test.work, &path), STR("Tỉnh Phú Thọ"));
    }
}

static const struct fault *make_sixty_levels(struct work *work, void *context)
{
    struct unit *unit = context;
    for (int level = 1; level <= 60; level++) {
        const struct fault *fault;
        *unit = (struct unit){.parent_id = unit->id,
                              .kind = UNIT_AGENCY,
                              .code = arena_printf(work->arena, "L%d", level),
                              .name = arena_printf(work->arena, "Cấp %d", level)};
        fault = unit_create(work, unit);
        if (fault)
            return fault;
    }
    return NULL;
}

static void a_path_of_any_depth_ends_with_the_unit(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct unit deepest = {0};
        unit_list path;
        assert_no_fault(db_write(test.work, make_sixty_levels, &deepest));
        assert_no_fault(unit_path(test.work, deepest.id, &path));
        assert_int_equal(path.count, 60);
        assert_str(path.items[0].name, STR("Cấp 1"));
        assert_str(path.items[59].name, STR("Cấp 60"));
    }
}

static void a_unit_lies_within_itself_and_all_above_and_nothing_else(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct district d = fill(test.work);
        const struct {
            int64_t unit;
            int64_t ancestor;
            bool within;
        } rows[] = {
            {d.village.id,   d.village.id,   true },
            {d.village.id,   d.dong_xuan.id, true },
            {d.village.id,   d.thanh_ba.id,  true },
            {d.village.id,   d.province.id,  true },
            {d.village.id,   d.dai_an.id,    false},
            {d.village.id,   d.lam_thao.id,  false},
            {d.thanh_ba.id,  d.village.id,   false},
            {d.province.id,  d.thanh_ba.id,  false},
            {d.dong_xuan.id, d.thanh_ba.id,  true },
            {12345,          d.province.id,  false},
        };
        for (size_t i = 0; i < COUNT(rows); i++) {
            bool within;
            assert_no_fault(unit_lies_within(test.work, rows[i].unit, rows[i].ancestor, &within));
            assert_int_equal(within, rows[i].within);
        }
    }
}

static void children_stand_in_the_vietnamese_alphabet(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct district d = fill(test.work);
        unit_list units;
        add(test.work, d.thanh_ba.id, UNIT_COMMUNE, "1", "Xã Võ Lao");
        add(test.work, d.thanh_ba.id, UNIT_COMMUNE, "2", "Xã Đỗ Sơn");
        add(test.work, d.thanh_ba.id, UNIT_COMMUNE, "3", "Xã Đông Lĩnh");
        add(test.work, d.thanh_ba.id, UNIT_COMMUNE, "4", "Xã Chí Tiên");
        assert_no_fault(unit_children(test.work, d.thanh_ba.id, &units));
        assert_str(names_of(test.work, &units),
                   STR("Xã Chí Tiên, Xã Đại An, Xã Đỗ Sơn, Xã Đông Lĩnh, Xã Đồng Xuân, Xã Võ Lao"));
        assert_no_fault(unit_children(test.work, 0, &units));
        assert_str(names_of(test.work, &units), STR("Tỉnh Phú Thọ"));
        assert_no_fault(unit_children(test.work, d.village.id, &units));
        assert_int_equal(units.count, 0);
    }
}

static void units_of_one_name_get_addresses_of_their_own(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct district d = fill(test.work);
        struct unit second = add(test.work, d.lam_thao.id, UNIT_COMMUNE, "9", "Xã Đồng Xuân");
        struct unit third = add(test.work, d.province.id, UNIT_COMMUNE, "8", "Xã Đông Xuân");
        struct unit found;
        assert_str(d.dong_xuan.slug, STR("xa-dong-xuan"));
        assert_str(second.slug, STR("xa-dong-xuan-2"));
        assert_str(third.slug, STR("xa-dong-xuan-3"));
        assert_no_fault(unit_by_slug(test.work, STR("xa-dong-xuan-2"), &found));
        assert_int_equal(found.id, second.id);
    }
}

static void a_unit_that_is_not_there_is_not_found(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct unit unit;
        const struct fault *fault = unit_load(test.work, 7, &unit);
        assert_int_equal(fault->kind, FAULT_NOT_FOUND);
        assert_string_equal(fault->key, "unit.unknown");
        assert_string_equal(unit_by_slug(test.work, STR("x"), &unit)->key, "unit.unknown");
        assert_string_equal(unit_top(test.work, &unit)->key, "unit.unknown");
    }
}

static void the_same_kind_code_and_first_day_are_refused(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct unit unit = {.kind = UNIT_COMMUNE,
                            .code = STR("1"),
                            .name = STR("Xã Một"),
                            .valid_from = date_ymd(2025, 7, 1),
                            .valid_to = DATE_NONE};
        struct unit again = unit;
        const struct fault *fault;
        test.work->actor = &actor_system;
        assert_no_fault(db_write(test.work, create, &unit));
        fault = db_write(test.work, create, &again);
        assert_non_null(fault);
        assert_int_equal(fault->kind, FAULT_CONFLICT);
        assert_string_equal(fault->key, "record.exists");
    }
}

/* ---- days ---- */

static void both_the_first_and_the_last_day_belong_to_a_unit(void **state)
{
    struct unit unit = {.valid_from = date_ymd(2020, 1, 1), .valid_to = date_ymd(2025, 6, 30)};
    (void)state;
    assert_false(unit_exists_on(&unit, date_ymd(2019, 12, 31)));
    assert_true(unit_exists_on(&unit, date_ymd(2020, 1, 1)));
    assert_true(unit_exists_on(&unit, date_ymd(2025, 6, 30)));
    assert_false(unit_exists_on(&unit, date_ymd(2025, 7, 1)));
    unit.valid_from = DATE_NONE;
    unit.valid_to = DATE_NONE;
    assert_true(unit_exists_on(&unit, date_ymd(1975, 4, 30)));
}

struct merger {
    struct unit former;
    struct unit later;
};

/* The code 08152 was a township until 30/06/2025 and is a commune since. */
static const struct fault *merge(struct work *work, void *context)
{
    struct merger *merger = context;
    bool is_new;
    const struct fault *fault = unit_end(work, merger->former.id, date_ymd(2025, 6, 30));
    if (!fault)
        fault = unit_create(work, &merger->later);
    if (!fault)
        fault = unit_add_successor(work, merger->former.id, merger->later.id, date_ymd(2025, 7, 1),
                                   &is_new);
    assert_true(is_new);
    if (!fault)
        fault = unit_add_successor(work, merger->former.id, merger->later.id, date_ymd(2025, 7, 1),
                                   &is_new);
    assert_false(is_new);
    return fault;
}

static struct merger merged(struct work *work)
{
    struct merger merger = {
        .former = add(work, 0, UNIT_COMMUNE, "08152", "Thị trấn Thanh Ba"),
        .later = {.kind = UNIT_COMMUNE,
                  .code = STR("08152"),
                  .name = STR("Xã Thanh Ba"),
                  .valid_from = date_ymd(2025, 7, 1),
                  .valid_to = DATE_NONE}
    };
    assert_no_fault(db_write(work, merge, &merger));
    db_release(work);
    return merger;
}

static void a_code_means_the_unit_that_had_it_on_the_day(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct unit unit;
        merged(test.work);
        assert_no_fault(
            unit_by_code(test.work, UNIT_COMMUNE, STR("08152"), date_ymd(2022, 3, 6), &unit));
        assert_str(unit.name, STR("Thị trấn Thanh Ba"));
        assert_no_fault(
            unit_by_code(test.work, UNIT_COMMUNE, STR("08152"), date_ymd(2025, 6, 30), &unit));
        assert_str(unit.name, STR("Thị trấn Thanh Ba"));
        assert_no_fault(
            unit_by_code(test.work, UNIT_COMMUNE, STR("08152"), date_ymd(2025, 7, 1), &unit));
        assert_str(unit.name, STR("Xã Thanh Ba"));
        assert_non_null(
            unit_by_code(test.work, UNIT_DISTRICT, STR("08152"), date_ymd(2025, 7, 1), &unit));
    }
}

static void a_code_nobody_has_any_more_means_the_unit_that_ended_last(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct unit first = {.kind = UNIT_DISTRICT,
                             .code = STR("232"),
                             .name = STR("Huyện Sông Thao"),
                             .valid_from = DATE_NONE,
                             .valid_to = date_ymd(1995, 10, 7)};
        struct unit last = {.kind = UNIT_DISTRICT,
                            .code = STR("232"),
                            .name = STR("Huyện Thanh Ba"),
                            .valid_from = date_ymd(1995, 10, 8),
                            .valid_to = date_ymd(2025, 6, 30)};
        struct unit unit;
        assert_no_fault(db_write(test.work, create, &last));
        assert_no_fault(db_write(test.work, create, &first));
        assert_no_fault(
            unit_by_code(test.work, UNIT_DISTRICT, STR("232"), date_ymd(2026, 1, 1), &unit));
        assert_str(unit.name, STR("Huyện Thanh Ba"));
    }
}

static void successors_and_predecessors_mirror_each_other(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct merger merger = merged(test.work);
        unit_list units;
        assert_no_fault(unit_successors(test.work, merger.former.id, &units));
        assert_str(names_of(test.work, &units), STR("Xã Thanh Ba"));
        assert_no_fault(unit_predecessors(test.work, merger.later.id, &units));
        assert_str(names_of(test.work, &units), STR("Thị trấn Thanh Ba"));
        assert_int_equal(date_compare(units.items[0].valid_to, date_ymd(2025, 6, 30)), 0);
        assert_no_fault(unit_successors(test.work, merger.later.id, &units));
        assert_int_equal(units.count, 0);
    }
}

/* ---- roles cover what lies below ---- */

static void a_role_counts_in_its_unit_and_below_and_nowhere_else(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct district d = fill(test.work);
        struct grant grants[] = {
            {ROLE_EDITOR, d.thanh_ba.id},
            {ROLE_LEADER, d.lam_thao.id}
        };
        struct actor actor = {.account_id = 1, .grants = grants, .grant_count = 2};
        const struct fault *fault;
        test.work->actor = &actor;
        assert_no_fault(actor_must(test.work, ROLE_BIT(ROLE_EDITOR), d.thanh_ba.id));
        assert_no_fault(actor_must(test.work, ROLE_BIT(ROLE_EDITOR), d.village.id));
        assert_no_fault(actor_must(test.work, ROLE_BIT(ROLE_LEADER), d.lam_thao.id));
        fault = actor_must(test.work, ROLE_BIT(ROLE_EDITOR), d.lam_thao.id);
        assert_int_equal(fault->kind, FAULT_FORBIDDEN);
        assert_non_null(actor_must(test.work, ROLE_BIT(ROLE_EDITOR), d.province.id));
        assert_non_null(actor_must(test.work, ROLE_BIT(ROLE_LEADER), d.village.id));
        assert_non_null(actor_must(test.work, ROLE_BIT(ROLE_ADMINISTRATOR), d.thanh_ba.id));
        actor = actor_anonymous;
        assert_int_equal(actor_must(test.work, ROLES_ALL, d.village.id)->kind,
                         FAULT_UNAUTHENTICATED);
        actor = (struct actor){.account_id = 1, .awaits_second_factor = true};
        assert_int_equal(actor_must(test.work, ROLES_ALL, d.village.id)->kind,
                         FAULT_UNAUTHENTICATED);
        test.work->actor = &actor_system;
    }
}

/* ---- what a write makes stale ---- */

static void a_page_of_a_unit_is_stale_when_it_ends(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct district d = fill(test.work);
        struct depend by_id = {0};
        struct depend by_slug = {0};
        struct merger unused;
        struct unit unit;
        test.work->depend = &by_id;
        assert_no_fault(unit_load(test.work, d.dai_an.id, &unit));
        test.work->depend = &by_slug;
        assert_no_fault(unit_by_slug(test.work, STR("xa-dai-an"), &unit));
        test.work->depend = NULL;
        db_release(test.work);
        assert_true(depend_fresh(test.pool, &by_id));
        assert_true(depend_fresh(test.pool, &by_slug));
        unused = (struct merger){
            .former = d.dai_an,
            .later = {.kind = UNIT_COMMUNE,
                      .code = STR("08173"),
                      .name = STR("Xã Quảng Yên"),
                      .valid_from = date_ymd(2025, 7, 1),
                      .valid_to = DATE_NONE}
        };
        assert_no_fault(db_write(test.work, merge, &unused));
        assert_false(depend_fresh(test.pool, &by_id));
        assert_false(depend_fresh(test.pool, &by_slug));
    }
}

static void all_units_are_listed_in_steps(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        unit_list units;
        int64_t after = 0;
        size_t count = 0;
        fill(test.work);
        do {
            assert_no_fault(unit_list_after(test.work, after, 4, &units));
            for (size_t i = 0; i < units.count; i++) {
                assert_true(units.items[i].id > after);
                after = units.items[i].id;
                count++;
            }
        } while (units.count == 4);
        assert_int_equal(count, 6);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_path_leads_from_the_top_to_the_unit),
        cmocka_unit_test(a_path_of_any_depth_ends_with_the_unit),
        cmocka_unit_test(a_unit_lies_within_itself_and_all_above_and_nothing_else),
        cmocka_unit_test(children_stand_in_the_vietnamese_alphabet),
        cmocka_unit_test(units_of_one_name_get_addresses_of_their_own),
        cmocka_unit_test(a_unit_that_is_not_there_is_not_found),
        cmocka_unit_test(the_same_kind_code_and_first_day_are_refused),
        cmocka_unit_test(both_the_first_and_the_last_day_belong_to_a_unit),
        cmocka_unit_test(a_code_means_the_unit_that_had_it_on_the_day),
        cmocka_unit_test(a_code_nobody_has_any_more_means_the_unit_that_ended_last),
        cmocka_unit_test(successors_and_predecessors_mirror_each_other),
        cmocka_unit_test(a_role_counts_in_its_unit_and_below_and_nowhere_else),
        cmocka_unit_test(a_page_of_a_unit_is_stale_when_it_ends),
        cmocka_unit_test(all_units_are_listed_in_steps),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
