/*
 * What an inbox asks of the database, with few and with very many matters: the
 * page of each view, first and deep, narrowed to a state, the counts of all views,
 * and whether each file may be read; then a search, and a month's figures.
 *
 *     inbox URL MATTERS ROUNDS
 *     inbox URL MATTERS fill       puts them into the demo district, for a server
 *
 * Prints for each: what, matters, p95 in milliseconds; by tabs. A quarter of the
 * matters is open or waiting, all in one unit, among its officials. Each question is
 * put once before it is measured.
 */
#include "base/crypto.h"
#include "base/map.h"
#include "civic/actor.h"
#include "civic/matter_stats.h"
#include "civic/module.h"
#include "civic/unit.h"
#include "db/migrate.h"
#include "modules/matters/inbox_query.h"

#include <stdio.h>
#include <stdlib.h>

enum {
    DAYS = 400,
    ROUNDS_MOST = 1000
};

static const char PEOPLE[] =
    "INSERT INTO account (id, login, name, created_at)"
    " WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100)"
    " SELECT n.i, 'a' || CAST(n.i AS TEXT), 'A', 1 FROM n;";
static const char TABLES[] = "CREATE TABLE bench_day (i BIGINT PRIMARY KEY, day TEXT NOT NULL);"
                             "CREATE TABLE bench_official (i BIGINT PRIMARY KEY, id BIGINT);";
static const char OFFICIALS[] = "SELECT id FROM account ORDER BY id LIMIT 100";
static const char OFFICIAL[] = "INSERT INTO bench_official (i, id) VALUES ($1, $2)";
static const char DEMO_UNIT[] = "SELECT id FROM unit WHERE kind = 'district' AND code = '232'";

/* One in eight open, one in eight waiting, the rest closed. */
#define STATE_OF(open, waiting, closed)                                                            \
    "CASE n.i % 8 WHEN 0 THEN " open " WHEN 1 THEN " waiting " ELSE " closed " END"

static const char *const FILL[] = {
    "INSERT INTO matter (id, code, key_digest, kind, unit_id, official_id, state, phase, due_on,"
    " title, content, source, visibility, facts, received_on, opened_at, event_count, chain_head)"
    " WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $1)"
    " SELECT n.i, 'TB-2026-' || CAST(100000000 + n.i AS TEXT) || '-A', '', 'kien-nghi', CAST($2 AS "
    "BIGINT),"
    " o.id, " STATE_OF("'received'", "'asked'", "'answered'") ", " STATE_OF(
        "0", "1",
        "2") ", " STATE_OF("d.day", "d.day",
                           "'9999-12-31'") ","
                                           " 'Mương thoát nước ở khu 5 bị tắc', 'Từ tháng trước "
                                           "mương tắc.', 'web', 'agency', '', d.day,"
                                           " 1, 1, '' FROM n JOIN bench_day d ON d.i = n.i / 8 % "
                                           "400 JOIN bench_official o ON o.i = n.i / 8 % 100",
    "INSERT INTO matter_clock (id, matter_id, rule, started_on, due_on, is_provisional, opened_seq,"
    " closed_seq, closed_on) SELECT id, id, 'r', received_on, received_on, 0, 1,"
    " CASE WHEN phase = 2 THEN 2 END, CASE WHEN phase = 2 THEN received_on END FROM matter"
    " WHERE id <= $1",
    "INSERT INTO matter_span (matter_id, seq, unit_id, kind, began_on, began_by, ended_on,"
    " ended_by) SELECT id, 1, unit_id, kind, received_on, 'received',"
    " CASE WHEN phase = 2 THEN received_on END, CASE WHEN phase = 2 THEN 'closed' END FROM matter"
    " WHERE id <= $1",
    /* one in eight is about one of five hundred, who are above nobody */
    "INSERT INTO matter_respondent (matter_id, person_id) SELECT id, 700000001 + id / 16 % 500"
    " FROM matter WHERE id <= $1 AND id % 16 < 2",
    "INSERT INTO matter_word (word, matter_id) SELECT 'muong', id FROM matter WHERE id <= $1",
    "INSERT INTO matter_word (word, matter_id) SELECT 'w' || CAST(id / 5 AS TEXT), id FROM matter"
    " WHERE id <= $1",
};

static const char PERSONS[] =
    "INSERT INTO person (id, name, name_fold, name_sort, is_demo)"
    " WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500)"
    " SELECT 700000000 + n.i, 'Bench', 'bench', '', 1 FROM n;";
static const char DAY[] = "INSERT INTO bench_day (i, day) VALUES ($1, $2)";
static const char ROLES[] =
    "INSERT INTO account_role (account_id, role, unit_id, granted_at) VALUES (1, 'leader', $1, 1)";

struct filling {
    int64_t matters;
    int64_t unit_id;
    bool is_demo; /* into the demo district, which is there */
};

static void must(const struct fault *fault)
{
    if (!fault)
        return;
    fprintf(stderr, "inbox: " PRISTR "\n", STRARG(fault->detail));
    exit(1);
}

/* A district of its own, with a hundred officials and a leader. */
static void make_unit(struct work *work, struct filling *filling)
{
    struct unit unit = {.kind = UNIT_DISTRICT,
                        .code = STR("232"),
                        .name = STR("Huyện Thanh Ba"),
                        .valid_from = DATE_NONE,
                        .valid_to = DATE_NONE};
    must(unit_create(work, &unit));
    must(db_script(work, str_from_c(PEOPLE)));
    must(db_exec(work, ROLES, P(unit.id), NULL));
    filling->unit_id = unit.id;
}

static void find_unit(struct work *work, struct filling *filling)
{
    struct db_rows *rows;
    must(db_one(work, DEMO_UNIT, P0, &rows));
    filling->unit_id = db_int(rows, 0);
}

static void name_officials(struct work *work)
{
    struct db_rows *rows;
    int64_t ids[100];
    int count = 0;
    must(db_query(work, OFFICIALS, P0, &rows));
    while (db_next(rows))
        ids[count++] = db_int(rows, 0);
    must(db_done(rows));
    for (int i = 0; i < 100; i++)
        must(db_exec(work, OFFICIAL, P(i, ids[i % count]), NULL));
}

static const struct fault *fill(struct work *work, void *context)
{
    struct filling *filling = context;
    struct civil_date today = clock_today(work->clock);
    must(db_script(work, str_from_c(TABLES)));
    if (filling->is_demo)
        find_unit(work, filling);
    else
        make_unit(work, filling);
    name_officials(work);
    must(db_script(work, str_from_c(PERSONS)));
    for (int i = 0; i < DAYS; i++)
        must(db_exec(work, DAY, P(i, date_add_days(today, i - DAYS / 2)), NULL));
    for (size_t i = 0; i < sizeof(FILL) / sizeof(FILL[0]); i++) {
        struct db_params params = P(filling->matters, filling->unit_id);
        params.count -= i > 0; /* the unit is in the matters themselves alone */
        must(db_exec(work, FILL[i], params, NULL));
    }
    return NULL;
}

/* As the program's own upkeep does. */
static const struct fault *analyse(struct work *work, void *context)
{
    (void)context;
    return db_script(work, STR("ANALYZE"));
}

/* ---- measuring ---- */

static int compare(const void *a, const void *b)
{
    int64_t left = *(const int64_t *)a;
    int64_t right = *(const int64_t *)b;
    return (left > right) - (left < right);
}

struct asking {
    struct work *base;
    struct filling filling;
    int rounds;
};

typedef void ask(struct work *work, const struct asking *asking, int round);

static void measure(const struct asking *asking, const char *what, ask *question)
{
    static int64_t took[ROUNDS_MOST];
    for (int i = 0; i < asking->rounds; i++) {
        struct work work = *asking->base;
        int64_t began;
        work.arena = arena_new();
        must(db_attach(asking->base->site->pool, &work, DB_READ_ONLY));
        question(&work, asking, i);
        began = clock_monotonic();
        question(&work, asking, i);
        took[i] = clock_monotonic() - began;
        db_release(&work);
        arena_free(work.arena);
    }
    qsort(took, (size_t)asking->rounds, sizeof(took[0]), compare);
    printf("%s\t%lld\t%.2f\n", what, (long long)asking->filling.matters,
           (double)took[asking->rounds * 95 / 100] / 1000);
}

/* A page as /can-bo makes it. */
static void ask_page(struct work *work, const struct asking *asking, int round)
{
    struct inbox_query query = {
        .view = &inbox_views[round % INBOX_VIEWS], .due = &inbox_dues[0], .place = {DATE_NONE, 0}
    };
    struct inbox_found found;
    struct matter_kept kept;
    int64_t count;
    if (round % 3 == 1) { /* deep in the list */
        query.place.due_on = date_add_days(clock_today(work->clock), round % DAYS - DAYS / 2);
        query.place.id = asking->filling.matters / 2;
    }
    if (round % 5 == 2) {
        query.kind = STR("kien-nghi");
        query.state = round % 2 ? STR("received") : STR("accepted"); /* there are none of these */
    }
    if (inbox_has_dues(query.view))
        query.due = &inbox_dues[round / INBOX_VIEWS % INBOX_DUES];
    must(matter_kept_away(work, &kept));
    must(inbox_find(work, &query, &kept, &found));
    for (size_t i = 0; i < INBOX_VIEWS; i++)
        must(inbox_count(work, &inbox_views[i], &inbox_dues[0], &kept, &count));
    for (size_t i = 0; i < INBOX_DUES && inbox_has_dues(query.view); i++)
        must(inbox_count(work, query.view, &inbox_dues[i], &kept, &count));
}

static void ask_words(struct work *work, const struct asking *asking, int round)
{
    matter_list found;
    struct str words = arena_printf(work->arena, "muong w%lld",
                                    (long long)round % (asking->filling.matters / 5 + 1));
    must(matter_search(work, words, 0, &found));
}

static void ask_stats(struct work *work, const struct asking *asking, int round)
{
    matter_stats_list rows;
    struct civil_date last = date_add_days(clock_today(work->clock), -round);
    must(matter_stats(work, asking->filling.unit_id, date_add_days(last, -30), last, &rows));
}

int main(int argc, char **argv)
{
    static const struct lifecycle_state states[] = {
        {"received", PHASE_OPEN},
        {"accepted", PHASE_OPEN}
    };
    static const struct matter_kind kind = {
        .name = "kien-nghi", .readers = ROLE_BIT(ROLE_LEADER), .states = states, .state_count = 2};
    static const struct matter_kind *const kinds[] = {&kind};
    static const struct module module = {.name = "bench", .kinds = kinds, .kind_count = 1};
    static const struct module *const modules[] = {&module, NULL};
    static struct grant grants[] = {
        {ROLE_LEADER, 0}
    };
    struct arena *arena = arena_new();
    struct site *site = ARENA_NEW(arena, struct site);
    struct work work = {.arena = arena, .clock = clock_system(), .site = site};
    struct actor actor = {.account_id = 1, .grants = grants, .grant_count = 1};
    struct asking asking = {.base = &work};
    if (argc != 4 || !crypto_start())
        return 2;
    asking.filling.matters = atoll(argv[2]);
    asking.filling.is_demo = str_equal(str_from_c(argv[3]), STR("fill"));
    asking.rounds = asking.filling.is_demo ? 20 : atoi(argv[3]);
    if (asking.rounds < 20 || asking.rounds > ROUNDS_MOST)
        return 2;
    must(db_open(arena,
                 (struct db_options){.url = str_from_c(argv[1]),
                                     .readers = 2,
                                     .patience_us = DB_PATIENCE_COMMAND_US},
                 &site->pool));
    must(migrate_assets(arena, site->pool));
    site->arena = arena;
    site->modules = modules;
    site->states = map_new(arena);
    work.actor = &actor_system;
    must(db_attach(site->pool, &work, DB_MAY_WRITE));
    must(db_write(&work, fill, &asking.filling));
    must(db_write(&work, analyse, NULL));
    if (asking.filling.is_demo) {
        db_close(site->pool);
        return 0;
    }
    grants[0].unit_id = asking.filling.unit_id;
    work.actor = &actor;
    measure(&asking, "inbox page", ask_page);
    measure(&asking, "inbox search, 2 words", ask_words);
    asking.rounds = 20;
    measure(&asking, "figures of a month", ask_stats);
    db_close(site->pool);
    return 0;
}
