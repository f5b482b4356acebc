/*
 * The module's own SQL.
 */
#include "modules/matters/office_store.h"

#include "civic/actor.h"
#include "civic/matter_relation.h"
#include "db/db.h"

/* ---- named filters ---- */

static const char FILTERS[] = "SELECT id, name, query FROM matter_saved_filter"
                              " WHERE account_id = $1"
                              " ORDER BY name, id"
                              " LIMIT $2";

static void read_saved_filter(const struct db_rows *rows, void *item)
{
    *(struct saved_filter *)item =
        (struct saved_filter){db_int(rows, 0), db_text(rows, 1), db_text(rows, 2)};
}

const struct fault *filters_load(struct work *work, saved_filter_list *ret_filters)
{
    return db_list(work, FILTERS, P(work->actor->account_id, FILTERS_MOST), read_saved_filter,
                   DB_INTO(ret_filters));
}

static const char FILTER_COUNT[] =
    "SELECT COUNT(*) FROM matter_saved_filter WHERE account_id = $1 AND name <> $2";

static const char FILTER_SAVE[] =
    "INSERT INTO matter_saved_filter (id, account_id, name, query) VALUES ($1, $2, $3, $4)"
    " ON CONFLICT (account_id, name) DO UPDATE SET query = excluded.query";

static const struct fault *save(struct work *work, void *context)
{
    const struct saved_filter *filter = context;
    struct db_rows *rows;
    const struct fault *fault =
        db_one(work, FILTER_COUNT, P(work->actor->account_id, filter->name), &rows);
    if (fault)
        return fault;
    if (db_int(rows, 0) >= FILTERS_MOST)
        return fault_field(work->arena, "ten", "matters.filter.too_many");
    return db_exec(work, FILTER_SAVE,
                   P(db_new_id(work->clock), work->actor->account_id, filter->name, filter->query),
                   NULL);
}

const struct fault *filter_save(struct work *work, struct str name, struct str query)
{
    struct saved_filter filter = {0, name, query};
    return db_write(work, save, &filter);
}

static const char FILTER_DROP[] =
    "DELETE FROM matter_saved_filter WHERE id = $1 AND account_id = $2";

static const struct fault *drop(struct work *work, void *context)
{
    const int64_t *id = context;
    return db_exec(work, FILTER_DROP, P(*id, work->actor->account_id), NULL);
}

const struct fault *filter_drop(struct work *work, int64_t id)
{
    return db_write(work, drop, &id);
}

/* ---- the calendar ---- */

static const char FEED_END[] = "DELETE FROM matter_calendar_feed WHERE account_id = $1";
static const char FEED_SET[] =
    "INSERT INTO matter_calendar_feed (account_id, token_digest, created_at) VALUES ($1, $2, $3)";

static const struct fault *set_feed(struct work *work, void *context)
{
    const struct str *digest = context;
    const struct fault *fault = db_exec(work, FEED_END, P(work->actor->account_id), NULL);
    if (fault || digest->len == 0)
        return fault;
    return db_exec(work, FEED_SET,
                   P(work->actor->account_id, db_blob(*digest), clock_now(work->clock)), NULL);
}

const struct fault *feed_store(struct work *work, struct str digest)
{
    return db_write(work, set_feed, &digest);
}

static const char FEED_SINCE[] =
    "SELECT created_at FROM matter_calendar_feed WHERE account_id = $1";

const struct fault *feed_since(struct work *work, struct instant *ret_since)
{
    struct db_rows *rows;
    const struct fault *fault = db_query(work, FEED_SINCE, P(work->actor->account_id), &rows);
    if (fault)
        return fault;
    *ret_since = db_next(rows) ? db_instant(rows, 0) : (struct instant){0};
    return db_done(rows);
}

static const char FEED_OWNER[] = "SELECT f.account_id FROM matter_calendar_feed f"
                                 " JOIN account a ON a.id = f.account_id"
                                 " WHERE f.token_digest = $1 AND a.is_closed = 0";

const struct fault *feed_owner(struct work *work, struct str digest, int64_t *ret_id)
{
    struct db_rows *rows;
    const struct fault *fault = db_query(work, FEED_OWNER, P(db_blob(digest)), &rows);
    if (fault)
        return fault;
    *ret_id = db_next(rows) ? db_int(rows, 0) : 0;
    return db_done(rows);
}

static const char DUES[] =
    "SELECT c.id, m.code, m.title, m.kind, c.rule, m.visibility, c.started_on, c.due_on,"
    "       m.unit_id"
    " FROM matter m JOIN matter_clock c ON c.matter_id = m.id"
    " WHERE m.official_id = $1 AND c.closed_seq IS NULL"
    "   AND c.suspended_on IS NULL AND c.due_on >= $2 AND c.due_on <= $3"
    "   AND NOT " MATTER_KEEPS_AWAY("m.id", "$1", "$4") " ORDER BY c.due_on, c.id"
                                                        " LIMIT 1000";

static const char TERMS[] =
    "SELECT matter_id, rule, started_on FROM matter_clock"
    " WHERE matter_id IN ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)"
    "   AND closed_seq IS NULL AND suspended_on IS NULL"
    " ORDER BY due_on, id"
    " LIMIT 200";

const struct fault *terms_next(struct work *work, const struct matter *matters, size_t count,
                               next_term_list *terms)
{
    int64_t ids[TERMS_AT_ONCE] = {0};
    struct db_rows *rows;
    const struct fault *fault;
    for (size_t i = 0; i < count && i < TERMS_AT_ONCE; i++)
        ids[i] = matters[i].id;
    fault = db_query(work, TERMS,
                     P(ids[0], ids[1], ids[2], ids[3], ids[4], ids[5], ids[6], ids[7], ids[8],
                       ids[9], ids[10], ids[11], ids[12], ids[13], ids[14]),
                     &rows);
    if (fault)
        return fault;
    while (db_next(rows))
        *VEC_PUSH(terms, work->arena) = (struct next_term){
            db_int(rows, 0), arena_copy(work->arena, db_text(rows, 1)), db_date(rows, 2)};
    return db_done(rows);
}

/* Whether the actor has a role in the unit that reads this kind. */
static const struct fault *is_reader(struct work *work, struct str kind_name, int64_t unit_id,
                                     bool *ret_is)
{
    const struct matter_kind *kind = kind_find(work, kind_name);
    const struct fault *fault =
        actor_must(work, kind ? kind->readers : ROLE_BIT(ROLE_LEADER), unit_id);
    *ret_is = !fault;
    return fault && fault->kind != FAULT_FORBIDDEN ? fault : NULL;
}

static void read_due_entry(const struct db_rows *rows, void *item)
{
    *(struct due_entry *)item = (struct due_entry){
        db_int(rows, 0),  db_text(rows, 1), db_text(rows, 2), db_text(rows, 3), db_text(rows, 4),
        db_text(rows, 5), db_date(rows, 6), db_date(rows, 7), db_int(rows, 8)};
}

static const struct fault *all_dues(struct work *work, struct civil_date from, struct civil_date to,
                                    due_list *ret_dues)
{
    return db_list(work, DUES, P(work->actor->account_id, from, to, clock_today(work->clock)),
                   read_due_entry, DB_INTO(ret_dues));
}

const struct fault *due_between(struct work *work, struct civil_date from, struct civil_date to,
                                due_list *ret_dues)
{
    due_list all;
    due_list dues = {0};
    bool is_seen = false;
    const struct fault *fault = all_dues(work, from, to, &all);
    for (size_t i = 0; !fault && i < all.count; i++) {
        const struct due_entry *due = &all.items[i];
        fault = is_reader(work, due->kind, due->unit_id, &is_seen);
        if (!fault && is_seen)
            *VEC_PUSH(&dues, work->arena) = *due;
    }
    if (!fault)
        *ret_dues = dues;
    return fault;
}

/* ---- who read what ---- */

#define AUDIT(narrow)                                                                              \
    "SELECT r.id, r.at, a.login, a.name, m.id, m.code, m.kind"                                     \
    " FROM matter_reading r"                                                                       \
    " JOIN account a ON a.id = r.account_id"                                                       \
    " JOIN matter m ON m.id = r.matter_id"                                                         \
    " WHERE r.at >= $1 AND r.at < $2 AND (r.at, r.id) < ($3, $4)"                                  \
    "   AND EXISTS (SELECT 1 FROM account_role g"                                                  \
    "               JOIN unit_ancestor u ON u.ancestor_id = g.unit_id"                             \
    "               WHERE g.account_id = $5 AND g.role = 'inspector'"                              \
    "                 AND u.unit_id = m.unit_id)" narrow " ORDER BY r.at DESC, r.id DESC"          \
    " LIMIT $6"

static const char AUDIT_ALL[] = AUDIT("");
static const char AUDIT_OF[] =
    AUDIT(" AND r.account_id = (SELECT id FROM account WHERE login = $7)");

const struct fault *audit_load(struct work *work, const struct audit_filter *filter,
                               audit_list *ret_rows)
{
    bool is_day = !date_is_none(filter->day);
    struct instant from = is_day ? date_start(filter->day) : (struct instant){0};
    struct instant to =
        is_day ? date_start(date_add_days(filter->day, 1)) : (struct instant){INT64_MAX};
    struct instant before = filter->before_id ? filter->before : (struct instant){INT64_MAX};
    int64_t id = filter->before_id ? filter->before_id : INT64_MAX;
    audit_list list = {0};
    struct db_rows *rows;
    const struct fault *fault =
        filter->login.ptr
            ? db_query(
                  work, AUDIT_OF,
                  P(from, to, before, id, work->actor->account_id, AUDIT_PAGE + 1, filter->login),
                  &rows)
            : db_query(work, AUDIT_ALL,
                       P(from, to, before, id, work->actor->account_id, AUDIT_PAGE + 1), &rows);
    if (fault)
        return fault;
    while (db_next(rows))
        *VEC_PUSH(&list, work->arena) = (struct audit_row){
            db_int(rows, 0), db_instant(rows, 1), db_text(rows, 2), db_text(rows, 3),
            db_int(rows, 4), db_text(rows, 5),    db_text(rows, 6)};
    *ret_rows = list;
    return db_done(rows);
}

/* ---- what senders did ---- */

static const char UNSEEN_MARK[] =
    "INSERT INTO matter_unseen (matter_id, seq, at) VALUES ($1, $2, $3)"
    " ON CONFLICT (matter_id) DO UPDATE SET seq = excluded.seq, at = excluded.at";

const struct fault *unseen_mark(struct work *work, int64_t matter_id, int64_t seq)
{
    return db_exec(work, UNSEEN_MARK, P(matter_id, seq, clock_now(work->clock)), NULL);
}

static const char UNSEEN_CLEAR[] =
    "DELETE FROM matter_unseen"
    " WHERE matter_id = $1 AND EXISTS (SELECT 1 FROM matter m"
    "   WHERE m.id = $1 AND (m.official_id = $2 OR m.official_id IS NULL))";

static const struct fault *clear(struct work *work, void *context)
{
    const int64_t *id = context;
    return db_exec(work, UNSEEN_CLEAR, P(*id, work->actor->account_id), NULL);
}

const struct fault *unseen_clear(struct work *work, int64_t matter_id)
{
    return db_write(work, clear, &matter_id);
}

static const char UNSEEN_OF[] =
    "SELECT m.code, m.kind, m.title, e.action, s.at, m.unit_id"
    " FROM matter_unseen s"
    " JOIN matter m ON m.id = s.matter_id"
    " JOIN matter_event e ON e.matter_id = s.matter_id AND e.seq = s.seq"
    " WHERE (m.official_id = $1 OR (m.official_id IS NULL AND m.unit_id = $2))"
    "   AND NOT " MATTER_KEEPS_AWAY("m.id", "$1", "$4") " ORDER BY s.at DESC, m.id DESC"
                                                        " LIMIT $3";

static void read_unseen_row(const struct db_rows *rows, void *item)
{
    *(struct unseen_row *)item =
        (struct unseen_row){db_text(rows, 0), db_text(rows, 1),    db_text(rows, 2),
                            db_text(rows, 3), db_instant(rows, 4), db_int(rows, 5)};
}

static const struct fault *all_unseen(struct work *work, int64_t unit_id, unseen_list *ret_rows)
{
    return db_list(work, UNSEEN_OF,
                   P(work->actor->account_id, unit_id, UNSEEN_MOST, clock_today(work->clock)),
                   read_unseen_row, DB_INTO(ret_rows));
}

const struct fault *unseen_of(struct work *work, int64_t unit_id, unseen_list *ret_rows)
{
    unseen_list all;
    unseen_list found = {0};
    bool is_seen = false;
    const struct fault *fault = all_unseen(work, unit_id, &all);
    for (size_t i = 0; !fault && i < all.count; i++) {
        const struct unseen_row *row = &all.items[i];
        fault = is_reader(work, row->kind, row->unit_id, &is_seen);
        if (!fault && is_seen)
            *VEC_PUSH(&found, work->arena) = *row;
    }
    if (!fault)
        *ret_rows = found;
    return fault;
}

const char *const office_statements[] = {
    FILTERS,     FILTER_COUNT, FILTER_SAVE, FILTER_DROP, FEED_END,  FEED_SET,
    FEED_SINCE,  FEED_OWNER,   DUES,        TERMS,       AUDIT_ALL, AUDIT_OF,
    UNSEEN_MARK, UNSEEN_CLEAR, UNSEEN_OF,   NULL,
};
