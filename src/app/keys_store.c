/*
 * The marks in the database.
 */
#include "app/keys.h"

#include "app/backup.h"
#include "app/open.h"
#include "db/db.h"

/* columns: name in keys/, where the site has it */
static const struct {
    const char *name;
    size_t offset;
} keys[] = {
    {"site.key", offsetof(struct site, key)     },
    {"seal.key", offsetof(struct site, seal_key)},
};

enum {
    KEY_COUNT = sizeof(keys) / sizeof(keys[0])
};

static struct str mark_of(struct work *work, size_t i)
{
    return backup_key_fingerprint(work->arena, (const uint8_t *)work->site + keys[i].offset);
}

static const char KEY_MARK[] = "SELECT mark FROM site_key WHERE name = $1";

/* Empty where the database knows none. */
static const struct fault *load_mark(struct work *work, const char *name, struct str *ret_mark)
{
    struct db_rows *rows;
    const struct fault *fault = db_query(work, KEY_MARK, P(str_from_c(name)), &rows);
    if (fault)
        return fault;
    *ret_mark = db_next(rows) ? db_text(rows, 0) : STR("");
    return db_done(rows);
}

/* Whether one has no mark yet, unless one has another. */
static const struct fault *compare(struct work *work, bool *ret_is_new)
{
    *ret_is_new = false;
    for (size_t i = 0; i < KEY_COUNT; i++) {
        struct str path =
            arena_printf(work->arena, PRISTR "/keys/%s", STRARG(work->site->data), keys[i].name);
        struct str mark;
        const struct fault *fault = load_mark(work, keys[i].name, &mark);
        if (fault)
            return fault;
        *ret_is_new = *ret_is_new || mark.len == 0;
        if (mark.len > 0 && !str_equal(mark, mark_of(work, i)))
            return fault_with(fault_with(fault_new(work->arena, FAULT_CONFLICT, "site.key_other",
                                                   PRISTR " is another key", STRARG(path)),
                                         "path", path),
                              "key", mark);
    }
    return NULL;
}

static const char KEY_NOTE[] = "INSERT INTO site_key (name, mark, noted_at) VALUES ($1, $2, $3)"
                               " ON CONFLICT (name) DO NOTHING";

static const struct fault *note(struct work *work, void *context)
{
    const struct fault *fault = NULL;
    (void)context;
    for (size_t i = 0; !fault && i < KEY_COUNT; i++)
        fault =
            db_exec(work, KEY_NOTE,
                    P(str_from_c(keys[i].name), mark_of(work, i), clock_now(work->clock)), NULL);
    return fault;
}

static const char KEYS_FORGET[] = "DELETE FROM site_key";

static const struct fault *note_anew(struct work *work, void *context)
{
    const struct fault *fault = db_exec(work, KEYS_FORGET, P0, NULL);
    return fault ? fault : note(work, context);
}

static const struct fault *check(struct work *work)
{
    bool is_new;
    const struct fault *fault = compare(work, &is_new);
    if (fault || !is_new)
        return fault;
    db_release(work);
    fault = db_write(work, note, NULL);
    /* two that begin at once with keys of their own: one was first */
    return fault ? fault : compare(work, &is_new);
}

static const struct fault *check_as_it_is(struct work *work)
{
    bool is_new;
    const struct fault *fault = compare(work, &is_new);
    return fault && fault->kind == FAULT_CONFLICT ? fault : NULL;
}

static const struct fault *accept(struct work *work)
{
    return db_write(work, note_anew, NULL);
}

/* With a work of its own. */
static const struct fault *run(struct site *site, const struct fault *(*what)(struct work *work))
{
    struct work *work = work_begin(site, LOCALE_VI);
    const struct fault *fault = fault_copy(site->arena, what(work));
    db_release(work);
    work_end(work);
    return fault;
}

const struct fault *keys_check(struct site *site)
{
    return run(site, check);
}

const struct fault *keys_compare(struct site *site)
{
    return run(site, check_as_it_is);
}

const struct fault *keys_accept(struct site *site)
{
    return run(site, accept);
}
