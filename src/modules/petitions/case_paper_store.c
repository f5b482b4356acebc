/*
 * All SQL of case papers.
 */
#include "modules/petitions/case_paper.h"

#include "civic/actor.h"
#include "db/db.h"
#include "db/topic.h"

static const char PAPER_INSERT[] =
    "INSERT INTO matter_paper (id, matter_id, seq, paper, issued_at, issued_by, series_id, number,"
    "                          symbol, signed_on, authority, position, signer, about, receivers,"
    "                          due_on, unit_id, official, urgency)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17,"
    "         $18, $19)";

static const char ANNEX_INSERT[] = "INSERT INTO matter_paper_annex (paper_id, place, name, text)"
                                   " VALUES ($1, $2, $3, $4)";

static const struct fault *insert_annexes(struct work *work, int64_t id,
                                          const case_paper_annex_list *annexes)
{
    const struct fault *fault = NULL;
    for (size_t i = 0; !fault && i < annexes->count; i++)
        fault =
            db_exec(work, ANNEX_INSERT,
                    P(id, (int64_t)i + 1, annexes->items[i].name, annexes->items[i].text), NULL);
    return fault;
}

static const char ANNEXES[] = "SELECT name, text"
                              " FROM matter_paper_annex"
                              " WHERE paper_id = $1"
                              " ORDER BY place"
                              " LIMIT 100";

static void read_annex(const struct db_rows *rows, void *item)
{
    *(struct case_paper_annex *)item =
        (struct case_paper_annex){db_text(rows, 0), db_text(rows, 1)};
}

const struct fault *case_paper_annexes(struct work *work, int64_t id,
                                       case_paper_annex_list *ret_annexes)
{
    return db_list(work, ANNEXES, P(id), read_annex, DB_INTO(ret_annexes));
}

const struct fault *case_paper_insert(struct work *work, const struct matter *matter,
                                      const struct case_paper_made *made, int64_t series_id,
                                      int64_t number)
{
    const struct case_paper_signing *signing = &made->signing;
    int64_t id = db_new_id(work->clock);
    const struct fault *fault;
    db_touch(work, topic_of("matter", matter->id));
    fault = db_exec(work, PAPER_INSERT,
                    P(id, matter->id, made->event.seq, str_from_c(made->paper->kind.name),
                      clock_now(work->clock), work->actor->account_id, db_id_or_null(series_id),
                      db_id_or_null(number), made->symbol, signing->signed_on, signing->authority,
                      signing->position, signing->signer, made->about, signing->receivers,
                      made->due_on, made->unit_id, made->official, signing->urgency),
                    NULL);
    return fault ? fault : insert_annexes(work, id, &signing->annexes);
}

static const char PAPER_SCAN[] = "UPDATE matter_paper SET scan_id = $2 WHERE id = $1";

const struct fault *case_paper_set_scan(struct work *work, int64_t id, int64_t scan_id)
{
    return db_exec(work, PAPER_SCAN, P(id, scan_id), NULL);
}

static const char PAPERS_ISSUED[] =
    "SELECT id, seq, paper, symbol, signed_on, authority, position, signer, about, receivers,"
    "       due_on, scan_id, unit_id, official, series_id, number, recall_reason, recall_by,"
    "       recalled_at, urgency"
    " FROM matter_paper"
    " WHERE matter_id = $1"
    " ORDER BY seq, id"
    " LIMIT 500";

/* A paper that was issued, and for which step. */
struct issued {
    int64_t seq;
    struct str name;
    struct case_paper_made made; /* but for paper and event */
};
typedef VEC(struct issued) issued_list;

static void read_issued(const struct db_rows *rows, void *item)
{
    struct issued *issued = item;
    struct case_paper_made *made = &issued->made;
    issued->seq = db_int(rows, 1);
    issued->name = db_text(rows, 2);
    made->id = db_int(rows, 0);
    made->symbol = db_text(rows, 3);
    made->signing.signed_on = db_date(rows, 4);
    made->signing.authority = db_text(rows, 5);
    made->signing.position = db_text(rows, 6);
    made->signing.signer = db_text(rows, 7);
    made->about = db_text(rows, 8);
    made->signing.receivers = db_text(rows, 9);
    made->due_on = db_date(rows, 10);
    made->scan_id = db_int(rows, 11);
    made->unit_id = db_int(rows, 12);
    made->official = db_text(rows, 13);
    made->series_id = db_int(rows, 14);
    made->number = db_int(rows, 15);
    made->recall_reason = db_text(rows, 16);
    made->recall_by = db_int(rows, 17);
    made->recalled_at = db_instant(rows, 18);
    made->signing.urgency = db_text(rows, 19);
}

/* Those of the step, of which the last one holds: the others come behind all papers. */
static void take_paper(struct work *work, const struct issued *issued, size_t count,
                       case_paper_list *papers)
{
    for (size_t i = 0; i < count; i++) {
        struct case_paper_made *made = &papers->items[i];
        struct case_paper_made taken = issued->made;
        if (made->event.seq != issued->seq ||
            !str_equal(str_from_c(made->paper->kind.name), issued->name))
            continue;
        taken.paper = made->paper;
        taken.event = made->event;
        taken.dialogue_on = made->dialogue_on;
        taken.dialogue = made->dialogue;
        taken.replaces = made->replaces;
        if (taken.recalled_at.us == 0) {
            *made = taken;
            return;
        }
        made->replaces = taken.symbol;
        *VEC_PUSH(papers, work->arena) = taken;
        return;
    }
}

const struct fault *case_paper_fill_issued(struct work *work, int64_t matter_id,
                                           case_paper_list *papers)
{
    size_t count = papers->count;
    issued_list all = {0};
    const struct fault *fault =
        db_list(work, PAPERS_ISSUED, P(matter_id), read_issued, DB_INTO(&all));
    for (size_t i = 0; !fault && i < all.count; i++)
        take_paper(work, &all.items[i], count, papers);
    return fault;
}

static const char PAPER_RECALL[] =
    "UPDATE matter_paper SET recall_reason = $2, recall_by = $3, recalled_at = $4, recalled_by = $5"
    " WHERE id = $1 AND recalled_at IS NULL";

const struct fault *case_paper_set_recall(struct work *work, const struct case_paper_made *made)
{
    struct db_value at = db_value_instant(made->recalled_at);
    at.is_null = made->recalled_at.us == 0;
    return db_exec_one(work, PAPER_RECALL,
                       P(made->id, made->recall_reason, db_id_or_null(made->recall_by), at,
                         db_id_or_null(made->recalled_at.us ? work->actor->account_id : 0)),
                       "case-paper.recall.not_asked");
}

static const char COPY_INSERT[] =
    "INSERT INTO matter_paper_copy (id, paper_id, form, unit_id, series_id, number, symbol,"
    "                               made_on, authority, position, signer, receivers, excerpt,"
    "                               made_at, made_by)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)";

const struct fault *case_paper_copy_insert(struct work *work, int64_t paper_id,
                                           const struct case_paper_copy *copy, int64_t series_id,
                                           int64_t number)
{
    const struct case_paper_signing *signing = &copy->signing;
    return db_exec(work, COPY_INSERT,
                   P(db_new_id(work->clock), paper_id, copy->form, copy->unit_id, series_id, number,
                     copy->symbol, signing->signed_on, signing->authority, signing->position,
                     signing->signer, signing->receivers, copy->excerpt, clock_now(work->clock),
                     work->actor->account_id),
                   NULL);
}

static const char COPIES[] =
    "SELECT id, form, symbol, made_on, authority, position, signer, receivers, excerpt, unit_id"
    " FROM matter_paper_copy"
    " WHERE paper_id = $1"
    " ORDER BY id"
    " LIMIT 500";

static void read_copy(const struct db_rows *rows, void *item)
{
    *(struct case_paper_copy *)item = (struct case_paper_copy){
        .id = db_int(rows, 0),
        .form = db_text(rows, 1),
        .symbol = db_text(rows, 2),
        .signing = {.signed_on = db_date(rows, 3),
                    .authority = db_text(rows, 4),
                    .position = db_text(rows, 5),
                    .signer = db_text(rows, 6),
                    .receivers = db_text(rows, 7)},
        .excerpt = db_text(rows, 8),
        .unit_id = db_int(rows, 9)
    };
}

const struct fault *case_paper_copies(struct work *work, int64_t paper_id,
                                      case_paper_copy_list *ret_copies)
{
    return db_list(work, COPIES, P(paper_id), read_copy, DB_INTO(ret_copies));
}

static const char PAPER_PLACES[] = "SELECT s.seq, s.unit_id FROM matter_span s"
                                   " WHERE s.matter_id = $1"
                                   " ORDER BY s.seq LIMIT 10000";

static void read_place(const struct db_rows *rows, void *item)
{
    *(struct case_paper_place *)item = (struct case_paper_place){db_int(rows, 0), db_int(rows, 1)};
}

const struct fault *case_paper_places(struct work *work, int64_t matter_id,
                                      case_paper_place_list *ret_places)
{
    return db_list(work, PAPER_PLACES, P(matter_id), read_place, DB_INTO(ret_places));
}

const char *const case_paper_statements[] = {PAPER_PLACES, PAPER_INSERT, PAPER_SCAN, PAPERS_ISSUED,
                                             PAPER_RECALL, ANNEX_INSERT, ANNEXES,    COPY_INSERT,
                                             COPIES,       NULL};
