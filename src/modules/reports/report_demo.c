/*
 * Figures of the demo's invented cases, and a report that was issued, so that every form
 * says something. The same every time.
 */
#include "modules/reports/report_demo.h"
#include "civic/actor.h"
#include "civic/site.h"
#include "db/db.h"
#include "modules/accounts/account.h"
#include "modules/reports/reports_web.h"

enum {
    FIRST_YEAR = 2019,
    ISSUED_YEAR = 2021
};

/* columns: detail, amount, every which decided case has it */
static const struct {
    const char *name;
    int64_t amount;
    size_t every;
} figures[] = {
    {"recover-money",    48500000, 3},
    {"recover-land",     120,      4},
    {"person-money",     12500000, 2},
    {"persons",          1,        2},
    {"org-money",        7200000,  5},
    {"orgs",             1,        5},
    {"blamed",           2,        3},
    {"blamed-officials", 1,        3},
    {"recovered-money",  48500000, 6},
    {"punished",         1,        6},
};

static const struct fault *note_figures(struct work *work, const struct fact *fact, size_t decided)
{
    const struct fault *fault = NULL;
    for (size_t i = 0; !fault && i < sizeof(figures) / sizeof(figures[0]); i++)
        if (decided % figures[i].every == 0)
            fault = detail_add(work, &(struct detail){.matter_id = fact->matter_id,
                                                      .name = str_from_c(figures[i].name),
                                                      .word = STR(""),
                                                      .amount = figures[i].amount});
    return fault;
}

static const struct fault *note_all(struct work *work, void *context)
{
    const struct unit *unit = context;
    size_t decided = 0;
    fact_list facts;
    const struct fault *fault = fact_petitions(work, unit->id, date_ymd(FIRST_YEAR, 1, 1),
                                               clock_today(work->clock), &facts);
    for (size_t i = 0; !fault && i < facts.count; i++) {
        const struct fact *fact = &facts.items[i];
        size_t field = (size_t)(fact->received_on.days % 7);
        fault = detail_add(work, &(struct detail){.matter_id = fact->matter_id,
                                                  .name = STR("field"),
                                                  .word = str_from_c(detail_field(field))});
        if (!fault && str_equal(fact->ending, STR("solve")) &&
            !str_equal(fact->kind, STR("kien-nghi")))
            fault = note_figures(work, fact, decided++);
    }
    return fault;
}

/* The leader issues the year's first form. */
static const struct fault *issue_year(struct work *work, const struct unit *unit)
{
    struct period period = {.kind = PERIOD_YEAR, .year = ISSUED_YEAR};
    const struct actor *before = work->actor;
    struct actor leader = {.is_system = true};
    struct account account;
    struct report report;
    const struct fault *fault = account_by_login(work, STR("lanhdao"), &account);
    if (fault)
        return fault;
    leader.account_id = account.id;
    leader.name = account.name;
    period_fix(work, &period);
    work->actor = &leader;
    fault = report_count(work, forms_named(forms_of(work), STR("01-xld-2021")), unit->id,
                         period.span, &report);
    if (!fault)
        fault = report_issue(work, &report, &period, site_message(work, "report.demo.note"));
    work->actor = before;
    return fault;
}

const struct fault *reports_demo(struct work *work)
{
    struct unit unit;
    const struct fault *fault = work->site->is_demo_small ? NULL : site_unit(work, &unit);
    if (fault || work->site->is_demo_small)
        return fault;
    fault = db_write(work, note_all, &unit);
    return fault ? fault : issue_year(work, &unit);
}
