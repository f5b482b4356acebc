/*
 * All SQL of units. `unit_ancestor` holds every unit with all that lie above
 * it, so that "here or below" is one look-up on both engines.
 */
#include "civic/unit.h"

#include "civic/site.h"
#include "civic/slug.h"
#include "db/db.h"
#include "db/kept.h"
#include "db/topic.h"
#include "text/collate.h"
#include "text/fold.h"
#include "text/number.h"

enum {
    MOST_CHILDREN = 5000,
    MOST_SLUG = 80
};

#define UNIT_COLUMNS                                                                               \
    "unit.id, unit.parent_id, unit.kind, unit.code, unit.slug, unit.name, "                        \
    "unit.valid_from, unit.valid_to"

static const struct fault *read_unit(struct work *work, const struct db_rows *rows,
                                     struct unit *ret_unit)
{
    struct unit unit = {
        .id = db_int(rows, 0),
        .parent_id = db_int(rows, 1),
        .code = db_text(rows, 3),
        .slug = db_text(rows, 4),
        .name = db_text(rows, 5),
        .valid_from = db_date(rows, 6),
        .valid_to = db_date(rows, 7),
    };
    if (!unit_kind_from_name(db_text(rows, 2), &unit.kind))
        return fault_new(work->arena, FAULT_INTERNAL, "error.internal",
                         "unit %lld has an unknown kind", (long long)unit.id);
    *ret_unit = unit;
    return NULL;
}

/* The first unit of a query; FAULT_NOT_FOUND "unit.unknown" where there is none. */
static const struct fault *read_first(struct work *work, const char *sql, struct db_params params,
                                      struct unit *ret_unit)
{
    struct db_rows *rows;
    const struct fault *fault = db_find(work, sql, params, "unit.unknown", &rows);
    return fault ? fault : read_unit(work, rows, ret_unit);
}

static const struct fault *read_list(struct work *work, const char *sql, struct db_params params,
                                     unit_list *ret_units)
{
    unit_list units = {0};
    struct db_rows *rows;
    const struct fault *fault;
    db_depends(work, topic_of("unit", 0));
    fault = db_query(work, sql, params, &rows);
    while (!fault && db_next(rows))
        fault = read_unit(work, rows, VEC_PUSH(&units, work->arena));
    if (fault)
        return fault;
    *ret_units = units;
    return db_done(rows);
}

static const char UNIT_LOAD[] = "SELECT " UNIT_COLUMNS " FROM unit WHERE id = $1";

const struct fault *unit_load(struct work *work, int64_t id, struct unit *ret_unit)
{
    db_depends(work, topic_of("unit", id));
    return read_first(work, UNIT_LOAD, P(id), ret_unit);
}

static const char UNIT_BY_SLUG[] = "SELECT " UNIT_COLUMNS " FROM unit WHERE slug = $1";

const struct fault *unit_by_slug(struct work *work, struct str slug, struct unit *ret_unit)
{
    db_depends(work, topic_of("unit", 0));
    return read_first(work, UNIT_BY_SLUG, P(slug), ret_unit);
}

/* Those that exist on the day first, then the one that ended last. */
static const char UNIT_BY_CODE[] =
    "SELECT " UNIT_COLUMNS " FROM unit"
    " WHERE kind = $1 AND code = $2 AND (valid_from IS NULL OR valid_from <= $3)"
    " ORDER BY (CASE WHEN valid_to IS NULL OR valid_to >= $3 THEN 0 ELSE 1 END),"
    "          COALESCE(valid_to, '9999-12-31') DESC, id DESC"
    " LIMIT 1";

const struct fault *unit_by_code(struct work *work, enum unit_kind kind, struct str code,
                                 struct civil_date on, struct unit *ret_unit)
{
    db_depends(work, topic_of("unit", 0));
    return read_first(work, UNIT_BY_CODE, P(unit_kind_name(kind), code, on), ret_unit);
}

static const char UNIT_TOP[] = "SELECT " UNIT_COLUMNS " FROM unit"
                               " WHERE parent_id IS NULL"
                               " ORDER BY (CASE WHEN valid_to IS NULL THEN 0 ELSE 1 END), id"
                               " LIMIT 1";

const struct fault *unit_top(struct work *work, struct unit *ret_unit)
{
    db_depends(work, topic_of("unit", 0));
    return read_first(work, UNIT_TOP, P0, ret_unit);
}

static const struct fault *load_site_unit(struct work *work, void **ret_value)
{
    struct unit *unit = work_alloc(work, struct unit);
    *ret_value = unit;
    if (work->site->unit.len > 0)
        return unit_by_slug(work, work->site->unit, unit);
    return unit_top(work, unit);
}

static void *copy_unit(struct arena *arena, const void *value)
{
    struct unit *unit = ARENA_NEW(arena, struct unit);
    *unit = *(const struct unit *)value;
    unit->code = arena_copy(arena, unit->code);
    unit->slug = arena_copy(arena, unit->slug);
    unit->name = arena_copy(arena, unit->name);
    return unit;
}

const struct fault *site_unit(struct work *work, struct unit *ret_unit)
{
    void *unit;
    const struct fault *fault =
        kept_get(site_kept(work->site, SITE_UNIT_KEPT), work, load_site_unit, copy_unit, &unit);
    if (!fault)
        *ret_unit = *(const struct unit *)unit;
    return fault;
}

static const char UNIT_CHILDREN[] = "SELECT " UNIT_COLUMNS " FROM unit"
                                    " WHERE parent_id = $1"
                                    " ORDER BY name_sort, id"
                                    " LIMIT $2";
static const char UNIT_TOPS[] = "SELECT " UNIT_COLUMNS " FROM unit"
                                " WHERE parent_id IS NULL"
                                " ORDER BY name_sort, id"
                                " LIMIT $1";

const struct fault *unit_children(struct work *work, int64_t parent_id, unit_list *ret_units)
{
    if (parent_id)
        return read_list(work, UNIT_CHILDREN, P(parent_id, MOST_CHILDREN), ret_units);
    return read_list(work, UNIT_TOPS, P(MOST_CHILDREN), ret_units);
}

static const char UNIT_PATH[] = "SELECT " UNIT_COLUMNS " FROM unit_ancestor"
                                " JOIN unit ON unit.id = unit_ancestor.ancestor_id"
                                " WHERE unit_ancestor.unit_id = $1"
                                " ORDER BY unit_ancestor.depth DESC"
                                " LIMIT $2";

const struct fault *unit_path(struct work *work, int64_t id, unit_list *ret_units)
{
    return read_list(work, UNIT_PATH, P(id, UNIT_LEVELS), ret_units);
}

static const char UNIT_SUCCESSORS[] = "SELECT " UNIT_COLUMNS " FROM unit_successor"
                                      " JOIN unit ON unit.id = unit_successor.successor_id"
                                      " WHERE unit_successor.unit_id = $1"
                                      " ORDER BY unit.name_sort, unit.id"
                                      " LIMIT 1000";

const struct fault *unit_successors(struct work *work, int64_t id, unit_list *ret_units)
{
    return read_list(work, UNIT_SUCCESSORS, P(id), ret_units);
}

static const char UNIT_PREDECESSORS[] = "SELECT " UNIT_COLUMNS " FROM unit_successor"
                                        " JOIN unit ON unit.id = unit_successor.unit_id"
                                        " WHERE unit_successor.successor_id = $1"
                                        " ORDER BY unit.name_sort, unit.id"
                                        " LIMIT 1000";

const struct fault *unit_predecessors(struct work *work, int64_t id, unit_list *ret_units)
{
    return read_list(work, UNIT_PREDECESSORS, P(id), ret_units);
}

static const char UNIT_LIST[] = "SELECT " UNIT_COLUMNS " FROM unit"
                                " WHERE id > $1"
                                " ORDER BY id"
                                " LIMIT $2";

const struct fault *unit_list_after(struct work *work, int64_t after, int limit,
                                    unit_list *ret_units)
{
    return read_list(work, UNIT_LIST, P(after, limit), ret_units);
}

static const char UNIT_LIES_WITHIN[] = "SELECT 1 FROM unit_ancestor"
                                       " WHERE unit_id = $1 AND ancestor_id = $2";

const struct fault *unit_lies_within(struct work *work, int64_t unit_id, int64_t ancestor_id,
                                     bool *ret_within)
{
    return db_has(work, UNIT_LIES_WITHIN, P(unit_id, ancestor_id), ret_within);
}

const struct fault *unit_is_asked(struct work *work, int64_t unit_id, int64_t asked_id,
                                  bool *ret_is_asked)
{
    if (asked_id)
        return unit_lies_within(work, unit_id, asked_id, ret_is_asked);
    *ret_is_asked = true;
    return NULL;
}

static const char UNIT_SLUG_TAKEN[] = "SELECT 1 FROM unit WHERE slug = $1";

static const struct fault *choose_slug(struct work *work, struct str name, struct str *ret_slug)
{
    struct str base = text_slug(work->arena, name, MOST_SLUG);
    if (base.len == 0)
        base = STR("don-vi");
    return slug_choose(work, base, UNIT_SLUG_TAKEN, ret_slug);
}

static const char UNIT_INSERT[] =
    "INSERT INTO unit (id, parent_id, kind, code, slug, name, name_fold, name_sort,"
    "                  valid_from, valid_to)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
static const char UNIT_ANCESTOR_SELF[] =
    "INSERT INTO unit_ancestor (unit_id, ancestor_id, depth) VALUES ($1, $1, 0)";
static const char UNIT_ANCESTOR_ABOVE[] =
    "INSERT INTO unit_ancestor (unit_id, ancestor_id, depth)"
    " SELECT CAST($1 AS BIGINT), ancestor_id, depth + 1 FROM unit_ancestor WHERE unit_id = $2";

const struct fault *unit_too_deep(struct work *work)
{
    return fault_with(fault_new(work->arena, FAULT_INVALID, "unit.too_deep", "a path too long"),
                      "most", number_text(work->arena, work->locale, UNIT_LEVELS));
}

/* All that lies above the parent lies above the unit. */
static const struct fault *add_above(struct work *work, const struct unit *unit)
{
    int64_t above;
    const struct fault *fault =
        db_exec(work, UNIT_ANCESTOR_ABOVE, P(unit->id, unit->parent_id), &above);
    return !fault && above >= UNIT_LEVELS ? unit_too_deep(work) : fault;
}

const struct fault *unit_create(struct work *work, struct unit *unit)
{
    const struct fault *fault = NULL;
    unit->id = db_new_id(work->clock);
    if (unit->slug.len == 0)
        fault = choose_slug(work, unit->name, &unit->slug);
    if (fault)
        return fault;
    fault = db_exec(work, UNIT_INSERT,
                    P(unit->id, db_id_or_null(unit->parent_id), unit_kind_name(unit->kind),
                      unit->code, unit->slug, unit->name, text_fold(work->arena, unit->name),
                      db_blob(text_sort_key(work->arena, unit->name)), unit->valid_from,
                      unit->valid_to),
                    NULL);
    if (!fault)
        fault = db_exec(work, UNIT_ANCESTOR_SELF, P(unit->id), NULL);
    if (!fault && unit->parent_id)
        fault = add_above(work, unit);
    db_touch(work, topic_of("unit", 0));
    return fault;
}

static const char UNIT_END[] = "UPDATE unit SET valid_to = $2 WHERE id = $1";

const struct fault *unit_end(struct work *work, int64_t id, struct civil_date last_day)
{
    db_touch(work, topic_of("unit", 0));
    db_touch(work, topic_of("unit", id));
    return db_exec(work, UNIT_END, P(id, last_day), NULL);
}

static const char UNIT_BEGIN[] = "UPDATE unit SET valid_from = $2 WHERE id = $1";

const struct fault *unit_begin(struct work *work, int64_t id, struct civil_date first_day)
{
    db_touch(work, topic_of("unit", 0));
    db_touch(work, topic_of("unit", id));
    return db_exec(work, UNIT_BEGIN, P(id, first_day), NULL);
}

static const char UNIT_ADD_SUCCESSOR[] =
    "INSERT INTO unit_successor (unit_id, successor_id, from_date) VALUES ($1, $2, $3)"
    " ON CONFLICT (unit_id, successor_id) DO NOTHING";

const struct fault *unit_add_successor(struct work *work, int64_t id, int64_t successor_id,
                                       struct civil_date from_date, bool *ret_is_new)
{
    int64_t changed;
    const struct fault *fault;
    db_touch(work, topic_of("unit", 0));
    fault = db_exec(work, UNIT_ADD_SUCCESSOR, P(id, successor_id, from_date),
                    ret_is_new ? &changed : NULL);
    if (!fault && ret_is_new)
        *ret_is_new = changed > 0;
    return fault;
}

static const char UNIT_ENDS_FOLLOWED[] = "SELECT MIN(created_at) FROM account";

const struct fault *unit_ends_followed(struct work *work, struct civil_date *ret_day)
{
    struct db_rows *rows;
    const struct fault *fault;
    *ret_day = date_ymd(1, 1, 1);
    if (!work->site->is_demo)
        return NULL;
    fault = db_one(work, UNIT_ENDS_FOLLOWED, P0, &rows);
    if (!fault)
        *ret_day = instant_date(db_instant(rows, 0));
    return fault;
}

const char *const unit_statements[] = {
    UNIT_ENDS_FOLLOWED, UNIT_LOAD,          UNIT_BY_SLUG, UNIT_BY_CODE,       UNIT_TOP,
    UNIT_CHILDREN,      UNIT_TOPS,          UNIT_PATH,    UNIT_SUCCESSORS,    UNIT_PREDECESSORS,
    UNIT_LIES_WITHIN,   UNIT_SLUG_TAKEN,    UNIT_INSERT,  UNIT_ANCESTOR_SELF, UNIT_ANCESTOR_ABOVE,
    UNIT_END,           UNIT_ADD_SUCCESSOR, UNIT_LIST,    UNIT_BEGIN,         NULL,
};
