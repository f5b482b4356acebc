/*
 * The files that come out of a visit, and its papers.
 */
#include "modules/reception/follow.h"

#include "base/buf.h"
#include "civic/case_file.h"
#include "civic/official.h"
#include "civic/seal.h"
#include "civic/series.h"
#include "civic/site.h"
#include "db/db.h"
#include "modules/law/law_site.h"
#include "modules/reception/booking_store.h"
#include "text/number.h"
#include "text/utf8.h"

#include <inttypes.h>

enum {
    IDENTITY_BYTES = 16 * 1024
};

/* ---- grounds of refusal ---- */

static const struct law_rule *ground_rule(struct work *work)
{
    return law_rule(law_of_site(work), STR("reception.refusal.ground"));
}

static bool holds(const struct law_version *version, struct civil_date on)
{
    return version->given && version->from.days <= on.days &&
           (date_is_none(version->to) || on.days <= version->to.days);
}

refusal_ground_list refusal_grounds(struct work *work, struct civil_date on)
{
    struct explainer explainer = law_explainer(work);
    const struct law_rule *rule = ground_rule(work);
    refusal_ground_list list = {0};
    for (size_t i = 0; rule && i < rule->versions.count; i++) {
        const struct law_version *version = &rule->versions.items[i];
        if (holds(version, on))
            *VEC_PUSH(&list, work->arena) = (struct refusal_ground){
                version->given->id, explain_text(&explainer, version->title),
                explain_citation(&explainer, version), version->form.len > 0};
    }
    return list;
}

bool refusal_ground_find(struct work *work, struct civil_date on, struct str id,
                         struct refusal_ground *ret_ground)
{
    refusal_ground_list list = refusal_grounds(work, on);
    for (size_t i = 0; i < list.count; i++)
        if (str_equal(list.items[i].id, id)) {
            *ret_ground = list.items[i];
            return true;
        }
    return false;
}

/* ---- who it was ---- */

static void add_line(struct work *work, struct buf *buf, const char *key, struct str words)
{
    if (words.len > 0)
        buf_printf(buf, "%s" PRISTR ": " PRISTR, buf_str(buf).len ? "\n" : "",
                   STRARG(site_message(work, key)), STRARG(words));
}

struct str visit_identity(struct work *work, const struct visit *visit,
                          const struct reception_booking *booking)
{
    struct buf buf = buf_init(work->arena, IDENTITY_BYTES);
    add_line(work, &buf, "reception.record.name", visit->name);
    add_line(work, &buf, "reception.record.address", visit->address);
    add_line(work, &buf, "reception.record.id_number", visit->id_number);
    if (!date_is_none(visit->id_day))
        add_line(work, &buf, "reception.record.id_day", date_text(work->arena, visit->id_day));
    add_line(work, &buf, "reception.record.id_place", visit->id_place);
    add_line(work, &buf, "reception.record.phone", visit->phone);
    add_line(work, &buf, "reception.record.representatives", visit->representatives);
    if (booking) {
        add_line(work, &buf, "reception.book.email", booking->email);
        add_line(work, &buf, "reception.book.representatives", booking->representatives);
        add_line(work, &buf, "reception.book.content", booking->content);
    }
    return buf_str(&buf);
}

/* Those who speak for the others, a line each. */
static void add_people(struct work *work, struct str lines, redact_people *people)
{
    while (lines.len > 0)
        *VEC_PUSH(people, work->arena) =
            (struct redact_person){.name = str_trim(str_cut(&lines, '\n'))};
}

redact_people visit_people(struct work *work, const struct visit *visit,
                           const struct reception_booking *booking)
{
    redact_people people = {0};
    *VEC_PUSH(&people, work->arena) = (struct redact_person){
        visit->name, visit->address, visit->phone, booking ? booking->email : STR("")};
    /* a number is found as a telephone is, whatever stands in it */
    *VEC_PUSH(&people, work->arena) = (struct redact_person){.phone = visit->id_number};
    add_people(work, visit->representatives, &people);
    if (booking)
        add_people(work, booking->representatives, &people);
    return people;
}

/* ---- the file ---- */

static const struct fault *take_step(struct work *work, int64_t matter_id, const char *action,
                                     struct str note, struct str answer)
{
    struct matter matter;
    struct matter_step step = {.id = matter_id,
                               .action = str_from_c(action),
                               .note = note,
                               .answer = answer,
                               .happened_on = DATE_NONE};
    const struct fault *fault = matter_load(work, matter_id, &matter);
    if (fault || matter.phase == PHASE_CLOSED)
        return fault;
    step.version = matter.version;
    return matter_apply(work, &step);
}

static struct str visit_words(struct work *work, const struct visit *visit, const char *key)
{
    struct fault_arg args[] = {
        {"number", arena_printf(work->arena, "%" PRId64, visit->number)},
        {"date",        date_text(work->arena,                           visit->came_on)        }
    };
    return message_format(work->arena, work->site->messages, work->locale, str_from_c(key), args,
                          2);
}

static const struct fault *open_file(struct work *work, struct visit *visit,
                                     const struct matter_kind *kind)
{
    struct matter_receipt receipt;
    struct unit office;
    struct matter_new wanted = {
        .kind = kind,
        .title = visit_words(work, visit,
                             kind == &visit_refusal_kind ? "reception.follow.refusal-title"
                                                         : "reception.follow.title"),
        .content = site_message(work, "reception.follow.content"),
        .source = STR("reception"),
        .facts = STR(""),
        .visibility = visit->is_sealed ? VISIBLE_SEALED : VISIBLE_AGENCY,
        .received_on = visit->came_on,
        /* who wrote the record does not thereby open its seal */
        .official_id = visit->is_sealed ? 0 : work->actor->account_id,
    };
    const struct fault *fault = reception_office_of(work, &office);
    wanted.unit_id = office.id;
    if (!fault)
        fault = matter_open(work, &wanted, &receipt);
    if (fault)
        return fault;
    visit->matter_id = receipt.id;
    return visit_set_matter(work, visit->id, receipt.id);
}

/* A file of the other kind gives way to this one, with what is under its seal. */
static const struct fault *exchange_file(struct work *work, struct visit *visit,
                                         const struct matter *old, const struct matter_kind *kind)
{
    const struct fault *fault = NULL;
    if (old->phase != PHASE_CLOSED)
        fault =
            take_step(work, old->id, "void", site_message(work, "reception.follow.again"), STR(""));
    if (!fault)
        fault = open_file(work, visit, kind);
    return fault ? fault : seal_copy(work, old->id, visit->matter_id, false);
}

/* Another kind of file is due, or one again after it was closed; or it had a responsible official
 * before somebody turned out to denounce, who would thereby open the seal. */
static bool must_exchange(const struct matter *matter, const struct matter_kind *kind,
                          bool is_pending, struct str identity)
{
    if (!matter->id)
        return false;
    return (is_pending &&
            (matter->phase == PHASE_CLOSED || !str_equal(matter->kind, str_from_c(kind->name)))) ||
           (identity.len > 0 && matter->visibility != VISIBLE_SEALED);
}

/* Nothing is due any more: it was said at the talk, or the record was put right. */
static const struct fault *end_file(struct work *work, const struct visit *visit)
{
    struct matter matter;
    const struct fault *fault;
    if (!visit->matter_id || visit->state == VISIT_WAITING || visit->state == VISIT_SERVING)
        return NULL;
    fault = matter_load(work, visit->matter_id, &matter);
    if (fault)
        return fault;
    if (visit->state == VISIT_RECEIVED && str_equal(matter.kind, str_from_c(visit_file_kind.name)))
        return take_step(work, matter.id, "spoken", STR(""), STR(""));
    return take_step(work, matter.id, "void", site_message(work, "reception.follow.again"),
                     STR(""));
}

const struct fault *follow_record(struct work *work, struct visit *visit, struct str identity)
{
    struct refusal_ground ground = {0};
    bool is_refused = visit->state == VISIT_REFUSED &&
                      refusal_ground_find(work, visit->came_on, visit->refusal, &ground) &&
                      ground.is_written;
    bool is_pending = is_refused || (visit->state == VISIT_RECEIVED && !visit->is_answered &&
                                     visit->petition_id == 0);
    const struct matter_kind *kind = is_refused ? &visit_refusal_kind : &visit_file_kind;
    struct matter matter = {0};
    const struct fault *fault = NULL;
    if (visit->matter_id)
        fault = matter_load(work, visit->matter_id, &matter);
    else if (is_pending || identity.len > 0)
        fault = open_file(work, visit, kind);
    if (!fault && must_exchange(&matter, kind, is_pending, identity))
        fault = exchange_file(work, visit, &matter, kind);
    if (!fault && identity.len > 0)
        fault = seal_add(work, visit->matter_id, identity, visit->asks_protection);
    /* a voice names somebody as well as words do */
    if (!fault && identity.len > 0 && matter.id)
        fault = case_files_seal(work, matter.id, visit->matter_id);
    if (!fault && visit->asks_protection && visit->matter_id)
        fault = seal_need_two(work, visit->matter_id);
    if (!fault && identity.len > 0 && visit->booking_id)
        fault = booking_forget(work, visit->booking_id);
    if (!fault && identity.len > 0)
        fault = visit_papers_forget(work, visit->id);
    return fault || is_pending ? fault : end_file(work, visit);
}

const struct fault *follow_file(struct work *work, struct visit *visit, struct matter *ret_matter)
{
    const struct fault *fault = NULL;
    if (!visit->matter_id) {
        fault = open_file(work, visit, &visit_file_kind);
        if (!fault)
            fault = end_file(work, visit); /* nothing was due before */
    }
    return fault ? fault : matter_load(work, visit->matter_id, ret_matter);
}

/* ---- papers ---- */

bool visit_paper_is_due(struct work *work, const struct visit *visit, enum visit_paper_kind kind)
{
    struct refusal_ground ground;
    struct matter matter;
    switch (kind) {
    case VISIT_PAPER_REFUSAL:
        return visit->state == VISIT_REFUSED &&
               refusal_ground_find(work, visit->came_on, visit->refusal, &ground) &&
               ground.is_written;
    case VISIT_PAPER_CONCLUSION:
        return visit->state == VISIT_RECEIVED && visit->conclusion.len > 0;
    case VISIT_PAPER_RESULT:
        return visit->matter_id && !matter_load(work, visit->matter_id, &matter) &&
               matter.phase != PHASE_CLOSED &&
               str_equal(matter.kind, str_from_c(visit_file_kind.name));
    case VISIT_PAPER_COUNT:
        break;
    }
    return false;
}

/* Of a–z and đ: letters with which words of an office's name begin. */
static uint32_t capital(uint32_t letter)
{
    const uint32_t small_d = 0x111;
    if (letter >= 'a' && letter <= 'z')
        return letter - 'a' + 'A';
    return letter == small_d ? small_d - 1 : letter;
}

/* "BTCD" of "Ban Tiếp công dân huyện"; a committee of the people is UBND. */
static struct str office_letters(struct arena *arena, const struct unit *office)
{
    static const struct str ends[] = {STR_INIT("huyện"), STR_INIT("tỉnh"), STR_INIT("xã"),
                                      STR_INIT("phường"), STR_INIT("thành")};
    struct str rest = office->name;
    struct buf letters = buf_init(arena, IDENTITY_BYTES);
    uint32_t letter;
    if (office->kind != UNIT_AGENCY)
        return STR("UBND");
    while (rest.len > 0) {
        struct str word = str_cut(&rest, ' ');
        bool is_end = false;
        for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++)
            is_end |= str_equal(word, ends[i]);
        if (is_end)
            break;
        if (utf8_next(&word, &letter))
            utf8_add(&letters, capital(letter));
    }
    return buf_str(&letters);
}

struct issuing {
    int64_t visit_id;
    struct visit_paper paper;
    struct unit office;
};

/* The visit as it is now, where such a paper is due and not there. */
static const struct fault *load_due(struct work *work, const struct issuing *issuing,
                                    struct visit *ret_visit)
{
    struct visit_paper there;
    const char *key = NULL;
    const struct fault *fault = visit_load(work, issuing->visit_id, ret_visit);
    if (!fault)
        fault = visit_paper_load(work, issuing->visit_id, issuing->paper.kind, &there);
    if (fault)
        return fault;
    if (there.symbol.len > 0)
        key = "reception.paper.there";
    else if (!visit_paper_is_due(work, ret_visit, issuing->paper.kind))
        key = "reception.paper.not_due";
    else if (ret_visit->version != issuing->paper.version)
        key = "reception.changed";
    return key ? fault_new(work->arena, FAULT_CONFLICT, key, "visit %" PRId64, issuing->visit_id)
               : NULL;
}

/* The words of a result are typed; the others say what the record says. */
static void fill_words(struct work *work, const struct visit *visit, struct visit_paper *paper)
{
    struct refusal_ground ground;
    if (paper->kind == VISIT_PAPER_CONCLUSION)
        paper->words = visit->conclusion;
    if (paper->kind == VISIT_PAPER_REFUSAL &&
        refusal_ground_find(work, visit->came_on, visit->refusal, &ground))
        paper->words = ground.citation;
}

static const struct fault *issue(struct work *work, void *context)
{
    const struct issuing *issuing = context;
    struct visit_paper paper = issuing->paper;
    struct series series = {.unit_id = issuing->office.id,
                            .period = date_parts(paper.issued_on).year,
                            .counts = STR("TB"),
                            .kind = STR("TB"),
                            .issuer = office_letters(work->arena, &issuing->office),
                            .drafter = STR("")};
    struct series_number number;
    struct visit visit;
    const struct fault *fault = load_due(work, issuing, &visit);
    if (!fault)
        fault = series_issue(work, &series,
                             site_message(work, arena_printf(work->arena, "reception.paper." PRISTR,
                                                             STRARG(visit_paper_name(paper.kind)))
                                                    .ptr),
                             &number);
    if (fault)
        return fault;
    paper.symbol = number.symbol;
    paper.content = visit.content;
    fill_words(work, &visit, &paper);
    fault = visit_paper_insert(work, visit.id, &paper);
    if (!fault && paper.kind == VISIT_PAPER_REFUSAL && visit.matter_id)
        fault = take_step(work, visit.matter_id, "tell", STR(""), STR(""));
    if (!fault && paper.kind == VISIT_PAPER_RESULT)
        fault = take_step(work, visit.matter_id, "answer", STR(""), paper.words);
    return fault;
}

static const struct fault *check_paper(struct work *work, const struct visit_paper *paper)
{
    const struct fault *faults = NULL;
    if (paper->kind == VISIT_PAPER_RESULT && paper->words.len == 0)
        faults = fault_join(faults, fault_field(work->arena, "words", "form.required"));
    if (paper->post.len == 0)
        faults = fault_join(faults, fault_field(work->arena, "post", "form.required"));
    if (paper->signer.len == 0)
        faults = fault_join(faults, fault_field(work->arena, "signer", "form.required"));
    if (paper->annex_name.len > 0 && paper->annex_text.len == 0)
        faults = fault_join(faults, fault_field(work->arena, "annex_text", "form.required"));
    return faults;
}

const struct fault *visit_paper_issue(struct work *work, int64_t visit_id,
                                      const struct visit_paper *paper)
{
    struct issuing issuing = {.visit_id = visit_id, .paper = *paper};
    struct visit visit;
    const struct fault *fault = desk_open(work, visit_id, &visit);
    if (!fault)
        fault = load_due(work, &issuing, &visit);
    if (!fault)
        fault = check_paper(work, paper);
    if (!fault)
        fault = unit_load(work, visit.office_id, &issuing.office);
    if (fault)
        return fault;
    issuing.paper.issued_on = clock_today(work->clock);
    issuing.paper.made_at = clock_now(work->clock);
    return db_write(work, issue, &issuing);
}

static const struct fault *insert_receipt(struct work *work, void *context)
{
    return visit_receipt_insert(work, context);
}

const struct fault *visit_receipt_add(struct work *work, int64_t visit_id, struct str items,
                                      int64_t copies, int64_t *ret_id)
{
    struct visit visit;
    struct visit_receipt receipt = {.id = db_new_id(work->clock),
                                    .visit_id = visit_id,
                                    .items = str_trim(items),
                                    .copies = copies,
                                    .official = work->actor->name,
                                    .made_at = clock_now(work->clock)};
    const struct fault *fault = desk_open(work, visit_id, &visit);
    if (!fault && receipt.items.len == 0)
        fault = fault_field(work->arena, "items", "form.required");
    if (!fault)
        fault = db_write(work, insert_receipt, &receipt);
    if (!fault)
        *ret_id = receipt.id;
    return fault;
}
