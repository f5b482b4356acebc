/*
 * A day at the reception desk for journeys: who is there, and how visits are opened.
 */
#ifndef DINH_TESTS_JOURNEYS_RECEPTION_DESK_H
#define DINH_TESTS_JOURNEYS_RECEPTION_DESK_H

#include "app/testing.h"
#include "modules/accounts/account.h"

#include <string.h>

/* Somebody at work, signed in. */
static inline struct visitor *official(struct site_testing *site, const char *login)
{
    struct visitor *visitor = visitor_new(site);
    visit_get(visitor, "/dang-nhap");
    visit_submit(visitor, "/dang-nhap", "login", login, "password", ACCOUNT_DEMO_PASSWORD, NULL);
    assert_status(visitor, 303);
    return visitor;
}

/* Led back to a page that says that what was sent is stored. */
static inline void assert_stored(struct visitor *visitor, const char *page)
{
    assert_leads_to(visitor, arena_printf(visitor->jar, "%s?xong=1", page).ptr);
}

/* Goes on to an hour of a day. */
static inline void go_to(struct site_testing *site, struct civil_date day, int64_t hour)
{
    site->now = date_start(day);
    site->now.us += hour * 3600 * 1000000;
    db_release(site->work);
}

/* A link of the last page, kept beyond the next one. */
static inline const char *link_of(struct visitor *visitor, const char *words)
{
    struct str link = visit_link(visitor, words);
    assert_non_null(link.ptr);
    return arena_c(visitor->jar, link);
}

/* The value of the option that says `words` in the last page. */
static inline const char *option_of(struct visitor *visitor, const char *words)
{
    int64_t at = str_find(visitor->body, str_from_c(words), 0);
    struct str before;
    int64_t from = -1;
    assert_true(at > 0);
    before = str_slice(visitor->body, 0, (size_t)at);
    for (int64_t next = str_find(before, STR("<option value=\""), 0); next >= 0;
         next = str_find(before, STR("<option value=\""), (size_t)next + 1))
        from = next;
    assert_true(from >= 0);
    before = str_from(before, (size_t)from + strlen("<option value=\""));
    return arena_c(visitor->jar, str_cut(&before, '"'));
}

static inline const char *below(struct visitor *visitor, const char *address, const char *rest)
{
    return arena_printf(visitor->jar, "%s%s", address, rest).ptr;
}

/* Somebody comes to the first reception of today: the address of their visit, number 1. */
static inline const char *arrives(struct visitor *clerk, const char *name)
{
    visit_get(clerk, "/can-bo/tiep-dan");
    visit_submit(clerk, "/can-bo/tiep-dan", "name", name, NULL);
    assert_leads_to(clerk, "/can-bo/tiep-dan");
    visit_follow(clerk);
    return link_of(clerk, "1");
}

/* Tuesday 8 March 2022 at eight, when the district's office receives: the clerk at the
 * desk, a leader, and the visit of the first who comes. */
struct desk {
    struct visitor *clerk;
    struct visitor *leader;
    const char *visit;
};

static inline struct desk desk_with(struct site_testing *site, const char *name)
{
    struct desk desk = {0};
    go_to(site, date_ymd(2022, 3, 8), 8);
    desk.clerk = official(site, "tiepdan");
    desk.leader = official(site, "lanhdao");
    desk.visit = arrives(desk.clerk, name);
    visit_get(desk.clerk, desk.visit);
    return desk;
}

/* Opens the seal at an address with a reason, and looks at what is shown then. */
static inline void opens_seal(struct visitor *leader, const char *seal, const char *reason)
{
    visit_get(leader, seal);
    visit_submit(leader, seal, "reason", reason, NULL);
    visit_follow(leader);
}

#endif
