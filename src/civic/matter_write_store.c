/*
 * All SQL that writes matters. Rows of events are only ever added.
 */
#include "civic/actor.h"
#include "civic/matter_store.h"

#include "db/db.h"
#include "db/topic.h"
#include "text/fold.h"

enum {
    SERIES_MOST = 100000,
    NUMBERS_MOST = 100000000
};

static struct str due_text(struct work *work, struct civil_date due)
{
    return date_is_none(due) ? STR(MATTER_NO_DUE) : date_to_iso(work->arena, due);
}

static struct db_value instant_or_null(struct instant at)
{
    struct db_value value = db_value_instant(at);
    value.is_null = at.us == 0;
    return value;
}

static struct db_value proof_or_null(const struct matter *matter)
{
    struct db_value value = db_blob(matter->proof);
    value.is_null = matter->proof.len == 0;
    return value;
}

static const char MATTER_NUMBER[] =
    "INSERT INTO matter_number (prefix, year, last) VALUES ($1, $2, 1)"
    " ON CONFLICT (prefix, year) DO UPDATE SET last = matter_number.last + 1"
    " RETURNING last, proof";

const struct fault *matter_next_number(struct work *work, struct matter_series *series)
{
    struct db_rows *rows;
    const struct fault *fault = db_one(work, MATTER_NUMBER, P(series->prefix, series->year), &rows);
    if (fault)
        return fault;
    series->last = db_int(rows, 0);
    series->proof = db_bytes(rows, 1);
    return NULL;
}

static const char SERIES_PROOF[] =
    "UPDATE matter_number SET proof = $4 WHERE prefix = $1 AND year = $2 AND last = $3";

const struct fault *matter_put_series_proof(struct work *work, const struct matter_series *series)
{
    return db_exec_one(work, SERIES_PROOF,
                       P(series->prefix, series->year, series->last, db_blob(series->proof)),
                       "matter.changed");
}

static const char MATTER_INSERT[] =
    "INSERT INTO matter (id, code, key_digest, kind, unit_id, official_id, state, phase, due_on,"
    "                    title, content, source, visibility, facts, received_on, opened_at,"
    "                    event_count, chain_head, proof)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,"
    "         $19)";

const struct fault *matter_insert(struct work *work, const struct matter *matter)
{
    db_touch(work, topic_of("matters", 0));
    return db_exec(work, MATTER_INSERT,
                   P(matter->id, matter->code, db_blob(matter->key_digest), matter->kind,
                     matter->unit_id, db_id_or_null(matter->official_id), matter->state,
                     (int)matter->phase, due_text(work, matter->due_on), matter->title,
                     matter->content, matter->source, visibility_name(matter->visibility),
                     matter->facts, matter->received_on, matter->opened_at, matter->version,
                     db_blob(matter->chain_head), db_blob(matter->proof)),
                   NULL);
}

static const char MATTER_UPDATE[] =
    "UPDATE matter SET unit_id = $3, official_id = $4, state = $5, phase = $6, due_on = $7,"
    "                  facts = $8, visibility = $9, closed_at = $10, event_count = $11,"
    "                  chain_head = $12, superior_id = $13, proof = $14"
    " WHERE id = $1 AND event_count = $2";

const struct fault *matter_update(struct work *work, const struct matter *matter, int64_t version)
{
    db_touch(work, topic_of("matter", matter->id));
    db_touch(work, topic_of("matters", 0));
    return db_exec_one(
        work, MATTER_UPDATE,
        P(matter->id, version, matter->unit_id, db_id_or_null(matter->official_id), matter->state,
          (int)matter->phase, due_text(work, matter->due_on), matter->facts,
          visibility_name(matter->visibility), instant_or_null(matter->closed_at), matter->version,
          db_blob(matter->chain_head), db_id_or_null(matter->superior_id), proof_or_null(matter)),
        "matter.changed");
}

static const char MATTER_PROOF[] = "UPDATE matter SET proof = $3"
                                   " WHERE id = $1 AND event_count = $2 AND proof IS NULL";

const struct fault *matter_put_proof(struct work *work, const struct matter *matter)
{
    return db_exec_one(work, MATTER_PROOF, P(matter->id, matter->version, proof_or_null(matter)),
                       "matter.changed");
}

/* A code is prefix, year, number and letter. */
static const char SERIES[] =
    "SELECT n.prefix, n.year, n.last, n.proof,"
    "       (SELECT COUNT(*) FROM matter m"
    "        WHERE m.code LIKE n.prefix || '-' || CAST(n.year AS TEXT) || '-%')"
    " FROM matter_number n"
    " ORDER BY n.prefix, n.year"
    " LIMIT $1";

static void read_series(const struct db_rows *rows, void *item)
{
    *(struct matter_series *)item = (struct matter_series){
        db_text(rows, 0), db_int(rows, 1), db_int(rows, 2), db_bytes(rows, 3), db_int(rows, 4)};
}

const struct fault *matter_all_series(struct work *work, matter_series_list *ret_series)
{
    return db_list(work, SERIES, P(SERIES_MOST), read_series, DB_INTO(ret_series));
}

/* In the order of their numbers, of which those of more than six digits are longer. */
static const char SERIES_IDS[] = "SELECT m.id FROM matter m"
                                 " WHERE m.code LIKE $1 || '-' || CAST($2 AS TEXT) || '-%'"
                                 " ORDER BY LENGTH(m.code), m.code"
                                 " LIMIT $3";

const struct fault *matter_series_ids(struct work *work, const struct matter_series *series,
                                      struct db_rows **ret_rows)
{
    return db_query(work, SERIES_IDS, P(series->prefix, series->year, NUMBERS_MOST), ret_rows);
}

static const char MATTER_EVENT_INSERT[] =
    "INSERT INTO matter_event (matter_id, seq, at, happened_on, actor_kind, actor_id, action,"
    "                          from_state, to_state, note, answer, hash)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";

const struct fault *matter_insert_event(struct work *work, int64_t id,
                                        const struct matter_event *event)
{
    return db_exec(work, MATTER_EVENT_INSERT,
                   P(id, event->seq, event->at, event->happened_on, event->actor_kind,
                     db_id_or_null(event->actor_id), event->action, event->from_state,
                     event->to_state, event->note, event->answer, db_blob(event->hash)),
                   NULL);
}

static const char MATTER_PARTY_INSERT[] =
    "INSERT INTO matter_party (matter_id, part, ordinal, name, name_fold, address, phone, email)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";

const struct fault *matter_insert_party(struct work *work, int64_t id, int64_t ordinal,
                                        const struct matter_party *party)
{
    return db_exec(work, MATTER_PARTY_INSERT,
                   P(id, party->part, ordinal, party->name, text_fold(work->arena, party->name),
                     party->address, party->phone, party->email),
                   NULL);
}

static const char MATTER_CLOCK_INSERT[] =
    "INSERT INTO matter_clock (id, matter_id, rule, started_on, due_on, is_provisional,"
    "                          opened_seq)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7)";

const struct fault *matter_insert_clock(struct work *work, int64_t id,
                                        const struct matter_clock *clock)
{
    return db_exec(work, MATTER_CLOCK_INSERT,
                   P(clock->id, id, clock->rule, clock->started_on, clock->due_on,
                     clock->is_provisional, clock->opened_seq),
                   NULL);
}

static const char MATTER_CLOCK_UPDATE[] =
    "UPDATE matter_clock SET due_on = $2, is_provisional = $3, closed_seq = $4, closed_on = $5,"
    "                        suspended_on = $6, suspensions = $7, extensions = $8"
    " WHERE id = $1";

const struct fault *matter_update_clock(struct work *work, const struct matter_clock *clock)
{
    return db_exec_one(work, MATTER_CLOCK_UPDATE,
                       P(clock->id, clock->due_on, clock->is_provisional,
                         db_id_or_null(clock->closed_seq), clock->closed_on, clock->suspended_on,
                         clock->suspensions, clock->extensions),
                       "matter.changed");
}

static const char MATTER_LINK_INSERT[] =
    "INSERT INTO matter_link (matter_id, other_id, kind, at, actor_id)"
    " VALUES ($1, $2, $3, $4, $5)"
    " ON CONFLICT DO NOTHING";

struct linking {
    int64_t id;
    int64_t other_id;
    enum matter_link_kind kind;
};

static const struct fault *link_both(struct work *work, void *context)
{
    const struct linking *linking = context;
    db_touch(work, topic_of("matter", linking->id));
    db_touch(work, topic_of("matter", linking->other_id));
    return db_exec(work, MATTER_LINK_INSERT,
                   P(linking->id, linking->other_id, matter_link_name(linking->kind),
                     clock_now(work->clock), db_id_or_null(work->actor->account_id)),
                   NULL);
}

const struct fault *matter_link(struct work *work, int64_t id, int64_t other_id,
                                enum matter_link_kind kind)
{
    struct linking linking = {id, other_id, kind};
    return db_write(work, link_both, &linking);
}

static const char MATTER_KEY_PUT[] = "UPDATE matter SET key_digest = $3, proof = $4"
                                     " WHERE id = $1 AND event_count = $2";

const struct fault *matter_put_key(struct work *work, const struct matter *matter)
{
    return db_exec_one(
        work, MATTER_KEY_PUT,
        P(matter->id, matter->version, db_blob(matter->key_digest), proof_or_null(matter)),
        "matter.changed");
}

static const char MATTER_RESPONDENT_INSERT[] =
    "INSERT INTO matter_respondent (matter_id, person_id) VALUES ($1, $2)"
    " ON CONFLICT DO NOTHING";

static const struct fault *add_respondent(struct work *work, void *context)
{
    const int64_t *ids = context;
    return db_exec(work, MATTER_RESPONDENT_INSERT, P(ids[0], ids[1]), NULL);
}

const struct fault *matter_add_respondent(struct work *work, int64_t id, int64_t person_id)
{
    int64_t ids[] = {id, person_id};
    return db_write(work, add_respondent, ids);
}

static const char MATTER_READING_INSERT[] =
    "INSERT INTO matter_reading (id, matter_id, account_id, at) VALUES ($1, $2, $3, $4)";

static const struct fault *note_reading(struct work *work, void *context)
{
    const int64_t *id = context;
    return db_exec(work, MATTER_READING_INSERT,
                   P(db_new_id(work->clock), *id, work->actor->account_id, clock_now(work->clock)),
                   NULL);
}

const struct fault *matter_note_reading(struct work *work, int64_t id)
{
    if (!actor_is_signed_in(work->actor))
        return NULL;
    return db_write(work, note_reading, &id);
}

const char *const matter_write_statements[] = {
    MATTER_PROOF,
    SERIES_PROOF,
    SERIES,
    MATTER_NUMBER,
    MATTER_INSERT,
    MATTER_UPDATE,
    MATTER_EVENT_INSERT,
    MATTER_PARTY_INSERT,
    MATTER_CLOCK_INSERT,
    MATTER_CLOCK_UPDATE,
    MATTER_LINK_INSERT,
    MATTER_KEY_PUT,
    MATTER_RESPONDENT_INSERT,
    MATTER_READING_INSERT,
    NULL,
};
