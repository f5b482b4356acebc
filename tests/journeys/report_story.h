/*
 * What happened in the second quarter of 2024, for the tests of reports; and who signs
 * in to read them.
 */
#ifndef DINH_TESTS_JOURNEYS_REPORT_STORY_H
#define DINH_TESTS_JOURNEYS_REPORT_STORY_H

#include "app/testing.h"
#include "civic/actor.h"
#include "civic/matter.h"
#include "civic/unit.h"
#include "modules/petitions/petition.h"
#include "people.h"

#define TABLE "/can-bo/bao-cao/01-xld-2024?ky=quy-2&nam=2024"

static inline int64_t receive(struct site_testing *site, const struct matter_kind *kind,
                              int64_t unit_id, struct civil_date day, enum visibility visibility)
{
    struct matter_new wanted = {.kind = kind,
                                .unit_id = unit_id,
                                .title = STR("Mương tắc ở khu 4"),
                                .content = STR("Nước tràn vào sân."),
                                .source = STR("paper"),
                                .facts = STR("first"),
                                .visibility = visibility,
                                .received_on = day};
    struct matter_receipt receipt;
    assert_no_fault(matter_open(site->work, &wanted, &receipt));
    db_release(site->work);
    return receipt.id;
}

static inline void act(struct site_testing *site, int64_t id, const char *action, const char *facts,
                       struct civil_date day)
{
    struct account officer;
    struct matter matter;
    assert_no_fault(account_by_login(site->work, STR("canbo"), &officer));
    assert_no_fault(matter_load(site->work, id, &matter));
    db_release(site->work);
    assert_no_fault(matter_apply(site->work, &(struct matter_step){.id = id,
                                                                   .version = matter.version,
                                                                   .action = str_from_c(action),
                                                                   .note = STR("lý do"),
                                                                   .answer = STR("trả lời"),
                                                                   .facts = str_from_c(facts),
                                                                   .official_id = officer.id,
                                                                   .happened_on = day}));
}

static inline int64_t commune_of(struct site_testing *site)
{
    struct unit unit;
    unit_list below;
    int64_t id = 0;
    assert_no_fault(site_unit(site->work, &unit));
    assert_no_fault(unit_children(site->work, unit.id, &below));
    for (size_t i = 0; i < below.count && !id; i++)
        if (below.items[i].kind == UNIT_COMMUNE)
            id = below.items[i].id;
    db_release(site->work);
    return id;
}

/* April to June 2024, the second quarter: from 15/03 to 14/06. */
static inline void tell(struct site_testing *site)
{
    struct unit unit;
    int64_t id;
    site->now = date_start(date_ymd(2024, 7, 1));
    assert_no_fault(site_unit(site->work, &unit));
    id = receive(site, &complaint_kind, unit.id, date_ymd(2024, 3, 10), VISIBLE_AGENCY);
    act(site, id, "classify", "", date_ymd(2024, 3, 14));
    act(site, id, "guide", "", date_ymd(2024, 3, 18));
    id = receive(site, &proposal_kind, unit.id, date_ymd(2024, 4, 2), VISIBLE_AGENCY);
    act(site, id, "accept", "", date_ymd(2024, 4, 5));
    (void)receive(site, &denunciation_kind, unit.id, date_ymd(2024, 6, 14), VISIBLE_SEALED);
    (void)receive(site, &proposal_kind, commune_of(site), date_ymd(2024, 5, 6), VISIBLE_AGENCY);
    /* a day too early and a day too late */
    (void)receive(site, &proposal_kind, unit.id, date_ymd(2024, 6, 15), VISIBLE_AGENCY);
}

#endif
