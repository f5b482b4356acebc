/*
 * What may happen once, tried by several at the same moment, on both engines.
 */
#include "modules/accounts/accounts_testing.h"

#include <pthread.h>
#include <stdatomic.h>

enum {
    RUNNERS = 4
};

/* Those who try, and how it went. */
struct race {
    struct people *people;
    const struct fault *(*attempt)(struct work *work, const struct race *race, int number);
    const char *lost_key; /* what the others are told */
    struct str token;
    struct str code;
    pthread_barrier_t start;
    atomic_int next;
    atomic_int won;
    atomic_int lost;
    atomic_int winner;
};

static void *run(void *context)
{
    struct race *race = context;
    struct arena *arena = arena_new();
    struct work work = *race->people->work;
    int number = race->next++;
    const struct fault *fault;
    work.arena = arena;
    work.db = NULL;
    fault = db_attach(race->people->test->pool, &work, DB_MAY_WRITE);
    pthread_barrier_wait(&race->start);
    if (!fault)
        fault = race->attempt(&work, race, number);
    if (!fault) {
        race->won++;
        race->winner = number;
    } else if (str_equal(str_from_c(fault->key), str_from_c(race->lost_key))) {
        race->lost++;
    }
    db_release(&work);
    arena_free(arena);
    return NULL;
}

static void hold(struct race *race)
{
    pthread_t threads[RUNNERS];
    db_release(race->people->work);
    assert_int_equal(pthread_barrier_init(&race->start, NULL, RUNNERS), 0);
    for (int i = 0; i < RUNNERS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, run, race), 0);
    for (int i = 0; i < RUNNERS; i++)
        pthread_join(threads[i], NULL);
    pthread_barrier_destroy(&race->start);
    assert_int_equal(race->won, 1);
    assert_int_equal(race->lost, RUNNERS - 1);
}

static const char *const passwords[RUNNERS] = {"ruộng bậc thang 1", "ruộng bậc thang 2",
                                               "ruộng bậc thang 3", "ruộng bậc thang 4"};

static const struct fault *use_link(struct work *work, const struct race *race, int number)
{
    return account_use_link(work, race->token, str_from_c(passwords[number]));
}

static void one_link_used_by_several_at_once_sets_one_password(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct people people;
        struct race race = {
            .people = &people, .attempt = use_link, .lost_key = "account.link.gone"};
        people_begin(&people, &test);
        assert_no_fault(account_reset(people.work, people_add(&people, "hoa"), &race.token));
        hold(&race);
        people.work->actor = &actor_anonymous;
        for (int i = 0; i < RUNNERS; i++) {
            struct sign_in_result result;
            const struct fault *fault =
                people_try(&people, "hoa", passwords[i], "203.0.113.7", STR(""), &result);
            assert_int_equal(fault == NULL, i == race.winner);
        }
        people_end(&people);
    }
}

static const struct fault *give_code(struct work *work, const struct race *race, int number)
{
    struct sign_in_result result;
    (void)number;
    return account_give_code(work, race->code, STR(""), &result);
}

/* Who watched a code being typed and is as quick as its owner. */
static void one_code_given_by_several_at_once_lets_one_in(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct people people;
        struct race race = {
            .people = &people, .attempt = give_code, .lost_key = "account.code.wrong"};
        struct sign_in_result result;
        struct totp_offer offer;
        people_begin(&people, &test);
        people_add_with(&people, "can.bo", ROLE_CASE_OFFICER, people.commune);
        people_act_as(&people, people_sign_in(&people, "can.bo").token);
        offer = account_totp_offer(people.work, people.actor.account_id);
        assert_no_fault(account_enrol(people.work, offer.sealed, people_code(&people, offer.secret),
                                      STR(""), &result));
        people_wait(&people, ACCOUNT_CODE_SECONDS);
        people_act_as(&people, people_sign_in(&people, "can.bo").token);
        race.code = people_code(&people, offer.secret);
        hold(&race);
        people_end(&people);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_link_used_by_several_at_once_sets_one_password),
        cmocka_unit_test(one_code_given_by_several_at_once_lets_one_in),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
