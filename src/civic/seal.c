/*
 * Sealing and opening. Keys are wiped as soon as they were used.
 */
#include "civic/seal.h"

#include "base/buf.h"
#include "civic/actor.h"
#include "civic/seal_store.h"
#include "civic/site.h"
#include "db/db.h"
#include "text/message.h"
#include "text/utf8.h"

#include <string.h>

enum {
    PEOPLE_BYTES = 64 * 1024,
    PAST_STEP = 50 /* matters read at once */
};

static const struct fault *wrong_key(struct work *work, int64_t matter_id)
{
    return fault_new(work->arena, FAULT_UNAVAILABLE, "seal.key",
                     "keys/seal.key does not open matter %lld", (long long)matter_id);
}

/* ---- adding under seal ---- */

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

static const struct fault *put_people(struct work *work, void *context)
{
    struct adding *adding = context;
    const struct fault *fault = box(work, adding);
    return fault ? fault : sealed_people_insert(work, adding->matter_id, adding->box);
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

/* Opens boxes where they lie. */
static const struct fault *unseal_boxes(struct work *work, int64_t matter_id, struct str wrapped,
                                        sealed_text_list *boxes)
{
    uint8_t key[CRYPTO_KEY_SIZE] = {0};
    const struct fault *fault = unwrap(work, matter_id, wrapped, key);
    for (size_t i = 0; !fault && i < boxes->count; i++) {
        struct str box = boxes->items[i].text;
        if (!crypto_unseal(work->arena, key, box, &boxes->items[i].text))
            fault = wrong_key(work, matter_id);
    }
    crypto_wipe(key, sizeof(key));
    return fault;
}

static void wipe(const sealed_text_list *texts)
{
    for (size_t i = 0; i < texts->count; i++)
        crypto_wipe((void *)(uintptr_t)texts->items[i].text.ptr, texts->items[i].text.len);
}

/* All that is under the seal of a matter. */
static const struct fault *unseal(struct work *work, int64_t matter_id, struct str wrapped,
                                  sealed_text_list *ret_texts)
{
    const struct fault *fault = sealed_text_list_of(work, matter_id, ret_texts);
    return fault ? fault : unseal_boxes(work, matter_id, wrapped, ret_texts);
}

/* ---- who it is ---- */

/* Four lines a person. */
const struct fault *seal_people(struct work *work, int64_t matter_id, const redact_people *people)
{
    struct buf lines = buf_init(work->arena, PEOPLE_BYTES);
    struct adding adding = {.matter_id = matter_id};
    const struct fault *fault;
    for (size_t i = 0; i < people->count; i++) {
        const struct redact_person *person = &people->items[i];
        buf_printf(&lines, PRISTR "\n" PRISTR "\n" PRISTR "\n" PRISTR "\n", STRARG(person->name),
                   STRARG(person->address), STRARG(person->phone), STRARG(person->email));
    }
    adding.text = buf_str(&lines);
    if (adding.text.len == 0)
        return NULL;
    fault = db_write(work, put_people, &adding);
    crypto_wipe((void *)(uintptr_t)adding.text.ptr, adding.text.len);
    return fault;
}

static void read_people(struct arena *arena, struct str lines, redact_people *people)
{
    while (lines.len > 0) {
        struct redact_person *person = VEC_PUSH(people, arena);
        person->name = str_cut(&lines, '\n');
        person->address = str_cut(&lines, '\n');
        person->phone = str_cut(&lines, '\n');
        person->email = str_cut(&lines, '\n');
    }
}

/* ---- who it was, of what was sealed before ---- */

/* Finds the label with which a line begins, in any language; its words behind it. */
static const struct seal_label *label_of(struct work *work, const struct seal_label *labels,
                                         size_t count, struct str line, struct str *ret_words)
{
    for (size_t i = 0; i < count; i++)
        for (int locale = 0; locale < LOCALE_COUNT; locale++) {
            struct str label = arena_printf(
                work->arena, PRISTR ": ",
                STRARG(message_format(work->arena, work->site->messages, (enum locale)locale,
                                      str_from_c(labels[i].key), NULL, 0)));
            if (!str_starts(line, label))
                continue;
            *ret_words = str_trim(str_from(line, label.len));
            return &labels[i];
        }
    return NULL;
}

/* Adds whom the words name; whether every line of them has a label. */
static bool find_people(struct work *work, const struct seal_label *labels, size_t count,
                        struct str text, redact_people *people)
{
    struct redact_person sender = {STR(""), STR(""), STR(""), STR("")};
    struct str *const places[] = {&sender.name, &sender.address, &sender.phone, &sender.email};
    const struct seal_label *label = NULL;
    bool is_all = true;
    while (text.len > 0) {
        struct str line = str_trim(str_cut(&text, '\n'));
        struct str words = line;
        const struct seal_label *found = label_of(work, labels, count, line, &words);
        bool goes_on = !found && label && label->part == SEAL_PART_OTHERS;
        if (line.len == 0)
            continue;
        is_all = is_all && (found || goes_on);
        if (found)
            label = found;
        if (!found && !goes_on)
            label = NULL;
        else if (label->part == SEAL_PART_OTHERS)
            *VEC_PUSH(people, work->arena) =
                (struct redact_person){words, STR(""), STR(""), STR("")};
        else if (label->part != SEAL_PART_ELSE)
            *places[label->part] = words;
    }
    if (sender.name.len + sender.address.len + sender.phone.len + sender.email.len > 0)
        *VEC_PUSH(people, work->arena) = sender;
    return is_all;
}

struct past {
    const struct seal_label *labels;
    size_t count;
    int64_t matter_id;
    bool is_found;
};

/* Who sent it stands in the first words; who it turned out to be at the reception, in words
 * that say nothing else. Where nobody is found, that is kept as well, so that it is not looked
 * at again. */
static const struct fault *fill_past(struct work *work, void *context)
{
    struct past *past = context;
    sealed_text_list texts;
    redact_people people = {0};
    struct str wrapped;
    bool needs_two;
    const struct fault *fault = sealed_case_load(work, past->matter_id, &wrapped, &needs_two);
    if (!fault)
        fault = unseal(work, past->matter_id, wrapped, &texts);
    for (size_t i = 0; !fault && i < texts.count; i++) {
        redact_people named = {0};
        bool is_all = find_people(work, past->labels, past->count, texts.items[i].text, &named);
        for (size_t k = 0; (i == 0 || is_all) && k < named.count; k++)
            *VEC_PUSH(&people, work->arena) = named.items[k];
    }
    past->is_found = people.count > 0;
    if (!past->is_found)
        *VEC_PUSH(&people, work->arena) =
            (struct redact_person){STR(""), STR(""), STR(""), STR("")};
    if (!fault)
        fault = seal_people(work, past->matter_id, &people);
    if (!fault)
        wipe(&texts);
    return fault;
}

const struct fault *seal_people_of_past(struct work *work, const struct seal_label *labels,
                                        size_t count, int64_t after, int64_t *ret_last, int *filled,
                                        int *unknown)
{
    int64_t ids[PAST_STEP];
    size_t found;
    const struct fault *fault = sealed_without_people(work, after, ids, PAST_STEP, &found);
    *ret_last = 0;
    db_release(work);
    for (size_t i = 0; !fault && i < found; i++) {
        struct past past = {labels, count, ids[i], false};
        fault = db_write(work, fill_past, &past);
        if (fault && fault->kind == FAULT_UNAVAILABLE) {
            fault = NULL; /* sealed under a key that was lost */
            continue;
        }
        *filled += past.is_found;
        *unknown += !past.is_found;
    }
    if (!fault && found == PAST_STEP)
        *ret_last = ids[found - 1];
    return fault;
}

/* ---- naming them ---- */

const struct fault *seal_names_at(struct work *work, const struct matter *matter,
                                  const struct seal_words *words, size_t count)
{
    const struct fault *faults = NULL;
    sealed_text_list boxes;
    struct str wrapped;
    bool needs_two;
    redact_people people = {0};
    const struct fault *fault = sealed_case_load(work, matter->id, &wrapped, &needs_two);
    if (fault || wrapped.len == 0)
        return fault;
    fault = sealed_people_list_of(work, matter->id, &boxes);
    if (!fault)
        fault = unseal_boxes(work, matter->id, wrapped, &boxes);
    if (fault)
        return fault;
    for (size_t i = 0; i < boxes.count; i++)
        read_people(work->arena, boxes.items[i].text, &people);
    for (size_t i = 0; i < count; i++)
        if (redact_names(work->arena, words[i].words, &people))
            faults = fault_join(faults, fault_field(work->arena, words[i].field, "seal.names"));
    wipe(&boxes);
    return faults;
}

static const struct fault *write_slip(struct work *work, void *context)
{
    const struct matter *matter = context;
    return seal_slip_insert(work, matter->id);
}

const struct fault *seal_must_not_name(struct work *work, const struct matter *matter,
                                       const struct seal_words *words, size_t count)
{
    struct matter named = *matter;
    const struct fault *faults = seal_names_at(work, matter, words, count);
    const struct fault *fault = NULL;
    if (faults && faults->kind == FAULT_INVALID && work->actor->account_id)
        fault = db_write(work, write_slip, &named);
    return fault ? fault : faults;
}

struct copying {
    int64_t from_id;
    int64_t to_id;
    bool needs_two;
};

/* Who is under the seal of the one goes under that of the other. */
static const struct fault *copy_people(struct work *work, const struct copying *copying,
                                       struct str wrapped)
{
    sealed_text_list boxes;
    const struct fault *fault = sealed_people_list_of(work, copying->from_id, &boxes);
    if (!fault)
        fault = unseal_boxes(work, copying->from_id, wrapped, &boxes);
    for (size_t i = 0; !fault && i < boxes.count; i++) {
        struct adding adding = {.matter_id = copying->to_id, .text = boxes.items[i].text};
        fault = put_people(work, &adding);
    }
    if (!fault)
        wipe(&boxes);
    return fault;
}

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
    return fault || texts.count == 0 ? fault : copy_people(work, copying, wrapped);
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
    fault = seal_must_open(work, matter);
    if (!fault)
        fault = seal_must_not_name(work, matter, &(struct seal_words){"reason", reason}, 1);
    if (!fault)
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
