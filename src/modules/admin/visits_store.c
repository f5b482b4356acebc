/*
 * SQL of visits.
 */
#include "modules/admin/visits_store.h"

#include "db/db.h"

static const char ADD[] = "INSERT INTO page_visit (day, path, visits) VALUES ($1, $2, $3)"
                          " ON CONFLICT (day, path)"
                          " DO UPDATE SET visits = page_visit.visits + $3";

const struct fault *page_visit_add(struct work *work, struct civil_date day, struct str path,
                                   int64_t count)
{
    return db_exec(work, ADD, P(day, path, count), NULL);
}

static void read_page_visit(const struct db_rows *rows, void *item)
{
    *(struct page_visit *)item = (struct page_visit){
        .day = db_date(rows, 0), .path = db_text(rows, 1), .visits = db_int(rows, 2)};
}

static const struct fault *list(struct work *work, const char *sql, struct civil_date from,
                                struct civil_date to, page_visit_list *ret_list)
{
    return db_list(work, sql, P(from, to), read_page_visit, DB_INTO(ret_list));
}

static const char BY_PATH[] = "SELECT CAST(NULL AS TEXT), path, CAST(SUM(visits) AS BIGINT)"
                              " FROM page_visit WHERE day >= $1 AND day <= $2"
                              " GROUP BY path"
                              " ORDER BY 3 DESC, path"
                              " LIMIT 100";

const struct fault *page_visit_by_path(struct work *work, struct civil_date from,
                                       struct civil_date to, page_visit_list *ret_list)
{
    return list(work, BY_PATH, from, to, ret_list);
}

static const char BY_DAY[] = "SELECT day, '', CAST(SUM(visits) AS BIGINT)"
                             " FROM page_visit WHERE day >= $1 AND day <= $2"
                             " GROUP BY day"
                             " ORDER BY day DESC"
                             " LIMIT 400";

const struct fault *page_visit_by_day(struct work *work, struct civil_date from,
                                      struct civil_date to, page_visit_list *ret_list)
{
    return list(work, BY_DAY, from, to, ret_list);
}

static const char ROWS[] = "SELECT day, path, visits"
                           " FROM page_visit WHERE day >= $1 AND day <= $2"
                           " ORDER BY day, path"
                           " LIMIT 100000";

const struct fault *page_visit_rows(struct work *work, struct civil_date from, struct civil_date to,
                                    page_visit_list *ret_list)
{
    return list(work, ROWS, from, to, ret_list);
}

const char *const page_visit_statements[] = {ADD, BY_PATH, BY_DAY, ROWS, NULL};
