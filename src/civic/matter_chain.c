/*
 * Hashing and proving. The chain says what happened and can be recomputed by everybody;
 * the proof says that it was this site that said so.
 */
#include "civic/matter_chain.h"

#include "base/buf.h"
#include "base/crypto.h"
#include "civic/matter_relation.h"
#include "civic/matter_store.h"
#include "civic/site.h"
#include "db/db.h"

#include <stdlib.h>

enum {
    EVENT_BYTES = 1024 * 1024
};

static void add_text(struct buf *buf, struct str text)
{
    buf_printf(buf, "%zu:", text.len);
    buf_add(buf, text);
}

static void add_number(struct buf *buf, int64_t number)
{
    buf_add_int(buf, number);
    buf_add_byte(buf, ';');
}

static struct str digest_of(struct work *work, const struct buf *buf)
{
    uint8_t digest[CRYPTO_DIGEST_SIZE];
    crypto_sha256(buf_str(buf), digest);
    return arena_copy(work->arena, (struct str){(const char *)digest, sizeof(digest)});
}

static void add_received(struct buf *buf, const struct matter *matter)
{
    add_text(buf, matter->code);
    add_text(buf, matter->kind);
    add_text(buf, matter->title);
    add_text(buf, matter->content);
    add_text(buf, matter->source);
    add_number(buf, matter->received_on.days);
}

static void add_party(struct buf *buf, const struct matter_party *party)
{
    add_text(buf, party->part);
    add_text(buf, party->name);
    add_text(buf, party->address);
    add_text(buf, party->phone);
    add_text(buf, party->email);
}

static int compare_parts(const void *a, const void *b)
{
    return str_compare(*(const struct str *)a, *(const struct str *)b);
}

/* Whether no party before number `at` has its part. */
static bool is_first_of_part(const struct matter_party *parties, size_t at)
{
    for (size_t i = 0; i < at; i++)
        if (str_equal(parties[i].part, parties[at].part))
            return false;
    return true;
}

/* Part by part, so that it does not matter which part is read first; of a part in order. */
struct str matter_chain_begin(struct work *work, const struct matter *matter,
                              const struct matter_party *parties, size_t count)
{
    struct buf buf = buf_init(work->arena, EVENT_BYTES);
    VEC(struct str) parts = {0};
    add_received(&buf, matter);
    add_number(&buf, (int64_t)count);
    for (size_t i = 0; i < count; i++)
        if (is_first_of_part(parties, i))
            *VEC_PUSH(&parts, work->arena) = parties[i].part;
    if (parts.count > 1)
        qsort(parts.items, parts.count, sizeof(*parts.items), compare_parts);
    for (size_t k = 0; k < parts.count; k++)
        for (size_t i = 0; i < count; i++)
            if (str_equal(parties[i].part, parts.items[k]))
                add_party(&buf, &parties[i]);
    return digest_of(work, &buf);
}

/* As chains began before parties were under them. */
static struct str begin_without_parties(struct work *work, const struct matter *matter)
{
    struct buf buf = buf_init(work->arena, EVENT_BYTES);
    add_received(&buf, matter);
    return digest_of(work, &buf);
}

struct str matter_event_hash(struct work *work, int64_t matter_id, struct str before,
                             const struct matter_event *event)
{
    struct buf buf = buf_init(work->arena, EVENT_BYTES);
    add_text(&buf, before);
    add_number(&buf, matter_id);
    add_number(&buf, event->seq);
    add_number(&buf, event->at.us);
    add_number(&buf, event->happened_on.days);
    add_text(&buf, event->actor_kind);
    add_number(&buf, event->actor_id);
    add_text(&buf, event->action);
    add_text(&buf, event->from_state);
    add_text(&buf, event->to_state);
    add_text(&buf, event->note);
    add_text(&buf, event->answer);
    return digest_of(work, &buf);
}

static void add_clock(struct buf *buf, const struct matter_clock *clock)
{
    add_text(buf, clock->rule);
    add_number(buf, clock->started_on.days);
    add_number(buf, clock->due_on.days);
    add_number(buf, clock->opened_seq);
    add_number(buf, clock->closed_seq);
    add_number(buf, clock->closed_on.days);
    add_number(buf, clock->suspended_on.days);
    add_text(buf, clock->suspensions);
    add_number(buf, clock->extensions);
}

static struct str proof_of(struct work *work, const struct matter *matter,
                           const struct clock_list *clocks, bool with_key)
{
    struct str site_key = {(const char *)work->site->key, CRYPTO_KEY_SIZE};
    struct buf buf = buf_init(work->arena, EVENT_BYTES);
    uint8_t digest[CRYPTO_DIGEST_SIZE];
    add_text(&buf, with_key ? STR("matter and key") : STR("matter"));
    if (with_key)
        add_text(&buf, matter->key_digest);
    add_number(&buf, matter->id);
    add_number(&buf, matter->version);
    add_text(&buf, matter->chain_head);
    add_text(&buf, matter->code);
    add_text(&buf, matter->kind);
    add_number(&buf, matter->unit_id);
    add_number(&buf, matter->official_id);
    add_number(&buf, matter->superior_id);
    add_text(&buf, matter->state);
    add_number(&buf, (int64_t)matter->phase);
    add_number(&buf, matter->due_on.days);
    add_text(&buf, visibility_name(matter->visibility));
    add_text(&buf, matter->facts);
    add_number(&buf, matter->opened_at.us);
    add_number(&buf, matter->closed_at.us);
    for (size_t i = 0; i < clocks->count; i++)
        add_clock(&buf, &clocks->items[i].clock);
    crypto_digest_keyed(site_key, buf_str(&buf), digest);
    return arena_copy(work->arena, (struct str){(const char *)digest, sizeof(digest)});
}

struct str matter_proof(struct work *work, const struct matter *matter,
                        const struct clock_list *clocks)
{
    return proof_of(work, matter, clocks, true);
}

struct str matter_proof_without_key(struct work *work, const struct matter *matter,
                                    const struct clock_list *clocks)
{
    return proof_of(work, matter, clocks, false);
}

bool matter_is_proved(struct work *work, const struct matter *matter,
                      const struct clock_list *clocks)
{
    return str_equal_secret(matter->proof, matter_proof(work, matter, clocks)) ||
           str_equal_secret(matter->proof, matter_proof_without_key(work, matter, clocks));
}

struct str matter_key_of(struct work *work, struct str key)
{
    struct str site_key = {(const char *)work->site->key, CRYPTO_KEY_SIZE};
    uint8_t digest[CRYPTO_DIGEST_SIZE];
    crypto_digest_keyed(site_key, arena_printf(work->arena, "look-up " PRISTR, STRARG(key)),
                        digest);
    return arena_copy(work->arena, (struct str){(const char *)digest, sizeof(digest)});
}

/* The matter under another key, proved where it was. */
static const struct fault *put_key(struct work *work, int64_t id, struct str digest)
{
    struct matter matter;
    struct clock_list clocks;
    bool was_proved;
    const struct fault *fault = matter_load(work, id, &matter);
    if (!fault)
        fault = clocks_load(work, id, &clocks);
    if (fault)
        return fault;
    was_proved = matter_is_proved(work, &matter, &clocks);
    matter.key_digest = digest;
    if (was_proved)
        matter.proof = matter_proof(work, &matter, &clocks);
    return matter_put_key(work, &matter);
}

const struct fault *matter_share_key(struct work *work, int64_t id, int64_t from_id)
{
    struct matter from;
    const struct fault *fault = matter_load(work, from_id, &from);
    return fault ? fault : put_key(work, id, from.key_digest);
}

const struct fault *matter_new_key(struct work *work, int64_t id, struct str *ret_key)
{
    *ret_key = matter_key(work->arena);
    return put_key(work, id, matter_key_of(work, *ret_key));
}

static const struct fault *broken(struct work *work, const struct matter *matter, int64_t seq)
{
    struct fault *fault =
        fault_new(work->arena, FAULT_CONFLICT, "matter.chain", "matter " PRISTR ", event %lld",
                  STRARG(matter->code), (long long)seq);
    fault_with(fault, "code", matter->code);
    return fault_with(fault, "seq", arena_printf(work->arena, "%lld", (long long)seq));
}

/* What the first event's hash was made with: what was received, with its parties; of
 * matters opened by an older version without them, or nothing. */
static const struct fault *begin_of(struct work *work, const struct matter *matter,
                                    const matter_event_list *events, struct str *ret_begin)
{
    const struct str older[] = {STR(""), begin_without_parties(work, matter)};
    const struct matter_event *first = events->items;
    matter_party_list parties;
    const struct fault *fault = matter_parties(work, matter->id, &parties);
    if (fault)
        return fault;
    *ret_begin = matter_chain_begin(work, matter, parties.items, parties.count);
    for (size_t i = 0; events->count > 0 && i < sizeof(older) / sizeof(older[0]); i++)
        if (str_equal(matter_event_hash(work, matter->id, older[i], first), first->hash))
            *ret_begin = older[i];
    return NULL;
}

static const struct fault *not_proved(struct work *work, const struct matter *matter,
                                      const char *key)
{
    struct fault *fault =
        fault_new(work->arena, FAULT_CONFLICT, key, "matter " PRISTR, STRARG(matter->code));
    return fault_with(fault, "code", matter->code);
}

/* Whom it is about are as many as events named and did not take back: who is taken out by
 * hand could open the file. */
static const struct fault *verify_respondents(struct work *work, const struct matter *matter,
                                              const matter_event_list *events)
{
    matter_person_list people;
    size_t named = 0;
    const struct fault *fault = matter_respondents(work, matter->id, &people);
    if (fault)
        return fault;
    for (size_t i = 0; i < events->count; i++) {
        named += str_equal(events->items[i].action, STR("respondent"));
        named -= str_equal(events->items[i].action, STR("not-respondent"));
    }
    return named == people.count ? NULL : not_proved(work, matter, "matter.respondents");
}

/* The chain alone, without the proof. */
static const struct fault *verify_chain(struct work *work, const struct matter *matter)
{
    matter_event_list events;
    struct str before;
    int64_t last_seq;
    const struct fault *fault = matter_events(work, matter->id, &events);
    if (!fault)
        fault = span_last_seq(work, matter->id, &last_seq);
    if (!fault)
        fault = begin_of(work, matter, &events, &before);
    if (fault)
        return fault;
    for (size_t i = 0; i < events.count; i++) {
        struct str hash = matter_event_hash(work, matter->id, before, &events.items[i]);
        if (events.items[i].seq != (int64_t)i + 1 || !str_equal(hash, events.items[i].hash))
            return broken(work, matter, (int64_t)i + 1);
        before = hash;
    }
    if (matter->version != (int64_t)events.count || !str_equal(before, matter->chain_head))
        return broken(work, matter, matter->version);
    /* the last events taken away, and the matter made to look as if they never were */
    if (last_seq > matter->version)
        return broken(work, matter, last_seq);
    if (events.count > 0 && !str_equal(events.items[events.count - 1].to_state, matter->state))
        return broken(work, matter, matter->version);
    return verify_respondents(work, matter, &events);
}

/* ---- spans ---- */

static const struct matter_event *event_at(const matter_event_list *events, int64_t seq)
{
    return seq >= 1 && seq <= (int64_t)events->count ? &events->items[seq - 1] : NULL;
}

static bool is_closed(const struct matter_kind *kind, struct str state)
{
    const struct lifecycle_state *found = kind_state(kind, state);
    return found && found->phase == PHASE_CLOSED;
}

/* What ended a span: where it was moved, what began the next; else what closed the matter. */
static const struct matter_event *end_of(const struct matter_kind *kind,
                                         const matter_event_list *events,
                                         const struct matter_span *span,
                                         const struct matter_span *next)
{
    if (str_equal(span->ended_by, STR("moved")))
        return next ? event_at(events, next->seq) : NULL;
    for (int64_t seq = span->seq + 1; event_at(events, seq) && (!next || seq < next->seq); seq++)
        if (is_closed(kind, event_at(events, seq)->to_state))
            return event_at(events, seq);
    return NULL;
}

struct spanning {
    const struct matter *matter;
    const struct matter_kind *kind;
    matter_event_list events;
    matter_span_list spans;
    const struct clock_list *clocks;
};

/* Whether span `i` is what the events say; figures are counted from it. */
static bool span_holds(const struct spanning *on, size_t i)
{
    const struct matter_span *span = &on->spans.items[i];
    const struct matter_span *last = i > 0 ? span - 1 : NULL;
    const struct matter_span *next = i + 1 < on->spans.count ? span + 1 : NULL;
    const struct matter_event *began = event_at(&on->events, span->seq);
    const struct matter_event *ended;
    struct str by = !last                                     ? STR("received")
                    : str_equal(last->ended_by, STR("moved")) ? STR("moved")
                                                              : STR("reopened");
    struct civil_date day;
    if (!began || began->happened_on.days != span->began_on.days || !str_equal(span->began_by, by))
        return false;
    if (date_is_none(span->ended_on))
        return !next && !span->is_late && on->matter->phase != PHASE_CLOSED &&
               span->unit_id == on->matter->unit_id;
    ended = end_of(on->kind, &on->events, span, next);
    if (!ended)
        return false;
    day =
        date_compare(ended->happened_on, span->began_on) > 0 ? ended->happened_on : span->began_on;
    return day.days == span->ended_on.days &&
           span->is_late == (str_equal(span->ended_by, STR("closed")) &&
                             clocks_closed_late(on->clocks, ended->seq));
}

/* The times in which it lay open, from which figures are counted, follow from events. */
static const struct fault *verify_spans(struct work *work, const struct matter *matter,
                                        const struct clock_list *clocks)
{
    struct spanning on = {
        .matter = matter, .kind = kind_find(work, matter->kind), .clocks = clocks};
    bool is_good;
    const struct fault *fault = matter_events(work, matter->id, &on.events);
    if (!fault)
        fault = spans_load(work, matter->id, &on.spans);
    if (fault || !on.kind)
        return fault;
    is_good = on.spans.count > 0 && (date_is_none(on.spans.items[on.spans.count - 1].ended_on) ==
                                     (matter->phase != PHASE_CLOSED));
    for (size_t i = 0; i < on.spans.count; i++)
        is_good = is_good && span_holds(&on, i);
    return is_good ? NULL : not_proved(work, matter, "matter.spans");
}

const struct fault *matter_verify(struct work *work, int64_t id)
{
    struct matter matter;
    struct clock_list clocks;
    const struct fault *fault = matter_load(work, id, &matter);
    if (!fault)
        fault = verify_chain(work, &matter);
    if (!fault)
        fault = clocks_load(work, id, &clocks);
    if (fault)
        return fault;
    if (matter.proof.len == 0)
        return not_proved(work, &matter, "matter.unproved");
    if (!matter_is_proved(work, &matter, &clocks))
        return not_proved(work, &matter, "matter.proof");
    return verify_spans(work, &matter, &clocks);
}

struct proving {
    int64_t id;
    bool is_new;
};

static const struct fault *prove(struct work *work, void *context)
{
    struct proving *proving = context;
    struct matter matter;
    struct clock_list clocks;
    const struct fault *fault = matter_load(work, proving->id, &matter);
    proving->is_new = !fault && matter.proof.len == 0;
    if (fault || !proving->is_new)
        return fault;
    fault = verify_chain(work, &matter);
    if (!fault)
        fault = clocks_load(work, matter.id, &clocks);
    if (fault)
        return fault;
    matter.proof = matter_proof(work, &matter, &clocks);
    return matter_put_proof(work, &matter);
}

const struct fault *matter_prove(struct work *work, int64_t id, bool *ret_is_new)
{
    struct proving proving = {.id = id};
    const struct fault *fault = db_write(work, prove, &proving);
    if (!fault)
        *ret_is_new = proving.is_new;
    return fault;
}

/* ---- numbers ---- */

/* BLAKE2b under the site's key over the proof of the numbers before, the number and the
 * matter that has it. So the newest cannot be taken away with their numbers, nor can others
 * take their places. */
static void number_proof(struct work *work, struct buf *buf, const struct matter_series *series,
                         int64_t number, int64_t id, struct str before,
                         uint8_t ret_digest[CRYPTO_DIGEST_SIZE])
{
    buf->len = 0;
    add_text(buf, STR("number"));
    add_text(buf, series->prefix);
    add_number(buf, series->year);
    add_number(buf, number);
    add_number(buf, id);
    add_text(buf, before);
    crypto_digest_keyed((struct str){(const char *)work->site->key, CRYPTO_KEY_SIZE}, buf_str(buf),
                        ret_digest);
}

const struct fault *matter_take_number(struct work *work, struct str prefix, int year, int64_t id,
                                       int64_t *ret_number)
{
    struct matter_series series = {.prefix = prefix, .year = year};
    struct buf buf = buf_init(work->arena, EVENT_BYTES);
    uint8_t digest[CRYPTO_DIGEST_SIZE];
    const struct fault *fault = matter_next_number(work, &series);
    if (fault)
        return fault;
    *ret_number = series.last;
    if (series.last > 1 && series.proof.len == 0)
        return NULL;
    number_proof(work, &buf, &series, series.last, id, series.proof, digest);
    series.proof = arena_copy(work->arena, (struct str){(const char *)digest, sizeof(digest)});
    return matter_put_series_proof(work, &series);
}

/* As it was made number by number. */
static const struct fault *prove_again(struct work *work, const struct matter_series *series,
                                       struct str *ret_proof)
{
    struct buf buf = buf_init(work->arena, EVENT_BYTES);
    uint8_t digest[CRYPTO_DIGEST_SIZE];
    struct str proof = STR("");
    int64_t number = 0;
    struct db_rows *rows;
    const struct fault *fault = matter_series_ids(work, series, &rows);
    if (fault)
        return fault;
    while (db_next(rows)) {
        number_proof(work, &buf, series, ++number, db_int(rows, 0), proof, digest);
        proof = (struct str){(const char *)digest, sizeof(digest)};
    }
    *ret_proof = arena_copy(work->arena, proof);
    return db_done(rows);
}

static const struct fault *series_fault(struct work *work, const struct matter_series *series,
                                        const char *key)
{
    int64_t missing = series->last - series->count;
    struct fault *fault = fault_new(work->arena, FAULT_CONFLICT, key, PRISTR "-%lld: %lld of %lld",
                                    STRARG(series->prefix), (long long)series->year,
                                    (long long)series->count, (long long)series->last);
    fault_with(fault, "prefix", series->prefix);
    fault_with(fault, "year", arena_printf(work->arena, "%lld", (long long)series->year));
    return fault_with(fault, "count", arena_printf(work->arena, "%lld", (long long)missing));
}

static const struct fault *verify_series(struct work *work, const struct matter_series *series)
{
    struct str proof;
    const struct fault *fault;
    if (series->count < series->last)
        return series_fault(work, series, "matter.missing");
    if (series->proof.len == 0)
        return series_fault(work, series, "matter.series.unproved");
    fault = prove_again(work, series, &proof);
    if (fault)
        return fault;
    return str_equal_secret(proof, series->proof) ? NULL
                                                  : series_fault(work, series, "matter.series");
}

const struct fault *matter_verify_numbers(struct work *work)
{
    matter_series_list all;
    const struct fault *fault = matter_all_series(work, &all);
    for (size_t i = 0; !fault && i < all.count; i++)
        fault = verify_series(work, &all.items[i]);
    return fault;
}

static const struct fault *prove_numbers(struct work *work, void *context)
{
    matter_series_list all;
    const struct fault *fault = matter_all_series(work, &all);
    (void)context;
    for (size_t i = 0; !fault && i < all.count; i++) {
        struct matter_series *series = &all.items[i];
        if (series->proof.len > 0 || series->count != series->last)
            continue;
        fault = prove_again(work, series, &series->proof);
        if (!fault)
            fault = matter_put_series_proof(work, series);
    }
    return fault;
}

const struct fault *matter_prove_numbers(struct work *work)
{
    return db_write(work, prove_numbers, NULL);
}
