/*
 * SQL of the figures.
 */
#include "modules/petitions/figures.h"

#include "db/db.h"
#include "db/topic.h"

#define OURS "m.kind IN " PETITION_KINDS

enum {
    YEARS_MOST = 50,
    YEAR_LENGTH = 4
};

/* The newest day before $1: of each unit and kind the end of an index. */
static const char FIGURES_NEWEST[] =
    "SELECT COALESCE(MAX(x.day), '')"
    " FROM (SELECT (SELECT MAX(m.received_on) FROM matter m"
    "               WHERE m.unit_id = u.id AND m.kind = k.kind AND m.received_on < $1) AS day"
    "       FROM unit u CROSS JOIN " PETITION_KIND_ROWS " k) x"
    " LIMIT $2";

const struct fault *figures_years(struct work *work, year_list *ret_years)
{
    struct str before = STR("9999");
    db_depends(work, topic_of("matters", 0));
    for (int i = 0; i < YEARS_MOST; i++) {
        struct db_rows *rows;
        struct str newest;
        const struct fault *fault = db_one(work, FIGURES_NEWEST, P(before, 1), &rows);
        if (fault)
            return fault;
        newest = db_text(rows, 0);
        if (newest.len < YEAR_LENGTH)
            break;
        before = (struct str){newest.ptr, YEAR_LENGTH};
        *VEC_PUSH(ret_years, work->arena) = before;
    }
    return NULL;
}

/* Of every kind and unit, in the order of an index that has all that is asked. */
static const char FIGURES_OF_YEAR[] =
    "SELECT g.kind, u.name, g.unit_id, g.received, g.closed"
    " FROM (SELECT m.unit_id, m.kind, COUNT(*) AS received,"
    "              SUM(CASE WHEN m.phase = 2 THEN 1 ELSE 0 END) AS closed"
    "       FROM matter m"
    "       WHERE " OURS " AND m.received_on >= $1 AND m.received_on <= $2"
    "       GROUP BY m.unit_id, m.kind) g"
    " JOIN unit u ON u.id = g.unit_id"
    " ORDER BY g.unit_id, g.kind"
    " LIMIT 10000";

/* A term is missed when it ended late, or runs, is not suspended and is over; not one that
 * only passes. Those are few, and stand in two indexes. */
static const char FIGURES_MISSED[] =
    "SELECT m.kind, m.unit_id, SUM(CASE WHEN m.phase = 2 THEN 1 ELSE 0 END),"
    "       SUM(CASE WHEN m.phase < 2 THEN 1 ELSE 0 END)"
    " FROM (SELECT c.matter_id FROM matter_clock c"
    "       WHERE c.closed_on > c.due_on AND $4 NOT LIKE '% ' || c.rule || ' %'"
    "       UNION"
    "       SELECT c.matter_id FROM matter_clock c"
    "       WHERE c.closed_seq IS NULL AND c.due_on < $3 AND c.suspended_on IS NULL"
    "         AND $4 NOT LIKE '% ' || c.rule || ' %') x"
    " JOIN matter m ON m.id = x.matter_id"
    " WHERE " OURS " AND m.received_on >= $1 AND m.received_on <= $2"
    " GROUP BY m.unit_id, m.kind"
    " ORDER BY m.unit_id, m.kind"
    " LIMIT 10000";

static const char FIGURES_OBJECTED[] =
    "SELECT m.kind, m.unit_id, COUNT(*)"
    " FROM (SELECT DISTINCT e.matter_id FROM matter_event e"
    "       WHERE e.action IN ('object', 'unclear')) x"
    " JOIN matter m ON m.id = x.matter_id"
    " WHERE " OURS " AND m.received_on >= $1 AND m.received_on <= $2"
    " GROUP BY m.unit_id, m.kind"
    " ORDER BY m.unit_id, m.kind"
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
    *(struct petition_figure *)item = (struct petition_figure){.kind = db_text(rows, 0),
                                                               .unit = db_text(rows, 1),
                                                               .unit_id = db_int(rows, 2),
                                                               .received = db_int(rows, 3),
                                                               .in_time = db_int(rows, 4)};
}

/* The figure of a row of kind and unit; both are in one order. NULL: none of that year. */
static struct petition_figure *figure_at(const struct db_rows *rows, petition_figure_list *figures,
                                         size_t *at)
{
    while (*at < figures->count && (figures->items[*at].unit_id != db_int(rows, 1) ||
                                    !str_equal(figures->items[*at].kind, db_text(rows, 0))))
        ++*at;
    return *at < figures->count ? &figures->items[*at] : NULL;
}

static const struct fault *add_missed(struct work *work, struct str first, struct str last,
                                      petition_figure_list *figures)
{
    struct db_rows *rows;
    size_t at = 0;
    const struct fault *fault = db_query(
        work, FIGURES_MISSED, P(first, last, clock_today(work->clock), kinds_passing(work)), &rows);
    if (fault)
        return fault;
    while (db_next(rows)) {
        struct petition_figure *figure = figure_at(rows, figures, &at);
        if (!figure)
            break;
        figure->late = db_int(rows, 2);
        figure->in_time -= figure->late;
        figure->open_overdue = db_int(rows, 3);
    }
    return db_done(rows);
}

static const struct fault *add_objected(struct work *work, struct str first, struct str last,
                                        petition_figure_list *figures)
{
    struct db_rows *rows;
    size_t at = 0;
    const struct fault *fault = db_query(work, FIGURES_OBJECTED, P(first, last), &rows);
    if (fault)
        return fault;
    while (db_next(rows)) {
        struct petition_figure *figure = figure_at(rows, figures, &at);
        if (!figure)
            break;
        figure->objected = db_int(rows, 2);
    }
    return db_done(rows);
}

const struct fault *figures_of_year(struct work *work, struct str year,
                                    petition_figure_list *ret_figures)
{
    struct str first = first_day(work, year);
    struct str last = last_day(work, year);
    petition_figure_list figures = {0};
    const struct fault *fault =
        db_list(work, FIGURES_OF_YEAR, P(first, last), read_petition_figure, DB_INTO(&figures));
    if (!fault)
        fault = add_missed(work, first, last, &figures);
    if (!fault)
        fault = add_objected(work, first, last, &figures);
    *ret_figures = figures;
    return fault;
}

/* By day first, which the index gives in order; a day belongs to one month. */
static const char FIGURES_BY_MONTH[] =
    "SELECT SUBSTR(d.received_on, 1, 7) AS month, d.kind, SUM(d.received)"
    " FROM (SELECT m.unit_id, m.kind, m.received_on, COUNT(*) AS received"
    "       FROM matter m"
    "       WHERE " OURS " AND m.received_on >= $1 AND m.received_on <= $2"
    "       GROUP BY m.unit_id, m.kind, m.received_on) d"
    " GROUP BY SUBSTR(d.received_on, 1, 7), d.kind"
    " ORDER BY month, d.kind"
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

const char *const figures_statements[] = {FIGURES_NEWEST,
                                          FIGURES_OF_YEAR,
                                          FIGURES_MISSED,
                                          FIGURES_OBJECTED,
                                          FIGURES_BY_MONTH,
                                          PEOPLE_KEEP,
                                          NULL};
