/*
 * Reception: a crowd before few seats, in a province of 150 communes.
 *
 *     reception FOLDER [ATTEMPTS]
 *
 * Makes the site in FOLDER (150 communes, each with three series), then lets 64 clients
 * make 100,000 attempts (or as many as are named) on 500 seats of one commune. Prints: attempts a
 * second, seats taken, seats that two have, attempts lost.
 */
#include "app/open.h"
#include "civic/actor.h"
#include "db/db.h"
#include "modules/reception/booking.h"
#include "modules/reception/reception_service.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>

enum {
    COMMUNES = 150,
    CLIENTS = 64,
    ATTEMPTS = 100000,
    DAYS = 50,
    TIMES = 10,
    SLOT = 20
};

static struct site *site;
static reception_day_list days;
static int attempts = ATTEMPTS;
static _Atomic int next_attempt;
static _Atomic int got;
static _Atomic int lost;
static _Atomic int holders[DAYS][TIMES];

static void stop_at(const struct fault *fault)
{
    if (!fault)
        return;
    fprintf(stderr, "reception: %s: " PRISTR "\n", fault->key, STRARG(fault->detail));
    exit(1);
}

static const struct fault *make_unit(struct work *work, void *unit)
{
    return unit_create(work, unit);
}

static void make_series(struct work *work, const struct unit *unit, const char *title,
                        const char *person, const char *rule)
{
    struct reception_series series = {
        .unit_id = unit->id,
        .office_id = unit->id,
        .title = str_from_c(title),
        .person = str_from_c(person),
        .place = STR("Trụ sở"),
        .attendees = STR(""),
        .content = STR(""),
        .rule = str_from_c(rule),
        .first_on = clock_today(work->clock),
        .last_on = DATE_NONE,
        .starts = 480,
        .ends = 480 + TIMES * SLOT,
        .slot = SLOT,
        .seats = 1,
        .closes = 0,
        .is_demo = true,
    };
    stop_at(reception_create(work, &series));
    stop_at(reception_publish(work, series.id, series.first_on));
}

static int64_t make_province(struct work *work)
{
    struct unit province = {.kind = UNIT_PROVINCE,
                            .code = STR("25"),
                            .name = STR("Tỉnh Mẫu"),
                            .valid_from = DATE_NONE,
                            .valid_to = DATE_NONE};
    int64_t first = 0;
    stop_at(db_write(work, make_unit, &province));
    for (int i = 0; i < COMMUNES; i++) {
        struct unit commune = {.parent_id = province.id,
                               .kind = UNIT_COMMUNE,
                               .code = arena_printf(work->arena, "%05d", 10000 + i),
                               .name = arena_printf(work->arena, "Xã Mẫu %d", i + 1),
                               .valid_from = DATE_NONE,
                               .valid_to = DATE_NONE};
        stop_at(db_write(work, make_unit, &commune));
        first = first ? first : commune.id;
        make_series(work, &commune, "Chủ tịch Ủy ban nhân dân xã", "Người Mẫu",
                    "FREQ=WEEKLY;BYDAY=WE");
        make_series(work, &commune, "Bí thư Đảng ủy xã", "Người Mẫu",
                    "FREQ=MONTHLY;BYMONTHDAY=10,25");
        make_series(work, &commune, "Bộ phận tiếp công dân", "",
                    i ? "FREQ=WEEKLY;BYDAY=MO,TH" : "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU");
    }
    return first;
}

static void attempt(int number)
{
    struct work *work = work_begin(site, LOCALE_VI);
    int day = number * 31 % DAYS;
    int time = number * 7919 / DAYS % TIMES;
    struct reception_wish wish = {.day_id = days.items[day].id,
                                  .after = time * SLOT,
                                  .name = STR("Người Mẫu"),
                                  .phone = arena_printf(work->arena, "09%08d", number),
                                  .email = STR(""),
                                  .people = 1,
                                  .representatives = STR(""),
                                  .content = STR("Hỏi về đất")};
    struct reception_ticket ticket;
    const struct fault *fault = reception_book(work, &wish, &ticket);
    if (!fault) {
        got++;
        holders[day][time]++;
    } else if (fault->kind != FAULT_CONFLICT) {
        lost++;
    }
    work_end(work);
}

static void *client(void *context)
{
    (void)context;
    for (int number = next_attempt++; number < attempts; number = next_attempt++)
        attempt(number);
    return NULL;
}

int main(int argc, char **argv)
{
    struct arena *arena = arena_new();
    struct open_options options = {.data = argc > 1 ? argv[1] : "", .is_created = true};
    struct reception_filter filter = {0, STR("bo-phan-tiep-cong-dan")};
    pthread_t threads[CLIENTS];
    struct opened opened;
    struct work *work;
    int64_t began;
    int twice = 0;
    if (argc > 2)
        attempts = atoi(argv[2]);
    stop_at(site_open(arena, &options, &opened));
    site = opened.site;
    work = work_begin(site, LOCALE_VI);
    filter.unit_id = make_province(work);
    stop_at(reception_days(work, &filter, date_add_days(clock_today(work->clock), 1),
                           date_add_days(clock_today(work->clock), 90), &days));
    if (days.count < DAYS)
        return 1;
    db_release(work);
    began = clock_monotonic();
    for (int i = 0; i < CLIENTS; i++)
        pthread_create(&threads[i], NULL, client, NULL);
    for (int i = 0; i < CLIENTS; i++)
        pthread_join(threads[i], NULL);
    began = clock_monotonic() - began;
    for (int d = 0; d < DAYS; d++)
        for (int t = 0; t < TIMES; t++)
            twice += holders[d][t] > 1;
    printf("%.0f %d %d %d\n", attempts * 1e6 / (double)began, got, twice, lost);
    work_end(work);
    arena_free(arena);
    return 0;
}
