/*
 * Reading: pages by the engine's own order of rows, so that a table of any size
 * passes through a few megabytes. Writing: rows one by one in one transaction.
 * Names of tables and columns come from the catalogue, never from a file.
 */
#include "app/backup_tables_store.h"

#include "base/crypto.h"
#include "view/json.h"

#include <unistd.h>

enum {
    PIECE_BYTES = 2 * 1024 * 1024,
    PIECE_LIMIT = 400 * 1024 * 1024,
    ROWS_FIRST = 16, /* of the first page of a table, whose rows may be large */
    ROWS_MOST = 1024,
    LONGEST_REST_US = 100 * 1000,
    ANSWER_EVERY = 256, /* rows after which the engine's answers are read */
    LINE_LIMIT = 400 * 1024 * 1024
};

/* Made anew from the others by `dinh index`, or the database's own history. */
static const struct str left_out[] = {STR_INIT("search_document"), STR_INIT("search_index"),
                                      STR_INIT("schema_migration")};
/* The parts in which FTS5 keeps its index. */
static const struct str left_out_prefix = STR_INIT("search_index_");

/* columns: name in a backup, type in a migration, what PostgreSQL calls it, value */
static const struct {
    struct str name;
    struct str sqlite;
    struct str postgres;
    enum db_kind value;
} kinds[] = {
    [COLUMN_INT] = {STR_INIT("int"),   STR_INIT("BIGINT"), STR_INIT("bigint"), DB_INT },
    [COLUMN_TEXT] = {STR_INIT("text"),  STR_INIT("TEXT"),   STR_INIT("text"),   DB_TEXT},
    [COLUMN_BYTES] = {STR_INIT("bytes"), STR_INIT("BYTEA"),  STR_INIT("bytea"),  DB_BLOB},
};

enum {
    KIND_COUNT = sizeof(kinds) / sizeof(kinds[0])
};

struct str column_kind_name(enum column_kind kind)
{
    return kinds[kind].name;
}

bool column_kind_from_name(struct str name, enum column_kind *ret_kind)
{
    for (unsigned i = 0; i < KIND_COUNT; i++) {
        if (str_equal(kinds[i].name, name)) {
            *ret_kind = (enum column_kind)i;
            return true;
        }
    }
    return false;
}

/* ---- the catalogue ---- */

static const char SQLITE_COLUMNS[] = "SELECT t.name, c.name, c.type"
                                     " FROM sqlite_schema t, pragma_table_info(t.name) c"
                                     " WHERE t.type = 'table'"
                                     " ORDER BY t.name, c.cid LIMIT 100000";
static const char POSTGRES_COLUMNS[] =
    "SELECT CAST(c.table_name AS TEXT), CAST(c.column_name AS TEXT), CAST(c.data_type AS TEXT)"
    " FROM information_schema.columns c"
    " JOIN information_schema.tables t"
    " ON t.table_schema = c.table_schema AND t.table_name = c.table_name"
    " WHERE c.table_schema = current_schema() AND t.table_type = 'BASE TABLE'"
    " ORDER BY CAST(c.table_name AS TEXT) COLLATE \"C\", c.ordinal_position LIMIT 100000";

static bool is_left_out(struct str name)
{
    for (size_t i = 0; i < sizeof(left_out) / sizeof(left_out[0]); i++)
        if (str_equal(name, left_out[i]))
            return true;
    return str_starts(name, left_out_prefix) || str_starts(name, STR("sqlite_"));
}

static const struct fault *add_column(struct work *work, struct table *table, struct str name,
                                      struct str type)
{
    for (unsigned i = 0; i < KIND_COUNT && table->column_count < TABLE_COLUMNS; i++) {
        if (str_equal(type, kinds[i].sqlite) || str_equal(type, kinds[i].postgres)) {
            table->columns[table->column_count++] =
                (struct table_column){name, (enum column_kind)i};
            return NULL;
        }
    }
    return fault_new(work->arena, FAULT_INTERNAL, "error.internal",
                     "column " PRISTR "." PRISTR " cannot be backed up", STRARG(table->name),
                     STRARG(name));
}

const struct fault *table_list_of(struct work *work, table_list *ret_tables)
{
    table_list tables = {0};
    struct table *table = NULL;
    struct db_rows *rows;
    const struct fault *fault = db_query(
        work, db_engine_of(work) == DB_SQLITE ? SQLITE_COLUMNS : POSTGRES_COLUMNS, P0, &rows);
    while (!fault && db_next(rows)) {
        if (is_left_out(db_text(rows, 0)))
            continue;
        if (!table || !str_equal(table->name, db_text(rows, 0))) {
            table = VEC_PUSH(&tables, work->arena);
            table->name = db_text(rows, 0);
        }
        fault = add_column(work, table, db_text(rows, 1), db_text(rows, 2));
    }
    if (fault)
        return fault;
    *ret_tables = tables;
    return db_done(rows);
}

static const char MIGRATION_LAST[] = "SELECT COALESCE(MAX(number), 0) FROM schema_migration";

const struct fault *table_migration(struct work *work, int64_t *ret_number)
{
    struct db_rows *rows;
    const struct fault *fault = db_one(work, MIGRATION_LAST, P0, &rows);
    if (!fault)
        *ret_number = db_int(rows, 0);
    return fault;
}

/* A statement about a whole table: its words, the name in quotes, more words. */
static const char *sql_of(struct arena *arena, const char *before, struct str table,
                          const char *after)
{
    return arena_printf(arena, "%s\"" PRISTR "\"%s", before, STRARG(table), after).ptr;
}

const struct fault *table_all_empty(struct work *work, const table_list *tables, bool *ret_empty)
{
    *ret_empty = true;
    for (size_t i = 0; i < tables->count; i++) {
        struct db_rows *rows;
        const struct fault *fault =
            db_query(work, sql_of(work->arena, "SELECT 1 FROM ", tables->items[i].name, " LIMIT 1"),
                     P0, &rows);
        if (fault)
            return fault;
        if (db_next(rows))
            *ret_empty = false;
    }
    return NULL;
}

/* ---- reading ---- */

static void add_names(struct buf *sql, const struct table *table)
{
    for (size_t i = 0; i < table->column_count; i++)
        buf_printf(sql, "%s\"" PRISTR "\"", i ? ", " : "", STRARG(table->columns[i].name));
}

/* A place in a table: the number of the last row (SQLite) or a cursor (PostgreSQL). */
struct place {
    struct work *work;
    const struct table *table;
    int64_t last;
    const char *page; /* SQLite's statement */
};

static const struct fault *place_begin(struct work *work, const struct table *table,
                                       struct place *ret_place)
{
    struct buf sql = buf_init(work->arena, 16384);
    struct db_rows *rows;
    *ret_place = (struct place){.work = work, .table = table, .last = INT64_MIN};
    if (db_engine_of(work) == DB_SQLITE) {
        buf_add_literal(&sql, "SELECT ");
        add_names(&sql, table);
        buf_printf(&sql, ", rowid FROM \"" PRISTR "\" WHERE rowid > $1 ORDER BY rowid LIMIT $2%c",
                   STRARG(table->name), '\0');
        ret_place->page = buf_str(&sql).ptr;
        return NULL;
    }
    buf_printf(&sql, "DECLARE \"backup_" PRISTR "\" NO SCROLL CURSOR FOR SELECT ",
               STRARG(table->name));
    add_names(&sql, table);
    buf_printf(&sql, " FROM \"" PRISTR "\"%c", STRARG(table->name), '\0');
    return db_query(work, buf_str(&sql).ptr, P0, &rows);
}

static const struct fault *place_read(struct place *place, struct arena *scratch, int64_t count,
                                      struct db_rows **ret_rows)
{
    struct work work = *place->work;
    work.arena = scratch;
    if (db_engine_of(&work) == DB_SQLITE)
        return db_query(&work, place->page, P(place->last, count), ret_rows);
    /* the statement outlives the page in the connection's memory */
    return db_query(&work,
                    arena_printf(scratch, "FETCH %lld FROM \"backup_" PRISTR "\"", (long long)count,
                                 STRARG(place->table->name))
                        .ptr,
                    P0, ret_rows);
}

static const struct fault *place_end(struct place *place)
{
    struct db_rows *rows;
    if (db_engine_of(place->work) == DB_SQLITE)
        return NULL;
    return db_query(
        place->work,
        arena_printf(place->work->arena, "CLOSE \"backup_" PRISTR "\"", STRARG(place->table->name))
            .ptr,
        P0, &rows);
}

static void add_row(struct buf *lines, struct arena *scratch, const struct table *table,
                    const struct db_rows *rows)
{
    struct json json = json_begin(lines);
    json_begin_array(&json);
    for (size_t i = 0; i < table->column_count; i++) {
        int column = (int)i;
        struct str bytes;
        if (db_is_null(rows, column)) {
            json_put_null(&json);
            continue;
        }
        switch (table->columns[i].kind) {
        case COLUMN_INT:
            json_put_int(&json, db_int(rows, column));
            break;
        case COLUMN_TEXT:
            json_put_text(&json, db_text(rows, column));
            break;
        case COLUMN_BYTES:
            bytes = db_bytes(rows, column);
            json_put_text(&json, crypto_base64url(scratch, bytes.ptr, bytes.len));
            break;
        }
    }
    json_end_array(&json);
    json_finish(&json);
    buf_add_byte(lines, '\n');
}

/* Twice as many rows where the last page was small, half where it was large. */
static int64_t next_count(int64_t count, size_t bytes)
{
    if (bytes < PIECE_BYTES / 2 && count < ROWS_MOST)
        return count * 2;
    return bytes > PIECE_BYTES && count > 1 ? count / 2 : count;
}

/* One page, and whether it was the last. */
static const struct fault *dump_page(struct place *place, struct arena *scratch, int64_t *count,
                                     table_piece *piece, void *context, bool *ret_last)
{
    const struct table *table = place->table;
    struct buf lines = buf_init(scratch, PIECE_LIMIT);
    struct db_rows *rows;
    int64_t got = 0;
    const struct fault *fault = place_read(place, scratch, *count, &rows);
    if (fault)
        return fault;
    while (db_next(rows)) {
        add_row(&lines, scratch, table, rows);
        if (place->page)
            place->last = db_int(rows, (int)table->column_count);
        got++;
    }
    if (buf_overflowed(&lines))
        return fault_new(place->work->arena, FAULT_INTERNAL, "error.internal", "rows too large");
    *ret_last = got < *count;
    *count = next_count(*count, lines.len);
    return got > 0 ? piece(context, scratch, buf_str(&lines), got) : NULL;
}

/* The database does not know that this may wait: half as long as the
 * page took, the disk and the processors are the writers' alone. */
static void rest(int64_t took_us)
{
    usleep((useconds_t)(took_us < LONGEST_REST_US * 2 ? took_us / 2 : LONGEST_REST_US));
}

const struct fault *table_dump(struct work *work, const struct table *table, table_piece *piece,
                               void *context)
{
    struct arena *scratch = arena_new();
    struct place place;
    int64_t count = ROWS_FIRST;
    bool is_last = false;
    const struct fault *fault = place_begin(work, table, &place);
    while (!fault && !is_last) {
        int64_t began = clock_monotonic();
        fault = dump_page(&place, scratch, &count, piece, context, &is_last);
        rest(clock_monotonic() - began);
        fault = fault_copy(work->arena, fault);
        arena_reset(scratch);
    }
    if (!fault)
        fault = place_end(&place);
    arena_free(scratch);
    return fault;
}

/* ---- filling ---- */

static const char REFERENCES[] =
    "SELECT CAST(r.relname AS TEXT), CAST(c.conname AS TEXT), pg_get_constraintdef(c.oid)"
    " FROM pg_constraint c JOIN pg_class r ON r.oid = c.conrelid"
    " JOIN pg_namespace n ON n.oid = r.relnamespace"
    " WHERE c.contype = 'f' AND n.nspname = current_schema()"
    " ORDER BY CAST(r.relname AS TEXT), CAST(c.conname AS TEXT) LIMIT 10000";

static const struct fault *drop_references(struct work *work, struct table_filling *filling)
{
    struct db_rows *rows;
    const struct fault *fault = db_query(work, REFERENCES, P0, &rows);
    while (!fault && db_next(rows)) {
        *VEC_PUSH(&filling->constraints, work->arena) = arena_printf(
            work->arena, "ALTER TABLE \"" PRISTR "\" ADD CONSTRAINT \"" PRISTR "\" " PRISTR,
            STRARG(db_text(rows, 0)), STRARG(db_text(rows, 1)), STRARG(db_text(rows, 2)));
        fault = db_script(work,
                          arena_printf(work->arena,
                                       "ALTER TABLE \"" PRISTR "\" DROP CONSTRAINT \"" PRISTR "\"",
                                       STRARG(db_text(rows, 0)), STRARG(db_text(rows, 1))));
    }
    return fault;
}

const struct fault *table_fill_begin(struct work *work, const table_list *tables,
                                     struct table_filling *ret_filling)
{
    const struct fault *fault;
    *ret_filling = (struct table_filling){0};
    if (db_engine_of(work) == DB_SQLITE)
        fault = db_script(work, STR("PRAGMA defer_foreign_keys = ON"));
    else
        fault = drop_references(work, ret_filling);
    /* what migrations put there is in the backup as well */
    for (size_t i = 0; !fault && i < tables->count; i++)
        fault =
            db_exec(work, sql_of(work->arena, "DELETE FROM ", tables->items[i].name, ""), P0, NULL);
    return fault;
}

static const struct fault *bad_row(struct work *work, const struct table *table)
{
    return fault_with(fault_new(work->arena, FAULT_INVALID, "backup.row", "a row of " PRISTR,
                                STRARG(table->name)),
                      "name", table->name);
}

/* What a base64url text stands for; false where it is none. */
static bool read_bytes(struct arena *arena, struct str text, struct db_value *ret_value)
{
    size_t size = text.len / 4 * 3 + (text.len % 4 > 0 ? text.len % 4 - 1 : 0);
    char *bytes = arena_alloc_raw(arena, size + 1);
    if (!crypto_from_base64url(text, bytes, size))
        return false;
    *ret_value = db_blob((struct str){bytes, size});
    return true;
}

static bool read_value(struct arena *arena, enum column_kind kind, const struct json_value *value,
                       struct db_value *ret_value)
{
    int64_t number;
    struct str text;
    if (json_value_is_null(value)) {
        *ret_value = (struct db_value){.kind = kinds[kind].value, .is_null = true};
        return true;
    }
    if (kind == COLUMN_INT) {
        if (!json_as_int(value, &number))
            return false;
        *ret_value = db_value_int(number);
        return true;
    }
    if (!json_as_text(value, &text))
        return false;
    if (kind == COLUMN_BYTES)
        return read_bytes(arena, text, ret_value);
    *ret_value = db_value_text(text);
    return true;
}

static const char *insert_of(struct arena *arena, const struct table *table)
{
    struct buf sql = buf_init(arena, 16384);
    buf_printf(&sql, "INSERT INTO \"" PRISTR "\" (", STRARG(table->name));
    add_names(&sql, table);
    buf_add_literal(&sql, ") VALUES (");
    for (size_t i = 0; i < table->column_count; i++)
        buf_printf(&sql, "%s$%zu", i ? ", " : "", i + 1);
    buf_printf(&sql, ")%c", '\0');
    return buf_str(&sql).ptr;
}

static const struct fault *fill_row(struct work *work, const struct table *table,
                                    const char *insert, struct str line, bool is_answered)
{
    struct db_value values[TABLE_COLUMNS];
    const struct json_value *row;
    int64_t changed;
    if (json_read(work->arena, line, LINE_LIMIT, &row) || json_count(row) != table->column_count)
        return bad_row(work, table);
    for (size_t i = 0; i < table->column_count; i++)
        if (!read_value(work->arena, table->columns[i].kind, json_item(row, i), &values[i]))
            return bad_row(work, table);
    return db_exec(work, insert, (struct db_params){values, table->column_count},
                   is_answered ? &changed : NULL);
}

const struct fault *table_fill(struct work *work, const struct table *table, struct str lines,
                               int64_t *ret_rows)
{
    struct arena *scratch = arena_new();
    struct work page = *work;
    const char *insert = insert_of(work->arena, table);
    const struct fault *fault = NULL;
    int64_t count = 0;
    page.arena = scratch;
    while (!fault && lines.len > 0) {
        count++;
        fault = fill_row(&page, table, insert, str_cut_line(&lines), count % ANSWER_EVERY == 0);
        if (count % ANSWER_EVERY == 0 && !fault)
            arena_reset(scratch);
    }
    fault = fault_copy(work->arena, fault);
    arena_free(scratch);
    *ret_rows = count;
    return fault;
}

const struct fault *table_fill_end(struct work *work, const struct table_filling *filling)
{
    const struct fault *fault = NULL;
    for (size_t i = 0; !fault && i < filling->constraints.count; i++)
        fault = db_script(work, filling->constraints.items[i]);
    return fault;
}
