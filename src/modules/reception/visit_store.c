/*
 * All SQL of the desk.
 */
#include "db/db.h"
#include "db/topic.h"
#include "modules/reception/desk.h"
#include "modules/reception/own_words.h"

enum {
    NEXT_SHOWN = 8
};

static const struct str state_names[] = {
    [VISIT_WAITING] = STR_INIT("waiting"),   [VISIT_SERVING] = STR_INIT("serving"),
    [VISIT_RECEIVED] = STR_INIT("received"), [VISIT_REFUSED] = STR_INIT("refused"),
    [VISIT_LEFT] = STR_INIT("left"),
};

struct str visit_state_name(enum visit_state state)
{
    return state_names[state];
}

static enum visit_state state_from(struct str name)
{
    for (int i = 0; i < VISIT_STATE_COUNT; i++)
        if (str_equal(state_names[i], name))
            return (enum visit_state)i;
    return VISIT_LEFT;
}

/* The column only says that the name lies under a seal; it is never in it. */
#define SEALED STR("sealed")

static void touch(struct work *work)
{
    db_touch(work, topic_of("reception-visits", 0));
}

#define VISIT_COLUMNS                                                                              \
    "visit.id, visit.office_id, visit.day_id, visit.booking_id, visit.came_on, visit.number, "     \
    "visit.state, visit.is_first, visit.adhoc, visit.name, visit.address, visit.id_number, "       \
    "visit.phone, visit.sealed, visit.people, visit.kind, visit.content, visit.decided_by, "       \
    "visit.is_competent, visit.guided_to, visit.handled_by, visit.outcome, visit.note, "           \
    "visit.refusal, visit.conclusion, visit.came_at, visit.called_at, visit.ended_at, "            \
    "visit.version, visit.matter_id, visit.petition_id, visit.recording, identity.id_day, "        \
    "identity.id_place, identity.representatives, series.title, "                                  \
    "series.person, day.place, petition.code, series.online_url"
#define VISIT_FROM                                                                                 \
    " FROM reception_visit visit LEFT JOIN reception_day day ON day.id = visit.day_id"             \
    " LEFT JOIN reception_series series ON series.id = day.series_id"                              \
    " LEFT JOIN matter petition ON petition.id = visit.petition_id"                                \
    " LEFT JOIN reception_identity identity ON identity.visit_id = visit.id"

static void read_visit(const struct db_rows *rows, void *item)
{
    *(struct visit *)item = (struct visit){
        .id = db_int(rows, 0),
        .office_id = db_int(rows, 1),
        .day_id = db_int(rows, 2),
        .booking_id = db_int(rows, 3),
        .came_on = db_date(rows, 4),
        .number = db_int(rows, 5),
        .state = state_from(db_text(rows, 6)),
        .is_first = db_bool(rows, 7),
        .adhoc = db_text(rows, 8),
        .name = db_text(rows, 9),
        .address = db_text(rows, 10),
        .id_number = db_text(rows, 11),
        .phone = db_text(rows, 12),
        .is_sealed = !db_is_null(rows, 13),
        .people = db_int(rows, 14),
        .kind = db_text(rows, 15),
        .content = db_text(rows, 16),
        .decided_by = db_text(rows, 17),
        .is_competent = db_bool(rows, 18),
        .guided_to = db_text(rows, 19),
        .handled_by = db_text(rows, 20),
        .outcome = db_text(rows, 21),
        .note = db_text(rows, 22),
        .refusal = db_text(rows, 23),
        .conclusion = db_text(rows, 24),
        .came_at = db_instant(rows, 25),
        .called_at = db_instant(rows, 26),
        .ended_at = db_instant(rows, 27),
        .version = db_int(rows, 28),
        .matter_id = db_int(rows, 29),
        .petition_id = db_int(rows, 30),
        .recording = db_text(rows, 31),
        .id_day = db_date(rows, 32),
        .id_place = db_text(rows, 33),
        .representatives = db_text(rows, 34),
        .title = db_text(rows, 35),
        .person = db_text(rows, 36),
        .place = db_text(rows, 37),
        .petition_code = db_text(rows, 38),
        .is_online = db_text(rows, 39).len > 0,
    };
}

/* Every column that tells who somebody is (own_words.h). */
static void each_own_word(struct work *work, struct visit *visit,
                          struct str (*of)(struct work *work, struct str words))
{
    struct str *const words[] = {&visit->name,   &visit->address,  &visit->id_number,
                                 &visit->phone,  &visit->id_place, &visit->representatives,
                                 &visit->content};
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
        *words[i] = of(work, *words[i]);
}

static struct visit boxed(struct work *work, const struct visit *visit)
{
    struct visit copy = *visit;
    each_own_word(work, &copy, own_words_put);
    return copy;
}

static const char IDENTITY_SET[] =
    "INSERT INTO reception_identity (visit_id, id_day, id_place, representatives)"
    " VALUES ($1, $2, $3, $4) ON CONFLICT (visit_id) DO UPDATE SET id_day = excluded.id_day,"
    " id_place = excluded.id_place, representatives = excluded.representatives";

/* With every write of a visit, so that what was taken out is gone. */
static const struct fault *set_identity(struct work *work, const struct visit *v)
{
    return db_exec(work, IDENTITY_SET, P(v->id, v->id_day, v->id_place, v->representatives), NULL);
}

static const char VISIT_INSERT[] =
    "INSERT INTO reception_visit (id, office_id, day_id, booking_id, came_on, number, state,"
    " is_first, adhoc, name, address, id_number, phone, people, kind, content, decided_by,"
    " is_competent, guided_to, handled_by, outcome, note, refusal, conclusion, came_at, version)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, '', '', $11, $12, '', $13, '', 0, '', '',"
    " '', '', '', '', $14, 0)";

const struct fault *visit_insert(struct work *work, const struct visit *visit)
{
    const struct visit v = boxed(work, visit);
    const struct fault *fault;
    touch(work);
    fault = db_exec(work, VISIT_INSERT,
                    P(v.id, v.office_id, db_id_or_null(v.day_id), db_id_or_null(v.booking_id),
                      v.came_on, v.number, state_names[v.state], v.is_first, v.adhoc, v.name,
                      v.phone, v.people, v.content, v.came_at),
                    NULL);
    return fault ? fault : set_identity(work, &v);
}

static const char VISIT_LOAD[] = "SELECT " VISIT_COLUMNS VISIT_FROM " WHERE visit.id = $1";

const struct fault *visit_load(struct work *work, int64_t id, struct visit *ret_visit)
{
    struct db_rows *rows;
    const struct fault *fault = db_one(work, VISIT_LOAD, P(id), &rows);
    if (fault)
        return fault;
    read_visit(rows, ret_visit);
    each_own_word(work, ret_visit, own_words_get);
    return NULL;
}

static const char VISIT_UPDATE[] =
    "UPDATE reception_visit SET state = $3, name = $4, address = $5, id_number = $6, phone = $7,"
    " sealed = $8, people = $9, kind = $10, content = $11, decided_by = $12, is_competent = $13,"
    " guided_to = $14, handled_by = $15, outcome = $16, note = $17, refusal = $18,"
    " conclusion = $19, called_at = $20, ended_at = $21, recording = $22, version = version + 1"
    " WHERE id = $1 AND version = $2";

const struct fault *visit_update(struct work *work, const struct visit *visit)
{
    const struct visit v = boxed(work, visit);
    struct db_value called = db_value_instant(v.called_at);
    struct db_value ended = db_value_instant(v.ended_at);
    const struct fault *fault;
    called.is_null = v.called_at.us == 0;
    ended.is_null = v.ended_at.us == 0;
    touch(work);
    fault =
        db_exec_one(work, VISIT_UPDATE,
                    P(v.id, v.version, state_names[v.state], v.name, v.address, v.id_number,
                      v.phone, db_blob_or_null(v.is_sealed ? SEALED : STR("")), v.people, v.kind,
                      v.content, v.decided_by, v.is_competent, v.guided_to, v.handled_by, v.outcome,
                      v.note, v.refusal, v.conclusion, called, ended, v.recording),
                    "reception.changed");
    return fault ? fault : set_identity(work, &v);
}

#define OF_OFFICE                                                                                  \
    " WHERE (visit.office_id = $1 OR visit.office_id IN"                                           \
    " (SELECT id FROM unit WHERE parent_id = $1 AND kind = 'agency'))"                             \
    "   AND visit.came_on >= $2 AND visit.came_on <= $3"
static const char VISITS[] = "SELECT " VISIT_COLUMNS VISIT_FROM OF_OFFICE
                             " ORDER BY visit.came_on, visit.came_at, visit.id LIMIT $4";

static const struct fault *list_visits(struct work *work, const char *sql, int64_t office_id,
                                       struct civil_date from, struct civil_date to,
                                       visit_list *ret_visits)
{
    const struct fault *fault =
        db_list(work, sql, P(office_id, from, to, VISITS_MOST), read_visit, DB_INTO(ret_visits));
    for (size_t i = 0; !fault && i < ret_visits->count; i++)
        each_own_word(work, &ret_visits->items[i], own_words_get);
    return fault;
}

const struct fault *visits_of(struct work *work, int64_t office_id, struct civil_date from,
                              struct civil_date to, visit_list *ret_visits)
{
    return list_visits(work, VISITS, office_id, from, to, ret_visits);
}

/* Who is called next, at the desk and on the page in the waiting room. */
#define CALL_ORDER                                                                                 \
    "CASE WHEN series.by_number = 1 THEN 0 ELSE visit.is_first END DESC, visit.number"
static const char AT_DESK[] =
    "SELECT " VISIT_COLUMNS VISIT_FROM OF_OFFICE
    " ORDER BY CASE visit.state WHEN 'serving' THEN 0 WHEN 'waiting' THEN 1 ELSE 2 END,"
    " " CALL_ORDER ", visit.came_at, visit.id LIMIT $4";

const struct fault *visits_at_desk(struct work *work, int64_t office_id, struct civil_date on,
                                   visit_list *ret_visits)
{
    return list_visits(work, AT_DESK, office_id, on, on, ret_visits);
}

static const char NEXT_NUMBER[] = "UPDATE reception_day SET last_number = last_number + 1"
                                  " WHERE id = $1 RETURNING last_number";

const struct fault *day_next_number(struct work *work, int64_t day_id, int64_t *ret_number)
{
    struct db_rows *rows;
    const struct fault *fault = db_one(work, NEXT_NUMBER, P(day_id), &rows);
    if (!fault)
        *ret_number = db_int(rows, 0);
    return fault;
}

/* ---- tasks ---- */

static const char TASK_INSERT[] =
    "INSERT INTO reception_task (id, visit_id, owner, content, due_on, made_at, matter_id)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7)";

const struct fault *visit_task_insert(struct work *work, const struct visit_task *task)
{
    touch(work);
    return db_exec(work, TASK_INSERT,
                   P(task->id, task->visit_id, task->owner, task->content, task->due_on,
                     clock_now(work->clock), db_id_or_null(task->matter_id)),
                   NULL);
}

static const char TASKS[] =
    "SELECT task.id, task.visit_id, COALESCE(account.name, task.owner), task.content, task.due_on,"
    " task.done_on, task.matter_id, file.code, task.made_at, file.closed_at"
    " FROM reception_task task LEFT JOIN matter file ON file.id = task.matter_id"
    " LEFT JOIN account ON account.id = file.official_id"
    " WHERE task.visit_id = $1 ORDER BY task.id LIMIT 200";

static void read_task(const struct db_rows *rows, void *item)
{
    struct visit_task *task = item;
    *task = (struct visit_task){
        .id = db_int(rows, 0),
        .visit_id = db_int(rows, 1),
        .owner = db_text(rows, 2),
        .content = db_text(rows, 3),
        .due_on = db_date(rows, 4),
        .done_on = db_date(rows, 5),
        .matter_id = db_int(rows, 6),
        .code = db_text(rows, 7),
        .made_at = db_instant(rows, 8),
    };
    if (!db_is_null(rows, 9))
        task->done_on = instant_date(db_instant(rows, 9));
}

const struct fault *visit_tasks(struct work *work, int64_t visit_id, visit_task_list *ret_tasks)
{
    return db_list(work, TASKS, P(visit_id), read_task, DB_INTO(ret_tasks));
}

/* ---- the waiting room ---- */

static const char QUEUE[] =
    "SELECT day.id, series.title, unit.name, day.place, day.starts, visit.number, visit.state,"
    " series.by_number"
    " FROM reception_day day JOIN reception_series series ON series.id = day.series_id"
    " JOIN unit ON unit.id = day.unit_id"
    " LEFT JOIN reception_visit visit ON visit.day_id = day.id"
    "   AND visit.state IN ('waiting', 'serving')"
    " WHERE day.held_on = $1 AND day.state IN ('open', 'held') AND ($2 = 0 OR day.unit_id = $2)"
    " ORDER BY day.starts, unit.name, day.id, " CALL_ORDER " LIMIT 5000";

static void add_number(struct work *work, struct str *numbers, int64_t number)
{
    *numbers = arena_printf(work->arena, PRISTR "%s%lld", STRARG(*numbers),
                            numbers->len > 0 ? ", " : "", (long long)number);
}

const struct fault *queue_of(struct work *work, struct civil_date on, int64_t unit_id,
                             queue_list *ret_rows)
{
    queue_list list = {0};
    struct queue_row *row = NULL;
    int64_t day_id = 0;
    struct db_rows *rows;
    const struct fault *fault = db_query(work, QUEUE, P(on, unit_id), &rows);
    db_depends(work, topic_of("reception-visits", 0));
    db_depends(work, topic_of("reception", 0));
    if (fault)
        return fault;
    while (db_next(rows)) {
        if (!row || db_int(rows, 0) != day_id) {
            day_id = db_int(rows, 0);
            row = VEC_PUSH(&list, work->arena);
            *row = (struct queue_row){db_text(rows, 1),
                                      db_text(rows, 2),
                                      db_text(rows, 3),
                                      db_int(rows, 4),
                                      STR(""),
                                      STR(""),
                                      0,
                                      db_bool(rows, 7)};
        }
        if (db_is_null(rows, 5))
            continue;
        if (state_from(db_text(rows, 6)) == VISIT_SERVING)
            add_number(work, &row->serving, db_int(rows, 5));
        else if (row->waiting++ < NEXT_SHOWN)
            add_number(work, &row->next, db_int(rows, 5));
    }
    *ret_rows = list;
    return db_done(rows);
}

const char *const reception_visit_statements[] = {
    VISIT_INSERT, VISIT_LOAD,  VISIT_UPDATE, IDENTITY_SET, VISITS, AT_DESK,
    NEXT_NUMBER,  TASK_INSERT, TASKS,        QUEUE,        NULL,
};
