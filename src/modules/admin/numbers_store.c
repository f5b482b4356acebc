/*
 * SQL of the list of number series.
 */
#include "modules/admin/numbers_store.h"

#include "db/db.h"

static const char LIST[] =
    "SELECT s.id, u.name, s.kind, s.period, s.last,"
    " (SELECT COUNT(*) FROM number_taken t WHERE t.series_id = s.id),"
    " (SELECT COUNT(*) FROM number_taken t WHERE t.series_id = s.id AND t.state = 'void')"
    " FROM number_series s JOIN unit u ON u.id = s.unit_id"
    " WHERE s.id < $3"
    "   AND (CAST($2 AS BIGINT) = 0 OR s.unit_id = $2)"
    "   AND EXISTS (SELECT 1 FROM unit_ancestor x"
    "               JOIN account_role mine ON mine.unit_id = x.ancestor_id"
    "               WHERE x.unit_id = s.unit_id AND mine.account_id = $1"
    "                 AND mine.role = 'administrator')"
    " ORDER BY s.id DESC"
    " LIMIT $4";

static void read_series(const struct db_rows *rows, void *item)
{
    *(struct number_series *)item = (struct number_series){
        .id = db_int(rows, 0),
        .unit = db_text(rows, 1),
        .counts = db_text(rows, 2),
        .period = (int)db_int(rows, 3),
        .last = db_int(rows, 4),
        .given = db_int(rows, 5),
        .voided = db_int(rows, 6),
    };
}

const struct fault *number_series_before(struct work *work, int64_t admin_id, int64_t unit_id,
                                         int64_t before, int limit, number_series_list *ret_list)
{
    return db_list(work, LIST, P(admin_id, unit_id, before, limit), read_series, DB_INTO(ret_list));
}

static const char VOID_ONES[] = "SELECT symbol, changed_at FROM number_taken"
                                " WHERE series_id = $1 AND state = 'void'"
                                " ORDER BY number"
                                " LIMIT $2";

static void read_void(const struct db_rows *rows, void *item)
{
    *(struct number_void *)item =
        (struct number_void){.symbol = db_text(rows, 0), .at = db_instant(rows, 1)};
}

const struct fault *number_series_void(struct work *work, int64_t series_id,
                                       number_void_list *ret_list)
{
    return db_list(work, VOID_ONES, P(series_id, NUMBERS_VOID), read_void, DB_INTO(ret_list));
}

/* The same number of another year is another one, whose paper was signed in that year. */
static const char FIND[] =
    "SELECT t.series_id, t.number, CASE WHEN t.state = 'void' THEN 1 ELSE 0 END,"
    " CASE WHEN EXISTS (SELECT 1 FROM matter_paper p"
    "                   WHERE p.series_id = t.series_id AND p.number = t.number)"
    "        OR EXISTS (SELECT 1 FROM matter_paper_copy c"
    "                   WHERE c.series_id = t.series_id AND c.number = t.number)"
    "        OR EXISTS (SELECT 1 FROM library_document d"
    "                   WHERE d.number = t.symbol AND d.unit_id = s.unit_id"
    "                     AND (d.signed_on IS NULL OR d.signed_on BETWEEN $4 AND $5))"
    " THEN 1 ELSE 0 END"
    " FROM number_series s JOIN number_taken t ON t.series_id = s.id"
    " WHERE s.unit_id = $1 AND s.period = $2 AND t.symbol = $3"
    " ORDER BY t.series_id"
    " LIMIT 1";

const struct fault *number_find(struct work *work, int64_t unit_id, int period, struct str symbol,
                                struct number_given *ret_number)
{
    struct db_rows *rows;
    const struct fault *fault =
        db_one(work, FIND,
               P(unit_id, period, symbol, date_ymd(period, 1, 1), date_ymd(period, 12, 31)), &rows);
    if (fault && fault->kind == FAULT_NOT_FOUND)
        return fault_field(work->arena, "symbol", "admin.void.unknown");
    if (fault)
        return fault;
    *ret_number = (struct number_given){.series_id = db_int(rows, 0),
                                        .number = db_int(rows, 1),
                                        .is_void = db_bool(rows, 2),
                                        .is_borne = db_bool(rows, 3)};
    return NULL;
}

const char *const numbers_statements[] = {LIST, VOID_ONES, FIND, NULL};
