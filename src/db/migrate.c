/*
 * Choosing the engine's files, checking their order and digests, applying.
 */
#include "db/migrate.h"

#include "base/crypto.h"
#include "base/vec.h"
#include "db/pool.h"

enum {
    MOST_MIGRATIONS = 9999
};

struct migration {
    int64_t number;
    struct str name;
    struct str script;
    struct str checksum;
};
typedef VEC(struct migration) migration_list;

static struct fault *numbered(struct arena *arena, enum fault_kind kind, const char *key,
                              int64_t number)
{
    return fault_with(fault_new(arena, kind, key, "migration %lld", (long long)number), "number",
                      arena_printf(arena, "%04lld", (long long)number));
}

/* "migrations/0003_search.sqlite.sql": whether the file is for this engine. */
static bool is_for(struct str name, enum db_engine engine)
{
    if (str_ends(name, STR(".sqlite.sql")))
        return engine == DB_SQLITE;
    if (str_ends(name, STR(".postgres.sql")))
        return engine == DB_POSTGRES;
    return str_ends(name, STR(".sql"));
}

static const struct fault *collect(struct arena *arena, enum db_engine engine,
                                   const struct asset *files, size_t count,
                                   migration_list *ret_list)
{
    migration_list list = {0};
    for (size_t i = 0; i < count; i++) {
        struct str name = files[i].name;
        uint8_t digest[CRYPTO_DIGEST_SIZE];
        struct migration *migration;
        int64_t number;
        if (!str_starts(name, STR("migrations/")) || !is_for(name, engine))
            continue;
        name = str_from(name, sizeof("migrations/") - 1);
        if (!str_to_int64(str_slice(name, 0, 4), &number))
            continue;
        if (number == (int64_t)list.count)
            return numbered(arena, FAULT_INTERNAL, "migrate.twice", number);
        if (number != (int64_t)list.count + 1)
            return numbered(arena, FAULT_INTERNAL, "migrate.gap", (int64_t)list.count + 1);
        crypto_digest(files[i].bytes, digest);
        migration = VEC_PUSH(&list, arena);
        migration->number = number;
        migration->name = name;
        migration->script = files[i].bytes;
        migration->checksum = crypto_hex(arena, digest, sizeof(digest));
    }
    *ret_list = list;
    return NULL;
}

/* ---- inside the database ---- */

static const char HISTORY_CREATE[] = "CREATE TABLE IF NOT EXISTS schema_migration ("
                                     " number BIGINT PRIMARY KEY,"
                                     " name TEXT NOT NULL,"
                                     " checksum TEXT NOT NULL,"
                                     " applied_at BIGINT NOT NULL)";
static const char HISTORY_LIST[] = "SELECT number, name, checksum FROM schema_migration"
                                   " ORDER BY number LIMIT 10000";
static const char HISTORY_ADD[] =
    "INSERT INTO schema_migration (number, name, checksum, applied_at) VALUES ($1, $2, $3, $4)"
    " ON CONFLICT (number) DO NOTHING";

/* A table of another program; there is none where the history is. */
static const char *const FOREIGN_TABLE[] = {
    [DB_SQLITE] = "SELECT name FROM sqlite_schema"
                  " WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
                  "   AND NOT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = 'schema_migration')"
                  " ORDER BY name LIMIT 1",
    [DB_POSTGRES] = "SELECT c.relname FROM pg_class c"
                    " JOIN pg_namespace n ON n.oid = c.relnamespace"
                    " WHERE n.nspname = current_schema() AND c.relkind IN ('r', 'p')"
                    "   AND NOT EXISTS (SELECT 1 FROM pg_depend d" /* an extension's own */
                    "                   WHERE d.objid = c.oid AND d.deptype = 'e')"
                    "   AND NOT EXISTS (SELECT 1 FROM pg_class h WHERE h.relname ="
                    "                   'schema_migration' AND h.relnamespace = n.oid)"
                    " ORDER BY c.relname LIMIT 1"};

/* Nothing is made among the tables of another program, for which the settings may name the
 * wrong database. */
static const struct fault *refuse_foreign(struct work *work)
{
    struct db_rows *rows;
    struct str name;
    const struct fault *fault = db_query(work, FOREIGN_TABLE[db_engine_of(work)], P0, &rows);
    if (fault || !db_next(rows))
        return fault ? fault : db_done(rows);
    name = db_text(rows, 0);
    return fault_with(fault_new(work->arena, FAULT_CONFLICT, "migrate.foreign",
                                "the database has a table " PRISTR, STRARG(name)),
                      "name", name);
}

static const struct fault *create_history(struct work *work, void *context)
{
    (void)context;
    return db_script(work, str_from_c(HISTORY_CREATE));
}

/* How many are applied; each must be what the program has. */
static const struct fault *check_history(struct work *work, const migration_list *list,
                                         size_t *ret_applied)
{
    struct db_rows *rows;
    size_t applied = 0;
    const struct fault *fault = db_query(work, HISTORY_LIST, P0, &rows);
    if (fault)
        return fault;
    while (db_next(rows)) {
        const struct migration *ours = &list->items[applied];
        if (applied >= list->count)
            return numbered(work->arena, FAULT_CONFLICT, "migrate.newer", db_int(rows, 0));
        if (db_int(rows, 0) != ours->number || !str_equal(db_text(rows, 2), ours->checksum))
            return fault_with(fault_new(work->arena, FAULT_CONFLICT, "migrate.changed",
                                        "migration " PRISTR, STRARG(ours->name)),
                              "name", ours->name);
        applied++;
    }
    *ret_applied = applied;
    return db_done(rows);
}

/* Several programs may start at once: one of them has the history, and the others wait here
 * until its step is done, and leave it. A script, since that may take longer than an answer
 * is waited for. */
static const char HISTORY_LOCK[] = "LOCK TABLE schema_migration IN SHARE ROW EXCLUSIVE MODE";

static const struct fault *lock_history(struct work *work)
{
    bool is_locked = db_engine_of(work) == DB_SQLITE; /* whoever writes there is alone */
    return is_locked ? NULL : db_script(work, str_from_c(HISTORY_LOCK));
}

static const struct fault *apply(struct work *work, void *context)
{
    const struct migration *migration = context;
    int64_t added;
    const struct fault *fault = lock_history(work);
    if (!fault)
        fault = db_exec(
            work, HISTORY_ADD,
            P(migration->number, migration->name, migration->checksum, clock_now(work->clock)),
            &added);
    if (fault || added == 0)
        return fault;
    return db_script(work, migration->script);
}

/* IF NOT EXISTS does not look at what another program is making just now; the second time
 * it is there. */
static const struct fault *begin_history(struct work *work)
{
    const struct fault *fault = db_write(work, create_history, NULL);
    return fault ? db_write(work, create_history, NULL) : NULL;
}

const struct fault *migrate_files(struct arena *arena, struct db_pool *pool,
                                  const struct asset *files, size_t count)
{
    struct work work = {.arena = arena, .clock = clock_system()};
    migration_list list = {0};
    size_t applied = 0;
    const struct fault *fault = collect(arena, db_pool_engine(pool), files, count, &list);
    if (!fault)
        fault = db_attach(pool, &work, DB_MAY_WRITE);
    if (!fault)
        fault = refuse_foreign(&work);
    db_release(&work);
    if (!fault)
        fault = begin_history(&work);
    if (!fault)
        fault = check_history(&work, &list, &applied);
    db_release(&work);
    for (size_t i = applied; !fault && i < list.count; i++)
        fault = db_write(&work, apply, &list.items[i]);
    if (!fault && applied < list.count) /* what another program applied meanwhile is ours too */
        fault = check_history(&work, &list, &applied);
    db_release(&work);
    return fault;
}

static const char HISTORY_LAST[] = "SELECT MAX(applied_at) FROM schema_migration";

const struct fault *migrate_last(struct work *work, struct instant *ret_at)
{
    struct db_rows *rows;
    const struct fault *fault = db_one(work, HISTORY_LAST, P0, &rows);
    if (!fault)
        *ret_at = db_instant(rows, 0);
    return fault;
}

const struct fault *migrate_assets(struct arena *arena, struct db_pool *pool)
{
    size_t count;
    const struct asset *assets = asset_list(&count);
    return migrate_files(arena, pool, assets, count);
}
