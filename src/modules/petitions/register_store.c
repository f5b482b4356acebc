/*
 * The register: which lines stand on a page is read unit by unit, each along one index
 * and no further than the page, so that a million petitions cost what a thousand do.
 */
#include "modules/petitions/figures.h"

#include "civic/actor.h"
#include "civic/matter_relation.h"
#include "db/db.h"
#include "modules/petitions/petition.h"

#include <stdlib.h>

#define NO_DUE "9999-12-31"

enum {
    UNITS_MOST = 10000,
    QUESTIONS = 4,     /* with and without a kind, with and without a phase */
    LINES_AT_ONCE = 16 /* as many as LINES has places */
};

/* With the newest day, not behind $2, on which each received something; the newest first. */
static const char UNITS[] =
    "SELECT n.unit_id, n.newest FROM (SELECT w.unit_id, (SELECT MAX(m.received_on)"
    "   FROM matter m WHERE m.unit_id = w.unit_id AND m.received_on <= $2) AS newest"
    "   FROM unit_ancestor w WHERE w.ancestor_id = $1) n"
    " WHERE n.newest IS NOT NULL"
    " ORDER BY n.newest DESC, n.unit_id"
    " LIMIT $3";

/* $1 unit, $2 $3 days, $4 $5 behind which line, $6 how many, $7 kind, $8 phase, $9 account,
 * $10 today. Each question is a statement of its own, so that an engine knows how many lines
 * it leaves out. Where all kinds are asked for, their list is written so that no engine walks
 * the index of kinds, whose parts it would have to sort. From what the actor keeps away is
 * asked once for all units (matter_kept_away); APART is for who keeps away from more than
 * that tells, as it costs PostgreSQL more to plan than all the rest costs to run. */
#define PLACES(of_kind, of_phase, apart)                                                           \
    "SELECT m.received_on, m.id FROM matter m"                                                     \
    " WHERE m.unit_id = $1 AND m.received_on >= $2 AND m.received_on <= $3"                        \
    "   AND (m.received_on, m.id) < ($4, $5)" of_kind of_phase apart                               \
    " ORDER BY m.received_on DESC, m.id DESC"                                                      \
    " LIMIT $6"
#define ALL_KINDS " AND m.kind || '' IN " PETITION_KINDS " AND $7 = ''"
#define ONE_KIND " AND m.kind IN " PETITION_KINDS " AND m.kind = $7"
#define ALL_PHASES " AND $8 = ''"
#define ONE_PHASE " AND m.phase = CAST($8 AS BIGINT)"
#define APART " AND NOT " MATTER_KEEPS_AWAY("m.id", "$9", "$10")
#define PLACES_OF(apart)                                                                           \
    PLACES(ALL_KINDS, ALL_PHASES, apart), PLACES(ALL_KINDS, ONE_PHASE, apart),                     \
        PLACES(ONE_KIND, ALL_PHASES, apart), PLACES(ONE_KIND, ONE_PHASE, apart)

/* columns: apart by whether a kind is asked for by whether a phase is */
static const char *const places_of[] = {PLACES_OF(""), PLACES_OF(APART)};

/* What units handed on, to others that are not read as well: a book keeps what was entered into
 * it. $1 the unit that is read with all below, the rest as above. */
static const char HANDED_ON[] =
    "SELECT m.received_on, m.id FROM unit_ancestor w"
    " JOIN matter_span s ON s.unit_id = w.unit_id AND s.ended_by = 'moved'"
    " JOIN matter m ON m.id = s.matter_id"
    " WHERE w.ancestor_id = $1 AND m.received_on >= $2 AND m.received_on <= $3"
    "   AND (m.received_on, m.id) < ($4, $5)"
    "   AND m.kind IN " PETITION_KINDS " AND ($7 = '' OR m.kind = $7)"
    "   AND ($8 = '' OR CAST(m.phase AS TEXT) = $8)"
    "   AND NOT EXISTS (SELECT 1 FROM unit_ancestor x"
    "                   WHERE x.unit_id = m.unit_id AND x.ancestor_id = $1)" APART
    " GROUP BY m.received_on, m.id"
    " ORDER BY m.received_on DESC, m.id DESC"
    " LIMIT $6";

/* Of no more than LINES_AT_ONCE matters; in any order. */
static const char LINES[] =
    "SELECT m.id, m.code, m.received_on, m.source, p.name, p.address,"
    "       COALESCE(g.people, (SELECT COUNT(*) FROM matter_party q WHERE q.matter_id = m.id)),"
    "       m.kind, m.title, u.name, m.state, m.due_on, a.name, m.facts, m.visibility,"
    "       d.action, d.happened_on, v.symbol, v.signed_on, m.unit_id"
    " FROM matter m"
    " JOIN unit u ON u.id = m.unit_id"
    " LEFT JOIN account a ON a.id = m.official_id"
    " LEFT JOIN matter_party p ON p.matter_id = m.id AND p.part = 'sender' AND p.ordinal = 1"
    " LEFT JOIN petition_group g ON g.matter_id = m.id"
    " LEFT JOIN matter_event d ON d.matter_id = m.id AND d.seq = (SELECT MAX(e.seq)"
    "   FROM matter_event e WHERE e.matter_id = m.id AND $17 LIKE '% ' || e.action || ' %')"
    " LEFT JOIN matter_paper v ON v.id = (SELECT MAX(n.id) FROM matter_paper n"
    "   WHERE n.matter_id = m.id AND n.recalled_at IS NULL AND n.symbol <> '')"
    " WHERE m.id IN ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)"
    " ORDER BY m.id"
    " LIMIT 16";

struct place {
    struct civil_date day;
    int64_t id;
};
typedef VEC(struct place) place_list;

static int compare_down(const void *a, const void *b)
{
    const struct place *left = a;
    const struct place *right = b;
    int by_day = date_compare(right->day, left->day);
    return by_day ? by_day : (left->id < right->id) - (left->id > right->id);
}

/* In its text, which has four digits for the year. */
static struct str day_behind(struct arena *arena, struct civil_date day)
{
    const struct civil_date last = date_ymd(9999, 12, 31);
    return date_compare(day, last) < 0 ? date_to_iso(arena, date_add_days(day, 1)) : STR(NO_DUE);
}

struct newest {
    int64_t unit_id;
    struct civil_date day;
};

/* A register being read. */
struct reading {
    const struct register_filter *filter;
    struct matter_kept kept; /* from what the actor keeps away */
    VEC(struct newest) units;
    place_list places;
};

/* Both ends of a walk say the same last day: engines differ in which one it begins at. */
static bool is_within(const struct register_filter *filter)
{
    return filter->before_id && date_compare(filter->before_on, filter->to) <= 0;
}

static struct civil_date last_day(const struct register_filter *filter)
{
    return is_within(filter) ? filter->before_on : filter->to;
}

static const struct fault *read_units(struct work *work, struct reading *reading)
{
    struct db_rows *rows;
    const struct fault *fault = db_query(
        work, UNITS, P(reading->filter->unit_id, last_day(reading->filter), UNITS_MOST), &rows);
    if (fault)
        return fault;
    while (db_next(rows))
        *VEC_PUSH(&reading->units, work->arena) =
            (struct newest){db_int(rows, 0), db_date(rows, 1)};
    return db_done(rows);
}

static bool is_kept(const struct reading *reading, int64_t id)
{
    for (size_t i = 0; i < reading->kept.matters.count; i++)
        if (reading->kept.matters.items[i].id == id)
            return true;
    return false;
}

/* Those of the unit from what the actor keeps away. */
static int kept_in(const struct reading *reading, int64_t unit_id)
{
    int count = 0;
    for (size_t i = 0; i < reading->kept.matters.count; i++)
        count += reading->kept.matters.items[i].unit_id == unit_id;
    return count;
}

static const struct fault *ask_places(struct work *work, const struct reading *reading,
                                      int64_t unit_id, struct civil_date from,
                                      struct db_rows **ret_rows)
{
    const struct register_filter *filter = reading->filter;
    size_t question = (filter->kind.len ? 2u : 0u) + (filter->phase.len ? 1u : 0u);
    bool is_later = is_within(filter);
    struct civil_date to = last_day(filter);
    struct str before =
        is_later ? date_to_iso(work->arena, filter->before_on) : day_behind(work->arena, to);
    int64_t before_id = is_later ? filter->before_id : 0;
    if (reading->kept.is_all)
        return db_query(work, places_of[question],
                        P(unit_id, from, to, before, before_id,
                          filter->limit + 1 + kept_in(reading, unit_id), filter->kind,
                          filter->phase),
                        ret_rows);
    return db_query(work, places_of[QUESTIONS + question],
                    P(unit_id, from, to, before, before_id, filter->limit + 1, filter->kind,
                      filter->phase, work->actor->account_id, clock_today(work->clock)),
                    ret_rows);
}

static const struct fault *ask_handed_on(struct work *work, const struct reading *reading,
                                         struct civil_date from, struct db_rows **ret_rows)
{
    const struct register_filter *filter = reading->filter;
    struct civil_date to = last_day(filter);
    struct str before = is_within(filter) ? date_to_iso(work->arena, filter->before_on)
                                          : day_behind(work->arena, to);
    return db_query(work, HANDED_ON,
                    P(filter->unit_id, from, to, before, is_within(filter) ? filter->before_id : 0,
                      filter->limit + 1, filter->kind, filter->phase, work->actor->account_id,
                      clock_today(work->clock)),
                    ret_rows);
}

/* Adds those of one unit, or (0) those handed on, not before `from`. */
static const struct fault *add_places(struct work *work, struct reading *reading, int64_t unit_id,
                                      struct civil_date from)
{
    struct db_rows *rows;
    const struct fault *fault = unit_id ? ask_places(work, reading, unit_id, from, &rows)
                                        : ask_handed_on(work, reading, from, &rows);
    if (fault)
        return fault;
    while (db_next(rows)) {
        struct place place = {db_date(rows, 0), db_int(rows, 1)};
        if (!is_kept(reading, place.id))
            *VEC_PUSH(&reading->places, work->arena) = place;
    }
    return db_done(rows);
}

/* The newest of all units: what is older than a full page is not asked for any more, nor a
 * unit that has nothing else. */
static const struct fault *find_places(struct work *work, struct reading *reading)
{
    place_list *places = &reading->places;
    struct civil_date from = reading->filter->from;
    size_t most = (size_t)reading->filter->limit + 1;
    const struct fault *fault = matter_kept_away(work, &reading->kept);
    if (!fault)
        fault = read_units(work, reading);
    if (!fault)
        fault = add_places(work, reading, 0, from);
    for (size_t i = 0; !fault && i < reading->units.count; i++) {
        const struct newest *unit = &reading->units.items[i];
        if (date_compare(unit->day, from) < 0)
            break;
        fault = add_places(work, reading, unit->unit_id, from);
        if (places->count > 1)
            qsort(places->items, places->count, sizeof(*places->items), compare_down);
        if (places->count >= most) {
            places->count = most;
            from = places->items[most - 1].day;
        }
    }
    return fault;
}

static struct register_line read_line(struct work *work, const struct db_rows *rows)
{
    struct str address = db_text(rows, 5);
    struct register_line line = {
        .id = db_int(rows, 0),
        .code = db_text(rows, 1),
        .received_on = db_date(rows, 2),
        .source = db_text(rows, 3),
        .sender = arena_printf(work->arena, PRISTR "%s" PRISTR, STRARG(db_text(rows, 4)),
                               address.len ? ", " : "", STRARG(address)),
        .people = db_int(rows, 6),
        .kind = db_text(rows, 7),
        .title = db_text(rows, 8),
        .unit = db_text(rows, 9),
        .state = db_text(rows, 10),
        .due_on = str_equal(db_text(rows, 11), STR(NO_DUE)) ? DATE_NONE : db_date(rows, 11),
        .official = db_text(rows, 12),
        .facts = db_text(rows, 13),
        .directed = db_text(rows, 15),
        .directed_on = db_date(rows, 16),
        .symbol = db_text(rows, 17),
        .signed_on = db_date(rows, 18),
        .unit_id = db_int(rows, 19),
        .is_sealed = !str_equal(db_text(rows, 14), STR("agency")) &&
                     !str_equal(db_text(rows, 14), STR("public")),
    };
    if (line.is_sealed)
        line.sender = STR("");
    if (line.people == 0) /* nobody is named, and yet somebody wrote */
        line.people = 1;
    return line;
}

/* The actions that give a petition its direction, between spaces. */
static struct str directions(struct work *work)
{
    struct str all = STR(" ");
    for (const struct counted_action *row = petition_counted; row->kinds; row++)
        if (words_have("accept guide transfer urge unfit", str_from_c(row->means)))
            all = arena_printf(work->arena, PRISTR "%s ", STRARG(all), row->actions);
    return all;
}

/* Puts the lines of some places where they stand in the list. */
static const struct fault *read_lines(struct work *work, struct str directing,
                                      const struct place *places, size_t count,
                                      struct register_line *lines)
{
    int64_t i[LINES_AT_ONCE] = {0};
    struct db_rows *rows;
    const struct fault *fault;
    for (size_t k = 0; k < count; k++)
        i[k] = places[k].id;
    fault = db_query(work, LINES,
                     P(i[0], i[1], i[2], i[3], i[4], i[5], i[6], i[7], i[8], i[9], i[10], i[11],
                       i[12], i[13], i[14], i[15], directing),
                     &rows);
    if (fault)
        return fault;
    while (db_next(rows))
        for (size_t k = 0; k < count; k++)
            if (i[k] == db_int(rows, 0))
                lines[k] = read_line(work, rows);
    return db_done(rows);
}

const struct fault *register_lines(struct work *work, const struct register_filter *filter,
                                   register_line_list *ret_lines)
{
    register_line_list lines = {0};
    struct reading reading = {.filter = filter};
    const place_list *places = &reading.places;
    struct str directing = directions(work);
    const struct fault *fault = find_places(work, &reading);
    for (size_t i = 0; !fault && i < places->count; i++)
        *VEC_PUSH(&lines, work->arena) = (struct register_line){.id = places->items[i].id};
    for (size_t i = 0; !fault && i < places->count; i += LINES_AT_ONCE) {
        size_t left = places->count - i;
        fault = read_lines(work, directing, &places->items[i],
                           left < LINES_AT_ONCE ? left : LINES_AT_ONCE, &lines.items[i]);
    }
    if (!fault)
        *ret_lines = lines;
    return fault;
}

const char *const register_statements[] = {UNITS,     PLACES_OF(""), PLACES_OF(APART),
                                           HANDED_ON, LINES,         NULL};
