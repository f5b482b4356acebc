/*
 * The steps of a restore: read everything once and check it, lay out the folder,
 * fill the database, open the result as the server would, and swap.
 */
#include "app/restore.h"

#include "app/open.h"
#include "base/asset.h"
#include "base/file.h"
#include "civic/module.h"
#include "civic/search.h"
#include "db/migrate.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    FOLDER_MODE = 0700,
    FILE_MODE = 0600,
    SETTINGS_LIMIT = 256 * 1024,
    KEY_LIMIT = 64 * 1024,
    OPEN_FOLDERS = 16
};

struct restoring {
    struct arena *arena;
    const struct restore *restore;
    const char *data; /* without a slash at the end */
    char *stage;      /* the folder under construction; empty once it has its place */
    struct backup_head head;
    struct settings settings;
    struct restored done;
    int64_t bytes;
    int64_t total; /* bytes of the backup; they are read twice */
};

static struct fault *refuse(struct restoring *restoring, const char *key, struct str value,
                            const char *name)
{
    return fault_with(fault_new(restoring->arena, FAULT_INVALID, key, "%s: " PRISTR,
                                restoring->restore->file, STRARG(value)),
                      name, value);
}

static struct fault *cannot_write(struct restoring *restoring, const char *path)
{
    return fault_with(fault_new(restoring->arena, FAULT_UNAVAILABLE, "restore.write", "%s: %s",
                                path, strerror(errno)),
                      "path", str_from_c(path));
}

static void note(void *context, int64_t bytes)
{
    struct restoring *restoring = context;
    if (restoring->restore->progress)
        restoring->restore->progress(restoring->restore->context, restoring->bytes + bytes);
}

static const char *in_stage(struct restoring *restoring, struct str name)
{
    return arena_printf(restoring->arena, "%s/" PRISTR, restoring->stage, STRARG(name)).ptr;
}

/* ---- the folder ---- */

static void drop_stage(void *resource)
{
    struct restoring *restoring = resource;
    if (restoring->stage[0])
        file_remove_tree(restoring->stage);
}

/* Whether the folder has nothing in it, or only the keys that were put there for
 * this restore. */
static const struct fault *look_at_folder(struct restoring *restoring, bool *ret_free)
{
    struct str *names;
    size_t count = 0;
    const struct fault *fault = NULL;
    *ret_free = true;
    if (file_exists(restoring->data))
        fault = file_list(restoring->arena, restoring->data, &names, &count);
    for (size_t i = 0; !fault && i < count; i++)
        if (restoring->restore->keys || !str_equal(names[i], STR("keys")))
            *ret_free = false;
    return fault;
}

static const struct fault *make_stage(struct restoring *restoring)
{
    const char *slash = strrchr(restoring->data, '/');
    const struct fault *fault = NULL;
    if (slash && slash != restoring->data)
        fault = file_make_folder(
            restoring->arena,
            arena_c(restoring->arena,
                    (struct str){restoring->data, (size_t)(slash - restoring->data)}),
            FOLDER_MODE);
    if (fault)
        return fault;
    restoring->stage =
        (char *)(uintptr_t)arena_printf(restoring->arena, "%s.restoring-XXXXXX", restoring->data)
            .ptr;
    if (!mkdtemp(restoring->stage))
        return cannot_write(restoring, restoring->data);
    arena_cleanup(restoring->arena, drop_stage, restoring);
    return NULL;
}

static const struct fault *write_file(struct restoring *restoring, struct str name,
                                      struct str bytes)
{
    const char *path = in_stage(restoring, name);
    const char *slash = strrchr(path, '/');
    const struct fault *fault = file_make_folder(
        restoring->arena, arena_c(restoring->arena, (struct str){path, (size_t)(slash - path)}),
        FOLDER_MODE);
    return fault ? fault : file_write(restoring->arena, path, bytes, FILE_MODE);
}

/* ---- the keys ---- */

static const struct fault *copy_keys(struct restoring *restoring, const char *folder)
{
    struct arena *arena = restoring->arena;
    struct str *names;
    size_t count = 0;
    const struct fault *fault = NULL;
    if (file_exists(folder))
        fault = file_list(arena, folder, &names, &count);
    for (size_t i = 0; !fault && i < count; i++) {
        struct str bytes;
        fault = file_read(arena, arena_printf(arena, "%s/" PRISTR, folder, STRARG(names[i])).ptr,
                          KEY_LIMIT, &bytes);
        if (!fault)
            fault = write_file(restoring, arena_printf(arena, BACKUP_KEYS PRISTR, STRARG(names[i])),
                               bytes);
    }
    return fault;
}

static const struct fault *unpack_keys(struct restoring *restoring, const char *file)
{
    struct backup_reader *reader;
    struct backup_member member = {.name = STR("")};
    const struct fault *fault = backup_open(restoring->arena, file, &reader);
    if (!fault)
        fault = backup_next(reader, restoring->arena, &member);
    while (!fault && member.name.len > 0) {
        if (str_starts(member.name, STR(BACKUP_KEYS)))
            fault = write_file(restoring, member.name, member.bytes);
        if (!fault)
            fault = backup_next(reader, restoring->arena, &member);
    }
    return fault;
}

static const struct fault *take_keys(struct restoring *restoring)
{
    const char *folder = arena_printf(restoring->arena, "%s/keys", restoring->data).ptr;
    const char *path = in_stage(restoring, STR("keys/site.key"));
    uint8_t key[CRYPTO_KEY_SIZE];
    struct str hex;
    bool is_same;
    const struct fault *fault = restoring->restore->keys
                                    ? unpack_keys(restoring, restoring->restore->keys)
                                    : copy_keys(restoring, folder);
    if (fault)
        return fault;
    if (file_read(restoring->arena, path, KEY_LIMIT, &hex) ||
        !crypto_from_hex(str_trim(hex), key, sizeof(key)))
        return fault_with(refuse(restoring, "restore.no_key", restoring->head.key, "key"), "path",
                          arena_printf(restoring->arena, "%s/site.key", folder));
    is_same = str_equal(backup_key_fingerprint(restoring->arena, key), restoring->head.key);
    crypto_wipe(key, sizeof(key));
    return is_same ? NULL : refuse(restoring, "restore.other_key", restoring->head.key, "key");
}

/* ---- the settings ---- */

/* A database in the folder, whatever the folder was called when it was saved. */
static const struct fault *lay_settings(struct restoring *restoring, struct str text)
{
    struct str database = restoring->restore->database;
    const struct fault *fault = settings_read(restoring->arena, text, &restoring->settings);
    if (fault)
        return fault;
    if (database.len == 0 && str_starts(restoring->settings.database, STR("sqlite:")))
        database = STR("sqlite:dinh.db");
    if (database.len > 0 && !str_equal(database, restoring->settings.database))
        text = settings_with(restoring->arena, text, STR("database"), database);
    fault = settings_read(restoring->arena, text, &restoring->settings);
    return fault ? fault : write_file(restoring, STR("dinh.conf"), text);
}

/* ---- the first reading ---- */

static const struct fault *take_member(struct restoring *restoring,
                                       const struct backup_member *member)
{
    if (str_equal(member->name, STR(BACKUP_SETTINGS)))
        return lay_settings(restoring, arena_copy(restoring->arena, member->bytes));
    if (!str_starts(member->name, STR(BACKUP_FILES)))
        return NULL;
    restoring->done.sum.files++;
    return write_file(restoring, member->name, member->bytes);
}

/* Everything but the tables, with every checksum. */
static const struct fault *lay_out(struct restoring *restoring)
{
    struct arena *scratch = arena_new();
    struct backup_reader *reader;
    struct backup_member member = {.name = STR("")};
    const struct fault *fault = backup_open(restoring->arena, restoring->restore->file, &reader);
    if (!fault)
        fault = backup_next(reader, scratch, &member);
    while (!fault && member.name.len > 0) {
        restoring->total += (int64_t)member.bytes.len;
        note(restoring, restoring->total);
        fault = take_member(restoring, &member);
        arena_reset(scratch);
        if (!fault)
            fault = backup_next(reader, scratch, &member);
    }
    restoring->bytes = restoring->total;
    arena_free(scratch);
    if (!fault && !file_exists(in_stage(restoring, STR("dinh.conf"))))
        fault = refuse(restoring, "backup.damaged", str_from_c(restoring->restore->file), "path");
    return fault;
}

/* ---- the database ---- */

/* "migrations/0007_admin.sql": at most the last one of the backup. */
static bool is_of_backup(const struct asset *asset, int64_t last)
{
    const struct str prefix = STR("migrations/");
    int64_t number;
    return str_starts(asset->name, prefix) &&
           str_to_int64(str_slice(asset->name, prefix.len, 4), &number) && number <= last;
}

static const struct fault *make_tables(struct restoring *restoring, struct db_pool *pool)
{
    VEC(struct asset) files = {0};
    size_t count;
    const struct asset *assets = asset_list(&count);
    for (size_t i = 0; i < count; i++)
        if (is_of_backup(&assets[i], restoring->head.migration))
            *VEC_PUSH(&files, restoring->arena) = assets[i];
    return migrate_files(restoring->arena, pool, files.items, files.count);
}

static const struct table *find_table(const table_list *tables, struct str name)
{
    for (size_t i = 0; i < tables->count; i++)
        if (str_equal(tables->items[i].name, name))
            return &tables->items[i];
    return NULL;
}

static bool is_same_table(const struct table *a, const struct table *b)
{
    bool is_same = b && a->column_count == b->column_count;
    for (size_t i = 0; is_same && i < a->column_count; i++)
        is_same = str_equal(a->columns[i].name, b->columns[i].name) &&
                  a->columns[i].kind == b->columns[i].kind;
    return is_same;
}

static const struct fault *compare_tables(struct restoring *restoring, const table_list *ours)
{
    const table_list *theirs = &restoring->head.tables;
    for (size_t i = 0; i < theirs->count; i++)
        if (!is_same_table(&theirs->items[i], find_table(ours, theirs->items[i].name)))
            return refuse(restoring, "restore.columns", theirs->items[i].name, "name");
    return NULL;
}

/* What the writer's thread fills, in one transaction. */
struct filling {
    struct restoring *restoring;
    const table_list *tables;
    int64_t rows;
};

static const struct fault *fill_member(struct work *work, struct filling *filling,
                                       const struct backup_member *member)
{
    struct str name = str_from(member->name, sizeof(BACKUP_TABLES) - 1);
    const struct table *table = find_table(filling->tables, str_cut(&name, '/'));
    int64_t rows;
    const struct fault *fault;
    if (!table)
        return refuse(filling->restoring, "restore.columns", member->name, "name");
    fault = table_fill(work, table, member->bytes, &rows);
    if (!fault)
        filling->rows += rows;
    return fault;
}

static const struct fault *fill_all(struct work *work, struct filling *filling)
{
    struct restoring *restoring = filling->restoring;
    struct arena *own = arena_new();
    struct arena *scratch = arena_new();
    struct backup_reader *reader;
    struct backup_member member = {.name = STR("")};
    int64_t bytes = 0;
    const struct fault *fault = backup_open(own, restoring->restore->file, &reader);
    if (!fault)
        fault = backup_next(reader, scratch, &member);
    while (!fault && member.name.len > 0) {
        if (str_starts(member.name, STR(BACKUP_TABLES)))
            fault = fill_member(work, filling, &member);
        bytes += (int64_t)member.bytes.len;
        note(restoring, bytes);
        arena_reset(scratch);
        if (!fault)
            fault = backup_next(reader, scratch, &member);
    }
    fault = fault_copy(work->arena, fault);
    arena_free(scratch);
    arena_free(own);
    return fault;
}

static const struct fault *fill(struct work *work, void *context)
{
    struct filling *filling = context;
    struct table_filling state;
    const struct fault *fault = table_fill_begin(work, filling->tables, &state);
    filling->rows = 0;
    if (!fault)
        fault = fill_all(work, filling);
    return fault ? fault : table_fill_end(work, &state);
}

static const struct fault *must_be_empty(struct restoring *restoring, struct work *work)
{
    table_list tables;
    bool is_empty = false;
    const struct fault *fault = table_list_of(work, &tables);
    if (!fault)
        fault = table_all_empty(work, &tables, &is_empty);
    db_release(work);
    if (!fault && !is_empty)
        fault = fault_new(restoring->arena, FAULT_CONFLICT, "restore.database_there",
                          "the database has rows");
    return fault;
}

static const struct fault *fill_pool(struct restoring *restoring, struct db_pool *pool)
{
    struct work work = {.arena = restoring->arena, .clock = clock_system()};
    table_list tables;
    struct filling filling = {restoring, &tables, 0};
    const struct fault *fault = db_attach(pool, &work, DB_MAY_WRITE);
    if (!fault)
        fault = must_be_empty(restoring, &work);
    if (!fault)
        fault = make_tables(restoring, pool);
    if (!fault)
        fault = table_list_of(&work, &tables);
    if (!fault)
        fault = compare_tables(restoring, &tables);
    if (!fault)
        fault = db_write(&work, fill, &filling);
    db_release(&work);
    restoring->done.sum.rows = filling.rows;
    return fault;
}

static const struct fault *fill_database(struct restoring *restoring)
{
    struct str url = restoring->settings.database;
    struct db_pool *pool;
    const struct fault *fault;
    if (str_starts(url, STR("sqlite:")))
        url = arena_printf(restoring->arena, "sqlite:%s/dinh.db", restoring->stage);
    fault = db_open(
        restoring->arena,
        (struct db_options){.url = url, .readers = 1, .patience_us = DB_PATIENCE_COMMAND_US},
        &pool);
    if (fault)
        return fault;
    fault = fill_pool(restoring, pool);
    db_close(pool);
    return fault;
}

/* ---- opening what was made ---- */

static void count_indexed(void *context, int64_t count)
{
    *(int64_t *)context += count;
}

static const struct fault *clear(struct work *work, void *context)
{
    (void)context;
    return search_clear(work);
}

static const struct fault *index_all(struct restoring *restoring, struct site *site)
{
    struct work *work = work_begin(site, restoring->restore->locale);
    const struct fault *fault = db_write(work, clear, NULL);
    for (size_t i = 0; !fault && site->modules[i]; i++)
        if (site->modules[i]->reindex)
            fault = site->modules[i]->reindex(work, count_indexed, &restoring->done.indexed);
    fault = fault_copy(restoring->arena, fault);
    work_end(work);
    return fault;
}

/* As the server opens it: later migrations, every module; then the search. */
static const struct fault *try_out(struct restoring *restoring)
{
    struct arena *arena = arena_new();
    struct open_options options = {.data = restoring->stage};
    struct opened opened;
    const struct fault *fault = site_open(arena, &options, &opened);
    if (!fault)
        fault = index_all(restoring, opened.site);
    fault = fault_copy(restoring->arena, fault);
    arena_free(arena);
    return fault;
}

/* ---- the swap ---- */

static bool sync_path(const char *path)
{
    int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    bool is_synced = descriptor >= 0 && fsync(descriptor) == 0;
    if (descriptor >= 0)
        close(descriptor);
    return is_synced;
}

static int sync_entry(const char *path, const struct stat *status, int kind, struct FTW *walk)
{
    (void)status;
    (void)walk;
    return (kind == FTW_F || kind == FTW_D || kind == FTW_DP) && !sync_path(path) ? -1 : 0;
}

static bool sync_parent(struct restoring *restoring)
{
    const char *slash = strrchr(restoring->data, '/');
    return sync_path(
        slash ? arena_c(restoring->arena,
                        (struct str){restoring->data, (size_t)(slash - restoring->data) + 1})
              : ".");
}

/*
 * The old folder, which now has the stage's name, gets one with the day and the
 * time. It is never deleted, even where it cannot be renamed.
 */
static void set_aside(struct restoring *restoring)
{
    struct instant now = clock_now(clock_system());
    const char *old = arena_c(restoring->arena, str_from_c(restoring->stage));
    const char *aside =
        arena_printf(restoring->arena, "%s.before-" PRISTR "-%lld", restoring->data,
                     STRARG(date_to_iso(restoring->arena, instant_date(now))), (long long)now.us)
            .ptr;
    restoring->stage[0] = '\0';
    restoring->done.set_aside = rename(old, aside) == 0 ? aside : old;
}

static const struct fault *swap(struct restoring *restoring, bool is_free)
{
    const struct fault *fault = NULL;
    if (nftw(restoring->stage, sync_entry, OPEN_FOLDERS, FTW_DEPTH | FTW_PHYS) != 0)
        return cannot_write(restoring, restoring->stage);
    if (!file_exists(restoring->data)) {
        if (rename(restoring->stage, restoring->data) != 0)
            return cannot_write(restoring, restoring->data);
        restoring->stage[0] = '\0';
    } else {
        /* both names change in one step; the stage's is then the old folder's */
        if (renameat2(AT_FDCWD, restoring->stage, AT_FDCWD, restoring->data, RENAME_EXCHANGE) != 0)
            return cannot_write(restoring, restoring->data);
        if (!is_free) /* else it has nothing but the keys, which were copied */
            set_aside(restoring);
    }
    if (!fault && !sync_parent(restoring))
        fault = cannot_write(restoring, restoring->data);
    return fault;
}

/* ---- all of it ---- */

static const struct fault *check_head(struct restoring *restoring)
{
    const struct restore *restore = restoring->restore;
    size_t count;
    const struct asset *assets = asset_list(&count);
    struct backup_reader *reader;
    struct backup_member member;
    bool is_known = false;
    const struct fault *fault = backup_open(restoring->arena, restore->file, &reader);
    if (!fault)
        fault = backup_next(reader, restoring->arena, &member);
    if (!fault)
        fault = backup_read_head(restoring->arena, restore->file, &member, &restoring->head);
    if (fault)
        return fault;
    for (size_t i = 0; i < count; i++)
        is_known = is_known || (is_of_backup(&assets[i], restoring->head.migration) &&
                                !is_of_backup(&assets[i], restoring->head.migration - 1));
    if (is_known)
        return NULL;
    return refuse(restoring, "restore.newer",
                  arena_printf(restoring->arena, "%04lld", (long long)restoring->head.migration),
                  "number");
}

static const char *without_slash(struct arena *arena, const char *path)
{
    struct str text = str_from_c(path);
    while (text.len > 1 && text.ptr[text.len - 1] == '/')
        text.len--;
    return arena_c(arena, text);
}

const struct fault *restore_run(struct arena *arena, const struct restore *restore,
                                struct restored *ret_restored)
{
    struct restoring *restoring = ARENA_NEW(arena, struct restoring);
    bool is_free = false;
    const struct fault *fault;
    restoring->arena = arena;
    restoring->restore = restore;
    restoring->data = without_slash(arena, restore->data);
    fault = check_head(restoring);
    if (!fault)
        fault = look_at_folder(restoring, &is_free);
    if (!fault && !is_free && !restore->is_replaced)
        fault = refuse(restoring, "restore.there", str_from_c(restoring->data), "path");
    if (!fault)
        fault = make_stage(restoring);
    if (!fault)
        fault = take_keys(restoring);
    if (!fault)
        fault = lay_out(restoring);
    if (!fault)
        fault = fill_database(restoring);
    if (!fault)
        fault = try_out(restoring);
    if (!fault)
        fault = swap(restoring, is_free);
    if (fault)
        return fault;
    restoring->done.sum.bytes = restoring->total;
    *ret_restored = restoring->done;
    return NULL;
}
