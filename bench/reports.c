/*
 * Statistics of a year with 100,000 cases in a district of 24 communes: every form of
 * 2024 that counts petitions, a row a commune.
 *
 *     reports URL CASES
 *
 * Prints milliseconds: of the slowest form, of all of them together. Ends with 1 where
 * what was counted is not what the rows of matters say by themselves.
 */
#include "base/crypto.h"
#include "base/map.h"
#include "civic/actor.h"
#include "civic/module.h"
#include "db/migrate.h"
#include "modules/reports/report.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    COMMUNES = 24
};

static const char *const names[] = {"01-xld-2024", "02-xld-2024",  "03-xld-2024",
                                    "04-xld-2024", "01-kqgq-2024", "02-kqgq-2024"};

static const struct module *const modules[] = {NULL};
static struct site site;
static int64_t district_id;
static long long cases;

static void must(const struct fault *fault)
{
    if (!fault)
        return;
    fprintf(stderr, "reports: %s: " PRISTR "\n", fault->key, STRARG(fault->detail));
    exit(1);
}

static const struct fault *make_units(struct work *work, void *context)
{
    struct unit district = {.kind = UNIT_DISTRICT,
                            .code = STR("232"),
                            .name = STR("Huyện Thanh Ba"),
                            .valid_from = DATE_NONE,
                            .valid_to = DATE_NONE};
    (void)context;
    must(unit_create(work, &district));
    district_id = district.id;
    for (int i = 0; i < COMMUNES; i++) {
        struct unit commune = {.kind = UNIT_COMMUNE,
                               .parent_id = district.id,
                               .code = arena_printf(work->arena, "08%03d", i),
                               .name = arena_printf(work->arena, "Xã %d", i + 1),
                               .valid_from = DATE_NONE,
                               .valid_to = DATE_NONE};
        must(unit_create(work, &commune));
    }
    return NULL;
}

#define NUMBERS                                                                                    \
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %lld),"              \
    " u(id, place) AS (SELECT id, ROW_NUMBER() OVER (ORDER BY id) - 1 FROM unit WHERE parent_id "  \
    "IS NOT NULL)"
#define MONTH "SUBSTR('010203040506070809101112', CAST(n.i % 12 AS INTEGER) * 2 + 1, 2)"
#define KIND "CASE n.i % 3 WHEN 0 THEN 'khieu-nai' WHEN 1 THEN 'to-cao' ELSE 'kien-nghi' END"

static const char matters[] =
    NUMBERS " INSERT INTO matter (id, code, key_digest, kind, unit_id, state, phase, due_on, title,"
            " content, source, visibility, facts, received_on, opened_at, event_count, chain_head)"
            " SELECT n.i, 'TB-2024-' || n.i, CAST('k' AS %s), " KIND ", u.id, 'received', 0,"
            " '9999-12-31', 'Mương tắc', 'Nước tràn', 'web', 'agency', '', '2024-' || " MONTH
            " || '-05', 1, 1, CAST('h' AS %s)"
            " FROM n JOIN u ON u.place = n.i %% %d";

/* Of ten three wait, five are ours and resolved, one is guided, one is not fit. */
static const char facts[] =
    NUMBERS " INSERT INTO report_fact (matter_id, round, unit_id, kind, source, marks, received_on,"
            " processed_on, direction, ended_on, ending, outcome, is_late, live_until, seq)"
            " SELECT n.i, 1, u.id, " KIND ", 'web', CASE n.i % 7 WHEN 0 THEN 'crowd' ELSE '' END,"
            " '2024-' || " MONTH " || '-05',"
            " CASE WHEN n.i % 10 < 3 THEN NULL ELSE '2024-' || " MONTH " || '-12' END,"
            " CASE WHEN n.i % 10 < 3 THEN '' WHEN n.i % 10 < 8 THEN 'accept'"
            "      WHEN n.i % 10 = 8 THEN 'guide' ELSE 'unfit' END,"
            " CASE WHEN n.i % 10 BETWEEN 3 AND 7 THEN '2024-' || " MONTH " || '-28' END,"
            " CASE WHEN n.i % 10 BETWEEN 3 AND 7 THEN 'solve' ELSE '' END,"
            " CASE WHEN n.i % 10 BETWEEN 3 AND 7 THEN 'founded' ELSE '' END, n.i % 2,"
            " CASE WHEN n.i % 10 < 3 THEN '9999-12-31' ELSE '2024-' || " MONTH " || '-28' END, 5"
            " FROM n JOIN u ON u.place = n.i % COMMUNES_";

/* Writes COMMUNES for its name and the number of cases for %lld. */
static struct str filled(struct arena *arena, const char *script, const char *bytes_type)
{
    struct buf out = buf_init(arena, 64 * 1024);
    for (const char *at = script; *at;) {
        if (strncmp(at, "%lld", 4) == 0) {
            buf_add_int(&out, cases);
            at += 4;
        } else if (strncmp(at, "%d", 2) == 0 || strncmp(at, "COMMUNES_", 9) == 0) {
            buf_add_int(&out, COMMUNES);
            at += *at == '%' ? 2 : 9;
        } else if (strncmp(at, "%s", 2) == 0) {
            buf_add(&out, str_from_c(bytes_type));
            at += 2;
        } else if (strncmp(at, "%%", 2) == 0) {
            buf_add_byte(&out, '%');
            at += 2;
        } else {
            buf_add_byte(&out, *at++);
        }
    }
    return buf_str(&out);
}

static const struct fault *make_cases(struct work *work, void *context)
{
    const char *bytes_type = context;
    const struct fault *fault = db_script(work, filled(work->arena, matters, bytes_type));
    return fault ? fault : db_script(work, filled(work->arena, facts, bytes_type));
}

/* What the rows of matters say by themselves, walked one by one. */
static int64_t received_by_hand(struct work *work, struct span span)
{
    int64_t count = 0;
    struct db_rows *rows;
    must(db_query(work, "SELECT received_on FROM matter ORDER BY id LIMIT 10000000", P0, &rows));
    while (db_next(rows)) {
        struct civil_date on = db_date(rows, 0);
        count += date_compare(on, span.first) >= 0 && date_compare(on, span.last) <= 0;
    }
    must(db_done(rows));
    return count;
}

int main(int argc, char **argv)
{
    struct arena *arena = arena_new();
    struct work work = {
        .arena = arena, .clock = clock_system(), .site = &site, .actor = &actor_system};
    struct span span = {date_ymd(2023, 12, 15), date_ymd(2024, 12, 14)};
    const struct forms *forms;
    int64_t slowest = 0;
    int64_t all = 0;
    size_t count;
    const struct asset *assets = asset_list(&count);
    if (argc != 3 || !crypto_start())
        return 2;
    cases = atoll(argv[2]);
    must(db_open(arena,
                 (struct db_options){.url = str_from_c(argv[1]),
                                     .readers = 1,
                                     .patience_us = DB_PATIENCE_COMMAND_US},
                 &site.pool));
    must(migrate_assets(arena, site.pool));
    site.arena = arena;
    site.modules = modules;
    site.states = map_new(arena);
    must(forms_read(arena, assets, count, &forms));
    must(db_attach(site.pool, &work, DB_MAY_WRITE));
    must(db_write(&work, make_units, NULL));
    must(db_write(&work, make_cases,
                  (void *)(uintptr_t)(db_pool_engine(site.pool) == DB_SQLITE ? "BLOB" : "BYTEA")));
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        struct arena *own = arena_new();
        struct work reading = {
            .arena = own, .clock = clock_system(), .site = &site, .actor = &actor_system};
        struct report report;
        int64_t began;
        int64_t took;
        must(db_attach(site.pool, &reading, DB_READ_ONLY));
        began = clock_monotonic();
        must(report_count(&reading, forms_named(forms, str_from_c(names[i])), district_id, span,
                          &report));
        took = clock_monotonic() - began;
        slowest = took > slowest ? took : slowest;
        all += took;
        if (i == 0 && report.total.amounts[2] != received_by_hand(&reading, span)) {
            fprintf(stderr, "reports: %lld received\n", (long long)report.total.amounts[2]);
            return 1;
        }
        arena_free(own);
    }
    printf("%.0f %.0f\n", (double)slowest / 1000, (double)all / 1000);
    db_close(site.pool);
    return 0;
}
