/*
 * People of the demo who sign in, and where pages lead them: for journeys.
 */
#ifndef DINH_TESTS_JOURNEYS_PEOPLE_H
#define DINH_TESTS_JOURNEYS_PEOPLE_H

#include "app/testing.h"
#include "modules/accounts/account.h"

/* The visitor gives the name and password of an account of the demo and is led on: to
 * where they wanted, or to their second factor. */
static inline void signs_in(struct visitor *visitor, const char *login)
{
    visit_get(visitor, "/dang-nhap");
    assert_status(visitor, 200);
    visit_submit(visitor, "/dang-nhap", "login", login, "password", ACCOUNT_DEMO_PASSWORD, NULL);
    assert_status(visitor, 303);
}

/* Somebody new, signed in. */
static inline struct visitor *sign_in(struct site_testing *site, const char *login)
{
    struct visitor *visitor = visitor_new(site);
    signs_in(visitor, login);
    return visitor;
}

/* The address that the last answer leads to, without its query. */
static inline const char *led_to(struct visitor *visitor)
{
    struct str location = visit_header(visitor, "Location");
    assert_status(visitor, 303);
    return arena_c(visitor->jar, str_cut(&location, '?'));
}

/* The address of a page below another. */
static inline const char *below(struct visitor *visitor, const char *address, const char *rest)
{
    return arena_printf(visitor->jar, "%s%s", address, rest).ptr;
}

#endif
