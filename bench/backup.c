/*
 * Writers beside a backup.
 *
 *     backup fill DATABASE MEGABYTES   adds generated articles to a site's database
 *     backup write DATABASE FILE       eight clients write until FILE is there
 *
 * `write` prints: writes a second, the longest wait of a client in milliseconds.
 */
#include "base/buf.h"
#include "base/crypto.h"
#include "base/file.h"
#include "civic/unit.h"
#include "db/db.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    CLIENTS = 8,
    BODY = 8000,
    ROWS = 250 /* of one transaction while filling */
};

static const char INSERT[] =
    "INSERT INTO article (id, unit_id, slug, title, lead, body, byline, picture, picture_alt,"
    " caption, status, updated_at) VALUES ($1, $2, $3, $3, '', $4, '', '', '', '', 'draft', 0)";
static const char NOTE[] = "INSERT INTO admin_event (id, at, unit_id, event, detail)"
                           " VALUES ($1, $2, $3, 'unit-added', $4)";

static struct db_pool *pool;
static struct unit unit;
static _Atomic bool is_over;
static _Atomic int64_t written;
static _Atomic int64_t longest_us;

static struct work work_of(struct arena *arena)
{
    struct work work = {.arena = arena, .clock = clock_system()};
    if (db_attach(pool, &work, DB_MAY_WRITE))
        exit(1);
    return work;
}

/* Words that compress as text does, not as zeroes do. */
static struct str body_text(struct arena *arena)
{
    static const char *const words[] = {"nhân dân ", "bàn bạc ",   "quyết định ", "kiểm tra ",
                                        "giám sát ", "thụ hưởng ", "công khai ",  "cơ sở "};
    struct buf text = buf_init(arena, BODY + 100);
    while (text.len < BODY)
        buf_printf(&text, "%s%u ", words[crypto_random_below(8)], crypto_random_below(1000000));
    return buf_str(&text);
}

static const struct fault *add_articles(struct work *work, void *context)
{
    (void)context;
    for (int i = 0; i < ROWS; i++) {
        int64_t id = db_new_id(work->clock);
        struct str slug = arena_printf(work->arena, "do-%lld", (long long)id);
        const struct fault *fault =
            db_exec(work, INSERT, P(id, unit.id, slug, body_text(work->arena)), NULL);
        if (fault)
            return fault;
    }
    return NULL;
}

static const struct fault *add_note(struct work *work, void *context)
{
    (void)context;
    return db_exec(
        work, NOTE,
        P(db_new_id(work->clock), clock_now(work->clock), unit.id,
          STR("Thêm đơn vị thôn 5, xã Đồng Xuân, theo nghị quyết của Hội đồng nhân dân")),
        NULL);
}

static void *client(void *context)
{
    (void)context;
    while (!is_over) {
        struct arena *arena = arena_new();
        struct work work = work_of(arena);
        struct timespec pause = {0, 2000000};
        int64_t began = clock_monotonic();
        int64_t took;
        int64_t longest;
        if (db_write(&work, add_note, NULL))
            exit(1);
        took = clock_monotonic() - began;
        longest = longest_us;
        while (took > longest && !atomic_compare_exchange_weak(&longest_us, &longest, took))
            continue;
        written++;
        arena_free(arena);
        nanosleep(&pause, NULL);
    }
    return NULL;
}

static void write_until(const char *file)
{
    pthread_t threads[CLIENTS];
    int64_t began = clock_monotonic();
    for (int i = 0; i < CLIENTS; i++)
        if (pthread_create(&threads[i], NULL, client, NULL))
            exit(1);
    while (!file_exists(file)) {
        struct timespec pause = {0, 10000000};
        nanosleep(&pause, NULL);
    }
    is_over = true;
    for (int i = 0; i < CLIENTS; i++)
        pthread_join(threads[i], NULL);
    printf("%.0f %.1f\n", (double)written * 1000000 / (double)(clock_monotonic() - began),
           (double)longest_us / 1000);
}

static void fill(int64_t megabytes)
{
    for (int64_t done = 0; done < megabytes * 1000000; done += (int64_t)ROWS * BODY) {
        struct arena *arena = arena_new();
        struct work work = work_of(arena);
        if (db_write(&work, add_articles, NULL))
            exit(1);
        arena_free(arena);
    }
}

int main(int argc, char **argv)
{
    struct arena *arena = arena_new();
    struct db_options options = {.readers = 1};
    struct work work;
    if (argc < 4 || !crypto_start())
        return 2;
    options.url = str_from_c(argv[2]);
    if (db_open(arena, options, &pool))
        return 1;
    work = work_of(arena);
    if (unit_top(&work, &unit))
        return 1;
    db_release(&work);
    if (strcmp(argv[1], "fill") == 0)
        fill(atoll(argv[3]));
    else
        write_until(argv[3]);
    db_close(pool);
    return 0;
}
