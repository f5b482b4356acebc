/*
 * A day at the reception desk for journeys: who is there, and how visits are opened.
 */
#ifndef DINH_TESTS_JOURNEYS_RECEPTION_DESK_H
#define DINH_TESTS_JOURNEYS_RECEPTION_DESK_H

#include "people.h"

#include <string.h>

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
    desk.clerk = sign_in(site, "tiepdan");
    desk.leader = sign_in(site, "lanhdao");
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
