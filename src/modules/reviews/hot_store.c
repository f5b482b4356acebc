/*
 * SQL of hot spots.
 */
#include "civic/actor.h"
#include "db/db.h"
#include "modules/petitions/petition.h"
#include "modules/reviews/hot.h"

#include <stdlib.h>

enum {
    NAMES_MOST = 30000,
    NOTES_MOST = 300,
    MEMBERS_MOST = 1000
};

#define NO_DUE "9999-12-31"
#define OURS "m.kind IN ('kien-nghi', 'khieu-nai', 'khieu-nai-2', 'to-cao')"
#define MATTER_PART                                                                                \
    "m.id, m.code, m.kind, m.unit_id, m.title, m.visibility, m.received_on, m.state, m.phase,"     \
    " m.due_on,"                                                                                   \
    " CASE WHEN EXISTS (SELECT 1 FROM matter_respondent q WHERE q.matter_id = m.id)"               \
    " THEN 0 ELSE 1 END"

static struct matter read_matter(const struct db_rows *rows)
{
    struct str visibility = db_text(rows, 5);
    bool is_open = str_equal(visibility, STR("agency")) || str_equal(visibility, STR("public"));
    return (struct matter){
        .id = db_int(rows, 0),
        .code = db_text(rows, 1),
        .kind = db_text(rows, 2),
        .unit_id = db_int(rows, 3),
        .title = db_text(rows, 4),
        .visibility = is_open ? VISIBLE_AGENCY : VISIBLE_SEALED,
        .received_on = db_date(rows, 6),
        .state = db_text(rows, 7),
        .phase = (enum phase)db_int(rows, 8),
        .due_on = str_equal(db_text(rows, 9), STR(NO_DUE)) ? DATE_NONE : db_date(rows, 9),
        .is_about_nobody = db_bool(rows, 10),
    };
}

/* ---- petitions of the time looked at ---- */

static const char HOT_LETTERS_SQL[] =
    "SELECT " MATTER_PART ", u.name, m.facts,"
    "       CASE WHEN m.visibility = 'sealed' THEN '' ELSE SUBSTR(m.content, 1, 600) END,"
    "       CASE WHEN EXISTS (SELECT 1 FROM reception_visit v"
    "                         WHERE v.petition_id = m.id AND v.adhoc <> '') THEN 1 ELSE 0 END"
    " FROM unit_ancestor w"
    " JOIN matter m ON m.unit_id = w.unit_id"
    " JOIN unit u ON u.id = m.unit_id"
    " WHERE w.ancestor_id = $1 AND " OURS " AND m.received_on >= $2"
    " ORDER BY m.received_on DESC, m.id DESC"
    " LIMIT $3";

static const char HOT_NAMES[] = "SELECT p.matter_id, p.name_fold"
                                " FROM unit_ancestor w"
                                " JOIN matter m ON m.unit_id = w.unit_id"
                                " JOIN matter_party p ON p.matter_id = m.id"
                                " WHERE w.ancestor_id = $1 AND " OURS " AND m.received_on >= $2"
                                " ORDER BY p.matter_id, p.part, p.ordinal"
                                " LIMIT $3";

static const char HOT_ABOUT[] = "SELECT r.matter_id, r.person_id"
                                " FROM unit_ancestor w"
                                " JOIN matter m ON m.unit_id = w.unit_id"
                                " JOIN matter_respondent r ON r.matter_id = m.id"
                                " WHERE w.ancestor_id = $1 AND " OURS " AND m.received_on >= $2"
                                " ORDER BY r.matter_id, r.person_id"
                                " LIMIT $3";

/* What belongs to one matter, in rows by matter. */
struct owned {
    int64_t matter_id;
    struct str name;
    int64_t person_id;
};
typedef VEC(struct owned) owned_list;

static const struct fault *read_owned(struct work *work, const char *sql, struct db_params params,
                                      bool is_person, owned_list *ret_list)
{
    struct db_rows *rows;
    const struct fault *fault = db_query(work, sql, params, &rows);
    if (fault)
        return fault;
    while (db_next(rows))
        *VEC_PUSH(ret_list, work->arena) =
            (struct owned){db_int(rows, 0), is_person ? STR("") : db_text(rows, 1),
                           is_person ? db_int(rows, 1) : 0};
    return db_done(rows);
}

static int by_matter(const void *key, const void *row)
{
    int64_t sought = *(const int64_t *)key;
    int64_t found = ((const struct owned *)row)->matter_id;
    return (sought > found) - (sought < found);
}

/* The first row of the matter; `*ret_count` of them. */
static const struct owned *owned_by(const owned_list *list, int64_t matter_id, size_t *ret_count)
{
    const struct owned *end = list->items + list->count;
    const struct owned *at =
        list->count ? bsearch(&matter_id, list->items, list->count, sizeof(*list->items), by_matter)
                    : NULL;
    *ret_count = 0;
    if (!at)
        return NULL;
    while (at > list->items && at[-1].matter_id == matter_id)
        at--;
    for (const struct owned *row = at; row < end && row->matter_id == matter_id; row++)
        (*ret_count)++;
    return at;
}

static void join(struct work *work, struct hot_letter *letter, const owned_list *names,
                 const owned_list *about)
{
    size_t count;
    const struct owned *rows = owned_by(names, letter->matter.id, &count);
    struct str *own = arena_alloc_array(work->arena, count + 1, sizeof(*own));
    int64_t *persons;
    for (size_t i = 0; i < count; i++)
        own[i] = rows[i].name;
    letter->names = (struct list){own, count, sizeof(*own)};
    rows = owned_by(about, letter->matter.id, &count);
    persons = arena_alloc_array(work->arena, count + 1, sizeof(*persons));
    for (size_t i = 0; i < count; i++)
        persons[i] = rows[i].person_id;
    letter->about = (struct list){persons, count, sizeof(*persons)};
}

const struct fault *hot_letters(struct work *work, int64_t unit_id, struct civil_date since,
                                hot_letter_list *ret_letters)
{
    hot_letter_list letters = {0};
    owned_list names = {0};
    owned_list about = {0};
    struct db_rows *rows;
    const struct fault *fault =
        read_owned(work, HOT_NAMES, P(unit_id, since, NAMES_MOST), false, &names);
    if (!fault)
        fault = read_owned(work, HOT_ABOUT, P(unit_id, since, NAMES_MOST), true, &about);
    if (!fault)
        fault = db_query(work, HOT_LETTERS_SQL, P(unit_id, since, HOT_LETTERS), &rows);
    if (fault)
        return fault;
    while (db_next(rows)) {
        struct hot_letter *letter = VEC_PUSH(&letters, work->arena);
        struct matter matter = read_matter(rows);
        matter.facts = db_text(rows, 12);
        *letter = (struct hot_letter){.matter = matter,
                                      .unit = db_text(rows, 11),
                                      .text = db_text(rows, 13),
                                      .is_crowd = matter_has_fact(&matter, "crowd"),
                                      .is_adhoc = db_bool(rows, 14)};
        join(work, letter, &names, &about);
    }
    *ret_letters = letters;
    return db_done(rows);
}

/* ---- kept ones ---- */

#define SPOT_SELECT                                                                                \
    "SELECT s.id, s.unit_id, u.name, s.kind, s.key, s.subject, s.place, s.person_id, s.why,"       \
    "       s.ended_at, s.owner_id, o.name, a.name, s.acknowledged_at, s.version"                  \
    " FROM hot_spot s"                                                                             \
    " JOIN unit u ON u.id = s.unit_id"                                                             \
    " JOIN account a ON a.id = s.acknowledged_by"                                                  \
    " LEFT JOIN account o ON o.id = s.owner_id"

static void read_spot(const struct db_rows *rows, void *item)
{
    struct hot_spot *spot = item;
    *spot = (struct hot_spot){
        .id = db_int(rows, 0),
        .unit_id = db_int(rows, 1),
        .unit = db_text(rows, 2),
        .kind = HOT_SUBJECT,
        .key = db_text(rows, 4),
        .subject = db_text(rows, 5),
        .place = db_text(rows, 6),
        .person_id = db_int(rows, 7),
        .why = db_text(rows, 8),
        .is_ended = !db_is_null(rows, 9),
        .ended_at = db_instant(rows, 9),
        .owner_id = db_int(rows, 10),
        .owner = db_text(rows, 11),
        .acknowledged_by = db_text(rows, 12),
        .acknowledged_at = db_instant(rows, 13),
        .version = db_int(rows, 14),
    };
    hot_kind_from_name(db_text(rows, 3), &spot->kind);
}

static const struct fault *read_spots(struct work *work, const char *sql, struct db_params params,
                                      hot_spot_list *ret_spots)
{
    return db_list(work, sql, params, read_spot, DB_INTO(ret_spots));
}

static const char HOT_LOAD[] = SPOT_SELECT " WHERE s.id = $1";

const struct fault *hot_load(struct work *work, int64_t id, struct hot_spot *ret_spot)
{
    hot_spot_list spots;
    const struct fault *fault = read_spots(work, HOT_LOAD, P(id), &spots);
    if (!fault && spots.count == 0)
        fault =
            fault_new(work->arena, FAULT_NOT_FOUND, "hot.unknown", "no spot %lld", (long long)id);
    if (!fault)
        *ret_spot = spots.items[0];
    return fault;
}

static const char HOT_SPOTS_SQL[] =
    SPOT_SELECT " WHERE s.owner_id = $1"
                "    OR EXISTS (SELECT 1 FROM account_role g"
                "               JOIN unit_ancestor w ON w.ancestor_id = g.unit_id"
                "               WHERE g.account_id = $1 AND w.unit_id = s.unit_id"
                "                 AND g.role IN ('leader', 'inspector'))"
                " ORDER BY CASE WHEN s.ended_at IS NULL THEN 0 ELSE 1 END, s.id DESC"
                " LIMIT $2";

const struct fault *hot_spots(struct work *work, hot_spot_list *ret_spots)
{
    return read_spots(work, HOT_SPOTS_SQL, P(work->actor->account_id, HOT_SPOTS), ret_spots);
}

static const char HOT_MEMBERS[] = "SELECT " MATTER_PART ", u.name"
                                  " FROM hot_spot_matter h"
                                  " JOIN matter m ON m.id = h.matter_id"
                                  " JOIN unit u ON u.id = m.unit_id"
                                  " WHERE h.spot_id = $1"
                                  " ORDER BY m.received_on DESC, m.id DESC"
                                  " LIMIT $2";

static void read_review_case(const struct db_rows *rows, void *item)
{
    *(struct review_case *)item = (struct review_case){.matter = read_matter(rows),
                                                       .unit = db_text(rows, 11),
                                                       .due_on = DATE_NONE,
                                                       .outcome_on = DATE_NONE};
}

const struct fault *hot_members(struct work *work, int64_t spot_id, review_case_list *ret_members)
{
    return db_list(work, HOT_MEMBERS, P(spot_id, MEMBERS_MOST), read_review_case,
                   DB_INTO(ret_members));
}

static const char HOT_NOTES[] = "SELECT n.at, a.name, n.action, n.note"
                                " FROM hot_spot_note n"
                                " JOIN account a ON a.id = n.actor_id"
                                " WHERE n.spot_id = $1"
                                " ORDER BY n.id DESC"
                                " LIMIT $2";

static void read_hot_note(const struct db_rows *rows, void *item)
{
    *(struct hot_note *)item = (struct hot_note){db_instant(rows, 0), db_text(rows, 1),
                                                 db_text(rows, 2), db_text(rows, 3)};
}

const struct fault *hot_notes(struct work *work, int64_t spot_id, hot_note_list *ret_notes)
{
    return db_list(work, HOT_NOTES, P(spot_id, NOTES_MOST), read_hot_note, DB_INTO(ret_notes));
}

/* ---- writing ---- */

static const char HOT_INSERT[] =
    "INSERT INTO hot_spot (id, unit_id, kind, key, subject, place, person_id, why,"
    "   acknowledged_by, acknowledged_at, version)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 1)";

const struct fault *hot_insert(struct work *work, const struct hot_spot *spot)
{
    return db_exec(work, HOT_INSERT,
                   P(spot->id, spot->unit_id, hot_kind_name(spot->kind), spot->key, spot->subject,
                     spot->place, db_id_or_null(spot->person_id), spot->why,
                     work->actor->account_id, clock_now(work->clock)),
                   NULL);
}

static const char HOT_UPDATE[] = "UPDATE hot_spot SET owner_id = $3, ended_at = $4,"
                                 "   version = version + 1"
                                 " WHERE id = $1 AND version = $2";

const struct fault *hot_update(struct work *work, const struct hot_spot *spot)
{
    return db_exec_one(work, HOT_UPDATE,
                       P(spot->id, spot->version, db_id_or_null(spot->owner_id),
                         spot->is_ended ? db_value_instant(spot->ended_at) : db_id_or_null(0)),
                       "review.changed");
}

static const char HOT_ADD_MEMBER[] = "INSERT INTO hot_spot_matter (spot_id, matter_id)"
                                     " VALUES ($1, $2)"
                                     " ON CONFLICT (spot_id, matter_id) DO NOTHING";

const struct fault *hot_add_member(struct work *work, int64_t spot_id, int64_t matter_id)
{
    return db_exec(work, HOT_ADD_MEMBER, P(spot_id, matter_id), NULL);
}

static const char HOT_NOTE_INSERT[] =
    "INSERT INTO hot_spot_note (id, spot_id, at, actor_id, action, note)"
    " VALUES ($1, $2, $3, $4, $5, $6)";

const struct fault *hot_note(struct work *work, int64_t spot_id, struct str action, struct str text)
{
    return db_exec(work, HOT_NOTE_INSERT,
                   P(db_new_id(work->clock), spot_id, clock_now(work->clock),
                     work->actor->account_id, action, text),
                   NULL);
}

const char *const hot_statements[] = {
    HOT_LETTERS_SQL, HOT_NAMES,  HOT_ABOUT,  HOT_LOAD,       HOT_SPOTS_SQL,   HOT_MEMBERS,
    HOT_NOTES,       HOT_INSERT, HOT_UPDATE, HOT_ADD_MEMBER, HOT_NOTE_INSERT, NULL,
};
