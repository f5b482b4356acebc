/*
 * Subscribers: SQL ↔ structs, sealing and opening.
 */
#include "modules/notices/notice_store.h"

#include "civic/outbox.h"
#include "civic/site.h"
#include "db/db.h"
#include "text/message.h"

static const struct str state_names[SUBSCRIBER_STATES] = {
    [SUBSCRIBER_UNCONFIRMED] = STR_INIT("unconfirmed"),
    [SUBSCRIBER_ACTIVE] = STR_INIT("active"),
    [SUBSCRIBER_SUSPENDED] = STR_INIT("suspended"),
};

static enum subscriber_state state_of(struct str name)
{
    for (unsigned i = 0; i < SUBSCRIBER_STATES; i++)
        if (str_equal(state_names[i], name))
            return (enum subscriber_state)i;
    return SUBSCRIBER_SUSPENDED; /* an unknown state gets no letters */
}

/* What is kept of a token that only its link knows. */
static struct str token_digest(struct work *work, struct str token)
{
    uint8_t digest[CRYPTO_DIGEST_SIZE];
    crypto_digest(token, digest);
    return crypto_hex(work->arena, digest, sizeof(digest));
}

static struct db_value sealed(struct work *work, struct str plain)
{
    return db_blob(crypto_seal(work->arena, work->site->key, plain));
}

/* ---- subscribers ---- */

#define SUBSCRIBER_COLUMNS "id, address, locale, state, manage_token, news_until"

static const char BY_ADDRESS[] =
    "SELECT " SUBSCRIBER_COLUMNS " FROM subscriber WHERE address_digest = $1";
static const char BY_TOKEN[] =
    "SELECT " SUBSCRIBER_COLUMNS " FROM subscriber WHERE manage_digest = $1";
static const char BY_ID[] = "SELECT " SUBSCRIBER_COLUMNS " FROM subscriber WHERE id = $1";

static const struct fault *read_subscriber(struct work *work, struct db_rows *rows,
                                           struct subscriber *ret_subscriber)
{
    struct subscriber subscriber = {.id = 0};
    if (db_next(rows)) {
        subscriber.id = db_int(rows, 0);
        (void)locale_from_name(db_text(rows, 2), &subscriber.locale);
        subscriber.state = state_of(db_text(rows, 3));
        subscriber.news_until = db_instant(rows, 5);
        if (!crypto_unseal(work->arena, work->site->key, db_bytes(rows, 1), &subscriber.address) ||
            !crypto_unseal(work->arena, work->site->key, db_bytes(rows, 4), &subscriber.token))
            return fault_new(work->arena, FAULT_INTERNAL, "error.internal",
                             "the key does not open subscriber %lld", (long long)subscriber.id);
    }
    *ret_subscriber = subscriber;
    return db_done(rows);
}

const struct fault *subscriber_by_address(struct work *work, struct str address,
                                          struct subscriber *ret_subscriber)
{
    struct db_rows *rows;
    const struct fault *fault =
        db_query(work, BY_ADDRESS, P(mail_address_digest(work, address)), &rows);
    return fault ? fault : read_subscriber(work, rows, ret_subscriber);
}

const struct fault *subscriber_by_token(struct work *work, struct str token,
                                        struct subscriber *ret_subscriber)
{
    struct db_rows *rows;
    const struct fault *fault = db_query(work, BY_TOKEN, P(token_digest(work, token)), &rows);
    return fault ? fault : read_subscriber(work, rows, ret_subscriber);
}

const struct fault *subscriber_load(struct work *work, int64_t id,
                                    struct subscriber *ret_subscriber)
{
    struct db_rows *rows;
    const struct fault *fault = db_query(work, BY_ID, P(id), &rows);
    return fault ? fault : read_subscriber(work, rows, ret_subscriber);
}

static const char SUBSCRIBER_PUT[] =
    "INSERT INTO subscriber (id, address, address_digest, locale, state, manage_digest,"
    " manage_token, created_at, news_until)"
    " VALUES ($1, $2, $3, $4, 'unconfirmed', $5, $6, $7, $7)";

const struct fault *subscriber_put(struct work *work, struct subscriber *subscriber)
{
    subscriber->id = db_new_id(work->clock);
    subscriber->state = SUBSCRIBER_UNCONFIRMED;
    subscriber->token = crypto_token(work->arena);
    return db_exec(work, SUBSCRIBER_PUT,
                   P(subscriber->id, sealed(work, subscriber->address),
                     mail_address_digest(work, subscriber->address),
                     locale_name(subscriber->locale), token_digest(work, subscriber->token),
                     sealed(work, subscriber->token), clock_now(work->clock)),
                   NULL);
}

static const char TOPICS_END[] = "DELETE FROM subscriber_topic WHERE subscriber_id = $1";
static const char REQUESTS_END[] = "DELETE FROM subscriber_request WHERE subscriber_id = $1";
static const char SUBSCRIBER_END[] = "DELETE FROM subscriber WHERE id = $1";

const struct fault *subscriber_remove(struct work *work, int64_t id)
{
    const struct fault *fault = db_exec(work, TOPICS_END, P(id), NULL);
    if (!fault)
        fault = db_exec(work, REQUESTS_END, P(id), NULL);
    return fault ? fault : db_exec(work, SUBSCRIBER_END, P(id), NULL);
}

static const char SUBSCRIBER_SUSPEND[] =
    "UPDATE subscriber SET state = 'suspended' WHERE id = $1 AND state = 'active'";

const struct fault *subscriber_suspend(struct work *work, int64_t id)
{
    return db_exec(work, SUBSCRIBER_SUSPEND, P(id), NULL);
}

static const char SUBSCRIBER_COUNTS[] = "SELECT state, COUNT(*) FROM subscriber"
                                        " GROUP BY state"
                                        " ORDER BY state"
                                        " LIMIT 10";

const struct fault *subscriber_counts(struct work *work, int64_t ret_counts[SUBSCRIBER_STATES])
{
    struct db_rows *rows;
    const struct fault *fault = db_query(work, SUBSCRIBER_COUNTS, P0, &rows);
    for (unsigned i = 0; i < SUBSCRIBER_STATES; i++)
        ret_counts[i] = 0;
    while (!fault && db_next(rows))
        ret_counts[state_of(db_text(rows, 0))] += db_int(rows, 1);
    return fault ? fault : db_done(rows);
}

/* ---- topics ---- */

static const char TOPICS[] = "SELECT id, source, unit_id, words, part_id FROM subscriber_topic"
                             " WHERE subscriber_id = $1 AND request_id = $2"
                             " ORDER BY id"
                             " LIMIT 100";

static void read_notice_topic(const struct db_rows *rows, void *item)
{
    *(struct notice_topic *)item = (struct notice_topic){.id = db_int(rows, 0),
                                                         .source = db_text(rows, 1),
                                                         .unit_id = db_int(rows, 2),
                                                         .words = db_text(rows, 3),
                                                         .part_id = db_int(rows, 4)};
}

const struct fault *subscriber_topics(struct work *work, int64_t subscriber_id, int64_t request_id,
                                      notice_topics *ret_topics)
{
    return db_list(work, TOPICS, P(subscriber_id, request_id), read_notice_topic,
                   DB_INTO(ret_topics));
}

static const char TOPIC_PUT[] =
    "INSERT INTO subscriber_topic (id, subscriber_id, request_id, source, unit_id, words,"
    " created_at, part_id)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";

const struct fault *topic_put(struct work *work, int64_t subscriber_id, int64_t request_id,
                              const struct notice_topic *topic)
{
    return db_exec(work, TOPIC_PUT,
                   P(db_new_id(work->clock), subscriber_id, request_id, topic->source,
                     topic->unit_id, topic->words, clock_now(work->clock), topic->part_id),
                   NULL);
}

static const char TOPIC_REMOVE[] =
    "DELETE FROM subscriber_topic WHERE subscriber_id = $1 AND id = $2";

const struct fault *topic_remove(struct work *work, int64_t subscriber_id, int64_t id)
{
    return db_exec(work, TOPIC_REMOVE, P(subscriber_id, id), NULL);
}

/* ---- requests ---- */

static const char REQUEST_PUT[] =
    "INSERT INTO subscriber_request (id, subscriber_id, token_digest, created_at, expires_at)"
    " VALUES ($1, $2, $3, $4, $5)";

const struct fault *request_put(struct work *work, int64_t subscriber_id, struct str token,
                                struct instant expires_at, int64_t *ret_id)
{
    int64_t id = db_new_id(work->clock);
    const struct fault *fault = db_exec(
        work, REQUEST_PUT,
        P(id, subscriber_id, token_digest(work, token), clock_now(work->clock), expires_at), NULL);
    if (!fault)
        *ret_id = id;
    return fault;
}

static const char REQUEST_BY_TOKEN[] = "SELECT id, subscriber_id FROM subscriber_request"
                                       " WHERE token_digest = $1 AND expires_at > $2";

const struct fault *request_by_token(struct work *work, struct str token, int64_t *ret_id,
                                     int64_t *ret_subscriber_id)
{
    struct db_rows *rows;
    const struct fault *fault = db_query(
        work, REQUEST_BY_TOKEN, P(token_digest(work, token), clock_now(work->clock)), &rows);
    bool is_there = !fault && db_next(rows);
    if (fault)
        return fault;
    *ret_id = is_there ? db_int(rows, 0) : 0;
    *ret_subscriber_id = is_there ? db_int(rows, 1) : 0;
    return db_done(rows);
}

static const char REQUEST_COUNT[] =
    "SELECT COUNT(*) FROM subscriber_request WHERE subscriber_id = $1 AND created_at > $2";

const struct fault *request_count(struct work *work, int64_t subscriber_id, struct instant since,
                                  int64_t *ret_count)
{
    struct db_rows *rows;
    const struct fault *fault = db_one(work, REQUEST_COUNT, P(subscriber_id, since), &rows);
    if (!fault)
        *ret_count = db_int(rows, 0);
    return fault;
}

static const char TOPICS_ONCE[] =
    "DELETE FROM subscriber_topic WHERE request_id = $1 AND EXISTS"
    " (SELECT 1 FROM subscriber_topic AS other"
    " WHERE other.subscriber_id = subscriber_topic.subscriber_id AND other.request_id = 0"
    " AND other.source = subscriber_topic.source AND other.unit_id = subscriber_topic.unit_id"
    " AND other.words = subscriber_topic.words"
    " AND other.part_id = subscriber_topic.part_id)";
static const char TOPICS_ACCEPT[] =
    "UPDATE subscriber_topic SET request_id = 0 WHERE request_id = $1";
static const char REQUEST_END[] = "DELETE FROM subscriber_request WHERE id = $1";
static const char SUBSCRIBER_ACCEPT[] =
    "UPDATE subscriber SET state = 'active', confirmed_at = $2 WHERE id = $1";
static const char SUBSCRIBER_BEGIN[] =
    "UPDATE subscriber SET state = 'active', confirmed_at = $2, news_until = $2 WHERE id = $1";

const struct fault *request_accept(struct work *work, int64_t request_id, int64_t subscriber_id,
                                   bool is_new)
{
    const struct fault *fault = db_exec(work, TOPICS_ONCE, P(request_id), NULL);
    if (!fault)
        fault = db_exec(work, TOPICS_ACCEPT, P(request_id), NULL);
    if (!fault)
        fault = db_exec(work, REQUEST_END, P(request_id), NULL);
    if (!fault)
        fault = db_exec(work, is_new ? SUBSCRIBER_BEGIN : SUBSCRIBER_ACCEPT,
                        P(subscriber_id, clock_now(work->clock)), NULL);
    return fault;
}

static const char REQUESTS_TIDY[] = "DELETE FROM subscriber_request WHERE expires_at <= $1";
static const char TOPICS_TIDY[] =
    "DELETE FROM subscriber_topic WHERE request_id <> 0 AND NOT EXISTS"
    " (SELECT 1 FROM subscriber_request"
    " WHERE subscriber_request.id = subscriber_topic.request_id)";
static const char SUBSCRIBERS_TIDY[] =
    "DELETE FROM subscriber WHERE state = 'unconfirmed' AND NOT EXISTS"
    " (SELECT 1 FROM subscriber_request"
    " WHERE subscriber_request.subscriber_id = subscriber.id)";

const struct fault *requests_tidy(struct work *work)
{
    const struct fault *fault = db_exec(work, REQUESTS_TIDY, P(clock_now(work->clock)), NULL);
    if (!fault)
        fault = db_exec(work, TOPICS_TIDY, P0, NULL);
    return fault ? fault : db_exec(work, SUBSCRIBERS_TIDY, P0, NULL);
}

/* ---- the daily letter ---- */

static const char SUBSCRIBERS_DUE[] =
    "SELECT id FROM subscriber"
    " WHERE state = 'active' AND (digest_on IS NULL OR digest_on < $1)"
    " ORDER BY id"
    " LIMIT $2";

const struct fault *subscriber_due(struct work *work, struct civil_date today, int limit,
                                   subscriber_ids *ret_ids)
{
    return db_list(work, SUBSCRIBERS_DUE, P(today, limit), db_read_int, DB_INTO(ret_ids));
}

static const char SUBSCRIBER_TOLD[] =
    "UPDATE subscriber SET digest_on = $2, news_until = $3"
    " WHERE id = $1 AND state = 'active' AND (digest_on IS NULL OR digest_on < $2)";

const struct fault *subscriber_told(struct work *work, int64_t id, struct civil_date today,
                                    struct instant until, bool *ret_is_first)
{
    int64_t changed = 0;
    const struct fault *fault = db_exec(work, SUBSCRIBER_TOLD, P(id, today, until), &changed);
    *ret_is_first = changed == 1;
    return fault;
}

const char *const notice_statements[] = {
    BY_ADDRESS,
    BY_TOKEN,
    BY_ID,
    SUBSCRIBER_PUT,
    TOPICS_END,
    REQUESTS_END,
    SUBSCRIBER_END,
    SUBSCRIBER_SUSPEND,
    SUBSCRIBER_COUNTS,
    TOPICS,
    TOPIC_PUT,
    TOPIC_REMOVE,
    REQUEST_PUT,
    REQUEST_BY_TOKEN,
    REQUEST_COUNT,
    TOPICS_ONCE,
    TOPICS_ACCEPT,
    REQUEST_END,
    SUBSCRIBER_ACCEPT,
    SUBSCRIBER_BEGIN,
    REQUESTS_TIDY,
    TOPICS_TIDY,
    SUBSCRIBERS_TIDY,
    SUBSCRIBERS_DUE,
    SUBSCRIBER_TOLD,
    NULL,
};
