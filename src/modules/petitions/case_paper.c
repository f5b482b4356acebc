/*
 * The papers of a matter: those that its steps may make and those that were issued;
 * issuing one, and its signed scan.
 */
#include "modules/petitions/case_paper.h"

#include "civic/actor.h"
#include "civic/deadline.h"
#include "civic/matter_relation.h"
#include "civic/matter_seat.h"
#include "civic/official.h"
#include "civic/series.h"
#include "civic/site.h"
#include "db/db.h"

#define ISSUERS                                                                                    \
    (ROLE_BIT(ROLE_RECEPTION_CLERK) | ROLE_BIT(ROLE_CASE_OFFICER) | ROLE_BIT(ROLE_LEADER))

/* ---- asking ---- */

/* Whom the matter is about, with their posts, in one line. */
static const struct fault *about_of(struct work *work, int64_t id, struct str *ret_about)
{
    matter_person_list people;
    struct str about = STR("");
    const struct fault *fault = matter_respondents(work, id, &people);
    if (fault)
        return fault;
    for (size_t i = 0; i < people.count; i++)
        about = arena_printf(work->arena, PRISTR "%s" PRISTR "%s" PRISTR, STRARG(about),
                             i ? "; " : "", STRARG(people.items[i].name),
                             people.items[i].post.len ? ", " : "", STRARG(people.items[i].post));
    *ret_about = about;
    return NULL;
}

/* What the steps of a matter say of its papers. */
struct story {
    matter_event_list events;
    case_paper_place_list places;
    struct matter_clock resolving; /* the last term to resolve; rule empty: none */
};

static const struct fault *read_story(struct work *work, const struct matter *matter,
                                      struct story *ret_story)
{
    struct story story = {.resolving.rule = STR("")};
    matter_clock_list clocks;
    const struct fault *fault = matter_events(work, matter->id, &story.events);
    if (!fault)
        fault = case_paper_places(work, matter->id, &story.places);
    if (!fault)
        fault = matter_clocks(work, matter->id, &clocks);
    for (size_t i = 0; !fault && i < clocks.count; i++)
        if (str_find(clocks.items[i].rule, STR(".resolve"), 0) > 0)
            story.resolving = clocks.items[i];
    *ret_story = story;
    return fault;
}

/* Who had it when a step was taken. */
static int64_t unit_at(const struct story *story, const struct matter *matter, int64_t seq)
{
    int64_t unit_id = story->places.count ? story->places.items[0].unit_id : matter->unit_id;
    for (size_t i = 0; i < story->places.count && story->places.items[i].seq <= seq; i++)
        unit_id = story->places.items[i].unit_id;
    return unit_id;
}

/* Who issues in place of a unit: itself while it exists; then, in its own name, whoever took
 * over from it. After a merger or a division the head of the unit that came of it resolves (so
 * of denunciations Luật Tố cáo, Điều 13.4); of several it is the one that has the file. */
static const struct fault *successor_of(struct work *work, const struct matter *matter,
                                        int64_t unit_id, int64_t *ret_unit_id)
{
    unit_list successors;
    const struct fault *fault = matter_seat_of(work, unit_id, ret_unit_id);
    if (fault || *ret_unit_id == unit_id)
        return fault;
    fault = unit_successors(work, unit_id, &successors);
    for (size_t i = 0; !fault && i < successors.count; i++)
        if (successors.items[i].id == matter->unit_id)
            *ret_unit_id = matter->unit_id;
    return fault;
}

/* Who issues the paper of a step: whoever had the file, but what is demanded of them the unit
 * above demands (Luật Tố cáo, Điều 38.2). */
static const struct fault *issuer_of(struct work *work, const struct story *story,
                                     const struct matter *matter, const struct matter_event *event,
                                     int64_t *ret_unit_id)
{
    int64_t unit_id = unit_at(story, matter, event->seq);
    struct unit unit;
    const struct fault *fault = NULL;
    if (str_equal(event->action, STR("demand"))) {
        fault = unit_load(work, unit_id, &unit);
        if (!fault && unit.parent_id)
            unit_id = unit.parent_id;
    }
    return fault ? fault : successor_of(work, matter, unit_id, ret_unit_id);
}

/* How often the term had been lengthened by then. */
static int extensions_at(const struct story *story, size_t at)
{
    int count = 0;
    for (size_t i = 0; i <= at; i++)
        count += story->events.items[i].seq > story->resolving.opened_seq &&
                 str_equal(story->events.items[i].action, STR("extend"));
    return count;
}

/* Those of "2022-03-01/2022-03-10 …" that had ended by a day. */
static struct str suspensions_by(struct work *work, struct str all, struct civil_date day)
{
    struct str kept = STR("");
    while (all.len > 0) {
        struct str one = str_cut(&all, ' ');
        struct str rest = one;
        struct civil_date last = DATE_NONE;
        str_cut(&rest, '/');
        if (date_from_iso(rest, &last) && date_compare(last, day) <= 0)
            kept = arena_printf(work->arena, PRISTR "%s" PRISTR, STRARG(kept), kept.len ? " " : "",
                                STRARG(one));
    }
    return kept;
}

/* The day by which the matter was to be resolved when the step was taken: a first extension
 * does not name the day of the second. */
static const struct fault *resolve_day(struct work *work, const struct matter *matter,
                                       const struct story *story, size_t at,
                                       struct civil_date *ret_day)
{
    const struct matter_clock *clock = &story->resolving;
    struct deadline deadline;
    const struct fault *fault;
    *ret_day = DATE_NONE;
    if (clock->rule.len == 0 || story->events.items[at].seq < clock->opened_seq)
        return NULL;
    fault = deadline_find(
        work,
        &(struct deadline_ask){.rule = clock->rule,
                               .start = clock->started_on,
                               .facts = matter->facts,
                               .suspensions = suspensions_by(work, clock->suspensions,
                                                             story->events.items[at].happened_on),
                               .extensions = extensions_at(story, at)},
        &deadline);
    if (!fault)
        *ret_day = deadline.due_on;
    return fault;
}

static void add_dialogue(const struct story *story, size_t at, struct case_paper_made *made)
{
    made->dialogue_on = DATE_NONE;
    made->dialogue = STR("");
    for (size_t i = 0; i < at; i++)
        if (str_equal(story->events.items[i].action, STR("dialogue"))) {
            made->dialogue_on = story->events.items[i].happened_on;
            made->dialogue = story->events.items[i].note;
        }
}

/* Gives the draft that was signed to the event that signed it. */
static void take_over_answer(const struct case_paper *paper, const matter_event_list *events,
                             size_t at, struct matter_event *event)
{
    bool signs = words_have("decide conclude approve", str_from_c(paper->action));
    for (size_t i = at; signs && i > 0 && event->answer.len == 0; i--)
        event->answer = events->items[i - 1].answer;
}

/* Without what was not issued while the unit had it that took the step: nobody else issues it
 * but who took over from that unit. */
static const struct fault *leave_others(struct work *work, const struct matter *matter,
                                        case_paper_list *papers)
{
    int64_t holder;
    size_t kept = 0;
    const struct fault *fault = matter_seat_of(work, matter->unit_id, &holder);
    if (fault)
        return fault;
    for (size_t i = 0; i < papers->count; i++)
        if (papers->items[i].id || papers->items[i].unit_id == holder ||
            str_equal(papers->items[i].event.action, STR("demand")))
            papers->items[kept++] = papers->items[i];
    papers->count = kept;
    return NULL;
}

const struct fault *case_papers_of(struct work *work, const struct matter *matter,
                                   case_paper_list *ret_papers)
{
    case_paper_list papers = {0};
    struct story story;
    struct str about;
    struct str official;
    const struct fault *fault = read_story(work, matter, &story);
    if (!fault)
        fault = about_of(work, matter->id, &about);
    if (!fault)
        fault = official_name(work, matter->official_id, &official);
    for (size_t e = 0; !fault && e < story.events.count; e++)
        for (size_t p = 0; !fault && p < CASE_PAPERS; p++) {
            const struct case_paper *paper = &case_papers[p];
            struct case_paper_made made = {.paper = paper,
                                           .event = story.events.items[e],
                                           .official = official,
                                           .about = about,
                                           .signing.signed_on = DATE_NONE};
            if (!words_have(paper->kinds, matter->kind) ||
                !words_have(paper->action, made.event.action))
                continue;
            take_over_answer(paper, &story.events, e, &made.event);
            add_dialogue(&story, e, &made);
            fault = issuer_of(work, &story, matter, &made.event, &made.unit_id);
            if (!fault)
                fault = resolve_day(work, matter, &story, e, &made.due_on);
            *VEC_PUSH(&papers, work->arena) = made;
        }
    if (!fault)
        fault = case_paper_fill_issued(work, matter->id, &papers);
    if (!fault)
        fault = leave_others(work, matter, &papers);
    if (!fault)
        *ret_papers = papers;
    return fault;
}

static const struct fault *unknown(struct work *work)
{
    return fault_new(work->arena, FAULT_NOT_FOUND, "case-paper.unknown", "no such paper");
}

const struct fault *case_paper_find(struct work *work, const struct matter *matter, int64_t seq,
                                    struct str name, struct case_paper_made *ret_made)
{
    case_paper_list papers;
    const struct fault *fault = case_papers_of(work, matter, &papers);
    if (fault)
        return fault;
    for (size_t i = 0; i < papers.count; i++)
        if (papers.items[i].event.seq == seq && papers.items[i].recalled_at.us == 0 &&
            str_equal(str_from_c(papers.items[i].paper->kind.name), name)) {
            *ret_made = papers.items[i];
            return NULL;
        }
    return unknown(work);
}

const struct fault *case_paper_find_recalled(struct work *work, const struct matter *matter,
                                             int64_t id, struct case_paper_made *ret_made)
{
    case_paper_list papers;
    const struct fault *fault = case_papers_of(work, matter, &papers);
    if (fault)
        return fault;
    for (size_t i = 0; i < papers.count; i++)
        if (papers.items[i].recalled_at.us != 0 && papers.items[i].id == id) {
            *ret_made = papers.items[i];
            return NULL;
        }
    return unknown(work);
}

/* ---- issuing ---- */

struct issuing {
    const struct matter *matter;
    struct case_paper_made made;
    const struct case_ticket *scan;
};

struct str case_paper_title(struct work *work, const struct case_paper *paper, struct str symbol)
{
    struct str name =
        site_message(work, arena_printf(work->arena, "case-paper.%s", paper->kind.name).ptr);
    return arena_printf(work->arena, PRISTR "%s" PRISTR, STRARG(name), symbol.len ? ": " : "",
                        STRARG(symbol));
}

const struct fault *case_paper_may_issue(struct work *work, const struct matter *matter)
{
    const struct fault *fault = matter_must_read(work, matter);
    return fault ? fault : matter_seat_must(work, ISSUERS, matter);
}

/* The paper as it is now, whatever was seen before. */
static const struct fault *look_again(struct work *work, const struct issuing *issuing,
                                      struct case_paper_made *ret_made)
{
    return case_paper_find(work, issuing->matter, issuing->made.event.seq,
                           str_from_c(issuing->made.paper->kind.name), ret_made);
}

/* "thay thế 01/TB-UBND" */
static struct str replaces_text(struct work *work, struct str symbol)
{
    return arena_printf(work->arena, PRISTR " " PRISTR,
                        STRARG(site_message(work, "case-paper.replaces")), STRARG(symbol));
}

bool case_paper_is_letter(const struct case_paper *paper)
{
    return paper->abbreviation != NO_NUMBER && paper->abbreviation[0] == '\0';
}

static const struct fault *issue(struct work *work, void *context)
{
    const struct issuing *issuing = context;
    const struct case_paper_signing *signing = &issuing->made.signing;
    struct case_paper_made made;
    struct series_number number = {0};
    struct series series = {.period = date_parts(signing->signed_on).year,
                            .issuer = signing->issuer};
    struct matter_mark mark = {.id = issuing->matter->id, .action = STR("issue")};
    const struct fault *fault = case_paper_may_issue(work, issuing->matter);
    if (!fault)
        fault = look_again(work, issuing, &made);
    if (!fault && made.id)
        fault = fault_new(work->arena, FAULT_CONFLICT, "case-paper.issued", "it has been issued");
    if (!fault) /* of the unit in whose name it is */
        fault = actor_must(work, ISSUERS, made.unit_id);
    if (fault)
        return fault;
    series.unit_id = made.unit_id;
    made.signing = *signing;
    if (made.paper->abbreviation != NO_NUMBER) {
        series.kind = str_from_c(made.paper->abbreviation);
        series.counts = series_counts(work->arena, series.kind, series.issuer);
        series.drafter = signing->drafter;
        fault = series_issue(work, &series, issuing->matter->code, &number);
    }
    if (fault)
        return fault;
    made.symbol = number.symbol;
    mark.note = case_paper_title(work, made.paper, number.symbol);
    if (made.replaces.len > 0)
        mark.note = arena_printf(work->arena, PRISTR " (" PRISTR ")", STRARG(mark.note),
                                 STRARG(replaces_text(work, made.replaces)));
    fault = case_paper_insert(work, issuing->matter, &made, number.series_id, number.number);
    return fault ? fault : matter_mark(work, &mark);
}

const struct fault *case_paper_issue(struct work *work, const struct matter *matter,
                                     const struct case_paper_made *made,
                                     const struct case_paper_signing *signing)
{
    struct issuing issuing = {matter, *made, NULL};
    issuing.made.signing = *signing;
    return db_write(work, issue, &issuing);
}

static const struct fault *sign(struct work *work, void *context)
{
    const struct issuing *issuing = context;
    struct case_paper_made made;
    struct case_file_new wanted = {.matter_id = issuing->matter->id,
                                   .part = STR("paper"),
                                   .tickets = issuing->scan,
                                   .count = 1};
    case_file_list files;
    const struct fault *fault = case_paper_may_issue(work, issuing->matter);
    if (!fault)
        fault = look_again(work, issuing, &made);
    if (!fault && !made.id)
        fault = fault_new(work->arena, FAULT_CONFLICT, "case-paper.not_issued", "not issued yet");
    if (!fault)
        fault = case_files_keep(work, &wanted);
    if (!fault)
        fault = case_files_of(work, issuing->matter->id, &files);
    return fault ? fault : case_paper_set_scan(work, made.id, files.items[files.count - 1].id);
}

const struct fault *case_paper_sign(struct work *work, const struct matter *matter,
                                    const struct case_paper_made *made,
                                    const struct case_ticket *scan)
{
    struct issuing issuing = {matter, *made, scan};
    return db_write(work, sign, &issuing);
}
