/*
 * What the statistics ask of reception: who was received when, by whom, and which days
 * were held. No name leaves this file.
 */
#include "base/map.h"
#include "db/db.h"
#include "modules/reception/own_words.h"
#include "modules/reception/reception.h"

/* ---- whether somebody came before ---- */

/* Who it is: the number of their papers, else name and phone, all by their signs; empty:
 * nobody knows. */
static struct str person_of(struct work *work, const struct db_rows *rows)
{
    struct str papers = own_words_sign_of(work, db_text(rows, 7));
    struct str name = own_words_sign_of(work, db_text(rows, 8));
    struct str phone = own_words_sign_of(work, db_text(rows, 9));
    if (papers.len > 0)
        return arena_printf(work->arena, "%lld n " PRISTR, (long long)db_int(rows, 1),
                            STRARG(papers));
    if (name.len > 0 && phone.len > 0)
        return arena_printf(work->arena, "%lld p " PRISTR " " PRISTR, (long long)db_int(rows, 1),
                            STRARG(phone), STRARG(name));
    return STR("");
}

static bool came_before(struct map *seen, struct str person)
{
    return person.len > 0 && map_set(seen, person, seen) != NULL;
}

/* ---- visits ---- */

/* Everybody who was received, from the first on: who came again is found on the way. */
static const char FACT_VISITS[] =
    "SELECT v.id, v.office_id, day.unit_id, v.came_on, v.people, series.person_id,"
    "       CASE WHEN day.substitute = '' THEN series.regime ELSE '' END,"
    "       v.id_number, v.name, v.phone, v.adhoc"
    " FROM reception_visit v"
    " JOIN unit_ancestor a ON a.unit_id = v.office_id"
    " LEFT JOIN reception_day day ON day.id = v.day_id"
    " LEFT JOIN reception_series series ON series.id = day.series_id"
    " WHERE a.ancestor_id = $1 AND v.came_on <= $2 AND v.state = 'received'"
    " ORDER BY v.came_at, v.id"
    " LIMIT 2000000";

/* A head receives on the days that the law counts, and outside the calendar (Law on
 * Citizen Reception, article 18); another person by delegation; else the office. */
static enum reception_receiver receiver_of(bool has_person, struct str regime, struct str adhoc)
{
    if (regime.len > 0 || adhoc.len > 0)
        return RECEIVED_BY_HEAD;
    return has_person ? RECEIVED_BY_DEPUTY : RECEIVED_BY_OFFICE;
}

static const struct fault *add_visits(struct work *work, int64_t unit_id, struct civil_date first,
                                      struct civil_date last, reception_fact_list *facts)
{
    struct map *seen = map_new(work->arena);
    struct db_rows *rows;
    const struct fault *fault = db_query(work, FACT_VISITS, P(unit_id, last), &rows);
    if (fault)
        return fault;
    while (db_next(rows)) {
        bool is_again = came_before(seen, person_of(work, rows));
        struct civil_date on = db_date(rows, 3);
        if (date_compare(on, first) < 0)
            continue;
        *VEC_PUSH(facts, work->arena) = (struct reception_fact){
            .id = db_int(rows, 0),
            .unit_id = db_is_null(rows, 2) ? db_int(rows, 1) : db_int(rows, 2),
            .office_id = db_int(rows, 1),
            .on = on,
            .people = db_int(rows, 4),
            .receiver = receiver_of(!db_is_null(rows, 5), db_text(rows, 6), db_text(rows, 10)),
            .is_again = is_again};
    }
    return db_done(rows);
}

/* ---- days ---- */

static const char FACT_DAYS[] =
    "SELECT day.id, day.unit_id, day.office_id, day.held_on, series.person_id,"
    "       CASE WHEN day.substitute = '' THEN series.regime ELSE '' END"
    " FROM reception_day day"
    " JOIN reception_series series ON series.id = day.series_id"
    " JOIN unit_ancestor a ON a.unit_id = day.unit_id"
    " WHERE a.ancestor_id = $1 AND day.held_on >= $2 AND day.held_on <= $3"
    "   AND day.state = 'held'"
    " ORDER BY day.held_on, day.id"
    " LIMIT 2000000";

static const struct fault *add_days(struct work *work, int64_t unit_id, struct civil_date first,
                                    struct civil_date last, reception_fact_list *facts)
{
    struct db_rows *rows;
    const struct fault *fault = db_query(work, FACT_DAYS, P(unit_id, first, last), &rows);
    if (fault)
        return fault;
    while (db_next(rows))
        *VEC_PUSH(facts, work->arena) = (struct reception_fact){
            .is_day = true,
            .id = db_int(rows, 0),
            .unit_id = db_int(rows, 1),
            .office_id = db_int(rows, 2),
            .on = db_date(rows, 3),
            .receiver = receiver_of(!db_is_null(rows, 4), db_text(rows, 5), STR(""))};
    return db_done(rows);
}

const struct fault *reception_facts(struct work *work, int64_t unit_id, struct civil_date first,
                                    struct civil_date last, reception_fact_list *ret_facts)
{
    reception_fact_list facts = {0};
    const struct fault *fault = add_visits(work, unit_id, first, last, &facts);
    if (!fault)
        fault = add_days(work, unit_id, first, last, &facts);
    if (!fault)
        *ret_facts = facts;
    return fault;
}

const char *const reception_fact_statements[] = {FACT_VISITS, FACT_DAYS, NULL};
