/*
 * Hashing and proving.
 */
#include "civic/matter_chain.h"

#include "base/buf.h"
#include "base/crypto.h"
#include "civic/matter_store.h"

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

struct str matter_chain_begin(struct work *work, const struct matter *matter)
{
    struct buf buf = buf_init(work->arena, EVENT_BYTES);
    add_text(&buf, matter->code);
    add_text(&buf, matter->kind);
    add_text(&buf, matter->title);
    add_text(&buf, matter->content);
    add_text(&buf, matter->source);
    add_number(&buf, matter->received_on.days);
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

static const struct fault *broken(struct work *work, const struct matter *matter, int64_t seq)
{
    struct fault *fault =
        fault_new(work->arena, FAULT_CONFLICT, "matter.chain", "matter " PRISTR ", event %lld",
                  STRARG(matter->code), (long long)seq);
    fault_with(fault, "code", matter->code);
    return fault_with(fault, "seq", arena_printf(work->arena, "%lld", (long long)seq));
}

/* What the first event's hash was made with: of matters opened before the chain began
 * with what was received, nothing. */
static struct str begin_of(struct work *work, const struct matter *matter,
                           const matter_event_list *events)
{
    const struct matter_event *first = events->items;
    struct str nothing = STR("");
    if (events->count > 0 &&
        str_equal(matter_event_hash(work, matter->id, nothing, first), first->hash))
        return nothing;
    return matter_chain_begin(work, matter);
}

const struct fault *matter_verify(struct work *work, int64_t id)
{
    struct matter matter;
    matter_event_list events;
    struct str before;
    int64_t last_seq;
    const struct fault *fault = matter_load(work, id, &matter);
    if (!fault)
        fault = matter_events(work, id, &events);
    if (!fault)
        fault = span_last_seq(work, id, &last_seq);
    if (fault)
        return fault;
    before = begin_of(work, &matter, &events);
    for (size_t i = 0; i < events.count; i++) {
        struct str hash = matter_event_hash(work, id, before, &events.items[i]);
        if (events.items[i].seq != (int64_t)i + 1 || !str_equal(hash, events.items[i].hash))
            return broken(work, &matter, (int64_t)i + 1);
        before = hash;
    }
    if (matter.version != (int64_t)events.count || !str_equal(before, matter.chain_head))
        return broken(work, &matter, matter.version);
    /* the last events taken away, and the matter made to look as if they never were */
    if (last_seq > matter.version)
        return broken(work, &matter, last_seq);
    if (events.count > 0 && !str_equal(events.items[events.count - 1].to_state, matter.state))
        return broken(work, &matter, matter.version);
    return NULL;
}
