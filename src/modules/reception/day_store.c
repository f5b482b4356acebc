/*
 * All SQL of days and of what was changed about them.
 */
#include "db/db.h"
#include "db/topic.h"
#include "modules/reception/reception_store.h"

#include "civic/actor.h"
#include "text/fold.h"

#include <stdlib.h>

/* Who receives in the leader's place, else who holds the post on that day; nobody where the holder
 * left and no other came. A series without a person of the organisation keeps the name that was
 * written. */
#define HOLDER                                                                                     \
    "CASE WHEN day.substitute <> '' THEN day.substitute"                                           \
    " WHEN series.person_id IS NULL THEN series.person ELSE COALESCE((SELECT holder.name"          \
    " FROM post JOIN person holder ON holder.id = post.person_id"                                  \
    " WHERE post.unit_id = series.unit_id AND post.title = series.title"                           \
    " AND (post.valid_from IS NULL OR post.valid_from <= day.held_on)"                             \
    " AND (post.valid_to IS NULL OR post.valid_to >= day.held_on)"                                 \
    " ORDER BY post.rank, post.id LIMIT 1), '') END"
#define DAY_COLUMNS                                                                                \
    "day.id, day.series_id, day.unit_id, day.office_id, day.rule_on, day.held_on, day.starts, "    \
    "day.ends, day.place, day.state, day.reason, day.revision, day.announced_at, day.is_late, "    \
    "day.closes_at, day.free, day.last_number, day.changed_at, series.title, "                     \
    "series.title_slug, " HOLDER                                                                   \
    ", series.attendees, series.content, series.is_demo, unit.name, unit.slug, "                   \
    "CASE WHEN series.person = '' THEN 1 ELSE 0 END, series.online_url, day.substitute"
#define DAY_FROM                                                                                   \
    " FROM reception_day day JOIN reception_series series ON series.id = day.series_id"            \
    " JOIN unit ON unit.id = day.unit_id"

static const struct str state_names[] = {
    [RECEPTION_OPEN] = STR_INIT("open"),
    [RECEPTION_CANCELLED] = STR_INIT("cancelled"),
    [RECEPTION_HELD] = STR_INIT("held"),
    [RECEPTION_MISSED] = STR_INIT("missed"),
};

struct str reception_day_state_name(enum reception_day_state state)
{
    return state_names[state];
}

static enum reception_day_state state_from(struct str name)
{
    for (int i = 0; i < RECEPTION_DAY_STATE_COUNT; i++)
        if (str_equal(state_names[i], name))
            return (enum reception_day_state)i;
    return RECEPTION_CANCELLED;
}

static void read_day(const struct db_rows *rows, void *item)
{
    struct reception_day day = {
        .id = db_int(rows, 0),
        .series_id = db_int(rows, 1),
        .unit_id = db_int(rows, 2),
        .office_id = db_int(rows, 3),
        .rule_on = db_date(rows, 4),
        .held_on = db_date(rows, 5),
        .starts = db_int(rows, 6),
        .ends = db_int(rows, 7),
        .place = db_text(rows, 8),
        .state = state_from(db_text(rows, 9)),
        .reason = db_text(rows, 10),
        .revision = db_int(rows, 11),
        .announced_at = db_instant(rows, 12),
        .is_late = db_bool(rows, 13),
        .closes_at = db_instant(rows, 14),
        .free = db_int(rows, 15),
        .last_number = db_int(rows, 16),
        .changed_at = db_instant(rows, 17),
        .title = db_text(rows, 18),
        .title_slug = db_text(rows, 19),
        .person = db_text(rows, 20),
        .attendees = db_text(rows, 21),
        .content = db_text(rows, 22),
        .is_demo = db_bool(rows, 23),
        .unit_name = db_text(rows, 24),
        .unit_slug = db_text(rows, 25),
        .is_office = db_bool(rows, 26),
        .online_url = db_text(rows, 27),
        .substitute = db_text(rows, 28),
    };
    day.is_vacant = !day.is_office && day.person.len == 0;
    *(struct reception_day *)item = day;
}

/* A page of days is stale when one changes, is booked, or somebody else holds a post. */
static void depend_on_days(struct work *work)
{
    db_depends(work, topic_of("reception", 0));
    db_depends(work, topic_of("reception-seats", 0));
    db_depends(work, topic_of("posts", 0));
}

static const char DAY_INSERT[] =
    "INSERT INTO reception_day (id, series_id, unit_id, office_id, rule_on, held_on, starts, ends,"
    " place, state, reason, revision, announced_at, is_late, closes_at, free, last_number,"
    " changed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 0, $12, $13, $14, $15, 0,"
    " $12)";

const struct fault *day_insert(struct work *work, const struct reception_day *day)
{
    db_touch(work, topic_of("reception", 0));
    return db_exec(work, DAY_INSERT,
                   P(day->id, day->series_id, day->unit_id, day->office_id, day->rule_on,
                     day->held_on, day->starts, day->ends, day->place, state_names[day->state],
                     day->reason, day->announced_at, day->is_late, day->closes_at, day->free),
                   NULL);
}

static const char DAY_LOAD[] = "SELECT " DAY_COLUMNS DAY_FROM " WHERE day.id = $1";

const struct fault *day_load(struct work *work, int64_t id, struct reception_day *ret_day)
{
    struct db_rows *rows;
    const struct fault *fault = db_one(work, DAY_LOAD, P(id), &rows);
    depend_on_days(work);
    if (!fault)
        read_day(rows, ret_day);
    return fault;
}

/* Two of the four, so that each engine reads the index of its filter. */
#define IN_SPAN                                                                                    \
    "((day.held_on >= $2 AND day.held_on <= $3) OR (day.rule_on >= $2 AND day.rule_on <= $3))"
#define IN_ORDER " ORDER BY day.held_on, day.starts, unit.name, day.id LIMIT $5"
static const char DAYS_ALL[] = "SELECT " DAY_COLUMNS DAY_FROM " WHERE $1 = 0 AND " IN_SPAN
                               " AND ($4 = '' OR series.title_slug = $4)" IN_ORDER;
static const char DAYS_OF_UNIT[] =
    "SELECT " DAY_COLUMNS DAY_FROM " WHERE day.unit_id = $1 AND " IN_SPAN
    " AND ($4 = '' OR series.title_slug = $4)" IN_ORDER;

const struct fault *reception_days(struct work *work, const struct reception_filter *filter,
                                   struct civil_date from, struct civil_date to,
                                   reception_day_list *ret_days)
{
    depend_on_days(work);
    return db_list(work, filter->unit_id ? DAYS_OF_UNIT : DAYS_ALL,
                   P(filter->unit_id, from, to, filter->title_slug, RECEPTION_DAYS_MOST), read_day,
                   DB_INTO(ret_days));
}

/* ---- of a month ---- */

enum {
    MARKS_MOST = 20000
};

#define MARKS                                                                                      \
    "SELECT day.id, day.rule_on, day.held_on, day.starts, day.state, day.series_id"                \
    " FROM reception_day day WHERE "
/* Along indexes that hold all that is asked (reception_day_grid, reception_day_moved): what
 * is held in the span, then what was moved out of it. */
#define HELD_IN                                                                                    \
    " AND day.held_on >= $2 AND day.held_on <= $3"                                                 \
    " ORDER BY day.held_on, day.starts, day.id LIMIT $4"
#define MOVED_OUT                                                                                  \
    " AND day.rule_on >= $2 AND day.rule_on <= $3 AND (day.held_on < $2 OR day.held_on > $3)"      \
    " ORDER BY day.rule_on, day.held_on, day.id LIMIT $4"
static const char MARKS_ALL[] = MARKS "$1 = 0" HELD_IN;
static const char MOVED_ALL[] = MARKS "$1 = 0" MOVED_OUT;
static const char MARKS_OF_UNIT[] = MARKS "day.unit_id = $1" HELD_IN;
static const char MOVED_OF_UNIT[] = MARKS "day.unit_id = $1" MOVED_OUT;
/* A few hundred titles, told once and not with every day. */
static const char TITLES[] =
    "SELECT id, title, CASE WHEN person = '' THEN 1 ELSE 0 END FROM reception_series"
    " WHERE is_published = 1 AND ($1 = 0 OR unit_id = $1) AND ($2 = '' OR title_slug = $2)"
    " ORDER BY id LIMIT $3";

struct series_title {
    int64_t id;
    struct str title;
    bool is_office;
};
typedef VEC(struct series_title) series_titles;

static void read_series_title(const struct db_rows *rows, void *item)
{
    *(struct series_title *)item =
        (struct series_title){db_int(rows, 0), db_text(rows, 1), db_bool(rows, 2)};
}

static const struct fault *load_titles(struct work *work, const struct reception_filter *filter,
                                       series_titles *ret_titles)
{
    return db_list(work, TITLES, P(filter->unit_id, filter->title_slug, MARKS_MOST),
                   read_series_title, DB_INTO(ret_titles));
}

static int compare_titles(const void *key, const void *item)
{
    int64_t id = *(const int64_t *)key;
    const struct series_title *title = item;
    return (id > title->id) - (id < title->id);
}

static const struct fault *add_marks(struct work *work, const char *sql,
                                     const struct reception_filter *filter, struct civil_date from,
                                     struct civil_date to, const series_titles *titles,
                                     reception_mark_list *list)
{
    struct db_rows *rows;
    const struct fault *fault =
        db_query(work, sql, P(filter->unit_id, from, to, MARKS_MOST), &rows);
    if (fault)
        return fault;
    while (db_next(rows)) {
        int64_t series_id = db_int(rows, 5);
        const struct series_title *title = titles->count
                                               ? bsearch(&series_id, titles->items, titles->count,
                                                         sizeof(titles->items[0]), compare_titles)
                                               : NULL;
        if (title)
            *VEC_PUSH(list, work->arena) = (struct reception_mark){
                db_int(rows, 0),  db_date(rows, 1), db_date(rows, 2),
                db_int(rows, 3),  title->title,     state_from(db_text(rows, 4)),
                title->is_office,
            };
    }
    return db_done(rows);
}

static int compare_marks(const void *a, const void *b)
{
    const struct reception_mark *left = a;
    const struct reception_mark *right = b;
    int64_t difference = left->held_on.days - right->held_on.days;
    if (difference == 0)
        difference = left->starts - right->starts;
    if (difference == 0)
        difference = left->id - right->id;
    return (difference > 0) - (difference < 0);
}

const struct fault *reception_marks(struct work *work, const struct reception_filter *filter,
                                    struct civil_date from, struct civil_date to,
                                    reception_mark_list *ret_marks)
{
    reception_mark_list list = {0};
    series_titles titles;
    const struct fault *fault = load_titles(work, filter, &titles);
    db_depends(work, topic_of("reception", 0));
    if (!fault)
        fault = add_marks(work, filter->unit_id ? MARKS_OF_UNIT : MARKS_ALL, filter, from, to,
                          &titles, &list);
    if (!fault)
        fault = add_marks(work, filter->unit_id ? MOVED_OF_UNIT : MOVED_ALL, filter, from, to,
                          &titles, &list);
    if (fault)
        return fault;
    if (list.count > 0)
        qsort(list.items, list.count, sizeof(list.items[0]), compare_marks);
    *ret_marks = list;
    return NULL;
}

/* ---- what changed ---- */

static const char DAYS_CHANGED[] =
    "SELECT " DAY_COLUMNS DAY_FROM " WHERE day.changed_at > $1 AND day.changed_at <= $2"
    "   AND day.held_on >= $3 AND day.state IN ('open', 'cancelled')"
    "   AND ($4 = 0 OR day.series_id = $4)"
    "   AND ($5 = 0 OR day.unit_id IN"
    "     (SELECT unit_id FROM unit_ancestor WHERE ancestor_id = $5))"
    " ORDER BY day.changed_at DESC, day.held_on DESC, day.id DESC LIMIT $6";

const struct fault *reception_days_changed(struct work *work, int64_t unit_id, int64_t series_id,
                                           struct instant since, struct instant until, int most,
                                           reception_day_list *ret_days)
{
    return db_list(work, DAYS_CHANGED,
                   P(since, until, clock_today(work->clock), series_id, unit_id, most), read_day,
                   DB_INTO(ret_days));
}

static const char DAYS_AFTER[] =
    "SELECT " DAY_COLUMNS DAY_FROM " WHERE day.held_on >= $1 AND day.held_on <= $2"
    "   AND (day.held_on > $3 OR (day.held_on = $3 AND day.id > $4))"
    "   AND ($5 = 0 OR day.unit_id = $5)"
    " ORDER BY day.held_on, day.id LIMIT $6";

const struct fault *reception_days_after(struct work *work, const struct reception_span *span,
                                         reception_day_list *ret_days)
{
    depend_on_days(work);
    return db_list(
        work, DAYS_AFTER,
        P(span->from, span->to, span->after_on, span->after_id, span->unit_id, span->most),
        read_day, DB_INTO(ret_days));
}

static const char DAYS_NEXT[] =
    "SELECT " DAY_COLUMNS DAY_FROM " WHERE day.unit_id = $1 AND day.held_on >= $2"
    " AND day.state = 'open' ORDER BY day.held_on, day.starts, day.id"
    " LIMIT $3";

const struct fault *reception_next_days(struct work *work, int64_t unit_id, struct civil_date from,
                                        int most, reception_day_list *ret_days)
{
    depend_on_days(work);
    return db_list(work, DAYS_NEXT, P(unit_id, from, most), read_day, DB_INTO(ret_days));
}

static const char DAYS_OF_SERIES[] = "SELECT " DAY_COLUMNS DAY_FROM " WHERE day.series_id = $1"
                                     " ORDER BY day.rule_on LIMIT $2";

const struct fault *days_of_series(struct work *work, int64_t series_id,
                                   reception_day_list *ret_days)
{
    depend_on_days(work);
    return db_list(work, DAYS_OF_SERIES, P(series_id, RECEPTION_DAYS_MOST), read_day,
                   DB_INTO(ret_days));
}

static const char DAYS_OF_OFFICE[] = "SELECT " DAY_COLUMNS DAY_FROM " WHERE day.office_id IN"
                                     " (SELECT id FROM unit WHERE id = $1 OR (parent_id = $1 AND "
                                     "kind = 'agency')) AND day.held_on >= $2"
                                     " AND day.held_on <= $3"
                                     " ORDER BY day.held_on, day.starts, day.id LIMIT $4";

const struct fault *days_of_office(struct work *work, int64_t office_id, struct civil_date from,
                                   struct civil_date to, reception_day_list *ret_days)
{
    return db_list(work, DAYS_OF_OFFICE, P(office_id, from, to, RECEPTION_DAYS_MOST), read_day,
                   DB_INTO(ret_days));
}

static const char DAY_UPDATE[] =
    "UPDATE reception_day SET held_on = $3, starts = $4, ends = $5, place = $6, state = $7,"
    " reason = $8, closes_at = $9, is_late = $10, changed_at = $11, substitute = $12,"
    " revision = revision + 1"
    " WHERE id = $1 AND revision = $2";

const struct fault *day_update(struct work *work, const struct reception_day *day)
{
    db_touch(work, topic_of("reception", 0));
    return db_exec_one(work, DAY_UPDATE,
                       P(day->id, day->revision, day->held_on, day->starts, day->ends, day->place,
                         state_names[day->state], day->reason, day->closes_at, day->is_late,
                         clock_now(work->clock), day->substitute),
                       "reception.changed");
}

static const char DAY_ROOM[] =
    "SELECT series.title, day.place FROM reception_day day"
    " JOIN reception_series series ON series.id = day.series_id"
    " WHERE day.held_on = $1 AND day.id <> $2 AND (day.office_id = $5 OR day.unit_id = $6)"
    "   AND day.state = 'open' AND day.starts < $4 AND day.ends > $3 AND series.person <> ''"
    " ORDER BY day.starts, day.id LIMIT 100";

const struct fault *day_room_taken(struct work *work, const struct reception_day *day,
                                   bool *ret_taken, struct str *ret_title)
{
    struct str place = text_fold(work->arena, day->place);
    struct db_rows *rows;
    const struct fault *fault = db_query(
        work, DAY_ROOM,
        P(day->held_on, day->id, day->starts, day->ends, day->office_id, day->unit_id), &rows);
    *ret_taken = false;
    if (fault)
        return fault;
    while (db_next(rows))
        if (!*ret_taken && str_equal(text_fold(work->arena, db_text(rows, 1)), place)) {
            *ret_taken = true;
            *ret_title = db_text(rows, 0);
        }
    return db_done(rows);
}

/* ---- changes ---- */

static const char CHANGE_INSERT[] =
    "INSERT INTO reception_change (day_id, number, kind, from_on, to_on, reason, made_at, made_by,"
    " person)"
    " VALUES ($1, (SELECT COALESCE(MAX(number), 0) + 1 FROM reception_change WHERE day_id = $1),"
    " $2, $3, $4, $5, $6, $7, $8)";

const struct fault *change_insert(struct work *work, int64_t day_id,
                                  const struct reception_change *change)
{
    int64_t by = work->actor ? work->actor->account_id : 0;
    return db_exec(work, CHANGE_INSERT,
                   P(day_id, change->kind, change->from_on, change->to_on, change->reason,
                     clock_now(work->clock), db_id_or_null(by), change->person),
                   NULL);
}

static const char CHANGES[] = "SELECT number, kind, from_on, to_on, reason, made_at, person"
                              " FROM reception_change WHERE day_id = $1"
                              " ORDER BY number LIMIT 500";

static void read_reception_change(const struct db_rows *rows, void *item)
{
    *(struct reception_change *)item = (struct reception_change){
        .number = db_int(rows, 0),
        .kind = db_text(rows, 1),
        .from_on = db_date(rows, 2),
        .to_on = db_date(rows, 3),
        .reason = db_text(rows, 4),
        .made_at = db_instant(rows, 5),
        .person = db_text(rows, 6),
    };
}

const struct fault *changes_of(struct work *work, int64_t day_id,
                               reception_change_list *ret_changes)
{
    return db_list(work, CHANGES, P(day_id), read_reception_change, DB_INTO(ret_changes));
}

/* ---- figures ---- */

static const char FIGURES[] =
    "SELECT day.unit_id, unit.name,"
    " SUM(CASE WHEN day.state <> 'cancelled' THEN 1 ELSE 0 END),"
    " SUM(day.is_late),"
    " SUM(CASE WHEN day.state = 'held' THEN 1 ELSE 0 END),"
    " SUM(CASE WHEN day.state = 'missed' THEN 1 ELSE 0 END),"
    " SUM(CASE WHEN day.state = 'cancelled' THEN 1 ELSE 0 END),"
    " COALESCE(SUM(came.visits), 0), COALESCE(SUM(came.people), 0)"
    " FROM reception_day day JOIN unit ON unit.id = day.unit_id"
    " LEFT JOIN (SELECT visit.day_id, COUNT(*) AS visits, SUM(visit.people) AS people"
    "   FROM reception_visit visit WHERE visit.state = 'received'"
    "   AND visit.came_on >= $1 AND visit.came_on <= $2 GROUP BY visit.day_id) came"
    "   ON came.day_id = day.id"
    " WHERE day.held_on >= $1 AND day.held_on <= $2"
    " GROUP BY day.unit_id, unit.name ORDER BY unit.name, day.unit_id LIMIT 1000";

/* Whose figures a visit is of: the unit of its day; outside the calendar that of the office,
 * where that is an agency the one above it. */
#define UNIT_OF_VISIT                                                                              \
    "COALESCE(day.unit_id, CASE WHEN office.kind = 'agency' THEN COALESCE(office.parent_id, "      \
    "office.id) ELSE office.id END)"

static const char OUTSIDE[] =
    "SELECT unit.id, unit.name, COUNT(*), SUM(visit.people)"
    " FROM reception_visit visit JOIN unit office ON office.id = visit.office_id"
    " LEFT JOIN reception_day day ON day.id = visit.day_id"
    " JOIN unit ON unit.id = " UNIT_OF_VISIT
    " WHERE visit.day_id IS NULL AND visit.state = 'received'"
    "   AND visit.came_on >= $1 AND visit.came_on <= $2"
    " GROUP BY unit.id, unit.name ORDER BY unit.name, unit.id LIMIT 1000";

static struct reception_figures *figures_of(struct work *work, reception_figures_list *list,
                                            int64_t unit_id, struct str unit_name)
{
    struct reception_figures *figures;
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].unit_id == unit_id)
            return &list->items[i];
    figures = VEC_PUSH(list, work->arena);
    *figures = (struct reception_figures){.unit_id = unit_id, .unit_name = unit_name};
    return figures;
}

/* Who was received outside the calendar (Law 42/2013, article 18.3). */
static const struct fault *add_outside(struct work *work, struct civil_date from,
                                       struct civil_date to, reception_figures_list *list)
{
    struct db_rows *rows;
    const struct fault *fault = db_query(work, OUTSIDE, P(from, to), &rows);
    if (fault)
        return fault;
    while (db_next(rows)) {
        struct reception_figures *figures =
            figures_of(work, list, db_int(rows, 0), db_text(rows, 1));
        figures->visits += db_int(rows, 2);
        figures->people += db_int(rows, 3);
    }
    return db_done(rows);
}

/* Tasks of the conclusions of a span of days that fell due before today, or are done. */
static const char PROMISES[] =
    "SELECT unit.id, unit.name, task.due_on, file.state, file.closed_at"
    " FROM reception_task task JOIN reception_visit visit ON visit.id = task.visit_id"
    " JOIN unit office ON office.id = visit.office_id"
    " LEFT JOIN reception_day day ON day.id = visit.day_id"
    " JOIN unit ON unit.id = " UNIT_OF_VISIT " JOIN matter file ON file.id = task.matter_id"
    " WHERE visit.came_on >= $1 AND visit.came_on <= $2 AND file.state <> 'dropped'"
    "   AND (task.due_on < $3 OR file.state = 'done')"
    " ORDER BY unit.id, task.id LIMIT 50000";

static const struct fault *add_promises(struct work *work, struct civil_date from,
                                        struct civil_date to, reception_figures_list *list)
{
    struct db_rows *rows;
    const struct fault *fault =
        db_query(work, PROMISES, P(from, to, clock_today(work->clock)), &rows);
    if (fault)
        return fault;
    while (db_next(rows)) {
        struct reception_figures *figures =
            figures_of(work, list, db_int(rows, 0), db_text(rows, 1));
        figures->promised++;
        figures->kept += str_equal(db_text(rows, 3), STR("done")) &&
                         instant_date(db_instant(rows, 4)).days <= db_date(rows, 2).days;
    }
    return db_done(rows);
}

static void read_figures(const struct db_rows *rows, void *item)
{
    *(struct reception_figures *)item = (struct reception_figures){
        .unit_id = db_int(rows, 0),
        .unit_name = db_text(rows, 1),
        .announced = db_int(rows, 2),
        .late = db_int(rows, 3),
        .held = db_int(rows, 4),
        .missed = db_int(rows, 5),
        .cancelled = db_int(rows, 6),
        .visits = db_int(rows, 7),
        .people = db_int(rows, 8),
    };
}

const struct fault *reception_figures_of(struct work *work, struct civil_date from,
                                         struct civil_date to, reception_figures_list *ret_list)
{
    reception_figures_list list = {0};
    const struct fault *fault = db_list(work, FIGURES, P(from, to), read_figures, DB_INTO(&list));
    db_depends(work, topic_of("reception", 0));
    db_depends(work, topic_of("reception-visits", 0));
    if (!fault)
        fault = add_outside(work, from, to, &list);
    if (!fault)
        fault = add_promises(work, from, to, &list);
    *ret_list = list;
    return fault;
}

const char *const reception_day_statements[] = {
    DAY_INSERT,     DAY_LOAD,   DAYS_ALL,     DAYS_OF_UNIT,  DAYS_NEXT,     DAYS_OF_SERIES,
    DAYS_OF_OFFICE, DAY_UPDATE, DAY_ROOM,     CHANGE_INSERT, CHANGES,       FIGURES,
    OUTSIDE,        PROMISES,   MARKS_ALL,    MOVED_ALL,     MARKS_OF_UNIT, MOVED_OF_UNIT,
    TITLES,         DAYS_AFTER, DAYS_CHANGED, NULL,
};
