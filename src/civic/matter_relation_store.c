/*
 * Links and people, and the rules of changing them.
 */
#include "civic/matter_relation.h"

#include "civic/actor.h"
#include "civic/matter_store.h"
#include "civic/seal.h"
#include "civic/site.h"
#include "db/db.h"
#include "db/topic.h"
#include "text/fold.h"

#define HANDLERS                                                                                   \
    (ROLE_BIT(ROLE_RECEPTION_CLERK) | ROLE_BIT(ROLE_CASE_OFFICER) | ROLE_BIT(ROLE_LEADER))
#define NAMERS (ROLE_BIT(ROLE_RECEPTION_CLERK) | ROLE_BIT(ROLE_INSPECTOR) | ROLE_BIT(ROLE_LEADER))
#define FREERS (ROLE_BIT(ROLE_INSPECTOR) | ROLE_BIT(ROLE_LEADER))

/* The matter, if the actor may open it and has one of the roles in its unit. */
static const struct fault *load_for(struct work *work, int64_t id, unsigned roles,
                                    struct matter *ret_matter)
{
    const struct fault *fault = matter_load(work, id, ret_matter);
    if (!fault)
        fault = matter_must_read(work, ret_matter);
    if (!fault)
        fault = actor_must(work, roles, ret_matter->unit_id);
    return fault;
}

/* ---- links ---- */

static const char LINK_IS_THERE[] =
    "SELECT 1 FROM matter_link WHERE matter_id = $1 AND other_id = $2 AND kind = $3";

static const struct fault *is_linked(struct work *work, int64_t id, int64_t other_id,
                                     enum matter_link_kind kind, bool *ret_is)
{
    return db_has(work, LINK_IS_THERE, P(id, other_id, matter_link_name(kind)), ret_is);
}

/* Whether links of this kind lead from one to the other, by whichever way. */
static const char LINK_LEADS[] =
    "WITH RECURSIVE reached (id) AS ("
    " SELECT other_id FROM matter_link WHERE matter_id = $1 AND kind = $3"
    " UNION"
    " SELECT l.other_id FROM matter_link l JOIN reached r ON r.id = l.matter_id"
    " WHERE l.kind = $3)"
    " SELECT 1 FROM reached WHERE id = $2";

static const struct fault *leads_to(struct work *work, int64_t id, int64_t other_id,
                                    enum matter_link_kind kind, bool *ret_leads)
{
    struct db_rows *rows;
    const struct fault *fault =
        db_query(work, LINK_LEADS, P(id, other_id, matter_link_name(kind)), &rows);
    if (fault)
        return fault;
    *ret_leads = db_next(rows);
    return db_done(rows);
}

/* An event on one file that names the other: "Trùng với TB-2022-000123-K". */
static const struct fault *note_link(struct work *work, const struct matter *matter,
                                     const struct matter *other, const struct matter_tie *tie,
                                     const char *action, const char *side)
{
    struct str key = arena_printf(work->arena, "matter.link." PRISTR ".%s",
                                  STRARG(matter_link_name(tie->kind)), side);
    struct str words = site_message(work, key.ptr);
    struct matter_mark mark = {
        .id = matter->id,
        .action = str_from_c(action),
        .note = arena_printf(work->arena, PRISTR " " PRISTR, STRARG(words), STRARG(other->code))};
    db_touch(work, topic_of("matter", matter->id));
    return matter_mark(work, &mark);
}

static const struct fault *note_both(struct work *work, const struct matter *matter,
                                     const struct matter *other, const struct matter_tie *tie,
                                     const char *action)
{
    const struct fault *fault = note_link(work, matter, other, tie, action, "to");
    return fault ? fault : note_link(work, other, matter, tie, action, "from");
}

static const struct fault *tie_both(struct work *work, void *context)
{
    const struct matter_tie *tie = context;
    struct matter matter;
    struct matter other;
    bool is_there = false;
    bool is_back = false;
    const struct fault *fault = load_for(work, tie->id, HANDLERS, &matter);
    if (!fault)
        fault = load_for(work, tie->other_id, HANDLERS, &other);
    if (!fault && tie->id == tie->other_id)
        fault = fault_field(work->arena, "code", "matter.link.self");
    if (!fault)
        fault = is_linked(work, tie->id, tie->other_id, tie->kind, &is_there);
    if (!fault)
        fault = leads_to(work, tie->other_id, tie->id, tie->kind, &is_back);
    if (fault)
        return fault;
    if (is_there)
        return fault_field(work->arena, "code", "matter.link.twice");
    if (is_back)
        return fault_field(work->arena, "code", "matter.link.circle");
    fault = matter_link(work, tie->id, tie->other_id, tie->kind);
    return fault ? fault : note_both(work, &matter, &other, tie, "link");
}

const struct fault *matter_tie(struct work *work, const struct matter_tie *tie)
{
    struct matter_tie copy = *tie;
    return db_write(work, tie_both, &copy);
}

static const char LINK_KEEP[] =
    "INSERT INTO matter_link_past (id, matter_id, other_id, kind, at, actor_id, ended_at)"
    " SELECT CAST($4 AS BIGINT), l.matter_id, l.other_id, l.kind, l.at, l.actor_id,"
    "        CAST($5 AS BIGINT)"
    " FROM matter_link l WHERE l.matter_id = $1 AND l.other_id = $2 AND l.kind = $3";

static const char LINK_DROP[] =
    "DELETE FROM matter_link WHERE matter_id = $1 AND other_id = $2 AND kind = $3";

/* It no longer holds; that it did, and how long, stays. */
static const struct fault *end_link(struct work *work, const struct matter_tie *tie)
{
    struct str kind = matter_link_name(tie->kind);
    const struct fault *fault = db_exec(
        work, LINK_KEEP,
        P(tie->id, tie->other_id, kind, db_new_id(work->clock), clock_now(work->clock)), NULL);
    return fault ? fault : db_exec(work, LINK_DROP, P(tie->id, tie->other_id, kind), NULL);
}

static const struct fault *untie_both(struct work *work, void *context)
{
    const struct matter_tie *tie = context;
    struct matter matter;
    struct matter other;
    bool is_there = false;
    const struct fault *fault = load_for(work, tie->id, HANDLERS, &matter);
    if (!fault)
        fault = load_for(work, tie->other_id, HANDLERS, &other);
    if (!fault)
        fault = is_linked(work, tie->id, tie->other_id, tie->kind, &is_there);
    if (!fault && !is_there)
        fault = fault_field(work->arena, "code", "matter.link.none");
    if (!fault && tie->kind == LINK_APPEAL_OF)
        fault = fault_field(work->arena, "code", "matter.link.appeal");
    if (!fault)
        fault = end_link(work, tie);
    return fault ? fault : note_both(work, &matter, &other, tie, "unlink");
}

const struct fault *matter_untie(struct work *work, const struct matter_tie *tie)
{
    struct matter_tie copy = *tie;
    return db_write(work, untie_both, &copy);
}

/* ---- people ---- */

#define PERSON                                                                                     \
    "SELECT p.id, p.name,"                                                                         \
    "       COALESCE((SELECT o.title || ', ' || u.name FROM post o JOIN unit u ON u.id = "         \
    "o.unit_id"                                                                                    \
    "                 WHERE o.person_id = p.id ORDER BY o.rank, o.id LIMIT 1), '')"                \
    " FROM person p"

static void read_matter_person(const struct db_rows *rows, void *item)
{
    *(struct matter_person *)item =
        (struct matter_person){db_int(rows, 0), db_text(rows, 1), db_text(rows, 2)};
}

static const struct fault *read_people(struct work *work, const char *sql, struct db_params params,
                                       matter_person_list *ret_people)
{
    return db_list(work, sql, params, read_matter_person, DB_INTO(ret_people));
}

static const char RESPONDENTS[] =
    PERSON " JOIN matter_respondent r ON r.person_id = p.id WHERE r.matter_id = $1"
           " ORDER BY p.name_sort, p.id"
           " LIMIT 200";

const struct fault *matter_respondents(struct work *work, int64_t id,
                                       matter_person_list *ret_people)
{
    return read_people(work, RESPONDENTS, P(id), ret_people);
}

/* Folded text has neither % nor _. */
static const char PEOPLE_FIND[] = PERSON " WHERE p.name_fold LIKE '%' || $1 || '%'"
                                         " ORDER BY p.name_sort, p.id"
                                         " LIMIT 30";

const struct fault *matter_find_people(struct work *work, struct str name,
                                       matter_person_list *ret_people)
{
    struct str folded = text_fold(work->arena, name);
    *ret_people = (matter_person_list){0};
    return folded.len == 0 ? NULL : read_people(work, PEOPLE_FIND, P(folded), ret_people);
}

static const char PERSON_NAME[] = "SELECT name FROM person WHERE id = $1";
static const char RESPONDENT_NAMED[] =
    "SELECT 1 FROM matter_respondent WHERE matter_id = $1 AND person_id = $2";
static const char RESPONDENT_DROP[] =
    "DELETE FROM matter_respondent WHERE matter_id = $1 AND person_id = $2";

struct naming {
    int64_t id;
    int64_t person_id;
    struct str note; /* taking back */
};

static const struct fault *is_named(struct work *work, const struct naming *naming, bool *ret_is)
{
    struct db_rows *rows;
    const struct fault *fault =
        db_query(work, RESPONDENT_NAMED, P(naming->id, naming->person_id), &rows);
    if (fault)
        return fault;
    *ret_is = db_next(rows);
    return db_done(rows);
}

static const struct fault *name_one(struct work *work, void *context)
{
    const struct naming *naming = context;
    struct matter_mark mark = {.id = naming->id, .action = STR("respondent")};
    struct matter matter;
    struct db_rows *rows;
    bool is_there = false;
    const struct fault *fault = load_for(work, naming->id, NAMERS, &matter);
    if (!fault)
        fault = is_named(work, naming, &is_there);
    if (!fault && is_there)
        return NULL; /* sent twice, written down once */
    if (!fault)
        fault = db_one(work, PERSON_NAME, P(naming->person_id), &rows);
    if (fault)
        return fault;
    mark.note = db_text(rows, 0);
    fault = matter_add_respondent(work, naming->id, naming->person_id);
    /* whoever has it and is now kept away from it has it no longer */
    if (!fault && matter.official_id)
        fault = matter_is_about(work, naming->id, matter.official_id, clock_today(work->clock),
                                &mark.frees_official);
    return fault ? fault : matter_mark(work, &mark);
}

const struct fault *matter_name_respondent(struct work *work, int64_t id, int64_t person_id)
{
    struct naming naming = {id, person_id, STR("")};
    return db_write(work, name_one, &naming);
}

static const struct fault *free_one(struct work *work, void *context)
{
    const struct naming *naming = context;
    struct matter_mark mark = {.id = naming->id, .action = STR("not-respondent")};
    struct matter matter;
    struct db_rows *rows;
    int64_t changed;
    const struct fault *fault = load_for(work, naming->id, FREERS, &matter);
    if (!fault && str_trim(naming->note).len == 0)
        fault = fault_field(work->arena, "note", "matter.note.missing");
    if (!fault)
        fault = db_one(work, PERSON_NAME, P(naming->person_id), &rows);
    if (!fault)
        fault = db_exec(work, RESPONDENT_DROP, P(naming->id, naming->person_id), &changed);
    if (fault || changed == 0)
        return fault;
    mark.note = arena_printf(work->arena, PRISTR ": " PRISTR, STRARG(db_text(rows, 0)),
                             STRARG(naming->note));
    return matter_mark(work, &mark);
}

const struct fault *matter_free_respondent(struct work *work, int64_t id, int64_t person_id,
                                           struct str note)
{
    struct naming naming = {id, person_id, note};
    const struct seal_words words = {"note", note};
    const struct fault *fault = seal_must_not_name(work, &(struct matter){.id = id}, &words, 1);
    return fault ? fault : db_write(work, free_one, &naming);
}

const char *const matter_relation_statements[] = {
    LINK_IS_THERE, LINK_LEADS,  LINK_KEEP,        LINK_DROP,       RESPONDENTS,
    PEOPLE_FIND,   PERSON_NAME, RESPONDENT_NAMED, RESPONDENT_DROP, NULL,
};
