/*
 * A site with accounts for the tests of this module: a province with a district
 * and a commune, a clock that stands still, and people made in one line. Only
 * *_test.c files include this.
 */
#ifndef DINH_MODULES_ACCOUNTS_ACCOUNTS_TESTING_H
#define DINH_MODULES_ACCOUNTS_ACCOUNTS_TESTING_H

#include "civic/site.h"
#include "civic/unit.h"
#include "db/testing.h"
#include "modules/accounts/account.h"
#include "modules/accounts/account_rules.h"
#include "modules/accounts/accounts_state.h"

#define PASSWORD "lúa chín đầu thu"

struct people {
    struct db_testing *test;
    struct work *work;
    struct site site;
    struct instant now;
    struct actor actor; /* whoever acts; set by people_act_as */
    int64_t province;
    int64_t district;
    int64_t commune;
};

static inline const struct fault *people_unit_use_case(struct work *work, void *unit)
{
    return unit_create(work, unit);
}

static inline int64_t people_unit(struct work *work, int64_t parent_id, enum unit_kind kind,
                                  const char *code)
{
    struct unit unit = {.parent_id = parent_id,
                        .kind = kind,
                        .code = str_from_c(code),
                        .name = arena_printf(work->arena, "Đơn vị %s", code),
                        .valid_from = DATE_NONE,
                        .valid_to = DATE_NONE};
    assert_no_fault(db_write(work, people_unit_use_case, &unit));
    return unit.id;
}

/* It is Monday, 7 March 2022, 08:00 in Viet Nam; the system acts. */
static inline void people_begin(struct people *people, struct db_testing *test)
{
    struct work *work = test->work;
    *people = (struct people){.test = test, .work = work};
    people->site = (struct site){.arena = test->arena,
                                 .pool = test->pool,
                                 .states = map_new(test->arena),
                                 .asks_second_factor = true,
                                 .session_us = INT64_C(12) * 3600 * 1000000};
    crypto_random(people->site.key, sizeof(people->site.key));
    map_set(people->site.states, STR("accounts"), accounts_start(&people->site));
    assert_true(instant_from_iso(STR("2022-03-07T01:00:00Z"), &people->now));
    work->clock = clock_fixed(&people->now);
    work->site = &people->site;
    work->actor = &actor_system;
    people->province = people_unit(work, 0, UNIT_PROVINCE, "25");
    people->district = people_unit(work, people->province, UNIT_DISTRICT, "232");
    people->commune = people_unit(work, people->district, UNIT_COMMUNE, "08170");
    db_release(work);
}

static inline void people_end(struct people *people)
{
    accounts_stop(site_state(&people->site, "accounts"));
}

static inline void people_wait(struct people *people, int64_t seconds)
{
    people->now.us += seconds * 1000000;
}

static inline int64_t people_add(struct people *people, const char *login)
{
    struct account_new wanted = {.login = str_from_c(login),
                                 .name = str_from_c(login),
                                 .email = STR(""),
                                 .password = STR(PASSWORD)};
    int64_t id;
    assert_no_fault(account_create(people->work, &wanted, &id));
    db_release(people->work);
    return id;
}

/* Somebody with a role; the system gives it. */
static inline int64_t people_add_with(struct people *people, const char *login, enum role role,
                                      int64_t unit_id)
{
    int64_t id = people_add(people, login);
    assert_no_fault(account_grant(people->work, id, role, unit_id));
    db_release(people->work);
    return id;
}

/* From here on the person with this session token acts; nobody for empty text. */
static inline void people_act_as(struct people *people, struct str token)
{
    db_release(people->work);
    assert_no_fault(session_actor(people->work, token, &people->actor));
    people->work->actor = &people->actor;
}

static inline void people_act_as_system(struct people *people)
{
    people->work->actor = &actor_system;
    db_release(people->work);
}

/* One try to sign in. */
static inline const struct fault *people_try(struct people *people, const char *login,
                                             const char *password, const char *address,
                                             struct str device, struct sign_in_result *ret_result)
{
    struct sign_in attempt = {.login = str_from_c(login),
                              .password = str_from_c(password),
                              .address = str_from_c(address),
                              .device = device,
                              .agent = STR("Firefox, Linux")};
    const struct fault *fault;
    db_release(people->work);
    fault = account_sign_in(people->work, &attempt, ret_result);
    db_release(people->work);
    return fault;
}

/* Signs in from a new device, which must do. */
static inline struct sign_in_result people_sign_in(struct people *people, const char *login)
{
    struct sign_in_result result;
    people->work->actor = &actor_anonymous;
    assert_no_fault(people_try(people, login, PASSWORD, "203.0.113.7", STR(""), &result));
    return result;
}

/* The bytes of a secret that was shown in base32 (RFC 4648). */
static inline struct str people_secret(struct arena *arena, struct str text)
{
    struct buf buf = buf_init(arena, 64);
    unsigned bits = 0;
    int held = 0;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (c == ' ')
            continue;
        bits = bits << 5 | (unsigned)(c >= 'A' ? c - 'A' : c - '2' + 26);
        held += 5;
        if (held >= 8) {
            held -= 8;
            buf_add_byte(&buf, (char)(bits >> held & 255));
        }
    }
    return buf_str(&buf);
}

/* What the authenticator with this secret shows now. */
static inline struct str people_code(struct people *people, struct str secret)
{
    return totp_code(people->work->arena, people_secret(people->work->arena, secret), people->now);
}

/* The call ended in this fault. */
#define assert_fault(fault, kind, key) assert_fault_at((fault), (kind), (key), __FILE__, __LINE__)
static inline void assert_fault_at(const struct fault *fault, enum fault_kind kind, const char *key,
                                   const char *file, int line)
{
    _assert_true(cast_ptr_to_largest_integral_type(fault), "a fault", file, line);
    _assert_string_equal(fault->key, key, file, line);
    _assert_int_equal(fault->kind, kind, file, line);
}

/* Signs in and sets up the second factor, which is the secret that comes back; the
 * session is then complete. */
static inline struct str people_enrol(struct people *people, const char *login,
                                      struct sign_in_result *ret_result)
{
    struct sign_in_result first = people_sign_in(people, login);
    struct totp_offer offer;
    assert_int_equal(first.step, SIGN_IN_ENROL);
    assert_int_equal(first.device.len, 0);
    people_act_as(people, first.token);
    assert_true(people->work->actor->awaits_second_factor);
    assert_int_equal(people->work->actor->grant_count, 0);
    offer = account_totp_offer(people->work, people->work->actor->account_id);
    assert_fault(account_enrol(people->work, offer.sealed, STR("000000"), STR(""), ret_result),
                 FAULT_INVALID, "account.code.wrong");
    assert_no_fault(account_enrol(people->work, offer.sealed, people_code(people, offer.secret),
                                  STR(""), ret_result));
    /* The session goes on under another token. */
    people_act_as(people, first.token);
    assert_false(actor_is_signed_in(people->work->actor));
    return offer.secret;
}

#endif
