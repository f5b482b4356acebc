/*
 * The outbox in the database: SQL ↔ structs, sealing and opening.
 */
#include "civic/outbox_parts.h"

#include "civic/actor.h"
#include "civic/module.h"
#include "db/db.h"
#include "text/message.h"

#define MINUTE_US INT64_C(60000000)
#define DAY_US (24 * 60 * MINUTE_US)

enum {
    TIDIED = 500 /* rows removed in one go */
};

static struct db_value sealed(struct work *work, struct str plain)
{
    return db_blob(crypto_seal(work->arena, work->site->key, plain));
}

/* ---- putting ---- */

static const char LETTER_PUT[] =
    "INSERT INTO outbox (id, kind, about, locale, recipient, subject, body_text, body_html,"
    " unsubscribe, state, attempts, next_at, answer, code, created_at)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'waiting', 0, $10, 'none', 0, $10)";

const struct fault *outbox_put(struct work *work, const struct letter *letter)
{
    if (letter->text.len > LETTER_PART_MOST || letter->html.len > LETTER_PART_MOST)
        return fault_new(work->arena, FAULT_TOO_LARGE, "outbox.too_large", "letter %s is too long",
                         letter->kind);
    return db_exec(work, LETTER_PUT,
                   P(db_new_id(work->clock), str_from_c(letter->kind), letter->about,
                     locale_name(letter->locale), sealed(work, letter->to),
                     sealed(work, letter->subject), sealed(work, letter->text),
                     sealed(work, letter->html), sealed(work, letter->unsubscribe.text),
                     clock_now(work->clock)),
                   NULL);
}

/* ---- claiming ---- */

static const char TRIED_LATELY[] = "SELECT COUNT(*) FROM outbox WHERE tried_at > $1";

/* A claim that has run out is due again: its node died. */
static const char LETTER_DUE[] = "SELECT id, attempts FROM outbox"
                                 " WHERE state IN ('waiting', 'sending') AND next_at <= $1"
                                 " ORDER BY next_at, id"
                                 " LIMIT 1";

/* Compare-and-set: of two nodes the second finds another number of attempts. */
static const char LETTER_CLAIM[] =
    "UPDATE outbox SET state = 'sending', attempts = attempts + 1, tried_at = $3, next_at = $4"
    " WHERE id = $1 AND attempts = $2 AND state IN ('waiting', 'sending') AND next_at <= $3"
    " RETURNING id, attempts, created_at, kind, about, locale, recipient, subject, body_text,"
    " body_html, unsubscribe";

static bool unsealed(struct work *work, const struct db_rows *rows, int column, struct str *ret)
{
    return crypto_unseal(work->arena, work->site->key, db_bytes(rows, column), ret);
}

static struct outbox_claim read_claim(struct work *work, const struct db_rows *rows)
{
    struct outbox_claim claim = {
        .id = db_int(rows, 0), .attempts = db_int(rows, 1), .created_at = db_instant(rows, 2)};
    struct letter *letter = &claim.letter;
    letter->kind = arena_c(work->arena, db_text(rows, 3));
    letter->about = db_int(rows, 4);
    (void)locale_from_name(db_text(rows, 5), &letter->locale);
    claim.is_readable =
        unsealed(work, rows, 6, &letter->to) && unsealed(work, rows, 7, &letter->subject) &&
        unsealed(work, rows, 8, &letter->text) && unsealed(work, rows, 9, &letter->html) &&
        unsealed(work, rows, 10, &letter->unsubscribe.text);
    return claim;
}

const struct fault *outbox_claim(struct work *work, int64_t most_per_minute,
                                 struct outbox_claim *ret_claim, bool *ret_is_there)
{
    struct instant now = clock_now(work->clock);
    struct instant until = {now.us + OUTBOX_LEASE_US};
    struct db_rows *rows;
    const struct fault *fault =
        db_one(work, TRIED_LATELY, P((struct instant){now.us - MINUTE_US}), &rows);
    *ret_is_there = false;
    if (fault || db_int(rows, 0) >= most_per_minute)
        return fault;
    fault = db_query(work, LETTER_DUE, P(now), &rows);
    if (fault || !db_next(rows))
        return fault;
    fault = db_query(work, LETTER_CLAIM, P(db_int(rows, 0), db_int(rows, 1), now, until), &rows);
    if (fault)
        return fault;
    *ret_is_there = db_next(rows);
    if (*ret_is_there)
        *ret_claim = read_claim(work, rows);
    return db_done(rows);
}

/* ---- settling ---- */

static const char LETTER_WAITS[] = "UPDATE outbox SET state = 'waiting', next_at = $3, answer = $4,"
                                   " code = $5"
                                   " WHERE id = $1 AND attempts = $2 AND state = 'sending'";
/* What was delivered is nobody's any more: only that it was. */
static const char LETTER_SENT[] =
    "UPDATE outbox SET state = 'sent', sent_at = $3, answer = $4, code = $5, recipient = $6,"
    " subject = $6, body_text = $6, body_html = $6, unsubscribe = $6"
    " WHERE id = $1 AND attempts = $2 AND state = 'sending'";
static const char LETTER_FAILED[] =
    "UPDATE outbox SET state = 'failed', failed_at = $3, answer = $4, code = $5"
    " WHERE id = $1 AND attempts = $2 AND state = 'sending'";

/* Tells the modules that a letter of theirs came back. */
static const struct fault *tell_bounce(struct work *work, const struct outbox_claim *claim,
                                       enum outbox_answer answer)
{
    const struct fault *fault = NULL;
    struct letter_bounce bounce = {.kind = str_from_c(claim->letter.kind),
                                   .about = claim->letter.about,
                                   .is_unknown_address = answer == ANSWER_UNKNOWN_ADDRESS};
    for (size_t i = 0; !fault && work->site->modules && work->site->modules[i]; i++)
        if (work->site->modules[i]->bounced)
            fault = work->site->modules[i]->bounced(work, &bounce);
    return fault;
}

const struct fault *outbox_settle(struct work *work, const struct outbox_claim *claim,
                                  const struct outbox_outcome *outcome)
{
    struct instant now = clock_now(work->clock);
    struct str answer = outbox_answer_name(outcome->answer);
    int64_t changed = 0;
    const struct fault *fault;
    if (outcome->state == OUTBOX_SENT)
        return db_exec(work, LETTER_SENT,
                       P(claim->id, claim->attempts, now, answer, outcome->code, db_blob(STR(""))),
                       NULL);
    if (outcome->state == OUTBOX_WAITING)
        return db_exec(work, LETTER_WAITS,
                       P(claim->id, claim->attempts, outcome->next_at, answer, outcome->code),
                       NULL);
    fault = db_exec(work, LETTER_FAILED, P(claim->id, claim->attempts, now, answer, outcome->code),
                    &changed);
    if (!fault && changed == 1)
        fault = tell_bounce(work, claim, outcome->answer);
    return fault;
}

/* ---- looking ---- */

#define ROW_COLUMNS "id, kind, state, answer, code, attempts, created_at, next_at, sent_at"

static const char LETTERS[] = "SELECT " ROW_COLUMNS " FROM outbox"
                              " WHERE id < $1"
                              " ORDER BY id DESC"
                              " LIMIT $2";
static const char LETTERS_IN_STATE[] = "SELECT " ROW_COLUMNS " FROM outbox"
                                       " WHERE state = $3 AND id < $1"
                                       " ORDER BY id DESC"
                                       " LIMIT $2";

static enum outbox_answer answer_from_name(struct str name)
{
    for (unsigned i = 0; i < ANSWER_COUNT; i++)
        if (str_equal(outbox_answer_name((enum outbox_answer)i), name))
            return (enum outbox_answer)i;
    return ANSWER_NONE;
}

static struct outbox_row read_row(const struct db_rows *rows)
{
    struct outbox_row row = {
        .id = db_int(rows, 0),
        .kind = db_text(rows, 1),
        .answer = answer_from_name(db_text(rows, 3)),
        .code = (int)db_int(rows, 4),
        .attempts = db_int(rows, 5),
        .created_at = db_instant(rows, 6),
        .sent_at = db_instant(rows, 8),
    };
    (void)outbox_state_from_name(db_text(rows, 2), &row.state);
    if (row.state == OUTBOX_WAITING)
        row.next_at = db_instant(rows, 7);
    return row;
}

const struct fault *outbox_list(struct work *work, enum outbox_state state, int64_t before,
                                int limit, outbox_rows *ret_rows)
{
    outbox_rows found = {0};
    struct db_rows *rows;
    const struct fault *fault;
    if (before == 0)
        before = INT64_MAX;
    if (state == OUTBOX_STATES)
        fault = db_query(work, LETTERS, P(before, limit), &rows);
    else
        fault = db_query(work, LETTERS_IN_STATE, P(before, limit, outbox_state_name(state)), &rows);
    if (fault)
        return fault;
    while (db_next(rows))
        *VEC_PUSH(&found, work->arena) = read_row(rows);
    *ret_rows = found;
    return db_done(rows);
}

static const char LETTER_COUNTS[] = "SELECT state, COUNT(*) FROM outbox"
                                    " GROUP BY state"
                                    " ORDER BY state"
                                    " LIMIT 10";

const struct fault *outbox_counts(struct work *work, int64_t ret_counts[OUTBOX_STATES])
{
    struct db_rows *rows;
    enum outbox_state state;
    const struct fault *fault = db_query(work, LETTER_COUNTS, P0, &rows);
    for (unsigned i = 0; i < OUTBOX_STATES; i++)
        ret_counts[i] = 0;
    while (!fault && db_next(rows))
        if (outbox_state_from_name(db_text(rows, 0), &state))
            ret_counts[state] = db_int(rows, 1);
    return fault ? fault : db_done(rows);
}

static const char LETTERS_WAITING[] = "SELECT COUNT(*) FROM outbox WHERE state = 'waiting'";
static const char LETTERS_STUCK[] = "SELECT COUNT(*) FROM outbox"
                                    " WHERE state = 'waiting' AND attempts > 0 AND created_at < $1";
static const char LETTERS_FAILED[] =
    "SELECT COUNT(*) FROM outbox WHERE state = 'failed' AND tried_at > $1";
static const char LETTER_PUT_OFF[] = "SELECT answer FROM outbox"
                                     " WHERE state = 'waiting' AND attempts > 0"
                                     " ORDER BY tried_at DESC, id DESC"
                                     " LIMIT 1";

static const struct fault *count(struct work *work, const char *sql, struct db_params params,
                                 int64_t *ret_count)
{
    struct db_rows *rows;
    const struct fault *fault = db_one(work, sql, params, &rows);
    if (!fault)
        *ret_count = db_int(rows, 0);
    return fault;
}

const struct fault *outbox_health(struct work *work, struct instant stuck_since,
                                  struct instant failed_since, struct outbox_health *ret_health)
{
    struct outbox_health health = {.answer = ANSWER_NONE};
    struct db_rows *rows;
    const struct fault *fault = count(work, LETTERS_WAITING, P0, &health.waiting);
    if (!fault)
        fault = count(work, LETTERS_STUCK, P(stuck_since), &health.stuck);
    if (!fault)
        fault = count(work, LETTERS_FAILED, P(failed_since), &health.failed);
    if (!fault)
        fault = db_query(work, LETTER_PUT_OFF, P0, &rows);
    if (fault)
        return fault;
    if (db_next(rows))
        health.answer = answer_from_name(db_text(rows, 0));
    *ret_health = health;
    return db_done(rows);
}

/* ---- looking closer ---- */

static const char LETTER_RECIPIENT[] = "SELECT recipient FROM outbox WHERE id = $1";
static const char LOOK_KEEP[] = "INSERT INTO outbox_look (id, letter_id, account_id, reason, at)"
                                " VALUES ($1, $2, $3, $4, $5)";

struct look {
    int64_t id;
    struct str reason;
    struct str masked;
};

static const struct fault *look(struct work *work, void *context)
{
    struct look *look = context;
    struct str address;
    struct db_rows *rows;
    const struct fault *fault = db_query(work, LETTER_RECIPIENT, P(look->id), &rows);
    if (fault)
        return fault;
    if (!db_next(rows))
        return fault_new(work->arena, FAULT_NOT_FOUND, "outbox.unknown", "no such letter");
    if (db_bytes(rows, 0).len == 0 || !unsealed(work, rows, 0, &address))
        return fault_new(work->arena, FAULT_GONE, "outbox.erased", "its address is erased");
    look->masked = mail_address_mask(work->arena, address);
    return db_exec(work, LOOK_KEEP,
                   P(db_new_id(work->clock), look->id, work->actor->account_id, look->reason,
                     clock_now(work->clock)),
                   NULL);
}

const struct fault *outbox_look(struct work *work, int64_t id, struct str reason,
                                struct str *ret_masked)
{
    struct look one = {.id = id, .reason = reason};
    const struct fault *fault = db_write(work, look, &one);
    if (!fault)
        *ret_masked = one.masked;
    return fault;
}

static const char LETTER_RETRY[] =
    "UPDATE outbox SET state = 'waiting', next_at = $2, created_at = $2, attempts = attempts + 1"
    " WHERE id = $1 AND state = 'failed'";

static const struct fault *retry(struct work *work, void *context)
{
    return db_exec_one(work, LETTER_RETRY, P(*(const int64_t *)context, clock_now(work->clock)),
                       "outbox.changed");
}

const struct fault *outbox_retry(struct work *work, int64_t id)
{
    return db_write(work, retry, &id);
}

/* ---- tidying ---- */

#define OLD_LETTERS                                                                                \
    "SELECT id FROM outbox"                                                                        \
    " WHERE (state = 'sent' AND sent_at < $1) OR (state = 'failed' AND failed_at < $1)"            \
    " ORDER BY id"                                                                                 \
    " LIMIT $2"
static const char LOOKS_TIDY[] = "DELETE FROM outbox_look WHERE letter_id IN"
                                 " (" OLD_LETTERS ")";
static const char LETTERS_TIDY[] = "DELETE FROM outbox WHERE id IN (" OLD_LETTERS ")";

static const struct fault *tidy(struct work *work, void *context)
{
    struct instant before = *(const struct instant *)context;
    const struct fault *fault = db_exec(work, LOOKS_TIDY, P(before, TIDIED), NULL);
    return fault ? fault : db_exec(work, LETTERS_TIDY, P(before, TIDIED), NULL);
}

const struct fault *outbox_tidy(struct work *work)
{
    struct instant before = {clock_now(work->clock).us - OUTBOX_KEPT_DAYS * DAY_US};
    return db_write(work, tidy, &before);
}

const char *const outbox_statements[] = {
    LETTER_PUT,       TRIED_LATELY,  LETTER_DUE,     LETTER_CLAIM,     LETTER_WAITS,
    LETTER_SENT,      LETTER_FAILED, LETTERS,        LETTERS_IN_STATE, LETTER_COUNTS,
    LETTERS_WAITING,  LETTERS_STUCK, LETTERS_FAILED, LETTER_PUT_OFF,   LOOK_KEEP,
    LETTER_RECIPIENT, LETTER_RETRY,  LOOKS_TIDY,     LETTERS_TIDY,     NULL,
};
