/*
 * The first of July 2025 at the office: where matters lie when their unit has ended.
 */
#include "civic/matter.h"
#include "civic/unit.h"
#include "office_story.h"

/* Where leaders and administrators pass on what lies at a unit that several took over. */
#define DIVIDED "/quan-tri/chia-don-vi"

#define MERGER                                                                                     \
    "INSERT INTO unit_successor (unit_id, successor_id, from_date)"                                \
    " SELECT d.id, c.id, '2025-07-01' FROM unit d, unit c WHERE d.code = '232'"                    \
    " AND c.kind = 'commune' AND c.valid_from = '2025-07-01';"                                     \
    "INSERT INTO account_role (account_id, role, unit_id, granted_at)"                             \
    " SELECT a.id, 'leader', u.id, 1 FROM account a, unit u WHERE a.login = 'canbo'"               \
    " AND u.code = '08173' AND u.valid_from = '2025-07-01';"                                       \
    "INSERT INTO account_role (account_id, role, unit_id, granted_at)"                             \
    " SELECT a.id, 'leader', u.id, 1 FROM account a, unit u WHERE a.login = 'duyet'"               \
    " AND u.kind = 'province';"

static const struct fault *merge(struct work *work, void *context)
{
    (void)context;
    return db_script(work, STR(MERGER));
}

static struct unit unit_on(struct site_testing *site, const char *code, struct civil_date on)
{
    struct unit unit;
    assert_no_fault(unit_by_code(site->work, UNIT_COMMUNE, str_from_c(code), on, &unit));
    db_release(site->work);
    return unit;
}

/* A proposal that lies at an old commune. */
static struct str send_to_commune(struct site_testing *site, int64_t unit_id)
{
    struct matter_new wanted = {.kind = kind_find(site->work, STR("kien-nghi")),
                                .unit_id = unit_id,
                                .title = STR("Đường liên thôn bị sạt"),
                                .content = STR("Mưa lớn làm sạt đường vào thôn."),
                                .source = STR("web"),
                                .visibility = VISIBLE_AGENCY,
                                .received_on = date_ymd(2025, 6, 20),
                                .is_by_sender = true};
    struct matter_receipt receipt;
    assert_no_fault(matter_open(site->work, &wanted, &receipt));
    return arena_copy(site->arena, receipt.code);
}

/* The administrator passes on without reading. */
static void is_passed_on_without_reading(struct site_testing *site, struct str code,
                                         const char *former, const char *commune)
{
    struct visitor *admin;
    admin = sign_in(site, "quantri");
    visit_get(admin, DIVIDED);
    assert_status(admin, 200);
    assert_page_has(admin, arena_c(site->arena, code));
    assert_page_lacks(admin, "Mương khu 5");
    assert_page_has(admin, "Huyện Thanh Ba");
    visit_post(admin, DIVIDED, "viec", box(admin, code, 1), "unit", former, NULL);
    assert_status(admin, 422);
    assert_page_has(admin, "không tiếp nhận");
    visit_post(admin, DIVIDED, "unit", commune, NULL);
    assert_status(admin, 422);
    visit_post(admin, DIVIDED, "viec", box(admin, code, 1), NULL);
    assert_status(admin, 422);
    visit_post(admin, DIVIDED, "viec", box(admin, code, 1), "unit", commune, NULL);
    assert_status(admin, 200);
    assert_page_has(admin, "Đã chuyển");
}

/* The leader above finds the other one from the inbox, and reads it. */
static struct visitor *is_passed_on_from_above(struct site_testing *site, struct str code,
                                               const char *commune)
{
    struct visitor *superior = sign_in(site, "duyet");
    visit_get(superior, "/can-bo");
    assert_link(superior, DIVIDED);
    visit_get(superior, DIVIDED);
    assert_page_has(superior, "Kênh cạn nước");
    assert_page_lacks(superior, "Mương khu 5");
    visit_post(superior, DIVIDED, "viec", box(superior, code, 1), "unit", commune, NULL);
    assert_page_has(superior, "Không có việc nào chờ chia");
    return superior;
}

/* On 1 July 2025 the district ended and its communes were merged into six. What lay at an
 * old commune follows to the new one; what lay at the district, which several took over,
 * is passed on by hand: by the leader of the province, or an administrator, who does not
 * see what it is about. */
static void matters_follow_the_merger_of_july_2025(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *farmer = visitor_new(&site);
        struct str at_district = send(farmer, "Mương khu 5 bị tắc", "Trần Văn Ất");
        struct str at_district_too = send(farmer, "Kênh cạn nước", "Trần Văn Bính");
        struct unit old = unit_on(&site, "08173", date_ymd(2022, 3, 7));
        struct unit new = unit_on(&site, "08173", date_ymd(2025, 7, 1));
        struct str at_commune = send_to_commune(&site, old.id);
        const char *commune = arena_printf(site.arena, "%lld", (long long)new.id).ptr;
        const char *former = arena_printf(site.arena, "%lld", (long long)old.id).ptr;
        struct visitor *leader;
        struct visitor *superior;
        struct visitor *editor;
        assert_int_not_equal(old.id, new.id);
        assert_no_fault(db_write(site.work, merge, NULL));
        site.now = date_start(date_ymd(2025, 7, 1));
        site_testing_wait(&site, 8 * 3600);
        site_testing_job(&site, "matters.units");
        leader = sign_in(&site, "canbo");
        visit_get(leader, "/can-bo?xem=don-vi");
        assert_page_has(leader, "Đường liên thôn bị sạt");
        visit_get(leader, file_of(leader, at_commune, ""));
        assert_page_has(leader, "Xã Quảng Yên → Xã Quảng Yên");
        /* nobody else's */
        editor = sign_in(&site, "bientap");
        visit_get(editor, DIVIDED);
        assert_status(editor, 403);
        is_passed_on_without_reading(&site, at_district, former, commune);
        visit_get(leader, "/can-bo?xem=don-vi");
        assert_page_has(leader, "Mương khu 5");
        superior = is_passed_on_from_above(&site, at_district_too, commune);
        visit_get(leader, DIVIDED);
        assert_status(leader, 200); /* a leader, but of nothing that was divided */
        assert_page_has(leader, "Không có việc nào chờ chia");
        visit_get(superior, "/can-bo");
        assert_no_link(superior, DIVIDED);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(matters_follow_the_merger_of_july_2025),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
