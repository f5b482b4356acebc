/*
 * Sealing and opening. Keys are wiped as soon as they were used.
 */
#include "civic/seal.h"

#include "civic/actor.h"
#include "civic/seal_store.h"
#include "civic/site.h"
#include "db/db.h"
#include "text/utf8.h"

#include <string.h>

static const struct fault *wrong_key(struct work *work, int64_t matter_id)
{
    return fault_new(work->arena, FAULT_UNAVAILABLE, "seal.key",
                     "keys/seal.key does not open matter %lld", (long long)matter_id);
}

/* ---- putting under seal ---- */

struct adding {
    int64_t matter_id;
    struct str text;
    bool needs_two;
    struct str box;
};

static const struct fault *unwrap(struct work *work, int64_t matter_id, struct str wrapped,
                                  uint8_t ret_key[CRYPTO_KEY_SIZE])
{
    struct str key;
    if (!crypto_unseal(work->arena, work->site->seal_key, wrapped, &key) ||
        key.len != CRYPTO_KEY_SIZE)
        return wrong_key(work, matter_id);
    memcpy(ret_key, key.ptr, CRYPTO_KEY_SIZE);
    crypto_wipe((void *)(uintptr_t)key.ptr, key.len);
    return NULL;
}

static const struct fault *make_key(struct work *work, const struct adding *adding,
                                    uint8_t ret_key[CRYPTO_KEY_SIZE])
{
    crypto_random(ret_key, CRYPTO_KEY_SIZE);
    return sealed_case_insert(work, adding->matter_id,
                              crypto_seal(work->arena, work->site->seal_key,
                                          (struct str){(const char *)ret_key, CRYPTO_KEY_SIZE}),
                              adding->needs_two);
}

/* The words in a box under the key of the matter, which is made with the first. */
static const struct fault *box(struct work *work, void *context)
{
    struct adding *adding = context;
    uint8_t key[CRYPTO_KEY_SIZE] = {0};
    struct str wrapped;
    bool needs_two;
    const struct fault *fault = sealed_case_load(work, adding->matter_id, &wrapped, &needs_two);
    if (!fault)
        fault = wrapped.len ? unwrap(work, adding->matter_id, wrapped, key)
                            : make_key(work, adding, key);
    if (!fault)
        adding->box = crypto_seal(work->arena, key, adding->text);
    crypto_wipe(key, sizeof(key));
    return fault;
}

static const struct fault *add(struct work *work, void *context)
{
    struct adding *adding = context;
    const struct fault *fault = box(work, adding);
    return fault ? fault : sealed_text_insert(work, adding->matter_id, adding->box);
}

const struct fault *seal_add(struct work *work, int64_t matter_id, struct str text, bool needs_two)
{
    struct adding adding = {.matter_id = matter_id, .text = text, .needs_two = needs_two};
    return db_write(work, add, &adding);
}

const struct fault *seal_box(struct work *work, int64_t matter_id, struct str text,
                             struct str *ret_box)
{
    struct adding adding = {.matter_id = matter_id, .text = text};
    const struct fault *fault = db_write(work, box, &adding);
    if (!fault)
        *ret_box = adding.box;
    return fault;
}

/* All that is under the seal of a matter. */
static const struct fault *unseal(struct work *work, int64_t matter_id, struct str wrapped,
                                  sealed_text_list *ret_texts)
{
    uint8_t key[CRYPTO_KEY_SIZE] = {0};
    const struct fault *fault = sealed_text_list_of(work, matter_id, ret_texts);
    if (!fault)
        fault = unwrap(work, matter_id, wrapped, key);
    for (size_t i = 0; !fault && i < ret_texts->count; i++) {
        struct str box = ret_texts->items[i].text;
        if (!crypto_unseal(work->arena, key, box, &ret_texts->items[i].text))
            fault = wrong_key(work, matter_id);
    }
    crypto_wipe(key, sizeof(key));
    return fault;
}

struct copying {
    int64_t from_id;
    int64_t to_id;
    bool needs_two;
};

static const struct fault *copy(struct work *work, void *context)
{
    const struct copying *copying = context;
    sealed_text_list texts = {0};
    struct str wrapped;
    bool needs_two;
    const struct fault *fault = sealed_case_load(work, copying->from_id, &wrapped, &needs_two);
    if (!fault && wrapped.len > 0)
        fault = unseal(work, copying->from_id, wrapped, &texts);
    for (size_t i = 0; !fault && i < texts.count; i++) {
        struct str text = texts.items[i].text;
        fault = seal_add(work, copying->to_id, text, needs_two || copying->needs_two);
        crypto_wipe((void *)(uintptr_t)text.ptr, text.len);
    }
    return fault;
}

const struct fault *seal_copy(struct work *work, int64_t from_id, int64_t matter_id, bool needs_two)
{
    struct copying copying = {from_id, matter_id, needs_two};
    return db_write(work, copy, &copying);
}

const struct fault *seal_need_two(struct work *work, int64_t matter_id)
{
    return sealed_case_need_two(work, matter_id);
}

const struct fault *seal_state(struct work *work, int64_t matter_id, bool *ret_is_sealed,
                               bool *ret_needs_two)
{
    struct str wrapped;
    const struct fault *fault = sealed_case_load(work, matter_id, &wrapped, ret_needs_two);
    if (!fault)
        *ret_is_sealed = wrapped.len > 0;
    return fault;
}

/* ---- opening ---- */

const struct fault *seal_must_open(struct work *work, const struct matter *matter)
{
    const struct fault *fault = matter_must_read(work, matter);
    if (fault || (matter->official_id && matter->official_id == work->actor->account_id))
        return fault;
    return actor_must(work, ROLE_BIT(ROLE_LEADER), matter->unit_id);
}

struct asking {
    const struct matter *matter;
    struct str reason;
    int64_t opening;
};

static const struct fault *ask(struct work *work, void *context)
{
    struct asking *asking = context;
    const struct fault *fault = seal_must_open(work, asking->matter);
    return fault ? fault
                 : seal_opening_insert(work, asking->matter, asking->reason, &asking->opening);
}

const struct fault *seal_ask(struct work *work, const struct matter *matter, struct str reason,
                             int64_t *ret_opening)
{
    struct asking asking = {matter, str_trim(reason), 0};
    size_t length = utf8_count(asking.reason);
    const struct fault *fault;
    if (length < SEAL_REASON_LEAST || length > SEAL_REASON_MOST)
        return fault_field(work->arena, "reason", "seal.reason");
    fault = db_write(work, ask, &asking);
    if (!fault)
        *ret_opening = asking.opening;
    return fault;
}

/* The opening among those of the matter; NULL where it is none of them. */
static const struct fault *find_opening(struct work *work, int64_t matter_id, int64_t id,
                                        const struct seal_opening **ret_opening)
{
    seal_opening_list openings;
    const struct fault *fault = seal_log(work, matter_id, &openings);
    if (fault)
        return fault;
    for (size_t i = 0; i < openings.count; i++)
        if (openings.items[i].id == id) {
            *ret_opening = &openings.items[i];
            return NULL;
        }
    return fault_new(work->arena, FAULT_NOT_FOUND, "seal.no_opening", "no opening %lld",
                     (long long)id);
}

static const struct fault *agree(struct work *work, void *context)
{
    const struct asking *asking = context;
    const struct seal_opening *opening;
    const struct fault *fault = seal_must_open(work, asking->matter);
    if (!fault)
        fault = find_opening(work, asking->matter->id, asking->opening, &opening);
    if (fault)
        return fault;
    if (opening->account_id == work->actor->account_id)
        return fault_new(work->arena, FAULT_FORBIDDEN, "seal.same_eyes",
                         "account %lld agrees with itself", (long long)opening->account_id);
    return seal_second_insert(work, opening->id);
}

const struct fault *seal_agree(struct work *work, const struct matter *matter, int64_t opening)
{
    struct asking asking = {.matter = matter, .opening = opening};
    return db_write(work, agree, &asking);
}

/* ---- reading ---- */

static const struct fault *not_open(struct work *work, int64_t opening)
{
    return fault_new(work->arena, FAULT_FORBIDDEN, "seal.not_open", "opening %lld is not open",
                     (long long)opening);
}

static const struct fault *must_be_open(struct work *work, const struct matter *matter, int64_t id)
{
    const struct seal_opening *opening;
    struct instant since;
    struct str wrapped;
    bool needs_two;
    const struct fault *fault = seal_must_open(work, matter);
    if (!fault)
        fault = sealed_case_load(work, matter->id, &wrapped, &needs_two);
    if (!fault)
        fault = find_opening(work, matter->id, id, &opening);
    if (fault)
        return fault;
    if (opening->account_id != work->actor->account_id || (needs_two && !opening->second_id))
        return not_open(work, id);
    since = needs_two ? opening->second_at : opening->at;
    if (clock_now(work->clock).us - since.us > (int64_t)SEAL_OPEN_SECONDS * 1000 * 1000)
        return not_open(work, id);
    return NULL;
}

const struct fault *seal_read(struct work *work, const struct matter *matter, int64_t opening,
                              sealed_text_list *ret_texts)
{
    sealed_text_list texts;
    struct str wrapped;
    bool needs_two;
    const struct fault *fault = must_be_open(work, matter, opening);
    if (!fault)
        fault = sealed_case_load(work, matter->id, &wrapped, &needs_two);
    if (!fault)
        fault = unseal(work, matter->id, wrapped, &texts);
    if (!fault)
        *ret_texts = texts;
    return fault;
}

const struct fault *seal_unbox(struct work *work, const struct matter *matter, int64_t opening,
                               struct str box, struct str *ret_text)
{
    uint8_t key[CRYPTO_KEY_SIZE] = {0};
    struct str wrapped;
    bool needs_two;
    const struct fault *fault = must_be_open(work, matter, opening);
    if (!fault)
        fault = sealed_case_load(work, matter->id, &wrapped, &needs_two);
    if (!fault)
        fault = unwrap(work, matter->id, wrapped, key);
    if (!fault && !crypto_unseal(work->arena, key, box, ret_text))
        fault = wrong_key(work, matter->id);
    crypto_wipe(key, sizeof(key));
    return fault;
}

/* ---- what is not sent yet ---- */

static void token_key(struct work *work, struct str token, const char *purpose,
                      uint8_t ret_key[CRYPTO_DIGEST_SIZE])
{
    struct str seal_key = {(const char *)work->site->seal_key, CRYPTO_KEY_SIZE};
    crypto_digest_keyed(seal_key, arena_printf(work->arena, "%s " PRISTR, purpose, STRARG(token)),
                        ret_key);
}

struct str seal_with_token(struct work *work, struct str token, struct str text)
{
    uint8_t key[CRYPTO_DIGEST_SIZE];
    struct str box;
    token_key(work, token, "draft", key);
    box = crypto_seal(work->arena, key, text);
    crypto_wipe(key, sizeof(key));
    return box;
}

bool seal_open_with_token(struct work *work, struct str token, struct str box, struct str *ret_text)
{
    uint8_t key[CRYPTO_DIGEST_SIZE];
    bool is_open;
    token_key(work, token, "draft", key);
    is_open = crypto_unseal(work->arena, key, box, ret_text);
    crypto_wipe(key, sizeof(key));
    return is_open;
}

struct str seal_token_digest(struct work *work, struct str token)
{
    uint8_t digest[CRYPTO_DIGEST_SIZE];
    token_key(work, token, "name of a draft", digest);
    return crypto_hex(work->arena, digest, sizeof(digest));
}
