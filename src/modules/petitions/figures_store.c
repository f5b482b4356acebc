/*
 * SQL of the figures.
 */
#include "modules/petitions/figures.h"

#include "db/db.h"
#include "db/topic.h"

#define OURS "m.kind IN " PETITION_KINDS

static const char FIGURES_YEARS[] = "SELECT DISTINCT SUBSTR(m.received_on, 1, 4) AS y FROM matter m"
                                    " WHERE " OURS " ORDER BY y DESC LIMIT 50";

const struct fault *figures_years(struct work *work, year_list *ret_years)
{
    db_depends(work, topic_of("matters", 0));
    return db_list(work, FIGURES_YEARS, P0, db_read_text, DB_INTO(ret_years));
}

/* A term is missed when it ended late, or runs, is not suspended and is over; not one that
 * only passes. */
static const char FIGURES_OF_YEAR[] =
    "SELECT x.kind, u.name, COUNT(*),"
    "       SUM(CASE WHEN x.phase = 2 AND x.missed = 0 THEN 1 ELSE 0 END),"
    "       SUM(CASE WHEN x.phase = 2 AND x.missed = 1 THEN 1 ELSE 0 END),"
    "       SUM(CASE WHEN x.phase < 2 AND x.missed = 1 THEN 1 ELSE 0 END), SUM(x.objected)"
    " FROM (SELECT m.id, m.kind, m.unit_id, m.phase,"
    "              MAX(CASE WHEN $4 NOT LIKE '% ' || c.rule || ' %'"
    "                        AND (c.closed_on > c.due_on"
    "                         OR (c.closed_seq IS NULL AND c.suspended_on IS NULL"
    "                             AND c.due_on < $3))"
    "                       THEN 1 ELSE 0 END) AS missed,"
    "              CASE WHEN EXISTS (SELECT 1 FROM matter_event e WHERE e.matter_id = m.id"
    "                                AND e.action IN ('object', 'unclear'))"
    "                   THEN 1 ELSE 0 END AS objected"
    "       FROM matter m LEFT JOIN matter_clock c ON c.matter_id = m.id"
    "       WHERE " OURS " AND m.received_on >= $1 AND m.received_on <= $2"
    "       GROUP BY m.id, m.kind, m.unit_id, m.phase) x"
    " JOIN unit u ON u.id = x.unit_id"
    " GROUP BY x.kind, u.name, u.id"
    " ORDER BY u.id, x.kind"
    " LIMIT 10000";

static struct str first_day(struct work *work, struct str year)
{
    return arena_printf(work->arena, PRISTR "-01-01", STRARG(year));
}

static struct str last_day(struct work *work, struct str year)
{
    return arena_printf(work->arena, PRISTR "-12-31", STRARG(year));
}

static void read_petition_figure(const struct db_rows *rows, void *item)
{
    *(struct petition_figure *)item = (struct petition_figure){
        db_text(rows, 0), db_text(rows, 1), db_int(rows, 2), db_int(rows, 3),
        db_int(rows, 4),  db_int(rows, 5),  db_int(rows, 6)};
}

const struct fault *figures_of_year(struct work *work, struct str year,
                                    petition_figure_list *ret_figures)
{
    return db_list(work, FIGURES_OF_YEAR,
                   P(first_day(work, year), last_day(work, year), clock_today(work->clock),
                     kinds_passing(work)),
                   read_petition_figure, DB_INTO(ret_figures));
}

static const char FIGURES_BY_MONTH[] =
    "SELECT SUBSTR(m.received_on, 1, 7) AS month, m.kind, COUNT(*)"
    " FROM matter m"
    " WHERE " OURS " AND m.received_on >= $1 AND m.received_on <= $2"
    " GROUP BY SUBSTR(m.received_on, 1, 7), m.kind"
    " ORDER BY month, m.kind"
    " LIMIT 1000";

static void read_petition_month(const struct db_rows *rows, void *item)
{
    *(struct petition_month *)item =
        (struct petition_month){db_text(rows, 0), db_text(rows, 1), db_int(rows, 2)};
}

const struct fault *figures_by_month(struct work *work, struct str year,
                                     petition_month_list *ret_months)
{
    return db_list(work, FIGURES_BY_MONTH, P(first_day(work, year), last_day(work, year)),
                   read_petition_month, DB_INTO(ret_months));
}

/* ---- people ---- */

static const char PEOPLE_KEEP[] = "INSERT INTO petition_group (matter_id, people) VALUES ($1, $2)";

const struct fault *figures_keep_people(struct work *work, int64_t matter_id, int64_t people)
{
    return db_exec(work, PEOPLE_KEEP, P(matter_id, people), NULL);
}

const char *const figures_statements[] = {FIGURES_YEARS, FIGURES_OF_YEAR, FIGURES_BY_MONTH,
                                          PEOPLE_KEEP, NULL};
