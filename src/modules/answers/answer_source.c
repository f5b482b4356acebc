/*
 * What a file offers to be published, and whom it names: read through the public doors
 * of matters.
 */
#include "civic/deadline.h"
#include "civic/matter_relation.h"
#include "modules/answers/answer.h"
#include "modules/petitions/petition.h"
#include "text/number.h"

/* ---- which files ---- */

/* columns: kind, the action that approves the answer, states in which it stands */
static const struct {
    const struct matter_kind *kind;
    const char *approving; /* by spaces */
    const char *states;
} sources[] = {
    {&proposal_kind,         "approve pass-on", "answered"                         },
    {&complaint_kind,        "decide",          "decided in_force executing closed"},
    {&second_complaint_kind, "decide",          "decided in_force executing closed"},
};

enum {
    SOURCES = sizeof(sources) / sizeof(sources[0])
};

static size_t source_at(struct str kind)
{
    size_t i = 0;
    while (i < SOURCES && !str_equal(str_from_c(sources[i].kind->name), kind))
        i++;
    return i;
}

/* The article that keeps who denounced a secret. */
static const struct fault *never(struct work *work)
{
    return fault_with(
        fault_field(work->arena, "code", "answers.never"), "article",
        deadline_article(work, STR("denunciation.publish"), clock_today(work->clock)));
}

/* The term that the approving event ended, the latest of them. */
static const struct fault *due_of(struct work *work, int64_t id, int64_t seq,
                                  struct civil_date *ret_due)
{
    matter_clock_list clocks;
    const struct fault *fault = matter_clocks(work, id, &clocks);
    *ret_due = DATE_NONE;
    for (size_t i = 0; !fault && i < clocks.count; i++)
        if (clocks.items[i].closed_seq == seq &&
            (date_is_none(*ret_due) || date_compare(clocks.items[i].due_on, *ret_due) > 0))
            *ret_due = clocks.items[i].due_on;
    return fault;
}

/* The last approval, and the last words for the sender up to it. */
static const struct fault *approved(struct work *work, const struct matter *matter,
                                    const char *approving, struct answer_source *source)
{
    matter_event_list events;
    int64_t seq = 0;
    const struct fault *fault = matter_events(work, matter->id, &events);
    for (size_t i = 0; !fault && i < events.count; i++)
        if (words_have(approving, events.items[i].action)) {
            seq = events.items[i].seq;
            source->answered_on = events.items[i].happened_on;
        }
    for (size_t i = 0; !fault && i < events.count; i++)
        if (events.items[i].seq <= seq && events.items[i].answer.len > 0)
            source->answer = events.items[i].answer;
    if (fault)
        return fault;
    if (seq == 0 || source->answer.len == 0)
        return fault_field(work->arena, "code", "answers.not_answered");
    return due_of(work, matter->id, seq, &source->due_on);
}

static const struct fault *look(struct work *work, struct answer_source *source)
{
    const struct matter *matter = &source->matter;
    size_t at = source_at(matter->kind);
    const struct fault *fault = matter_must_read(work, matter);
    if (fault)
        return fault;
    if (at == SOURCES || matter->visibility == VISIBLE_SEALED ||
        matter_has_fact(matter, "anonymous"))
        return never(work);
    if (matter_has_fact(matter, PETITION_PRIVATE))
        return fault_field(work->arena, "code", "answers.not_wished");
    if (!words_have(sources[at].states, matter->state))
        return fault_field(work->arena, "code", "answers.not_answered");
    return approved(work, matter, sources[at].approving, source);
}

const struct fault *answer_source_of(struct work *work, struct str code,
                                     struct answer_source *ret_source)
{
    struct answer_source source = {.answered_on = DATE_NONE, .due_on = DATE_NONE};
    struct answer there;
    struct str read = matter_code_read(work->arena, code);
    const struct fault *fault;
    if (!read.ptr)
        return fault_new(work->arena, FAULT_NOT_FOUND, "matter.unknown", "no code");
    fault = matter_by_code(work, read, &source.matter);
    if (!fault)
        fault = look(work, &source);
    if (!fault)
        fault = answer_of_matter(work, source.matter.id, &there);
    if (!fault && there.id)
        fault = fault_field(work->arena, "code", "answers.there");
    if (!fault)
        *ret_source = source;
    return fault;
}

const struct fault *answer_source_again(struct work *work, const struct answer *answer,
                                        struct answer_source *ret_source)
{
    struct answer_source source = {.answered_on = DATE_NONE, .due_on = DATE_NONE};
    const struct fault *fault = matter_load(work, answer->matter_id, &source.matter);
    if (!fault)
        fault = look(work, &source);
    if (!fault)
        *ret_source = source;
    return fault;
}

/* ---- whom it names ---- */

/* Who sent it, and whom it is about. */
static const struct fault *add_people(struct work *work, int64_t id, redact_people *people)
{
    matter_party_list parties;
    matter_person_list respondents = {0};
    const struct fault *fault = matter_parties(work, id, &parties);
    for (size_t i = 0; !fault && i < parties.count; i++)
        *VEC_PUSH(people, work->arena) =
            (struct redact_person){parties.items[i].name, parties.items[i].address,
                                   parties.items[i].phone, parties.items[i].email};
    if (!fault)
        fault = matter_respondents(work, id, &respondents);
    for (size_t i = 0; !fault && i < respondents.count; i++)
        *VEC_PUSH(people, work->arena) = (struct redact_person){.name = respondents.items[i].name};
    return fault;
}

const struct fault *answer_people(struct work *work, int64_t matter_id, redact_people *ret_people)
{
    redact_people people = {0};
    matter_link_list links = {0};
    const struct fault *fault = add_people(work, matter_id, &people);
    if (!fault)
        fault = matter_links(work, matter_id, &links);
    for (size_t i = 0; !fault && i < links.count; i++)
        fault = add_people(work, links.items[i].other.id, &people);
    *ret_people = people;
    return fault;
}

/* ---- writing anew ---- */

static struct str word_of(struct work *work, const char *group, enum redact_kind kind)
{
    return site_message(work,
                        arena_printf(work->arena, "%s.%s", group, redact_kind_name(kind)).ptr);
}

struct str answer_redacted(struct work *work, struct str text, const redact_people *people)
{
    struct str instead[REDACT_KIND_COUNT];
    struct work vietnamese = *work;
    vietnamese.locale = LOCALE_VI; /* the language of the text */
    for (int kind = 0; kind < REDACT_KIND_COUNT; kind++)
        instead[kind] = word_of(&vietnamese, "redact.instead", (enum redact_kind)kind);
    return redact_text(work->arena, text, people, instead);
}

const struct fault *answer_check(struct work *work, const struct answer *answer,
                                 const redact_people *people)
{
    const struct {
        const char *field;
        struct str text;
    } parts[] = {
        {"title",    answer->title   },
        {"question", answer->question},
        {"answer",   answer->answer  },
        {"basis",    answer->basis   },
        {"paper",    answer->paper   },
    };
    const struct fault *faults = NULL;
    for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
        struct redact_hit hit;
        struct fault *found;
        if (!redact_find(work->arena, parts[i].text, people, 0, &hit))
            continue;
        found = fault_field(work->arena, parts[i].field, "redact.found");
        fault_with(found, "kind", word_of(work, "redact.kind", hit.kind));
        fault_with(found, "paragraph", number_text(work->arena, work->locale, hit.paragraph));
        fault_with(found, "words", str_slice(parts[i].text, hit.start, hit.len));
        faults = fault_join(faults, found);
    }
    return faults;
}
