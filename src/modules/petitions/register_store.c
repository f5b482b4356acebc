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
    LINES_AT_ONCE = 16 /* as many as LINES has places */
};

static const char UNITS[] = "SELECT w.unit_id FROM unit_ancestor w"
                            " WHERE w.ancestor_id = $1"
                            " ORDER BY w.unit_id"
                            " LIMIT $2";

/* $1 unit, $2 $3 days, $4 $5 behind which line, $6 phase, $7 account, $8 today, $9 how many,
 * $10 kind. Where all kinds are asked for, their list is written so that no engine walks the
 * index of kinds, whose parts it would have to sort. */
#define PLACES(of_kind)                                                                            \
    "SELECT m.received_on, m.id FROM matter m"                                                     \
    " WHERE m.unit_id = $1 AND m.received_on >= $2 AND m.received_on <= $3"                        \
    "   AND (m.received_on, m.id) < ($4, $5)"                                                      \
    "   AND (CAST(m.phase AS TEXT) = $6 OR $6 = '') AND " of_kind                                  \
    "   AND NOT " MATTER_KEEPS_AWAY("m.id", "$7", "$8") " ORDER BY m.received_on DESC, m.id DESC"  \
                                                        " LIMIT $9"

static const char PLACES_OF_ALL[] = PLACES("m.kind || '' IN " PETITION_KINDS);
static const char PLACES_OF_KIND[] = PLACES("m.kind IN " PETITION_KINDS " AND m.kind = $10");

/* Of no more than LINES_AT_ONCE matters; in any order. */
static const char LINES[] =
    "SELECT m.id, m.code, m.received_on, m.source, p.name, p.address,"
    "       COALESCE(g.people, (SELECT COUNT(*) FROM matter_party q WHERE q.matter_id = m.id)),"
    "       m.kind, m.title, u.name, m.state, m.due_on, a.name, m.facts, m.visibility,"
    "       d.action, d.happened_on, v.symbol, v.signed_on"
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

static const struct fault *read_units(struct work *work, int64_t unit_id, int64_t units[UNITS_MOST],
                                      size_t *ret_count)
{
    struct db_rows *rows;
    const struct fault *fault = db_query(work, UNITS, P(unit_id, UNITS_MOST), &rows);
    *ret_count = 0;
    if (fault)
        return fault;
    while (db_next(rows))
        units[(*ret_count)++] = db_int(rows, 0);
    return db_done(rows);
}

/* In its text, which has four digits for the year. */
static struct str day_behind(struct arena *arena, struct civil_date day)
{
    const struct civil_date last = date_ymd(9999, 12, 31);
    return date_compare(day, last) < 0 ? date_to_iso(arena, date_add_days(day, 1)) : STR(NO_DUE);
}

/* Adds those of one unit, not before `from`. */
static const struct fault *add_places(struct work *work, const struct register_filter *filter,
                                      int64_t unit_id, struct civil_date from, place_list *places)
{
    struct civil_date today = clock_today(work->clock);
    /* both ends say the same last day: engines differ in which one the walk begins at */
    bool is_within = filter->before_id && date_compare(filter->before_on, filter->to) <= 0;
    struct civil_date to = is_within ? filter->before_on : filter->to;
    struct str before = is_within ? date_to_iso(work->arena, filter->before_on)
                                  : day_behind(work->arena, filter->to);
    int64_t before_id = is_within ? filter->before_id : 0;
    struct db_rows *rows;
    const struct fault *fault =
        filter->kind.len == 0
            ? db_query(work, PLACES_OF_ALL,
                       P(unit_id, from, to, before, before_id, filter->phase,
                         work->actor->account_id, today, filter->limit + 1),
                       &rows)
            : db_query(work, PLACES_OF_KIND,
                       P(unit_id, from, to, before, before_id, filter->phase,
                         work->actor->account_id, today, filter->limit + 1, filter->kind),
                       &rows);
    if (fault)
        return fault;
    while (db_next(rows))
        *VEC_PUSH(places, work->arena) = (struct place){db_date(rows, 0), db_int(rows, 1)};
    return db_done(rows);
}

/* The newest of all units: what is older than a full page is not asked for any more. */
static const struct fault *find_places(struct work *work, const struct register_filter *filter,
                                       place_list *places)
{
    int64_t *units = arena_alloc_array(work->arena, UNITS_MOST, sizeof(*units));
    struct civil_date from = filter->from;
    size_t most = (size_t)filter->limit + 1;
    size_t count;
    const struct fault *fault = read_units(work, filter->unit_id, units, &count);
    for (size_t i = 0; !fault && i < count; i++) {
        fault = add_places(work, filter, units[i], from, places);
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
    place_list places = {0};
    struct str directing = directions(work);
    const struct fault *fault = find_places(work, filter, &places);
    for (size_t i = 0; !fault && i < places.count; i++)
        *VEC_PUSH(&lines, work->arena) = (struct register_line){.id = places.items[i].id};
    for (size_t i = 0; !fault && i < places.count; i += LINES_AT_ONCE) {
        size_t left = places.count - i;
        fault = read_lines(work, directing, &places.items[i],
                           left < LINES_AT_ONCE ? left : LINES_AT_ONCE, &lines.items[i]);
    }
    if (!fault)
        *ret_lines = lines;
    return fault;
}

const char *const register_statements[] = {UNITS, PLACES_OF_ALL, PLACES_OF_KIND, LINES, NULL};
