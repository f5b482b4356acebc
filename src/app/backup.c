/*
 * Making and checking backups. The snapshot is begun before the files are listed,
 * so every file that a row names is there: files are only ever added while a row
 * names them.
 */
#include "app/backup.h"

#include "base/file.h"
#include "view/json.h"

#include <string.h>
#include <sys/stat.h>

enum {
    HEAD_LIMIT = 1024 * 1024,
    SETTINGS_LIMIT = 256 * 1024,
    KEY_LIMIT = 64 * 1024,
    FOLDER_DEPTH = 8
};

struct making {
    struct work *work;
    struct backup_writer *writer;
    struct instant at;
    const struct table *table;
    int64_t piece; /* of the table */
    struct backup_sum sum;
    backup_progress *progress;
    void *context;
};

static const struct fault *add(struct making *making, struct arena *scratch, struct str name,
                               struct str bytes)
{
    const struct fault *fault = backup_add(making->writer, scratch, name, bytes, making->at);
    making->sum.bytes += (int64_t)bytes.len;
    if (!fault && making->progress)
        making->progress(making->context, making->sum.bytes);
    return fault;
}

struct str backup_key_fingerprint(struct arena *arena, const uint8_t key[CRYPTO_KEY_SIZE])
{
    uint8_t digest[CRYPTO_DIGEST_SIZE];
    crypto_digest_keyed((struct str){(const char *)key, CRYPTO_KEY_SIZE},
                        STR("fingerprint of the site's key"), digest);
    return crypto_hex(arena, digest, BACKUP_KEY_LENGTH / 2);
}

/* ---- the head ---- */

static void put_tables(struct json *json, const table_list *tables)
{
    json_key(json, STR("tables"));
    json_begin_array(json);
    for (size_t i = 0; i < tables->count; i++) {
        const struct table *table = &tables->items[i];
        json_begin_object(json);
        json_pair_text(json, "name", table->name);
        json_key(json, STR("columns"));
        json_begin_array(json);
        for (size_t c = 0; c < table->column_count; c++) {
            json_begin_object(json);
            json_pair_text(json, "name", table->columns[c].name);
            json_pair_text(json, "kind", column_kind_name(table->columns[c].kind));
            json_end_object(json);
        }
        json_end_array(json);
        json_end_object(json);
    }
    json_end_array(json);
}

static const struct fault *add_head(struct making *making, const struct backup_head *head)
{
    struct arena *arena = making->work->arena;
    struct buf buf = buf_init(arena, HEAD_LIMIT);
    struct json json = json_begin(&buf);
    json_begin_object(&json);
    json_pair_text(&json, "program", STR("dinh"));
    json_pair_int(&json, "format", head->format);
    json_pair_int(&json, "migration", head->migration);
    json_pair_text(&json, "key", head->key);
    json_pair_text(&json, "engine", head->engine);
    json_pair_text(&json, "made", instant_to_iso(arena, head->made_at));
    put_tables(&json, &head->tables);
    json_end_object(&json);
    json_finish(&json);
    return add(making, arena, STR(BACKUP_HEAD), buf_str(&buf));
}

static bool read_table(struct arena *arena, const struct json_value *value, table_list *tables)
{
    struct table *table = VEC_PUSH(tables, arena);
    const struct json_value *columns = json_member(value, "columns");
    table->column_count = json_count(columns);
    if (!json_get_text(value, "name", &table->name) || table->column_count > TABLE_COLUMNS)
        return false;
    for (size_t i = 0; i < table->column_count; i++) {
        struct str kind;
        if (!json_get_text(json_item(columns, i), "name", &table->columns[i].name) ||
            !json_get_text(json_item(columns, i), "kind", &kind) ||
            !column_kind_from_name(kind, &table->columns[i].kind))
            return false;
    }
    return true;
}

static bool read_head(struct arena *arena, const struct json_value *value, struct backup_head *head)
{
    const struct json_value *tables = json_member(value, "tables");
    struct str made;
    bool is_good = json_get_int(value, "migration", &head->migration) &&
                   json_get_text(value, "key", &head->key) &&
                   json_get_text(value, "engine", &head->engine) &&
                   json_get_text(value, "made", &made) && instant_from_iso(made, &head->made_at);
    for (size_t i = 0; is_good && i < json_count(tables); i++)
        is_good = read_table(arena, json_item(tables, i), &head->tables);
    return is_good;
}

static struct fault *of_file(struct arena *arena, const char *key, const char *path)
{
    return fault_with(fault_new(arena, FAULT_INVALID, key, "%s", path), "path", str_from_c(path));
}

const struct fault *backup_read_head(struct arena *arena, const char *path,
                                     const struct backup_member *member,
                                     struct backup_head *ret_head)
{
    struct backup_head head = {0};
    const struct json_value *value;
    if (!str_equal(member->name, STR(BACKUP_HEAD)) ||
        json_read(arena, arena_copy(arena, member->bytes), HEAD_LIMIT, &value) ||
        !json_get_int(value, "format", &head.format))
        return of_file(arena, "backup.damaged", path);
    if (head.format != BACKUP_FORMAT)
        return of_file(arena, "backup.format", path);
    if (!read_head(arena, value, &head))
        return of_file(arena, "backup.damaged", path);
    *ret_head = head;
    return NULL;
}

/* ---- making ---- */

static const struct fault *add_piece(void *context, struct arena *scratch, struct str lines,
                                     int64_t rows)
{
    struct making *making = context;
    struct str name = arena_printf(scratch, BACKUP_TABLES PRISTR "/%06lld.jsonl",
                                   STRARG(making->table->name), (long long)++making->piece);
    making->sum.rows += rows;
    return add(making, scratch, name, lines);
}

static const struct fault *add_tables(struct making *making, const table_list *tables)
{
    const struct fault *fault = NULL;
    for (size_t i = 0; !fault && i < tables->count; i++) {
        making->table = &tables->items[i];
        making->piece = 0;
        fault = table_dump(making->work, making->table, add_piece, making);
    }
    return fault;
}

static const struct fault *add_file(struct making *making, const char *path, struct str name)
{
    struct arena *scratch = arena_new();
    struct str bytes;
    const struct fault *fault = file_read(scratch, path, BACKUP_MEMBER, &bytes);
    if (!fault) {
        making->sum.files++;
        fault = add(making, scratch, name, bytes);
    } else if (fault->kind == FAULT_NOT_FOUND) {
        fault = NULL; /* taken away since the folder was listed */
    }
    fault = fault_copy(making->work->arena, fault);
    arena_free(scratch);
    return fault;
}

/* Hidden files and those under construction (base/file.h) are nobody's yet. */
static bool is_finished(struct str name)
{
    return name.len > 0 && name.ptr[0] != '.' && str_find(name, STR(".new-"), 0) < 0;
}

static const struct fault *add_folder(struct making *making, const char *path, struct str prefix,
                                      int depth)
{
    struct arena *arena = making->work->arena;
    struct stat status;
    struct str *names;
    size_t count = 0;
    const struct fault *fault = NULL;
    if (stat(path, &status) == 0 && S_ISDIR(status.st_mode))
        fault = file_list(arena, path, &names, &count);
    for (size_t i = 0; !fault && i < count; i++) {
        const char *inner = arena_printf(arena, "%s/" PRISTR, path, STRARG(names[i])).ptr;
        struct str name = arena_printf(arena, PRISTR PRISTR, STRARG(prefix), STRARG(names[i]));
        if (!is_finished(names[i]) || stat(inner, &status) != 0)
            continue;
        if (S_ISREG(status.st_mode))
            fault = add_file(making, inner, name);
        else if (S_ISDIR(status.st_mode) && depth < FOLDER_DEPTH)
            fault =
                add_folder(making, inner, arena_printf(arena, PRISTR "/", STRARG(name)), depth + 1);
    }
    return fault;
}

static const struct fault *add_settings(struct making *making, const char *data)
{
    struct arena *arena = making->work->arena;
    struct str settings;
    const struct fault *fault =
        file_read(arena, arena_printf(arena, "%s/dinh.conf", data).ptr, SETTINGS_LIMIT, &settings);
    return fault ? fault : add(making, arena, STR(BACKUP_SETTINGS), settings);
}

const struct fault *backup_make(struct work *work, const char *path, backup_progress *progress,
                                void *context, struct backup_sum *ret_sum)
{
    const char *data = arena_c(work->arena, work->site->data);
    struct making making = {
        .work = work, .at = clock_now(work->clock), .progress = progress, .context = context};
    struct backup_head head = {.format = BACKUP_FORMAT,
                               .key = backup_key_fingerprint(work->arena, work->site->key),
                               .engine = db_engine_of(work) == DB_SQLITE ? STR("sqlite")
                                                                         : STR("postgres"),
                               .made_at = making.at};
    const struct fault *fault = db_verify(work); /* a copy of damage would take its place */
    if (!fault)
        fault = backup_begin(work->arena, path, &making.writer);
    if (!fault)
        fault = table_migration(work, &head.migration);
    if (!fault)
        fault = table_list_of(work, &head.tables);
    if (!fault)
        fault = add_head(&making, &head);
    if (!fault)
        fault = add_settings(&making, data);
    if (!fault)
        fault = add_tables(&making, &head.tables);
    if (!fault)
        fault = add_folder(&making, arena_printf(work->arena, "%s/files", data).ptr,
                           STR(BACKUP_FILES), 0);
    db_release(work);
    if (!fault)
        fault = backup_finish(making.writer, making.at);
    if (!fault)
        *ret_sum = making.sum;
    return fault;
}

const struct fault *backup_make_keys(struct arena *arena, const char *data, const char *path,
                                     struct instant at)
{
    const char *folder = arena_printf(arena, "%s/keys", data).ptr;
    struct backup_writer *writer;
    struct str *names;
    size_t count = 0;
    const struct fault *fault = file_list(arena, folder, &names, &count);
    if (!fault)
        fault = backup_begin(arena, path, &writer);
    for (size_t i = 0; !fault && i < count; i++) {
        struct str name = arena_printf(arena, BACKUP_KEYS PRISTR, STRARG(names[i]));
        struct str bytes;
        if (!is_finished(names[i]))
            continue;
        fault = file_read(arena, arena_printf(arena, "%s/" PRISTR, folder, STRARG(names[i])).ptr,
                          KEY_LIMIT, &bytes);
        if (!fault)
            fault = backup_add(writer, arena, name, bytes, at);
    }
    return fault ? fault : backup_finish(writer, at);
}

/* ---- checking ---- */

static int64_t count_lines(struct str text)
{
    int64_t count = 0;
    for (size_t i = 0; i < text.len; i++)
        count += text.ptr[i] == '\n';
    return count;
}

const struct fault *backup_verify(struct arena *arena, const char *path, backup_progress *progress,
                                  void *context, struct backup_head *ret_head,
                                  struct backup_sum *ret_sum)
{
    struct arena *scratch = arena_new();
    struct backup_sum sum = {0};
    struct backup_head head = {0};
    struct backup_member member = {.name = STR("")};
    struct backup_reader *reader;
    const struct fault *fault = backup_open(arena, path, &reader);
    if (!fault)
        fault = backup_next(reader, scratch, &member);
    if (!fault)
        fault = backup_read_head(arena, path, &member, &head);
    while (!fault && member.name.len > 0) {
        sum.bytes += (int64_t)member.bytes.len;
        sum.rows += str_starts(member.name, STR(BACKUP_TABLES)) ? count_lines(member.bytes) : 0;
        sum.files += str_starts(member.name, STR(BACKUP_FILES));
        if (progress)
            progress(context, sum.bytes);
        arena_reset(scratch);
        fault = backup_next(reader, scratch, &member);
    }
    arena_free(scratch);
    if (fault)
        return fault;
    *ret_head = head;
    *ret_sum = sum;
    return NULL;
}
