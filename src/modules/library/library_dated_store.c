/*
 * Publications whose days the law counts, for `dinh law diff`: by when a draft under an
 * item of the law must be made public, how long one that is must stay posted.
 */
#include "db/db.h"
#include "modules/library/library_store.h"

/* Law 10/2022 binds communes and agencies; the units that are neither are left out. */
static const char DATED[] =
    "SELECT d.id, d.slug, d.status, d.signed_on, d.published_at, u.kind"
    " FROM library_document d JOIN unit u ON u.id = d.unit_id"
    " WHERE d.id > $1 AND d.item <> '' AND u.kind IN ('commune', 'agency')"
    "   AND (d.status = 'published' OR (d.status = 'draft' AND d.signed_on IS NOT NULL))"
    " ORDER BY d.id"
    " LIMIT $2";

const struct fault *document_dated(struct work *work, int64_t after, dated_list *ret_dated)
{
    dated_list list = {0};
    struct db_rows *rows;
    const struct fault *fault = db_query(work, DATED, P(after, DATED_STEP), &rows);
    if (fault)
        return fault;
    while (db_next(rows)) {
        struct dated *dated = VEC_PUSH(&list, work->arena);
        bool is_draft = str_equal(db_text(rows, 2), STR("draft"));
        dated->id = db_int(rows, 0);
        dated->name = arena_printf(work->arena, "/van-ban/" PRISTR, STRARG(db_text(rows, 1)));
        dated->is_running = is_draft;
        dated->ask = (struct deadline_ask){
            .rule = is_draft ? STR("publication.due") : STR("publication.posting.min"),
            .start = is_draft ? db_date(rows, 3) : instant_date(db_instant(rows, 4)),
            .facts = db_text(rows, 5)};
    }
    *ret_dated = list;
    return db_done(rows);
}

const char *const document_dated_statements[] = {DATED, NULL};
