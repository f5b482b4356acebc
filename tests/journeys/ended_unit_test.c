/*
 * An agency ended and the district took over: a closed file of it in which a term runs on
 * stands in the district's list.
 */
#include "petition_story.h"

#include "civic/site.h"
#include "civic/unit.h"
#include "modules/petitions/petition.h"

static const struct fault *make_agency(struct work *work, void *context)
{
    struct unit *agency = context;
    return unit_create(work, agency);
}

static const struct fault *end_agency(struct work *work, void *context)
{
    const struct unit *agency = context;
    struct civil_date today = clock_today(work->clock);
    const struct fault *fault = unit_end(work, agency->id, date_add_days(today, -1));
    return fault ? fault : unit_add_successor(work, agency->id, agency->parent_id, today, NULL);
}

static void step(struct site_testing *site, int64_t id, const char *action)
{
    struct matter matter;
    assert_no_fault(matter_load(site->work, id, &matter));
    db_release(site->work);
    assert_no_fault(matter_apply(site->work, &(struct matter_step){.id = id,
                                                                   .version = matter.version,
                                                                   .action = str_from_c(action),
                                                                   .note = STR("Đơn nặc danh."),
                                                                   .answer = STR("Xếp lưu đơn."),
                                                                   .happened_on = DATE_NONE}));
}

/* A denunciation from the press, closed; the press is to be answered within 20 days (Luật
 * Tố cáo 25/2018, Điều 26.2). */
static struct str closed_owing(struct site_testing *site, int64_t unit_id)
{
    const struct letter letter = {.kind = &denunciation_kind,
                                  .unit_id = unit_id,
                                  .source = STR("press"),
                                  .received_on = clock_today(site->work->clock),
                                  .content = STR("Nội dung do báo chí chuyển đến."),
                                  .is_anonymous = true};
    struct matter_receipt receipt;
    assert_no_fault(letter_receive(site->work, &letter, &receipt));
    step(site, receipt.id, "file");
    return arena_copy(site->arena, receipt.code);
}

static void what_an_ended_agency_owes_is_in_the_list_of_its_successor(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *clerk = sign_in(&site, "tiepdan");
        struct unit agency = {.kind = UNIT_AGENCY,
                              .code = STR("TTPTQD"),
                              .name = STR("Trung tâm Phát triển quỹ đất (minh họa)"),
                              .valid_from = DATE_NONE,
                              .valid_to = DATE_NONE};
        struct unit district = {.id = 0};
        struct str code;
        assert_no_fault(site_unit(site.work, &district));
        db_release(site.work);
        agency.parent_id = district.id;
        assert_no_fault(db_write(site.work, make_agency, &agency));
        code = closed_owing(&site, agency.id);
        visit_get(clerk, "/can-bo?xem=con-han");
        assert_page_lacks(clerk, arena_c(clerk->jar, code)); /* it is the agency's to answer */
        site_testing_wait(&site, 2 * 86400);
        assert_no_fault(db_write(site.work, end_agency, &agency));
        clerk = sign_in(&site, "tiepdan");
        visit_get(clerk, "/can-bo");
        assert_link(clerk, "/can-bo?xem=con-han");
        visit_get(clerk, "/can-bo?xem=con-han");
        assert_page_has(clerk, arena_c(clerk->jar, code));
        visit_get(clerk, file_of(clerk, code, ""));
        assert_page_has(clerk, "Trung tâm Phát triển quỹ đất (minh họa)"); /* it keeps the name */
        act(clerk, code, "press-replied", "note", "Đã trả lời tòa soạn.");
        visit_get(clerk, "/can-bo?xem=con-han");
        assert_page_lacks(clerk, arena_c(clerk->jar, code));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_an_ended_agency_owes_is_in_the_list_of_its_successor),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
