/*
 * All SQL of series.
 */
#include "db/db.h"
#include "db/topic.h"
#include "modules/reception/reception_store.h"

#include "civic/actor.h"

#define SERIES_COLUMNS                                                                             \
    "series.id, series.unit_id, series.office_id, series.person_id, series.regime, series.title, " \
    "series.title_slug, series.person, series.place, series.attendees, series.content, "           \
    "series.rule, series.first_on, series.last_on, series.filled_to, series.starts, series.ends, " \
    "series.slot, series.seats, series.closes, series.is_published, series.is_demo, "              \
    "series.revision, series.made_at, series.changed_at, unit.name, unit.slug, "                   \
    "series.online_url, series.by_number"
enum {
    SERIES_COLUMN_COUNT = 29 /* of SERIES_COLUMNS; what a query adds comes behind them */
};
#define SERIES_FROM " FROM reception_series series JOIN unit ON unit.id = series.unit_id"

static void read_series(const struct db_rows *rows, void *item)
{
    *(struct reception_series *)item = (struct reception_series){
        .id = db_int(rows, 0),
        .unit_id = db_int(rows, 1),
        .office_id = db_int(rows, 2),
        .person_id = db_int(rows, 3),
        .regime = db_text(rows, 4),
        .title = db_text(rows, 5),
        .title_slug = db_text(rows, 6),
        .person = db_text(rows, 7),
        .place = db_text(rows, 8),
        .attendees = db_text(rows, 9),
        .content = db_text(rows, 10),
        .rule = db_text(rows, 11),
        .first_on = db_date(rows, 12),
        .last_on = db_date(rows, 13),
        .filled_to = db_date(rows, 14),
        .starts = db_int(rows, 15),
        .ends = db_int(rows, 16),
        .slot = db_int(rows, 17),
        .seats = db_int(rows, 18),
        .closes = db_int(rows, 19),
        .is_published = db_bool(rows, 20),
        .is_demo = db_bool(rows, 21),
        .revision = db_int(rows, 22),
        .made_at = db_instant(rows, 23),
        .changed_at = db_instant(rows, 24),
        .unit_name = db_text(rows, 25),
        .unit_slug = db_text(rows, 26),
        .online_url = db_text(rows, 27),
        .by_number = db_bool(rows, 28),
    };
}

static const char SERIES_INSERT[] =
    "INSERT INTO reception_series (id, unit_id, office_id, person_id, regime, title, title_slug,"
    " person, place, attendees, content, rule, first_on, last_on, starts, ends, slot, seats,"
    " closes, is_published, is_demo, revision, made_at, changed_at, changed_by, online_url,"
    " by_number)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,"
    " $19, 0, $20, 0, $21, $21, $22, $23, $24)";

const struct fault *reception_series_insert(struct work *work, const struct reception_series *s)
{
    int64_t by = work->actor ? work->actor->account_id : 0;
    db_touch(work, topic_of("reception", 0));
    return db_exec(work, SERIES_INSERT,
                   P(s->id, s->unit_id, s->office_id, db_id_or_null(s->person_id), s->regime,
                     s->title, s->title_slug, s->person, s->place, s->attendees, s->content,
                     s->rule, s->first_on, s->last_on, s->starts, s->ends, s->slot, s->seats,
                     s->closes, s->is_demo, s->made_at, db_id_or_null(by),
                     s->online_url.ptr ? s->online_url : STR(""), s->by_number),
                   NULL);
}

static const char SERIES_LOAD[] = "SELECT " SERIES_COLUMNS SERIES_FROM " WHERE series.id = $1";

const struct fault *reception_series_load(struct work *work, int64_t id,
                                          struct reception_series *ret_series)
{
    struct db_rows *rows;
    const struct fault *fault = db_one(work, SERIES_LOAD, P(id), &rows);
    db_depends(work, topic_of("reception", 0));
    if (!fault)
        read_series(rows, ret_series);
    return fault;
}

static const char SERIES_PUBLISHED[] =
    "SELECT " SERIES_COLUMNS SERIES_FROM " WHERE series.is_published = 1"
    "   AND ($1 = 0 OR series.unit_id = $1) AND ($2 = '' OR series.title_slug = $2)"
    " ORDER BY series.unit_id, series.id LIMIT $3";

const struct fault *reception_series_published(struct work *work,
                                               const struct reception_filter *filter,
                                               reception_series_list *ret_list)
{
    db_depends(work, topic_of("reception", 0));
    return db_list(work, SERIES_PUBLISHED,
                   P(filter->unit_id, filter->title_slug, RECEPTION_SERIES_MOST), read_series,
                   DB_INTO(ret_list));
}

static const char SERIES_OF_OFFICE[] =
    "SELECT " SERIES_COLUMNS SERIES_FROM " WHERE series.office_id IN"
    " (SELECT unit_id FROM unit_ancestor WHERE ancestor_id = $1)"
    " ORDER BY series.unit_id, series.title_slug, series.first_on, series.id LIMIT $2";

const struct fault *reception_series_of_office(struct work *work, int64_t office_id,
                                               reception_series_list *ret_list)
{
    return db_list(work, SERIES_OF_OFFICE, P(office_id, RECEPTION_SERIES_MOST), read_series,
                   DB_INTO(ret_list));
}

static const char SERIES_TO_FILL[] =
    "SELECT " SERIES_COLUMNS SERIES_FROM " WHERE series.is_published = 1 AND series.filled_to <= $1"
    "   AND (series.last_on IS NULL OR series.last_on > series.filled_to)"
    " ORDER BY series.id LIMIT $2";

const struct fault *reception_series_to_fill(struct work *work, struct civil_date day,
                                             reception_series_list *ret_list)
{
    return db_list(work, SERIES_TO_FILL, P(day, RECEPTION_SERIES_MOST), read_series,
                   DB_INTO(ret_list));
}

static const char SERIES_ORPHANED[] =
    "SELECT " SERIES_COLUMNS ", unit.valid_to" SERIES_FROM " WHERE series.is_published = 1"
    "   AND unit.valid_to >= $1"
    "   AND (series.last_on IS NULL OR series.last_on > unit.valid_to)"
    " ORDER BY series.id LIMIT $2";

/* It ends with its unit. */
static void read_orphan(const struct db_rows *rows, void *item)
{
    struct reception_series *series = item;
    read_series(rows, series);
    series->last_on = db_date(rows, SERIES_COLUMN_COUNT);
}

const struct fault *reception_series_orphaned(struct work *work, reception_series_list *ret_list)
{
    struct civil_date since;
    const struct fault *fault = unit_ends_followed(work, &since);
    return fault ? fault
                 : db_list(work, SERIES_ORPHANED, P(since, RECEPTION_SERIES_MOST), read_orphan,
                           DB_INTO(ret_list));
}

static const char SERIES_SET_FILLED[] =
    "UPDATE reception_series SET is_published = 1, filled_to = $3, revision = revision + 1,"
    " changed_at = $4 WHERE id = $1 AND revision = $2";

const struct fault *reception_series_set_filled(struct work *work,
                                                const struct reception_series *series,
                                                struct civil_date filled_to)
{
    db_touch(work, topic_of("reception", 0));
    return db_exec_one(work, SERIES_SET_FILLED,
                       P(series->id, series->revision, filled_to, clock_now(work->clock)),
                       "reception.changed");
}

static const char SERIES_SET_LAST[] =
    "UPDATE reception_series SET last_on = $3, revision = revision + 1, changed_at = $4"
    " WHERE id = $1 AND revision = $2";

const struct fault *reception_series_set_last(struct work *work,
                                              const struct reception_series *series,
                                              struct civil_date last_on)
{
    db_touch(work, topic_of("reception", 0));
    return db_exec_one(work, SERIES_SET_LAST,
                       P(series->id, series->revision, last_on, clock_now(work->clock)),
                       "reception.changed");
}

static const char SERIES_REVISE[] =
    "UPDATE reception_series SET revision = revision + 1, changed_at = $2 WHERE id = $1";

const struct fault *reception_series_revise(struct work *work, int64_t id)
{
    db_touch(work, topic_of("reception", 0));
    return db_exec(work, SERIES_REVISE, P(id, clock_now(work->clock)), NULL);
}

/* ---- heads ---- */

static const char HEADS[] = "SELECT unit_id, regime, MIN(title) FROM reception_series"
                            " WHERE is_published = 1 AND regime <> '' GROUP BY unit_id, regime"
                            " ORDER BY unit_id, regime LIMIT 2000";
/* A day to come counts where somebody holds the post on it (HOLDER of day_store.c); none on
 * which another received in the head's place. */
static const char HEAD_DAYS[] =
    "SELECT series.unit_id, series.regime, day.held_on FROM reception_day day"
    " JOIN reception_series series ON series.id = day.series_id"
    " WHERE series.regime <> '' AND day.substitute = '' AND day.held_on >= $1 AND day.held_on <= $2"
    "   AND (day.state = 'held' OR (day.state = 'open' AND day.held_on >= $3"
    "        AND (series.person_id IS NULL OR EXISTS (SELECT 1 FROM post"
    "             WHERE post.unit_id = series.unit_id AND post.title = series.title"
    "               AND (post.valid_from IS NULL OR post.valid_from <= day.held_on)"
    "               AND (post.valid_to IS NULL OR post.valid_to >= day.held_on)))))"
    " ORDER BY series.unit_id, series.regime, day.held_on LIMIT 50000";

static void read_head(const struct db_rows *rows, void *item)
{
    *(struct reception_head *)item = (struct reception_head){
        .unit_id = db_int(rows, 0), .regime = db_text(rows, 1), .title = db_text(rows, 2)};
}

const struct fault *reception_heads(struct work *work, struct civil_date from, struct civil_date to,
                                    reception_head_list *ret_heads)
{
    reception_head_list heads = {0};
    struct db_rows *rows;
    size_t at = 0;
    const struct fault *fault = db_list(work, HEADS, P0, read_head, DB_INTO(&heads));
    if (!fault)
        fault = db_query(work, HEAD_DAYS, P(from, to, clock_today(work->clock)), &rows);
    while (!fault && db_next(rows)) {
        while (at < heads.count && (heads.items[at].unit_id != db_int(rows, 0) ||
                                    !str_equal(heads.items[at].regime, db_text(rows, 1))))
            at++;
        if (at == heads.count)
            break;
        *VEC_PUSH(&heads.items[at].days, work->arena) = db_date(rows, 2);
    }
    if (!fault)
        fault = db_done(rows);
    if (!fault)
        *ret_heads = heads;
    return fault;
}

/* ---- what filters offer ---- */

static const char UNITS[] =
    "SELECT unit.slug, unit.name FROM unit WHERE unit.id IN"
    " (SELECT series.unit_id FROM reception_series series WHERE series.is_published = 1)"
    " ORDER BY unit.kind DESC, unit.name, unit.id LIMIT 1000";
static const char POSTS[] =
    "SELECT title_slug, MIN(title) FROM reception_series WHERE is_published = 1"
    " AND ($1 = 0 OR unit_id = $1) GROUP BY title_slug ORDER BY title_slug LIMIT 200";

static void read_choice(const struct db_rows *rows, void *item)
{
    *(struct reception_choice *)item =
        (struct reception_choice){db_text(rows, 0), db_text(rows, 1)};
}

const struct fault *reception_units(struct work *work, reception_choice_list *ret_units)
{
    db_depends(work, topic_of("reception", 0));
    return db_list(work, UNITS, P0, read_choice, DB_INTO(ret_units));
}

const struct fault *reception_posts(struct work *work, int64_t unit_id,
                                    reception_choice_list *ret_posts)
{
    db_depends(work, topic_of("reception", 0));
    return db_list(work, POSTS, P(unit_id), read_choice, DB_INTO(ret_posts));
}

const char *const reception_series_statements[] = {
    HEADS,
    HEAD_DAYS,
    SERIES_INSERT,
    SERIES_LOAD,
    SERIES_PUBLISHED,
    SERIES_OF_OFFICE,
    SERIES_TO_FILL,
    SERIES_ORPHANED,
    SERIES_SET_FILLED,
    SERIES_SET_LAST,
    SERIES_REVISE,
    UNITS,
    POSTS,
    NULL,
};
