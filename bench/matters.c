/*
 * State changes, durable: officers who each take the next step in a file of their
 * own, through matter_apply, with all that it checks and writes.
 *
 *     matters URL SECONDS
 *
 * Prints: changes a second, the longest wait of an officer in milliseconds.
 */
#include "base/crypto.h"
#include "base/map.h"
#include "civic/actor.h"
#include "civic/matter.h"
#include "civic/module.h"
#include "civic/unit.h"
#include "db/migrate.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum {
    OFFICERS = 64
};

static const struct lifecycle_state states[] = {
    {"received", PHASE_OPEN   },
    {"asked",    PHASE_WAITING},
    {"done",     PHASE_CLOSED },
};
static const struct lifecycle_action actions[] = {
    {"ask",    "received", "asked",    ROLE_BIT(ROLE_CASE_OFFICER), ACTION_NEEDS_ANSWER, "", "", "r",
     NULL                                                                                                 },
    {"go-on",  "asked",    "received", ROLE_BIT(ROLE_CASE_OFFICER), 0,                   "", "", "r", NULL},
    {"settle", "received", "done",     ROLE_BIT(ROLE_CASE_OFFICER), 0,                   "", "", "r", NULL},
};
static const struct matter_kind kind = {.name = "kien-nghi",
                                        .opens = "",
                                        .readers = ROLE_BIT(ROLE_CASE_OFFICER),
                                        .states = states,
                                        .state_count = 3,
                                        .actions = actions,
                                        .action_count = 3};
static const struct matter_kind *const kinds[] = {&kind};
static const struct module module = {.name = "bench", .kinds = kinds, .kind_count = 1};
static const struct module *const modules[] = {&module, NULL};

static struct site site;
static int64_t unit_id;
static int64_t files[OFFICERS];
static _Atomic bool is_over;
static _Atomic int64_t taken;
static _Atomic int64_t longest_us;

static void must(const struct fault *fault)
{
    if (!fault)
        return;
    fprintf(stderr, "matters: %s: " PRISTR "\n", fault->key, STRARG(fault->detail));
    exit(1);
}

static const struct fault *make_unit(struct work *work, void *context)
{
    struct unit unit = {.kind = UNIT_DISTRICT,
                        .code = STR("232"),
                        .name = STR("Huyện Thanh Ba"),
                        .valid_from = DATE_NONE,
                        .valid_to = DATE_NONE};
    int64_t *id = context;
    must(unit_create(work, &unit));
    *id = unit.id;
    return NULL;
}

static int64_t open_file(struct work *work)
{
    struct matter_new wanted = {.kind = &kind,
                                .unit_id = unit_id,
                                .title = STR("Mương khu 5 bị tắc"),
                                .content = STR("Từ tháng trước mương tắc, nước tràn ra đường."),
                                .source = STR("web"),
                                .visibility = VISIBLE_AGENCY,
                                .received_on = clock_today(work->clock),
                                .is_by_sender = true};
    struct matter_receipt receipt;
    must(matter_open(work, &wanted, &receipt));
    return receipt.id;
}

static void *officer(void *context)
{
    int at = *(int *)context;
    struct grant grant = {ROLE_CASE_OFFICER, unit_id};
    struct actor actor = {.account_id = at + 1, .grants = &grant, .grant_count = 1};
    int64_t version = 1;
    while (!is_over) {
        struct arena *arena = arena_new();
        struct work work = {
            .arena = arena, .clock = clock_system(), .site = &site, .actor = &actor};
        struct matter_step step = {.id = files[at],
                                   .version = version,
                                   .action = version % 2 ? STR("ask") : STR("go-on"),
                                   .answer = version % 2 ? STR("Xin cho biết số nhà.") : STR(""),
                                   .happened_on = DATE_NONE};
        int64_t began = clock_monotonic();
        int64_t took;
        int64_t longest = longest_us;
        must(db_attach(site.pool, &work, DB_MAY_WRITE));
        must(matter_apply(&work, &step));
        took = clock_monotonic() - began;
        while (took > longest && !atomic_compare_exchange_weak(&longest_us, &longest, took))
            continue;
        version++;
        taken++;
        arena_free(arena);
    }
    return NULL;
}

int main(int argc, char **argv)
{
    struct arena *arena = arena_new();
    struct work work = {
        .arena = arena, .clock = clock_system(), .site = &site, .actor = &actor_system};
    pthread_t threads[OFFICERS];
    int numbers[OFFICERS];
    int64_t began;
    struct timespec pause = {0};
    if (argc != 3 || !crypto_start())
        return 2;
    must(db_open(arena,
                 (struct db_options){.url = str_from_c(argv[1]),
                                     .readers = 4,
                                     .patience_us = DB_PATIENCE_COMMAND_US},
                 &site.pool));
    must(migrate_assets(arena, site.pool));
    site.arena = arena;
    site.modules = modules;
    site.states = map_new(arena);
    must(db_attach(site.pool, &work, DB_MAY_WRITE));
    must(db_write(&work, make_unit, &unit_id));
    for (int i = 0; i < OFFICERS; i++)
        files[i] = open_file(&work);
    began = clock_monotonic();
    for (int i = 0; i < OFFICERS; i++) {
        numbers[i] = i;
        if (pthread_create(&threads[i], NULL, officer, &numbers[i]))
            return 1;
    }
    pause.tv_sec = atoi(argv[2]);
    nanosleep(&pause, NULL);
    is_over = true;
    for (int i = 0; i < OFFICERS; i++)
        pthread_join(threads[i], NULL);
    printf("%.0f %.1f\n", (double)taken * 1e6 / (double)(clock_monotonic() - began),
           (double)longest_us / 1000);
    db_close(site.pool);
    return 0;
}
