/*
 * The use-cases of hot spots: what is found is only shown; people acknowledge, own, note
 * and end it.
 */
#include "civic/actor.h"
#include "civic/deadline.h"
#include "civic/matter_relation.h"
#include "civic/official.h"
#include "db/db.h"
#include "modules/petitions/petition.h"
#include "modules/reviews/hot.h"
#include "text/message.h"
#include "text/number.h"
#include "text/unicode.h"
#include "text/utf8.h"

#define DAYS "petition.hot.days"
#define LETTERS "petition.hot.letters"
#define PEOPLE "petition.hot.people"

/* ---- finding ---- */

static struct hot_limits limits_of(struct work *work)
{
    struct civil_date today = clock_today(work->clock);
    return (struct hot_limits){
        .days = deadline_most(work, STR(DAYS), today, STR("")),
        .letters = deadline_most(work, STR(LETTERS), today, STR("")),
        .people = deadline_most(work, STR(PEOPLE), today, STR("")),
        .crowd = letter_crowd(work, today),
    };
}

const struct fault *hot_look(struct work *work, int64_t unit_id, struct hot_found *ret_found)
{
    struct hot_found found = {.unit_id = unit_id, .limits = limits_of(work)};
    struct civil_date since = date_add_days(clock_today(work->clock), -(int32_t)found.limits.days);
    size_t kept = 0;
    const struct fault *fault = actor_must(work, REVIEW_LEADERS, unit_id);
    if (!fault)
        fault = hot_letters(work, unit_id, since, &found.letters);
    for (size_t i = 0; !fault && i < found.letters.count; i++) {
        const struct fault *refusal = matter_must_read(work, &found.letters.items[i].matter);
        if (refusal && refusal->kind != FAULT_FORBIDDEN)
            return refusal;
        if (!refusal)
            found.letters.items[kept++] = found.letters.items[i];
    }
    if (fault)
        return fault;
    found.letters.count = kept;
    hot_find(work->arena, &found.letters, &found.limits, &found.groups);
    *ret_found = found;
    return NULL;
}

/* The name of a person whom the group is about. */
static const struct fault *person_name(struct work *work, const struct hot_found *found,
                                       const struct hot_group *group, struct str *ret_name)
{
    matter_person_list people;
    const struct fault *fault =
        matter_respondents(work, found->letters.items[group->members.items[0]].matter.id, &people);
    *ret_name = STR("");
    for (size_t i = 0; !fault && i < people.count; i++)
        if (people.items[i].id == group->person_id)
            *ret_name = people.items[i].name;
    return fault;
}

static bool begins_with_capital(struct str text)
{
    uint32_t code;
    return utf8_next(&text, &code) && unicode_lower(code) != code;
}

/* A subject within a sentence: the capital that only began a title goes, while names ("Công ty
 * Hoàng Long") and what is written in capitals keep theirs. */
static struct str in_sentence(struct work *work, struct str subject)
{
    struct buf out = buf_init(work->arena, subject.len + 8);
    struct str rest = subject;
    struct str next = subject;
    uint32_t code;
    str_cut(&next, ' ');
    if (!utf8_next(&rest, &code) || begins_with_capital(rest) || begins_with_capital(next))
        return subject;
    utf8_add(&out, unicode_lower(code));
    buf_add(&out, rest);
    return buf_str(&out);
}

/* columns: kind, with a place, message */
static const struct {
    enum hot_kind kind;
    bool has_place;
    const char *message;
} whys[] = {
    {HOT_SUBJECT, true,  "hot.why.subject-place"},
    {HOT_SUBJECT, false, "hot.why.subject"      },
    {HOT_PLACE,   true,  "hot.why.place"        },
    {HOT_PERSON,  false, "hot.why.person"       },
    {HOT_CROWD,   true,  "hot.why.crowd-place"  },
    {HOT_CROWD,   false, "hot.why.crowd"        },
    {HOT_ADHOC,   true,  "hot.why.adhoc-place"  },
    {HOT_ADHOC,   false, "hot.why.adhoc"        },
};

static struct str subject_of(struct work *work, const struct hot_group *group)
{
    if (group->subject.len == 0)
        return site_message(work, "hot.sealed");
    return group->kind == HOT_SUBJECT ? in_sentence(work, group->subject) : group->subject;
}

const struct fault *hot_why(struct work *work, const struct hot_found *found,
                            const struct hot_group *group, struct str *ret_why)
{
    struct str name = STR("");
    const struct fault *fault = NULL;
    if (group->kind == HOT_PERSON)
        fault = person_name(work, found, group, &name);
    for (size_t i = 0; !fault && i < sizeof(whys) / sizeof(whys[0]); i++) {
        const struct fault_arg args[] = {
            {"letters",                       number_text(work->arena, work->locale, (int64_t)group->members.count)},
            {"people", number_text(work->arena,                        work->locale, group->people)},
            {"days",        number_text(work->arena,work->locale, found->limits.days)},
            {"subject",                               subject_of(work,                                                 group)},
            {"place",                   group->place                           },
            {"name",                       name},
        };
        if (whys[i].kind != group->kind || whys[i].has_place != (group->place.len > 0))
            continue;
        *ret_why =
            message_format(work->arena, work->site->messages, work->locale,
                           str_from_c(whys[i].message), args, sizeof(args) / sizeof(args[0]));
        return NULL;
    }
    return fault;
}

static size_t in_common(const struct hot_found *found, const struct hot_group *group,
                        const review_case_list *members)
{
    size_t common = 0;
    for (size_t i = 0; i < group->members.count; i++)
        for (size_t k = 0; k < members->count; k++)
            common += found->letters.items[group->members.items[i]].matter.id ==
                      members->items[k].matter.id;
    return common;
}

const struct fault *hot_kept_of(struct work *work, int64_t unit_id, hot_kept_list *ret_kept)
{
    hot_kept_list kept = {0};
    hot_spot_list spots;
    const struct fault *fault = hot_spots(work, &spots);
    for (size_t i = 0; !fault && i < spots.count; i++) {
        struct hot_kept *one;
        if (spots.items[i].unit_id != unit_id)
            continue;
        one = VEC_PUSH(&kept, work->arena);
        one->spot = spots.items[i];
        fault = hot_members(work, one->spot.id, &one->members);
    }
    *ret_kept = kept;
    return fault;
}

const struct hot_spot *hot_same(const struct hot_found *found, const struct hot_group *group,
                                const hot_kept_list *kept)
{
    for (size_t i = 0; i < kept->count; i++) {
        const struct hot_spot *spot = &kept->items[i].spot;
        size_t common = in_common(found, group, &kept->items[i].members);
        bool has_same =
            spot->is_ended ? common == group->members.count
                           : str_equal(spot->key, group->key) || common * 2 >= group->members.count;
        if (spot->kind == group->kind && has_same)
            return spot;
    }
    return NULL;
}

/* ---- who may ---- */

bool hot_may_lead(struct work *work, const struct hot_spot *spot)
{
    return !spot->is_ended && !actor_must(work, REVIEW_LEADERS, spot->unit_id);
}

const struct fault *hot_open(struct work *work, int64_t id, struct hot_spot *ret_spot,
                             review_case_list *ret_members)
{
    struct hot_spot spot;
    review_case_list members;
    const struct fault *fault = hot_load(work, id, &spot);
    if (!fault && spot.owner_id != work->actor->account_id)
        fault = actor_must(work, REVIEW_LEADERS, spot.unit_id);
    if (!fault)
        fault = hot_members(work, id, &members);
    for (size_t i = 0; !fault && i < members.count; i++)
        fault = matter_must_be_apart(work, &members.items[i].matter);
    if (fault && fault->kind == FAULT_FORBIDDEN) /* as if it were not there */
        fault = fault_new(work->arena, FAULT_NOT_FOUND, "hot.unknown", "not readable");
    if (!fault)
        fault = review_keep_readable(work, NULL, false, &members);
    if (fault)
        return fault;
    *ret_spot = spot;
    *ret_members = members;
    return NULL;
}

/* ---- acknowledging ---- */

struct acknowledging {
    int64_t unit_id;
    enum hot_kind kind;
    struct str key;
    struct str text;
    int64_t id;
};

static const struct hot_group *group_of(const struct hot_found *found,
                                        const struct acknowledging *asked)
{
    for (size_t i = 0; i < found->groups.count; i++)
        if (found->groups.items[i].kind == asked->kind &&
            str_equal(found->groups.items[i].key, asked->key))
            return &found->groups.items[i];
    return NULL;
}

static const struct fault *gone(struct work *work)
{
    return fault_new(work->arena, FAULT_CONFLICT, "hot.gone", "no such group");
}

/* The file says so too; why stands here alone, as others may not read it. */
static const struct fault *add_member(struct work *work, int64_t spot_id, int64_t matter_id)
{
    const struct fault *fault = hot_add_member(work, spot_id, matter_id);
    return fault ? fault : review_mark(work, matter_id, "hot", STR(""));
}

static const struct fault *keep_group(struct work *work, const struct hot_found *found,
                                      const struct hot_group *group, struct acknowledging *asked)
{
    struct work vietnamese = *work;
    struct hot_spot spot = {.id = db_new_id(work->clock),
                            .unit_id = asked->unit_id,
                            .kind = group->kind,
                            .key = group->key,
                            .subject = group->subject,
                            .place = group->place,
                            .person_id = group->person_id};
    const struct fault *fault;
    vietnamese.locale = LOCALE_VI;
    fault = hot_why(&vietnamese, found, group, &spot.why);
    if (!fault)
        fault = hot_insert(work, &spot);
    for (size_t i = 0; !fault && i < group->members.count; i++)
        fault = add_member(work, spot.id, found->letters.items[group->members.items[i]].matter.id);
    asked->id = spot.id;
    return fault ? fault : hot_note(work, spot.id, STR("acknowledge"), asked->text);
}

static const struct fault *acknowledge(struct work *work, void *context)
{
    struct acknowledging *asked = context;
    const struct hot_group *group;
    struct hot_found found;
    hot_kept_list kept;
    const struct fault *fault = hot_look(work, asked->unit_id, &found);
    if (!fault)
        fault = hot_kept_of(work, asked->unit_id, &kept);
    if (fault)
        return fault;
    group = group_of(&found, asked);
    if (!group || hot_same(&found, group, &kept)) /* somebody was faster */
        return gone(work);
    return keep_group(work, &found, group, asked);
}

const struct fault *hot_acknowledge(struct work *work, int64_t unit_id, struct str kind,
                                    struct str key, struct str text, int64_t *ret_id)
{
    struct acknowledging asked = {.unit_id = unit_id, .key = key, .text = text};
    const struct fault *fault =
        hot_kind_from_name(kind, &asked.kind) ? db_write(work, acknowledge, &asked) : gone(work);
    if (!fault)
        *ret_id = asked.id;
    return fault;
}

/* ---- working on one ---- */

struct change {
    int64_t id;
    int64_t version;
    int64_t official_id;
    struct str text;
};

static const struct fault *open_to_lead(struct work *work, const struct change *change,
                                        struct hot_spot *ret_spot)
{
    review_case_list members;
    const struct fault *fault = hot_open(work, change->id, ret_spot, &members);
    if (!fault)
        fault = actor_must(work, REVIEW_LEADERS, ret_spot->unit_id);
    if (!fault && (ret_spot->is_ended || ret_spot->version != change->version))
        fault = fault_new(work->arena, FAULT_CONFLICT, "review.changed", "ended or changed");
    return fault;
}

static const struct fault *assign(struct work *work, void *context)
{
    const struct change *change = context;
    struct hot_spot spot;
    struct str name = STR("");
    bool is_of = false;
    const struct fault *fault = open_to_lead(work, change, &spot);
    if (!fault)
        fault = official_is_of(work, change->official_id, spot.unit_id, REVIEW_READERS, &is_of);
    if (!fault && !is_of)
        fault = fault_field(work->arena, "official", "matter.official.unfit");
    if (!fault)
        fault = official_name(work, change->official_id, &name);
    if (fault)
        return fault;
    spot.owner_id = change->official_id;
    fault = hot_update(work, &spot);
    return fault ? fault : hot_note(work, spot.id, STR("assign"), name);
}

const struct fault *hot_assign(struct work *work, int64_t id, int64_t version, int64_t official_id)
{
    struct change change = {.id = id, .version = version, .official_id = official_id};
    return db_write(work, assign, &change);
}

static const struct fault *write_note(struct work *work, void *context)
{
    const struct change *change = context;
    struct hot_spot spot;
    review_case_list members;
    const struct fault *fault = hot_open(work, change->id, &spot, &members);
    if (!fault && spot.is_ended)
        fault = fault_new(work->arena, FAULT_CONFLICT, "review.changed", "ended");
    return fault ? fault : hot_note(work, spot.id, STR("note"), change->text);
}

const struct fault *hot_write(struct work *work, int64_t id, struct str text)
{
    struct change change = {.id = id, .text = text};
    return db_write(work, write_note, &change);
}

static const struct fault *end(struct work *work, void *context)
{
    const struct change *change = context;
    struct hot_spot spot;
    review_case_list members = {0};
    const struct fault *fault = open_to_lead(work, change, &spot);
    if (fault)
        return fault;
    spot.is_ended = true;
    spot.ended_at = clock_now(work->clock);
    fault = hot_update(work, &spot);
    if (!fault)
        fault = hot_members(work, spot.id, &members);
    for (size_t i = 0; !fault && i < members.count; i++)
        fault = review_mark(work, members.items[i].matter.id, "hot-end", STR(""));
    return fault ? fault : hot_note(work, spot.id, STR("end"), change->text);
}

const struct fault *hot_end(struct work *work, int64_t id, int64_t version, struct str why)
{
    struct change change = {.id = id, .version = version, .text = why};
    return db_write(work, end, &change);
}
