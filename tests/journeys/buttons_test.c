/*
 * Every kind of matter in each of its states, before every official: the buttons on the
 * page work, and every other action of the table is refused with words, whatever is sent,
 * and changes nothing.
 */
#include "petition_story.h"

#include "civic/lifecycle.h"
#include "civic/matter.h"
#include "civic/module.h"
#include "civic/site.h"

enum {
    SENT = 3 /* one of so many that are not offered; others on the other engine */
};

static const char *const logins[] = {"canbo", "lanhdao", "thanhtra", "thuky", "tiepdan"};

/* A matter of each kind, put by hand into one state after the other. */
struct subject {
    struct site_testing *site;
    const struct matter_kind *kind;
    struct matter_receipt receipt;
    int turn; /* counts what is not offered: every third is sent */
};

static void put_into(struct subject *subject, const struct lifecycle_state *state)
{
    struct str script = arena_printf(
        subject->site->arena,
        "UPDATE matter SET state = '%s', phase = %d,"
        " official_id = (SELECT id FROM account WHERE login = 'canbo'),"
        " unit_id = (SELECT unit_id FROM account_role WHERE role = 'case-officer' AND account_id ="
        "            (SELECT id FROM account WHERE login = 'canbo'))"
        " WHERE id = %lld",
        state->name, (int)state->phase, (long long)subject->receipt.id);
    assert_no_fault(db_write(subject->site->work, db_testing_script, &script));
    db_release(subject->site->work);
}

static int64_t version_of(struct subject *subject)
{
    struct matter matter;
    assert_no_fault(matter_load(subject->site->work, subject->receipt.id, &matter));
    db_release(subject->site->work);
    return matter.version;
}

static void a_button_works(struct visitor *visitor, const char *login, const char *url)
{
    visit_get(visitor, url);
    if (visitor->status != 200)
        fail_msg("%s is offered %s and gets %d", login, url, visitor->status);
    visit_submit(visitor, url, NULL);
    if (visitor->status != 303 && visitor->status != 422)
        fail_msg("%s is offered %s, sends it and gets %d", login, url, visitor->status);
}

/* Forbidden, not of this state, or what the guard says: in words. */
static void anything_else_is_refused(struct visitor *visitor, const char *login,
                                     const struct lifecycle_action *action, const char *url,
                                     const char *version)
{
    visit_post(visitor, url, "version", version, "note", "Thử.", "answer", "Thử.", NULL);
    if (visitor->status == 404 && action->roles == 0)
        return; /* the sender's own */
    if (visitor->status != 403 && visitor->status != 422)
        fail_msg("%s is not offered %s, sends it and gets %d", login, url, visitor->status);
    if (visitor->status == 422)
        assert_page_has(visitor, action->flags & ACTION_GUARD_OFFERS ? "Xin xem lại các chỗ sau"
                                                                     : "Không thể");
}

static bool is_offered(struct visitor *visitor, struct str page, const char *url)
{
    struct str link = arena_printf(visitor->jar, "href=\"%s\"", url);
    return str_find(page, link, 0) >= 0;
}

static void stand_before(struct subject *subject, const struct lifecycle_state *state,
                         struct visitor *visitor, const char *login)
{
    const char *file = file_of(visitor, subject->receipt.code, "");
    int64_t number = version_of(subject);
    const char *version = arena_printf(visitor->jar, "%lld", (long long)number).ptr;
    struct str page;
    visit_get(visitor, file);
    page = visitor->status == 200 ? arena_copy(visitor->jar, visitor->body) : STR("");
    for (size_t i = 0; i < subject->kind->action_count; i++) {
        const struct lifecycle_action *action = &subject->kind->actions[i];
        const char *url = arena_printf(visitor->jar, "%s/%s", file, action->name).ptr;
        if (!is_offered(visitor, page, url) && subject->turn++ % SENT == 0)
            anything_else_is_refused(visitor, login, action, url, version);
    }
    if (version_of(subject) != number)
        fail_msg("%s is refused at %s, and it happens", login, file);
    for (size_t i = 0; i < subject->kind->action_count; i++) {
        const char *url =
            arena_printf(visitor->jar, "%s/%s", file, subject->kind->actions[i].name).ptr;
        if (!is_offered(visitor, page, url))
            continue;
        a_button_works(visitor, login, url);
        if (visitor->status == 303)
            put_into(subject, state);
    }
}

static void every_state(struct subject *subject, struct visitor **visitors)
{
    for (size_t s = 0; s < subject->kind->state_count; s++) {
        put_into(subject, &subject->kind->states[s]);
        for (size_t v = 0; v < COUNT(logins); v++)
            stand_before(subject, &subject->kind->states[s], visitors[v], logins[v]);
    }
}

static struct matter_receipt open_one(struct site_testing *site, const struct matter_kind *kind)
{
    struct matter_receipt receipt;
    struct unit unit;
    struct matter_new wanted = {.kind = kind,
                                .source = STR("paper"),
                                .visibility = VISIBLE_AGENCY,
                                .received_on = date_ymd(2022, 3, 1),
                                .title = STR("Mương khu 5 bị tắc"),
                                .content = STR("Nước tràn ra đường mỗi khi mưa to."),
                                .facts = STR("")};
    assert_no_fault(site_unit(site->work, &unit));
    wanted.unit_id = unit.id;
    db_release(site->work);
    assert_no_fault(matter_open(site->work, &wanted, &receipt));
    db_release(site->work);
    return receipt;
}

static void what_is_offered_works_and_nothing_else_does(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *visitors[COUNT(logins)];
        site.pipeline->posts = NULL; /* more than a minute of forms */
        for (size_t v = 0; v < COUNT(logins); v++)
            visitors[v] = sign_in(&site, logins[v]);
        for (size_t m = 0; site.site->modules[m]; m++)
            for (size_t k = 0; k < site.site->modules[m]->kind_count; k++) {
                struct subject subject = {.site = &site,
                                          .kind = site.site->modules[m]->kinds[k],
                                          .turn = engine_site == DB_POSTGRES};
                subject.receipt = open_one(&site, subject.kind);
                every_state(&subject, visitors);
            }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_offered_works_and_nothing_else_does),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
