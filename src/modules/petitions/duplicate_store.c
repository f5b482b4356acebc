/*
 * Candidates: whoever has the same name or can be reached at the same telephone or
 * address, and what came to the unit of late.
 */
#include "modules/petitions/duplicate.h"

#include "civic/actor.h"
#include "db/db.h"
#include "text/fold.h"

#include <stdlib.h>

enum {
    SAME_NAME_MOST = 50,
    RECENT_MOST = 500, /* compared by their words */
    RECENT_ALIKE = 50, /* of these looked at further */
    DAYS_BACK = 365,
    JUST_KEYED_SECONDS = 10 * 60
};

/* Walks of an index each; the same name is the likelier sign. */
#define SAME(column)                                                                               \
    "SELECT DISTINCT matter_id FROM matter_party WHERE " column " = $1 AND matter_id <> $2"        \
    " ORDER BY matter_id DESC"                                                                     \
    " LIMIT $3"
static const char DUPLICATE_SAME_NAME_SQL[] = SAME("name_fold");
static const char DUPLICATE_SAME_PHONE_SQL[] = SAME("phone");
static const char DUPLICATE_SAME_EMAIL_SQL[] = SAME("email");

/* The beginning is all that is compared. */
static const char DUPLICATE_RECENT_SQL[] =
    "SELECT m.id, m.title, SUBSTR(m.content, 1, 1200) FROM matter m"
    " WHERE m.unit_id = $1 AND m.kind = $2 AND m.received_on >= $3 AND m.id <> $4"
    "   AND m.visibility <> 'sealed'"
    " ORDER BY m.received_on DESC, m.id DESC"
    " LIMIT $5";

static const char DUPLICATE_JUST_KEYED_SQL[] =
    "SELECT m.id FROM matter m JOIN matter_event e ON e.matter_id = m.id AND e.seq = 1"
    " WHERE m.unit_id = $1 AND m.kind = $2 AND m.received_on = $3 AND m.source = $4"
    "   AND e.actor_id = $5 AND e.at >= $6"
    " ORDER BY m.id DESC"
    " LIMIT $7";

typedef VEC(int64_t) id_list;

/* Those of whoever has the value; nothing where there is none. */
static const struct fault *read_same(struct work *work, const char *sql, struct str value,
                                     int64_t but, id_list *ret_ids)
{
    if (value.len == 0)
        return NULL;
    return db_list(work, sql, P(value, but, SAME_NAME_MOST), db_read_int, DB_INTO(ret_ids));
}

static bool has_id(const id_list *ids, int64_t id)
{
    for (size_t i = 0; i < ids->count; i++)
        if (ids->items[i] == id)
            return true;
    return false;
}

static struct str words_of(struct work *work, const struct matter *matter)
{
    return arena_printf(work->arena, PRISTR " " PRISTR, STRARG(matter->title),
                        STRARG(matter->content));
}

/* What came to the unit within a year and says much the same. */
static const struct fault *read_alike(struct work *work, const struct matter *matter,
                                      id_list *ret_ids)
{
    struct duplicate_words words = duplicate_words_of(work->arena, words_of(work, matter));
    struct arena *scratch = arena_new();
    struct db_rows *rows;
    const struct fault *fault =
        db_query(work, DUPLICATE_RECENT_SQL,
                 P(matter->unit_id, matter->kind, date_add_days(matter->received_on, -DAYS_BACK),
                   matter->id, RECENT_MOST),
                 &rows);
    while (!fault && db_next(rows)) {
        struct duplicate_words other = duplicate_words_of(
            scratch, arena_printf(scratch, PRISTR " " PRISTR, STRARG(db_text(rows, 1)),
                                  STRARG(db_text(rows, 2))));
        if (ret_ids->count < RECENT_ALIKE && duplicate_share(&words, &other) >= DUPLICATE_WORDS)
            *VEC_PUSH(ret_ids, work->arena) = db_int(rows, 0);
        arena_reset(scratch);
    }
    arena_free(scratch);
    return fault ? fault : db_done(rows);
}

/* Keeps a candidate that is alike enough and that the actor may read. */
static const struct fault *weigh(struct work *work, const struct matter *matter, int64_t id,
                                 bool has_same_name, duplicate_list *duplicates)
{
    struct duplicate one = {.has_same_name = has_same_name};
    const struct fault *fault = matter_load(work, id, &one.other);
    if (fault || one.other.visibility == VISIBLE_SEALED)
        return fault;
    one.alike = duplicate_likeness(work->arena, words_of(work, matter), words_of(work, &one.other));
    if (one.alike < (has_same_name ? DUPLICATE_SAME_NAME : DUPLICATE_WORDS))
        return NULL;
    fault = matter_must_read(work, &one.other);
    if (fault)
        return fault->kind == FAULT_FORBIDDEN ? NULL : fault;
    *VEC_PUSH(duplicates, work->arena) = one;
    return NULL;
}

/* The same name first, then the more alike. */
static int by_likeness(const void *a, const void *b)
{
    const struct duplicate *x = a;
    const struct duplicate *y = b;
    if (x->has_same_name != y->has_same_name)
        return x->has_same_name ? -1 : 1;
    return y->alike - x->alike;
}

/* Whose name, telephone or e-mail the sender has; those of the name first. */
static const struct fault *read_named(struct work *work, const struct matter_party *sender,
                                      int64_t but, id_list *ret_ids)
{
    id_list named = {0};
    id_list by_phone = {0};
    id_list by_email = {0};
    const struct fault *fault =
        read_same(work, DUPLICATE_SAME_NAME_SQL, text_fold(work->arena, sender->name), but, &named);
    if (!fault)
        fault = read_same(work, DUPLICATE_SAME_PHONE_SQL, sender->phone, but, &by_phone);
    if (!fault)
        fault = read_same(work, DUPLICATE_SAME_EMAIL_SQL, sender->email, but, &by_email);
    for (size_t i = 0; !fault && i < by_phone.count; i++)
        if (!has_id(&named, by_phone.items[i]))
            *VEC_PUSH(&named, work->arena) = by_phone.items[i];
    for (size_t i = 0; !fault && i < by_email.count; i++)
        if (!has_id(&named, by_email.items[i]))
            *VEC_PUSH(&named, work->arena) = by_email.items[i];
    *ret_ids = named;
    return fault;
}

/* Weighs all candidates but those that are joined already. */
static const struct fault *weigh_all(struct work *work, const struct matter *matter,
                                     const struct matter_party *sender, const id_list *joined,
                                     duplicate_list *ret_duplicates)
{
    duplicate_list duplicates = {0};
    id_list named = {0};
    id_list recent = {0};
    const struct fault *fault = read_named(work, sender, matter->id, &named);
    if (!fault)
        fault = read_alike(work, matter, &recent);
    for (size_t i = 0; !fault && i < named.count; i++)
        if (!has_id(joined, named.items[i]))
            fault = weigh(work, matter, named.items[i], true, &duplicates);
    for (size_t i = 0; !fault && i < recent.count; i++)
        if (!has_id(&named, recent.items[i]) && !has_id(joined, recent.items[i]))
            fault = weigh(work, matter, recent.items[i], false, &duplicates);
    if (fault)
        return fault;
    if (duplicates.count)
        qsort(duplicates.items, duplicates.count, sizeof(*duplicates.items), by_likeness);
    if (duplicates.count > DUPLICATE_MOST)
        duplicates.count = DUPLICATE_MOST;
    *ret_duplicates = duplicates;
    return NULL;
}

const struct fault *duplicate_find(struct work *work, const struct matter *matter,
                                   duplicate_list *ret_duplicates)
{
    struct matter_party sender = {0};
    id_list joined = {0};
    matter_party_list parties;
    matter_link_list links;
    const struct fault *fault;
    *ret_duplicates = (duplicate_list){0};
    if (matter->visibility == VISIBLE_SEALED)
        return NULL;
    fault = matter_links(work, matter->id, &links);
    for (size_t i = 0; !fault && i < links.count; i++)
        *VEC_PUSH(&joined, work->arena) = links.items[i].other.id;
    if (!fault)
        fault = matter_parties(work, matter->id, &parties);
    for (size_t i = 0; !fault && i < parties.count; i++)
        if (str_equal(parties.items[i].part, STR("sender")))
            sender = parties.items[i];
    return fault ? fault : weigh_all(work, matter, &sender, &joined, ret_duplicates);
}

/* Of what is sealed: code, day and source alone. */
static const struct fault *just_keyed(struct work *work, const struct matter *letter,
                                      duplicate_list *ret_duplicates)
{
    duplicate_list duplicates = {0};
    id_list ids = {0};
    struct instant since = clock_now(work->clock);
    const struct fault *fault;
    since.us -= JUST_KEYED_SECONDS * INT64_C(1000000);
    fault = db_list(work, DUPLICATE_JUST_KEYED_SQL,
                    P(letter->unit_id, letter->kind, letter->received_on, letter->source,
                      work->actor->account_id, since, DUPLICATE_MOST),
                    db_read_int, DB_INTO(&ids));
    for (size_t i = 0; !fault && i < ids.count; i++)
        fault = matter_load(work, ids.items[i], &VEC_PUSH(&duplicates, work->arena)->other);
    *ret_duplicates = duplicates;
    return fault;
}

const struct fault *duplicate_find_before(struct work *work, const struct matter *letter,
                                          const struct matter_party *sender,
                                          duplicate_list *ret_duplicates)
{
    const id_list none = {0};
    if (letter->visibility == VISIBLE_SEALED)
        return just_keyed(work, letter, ret_duplicates);
    return weigh_all(work, letter, sender, &none, ret_duplicates);
}

const char *const duplicate_statements[] = {DUPLICATE_SAME_NAME_SQL,  DUPLICATE_SAME_PHONE_SQL,
                                            DUPLICATE_SAME_EMAIL_SQL, DUPLICATE_RECENT_SQL,
                                            DUPLICATE_JUST_KEYED_SQL, NULL};
