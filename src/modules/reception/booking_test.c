/*
 * Bookings: one seat for one, at the very second, in the order of waiting; and a crowd.
 */
#include "app/testing.h"

#include "modules/reception/booking_store.h"
#include "modules/reception/desk.h"
#include "modules/reception/reception_rules.h"
#include "modules/reception/reception_service.h"

#include <pthread.h>
#include <stdatomic.h>

enum {
    CLIENTS = 64,
    ATTEMPTS = 10000,
    MIXED = 16
};

/* A day of the demo: the chair on 24/03/2022, seven times with one seat each. */
static struct reception_day chairs_day(struct site_testing *site)
{
    struct reception_filter filter = {0, STR("chu-tich-uy-ban-nhan-dan-huyen")};
    reception_day_list days;
    assert_no_fault(
        reception_days(site->work, &filter, date_ymd(2022, 3, 24), date_ymd(2022, 3, 24), &days));
    assert_int_equal(days.count, 1);
    assert_int_equal(days.items[0].free, 7);
    return days.items[0];
}

static struct reception_wish wish_of(const struct reception_day *day, int64_t after,
                                     struct str phone)
{
    return (struct reception_wish){.day_id = day->id,
                                   .after = after,
                                   .name = STR("Hoàng Thị Mẫu"),
                                   .phone = phone,
                                   .email = STR(""),
                                   .people = 1,
                                   .representatives = STR(""),
                                   .content = STR("Hỏi về đất")};
}

static void assert_fault(const struct fault *fault, const char *key)
{
    assert_non_null(fault);
    assert_string_equal(fault->key, key);
}

/* ---- the second of closing ---- */

static void booking_ends_with_the_very_second_of_closing(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct reception_day day = chairs_day(&site);
        struct reception_wish first = wish_of(&day, 0, STR("0912000001"));
        struct reception_wish second = wish_of(&day, 30, STR("0912000002"));
        struct reception_ticket ticket;
        /* 07:00 on 24 March in Viet Nam, an hour before the start */
        assert_int_equal(day.closes_at.us, INT64_C(1648080000) * 1000000);
        site.now = (struct instant){day.closes_at.us - 1};
        assert_no_fault(reception_book(site.work, &first, &ticket));
        site.now = day.closes_at;
        assert_fault(reception_book(site.work, &second, &ticket), "reception.closed");
        db_release(site.work);
        assert_no_fault(day_load(site.work, day.id, &day));
        assert_int_equal(day.free, 6);
    }
}

/* ---- waiting ---- */

static void who_waits_longest_gets_the_seat_that_becomes_free(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct work *work = site.work;
        struct reception_day day = chairs_day(&site);
        struct reception_ticket tickets[9];
        struct reception_booking booking;
        for (int i = 0; i < 9; i++) {
            struct reception_wish wish = wish_of(&day, i < 7 ? 30 * i : RECEPTION_WAITING,
                                                 arena_printf(site.arena, "09120000%02d", i));
            assert_no_fault(reception_book(work, &wish, &tickets[i]));
            assert_int_equal(tickets[i].is_waiting, i >= 7);
        }
        assert_no_fault(reception_booking_cancel(work, tickets[3].code, tickets[3].key));
        /* twice is once */
        assert_no_fault(reception_booking_cancel(work, tickets[3].code, tickets[3].key));
        db_release(work);
        assert_no_fault(
            reception_booking_open(work, tickets[7].code, tickets[7].key, &booking, &day));
        assert_str(booking.state, STR("booked"));
        assert_int_equal(booking.after, 90);
        assert_no_fault(
            reception_booking_open(work, tickets[8].code, tickets[8].key, &booking, &day));
        assert_str(booking.state, STR("waiting"));
        assert_int_equal(day.free, 0);
        /* somebody else's key opens nothing */
        assert_fault(reception_booking_open(work, tickets[8].code, tickets[7].key, &booking, &day),
                     "reception.no_booking");
    }
}

/* A page that was left open says that all is full; a seat has become free since. */
static void who_wants_to_wait_gets_the_first_seat_that_is_free(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct reception_day day = chairs_day(&site);
        struct reception_wish first = wish_of(&day, 0, STR("0912000001"));
        struct reception_wish second = wish_of(&day, RECEPTION_WAITING, STR("0912000002"));
        struct reception_booking booking;
        struct reception_ticket ticket;
        assert_no_fault(reception_book(site.work, &first, &ticket));
        assert_no_fault(reception_book(site.work, &second, &ticket));
        assert_false(ticket.is_waiting);
        db_release(site.work);
        assert_no_fault(reception_booking_open(site.work, ticket.code, ticket.key, &booking, &day));
        assert_str(booking.state, STR("booked"));
        assert_int_equal(booking.after, 30);
    }
}

/* Nobody is told to come at a time that is over, or on a day that was put off. */
static void a_seat_that_nobody_can_use_any_more_is_given_to_nobody(void **state)
{
    /* columns: minutes of the day at which the seat of 09:30 is given up, whether the day
     * was put off before, whether the one who waits gets it */
    static const struct {
        int64_t minute;
        bool is_off;
        bool is_given;
    } cases[] = {
        {7 * 60 + 30, false, true }, /* booking is closed; 09:30 is to come */
        {9 * 60 + 29, false, true },
        {9 * 60 + 30, false, false},
        {7 * 60 + 30, true,  false},
    };
    (void)state;
    for (size_t c = 0; c < COUNT(cases); c++)
        ON_EACH_SITE(site, SITE_DEMO)
        {
            struct reception_day day = chairs_day(&site);
            struct reception_ticket tickets[8];
            struct reception_booking booking;
            for (int i = 0; i < 8; i++) {
                struct reception_wish wish = wish_of(&day, i < 7 ? 30 * i : RECEPTION_WAITING,
                                                     arena_printf(site.arena, "09120000%02d", i));
                assert_no_fault(reception_book(site.work, &wish, &tickets[i]));
            }
            db_release(site.work);
            site.now = date_start(day.held_on);
            site.now.us += cases[c].minute * 60 * 1000000;
            if (cases[c].is_off)
                assert_no_fault(reception_day_cancel(site.work, day.id, day.revision, STR("Ốm")));
            /* the talk of 08:00 and three half hours more */
            assert_no_fault(reception_booking_cancel(site.work, tickets[3].code, tickets[3].key));
            db_release(site.work);
            assert_no_fault(
                reception_booking_open(site.work, tickets[7].code, tickets[7].key, &booking, &day));
            assert_str(booking.state, cases[c].is_given ? STR("booked") : STR("waiting"));
            assert_int_equal(day.free, !cases[c].is_given);
            db_release(site.work);
        }
}

static void one_phone_books_once_a_day_and_a_group_names_its_representatives(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct work *work = site.work;
        struct reception_day day = chairs_day(&site);
        struct reception_wish wish = wish_of(&day, 0, STR("0912000001"));
        struct reception_ticket ticket;
        assert_no_fault(reception_book(work, &wish, &ticket));
        wish.after = 30;
        assert_fault(reception_book(work, &wish, &ticket), "reception.twice");
        wish.phone = STR("");
        assert_fault(reception_book(work, &wish, &ticket), "reception.contact");
        wish.email = STR("doan@example.org");
        wish.people = 5;
        assert_fault(reception_book(work, &wish, &ticket), "reception.representatives");
        wish.representatives = STR("Một\nHai\nBa");
        assert_fault(reception_book(work, &wish, &ticket), "reception.representatives");
        wish.representatives = STR("Một\n\nHai\n");
        assert_no_fault(reception_book(work, &wish, &ticket));
    }
}

/* ---- the crowd ---- */

struct crowd {
    struct site_testing *site;
    struct reception_day day;
    _Atomic int next;
    _Atomic int got;
    _Atomic int refused;
    _Atomic int lost; /* neither: a test that fails */
    struct str code;  /* of somebody who booked the day */
};

static void attempt(struct crowd *crowd, struct arena *arena, int number)
{
    struct work work = *crowd->site->work;
    struct reception_ticket ticket;
    struct reception_wish wish =
        wish_of(&crowd->day, 30 * (number * 7919 % 7), arena_printf(arena, "09%08d", number));
    const struct fault *fault;
    work.arena = arena;
    work.db = NULL;
    if (db_attach(crowd->site->site->pool, &work, DB_MAY_WRITE)) {
        crowd->lost++;
        return;
    }
    fault = reception_book(&work, &wish, &ticket);
    if (!fault)
        crowd->got++;
    else if (str_equal(str_from_c(fault->key), STR("reception.taken")))
        crowd->refused++;
    else
        crowd->lost++;
    db_release(&work);
}

static void *client(void *context)
{
    struct crowd *crowd = context;
    for (;;) {
        int number = crowd->next++;
        struct arena *arena;
        if (number >= ATTEMPTS)
            return NULL;
        arena = arena_new();
        attempt(crowd, arena, number);
        arena_free(arena);
    }
}

static void ten_thousand_people_at_once_get_seven_seats_once_each(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct crowd crowd = {.site = &site, .day = chairs_day(&site)};
        pthread_t threads[CLIENTS];
        reception_booking_list bookings;
        unsigned times = 0;
        db_release(site.work);
        for (int i = 0; i < CLIENTS; i++)
            assert_int_equal(pthread_create(&threads[i], NULL, client, &crowd), 0);
        for (int i = 0; i < CLIENTS; i++)
            pthread_join(threads[i], NULL);
        assert_int_equal(crowd.lost, 0);
        assert_int_equal(crowd.got, 7);
        assert_int_equal(crowd.refused, ATTEMPTS - 7);
        assert_no_fault(bookings_of(site.work, crowd.day.id, &bookings));
        assert_int_equal(bookings.count, 7);
        for (size_t i = 0; i < bookings.count; i++)
            times |= 1U << (bookings.items[i].after / 30);
        assert_int_equal(times, 0x7f);
        assert_no_fault(day_load(site.work, crowd.day.id, &crowd.day));
        assert_int_equal(crowd.day.free, 0);
    }
}

/* One phone, pressed by many hands at once: each asks for another time. */
static void *one_phone(void *context)
{
    struct crowd *crowd = context;
    struct arena *arena = arena_new();
    struct work work = *crowd->site->work;
    struct reception_ticket ticket;
    struct reception_wish wish = wish_of(&crowd->day, 30 * (crowd->next++ % 7), STR("0912000007"));
    const struct fault *fault;
    work.arena = arena;
    work.db = NULL;
    fault = db_attach(crowd->site->site->pool, &work, DB_MAY_WRITE);
    if (!fault)
        fault = reception_book(&work, &wish, &ticket);
    if (!fault)
        crowd->got++;
    else if (str_equal(str_from_c(fault->key), STR("reception.twice")) ||
             str_equal(str_from_c(fault->key), STR("reception.taken")))
        crowd->refused++;
    else
        crowd->lost++;
    db_release(&work);
    arena_free(arena);
    return NULL;
}

static void one_phone_at_once_is_one_booking(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct crowd crowd = {.site = &site, .day = chairs_day(&site)};
        pthread_t threads[CLIENTS];
        db_release(site.work);
        for (int i = 0; i < CLIENTS; i++)
            assert_int_equal(pthread_create(&threads[i], NULL, one_phone, &crowd), 0);
        for (int i = 0; i < CLIENTS; i++)
            pthread_join(threads[i], NULL);
        assert_int_equal(crowd.lost, 0);
        assert_int_equal(crowd.got, 1);
        assert_int_equal(crowd.refused, CLIENTS - 1);
    }
}

/* ---- the desk ---- */

/* Each clerk tries the same code, and gives seven numbers to who has none. */
static void *clerk_client(void *context)
{
    struct crowd *crowd = context;
    for (int round = 0; round < 8; round++) {
        struct arena *arena = arena_new();
        struct work work = *crowd->site->work;
        struct arrival arrival = {.day_id = crowd->day.id,
                                  .code = round == 0 ? crowd->code : STR(""),
                                  .name = STR("Người Mẫu"),
                                  .people = 1,
                                  .adhoc = STR("")};
        const struct fault *fault;
        int64_t id;
        work.arena = arena;
        work.db = NULL;
        fault = db_attach(crowd->site->site->pool, &work, DB_MAY_WRITE);
        if (!fault)
            fault = desk_arrive(&work, &arrival, &id);
        if (!fault)
            crowd->got++;
        else if (str_equal(str_from_c(fault->key), STR("reception.desk.came")))
            crowd->refused++;
        else
            crowd->lost++;
        db_release(&work);
        arena_free(arena);
    }
    return NULL;
}

static void clerks_at_once_give_each_number_once_and_take_a_code_once(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct crowd crowd = {.site = &site, .day = chairs_day(&site)};
        struct reception_wish wish = wish_of(&crowd.day, 0, STR("0912000009"));
        struct reception_ticket ticket;
        pthread_t threads[MIXED];
        visit_list visits;
        bool is_given[MIXED * 8 + 1] = {false};
        assert_no_fault(reception_book(site.work, &wish, &ticket));
        crowd.code = ticket.code;
        db_release(site.work);
        site.now = date_start(date_ymd(2022, 3, 24));
        site.now.us += INT64_C(8) * 3600 * 1000000;
        for (int i = 0; i < MIXED; i++)
            assert_int_equal(pthread_create(&threads[i], NULL, clerk_client, &crowd), 0);
        for (int i = 0; i < MIXED; i++)
            pthread_join(threads[i], NULL);
        assert_int_equal(crowd.lost, 0);
        assert_int_equal(crowd.got, MIXED * 7 + 1);
        assert_int_equal(crowd.refused, MIXED - 1);
        assert_no_fault(visits_of(site.work, crowd.day.office_id, date_ymd(2022, 3, 24),
                                  date_ymd(2022, 3, 24), &visits));
        assert_int_equal(visits.count, crowd.got);
        for (size_t i = 0; i < visits.count; i++) {
            assert_in_range(visits.items[i].number, 1, crowd.got);
            assert_false(is_given[visits.items[i].number]);
            is_given[visits.items[i].number] = true;
        }
    }
}

/* ---- whatever happens ---- */

/* People book, wait and cancel in any order. */
static void *mixed_client(void *context)
{
    struct crowd *crowd = context;
    int me = crowd->next++;
    unsigned seed = (unsigned)me * 2654435761U;
    for (int round = 0; round < 12; round++) {
        struct arena *arena = arena_new();
        struct work work = *crowd->site->work;
        struct reception_ticket ticket;
        struct reception_wish wish =
            wish_of(&crowd->day, rand_r(&seed) % 3 ? 30 * (rand_r(&seed) % 7) : RECEPTION_WAITING,
                    arena_printf(arena, "09%04d%04d", me, round));
        work.arena = arena;
        work.db = NULL;
        if (db_attach(crowd->site->site->pool, &work, DB_MAY_WRITE) == NULL &&
            reception_book(&work, &wish, &ticket) == NULL) {
            crowd->got++;
            if (rand_r(&seed) % 3 && reception_booking_cancel(&work, ticket.code, ticket.key))
                crowd->lost++;
        }
        db_release(&work);
        arena_free(arena);
    }
    return NULL;
}

static void nobody_waits_while_a_seat_is_free(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct crowd crowd = {.site = &site, .day = chairs_day(&site)};
        pthread_t threads[MIXED];
        reception_booking_list bookings;
        int booked = 0;
        int waiting = 0;
        db_release(site.work);
        for (int i = 0; i < MIXED; i++)
            assert_int_equal(pthread_create(&threads[i], NULL, mixed_client, &crowd), 0);
        for (int i = 0; i < MIXED; i++)
            pthread_join(threads[i], NULL);
        assert_int_equal(crowd.lost, 0);
        assert_true(crowd.got > 0);
        assert_no_fault(bookings_of(site.work, crowd.day.id, &bookings));
        for (size_t i = 0; i < bookings.count; i++) {
            bool is_waiting = str_equal(bookings.items[i].state, STR("waiting"));
            booked += !is_waiting;
            waiting += is_waiting;
            assert_int_equal(bookings.items[i].after < 0, is_waiting);
        }
        assert_no_fault(day_load(site.work, crowd.day.id, &crowd.day));
        assert_int_equal(crowd.day.free, 7 - booked);
        assert_true(waiting == 0 || crowd.day.free == 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(booking_ends_with_the_very_second_of_closing),
        cmocka_unit_test(who_waits_longest_gets_the_seat_that_becomes_free),
        cmocka_unit_test(who_wants_to_wait_gets_the_first_seat_that_is_free),
        cmocka_unit_test(a_seat_that_nobody_can_use_any_more_is_given_to_nobody),
        cmocka_unit_test(one_phone_books_once_a_day_and_a_group_names_its_representatives),
        cmocka_unit_test(ten_thousand_people_at_once_get_seven_seats_once_each),
        cmocka_unit_test(one_phone_at_once_is_one_booking),
        cmocka_unit_test(clerks_at_once_give_each_number_once_and_take_a_code_once),
        cmocka_unit_test(nobody_waits_while_a_seat_is_free),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
