/*
 * SQL that reads published answers and those on their way.
 */
#include "modules/answers/answer.h"

#include "civic/actor.h"
#include "db/db.h"
#include "db/topic.h"
#include "text/fold.h"

enum {
    WORDS = 4, /* of a search within the list; further ones are left out */
    CHOICES = 300,
    DESK_MOST = 200,
    EVENTS_MOST = 200
};

static const struct str status_names[ANSWER_STATUS_COUNT] = {
    [ANSWER_DRAFT] = STR_INIT("draft"),
    [ANSWER_PROPOSED] = STR_INIT("proposed"),
    [ANSWER_PUBLISHED] = STR_INIT("published"),
    [ANSWER_WITHDRAWN] = STR_INIT("withdrawn"),
};

struct str answer_status_name(enum answer_status status)
{
    return status_names[status];
}

/* What is not known is shown to nobody. */
static enum answer_status status_from(struct str name)
{
    for (unsigned i = 0; i < ANSWER_STATUS_COUNT; i++)
        if (str_equal(status_names[i], name))
            return (enum answer_status)i;
    return ANSWER_DRAFT;
}

struct topic answer_topic(void)
{
    return topic_of("answers", 0);
}

int answer_days(const struct answer *answer)
{
    return answer->answered_on.days - answer->received_on.days;
}

int answer_days_late(const struct answer *answer)
{
    int late = date_is_none(answer->due_on) ? 0 : answer->answered_on.days - answer->due_on.days;
    return late > 0 ? late : 0;
}

/* ---- rows ---- */

#define ANSWER_SELECT                                                                              \
    "SELECT p.id, p.matter_id, p.unit_id, u.name, u.slug, p.slug, p.kind, p.title, p.question,"    \
    "       p.answer, p.basis, p.paper, p.received_on, p.answered_on, p.due_on, p.status,"         \
    "       p.drafter_id, d.name, p.proposer_id, o.name, p.approver_id, a.name, p.said,"           \
    "       p.published_at, p.updated_at, p.is_demo, p.version"                                    \
    " FROM public_answer p"                                                                        \
    " JOIN unit u ON u.id = p.unit_id"                                                             \
    " JOIN account d ON d.id = p.drafter_id"                                                       \
    " LEFT JOIN account o ON o.id = p.proposer_id"                                                 \
    " LEFT JOIN account a ON a.id = p.approver_id"

static void read_answer(const struct db_rows *rows, void *item)
{
    *(struct answer *)item = (struct answer){
        .id = db_int(rows, 0),
        .matter_id = db_int(rows, 1),
        .unit_id = db_int(rows, 2),
        .unit = db_text(rows, 3),
        .unit_slug = db_text(rows, 4),
        .slug = db_text(rows, 5),
        .kind = db_text(rows, 6),
        .title = db_text(rows, 7),
        .question = db_text(rows, 8),
        .answer = db_text(rows, 9),
        .basis = db_text(rows, 10),
        .paper = db_text(rows, 11),
        .received_on = db_date(rows, 12),
        .answered_on = db_date(rows, 13),
        .due_on = db_date(rows, 14),
        .status = status_from(db_text(rows, 15)),
        .drafter_id = db_int(rows, 16),
        .drafter = db_text(rows, 17),
        .proposer_id = db_int(rows, 18),
        .proposer = db_text(rows, 19),
        .approver_id = db_int(rows, 20),
        .approver = db_text(rows, 21),
        .said = db_text(rows, 22),
        .published_at = db_instant(rows, 23),
        .updated_at = db_instant(rows, 24),
        .is_demo = db_bool(rows, 25),
        .version = db_int(rows, 26),
    };
}

static const struct fault *read_list(struct work *work, const char *sql, struct db_params params,
                                     answer_list *ret_list)
{
    db_depends(work, answer_topic());
    return db_list(work, sql, params, read_answer, DB_INTO(ret_list));
}

static const struct fault *read_one(struct work *work, const char *sql, struct db_params params,
                                    struct answer *ret_answer)
{
    answer_list list;
    const struct fault *fault = read_list(work, sql, params, &list);
    if (!fault && list.count == 0)
        fault = fault_new(work->arena, FAULT_NOT_FOUND, "answers.unknown", "no such answer");
    if (!fault)
        *ret_answer = list.items[0];
    return fault;
}

/* ---- one ---- */

static const char ANSWER_LOAD[] = ANSWER_SELECT " WHERE p.id = $1";
static const char ANSWER_BY_SLUG[] = ANSWER_SELECT " WHERE p.slug = $1";
static const char ANSWER_OF_MATTER[] = ANSWER_SELECT " WHERE p.matter_id = $1";

const struct fault *answer_load(struct work *work, int64_t id, struct answer *ret_answer)
{
    return read_one(work, ANSWER_LOAD, P(id), ret_answer);
}

const struct fault *answer_by_slug(struct work *work, struct str slug, struct answer *ret_answer)
{
    return read_one(work, ANSWER_BY_SLUG, P(slug), ret_answer);
}

const struct fault *answer_of_matter(struct work *work, int64_t matter_id,
                                     struct answer *ret_answer)
{
    const struct fault *fault = read_one(work, ANSWER_OF_MATTER, P(matter_id), ret_answer);
    if (fault && fault->kind == FAULT_NOT_FOUND) {
        *ret_answer = (struct answer){0};
        return NULL;
    }
    return fault;
}

/* ---- lists ---- */

static const char ANSWER_PUBLIC[] =
    ANSWER_SELECT " WHERE p.status = 'published' AND (p.published_at, p.id) < ($1, $2)"
                  "   AND (u.slug = $3 OR $3 = '') AND (p.kind = $4 OR $4 = '')"
                  "   AND p.answered_on >= $5 AND p.answered_on <= $6"
                  "   AND p.fold LIKE $7 AND p.fold LIKE $8 AND p.fold LIKE $9 AND p.fold LIKE $10"
                  " ORDER BY p.published_at DESC, p.id DESC"
                  " LIMIT $11";

/* "%word%"; folded words have no sign of LIKE in them. */
static void patterns_of(struct arena *arena, struct str words, struct str patterns[WORDS])
{
    struct str rest = text_fold(arena, words);
    for (size_t i = 0; i < WORDS; i++)
        patterns[i] = STR("%");
    for (size_t i = 0; i < WORDS && rest.len > 0; i++)
        patterns[i] = arena_printf(arena, "%%" PRISTR "%%", STRARG(str_cut(&rest, ' ')));
}

const struct fault *answer_public(struct work *work, const struct answer_filter *filter,
                                  struct answer_key after, int limit, answer_list *ret_list)
{
    struct arena *arena = work->arena;
    struct str patterns[WORDS];
    struct str first =
        filter->year ? arena_printf(arena, "%04d-01-01", filter->year) : STR("0000-01-01");
    struct str last =
        filter->year ? arena_printf(arena, "%04d-12-31", filter->year) : STR("9999-12-31");
    struct instant before = after.id ? after.at : (struct instant){INT64_MAX};
    patterns_of(arena, filter->words, patterns);
    return read_list(work, ANSWER_PUBLIC,
                     P(before, after.id, filter->unit, filter->kind, first, last, patterns[0],
                       patterns[1], patterns[2], patterns[3], limit),
                     ret_list);
}

static const char ANSWER_BY_ID[] =
    ANSWER_SELECT " WHERE p.status = 'published' AND p.id > $1 ORDER BY p.id LIMIT $2";

const struct fault *answer_public_by_id(struct work *work, int64_t after, int limit,
                                        answer_list *ret_list)
{
    return read_list(work, ANSWER_BY_ID, P(after, limit), ret_list);
}

static const char ANSWER_SHOWN[] =
    ANSWER_SELECT " WHERE p.status = 'published' AND p.published_at > $1 AND p.published_at <= $2"
                  "   AND ($3 = 0 OR p.unit_id IN"
                  "     (SELECT unit_id FROM unit_ancestor WHERE ancestor_id = $3))"
                  " ORDER BY p.published_at DESC, p.id DESC"
                  " LIMIT $4";

const struct fault *answer_shown(struct work *work, const struct notice_asked *asked, int limit,
                                 answer_list *ret_list)
{
    return read_list(work, ANSWER_SHOWN, P(asked->since, asked->until, asked->unit_id, limit),
                     ret_list);
}

static const char ANSWER_UNITS[] = "SELECT DISTINCT u.slug, u.name FROM public_answer p"
                                   " JOIN unit u ON u.id = p.unit_id"
                                   " WHERE p.status = 'published'"
                                   " ORDER BY u.name, u.slug"
                                   " LIMIT $1";

const struct fault *answer_units(struct work *work, answer_words *ret_pairs)
{
    answer_words pairs = {0};
    struct db_rows *rows;
    const struct fault *fault = db_query(work, ANSWER_UNITS, P(CHOICES), &rows);
    if (fault)
        return fault;
    db_depends(work, answer_topic());
    while (db_next(rows)) {
        *VEC_PUSH(&pairs, work->arena) = db_text(rows, 0);
        *VEC_PUSH(&pairs, work->arena) = db_text(rows, 1);
    }
    *ret_pairs = pairs;
    return db_done(rows);
}

static const char ANSWER_YEARS[] = "SELECT DISTINCT SUBSTR(p.answered_on, 1, 4) AS y"
                                   " FROM public_answer p"
                                   " WHERE p.status = 'published'"
                                   " ORDER BY y DESC"
                                   " LIMIT $1";

const struct fault *answer_years(struct work *work, answer_words *ret_years)
{
    db_depends(work, answer_topic());
    return db_list(work, ANSWER_YEARS, P(CHOICES), db_read_text, DB_INTO(ret_years));
}

static const char ANSWER_DESK[] =
    ANSWER_SELECT " WHERE p.status = $1"
                  "   AND EXISTS (SELECT 1 FROM account_role g"
                  "               JOIN unit_ancestor w ON w.ancestor_id = g.unit_id"
                  "               WHERE g.account_id = $2 AND w.unit_id = p.unit_id"
                  "                 AND g.role IN ('leader', 'case-officer', 'reception-clerk'))"
                  " ORDER BY p.updated_at DESC, p.id DESC"
                  " LIMIT $3";

const struct fault *answer_desk(struct work *work, enum answer_status status, answer_list *ret_list)
{
    return read_list(work, ANSWER_DESK,
                     P(answer_status_name(status), work->actor->account_id, DESK_MOST), ret_list);
}

static const char ANSWER_OFFERS_SQL[] =
    "SELECT m.id, m.code, m.kind, m.unit_id, m.title, m.received_on,"
    "       CASE WHEN EXISTS (SELECT 1 FROM matter_respondent q WHERE q.matter_id = m.id)"
    "       THEN 0 ELSE 1 END"
    " FROM matter m"
    " WHERE m.visibility <> 'sealed' AND ' ' || m.facts || ' ' NOT LIKE '% keep-private %'"
    "   AND ((m.kind = 'kien-nghi' AND m.state = 'answered')"
    "        OR (m.kind IN ('khieu-nai', 'khieu-nai-2')"
    "            AND m.state IN ('decided', 'in_force', 'executing', 'closed')))"
    "   AND NOT EXISTS (SELECT 1 FROM public_answer p WHERE p.matter_id = m.id)"
    "   AND EXISTS (SELECT 1 FROM account_role g"
    "               JOIN unit_ancestor w ON w.ancestor_id = g.unit_id"
    "               WHERE g.account_id = $1 AND w.unit_id = m.unit_id"
    "                 AND g.role IN ('leader', 'case-officer', 'reception-clerk'))"
    " ORDER BY m.received_on DESC, m.id DESC"
    " LIMIT $2";

static void read_matter(const struct db_rows *rows, void *item)
{
    *(struct matter *)item = (struct matter){.id = db_int(rows, 0),
                                             .code = db_text(rows, 1),
                                             .kind = db_text(rows, 2),
                                             .unit_id = db_int(rows, 3),
                                             .title = db_text(rows, 4),
                                             .received_on = db_date(rows, 5),
                                             .is_about_nobody = db_bool(rows, 6)};
}

const struct fault *answer_offers(struct work *work, matter_list *ret_matters)
{
    return db_list(work, ANSWER_OFFERS_SQL, P(work->actor->account_id, ANSWER_OFFERS), read_matter,
                   DB_INTO(ret_matters));
}

static const char ANSWER_EVENTS[] = "SELECT e.at, a.name, e.action, e.note"
                                    " FROM public_answer_event e"
                                    " JOIN account a ON a.id = e.actor_id"
                                    " WHERE e.answer_id = $1"
                                    " ORDER BY e.id DESC"
                                    " LIMIT $2";

static void read_answer_event(const struct db_rows *rows, void *item)
{
    *(struct answer_event *)item = (struct answer_event){db_instant(rows, 0), db_text(rows, 1),
                                                         db_text(rows, 2), db_text(rows, 3)};
}

const struct fault *answer_events(struct work *work, int64_t id, answer_event_list *ret_events)
{
    return db_list(work, ANSWER_EVENTS, P(id, EVENTS_MOST), read_answer_event, DB_INTO(ret_events));
}

const char *const answer_statements[] = {
    ANSWER_LOAD,  ANSWER_BY_SLUG, ANSWER_OF_MATTER, ANSWER_PUBLIC,     ANSWER_BY_ID,  ANSWER_SHOWN,
    ANSWER_UNITS, ANSWER_YEARS,   ANSWER_DESK,      ANSWER_OFFERS_SQL, ANSWER_EVENTS, NULL,
};
