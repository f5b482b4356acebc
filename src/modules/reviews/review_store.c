/*
 * SQL that reads rounds, their cases and what happened in them.
 */
#include "modules/reviews/review.h"

#include "civic/actor.h"
#include "db/db.h"
#include "modules/petitions/petition.h"

enum {
    OWNED_MOST = 200,
    EVENTS_MOST = 500
};

#define NO_DUE "9999-12-31"

/* ---- rounds ---- */

#define ROUND_SELECT                                                                               \
    "SELECT r.id, r.unit_id, u.name, r.name, r.basis, r.starts_on, r.ends_on, r.kinds,"            \
    "       r.opened_before, r.is_overdue, r.is_crowd, r.is_second, r.state, r.from_id, a.name,"   \
    "       r.created_at, r.frozen_at, r.closed_at, r.conclusion, r.version, r.is_complex"         \
    " FROM review_round r"                                                                         \
    " JOIN unit u ON u.id = r.unit_id"                                                             \
    " JOIN account a ON a.id = r.created_by"

/* One of the account's roles is held in the round's unit, above it or below it. */
#define IN_REACH(account)                                                                          \
    "EXISTS (SELECT 1 FROM account_role g"                                                         \
    "        WHERE g.account_id = " account                                                        \
    "          AND g.role IN ('leader', 'inspector', 'case-officer', 'reception-clerk',"           \
    "                         'committee-secretary')"                                              \
    "          AND EXISTS (SELECT 1 FROM unit_ancestor w"                                          \
    "                      WHERE (w.unit_id = r.unit_id AND w.ancestor_id = g.unit_id)"            \
    "                         OR (w.unit_id = g.unit_id AND w.ancestor_id = r.unit_id)))"

static void read_round(const struct db_rows *rows, void *item)
{
    *(struct review_round *)item = (struct review_round){
        .id = db_int(rows, 0),
        .unit_id = db_int(rows, 1),
        .unit = db_text(rows, 2),
        .name = db_text(rows, 3),
        .basis = db_text(rows, 4),
        .starts_on = db_date(rows, 5),
        .ends_on = db_date(rows, 6),
        .kinds = db_text(rows, 7),
        .opened_before = db_date(rows, 8),
        .is_overdue = db_bool(rows, 9),
        .is_crowd = db_bool(rows, 10),
        .is_second = db_bool(rows, 11),
        .state = review_state_from(db_text(rows, 12)),
        .from_id = db_int(rows, 13),
        .creator = db_text(rows, 14),
        .created_at = db_instant(rows, 15),
        .frozen_at = db_instant(rows, 16),
        .closed_at = db_instant(rows, 17),
        .conclusion = db_text(rows, 18),
        .version = db_int(rows, 19),
        .is_complex = db_bool(rows, 20),
    };
}

static const struct fault *read_rounds(struct work *work, const char *sql, struct db_params params,
                                       review_round_list *ret_rounds)
{
    return db_list(work, sql, params, read_round, DB_INTO(ret_rounds));
}

static const char REVIEW_LOAD[] = ROUND_SELECT " WHERE r.id = $1";

const struct fault *review_load(struct work *work, int64_t id, struct review_round *ret_round)
{
    review_round_list rounds;
    const struct fault *fault = read_rounds(work, REVIEW_LOAD, P(id), &rounds);
    if (!fault && rounds.count == 0)
        fault = fault_new(work->arena, FAULT_NOT_FOUND, "review.unknown", "no round %lld",
                          (long long)id);
    if (!fault)
        *ret_round = rounds.items[0];
    return fault;
}

static const char REVIEW_REACH[] =
    "SELECT 1 FROM review_round r WHERE r.id = $1 AND " IN_REACH("$2");

const struct fault *review_is_in_reach(struct work *work, const struct review_round *round,
                                       bool *ret_is)
{
    *ret_is = true;
    if (work->actor->is_system)
        return NULL;
    return db_has(work, REVIEW_REACH, P(round->id, work->actor->account_id), ret_is);
}

static const char REVIEW_ROUNDS_SQL[] =
    ROUND_SELECT " WHERE " IN_REACH("$1") " ORDER BY r.id DESC LIMIT $2";

const struct fault *review_rounds(struct work *work, review_round_list *ret_rounds)
{
    return read_rounds(work, REVIEW_ROUNDS_SQL, P(work->actor->account_id, REVIEW_ROUNDS),
                       ret_rounds);
}

/* ---- matters ---- */

/* Columns 0 … 10 of every list of cases. */
#define MATTER_PART                                                                                \
    "m.id, m.code, m.kind, m.unit_id, m.title, m.visibility, m.received_on, m.state, m.phase,"     \
    " m.due_on,"                                                                                   \
    " CASE WHEN EXISTS (SELECT 1 FROM matter_respondent q WHERE q.matter_id = m.id)"               \
    " THEN 0 ELSE 1 END"

static struct matter read_matter(const struct db_rows *rows)
{
    struct str visibility = db_text(rows, 5);
    struct matter matter = {
        .id = db_int(rows, 0),
        .code = db_text(rows, 1),
        .kind = db_text(rows, 2),
        .unit_id = db_int(rows, 3),
        .title = db_text(rows, 4),
        .visibility = VISIBLE_SEALED,
        .received_on = db_date(rows, 6),
        .state = db_text(rows, 7),
        .phase = (enum phase)db_int(rows, 8),
        .due_on = str_equal(db_text(rows, 9), STR(NO_DUE)) ? DATE_NONE : db_date(rows, 9),
        .is_about_nobody = db_bool(rows, 10),
    };
    if (str_equal(visibility, STR("agency")) || str_equal(visibility, STR("public")))
        matter.visibility = VISIBLE_AGENCY;
    return matter;
}

/* A term has run out when the nearest open one lies before today. Two instances: an
 * appeal, or a complaint that was appealed. */
static const char REVIEW_CANDIDATES[] =
    "SELECT " MATTER_PART ", u.name"
    " FROM unit_ancestor w"
    " JOIN matter m ON m.unit_id = w.unit_id"
    " JOIN unit u ON u.id = m.unit_id"
    " WHERE w.ancestor_id = $1 AND m.phase < 2"
    "   AND $2 LIKE '% ' || m.kind || ' %'"
    "   AND m.received_on < $3"
    "   AND ($4 = 0 OR m.due_on < $5)"
    "   AND ($6 = 0 OR ' ' || m.facts || ' ' LIKE '% crowd %'"
    "        OR (SELECT COUNT(*) FROM matter_party p WHERE p.matter_id = m.id) >= $7)"
    "   AND ($8 = 0 OR EXISTS (SELECT 1 FROM matter_link l WHERE l.kind = 'appeal-of'"
    "                          AND (l.matter_id = m.id OR l.other_id = m.id)))"
    "   AND ($11 = 0 OR ' ' || m.facts || ' ' LIKE '% complex %'"
    "        OR ' ' || m.facts || ' ' LIKE '% specially_complex %')"
    "   AND NOT EXISTS (SELECT 1 FROM review_case c"
    "                   WHERE c.round_id = $9 AND c.matter_id = m.id)"
    " ORDER BY m.received_on, m.id"
    " LIMIT $10";

const struct fault *review_candidates(struct work *work, const struct review_round *round,
                                      review_case_list *ret_cases)
{
    review_case_list cases = {0};
    struct db_rows *rows;
    struct str kinds = arena_printf(work->arena, " " PRISTR " ", STRARG(round->kinds));
    struct str before = date_is_none(round->opened_before)
                            ? STR(NO_DUE)
                            : date_to_iso(work->arena, round->opened_before);
    const struct fault *fault =
        db_query(work, REVIEW_CANDIDATES,
                 P(round->unit_id, kinds, before, (int)round->is_overdue, clock_today(work->clock),
                   (int)round->is_crowd, letter_crowd(work, clock_today(work->clock)),
                   (int)round->is_second, round->id, REVIEW_CASES, (int)round->is_complex),
                 &rows);
    if (fault)
        return fault;
    while (db_next(rows)) {
        struct matter matter = read_matter(rows);
        *VEC_PUSH(&cases, work->arena) = (struct review_case){.round_id = round->id,
                                                              .matter = matter,
                                                              .unit_id = matter.unit_id,
                                                              .unit = db_text(rows, 11),
                                                              .due_on = DATE_NONE,
                                                              .outcome_on = DATE_NONE};
    }
    *ret_cases = cases;
    return db_done(rows);
}

/* ---- cases ---- */

#define CASE_SELECT                                                                                \
    "SELECT " MATTER_PART ", u.name, c.id, c.round_id, c.unit_id, c.owner_id, a.name, c.due_on,"   \
    "       c.findings, c.cause, c.measures, c.plan, c.outcome, c.outcome_on, c.paper, c.note,"    \
    "       c.is_added, c.is_removed, c.reason, c.state_then, c.version"                           \
    " FROM review_case c"                                                                          \
    " JOIN matter m ON m.id = c.matter_id"                                                         \
    " JOIN unit u ON u.id = c.unit_id"                                                             \
    " LEFT JOIN account a ON a.id = c.owner_id"

static void read_case(const struct db_rows *rows, void *item)
{
    *(struct review_case *)item = (struct review_case){
        .matter = read_matter(rows),
        .unit = db_text(rows, 11),
        .id = db_int(rows, 12),
        .round_id = db_int(rows, 13),
        .unit_id = db_int(rows, 14),
        .owner_id = db_int(rows, 15),
        .owner = db_text(rows, 16),
        .due_on = db_date(rows, 17),
        .findings = db_text(rows, 18),
        .cause = db_text(rows, 19),
        .measures = db_text(rows, 20),
        .plan = db_text(rows, 21),
        .outcome = db_text(rows, 22),
        .outcome_on = db_date(rows, 23),
        .paper = db_text(rows, 24),
        .note = db_text(rows, 25),
        .is_added = db_bool(rows, 26),
        .is_removed = db_bool(rows, 27),
        .reason = db_text(rows, 28),
        .state_then = db_text(rows, 29),
        .version = db_int(rows, 30),
    };
}

static const struct fault *read_cases(struct work *work, const char *sql, struct db_params params,
                                      review_case_list *ret_cases)
{
    return db_list(work, sql, params, read_case, DB_INTO(ret_cases));
}

static const char REVIEW_CASES_SQL[] =
    CASE_SELECT " WHERE c.round_id = $1 ORDER BY m.received_on, m.id LIMIT $2";

const struct fault *review_cases(struct work *work, int64_t round_id, review_case_list *ret_cases)
{
    return read_cases(work, REVIEW_CASES_SQL, P(round_id, REVIEW_CASES), ret_cases);
}

static const char REVIEW_CASE_LOAD[] = CASE_SELECT " WHERE c.round_id = $1 AND c.id = $2";

const struct fault *review_case_load(struct work *work, int64_t round_id, int64_t id,
                                     struct review_case *ret_case)
{
    review_case_list cases;
    const struct fault *fault = read_cases(work, REVIEW_CASE_LOAD, P(round_id, id), &cases);
    if (!fault && cases.count == 0)
        fault = fault_new(work->arena, FAULT_NOT_FOUND, "review.case.unknown", "no case %lld",
                          (long long)id);
    if (!fault)
        *ret_case = cases.items[0];
    return fault;
}

#define IS_WAITING                                                                                 \
    " JOIN review_round r ON r.id = c.round_id"                                                    \
    " WHERE r.state = 'running' AND c.is_removed = 0 AND c.outcome = ''"

static const char REVIEW_OWNED[] = CASE_SELECT IS_WAITING " AND c.owner_id = $1"
                                                          " ORDER BY c.due_on, c.id"
                                                          " LIMIT $2";

const struct fault *review_owned(struct work *work, review_case_list *ret_cases)
{
    return read_cases(work, REVIEW_OWNED, P(work->actor->account_id, OWNED_MOST), ret_cases);
}

static const char REVIEW_OVERDUE[] =
    CASE_SELECT IS_WAITING " AND c.due_on < $1"
                           " AND EXISTS (SELECT 1 FROM account_role g"
                           "             JOIN unit_ancestor w ON w.ancestor_id = g.unit_id"
                           "             WHERE g.account_id = $2 AND w.unit_id = c.unit_id"
                           "               AND g.role IN ('leader', 'inspector'))"
                           " ORDER BY c.due_on, c.id"
                           " LIMIT $3";

const struct fault *review_overdue(struct work *work, review_case_list *ret_cases)
{
    return read_cases(work, REVIEW_OVERDUE,
                      P(clock_today(work->clock), work->actor->account_id, OWNED_MOST), ret_cases);
}

/* ---- what happened ---- */

static const char REVIEW_EVENTS[] = "SELECT e.at, a.name, e.action, m.code, e.note, m.id"
                                    " FROM review_event e"
                                    " JOIN account a ON a.id = e.actor_id"
                                    " LEFT JOIN review_case c ON c.id = e.case_id"
                                    " LEFT JOIN matter m ON m.id = c.matter_id"
                                    " WHERE e.round_id = $1 AND (e.case_id = $2 OR $2 = 0)"
                                    " ORDER BY e.id DESC"
                                    " LIMIT $3";

static void read_review_event(const struct db_rows *rows, void *item)
{
    *(struct review_event *)item =
        (struct review_event){db_instant(rows, 0), db_text(rows, 1), db_text(rows, 2),
                              db_text(rows, 3),    db_text(rows, 4), db_int(rows, 5)};
}

const struct fault *review_events(struct work *work, int64_t round_id, int64_t case_id,
                                  review_event_list *ret_events)
{
    return db_list(work, REVIEW_EVENTS, P(round_id, case_id, EVENTS_MOST), read_review_event,
                   DB_INTO(ret_events));
}

const char *const review_statements[] = {
    REVIEW_LOAD,      REVIEW_REACH, REVIEW_ROUNDS_SQL, REVIEW_CANDIDATES, REVIEW_CASES_SQL,
    REVIEW_CASE_LOAD, REVIEW_OWNED, REVIEW_OVERDUE,    REVIEW_EVENTS,     NULL,
};
