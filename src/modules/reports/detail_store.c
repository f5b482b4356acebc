/*
 * The names of details, and all SQL of them.
 */
#include "base/buf.h"
#include "civic/actor.h"
#include "db/db.h"
#include "modules/reports/detail.h"

/* columns: name, unit, of carrying out */
static const struct detail_kind kinds[] = {
    {"recover-money",      DETAIL_DONG,          false},
    {"recover-land",       DETAIL_SQUARE_METRES, false},
    {"org-money",          DETAIL_DONG,          false},
    {"org-land",           DETAIL_SQUARE_METRES, false},
    {"person-money",       DETAIL_DONG,          false},
    {"person-land",        DETAIL_SQUARE_METRES, false},
    {"orgs",               DETAIL_NUMBER,        false},
    {"persons",            DETAIL_NUMBER,        false},
    {"blamed",             DETAIL_NUMBER,        false},
    {"blamed-officials",   DETAIL_NUMBER,        false},
    {"police-cases",       DETAIL_NUMBER,        false},
    {"police-people",      DETAIL_NUMBER,        false},
    {"police-officials",   DETAIL_NUMBER,        false},
    {"recovered-money",    DETAIL_DONG,          true },
    {"recovered-land",     DETAIL_SQUARE_METRES, true },
    {"paid-org-money",     DETAIL_DONG,          true },
    {"paid-org-land",      DETAIL_SQUARE_METRES, true },
    {"paid-person-money",  DETAIL_DONG,          true },
    {"paid-person-land",   DETAIL_SQUARE_METRES, true },
    {"paid-orgs",          DETAIL_NUMBER,        true },
    {"paid-persons",       DETAIL_NUMBER,        true },
    {"punished-orgs",      DETAIL_NUMBER,        true },
    {"punished",           DETAIL_NUMBER,        true },
    {"punished-officials", DETAIL_NUMBER,        true },
    {"charged-cases",      DETAIL_NUMBER,        true },
    {"charged-people",     DETAIL_NUMBER,        true },
    {"charged-officials",  DETAIL_NUMBER,        true },
};

enum {
    KINDS = sizeof(kinds) / sizeof(kinds[0])
};

static const char *const fields[] = {"policy",     "land",     "service", "administration",
                                     "corruption", "judicial", "party",   "other"};

const struct detail_kind *detail_kind(size_t index)
{
    return index < KINDS ? &kinds[index] : NULL;
}

const char *detail_field(size_t index)
{
    return index < sizeof(fields) / sizeof(fields[0]) ? fields[index] : NULL;
}

static const char DETAIL_OF[] =
    "SELECT d.matter_id, d.name, d.word, d.amount FROM report_detail d"
    " WHERE d.matter_id = $1"
    "   AND d.id = (SELECT MAX(e.id) FROM report_detail e"
    "               WHERE e.matter_id = d.matter_id AND e.name = d.name)"
    " ORDER BY d.name"
    " LIMIT 100";

static const char DETAIL_AMOUNTS[] =
    "SELECT d.matter_id, d.name, d.word, d.amount FROM report_detail d"
    " WHERE d.id = (SELECT MAX(e.id) FROM report_detail e"
    "               WHERE e.matter_id = d.matter_id AND e.name = d.name)"
    "   AND EXISTS (SELECT 1 FROM report_fact f"
    "               JOIN unit_ancestor a ON a.unit_id = f.unit_id"
    "               WHERE f.matter_id = d.matter_id AND a.ancestor_id = $1"
    "                 AND f.live_until >= $2 AND f.received_on <= $3)"
    " ORDER BY d.matter_id, d.name"
    " LIMIT 5000000";

static const struct fault *read_details(struct work *work, struct db_rows *rows,
                                        detail_list *ret_details)
{
    detail_list details = {0};
    while (db_next(rows))
        *VEC_PUSH(&details, work->arena) =
            (struct detail){db_int(rows, 0), db_text(rows, 1), db_text(rows, 2), db_int(rows, 3)};
    *ret_details = details;
    return db_done(rows);
}

const struct fault *detail_of(struct work *work, int64_t matter_id, detail_list *ret_details)
{
    struct db_rows *rows;
    const struct fault *fault = db_query(work, DETAIL_OF, P(matter_id), &rows);
    return fault ? fault : read_details(work, rows, ret_details);
}

const struct fault *detail_amounts(struct work *work, int64_t unit_id, struct civil_date first,
                                   struct civil_date last, detail_list *ret_details)
{
    struct db_rows *rows;
    const struct fault *fault = db_query(work, DETAIL_AMOUNTS, P(unit_id, first, last), &rows);
    return fault ? fault : read_details(work, rows, ret_details);
}

static const char DETAIL_ADD[] =
    "INSERT INTO report_detail (id, matter_id, name, word, amount, account_id, at)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7)";

const struct fault *detail_add(struct work *work, const struct detail *detail)
{
    return db_exec(work, DETAIL_ADD,
                   P(db_new_id(work->clock), detail->matter_id, detail->name, detail->word,
                     detail->amount, db_id_or_null(work->actor->account_id),
                     clock_now(work->clock)),
                   NULL);
}

const char *const detail_statements[] = {DETAIL_OF, DETAIL_AMOUNTS, DETAIL_ADD, NULL};
