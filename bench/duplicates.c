/*
 * Which petitions may be the same, among very many.
 *
 *     duplicates FOLDER [PETITIONS]
 *
 * Makes a commune in FOLDER with 100,000 petitions (or as many as are named) of the last
 * year, then asks for the duplicates of 200 of them. Prints: petitions, the 95th of 100
 * answers in milliseconds.
 */
#include "app/open.h"
#include "civic/actor.h"
#include "db/db.h"
#include "modules/petitions/duplicate.h"
#include "modules/petitions/petition.h"

#include <stdio.h>
#include <stdlib.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

enum {
    PETITIONS = 100000,
    AT_ONCE = 500,
    ASKED = 200,
    DAYS = 360,
    NAMES = 4001
};

static const char *const things[] = {"Mương", "Đường", "Cầu", "Đèn", "Rác", "Nước", "Trạm", "Chợ"};
static const char *const troubles[] = {"bị tắc", "hỏng nặng", "xuống cấp", "ứ đọng", "mất điện"};

static void stop_at(const struct fault *fault)
{
    if (!fault)
        return;
    fprintf(stderr, "duplicates: %s: " PRISTR "\n", fault->key, STRARG(fault->detail));
    exit(1);
}

static const struct fault *make_unit(struct work *work, void *unit)
{
    return unit_create(work, unit);
}

struct batch {
    int64_t unit_id;
    int from;
    int count;
    int64_t *ids;
};

static const struct fault *open_one(struct work *work, const struct batch *batch, int number)
{
    struct str title =
        arena_printf(work->arena, "%s ở khu %d %s", things[(size_t)number % COUNT(things)],
                     number % 97, troubles[(size_t)number / 3 % COUNT(troubles)]);
    struct matter_party sender = {
        .part = STR("sender"),
        .name = arena_printf(work->arena, "Người Mẫu %d", number % NAMES),
        .address = STR("Khu 5"),
        .phone = arena_printf(work->arena, "09%08d", number % NAMES),
    };
    struct matter_new wanted = {
        .kind = &proposal_kind,
        .unit_id = batch->unit_id,
        .title = title,
        .content = arena_printf(work->arena, PRISTR ", bà con đi lại khó khăn, lần thứ %d.",
                                STRARG(title), number),
        .source = STR("web"),
        .visibility = VISIBLE_AGENCY,
        .received_on = date_add_days(clock_today(work->clock), -(number % DAYS)),
        .parties = &sender,
        .party_count = 1,
        .is_by_sender = true};
    struct matter_receipt receipt;
    const struct fault *fault = matter_open(work, &wanted, &receipt);
    if (!fault)
        batch->ids[number] = receipt.id;
    return fault;
}

static const struct fault *open_batch(struct work *work, void *context)
{
    const struct batch *batch = context;
    const struct fault *fault = NULL;
    for (int i = 0; !fault && i < batch->count; i++)
        fault = open_one(work, batch, batch->from + i);
    return fault;
}

static int by_time(const void *a, const void *b)
{
    const int64_t *x = a;
    const int64_t *y = b;
    return (*x > *y) - (*x < *y);
}

static int64_t ask(struct site *site, int64_t id)
{
    struct work *work = work_begin(site, LOCALE_VI);
    struct matter matter;
    duplicate_list duplicates;
    int64_t began = clock_monotonic();
    work->actor = &actor_system;
    stop_at(matter_load(work, id, &matter));
    stop_at(duplicate_find(work, &matter, &duplicates));
    began = clock_monotonic() - began;
    work_end(work);
    return began;
}

int main(int argc, char **argv)
{
    struct arena *arena = arena_new();
    struct open_options options = {.data = argc > 1 ? argv[1] : "", .is_created = true};
    int petitions = argc > 2 ? atoi(argv[2]) : PETITIONS;
    struct unit commune = {.kind = UNIT_COMMUNE,
                           .code = STR("10001"),
                           .name = STR("Xã Mẫu"),
                           .valid_from = DATE_NONE,
                           .valid_to = DATE_NONE};
    int64_t times[ASKED];
    struct opened opened;
    struct work *work;
    struct batch batch = {.count = AT_ONCE};
    stop_at(site_open(arena, &options, &opened));
    work = work_begin(opened.site, LOCALE_VI);
    stop_at(db_write(work, make_unit, &commune));
    batch.unit_id = commune.id;
    batch.ids = arena_alloc_array(arena, (size_t)petitions + AT_ONCE, sizeof(int64_t));
    work_end(work);
    for (batch.from = 0; batch.from < petitions; batch.from += AT_ONCE) {
        work = work_begin(opened.site, LOCALE_VI);
        work->actor = &actor_system;
        stop_at(db_write(work, open_batch, &batch));
        work_end(work);
    }
    for (int i = 0; i < ASKED; i++)
        times[i] = ask(opened.site, batch.ids[(int64_t)i * 7919 % petitions]);
    qsort(times, ASKED, sizeof(times[0]), by_time);
    printf("%d %.1f\n", petitions, (double)times[ASKED * 95 / 100] / 1000);
    arena_free(arena);
    return 0;
}
