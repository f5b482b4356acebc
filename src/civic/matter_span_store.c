/*
 * When a matter lay open at which unit: rows that follow from events, kept with
 * them so that counting needs no history.
 */
#include "civic/matter_store.h"

#include "db/db.h"

enum {
    SPANS_MOST = 100000
};

static const char SPAN_BEGIN[] =
    "INSERT INTO matter_span (matter_id, seq, unit_id, kind, began_on, began_by)"
    " VALUES ($1, $2, $3, $4, $5, $6)";

const struct fault *span_begin(struct work *work, const struct matter *matter, int64_t seq,
                               struct str by, struct civil_date on)
{
    return db_exec(work, SPAN_BEGIN, P(matter->id, seq, matter->unit_id, matter->kind, on, by),
                   NULL);
}

/* A day before the span's own beginning is that day. */
static const char SPAN_END[] = "UPDATE matter_span SET ended_by = $2, is_late = $4,"
                               "       ended_on = CASE WHEN began_on > $3 THEN began_on ELSE $3 END"
                               " WHERE matter_id = $1 AND ended_on IS NULL";

const struct fault *span_end(struct work *work, int64_t id, struct str by, struct civil_date on,
                             bool is_late)
{
    return db_exec(work, SPAN_END, P(id, by, on, is_late), NULL);
}

static const char LAST_SEQ[] =
    "SELECT COALESCE(MAX(s.seq), 0) FROM ("
    " SELECT seq FROM matter_span WHERE matter_id = $1"
    " UNION ALL SELECT opened_seq FROM matter_clock WHERE matter_id = $1"
    " UNION ALL SELECT closed_seq FROM matter_clock WHERE matter_id = $1) s";

const struct fault *span_last_seq(struct work *work, int64_t id, int64_t *ret_seq)
{
    struct db_rows *rows;
    const struct fault *fault = db_one(work, LAST_SEQ, P(id), &rows);
    if (!fault)
        *ret_seq = db_int(rows, 0);
    return fault;
}

static const char SPANS[] = "SELECT seq, unit_id, began_on, began_by, ended_on, ended_by, is_late"
                            " FROM matter_span WHERE matter_id = $1"
                            " ORDER BY seq"
                            " LIMIT $2";

static void read_span(const struct db_rows *rows, void *item)
{
    *(struct matter_span *)item =
        (struct matter_span){db_int(rows, 0),  db_int(rows, 1),  db_date(rows, 2), db_text(rows, 3),
                             db_date(rows, 4), db_text(rows, 5), db_bool(rows, 6)};
}

const struct fault *spans_load(struct work *work, int64_t id, matter_span_list *ret_spans)
{
    return db_list(work, SPANS, P(id, SPANS_MOST), read_span, DB_INTO(ret_spans));
}

const char *const matter_span_statements[] = {SPAN_BEGIN, SPAN_END, LAST_SEQ, SPANS, NULL};
