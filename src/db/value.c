/*
 * Parameters in, columns out.
 */
#include "base/crypto.h"
#include "db/rows.h"

#include <pthread.h>
#include <stdatomic.h>

struct db_value db_value_int(int64_t number)
{
    return (struct db_value){.kind = DB_INT, .number = number};
}

struct db_value db_value_bool(bool yes)
{
    return db_value_int(yes ? 1 : 0);
}

struct db_value db_value_text(struct str text)
{
    return (struct db_value){.kind = DB_TEXT, .bytes = text};
}

/* ISO text in a ring of places: a statement has at most DB_PARAMETERS of them. */
struct db_value db_value_date(struct civil_date date)
{
    enum {
        PLACES = 64
    };
    static _Thread_local char places[PLACES][16];
    static _Thread_local unsigned next;
    struct date_parts p;
    char *text = places[next++ % PLACES];
    if (date_is_none(date))
        return (struct db_value){.kind = DB_TEXT, .is_null = true};
    p = date_parts(date);
    text[0] = (char)('0' + p.year / 1000 % 10);
    text[1] = (char)('0' + p.year / 100 % 10);
    text[2] = (char)('0' + p.year / 10 % 10);
    text[3] = (char)('0' + p.year % 10);
    text[4] = '-';
    text[5] = (char)('0' + p.month / 10);
    text[6] = (char)('0' + p.month % 10);
    text[7] = '-';
    text[8] = (char)('0' + p.day / 10);
    text[9] = (char)('0' + p.day % 10);
    return db_value_text((struct str){text, 10});
}

struct db_value db_value_instant(struct instant at)
{
    return db_value_int(at.us);
}

struct db_value db_value_itself(struct db_value value)
{
    return value;
}

struct db_value db_blob(struct str bytes)
{
    return (struct db_value){.kind = DB_BLOB, .bytes = bytes};
}

struct db_value db_blob_or_null(struct str bytes)
{
    return (struct db_value){.kind = DB_BLOB, .bytes = bytes, .is_null = bytes.len == 0};
}

struct db_value db_text_or_null(struct str text)
{
    return (struct db_value){.kind = DB_TEXT, .bytes = text, .is_null = text.len == 0};
}

struct db_value db_id_or_null(int64_t id)
{
    return (struct db_value){.kind = DB_INT, .number = id, .is_null = id == 0};
}

/* ---- columns ---- */

static const struct cell *cell_of(const struct db_rows *rows, int column)
{
    return rows->row + column;
}

size_t rows_count(const struct db_rows *rows)
{
    const struct result *result = &rows->result;
    return result->columns > 0 ? result->cells.count / (size_t)result->columns : 0;
}

bool db_next(struct db_rows *rows)
{
    const struct result *result = &rows->result;
    rows->row = rows->row ? rows->row + result->columns : result->cells.items;
    return result->columns > 0 && rows->row < result->cells.items + result->cells.count;
}

const struct fault *db_done(struct db_rows *rows)
{
    (void)rows;
    return NULL;
}

int64_t db_int(const struct db_rows *rows, int column)
{
    const struct cell *cell = cell_of(rows, column);
    int64_t number = 0;
    if (cell->kind == CELL_NUMBER)
        return cell->number;
    if (cell->kind == CELL_NULL || !str_to_int64(cell->bytes, &number))
        return 0;
    return number;
}

bool db_bool(const struct db_rows *rows, int column)
{
    return db_int(rows, column) != 0;
}

struct str db_text(const struct db_rows *rows, int column)
{
    const struct cell *cell = cell_of(rows, column);
    if (cell->kind == CELL_NUMBER)
        return arena_printf(rows->arena, "%lld", (long long)cell->number);
    return cell->kind == CELL_NULL ? STR("") : cell->bytes;
}

struct str db_bytes(const struct db_rows *rows, int column)
{
    return db_text(rows, column);
}

struct civil_date db_date(const struct db_rows *rows, int column)
{
    struct civil_date date = DATE_NONE;
    if (!db_is_null(rows, column) && !date_from_iso(db_text(rows, column), &date))
        return DATE_NONE;
    return date;
}

struct instant db_instant(const struct db_rows *rows, int column)
{
    return (struct instant){db_int(rows, column)};
}

bool db_is_null(const struct db_rows *rows, int column)
{
    return cell_of(rows, column)->kind == CELL_NULL;
}

void db_read_int(const struct db_rows *rows, void *item)
{
    *(int64_t *)item = db_int(rows, 0);
}

void db_read_text(const struct db_rows *rows, void *item)
{
    *(struct str *)item = db_text(rows, 0);
}

/* ---- ids ---- */

/* 41 bits of milliseconds since 2020, 22 bits that begin at random and count up. */
int64_t db_new_id(struct clock clock)
{
    static _Atomic int64_t last;
    const int64_t epoch_ms = INT64_C(1577836800000);
    int64_t ms = clock_now(clock).us / 1000 - epoch_ms;
    int64_t seen = atomic_load(&last);
    int64_t id;
    do {
        id = (ms > 0 ? ms : 0) << 22 | crypto_random_below(1U << 20);
        if (id <= seen)
            id = seen + 1;
    } while (!atomic_compare_exchange_weak(&last, &seen, id));
    return id;
}
