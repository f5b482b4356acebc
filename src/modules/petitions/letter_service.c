/*
 * Receiving a petition of any kind.
 */
#include "modules/petitions/figures.h"
#include "modules/petitions/guard.h"
#include "modules/petitions/petition.h"

#include "base/buf.h"
#include "civic/deadline.h"
#include "civic/seal.h"
#include "civic/unit.h"

enum {
    LETTER_BYTES = 256 * 1024,
    PARTIES_MOST = 60
};

/* "Label: words", a paragraph; nothing where there are no words. */
static void add_part(struct work *work, struct buf *buf, const char *key, struct str words)
{
    if (words.len == 0)
        return;
    buf_printf(buf, "%s" PRISTR ": " PRISTR, buf_str(buf).len ? "\n\n" : "",
               STRARG(site_message(work, key)), STRARG(words));
}

/* The whole letter as one text. */
static struct str whole(struct work *work, const struct letter *letter)
{
    struct buf buf = buf_init(work->arena, LETTER_BYTES);
    bool is_complaint = letter->kind == &complaint_kind;
    if (letter->kind == &denunciation_kind) /* its title in the open says nothing */
        add_part(work, &buf, "letter.part.title", letter->title);
    add_part(work, &buf, is_complaint ? "letter.part.decision" : "letter.part.about",
             letter->about);
    if (buf_str(&buf).len)
        buf_add(&buf, STR("\n\n"));
    buf_add(&buf, letter->content);
    add_part(work, &buf, "letter.part.request", letter->request);
    add_part(work, &buf, "letter.part.scope", letter->agent.scope);
    if (letter->agent.paper.len > 0)
        add_part(work, &buf, "letter.part.paper",
                 site_message(work, arena_printf(work->arena, "intake.choose." PRISTR,
                                                 STRARG(letter->agent.paper))
                                        .ptr));
    add_part(work, &buf, "letter.part.evidence", letter->evidence);
    return buf_str(&buf);
}

/* Who sent it, for under the seal; whoever gives no name may still be reached. */
static struct str who(struct work *work, const struct letter *letter)
{
    struct buf buf = buf_init(work->arena, LETTER_BYTES);
    if (letter->is_anonymous)
        buf_add(&buf, site_message(work, "letter.part.anonymous"));
    add_part(work, &buf, "letter.part.name", letter->sender.name);
    add_part(work, &buf, "letter.part.address", letter->sender.address);
    add_part(work, &buf, "letter.part.phone", letter->sender.phone);
    add_part(work, &buf, "letter.part.email", letter->sender.email);
    add_part(work, &buf, "letter.part.representatives", letter->representatives);
    return buf_str(&buf);
}

/* The sender, who acts for them, then a representative a line. */
static size_t parties_of(const struct letter *letter, struct matter_party *parties)
{
    struct str rest = letter->representatives;
    size_t count = 1;
    parties[0] = letter->sender;
    parties[0].part = STR("sender");
    if (letter->agent.part.len > 0)
        parties[count++] = (struct matter_party){.part = letter->agent.part,
                                                 .name = letter->agent.name,
                                                 .address = letter->agent.address};
    while (rest.len > 0 && count < PARTIES_MOST) {
        struct str name = str_trim(str_cut(&rest, '\n'));
        if (name.len > 0)
            parties[count++] = (struct matter_party){.part = STR("representative"), .name = name};
    }
    return count;
}

int64_t letter_crowd(struct work *work, struct civil_date on)
{
    int64_t people = deadline_most(work, STR("reception.group.min"), on, STR(""));
    return people > 0 ? people : INT64_MAX;
}

static struct str facts_of(struct work *work, const struct letter *letter)
{
    bool is_complaint = letter->kind == &complaint_kind;
    bool is_dismissal = str_equal(letter->decision, STR("dismissal"));
    bool is_discipline = is_dismissal || str_equal(letter->decision, STR("discipline"));
    return str_trim(arena_printf(
        work->arena, "%s%s%s%s%s%s%s%s", is_complaint ? "first" : "",
        is_complaint && str_equal(letter->source, STR("front")) ? " " FACT_OF_FRONT : "",
        is_complaint && is_discipline ? " discipline" : "",
        is_complaint && is_dismissal ? " dismissal" : "", letter->is_anonymous ? " anonymous" : "",
        letter->people > 1 ? " several" : "",
        letter->people >= letter_crowd(work, letter->received_on) ? " crowd" : "",
        letter->is_private ? " " PETITION_PRIVATE : ""));
}

static int64_t lines_in(struct str text)
{
    int64_t count = 0;
    while (text.len > 0)
        count += str_trim(str_cut(&text, '\n')).len > 0;
    return count;
}

const struct fault *letter_check_group(struct work *work, struct civil_date on, int64_t people,
                                       struct str representatives, const struct fault *faults)
{
    int64_t named = lines_in(representatives);
    bool is_few = people <= deadline_most(work, STR("reception.group.few"), on, STR(""));
    struct str rule = STR("reception.group.reps.max");
    struct str size = is_few ? STR("5_to_10") : STR("over_10");
    int64_t most = deadline_most(work, rule, on, size);
    struct fault *fault;
    if (people < letter_crowd(work, on) || most == 0 || (named > 0 && named <= most))
        return faults;
    fault =
        fault_field(work->arena, "representatives",
                    named ? "letter.representatives.too_many" : "letter.representatives.missing");
    fault_with(fault, "most", arena_printf(work->arena, "%lld", (long long)most));
    fault_with(fault, "article", deadline_article_given(work, rule, on, size));
    return fault_join(faults, fault);
}

/* Under the seal: who sent it, for those who open it and so that nobody names them. */
static const struct fault *seal_sender(struct work *work, const struct letter *letter, int64_t id)
{
    struct redact_person persons[PARTIES_MOST] = {
        {letter->sender.name, letter->sender.address, letter->sender.phone, letter->sender.email}
    };
    redact_people people = {persons, 1, PARTIES_MOST};
    struct str rest = letter->representatives;
    const struct fault *fault = seal_add(work, id, who(work, letter), letter->asks_protection);
    while (rest.len > 0 && people.count < PARTIES_MOST)
        persons[people.count++] = (struct redact_person){.name = str_trim(str_cut(&rest, '\n'))};
    return fault ? fault : seal_people(work, id, &people);
}

const char *const letter_authorisations[] = {"notarised", "certified", "organisation", "none",
                                             NULL};

const struct fault *letter_check_authorisation(struct work *work, struct civil_date on,
                                               struct str paper, const struct fault *faults)
{
    struct str rule = STR("complaint.authorisation.notary");
    if (paper.len == 0)
        return fault_join(faults, fault_field(work->arena, "agent_paper", "form.choose"));
    if (!str_equal(paper, STR("none")) || deadline_most(work, rule, on, STR("")) == 0)
        return faults;
    return fault_join(
        faults, fault_with(fault_field(work->arena, "agent_paper", "letter.authorisation.missing"),
                           "article", deadline_article(work, rule, on)));
}

struct receiving {
    const struct letter *letter;
    struct matter_new wanted;
    struct matter_receipt receipt;
};

static const struct fault *receive(struct work *work, void *context)
{
    struct receiving *receiving = context;
    const struct letter *letter = receiving->letter;
    bool is_sealed = letter->kind == &denunciation_kind;
    struct case_file_new files = {.part = letter->is_by_sender ? STR("sender") : STR("official"),
                                  .is_sealed = is_sealed,
                                  .tickets = letter->tickets,
                                  .count = letter->ticket_count};
    const struct fault *fault = matter_open(work, &receiving->wanted, &receiving->receipt);
    if (!fault && is_sealed)
        fault = letter->seal_from ? seal_copy(work, letter->seal_from, receiving->receipt.id,
                                              letter->asks_protection)
                                  : seal_sender(work, letter, receiving->receipt.id);
    if (!fault && is_sealed)
        fault = seal_add(work, receiving->receipt.id, whole(work, letter), false);
    if (!fault && letter->people > 1)
        fault = figures_keep_people(work, receiving->receipt.id, letter->people);
    files.matter_id = receiving->receipt.id;
    return fault ? fault : case_files_keep(work, &files);
}

static const struct fault *store(struct work *work, const struct letter *letter,
                                 struct matter_receipt *ret_receipt)
{
    struct matter_party *parties =
        arena_alloc_array(work->arena, PARTIES_MOST, sizeof(struct matter_party));
    bool is_sealed = letter->kind == &denunciation_kind;
    struct receiving receiving = {.letter = letter};
    struct unit unit = {.id = letter->unit_id};
    const struct fault *fault = unit.id ? NULL : site_unit(work, &unit);
    if (fault)
        return fault;
    receiving.wanted = (struct matter_new){
        .kind = letter->kind,
        .unit_id = unit.id,
        .title = is_sealed ? site_message(work, "letter.sealed-title") : letter->title,
        .content = is_sealed ? site_message(work, "letter.sealed-content") : whole(work, letter),
        .source = letter->source,
        .facts = facts_of(work, letter),
        .opens = is_sealed && words_have(SOURCES_OF_PRESS, letter->source) ? RULE_OF_PRESS : NULL,
        .visibility = is_sealed ? VISIBLE_SEALED : VISIBLE_AGENCY,
        .received_on = letter->received_on,
        .parties = parties,
        .party_count = is_sealed ? 0 : parties_of(letter, parties),
        .is_by_sender = letter->is_by_sender};
    fault = db_write(work, receive, &receiving);
    if (!fault)
        *ret_receipt = receiving.receipt;
    return fault;
}

/* The file is kept in Vietnamese, in whatever language its sender reads the pages. */
const struct fault *letter_receive(struct work *work, const struct letter *letter,
                                   struct matter_receipt *ret_receipt)
{
    enum locale locale = work->locale;
    const struct fault *fault;
    work->locale = LOCALE_VI;
    fault = store(work, letter, ret_receipt);
    work->locale = locale;
    return fault;
}
