/*
 * SQL of the figures and the register.
 */
#include "modules/petitions/figures.h"

#include "civic/actor.h"
#include "civic/matter_relation.h"
#include "db/db.h"
#include "db/topic.h"
#include "modules/petitions/petition.h"

#define OURS "m.kind IN ('kien-nghi', 'khieu-nai', 'khieu-nai-2', 'to-cao')"

static const char FIGURES_YEARS[] = "SELECT DISTINCT SUBSTR(m.received_on, 1, 4) AS y FROM matter m"
                                    " WHERE " OURS " ORDER BY y DESC LIMIT 50";

const struct fault *figures_years(struct work *work, year_list *ret_years)
{
    db_depends(work, topic_of("matters", 0));
    return db_list(work, FIGURES_YEARS, P0, db_read_text, DB_INTO(ret_years));
}

/* A term is missed when it ended late, or runs, is not suspended and is over. */
static const char FIGURES_OF_YEAR[] =
    "SELECT x.kind, u.name, COUNT(*),"
    "       SUM(CASE WHEN x.phase = 2 AND x.missed = 0 THEN 1 ELSE 0 END),"
    "       SUM(CASE WHEN x.phase = 2 AND x.missed = 1 THEN 1 ELSE 0 END),"
    "       SUM(CASE WHEN x.phase < 2 AND x.missed = 1 THEN 1 ELSE 0 END), SUM(x.objected)"
    " FROM (SELECT m.id, m.kind, m.unit_id, m.phase,"
    "              MAX(CASE WHEN c.closed_on > c.due_on"
    "                         OR (c.closed_seq IS NULL AND c.suspended_on IS NULL"
    "                             AND c.due_on < $3)"
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
                   P(first_day(work, year), last_day(work, year), clock_today(work->clock)),
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

/* ---- the register ---- */

static const char PEOPLE_KEEP[] = "INSERT INTO petition_group (matter_id, people) VALUES ($1, $2)";

const struct fault *figures_keep_people(struct work *work, int64_t matter_id, int64_t people)
{
    return db_exec(work, PEOPLE_KEEP, P(matter_id, people), NULL);
}

/* The actions that give a petition its direction, between spaces. */
static struct str directions(struct work *work)
{
    struct str all = STR(" ");
    for (const struct counted_action *row = petition_counted; row->kinds; row++)
        if (words_have("accept guide transfer urge unfit", str_from_c(row->means)))
            all = arena_printf(work->arena, PRISTR "%s ", STRARG(all), row->actions);
    return all;
}

#define NO_DUE "9999-12-31"

static const char REGISTER_LINES[] =
    "SELECT m.id, m.code, m.received_on, m.source, p.name, p.address,"
    "       COALESCE(g.people, (SELECT COUNT(*) FROM matter_party q WHERE q.matter_id = m.id)),"
    "       m.kind, m.title, u.name, m.state, m.due_on, a.name, m.facts, m.visibility,"
    "       d.action, d.happened_on, v.symbol, v.signed_on"
    " FROM unit_ancestor w"
    " JOIN matter m ON m.unit_id = w.unit_id"
    " JOIN unit u ON u.id = m.unit_id"
    " LEFT JOIN account a ON a.id = m.official_id"
    " LEFT JOIN matter_party p ON p.matter_id = m.id AND p.part = 'sender' AND p.ordinal = 1"
    " LEFT JOIN petition_group g ON g.matter_id = m.id"
    " LEFT JOIN matter_event d ON d.matter_id = m.id AND d.seq = (SELECT MAX(e.seq)"
    "   FROM matter_event e WHERE e.matter_id = m.id AND $11 LIKE '% ' || e.action || ' %')"
    " LEFT JOIN matter_paper v ON v.id = (SELECT MAX(n.id) FROM matter_paper n"
    "   WHERE n.matter_id = m.id AND n.recalled_at IS NULL AND n.symbol <> '')"
    " WHERE w.ancestor_id = $1 AND " OURS "   AND m.received_on >= $2 AND m.received_on <= $3"
    "   AND (m.kind = $4 OR $4 = '') AND (CAST(m.phase AS TEXT) = $5 OR $5 = '')"
    "   AND (m.received_on, m.id) < ($6, $7)"
    "   AND NOT " MATTER_KEEPS_AWAY("m.id", "$8", "$10") " ORDER BY m.received_on DESC, m.id DESC"
                                                         " LIMIT $9";

static struct register_line read_line(struct work *work, const struct db_rows *rows)
{
    struct str address = db_text(rows, 5);
    struct register_line line = {
        .id = db_int(rows, 0),
        .code = db_text(rows, 1),
        .received_on = db_date(rows, 2),
        .source = db_text(rows, 3),
        .sender = arena_printf(work->arena, PRISTR "%s" PRISTR, STRARG(db_text(rows, 4)),
                               address.len ? ", " : "", STRARG(address)),
        .people = db_int(rows, 6),
        .kind = db_text(rows, 7),
        .title = db_text(rows, 8),
        .unit = db_text(rows, 9),
        .state = db_text(rows, 10),
        .due_on = str_equal(db_text(rows, 11), STR(NO_DUE)) ? DATE_NONE : db_date(rows, 11),
        .official = db_text(rows, 12),
        .facts = db_text(rows, 13),
        .directed = db_text(rows, 15),
        .directed_on = db_date(rows, 16),
        .symbol = db_text(rows, 17),
        .signed_on = db_date(rows, 18),
        .is_sealed = !str_equal(db_text(rows, 14), STR("agency")) &&
                     !str_equal(db_text(rows, 14), STR("public")),
    };
    if (line.is_sealed)
        line.sender = STR("");
    if (line.people == 0) /* nobody is named, and yet somebody wrote */
        line.people = 1;
    return line;
}

const struct fault *register_lines(struct work *work, const struct register_filter *filter,
                                   register_line_list *ret_lines)
{
    register_line_list lines = {0};
    struct db_rows *rows;
    struct str before =
        filter->before_id ? date_to_iso(work->arena, filter->before_on) : STR("9999-12-31");
    const struct fault *fault =
        db_query(work, REGISTER_LINES,
                 P(filter->unit_id, filter->from, filter->to, filter->kind, filter->phase, before,
                   filter->before_id, work->actor->account_id, filter->limit + 1,
                   clock_today(work->clock), directions(work)),
                 &rows);
    if (fault)
        return fault;
    while (db_next(rows))
        *VEC_PUSH(&lines, work->arena) = read_line(work, rows);
    *ret_lines = lines;
    return db_done(rows);
}

const char *const figures_statements[] = {FIGURES_YEARS, FIGURES_OF_YEAR, FIGURES_BY_MONTH,
                                          PEOPLE_KEEP,   REGISTER_LINES,  NULL};
