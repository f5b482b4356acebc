/*
 * All SQL that reads matters.
 */
#include "civic/matter_store.h"

#include "civic/matter_relation.h"
#include "db/db.h"
#include "db/topic.h"

static const struct str visibility_names[] = {
    [VISIBLE_PUBLIC] = STR_INIT("public"),
    [VISIBLE_AGENCY] = STR_INIT("agency"),
    [VISIBLE_SEALED] = STR_INIT("sealed"),
};

struct str visibility_name(enum visibility visibility)
{
    return visibility_names[visibility];
}

/* What is not known is kept closest. */
static enum visibility visibility_of(struct str name)
{
    for (unsigned i = 0; i < sizeof(visibility_names) / sizeof(visibility_names[0]); i++)
        if (str_equal(visibility_names[i], name))
            return (enum visibility)i;
    return VISIBLE_SEALED;
}

static const struct str link_names[] = {
    [LINK_DUPLICATE_OF] = STR_INIT("duplicate-of"),
    [LINK_APPEAL_OF] = STR_INIT("appeal-of"),
    [LINK_SPLIT_FROM] = STR_INIT("split-from"),
};

struct str matter_link_name(enum matter_link_kind kind)
{
    return link_names[kind];
}

void matter_read(const struct db_rows *rows, void *item)
{
    struct matter *matter = item;
    *matter = (struct matter){
        .id = db_int(rows, 0),
        .code = db_text(rows, 1),
        .kind = db_text(rows, 2),
        .unit_id = db_int(rows, 3),
        .official_id = db_int(rows, 4),
        .state = db_text(rows, 5),
        .phase = (enum phase)db_int(rows, 6),
        .due_on = db_date(rows, 7),
        .title = db_text(rows, 8),
        .content = db_text(rows, 9),
        .source = db_text(rows, 10),
        .visibility = visibility_of(db_text(rows, 11)),
        .facts = db_text(rows, 12),
        .received_on = db_date(rows, 13),
        .opened_at = db_instant(rows, 14),
        .closed_at = db_instant(rows, 15),
        .version = db_int(rows, 16),
        .chain_head = db_bytes(rows, 17),
        .superior_id = db_int(rows, 18),
        .is_about_nobody = db_bool(rows, 19),
        .proof = db_bytes(rows, 20),
        .key_digest = db_bytes(rows, 21),
    };
    if (str_equal(db_text(rows, 7), STR(MATTER_NO_DUE)))
        matter->due_on = DATE_NONE;
}

static const struct fault *read_one(struct work *work, const char *sql, struct db_params params,
                                    struct matter *ret_matter)
{
    struct db_rows *rows;
    const struct fault *fault = db_find(work, sql, params, "matter.unknown", &rows);
    if (fault)
        return fault;
    matter_read(rows, ret_matter);
    db_depends(work, topic_of("matter", ret_matter->id));
    return NULL;
}

static const char MATTER_LOAD[] = "SELECT " MATTER_COLUMNS " FROM matter m WHERE m.id = $1";

const struct fault *matter_load(struct work *work, int64_t id, struct matter *ret_matter)
{
    return read_one(work, MATTER_LOAD, P(id), ret_matter);
}

static const char MATTER_BY_CODE[] = "SELECT " MATTER_COLUMNS " FROM matter m WHERE m.code = $1";

const struct fault *matter_by_code(struct work *work, struct str code, struct matter *ret_matter)
{
    return read_one(work, MATTER_BY_CODE, P(code), ret_matter);
}

static const char MATTER_KEY[] = "SELECT key_digest FROM matter WHERE code = $1";

const struct fault *matter_key_digest(struct work *work, struct str code, struct str *ret_digest)
{
    struct db_rows *rows;
    const struct fault *fault = db_query(work, MATTER_KEY, P(code), &rows);
    if (fault)
        return fault;
    *ret_digest = db_next(rows) ? db_bytes(rows, 0) : STR("");
    return db_done(rows);
}

static const char MATTER_EVENTS[] =
    "SELECT seq, at, happened_on, actor_kind, actor_id, action, from_state, to_state, note,"
    "       answer, hash"
    " FROM matter_event WHERE matter_id = $1"
    " ORDER BY seq"
    " LIMIT 10000";

static void read_matter_event(const struct db_rows *rows, void *item)
{
    *(struct matter_event *)item = (struct matter_event){
        .seq = db_int(rows, 0),
        .at = db_instant(rows, 1),
        .happened_on = db_date(rows, 2),
        .actor_kind = db_text(rows, 3),
        .actor_id = db_int(rows, 4),
        .action = db_text(rows, 5),
        .from_state = db_text(rows, 6),
        .to_state = db_text(rows, 7),
        .note = db_text(rows, 8),
        .answer = db_text(rows, 9),
        .hash = db_bytes(rows, 10),
    };
}

const struct fault *matter_events(struct work *work, int64_t id, matter_event_list *ret_events)
{
    return db_list(work, MATTER_EVENTS, P(id), read_matter_event, DB_INTO(ret_events));
}

static const char MATTER_CLOCKS[] =
    "SELECT id, rule, started_on, due_on, is_provisional, opened_seq, closed_seq, closed_on,"
    "       suspended_on, suspensions, extensions"
    " FROM matter_clock WHERE matter_id = $1"
    " ORDER BY id"
    " LIMIT 1000";

static void read_matter_clock(const struct db_rows *rows, void *item)
{
    *(struct matter_clock *)item = (struct matter_clock){
        .id = db_int(rows, 0),
        .rule = db_text(rows, 1),
        .started_on = db_date(rows, 2),
        .due_on = db_date(rows, 3),
        .is_provisional = db_bool(rows, 4),
        .opened_seq = db_int(rows, 5),
        .closed_seq = db_int(rows, 6),
        .closed_on = db_date(rows, 7),
        .suspended_on = db_date(rows, 8),
        .suspensions = db_text(rows, 9),
        .extensions = (int)db_int(rows, 10),
    };
}

const struct fault *matter_clocks(struct work *work, int64_t id, matter_clock_list *ret_clocks)
{
    return db_list(work, MATTER_CLOCKS, P(id), read_matter_clock, DB_INTO(ret_clocks));
}

static const char MATTER_PARTIES[] = "SELECT part, name, address, phone, email"
                                     " FROM matter_party WHERE matter_id = $1"
                                     " ORDER BY part DESC, ordinal"
                                     " LIMIT 1000";

static void read_matter_party(const struct db_rows *rows, void *item)
{
    *(struct matter_party *)item = (struct matter_party){
        db_text(rows, 0), db_text(rows, 1), db_text(rows, 2), db_text(rows, 3), db_text(rows, 4)};
}

const struct fault *matter_parties(struct work *work, int64_t id, matter_party_list *ret_parties)
{
    return db_list(work, MATTER_PARTIES, P(id), read_matter_party, DB_INTO(ret_parties));
}

/* ---- links ---- */

static const char MATTER_LINKS[] =
    "SELECT " MATTER_COLUMNS ", l.kind, CASE WHEN l.matter_id = $1 THEN 1 ELSE 0 END"
    " FROM matter_link l"
    " JOIN matter m ON m.id = CASE WHEN l.matter_id = $1 THEN l.other_id ELSE l.matter_id END"
    " WHERE l.matter_id = $1 OR l.other_id = $1"
    " ORDER BY l.at, m.id"
    " LIMIT 1000";

const struct fault *matter_links(struct work *work, int64_t id, matter_link_list *ret_links)
{
    matter_link_list links = {0};
    struct db_rows *rows;
    const struct fault *fault = db_query(work, MATTER_LINKS, P(id), &rows);
    if (fault)
        return fault;
    while (db_next(rows)) {
        struct matter_linked *linked = VEC_PUSH(&links, work->arena);
        matter_read(rows, &linked->other);
        linked->is_from_here = db_bool(rows, MATTER_COLUMN_COUNT + 1);
        for (unsigned i = 0; i < LINK_KIND_COUNT; i++)
            if (str_equal(link_names[i], db_text(rows, MATTER_COLUMN_COUNT)))
                linked->kind = (enum matter_link_kind)i;
    }
    *ret_links = links;
    return db_done(rows);
}

static const char MATTER_READINGS[] = "SELECT a.name, r.at"
                                      " FROM matter_reading r JOIN account a ON a.id = r.account_id"
                                      " WHERE r.matter_id = $1"
                                      " ORDER BY r.id DESC"
                                      " LIMIT $2";

static void read_matter_reading(const struct db_rows *rows, void *item)
{
    *(struct matter_reading *)item = (struct matter_reading){db_text(rows, 0), db_instant(rows, 1)};
}

const struct fault *matter_readings(struct work *work, int64_t id, int limit,
                                    matter_reading_list *ret_readings)
{
    return db_list(work, MATTER_READINGS, P(id, limit), read_matter_reading, DB_INTO(ret_readings));
}

/* ---- conflict of interest ---- */

static const char MATTER_IS_ABOUT[] = "SELECT 1 WHERE " MATTER_KEEPS_AWAY("$1", "$2", "$3");

const struct fault *matter_is_about(struct work *work, int64_t id, int64_t account_id,
                                    struct civil_date on, bool *ret_is)
{
    return db_has(work, MATTER_IS_ABOUT, P(id, account_id, on), ret_is);
}

const char *const matter_statements[] = {
    MATTER_LOAD,    MATTER_BY_CODE, MATTER_KEY,      MATTER_EVENTS,   MATTER_CLOCKS,
    MATTER_PARTIES, MATTER_LINKS,   MATTER_READINGS, MATTER_IS_ABOUT, NULL,
};
