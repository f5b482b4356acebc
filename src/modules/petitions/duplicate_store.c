/*
 * Candidates: whoever has the same name or can be reached at the same telephone or
 * address, and what came to the unit of late.
 */
#include "modules/petitions/duplicate.h"

#include "db/db.h"

#include <stdlib.h>

enum {
    SAME_NAME_MOST = 50,
    RECENT_MOST = 500, /* compared by their words */
    RECENT_ALIKE = 50, /* of these looked at further */
    DAYS_BACK = 365
};

static const char DUPLICATE_SAME_NAME_SQL[] =
    "SELECT DISTINCT q.matter_id"
    " FROM matter_party p"
    " JOIN matter_party q ON q.name_fold = p.name_fold AND q.matter_id <> p.matter_id"
    " WHERE p.matter_id = $1 AND p.part = 'sender' AND p.name_fold <> ''"
    " ORDER BY q.matter_id DESC"
    " LIMIT $2";

/* Two walks of an index each; the same name is the likelier sign. */
static const char DUPLICATE_SAME_PHONE_SQL[] =
    "SELECT DISTINCT q.matter_id"
    " FROM matter_party p"
    " JOIN matter_party q ON q.phone = p.phone AND q.matter_id <> p.matter_id"
    " WHERE p.matter_id = $1 AND p.part = 'sender' AND p.phone <> '' AND q.phone <> ''"
    " ORDER BY q.matter_id DESC"
    " LIMIT $2";
static const char DUPLICATE_SAME_EMAIL_SQL[] =
    "SELECT DISTINCT q.matter_id"
    " FROM matter_party p"
    " JOIN matter_party q ON q.email = p.email AND q.matter_id <> p.matter_id"
    " WHERE p.matter_id = $1 AND p.part = 'sender' AND p.email <> '' AND q.email <> ''"
    " ORDER BY q.matter_id DESC"
    " LIMIT $2";

/* The beginning is all that is compared. */
static const char DUPLICATE_RECENT_SQL[] =
    "SELECT m.id, m.title, SUBSTR(m.content, 1, 1200) FROM matter m"
    " WHERE m.unit_id = $1 AND m.kind = $2 AND m.received_on >= $3 AND m.id <> $4"
    "   AND m.visibility <> 'sealed'"
    " ORDER BY m.received_on DESC, m.id DESC"
    " LIMIT $5";

typedef VEC(int64_t) id_list;

static const struct fault *read_ids(struct work *work, const char *sql, struct db_params params,
                                    id_list *ret_ids)
{
    struct db_rows *rows;
    const struct fault *fault = db_query(work, sql, params, &rows);
    if (fault)
        return fault;
    while (db_next(rows))
        *VEC_PUSH(ret_ids, work->arena) = db_int(rows, 0);
    return db_done(rows);
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

const struct fault *duplicate_find(struct work *work, const struct matter *matter,
                                   duplicate_list *ret_duplicates)
{
    duplicate_list duplicates = {0};
    id_list named = {0}; /* the same name, telephone or e-mail */
    id_list reached = {0};
    id_list recent = {0};
    id_list joined = {0};
    matter_link_list links;
    const struct fault *fault = NULL;
    *ret_duplicates = duplicates;
    if (matter->visibility == VISIBLE_SEALED)
        return NULL;
    fault = matter_links(work, matter->id, &links);
    for (size_t i = 0; !fault && i < links.count; i++)
        *VEC_PUSH(&joined, work->arena) = links.items[i].other.id;
    if (!fault)
        fault = read_ids(work, DUPLICATE_SAME_NAME_SQL, P(matter->id, SAME_NAME_MOST), &named);
    if (!fault)
        fault = read_ids(work, DUPLICATE_SAME_PHONE_SQL, P(matter->id, SAME_NAME_MOST), &reached);
    if (!fault)
        fault = read_ids(work, DUPLICATE_SAME_EMAIL_SQL, P(matter->id, SAME_NAME_MOST), &reached);
    for (size_t i = 0; !fault && i < reached.count; i++)
        if (!has_id(&named, reached.items[i]))
            *VEC_PUSH(&named, work->arena) = reached.items[i];
    if (!fault)
        fault = read_alike(work, matter, &recent);
    for (size_t i = 0; !fault && i < named.count; i++)
        if (!has_id(&joined, named.items[i]))
            fault = weigh(work, matter, named.items[i], true, &duplicates);
    for (size_t i = 0; !fault && i < recent.count; i++)
        if (!has_id(&named, recent.items[i]) && !has_id(&joined, recent.items[i]))
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

const char *const duplicate_statements[] = {DUPLICATE_SAME_NAME_SQL, DUPLICATE_SAME_PHONE_SQL,
                                            DUPLICATE_SAME_EMAIL_SQL, DUPLICATE_RECENT_SQL, NULL};
