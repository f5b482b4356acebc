/*
 * All SQL of what follows from a visit.
 */
#include "modules/reception/follow.h"

#include "civic/actor.h"
#include "db/db.h"
#include "modules/reception/own_words.h"

static const struct str paper_names[] = {
    [VISIT_PAPER_REFUSAL] = STR_INIT("refusal"),
    [VISIT_PAPER_CONCLUSION] = STR_INIT("conclusion"),
    [VISIT_PAPER_RESULT] = STR_INIT("result"),
};

struct str visit_paper_name(enum visit_paper_kind kind)
{
    return paper_names[kind];
}

bool visit_paper_from_name(struct str name, enum visit_paper_kind *ret_kind)
{
    for (int i = 0; i < VISIT_PAPER_COUNT; i++)
        if (str_equal(paper_names[i], name)) {
            *ret_kind = (enum visit_paper_kind)i;
            return true;
        }
    return false;
}

static const char SET_MATTER[] = "UPDATE reception_visit SET matter_id = $2 WHERE id = $1";

const struct fault *visit_set_matter(struct work *work, int64_t visit_id, int64_t matter_id)
{
    return db_exec(work, SET_MATTER, P(visit_id, db_id_or_null(matter_id)), NULL);
}

static const char SET_PETITION[] = "UPDATE reception_visit SET petition_id = $2"
                                   " WHERE id = $1 AND petition_id IS NULL";

const struct fault *visit_set_petition(struct work *work, int64_t visit_id, int64_t petition_id)
{
    return db_exec_one(work, SET_PETITION, P(visit_id, petition_id), "reception.letter.there");
}

static const char VISIT_OF_MATTER[] =
    "SELECT visit.id, visit.number, visit.came_on FROM reception_visit visit"
    " WHERE visit.matter_id = $1 OR visit.petition_id = $1 OR visit.id IN"
    "   (SELECT task.visit_id FROM reception_task task WHERE task.matter_id = $1)"
    " ORDER BY visit.id LIMIT 1";

const struct fault *visit_of_matter(struct work *work, int64_t matter_id, int64_t *ret_visit_id,
                                    int64_t *ret_number, struct civil_date *ret_came_on)
{
    struct db_rows *rows;
    const struct fault *fault = db_query(work, VISIT_OF_MATTER, P(matter_id), &rows);
    *ret_visit_id = 0;
    if (fault)
        return fault;
    if (db_next(rows)) {
        *ret_visit_id = db_int(rows, 0);
        *ret_number = db_int(rows, 1);
        *ret_came_on = db_date(rows, 2);
    }
    return db_done(rows);
}

/* ---- papers ---- */

static const char PAPER_INSERT[] =
    "INSERT INTO reception_paper (visit_id, kind, symbol, issued_on, words, post, signer, made_at,"
    " made_by, content, urgency, annex_name, annex_text)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";

const struct fault *visit_paper_insert(struct work *work, int64_t visit_id,
                                       const struct visit_paper *p)
{
    return db_exec(work, PAPER_INSERT,
                   P(visit_id, paper_names[p->kind], p->symbol, p->issued_on, p->words, p->post,
                     p->signer, p->made_at, db_id_or_null(work->actor->account_id),
                     own_words_put(work, p->content), p->urgency, p->annex_name, p->annex_text),
                   NULL);
}

static const char PAPER_LOAD[] = "SELECT symbol, issued_on, words, post, signer, made_at,"
                                 " content, urgency, annex_name, annex_text"
                                 " FROM reception_paper WHERE visit_id = $1 AND kind = $2";

const struct fault *visit_paper_load(struct work *work, int64_t visit_id,
                                     enum visit_paper_kind kind, struct visit_paper *ret_paper)
{
    struct db_rows *rows;
    const struct fault *fault = db_query(work, PAPER_LOAD, P(visit_id, paper_names[kind]), &rows);
    *ret_paper = (struct visit_paper){.kind = kind, .issued_on = DATE_NONE};
    if (fault)
        return fault;
    if (db_next(rows))
        *ret_paper = (struct visit_paper){.kind = kind,
                                          .symbol = db_text(rows, 0),
                                          .issued_on = db_date(rows, 1),
                                          .words = db_text(rows, 2),
                                          .post = db_text(rows, 3),
                                          .signer = db_text(rows, 4),
                                          .made_at = db_instant(rows, 5),
                                          .content = own_words_get(work, db_text(rows, 6)),
                                          .urgency = db_text(rows, 7),
                                          .annex_name = db_text(rows, 8),
                                          .annex_text = db_text(rows, 9)};
    return db_done(rows);
}

static const char PAPERS_FORGET[] = "UPDATE reception_paper SET content = '' WHERE visit_id = $1";

const struct fault *visit_papers_forget(struct work *work, int64_t visit_id)
{
    return db_exec(work, PAPERS_FORGET, P(visit_id), NULL);
}

static const char RECEIPT_INSERT[] =
    "INSERT INTO reception_receipt (id, visit_id, items, copies, official, made_at, made_by)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7)";

const struct fault *visit_receipt_insert(struct work *work, const struct visit_receipt *r)
{
    return db_exec(work, RECEIPT_INSERT,
                   P(r->id, r->visit_id, r->items, r->copies, r->official, r->made_at,
                     db_id_or_null(work->actor->account_id)),
                   NULL);
}

static const char RECEIPTS[] = "SELECT id, visit_id, items, copies, official, made_at"
                               " FROM reception_receipt WHERE visit_id = $1 ORDER BY id LIMIT 100";

static void read_visit_receipt(const struct db_rows *rows, void *item)
{
    *(struct visit_receipt *)item =
        (struct visit_receipt){db_int(rows, 0), db_int(rows, 1),  db_text(rows, 2),
                               db_int(rows, 3), db_text(rows, 4), db_instant(rows, 5)};
}

const struct fault *visit_receipts(struct work *work, int64_t visit_id,
                                   visit_receipt_list *ret_receipts)
{
    return db_list(work, RECEIPTS, P(visit_id), read_visit_receipt, DB_INTO(ret_receipts));
}

const char *const reception_follow_statements[] = {
    SET_MATTER,    SET_PETITION,   VISIT_OF_MATTER, PAPER_INSERT, PAPER_LOAD,
    PAPERS_FORGET, RECEIPT_INSERT, RECEIPTS,        NULL,
};
