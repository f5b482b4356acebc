/*
 * Databases for tests and the templates they are copied from. On the server a copy is
 * CREATE DATABASE … TEMPLATE, which costs a tenth of running the migrations again.
 */
#include "db/testing.h"

#include "base/asset.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/vec.h"
#include "db/pool.h"

#include <fcntl.h>
#include <libpq-fe.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>

enum {
    NAMES_LIMIT = 1024 * 1024
};

/* What lasts as long as the test program. */
static struct {
    pid_t owner; /* a child that was forked off leaves everything alone */
    struct arena *arena;
    struct str key; /* of all that goes into templates */
    const char *templates;
    bool is_own; /* the templates are this program's alone */
    PGconn *server;
    VEC(struct str) ended; /* databases that nobody has open any more, or soon */
    VEC(struct str) own;   /* templates on the server that are this program's alone */
} process;

static const char *server_address(void)
{
    return getenv("DINH_TEST_PG");
}

enum db_engine db_testing_first(void)
{
    const char *only = getenv("DINH_TEST_ENGINE");
    if (!only)
        return DB_SQLITE;
    assert_string_equal(only, "postgres");
    assert_non_null(server_address());
    return DB_POSTGRES;
}

/* ---- on the server ---- */

static void be_quiet(void *context, const PGresult *result)
{
    (void)context;
    (void)result;
}

static void on_server(const char *sql, struct str database, const char *rest)
{
    struct str statement =
        arena_printf(process.arena, "%s " PRISTR "%s", sql, STRARG(database), rest);
    PGresult *result;
    if (!process.server) {
        process.server = PQconnectdb(server_address() + sizeof("postgres:") - 1);
        PQsetNoticeReceiver(process.server, be_quiet, NULL);
    }
    result = PQexec(process.server, statement.ptr);
    if (PQresultStatus(result) != PGRES_COMMAND_OK)
        print_error("%s: %s", statement.ptr, PQerrorMessage(process.server));
    assert_int_equal(PQresultStatus(result), PGRES_COMMAND_OK);
    PQclear(result);
}

/* Late, since the server waits where a connection is still ending. */
static void drop_ended(void)
{
    for (size_t i = 0; i < process.ended.count; i++)
        on_server("DROP DATABASE IF EXISTS", process.ended.items[i], " WITH (FORCE)");
    process.ended.count = 0;
}

static struct str address_of(struct arena *arena, struct str database)
{
    return arena_printf(arena, "%s dbname=" PRISTR, server_address(), STRARG(database));
}

/* ---- files ---- */

static const char *below(struct arena *arena, const char *folder, const char *name)
{
    return arena_printf(arena, "%s/%s", folder, name).ptr;
}

static void copy_tree(struct arena *arena, const char *from, const char *to)
{
    struct str *names;
    size_t count;
    struct stat status;
    int source;
    int copy;
    assert_int_equal(stat(from, &status), 0);
    if (S_ISDIR(status.st_mode)) {
        assert_no_fault(file_make_folder(arena, to, status.st_mode & 0777));
        assert_no_fault(file_list(arena, from, &names, &count));
        for (size_t i = 0; i < count; i++)
            copy_tree(arena, below(arena, from, names[i].ptr), below(arena, to, names[i].ptr));
        return;
    }
    source = open(from, O_RDONLY | O_CLOEXEC);
    copy = open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, status.st_mode & 0777);
    for (off_t at = 0; at < status.st_size;)
        assert_true(sendfile(copy, source, &at, (size_t)(status.st_size - at)) > 0);
    close(source);
    close(copy);
}

/* ---- the process ---- */

static void leave(void)
{
    if (process.owner != getpid())
        return;
    drop_ended();
    for (size_t i = 0; i < process.own.count; i++)
        on_server("DROP DATABASE IF EXISTS", process.own.items[i], " WITH (FORCE)");
    PQfinish(process.server);
    if (process.is_own)
        file_remove_tree(process.templates);
    arena_free(process.arena);
}

/* Of the migrations, and of what the demo is made from. */
static struct str key_of_assets(struct arena *arena)
{
    static const struct str folders[] = {STR_INIT("migrations/"), STR_INIT("demo/"),
                                         STR_INIT("law/")};
    uint8_t digest[CRYPTO_DIGEST_SIZE];
    size_t count;
    const struct asset *assets = asset_list(&count);
    struct buf all = buf_init(arena, NAMES_LIMIT);
    for (size_t i = 0; i < count; i++)
        for (size_t f = 0; f < COUNT(folders); f++)
            if (str_starts(assets[i].name, folders[f])) {
                crypto_digest(assets[i].bytes, digest);
                buf_add(&all, assets[i].name);
                buf_add(&all, (struct str){(const char *)digest, sizeof(digest)});
            }
    crypto_digest(buf_str(&all), digest);
    return crypto_hex(arena, digest, 4);
}

static void start(void)
{
    if (process.arena)
        return;
    assert_true(crypto_start());
    process.owner = getpid();
    process.arena = arena_new();
    process.templates = getenv("DINH_TEST_TEMPLATES");
    process.is_own = !process.templates;
    if (process.is_own)
        process.templates = testing_folder(process.arena);
    process.key = key_of_assets(process.arena);
    atexit(leave);
}

/* ---- templates ---- */

struct made {
    const char *folder;
    struct str database; /* empty for SQLite */
};

static struct str url_in(struct arena *arena, const char *folder, struct str database)
{
    return database.len > 0 ? address_of(arena, database)
                            : arena_printf(arena, "sqlite:%s/dinh.db", folder);
}

/* Its name is left beside it first, for who removes the templates of a whole run. */
static void make_database(struct arena *arena, struct made made)
{
    const char *note = arena_printf(arena, "%s.database", made.folder).ptr;
    assert_no_fault(file_write(arena, note, made.database, 0600));
    if (process.is_own)
        *VEC_PUSH(&process.own, process.arena) = arena_copy(process.arena, made.database);
    on_server("DROP DATABASE IF EXISTS", made.database, " WITH (FORCE)");
    on_server("CREATE DATABASE", made.database, " TEMPLATE template0");
}

/* A first connection leaves what the server knows of the tables in a file, which is
 * copied as well. */
static void warm(struct arena *arena, struct str database)
{
    PGconn *connection = PQconnectdb(address_of(arena, database).ptr + sizeof("postgres:") - 1);
    assert_int_equal(PQstatus(connection), CONNECTION_OK);
    PQfinish(connection);
}

/* In a folder beside its place, so that one that was left half made is none. */
static void make_template(struct arena *arena, db_testing_make *make, struct made made)
{
    const char *unfinished = arena_printf(arena, "%s.new", made.folder).ptr;
    file_remove_tree(unfinished);
    assert_no_fault(file_make_folder(arena, unfinished, 0700));
    if (made.database.len > 0)
        make_database(arena, made);
    make(arena, unfinished, url_in(arena, unfinished, made.database));
    if (made.database.len > 0)
        warm(arena, made.database);
    assert_int_equal(rename(unfinished, made.folder), 0);
}

/* Several programs of one run may want it at once: the first makes it. The lock is
 * the process's, so that a test that fails in here does not lock out the next. */
static struct made find_template(struct arena *arena, enum db_engine engine,
                                 struct db_testing_template template)
{
    struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    struct made made = {
        .folder = arena_printf(arena, "%s/%s-%s-" PRISTR, process.templates, template.name,
                               engine == DB_POSTGRES ? "postgres" : "sqlite", STRARG(process.key))
                      .ptr};
    uint8_t digest[CRYPTO_DIGEST_SIZE];
    int descriptor =
        open(arena_printf(arena, "%s.lock", made.folder).ptr, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    assert_int_equal(fcntl(descriptor, F_SETLKW, &lock), 0);
    if (engine == DB_POSTGRES) {
        crypto_digest(str_from_c(made.folder), digest);
        made.database =
            arena_printf(arena, "dinh_template_" PRISTR, STRARG(crypto_hex(arena, digest, 8)));
    }
    if (!file_exists(made.folder))
        make_template(arena, template.make, made);
    close(descriptor);
    return made;
}

/* ---- what a test gets ---- */

bool db_testing_place(struct db_testing *test, enum db_engine engine,
                      struct db_testing_template template)
{
    struct made made = {NULL, STR("")};
    if (engine == DB_POSTGRES && !server_address())
        return false;
    start();
    drop_ended();
    if (template.make)
        made = find_template(test->arena, engine, template);
    test->folder = testing_folder(test->arena);
    if (made.folder)
        copy_tree(test->arena, made.folder, test->folder);
    test->database = STR("");
    if (engine == DB_POSTGRES) {
        test->database = arena_printf(test->arena, "dinh_%ld_%lld", (long)getpid(),
                                      (long long)db_new_id(clock_system()));
        on_server("CREATE DATABASE", test->database,
                  arena_printf(test->arena, " STRATEGY FILE_COPY TEMPLATE " PRISTR,
                               STRARG(made.folder ? made.database : STR("template0")))
                      .ptr);
    }
    test->url = url_in(test->arena, test->folder, test->database);
    return true;
}

void db_testing_drop(struct db_testing *test)
{
    if (test->database.len > 0)
        *VEC_PUSH(&process.ended, process.arena) = arena_copy(process.arena, test->database);
    file_remove_tree(test->folder);
}

struct work *db_testing_work(struct db_testing *test, struct db_pool *pool)
{
    struct work *work = ARENA_NEW(test->arena, struct work);
    work->arena = test->arena;
    work->clock = clock_system();
    work->request_id = STR("test");
    assert_no_fault(db_attach(pool, work, DB_MAY_WRITE));
    return work;
}

void db_testing_hurry(struct db_pool *pool, int64_t patience_us)
{
    pool->patience_us = patience_us;
}

const struct fault *db_testing_script(struct work *work, void *script)
{
    return db_script(work, *(struct str *)script);
}

static void migrate(struct arena *arena, const char *folder, struct str url)
{
    struct db_pool *pool;
    (void)folder;
    assert_no_fault(db_open(arena, (struct db_options){.url = url, .readers = 1}, &pool));
    assert_no_fault(migrate_assets(arena, pool));
    db_close(pool);
}

bool db_testing_begin(struct db_testing *test, enum db_engine engine, bool is_migrated)
{
    struct db_testing_template template = {"tables", is_migrated ? migrate : NULL};
    *test = (struct db_testing){.arena = arena_new()};
    if (!db_testing_place(test, engine, template)) {
        arena_free(test->arena);
        return false;
    }
    assert_no_fault(
        db_open(test->arena, (struct db_options){.url = test->url, .readers = 4}, &test->pool));
    test->work = db_testing_work(test, test->pool);
    return true;
}

void db_testing_end(struct db_testing *test)
{
    db_release(test->work);
    db_close(test->pool);
    db_testing_drop(test);
    arena_free(test->arena);
}
